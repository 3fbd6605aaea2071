"""Quantities: which shapes there are, how their numbers are written, and how they add up."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.errors import InvalidValue
from unrest.quantity import Quantity, total
from unrest.strategies import quantities
from unrest.vocabulary import Qualifier

FEW = st.none() | st.integers(-2, 4) | st.sampled_from((Decimal("1.5"), Decimal("3.0"), Decimal("-0")))
# Small enough for their sums to have no more than 38 digits.
SMALL = quantities(min=-(10**15), max=10**15).filter(
    lambda found: all(each is None or len(f"{each:f}") < 20 for each in (found.low, found.best, found.high))
)


def is_shape(qualifier: str, low: object, best: object, high: object) -> bool:
    """Whether it is one of the ten shapes, as the table of the design has them."""
    there = (low is not None, best is not None, high is not None)
    if qualifier == "exact":
        return all(there) and low == best == high
    if qualifier == "between":
        return there[0] and there[2] and low <= high and (best is None or low <= best <= high)  # type: ignore[operator]
    return there == {
        "at_least": (True, False, False),
        "more_than": (True, False, False),
        "at_most": (False, False, True),
        "less_than": (False, False, True),
        "almost": (False, False, True),
        "about": (False, True, False),
        "vague": (False, False, False),
        "unknown": (False, False, False),
    }.get(qualifier)


class TestShapes:
    """A `Quantity` has one of ten shapes: exact, at least, more than, at most, less than, almost, about, between, vague, unknown; no other can be built."""

    @given(st.sampled_from(Qualifier), FEW, FEW, FEW)
    def test_no_other_can_be_built(self, qualifier: Qualifier, low: object, best: object, high: object) -> None:
        if is_shape(str(qualifier), low, best, high):
            built = Quantity(qualifier=qualifier, low=low, best=best, high=high)
            assert (built.low, built.best, built.high) == (low, best, high)
        else:
            with pytest.raises(InvalidValue):
                Quantity(qualifier=qualifier, low=low, best=best, high=high)

    @given(quantities())
    def test_every_one_that_is_drawn_is_one_of_them(self, quantity: Quantity) -> None:
        assert is_shape(str(quantity.qualifier), quantity.low, quantity.best, quantity.high)


class TestNumbers:
    """Its numbers are whole numbers or decimals of at most 38 digits, in one normal form, so that 3 and 3.0 are one value."""

    @given(quantities(), st.integers(0, 12))
    def test_zeros_at_the_end_make_no_other_value(self, quantity: Quantity, zeros: int) -> None:
        longer = {name: padded(getattr(quantity, name), zeros) for name in ("low", "best", "high")}
        again = attrs.evolve(quantity, **longer)
        assert again == quantity
        assert hash(again) == hash(quantity)
        assert str(again) == str(quantity)
        assert repr(again) == repr(quantity)

    @given(st.integers(-(10**40), 10**40), st.integers(-5, 45))
    def test_more_than_38_digits_are_refused(self, digits: int, places: int) -> None:
        number = Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -places))
        written = format(number, "f").lstrip("-")
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        # Written out, a number below 1 has a 0 before its point that counts for nothing.
        long = (
            len(written.replace(".", "").lstrip("0"))
            if "." not in written
            else max(len(written.replace(".", "").lstrip("0")), len(written.partition(".")[2]))
        )
        if long > 38:
            with pytest.raises(InvalidValue):
                Quantity(low=number, best=number, high=number, qualifier="exact")
        else:
            built = Quantity(low=number, best=number, high=number, qualifier="exact")
            assert built.low == number
            assert type(built.low) is (int if number == number.to_integral_value() else Decimal)
            assert Quantity.parse(str(built)) == built


def padded(number: int | Decimal | None, zeros: int) -> int | Decimal | None:
    if number is None or len(str(number)) + zeros > 30:
        return number
    return Decimal(f"{number:f}{'' if '.' in f'{number:f}' else '.0'}{'0' * zeros}")


class TestSums:
    """A sum has a bound only where both parts have it, an excluded bound where either part excludes it, and is vague without any bound."""

    @given(SMALL, SMALL)
    def test_of_any_two(self, one: Quantity, other: Quantity) -> None:
        together = one + other
        for name in ("low", "high"):
            parts = (getattr(one, name), getattr(other, name))
            expected = None if None in parts else Fraction(parts[0]) + Fraction(parts[1])
            found = getattr(together, name)
            assert (found is None) == (expected is None)
            assert found is None or Fraction(found) == expected
        excluded = {"more_than", "less_than", "almost"}
        if (together.low is None) != (together.high is None):
            is_excluded = str(together.qualifier) in excluded
            assert is_excluded == bool(excluded & {str(one.qualifier), str(other.qualifier)})
        if together.low is None and together.high is None:
            assert together.qualifier == "vague"

    @given(SMALL, SMALL, st.integers(-50, 350), st.integers(-50, 350))
    def test_what_the_parts_may_be_the_sum_may_be(self, one: Quantity, other: Quantity, a: int, b: int) -> None:
        if one.possibly_equals(a) and other.possibly_equals(b):
            assert (one + other).possibly_equals(a + b)
        if one.certainly_at_least(a) and other.certainly_at_least(b):
            assert (one + other).certainly_at_least(a + b)
        if one.certainly_less_than(a) and other.certainly_at_most(b):
            assert (one + other).certainly_less_than(a + b)


class TestOrderOfSums:
    """The order in which quantities are added does not change their sum."""

    @given(st.lists(SMALL, min_size=1, max_size=3))
    def test_of_any_three(self, found: list[Quantity]) -> None:
        assert len({total(order) for order in permutations(found)}) == 1
