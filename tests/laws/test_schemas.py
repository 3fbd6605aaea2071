"""The JSON Schema and the classes say the same, but for what the page of the schema lists."""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from jsonschema import Draft202012Validator

import unrest
from unrest.codec import from_dict, to_dict
from unrest.dataset import Dataset
from unrest.errors import UnrestError
from unrest.extra import Extra
from unrest.records import KINDS, Event, Place, Record
from unrest.schema import json_schema
from unrest.source import kind_of
from unrest.strategies import datasets, records

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "json-schema.md"
SECTION = PAGE.read_text(encoding="utf-8").split("\n## What a plain validator lets through")[1].split("\n## ")[0]
LISTED = {*re.findall(r"`([a-z]+\.[a-z_]+)`", SECTION)}
STRICT = {name: json_schema(name, profile="strict") for name in ("dataset", *KINDS)}
IS_PLAIN = {name: Draft202012Validator(json_schema(name)) for name in ("dataset", *KINDS)}
IS_STRICT = {name: Draft202012Validator(schema) for name, schema in STRICT.items()}


def faults(validator: Draft202012Validator, data: object) -> list[str]:
    return [f"{each.json_path}: {each.message[:200]}" for each in validator.iter_errors(data)]


def without_extra(record: Record) -> Record:
    return evolve(record, codings=[evolve(each, extra=Extra()) for each in record.codings])


def options(schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What may stand somewhere, one for each type."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" not in schema:
        yield schema
    for each in schema.get("anyOf", ()):
        yield from options(each, whole)


def filled(data: Any, schema: dict[str, Any], whole: dict[str, Any]) -> Any:
    """The same with null for all that is left out."""
    if isinstance(data, dict):
        [one] = [each for each in options(schema, whole) if each["type"] == "object"]
        return {name: filled(data.get(name), each, whole) for name, each in one["properties"].items()}
    if isinstance(data, list):
        [one] = [each for each in options(schema, whole) if each["type"] == "array"]
        return [filled(each, one["items"], whole) for each in data]
    return data


def filled_record(record: Record) -> Any:
    schema = STRICT[kind_of(record.id)]
    return filled(to_dict(record), schema, schema)


def without_nulls(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: without_nulls(each) for name, each in data.items() if each is not None}
    return [without_nulls(each) for each in data] if isinstance(data, list) else data


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside plain data."""
    found = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, each in found:
        yield (*path, key)
        yield from places(each, (*path, key))


# What a careless program, or a model that guesses, could write somewhere.
ODD: list[Any] = [
    *("", "x", "a b", "2022-02-30", "2022-13", "2022-01-12/2022-01-02", "[2022-02..2022-01]", "/..", "0000", "2022-21"),
    *("202X-01", "5..3", ">=5", "-0", "?", '""', "1.5", "9" * 45, "a" * 64, "\ud800", "\n", "January"),
    *("place:a", "place:a site", "place:a\u200e", "place:a\n", "actor:a", "event:a", "source:a", "source:x#char=1"),
    *("statement:a", "statistic:a", "deployment:a", "period.start", "quantity", "note", "name"),
    *("exact", "at_least", "between", "damage", "share", "days", "USD", "%", "planned", "denies", "after"),
    *(0, -1, 5, 91, 1.0, 2.5, 10**40, 1e400, True, [], {}),
    *({"text": "2022-01", "wording": "w"}, {"text": "2022-01/", "start": {"text": "2022-02", "wording": "w"}}),
    *({"low": 5, "qualifier": "exact"}, {"low": 3, "high": 1, "qualifier": "between"}, {"qualifier": "vague"}),
    *({"source": "source:a", "start": 3, "end": 1, "quote": "x"}, {"kind": "after"}, {"place": "place:a"}),
]

# Of what the text forms are made.
DATES = (
    "2022",
    "2022-01",
    "2022-01-05",
    "-12",
    "-XX",
    "XX",
    "20",
    "202X",
    "21",
    "~",
    "?",
    "%",
    "[",
    "]",
    "..",
    "/",
    "Y",
)
PIECES = {
    "When": DATES,
    "Period": DATES,
    "Quantity": ("1", "0", "-", ".", "5", "..", ">=", ">", "<", "=", "~", "<~", '"', "?", "x", " "),
    "Where": ("place:a", "place:", " ", "site", "near", "x"),
}


@st.composite
def spoilt(draw: DrawFn) -> tuple[str, dict[str, Any]]:
    """A kind, and a record of it in which something was changed, taken away or added."""
    record = draw(records())
    data = deepcopy(to_dict(record))
    fields = [(name,) for name in STRICT[kind_of(record.id)]["properties"]]
    path = draw(st.sampled_from([*places(data), *fields]))
    inside = data
    for key in path[:-1]:
        inside = inside[key]
    odd = draw(st.sampled_from(ODD))
    inside[path[-1]] = [odd] if draw(st.integers(0, 2)) == 0 else deepcopy(odd)
    if draw(st.integers(0, 9)) == 0:
        inside.pop(path[-1])
    return kind_of(record.id), data


def codes(kind: str, data: dict[str, Any]) -> set[str]:
    """What reading refuses."""
    try:
        from_dict(KINDS[kind], data)
    except UnrestError as error:
        return {problem.code for problem in error.problems}
    return set()


class TestPlain:
    """The JSON form of every record and of every dataset is valid under the JSON Schema `plain`."""

    @given(records())
    def test_a_record(self, record: Record) -> None:
        assert faults(IS_PLAIN[kind_of(record.id)], to_dict(record)) == []

    @given(datasets())
    def test_a_dataset(self, dataset: Dataset) -> None:
        assert faults(IS_PLAIN["dataset"], to_dict(dataset)) == []


class TestStrict:
    """With null for all that is left out, and without `extra`, it is valid under `strict` too, and is read as equal."""

    @given(records())
    def test_a_record(self, record: Record) -> None:
        record = without_extra(record)
        data = filled_record(record)
        assert faults(IS_STRICT[kind_of(record.id)], data) == []
        assert from_dict(type(record), data) == record
        assert without_nulls(data) == to_dict(record)

    @given(datasets())
    def test_a_dataset(self, dataset: Dataset) -> None:
        dataset = evolve(dataset, records=[without_extra(record) for record in dataset], articles=())
        head = {**dict.fromkeys(STRICT["dataset"]["properties"]), **to_dict(dataset)}
        rows = filled(head["rows"] or [], STRICT["dataset"]["properties"]["rows"], STRICT["dataset"])
        data = {**head, "rows": rows or None, "records": [filled_record(record) for record in dataset]}
        assert faults(IS_STRICT["dataset"], data) == []
        assert from_dict(Dataset, data) == dataset


class TestWhatTheSchemaCannotSay:
    """What `plain` lets through is read, or is refused with a code that the page of the JSON Schema lists."""

    @given(spoilt())
    @example(("event", to_dict(Event("event:a", stage="planned"))))
    def test_a_record_that_was_spoilt(self, given: tuple[str, dict[str, Any]]) -> None:
        kind, data = given
        assert not IS_PLAIN[kind].is_valid(data) or codes(kind, data) <= LISTED


class TestWhatTheSchemaRefuses:
    """What `plain` refuses is refused when it is read, but for a null of what may be left out."""

    @given(spoilt())
    @example(("place", to_dict(Place("place:a", name="A"))))
    def test_a_record_that_was_spoilt(self, given: tuple[str, dict[str, Any]]) -> None:
        kind, data = given
        assert IS_PLAIN[kind].is_valid(data) or codes(kind, data)

    @given(st.sampled_from(sorted(PIECES)), st.data())
    def test_a_text_form(self, name: str, data: st.DataObject) -> None:
        text = "".join(data.draw(st.lists(st.sampled_from(PIECES[name]), max_size=7)))
        validator = Draft202012Validator(json_schema(name))
        try:
            from_dict(getattr(unrest, name), text)
        except UnrestError:
            return
        assert validator.is_valid(text)
