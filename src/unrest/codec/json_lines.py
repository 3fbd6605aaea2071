"""JSON Lines: the head of a dataset, then its records, one a line, then how many they are.

The last line is there because a text that is cut off between two lines looks whole in every other way.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, counted, show
from ..records import KINDS, Record
from .document import FORMAT, Attempt, fault_of_form, head_of, in_records, read_rows, to_text
from .json_text import decoded, faults_of_marks, read_fast, read_marked
from .plain import WRITERS

__all__ = ["Lines", "read_json_lines", "to_json_lines"]

# This much of the text is handed on at a time.
_LETTERS = 1 << 20
_FIRST = re.compile(r"records\[(\d+)\]")
_HEAD = f'a first line {{"format": "{FORMAT}"}}, with the name and the title of the dataset where it has them'

_OTHER_FORM = "a dataset as one piece of JSON has the ending .json"


# Writing.


def to_json_lines(head: Dataset, records: Iterable[Record]) -> Iterator[str]:
    """The text of a dataset in JSON Lines, piece by piece: records in the order in which they are given.

    Raises:
        InvalidDataset: while it is written, for what is no record.

    >>> print("".join(to_json_lines(Dataset(name="empty"), [])), end="")
    {"format": "unrest/1", "name": "empty"}
    {"records": 0}
    """
    rows, letters, number = [to_text(head_of(head))], 0, 0
    for number, record in enumerate(records, 1):
        if type(record) not in _CLASSES:
            place = f"records[{number - 1}]"
            raise InvalidDataset(Problem(code="dataset.record", place=place, found=show(record), expected="a record"))
        rows.append(row := to_text(WRITERS[type(record)](record)))
        letters += len(row)
        if letters > _LETTERS:
            yield "\n".join([*rows, ""])
            rows, letters = [], 0
    yield "\n".join([*rows, to_text({"records": number}), ""])


_CLASSES = frozenset(KINDS.values())


# Reading.


class Lines:
    """The lines of a text in JSON Lines: what stands on them, and what is wrong with them as lines.

    It gives the plain form of each record, with whether JSON itself had a fault in it, and is read once.

    >>> text = b'{"format": "unrest/1"}\\n{"id": "place:oslo", "name": "Oslo"}\\n{"records": 1}\\n'
    >>> lines = Lines(text.splitlines(keepends=True))
    >>> lines.head, [*lines], lines.faults
    ({'format': 'unrest/1'}, [({'id': 'place:oslo', 'name': 'Oslo'}, False)], [])
    """

    head: Any
    is_readable: bool

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.marks: list[Problem] = []
        """The faults that JSON has in records."""
        self.faults: list[Problem] = []
        """What is wrong around the records."""
        self._lines = iter(lines)
        self._offset = 0
        self.head, problems = self._read(first := next(self._lines, b""), 1)
        self.faults += problems or self._faults_of_head(first)
        self.is_readable = not self.faults
        """Whether the first line says that it is a dataset of ours: if not, nothing else is said of it."""
        if first.strip() == b"{":
            self.faults = [evolve(fault, hint=_OTHER_FORM) for fault in self.faults]

    def _read(self, line: bytes, number: int) -> tuple[Any, tuple[Problem, ...]]:
        """What stands on a line, with the faults that JSON has in it."""
        text, broken = decoded(line, number, self._offset)
        self._offset += len(line)
        if broken:
            return None, broken
        try:
            return read_fast(text), ()
        except (ValueError, TypeError, RecursionError):
            found, problems = read_marked(text.rstrip("\r\n"))
        # A mark in the middle of a file is no byte-order mark, but as wrong.
        return found, tuple(evolve(each, line=number) for each in problems or faults_of_marks(found))

    def _faults_of_head(self, line: bytes) -> tuple[Problem, ...]:
        found = self.head
        if isinstance(found, dict) and "format" in found and "records" not in found:
            wrong = fault_of_form(found)
            return () if wrong is None else (evolve(wrong, line=1),)
        if isinstance(found, dict) and "format" in found:
            told = "a whole dataset"
            return (Problem(code="lines.head", found=told, expected=_HEAD, hint=_OTHER_FORM, line=1),)
        return (Problem(code="lines.head", found=show(line.decode().strip()), expected=_HEAD, line=1),)

    def line_of(self, place: str) -> int:
        """The line on which something at a path stands."""
        match = _FIRST.match(place)
        return int(match[1]) + 2 if match else 1

    def __iter__(self) -> Iterator[tuple[Any, bool]]:
        at = -1
        for at, line in enumerate(self._lines):
            found, problems = self._read(line, at + 2)
            if isinstance(found, dict) and len(found) == 1 and "records" in found:
                self.faults += problems
                self._end(found["records"], at)
                return
            if problems:
                blank = not line.strip()
                self.marks += [_blank_line(at)] if blank else in_records(problems, at)
            yield found, bool(problems)
        expected = f'a last line {{"records": {at + 1}}}, which says how many they are'
        hint = "the text may have been cut off"
        self._wrong("lines.end", f"the end of the text after {counted(at + 1, 'record')}", expected, hint, at + 2)

    def _end(self, told: object, number: int) -> None:
        if type(told) is not int or told != number:
            found = f"{counted(number, 'record')} before it"
            expected = f"{told if type(told) is int else show(told)}, as this line says"
            self._wrong("lines.count", found, expected, "lines are missing, or were added", number + 2)
        more = next((line for line in self._lines if line.strip()), None)
        if more is not None:
            hint = "files that were put one after the other are loaded one by one, and merged with |"
            self._wrong("lines.more", "more lines after the last one", "the end of the text", hint, number + 3)

    def _wrong(self, code: str, found: str, expected: str, hint: str, line: int) -> None:
        self.faults.append(Problem(code=code, found=found, expected=expected, hint=hint, line=line))


def _blank_line(at: int) -> Problem:
    found, expected = "a blank line", "a record on each line"
    return Problem(code="lines.blank", place=f"records[{at}]", found=found, expected=expected, line=at + 2)


def read_json_lines(lines: Iterable[bytes]) -> Attempt:
    """What could be read of a dataset in JSON Lines, and all that is wrong with it.

    >>> read_json_lines([b'{"format": "unrest/1"}\\n', b'{"records": 0}\\n'])
    Attempt(dataset=Dataset(no records), problems=())
    """
    found = Lines(lines)
    if not found.is_readable:
        return Attempt(problems=tuple(found.faults))
    return read_rows(found.head, found, found.line_of, found.marks, found.faults)
