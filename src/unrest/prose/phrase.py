"""Words and days as a sentence has them, nothing lost and nothing added."""

import re
from collections.abc import Iterable

from ..vocabulary import Basis
from ..when import ONGOING, Bound, Period, When

__all__ = ["adds", "counted", "day", "joined", "period", "plain", "quoted", "resolved"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")

_SMALL = re.compile(r"^(?:(?:in|at|to|on|of) )?(?:the )?", re.IGNORECASE)


def plain(word: object) -> str:
    """A word of a list as prose has it.

    >>> plain("security_forces")
    'security forces'
    """
    return str(word).replace("_", " ")


def quoted(words: str) -> str:
    """Words of the source, in quotation marks.

    >>> quoted("at least")
    '"at least"'
    """
    return f'"{words}"'


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Several things as a sentence lists them.

    >>> joined(["a", "b", "c"]), joined(["a"])
    ('a, b and c', 'a')
    """
    *head, tail = parts
    return f"{', '.join(head)} {last} {tail}" if head else tail


def counted(count: int, noun: str, many: str | None = None) -> str:
    """A number of things.

    >>> counted(1, "place"), counted(2318, "place"), counted(0, "body", "bodies")
    ('1 place', '2,318 places', '0 bodies')
    """
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def _named(text: str) -> tuple[str, str]:
    """The preposition and the name of a year, month, season or day, without its qualifier."""
    year, month, of_month = _DATE.fullmatch(text).groups()  # type: ignore[union-attr]
    if month is None:
        some = f"some year from {year.replace('X', '0')} to {year.replace('X', '9')}"
        return "in ", some if "X" in year else year
    if month == "XX":
        return ("in ", f"some month of {year}") if of_month is None else ("on ", f"some day of {year}")
    if month in _SEASONS:
        return "in ", f"{_SEASONS[month]} {year}"
    name = f"{_MONTHS[int(month) - 1]} {year}"
    if of_month is None:
        return "in ", name
    return ("on ", f"some day of {name}") if of_month == "XX" else ("", f"{int(of_month)} {name}")


def _between(text: str) -> str:
    low, _, high = text[1:-1].partition("..")
    if low and high:
        return f"some day from {_named(low)[1]} to {_named(high)[1]}"
    before, name = _named(low or high)
    return f"{before or 'on '}or {'after' if low else 'before'} {name}"


def day(when: When) -> str:
    """A day as vaguely as it is known, with the preposition that a vague one needs.

    >>> day(When("2022-01-25")), day(When("2022-01")), day(When("[..2022-01-12]")), day(When("2022-01~"))
    ('25 January 2022', 'in January 2022', 'on or before 12 January 2022', 'about January 2022')
    """
    text = when.text
    if text[0] == "[":
        return _between(text)
    before, name = _named(text.rstrip("~?%"))
    return f"{'about ' if when.approximate else before}{name}{' (uncertain)' if when.uncertain else ''}"


def resolved(when: When) -> str | None:
    """The words from which a day was concluded, where the day itself does not show them.

    >>> resolved(When("2022-01-27", wording="on Thursday", basis="weekday"))
    'the day from "on Thursday"'
    >>> resolved(When("2022-01-25", wording="January 25", basis="year_from_source")) is None
    True
    """
    written = when.basis in (Basis.STATED, Basis.YEAR_FROM_SOURCE)
    if when.wording is None or written or (when.basis is None and when.exact_day is not None):
        return None
    return f"the day from {quoted(when.wording)}"


def adds(words: str, name: str) -> bool:
    """Whether words of the source say more than a name does.

    >>> adds("in the customs house", "customs house"), adds("the country", "Kazakhstan")
    (False, True)
    """
    ours, theirs = (_SMALL.sub("", each.replace("’", "'")).casefold() for each in (name, words))
    return ours != theirs


def _bound(when: When | Bound, absent: str, exact: str, vague: str, mark: str) -> str:
    if not isinstance(when, When):
        return "still going on" + mark if when is ONGOING else absent
    return f"{exact if when.exact_day is not None else vague} {day(when)}{mark}"


def period(
    found: Period, *, start: str = "start not known", end: str = "end not known", marks: tuple[str, str] = ("", "")
) -> str:
    """A time from a start to an end; `start` and `end` stand where the period has none, `marks` behind what it has.

    >>> period(Period("2022-01-02/"), end="end not stated")
    'from 2 January 2022, end not stated'
    >>> period(Period("/2022-01-12"), start="start not stated"), period(Period("2022-01"))
    ('start not stated, to 12 January 2022', 'in January 2022')
    """
    if "/" not in str(found) and isinstance(found.start, When):
        words = day(found.start)
        return f"{'on ' if found.start.exact_day is not None else ''}{words}{marks[0] or marks[1]}"
    one = _bound(found.start, start, "from", "starting", marks[0])
    other = _bound(found.end, end, "to", "ending", marks[1])
    exact = all(isinstance(each, When) and each.exact_day is not None for each in (found.start, found.end))
    return f"{one}{' ' if exact else ', '}{other}"
