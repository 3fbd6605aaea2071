"""The forms in which one thing is handed on: plain dicts, and JSON."""

from typing import Any, TypeVar, overload

from ..dataset import Dataset
from ..errors import InvalidDataset, InvalidRecord, InvalidValue, Problem, UnrestError, show
from ..source import Entry
from . import answer as answer
from .document import (
    Attempt,
    LineOf,
    beside,
    on_lines,
    paused_collector,
    read_document,
    to_lines,
    to_text,
)
from .fault import examine
from .json_text import Lines, faults_of_marks, read_fast, read_marked
from .plain import READERS, WRITERS, Unfit

__all__ = ["attempt", "from_dict", "from_json", "to_dict", "to_json"]

T = TypeVar("T")


# Outward.


@overload
def to_dict(found: Entry | Dataset) -> dict[str, Any]: ...
@overload
def to_dict(found: object) -> Any: ...
def to_dict(found: Any) -> Any:
    """A record, a dataset or a value as plain dicts, lists, text and numbers; what is empty is left out.

    Words of a list and references are plain text, decimals are text, and a day is the text of EDTF.
    A value that has a text form is that text, unless it has wording or a basis beside it.

    Raises:
        InvalidValue: for what is not of this library.

    >>> from unrest.records import Event
    >>> to_dict(Event("event:a", kind="riot", stage="accomplished", period="2022-01-05", where="place:almaty"))
    {'id': 'event:a', 'where': 'place:almaty', 'kind': 'riot', 'stage': 'accomplished', 'period': '2022-01-05'}
    """
    try:
        return WRITERS[type(found)](found)
    except Unfit:
        raise InvalidValue(_not_ours(found)) from None


def _not_ours(found: object) -> Problem:
    expected = "a record, a dataset or a value of this library"
    return Problem(code="form.class", found=show(found), expected=expected)


def to_json(found: object) -> str:
    """A dataset as JSON with one record a line, anything else as JSON on one line; equal things have equal text.

    Raises:
        InvalidValue: for what is not of this library.

    >>> from unrest.records import Place
    >>> to_json(Place("place:almaty", name="Almaty"))
    '{"id": "place:almaty", "name": "Almaty"}'
    """
    return to_lines(found) if isinstance(found, Dataset) else to_text(to_dict(found))


# Inward.


def _error_of(cls: type) -> type[UnrestError]:
    return InvalidRecord if issubclass(cls, Entry) else InvalidValue


def from_dict(cls: type[T], data: object) -> T:
    """A record, a dataset or a value from its plain form, as `to_dict` gives it.

    Nothing is converted: a list must be a list, the text "5" is no number and true is not 1.
    What is left out is empty, and so is null, a list too: it says that nothing was coded, never that the source does
    not state it, which a coding says.
    All faults are told together, those of form and those of the values and rules of the record.

    Raises:
        InvalidRecord: for a record with faults.
        InvalidValue: for a value with faults, and for a class that is not of this library.
        InvalidDataset: for a dataset with faults.

    >>> from unrest.records import Statistic
    >>> from_dict(Statistic, {"id": "statistic:a", "measure": "deaths", "quantity": ">=19", "stage": "accomplished"})
    Statistic('statistic:a', measure=deaths, quantity=>=19, stage=accomplished)
    """
    if cls is Dataset:
        return _whole(read_document(data))  # type: ignore[return-value]
    _refuse_others(cls)
    return _value(cls, data)


def _whole(found: Attempt) -> Dataset:
    if found.problems:
        raise InvalidDataset(*found.problems)
    return found.dataset


def _refuse_others(cls: Any) -> None:
    try:
        READERS[cls]
    except (Unfit, TypeError):
        raise InvalidValue(_not_ours(cls)) from None


def _value(cls: type[T], data: object, marks: tuple[Problem, ...] = (), line_of: LineOf | None = None) -> T:
    if not marks:
        try:
            value: T = READERS[cls](data)
            return value
        except Exception:  # whatever it is, the slow pass says what is wrong and where
            pass
    finding = examine(cls, data)
    if problems := on_lines(beside(marks, finding.problems), line_of):
        raise _error_of(cls)(*problems)
    read: T = finding.value
    return read


def attempt(text: str) -> Attempt:
    """What could be read of the JSON of a dataset, and all that is wrong with it.

    >>> attempt('{"format": "unrest/1", "records": []}')
    Attempt(dataset=Dataset(no records), problems=())
    """
    with paused_collector():
        found, problems = _read(text)
        if found is None and problems:
            return Attempt(problems=problems)
        return read_document(found, Lines(text).line_of, problems)


def _read(text: str) -> tuple[Any, tuple[Problem, ...]]:
    """What a text holds, with the faults that JSON itself has; None where it is no JSON at all."""
    try:
        return read_fast(text), ()
    except (ValueError, TypeError, RecursionError):
        found, problems = read_marked(text)
    return found, problems or faults_of_marks(found)


@overload
def from_json(text: str) -> Dataset: ...
@overload
def from_json(text: str, cls: type[T]) -> T: ...
def from_json(text: str, cls: Any = Dataset) -> Any:
    """A dataset, or something of the class that is named, from its JSON.

    A key given twice, NaN, Infinity, a number that would be rounded, and a byte-order mark are refused.
    Every problem has the line of the text on which it stands.

    Raises:
        InvalidDataset: for the JSON of a dataset with faults.
        InvalidRecord: for the JSON of a record with faults.
        InvalidValue: for the JSON of a value with faults, and for a class that is not of this library.

    >>> from unrest.records import Place
    >>> from_json('{"id": "place:almaty", "name": "Almaty"}', Place)
    Place('place:almaty', name=Almaty)
    """
    if cls is Dataset:
        return _whole(attempt(text))
    _refuse_others(cls)
    with paused_collector():
        found, problems = _read(text)
        if found is None and problems:
            raise _error_of(cls)(*problems)
        return _value(cls, found, problems, Lines(text).line_of)
