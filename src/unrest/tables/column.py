"""The columns of each kind of record in Arrow: a public form, written out by hand and with a version of its own.

The fields of a record come first, under their names and in their order; a test holds them equal to the model.
After them stand columns that follow from the fields, for questions: the days between which the record's time lies, for
certain and for possible answers, and the words of its source in one folded text.
Inside a quantity each number stands as exact text, and beside it as a key whose order is that of the numbers.
A reader of ours never reads what follows from the fields: it is made anew.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import missing_extra

try:
    import pyarrow as pa
    from pyarrow import compute as _compute
    from pyarrow import parquet as _parquet
except ImportError as _error:  # pragma: no cover (the tests run it in an interpreter of its own)
    raise missing_extra("pyarrow", "arrow") from _error

__all__ = ["BOUNDS", "DERIVED", "SCHEMAS", "TABLES", "VERSION", "compute", "inner", "is_derived", "pa", "parquet"]

# Their functions are made when they are loaded, so that checkers do not see them.
compute: Any = _compute
parquet: Any = _parquet

VERSION = "1"
"""Version of the columns: another number says that a column has another meaning or is gone, or that a table is new."""

_TEXT, _TEXTS, _DAY, _YES, _COUNT = pa.string(), pa.list_(pa.string()), pa.date32(), pa.bool_(), pa.int64()


def _struct(**children: pa.DataType) -> pa.DataType:
    return pa.struct([pa.field(name, each) for name, each in children.items()])


_WHEN = _struct(text=_TEXT, wording=_TEXT, basis=_TEXT, earliest=_DAY, latest=_DAY, approximate=_YES, uncertain=_YES)
_PERIOD = _struct(text=_TEXT, start=_WHEN, end=_WHEN, ongoing=_YES)
_QUANTITY = _struct(
    low=_TEXT,
    best=_TEXT,
    high=_TEXT,
    qualifier=_TEXT,
    wording=_TEXT,
    rule=_TEXT,
    text=_TEXT,
    low_key=_TEXT,
    best_key=_TEXT,
    high_key=_TEXT,
)
_WHERE = _struct(place=_TEXT, precision=_TEXT, wording=_TEXT)
_CODES = pa.list_(_struct(scheme=_TEXT, value=_TEXT))
_CITATIONS = pa.list_(
    _struct(
        source=_TEXT,
        start=_COUNT,
        end=_COUNT,
        digest=_TEXT,
        quote=_TEXT,
        prefix=_TEXT,
        suffix=_TEXT,
        supports=_TEXTS,
    )
)
_CODINGS = pa.list_(
    _struct(
        dataset=_TEXT,
        release=_TEXT,
        row=_TEXT,
        retrieved=_WHEN,
        recorded=_WHEN,
        coder=_TEXT,
        not_stated=_TEXTS,
        inferred=_TEXTS,
        extra=_TEXT,
    )
)
_ROLES = pa.list_(_struct(title=_TEXT, of=_TEXT, period=_PERIOD, as_of=_WHEN))
_PARTICIPANTS = pa.list_(_struct(who=_TEXT, roles=_TEXTS, tactics=_TEXTS, named_as=_TEXT))
_LINKS = pa.list_(_struct(kind=_TEXT, to=_TEXT, words=_TEXT))

_ENTRY = {"id": _TEXT, "citations": _CITATIONS, "note": _TEXT, "codings": _CODINGS}
_TOLD = {**_ENTRY, "stated_in": _TEXT, "incident": _TEXT, "where": _WHERE, "codes": _CODES}

BOUNDS: tuple[str, ...] = ("start_earliest", "start_latest", "end_earliest", "end_latest")
"""Between which days a time begins, and between which it ends; nothing where there is no bound."""
DERIVED: Mapping[str, pa.DataType] = {
    "dated": _YES,
    **{f"{answer}_{bound}": _DAY for answer in ("certain", "possible") for bound in BOUNDS},
    "words": _TEXT,
}
"""The columns that follow from the fields of a record."""

_FIELDS: Mapping[str, Mapping[str, pa.DataType]] = {
    "source": {
        **_ENTRY,
        "title": _TEXT,
        "publisher": _TEXT,
        "author": _TEXT,
        "published": _WHEN,
        "retrieved": _WHEN,
        "url": _TEXT,
        "language": _TEXT,
        "licence": _TEXT,
        "via": _TEXT,
        "sha256": _TEXT,
        "length": _COUNT,
    },
    "place": {
        **_ENTRY,
        "name": _TEXT,
        "aliases": _TEXTS,
        "kind": _TEXT,
        "within": _TEXT,
        "codes": _CODES,
        "latitude": pa.float64(),
        "longitude": pa.float64(),
    },
    "actor": {
        **_ENTRY,
        "name": _TEXT,
        "aliases": _TEXTS,
        "kind": _TEXT,
        "roles": _ROLES,
        "member_of": _TEXTS,
        "place": _TEXT,
        "codes": _CODES,
        "stated_in": _TEXT,
    },
    "event": {
        **_TOLD,
        "kind": _TEXT,
        "stage": _TEXT,
        "period": _PERIOD,
        "participants": _PARTICIPANTS,
        "summary": _TEXT,
        "links": _LINKS,
    },
    "statement": {
        **_TOLD,
        "act": _TEXT,
        "speaker": _TEXT,
        "named_as": _TEXT,
        "cue": _TEXT,
        "said": _WHEN,
        "content": _TEXT,
        "form": _TEXT,
        "utterance": _TEXT,
        "addressees": _TEXTS,
        "medium": _TEXT,
        "about": _TEXTS,
        "targets": _TEXTS,
    },
    "deployment": {
        **_TOLD,
        "stage": _TEXT,
        "force": _TEXT,
        "contributors": _TEXTS,
        "sent_by": _TEXT,
        "requested_by": _TEXT,
        "purpose": _TEXT,
        "tasks": _TEXTS,
        "sites": _TEXTS,
        "period": _PERIOD,
    },
    "statistic": {
        **_TOLD,
        "measure": _TEXT,
        "quantity": _QUANTITY,
        "stage": _TEXT,
        "unit": _TEXT,
        "of_whom": _TEXT,
        "counted": _TEXT,
        "items": _TEXTS,
        "subset_of": _TEXT,
        "about": _TEXT,
        "period": _PERIOD,
        "as_of": _WHEN,
        "reading": _TEXT,
        "supersedes": _TEXTS,
    },
}


def _schema(columns: Mapping[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, each, nullable=name != "id") for name, each in columns.items()])


SCHEMAS: Mapping[str, pa.Schema] = {kind: _schema({**fields, **DERIVED}) for kind, fields in _FIELDS.items()} | {
    "row": _schema({"dataset": _TEXT, "release": _TEXT, "columns": _TEXTS, "key": _TEXT, "cells": _TEXTS}),
    "outside": _schema({"id": _TEXT}),
}
"""The columns of each kind of record, of the rows of outside files, and of the ids of what was left out."""

TABLES: Mapping[str, str] = {kind: kind if kind == "outside" else f"{kind}s" for kind in SCHEMAS}
"""The name of the table of each kind."""


def is_derived(kind: str, name: str) -> bool:
    """Whether a column follows from the fields, so that it is not read.

    >>> is_derived("event", "certain_start_earliest"), is_derived("event", "period")
    (True, False)
    """
    return kind in _FIELDS and name in DERIVED


def inner(kind: pa.DataType) -> Iterator[pa.Field]:
    """The fields inside a column, those of the elements of a list among them.

    >>> [each.name for each in inner(SCHEMAS["event"].field("where").type)]
    ['place', 'precision', 'wording']
    """
    while pa.types.is_list(kind):
        kind = kind.value_type
    return iter([kind.field(at) for at in range(kind.num_fields)]) if pa.types.is_struct(kind) else iter(())
