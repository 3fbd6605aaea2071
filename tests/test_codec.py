"""Dict, JSON and files: strict, lossless, stable, and every fault told in one pass with its place."""

import copy
import gc
import gzip
import json
import math
import os
import stat
from collections import Counter, OrderedDict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import unrest
from unrest import codec, strategies
from unrest.article import Article, Verification
from unrest.codec import Attempt, bundled, from_dict, from_json, load, save, to_dict, to_json, try_load
from unrest.codec import name as codec_name
from unrest.codec import plain as codec_plain
from unrest.codec.fault import examine
from unrest.codec.plain import READERS, Unfit
from unrest.dataset import Dataset
from unrest.errors import (
    InvalidDataset,
    InvalidRecord,
    InvalidValue,
    NotFound,
    Problem,
    UnreadableFile,
    UnrestError,
    show,
)
from unrest.extra import Extra
from unrest.quantity import Quantity
from unrest.query import said_by
from unrest.records import (
    KINDS,
    Actor,
    Citation,
    Code,
    Coding,
    Deployment,
    Event,
    Link,
    Participant,
    Place,
    Record,
    Ref,
    Role,
    Source,
    Statement,
    Statistic,
    Where,
)
from unrest.rows import Row, Rows
from unrest.rules import Check, check
from unrest.vocabulary import Act, Basis, Stage
from unrest.when import Period, When

STRIKE = Event(
    "event:strike",
    kind="strike",
    stage="accomplished",
    period=Period("2031-03-03/", start=When("2031-03-03", wording="March 3", basis="year_from_source")),
    where=Where("place:terminal", precision="site", wording="at the terminal"),
    participants=[Participant("actor:union", roles=["organiser"], tactics=["barricade"], named_as="the dockers")],
    links=[Link("caused_by", words="a cut of wages")],
    citations=Citation("source:orlec", start=4, end=6, quote="19", supports=["period.start"]),
    codings=[Coding(coder="a", not_stated=["period.end"], extra={"row": [1, 1.5, True, None, "x"]})],
    codes=[Code("gw", "007")],
)
HURT = Statistic(
    "statistic:hurt", measure="injuries", quantity=Quantity.parse(">=40"), stage="accomplished", of_whom="police"
)
CONTEXT = (Source("source:orlec", published="2031-03-09"), Actor("actor:union", name="Union"))
ORLEC = Dataset([*CONTEXT, Place("place:terminal", name="terminal"), STRIKE, HURT], name="orlec", title="A strike")


def codes(problems: "tuple[Problem, ...]") -> list[str]:
    return [problem.code for problem in problems]


def refused(cls: type, data: object) -> tuple[Problem, ...]:
    """All that is wrong with data, which must be refused on both passes."""
    with pytest.raises(UnrestError) as caught:
        from_dict(cls, data)
    with pytest.raises(Exception):  # noqa: B017, PT011  # the fast pass raises anything, and never gives a value
        READERS[cls](data)
    return caught.value.problems


def places(problems: "tuple[Problem, ...]") -> dict[str, str]:
    return {problem.place: problem.code for problem in problems}


def with_fields(record: Record, **fields: object) -> dict[str, Any]:
    return {**to_dict(record), **fields}


def is_plain(found: object) -> bool:
    """Whether it is made of the plain classes alone, and of nothing that is derived from them."""
    if type(found) is dict:
        return all(type(key) is str and is_plain(each) for key, each in found.items())
    return all(map(is_plain, found)) if type(found) is list else type(found) in (str, int, float, bool, type(None))


class TestPlainForm:
    @given(strategies.records())
    def test_it_holds_only_plain_classes(self, record: Record) -> None:
        assert is_plain(to_dict(record))

    def test_its_keys_stand_in_the_order_of_the_fields(self) -> None:
        names = [each.name for each in attrs.fields(Event)]
        keys = list(to_dict(STRIKE))
        assert keys == [name for name in names if name in keys]

    def test_what_is_empty_is_left_out(self) -> None:
        assert to_dict(Event("event:a", stage="planned")) == {"id": "event:a", "stage": "planned"}

    def test_a_day_is_its_text_unless_it_has_words_beside_it(self) -> None:
        assert to_dict(When("2022-01~")) == "2022-01~"
        assert to_dict(When("2022-01", wording="in January")) == {"text": "2022-01", "wording": "in January"}
        assert to_dict(When("2022-01", basis=Basis.CODER)) == {"text": "2022-01", "basis": "coder"}

    def test_a_period_is_its_text_unless_an_end_has_words_beside_it(self) -> None:
        assert to_dict(Period("2022-01-02/..")) == "2022-01-02/.."
        end = When("2022-01-12", wording="on January 12", basis="year_from_source")
        assert to_dict(Period("2022-01-02/2022-01-12", end=end)) == {
            "text": "2022-01-02/2022-01-12",
            "end": {"text": "2022-01-12", "wording": "on January 12", "basis": "year_from_source"},
        }

    def test_a_quantity_is_an_object_with_what_is_set(self) -> None:
        assert to_dict(Quantity.parse(">=225")) == {"low": 225, "qualifier": "at_least"}
        assert to_dict(Quantity.parse('"dozens"')) == {"qualifier": "vague", "wording": "dozens"}
        assert to_dict(Quantity.parse("?")) == {"qualifier": "unknown"}
        assert to_dict(Quantity(low=2, qualifier="at_least", wording="a pair", rule="pairs"))["rule"] == "pairs"

    def test_a_decimal_is_text(self) -> None:
        assert to_dict(Quantity.parse("1.5..2")) == {"low": "1.5", "high": 2, "qualifier": "between"}
        assert to_dict(Quantity.parse(">0.0000001"))["low"] == "0.0000001"

    def test_a_where_is_its_text_unless_it_has_words_beside_it(self) -> None:
        assert to_dict(Where("place:a")) == "place:a"
        assert to_dict(Where("place:a", precision="near")) == "place:a near"
        assert to_dict(Where("place:a", wording="there")) == {"place": "place:a", "wording": "there"}
        full = {"place": "place:a", "precision": "near", "wording": "there"}
        assert to_dict(Where("place:a", precision="near", wording="there")) == full

    def test_a_word_a_reference_and_an_extra_have_plain_forms_too(self) -> None:
        assert to_dict(Stage.PLANNED) == "planned"
        assert to_dict(Ref("place:a")) == "place:a"
        assert type(to_dict(Ref("place:a"))) is type(to_dict(Stage.PLANNED)) is str
        assert to_dict(Extra({"a": (1, {"b": None})})) == {"a": [1, {"b": None}]}

    def test_of_whom_is_a_word_or_the_id_of_an_actor(self) -> None:
        assert to_dict(HURT)["of_whom"] == "police"
        assert to_dict(attrs.evolve(HURT, of_whom="actor:union"))["of_whom"] == "actor:union"

    def test_a_problem_is_serialisable(self) -> None:
        problem = Problem(code="c.d", place="low", found="x", expected="y", line=3)
        assert to_dict(problem) == {"code": "c.d", "place": "low", "found": "x", "expected": "y", "line": 3}
        assert from_dict(Problem, to_dict(problem)) == problem

    def test_a_dataset_is_a_document(self) -> None:
        plain = to_dict(ORLEC)
        assert list(plain) == ["format", "name", "title", "records"]
        assert [each["id"] for each in plain["records"]] == [record.id for record in ORLEC]
        assert from_dict(Dataset, plain) == ORLEC

    def test_records_are_a_list(self) -> None:
        assert to_dict(ORLEC.events) == [to_dict(STRIKE)] == ORLEC.events.to_dicts()

    @pytest.mark.parametrize("found", [5, "text", None, [HURT], object(), date(2022, 1, 5), said_by, KINDS["event"]])
    def test_what_is_not_of_this_library_is_refused(self, found: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            to_dict(found)
        assert codes(caught.value.problems) == ["form.class"]

    def test_what_has_no_plain_form_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            to_dict(unrest.query.value("note"))
        with pytest.raises(InvalidValue):
            to_dict(unrest.query.value("note") == "x")


class TestReading:
    @given(strategies.records())
    def test_the_fast_pass_reads_what_was_written(self, record: Record) -> None:
        assert READERS[type(record)](to_dict(record)) == record

    @given(strategies.records())
    def test_the_slow_pass_reads_it_alike(self, record: Record) -> None:
        assert examine(type(record), to_dict(record)).value == record

    def test_null_stands_for_an_empty_field(self) -> None:
        for cls, least in (
            (Event, {"id": "event:a", "stage": "planned"}),
            (Statistic, {"id": "statistic:a", "stage": "planned", "measure": "deaths", "quantity": "?"}),
            (Citation, {"source": "source:x"}),
            (Coding, {}),
            (When, {"text": "2022"}),
            (Period, {"text": "2022"}),
            (Quantity, {"qualifier": "unknown"}),
            (Where, {"place": "place:a"}),
        ):
            nulls = dict.fromkeys([each.name for each in attrs.fields(cls) if each.init])
            read = from_dict(cls, {**nulls, **least})
            assert read == from_dict(cls, least) == READERS[cls]({**nulls, **least})
            assert examine(cls, {**nulls, **least}).value == read

    def test_null_stands_for_nothing_in_a_field_that_is_needed_or_that_is_none(self) -> None:
        assert places(refused(Event, {"id": "event:a", "stage": None})) == {"stage": "field.required"}
        assert places(refused(Event, {"id": "event:a", "stage": "planned", "perod": None})) == {
            "perod": "field.unknown"
        }
        assert places(refused(Place, {"id": "place:a", "name": "A", "aliases": [None]})) == {"aliases[0]": "field.type"}

    @pytest.mark.parametrize(
        ("cls", "data", "place", "code"),
        [
            (Event, {"stage": "planned", "aliases": []}, "aliases", "field.unknown"),
            (Place, {"aliases": "Orlec"}, "aliases", "field.type"),
            (Place, {"aliases": {"Orlec": 1}}, "aliases", "field.type"),
            (Place, {"aliases": ("Orlec",)}, "aliases", "field.type"),
            (Place, {"aliases": ["Orlec", 5]}, "aliases[1]", "field.type"),
            (Place, {"codes": [["gw", "705"]]}, "codes[0]", "field.type"),
            (Place, {"codes": [{"scheme": "gw", "value": 705}]}, "codes[0].value", "field.type"),
            (Place, {"note": 5}, "note", "field.type"),
            (Place, {"note": ""}, "note", "field.type"),
            (Place, {"note": "\ud800"}, "note", "field.type"),
            (Place, {"within": 5}, "within", "reference.kind"),
            (Place, {"within": "actor:a"}, "within", "reference.kind"),
            (Place, {"within": ["place:b"]}, "within", "reference.kind"),
            (Place, {"latitude": True, "longitude": 1.0}, "latitude", "field.type"),
            (Place, {"latitude": "5", "longitude": 1.0}, "latitude", "field.type"),
            (Place, {"latitude": math.nan, "longitude": 1.0}, "latitude", "field.type"),
            (Place, {"latitude": 1.0, "longitude": math.inf}, "longitude", "field.type"),
            (Place, {"latitude": 1.0}, "longitude", "place.coordinates"),
            (Place, {"kind": "contry"}, "kind", "word.unknown"),
            (Place, {"kind": 5}, "kind", "word.unknown"),
            (Place, {"kind": ["country"]}, "kind", "word.unknown"),
            (Source, {"length": "5"}, "length", "field.type"),
            (Source, {"length": True}, "length", "field.type"),
            (Source, {"length": 5.0}, "length", "field.type"),
            (Source, {"published": 2022}, "published", "field.type"),
            (Source, {"published": "2022-02-30"}, "published", "when.no_such_day"),
            (Source, {"published": {"text": "2022", "wordng": "x"}}, "published.wordng", "field.unknown"),
            (Source, {"published": {"wording": "x"}}, "published.text", "when.type"),
            (Source, {"published": {"text": "2022", "wording": 5}}, "published.wording", "field.type"),
            (Source, {"published": {"text": "2022", "basis": "statd"}}, "published.basis", "word.unknown"),
            (Event, {"period": 2022}, "period", "field.type"),
            (Event, {"period": ["2022"]}, "period", "field.type"),
            (Event, {"period": "2022-01-12/2022-01-02"}, "period", "period.order"),
            (Event, {"period": {"text": "2022/2023", "begin": "2022"}}, "period.begin", "field.unknown"),
            (Event, {"period": {"text": "2022/2023", "start": "2021"}}, "period.start", "period.part"),
            (Event, {"period": {"text": "2022/2023", "start": {"text": 5}}}, "period.start.text", "when.type"),
            (Event, {"period": {"start": "2022"}}, "period.text", "period.type"),
            (Event, {"where": 5}, "where", "field.type"),
            (Event, {"where": "place:a sit"}, "where", "where.format"),
            (Event, {"where": {"place": "place:a", "precison": "site"}}, "where.precison", "field.unknown"),
            (Event, {"where": {"place": "actor:a"}}, "where.place", "reference.kind"),
            (Event, {"participants": ["actor:a"]}, "participants[0]", "field.type"),
            (Event, {"participants": [{"who": "actor:a", "roles": "target"}]}, "participants[0].roles", "field.type"),
            (
                Event,
                {"participants": [{"who": "actor:a", "roles": ["targt"]}]},
                "participants[0].roles[0]",
                "word.unknown",
            ),
            (Event, {"participants": [{"roles": []}]}, "participants[0].who", "field.required"),
            (Event, {"links": [{"kind": "after"}]}, "links[0].to", "link.ends"),
            (Event, {"stage": None}, "stage", "field.required"),
            (Event, {"citations": {}}, "citations", "field.type"),
            (
                Event,
                {"citations": [{"source": "source:x", "start": 9, "end": 5, "digest": "0" * 64}]},
                "citations[0].end",
                "citation.reversed",
            ),
            (
                Event,
                {"citations": [{"source": "source:x", "supports": ["perod"]}]},
                "citations[0].supports",
                "path.unknown",
            ),
            (Event, {"codings": [{"extra": []}]}, "codings[0].extra", "field.type"),
            (Event, {"codings": [{"extra": {"a": [math.nan]}}]}, "codings[0].extra.a[0]", "extra.json"),
            (Statistic, {"quantity": 5}, "quantity", "field.type"),
            (Statistic, {"quantity": "16O..225"}, "quantity", "quantity.format"),
            (Statistic, {"quantity": {"low": 5.0, "qualifier": "at_least"}}, "quantity.low", "quantity.type"),
            (Statistic, {"quantity": {"low": True, "qualifier": "at_least"}}, "quantity.low", "quantity.type"),
            (Statistic, {"quantity": {"low": "5", "qualifier": "at_least"}}, "quantity.low", "field.type"),
            (Statistic, {"quantity": {"low": "1.50", "qualifier": "at_least"}}, "quantity.low", "field.type"),
            (Statistic, {"quantity": {"low": 5}}, "quantity.qualifier", "word.unknown"),
            (Statistic, {"quantity": {"lwo": 5, "qualifier": "vague"}}, "quantity.lwo", "field.unknown"),
            (Statistic, {"quantity": {"low": 9, "high": 5, "qualifier": "between"}}, "quantity.low", "quantity.order"),
            (Statistic, {"of_whom": "polce"}, "of_whom", "word.unknown"),
            (Statistic, {"of_whom": "place:a"}, "of_whom", "reference.kind"),
            (Statistic, {"of_whom": ["police"]}, "of_whom", "reference.kind"),
            (Statistic, {"items": "guns"}, "items", "field.type"),
            (Statistic, {"unit": "USD"}, "unit", "statistic.unit"),
        ],
    )
    def test_nothing_is_converted(self, cls: type, data: dict[str, Any], place: str, code: str) -> None:
        right = {
            Place: {"id": "place:a", "name": "A"},
            Source: {"id": "source:a"},
            Event: {"id": "event:a", "stage": "accomplished"},
            Statistic: {"id": "statistic:a", "measure": "deaths", "quantity": "5", "stage": "accomplished"},
        }
        from_dict(cls, right[cls])
        assert places(refused(cls, {**right[cls], **data})) == {place: code}

    @pytest.mark.parametrize("data", [None, 5, "event:a", [], [("id", "event:a")], STRIKE])
    def test_a_record_is_an_object(self, data: object) -> None:
        assert codes(refused(Event, data)) == ["field.type"]

    @pytest.mark.parametrize(
        ("id", "hint"), [("strike", "did you mean 'event:strike'?"), (5, None), (None, None), ("place:a", None)]
    )
    def test_an_id_is_that_of_its_kind(self, id: object, hint: str | None) -> None:
        [problem] = refused(Event, {"id": id, "stage": "planned", "links": [{"kind": "after", "words": "x"}]})
        assert (problem.code, problem.place, problem.hint) == ("record.id", "id", hint)

    def test_a_misspelt_field_has_a_hint(self) -> None:
        [problem] = refused(Event, {"id": "event:a", "stage": "planned", "perod": "2022"})
        assert (problem.found, problem.hint) == ("'perod'", "did you mean 'period'?")

    @pytest.mark.parametrize(
        ("key", "place"),
        [("no name", '["no name"]'), ("a\nb", '["a\\nb"]'), ("\ud800", '["\\ud800"]'), (5, "[5]"), ((), '["()"]')],
    )
    def test_a_key_that_is_no_name_cannot_break_the_line_it_is_told_on(self, key: object, place: str) -> None:
        [problem] = refused(Event, {"id": "event:a", "stage": "planned", key: 1})
        assert problem.place == place
        str(problem).encode("utf-8")

    @pytest.mark.parametrize(
        ("written", "hint"),
        [
            ("5", "did you mean 5?"),
            ("1,000", "did you mean 1000?"),
            ("+5", "did you mean 5?"),
            ("1.50", "did you mean '1.5'?"),
            ("1.0", "did you mean 1?"),
            ("five", None),
        ],
    )
    def test_a_number_in_another_form_has_a_hint_with_the_one_form(self, written: str, hint: str | None) -> None:
        [problem] = refused(Quantity, {"low": written, "qualifier": "at_least"})
        assert (problem.place, problem.hint) == ("low", hint)

    def test_a_number_where_text_belongs_has_a_hint(self) -> None:
        for cls in (When, Period, Quantity):
            [problem] = refused(cls, 2022)
            assert problem.hint == "did you mean '2022'?"
            [problem] = refused(cls, 10**30)
            assert problem.hint is None

    @pytest.mark.parametrize(
        ("cls", "text"),
        [(When, "2022-01~"), (Period, "2022-01-02/"), (Quantity, "160..225"), (Where, "place:a site")],
    )
    def test_the_text_form_of_a_value_is_read(self, cls: Any, text: str) -> None:
        assert from_dict(cls, text) == examine(cls, text).value == cls.parse(text)

    def test_an_end_of_a_period_may_be_given_beside_its_text(self) -> None:
        data = {"text": "2022-01-02/", "start": {"text": "2022-01-02", "wording": "January 2"}, "end": None}
        read = from_dict(Period, data)
        assert read == examine(Period, data).value
        assert isinstance(read.start, When)
        assert read.start.wording == "January 2"

    def test_a_word_is_read_from_its_text_only(self) -> None:
        assert from_dict(Stage, "planned") is Stage.PLANNED
        assert codes(refused(Stage, "planed")) == ["word.unknown"]
        assert codes(refused(Stage, 5)) == ["word.unknown"]

    def test_a_class_without_checks_of_its_own_is_read_as_strictly(self) -> None:
        right = {"code": "c", "found": "x", "expected": "y"}
        assert places(refused(Problem, {**right, "line": "3"})) == {"line": "field.type"}
        assert places(refused(Problem, {**right, "line": True})) == {"line": "field.type"}
        assert places(refused(Problem, {**right, "code": None})) == {"code": "field.required"}
        assert places(refused(Problem, {"code": "c", "found": "x"})) == {"expected": "field.required"}
        assert places(refused(Problem, {**right, "cod": "c"})) == {"cod": "field.unknown"}

    def test_a_verification_comes_back(self) -> None:
        article = Article(Source("source:x"), "Two guards were hurt.")
        for verification in (
            article.verify(article.cite("hurt")),
            article.verify(Citation("source:x", quote="three guards")),
        ):
            assert from_dict(Verification, to_dict(verification)) == verification
        assert places(refused(Verification, {"verdict": "exact", "citation": 5})) == {"citation": "field.type"}

    def test_an_article_comes_back_with_its_text(self) -> None:
        article = Article(Source("source:x"), "Two guards were hurt.")
        assert from_dict(Article, to_dict(article)) == article

    @pytest.mark.parametrize("cls", [dict, str, Decimal, None, "Event"])
    def test_only_classes_of_this_library_are_read(self, cls: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            from_dict(cls, {})
        assert codes(caught.value.problems) == ["form.class"]

    def test_a_class_of_ours_that_has_no_plain_form_is_not_read(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            from_dict(Ref, "place:a")
        assert codes(caught.value.problems) == ["form.class"]

    def test_the_error_says_what_was_to_be_read(self) -> None:
        for cls, error in (
            (Event, InvalidRecord),
            (When, InvalidValue),
            (Code, InvalidValue),
            (Dataset, InvalidDataset),
        ):
            with pytest.raises(error):
                from_dict(cls, 5)

    def test_a_dict_of_a_derived_class_is_read_as_a_dict(self) -> None:
        assert from_dict(Where, OrderedDict(place="place:a", wording="there")) == Where("place:a", wording="there")

    def test_values_that_hold_themselves_are_refused(self) -> None:
        data: dict[str, Any] = {"id": "event:a", "stage": "planned"}
        extra: dict[str, Any] = {}
        extra["again"] = extra
        assert codes(refused(Event, {**data, "codings": [{"extra": extra}]})) == ["extra.deep"]


class TestAllFaultsInOnePass:
    def test_faults_of_form_of_values_and_of_rules_are_told_together(self) -> None:
        data = {
            "id": "event:a",
            "stage": "planed",
            "perod": "2022",
            "period": {"text": "2022-01-02/", "start": {"text": "2022-01-02", "basis": "weekdy"}},
            "where": {"place": "actor:a", "precision": "sit"},
            "citations": [
                {"source": "source:x", "supports": ["period.begin"]},
                {"source": "source:x", "start": "3", "end": 9, "digest": "0" * 64},
                {"source": "source:x", "start": 9, "end": 5, "quote": 5, "digest": "0" * 64},
            ],
            "codings": [{"not_stated": ["note"], "extra": {"a": math.nan, "b": math.inf}}],
            "note": "x",
            "links": [{"kind": "after"}, {"kind": "after", "to": "event:a"}, 5],
        }
        found = places(refused(Event, data))
        assert found == {
            "perod": "field.unknown",
            "stage": "word.unknown",
            "period.start.basis": "word.unknown",
            "where.place": "reference.kind",
            "where.precision": "word.unknown",
            "citations[0].supports": "path.unknown",
            "citations[1].start": "field.type",
            "citations[2].quote": "field.type",
            "citations[2].end": "citation.reversed",
            "codings[0].not_stated": "path.stated",
            "codings[0].extra.a": "extra.json",
            "codings[0].extra.b": "extra.json",
            "links[0].to": "link.ends",
            "links[2]": "field.type",
            "links": "reference.itself",
        }

    def test_every_problem_names_the_record(self) -> None:
        problems = refused(Event, {"id": "event:a", "stage": "x", "citations": [5], "kind": 5})
        assert {problem.record for problem in problems} == {"event:a"}

    def test_a_place_is_the_place_in_the_data_and_not_among_sorted_values(self) -> None:
        cited = [
            {"source": "source:x", "quote": "b", "supports": ["nothing"]},
            {"source": "source:x", "quote": "a"},
        ]
        data = {"id": "event:a", "stage": "planned", "citations": cited}
        assert places(refused(Event, data)) == {"citations[0].supports": "path.unknown"}
        sites = {"id": "deployment:a", "stage": "planned", "sites": ["place:b", "actor:x", "place:a"]}
        assert places(refused(Deployment, sites)) == {"sites[1]": "reference.kind"}

    def test_what_could_not_be_read_is_not_told_twice(self) -> None:
        data = {"id": "place:a", "name": ["A"], "latitude": "x", "longitude": 500.0}
        assert places(refused(Place, data)) == {
            "name": "field.type",
            "latitude": "field.type",
            "longitude": "field.type",
        }

    def test_what_could_not_be_read_hides_nothing_beside_it(self) -> None:
        data = {"id": "event:a", "stage": "planned", "citations": 5, "codings": [{"not_stated": ["stage"]}]}
        assert places(refused(Event, data)) == {"citations": "field.type", "codings[0].not_stated": "path.stated"}

    @given(strategies.records(), st.data())
    @settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    def test_the_two_passes_agree_on_whatever_stands_in_a_record(self, record: Record, data: st.DataObject) -> None:
        plain = to_dict(record)
        for _ in range(data.draw(st.integers(1, 3))):
            _spoil(plain, data)
        finding = examine(type(record), plain)
        try:
            read = READERS[type(record)](plain)
        except Exception:  # whatever it is, the slow pass has to say why
            assert finding.problems
            assert max(Counter(finding.problems).values()) == 1
        else:
            assert (read, finding.problems) == (finding.value, ())


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(),
    st.sampled_from(["", "5", "2022-01", "place:a", "actor:b", "event:c", "exact", "riot", "police", ">=5", "a/b"]),
    st.sampled_from([10**40, "1.50", "1.5", "source:x", [], {}, ["x"], {"a": 1}, [[]], [{}], [None]]),
)


def _spoil(plain: Any, data: st.DataObject) -> None:
    """Put something else in the place of anything, take it away, or add something."""
    holders = [found for found in _inside(plain) if found]
    holder = data.draw(st.sampled_from(holders))
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key, junk = data.draw(st.sampled_from(keys)), copy.deepcopy(data.draw(JUNK))
    match data.draw(st.sampled_from(["set", "remove", "add"])):
        case "set":
            holder[key] = junk
        case "remove" if holder is not plain or len(holder) > 1:
            del holder[key]
        case _ if isinstance(holder, dict):
            holder[
                data.draw(st.sampled_from(["x", "where", "period", "note", "id", "text", "supports", "codings"]))
            ] = junk
        case _:
            holder.append(junk)


def _inside(plain: Any) -> list[Any]:
    """Every dict and list of plain data, itself included."""
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    return [*([plain] if isinstance(plain, dict | list) else []), *(found for each in inner for found in _inside(each))]


class TestSharing:
    def test_equal_values_are_shared_by_the_records_that_were_read(self) -> None:
        told = {"stage": "accomplished", "citations": [{"source": "source:x"}]}
        one, other = (from_dict(Event, {"id": f"event:{name}", **told, "where": "place:a site"}) for name in "ab")
        assert one.where is other.where
        assert one.citations[0].source is other.citations[0].source
        days = [
            from_dict(
                Statement, {"id": f"statement:{n}", "act": "asserts", "said": {"text": "2022", "wording": "w"}}
            ).said
            for n in "ab"
        ]
        assert days[0] is days[1]
        figure = {
            "measure": "deaths",
            "stage": "planned",
            "quantity": {"low": 5, "qualifier": "at_least", "wording": "5"},
        }
        figures = [from_dict(Statistic, {"id": f"statistic:{name}", **figure}).quantity for name in "ab"]
        assert figures[0] is figures[1]
        period = {"text": "2022/", "start": {"text": "2022", "wording": "w"}}
        periods = [from_dict(Event, {"id": f"event:{name}", **told, "period": period}).period for name in "ab"]
        assert periods[0] is periods[1]

    def test_values_that_python_takes_for_equal_are_not_taken_for_each_other(self) -> None:
        assert from_dict(Quantity, {"low": 1, "qualifier": "at_least"}) == Quantity.parse(">=1")
        for low in (True, 1.0, "1"):
            refused(Quantity, {"low": low, "qualifier": "at_least"})
        assert from_dict(When, {"text": "2022", "wording": "w"}) != from_dict(When, "2022")

    def test_what_is_kept_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        codec_plain.forget()
        monkeypatch.setattr(codec_plain, "_MOST", 3)
        read = [from_dict(Event, {"id": "event:a", "stage": "planned", "where": f"place:{n}"}).where for n in range(5)]
        assert [str(where) for where in read] == [f"place:{n}" for n in range(5)]
        assert len(codec_plain._WHERES) == 2

    @pytest.mark.parametrize("was_on", [True, False])
    @pytest.mark.parametrize("text", ['{"format": "unrest/1", "records": []}', "no JSON"])
    def test_the_collector_is_paused_and_restored(
        self, was_on: bool, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = []
        monkeypatch.setattr(codec.form, "read_document", lambda *_: seen.append(gc.isenabled()) or Attempt())
        before = gc.isenabled()
        try:
            (gc.enable if was_on else gc.disable)()
            codec.form.attempt(text)
            assert gc.isenabled() is was_on
        finally:
            (gc.enable if before else gc.disable)()
        assert seen == [False] * (text[0] == "{")


class TestJson:
    def test_a_dataset_has_one_record_a_line(self) -> None:
        lines = to_json(ORLEC).splitlines()
        assert lines[:4] == ["{", '"format": "unrest/1",', '"name": "orlec",', '"title": "A strike",']
        assert lines[4] == '"records": ['
        assert [json.loads(line.rstrip(",")) for line in lines[5:-2]] == [to_dict(record) for record in ORLEC]
        assert lines[-2:] == ["]", "}"]
        assert to_json(ORLEC).endswith("}\n")

    def test_no_letter_of_a_text_ends_a_line(self) -> None:
        place = Place("place:a", name="a\nb\u2028c\u2029d\x85e\x0bf\x1cg")
        assert len(to_json(place).splitlines()) == 1
        assert from_json(to_json(place), Place) == place
        dataset = Dataset([place], title=place.name)
        assert len(to_json(dataset).splitlines()) == 7
        assert from_json(to_json(dataset)) == dataset

    @given(strategies.datasets())
    def test_it_comes_back_equal_and_to_the_letter(self, dataset: Dataset) -> None:
        text = to_json(dataset)
        assert from_json(text) == dataset
        assert to_json(from_json(text)) == text == to_json(Dataset(reversed(list(dataset)), **head_of(dataset)))
        assert json.loads(text) == to_dict(dataset)

    @given(strategies.records())
    def test_a_record_comes_back_equal(self, record: Record) -> None:
        assert from_json(to_json(record), type(record)) == record

    def test_what_is_left_out_of_a_dataset_is_in_its_document(self) -> None:
        part = ORLEC.where(lambda claim: claim.id == "event:strike")
        assert to_dict(part)["outside"] == ["statistic:hurt"]
        assert from_json(to_json(part)) == part

    def test_letters_of_all_scripts_stay_as_they_are(self) -> None:
        assert '"Орлец"' in to_json(Place("place:a", name="Орлец"))

    @pytest.mark.parametrize(
        ("text", "line", "found", "expected"),
        [
            ('{"a" 1}', 1, "'1}' in column 6", "a colon after the key"),
            ('{"a": 1\n"b": 2}', 2, "'\"b\": 2}' in column 1", "a comma or the closing bracket"),
            ("{a: 1}", 1, "'a: 1}' in column 2", "a key in double quotes"),
            ("[1,\n\n x]", 3, "'x]' in column 2", "a value"),
            ('{"a": ', 1, "the end of the text in column 7", "a value"),
            (
                '["a\nb"]',
                1,
                "the end of the line in column 4",
                "no line break or other control character inside a text",
            ),
            ('["\\x"]', 1, "'\\\\x\"]' in column 3", "an escape that JSON has"),
            ('["a', 1, "'\"a' in column 2", "a closing quotation mark for the text that begins here"),
            ("{} {}", 1, "'{}' in column 4", "the end of the text"),
        ],
    )
    def test_what_is_no_json_is_refused_with_its_line_and_column(
        self, text: str, line: int, found: str, expected: str
    ) -> None:
        with pytest.raises(InvalidDataset) as caught:
            from_json(text)
        [problem] = caught.value.problems
        assert (problem.code, problem.line, problem.found, problem.expected) == ("json.syntax", line, found, expected)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "json.empty"),
            (" \n ", "json.empty"),
            ("\ufeff{}", "json.mark"),
            (b"{}", "json.text"),
            (None, "json.text"),
            ("[" * 100_000 + "]" * 100_000, "json.depth"),
            ('{"a":' * 100_000, "json.depth"),
            ('{"a": "' + "]" * 10 + '", "b": ' + "[" * 100_000 + "]" * 100_000 + "}", "json.depth"),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, text: Any, code: str) -> None:
        for cls, error in ((Dataset, InvalidDataset), (Event, InvalidRecord), (When, InvalidValue)):
            with pytest.raises(error) as caught:
                from_json(text, cls)
            assert codes(caught.value.problems) == [code]

    @pytest.mark.parametrize(
        ("json_text", "found"),
        [
            ("NaN", "NaN"),
            ("Infinity", "Infinity"),
            ("-Infinity", "-Infinity"),
            ("1e999", "1e999"),
            ("1e-999", "1e-999"),
            ("0.1234567890123456789", "0.1234567890123456789"),
            ("1" * 5000, "1" * 80),
        ],
    )
    def test_a_number_that_is_not_kept_as_written_is_refused(self, json_text: str, found: str) -> None:
        text = f'{{"id": "place:a", "name": "A",\n"latitude": {json_text}, "longitude": 5}}'
        with pytest.raises(InvalidRecord) as caught:
            from_json(text, Place)
        [problem] = caught.value.problems
        assert (problem.code, problem.place, problem.found, problem.line) == ("json.number", "latitude", found, 2)

    @pytest.mark.parametrize("number", ["1e1", "1.0E+1", "43.238949", "0.30000000000000004", "-0.5", "100000.0"])
    def test_a_number_that_is_kept_is_read(self, number: str) -> None:
        read = from_json(f'{{"a": {number}}}', Extra)
        assert read["a"] == float(number)

    def test_a_key_given_twice_is_refused_with_the_line_of_the_second(self) -> None:
        text = '{"id": "place:a",\n"name": "A",\n"name": "B", "codings": [{"extra": {"x": 1, "x": 1, "y z": 2, "y z": 3}}]}'
        with pytest.raises(InvalidRecord) as caught:
            from_json(text, Place)
        assert {(problem.code, problem.place, problem.line) for problem in caught.value.problems} == {
            ("json.twice", "name", 3),
            ("json.twice", "codings[0].extra.x", 3),
            ("json.twice", 'codings[0].extra["y z"]', 3),
        }

    def test_faults_of_json_and_of_the_record_are_told_together(self) -> None:
        text = '{"id": "place:a", "name": "A", "name": "B", "latitude": NaN, "longitude": 500, "knd": "area"}'
        with pytest.raises(InvalidRecord) as caught:
            from_json(text, Place)
        assert places(caught.value.problems) == {
            "name": "json.twice",
            "latitude": "json.number",
            "longitude": "field.type",
            "knd": "field.unknown",
        }

    def test_halves_of_surrogate_pairs_are_refused(self) -> None:
        for text in ('{"id": "place:a", "name": "\\ud800"}', '{"id": "place:a", "name": "A", "\\ud800": 1}'):
            with pytest.raises(InvalidRecord) as caught:
                from_json(text, Place)
            str(caught.value).encode("utf-8")
        assert from_json('{"id": "place:a", "name": "\\ud83d\\ude00"}', Place).name == "\U0001f600"

    def test_the_line_of_a_value_is_told_where_its_depth_leaves_no_room(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Exhausted:
            def raw_decode(self, *_: object) -> Any:
                raise RecursionError

        lines = codec.json_text.Lines('\n{"a": 1}')
        monkeypatch.setattr(codec.json_text, "_STEPPING", Exhausted())
        assert lines.line_of("a") == 2

    @pytest.mark.parametrize(
        "found",
        [
            *(When("2022-01"), Period("2022-01-02/"), Quantity.parse(">=225"), Where("place:a"), Extra({"a": 1.5})),
            *(Citation("source:x"), Code("gw", "7"), Coding(coder="a"), Role(title="t"), Link("after", words="w")),
            *(Participant("actor:a"), Stage.PLANNED, STRIKE, HURT, ORLEC),
        ],
    )
    def test_everything_has_a_json_form_and_comes_back(self, found: Any) -> None:
        assert from_json(to_json(found), type(found)) == found


def head_of(dataset: Dataset) -> dict[str, Any]:
    names = ("name", "title", "description", "licence", "version", "outside", "rows")
    return {name: getattr(dataset, name) for name in names}


def broken(*rows: Any, indent: int | None = None, **head: Any) -> tuple[str, tuple[Problem, ...]]:
    """The JSON of a document and all that is wrong with it."""
    document = {"format": "unrest/1", **head, "records": list(rows)}
    text = json.dumps(document, indent=indent) if indent else "[]"
    if not indent:
        lines = ",\n".join(json.dumps(row) for row in rows)
        around = "".join(
            f"{json.dumps(key)}: {json.dumps(each)},\n" for key, each in document.items() if key != "records"
        )
        text = f'{{\n{around}"records": [\n{lines}\n]\n}}\n'
    with pytest.raises(InvalidDataset) as caught:
        from_json(text)
    attempted = codec.form.attempt(text)
    assert attempted.problems == caught.value.problems
    assert not attempted.is_whole
    return text, caught.value.problems


def line_with(text: str, words: str) -> int:
    [line] = [number for number, line in enumerate(text.splitlines(), 1) if words in line]
    return line


class TestDocument:
    def test_a_list_is_no_dataset(self) -> None:
        with pytest.raises(InvalidDataset) as caught:
            from_json(f"[{to_json(HURT)}]")
        [problem] = caught.value.problems
        assert (problem.code, problem.found, problem.hint) == (
            "format.object",
            "a list of 1",
            'put the list under "records"',
        )

    @pytest.mark.parametrize("text", ["5", '"x"', "null", "true"])
    def test_nor_is_anything_but_an_object(self, text: str) -> None:
        with pytest.raises(InvalidDataset) as caught:
            from_json(text)
        assert codes(caught.value.problems) == ["format.object"]

    def test_one_without_a_format_is_refused(self) -> None:
        with pytest.raises(InvalidDataset) as caught:
            from_json('{"records": []}')
        assert codes(caught.value.problems) == ["format.absent"]

    @pytest.mark.parametrize(
        ("version", "hint"),
        [
            ("unrest/2", "it was written by another release"),
            ("unrest-1", None),
            (1, None),
            (None, None),
            (["unrest/1"], None),
        ],
    )
    def test_one_of_another_version_is_refused_by_name(self, version: object, hint: str | None) -> None:
        with pytest.raises(InvalidDataset) as caught:
            from_json(json.dumps({"format": version, "records": 5, "x": 1}))
        [problem] = caught.value.problems
        assert (problem.code, problem.place, problem.found) == ("format.version", "format", show(version))
        assert (problem.expected, problem.hint) == ("'unrest/1'", hint)

    def test_what_stands_around_the_records_is_checked(self) -> None:
        _, problems = broken(name=5, titel="x", outside=["event:a", "place:b", 5])
        assert places(problems) == {
            "titel": "field.unknown",
            "name": "field.type",
            "outside[1]": "reference.kind",
            "outside[2]": "reference.kind",
        }
        assert problems[-1].hint is None
        _, problems = broken(outside="event:a")
        assert places(problems) == {"outside": "field.type"}

    @pytest.mark.parametrize("document", [{}, {"records": None}, {"records": {}}, {"records": "x"}])
    def test_the_records_are_a_list(self, document: dict[str, Any]) -> None:
        with pytest.raises(InvalidDataset) as caught:
            from_dict(Dataset, {"format": "unrest/1", **document})
        assert places(caught.value.problems) == {"records": "field.type"}

    @pytest.mark.parametrize(
        ("row", "place", "hint"),
        [
            ({"id": "evnt:a"}, "records[0].id", "did you mean 'event:a'?"),
            ({"id": "strike"}, "records[0].id", None),
            ({"id": 5}, "records[0].id", None),
            ({"stage": "planned"}, "records[0].id", None),
        ],
    )
    def test_a_record_says_by_its_id_what_it_is(self, row: Any, place: str, hint: str | None) -> None:
        _, [problem] = broken(row)
        assert (problem.code, problem.place, problem.hint) == ("record.id", place, hint)

    def test_a_record_is_an_object(self) -> None:
        _, problems = broken(5, None, ["event:a"])
        assert places(problems) == {f"records[{at}]": "field.type" for at in range(3)}

    @pytest.mark.parametrize("indent", [None, 1, 4])
    def test_every_fault_has_its_line(self, indent: int | None) -> None:
        rows = [to_dict(record) for record in ORLEC]
        rows[3] = {
            **rows[3],
            "kind": "strik",
            "links": [{"kind": "after", "words": "one"}, {"kind": "aftr", "words": "x"}],
        }
        rows[4] = {**rows[4], "about": "event:strik", "quantity": {"low": 5.5, "qualifier": "at_least"}}
        rows.append({"id": "event:last", "stage": "planned", "stated_in": "statement:gone"})
        text, problems = broken(*rows, indent=indent)
        assert {(problem.place, problem.line) for problem in problems} == {
            ("records[3].kind", line_with(text, '"strik"')),
            ("records[3].links[1].kind", line_with(text, '"aftr"')),
            ("records[4].about", line_with(text, 'event:strik"')),
            ("records[4].quantity.low", line_with(text, "5.5")),
            ("records[5].stated_in", line_with(text, "statement:gone")),
        }
        assert [problem.line for problem in problems] == sorted(problem.line or 0 for problem in problems)

    def test_what_is_missing_is_told_on_the_line_of_what_it_is_missing_from(self) -> None:
        text, [problem] = broken({"id": "event:a"}, {"id": "place:a", "name": "A"})
        assert (problem.place, problem.line) == ("records[0].stage", line_with(text, "event:a"))

    def test_a_reference_to_nothing_is_told_with_the_nearest_id(self) -> None:
        rows = [to_dict(record) for record in ORLEC]
        rows[3]["where"] = "place:terminl"
        rows[3]["links"] = [{"kind": "after", "to": "event:strke"}]
        _, problems = broken(*rows)
        assert [(problem.place, problem.code, problem.hint, problem.record) for problem in problems] == [
            ("records[3].where.place", "reference.unknown", "did you mean 'place:terminal'?", "event:strike"),
            ("records[3].links[0].to", "reference.unknown", "did you mean 'event:strike'?", "event:strike"),
        ]

    def test_a_reference_to_what_was_left_out_is_no_fault(self) -> None:
        row = {"id": "event:a", "stage": "planned", "stated_in": "statement:s"}
        broken(row)
        read = from_dict(Dataset, {"format": "unrest/1", "outside": ["statement:s"], "records": [row]})
        assert read.outside == ("statement:s",)

    def test_a_reference_to_a_record_with_a_fault_of_its_own_is_no_second_fault(self) -> None:
        said = {"id": "statement:s", "act": "asserts", "spaker": "actor:a"}
        _, problems = broken(said, {"id": "event:a", "stage": "planned", "stated_in": "statement:s"})
        assert places(problems) == {"records[0].spaker": "field.unknown"}

    def test_two_records_under_one_id_are_refused_with_what_they_differ_in(self) -> None:
        one, other = {"id": "place:a", "name": "A"}, {"id": "place:a", "name": "B"}
        text, [problem] = broken(one, other)
        assert (problem.code, problem.place, problem.record) == ("dataset.clash", "records[1]", "place:a")
        assert problem.found == "two records under one id, which differ in name"
        assert (problem.hint, problem.line) == ("the first one is records[0]", line_with(text, '"B"'))

    def test_so_are_two_that_are_alike_and_two_of_which_one_is_broken(self) -> None:
        one = {"id": "place:a", "name": "A"}
        _, [problem] = broken(one, one)
        assert (problem.code, problem.found) == ("dataset.clash", "a second record under one id")
        _, problems = broken({"id": "place:a"}, one)
        assert places(problems) == {"records[0].name": "field.required", "records[1]": "dataset.clash"}

    def test_an_id_that_is_both_in_it_and_left_out_is_refused(self) -> None:
        row = {"id": "event:a", "stage": "planned"}
        text, problems = broken(row, outside=["event:a"])
        assert places(problems) == {"outside": "dataset.outside"}
        assert codec.form.attempt(text).dataset == Dataset([Event("event:a", stage="planned")])

    def test_what_could_be_read_is_given_beside_the_faults(self) -> None:
        rows = [to_dict(record) for record in ORLEC]
        rows[4]["measure"] = "injurys"
        text, problems = broken(*rows, name="orlec", title=5)
        attempted = codec.form.attempt(text)
        assert attempted.dataset == Dataset([record for record in ORLEC if record != HURT], name="orlec")
        assert len(problems) == 2

    def test_a_record_with_a_key_given_twice_is_not_among_what_could_be_read(self) -> None:
        text = '{"format": "unrest/1", "records": [\n{"id": "place:a", "name": "A", "name": "B"},\n{"id": "place:b", "name": "B"}]}'
        attempted = codec.form.attempt(text)
        assert [(each.code, each.place, each.line) for each in attempted.problems] == [
            ("json.twice", "records[0].name", 2)
        ]
        assert attempted.dataset == Dataset([Place("place:b", name="B")])

    def test_a_list_of_records_given_twice_is_told(self) -> None:
        attempted = codec.form.attempt('{"format": "unrest/1",\n"records": [],\n"records": []}')
        assert [(each.code, each.place, each.line) for each in attempted.problems] == [("json.twice", "records", 3)]

    def test_looking_for_near_ids_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(unrest.rules.reference, "_LOOKS", 1)
        rows = [{"id": f"event:{name}", "stage": "planned", "stated_in": "statement:sx"} for name in "abc"]
        _, problems = broken({"id": "statement:sy", "act": "asserts"}, *rows)
        assert [problem.hint for problem in problems] == ["did you mean 'statement:sy'?", None, None]


class TestLoad:
    def test_a_bundled_dataset_is_loaded_by_its_name(self) -> None:
        assert "kazakhstan-2022" in bundled()
        assert bundled() == tuple(sorted(bundled()))
        for name in bundled():
            dataset = load(name)
            assert dataset.name == name
            assert len(dataset.claims) > 0

    def test_a_bundled_file_is_in_its_one_form(self) -> None:
        for name in bundled():
            text = (Path(unrest.__file__).parent / "data" / f"{name}.json").read_text(encoding="utf-8")
            assert text == to_json(load(name))

    def test_a_file_is_loaded_by_its_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        save(ORLEC, "orlec.json")
        for path in ("orlec.json", "./orlec.json", tmp_path / "orlec.json", str(tmp_path / "orlec.json")):
            assert load(path) == ORLEC
            assert try_load(path) == Attempt(ORLEC)
        (tmp_path / "orlec.json").rename(tmp_path / "ORLEC.JSON")
        assert load("ORLEC.JSON") == ORLEC

    def test_a_bundled_name_is_no_file_of_the_same_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "kazakhstan-2022").mkdir()
        assert load("kazakhstan-2022").name == "kazakhstan-2022"

    def test_a_name_that_is_neither_is_refused_with_the_nearest(self) -> None:
        with pytest.raises(NotFound) as caught:
            load("kazakstan-2022")
        [problem] = caught.value.problems
        assert (problem.code, problem.hint) == ("dataset.unknown", "did you mean 'kazakhstan-2022'?")
        with pytest.raises(NotFound) as caught:
            load("orlec")
        assert "kazakhstan-2022" in str(caught.value.problems[0].hint)

    @pytest.mark.parametrize("given", [5, None, b"x.json", ["x.json"]])
    def test_what_is_no_name_and_no_path_is_refused(self, given: Any) -> None:
        with pytest.raises(UnreadableFile) as caught:
            load(given)
        assert codes(caught.value.problems) == ["file.path"]

    def check(self, path: "str | os.PathLike[str]", error: type[UnrestError], code: str, **told: object) -> Problem:
        with pytest.raises(error) as caught:
            load(path)
        assert try_load(path) == Attempt(Dataset(), caught.value.problems)
        [problem] = caught.value.problems
        assert problem.code == code
        assert {name: getattr(problem, name) for name in told} == told
        return problem

    def test_a_missing_file_is_refused_with_the_nearest_name(self, tmp_path: Path) -> None:
        (tmp_path / "orlec.json").write_text("x")
        path = tmp_path / "orlc.json"
        self.check(path, UnreadableFile, "file.missing", file=str(path), hint="did you mean 'orlec.json'?")
        self.check(tmp_path / "zzz.json", UnreadableFile, "file.missing", hint=None)
        self.check(tmp_path / "no" / "x.json", UnreadableFile, "file.missing", hint="there is no such folder either")
        self.check("missing-entirely.json", UnreadableFile, "file.missing")

    def test_a_directory_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "folder.json").mkdir()
        self.check(tmp_path / "folder.json", UnreadableFile, "file.directory")
        self.check(tmp_path, UnreadableFile, "file.missing")  # it could be one of tables
        (tmp_path / "plain").write_text("x")
        self.check(tmp_path / "plain" / "x.json", UnreadableFile, "file.directory")

    def test_a_path_that_no_system_takes_is_refused(self) -> None:
        self.check("a\0b.json", UnreadableFile, "file.unreadable")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
    def test_a_pipe_is_refused_and_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.json")
        self.check(tmp_path / "pipe.json", UnreadableFile, "file.special")

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("x.csv", "this version reads and writes no other form"),
            ("x.tar.gz", "this version reads and writes no other form"),
            ("x.txt", "give it the ending .json"),
            ("x.json.bak", "give it the ending .json"),
            ("x.jsn", "did you mean 'x.json'?"),
            ("x.JSONLL", "did you mean 'x.jsonl'?"),
        ],
    )
    def test_a_file_of_another_form_is_refused_by_its_ending(self, name: str, hint: str, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(b"\x1f\x8b")
        self.check(tmp_path / name, UnreadableFile, "file.ending", found=show(Path(name).suffix), hint=hint)
        (tmp_path / "plain").write_text("x")
        self.check(tmp_path / "plain", UnreadableFile, "file.ending", found="a name without an ending")
        self.check(tmp_path / ".json", UnreadableFile, "file.ending", found="a name without an ending")

    def test_a_name_with_an_ending_is_a_path(self) -> None:
        self.check("orlec.jsonl", UnreadableFile, "file.missing")
        self.check("orlec.csv", UnreadableFile, "file.ending")
        self.check("orlec.jsn", UnreadableFile, "file.ending", hint="did you mean 'orlec.json'?")

    def test_other_encodings_are_refused_with_their_place(self, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_bytes(b'{"format": "unrest/1",\n"title": "caf\xe9", "records": []}')
        self.check(
            path, InvalidDataset, "json.encoding", line=2, file=str(path), found="byte 0xe9 at byte 36 of the file"
        )
        path.write_bytes('{"format": "unrest/1"}'.encode("utf-16"))
        self.check(path, InvalidDataset, "json.encoding", line=1, hint="it begins as UTF-16 does")
        path.write_bytes(gzip.compress(b"{}"))
        self.check(path, InvalidDataset, "json.encoding", hint="it begins as gzip does: give it the ending .gz")
        path.write_bytes(b"\xef\xbb\xbf" + to_json(ORLEC).encode())
        self.check(path, InvalidDataset, "json.mark", line=1, file=str(path))

    def test_an_empty_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "x.json").write_bytes(b"")
        self.check(tmp_path / "x.json", InvalidDataset, "json.empty", line=1, file=str(tmp_path / "x.json"))

    def test_every_fault_has_the_file_and_the_line(self, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_text(to_json(ORLEC).replace('"strike"', '"strik"').replace('"injuries"', '"injurys"'))
        with pytest.raises(InvalidDataset) as caught:
            load(path)
        assert [(problem.file, problem.line) for problem in caught.value.problems] == [(str(path), 9), (str(path), 10)]
        assert (
            str(caught.value).splitlines()[1].startswith(f"  {path}:9: records[3].kind (event:strike): found 'strik'")
        )
        assert try_load(path).dataset == Dataset(
            [record for record in ORLEC if record not in (STRIKE, HURT)], **head_of(ORLEC)
        )

    def test_a_file_cut_at_any_byte_is_refused(self, tmp_path: Path) -> None:
        path, data = tmp_path / "x.json", to_json(Dataset([Place("place:a", name="Орлец")])).encode()
        for end in range(len(data) - 2):
            path.write_bytes(data[:end])
            with pytest.raises(InvalidDataset) as caught:
                load(path)
            assert caught.value.problems[0].file == str(path)

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
    def test_a_file_that_may_not_be_read_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "x.json").write_text("x")
        (tmp_path / "x.json").chmod(0)
        self.check(tmp_path / "x.json", UnreadableFile, "file.unreadable")

    def test_nothing_is_bundled_where_the_folder_is_not_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(codec_name, "_folder", lambda: tmp_path / "data")
        assert bundled() == ()
        with pytest.raises(NotFound) as caught:
            load("kazakhstan-2022")
        assert caught.value.problems[0].hint == "bundled are: none; a file is named with its ending"


class TestSave:
    def test_it_is_the_json_of_the_dataset(self, tmp_path: Path) -> None:
        save(ORLEC, tmp_path / "x.json")
        assert (tmp_path / "x.json").read_bytes() == to_json(ORLEC).encode()
        ORLEC.save(str(tmp_path / "y.json"))
        assert load(tmp_path / "y.json") == ORLEC
        assert sorted(os.listdir(tmp_path)) == ["x.json", "y.json"]

    @pytest.mark.skipif(os.name != "posix", reason="permissions are of Unix")
    def test_a_new_file_has_the_permissions_of_any_new_file(self, tmp_path: Path) -> None:
        (tmp_path / "any.txt").write_text("x")
        save(ORLEC, tmp_path / "x.json")
        assert (tmp_path / "x.json").stat().st_mode == (tmp_path / "any.txt").stat().st_mode

    @pytest.mark.skipif(os.name != "posix", reason="permissions are of Unix")
    def test_an_old_file_keeps_its_permissions(self, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_text("old")
        path.chmod(0o604)
        save(ORLEC, path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
        assert load(path) == ORLEC

    def test_what_a_link_leads_to_is_replaced_and_not_the_link(self, tmp_path: Path) -> None:
        (tmp_path / "there").mkdir()
        target, link = tmp_path / "there" / "x.json", tmp_path / "link.json"
        target.write_text("old")
        link.symlink_to(target)
        save(ORLEC, link)
        assert link.is_symlink()
        assert load(target) == load(link) == ORLEC

    @pytest.mark.parametrize("call", ["write", "flush", "fsync", "chmod", "replace"])
    @pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
    def test_whatever_fails_the_old_file_is_whole_and_nothing_else_is_left(
        self, call: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "x.json"
        path.write_text("old")

        def fail(*_: object) -> None:
            raise error

        opening = os.fdopen

        def opened(*args: Any) -> Any:
            file = opening(*args)
            return _Failing(file, call, fail)

        if call in ("write", "flush"):
            monkeypatch.setattr(os, "fdopen", opened)
        else:
            monkeypatch.setattr(os, call, fail)
        with pytest.raises(UnreadableFile if isinstance(error, OSError) else KeyboardInterrupt) as caught:
            save(ORLEC, path)
        if isinstance(caught.value, UnreadableFile):
            [problem] = caught.value.problems
            assert (problem.code, problem.found, problem.file) == (
                "file.unreadable",
                "no space left on device",
                str(path),
            )
        assert path.read_text() == "old"
        assert os.listdir(tmp_path) == ["x.json"]

    def test_a_path_that_cannot_be_written_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "folder.json").mkdir()
        (tmp_path / "plain").write_text("x")
        for path, code in (
            (tmp_path / "no" / "x.json", "file.missing"),
            (tmp_path / "folder.json", "file.unreadable"),
            (tmp_path / "plain" / "x.json", "file.directory"),
            ("a\0b.json", "file.unreadable"),
            (tmp_path / "x.csv", "file.ending"),
            (tmp_path / "x", "file.ending"),
            (5, "file.path"),
        ):
            with pytest.raises(UnreadableFile) as caught:
                save(ORLEC, path)  # type: ignore[arg-type]
            assert codes(caught.value.problems) == [code]
        assert sorted(os.listdir(tmp_path)) == ["folder.json", "plain"]

    def test_only_a_dataset_is_saved(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidDataset) as caught:
            save(STRIKE, tmp_path / "x.json")  # type: ignore[arg-type]
        assert codes(caught.value.problems) == ["field.type"]
        assert os.listdir(tmp_path) == []


class _Failing:
    """A file of which one method fails."""

    def __init__(self, file: Any, call: str, fail: Callable[..., None]) -> None:
        self._file = file
        setattr(self, call, fail)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "_Failing":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


TOLD = Dataset(
    [
        Statement("statement:s", act="asserts", said="2022-01-05"),
        Statement("statement:w", act="withdraws", targets=["statistic:a"]),
        Statistic("statistic:a", measure="deaths", quantity=19, stage="accomplished", stated_in="statement:s"),
    ]
)


class TestTraps:
    """Failures of other libraries that must not be ours."""

    def test_t2_one_figure_of_two_speakers_stays_two_claims(self) -> None:
        said = [
            Statement("statement:channel", act="asserts", speaker="actor:channel", said="2022-01-10"),
            Statement("statement:ministry", act="asserts", speaker="actor:ministry", said="2022-01-29"),
        ]
        figures = [
            Statistic(f"statistic:{each.id[10:]}", measure="deaths", quantity=19, stage="accomplished", stated_in=each)
            for each in said
        ]
        actors = [Actor(f"actor:{name}", name=name) for name in ("channel", "ministry")]
        dataset = from_json(to_json(Dataset([*actors, *said, *figures])))
        assert dataset.statistics.ids == ("statistic:channel", "statistic:ministry")
        assert dataset.known_on("2022-01-15").statistics.ids == ("statistic:channel",)

    def test_t12_an_event_without_a_date_stays_without_one(self) -> None:
        source = Source("source:x", published="2022-01-29")
        event = Event("event:a", stage="accomplished", citations=Citation(source))
        dataset = from_json(to_json(Dataset([source, event])))
        assert "period" not in to_dict(dataset["event:a"])
        assert dataset.events.only().period is None
        assert dataset.sources.only().published == When("2022-01-29")
        assert check(dataset).ok

    def test_t14_a_bad_file_among_good_ones_is_never_a_pass(self, tmp_path: Path) -> None:
        for name in "abc":
            save(ORLEC, tmp_path / f"{name}.json")
        (tmp_path / "b.json").write_bytes(b"\x00\xff")
        attempts = [try_load(path) for path in sorted(tmp_path.iterdir())]
        assert [attempted.is_whole for attempted in attempts] == [True, False, True]
        assert [each.file for attempted in attempts for each in attempted.problems] == [str(tmp_path / "b.json")]

    def test_t16_a_place_beyond_the_end_of_its_text_is_refused_at_load_with_both_lengths(self) -> None:
        digest = "0" * 64
        source = {"id": "source:x", "length": 3}
        event = {
            "id": "event:a",
            "stage": "planned",
            "citations": [{"source": "source:x", "start": 0, "end": 99, "digest": digest}],
        }
        _, [problem] = broken(source, event)
        assert (problem.code, problem.place) == ("citation.bounds", "records[1].citations[0].end")
        assert (problem.found, problem.expected) == ("99", "at most 3, the length of the text")
        event["citations"][0]["end"] = 3  # type: ignore[index]
        assert len(from_dict(Dataset, {"format": "unrest/1", "records": [source, event]})) == 2

    def test_t17_a_reversed_place_is_refused(self) -> None:
        data = {"source": "source:x", "start": 9, "end": 5, "digest": "0" * 64}
        assert places(refused(Citation, data)) == {"end": "citation.reversed"}

    def test_t18_a_decimal_and_a_day_come_back_exact(self) -> None:
        figure = Statistic(
            "statistic:a",
            measure="damage",
            unit="USD",
            quantity=Decimal("1.10"),
            stage="accomplished",
            as_of=date(2022, 1, 5),
        )
        again = from_json(to_json(figure), Statistic)
        assert again == figure
        assert again.quantity.low == Decimal("1.1")
        assert to_dict(figure)["quantity"]["low"] == "1.1"
        assert to_dict(figure)["as_of"] == "2022-01-05"
        with pytest.raises(InvalidValue):
            to_json(Decimal("1.10"))

    def test_what_a_dataset_answers_with_names_its_claims(self) -> None:
        assert to_dict(TOLD.timeline()) == {
            "placed": [
                {"since": "2022-01-05", "happened": "2022-01-05", "claim": "statement:s"},
                {"since": "2022-01-05", "happened": None, "claim": "statistic:a"},
            ],
            "known_on_no_day": ["statement:w"],
        }
        assert to_dict(TOLD.history("deaths")) == {
            "steps": [
                {
                    "since": "2022-01-05",
                    "claim": "statistic:a",
                    "speaker": None,
                    "quantity": "19",
                    "stage": "accomplished",
                    "change": "first",
                    "before": None,
                    "removed_by": ["statement:w"],
                    "denied_by": [],
                }
            ],
            "known_on_no_day": [],
        }

    def test_t20_every_public_class_has_a_json_form(self) -> None:
        article = Article(Source("source:x"), "Two guards were hurt.")
        verification = article.verify(article.cite("hurt"))
        made: list[object] = [
            *(
                When("2022"),
                Period("2022"),
                Quantity.parse("?"),
                Where("place:a"),
                Citation("source:x"),
                Extra({"a": 1}),
            ),
            *(Ref("place:a"), Role(title="t"), Participant("actor:a"), Link("after", words="w"), Code("gw", "7")),
            *(Coding(coder="a"), *ORLEC, ORLEC, ORLEC.records, article, verification, check(ORLEC), Attempt(ORLEC)),
            *(Statement("statement:s", act="denies"), Deployment("deployment:d", stage="planned")),
            *(Problem(code="c", found="x", expected="y"), Row("1", ["1"]), Rows(dataset="d")),
            *(TOLD.timeline(), TOLD.timeline()[0], TOLD.history("deaths"), *TOLD.history("deaths")),
            *(next(iter(words)) for words in codec_plain.word_lists()),
        ]
        public = [getattr(unrest, name) for name in unrest.__all__]
        classes = {cls for cls in public if isinstance(cls, type) and not issubclass(cls, Exception)}
        # A stream of records is no value: it is used up when it is read.
        assert classes - {type(each) for each in made} - {unrest.when.Bound, unrest.RecordStream} == set()
        for found in made:
            json.loads(to_json(found))
            assert is_plain(to_dict(found))


def test_words_of_every_list_are_read_by_their_own_reader() -> None:
    for words in codec_plain.word_lists():
        assert issubclass(words, Enum)
        for word in words:
            assert from_dict(words, to_dict(word)) is word
        with pytest.raises(InvalidValue):
            from_dict(words, "no such word")
    assert Act in codec_plain.word_lists()


def test_what_is_left_out_is_read_as_what_its_class_has_for_it() -> None:
    for cls in (*KINDS.values(), Citation, Coding, Participant, Link, Role, Code, Where):
        for each in codec_plain.plain_fields(cls):
            default: Any = each.default
            # The fast pass knows these, and no other.
            assert default in (attrs.NOTHING, None, ()) or isinstance(default, attrs.Factory)  # type: ignore[arg-type]


def test_a_list_of_what_has_no_checks_is_a_list() -> None:
    for wrong in (5, "ab", [3], {"a": 1}):
        with pytest.raises(InvalidValue) as caught:
            from_dict(Check, {"problems": wrong, "verifications": []})
        assert caught.value.problems[0].place.startswith("problems")


def test_what_the_fast_pass_cannot_read_it_does_not_explain() -> None:
    with pytest.raises(Unfit):
        READERS[When]({"txt": "2022"})


class TestReferencesOfWhatIsWrong:
    """A record with another fault tells the faults of its references in the same pass."""

    @pytest.mark.parametrize(
        ("fields", "path"),
        [
            ({"where": "place:gone near"}, "where.place"),
            ({"where": {"place": "place:gone", "precision": "neer"}}, "where.place"),
            ({"stated_in": "statement:gone"}, "stated_in"),
            ({"participants": [{"who": "actor:gone", "roles": ["targt"]}]}, "participants[0].who"),
            ({"links": [{"kind": "after", "to": "event:gone"}]}, "links[0].to"),
            ({"citations": ["source:gone#char=1,5;sha256=" + "0" * 64]}, "citations[0].source"),
        ],
    )
    def test_a_reference_to_nothing_is_told_too(self, fields: dict[str, Any], path: str) -> None:
        row = {"id": "event:a", "stage": "plannd", **fields}
        with pytest.raises(UnrestError) as refused:
            from_json(json.dumps({"format": "unrest/1", "records": [row]}))
        told = [(each.code, each.place) for each in refused.value.problems]
        assert ("word.unknown", "records[0].stage") in told
        assert ("reference.unknown", f"records[0].{path}") in told

    @pytest.mark.parametrize(
        "fields",
        [
            {"where": "place:b neer"},
            {"where": "place:b"},
            {"where": ["place:gone"]},
            {"stated_in": "place:gone"},
            {"participants": {"who": "actor:gone"}},
            {"participants": "actor:gone"},
            {"links": [3, None]},
            {"id": "event:b", "where": "place:b"},
        ],
    )
    def test_what_is_right_or_cannot_be_read_is_not(self, fields: dict[str, Any]) -> None:
        rows = [{"id": "event:a", "stage": "plannd", **fields}, {"id": "place:b", "name": "B"}]
        with pytest.raises(UnrestError) as refused:
            from_json(json.dumps({"format": "unrest/1", "records": rows}))
        assert "reference.unknown" not in {each.code for each in refused.value.problems}
        assert "word.unknown" in {each.code for each in refused.value.problems}
