"""Every script in examples/ runs by itself and prints what the file beside it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "examples"
SCRIPTS = sorted(FOLDER.glob("*.py"))
DOCS = FOLDER.parent / "docs"


def test_there_are_examples() -> None:
    assert len(SCRIPTS) >= 6


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.stem for path in SCRIPTS])
def test_an_example_is_short_and_says_whose_task_it_is(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 70
    assert lines[0].startswith('"""')


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.stem for path in SCRIPTS])
def test_an_example_stands_in_the_docs(script: Path) -> None:
    assert f"<!-- example {script.stem} -->" in (DOCS / "how-to" / "examples.md").read_text(encoding="utf-8")


def test_every_output_belongs_to_a_script() -> None:
    assert {path.stem for path in FOLDER.glob("*.out")} <= {path.stem for path in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.stem for path in SCRIPTS])
def test_an_example_prints_what_its_output_file_says(script: Path, tmp_path: Path) -> None:
    if "unrest.plots" in script.read_text(encoding="utf-8"):
        pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    # Elsewhere than in the clone, so that an example cannot lean on files that its reader does not have.
    run = subprocess.run(
        [sys.executable, "-W", "error", str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (run.returncode, run.stderr) == (0, "")
    expected = script.with_suffix(".out")
    assert expected.is_file(), f"write it: python {script.name} > {expected.name}"
    assert run.stdout == expected.read_text(encoding="utf-8")
