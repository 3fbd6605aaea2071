"""Records as entities of FollowTheMoney, and its entities as records: statement CSV and entity JSON.

In FollowTheMoney an entity is what it is about, and each statement says one value of it, of which dataset and origin.
Two speakers who give one figure must stay two: each claim of ours is an entity of its own, so that no two merge.
Events, statements, deployments and figures become an `Event`, actors a `Person`, `Organization` or `LegalEntity`,
places an `Address`, sources an `Article`. What has no property of its own stands in `keywords`, as `stage=planned`.
Lost on the way out: places in texts, wordings, codings, the roles of participants and actors, links.
On the way in each dataset is a source of its own, and an entity of which two of them tell becomes two reports of one
incident. What a property holds that has no place in a record is kept in the coding's `extra`.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from attrs import evolve

from ..codec.document import FORMAT, Attempt, read_rows
from ..codec.plain import choices, item_of, plain_fields
from ..dataset import Dataset
from ..errors import Problem, show
from ..query.known import known_dates
from ..records import KINDS, Actor, Claim, Deployment, Event, Place, Record, Source, Statement, Statistic
from ..source import kind_of
from ..when import Period, When

__all__ = ["COLUMNS", "read_entities", "read_statements", "to_entities", "to_statements"]

COLUMNS: tuple[str, ...] = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang"),
    *("original_value", "external", "first_seen", "last_seen", "id"),
)
"""The columns of a statement CSV, as FollowTheMoney 4 has them."""

_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("name", "alias"), "name"),
    **dict.fromkeys(("summary", "description", "notes"), "text"),
    **dict.fromkeys(("startDate", "endDate", "date", "publishedAt", "retrievedAt"), "date"),
    **dict.fromkeys(("involved", "organizer", "proof", "addressEntity"), "entity"),
    **dict.fromkeys(("location", "full"), "address"),
    **dict.fromkeys(("keywords", "title", "author", "publisher"), "string"),
    **dict.fromkeys(("latitude", "longitude"), "number"),
    "sourceUrl": "url",
    "contentHash": "checksum",
}
_PLAIN_DAY = re.compile(r"[1-9]\d{3}(-\d\d){0,2}")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
_PERSONS, _BODIES = ("person",), ("person", "crowd", "population", "unknown")


# Ids. An id of FollowTheMoney has letters, digits, points and hyphens: what it has not stands as the bytes of UTF-8.


def _id_of(name: str) -> str:
    kind, _, rest = name.partition(":")
    return f"{kind}-{''.join(_escaped(each, at == len(rest)) for at, each in enumerate(rest, 1))}"


def _escaped(letter: str, is_last: bool) -> str:
    # A hyphen may not be the last.
    is_plain = letter.isascii() and (letter.isalnum() or (letter == "-" and not is_last))
    return letter if is_plain else f".{letter.encode().hex('.')}"


_ESCAPED = re.compile(r"((?:\.[0-9a-f]{2})+)")


def _name_of(entity: str) -> str | None:
    """The id of ours that an entity was made of; None where it is not of our making."""
    kind, hyphen, rest = entity.partition("-")
    if kind not in KINDS or not hyphen:
        return None
    try:
        name = _ESCAPED.sub(lambda match: bytes.fromhex(match[1].replace(".", "")).decode(), rest)
    except ValueError:
        return None
    found = f"{kind}:{name}"
    return found if _id_of(found) == entity else None


# Out.


def to_entities(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """The records of a dataset as entities, in its order, each with its properties.

    Raises:
        NotFound: where a record that a claim names is not in the dataset.

    >>> [entity["schema"] for entity in to_entities(Dataset([Place("place:oslo", name="Oslo")]))]
    ['Address']
    """
    since = known_dates(dataset)
    for record in dataset:
        properties = {name: values for name, values in _properties(record, dataset).items() if values}
        entity = {"id": _id_of(record.id), "schema": _schema(record), "properties": properties}
        day = since(record) if isinstance(record, Claim) else None
        yield {**entity, "datasets": [_slug(dataset)], **({} if day is None else {"first_seen": day.isoformat()})}


def _slug(dataset: Dataset) -> str:
    return re.sub(r"[^a-z0-9]+", "_", (dataset.name or "").lower()).strip("_") or "unrest"


def _schema(record: Record) -> str:
    if isinstance(record, Source):
        return "Article"
    if isinstance(record, Place):
        return "Address"
    if isinstance(record, Actor):
        kind = str(record.kind)
        return (
            "Person"
            if kind in _PERSONS
            else "LegalEntity"
            if record.kind is None or kind in _BODIES
            else "Organization"
        )
    return "Event"


def _properties(record: Record, dataset: Dataset) -> dict[str, list[str]]:
    shared = {"keywords": _keywords(record), "notes": [] if record.note is None else [record.note]}
    if isinstance(record, Source):
        told = {
            "name": [record.title or record.id],
            "title": _some(record.title),
            "publisher": _some(record.publisher),
            "author": _some(record.author),
            "publishedAt": _days(record.published),
            "retrievedAt": _days(record.retrieved),
            "sourceUrl": _some(record.url if record.url and _ADDRESS.fullmatch(record.url) else None),
            "contentHash": _some(record.sha256),
        }
    elif isinstance(record, Place):
        numbers = {name: _some(getattr(record, name)) for name in ("latitude", "longitude")}
        told = {"name": [record.name], "alias": list(record.aliases), "full": [record.name], **numbers}
    elif isinstance(record, Actor):
        told = {"name": [record.name], "alias": list(record.aliases), **_cited(record)}
    else:
        told = _happening(record, dataset)
    return {**told, **shared}


def _some(found: object) -> list[str]:
    return [] if found is None else [str(found)]


def _days(*found: object) -> list[str]:
    """Dates that mean in FollowTheMoney what they mean here: a year, a month or a day without a hedge."""
    return [each.text for each in found if isinstance(each, When) and _PLAIN_DAY.fullmatch(each.text)]


def _cited(record: Record) -> dict[str, list[str]]:
    return {"proof": sorted({_id_of(citation.source) for citation in record.citations})}


def _happening(record: Claim, dataset: Dataset) -> dict[str, list[str]]:
    """A claim as an event: who is in it, when it was, as far as a date can say so, and where."""
    period: Period | None = getattr(record, "period", None)
    told: dict[str, list[str]] = {"name": [str(record)], **_cited(record)}
    if period is not None:
        one = "/" not in period.text
        told |= (
            {"date": _days(period.start)} if one else {"startDate": _days(period.start), "endDate": _days(period.end)}
        )
    else:
        told["date"] = _days(getattr(record, "said", None), getattr(record, "as_of", None))
    if record.where is not None:
        place = dataset[record.where.place]
        told |= {"location": [place.name], "addressEntity": [_id_of(place.id)]}
    if isinstance(record, Event):
        told |= {"involved": [_id_of(each.who) for each in record.participants if kind_of(each.who) == "actor"]}
        told["summary"] = _some(record.summary)
    elif isinstance(record, Statement):
        who = [each for each in record.about if kind_of(each) == "actor"]
        told |= {"organizer": [_id_of(record.speaker)] if record.speaker else []}
        told |= {"involved": [_id_of(each) for each in (*record.addressees, *who)], "summary": _some(record.content)}
    elif isinstance(record, Deployment):
        sent = [each for each in (record.force, *record.contributors) if each is not None]
        told |= {"involved": [_id_of(each) for each in sent], "summary": _some(record.purpose)}
        told["organizer"] = [_id_of(record.sent_by)] if record.sent_by else []
    elif isinstance(record, Statistic):
        told["summary"] = _some(record.counted)
    else:
        assert_never(record)
    return told


def _keywords(record: Record) -> list[str]:
    """The fields that have no property, each as its name and its text form."""
    told = [f"record={type(record).__name__.lower()}"]
    for each in plain_fields(type(record)):
        found = getattr(record, each.name)
        if each.name not in _ELSEWHERE and found is not None:
            told += [f"{each.name}={one}" for one in (found if isinstance(found, tuple) else (found,))]
    return told


def to_statements(dataset: Dataset) -> Iterator[str]:
    """The records of a dataset as the lines of a statement CSV, the header first.

    The origin of a statement is who says it: the speaker of a claim, or the first source that is cited for it.
    `first_seen` is the day since which a claim is certainly public.

    Raises:
        NotFound: where a record that a claim names is not in the dataset.

    >>> lines = list(to_statements(Dataset([Place("place:oslo", name="Oslo")])))
    >>> lines[0][:26], lines[1].split(",")[1:6]
    ('canonical_id,entity_id,pro', ['place-oslo', 'name', 'name', 'Address', 'Oslo'])
    """
    yield _line(COLUMNS)
    slug = _slug(dataset)
    for record, entity in zip(dataset, to_entities(dataset), strict=True):
        origin, seen = _origin(record, dataset), entity.get("first_seen", "")
        for prop, values in entity["properties"].items():
            for value in dict.fromkeys(values):
                key = f"{slug}.{entity['id']}.{prop}.{value}"
                digest = hashlib.sha1(key.encode("utf-8")).hexdigest()
                told = (entity["id"], entity["id"], prop, _TYPES[prop], entity["schema"], value, slug, origin)
                yield _line((*told, "", "", "f", seen, seen, digest))


def _origin(record: Record, dataset: Dataset) -> str:
    speaker = dataset.speaker(record) if isinstance(record, Claim) else None
    if speaker is not None:
        return str(speaker.id)
    return str(record.citations[0].source) if record.citations else ""


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, dialect="unix", quoting=csv.QUOTE_MINIMAL).writerow(cells)
    return written.getvalue()


# In.


class _Entity:
    """What one dataset and origin say of one entity: the values of its properties."""

    def __init__(self, name: str, schema: str, dataset: str, origin: str) -> None:
        self.name, self.schema, self.dataset, self.origin = name, schema, dataset, origin
        self.values: dict[str, list[str]] = {}
        self.seen: str | None = None

    def add(self, prop: str, value: str, seen: str | None) -> None:
        values = self.values.setdefault(prop, [])
        if value not in values:
            values.append(value)
        if seen and (self.seen is None or seen < self.seen):
            self.seen = seen


def read_statements(lines: Iterable[str]) -> Attempt:
    """The records that a statement CSV tells, with all that could not be read.

    Each dataset and origin that says something of an entity is a source of its own.

    >>> found = read_statements(to_statements(Dataset([Place("place:oslo", name="Oslo")])))
    >>> found.dataset.places
    Records(1 of Place: place:oslo)
    """
    problems: list[Problem] = []
    rows = _rows(lines, problems)
    header = next(rows, [])
    missing = [name for name in ("entity_id", "prop", "schema", "value", "dataset") if name not in header]
    if missing:
        expected = f"the columns of a statement CSV, {', '.join(COLUMNS)}"
        return Attempt(
            problems=(Problem(code="ftm.columns", found=f"no column {missing[0]}", expected=expected, line=1),)
        )
    entities: dict[tuple[str, str, str], _Entity] = {}
    for number, cells in enumerate(rows, 2):
        if len(cells) != len(header):
            found, expected = f"{len(cells)} cells", f"{len(header)}, as in the header"
            problems.append(Problem(code="ftm.cells", found=found, expected=expected, line=number))
            continue
        row = dict(zip(header, cells, strict=True))
        key = row["entity_id"], row["dataset"], row.get("origin", "")
        entity = entities.setdefault(key, _Entity(key[0], row["schema"], *key[1:]))
        if row["prop"] != "id":  # the digest of the whole entity
            entity.schema = _narrower(entity.schema, row["schema"])
            entity.add(row["prop"], row["value"], row.get("first_seen"))
    return _told(entities.values(), problems)


def _rows(lines: Iterable[str], problems: list[Problem]) -> Iterator[list[str]]:
    """The rows of a CSV, as far as it is one."""
    rows = csv.reader(lines)
    try:
        yield from rows
    except csv.Error as error:
        hint = "the rows after it were not read"
        told = Problem(code="ftm.csv", found=str(error), expected="a CSV", hint=hint, line=rows.line_num)
        problems.append(told)


def read_entities(lines: Iterable[str]) -> Attempt:
    """The records that entities in JSON tell, one a line, with all that could not be read.

    >>> found = read_entities(['{"id": "a", "schema": "Person", "properties": {"name": ["Saule"]}}'])
    >>> found.dataset.actors.only().kind
    <ActorKind.PERSON: 'person'>
    """
    entities: list[_Entity] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            # What several datasets have in one is told by all of them together.
            entity = _Entity(found["id"], found["schema"], ", ".join(found.get("datasets") or ()), "")
            for prop, values in found["properties"].items():
                for value in _texts(values):
                    entity.add(prop, value, found.get("first_seen"))
        except (ValueError, LookupError, TypeError, AttributeError):
            expected = 'an entity: {"id": ..., "schema": ..., "properties": {name: [values]}}'
            problems.append(Problem(code="ftm.entity", found=show(line.strip()), expected=expected, line=number))
            continue
        entities.append(entity)
    return _told(entities, problems)


def _texts(found: object) -> list[str]:
    """The values of a property: a text alone is no list of its letters."""
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise TypeError
    return found


_SCHEMAS: Mapping[str, tuple[str, str | None]] = {
    "Thing": ("", None),
    "Event": ("event", None),
    "Address": ("place", None),
    **dict.fromkeys(("Document", "Article", "HyperText", "PlainText", "Pages"), ("source", None)),
    "LegalEntity": ("actor", None),
    "Person": ("actor", "person"),
    **dict.fromkeys(("Organization", "Company"), ("actor", "organisation")),
    "PublicBody": ("actor", "government_body"),
}
_ORDER = list(_SCHEMAS)


def _narrower(one: str, other: str) -> str:
    """The schema that says more, of two that are given for one entity."""
    known = [each for each in (one, other) if each in _SCHEMAS]
    return max(known, key=_ORDER.index) if known else one


def _told(entities: Iterable[_Entity], problems: list[Problem]) -> Attempt:
    read = _Reading(list(entities), problems)
    found = read_rows({"format": FORMAT}, ((row, False) for row in read.rows()), None, (), ())
    # They stand in no list: the id says of which record a problem is.
    told = [evolve(problem, place=_IN_RECORDS.sub("", problem.place)) for problem in found.problems]
    return Attempt(found.dataset, (*read.problems, *told))


_IN_RECORDS = re.compile(r"^records\[\d+\]\.?")


class _Reading:
    """Entities while they become records in plain form."""

    def __init__(self, entities: list[_Entity], problems: list[Problem]) -> None:
        self.problems = problems
        self.entities = entities
        self.kinds = {each.name: self._kind(each) for each in entities}
        self.reports: dict[str, int] = {}
        for each in entities:
            self.reports[each.name] = self.reports.get(each.name, 0) + 1
        self.met: dict[str, dict[str, Any]] = {}

    def _kind(self, entity: _Entity) -> str:
        named = _name_of(entity.name)
        return kind_of(named) if named is not None else _SCHEMAS.get(entity.schema, ("", None))[0]

    def rows(self) -> Iterator[dict[str, Any]]:
        """The plain form of each record."""
        for entity in self.entities:
            if self._is_ours(entity):
                self._merge(self._own(entity))
            elif self.kinds[entity.name] in ("actor", "place", "source"):
                self._merge(self._thing(entity))
            elif self.kinds[entity.name] == "event":
                self._merge(self._report(entity))
            else:
                self._tell(entity, "schema", entity.schema, f"one of {', '.join(_SCHEMAS)}")
        yield from self.met.values()

    def _tell(self, entity: _Entity, place: str, found: str, expected: str) -> None:
        told = Problem(code="ftm.value", place=place, found=show(found), expected=expected, record=entity.name)
        self.problems.append(told)

    def _merge(self, row: dict[str, Any]) -> None:
        """Two datasets may tell of one actor or place: names of both are kept, and of two values the first, aloud."""
        first = self.met.setdefault(row["id"], row)
        if first is row:
            return
        if "name" in row and row["name"] != first["name"]:
            row = {**row, "aliases": [*row.get("aliases", []), row["name"]], "name": first["name"]}
        for name, found in row.items():
            if isinstance(found, list):
                first[name] = [*first.get(name, []), *(each for each in found if each not in first.get(name, []))]
            elif first.setdefault(name, found) != found:
                told, expected = (
                    f"{first[name]} and {found}",
                    "one value; the first is kept, both in the codings' extra",
                )
                self.problems.append(
                    Problem(code="ftm.clash", place=name, found=told, expected=expected, record=row["id"])
                )
        if aliases := first.get("aliases"):
            first["aliases"] = sorted({*aliases} - {first["name"]})

    # Of our own making.

    def _is_ours(self, entity: _Entity) -> bool:
        return _name_of(entity.name) is not None and f"record={self.kinds[entity.name]}" in entity.values.get(
            "keywords", ()
        )

    def _own(self, entity: _Entity) -> dict[str, Any]:
        kind = self.kinds[entity.name]
        fields = {each.name: each for each in plain_fields(KINDS[kind])}
        row: dict[str, Any] = {"id": _name_of(entity.name)}
        single: dict[str, list[str]] = {}
        for keyword in entity.values["keywords"]:
            name, _, text = keyword.partition("=")
            if name in fields:
                single.setdefault(name, []).append(text)
        for prop, name in _BACK[kind].items():
            if found := entity.values.get(prop):
                single[name] = found
        for name, texts in single.items():
            if item_of(fields[name].type) is not None:
                row[name] = texts
            elif len(texts) > 1:
                self._tell(entity, name, ", ".join(texts), "one value, as we wrote it")
            else:
                row[name] = _number(texts[0]) if choices(fields[name].type)[0] in (int, float) else texts[0]
        row["citations"] = [{"source": named} for each in entity.values.get("proof", []) if (named := _name_of(each))]
        return {name: each for name, each in row.items() if each not in (None, [])}

    # Of anybody's.

    def _cited(self, entity: _Entity) -> dict[str, Any]:
        """The source that says it, and the row that it comes from."""
        told = "/".join(each for each in (entity.dataset or "unknown", entity.origin) if each)
        source = f"source:ftm-{_id_of(':' + told)[1:]}"
        self.met.setdefault(source, {"id": source, "title": told, "note": "A dataset of FollowTheMoney."})
        return {"citations": [{"source": source}], "codings": [self._coding(entity)]}

    def _coding(self, entity: _Entity) -> dict[str, Any]:
        coding: dict[str, Any] = {"dataset": "followthemoney", "row": entity.name}
        if entity.dataset:
            coding["release"] = entity.dataset
        if entity.seen and re.match(r"\d{4}-\d\d-\d\d", entity.seen):
            coding["retrieved"] = entity.seen[:10]
        return {
            **coding,
            "extra": {"schema": entity.schema, **{name: list(each) for name, each in entity.values.items()}},
        }

    def _id(self, entity: _Entity, kind: str) -> str:
        return f"{kind}:ftm-{_id_of(':' + entity.name)[1:]}"

    def _thing(self, entity: _Entity) -> dict[str, Any]:
        kind = self.kinds[entity.name]
        names = entity.values.get("name", []) or entity.values.get("full", []) or entity.values.get("title", [])
        row: dict[str, Any] = {"id": self._id(entity, kind), **self._cited(entity)}
        if kind == "source":
            row |= {"title": names[0]} if names else {}
            row.pop("citations")
            return row
        row["name"] = names[0] if names else entity.name
        row["aliases"] = sorted({*names[1:], *entity.values.get("alias", [])} - {row["name"]})
        if (actor := _SCHEMAS[entity.schema][1]) is not None:
            row["kind"] = actor
        if kind == "place":
            row |= self._point(entity)
        return row

    def _point(self, entity: _Entity) -> dict[str, Any]:
        """Where a place is; one coordinate without the other is no point."""
        told = {name: number for name in _POINT if (number := self._one(entity, name)) is not None}
        if len(told) == 1:
            self._tell(
                entity, *next(iter(told.items())), "both coordinates, or neither; it is kept in the coding's extra"
            )
            return {}
        return {name: _number(number) for name, number in told.items()}

    def _one(self, entity: _Entity, prop: str) -> str | None:
        """The one value of a property; where it has several nothing is chosen, and all of them are kept."""
        values = entity.values.get(prop, [])
        if len(values) > 1:
            self._tell(entity, prop, ", ".join(values), "one value; all of them are kept in the coding's extra")
        return values[0] if len(values) == 1 else None

    def _report(self, entity: _Entity) -> dict[str, Any]:
        """What one dataset tells of a happening; where several do, they are reports of one incident."""
        name = self._id(entity, "event")
        # An entity does not say whether it came about: that it did is concluded, and said to be.
        row: dict[str, Any] = {"id": name, "stage": "accomplished", **self._cited(entity)}
        row["codings"][0]["inferred"] = ["stage"]
        if self.reports[entity.name] > 1:
            told = "/".join(each for each in (entity.dataset, entity.origin) if each)
            row |= {"id": f"{name}/{_id_of(':' + told)[1:]}", "incident": entity.name}
        if summary := "; ".join(entity.values.get("name", []) or entity.values.get("summary", [])):
            row["summary"] = summary
        if period := self._period(entity):
            row["period"] = period
        row["participants"] = [{"who": who} for who in self._involved(entity)]
        place = self._one(entity, "addressEntity")
        if place is not None and self.kinds.get(place) == "place":
            row["where"] = _name_of(place) or f"place:ftm-{_id_of(':' + place)[1:]}"
        elif place is not None:
            self._tell(entity, "addressEntity", place, "an entity of the file that is an Address")
        return row

    def _involved(self, entity: _Entity) -> Iterator[str]:
        for each in dict.fromkeys([*entity.values.get("involved", []), *entity.values.get("organizer", [])]):
            if self.kinds.get(each) == "actor":
                yield _name_of(each) or f"actor:ftm-{_id_of(':' + each)[1:]}"
            else:
                self._tell(entity, "involved", each, "an entity of the file that is an actor")

    def _period(self, entity: _Entity) -> str | None:
        start, end, on = (self._day(entity, name) for name in ("startDate", "endDate", "date"))
        if start is None and end is None:
            return on
        return f"{start or ''}/{end or ''}"

    def _day(self, entity: _Entity, prop: str) -> str | None:
        """A date as EDTF; of a moment its day, for the hour is kept in the coding."""
        found = self._one(entity, prop)
        day = None if found is None else found.partition("T")[0]
        if day is not None and not re.fullmatch(r"\d{4}(-\d\d){0,2}", day):
            self._tell(entity, prop, str(found), "a year, a month or a day")
            return None
        return day


_POINT = ("latitude", "longitude")
_BACK: Mapping[str, Mapping[str, str]] = {
    "source": {
        "title": "title",
        "publisher": "publisher",
        "author": "author",
        "sourceUrl": "url",
        "contentHash": "sha256",
        "notes": "note",
    },
    "place": {"name": "name", "alias": "aliases", "latitude": "latitude", "longitude": "longitude", "notes": "note"},
    "actor": {"name": "name", "alias": "aliases", "notes": "note"},
    "event": {"summary": "summary", "notes": "note"},
    "statement": {"summary": "content", "notes": "note"},
    "deployment": {"summary": "purpose", "notes": "note"},
    "statistic": {"summary": "counted", "notes": "note"},
}
# What stands in a property of its own, or is lost.
_ELSEWHERE = frozenset({"id", "citations", "codings", "codes", "roles", "links", "participants"}).union(
    *(fields.values() for fields in _BACK.values())
)


def _number(found: str) -> int | float | str:
    try:
        return int(found) if found.isdecimal() else float(found)
    except ValueError:
        return found
