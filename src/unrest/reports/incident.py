"""Incidents: which claims are reports of one happening, by what is coded, and which may be, by reasons."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from attrs import field, frozen

from ..dataset.history import thing_of
from ..dataset.sequence import likely
from ..display import Displayed, Listed
from ..errors import Ambiguous, NotFound, Problem, counted, show
from ..query.subject import places_around
from ..records import Claim, Event, Happening, Ref, Statistic
from ..vocabulary import Stage

if TYPE_CHECKING:
    from ..dataset import Dataset, Records

__all__ = ["Incident", "Incidents", "Proposal", "incidents", "propose_incidents"]


_OF = ("events", "figures")


@frozen(repr=False)
class Incident:
    """Reports of one happening: events under one `incident`, or figures of one and the same thing.

    >>> from unrest.dataset import Dataset
    >>> reports = [Event(f"event:{name}", stage="accomplished", incident="march") for name in "ab"]
    >>> incidents(Dataset(reports))["march"]
    Incident('march', 2 reports)
    """

    name: str = field()
    """What the reports share: the `incident` of events; measure, unit, of whom, what, about and where of figures."""
    reports: "Records[Claim]" = field()
    """The reports."""

    def __repr__(self) -> str:
        return f"Incident({self.name!r}, {counted(len(self.reports), 'report')})"


@frozen(repr=False)
class Incidents(Listed, Sequence[Incident]):
    """All incidents of a dataset, by their names, and the reports that belong to none.

    >>> from unrest.dataset import Dataset
    >>> incidents(Dataset([Event("event:a", stage="planned")]))
    Incidents(0, 1 report of none)
    """

    items: tuple[Incident, ...] = field()
    """The incidents."""
    ungrouped: "Records[Claim]" = field()
    """Events and deployments without an `incident`: of what else they are reports is not coded."""

    @overload
    def __getitem__(self, index: int | str) -> Incident: ...
    @overload
    def __getitem__(self, index: slice) -> "Incidents": ...
    def __getitem__(self, index: int | str | slice) -> "Incident | Incidents":
        if isinstance(index, slice):
            return Incidents(self.items[index], self.ungrouped)
        return self._named(index) if isinstance(index, str) else self.items[index]

    def _named(self, name: str) -> Incident:
        found = [each for each in self.items if each.name == name]
        if len(found) == 1:
            return found[0]
        if found:
            told = f"{show(name)}, the name of {len(found)} incidents"
            raise Ambiguous(Problem(code="name.several", found=told, expected="the name of one"))
        hint = likely(name, [each.name for each in self.items])
        raise NotFound(Problem(code="name.unknown", found=show(name), expected="the name of an incident", hint=hint))

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Incident]:
        return iter(self.items)

    def __repr__(self) -> str:
        return f"Incidents({len(self.items)}, {counted(len(self.ungrouped), 'report')} of none)"

    @property
    def several(self) -> "Incidents":
        """Those of which there are two reports or more, which alone can differ.

        >>> from unrest.dataset import Dataset
        >>> incidents(Dataset([Event("event:a", stage="planned", incident="march")])).several
        Incidents(0, 0 reports of none)
        """
        return Incidents(tuple(each for each in self.items if len(each.reports) > 1), self.ungrouped)


def _name(thing: tuple[str | None, ...]) -> str:
    """What figures count, in one line; that it was done is understood."""
    measure, stage, *others = thing
    told = (measure, None if stage is Stage.ACCOMPLISHED else stage, *others)
    return ", ".join(str(each) for each in told if each is not None)


def incidents(dataset: "Dataset", *, of: str = "events") -> Incidents:
    """The incidents of a dataset: `events` groups events and deployments by their `incident`, `figures` groups figures.

    Figures are of one thing where measure, stage, unit, of whom, what is counted, about what, where and incident are
    the same.
    Nothing is guessed: what is not coded as one is not one; see `propose_incidents`.

    Raises:
        NotFound: for anything but `events` and `figures`.

    >>> from unrest.dataset import Dataset
    >>> figures = [Statistic(f"statistic:{n}", measure="deaths", quantity=n, stage="accomplished") for n in (18, 19)]
    >>> [*incidents(Dataset(figures), of="figures")]
    [Incident('deaths', 2 reports)]
    """
    if of not in _OF:
        hint = likely(of, _OF) if isinstance(of, str) else None
        raise NotFound(Problem(code="reports.of", found=show(of), expected="'events' or 'figures'", hint=hint))
    none = dataset.claims.where(lambda _: False)
    if of == "figures":
        things = dataset.claims.where(_counts).group_by(_thing)
        # By what they count and not by its name: what is in one field of one is in another field of the other.
        return Incidents(tuple(Incident(_name(thing), things[thing]) for thing in sorted(things, key=_name)), none)
    happenings = dataset.claims.where(_happens).group_by("incident")
    none = happenings.pop(None, none)
    return Incidents(tuple(Incident(name, happenings[name]) for name in sorted(happenings)), none)


def _happens(claim: Claim) -> bool:
    return isinstance(claim, Happening)


def _counts(claim: Claim) -> bool:
    return isinstance(claim, Statistic)


def _thing(claim: Claim) -> tuple[str | None, ...]:
    assert isinstance(claim, Statistic)
    return thing_of(claim)


@frozen
class Proposal(Displayed):
    """Two event reports that may be of one incident, with the reasons; nothing is merged by it.

    >>> Proposal("event:a", "event:b", ("both are riots",)).reasons
    ('both are riots',)
    """

    one: str = field()
    """The id of a report."""
    other: str = field()
    """The id of another."""
    reasons: tuple[str, ...] = field()
    """Why they may be of one incident."""

    def __str__(self) -> str:
        return f"{self.one} and {self.other}: {'; '.join(self.reasons)}"


def propose_incidents(dataset: "Dataset", *, needs_kind: bool = True) -> Iterator[Proposal]:
    """Pairs of events that may be reports of one incident, one by one: it proposes, and merges nothing.

    Two are proposed where both have a day and may have one in common, both have a place and one is the other's or lies
    within it, and their kinds are the same; without `needs_kind` a kind that is not coded does not stand against it.
    Two that are coded as reports of one incident, or of two, are not proposed.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Place
    >>> place = Place("place:orlec", name="Orlec")
    >>> told = {"kind": "riot", "stage": "accomplished", "where": place}
    >>> riots = [Event("event:a", period="2022-01-05", **told), Event("event:b", period="2022-01", **told)]
    >>> print(*propose_incidents(Dataset([place, *riots])))
    event:a and event:b: may share a day: 2022-01-05 and 2022-01; both at place:orlec; both are riot
    """
    around: dict[str, frozenset[str]] = {
        place.id: frozenset(places_around(dataset, Ref(place.id))) for place in dataset.places
    }
    dated = [event for event in dataset.events if event.period is not None and event.where is not None]
    # In the order of their first possible day only those that begin before one ends have to be looked at.
    dated.sort(key=lambda event: (_first(event), event.id))
    for at, event in enumerate(dated):
        for after in _following(dated, at):
            one, other = sorted((event, after), key=lambda each: each.id)
            if one.incident is not None and other.incident is not None:
                continue
            reasons = [_days(one, other), _places(one, other, around), _kinds(one, other, needs_kind)]
            told = [reason for reason in reasons if reason is not None]
            if len(told) == len(reasons):
                yield Proposal(one.id, other.id, tuple(told))


def _first(event: Event) -> int:
    assert event.period is not None
    return event.period._possible[0]


def _following(dated: Sequence[Event], at: int) -> Iterator[Event]:
    """The events after one that may begin before it ends."""
    period = dated[at].period
    assert period is not None
    for after in range(at + 1, len(dated)):
        if _first(dated[after]) > period._possible[3]:
            return
        yield dated[after]


def _days(one: Event, other: Event) -> str:
    # Only events were brought together of which one may begin before the other ends.
    return f"may share a day: {one.period} and {other.period}"


def _places(one: Event, other: Event, around: dict[str, frozenset[str]]) -> str | None:
    assert one.where is not None
    assert other.where is not None
    here, there = one.where.place, other.where.place
    if here == there:
        return f"both at {here}"
    for inner, outer in ((here, there), (there, here)):
        if outer in around.get(inner, ()):
            return f"{inner} lies within {outer}"
    return None


def _kinds(one: Event, other: Event, needs_kind: bool) -> str | None:
    if one.kind is not None and one.kind is other.kind:
        return f"both are {one.kind}"
    unknown = one.kind is None or other.kind is None
    return "a kind is not coded" if unknown and not needs_kind else None
