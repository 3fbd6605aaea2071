"""What every question has: it is bound, combined, printed, and refuses to be asked for its truth."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from ..errors import InvalidQuery, Problem, show
from ..path import follow, has_path
from ..records import KINDS, Record
from .comprehension import Constants

# A predicate asks the dataset that it is bound to, and dataset.py imports this package.
if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "And",
    "Explanation",
    "Kinds",
    "Not",
    "Or",
    "Predicate",
    "Test",
    "by_kind",
    "kind_names",
    "never",
    "refuse",
    "told_at",
]

Kinds = tuple[type[Record], ...]
"""The kinds of record that a question is put to."""
Test = Callable[[Any], bool]
"""A question bound to records, or to a value in them."""


def refuse(code: str, found: str, expected: str, hint: str | None = None, place: str = "") -> InvalidQuery:
    """The error for a question that cannot be asked.

    >>> print(refuse("query.day", "'2022-01'", "one full day"))
    found '2022-01', expected one full day [query.day]
    """
    return InvalidQuery(Problem(code=code, place=place, found=found, expected=expected, hint=hint))


def never(_: object) -> bool:
    """The test that nothing passes.

    >>> never(1)
    False
    """
    return False


def kind_names(kinds: Kinds) -> str:
    """Kinds of record for a message.

    >>> kind_names((KINDS["event"], KINDS["actor"]))
    'Event, Actor'
    """
    return ", ".join(kind.__name__ for kind in kinds)


def by_kind(tests: Mapping[type[Record], Test]) -> Test:
    """One test that asks each record the test of its kind.

    >>> by_kind({KINDS["event"]: never}) is never
    True
    """
    if len(tests) == 1:
        return next(iter(tests.values()))
    return lambda record: tests[type(record)](record)


def told_at(record: Record, path: str) -> str:
    """What a record has at a path, in words: a value, or why there is none.

    >>> told_at(KINDS["event"]("event:a", kind="riot", stage="accomplished"), "kind")
    'kind is riot'
    >>> told_at(KINDS["event"]("event:a", stage="accomplished"), "period.start")
    'period.start is not coded'
    """
    if not has_path(type(record), path):
        return f"{type(record).__name__} has no {path}"
    if found := follow(record, path):
        return f"{path} is {', '.join(map(str, found))}"
    above = {path[:at] for at, letter in enumerate(path) if letter == "."} | {path}
    is_sought = any(above.intersection(coding.not_stated) for coding in record.codings)
    return f"{path} is not {'stated' if is_sought else 'coded'}"


@frozen
class Explanation:
    """Why a record matches a question or does not: what was found, for each part of the question.

    >>> from unrest.query import of_kind, value
    >>> riot = KINDS["event"]("event:a", kind="riot", stage="planned")
    >>> print((of_kind("riot") & (value("stage") == "accomplished")).explain(riot))
    no: of_kind('riot') & (value('stage') == 'accomplished')
      yes: of_kind('riot'): kind is riot
      no: value('stage') == 'accomplished': stage is planned
    """

    question: "Predicate" = field()
    """What was asked."""
    matches: bool = field()
    """The answer."""
    found: str | None = field(default=None)
    """What the answer rests on; empty for a question that is made of others."""
    parts: "tuple[Explanation, ...]" = field(default=())
    """The answers of the questions that it is made of."""

    def __str__(self) -> str:
        told = f"{'yes' if self.matches else 'no'}: {self.question!r}" + (f": {self.found}" if self.found else "")
        return "\n  ".join([told, *(str(part).replace("\n", "\n  ") for part in self.parts)])


class Predicate(ABC):
    """A question that every record answers with yes or no, as a frozen value.

    It is combined with `&` (both), `|` (either) and `~` (the plain complement).
    Called with one record it answers for that record alone, where no dataset is needed to answer.

    Raises:
        InvalidQuery: in a boolean context (`p and q`), and where it cannot be asked of the records in hand.

    >>> from unrest.query import certainly_during, of_kind
    >>> question = of_kind("protest") & ~certainly_during("2021")
    >>> question
    of_kind('protest') & ~certainly_during('2021')
    >>> question(KINDS["event"]("event:a", kind="protest", stage="accomplished", period="2022-01-02"))
    True
    """

    __slots__ = ()
    # Whether its text form is an expression with an operator of its own, which stands in brackets inside another.
    is_compound: ClassVar[bool] = False

    @abstractmethod
    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """The question as a plain function over records of these kinds, which stand in this dataset.

        >>> from unrest.query import of_kind
        >>> asked = of_kind("protest").bind(None, (KINDS["event"],))
        >>> asked(KINDS["event"]("event:a", kind="riot", stage="accomplished"))
        False
        """

    @abstractmethod
    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """What the answer of a record rests on, in words.

        >>> from unrest.query import of_kind
        >>> of_kind("protest").found_in(KINDS["event"]("event:a", stage="planned"), None)
        'kind is not coded'
        """

    def explain(self, record: Record, dataset: "Dataset | None" = None) -> Explanation:
        """Why a record matches or does not.

        Raises:
            InvalidQuery: for what is no record, and where it cannot be asked of such a record.

        >>> from unrest.query import of_kind
        >>> print(of_kind("protest").explain(KINDS["event"]("event:a", kind="riot", stage="planned")))
        no: of_kind('protest'): kind is riot
        """
        test = self.bind(dataset, (self._kind_of(record),))
        return Explanation(self, test(record), self.found_in(record, dataset))

    def _kind_of(self, record: Record) -> type:
        kind: type = type(record)
        if kind not in KINDS.values():
            raise refuse("query.record", show(record), "a record", place=repr(self))
        return kind

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The question as Python over a record `r`, for the one comprehension that asks many of them.

        >>> from unrest.query import value
        >>> (value("quantity.low") >= 100).expression(None, (KINDS["statistic"],), Constants())
        '(v := r.quantity.low) is not None and v >= k0'
        """
        return f"{constants.name(self.bind(dataset, kinds))}(r)"

    def __call__(self, record: Record, /) -> bool:
        """The answer of one record alone."""
        return _bound_alone(self, self._kind_of(record))(record)

    def __and__(self, other: "Predicate") -> "Predicate":
        return And(_parts(And, self, other))

    def __or__(self, other: "Predicate") -> "Predicate":
        return Or(_parts(Or, self, other))

    def __invert__(self) -> "Predicate":
        return Not(self)

    def __bool__(self) -> bool:
        hint = "combine with & | ~, not with and, or, not"
        raise refuse("query.truth", "a question asked for its truth", "a record to ask", hint, repr(self))


@lru_cache(maxsize=1024)
def _bound_alone(predicate: Predicate, kind: type) -> Test:
    return predicate.bind(None, (kind,))


def _parts(cls: "type[And] | type[Or]", *given: Predicate) -> tuple[Predicate, ...]:
    parts: list[Predicate] = []
    for each in given:
        if not isinstance(each, Predicate):
            raise refuse("query.part", show(each), "a predicate", "give a plain function to where() beside it")
        parts += each.parts if isinstance(each, cls) else [each]
    return tuple(parts)


def _inner(predicate: Predicate) -> str:
    return f"({predicate!r})" if predicate.is_compound else repr(predicate)


@frozen(repr=False)
class And(Predicate):
    """All of several questions.

    >>> from unrest.query import of_kind, value
    >>> of_kind("protest") & (value("stage") == "planned")
    of_kind('protest') & (value('stage') == 'planned')
    """

    parts: tuple[Predicate, ...] = field()
    """The questions, in the order in which they were combined."""
    is_compound: ClassVar[bool] = True

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind every part."""

        def both(first: Test, second: Test) -> Test:
            return lambda record: first(record) and second(record)

        return reduce(both, [part.bind(dataset, kinds) for part in self.parts])

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """Every part, joined with `and`."""
        return " and ".join(f"({part.expression(dataset, kinds, constants)})" for part in self.parts)

    def explain(self, record: Record, dataset: "Dataset | None" = None) -> Explanation:
        """Why a record matches or does not, part by part."""
        parts = tuple(part.explain(record, dataset) for part in self.parts)
        return Explanation(self, all(part.matches for part in parts), parts=parts)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """What the parts found."""
        return "; ".join(part.found_in(record, dataset) for part in self.parts)

    def __repr__(self) -> str:
        return " & ".join(_inner(part) for part in self.parts)


@frozen(repr=False)
class Or(Predicate):
    """At least one of several questions.

    >>> from unrest.query import of_kind
    >>> of_kind("protest") | of_kind("riot")
    of_kind('protest') | of_kind('riot')
    """

    parts: tuple[Predicate, ...] = field()
    """The questions, in the order in which they were combined."""
    is_compound: ClassVar[bool] = True

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind every part."""

        def either(first: Test, second: Test) -> Test:
            return lambda record: first(record) or second(record)

        return reduce(either, [part.bind(dataset, kinds) for part in self.parts])

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """Every part, joined with `or`."""
        return " or ".join(f"({part.expression(dataset, kinds, constants)})" for part in self.parts)

    def explain(self, record: Record, dataset: "Dataset | None" = None) -> Explanation:
        """Why a record matches or does not, part by part."""
        parts = tuple(part.explain(record, dataset) for part in self.parts)
        return Explanation(self, any(part.matches for part in parts), parts=parts)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """What the parts found."""
        return "; ".join(part.found_in(record, dataset) for part in self.parts)

    def __repr__(self) -> str:
        return " | ".join(_inner(part) for part in self.parts)


@frozen(repr=False)
class Not(Predicate):
    """The plain complement of a question: what is absent or unknown is in it.

    >>> from unrest.query import value
    >>> (~(value("speaker") == "actor:a"))(KINDS["statement"]("statement:s", act="asserts"))
    True
    """

    part: Predicate = field()
    """The question that is answered with no."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind the part."""
        test = self.part.bind(dataset, kinds)
        return lambda record: not test(record)

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The part, after `not`."""
        return f"not ({self.part.expression(dataset, kinds, constants)})"

    def explain(self, record: Record, dataset: "Dataset | None" = None) -> Explanation:
        """Why a record matches or does not: the answer of the part, turned round."""
        part = self.part.explain(record, dataset)
        return Explanation(self, not part.matches, parts=(part,))

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """What the part found."""
        return self.part.found_in(record, dataset)

    def __repr__(self) -> str:
        return f"~{_inner(self.part)}"
