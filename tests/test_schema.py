"""The JSON Schema of the form: what it says, what it takes, and what it cannot say."""

import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import unrest
from unrest import schema as schema_module
from unrest import vocabulary
from unrest.codec import from_dict, from_json, load, to_dict
from unrest.commands import main
from unrest.constraint import constraint_of
from unrest.dataset import Dataset
from unrest.errors import InvalidValue, UnrestError
from unrest.extra import Extra
from unrest.path import paths
from unrest.records import KINDS, Coding, Place, Record, Source
from unrest.schema import PROFILES, Profile, json_schema

DOCS = Path(__file__).parent.parent / "docs" / "reference"
PAGE = (DOCS / "json-schema.md").read_text(encoding="utf-8")
NAMES = ("dataset", *KINDS)
VALUES = ("When", "Period", "Quantity", "Where", "Citation", "Code", "Coding", "Role", "Participant", "Link", "Extra")
each_profile = pytest.mark.parametrize("profile", PROFILES)
each_name = pytest.mark.parametrize("name", NAMES)


def parts(found: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema, itself first."""
    if isinstance(found, dict):
        yield found
        for key, each in found.items():
            for inside in each.values() if key in ("properties", "$defs") else [each]:
                yield from parts(inside)
    elif isinstance(found, list):
        for each in found:
            yield from parts(each)


def depth(found: dict[str, Any], whole: dict[str, Any], *, of: tuple[str, ...]) -> int:
    """How many things of these types stand inside one another."""
    if "$ref" in found:
        return depth(whole["$defs"][found["$ref"].rpartition("/")[2]], whole, of=of)
    inside = [*found.get("properties", {}).values(), *found.get("anyOf", ()), *filter(None, [found.get("items")])]
    return (found.get("type") in of) + max((depth(each, whole, of=of) for each in inside), default=0)


class TestAskingForASchema:
    @each_profile
    @pytest.mark.parametrize("name", [*NAMES, *VALUES, *vocabulary.__all__])
    def test_it_is_a_schema_of_2020_12(self, name: str, profile: Profile) -> None:
        found = json_schema(name, profile=profile)
        Draft202012Validator.check_schema(found)
        assert found["$schema"] == Draft202012Validator.META_SCHEMA["$id"]

    @pytest.mark.parametrize("name", [*KINDS, *VALUES, *vocabulary.__all__])
    def test_a_class_has_the_schema_of_its_name(self, name: str) -> None:
        cls = KINDS.get(name) or getattr(unrest, name)
        assert json_schema(cls) == json_schema(name)

    def test_a_dataset_is_a_file(self) -> None:
        assert json_schema(Dataset) == json_schema("dataset") == json_schema("Dataset")

    def test_plain_is_what_one_gets(self) -> None:
        assert json_schema("event") == json_schema("event", profile="plain") != json_schema("event", profile="strict")

    @each_profile
    def test_what_one_gets_is_nobody_elses(self, profile: Profile) -> None:
        whole = json.dumps(json_schema("dataset", profile=profile))
        for each in list(parts(json_schema("dataset", profile=profile))):
            each.clear()
        assert json.dumps(json_schema("dataset", profile=profile)) == whole

    @pytest.mark.parametrize(
        ("given", "hint"), [("evnet", "did you mean 'event'?"), ("zzz", None), (int, None), (None, None), ([], None)]
    )
    def test_what_has_no_form_is_refused(self, given: Any, hint: str | None) -> None:
        with pytest.raises(InvalidValue) as caught:
            json_schema(given)
        assert [(problem.code, problem.hint) for problem in caught.value.problems] == [("schema.class", hint)]

    @pytest.mark.parametrize(("given", "hint"), [("stric", "did you mean 'strict'?"), ("zzz", None), (None, None)])
    def test_another_profile_is_refused(self, given: Any, hint: str | None) -> None:
        with pytest.raises(InvalidValue) as caught:
            json_schema("event", profile=given)
        assert [(problem.code, problem.hint) for problem in caught.value.problems] == [("schema.profile", hint)]

    @each_profile
    @each_name
    def test_all_that_is_referred_to_is_in_it_and_nothing_else(self, name: str, profile: Profile) -> None:
        found = json_schema(name, profile=profile)
        referred = {each["$ref"] for each in parts(found) if "$ref" in each}
        assert referred == {f"#/$defs/{each}" for each in found["$defs"]}


class TestPlain:
    @each_name
    def test_what_may_be_left_out_is_not_required(self, name: str) -> None:
        needed = {
            "dataset": ["format", "records"],
            "source": ["id"],
            "place": ["id", "name"],
            "actor": ["id", "name"],
            "event": ["id", "stage"],
            "statement": ["id", "act"],
            "deployment": ["id", "stage"],
            "statistic": ["id", "measure", "quantity", "stage"],
        }
        assert json_schema(name)["required"] == needed[name]

    def test_only_extra_is_open(self) -> None:
        objects = [each for each in parts(json_schema("dataset")) if each.get("type") == "object"]
        assert [each for each in objects if each.get("additionalProperties") is not False] == [
            json_schema("dataset")["$defs"]["Extra"]
        ]

    @pytest.mark.parametrize("kind", KINDS)
    def test_it_has_every_field_in_its_order(self, kind: str) -> None:
        top = [path for path in paths(KINDS[kind]) if "." not in path]
        assert set(json_schema(kind)["properties"]) == set(top)
        assert list(json_schema(kind)["properties"])[:4] == ["id", "citations", "note", "codings"]

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_reference_is_a_pattern_of_its_kinds(self, kind: str) -> None:
        for attribute in KINDS[kind].__attrs_attrs__:
            constraint = constraint_of(attribute)
            if constraint is None or not constraint.kinds:
                continue
            found = json_schema(kind)["properties"][attribute.name]
            patterns = {each["pattern"] for each in parts(found) if "pattern" in each}
            assert patterns == {f"^(?:{'|'.join(constraint.kinds)}):\\S+$"}

    def test_a_number_has_its_bounds_and_a_text_is_not_empty(self) -> None:
        place = json_schema("place")["properties"]
        assert (place["longitude"]["minimum"], place["longitude"]["maximum"]) == (-180, 180)
        assert place["name"]["minLength"] == 1

    def test_the_bundled_datasets_are_valid(self) -> None:
        validator = Draft202012Validator(json_schema("dataset"))
        assert unrest.bundled()
        for name in unrest.bundled():
            assert [each.json_path for each in validator.iter_errors(to_dict(load(name)))] == []

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("When", "5 January 2022"),
            ("When", "2022-1-5"),
            ("When", "2022-01-05T10:00"),
            ("When", {"text": "2022-01/2022-02"}),
            ("When", {"text": "2022-01", "basis": "guess"}),
            ("Period", "/"),
            ("Period", "../2022-01"),
            ("Period", {"text": "2022-01/", "end": ".."}),
            ("Quantity", "dozens"),
            ("Quantity", "3.0"),
            ("Quantity", "1,000"),
            ("Quantity", {"low": "3.0", "qualifier": "at_least"}),
            ("Quantity", {"low": 1.5, "qualifier": "at_least"}),
            ("Quantity", {"qualifier": "other"}),
            ("Quantity", {"low": 3}),
            ("Where", "place:a sitee"),
            ("Where", "actor:a"),
            ("Extra", []),
            ("place", {"id": "place:a", "name": "A", "aliases": "B"}),
            ("place", {"id": "place:a", "name": "A", "nmae": "B"}),
            ("place", {"id": "actor:a", "name": "A"}),
            ("place", {"id": "place:a", "name": None}),
            ("place", {"id": "place:a", "name": "A", "note": None}),
            ("dataset", {"format": "unrest/2", "records": []}),
            ("dataset", {"format": "unrest/1", "records": [{"id": "thing:a"}]}),
            ("dataset", {"format": "unrest/1", "records": [], "outside": ["actor:a"]}),
        ],
    )
    def test_what_it_refuses(self, name: str, data: object) -> None:
        assert not Draft202012Validator(json_schema(name)).is_valid(data)


# What the services of several makers take; all else is refused by one or another.
TAKEN = {
    *("$schema", "$defs", "$ref", "description", "type", "enum", "pattern"),
    *("anyOf", "items", "properties", "required", "additionalProperties"),
}


class TestStrict:
    @each_name
    def test_it_has_no_other_keywords_than_services_take(self, name: str) -> None:
        assert {key for each in parts(json_schema(name, profile="strict")) for key in each} == TAKEN

    @each_name
    def test_the_whole_is_an_object(self, name: str) -> None:
        found = json_schema(name, profile="strict")
        assert (found["type"], "anyOf" in found) == ("object", False)

    @each_name
    def test_every_object_is_closed_and_every_property_required_and_nullable(self, name: str) -> None:
        objects = [each for each in parts(json_schema(name, profile="strict")) if each.get("type") == "object"]
        assert objects
        for each in objects:
            assert each["additionalProperties"] is False
            assert each["required"] == list(each["properties"])
            assert all({"type": "null"} in one["anyOf"] for one in each["properties"].values())

    @each_name
    def test_a_choice_stands_in_no_other_choice(self, name: str) -> None:
        for each in parts(json_schema(name, profile="strict")):
            assert [option for option in each.get("anyOf", ()) if "anyOf" in option] == []

    @each_name
    def test_no_more_than_five_objects_stand_inside_one_another(self, name: str) -> None:
        found = json_schema(name, profile="strict")
        assert depth(found, found, of=("object",)) <= (5 if name == "dataset" else 4)

    @pytest.mark.parametrize("kind", KINDS)
    def test_in_a_record_that_holds_of_objects_and_lists_together(self, kind: str) -> None:
        found = json_schema(kind, profile="strict")
        assert depth(found, found, of=("object", "array")) <= 5

    @each_name
    def test_a_reference_has_nothing_beside_it(self, name: str) -> None:
        found = [each for each in parts(json_schema(name, profile="strict")) if "$ref" in each]
        assert [each for each in found if len(each) > 1] == []

    def test_it_has_all_fields_but_extra(self) -> None:
        strict, plain = (json_schema("dataset", profile=each)["$defs"] for each in ("strict", "plain"))
        assert plain.keys() - strict.keys() == {"Extra"}
        for name, each in strict.items():
            ours, theirs = each.get("properties", {}), plain[name].get("properties", {})
            assert [*theirs.keys() - ours.keys()] == (["extra"] if name == "Coding" else [])

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_is_all_null_but_for_what_must_be_there_is_loaded(self, kind: str) -> None:
        given = {
            "source": {},
            "place": {"name": "A"},
            "actor": {"name": "A"},
            "event": {"stage": "planned"},
            "statement": {"act": "asserts"},
            "deployment": {"stage": "planned"},
            "statistic": {"measure": "deaths", "quantity": "19", "stage": "accomplished"},
        }[kind]
        found = json_schema(kind, profile="strict")
        data = {**dict.fromkeys(found["required"]), "id": f"{kind}:a", **given}
        assert Draft202012Validator(found).is_valid(data)
        assert from_dict(KINDS[kind], data) == KINDS[kind](f"{kind}:a", **given)

    def test_a_file_of_nulls_is_loaded(self) -> None:
        found = json_schema("dataset", profile="strict")
        data = {**dict.fromkeys(found["required"]), "format": "unrest/1", "records": []}
        assert Draft202012Validator(found).is_valid(data)
        assert from_dict(Dataset, data) == Dataset()


class TestNull:
    """A null is what is left out, also inside values; it is not what the source does not state."""

    def test_it_stands_for_a_list_and_for_extra(self) -> None:
        data = {
            "id": "place:a",
            "name": "A",
            "aliases": None,
            "codings": [{"coder": "c", "not_stated": ["within"], "extra": None, "inferred": None}],
        }
        assert from_dict(Place, data) == Place("place:a", name="A", codings=[Coding(coder="c", not_stated=["within"])])

    def test_it_is_not_what_the_source_does_not_state(self) -> None:
        read = from_dict(Place, {"id": "place:a", "name": "A", "within": None, "codings": None})
        assert read.within is None
        assert read.codings == ()

    def test_it_is_no_element_of_a_list(self) -> None:
        with pytest.raises(UnrestError) as caught:
            from_dict(Place, {"id": "place:a", "name": "A", "aliases": [None]})
        assert [problem.place for problem in caught.value.problems] == ["aliases[0]"]

    def test_it_stays_what_it_is_inside_extra(self) -> None:
        read = from_dict(Source, {"id": "source:a", "codings": [{"extra": {"n": None}}]})
        assert read.codings[0].extra == Extra({"n": None})


class TestDescriptions:
    @each_profile
    @each_name
    def test_every_property_and_every_class_has_one(self, name: str, profile: Profile) -> None:
        found = json_schema(name, profile=profile)
        classes = [found, *found["$defs"].values()]
        properties = [one for each in parts(found) for one in each.get("properties", {}).values()]
        assert properties
        assert [each for each in (*classes, *properties) if not each.get("description", "").endswith((".", '".'))] == []

    def test_it_is_the_docstring_of_the_field(self) -> None:
        said = json_schema("place")["properties"]["latitude"]["description"]
        assert said == "Degrees north, from -90 to 90."
        assert f'"""{said}"""' in inspect.getsource(Place)

    def test_an_inherited_field_has_that_of_its_base(self) -> None:
        found = json_schema("event")["properties"]
        assert found["note"]["description"] == "What a reader of the record should know, in the coder's words."
        assert found["where"]["description"] == "The place, and how finely the claim knows it."

    def test_a_word_has_its_sentence(self) -> None:
        found = json_schema("event")["$defs"]["Stage"]
        lines = found["description"].splitlines()
        assert [line.partition(":")[0] for line in lines[1:]] == found["enum"]
        assert all(line.endswith(".") for line in lines)

    def test_without_sources_the_schema_is_the_same_and_says_less(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_source(_: object) -> str:
            raise OSError

        full = json_schema("event")
        monkeypatch.setattr(inspect, "getsource", no_source)
        caches = (schema_module._parsed, schema_module._told)
        for each in caches:
            each.cache_clear()
        try:
            bare = json_schema("event")
        finally:
            for each in caches:
                each.cache_clear()
        assert "description" not in bare["properties"]["note"]
        assert bare["$defs"]["Stage"]["description"] == full["$defs"]["Stage"]["description"].splitlines()[0]
        for each in (*parts(full), *parts(bare)):
            each.pop("description", None)
        assert bare == full


ROW = re.compile(r"^\| (?:(?P<what>\S.*?) )?\| `(?P<example>\{.+\})` \| `(?P<code>[a-z_.]+)` \|$", re.MULTILINE)


def rows(heading: str) -> list[Any]:
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = [(json.loads(match["example"]), match["code"]) for match in ROW.finditer(section)]
    assert len(found) == section.count("\n| ") - 2  # the head, and the line below it
    return [pytest.param(*each, id=f"{at}-{each[1]}") for at, each in enumerate(found)]


def name_of(data: dict[str, Any]) -> str:
    return "dataset" if "format" in data else (data["id"] or "place:").partition(":")[0]


def refused(data: dict[str, Any]) -> list[str]:
    cls = KINDS.get(name_of(data), Dataset)
    with pytest.raises(UnrestError) as caught:
        from_dict(cls, data)
    return [problem.code for problem in caught.value.problems]


class TestWhatASchemaCannotSay:
    @pytest.mark.parametrize(("data", "code"), rows("What a plain validator lets through and loading refuses"))
    def test_plain_lets_it_through_and_loading_refuses_it(self, data: dict[str, Any], code: str) -> None:
        validator = Draft202012Validator(json_schema(name_of(data)))
        assert [each.message for each in validator.iter_errors(data)] == []
        assert refused(data) == [code]

    @pytest.mark.parametrize(("data", "code"), rows("What `strict` lets through beyond that"))
    def test_strict_lets_it_through_and_plain_does_not(self, data: dict[str, Any], code: str) -> None:
        strict = json_schema(name_of(data), profile="strict")
        filled = {**dict.fromkeys(strict["properties"]), **data}
        assert [each.message for each in Draft202012Validator(strict).iter_errors(filled)] == []
        assert not Draft202012Validator(json_schema(name_of(data))).is_valid(data)
        assert refused(data) == [code]

    def test_it_lets_through_what_is_too_deep(self) -> None:
        deep: dict[str, Any] = {}
        for _ in range(101):
            deep = {"a": deep}
        data = {"id": "source:a", "codings": [{"extra": deep}]}
        assert Draft202012Validator(json_schema("source")).is_valid(data)
        assert refused(data) == ["extra.deep"]
        assert "`extra.deep`" in PAGE

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ('{"id": "source:a", "title": "A", "title": "B"}', "json.twice"),
            ('{"id": "source:a", "codings": [{"extra": {"n": NaN}}]}', "json.number"),
            ('\ufeff{"id": "source:a"}', "json.mark"),
        ],
    )
    def test_our_own_reader_sees_what_a_validator_is_not_given(self, text: str, code: str) -> None:
        given = json.loads(text.removeprefix("\ufeff"))
        assert Draft202012Validator(json_schema("source")).is_valid(given)
        with pytest.raises(UnrestError) as caught:
            from_json(text, Source)
        assert [problem.code for problem in caught.value.problems] == [code]


class TestCommittedFiles:
    @each_profile
    def test_they_are_what_the_command_prints(self, profile: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema", "--profile", profile]) == 0
        committed = (DOCS / "schema" / f"dataset.{profile}.json").read_text(encoding="utf-8")
        assert committed == capsys.readouterr().out, f"run: unrest schema --profile {profile} > {profile} file"

    def test_no_other_is_there(self) -> None:
        assert sorted(each.name for each in (DOCS / "schema").iterdir()) == [
            f"dataset.{each}.json" for each in PROFILES
        ]


class TestCommand:
    def printed(self, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
        assert main(["schema", *words]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        assert out.isascii()
        return json.loads(out)

    def test_it_prints_the_plain_schema_of_a_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.printed(capsys) == json_schema("dataset")

    @each_profile
    @pytest.mark.parametrize("kind", KINDS)
    def test_it_prints_that_of_one_kind(self, kind: str, profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
        found = self.printed(capsys, "--kind", kind, "--profile", profile)
        assert found == json_schema(kind, profile=profile)

    def test_json_is_the_same(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.printed(capsys, "--kind", "event", "--json") == self.printed(capsys, "--kind", "event")

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--profile", "stric"], "did you mean 'strict'?"),
            (["--kind", "evnet"], "did you mean 'event'?"),
            (["event"], "found 'event' beyond what this command takes"),
        ],
    )
    def test_a_wrong_use_is_one_line(self, words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema", *words]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert said in err


class TestEveryRecord:
    def test_it_is_one_of_the_kinds_of_a_file(self) -> None:
        found = json_schema("dataset")["properties"]["records"]["items"]["anyOf"]
        assert [each["$ref"] for each in found] == [f"#/$defs/{cls.__name__}" for cls in KINDS.values()]
        assert set(KINDS.values()) == set(Record.__args__)
