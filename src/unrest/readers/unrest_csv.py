"""Our own table: the records of a dataset in a spreadsheet, one row a record, and back without loss.

The column `record` says what a row is: a kind of record, `dataset` for what is said of the dataset as a whole, or `row`
for a kept row of an outside file. A field of a record stands under its name, in the text form of the model: a day as
EDTF, a quantity as `>=225`, a place with its precision. Several texts or references are parted by semicolons; what has
no text form is JSON. An empty cell is an empty field, and columns that are empty everywhere may be left out.

Versions: all
Licence: that of the dataset
Cite:
    @misc{unrest, title = {unrest: what was reported about political unrest, as typed records}}
Columns:
    record: source, place, actor, event, statement, deployment, statistic; dataset; row
    id: the record's id, with its kind
    title, publisher, author, published, retrieved, url, language, licence, via, sha256, length: of a Source
    name, aliases, kind, within, latitude, longitude: of a Place
    roles, member_of, place: of an Actor
    stated_in, incident, where, codes, stage, period: of claims
    participants, summary, links: of an Event
    act, speaker, named_as, cue, said, content, form, utterance, addressees, medium, about, targets: of a Statement
    force, contributors, sent_by, requested_by, purpose, tasks, sites: of a Deployment
    measure, quantity, unit, of_whom, counted, items, subset_of, as_of, reading, supersedes: of a Statistic
    citations, note, codings: of every record
    description, version, outside: of the dataset, beside name, title and licence
    dataset, release, cells: of a row of an outside file, whose id is its key
Missing: empty cells
Lost: nothing
Tried: by a law, on generated datasets
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import attrs

from ..codec.fault import examine
from ..codec.plain import WRITERS, choices, item_of, plain_fields
from ..dataset import Dataset
from ..errors import InvalidValue, nearest
from ..quantity import Quantity
from ..records import KINDS, Record
from ..rows import Row, Rows
from .layout import Layout
from .problem import Done
from .registry import Reader
from .sheet import Sheet

__all__ = ["READER"]

_HEAD = ("name", "title", "description", "licence", "version")
_OTHER = ("dataset", "row")


@cache
def _fields(kind: str) -> Mapping[str, str]:
    """The fields of a kind of record, each with how it stands in a cell: text, number, texts, form or json."""
    return {each.name: _way(each) for each in plain_fields(KINDS[kind])}


def _way(attribute: "attrs.Attribute[Any]") -> str:
    item = item_of(attribute.type)
    only = choices(item or attribute.type)[0]
    is_text = isinstance(only, type) and issubclass(only, str)
    if item is not None:
        return "texts" if is_text or not isinstance(only, type) else "json"
    if only in (int, float):
        return "number"
    return "form" if isinstance(only, type) and attrs.has(only) else "text"


@cache
def _columns() -> tuple[str, ...]:
    names = ["record", "id"]
    for kind in KINDS:
        names += _fields(kind)
    return tuple(dict.fromkeys((*names, *_HEAD, "outside", "dataset", "release", "cells")))


# Writing.


def _cell(way: str, found: Any) -> str:
    if way == "texts" and _can_be_parted(found):
        return "; ".join(found)
    if way in ("json", "texts") or isinstance(found, dict | list):
        return json.dumps(found, ensure_ascii=False)
    return str(found)


def _can_be_parted(found: Sequence[str]) -> bool:
    return not found[0].startswith("[") and all(each == each.strip() and each and ";" not in each for each in found)


def _plain(record: Record) -> dict[str, str]:
    plain = WRITERS[type(record)](record)
    quantity = getattr(record, "quantity", None)
    if quantity is not None and _is_its_text(quantity):
        plain["quantity"] = str(quantity)
    kind = type(record).__name__.lower()
    ways = _fields(kind)
    return {"record": kind, **{name: _cell(ways[name], each) for name, each in plain.items()}}


def _is_its_text(found: Quantity) -> bool:
    return Quantity.parse(str(found)) == found


def _rows_of(dataset: Dataset) -> Iterator[dict[str, str]]:
    head = {name: getattr(dataset, name) for name in _HEAD if getattr(dataset, name) is not None}
    if dataset.outside:
        head["outside"] = _cell("texts", [str(each) for each in dataset.outside])
    if head:
        yield {"record": "dataset", **head}
    yield from map(_plain, dataset)
    for rows in dataset.rows:
        told = {"record": "row", "dataset": rows.dataset, "release": rows.release or ""}
        if not rows.rows:
            yield {**told, "cells": json.dumps(list(rows.columns), ensure_ascii=False)}
        for row in rows.rows:
            pairs = [list(pair) for pair in zip(rows.columns, row.cells, strict=True)]
            yield {**told, "id": row.key, "cells": json.dumps(pairs, ensure_ascii=False)}


def _written(dataset: Dataset) -> Iterator[str]:
    """The table, piece by piece; columns that are empty everywhere are left out."""
    used = {name for row in _rows_of(dataset) for name in row}
    columns = [name for name in _columns() if name in used or name in ("record", "id")]
    # The byte-order mark tells a spreadsheet that it is UTF-8.
    yield "\ufeff" + _line(columns)
    for row in _rows_of(dataset):
        yield _line([row.get(name, "") for name in columns])


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


# Reading.


def _key(at: Mapping[str, int]) -> Callable[[Sequence[str]], str]:
    """The id of a record; of what is no record, all that tells it apart."""
    record, names = at["record"], ("record", "dataset", "release", "id")
    places = [at[name] for name in names if name in at]

    def key_of(cells: Sequence[str]) -> str:
        if cells[record] in KINDS:
            return cells[at["id"]].strip()
        return " ".join(filter(None, (cells[place] for place in places)))

    return key_of


class _Rows(Sheet):
    """The rows of one table."""

    def records(self, cells: Sequence[str]) -> list[Record]:
        self.take(cells)
        kind = self.cell("record")
        if kind == "dataset":
            self._head()
        elif kind == "row":
            self._row()
        elif kind in KINDS:
            return self._record(kind)
        else:
            known = (*KINDS, *_OTHER)
            likely = nearest(kind, known)
            hint = f"did you mean {likely!r}?" if likely else None
            self.journal.tell(
                "record.kind", "record", kind, f"one of {', '.join(known)}", done=Done.ROW_REFUSED, hint=hint
            )
        return []

    def _exact(self, column: str) -> str:
        """A cell with the spaces around it."""
        place = self.at.get(column)
        return "" if place is None else self.cells[place]

    def _head(self) -> None:
        for name in _HEAD:
            if cell := self._exact(name):
                self.journal.head[name] = cell
        if cell := self._exact("outside"):
            self.journal.head["outside"] = self._value("texts", cell)

    def _row(self) -> None:
        found = self._value("json", self._exact("cells"))
        told: dict[str, Any] = {"dataset": self._exact("dataset"), "release": self._exact("release") or None}
        key = self._exact("id")
        try:
            if key:
                columns, cells = [each[0] for each in found], [each[1] for each in found]
                rows = Rows(columns=columns, rows=[Row(key, cells)], **told)
            else:
                rows = Rows(columns=found, **told)
        except (InvalidValue, TypeError, LookupError):
            expected = "pairs of column and cell, in JSON"
            self.journal.tell("row.form", "cells", self._exact("cells"), expected, done=Done.ROW_REFUSED)
            return
        self.journal.head.setdefault("rows", []).append(rows)

    def _record(self, kind: str) -> list[Record]:
        ways = _fields(kind)
        given = {name: self._value(way, cell) for name, way in ways.items() if (cell := self._exact(name))}
        for column in self.at:
            if column not in ways and column not in ("record", "dataset", "release", "cells") and self._exact(column):
                expected = f"nothing: a {kind} has no such field"
                self.journal.tell("field.unknown", column, self._exact(column), expected)
        return self._built(kind, given)

    def _built(self, kind: str, given: dict[str, Any]) -> list[Record]:
        """The record of a row, without the fields that are at fault; none where it cannot be without them."""
        found = examine(KINDS[kind], given)
        if not found.problems:
            return [found.value]
        places = [(problem.place.partition(".")[0].partition("[")[0], problem) for problem in found.problems]
        broken = {place for place, _ in places} & given.keys() - {"id"} or self._in_the_way(kind, given)
        done = Done.KEPT_RAW if broken else Done.ROW_REFUSED
        for place, problem in places:
            if place in broken or broken.isdisjoint(each for each, _ in places):
                column = place if place in self.at else None
                hint, raw = problem.hint, None if column is None else self._exact(column)
                self.journal.tell(
                    problem.code, column, raw, problem.expected, found=problem.found, hint=hint, done=done
                )
        return self._built(kind, {name: each for name, each in given.items() if name not in broken}) if broken else []

    def _in_the_way(self, kind: str, given: dict[str, Any]) -> set[str]:
        """The one field without which a record can be, where several do not go together."""
        for name in (each for each in given if each != "id"):
            if not examine(KINDS[kind], {key: each for key, each in given.items() if key != name}).problems:
                return {name}
        return set()

    def _value(self, way: str, cell: str) -> Any:
        if way == "texts" and not cell.startswith("["):
            return [each.strip() for each in cell.split(";")]
        if way == "number" or way in ("json", "texts") or (way == "form" and cell.startswith("{")):
            try:
                return json.loads(cell)
            except ValueError:
                return cell
        return cell


READER = Reader(
    name="unrest_csv",
    docstring=__doc__,
    layouts=(Layout(name="our own table", columns=_columns(), optional=frozenset(_columns()) - {"record", "id"}),),
    key=_key,
    rows=_Rows,
    keeps_rows=False,
    write=_written,
)
"""The reader and writer of our own table."""
