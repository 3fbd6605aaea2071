"""Every fault of plain data, each with its path: the slow pass, asked only where the fast one gave up.

A fault of form (a text where a list belongs, a field that does not exist) hides no other: what could be read beside it
is put to the checks of its class all the same, with a blank in the place of what could not.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs
from attrs import evolve, field, frozen

from ..constraint import as_word, faults_of
from ..errors import Problem, UnrestError, nearest, show
from ..extra import Extra, fault_of_extra
from ..path import record_paths
from ..place import Where
from ..quantity import Quantity
from ..source import Entry, Ref
from ..when import Period, When
from .plain import choices, decimal_of, is_checked, is_ours, is_reference, item_of, plain_fields

__all__ = ["Finding", "examine", "inside", "step", "unknown_fields"]

_LOOKS = 100
_ELEMENT = re.compile(r"(\w+)\[(\d+)\](.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:[, _]?[0-9]{3})*[0-9]{0,3}(?:\.[0-9]{0,40})?")


class _Blank:
    """Stands where something could not be read; no check takes it for a value."""


_BLANK: Any = _Blank()


@frozen
class Finding:
    """What came of reading plain data: a value, or what is wrong.

    >>> examine(Where, "place:almaty").value
    Where('place:almaty')
    """

    value: Any = field(default=_BLANK)
    """What was read; where there are problems, what can be put to the rules of the record around it."""
    problems: tuple[Problem, ...] = field(default=())
    """All that is wrong."""


def step(key: object) -> str:
    """One step of a path, to a value in an object or a list.

    A key that is no name stands in quotes, so that it can neither be misread nor break the line that it is printed on.

    >>> [step(key) for key in ("quantity", 3, "a b")]
    ['.quantity', '[3]', '["a b"]']
    """
    if isinstance(key, str) and key.isascii() and key.isidentifier():
        return f".{key}"
    return f"[{json.dumps(key if isinstance(key, int) else str(key)[:60])}]"


def inside(problems: Iterable[Problem], key: object) -> tuple[Problem, ...]:
    """Faults as they are seen from the object or the list that has the value at this key.

    >>> [each.place for each in inside([Problem(code="c", place="low", found="x", expected="y")], "quantity")]
    ['quantity.low']
    """
    prefix = step(key).removeprefix(".")
    return tuple(problem.within(prefix) for problem in problems)


def unknown_fields(found: Mapping[Any, object], known: Iterable[str], owner: str) -> tuple[Problem, ...]:
    """The keys of an object that are no fields of what it should be.

    >>> unknown_fields({"lwo": 1}, ["low", "high"], "a Quantity")[0].hint
    "did you mean 'low'?"
    """
    names = list(known)
    problems: list[Problem] = []
    for key in found:
        if key not in names:
            # A nearest name costs a look at every name: it is sought for a person's misspellings, not for a flood.
            likely = nearest(key, names) if isinstance(key, str) and len(problems) < _LOOKS else None
            hint = f"did you mean {likely!r}?" if likely else None
            told = Problem(code="field.unknown", found=show(key), expected=f"a field of {owner}", hint=hint)
            problems += inside([told], key)
    return tuple(problems)


def _typed(found: object, expected: str, hint: str | None = None) -> Finding:
    return Finding(problems=(Problem(code="field.type", found=show(found), expected=expected, hint=hint),))


def _in_quotes(found: object) -> str | None:
    return f"did you mean '{found}'?" if type(found) is int and abs(found) < 10**9 else None


def _named(cls: type) -> str:
    return f"{'an' if cls.__name__[0] in 'AEIOU' else 'a'} {cls.__name__}"


def _built(cls: Callable[..., Any], *, problems: tuple[Problem, ...] = (), **named: Any) -> Finding:
    """What a class makes of its parts; what it refuses is told beside what was known to be wrong."""
    try:
        value = cls(**named)
    except UnrestError as error:
        return Finding(problems=(*problems, *error.problems))
    return Finding(problems=problems) if problems else Finding(value)


# Values that have a text form.


def _examine_when(found: Any) -> Finding:
    if isinstance(found, str):
        return _built(When.parse, text=found)
    if not isinstance(found, dict):
        return _typed(found, "a day as text, or as an object with text, wording and basis", _in_quotes(found))
    problems = unknown_fields(found, ("text", "wording", "basis"), "a When")
    return _built(When, **{name: found.get(name) for name in ("text", "wording", "basis")}, problems=problems)


def _examine_period(found: Any) -> Finding:
    if isinstance(found, str):
        return _built(Period.parse, text=found)
    if not isinstance(found, dict):
        return _typed(found, "a period as text, or as an object with text, start and end", _in_quotes(found))
    problems = unknown_fields(found, ("text", "start", "end"), "a Period")
    ends: dict[str, When] = {}
    for name in ("start", "end"):
        if found.get(name) is not None:
            end = _examine_when(found[name])
            problems += inside(end.problems, name)
            ends |= {} if end.problems else {name: end.value}
    return _built(Period, text=found.get("text"), **ends, problems=problems)


def _examine_number(found: Any) -> Finding:
    # An int is as it should be; what else it is, the Quantity refuses.
    number = decimal_of(found) if isinstance(found, str) else found
    if found is None or number is not None:
        return Finding(number)
    return _typed(found, "a whole number without quotes, or a decimal in quotes, '1.5'", _one_form(found))


def _one_form(text: str) -> str | None:
    """The one form of a number that is written in another."""
    if not _NUMBER.fullmatch(text):
        return None
    number = Decimal(re.sub("[, _]", "", text))
    whole = number == number.to_integral_value()
    return f"did you mean {int(number)}?" if whole else f"did you mean '{number.normalize():f}'?"


def _examine_quantity(found: Any) -> Finding:
    if isinstance(found, str):
        return _built(Quantity.parse, text=found)
    if not isinstance(found, dict):
        return _typed(found, "a quantity as an object or as text", _in_quotes(found))
    problems = unknown_fields(found, ("low", "best", "high", "qualifier", "wording", "rule"), "a Quantity")
    parts = {name: found.get(name) for name in ("qualifier", "wording", "rule")}
    for name in ("low", "best", "high"):
        number = _examine_number(found.get(name))
        problems += inside(number.problems, name)
        parts[name] = number.value
    if any(each is _BLANK for each in parts.values()):
        return Finding(problems=problems)
    return _built(Quantity, **parts, problems=problems)


def _examine_where(found: Any) -> Finding:
    if isinstance(found, str):
        return _built(Where.parse, text=found)
    if not isinstance(found, dict):
        return _typed(found, "a place as text, or as an object with place, precision and wording")
    return _examine_object(Where, found)


def _examine_extra(found: Any) -> Finding:
    if not isinstance(found, dict):
        return _typed(found, "an object")
    # Asked for each key alone, so that one fault does not hide the next.
    problems = [problem for key, each in found.items() for problem in fault_of_extra({key: each})]
    return Finding(problems=tuple(problems)) if problems else Finding(Extra(found))


# Objects, field by field.


def _examine_object(cls: type, found: Any) -> Finding:
    if not isinstance(found, dict):
        return _typed(found, f"{_named(cls)} as an object")
    fields = list(plain_fields(cls))
    problems = [*unknown_fields(found, [each.name for each in fields], _named(cls))]
    values: dict[str, Any] = {}
    for attribute in fields:
        if attribute.name in found and not _is_left_out(attribute, found[attribute.name]):
            told = _examine_field(cls, attribute, found[attribute.name])
            problems += inside(told.problems, attribute.name)
            is_usable = not told.problems or type(told.value) is tuple
            values[attribute.name] = told.value if is_usable else _BLANK
    sketch = _sketch(cls, values)
    problems += _told_by_class(sketch, values)
    if issubclass(cls, Entry) and isinstance(identity := found.get("id"), str):
        problems = [evolve(problem, record=identity) for problem in problems]
    return Finding(sketch, tuple(dict.fromkeys(problems))) if problems else _built(cls, **values)


def _is_left_out(attribute: "attrs.Attribute[Any]", found: object) -> bool:
    """Whether null stands there for an empty field: of a field that may not be empty it is a fault."""
    return found is None and attribute.default is not attrs.NOTHING


def _examine_field(cls: type, attribute: "attrs.Attribute[Any]", found: Any) -> Finding:
    item = item_of(attribute.type)
    if item is not None:
        return _examine_list(cls, attribute, item, found) if type(found) is list else _typed(found, "a list")
    if found is None:
        return Finding(None)
    return (_examine_one if is_checked(cls) else _examine_unchecked)(attribute.type, found)


def _examine_one(annotation: Any, found: Any) -> Finding:
    """What stands in a field or a list; what is plain is left to the check of its class."""
    only, *others = choices(annotation)
    if not others and is_reference(only):
        return Finding(Ref(found) if type(found) is str else found)
    return examine(only, found) if not others and is_ours(only) else Finding(found)


def _examine_unchecked(annotation: Any, found: Any) -> Finding:
    """What stands in a field of a class that has no check: its type is all that can be said of it."""
    options = choices(annotation)
    if type(found) in options:
        return Finding(found)
    return examine(options[0], found) if is_ours(options[0]) else _typed(found, options[0].__name__)


def _examine_list(cls: type, attribute: "attrs.Attribute[Any]", item: Any, found: list[Any]) -> Finding:
    findings = [_examine_one(item, each) for each in found]
    values = tuple([told.value for told in findings])
    problems = [problem for at, told in enumerate(findings) for problem in inside(told.problems, at)]
    if problems:
        return Finding(values, tuple(problems))
    # Asked before the class sorts them, so that a place is the place in the data.
    told_by_class = faults_of(cls, {attribute.name: values})
    problems = [evolve(each, place=each.place.removeprefix(attribute.name)) for each in told_by_class]
    return Finding(_BLANK, tuple(problems)) if problems else Finding(list(values))


# What a class itself says of what could be read.


def _told_by_class(self: Any, values: Mapping[str, Any]) -> list[Problem]:
    """What a class finds wrong with the values, the blanks among them passed over."""
    told = [*_refused(self), *(record_paths(self) if isinstance(self, Entry) else ()), *_missing(type(self), values)]
    blanks = {name for name, each in values.items() if each is _BLANK}
    kept = [problem for problem in told if re.split(r"[.\[]", problem.place, maxsplit=1)[0] not in blanks]
    if any(problem.code == "record.id" for problem in kept):
        # Where the id is no id, nothing can be said of references to it.
        kept = [problem for problem in kept if problem.code != "reference.itself"]
    return [_as_given(problem, self, values) for problem in kept]


def _sketch(cls: type, values: Mapping[str, Any]) -> Any:
    """An object that was never checked, for its class to say what is wrong with it; nobody else sees it."""
    self: Any = object.__new__(cls)
    for attribute in plain_fields(cls):
        value = values.get(attribute.name, attribute.default)
        object.__setattr__(self, attribute.name, _sketched(attribute, value))
    return self


def _sketched(attribute: "attrs.Attribute[Any]", value: Any) -> Any:
    if value is attrs.NOTHING:
        return None
    if isinstance(value, attrs.Factory):  # type: ignore[arg-type]
        return value.factory()
    if item_of(attribute.type) is not None and not isinstance(value, list):
        # What has faults inside is not sorted: it may have no order.
        return tuple(each for each in value if each is not _BLANK) if isinstance(value, tuple) else ()
    is_given = value is not _BLANK and attribute.converter is not None
    return attribute.converter(value) if is_given else value  # type: ignore[misc, operator]


def _refused(self: Any) -> tuple[Problem, ...]:
    try:
        getattr(self, "__attrs_post_init__", tuple)()
    except UnrestError as error:
        return error.problems
    return ()


def _missing(cls: type, values: Mapping[str, Any]) -> list[Problem]:
    """Fields that must be given, of a class that has no check."""
    needed = [] if is_checked(cls) else [each.name for each in plain_fields(cls) if each.default is attrs.NOTHING]
    absent = [name for name in needed if values.get(name) is None]
    return [Problem(code="field.required", place=name, found="nothing", expected="a value") for name in absent]


def _as_given(problem: Problem, self: Any, values: Mapping[str, Any]) -> Problem:
    """A fault of an element at the place that it has in the data: the class has sorted what it was given."""
    match = _ELEMENT.fullmatch(problem.place)
    if match is None:
        return problem
    name, number, rest = match.groups()
    at = [*values[name]].index(getattr(self, name)[int(number)])
    return evolve(problem, place=f"{name}[{at}]{rest}")


_EXAMINED: dict[type, Callable[[Any], Finding]] = {
    When: _examine_when,
    Period: _examine_period,
    Quantity: _examine_quantity,
    Where: _examine_where,
    Extra: _examine_extra,
}


def _examine_word(words: type[StrEnum], found: Any) -> Finding:
    word = as_word(words, found)
    if type(word) is words:
        return Finding(word)
    known = [str(each) for each in words]
    likely = nearest(found, known) if isinstance(found, str) else None
    hint = f"did you mean {likely!r}?" if likely else None
    return Finding(
        problems=(Problem(code="word.unknown", found=show(found), expected=f"one of {', '.join(known)}", hint=hint),)
    )


def examine(cls: Any, found: object) -> Finding:
    """Something of a class of ours from plain data, or every fault of that data.

    >>> [problem.place for problem in examine(Where, {"place": 5, "precison": "site"}).problems]
    ['precison', 'place']
    """
    if issubclass(cls, StrEnum):
        return _examine_word(cls, found)
    examine_value = _EXAMINED.get(cls)
    return examine_value(found) if examine_value else _examine_object(cls, found)
