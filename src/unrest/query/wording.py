"""Which words of the source a record keeps."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from attrs import field, frozen

from ..errors import show
from ..path import classes_in
from ..records import Record
from ..source import Citation
from .predicate import Kinds, Predicate, Test, refuse

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = ["WordingContains", "folded", "wording_contains", "words_in"]

# The fields that hold words of the source, wherever they stand in a record.
_WORDS = frozenset({"wording", "named_as", "cue", "quote", "words"})


def folded(words: str) -> str:
    """Words without what does not count when they are looked for: case, spaces, compatibility forms of letters.

    >>> folded("At  LEAST\\n19")
    'at least 19'
    """
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def words_in(found: Any, dataset: "Dataset | None") -> Iterator[str]:
    """All words of the source in a value, those among its citations whose text came with the dataset included.

    >>> from unrest.records import Statement
    >>> list(words_in(Statement("statement:s", act="asserts", cue="claimed"), None))
    ['claimed']
    """
    cls: Any = type(found)
    for name, is_words in _places(cls):
        each = getattr(found, name)
        if each is None:
            continue
        if is_words:
            yield each
            continue
        for one in each if isinstance(each, tuple) else (each,):
            if isinstance(one, Citation) and one.quote is None:
                if dataset is not None:
                    yield from _cited(one, dataset)
            else:
                yield from words_in(one, dataset)


@cache
def _places(cls: Any) -> tuple[tuple[str, bool], ...]:
    """The fields of a class that hold words of the source, or values with such fields; whether they are words."""
    if not attrs.has(cls):
        return ()
    attrs.resolve_types(cls)
    return tuple(
        (each.name, each.name in _WORDS)
        for each in attrs.fields(cls)
        if each.name in _WORDS or any(_places(inner) for inner in classes_in(each.type))
    )


def _cited(citation: Citation, dataset: "Dataset") -> Iterator[str]:
    article = dataset.article_of(citation.source)
    if article is not None and citation.start is not None:
        yield article.text[citation.start : citation.end]


@frozen(repr=False)
class WordingContains(Predicate):
    """Whether the words of the source that a record keeps have these words in them.

    >>> WordingContains("bandits")
    wording_contains('bandits')
    """

    words: str = field()
    """The words."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:  # noqa: ARG002 (others need it)
        """Bind to records of any kind."""
        wanted = folded(self.words)
        return lambda record: any(wanted in folded(words) for words in words_in(record, dataset))

    def found_in(self, record: Record, dataset: "Dataset | None") -> str:
        """The words of the source that it keeps."""
        told = list(dict.fromkeys(words_in(record, dataset)))
        return f"its words are {', '.join(map(show, told))}" if told else "it keeps no words of its source"

    def __repr__(self) -> str:
        return f"wording_contains({self.words!r})"


def wording_contains(words: str) -> Predicate:
    """Records that keep these words of their source: of a day, a place or a quantity, a name, a cue, or a quote.

    What a coder wrote (`content`, `summary`, `note`) is not asked.
    Case, spaces and compatibility forms of letters do not count; a word inside a longer one does.
    Of a citation without a quote the words are asked where the text came with the dataset.

    Raises:
        InvalidQuery: for what is no text, or has no letter in it.

    >>> from unrest.records import Statement
    >>> wording_contains("Claimed")(Statement("statement:s", act="asserts", cue="claimed that"))
    True
    """
    if type(words) is not str or not words.strip():
        raise refuse("query.words", show(words), "words to look for", place="wording_contains")
    return WordingContains(words)
