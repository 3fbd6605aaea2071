"""JSON as text: a strict reader over that of the standard library, and where in the text each value stands.

The standard reader keeps the last of two equal keys, takes NaN for a number and rounds what a float cannot hold.
Here all three are faults.
The fast pass stops at the first one; the marked pass reads on and leaves a mark in its place, so that all are told.
"""

import json
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from ..errors import Problem, show
from .fault import step

__all__ = ["Lines", "NotExact", "Twice", "decoded", "faults_of_marks", "read_fast", "read_marked"]

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_STEP = re.compile(r'\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.\[\]]+)')
# What the standard reader says, in words that say what could stand there.
_EXPECTED = {
    "Expecting value": "a value",
    "Expecting property name": "a key in double quotes",
    "Expecting ',' delimiter": "a comma or the closing bracket",
    "Expecting ':' delimiter": "a colon after the key",
    "Unterminated string": "a closing quotation mark for the text that begins here",
    "Invalid control character": "no line break or other control character inside a text",
    "Invalid \\": "an escape that JSON has",
    "Extra data": "the end of the text",
    "Illegal trailing comma": "no comma before a closing bracket",
}


_OTHER_BYTES = {
    b"\xff\xfe": "it begins as UTF-16 does",
    b"\xfe\xff": "it begins as UTF-16 does",
    b"\x1f\x8b": "it begins as gzip does: give it the ending .gz",
}


class NotExact:
    """Stands for a number in JSON that no number here holds as it is written.

    >>> NotExact("1e999")
    1e999
    """

    __slots__ = ("literal",)
    literal: str

    def __init__(self, literal: str) -> None:
        self.literal = literal

    def __repr__(self) -> str:
        return self.literal


class Twice(dict[str, Any]):
    """An object of JSON in which keys are given more than once; it has the last value of each.

    >>> Twice([("a", 1), ("b", 2), ("a", 3)]).keys_given_twice
    ('a',)
    """

    keys_given_twice: tuple[str, ...]

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.keys_given_twice = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)


def _object_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _marked_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Twice(pairs)


def _is_exact(literal: str, number: float) -> bool:
    # Fifteen digits without an exponent always come back as they were.
    return (len(literal) <= 15 and "e" not in literal.lower()) or (
        math.isfinite(number) and Decimal(literal) == Decimal(repr(number))
    )


def _exact_float(literal: str) -> float:
    number = float(literal)
    if not _is_exact(literal, number):
        raise ValueError
    return number


def _marked_float(literal: str) -> Any:
    number = float(literal)
    return number if _is_exact(literal, number) else NotExact(literal)


def _marked_int(literal: str) -> Any:
    try:
        return int(literal)
    except ValueError:  # more digits than Python reads
        return NotExact(literal)


def _refused(literal: str) -> Any:
    raise ValueError(literal)


_FAST = json.JSONDecoder(object_pairs_hook=_object_once, parse_float=_exact_float, parse_constant=_refused)
_MARKED = json.JSONDecoder(
    object_pairs_hook=_marked_object, parse_float=_marked_float, parse_int=_marked_int, parse_constant=NotExact
)
# Only steps over values: what they are does not matter.
_STEPPING = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def read_fast(text: str) -> Any:
    """What a JSON text holds, on the fast pass.

    Raises:
        ValueError: or RecursionError, for what is no JSON, for a key given twice, for NaN and for an inexact number.

    >>> read_fast('{"a": [1, 2.5]}')
    {'a': [1, 2.5]}
    """
    return _FAST.decode(text)


def decoded(data: bytes, line: int = 1, offset: int = 0) -> tuple[str, tuple[Problem, ...]]:
    """The text of bytes that begin on this line and at this byte of a file, or why they are no text.

    >>> decoded(b"{}"), decoded(b"\\xff", line=3, offset=20)[1][0].found
    (('{}', ()), 'byte 0xff at byte 20 of the file')
    """
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        at = error.start
    hint = next((told for begin, told in _OTHER_BYTES.items() if data.startswith(begin)), None) if offset == 0 else None
    found, line = f"byte 0x{data[at]:02x} at byte {offset + at} of the file", line + data.count(b"\n", 0, at)
    return "", (Problem(code="json.encoding", found=found, expected="text in UTF-8", hint=hint, line=line),)


def read_marked(text: object) -> "tuple[Any, tuple[Problem, ...]]":
    """What a JSON text holds, with marks in place of what is refused; or why it is no JSON.

    >>> read_marked('{"a": NaN}')
    ({'a': NaN}, ())
    >>> print(read_marked('{"a" 1}')[1][0])
    1: found '1}' in column 6, expected a colon after the key [json.syntax]
    """
    if not isinstance(text, str):
        return None, (Problem(code="json.text", found=show(text), expected="JSON as text"),)
    if text.startswith("\ufeff"):
        hint = "save it as UTF-8 without a byte-order mark"
        found, expected = "a byte-order mark", "JSON from the first character on"
        return None, (Problem(code="json.mark", found=found, expected=expected, hint=hint, line=1),)
    if not text.strip():
        return None, (Problem(code="json.empty", found="an empty text", expected="JSON", line=1),)
    try:
        return _MARKED.decode(text), ()
    except RecursionError:
        return None, (_too_deep(text),)
    except json.JSONDecodeError as error:
        return None, (_syntax(error),)


def _syntax(error: json.JSONDecodeError) -> Problem:
    there = error.doc[error.pos : error.pos + 30].partition("\n")[0].rstrip("\r")
    at_end = error.pos >= len(error.doc.rstrip())
    found = "the end of the text" if at_end else f"{show(there) if there else 'the end of the line'}"
    expected = next((told for said, told in _EXPECTED.items() if error.msg.startswith(said)), "JSON")
    return Problem(code="json.syntax", found=f"{found} in column {error.colno}", expected=expected, line=error.lineno)


def _too_deep(text: str) -> Problem:
    deep, deepest, at = 0, 0, 0
    for match in _TOKEN.finditer(text):
        deep += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if deep > deepest:
            deepest, at = deep, match.start()
    expected = "values that are not so deep inside one another"
    line = text.count("\n", 0, at) + 1
    return Problem(code="json.depth", found=f"{deepest} levels of brackets", expected=expected, line=line)


def faults_of_marks(found: Any) -> tuple[Problem, ...]:
    """What is refused in JSON wherever it stands: a key given twice, NaN, a number that would be rounded.

    >>> [str(each) for each in faults_of_marks(read_marked('{"a": [1e999]}')[0])]
    ['a[0]: found 1e999, expected a number that is kept as it is written [json.number]']
    """
    problems: list[Problem] = []
    # Not by recursion: JSON may be deeper than calls may be.
    left: list[tuple[Any, _Path]] = [(found, None)]
    while left:
        here, path = left.pop()
        if type(here) is NotExact:
            told, expected = here.literal[:80], "a number that is kept as it is written"
            problems.append(Problem(code="json.number", place=_place(path), found=told, expected=expected))
        for key in here.keys_given_twice if isinstance(here, Twice) else ():
            told, place = f"the key {show(key)} twice", _place((path, key))
            problems.append(Problem(code="json.twice", place=place, found=told, expected="each key once"))
        if isinstance(here, dict | list):
            parts: Iterable[tuple[Any, Any]] = here.items() if isinstance(here, dict) else enumerate(here)
            left += [(each, (path, key)) for key, each in parts]
    return tuple(problems)


_Path = tuple[Any, str | int] | None
"""Where something stands: the path of what it stands in, and its key there."""


def _place(path: _Path) -> str:
    steps = []
    while path is not None:
        path, key = path
        steps.append(step(key))
    return "".join(reversed(steps)).removeprefix(".")


class Lines:
    """The lines of a JSON text on which its values stand, found again only when a fault is told.

    >>> Lines('{"a": 1,\\n "b": [2,\\n 3]}').line_of("b[1]")
    3
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Where the values of an object or a list begin that was asked last: many faults may stand in one.
        self._last: tuple[int, dict[str | int, int]] = (-1, {})

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self._text)]

    @cached_property
    def _rows(self) -> list[int]:
        """Where each element of the list `records` begins: walked once, for it may be long."""
        at = self._step(self._begin, "records")
        return [] if at is None or self._text[at] != "[" else [place for _, place in self._members(at)]

    @property
    def _begin(self) -> int:
        return self._skip(0)

    def line_of(self, place: str) -> int:
        """The line on which the value at a path begins; that of the innermost one around it where it is not there.

        >>> Lines('{"a": 1}').line_of("a.b")
        1
        """
        steps = [json.loads(f'"{key}"') if key else int(at) if at else name for key, at, name in _STEP.findall(place)]
        here = self._begin
        if len(steps) > 1 and steps[0] == "records" and isinstance(steps[1], int) and steps[1] < len(self._rows):
            here, steps = self._rows[steps[1]], steps[2:]
        for key in steps:
            try:
                there = self._step(here, key)
            except RecursionError:  # it was read from a place where there was a little more room
                break
            if there is None:
                break
            here = there
        return bisect_right(self._breaks, here) + 1

    def _step(self, at: int, key: str | int) -> int | None:
        """Where the value at a key begins; of a key given twice the last one."""
        if self._text[at] != ("[" if isinstance(key, int) else "{"):
            return None
        if self._last[0] != at:
            self._last = (at, dict(self._members(at)))
        return self._last[1].get(key)

    def _members(self, at: int) -> Iterator[tuple[str | int, int]]:
        """Keys, or numbers in a list, with where their values begin."""
        text, is_list = self._text, self._text[at] == "["
        at, number = self._skip(at + 1), 0
        while text[at] not in "]}":
            key: str | int = number
            if not is_list:
                key, at = _STEPPING.raw_decode(text, at)
                at = self._skip(self._skip(at) + 1)
            yield key, at
            at = self._skip(_STEPPING.raw_decode(text, at)[1])
            at = self._skip(at + 1) if text[at] == "," else at
            number += 1

    def _skip(self, at: int) -> int:
        return _SPACE.match(self._text, at).end()  # type: ignore[union-attr]
