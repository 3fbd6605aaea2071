"""The making of a value in straight code: converters are called only on what they would change, checks stand inline.

The `__init__` that attrs writes stays the meaning of it: what the quick one does not pass is put to the check after it,
which names every fault.
"""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

import attrs

from .constraint import Constraint, Rule, check_lines, constraint_of, rises

__all__ = ["classes_of", "initialized", "is_of_one_class", "quick_checks"]

T = TypeVar("T")

# The rules of each class, the one more condition, and what it refers to.
_CHECKS: dict[type, tuple[Callable[[Any], tuple[Rule, ...]], str, dict[str, Any]]] = {}


def initialized(
    rules: Callable[[Any], tuple[Rule, ...]] = lambda _: (), also: str = "True", **names: Any
) -> Callable[[type[T]], type[T]]:
    """Give a class an `__init__` in straight code; it is made when the first object is.

    The class checks itself after `__init__` by its own `__attrs_post_init__`, which is left out where the quick checks
    pass: all constraints, the rules, and one more condition on `self`.

    >>> from attrs import field, frozen
    >>> from unrest.constraint import check, text
    >>> from unrest.errors import InvalidValue
    >>> @initialized()
    ... @frozen
    ... class Name:
    ...     name: str = field(metadata=text())
    ...     def __attrs_post_init__(self):
    ...         check(self, InvalidValue)
    >>> Name("Orlec").name
    'Orlec'
    >>> Name(5)
    Traceback (most recent call last):
    unrest.errors.InvalidValue: name: found 5 (int), expected text that is not empty [field.type]
    """

    def replaced(cls: type[T]) -> type[T]:
        _CHECKS[cls] = (rules, also, names)
        target: Any = cls
        written = target.__init__

        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
            quick = _written(cls)
            quick.__wrapped__ = written
            target.__init__ = quick
            quick(self, *args, **kwargs)

        # The signature and the annotations stay those that attrs writes.
        made: Any = __init__
        made.__wrapped__, made.__annotations__ = written, written.__annotations__
        target.__init__ = made
        return cls

    return replaced


def quick_checks(cls: type, names: dict[str, Any], otherwise: str, left_out: Collection[str] = ()) -> list[str]:
    """Python that checks a new `self` in straight code, and does something where it does not pass.

    It may be right even then: the digest of a citation may have to be made first. A class that has no quick `__init__`
    never passes.

    >>> quick_checks(str, {}, "return self.__attrs_post_init__()")
    ['    return self.__attrs_post_init__()']
    """
    if cls not in _CHECKS:
        return [f"    {otherwise}"]
    rules, also, more = _CHECKS[cls]
    names.update(more)
    return [*check_lines(cls, rules(cls), names, otherwise, left_out), f"    if not ({also}): {otherwise}"]


def classes_of(constraint: Constraint) -> list[type]:
    """The classes that a field may hold; none where it holds what is plain.

    >>> from unrest.constraint import text, word
    >>> from unrest.vocabulary import Stage
    >>> classes_of(word(Stage)["constraint"]), classes_of(text()["constraint"])
    ([<enum 'Stage'>], [])
    """
    return [each for each in constraint.names.values() if isinstance(each, type)]


def is_of_one_class(constraint: Constraint) -> bool:
    """Whether all that a field asks of what it holds is its class.

    >>> from unrest.constraint import text, word
    >>> from unrest.vocabulary import Stage
    >>> is_of_one_class(word(Stage)["constraint"]), is_of_one_class(text()["constraint"])
    (True, False)
    """
    return constraint.test in [f"type(v) is {each.__name__}" for each in classes_of(constraint)]


def _written(cls: type) -> Any:
    fields, names = attrs.fields(cls), dict[str, Any](NOTHING=attrs.NOTHING, rises=rises, this_class=cls)
    # A class made from this one without attrs has this `__init__`, and may have a check of its own.
    lines = [f"def __init__(self, {', '.join(_parameters(fields, names))}):", "    is_ready = type(self) is this_class"]
    checked = set()
    for attribute in fields:
        ready, is_enough = _ready(attribute, names)
        lines += _field_lines(cls, attribute, ready, is_enough, names)
        if is_enough:
            checked.add(attribute.name)
    lines.append("    if not is_ready: return self.__attrs_post_init__()")
    lines += quick_checks(cls, names, "return self.__attrs_post_init__()", checked)
    # The text is made from the fields, as attrs makes its methods.
    exec("\n".join(lines), names)
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    made.__annotations__ = cls.__init__.__annotations__  # type: ignore[misc]
    return made


def _parameters(fields: "tuple[attrs.Attribute[Any], ...]", names: dict[str, Any]) -> list[str]:
    """The parameters of a class as attrs orders them: those given by position, a star, those given by name."""
    found: dict[bool, list[str]] = {False: [], True: []}
    for attribute in fields:
        default: Any = attribute.default
        if default is attrs.NOTHING:
            found[attribute.kw_only].append(attribute.name)
            continue
        is_made = isinstance(default, attrs.Factory)  # type: ignore[arg-type]
        names[f"default_{attribute.name}"] = attrs.NOTHING if is_made else default
        names[f"make_{attribute.name}"] = default.factory if is_made else None
        found[attribute.kw_only].append(f"{attribute.name}=default_{attribute.name}")
    return [*found[False], *(["*", *found[True]] if found[True] else [])]


def _field_lines(
    cls: type, attribute: "attrs.Attribute[Any]", ready: str, is_enough: bool, names: dict[str, Any]
) -> list[str]:
    """Python that converts one field where it is not ready, and sets it."""
    name, lines = attribute.name, []
    names[f"set_{name}"], names[f"convert_{name}"] = getattr(cls, name).__set__, attribute.converter
    if names.get(f"make_{name}") is not None:
        lines.append(f"    if {name} is NOTHING: {name} = make_{name}()")
    if attribute.converter is not None:
        lines += [f"    if not ({ready}):", f"        {name} = convert_{name}({name})"]
        if is_enough:
            lines.append(f"        if not ({ready}): is_ready = False")
    return [*lines, f"    set_{name}(self, {name})"]


def _ready(attribute: "attrs.Attribute[Any]", names: dict[str, Any]) -> tuple[str, bool]:
    """A condition under which the converter of a field gives back what it is given, and whether the check asks no more.

    Every converter of the model lets None and what is already of the one class of its field pass, and tuples of such
    whose elements rise; a field of two classes is converted whenever it is filled.
    """
    name, constraint = attribute.name, constraint_of(attribute)
    if constraint is None:
        return f"type({name}) is str", False  # an id
    classes = classes_of(constraint)
    one = names[f"class_{name}"] = classes[0] if len(classes) == 1 else None if classes else str
    is_enough = attribute.converter is not None and is_of_one_class(constraint)
    if not constraint.many:
        is_one = f"type({name}) is class_{name}"
        return (is_one if constraint.required and is_enough else f"{name} is None or {is_one}"), is_enough
    first = f"type({name}[0]) is class_{name} and (len({name}) == 1 or rises({name}))"
    if one is not None and issubclass(one, str):
        # A text among ids or words would be in order with them, and yet has to be converted.
        first = f"all([type(each) is class_{name} for each in {name}]) and rises({name})"
    return f"type({name}) is tuple and (not {name} or {first})", is_enough
