"""What stands at a path of a record, compared with a value, as a condition on a row of a table.

A path that leads through a list asks whether any of its elements is so: the list is laid out, and the row is in the
answer where one of its elements passes.
Whatever is absent makes a condition false and never unknown, so that `~` is the plain complement.
"""

import math
import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs
from attrs import field, frozen

from ..codec.plain import plain_fields
from ..errors import Problem, show
from ..extra import Extra
from ..place import Where
from ..quantity import Quantity, to_quantity
from ..query.predicate import refuse
from ..query.value import Comparison, Present, equal_to, leaf_of, plain_as, sort_of
from ..records import KINDS
from ..source import Citation
from ..tables.number import key_of
from ..when import ONGOING, Bound, Period, When
from .relation import all_of, day, ibis, no, text

__all__ = ["Reach", "compared", "present", "reach", "same_text"]

_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_LARGEST = (1 << 63) - 1


@frozen
class Reach:
    """What a path leads to in a table: a value, and the rows among which it stands, laid out where there are lists.

    >>> from unrest.engine.relation import table_of_kind
    >>> reach(table_of_kind("event"), "period.start").is_end
    True
    """

    table: Any = field()
    """The table from which the path starts."""
    laid_out: Any = field()
    """A row for each value, with the `id` of its record."""
    found: Any = field()
    """The value in such a row."""
    around: Any = field()
    """What the last name of the path is a field of; None where that is the record."""
    name: str = field()
    """The last name of the path."""

    def rows(self, condition: Any) -> Any:
        """The condition on the table that some value passes one on the value."""
        if self.laid_out is self.table:
            return condition.fill_null(False)
        return self.table.id.isin(self.laid_out.filter(condition).id)

    @property
    def is_end(self) -> bool:
        """Whether it is an end of a period, which may be a word in the place of a day."""
        return self.around is not None and self.name in ("start", "end") and "ongoing" in self.around.type().names

    @property
    def is_ongoing(self) -> Any:
        """Whether the end of the period had not come."""
        return (self.around["ongoing"] if self.name == "end" else no()).fill_null(False)

    @property
    def key(self) -> Any:
        """The key of a number of a quantity."""
        return self.around[f"{self.name}_key"]


def reach(table: Any, path: str) -> Reach:
    """Follow a path from a table.

    >>> from unrest.engine.relation import table_of_kind
    >>> reach(table_of_kind("event"), "participants.who").laid_out.columns
    ('id', 'found')
    """
    rows, found, around, name = table, None, None, path
    for name in path.split("."):
        around = found
        found = rows[name] if found is None else found[name]
        if found.type().is_array():
            rows = rows.select(id=rows["id"], found=found.unnest())
            found = rows["found"]
    return Reach(table, rows, found, around, name)


# Presence.


def present(question: Present, table: Any, kind: str) -> Any:
    """The condition that something is coded at a path.

    >>> from unrest.engine.relation import sql_of, table_of_kind
    >>> table = table_of_kind("place")
    >>> sql_of(table.filter(present(Present("kind"), table, "place")).select("id"), "duckdb").split()[-4:]
    ['IS', 'NOT', 'NULL,', 'FALSE)']
    """
    leaf = leaf_of(KINDS[kind], question.path)
    if leaf is None:
        return no()
    there = reach(table, question.path)
    if there.is_end:
        return there.rows(there.found.notnull() | there.is_ongoing)
    condition = there.found.notnull()
    return there.rows(condition & (there.found != "{}") if Extra in leaf.types else condition)


# Comparison.


def compared(question: Comparison, table: Any, kind: str) -> Any:
    """The condition that what stands at a path compares so with a value.

    >>> from unrest.engine.relation import sql_of, table_of_kind
    >>> table = table_of_kind("place")
    >>> asked = compared(Comparison("name", "==", "Oslo"), table, "place")
    >>> sql_of(table.filter(asked).select("id"), "duckdb").split()[-3:]
    ['=', "'Oslo',", 'FALSE)']
    """
    leaf = leaf_of(KINDS[kind], question.path)
    if leaf is None:
        return no()
    is_ordered = question.order not in ("==", "!=")
    fits = question.ordered(leaf) if is_ordered else question.equal(leaf)
    if isinstance(fits, Problem):
        return no()
    there = reach(table, question.path)
    if is_ordered:
        return there.rows(_plain(there, leaf.types[0], question.order, question.given))
    # The class of which the value is, as in memory: a text fits one class only.
    found = {sort_of(one): one for one in leaf.types}.values()
    one = next(each for each in found if not isinstance(equal_to(each, leaf, question.given), Problem))
    equal = _equal(there, one, question.given)
    if question.order == "==":
        return there.rows(equal)
    # What is absent is not unequal; an end that is not known is absent too.
    there_is = there.found.notnull() | there.is_ongoing if there.is_end else there.found.notnull()
    return there.rows(there_is & ~equal.fill_null(False))


def _equal(there: Reach, one: Any, given: Any) -> Any:
    if there.is_end and (issubclass(one, Bound)):
        bound = given if isinstance(given, Bound) else Bound(given)
        nothing = there.around.notnull() & there.found.isnull()
        return nothing & (there.is_ongoing if bound is ONGOING else ~there.is_ongoing)
    sort = sort_of(one)
    if sort in ("a word of a list", "a reference"):
        return same_text(there.found, str(given))
    if not attrs.has(one) and not issubclass(one, Extra):
        return _plain(there, one, "==", given)
    if type(given) is one:
        return _same(there.found, given)
    return _same_form(there.found, one, given)


def same_text(found: Any, given: str) -> Any:
    """The condition that a text is this one; what no table can hold is in none.

    >>> from unrest.engine.relation import sql_of, table_of_kind
    >>> table = table_of_kind("outside")
    >>> sql_of(table.filter(same_text(table.id, chr(0xD800))), "duckdb").split()[-1]
    'FALSE'
    """
    return found == text(given) if _is_writable(given) else no()


def _is_writable(given: str) -> bool:
    try:
        given.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in given


# Plain values.


def _plain(there: Reach, one: type, order: str, given: Any) -> Any:
    """A number, a day, a text or a yes, compared with one."""
    sort = sort_of(one)
    compare = _OPERATORS[order]
    if sort == "a number":
        if there.around is not None and f"{there.name}_key" in there.around.type().names:
            return compare(there.key, text(key_of(given)))
        return _integers(there.found, order, given) if one is int else _floats(there.found, order, given)
    if sort == "a day":
        asked = plain_as(sort, given)
        assert isinstance(asked, date)
        return compare(there.found, day(asked))
    if sort == "true or false":
        return compare(there.found, ibis.literal(given))
    if order == "==":
        return same_text(there.found, given)
    if not _is_writable(given):
        expected = "a text that can be written as UTF-8, without the character NUL"
        raise refuse("engine.text", show(given), expected, place=f"value({there.name!r})")
    return compare(there.found, text(given))


def _integers(found: Any, order: str, given: Any) -> Any:
    """Whole numbers of 64 bits compared with any number, exactly."""
    if isinstance(given, float) and math.isinf(given):
        return _always(found, _OPERATORS[order](0, given))
    whole = math.floor(given)
    if whole != given:
        if order in ("==", "!="):
            return _always(found, order == "!=")
        # Between two whole numbers: over it is what is over the one below.
        order = {"<": "<=", ">=": ">"}.get(order, order)
    if abs(whole) > _LARGEST:
        return _always(found, _OPERATORS[order](0, whole))
    return _OPERATORS[order](found, ibis.literal(whole, type="int64"))


def _floats(found: Any, order: str, given: Any) -> Any:
    """Numbers of 64 bits with a point compared with any number, exactly."""
    try:
        near = float(given)
    except OverflowError:
        near = math.inf if given > 0 else -math.inf
    if math.isinf(near) or near != given:
        if order in ("==", "!="):
            return _always(found, order == "!=")
        if math.isinf(near):
            return _always(found, _OPERATORS[order](0, near))
        # No number lies between it and its neighbour, so that the neighbour is on the one side or on the other.
        order = {"<": "<", "<=": "<", ">": ">=", ">=": ">="}[order] if near > given else _OVER[order]
    return _OPERATORS[order](found, ibis.literal(near, type="float64"))


_OVER = {"<": "<=", "<=": "<=", ">": ">", ">=": ">"}


def _always(found: Any, answer: object) -> Any:
    return found.notnull() if answer else no()


# Values of ours.


def _same_form(found: Any, one: type, given: Any) -> Any:
    """A value compared by its text form: its wording does not count."""
    if issubclass(one, Quantity) and type(given) in (int, Decimal):
        given = to_quantity(given)
    read: Any = given if type(given) is one else one.parse(str(given))  # type: ignore[attr-defined]
    if isinstance(read, Where):
        return all_of([_same(found["place"], read.place), _same(found["precision"], read.precision)])
    if isinstance(read, Citation):
        names = ("source", "start", "end", "digest") if read.is_placed else ("source", "start", "quote")
        return all_of([_same(found[name], getattr(read, name)) for name in names])
    return same_text(found["text"], str(read))


def _same(found: Any, given: Any) -> Any:
    """A value compared in full: the same in all its fields, what is absent in both among them."""
    if given is None:
        return found.isnull()
    if isinstance(given, Extra):
        return same_text(found, str(given))
    if isinstance(given, tuple):
        return _same_texts(found, given)
    if isinstance(given, Enum | str):
        return same_text(found, str(given)).fill_null(False)
    if isinstance(given, int | float):
        if isinstance(given, int) and given > _LARGEST:
            return no()
        return (found == given).fill_null(False)
    if isinstance(given, When):
        return _same_fields(found, given, "text", "wording", "basis")
    if isinstance(given, Period):
        ends = [_same(found[name], end) for name in ("start", "end") if isinstance(end := getattr(given, name), When)]
        return all_of([_same(found["text"], given.text), *ends])
    if isinstance(given, Quantity):
        return all_of([_same(found["text"], str(given)), _same_fields(found, given, "wording", "rule")])
    return _same_fields(found, given, *(each.name for each in plain_fields(type(given))))


def _same_fields(found: Any, given: Any, *names: str) -> Any:
    return all_of([found.notnull(), *(_same(found[name], getattr(given, name)) for name in names)])


def _same_texts(found: Any, given: tuple[Any, ...]) -> Any:
    """A list of texts, compared element by element."""
    if not given:
        return found.length().fill_null(0) == 0
    if not all(_is_writable(str(each)) for each in given):
        return no()
    return (found == ibis.literal([str(each) for each in given], type="array<string>")).fill_null(False)
