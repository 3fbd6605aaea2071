"""Days that are known only to lie between two days: When, and from one such day to another: Period.

Time questions come in pairs: *certainly* asks whether the answer is yes whichever the days were, *possibly* whether it
is yes for some of the days that they may have been.
A bound that is missing is no bound at all; then the start and the end of a period limit one another.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, ClassVar, Final

from attrs import evolve, field, fields, frozen

from .construction import Constructed
from .edtf import ANY_DAY, Span, fault_of_text, read_text
from .errors import InvalidQuery, InvalidValue, Problem, nearest, show
from .vocabulary import Basis

__all__ = [
    "ONGOING",
    "UNKNOWN",
    "Bound",
    "Period",
    "When",
    "certainly",
    "fault_of_period",
    "fault_of_when",
    "possibly",
    "relation_text",
    "to_period",
    "to_when",
    "window",
]

_BETWEEN = re.compile(r"(.+?)(?:\.\.|--|\s*[–—]\s*|\s+(?:-|to)\s+)(.+)")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Bound(Enum):
    """An end of a period that is no day: not known, or not yet there.

    >>> Period("2022-01-02/..").end, Period("2022-01-02/").end
    (<Bound.ONGOING: '..'>, <Bound.UNKNOWN: ''>)
    """

    UNKNOWN = ""
    """The day is not known."""
    ONGOING = ".."
    """It had not ended when the source reported it: an end that is not known, on or after the start."""


UNKNOWN: Final = Bound.UNKNOWN
"""A start or an end of which no day is known."""
ONGOING: Final = Bound.ONGOING
"""An end that had not come when the source reported."""


# A time starts from its first number to its second, and ends from its third to its fourth.
# Python over two times, so that a comprehension can have it inline; `certainly` and `possibly` are made of it.
_CERTAINLY_TEXTS = {
    "before": "a[3] < b[0]",
    "after": "b[3] < a[0]",
    "during": "b[1] <= a[0] and a[3] <= b[2]",
    "overlaps": "a[1] <= b[2] and b[1] <= a[2]",
}
_POSSIBLY_TEXTS = {
    "before": "a[2] < b[1]",
    "after": "b[2] < a[1]",
    # In one unknown day lies only what can be one day itself.
    "during": "b[0] <= a[1] and a[2] <= b[3] and (not b[4] or a[2] <= a[1])",
    "overlaps": "a[0] <= b[3] and b[0] <= a[3]",
}


def _tests(texts: dict[str, str]) -> dict[str, Callable[[Span, Span], bool]]:
    return {relation: eval(f"lambda a, b: {text}") for relation, text in texts.items()}


_CERTAINLY, _POSSIBLY = _tests(_CERTAINLY_TEXTS), _tests(_POSSIBLY_TEXTS)


def relation_text(relation: str, *, certain: bool) -> str:
    """Python that says whether a time `a` stands so to a time `b`, each given as numbers of days.

    Raises:
        InvalidQuery: for another relation.

    >>> relation_text("before", certain=True)
    'a[3] < b[0]'
    """
    texts = _CERTAINLY_TEXTS if certain else _POSSIBLY_TEXTS
    if relation not in texts:
        raise _no_relation(relation)
    return texts[relation]


def _no_relation(relation: object) -> InvalidQuery:
    likely = nearest(relation, _CERTAINLY) if type(relation) is str else None
    hint = f"did you mean {likely!r}?" if likely else None
    expected = f"one of {', '.join(_CERTAINLY)}"
    return InvalidQuery(Problem(code="when.relation", found=show(relation), expected=expected, hint=hint))


def certainly(relation: str, a: Span, b: Span) -> bool:
    """Whether one time is `before`, `after`, `during` or `overlaps` another for all days that the two may be.

    The two are given as numbers of days, as `window` gives them.

    Raises:
        InvalidQuery: for another relation.

    >>> certainly("before", window("2022-01")[0], window("2022-02")[0])
    True
    """
    try:
        test = _CERTAINLY[relation]
    except (KeyError, TypeError):
        raise _no_relation(relation) from None
    return test(a, b)


def possibly(relation: str, a: Span, b: Span) -> bool:
    """Whether one time is `before`, `after`, `during` or `overlaps` another for some days that the two may be.

    The two are given as numbers of days, as `window` gives them.

    Raises:
        InvalidQuery: for another relation.

    >>> possibly("before", window(When("2022-01"))[1], window(When("2022-01"))[1])
    True
    """
    try:
        test = _POSSIBLY[relation]
    except (KeyError, TypeError):
        raise _no_relation(relation) from None
    return test(a, b)


class _Time(Constructed):
    """The time questions, for all that has spans."""

    __slots__ = ()
    is_given_as_text: ClassVar[bool] = True
    _certain: Span
    _possible: Span

    def certainly_before(self, other: "When | Period | date | str") -> bool:
        """Whether its last day comes before the first of the other, whichever the days are."""
        return _CERTAINLY["before"](self._certain, window(other)[0])

    def possibly_before(self, other: "When | Period | date | str") -> bool:
        """Whether its last day may come before the first of the other."""
        return _POSSIBLY["before"](self._possible, window(other)[1])

    def certainly_after(self, other: "When | Period | date | str") -> bool:
        """Whether its first day comes after the last of the other, whichever the days are."""
        return _CERTAINLY["after"](self._certain, window(other)[0])

    def possibly_after(self, other: "When | Period | date | str") -> bool:
        """Whether its first day may come after the last of the other."""
        return _POSSIBLY["after"](self._possible, window(other)[1])

    def certainly_during(self, other: "When | Period | date | str") -> bool:
        """Whether all its days are days of the other, whichever the days are."""
        return _CERTAINLY["during"](self._certain, window(other)[0])

    def possibly_during(self, other: "When | Period | date | str") -> bool:
        """Whether all its days may be days of the other."""
        return _POSSIBLY["during"](self._possible, window(other)[1])

    def certainly_overlaps(self, other: "When | Period | date | str") -> bool:
        """Whether the two have a day in common, whichever the days are."""
        return _CERTAINLY["overlaps"](self._certain, window(other)[0])

    def possibly_overlaps(self, other: "When | Period | date | str") -> bool:
        """Whether the two may have a day in common."""
        return _POSSIBLY["overlaps"](self._possible, window(other)[1])


# When.


def _to_basis(found: "Basis | str | None") -> "Basis | None":
    if type(found) is str and found in Basis._value2member_map_:
        return Basis(found)
    return found  # type: ignore[return-value]  # the check refuses it


def _is_wording(found: object) -> bool:
    return type(found) is str and found != "" and (found.isascii() or _SURROGATE.search(found) is None)


@frozen(repr=False, init=False)
class When(_Time):
    """One day, known as well as it is reported: the text of EDTF, and the days that follow from it.

    The text is never altered, and decides equality together with wording and basis: `2022-01` and
    `[2022-01-01..2022-01-31]` span the same days and are different values.

    A date with `~`, `?` or `%` gives no certain answer.
    For possible answers `~` widens the span on both sides: a day by a month, a month or season by a year, a year by ten
    years, ten or a hundred years by themselves; what is not specified counts as what is (`2022-01-XX` as a month).
    With `?` or `%` every day is possible.
    A season assumes no hemisphere: from 1 December of the year before to the last day of February of the year after.
    The bounds in brackets are plain and of equal precision, as ISO 8601-2 has it: two years, two months or two days.

    Raises:
        InvalidValue: for a text that is no such date, and for wording or basis that is none.

    >>> day = When("2022-01", wording="in January", basis="year_from_source")
    >>> day.earliest, day.latest
    (datetime.date(2022, 1, 1), datetime.date(2022, 1, 31))
    >>> day.certainly_before("2022-02"), day.certainly_during("2022-01-05"), day.possibly_during("2022-01-05")
    (True, False, True)
    """

    text: str = field()
    """The date as EDTF writes it."""
    wording: str | None = field(default=None, kw_only=True)
    """The words of the source for it."""
    basis: Basis | None = field(default=None, kw_only=True)
    """How the day was resolved."""
    earliest: date | None = field(init=False, eq=False, repr=False)
    """The first day of the written span; None where it is not known."""
    latest: date | None = field(init=False, eq=False, repr=False)
    """The last day of the written span; None where it is not known."""
    approximate: bool = field(init=False, eq=False, repr=False)
    """Whether it is about then, `~` or `%`."""
    uncertain: bool = field(init=False, eq=False, repr=False)
    """Whether it may be wrong, `?` or `%`."""
    _certain: Span = field(init=False, eq=False, repr=False)
    _possible: Span = field(init=False, eq=False, repr=False)

    # Written by hand: days are what is built most, and this takes two thirds of the time of the one that attrs writes.
    def __init__(self, text: str, *, wording: str | None = None, basis: Basis | str | None = None) -> None:
        reading = read_text(text) if type(text) is str else None
        if reading is None or wording is not None or basis is not None:
            basis = _to_basis(basis)
            faults = _faults_inside(text, wording, basis)
            if faults or reading is None:
                raise InvalidValue(*faults)
        _SET_TEXT(self, text)
        _SET_WORDING(self, wording)
        _SET_BASIS(self, basis)
        first, last, approximate, uncertain, certain, possible = reading
        _SET_EARLIEST(self, first)
        _SET_LATEST(self, last)
        _SET_APPROXIMATE(self, approximate)
        _SET_UNCERTAIN(self, uncertain)
        _SET_CERTAIN(self, certain)
        _SET_POSSIBLE(self, possible)

    @classmethod
    def parse(cls, text: str) -> "When":
        """The date that a text writes; `str` gives the text back.

        Raises:
            InvalidValue: where the text is no date that a When may hold.

        >>> str(When.parse("2022-01~"))
        '2022-01~'
        """
        if type(text) is not str:
            raise InvalidValue(*_text_faults(text, "when.type"))
        return _parsed_when(text)

    @property
    def exact_day(self) -> date | None:
        """The day, where the text is one full day without a qualifier.

        >>> When("2022-01-05").exact_day, When("2022-01").exact_day
        (datetime.date(2022, 1, 5), None)
        """
        return self.earliest if len(self.text) == 10 and self._certain[0] == self._certain[1] else None

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        parts = [repr(self.text)]
        parts += [] if self.wording is None else [f"wording={self.wording!r}"]
        parts += [] if self.basis is None else [f"basis={str(self.basis)!r}"]
        return f"When({', '.join(parts)})"


(
    _SET_TEXT,
    _SET_WORDING,
    _SET_BASIS,
    _SET_EARLIEST,
    _SET_LATEST,
    _SET_APPROXIMATE,
    _SET_UNCERTAIN,
    _SET_CERTAIN,
    _SET_POSSIBLE,
) = (getattr(When, each.name).__set__ for each in fields(When))


def _faults_inside(text: object, wording: object, basis: object) -> list[Problem]:
    found = [problem.within("text") for problem in _text_faults(text, "when.type")]
    if wording is not None and not _is_wording(wording):
        expected = "text that is not empty"
        found.append(Problem(code="field.type", place="wording", found=show(wording), expected=expected))
    if basis is not None and type(basis) is not Basis:
        likely = nearest(basis, map(str, Basis)) if type(basis) is str else None
        hint = f"did you mean {likely!r}?" if likely else None
        expected = f"one of {', '.join(Basis)}"
        found.append(Problem(code="word.unknown", place="basis", found=show(basis), expected=expected, hint=hint))
    return found


def _text_faults(text: object, code: str) -> tuple[Problem, ...]:
    if type(text) is str:
        return () if read_text(text) is not None else (fault_of_text(text),)
    return (_fault_of_kind(text, code, "text, '2022-01-05'"),)


# Dates repeat in every dataset; a cache smaller than the days of a file would be no faster than none.
@lru_cache(maxsize=1 << 16)
def _parsed_when(text: str) -> When:
    try:
        return When(text)
    except InvalidValue:
        raise InvalidValue(fault_of_text(text)) from None


def fault_of_when(found: object) -> tuple[Problem, ...]:
    """Why something is no When and no text or date of one; nothing where it is.

    >>> fault_of_when("2022-02-30")[0].hint, fault_of_when("2022-02-28")
    ("did you mean '2022-02-28'?", ())
    """
    if type(found) is When or type(found) is date:
        return ()
    if type(found) is str:
        return _text_faults(found, "when.type")
    return (_fault_of_kind(found, "when.type", "a When, its text or a date"),)


def _fault_of_kind(found: object, code: str, expected: str) -> Problem:
    """What something is that is neither text nor a value of ours, and the text that comes nearest."""
    name, near = show(found), None
    if isinstance(found, datetime):
        code, name, near = "when.time_of_day", f"{name}, a time of day", found.date().isoformat()
    elif isinstance(found, date):
        near = found.isoformat()
    elif type(found) is int and 1 <= found <= 9999:
        near = f"{found:04}"
    elif isinstance(found, str) and not fault_of_period(str(found)):
        near = str(found)
    elif type(found) is Period:
        code, name = "when.interval", f"{name}, from one day to another"
    return Problem(code=code, found=name, expected=expected, hint=near and f"did you mean {near!r}?")


def to_when(found: "When | date | str | None") -> "When | None":
    """A When from its text or a date; anything that cannot be one unchanged, for the check of the record to refuse.

    >>> to_when("2022-01"), to_when(date(2022, 1, 5)), to_when(None)
    (When('2022-01'), When('2022-01-05'), None)
    """
    if type(found) is When or found is None:
        return found
    result: When | None = _read_as(_parsed_when, found)
    return result


def _read_as(parse: Callable[[str], object], found: Any) -> Any:
    """What a text or a date is read as; what cannot be read unchanged."""
    text = found.isoformat() if type(found) is date else found
    try:
        return parse(text) if type(text) is str else found
    except InvalidValue:
        return found


# Period.


def _to_end(found: "When | Bound | date | str | None") -> Any:
    if type(found) is str and found in ("", ".."):
        return Bound(found)
    return _read_as(_parsed_when, found)


def _edge(end: When | Bound, *, certain: bool) -> Span:
    if isinstance(end, Bound):
        return ANY_DAY
    return end._certain if certain else end._possible


def _between(start: Span, end: Span) -> Span:
    """From a start to an end that limit one another."""
    return start[0], min(start[1], end[3]), max(end[2], start[0]), end[3], False


@frozen(repr=False)
class Period(_Time):
    """From one day to another, each of them known as well as it is reported, or not known.

    `2022-01-02/2022-01-12` lasted from the one to the other; `2022-01-02/..` is ongoing, `2022-01-02/` has an end that
    is not known, `/2022-01-12` a start that is not known.
    A single date, `2022-01`, begins and ends somewhere in it.
    What is known only to lie between two days is a date in brackets: `[2022-01-02..2022-01-05]/2022-01-12`.
    An ongoing end is, in time questions, an end that is not known, on or after the start.

    Raises:
        InvalidValue: for a text that is no period, for one that no days can fit, and for ends that the text does not
            have.

    >>> ended = Period("/2022-01-12")
    >>> ended.start, ended.end, ended.certainly_before("2022-02")
    (<Bound.UNKNOWN: ''>, When('2022-01-12'), True)
    """

    text: str = field()
    """The period as EDTF writes it."""
    start: When | Bound = field(default=None, kw_only=True, converter=_to_end)
    """The day on which it starts, or `UNKNOWN`."""
    end: When | Bound = field(default=None, kw_only=True, converter=_to_end)
    """The day on which it ends, `UNKNOWN` or `ONGOING`."""
    _certain: Span = field(init=False, eq=False, repr=False)
    _possible: Span = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        read = _read_period(self.text)
        ends, found = ((None, None), read) if isinstance(read, list) else (read, [])
        for name, part in zip(("start", "end"), ends, strict=True):
            if getattr(self, name) is None:
                object.__setattr__(self, name, part)
            else:
                found += _part_faults(name, part, getattr(self, name))
        if found:
            raise InvalidValue(*[problem if problem.place else problem.within("text") for problem in found])
        for name, certain in (("_certain", True), ("_possible", False)):
            between = _between(_edge(self.start, certain=certain), _edge(self.end, certain=certain))
            object.__setattr__(self, name, between)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that a text writes; `str` gives the text back.

        Raises:
            InvalidValue: where the text is no period.

        >>> Period.parse("2022-01-02/..").end is ONGOING
        True
        """
        if type(text) is not str:
            raise InvalidValue(*_text_faults(text, "period.type"))
        return _parsed_period(text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        parts = [repr(self.text)]
        for name in ("start", "end"):
            given = getattr(self, name)
            if type(given) is When and (given.wording is not None or given.basis is not None):
                parts.append(f"{name}={given!r}")
        return f"Period({', '.join(parts)})"


def _read_period(text: object) -> tuple[When | Bound, When | Bound] | list[Problem]:
    """Start and end that a text writes, or all that is wrong with it."""
    if type(text) is not str:
        return [*_text_faults(text, "period.type")]
    one, slash, other = text.partition("/")
    if not slash:
        when = to_when(text)
        return (when, when) if type(when) is When else [_fault_of_period_text(text)]
    if "/" in other or text == "/":
        return [_fault_of_period_text(text)]
    start, end = _to_end(one), _to_end(other)
    found = [] if isinstance(start, When | Bound) else [_fault_of_end("start", one, "nothing")]
    found += [] if isinstance(end, When | Bound) else [_fault_of_end("end", other, "nothing or ..")]
    if start is ONGOING:
        hint = None if found else f"did you mean {'/' + other!r}, a start that is not known?"
        name, expected = f"{show(text)}, an open start", "a date, or nothing before the /"
        found.insert(0, Problem(code="period.open_start", place="start", found=name, expected=expected, hint=hint))
    if found:
        return found
    if _edge(start, certain=False)[0] > _edge(end, certain=False)[3]:
        hint = f"did you mean {other + '/' + one!r}?"
        return [Problem(code="period.order", found=show(text), expected="an end on or after the start", hint=hint)]
    return start, end


def _fault_of_end(name: str, text: str, other: str) -> Problem:
    problem = fault_of_text(text).within(name)
    # The draft of 2012 had words for what is not known and for what is ongoing.
    words = {"unknown": "write nothing there", "open": "did you mean '..'?"}
    hint = problem.hint or words.get(text.casefold())
    return evolve(problem, expected=f"{problem.expected}, or {other}", hint=hint)


def _fault_of_period_text(text: str) -> Problem:
    """Why a text is neither a date nor two dates, with one / between them."""
    problem = fault_of_text(text)
    if problem.code != "when.form":
        return problem
    expected = "a date, or one / between a start and an end: 2022-01-02/2022-01-12, /2022-01-12, 2022-01-02/.."
    match = _BETWEEN.fullmatch(text)
    near = match and f"{match[1]}/{match[2]}"
    hint = f"did you mean {near!r}?" if near and not fault_of_period(near) else problem.hint
    return evolve(problem, code="period.form", expected=expected, hint=hint)


def _part_faults(name: str, part: When | Bound | None, given: object) -> list[Problem]:
    """Why an end that was given beside the text is none, or not the one that the text has (None: it has none)."""
    if not isinstance(given, When | Bound):
        return [problem.within(name) for problem in fault_of_when(given)]
    if part is None or (type(given) is type(part) and _end_text(given) == _end_text(part)):
        return []
    expected = f"{show(_end_text(part))}, as the text has it"
    return [Problem(code="period.part", place=name, found=show(_end_text(given)), expected=expected)]


def _end_text(end: When | Bound) -> str:
    return end.text if isinstance(end, When) else end.value


@lru_cache(maxsize=1 << 14)
def _parsed_period(text: str) -> Period:
    try:
        return Period(text)
    except InvalidValue:
        raise InvalidValue(*fault_of_period(text)) from None


def fault_of_period(found: object) -> tuple[Problem, ...]:
    """Why something is no Period and no text, When or date of one; nothing where it is.

    >>> fault_of_period("2022-01-12/2022-01-02")[0].hint, fault_of_period("2022-01-02/")
    ("did you mean '2022-01-02/2022-01-12'?", ())
    """
    if type(found) in (Period, When, date):
        return ()
    if type(found) is str:
        read = _read_period(found)
        return tuple(read) if isinstance(read, list) else ()
    return (_fault_of_kind(found, "period.type", "a Period, its text or a date"),)


def to_period(found: "Period | When | date | str | None") -> "Period | None":
    """A Period from its text, a When or a date; anything that cannot be one unchanged, for the check to refuse.

    >>> to_period("2022-01-02/"), to_period(date(2022, 1, 5)), to_period(None)
    (Period('2022-01-02/'), Period('2022-01-05'), None)
    """
    if type(found) is Period or found is None:
        return found
    if type(found) is When:
        return Period(found.text, start=found, end=found)
    result: Period | None = _read_as(_parsed_period, found)
    return result


# What is asked about.


def window(span: "When | Period | date | str") -> tuple[Span, Span]:
    """The days that a question is about, as numbers: for certain answers, and for possible ones.

    A text or a date is a stretch of the calendar: `2022-01` is all of January, `2022-01/2022-02` all days of two
    months, `[2022-01-02..]` all days from 2 January; what is qualified, not known or ongoing in it stays vague.
    A When or a Period is a reported time, as vague as it is: `When("2022-01")` is one day of January.

    Raises:
        InvalidValue: for what is no date and no period.

    >>> When("2022-01-05").certainly_during("2022-01"), When("2022-01-05").certainly_during(When("2022-01"))
    (True, False)
    """
    if isinstance(span, When | Period):
        return span._certain, span._possible
    if type(span) is date:
        day = span.toordinal()
        return (stretch := (day, day, day, day, False)), stretch
    if type(span) is not str:
        raise InvalidValue(*fault_of_period(span))
    period = _parsed_period(span)
    certain = _between(_outer(period.start, 0, certain=True), _outer(period.end, 3, certain=True))
    return certain, _between(_outer(period.start, 0, certain=False), _outer(period.end, 3, certain=False))


def _outer(end: When | Bound, side: int, *, certain: bool) -> Span:
    """Where a stretch starts or ends: with the first or the last day of a plain date."""
    if isinstance(end, Bound) or end.approximate or end.uncertain:
        return _edge(end, certain=certain)
    day = end._certain[side]
    return day, day, day, day, False
