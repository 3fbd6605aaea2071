"""Rules that make one value of what several reports say, as frozen values that can be printed and combined."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from attrs import evolve, field, frozen

from ..display import Displayed
from ..errors import show
from ..quantity import Quantity, to_quantity
from ..query.predicate import refuse
from ..query.value import as_day
from ..vocabulary import Qualifier

__all__ = [
    "INDETERMINATE",
    "Chosen",
    "Given",
    "Indeterminate",
    "Rule",
    "as_number",
    "first_known",
    "highest",
    "joined",
    "last_known",
    "least_precise",
    "lowest",
    "median",
    "mode",
    "mode_else_highest",
    "mode_else_lowest",
    "mode_else_mean_day",
    "most_precise",
    "total_of_parts",
    "union_of_bounds",
]


class Indeterminate(Enum):
    """What a rule gives where it cannot decide: a value of its own, and never a guess.

    >>> INDETERMINATE
    <Indeterminate.INDETERMINATE: 'indeterminate'>
    """

    INDETERMINATE = "indeterminate"
    """The reports do not say."""

    def __str__(self) -> str:
        return self.value


INDETERMINATE: Final = Indeterminate.INDETERMINATE
"""What a rule gives where it cannot decide."""


@frozen
class Given(Displayed):
    """What one report says, with what rules ask about the report beside it.

    >>> Given("event:a", "8").value
    '8'
    """

    report: str = field()
    """The id of the report."""
    value: Hashable = field()
    """What it says; None where it says nothing."""
    beside: Callable[[str], Any] = field(default=lambda _: None, eq=False, repr=False)
    """A function that reads another field of the report, for tie-breaks and precisions."""
    known_since: date | None = field(default=None)
    """The first day on which the report was certainly public."""


@frozen
class Chosen(Displayed):
    """One value for several reports, with the reports that gave it and those that were outvoted.

    >>> lowest.choose([Given("event:a", "8"), Given("event:b", "10")])
    Chosen(value='8', rule='lowest', reports=('event:a',), outvoted=('event:b',), decided_by=None)
    """

    value: Hashable = field()
    """The value; None where no report says anything, INDETERMINATE where the rule cannot decide."""
    rule: str = field()
    """The rule, as it is written."""
    reports: tuple[str, ...] = field(default=())
    """The reports that say so, or from which it was made."""
    outvoted: tuple[str, ...] = field(default=())
    """The reports that say something else, or nothing where nothing counts."""
    decided_by: str | None = field(default=None)
    """The tie-break that decided; None where none was needed."""


class Rule(ABC):
    """A way of making one value of several reports.

    >>> mode("source_classification").choose([Given("event:a", "riot"), Given("event:b", "riot")]).value
    'riot'
    """

    __slots__ = ()

    @abstractmethod
    def choose(self, given: Sequence[Given]) -> Chosen:
        """One value of what reports say, and why.

        >>> highest.choose([]).value is None
        True
        """

    def fields(self) -> tuple[str, ...]:
        """The other fields of a report that it asks for.

        >>> mode("certain").fields()
        ('certain',)
        """
        return ()


def _chosen(rule: Rule, value: Hashable, given: Sequence[Given], decided_by: str | None = None) -> Chosen:
    """A value that reports gave as it is."""
    return Chosen(
        value,
        repr(rule),
        tuple(each.report for each in given if each.value == value),
        tuple(each.report for each in given if each.value != value),
        decided_by,
    )


def _made(rule: Rule, value: Hashable, given: Sequence[Given], decided_by: str | None = None) -> Chosen:
    """A value that was made of all that reports gave."""
    there = tuple(each.report for each in given if each.value is not None)
    return Chosen(value, repr(rule), there, tuple(each.report for each in given if each.value is None), decided_by)


def _said(given: Sequence[Given]) -> list[Given]:
    return [each for each in given if each.value is not None]


_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def as_number(value: object) -> Decimal | None:
    """A number, or a cell that is written as one; None for all else, for no word is made a number.

    >>> as_number("8"), as_number("8 men"), as_number(True)
    (Decimal('8'), None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    return Decimal(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None


def _size(value: object) -> tuple[str, Any]:
    """What a value is ordered by, and among what: numbers among numbers, days among days.

    Raises:
        InvalidQuery: for what has no order.
    """
    if (number := as_number(value)) is not None:
        return "numbers", number
    if (day := as_day(value)) is not None:
        return "days", day.toordinal()
    raise refuse("rule.order", show(value), "a number or a full day, which have an order")


def _sizes(values: Iterable[object]) -> list[Any]:
    """What values are ordered by, all among the same.

    Raises:
        InvalidQuery: for what has no order, and for numbers and days together.
    """
    found = [_size(value) for value in values]
    if len({sort for sort, _ in found}) > 1:
        raise refuse("rule.order", "numbers and days", "numbers alone or days alone, which have one order")
    return [size for _, size in found]


def _most(given: Sequence[Given]) -> list[Hashable]:
    """The values that most reports give, in the order in which they come."""
    counts: dict[Hashable, int] = {}
    for each in given:
        counts[each.value] = counts.get(each.value, 0) + 1
    return [value for value, count in counts.items() if count == max(counts.values())]


@frozen(repr=False)
class _Mode(Rule):
    """The most frequent value; of tied ones those whose reports have the highest tie-break, one after the other."""

    ties: tuple[str, ...] = field(default=())
    missing: bool = field(default=True)
    otherwise: "str | None" = field(default=None)

    def choose(self, given: Sequence[Given]) -> Chosen:
        """The most frequent value."""
        counted = given if self.missing else _said(given)
        if not counted:
            return _chosen(self, None, given)
        left, decided_by = _most(counted), None
        for tie in self.ties:
            if len(left) == 1:
                break
            # A value is as good as the best report that gives it; a report without a rank is worse than any.
            ranked = [(each.value, rank) for each in counted if (rank := each.beside(tie)) is not None]
            sizes = [(value, size) for (value, _), size in zip(ranked, _sizes(rank for _, rank in ranked), strict=True)]
            there = [(value, size) for value, size in sizes if value in left]
            if there:
                best = max(size for _, size in there)
                left = [value for value in left if (value, best) in there]
            decided_by = tie
        if len(left) > 1:
            return self._tied(left, given)
        return _chosen(self, left[0], given, decided_by)

    def _tied(self, left: list[Hashable], given: Sequence[Given]) -> Chosen:
        if self.otherwise == "mean day":
            days = [day for value in left if (day := as_day(value)) is not None]
            if len(days) < len(left):
                raise refuse("rule.day", ", ".join(map(show, left)), "full days, which have a mean")
            mean = date.fromordinal(sum(day.toordinal() for day in days) // len(days))
            return _made(self, mean.isoformat(), given, "mean day")
        if self.otherwise is not None:
            return _chosen(self, _at_the_end(left, most=self.otherwise == "highest"), given, self.otherwise)
        return Chosen(INDETERMINATE, repr(self), (), tuple(each.report for each in given))

    def fields(self) -> tuple[str, ...]:
        """The tie-breaks."""
        return self.ties

    def __repr__(self) -> str:
        name = f"mode_else_{self.otherwise.replace(' ', '_')}" if self.otherwise else "mode"
        return f"{name}({', '.join(map(repr, self.ties))})" if self.ties or not self.otherwise else name


def mode(*ties: str, missing: bool = True) -> Rule:
    """The most frequent value; of tied ones that whose reports have the highest tie-break, else indeterminate.

    Missing is a value as any other, unless it is asked otherwise.

    >>> tied = [Given("event:a", "riot"), Given("event:b", "protest")]
    >>> mode().choose(tied).value
    <Indeterminate.INDETERMINATE: 'indeterminate'>
    """
    return _Mode(ties, missing)


mode_else_lowest: Final[Rule] = _Mode(missing=False, otherwise="lowest")
"""The most frequent number, of tied ones the lowest; missing ones are ignored."""
mode_else_highest: Final[Rule] = _Mode(missing=False, otherwise="highest")
"""The most frequent number, of tied ones the highest, as for columns of 0 and 1; missing ones are ignored."""
mode_else_mean_day: Final[Rule] = _Mode(missing=False, otherwise="mean day")
"""The most frequent day; of tied ones their mean, rounded down, which is a day that perhaps nobody reported."""


def _in_order(values: Sequence[Hashable]) -> list[Hashable]:
    sizes = _sizes(values)
    return [values[at] for at in sorted(range(len(values)), key=sizes.__getitem__)]


def _at_the_end(values: Sequence[Hashable], *, most: bool) -> Hashable:
    return _in_order(values)[-1 if most else 0]


@frozen(repr=False)
class _End(Rule):
    """The value at one place of an order."""

    name: str = field()
    place: Callable[[int], int] = field(eq=False)

    def choose(self, given: Sequence[Given]) -> Chosen:
        """The value at the place."""
        there = _in_order([each.value for each in _said(given)])
        return _chosen(self, there[self.place(len(there))] if there else None, given)

    def __repr__(self) -> str:
        return self.name


lowest: Final[Rule] = _End("lowest", lambda _: 0)
"""The lowest number or the earliest day; missing ones are ignored."""
highest: Final[Rule] = _End("highest", lambda number: number - 1)
"""The highest number or the latest day; missing ones are ignored."""
median: Final[Rule] = _End("median", lambda number: (number - 1) // 2)
"""The number or day in the middle; of an even number of them the lower of the two, which somebody reported."""


@frozen(repr=False)
class _Known(Rule):
    """What was known first or last."""

    last: bool = field()

    def choose(self, given: Sequence[Given]) -> Chosen:
        """The value of the reports of the first or last day; of two values on one day none."""
        dated = [each for each in _said(given) if each.known_since is not None]
        if not dated:
            return Chosen(INDETERMINATE if _said(given) else None, repr(self), (), tuple(each.report for each in given))
        days = [each.known_since for each in dated if each.known_since is not None]
        day = max(days) if self.last else min(days)
        values = list(dict.fromkeys(each.value for each in dated if each.known_since == day))
        if len(values) > 1:
            return Chosen(INDETERMINATE, repr(self), (), tuple(each.report for each in given))
        return _chosen(self, values[0], given)

    def __repr__(self) -> str:
        return "last_known" if self.last else "first_known"


first_known: Final[Rule] = _Known(last=False)
"""What was public first; indeterminate where that day has two values, or no report has a day."""
last_known: Final[Rule] = _Known(last=True)
"""What was public last; indeterminate where that day has two values, or no report has a day."""


@frozen(repr=False)
class _Precise(Rule):
    """The mode of the reports with the highest or lowest precision code."""

    by: str = field()
    most: bool = field()
    ties: tuple[str, ...] = field(default=())

    def choose(self, given: Sequence[Given]) -> Chosen:
        """The value of the most or least precise reports."""
        coded = [(each, code) for each in _said(given) if (code := each.beside(self.by)) is not None]
        if not coded:
            return Chosen(None, repr(self), (), tuple(each.report for each in given))
        codes = _sizes(code for _, code in coded)
        end = max(codes) if self.most else min(codes)
        kept = [each for (each, _), code in zip(coded, codes, strict=True) if code == end]
        found = _Mode(self.ties).choose(kept)
        left_out = tuple(each.report for each in given if each.report not in found.reports)
        return evolve(found, rule=repr(self), outvoted=left_out)

    def fields(self) -> tuple[str, ...]:
        """The precision and the tie-breaks."""
        return (self.by, *self.ties)

    def __repr__(self) -> str:
        name = "most_precise" if self.most else "least_precise"
        return f"{name}({', '.join(map(repr, (self.by, *self.ties)))})"


def most_precise(by: str, *ties: str) -> Rule:
    """The mode of the reports with the highest code in a field, such as `geo_precision`; missing ones are dropped.

    With the reputation of the source as the field it is the value of the best sources.

    >>> most_precise("geo_precision", "certain")
    most_precise('geo_precision', 'certain')
    """
    return _Precise(by, most=True, ties=ties)


def least_precise(by: str, *ties: str) -> Rule:
    """The mode of the reports with the lowest code in a field; missing ones are dropped.

    >>> least_precise("geo_precision")
    least_precise('geo_precision')
    """
    return _Precise(by, most=False, ties=ties)


@frozen(repr=False)
class _Made(Rule):
    """A value that is made of all that is given."""

    name: str = field()
    make: Callable[[list[Hashable]], Hashable] = field(eq=False)

    def choose(self, given: Sequence[Given]) -> Chosen:
        """The value that is made."""
        values = [each.value for each in _said(given)]
        return _made(self, self.make(values) if values else None, given)

    def __repr__(self) -> str:
        return self.name


def _joined(values: Iterable[Hashable]) -> str:
    return "; ".join(dict.fromkeys(map(str, values)))


def _sum(values: Iterable[Hashable]) -> str:
    numbers = [(value, as_number(value)) for value in values]
    for value, number in numbers:
        if number is None:
            raise refuse("rule.number", show(value), "a number, which can be added")
    return str(sum((number for _, number in numbers if number is not None), Decimal(0)))


def _bounds(values: Iterable[Hashable]) -> Quantity:
    """The least range with all numbers that any of the quantities allows; without a bound where one has none."""
    found: list[Quantity] = []
    for value in values:
        if not isinstance(value, Quantity):
            raise refuse("rule.bounds", show(value), "a Quantity, which has bounds")
        found.append(value)
    if len(set(found)) == 1:
        return found[0]
    low = None if any(each.low is None for each in found) else min(each.low for each in found if each.low is not None)
    high = (
        None if any(each.high is None for each in found) else max(each.high for each in found if each.high is not None)
    )
    return _between(low, high)


def _between(low: int | Decimal | None, high: int | Decimal | None) -> Quantity:
    if low is not None and high is not None:
        return to_quantity(low) if low == high else Quantity(low=low, high=high, qualifier=Qualifier.BETWEEN)
    if low is not None:
        return Quantity(low=low, qualifier=Qualifier.AT_LEAST)
    if high is not None:
        return Quantity(high=high, qualifier=Qualifier.AT_MOST)
    return Quantity(qualifier=Qualifier.VAGUE)


joined: Final[Rule] = _Made("joined", _joined)
"""All that is said, each once, parted by a semicolon."""
total_of_parts: Final[Rule] = _Made("total_of_parts", _sum)
"""The sum of the numbers, for reports of parts; missing ones are ignored."""
union_of_bounds: Final[Rule] = _Made("union_of_bounds", _bounds)
"""The least range in which every quantity lies; without a bound where one of them has none."""
