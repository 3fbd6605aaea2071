"""What every reader keeps, whatever format it reads: on generated files, invented ones, and real ones where they are."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import shared_folder
from hypothesis import given

import unrest
from unrest import Dataset, InvalidDataset
from unrest.codec import to_dict, to_json
from unrest.dataset.merge import united
from unrest.readers import Reading, read, reader, readers, stream
from unrest.readers.registry import OURS
from unrest.source import SCHEMES
from unrest.strategies import tables

FIXTURES = sorted((Path(__file__).parent / "fixtures").iterdir())
REAL = (
    *("ucdp/ucdp_ged231_sample1000.csv", "ucdp/ucdp_ged191_bangladesh_myanmar.csv"),
    *("ucdp/ucdp_hdx_conflict_data_BGD_hxl.csv", "maverick/maverick_event_reports.csv"),
    *("gdelt/gdelt2_20191024143000.export.CSV", "gdelt/gdelt1_mixed_57_58_columns.tsv"),
    "plover/plover_gold_standard_cameo.json",
)
NAMES = sorted(readers())


def options(path: Path) -> dict[str, Any]:
    return {"damaged": True} if "spreadsheet" in path.name else {}


def real(name: str) -> Path:
    path = shared_folder() / "data" / name
    if not path.is_file():
        pytest.skip(
            f"{path} is not here: outside data is no part of the repository (UNREST_SHARED names another folder)"
        )
    return path


def claims_of_rows(reading: Reading) -> Iterator[unrest.Record]:
    """One record of each kept row that is no other row's."""
    seen = set()
    for record in reading.dataset:
        for coding in record.codings:
            if coding.row is not None and coding.row not in seen:
                seen.add(coding.row)
                yield record


def keeps_the_contract(format: str, data: bytes, *, is_large: bool = False, **asked: Any) -> Reading | None:
    """Reads a file in every way there is, and compares what comes of them; of a large one in fewer."""
    rows = [*stream(format, io.BytesIO(data), **asked)]
    if not any(row.records for row in rows):
        with pytest.raises(InvalidDataset, match=r"no record could be made"):
            read(format, io.BytesIO(data), **asked)
        return None
    reading = read(format, io.BytesIO(data), **asked)
    streamed: tuple[unrest.Record, ...] = ()
    for row in rows:
        streamed = united(streamed, row.records)
    # Deterministic, and streaming is reading.
    assert is_large or read(format, io.BytesIO(data), **asked) == reading
    assert sorted(streamed, key=lambda each: each.id) == sorted(reading.dataset, key=lambda each: each.id)
    assert tuple(problem for row in rows for problem in row.problems) == reading.problems
    # Every row is accounted for, and none without a record is without a problem.
    account = reading.rows
    assert account.read == len(rows) == account.kept + account.refused
    assert account.with_problems == sum(bool(row.problems) for row in rows)
    if reader(format).keeps_rows:
        assert all(bool(row.records) != row.is_refused for row in rows)
        kept = {row.key: row.cells for row in rows if not row.is_refused}
        for record in claims_of_rows(reading):
            assert tuple(reading.raw(record).values()) == kept.pop(record.codings[0].row or "")
        assert kept == {}
    # References resolve, and both forms give it back.
    assert [each for each in reading.dataset.check().problems if each.code.startswith("reference")] == []
    if is_large:
        return reading
    assert Dataset.from_json(to_json(reading.dataset)) == reading.dataset
    written = reader("unrest_csv").write
    assert written is not None
    back = read("unrest_csv", io.BytesIO("".join(written(reading.dataset)).encode()))
    assert (back.problems, back.dataset) == ((), reading.dataset)
    return reading


def days_of(found: object, name: str = "") -> Iterator[str]:
    """Every text of a record that is a date."""
    if isinstance(found, dict):
        for key, each in found.items():
            yield from () if key == "extra" else days_of(each, key)
    elif isinstance(found, list):
        for each in found:
            yield from days_of(each, name)
    elif name in ("period", "said", "published", "as_of", "start", "end", "text") and isinstance(found, str):
        yield found


class TestEveryReader:
    def test_each_of_our_own_has_a_file_and_a_place_in_the_list(self) -> None:
        folder = Path(unrest.readers.__file__).parent
        written = {path.stem for path in folder.glob("*.py") if "\nREADER = " in path.read_text(encoding="utf-8")}
        assert written == {*OURS}, "a reader of ours stands in OURS of readers/registry.py"

    def test_each_of_an_outside_format_has_an_invented_file(self) -> None:
        found = {read("auto", path, **options(path)).format for path in FIXTURES}
        assert found == {*OURS} - {"unrest_csv"}, "tests/readers/fixtures has a file of invented rows for each format"

    @pytest.mark.parametrize("name", NAMES)
    def test_generated_files(self, name: str) -> None:
        @given(tables(name, max=2))
        def keeps(found: tuple[str, str]) -> None:
            keeps_the_contract(name, found[1].encode(), damaged=True)

        keeps()

    @pytest.mark.parametrize("name", NAMES)
    def test_the_data_card_names_every_column(self, name: str) -> None:
        known = reader(name)
        told = {column.casefold() for column in known.card.columns}
        assert [each for layout in known.layouts for each in layout.columns if each not in told] == []

    @pytest.mark.parametrize("name", NAMES)
    def test_the_data_card_says_all_that_a_reader_of_it_needs(self, name: str) -> None:
        card = reader(name).card
        assert all(
            (card.title, card.about, card.versions, card.licence, card.cite, card.missing, card.lost, card.tried)
        )
        assert card.cite.startswith("@")
        assert card.cite.endswith("}")


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
class TestInventedFiles:
    def test_they_are_recognised_and_keep_the_contract(self, path: Path) -> None:
        reading = read("auto", path, **options(path))
        again = keeps_the_contract(reading.format, path.read_bytes(), **options(path))
        assert again is not None
        assert again.rows == reading.rows

    def test_no_day_is_of_a_year_that_lost_its_century(self, path: Path) -> None:
        data = path.read_bytes().replace(b"2031", b"0031").replace(b"/31\t", b"/0031\t")
        format = read("auto", path, **options(path)).format
        rows = [*stream(format, io.BytesIO(data), **options(path))]
        dated = [day for row in rows for record in row.records for day in days_of(to_dict(record))]
        assert [day for day in dated if re.search(r"\b00\d\d\b", day)] == []
        assert {problem.code for row in rows for problem in row.problems} & {"date.year", "date.form", "source.date"}

    def test_its_codes_are_of_schemes_that_are_known(self, path: Path) -> None:
        records = read("auto", path, **options(path)).dataset
        found = {code.scheme for record in records for code in getattr(record, "codes", ())}
        assert found <= {*SCHEMES}, "SCHEMES of source.py names every scheme"

    def test_no_row_is_of_the_outside_data(self, path: Path) -> None:
        for name in REAL:
            known = {*real(name).read_text(encoding="utf-8").splitlines()}
            own = {*path.read_text(encoding="utf-8-sig").splitlines()[1:]}
            assert {each for each in own & known if len(each) > 40} == set()


@pytest.mark.sweep
@pytest.mark.parametrize("name", REAL)
class TestRealFiles:
    def test_they_are_recognised_and_keep_the_contract(self, name: str) -> None:
        path = real(name)
        format = next(each for each in NAMES if name.split("/")[0] in each and "mentions" not in each)
        assert read("auto", path).format == format
        is_large = path.stat().st_size > 700_000
        reading = keeps_the_contract(format, path.read_bytes(), is_large=is_large)
        assert reading is not None
        assert reading.rows.refused == ("plover" in name)
