"""The benchmarks run, in small, and the page in the docs is made from what they print."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "explanation" / "speed.md"


def rows(text: str) -> list[tuple[str, str]]:
    """The goal and the work of each line of the table of ratios."""
    cells = [[each.strip() for each in line.split("|")] for line in text.splitlines() if line.startswith("| ")]
    return [(each[1], each[3]) for each in cells if len(each) == 8 and each[1] not in ("Goal", "---")]


def test_a_small_run_gives_every_line_of_the_page(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "benchmarks",
        "--scale",
        "0.003",
        "--records",
        "50",
        "--page",
        tmp_path / "page.md",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert run.returncode == 0, run.stderr
    written = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert rows(run.stdout) == rows(written)
    assert rows(written) == rows(PAGE.read_text(encoding="utf-8"))
    assert "| 50 |" in written


def test_the_page_was_made_with_all_that_it_stands_beside() -> None:
    lines = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and line.count("|") == 7
    ]
    verdicts = {line.split("|")[6].strip() for line in lines}
    assert "met" in verdicts
    assert verdicts <= {"met", "missed", "", "---"}
