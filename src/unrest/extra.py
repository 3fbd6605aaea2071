"""What a reader met and the model has no place for: an immutable mapping of what JSON can hold."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from .constraint import is_text
from .errors import InvalidValue, Problem, show

__all__ = ["Extra", "fault_of_extra", "to_extra"]


# Python writes no longer whole number, and reads no deeper JSON than about a thousand levels.
_LARGEST = 10**4000
_DEEPEST = 100


def _is_plain(found: object) -> bool:
    if type(found) is int:
        return -_LARGEST < found < _LARGEST
    if type(found) is str:
        return found == "" or is_text(found)
    return found is None or type(found) is bool or (type(found) is float and math.isfinite(found))


def _frozen_json(found: object, place: str, deep: int) -> Any:
    if _is_plain(found):
        return found
    if deep > _DEEPEST:
        told, expected = "more than 100 levels", "values inside one another to 100 levels"
        raise InvalidValue(Problem(code="extra.deep", place=place, found=told, expected=expected))
    if isinstance(found, Mapping):
        return _frozen_mapping(found, place, deep)
    if isinstance(found, (list, tuple)):
        return tuple([_frozen_json(each, f"{place}[{i}]", deep + 1) for i, each in enumerate(found)])
    expected = "what JSON can hold: text, a finite number, true, false, null, a list, or a mapping with text keys"
    raise InvalidValue(Problem(code="extra.json", place=place, found=show(found), expected=expected))


def _frozen_mapping(found: object, place: str, deep: int) -> "Extra":
    if not isinstance(found, Mapping) or not all(is_text(key) for key in found):
        expected = "a mapping with text keys"
        raise InvalidValue(Problem(code="extra.keys", place=place, found=show(found), expected=expected))
    head = f"{place}." if place else ""
    extra = object.__new__(Extra)
    extra._fill({key: _frozen_json(each, f"{head}{key}", deep + 1) for key, each in found.items()})
    return extra


def _plain_json(found: object) -> object:
    if isinstance(found, Extra):
        return {key: _plain_json(each) for key, each in found.items()}
    return [_plain_json(each) for each in found] if isinstance(found, tuple) else found


class Extra(Mapping[str, Any]):
    """What a reader met and the model has no place for, verbatim and immutable.

    Two are equal where their JSON is: 1, 1.0 and true differ, and the order of keys does not count.

    Raises:
        InvalidValue: for a key that is no text, for NaN, for what JSON cannot hold, and for more than 100 levels.

    >>> Extra({"size": "dozens", "tags": ["a"]})["tags"]
    ('a',)
    >>> Extra({"n": 1}) == Extra({"n": True})
    False
    """

    __slots__ = ("_items", "_json")
    _items: dict[str, Any]
    _json: str | None

    def __init__(self, items: Mapping[str, Any] = {}) -> None:
        self._fill(_frozen_mapping(items, "", 0)._items)

    def _fill(self, items: dict[str, Any]) -> None:
        object.__setattr__(self, "_items", items)
        object.__setattr__(self, "_json", None)

    def _text(self) -> str:
        """Its JSON, made when it is first asked for: most are read and written, and never compared."""
        if self._json is None:
            object.__setattr__(self, "_json", json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=False))
        return str(self._json)

    def __setattr__(self, name: str, found: object) -> None:
        raise AttributeError(f"what a reader met cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"what a reader met cannot be changed: {name}")

    def to_dict(self) -> dict[str, object]:
        """The same as plain dicts and lists.

        >>> Extra({"a": (1, 2)}).to_dict()
        {'a': [1, 2]}
        """
        return {key: _plain_json(each) for key, each in self._items.items()}

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return self._text() == other._text() if isinstance(other, Extra) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text())

    def __str__(self) -> str:
        return self._text()

    def __repr__(self) -> str:
        return f"Extra({self.to_dict()!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return Extra, (self.to_dict(),)


def to_extra(found: "Extra | Mapping[str, Any]") -> Extra:
    """A mapping as an Extra; what cannot be one unchanged, for the check to refuse.

    >>> to_extra({"a": 1})
    Extra({'a': 1})
    """
    if type(found) is Extra:
        return found
    try:
        return Extra(found)
    except InvalidValue:
        return found  # type: ignore[return-value]


def fault_of_extra(found: object) -> tuple[Problem, ...]:
    """Why something is no Extra; nothing where it is one.

    >>> [problem.code for problem in fault_of_extra({"a": float("nan")})]
    ['extra.json']
    """
    try:
        Extra(found)  # type: ignore[arg-type]
    except InvalidValue as error:
        return error.problems
    return ()
