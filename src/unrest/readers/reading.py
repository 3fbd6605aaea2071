"""Reading a file of a format: row by row, or whole, with an account of every row."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import IO, Any

from ..codec.document import paused_collector
from ..dataset import Dataset
from ..dataset.merge import united
from ..errors import InvalidDataset, Problem, counted
from ..records import KINDS, Record
from ..rows import Row, Rows
from ..source import Coding, kind_of
from ..when import When, to_when
from .account import Account, Reading, ReadRow
from .crowd import rule_named
from .problem import ReadProblem
from .registry import reader
from .scan import Asked, Scan

__all__ = ["Given", "read", "stream"]

_PROGRESS = 1_000

_File = str | os.PathLike[str] | IO[str] | IO[bytes]
Given = _File | Iterable[_File]
"""What may be read: a path, an open file, or several of them."""


class _Progress:
    """How far a reading has come, on a terminal and nowhere else."""

    def __init__(self, asked: "bool | Callable[[int], object]") -> None:
        self._tell = asked if callable(asked) else None
        self._is_shown = asked is True and sys.stderr is not None and sys.stderr.isatty()
        self._number = 0

    def step(self) -> None:
        self._number += 1
        if self._number % _PROGRESS:
            return
        if self._tell is not None:
            self._tell(self._number)
        if self._is_shown:
            sys.stderr.write(f"\r{self._number:,} rows")
            sys.stderr.flush()

    def end(self) -> None:
        if self._is_shown and self._number >= _PROGRESS:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _asked(format: str, release: Any, retrieved: Any, encoding: str, strict: bool, options: Mapping[str, Any]) -> Asked:
    if format != "auto":
        reader(format)
    given = to_when(retrieved)
    # Refused here and not in every row.
    coding = Coding(dataset=format, release=release, retrieved=given)
    rule_named(options.get("words"))
    return Asked(
        format=format,
        release=release,
        retrieved=coding.retrieved,
        encoding=encoding,
        strict=strict,
        options=options,
    )


def stream(
    format: str,
    path: Given,
    *,
    release: str | None = None,
    retrieved: "date | When | str | None" = None,
    encoding: str = "utf-8",
    strict: bool = False,
    progress: bool | Callable[[int], object] = False,
    damaged: bool = False,
    words: str | None = None,
) -> Iterator[ReadRow]:
    """The rows of a file one by one, each with its records and what was odd in it, in flat memory.

    Records that several rows share come with the first row that has them, and again where a later row says more of
    them; `Dataset | Dataset` unites what they say. The arguments are those of `read`.

    Raises:
        UnreadableFile, InvalidDataset, NotFound: as `read` does, while it is read.

    >>> import io
    >>> rows = stream("ucdp_ged", io.StringIO("id,best"))
    >>> next(rows)
    Traceback (most recent call last):
    unrest.errors.InvalidDataset: <file>: found 2 columns beginning 'id', 'best', expected a file of ucdp_ged; ...
    """
    asked = _asked(format, release, retrieved, encoding, strict, {"damaged": damaged, "words": words})
    return _shown(Scan(path, asked), _Progress(progress))


def _shown(rows: Iterable[ReadRow], progress: _Progress) -> Iterator[ReadRow]:
    for row in rows:
        progress.step()
        yield row
    progress.end()


def read(
    format: str,
    path: Given,
    *,
    release: str | None = None,
    retrieved: "date | When | str | None" = None,
    encoding: str = "utf-8",
    strict: bool = False,
    progress: bool | Callable[[int], object] = False,
    damaged: bool = False,
    words: str | None = None,
) -> Reading:
    """The records of a file of another dataset, what was odd in it, and what became of every row.

    Args:
        format: the name of the format, as `formats` lists them, or `auto`.
        path: a file, packed or not, a folder of files, several paths, or an open file.
        release: the release of the dataset; without it, what the name of the file says.
        retrieved: the day on which the file was fetched.
        encoding: the encoding of a file that is not in UTF-8.
        strict: whether the first oddity is an error.
        progress: whether to say on a terminal how far it is; or a function that is told the number of rows, often.
        damaged: whether to read a file that a spreadsheet has damaged, and to tell every damaged value.
        words: `ccc` or `mmad`, to make numbers of the words that this dataset's rule knows, and to keep both.

    Raises:
        NotFound: for a format that nobody reads.
        Ambiguous: with `auto`, for a file that several formats recognise.
        UnreadableFile: for a path that cannot be read, and for text in another encoding.
        InvalidDataset: for a file that is of no known layout, or that yields no record; with `strict`, for any oddity.

    >>> import io
    >>> read("auto", io.StringIO("id,best"))
    Traceback (most recent call last):
    unrest.errors.InvalidDataset: <file>: found 2 columns beginning 'id', 'best', expected a file of one of ...
    """
    rows = Scan(path, _asked(format, release, retrieved, encoding, strict, {"damaged": damaged, "words": words}))
    with paused_collector():
        return _gathered(rows, _Progress(progress))


class _Gathered:
    """Records and rows as they come, put together."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.rows: dict[tuple[str, str | None, tuple[str, ...]], list[Row]] = {}

    def add(self, found: ReadRow, *, keeps_rows: bool) -> None:
        release = None
        for record in found.records:
            first = self.records.setdefault(record.id, record)
            if first is not record and first != record:
                (self.records[record.id],) = united([first], [record])
            release = record.codings[0].release if record.codings else release
        if not keeps_rows:
            return
        dataset = found.records[0].codings[0].dataset
        assert dataset is not None
        self.rows.setdefault((dataset, release, found.columns), []).append(Row(found.key, found.cells))


def _gathered(rows: Scan, progress: _Progress) -> Reading:
    gathered, problems = _Gathered(), list[ReadProblem]()
    counts, reasons = Counter[str](), Counter[str]()
    for row in _shown(rows, progress):
        counts["read"] += 1
        counts["with_problems"] += bool(row.problems)
        reasons.update({problem.code for problem in row.problems})
        problems += row.problems
        if row.is_refused:
            counts["refused"] += 1
        else:
            counts["kept"] += 1
            assert rows.reader is not None
            gathered.add(row, keeps_rows=rows.reader.keeps_rows)
    if not gathered.records:
        found = f"{counted(counts['read'], 'row')}, of which no record could be made"
        raise InvalidDataset(Problem(code="file.empty", found=found, expected="rows"), *problems[:100])
    # In the order of a dataset, which need not be found again.
    for kept in gathered.rows.values():
        kept.sort(key=lambda row: row.key)
    tables = [Rows(dataset=d, release=r, columns=c, rows=found) for (d, r, c), found in gathered.rows.items()]
    assert rows.reader is not None
    card = rows.reader.card
    head: dict[str, Any] = {"title": card.title or None, "licence": card.licence or None, "rows": tables}
    if not rows.reader.keeps_rows:
        head = rows.head
    return Reading(
        format=rows.reader.name,
        layouts=tuple(rows.layouts),
        dataset=Dataset(gathered.records.values(), **head),
        problems=tuple(problems),
        rows=Account(
            read=counts["read"],
            kept=counts["kept"],
            with_problems=counts["with_problems"],
            refused=counts["refused"],
            skipped=rows.skipped,
            records=_counts(gathered.records),
            reasons=dict(sorted(reasons.items())),
        ),
    )


def _counts(records: Iterable[str]) -> dict[str, int]:
    found = Counter(map(kind_of, records))
    return {kind: found[kind] for kind in KINDS if found[kind]}
