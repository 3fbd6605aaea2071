"""A timeline as rows of bars and marks, and as a small picture of SVG for a notebook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from html import escape

from attrs import field, frozen

from .dataset import Dataset, Timeline
from .display import panel, table
from .errors import UnrestError, counted
from .prose.names import Names
from .prose.phrase import plain
from .query.speech import chains
from .query.time import time_of
from .records import CLAIM_KINDS, Claim, Statement
from .vocabulary import Stage
from .when import Bound, Period, When

__all__ = ["Bar", "Row", "rows_of", "sketch", "sketched"]

MOST = 14
"""How many rows the small picture has; how many more there are is said under it."""
_LONGEST = 44
_LEFT, _WIDTH, _HIGH = 330, 720, 18


@frozen
class Bar:
    """When something happened, as it is drawn: a part that is certain, and what it may have been beyond that.

    >>> print(Bar.of(Period("2022-01-02/2022-01")))
    Bar(first=2022-01-02, solid=2022-01-02..2022-01-02, last=2022-01-31)
    >>> print(Bar.of(When("[2022-01-02..2022-01-05]")))
    Bar(first=2022-01-02, last=2022-01-05)
    """

    first: date | None = field()
    """The first day on which it may have begun; None where that is not known."""
    last: date | None = field()
    """The last day on which it may have ended; None where that is not known."""
    solid: tuple[date, date] | None = field(default=None)
    """From when to when it certainly lasted; None where no day is certain."""

    @classmethod
    def of(cls, time: When | Period) -> "Bar":
        """The bar of a day or a period.

        >>> Bar.of(When("2022-01-05")).solid
        (datetime.date(2022, 1, 5), datetime.date(2022, 1, 5))
        """
        start, end = (time, time) if isinstance(time, When) else (time.start, time.end)
        (first, begun), (ended, last) = _written(start), _written(end)
        if begun is None or ended is None or not _is_sure(start) or not _is_sure(end):
            return cls(first, last, _only(start, end))
        # An end is not before its start, and a start not after its end.
        begun = begun if last is None else min(begun, last)
        ended = ended if first is None else max(ended, first)
        return cls(first, last, (begun, ended) if begun <= ended else None)

    @property
    def days(self) -> tuple[date, ...]:
        """The days that it names.

        >>> Bar.of(When("[..2022-01-12]")).days
        (datetime.date(2022, 1, 12),)
        """
        return tuple(each for each in (self.first, *(self.solid or ()), self.last) if each is not None)

    def __str__(self) -> str:
        parts = [f"first={self.first}"] if self.first else []
        parts += [f"solid={self.solid[0]}..{self.solid[1]}"] if self.solid else []
        return f"Bar({', '.join([*parts, *([f'last={self.last}'] if self.last else [])])})"


def _written(end: When | Bound) -> tuple[date | None, date | None]:
    return (end.earliest, end.latest) if isinstance(end, When) else (None, None)


def _is_sure(end: When | Bound) -> bool:
    return isinstance(end, When) and not end.approximate and not end.uncertain


def _only(start: When | Bound, end: When | Bound) -> tuple[date, date] | None:
    """Of a period with one end that is not known, the day of the other is certain."""
    for one, other in ((start, end), (end, start)):
        if isinstance(one, When) and isinstance(other, Bound) and one.exact_day is not None:
            return one.exact_day, one.exact_day
    return None


@frozen
class Row:
    """One claim on a timeline: its name, the day since which it is public, and when what it tells happened.

    >>> Row(Statement("statement:s", act="asserts"), "somebody asserts", None, None).since is None
    True
    """

    claim: Claim = field()
    """The claim."""
    name: str = field()
    """What it tells, in short."""
    since: date | None = field()
    """The first day on which it was certainly public; None where no source says."""
    bar: Bar | None = field()
    """When it happened; None where no day of it is stated."""
    doubt: str | None = field(default=None)
    """Why it is not to be taken as having happened: its stage, or that nobody stands by it; None where it may be."""

    @property
    def days(self) -> tuple[date, ...]:
        """All days of it.

        >>> Row(Statement("statement:s", act="asserts"), "somebody asserts", date(2022, 1, 5), None).days
        (datetime.date(2022, 1, 5),)
        """
        return (*(self.bar.days if self.bar else ()), *([self.since] if self.since else ()))


def rows_of(shown: Dataset | Timeline) -> tuple[Row, ...]:
    """The rows of a timeline: claims by the day on which they begin, then those of which no day is stated.

    A statement whose day is that on which it was said is a mark and no bar.

    >>> said = Statement("statement:s", act="asserts", said="2022-01-05", content="that it rained")
    >>> [row.name for row in rows_of(Dataset([said]))]
    ['somebody not named asserts that it rained']
    """
    timeline = shown.timeline() if isinstance(shown, Dataset) else shown
    dataset = shown if isinstance(shown, Dataset) else shown.undated._dataset
    names, chain = Names(dataset or Dataset()), chains(dataset or Dataset())
    told = [(each.claim, each.since) for each in timeline.placed]
    since: list[tuple[Claim, date | None]] = [*told, *((claim, None) for claim in timeline.undated)]
    found = [_row(claim, day, names, _doubt(claim, chain)) for claim, day in since]
    return tuple(sorted(found, key=_order))


def _doubt(claim: Claim, chain: Callable[[Claim], Iterable[Statement]]) -> str | None:
    if isinstance(claim, Statement):
        return None
    if not all(each.act.asserting for each in chain(claim)):
        return "not asserted"
    return None if claim.stage is Stage.ACCOMPLISHED else plain(claim.stage)


def _row(claim: Claim, since: date | None, names: Names, doubt: str | None) -> Row:
    time = None if isinstance(claim, Statement) else time_of(claim)
    bar = None if time is None else Bar.of(time)
    # In front, where a name that is cut keeps it.
    name = f"{f'{doubt}: ' if doubt else ''}{names.claim(claim)}"
    return Row(claim, name, since, bar if bar and bar.days else None, doubt)


def _order(row: Row) -> tuple[bool, date, str]:
    """What is dated first, by its first day; then by the day on which it became known."""
    return row.bar is None, min(row.bar.days) if row.bar else row.since or date.max, row.claim.id


# The small picture. Its colours are the text's own, so that it can be read on any ground.


def sketch(rows: Sequence[Row]) -> str:
    """A timeline as SVG: a bar for when a thing happened, a ring for the day on which it became known.

    >>> sketch([])
    ''
    >>> "<svg" in sketch([Row(Statement("statement:s", act="asserts"), "somebody <b>", date(2022, 1, 5), None)])
    True
    """
    drawn = [row for row in rows if row.days][:MOST]
    if not drawn:
        return ""
    days = [day.toordinal() for row in drawn for day in row.days]
    first, last = min(days), max(days)
    scale = (_WIDTH - _LEFT - 20) / max(last - first, 1)
    high = _HIGH * len(drawn) + 22
    lines = "".join(_line(row, at * _HIGH + 4, first, scale) for at, row in enumerate(drawn))
    ends = _text(_LEFT, high - 4, str(date.fromordinal(first)))
    ends += _text(_WIDTH - 10, high - 4, str(date.fromordinal(last)), "end") if last > first else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high}" width="{_WIDTH}" height="{high}" '
        f'role="img" font-family="sans-serif" font-size="12" fill="currentColor" stroke="none">'
        f"<title>{escape(_told(drawn))}</title>{lines}{ends}</svg>"
    )


def _told(drawn: Sequence[Row]) -> str:
    return (
        f"timeline of {counted(len(drawn), 'claim')}: bars are when, ? an end not known, rings since when it is known"
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(words)}</text>'


def _line(row: Row, top: float, first: int, scale: float) -> str:
    def x(day: date) -> float:
        return _LEFT + 5 + (day.toordinal() - first) * scale

    cut = row.name if len(row.name) <= _LONGEST else row.name[: _LONGEST - 3] + "..."
    parts = [f"<title>{escape(row.name)}</title>", _text(_LEFT - 8, top + 11, cut, "end")]
    if row.bar is not None:
        left = x(row.bar.first) if row.bar.first else _LEFT
        right = x(row.bar.last) if row.bar.last else _WIDTH - 5.0
        parts.append(_bar(left, right, top, ".12" if row.doubt else ".25"))
        parts += [_bar(x(row.bar.solid[0]), x(row.bar.solid[1]), top, ".75")] if row.bar.solid and not row.doubt else []
        # An end that is not known is not the end of the picture.
        parts += [_text(_LEFT - 1, top + 11, "?")] if row.bar.first is None else []
        parts += [_text(_WIDTH - 9, top + 11, "?")] if row.bar.last is None else []
    if row.since is not None:
        parts.append(f'<circle cx="{x(row.since):.1f}" cy="{top + 7:.0f}" r="4" fill="none" stroke="currentColor"/>')
    return f"<g>{''.join(parts)}</g>"


def _bar(left: float, right: float, top: float, opacity: str) -> str:
    return f'<rect x="{left - 2:.1f}" y="{top + 3:.0f}" width="{right - left + 4:.1f}" height="8" opacity="{opacity}"/>'


def sketched(shown: Dataset | Timeline) -> str:
    """A dataset or a timeline as a notebook shows it: what it holds, a small picture, and what is not in that.

    >>> sketched(Dataset(name="a <b>"))
    '<div><strong>a &lt;b&gt;</strong><p>no claims</p></div>'
    """
    try:
        rows = rows_of(shown)
    except (
        UnrestError
    ) as error:  # what refers to nothing has no timeline; it is shown all the same, and check says more
        return panel(*_head(shown), f"<p>no timeline: {escape(str(error.problems[0]))}</p>")
    dated = sum(1 for row in rows if row.days)
    more = [f"{dated - MOST:,} more claims are not drawn"] if dated > MOST else []
    more += [f"{counted(len(rows) - dated, 'claim')} of no known day"] if dated < len(rows) else []
    under = f"<p>{escape('; '.join(more))}</p>" if more else ""
    picture = sketch(rows) if rows else "<p>no claims</p>"
    return panel(*_head(shown), picture, under)


def _head(shown: Dataset | Timeline) -> Iterator[str]:
    if isinstance(shown, Timeline):
        yield f"Timeline ({len(shown):,})"
        return
    yield ": ".join(each for each in (shown.name, shown.title) if each) or "Dataset"
    counts = {kind: len(getattr(shown, f"{kind}s")) for kind in CLAIM_KINDS}
    told = [[kind, f"{count:,}"] for kind, count in counts.items() if count]
    if told:
        yield table(("kind", "records"), told)
