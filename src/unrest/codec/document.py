"""The document of a dataset: what stands in a file around the records, and the records one by one.

A place in a document is a path in it: `records[3].quantity.low` is in its fourth record, of whatever kind that is.
A place in a dataset is a path in that: `statistics[3].quantity.low` is in its fourth statistic.
"""

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from ..constraint import faults_of
from ..dataset import Dataset, Records
from ..dataset.merge import clash
from ..display import Displayed
from ..errors import InvalidDataset, Problem, nearest, show
from ..records import KINDS, Record
from ..rows import Rows, to_rows
from ..rules.reference import Ends, beyond, lengths_of, plain_references
from ..source import identity, kind_of
from .fault import examine, inside, unknown_fields
from .plain import READERS, WRITERS, Reader

__all__ = [
    "FORMAT",
    "Attempt",
    "LineOf",
    "beside",
    "fault_of_form",
    "head_of",
    "in_records",
    "on_lines",
    "paused_collector",
    "read_document",
    "read_head",
    "read_row",
    "read_rows",
    "rows_of",
    "to_document",
    "to_lines",
    "to_text",
]

LineOf = Callable[[str], int]
"""What tells the line on which something at a path stands."""

FORMAT = "unrest/1"
"""The version of the form that this release writes and reads."""

_HEAD = ("name", "title", "description", "licence", "version")
_KEYS = ("format", *_HEAD, "outside", "rows", "records")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False)
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_OBJECT = f'an object with "format": "{FORMAT}" and "records"'


# The API pages would show the docstring of a class that is its own factory in the place of the field's.
def _no_records() -> Dataset:
    return Dataset()


@frozen
class Attempt(Displayed):
    """What could be read of a dataset, and all that is wrong.

    Records that have a fault are not in the dataset; where nothing could be read, it is empty.
    References to records that were left out for a fault of their own are no faults.

    >>> Attempt().is_whole
    True
    """

    dataset: Dataset = field(factory=_no_records)
    """What could be read."""
    problems: tuple[Problem, ...] = field(default=())
    """Every fault of form, of records and of references, in the order in which they stand."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it could be read.

        >>> Attempt(problems=(Problem(code="json.empty", found="an empty text", expected="JSON"),)).is_whole
        False
        """
        return not self.problems


@contextmanager
def paused_collector() -> Iterator[None]:
    """The collector of cyclic garbage is paused, and restored to what it was: a load makes many objects and no cycle.

    >>> with paused_collector():
    ...     gc.isenabled()
    False
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# Writing.


def head_of(dataset: Dataset) -> dict[str, Any]:
    """What stands in a document beside the records.

    >>> head_of(Dataset(name="empty"))
    {'format': 'unrest/1', 'name': 'empty'}
    """
    told = {name: getattr(dataset, name) for name in _HEAD}
    head = {"format": FORMAT, **{name: each for name, each in told.items() if each is not None}}
    if dataset.outside:
        head["outside"] = [str(each) for each in dataset.outside]
    if dataset.rows:
        head["rows"] = [WRITERS[Rows](each) for each in dataset.rows]
    return head


def to_document(dataset: Dataset) -> dict[str, Any]:
    """A dataset as plain dicts and lists.

    >>> to_document(Dataset(name="empty"))
    {'format': 'unrest/1', 'name': 'empty', 'records': []}
    """
    return {**head_of(dataset), "records": [WRITERS[type(record)](record) for record in dataset]}


def to_text(plain: object) -> str:
    """Plain dicts and lists as JSON on one line.

    >>> to_text({"a": [1, None]})
    '{"a": [1, null]}'
    """
    return _on_one_line(_ENCODER.encode(plain))


def _on_one_line(text: str) -> str:
    """Escapes what JSON leaves as it is and other programs take for the end of a line."""
    for letter, escape in _LINE_ENDS.items():
        # To look for a letter takes a hundredth of the time of replacing it where it is not.
        if letter in text:
            text = text.replace(letter, escape)
    return text


def rows_of(records: Iterable[Record]) -> str:
    """Records as JSON, one a line, with a comma at the end of each line but the last.

    >>> from unrest.records import Place
    >>> print(rows_of([Place("place:oslo", name="Oslo"), Place("place:bergen", name="Bergen")]))
    {"id": "place:oslo", "name": "Oslo"},
    {"id": "place:bergen", "name": "Bergen"}
    """
    plain = [WRITERS[type(record)](record) for record in records]
    # The encoder is asked once, for asking it takes as long as a small record; the end of a record is then found by
    # what every record begins with, which can stand inside one only where `extra` has a list of such objects.
    text = _on_one_line(_ENCODER.encode(plain)).replace(_BETWEEN, _BETWEEN_LINES)
    return text[1:-1] if text.count("\n") == len(plain) - 1 else ",\n".join([to_text(row) for row in plain])


_BETWEEN, _BETWEEN_LINES = '}, {"id": ', '},\n{"id": '


def to_lines(dataset: Dataset) -> str:
    """A dataset as JSON, one line for each record, so that two versions can be compared line by line.

    >>> print(to_lines(Dataset(name="empty")), end="")
    {
    "format": "unrest/1",
    "name": "empty",
    "records": []
    }
    """
    head = "".join(f"{to_text(name)}: {_in_lines(name, each)},\n" for name, each in head_of(dataset).items())
    around = f"\n{rows_of(dataset)}\n" if len(dataset) else ""
    return f'{{\n{head}"records": [{around}]\n}}\n'


def _in_lines(name: str, found: Any) -> str:
    """What stands under a name of the head; rows of files have a line each."""
    if name != "rows":
        return to_text(found)
    tables = []
    for each in found:
        rows = ",\n".join(map(to_text, each.pop("rows", ())))
        tables.append(f'{to_text(each)[:-1]}, "rows": [\n{rows}\n]}}' if rows else to_text(each))
    joined = ",\n".join(tables)
    return f"[\n{joined}\n]"


WRITERS[Dataset] = to_document
WRITERS[Records] = lambda records: [WRITERS[type(record)](record) for record in records]


# Reading.


def fault_of_form(found: object) -> Problem | None:
    """Why something is no document of ours at all: then nothing else is said of it.

    >>> print(fault_of_form({"format": "unrest/2"}))
    format: found 'unrest/2', expected 'unrest/1'; it was written by another release [format.version]
    """
    if not isinstance(found, dict):
        told = f"a list of {len(found)}" if isinstance(found, list) else show(found)
        hint = 'put the list under "records"' if isinstance(found, list) else None
        return Problem(code="format.object", found=told, expected=_OBJECT, hint=hint)
    if "format" not in found:
        return Problem(code="format.absent", found="no format", expected=_OBJECT)
    version = found["format"]
    if version == FORMAT and type(version) is str:
        return None
    hint = "it was written by another release" if str(version).startswith("unrest/") else None
    return Problem(code="format.version", place="format", found=show(version), expected=repr(FORMAT), hint=hint)


def read_head(found: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """What a document says of its dataset beside the records, as far as it is right, and all that is wrong with it.

    >>> read_head({"format": "unrest/1", "name": "empty"})
    ({'name': 'empty', 'outside': ()}, [])
    """
    problems = list(unknown_fields(found, _KEYS, "a dataset"))
    given = {name: found[name] for name in _HEAD if name in found}
    outside = [] if found.get("outside") is None else found["outside"]
    if isinstance(outside, list):
        given["outside"] = tuple(identity(each) for each in outside)
    else:
        problems.append(Problem(code="field.type", place="outside", found=show(outside), expected="a list"))
    rows, wrong = _read_tables(found.get("rows"))
    problems += [*wrong, *faults_of(Dataset, given)]
    given |= {"rows": rows} if rows else {}
    broken = {problem.place.partition("[")[0] for problem in problems}
    return {name: each for name, each in given.items() if name not in broken}, problems


def _read_tables(found: object) -> tuple[tuple[Rows, ...], list[Problem]]:
    """The rows of files that stand in a head, as far as they are right, and all that is wrong with them."""
    if found is None:
        return (), []
    if not isinstance(found, list):
        return (), [Problem(code="field.type", place="rows", found=show(found), expected="a list")]
    told = [examine(Rows, each) for each in found]
    problems = [problem for at, each in enumerate(told) for problem in inside(inside(each.problems, at), "rows")]
    try:
        return to_rows([each.value for each in told if not each.problems]), problems
    except InvalidDataset as error:
        return (), [*problems, *error.problems]


def _examine_row(row: object) -> tuple[Record | None, tuple[Problem, ...]]:
    if not isinstance(row, dict):
        return None, (Problem(code="field.type", found=show(row), expected="a record as an object"),)
    named = row.get("id")
    kind, _, name = named.partition(":") if isinstance(named, str) else ("", "", "")
    if kind in KINDS:
        told = examine(KINDS[kind], row)
        return (None if told.problems else told.value), told.problems
    found = "nothing" if named is None else show(named)
    likely = nearest(kind, KINDS)
    hint = f"did you mean {f'{likely}:{name}'!r}?" if likely else None
    expected = f"an id that begins with one of {', '.join(KINDS)} and a colon"
    return None, (Problem(code="record.id", place="id", found=found, expected=expected, hint=hint),)


@cache
def _readers() -> dict[str, Reader]:
    return {kind: READERS[cls] for kind, cls in KINDS.items()}


def read_row(row: Any) -> tuple[Record | None, tuple[Problem, ...]]:
    """One record from its plain form, or every fault of that form.

    >>> read_row({"id": "place:almaty", "name": "Almaty"})
    (Place('place:almaty', name=Almaty), ())
    """
    try:
        return _readers()[row["id"].partition(":")[0]](row), ()
    except Exception:  # whatever it is, the slow pass says what is wrong and where
        return _examine_row(row)


def _kind_in(row: dict[str, Any]) -> str:
    named = row.get("id")
    return kind_of(named) if isinstance(named, str) else ""


class _Rows:
    """The records of a document while they are read: those that are right, and what is wrong with the others."""

    def __init__(self) -> None:
        self.right: dict[int, Record] = {}
        self.problems: list[tuple[int, Problem]] = []
        self._first: dict[str, int] = {}
        self._wrong: dict[int, dict[str, Any]] = {}

    def _tell(self, at: int, problems: Iterable[Problem]) -> None:
        self.problems += [(at, problem) for problem in in_records(problems, at)]

    def read(self, rows: Iterable[tuple[Any, bool]]) -> None:
        """Read all records; none is left out without a problem, be it that a row is marked as one that has its own."""
        for at, (row, is_marked) in enumerate(rows):
            record, problems = read_row(row)
            if problems:
                self._tell(at, problems)
            if record is not None and not is_marked:
                self.right[at] = record
            elif isinstance(row, dict) and _kind_in(row) in KINDS:
                self._wrong[at] = row
            self._meet(at, row.get("id") if isinstance(row, dict) else None)

    def _meet(self, at: int, identity: object) -> None:
        """Take down the id of a record, whether the record is right or not, so that a reference to it is no fault."""
        if not isinstance(identity, str) or (first := self._first.setdefault(identity, at)) == at:
            return
        one, other = self.right.get(first), self.right.pop(at, None)
        told = Problem(code="dataset.clash", found="a second record under one id", expected="one record an id")
        if one is not None and other is not None and one != other:
            told = evolve(clash(one, other), place="")
        self._tell(at, [evolve(told, hint=f"the first one is records[{first}]", record=identity)])

    def follow(self, outside: Iterable[str]) -> None:
        """Look where references and citations lead."""
        ends, lengths = Ends({*self._first, *outside}), lengths_of(self.right.values())
        for at, record in self.right.items():
            if ends.has_loose(record):
                self._tell(at, ends.loose(record))
            if lengths and (problems := list(beyond(record, lengths))):
                self._tell(at, problems)
        # A record with other faults tells those of its references too: one pass shows all that is wrong.
        for at, row in self._wrong.items():
            self._tell(at, ends.lost(plain_references(KINDS[_kind_in(row)], row), row["id"]))


def _together(head: dict[str, Any], records: Iterable[Record]) -> tuple[Dataset, tuple[Problem, ...]]:
    try:
        return Dataset(records, **head), ()
    except InvalidDataset as error:
        # What it leaves out may not be in it: then it is told that it leaves nothing out.
        return Dataset(records, **{**head, "outside": ()}), error.problems


def in_records(problems: Iterable[Problem], at: int) -> tuple[Problem, ...]:
    """Faults of a record as they are seen from the document that it is in.

    >>> [each.place for each in in_records([Problem(code="c", place="id", found="x", expected="y")], 3)]
    ['records[3].id']
    """
    return inside(inside(problems, at), "records")


def on_lines(problems: Iterable[Problem], line_of: LineOf | None) -> tuple[Problem, ...]:
    """Faults with the line of the text on which each stands, in the order of the lines, each told once.

    >>> wrong = Problem(code="c", place="b", found="x", expected="y")
    >>> from unrest.codec.json_text import Lines
    >>> [each.line for each in on_lines([wrong, wrong], Lines('{"a": 1,\\n"b": 2}').line_of)]
    [2]
    """
    told = dict.fromkeys(problems)
    if line_of is None:
        return tuple(told)
    placed = [problem if problem.line else evolve(problem, line=line_of(problem.place)) for problem in told]
    return tuple(sorted(placed, key=lambda problem: problem.line or 0))


def beside(marks: Sequence[Problem], problems: Iterable[Problem]) -> list[Problem]:
    """The faults of JSON itself, and beside them those that are not told of the same places.

    >>> mark = Problem(code="json.number", place="a", found="NaN", expected="a number")
    >>> [each.code for each in beside([mark], [Problem(code="field.type", place="a", found="NaN", expected="text")])]
    ['json.number']
    """
    marked = {mark.place for mark in marks}
    return [*marks, *(problem for problem in problems if problem.place not in marked)]


def read_document(found: Any, line_of: LineOf | None = None, marks: Sequence[Problem] = ()) -> Attempt:
    """What could be read of the document of a dataset, and all that is wrong with it.

    `marks` are the faults that JSON itself had in it, and `line_of` says on which line a path stands.

    >>> [str(problem) for problem in read_document({"format": "unrest/2"}).problems]
    ["format: found 'unrest/2', expected 'unrest/1'; it was written by another release [format.version]"]
    """
    if (wrong := fault_of_form(found)) is not None:
        return Attempt(problems=on_lines([wrong, *marks], line_of))
    given, problems = found.get("records"), []
    if type(given) is not list:
        told = "nothing" if given is None else show(given)
        problems.append(Problem(code="field.type", place="records", found=told, expected="a list of records"))
        given = []
    marked = {int(at) for mark in marks for at in re.findall(r"^records\[(\d+)\]", mark.place)}
    head = {key: each for key, each in found.items() if key != "records"}
    rows = ((row, at in marked) for at, row in enumerate(given))
    return read_rows(head, rows, line_of, marks, problems)


def read_rows(
    given: Mapping[str, Any],
    rows: Iterable[tuple[Any, bool]],
    line_of: LineOf | None,
    marks: Sequence[Problem],
    others: Sequence[Problem],
) -> Attempt:
    """What could be read of a head and of the records that follow it, each with whether a mark stands in it.

    Marks and other faults may be found while the rows are read.

    >>> read_rows({"format": "unrest/1"}, [({"id": "place:oslo", "name": "Oslo"}, False)], None, (), ()).dataset
    Dataset(1 place)
    """
    head, problems = read_head(given)
    found = _Rows()
    found.read(rows)
    found.follow(head.get("outside", ()))
    dataset, more = _together(head, found.right.values())
    by_row = [problem for _, problem in sorted(found.problems, key=lambda each: each[0])]
    return Attempt(dataset, on_lines(beside(marks, [*problems, *others, *by_row, *more]), line_of))
