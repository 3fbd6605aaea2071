"""JSON Lines, packed or not: the same dataset, no line lost in silence, and records one by one in flat memory."""

import gzip
import json
import os
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import unrest
from unrest.codec import Attempt, RecordStream, load, read_records, save, try_load, write_records
from unrest.codec import pack as codec_pack
from unrest.dataset import Dataset
from unrest.errors import InvalidDataset, Problem, UnreadableFile
from unrest.records import Event, Place, Record

PLACES = [Place(f"place:{name}", name=name.title()) for name in ("berg", "orlec", "zdan")]
STRIKE = Event("event:strike", kind="strike", stage="accomplished", where="place:orlec", summary="a\u2028b")
DATASET = Dataset([*PLACES, STRIKE], name="orlec", title="Strike at Orlec", outside=["event:riot"])
FORMS = ("x.json", "x.jsonl", "x.json.gz", "x.jsonl.gz")
HEAD = '{"format": "unrest/1"}'
BERG = '{"id": "place:berg", "name": "Berg"}'


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def told(problems: Iterable[Problem]) -> list[tuple[str, str, int | None]]:
    return [(problem.code, problem.place, problem.line) for problem in problems]


class TestForms:
    @pytest.mark.parametrize("name", FORMS)
    def test_every_ending_names_a_form_of_the_same_dataset(self, name: str, tmp_path: Path) -> None:
        save(DATASET, tmp_path / name)
        assert load(tmp_path / name) == DATASET
        assert try_load(tmp_path / name) == Attempt(DATASET)
        assert os.listdir(tmp_path) == [name]

    @pytest.mark.parametrize("name", FORMS)
    def test_the_same_dataset_is_written_alike(self, name: str, tmp_path: Path) -> None:
        save(DATASET, tmp_path / name)
        (tmp_path / "other").mkdir()
        save(attrs.evolve(DATASET, records=reversed(list(DATASET))), tmp_path / "other" / name)
        assert (tmp_path / name).read_bytes() == (tmp_path / "other" / name).read_bytes()

    def test_the_bundled_dataset_is_the_same_in_every_form(self, tmp_path: Path) -> None:
        whole = load("kazakhstan-2022")
        for name in FORMS:
            save(whole, tmp_path / name)
            assert load(tmp_path / name) == whole

    def test_a_line_is_a_head_then_a_record_then_their_number(self, tmp_path: Path) -> None:
        save(DATASET, tmp_path / "x.jsonl")
        text = (tmp_path / "x.jsonl").read_text(encoding="utf-8")
        lines = [json.loads(line) for line in text.splitlines()]
        head = {"format": "unrest/1", "name": "orlec", "title": "Strike at Orlec", "outside": ["event:riot"]}
        assert (lines[0], lines[-1]) == (head, {"records": 4})
        assert [line["id"] for line in lines[1:-1]] == [record.id for record in DATASET]

    def test_packed_is_what_any_program_unpacks(self, tmp_path: Path) -> None:
        for name in ("x.json", "x.jsonl"):
            save(DATASET, tmp_path / name)
            save(DATASET, tmp_path / f"{name}.gz")
            assert gzip.decompress((tmp_path / f"{name}.gz").read_bytes()) == (tmp_path / name).read_bytes()

    def test_the_form_is_that_of_the_name_that_was_given(self, tmp_path: Path) -> None:
        (tmp_path / "link.jsonl").symlink_to(tmp_path / "store")
        save(DATASET, tmp_path / "link.jsonl")
        assert (tmp_path / "store").read_text(encoding="utf-8").startswith('{"format": "unrest/1", "name": "orlec"')
        assert load(tmp_path / "link.jsonl") == DATASET

    def test_long_texts_are_handed_on_in_pieces(self, tmp_path: Path) -> None:
        large = Dataset([Place(f"place:{n}", name="n" * 700_000) for n in range(5)])
        save(large, tmp_path / "x.jsonl.gz")
        assert load(tmp_path / "x.jsonl.gz") == large


class TestLines:
    """What is wrong with lines, each fault with the one on which it stands."""

    def problems(self, tmp_path: Path, *lines: str) -> tuple[Problem, ...]:
        path = tmp_path / "x.jsonl"
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        found = try_load(path).problems
        assert all(problem.file == str(path) for problem in found)
        with pytest.raises(InvalidDataset) as caught:
            load(path)
        assert caught.value.problems == found
        return found

    def test_all_are_told_in_one_pass(self, tmp_path: Path) -> None:
        lines = [
            '{"format": "unrest/1", "nme": "a"}',
            '{"id": "place:a"}',
            "",
            '{"id": "place:b", "name": "x", "name": "y"}',
            "[1]",
            '{"id"',
            '{"id": "event:a", "stage": "planned", "where": "place:gone"}',
            '{"records": 6}',
        ]
        assert told(self.problems(tmp_path, *lines)) == [
            ("field.unknown", "nme", 1),
            ("field.required", "records[0].name", 2),
            ("lines.blank", "records[1]", 3),
            ("json.twice", "records[2].name", 4),
            ("field.type", "records[3]", 5),
            ("json.syntax", "records[4]", 6),
            ("reference.unknown", "records[5].where.place", 7),
        ]

    def test_what_is_right_is_kept(self, tmp_path: Path) -> None:
        (tmp_path / "x.jsonl").write_text(f'{HEAD}\n{BERG}\n{{"id": "place:b"}}\n{{"records": 2}}\n')
        assert try_load(tmp_path / "x.jsonl").dataset == Dataset([PLACES[0]])

    def test_two_records_under_one_id_are_refused(self, tmp_path: Path) -> None:
        [problem] = self.problems(tmp_path, HEAD, BERG, BERG, '{"records": 2}')
        assert (problem.code, problem.line, problem.hint) == ("dataset.clash", 3, "the first one is records[0]")

    @pytest.mark.parametrize(
        ("first", "code", "hint"),
        [
            (BERG, "lines.head", None),
            ("[]", "lines.head", None),
            ("{", "json.syntax", "a dataset as one piece of JSON has the ending .json"),
            (
                f'{{"format": "unrest/1", "records": [{BERG}]}}',
                "lines.head",
                "a dataset as one piece of JSON has the ending .json",
            ),
            ('{"format": "unrest/2"}', "format.version", "it was written by another release"),
            ('{"format": "unrest/1", "format": "unrest/1"}', "json.twice", None),
            ("\ufeff" + HEAD, "json.mark", "save it as UTF-8 without a byte-order mark"),
            ("", "json.empty", None),
        ],
    )
    def test_without_a_head_nothing_else_is_told(self, first: str, code: str, hint: str | None, tmp_path: Path) -> None:
        [problem] = self.problems(tmp_path, first, "nonsense")
        assert (problem.code, problem.line, problem.hint) == (code, 1, hint)

    def test_an_empty_file_is_no_dataset(self, tmp_path: Path) -> None:
        (tmp_path / "x.jsonl").write_bytes(b"")
        assert codes(try_load(tmp_path / "x.jsonl").problems) == ["json.empty"]
        (tmp_path / "x.jsonl.gz").write_bytes(b"")
        assert codes(try_load(tmp_path / "x.jsonl.gz").problems) == ["json.empty"]

    def test_a_file_without_its_last_line_was_cut_off(self, tmp_path: Path) -> None:
        [problem] = self.problems(tmp_path, HEAD, BERG)
        assert (problem.code, problem.line) == ("lines.end", 2)
        assert problem.found == "the end of the text after 1 record"
        assert codes(self.problems(tmp_path, HEAD)) == ["lines.end"]

    @pytest.mark.parametrize("number", ["0", "2", "true", "1.0", '"1"', "null"])
    def test_another_number_of_records_is_refused(self, number: str, tmp_path: Path) -> None:
        [problem] = self.problems(tmp_path, HEAD, BERG, f'{{"records": {number}}}')
        assert (problem.code, problem.line, problem.found) == ("lines.count", 3, "1 record before it")

    def test_a_last_line_with_a_fault_of_json_is_refused(self, tmp_path: Path) -> None:
        [problem] = self.problems(tmp_path, HEAD, BERG, '{"records": 1, "records": 1}')
        assert (problem.code, problem.line) == ("json.twice", 3)

    def test_files_put_one_after_the_other_are_refused(self, tmp_path: Path) -> None:
        [problem] = self.problems(tmp_path, HEAD, BERG, '{"records": 1}', HEAD, '{"records": 0}')
        assert (problem.code, problem.line) == ("lines.more", 4)
        assert str(problem.hint).endswith("merged with |")

    def test_blank_lines_after_the_end_are_no_fault(self, tmp_path: Path) -> None:
        (tmp_path / "x.jsonl").write_text(f'{HEAD}\r\n{BERG}\r\n{{"records": 1}}\r\n\n \n')
        assert load(tmp_path / "x.jsonl") == Dataset([PLACES[0]])

    def test_what_is_no_utf8_is_told_with_its_byte(self, tmp_path: Path) -> None:
        (tmp_path / "x.jsonl").write_bytes(
            f'{HEAD}\n{{"id": "place:a", "name": "caf'.encode() + b'\xe9"}\n{"records": 1}\n'
        )
        [problem] = try_load(tmp_path / "x.jsonl").problems
        assert (problem.code, problem.line, problem.found) == ("json.encoding", 2, "byte 0xe9 at byte 53 of the file")
        (tmp_path / "x.jsonl").write_bytes(HEAD.encode("utf-16"))
        assert try_load(tmp_path / "x.jsonl").problems[0].hint == "it begins as UTF-16 does"

    def test_a_file_cut_at_any_byte_is_refused(self, tmp_path: Path) -> None:
        save(DATASET, tmp_path / "x.jsonl")
        data = (tmp_path / "x.jsonl").read_bytes()
        for end in range(len(data) - 1):
            (tmp_path / "x.jsonl").write_bytes(data[:end])
            assert try_load(tmp_path / "x.jsonl").problems, end


class TestPacked:
    def check(self, path: Path, data: bytes, code: str) -> Problem:
        path.write_bytes(data)
        with pytest.raises(UnreadableFile) as caught:
            load(path)
        assert try_load(path) == Attempt(problems=caught.value.problems)
        [problem] = caught.value.problems
        assert (problem.code, problem.file) == (code, str(path))
        return problem

    @pytest.mark.parametrize("name", ["x.json.gz", "x.jsonl.gz"])
    def test_a_file_cut_at_any_byte_is_refused(self, name: str, tmp_path: Path) -> None:
        save(DATASET, tmp_path / name)
        data = (tmp_path / name).read_bytes()
        for end in range(1, len(data)):
            assert self.check(tmp_path / name, data[:end], "file.packed").found == "packed data that is cut off"

    def test_a_changed_byte_is_refused(self, tmp_path: Path) -> None:
        save(DATASET, tmp_path / "x.json.gz")
        data = bytearray((tmp_path / "x.json.gz").read_bytes())
        data[-5] ^= 1
        assert self.check(tmp_path / "x.json.gz", bytes(data), "file.packed").found.startswith(
            "packed data that is broken"
        )

    def test_what_is_not_packed_is_refused(self, tmp_path: Path) -> None:
        problem = self.check(tmp_path / "x.json.gz", b'{"format": "unrest/1"}', "file.packed")
        assert problem.hint == "where it is not packed, take .gz off"

    def test_what_follows_the_packed_data_is_refused(self, tmp_path: Path) -> None:
        save(DATASET, tmp_path / "x.json.gz")
        problem = self.check(tmp_path / "x.json.gz", (tmp_path / "x.json.gz").read_bytes() + b"more", "file.packed")
        assert problem.hint is None

    def test_a_bomb_is_refused_at_its_limit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(codec_pack, "_FREE", 100_000)
        bomb = gzip.compress(b" " * 10_000_000)
        for name in ("x.json.gz", "x.jsonl.gz"):
            problem = self.check(tmp_path / name, bomb, "file.large")
            assert problem.hint == "where you trust it, unpack it first"
            assert f"packed into {len(bomb):,}" in problem.found
        # Below the limit it is what it is: nothing but spaces.
        monkeypatch.setattr(codec_pack, "_FREE", 10_000_000)
        assert codes(try_load(tmp_path / "x.json.gz").problems) == ["json.empty"]

    def test_the_limit_is_64_mebibytes_or_200_times_the_size(self, tmp_path: Path) -> None:
        assert (codec_pack._FREE, codec_pack._TIMES) == (64 * 2**20, 200)
        path = tmp_path / "x.json.gz"
        path.write_bytes(gzip.compress(bytes(2**20 * 65), 1))
        tracemalloc.start()
        try:
            assert codes(try_load(path).problems) == ["file.large"]
            # The pieces that were read, and the whole that they are put together to.
            assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
        finally:
            tracemalloc.stop()


def places(number: int) -> Iterator[Place]:
    return (Place(f"place:{n}", name=f"Site {n:0200}") for n in range(number))


class TestStream:
    @pytest.mark.parametrize("name", FORMS)
    def test_it_gives_the_records_of_the_file_and_its_head(self, name: str, tmp_path: Path) -> None:
        save(DATASET, tmp_path / name)
        stream = read_records(tmp_path / name)
        assert type(stream) is RecordStream
        assert stream.head == attrs.evolve(DATASET, records=())
        assert list(stream) == list(DATASET)
        assert list(stream) == []

    def test_a_bundled_name_is_taken_too(self) -> None:
        assert list(read_records("kazakhstan-2022")) == list(load("kazakhstan-2022"))

    def test_what_is_written_is_read_in_the_order_in_which_it_came(self, tmp_path: Path) -> None:
        records: list[Record] = [STRIKE, *reversed(PLACES), STRIKE]
        assert write_records(iter(records), tmp_path / "x.jsonl", attrs.evolve(DATASET, records=())) == 5
        stream = read_records(tmp_path / "x.jsonl")
        assert list(stream) == records
        assert stream.head.title == "Strike at Orlec"
        # Only all of them together show that one came twice.
        assert codes(try_load(tmp_path / "x.jsonl").problems) == ["dataset.clash"]

    def test_from_one_file_to_another(self, tmp_path: Path) -> None:
        save(DATASET, tmp_path / "x.jsonl.gz")
        stream = read_records(tmp_path / "x.jsonl.gz")
        number = write_records((each for each in stream if type(each) is Place), tmp_path / "y.jsonl", stream.head)
        assert number == 3
        assert load(tmp_path / "y.jsonl") == attrs.evolve(DATASET, records=PLACES)

    def test_nothing_is_written_as_nothing(self, tmp_path: Path) -> None:
        assert write_records([], tmp_path / "x.jsonl") == 0
        assert load(tmp_path / "x.jsonl") == Dataset()

    def test_memory_does_not_grow_with_the_number_of_records(self, tmp_path: Path) -> None:
        def peak(number: int) -> int:
            tracemalloc.start()
            try:
                assert write_records(places(number), tmp_path / "x.jsonl.gz") == number
                assert sum(1 for _ in read_records(tmp_path / "x.jsonl.gz")) == number
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

        peak(10)
        few, many = peak(8_000), peak(24_000)
        assert many < few * 1.2

    def test_at_a_fault_it_gives_no_more_and_tells_all(self, tmp_path: Path) -> None:
        lines = [HEAD, BERG, '{"id": "place:a"}', BERG, "", '{"id": "place:b", "name": NaN}', '{"records": 9}', ""]
        (tmp_path / "x.jsonl").write_text("\n".join(lines))
        given = []
        with pytest.raises(InvalidDataset) as caught:
            given += iter(read_records(tmp_path / "x.jsonl"))
        assert told(caught.value.problems) == [
            ("field.required", "records[1].name", 3),
            ("lines.blank", "records[3]", 5),
            ("json.number", "records[4].name", 6),
            ("lines.count", "", 7),
        ]
        assert all(problem.file == str(tmp_path / "x.jsonl") for problem in caught.value.problems)
        stream = read_records(tmp_path / "x.jsonl")
        assert next(stream) == PLACES[0]
        with pytest.raises(InvalidDataset):
            next(stream)

    def test_it_stops_at_a_thousand_faults_and_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "x.jsonl").write_text("\n".join([HEAD, *["{}"] * 2_000, '{"records": 2000}']))
        with pytest.raises(InvalidDataset) as caught:
            list(read_records(tmp_path / "x.jsonl"))
        *_, last = caught.value.problems
        assert len(caught.value.problems) == 1_001
        assert (last.code, last.line, last.hint) == ("lines.faults", 1_001, "the lines after line 1001 were not read")

    @pytest.mark.parametrize("head", ["nonsense", BERG, '{"format": "unrest/2"}', '{"format": "unrest/1", "nme": "a"}'])
    def test_a_wrong_head_is_refused_before_a_record_is_asked_for(self, head: str, tmp_path: Path) -> None:
        (tmp_path / "x.jsonl").write_text(f'{head}\n{BERG}\n{{"records": 1}}\n')
        with pytest.raises(InvalidDataset) as caught:
            read_records(tmp_path / "x.jsonl")
        assert [problem.line for problem in caught.value.problems] == [1]

    def test_a_file_that_is_not_there_is_refused_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile):
            read_records(tmp_path / "x.jsonl")

    @pytest.mark.parametrize(
        ("path", "code"),
        [("x.json", "file.ending"), ("x.csv", "file.ending"), (5, "file.path"), (b"x.jsonl", "file.path")],
    )
    def test_only_json_lines_are_written_record_by_record(self, path: Any, code: str) -> None:
        with pytest.raises(UnreadableFile) as caught:
            write_records([], path)
        assert codes(caught.value.problems) == [code]

    @pytest.mark.parametrize("head", [DATASET, "orlec", {"name": "orlec"}])
    def test_a_head_is_a_dataset_without_records(self, head: Any, tmp_path: Path) -> None:
        with pytest.raises(InvalidDataset) as caught:
            write_records([], tmp_path / "x.jsonl", head)
        assert codes(caught.value.problems) == ["dataset.head"]
        assert os.listdir(tmp_path) == []

    def test_whatever_fails_the_old_file_is_whole(self, tmp_path: Path) -> None:
        def broken() -> Iterator[Any]:
            yield PLACES[0]
            raise RuntimeError

        save(DATASET, tmp_path / "x.jsonl")
        with pytest.raises(RuntimeError):
            write_records(broken(), tmp_path / "x.jsonl")
        wrong: Any = [PLACES[0], "place:orlec"]
        with pytest.raises(InvalidDataset) as caught:
            write_records(wrong, tmp_path / "x.jsonl")
        assert [(each.code, each.place) for each in caught.value.problems] == [("dataset.record", "records[1]")]
        assert load(tmp_path / "x.jsonl") == DATASET
        assert os.listdir(tmp_path) == ["x.jsonl"]

    def test_a_file_can_be_read_and_replaced_at_once(self, tmp_path: Path) -> None:
        save(DATASET, tmp_path / "x.jsonl")
        stream = read_records(tmp_path / "x.jsonl")
        assert (
            write_records((each for each in stream if each.id != "place:zdan"), tmp_path / "x.jsonl", stream.head) == 3
        )
        assert [record.id for record in load(tmp_path / "x.jsonl")] == ["place:berg", "place:orlec", "event:strike"]

    def test_they_are_at_the_front_door(self) -> None:
        assert (unrest.read_records, unrest.write_records) == (read_records, write_records)
