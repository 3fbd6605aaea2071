"""Strategies for days, periods, numbers and places as they were reported: as vague as reports are."""

import calendar
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import ceil, floor
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..quantity import Quantity
from ..vocabulary import Basis, Qualifier
from ..when import Period, When
from .bound import built_once, checked_order, filled, refuse
from .text import texts

__all__ = ["numbers", "periods", "quantities", "whens"]

Form = tuple[str, date | None, date | None]
"""The text of a date, and the first and the last day that it spans; None where it is not known."""

# Days near one another, so that two of them are often in one month: questions about time are dull where none is.
_NEAR = (date(2022, 1, 1), date(2022, 3, 10))


def _checked_days(low: object, high: object) -> None:
    for name, given in (("min", low), ("max", high)):
        # A time of day is no day, although Python counts it as one.
        if type(given) is not date:
            raise refuse(name, given, "a date")
    checked_order(low, high)


def _plain_forms(day: date) -> list[Form]:
    """The day, the month and the year in which a day lies: what may stand in brackets."""
    last = calendar.monthrange(day.year, day.month)[1]
    return [
        (day.isoformat(), day, day),
        (day.isoformat()[:7], day.replace(day=1), day.replace(day=last)),
        (day.isoformat()[:4], day.replace(month=1, day=1), day.replace(month=12, day=31)),
    ]


def _years(day: date, digits: int) -> Form:
    """The ten or the hundred years in which a day lies, by how many digits of the year are known."""
    known, size = f"{day.year:04}"[:digits], 10 ** (4 - digits)
    first = int(known) * size
    # Of the years 0000 to 0009 the first is none.
    return known.ljust(4, "X"), date(first, 1, 1) if first else None, date(first + size - 1, 12, 31)


def _season(day: date, number: int) -> Form:
    first = date(day.year - 1, 12, 1) if day.year > 1 else None
    last = date(day.year + 1, 2, calendar.monthrange(day.year + 1, 2)[1]) if day.year < 9999 else None
    return f"{day.year:04}-{number}", first, last


def _vague_forms(day: date) -> list[Form]:
    (_, _, _), (month, first, last), (year, january, december) = _plain_forms(day)
    return [
        (f"{month}-XX", first, last),
        (f"{year}-XX", january, december),
        (f"{year}-XX-XX", january, december),
        _years(day, 3),
        _years(day, 2),
        *(_season(day, number) for number in (21, 22, 23, 24)),
    ]


def _within(form: Form, low: date, high: date) -> bool:
    """Whether all days of a form lie between the bounds; a day that is not known lies only where there is no bound."""
    first, last = form[1] or date.min, form[2] or date.max
    return low <= first and last <= high


@built_once
def _days(low: date, high: date) -> SearchStrategy[date]:
    near = max(low, _NEAR[0]), min(high, _NEAR[1])
    anywhere = st.dates(low, high)
    return st.dates(*near) | anywhere if near[0] <= near[1] else anywhere


@st.composite
def _dates(draw: DrawFn, low: date, high: date) -> str:
    day = draw(_days(low, high))
    forms = [form for form in (*_plain_forms(day), *_vague_forms(day)) if _within(form, low, high)]
    return draw(st.sampled_from(forms))[0] + draw(st.sampled_from(("", "", "~", "?", "%")))


@st.composite
def _spans(draw: DrawFn, low: date, high: date) -> str:
    """One day between two days, months or years, or one of them not known."""
    one, other = sorted(draw(st.tuples(_days(low, high), _days(low, high))))
    pairs = [
        pair
        for pair in zip(_plain_forms(one), _plain_forms(other), strict=True)
        if all(_within(each, low, high) for each in pair)
    ]
    (first, *_), (last, *_) = draw(st.sampled_from(pairs))
    spans = [f"[{first}..{last}]"]
    spans += [f"[..{last}]"] if low == date.min else []
    spans += [f"[{first}..]"] if high == date.max else []
    return draw(st.sampled_from(spans))


@built_once
def _date_texts(low: date, high: date, *, vague: bool) -> SearchStrategy[str]:
    days = _days(low, high).map(date.isoformat)
    return days | _dates(low, high) | _spans(low, high) if vague else days


@built_once
def whens(*, min: date = date.min, max: date = date.max, vague: bool = True) -> SearchStrategy[When]:
    """Days as they are reported: full, to the month or the year, about, uncertain, between two days.

    All days that a drawn date spans as it is written lie from `min` to `max`, and a bound that is not known is drawn
    only where there is no `min` or `max`.
    With `vague=False` every one is a full day.

    Raises:
        InvalidValue: for bounds that are no dates, or that cross.

    >>> from hypothesis import given
    >>> @given(whens(min=date(2022, 1, 1)))
    ... def test(when):
    ...     assert when.earliest >= date(2022, 1, 1)
    >>> test()
    """
    _checked_days(min, max)
    written = _date_texts(min, max, vague=vague)
    worded = st.builds(When, written, wording=st.none() | texts(), basis=st.none() | st.sampled_from(Basis))
    return written.map(When) | worded


# An end of a period: a date, nothing, or that it had not come.
_SHAPES = ("a", "a/b", "a/", "a/..", "/b", "/..")


@st.composite
def _periods(draw: DrawFn, dates: SearchStrategy[When]) -> Period:
    shape = draw(st.sampled_from(_SHAPES))
    one, other = draw(dates), draw(dates)
    # Two dates of which no day of the one comes on or before a day of the other follow one another the other way.
    if shape == "a/b" and not (one.possibly_before(other) or one.possibly_overlaps(other)):
        one, other = other, one
    if shape == "a":
        return Period(one.text, start=one, end=one)
    start, _, end = shape.partition("/")
    ends = {"start": one} if start else {}
    ends |= {"end": other} if end == "b" else {}
    return Period(f"{one if start else ''}/{other if end == 'b' else end}", **ends)


@built_once
def periods(*, min: date = date.min, max: date = date.max, vague: bool = True) -> SearchStrategy[Period]:
    """Periods as they are reported: from one day to another, each of them vague, or not known, or ongoing.

    The days at both ends, where they are known, lie from `min` to `max`.
    With `vague=False` every end that is known is a full day.

    Raises:
        InvalidValue: for bounds that are no dates, or that cross.

    >>> from hypothesis import given
    >>> @given(periods())
    ... def test(period):
    ...     assert Period.parse(str(period)).text == period.text
    >>> test()
    """
    return _periods(whens(min=min, max=max, vague=vague))


# What a decimal column of Arrow or of a database holds.
_LARGEST = 10**38 - 1
_PLACES = (1, 2, 20, 38)


def _decimal(places: int, scaled: int) -> Decimal:
    # Written out, for arithmetic of decimal would round to 28 digits.
    return Decimal((int(scaled < 0), tuple(map(int, str(abs(scaled)))), -places))


def _checked_number(name: str, given: object) -> None:
    if given is None:
        return
    finite = type(given) is int or (type(given) is Decimal and given.is_finite())
    if not finite or abs(given) > _LARGEST:  # type: ignore[arg-type]
        raise refuse(name, given, "a whole number or a Decimal of at most 38 digits")


@built_once
def numbers(*, min: int | Decimal | None = None, max: int | Decimal | None = None) -> SearchStrategy[int | Decimal]:
    """Whole numbers, most of them small, and decimals of at most 38 digits.

    Raises:
        InvalidValue: for bounds that are no such numbers, or that cross.

    >>> from hypothesis import given
    >>> @given(numbers(min=0, max=1))
    ... def test(number):
    ...     assert 0 <= number <= 1
    >>> test()
    """
    for name, given in (("min", min), ("max", max)):
        _checked_number(name, given)
    checked_order(min, max)
    low = Fraction(-_LARGEST if min is None else min)
    high = Fraction(_LARGEST if max is None else max)
    found: list[SearchStrategy[int | Decimal]] = []
    for least, most in ((_above(low, 0), _below(high, 300)), (low, high)):
        if ceil(least) <= floor(most):
            found.append(st.integers(ceil(least), floor(most)))
    found += [st.just(each) for each in (min, max) if each is not None]
    for places in _PLACES:
        first, last = _above(low * 10**places, -_LARGEST), _below(high * 10**places, _LARGEST)
        if ceil(first) <= floor(last):
            found.append(st.integers(ceil(first), floor(last)).map(partial(_decimal, places)))
    return st.one_of(found)


def _above(bound: Fraction, other: int) -> Fraction:
    return max(bound, Fraction(other))


def _below(bound: Fraction, other: int) -> Fraction:
    return min(bound, Fraction(other))


_BOUNDED = {
    Qualifier.AT_LEAST: "low",
    Qualifier.MORE_THAN: "low",
    Qualifier.AT_MOST: "high",
    Qualifier.LESS_THAN: "high",
    Qualifier.ALMOST: "high",
    Qualifier.ABOUT: "best",
}


def _shape(draw: DrawFn, found: SearchStrategy[int | Decimal]) -> dict[str, Any]:
    qualifier = draw(st.sampled_from([each for each in Qualifier if each is not Qualifier.OTHER]))
    if qualifier is Qualifier.EXACT:
        number = draw(found)
        return {"qualifier": qualifier, "low": number, "best": number, "high": number}
    if qualifier in _BOUNDED:
        return {"qualifier": qualifier, _BOUNDED[qualifier]: draw(found)}
    if qualifier is Qualifier.BETWEEN:
        low, best, high = sorted(draw(st.tuples(found, found, found)))
        return {"qualifier": qualifier, "low": low, "best": draw(st.sampled_from((None, best))), "high": high}
    return {"qualifier": qualifier}


@built_once
def quantities(*, min: int | Decimal | None = None, max: int | Decimal | None = None) -> SearchStrategy[Quantity]:
    """Numbers as they are reported: exact, at least, almost, about, between, vague, said to be unknown.

    Every number in one lies from `min` to `max`; a change that was reported may be below 0.

    Raises:
        InvalidValue: for bounds that are no whole numbers or decimals of at most 38 digits, or that cross.

    >>> from hypothesis import given
    >>> @given(quantities(min=0))
    ... def test(quantity):
    ...     assert quantity.low is None or quantity.low >= 0
    >>> test()
    """
    return _quantities(numbers(min=min, max=max))


_TOLD = filled({}, {"wording": texts(), "rule": st.sampled_from(("a_dozen_is_12", "hundreds_are_200_or_more"))})


@st.composite
def _quantities(draw: DrawFn, found: SearchStrategy[int | Decimal]) -> Quantity:
    return Quantity(**_shape(draw, found), **draw(_TOLD))
