"""The citations of a dataset as a page shows them: each with what came of looking for it, and where it is marked."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from ..article import Article, Verdict, Verification
from ..dataset import Dataset
from ..records import Record
from ..source import Citation

__all__ = ["Mark", "first_of", "marks"]


@frozen
class Mark:
    """One citation of a record, with what came of looking for it.

    >>> Mark("event:a", 0, Citation("source:x", quote="two fled")).verdict is None
    True
    """

    record: str = field()
    """Id of the record."""
    at: int = field()
    """Which of its citations it is, from 0."""
    citation: Citation = field()
    """The citation."""
    verification: Verification | None = field(default=None)
    """What came of looking for it; None where its text is not here."""
    span: tuple[int, int] | None = field(default=None)
    """The characters that are marked; None where nothing in the text can be."""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict of the verifier; None where the text is not here.

        >>> from unrest.source import Source
        >>> article = Article(Source("source:x"), "Two guards fled.")
        >>> (found,) = marks(Dataset([Source("source:x", citations=article.cite("fled"))]), {"source:x": article})
        >>> found.verdict, found.span
        (<Verdict.EXACT: 'exact'>, (11, 15))
        """
        return None if self.verification is None else self.verification.verdict


def marks(dataset: Dataset, texts: Mapping[str, Article], known: Iterable[Verification] = ()) -> tuple[Mark, ...]:
    """Every citation of every record, in the order of the dataset.

    `known` are verifications of a check of the same dataset with the same texts; what is among them is not verified
    again.

    >>> marks(Dataset(), {})
    ()
    """
    verified = {id(each.citation): each for each in known}
    return tuple(_marks(dataset, texts, verified))


def _marks(dataset: Dataset, texts: Mapping[str, Article], verified: Mapping[int, Verification]) -> Iterator[Mark]:
    for record in dataset:
        for at, citation in enumerate(record.citations):
            article = texts.get(citation.source)
            if article is None:
                yield Mark(record.id, at, citation)
            else:
                found = verified.get(id(citation))
                found = article.verify(citation) if found is None else found
                yield Mark(record.id, at, citation, found, _span(found, article))


def _span(found: Verification, article: Article) -> tuple[int, int] | None:
    """The place that a citation names, where there is one in the text; else where its words were found."""
    citation = found.citation
    if citation.start is not None and citation.end is not None and citation.end <= len(article.text):
        return citation.start, citation.end
    return None if found.start is None or found.end is None else (found.start, found.end)


def first_of(record: Record, found: Mapping[str, list[Mark]], order: Mapping[str, int]) -> tuple[int, int, int, int]:
    """Where a record comes on a page: by text and place of its first mark, then what only cites, then what does not.

    >>> from unrest.records import Place
    >>> first_of(Place("place:a", name="A"), {}, {})
    (2, 0, 0, 0)
    """
    here = [mark for mark in found.get(record.id, ()) if mark.citation.source in order]
    if not here:
        return (1 if record.citations else 2), 0, 0, 0
    return min((0, order[mark.citation.source], *_reading(mark)) for mark in here)


def _reading(mark: Mark) -> tuple[int, int]:
    """In the order of reading: what begins first, then what ends last, then what stands nowhere."""
    return (1 << 62, 0) if mark.span is None else (mark.span[0], -mark.span[1])
