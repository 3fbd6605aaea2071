"""The tables that a question is written over, as Ibis sees them: names and columns, and no data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..errors import missing_extra
from ..tables.column import SCHEMAS, TABLES, inner, pa

try:
    import ibis
except ImportError as _error:  # pragma: no cover (the tests run it in an interpreter of its own)
    raise missing_extra("ibis-framework", "duckdb", "spark") from _error

__all__ = ["FIRST", "RELATIONS", "all_of", "any_of", "day", "ibis", "no", "sql_of", "table_of_kind", "text", "yes"]

FIRST = date.min
"""The day that stands for always: what may be of any day may be of this one."""


def _type(kind: pa.DataType) -> str:
    """The type of a column as Ibis spells it."""
    if pa.types.is_list(kind):
        return f"array<{_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'{each.name}: {_type(each.type)}' for each in inner(kind))}>"
    return _PLAIN[kind]


_PLAIN: Mapping[pa.DataType, str] = {
    pa.string(): "string",
    pa.date32(): "date",
    pa.bool_(): "boolean",
    pa.int64(): "int64",
    pa.float64(): "float64",
}

RELATIONS: Mapping[str, Mapping[str, str]] = {
    "carriers": {"statement": "string", "carrier": "string"},
    "outermost": {"statement": "string", "carrier": "string"},
    "within": {"place": "string", "around": "string"},
    "known": {"id": "string", "certain_since": "date", "possible_since": "date"},
}
"""The relations that follow from all records together, and their columns."""

_KINDS = {
    kind: ibis.table({each.name: _type(each.type) for each in schema}, name=TABLES[kind])
    for kind, schema in SCHEMAS.items()
}


def table_of_kind(kind: str) -> Any:
    """The table of a kind of record.

    >>> table_of_kind("outside").columns
    ('id',)
    """
    return _KINDS[kind]


def relation(name: str) -> Any:
    """A relation that follows from all records.

    >>> relation("within").columns
    ('place', 'around')
    """
    return ibis.table(dict(RELATIONS[name]), name=name)


def yes() -> Any:
    """The condition that all rows pass.

    >>> sql_of(table_of_kind("outside").filter(yes()), "duckdb").split()[-1]
    'TRUE'
    """
    return ibis.literal(True)


def no() -> Any:
    """The condition that no row passes.

    >>> sql_of(table_of_kind("outside").filter(no()), "duckdb").split()[-1]
    'FALSE'
    """
    return ibis.literal(False)


def all_of(conditions: Any) -> Any:
    """All of several conditions.

    >>> sql_of(table_of_kind("outside").filter(all_of([])), "duckdb").split()[-1]
    'TRUE'
    """
    found = None
    for each in conditions:
        found = each if found is None else found & each
    return yes() if found is None else found


def any_of(conditions: Any) -> Any:
    """At least one of several conditions.

    >>> sql_of(table_of_kind("outside").filter(any_of([])), "duckdb").split()[-1]
    'FALSE'
    """
    found = None
    for each in conditions:
        found = each if found is None else found | each
    return no() if found is None else found


def text(found: str) -> Any:
    """A text as a literal.

    >>> sql_of(table_of_kind("outside").filter(table_of_kind("outside").id == text("it's")), "duckdb").split()[-1]
    "'it''s'"
    """
    return ibis.literal(found, type="string")


def day(found: date) -> Any:
    """A day as a literal.

    >>> sql_of(table_of_kind("outside").mutate(day=day(date(2022, 1, 5))), "duckdb").split()[2:5]
    ['MAKE_DATE(2022,', '1,', '5)']
    """
    return ibis.literal(found, type="date")


def sql_of(expression: Any, dialect: str) -> str:
    """An expression as SQL of an engine.

    >>> sql_of(table_of_kind("outside"), "duckdb")
    'SELECT\\n  *\\nFROM "outside"'
    """
    return str(ibis.to_sql(expression, dialect=dialect))
