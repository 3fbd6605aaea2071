"""Numbers and dates as prose writes them, read strictly, and compared with the value that they are cited for.

Digits of every script are read; number words, months and weekdays are English.
Nothing is guessed: what has two readings (01/02/2022; 1,234 where the language is not known) is told as unreadable, and
who compares it says that it was not checked.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from .quantity import Quantity
from .vocabulary import Basis, Qualifier
from .when import When

__all__ = ["Day", "Number", "dates_in", "numbers_in", "says_quantity", "says_when"]


@frozen
class Number:
    """A number that stands in words, and where.

    >>> numbers_in("nineteen guards")[0]
    Number(start=0, end=8, value=19)
    """

    start: int = field()
    """First character."""
    end: int = field()
    """The character after the last one."""
    value: int | Decimal | None = field()
    """The number; None where it has two readings, or none."""


@frozen
class Day:
    """A date that stands in words, as far as they say it, and where.

    >>> dates_in("on January 25")[0]
    Day(start=3, end=13, year=None, month=1, day=25, weekday=None)
    """

    start: int = field()
    """First character."""
    end: int = field()
    """The character after the last one."""
    year: int | None = field(default=None)
    """The year, where it is said."""
    month: int | None = field(default=None)
    """The month from 1, where it is said; None also where a date in digits has two readings."""
    day: int | None = field(default=None)
    """The day of the month, where it is said."""
    weekday: int | None = field(default=None)
    """The day of the week, Monday being 0, where it is said."""


# Dates.

_MONTH_NAMES: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTHS: Final = {name[:3].lower(): number for number, name in enumerate(_MONTH_NAMES, 1)}
_WEEKDAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
# With a capital letter only: march, may and august are other words too.
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![^\W\d_])"
)
_D = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9]|[.,][0-9])"
_YEAR = r"(?P<year>[12][0-9]{3})(?![0-9]|[.,][0-9])"
_TO = r"\s?(?:-|–|—)\s?|\s(?:to|and|or|until|through)\s"
_BEFORE = r"(?<![\w.,/-])"
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BEFORE}(?P<year>[0-9]{{4}})-(?P<number>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?(?![\w-])",
        rf"{_BEFORE}(?P<day>[0-9]{{1,2}})\.(?P<number>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}})(?![\w])",
        rf"{_BEFORE}(?P<left>[0-9]{{1,2}})/(?P<right>[0-9]{{1,2}})/(?P<year>[0-9]{{4}})(?![\w/])",
        rf"\b{_MONTH}\s(?:the\s)?(?P<day>{_D})(?:(?:{_TO})(?P<last>{_D}))?(?:(?P<comma>,)?\s{_YEAR})?",
        rf"{_BEFORE}(?:(?P<day>{_D})(?:{_TO}))?(?P<last>{_D})\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
        rf"\b{_MONTH}(?:\sof)?,?\s{_YEAR}",
        rf"\b{_MONTH}",
        rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})s?\b",
        rf"{_BEFORE}{_YEAR}(?![\w%-])",
    )
)
# Before a month that is another word too and stands alone.
_IN = re.compile(
    r"\b(?:in|of|early|mid|late|since|until|till|by|during|from|to|through|last|this|next)[\s-]$", re.IGNORECASE
)
_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_day(year: int | None, month: int, day: int) -> bool:
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return (month, day) != (2, 29) or leap


def _plain_digits(words: str) -> str:
    """The same words, character by character, with the digits of every script as 0 to 9."""
    if words.isascii():
        return words
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in words)


def dates_in(words: str) -> tuple[Day, ...]:
    """Every date that stands in the words, as far as they say it, in order.

    A range gives both its days, a weekday and a year alone are dates too, and a day that cannot be is none.
    A month that is another word as well (may, march, august) counts with a capital, and alone only after "in".
    A date in digits with slashes counts as month, day and year where only one order is possible, else without them.

    >>> [(each.year, each.month, each.day) for each in dates_in("2-12 January 2022")]
    [(2022, 1, 2), (2022, 1, 12)]
    """
    return _dates_in(words)


@lru_cache(maxsize=4096)
def _dates_in(words: str) -> tuple[Day, ...]:
    plain, taken, found = _plain_digits(words), bytearray(len(words)), []
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if not any(taken[start:end]) and (days := _days_of(match, plain)) is not None:
                # A day that cannot be is taken too: of "30 February" no February is left.
                taken[start:end] = b"\x01" * (end - start)
                found += days
    return tuple(sorted(found, key=lambda day: (day.start, day.end)))


def _days_of(match: "re.Match[str]", plain: str) -> list[Day] | None:
    """The days of a date, none for a day that cannot be; None where the words are no date."""
    groups, (start, end) = match.groupdict(), match.span()
    year = int(groups["year"]) if groups.get("year") else None
    if groups.get("weekday"):
        return [Day(start, end, weekday=_WEEKDAYS.index(groups["weekday"]))]
    if groups.get("left"):
        return _slashed(start, end, year, int(groups["left"]), int(groups["right"]))
    written = groups.get("month")
    month = _MONTHS[written[:3].lower()] if written else int(groups.get("number") or 0)
    days = [int(re.sub(r"\D", "", each)) for each in (groups.get("day"), groups.get("last")) if each]
    if not days:
        return _coarse(start, end, year, month, written, plain)
    if not all(_is_day(year, month, day) for day in days):
        return []
    found = [Day(start, end, year, month, day) for day in days]
    if year is not None and "comma" in groups and not groups["comma"]:
        # "On January 25 2044 cases": a year, or the figure after a day.
        found += [Day(start, end, None, month, day) for day in days]
    return found


def _coarse(start: int, end: int, year: int | None, month: int, written: str | None, plain: str) -> list[Day] | None:
    if not month:
        return [Day(start, end, year)]
    if not month <= 12:
        return None
    if (
        year is None
        and written in ("May", "March", "Mar", "August")
        and not _IN.search(plain[max(0, start - 12) : start])
    ):
        return None
    return [Day(start, end, year, month)]


def _slashed(start: int, end: int, year: int | None, left: int, right: int) -> list[Day]:
    readings = {(month, day) for month, day in ((left, right), (right, left)) if _is_day(year, month, day)}
    if not readings:
        return []
    if len(readings) > 1:
        return [Day(start, end, year)]
    [(month, day)] = readings
    return [Day(start, end, year, month, day)]


# Numbers.

_UNITS: Final = {
    each: number
    for number, each in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS: Final = {
    each: 10 * number
    for number, each in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = "|".join(sorted((*_UNITS, *_TENS, "hundred", *_SCALES), key=len, reverse=True))
_SPELLED = re.compile(
    rf"(?<![\w])(?:a\s(?=hundred|thousand|million|billion|trillion))?(?:{_WORD})(?:(?:-|\s|\sand\s)(?:{_WORD}))*(?![\w])(?!-[^\W\d_])",
    re.IGNORECASE,
)
_SPACES = " \u00a0\u2009\u202f'’"
# A letter or a digit before, also over a hyphen (T-72, Khabar24), makes it part of a name.
_DIGITS = re.compile(
    rf"(?<!\w)(?<![0-9][.,])(?<![^\W\d]-)(?P<sign>(?<!\S)[-−])?(?:(?P<spaced>[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9]))"
    r"|(?P<plain>[0-9]+(?:[.,٫٬/⁄:][0-9]+)*))(?P<tail>[^\W\d_]*)"
)
_SCALE_AFTER = re.compile(r"[\s\u00a0](thousand|million|billion|trillion)(?!\w)", re.IGNORECASE)
_LONGEST: Final = 60


def numbers_in(words: str, *, language: str | None = None) -> tuple[Number, ...]:
    """Every number that stands in the words, in digits or in English number words, in order.

    Numbers that a date reads (the 25 of "January 25") are none; a year alone is one too.
    Ordinals and digits in names (Khabar24) are none.
    One comma or point before three digits (1,234; 1.234) is read as English writes it, and has no value where the
    language is not English.

    >>> [each.value for each in numbers_in("five of 1,600 guards, 2.5 million", language="en")]
    [5, 1600, 2500000]
    """
    return _numbers_in(words, _is_english(language))


def _is_english(language: str | None) -> bool:
    return language is not None and language.lower().split("-")[0] == "en"


@lru_cache(maxsize=4096)
def _numbers_in(words: str, english: bool) -> tuple[Number, ...]:
    # What a date reads is no number, and ends one: "January 25 225 people".
    plain = list(_plain_digits(words))
    for day in _dates_in(words):
        if day.month is not None:
            plain[day.start : day.end] = "\0" * (day.end - day.start)
    rest = "".join(plain)
    found = [*_in_digits(rest, english), *_in_words(rest)]
    found += [Number(*place) for place in _loose_years(words)]
    return tuple(sorted(set(found), key=lambda number: (number.start, number.end)))


def _loose_years(words: str) -> Iterator[tuple[int, int, int]]:
    """Years that may be figures after a day: "On January 25 2044 cases"."""
    days = _dates_in(words)
    spans = {(day.start, day.end) for day in days if day.year is None}
    for day in days:
        if day.year is not None and day.day is not None and (day.start, day.end) in spans:
            yield day.end - 4, day.end, day.year


def _in_digits(plain: str, english: bool) -> Iterator[Number]:
    for match in _DIGITS.finditer(plain):
        tail = match["tail"]
        start, end = match.start(), match.end() - len(tail)
        if tail:
            continue  # 24th, 5km, 72B: an ordinal, or part of a name
        value = _value_of(match["spaced"] or match["plain"], english)
        if value is not None and match["sign"]:
            value = -value
        if value is not None and (scale := _SCALE_AFTER.match(plain, end)):
            value, end = _whole(Decimal(value) * _SCALES[scale[1].lower()]), scale.end()
        yield Number(start, end, value)


def _value_of(digits: str, english: bool) -> int | Decimal | None:
    if len(digits) > _LONGEST:
        return None
    digits = re.sub(f"[{_SPACES}]", "", digits).replace("٫", ".").replace("٬", ",")
    if digits.isdecimal():
        return int(digits)
    if not re.fullmatch("[0-9.,]+", digits):
        return None  # 1/3, 10:30
    marks = set(re.findall(r"[.,]", digits))
    parts = re.split(r"[.,]", digits)
    grouped = 1 <= len(parts[0]) <= 3 and parts[0] != "0" and all(len(each) == 3 for each in parts[1:])
    if len(marks) == 1 and len(parts) > 2:
        return int("".join(parts)) if grouped else None
    if len(marks) == 2:
        return _mixed(digits)
    mark = marks.pop()
    if grouped and not english:
        return None
    if mark == ",":
        # 1,5 is a decimal for one reader and two numbers for another.
        return int("".join(parts)) if grouped else None
    return _whole(Decimal(digits))


def _mixed(digits: str) -> int | Decimal | None:
    """A number with commas and points: the last one parts the decimals, where the others part thousands."""
    last = max(digits.rfind(","), digits.rfind("."))
    head, tail = digits[:last], digits[last + 1 :]
    if digits[last] in head or not re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{3})+", head):
        return None
    return _whole(Decimal(re.sub("[.,]", "", head) + "." + tail))


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _in_words(plain: str) -> Iterator[Number]:
    for match in _SPELLED.finditer(plain):
        tokens = [(each[0].lower(), each.start() + match.start()) for each in re.finditer(r"[A-Za-z]+", match[0])]
        yield from _spelled_numbers(tokens)


def _spelled_numbers(tokens: list[tuple[str, int]]) -> Iterator[Number]:
    """Numbers in a run of number words: one where they make one, several where they do not (one, two, three)."""
    at = 0
    while at < len(tokens):
        value, after = _spelled_one(tokens, at)
        if after > at:
            last, start = tokens[after - 1], tokens[at][1]
            yield Number(start, last[1] + len(last[0]), value)
        at = max(after, at + 1)


def _spelled_one(tokens: list[tuple[str, int]], at: int) -> tuple[int, int]:
    """The longest number that begins at a word, and where it ends."""
    total, scale_before, start = 0, 10**15, at
    while at < len(tokens):
        value, after = _spelled_group(tokens, at)
        if after == at:
            break
        scale = _SCALES.get(tokens[after][0], 0) if after < len(tokens) else 0
        if scale and scale < scale_before and value:
            total, scale_before, at = total + value * scale, scale, after + 1
            continue
        if total == 0 or value:
            if total and scale:
                break
            total, at = total + value, after
        break
    return total, at if at > start else start


def _spelled_group(tokens: list[tuple[str, int]], at: int) -> tuple[int, int]:
    """A number below a thousand that begins at a word, and where it ends; nothing where none does."""
    word = tokens[at][0]
    if word == "a" and at + 1 < len(tokens) and tokens[at + 1][0] in ("hundred", *_SCALES):
        value, at = 1, at + 1
        if tokens[at][0] != "hundred":
            return value, at
    elif word == "and":
        return (0, at) if at + 1 >= len(tokens) else _after_and(tokens, at)
    else:
        value, after = _below_hundred(tokens, at)
        if after == at:
            return 0, at
        at = after
    if at < len(tokens) and tokens[at][0] == "hundred" and 0 < value < 100:
        value, at = value * 100, at + 1
        rest = at + 1 if at + 1 < len(tokens) and tokens[at][0] == "and" else at
        if rest < len(tokens):
            more, after = _below_hundred(tokens, rest)
            if after > rest and not (after < len(tokens) and tokens[after][0] == "hundred"):
                value, at = value + more, after
    return value, at


def _after_and(tokens: list[tuple[str, int]], at: int) -> tuple[int, int]:
    # "and" joins within one number only after a scale: two thousand and five.
    if at == 0 or tokens[at - 1][0] not in _SCALES:
        return 0, at
    value, after = _below_hundred(tokens, at + 1)
    return (value, after) if after > at + 1 else (0, at)


def _below_hundred(tokens: list[tuple[str, int]], at: int) -> tuple[int, int]:
    word = tokens[at][0]
    if word in _UNITS:
        return _UNITS[word], at + 1
    if word not in _TENS:
        return 0, at
    value, at = _TENS[word], at + 1
    if at < len(tokens) and 0 < (unit := _UNITS.get(tokens[at][0], 0)) < 10:
        return value + unit, at + 1
    return value, at


# Comparing a number.

_HEDGES: Final = {
    Qualifier.AT_LEAST: r"at least|no fewer than|no less than|not less than|not fewer than|a minimum of",
    Qualifier.MORE_THAN: r"more than|over|above|in excess of|upwards of",
    Qualifier.AT_MOST: r"at most|up to|no more than|not more than|a maximum of",
    Qualifier.LESS_THAN: r"less than|fewer than|under|below",
    Qualifier.ALMOST: r"almost|nearly|close to|just under",
    Qualifier.ABOUT: r"about|around|some|approximately|roughly|an estimated|circa",
}
# The longer phrase first: "no more than" ends in "more than".
_HEDGE_BEFORE: Final = tuple(
    (re.compile(rf"\b(?:{phrase})\s$", re.IGNORECASE), qualifier)
    for phrase, qualifier in sorted(
        ((phrase, qualifier) for qualifier, phrases in _HEDGES.items() for phrase in phrases.split("|")),
        key=lambda pair: -len(pair[0]),
    )
)
_HEDGE_AFTER: Final = (
    (re.compile(r"(?:\s(?:\w+\s)?or more\b|\+)", re.IGNORECASE), Qualifier.AT_LEAST),
    (re.compile(r"\s(?:\w+\s)?or (?:fewer|less)\b", re.IGNORECASE), Qualifier.AT_MOST),
    (re.compile(r"\s(?:\w+\s)?or so\b", re.IGNORECASE), Qualifier.ABOUT),
)
_NOTHING = re.compile(r"\b(?:no|none|nobody|zero|without|not any)\b", re.IGNORECASE)


def says_quantity(words: str, quantity: Quantity, *, language: str | None = None) -> bool | None:
    """Whether the words say the figures of a quantity; None where that cannot be read in them.

    Every figure must be among the numbers of the words.
    Where the words are English, a hedge directly beside the figure must be the one that is coded ("at least" is no
    "about"), and a hedge that is coded and not said beside it is not checked.
    A vague quantity must have its wording in the words.
    No number in English words is False; in another language, where none is read, None.

    >>> says_quantity("at least 19 guards", Quantity.parse(">=19"), language="en")
    True
    >>> says_quantity("19 guards", Quantity.parse("18"), language="en")
    False
    >>> says_quantity("неизвестно сколько", Quantity.parse("18"), language="ru") is None
    True
    """
    figures = {each for each in (quantity.low, quantity.best, quantity.high) if each is not None}
    if not figures:
        return _says_wording(words, quantity)
    english = _is_english(language)
    numbers = _numbers_in(words, english)
    there = {number.value for number in numbers}
    if figures <= there:
        return _says_hedge(words, quantity, numbers, figures) if english else True
    if figures == {0} and english and _NOTHING.search(words):
        return True
    if quantity.rule is not None or None in there:
        return None
    return False if english or numbers else None


def _says_wording(words: str, quantity: Quantity) -> bool | None:
    if quantity.qualifier is not Qualifier.VAGUE or quantity.wording is None:
        return None
    return " ".join(quantity.wording.casefold().split()) in " ".join(words.casefold().split())


def _says_hedge(
    words: str, quantity: Quantity, numbers: tuple[Number, ...], figures: "set[int | Decimal]"
) -> bool | None:
    if quantity.qualifier is Qualifier.BETWEEN:
        return True
    said = {_hedge_of(words, number) for number in numbers if number.value in figures}
    coded = quantity.qualifier
    if coded in said or (coded is Qualifier.EXACT and None in said):
        return True
    return None if None in said else False


def _hedge_of(words: str, number: Number) -> Qualifier | None:
    before = words[max(0, number.start - 24) : number.start]
    for pattern, qualifier in _HEDGE_BEFORE:
        if pattern.search(before):
            return qualifier
    return next((qualifier for pattern, qualifier in _HEDGE_AFTER if pattern.match(words, number.end)), None)


# Comparing a day.

_COMPARED: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?[?~%]?")
_SPAN: Final = re.compile(r"\[([^.\]]*)\.\.([^.\]]*)\]")
# How a day was resolved that stands in no words.
_CONCLUDED: Final = frozenset({Basis.RELATIVE, Basis.ADDRESS, Basis.DATASET_LAG, Basis.CODER, Basis.OTHER})

_Parts = tuple[int, int | None, int | None]


def _parts(text: str) -> _Parts | None:
    match = _COMPARED.fullmatch(text)
    if match is None:
        return None
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def says_when(words: str, when: When, *, language: str | None = None) -> bool | None:
    """Whether the words say a day, as far as it is coded; None where that cannot be read in them.

    The words must say each part that is coded: the day, the month, and the year unless it was taken from the source's
    date (basis `year_from_source`); a year that is not said and has no basis is not checked.
    A weekday must be that of the day; what was resolved in another way is not checked.
    Of a span both bounds that are given must be said; else it is not checked, because "before 12 January" and "by
    12 January" say different bounds with the same day.

    >>> says_when("On January 25", When("2022-01-25", basis="year_from_source"), language="en")
    True
    >>> says_when("On January 25", When("2022-01-24", basis="year_from_source"), language="en")
    False
    """
    days = _dates_in(words)
    if span := _SPAN.fullmatch(str(when)):
        ends = [_parts(text) for text in span.groups() if text]
        return True if all(end is not None and _said(days, end, when.basis) for end in ends) else None
    coded = _parts(str(when))
    if when.basis is Basis.WEEKDAY:
        return _says_weekday(days, when)
    if coded is None:
        return None
    said = _said(days, coded, when.basis)
    if said is not False or when.basis in _CONCLUDED:
        return said or None
    unreadable = any(day.month is None and day.year is not None and day.end - day.start > 4 for day in days)
    if unreadable:
        return None
    in_digits = any(day.year is not None and day.day is not None for day in days)
    return False if _is_english(language) or in_digits else None


def _says_weekday(days: tuple[Day, ...], when: When) -> bool | None:
    named, exact = {day.weekday for day in days} - {None}, when.exact_day
    return exact.weekday() in named if named and exact is not None else None


def _said(days: tuple[Day, ...], coded: _Parts, basis: Basis | None) -> bool | None:
    """Whether one of the dates says what is coded; None where only the year is wanting and has no basis."""
    year, month, number = coded
    fitting = [day for day in days if (month is None or day.month == month) and (number is None or day.day == number)]
    if any(day.year == year for day in fitting):
        return True
    if month is None or not any(day.year is None for day in fitting):
        return False
    if basis is Basis.YEAR_FROM_SOURCE:
        return True
    return False if basis is Basis.STATED else None
