"""What a dataset is made of, as it is given: records and texts in any order, one by one."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..article import Article
from ..errors import InvalidDataset, Problem, show
from ..records import KINDS, Record
from .merge import clash

__all__ = ["in_canonical_order", "to_articles"]

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
