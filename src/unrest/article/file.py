"""Files of the article dataset: UTF-8, a header ` date YYYY-MM-DD `, then paragraphs parted by blank lines.

The text is the decoded file as it is: its header, its newlines and a byte-order mark are characters of it.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from attrs import evolve
from dateutil.relativedelta import relativedelta

from ..errors import InvalidArticle, InvalidRecord, Problem, UnreadableFile, show
from ..file import bytes_of, failure, name_of
from ..source import Source
from .text import Article

__all__ = ["read_article", "read_articles"]

_HEADER = re.compile(r"\ufeff? date ([0-9]{4}-[0-9]{2}-[0-9]{2}) ")
_NEARLY = re.compile(r"\ufeff?\s*date[\s:]*([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?![0-9])", re.IGNORECASE)
_EXPECTED = "' date YYYY-MM-DD ' at the very start, with one space on every side"
_ENDING = ".txt"


def read_article(path: "str | os.PathLike[str]", *, id: str | None = None, language: str | None = None) -> Article:
    """The article in a file of the article dataset.

    The file is UTF-8, begins with ` date YYYY-MM-DD ` and then has a body.
    The text is kept as it is; newlines, a byte-order mark (one character) and the header count when places are counted.
    The source has the day of the header as `published`, the SHA-256 and length of the text, and `language` where given.
    Its id is `id`, or else `source:` and the name of the file without its ending; a name with a space makes no id.

    Raises:
        UnreadableFile: for a path that leads to no file, or to one that cannot be opened.
        InvalidArticle: for a file that is not UTF-8, has no possible day in its header or no body, or makes no id.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "orlec.txt")
    ...     _ = path.write_text(" date 2031-03-09 Two guards were hurt.", encoding="utf-8")
    ...     read_article(path)
    Article('source:orlec', published 2031-03-09, 38 characters)
    """
    file = name_of(path)
    data = bytes_of(path, "a file of the article dataset")
    text, broken = _decoded(data)
    day, faults = (None, []) if broken else _dated(text)
    identity = f"source:{PurePath(path).stem}" if id is None else id
    digest = hashlib.sha256(data).hexdigest()
    try:
        source = Source(identity, published=day, language=language, sha256=digest, length=len(text))
    except InvalidRecord as error:
        faults += [_with_way(problem, derived=id is None) for problem in error.problems]
        source = None
    if source is None or broken or faults:
        # There is no record yet; a name that makes no id may be one that cannot even be printed.
        raise InvalidArticle(*(evolve(problem, file=file, record=None) for problem in (*broken, *faults)))
    return Article(source, text, file=file)


def read_articles(folder: "str | os.PathLike[str]", *, language: str | None = None) -> "Iterator[Article | Problem]":
    """The articles of a folder in the order of their names, each file read when its turn comes.

    Every file whose name ends in `.txt` gives its Article or, for each of its faults, a Problem with its path; nothing
    is left out, and a bad file ends nothing. `isinstance(each, Article)` tells them apart, for type checkers too.
    Folders inside the folder are not entered, and files with other endings are not looked at.

    Raises:
        UnreadableFile: at once, for a path that is no folder, one that cannot be listed, or one without such a file.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "a.txt").write_text(" date 2031-03-09 Two were hurt.", encoding="utf-8")
    ...     _ = pathlib.Path(folder, "b.txt").write_text("Two were hurt.", encoding="utf-8")
    ...     [each if isinstance(each, Article) else each.code for each in read_articles(folder)]
    [Article('source:a', published 2031-03-09, 31 characters), 'article.header']
    """
    file = name_of(folder)
    try:
        found = sorted(name for name in os.listdir(folder) if name.lower().endswith(_ENDING))
    except (OSError, ValueError) as error:
        raise UnreadableFile(failure(folder, error, "a folder of articles")) from None
    if not found:
        raise UnreadableFile(
            Problem(
                code="folder.empty", found=f"no name that ends in {_ENDING}", expected="a folder of articles", file=file
            )
        )
    return _each([os.path.join(folder, name) for name in found], language)


def _each(paths: list[str], language: str | None) -> "Iterator[Article | Problem]":
    for path in paths:
        try:
            article = read_article(path, language=language)
        except (InvalidArticle, UnreadableFile) as error:
            yield from error.problems
        else:
            yield article


def _decoded(data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file, or nothing and what makes it none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [_bytes_fault(data, 0, "encoding", "text in UTF-8", "it begins as UTF-16 does; save it as UTF-8")]
    if (at := data.find(b"\0")) >= 0:
        return "", [_bytes_fault(data, at, "binary", "a file of text, without NUL bytes", None)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return "", [_bytes_fault(data, error.start, "encoding", "text in UTF-8", "save it as UTF-8")]


def _bytes_fault(data: bytes, at: int, fault: str, expected: str, hint: str | None) -> Problem:
    found, line = f"byte 0x{data[at]:02x} at byte {at} of the file", data.count(b"\n", 0, at) + 1
    return Problem(code=f"article.{fault}", found=found, expected=expected, hint=hint, line=line)


def _dated(text: str) -> tuple[str | None, list[Problem]]:
    """The day in the header, and what is wrong with the header or the body."""
    match = _HEADER.match(text)
    if match is None:
        return None, [_header_fault(text)]
    day, faults = match[1], []
    try:
        date.fromisoformat(day)
    except ValueError:
        start, end = match.span(1)
        found, expected, hint = show(day), "a day of the calendar", _meant(text)
        faults.append(
            Problem(code="article.date", found=found, expected=expected, hint=hint, line=1, start=start, end=end)
        )
    if not text[match.end() :].strip():
        found, expected = "nothing after the header", "the text of the article"
        faults.append(Problem(code="article.body", found=found, expected=expected, line=1))
    return (None if faults else day), faults


def _header_fault(text: str) -> Problem:
    start = int(text.startswith("\ufeff"))
    end = min(len(text), start + 17)
    found = show(text[start:end]) if text else "an empty file"
    return Problem(
        code="article.header", found=found, expected=_EXPECTED, hint=_meant(text), line=1, start=start, end=end
    )


def _meant(text: str) -> str | None:
    """The header that was meant, with the nearest day of the calendar, where something like a header is there."""
    match = _NEARLY.match(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    first = date(max(1, year), min(max(1, month), 12), 1)
    likely = first + relativedelta(day=max(1, day))
    return f"did you mean ' date {likely.isoformat()} '?"


def _with_way(problem: Problem, *, derived: bool) -> Problem:
    """A fault of the source, with the way out where the name of the file made no id."""
    if not derived or problem.code != "record.id":
        return problem
    return evolve(problem, hint="give the id, such as id='source:article-1', or give the file another name")
