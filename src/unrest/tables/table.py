"""Records as Arrow tables, one a kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import attrs

from ..codec.document import FORMAT, to_text
from ..codec.plain import choices, item_of, plain_fields
from ..dataset import Dataset
from ..edtf import NEVER
from ..errors import InvalidDataset, Problem, show
from ..extra import Extra
from ..quantity import Quantity
from ..query.time import TIME_FIELDS
from ..query.wording import folded, words_in
from ..records import KINDS, Record, Source
from ..rows import Rows
from ..when import ONGOING, Period, When
from .column import BOUNDS, SCHEMAS, TABLES, VERSION, pa
from .number import key_of

__all__ = ["first_day", "outside_table", "row_table", "schema_of", "table_of", "to_arrow"]

Write = Callable[[Any], Any]
# A count of characters that no 64-bit number holds is no place in a text.
_LARGEST = 1 << 63
_SHARED = 1 << 14


# Values.


@lru_cache(maxsize=_SHARED)
def _when(when: When) -> dict[str, Any]:
    return {
        "text": when.text,
        "wording": when.wording,
        "basis": when.basis,
        "earliest": when.earliest,
        "latest": when.latest,
        "approximate": when.approximate,
        "uncertain": when.uncertain,
    }


@lru_cache(maxsize=_SHARED)
def _period(period: Period) -> dict[str, Any]:
    start, end = (_when(each) if isinstance(each, When) else None for each in (period.start, period.end))
    return {"text": period.text, "start": start, "end": end, "ongoing": period.end is ONGOING}


@lru_cache(maxsize=_SHARED)
def _quantity(quantity: Quantity) -> dict[str, Any]:
    numbers = {"low": quantity.low, "best": quantity.best, "high": quantity.high}
    there = {name: each for name, each in numbers.items() if each is not None}
    return {
        **{name: str(each) if isinstance(each, int) else format(each, "f") for name, each in there.items()},
        "qualifier": quantity.qualifier,
        "wording": quantity.wording,
        "rule": quantity.rule,
        "text": str(quantity),
        **{f"{name}_key": key_of(each) for name, each in there.items()},
    }


_VALUES: Mapping[type, Write] = {When: _when, Period: _period, Quantity: _quantity, Extra: str}


def _write_of(annotation: object) -> Write | None:
    """What makes the form of one value in Arrow; None for what is text or a number already."""
    only, *others = choices(annotation)
    if others or not isinstance(only, type) or not (attrs.has(only) or only in _VALUES):
        return None
    return _VALUES.get(only) or _object_writer(only)


def _object_writer(cls: type) -> Write:
    writers = {each.name: _field_writer(each.type) for each in plain_fields(cls)}

    def write(found: Any) -> dict[str, Any]:
        told = {name: getattr(found, name) for name in writers}
        return {name: each if (w := writers[name]) is None or each is None else w(each) for name, each in told.items()}

    return write


def _field_writer(annotation: object) -> Write | None:
    (only, *others) = choices(annotation)
    item = None if others else item_of(only)
    if item is None:
        return _write_of(annotation)
    write = _write_of(item)
    return list if write is None else lambda found: [write(each) for each in found]


# Columns.


def _column_writers(cls: type) -> dict[str, Write | None]:
    return {each.name: _field_writer(each.type) for each in plain_fields(cls)}


_WRITERS: Mapping[str, Mapping[str, Write | None]] = {kind: _column_writers(cls) for kind, cls in KINDS.items()}


def _day(number: int) -> date | None:
    return None if abs(number) >= NEVER else date.fromordinal(number)


@lru_cache(maxsize=_SHARED)
def _bounds(time: "When | Period | None") -> tuple[date | None, ...]:
    if time is None:
        return (None,) * 8
    return tuple(_day(number) for number in (*time._certain[:4], *time._possible[:4]))


def _time_of(record: Record) -> "When | Period | None":
    names = ("published",) if isinstance(record, Source) else TIME_FIELDS.get(type(record), ())
    return next((found for name in names if (found := getattr(record, name)) is not None), None)


def first_day(record: Record) -> date | None:
    """The first day on which a record may have been; None where there is none.

    >>> from unrest.records import Statement
    >>> first_day(Statement("statement:s", act="asserts", said="2022-01"))
    datetime.date(2022, 1, 1)
    """
    return _bounds(_time_of(record))[4]


def _derived(records: list[Any], texts: Dataset | None) -> Iterator[list[Any]]:
    """The columns that follow from the fields, in their order."""
    times = [_time_of(record) for record in records]
    yield [time is not None for time in times]
    yield from map(list, zip(*map(_bounds, times), strict=True)) if times else [[]] * 2 * len(BOUNDS)
    words = [sorted({folded(each) for each in words_in(record, texts)}) for record in records]
    yield ["\n".join(each) if each else None for each in words]


def schema_of(kind: str, head: Dataset | None = None) -> pa.Schema:
    """The columns of a kind, with the version of the form and what the dataset is called.

    >>> schema_of("place").metadata[b"unrest"]
    b'{"format": "unrest/1", "tables": "1", "kind": "place"}'
    """
    described = ("name", "title", "description", "licence", "version")
    told = {} if head is None else {name: each for name in described if (each := getattr(head, name)) is not None}
    return SCHEMAS[kind].with_metadata(
        {"unrest": to_text({"format": FORMAT, "tables": VERSION, "kind": kind, **({"dataset": told} if told else {})})}
    )


def _array(kind: str, name: str, values: list[Any], column: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, column)
    except (OverflowError, pa.ArrowInvalid):
        wrong = next(str(each) for each in values if _is_large(each))
        told = Problem(
            code="table.count", place=f"{kind}.{name}", found=show(wrong), expected="a count of characters below 2**63"
        )
        raise InvalidDataset(told) from None


def _is_large(found: Any) -> bool:
    if isinstance(found, list):
        return any(map(_is_large, found))
    if isinstance(found, dict):
        return any(map(_is_large, found.values()))
    return isinstance(found, int) and found >= _LARGEST


def table_of(kind: str, records: Iterable[Any], head: Dataset | None = None, texts: Dataset | None = None) -> pa.Table:
    """Records of one kind as a table; with `texts`, the words that they cite of the texts of that dataset are in it.

    Raises:
        InvalidDataset: for a place in a text, or a length of one, that no 64-bit number holds.

    >>> from unrest.records import Place
    >>> table_of("place", [Place("place:oslo", name="Oslo")]).column("name").to_pylist()
    ['Oslo']
    """
    given, schema = list(records), schema_of(kind, head)
    arrays = []
    for name, write in _WRITERS[kind].items():
        values = [getattr(record, name) for record in given]
        if write is not None:
            values = [None if each is None else write(each) for each in values]
        arrays.append(_array(kind, name, values, schema.field(name).type))
    names = schema.names[len(arrays) :]
    arrays += [
        pa.array(values, schema.field(name).type) for name, values in zip(names, _derived(given, texts), strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def row_table(rows: Iterable[Rows], head: Dataset | None = None) -> pa.Table:
    """The rows of outside files as a table; a release of which no row is kept has one line without a key.

    >>> row_table([Rows(dataset="d", columns=["id"])]).to_pylist()
    [{'dataset': 'd', 'release': None, 'columns': ['id'], 'key': None, 'cells': None}]
    """
    lines: list[dict[str, Any]] = []
    for each in rows:
        told = {"dataset": each.dataset, "release": each.release, "columns": list(each.columns)}
        lines += [{**told, "key": row.key, "cells": list(row.cells)} for row in each.rows] or [told]
    return pa.Table.from_pylist(lines, schema=schema_of("row", head))


def outside_table(outside: Iterable[str], head: Dataset | None = None) -> pa.Table:
    """The ids of the claims that were left out of a dataset.

    >>> outside_table(["event:a"]).to_pylist()
    [{'id': 'event:a'}]
    """
    return pa.Table.from_pydict({"id": list(outside)}, schema=schema_of("outside", head))


def to_arrow(dataset: Dataset, *, with_texts: bool = False) -> dict[str, pa.Table]:
    """A dataset as Arrow tables: one of each kind of record, one of kept rows, and one of the ids of what it left out.

    Texts that came with it are no part of it, and none of their words stand in the tables, unless `with_texts` asks for
    the cited ones among the words of the source.

    Raises:
        InvalidDataset: for a place in a text, or a length of one, that no 64-bit number holds.

    >>> list(to_arrow(Dataset()))
    ['sources', 'places', 'actors', 'events', 'statements', 'deployments', 'statistics', 'rows', 'outside']
    """
    texts = dataset if with_texts and dataset.articles else None
    tables = {TABLES[kind]: table_of(kind, dataset._by_kind[kind], dataset, texts) for kind in KINDS}
    return {**tables, "rows": row_table(dataset.rows, dataset), "outside": outside_table(dataset.outside, dataset)}
