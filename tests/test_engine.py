"""Datasets on engines: DuckDB in this process, and Spark sessions."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from unrest import (
    Actor,
    Citation,
    Dataset,
    Event,
    Extra,
    InvalidDataset,
    InvalidQuery,
    Link,
    MissingExtra,
    NotFound,
    Place,
    Row,
    Rows,
    Source,
    Statement,
    Statistic,
    UnreadableFile,
    When,
    load,
    save,
)
from unrest.query import (
    about,
    asserted,
    at,
    certainly_at_least,
    certainly_during,
    citing,
    involving,
    known_on,
    month,
    of_kind,
    possibly_during,
    possibly_known_on,
    published_until,
    relayed_by,
    said_by,
    unattributed,
    value,
    wording_contains,
    year,
)
from unrest.query.predicate import Predicate
from unrest.query.time import Timed
from unrest.records import KINDS as RECORDS
from unrest.reports import aggregate, disagreement, disagreement_by
from unrest.reports.rule import mode

duckdb = pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
pytest.importorskip("ibis", reason="the extra `duckdb` is not installed")

from unrest.engine import Engine, connect  # noqa: E402
from unrest.engine import session as sessions  # noqa: E402
from unrest.tables import save_folder  # noqa: E402


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load("kazakhstan-2022")


@pytest.fixture(scope="module")
def engine(dataset: Dataset) -> Iterator[Engine]:
    with connect(dataset) as found:
        yield found


TOLD = {"measure": "deaths", "stage": "accomplished"}


def removing() -> Dataset:
    """Figures of which one is superseded, one withdrawn with its statement, and one stands again."""
    return Dataset(
        [
            Source("source:x", published="2022-02-01"),
            Actor("actor:a", name="A"),
            Statistic("statistic:old", quantity=18, **TOLD),
            Statistic(
                "statistic:new", quantity=16, supersedes=["statistic:old"], citations=[Citation("source:x")], **TOLD
            ),
            Statement("statement:said", act="asserts", said="2022-01-05", speaker="actor:a"),
            Statistic("statistic:in", quantity=5, stated_in="statement:said", **TOLD),
            Statement("statement:inner", act="asserts", stated_in="statement:said"),
            Event("event:inner", stage="accomplished", stated_in="statement:inner"),
            Statement("statement:taken-back", act="withdraws", said="2022-01-09", targets=["statement:said"]),
            Statistic("statistic:again", quantity=1, **TOLD),
            Statement("statement:wrong", act="withdraws", said="2022-01-09", targets=["statistic:again"]),
            Statement("statement:wronger", act="withdraws", said="2022-01-10", targets=["statement:wrong"]),
            Statement("statement:denies", act="denies", said="2022-01-11", targets=["statistic:in"]),
        ]
    )


class TestWhere:
    @pytest.mark.parametrize(
        "question",
        [
            of_kind("protest"),
            certainly_during("2022-01"),
            possibly_during("2022-01-05"),
            known_on("2022-01-26"),
            possibly_known_on("2022-01-12"),
            published_until("2022-01-29"),
            asserted,
            unattributed,
            value("quantity.low") >= 19,
            certainly_at_least(500),
            wording_contains("weapons"),
            citing("source:kazakhstan-2022-article", 100, 400),
            value("citations").present,
        ],
        ids=repr,
    )
    def test_the_same_answer_as_in_memory(self, dataset: Dataset, engine: Engine, question: Predicate) -> None:
        told = dataset.where(question)
        assert engine.where(question).ids == told.claims.ids
        assert engine.where(question).dataset() == told
        assert len(engine.where(~question)) == len(dataset.where(~question).claims)
        assert list(engine.where(question)) == list(told.claims)

    def test_questions_that_name_a_record(self, dataset: Dataset, engine: Engine) -> None:
        for named in [
            *map(said_by, dataset.actors[::6]),
            *map(relayed_by, dataset.actors[::8]),
            *map(involving, (*dataset.actors[::6], *dataset.places[::3])),
            *map(at, dataset.places[::3]),
            *map(about, (*dataset.events[::5], *dataset.deployments, *dataset.actors[::8], dataset.places[0])),
            *map(citing, dataset.sources),
        ]:
            assert engine.where(named).ids == dataset.where(named).claims.ids, named

    def test_other_kinds_than_claims(self, dataset: Dataset, engine: Engine) -> None:
        assert engine.places.where(of_kind("settlement")).ids == dataset.places.where(of_kind("settlement")).ids
        assert engine.actors.where(value("aliases").present).ids == dataset.actors.where(value("aliases").present).ids
        day = published_until("2022-01-29")
        for kind in ("sources", "places", "actors", "events"):
            assert getattr(engine, kind).where(day).ids == getattr(dataset, kind).where(day).ids
        inside = at("place:kazakhstan")
        assert engine.places.where(inside).ids == dataset.places.where(inside).ids
        assert list(engine.deployments) == list(dataset.deployments)

    def test_a_chain_of_questions_is_put_to_the_whole_dataset(self, dataset: Dataset, engine: Engine) -> None:
        told = dataset.claims.where(asserted).where(known_on("2022-01-29"))
        assert engine.where(asserted).where(known_on("2022-01-29")).ids == told.ids
        assert engine.where(asserted, known_on("2022-01-29")).records() == told

    def test_a_function_is_refused_by_name(self, engine: Engine) -> None:
        def mine(_: object) -> bool:
            return True

        for test, found in ((mine, "<function mine>"), (value("id"), "value('id') (Value)"), (5, "5 (int)")):
            with pytest.raises(InvalidQuery, match=r"a predicate of unrest\.query") as caught:
                engine.where(test)  # type: ignore[arg-type]
            assert caught.value.problems[0].found == found

    def test_a_predicate_of_ones_own_is_refused_by_name(self, engine: Engine) -> None:
        class Mine(Predicate):
            def bind(self, dataset: Any, kinds: Any) -> Any: ...
            def found_in(self, record: Any, dataset: Any) -> str:
                return ""

            def __repr__(self) -> str:
                return "mine"

        for question in (Mine(), ~Mine(), asserted & Mine(), asserted | Mine()):
            with pytest.raises(InvalidQuery, match="found mine, expected a predicate of"):
                engine.where(question)
        from unrest.engine.question import condition

        with pytest.raises(InvalidQuery, match="found mine"):
            condition(Mine(), None, "event", engine)

    @pytest.mark.parametrize(
        "question",
        [
            value("knd") == "riot",
            value("kind") == "riott",
            value("period") > "2022",
            of_kind("riott"),
            about("actor:a"),
            said_by("actor:a"),
            at("place:gone"),
            certainly_at_least(1),
        ],
        ids=repr,
    )
    def test_what_memory_refuses_is_refused_alike(self, dataset: Dataset, engine: Engine, question: Predicate) -> None:
        for kind in ("places", "events", "deployments"):
            with pytest.raises((InvalidQuery, NotFound)) as told:
                getattr(dataset, kind).where(question)
            with pytest.raises((InvalidQuery, NotFound)) as found:
                assert getattr(engine, kind).where(question).ids
            assert type(found.value) is type(told.value)

    def test_what_was_left_out(self) -> None:
        event = Event("event:a", stage="planned", incident="march")
        part = Event("event:b", stage="planned", links=[Link("part_of", "event:a")])
        left = Dataset([part], outside=["event:a"])
        with connect(left) as engine:
            assert engine.where(about("event:a")).ids == left.where(about("event:a")).claims.ids == ("event:b",)
            with pytest.raises(NotFound, match="left out by a question"):
                engine.need("event:a")
            with pytest.raises(InvalidQuery, match="without 1 claim that a question left out"):
                engine.standing()
            assert engine.claims.dataset() == left
        assert event.incident == "march"

    def test_texts_and_numbers_that_no_table_holds(self, engine: Engine) -> None:
        lone = chr(0xD800)
        assert engine.events.where(value("note") == lone).ids == ()
        assert engine.events.where(value("citations.supports") != lone).ids == engine.events.ids
        assert engine.events.where(value("note") == "\0").ids == ()
        with pytest.raises(InvalidQuery, match="a text that can be written as UTF-8"):
            assert engine.events.where(value("note") < lone).ids
        assert engine.sources.where(value("length") < 1 << 80).ids == engine.sources.ids
        assert engine.sources.where(value("length") > 10.5).ids == engine.sources.ids
        assert engine.sources.where(value("length") != 10.5).ids == engine.sources.ids
        assert engine.sources.where(value("length") == 10.5).ids == ()
        assert engine.sources.where(value("length") <= float("inf")).ids == engine.sources.ids

    def test_numbers_with_a_point_are_compared_exactly(self) -> None:
        from decimal import Decimal

        place = Place("place:a", name="A", latitude=0.1, longitude=76.95)
        dataset = Dataset([place])
        with connect(dataset) as engine:
            for given in (Decimal("0.1"), 0.1, Decimal("0.1000000000000000055511151231257827"), 10**400, -(10**400), 1):
                for question in (
                    value("latitude") == given,
                    value("latitude") != given,
                    value("latitude") < given,
                    value("latitude") <= given,
                    value("latitude") > given,
                    value("latitude") >= given,
                ):
                    assert engine.places.where(question).ids == dataset.places.where(question).ids, question  # type: ignore[arg-type]

    def test_values_of_ours_are_compared_in_full(self, dataset: Dataset, engine: Engine) -> None:
        from unrest.path import follow, paths

        asked = 0
        for records, there in ((getattr(dataset, kind), getattr(engine, kind)) for kind in KINDS):
            for path in paths(records._kinds[0]):
                found = next((each for record in records for each in follow(record, path)), None)
                # What has parts is compared with itself, what is plain in the laws.
                if attrs.has(type(found)) or isinstance(found, Extra):
                    for question in (value(path) == found, value(path) != found):
                        assert there.where(question).ids == records.where(question).ids, question
                        asked += 1
        assert asked > 60

    @pytest.mark.parametrize(
        "question",
        [
            value("content") < "that t",
            value("stated_in") != "statement:kilymzhanov",
            value("period") == "2022-01-02/..",
            value("period") != "2022-01-02/..",
            value("said") == date(2022, 1, 25),
            value("said") != "2022-01-25",
            value("quantity") == 19,
            value("quantity") == ">=225",
            value("where") == "place:almaty",
            value("where") != "place:almaty settlement",
            value("citations") == "source:kazakhstan-2022-article",
            value("citations") == 'source:kazakhstan-2022-article#quote="Oslo"',
            value("citations") == Citation("source:x", start=1 << 63, end=(1 << 63) + 1, digest="0" * 64),
            value("citations") == Citation("source:x", supports=["a\0b"]),
            value("about") == "place:almaty",
            value("about") != "place:almaty",
        ],
        ids=repr,
    )
    def test_texts_are_compared_with_text_forms(self, dataset: Dataset, engine: Engine, question: Predicate) -> None:
        assert engine.where(question).ids == dataset.where(question).claims.ids

    def test_every_citation_by_its_text(self, dataset: Dataset, engine: Engine) -> None:
        for event in dataset.events[:2]:
            for citation in event.citations[:2]:
                question = value("citations") == str(citation)
                assert engine.events.where(question).ids == dataset.events.where(question).ids != ()

    @pytest.mark.parametrize("relation", ["before", "after", "during", "overlaps"])
    @pytest.mark.parametrize("certain", [True, False])
    def test_spans_without_a_bound(self, relation: str, certain: bool) -> None:
        dates = [
            "2022-01-05",
            "2022-01-02/..",
            "/2022-01-12",
            "2022?",
            "2022-01~",
            "[..2022-01-12]",
            "2022-01-02/",
            None,
        ]
        events = Dataset(Event(f"event:{n}", stage="planned", period=each) for n, each in enumerate(dates))
        with connect(events) as engine:
            for span in ("2022-01-02/", "/2022-01-12", "2022-01-02/..", "2022?", When("2022?"), When("[2022-01-02..]")):
                question = Timed(relation, span, certain=certain)
                assert engine.where(question).ids == events.where(question).claims.ids, span

    def test_of_a_vague_empty_and_odd_place(self) -> None:
        odd = ["place:o'neil", 'place:"quoted"', "place:back\\slash", "place:é😀", "place:ישראל", "place:--x;"]
        events = [Event(f"event:{n}", stage="planned", where=each) for n, each in enumerate(odd)]
        dataset = Dataset([*events, *(Place(each, name=each, aliases=["'; DROP TABLE events"]) for each in odd)])
        with connect(dataset) as engine:
            for each in odd:
                assert engine.events.where(at(each)).ids == dataset.events.where(at(each)).ids
                assert engine.places.where(value("name") == each).ids == (each,)
            assert engine.places.where(value("aliases") == "'; DROP TABLE events").ids == dataset.places.ids


KINDS = tuple(f"{kind}s" for kind in RECORDS)


class TestStanding:
    @pytest.mark.parametrize("day", [None, "2022-01-05", "2022-01-09", "2022-01-31", "2022-02-01"])
    def test_the_same_as_in_memory(self, day: str | None) -> None:
        dataset = removing()
        with connect(dataset) as engine:
            assert engine.standing(day).ids == dataset.standing(day).claims.ids
            assert engine.standing(day).dataset() == dataset.standing(day)
            assert engine.known_on(day or "2022-02-01").dataset() == dataset.known_on(day or "2022-02-01")

    def test_where_nothing_removes(self, dataset: Dataset, engine: Engine) -> None:
        assert engine.standing().ids == dataset.standing().claims.ids
        figures = Dataset(
            [
                Statistic("statistic:a", quantity=1, **TOLD),
                Statistic("statistic:b", quantity=2, supersedes=["statistic:a"], **TOLD),
            ]
        )
        with connect(figures) as other:
            assert other.standing().ids == ("statistic:b",)


class TestWhatIsNotThere:
    def test_a_statement_that_is_not_there(self) -> None:
        dataset = Dataset([Event("event:a", stage="planned", stated_in="statement:gone")])
        with connect(dataset) as engine:
            for question in (asserted, known_on("2022-01-05")):
                with pytest.raises(NotFound, match="statement:gone"):
                    assert engine.where(question).ids

    def test_a_source_that_is_not_there(self) -> None:
        dataset = Dataset([Event("event:a", stage="planned", citations=[Citation("source:gone")])])
        with connect(dataset) as engine, pytest.raises(NotFound, match="source:gone"):
            assert engine.known_on("2022-01-05").ids

    def test_statements_in_a_circle(self) -> None:
        told = [
            Statement("statement:a", act="asserts", stated_in="statement:b"),
            Statement("statement:b", act="asserts", stated_in="statement:a"),
        ]
        with connect(Dataset(told)) as engine, pytest.raises(InvalidDataset, match="said in itself through 2 steps"):
            assert engine.where(asserted).ids

    def test_a_place_within_one_that_is_not_there(self) -> None:
        dataset = Dataset(
            [Place("place:a", name="A", within="place:gone"), Event("event:a", stage="planned", where="place:a")]
        )
        with connect(dataset) as engine:
            assert engine.where(at("place:a")).ids == ("event:a",)
            with pytest.raises(NotFound):
                assert engine.where(at("place:gone")).ids


class TestCounting:
    @pytest.mark.parametrize(
        "path",
        [
            "kind",
            "stage",
            "where.place",
            "participants.who",
            "citations.supports",
            "participants.roles",
            "period.start.earliest",
            "codes.scheme",
        ],
    )
    def test_by_a_field_of_events(self, dataset: Dataset, engine: Engine, path: str) -> None:
        told, found = dataset.events.count_by(path), engine.events.count_by(path)
        assert found == told
        assert {each: type(each) for each in found} == {each: type(each) for each in told}

    @pytest.mark.parametrize("path", ["of_whom", "quantity.low", "quantity.qualifier", "items", "as_of.earliest"])
    def test_by_a_field_of_figures(self, engine: Engine, dataset: Dataset, path: str) -> None:
        assert engine.statistics.count_by(path) == dataset.statistics.count_by(path)

    def test_numbers_words_and_references_are_what_they_are_in_memory(self) -> None:
        from decimal import Decimal

        figures = [
            Statistic("statistic:one", quantity=Decimal("1.5"), of_whom="police", **TOLD),
            Statistic("statistic:two", quantity=10**30, of_whom="actor:a", **TOLD),
            Statistic("statistic:three", quantity="?", **TOLD),
        ]
        dataset = Dataset([*figures, Actor("actor:a", name="A")])
        with connect(dataset) as engine:
            for path in ("of_whom", "quantity.low", "id"):
                told, found = dataset.statistics.count_by(path), engine.statistics.count_by(path)
                assert found == told
                assert [type(each) for each in found] == [type(each) for each in sorted(told, key=[*found].index)]

    def test_of_all_claims(self, dataset: Dataset, engine: Engine) -> None:
        for path in ("stage", "stated_in", "measure", "act"):
            assert engine.count_by(path) == dataset.claims.count_by(path)
        assert engine.where(asserted).count_by("incident") == dataset.claims.where(asserted).count_by("incident")
        with connect(Dataset()) as empty:
            assert empty.count_by("act") == empty.events.count_by("kind") == {}

    def test_by_months_and_years_and_several_fields(self, dataset: Dataset, engine: Engine) -> None:
        for by in ((month,), (year,), ("kind", month), (year, "stage", "participants.roles")):
            assert engine.events.count_by(*by) == dataset.events.count_by(*by)
        assert engine.count_by(month, "stage") == dataset.claims.count_by(month, "stage")
        odd = Dataset(
            Event(f"event:{n}", stage="planned", period=each)
            for n, each in enumerate(("0001-01-05", "2022-01/2022-02", "2022-01-05/..", "2022-12", "9999", None))
        )
        with connect(odd) as other:
            for unit in (month, year):
                assert other.events.count_by(unit) == odd.events.count_by(unit)
        assert repr(month) == "month"
        with pytest.raises(InvalidQuery, match="runs no function"):
            engine.events.count_by("kind", len)  # type: ignore[arg-type]

    def test_what_cannot_be_counted_by(self, engine: Engine) -> None:
        for by in ("period", "knd", len):
            with pytest.raises(InvalidQuery):
                engine.events.count_by(by)  # type: ignore[arg-type]


class TestHistory:
    def test_the_same_as_in_memory(self) -> None:
        dataset = removing()
        with connect(dataset) as engine:
            assert engine.history("deaths") == dataset.history("deaths")
            told = dataset.history("deaths", where=value("quantity.low") < 17)
            assert engine.history("deaths", where=value("quantity.low") < 17) == told
            assert engine.history("injuries") == dataset.history("injuries")

    def test_of_the_bundled_dataset(self, dataset: Dataset, engine: Engine) -> None:
        for measure in ("deaths", "criminal_cases", "weapons_seized"):
            assert engine.history(measure) == dataset.history(measure)
            for whom in ("police", None):
                asked = {"of_whom": whom, "at": "place:kazakhstan"}
                assert engine.history(measure, **asked) == dataset.history(measure, **asked)  # type: ignore[arg-type]
        with pytest.raises(InvalidQuery):
            engine.history("deths")
        subject = dataset.events.first()
        assert engine.history("deaths", about=subject) == dataset.history("deaths", about=subject)


def reported() -> Dataset:
    """Two incidents with several reports, one that is not asserted, and rows behind them."""
    told = {"stage": "accomplished", "incident": "march"}
    rows = Rows(dataset="d", columns=["id", "best"], rows=[Row("1", ["1", "7"]), Row("2", ["2", "9"])])
    from unrest import Coding

    return Dataset(
        [
            Source("source:x", published="2022-02-01", language="en"),
            Actor("actor:a", name="A"),
            Statement("statement:s", act="asserts", said="2022-01-05", speaker="actor:a"),
            Statement("statement:d", act="denies", said="2022-01-05", speaker="actor:a"),
            Event(
                "event:a", kind="riot", codings=[Coding(dataset="d", row="1")], citations=[Citation("source:x")], **told
            ),
            Event("event:b", kind="protest", codings=[Coding(dataset="d", row="2")], stated_in="statement:s", **told),
            Event("event:c", kind="protest", stated_in="statement:d", **told),
            Event("event:alone", stage="accomplished"),
            *(Statistic(f"statistic:{n}", quantity=n, stated_in="statement:s", **TOLD) for n in (18, 19)),
        ],
        name="reported",
        rows=rows,
    )


class TestReports:
    def test_disagreement(self) -> None:
        dataset = reported()
        with connect(dataset) as engine:
            for path in ("kind", "raw.best", "period"):
                assert engine.disagreement(path) == disagreement(dataset.incidents(), path)
                told = disagreement(dataset.incidents(), path, missing_is_a_value=False)
                assert engine.disagreement(path, missing_is_a_value=False) == told
            assert engine.disagreement("quantity", of="figures").share == 1.0
            for by in ("speaker", "source", "language", "month"):
                assert engine.disagreement_by("kind", by) == disagreement_by(dataset, "kind", by)
            assert [each.name for each in engine.incidents()] == [each.name for each in dataset.incidents()]
            with pytest.raises(NotFound):
                engine.incidents(of="rows")

    @pytest.mark.parametrize("all_claims", [False, True])
    def test_aggregate(self, all_claims: bool) -> None:
        dataset = reported()
        with connect(dataset) as engine:
            for recipe, of in (({"kind": mode(), "raw.best": mode()}, "events"), ({"quantity": mode()}, "figures")):
                told = aggregate(dataset, recipe, of=of, all_claims=all_claims)
                assert engine.aggregate(recipe, of=of, all_claims=all_claims) == told


class TestSql:
    def test_views_have_the_documented_columns(self, engine: Engine, dataset: Dataset) -> None:
        from unrest.tables import SCHEMAS
        from unrest.tables.column import TABLES

        for kind, name in TABLES.items():
            assert engine.sql(f"SELECT * FROM {name} LIMIT 0").column_names == SCHEMAS[kind].names
        claims = engine.sql("SELECT * FROM claims ORDER BY kind, id").to_pylist()
        assert len(claims) == len(dataset.claims)
        spoken = {each["id"]: each["speaker"] for each in claims}
        for claim in dataset.claims:
            speaker = dataset.speaker(claim)
            assert spoken[claim.id] == (None if speaker is None else speaker.id)

    def test_relations_are_made_when_they_are_named(self, dataset: Dataset) -> None:
        with connect(dataset) as engine:
            found = engine.sql("SELECT k.id, k.certain_since FROM known k WHERE k.certain_since IS NOT NULL")
            days = dict(zip(*(found.column(name).to_pylist() for name in found.column_names), strict=True))
            told = {claim.id: day for claim in dataset.claims if (day := dataset.known_since(claim)) is not None}
            assert days == told
            assert set(engine.relations) == {"carriers", "outermost", "known"}
            assert engine.sql("SELECT * FROM within").num_rows >= len(dataset.places)

    def test_what_comes_back(self, engine: Engine, dataset: Dataset) -> None:
        pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
        pytest.importorskip("polars", reason="the extra `polars` is not installed")
        asked = engine.events.where(asserted)
        assert asked.to_arrow()["events"].column("id").to_pylist() == list(dataset.events.where(asserted).ids)
        assert list(asked.to_pandas()["id"]) == asked.to_polars()["id"].to_list() == list(asked.ids)
        with pytest.raises(InvalidQuery, match="one kind"):
            engine.claims.to_pandas()
        with pytest.raises(InvalidQuery, match="claims: events"):
            engine.places.dataset()
        assert bool(asked)
        assert not engine.events.where(value("stage") == "threatened")
        assert repr(asked) == "Selection(of Event, 1 asked)"
        assert repr(engine) == "Engine(DuckSession)"

    def test_explain_is_what_is_asked(self, engine: Engine) -> None:
        asked = engine.where(certainly_during("2022-01"))
        assert [each for (each,) in zip(engine.run(asked.explain()).column("id").to_pylist(), strict=True)] == list(
            asked.ids
        )
        assert "MAKE_DATE(2022, 1, 31)" in asked.explain()


class TestConnect:
    def test_to_a_folder_and_to_files(self, dataset: Dataset, tmp_path: Path) -> None:
        save(dataset, tmp_path / "k.parquet")
        save(dataset, tmp_path / "k.json")
        save_folder(dataset, tmp_path / "it's", partition="month")
        for path in (tmp_path / "k.parquet", str(tmp_path / "k.json"), tmp_path / "it's"):
            with connect(path) as engine:
                assert engine.where(asserted).dataset() == dataset.where(asserted)
                assert engine.head.title == dataset.title

    def test_to_an_address(self, dataset: Dataset, tmp_path: Path) -> None:
        save(dataset, tmp_path / "k.parquet")
        with connect((tmp_path / "k.parquet").as_uri()) as engine:
            assert engine.where(asserted).ids == dataset.where(asserted).claims.ids
            assert engine.head.name is None
            assert (
                engine.events.where(about("event:january-unrest")).ids
                == dataset.events.where(about("event:january-unrest")).ids
            )

    def test_reports_of_one_incident_are_about_one_happening(self) -> None:
        told = {"stage": "accomplished", "incident": "march"}
        dataset = Dataset(
            [
                Event("event:a", **told),
                Event("event:b", **told),
                Event("event:c", stage="accomplished"),
                Statistic("statistic:f", quantity=1, about="event:b", **TOLD),
            ]
        )
        with connect(dataset) as engine:
            for subject in ("event:a", "event:c"):
                assert engine.where(about(subject)).ids == dataset.where(about(subject)).claims.ids
            assert engine.where(about("event:a")).ids == ("event:b", "statistic:f")

    def test_to_a_connection_that_the_user_has(self, dataset: Dataset) -> None:
        connection = duckdb.connect()
        connection.execute("CREATE TABLE mine AS SELECT 1 AS one")
        with connect(dataset, session=connection) as engine:
            assert len(engine.events) == len(dataset.events)
            assert engine.sql("SELECT one FROM mine").num_rows == 1
        assert connection.execute("SELECT table_name FROM information_schema.tables").fetchall() == [("mine",)]
        connection.execute("CREATE TABLE events AS SELECT 1 AS one")
        with pytest.raises(InvalidQuery, match="a table 'events' in the session"):
            connect(dataset, session=connection)
        assert connection.execute("SELECT count(*) FROM events").fetchall() == [(1,)]
        connection.close()

    def test_what_cannot_be_connected_to(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidQuery, match="a connection of DuckDB, or a Spark session"):
            connect(Dataset(), session=5)
        with pytest.raises(NotFound):
            connect("not-there")
        with pytest.raises(UnreadableFile):
            connect(tmp_path / "not-there.parquet")

    def test_many_ids_are_given_as_a_table(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from unrest.engine import ground

        monkeypatch.setattr(ground, "_MOST", 2)
        monkeypatch.setattr(ground, "_WRITTEN", 1)
        parts = [Event(f"event:{n}", stage="planned", links=[Link("part_of", "event:whole")]) for n in range(5)]
        dataset = Dataset([*parts, Event("event:whole", stage="planned")])
        with connect(dataset) as engine:
            assert engine.where(about("event:whole")).ids == dataset.where(about("event:whole")).claims.ids
            assert engine.where(~about("event:whole")).ids == ("event:whole",)

    def test_without_duckdb_its_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "duckdb", None)
        with pytest.raises(MissingExtra, match="install the extra `duckdb`"):
            connect(Dataset())

    def test_without_ibis_the_extras_are_named(self) -> None:
        code = (
            "import sys; sys.modules['ibis'] = None\n"
            "import unrest\n"
            "try: unrest.engine\n"
            "except unrest.MissingExtra as error: print(error)\n"
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "install the extra `duckdb` or `spark`" in told.stdout

    def test_a_name_is_taken_once(self) -> None:
        with sessions.session_of(None) as session:
            session.keep("one", "SELECT 1 AS one")
            session.keep("one", "SELECT 2 AS one")
            assert session.run("FROM one").to_pylist() == [{"one": 2}]
            session.connection.execute("DROP TABLE one")  # type: ignore[attr-defined]
            session.close()
