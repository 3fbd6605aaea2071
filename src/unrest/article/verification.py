"""What came of looking for one citation in its text."""

from enum import StrEnum

from attrs import field, frozen

from ..constraint import Rule, as_word, check, count, value, word
from ..display import Displayed
from ..errors import InvalidValue, Problem
from ..source import Citation

__all__ = ["Verdict", "Verification"]


class Verdict(StrEnum):
    """What came of looking for a citation in its text; only `exact` counts as verified.

    >>> Verdict("exact")
    <Verdict.EXACT: 'exact'>
    """

    EXACT = "exact"
    """The words at the place are the cited words, to the letter, and are whole words."""
    FOLDED = "folded"
    """The words are there up to typography: marks, dashes, dots, spaces, the case of the first letter, accents."""
    ELIDED = "elided"
    """A quote without a place leaves words out: it has an ellipsis, and its parts stand in order in one paragraph."""
    AMBIGUOUS = "ambiguous"
    """A quote without a place stands in the text more than once."""
    NOT_FOUND = "not_found"
    """The quote is not in the text, or not between the words that should surround it."""
    WRONG_DIGEST = "wrong_digest"
    """The words at the place are other words than the cited ones."""
    OUT_OF_BOUNDS = "out_of_bounds"
    """The place ends after the end of the text."""
    CUT = "cut"
    """The words begin or end inside a word or a number."""
    UNPLACED = "unplaced"
    """A quote without a place stands in the text exactly once: the citation should say where."""
    WHOLE = "whole"
    """The citation means the whole source; there are no words to verify."""


def _to_verdict(found: "str | Verdict") -> Verdict:
    result: Verdict = as_word(Verdict, found)
    return result


def _contradiction(self: "Verification") -> Problem | None:
    if (self.problem is None) == (self.verdict in (Verdict.EXACT, Verdict.WHOLE)):
        return None
    found, expected = ("nothing", "what is wrong") if self.problem is None else ("a problem", "none")
    expected += f", for the verdict is {self.verdict}"
    return Problem(code="verification.problem", place="problem", found=found, expected=expected)


_RULES = (Rule(("verdict", "problem"), _contradiction),)


@frozen(repr=False)
class Verification(Displayed):
    """What came of looking for one citation in its text.

    In a condition it is true where the citation is verified.

    Raises:
        InvalidValue: for a fault without a problem, and for a problem where there is no fault.

    >>> Verification("exact", Citation("source:x", start=4, end=6, quote="19"), start=4, end=6)
    Verification(exact, Citation('source:x', 4..6 '19'))
    """

    verdict: Verdict = field(converter=_to_verdict, metadata=word(Verdict, required=True))
    """What came of it."""
    citation: Citation = field(metadata=value(Citation, required=True))
    """What was looked for."""
    problem: Problem | None = field(default=None, kw_only=True, metadata=value(Problem))
    """What is wrong, with a repair where one can be proposed; None for `exact` and `whole`."""
    start: int | None = field(default=None, kw_only=True, metadata=count())
    """First character of the words where they were found, in code points; None where they were not."""
    end: int | None = field(default=None, kw_only=True, metadata=count())
    """The character after their last one."""

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue, _RULES)

    @property
    def is_verified(self) -> bool:
        """Whether the words are at the place, to the letter.

        >>> Verification("whole", Citation("source:x")).is_verified
        False
        """
        return self.verdict is Verdict.EXACT

    def __bool__(self) -> bool:
        return self.is_verified

    def __str__(self) -> str:
        return f"{self.verdict}: {self.citation if self.problem is None else self.problem}"

    def __repr__(self) -> str:
        return f"Verification({self.verdict}, {self.citation!r})"
