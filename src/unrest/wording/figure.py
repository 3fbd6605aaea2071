"""Whether words say the figures of a quantity."""

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ..quantity import Quantity
from ..vocabulary import Qualifier
from .hedge import hedge_of
from .number import RULES, Number, read_numbers
from .script import is_english, plain_digits

__all__ = ["says_quantity"]

_LOWER: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER: Final = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.ALMOST})
_COUNTED = r"(?:%|\s?per\s?cent)?(?:\s{1,4}[^\W\d_]{1,20}){0,2}"
# The dots stand between the words of two citations.
_RANGE = re.compile(rf"{_COUNTED}(?:\s…)?(?:\s{{0,4}}[-–—]\s{{0,4}}|\s{{1,4}}(?:to|or)\s{{1,4}})[$€£¥₸₽₴]?")
_AND = re.compile(rf"{_COUNTED},?\s{{1,4}}and\s{{1,4}}[$€£¥₸₽₴]?")
_ONE_OF_TWO = re.compile(r"[-–—]|\s{1,4}or\s{1,4}")
_BETWEEN = re.compile(r"\bbetween\s{1,4}[$€£¥₸₽₴]?$", re.IGNORECASE)
_NO_DEATHS = re.compile(
    r"(?<!\w)(?:no|nil)\s{1,4}(?:(?:civilian|military|police|security)\s{1,4})?"
    r"(?:deaths?|dead|casualt(?:y|ies)|fatalit(?:y|ies)|victims?|injur(?:y|ies)|injured|wounded|arrests?|detentions?"
    r"|loss(?:es)?|incidents?|attacks?|clash(?:es)?|protests?)(?!\w)"
    r"(?!\s{1,4}(?:\w{1,12}\s{1,4}){0,2}(?:reported|confirmed|recorded|registered|known|announced|documented)\b)",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?<!\w)(?:no|none|nobody|nothing|nil|without|not)(?!\w)", re.IGNORECASE)


def says_quantity(words: str, quantity: Quantity, *, language: str | None = None) -> bool | None:
    """Whether the words say the figures of a quantity; None where that cannot be read in them.

    True: every figure (low, best, high) is among the numbers of the words and, in English, hedged as it is coded; a
    range stands as one (between 160 and 225; 160-225; 160 to 225).
    False: the words give other figures, or none in English; or, in words that are English or in no known language,
    every place of the figure is hedged otherwise: a bound ("at least", "up to", "more than", "fewer than", "almost"),
    "about", "exactly", a sign (~ > <), or one end of a range where one number is coded.
    None: a hedge is coded and none is said; the figures of a range do not stand as one; a number has two readings; a
    rule that is not one of `RULES` made the figures; digits alone say how far something fell; a vague quantity has no
    wording, or the number is unknown; in another language no number is read.
    A vague quantity must have its wording in the words, as whole words.
    Of 0 the English words say that nothing was counted ("no deaths"); that nothing is known says no 0.

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
    english, rule = is_english(language), quantity.rule
    numbers = read_numbers(words, english, frozenset({rule}) if rule in RULES else frozenset())
    there = {number.value for number in numbers}
    if figures <= there:
        return _says_hedge(plain_digits(words), quantity, numbers, english)
    if figures == {0} and not there and english is not False and quantity.qualifier is Qualifier.EXACT:
        return _says_none(words)
    if None in there or (rule is not None and rule not in RULES) or _fell(figures, there):
        return None
    return False if english or numbers else None


def _fell(figures: "set[int | Decimal]", there: "set[int | Decimal | None]") -> bool:
    """Whether the words give the size of a change below 0 that is coded: "fell by 5"."""
    sizes = {each.copy_abs() if isinstance(each, Decimal) else abs(each) for each in figures}
    return any(figure < 0 for figure in figures) and sizes <= there


def _says_wording(words: str, quantity: Quantity) -> bool | None:
    if quantity.qualifier is not Qualifier.VAGUE or quantity.wording is None:
        return None
    return re.search(rf"(?<!\w){re.escape(_folded(quantity.wording))}(?!\w)", _folded(words)) is not None


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def _says_none(words: str) -> bool | None:
    """Whether words without a number say 0; None where they say that something is not."""
    if _NO_DEATHS.search(words):
        return True
    return None if _NOTHING.search(words) else False


def _says_hedge(plain: str, quantity: Quantity, numbers: tuple[Number, ...], english: bool | None) -> bool | None:
    coded = quantity.qualifier
    if coded is Qualifier.BETWEEN:
        return True if not english or _says_range(plain, quantity, numbers) else None
    ranged = _ends_of_ranges(plain, numbers) if english is not False else set()
    verdicts = set()
    for number in numbers:
        if number.value not in (quantity.low, quantity.best, quantity.high) or number.value is None:
            continue
        said, sure = hedge_of(plain, number, english=english is not False)
        said |= {Qualifier.BETWEEN} if number in ranged else set()
        verdicts.add(coded in said or (None if not sure else False if said else (coded is Qualifier.EXACT or None)))
    if True in verdicts or None in verdicts:
        return True if True in verdicts or not english else None
    return False


def _says_range(plain: str, quantity: Quantity, numbers: tuple[Number, ...]) -> bool:
    low, high = quantity.low, quantity.high
    for one, other in pairwise(numbers):
        if (one.value, other.value) == (low, high):
            gap = plain[one.end : other.start]
            if _RANGE.fullmatch(gap) or (_AND.fullmatch(gap) and _is_between(plain, one)):
                return True
    hedged = {
        bound: {each for number in numbers if number.value == bound for each in hedge_of(plain, number).said}
        for bound in (low, high)
    }
    return bool(hedged[low] & _LOWER and hedged[high] & _UPPER)


def _is_between(plain: str, number: Number) -> bool:
    return _BETWEEN.search(plain[max(0, number.start - 14) : number.start]) is not None


def _ends_of_ranges(plain: str, numbers: tuple[Number, ...]) -> set[Number]:
    """Numbers that are one end of a range: 19-20, 19 or 20, between 19 and 20.

    "From 19 to 20" is none, because a figure may have risen so.
    """
    ends: set[Number] = set()
    for one, other in pairwise(numbers):
        gap = plain[one.end : other.start][:64]
        if _ONE_OF_TWO.fullmatch(gap) or (_AND.fullmatch(gap) and _is_between(plain, one)):
            ends |= {one, other}
    return ends
