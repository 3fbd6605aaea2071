"""Our own table: written and read without loss, and forgiving to a person who writes a row by hand."""

import csv
import gzip
import io

import attrs
import pytest
from hypothesis import given
from invented import FIXTURES, told

import unrest
from unrest import Dataset, InvalidDataset, InvalidQuery, NotFound, Quantity, UnreadableFile, read, write
from unrest.readers import reader
from unrest.records import KINDS
from unrest.strategies import datasets


def lines(dataset: Dataset) -> list[str]:
    made = reader("unrest_csv").write
    assert made is not None
    return "".join(made(dataset)).splitlines()


def by_hand(*rows: str):  # type: ignore[no-untyped-def]
    return read("unrest_csv", io.StringIO("\n".join(rows) + "\n"))


class TestLossless:
    @given(datasets(min=1))
    def test_every_dataset_comes_back(self, dataset: Dataset) -> None:
        reading = read("unrest_csv", _file(dataset))
        assert (reading.problems, reading.dataset) == ((), dataset)

    @pytest.mark.parametrize("name", ["kazakhstan-2022", "kazakhstan-2022-reports"])
    def test_the_bundled_datasets_come_back(self, name: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
        for ending in ("csv", "csv.gz"):
            write("unrest_csv", unrest.load(name), tmp_path / f"a.{ending}")
            assert read("auto", tmp_path / f"a.{ending}").dataset == unrest.load(name)
        assert gzip.decompress((tmp_path / "a.csv.gz").read_bytes()) == (tmp_path / "a.csv").read_bytes()

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_data_card_names_every_field(self, kind: str) -> None:
        card = reader("unrest_csv").card
        assert {each.name for each in attrs.fields(KINDS[kind])} <= card.columns.keys(), "its docstring, under Columns"
        assert kind in card.columns["record"]

    def test_kept_rows_come_back(self) -> None:
        dataset = read("ucdp_ged", FIXTURES / "GEDEvent_v31_1.csv").dataset
        assert read("unrest_csv", _file(dataset)).dataset == dataset

    def test_a_kept_file_without_rows_comes_back(self) -> None:
        empty = unrest.Rows(dataset="ucdp_ged", release="31.1", columns=["id", "best"], rows=[])
        dataset = Dataset([unrest.Place("place:orlec", name="Orlec")], rows=[empty])
        assert read("unrest_csv", _file(dataset)).dataset == dataset

    def test_columns_that_are_empty_everywhere_are_left_out(self) -> None:
        assert lines(Dataset([unrest.Place("place:orlec", name="Orlec")])) == [
            "\ufeffrecord,id,name",
            "place,place:orlec,Orlec",
        ]

    def test_texts_are_parted_by_semicolons_where_they_have_none(self) -> None:
        def aliases(*names: str) -> str:
            return lines(Dataset([unrest.Place("place:a", name="A", aliases=names)]))[1].split(",", 3)[3]

        assert aliases("Alma-Ata", "Verny") == "Alma-Ata; Verny"
        assert aliases("a; b") == '"[""a; b""]"'
        assert aliases("[x") == '"[""[x""]"'

    def test_a_quantity_with_words_of_its_own_is_json(self) -> None:
        told = {"measure": "deaths", "stage": "accomplished"}
        figures = [
            unrest.Statistic("statistic:a", quantity=">=19", **told),  # type: ignore[arg-type]
            unrest.Statistic("statistic:b", quantity=Quantity(low=19, qualifier="at_least", wording="19+"), **told),  # type: ignore[arg-type]
        ]
        rows = [*csv.DictReader(io.StringIO("\n".join(lines(Dataset(figures)))))]
        assert [row["quantity"] for row in rows] == [">=19", '{"low": 19, "qualifier": "at_least", "wording": "19+"}']


def _file(dataset: Dataset) -> io.BytesIO:
    made = reader("unrest_csv").write
    assert made is not None
    return io.BytesIO("".join(made(dataset)).encode())


class TestByHand:
    def test_a_row_may_be_written_by_hand(self) -> None:
        reading = by_hand(
            "Record,ID,measure,quantity,stage,period,where",
            "statistic,statistic:a,deaths,>=19,accomplished,2031-03,place:orlec settlement",
            "place,place:orlec,,,,,",
        )
        figure = reading.dataset.statistics.only()
        assert (str(figure.quantity), str(figure.period), str(figure.where)) == (
            ">=19",
            "2031-03",
            "place:orlec settlement",
        )
        assert told(reading) == [("field.required", "name", "")] or [each.code for each in reading.problems] == [
            "field.required"
        ]

    def test_a_wrong_cell_costs_the_cell_and_not_the_row(self) -> None:
        reading = by_hand("record,id,name,latitude,longitude", "place,place:orlec,Orlec,143,76")
        assert reading.dataset.places.only().name == "Orlec"
        assert [(each.code, each.done) for each in reading.problems] == [
            ("field.type", "kept raw"),
            ("place.coordinates", "kept raw"),
        ]

    def test_a_record_that_lacks_something_else_tells_that_too(self) -> None:
        reading = by_hand("record,id,name,kind", "place,place:orlec,,city", "place,place:port,Port,")
        assert [(each.column, each.done) for each in reading.problems] == [
            ("kind", "kept raw"),
            ("name", "row refused"),
        ]

    def test_a_cell_that_the_kind_does_not_have_is_told(self) -> None:
        assert told(by_hand("record,id,name,measure", "place,place:orlec,Orlec,deaths")) == [
            ("field.unknown", "measure", "deaths")
        ]

    def test_a_kind_that_is_none_is_refused_with_the_nearest(self) -> None:
        reading = by_hand("record,id,name", "plcae,place:orlec,Orlec", "place,place:port,Port")
        assert [(each.code, each.hint, each.done) for each in reading.problems] == [
            ("record.kind", "did you mean 'place'?", "row refused")
        ]

    def test_a_record_without_what_it_must_have_is_refused(self) -> None:
        reading = by_hand("record,id,name", "place,place:orlec,", "place,orlec,Orlec", "place,place:port,Port")
        assert (reading.rows.kept, reading.rows.refused) == (1, 2)
        assert [each.column for each in reading.problems] == ["name", "id"]

    @pytest.mark.parametrize("cells", ["no json", '[["id"]]', "5", '[["id", 5]]'])
    def test_a_kept_row_that_is_none_is_refused(self, cells: str) -> None:
        quoted = cells.replace('"', '""')
        reading = by_hand("record,id,name,dataset,cells", f'row,1,,ucdp_ged,"{quoted}"', "place,place:port,Port,,")
        assert [each.code for each in reading.problems] == ["row.form"]

    def test_numbers_and_json_that_are_none_are_told(self) -> None:
        header = "record,id,title,length,citations"
        reading = by_hand(header, "source,source:a,A,long,[")
        assert {each.column for each in reading.problems} == {"length", "citations"}
        assert reading.dataset.sources.only().title == "A"


class TestWrite:
    def test_a_format_that_is_only_read_is_refused(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(InvalidQuery, match="found 'maverick', expected one of plover, unrest_csv"):
            write("maverick", Dataset(), tmp_path / "a.csv")

    def test_what_is_no_dataset_is_refused(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(InvalidDataset, match="expected a Dataset"):
            write("unrest_csv", [], tmp_path / "a.csv")  # type: ignore[arg-type]

    def test_a_path_that_cannot_be_written_is_refused(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(UnreadableFile):
            write("unrest_csv", Dataset(), tmp_path / "no" / "a.csv")

    def test_a_format_that_nobody_knows_is_refused(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(NotFound, match="did you mean 'unrest_csv'"):
            write("unrest-csv", Dataset(), tmp_path / "a.csv")
