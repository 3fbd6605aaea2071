"""What the rules look at: a dataset, the texts of its sources, and what stands at each cited place."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar, overload

from attrs import evolve, field, frozen

from ..article import Article, Verdict, Verification
from ..dataset import Dataset
from ..errors import Problem
from ..records import Record
from ..source import Citation, Ref, kind_of

__all__ = ["Cited", "Evidence"]

K = TypeVar("K", bound=Record)


@frozen
class Cited:
    """One citation of a record, with what came of looking for it.

    >>> from unrest.records import Source
    >>> Cited(Source("source:x"), 0, Citation("source:x", quote="two fled")).words
    'two fled'
    """

    record: Record = field()
    """The record that rests on it."""
    at: int = field()
    """Which of its citations it is, from 0."""
    citation: Citation = field()
    """The citation."""
    verification: Verification | None = field(default=None)
    """What came of looking for it; None where the text is not at hand."""
    article: Article | None = field(default=None)
    """The text in which it was looked for."""

    @property
    def is_looked_up(self) -> bool:
        """Whether the words at its place were compared with it.

        >>> from unrest.records import Source
        >>> Cited(Source("source:x"), 0, Citation("source:x")).is_looked_up
        False
        """
        return self.verification is not None and self.citation.is_placed

    @property
    def words(self) -> str | None:
        """The cited words, where they are known and stand where they should.

        >>> from unrest.records import Source
        >>> Cited(Source("source:x"), 0, Citation("source:x")).words is None
        True
        """
        if self.verification is None or self.article is None:
            return self.citation.quote
        start, end = self.verification.start, self.verification.end
        is_there = self.verification.verdict in (Verdict.EXACT, Verdict.FOLDED, Verdict.UNPLACED)
        return self.article.text[start:end] if is_there and start is not None else None


@frozen(slots=False, eq=False)
class Evidence:
    """A dataset with the texts of its sources, and what stands at each cited place.

    A place in a problem is a path in the dataset: `statistics[3].quantity.low` is in its fourth statistic.

    >>> from unrest.records import Source
    >>> evidence = Evidence(Dataset([Source("source:x", title="t")]))
    >>> evidence.problem(evidence.dataset["source:x"], "title", "c.d", found="x", expected="y").place
    'sources[0].title'
    """

    dataset: Dataset = field()
    """The records."""
    articles: Mapping[str, Article] = field(factory=dict)
    """The text of each source that has one here, by the id of the source."""

    @cached_property
    def _order(self) -> dict[str, tuple[int, int]]:
        """Where each record stands: in the dataset, and among those of its kind."""
        counted: dict[str, int] = {}
        order = {}
        for at, record in enumerate(self.dataset):
            kind = kind_of(record.id)
            counted[kind] = counted.get(kind, -1) + 1
            order[record.id] = (at, counted[kind])
        return order

    def rank(self, identity: str | None) -> int:
        """Where a record stands in the dataset; what is no record of it stands before all."""
        return self._order[identity][0] if identity in self._order else -1

    def path(self, record: Record, path: str = "") -> str:
        """The path in the dataset of something in a record."""
        return f"{kind_of(record.id)}s[{self._order[record.id][1]}]{'.' if path else ''}{path}"

    def problem(self, record: Record, path: str, code: str, **told: Any) -> Problem:
        """A fault in a record, at its place in the dataset."""
        return Problem(code=code, place=self.path(record, path), record=record.id, **told)

    def placed(self, record: Record, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Faults of a record at their places in the dataset."""
        for problem in problems:
            yield evolve(problem, place=self.path(record, problem.place), record=record.id)

    @overload
    def get(self, ref: Ref[K] | None) -> K | None: ...
    @overload
    def get(self, ref: str | None) -> Record | None: ...
    def get(self, ref: str | None) -> Any:
        """The record behind a reference, where it is there; that it is not, another rule tells."""
        return self.dataset[ref] if ref is not None and ref in self.dataset else None

    @cached_property
    def _cited(self) -> dict[str, tuple[Cited, ...]]:
        return {
            record.id: tuple(self._looked_up(record, at, citation) for at, citation in enumerate(record.citations))
            for record in self.dataset
        }

    def _looked_up(self, record: Record, at: int, citation: Citation) -> Cited:
        article = self.articles.get(citation.source)
        return Cited(record, at, citation, None if article is None else article.verify(citation), article)

    def cited_by(self, record: Record) -> tuple[Cited, ...]:
        """The citations of a record, looked for in their texts where those are at hand."""
        return self._cited[record.id]

    @property
    def cited(self) -> Iterator[Cited]:
        """Every citation of every record, looked for in its text where that is at hand."""
        return (each for found in self._cited.values() for each in found)
