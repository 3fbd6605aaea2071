"""ACLED: political violence and protest, one row an event.

One row is one event as ACLED codes it from all its sources: an Event with its actors, its place, the deaths and the
size of the crowd. Actors have a name and a type and no id, so that each is one of its row.
The first actor of a row is no more than the first: ACLED codes no direction.

Versions: exports as CSV, 2019 to 2026, of 31 columns, and with the columns that came and went
Licence: ACLED's own terms, which allow no redistribution
Cite:
    @article{raleigh2010,
      author = {Raleigh, Clionadh and Linke, Andrew and Hegre, H{\\aa}vard and Karlsen, Joakim},
      title = {Introducing {ACLED}: An Armed Conflict Location and Event Dataset},
      journal = {Journal of Peace Research},
      volume = {47},
      number = {5},
      pages = {651--660},
      year = {2010}
    }
Columns:
    event_id_cnty: the row; `incident`; ids of its records
    data_id, event_id_no_cnty, iso3: of exports until 2023; raw only
    event_date, time_precision: `period`; 1 is that day, 2 seven days on either side, 3 that month, approximate
    year: must be the year of event_date
    disorder_type, event_type: codes of the Event
    sub_event_type: a code of the Event, and its kind
    actor1, actor2: Actors of this row, side_a and side_b
    inter1, inter2: `kind` of the Actor, as a number or in words
    assoc_actor_1, assoc_actor_2: Actors of this row, on the same side
    interaction, civilian_targeting: raw only
    iso, country: Place of kind country, with its ISO 3166-1 numeric code
    region: raw only
    admin1, admin2, admin3: Places of kind region and district, around the place
    location: Place
    latitude, longitude: coordinates of the Place
    geo_precision: `where.precision`
    source: Sources, one a name; ACLED gives neither day nor address
    source_scale: raw only
    notes: `summary` of the Event
    fatalities: Statistic of deaths; 0 is none, an empty cell is not coded
    tags: size of the crowd, where it says one
    timestamp: `recorded` of the coding
    population_1km, population_2km, population_5km, population_best: raw only
Missing: empty cells; a crowd size of no report
Lost: the type of interaction, whether civilians were the target, the scale of the sources, tags, population
Tried: built from documentation; no real file may be had without an account
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from ..codes import actor_kind, country, meaning
from ..place import Where
from ..quantity import Quantity
from ..records import Actor, Event, Participant, Place, Record, Ref, Source, Statistic
from ..source import Citation, Code, Coding
from ..vocabulary import Basis
from ..when import Period, When
from .cell import day, day_fault, estimate, whole
from .crowd import crowd_size
from .layout import Layout
from .registry import Reader
from .sheet import Sheet, key_column

__all__ = ["READER"]

_COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
    *("data_id", "event_id_no_cnty", "iso3", "population_1km", "population_2km", "population_5km", "population_best"),
)
_NEEDED = frozenset({"event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "country", "fatalities"})
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    "december",
)
_WRITTEN = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
_SIZE = re.compile(r"\[size ?= ?([^\]]*)\]|crowd size ?= ?([^;]*)", re.IGNORECASE)
_NO_REPORT = frozenset({"", "no report", "not reported"})


def to_day(raw: str) -> When | None:
    """A day as the exports write it: `2022-06-30`, `16 May 2025`, or day, month and year in numbers.

    >>> to_day("16 May 2025"), to_day("30-06-2022"), to_day("0025-05-16"), to_day("2022-06")
    (When('2025-05-16'), When('2022-06-30'), None, None)
    """
    return day(_in_order(raw))


def _in_order(raw: str) -> str:
    """Year, month and day as ISO 8601 writes them, where the cell has them in another order."""
    if match := _WRITTEN.fullmatch(raw):
        named = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(match[2].casefold())]
        return f"{match[3]}-{named[0]:02d}-{int(match[1]):02d}" if len(named) == 1 else raw
    if match := _NUMBERS.fullmatch(raw):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    return raw


class _Rows(Sheet):
    """The rows of one file."""

    def records(self, cells: Sequence[str]) -> list[Record]:
        self.take(cells)
        journal = self.journal
        name, coding = journal.name(journal.row), (self._coding(),)
        told: dict[str, Any] = {
            "incident": self.cell("event_id_cnty") or None,
            "where": self._where(),
            "citations": tuple(self._cited(name)),
            "codings": coding,
            "stage": "accomplished",
        }
        told["period"] = self._when()
        actors = [*self._actors(name, coding)]
        event = Event(
            f"event:{name}",
            kind=self.once(self._kind, self.cell("sub_event_type")),
            participants=[part for part, _ in actors],
            summary=self.cell("notes") or None,
            codes=self.once(self._codes, *map(self.cell, ("disorder_type", "event_type", "sub_event_type"))),
            **told,
        )
        return [*(actor for _, actor in actors), event, *self._figures(name, event, told)]

    def _coding(self) -> Coding:
        raw, recorded = self.cell("timestamp"), None
        if raw:
            recorded = self.once(self._changed, raw)
        return Coding(
            dataset=self.journal.dataset,
            release=self.journal.release,
            row=self.journal.row,
            retrieved=self.journal.retrieved,
            recorded=recorded,
        )

    def _changed(self, raw: str) -> When | None:
        seconds = whole(raw)
        # Seconds since 1970, of this century.
        if seconds is None or not 0 < seconds < 4_102_444_800:
            self.journal.tell("date.form", "timestamp", raw, "seconds since 1970")
            return None
        return When.parse(datetime.fromtimestamp(seconds, UTC).date().isoformat())

    # When.

    def _when(self) -> Period | None:
        return self.once(self._period, *(self.cell(each) for each in ("event_date", "year", "time_precision")))

    def _period(self, raw: str, year: str, level: str) -> Period | None:
        found = to_day(raw)
        if found is None or found.earliest is None:
            if raw:
                code, expected = day_fault(_in_order(raw), "a day as YYYY-MM-DD or 16 May 2025")
                cut = _in_order(raw)[:4] if code == "date.year" else ""
                hint = f"did you mean 20{cut[2:]}?" if cut.startswith("00") else None
                self.journal.tell(code, "event_date", raw, expected, hint=hint)
            return None
        date = found.earliest
        if year and whole(year) != date.year:
            self.journal.tell("date.year", "year", year, f"{date.year}, the year of event_date")
        if level in ("1", ""):
            return Period(found.text)
        if level == "2":
            week = timedelta(days=7)
            text = f"[{date - week}..{date + week}]"
        elif level == "3":
            text = f"{date.isoformat()[:7]}~"
        else:
            self.journal.tell("code.unknown", "time_precision", level, "one of 1, 2, 3")
            return None
        when = When(text, basis=Basis.CODER)
        return Period(text, start=when, end=when)

    # What.

    def _kind(self, raw: str) -> Any:
        found = self.looked_up(meaning, "sub_event_type", "acled", raw) if raw else None
        return found and found.kind

    def _codes(self, *raw: str) -> tuple[Code, ...]:
        return tuple(Code("acled", each) for each in sorted({*raw} - {""}))

    # Who.

    def _actors(self, name: str, coding: tuple[Coding, ...]) -> Iterator[tuple[Participant, Actor]]:
        for number, role in ((1, "side_a"), (2, "side_b")):
            called, sort = self.cell(f"actor{number}"), self.cell(f"inter{number}")
            if called:
                yield self._actor(f"actor:{name}-{number}", called, self.once(self._sort, sort, number), role, coding)
            names = [each.strip() for each in self.cell(f"assoc_actor_{number}").split(";")]
            for at, each in enumerate(filter(None, names), 1):
                yield self._actor(f"actor:{name}-{number}-assoc-{at}", each, None, role, coding)

    def _actor(
        self, ref: str, called: str, kind: Any, role: str, coding: tuple[Coding, ...]
    ) -> tuple[Participant, Actor]:
        actor = Actor(ref, name=called, kind=kind, codings=coding)
        return Participant(actor, roles=(role,), named_as=called), actor

    def _sort(self, raw: str, number: int) -> Any:
        if raw in ("", "0"):
            return None
        kind = actor_kind("acled", raw)
        if kind is None:
            self.journal.tell("code.unknown", f"inter{number}", raw, "a number from 1 to 8, or its words")
        return kind

    # Where.

    def _where(self) -> Where | None:
        units = tuple(self.cell(each) for each in ("iso", "country", "admin1", "admin2", "admin3"))
        raw = (self.cell(each) for each in ("location", "latitude", "longitude", "geo_precision"))
        return self.once(self._place, units, *raw)

    def _place(self, units: tuple[str, ...], name: str, north: str, east: str, level: str) -> Where | None:
        around = self._country(*units[:2])
        for kind, unit in zip(("region", "district", "district"), units[2:], strict=True):
            if unit:
                ref: Ref[Place] = Ref(f"place:{self.journal.digest(kind, unit, around or '')}")
                found = Place(ref, name=unit, kind=kind, within=around, codings=(self.journal.coding,))
                self.journal.share(found)
                around = ref
        latitude, longitude = self.coordinates(north, east)
        precise = self.level("acled", "geo_precision", level)
        if name or latitude is not None:
            place = Place(
                f"place:{self.journal.digest(*units, name, north, east)}",
                name=name or f"a place at {north}, {east}",
                within=around,
                latitude=latitude,
                longitude=longitude,
                codings=(self.journal.coding,),
            )
            self.journal.share(place)
            return Where(Ref(place.id), precision=precise, wording=name or None)
        return None if around is None else Where(around, precision=precise)

    def _country(self, number: str, name: str) -> "Ref[Place] | None":
        if not name and not number:
            return None
        codes = []
        if number and number != "0":
            padded = number.zfill(3)
            codes = [Code("isonumeric", padded)]
            found = self.looked_up(country, "iso", "isonumeric", padded)
            codes += [Code("iso3166", found.iso3)] if found and found.iso3 else []
        # A country may be a sea: the name says which, and its number is 0.
        ref: Ref[Place] = Ref(f"place:{self.journal.digest(number, name)}")
        kind = "country" if codes else None
        self.journal.share(Place(ref, name=name or number, kind=kind, codes=codes, codings=(self.journal.coding,)))
        return ref

    # Where it is written.

    def _cited(self, name: str) -> Iterator[Citation]:
        for at, each in enumerate(filter(None, (each.strip() for each in self.cell("source").split(";"))), 1):
            # The name of an outlet is no article: the source is one of this row.
            local = Source(f"source:{name}-{at}", publisher=each, codings=(self.journal.coding,))
            self.journal.share(local)
            yield Citation(local)

    # How many.

    def _figures(self, name: str, event: Event, told: Mapping[str, Any]) -> Iterator[Statistic]:
        raw = self.cell("fatalities")
        found = estimate("", raw, "")
        for _, code, expected in found.faults:
            self.journal.tell(code, "fatalities", raw, expected)
        if found.quantity is not None:
            yield Statistic(f"statistic:{name}-deaths", measure="deaths", quantity=found.quantity, about=event, **told)
        size = self._size()
        if size is not None:
            yield Statistic(f"statistic:{name}-crowd", measure="participants", quantity=size, about=event, **told)

    def _size(self) -> Quantity | None:
        """The size of the crowd as the row says it; where it says several, the first, and the others are told."""
        found = [
            (match[1] or match[2] or "").strip()
            for column in ("tags", "notes")
            for match in _SIZE.finditer(self.cell(column))
        ]
        words = list(dict.fromkeys(each for each in found if each.casefold() not in _NO_REPORT))
        for other in words[1:]:
            self.journal.tell("crowd.several", "notes", other, f"one size of the crowd: {words[0]}")
        return crowd_size(words[0], self.journal.options.get("words")) if words else None


READER = Reader(
    name="acled",
    docstring=__doc__,
    layouts=(Layout(name="ACLED exports", columns=_COLUMNS, optional=frozenset(_COLUMNS) - _NEEDED),),
    key=key_column("event_id_cnty"),
    rows=_Rows,
)
"""The reader of ACLED."""
