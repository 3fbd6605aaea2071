"""How many a figure says: at least, at most, more, less or exactly a number, certainly or possibly."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..quantity import Quantity
from ..records import Record, Statistic
from .claim import asked_of
from .predicate import Kinds, Predicate, Test, by_kind, never, told_at

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "Counted",
    "certainly_at_least",
    "certainly_at_most",
    "certainly_equals",
    "certainly_less_than",
    "certainly_more_than",
    "possibly_at_least",
    "possibly_at_most",
    "possibly_equals",
    "possibly_less_than",
    "possibly_more_than",
]

# The questions of a Quantity, by what is asked and whether it must be so.
_ASKED: Mapping[tuple[str, bool], Callable[[Quantity, Any], bool]] = {
    ("at_least", True): Quantity.certainly_at_least,
    ("at_least", False): Quantity.possibly_at_least,
    ("more_than", True): Quantity.certainly_more_than,
    ("more_than", False): Quantity.possibly_more_than,
    ("at_most", True): Quantity.certainly_at_most,
    ("at_most", False): Quantity.possibly_at_most,
    ("less_than", True): Quantity.certainly_less_than,
    ("less_than", False): Quantity.possibly_less_than,
    ("equals", True): Quantity.certainly_equals,
    ("equals", False): Quantity.possibly_equals,
}


@frozen(repr=False)
class Counted(Predicate):
    """How the quantity of a figure stands to a number, certainly or possibly.

    >>> Counted("at_least", 100, certain=True)
    certainly_at_least(100)
    """

    relation: str = field()
    """`at_least`, `more_than`, `at_most`, `less_than` or `equals`."""
    # 1 and Decimal(1) are one number, and True is none.
    number: int | Decimal = field()
    """The number."""
    certain: bool = field(kw_only=True)
    """Whether it must certainly be so; else that it may is enough."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:  # noqa: ARG002 (others need it)
        """Bind to kinds with figures among them; of the others none is in the answer."""
        if Statistic not in kinds:
            asked_of(self, kinds, (Statistic,))
        test, number = _ASKED[self.relation, self.certain], self.number
        figures: dict[type[Record], Test] = {Statistic: lambda figure: test(figure.quantity, number)}
        return by_kind({kind: figures.get(kind, never) for kind in kinds})

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:  # noqa: ARG002 (others need it)
        """The quantity."""
        return told_at(record, "quantity")

    def __repr__(self) -> str:
        return f"{'certainly' if self.certain else 'possibly'}_{self.relation}({self.number!r})"


def _asked(relation: str, number: int | Decimal, *, certain: bool) -> Predicate:
    _ASKED[relation, certain](Quantity.parse("?"), number)  # refuses what is no number
    return Counted(relation, number, certain=certain)


def certainly_at_least(number: int | Decimal) -> Predicate:
    """Figures that are certainly at least this number; about, vague and unknown ones never are.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity=">=100", stage="accomplished")
    >>> certainly_at_least(100)(figure)
    True
    """
    return _asked("at_least", number, certain=True)


def possibly_at_least(number: int | Decimal) -> Predicate:
    """Figures that may be at least this number; about, vague and unknown ones always may.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity="~100", stage="accomplished")
    >>> possibly_at_least(100)(figure)
    True
    """
    return _asked("at_least", number, certain=False)


def certainly_more_than(number: int | Decimal) -> Predicate:
    """Figures that are certainly more than this number; about, vague and unknown ones never are.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity=">100", stage="accomplished")
    >>> certainly_more_than(100)(figure)
    True
    """
    return _asked("more_than", number, certain=True)


def possibly_more_than(number: int | Decimal) -> Predicate:
    """Figures that may be more than this number; about, vague and unknown ones always may.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity="100..120", stage="accomplished")
    >>> possibly_more_than(100)(figure)
    True
    """
    return _asked("more_than", number, certain=False)


def certainly_at_most(number: int | Decimal) -> Predicate:
    """Figures that are certainly at most this number; about, vague and unknown ones never are.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity="<=50", stage="accomplished")
    >>> certainly_at_most(50)(figure)
    True
    """
    return _asked("at_most", number, certain=True)


def possibly_at_most(number: int | Decimal) -> Predicate:
    """Figures that may be at most this number; about, vague and unknown ones always may.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity="~50", stage="accomplished")
    >>> possibly_at_most(50)(figure)
    True
    """
    return _asked("at_most", number, certain=False)


def certainly_less_than(number: int | Decimal) -> Predicate:
    """Figures that are certainly less than this number; about, vague and unknown ones never are.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity="<50", stage="accomplished")
    >>> certainly_less_than(50)(figure)
    True
    """
    return _asked("less_than", number, certain=True)


def possibly_less_than(number: int | Decimal) -> Predicate:
    """Figures that may be less than this number; about, vague and unknown ones always may.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity="40..60", stage="accomplished")
    >>> possibly_less_than(50)(figure)
    True
    """
    return _asked("less_than", number, certain=False)


def certainly_equals(number: int | Decimal) -> Predicate:
    """Figures that are certainly exactly this number; about, vague and unknown ones never are.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity="19", stage="accomplished")
    >>> certainly_equals(19)(figure)
    True
    """
    return _asked("equals", number, certain=True)


def possibly_equals(number: int | Decimal) -> Predicate:
    """Figures that may be exactly this number; about, vague and unknown ones always may.

    Raises:
        InvalidQuery: when it is asked of records with no Statistic among them.
        InvalidValue: for what is no number.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity="~19", stage="accomplished")
    >>> possibly_equals(19)(figure)
    True
    """
    return _asked("equals", number, certain=False)
