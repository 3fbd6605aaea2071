"""Two collections of records as one: what is united, what yields, and what is refused."""

from collections.abc import Iterable
from typing import Any

import attrs

from ..errors import InvalidDataset, InvalidRecord, Problem, show
from ..records import Actor, Place, Record, Source

__all__ = ["clash", "united"]


def clash(one: Record, other: Record) -> Problem:
    """What two unequal records under one id differ in.

    >>> print(clash(Place("place:a", name="A"), Place("place:a", name="B")).found)
    two records under one id, which differ in name
    """
    names = [each.name for each in attrs.fields(type(one)) if getattr(one, each.name) != getattr(other, each.name)]
    found = f"two records under one id, which differ in {', '.join(names)}"
    return Problem(code="dataset.clash", place=names[0], found=found, expected="one record an id", record=one.id)


def united(ones: Iterable[Record], others: Iterable[Record]) -> tuple[Record, ...]:
    """The records of both: equal ones once, and a source, place or actor that both have as one.

    Raises:
        InvalidDataset: for two unequal claims under one id, and for two values of a field that holds one.

    >>> united([Place("place:a", name="A", aliases=["B"])], [Place("place:a", name="A", kind="area")])
    (Place('place:a', name=A, aliases=(B), kind=area),)
    """
    found = {record.id: record for record in ones}
    problems: list[Problem] = []
    for record in others:
        first = found.setdefault(record.id, record)
        if first == record:
            continue
        try:
            found[record.id] = _one_of(first, record)
        except (InvalidDataset, InvalidRecord) as error:
            problems += error.problems
    if problems:
        raise InvalidDataset(*problems)
    return tuple(found.values())


def _one_of(one: Record, other: Record) -> Record:
    if not isinstance(one, Source | Place | Actor) or type(one) is not type(other):
        raise InvalidDataset(clash(one, other))
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for attribute in attrs.fields(type(one)):
        name, ours, theirs = attribute.name, getattr(one, attribute.name), getattr(other, attribute.name)
        if isinstance(ours, tuple):
            values[name] = ours + theirs
        elif ours is not None and theirs is not None and ours != theirs:
            found = f"{show(str(ours))} and {show(str(theirs))}"
            problems.append(Problem(code="merge.clash", place=name, found=found, expected="one value", record=one.id))
        else:
            values[name] = theirs if ours is None else ours
    if problems:
        raise InvalidDataset(*problems)
    return attrs.evolve(one, **values)
