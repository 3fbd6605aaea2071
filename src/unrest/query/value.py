"""What stands at a path of a record, compared with a value: `value("quantity.low") >= 100`."""

import operator
import typing
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from types import GenericAlias, NoneType
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from attrs import field, frozen

from ..constraint import constraint_of, is_id, reference_faults
from ..errors import InvalidQuery, InvalidValue, Problem, nearest, show
from ..path import follow, has_path, is_filled, paths
from ..quantity import Quantity, to_quantity
from ..records import Record, Ref
from ..source import Entry
from ..when import UNKNOWN, Period, When
from .comprehension import Constants, either_kind
from .predicate import Kinds, Predicate, Test, by_kind, kind_names, never, refuse, told_at

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "Comparison",
    "Leaf",
    "OfKind",
    "Present",
    "Value",
    "as_day",
    "equal_to",
    "leaf_of",
    "of_kind",
    "plain_as",
    "plain_values",
    "sort_of",
    "value",
]

_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_WORD, _REFERENCE = "a word of a list", "a reference"
# A bool is an int and a reference a str: what is narrower comes first.
_SORTS: Mapping[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    Decimal: "a number",
    StrEnum: _WORD,
    Ref: _REFERENCE,
    str: "text",
    date: "a day",
}
_ORDERED = frozenset({"a number", "text", "a day"})
_PLAIN = frozenset(_SORTS.values())


@frozen
class Leaf:
    """What a class has at a path.

    >>> from unrest.records import Statement
    >>> leaf_of(Statement, "speaker").kinds
    ('actor',)
    """

    types: tuple[type, ...] = field()
    """The classes of the values there."""
    many: bool = field()
    """Whether there may be several."""
    kinds: tuple[str, ...] = field()
    """The kinds of record that a reference there may name."""


def _types_in(annotation: object) -> list[type]:
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        return [] if annotation is NoneType else [annotation]
    if isinstance(origin := typing.get_origin(annotation), type) and issubclass(origin, str):
        return [origin]
    return [each for part in typing.get_args(annotation) for each in _types_in(part)]


def leaf_of(cls: type, path: str) -> Leaf | None:
    """What a class has at a path; None where it has no such path.

    >>> from unrest.records import Statement
    >>> leaf_of(Statement, "speaker").many, leaf_of(Statement, "quantity")
    (False, None)
    """
    return _found_leaf(cls, path)


@cache
def _found_leaf(cls: type, path: str) -> Leaf | None:
    if not has_path(cls, path):
        return None
    here, many = [cls], False
    kinds: tuple[str, ...] = ()
    for name in path.split("."):
        found = [each for one in here if attrs.has(one) for each in attrs.fields(one) if each.name == name]
        many = many or any(typing.get_origin(each.type) is tuple for each in found)
        here = [one for each in found for one in _types_in(each.type)]
        kinds = constraint.kinds if (constraint := constraint_of(found[0])) else ()
    return Leaf(tuple(here), many, kinds)


def _leaves(path: str, kinds: Kinds) -> dict[type[Record], Leaf]:
    """What each kind that has the path has there; a path that none of them has is refused."""
    leaves = {kind: leaf for kind in kinds if (leaf := leaf_of(kind, path)) is not None}
    if not leaves:
        likely = nearest(path, sorted({each for kind in kinds for each in paths(kind)}))
        hint = f"did you mean {likely!r}?" if likely else None
        raise refuse("path.unknown", show(path), f"a field of {kind_names(kinds)}", hint)
    return leaves


def sort_of(one: type) -> str:
    """What sort of thing a class is for a comparison, in words.

    >>> sort_of(int), sort_of(When)
    ('a number', 'a When')
    """
    for cls, name in _SORTS.items():
        if issubclass(one, cls):
            return name
    return f"{'an' if one.__name__[0] in 'AEIOU' else 'a'} {one.__name__}"


def _plain_part(path: str, one: type) -> str | None:
    """The plain value to ask for instead of a value of ours."""
    if issubclass(one, Period):
        return f"ask for {path + '.start.earliest'!r} or {path + '.end.latest'!r}, or use certainly_during"
    if issubclass(one, When):
        return f"ask for {path + '.earliest'!r} or {path + '.latest'!r}, or use certainly_during"
    return f"ask for {path + '.low'!r} or {path + '.high'!r}" if issubclass(one, Quantity) else None


def plain_values(path: str, kinds: Kinds, *, single: bool = False) -> Callable[[Record], tuple[Any, ...]]:
    """A function that gives the plain values of a record at a path: numbers, texts, words, references, days.

    With `single` a path that may hold several values is refused, because several have no one order.

    Raises:
        InvalidQuery: for a path that none of the kinds has, and for values that are not plain.

    >>> from unrest.records import Event
    >>> plain_values("participants.who", (Event,))(Event("event:a", stage="planned", participants=["actor:b"]))
    (Ref('actor:b'),)
    """
    if type(path) is not str:
        raise refuse("path.unknown", show(path), "the dotted name of a field, 'quantity.low', or a function")
    for leaf in _leaves(path, kinds).values():
        for one in leaf.types:
            if sort_of(one) not in _PLAIN:
                expected = "a number, text, a word, a reference or a day"
                raise refuse("query.plain", sort_of(one), expected, _plain_part(path, one), path)
        if single and leaf.many:
            raise refuse("query.many", "several values", "a path with one value", "give a function instead", path)
    return lambda record: follow(record, path)


def _reading(path: str, leaf: Leaf, fits: Test) -> Test:
    if leaf.many:
        return lambda record: any(fits(each) for each in follow(record, path))
    names = path.split(".")
    if len(names) == 1:
        get = operator.attrgetter(path)
        return lambda record: (found := get(record)) is not None and fits(found)

    def test(found: Any) -> bool:
        for name in names:
            found = getattr(found, name, None)
        return found is not None and fits(found)

    return test


@cache
def _read_text(cls: Any, path: str) -> str:
    """Python that reads the one value at a path of a record `r` into `v`."""
    here, text, before = [cls], "r", ""
    *through, last = path.split(".")
    for name in through:
        text = _attribute(here, text, name)
        found = [each for one in here if attrs.has(one) for each in attrs.fields(one) if each.name == name]
        here = [one for each in found for one in _types_in(each.type)]
        if text.startswith("getattr") or any(NoneType in typing.get_args(each.type) for each in found):
            before, text = f"{before}(v := {text}) is not None and ", "v"
    return f"{before}(v := {_attribute(here, text, last)})"


def _attribute(classes: list[type], text: str, name: str) -> str:
    """A field of what a text reads; an end of a period may be a word, which has none."""
    have = all(attrs.has(one) and any(each.name == name for each in attrs.fields(one)) for one in classes)
    return f"{text}.{name}" if have else f"getattr({text}, {name!r}, None)"


def as_day(given: object) -> date | None:
    """A day from a date or from its text in full; None for all else.

    >>> as_day("2022-01-05"), as_day("2022-01")
    (datetime.date(2022, 1, 5), None)
    """
    if type(given) is date:
        return given
    try:
        return date.fromisoformat(given) if type(given) is str and given[4:8:3] == "--" else None
    except ValueError:
        return None


def _mismatch(sort: str, given: object) -> Problem:
    return Problem(code="query.compare", found=show(given), expected=f"{sort} to compare with")


def equal_to(one: type, leaf: Leaf, given: Any) -> Test | Problem:
    """A test for equality with what was given, for values of one class; or why there is none.

    >>> equal_to(int, Leaf((int,), many=False, kinds=()), "19").expected
    'a number to compare with'
    """
    sort = sort_of(one)
    if sort not in _PLAIN:
        return _equal_value(one, given)
    if sort == _WORD:
        return _equal_word(one, given)
    if sort == _REFERENCE:
        faults = () if is_id(given, *leaf.kinds) else reference_faults(leaf.kinds)(given)
        return faults[0] if faults else lambda each: bool(each == given)
    plain = plain_as(sort, given)
    return _mismatch(sort, given) if plain is None else lambda each: bool(each == plain)


def plain_as(sort: str, given: Any) -> Any:
    """What was given, where it can be compared with this sort of plain value; else None.

    >>> plain_as("a day", "2022-01-05"), plain_as("a number", "19")
    (datetime.date(2022, 1, 5), None)
    """
    if sort == "a day":
        return as_day(given)
    return given if sort_of(type(given)) == sort else None


def _equal_word(words: type, given: Any) -> Test | Problem:
    known = {str(each): each for each in typing.cast("type[StrEnum]", words)}
    if type(given) is words or (type(given) is str and given in known):
        # A word of another list may have the same letters.
        return lambda each: type(each) is words and bool(each == given)
    likely = nearest(given, known) if type(given) is str else None
    hint = f"did you mean {likely!r}?" if likely else None
    return Problem(code="word.unknown", found=show(given), expected=f"one of {', '.join(known)}", hint=hint)


def _equal_value(one: Any, given: Any) -> Test | Problem:
    """A text is compared with the text form, so that wording and basis do not count; a value is compared in full."""
    if type(given) is one:
        return lambda each: bool(each == given)
    if issubclass(one, Enum):
        # The text of an unknown end is empty and names nothing.
        ends = [each for each in one if given and each.value == given]
        return (lambda each: each is ends[0]) if ends else _mismatch(sort_of(one), given)
    if not hasattr(one, "parse"):
        return _mismatch(sort_of(one), given)
    if issubclass(one, Quantity) and type(given) in (int, Decimal):
        given = str(to_quantity(given))
    try:
        text = str(one.parse(given.isoformat() if type(given) is date else given))
    except InvalidValue as error:
        return error.problems[0]
    return lambda each: type(each) is one and str(each) == text


@frozen(repr=False)
class Comparison(Predicate):
    """What stands at a path compared with a value.

    >>> Comparison("quantity.low", ">=", 100)
    value('quantity.low') >= 100
    """

    path: str = field()
    """Dotted name of the field, `quantity.low`."""
    order: str = field()
    """`==`, `!=`, `<`, `<=`, `>` or `>=`."""
    # 1, 1.0 and True are equal for Python and are different questions.
    given: Any = field(eq=lambda given: (type(given), given))
    """What it is compared with."""
    is_compound: ClassVar[bool] = True

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:  # noqa: ARG002 (others need it)
        """Bind to the kinds that have the path; for the others the comparison is false."""
        return by_kind(self._tests(kinds))

    def _tests(self, kinds: Kinds) -> dict[type[Record], Test]:
        leaves, faults = _leaves(self.path, kinds), []
        tests: dict[type[Record], Test] = dict.fromkeys(kinds, never)
        for kind, leaf in leaves.items():
            fits = self.ordered(leaf) if self.order in _ORDERS else self.equal(leaf)
            if isinstance(fits, Problem):
                faults.append(attrs.evolve(fits, place=repr(self)))
            else:
                tests[kind] = _reading(self.path, leaf, fits)
        if len(faults) == len(leaves):
            raise InvalidQuery(faults[0])
        return tests

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:  # noqa: ARG002
        """A comparison with a constant where there is one plain value, else a call."""
        told = {kind: self._written(kind, test, constants) for kind, test in self._tests(kinds).items()}
        return either_kind(told, constants)

    def _written(self, kind: Any, test: Test, constants: Constants) -> str:
        if test is never:
            return "False"
        leaf = leaf_of(kind, self.path)
        given = None if leaf is None else self._plain_in(leaf)
        if given is None:
            return f"{constants.name(test)}(r)"
        return f"{_read_text(kind, self.path)} is not None and v {self.order} {constants.name(given)}"

    def _plain_in(self, leaf: Leaf) -> Any:
        """The constant to compare with, where a path has one value and that of one plain sort."""
        sort, *others = {sort_of(one) for one in leaf.types}
        if leaf.many or others:
            return None
        if sort == _WORD:
            return leaf.types[0](self.given)
        return self.given if sort == _REFERENCE else plain_as(sort, self.given) if sort in _PLAIN else None

    def equal(self, leaf: Leaf) -> Test | Problem:
        """A test whether a value there is equal, or is not; or why it can be neither.

        >>> Comparison("id", "==", "event:a").equal(Leaf((str,), many=False, kinds=()))("event:a")
        True
        """
        told = [equal_to(one, leaf, self.given) for one in {sort_of(one): one for one in leaf.types}.values()]
        tests = [each for each in told if not isinstance(each, Problem)]
        if not tests:
            return told[0]
        # A text fits one class only, except that nothing is both a word and an id: the first test is the only one.
        equal = tests[0]
        return equal if self.order == "==" else lambda each: each is not UNKNOWN and not equal(each)

    def ordered(self, leaf: Leaf) -> Test | Problem:
        """A test whether a value there comes before or after; or why it does neither.

        >>> Comparison("quantity.low", "<", 100).ordered(Leaf((int,), many=False, kinds=()))(19)
        True
        """
        sort, order = sort_of(leaf.types[0]), _ORDERS[self.order]
        if sort not in _ORDERED:
            hint, expected = _plain_part(self.path, leaf.types[0]), "a number, text or a day"
            return Problem(code="query.order", found=f"an order asked of {sort}", expected=expected, hint=hint)
        given = plain_as(sort, self.given)
        return _mismatch(sort, self.given) if given is None else lambda each: order(each, given)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:  # noqa: ARG002 (others need it)
        """What stands there."""
        return told_at(record, self.path)

    def __repr__(self) -> str:
        return f"value({self.path!r}) {self.order} {_printed(self.given)}"


@frozen(repr=False)
class Present(Predicate):
    """Whether anything is coded at a path.

    >>> Present("speaker")
    value('speaker').present
    """

    path: str = field()
    """Dotted name of the field."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:  # noqa: ARG002 (others need it)
        """Bind to the kinds that have the path; in the others nothing is there."""
        there = _leaves(self.path, kinds)
        return by_kind({kind: self._filled if kind in there else never for kind in kinds})

    def _filled(self, record: Record) -> bool:
        return is_filled(record, self.path)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:  # noqa: ARG002 (others need it)
        """What stands there."""
        return told_at(record, self.path)

    def __repr__(self) -> str:
        return f"value({self.path!r}).present"


def _printed(given: object) -> str:
    if isinstance(given, Enum):
        return f"{type(given).__name__}.{given.name}"
    return repr(given)


class Value:
    """What stands at a path of a record, to be compared: the result of `value`.

    >>> value("quantity.low")
    value('quantity.low')
    """

    __slots__ = ("path",)
    path: str

    def __init__(self, path: str) -> None:
        if type(path) is not str:
            raise refuse("path.unknown", show(path), "the dotted name of a field, 'quantity.low'")
        object.__setattr__(self, "path", path)

    def __setattr__(self, name: str, given: object) -> None:
        raise AttributeError(f"a question cannot be changed: {name}")

    def __reduce__(self) -> tuple[object, ...]:
        return Value, (self.path,)

    def _compared(self, order: str, given: object) -> Predicate:
        # A record is asked for by its id, and a reference is one: the two are one question.
        given = given.id if isinstance(given, Entry) else str(given) if type(given) is Ref else given
        place = f"{self!r} {order} ..."
        if given is None:
            raise refuse("query.absent", "None", "a value", f"ask ~{self!r}.present", place)
        if not _is_usable(given):
            raise refuse("query.compare", show(given), "a number, text, a day or one of our values", place=place)
        return Comparison(self.path, order, given)

    def __eq__(self, given: object) -> Predicate:  # type: ignore[override]
        return self._compared("==", given)

    def __ne__(self, given: object) -> Predicate:  # type: ignore[override]
        return self._compared("!=", given)

    def __lt__(self, given: object) -> Predicate:
        return self._compared("<", given)

    def __le__(self, given: object) -> Predicate:
        return self._compared("<=", given)

    def __gt__(self, given: object) -> Predicate:
        return self._compared(">", given)

    def __ge__(self, given: object) -> Predicate:
        return self._compared(">=", given)

    def __hash__(self) -> int:
        return hash((Value, self.path))

    def __bool__(self) -> bool:
        hint = f"ask {self!r}.present"
        raise refuse("query.truth", "a field asked for its truth", "a comparison", hint, repr(self))

    def __repr__(self) -> str:
        return f"value({self.path!r})"

    @property
    def present(self) -> Predicate:
        """Whether anything is coded there; an end of a period that is not known is not present, an ongoing one is.

        >>> from unrest.records import Statement
        >>> value("speaker").present(Statement("statement:s", act="asserts"))
        False
        """
        return Present(self.path)


def _is_usable(given: object) -> bool:
    """Whether something can stand in a frozen question: it does not change, and is equal to itself."""
    if isinstance(given, Value | Predicate):
        return False
    try:
        hash(given)
    except TypeError:  # lists and dicts, and the signalling NaN
        return False
    return bool(given == given)


def value(path: str) -> Value:
    """What stands at a path of a record, compared with `==`, `!=`, `<`, `<=`, `>`, `>=`, or asked with `.present`.

    A comparison with an absent value is false.
    Through a tuple (`participants.roles`) it is true if it is true of any element.
    Numbers, text and days have an order; a When, a Period and a Quantity have none, and their plain parts are asked
    instead (`quantity.low`, `said.earliest`).
    A text is compared with the text form of a value, so that its wording does not count; a value is compared in full.

    Raises:
        InvalidQuery: when it is asked of records without such a field, or compared with what it can never be.

    >>> from unrest.records import Statistic
    >>> small = Statistic("statistic:a", measure="deaths", quantity=19, stage="accomplished")
    >>> (value("quantity.low") >= 100)(small), (value("measure") == "deaths")(small)
    (False, True)
    """
    return Value(path)


@frozen(repr=False)
class OfKind(Predicate):
    """Whether the kind of an event, an actor or a place is this word.

    >>> OfKind("protest") == of_kind("protest")
    True
    """

    word: str = field(eq=lambda word: (type(word), word))
    """The word of the vocabulary."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to the kinds that have a word list for their kind."""
        if not any(leaf_of(kind, "kind") for kind in kinds):
            raise refuse("query.kind", kind_names(kinds), "Event, Actor or Place, which have a kind", place=repr(self))
        return Comparison("kind", "==", self.word).bind(dataset, kinds)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:  # noqa: ARG002 (others need it)
        """What stands there."""
        return told_at(record, "kind")

    def __repr__(self) -> str:
        return f"of_kind({_printed(self.word)})"


def of_kind(word: str) -> Predicate:
    """Events, actors or places of this kind, by the word of the vocabulary.

    Raises:
        InvalidQuery: when it is asked of records whose list of kinds has no such word.

    >>> from unrest.records import Event
    >>> of_kind("protest")(Event("event:a", kind="protest", stage="accomplished"))
    True
    """
    if not isinstance(word, str):
        raise refuse("word.unknown", show(word), "a word of the vocabulary")
    return OfKind(word)
