"""What a claim is about, where it was, who is in it, and which source it stands in."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, get_origin

import attrs
from attrs import field, frozen

from ..errors import show
from ..place import Where
from ..records import (
    HAPPENINGS,
    SUBJECTS,
    Actor,
    Deployment,
    Event,
    Place,
    Record,
    Ref,
    Source,
    Statement,
    Statistic,
    Subject,
)
from ..source import kind_of
from ..vocabulary import LinkKind
from .claim import CLAIMS, asked_of, claims_only, named, needed
from .comprehension import Constants, either_kind
from .predicate import Kinds, Predicate, Test, by_kind, refuse, told_at

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "INVOLVED",
    "About",
    "At",
    "Citing",
    "Involving",
    "about",
    "at",
    "citing",
    "involving",
    "places_around",
    "places_within",
]


def _grown(start: str, after: dict[str, list[str]]) -> frozenset[str]:
    """All that is reached from a start through any number of steps."""
    found, left = {start}, [start]
    while left:
        new = [each for each in after.get(left.pop(), ()) if each not in found]
        found.update(new)
        left += new
    return frozenset(found)


def _incident(name: str) -> str:
    # No id begins so: an incident and a record are never one.
    return f"incident {name}"


def _happenings(dataset: "Dataset", subject: str) -> tuple[frozenset[str], frozenset[str]]:
    """A subject with its parts and all other reports of the same incidents, and the names of these incidents."""
    after: dict[str, list[str]] = {}
    for record in (each for kind in HAPPENINGS for each in getattr(dataset, f"{kind}s")):
        if record.incident is not None:
            after.setdefault(record.id, []).append(_incident(record.incident))
            after.setdefault(_incident(record.incident), []).append(record.id)
    for event in dataset.events:
        for link in event.links:
            if link.kind is LinkKind.PART_OF and link.to is not None:
                after.setdefault(link.to, []).append(event.id)
    found = _grown(subject, after)
    incidents = {each.removeprefix("incident ") for each in found if each.startswith("incident ")}
    return found, frozenset(incidents)


@frozen(repr=False)
class About(Predicate):
    """Whether a claim is about this subject, a part of it, or the incident that it is a report of.

    >>> About(Ref("event:a"))
    about('event:a')
    """

    subject: "Ref[Subject]" = field()
    """The event, deployment, actor, place or statistic."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to claims; a subject that has no parts needs no dataset."""
        claims_only(self, kinds)
        if kinds == (Deployment,) and kind_of(self.subject) not in HAPPENINGS:
            raise refuse("query.kind", "Deployment", "Event, Statement, Statistic", place=repr(self))
        within, incidents = self._within(dataset)
        others = within - {self.subject}
        tests: dict[type[Record], Test] = {
            Event: lambda event: event.id in others,
            Statement: lambda told: told.incident in incidents or not within.isdisjoint(told.about),
            Deployment: lambda deployment: deployment.id in others,
            Statistic: lambda figure: figure.incident in incidents or figure.about in within,
        }
        return by_kind({kind: tests[kind] for kind in kinds})

    def _within(self, dataset: "Dataset | None") -> tuple[frozenset[str], frozenset[str]]:
        if kind_of(self.subject) in HAPPENINGS:
            dataset = needed(self, dataset)
        if dataset is None:
            return frozenset({self.subject}), frozenset()
        if self.subject not in dataset.outside:
            dataset[self.subject]  # a subject that is not there is refused, never answered with nothing
        return _happenings(dataset, self.subject)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:  # noqa: ARG002 (others need it)
        """What the claim is about, what it is part of, and its incident."""
        told = [told_at(record, "about")] if isinstance(record, Statement | Statistic) else []
        parts = [str(link.to or link.words) for link in getattr(record, "links", ()) if link.kind is LinkKind.PART_OF]
        told += [f"part of {', '.join(parts)}"] if parts else []
        return "; ".join([*told, told_at(record, "incident")])

    def __repr__(self) -> str:
        return f"about({str(self.subject)!r})"


def about(subject: "Subject | str") -> Predicate:
    """Claims about an event, a deployment, an actor, a place or a statistic, about a part of it, or about its incident.

    A Statistic or a Statement is about what its `about` names; an Event is about what it is part of.
    Parts are followed through any number of `part_of` links.
    Reports of one incident are about one happening: what is about one of them, or has its `incident`, is about all.

    Raises:
        InvalidQuery: for what nothing can be about, and when it is asked of records that are no claims.
        NotFound: when the dataset that is asked has no such record.

    >>> about("actor:army")(Statement("statement:s", act="accuses", about=["actor:army"]))
    True
    """
    return About(named(subject, *SUBJECTS))


def places_within(dataset: "Dataset", place: str) -> frozenset[str]:
    """The ids of a place and of all places within it, through any number of steps.

    >>> from unrest.dataset import Dataset
    >>> pair = [Place("place:orlec", name="Orlec", within="place:cres"), Place("place:cres", name="Cres")]
    >>> sorted(places_within(Dataset(pair), "place:cres"))
    ['place:cres', 'place:orlec']
    """
    inside: dict[str, list[str]] = {}
    for each in dataset.places:
        if each.within is not None:
            inside.setdefault(each.within, []).append(each.id)
    return _grown(place, inside)


@frozen(repr=False)
class At(Predicate):
    """Whether a claim was at this place or at one within it.

    >>> At(Ref("place:almaty"))
    at('place:almaty')
    """

    place: "Ref[Place]" = field()
    """The place."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to the claims and places of a dataset."""
        within = self._within(dataset, kinds)
        tests: dict[type[Record], Test] = {
            kind: lambda r: r.where is not None and r.where.place in within for kind in CLAIMS
        }
        tests[Place] = lambda place: place.id in within
        tests[Deployment] = lambda r: (
            (r.where is not None and r.where.place in within) or not within.isdisjoint(r.sites)
        )
        return by_kind({kind: tests[kind] for kind in kinds})

    def _within(self, dataset: "Dataset | None", kinds: Kinds) -> frozenset[str]:
        asked_of(self, kinds, (*CLAIMS, Place))
        whole = needed(self, dataset)
        whole[self.place]  # a place that is not there is refused, never answered with nothing
        return places_within(whole, self.place)

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The place looked up among those within."""
        within = constants.name(self._within(dataset, kinds))
        there = f"r.where is not None and r.where.place in {within}"
        sited = f"not {within}.isdisjoint(r.sites)"
        if Deployment in kinds and len(kinds) > 1:
            sited = f"(type(r) is {constants.name(Deployment)} and {sited})"
        claimed = f"({there}) or {sited}" if Deployment in kinds else there
        return either_kind({kind: f"r.id in {within}" if kind is Place else claimed for kind in kinds}, constants)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """Where it was, and within what that place lies."""
        whole = needed(self, dataset)
        if isinstance(record, Place):
            return " within ".join(places_around(whole, Ref(record.id)))
        where: Where | None = record.where
        told = told_at(record, "where.place")
        if where is not None:
            told = f"where.place is {' within '.join(places_around(whole, where.place))}"
        return "; ".join([told, *([told_at(record, "sites")] if isinstance(record, Deployment) else [])])

    def __repr__(self) -> str:
        return f"at({str(self.place)!r})"


def places_around(dataset: "Dataset", place: "Ref[Place]") -> list[str]:
    """The ids of a place and of the places that it lies within, the nearest first; one that is not there is the last.

    >>> from unrest.dataset import Dataset
    >>> pair = [Place("place:orlec", name="Orlec", within="place:cres"), Place("place:cres", name="Cres")]
    >>> [str(each) for each in places_around(Dataset(pair), Ref("place:orlec"))]
    ['place:orlec', 'place:cres']
    """
    found: list[str] = []
    here: Ref[Place] | None = place
    while here is not None and here not in found:
        found.append(here)
        here = dataset[here].within if here in dataset else None
    return found


def at(place: "Place | str") -> Predicate:
    """Claims that were at this place or at one within it, through any number of steps; places too can be asked.

    Asked is the place of a claim, and also each site of a Deployment.
    How finely a claim knows its place is another question: `value("where.precision")`.

    Raises:
        InvalidQuery: for what is no place, and when it is asked of records that have none.
        NotFound: when the dataset that is asked has no such place.

    >>> from unrest.dataset import Dataset
    >>> places = [Place("place:orlec", name="Orlec", within="place:cres"), Place("place:cres", name="Cres")]
    >>> riot = Event("event:a", kind="riot", stage="accomplished", where="place:orlec")
    >>> Dataset([riot, *places]).events.where(at("place:cres")).ids
    (Ref('event:a'),)
    """
    return At(named(place, "place"))


# The fields that hold who has a part in a claim.
INVOLVED: Mapping[type[Record], tuple[str, ...]] = {
    Event: ("participants.who",),
    Statement: ("speaker", "addressees", "about"),
    Deployment: ("force", "contributors", "sent_by", "requested_by"),
    Statistic: ("of_whom", "about"),
}


def _text(cls: type[Record], path: str) -> str:
    """Python that reads what a field holds of a record `r`, as items of a tuple."""
    name, _, part = path.partition(".")
    if part:
        return f"*(each.{part} for each in r.{name})"
    return f"*r.{name}" if get_origin(attrs.fields_dict(cls)[name].type) is tuple else f"r.{name}"


_INVOLVED: Mapping[type[Record], Callable[[Any], tuple[str | None, ...]]] = {
    cls: eval(f"lambda r: ({', '.join(_text(cls, path) for path in paths)},)") for cls, paths in INVOLVED.items()
}


@frozen(repr=False)
class Involving(Predicate):
    """Whether an actor or a place has a part in a claim.

    >>> Involving(Ref("actor:a"))
    involving('actor:a')
    """

    who: "Ref[Actor | Place]" = field()
    """The actor or the place."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to claims."""
        claims_only(self, kinds)
        if dataset is not None:
            dataset[self.who]  # an actor that is not there is refused, never answered with nothing
        who = self.who
        return lambda claim: who in _INVOLVED[type(claim)](claim)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:  # noqa: ARG002 (others need it)
        """Who has a part in it."""
        told = sorted({str(each) for each in _INVOLVED[type(record)](record) if each is not None})
        return f"involved are {', '.join(told)}" if told else "nobody is coded as involved"

    def __repr__(self) -> str:
        return f"involving({str(self.who)!r})"


def involving(who: "Actor | Place | str") -> Predicate:
    """Claims in which an actor or a place has a part.

    That is: the participants of an Event; the force of a Deployment, its contributors, who sent and who requested it;
    the speaker of a Statement, its addressees and what it is about; of whom a Statistic is, and what it is about.
    A body is not its members and not its parts: ask for each of them.

    Raises:
        InvalidQuery: for what is neither an actor nor a place, and when it is asked of records that are no claims.
        NotFound: when the dataset that is asked has no such record.

    >>> involving("actor:army")(Deployment("deployment:d", stage="accomplished", force="actor:army"))
    True
    """
    return Involving(named(who, "actor", "place"))


@frozen(repr=False)
class Citing(Predicate):
    """Whether a record cites a source, or some of the characters of a stretch of it.

    >>> Citing(Ref("source:x"), 100, 200)
    citing('source:x', 100, 200)
    """

    source: "Ref[Source]" = field()
    """The source."""
    start: int | None = field(default=None)
    """Where the stretch begins, in characters; empty where the whole source is meant."""
    end: int | None = field(default=None)
    """Where it ends: the first character after it."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:  # noqa: ARG002 (others need it)
        """Bind to records of any kind."""
        if dataset is not None:
            dataset[self.source]  # a source that is not there is refused, never answered with nothing
        source, start, end = self.source, self.start, self.end
        if start is None or end is None:
            return lambda record: any(each.source == source for each in record.citations)
        first, last = start, end

        def overlaps(record: Record) -> bool:
            placed = [each for each in record.citations if each.source == source]
            # A citation without a place is of no certain stretch.
            return any(
                each.start is not None and each.end is not None and each.start < last and first < each.end
                for each in placed
            )

        return overlaps

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:  # noqa: ARG002 (others need it)
        """What it cites."""
        told = [
            f"{each.source}" + (f" {each.start}-{each.end}" if each.start is not None else "")
            for each in record.citations
        ]
        return f"it cites {', '.join(told)}" if told else "it cites nothing"

    def __repr__(self) -> str:
        stretch = "" if self.start is None else f", {self.start}, {self.end}"
        return f"citing({str(self.source)!r}{stretch})"


def citing(source: "Source | str", start: int | None = None, end: int | None = None) -> Predicate:
    """Records that cite a source; with a start and an end those that cite at least one character of this stretch.

    Characters are counted as in a Citation: code points of the whole text, the end not included.
    A citation of a whole source and one whose place is not known are of no certain stretch.

    Raises:
        InvalidQuery: for what is no source, for one end without the other, and for an end that is not after the start.
        NotFound: when the dataset that is asked has no such source.

    >>> from unrest.records import Citation
    >>> cited = Event("event:a", stage="planned", citations=[Citation("source:x", start=10, end=19, digest="0" * 64)])
    >>> citing("source:x", 18, 30)(cited), citing("source:x", 19, 30)(cited)
    (True, False)
    """
    wanted = named(source, "source")
    if start is None and end is None:
        return Citing(wanted)
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        found = f"{show(start)} to {show(end)}"
        raise refuse("query.span", found, "a start of at least 0 and an end after it", place="citing")
    return Citing(wanted, start, end)
