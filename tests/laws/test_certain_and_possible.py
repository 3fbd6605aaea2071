"""Certain and possible answers: what each of them means, and how they stand to one another."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.quantity import Quantity
from unrest.strategies import periods, quantities, whens
from unrest.when import Period, When

RELATIONS = ("before", "after", "during", "overlaps")
TIMES = whens() | periods()
QUALIFIED = whens().map(lambda when: When(when.text.rstrip("~?%"))).filter(lambda when: "[" not in when.text)

each_relation = pytest.mark.parametrize("relation", RELATIONS)


def asks(sure: str, relation: str, one: Any, other: Any) -> bool:
    answer = getattr(one, f"{sure}_{relation}")(other)
    assert type(answer) is bool
    return answer


class TestQualifiedDates:
    """A date with `~`, `?` or `%` gives no certain answer."""

    @each_relation
    @given(QUALIFIED, st.sampled_from("~?%"), TIMES)
    def test_nothing_is_certain_of_them(self, relation: str, when: When, mark: str, other: When | Period) -> None:
        qualified = When(f"{when}{mark}")
        assert not asks("certainly", relation, qualified, other)
        assert not asks("certainly", relation, other, qualified)


class TestUncertainDates:
    """With `?` or `%` every day is possible."""

    @given(QUALIFIED, st.sampled_from("?%"), st.dates())
    def test_it_may_be_any_day(self, when: When, mark: str, day: date) -> None:
        assert When(f"{when}{mark}").possibly_during(day)


class TestCertainIsPossible:
    """What is certain is possible."""

    @each_relation
    @given(TIMES, TIMES | st.dates() | whens().map(str) | periods().map(str))
    def test_in_every_relation(self, relation: str, one: When | Period, other: Any) -> None:
        assert asks("certainly", relation, one, other) <= asks("possibly", relation, one, other)


class TestBeforeIsNotAfter:
    """What is certainly before another time is not possibly after it."""

    @given(TIMES, TIMES)
    def test_and_shares_no_day_with_it(self, one: When | Period, other: When | Period) -> None:
        if one.certainly_before(other):
            assert not one.possibly_after(other)
            assert not one.possibly_during(other)
            assert not one.possibly_overlaps(other)


class TestBothWays:
    """One time is certainly before another exactly where the other is certainly after it, and possibly in the same way."""

    @given(st.sampled_from(("certainly", "possibly")), TIMES, TIMES)
    def test_before_and_after_are_each_other(self, sure: str, one: When | Period, other: When | Period) -> None:
        assert asks(sure, "before", one, other) == asks(sure, "after", other, one)
        assert asks(sure, "overlaps", one, other) == asks(sure, "overlaps", other, one)


class TestEveryDay:
    """What is certain of a `When` is certain of every day that it may be."""

    @each_relation
    @given(st.data(), whens(), TIMES)
    def test_of_each_of_its_days(self, relation: str, data: st.DataObject, when: When, other: When | Period) -> None:
        day = data.draw(st.dates(when.earliest or date.min, when.latest or date.max))
        assert asks("certainly", relation, when, other) <= asks("certainly", relation, When(day.isoformat()), other)
        assert asks("possibly", relation, When(day.isoformat()), other) <= asks("possibly", relation, when, other)


# Five days, and two on either side that stand for all earlier and all later ones.
FIRST = date(2022, 1, 29)
DAYS = [FIRST + timedelta(days=n) for n in range(5)]
CALENDAR = [FIRST + timedelta(days=n) for n in range(-2, 7)]


@st.composite
def few_days(draw: st.DrawFn) -> str:
    """A date of which it can be counted out which days it may be."""
    low, high = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    return draw(st.sampled_from((f"{low}", f"[{low}..{high}]", f"[..{high}]", f"[{low}..]")))


@st.composite
def short_times(draw: st.DrawFn) -> When | Period:
    one, other = draw(few_days()), draw(few_days())
    if max(days_of(When(other)), default=FIRST) < min(days_of(When(one))):
        one, other = other, one
    shape = draw(st.sampled_from(("{0}", "{0}/{1}", "{0}/", "{0}/..", "/{1}", "/..")))
    text = shape.format(one, other)
    return When(text) if shape == "{0}" and draw(st.booleans()) else Period(text)


def days_of(end: Any) -> list[date]:
    """The days of the small calendar that one end may be."""
    if not isinstance(end, When):
        return CALENDAR
    return [day for day in CALENDAR if (end.earliest or day) <= day <= (end.latest or day)]


def courses_of(time: When | Period) -> Iterator[tuple[date, date]]:
    """Every first and last day that a time may have."""
    if isinstance(time, When):
        yield from ((day, day) for day in days_of(time))
    else:
        both = product(days_of(time.start), days_of(time.end))
        yield from ((start, end) for start, end in both if start <= end)


Course = tuple[date, date]
MEANS: dict[str, Callable[[Course, Course], bool]] = {
    "before": lambda one, other: one[1] < other[0],
    "after": lambda one, other: other[1] < one[0],
    "during": lambda one, other: other[0] <= one[0] and one[1] <= other[1],
    "overlaps": lambda one, other: one[0] <= other[1] and other[0] <= one[1],
}


class TestCountedOut:
    """Start and end limit one another: an answer is certain where it holds for every pair of days with the start on or before the end, and possible where it holds for one."""

    @each_relation
    @given(short_times(), short_times())
    def test_it_agrees_with_asking_every_pair_of_days(
        self, relation: str, one: When | Period, other: When | Period
    ) -> None:
        holds = [MEANS[relation](a, b) for a in courses_of(one) for b in courses_of(other)]
        assert asks("certainly", relation, one, other) == all(holds)
        assert asks("possibly", relation, one, other) == any(holds)


QUESTIONS = ("at_least", "at_most", "more_than", "less_than", "equals")
NUMBERS = st.integers(0, 300) | st.decimals(0, 300, places=1, allow_nan=False)
each_question = pytest.mark.parametrize("question", QUESTIONS)


class TestHedgedNumbers:
    """About, vague and unknown are never certain and always possible."""

    @each_question
    @given(quantities().filter(lambda found: found.qualifier in ("about", "vague", "unknown")), NUMBERS)
    def test_of_any_number(self, question: str, quantity: Quantity, number: int | Decimal) -> None:
        assert not asks("certainly", question, quantity, number)
        assert asks("possibly", question, quantity, number)


class TestCertainIsPossibleOfNumbers:
    """What is certain of a quantity is possible of it."""

    @each_question
    @given(quantities(), NUMBERS)
    def test_of_any_number(self, question: str, quantity: Quantity, number: int | Decimal) -> None:
        assert asks("certainly", question, quantity, number) <= asks("possibly", question, quantity, number)
