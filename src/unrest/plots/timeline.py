"""The timeline: when things happened, as vaguely as that is known, and since when it was known."""

from datetime import date, datetime, timedelta
from typing import Any

from ..dataset import Dataset
from ..errors import InvalidValue, Problem, counted, show
from ..prose.phrase import plain
from ..sketch import Bar, Row, rows_of
from ..source import kind_of
from .axis import around, days_on, named, noon
from .canvas import Canvas, Picture, theme_of

__all__ = ["draw_timeline"]

_KINDS = ("event", "deployment", "statistic", "statement")
_ROW = 15.0
_LINE = 11.5
_STEPS = 8


def draw_timeline(
    dataset: Dataset, *, title: str | None = None, theme: str = "light", most: int = 60, width: float = 720
) -> Picture:
    """When things happened, and since when that was known, as a picture.

    Each claim is a row.
    A bar is when it happened: full where that is certain, fading where it may be, open where an end is not stated.
    A ring is the day since which the claim is public, and a thin line leads from it to the days that it is about.

    Args:
        dataset: the claims; ask for fewer with `where` or `known_on`.
        title: stands above; without it the title of the dataset.
        theme: `light` or `dark`.
        most: how many rows are drawn; the first by day, and how many are left out is said under the picture.
        width: in points, of which an inch has 72.

    Raises:
        InvalidValue: for a theme that is none, and for less than one row.
        MissingExtra: without matplotlib.

    >>> from unrest import Event
    >>> strike = Event("event:strike", summary="a strike", period="2022-01-05/", stage="accomplished")
    >>> draw_timeline(Dataset([strike])).description
    'Timeline: 1 claim from 5 January 2022 to 5 January 2022'
    """
    canvas = Canvas(theme_of(theme), width=width)
    if type(most) is not int or most < 1:
        raise InvalidValue(Problem(code="picture.rows", found=show(most), expected="a whole number from 1 on"))
    head = title or dataset.title or dataset.name or "Timeline"
    rows = rows_of(dataset)
    dated = [row for row in rows if row.days]
    if not dated:
        why = f"{counted(len(rows), 'claim')} without any day" if rows else "there are no claims"
        found = canvas.nothing(head, why)
        return Picture(found.figure, f"Timeline of nothing: {why}")
    drawn = dated[:most]
    days = [day for row in drawn for day in row.days]
    first, last = min(days), max(days)
    _draw(canvas, head, drawn, (first, last), _notes(rows, dated, drawn))
    told = f"Timeline: {counted(len(drawn), 'claim')} from {named(first)} to {named(last)}"
    return Picture(canvas.figure, told)


def _notes(rows: tuple[Row, ...], dated: list[Row], drawn: list[Row]) -> list[str]:
    """How to read it, and what is not in it, counted."""
    notes = [
        "Bars: when it happened; faded where it may have been, open where an end is not stated."
        " Rings: since when it is public. Rows without a bar: no day of what happened is stated."
        " Outlines: it is not told as having happened, or nobody stands by it."
    ]
    if len(dated) > len(drawn):
        notes.append(f"Not drawn: {counted(len(dated) - len(drawn), 'further claim')}, which come after these.")
    if len(rows) > len(dated):
        notes.append(f"Not drawn: {counted(len(rows) - len(dated), 'claim')} of no known day.")
    return notes


def _draw(canvas: Canvas, head: str, drawn: list[Row], days: tuple[date, date], notes: list[str]) -> None:
    wide = canvas.width * 0.4
    names = [canvas.lines(row.name, wide, 8.5, most=2) for row in drawn]
    left = 24 + max(canvas.measure(line, 8.5) for lines in names for line in lines)
    highs = [_ROW + (len(lines) - 1) * _LINE for lines in names]
    kinds = [kind for kind in _KINDS if any(kind_of(row.claim.id) == kind for row in drawn)]
    legend = 16 if len(kinds) > 1 else 0
    axes = canvas.finish(head, notes, sum(highs) + 6 + legend, (left, 18), 30)
    begin, end = around(*days)
    days_on(axes, begin, end, canvas)
    axes.set_ylim(sum(highs) + 6, -legend)
    axes.set_yticks([])
    axes.grid(axis="x", color=canvas.theme.faint, linewidth=0.5, alpha=0.6)
    axes.set_axisbelow(True)
    top = 3.0
    for row, lines, high in zip(drawn, names, highs, strict=True):
        middle = top + high / 2
        colour = canvas.theme.colours[_KINDS.index(kind_of(row.claim.id))]
        name = "\n".join(lines)
        text = canvas.font(name, 8.5, ha="right", va="center", linespacing=1.1)
        axes.annotate(name, (begin, middle), (-8, 0), textcoords="offset points", **text)
        _row(axes, row, middle, colour, (begin, end))
        top += high
    if legend:
        _legend(axes, canvas, kinds)


def _legend(axes: Any, canvas: Canvas, kinds: list[str]) -> None:
    """Squares with the words for the kinds, above the first row."""
    wide = axes.get_window_extent().width * 72 / canvas.figure.dpi
    at = 0.0
    for kind in kinds:
        colour = canvas.theme.colours[_KINDS.index(kind)]
        word = plain(kind)
        axes.plot([at / wide + 4 / wide], [-9], "s", color=colour, markersize=6, transform=axes.get_yaxis_transform())
        font = canvas.font(word, 8.5, va="center")
        axes.text(at / wide + 12 / wide, -9, word, transform=axes.get_yaxis_transform(), **font)
        at += 26 + canvas.measure(word, 8.5)


def _row(axes: Any, row: Row, y: float, colour: str, view: tuple[datetime, datetime]) -> None:
    if row.bar is not None:
        _bar(axes, row.bar, y, colour, view) if row.doubt is None else _outlined(axes, row.bar, y, colour, view)
    if row.since is not None:
        if row.bar is not None and (linked := _beside(row.bar, row.since)) is not None:
            axes.plot([noon(linked), noon(row.since)], [y, y], color=colour, linewidth=0.8, zorder=2)
        axes.plot([noon(row.since)], [y], "o", markersize=5.5, markerfacecolor="none", markeredgecolor=colour, zorder=4)


def _beside(bar: Bar, since: date) -> date | None:
    """The end of a bar that a day lies beyond; None where it lies within."""
    if bar.last is not None and since > bar.last:
        return bar.last
    return bar.first if bar.first is not None and since < bar.first else None


def _outlined(axes: Any, bar: Bar, y: float, colour: str, view: tuple[datetime, datetime]) -> None:
    first, last = _ends(bar, view)
    style = {"fill": False, "edgecolor": colour, "linewidth": 0.9, "linestyle": (0, (2, 2)), "zorder": 3}
    axes.barh(y, last - first, left=first, height=7.5, **style)


def _ends(bar: Bar, view: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    """From when to when it is drawn; a day is as wide as a day, and an end that is not known is the edge."""
    half = timedelta(hours=12)
    first = view[0] if bar.first is None else noon(bar.first) - half
    return first, view[1] if bar.last is None else noon(bar.last) + half


def _bar(axes: Any, bar: Bar, y: float, colour: str, view: tuple[datetime, datetime]) -> None:
    """Where an end is not known the bar goes on to the edge, ever paler."""
    half, (first, last) = timedelta(hours=12), _ends(bar, view)
    if bar.solid is not None:
        begun, ended = noon(bar.solid[0]) - half, noon(bar.solid[1]) + half
        axes.barh(y, ended - begun, left=begun, height=7.5, color=colour, zorder=3, linewidth=0)
        _fade(axes, (begun, first), y, colour)
        _fade(axes, (ended, last), y, colour)
    elif bar.first is None:
        _fade(axes, (last, first), y, colour)
    elif bar.last is None:
        _fade(axes, (first, last), y, colour)
    else:
        axes.barh(y, last - first, left=first, height=7.5, color=colour, alpha=0.35, zorder=3, linewidth=0)


def _fade(axes: Any, ends: tuple[datetime, datetime], y: float, colour: str) -> None:
    """A bar that pales from the first end to the other: bars upon bars, for of bars side by side one sees the seams."""
    near, far = ends
    for step in range(1, _STEPS + 1):
        part = (far - near) * step / _STEPS
        if part:
            axes.barh(y, part, left=near, height=7.5, color=colour, alpha=0.09, zorder=3, linewidth=0)
