"""Engines: the answers of memory, and tables without loss."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from unrest.dataset import Dataset
from unrest.path import follow, paths
from unrest.query import Predicate, of_kind, value
from unrest.query.predicate import And, Not, Or
from unrest.records import Actor, Citation, Coding, Event, Link, Place, Ref, Source, Statement, Statistic
from unrest.strategies import datasets, predicates

pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")
pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
pytest.importorskip("ibis", reason="the extra `duckdb` is not installed")

from unrest.engine import Engine, connect
from unrest.tables import from_arrow, read_folder, save_folder, stream_folder, to_arrow

# PySpark says so of any pandas of today, whether it is used or not.
# An engine takes long for one answer: a failing example is told as it was found, and made no smaller.
FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

LEAVES = {
    *("And", "Or", "Not", "SaidBy", "RelayedBy", "Unattributed", "Asserted", "About", "At", "Involving", "Citing"),
    *("KnownOn", "PossiblyKnownOn", "PublishedUntil", "Timed", "OfKind", "Present", "Comparison", "Counted"),
    "WordingContains",
}


def leaves(question: Predicate) -> set[str]:
    """The kinds of question that one is made of."""
    if isinstance(question, And | Or):
        return {type(question).__name__}.union(*(leaves(part) for part in question.parts))
    return {"Not", *leaves(question.part)} if isinstance(question, Not) else {type(question).__name__}


@cache
def sail() -> Any:
    """A Spark Connect server without a JVM, which stops when the tests end."""
    spark = pytest.importorskip("pysail.spark", reason="the extra `engines` is not installed")
    server = spark.SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    return server


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A Spark session: on Sail, or on the Java machine that UNREST_SPARK=jvm asks for."""
    sql = pytest.importorskip("pyspark.sql", reason="the extra `spark` is not installed")
    if os.environ.get("UNREST_SPARK") == "jvm":
        session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        yield session
        session.stop()
        return
    host, port = sail().listening_address
    session = sql.SparkSession.builder.remote(f"sc://{host}:{port}").getOrCreate()
    yield session
    # The session goes first: a server that is gone would be waited for.
    session.stop()
    sail().stop()


@contextmanager
def in_folder(dataset: Dataset, session: Any = None, partition: str | None = None) -> Iterator[Engine]:
    """An engine over a dataset that was written to a folder of Parquet files."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dataset.parquet"
        save_folder(dataset, path, partition=partition)
        with connect(path, session=session) as engine:
            yield engine


def alike(engine: Engine, dataset: Dataset, question: Predicate) -> None:
    assert engine.where(question).ids == dataset.claims.where(question).ids


def edges() -> Dataset:
    """Records at the edges of what a table can hold."""
    told = {"measure": "deaths", "stage": "accomplished"}
    return Dataset(
        [
            Source("source:it's", title='a "title"', published="2022?"),
            Source("source:\N{GRINNING FACE}", published="[..2022-01-12]"),
            Place("place:שלום", name="שָׁלוֹם", aliases=["a\\b", "c'd", "-- e", "%", "_"]),
            Place("place:in", name="x", within="place:שלום", latitude=-0.0, longitude=180),
            Actor("actor:o'neil", name="O'Neil; DROP TABLE events"),
            Statement("statement:a", act="asserts", speaker="actor:o'neil", cue="said \N{GRINNING FACE}"),
            Statement("statement:b", act="denies", stated_in="statement:a", said="0001-01-01"),
            Statement("statement:c", act="asserts", stated_in="statement:b", said="9999-12-31"),
            Event("event:open", stage="planned", period="[..2022-01-12]/", where="place:in"),
            Event("event:ongoing", stage="planned", period="2022-01-02/.."),
            Event("event:ended", stage="planned", period="/9999-12-31"),
            Event("event:about", stage="planned", period="0001-01~/9999"),
            Event("event:none", stage="planned", stated_in="statement:c", codings=[Coding(extra={"a": "'"})]),
            Event("event:part", stage="planned", links=[Link("part_of", "event:none"), Link("after", words="q'")]),
            Event("event:cites", stage="planned", citations=[Citation("source:it's", quote="l'état\\")]),
            Statistic("statistic:large", quantity=10**37, **told),
            Statistic("statistic:larger", quantity=10**37 + 1, **told),
            Statistic("statistic:fine", quantity=Decimal("0.000000000000000000000000000001"), **told),
            Statistic("statistic:below", quantity=Decimal("-19.5"), **told),
            Statistic("statistic:vague", quantity='"dozens"', **told),
            Statistic("statistic:unknown", quantity="?", **told),
            Statistic("statistic:less", quantity="<50", of_whom="actor:o'neil", **told),
            Statistic("statistic:almost", quantity="<~50", **told),
            Statistic("statistic:more", quantity=">50", **told),
            Statistic("statistic:between", quantity="49..50..51", **told),
        ]
    )


def asked_of_edges() -> Iterator[Predicate]:
    """What stands in them compared with itself, in every order, and numbers around the bounds of the figures."""
    from unrest.query.number import Counted
    from unrest.query.value import Comparison

    dataset = edges()
    for path in sorted({path for claim in dataset.claims for path in paths(type(claim))}):
        found = {each for claim in dataset.claims for each in follow(claim, path)}
        for each in sorted(found, key=str)[:6]:
            given = str(each) if isinstance(each, Ref) else each
            yield Comparison(path, "==", given)
        yield value(path).present
    for number in (49, 50, 51, 10**37, Decimal("-19.5"), Decimal("1e-30")):
        for relation in ("at_least", "more_than", "at_most", "less_than", "equals"):
            yield from (Counted(relation, number, certain=certain) for certain in (True, False))
        yield from (Comparison("quantity.low", order, number) for order in ("<", "<=", ">", ">="))


class TestSameAnswers:
    """An engine gives the same claims, in the same order, as memory does: for every question, and every dataset."""

    @settings(max_examples=40, phases=FOUND, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def test_on_duckdb(self, data: st.DataObject) -> None:
        dataset = data.draw(datasets())
        with connect(dataset) as engine:
            for _ in range(2):
                alike(engine, dataset, data.draw(predicates(dataset)))

    def test_on_spark(self, spark: Any) -> None:
        @settings(max_examples=8, phases=FOUND, suppress_health_check=[HealthCheck.too_slow])
        @given(st.data())
        def ask(data: st.DataObject) -> None:
            dataset = data.draw(datasets())
            dataset = evolve(dataset, articles=())  # texts are not written
            partition = data.draw(st.sampled_from([None, "month", "source"]))
            with in_folder(dataset, spark, partition) as engine:
                for _ in range(4):
                    alike(engine, dataset, data.draw(predicates(dataset)))

        ask()

    @pytest.mark.parametrize("where", ["duckdb", "spark"])
    def test_by_every_kind_of_question(self, spark: Any, where: str) -> None:
        dataset, drawn = edges(), Counter[str]()
        with in_folder(dataset, spark if where == "spark" else None) as engine:

            @settings(max_examples=600, phases=FOUND)
            @given(predicates(dataset, max=3))
            def ask(question: Predicate) -> None:
                # Twice by each kind: what was asked often enough is drawn, and not asked again.
                if any(drawn[each] < 2 for each in leaves(question)):
                    alike(engine, dataset, question)
                    drawn.update(leaves(question))

            ask()
        # A kind of question that is never drawn would not be tested, and say nothing.
        assert set(drawn) == LEAVES

    def test_at_the_edges_on_duckdb(self) -> None:
        dataset, asked = edges(), [*asked_of_edges()]
        with in_folder(dataset) as engine:
            for question in asked[::2]:
                alike(engine, dataset, question)
        assert len(asked) > 200

    def test_at_the_edges_on_spark(self, spark: Any) -> None:
        dataset = edges()
        with in_folder(dataset, spark) as engine:
            for question in [*asked_of_edges()][1::13]:
                alike(engine, dataset, question)

    @pytest.mark.parametrize("partition", [None, "month"])
    def test_of_nothing(self, spark: Any, partition: str | None) -> None:
        for session in (None, spark):
            with in_folder(Dataset(), session, partition) as engine:
                assert engine.where(of_kind("riot")).ids == engine.claims.ids == ()
                assert engine.known_on("2022-01-05").ids == engine.standing().ids == ()

    @settings(max_examples=15, phases=FOUND)
    @given(datasets(), st.dates())
    def test_of_what_stands(self, dataset: Dataset, day: Any) -> None:
        whole = dataset if not dataset.outside else Dataset(())
        with connect(whole) as engine:
            assert engine.standing(day).ids == whole.standing(day).claims.ids
            assert engine.standing().ids == whole.standing().claims.ids

    @settings(max_examples=8, phases=FOUND)
    @given(datasets())
    def test_of_counts_and_histories(self, dataset: Dataset) -> None:
        with connect(dataset) as engine:
            assert engine.count_by("stage") == dataset.claims.count_by("stage")
            assert engine.statistics.count_by("of_whom") == dataset.statistics.count_by("of_whom")
            for measure in {str(figure.measure) for figure in dataset.statistics}:
                assert engine.history(measure) == dataset.history(measure)


class TestTablesWithoutLoss:
    """A dataset written as tables and read again is equal to itself, whatever makes the tables of them."""

    @given(datasets())
    def test_in_arrow(self, dataset: Dataset) -> None:
        assert from_arrow(to_arrow(dataset)) == dataset

    @settings(max_examples=15)
    @given(datasets(), st.sampled_from([None, "month", "source"]))
    def test_in_parquet(self, dataset: Dataset, partition: str | None) -> None:
        with tempfile.TemporaryDirectory() as folder:
            save_folder(dataset, folder, partition=partition)
            assert read_folder(folder) == dataset
            assert Dataset(stream_folder(folder)).records == dataset.records

    @settings(max_examples=10)
    @given(datasets())
    def test_in_frames(self, dataset: Dataset) -> None:
        polars = pytest.importorskip("polars", reason="the extra `polars` is not installed")
        frames: Callable[[Any], Any] = polars.DataFrame
        again = from_arrow({name: frames(table) for name, table in to_arrow(dataset).items()})
        assert again.records == dataset.records
        assert again.outside == dataset.outside
