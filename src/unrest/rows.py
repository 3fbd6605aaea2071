"""The rows of outside files that records were read from, cell for cell: what a reader met, kept once for each row."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

import attrs
from attrs import field, frozen

from .constraint import Constraint, Rule, check, in_order, text, value
from .construction import Constructed
from .errors import Ambiguous, InvalidDataset, InvalidValue, NotFound, Problem, counted, show
from .initializer import initialized
from .source import Entry

__all__ = ["Row", "Rows", "cells_behind", "only_row", "to_rows", "united_rows"]


def _cells() -> dict[str, Constraint]:
    """Texts that may be empty: a cell with nothing in it is a cell."""
    told = text()["constraint"]
    test = "type(v) is str and (v.isascii() or surrogate(v) is None)"
    return {"constraint": attrs.evolve(told, expected="text", test=test, many=True, schema={"type": "string"})}


def _to_cells(found: "Iterable[str]") -> tuple[str, ...]:
    return tuple(found) if isinstance(found, list) else found  # type: ignore[return-value]


@initialized()
@frozen(repr=False)
class Row(Constructed):
    """One row of an outside file, as it stands there.

    >>> Row("300380", ["300380", "2013", ""]).cells
    ('300380', '2013', '')
    """

    key: str = field(metadata=text(required=True))
    """The row's own id, or what stands for it; `Coding.row` of the records that were read from it."""
    cells: tuple[str, ...] = field(default=(), converter=_to_cells, metadata=_cells())
    """What stands in its cells, verbatim, in the order of the columns; a cell of a JSON file is JSON."""

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue)

    def __repr__(self) -> str:
        return f"Row({self.key!r}, {counted(len(self.cells), 'cell')})"


def _to_rows(found: "Iterable[Row]") -> tuple[Row, ...]:
    result: tuple[Row, ...] = in_order(found)
    return result


def _twice(self: "Rows") -> Problem | None:
    if len(set(self.columns)) == len(self.columns):
        return None
    named = next(each for each in self.columns if self.columns.count(each) > 1)
    return Problem(code="rows.column", place="columns", found=f"{show(named)} twice", expected="one name a column")


def _width(self: "Rows") -> Problem | None:
    for at, row in enumerate(self.rows):
        if len(row.cells) != len(self.columns):
            expected, found = counted(len(self.columns), "cell"), counted(len(row.cells), "cell")
            return Problem(
                code="rows.cells", place=f"rows[{at}].cells", found=found, expected=f"{expected}, as columns"
            )
    return None


def _one_key(self: "Rows") -> Problem | None:
    for at, (row, other) in enumerate(zip(self.rows, self.rows[1:], strict=False)):
        if row.key == other.key:
            found = f"a second row {show(row.key)}"
            return Problem(code="rows.clash", place=f"rows[{at + 1}].key", found=found, expected="one row a key")
    return None


@initialized(lambda cls: cls.rules)
@frozen(kw_only=True, repr=False)
class Rows(Constructed):
    """The rows of one release of an outside dataset from which records of ours were read, by their keys.

    Raises:
        InvalidValue: for two columns of one name, two rows of one key, and a row with more or fewer cells than columns.

    >>> rows = Rows(dataset="ucdp_ged", release="23.1", columns=["id", "best"], rows=[Row("300380", ["300380", "2"])])
    >>> rows.cells_of("300380")
    {'id': '300380', 'best': '2'}
    """

    dataset: str = field(metadata=text(required=True))
    """Name of the dataset, as `Coding.dataset` has it."""
    release: str | None = field(default=None, metadata=text())
    """Its release, as `Coding.release` has it."""
    columns: tuple[str, ...] = field(default=(), converter=_to_cells, metadata=_cells())
    """Names of the columns, as the file spells them, in its order."""
    rows: tuple[Row, ...] = field(default=(), converter=_to_rows, metadata=value(Row, many=True))
    """The rows, by their keys."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(("columns",), _twice, "len({*self.columns}) == len(self.columns)"),
        Rule(("columns", "rows"), _width, "{len(row.cells) for row in self.rows} <= {len(self.columns)}"),
        Rule(("rows",), _one_key, "len({row.key for row in self.rows}) == len(self.rows)"),
    )

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue, self.rules)

    @cached_property
    def _by_key(self) -> Mapping[str, Row]:
        return {row.key: row for row in self.rows}

    @cached_property
    def _place_of(self) -> Mapping[str, int]:
        return {column: at for at, column in enumerate(self.columns)}

    def __contains__(self, key: object) -> bool:
        """Whether a row has this key."""
        return key in self._by_key

    def cells_of(self, key: str) -> dict[str, str]:
        """The cells of a row by the names of their columns.

        Raises:
            KeyError: where no row has this key.

        >>> Rows(dataset="ucdp_ged", columns=["id"], rows=[Row("1", ["1"])]).cells_of("1")
        {'id': '1'}
        """
        return dict(zip(self.columns, self._by_key[key].cells, strict=True))

    def cell(self, key: str, column: str) -> str | None:
        """One cell; None where no row has this key or no column this name.

        >>> Rows(dataset="ucdp_ged", columns=["id"], rows=[Row("1", ["1"])]).cell("1", "best") is None
        True
        """
        row, at = self._by_key.get(key), self._place_of.get(column)
        return None if row is None or at is None else row.cells[at]

    def __repr__(self) -> str:
        release = f" {self.release}" if self.release else ""
        counts = f"{counted(len(self.rows), 'row')} of {counted(len(self.columns), 'column')}"
        return f"Rows({self.dataset}{release}: {counts})"


def united_rows(given: Iterable[Rows]) -> tuple[Rows, ...]:
    """Rows of the same columns of one release as one, in order.

    Raises:
        InvalidDataset: for two unequal rows under one key of one release.

    >>> parts = [Rows(dataset="d", columns=["id"], rows=[Row(key, [key])]) for key in "ab"]
    >>> united_rows(parts)
    (Rows(d: 2 rows of 1 column),)
    """
    given = tuple(given)
    if len({(each.dataset, each.release) for each in given}) == len(given):
        found: tuple[Rows, ...] = in_order(given)
        return found
    problems: list[Problem] = []
    met: dict[tuple[str, str | None, str], tuple[tuple[str, ...], Row]] = {}
    for each in given:
        for row in each.rows:
            first = met.setdefault((each.dataset, each.release, row.key), (each.columns, row))
            if first != (each.columns, row):
                told = f"two unequal rows {show(row.key)} of {each.dataset} {each.release or ''}".rstrip()
                problems.append(Problem(code="rows.clash", place="rows", found=told, expected="one row a key"))
    if problems:
        raise InvalidDataset(*problems)
    # What has no row keeps its columns all the same.
    groups: dict[tuple[str, str | None, tuple[str, ...]], list[Row]] = {}
    for each in given:
        groups.setdefault((each.dataset, each.release, each.columns), []).extend(each.rows)
    made = [Rows(dataset=d, release=r, columns=c, rows=rows) for (d, r, c), rows in groups.items()]
    result: tuple[Rows, ...] = in_order(made)
    return result


def to_rows(found: "Iterable[Rows] | Rows") -> tuple[Rows, ...]:
    """Rows of several releases, united and in order; what cannot be so unchanged, for the check to refuse.

    Raises:
        InvalidDataset: for two unequal rows under one key of one release.

    >>> to_rows([])
    ()
    """
    given: Any = (found,) if isinstance(found, Rows) else found
    if isinstance(given, list | tuple) and all(isinstance(each, Rows) for each in given):
        return united_rows(given)
    return tuple(given) if isinstance(given, list) else given


def _behind(rows: Iterable[Rows], record: Entry) -> Iterator[tuple[Rows, str]]:
    """Where the rows that a record was read from are kept, and under which keys."""
    for coding in record.codings:
        if coding.row is not None:
            for each in rows:
                if each.dataset == coding.dataset and each.release == coding.release and coding.row in each:
                    yield each, coding.row


def cells_behind(rows: Iterable[Rows], record: Entry, column: str) -> list[str]:
    """What stands in a column of the rows that a record was read from.

    >>> from unrest.source import Coding, Source
    >>> rows = [Rows(dataset="ucdp_ged", columns=["id"], rows=[Row("7", ["7"])])]
    >>> cells_behind(rows, Source("source:a", codings=[Coding(dataset="ucdp_ged", row="7"), Coding(coder="a")]), "id")
    ['7']
    """
    found = [each.cell(key, column) for each, key in _behind(rows, record)]
    return [cell for cell in found if cell is not None]


def only_row(rows: Iterable[Rows], record: Entry) -> dict[str, str]:
    """The one row that a record was read from.

    Raises:
        NotFound: for a record that was read from no row, or from one that is not kept.
        Ambiguous: for a record that was read from several.

    >>> from unrest.source import Source
    >>> only_row([], Source("source:a"))
    Traceback (most recent call last):
    unrest.errors.NotFound: source:a: found no row, expected the row of a file that it was read from [rows.none]
    """
    found = [each.cells_of(key) for each, key in _behind(rows, record)]
    expected = "the row of a file that it was read from"
    if not found:
        raise NotFound(Problem(code="rows.none", found="no row", expected=expected, record=record.id))
    if len(found) > 1:
        raise Ambiguous(Problem(code="rows.several", found=f"{len(found)} rows", expected=expected, record=record.id))
    return found[0]
