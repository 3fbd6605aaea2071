"""GDELT Event Database 1.0 and 2.0: what newspapers were read by machine to say, one row an event.

One row is one event that a program found in an article: an Event with its initiator, its target and its place, or a
Statement where the CAMEO code is an act of words (01-03 and 10-13). `SOURCEURL` is the Source; it was published on or
before the day on which the row was added.
An event date 7, 30, 365 or 3650 days before that day is a phrase of the article ("a month ago") and no day: 7 becomes
seven days on either side, 30 an approximate month, 365 an approximate year, 3650 an approximate decade.
Files of 1979 to 2013, which have no SOURCEURL, were added in one go: other distances say nothing there, the day stays.

Versions: 1.0 with 57 or 58 columns, 2.0 with 61; without a header, tabs between cells, no quoting
Licence: free for any use that cites the GDELT Project and links to it
Cite:
    @inproceedings{leetaru2013,
      author = {Leetaru, Kalev and Schrodt, Philip A.},
      title = {{GDELT}: Global Data on Events, Location, and Tone, 1979-2012},
      booktitle = {ISA Annual Convention},
      year = {2013},
      url = {https://www.gdeltproject.org/}
    }
Columns:
    GLOBALEVENTID: the row; `incident`; ids of its records
    SQLDATE: `period` of an Event, `said` of a Statement, by its distance from DATEADDED
    MonthYear, Year, FractionDate: raw only; SQLDATE has the same
    Actor{1-2}Code, Actor{1-2}Name: an Actor of this row, with its CAMEO code; initiator, target, speaker or addressee
    Actor{1-2}Type{1-3}Code: `kind` of the Actor, by the first one that our table has
    Actor{1-2}CountryCode: a code of the Actor
    Actor{1-2}KnownGroupCode, Actor{1-2}EthnicCode, Actor{1-2}Religion{1-2}Code: raw only
    EventCode: kind of the Event, or act of the Statement; the code itself is kept with its leading zeros
    EventBaseCode, EventRootCode: raw only; EventCode begins with them
    IsRootEvent, GoldsteinScale, NumMentions, NumSources, NumArticles, AvgTone: raw only
    QuadClass: raw only; a class that is none is told
    Actor{1-2}Geo_Type, Actor{1-2}Geo_FullName, Actor{1-2}Geo_CountryCode, Actor{1-2}Geo_ADM1Code: raw only
    Actor{1-2}Geo_ADM2Code, Actor{1-2}Geo_Lat, Actor{1-2}Geo_Long, Actor{1-2}Geo_FeatureID: raw only
    ActionGeo_Type: `where.precision`; 0 is no place
    ActionGeo_FullName, ActionGeo_FeatureID: Place; the feature id alone is no identity (KS is two places)
    ActionGeo_CountryCode: Place of kind country, FIPS 10-4
    ActionGeo_ADM1Code, ActionGeo_ADM2Code: raw only
    ActionGeo_Lat, ActionGeo_Long: coordinates of the Place; of a country or region they are its middle
    DATEADDED: `recorded` of the coding, and the last day on which the Source can have been published
    SOURCEURL: Source
Missing: empty cells; ActionGeo_Type 0 and coordinates 0, 0 without a place
Lost: scores, counts of coverage, ethnic and religious codes, where the actors are placed
Tried: on 2,111 rows of 2.0, and 509 and 201 rows of 1.0 with 58 and 57 columns; a spreadsheet-damaged file as described
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from ..codes import Meaning, actor_kind, country, meaning
from ..place import Where
from ..records import Actor, Event, Participant, Place, Record, Ref, Source, Statement
from ..source import Citation, Code, Coding
from ..vocabulary import Act, ActorKind, Basis, ParticipantRole, Stage
from ..when import Period, When
from .cell import day, day_fault
from .journal import Journal
from .layout import Layout
from .registry import Reader
from .sheet import Sheet, key_column

__all__ = ["READER"]

_WHO = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_TYPES = ("Type1Code", "Type2Code", "Type3Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_20 = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{column}" for number in (1, 2) for column in (*_WHO, *_TYPES)),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions"),
    *("NumSources", "NumArticles", "AvgTone"),
    *(f"{what}Geo_{column}" for what in ("Actor1", "Actor2", "Action") for column in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
_10 = tuple(column for column in _20 if not column.endswith("ADM2Code"))
_NEEDED = frozenset({"globaleventid", "sqldate", "eventcode", "dateadded"})
_STAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{6})?")
# What a spreadsheet makes of 20191024143000.
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_RELEASE = re.compile(r"(?<![0-9])([0-9]{14}|[0-9]{8}|[0-9]{6}|[0-9]{4})(?=\.)")


def _fits(columns: Sequence[str]) -> Any:
    event, said, added = (columns.index(name) for name in ("GLOBALEVENTID", "SQLDATE", "DATEADDED"))

    def fits(cells: Sequence[str]) -> bool:
        stamped = _STAMP.fullmatch(cells[added]) or _ROUNDED.fullmatch(cells[added])
        return cells[event].isdigit() and _STAMP.fullmatch(cells[said]) is not None and stamped is not None

    return fits


def _layout(name: str, columns: Sequence[str]) -> Layout:
    normal = frozenset(column.casefold() for column in columns)
    aliases = {"day": "sqldate"}
    return Layout(name=name, columns=columns, optional=normal - _NEEDED, aliases=aliases, fits=_fits(columns))


def release_of(name: str) -> str | None:
    """The release that the name of a file says, which is the time that it was made.

    >>> release_of("20191024143000.export.CSV"), release_of("gdelt.tsv")
    ('20191024143000', None)
    """
    found = _RELEASE.search(name)
    return found[1] if found else None


def damage(delimiter: str, rows: Sequence[Sequence[str]], at: Mapping[str, int]) -> str | None:
    """What shows that a spreadsheet has saved a file of GDELT: numbers that were rounded, zeros that were lost.

    >>> damage("\\t", [["1", "2.02E+13"]], {"globaleventid": 0, "dateadded": 1})
    "DATEADDED '2.02E+13', which a spreadsheet has rounded"
    """
    for cells in rows:
        if _ROUNDED.fullmatch(added := _cell(cells, at, "dateadded")):
            return f"DATEADDED {added!r}, which a spreadsheet has rounded"
        if len(root := _cell(cells, at, "eventrootcode")) == 1:
            return f"EventRootCode {root!r}, which has lost its leading zero"
    return "semicolons between the cells, as a spreadsheet writes them" if delimiter == ";" else None


def _cell(cells: Sequence[str], at: Mapping[str, int], column: str) -> str:
    place = at.get(column, len(cells))
    return cells[place] if place < len(cells) else ""


def to_day(raw: str) -> When | None:
    """The day of a stamp of 8 or 14 digits.

    >>> to_day("20191024143000"), to_day("2.02E+13")
    (When('2019-10-24'), None)
    """
    match = _STAMP.fullmatch(raw)
    return day("-".join(match.groups())) if match else None


# The distances that stand for a phrase: 7 a week ago, 30 a month, 365 a year, 3650 a decade.
def _phrase(said: When, lag: int) -> When | None:
    """What an event date means by its distance from the day on which its row was added; None for another distance."""
    if lag in (0, 1):
        return said
    date = said.earliest
    assert date is not None
    if lag == 7:
        week = timedelta(days=7)
        text = f"[{date - week}..{date + week}]"
    elif lag in _COARSE:
        text = f"{date.isoformat()[: _COARSE[lag]]}{'X' if lag == 3650 else ''}~"
    else:
        return None
    return When(text, basis=Basis.DATASET_LAG)


_PLACED = ("type", "fullname", "countrycode", "adm1code", "lat", "long", "featureid")
_TOLD_OF = ("name", "code", "countrycode", "type1code", "type2code", "type3code")
_COARSE = {30: 7, 365: 4, 3650: 3}
# Who is spoken to; of other acts the target is whom they are about.
_SPOKEN_TO = frozenset({Act.REQUESTS, Act.ANNOUNCES, Act.DEMANDS, Act.REJECTS, Act.THREATENS})


class _Rows(Sheet):
    """The rows of one file."""

    def __init__(self, at: Mapping[str, int], journal: Journal) -> None:
        super().__init__(at, journal)
        made_of = self.made_of
        self._added_of = made_of(self._added, "dateadded")
        self._when_of = made_of(self._when, "sqldate", "dateadded")
        self._meaning_of = made_of(self._meaning, "eventcode", "eventrootcode")
        self._where_of = made_of(self._place, *(f"actiongeo_{column}" for column in _PLACED))
        self._page_of = made_of(self._page, "sourceurl", "dateadded")
        self._quad_class_of = made_of(self._quad_class, "quadclass")
        self._who_of = [made_of(_who, *(f"actor{number}{column}" for column in _TOLD_OF)) for number in (1, 2)]

    def records(self, cells: Sequence[str]) -> list[Record]:
        self.take(cells)
        journal = self.journal
        added = self._added_of()
        coding = (
            Coding(
                dataset=journal.dataset,
                release=journal.release,
                row=journal.row,
                retrieved=journal.retrieved,
                recorded=added,
            ),
        )
        name = journal.name(journal.row)
        when = self._when_of()
        said, codes = self._meaning_of()
        self._quad_class_of()
        first, second = (self._actor(name, number, coding) for number in (1, 2))
        told: dict[str, Any] = {
            "incident": self.cell("globaleventid") or None,
            "where": self._where_of(),
            "codes": codes,
            "citations": self._cited(name, added),
            "codings": coding,
        }
        made: list[Record] = [each for each in (first, second) if each is not None]
        if said is not None and said.act is not None:
            made.append(self._statement(name, said.act, first, second, when, told))
            return made
        parts = tuple(
            Participant(Ref(each.id), roles=(role,), named_as=self.cell(f"actor{number}name") or None)
            for number, each, role in ((1, first, ParticipantRole.INITIATOR), (2, second, ParticipantRole.TARGET))
            if each is not None
        )
        period = None if when is None else self.once(_period, when)
        kind = None if said is None else said.kind
        made.append(
            Event(f"event:{name}", kind=kind, stage=Stage.ACCOMPLISHED, period=period, participants=parts, **told)
        )
        return made

    def _statement(
        self, name: str, act: Act, first: Actor | None, second: Actor | None, when: When | None, told: Any
    ) -> Statement:
        others = () if second is None else (Ref[Any](second.id),)
        return Statement(
            f"statement:{name}",
            act=act,
            speaker=None if first is None else Ref(first.id),
            named_as=self.cell("actor1name") or None,
            said=when,
            addressees=others if act in _SPOKEN_TO else (),
            about=() if act in _SPOKEN_TO else others,
            **told,
        )

    # When.

    def _added(self, raw: str) -> When | None:
        return self._stamp(raw, "dateadded")

    def _stamp(self, raw: str, column: str) -> When | None:
        found = to_day(raw)
        if found is None and raw:
            code, told = day_fault(raw, "a time as YYYYMMDD or YYYYMMDDhhmmss")
            hint = "a spreadsheet has rounded it" if _ROUNDED.fullmatch(raw) else None
            self.journal.tell(code, column, raw, told, hint=hint)
        return found

    def _when(self, raw: str, added: str) -> When | None:
        said, now = self._stamp(raw, "sqldate"), to_day(added)
        if said is None or said.earliest is None:
            return None
        if now is None or now.earliest is None:
            # Whether it is a day or a phrase shows only beside the day on which the row was added.
            self.journal.tell("gdelt.lag", "sqldate", raw, "a day at a known distance from DATEADDED")
            return None
        lag = (now.earliest - said.earliest).days
        found = _phrase(said, lag)
        if found is None and lag > 0 and "sourceurl" not in self.at:
            # The files of 1979 to 2013 were added in one go, so that the distance says nothing: the day stays.
            return said
        if found is None:
            expected = "a day 0, 1, 7, 30, 365 or 3650 days before DATEADDED"
            told = f"{raw!r}, {lag} days before it"
            self.journal.tell("gdelt.lag", "sqldate", raw, expected, found=told)
        return found

    # What.

    def _meaning(self, code: str, root: str) -> tuple[Meaning | None, tuple[Code, ...]]:
        said = self._said(code, root) if code else None
        return said, (Code("cameo", code),) if said is not None else ()

    def _said(self, code: str, root: str) -> Meaning | None:
        if root and (len(root) != 2 or not code.startswith(root)):
            expected = "a code of three or four digits that begins with its root of two"
            found = f"{code!r} with root {root!r}"
            self.journal.tell("gdelt.zeros", "eventcode", code, expected, found=found, hint="leading zeros were lost")
            return None
        return self.looked_up(meaning, "eventcode", "cameo", code)

    def _quad_class(self, raw: str) -> None:
        """The class is no part of a record, but one that is none says that the cells may be out of place."""
        if raw and raw not in ("1", "2", "3", "4"):
            self.journal.tell("code.unknown", "quadclass", raw, "one of 1, 2, 3, 4")

    # Who.

    def _actor(self, name: str, number: int, coding: tuple[Coding, ...]) -> Actor | None:
        if (told := self._who_of[number - 1]()) is None:
            return None
        called, kind, codes = told
        # A CAMEO code names a role in a country and no one: the actor is one of this row.
        return Actor(f"actor:{name}-{number}", name=called, kind=kind, codes=codes, codings=coding)

    # Where.

    def _place(self, sort: str, name: str, land: str, unit: str, north: str, east: str, feature: str) -> Where | None:
        if sort in ("", "0") and not name and (north, east) in (("", ""), ("0", "0")):
            return None
        level = self.level("gdelt", "actiongeo_type", sort) if sort != "0" else None
        around = self._country(land) if land else None
        if sort == "1" and around is not None:
            return Where(around, precision=level, wording=name or None)
        latitude, longitude = self.coordinates(north, east, ("actiongeo_lat", "actiongeo_long"))
        if not name and latitude is None:
            return None if around is None else Where(around, precision=level)
        kinds = {"2": "region", "5": "region", "3": "settlement", "4": "settlement"}
        place = Place(
            f"place:{self.journal.digest(sort, name, land, unit, north, east, feature)}",
            name=name or f"a place at {north}, {east}",
            kind=kinds.get(sort),
            within=around,
            codes=(Code("gdelt_feature", feature),) if feature else (),
            latitude=latitude,
            longitude=longitude,
            codings=(self.journal.coding,),
        )
        self.journal.share(place)
        return Where(Ref(place.id), precision=level, wording=name or None)

    def _country(self, code: str) -> "Ref[Place] | None":
        found = self.looked_up(country, "actiongeo_countrycode", "fips", code)
        if found is None:
            return None
        codes = [Code("fips", code), *([Code("iso3166", found.iso3)] if found.iso3 else [])]
        place = Place(
            f"place:{self.journal.name('fips', code)}",
            name=found.name,
            kind="country",
            codes=codes,
            codings=(self.journal.coding,),
        )
        self.journal.share(place)
        return Ref(place.id)

    # Where it is written.

    def _cited(self, name: str, added: When | None) -> tuple[Citation, ...]:
        found = self._page_of()
        if found is not None:
            source, cited = found
            self.journal.share(source)
            return cited
        # Rows of before 2013 do not say in which article they were found.
        local = Source(f"source:{name}", published=_until(added), codings=(self.journal.coding,))
        self.journal.share(local)
        return (Citation(local),)

    def _page(self, url: str, added: str) -> tuple[Source, tuple[Citation, ...]] | None:
        if not url:
            return None
        until = _until(to_day(added))
        source = Source(
            f"source:{self.journal.digest(url, until or '')}",
            url=url,
            published=until,
            codings=(self.journal.coding,),
        )
        return source, (Citation(source),)


def _until(added: When | None) -> str | None:
    return None if added is None else f"[..{added}]"


def _period(when: When) -> Period:
    if when.basis is None:
        return Period(when.text)
    return Period(when.text, start=when, end=when)


def _who(called: str, code: str, land: str, *sorts: str) -> tuple[str, ActorKind | None, tuple[Code, ...]] | None:
    """What an actor is called, its kind and its codes; None where there is none."""
    if not called and not code:
        return None
    kinds = (actor_kind("plover", sort) for sort in sorts if sort)
    kind = next((each for each in kinds if each is not None), None)
    if kind is None and code and code == land and not any(sorts):
        kind = ActorKind.STATE
    codes = {Code("cameo", each) for each in (code, land, *sorts) if each}
    return called or code, kind, tuple(sorted(codes, key=lambda each: each.value))


READER = Reader(
    name="gdelt_events",
    docstring=__doc__,
    layouts=(
        _layout("GDELT 2.0 events", _20),
        _layout("GDELT 1.0 events", _10),
        _layout("GDELT 1.0 events before there were addresses", _10[:-1]),
    ),
    key=key_column("globaleventid"),
    rows=_Rows,
    delimiters="\t;,",
    unquoted="\t",
    release_of=release_of,
    damage=damage,
)
"""The reader of GDELT events."""
