"""`unrest disagreement`: where reports of one incident differ, and how much."""

import csv
import io
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

import attrs

from ..codec import load
from ..prose.phrase import counted
from ..reports import Disagreement, Incidents, disagreement
from .answer import Answer
from .parser import Command, word_of
from .terminal import Grid

__all__ = ["COMMAND", "FIELDS"]

FIELDS: dict[str, tuple[str, ...]] = {
    "events": ("kind", "stage", "period", "where.place", "participants.who"),
    "figures": ("quantity",),
}
"""The fields that are compared where none is asked for."""
# The measures in their order, under the names of the columns.
_MEASURES: dict[str, str] = {
    "field" if each.name == "path" else each.name: each.name
    for each in attrs.fields(Disagreement)
    if each.name != "missing_is_a_value"
}


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="the name of a bundled dataset, or the path of a file")
    parser.add_argument(
        "--field",
        metavar="F",
        action="append",
        default=[],
        help="a field of a report, quantity or period.start, or raw.COLUMN; may be given more than once",
    )
    parser.add_argument(
        "--of",
        metavar="WHAT",
        default="events",
        type=word_of(("events", "figures")),
        help="events (the default) by their incident, or figures of one thing",
    )
    parser.add_argument("--all", action="store_true", help="count incidents with one report too, which cannot differ")
    parser.add_argument("--ignore-missing", action="store_true", help="a missing value is no value of its own")
    parser.add_argument("--csv", action="store_true", help="as CSV, one row a field and one column a measure")


def _run(options: Namespace) -> Answer:
    every = load(options.dataset).incidents(of=options.of)
    asked = every if options.all else every.several
    found = [
        disagreement(asked, field, missing_is_a_value=not options.ignore_missing)
        for field in (options.field or FIELDS[options.of])
        if asked or options.field
    ]
    rows = [{column: getattr(each, name) for column, name in _MEASURES.items()} for each in found]
    if options.json:
        return Answer(value=rows)
    if options.csv:
        return Answer(lines=_as_csv(rows))
    head, *cells = _cells(rows)
    about = _about(every, asked)
    grid = Grid(tuple(head), tuple(map(tuple, cells)), (about,)) if rows else None
    return Answer(lines=[*_as_lines([head, *cells]), about], grid=grid)


def _as_csv(rows: list[dict[str, Any]]) -> Iterator[str]:
    written = io.StringIO()
    table = csv.DictWriter(written, [*_MEASURES], lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    yield from written.getvalue().splitlines()


def _shown(value: object) -> str:
    return "-" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)


def _cells(rows: list[dict[str, Any]]) -> list[list[str]]:
    """The table as it is printed, its head first."""
    return [[name.replace("_", " ") for name in _MEASURES], *([_shown(each) for each in row.values()] for row in rows)]


def _as_lines(cells: list[list[str]]) -> Iterator[str]:
    widths = [max(len(line[n]) for line in cells) for n in range(len(_MEASURES))]
    for line in cells:
        first, *others = (
            each.ljust(width) if n == 0 else each.rjust(width)
            for n, (each, width) in enumerate(zip(line, widths, strict=True))
        )
        yield "  ".join([first, *others])


def _about(every: Incidents, asked: Incidents) -> str:
    told = f"{counted(len(asked), 'incident')} of {len(every)}; {counted(len(every.ungrouped), 'report')} of none"
    return told if len(asked) == len(every) else f"{told}; those with one report cannot differ and are left out"


COMMAND = Command(
    "disagreement",
    "where reports of one incident differ, and how much",
    _add,
    _run,
    example="unrest disagreement kazakhstan-2022-reports --of figures",
)
"""The command."""
