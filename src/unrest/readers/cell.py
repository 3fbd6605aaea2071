"""Single cells, read strictly: whole numbers, coordinates, days, and estimates with their bounds.

Each function gives a value or None, and says what is wrong by the name of a rule; nothing is guessed or cut.
"""

import re
from functools import lru_cache

from attrs import field, frozen

from ..errors import InvalidValue
from ..quantity import Quantity
from ..when import Period, When

__all__ = ["YEARS", "Estimate", "Span", "coordinate", "day", "day_fault", "estimate", "span", "whole"]

YEARS = range(1901, 2101)
"""The years of days in a file: no dataset that is read here goes further back.

The year 31 is a cut 2031; 1753-01-01, 1900-01-01 and 9999-12-31 are what databases write where they have no day.
"""

_WHOLE = re.compile(r"-?[0-9]{1,38}")
# A table of numbers with gaps is often written with a point and a nought: 12.0 is 12.
_POINTED = re.compile(r"(-?[0-9]{1,38})\.0+")
_DECIMAL = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]+)?(?:[eE]-?[0-9]{1,3})?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]00:00:00(?:\.0+)?)?")
# A day, also without hyphens and with a time.
_DATED = re.compile(r"([0-9]{4})(?:-?[0-9]{2}){2}(?:[0-9]{6}|[ T].*)?")


@lru_cache(maxsize=1 << 14)
def whole(raw: str) -> int | None:
    """A whole number; None for anything else.

    >>> whole("12"), whole("12.0"), whole("12.5"), whole("1,200")
    (12, 12, None, None)
    """
    text = raw.strip()
    if pointed := _POINTED.fullmatch(text):
        text = pointed[1]
    return int(text) if _WHOLE.fullmatch(text) else None


def coordinate(raw: str, most: int) -> float | None:
    """Degrees from minus the most to the most; None for anything else.

    >>> coordinate("43.25", 90), coordinate("143.25", 90), coordinate("43,25", 90)
    (43.25, None, None)
    """
    text = raw.strip()
    found = float(text) if _DECIMAL.fullmatch(text) else None
    return found if found is not None and -most <= found <= most else None


@lru_cache(maxsize=1 << 14)
def day(raw: str) -> When | None:
    """One full day as ISO 8601 writes it, also with a midnight after it; None for anything else, or another year.

    >>> day("1991-11-24 00:00:00.000"), day("1991-11-24 08:00:00"), day("1991-11-31"), day("0091-11-24")
    (When('1991-11-24'), None, None, None)
    """
    match = _DAY.fullmatch(raw.strip())
    if match and int(match[1][:4]) not in YEARS:
        return None
    try:
        return When.parse(match[1]) if match else None
    except InvalidValue:  # no day of the calendar
        return None


def day_fault(raw: str, form: str = "a day as YYYY-MM-DD") -> tuple[str, str]:
    """The rule that a cell breaks in which no day was found, and what was expected.

    >>> day_fault("0031-03-04"), day_fault("4 March 31")
    (('date.year', 'a year from 1901 to 2100'), ('date.form', 'a day as YYYY-MM-DD'))
    """
    dated = _DATED.fullmatch(raw.strip())
    if dated is None or int(dated[1]) in YEARS:
        return "date.form", form
    return "date.year", f"a year from {YEARS[0]} to {YEARS[-1]}"


@frozen
class Span:
    """What two cells say of when something happened, and what is wrong with them.

    >>> span("2013-01-03", "2013-01-05").period
    Period('[2013-01-03..2013-01-05]')
    """

    period: Period | None = field()
    """The period; None where the cells hold none."""
    faults: tuple[tuple[int, str, str], ...] = field(default=())
    """Which of the cells is at fault, the rule, and what was expected."""


@lru_cache(maxsize=1 << 14)
def span(start: str, end: str) -> Span:
    """A happening that lies somewhere between two days, both included; the same day twice is that day.

    >>> span("2013-01-05", "2013-01-03").faults[0]
    (0, 'date.order', 'a first day on or before the last')
    """
    first, last = day(start), day(end)
    cells = zip((start, end), (first, last), strict=True)
    faults = tuple((at, *day_fault(raw)) for at, (raw, each) in enumerate(cells) if each is None and raw.strip())
    if first is None or last is None:
        # One end alone bounds what happened on that side.
        text = f"[{first or ''}..{last or ''}]" if first or last else None
        return Span(None if text is None else Period(text), faults)
    if first.text > last.text:
        told = "date.order", "a first day on or before the last"
        return Span(None, ((0, *told), (1, *told)))
    return Span(Period(first.text if first == last else f"[{first}..{last}]"))


@frozen
class Estimate:
    """What three cells say of how many, and what is wrong with them.

    >>> estimate("1", "2", "4").quantity
    Quantity('1..2..4')
    """

    quantity: Quantity | None = field()
    """The number with its bounds, as far as they hang together; None where the cells hold none."""
    faults: tuple[tuple[int, str, str], ...] = field(default=())
    """Which of the cells is at fault (0 low, 1 best, 2 high), the rule, and what was expected."""


_ORDER = "estimate.order", "low at most best at most high"
_OPEN = "estimate.open", "both bounds, or none"


@lru_cache(maxsize=1 << 15)
def estimate(low: str, best: str, high: str) -> Estimate:
    """The number that a best estimate with a lowest and a highest one says.

    Where the three do not hang together the best estimate is kept alone, without bounds, as about so many; of a lowest
    and a highest one that do not, nothing is kept.

    >>> estimate("0", "3", "0")
    Estimate(quantity=Quantity('~3'), faults=((0, 'estimate.order', 'low at most best at most high'), ...
    """
    cells = (low, best, high)
    numbers = [whole(each) if each.strip() else None for each in cells]
    faults = []
    for at, number in enumerate(numbers):
        if number is None and cells[at].strip():
            faults.append((at, "number.form", "a whole number"))
        elif number is not None and number < 0:
            faults.append((at, "number.negative", "a number from 0"))
            numbers[at] = None
    least, middle, most = numbers
    given = [each for each in numbers if each is not None]
    if not given:
        return Estimate(None, tuple(faults))
    if len(given) == 3 and given == sorted(given):
        made = Quantity.parse(str(middle) if least == most else f"{least}..{middle}..{most}")
        return Estimate(made, tuple(faults))
    if middle is None:
        return _without_best(least, most, faults)
    if len(given) == 1:
        return Estimate(Quantity.parse(str(middle) if not faults else f"~{middle}"), tuple(faults))
    # A bound without the other, or bounds that contradict: the best estimate alone says what it says.
    told = _ORDER if len(given) == 3 else _OPEN
    faults += [(at, *told) for at in (0, 2) if numbers[at] is not None]
    return Estimate(Quantity.parse(f"~{middle}"), tuple(faults))


def _without_best(least: int | None, most: int | None, faults: list[tuple[int, str, str]]) -> Estimate:
    if least is None or most is None:
        return Estimate(Quantity.parse(f">={least}" if most is None else f"<={most}"), tuple(faults))
    if least > most:
        return Estimate(None, (*faults, (0, *_ORDER), (2, *_ORDER)))
    return Estimate(Quantity.parse(str(least) if least == most else f"{least}..{most}"), tuple(faults))
