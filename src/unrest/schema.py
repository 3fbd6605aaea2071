"""The JSON form as JSON Schema 2020-12, made from the classes, their constraints and the docstrings of their fields.

A schema says less than the classes do: what it lets through and loading refuses is listed in the docs.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, Final, Literal

import attrs

from . import vocabulary
from .codec import FORMAT
from .codec.plain import choices, is_ours, is_reference, item_of, plain_fields
from .constraint import Constraint, constraint_of, reference, text
from .dataset import Dataset
from .errors import InvalidValue, Problem, nearest, show
from .extra import Extra
from .place import Where
from .quantity import Quantity
from .records import KINDS, Link, Participant, Role
from .source import Citation, Code, Coding, Entry, Ref
from .vocabulary import Precision, Qualifier
from .when import Bound, Period, When

__all__ = ["DIALECT", "PROFILES", "Profile", "json_schema"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
"""The JSON Schema in which the schemas are written."""
PROFILES: Final = ("plain", "strict")
"""What a schema may be for: any validator, or a language-model service."""

Profile = Literal["plain", "strict"]
"""One of `PROFILES`."""
Schema = dict[str, Any]

_CLASSES: Final = (
    *KINDS.values(),
    Citation,
    Code,
    Coding,
    Extra,
    Link,
    Participant,
    Period,
    Quantity,
    Role,
    When,
    Where,
)
_WORDS: Final = tuple(getattr(vocabulary, name) for name in vocabulary.__all__)
_NAMES: Final[dict[str, type]] = {
    "dataset": Dataset,
    **KINDS,
    **{cls.__name__: cls for cls in (Dataset, *_CLASSES, *_WORDS)},
}
# What services for language models do not take, or take and do not hold to.
_NOT_STRICT: Final = frozenset({"minLength", "minimum", "maximum"})

_DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATE = r"(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?)?[?~%]?"
_WHEN = rf"(?:{_DATE}|\[{_DAY}\.\.(?:{_DAY})?\]|\[\.\.{_DAY}\])"
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?"
_QUANTITY = rf'^(?:(?:>=|>|<=|<~|<|~)?{_NUMBER}|{_NUMBER}\.\.{_NUMBER}(?:\.\.{_NUMBER})?|"[\s\S]*"|\?)$'

_TEXT: Final = text()["constraint"].schema
_DECIMAL: Final = {
    "description": "A number that is not whole, as text.",
    "type": "string",
    "pattern": r"^-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]$",
}
# The text forms, with what a reader of the schema has to know to write one.
_FORMS: Final[dict[type, Schema]] = {
    When: {
        "description": "A day as EDTF (ISO 8601-2) writes it, never more exact than the source: 2022-01-25, 2022-01, "
        "2022, 2022-01~ (about), 2022-01? (uncertain), [2022-01-02..2022-01-12] (a day between two), [..2022-01-12].",
        "type": "string",
        "pattern": f"^{_WHEN}$",
    },
    Period: {
        "description": "From one day to another as EDTF (ISO 8601-2) writes it: 2022-01-02/2022-01-12, 2022-01-02/.. "
        "(ongoing), 2022-01-02/ (end not known), /2022-01-12 (start not known), 2022-01 (begins and ends in it).",
        "type": "string",
        "pattern": rf"^(?:{_WHEN}|{_WHEN}/(?:{_WHEN}|\.\.)?|/{_WHEN}|/\.\.)$",
    },
    Quantity: {
        "description": "A number as it was reported: 19, >=225, >3000, <=50, <50, <~1000 (almost), ~160 (about), "
        '160..225, 160..164..225, "dozens" (in quotes), ? (said not to be known).',
        "type": "string",
        "pattern": _QUANTITY,
    },
    Where: {
        "description": "The id of the place, then a space and the precision where it is known.",
        "type": "string",
        "pattern": rf"^place:\S+(?: (?:{'|'.join(Precision)}))?$",
    },
}


# What the source says of classes, fields and words.


@cache
def _parsed(module: str) -> dict[str, ast.ClassDef]:
    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:  # an installation without sources: the schema is the same, and says less
        return {}
    return {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}


def _docstrings(cls: type) -> Iterator[tuple[str, str]]:
    """The names that a class body binds, each with the text that stands below it."""
    node = _parsed(cls.__module__).get(cls.__name__)
    for bound, told in pairwise(node.body if node else ()):
        if isinstance(told, ast.Expr) and isinstance(told.value, ast.Constant) and isinstance(told.value.value, str):
            names = [each.id for each in ast.walk(bound) if isinstance(each, ast.Name) and type(each.ctx) is ast.Store]
            yield from ((name, " ".join(told.value.value.split())) for name in names)


@cache
def _told(cls: type) -> Mapping[str, str]:
    """What each field or word of a class is, those of its bases too."""
    return {name: said for each in reversed(cls.__mro__) if is_ours(each) for name, said in _docstrings(each)}


def _first_paragraph(cls: type) -> str:
    return " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split())


def _described(said: str, schema: Mapping[str, Any]) -> Schema:
    return {"description": said, **schema} if said else {**schema}


# The schemas.


class _Writer:
    """Writes schemas of one profile, and keeps those that others refer to."""

    def __init__(self, *, is_strict: bool) -> None:
        self.kept: dict[str, Schema] = {}
        self._is_strict = is_strict

    def whole(self, cls: type) -> Schema:
        """The schema of a class with all that it refers to."""
        written = self._written(cls)
        head: Schema = {"$schema": DIALECT} if self._is_strict else {"$schema": DIALECT, "title": cls.__name__}
        kept = {"$defs": dict(sorted(self.kept.items()))} if self.kept else {}
        # A copy, so that whoever changes what was given changes nothing of ours.
        return deepcopy({**head, **written, **kept})

    def _written(self, cls: type) -> Schema:
        if issubclass(cls, StrEnum):
            return self._words(cls)
        if cls is Extra:
            return _described(_first_paragraph(cls), {"type": "object"})
        written = self._object(self._head() if cls is Dataset else self._fields(cls))
        if cls in _FORMS:
            written = {"anyOf": [_FORMS[cls], written]}
        return _described(_first_paragraph(cls), written)

    def _referred(self, cls: type) -> Schema:
        if cls.__name__ not in self.kept:
            self.kept[cls.__name__] = self._written(cls)
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def _object(self, properties: Mapping[str, tuple[Schema, bool]]) -> Schema:
        required = [name for name, (_, is_needed) in properties.items() if is_needed or self._is_strict]
        return {
            "type": "object",
            "properties": {name: each for name, (each, _) in properties.items()},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _property(self, said: str, schema: Mapping[str, Any]) -> Schema:
        if not self._is_strict:
            return _described(said, schema)
        options = schema.get("anyOf", [schema])
        return _described(said, {"anyOf": [*options, {"type": "null"}]})

    def _fields(self, cls: type) -> dict[str, tuple[Schema, bool]]:
        """Each field with its schema, and whether it may not be left out."""
        return {
            each.name: (
                self._property(_told(cls).get(each.name, ""), self._field(cls, each)),
                each.default is attrs.NOTHING,
            )
            for each in plain_fields(cls)
            # What may hold anything cannot be closed.
            if not (self._is_strict and each.type is Extra)
        }

    def _head(self) -> dict[str, tuple[Schema, bool]]:
        """What stands in a file: the fields of a dataset that are written, between its form and its records."""
        told = _told(Dataset)
        form = {"type": "string", "enum": [FORMAT]}
        fields = [each for each in plain_fields(Dataset) if constraint_of(each) is not None]
        records = {"type": "array", "items": {"anyOf": [self._referred(cls) for cls in KINDS.values()]}}
        return {
            "format": (self._property("The version of the form.", form), True),
            **{
                each.name: (self._property(told.get(each.name, ""), self._field(Dataset, each)), False)
                for each in fields
            },
            "records": (self._property("The records, each with an id that begins with its kind.", records), True),
        }

    def _field(self, cls: type, attribute: "attrs.Attribute[Any]") -> Mapping[str, Any]:
        constraint = constraint_of(attribute)
        if cls in _FORMS and attribute.name == "text":
            return {"type": "string", "pattern": _FORMS[cls]["pattern"]}
        if attribute.name == "id" and issubclass(cls, Entry):
            return _pattern(cls.__name__.lower())
        item = item_of(attribute.type)
        # An end of a period that is no day stands in the text alone.
        options = [each for each in choices(item or attribute.type) if each is not Bound]
        parts = [self._option(each, constraint) for each in options]
        one = parts[0] if len(parts) == 1 else {"anyOf": parts}
        return {"type": "array", "items": one} if item else one

    def _option(self, option: Any, constraint: Constraint | None) -> Mapping[str, Any]:
        if is_reference(option):
            return _pattern(*constraint.kinds if constraint else ())
        if is_ours(option):
            return self._referred(option)
        known: dict[Any, Mapping[str, Any]] = {str: _TEXT, int: {"type": "integer"}, Decimal: _DECIMAL}
        found = constraint.schema if constraint else known[option]
        return {name: each for name, each in found.items() if not (self._is_strict and name in _NOT_STRICT)}

    def _words(self, cls: type[StrEnum]) -> Schema:
        # A number is hedged in one of the ways that Quantity knows, or it is no Quantity.
        words = [word for word in cls if word is not Qualifier.OTHER]
        lines = [f"{word.value}: {said}" for word in words if (said := _told(cls).get(word.name))]
        said = "\n".join([_first_paragraph(cls), *lines])
        return _described(said, {"type": "string", "enum": [word.value for word in words]})


def _pattern(*kinds: str) -> Mapping[str, Any]:
    found: Constraint = reference(Ref, *kinds)["constraint"]
    return found.schema


def _class_of(given: Any) -> type:
    if given in _NAMES.values():
        found: type = given
        return found
    if isinstance(given, str) and given in _NAMES:
        return _NAMES[given]
    likely = nearest(given, _NAMES) if isinstance(given, str) else None
    expected = f"a class that has a JSON form, or one of {', '.join(('dataset', *KINDS))}"
    hint = f"did you mean {likely!r}?" if likely else None
    raise InvalidValue(Problem(code="schema.class", found=show(given), expected=expected, hint=hint))


def json_schema(of: "type | str", *, profile: Profile = "plain") -> dict[str, Any]:
    """The JSON Schema of the form in which something is handed on.

    `plain` is for any validator: what may be left out is optional, and nothing else may stand there.
    `strict` is what services for language models accept: every object is closed, every property must be there and may
    be null, a choice is `anyOf`, no more than five objects stand inside one another, and there are no defaults.
    A null is what is left out: it says that nothing was coded, never that the source does not state it.

    Args:
        of: a record or value class, `Dataset`, a kind of record, or `"dataset"`, which is a whole file.
        profile: `plain` or `strict`.

    Raises:
        InvalidValue: for what has no JSON form, and for another profile.

    >>> json_schema("place")["properties"]["latitude"]
    {'description': 'Degrees north, from -90 to 90.', 'type': 'number', 'minimum': -90, 'maximum': 90}
    >>> json_schema("place", profile="strict")["properties"]["latitude"]["anyOf"]
    [{'type': 'number'}, {'type': 'null'}]
    """
    cls = _class_of(of)
    if profile not in PROFILES:
        likely = nearest(profile, PROFILES) if isinstance(profile, str) else None
        hint = f"did you mean {likely!r}?" if likely else None
        expected = f"one of {', '.join(PROFILES)}"
        raise InvalidValue(Problem(code="schema.profile", found=show(profile), expected=expected, hint=hint))
    return _Writer(is_strict=profile == "strict").whole(cls)
