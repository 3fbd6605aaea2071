"""PLOVER records in JSON: events as the Open Event Data Alliance defines them, one object an event.

One object is one event of a text: an Event, or a Statement where the type is an act of words (REQUEST, DEMAND, ACCUSE,
DISAPPROVE, REJECT, THREATEN), with its source and target, its place and its size. The actors have words and a code and
no id, so that each is one of its object. Each cell is the JSON of a value, so that null, "" and an absent key differ.
The modes historical, future, hypothetical and negation say that it did not simply happen: they are the `stage` of an
Event and the note of every record; a Statement that is not simply made has the act other, which asserts nothing.

Versions: the gold standard records of 2016 (0.5b1), and the draft of version 2.0
Licence: CC BY-SA 4.0 for the gold standard records
Cite:
    @misc{plover,
      author = {{Open Event Data Alliance}},
      title = {Political Language Ontology for Verifiable Event Records},
      url = {https://github.com/openeventdata/PLOVER}
    }
Columns:
    id: the object; `incident`; ids of its records
    event: kind of the Event, or act of the Statement; a code
    mode: with the type, the kind; modes of modality
    date, enddate: `period` of an Event, `said` of a Statement
    time, endtime, has_event, dateCoded, coded_date, coded_time: raw only
    source, actor: Actors of this object, initiators or the speaker
    target, recipient: Actors of this object, targets or addressees
    eventText, event_text, context, quad_code, event_scale, link: raw only
    eventLoc, event_loc: Place of this object
    text: digest and length of the Source's text; the text itself is in the raw cell
    textInfo, text_info: raw only
    size: Statistics of dead, injured and arrested, or of participants in words
    dead, injured, arrested: Statistics
    language, publication, license: of the Source
    cite_info, copyright: raw only
    coder: `coder` of the coding
    codebook, version, comment: raw only
Missing: null, "" and an absent key; the day 2000-01-01 of the gold standard records, which stands in all of them
Lost: contexts, scores, the words of the event, the mark-up of the text, comments
Tried: on the 322 gold standard records; version 2.0 is built from documentation
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..codes import Meaning, actor_kind, meaning
from ..dataset import Dataset
from ..errors import NotFound
from ..place import Where
from ..records import Actor, Event, Participant, Place, Record, Ref, Source, Statement, Statistic
from ..source import Citation, Code, Coding, sha256_of
from ..vocabulary import Act, EventKind, Stage
from ..when import Period, When
from .cell import coordinate, day, day_fault
from .crowd import crowd_size
from .problem import Done
from .registry import Reader
from .sheet import Sheet

__all__ = ["READER"]

_STAGES = {
    "future": Stage.PLANNED,
    "hypothetical": Stage.HYPOTHETICAL,
    "negation": Stage.OTHER,
    "negated": Stage.OTHER,
    "historical": Stage.ACCOMPLISHED,
}
# Who is spoken to; of other acts the target is whom they are about.
_SPOKEN_TO = frozenset({Act.REQUESTS, Act.DEMANDS, Act.REJECTS, Act.THREATENS})
_MEASURES = {"dead": "deaths", "injured": "injuries", "arrested": "detentions"}
_GOLD, _PLACEHOLDER = "PLOVER-GSR", "2000-01-01"
_TYPES = {
    EventKind.PROTEST: ("PROTEST", "demo"),
    EventKind.STRIKE: ("PROTEST", "strike"),
    EventKind.BLOCKADE: ("PROTEST", "obstruct"),
    EventKind.RIOT: ("PROTEST", "riot"),
    EventKind.PROPERTY_DESTRUCTION: ("PROTEST", "vandalize"),
    EventKind.SEIZURE: ("COERCE", "seize"),
    EventKind.ARREST: ("COERCE", "arrest"),
    EventKind.RESTRICTION: ("COERCE", "restrict"),
    EventKind.REPRESSION: ("COERCE", None),
    EventKind.INVESTIGATION: ("ACCUSE", "investigate"),
    EventKind.TALKS: ("CONSULT", None),
    EventKind.CONCESSION: ("CONCEDE", None),
    EventKind.AGREEMENT: ("AGREE", None),
    EventKind.TROOP_MOVEMENT: ("MOBILIZE", "troops"),
    **dict.fromkeys((EventKind.CLASH, EventKind.ATTACK, EventKind.REMOTE_VIOLENCE), ("ASSAULT", None)),
    **dict.fromkeys((EventKind.ABDUCTION, EventKind.SEXUAL_VIOLENCE, EventKind.TORTURE), ("ASSAULT", None)),
}
_ACTS = {
    Act.REQUESTS: "REQUEST",
    Act.DEMANDS: "REQUEST",
    Act.ACCUSES: "ACCUSE",
    Act.EVALUATES: "ACCUSE",
    Act.REJECTS: "REJECT",
    Act.THREATENS: "THREATEN",
}


def _is_plover(cells: Mapping[str, str]) -> bool:
    return "id" in cells and "event" in cells and bool({"eventText", "text", "actor", "event_text"} & cells.keys())


def _key(at: Mapping[str, int]) -> Callable[[Sequence[str]], str]:
    place = at.get("id")

    def key_of(cells: Sequence[str]) -> str:
        found = None if place is None else json.loads(cells[place])
        return found.strip() if isinstance(found, str) else "" if found is None else str(found)

    return key_of


class _Objects(Sheet):
    """The objects of one file."""

    def value(self, *names: str) -> Any:
        """What stands under the first of some keys that has something; None where nothing does."""
        for name in names:
            place = self.at.get(name)
            found = None if place is None else json.loads(self.cells[place], parse_float=str)
            if found not in (None, "", [], {}):
                return found
        return None

    def _text(self, name: str) -> str | None:
        found = self.value(name)
        if found is None or isinstance(found, str):
            return found
        self.journal.tell("json.text", name, None, "text")
        return None

    def records(self, cells: Sequence[str]) -> list[Record]:
        self.take(cells)
        journal = self.journal
        types = self._list("event")
        if types == ["DOCUMENT"]:
            journal.tell(
                "plover.document", "event", None, "an event: this object documents the file", done=Done.ROW_REFUSED
            )
            return []
        name = journal.name(journal.row)
        coding = (self._coding(),)
        modes = self._list("mode")
        notes = [mode for mode in modes if mode in _STAGES]
        source = self._source(name)
        told: dict[str, Any] = {
            "incident": self._text("id"),
            "where": self._where(name),
            "codes": [Code("plover", each) for each in (*types, *modes)],
            "citations": (Citation(source),),
            "codings": coding,
            "note": f"PLOVER modality: {', '.join(notes)}" if notes else None,
        }
        first, second = self._actors(name, coding, "source", "actor"), self._actors(name, coding, "target", "recipient")
        meant = self._meaning(types, modes)
        made: list[Record] = [source, *first, *second]
        if meant.act is not None:
            said = self._statements(name, meant.act, first, second, bool(notes), told)
            return [*made, *said, *self._figures(name, {**told, "stage": Stage.ACCOMPLISHED})]
        roles = (("initiator", first), ("target", second))
        parts = [Participant(each, roles=(role,), named_as=each.name) for role, found in roles for each in found]
        stages = {_STAGES[each] for each in notes} - {Stage.ACCOMPLISHED}
        stage = Stage.ACCOMPLISHED if not stages else stages.pop() if len(stages) == 1 else Stage.OTHER
        event = Event(f"event:{name}", kind=meant.kind, stage=stage, period=self._period(), participants=parts, **told)
        figures = self._figures(name, {**told, "stage": stage, "period": event.period, "about": event})
        return [*made, event, *figures]

    def _coding(self) -> Coding:
        return Coding(
            dataset=self.journal.dataset,
            release=self.journal.release,
            row=self.journal.row,
            retrieved=self.journal.retrieved,
            coder=self._text("coder"),
        )

    def _list(self, name: str) -> list[str]:
        found = self.value(name)
        given = found if isinstance(found, list) else [] if found is None else [found]
        if not all(isinstance(each, str) for each in given):
            self.journal.tell("json.text", name, None, "text, or a list of texts")
        return [each for each in given if isinstance(each, str) and each]

    # What.

    def _meaning(self, types: Sequence[str], modes: Sequence[str]) -> Meaning:
        if len(types) != 1:
            # Of several types in one object none is the one that it is.
            return Meaning()
        try:
            return meaning("plover", types[0], next((each for each in modes if each not in _STAGES), None))
        except NotFound as error:
            problem = error.problems[0]
            self.journal.tell("code.unknown", "event", None, problem.expected, found=problem.found, hint=problem.hint)
            return Meaning()

    def _statements(
        self, name: str, act: Act, first: list[Actor], second: list[Actor], is_not_made: bool, told: Mapping[str, Any]
    ) -> Iterator[Record]:
        others: Any = [Ref(each.id) for each in second]
        speaker = first[0] if len(first) == 1 else None
        told = dict(told)
        if len(first) > 1:
            joint = f"said together by {', '.join(each.name for each in first)}"
            told["note"] = f"{told['note']}; {joint}" if told["note"] else joint
        yield Statement(
            f"statement:{name}",
            act=Act.OTHER if is_not_made else act,
            speaker=speaker,
            named_as=", ".join(each.name for each in first) or None,
            said=self._day("date"),
            addressees=others if act in _SPOKEN_TO else (),
            about=() if act in _SPOKEN_TO else others,
            **told,
        )

    # When.

    def _day(self, name: str) -> When | None:
        raw = self._text(name)
        if raw is None or (raw == _PLACEHOLDER and self.journal.row.startswith(_GOLD)):
            return None
        found = day(raw)
        if found is None:
            code, expected = day_fault(raw)
            self.journal.tell(code, name, None, expected, found=repr(raw))
        return found

    def _period(self) -> Period | None:
        start, end = self._day("date"), self._day("enddate")
        if start is None or end is None or start == end:
            return None if (start or end) is None else Period(str(start or end)) if start else Period(f"/{end}")
        if start.text > end.text:
            for name in ("date", "enddate"):
                self.journal.tell("date.order", name, None, "a first day on or before the last")
            return None
        return Period(f"{start}/{end}")

    # Who.

    def _actors(self, name: str, coding: tuple[Coding, ...], *keys: str) -> list[Actor]:
        key = next((each for each in keys if self.value(each) is not None), keys[0])
        found = self.value(key)
        made = []
        for at, each in enumerate(found if isinstance(found, list) else [] if found is None else [found], 1):
            if not isinstance(each, dict):
                self.journal.tell("json.object", key, None, "objects with actorText and code")
                continue
            told = {part: each.get(part) for part in ("actorText", "entity_text", "code", "sector", "identifier_id")}
            called = told["actorText"] or told["entity_text"] or told["code"]
            if not isinstance(called, str):
                self.journal.tell("json.object", key, None, "objects with actorText and code")
                continue
            codes = {Code("plover", part) for part in (told["code"], told["sector"]) if isinstance(part, str) and part}
            made.append(
                Actor(f"actor:{name}-{keys[0]}-{at}", name=called, kind=_sort_of(told), codes=[*codes], codings=coding)
            )
        return made

    # Where.

    def _where(self, name: str) -> Where | None:
        key = "eventLoc" if self.value("eventLoc") is not None else "event_loc"
        found = self.value(key)
        if isinstance(found, list):
            if len(found) > 1:
                self.journal.tell("place.several", key, None, "one place", found=f"{len(found)} places")
                return None
            found = found[0]
        if not isinstance(found, dict):
            if found is not None:
                self.journal.tell("json.object", key, None, "an object with a name")
            return None
        words = found.get("extracted_place")
        called = found.get("name") or found.get("resolved_place") or words
        if not isinstance(called, str):
            self.journal.tell("json.object", key, None, "an object with a name")
            return None
        north, east = ("" if found.get(each) is None else str(found[each]) for each in ("lat", "lon"))
        latitude, longitude = self._degrees(key, north, east)
        number = found.get("geonameid")
        place = Place(
            f"place:{name}",
            name=called,
            latitude=latitude,
            longitude=longitude,
            codes=[Code("geonames", str(number))] if number not in (None, "") else [],
            codings=(self._coding(),),
        )
        self.journal.share(place)
        return Where(place.id, wording=words if isinstance(words, str) else called)

    def _degrees(self, key: str, north: str, east: str) -> tuple[float | None, float | None]:
        found, told = (coordinate(north, 90), coordinate(east, 180)), f"{north}, {east}"
        if found == (0, 0):
            self.journal.tell("place.zero", key, None, "degrees of a place: 0, 0 is open sea", found=told)
            return None, None
        if None in found:
            if north or east:
                self.journal.tell("place.degrees", key, None, "degrees", found=told)
            return None, None
        return found

    # Where it is written.

    def _source(self, name: str) -> Source:
        words = self._text("text")
        return Source(
            f"source:{name}",
            publisher=self._text("publication"),
            language=self._text("language"),
            licence=self._text("license"),
            sha256=sha256_of(words) if words else None,
            length=len(words) if words else None,
            codings=(self._coding(),),
        )

    # How many.

    def _figures(self, name: str, told: Mapping[str, Any]) -> Iterator[Statistic]:
        given = self.value("size")
        cells = {key: self.value(key) for key in _MEASURES}
        if isinstance(given, dict):
            cells |= {key: each for key, each in given.items() if key in _MEASURES and each not in (None, "")}
        elif given is not None:
            cells["size"] = given
        rule = self.journal.options.get("words")
        for key, found in cells.items():
            if found is None:
                continue
            column = key if key in self.at else "size"
            if not isinstance(found, str | int) or isinstance(found, bool):
                self.journal.tell("json.text", column, None, "a number or words")
                continue
            measure = _MEASURES.get(key, "participants")
            yield Statistic(
                f"statistic:{name}-{measure}", measure=measure, quantity=crowd_size(str(found), rule), **told
            )


def _sort_of(told: Mapping[str, Any]) -> Any:
    sectors = (told["sector"], told["code"])
    kinds = (actor_kind("plover", each[:3]) for each in sectors if isinstance(each, str))
    return next((each for each in kinds if each is not None), None)


# Writing.


def _written(dataset: Dataset) -> Iterator[str]:
    """The objects of a dataset: those that were read as they stood, and events and statements that have a type."""
    kept = {(rows.dataset, rows.release) for rows in dataset.rows if rows.dataset == "plover"}
    lines = [
        _kept_object(rows.columns, row.cells) for rows in dataset.rows if rows.dataset == "plover" for row in rows.rows
    ]
    claims: tuple[Event | Statement, ...] = (*dataset.events, *dataset.statements)
    for claim in claims:
        is_kept = any((coding.dataset, coding.release) in kept for coding in claim.codings)
        made = None if is_kept else _object(dataset, claim)
        if made is not None:
            lines.append(json.dumps(made, ensure_ascii=False))
    yield "[\n" + ",\n".join(lines) + "\n]\n"


def _kept_object(columns: Sequence[str], cells: Sequence[str]) -> str:
    pairs = zip(columns, cells, strict=True)
    return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {cell}" for key, cell in pairs) + "}"


def _object(dataset: Dataset, claim: Event | Statement) -> dict[str, Any] | None:
    who: list[str]
    whom: list[str]
    when: Period | When | None
    if isinstance(claim, Event):
        if claim.kind is None or claim.kind not in _TYPES:
            return None
        kind, mode = _TYPES[claim.kind]
        initiators = [each for each in claim.participants if {"initiator", "perpetrator", "side_a"} & {*each.roles}]
        who = [each.who for each in initiators]
        whom = [each.who for each in claim.participants if each not in initiators]
        when, modes = claim.period, [mode] if mode else []
        modes += [
            word for word, stage in _STAGES.items() if stage is claim.stage and word in ("future", "hypothetical")
        ]
    else:
        if claim.act not in _ACTS:
            return None
        kind, modes = _ACTS[claim.act], []
        who = [] if claim.speaker is None else [claim.speaker]
        whom, when = [*claim.addressees], claim.said
    found = {
        "id": claim.id,
        "date": str(when) if when is not None else None,
        "actor": [_entity(dataset, each) for each in who],
        "recipient": [_entity(dataset, each) for each in whom],
        "event": [kind],
        "mode": modes,
        "event_loc": [_location(dataset, claim.where)] if claim.where else [],
        "event_text": claim.summary if isinstance(claim, Event) else claim.content,
    }
    return {key: each for key, each in found.items() if each not in (None, [])}


def _entity(dataset: Dataset, ref: str) -> dict[str, Any]:
    found = dataset[ref]
    name = found.name if isinstance(found, Actor | Place) else ref
    codes = [code.value for code in getattr(found, "codes", ()) if code.scheme in ("plover", "iso3166")]
    return {"entity_text": name, **({"code": codes[0]} if codes else {}), "identifier_id": ref}


def _location(dataset: Dataset, where: Where) -> dict[str, Any]:
    place = dataset[where.place]
    numbers = [code.value for code in place.codes if code.scheme == "geonames"]
    found = {
        "extracted_place": where.wording,
        "resolved_place": place.name,
        "geonameid": numbers[0] if numbers else None,
        "lat": place.latitude,
        "lon": place.longitude,
    }
    return {key: each for key, each in found.items() if each is not None}


READER = Reader(
    name="plover",
    docstring=__doc__,
    layouts=(),
    key=_key,
    rows=_Objects,
    is_json=_is_plover,
    write=_written,
)
"""The reader and writer of PLOVER."""
