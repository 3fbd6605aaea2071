"""The plain form of all that the model has: dicts, lists, text and numbers, written and read by one private converter.

Reading here is the fast pass: it reads what is right, and gives up at the first fault without saying which.
What is wrong and where it stands, fault.py says.
"""

import re
import types
import typing
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from operator import lt
from typing import Any

import attrs
from cattrs import Converter

from .. import vocabulary
from ..article import Verdict
from ..constraint import constraint_of
from ..dataset import Change
from ..extra import Extra
from ..initializer import is_of_one_class, quick_checks
from ..place import Where
from ..quantity import Quantity
from ..records import KINDS
from ..source import Ref
from ..vocabulary import Group
from ..when import Period, When

__all__ = [
    "READERS",
    "WRITERS",
    "Reader",
    "Unfit",
    "choices",
    "decimal_of",
    "forget",
    "is_checked",
    "is_ours",
    "is_reference",
    "item_of",
    "plain_fields",
    "word_lists",
]

Reader = Callable[..., Any]
"""What makes a value from its plain form, or raises."""

_CONVERTER = Converter(forbid_extra_keys=True, detailed_validation=False)
# How many values of one sort are kept, to be shared by all the records that have them.
_MOST = 65_536
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]")
_PLAIN = (str, int, float, bool)


class Unfit(Exception):
    """Data that the fast pass cannot read; it does not say why.

    >>> READERS[Where](5)
    Traceback (most recent call last):
    unrest.codec.plain.Unfit
    """


# What a field holds.


def choices(annotation: object) -> list[Any]:
    """What a field may hold beside nothing.

    >>> choices(int | None)
    [<class 'int'>]
    """
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return [each for each in typing.get_args(annotation) if each is not types.NoneType]
    return [annotation]


def item_of(annotation: object) -> Any:
    """What the elements of a tuple are; None for what is no tuple.

    >>> item_of(tuple[str, ...]), item_of(str)
    (<class 'str'>, None)
    """
    return typing.get_args(annotation)[0] if typing.get_origin(annotation) is tuple else None


def is_reference(annotation: object) -> bool:
    """Whether a field holds the id of a record.

    >>> is_reference(Ref[Where]), is_reference(str)
    (True, False)
    """
    return typing.get_origin(annotation) is Ref


def is_ours(cls: object) -> bool:
    """Whether a class belongs to the model.

    >>> is_ours(Where), is_ours(str)
    (True, False)
    """
    return isinstance(cls, type) and cls.__module__.partition(".")[0] == __name__.partition(".")[0]


def is_checked(cls: type) -> bool:
    """Whether a class says itself what its fields may hold, and refuses all else.

    >>> is_checked(Where)
    True
    """
    return cls in KINDS.values() or all(constraint_of(each) is not None for each in plain_fields(cls))


def plain_fields(cls: type) -> "Iterator[attrs.Attribute[Any]]":
    """The fields that a class is built from, in their order, with the classes that they hold.

    >>> [each.name for each in plain_fields(Where)]
    ['place', 'precision', 'wording']
    """
    attrs.resolve_types(cls)
    return (each for each in attrs.fields(cls) if each.init)


# Writing.


def _is_text(when: When) -> bool:
    """Whether a day is written as its text, for there is no more to say."""
    return when.wording is None and when.basis is None


def _write_when(when: When) -> Any:
    if _is_text(when):
        return when.text
    written = {"text": when.text, "wording": when.wording, "basis": when.basis and str(when.basis)}
    return {name: each for name, each in written.items() if each is not None}


def _write_period(period: Period) -> Any:
    start, end = period.start, period.end
    if (type(start) is not When or _is_text(start)) and (type(end) is not When or _is_text(end)):
        return period.text
    ends = {"start": start, "end": end}
    told = {name: _write_when(end) for name, end in ends.items() if isinstance(end, When)}
    return {"text": period.text, **{name: end for name, end in told.items() if type(end) is dict}}


def _write_number(number: int | Decimal | None) -> int | str | None:
    return format(number, "f") if isinstance(number, Decimal) else number


def _write_quantity(quantity: Quantity) -> dict[str, Any]:
    written = {
        "low": _write_number(quantity.low),
        "best": _write_number(quantity.best),
        "high": _write_number(quantity.high),
        "qualifier": str(quantity.qualifier),
        "wording": quantity.wording,
        "rule": quantity.rule,
    }
    return {name: each for name, each in written.items() if each is not None}


def _write_where(where: Where) -> Any:
    if where.wording is None:
        return str(where)
    precision = {} if where.precision is None else {"precision": str(where.precision)}
    return {"place": str(where.place), **precision, "wording": where.wording}


def _write_word(word: Enum) -> Any:
    return word.value


def _expression(annotation: Any, names: dict[str, Any], name: str = "v") -> str:
    """Python for the plain form of what a name holds."""
    options = choices(annotation)
    if len(options) > 1 or is_reference(options[0]):
        # A word or a reference: both are text.
        return f"str({name})"
    (only,) = options
    if (item := item_of(only)) is not None:
        if item in _PLAIN or is_reference(item):
            return f"[*{name}]" if item in _PLAIN else f"[*map(str, {name})]"
        return f"[{_expression(item, names, 'w')} for w in {name}]"
    if only in _PLAIN:
        return name
    write = names[f"write_{getattr(only, '__name__', '')}"] = WRITERS[only]
    if write is _write_word:
        return f"{name}._value_"
    return f"write_{only.__name__}({name})"


def _condition(attribute: "attrs.Attribute[Any]", names: dict[str, Any]) -> str:
    """Python for whether a field is to be written: it is left out where it is empty."""
    default = attribute.default
    if default is attrs.NOTHING:
        return "True"
    if default is None:
        return "v is not None"
    if isinstance(default, tuple | attrs.Factory):
        return "v"
    names[f"default_{attribute.name}"] = default
    return f"v != default_{attribute.name}"


def _class_writer(cls: type) -> Callable[[Any], Any]:
    """A function in straight code, made as attrs makes its methods: a loop over the fields takes twice the time."""
    names: dict[str, Any] = {}
    lines = ["def write(self):", "    plain = {}"]
    for attribute in plain_fields(cls):
        lines.append(f"    v = self.{attribute.name}")
        put = f"plain[{attribute.name!r}] = {_expression(attribute.type, names)}"
        lines.append(f"    if {_condition(attribute, names)}: {put}")
    exec("\n".join([*lines, "    return plain"]), names)
    written: Callable[[Any], Any] = names["write"]
    return written


class _Hooks(dict[type, Callable[..., Any]]):
    """The functions of the converter by class: it is asked once for each."""

    def __init__(self, find: Callable[[Any], Callable[..., Any]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, cls: type) -> Callable[..., Any]:
        if not is_ours(cls) or not attrs.has(cls):
            raise Unfit
        found = self[cls] = self._find(cls)
        return found


WRITERS = _Hooks(_CONVERTER.get_unstructure_hook)
"""The function that gives the plain form, of each class of ours; `Unfit` for any other."""
READERS = _Hooks(_CONVERTER.get_structure_hook)
"""The function that reads the plain form on the fast pass, of each class of ours; `Unfit` for any other."""


# Reading.


class _Shared(dict[Any, Any]):
    """Values by what they are read from, so that equal ones are one; begun anew when it is full."""

    def __init__(self, build: Callable[[Any], Any]) -> None:
        super().__init__()
        self._build = build

    def __missing__(self, key: Any) -> Any:
        found = self._build(key)
        if len(self) >= _MOST:
            self.clear()
        self[key] = found
        return found


def _build_reference(text: Any) -> Ref[Any]:
    if type(text) is not str:
        raise Unfit
    return Ref(text)


def _build_when(key: Any) -> When:
    return When.parse(key) if type(key) is str else When(key[0], wording=key[1], basis=key[2])


def _build_period(key: Any) -> Period:
    return Period.parse(key) if type(key) is str else Period(key[0], start=key[1], end=key[2])


def _build_quantity(key: Any) -> Quantity:
    if type(key) is str:
        return Quantity.parse(key)
    low, best, high, qualifier, wording, rule = key
    return Quantity(low=low, best=best, high=high, qualifier=qualifier, wording=wording, rule=rule)


def _build_where(key: Any) -> Where:
    return Where.parse(key) if type(key) is str else Where(key[0], precision=key[1], wording=key[2])


_REFERENCES = _Shared(_build_reference)
_WHENS = _Shared(_build_when)
_PERIODS = _Shared(_build_period)
_QUANTITIES = _Shared(_build_quantity)
_WHERES = _Shared(_build_where)


_SHARED: dict[Any, _Shared] = {When: _WHENS, Period: _PERIODS, Quantity: _QUANTITIES, Where: _WHERES}


def forget() -> None:
    """Let go of the values that were kept to be shared.

    >>> forget()
    """
    for kept in (_REFERENCES, *_SHARED.values()):
        kept.clear()


def _parts(found: Any, *names: str) -> Iterator[Any]:
    """The fields of an object that has no others, in this order; None for those that it has not."""
    if type(found) is not dict or not found.keys() <= set(names):
        raise Unfit
    return map(found.get, names)


def _read_when(found: Any, _: Any = None) -> When:
    when: When = _WHENS[found if type(found) is str else tuple(_parts(found, "text", "wording", "basis"))]
    return when


def _read_period(found: Any, _: Any = None) -> Period:
    if type(found) is not str:
        text, *ends = _parts(found, "text", "start", "end")
        found = (text, *(None if end is None else _read_when(end) for end in ends))
    period: Period = _PERIODS[found]
    return period


def decimal_of(text: str) -> Decimal | None:
    """The decimal that a text is in its one form; None for any other text.

    >>> decimal_of("1.5"), decimal_of("1.50"), decimal_of("2")
    (Decimal('1.5'), None, None)
    """
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _read_number(found: Any) -> Any:
    if found is None or type(found) is int:
        return found
    number = decimal_of(found) if type(found) is str else None
    if number is None:
        raise Unfit
    return number


def _read_quantity(found: Any, _: Any = None) -> Quantity:
    if type(found) is not str:
        low, best, high, *rest = _parts(found, "low", "best", "high", "qualifier", "wording", "rule")
        found = (_read_number(low), _read_number(best), _read_number(high), *rest)
    quantity: Quantity = _QUANTITIES[found]
    return quantity


def _read_where(found: Any, _: Any = None) -> Where:
    where: Where = _WHERES[found if type(found) is str else tuple(_parts(found, "place", "precision", "wording"))]
    return where


def _read_extra(found: Any, _: Any = None) -> Extra:
    if type(found) is not dict:
        raise Unfit
    return Extra(found)


def _group_or_actor(found: Any) -> Any:
    return _GROUPS.get(found) or _REFERENCES[found]


_GROUPS = {str(group): group for group in Group}


def _exactly(cls: type) -> Reader:
    def read_plain(found: Any) -> Any:
        if type(found) is not cls:
            raise Unfit
        return found

    return read_plain


def _reader_of(annotation: Any) -> Reader | None:
    """What reads one value of a field; None where it is plain, and the class itself refuses what is wrong."""
    only, *others = choices(annotation)
    if others:
        return _group_or_actor
    if is_reference(only):
        return _REFERENCES.__getitem__
    if issubclass(only, Enum):
        return {word.value: word for word in only}.__getitem__
    return None if only in _PLAIN else READERS[only]


def _class_reader(cls: type) -> Reader:
    """A function in straight code, as for writing: it sets each field, then the class checks them as always.

    Converters are left out where the reader gives what they would give, and called on what they sort or change.
    """
    if not is_checked(cls):
        return _unchecked_reader(cls)
    fields = list(plain_fields(cls))
    names: dict[str, Any] = {"Unfit": Unfit, "new": object.__new__, "cls": cls, "lt": lt}
    names["has_only"] = frozenset(each.name for each in fields).issuperset
    lines = ["def read(found, _=None):", "    if type(found) is not dict or not has_only(found): raise Unfit"]
    lines += ["    get, self = found.get, new(cls)"]
    for attribute in fields:
        lines += _field_lines(cls, attribute, names)
    exact = [each.name for each in fields if _is_exact(cls, each.name)]
    names["checked"] = _checked
    lines += quick_checks(cls, names, "return checked(self)", exact)
    exec("\n".join([*lines, "    return self"]), names)
    read: Reader = names["read"]
    return read


def _checked(made: Any) -> Any:
    made.__attrs_post_init__()
    return made


def _is_exact(cls: type, name: str) -> bool:
    """Whether what is read into a field, which may be left out, needs no check: it is of the one class of the field."""
    constraint = constraint_of(getattr(attrs.fields(cls), name))
    return constraint is not None and not constraint.required and is_of_one_class(constraint)


def _field_lines(cls: type, attribute: "attrs.Attribute[Any]", names: dict[str, Any]) -> list[str]:
    """Python that reads one field and sets it; null is what is left out."""
    name, item, default = attribute.name, item_of(attribute.type), typing.cast("Any", attribute.default)
    names[f"set_{name}"] = getattr(cls, name).__set__
    read = names[f"read_{name}"] = _reader_of(item or attribute.type)
    names[f"convert_{name}"] = attribute.converter
    if item is not None:
        lines = _tuple_lines(name, item, read)
    elif isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        names[f"make_{name}"] = default.factory
        lines = [f"    v = make_{name}() if v is None else read_{name}(v)"]
    elif read is not None:
        # Most values stand there in their text form, and are shared.
        shared = names[f"shared_{name}"] = _SHARED.get(choices(attribute.type)[0])
        value = f"read_{name}(v)" if shared is None else f"shared_{name}[v] if type(v) is str else read_{name}(v)"
        lines = [f"    if v is not None: v = {value}"]
    else:
        lines = [f"    if v is not None: v = convert_{name}(v)"] if attribute.converter else []
    return [f"    v = get({name!r})", *lines, f"    set_{name}(self, v)"]


def _tuple_lines(name: str, item: Any, read: Reader | None) -> list[str]:
    # The converter sorts it, which it need not where there is one or where texts have their order already.
    is_text = issubclass(typing.get_origin(item) or item, str)
    return [
        "    if v:",
        "        if type(v) is not list: raise Unfit",
        *([] if read is None else [f"        v = [read_{name}(w) for w in v]"]),
        f"        v = (*v,) if len(v) < 2{' or all(map(lt, v, v[1:]))' if is_text else ''} else convert_{name}(v)",
        "    elif v is None or type(v) is list: v = ()",
        "    else: raise Unfit",
    ]


def _list_reader(item: Any) -> Reader:
    one = _reader_of(item) or _exactly(item)

    def read_list(found: Any) -> Any:
        if type(found) is not list:
            raise Unfit
        return tuple([one(each) for each in found])

    return read_list


def _unchecked_reader(cls: type) -> Reader:
    """A reader of a class whose fields have no checks: their types are checked here."""

    def reader_of(annotation: Any) -> Reader:
        (only,) = choices(annotation)
        one = _list_reader(item) if (item := item_of(only)) else _reader_of(annotation) or _exactly(only)
        may_be_empty = only is not annotation
        return lambda found: None if found is None and may_be_empty else one(found)

    readers = {each.name: reader_of(each.type) for each in plain_fields(cls)}
    return lambda found, _=None: cls(**{name: readers[name](each) for name, each in found.items()})


def word_lists() -> tuple[type[Enum], ...]:
    """The word lists of the model.

    >>> Verdict in word_lists()
    True
    """
    return (*(getattr(vocabulary, name) for name in vocabulary.__all__), Verdict, Change)


def _word_reader(words: type[Enum]) -> Reader:
    known = {word.value: word for word in words}
    return lambda found, _=None: known[found]


_CONVERTER.register_unstructure_hook_factory(attrs.has, _class_writer)
_CONVERTER.register_structure_hook_factory(attrs.has, _class_reader)
_CONVERTER.register_unstructure_hook(Ref, str)
_HOOKS: tuple[tuple[Any, Callable[[Any], Any], Reader], ...] = (
    (When, _write_when, _read_when),
    (Period, _write_period, _read_period),
    (Quantity, _write_quantity, _read_quantity),
    (Where, _write_where, _read_where),
    (Extra, Extra.to_dict, _read_extra),
    # Each word list by its name: the converter would take one for the text that its words also are.
    *((words, _write_word, _word_reader(words)) for words in word_lists()),
)
for _cls, _writer, _reader in _HOOKS:
    _CONVERTER.register_unstructure_hook(_cls, _writer)
    _CONVERTER.register_structure_hook(_cls, _reader)
    WRITERS[_cls], READERS[_cls] = _writer, _reader
WRITERS[Ref] = str
