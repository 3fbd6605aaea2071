"""Records as tables: Arrow in memory, and folders of Parquet files."""

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from unrest import (
    KINDS,
    Citation,
    Coding,
    Dataset,
    Event,
    InvalidDataset,
    InvalidQuery,
    MissingExtra,
    Place,
    Quantity,
    Row,
    Rows,
    Source,
    Statement,
    Statistic,
    UnreadableFile,
    load,
    read,
    read_records,
    save,
    stream,
    try_load,
    write_records,
)

pa = pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")

from pyarrow import parquet  # noqa: E402

from unrest.codec.plain import choices, item_of, plain_fields  # noqa: E402
from unrest.tables import (  # noqa: E402
    SCHEMAS,
    Partition,
    column,
    folder,
    frame,
    from_arrow,
    read_folder,
    save_folder,
    shared,
    stream_folder,
    to_arrow,
    write_folder,
)
from unrest.tables.number import key_of  # noqa: E402
from unrest.tables.record import fitted, head_of, records_in, rows_in  # noqa: E402


def problems(call: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidDataset) as caught:
        call()
    return [(problem.code, problem.place) for problem in caught.value.problems]


class TestColumns:
    def test_every_kind_has_some(self) -> None:
        assert {*KINDS} <= {*SCHEMAS}, "the columns of each kind stand in src/unrest/tables/column.py"

    @pytest.mark.parametrize("kind", KINDS)
    def test_they_are_the_fields_of_the_model_in_their_order(self, kind: str) -> None:
        names = [name for name in SCHEMAS[kind].names if not column.is_derived(kind, name)]
        assert names == [each.name for each in plain_fields(KINDS[kind])]

    @pytest.mark.parametrize("kind", KINDS)
    def test_values_have_the_fields_of_their_classes(self, kind: str) -> None:
        """Inside a column stands every field of the class, and beside them only what follows from its text."""
        for each in plain_fields(KINDS[kind]):
            (cls, *others) = choices(each.type)
            cls = item_of(cls) or cls
            told = [one.name for one in column.inner(SCHEMAS[kind].field(each.name).type)]
            if told and not others:
                assert [one.name for one in plain_fields(cls)] == [name for name in told if hasattr(cls, name)][
                    : len([*plain_fields(cls)])
                ]
                assert not {name for name in told if not hasattr(cls, name)} - {
                    "ongoing",
                    "text",
                    "low_key",
                    "best_key",
                    "high_key",
                }

    @pytest.mark.parametrize("kind", SCHEMAS)
    def test_the_page_lists_them(self, kind: str) -> None:
        page = (Path(__file__).parent.parent / "docs" / "reference" / "tables.md").read_text(encoding="utf-8")
        _, _, rest = page.partition(f"### `{column.TABLES[kind]}`\n")
        listed = re.findall(r"^\| `(\w+)` \|", re.split(r"^##", rest, maxsplit=1, flags=re.MULTILINE)[0], re.MULTILINE)
        told = [name for name in SCHEMAS[kind].names if not column.is_derived(kind, name)]
        assert listed == told, "docs/reference/tables.md lists the columns of each kind"
        assert all(f"`{name}`" in page for name in column.DERIVED)

    def test_only_the_id_must_be_there(self) -> None:
        assert [each.name for each in SCHEMAS["event"] if not each.nullable] == ["id"]

    def test_days_before_1970_and_at_the_ends_of_the_calendar(self) -> None:
        days = ["0001-01-01", "1916-07-04", "9999-12-31", "[..0001-01-02]", "9999~"]
        told = [Statement(f"statement:{n}", act="asserts", said=day) for n, day in enumerate(days)]
        table = to_arrow(Dataset(told))["statements"]
        assert from_arrow({"statements": table}) == Dataset(told)
        said = table.column("said").to_pylist()
        assert [str(each["earliest"]) for each in said] == [
            *("0001-01-01", "1916-07-04", "9999-12-31", "None", "9999-01-01"),
        ]
        assert [str(each) for each in table.column("possible_start_earliest").to_pylist()] == [
            *("0001-01-01", "1916-07-04", "9999-12-31", "None", "9989-01-01"),
        ]
        frame_ = frame.pandas_of(table) if "pandas" in sys.modules or _has("pandas") else None
        if frame_ is not None:
            assert [str(each["latest"]) for each in frame_["said"]][:3] == days[:3]

    def test_numbers_of_any_size_are_exact(self) -> None:
        numbers = [19, 10**30 + 1, Decimal("0.000000000000000000000000000001"), -3, 0]
        figures = [
            Statistic(f"statistic:{n}", measure="deaths", quantity=number, stage="accomplished")
            for n, number in enumerate(numbers)
        ]
        table = to_arrow(Dataset(figures))["statistics"]
        assert from_arrow({"statistics": table}) == Dataset(figures)
        assert [each["low"] for each in table.column("quantity").to_pylist()] == [
            *("19", f"{10**30 + 1}", "0.000000000000000000000000000001", "-3", "0"),
        ]

    def test_what_was_met_and_has_no_place_is_kept_to_the_letter(self) -> None:
        extra = {"n": 1, "f": 1.0, "b": True, "none": None, "list": [1, [2.0, "x"]], "in": {"a": "b"}}
        event = Event("event:a", stage="planned", codings=[Coding(dataset="d", extra=extra)])
        again = from_arrow(to_arrow(Dataset([event]))).events.only()
        assert again == event
        assert [type(each) for each in again.codings[0].extra.to_dict().values()] != []
        assert again.codings[0].extra["f"] == 1.0
        assert type(again.codings[0].extra["f"]) is float

    def test_a_place_in_a_text_beyond_64_bits_is_refused_by_name(self) -> None:
        source = Source("source:a", length=1 << 63)
        assert problems(lambda: to_arrow(Dataset([source]))) == [("table.count", "source.length")]
        far = Citation("source:a", start=1 << 63, end=(1 << 63) + 1, digest="0" * 64)
        assert problems(lambda: to_arrow(Dataset([Source("source:b", citations=[far])]))) == [
            ("table.count", "source.citations")
        ]


def _has(package: str) -> bool:
    from importlib.util import find_spec

    return find_spec(package) is not None


class TestKeys:
    def test_order_of_texts_is_that_of_numbers(self) -> None:
        numbers = [
            *(-(10**40), -225, Decimal("-19.5"), -19, Decimal("-0.5"), 0, Decimal("1e-30"), Decimal("0.5"), 1, 19),
            *(Decimal("19.05"), 19.5, 20, 225, 10**30, 1e300),
        ]
        assert sorted(numbers, key=key_of) == numbers
        assert len({key_of(each) for each in numbers}) == len(numbers)

    def test_equal_numbers_have_one_key(self) -> None:
        assert key_of(19) == key_of(Decimal("19.0")) == key_of(19.0)
        assert key_of(0) == key_of(Decimal("0.00")) == key_of(-0.0)

    def test_what_is_beyond_all_numbers(self) -> None:
        assert key_of(float("-inf")) < key_of(-(10**390)) < key_of(10**390) < key_of(float("inf"))
        assert key_of(10**5000) == key_of(float("inf"))
        assert key_of(0) < key_of(Decimal("1e-9999")) < key_of(Decimal("1e-40"))
        assert key_of(Decimal("-1e-40")) < key_of(Decimal("-1e-9999")) < key_of(0)


class TestFromArrow:
    def test_what_is_no_mapping_of_tables(self) -> None:
        assert problems(lambda: from_arrow([])) == [("table.mapping", "")]  # type: ignore[arg-type]
        assert problems(lambda: from_arrow({"event": None, "evnts": None})) == [
            ("table.name", ""),
            ("table.name", ""),
        ]
        assert problems(lambda: from_arrow({"places": [1]})) == [("table.object", "places")]

    def test_a_misspelt_name_is_told_with_the_right_one(self) -> None:
        with pytest.raises(InvalidDataset, match="did you mean 'events'"):
            from_arrow({"event": pa.table({"id": ["event:a"]})})
        with pytest.raises(InvalidDataset, match="did you mean 'name'"):
            from_arrow({"places": pa.table({"id": ["place:a"], "nam": ["A"]})})
        assert problems(lambda: from_arrow({1: None})) == [("table.name", "")]  # type: ignore[dict-item]

    def test_every_fault_of_every_table_in_one_error(self) -> None:
        places = pa.table({"id": ["place:a", "actor:b", None, "thing:c"], "name": ["A", "B", "C", "D"]})
        events = pa.table({"id": ["event:a"], "stage": ["done"], "where": [{"place": "place:gone"}]})
        told = problems(lambda: from_arrow({"places": places, "events": events}))
        assert set(told) == {
            ("record.id", "places[1].id"),
            ("record.id", "places[2].id"),
            ("record.id", "places[3].id"),
            ("word.unknown", "events[0].stage"),
            ("reference.unknown", "events[0].where.place"),
        }

    def test_a_column_of_another_type(self) -> None:
        table = pa.table({"id": ["place:a"], "name": ["A"], "latitude": ["north"]})
        assert problems(lambda: from_arrow({"places": table})) == [("table.type", "places.latitude")]
        table = pa.table({"id": ["event:a"], "stage": ["planned"], "where": ["place:a"]})
        assert problems(lambda: from_arrow({"events": table})) == [("table.type", "events.where")]
        table = pa.table({"id": ["place:a"], "name": ["A"], "latitude": ["59.9"], "longitude": ["10.7"]})
        assert problems(lambda: from_arrow({"places": table})) == [
            *(("table.type", "places.latitude"), ("table.type", "places.longitude")),
        ]
        table = pa.table({"id": ["place:a"], "name": [5]})
        assert problems(lambda: from_arrow({"places": table})) == [("table.type", "places.name")]
        table = pa.table({"id": ["source:a"], "length": [True]})
        assert problems(lambda: from_arrow({"sources": table})) == [("table.type", "sources.length")]
        table = pa.table({"id": ["source:a"], "length": [5.5]})
        assert problems(lambda: from_arrow({"sources": table})) == [("table.type", "sources.length")]
        table = pa.table({"id": ["event:a"], "stage": ["planned"], "where": [{"plce": "place:a"}]})
        with pytest.raises(InvalidDataset, match="it has a part 'plce'"):
            from_arrow({"events": table})
        table = pa.table({"id": ["event:a"], "stage": ["planned"], "codes": [1]})
        assert problems(lambda: from_arrow({"events": table})) == [("table.type", "events.codes")]

    def test_a_column_of_another_width_or_encoding(self) -> None:
        table = pa.table(
            {
                "id": pa.array(["source:a", "source:b"], pa.large_string()),
                "title": pa.array(["A", None]).dictionary_encode(),
                "length": [5.0, None],
            }
        )
        found = from_arrow({"sources": table}).sources
        assert [(each.title, each.length) for each in found] == [("A", 5), (None, None)]
        table = pa.table(
            {"id": ["place:a"], "name": ["A"], "latitude": [59], "longitude": pa.array([10.5], pa.float32())}
        )
        assert from_arrow({"places": table}).places.only().longitude == 10.5

    def test_tables_of_another_version_or_kind(self) -> None:
        table = to_arrow(Dataset())["events"]
        told = json.loads(table.schema.metadata[b"unrest"])

        def with_told(**changes: object) -> Any:
            return table.replace_schema_metadata({"unrest": json.dumps({**told, **changes})})

        assert problems(lambda: from_arrow({"events": with_told(tables="2")})) == [("table.version", "events")]
        assert problems(lambda: from_arrow({"events": with_told(format="unrest/2")})) == [("table.version", "events")]
        assert problems(lambda: from_arrow({"places": with_told()})) == [("table.kind", "places")]
        broken = table.replace_schema_metadata({"unrest": "{"})
        assert problems(lambda: from_arrow({"events": broken})) == [("table.version", "events")]
        listed = table.replace_schema_metadata({"unrest": "[]"})
        assert problems(lambda: from_arrow({"events": listed})) == [("table.version", "events")]

    def test_what_the_dataset_is_called_may_be_anything_but_a_name(self) -> None:
        table = to_arrow(Dataset())["events"]
        told = json.loads(table.schema.metadata[b"unrest"])
        table = table.replace_schema_metadata({"unrest": json.dumps({**told, "dataset": [1]})})
        assert from_arrow({"events": table}) == Dataset()

    def test_columns_that_follow_are_not_read(self) -> None:
        event = Event("event:a", stage="planned", period="2022-01")
        table = to_arrow(Dataset([event]))["events"]
        at = table.schema.names.index("possible_start_earliest")
        table = table.set_column(at, "possible_start_earliest", pa.array([None], pa.date32()))
        assert from_arrow({"events": table}).events.only() == event

    def test_rows_and_what_was_left_out(self) -> None:
        rows = [
            Rows(dataset="d", release="1", columns=["id", "best"], rows=[Row("7", ["7", "12"]), Row("8", ["8", ""])]),
            Rows(dataset="e", columns=["id"]),
        ]
        dataset = Dataset([Place("place:a", name="A")], name="n", rows=rows, outside=["event:gone"])
        again = from_arrow(to_arrow(dataset))
        assert again == dataset
        assert (again.rows, again.outside, again.name) == (dataset.rows, dataset.outside, "n")

    def test_faults_of_what_it_is_called(self) -> None:
        assert problems(lambda: head_of({"name": ""}, None, None)) == [("field.type", "name")]

    def test_faults_of_rows(self) -> None:
        table = pa.table({"dataset": ["d"], "columns": [["id"]], "key": ["7"], "cells": [["7", "8"]]})
        assert problems(lambda: rows_in(table)) == [("rows.cells", "rows[0].rows[0].cells")]
        assert problems(lambda: from_arrow({"rows": table})) == [("rows.cells", "rows[0].rows[0].cells")]
        assert rows_in(None) == ()
        assert rows_in(pa.table({"dataset": ["d"], "key": [None]})) == (Rows(dataset="d"),)

    def test_records_one_by_one_stop_at_a_fault(self) -> None:
        table = pa.table({"id": ["place:a", "place:b"], "name": ["A", ""]})
        found = records_in(table, "place")
        assert next(found) == Place("place:a", name="A")
        assert problems(lambda: next(found)) == [("field.type", "places[1].name")]
        wrong = pa.table({"id": ["actor:a"], "name": ["A"]})
        assert ("record.id", "places[0].id") in problems(lambda: list(records_in(wrong, "place")))
        assert problems(lambda: list(records_in(pa.table({"name": ["A"]}), "place"))) == [("record.id", "places[0].id")]

    def test_slices_and_chunks_and_absent_lists(self) -> None:
        events = [
            Event(f"event:{n}", stage="planned", participants=["actor:a"] * (n % 3 > 0), note="x" if n % 2 else None)
            for n in range(10)
        ]
        whole = to_arrow(Dataset(events))["events"]
        pieces = pa.concat_tables([whole.slice(0, 3), whole.slice(3, 5), whole.slice(8)])
        assert [*records_in(pieces, "event")] == events
        polars = pytest.importorskip("polars", reason="the extra `polars` is not installed")
        assert [*records_in(polars.DataFrame(whole)[2:7], "event")] == events[2:7]
        large = pa.table({"id": ["event:a"], "stage": ["planned"], "links": pa.array([None], pa.large_list(pa.null()))})
        assert fitted(large, "event").column("links").to_pylist() == [None]


class TestFrames:
    def test_pandas_and_polars(self) -> None:
        pandas = pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
        polars = pytest.importorskip("polars", reason="the extra `polars` is not installed")
        dataset = load("kazakhstan-2022")
        figures = dataset.statistics.to_pandas()
        assert isinstance(figures, pandas.DataFrame)
        assert list(figures["id"]) == list(dataset.statistics.ids)
        assert isinstance(dataset.events.to_polars(), polars.DataFrame)
        assert set(dataset.to_pandas()) == set(dataset.to_arrow())
        frames = dataset.to_polars()
        assert Dataset.from_arrow(frames).records == dataset.records
        assert dataset.places.to_arrow().column("id").to_pylist() == list(dataset.places.ids)

    def test_of_several_kinds_there_is_no_one_table(self) -> None:
        with pytest.raises(InvalidQuery, match="one kind"):
            load("kazakhstan-2022").claims.to_arrow()

    @pytest.mark.parametrize("package", ["pandas", "polars"])
    def test_without_the_package_its_extra_is_named(self, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, package, None)
        make = {"pandas": frame.pandas_of, "polars": frame.polars_of}[package]
        with pytest.raises(MissingExtra, match=f"install the extra `{package}`"):
            make(pa.table({"id": ["a"]}))


class TestFolder:
    @pytest.fixture
    def dataset(self) -> Dataset:
        return load("kazakhstan-2022")

    @pytest.mark.parametrize("partition", [None, "month", Partition.SOURCE])
    def test_a_dataset_comes_back(self, tmp_path: Path, dataset: Dataset, partition: Any) -> None:
        save_folder(dataset, tmp_path / "k", partition=partition)
        assert read_folder(tmp_path / "k") == dataset
        stream = stream_folder(tmp_path / "k")
        assert stream.head.title == dataset.title
        assert Dataset(stream).records == dataset.records
        files = {each.name for each in (tmp_path / "k").iterdir()}
        assert files == {"dataset.json", *(f"{name}.parquet" for name in column.TABLES.values())}
        assert (tmp_path / "k" / "events.parquet").is_dir() is (partition is not None)

    def test_it_is_saved_and_loaded_as_any_dataset(self, tmp_path: Path, dataset: Dataset) -> None:
        path = tmp_path / "k.parquet"
        save(dataset, path)
        assert load(path) == load(str(path)) == load(f"{path}/") == dataset
        assert [*read_records(path)] != []
        assert write_records(read_records(path), tmp_path / "again.parquet", read_records(path).head) == len(dataset)
        assert load(tmp_path / "again.parquet") == dataset

    def test_parts_are_named_after_months_and_sources(self, tmp_path: Path) -> None:
        source = Source("source:x")
        cited = Event("event:a", stage="planned", period="2022-01-05", citations=[Citation("source:x")])
        claims = [cited, Event("event:b", stage="planned")]
        save_folder(Dataset([*claims, source]), tmp_path / "m", partition="month")
        assert sorted(each.name for each in (tmp_path / "m" / "events.parquet").iterdir()) == [
            "by_month=2022-01",
            "by_month=unknown",
        ]
        save_folder(Dataset([*claims, source]), tmp_path / "s", partition="source")
        assert sorted(each.name for each in (tmp_path / "s" / "events.parquet").iterdir()) == [
            "by_source=none",
            "by_source=source%3Ax",
        ]

    def test_many_records_in_many_row_groups_and_parts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(folder, "_ROWS", 4)
        days = [f"2022-{month:02}-{day:02}" for month in range(1, 10) for day in (3, 1, 2)]
        places = [Place(f"place:{n}", name=f"P{n}") for n in range(3)]
        claims = [
            Event(f"event:{n}", stage="planned", period=day, where=f"place:{n * 7 % 3}") for n, day in enumerate(days)
        ]
        events = [*places, *claims]
        write_folder(events, tmp_path / "whole")
        file = parquet.ParquetFile(tmp_path / "whole" / "events.parquet")
        assert file.num_row_groups == 7
        for number in range(7):
            group = file.read_row_group(number)
            days = group.column("possible_start_earliest").to_pylist()
            places = [each["place"] for each in group.column("where").to_pylist()]
            keys = [(day.isoformat()[:7], place, day) for day, place in zip(days, places, strict=True)]
            assert keys == sorted(keys)
            names = {
                file.metadata.row_group(number).column(at).path_in_schema: at for at in range(file.metadata.num_columns)
            }
            for name, values in (("possible_start_earliest", days), ("where.place", places)):
                told = file.metadata.row_group(number).column(names[name])
                assert (told.statistics.min, told.statistics.max) == (min(values), max(values))
                assert told.has_column_index
        assert Dataset(stream_folder(tmp_path / "whole")) == Dataset(events)
        write_folder(events, tmp_path / "parts", partition="month")
        assert read_folder(tmp_path / "parts") == Dataset(events)
        assert len([*(tmp_path / "parts" / "events.parquet").rglob("*.parquet")]) == 9

    @pytest.mark.parametrize("most", [2, 1000])
    def test_what_comes_again_is_written_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
        monkeypatch.setattr(shared, "_MOST", most)
        places = [Place(f"place:{n % 5}", name=f"P{n % 5}", aliases=[f"A{n}"]) for n in range(40)]
        events = [Event(f"event:{n}", stage="planned", where=f"place:{n % 5}") for n in range(40)]
        told = [each for pair in zip(places, events, strict=True) for each in pair]
        assert write_folder(told, tmp_path / "k") == 45
        found = read_folder(tmp_path / "k")
        assert [len(place.aliases) for place in found.places] == [8] * 5
        assert found.events.ids == Dataset(events).events.ids
        assert not (tmp_path / "k" / "shared").exists()
        clash = [Place("place:a", name="A"), *places, Place("place:a", name="B")]
        with pytest.raises(InvalidDataset, match=r"merge\.clash"):
            write_folder(clash, tmp_path / "k")
        assert read_folder(tmp_path / "k") == found

    def test_rows_of_a_file_as_they_are_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.syspath_prepend(Path(__file__).parent.parent)
        monkeypatch.setattr(shared, "_MOST", 10)
        rows = importlib.import_module("benchmarks.files").Rows
        made = (record for row in stream("gdelt_events", rows(200)) for record in row.records)
        assert write_folder(made, tmp_path / "g", partition="month") > 400
        whole = read("gdelt_events", rows(200)).dataset
        assert read_folder(tmp_path / "g").records == whole.records

    def test_a_broken_write_leaves_the_old_folder(self, tmp_path: Path, dataset: Dataset) -> None:
        path = tmp_path / "k.parquet"
        save(dataset, path)

        def broken() -> Iterator[Any]:
            yield Place("place:a", name="A")
            raise RuntimeError("the line was cut")

        with pytest.raises(RuntimeError, match="the line was cut"):
            write_folder(broken(), path)
        with pytest.raises(InvalidDataset, match="expected a record"):
            write_folder([Place("place:a", name="A"), 5], path)  # type: ignore[list-item]
        assert load(path) == dataset
        assert [each.name for each in tmp_path.iterdir()] == ["k.parquet"]

    def test_where_the_new_folder_cannot_take_the_place(
        self, tmp_path: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "k.parquet"
        save(dataset, path)
        rename, calls = os.rename, []

        def failing(old: Any, new: Any) -> None:
            calls.append(new)
            if len(calls) == 2:
                raise OSError(28, "No space left on device")
            rename(old, new)

        monkeypatch.setattr(os, "rename", failing)
        with pytest.raises(UnreadableFile, match=r"No space left|no space left"):
            save(Dataset(), path)
        monkeypatch.undo()
        assert load(path) == dataset
        monkeypatch.setattr(os, "rename", lambda old, new: (_ for _ in ()).throw(OSError(28, "No space left")))
        with pytest.raises(UnreadableFile):
            save(Dataset(), tmp_path / "new.parquet")
        assert not (tmp_path / "new.parquet").exists()

    def test_nothing_but_a_dataset_is_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "a.parquet").write_text("x", encoding="utf-8")
        with pytest.raises(UnreadableFile, match=r"found a file, expected a dataset, or nothing"):
            save(Dataset(), tmp_path / "a.parquet")
        (tmp_path / "b.parquet").mkdir()
        save(Dataset(name="into-an-empty-folder"), tmp_path / "b.parquet")
        (tmp_path / "c.parquet").mkdir()
        (tmp_path / "c.parquet" / "mine.txt").write_text("x", encoding="utf-8")
        with pytest.raises(UnreadableFile, match=r"a folder without dataset\.json"):
            save(Dataset(), tmp_path / "c.parquet")
        with pytest.raises(UnreadableFile):
            save(Dataset(), tmp_path / "no" / "such" / "k.parquet")

    def test_what_somebody_put_into_a_dataset_is_not_lost(self, tmp_path: Path) -> None:
        save(Dataset(), tmp_path / "k.parquet")
        (tmp_path / "k.parquet" / "notes.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(UnreadableFile, match=r"a dataset with 'notes\.txt' in it"):
            save(Dataset(), tmp_path / "k.parquet")
        assert (tmp_path / "k.parquet" / "notes.txt").read_text(encoding="utf-8") == "mine"

    def test_a_table_that_the_contents_do_not_name(self, tmp_path: Path, dataset: Dataset) -> None:
        save(dataset, tmp_path / "k.parquet")
        path = tmp_path / "k.parquet" / "dataset.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        for files in (
            {name: each for name, each in told["files"].items() if name != "events"},
            {**told["files"], "rows": {}},
        ):
            path.write_text(json.dumps({**told, "files": files}), encoding="utf-8")
            with pytest.raises(InvalidDataset, match=r"folder\.contents"):
                load(tmp_path / "k.parquet")

    def test_a_fault_far_into_a_file_is_told_with_its_row(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(folder, "_BATCH", 2)
        path = tmp_path / "k.parquet"
        save(Dataset(Place(f"place:{n}", name=f"P{n}") for n in range(6)), path)
        table = parquet.read_table(path / "places.parquet")
        names = pa.array(["P", "P", "P", "", "P", "P"])
        parquet.write_table(table.set_column(table.schema.names.index("name"), "name", names), path / "places.parquet")
        with pytest.raises(InvalidDataset) as caught:
            list(read_records(path))
        (problem,) = caught.value.problems
        assert (problem.place, problem.file) == ("places[3].name", str(path / "places.parquet"))
        assert [(each.place, each.file) for each in try_load(path).problems] == [("places[3].name", str(path))]

    def test_a_partition_that_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidDataset, match="did you mean 'month'"):
            write_folder([], tmp_path / "k", partition="months")
        with pytest.raises(InvalidDataset, match="one of source, month"):
            write_folder([], tmp_path / "k", partition=5)  # type: ignore[arg-type]

    def test_a_newer_folder_is_refused_by_name(self, tmp_path: Path, dataset: Dataset) -> None:
        path = tmp_path / "k.parquet"
        save(dataset, path)
        told = json.loads((path / "dataset.json").read_text(encoding="utf-8"))
        (path / "dataset.json").write_text(json.dumps({**told, "tables": "2"}), encoding="utf-8")
        with pytest.raises(InvalidDataset, match="tables of version '2', expected version '1'"):
            load(path)
        assert [each.code for each in try_load(path).problems] == ["table.version"]

    @pytest.mark.parametrize("text", ["{", "[]", "{}", '{"files": {"events": []}}', '{"files": 5}'])
    def test_other_contents(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "dataset.json").write_text(text, encoding="utf-8")
        with pytest.raises(InvalidDataset, match=r"folder\.contents"):
            load(tmp_path)

    def test_a_folder_that_is_no_dataset_or_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="expected a folder of Parquet files"):
            load(tmp_path)
        with pytest.raises(UnreadableFile, match="expected a folder of Parquet files"):
            load(tmp_path / "not-there.parquet")

    def test_a_file_that_is_missing_cut_off_or_longer(self, tmp_path: Path, dataset: Dataset) -> None:
        path = tmp_path / "k.parquet"
        save(dataset, path)
        table = parquet.read_table(path / "events.parquet")
        parquet.write_table(table.slice(1), path / "events.parquet")
        with pytest.raises(InvalidDataset, match=r"found 16 rows, expected 17, as dataset\.json says"):
            load(path)
        (path / "events.parquet").write_bytes(b"PAR1")
        with pytest.raises(UnreadableFile, match=r"events\.parquet"):
            load(path)
        (path / "events.parquet").unlink()
        with pytest.raises(UnreadableFile, match=r"events\.parquet"):
            load(path)

    def test_faults_of_records_come_with_what_could_be_read(self, tmp_path: Path, dataset: Dataset) -> None:
        path = tmp_path / "k.parquet"
        save(dataset, path)
        table = parquet.read_table(path / "events.parquet")
        stages = ["done", *table.column("stage").to_pylist()[1:]]
        table = table.set_column(table.schema.names.index("stage"), "stage", pa.array(stages))
        parquet.write_table(table, path / "events.parquet")
        found = try_load(path)
        assert [(each.code, each.place) for each in found.problems] == [("word.unknown", "events[0].stage")]
        assert len(found.dataset.events) == 16
        with pytest.raises(InvalidDataset):
            read_folder(path)


class TestWithoutTheExtra:
    def test_the_error_names_it(self) -> None:
        """In an interpreter in which pyarrow cannot be had, a plain install still reads and answers."""
        code = (
            "import sys; sys.modules['pyarrow'] = None\n"
            "import unrest\n"
            "dataset = unrest.load('kazakhstan-2022')\n"
            "assert len(dataset.standing().claims) == 36\n"
            "try: dataset.to_arrow()\n"
            "except unrest.MissingExtra as error: print(error)\n"
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "install the extra `arrow`" in told.stdout


def test_quantities_that_words_made_keep_their_rule() -> None:
    quantity = Quantity(low=24, qualifier="at_least", wording="dozens", rule="dozens_at_least_24")
    figure = Statistic("statistic:a", measure="deaths", quantity=quantity, stage="accomplished")
    assert from_arrow(to_arrow(Dataset([figure]))).statistics.only() == figure
