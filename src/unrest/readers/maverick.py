"""MAVERICK event reports: election violence in Ivory Coast and Kenya, one row for each report of an event.

One row is what one source reports of one event: the reports of an event share `event_id`, which is the `incident`.
The author of the source is the speaker of a Statement, and the event and its figures are stated in it.
`date_start` and `date_end` are the earliest and the latest possible day, and no duration.

Versions: as published with the R package `eventreport` in 2026
Licence: CC BY 4.0
Cite:
    @misc{maverick,
      author = {van Baalen, Sebastian and others},
      title = {MAVERICK event reports, published with the R package eventreport},
      institution = {Uppsala University},
      year = {2026}
    }
Columns:
    id: the row; ids of its records
    event_id: `incident`
    country: Place of kind country, around the place
    election, certain, certain{1-6}: raw only
    date_start, date_end: `period`, as the earliest and latest possible day
    city, location: Place; its name is the location, or else the city
    latitude, longitude: coordinates of the Place
    geo_precision: `where.precision`; 1 is the country and 6 a site
    actor{1-6}, actor{1-6}_id: Actor, joined by its id; a participant of the Event
    actor{1-6}_type: `kind` of the Actor
    actor{1-6}_subtype, actor{1-6}_party, actor{1-6}_precision: raw only
    actor{1-6}_violence: `tactics` of the participant, as far as our list has the word
    actor{1-6}_initiator, actor{1-6}_perpetrator, actor{1-6}_intervener: roles of the participant
    actor{1-6}_bystander, actor{1-6}_victim: roles of the participant
    event_context: a code of the Event, and its kind where our list has that word
    target: raw only
    deaths_low, deaths_best, deaths_high: Statistic of deaths
    injuries_low, injuries_best, injuries_high: Statistic of injuries
    displacement, damage: raw only
    source: Source, its title and the day of publication
    source_author: publisher of the Source, and speaker of the Statement
    source_type, source_classification, number_of_sources: raw only
    sampling, unit_of_analysis, aggregation: raw only
Missing: empty cells and NA; coordinates 0, 0; injuries of 0 in all three columns mean that none were reported, and make
    no Statistic
Lost: the coder's certainty, party and subtype of actors, categories of targets, displacement, damage, the source's rank
Tried: on the 3,287 published reports
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ..codes import actor_kind
from ..place import Where
from ..quantity import Quantity
from ..records import Actor, Event, Participant, Place, Record, Ref, Source, Statement, Statistic, to_participants
from ..source import Citation, Code
from ..vocabulary import Act, EventKind, Form, Measure, ParticipantRole, Stage, Tactic
from ..when import Period, When
from .cell import day, day_fault, estimate, span
from .journal import Journal
from .layout import Layout
from .registry import Reader
from .sheet import Sheet, key_column

__all__ = ["READER"]

_ACTORS = range(1, 7)
_ROLES = ("initiator", "perpetrator", "intervener", "bystander", "victim")
_ACTOR_COLUMNS = ("", "_id", "_type", "_subtype", "_party", "_violence", "_precision", *(f"_{role}" for role in _ROLES))
_COLUMNS = (
    *("id", "event_id", "country", "election", "certain", *(f"certain{n}" for n in _ACTORS)),
    *("date_start", "date_end", "city", "location", "latitude", "longitude", "geo_precision"),
    *(f"actor{n}{column}" for n in _ACTORS for column in _ACTOR_COLUMNS),
    *("event_context", "target", "deaths_best", "deaths_low", "deaths_high"),
    *("injuries_best", "injuries_low", "injuries_high", "displacement", "damage", "source", "number_of_sources"),
    *("source_author", "source_type", "source_classification", "sampling", "unit_of_analysis", "aggregation"),
)
_NEEDED = frozenset({"id", "event_id", "date_start", "date_end", "deaths_best", "source", "source_author"})
_KINDS = {"Clash": EventKind.CLASH, "Protest": EventKind.PROTEST, "Riot": EventKind.RIOT}
_TACTICS = {
    "Shooting": Tactic.SHOOTING,
    "Stabbing": Tactic.STABBING,
    "Arson": Tactic.ARSON,
    "Looting": Tactic.LOOTING,
    "Sexual violence": Tactic.SEXUAL_VIOLENCE,
    "Torture": Tactic.TORTURE,
    "Abduction": Tactic.ABDUCTION,
    "Crowd control measures": Tactic.CROWD_CONTROL,
}
_UNSAID = frozenset({"", "Unknown", "Other", "Riot", "Melee"})
_ACTOR_CELLS = ("", "_id", "_type", "_violence", *(f"_{role}" for role in _ROLES))
_MEASURES = Measure.DEATHS, Measure.INJURIES
_ENDS = ("low", "best", "high")
_DATED = re.compile(r"\s*\((\d{4}-\d{2}-\d{2})\)\s*")
_NOTHING = frozenset({"", "NA"})


class _Rows(Sheet):
    """The rows of one file: cells by the names of their columns, and what was made of cells before."""

    def __init__(self, at: Mapping[str, int], journal: Journal) -> None:
        super().__init__(at, journal, _NOTHING)
        made_of = self.made_of
        self._cited_of = made_of(self._source, "source", "source_author")
        self._period_of = made_of(self._period, "date_start", "date_end")
        self._where_of = made_of(self._place, "country", "city", "location", "latitude", "longitude", "geo_precision")
        self._actors_of = [
            made_of(partial(self._actor, f"actor{n}"), *(f"actor{n}{each}" for each in _ACTOR_CELLS)) for n in _ACTORS
        ]
        self._figures_of = [
            made_of(partial(self._figure, measure), *(f"{measure}_{end}" for end in _ENDS)) for measure in _MEASURES
        ]

    def records(self, cells: Sequence[str]) -> list[Record]:
        self.take(cells)
        journal, cited = self.journal, self._cited()
        name, coding = journal.name(journal.row), (journal.coding_of_row(),)
        told: dict[str, Any] = {"incident": self.cell("event_id") or None, "where": self._where_of()}
        author = self.cell("source_author")
        made: list[Record] = []
        if author:
            speaker = Actor(f"actor:{name}-author", name=author, codings=coding)
            said = Statement(
                f"statement:{name}",
                act=Act.ASSERTS,
                speaker=Ref(speaker.id),
                named_as=author,
                form=Form.DOCUMENT,
                incident=told["incident"],
                citations=cited,
                codings=coding,
            )
            made += [speaker, said]
            told["stated_in"] = Ref(said.id)
        told |= {"period": self._period_of(), "stage": Stage.ACCOMPLISHED, "citations": cited, "codings": coding}
        context = self.cell("event_context")
        event = Event(
            f"event:{name}",
            kind=_KINDS.get(context),
            participants=self._participants(name, coding),
            codes=(Code("maverick", context),) if context else (),
            **told,
        )
        told["about"] = Ref(event.id)
        figures = zip(_MEASURES, self._figures_of, strict=True)
        for measure, quantity in ((measure, get()) for measure, get in figures):
            if quantity is not None:
                made.append(Statistic(f"statistic:{name}-{measure}", measure=measure, quantity=quantity, **told))
        return [event, *made]

    def _cited(self) -> tuple[Citation, ...]:
        source, cited = self._cited_of()
        if source is not None:
            self.journal.share(source)
        return cited

    def _source(self, raw: str, author: str) -> tuple[Source | None, tuple[Citation, ...]]:
        if not raw:
            return None, ()
        dated = _DATED.search(raw)
        published: When | None = day(dated[1]) if dated else None
        if dated is None:
            self.journal.tell("source.date", "source", raw, "the day of publication in brackets")
        elif published is None:
            self.journal.tell("source.date", "source", raw, f"{day_fault(dated[1])[1]}, in brackets")
        title = raw[dated.end() :] if dated else raw
        publisher = raw[: dated.start()].strip() if dated else author
        source = Source(
            f"source:{self.journal.digest(raw, author)}",
            title=title.strip() or None,
            publisher=publisher or None,
            published=published,
            codings=(self.journal.coding,),
        )
        return source, (Citation(source),)

    def _period(self, *raw: str) -> Period | None:
        found = span(*raw)
        for place, code, expected in found.faults:
            self.journal.tell(code, ("date_start", "date_end")[place], raw[place], expected)
        return found.period

    def _place(self, country: str, city: str, location: str, north: str, east: str, level: str) -> Where | None:
        journal, around = self.journal, None
        if country:
            state = Place(f"place:{journal.digest(country)}", name=country, kind="country", codings=(journal.coding,))
            journal.share(state)
            around = Ref[Place](state.id)
        name = location or city
        latitude, longitude = self.coordinates(north, east)
        found = around
        if name or latitude is not None:
            place = Place(
                f"place:{journal.digest(country, city, location, north, east)}",
                name=", ".join(dict.fromkeys(each for each in (location, city) if each))
                or f"a place at {north}, {east}",
                within=around,
                latitude=latitude,
                longitude=longitude,
                codings=(journal.coding,),
            )
            journal.share(place)
            found = Ref[Place](place.id)
        return (
            None
            if found is None
            else Where(found, precision=self.level("maverick", "geo_precision", level), wording=name or country or None)
        )

    def _participants(self, name: str, coding: Any) -> tuple[Participant, ...]:
        found: dict[str, tuple[set[ParticipantRole], set[Tactic], str]] = {}
        for number, get in enumerate(self._actors_of, 1):
            if (told := get()) is None:
                continue
            who, called, kind, roles, tactics = told
            if who is None:
                # A name alone is no identity: the actor is one of this row.
                local = Actor(f"actor:{name}-actor{number}", name=called, kind=kind, codings=coding)
                self.journal.share(local)
                who = local.id
            met = found.setdefault(who, (set(), set(), called))
            met[0].update(roles)
            met[1].update(tactics)
        return to_participants(
            [
                Participant(Ref(who), roles=sorted(roles), tactics=sorted(tactics), named_as=called or None)
                for who, (roles, tactics, called) in found.items()
            ]
        )

    def _actor(self, column: str, called: str, identity: str, sort: str, violence: str, *flags: str) -> Any:
        """One block of columns: who it is, what it is called, its kind, roles and tactics; None where it is empty."""
        if not called and not identity:
            return None
        kind = actor_kind("maverick", sort) if sort else None
        flagged = zip(_ROLES, flags, strict=True)
        roles = [ParticipantRole(role) for role, flag in flagged if self._is_set(f"{column}_{role}", flag)]
        tactics = [*self._tactics(f"{column}_violence", violence)]
        if not identity:
            return None, called, kind, roles, tactics
        ref = f"actor:{self.journal.name(identity)}"
        codes, codings = (Code("maverick", identity),), (self.journal.coding,)
        found = Actor(ref, name=called or identity, kind=kind, codes=codes, codings=codings)
        self.journal.share(found, f"{column}_type", sort)
        return ref, called, kind, roles, tactics

    def _is_set(self, column: str, raw: str) -> bool:
        if raw not in ("", "0", "1"):
            self.journal.tell("flag.form", column, raw, "0 or 1")
        return raw == "1"

    def _tactics(self, column: str, raw: str) -> Iterator[Tactic]:
        for word in (each.strip() for each in raw.split(";")):
            if word in _TACTICS:
                yield _TACTICS[word]
            elif word not in _UNSAID:
                self.journal.tell("code.unknown", column, raw, f"one of {', '.join(_TACTICS)}")

    def _figure(self, measure: Measure, *raw: str) -> Quantity | None:
        if measure is Measure.INJURIES and {*raw} == {"0"}:
            return None
        found = estimate(*raw)
        for place, code, expected in found.faults:
            self.journal.tell(code, f"{measure}_{_ENDS[place]}", raw[place], expected)
        return found.quantity


READER = Reader(
    name="maverick",
    docstring=__doc__,
    layouts=(Layout(name="MAVERICK event reports", columns=_COLUMNS, optional=frozenset(_COLUMNS) - _NEEDED),),
    key=key_column("id"),
    rows=_Rows,
)
"""The reader of MAVERICK."""
