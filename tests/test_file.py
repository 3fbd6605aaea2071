"""What a path leads to."""

import os
from pathlib import Path

import pytest

from unrest.errors import Problem, UnreadableFile
from unrest.file import bytes_of, failure, name_of, opened


def refused(path: object) -> Problem:
    with pytest.raises(UnreadableFile) as caught:
        bytes_of(path)  # type: ignore[arg-type]
    [problem] = caught.value.problems
    return problem


class TestBytes:
    def test_they_are_all_there(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"\xff\r\n\0")
        assert bytes_of(tmp_path / "a.txt") == bytes_of(str(tmp_path / "a.txt")) == b"\xff\r\n\0"

    def test_a_path_that_leads_nowhere_is_refused_with_the_nearest_name(self, tmp_path: Path) -> None:
        (tmp_path / "orlec.txt").touch()
        problem = refused(tmp_path / "orlek.txt")
        assert (problem.code, problem.hint) == ("file.missing", "did you mean 'orlec.txt'?")
        assert refused(tmp_path / "zzz.json").hint is None
        assert refused(tmp_path / "no" / "x").hint == "there is no such folder either"

    def test_a_directory_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "plain").touch()
        assert refused(tmp_path).code == refused(tmp_path / "plain" / "x").code == "file.directory"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
    def test_a_pipe_is_refused_and_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert refused(tmp_path / "pipe").code == "file.special"

    def test_a_name_with_a_nul_is_refused(self) -> None:
        problem = refused("a\0b")
        assert problem.code == "file.unreadable"
        assert problem.found == "a NUL character in the path"

    def test_what_the_system_says_while_it_is_read_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a").touch()
        with pytest.raises(UnreadableFile) as caught, opened(tmp_path / "a"):
            raise OSError(5, "Input/output error")
        [problem] = caught.value.problems
        assert (problem.code, problem.found, problem.file) == (
            "file.unreadable",
            "input/output error",
            str(tmp_path / "a"),
        )

    def test_what_its_reader_says_is_told_as_it_is(self, tmp_path: Path) -> None:
        (tmp_path / "a").touch()
        said = UnreadableFile(Problem(code="file.packed", found="x", expected="y"))
        with pytest.raises(UnreadableFile) as caught, opened(tmp_path / "a"):
            raise said
        assert caught.value is said


class TestName:
    def test_odd_bytes_are_escaped(self) -> None:
        assert name_of("a\udcff") == "a\\udcff"

    @pytest.mark.parametrize("path", [5, None, b"a", True])
    def test_what_is_no_path_is_refused(self, path: object) -> None:
        with pytest.raises(UnreadableFile, match="a path, as text or as a Path"):
            name_of(path)


def test_a_failure_says_what_the_system_says() -> None:
    problem = failure("a.txt", PermissionError(13, "Permission denied"), "a file")
    assert (problem.code, problem.found, problem.file) == ("file.unreadable", "permission denied", "a.txt")
