"""`unrest view`: a page on which each cited place of a text stands beside the records that cite it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from ..article import Article
from ..errors import Problem, UnreadableFile, show
from ..file import name_of, refuse_input, write
from ..prose.phrase import counted
from ..review import page
from ..rules import Check
from .answer import Answer
from .check import attempt_of, checked, code_of, texts_in, value_of
from .parser import Command, sentence

__all__ = ["COMMAND"]

_ENDINGS = (".html", ".htm")


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="the name of a bundled dataset, or the path of a file")
    parser.add_argument(
        "--article",
        metavar="FILE",
        action="append",
        default=[],
        help="the text of a source, to be shown with its citations; may be given more than once",
    )
    parser.add_argument(
        "-o", "--output", metavar="PAGE", required=True, help="the file to write, with the ending .html"
    )


def _run(options: Namespace) -> Answer:
    _refuse_output(options.output, [options.dataset, *options.article])
    attempt = attempt_of(options.dataset)
    texts = [text for file in options.article for text in texts_in(file, attempt.dataset)]
    found = checked(attempt, texts)
    data = page(attempt.dataset, texts, found=found).encode("utf-8")
    write(options.output, [data])
    articles = sum(isinstance(text, Article) for text in texts)
    value = {"page": name_of(options.output), "bytes": len(data), **value_of(attempt.dataset, found, articles)}
    return Answer(lines=_lines(value, found), value=value, code=code_of(found, texts))


def _refuse_output(output: str, inputs: Iterable[str]) -> None:
    """A page is written to a file of its own: never onto what it is made of, nor onto what looks like another thing."""
    if PurePath(output).suffix.lower() not in _ENDINGS:
        found, expected = show(PurePath(output).suffix or output), "a file that ends in .html"
        raise UnreadableFile(Problem(code="file.ending", found=found, expected=expected, file=name_of(output)))
    refuse_input(output, inputs, "page")


def _lines(value: dict[str, Any], found: Check) -> Iterator[str]:
    yield from (sentence(str(problem)) for problem in found.problems)
    checks = value["checked"]
    problems = counted(len(found.problems), "problem") if found.problems else "no problems"
    left = f"; {counted(len(found.not_checked), 'place')} not checked" if found.not_checked else ""
    yield sentence(
        f"{value['page']}: {counted(found.citations, 'citation')}, {counted(checks['places'], 'place')} of"
        f" {counted(checks['records'], 'record')} checked against {counted(checks['texts'], 'text')}: {problems}{left}"
    )


COMMAND = Command(
    "view",
    "where the page was written, and what was found on the way",
    _add,
    _run,
    example="unrest view kazakhstan-2022 --article article.txt -o page.html",
    ending=".html",
)
"""The command."""
