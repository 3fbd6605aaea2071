"""Questions that only a claim can answer: who said it, what it is about, when it was, since when it is public."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..constraint import is_id, reference_faults
from ..errors import InvalidQuery, show
from ..records import Actor, Claim, Deployment, Event, Record, Ref, Statement, Statistic, Subject
from ..source import identity, kind_of
from ..vocabulary import LinkKind
from ..when import Period, When, certainly, possibly, window
from .comprehension import Constants, either_kind
from .predicate import Kinds, Predicate, Test, by_kind, kind_names, never, refuse
from .value import as_day

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "About",
    "During",
    "KnownOn",
    "SaidBy",
    "about",
    "certainly_during",
    "known_on",
    "known_since",
    "possibly_during",
    "said_by",
]

_CLAIMS: Kinds = (Event, Statement, Deployment, Statistic)
# when.py writes a bound that is not known as a day beyond the calendar.
_NO_DAY = 9_999_999


def _claims_only(predicate: Predicate, kinds: Kinds) -> None:
    if wrong := tuple(kind for kind in kinds if kind not in _CLAIMS):
        raise refuse("query.kind", kind_names(wrong), f"claims: {kind_names(_CLAIMS)}", place=repr(predicate))


def _needed(predicate: Predicate, dataset: "Dataset | None") -> "Dataset":
    if dataset is None:
        hint = "ask with where() of a dataset"
        raise refuse("query.dataset", "a record alone", "the dataset that it stands in", hint, repr(predicate))
    return dataset


def _identified(given: Any, *kinds: str) -> Ref[Any]:
    found = identity(given)
    if not is_id(found, *kinds):
        raise InvalidQuery(*reference_faults(kinds)(given))
    return Ref(str(found))


@frozen(repr=False)
class SaidBy(Predicate):
    """Whether the innermost speaker is this actor.

    >>> SaidBy(Ref("actor:a"))
    said_by('actor:a')
    """

    actor: "Ref[Actor]" = field()
    """The speaker."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to claims; only a statement alone needs no dataset."""
        _claims_only(self, kinds)
        who = self.actor

        def own(statement: Statement) -> bool:
            return statement.speaker == who

        if dataset is None and kinds == (Statement,):
            return own
        whole = _needed(self, dataset)
        whole[who]  # an actor that is not there is refused, never answered with nothing

        def told(claim: Claim) -> bool:
            return claim.stated_in is not None and whole[claim.stated_in].speaker == who

        return by_kind({kind: own if kind is Statement else told for kind in kinds})

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The speaker looked up in the dataset."""
        self.bind(dataset, kinds)  # refuses what cannot be asked
        who, whole = constants.name(self.actor), constants.name(dataset)
        told = f"r.stated_in is not None and {whole}[r.stated_in].speaker == {who}"
        own = f"r.speaker == {who}"
        return either_kind({kind: own if kind is Statement else told for kind in kinds}, constants)

    def __repr__(self) -> str:
        return f"said_by({str(self.actor)!r})"


def said_by(actor: "Actor | str") -> Predicate:
    """Claims whose innermost speaker is this actor: of a statement its own, of another claim that of its statement.

    Raises:
        InvalidQuery: for what is no actor, and when it is asked of records that are no claims.
        NotFound: when the dataset that is asked has no such actor.

    >>> said_by("actor:ministry")(Statement("statement:s", act="denies", speaker="actor:ministry"))
    True
    """
    return SaidBy(_identified(actor, "actor"))


def _with_parts(dataset: "Dataset", subject: str) -> frozenset[str]:
    """An event or deployment and all events that are part of it, through any number of steps."""
    parts: dict[str, list[str]] = {}
    for event in dataset.events:
        for link in event.links:
            if link.kind is LinkKind.PART_OF and link.to is not None:
                parts.setdefault(link.to, []).append(event.id)
    found, left = {subject}, [subject]
    while left:
        new = [each for each in parts.get(left.pop(), ()) if each not in found]
        found.update(new)
        left += new
    return frozenset(found)


@frozen(repr=False)
class About(Predicate):
    """Whether a claim is about this subject or about a part of it.

    >>> About(Ref("event:a"))
    about('event:a')
    """

    subject: "Ref[Subject]" = field()
    """The event, deployment, actor, place or statistic."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to claims; a subject that has no parts needs no dataset."""
        _claims_only(self, kinds)
        if kinds == (Deployment,):
            raise refuse("query.kind", "Deployment", "Event, Statement, Statistic", place=repr(self))
        within = self._within(dataset)
        parts = within - {self.subject}
        tests: dict[type[Record], Test] = {
            Event: lambda event: event.id in parts,
            Statement: lambda statement: not within.isdisjoint(statement.about),
            Deployment: never,
            Statistic: lambda statistic: statistic.about in within,
        }
        return by_kind({kind: tests[kind] for kind in kinds})

    def _within(self, dataset: "Dataset | None") -> frozenset[str]:
        if kind_of(self.subject) in ("event", "deployment"):
            dataset = _needed(self, dataset)
        if dataset is None:
            return frozenset({self.subject})
        if self.subject not in dataset.outside:
            dataset[self.subject]  # a subject that is not there is refused, never answered with nothing
        return _with_parts(dataset, self.subject)

    def __repr__(self) -> str:
        return f"about({str(self.subject)!r})"


def about(subject: "Subject | str") -> Predicate:
    """Claims about an event, a deployment, an actor, a place or a statistic, or about a part of it.

    A Statistic or a Statement is about what its `about` names; an Event is about what it is part of.
    Parts are followed through any number of `part_of` links.

    Raises:
        InvalidQuery: for what nothing can be about, and when it is asked of records that are no claims.
        NotFound: when the dataset that is asked has no such record.

    >>> about("actor:army")(Statement("statement:s", act="accuses", about=["actor:army"]))
    True
    """
    return About(_identified(subject, "event", "deployment", "actor", "place", "statistic"))


def _known_from(claim: Claim, dataset: "Dataset") -> int:
    told = claim if isinstance(claim, Statement) else None
    if claim.stated_in is not None:
        told = dataset.chain(claim)[-1]
    citations = claim.citations if told is None else (*claim.citations, *told.citations)
    days = [dataset[source].published for source in {citation.source for citation in citations}]
    if told is not None:
        days.append(told.said)
    return min((day._certain[3] for day in days if day is not None), default=_NO_DAY)


def known_since(claim: Claim, dataset: "Dataset") -> date | None:
    """The first day on which a claim was certainly public; None where no such day follows from what is coded.

    It is public from the day on which its outermost statement was certainly said, or on which a source that it or that
    statement cites was certainly published, whichever comes first.

    Raises:
        NotFound: where a statement or source that decides it is not in the dataset.
        InvalidDataset: where its statements go in a circle.

    >>> from unrest.dataset import Dataset
    >>> said = Statement("statement:s", act="asserts", said="2022-01-05")
    >>> known_since(said, Dataset([said]))
    datetime.date(2022, 1, 5)
    """
    day = _known_from(claim, dataset)
    return None if day >= _NO_DAY else date.fromordinal(day)


@frozen(repr=False)
class KnownOn(Predicate):
    """Whether a claim was certainly public on a day.

    >>> KnownOn(date(2022, 1, 26))
    known_on('2022-01-26')
    """

    day: date = field()
    """The day, itself included."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to the claims of a dataset."""
        _claims_only(self, kinds)
        whole, day = _needed(self, dataset), self.day.toordinal()
        return lambda claim: _known_from(claim, whole) <= day

    def __repr__(self) -> str:
        return f"known_on({self.day.isoformat()!r})"


def known_on(day: "date | When | str") -> Predicate:
    """Claims that were certainly public on this day, the day itself included.

    Public means that the outermost statement was said, or a source that it or the claim cites was published.
    A claim without any such day is not certainly known on any.

    Raises:
        InvalidQuery: for anything but one full day, and when it is asked of records that are no claims.

    >>> known_on("2022-01-26")
    known_on('2022-01-26')
    """
    full = day.exact_day if isinstance(day, When) else as_day(day)
    if full is None:
        raise refuse("query.day", show(day), "one full day, 2022-01-26")
    return KnownOn(full)


def _time_of(claim: Statistic) -> When | Period | None:
    return claim.period if claim.period is not None else claim.as_of


_TIMES: Mapping[type[Record], Callable[[Any], When | Period | None]] = {
    Event: operator.attrgetter("period"),
    Statement: operator.attrgetter("said"),
    Deployment: operator.attrgetter("period"),
    Statistic: _time_of,
}
_TIME_TEXTS: Mapping[type[Record], str] = {
    Event: "r.period",
    Statement: "r.said",
    Deployment: "r.period",
    Statistic: "(r.as_of if r.period is None else r.period)",
}


@frozen(repr=False)
class During(Predicate):
    """Whether the time of a claim lies in a span, certainly or possibly.

    >>> During("2022-01", certain=False)
    possibly_during('2022-01')
    """

    span: "str | date | When | Period" = field(eq=lambda span: (type(span), span))
    """The span: a stretch of the calendar, or a reported time as vague as it is."""
    certain: bool = field(kw_only=True)
    """Whether it must certainly lie there; else that it may is enough."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:  # noqa: ARG002 (others need it)
        """Bind to claims."""
        _claims_only(self, kinds)
        test = self._certainly if self.certain else self._possibly
        return by_kind({kind: test(_TIMES[kind]) for kind in kinds})

    def _certainly(self, time: Callable[[Any], When | Period | None]) -> Test:
        span = window(self.span)[0]
        return lambda claim: (found := time(claim)) is not None and certainly("during", found._certain, span)

    def _possibly(self, time: Callable[[Any], When | Period | None]) -> Test:
        span = window(self.span)[1]
        return lambda claim: (found := time(claim)) is None or possibly("during", found._possible, span)

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The days of each kind compared with those of the span."""
        self.bind(dataset, kinds)  # refuses what cannot be asked
        certain, possible = window(self.span)
        span = constants.name(certain if self.certain else possible)
        test = constants.name(certainly if self.certain else possibly)
        there = f"is not None and {test}('during', v._certain, {span})"
        maybe = f"is None or {test}('during', v._possible, {span})"
        told = {kind: f"(v := {_TIME_TEXTS[kind]}) {there if self.certain else maybe}" for kind in kinds}
        return either_kind(told, constants)

    def __repr__(self) -> str:
        return f"{'certainly' if self.certain else 'possibly'}_during({self.span!r})"


def certainly_during(span: "str | date | When | Period") -> Predicate:
    """Claims whose time lies in a span, whichever the days were.

    Asked are the `period` of an Event or Deployment, `said` of a Statement, `period` or else `as_of` of a Statistic.
    A claim without a date is not certainly in any span.
    A text or a date is a stretch of the calendar; a When or a Period is a reported time, as vague as it is.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> vague = Event("event:a", stage="accomplished", period="2022-01")
    >>> certainly_during("2022")(vague), certainly_during("2022-01-05")(vague)
    (True, False)
    """
    window(span)
    return During(span, certain=True)


def possibly_during(span: "str | date | When | Period") -> Predicate:
    """Claims whose time may lie in a span; a claim without a date may lie in any.

    Asked are the same days as by `certainly_during`.

    Raises:
        InvalidValue: for a span that is none.
        InvalidQuery: when it is asked of records that are no claims.

    >>> vague = Event("event:a", stage="accomplished", period="2022-01/2022-02")
    >>> possibly_during("2022")(vague), possibly_during("2021")(vague)
    (True, False)
    """
    window(span)
    return During(span, certain=False)
