"""Circles: chains that should end somewhere and lead back to where they began."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..errors import Problem
from ..records import Event, Record, Statement, Statistic
from ..vocabulary import Act, LinkKind
from .evidence import Evidence

__all__ = [
    "circles",
    "links_go_in_no_circle",
    "members_are_in_no_circle",
    "no_body_holds_a_role_in_its_own_part",
    "parts_of_figures_go_in_no_circle",
    "places_lie_within_no_circle",
    "removals_go_in_no_circle",
    "statements_end_in_one_of_the_sources_own",
]

Edges = Mapping[str, Iterable[str]]


def circles(edges: Edges) -> Iterator[tuple[str, ...]]:
    """Chains of ids that lead back to their first; a chain that has none is walked once.

    >>> list(circles({"a": ["b"], "b": ["c"], "c": ["b"]}))
    [('b', 'c')]
    """
    closed: set[str] = set()
    for root in edges:
        if root in closed:
            continue
        path, ways = {root: 0}, [iter(edges[root])]
        while ways:
            there = next(ways[-1], None)
            if there is None:
                ways.pop()
                closed.add(path.popitem()[0])
            elif there in path:
                yield tuple(path)[path[there] :]
            elif there in edges and there not in closed:
                path[there] = len(path)
                ways.append(iter(edges[there]))


def _told(evidence: Evidence, edges: Edges, field: str, code: str, expected: str) -> Iterator[Problem]:
    for circle in circles(edges):
        found = " -> ".join([*circle, circle[0]])
        yield evidence.problem(evidence.dataset[circle[0]], field, code, found=found, expected=expected)


def _edges(records: Iterable[Any], lead: Callable[[Any], Iterable[str | None]]) -> dict[str, list[str]]:
    found = {record.id: [each for each in lead(record) if each is not None] for record in records}
    return {identity: ends for identity, ends in found.items() if ends}


def statements_end_in_one_of_the_sources_own(evidence: Evidence) -> Iterator[Problem]:
    """The statements in which a claim was handed on lead to one that the source tells itself.

    >>> from unrest.dataset import Dataset
    >>> pair = [Statement(f"statement:{a}", act="relays", stated_in=f"statement:{b}") for a, b in ("xy", "yx")]
    >>> [problem.found for problem in statements_end_in_one_of_the_sources_own(Evidence(Dataset(pair)))]
    ['statement:x -> statement:y -> statement:x']
    """
    edges = _edges(evidence.dataset.statements, lambda statement: [statement.stated_in])
    yield from _told(evidence, edges, "stated_in", "chain.circle", "statements that end in one of the source's own")


def places_lie_within_no_circle(evidence: Evidence) -> Iterator[Problem]:
    """No place lies within a place that lies within it.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Place
    >>> pair = [Place(f"place:{a}", name=a, within=f"place:{b}") for a, b in ("xy", "yx")]
    >>> [problem.place for problem in places_lie_within_no_circle(Evidence(Dataset(pair)))]
    ['places[0].within']
    """
    edges = _edges(evidence.dataset.places, lambda place: [place.within])
    yield from _told(evidence, edges, "within", "place.circle", "a place that is not within itself")


def members_are_in_no_circle(evidence: Evidence) -> Iterator[Problem]:
    """No body is a member of one of its own members.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Actor
    >>> pair = [Actor(f"actor:{a}", name=a, member_of=[f"actor:{b}"]) for a, b in ("xy", "yx")]
    >>> [problem.place for problem in members_are_in_no_circle(Evidence(Dataset(pair)))]
    ['actors[0].member_of']
    """
    edges = _edges(evidence.dataset.actors, lambda actor: actor.member_of)
    yield from _told(evidence, edges, "member_of", "member.circle", "a body that is not a member of its own members")


def _reached(start: str, edges: Edges) -> set[str]:
    found, left = {start}, [start]
    while left:
        new = [each for each in edges.get(left.pop(), ()) if each not in found]
        found.update(new)
        left += new
    return found


def no_body_holds_a_role_in_its_own_part(evidence: Evidence) -> Iterator[Problem]:
    """Nobody holds a post in a body that is a part of the holder.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Actor, Role
    >>> ministry = Actor("actor:ministry", name="Ministry", roles=[Role(of="actor:office")])
    >>> office = Actor("actor:office", name="Office", member_of=["actor:ministry"])
    >>> [problem.place for problem in no_body_holds_a_role_in_its_own_part(Evidence(Dataset([ministry, office])))]
    ['actors[0].roles[0].of']
    """
    edges = _edges(evidence.dataset.actors, lambda actor: actor.member_of)
    for actor in evidence.dataset.actors:
        for at, role in enumerate(actor.roles):
            if role.of is not None and actor.id in _reached(role.of, edges):
                yield evidence.problem(
                    actor,
                    f"roles[{at}].of",
                    "role.own_part",
                    found=f"{role.of}, a part of {actor.id}",
                    expected="a body that is no part of the one that holds the role",
                )


def parts_of_figures_go_in_no_circle(evidence: Evidence) -> Iterator[Problem]:
    """No figure is a part of one that is a part of it.

    >>> from unrest.dataset import Dataset
    >>> told = {"measure": "deaths", "quantity": 1, "stage": "accomplished"}
    >>> pair = [Statistic(f"statistic:{a}", **told, subset_of=f"statistic:{b}") for a, b in ("xy", "yx")]
    >>> [problem.place for problem in parts_of_figures_go_in_no_circle(Evidence(Dataset(pair)))]
    ['statistics[0].subset_of']
    """
    edges = _edges(evidence.dataset.statistics, lambda statistic: [statistic.subset_of])
    yield from _told(evidence, edges, "subset_of", "part.circle", "a whole that is no part of its own part")


def links_go_in_no_circle(evidence: Evidence) -> Iterator[Problem]:
    """No event is part of itself, nor, as one and the same teller has it, caused by itself or after itself.

    Two tellers may differ in which of two events came first: that is no fault of the records.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Link
    >>> pair = [Event(f"event:{a}", stage="accomplished", links=[Link("after", f"event:{b}")]) for a, b in ("xy", "yx")]
    >>> [problem.place for problem in links_go_in_no_circle(Evidence(Dataset(pair)))]
    ['events[0].links']
    """

    def leads(kind: LinkKind) -> Callable[[Event], Iterator[str]]:
        def lead(event: Event) -> Iterator[str]:
            for link in event.links:
                there = evidence.get(link.to) if link.kind is kind else None
                if there is not None and (kind is LinkKind.PART_OF or _same_teller(event, there)):
                    yield there.id

        return lead

    for kind in _ONE_WAY:
        edges = _edges(evidence.dataset.events, leads(kind))
        yield from _told(evidence, edges, "links", "link.circle", f"events that are not {kind} themselves")


_ONE_WAY = (LinkKind.PART_OF, LinkKind.CAUSED_BY, LinkKind.RESPONSE_TO, LinkKind.GREW_FROM, LinkKind.AFTER)


def _same_teller(one: Event, other: Record) -> bool:
    return one.stated_in == getattr(other, "stated_in", None)


def _removed(claim: Record) -> Iterable[str]:
    """The claims that a claim removes, where it stands itself."""
    if isinstance(claim, Statistic):
        return claim.supersedes
    return claim.targets if isinstance(claim, Statement) and claim.act is Act.WITHDRAWS else ()


def removals_go_in_no_circle(evidence: Evidence) -> Iterator[Problem]:
    """No claim is superseded or withdrawn by what it supersedes or withdraws itself: such a circle removes nothing.

    >>> from unrest.dataset import Dataset
    >>> told = {"measure": "deaths", "quantity": 1, "stage": "accomplished"}
    >>> pair = [Statistic(f"statistic:{a}", **told, supersedes=[f"statistic:{b}"]) for a, b in ("xy", "yx")]
    >>> [problem.place for problem in removals_go_in_no_circle(Evidence(Dataset(pair)))]
    ['statistics[0].supersedes']
    """
    edges: dict[str, list[str]] = {}
    for claim in evidence.dataset.claims:
        edges.setdefault(claim.id, []).extend(_removed(claim))
        # Where a statement is withdrawn, what was said in it is withdrawn as well.
        if claim.stated_in is not None:
            edges.setdefault(claim.stated_in, []).append(claim.id)
    for circle in circles(edges):
        pairs = zip(circle, (*circle[1:], circle[0]), strict=True)
        removers = [one for each, other in pairs if (one := evidence.get(each)) and other in _removed(one)]
        if removers:
            yield evidence.problem(
                removers[0],
                "supersedes" if isinstance(removers[0], Statistic) else "targets",
                "removal.circle",
                found=" -> ".join([*circle, circle[0]]),
                expected="claims that do not remove one another",
            )
