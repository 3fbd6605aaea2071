"""Sizes of crowds in words, which become numbers only on request, by the rule of a named dataset."""

from collections.abc import Mapping
from functools import lru_cache

from ..errors import InvalidQuery, Problem, nearest, show
from ..quantity import Quantity
from .cell import whole

__all__ = ["RULES", "crowd_size", "rule_named"]

RULES: Mapping[str, Mapping[str, int]] = {
    "ccc": {"tens of thousands": 20_000, "hundreds of thousands": 200_000},
    "mmad": {"dozens": 25, "tens of thousands": 15_000, "hundreds of thousands": 150_000},
}
"""What the Crowd Counting Consortium and the Mass Mobilization in Autocracies Database make of words; only those of
their words for which a source was at hand."""


def rule_named(name: str | None) -> str | None:
    """A rule by its name; None for none.

    Raises:
        InvalidQuery: for a rule that is not known.

    >>> rule_named("ccc"), rule_named(None)
    ('ccc', None)
    """
    if name is None or name in RULES:
        return name
    likely = nearest(name, RULES) if isinstance(name, str) else None
    hint = f"did you mean {likely!r}?" if likely else None
    raise InvalidQuery(Problem(code="rule.unknown", found=show(name), expected=f"one of {', '.join(RULES)}", hint=hint))


@lru_cache(maxsize=1 << 12)
def crowd_size(words: str, rule: str | None = None) -> Quantity:
    """The size of a crowd as it was said: a number where the words are one, else the words themselves.

    With a rule the words that it knows are about so many; the words and the name of the rule are kept.

    >>> crowd_size("Tens of thousands"), crowd_size("100")
    (Quantity('"Tens of thousands"'), Quantity('100', wording='100'))
    >>> crowd_size("Tens of thousands", "ccc")
    Quantity('~20000', wording='Tens of thousands', rule='ccc')
    """
    number = whole(words)
    if number is not None and number >= 0:
        return Quantity(low=number, best=number, high=number, qualifier="exact", wording=words)
    made = RULES[rule].get(" ".join(words.casefold().split())) if rule else None
    if made is None:
        return Quantity(qualifier="vague", wording=words)
    return Quantity(best=made, qualifier="about", wording=words, rule=rule)
