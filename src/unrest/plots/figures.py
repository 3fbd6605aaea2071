"""Figures as reported: every value with its range, over the day on which it became known, by who gave it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from ..dataset import Dataset, Step
from ..dataset.history import thing_of
from ..errors import counted
from ..prose.figure import amount, number
from ..prose.names import Names
from ..prose.phrase import plain
from ..quantity import Quantity
from ..records import Statistic
from ..vocabulary import Qualifier
from .axis import around, days_on, noon, numbers_on
from .canvas import INKS, MARKERS, Canvas, Picture, theme_of

__all__ = ["draw_figures"]

_BODY = 300.0
_OTHERS = "others"
_NOBODY = "nobody named"


@frozen
class _Mark:
    """One figure as it is drawn."""

    day: date = field()
    low: float | None = field()
    best: float = field()
    high: float | None = field()
    who: str = field()
    fallen: bool = field()


def draw_figures(
    dataset: Dataset,
    measure: str,
    *,
    about: Any = None,
    at: Any = None,
    of_whom: Any = None,
    title: str | None = None,
    theme: str = "light",
    width: float = 720,
) -> Picture:
    """A figure as it was reported: each value over the day since which it is public, by who gave it.

    A bar through a mark is its range; an arrow says that no end of the range was given.
    A figure that was superseded or withdrawn is struck through, and one that is not asserted or not accomplished is not
    drawn but counted. The line of steps is the value that stood on each day, of the thing with the most figures, which
    is named below: the one that became known last, of those that had not been taken back by then.

    Args:
        dataset: what holds the figures.
        measure: what they count, such as `deaths`.
        about: only figures about this record, as in `history`.
        at: only figures of this place and of places within it.
        of_whom: only figures of one group or actor.
        title: stands above.
        theme: `light` or `dark`.
        width: in points, of which an inch has 72.

    Raises:
        InvalidValue: for a theme that is none.
        InvalidQuery: for what `history` refuses.
        MissingExtra: without matplotlib.

    >>> from unrest import load
    >>> draw_figures(load("kazakhstan-2022"), "deaths").description
    'Figures of deaths: 1 figure by nobody named, 19, known on 29 January 2022'
    """
    canvas = Canvas(theme_of(theme), width=width)
    history = dataset.history(measure, about=about, at=at, of_whom=of_whom)
    steps = [step for step in history if isinstance(step.claim, Statistic)]
    head = title or f"{plain(measure).capitalize()} as reported"
    counting = [step for step in steps if step.change is not None]
    marks = _marks(counting)
    aside = _aside(steps, counting, len(marks), len(history.undated))
    if not marks:
        why = "; ".join(aside) or f"no figure of {plain(measure)}"
        return canvas.nothing(head, why)
    line, stood = _stood(dataset, counting)
    _draw(canvas, head, marks, stood, [_key(line), *(f"Not drawn: {each}." for each in aside)])
    return Picture(canvas.figure, _told(measure, marks))


def _told(measure: str, marks: Sequence[_Mark]) -> str:
    values = [mark.best for mark in marks]
    low, high = _number(min(values)), _number(max(values))
    days = [mark.day for mark in marks]
    first, last = min(days), max(days)
    who = {mark.who for mark in marks}
    by = next(iter(who)) if len(who) == 1 else f"{len(who)} speakers"
    span = low if low == high else f"from {low} to {high}"
    when = f"on {_day(first)}" if first == last else f"from {_day(first)} to {_day(last)}"
    return f"Figures of {plain(measure)}: {counted(len(marks), 'figure')} by {by}, {span}, known {when}"


def _number(found: float) -> str:
    return number(int(found)) if found == int(found) else f"{found:,}"


def _day(found: date) -> str:
    return f"{found.day} {found:%B} {found.year}"


# What is drawn.


def _marks(steps: Iterable[Step]) -> list[_Mark]:
    found = []
    for step in steps:
        quantity = step.claim.quantity  # type: ignore[union-attr]
        low, best, high = (_float(each) for each in (quantity.low, quantity.best, quantity.high))
        shown = next((each for each in (best, low, high) if each is not None), None)
        if shown is not None:
            who = step.speaker.name if step.speaker is not None else _NOBODY
            ends = _ends(quantity, low, high)
            found.append(_Mark(step.since, ends[0], shown, ends[1], who, bool(step.removed_by)))
    return found


def _ends(quantity: Quantity, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The range; of what is only about a number neither end was said, and it is a mark alone."""
    if quantity.qualifier is Qualifier.ABOUT:
        return _float(quantity.best), _float(quantity.best)
    return low, high


def _float(found: int | Decimal | None) -> float | None:
    return None if found is None else float(found)


def _aside(steps: Sequence[Step], counting: Sequence[Step], drawn: int, undated: int) -> list[str]:
    """What is not in the picture, counted."""
    notes = []
    if wordy := len(counting) - drawn:
        said = Counter(str(each.claim.quantity) for each in counting if amount(each.claim.quantity) is None)  # type: ignore[union-attr]
        told = ", ".join(f"{count} x {words}" if count > 1 else words for words, count in said.most_common(5))
        notes.append(f"{counted(wordy, 'figure')} without a number: {told}{', ...' if len(said) > 5 else ''}")
    if other := len(steps) - len(counting):
        notes.append(f"{counted(other, 'figure')} not asserted or not accomplished")
    if undated:
        notes.append(f"{counted(undated, 'figure')} of no known day")
    return notes


def _key(line: str) -> str:
    return (
        "Marks: a value, over the day since which it is public; those of one day stand side by side."
        " Bars: its range; an arrow where it has no end. Struck through: superseded or withdrawn later."
        f" {line}."
    )


def _stood(dataset: Dataset, steps: Sequence[Step]) -> tuple[str, list[tuple[date, float | None]]]:
    """The thing with the most figures, as it is told, and what stood of it from each day on which that changed."""
    counts = Counter(thing_of(step.claim) for step in steps if isinstance(step.claim, Statistic))
    thing, _ = counts.most_common(1)[0]
    of_it = [step for step in steps if isinstance(step.claim, Statistic) and thing_of(step.claim) == thing]
    if dataset.outside:
        left = counted(len(dataset.outside), "claim")
        return f"No line: {left} left out of this dataset may have taken figures back", []
    changes = {step.since for step in of_it} | {day for step in of_it for day in _removed(dataset, step)}
    found: list[tuple[date, float | None]] = []
    for day in sorted(changes):
        standing = dataset.standing(on=day)
        marks = _marks([step for step in of_it if step.since <= day and step.claim.id in standing][-1:])
        value = marks[0].best if marks else None
        if not found or found[-1][1] != value:
            found.append((day, value))
    return f"Line: what stood of {_named(dataset, of_it[0].claim)}", found


def _named(dataset: Dataset, figure: Any) -> str:
    """What a figure counts, in words."""
    names = Names(dataset)
    whom = names.whom(figure)
    where = None if figure.where is None else names.of(figure.where.place)
    about = None if figure.about is None else names.of(figure.about)
    parts = [f"{plain(figure.measure)}{f' of {whom}' if whom else ''}", figure.counted, where, about, figure.unit]
    return ", ".join(str(each) for each in parts if each)


def _removed(dataset: Dataset, step: Step) -> list[date]:
    days = (dataset.known_since(each) for each in step.removed_by)
    return [day for day in days if day is not None]


# The drawing.


def _draw(
    canvas: Canvas,
    head: str,
    marks: Sequence[_Mark],
    stood: Sequence[tuple[date, float | None]],
    notes: Sequence[str],
) -> None:
    speakers = _speakers(marks)
    rows = _legend_rows(canvas, speakers)
    legend = 6 + 14.0 * len(rows)
    highest = max(max(mark.best, mark.high or 0) for mark in marks)
    wide = canvas.measure(_number(round(highest * 1.12)), 8)
    axes = canvas.finish(head, notes, _BODY + legend, (wide + 26, 20), 30)
    high = _BODY + legend
    axes.set_position([*axes.get_position().p0, axes.get_position().width, axes.get_position().height * _BODY / high])
    begin, end = around(min(mark.day for mark in marks), max(mark.day for mark in marks))
    days_on(axes, begin, end, canvas)
    numbers_on(axes, highest)
    for label in axes.get_yticklabels():
        label.set_color(canvas.theme.ink)
    axes.grid(axis="y", color=canvas.theme.faint, linewidth=0.5, alpha=0.7)
    axes.set_axisbelow(True)
    _steps(axes, canvas, stood, end)
    hours = (end - begin) / timedelta(hours=1) * 7 / (canvas.width - wide - 46)
    places = _beside(marks, highest, hours)
    for mark, aside_by in zip(marks, places, strict=True):
        at = speakers.index(mark.who) if mark.who in speakers else len(speakers) - 1
        _mark(axes, canvas, mark, noon(mark.day) + aside_by, at)
    _legend(axes, canvas, rows)


def _speakers(marks: Sequence[_Mark]) -> list[str]:
    """Who has a colour of their own: those with the most figures; the rest share one."""
    most = [who for who, _ in Counter(mark.who for mark in marks).most_common()]
    return most if len(most) <= len(INKS) else [*most[: len(INKS) - 1], _OTHERS]


def _beside(marks: Sequence[_Mark], highest: float, hours: float) -> list[timedelta]:
    """Marks of one day that would lie upon one another stand side by side; `hours` is what a mark is wide."""
    place = [(mark.day, round(25 * mark.best / highest) if highest else 0) for mark in marks]
    of_place = Counter(place)
    met: Counter[Any] = Counter()
    found = []
    for each in place:
        found.append(timedelta(hours=(met[each] - (of_place[each] - 1) / 2) * hours))
        met[each] += 1
    return found


def _steps(axes: Any, canvas: Canvas, stood: Sequence[tuple[date, float | None]], end: datetime) -> None:
    if not stood:
        return
    # A day on which no value stands is a gap.
    days = [*(noon(day) - timedelta(hours=12) for day, _ in stood), end]
    values = [float("nan") if value is None else value for _, value in stood]
    style = {"color": canvas.theme.ink, "alpha": 0.55, "linewidth": 1.4, "where": "post", "zorder": 2}
    axes.step(days, [*values, values[-1]], **style)


def _mark(axes: Any, canvas: Canvas, mark: _Mark, at: datetime, ink: int) -> None:
    colour = canvas.theme.colours[ink]
    line = {"color": colour, "linewidth": 1.3, "zorder": 3}
    if mark.low is not None and mark.high is not None:
        axes.plot([at, at], [mark.low, mark.high], **line)
    else:
        points = 13 if mark.high is None else -13
        arrow = {"arrowstyle": "->", "color": colour, "linewidth": 1.1, "shrinkA": 0, "shrinkB": 0}
        axes.annotate(
            "", (at, mark.best), (0, points), textcoords="offset points", arrowprops={**arrow, "arrowstyle": "<-"}
        )
    face = canvas.theme.ground if mark.fallen else colour
    axes.plot([at], [mark.best], MARKERS[INKS[ink]], markersize=5.5, color=colour, markerfacecolor=face, zorder=4)
    if mark.fallen:
        axes.plot([at], [mark.best], "_", markersize=13, color=canvas.theme.ink, markeredgewidth=1.2, zorder=5)


def _legend_rows(canvas: Canvas, speakers: Sequence[str]) -> list[list[tuple[str, float]]]:
    """The names of the speakers in rows that are no wider than the picture."""
    rows: list[list[tuple[str, float]]] = [[]]
    at = 0.0
    for who in speakers:
        name = canvas.lines(who, canvas.width * 0.55, 8.5, most=1)[0]
        wide = canvas.measure(name, 8.5) + 30
        if rows[-1] and at + wide > canvas.width - 90:
            rows.append([])
            at = 0.0
        rows[-1].append((name, at))
        at += wide
    return rows


def _legend(axes: Any, canvas: Canvas, rows: Sequence[Sequence[tuple[str, float]]]) -> None:
    box = axes.get_window_extent()
    wide, high = (each * 72 / canvas.figure.dpi for each in (box.width, box.height))
    ink = 0
    for down, row in enumerate(rows):
        y = 1 + (14.0 * (len(rows) - down) - 2) / high
        for name, at in row:
            colour = canvas.theme.colours[ink]
            style = {"color": colour, "markersize": 5.5, "transform": axes.transAxes, "clip_on": False}
            axes.plot([(at + 4) / wide], [y], MARKERS[INKS[ink]], **style)
            axes.text((at + 12) / wide, y, name, transform=axes.transAxes, **canvas.font(name, 8.5, va="center"))
            ink += 1
