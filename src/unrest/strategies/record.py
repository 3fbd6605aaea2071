"""Strategies for records and for the values in them, each as a coder could have written it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import attrs
from attrs import field, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..path import is_filled, paths
from ..records import (
    CLAIM_KINDS,
    HAPPENINGS,
    SUBJECTS,
    Actor,
    Claim,
    Deployment,
    Event,
    Link,
    Participant,
    Place,
    Record,
    Role,
    Source,
    Statement,
    Statistic,
    Where,
)
from ..source import Citation, Coding, Ref, sha256_of
from ..vocabulary import (
    Act,
    ActorKind,
    EventKind,
    Form,
    Group,
    LinkKind,
    Measure,
    ParticipantRole,
    PlaceKind,
    Precision,
    Reading,
    Stage,
    Tactic,
    Task,
)
from .bound import Fields, built_once, few, filled
from .citation import citations
from .text import codes, extras, names, refs, texts
from .value import periods, quantities, whens

__all__ = [
    "FREE",
    "Pool",
    "actors",
    "claims",
    "codings",
    "deployments",
    "drawn",
    "events",
    "links",
    "participants",
    "places",
    "records",
    "roles",
    "sources",
    "statements",
    "statistics",
]

R = TypeVar("R", bound=Record)


@frozen
class Pool:
    """Where the references and the citations of a drawn record lead.

    >>> FREE.ids is None
    True
    """

    ids: "tuple[Ref[Any], ...] | None" = field()
    """The ids that a record may refer to; None for all that there could be."""
    citing: "SearchStrategy[Citation]" = field(eq=False)
    """The citations that it may have."""

    def one(self, *kinds: str) -> "SearchStrategy[Ref[Any]]":
        """A reference to a record of these kinds.

        >>> Pool((), FREE.citing).one("actor").is_empty
        True
        """
        if self.ids is None:
            return refs(*kinds)
        found = [each for each in self.ids if each.kind in kinds]
        return st.sampled_from(found) if found else st.nothing()

    def some(self, *kinds: str) -> "SearchStrategy[list[Ref[Any]]]":
        """A few references to records of these kinds.

        >>> Pool((), FREE.citing).some("actor").is_empty
        False
        """
        return few(self.one(*kinds))


FREE = Pool(None, citations())
"""References to whatever could be, and citations of texts that stand nowhere else."""


def _wheres(pool: Pool) -> SearchStrategy[Where]:
    return st.builds(
        Where, pool.one("place"), precision=st.none() | st.sampled_from(Precision), wording=st.none() | texts()
    )


def _roles(pool: Pool) -> SearchStrategy[Role]:
    dated = {"period": periods(), "as_of": whens()}
    titled = filled({"title": names()}, {"of": pool.one("actor"), **dated})
    untitled = filled({"of": pool.one("actor")}, dated)
    return (titled | untitled).map(lambda found: Role(**found))


def _participants(pool: Pool) -> SearchStrategy[Participant]:
    parts = {
        "roles": few(st.sampled_from(ParticipantRole)),
        "tactics": few(st.sampled_from(Tactic)),
        "named_as": texts(),
    }
    return filled({"who": pool.one("actor", "place")}, parts).map(lambda found: Participant(**found))


def _links(pool: Pool) -> SearchStrategy[Link]:
    kinds = st.sampled_from(LinkKind)
    told = st.tuples(kinds, texts()).map(lambda pair: Link(pair[0], words=pair[1]))
    return told | st.tuples(kinds, pool.one(*HAPPENINGS)).map(lambda pair: Link(*pair))


# What two fields may hold only together is drawn under one name, and stands there as a dict of both.
@built_once
def _coordinates() -> "SearchStrategy[dict[str, Any]]":
    return filled({"latitude": st.floats(-90, 90), "longitude": st.floats(-180, 180)}, {})


def _measured(measure: Measure) -> SearchStrategy[dict[str, Any]]:
    units: dict[Measure, SearchStrategy[Any]] = {
        Measure.DAMAGE: st.sampled_from(("KZT", "EUR", "XXX")),
        Measure.DURATION: st.just("days"),
        Measure.SHARE: st.just("%"),
        Measure.OTHER: st.none() | texts(),
    }
    figures = quantities(min=0, max=100) if measure is Measure.SHARE else quantities(min=0)
    return filled({"measure": st.just(measure), "quantity": figures, "unit": units.get(measure, st.none())}, {})


def _of_source(_: Pool) -> tuple[Fields, Fields]:
    return {}, {
        "title": texts(),
        "publisher": names(),
        "author": names(),
        "published": whens(),
        "retrieved": whens(),
        "url": st.sampled_from(("https://orlec.example/1", "https://orlec.example/2031/03?q=ä#b")),
        "language": st.sampled_from(("en", "ru", "kk", "ar", "zh-Hans")),
        "licence": st.sampled_from(("CC-BY-4.0", "all rights reserved")),
        "via": names(),
        "sha256": texts().map(sha256_of),
        "length": st.integers(0, 10**6),
    }


def _of_place(pool: Pool) -> tuple[Fields, Fields]:
    return {"name": names()}, {
        "aliases": few(names()),
        "kind": st.sampled_from(PlaceKind),
        "within": pool.one("place"),
        "codes": few(codes()),
        "coordinates": _coordinates(),
    }


def _of_actor(pool: Pool) -> tuple[Fields, Fields]:
    return {"name": names()}, {
        "aliases": few(names()),
        "kind": st.sampled_from(ActorKind),
        "roles": few(_roles(pool)),
        "member_of": pool.some("actor"),
        "place": pool.one("place"),
        "codes": few(codes()),
        "stated_in": pool.one("statement"),
    }


def _of_claim(pool: Pool) -> Fields:
    return {
        "stated_in": pool.one("statement"),
        "incident": names(),
        "where": _wheres(pool),
        "codes": few(codes()),
    }


def _of_event(pool: Pool) -> tuple[Fields, Fields]:
    return {"stage": st.sampled_from(Stage)}, {
        **_of_claim(pool),
        "kind": st.sampled_from(EventKind),
        "period": periods(),
        "participants": few(_participants(pool)),
        "summary": texts(),
        "links": few(_links(pool)),
    }


def _of_statement(pool: Pool) -> tuple[Fields, Fields]:
    return {"act": st.sampled_from(Act)}, {
        **_of_claim(pool),
        "speaker": pool.one("actor"),
        "named_as": texts(),
        "cue": texts(),
        "said": whens(),
        "content": texts(),
        "form": st.sampled_from(Form),
        "utterance": names(),
        "addressees": pool.some("actor"),
        "medium": texts(),
        "about": pool.some(*SUBJECTS),
        "targets": pool.some(*CLAIM_KINDS),
    }


def _of_deployment(pool: Pool) -> tuple[Fields, Fields]:
    return {"stage": st.sampled_from(Stage)}, {
        **_of_claim(pool),
        "force": pool.one("actor"),
        "contributors": pool.some("actor"),
        "sent_by": pool.one("actor"),
        "requested_by": pool.one("actor"),
        "purpose": texts(),
        "tasks": few(st.sampled_from(Task)),
        "sites": pool.some("place"),
        "period": periods(),
    }


def _of_statistic(pool: Pool) -> tuple[Fields, Fields]:
    return {"measured": st.sampled_from(Measure).flatmap(_measured), "stage": st.sampled_from(Stage)}, {
        **_of_claim(pool),
        "of_whom": st.sampled_from(Group) | pool.one("actor"),
        "counted": texts(),
        "items": st.lists(texts(), max_size=3),
        "subset_of": pool.one("statistic"),
        "about": pool.one(*HAPPENINGS, "actor"),
        "period": periods(),
        "as_of": whens(),
        "reading": st.sampled_from(Reading),
        "supersedes": pool.some("statistic"),
    }


_FIELDS: Mapping[type[Record], Callable[[Pool], tuple[Fields, Fields]]] = {
    Source: _of_source,
    Place: _of_place,
    Actor: _of_actor,
    Event: _of_event,
    Statement: _of_statement,
    Deployment: _of_deployment,
    Statistic: _of_statistic,
}
_TOGETHER = ("coordinates", "measured")
# A path into these says nothing about what is reported.
_UNSAID = ("id", "citations", "codings", "note")


def _references_in(found: Any) -> Iterator[str]:
    if isinstance(found, Ref):
        yield found
    elif isinstance(found, (list, tuple)):
        for each in found:
            yield from _references_in(each)
    elif attrs.has(type(found)):
        yield from _references_in([getattr(found, each.name) for each in attrs.fields(type(found))])


@built_once
def _paths(cls: type) -> SearchStrategy[str]:
    """Fields of a class that say something about what is reported."""
    return st.sampled_from([path for path in paths(cls) if path.partition(".")[0] not in _UNSAID])


@built_once
def _shapes(cls: type[Any], pool: Pool) -> SearchStrategy[dict[str, Any]]:
    required, optional = _FIELDS[cls](pool)
    return filled(required, {**optional, "note": texts()})


@st.composite
def _coded(draw: DrawFn, bare: R, pool: Pool) -> R:
    """A record with the places at which it is written, and with how it was coded."""
    some = few(_paths(type(bare)))
    cited = [attrs.evolve(each, supports=draw(some)) for each in draw(few(pool.citing))]
    coded = []
    for each in draw(few(codings())):
        absent = [path for path in draw(some) if not is_filled(bare, path)]
        coded.append(attrs.evolve(each, not_stated=absent, inferred=draw(some)))
    return attrs.evolve(bare, citations=cited, codings=coded)


@st.composite
def drawn(draw: DrawFn, cls: type[R], pool: Pool, identity: "Ref[Any] | None" = None) -> R:
    """A record of one kind whose references and citations come from a pool.

    >>> drawn(Place, FREE).is_empty
    False
    """
    given = draw(_shapes(cls, pool))
    for name in _TOGETHER:
        given |= given.pop(name, {})
    own = identity or draw(refs(cls.__name__.lower()))
    used = {*_references_in(list(given.values()))}
    while own in used:  # no record refers to itself
        own = Ref(f"{own}'")
    return draw(_coded(cls(str(own), **given), pool))


@built_once
def wheres() -> SearchStrategy[Where]:
    """Places as claims know them: more or less finely, in the words of a source or without.

    >>> from hypothesis import given
    >>> @given(wheres())
    ... def test(where):
    ...     assert where.place.kind == "place"
    >>> test()
    """
    return _wheres(FREE)


@built_once
def roles() -> SearchStrategy[Role]:
    """Posts that people and bodies hold: a title, a body, or both, dated or not.

    >>> from hypothesis import given
    >>> @given(roles())
    ... def test(role):
    ...     assert role.title or role.of
    >>> test()
    """
    return _roles(FREE)


@built_once
def participants() -> SearchStrategy[Participant]:
    """Who or what took part in an event: an actor or a place, with roles, tactics and words naming it.

    >>> from hypothesis import given
    >>> @given(participants())
    ... def test(participant):
    ...     assert participant.who.kind in ("actor", "place")
    >>> test()
    """
    return _participants(FREE)


@built_once
def links() -> SearchStrategy[Link]:
    """How events stand to other happenings, each by a reference or by words.

    >>> from hypothesis import given
    >>> @given(links())
    ... def test(link):
    ...     assert (link.to is None) != (link.words is None)
    >>> test()
    """
    return _links(FREE)


@built_once
def codings() -> SearchStrategy[Coding]:
    """How records came to be coded: from which row, by whom, when, and what was left over.

    >>> from hypothesis import given
    >>> @given(codings())
    ... def test(coding):
    ...     assert not {*coding.not_stated} & {*coding.inferred}
    >>> test()
    """
    fields = {
        "dataset": names(),
        "release": names(),
        "row": texts(),
        "retrieved": whens(),
        "recorded": whens(),
        "coder": names(),
        "not_stated": few(st.sampled_from(("where", "period.start"))),
        "inferred": few(st.sampled_from(("kind", "incident"))),
        "extra": extras(),
    }
    return filled({}, fields).map(lambda found: Coding(**found))


@built_once
def sources() -> SearchStrategy[Source]:
    """What reports: articles, broadcasts, releases of datasets.

    >>> from hypothesis import given
    >>> @given(sources())
    ... def test(source):
    ...     assert source.id.startswith("source:")
    >>> test()
    """
    return drawn(Source, FREE)


@built_once
def places() -> SearchStrategy[Place]:
    """Countries, towns, sites and areas, with or without coordinates.

    >>> from hypothesis import given
    >>> @given(places())
    ... def test(place):
    ...     assert place.id.startswith("place:")
    >>> test()
    """
    return drawn(Place, FREE)


@built_once
def actors() -> SearchStrategy[Actor]:
    """Who acts, speaks or is acted upon: people, bodies, forces, crowds.

    >>> from hypothesis import given
    >>> @given(actors())
    ... def test(actor):
    ...     assert actor.id.startswith("actor:")
    >>> test()
    """
    return drawn(Actor, FREE)


@built_once
def events() -> SearchStrategy[Event]:
    """Accounts of what happened: what, when, where, who took part, what it grew from.

    >>> from hypothesis import given
    >>> @given(events())
    ... def test(event):
    ...     assert event.id.startswith("event:")
    >>> test()
    """
    return drawn(Event, FREE)


@built_once
def statements() -> SearchStrategy[Statement]:
    """Acts of speaking: asserting, denying, requesting, by somebody or by nobody who is named.

    >>> from hypothesis import given
    >>> @given(statements())
    ... def test(statement):
    ...     assert statement.id.startswith("statement:")
    >>> test()
    """
    return drawn(Statement, FREE)


@built_once
def deployments() -> SearchStrategy[Deployment]:
    """Forces sent somewhere, from a start to an end that may both be vague or unknown.

    >>> from hypothesis import given
    >>> @given(deployments())
    ... def test(deployment):
    ...     assert deployment.id.startswith("deployment:")
    >>> test()
    """
    return drawn(Deployment, FREE)


@built_once
def statistics() -> SearchStrategy[Statistic]:
    """Figures: of what, of whom, how many, as of when.

    >>> from hypothesis import given
    >>> @given(statistics())
    ... def test(statistic):
    ...     assert statistic.id.startswith("statistic:")
    >>> test()
    """
    return drawn(Statistic, FREE)


@built_once
def claims() -> SearchStrategy[Claim]:
    """Claims of all four kinds.

    >>> from hypothesis import given
    >>> @given(claims())
    ... def test(claim):
    ...     assert isinstance(claim, Claim)
    >>> test()
    """
    return st.one_of(events(), statements(), deployments(), statistics())


@built_once
def records() -> SearchStrategy[Record]:
    """Records of every kind.

    >>> from hypothesis import given
    >>> @given(records())
    ... def test(record):
    ...     assert isinstance(record, Record)
    >>> test()
    """
    return st.one_of(sources(), places(), actors(), claims())
