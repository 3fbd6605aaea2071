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
from ..records import Statistic
from ..vocabulary import Qualifier
from .axis import around, days_on, named, noon, numbers_on
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
    best: float | None = field()
    high: float | None = field()
    who: str = field()
    fallen: bool = field()

    @property
    def values(self) -> tuple[float, ...]:
        """The numbers that were said."""
        return tuple(each for each in (self.low, self.best, self.high) if each is not None)

    @property
    def points(self) -> tuple[float, ...]:
        """Where its marks stand: at the number that was said, and of a range without one at both of its ends."""
        return self.values if self.best is None else (self.best,)


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
    A range of which the source gives no best number has a mark at each end, and none between them.
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
    unit, alike = _of_one_unit(counting)
    marks = _marks(alike)
    aside = _aside(steps, counting, alike, len(marks), len(history.undated))
    if not marks:
        why = "; ".join(aside) or f"no figure of {plain(measure)}"
        return canvas.nothing(head, why)
    line, stood = _stood(dataset, alike)
    _draw(canvas, head, marks, stood, [_key(line, unit), *(f"Not drawn: {each}." for each in aside)])
    return Picture(canvas.figure, _told(measure, unit, marks))


def _told(measure: str, unit: str | None, marks: Sequence[_Mark]) -> str:
    values = [value for mark in marks for value in mark.values]
    low, high = _number(min(values)), _number(max(values))
    days = [mark.day for mark in marks]
    first, last = min(days), max(days)
    who = {mark.who for mark in marks}
    by = next(iter(who)) if len(who) == 1 else f"{len(who)} speakers"
    span = low if low == high else f"from {low} to {high}"
    span += f" {unit}" if unit else ""
    when = f"on {named(first)}" if first == last else f"from {named(first)} to {named(last)}"
    return f"Figures of {plain(measure)}: {counted(len(marks), 'figure')} by {by}, {span}, known {when}"


def _number(found: float) -> str:
    return number(int(found)) if found == int(found) else f"{found:,}"


# What is drawn.


def _of_one_unit(steps: Sequence[Step]) -> tuple[str | None, list[Step]]:
    """The unit of most figures, and the figures in it: two units have no axis in common."""
    units = Counter(step.claim.unit for step in steps if isinstance(step.claim, Statistic))
    unit = units.most_common(1)[0][0] if units else None
    return unit, [step for step in steps if isinstance(step.claim, Statistic) and step.claim.unit == unit]


def _marks(steps: Iterable[Step]) -> list[_Mark]:
    found = []
    for step in steps:
        quantity = step.claim.quantity  # type: ignore[union-attr]
        low, best, high = (_float(each) for each in (quantity.low, quantity.best, quantity.high))
        if (low, best, high) != (None, None, None):
            who = step.speaker.name if step.speaker is not None else _NOBODY
            if quantity.qualifier is Qualifier.ABOUT:  # neither end was said: a mark alone, and no range
                low = high = best
            best = low if best is None and low == high else best
            found.append(_Mark(step.since, low, best, high, who, bool(step.removed_by)))
    return found


def _float(found: int | Decimal | None) -> float | None:
    return None if found is None else float(found)


def _aside(
    steps: Sequence[Step], counting: Sequence[Step], alike: Sequence[Step], drawn: int, undated: int
) -> list[str]:
    """What is not in the picture, counted."""
    notes = []
    if others := len(counting) - len(alike):
        notes.append(f"{counted(others, 'figure')} in other units")
    if wordy := len(alike) - drawn:
        said = Counter(str(each.claim.quantity) for each in alike if amount(each.claim.quantity) is None)  # type: ignore[union-attr]
        told = ", ".join(f"{count} x {words}" if count > 1 else words for words, count in said.most_common(5))
        notes.append(f"{counted(wordy, 'figure')} without a number: {told}{', ...' if len(said) > 5 else ''}")
    if other := len(steps) - len(counting):
        notes.append(f"{counted(other, 'figure')} not asserted or not accomplished")
    if undated:
        notes.append(f"{counted(undated, 'figure')} of no known day")
    return notes


def _key(line: str, unit: str | None) -> str:
    return (
        f"Marks: a value{f' in {unit}' if unit else ''}, over the day since which it is public; those of one day stand"
        " side by side. Bars: its range; an arrow where it has no end. Struck through: superseded or withdrawn later."
        f" {line}."
    )


_Ends = tuple[float, float] | None
"""The lowest and the highest number that was said of what stood; None where none did."""


def _stood(dataset: Dataset, steps: Sequence[Step]) -> tuple[str, list[tuple[date, _Ends]]]:
    """The thing with the most figures, as it is told, and what stood of it from each day on which that changed."""
    counts = Counter(thing_of(step.claim) for step in steps if isinstance(step.claim, Statistic))
    thing, _ = counts.most_common(1)[0]
    of_it = [step for step in steps if isinstance(step.claim, Statistic) and thing_of(step.claim) == thing]
    if dataset.outside:
        left = counted(len(dataset.outside), "claim")
        return f"No line: {left} left out of this dataset may have taken figures back", []
    changes = {step.since for step in of_it} | {day for step in of_it for day in _removed(dataset, step)}
    found: list[tuple[date, _Ends]] = []
    for day in sorted(changes):
        standing = dataset.standing(on=day)
        marks = _marks(step for step in of_it if step.since <= day and step.claim.id in standing)
        value = (min(marks[-1].values), max(marks[-1].values)) if marks else None
        if not found or found[-1][1] != value:
            found.append((day, value))
    return f"Line: what stood of {_thing(dataset, of_it[0].claim)}", found


def _thing(dataset: Dataset, figure: Any) -> str:
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
    stood: Sequence[tuple[date, _Ends]],
    notes: Sequence[str],
) -> None:
    speakers = _speakers(marks)
    rows = _legend_rows(canvas, speakers)
    legend = 6 + 14.0 * len(rows)
    values = [value for mark in marks for value in mark.values]
    lowest, highest = min(values), max(values)
    wide = max(canvas.measure(_number(round(each * 1.12)), 8) for each in (lowest, highest))
    axes = canvas.finish(head, notes, _BODY + legend, (wide + 26, 20), 30)
    high = _BODY + legend
    axes.set_position([*axes.get_position().p0, axes.get_position().width, axes.get_position().height * _BODY / high])
    begin, end = around(min(mark.day for mark in marks), max(mark.day for mark in marks))
    days_on(axes, begin, end, canvas)
    numbers_on(axes, lowest, highest)
    for label in axes.get_yticklabels():
        label.set_color(canvas.theme.ink)
    axes.grid(axis="y", color=canvas.theme.faint, linewidth=0.5, alpha=0.7)
    axes.set_axisbelow(True)
    _steps(axes, canvas, stood, end)
    hours = (end - begin) / timedelta(hours=1) * 7 / (canvas.width - wide - 46)
    places = _beside(marks, max(abs(lowest), abs(highest)), hours, (begin, end))
    for mark, place in zip(marks, places, strict=True):
        at = speakers.index(mark.who) if mark.who in speakers else len(speakers) - 1
        _mark(axes, canvas, mark, place, at)
    _legend(axes, canvas, rows)


def _speakers(marks: Sequence[_Mark]) -> list[str]:
    """Who has a colour of their own: those with the most figures; the rest share one."""
    most = [who for who, _ in Counter(mark.who for mark in marks).most_common()]
    return most if len(most) <= len(INKS) else [*most[: len(INKS) - 1], _OTHERS]


def _beside(marks: Sequence[_Mark], highest: float, hours: float, view: tuple[datetime, datetime]) -> list[datetime]:
    """Marks of one day that would lie upon one another stand side by side, closer where there is less room.

    `hours` is what a mark is wide. Together they take no more than three marks, so that none seems to be of another
    day, and none stands beyond the picture, where it would not be seen.
    """
    place = [(mark.day, round(25 * mark.points[0] / highest) if highest else 0) for mark in marks]
    of_place = Counter(place)
    met: Counter[Any] = Counter()
    found = []
    for each in place:
        middle, others = noon(each[0]), of_place[each] - 1
        room = min(middle - view[0], view[1] - middle) / timedelta(hours=1) * 0.9
        step = min(hours, 2 * hours / others, 2 * room / others) if others else 0
        found.append(middle + timedelta(hours=(met[each] - others / 2) * step))
        met[each] += 1
    return found


def _steps(axes: Any, canvas: Canvas, stood: Sequence[tuple[date, _Ends]], end: datetime) -> None:
    if not stood:
        return
    # A day on which no value stands is a gap.
    days = [*(noon(day) - timedelta(hours=12) for day, _ in stood), end]
    nothing = float("nan")
    low, high = zip(*((nothing, nothing) if ends is None else ends for _, ends in stood), strict=True)
    style = {"color": canvas.theme.ink, "alpha": 0.55, "linewidth": 1.4, "where": "post", "zorder": 2}
    axes.step(days, [*low, low[-1]], **style)
    if low != high:  # a range stood: both of its ends are drawn, and what lies between
        axes.step(days, [*high, high[-1]], **style)
        band = {"color": canvas.theme.ink, "alpha": 0.12, "linewidth": 0, "step": "post", "zorder": 1}
        axes.fill_between(days, [*low, low[-1]], [*high, high[-1]], **band)


def _mark(axes: Any, canvas: Canvas, mark: _Mark, at: datetime, ink: int) -> None:
    colour = canvas.theme.colours[ink]
    line = {"color": colour, "linewidth": 1.3, "zorder": 3}
    if mark.low is not None and mark.high is not None:
        axes.plot([at, at], [mark.low, mark.high], **line)
    else:
        over = (0, 13 if mark.high is None else -13)
        arrow = {"arrowstyle": "<-", "color": colour, "linewidth": 1.1, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", (at, mark.points[0]), over, textcoords="offset points", arrowprops=arrow)
    face = canvas.theme.ground if mark.fallen else colour
    marker = {"markersize": 5.5, "color": colour, "markerfacecolor": face, "linestyle": "none", "zorder": 4}
    axes.plot([at] * len(mark.points), mark.points, MARKERS[INKS[ink]], **marker)
    if mark.fallen:
        struck = {"markersize": 13, "color": canvas.theme.ink, "markeredgewidth": 1.2, "linestyle": "none", "zorder": 5}
        axes.plot([at] * len(mark.points), mark.points, "_", **struck)


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
