"""Colours, tables and a moving bar, on a terminal and nowhere else (extra `cli`)."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TextIO

from attrs import field, frozen

__all__ = ["Grid", "coloured", "is_terminal", "progress"]

_PARTS = (
    (re.compile(r"\[[a-z]+:[^\]\s]+\]\*?"), "cyan"),
    (re.compile(r"\[[a-z_]+(?:\.[a-z_]+)+\]"), "magenta"),
    (re.compile(r"\b(?:not stated|not coded|not known)\b"), "yellow"),
    (re.compile(r"^(?:unrest[ a-z]*:)"), "bold red"),
)
_RULE = re.compile(r"^-{3,}$")


@frozen
class Grid:
    """A table, as a terminal that can shows it.

    >>> Grid(("name",), (("kazakhstan-2022",),)).head
    ('name',)
    """

    head: tuple[str, ...] = field()
    """The names of the columns."""
    rows: tuple[tuple[str, ...], ...] = field()
    """The rows."""
    foot: tuple[str, ...] = field(default=())
    """Lines below it."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether colours may be written: on a terminal that knows them, where they are not refused and `rich` is there.

    >>> import io
    >>> is_terminal(io.StringIO())
    False
    """
    if stream is None or not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return find_spec("rich") is not None


def _console(stream: TextIO) -> Any:
    return import_module("rich.console").Console(file=stream, highlight=False, markup=False, emoji=False)


def coloured(lines: Iterable[str], stream: TextIO, grid: Grid | None = None) -> None:
    """Write lines with colours for ids, codes, headings and what is not stated; a table in their place where there is.

    >>> import io
    >>> shown = io.StringIO()
    >>> coloured(["19 deaths [statistic:deaths]"], shown)
    >>> "19 deaths" in shown.getvalue()
    True
    """
    console = _console(stream)
    if grid is not None:
        console.print(_table(grid))
        lines = grid.foot
    held: str | None = None
    for line in lines:
        if held is not None:
            # What stands over a rule is a heading.
            console.print(_text(held, bold=bool(_RULE.match(line))), soft_wrap=True)
        held = line
    if held is not None:
        console.print(_text(held), soft_wrap=True)


def _table(grid: Grid) -> Any:
    box = import_module("rich.box").SIMPLE
    made = import_module("rich.table").Table(box=box, header_style="bold")
    for at, name in enumerate(grid.head):
        numbers = all(re.fullmatch(r"-?[\d.,%]*", row[at]) for row in grid.rows)
        made.add_column(name, justify="right" if numbers else "left", overflow="fold", no_wrap=not at)
    for row in grid.rows:
        made.add_row(*(import_module("rich.text").Text(each) for each in row))
    return made


def _text(line: str, *, bold: bool = False) -> Any:
    text = import_module("rich.text").Text(line, style="bold" if bold else "")
    for pattern, style in _PARTS:
        text.highlight_regex(pattern, style)
    return text


@contextmanager
def progress(stream: TextIO | None, noun: str) -> Iterator[Callable[[int], None] | None]:
    """A bar that moves while something is counted; None where there is no terminal for it.

    >>> with progress(None, "rows") as step:
    ...     print(step)
    None
    """
    if stream is None or not is_terminal(stream):
        yield None
        return
    rich = import_module("rich.progress")
    columns = (rich.SpinnerColumn(), rich.TextColumn("{task.completed:,} " + noun), rich.TimeElapsedColumn())
    with rich.Progress(*columns, console=_console(stream), transient=True) as bar:
        task = bar.add_task(noun, total=None)
        yield lambda number: bar.update(task, completed=number)
