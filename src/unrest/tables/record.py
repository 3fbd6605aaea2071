"""Records from Arrow tables, checked as those of a file are: whatever gives the table, nothing is taken on trust."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from attrs import evolve

from ..codec.document import FORMAT, Attempt, paused_collector, read_head, read_row, read_rows
from ..codec.plain import choices, item_of, plain_fields
from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, nearest, show
from ..extra import Extra
from ..quantity import Quantity
from ..records import KINDS, Record
from ..rows import Rows
from ..when import Period, When
from .column import SCHEMAS, TABLES, VERSION, compute, inner, is_derived, pa

__all__ = ["attempt_arrow", "fitted", "from_arrow", "head_of", "plain_rows", "records_in", "rows_in", "told_of"]

Read = Callable[[Any], Any]


# Values: from their form in Arrow to the plain form, which the codec reads and checks.


def _when(found: Mapping[str, Any]) -> Any:
    told = {name: found[name] for name in ("text", "wording", "basis") if found[name] is not None}
    return told["text"] if len(told) == 1 and "text" in told else told


def _period(found: Mapping[str, Any]) -> Any:
    ends = {name: _when(end) for name in ("start", "end") if (end := found[name]) is not None}
    told = {name: end for name, end in ends.items() if isinstance(end, dict)}
    return {"text": found["text"], **told} if told else found["text"]


def _number(found: str) -> "int | str":
    return int(found) if found.lstrip("-").isdecimal() else found


def _quantity(found: Mapping[str, Any]) -> Any:
    told = {name: _number(each) for name in ("low", "best", "high") if (each := found[name]) is not None}
    return told | {name: each for name in ("qualifier", "wording", "rule") if (each := found[name]) is not None}


_VALUES: Mapping[type, Read] = {When: _when, Period: _period, Quantity: _quantity, Extra: json.loads}


def _read_of(annotation: object) -> Read | None:
    """What makes the plain form of one value from that in Arrow; None where the two are the same."""
    only, *others = choices(annotation)
    if others or not isinstance(only, type) or not (attrs.has(only) or only in _VALUES):
        return None
    return _VALUES.get(only) or _object_reader(only)


def _object_reader(cls: type) -> Read:
    readers = {each.name: _field_reader(each.type) for each in plain_fields(cls)}

    def read(found: Mapping[str, Any]) -> dict[str, Any]:
        there = {name: each for name in readers if (each := found[name]) is not None}
        return {name: each if (r := readers[name]) is None else r(each) for name, each in there.items()}

    return read


def _field_reader(annotation: object) -> Read | None:
    (only, *others) = choices(annotation)
    item = None if others else item_of(only)
    if item is None:
        return _read_of(annotation)
    read = _read_of(item)
    return None if read is None else lambda found: [read(each) for each in found]


_READERS: Mapping[str, Mapping[str, Read | None]] = {
    kind: {each.name: _field_reader(each.type) for each in plain_fields(cls)} for kind, cls in KINDS.items()
}


# Columns.


def _refuse(code: str, place: str, found: str, expected: str, hint: str | None = None) -> InvalidDataset:
    return InvalidDataset(Problem(code=code, place=place, found=found, expected=expected, hint=hint))


def _pruned(kind: pa.DataType) -> pa.DataType:
    """A column without the days and keys that follow from the texts in it, which are not read."""
    if pa.types.is_list(kind):
        return pa.list_(_pruned(kind.value_type))
    if not pa.types.is_struct(kind):
        return kind
    kept = [each for each in inner(kind) if each.name not in _FOLLOWS]
    return pa.struct([pa.field(each.name, _pruned(each.type)) for each in kept])


_FOLLOWS = frozenset({"earliest", "latest", "approximate", "uncertain", "ongoing", "low_key", "best_key", "high_key"})


def fitted(found: Any, kind: str) -> pa.Table:
    """A table of any make, which has the Arrow PyCapsule interface, with the columns of a kind that are read.

    Columns that follow from others may be there or not; a column that is not there is empty.

    Raises:
        InvalidDataset: for what is no table, for a column of another name, and for one of another type.

    >>> fitted(pa.table({"id": ["place:oslo"], "name": ["Oslo"]}), "place").column("name").to_pylist()
    ['Oslo']
    """
    if not isinstance(found, pa.Table) and not hasattr(found, "__arrow_c_stream__"):
        expected = "a table with the Arrow PyCapsule interface: of pyarrow, pandas, Polars, DuckDB"
        raise _refuse("table.object", TABLES[kind], show(found), expected)
    table = pa.table(found)
    schema, problems = SCHEMAS[kind], []
    _refuse_version(table, kind)
    for name in table.column_names:
        if name not in schema.names:
            likely = nearest(name, schema.names)
            hint = f"did you mean {likely!r}?" if likely else None
            place, expected = f"{TABLES[kind]}.{name}", f"a column of {TABLES[kind]}"
            problems.append(Problem(code="table.column", place=place, found=show(name), expected=expected, hint=hint))
    columns = {}
    for field in schema:
        if field.name in table.column_names and not is_derived(kind, field.name):
            try:
                columns[field.name] = _cast(table.column(field.name), _pruned(field.type))
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError, ValueError) as error:
                place, wrong = f"{TABLES[kind]}.{field.name}", f"a column of {table.schema.field(field.name).type}"
                problems.append(
                    Problem(code="table.type", place=place, found=wrong, expected=str(field.type), hint=str(error))
                )
    if problems:
        raise InvalidDataset(*problems)
    return pa.table(columns)


def _cast(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    """A column in its type, with the parts that are read; texts and lists may be of the large or of the view kind."""
    if column.type == wanted:
        return column
    return pa.chunked_array([_cast_array(chunk, wanted) for chunk in column.chunks], wanted)


def _cast_array(array: pa.Array, wanted: pa.DataType) -> pa.Array:
    if pa.types.is_null(array.type):
        return pa.nulls(len(array), wanted)
    if pa.types.is_struct(wanted) and pa.types.is_struct(array.type):
        names = [each.name for each in inner(array.type)]
        parts = dict(zip(names, array.flatten(), strict=True))
        fields = list(inner(wanted))
        if odd := [name for name in names if name not in _FOLLOWS and name not in {each.name for each in fields}]:
            raise ValueError(f"it has a part {odd[0]!r}, which is none of {', '.join(each.name for each in fields)}")
        columns = [
            _cast_array(parts[each.name], each.type) if each.name in parts else pa.nulls(len(array), each.type)
            for each in fields
        ]
        return pa.StructArray.from_arrays(columns, fields=fields, mask=array.is_null())
    if pa.types.is_list(wanted) and not pa.types.is_primitive(array.type) and hasattr(array, "offsets"):
        lists = array.cast(pa.list_(array.type.value_type)) if not pa.types.is_list(array.type) else array
        # Offsets of a slice are those of the whole; the elements of an absent list are none.
        values = _cast_array(lists.flatten(), wanted.value_type)
        counts = compute.fill_null(compute.list_value_length(lists), 0)
        ends = compute.cumulative_sum(counts)
        offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends.cast(pa.int32())])
        return pa.ListArray.from_arrays(offsets, values, type=wanted, mask=lists.is_null())
    if not _is_alike(array.type, wanted):
        raise ValueError(f"{array.type} is not made {wanted}")
    return array.cast(wanted)


def _is_alike(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether two types differ in width and encoding only: a text is no number, and a number no text."""
    if pa.types.is_dictionary(found):
        return _is_alike(found.value_type, wanted)
    if pa.types.is_string(wanted):
        return any(test(found) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))
    # A column of whole numbers in which some are absent has a point in pandas; the cast refuses what is not whole.
    return (pa.types.is_integer(found) or pa.types.is_floating(found)) and not pa.types.is_boolean(wanted)


def _refuse_version(table: pa.Table, kind: str) -> None:
    told = told_of(table)
    if told is None:
        return
    if told.get("tables") != VERSION or told.get("format") != FORMAT:
        found = f"tables of version {told.get('tables')!r}, of {told.get('format')!r}"
        expected, hint = f"version {VERSION!r}, of {FORMAT!r}", "it was written by another release"
        raise _refuse("table.version", TABLES[kind], found, expected, hint)
    if told.get("kind") != kind:
        raise _refuse("table.kind", TABLES[kind], f"a table of kind {told.get('kind')!r}", f"one of kind {kind!r}")


def told_of(table: pa.Table) -> dict[str, Any] | None:
    """What a table says of itself; None where it is not of our making, or came through what forgets it.

    >>> told_of(pa.table({"id": []})) is None
    True
    """
    written = (table.schema.metadata or {}).get(b"unrest")
    if written is None:
        return None
    try:
        told = json.loads(written)
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {}


# Records.


def plain_rows(table: pa.Table, kind: str) -> Iterator[dict[str, Any]]:
    """The rows of a fitted table in the plain form of records, without what is empty.

    >>> list(plain_rows(fitted(pa.table({"id": ["place:oslo"], "name": ["Oslo"]}), "place"), "place"))
    [{'id': 'place:oslo', 'name': 'Oslo'}]
    """
    readers = _READERS[kind]
    names = [name for name in readers if name in table.column_names]
    for batch in table.to_batches():
        columns = [_read_column(batch.column(name), readers[name]) for name in names]
        for row in zip(*columns, strict=True):
            yield {name: each for name, each in zip(names, row, strict=True) if each is not None and each != []}


def _read_column(column: pa.Array, read: Read | None) -> list[Any]:
    found: list[Any] = column.to_pylist()
    return found if read is None else [None if each is None else read(each) for each in found]


def records_in(found: Any, kind: str, start: int = 0) -> Iterator[Record]:
    """The records of one table, or of the part of one that begins with a row, one by one.

    Raises:
        InvalidDataset: as `fitted`; and for the first record with a fault, with all its faults and its row.

    >>> list(records_in(pa.table({"id": ["place:oslo"], "name": ["Oslo"]}), "place"))
    [Place('place:oslo', name=Oslo)]
    """
    for at, plain in enumerate(plain_rows(fitted(found, kind), kind), start):
        record, problems = read_row(plain)
        wrong = _wrong_kind(plain, kind)
        if record is None or wrong is not None:
            told = (*problems, *(() if wrong is None else (wrong,)))
            raise InvalidDataset(*(_on_row(problem, kind, at) for problem in told))
        yield record


def _on_row(problem: Problem, kind: str, at: int) -> Problem:
    row = f"{TABLES[kind]}[{at}]"
    return evolve(problem, place=f"{row}.{problem.place}" if problem.place else row)


def _wrong_kind(plain: Mapping[str, Any], kind: str) -> Problem | None:
    """Why a record does not belong into the table of a kind, as far as its id says so."""
    named = plain.get("id")
    if not isinstance(named, str) or named.partition(":")[0] not in KINDS or named.startswith(f"{kind}:"):
        return None
    return Problem(code="record.id", place="id", found=show(named), expected=f"an id that begins with {kind}:")


def rows_in(found: Any) -> tuple[Rows, ...]:
    """The rows of outside files that a table holds; none where there is no table.

    Raises:
        InvalidDataset: for a table of another form.

    >>> rows_in(pa.table({"dataset": ["d"], "columns": [["id"]], "key": ["7"], "cells": [["7"]]}))
    (Rows(d: 1 row of 1 column),)
    """
    if found is None:
        return ()
    table = fitted(found, "row")
    groups: dict[tuple[Any, Any, tuple[str, ...]], list[dict[str, Any]]] = {}
    for line in table.to_pylist():
        key = line.get("dataset"), line.get("release"), tuple(line.get("columns") or ())
        kept = groups.setdefault(key, [])
        if line.get("key") is not None:
            kept.append({"key": line["key"], "cells": line.get("cells") or []})
    plain = [
        {"dataset": dataset, "columns": list(columns), "rows": rows} | ({} if release is None else {"release": release})
        for (dataset, release, columns), rows in groups.items()
    ]
    head, problems = read_head({"format": FORMAT, "rows": plain})
    if problems:
        raise InvalidDataset(*problems)
    read: tuple[Rows, ...] = head.get("rows", ())
    return read


def head_of(told: Mapping[str, Any], rows: Any, outside: Any) -> Dataset:
    """A dataset without its records: what it is called, and the tables of rows and of what was left out.

    Raises:
        InvalidDataset: for what does not make one.

    >>> head_of({"name": "empty"}, None, None)
    Dataset('empty', no records)
    """
    head, problems = read_head({"format": FORMAT, **told, "outside": _left_out(outside)})
    if problems:
        raise InvalidDataset(*problems)
    return Dataset(**head, rows=rows_in(rows))


def _left_out(outside: Any) -> list[Any]:
    return [] if outside is None else list(fitted(outside, "outside").to_pydict().get("id", []))


class _Tables:
    """Tables while they are read, with what is wrong around and in their records."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.marks: list[Problem] = []
        self.faults = list(_wrong_names(tables))
        self.starts: dict[int, str] = {}
        self.told: dict[str, Any] = {}
        self.fitted: dict[str, pa.Table] = {}
        for kind in KINDS:
            if (given := tables.get(TABLES[kind])) is not None:
                self._fit(given, kind)

    def _fit(self, given: Any, kind: str) -> None:
        try:
            self.fitted[kind] = fitted(given, kind)
        except InvalidDataset as error:
            self.faults += error.problems
            return
        described = (told_of(given) or {}).get("dataset", {}) if isinstance(given, pa.Table) else {}
        self.told |= described if isinstance(described, dict) else {}

    def __iter__(self) -> Iterator[tuple[dict[str, Any], bool]]:
        at = 0
        for kind, table in self.fitted.items():
            self.starts[at] = TABLES[kind]
            for plain in plain_rows(table, kind):
                if (wrong := _wrong_kind(plain, kind)) is not None:
                    self.marks.append(evolve(wrong, place=f"records[{at}].id"))
                yield plain, wrong is not None
                at += 1

    def placed(self, problem: Problem) -> Problem:
        """A problem with its place in a table, which is told as one in all records."""
        match = _IN_RECORDS.match(problem.place)
        if match is None:
            return problem
        start = max(each for each in self.starts if each <= int(match[1]))
        return evolve(problem, place=f"{self.starts[start]}[{int(match[1]) - start}]{problem.place[match.end() :]}")


_IN_RECORDS = re.compile(r"records\[(\d+)\]")


def _wrong_names(tables: Mapping[str, Any]) -> Iterator[Problem]:
    names = list(TABLES.values())
    for name in tables:
        if name not in names:
            likely = nearest(name, names) if isinstance(name, str) else None
            hint = f"did you mean {likely!r}?" if likely else None
            yield Problem(code="table.name", found=show(name), expected=f"one of {', '.join(names)}", hint=hint)


def attempt_arrow(tables: Mapping[str, Any]) -> Attempt:
    """What could be read of tables, together with all that is wrong with them.

    >>> [problem.place for problem in attempt_arrow({"places": pa.table({"id": ["place:oslo"]})}).problems]
    ['places[0].name']
    """
    if not isinstance(tables, Mapping):
        expected = f"a mapping from {', '.join(TABLES.values())} to tables"
        return Attempt(problems=(Problem(code="table.mapping", found=show(tables), expected=expected),))
    read = _Tables(tables)
    try:
        rows, outside = rows_in(tables.get("rows")), _left_out(tables.get("outside"))
    except InvalidDataset as error:
        rows, outside = (), []
        read.faults += error.problems
    with paused_collector():
        found = read_rows({"format": FORMAT, **read.told, "outside": outside}, read, None, read.marks, read.faults)
    dataset = evolve(found.dataset, rows=rows) if rows else found.dataset
    return Attempt(dataset, tuple(map(read.placed, found.problems)))


def from_arrow(tables: Mapping[str, Any]) -> Dataset:
    """The dataset that tables hold, each under the name that `to_arrow` gives it; a table that is not there is empty.

    A table is anything with the Arrow PyCapsule interface: of pyarrow, pandas, Polars, DuckDB.
    Columns that follow from others are not read.

    Raises:
        InvalidDataset: for what are no tables, for a column of another name or type, for tables of another version,
            and for every record with a fault, each with the row on which it stands.

    >>> from_arrow({"places": pa.table({"id": ["place:oslo"], "name": ["Oslo"]})})
    Dataset(1 place)
    """
    found = attempt_arrow(tables)
    if found.problems:
        raise InvalidDataset(*found.problems)
    return found.dataset
