"""The benchmarks run, in small, and the page in the docs is made from what they print."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "explanation" / "speed.md"
VERDICTS = {"met", "missed", "", "not installed"}


def rows(text: str) -> list[tuple[str, str, str]]:
    """The goal, what stands beside the work, and the verdict, of each line of the table of ratios."""
    cells = [[each.strip() for each in line.split("|")] for line in text.splitlines() if line.startswith("| ")]
    return [
        (each[1], each[3], each[6]) for each in cells if len(each) == 8 and each[6] in VERDICTS and each[1] != "Goal"
    ]


@pytest.mark.sweep
def test_a_small_run_gives_every_line_of_the_page(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "benchmarks",
        "--scale",
        "0.003",
        "--records",
        "50",
        "--claims",
        "600",
        "--rows",
        "200",
        "--page",
        tmp_path / "page.md",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert run.returncode == 0, run.stderr
    written = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert rows(run.stdout) == rows(written)
    assert [each[:2] for each in rows(written)] == [each[:2] for each in rows(PAGE.read_text(encoding="utf-8"))]
    assert "| 50 |" in written
    assert "| Rows of GDELT | Records | MB |" in written
    assert "| Question | 60 | 600 | Growth | By hand |" in written


def test_a_question_and_its_answer_by_hand_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    claims = importlib.import_module("benchmarks.claims")
    asked = {name: (ask(), by_hand()) for name, (ask, by_hand) in claims.questions(claims.dataset(3000)).items()}
    counts, counted = asked.pop("events by month and kind")
    assert counts == counted
    steps, by_hand = asked.pop("history of a measure")
    figures = [step for step in steps if step.change is not None]
    assert [(step.since, step.claim, step.speaker, step.change, step.before) for step in figures] == [
        each[:5] for each in by_hand
    ]
    assert any(step.removed_by for step in figures)
    assert {step.change for step in figures} == {"first", "up", "down", "same"}
    for name, (found, wanted) in asked.items():
        assert [each.id for each in found] == [each.id for each in wanted], name
    # A week of so few claims may have none.
    assert [name for name, (found, _) in asked.items() if not found] in ([], ["certainly during a week"])


def test_the_page_was_made_with_all_that_it_stands_beside() -> None:
    verdicts = {verdict for _, _, verdict in rows(PAGE.read_text(encoding="utf-8"))}
    assert "met" in verdicts
    assert "not installed" not in verdicts


def test_questions_to_engines_and_sql_by_hand_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    pytest.importorskip("ibis", reason="the extra `duckdb` is not installed")
    monkeypatch.syspath_prepend(ROOT)
    engines = importlib.import_module("benchmarks.engines")
    monkeypatch.setattr(engines, "fastest", lambda work, _=1: (1.0, work()))
    found = engines.compared(engines._made(tmp_path, 600), 600)
    page = (ROOT / "docs" / "explanation" / "scale.md").read_text(encoding="utf-8")
    for name in engines.ASKED:
        assert f"| {name} | 1.00 | 1.00 | 1.00 | 1.0 |" in found
        assert f"| {name} |" in page
    assert "Spark (Sail) beside DuckDB" in page
    assert sum(1 for _ in engines.records(600)) == 600 + 30 + 2_502
