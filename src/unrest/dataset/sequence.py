"""Records in an order, which can be asked, sorted, grouped and counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from attrs import field, frozen

from ..display import Listed
from ..errors import Ambiguous, NotFound, Problem, nearest, show
from ..query import Predicate
from ..query.comprehension import Constants, selection
from ..query.predicate import Kinds, refuse
from ..query.value import plain_values
from ..records import Actor, Place, Record, Ref
from .calendar import candidates_in

# A dataset gives Records, and these keep it for the questions that need it.
if TYPE_CHECKING:
    from .collection import Dataset

__all__ = ["Records", "kept", "likely", "listed"]

T_co = TypeVar("T_co", bound=Record, covariant=True)


def kept(tests: Iterable[Any], records: Iterable[Any], dataset: "Dataset | None", kinds: Kinds) -> tuple[Any, ...]:
    """The records that pass every test; predicates are compiled, functions are called as they are.

    >>> kept([lambda place: place.kind is None], [Place("place:a", name="a")], None, (Place,))
    (Place('place:a', name=a),)
    """
    constants, expressions = Constants(), []
    tests = tuple(tests)
    for test in tests:
        if isinstance(test, Predicate):
            expressions.append(test.expression(dataset, kinds, constants))
        elif callable(test):
            expressions.append(f"{constants.name(test)}(r)")
        else:
            hint = "compare it: value('quantity.low') >= 100" if type(test).__name__ == "Value" else None
            raise refuse("query.test", show(test), "a predicate or a function of a record", hint)
    asked = records if dataset is None else candidates_in(dataset, tests, records, kinds)
    return tuple(selection(expressions, constants)(asked))


def likely(found: str, candidates: Iterable[str]) -> str | None:
    """The hint that names the nearest right value, where one is near.

    >>> likely("place:almati", ["place:almaty"])
    "did you mean 'place:almaty'?"
    """
    near = nearest(found, candidates)
    return f"did you mean {near!r}?" if near else None


def listed(names: Sequence[str], most: int = 5) -> str:
    """Names for a message, the first few of them.

    >>> listed(["a", "b", "c"], most=2)
    'a, b, ...'
    """
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")


@frozen(repr=False, order=False)
class Records(Listed, Sequence[T_co], Generic[T_co]):
    """Records in an order, which can be asked and grouped; what is asked of them gives Records again.

    They know their kinds even when there are none of them, so that a misspelt field is refused and not answered.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Event
    >>> events = Dataset([Event("event:b", stage="planned"), Event("event:a", stage="planned")]).events
    >>> events
    Records(2 of Event: event:a, event:b)
    >>> events[0]
    Event('event:a', stage=planned)
    """

    _items: tuple[T_co, ...] = field(alias="items", converter=tuple)
    _kinds: Kinds = field(alias="kinds")
    _dataset: "Dataset | None" = field(default=None, alias="dataset", eq=False)

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> "Records[T_co]": ...
    def __getitem__(self, index: int | slice) -> "T_co | Records[T_co]":
        return self._like(self._items[index]) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._items)

    def __repr__(self) -> str:
        ids = listed(self.ids)
        return f"Records({len(self)} of {' | '.join(kind.__name__ for kind in self._kinds)}{': ' if ids else ''}{ids})"

    def __str__(self) -> str:
        return "\n".join(f"{record.id}  {record}" for record in self._items)

    def _like(self, items: Iterable[Any]) -> "Records[T_co]":
        return Records(items, self._kinds, self._dataset)

    @property
    def ids(self) -> "tuple[Ref[T_co], ...]":
        """Their ids, in their order.

        >>> from unrest.dataset import Dataset
        >>> from unrest.records import Event
        >>> Dataset([Event("event:a", stage="planned")]).events.ids
        (Ref('event:a'),)
        """
        return tuple(Ref(record.id) for record in self._items)

    def where(self, *tests: Callable[[T_co], bool]) -> "Records[T_co]":
        """Those that pass every test; a test is a predicate of `unrest.query` or a function of a record.

        Raises:
            InvalidQuery: for a predicate that cannot be asked of these kinds, even where there are no records.

        >>> from unrest.dataset import Dataset
        >>> from unrest.records import Event
        >>> from unrest.query import of_kind
        >>> Dataset([Event("event:a", kind="riot", stage="planned")]).events.where(of_kind("protest"))
        Records(0 of Event)
        """
        return self._like(kept(tests, self._items, self._dataset, self._kinds))

    def sorted_by(self, by: "str | Callable[[T_co], Any]", *, reverse: bool = False) -> "Records[T_co]":
        """The same records in the order of a field or of what a function gives, absent values last both ways.

        A field has one plain value: a number, text, a word, a reference or a day (`quantity.low`, `said.earliest`).

        Raises:
            InvalidQuery: for a path that the kinds do not have, and for one of a When, a Period or a Quantity.

        >>> from unrest.dataset import Dataset
        >>> from unrest.records import Statistic
        >>> figures = [Statistic(f"statistic:{n}", measure="deaths", quantity=n, stage="accomplished") for n in (9, 10)]
        >>> [str(each.quantity) for each in Dataset(figures).statistics.sorted_by("quantity.low", reverse=True)]
        ['10', '9']
        """
        keys = [(key(record), record) for key in [self._key(by)] for record in self._items]
        there = sorted([each for each in keys if each[0] is not None], key=lambda each: each[0], reverse=reverse)
        return self._like([record for _, record in (*there, *(each for each in keys if each[0] is None))])

    def _key(self, by: "str | Callable[[T_co], Any]") -> Callable[[Any], Any]:
        if callable(by):
            return by
        read = plain_values(by, self._kinds, single=True)
        return lambda record: next(iter(read(record)), None)

    def group_by(self, by: "str | Callable[[T_co], Any]") -> "dict[Any, Records[T_co]]":
        """Records by a plain value of a field or by what a function gives, in the order in which the values come.

        A record with several values stands under each of them once; one without any stands under None.

        Raises:
            InvalidQuery: for a path that the kinds do not have, and for one of a When, a Period or a Quantity.

        >>> from unrest.dataset import Dataset
        >>> from unrest.records import Event
        >>> events = Dataset([Event("event:a", kind="riot", stage="planned"), Event("event:b", stage="planned")]).events
        >>> events.group_by("kind")
        {<EventKind.RIOT: 'riot'>: Records(1 of Event: event:a), None: Records(1 of Event: event:b)}
        """
        groups: dict[Any, list[Any]] = {}
        values = self._values(by)
        for record in self._items:
            for each in values(record):
                groups.setdefault(each, []).append(record)
        return {each: self._like(group) for each, group in groups.items()}

    def count_by(self, by: "str | Callable[[T_co], Any]", *more: "str | Callable[[T_co], Any]") -> dict[Any, int]:
        """How many records stand under each value, as `group_by` has them; of several fields, under each combination.

        `unrest.query.month` and `year` count claims by the month or year in which they certainly lie.

        >>> from unrest.dataset import Dataset
        >>> from unrest.query import month
        >>> from unrest.records import Event
        >>> events = Dataset([Event("event:a", kind="riot", stage="planned", period="2022-01-05")]).events
        >>> events.count_by("stage"), events.count_by("kind", month)
        ({<Stage.PLANNED: 'planned'>: 1}, {(<EventKind.RIOT: 'riot'>, '2022-01'): 1})
        """
        if not more and callable(by):
            return dict(Counter(map(by, self._items)))
        values = [self._values(each) for each in (by, *more)]
        if not more:
            (read,) = values
            return dict(Counter(each for record in self._items for each in read(record)))
        return dict(Counter(each for record in self._items for each in product(*(read(record) for read in values))))

    def _values(self, by: "str | Callable[[T_co], Any]") -> Callable[[Any], Iterable[Any]]:
        """A function that gives the values under which a record stands, each once, and None where it has none."""
        if callable(by):
            return lambda record: (by(record),)
        values = plain_values(by, self._kinds)
        return lambda record: dict.fromkeys(values(record) or (None,))

    def first(self) -> T_co:
        """The first one.

        Raises:
            NotFound: where there is none.

        >>> from unrest.dataset import Dataset
        >>> from unrest.records import Event
        >>> Dataset([Event("event:b", stage="planned"), Event("event:a", stage="planned")]).events.first().id
        'event:a'
        """
        if not self._items:
            raise NotFound(Problem(code="records.none", found="no record", expected="at least one"))
        return self._items[0]

    def only(self) -> T_co:
        """The one that there is.

        Raises:
            NotFound: where there is none.
            Ambiguous: where there are several; the message names them.

        >>> from unrest.dataset import Dataset
        >>> from unrest.records import Event
        >>> Dataset([Event("event:a", stage="planned")]).events.only()
        Event('event:a', stage=planned)
        """
        if len(self) > 1:
            found = f"{len(self)} records: {listed(self.ids)}"
            raise Ambiguous(Problem(code="records.several", found=found, expected="exactly one"))
        return self.first()

    def named(self, name: str) -> T_co:
        """The actor or place with this name or alias; where none has it to the letter, case does not count.

        Raises:
            NotFound: where none has it; the message says what is near.
            Ambiguous: where several have it; the message names them.
            InvalidQuery: for kinds of record that have no name.

        >>> from unrest.dataset import Dataset
        >>> Dataset([Place("place:almaty", name="Almaty", aliases=["Alma-Ata"])]).places.named("Alma-Ata").id
        'place:almaty'
        """
        if not isinstance(name, str):
            raise refuse("query.name", show(name), "a name")
        known = self._names()
        hits = [record for each, record in known if each == name]
        hits = hits or [record for each, record in known if each.casefold() == name.casefold()]
        found = list({record.id: record for record in hits}.values())
        if len(found) > 1:
            told = f"{name!r}, a name of {listed([record.id for record in found])}"
            raise Ambiguous(Problem(code="name.several", found=told, expected="a name of one record"))
        if not found:
            hint = likely(name, [each for each, _ in known])
            raise NotFound(Problem(code="name.unknown", found=show(name), expected="a name or an alias", hint=hint))
        return found[0]

    def _names(self) -> list[tuple[str, T_co]]:
        if not {Place, Actor}.intersection(self._kinds):
            kinds = " | ".join(kind.__name__ for kind in self._kinds)
            raise refuse("query.kind", kinds, "Actor or Place, which have a name")
        named = [record for record in self._items if isinstance(record, Actor | Place)]
        return [(each, cast(T_co, record)) for record in named for each in (record.name, *record.aliases)]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each of them as a plain dict, as `to_dict` makes it.

        >>> from unrest.dataset import Dataset
        >>> from unrest.records import Event
        >>> Dataset([Event("event:a", stage="planned")]).events.to_dicts()
        [{'id': 'event:a', 'stage': 'planned'}]
        """
        from ..codec import to_dict

        return [to_dict(record) for record in self._items]

    def to_arrow(self) -> Any:
        """Records of one kind as an Arrow table (extra `arrow`).

        Raises:
            InvalidQuery: for records of several kinds, which have no columns in common.

        >>> from unrest.dataset import Dataset
        >>> Dataset([Place("place:oslo", name="Oslo")]).places.to_arrow().column("name").to_pylist()
        ['Oslo']
        """
        from ..tables.table import table_of

        kind, *others = [cls.__name__.lower() for cls in self._kinds]
        if others:
            found, hint = f"records of {1 + len(others)} kinds", "ask for one kind: dataset.events"
            raise refuse("tables.kinds", found, "records of one kind, which have the same columns", hint)
        return table_of(kind, self._items)

    def to_pandas(self) -> Any:
        """Records of one kind as a data frame of pandas (extra `pandas`).

        Raises:
            InvalidQuery: for records of several kinds, which have no columns in common.

        >>> from unrest.dataset import Dataset
        >>> list(Dataset([Place("place:oslo", name="Oslo")]).places.to_pandas()["name"])
        ['Oslo']
        """
        from ..tables.frame import pandas_of

        return pandas_of(self.to_arrow())

    def to_polars(self) -> Any:
        """Records of one kind as a data frame of Polars (extra `polars`).

        Raises:
            InvalidQuery: for records of several kinds, which have no columns in common.

        >>> from unrest.dataset import Dataset
        >>> Dataset([Place("place:oslo", name="Oslo")]).places.to_polars()["name"].to_list()
        ['Oslo']
        """
        from ..tables.frame import polars_of

        return polars_of(self.to_arrow())
