"""What every reader keeps, whatever format it reads: on generated files, invented ones, and real ones where they are."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import shared_folder
from hypothesis import given

import unrest
from unrest import Dataset, InvalidDataset
from unrest.codec import to_json
from unrest.dataset.merge import united
from unrest.readers import Reading, read, reader, readers, stream
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


class TestEveryReader:
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
