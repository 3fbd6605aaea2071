"""A question as one comprehension: the way in which many records are asked at the speed of a loop written by hand.

The text of a comprehension is made of operators, names of fields and names of constants only.
What is asked for stands in the constants and never in the text, so that no value can be taken for code.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

__all__ = ["Constants", "either_kind", "only", "selection"]


class Constants:
    """What an expression refers to, each under a name of its own.

    >>> constants = Constants()
    >>> constants.name(100), constants.name("actor:a"), constants.values
    ('k0', 'k1', {'k0': 100, 'k1': 'actor:a'})
    """

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        """The constants by their names."""

    def name(self, value: object) -> str:
        """A name for a constant, to stand in an expression; the same one has one name."""
        for name, each in self.values.items():
            if each is value:
                return name
        name = f"k{len(self.values)}"
        self.values[name] = value
        return name


def either_kind(expressions: Mapping[type, str], constants: Constants) -> str:
    """One expression that asks each record `r` that of its kind.

    >>> either_kind({int: "r > 1", float: "r > 1"}, Constants())
    'r > 1'
    >>> either_kind({int: "r > 1", str: "r > 'a'"}, Constants())
    "(r > 1 if type(r) is k0 else r > 'a')"
    """
    kinds: dict[str, list[type]] = {}
    for kind, expression in expressions.items():
        kinds.setdefault(expression, []).append(kind)
    # The expression that most kinds have stands last, where no kind is compared.
    *others, last = sorted(kinds, key=lambda each: len(kinds[each]))
    tests = [(each, " or ".join(f"type(r) is {constants.name(kind)}" for kind in kinds[each])) for each in others]
    chosen = "".join(f"{each} if {test} else " for each, test in tests)
    return f"({chosen}{last})" if others else last


def selection(expressions: Iterable[str], constants: Constants) -> Callable[[Iterable[Any]], list[Any]]:
    """A function that gives the records `r` for which all of these expressions are true.

    >>> constants = Constants()
    >>> selection([f"r > {constants.name(1)}"], constants)([1, 2, 3])
    [2, 3]
    """
    test = " and ".join(f"({each})" for each in expressions)
    chosen: Callable[[Iterable[Any]], list[Any]] = eval(_code(test), dict(constants.values))
    return chosen


def only(expression: str, constants: Constants) -> Callable[[Any], bool]:
    """A function that asks one record `r` what an expression asks many of them.

    >>> constants = Constants()
    >>> only(f"r > {constants.name(1)}", constants)(2)
    True
    """
    chosen = selection([expression], constants)
    return lambda record: bool(chosen((record,)))


# To compile takes as long as to ask some thousand records, and the same questions are asked of other values.
@lru_cache(maxsize=1024)
def _code(test: str) -> CodeType:
    condition = f" if {test}" if test else ""
    return compile(f"lambda records: [r for r in records{condition}]", "<where>", "eval")
