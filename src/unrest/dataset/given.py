"""What a dataset is made of, as it is given: records and texts in any order, one by one."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from ..article import Article
from ..errors import InvalidDataset, NotFound, Problem, show
from ..records import KINDS, Record, Source
from ..source import sha256_of
from .merge import clash
from .sequence import listed

__all__ = ["in_canonical_order", "placed_article", "to_articles"]

_RANKS = {cls: i for i, cls in enumerate(KINDS.values())}


def in_canonical_order(given: Iterable[Record]) -> tuple[Record, ...]:
    """Records by kind, then by id, equal ones once.

    Raises:
        InvalidDataset: for what is no record, and for two unequal ones under one id.

    >>> from unrest.records import Place, Source
    >>> [each.id for each in in_canonical_order([Place("place:a", name="A"), Source("source:b")])]
    ['source:b', 'place:a']
    """
    found: dict[str, Record] = {}
    problems: list[Problem] = []
    for i, record in enumerate(_each(given, "records")):
        if type(record) not in _RANKS:
            problems.append(
                Problem(code="dataset.record", place=f"records[{i}]", found=show(record), expected="a record")
            )
        elif (first := found.setdefault(record.id, record)) is not record and first != record:
            problems.append(clash(first, record))
    if problems:
        raise InvalidDataset(*problems)
    return tuple(sorted(found.values(), key=lambda record: (_RANKS[type(record)], record.id)))


def _each(given: Any, noun: str) -> Iterable[Any]:
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        found = Problem(code=f"dataset.{noun}", place=noun, found=show(given), expected=f"{noun}, one by one")
        raise InvalidDataset(found)
    return given


def to_articles(found: "Iterable[Article] | Article") -> tuple[Article, ...]:
    """Texts as a tuple; one alone is taken as a tuple of one.

    Raises:
        InvalidDataset: for what is no collection.

    >>> to_articles([])
    ()
    """
    return (found,) if isinstance(found, Article) else tuple(_each(found, "articles"))


def placed_article(article: Article, sources: Iterable[Source]) -> Article:
    """A text with the source that has its digest.

    Raises:
        NotFound: where no source has it; the message names both.
        InvalidDataset: for what is no Article.

    >>> from unrest.source import sha256_of
    >>> words = " date 2022-01-29 \\n\\nTwo were hurt."
    >>> source = Source("source:x", sha256=sha256_of(words))
    >>> placed_article(Article(Source("source:y"), words), [source]).source.id
    'source:x'
    """
    sources = tuple(sources)
    if not isinstance(article, Article):
        raise InvalidDataset(Problem(code="field.type", place="articles", found=show(article), expected="an Article"))
    digest = sha256_of(article.text)
    fitting = [source for source in sources if source.sha256 == digest]
    # Two sources may have one text: an article that already names one of them stays with it.
    for source in (*(each for each in fitting if each.id == article.source.id), *fitting):
        return article if article.source == source else evolve(article, source=source)
    same = [source for source in sources if source.id == article.source.id]
    told = [f"{source.sha256 or 'no digest'} of {source.id}" for source in same or sources]
    expected = f"the text of a source of this dataset: {listed(told) or 'it has none'}"
    raise NotFound(Problem(code="article.digest", place="articles", found=f"SHA-256 {digest}", expected=expected))
