"""UCDP Georeferenced Event Dataset: fatal events of organised violence, final and candidate releases.

One row is one event as UCDP codes it from all its sources: an Event whose `incident` is UCDP's id, with the sides, the
place, and Statistics of deaths. `source_original` names who told the reporter: the speaker of a Statement, in which the
event and its figures are stated; a cell that lists several gives no single speaker.
The Event cites every article that the row names. Which of several gave a figure is not told: the figures cite the last
of them, by whose day they were certainly public.

Versions: final releases 17.1 to 26.1, Candidate monthly and quarterly, country files of the Humanitarian Data Exchange
Licence: CC BY 4.0
Cite:
    @article{sundberg2013,
      author = {Sundberg, Ralph and Melander, Erik},
      title = {Introducing the UCDP Georeferenced Event Dataset},
      journal = {Journal of Peace Research},
      volume = {50},
      number = {4},
      pages = {523--532},
      year = {2013}
    }
Columns:
    id: the row; `incident`; ids of its records
    relid, year, active_year, code_status, event_clarity, region, priogrid_gid, geom_wkt: raw only
    type_of_violence: a code of the Event; its kind (1 and 2 clash, 3 attack) and the roles of the sides
    conflict_new_id, conflict_name: an Event of kind episode
    dyad_new_id, dyad_name: an Event of kind episode, part of the conflict; the Event is part of it
    conflict_dset_id, dyad_dset_id, side_a_dset_id, side_b_dset_id: raw only
    side_a_new_id, side_a, side_b_new_id, side_b: Actors, joined by UCDP's id; participants of the Event
    gwnoa, gwnob: Gleditsch-Ward codes of the sides, which then are states
    number_of_sources: how many articles the row must name; -1 is not recorded
    source_article: Sources, with office, day and headline; where that is not recorded, one Source of this title
    source_office, source_date, source_headline: raw only; `source_article` has the same
    source_original: speaker of the Statement, where it names one
    where_prec: `where.precision`
    where_coordinates: name of the Place
    where_description: `where.wording`
    adm_1, adm_2: Places of kind region and district, around the place
    latitude, longitude: coordinates of the Place
    country, country_id: Place of kind country, with its Gleditsch-Ward code
    iso3: a code of the country
    date_prec: 1 is one day; from 2 on the event lies somewhere between the two days
    date_start, date_end: `period`
    low, best, high: Statistic of deaths
    deaths_a, deaths_b, deaths_civilians, deaths_unknown: Statistics of deaths, parts of the first
Missing: empty cells and a point alone; number_of_sources -1; the day of an article of 1753-01-01, the first that
    its database can write
Lost: UCDP's ids of an older scheme, clarity, grid cell, region, whether the dyad is active
Tried: on 1,000 rows of 23.1, 3,194 rows of 19.1 and a country file of 601 rows; other releases, the Candidate files
    and files without a header are built from documentation
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..codes import meaning
from ..place import Where
from ..quantity import Quantity
from ..records import Actor, Event, Link, Participant, Place, Record, Ref, Source, Statement, Statistic, to_participants
from ..source import Citation, Code
from ..vocabulary import Act, ActorKind, EventKind, Group, Measure, ParticipantRole, Precision, Stage
from ..when import Period
from .cell import day, day_fault, estimate, span, whole
from .journal import Journal
from .layout import Layout
from .registry import Reader
from .sheet import Sheet, key_column

__all__ = ["READER"]

_19 = (
    *("id", "year", "active_year", "type_of_violence", "conflict_new_id", "conflict_name", "dyad_new_id", "dyad_name"),
    *("side_a_new_id", "gwnoa", "side_a", "side_b_new_id", "gwnob", "side_b", "number_of_sources", "source_article"),
    *("source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "adm_1"),
    *("adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity"),
    *("date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("low", "best", "high"),
)
_HDX = (*_19[: _19.index("country_id")], "iso3", *_19[_19.index("country_id") :])
_23 = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
_NEEDED = frozenset({"id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best", "low", "high"})


def _fits(columns: Sequence[str]) -> Callable[[Sequence[str]], bool]:
    """Whether a first row without a header has a whole number as its id and days where the layout has them."""
    first, start = columns.index("id"), columns.index("date_start")
    return lambda cells: whole(cells[first]) is not None and day(cells[start]) is not None


def _layout(name: str, columns: Sequence[str]) -> Layout:
    return Layout(name=name, columns=columns, optional=frozenset(columns) - _NEEDED, fits=_fits(columns))


_FINAL = re.compile(r"ged\D{0,8}(\d\d)(\d)(?!\d)", re.IGNORECASE)
_DOTTED = re.compile(r"(?<!\d)v?(\d\d)[._](0?[01])((?:[._]\d{1,2}){0,2})(?!\d)", re.IGNORECASE)


def release_of(name: str) -> str | None:
    """The release that the name of a file says: `ged231.csv` and `GEDEvent_v23_1.csv` are 23.1.

    >>> [release_of(f"{name}.csv") for name in ("ucdp_ged231_sample", "GEDEvent_v24_0_3", "GEDEvent_v24_01_24_06")]
    ['23.1', '24.0.3', '24.01.24.06']
    >>> release_of("conflict_data_bgd.csv") is None
    True
    """
    if found := _FINAL.search(name):
        return f"{found[1]}.{found[2]}"
    if found := _DOTTED.search(name):
        return f"{found[1]}.{found[2]}{found[3].replace('_', '.')}"
    return None


_ARTICLE = re.compile(r"(.*?),(\d{4}-\d{2}-\d{2}),(.*)", re.DOTALL)
_SEVERAL = re.compile(r"[;,/&]| and ")
_NUMBER = re.compile(r"[0-9]+")
_ESTIMATE = ("low", "best", "high")
_PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_COUNTED = ("deaths of side a", "deaths of side b", None, None)
_UNITS = ("country", "country_id", "iso3", "adm_1", "adm_2")
_TYPES = frozenset("123")
_SIDES = ParticipantRole.SIDE_A, ParticipantRole.SIDE_B
_ONE_SIDED = ParticipantRole.PERPETRATOR, ParticipantRole.VICTIM
_Whom = tuple["Ref[Actor] | None", "Ref[Actor] | None"]


# Who filled a cell with a point gave nothing.
_NOTHING = frozenset({"."})


class _Rows(Sheet):
    """The rows of one file: cells by the names of their columns, and what was made of cells before."""

    def __init__(self, at: Mapping[str, int], journal: Journal) -> None:
        super().__init__(at, journal, missing=_NOTHING)
        self._dataset = Source(
            # Without its release, so that two releases of one event differ in what they say of it alone.
            "source:ucdp_ged",
            title="UCDP Georeferenced Event Dataset",
            publisher="Uppsala Conflict Data Program",
            licence="CC BY 4.0",
            codings=(journal.coding,),
        )
        made_of = self.made_of
        self._articles_of = made_of(self._articles, "source_article", "number_of_sources")
        self._violence_of = made_of(self._violence, "type_of_violence")
        self._period_of = made_of(self._period, "date_prec", "date_start", "date_end")
        self._place_of = made_of(self._place, *_UNITS, "where_coordinates", "latitude", "longitude", "where_prec")
        self._links_of = made_of(self._episodes, "conflict_new_id", "conflict_name", "dyad_new_id", "dyad_name")
        sides = [
            f"{column}{side}{end}"
            for side in "ab"
            for column, end in (("side_", ""), ("side_", "_new_id"), ("gwno", ""))
        ]
        self._sides_of = made_of(self._sides, *sides, "type_of_violence")
        self._total_of = made_of(self._total, *_ESTIMATE)
        self._parts_of = made_of(self._parts, *_PARTS, "best")

    def records(self, cells: Sequence[str]) -> list[Record]:
        self.take(cells)
        journal = self.journal
        journal.share(self._dataset)
        name, coding = journal.name(journal.row), (journal.coding_of_row(),)
        incident = self.cell("id") or None
        told: dict[str, Any] = {"incident": incident, "where": self._where(), "codings": coding}
        articles, last = self._articles_of()
        made: list[Record] = []
        original = self.cell("source_original")
        if original:
            made += self._told(name, original, coding, last, incident)
            told["stated_in"] = Ref(f"statement:{name}")
        kind, codes, _ = self._violence_of()
        period = self._period_of()
        participants, whom = self._sides_of()
        if participants is None:
            participants, whom = self._local_sides(name, coding)
        event = Event(
            f"event:{name}",
            kind=kind,
            stage=Stage.ACCOMPLISHED,
            period=period,
            participants=participants,
            links=self._links_of(),
            codes=codes,
            citations=articles,
            **told,
        )
        made.append(event)
        told |= {"period": period, "about": Ref(event.id), "stage": Stage.ACCOMPLISHED, "citations": last}
        made += self._figures(name, whom, told)
        return made

    # Who told it, and where it is written.

    def _articles(self, raw: str, number: str) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
        """Citations of all articles that a row names, and of the last of them."""
        sources = [*self._sources(raw, number)]
        cited = tuple(sorted((Citation(each) for each in sources), key=lambda each: each.source))
        days = [str(each.published) if each.published else "~" for each in sources]
        last = {each.id for each, when in zip(sources, days, strict=True) if when == max(days)}
        return cited, tuple(each for each in cited if each.source in last)

    def _sources(self, raw: str, number: str) -> Iterator[Source]:
        if not raw:
            yield self._dataset
            return
        count = whole(number) if number else None
        if number and (count is None or count < -1):
            self.journal.tell("number.form", "number_of_sources", number, "a number of sources, or -1")
        if count is None or count < 0:
            # Older rows name their article in prose: its day is not taken from there.
            yield self._article("", "", raw)
            return
        parts = raw.removeprefix('"').removesuffix('"').split('";"')
        read = [_ARTICLE.fullmatch(each) for each in parts]
        if len(parts) != count or None in read:
            expected = f"{count} of office,day,headline in quotation marks"
            self.journal.tell("source.list", "source_article", raw, expected)
            yield self._article("", "", raw)
            return
        for match in read:
            assert match is not None
            yield self._article(*(each.strip() for each in match.groups()))

    def _article(self, office: str, published: str, headline: str) -> Source:
        when = day(published) if published else None
        if published and when is None:
            code, expected = day_fault(published)
            self.journal.tell(code, "source_article", published, expected)
        found = Source(
            f"source:{self.journal.digest(office, published, headline)}",
            title=None if headline in _NOTHING else headline or None,
            publisher=None if office in _NOTHING else office or None,
            published=when,
            codings=(self.journal.coding,),
        )
        self.journal.share(found)
        return found

    def _told(
        self, name: str, original: str, coding: Any, cited: tuple[Citation, ...], incident: str | None
    ) -> Iterator[Record]:
        speaker = None
        if not _SEVERAL.search(original):
            # A name alone is no identity: the speaker is one of this row.
            speaker = Actor(f"actor:{name}-source", name=original, codings=coding)
            yield speaker
        yield Statement(
            f"statement:{name}",
            act=Act.ASSERTS,
            speaker=None if speaker is None else Ref(speaker.id),
            named_as=original,
            incident=incident,
            citations=cited,
            codings=coding,
        )

    # What happened, when and where.

    def _violence(self, raw: str) -> tuple[EventKind | None, tuple[Code, ...], tuple[ParticipantRole, ParticipantRole]]:
        found = self.looked_up(meaning, "type_of_violence", "ucdp", raw)
        if found is None:
            return None, (Code("ucdp", raw),) if raw else (), _SIDES
        return found.kind, (Code("ucdp", raw),), _ONE_SIDED if raw == "3" else _SIDES

    def _period(self, level: str, start: str, end: str) -> Period | None:
        found = span(start, end)
        for place, code, expected in found.faults:
            self.journal.tell(code, ("date_start", "date_end")[place], (start, end)[place], expected)
        number = whole(level) if level else None
        if level and (number is None or not 1 <= number <= 5):
            self.journal.tell("code.unknown", "date_prec", level, "one of 1, 2, 3, 4, 5")
        if number == 1 and not found.faults and str(found.period).startswith("["):
            told = "1 day, for the two days differ; both are kept as bounds"
            self.journal.tell("date.precision", "date_prec", level, told, done="told")
        return found.period

    def _where(self) -> Where | None:
        found = self._place_of()
        if found is None:
            return None
        place, level, name = found
        return Where(place, precision=level, wording=self.cell("where_description") or name)

    def _place(self, *raw: str) -> "tuple[Ref[Place], Precision | None, str | None] | None":
        """The place, how finely it is known, and its name there."""
        *units, name, north, east, level = raw
        found = self._named_place(units, name, north, east, level)
        return None if found is None else (found, self.level("ucdp", "where_prec", level), name or None)

    def _named_place(self, units: Sequence[str], name: str, north: str, east: str, level: str) -> "Ref[Place] | None":
        country, number, iso3, first, second = units
        around = self._country(country, number, iso3)
        for kind, unit in (("region", first), ("district", second)):
            if unit:
                around = self._unit(kind, unit, around)
        latitude, longitude = self.coordinates(north, east)
        if not name and latitude is None:
            return around
        kinds = {"3": "district", "4": "region", "6": "country"}
        place = Place(
            f"place:{self.journal.digest(*units, name, north, east, kinds.get(level, ''))}",
            name=name or f"a place at {north}, {east}",
            kind=kinds.get(level),
            within=around,
            latitude=latitude,
            longitude=longitude,
            codings=(self.journal.coding,),
        )
        self.journal.share(place)
        return Ref(place.id)

    def _country(self, name: str, number: str, iso3: str) -> "Ref[Place] | None":
        if not name and not number:
            return None
        codes = [Code(scheme, code) for scheme, code in (("gw", number), ("iso3166", iso3)) if code]
        ref = (
            f"place:ucdp_ged-gw-{number}" if _NUMBER.fullmatch(number) else f"place:{self.journal.digest(name, number)}"
        )
        found = Place(ref, name=name or number, kind="country", codes=codes, codings=(self.journal.coding,))
        self.journal.share(found, "country", name)
        return Ref(ref)

    def _unit(self, kind: str, name: str, around: "Ref[Place] | None") -> "Ref[Place]":
        ref: Ref[Place] = Ref(f"place:{self.journal.digest(kind, name, around or '')}")
        self.journal.share(Place(ref, name=name, kind=kind, within=around, codings=(self.journal.coding,)))
        return ref

    # Who took part, and what it is part of.

    def _sides(self, *raw: str) -> "tuple[tuple[Participant, ...] | None, _Whom]":
        """The two sides, where the dataset has an id for each that is named."""
        named = (raw[0:3], raw[3:6])
        if any(called and not identity for called, identity, _ in named):
            return None, (None, None)
        return self._taking_part(named, raw[6], lambda side, _: f"actor:{self.journal.name(named[side][1])}")

    def _taking_part(
        self, named: Sequence[Sequence[str]], violence: str, ref_of: Callable[[int, str], str]
    ) -> "tuple[tuple[Participant, ...], _Whom]":
        *_, roles = self._violence(violence) if violence in _TYPES else (None, (), _SIDES)
        parts, whom = [], list[Ref[Actor] | None]((None, None))
        for side, (called, identity, numbers) in enumerate(named):
            if not called and not identity:
                continue
            who: Ref[Any] = Ref(ref_of(side, called))
            if identity:
                self._side(identity, called, numbers, f"side_{'ab'[side]}")
                whom[side] = who
            parts.append(Participant(who, roles=(roles[side],), named_as=called or None))
        return to_participants(parts), (whom[0], whom[1])

    def _local_sides(self, name: str, coding: Any) -> "tuple[tuple[Participant, ...], _Whom]":
        """The two sides, of which one has a name alone: that is one of its row."""
        named = [[self.cell(f"{column}") for column in (f"side_{s}", f"side_{s}_new_id", f"gwno{s}")] for s in "ab"]

        def ref_of(side: int, called: str) -> str:
            if named[side][1]:
                return f"actor:{self.journal.name(named[side][1])}"
            local = Actor(f"actor:{name}-side_{'ab'[side]}", name=called, codings=coding)
            self.journal.share(local)
            return local.id

        return self._taking_part(named, self.cell("type_of_violence"), ref_of)

    def _side(self, identity: str, called: str, numbers: str, column: str) -> None:
        states = _NUMBER.findall(numbers)
        if numbers and re.sub(r"[\s,;]", "", numbers) != "".join(states):
            self.journal.tell("code.unknown", f"gwno{column[-1]}", numbers, "Gleditsch-Ward numbers")
            states = []
        found = Actor(
            f"actor:{self.journal.name(identity)}",
            name=called or identity,
            kind=ActorKind.STATE if len(states) == 1 else None,
            codes=[Code("ucdp", identity), *(Code("gw", number) for number in states)],
            codings=(self.journal.coding,),
        )
        self.journal.share(found, column, called)

    def _episodes(self, conflict: str, conflict_name: str, dyad: str, dyad_name: str) -> tuple[Link, ...]:
        links: tuple[Link, ...] = ()
        for sort, number, name in (("conflict", conflict, conflict_name), ("dyad", dyad, dyad_name)):
            if not number:
                continue
            found = Event(
                f"event:{self.journal.name(sort, number)}",
                kind="episode",
                stage="accomplished",
                summary=name or None,
                links=links,
                codes=(Code("ucdp", f"{sort} {number}"),),
                citations=(Citation(self._dataset),),
                codings=(self.journal.coding,),
            )
            self.journal.share(found, f"{sort}_name", name)
            links = (Link("part_of", Ref(found.id)),)
        return links

    # How many.

    def _total(self, *raw: str) -> Quantity | None:
        found = estimate(*raw)
        for place, code, expected in found.faults:
            self.journal.tell(code, _ESTIMATE[place], raw[place], expected)
        return found.quantity

    def _parts(self, *raw: str) -> tuple[Quantity | None, ...]:
        """How many died on each side; their sum is the best estimate, and where it is not it is told."""
        *cells, best = raw
        found = []
        for column, cell in zip(_PARTS, cells, strict=True):
            part = estimate("", cell, "")
            for _, code, expected in part.faults:
                self.journal.tell(code, column, cell, expected)
            found.append(part.quantity)
        numbers = [each.best for each in found if each is not None and each.best is not None]
        if len(numbers) == len(_PARTS) and whole(best) not in (None, sum(numbers)):
            expected = f"{sum(numbers)}, the sum of {', '.join(_PARTS)}"
            self.journal.tell("estimate.sum", "best", best, expected, done="told")
        return tuple(found)

    def _figures(self, name: str, whom: "_Whom", told: Mapping[str, Any]) -> Iterator[Statistic]:
        quantity, whole_of = self._total_of(), None
        if quantity is not None:
            whole_of = Ref[Statistic](f"statistic:{name}-deaths")
            yield Statistic(str(whole_of), measure=Measure.DEATHS, quantity=quantity, **told)
        groups = (*whom, Group.CIVILIANS, Group.UNKNOWN)
        for column, part, group, counted in zip(_PARTS, self._parts_of(), groups, _COUNTED, strict=True):
            if part is not None:
                yield Statistic(
                    f"statistic:{name}-{column}",
                    measure=Measure.DEATHS,
                    quantity=part,
                    of_whom=group,
                    counted=counted,
                    subset_of=whole_of,
                    **told,
                )


READER = Reader(
    name="ucdp_ged",
    docstring=__doc__,
    layouts=(
        _layout("GED 20.1 and later, and Candidate", _23),
        _layout("GED 17.1 to 19.1", _19),
        _layout("GED 19.1 as a country file", _HDX),
    ),
    key=key_column("id"),
    rows=_Rows,
    release_of=release_of,
)
"""The reader of UCDP GED and its Candidate files."""
