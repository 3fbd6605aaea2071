"""The command line between programs and on a terminal: standard streams, colours, examples of the help, pictures."""

import bz2
import gzip
import io
import json
import lzma
import re
import shlex
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from unrest import commands, load, save
from unrest.commands import COMMANDS, main
from unrest.commands.parser import read as read_words
from unrest.commands.terminal import Grid, coloured, is_terminal, progress

NAMES = [command.name for command in COMMANDS]


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


def zipped(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("rows.csv", data)
    return made.getvalue()


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return give


def text_of(name: str, tmp_path: Path, ending: str) -> bytes:
    save(load(name), tmp_path / f"given{ending}")
    return (tmp_path / f"given{ending}").read_bytes()


class TestStandardInput:
    @pytest.mark.parametrize("ending", [".json", ".jsonl", ".json.gz", ".jsonl.gz"])
    def test_a_dataset_is_read_in_any_form(self, ending: str, given: Any, tmp_path: Path, capsys: Any) -> None:
        given(text_of("kazakhstan-2022", tmp_path, ending))
        assert main(["check", "-"]) == 0
        assert "no problems" in capsys.readouterr().out

    def test_what_is_no_dataset_is_told_by_the_name_of_the_stream(self, given: Any, capsys: Any) -> None:
        given(b"not json")
        assert main(["show", "-"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "json." in said.err
        assert "unrest-" not in said.err

    def test_what_only_looks_packed_is_told(self, given: Any, capsys: Any) -> None:
        given(b"\x1f\x8bnothing")
        assert main(["show", "-"]) in (1, 2)
        assert "standard input" in capsys.readouterr().err

    def test_a_text_is_read_too(self, given: Any, capsys: Any) -> None:
        given(b"no header")
        assert main(["check", "kazakhstan-2022", "--article", "-"]) != 0
        assert "standard input:1: characters 0 to 9" in capsys.readouterr().out

    def test_rows_are_read_too(self, given: Any, capsys: Any) -> None:
        given(b"id,best\n")
        assert main(["read", "ucdp_ged", "-", "-o", "-"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "2 columns beginning" in said.err

    @pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress, zipped])
    def test_rows_may_be_packed(self, pack: Any, given: Any, tmp_path: Path, capsys: Any) -> None:
        rows = (Path(__file__).parent / "readers/fixtures/maverick_event_reports.csv").read_bytes()
        given(pack(rows))
        assert main(["read", "auto", "-", "-o", str(tmp_path / "a.json")]) in (0, 1)
        assert "in standard input" in capsys.readouterr().out
        assert len(load(tmp_path / "a.json").events) > 1

    def test_one_stream_is_not_read_twice(self, capsys: Any) -> None:
        assert main(["compare", "-", "-"]) == 2
        assert "expected one thing on standard input" in capsys.readouterr().err

    def test_two_things_are_not_written_to_one_stream(self, capsys: Any) -> None:
        assert main(["read", "ucdp_ged", "x.csv", "-o", "-", "--problems", "-"]) == 2
        assert "expected one thing on standard output" in capsys.readouterr().err

    def test_where_there_is_none_it_is_told(self, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        assert main(["show", "-"]) == 2
        assert "found no standard input, expected something to read on it" in capsys.readouterr().err

    def test_nothing_is_left_behind_by_what_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("unrest.commands.standard.mkdtemp", lambda **_: pytest.fail("a folder was made"))
        assert main(["read", "ucdp_ged", "-", "-o", "-", "--problems", "-"]) == 2


class TestStandardOutput:
    def test_a_dataset_goes_out_and_what_is_said_of_it_beside(self, capsysbinary: Any) -> None:
        assert main(["convert", "kazakhstan-2022", "-"]) == 0
        out, err = capsysbinary.readouterr()
        assert json.loads(out)["name"] == "kazakhstan-2022"
        assert err.decode().startswith("wrote standard output: 70 records")

    def test_the_json_of_a_command_goes_beside_it_too(self, capsysbinary: Any) -> None:
        assert main(["convert", "kazakhstan-2022", "-", "--json"]) == 0
        out, err = capsysbinary.readouterr()
        assert json.loads(out)["format"] == "unrest/1"
        assert json.loads(err)["output"] == "standard output"

    def test_a_page_goes_out(self, capsysbinary: Any) -> None:
        main(["view", "kazakhstan-2022", "-o", "-"])
        assert b"<html" in capsysbinary.readouterr().out

    def test_what_goes_out_can_be_read_again(self, given: Any, capsysbinary: Any) -> None:
        main(["convert", "kazakhstan-2022", "-"])
        given(capsysbinary.readouterr().out)
        assert main(["compare", "kazakhstan-2022", "-"]) == 0


class TestColours:
    def test_they_are_on_a_terminal_and_nowhere_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("rich", reason="the extra cli is not installed")
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        assert is_terminal(Terminal())
        assert not is_terminal(io.StringIO())
        assert not is_terminal(None)
        monkeypatch.setenv("NO_COLOR", "1")
        assert not is_terminal(Terminal())
        monkeypatch.delenv("NO_COLOR")
        monkeypatch.setenv("TERM", "dumb")
        assert not is_terminal(Terminal())

    def test_the_words_are_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("rich", reason="the extra cli is not installed")
        lines = ["Who said what", "-------------", "[i]not markup[/i] :smile: [statistic:a]", "not stated"]
        shown = Terminal()
        monkeypatch.setenv("TERM", "xterm")
        coloured(lines, shown)
        assert "\x1b[" in shown.getvalue()
        assert re.sub(r"\x1b\[[\d;]*m", "", shown.getvalue()).splitlines() == lines

    def test_nothing_is_nothing(self) -> None:
        pytest.importorskip("rich", reason="the extra cli is not installed")
        shown = Terminal()
        coloured([], shown)
        assert shown.getvalue() == ""

    def test_a_table_stands_in_the_place_of_lines(self) -> None:
        pytest.importorskip("rich", reason="the extra cli is not installed")
        shown = Terminal()
        coloured(["plain"], shown, Grid(("name", "number"), (("[x]", "1,000"),)))
        assert "[x]" in shown.getvalue()
        assert "plain" not in shown.getvalue()

    def test_below_a_table_stands_what_is_no_row(self) -> None:
        pytest.importorskip("rich", reason="the extra cli is not installed")
        shown = Terminal()
        coloured(["plain"], shown, Grid(("name",), (("x",),), ("and 3 more",)))
        assert shown.getvalue().endswith("and 3 more\n")

    @pytest.mark.parametrize(
        "words",
        [
            "history kazakhstan-2022-reports --measure deaths --at place:kazakhstan",
            "disagreement kazakhstan-2022-reports --of figures",
            "datasets",
        ],
    )
    def test_a_table_says_what_the_lines_say(self, words: str, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "100")
        command, options = read_words(COMMANDS, shlex.split(words), "1")
        answer = command.run(options)
        assert answer.grid is not None
        table = " ".join([*(cell for row in answer.grid.rows for cell in row), *answer.grid.foot])
        told = re.findall(r"[a-z]+:[a-z0-9-]*[a-z0-9]|\d[\d.,-]*\d", " ".join(answer.lines))
        assert len(told) > 5
        assert [each for each in told if each not in table] == []

    def test_a_command_writes_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("rich", reason="the extra cli is not installed")
        shown = Terminal()
        monkeypatch.setattr(sys, "stdout", shown)
        monkeypatch.setenv("TERM", "xterm")
        assert main(["datasets"]) == 0
        assert "\x1b[1m" in shown.getvalue()
        shown.truncate(0)
        assert main(["datasets", "--json"]) == 0
        assert "\x1b" not in shown.getvalue()

    def test_without_rich_a_terminal_has_plain_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("unrest.commands.terminal.find_spec", lambda _: None)
        assert not is_terminal(Terminal())


class TestProgress:
    def test_a_bar_moves_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("rich", reason="the extra cli is not installed")
        monkeypatch.setenv("TERM", "xterm")
        with progress(Terminal(), "rows") as step:
            assert step is not None
            step(1000)

    def test_elsewhere_there_is_none(self) -> None:
        with progress(io.StringIO(), "rows") as step:
            assert step is None


class TestHelp:
    @pytest.mark.parametrize("name", NAMES)
    def test_every_command_shows_one_use_of_it(self, name: str, capsys: Any) -> None:
        assert main([name, "--help"]) == 0
        assert f"Example: unrest {name}" in " ".join(capsys.readouterr().out.split())

    @pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
    def test_the_example_is_understood(self, command: Any) -> None:
        program, *argv = shlex.split(command.example)
        found, _ = read_words(COMMANDS, argv, "1")
        assert (program, found) == ("unrest", command)

    @pytest.mark.parametrize(
        "command", [each for each in COMMANDS if "kazakhstan" in each.example], ids=lambda c: c.name
    )
    def test_an_example_on_bundled_data_works(
        self, command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        if command.name == "plot":
            pytest.importorskip("matplotlib", reason="the extra plot is not installed")
        monkeypatch.chdir(tmp_path)
        Path("article.txt").write_text(" date 2022-01-29 \n\nAnother text.\n", encoding="utf-8")
        code = main(shlex.split(command.example)[1:])
        # The text is not the one that was coded, and check and view say so.
        assert code == (1 if "article.txt" in command.example else 0)

    def test_all_are_named_with_the_exit_codes(self, capsys: Any) -> None:
        assert main(["--help"]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert all(name in shown for name in NAMES)
        assert "Exit code: 0 nothing is wrong, 1 problems were found, 2 wrong use." in shown


class TestPlot:
    @pytest.fixture(autouse=True)
    def _needs(self, request: pytest.FixtureRequest) -> None:
        pytest.importorskip("matplotlib", reason="the extra plot is not installed")

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--kind", "timeline"], "Timeline: 36 claims"),
            (["--kind", "timeline", "--known-on", "2022-01-26"], "Timeline: 3 claims"),
            (["--kind", "figures", "--measure", "deaths"], "Figures of deaths: 1 figure"),
            (["--kind", "map", "--theme", "dark"], "The unrest of January 2022"),
            (["--kind", "disagreement"], "there is no incident"),
            (["--kind", "disagreement", "--of", "figures"], "there is no incident"),
        ],
    )
    def test_every_kind_is_drawn_and_told(self, words: list[str], told: str, tmp_path: Path, capsys: Any) -> None:
        output = tmp_path / "picture.svg"
        assert main(["plot", "kazakhstan-2022", *words, "-o", str(output)]) == 0
        assert told in capsys.readouterr().out
        assert output.read_bytes().startswith(b"<?xml")

    def test_fields_that_are_asked_are_drawn(self, tmp_path: Path, capsys: Any) -> None:
        argv = ["plot", "kazakhstan-2022-reports", "--kind", "disagreement", "--of", "figures"]
        assert main([*argv, "--field", "where.place", "-o", str(tmp_path / "a.png"), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["description"] == "Disagreement in 64 incidents: where.place 0 %"

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (
                ["--kind", "map", "--measure", "deaths"],
                "found --measure for a picture of kind map, expected --kind figures",
            ),
            (["--kind", "timeline", "--of-whom", "police"], "found --of-whom"),
            (["--kind", "map", "--of", "figures"], "found --of for a picture of kind map"),
            (["--kind", "figures"], "found no --measure"),
        ],
    )
    def test_an_option_that_would_change_nothing_is_refused(
        self, words: list[str], told: str, tmp_path: Path, capsys: Any
    ) -> None:
        assert main(["plot", "kazakhstan-2022", *words, "-o", str(tmp_path / "a.png")]) == 2
        assert told in capsys.readouterr().err

    def test_a_picture_is_not_written_onto_its_dataset(self, tmp_path: Path, capsys: Any) -> None:
        path = tmp_path / "data.json"
        save(load("kazakhstan-2022"), path)
        before = path.read_bytes()
        assert main(["plot", str(path), "--kind", "timeline", "-o", str(path)]) == 2
        assert path.read_bytes() == before
        assert "picture" in capsys.readouterr().err


class TestTextsWithoutAHeader:
    """A text of one's own is no file of the article dataset; its digest says whose text it is."""

    def test_it_is_checked_and_viewed(self, tmp_path: Path, capsys: Any) -> None:
        from unrest import Article, Dataset, Source, Statistic
        from unrest.source import sha256_of

        text = "Two people were hurt."
        source = Source("source:a", sha256=sha256_of(text), length=len(text))
        cited = Article(source, text).cite("Two people", supports=["quantity"])
        hurt = Statistic("statistic:a", measure="injuries", quantity=2, stage="accomplished", citations=cited)
        save(Dataset([source, hurt]), tmp_path / "a.json")
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        argv = [str(tmp_path / "a.json"), "--article", str(tmp_path / "a.txt")]
        assert main(["check", *argv]) == 0
        assert "checked 1 place of 1 record against 1 text: no problems" in capsys.readouterr().out
        assert main(["view", *argv, "-o", str(tmp_path / "a.html")]) == 0
        assert text[:10] in (tmp_path / "a.html").read_text(encoding="utf-8")

    def test_another_text_is_told(self, tmp_path: Path, capsys: Any) -> None:
        (tmp_path / "b.txt").write_text("Another text.", encoding="utf-8")
        assert main(["check", "kazakhstan-2022", "--article", str(tmp_path / "b.txt")]) == 1
        assert "article.header" in capsys.readouterr().out


class TestFaults:
    def test_an_error_outside_a_command_is_told_too(self, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        monkeypatch.setattr(commands, "Standard", _broken)
        assert main(["datasets"]) == 2
        assert "found nothing, expected something" in capsys.readouterr().err


def _broken(*_: object) -> object:
    from unrest import InvalidValue, Problem

    raise InvalidValue(Problem(code="a.b", found="nothing", expected="something"))
