"""Strategies for datasets that hang together: every reference leads to a record of its kind, never in a circle."""

from collections.abc import Sequence
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..article import Article
from ..dataset import Dataset
from ..records import CLAIM_KINDS, KINDS, Happening, Record, Ref, Statement, Statistic
from ..rows import Rows
from ..vocabulary import Act
from .bound import built_once, checked_count, filled
from .citation import articles, citations
from .record import Pool, drawn
from .row import rows_of_files
from .text import names, refs, texts

__all__ = ["datasets", "reports_of_incidents"]

# In this order each kind comes after those that it mostly refers to.
_KINDS = ("actor", "place", "statement", "statistic", "event", "deployment", "source")


def _new(identity: "Ref[Any]", taken: "set[Ref[Any]]") -> "Ref[Any]":
    """An id that no other record has."""
    while identity in taken:
        identity = Ref(f"{identity}'")
    taken.add(identity)
    return identity


def _articles(draw: DrawFn, taken: "set[Ref[Any]]") -> list[Article]:
    """Texts that the records of a dataset cite, each of a source of its own."""
    found: dict[str, Article] = {}
    for article in draw(st.lists(articles(max=2), max_size=2)):
        source = attrs.evolve(article.source, id=str(_new(Ref(article.source.id), taken)))
        found.setdefault(article.text, attrs.evolve(article, source=source))
    return list(found.values())


def _without_circle(record: Record) -> Record:
    """A statement that withdraws takes back no statement: what was said in that one may take it back in turn."""
    if not isinstance(record, Statement) or record.act is not Act.WITHDRAWS:
        return record
    return attrs.evolve(record, targets=[each for each in record.targets if each.kind != "statement"])


def _kinds(low: int, high: int) -> SearchStrategy[Sequence[str]]:
    """Kinds of record in an order: as they come, or so that most references lead somewhere, also those of actors."""
    found = st.lists(st.sampled_from(_KINDS), min_size=low, max_size=high)
    usual = found.map(lambda kinds: sorted(kinds, key=_KINDS.index))
    actors_last = found.map(lambda kinds: sorted(kinds, key=lambda kind: (kind == "actor", _KINDS.index(kind))))
    return usual | found | actors_last


@st.composite
def _datasets(draw: DrawFn, low: int, high: int) -> Dataset:
    taken: set[Ref[Any]] = set()
    told = _articles(draw, taken)
    outside = [_new(each, taken) for each in draw(st.lists(_LEFT_OUT, max_size=1))]
    citing = st.one_of([citations(article) for article in told])
    records: list[Record] = [article.source for article in told]
    for kind in draw(_kinds(low, high)):
        # Only what is there already can be referred to, so that nothing goes in a circle.
        pool = Pool(tuple(sorted(taken)), citing)
        records.append(_without_circle(draw(drawn(KINDS[kind], pool, _new(draw(refs(kind)), taken)))))
    kept = draw(st.lists(st.sampled_from(told), max_size=1)) if told else []
    parts = {"outside": outside, "articles": kept, "rows": draw(_ROWS), **draw(_DESCRIPTIONS)}
    # Built by hypothesis, so that a failing example shows the records and not only how many they are.
    return draw(st.builds(Dataset, st.just(records), **{name: st.just(part) for name, part in parts.items() if part}))


# Few datasets keep rows: drawing them takes time from what most are about.
_ROWS: SearchStrategy[list[Rows]] = st.sampled_from((False,) * 9 + (True,)).flatmap(
    lambda is_kept: rows_of_files(max=2).map(lambda rows: [rows]) if is_kept else st.just([])
)
# No statement: whose chain leads out of the dataset cannot be asked who said it.
_LEFT_OUT = refs(*(kind for kind in CLAIM_KINDS if kind != "statement"))
_DESCRIPTIONS = filled(
    {}, {"name": names(), "title": texts(), "description": texts(), "licence": texts(), "version": texts()}
)


@built_once
def datasets(*, min: int = 0, max: int = 8) -> SearchStrategy[Dataset]:
    """Datasets that hang together, of `min` to `max` records beside their sources.

    Every reference leads to a record of the right kind, or to a claim that is listed in `outside`; nothing goes in a
    circle; whatever is cited stands in a text, and the texts of some come with them.

    Raises:
        InvalidValue: for bounds that are no numbers of records, or that cross.

    >>> from hypothesis import given
    >>> @given(datasets(max=3))
    ... def test(dataset):
    ...     assert len(dataset) - len(dataset.sources) <= 3
    >>> test()
    """
    checked_count(min, max)
    return _datasets(min, max)


@st.composite
def _reports_of_incidents(draw: DrawFn, low: int, high: int) -> Dataset:
    dataset = draw(_datasets(low, high))
    records: list[Record] = []
    for record in dataset:
        if isinstance(record, Happening) and not _is_not_stated(record, "incident"):
            record = attrs.evolve(record, incident=draw(st.sampled_from(("march", "riot"))))
        elif isinstance(record, Statistic) and draw(st.booleans()):
            # Less is said of whom and where: so that several figures are of one thing.
            record = attrs.evolve(record, of_whom=None, counted=None, about=None, where=None, incident=None)
        records.append(record)
    return attrs.evolve(dataset, records=records)


def _is_not_stated(record: Record, path: str) -> bool:
    return any(path in coding.not_stated for coding in record.codings)


@built_once
def reports_of_incidents(*, min: int = 0, max: int = 8) -> SearchStrategy[Dataset]:
    """Datasets in which several events are reports of one incident, and several figures are of one thing.

    They hang together as `datasets` do.

    Raises:
        InvalidValue: for bounds that are no numbers of records, or that cross.

    >>> from hypothesis import given
    >>> @given(reports_of_incidents(max=4))
    ... def test(dataset):
    ...     assert {incident.name for incident in dataset.incidents()} <= {"march", "riot"}
    >>> test()
    """
    checked_count(min, max)
    return _reports_of_incidents(min, max)
