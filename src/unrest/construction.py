"""The Python that makes a value again: what is shown of it where somebody has to make it, as in a failing test."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, ClassVar, Protocol

import attrs

from .display import Displayed

__all__ = ["Constructed", "Printer", "construction"]


class Printer(Protocol):
    """What hypothesis prints with.

    >>> class Paper:
    ...     def text(self, text, /):
    ...         print(text)
    >>> printer: Printer = Paper()
    >>> printer.text("ink")
    ink
    """

    def text(self, text: str, /) -> object:
        """Print a text."""
        ...


def construction(found: object) -> str:
    """The Python that makes a value of the model; it says nothing of what is left out or what follows from the rest.

    >>> from unrest.records import Event
    >>> construction(Event("event:a", kind="riot", stage="planned", participants=["actor:b"], period="2022-01"))
    "Event('event:a', kind='riot', stage='planned', period='2022-01', participants=[Participant('actor:b')])"
    """
    cls: Any = type(found)
    if _is_its_text(found):
        # Its text stands for it in a field; by itself it needs its class.
        return f"{cls.__name__}.parse({str(found)!r})"
    return _inside(found)


def _is_its_text(found: Any) -> bool:
    cls: Any = type(found)
    parse: Callable[[str], Any] | None = getattr(cls, "parse", None)
    return attrs.has(cls) and parse is not None and bool(found == parse(str(found)))


def _inside(found: Any) -> str:
    """What stands for a value in a field."""
    if isinstance(found, str):
        return repr(str(found))
    if isinstance(found, Mapping):
        return f"{{{', '.join(f'{key!r}: {_inside_json(each)}' for key, each in found.items())}}}"
    if isinstance(found, tuple):
        return f"[{', '.join(map(_inside, found))}]"
    if getattr(found, "is_given_as_text", False) and _is_its_text(found):
        return repr(str(found))
    cls: Any = type(found)
    return f"{cls.__name__}({', '.join(_arguments(found))})" if attrs.has(cls) else repr(found)


def _inside_json(found: Any) -> str:
    """What stands for a value that a reader met: text and numbers as they are, lists and mappings of such values."""
    if isinstance(found, tuple):
        return f"[{', '.join(map(_inside_json, found))}]"
    return _inside(found) if isinstance(found, Mapping) else repr(found)


def _arguments(found: Any) -> Iterator[str]:
    cls: Any = type(found)
    for each in attrs.fields(cls):
        value = getattr(found, each.name)
        if not each.init or _is_left_out(each, value) or _follows(each.name, found):
            continue
        yield _inside(value) if not each.kw_only else f"{each.alias}={_inside(value)}"


def _is_left_out(attribute: "attrs.Attribute[Any]", value: object) -> bool:
    default: Any = attribute.default
    return bool(value == (default.factory() if isinstance(default, attrs.Factory) else default))  # type: ignore[arg-type]


def _follows(name: str, found: Any) -> bool:
    """Whether a field follows from others: a digest from its quote, an end of a period that is no day from its text."""
    if name == "digest":
        return bool(found.quote is not None)
    return isinstance(getattr(found, name), Enum) and not isinstance(getattr(found, name), str)


class Constructed(Displayed):
    """What hypothesis shows as the Python that makes it.

    >>> class Paper:
    ...     def text(self, text, /):
    ...         print(text)
    >>> from unrest.records import Event
    >>> Event("event:a", stage="planned")._repr_pretty_(Paper(), False)
    Event('event:a', stage='planned')
    """

    __slots__ = ()
    # Whether a field that holds it takes its text form for it.
    is_given_as_text: ClassVar[bool] = False

    # A property, because hypothesis also asks a class for it, which can be shown by its name only.
    @property
    def _repr_pretty_(self) -> Callable[[Printer, bool], None]:
        def show(printer: Printer, _: bool) -> None:
            printer.text(construction(self))

        return show
