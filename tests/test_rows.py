"""The rows of outside files, cell for cell: kept once, found by the coding of a record, saved and loaded."""

import json
import pickle

import pytest
from hypothesis import given

import unrest
from unrest import Ambiguous, Coding, Dataset, Event, InvalidDataset, InvalidValue, NotFound, Row, Rows, Source
from unrest.codec import from_json, to_json, try_load
from unrest.reports import aggregate, disagreement
from unrest.reports.rule import highest
from unrest.rows import cells_behind, to_rows, united_rows
from unrest.strategies import rows_of_files

TWO = Rows(dataset="maverick", columns=["id", "deaths_best"], rows=[Row("a", ["a", "8"]), Row("b", ["b", "10"])])


def told(key: str, **more: str) -> Event:
    coding = Coding(dataset="maverick", row=key, **more)
    return Event(f"event:{key}", stage="accomplished", incident="CIV-1", codings=[coding])


DATA = Dataset([told("a"), told("b")], rows=[TWO])


class TestRow:
    def test_a_cell_may_be_empty(self) -> None:
        assert Row("1", ["", "x"]).cells == ("", "x")

    def test_a_key_may_not(self) -> None:
        with pytest.raises(InvalidValue, match="key: found ''"):
            Row("")

    @pytest.mark.parametrize("cell", [None, 5, "\ud800"])
    def test_a_cell_is_text(self, cell: object) -> None:
        with pytest.raises(InvalidValue, match=r"cells\[0\]"):
            Row("1", [cell])  # type: ignore[list-item]

    def test_it_says_how_many_cells(self) -> None:
        assert repr(Row("1", ["x"])) == "Row('1', 1 cell)"


class TestRows:
    def test_rows_stand_in_the_order_of_their_keys(self) -> None:
        assert [row.key for row in Rows(dataset="d", rows=[Row("b"), Row("a"), Row("a")]).rows] == ["a", "b"]

    def test_two_columns_have_two_names(self) -> None:
        with pytest.raises(InvalidValue, match="found 'id' twice, expected one name a column"):
            Rows(dataset="d", columns=["id", "id"])

    def test_each_row_has_as_many_cells_as_there_are_columns(self) -> None:
        with pytest.raises(InvalidValue, match=r"rows\[1\]\.cells: found 2 cells, expected 1 cell"):
            Rows(dataset="d", columns=["id"], rows=[Row("a", ["a"]), Row("b", ["b", "c"])])

    def test_two_rows_have_two_keys(self) -> None:
        with pytest.raises(InvalidValue, match=r"rows\[2\]\.key: found a second row 'b'"):
            Rows(dataset="d", columns=["id"], rows=[Row("a", ["a"]), Row("b", ["b"]), Row("b", ["c"])])

    def test_a_cell_is_found_by_key_and_column(self) -> None:
        assert (TWO.cell("b", "deaths_best"), TWO.cell("c", "id"), TWO.cell("a", "city")) == ("10", None, None)
        assert ("a" in TWO, "c" in TWO) == (True, False)

    def test_it_is_short_when_shown(self) -> None:
        assert repr(Rows(dataset="ucdp_ged", release="23.1")) == "Rows(ucdp_ged 23.1: 0 rows of 0 columns)"

    @given(rows_of_files())
    def test_it_is_copied_whole(self, rows: Rows) -> None:
        assert pickle.loads(pickle.dumps(rows)) == rows


class TestUnited:
    def test_rows_of_one_release_are_one(self) -> None:
        found = united_rows([Rows(dataset="d", columns=["id"], rows=[Row(key, [key])]) for key in "ba"])
        assert found == (Rows(dataset="d", columns=["id"], rows=[Row("a", ["a"]), Row("b", ["b"])]),)

    def test_what_has_no_row_keeps_its_columns(self) -> None:
        parts = [Rows(dataset="d", columns=["id"]), Rows(dataset="d", columns=["key"])]
        assert [each.columns for each in united_rows(parts)] == [("id",), ("key",)]

    def test_other_releases_and_other_columns_stay_apart(self) -> None:
        parts = [
            Rows(dataset="d", release="2", columns=["id"], rows=[Row("a", ["1"])]),
            Rows(dataset="d", release="1", columns=["id"], rows=[Row("a", ["2"])]),
            Rows(dataset="d", release="1", columns=["key"], rows=[Row("b", ["2"])]),
        ]
        assert [(each.release, each.columns) for each in united_rows(parts)] == [
            ("1", ("id",)),
            ("1", ("key",)),
            ("2", ("id",)),
        ]

    @pytest.mark.parametrize("columns", ["id", "key"])
    def test_two_unequal_rows_under_one_key_are_refused(self, columns: str) -> None:
        parts = [Rows(dataset="d", columns=["id"], rows=[Row("a", ["1"])])]
        parts.append(Rows(dataset="d", columns=[columns], rows=[Row("a", ["2"])]))
        with pytest.raises(InvalidDataset, match="two unequal rows 'a' of d, expected one row a key"):
            united_rows(parts)

    def test_what_is_no_rows_is_refused_by_the_dataset(self) -> None:
        assert to_rows(TWO) == (TWO,)
        with pytest.raises(InvalidDataset, match=r"rows\[0\]: found 5"):
            Dataset(rows=[5])  # type: ignore[list-item]
        with pytest.raises(InvalidDataset, match="rows: found 5"):
            Dataset(rows=5)  # type: ignore[arg-type]


class TestDataset:
    def test_a_record_leads_to_its_row(self) -> None:
        assert DATA.raw("event:b") == DATA.raw(told("b")) == {"id": "b", "deaths_best": "10"}

    def test_a_record_of_no_row_is_refused(self) -> None:
        with pytest.raises(NotFound, match="event:c: found no row"):
            Dataset([told("c")], rows=[TWO]).raw("event:c")

    @pytest.mark.parametrize("release", ["2", None])
    def test_a_row_of_another_release_is_not_its_row(self, release: str | None) -> None:
        other = [Rows(dataset="maverick", release=release and "1", columns=["id"], rows=[Row("a", ["a"])])]
        record = told("a", **({"release": "2"} if release is None or release else {}))
        with pytest.raises(NotFound):
            Dataset([record], rows=other).raw(record)

    def test_a_record_of_two_rows_is_ambiguous(self) -> None:
        source = Source("source:x", codings=[Coding(dataset="maverick", row=key) for key in "ab"])
        with pytest.raises(Ambiguous, match="source:x: found 2 rows"):
            Dataset([source], rows=[TWO]).raw(source)
        assert cells_behind([TWO], source, "deaths_best") == ["8", "10"]

    def test_a_merge_has_the_rows_of_both(self) -> None:
        one = Dataset(rows=[Rows(dataset="maverick", columns=["id", "deaths_best"], rows=[Row("c", ["c", "0"])])])
        assert [row.key for row in (DATA | one).rows[0].rows] == ["a", "b", "c"]
        assert DATA | one == one | DATA

    def test_a_question_keeps_them(self) -> None:
        assert DATA.where(lambda claim: claim.id == "event:a").raw("event:a")["deaths_best"] == "8"

    def test_two_datasets_differ_where_their_rows_do(self) -> None:
        assert Dataset(DATA.records) != DATA


class TestQuestions:
    def test_disagreement_reads_the_cells(self) -> None:
        found = disagreement(DATA.incidents(), "raw.deaths_best")
        assert (found.share, found.mean_range) == (1.0, 2.0)

    def test_a_misspelt_column_is_refused(self) -> None:
        with pytest.raises(unrest.InvalidQuery, match="did you mean 'deaths_best'"):
            disagreement(DATA.incidents(), "raw.deaths_bst")

    def test_a_column_of_a_release_that_no_report_is_from_is_none(self) -> None:
        dataset = Dataset(DATA.records, rows=[TWO, Rows(dataset="ucdp_ged", columns=["best"])])
        with pytest.raises(unrest.InvalidQuery, match=r"raw\.unknown"):
            disagreement(dataset.incidents(), "raw.best")

    def test_a_recipe_reads_the_cells(self) -> None:
        made = aggregate(DATA, {"raw.deaths_best": highest})
        assert made.events.only().codings[0].extra["deaths_best"] == "10"

    def test_a_recipe_with_a_name_takes_the_columns_that_are_there(self) -> None:
        made = aggregate(DATA, "conservative")
        assert made.events.only().codings[0].extra["deaths_best"] == "8"


class TestJson:
    def test_each_row_has_a_line(self) -> None:
        lines = to_json(DATA).splitlines()
        assert '{"key": "a", "cells": ["a", "8"]},' in lines
        assert '{"key": "b", "cells": ["b", "10"]}' in lines

    def test_raw_still_answers_after_a_load(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        for name in ("a.json", "a.jsonl", "a.json.gz"):
            DATA.save(tmp_path / name)
            assert unrest.load(tmp_path / name).raw("event:b")["deaths_best"] == "10"

    def test_no_rows_at_all_are_written(self) -> None:
        empty = Dataset(rows=[Rows(dataset="d", columns=["id"])])
        assert '"columns": ["id"]}' in to_json(empty)
        assert from_json(to_json(empty)) == empty

    @pytest.mark.parametrize(
        ("rows", "place"),
        [
            (5, "rows"),
            ([5], "rows[0]"),
            (
                [{"dataset": "d", "columns": ["id"], "rows": [{"key": "a", "cells": ["x", "y"]}]}],
                "rows[0].rows[0].cells",
            ),
            ([{"dataset": "d", "columns": ["id"], "rows": [{"key": "a", "cells": [7]}]}], "rows[0].rows[0].cells[0]"),
            ([{"columns": ["id"]}], "rows[0].dataset"),
            (
                [{"dataset": "d", "columns": ["id"], "rows": [{"key": "a", "cells": [cell]}]} for cell in "xy"],
                "rows",
            ),
        ],
    )
    def test_a_fault_is_told_where_it_stands(self, rows: object, place: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
        path = tmp_path / "a.json"
        path.write_text(json.dumps({"format": "unrest/1", "rows": rows, "records": []}), encoding="utf-8")
        assert try_load(path).problems[0].place == place
