"""How strategies are built: once for each set of arguments, which are checked at once, and of fields, some empty."""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..errors import InvalidValue, Problem, show

__all__ = ["Fields", "built_once", "checked_count", "checked_order", "few", "filled", "refuse"]

Fields = Mapping[str, SearchStrategy[Any]]
"""Fields by their names, with what may stand in them."""
P = ParamSpec("P")
T = TypeVar("T")


def built_once(build: Callable[P, T]) -> Callable[P, T]:
    """The same function, which gives one and the same strategy for the same arguments.

    Hypothesis learns about a strategy while it draws from it, and a new one begins from nothing.

    >>> from unrest.strategies import whens
    >>> whens() is whens()
    True
    """
    # 1, 1.0 and True are equal for Python and are not the same bound.
    kept = lru_cache(maxsize=512, typed=True)(build)

    @wraps(build)
    def built(*args: P.args, **named: P.kwargs) -> T:
        if all(_is_hashable(each) for each in (*args, *named.values())):
            return kept(*args, **named)  # type: ignore[arg-type]
        return build(*args, **named)

    return built


def _is_hashable(given: Any) -> bool:
    try:
        hash(given)
    except TypeError:
        return False
    return isinstance(given, Hashable)


def refuse(place: str, found: object, expected: str) -> InvalidValue:
    """The error for an argument from which nothing can be drawn.

    >>> print(refuse("min", 3, "a date"))
    min: found 3 (int), expected a date [strategy.argument]
    """
    return InvalidValue(Problem(code="strategy.argument", place=place, found=show(found), expected=expected))


def checked_order(low: Any, high: Any) -> None:
    """Refuse bounds between which nothing lies.

    >>> checked_order(1, 2)
    """
    if low is not None and high is not None and low > high:
        raise refuse("min", low, f"at most {high}, the max")


def checked_count(low: Any, high: Any, *, least: int = 0) -> None:
    """Refuse what is no number of things to draw.

    >>> checked_count(1, 4)
    """
    for name, given in (("min", low), ("max", high)):
        if type(given) is not int or given < least:
            raise refuse(name, given, f"a whole number from {least}")
    checked_order(low, high)


def few(strategy: SearchStrategy[Any]) -> SearchStrategy[list[Any]]:
    """None, one or two of something; none where there is nothing of it.

    >>> few(st.nothing())
    just([])
    """
    return st.just([]) if strategy.is_empty else st.lists(strategy, max_size=2)


def filled(required: Fields, optional: Fields) -> SearchStrategy[dict[str, Any]]:
    """Values for all fields that are required and for about half of those that are not.

    >>> filled({"name": st.nothing()}, {}).is_empty
    True
    """
    if any(each.is_empty for each in required.values()):
        return st.nothing()
    return _filled(required, {name: each for name, each in optional.items() if not each.is_empty})


# Which of three fields are filled: hypothesis tries all numbers below 8 when it looks for the smallest example.
_OF_THREE = st.integers(0, 7)


@st.composite
def _filled(draw: DrawFn, required: Fields, optional: Fields) -> dict[str, Any]:
    found = {name: draw(each) for name, each in required.items()}
    names = list(optional)
    for at in range(0, len(names), 3):
        chosen = draw(_OF_THREE)
        for bit, name in enumerate(names[at : at + 3]):
            if chosen >> bit & 1:
                found[name] = draw(optional[name])
    return found
