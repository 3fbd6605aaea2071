"""Reading files of other datasets: what may be given, how it is recognised, what is told, and the account of it."""

import bz2
import gzip
import io
import json
import lzma
import sys
import zipfile
from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unrest
from unrest import Ambiguous, InvalidDataset, InvalidQuery, InvalidValue, NotFound, UnreadableFile, to_dict
from unrest.commands import main
from unrest.readers import Account, Done, Reader, ReadProblem, formats, read, reader, readers, registry, scan, stream
from unrest.readers import reading as reading_module
from unrest.readers.card import as_markdown, card_of
from unrest.readers.cell import coordinate, day, estimate, span, whole
from unrest.readers.crowd import crowd_size, rule_named
from unrest.readers.journal import Journal, bounded
from unrest.readers.layout import Layout, normal, recognised
from unrest.readers.problem import grouped, to_csv
from unrest.readers.sheet import Sheet, key_column
from unrest.readers.table import Part, delimited, parts_of, text_of
from unrest.records import Event, Record
from unrest.strategies import tables

FIXTURES = Path(__file__).parent / "readers" / "fixtures"
GED = FIXTURES / "GEDEvent_v31_1.csv"
HEAD, FIRST = GED.read_text(encoding="utf-8").splitlines()[:2]


def ged(*lines: str, **asked: Any):  # type: ignore[no-untyped-def]
    return read("ucdp_ged", io.StringIO("\n".join((HEAD, *lines)) + "\n"), **asked)


class TestWhatMayBeGiven:
    DATA = read("ucdp_ged", GED).dataset

    @pytest.mark.parametrize(
        ("ending", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress), ("", bytes)]
    )
    def test_a_file_packed_or_not(self, ending: str, pack: Any, tmp_path: Path) -> None:
        path = tmp_path / f"{GED.name}{ending}"
        path.write_bytes(pack(GED.read_bytes()))
        for each in (path, str(path)):
            assert read("ucdp_ged", each).dataset == self.DATA

    def test_an_archive_of_several(self, tmp_path: Path) -> None:
        path = tmp_path / "ged311-csv.zip"
        half = GED.read_text(encoding="utf-8").splitlines(keepends=True)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.md", "nothing to read")
            archive.mkdir("more") if hasattr(archive, "mkdir") else None
            archive.writestr("GEDEvent_v31_1.csv", "".join(half[:3]))
            archive.writestr("b/GEDEvent_v31_1.csv", "".join((half[0], *half[3:])))
        reading = read("auto", path)
        assert reading.dataset == self.DATA
        assert reading.layouts[0].endswith(f"in {path}/GEDEvent_v31_1.csv")

    def test_an_open_file_in_bytes_or_text(self) -> None:
        with open(GED, "rb") as binary, open(GED, encoding="utf-8", newline="") as text:
            for each in (binary, text):
                reading = read("ucdp_ged", each, release="31.1")
                assert reading.dataset == self.DATA
                assert not each.closed
                assert GED.name in reading.layouts[0]

    def test_several_paths(self) -> None:
        twice = read("ucdp_ged", [GED, GED])
        assert twice.rows.reasons["row.twice"] == 5
        assert twice.rows.kept == 10

    def test_what_rows_of_several_files_share_is_united(self) -> None:
        renamed = io.StringIO(f"{HEAD}\n{FIRST.replace('Harbour Front,', 'Front of the Harbour,')}\n")
        reading = read("ucdp_ged", [io.StringIO(f"{HEAD}\n{FIRST}\n"), renamed])
        assert reading.dataset["actor:ucdp_ged-93"].aliases == ("Front of the Harbour",)  # type: ignore[union-attr]

    def test_a_folder_holds_what_can_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "readme.md").write_text("nothing to read", encoding="utf-8")
        with pytest.raises(UnreadableFile, match="a folder with no file that ends in"):
            read("ucdp_ged", tmp_path)
        (tmp_path / "a.csv").write_bytes(GED.read_bytes())
        assert read("ucdp_ged", tmp_path, release="31.1").dataset == self.DATA

    def test_files_of_two_formats_are_refused(self) -> None:
        with pytest.raises(InvalidDataset, match="a file of maverick after one of ucdp_ged"):
            read("auto", [GED, FIXTURES / "maverick_event_reports.csv"])

    @pytest.mark.parametrize("given", [5, None, b"id"])
    def test_anything_else_is_refused(self, given: Any) -> None:
        with pytest.raises(UnreadableFile, match="expected a path, several paths, or an open file"):
            read("ucdp_ged", given)

    def test_a_path_that_leads_nowhere_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="no such file"):
            read("ucdp_ged", tmp_path / "a.csv")

    @pytest.mark.parametrize("ending", [".gz", ".xz", ".bz2", ".zip"])
    @pytest.mark.parametrize("data", [b"no packed data", b""])
    def test_packed_data_that_is_broken_is_refused(self, ending: str, data: bytes, tmp_path: Path) -> None:
        path = tmp_path / f"a.csv{ending}"
        path.write_bytes(data)
        with pytest.raises((UnreadableFile, InvalidDataset)):
            read("ucdp_ged", path)

    @pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
    def test_packed_data_that_is_cut_off_is_refused(self, ending: str, pack: Any, tmp_path: Path) -> None:
        path = tmp_path / f"a.csv{ending}"
        path.write_bytes(pack(GED.read_bytes())[:-40])
        with pytest.raises(UnreadableFile, match="packed data that is broken"):
            read("ucdp_ged", path)

    def test_an_archive_with_nothing_to_read_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.md", "nothing to read")
        with pytest.raises(UnreadableFile, match="no file in it that ends in"):
            read("ucdp_ged", path)

    def test_a_member_that_cannot_be_unpacked_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.csv", "id")
        data = bytearray(path.read_bytes())
        for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
            data[at] |= 1  # marked as encrypted
        path.write_bytes(data)
        with pytest.raises(UnreadableFile, match="encrypted"):
            read("ucdp_ged", path)

    def test_a_name_that_is_no_path(self) -> None:
        stream = io.BytesIO(GED.read_bytes())
        stream.name = 5  # type: ignore[attr-defined]
        assert [part.name for part in parts_of(stream)] == ["<file>"]


class TestEncoding:
    LATIN = GED.read_text(encoding="utf-8").encode("latin-1")

    def test_other_bytes_are_refused_with_the_way_to_read_them(self) -> None:
        with pytest.raises(
            UnreadableFile, match=r"bytes that are no utf-8: b'\\xe9moins.*encoding=\"latin-1\""
        ) as caught:
            read("ucdp_ged", io.BytesIO(self.LATIN))
        assert caught.value.problems[0].code == "file.encoding"

    def test_they_are_read_on_request(self) -> None:
        reading = read("ucdp_ged", io.BytesIO(self.LATIN), encoding="latin-1")
        assert reading.raw("event:ucdp_ged-1004")["source_original"] == "témoins"

    def test_an_encoding_that_is_none_is_refused(self) -> None:
        with pytest.raises(UnreadableFile, match="found 'klingon', expected an encoding"):
            read("ucdp_ged", io.BytesIO(self.LATIN), encoding="klingon")

    @pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf_8"])
    def test_a_mark_at_the_start_is_no_letter(self, encoding: str) -> None:
        data = b"\xef\xbb\xbf" + GED.read_bytes()
        assert read("auto", io.BytesIO(data), encoding=encoding).rows.kept == 5
        with text_of(Part("a", io.BytesIO(data)), encoding) as text:
            assert text.read(2) == "id"


class TestRecognition:
    def test_case_spaces_marks_and_order_do_not_matter(self) -> None:
        columns = HEAD.split(",")
        assert normal("\ufeff Date.Start ") == normal("date_start") == "date_start"
        swapped = ",".join([*(f" {each.upper()}" for each in columns[::-1]), "more"])
        found = reader("ucdp_ged").recognise(swapped.split(","))
        assert found is not None
        assert (found.at["id"], found.at["more"]) == (48, 49)
        assert found.columns[-1] == "more"

    def test_columns_of_our_own_are_kept(self) -> None:
        reading = read("ucdp_ged", io.StringIO(f"{HEAD},mine\n{FIRST},yes\n"))
        assert reading.raw("event:ucdp_ged-1001")["mine"] == "yes"

    def test_two_columns_of_one_name_are_both_kept(self) -> None:
        reading = read("ucdp_ged", io.StringIO(f"{HEAD},best,best\n{FIRST},7,8\n"))
        raw = reading.raw("event:ucdp_ged-1001")
        assert (raw["best"], raw["best#2"], raw["best#3"]) == ("2", "7", "8")

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_other_letters_may_part_the_cells(self, delimiter: str) -> None:
        rows = [
            line.replace(",", delimiter)
            for line in (
                "id,type_of_violence,side_a,side_b,date_start,date_end,best,low,high",
                "7,1,a,b,2031-03-04,2031-03-04,1,1,1",
            )
        ]
        assert read("auto", io.StringIO("\n".join(rows))).rows.kept == 1

    def test_auto_says_what_it_recognised_and_why(self) -> None:
        assert read("auto", GED).layouts == (
            f"49 columns of GED 20.1 and later, and Candidate, recognised by the names in its header, in {GED}",
        )

    def test_what_nobody_knows_is_refused_with_what_was_found(self) -> None:
        with pytest.raises(
            InvalidDataset, match="3 columns beginning 'a', 'b', 'c', expected a file of one of ucdp_ged, m"
        ):
            read("auto", io.StringIO("a,b,c\n1,2,3\n"))
        with pytest.raises(InvalidDataset, match="found nothing"):
            read("auto", io.StringIO(""))

    def test_a_named_format_says_what_is_missing(self) -> None:
        with pytest.raises(
            InvalidDataset, match=r"it has 1 of 49 columns, without .*without a header it has 42, 43, 49"
        ):
            read("ucdp_ged", io.StringIO("id,n\n1,2\n"))

    def test_several_that_fit_equally_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        twin = Reader(name="twin", docstring=None, layouts=reader("maverick").layouts, key=key_column("id"), rows=Notes)
        known = {**readers(), "twin": twin}
        monkeypatch.setattr(registry, "_known", lambda: (known, {}))
        with pytest.raises(Ambiguous, match="a file that may be maverick, twin"):
            read("auto", FIXTURES / "maverick_event_reports.csv")

    def test_a_header_and_nothing_below_is_an_error(self) -> None:
        with pytest.raises(InvalidDataset, match="0 rows, of which no record could be made"):
            ged()

    def test_a_row_of_tags_below_the_header_is_skipped_and_counted(self) -> None:
        reading = ged("," * 47 + "#affected,", FIRST)
        assert (reading.rows.skipped, reading.rows.read) == (1, 1)
        assert str(reading.rows) == "1 row read: 1 kept, 0 refused, 1 skipped; 0 with problems"


class TestRows:
    def test_a_row_of_another_width_is_refused_and_told(self) -> None:
        reading = ged(FIRST, FIRST + ",more", "1002")
        assert [(each.code, each.line, each.found, each.done) for each in reading.problems] == [
            ("row.cells", 3, "50 cells", Done.ROW_REFUSED),
            ("row.cells", 4, "1 cell", Done.ROW_REFUSED),
        ]
        assert reading.problems[1].raw == "1002"

    def test_a_quotation_mark_that_is_left_open_is_told(self) -> None:
        reading = ged(FIRST, FIRST.replace("Orlec town", '"Orlec town'))
        assert [(each.code, each.found) for each in reading.problems] == [("row.form", "unexpected end of data")]
        assert reading.rows.refused == 1

    def test_lines_with_nothing_on_them_are_passed_over(self) -> None:
        assert ged("", FIRST, "").rows.read == 1

    def test_lines_are_counted_as_the_file_has_them(self) -> None:
        rows = [*stream("ucdp_ged", GED)]
        assert [row.line for row in rows] == [2, 3, 4, 6, 7]

    def test_the_first_oddity_is_an_error_when_asked(self) -> None:
        with pytest.raises(InvalidDataset, match=r"row 1003, low: found '0'"):
            read("ucdp_ged", GED, strict=True)

    def test_a_lone_end_of_line_is_one(self) -> None:
        assert read("ucdp_ged", io.StringIO(f"{HEAD}\r{FIRST}\r")).rows.kept == 1

    def test_a_file_longer_than_what_is_looked_at(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "\n".join((HEAD, *(FIRST.replace("1001", str(n), 1) for n in range(50))))
        known = read("ucdp_ged", io.StringIO(text)).dataset
        for letters in (len(HEAD) + 3, len(HEAD) + 1, len(text) - 1):
            monkeypatch.setattr(scan, "_LETTERS", letters)
            assert read("ucdp_ged", io.StringIO(text)).dataset == known


class TestKeys:
    def test_ids_that_come_twice_are_found_in_flat_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(scan, "_KEYS_IN_MEMORY", 2)
        lines = [FIRST.replace("1001", key, 1) for key in ("1", "2", "3", "1", "3", "4", "1")]
        rows = [*stream("ucdp_ged", io.StringIO("\n".join((HEAD, *lines))))]
        assert [row.key for row in rows] == ["1", "2", "3", "1#2", "3#2", "4", "1#3"]

    @pytest.mark.parametrize(
        ("ids", "keys"), [("7 7 7#2", "7 7#2 7#2#2"), ("7#2 7 7", "7#2 7 7#3"), ("7 7 7#2 7", "7 7#2 7#2#2 7#3")]
    )
    def test_an_id_that_looks_like_one_of_ours_is_told_apart(self, ids: str, keys: str) -> None:
        reading = ged(*(FIRST.replace("1001", key, 1) for key in ids.split()))
        assert [row.key for row in reading.dataset.rows[0].rows] == sorted(keys.split())
        assert reading.rows.kept == len(ids.split())

    def test_what_no_id_may_hold_is_written_as_in_an_address(self) -> None:
        reading = ged(FIRST.replace("1001", "CIV 1/é", 1))
        assert "event:ucdp_ged-CIV%201%2F%C3%A9" in reading.dataset
        assert reading.dataset.rows[0].rows[0].key == "CIV 1/é"

    @given(st.lists(st.text(min_size=1), unique=True))
    def test_two_keys_have_two_names(self, keys: list[str]) -> None:
        journal = Journal("d", release=None, retrieved=None, file="a")
        safe = [key for key in keys if key.isprintable()]
        assert len({journal.name(key) for key in safe}) == len(safe)


class TestJournal:
    def test_what_was_met_is_forgotten_when_it_is_too_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        memory = {n: n for n in range(5)}
        bounded(memory, 5)
        assert len(memory) == 5
        bounded(memory, 4)
        assert memory == {}

    def test_what_is_shared_is_brought_once(self) -> None:
        rows = [*stream("ucdp_ged", GED)]
        ids = [record.id for row in rows for record in row.records]
        assert ids.count("actor:ucdp_ged-91") == 1

    def test_a_claim_that_differs_is_told_and_the_first_stays(self) -> None:
        journal = Journal("d", release=None, retrieved=None, file="a", at={"n": 0}, columns=["N"])
        for kind in ("riot", "protest"):
            journal.share(Event("event:d-1", kind=kind, stage="accomplished"), "n", kind)
        assert [(each.code, each.column, each.raw) for each in journal.problems] == [("shared.differs", "N", "protest")]
        journal.share(Event("event:d-1", stage="accomplished"))
        assert journal.problems[1].raw is None


class TestOptions:
    def test_the_release_and_the_day_stand_on_every_record(self) -> None:
        reading = ged(FIRST, release="9.9", retrieved="2031-04-01")
        assert {(each.release, str(each.retrieved)) for record in reading.dataset for each in record.codings} == {
            ("9.9", "2031-04-01")
        }

    @pytest.mark.parametrize("asked", [{"release": 5}, {"retrieved": "soon"}])
    def test_a_wrong_release_or_day_is_refused_once(self, asked: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue):
            ged(FIRST, **asked)

    def test_a_rule_of_words_that_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidQuery, match="did you mean 'mmad'"):
            ged(FIRST, words="mmda")
        with pytest.raises(InvalidQuery, match="expected one of ccc, mmad"):
            rule_named(5)  # type: ignore[arg-type]

    def test_a_format_that_nobody_reads_is_refused_at_once(self) -> None:
        for ask in (read, stream):
            with pytest.raises(NotFound, match="did you mean 'maverick'"):
                ask("mavrick", GED)
        with pytest.raises(NotFound, match="or auto"):
            reader(5)  # type: ignore[arg-type]

    def test_a_function_is_told_the_number_of_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("unrest.readers.reading._PROGRESS", 2)
        told: list[int] = []
        ged(*(FIRST.replace("1001", key, 1) for key in "12345"), progress=told.append)
        assert told == [2, 4]

    def test_progress_is_told_on_a_terminal_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr(reading_module, "_PROGRESS", 2)
        for screen, told in ((Terminal(), "\r2 rows\r4 rows\r\x1b[K"), (io.StringIO(), "")):
            monkeypatch.setattr(sys, "stderr", screen)
            ged(*(FIRST.replace("1001", key, 1) for key in "12345"), progress=True)
            assert screen.getvalue() == told
        monkeypatch.setattr(sys, "stderr", None)
        assert ged(FIRST, progress=True).rows.kept == 1


class TestProblems:
    READING = ged(FIRST.replace(",2,2,2,", ",2,1,1,"), FIRST.replace("1001", "7", 1).replace(",2,2,2,", ",2,1,1,"))

    def test_they_print_in_groups(self) -> None:
        assert [*grouped(self.READING.problems)] == [
            "2 rows: high: expected low at most best at most high, as in row 1001: found '1'; kept raw [estimate.order]",
            "2 rows: low: expected low at most best at most high, as in row 1001: found '1'; kept raw [estimate.order]",
        ][::-1]
        assert repr(self.READING) == "Reading(ucdp_ged: 2 rows read: 2 kept, 0 refused; 2 with problems)"
        assert self.READING.summary().splitlines()[1] == "2 rows read: 2 kept, 0 refused; 2 with problems"

    def test_they_are_a_table(self) -> None:
        lines = to_csv(self.READING.problems).splitlines()
        assert lines[0] == "file,line,row,column,raw,code,found,expected,hint,done"
        assert lines[1] == "<file>,2,1001,low,1,estimate.order,'1',low at most best at most high,,kept raw"

    def test_they_have_a_plain_form(self) -> None:
        assert to_dict(self.READING.problems[0]) == {
            "code": "estimate.order",
            "place": "low",
            "found": "'1'",
            "expected": "low at most best at most high",
            "file": "<file>",
            "line": 2,
            "row": "1001",
            "column": "low",
            "raw": "1",
            "done": "kept raw",
        }

    def test_one_of_no_row_is_told_without_a_place(self) -> None:
        odd = ReadProblem(code="c", found="x", expected="y", hint="z", raw="")
        assert str(odd) == "found x, expected y; z; told [c]"
        assert [*grouped([odd])] == ["1 row: expected y: found x; told [c]"]

    def test_an_error_that_a_reader_did_not_see_coming_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(registry, "_known", lambda: ({"careless": careless()}, {}))
        reading = read("careless", io.StringIO("id,n\na,\nb,x\n"))
        assert [(each.code, each.row, each.raw, each.done) for each in reading.problems] == [
            ("field.type", "a", "a\t", Done.ROW_REFUSED)
        ]


class TestAccount:
    def test_it_has_a_plain_form(self) -> None:
        assert to_dict(read("ucdp_ged", GED)) == {
            "format": "ucdp_ged",
            "layouts": [
                f"49 columns of GED 20.1 and later, and Candidate, recognised by the names in its header, in {GED}"
            ],
            "rows": 5,
            "kept": 5,
            "with_problems": 1,
            "refused": 0,
            "skipped": 0,
            "records": {"source": 5, "place": 6, "actor": 6, "event": 9, "statement": 4, "statistic": 25},
            "problems": {"estimate.order": 1},
        }
        assert str(Account()) == "0 rows read: 0 kept, 0 refused; 0 with problems"

    def test_a_record_that_rows_share_has_no_row_of_its_own(self) -> None:
        with pytest.raises(NotFound, match="found no row"):
            read("ucdp_ged", GED).raw("actor:ucdp_ged-91")

    def test_the_dataset_says_what_it_is_and_its_licence(self) -> None:
        dataset = read("ucdp_ged", GED).dataset
        assert dataset.licence == "CC BY 4.0"
        assert str(dataset.title).startswith("UCDP Georeferenced Event Dataset")


class Notes(Sheet):
    def records(self, cells: Sequence[str]) -> list[Record]:
        self.take(cells)
        name, coding = self.journal.name(self.journal.row), self.journal.coding_of_row()
        return [Event(f"event:{name}", stage="accomplished", note=self.cell("n"), codings=[coding])]


def careless() -> Reader:
    layout = Layout(name="invented", columns=("id", "n"))
    return Reader(name="careless", docstring="Invented.", layouts=(layout,), key=key_column("id"), rows=Notes)


class TestOtherPackages:
    @pytest.fixture
    def points(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
        found: list[EntryPoint] = []
        monkeypatch.setattr(registry, "entry_points", lambda group: found if group == "unrest.readers" else [])
        registry._known.cache_clear()
        yield found
        registry._known.cache_clear()

    def test_a_reader_may_come_from_another_package(
        self, points: list[EntryPoint], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "others", type("Others", (), {"READER": careless(), "NONE": 5}))  # type: ignore[arg-type]
        points += [
            EntryPoint("careless", "others:READER", "unrest.readers"),
            EntryPoint("none", "others:NONE", "unrest.readers"),
            EntryPoint("absent", "not_there:READER", "unrest.readers"),
        ]
        assert [*readers()][-1] == "careless"
        assert formats()[-1].title == "Invented."
        assert read("auto", io.StringIO("id,n\na,x\n")).dataset.events.only().note == "x"
        with pytest.raises(NotFound, match="others:NONE is no Reader of a name of its own"):
            reader("none")
        with pytest.raises(NotFound, match="not_there:READER cannot be loaded: ModuleNotFoundError"):
            reader("absent")


class TestCards:
    def test_an_interpreter_without_docstrings_leaves_it_empty(self) -> None:
        assert card_of("x", None).title == ""
        assert as_markdown(card_of("x", "Rows.")) == "## `x`\n\nRows.\n"

    def test_the_parts_of_a_docstring(self) -> None:
        card = card_of(
            "x",
            "One.\n\nTwo.\nThree.\n\nLost: a\n    b\nCite:\n    @misc{a,\n      b\n    }\nColumns:\n    a{1-2}{1-2}: c\n",
        )
        assert (card.about, card.lost, card.cite) == ("Two.\nThree.", "a\nb", "@misc{a,\n  b\n}")
        assert {*card.columns} == {"a11", "a12", "a21", "a22"}

    def test_every_format_has_one(self) -> None:
        assert [card.name for card in formats()] == [*readers()]
        assert {card.name for card in formats() if card.is_written} == {"plover", "unrest_csv"}


class TestCells:
    @pytest.mark.parametrize(
        ("cells", "quantity", "faults"),
        [
            (("2", "2", "2"), "2", []),
            (("2", "2", "4"), "2..2..4", []),
            (("", "3", ""), "3", []),
            (("2", "", "4"), "2..4", []),
            (("2", "", "2"), "2", []),
            (("2", "", ""), ">=2", []),
            (("", "", "4"), "<=4", []),
            (("4", "", "2"), None, [(0, "estimate.order"), (2, "estimate.order")]),
            (("2", "3", ""), "~3", [(0, "estimate.open")]),
            (("0", "3", "0"), "~3", [(0, "estimate.order"), (2, "estimate.order")]),
            (("", "", ""), None, []),
            (("x", "3", ""), "~3", [(0, "number.form")]),
            (("-1", "-1", "-1"), None, [(0, "number.negative"), (1, "number.negative"), (2, "number.negative")]),
            (("9" * 38, "9" * 38, "9" * 38), "9" * 38, []),
            (("9" * 39,) * 3, None, [(0, "number.form"), (1, "number.form"), (2, "number.form")]),
        ],
    )
    def test_estimates_hold_what_hangs_together(self, cells: Any, quantity: str | None, faults: object) -> None:
        found = estimate(*cells)
        assert (None if found.quantity is None else str(found.quantity)) == quantity
        assert [(at, code) for at, code, _ in found.faults] == faults

    @given(st.lists(st.integers(0, 20).map(str) | st.sampled_from(("", "x", "-1")), min_size=3, max_size=3))
    def test_every_number_is_held_or_told(self, cells: list[str]) -> None:
        found = estimate(*cells)
        told = {at for at, _, _ in found.faults}
        for at, end in enumerate(("low", "best", "high")):
            held = None if found.quantity is None else getattr(found.quantity, end)
            assert (at in told) or cells[at] == "" or held == int(cells[at])

    @pytest.mark.parametrize(
        ("start", "end", "period", "codes"),
        [
            ("2031-03-04", "2031-03-04", "2031-03-04", []),
            ("2031-03-04", "2031-03-06", "[2031-03-04..2031-03-06]", []),
            ("2031-03-04", "", "[2031-03-04..]", []),
            ("", "2031-03-04", "[..2031-03-04]", []),
            ("", "", None, []),
            ("x", "2031-03-04", "[..2031-03-04]", ["date.form"]),
            ("2031-03-06", "2031-03-04", None, ["date.order", "date.order"]),
        ],
    )
    def test_spans_are_bounds(self, start: str, end: str, period: str | None, codes: list[str]) -> None:
        found = span(start, end)
        assert (None if found.period is None else str(found.period)) == period
        assert [code for _, code, _ in found.faults] == codes

    def test_single_cells(self) -> None:
        assert [whole(each) for each in (" 12 ", "12.00", "-3", "1e3", "", "１２")] == [12, 12, -3, None, None, None]
        assert [coordinate(each, 90) for each in ("43.25", "-90", "90.1", "1e1", "nan", "")] == [
            43.25,
            -90.0,
            None,
            10.0,
            None,
            None,
        ]
        assert [str(day(each)) for each in ("2031-03-04T00:00:00", "2031-3-4", "2031-02-30")] == [
            "2031-03-04",
            "None",
            "None",
        ]

    def test_words_stay_words_without_a_rule(self) -> None:
        assert str(crowd_size("-5")) == '"-5"'
        assert crowd_size("dozens", "mmad").best == 25
        assert crowd_size("dozens", "ccc").best is None
        assert str(crowd_size("TENS of  thousands", "ccc")) == "~20000"


class TestLayouts:
    def test_the_layout_with_most_columns_in_common_is_taken(self) -> None:
        layouts = [Layout(name=name, columns=("id", *name)) for name in ("ab", "abc", "abd")]
        found = recognised(layouts, ["id", "a", "b", "c", "e"])
        assert found is not None
        assert found.layout.name == "abc"
        assert recognised(layouts, ["id", "a"]) is None

    def test_rows_without_a_header_have_to_fit(self) -> None:
        layout = Layout(name="x", columns=("id", "n"), fits=lambda cells: cells[0] == "1")
        assert recognised([layout], ["1", "2"]) is not None
        assert recognised([layout], ["2", "2"]) is None
        assert reader("plover").nearest_miss(["id"]) == "it is read from JSON"

    def test_quotation_marks_hold_cells_together_or_not(self) -> None:
        for quoting, cells in ((True, ["a,b", "c"]), (False, ['"a', 'b"', "c"])):
            (line,) = delimited(['"a,b",c'], ",", quoting=quoting)
            assert [*line.cells] == cells


class TestStrategy:
    @given(tables())
    def test_files_of_any_format_are_read_or_refused_with_one_of_our_errors(self, found: tuple[str, str]) -> None:
        format, text = found
        rows = [*stream(format, io.StringIO(text), damaged=True)]
        assert all(row.records or row.problems or format == "unrest_csv" for row in rows)

    def test_wrong_arguments_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="did you mean 'maverick'"):
            tables("mavrick")
        with pytest.raises(InvalidValue, match="expected one of"):
            tables(5)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match="a whole number from 1"):
            tables("maverick", min=0)


class TestCommands:
    def test_read_writes_a_dataset_and_says_what_became_of_the_rows(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out, odd = tmp_path / "a.json", tmp_path / "odd.csv"
        assert main(["read", "auto", str(GED), "-o", str(out), "--problems", str(odd), "--release", "31.1"]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert lines[1] == "5 rows read: 5 kept, 0 refused; 1 with problems"
        assert lines[-1] == f"wrote {out}: 5 sources, 6 places, 6 actors, 9 events, 4 statements, 25 statistics"
        assert unrest.load(out) == read("ucdp_ged", GED).dataset
        assert odd.read_text(encoding="utf-8").count("\n") == 3

    def test_read_gives_the_account_as_one_object(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        odd = tmp_path / "odd.json"
        argv = ["read", "acled", str(FIXTURES / "acled_2031.csv"), "-o", str(tmp_path / "a.jsonl"), "--json"]
        assert main([*argv, "--problems", str(odd), "--words", "ccc", "--retrieved", "2031-04-01"]) == 1
        found = json.loads(capsys.readouterr().out)
        assert {name: found[name] for name in ("format", "rows", "kept", "refused", "problems")} == {
            "format": "acled",
            "rows": 4,
            "kept": 4,
            "refused": 0,
            "problems": {"date.year": 1},
        }
        assert json.loads(odd.read_text(encoding="utf-8"))[0]["column"] == "event_date"

    def test_read_without_a_problem_is_fine(self, tmp_path: Path) -> None:
        assert (
            main(["read", "ucdp_ged", str(FIXTURES / "conflict_data_orl_ged191.csv"), "-o", str(tmp_path / "a.json")])
            == 0
        )

    @pytest.mark.parametrize(
        ("argv", "told"),
        [
            (["ucdp-ged", "a.csv"], "did you mean 'ucdp_ged'"),
            (["ucdp_ged", "a.csv"], "no such file"),
            (["ucdp_ged", "a.csv", "--words", "cc"], "did you mean 'ccc'"),
        ],
    )
    def test_a_wrong_use_is_one_line(
        self,
        argv: list[str],
        told: str,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert main(["read", *argv, "-o", "a.json"]) == 2
        err = capsys.readouterr().err
        assert told in err
        assert err.count("\n") == 1

    def test_the_input_is_never_written_over(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(GED.read_bytes())
        assert main(["read", "ucdp_ged", str(path), "-o", str(tmp_path / "a.json"), "--problems", str(path)]) == 2
        assert path.read_bytes() == GED.read_bytes()

    def test_formats_lists_them_with_what_is_lost(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["formats"]) == 0
        out = capsys.readouterr().out
        assert all(name in out for name in readers())
        assert "lost:" in out
        assert main(["formats", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found[0]["columns"]["best"] == "Statistic of deaths"
        assert found[0]["cite"].startswith("@article")
