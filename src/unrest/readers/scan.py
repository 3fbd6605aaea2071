"""One pass over what was given: which reader each file is for, and its rows as they come."""

import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TextIO

from attrs import field, frozen

from ..errors import InvalidDataset, Problem, UnrestError, counted
from ..records import Record
from ..when import When
from .account import ReadRow
from .journal import Journal
from .layout import Found
from .problem import Done
from .registry import Reader, auto, reader, readers, unrecognised
from .table import Line, Part, delimited, json_records, parts_of, text_of

__all__ = ["Asked", "Scan"]

# Keys are held in memory up to this number, and then in a file of their own.
_KEYS_IN_MEMORY = 1 << 13
# How much of a file, and how many of its rows, are looked at to recognise it.
_LETTERS = 1 << 20
_LOOKED_AT = 100


class _Keys:
    """The keys of rows that were met, in flat memory, with how often each was."""

    def __init__(self) -> None:
        self._few: dict[str, int] | None = {}
        self._many: Any = None

    def count(self, key: str) -> int:
        """How often a key was met, this time included."""
        if self._few is not None:
            number = self._few[key] = self._few.get(key, 0) + 1
            if len(self._few) > _KEYS_IN_MEMORY:
                self._put_away(self._few)
            return number
        told = "INSERT INTO keys VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET number = number + 1 RETURNING number"
        (found,) = self._many.execute(told, (key,)).fetchone()
        return int(found)

    def _put_away(self, few: dict[str, int]) -> None:
        # Only a large file needs it, and not every Python has it.
        import sqlite3

        # A database without a name is a temporary file that nobody else sees.
        self._many = sqlite3.connect("", isolation_level=None)
        self._many.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE keys (key TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID"
        )
        self._many.executemany("INSERT INTO keys VALUES (?, ?)", few.items())
        self._few = None

    def close(self) -> None:
        if self._many is not None:
            self._many.close()


@frozen(kw_only=True)
class Asked:
    """What a caller asked for.

    >>> Asked(format="auto", release=None, retrieved=None, encoding="utf-8", strict=False, options={}).format
    'auto'
    """

    format: str = field()
    release: str | None = field()
    retrieved: When | None = field()
    encoding: str = field()
    strict: bool = field()
    options: Mapping[str, Any] = field()


class Scan:
    """One pass over what was given: rows as they come, and what is counted on the way.

    >>> asked = Asked(format="auto", release=None, retrieved=None, encoding="utf-8", strict=False, options={})
    >>> [*Scan([], asked)]
    []
    """

    given: Any
    asked: Asked
    layouts: list[str]
    reader: Reader | None
    skipped: int
    head: dict[str, Any]

    def __init__(self, given: Any, asked: Asked) -> None:
        self.given, self.asked = given, asked
        self.layouts = []
        self.reader = None
        self.skipped = 0
        self._keys = _Keys()
        self._met: dict[bool, dict[str, Record]] = {True: {}, False: {}}
        self.head = {}

    def __iter__(self) -> Iterator[ReadRow]:
        try:
            for part in parts_of(self.given):
                with text_of(part, self.asked.encoding) as text:
                    yield from self._rows_of(part, text)
        finally:
            self._keys.close()

    def _rows_of(self, part: Part, text: TextIO) -> Iterator[ReadRow]:
        begin = text.read(_LETTERS)
        whole = _Resumed(begin, text)
        if (found := self._json_reader(begin, part)) is not None:
            self._take(found, part, "objects in JSON, recognised by their keys")
            yield from self._json_rows(found, part, whole)
            return
        chosen, layout, delimiter = self._recognise(begin, part)
        self._take(chosen, part, str(layout))
        lines = delimited(whole.lines(), delimiter, quoting=delimiter not in chosen.unquoted)
        yield from self._table_rows(chosen, layout, part, lines)

    def _take(self, found: Reader, part: Part, layout: str) -> None:
        if self.reader is not None and self.reader is not found:
            told = f"a file of {found.name} after one of {self.reader.name}"
            raise InvalidDataset(
                Problem(code="format.mixed", found=told, expected="files of one format", file=part.name)
            )
        self.reader = found
        told = f"{layout}, in {part.name}"
        self.layouts.append(told)

    # Which reader it is.

    def _candidates(self) -> Sequence[Reader]:
        if self.asked.format == "auto":
            return [*readers().values()]
        return [reader(self.asked.format)]

    def _json_reader(self, begin: str, part: Part) -> Reader | None:
        if not begin.lstrip("\ufeff \t\r\n").startswith(("[", "{")):
            return None
        found = [each for each in self._candidates() if each.is_json is not None]
        first = next((line for line in json_records(_Resumed(begin, None)) if line.columns), None)  # type: ignore[arg-type]
        if first is None or not found:
            return None
        assert first.columns is not None
        cells = dict(zip(first.columns, first.cells, strict=True))
        fitting = [each for each in found if each.is_json is not None and each.is_json(cells)]
        if len(fitting) == 1:
            return fitting[0]
        expected = f"objects of {' or '.join(each.name for each in found)}"
        raise InvalidDataset(unrecognised(first.columns, expected, part.name))

    def _recognise(self, begin: str, part: Part) -> tuple[Reader, Found, str]:
        tables = [each for each in self._candidates() if each.layouts]
        matches = []
        firsts: dict[str, Sequence[str]] = {}
        for each in tables:
            for delimiter in each.delimiters:
                first = next(iter(_first_rows(begin, delimiter, each, 1)), ())
                firsts.setdefault(delimiter, first)
                if (found := each.recognise(first)) is not None:
                    matches.append((each, found, delimiter))
                    break
        widest = max(firsts.values(), key=len, default=())
        if not matches and self.asked.format != "auto":
            hint = self._candidates()[0].nearest_miss(widest)
            raise InvalidDataset(unrecognised(widest, f"a file of {self.asked.format}", part.name, hint))
        chosen, layout = auto([(each, found) for each, found, _ in matches], widest, part.name)
        delimiter = next(delimiter for each, found, delimiter in matches if each is chosen and found is layout)
        rows = _first_rows(begin, delimiter, chosen, _LOOKED_AT)[int(layout.has_header) :]
        damage = chosen.damage(delimiter, rows, layout.at)
        if damage is not None and not self.asked.options.get("damaged"):
            raise InvalidDataset(_damage(chosen, damage, part.name))
        return chosen, layout, delimiter

    # Its rows.

    def _journal(self, found: Reader, part: Part, at: dict[str, int], columns: Sequence[str]) -> Journal:
        release = self.asked.release or found.release_of(os.path.basename(part.name))
        return Journal(
            found.name,
            release=release,
            retrieved=self.asked.retrieved,
            file=part.name,
            at=at,
            columns=columns,
            options=self.asked.options,
            met=self._met,
            head=self.head,
        )

    def _table_rows(self, found: Reader, layout: Found, part: Part, lines: Iterable[Line]) -> Iterator[ReadRow]:
        journal = self._journal(found, part, layout.at, layout.columns)
        width = len(layout.columns)
        ways = {width: (layout, found.rows(layout.at, journal).records, found.key(layout.at))}
        for number, line in enumerate(lines):
            if number == 0 and layout.has_header:
                continue
            if number == 1 and layout.has_header and _is_tags(line.cells):
                self.skipped += 1
                continue
            way = ways.get(len(line.cells))
            if way is None and not layout.has_header and (other := found.recognise(line.cells)) is not None:
                # A file without a header may change its layout between two rows.
                self.layouts.append(f"{other}, from line {line.number} of {part.name}")
                way = ways[len(line.cells)] = other, found.rows(other.at, journal).records, found.key(other.at)
            if line.fault is not None or way is None:
                yield self._refuse(journal, line, width)
                continue
            own, convert, key_of = way
            journal.at, journal.columns = own.at, own.columns
            key = self._key(journal, key_of(line.cells), line)
            yield self._row(journal, convert, own.columns, line, key)

    def _json_rows(self, found: Reader, part: Part, text: "_Resumed") -> Iterator[ReadRow]:
        journal = self._journal(found, part, {}, ())
        for line in json_records(text):  # type: ignore[arg-type]
            if line.columns is None:
                yield self._refuse(journal, line, 0)
                continue
            at = {name: place for place, name in enumerate(line.columns)}
            journal.at, journal.columns = at, line.columns
            convert = found.rows(at, journal).records
            key = self._key(journal, found.key(at)(line.cells), line)
            yield self._row(journal, convert, line.columns, line, key)

    def _key(self, journal: Journal, key: str, line: Line) -> str:
        """The key of a row: its own, with a number where another row has had it, or the number of its line."""
        own = key or f"line-{line.number}"
        number = self._keys.count(own)
        name, times = own, number
        # Another row may have for its own id what would tell this one apart.
        while times > 1:
            name = f"{own}#{times}"
            times = 0 if self._keys.count(name) == 1 else times + 1
        journal.begin_row(name, line.number, line.cells)
        if not key:
            journal.tell("row.key", None, None, "an id", found="a row without an id", done=Done.TOLD)
        if number > 1:
            found = f"row {own} for the {number}. time"
            journal.tell("row.twice", None, own, "one row an id", found=found, done=Done.KEPT_APART)
        return journal.row

    def _row(self, journal: Journal, convert: Any, columns: tuple[str, ...], line: Line, key: str) -> ReadRow:
        try:
            records = convert(line.cells)
        except UnrestError as error:  # a reader that did not see it coming: the row is told, and not lost in silence
            journal.shared = records = []
            for problem in error.problems:
                told = {"found": problem.found, "hint": problem.hint, "done": Done.ROW_REFUSED}
                journal.tell(problem.code, None, "\t".join(line.cells), problem.expected, **told)  # type: ignore[arg-type]
        return self._made(journal, columns, line, key, (*journal.shared, *records))

    def _refuse(self, journal: Journal, line: Line, width: int) -> ReadRow:
        journal.begin_row("", line.number)
        if line.fault is not None:
            journal.tell("row.form", None, None, "a row", found=line.fault, done=Done.ROW_REFUSED)
        else:
            raw, found = "\t".join(line.cells), counted(len(line.cells), "cell")
            journal.tell("row.cells", None, raw, counted(width, "cell"), found=found, done=Done.ROW_REFUSED)
        return self._made(journal, (), Line(line.number, ()), f"line-{line.number}", ())

    def _made(
        self, journal: Journal, columns: tuple[str, ...], line: Line, key: str, records: tuple[Record, ...]
    ) -> ReadRow:
        if journal.problems and self.asked.strict:
            raise InvalidDataset(*journal.problems)
        return ReadRow(
            key=key,
            file=journal.file,
            line=line.number,
            columns=columns,
            cells=tuple(line.cells),
            records=records,
            problems=tuple(journal.problems),
        )


def _damage(found: Reader, damage: str, file: str) -> Problem:
    hint = "take the file as it was published, or read this one with damaged=True: every damaged value is then told"
    expected = f"a file of {found.name} as it was published"
    return Problem(code="format.damaged", found=damage, expected=expected, hint=hint, file=file)


def _is_tags(cells: Sequence[str]) -> bool:
    """Whether a row holds the tags of the Humanitarian Exchange Language and no data."""
    told = [each for each in cells if each]
    return bool(told) and all(each.startswith("#") for each in told)


def _first_rows(begin: str, delimiter: str, found: Reader, number: int) -> list[Sequence[str]]:
    lines = delimited(io.StringIO(begin, newline=""), delimiter, quoting=delimiter not in found.unquoted)
    return [line.cells for line in islice(lines, number)]


class _Resumed:
    """A text of which the beginning was read already."""

    def __init__(self, begin: str, rest: TextIO | None) -> None:
        self._begin, self._rest = begin, rest

    def read(self, number: int) -> str:
        """The next letters: what was read already first."""
        found, self._begin = self._begin, ""
        return found or ("" if self._rest is None else self._rest.read(number))

    def lines(self) -> Iterator[str]:
        """The lines, with their ends; the last one of the beginning goes on in the rest."""
        pieces = [*io.StringIO(self._begin, newline="")]
        if pieces and self._rest is not None and not pieces[-1].endswith(("\n", "\r")):
            pieces[-1] += self._rest.readline()
        yield from pieces
        yield from self._rest or ()
