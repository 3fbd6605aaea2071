"""What came of a check: all that is wrong, all that could not be checked, and how much was."""

from collections import Counter

from attrs import field, frozen

from ..article import Verification
from ..display import Displayed
from ..errors import Problem, counted

__all__ = ["Check"]


@frozen(kw_only=True)
class Check(Displayed):
    """What came of checking a dataset: all that is wrong, all that could not be checked, and how much was.

    Nothing that could not be checked counts as right: it is in `not_checked`, with the reason.
    In a condition it is true where nothing is wrong.

    >>> print(Check(citations=2, records=1, places=1))
    no problems; 1 of 2 citations looked up in a text, of 1 record
    """

    problems: tuple[Problem, ...] = field(default=())
    """All that is wrong, in the order of the records."""
    not_checked: tuple[Problem, ...] = field(default=())
    """What could not be checked, and why: no text, no place, words that cannot be read."""
    verifications: tuple[Verification, ...] = field(default=(), repr=False)
    """What came of looking up each citation whose text was at hand."""
    citations: int = field(default=0)
    """How many citations the dataset has."""
    places: int = field(default=0)
    """How many cited places were looked up in a text."""
    records: int = field(default=0)
    """How many records these places belong to."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; what could not be checked may still be wrong.

        >>> Check().ok
        True
        """
        return not self.problems

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        wrong = counted(len(self.problems), "problem") if self.problems else "no problems"
        looked_up = f"{self.places} of {counted(self.citations, 'citation')} looked up in a text"
        whose = f", of {counted(self.records, 'record')}" if self.places else ""
        codes = Counter(problem.code for problem in self.not_checked)
        left = [f"not checked: {', '.join(f'{many} {code}' for code, many in sorted(codes.items()))}"] if codes else []
        return "\n".join(["; ".join([wrong, looked_up + whose, *left]), *(f"  {each}" for each in self.problems)])
