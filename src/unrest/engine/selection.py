"""Records of an engine that pass some questions: what they are is asked when it is needed, and not before."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from attrs import field, frozen

from ..codec.document import paused_collector
from ..codec.plain import decimal_of
from ..dataset import Dataset, Records
from ..errors import show
from ..query import Predicate
from ..query.predicate import Kinds, refuse
from ..query.time import Unit
from ..query.value import leaf_of, plain_values
from ..records import CLAIM_KINDS, KINDS, Record, Ref
from ..source import kind_of
from ..tables.column import DERIVED, SCHEMAS, TABLES, pa
from ..tables.record import records_in
from .question import condition, validate
from .relation import all_of, ibis, table_of_kind
from .value import reach

if TYPE_CHECKING:
    from .connection import Engine

__all__ = ["Asked", "Selection", "kinds_of"]

T_co = TypeVar("T_co", bound=Record, covariant=True)
Condition = Callable[[Any, str], Any]
"""A condition on the table of a kind."""


def kinds_of(*names: str) -> Kinds:
    """The classes of kinds of record.

    >>> kinds_of("event")[0].__name__
    'Event'
    """
    return tuple(KINDS[name] for name in names)


@frozen
class Asked:
    """A predicate as a condition; two of one predicate are equal, so that one question is written once.

    >>> from unrest.query import asserted
    >>> Asked(asserted, None) == Asked(asserted, None)
    True
    """

    predicate: Predicate = field()
    """The question."""
    engine: "Engine" = field(eq=False, repr=False)
    """What it asks before it can be written."""

    def __call__(self, table: Any, kind: str) -> Any:
        """The condition on the table of a kind."""
        return condition(self.predicate, table, kind, self.engine)


@frozen(repr=False, eq=False, slots=False)
class Selection(Generic[T_co]):
    """Records that pass some questions, on an engine: what `Records` are in memory, and not yet there.

    It is asked by `ids`, `len`, `count_by`, `records`, `dataset`, `to_arrow`, `to_pandas` and `to_polars`.

    >>> from unrest.engine import connect
    >>> from unrest.query import of_kind
    >>> from unrest.records import Event
    >>> with connect(Dataset([Event("event:a", kind="riot", stage="planned")])) as engine:
    ...     engine.events.where(of_kind("riot")).ids
    (Ref('event:a'),)
    """

    engine: "Engine" = field()
    """Where they are."""
    kinds: tuple[str, ...] = field()
    """Of which kinds they are, in the order in which a dataset has them."""
    conditions: tuple[Condition, ...] = field(default=())
    """What they pass."""

    def where(self, *tests: Predicate) -> "Selection[T_co]":
        """Those that pass every question.

        As of Records, each question is put to the whole dataset that the records stand in.

        Raises:
            InvalidQuery: for what memory refuses too, and for a plain function, which no engine can run.
            NotFound: for a question that names a record which is not there.

        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.events.where(lambda event: True)
        Traceback (most recent call last):
        unrest.errors.InvalidQuery: found <function <lambda>>, expected a predicate of unrest.query, which ...
        """
        for test in tests:
            if not isinstance(test, Predicate):
                found = f"<function {test.__name__}>" if hasattr(test, "__name__") else show(test)
                hint = "ask with a predicate, and the records that come of it with the function"
                expected = "a predicate of unrest.query, which an engine can run"
                raise refuse("engine.predicate", found, expected, hint)
            validate(test, kinds_of(*self.kinds))
        asked = tuple(Asked(test, self.engine) for test in tests)
        return Selection(self.engine, self.kinds, (*self.conditions, *asked))

    def _asked(self, kind: str) -> Any:
        table = table_of_kind(kind)
        return table.filter(all_of(each(table, kind) for each in self.conditions)) if self.conditions else table

    @cached_property
    def _ids(self) -> Any:
        parts: list[Any] = []
        for place, kind in enumerate(self.kinds):
            table = self._asked(kind)
            parts.append(table.select(place=ibis.literal(place, "int64"), id=table.id))
        return ibis.union(*parts) if len(parts) > 1 else parts[0]

    def explain(self) -> str:
        """The SQL that finds the ids, as the engine is asked it.

        It names the tables of the records, and those that follow from all of them, which `engine.relations` shows.

        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     print(engine.places.explain())
        SELECT
          "t0"."id"
        FROM "places" AS "t0"
        ORDER BY
          "t0"."id" ASC
        """
        return self.engine.written(
            (self.kinds, self.conditions), lambda: self._ids.order_by("place", "id").select("id")
        )

    @property
    def ids(self) -> tuple[Ref[T_co], ...]:
        """Their ids, by kind and then by id, as a dataset has them.

        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.claims.ids
        ()
        """
        return tuple(Ref(each) for each in self.engine.run(self.explain()).column("id").to_pylist())

    def __len__(self) -> int:
        key = self.kinds, self.conditions, "number"
        sql = self.engine.written(key, lambda: self._ids.aggregate(number=self._ids.count()))
        return int(self.engine.run(sql).column("number")[0].as_py())

    def __bool__(self) -> bool:
        return len(self) > 0

    def __repr__(self) -> str:
        kinds = " | ".join(kind.__name__ for kind in kinds_of(*self.kinds))
        return f"Selection(of {kinds}, {len(self.conditions)} asked)"

    def __iter__(self) -> Iterator[T_co]:
        return iter(self.records())

    # What comes back.

    def to_arrow(self) -> "dict[str, pa.Table]":
        """Their tables by name, one of each kind, each in the order of the ids.

        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     list(engine.events.to_arrow())
        ['events']
        """
        return {TABLES[kind]: self._table(kind) for kind in self.kinds}

    def _table(self, kind: str) -> pa.Table:
        fields = [name for name in SCHEMAS[kind].names if name not in DERIVED]
        return self.engine.ask(self._asked(kind).select(*fields).order_by("id"))

    def _only_kind(self) -> str:
        kind, *others = self.kinds
        if others:
            found = ", ".join(TABLES[kind] for kind in self.kinds)
            hint = "ask for one kind: engine.events"
            raise refuse("tables.kinds", found, "records of one kind, which have the same columns", hint)
        return kind

    def to_pandas(self) -> Any:
        """Records of one kind as a data frame of pandas.

        Raises:
            InvalidQuery: for records of several kinds.
            MissingExtra: where pandas is not installed.

        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     len(engine.events.to_pandas())
        0
        """
        from ..tables.frame import pandas_of

        return pandas_of(self._table(self._only_kind()))

    def to_polars(self) -> Any:
        """Records of one kind as a data frame of Polars.

        Raises:
            InvalidQuery: for records of several kinds.
            MissingExtra: where Polars is not installed.

        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     len(engine.events.to_polars())
        0
        """
        from ..tables.frame import polars_of

        return polars_of(self._table(self._only_kind()))

    def records(self) -> Records[T_co]:
        """They themselves, in memory, each checked; questions that need a dataset cannot be put to them.

        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.events.records()
        Records(0 of Event)
        """
        with paused_collector():
            found = [cast(T_co, record) for kind in self.kinds for record in records_in(self._table(kind), kind)]
        return Records(tuple(found), kinds_of(*self.kinds))

    def dataset(self) -> Dataset:
        """A dataset in memory: these claims with all sources, places and actors; the ids of the others in `outside`.

        Raises:
            InvalidQuery: for records that are not claims.

        >>> from unrest.engine import connect
        >>> with connect(Dataset(name="empty")) as engine:
        ...     engine.claims.dataset()
        Dataset('empty', no records)
        """
        if not set(self.kinds) <= set(CLAIM_KINDS):
            raise refuse("query.kind", ", ".join(self.kinds), "claims: events, statements, deployments or statistics")
        claims = self.records()
        inside = set(claims.ids)
        left_out = [each for each in self.engine.claims.ids if each not in inside]
        return self.engine.dataset_of(claims, left_out)

    # Counting.

    def count_by(self, by: "str | Unit", *more: "str | Unit") -> dict[Any, int]:
        """How many records stand under each plain value of a field, as of Records; of several, under each combination.

        `unrest.query.month` and `year` count claims by the month or year in which they certainly lie.

        Raises:
            InvalidQuery: for a path that the kinds do not have, for one of a When, a Period or a Quantity, and for a
                function.

        >>> from unrest.engine import connect
        >>> from unrest.records import Event
        >>> with connect(Dataset([Event("event:a", kind="riot", stage="planned")])) as engine:
        ...     engine.events.count_by("stage")
        {<Stage.PLANNED: 'planned'>: 1}
        """
        asked = (by, *more)
        for each in asked:
            if isinstance(each, str):
                plain_values(each, kinds_of(*self.kinds))
            elif not isinstance(each, Unit):
                expected = "the name of a field, month or year"
                raise refuse(
                    "engine.by", show(each), expected, "an engine runs no function: count the records that it gives"
                )
        found: dict[Any, int] = {}
        for kind in self.kinds:
            for values, number in self._counts(kind, asked):
                key = values if more else values[0]
                found[key] = found.get(key, 0) + number
        return found

    def _counts(self, kind: str, asked: "tuple[str | Unit, ...]") -> Iterator[tuple[tuple[Any, ...], int]]:
        """The combinations of values in the records of a kind, in the order of the first id of each."""
        sql = self.engine.written((kind, self.conditions, asked), lambda: self._grouped(kind, asked))
        told = self.engine.run(sql)
        names = [f"value_{at}" for at in range(len(asked))]
        values = [_read(kind, each, told.column(name)) for each, name in zip(asked, names, strict=True)]
        yield from zip(zip(*values, strict=True), told.column("number").to_pylist(), strict=True)

    def _grouped(self, kind: str, asked: "tuple[str | Unit, ...]") -> Any:
        table = self._asked(kind)
        names = [f"value_{at}" for at in range(len(asked))]
        columns = {name: _column(table, kind, each) for each, name in zip(asked, names, strict=True)}
        rows = table.select(id=table.id, **{name: each for name, each in columns.items() if each is not None})
        for each, name in zip(asked, names, strict=True):
            if isinstance(each, str) and columns[name] is None:
                told = self._laid_out(table, each).rename(**{f"{name}_id": "id", name: "value"})
                rows = rows.join(told, rows.id == told[f"{name}_id"]).drop(f"{name}_id")
        counts = rows.group_by(*names).aggregate(number=rows.count(), first=rows.id.min())
        return counts.order_by("first", *names)

    def _laid_out(self, table: Any, path: str) -> Any:
        """The values of a field that may have several: a row for each, and one for a record that has none."""
        there = reach(table, path)
        rows = there.laid_out.select(id=there.laid_out.id, value=there.found)
        there_is = rows.filter(rows.value.notnull()).distinct()
        absent = table.filter(~table.id.isin(there_is.id))
        return ibis.union(there_is, absent.select(id=absent.id, value=ibis.null(rows.value.type())))


def _column(table: Any, kind: str, asked: "str | Unit") -> Any:
    """The one value of a record that it is counted by; None where it may have several."""
    if isinstance(asked, Unit):
        first, last = (_named(table[f"certain_{bound}"], asked) for bound in ("start_earliest", "end_latest"))
        return (first == last).ifelse(first, ibis.null("string"))
    leaf = leaf_of(KINDS[kind], asked)
    if leaf is None:
        return ibis.null("string")
    return None if leaf.many else reach(table, asked).found


def _read(kind: str, asked: "str | Unit", column: Any) -> list[Any]:
    leaf = None if isinstance(asked, Unit) else leaf_of(KINDS[kind], asked)
    found: list[Any] = column.to_pylist()
    return found if leaf is None else [_value_of(leaf.types, each) for each in found]


def _named(day: Any, unit: Unit) -> Any:
    """The month or the year of a day, as a day writes it."""
    year = day.year().cast("string").lpad(4, "0")
    return year if unit.length == 4 else year + "-" + day.month().cast("string").lpad(2, "0")


def _value_of(types: tuple[type, ...], found: Any) -> Any:
    """A plain value as a record has it: a word, a reference, a number, a day, a text."""
    if not isinstance(found, str):
        return found
    for one in types:
        members = getattr(one, "_value2member_map_", None)
        if members is not None and found in members:
            return members[found]
    if any(issubclass(one, Ref) for one in types) and kind_of(found):
        return Ref(found)
    if int in types:
        return decimal_of(found) if "." in found else int(found)
    return found
