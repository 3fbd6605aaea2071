"""`unrest check`: every problem, what was not checked, and how many places of how many records were."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import Any

import attrs

from ..article import Article, read_article
from ..codec import Attempt, load, try_load
from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, UnrestError
from ..file import bytes_of, name_of
from ..prose.phrase import counted
from ..rules import Check, check
from .answer import FINE, PROBLEMS, WRONG_USE, Answer
from .parser import Command, sentence

__all__ = ["COMMAND", "attempt_of", "checked", "code_of", "texts_in", "value_of"]


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="the name of a bundled dataset, or the path of a file")
    parser.add_argument(
        "--article",
        metavar="FILE",
        action="append",
        default=[],
        help="the text of a source, to verify every citation of it; may be given more than once",
    )


def _run(options: Namespace) -> Answer:
    attempt = attempt_of(options.dataset)
    texts = [text for file in options.article for text in texts_in(file, attempt.dataset)]
    found = checked(attempt, texts)
    code = code_of(found, texts)
    articles = sum(isinstance(text, Article) for text in texts)
    if options.json:
        return Answer(value=value_of(attempt.dataset, found, articles), code=code)
    lines = _lines(found, len(options.article), articles) if len(attempt.dataset) else _unread(found)
    return Answer(lines=lines, code=code)


def attempt_of(name: str) -> Attempt:
    """What could be read of a dataset; a name or a file that is not there is no problem of a dataset, and is raised.

    >>> attempt_of("kazakhstan-2022").is_whole
    True
    """
    try:
        return Attempt(load(name))
    except InvalidDataset:
        return try_load(name)


def texts_in(file: str, dataset: Dataset) -> Sequence[Article | Problem]:
    """The article in a file, or what is wrong with it.

    >>> [problem.code for problem in texts_in("not-there.txt", Dataset())]
    ['file.missing']
    """
    # Where there is one source, a text with another digest is told beside that.
    only = dataset.sources[0].id if len(dataset.sources) == 1 else None
    try:
        data = bytes_of(file, "the text of a source")
        digest = sha256(data).hexdigest()
        known = [source for source in dataset.sources if source.sha256 == digest]
        if known:
            # The digest says whose text it is, with the header of an article or without one.
            return [Article(source, data.decode("utf-8"), file=name_of(file)) for source in known]
        return [read_article(file, id=only or f"source:{'-'.join(PurePath(file).stem.split())}")]
    except UnrestError as error:
        return error.problems


def checked(attempt: Attempt, texts: Sequence[Article | Problem]) -> Check:
    """What came of checking all that could be read, together with what could not.

    >>> checked(Attempt(Dataset()), []).ok
    True
    """
    found = check(attempt.dataset, texts)
    if attempt.is_whole:
        return found
    # Records with a fault of their own were left out, and what refers to them is not to blame.
    rest = [problem for problem in found.problems if problem.code != "reference.unknown"]
    return attrs.evolve(found, problems=(*attempt.problems, *rest))


def code_of(found: Check, texts: Sequence[Article | Problem]) -> int:
    """The exit code: a text that cannot be read is a wrong use, whatever else was found.

    >>> code_of(Check(), [])
    0
    """
    if any(isinstance(text, Problem) and text.code.startswith("file.") for text in texts):
        return WRONG_USE
    return PROBLEMS if found.problems else FINE


def _lines(found: Check, given: int, articles: int) -> Iterator[str]:
    yield from (sentence(str(problem)) for problem in found.problems)
    if found.problems:
        yield ""
    yield from _not_checked(found.not_checked)
    problems = counted(len(found.problems), "problem") if found.problems else "no problems"
    if given:
        places, records = counted(found.places, "place"), counted(found.records, "record")
        yield f"checked {places} of {records} against {counted(articles, 'text')}: {problems}"
    elif found.citations:
        citations = counted(found.citations, "citation")
        yield f"{problems}; there was nothing to check {citations} against: give the text with --article FILE"
    else:
        yield f"{problems}; there are no citations"


def _unread(found: Check) -> Iterator[str]:
    """What is wrong with a file of which no record could be read."""
    yield from (sentence(str(problem)) for problem in found.problems)
    yield "there was no record to check"


def _not_checked(found: Sequence[Problem]) -> Iterator[str]:
    """What was not checked, one line each; what is so for many places alike is one line."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in found:
        alike.setdefault((problem.code, problem.found), []).append(problem)
    for (code, words), problems in alike.items():
        told = f"{counted(len(problems), 'place')}: {words} [{code}]" if len(problems) > 1 else str(problems[0])
        yield sentence(f"not checked: {told}")


def value_of(dataset: Dataset, found: Check, articles: int) -> dict[str, Any]:
    """What was found, for a program.

    >>> value_of(Dataset(name="empty"), Check(), 0)["problems"]
    []
    """
    verdicts = Counter(str(each.verdict) for each in found.verifications)
    return {
        "name": dataset.name,
        "problems": [_plain(problem) for problem in found.problems],
        "not_checked": [_plain(problem) for problem in found.not_checked],
        "citations": found.citations,
        "checked": {"places": found.places, "records": found.records, "texts": articles},
        "verdicts": dict(sorted(verdicts.items())),
    }


def _plain(problem: Problem) -> dict[str, Any]:
    return {name: found for name, found in attrs.asdict(problem).items() if found not in (None, "")}


COMMAND = Command(
    "check",
    "every problem, and how many places of how many records were checked",
    _add,
    _run,
    example="unrest check kazakhstan-2022 --article article.txt",
)
"""The command."""
