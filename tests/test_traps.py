"""The traps into which other libraries fall, once more from the outside: through files and the command line only.

T11 and T21 are traps of readers of ACLED and GDELT files, T9, T12 and T22 have a part in them; what of them concerns a
file of ours stands here, and the rest in tests/readers/test_traps_of_files.py. T19 (importing asks nobody) has its test in test_api.py, and T25 (our own list of verdicts on
the dates of EDTF) in test_edtf.py.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import unrest
from unrest.commands import main
from unrest.when import When

TEXT = " date 2031-03-09 Two guards said that 19 officers fell. Machine guns lay there. Machine guns were stolen."

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line: its exit code, what it prints and what it complains of."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return code, told.out, told.err

    return run


def file(folder: Path, *records: dict[str, Any], name: str = "x.json") -> Path:
    """A file as any other program would write it."""
    path = folder / name
    if ".jsonl" in name:
        lines: list[dict[str, Any]] = [{"format": "unrest/1"}, *records, {"records": len(records)}]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    else:
        path.write_text(json.dumps({"format": "unrest/1", "records": records}), encoding="utf-8")
    return path


def event(**fields: Any) -> dict[str, Any]:
    return {"id": "event:a", "stage": "accomplished", **fields}


def figure(**fields: Any) -> dict[str, Any]:
    return {"id": "statistic:a", "stage": "accomplished", "measure": "deaths", "quantity": "19", **fields}


def count(number: Any) -> dict[str, Any]:
    return {"low": number, "best": number, "high": number, "qualifier": "exact"}


def kept(path: Path) -> dict[str, Any]:
    """The first record, read and written again."""
    copy = path.with_name("copy.json")
    unrest.load(path).save(copy)
    first: dict[str, Any] = json.loads(copy.read_text(encoding="utf-8"))["records"][0]
    return first


def refused(path: Path, run: Run, code: str) -> str:
    """The line by which the command line refuses a file: with its path, the place in it and the code of the problem."""
    exit_code, out, err = run("check", path)
    assert exit_code == 1
    found = json.loads(run("check", path, "--json")[1])
    assert str(path) in {problem.get("file") for problem in found["problems"] if problem["code"] == code}
    with pytest.raises(unrest.UnrestError):
        unrest.load(path)
    return out + err


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
class TestDates:
    def test_t1_an_interval_keeps_both_ends(self, name: str, tmp_path: Path, run: Run) -> None:
        path = file(tmp_path, event(period="2022-01-02/2022-01-12"), name=name)
        assert kept(path)["period"] == "2022-01-02/2022-01-12"
        assert "when: from 2 January 2022 to 12 January 2022" in run("show", path)[1]
        period = unrest.load(path).events.only().period
        assert period is not None
        assert [str(period.start), str(period.end)] == ["2022-01-02", "2022-01-12"]

    @pytest.mark.parametrize("text", ["2022-01~", "2022?", "2022%", "2022-01-05~", "156X", "2022-21"])
    def test_t3_qualifiers_stay_in_the_text(self, text: str, name: str, tmp_path: Path) -> None:
        assert kept(file(tmp_path, event(period=text), name=name))["period"] == text

    def test_t4_an_unknown_end_is_no_open_end(self, name: str, tmp_path: Path) -> None:
        for text in ("/2006", "2004-06-01/", "2004-06-01/.."):
            assert kept(file(tmp_path, event(period=text), name=name))["period"] == text
        unknown = unrest.load(file(tmp_path, event(period="2004-06-01/"), name=name)).events.only()
        going_on = unrest.load(file(tmp_path, event(period="2004-06-01/.."), name=name)).events.only()
        assert unknown != going_on

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            *(("-0999", "when.year"), ("-0001", "when.year"), ("0000", "when.year"), ("Y17200", "when.year")),
            *(("Y3388E2S3", "when.significant_digits"), ("2022-01-02T10:00:00", "when.time_of_day")),
            *(("2022-02-30", "when.no_such_day"), ("2022-13", "when.no_such_month")),
        ],
    )
    def test_t5_t8_what_is_outside_is_refused_and_not_rewritten(
        self, text: str, code: str, name: str, tmp_path: Path, run: Run
    ) -> None:
        assert text in refused(file(tmp_path, event(period=text), name=name), run, code)

    @pytest.mark.parametrize("text", ["2-12 January 2022", "between 2 and 12 January 2022", "early January 2022"])
    def test_t6_t7_words_are_no_dates(self, text: str, name: str, tmp_path: Path, run: Run) -> None:
        refused(file(tmp_path, event(period=text), name=name), run, "period.form")

    def test_t9_a_month_is_no_first_of_the_month(self, name: str, tmp_path: Path) -> None:
        path = file(tmp_path, event(period="2022-01"), name=name)
        assert kept(path)["period"] == "2022-01"
        found = unrest.load(path).events.only().period
        assert found is not None
        assert isinstance(found.start, When)
        assert found.start.exact_day is None

    def test_t10_before_and_after_a_month_are_three_answers(self, name: str, tmp_path: Path) -> None:
        dataset = unrest.load(file(tmp_path, event(period="2022-01"), name=name))
        from unrest.query import certainly_during, possibly_during

        late = "2022-01-15/2022-12-31"
        assert dataset.events.where(possibly_during(late)).ids == ("event:a",)
        assert dataset.events.where(certainly_during(late)).ids == ()
        assert dataset.events.where(possibly_during("2022-02")).ids == ()

    def test_t12_an_event_without_a_date_has_none(self, name: str, tmp_path: Path, run: Run) -> None:
        source = {"id": "source:x", "published": "2022-01-29"}
        path = file(tmp_path, source, event(citations=[{"source": "source:x"}]), name=name)
        assert unrest.load(path).events.only().period is None
        code, out, _ = run("show", path)
        assert code == 0
        # The day of the report stands at the source, and no day at the event.
        source, _, happened = out.partition("In the source's own voice")
        assert "published: 29 January 2022" in source
        assert "event:a" in happened
        assert "2022" not in happened
        copy = tmp_path / "copy.json"
        unrest.load(path).save(copy)
        assert "period" not in json.loads(copy.read_text(encoding="utf-8"))["records"][1]


class TestSpeakers:
    def test_t2_one_figure_of_two_speakers_is_two_claims(self, tmp_path: Path, run: Run) -> None:
        said = [
            {"id": "statement:channel", "act": "asserts", "speaker": "actor:channel", "said": "2022-01-10"},
            {"id": "statement:ministry", "act": "asserts", "speaker": "actor:ministry", "said": "2022-01-29"},
        ]
        figures = [
            {**figure(), "id": f"statistic:{each['id'][10:]}", "stated_in": each["id"], "quantity": "19"}
            for each in said
        ]
        actors = [{"id": f"actor:{name}", "name": name} for name in ("channel", "ministry")]
        path = file(tmp_path, *actors, *said, *figures)
        dataset = unrest.load(path)
        assert dataset.statistics.ids == ("statistic:channel", "statistic:ministry")
        assert dataset.known_on("2022-01-15").statistics.ids == ("statistic:channel",)
        merged = dataset | unrest.load(path)
        assert merged.statistics.ids == dataset.statistics.ids
        assert run("show", path)[1].count("- 19 deaths") == 2


class TestTexts:
    @pytest.fixture
    def article(self, tmp_path: Path) -> Path:
        path = tmp_path / "orlec.txt"
        path.write_text(TEXT, encoding="utf-8")
        return path

    def cited(self, folder: Path, **citation: Any) -> Path:
        source = {"id": "source:orlec", "sha256": unrest.source.sha256_of(TEXT), "length": len(TEXT)}
        return file(folder, source, event(citations=[{"source": "source:orlec", **citation}]))

    def test_t13_another_figure_is_not_aligned(self, tmp_path: Path, article: Path, run: Run) -> None:
        path = self.cited(tmp_path, quote="18 officers fell")
        code, out, _ = run("check", path, "--article", article)
        assert code == 1
        assert "the text has '19' for '18'" in " ".join(out.split())

    def test_t14_a_bad_file_among_good_ones_is_no_pass(self, tmp_path: Path, run: Run) -> None:
        for name in "ac":
            file(tmp_path, event(), name=f"{name}.json")
        (tmp_path / "b.json").write_bytes(b"\x00\xff")
        codes = [run("check", tmp_path / f"{name}.json")[0] for name in "abc"]
        assert codes == [0, 1, 0]

    def test_t15_words_that_stand_there_twice_are_ambiguous(self, tmp_path: Path, article: Path, run: Run) -> None:
        code, out, _ = run("check", self.cited(tmp_path, quote="Machine guns"), "--article", article)
        assert code == 1
        assert "2 times" in " ".join(out.split())

    def test_t16_a_place_beyond_the_text_is_refused_with_both_lengths(self, tmp_path: Path, run: Run) -> None:
        path = self.cited(tmp_path, start=0, end=len(TEXT) + 1, digest="0" * 64)
        told = " ".join(refused(path, run, "citation.bounds").split())
        assert str(len(TEXT) + 1) in told
        assert f"at most {len(TEXT)}" in told

    def test_t17_a_reversed_place_is_refused(self, tmp_path: Path, run: Run) -> None:
        refused(self.cited(tmp_path, start=9, end=5, digest="0" * 64), run, "citation.reversed")

    def test_a_citation_moved_by_one_is_told(self, tmp_path: Path, article: Path, run: Run) -> None:
        start = TEXT.index("19 officers")
        digest = unrest.source.sha256_of("19 officers")
        right = self.cited(tmp_path, start=start, end=start + 11, digest=digest)
        assert run("check", right, "--article", article)[0] == 0
        for by in ((1, 1), (-1, -1), (0, 1), (1, 0), (0, -1), (-1, 0)):
            moved = self.cited(tmp_path, start=start + by[0], end=start + 11 + by[1], digest=digest)
            assert run("check", moved, "--article", article)[0] == 1


class TestValues:
    def test_t18_a_decimal_stays_exact(self, tmp_path: Path) -> None:
        damage = figure(measure="damage", unit="USD", quantity=count("1.1"))
        assert kept(file(tmp_path, damage))["quantity"]["low"] == "1.1"

    @pytest.mark.parametrize("number", [1.1, "1.10", "01", "1e3", True, "19", None, [19], 1e999])
    def test_t18_another_form_of_a_number_is_refused(self, number: Any, tmp_path: Path, run: Run) -> None:
        path = file(tmp_path, figure(quantity=count(number)))
        assert run("check", path)[0] == 1
        with pytest.raises(unrest.UnrestError):
            unrest.load(path)

    @pytest.mark.parametrize("command", [("show",), ("check",), ("datasets",)])
    def test_t20_everything_that_is_shown_is_json_too(self, command: tuple[str], tmp_path: Path, run: Run) -> None:
        path = file(tmp_path, event(period="2022-01"), figure(as_of="2022-01-05"))
        arguments = [*command, *([] if command == ("datasets",) else [path]), "--json"]
        code, out, _ = run(*arguments)
        assert code == 0
        assert json.loads(out)

    @pytest.mark.parametrize(("latitude", "right"), [(143, False), (90.1, False), (43.2, True), ("43.2", False)])
    def test_t22_a_latitude_is_from_minus_90_to_90(self, latitude: Any, right: bool, tmp_path: Path, run: Run) -> None:
        place = {"id": "place:a", "name": "Almaty", "latitude": latitude, "longitude": 76.9}
        path = file(tmp_path, place)
        assert run("check", path)[0] == (0 if right else 1)
        if not right:
            assert "from -90 to 90" in " ".join(run("check", path)[1].split())

    def test_t23_what_is_read_can_stand_in_a_set(self, tmp_path: Path) -> None:
        path = file(tmp_path, event(period="2022-01~"), figure())
        assert len({*unrest.load(path), *unrest.load(path)}) == 2
        assert len({event.period for event in unrest.load(path).events} | {unrest.Period("2022-01~")}) == 1

    def test_t24_a_misspelt_field_is_refused_with_the_right_one(self, tmp_path: Path, run: Run) -> None:
        told = " ".join(refused(file(tmp_path, event(perod="2022-01")), run, "field.unknown").split())
        assert "did you mean 'period'?" in told
        code, _, err = run("shwo", tmp_path)
        assert code == 2
        assert "show" in err


def test_the_command_line_ends_without_a_traceback_on_any_of_them(tmp_path: Path) -> None:
    path = file(tmp_path, event(period="January 2022"), {"id": "statistic:b"}, {"id": 5}, [1])  # type: ignore[arg-type]
    run = subprocess.run(
        [sys.executable, "-m", "unrest", "check", str(path)], capture_output=True, encoding="utf-8", timeout=120
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stdout + run.stderr
    assert "period.form" in run.stdout
