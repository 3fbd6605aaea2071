"""The benchmarks run, in small, and the page in the docs is made from what they print."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "explanation" / "speed.md"
VERDICTS = {"met", "missed", "", "not installed"}


def rows(text: str) -> list[tuple[str, str, str]]:
    """The goal, what stands beside the work, and the verdict, of each line of the table of ratios."""
    cells = [[each.strip() for each in line.split("|")] for line in text.splitlines() if line.startswith("| ")]
    return [
        (each[1], each[3], each[6]) for each in cells if len(each) == 8 and each[6] in VERDICTS and each[1] != "Goal"
    ]


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
    assert [each[:2] for each in rows(written)] == [each[:2] for each in rows(PAGE.read_text(encoding="utf-8"))]
    assert "| 50 |" in written


def test_the_page_was_made_with_all_that_it_stands_beside() -> None:
    verdicts = {verdict for _, _, verdict in rows(PAGE.read_text(encoding="utf-8"))}
    assert "met" in verdicts
    assert "not installed" not in verdicts
