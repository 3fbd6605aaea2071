"""Where references and citations lead: to records that are there, and to places that a text of that length has."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any

import attrs

from ..constraint import constraint_of, is_id
from ..errors import Problem, UnrestError, nearest, show
from ..records import Record
from ..source import Ref, Source, kind_of
from .evidence import Evidence
from .identity import look_of

__all__ = [
    "Ends",
    "beyond",
    "citations_stay_within_their_text",
    "lengths_of",
    "plain_references",
    "references",
    "references_lead_to_records",
]

# A nearest id costs a look at every id: this many looks are taken for one dataset.
_LOOKS = 20_000


@cache
def _plan(cls: Any) -> tuple[tuple[str, bool, Any], ...]:
    """The fields of a class that hold references: the name, whether they are many, and the class that they lie in.

    The class is None where the field holds the reference itself.
    """
    found = []
    for attribute in attrs.fields(cls):
        constraint = constraint_of(attribute)
        if constraint is None:
            continue
        classes = [one for one in constraint.names.values() if isinstance(one, type) and attrs.has(one)]
        nested = next((one for one in classes if _plan(one)), None)
        if constraint.kinds or nested:
            found.append((attribute.name, constraint.many, nested))
    return tuple(found)


@cache
def _loose(cls: Any) -> Callable[[Any, Collection[str]], bool]:
    """Whether any reference of a record leads to none of these ids, as one function in straight code."""
    names: dict[str, Any] = {"Ref": Ref}
    source = ["def is_loose(v0, ids):", *_loose_lines(cls, 0), "    return False"]
    exec("\n".join(source), names)
    is_loose: Callable[[Any, Collection[str]], bool] = names["is_loose"]
    return is_loose


def _loose_lines(cls: Any, depth: int) -> Iterator[str]:
    here, there, indent = f"v{depth}", f"v{depth + 1}", "    " * (depth + 1)
    for name, many, nested in _plan(cls):
        yield f"{indent}for {there} in {here}.{name}{'' if many else ','}:"
        if nested is None:
            # A word of a list may stand where a reference may.
            yield f"{indent}    if type({there}) is Ref and {there} not in ids: return True"
        else:
            yield f"{indent}    if {there} is None: continue"
            yield from _loose_lines(nested, depth + 1)


def references(found: object) -> Iterator[tuple[str, Ref[Any]]]:
    """The ids that a record or a value in it refers to, each with its path.

    >>> from unrest.records import Event
    >>> list(references(Event("event:a", stage="planned", where="place:b", participants=["actor:c"])))
    [('where.place', Ref('place:b')), ('participants[0].who', Ref('actor:c'))]
    """
    cls: Any = type(found)
    for name, many, nested in _plan(cls):
        there = getattr(found, name)
        for at, each in enumerate(there if many else (there,)):
            here = f"{name}[{at}]" if many else name
            if nested and each is not None:
                yield from ((f"{here}.{path}", ref) for path, ref in references(each))
            elif type(each) is Ref:
                yield here, each


def plain_references(cls: Any, plain: Mapping[str, Any]) -> Iterator[tuple[str, Ref[Any]]]:
    """The ids that a record in its plain form refers to, so far as they can be read, whatever else is wrong with it.

    >>> from unrest.records import Event
    >>> list(plain_references(Event, {"stage": "plannd", "where": "place:b", "participants": [{"who": "actor:c"}, 3]}))
    [('where.place', Ref('place:b')), ('participants[0].who', Ref('actor:c'))]
    """
    for name, many, nested in _plan(cls):
        there = plain.get(name)
        for at, each in enumerate(there if many and isinstance(there, list) else () if many else (there,)):
            here = f"{name}[{at}]" if many else name
            if nested is None:
                constraint = constraint_of(getattr(attrs.fields(cls), name))
                if constraint is not None and is_id(each, *constraint.kinds):
                    yield here, Ref(each)
            else:
                yield from ((f"{here}.{path}", ref) for path, ref in _inside(nested, each))


def _inside(cls: Any, plain: object) -> Iterable[tuple[str, Ref[Any]]]:
    if isinstance(plain, dict):
        return plain_references(cls, plain)
    try:
        return [*references(cls.parse(plain))] if isinstance(plain, str) and hasattr(cls, "parse") else ()
    except UnrestError:  # told with the other faults
        return ()


class Ends:
    """The ids at which a reference may end, and the nearest of them for one that ends nowhere.

    >>> from unrest.records import Event
    >>> ends = Ends({"event:a", "place:almaty"})
    >>> ends.has_loose(Event("event:a", stage="planned", where="place:almati"))
    True
    """

    def __init__(self, ids: Collection[str]) -> None:
        self._ids = ids
        self._looks = _LOOKS

    def has_loose(self, record: Record) -> bool:
        """Whether any reference of a record leads to nothing."""
        cls: Any = type(record)
        return _loose(cls)(record, self._ids)

    def loose(self, record: Record) -> Iterator[Problem]:
        """The references of a record that lead to nothing."""
        return self.lost(references(record), record.id)

    def lost(self, found: Iterable[tuple[str, Ref[Any]]], identity: str) -> Iterator[Problem]:
        """Those of some references of a record that lead to nothing."""
        for path, target in found:
            if target not in self._ids:
                yield Problem(
                    code="reference.unknown",
                    place=path,
                    found=show(str(target)),
                    expected=f"the id of {'an' if target.kind[:1] in 'aeiou' else 'a'} {target.kind} that is there",
                    hint=self._nearest(target),
                    record=identity,
                )

    @cached_property
    def _by_kind(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self._ids:
            found.setdefault(kind_of(each), []).append(each)
        return found

    def _nearest(self, target: str) -> str | None:
        if self._looks <= 0:
            return None
        same = self._by_kind.get(kind_of(target), [])
        self._looks -= len(same)
        likely = nearest(target, same)
        if likely is None:
            return None
        is_alike = look_of(likely) == look_of(target)
        return f"did you mean {likely!a}, which looks the same?" if is_alike else f"did you mean {likely!r}?"


def lengths_of(records: Iterable[Record]) -> dict[str, int]:
    """How long the texts of sources are, in code points, where that is known.

    >>> lengths_of([Source("source:x", length=3), Source("source:y")])
    {'source:x': 3}
    """
    return {each.id: each.length for each in records if isinstance(each, Source) and each.length is not None}


def beyond(record: Record, lengths: Mapping[str, int]) -> Iterator[Problem]:
    """The citations of a record that end after the end of their text.

    >>> from unrest.records import Place
    >>> from unrest.source import Citation
    >>> there = Citation("source:x", start=0, end=4, quote="Oslo")
    >>> [problem.found for problem in beyond(Place("place:a", name="Oslo", citations=there), {"source:x": 3})]
    ['4']
    """
    for at, citation in enumerate(record.citations):
        longest = lengths.get(citation.source)
        if longest is not None and citation.end is not None and citation.end > longest:
            yield Problem(
                code="citation.bounds",
                place=f"citations[{at}].end",
                found=str(citation.end),
                expected=f"at most {longest}, the length of the text",
                record=record.id,
                start=citation.start,
                end=citation.end,
            )


def references_lead_to_records(evidence: Evidence) -> Iterator[Problem]:
    """Every reference leads to a record of the dataset, or to a claim that a question left out of it.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Event
    >>> lost = Event("event:a", stage="planned", where="place:gone")
    >>> [problem.place for problem in references_lead_to_records(Evidence(Dataset([lost])))]
    ['events[0].where.place']
    """
    dataset = evidence.dataset
    ends = Ends({record.id for record in dataset} | {*dataset.outside})
    for record in dataset:
        if ends.has_loose(record):
            yield from evidence.placed(record, ends.loose(record))


def citations_stay_within_their_text(evidence: Evidence) -> Iterator[Problem]:
    """Every cited place ends within the length of its source, also where its text is not at hand.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Place
    >>> from unrest.source import Citation
    >>> there = Place("place:a", name="Oslo", citations=Citation("source:x", start=0, end=4, quote="Oslo"))
    >>> dataset = Dataset([there, Source("source:x", length=3)])
    >>> [problem.place for problem in citations_stay_within_their_text(Evidence(dataset))]
    ['places[0].citations[0].end']
    """
    lengths = lengths_of(evidence.dataset)
    # Where the text is at hand, the citation is looked up in it.
    lengths = {source: length for source, length in lengths.items() if source not in evidence.articles}
    if lengths:
        for record in evidence.dataset:
            yield from evidence.placed(record, beyond(record, lengths))
