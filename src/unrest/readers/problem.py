"""What was odd in a file: which cell of which row, by which rule, and what was done about it."""

import csv
import io
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import field, frozen

from ..errors import Problem, counted

__all__ = ["Done", "ReadProblem", "grouped", "to_csv"]


class Done(StrEnum):
    """What was done about something odd in a file.

    >>> Done("kept raw")
    <Done.KEPT_RAW: 'kept raw'>
    """

    KEPT_RAW = "kept raw"
    """The record has no such value; the cell is kept as it stands."""
    LEFT_EMPTY = "left empty"
    """The value was left out, for the cell says nothing that could be kept."""
    KEPT_APART = "kept apart"
    """The row has the id of another; both are kept, and nothing was merged."""
    ROW_REFUSED = "row refused"
    """No record was made of the row."""
    TOLD = "told"
    """Nothing was changed; it is told because it may be wrong."""


@frozen(kw_only=True)
class ReadProblem(Problem):
    """One oddity of a file that was read: where it stands, what stands there, and what was done about it.

    >>> odd = ReadProblem(code="estimate.order", found="'5'", expected="low at most best", column="low", raw="5",
    ...     row="300380", line=7, done="kept raw")
    >>> print(odd)
    line 7: row 300380, low: found '5', expected low at most best; kept raw [estimate.order]
    """

    row: str | None = field(default=None)
    """The row, by its own id or what stands for it."""
    column: str | None = field(default=None)
    """The column, as the file spells it."""
    raw: str | None = field(default=None)
    """What stands in the cell, whole and verbatim."""
    done: Done = field(default=Done.TOLD, converter=Done)
    """What was done."""

    def __str__(self) -> str:
        line = None if self.line is None else f"line {self.line}"
        where = ", ".join(each for each in (self.file, line) if each)
        cell = ", ".join(each for each in (self.row and f"row {self.row}", self.column) if each)
        head = ": ".join(each for each in (where, cell) if each)
        hint = f"; {self.hint}" if self.hint else ""
        told = f"found {self.found}, expected {self.expected}{hint}; {self.done} [{self.code}]"
        return f"{head}: {told}" if head else told


def grouped(problems: Iterable[ReadProblem]) -> Iterator[str]:
    """Oddities of one sort in one line each, those of most rows first.

    >>> odd = [ReadProblem(code="estimate.order", found="'5'", expected="low at most best", row=row) for row in "ab"]
    >>> [*grouped(odd)]
    ["2 rows: expected low at most best, as in row a: found '5'; told [estimate.order]"]
    """
    groups: dict[tuple[str, str | None, str, Done], list[ReadProblem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.column, problem.expected, problem.done), []).append(problem)
    counts = {key: len({(each.file, each.row, each.line) for each in found}) for key, found in groups.items()}
    for key in sorted(groups, key=lambda key: -counts[key]):
        code, column, expected, done = key
        first = groups[key][0]
        place = f"{column}: " if column else ""
        row = f", as in row {first.row}" if first.row else ""
        yield f"{counted(counts[key], 'row')}: {place}expected {expected}{row}: found {first.found}; {done} [{code}]"


_COLUMNS = ("file", "line", "row", "column", "raw", "code", "found", "expected", "hint", "done")


def to_csv(problems: Iterable[ReadProblem]) -> str:
    """Oddities as a table, one a row.

    >>> print(to_csv([ReadProblem(code="row.cells", found="3 cells", expected="4 cells", line=7)]), end="")
    file,line,row,column,raw,code,found,expected,hint,done
    ,7,,,,row.cells,3 cells,4 cells,,told
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_COLUMNS)
    for problem in problems:
        table.writerow(["" if (found := getattr(problem, name)) is None else str(found) for name in _COLUMNS])
    return written.getvalue()
