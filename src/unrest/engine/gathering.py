"""The records on which an answer rests, brought into memory: a few claims, with all that decides about them.

What is asked of few claims of many, how a figure developed or where reports of one incident differ, is found on the
engine and told in memory, by the same code as there.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import evolve

from ..dataset import Dataset
from ..query import asserted, value
from ..records import CLAIM_KINDS, HAPPENINGS, Claim, Record
from ..source import kind_of
from .relation import table_of_kind
from .selection import Selection
from .value import reach

if TYPE_CHECKING:
    from .connection import Engine

__all__ = ["counting", "deciding", "reports", "with_support"]


def _picked(engine: "Engine", kind: str, ids: frozenset[str]) -> Selection[Any]:
    """The records of a kind with these ids."""
    return Selection(engine, (kind,), (lambda table, _: engine.among(table.id, ids),))


def _of_kinds(ids: Iterable[str], kinds: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    given = list(ids)
    for kind in kinds:
        if found := frozenset(each for each in given if kind_of(each) == kind):
            yield kind, found


def _records(engine: "Engine", ids: Iterable[str], *kinds: str) -> list[Any]:
    return [record for kind, found in _of_kinds(ids, kinds) for record in _picked(engine, kind, found)]


def with_support(engine: "Engine", claims: Iterable[Any]) -> Dataset:
    """Claims with the statements that carry them, the sources that they cite, and who speaks.

    >>> from unrest.engine import connect
    >>> with connect("kazakhstan-2022") as engine:
    ...     with_support(engine, engine.statistics)
    Dataset('kazakhstan-2022', 1 source, 2 actors, 3 statements, 4 statistics)
    """
    found: dict[str, Record] = {claim.id: claim for claim in claims}
    new: list[Any] = list(found.values())
    while new:
        told = {claim.stated_in for claim in new if claim.stated_in is not None} - found.keys()
        new = _records(engine, told, "statement")
        found |= {each.id: each for each in new}
    cited = {citation.source for record in found.values() for citation in record.citations}
    speaking = {speaker for record in found.values() if (speaker := getattr(record, "speaker", None)) is not None}
    others = [*_records(engine, cited, "source"), *_records(engine, speaking, "actor")]
    return evolve(engine.head, records=(*found.values(), *others), outside=())


def deciding(engine: "Engine", figures: Iterable[Any]) -> Dataset:
    """Figures with every claim that supersedes, withdraws, denies or confirms one of them, or such a claim, and so on.

    >>> from unrest.engine import connect
    >>> with connect("kazakhstan-2022") as engine:
    ...     len(deciding(engine, engine.statistics).statements)
    3
    """
    found: dict[str, Any] = {figure.id: figure for figure in figures}
    new = frozenset(found)
    while new:
        told = {each.stated_in for name in new if (each := found[name]).stated_in is not None}
        met = [*_records(engine, told - found.keys(), "statement"), *_leading_to(engine, new)]
        fresh = {each.id: each for each in met if each.id not in found}
        found |= fresh
        new = frozenset(fresh)
    return with_support(engine, found.values())


def _leading_to(engine: "Engine", claims: frozenset[str]) -> Iterator[Any]:
    for kind, path in (("statement", "targets"), ("statistic", "supersedes")):
        table = table_of_kind(kind)
        there = reach(table, path)
        told = there.rows(engine.among(there.found, claims))
        yield from Selection(engine, (kind,), (lambda _, __, told=told: told,))  # type: ignore[misc]


def counting(engine: "Engine", *, all_claims: bool) -> "Selection[Claim]":
    """The claims that count: what stands, is asserted, and is accomplished.

    >>> from unrest.engine import connect
    >>> with connect("kazakhstan-2022") as engine:
    ...     len(counting(engine, all_claims=False))
    34
    """
    if all_claims:
        return engine.claims
    return engine.standing().where(asserted, (value("stage") == "accomplished") | ~value("stage").present)


def reports(engine: "Engine", of: str, claims: Selection[Any]) -> Dataset:
    """The claims, among these, that are reports of an incident, or figures, with what supports them.

    >>> from unrest.engine import connect
    >>> with connect("kazakhstan-2022") as engine:
    ...     len(reports(engine, "figures", engine.claims).statistics)
    4
    """
    kinds = ("statistic",) if of == "figures" else HAPPENINGS
    told: Selection[Any] = Selection(engine, tuple(kind for kind in CLAIM_KINDS if kind in kinds), claims.conditions)
    return with_support(engine, told if of == "figures" else told.where(value("incident").present))
