"""Date texts of EDTF (ISO 8601-2): what they span, and why a text is none that a When may hold.

Read are all dates of levels 0 and 1 for days of the years 0001 to 9999, and of level 2 the span in brackets, one day
between two days, months or years of equal precision.
What is valid EDTF and outside that is refused by name; all else is refused as no EDTF, with the nearest right form.
Nothing is ever altered.
"""

import re
import unicodedata
from calendar import isleap
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import product

from dateutil.relativedelta import relativedelta

from .errors import Problem, show

__all__ = ["ANY_DAY", "NEVER", "Reading", "Span", "fault_of_text", "read_text"]

Span = tuple[int, int, int, int, bool]
"""Days as numbers: the first and the last on which a time may start, the first and the last on which it may end, and
whether it is one day, so that it starts and ends on the same."""
Reading = tuple[date | None, date | None, bool, bool, Span, Span]
"""First and last day that a text spans (None: not known), whether it is approximate and whether it is uncertain, the
days that count for certain answers and those that count for possible ones."""

NEVER = 9_999_999
"""A bound that is not known, as a day beyond the calendar."""
ANY_DAY: Span = (-NEVER, NEVER, -NEVER, NEVER, True)
"""One day of which nothing is known."""

_LONGEST = 1000
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = {f"{number:02}": number for number in range(1, 13)}
_SEASONS = frozenset(("21", "22", "23", "24"))
_DATE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%])?").fullmatch

# By how much `~` widens a span on both sides. A span that ends with a month stays one that does.
_YEAR = (relativedelta(years=-1), relativedelta(years=1, day=31))
_DECADE = (relativedelta(years=-10), relativedelta(years=10))
_WIDER = {
    "day": (relativedelta(months=-1), relativedelta(months=1)),
    "month": _YEAR,
    "season": _YEAR,
    "year": _DECADE,
    "decade": _DECADE,
    "century": (relativedelta(years=-100), relativedelta(years=100)),
}


# What a text spans.


def read_text(text: str) -> Reading | None:
    """The days that a date text spans, or None where it is no date that a When may hold.

    A year, month or day that is not specified leaves what is: `1985-XX-XX` spans a year, and `1985-XX-XX~` is widened
    as a year.

    >>> read_text("2022-01~")[:4]
    (datetime.date(2022, 1, 1), datetime.date(2022, 1, 31), True, False)
    >>> read_text("2022-1-5") is None
    True
    """
    # Written out, because nearly all dates are full days.
    if len(text) == 10 and text[7] == "-":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            number = day.toordinal()
            span = (number, number, number, number, True)
            return day, day, False, False, span, span
    if len(text) == 7 and (first := _read_day(f"{text}-01")) is not None:
        return _reading(first, first.replace(day=_month_length(first.year, first.month)), "month", None)
    if text[:1] == "[":
        return _read_span(text) if text[-1] == "]" else None
    match = _DATE(text)
    return _read_date(*match.groups()) if match is not None else None


def _read_day(text: str) -> date | None:
    # fromisoformat also reads weeks, 2022-W01-1; it counts bytes, so that ten characters of it are ASCII.
    try:
        return date.fromisoformat(text) if text[7] == "-" else None
    except ValueError:
        return None


def _read_date(digits: str, month: str | None, day: str | None, mark: str | None) -> Reading | None:
    if not digits.isdigit():
        return _read_years(digits.rstrip("X"), mark) if month is None else None
    if digits == "0000":
        return None
    year = int(digits)
    number = _MONTHS.get(month) if month is not None else None
    if number is None:
        return _read_year(year, month, day, mark)
    length = _month_length(year, number)
    if day is None or day == "XX":
        return _reading(date(year, number, 1), date(year, number, length), "month", mark)
    if not 1 <= int(day) <= length:
        return None
    only = date(year, number, int(day))
    return _reading(only, only, "day", mark)


def _read_year(year: int, part: str | None, day: str | None, mark: str | None) -> Reading | None:
    """A year, a year of which month and day are not specified, or a season."""
    if part is None or (part == "XX" and day in (None, "XX")):
        return _reading(date(year, 1, 1), date(year, 12, 31), "year", mark)
    if part not in _SEASONS or day is not None:
        return None
    # A season of either hemisphere: from December of the year before to February of the year after.
    first = date(year - 1, 12, 1) if year > 1 else None
    last = date(year + 1, 2, _month_length(year + 1, 2)) if year < 9999 else None
    return _reading(first, last, "season", mark)


def _read_years(known: str, mark: str | None) -> Reading:
    first = int(known.ljust(4, "0"))
    # Of the years 0000 to 0009 the first is none of ours.
    earliest = date(first, 1, 1) if first else None
    last = date(int(known.ljust(4, "9")), 12, 31)
    return _reading(earliest, last, "decade" if len(known) == 3 else "century", mark)


def _read_span(text: str) -> Reading | None:
    low, dots, high = text[1:-1].partition("..")
    if not dots or not (low or high):
        return None
    first, last = _bound(low, 0), _bound(high, 1)
    if (first is None and low) or (last is None and high):
        return None
    if low and high and (len(low) != len(high) or low > high):
        return None
    return _reading(first, last, "span", None)


def _bound(text: str, side: int) -> date | None:
    """The first or the last day of a plain year, month or day in brackets; None where it is none."""
    if len(text) == 10:
        return _read_day(text)
    if not text.replace("-", "").isdigit() or text[5:7] in _SEASONS:
        return None
    match = _DATE(text)
    found = _read_date(*match.groups()) if match is not None else None
    return found and found[side]  # type: ignore[return-value]


def _month_length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _LENGTHS[month]


def _reading(first: date | None, last: date | None, unit: str, mark: str | None) -> Reading:
    if mark is None:
        low = -NEVER if first is None else first.toordinal()
        high = NEVER if last is None else last.toordinal()
        span = (low, high, low, high, True)
        return first, last, False, False, span, span
    if mark != "~":
        return first, last, mark == "%", True, ANY_DAY, ANY_DAY
    return first, last, True, False, ANY_DAY, _widened(first, last, unit)


# Half of the time of such a date is the arithmetic, and few months and years are about.
@lru_cache(maxsize=1 << 12)
def _widened(first: date | None, last: date | None, unit: str) -> Span:
    earlier, later = _WIDER[unit]
    low, high = _moved(first, earlier, -NEVER), _moved(last, later, NEVER)
    return low, high, low, high, True


def _moved(day: date | None, by: relativedelta, beyond: int) -> int:
    try:
        return beyond if day is None else (day + by).toordinal()
    except (ValueError, OverflowError):  # outside the calendar
        return beyond


# Why a text is refused.

_DATES = "a date of EDTF: 2022-01-05, 2022-01, 2022, 2022-01~, [2022-01-02..2022-01-12]"
_YEARS = "a year from 0001 to 9999 in four digits"
_NAMES = {
    "when.time_of_day": ("a time of day", "a day, which is all that a When holds"),
    "when.year": ("a year outside 0001 to 9999", _YEARS),
    "when.exponential_year": ("a year with an exponent", _YEARS),
    "when.significant_digits": ("a year with significant digits", f"{_YEARS}, 195X or 19XX"),
    "when.division_of_year": ("a division of the year (25 to 41)", "a month (01 to 12) or a season (21 to 24)"),
    "when.part_qualifier": ("a qualifier on a part of the date", "one ?, ~ or % at the end, for the whole date"),
    "when.unspecified_digits": (
        "an X that level 1 of EDTF does not have",
        "201X, 20XX, 2004-XX, 2004-04-XX, 2004-XX-XX",
    ),
    "when.set": ("a set of several dates", "one date"),
    "when.list": ("a choice from a list of dates", "one date, or a span [2022-01-02..2022-01-12]"),
    "when.span_bound": ("a span between dates that are not plain", "plain years, months or days in brackets"),
    "when.interval": ("an interval", "a single date"),
}
_MARK, _PART = "([?~%]?)", "([0-9X]{2})"
_PARTS = re.compile(rf"{_MARK}(-?[0-9X]{{4}}){_MARK}(?:-{_MARK}{_PART}{_MARK}(?:-{_MARK}{_PART}{_MARK})?)?")
_FAR_YEAR = re.compile(r"(?:Y-?[1-9][0-9]{4,}|Y-?[1-9][0-9]*(E[0-9]+)|-?[0-9]{4}(?=S))(S[1-9][0-9]*)?[?~%]?")
_TIME = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|[+-]([0-9]{2})(?::([0-9]{2}))?)?"
)
_PLAIN_SPAN = re.compile(r"\[([0-9]{4}[0-9-]{0,6})\.\.([0-9]{4}[0-9-]{0,6})\]")
_PLAIN_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?[?~%]?")
_LOOSE = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})(?:\2([0-9]{1,2}))?([?~%]?)")
_SOLID = re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})?([?~%]?)")
_DAYTIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].+", re.DOTALL)
_DASHES = str.maketrans("‐‑‒–—−", "------")
_UNSEEN = re.compile(r"\s|[\u200b-\u200f\u2060\ufeff]")


def fault_of_text(text: str) -> Problem:
    """Why a text is no date that a When may hold, by name where it is valid EDTF.

    >>> fault_of_text("2022-01-05T10:00:00Z").code, fault_of_text("2022-1-5").hint
    ('when.time_of_day', "did you mean '2022-01-05'?")
    """
    if len(text) > _LONGEST:
        return Problem(code="when.length", found=f"{show(text)} ({len(text)} characters)", expected=_DATES)
    code = _outside(text)
    if code is None:
        code, expected = _broken(text)
        return Problem(code=code, found=show(text), expected=expected, hint=_hint(text, code))
    name, expected = _NAMES[code]
    return Problem(code=code, found=f"{show(text)}, {name}", expected=expected, hint=_hint(text, code))


def _outside(text: str) -> str | None:
    """The name of what is valid EDTF and no date of ours; None for what is no EDTF."""
    if "/" in text:
        parts = text.split("/")
        valid = len(parts) == 2 and any(parts) and all(part in ("", "..") or _is_edtf(part) for part in parts)
        return "when.interval" if valid else None
    if text[:1] in ("[", "{"):
        return _outside_set(text)
    time = _TIME.fullmatch(text)
    if time is not None:
        return "when.time_of_day" if _is_time(time) else None
    far = _FAR_YEAR.fullmatch(text)
    if far is not None:
        return "when.significant_digits" if far[2] else "when.exponential_year" if far[1] else "when.year"
    match = _PARTS.fullmatch(text)
    return None if match is None else _outside_date(*match.groups(default=""))


def _is_edtf(text: str) -> bool:
    return read_text(text) is not None or _outside(text) is not None


def _is_time(match: re.Match[str]) -> bool:
    day, *numbers = match.groups(default="00")
    hour, minute, second, zone, zone_minute = map(int, numbers)
    clock = (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0)
    return clock and zone < 24 and zone_minute < 60 and _is_edtf(day)


def _outside_date(before: str, year: str, after: str, *rest: str) -> str | None:
    """The name of a date of level 2, or before year 1, from its parts and the qualifiers before and after each."""
    before_month, month, after_month, before_day, day, after_day = rest
    twice = (before and after) or (before_month and after_month) or (before_day and after_day)
    division = not day and month.isdigit() and 21 <= int(month) <= 41
    if twice or year == "-0000" or not (division or _exists(year.lstrip("-"), month or "XX", day or "XX")):
        return None
    if year[0] == "-" or year == "0000":
        return "when.year"
    if division and int(month) > 24:
        return "when.division_of_year"
    if before or before_month or before_day or (after and month) or (after_month and day):
        return "when.part_qualifier"
    return "when.unspecified_digits" if "X" in year + month + day else None


def _exists(year: str, month: str, day: str) -> bool:
    """Whether any day of the calendar fits a date with unspecified digits."""
    leap = "X" in year or isleap(int(year))
    lengths = [29 if number == 2 and leap else _LENGTHS[number] for number in range(1, 13) if _fits(month, number)]
    return any(_fits(day, number) and number <= length for length, number in product(lengths, range(1, 32)))


def _fits(pattern: str, number: int) -> bool:
    return all(one in ("X", other) for one, other in zip(pattern, f"{number:02}", strict=True))


def _outside_set(text: str) -> str | None:
    members = text[1:-1].split(",")
    last = len(members) - 1
    if text[0] + text[-1] not in ("[]", "{}") or not all(
        _is_member(member, first=at == 0, last=at == last) for at, member in enumerate(members)
    ):
        return None
    if text[0] == "{":
        return "when.set"
    return "when.list" if last or ".." not in text else "when.span_bound"


def _is_member(text: str, *, first: bool, last: bool) -> bool:
    """Whether a set may have this member: a date, or all between two dates of equal precision, in order.

    Only the first member may have no lower bound, only the last no upper one.
    """
    low, dots, high = text.partition("..")
    bounds = [low, high] if dots else [low]
    if not all(_is_single(bound) for bound in bounds if bound) or not any(bounds):
        return False
    if not low or (dots and not high):
        return last if low else first
    return not dots or (_precision(low) == _precision(high) and not _is_reversed(low, high))


def _is_single(text: str) -> bool:
    return text[0] not in "[{" and "/" not in text and "T" not in text and _is_edtf(text)


def _precision(text: str) -> int:
    return text.lstrip("Y-").count("-")


def _is_reversed(low: str, high: str) -> bool:
    one, other = read_text(low), read_text(high)
    return bool(one and other and one[0] and other[1] and one[0] > other[1])


def _broken(text: str) -> tuple[str, str]:
    """Code of what is no EDTF, and what was expected."""
    span = _PLAIN_SPAN.fullmatch(text)
    if span is not None and read_text(span[1]) and read_text(span[2]):
        if len(span[1]) != len(span[2]):
            return "when.span_precision", "two days, two months or two years in brackets"
        return "when.span_order", "the earlier bound first"
    match = _PLAIN_DATE.fullmatch(text)
    if match is None:
        return "when.form", _DATES
    if match[2] not in _MONTHS:
        return "when.no_such_month", "a month from 01 to 12, or a season from 21 to 24 without a day"
    return "when.no_such_day", f"a day from 01 to {_month_length(int(match[1]), int(match[2]))}"


def _hint(text: str, code: str) -> str | None:
    if code == "when.interval":
        return "an interval is a Period"
    for candidate in _candidates(text, code):
        if candidate != text and read_text(candidate) is not None:
            return f"did you mean {candidate!r}?"
    return None


def _candidates(text: str, code: str) -> Iterator[str]:
    """Right forms, the nearest first; only those that can be read are named."""
    if code == "when.list":
        yield text[1:-1]
        members = text[1:-1].split(",")
        yield f"[{members[0].partition('..')[0]}..{members[-1].rpartition('..')[2]}]"
    elif code == "when.part_qualifier":
        marks = {mark for mark in text if mark in "?~%"}
        yield re.sub("[?~%]", "", text) + (marks.pop() if len(marks) == 1 else "%")
    elif code in ("when.unspecified_digits", "when.division_of_year"):
        yield from (text[:7], text[:4])
    elif code.startswith("when.span"):
        yield from _spans_near(text)
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    daytime = _DAYTIME.fullmatch(plain)
    yield daytime[1] if daytime is not None else ""
    plain = _UNSEEN.sub("", plain)
    yield from (plain, f"[{plain}]" if ".." in plain else f"{plain}X")
    # The draft of 2012 wrote u, and others write a small x, or a Cyrillic one.
    yield re.sub("[uxХх]", "X", plain)
    yield from _days_near(plain)


def _spans_near(text: str) -> Iterator[str]:
    low, _, high = text[1:-1].partition("..")
    yield f"[{high}..{low}]"
    first, last = (read_text(re.sub("[?~%]", "", bound)) for bound in (low, high))
    days = first and first[0], last and last[1]
    yield "[{}..{}]".format(*(day.isoformat() if day else "" for day in days))


def _days_near(text: str) -> Iterator[str]:
    """From a date with other separators, or of a day that does not exist, the date that may be meant."""
    match = _LOOSE.fullmatch(text) or _SOLID.fullmatch(text)
    if match is None:
        return
    year, _, month, day, mark = match.groups(default="")
    month = month.zfill(2)
    if day:
        day = day.zfill(2)
        yield from (f"{year}-{month}-{day}{mark}", f"{year}-{day}-{month}{mark}")
        if month in _MONTHS and day > "28":
            yield f"{year}-{month}-{_month_length(int(year), _MONTHS[month])}{mark}"
    yield from (f"{year}-{month}{mark}", f"{year}{mark}")
