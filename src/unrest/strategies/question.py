"""Strategies for questions: every leaf of the query language, combined with `&`, `|` and `~`."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..dataset import Dataset
from ..path import follow, paths
from ..query import (
    Predicate,
    about,
    asserted,
    at,
    citing,
    involving,
    known_on,
    of_kind,
    possibly_known_on,
    published_until,
    relayed_by,
    said_by,
    unattributed,
    value,
    wording_contains,
)
from ..query.claim import CLAIMS
from ..query.number import Counted
from ..query.time import Timed
from ..records import SUBJECTS, Ref
from ..vocabulary import EventKind, Stage
from ..when import UNKNOWN
from .bound import built_once, checked_count, refuse
from .text import refs
from .value import periods, whens

__all__ = ["predicates"]

_ORDERED = (int, float, Decimal, date, str)
_PLAIN = (*_ORDERED, StrEnum)


@built_once
def _spans() -> SearchStrategy[Any]:
    """What a time may lie in: a stretch of the calendar, or a reported time as vague as it is."""
    days = st.dates(date(2021, 12, 1), date(2022, 3, 31))
    return st.sampled_from(("2022-01", "2022", "2021-12/2022-01", "2022-01-02/")) | days | whens() | periods()


@built_once
def _of_any_dataset() -> SearchStrategy[Predicate]:
    days = st.dates(date(2021, 12, 1), date(2022, 3, 31))
    return st.one_of(
        st.sampled_from(EventKind).map(lambda word: of_kind(str(word))),
        st.builds(Timed, st.sampled_from(_RELATIONS), _spans(), certain=st.booleans()),
        days.flatmap(lambda day: st.sampled_from((known_on(day), possibly_known_on(day), published_until(day)))),
        st.sampled_from((asserted, unattributed)),
        st.builds(Counted, st.sampled_from(_HOW_MANY), _numbers(), certain=st.booleans()),
        st.sampled_from(Stage).map(lambda word: value("stage") == str(word)),
        st.sampled_from(sorted({path for cls in CLAIMS for path in paths(cls)})).map(lambda path: value(path).present),
        st.integers(0, 300).map(lambda number: value("quantity.low") >= number),
        st.sampled_from(("a", "19", "said", "more than")).map(wording_contains),
    )


_RELATIONS = ("before", "after", "during", "overlaps")
_HOW_MANY = ("at_least", "more_than", "at_most", "less_than", "equals")


@built_once
def _numbers() -> SearchStrategy[int | Decimal]:
    return st.integers(0, 300) | st.sampled_from((-5, Decimal("19.5"), 10**9))


def _compared(path: str, found: Any, order: str) -> Predicate:
    asked = value(path)
    # `==` of a field makes a question, which the checkers cannot know of `==`.
    compared: dict[str, Callable[[], Any]] = {
        "==": lambda: asked == found,
        "!=": lambda: asked != found,
        "<": lambda: asked < found,
        "<=": lambda: asked <= found,
        ">": lambda: asked > found,
        ">=": lambda: asked >= found,
    }
    question: Predicate = compared[order]()
    return question


def _orders_of(found: object) -> tuple[str, ...]:
    """How something can be compared; words and references are texts that have no order."""
    has_order = isinstance(found, _ORDERED) and not isinstance(found, bool | StrEnum | Ref)
    return ("==", "!=", "<", "<=", ">", ">=") if has_order else ("==", "!=")


def _comparisons(dataset: Dataset) -> SearchStrategy[Predicate]:
    """What stands in a claim of the dataset, compared with itself or with what stands there in another one."""

    # Not with the dataset as its argument, which hypothesis would print, and warn that it is long.
    @st.composite
    def compared(draw: DrawFn) -> Predicate:
        claim = dataset.claims[draw(st.integers(0, len(dataset.claims) - 1))]
        there = [(path, each) for path in paths(type(claim)) for each in follow(claim, path) if each is not UNKNOWN]
        # Most fields are words and references: what has an order is drawn half of the time.
        ordered = [(path, each) for path, each in there if len(_orders_of(each)) > 2]
        is_ordered = bool(ordered) and draw(st.booleans())
        path, found = draw(st.sampled_from(ordered if is_ordered else there))
        if type(found) is str and path == "id":
            return value(path) == found
        return _compared(path, found, draw(st.sampled_from(_orders_of(found))))

    return compared()


def _about_dataset(dataset: Dataset) -> Iterable[SearchStrategy[Predicate]]:
    """Questions that name what stands in the dataset; one that names what is not there would be refused."""
    actors = [actor.id for actor in dataset.actors]
    places = [place.id for place in dataset.places]
    subjects = [record.id for record in dataset if Ref(record.id).kind in SUBJECTS]
    if actors:
        yield st.sampled_from(actors).map(said_by) | st.sampled_from(actors).map(relayed_by)
    if places:
        yield st.sampled_from(places).map(at)
    if actors or places:
        yield st.sampled_from([*actors, *places]).map(involving)
    if subjects:
        yield st.sampled_from(subjects).map(about)
    if dataset.sources:
        yield _citing(st.sampled_from([source.id for source in dataset.sources]))
    if dataset.claims:
        yield _comparisons(dataset)


def _citing(sources: SearchStrategy[Any]) -> SearchStrategy[Predicate]:
    """Of a source as a whole, or of a stretch of its first thousand characters."""
    ends = st.sets(st.integers(0, 1_000), min_size=2, max_size=2).map(sorted)
    return sources.map(citing) | st.builds(lambda source, ends: citing(source, *ends), sources, ends)


def _combined(leaves: SearchStrategy[Predicate], most: int) -> SearchStrategy[Predicate]:
    def larger(inner: SearchStrategy[Predicate]) -> SearchStrategy[Predicate]:
        pairs = st.tuples(inner, inner)
        return inner.map(lambda p: ~p) | pairs.map(lambda pair: pair[0] & pair[1]) | pairs.map(lambda p: p[0] | p[1])

    return st.recursive(leaves, larger, max_leaves=most)


def predicates(dataset: Dataset | None = None, *, max: int = 4) -> SearchStrategy[Predicate]:
    """Questions about claims, combined of at most `max` single ones.

    With a dataset they can be put to it, and name what stands in it: its actors, its happenings, the values of its
    fields. Without one they may name anything, and a dataset refuses those that name what it has not.

    Raises:
        InvalidValue: for what is no dataset, and for a `max` below 1.

    >>> from hypothesis import given
    >>> from unrest.records import Event
    >>> dataset = Dataset([Event("event:a", kind="riot", stage="planned")])
    >>> @given(predicates(dataset))
    ... def test(question):
    ...     assert len(dataset.where(question).claims) + len(dataset.where(~question).claims) == 1
    >>> test()
    """
    checked_count(1, max, least=1)
    if dataset is None:
        return _free(max)
    if not isinstance(dataset, Dataset):
        raise refuse("dataset", dataset, "a Dataset")
    return _combined(st.one_of(_of_any_dataset(), *_about_dataset(dataset)), max)


@built_once
def _free(most: int) -> SearchStrategy[Predicate]:
    named = (
        *(refs("actor").map(said_by), refs("actor").map(relayed_by), refs("place").map(at)),
        *(refs("actor", "place").map(involving), refs(*SUBJECTS).map(about), _citing(refs("source"))),
    )
    return _combined(st.one_of(_of_any_dataset(), *named), most)
