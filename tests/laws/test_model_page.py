"""The model page and the laws say the same: each sentence marked as a law is quoted by a class here, and nothing else is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "reference" / "model.md").read_text(encoding="utf-8")
NUMBERED = re.compile(r"^\*\*(\d+)\.\*\* (.+?)( \*\(law\)\*)?$", re.MULTILINE)
LAWS = {sentence for _, sentence, marked in NUMBERED.findall(PAGE) if marked}


def quoted() -> Iterator[tuple[str, str]]:
    """Every class of tests in this folder with each paragraph of its docstring."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name.startswith("Test") and path != Path(__file__):
                paragraphs = (ast.get_docstring(node) or "").split("\n\n")
                yield from ((f"{path.stem}.{node.name}", " ".join(each.split())) for each in paragraphs)


class TestTheModelPage:
    def test_its_sentences_are_numbered_from_1_without_a_gap(self) -> None:
        numbers = [int(number) for number, _, _ in NUMBERED.findall(PAGE)]
        assert numbers == list(range(1, len(numbers) + 1)), "`python docs/made.py` numbers them anew"
        assert len(numbers) == len(re.findall(r"^\*\*\d", PAGE, re.MULTILINE))

    def test_no_sentence_stands_there_twice(self) -> None:
        sentences = [sentence for _, sentence, _ in NUMBERED.findall(PAGE)]
        assert [each for each in sentences if sentences.count(each) > 1] == []

    def test_every_sentence_that_is_marked_as_a_law_has_a_class_here(self) -> None:
        assert LAWS - {sentence for _, sentence in quoted()} == set()

    def test_every_class_here_quotes_sentences_that_are_marked_as_laws(self) -> None:
        assert {name: sentence for name, sentence in quoted() if sentence not in LAWS} == {}
