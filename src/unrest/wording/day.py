"""Dates as prose writes them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from attrs import evolve, field, frozen

from .script import CACHED, plain_digits

__all__ = ["Day", "dates_in", "read_dates"]


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


_MONTHS: Final = {
    name: number
    for number, name in enumerate(re.findall("[a-z]+", "jan feb mar apr may jun jul aug sep oct nov dec"), 1)
}
_WEEKDAYS: Final = {name: number for number, name in enumerate(re.findall("[a-z]+", "mon tue wed thu fri sat sun"))}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        re.findall(
            "[a-z]+",
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
            " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        ),
        1,
    )
}
_ORDINALS["thirtieth"] = 30
_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# Runs of space are short, so that no pattern looks far ahead: a line may break in a date, with two characters.
_S = r"\s{1,4}"
# march, may, mar and august are other words too: with a capital only.
_MONTH = (
    r"(?P<month>(?i:january|february|april|june|july|september|october|november|december"
    r"|(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\.|(?![^\W\d_])))"
    r"|M(?:arch|ARCH|ay|AY|ar\.?|AR\.?)|A(?:ugust|UGUST))(?![^\W\d_])"
)
_ANY_MONTH = "(?i:jan|feb|apr|jun|jul|aug|sep|oct|nov|dec)|M(?:ar|AR|ay|AY)"
_NAMED = r"(?P<weekday>(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)days?))"
# Short with a capital: they sat, they wed.
_SHORT = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|MON|TUES?|WED|THU(?:RS?)?|FRI|SAT|SUN)\.?"
_WEEKDAY = rf"(?:(?P<weekday>(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)|{_SHORT})(?:,|,?{_S}the)?{_S})?"
# Not before more of a number, a letter, or a word that makes it a figure: "In January 2 million people".
_ENDS = rf"(?![\w%]|[.,:/][0-9]|{_S}(?:hundred|thousand|million|billion|trillion|per\s?cent)\b)"
_D = rf"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|ST|ND|RD|TH)?{_ENDS}"
_ORDINAL = rf"(?P<ordinal>(?i:(?:twenty|thirty)[\s-](?:{'|'.join([*_ORDINALS][:9])})|{'|'.join(_ORDINALS)}))"
_YEAR = r"(?P<year>[12][0-9]{3})(?![\w%]|[.,:][0-9])"
_TO = r"\s?[-–—]\s?|\s{1,4}(?:to|and|or|until|till|through)\s{1,4}"
_BEFORE = r"(?<![\w/-])(?<![0-9][.,])"
_FORMS: Final = {
    "iso": rf"{_BEFORE}(?P<year>[0-9]{{4}})-(?P<number>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?"
    r"(?=T[0-9]{2}:|(?![\w-]))",
    "year first": rf"{_BEFORE}(?P<year>[0-9]{{4}})(?P<mark>[/.])(?P<number>[0-9]{{1,2}})(?P=mark)"
    r"(?P<day>[0-9]{1,2})(?![\w/]|\.[0-9])",
    "dotted": rf"{_BEFORE}(?P<day>[0-9]{{1,2}})\.(?P<number>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}})(?!\w)",
    "slashed": rf"{_BEFORE}(?P<left>[0-9]{{1,2}})(?P<mark>[/-])(?P<right>[0-9]{{1,2}})(?P=mark)"
    r"(?P<year>[0-9]{4})(?![\w/-])",
    "short": rf"{_BEFORE}(?P<left>[0-9]{{1,2}})(?P<mark>[/.-])(?P<right>[0-9]{{1,2}})(?P=mark)[0-9]{{2}}"
    r"(?![\w/-]|[.,][0-9])",
    "month first": rf"(?<!\w){_WEEKDAY}{_MONTH}{_S}(?:the{_S}{_ORDINAL}(?!\w)"
    rf"|(?:the{_S})?(?P<day>{_D})(?:(?:{_TO})(?P<last>{_D})(?!{_S}(?:{_ANY_MONTH})))?)(?:,?{_S}{_YEAR})?",
    "day first": rf"{_BEFORE}{_WEEKDAY}(?:(?P<days>(?:{_D},{_S}){{0,3}}{_D}),?(?:{_TO}))?(?P<last>{_D})"
    rf"(?:{_S}|-)(?:of{_S})?{_MONTH}(?:,?(?:{_S}|-){_YEAR})?",
    "ordinal": rf"(?<![\w-]){_WEEKDAY}(?:the{_S})?{_ORDINAL}{_S}of{_S}{_MONTH}(?:,?{_S}{_YEAR})?",
    "month": rf"(?<!\w){_MONTH}(?:(?:{_S}of)?,?(?:{_S}|-){_YEAR})?",
    "weekday": rf"(?<!\w){_NAMED}(?!\w)",
    "year": rf"{_BEFORE}{_YEAR}(?!-)",
    "day": rf"\b(?:on|by|from|until|till|since|before|after){_S}the{_S}(?P<last>(?=[0-9]{{1,2}}[a-z]){_D})"
    rf"(?!{_S}(?!(?:and|or|to|at|in|when|that|the|a)\b)[^\W\d_])",
}
_OTHER_WORDS: Final = frozenset({"may", "march", "mar", "mar.", "august", "jan"})
# Beside a month that is another word or a name too and stands alone.
_IN = re.compile(
    r"\b(?:in|of|early|mid|late|since|until|till|by|during|from|to|through|last|this|next)[\s-]{1,4}$"
    rf"|(?:january|february|april|june|july|september|october|november|december)(?:{_TO}|,\s)$",
    re.IGNORECASE,
)
_THE = re.compile(rf"\bthe{_S}$", re.IGNORECASE)
_AND_MONTH = re.compile(rf"(?:{_TO}){_MONTH}")
_TO_NEXT = re.compile(rf"(?:{_TO})(?:the{_S})?")
_LISTED = re.compile(rf",{_S}")
# A word that may be what a figure counts, and no word that goes on after a date.
_WORD_AFTER = re.compile(
    rf"{_S}(?!(?:and|or|but|in|on|at|the|an?|to|by|from|that|which|when|where|was|is|has|after|before|until|for|with|as"
    r"|it|he|she|they|said)\b)[^\W\d_]",
    re.IGNORECASE,
)
_IN_BEFORE = re.compile(rf"\bin{_S}$", re.IGNORECASE)


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether a day can be; 29 February can where no year is said.

    >>> is_day(2022, 2, 29), is_day(None, 2, 29)
    (False, True)
    """
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return (month, day) != (2, 29) or leap


def dates_in(words: str) -> tuple[Day, ...]:
    """Every date that stands in the words, as far as they say it, in order.

    A range gives both its days, a weekday and a year alone are dates too, and a day that cannot be is none.
    A weekday beside a date belongs to it, and the year behind a range belongs to both its ends.
    A month that is another word or a name as well (March, May, August, Jan) counts with a capital, and alone only
    after a word like "in" or beside another month ("the May protests", but not "the March").
    Digits parted by slashes or hyphens count as month, day and year where only one order is possible, else without
    month and day; where the year has two digits, nothing of them is read.
    What can be a date or a figure (the 2044 of "On January 25, 2044 cases", the 25 of "In January 25 people") is given
    in both readings.

    >>> [(each.year, each.month, each.day) for each in dates_in("2-12 January 2022")]
    [(2022, 1, 2), (2022, 1, 12)]
    """
    return read_dates(words)[0]


Loose = tuple[int, int, int]
"""Start, end and value of a number that can be part of a date or a figure."""


def read_dates(words: str) -> tuple[tuple[Day, ...], tuple[Loose, ...]]:
    """The dates of the words, and which of their numbers can be figures instead.

    >>> read_dates("On January 25 2044 cases")[1]
    ((14, 18, 2044),)
    """
    return _kept(words) if len(words) <= CACHED else _read(words)


@cache
def _patterns() -> dict[str, "re.Pattern[str]"]:
    # Compiled when a text is first read: importing the package should cost little.
    return {kind: re.compile(pattern) for kind, pattern in _FORMS.items()}


def _read(words: str) -> tuple[tuple[Day, ...], tuple[Loose, ...]]:
    plain, taken = plain_digits(words), bytearray(len(words))
    found: list[Day] = []
    loose: list[Loose] = []
    for kind, pattern in _patterns().items():
        at = 0
        while match := pattern.search(plain, at):
            start, end = match.span()
            # Behind what is taken another date may begin: January 25 and 25 January.
            is_taken = any(taken[start:end])
            at = start + 1 if is_taken else end
            if is_taken or (days := _days_of(kind, match)) is None:
                continue
            # A day that cannot be is taken too: of "30 February" no February is left.
            taken[start:end] = b"\x01" * (end - start)
            figures = [*_figures_of(kind, match)] if days else []
            loose += figures
            found += days + _without(kind, match, days, figures)
    return tuple(_with_shared_years(sorted(set(found), key=_place), plain)), tuple(loose)


_kept = lru_cache(maxsize=4096)(_read)


def _place(day: Day) -> tuple[int, int, int, int, int]:
    return day.start, day.end, day.month or 0, day.day or 0, -(day.year or 0)


def _days_of(kind: str, match: "re.Match[str]") -> list[Day] | None:
    """The days of a date, none for a day that cannot be; None where the words are no date."""
    groups, (start, end) = match.groupdict(), match.span()
    year = int(groups["year"]) if groups.get("year") else None
    weekday = _WEEKDAYS[groups["weekday"][:3].lower()] if groups.get("weekday") else None
    if kind in ("weekday", "year"):
        return [Day(start, end, year, weekday=weekday)]
    if kind in ("slashed", "short"):
        return _in_two_orders(start, end, year, int(groups["left"]), int(groups["right"]))
    days = _numbers_of(groups)
    if kind == "day":
        return [Day(match.start("last"), end, day=days[0])]
    written = groups.get("month")
    month = _MONTHS[written[:3].lower()] if written else int(groups["number"])
    if not days:
        return _whole_month(match, year, month, written)
    if not all(is_day(year, month, day) for day in days):
        return []
    return [Day(start, end, year, month, day, weekday if day == days[-1] else None) for day in days]


def _numbers_of(groups: dict[str, str | None]) -> list[int]:
    """The days of the month, in digits or as a word."""
    if ordinal := groups.get("ordinal"):
        tens, _, last = ordinal.lower().replace("-", " ").rpartition(" ")
        return [_ORDINALS[last] + {"": 0, "twenty": 20, "thirty": 30}[tens.strip()]]
    written = (groups.get(name) for name in ("days", "day", "last"))
    return [int(each) for part in written if part for each in re.findall("[0-9]+", part)]


def _whole_month(match: "re.Match[str]", year: int | None, month: int, written: str | None) -> list[Day] | None:
    start, end = match.span()
    if not 1 <= month <= 12:
        return None
    if year is None and written is not None and not _is_a_month(written.lower(), match):
        return None
    return [Day(start, end, year, month)]


def _is_a_month(written: str, match: "re.Match[str]") -> bool:
    """Whether the name of a month that stands alone is no other word."""
    if written not in _OTHER_WORDS:
        return True
    before = match.string[max(0, match.start() - 24) : match.start()]
    if written in ("may", "august") and _THE.search(before):
        return True
    return _IN.search(before) is not None or _AND_MONTH.match(match.string, match.end()) is not None


def _in_two_orders(start: int, end: int, year: int | None, left: int, right: int) -> list[Day]:
    """A date in digits: month and day where one order is possible and the year is written out, else neither."""
    readings = {(month, day) for month, day in ((left, right), (right, left)) if is_day(year, month, day)}
    if year is None:
        # 25/01/22: any of the three may be the year.
        return [Day(start, end)]
    if not readings:
        return []
    if len(readings) > 1:
        return [Day(start, end, year)]
    [(month, day)] = readings
    return [Day(start, end, year, month, day)]


# What can be a date or a figure.


def _figures_of(kind: str, match: "re.Match[str]") -> Iterator[Loose]:
    """Numbers of a date that a word follows, as it would follow a figure: "On January 25, 2044 cases"."""
    if kind not in ("month first", "day first", "month") or not _WORD_AFTER.match(match.string, match.end()):
        return
    if match["year"]:
        yield match.start("year"), match.end("year"), int(match["year"])
    elif kind == "month first" and (
        match["last"] or _IN_BEFORE.search(match.string[max(0, match.start() - 8) : match.start()])
    ):
        name = "last" if match["last"] else "day"
        if match[name] and match[name].isdecimal():
            yield match.start(name), match.end(name), int(match[name])


def _without(kind: str, match: "re.Match[str]", days: list[Day], figures: list[Loose]) -> list[Day]:
    """The same date without the number that is a figure in the other reading."""
    if not figures or kind == "day first" or (kind == "month first" and match["last"] and not match["year"]):
        return []
    return [evolve(day, year=None) if day.year else evolve(day, day=None, weekday=None) for day in days]


def _with_shared_years(days: list[Day], plain: str) -> Iterator[Day]:
    """The days; one that a range joins to another has its year too: "from 25 January to 3 February 2022"."""
    shared: list[list[Day]] = []
    inherited = False
    for _, same in groupby(reversed(days), key=lambda day: (day.start, day.end)):
        here, after = [*same], shared[-1] if shared else []
        gap = plain[here[0].end : after[0].start][:20] if after else ""
        if _TO_NEXT.fullmatch(gap) or (inherited and _LISTED.fullmatch(gap)):
            given = [each for day in here for each in _dated(day, after)]
            inherited, here = given != here, given
        else:
            inherited = False
        shared.append(here)
    return (day for same in reversed(shared) for day in reversed(same))


def _dated(day: Day, after: list[Day]) -> list[Day]:
    """A day with the years of the date that it is joined to; without one where that date can be without one too."""
    if day.year is not None or day.month is None:
        return [day]
    years = {each.year for each in after if each.month is not None and _in_order(day, each)}
    found = [evolve(day, year=year) for year in years if is_day(year, day.month, day.day or 1)]
    return found or [day]


def _in_order(day: Day, after: Day) -> bool:
    # From 25 December to 3 January 2022: the first year is another one.
    return (day.month or 0, day.day or 0) <= (after.month or 0, after.day or 31)
