"""Numbers as prose writes them, in digits and in English words."""

import re
from collections.abc import Collection, Iterator
from decimal import Context, Decimal
from functools import lru_cache
from itertools import takewhile
from math import prod
from typing import Final, NamedTuple

from attrs import field, frozen

from .day import read_dates
from .script import CACHED, is_english, plain_digits

__all__ = ["RULES", "Number", "numbers_in", "read_numbers"]

RULES: Final = frozenset({"dozen"})
"""Names of the rules that make numbers of words that say none, applied only when asked.

`dozen`: a dozen is 12, half a dozen 6, two dozen 24; dozens stay words.
"""


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


class _Found(NamedTuple):
    """A number that was read, with the thousand or million that it ends in; 1 where it ends in none."""

    start: int
    end: int
    value: int | Decimal | None
    scale: int = 1


_UNITS: Final = {
    word: number
    for number, word in enumerate(
        re.findall(
            "[a-z]+",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen",
        )
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(re.findall("[a-z]+", "twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ALL_SCALES: Final = _SCALES | {"hundred": 100, "lakh": 10**5, "crore": 10**7, "mln": 10**6, "mn": 10**6, "bn": 10**9}
# Enough for any number that is read, so that a product is never rounded.
_EXACTLY: Final = Context(prec=200)
_LONGEST: Final = 60

_S = r"\s{1,4}"
_GAP = r"[\s-]{1,4}"
_SPACES = " \u00a0\u2009\u202f'’"
# A letter or a digit before, also over a hyphen (T-72, Khabar24), makes it part of a name.
_DIGITS = re.compile(
    r"(?<!\w)(?<![0-9][.,٫٬/⁄:])(?<![^\W\d]-)(?P<sign>(?<!\S)[-−–])?"
    rf"(?P<digits>(?:[0-9]{{1,3}}(?P<gap>[{_SPACES}])[0-9]{{3}}(?![0-9])(?:(?P=gap)[0-9]{{3}}(?![0-9]))*|[0-9]+)"
    r"(?:[.,٫٬/⁄:][0-9]+)*)(?P<tail>[^\W\d_]*)"
)
_TIME = re.compile(
    r"(?<![\w.,:/-])(?:[01]?[0-9]|2[0-3])(?:(?::[0-5][0-9]){1,2}(?![\w:])(?:\s?[ap]\.?m\b)?"
    r"|(?:\.[0-5][0-9])?\s?(?:[ap]\.?m\b|o['’]clock\b))",
    re.IGNORECASE,
)
_SCALE_AFTER = re.compile(rf"{_GAP}({'|'.join(_ALL_SCALES)})(?!\w)", re.IGNORECASE)
# What makes another number of the one before it, and is not read: five thousands, two thirds, two and a half million.
_PARTS = "third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]{3,9}teenth|[a-z]{3,5}tieth|hundredth"
_OTHER = re.compile(
    rf"(?:{_GAP}(?:thousand|million|billion|trillion|lakh|crore)s"
    rf"|{_S}and{_S}(?:a|one|three){_S}(?:half|quarters?|thirds?)|\s[0-9]{{1,2}}[/⁄][0-9]{{1,2}}(?![0-9/])"
    rf"|(?:{_S}and)?{_GAP}(?:{_PARTS})s?|{_GAP}(?:half|halves))(?![\w-])"
    rf"(?:{_S}(?:hundred|thousand|million|billion|trillion)(?!\w))?",
    re.IGNORECASE,
)
_DOZEN_AFTER = re.compile(rf"{_GAP}dozens?(?!\w)", re.IGNORECASE)
_DOZEN = re.compile(rf"(?<![\w-])(?P<half>half{_S})?an?{_S}(?P<late>half{_S})?dozen(?!\w)", re.IGNORECASE)
_HALF_BEFORE = re.compile(rf"(?:half|quarters?|thirds?|fifths?){_S}(?:of{_S})?$", re.IGNORECASE)
_MINUS = re.compile(rf"(?<!\w)minus{_S}$", re.IGNORECASE)
_DASH = re.compile(rf"[-–—]|{_S}or{_S}")
_TO = re.compile(rf"{_S}(?:[-–—]|to|and){_S}")


def numbers_in(words: str, *, language: str | None = None, rules: Collection[str] = ()) -> tuple[Number, ...]:
    """Every number that stands in the words, in digits or in English number words, in order.

    What a date reads (the 25 of "January 25") or a time of day does is none; a year alone is one, and so is what may
    be a figure beside a date ("On January 25, 2044 cases").
    Ordinals and digits in names (Khabar24) are none.
    No value have: one comma before three digits (1,234) where the language is not English, one point before three
    digits (1.234) in every language, a decimal comma (1,5), leading zeros, a fraction, "two dozen" and "5m".
    Number words are not read where the language is another than English: "ten" is a word of others too.
    `rules` are names of `RULES` to apply.

    >>> [each.value for each in numbers_in("five of 1,600 guards, 2.5 million", language="en")]
    [5, 1600, 2500000]
    >>> [each.value for each in (*numbers_in("two dozen"), *numbers_in("two dozen", rules=["dozen"]))]
    [None, 24]
    """
    return read_numbers(words, is_english(language), frozenset(rules))


def read_numbers(words: str, english: bool | None, rules: frozenset[str] = frozenset()) -> tuple[Number, ...]:
    """The numbers of words of which it is known or not whether they are English.

    >>> [each.value for each in read_numbers("1,234", None)]
    [None]
    """
    return (_kept if len(words) <= CACHED else _read)(words, english, rules)


def _read(words: str, english: bool | None, rules: frozenset[str]) -> tuple[Number, ...]:
    days, loose = read_dates(words)
    # What a date reads is no number, and ends one: "January 25 225 people".
    letters = list(plain_digits(words))
    for day in days:
        if day.month is not None:
            letters[day.start : day.end] = "\0" * (day.end - day.start)
    plain = _TIME.sub(lambda match: "\0" * len(match[0]), "".join(letters))
    found = [*_in_digits(plain, english)]
    if english is not False:
        found += [*_in_words(plain), *_dozens(plain)]
    whole = _joined([*_apart([_grown(each, plain, rules) for each in sorted(found, key=_longest_first)])], plain)
    there = {Number(each.start, each.end, each.value) for each in whole} | {Number(*place) for place in loose}
    return tuple(sorted(there, key=lambda number: (number.start, number.end)))


_kept = lru_cache(maxsize=4096)(_read)


def _longest_first(found: _Found) -> tuple[int, int]:
    return found.start, -found.end


def _apart(found: list[_Found]) -> Iterator[_Found]:
    """Numbers without those that stand in another: the 1/2 of 2 1/2."""
    end = 0
    for each in found:
        if each.start >= end:
            yield each
            end = each.end


# In digits.


def _in_digits(plain: str, english: bool | None) -> Iterator[_Found]:
    for match in _DIGITS.finditer(plain):
        tail = match["tail"].lower()
        start, end, scale = match.start(), match.end("digits"), 1
        if tail and (plain[match.end() : match.end() + 1] or " ").isalnum():
            continue  # 5m2, 72B4: part of a name
        if tail in ("bn", "mn", "mln"):
            scale, end = _ALL_SCALES[tail], match.end()
        elif tail in ("k", "m", "b", "t") or (tail and not tail.isalpha()):
            yield _Found(start, match.end(), None)  # 5m: metres or millions; 2½
            continue
        elif tail:
            continue  # 24th, 5km, 72B: an ordinal, or part of a name
        elif after := _SCALE_AFTER.match(plain, end):
            scale, end = _ALL_SCALES[after[1].lower()], after.end()
        yield _Found(start, end, _signed(match, _value_of(match["digits"], english, scale > 1), scale), scale)


def _signed(match: "re.Match[str]", value: int | Decimal | None, scale: int) -> int | Decimal | None:
    if value is None or match["sign"] == "–":
        return None  # a dash, or a minus
    value = _times(value, scale)
    return _times(value, -1) if match["sign"] else value


def _times(value: int | Decimal, scale: int) -> int | Decimal:
    return value if scale == 1 else _whole(_EXACTLY.multiply(Decimal(value), scale))


def _value_of(digits: str, english: bool | None, scaled: bool) -> int | Decimal | None:
    if len(digits) > _LONGEST or re.match("0[0-9]", digits):
        return None
    if "٫" in digits or "٬" in digits:
        match = re.fullmatch(r"([0-9]+|[0-9]{1,3}(?:٬[0-9]{3})+)(?:٫([0-9]+))?", digits)
        return None if match is None else _whole(Decimal(f"{match[1].replace('٬', '')}.{match[2] or 0}"))
    plain = re.sub(f"[{_SPACES}]", "", digits)
    if plain.isdecimal():
        return int(plain)
    if not re.fullmatch("[0-9.,]+", plain):
        return None  # 1/3, 99:30
    if plain != digits:
        # 1 234,5: the spaces part the thousands, so the mark parts the decimals.
        match = re.fullmatch(r"([0-9]+)[.,]([0-9]+)", plain)
        return None if match is None or len(match[2]) == 3 else _whole(Decimal(f"{match[1]}.{match[2]}"))
    return _marked(digits, english, scaled)


def _marked(digits: str, english: bool | None, scaled: bool) -> int | Decimal | None:
    """A number with commas or points."""
    marks = set(re.findall("[.,]", digits))
    parts = re.split("[.,]", digits)
    grouped = len(parts[0]) <= 3 and parts[0] != "0" and all(len(each) == 3 for each in parts[1:])
    if len(marks) == 2:
        return _mixed(digits)
    if len(parts) > 2:
        return int("".join(parts)) if grouped else None
    if marks == {","}:
        # 1,5 is a decimal for one reader and two numbers for another; 1,234 is a decimal in half of Europe.
        return int("".join(parts)) if grouped and english else None
    # 1.234 people were counted by somebody who writes thousands so; 1.234 million is a decimal.
    return None if grouped and not scaled else _whole(Decimal(digits))


def _mixed(digits: str) -> int | Decimal | None:
    """A number with commas and points: the last one parts the decimals, where the others part thousands."""
    last = max(digits.rfind(","), digits.rfind("."))
    head, tail = digits[:last], digits[last + 1 :]
    if digits[last] in head or not re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{3})+", head):
        return None
    return _whole(Decimal(re.sub("[.,]", "", head) + "." + tail))


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


# In words.

_NUMBER_WORD = "|".join(sorted((*_UNITS, *_TENS, "hundred", *_SCALES), key=len, reverse=True))
_TOKEN = re.compile(rf"(?<!\w)(?:{_NUMBER_WORD})(?!\w)", re.IGNORECASE)
_JOINT = re.compile(rf"-|(?P<comma>,)?{_S}(?P<and>and{_S})?", re.IGNORECASE)
_HUNDRED = re.compile(rf"{_S}hundred(?!\w)", re.IGNORECASE)
_A_BEFORE = re.compile(rf"(?<!\w)an?{_S}$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[^\W\d_]-$")
_HYPHENED = re.compile(r"-([^\W\d_]+)")
# Words that leave a number the number before their hyphen: twenty-odd, five-thousand-strong.
_STILL_A_NUMBER: Final = frozenset({"strong", "odd", "plus", "man", "member", "person"})
_NOBODY = re.compile(rf"(?<!\w)(?:no|any|every|each|some|this|that|which){_GAP}$", re.IGNORECASE)
_ANOTHER = re.compile(rf"{_S}another\b|['’]s\b|-another\b", re.IGNORECASE)


class _Word(NamedTuple):
    """A number word, `a` before a scale, or `and` between two; and where it stands."""

    text: str
    start: int
    end: int
    parted: bool = False
    """Whether a comma parts it from the word before."""


def _in_words(plain: str) -> Iterator[_Found]:
    run: list[_Word] = []
    for match in _TOKEN.finditer(plain):
        word = _Word(match[0].lower(), match.start(), match.end())
        if word.text == "one" and _is_somebody(plain, word):
            continue
        joint = _joint_of(plain, run[-1], word) if run else None
        if joint is None:
            yield from _in_run(run, plain)
            run = [*_article_of(plain, word)]
        elif joint["and"]:
            run.append(_Word("and", word.start, word.start))
        run.append(word._replace(parted=joint is not None and joint["comma"] is not None))
    yield from _in_run(run, plain)


def _joint_of(plain: str, last: _Word, word: _Word) -> "re.Match[str] | None":
    """What stands between two words of one number; a comma only in "two thousand, three hundred"."""
    joint = _JOINT.fullmatch(plain, last.end, word.start) if word.start - last.end < 14 else None
    if joint is None or joint["comma"] is None:
        return joint
    return joint if last.text in _SCALES and _HUNDRED.match(plain, word.end) else None


def _is_somebody(plain: str, word: _Word) -> bool:
    """Whether "one" is no number: no one, one another, one's."""
    before = plain[max(0, word.start - 12) : word.start]
    return _NOBODY.search(before) is not None or _ANOTHER.match(plain, word.end) is not None


def _article_of(plain: str, word: _Word) -> Iterator[_Word]:
    if word.text == "hundred" or word.text in _SCALES:
        at = max(0, word.start - 8)
        if match := _A_BEFORE.search(plain[at : word.start]):
            yield _Word("a", at + match.start(), word.start)


def _in_run(run: list[_Word], plain: str) -> Iterator[_Found]:
    """The numbers of number words that follow one another."""
    if not run or _NAME_BEFORE.search(plain[max(0, run[0].start - 2) : run[0].start]):
        return
    found = [*_spelled_numbers(run)]
    hyphened = _HYPHENED.match(plain, run[-1].end)
    if found and hyphened and hyphened[1].lower() not in _STILL_A_NUMBER:
        found.pop()  # forty-year-old, twenty-fifth
    yield from found


def _spelled_numbers(words: list[_Word]) -> Iterator[_Found]:
    """Numbers in a run of number words: one where they make one, several where they do not (one, two, three).

    What is left over of a scale, before or after a number, makes it unreadable: hundred and fifty, two hundred hundred;
    so does a comma in it, because "two thousand, three hundred" is one number or two.
    """
    at, left = 0, None
    while at < len(words):
        value, after = _spelled_one(words, at)
        if after == at:
            if words[at].text == "hundred" or words[at].text in _SCALES:
                left = words[at].start if left is None else left
            at += 1
            continue
        start, end = words[at].start, words[after - 1].end
        readable = left is None and not any(word.parted for word in words[at + 1 : after])
        if after < len(words) and (words[after].text == "hundred" or words[after].text in _SCALES):
            readable, end, after = False, words[after].end, after + 1
        yield _Found(start if left is None else left, end, value if readable else None, _scale_of(words, at, after))
        at, left = after, None


def _scale_of(words: list[_Word], at: int, after: int) -> int:
    scales = takewhile(bool, (_ALL_SCALES.get(word.text) for word in reversed(words[at:after])))
    return prod(each or 1 for each in scales)


def _spelled_one(words: list[_Word], at: int) -> tuple[int, int]:
    """The longest number that begins at a word, and where it ends."""
    total, scale_before, start = 0, 10**15, at
    while at < len(words):
        value, after = _spelled_group(words, at)
        if after == at:
            break
        scale = _SCALES.get(words[after].text, 0) if after < len(words) else 0
        if scale and scale < scale_before and value:
            total, scale_before, at = total + value * scale, scale, after + 1
            continue
        if total == 0 or value:
            if total and scale:
                break
            total, at = total + value, after
        break
    return total, at if at > start else start


def _spelled_group(words: list[_Word], at: int) -> tuple[int, int]:
    """A number below a thousand that begins at a word, and where it ends; nothing where none does."""
    if words[at].text == "and":
        return _after_and(words, at)
    if words[at].text == "a":
        value, at = 1, at + 1
        if words[at].text != "hundred":
            return value, at
    else:
        value, after = _below_hundred(words, at)
        if after == at:
            return 0, at
        at = after
    if at < len(words) and words[at].text == "hundred" and value:
        value, at = value * 100, at + 1
        rest = at + 1 if at < len(words) and words[at].text == "and" else at
        if rest < len(words):
            more, after = _below_hundred(words, rest)
            if after > rest and not (after < len(words) and words[after].text == "hundred"):
                value, at = value + more, after
    return value, at


def _after_and(words: list[_Word], at: int) -> tuple[int, int]:
    # "and" joins within one number only after a scale: two thousand and five.
    if words[at - 1].text not in _SCALES:
        return 0, at
    value, after = _below_hundred(words, at + 1)
    return (value, after) if after > at + 1 else (0, at)


def _below_hundred(words: list[_Word], at: int) -> tuple[int, int]:
    word = words[at].text
    if word in _UNITS:
        return _UNITS[word], at + 1
    if word not in _TENS:
        return 0, at
    value, at = _TENS[word], at + 1
    if at < len(words) and 0 < (unit := _UNITS.get(words[at].text, 0)) < 10:
        return value + unit, at + 1
    return value, at


def _dozens(plain: str) -> Iterator[_Found]:
    for match in _DOZEN.finditer(plain):
        yield _Found(match.start(), match.end(), 6 if match["half"] or match["late"] else 12, 12)


# What stands beside a number.


def _grown(found: _Found, plain: str, rules: frozenset[str]) -> _Found:
    """A number with what stands directly beside it and changes it."""
    start, end, value, scale = found
    before = plain[max(0, start - 16) : start]
    if after := _OTHER.match(plain, end):
        # In 2022 thousands of people: a year has no plural behind it.
        if value is None or value < 1000 or scale > 1 or after[0].lower().lstrip(" -").startswith("and"):
            return _Found(start, after.end(), None)
    elif after := _DOZEN_AFTER.match(plain, end):
        return _Found(start, after.end(), None if value is None or "dozen" not in rules else _times(value, 12), 12)
    if scale == 12 and "dozen" not in rules:
        value = None
    if plain[start : start + 1] in "aA" and scale > 12 and _HALF_BEFORE.search(before):
        value = None  # half a million
    if _MINUS.search(before):
        value = None if value is None else _times(value, -1)
    return _Found(start, end, value, scale)


def _joined(found: list[_Found], plain: str) -> Iterator[_Found]:
    """Numbers that are one (5 thousand 300), and the scale of a range on both its ends (5-6 thousand)."""
    at = 0
    while at < len(found):
        one, other = found[at], found[at + 1] if at + 1 < len(found) else None
        at += 1
        if other is None or other.start - one.end > 14 or one.value is None or not other.value:
            yield one
            continue
        gap = plain[one.end : other.start]
        if gap.isspace() and one.scale >= 1000 and _is_rest(one, other, plain):
            yield _Found(one.start, other.end, _whole(_EXACTLY.add(Decimal(one.value), Decimal(other.value))))
            at += 1
        elif other.scale > 1 and one.scale == 1 and _times(one.value, other.scale) <= other.value:
            yield _in_range(one, other, gap)
        else:
            yield one


def _is_rest(one: _Found, other: _Found, plain: str) -> bool:
    digits = re.match("[0-9]+", plain[other.start : other.end])
    below = other.value is not None and 0 < other.value < one.scale
    return below and digits is not None and len(digits[0]) <= 3


def _in_range(one: _Found, other: _Found, gap: str) -> _Found:
    if one.value is not None and _DASH.fullmatch(gap):
        return one._replace(value=_times(one.value, other.scale))
    # From 5 to 6 thousand: thousands, or not.
    return one._replace(value=None) if _TO.fullmatch(gap) else one
