"""When a claim happened: before, after, during or beside a span, certainly or possibly."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from ..edtf import NEVER
from ..records import Deployment, Event, Record, Statement, Statistic
from ..when import Period, When, certainly, possibly, relation_text, window
from .claim import claims_only
from .comprehension import Constants, either_kind
from .predicate import Kinds, Predicate, Test, by_kind, told_at

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "TIME_FIELDS",
    "Timed",
    "Unit",
    "certainly_after",
    "certainly_before",
    "certainly_during",
    "certainly_overlaps",
    "month",
    "possibly_after",
    "possibly_before",
    "possibly_during",
    "possibly_overlaps",
    "time_of",
    "year",
]

Span = str | date | When | Period

# The fields that hold the time of a claim: the first that is filled counts.
TIME_FIELDS: Mapping[type[Record], tuple[str, ...]] = {
    Event: ("period",),
    Statement: ("said",),
    Deployment: ("period",),
    Statistic: ("period", "as_of"),
}


def _text(names: tuple[str, ...]) -> str:
    """Python that reads the first of these fields that is filled, of a record `r`."""
    *others, last = names
    text = f"r.{last}"
    for name in reversed(others):
        text = f"({text} if r.{name} is None else r.{name})"
    return text


_TIME_TEXTS: Mapping[type[Record], str] = {kind: _text(names) for kind, names in TIME_FIELDS.items()}
_TIMES: Mapping[type[Record], Callable[[Any], When | Period | None]] = {
    kind: eval(f"lambda r: {text}") for kind, text in _TIME_TEXTS.items()
}


def time_of(claim: Event | Statement | Deployment | Statistic) -> When | Period | None:
    """When a claim happened, as time questions ask it; None where that is not coded.

    It is the `period` of an Event or Deployment, `said` of a Statement, `period` or else `as_of` of a Statistic.

    >>> time_of(Statement("statement:s", act="asserts", said="2022-01-05"))
    When('2022-01-05')
    """
    return _TIMES[type(claim)](claim)


@frozen(repr=False)
class Unit:
    """A unit of the calendar to count claims by: the month or the year in which a claim certainly lies.

    >>> Unit("month", 7)(Event("event:a", stage="planned", period="2022-01-02/2022-01-05"))
    '2022-01'
    """

    name: str = field()
    """`month` or `year`."""
    length: int = field()
    """How many letters of a day name it."""

    def __call__(self, claim: Event | Statement | Deployment | Statistic, /) -> str | None:
        """The unit in which all days of the claim lie; None where they may lie in several, and without a date."""
        time = time_of(claim)
        if time is None or abs(time._certain[0]) >= NEVER or abs(time._certain[3]) >= NEVER:
            return None
        first, last = (date.fromordinal(time._certain[at]).isoformat()[: self.length] for at in (0, 3))
        return first if first == last else None

    def __repr__(self) -> str:
        return self.name


month: Final = Unit("month", 7)
"""The month in which a claim certainly lies, to count by: `dataset.events.count_by("kind", month)`.

>>> month(Event("event:a", stage="planned", period="2022-01-05")), month(Event("event:a", stage="planned"))
('2022-01', None)
"""

year: Final = Unit("year", 4)
"""The year in which a claim certainly lies, to count by.

>>> year(Event("event:a", stage="planned", period="2022-01/2022-12"))
'2022'
"""


@frozen(repr=False)
class Timed(Predicate):
    """How the time of a claim stands to a span, certainly or possibly.

    >>> Timed("during", "2022-01", certain=False)
    possibly_during('2022-01')
    """

    relation: str = field()
    """`before`, `after`, `during` or `overlaps`."""
    span: "str | date | When | Period" = field(eq=lambda span: (type(span), span))
    """The span: a stretch of the calendar, or a reported time as vague as it is."""
    certain: bool = field(kw_only=True)
    """Whether it must certainly stand so; else that it may is enough."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:  # noqa: ARG002 (others need it)
        """Bind to claims."""
        claims_only(self, kinds)
        test = self._certainly if self.certain else self._possibly
        return by_kind({kind: test(_TIMES[kind]) for kind in kinds})

    def _certainly(self, time: Callable[[Any], When | Period | None]) -> Test:
        relation, span = self.relation, window(self.span)[0]
        return lambda claim: (found := time(claim)) is not None and certainly(relation, found._certain, span)

    def _possibly(self, time: Callable[[Any], When | Period | None]) -> Test:
        relation, span = self.relation, window(self.span)[1]
        return lambda claim: (found := time(claim)) is None or possibly(relation, found._possible, span)

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The days of each kind compared with those of the span."""
        self.bind(dataset, kinds)  # refuses what cannot be asked
        certain, possible = window(self.span)
        span = certain if self.certain else possible
        days = "_certain" if self.certain else "_possible"
        test = relation_text(self.relation, certain=self.certain)
        # The days of the span as constants: `a` is the time of the claim, `b` the span.
        test = re.sub(r"b\[(\d)\]", lambda match: constants.name(span[int(match[1])]), test)
        first, *others = test.partition("a[")
        test = f"{first}(a := v.{days})[{others[1]}"
        there = f"is not None and {test}" if self.certain else f"is None or ({test})"
        told = {kind: f"(v := {_TIME_TEXTS[kind]}) {there}" for kind in kinds}
        return either_kind(told, constants)

    def outer_days(self) -> tuple[int, int]:
        """The first and the last day that the span may have, as numbers of days.

        >>> first, last = Timed("during", "2022-01", certain=True).outer_days()
        >>> last - first
        30
        """
        possible = window(self.span)[1]
        return possible[0], possible[3]

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:  # noqa: ARG002 (others need it)
        """The time of the claim."""
        names = TIME_FIELDS[type(record)]
        return told_at(record, next((name for name in names if getattr(record, name) is not None), names[0]))

    def __repr__(self) -> str:
        return f"{'certainly' if self.certain else 'possibly'}_{self.relation}({self.span!r})"


def _asked(relation: str, span: Span, *, certain: bool) -> Predicate:
    window(span)
    return Timed(relation, span, certain=certain)


def certainly_before(span: "str | date | When | Period") -> Predicate:
    """Claims that were over before a span began, whichever the days were.

    Asked are the same days as by `certainly_during`.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> vague = Event("event:a", stage="accomplished", period="2022-01")
    >>> certainly_before("2022-02")(vague), certainly_before("2022-01-31")(vague)
    (True, False)
    """
    return _asked("before", span, certain=True)


def possibly_before(span: "str | date | When | Period") -> Predicate:
    """Claims that may have been over before a span began; a claim without a date may.

    Asked are the same days as by `certainly_during`.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> possibly_before("2022-02-05")(Statement("statement:s", act="asserts", said="2022-02"))
    True
    """
    return _asked("before", span, certain=False)


def certainly_after(span: "str | date | When | Period") -> Predicate:
    """Claims that began after a span was over, whichever the days were.

    Asked are the same days as by `certainly_during`.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> vague = Event("event:a", stage="accomplished", period="2022-02")
    >>> certainly_after("2022-01")(vague), certainly_after("2022-02-01")(vague)
    (True, False)
    """
    return _asked("after", span, certain=True)


def possibly_after(span: "str | date | When | Period") -> Predicate:
    """Claims that may have begun after a span was over; a claim without a date may.

    Asked are the same days as by `certainly_during`.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> possibly_after("2022-02-05")(Statement("statement:s", act="asserts", said="2022-02"))
    True
    """
    return _asked("after", span, certain=False)


def certainly_during(span: "str | date | When | Period") -> Predicate:
    """Claims whose time lies in a span, whichever the days were.

    Asked are the `period` of an Event or Deployment, `said` of a Statement, `period` or else `as_of` of a Statistic.
    A claim without a date is not certainly in any span.
    A text or a date is a stretch of the calendar; a When or a Period is a reported time, as vague as it is.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> vague = Event("event:a", stage="accomplished", period="2022-01")
    >>> certainly_during("2022")(vague), certainly_during("2022-01-05")(vague)
    (True, False)
    """
    return _asked("during", span, certain=True)


def possibly_during(span: "str | date | When | Period") -> Predicate:
    """Claims whose time may lie in a span; a claim without a date may lie in any.

    Asked are the same days as by `certainly_during`.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> vague = Event("event:a", stage="accomplished", period="2022-01/2022-02")
    >>> possibly_during("2022")(vague), possibly_during("2021")(vague)
    (True, False)
    """
    return _asked("during", span, certain=False)


def certainly_overlaps(span: "str | date | When | Period") -> Predicate:
    """Claims that have a day in common with a span, whichever the days were.

    Asked are the same days as by `certainly_during`.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> lasting = Event("event:a", stage="accomplished", period="2022-01-02/2022-01-11")
    >>> certainly_overlaps("2022-01-05/2022-01-20")(lasting), certainly_overlaps("2022-01-12")(lasting)
    (True, False)
    """
    return _asked("overlaps", span, certain=True)


def possibly_overlaps(span: "str | date | When | Period") -> Predicate:
    """Claims that may have a day in common with a span; a claim without a date may.

    Asked are the same days as by `certainly_during`.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> lasting = Event("event:a", stage="accomplished", period="2022-01-02/..")
    >>> possibly_overlaps("2022-06")(lasting), possibly_overlaps("2021-12")(lasting)
    (True, False)
    """
    return _asked("overlaps", span, certain=False)
