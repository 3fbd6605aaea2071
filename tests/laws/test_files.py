"""Laws of what is read from files: nothing is lost in silence, whatever stands in the cells."""

import io
from collections.abc import Iterator
from datetime import date

import attrs
import pytest
from hypothesis import example, given

import unrest
from unrest import Dataset, Event, Statistic, When, read, stream
from unrest.codec import from_json, to_json
from unrest.dataset.merge import united
from unrest.readers import ReadRow, reader
from unrest.readers.cell import whole
from unrest.strategies import datasets, tables


def rows_of(found: tuple[str, str]) -> list[ReadRow]:
    format, text = found
    return [*stream(format, io.BytesIO(text.encode()), damaged=True)]


def reading_of(found: tuple[str, str]):  # type: ignore[no-untyped-def]
    format, text = found
    return read(format, io.BytesIO(text.encode()), damaged=True)


def has_records(found: tuple[str, str]) -> bool:
    return any(row.records for row in rows_of(found))


FILES = tables().filter(has_records)
WITH_FIGURES = (tables("ucdp_ged") | tables("maverick")).filter(has_records)
FIGURES = {
    "low": "deaths",
    "best": "deaths",
    "high": "deaths",
    **{f"deaths_{end}": "deaths" for end in ("low", "best", "high")},
    **{f"injuries_{end}": "injuries" for end in ("low", "best", "high")},
    **{name: name for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")},
}


def figure_of(row: ReadRow, ending: str) -> Statistic | None:
    found = [each for each in row.records if isinstance(each, Statistic) and each.id.endswith(f"-{ending}")]
    return found[0] if found else None


def cells_of(row: ReadRow) -> Iterator[tuple[str, str, set[str | None]]]:
    """Each cell by the normal name of its column, with the columns of the row's problems."""
    told = {problem.place for problem in row.problems}
    for column, cell in zip(row.columns, row.cells, strict=True):
        yield column.strip().casefold(), cell.strip(), told


class TestRows:
    """The cells of a row stay as they stand in the file: whoever has a record has its row, also after it was saved and
    loaded."""

    @given(FILES.filter(lambda found: reader(found[0]).keeps_rows))
    def test_rows(self, found: tuple[str, str]) -> None:
        dataset = from_json(to_json(reading_of(found).dataset))
        for row in rows_of(found):
            for record in row.records:
                if any(coding.row == row.key for coding in record.codings):
                    assert dataset.raw(record) == dict(zip(row.columns, row.cells, strict=True))


class TestAccount:
    """Every row of a file is kept or refused, and a row of which no record was made has a problem that says why."""

    @given(FILES)
    def test_account(self, found: tuple[str, str]) -> None:
        account, rows = reading_of(found).rows, rows_of(found)
        assert account.read == account.kept + account.refused == len(rows)
        assert all(row.problems for row in rows if row.is_refused)
        assert sum(row.is_refused for row in rows) == account.refused


class TestStreaming:
    """Reading row by row gives the records and problems that reading the whole gives."""

    @given(FILES)
    def test_streaming(self, found: tuple[str, str]) -> None:
        reading, records = reading_of(found), tuple[unrest.Record, ...]()
        for row in rows_of(found):
            records = united(records, row.records)
        assert Dataset(records).records.ids == reading.dataset.records.ids
        assert [*Dataset(records)] == [*reading.dataset]
        assert tuple(problem for row in rows_of(found) for problem in row.problems) == reading.problems


class TestNumbers:
    """Every number in a column of deaths or injuries is in a record or in a problem, and the same number is not made of
    anything else."""

    @given(WITH_FIGURES)
    def test_numbers(self, found: tuple[str, str]) -> None:
        for row in rows_of(found):
            if row.is_refused:
                continue
            cells = {column: cell for column, cell, _ in cells_of(row)}
            for column, cell, told in cells_of(row):
                if column not in FIGURES or cell in ("", "NA"):
                    continue
                figure = figure_of(row, FIGURES[column])
                end = column.rpartition("_")[2] if column not in ("low", "high") else column
                held = None if figure is None else getattr(figure.quantity, end if end in ("low", "high") else "best")
                if FIGURES[column] == "injuries" and {
                    cells.get(f"injuries_{each}", "") for each in ("low", "best", "high")
                } == {"0"}:
                    assert figure is None
                else:
                    assert column in told or held == whole(cell)


class TestDays:
    """Every day in a column of days bounds a period or stands in a problem."""

    @given(WITH_FIGURES)
    def test_days(self, found: tuple[str, str]) -> None:
        for row in rows_of(found):
            events = [each for each in row.records if isinstance(each, Event) and each.kind != "episode"]
            for column, cell, told in cells_of(row):
                if events and column in ("date_start", "date_end") and cell not in ("", "NA"):
                    assert column in told or cell[:10] in str(events[0].period)


def days_in(found: object) -> Iterator[date | None]:
    """Both ends of every day that a record has, wherever it stands in it."""
    if isinstance(found, When):
        yield from (found.earliest, found.latest)
    elif isinstance(found, tuple):
        yield from (day for each in found for day in days_in(each))
    elif attrs.has(type(found)):
        yield from (day for each in attrs.fields(type(found)) for day in days_in(getattr(found, each.name)))


ODD_YEARS = ("0031-", "1753-", "1900-", "9999-")


class TestYears:
    """No day of a file is of a year before 1901 or after 2100; a cell that says so, as 0031 for 2031, has a problem."""

    @given(FILES.filter(lambda found: found[0] != "unrest_csv"))
    @example(
        (
            "ucdp_ged",
            "id,type_of_violence,side_a,side_b,date_start,date_end,best,low,high\n1,1,A,B,0031-03-04,9999-12-31,2,2,2\n",
        )
    )
    def test_years(self, found: tuple[str, str]) -> None:
        for row in rows_of(found):
            assert all(day is None or 1901 <= day.year <= 2100 for each in row.records for day in days_in(each))
            for column, cell, told in cells_of(row) if row.records and reader(found[0]).keeps_rows else ():
                if column in ("date_start", "date_end", "event_date") and cell[:5] in ODD_YEARS:
                    assert column in told


class TestReferences:
    """Every reference between the records of a file leads to one of them."""

    @given(FILES.filter(lambda found: found[0] != "unrest_csv"))
    def test_references(self, found: tuple[str, str]) -> None:
        problems = reading_of(found).dataset.check().problems
        assert [each for each in problems if each.code.startswith("reference")] == []


class TestOurOwnTable:
    """Our own table holds a dataset without loss."""

    @given(datasets(min=1))
    def test_our_own_table(self, dataset: Dataset) -> None:
        written = reader("unrest_csv").write
        assert written is not None
        reading = read("unrest_csv", io.BytesIO("".join(written(dataset)).encode()))
        assert (reading.dataset, reading.problems) == (dataset, ())


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_column_of_figures_is_one_of_a_format(name: str) -> None:
    assert any(name in layout.columns for format in ("ucdp_ged", "maverick") for layout in reader(format).layouts)
