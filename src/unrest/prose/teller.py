"""Records as entries: what is known of each, in words and under names, and where it is written."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from attrs import field, frozen

from ..path import follow
from ..records import Actor, Deployment, Event, Participant, Place, Record, Role, Source, Statement, Statistic
from ..vocabulary import EventKind, Form, LinkKind, Precision, Reading, Stage
from ..when import When
from .coded import Coded, Legend
from .entry import Entry
from .figure import figure
from .names import Names
from .phrase import adds, counted, day, joined, period, plain, quoted, resolved
from .verb import verb

__all__ = ["Teller"]

_FORMS = {
    Form.DIRECT: "direct speech",
    Form.PARTIAL: "partly quoted",
    Form.INDIRECT: "indirect speech",
    Form.DOCUMENT: "in a document",
    Form.OTHER: "in another form",
}
_LINKS = {
    LinkKind.PART_OF: "part of",
    LinkKind.CAUSED_BY: "caused by",
    LinkKind.RESPONSE_TO: "in response to",
    LinkKind.GREW_FROM: "grew from",
    LinkKind.AFTER: "after",
    LinkKind.OTHER: "linked to",
}
_PRECISIONS = {
    Precision.NEAR: "near it",
    Precision.SEA_OR_AIR: "at sea or in the air",
    Precision.OTHER: "of another precision",
}
_READINGS = {
    Reading.LEVEL: "a level: so many by then",
    Reading.CHANGE: "a change: so many more",
    Reading.OTHER: "neither a level nor a change",
}


def _on_one(*parts: str | None) -> list[str]:
    """The parts that there are as one line, or no line."""
    told = "; ".join(part for part in parts if part)
    return [told] if told else []


def _noted(record: Record) -> list[str]:
    return [f"note: {record.note}"] if record.note else []


@frozen
class Teller:
    """Tells the records of one dataset.

    >>> from unrest.dataset import Dataset
    >>> place = Place("place:orlec", name="Orlec", kind="settlement")
    >>> print(*Teller(Names(Dataset([place]))).entry(place).lines(60), sep="\\n")
    Orlec, settlement
        no place cited [place:orlec]
    """

    names: Names = field()
    """What the records are called."""
    legend: Legend = field(factory=Legend)
    """The signs that were used."""
    is_whole: bool = field(default=True, kw_only=True)
    """Whether an entry ends with what was looked for in vain and where it is written; a page may show that apart."""

    def entry(self, record: Record, below: Collection[str] = ()) -> Entry:
        """A record as an entry; `below` are the ids that will stand below it and need not be named in it.

        >>> from unrest.dataset import Dataset
        >>> Teller(Names(Dataset())).entry(Event("event:a", kind="strike", stage="planned")).title
        'strike, planned'
        """
        tells: dict[type[Record], Callable[[Any, Coded], Entry]] = {
            Source: self._source,
            Place: self._place,
            Actor: self._actor,
            Event: self._event,
            Statement: lambda told, coded: self._statement(told, coded, below),
            Deployment: self._deployment,
            Statistic: self._statistic,
        }
        return tells[type(record)](record, Coded(record, self.legend))

    def speaker(self, statement: Statement) -> str:
        """Who says it, with the roles that the source gives: the heading over the statements of one speaker.

        >>> from unrest.dataset import Dataset
        >>> Teller(Names(Dataset())).speaker(Statement("statement:s", act="asserts"))
        'It was reported, by whom is not said'
        """
        if statement.speaker is None:
            if statement.named_as:
                return f"Somebody who is only called {quoted(statement.named_as)}"
            return "It was reported, by whom is not said"
        found, name = self.names.record(statement.speaker), self.names.of(statement.speaker)
        roles = [self._role(role) for role in found.roles] if isinstance(found, Actor) else []
        return ", ".join([name, *([joined(roles)] if roles else [])])

    # The four claims.

    def _statement(self, told: Statement, coded: Coded, below: Collection[str]) -> Entry:
        said = coded.day("said", told.said) if told.said else f"day {coded.absent('said')}"
        does = verb(told.act, told.content, coded.mark("act"))
        return Entry(
            f"{said}: {does}{coded.mark('content')}",
            about=[*self._reach(told, coded, below), *_noted(told)],
            quiet=[*self._manner(told, coded), *self._tail(told, coded)],
            id=told.id,
        )

    def _reach(self, told: Statement, coded: Coded, below: Collection[str]) -> Iterator[str]:
        """Whom and what a statement reaches: its addressees, what it is about, the claims that it answers."""
        if told.addressees:
            yield f"to: {self.names.each(told.addressees)}{coded.mark('addressees')}"
        mark = coded.mark("about")
        if about := [ref for ref in told.about if ref not in below]:
            yield f"about: {self.names.each(about)}{mark}"
        for ref in told.targets:
            claim: Any = self.names.record(ref)
            by = f", {self.names.told_by(claim)}" if claim is not None else ""
            yield f"{verb(told.act)}{coded.mark('targets')}: {self.names.of(ref)}{by}"

    def _manner(self, told: Statement, coded: Coded) -> Iterator[str]:
        """How it was said, and under which name the source has the speaker."""
        if told.stated_in is not None:
            yield f"as {self.names.told_by(told)}{coded.mark('stated_in')}"
        named = told.named_as if told.speaker is not None else None
        if named is not None and (coded.mark("speaker") or adds(named, self.names.of(str(told.speaker)))):
            yield f"named as {quoted(named)}{coded.mark('speaker')}"
        elif coded.mark("speaker"):
            yield f"who says it was concluded{coded.mark('speaker')}"
        form = f"{_FORMS[told.form]}{coded.mark('form')}" if told.form else None
        cue = f"{quoted(told.cue)}{coded.mark('cue')}" if told.cue else None
        yield from _on_one(f"{form} ({cue})" if form and cue else form or cue)
        if told.medium:
            yield f"medium: {told.medium}{coded.mark('medium')}"
        yield from _on_one(self._where(told, coded))

    def _event(self, event: Event, coded: Coded) -> Entry:
        return Entry(
            self._what(event, coded),
            about=[
                *_on_one(self._time(event, coded), self._where(event, coded)),
                *self._participants(event, coded),
                *self._links(event, coded),
                *_noted(event),
            ],
            quiet=self._tail(event, coded),
            id=event.id,
        )

    def _what(self, event: Event, coded: Coded) -> str:
        kind = "event of another kind" if event.kind is EventKind.OTHER else plain(event.kind or "event")
        mark, stage = coded.mark("kind"), self._stage(event, coded)
        summary = f"{event.summary}{coded.mark('summary')}" if event.summary else ""
        # A summary that begins with the kind need not be told the kind: riots in some cities.
        if summary.casefold().startswith(kind) and not mark:
            return summary + stage
        return f"{kind}{mark}{stage}{': ' if summary else ''}{summary}"

    def _participants(self, event: Event, coded: Coded) -> Iterator[str]:
        together: dict[str, list[str]] = {}
        for each in event.participants:
            roles = f"{joined(map(plain, each.roles))}{coded.mark('participants.roles')}" if each.roles else "took part"
            together.setdefault(roles, []).append(self._participant(each, coded))
        for roles, told in together.items():
            yield f"{roles}: {'; '.join(told)}"

    def _participant(self, each: Participant, coded: Coded) -> str:
        name = self.names.of(each.who)
        named = f", named as {quoted(each.named_as)}" if each.named_as and adds(each.named_as, name) else ""
        tactics = f", by {joined(map(plain, each.tactics))}{coded.mark('participants.tactics')}" if each.tactics else ""
        return f"{name}{coded.mark('participants.who')}{named}{tactics}"

    def _links(self, event: Event, coded: Coded) -> Iterator[str]:
        for link in event.links:
            # Only what a path reaches is marked: a link to words has nothing at `links.to`.
            end = "words" if link.to is None else "to"
            other = self.names.of(link.to) if link.to is not None else link.words
            yield f"{_LINKS[link.kind]}: {other}{coded.mark('links.kind', f'links.{end}')}"

    def _deployment(self, sent: Deployment, coded: Coded) -> Entry:
        force = f"{self.names.of(sent.force)}{coded.mark('force')}" if sent.force else "a force not named"
        return Entry(
            f"deployment of {force}{self._stage(sent, coded)}",
            about=[
                *_on_one(self._time(sent, coded), self._where(sent, coded)),
                *_on_one(
                    self._under("troops from:", sent.contributors, coded, "contributors"),
                    self._under("sent by:", sent.sent_by, coded, "sent_by"),
                    self._under("requested by:", sent.requested_by, coded, "requested_by"),
                ),
                *_on_one(f"purpose: {sent.purpose}{coded.mark('purpose')}" if sent.purpose else None),
                *_on_one(
                    f"tasks: {joined(map(plain, sent.tasks))}{coded.mark('tasks')}" if sent.tasks else None,
                    self._under("sites:", sent.sites, coded, "sites"),
                ),
                *_noted(sent),
            ],
            quiet=self._tail(sent, coded),
            id=sent.id,
        )

    def _under(self, label: str, refs: Any, coded: Coded, path: str) -> str | None:
        """References under a label; that they are not stated, where they were looked for; else nothing."""
        if refs:
            names = self.names.each((refs,) if isinstance(refs, str) else refs)
            return f"{label} {names}{coded.mark(path)}"
        return f"{label} not stated" if coded.lacks(path) else None

    def _statistic(self, said: Statistic, coded: Coded) -> Entry:
        whom = self.names.whom(said)
        whom = f"{whom}{coded.mark('of_whom')}" if whom else None
        mark = coded.mark("quantity", "measure", "unit")
        return Entry(
            f"{figure(said, whom)}{mark}{self._stage(said, coded)}",
            about=[
                *_on_one(f"counted: {said.counted}{coded.mark('counted')}" if said.counted else None),
                *_on_one(f"listed as: {', '.join(said.items)}{coded.mark('items')}" if said.items else None),
                *_on_one(
                    self._under("about:", said.about, coded, "about"),
                    self._under("part of:", said.subset_of, coded, "subset_of"),
                    self._under("replaces:", said.supersedes, coded, "supersedes"),
                ),
                *_on_one(self._reading(said, coded), *self._counting(said, coded), self._where(said, coded)),
                *_noted(said),
            ],
            quiet=[*self._rule(said), *self._tail(said, coded)],
            id=said.id,
        )

    def _reading(self, said: Statistic, coded: Coded) -> str | None:
        return f"{_READINGS[said.reading]}{coded.mark('reading')}" if said.reading is not None else None

    def _counting(self, said: Statistic, coded: Coded) -> Iterator[str]:
        if said.as_of:
            yield f"as of: {coded.day('as_of', said.as_of)}"
        if said.period:
            yield f"counted over: {coded.period(said.period)}"

    def _rule(self, said: Statistic) -> Iterator[str]:
        if said.quantity.rule is not None:
            words = f"{quoted(said.quantity.wording)} " if said.quantity.wording else ""
            yield f"{words}read by the rule {said.quantity.rule}"

    # What the claims share.

    def _stage(self, claim: Event | Deployment | Statistic, coded: Coded) -> str:
        mark = coded.mark("stage")
        if claim.stage is Stage.ACCOMPLISHED and not mark:
            return ""
        return f", {'of another stage' if claim.stage is Stage.OTHER else claim.stage}{mark}"

    def _time(self, claim: Event | Deployment, coded: Coded) -> str | None:
        if claim.period is not None:
            return f"when: {coded.period(claim.period)}"
        lacking = coded.lacks("period") or coded.lacks("period.start", "period.end")
        return "when: not stated" if lacking else None

    def _where(self, claim: Any, coded: Coded) -> str | None:
        if claim.where is None:
            return "where: not stated" if coded.lacks("where") or coded.lacks("where.place") else None
        where, name = claim.where, self.names.of(claim.where.place)
        mark = coded.mark("where.precision")
        level = f" ({_PRECISIONS.get(where.precision, f'{where.precision} level')}{mark})" if where.precision else ""
        words = f", {quoted(where.wording)}" if where.wording and adds(where.wording, name) else ""
        return f"where: {name}{coded.mark('where.place')}{level}{words}"

    def _tail(self, record: Record, coded: Coded) -> Iterator[str]:
        """The quiet facts of any record, down to the characters at which it is written."""
        days = follow(record, "said") + follow(record, "period.start") + follow(record, "period.end")
        yield from dict.fromkeys(
            words for each in days + follow(record, "as_of") if isinstance(each, When) and (words := resolved(each))
        )
        if incident := getattr(record, "incident", None):
            yield f"incident: {incident}{coded.mark('incident')}"
        if codes := getattr(record, "codes", ()):
            yield f"codes: {', '.join(map(str, codes))}{coded.mark('codes')}"
        for coding in record.codings:
            if coding.dataset:
                row = f", row {coding.row}" if coding.row else ""
                yield f"from {' '.join(filter(None, (coding.dataset, coding.release)))}{row}"
            if coding.extra:
                yield f"{counted(len(coding.extra), 'field')} of {coding.dataset or 'the coder'} kept in extra"
        if self.is_whole:
            yield from coded.left()
            yield self.names.citation(record.citations)

    # Sources, actors, places.

    def _source(self, source: Source, coded: Coded) -> Entry:
        absent = [f"{name} not stated" for name in ("title", "publisher", "author") if coded.lacks(name)]
        published = coded.day("published", source.published) if source.published else coded.absent("published")
        return Entry(
            source.title or source.publisher or "a source without a title",
            about=[
                *_on_one(
                    f"published: {published}",
                    f"publisher: {source.publisher}" if source.publisher and source.title else None,
                    f"author: {source.author}" if source.author else None,
                    f"crediting {source.via}" if source.via else None,
                    *absent,
                ),
                *_on_one(
                    f"length: {counted(source.length, 'character')}" if source.length is not None else None,
                    f"language: {source.language}" if source.language else None,
                    f"licence: {source.licence}" if source.licence else None,
                    f"retrieved: {day(source.retrieved)}" if source.retrieved else None,
                    source.url,
                ),
                *_noted(source),
            ],
            quiet=[each for each in self._tail(source, coded) if source.citations or each != self.names.citation(())],
            id=source.id,
        )

    def _actor(self, actor: Actor, coded: Coded) -> Entry:
        return Entry(
            f"{actor.name}{coded.mark('name')}{self._kind(actor, coded)}",
            about=[
                *(f"{self._role(role)}{self._dated(role)}{coded.mark('roles')}" for role in actor.roles),
                *_on_one(
                    self._under("belongs to:", actor.member_of, coded, "member_of"),
                    self._under("in:", actor.place, coded, "place"),
                ),
                *_on_one(self._aliases(actor, coded)),
                *_on_one(self._label(actor, coded)),
                *_noted(actor),
            ],
            quiet=self._tail(actor, coded),
            id=actor.id,
        )

    def _label(self, actor: Actor, coded: Coded) -> str | None:
        """Whose word the very name of an actor is."""
        if actor.stated_in is None:
            return None
        told = self.names.record(actor.stated_in)
        speaker = self.names.speaker(told) if isinstance(told, Statement) else "somebody"
        return f"so called by {speaker} [{actor.stated_in}]{coded.mark('stated_in')}"

    def _role(self, role: Role) -> str:
        """A role without its days."""
        body = self.names.of(role.of) if role.of is not None else None
        if role.title and body:
            return f"{role.title} of {body}"
        return role.title or f"with {body}"

    def _dated(self, role: Role) -> str:
        days = [period(role.period)] if role.period else []
        if role.as_of:
            days.append(f"as of {day(role.as_of)}")
        return f" ({', '.join(days)})" if days else ""

    def _place(self, place: Place, coded: Coded) -> Entry:
        at = None
        if place.latitude is not None and place.longitude is not None:
            at = f"at {place.latitude} {place.longitude}{coded.mark('latitude', 'longitude')}"
        return Entry(
            f"{place.name}{coded.mark('name')}{self._kind(place, coded)}",
            about=[
                *_on_one(self._under("within:", place.within, coded, "within"), self._aliases(place, coded), at),
                *_noted(place),
            ],
            quiet=self._tail(place, coded),
            id=place.id,
        )

    def _kind(self, named: Actor | Place, coded: Coded) -> str:
        if named.kind is None:
            return ""
        return f", {'of another kind' if named.kind == 'other' else plain(named.kind)}{coded.mark('kind')}"

    def _aliases(self, named: Actor | Place, coded: Coded) -> str | None:
        return f"also: {', '.join(named.aliases)}{coded.mark('aliases')}" if named.aliases else None
