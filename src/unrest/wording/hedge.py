"""How a number is hedged by the English words and the signs beside it."""

import re
from typing import Final, NamedTuple

from ..vocabulary import Qualifier
from .number import Number

__all__ = ["Hedge", "hedge_of"]


class Hedge(NamedTuple):
    """The qualifiers that stand beside a number, and whether nothing else there may be another one.

    >>> hedge_of("at least 19", Number(9, 11, 19)).said
    frozenset({<Qualifier.AT_LEAST: 'at_least'>})
    """

    said: frozenset[Qualifier]
    sure: bool


_SAYS: Final[dict[tuple[Qualifier, ...], str]] = {
    (Qualifier.AT_LEAST,): "at least|at the least|at the very least|no fewer than|no less than|not fewer than"
    "|not less than|a minimum of|minimum of|minimum",
    (Qualifier.MORE_THAN,): "more than|over|above|in excess of|exceeding|exceeded|exceeds|greater than|higher than",
    (Qualifier.AT_LEAST, Qualifier.MORE_THAN): "upwards of|upward of",
    (Qualifier.AT_MOST,): "at most|at the most|at the very most|up to|no more than|not more than|a maximum of"
    "|maximum of|maximum|as many as|as much as|not over|not exceeding",
    (Qualifier.LESS_THAN,): "less than|fewer than|under|below|lower than",
    (Qualifier.ALMOST,): "almost|nearly|approaching",
    (Qualifier.ALMOST, Qualifier.LESS_THAN): "just under|just below|slightly less than|slightly under|not quite",
    (Qualifier.ALMOST, Qualifier.ABOUT): "close to",
    (Qualifier.ABOUT,): "about|around|some|approximately|approx|roughly|an estimated|estimated|circa|ca|c"
    "|more or less|in the region of|in the order of|on the order of",
    (Qualifier.EXACT,): "exactly|precisely",
}
_BY_PHRASE: Final = {phrase: said for said, phrases in _SAYS.items() for phrase in phrases.split("|")}
_PHRASE = re.compile(rf"(?<![\w-])({'|'.join(sorted(_BY_PHRASE, key=len, reverse=True))})\.?$", re.IGNORECASE)
_SIGNS: Final = {
    ">=": (Qualifier.AT_LEAST,),
    "≥": (Qualifier.AT_LEAST,),
    ">": (Qualifier.MORE_THAN,),
    "<=": (Qualifier.AT_MOST,),
    "≤": (Qualifier.AT_MOST,),
    "<": (Qualifier.LESS_THAN,),
    "<~": (Qualifier.ALMOST,),
    "~": (Qualifier.ABOUT,),
    "≈": (Qualifier.ABOUT,),
}
_SIGN = re.compile(r"(>=|≥|>|<=|≤|<~|<|~|≈)$")
# Between a hedge and its number: about $40, about "19".
_OPENING = re.compile(r"(?:\s|[$€£¥₸₽₴\"“”«‘'(\[]|(?<!\w)(?:US|USD|EUR|GBP|KZT|RUB))*$")
_NOUN = r"(?:%|\s?per\s?cent)?(?:\s{1,4}[^\W\d_]{1,20}){0,2},?"
_STOP = r"(?=\s*(?:[.,;:)!?]|$))"
_AFTER: Final = (
    (
        re.compile(rf"\+|-plus\b|{_NOUN}\s{{1,4}}(?:or more\b|at (?:the )?(?:very )?least{_STOP})", re.IGNORECASE),
        Qualifier.AT_LEAST,
    ),
    (
        re.compile(
            rf"{_NOUN}\s{{1,4}}(?:(?<!more )or (?:fewer|less)\b|at (?:the )?(?:very )?most{_STOP})", re.IGNORECASE
        ),
        Qualifier.AT_MOST,
    ),
    (
        re.compile(
            rf"-odd\b|{_NOUN}\s{{1,4}}(?:or so\b|or thereabouts\b|more or less\b|approximately{_STOP})", re.IGNORECASE
        ),
        Qualifier.ABOUT,
    ),
)
# Words after which "about" says of what, and not how many: reports about 19 deaths.
_OF_WHAT = re.compile(
    r"(?<!\w)(?:report|inform|news|know|knew|hear|ask|talk|speak|spoke|told|tell|wrote|writ|complain|question|data|detail"
    r"|rumou?r|learn|claim|statement|concern|worr|warn|article|video|post|lie|lied|lying)\w*$",
    re.IGNORECASE,
)
_OF_PLACE: Final = frozenset({"over", "under", "above", "below", "around", "some"})
_TIME_AFTER = re.compile(r"\s{1,4}(?:hours?|nights?|days?|weeks?|months?|years?)\b", re.IGNORECASE)
_MOST_HEDGES: Final = 3


def hedge_of(words: str, number: Number, *, english: bool = True) -> Hedge:
    """The hedges directly beside a number: words where they are English, signs in any language.

    Not sure is what has another reading: "reports about 19 deaths", "over 3 days".

    >>> hedge_of("reports about 19 deaths", Number(14, 16, 19))
    Hedge(said=frozenset(), sure=False)
    """
    before = " ".join(words[max(0, number.start - 64) : number.start].split())
    said: set[Qualifier] = set()
    for _ in range(_MOST_HEDGES):
        before = _OPENING.sub("", before)
        if match := _SIGN.search(before):
            said.update(_SIGNS[match[1]])
        elif english and (match := _PHRASE.search(before)):
            phrase, before = match[1].lower(), before[: match.start()].rstrip()
            if _is_preposition(phrase, before, words, number):
                return Hedge(frozenset(said), False)
            said.update(_BY_PHRASE[phrase])
            continue
        break
    if english:
        said.update(qualifier for pattern, qualifier in _AFTER if pattern.match(words, number.end))
    return Hedge(frozenset(said), True)


def _is_preposition(phrase: str, before: str, words: str, number: Number) -> bool:
    if phrase == "about":
        return _OF_WHAT.search(before) is not None
    return phrase in _OF_PLACE and phrase != "some" and _TIME_AFTER.match(words, number.end) is not None
