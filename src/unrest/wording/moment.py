"""Whether words say a day."""

import re
from datetime import date
from typing import Final

from ..vocabulary import Basis
from ..when import When
from .day import Day, dates_in
from .script import is_english

__all__ = ["says_when"]

_COMPARED: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?[?~%]?")
_SPAN: Final = re.compile(r"\[([^.\]]*)\.\.([^.\]]*)\]")
# How a day was resolved that stands in no words.
_CONCLUDED: Final = frozenset({Basis.RELATIVE, Basis.ADDRESS, Basis.DATASET_LAG, Basis.CODER, Basis.OTHER})
_AROUND = re.compile(
    r"(?<!\w)(?:around|circa|ca\.?|c\.|approximately|roughly|on or about)\s{1,4}(?:the\s{1,4})?$", re.IGNORECASE
)
_BESIDE = re.compile(r"(?<!\w)(?:about|before|after|prior to)\s{1,4}(?:the\s{1,4})?$", re.IGNORECASE)

_Parts = tuple[int, int | None, int | None]


def says_when(words: str, when: When, *, language: str | None = None) -> bool | None:
    """Whether the words say a day, as far as it is coded; None where that cannot be read in them.

    True: one of their dates says each part that is coded: the day, the month, and the year unless it was taken from
    the source's date (basis `year_from_source`); with basis `weekday` it names the weekday.
    What a date says beside must agree too: "Monday, January 25" is not in 2022.
    Of a span both bounds that are given must be said; whether they are included is not read.
    False: the words give other dates, or, in English, none; a date that they hedge with "around" and the day is coded
    without `~`.
    None: a year that is not said and has no basis; a date in digits with two readings (01/02/2022) or a year of two
    digits; a day without its month ("on the 25th"); "before", "after" or "about" a day; a figure that may be the year;
    a span of which a bound is not said; what was resolved in another way; another language.

    >>> says_when("On January 25", When("2022-01-25", basis="year_from_source"), language="en")
    True
    >>> says_when("On January 25", When("2022-01-24", basis="year_from_source"), language="en")
    False
    """
    days = dates_in(words)
    english = is_english(language)
    if span := _SPAN.fullmatch(str(when)):
        ends = [_parts(text) for text in span.groups() if text]
        if all(end is not None and True in _verdicts(days, end, when) for end in ends):
            return True
        return False if english and not days and when.basis is Basis.STATED else None
    coded = _parts(str(when))
    if coded is None:
        return None
    if when.basis is Basis.WEEKDAY:
        days = tuple(day for day in days if day.weekday is not None)
        if not days or when.exact_day is None:
            return None
    verdicts = _verdicts(days, coded, when, words)
    if True in verdicts:
        return True
    if None in verdicts or when.basis in _CONCLUDED:
        return None
    in_digits = any(day.year is not None and day.day is not None for day in days)
    return False if english or in_digits or when.basis is Basis.WEEKDAY else None


def _parts(text: str) -> _Parts | None:
    match = _COMPARED.fullmatch(text)
    if match is None:
        return None
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def _verdicts(days: tuple[Day, ...], coded: _Parts, when: When, words: str = "") -> set[bool | None]:
    """What each date says of a day; with words, also of what stands before the date in them."""
    years = {day.year for day in days}
    sure = {(day.start, day.end) for day in days if day.year is not None}
    return {_verdict(day, coded, when, years, (day.start, day.end) in sure, words) for day in days}


def _verdict(
    day: Day, coded: _Parts, when: When, years: "set[int | None]", has_other_reading: bool, words: str
) -> bool | None:
    year, month, number = coded
    if day.year not in (None, year):
        return False
    by_weekday = when.basis is Basis.WEEKDAY
    if day.month is None and not by_weekday:
        return _of_a_part(day, coded, when.basis)
    for said, wanted in ((day.month, month), (day.day, number)):
        if wanted is not None and said != wanted and not (said is None and by_weekday):
            return False
    if not _is_weekday(day, coded):
        # A weekday that is not that of the day: another year, or the source is at odds with itself.
        return None if day.year == year else False
    before = words[max(0, day.start - 24) : day.start]
    if _AROUND.search(before) and not when.approximate:
        return False
    if _BESIDE.search(before):
        return None
    if by_weekday or day.year == year:
        return True
    return _without_year(month, when.basis, year in years, has_other_reading)


def _is_weekday(day: Day, coded: _Parts) -> bool:
    """Whether a date names the weekday of the day that is coded, if it names one."""
    year, month, number = coded
    if day.weekday is None or month is None or number is None:
        return True
    return date(year, month, number).weekday() == day.weekday


def _of_a_part(day: Day, coded: _Parts, basis: Basis | None) -> bool | None:
    """What a date says without its month: a year, a weekday, "the 25th", digits with several readings."""
    _, month, number = coded
    if day.day is not None:
        return None if day.day == number else False
    if day.weekday is not None:
        return None if basis is None and number is not None and _is_weekday(day, coded) else False
    if day.year is not None and month is None:
        return True
    # A year alone has four characters; what is longer, or has no year, could not be read.
    return False if day.year is not None and day.end - day.start == 4 else None


def _without_year(month: int | None, basis: Basis | None, elsewhere: bool, has_other_reading: bool) -> bool | None:
    if month is None:
        return False
    if has_other_reading:
        return None
    if basis is Basis.STATED:
        return None if elsewhere else False
    return True if basis is Basis.YEAR_FROM_SOURCE else None
