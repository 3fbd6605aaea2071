"""What a field may hold: stated once, beside the field, for the check, the messages and the schema.

A class whose fields carry constraints is checked when it is built, in two passes.
The fast pass is one generated condition over all fields; only where it fails, the slow pass says all that is wrong.
"""

import operator
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from types import CodeType
from typing import Any
from unicodedata import is_normalized, normalize

import attrs
from attrs import field, frozen

from .errors import Problem, UnrestError, nearest, show

__all__ = [
    "Constraint",
    "Rule",
    "as_word",
    "as_words",
    "check",
    "check_lines",
    "constraint_of",
    "count",
    "digest",
    "each_of",
    "faults_of",
    "id_hint",
    "id_of",
    "in_order",
    "is_id",
    "is_text",
    "number",
    "reference",
    "reference_faults",
    "refers_to",
    "rises",
    "text",
    "texts",
    "to_number",
    "value",
    "word",
    "words_of",
]

# Marks of direction and letters that are never seen make two ids look alike that are not; surrogates cannot be written
# as UTF-8. The joiners U+200C and U+200D may stand: words of Persian and of Indian languages, and emoji, have them.
_UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_UNSEEN_LETTERS = re.compile(f"[{_UNSEEN}]")
_NAME = rf"[^\s{_UNSEEN}\ud800-\udfff]+"
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGEST = re.compile(r"[0-9a-f]{64}")

Faults = Callable[[object], tuple[Problem, ...]]


def is_text(found: object) -> bool:
    """Whether it is text that is not empty and can be written as UTF-8.

    >>> is_text("x"), is_text(""), is_text(chr(0xD800))
    (True, False, False)
    """
    return type(found) is str and found != "" and (found.isascii() or _SURROGATE.search(found) is None)


def is_id(found: object, *kinds: str) -> bool:
    """Whether it is an id of one of these kinds, `kind:name` without spaces or unseen letters, in composed form (NFC).

    >>> is_id("place:almaty", "place"), is_id("almaty", "place"), is_id("actor:x y", "actor")
    (True, False, False)
    """
    return isinstance(found, str) and id_of(*kinds)(found)


@cache
def id_of(*kinds: str) -> Callable[[str], bool]:
    """Whether a text is an id of one of these kinds.

    >>> id_of("place")("place:almaty")
    True
    """
    # Without a kind nothing is an id: an empty choice would match the empty text.
    match = re.compile(f"(?:{'|'.join(kinds)}):{_NAME}" if kinds else "(?!)").fullmatch
    return lambda found: match(found) is not None and (found.isascii() or is_normalized("NFC", found))


def id_hint(found: object, *kinds: str) -> str | None:
    """The id that was meant, where its kind is missing, its letters are not composed, or some of them are not seen.

    >>> id_hint("almaty", "place")
    "did you mean 'place:almaty'?"
    >>> id_hint("place:cafe" + chr(0x301), "place").isascii()
    True
    >>> id_hint("place:or" + chr(0x200B) + "lec", "place")
    "did you mean 'place:orlec', without letters that are not seen?"
    """
    if not isinstance(found, str):
        return None
    if ":" not in found and is_id(f"{kinds[0]}:{found}", kinds[0]):
        return f"did you mean '{kinds[0]}:{found}'?"
    meant = normalize("NFC", _UNSEEN_LETTERS.sub("", found))
    if meant == found or not is_id(meant, *kinds):
        return None
    how = "its composed form (NFC)" if meant == normalize("NFC", found) else "without letters that are not seen"
    return f"did you mean {meant!a}, {how}?"


@cache
def refers_to(*kinds: str) -> Callable[[str], bool]:
    """Whether a text is the id of one of these kinds, kept for some thousand texts: many records refer to few.

    >>> refers_to("place")("place:almaty")
    True
    """
    return lru_cache(maxsize=1 << 14)(id_of(*kinds))


@frozen(kw_only=True)
class Constraint:
    """What a field may hold.

    >>> Constraint(expected="a whole number", test="type(v) is int").required
    False
    """

    expected: str = field()
    """In words, after "expected"."""
    test: str = field()
    """A Python condition on `v`, true where the value may stand."""
    names: Mapping[str, object] = field(factory=dict)
    """What the condition refers to."""
    faults: Faults | None = field(default=None)
    """What is wrong with a value for which the condition is false; None where `expected` says it all."""
    required: bool = field(default=False)
    """Whether the field may not be empty."""
    many: bool = field(default=False)
    """Whether the field holds a tuple of such values."""
    kinds: tuple[str, ...] = field(default=())
    """Kinds of record that may be referred to, where the field is a reference."""
    words: type[StrEnum] | None = field(default=None)
    """The word list, where the field holds a word."""
    schema: Mapping[str, object] = field(factory=dict)
    """JSON Schema of one value."""


@frozen
class Rule:
    """What several fields of one record must keep together.

    >>> Rule(("low", "high"), lambda record: None).fields
    ('low', 'high')
    """

    fields: tuple[str, ...] = field()
    """Fields that the rule reads; it is not asked where one of them is itself at fault."""
    broken: Callable[[Any], Problem | None] = field()
    """The fault, or None where the rule is kept."""
    unless: str = field(default="False")
    """A Python condition on `self` under which it is surely kept: most records need not be asked."""
    names: Mapping[str, object] = field(factory=dict)
    """What that condition refers to."""


def _entry(constraint: Constraint) -> dict[str, Constraint]:
    return {"constraint": constraint}


def constraint_of(attribute: "attrs.Attribute[Any]") -> Constraint | None:
    """The constraint that stands beside a field, if one does.

    >>> constraint_of(attrs.fields(Problem).code) is None
    True
    """
    found: Constraint | None = attribute.metadata.get("constraint")
    return found


def text(*, required: bool = False) -> dict[str, Constraint]:
    """Text that is not empty.

    >>> text()["constraint"].expected
    'text that is not empty'
    """
    return _entry(
        Constraint(
            expected="text that is not empty",
            # `is_text` written out: it is asked of most fields, and a call takes longer than the answer.
            test="type(v) is str and v != '' and (v.isascii() or surrogate(v) is None)",
            names={"surrogate": _SURROGATE.search},
            required=required,
            schema={"type": "string", "minLength": 1},
        )
    )


def texts() -> dict[str, Constraint]:
    """Several texts, none of them empty.

    >>> texts()["constraint"].many
    True
    """
    return _entry(attrs.evolve(text()["constraint"], many=True))


def digest() -> dict[str, Constraint]:
    """A SHA-256 in 64 small hexadecimal digits.

    >>> digest()["constraint"].expected
    'a SHA-256 in 64 lower-case hexadecimal digits'
    """
    return _entry(
        Constraint(
            expected="a SHA-256 in 64 lower-case hexadecimal digits",
            test="type(v) is str and digest_match(v) is not None",
            names={"digest_match": _DIGEST.fullmatch},
            schema={"type": "string", "pattern": "^[0-9a-f]{64}$"},
        )
    )


def count() -> dict[str, Constraint]:
    """A whole number from 0.

    >>> count()["constraint"].expected
    'a whole number from 0'
    """
    return _entry(
        Constraint(
            expected="a whole number from 0",
            test="type(v) is int and v >= 0",
            schema={"type": "integer", "minimum": 0},
        )
    )


def number(low: float, high: float) -> dict[str, Constraint]:
    """A number between two bounds, both included.

    >>> number(-90, 90)["constraint"].expected
    'a number from -90 to 90'
    """
    return _entry(
        Constraint(
            expected=f"a number from {low} to {high}",
            test=f"type(v) is float and {low} <= v <= {high}",
            schema={"type": "number", "minimum": low, "maximum": high},
        )
    )


def to_number(found: "float | None") -> "float | None":
    """An int as the float it is; minus zero as zero, so that one place has one form.

    >>> to_number(43), to_number(-0.0), to_number(None)
    (43.0, 0.0, None)
    """
    if type(found) is int:
        return float(found) if abs(found) < 1e6 else found
    return 0.0 if type(found) is float and found == 0 else found


def word(words: type[StrEnum], *, required: bool = False) -> dict[str, Constraint]:
    """A word of a list.

    >>> from unrest.vocabulary import Stage
    >>> word(Stage)["constraint"].expected
    'one of accomplished, attempted, planned, threatened, proposed, hypothetical, other'
    """
    known = [str(each) for each in words]
    expected = f"one of {', '.join(known)}"

    def faults(found: object) -> tuple[Problem, ...]:
        likely = nearest(found, known) if isinstance(found, str) else None
        hint = f"did you mean {likely!r}?" if likely else None
        return (Problem(code="word.unknown", found=show(found), expected=expected, hint=hint),)

    return _entry(
        Constraint(
            expected=expected,
            test=f"type(v) is {words.__name__}",
            names={words.__name__: words},
            faults=faults,
            required=required,
            words=words,
            schema={"enum": known},
        )
    )


def words_of(words: type[StrEnum]) -> dict[str, Constraint]:
    """Several words of a list.

    >>> from unrest.vocabulary import Task
    >>> words_of(Task)["constraint"].many
    True
    """
    return _entry(attrs.evolve(word(words)["constraint"], many=True))


def value(
    cls: type, faults: Faults | None = None, *, required: bool = False, many: bool = False
) -> dict[str, Constraint]:
    """A value of one of our own classes.

    >>> value(Problem)["constraint"].expected
    'a Problem'
    """
    article = "an" if cls.__name__[0] in "AEIOU" else "a"
    return _entry(
        Constraint(
            expected=f"{article} {cls.__name__}",
            test=f"type(v) is {cls.__name__}",
            names={cls.__name__: cls},
            faults=faults,
            required=required,
            many=many,
            schema={"$ref": f"#/$defs/{cls.__name__}"},
        )
    )


def _named(kinds: tuple[str, ...]) -> str:
    return f"the id of {'an' if kinds[0][0] in 'aeiou' else 'a'} {' or '.join(kinds)}"


def reference_faults(kinds: tuple[str, ...]) -> Faults:
    """Why something is no reference to these kinds of record.

    >>> reference_faults(("place",))("almaty")[0].hint
    "did you mean 'place:almaty'?"
    """

    def faults(found: object) -> tuple[Problem, ...]:
        expected = f"{_named(kinds)}, '{kinds[0]}:' and a name without spaces"
        return (Problem(code="reference.kind", found=show(found), expected=expected, hint=id_hint(found, *kinds)),)

    return faults


def reference(ref: type, *kinds: str, required: bool = False, many: bool = False) -> dict[str, Constraint]:
    """The id of a record of one of these kinds.

    >>> reference(str, "place", "area")["constraint"].expected
    'the id of a place or area'
    """
    return _entry(
        Constraint(
            expected=_named(kinds),
            test=f"type(v) is Ref and is_id_of_{'_'.join(kinds)}(v)",
            names={"Ref": ref, f"is_id_of_{'_'.join(kinds)}": refers_to(*kinds)},
            faults=reference_faults(kinds),
            required=required,
            many=many,
            kinds=kinds,
            schema={"type": "string", "pattern": f"^(?:{'|'.join(kinds)}):\\S+$"},
        )
    )


def in_order(values: "Iterable[Any]") -> "Any":
    """A collection as a tuple, sorted and without repeats; anything else unchanged, for the check to refuse.

    >>> in_order(["b", "a", "b"]), in_order("ba")
    (('a', 'b'), 'ba')
    """
    if not isinstance(values, (tuple, list, set, frozenset)):
        return values
    if len(values) < 2 or rises(values):
        return tuple(values)
    return tuple(sorted(set(values), key=_order)) if _have_order(values) else tuple(values)


def each_of(values: Any, convert: Callable[[Any], Any]) -> Any:
    """Every element converted, sorted and without repeats; anything but a collection unchanged.

    >>> each_of(["b", "a"], str.upper)
    ('A', 'B')
    """
    if type(values) is tuple and not values:
        return values
    if isinstance(values, (tuple, list, set, frozenset)):
        return in_order([convert(each) for each in values])
    return values


def as_word(words: type[StrEnum], found: Any) -> Any:
    """The word of a list that a text names; anything else unchanged, for the check to refuse.

    >>> from unrest.vocabulary import Stage
    >>> as_word(Stage, "planned"), as_word(Stage, "plannd")
    (<Stage.PLANNED: 'planned'>, 'plannd')
    """
    if type(found) is words or not isinstance(found, str):
        return found
    # A word of another list is not taken for one of this: type(found) is str keeps them apart.
    return words._value2member_map_.get(found, found) if type(found) is str else found


def as_words(words: type[StrEnum], found: Any) -> Any:
    """Words of a list, sorted and without repeats; anything but a collection unchanged.

    >>> from unrest.vocabulary import Task
    >>> [str(each) for each in as_words(Task, ["patrol", "combat"])]
    ['combat', 'patrol']
    """
    return each_of(found, lambda each: as_word(words, each))


def rises(values: Any) -> bool:
    """Whether values stand in their order already, as what was written by this library does, each of them once.

    >>> rises(("a", "b")), rises(("b", "a")), rises(("a", "a"))
    (True, False, False)
    """
    if not isinstance(values, (tuple, list)):
        return False
    cls: Any = type(values[0])
    if issubclass(cls, str):
        try:
            return all(map(operator.lt, values, values[1:]))
        except TypeError:  # a text among other things
            return False
    comes_before, last = _before(cls), values[0]
    for each in values[1:]:
        if type(each) is not cls or not comes_before(last, each):
            return False
        last = each
    return True


@cache
def _before(cls: type) -> Callable[[Any, Any], bool]:
    """A function in straight code that says of two values of a class whether one surely comes before the other.

    It looks at no more fields than it takes to tell them apart, which mostly is one or two.
    """
    if not attrs.has(cls) or not all(constraint_of(each) for each in attrs.fields(cls)):
        return _no_order
    lines = ["def before(a, b):"]
    for each in attrs.fields(cls):
        lines += [f"    v, w = a.{each.name}, b.{each.name}", "    if v is not w and v != w: return is_less(v, w)"]
    names: dict[str, Any] = {"is_less": _is_less}
    exec("\n".join([*lines, "    return False"]), names)
    before: Callable[[Any, Any], bool] = names["before"]
    return before


def _no_order(*_: object) -> bool:
    return False


def _is_less(one: Any, other: Any) -> bool:
    if type(one) is int and type(other) is int:
        return one < other
    if isinstance(one, str) and isinstance(other, str):
        return one < other
    return _order(one) < _order(other)


def _have_order(values: Iterable[object]) -> bool:
    # Where texts stand among values, something is at fault, and keeps the number that it was given at.
    if all(isinstance(each, str) for each in values):
        return True
    # A class of somebody else's may be open to change, and then has no hash.
    return all(attrs.has(type(each)) and type(each).__hash__ is not None for each in values)


def _order(found: Any) -> tuple[object, ...]:
    """A key that orders any two values of the model: nothing first, then numbers, text, and the fields of a value."""
    if found is None:
        return (0,)
    if isinstance(found, str):
        return (2, str(found))
    if isinstance(found, tuple):
        return (3, tuple(_order(each) for each in found))
    if attrs.has(type(found)):
        parts = (_order(getattr(found, each.name)) for each in attrs.fields(type(found)) if each.eq)
        return (4, type(found).__name__, tuple(parts))
    return (1, found) if isinstance(found, int) else (5, str(found))


_PASSES: dict[type, Callable[[Any], bool]] = {}


def _compiled(cls: type, rules: tuple[Rule, ...]) -> Callable[[Any], bool]:
    """Whether an object keeps all constraints and rules of its class, as one function in straight code."""
    names: dict[str, Any] = {}
    lines = ["def passes(self):", *check_lines(cls, rules, names, "return False"), "    return True"]
    # The text is made from the constraints, as attrs makes its methods.
    exec("\n".join(lines), names)
    passes: Callable[[Any], bool] = names["passes"]
    return passes


def check_lines(
    cls: type, rules: tuple[Rule, ...], names: dict[str, Any], otherwise: str, left_out: Collection[str] = ()
) -> list[str]:
    """Python that does something where `self` breaks a constraint or a rule of its class; some fields may be left out.

    >>> from unrest.source import Code
    >>> check_lines(Code, (), {}, "return False")[0]
    '    v = self.scheme'
    """
    lines = []
    for attribute in attrs.fields(cls):
        constraint = constraint_of(attribute)
        if constraint is None or attribute.name in left_out:
            continue
        names.update(constraint.names)
        lines.append(f"    v = self.{attribute.name}")
        if constraint.many:
            lines += [f"    if type(v) is not tuple: {otherwise}", "    for v in v:"]
            lines.append(f"        if not ({constraint.test}): {otherwise}")
        else:
            empty = "v is None or not" if constraint.required else "v is not None and not"
            lines.append(f"    if {empty} ({constraint.test}): {otherwise}")
    for at, rule in enumerate(rules):
        names.update({f"rule_{at}": rule.broken, **rule.names})
        lines.append(f"    if not ({rule.unless}) and rule_{at}(self) is not None: {otherwise}")
    return lines


def _field_faults(name: str, constraint: Constraint, found: object) -> list[Problem]:
    if constraint.many:
        if not isinstance(found, tuple):
            return [
                Problem(
                    code="field.type", place=name, found=show(found), expected=f"a tuple, each {constraint.expected}"
                )
            ]
        return [p for i, each in enumerate(found) for p in _value_faults(f"{name}[{i}]", constraint, each)]
    if found is None:
        if not constraint.required:
            return []
        return [Problem(code="field.required", place=name, found="nothing", expected=constraint.expected)]
    return _value_faults(name, constraint, found)


@cache
def _code_of(test: str) -> CodeType:
    return compile(test, "<constraint>", "eval")


def _value_faults(place: str, constraint: Constraint, found: object) -> list[Problem]:
    if eval(_code_of(constraint.test), dict(constraint.names), {"v": found}):
        return []
    told = constraint.faults(found) if constraint.faults else ()
    told = told or (Problem(code="field.type", found=show(found), expected=constraint.expected),)
    return [problem.within(place) for problem in told]


def faults_of(cls: type, values: Mapping[str, object]) -> list[Problem]:
    """All that is wrong with the values of a class's fields, in the order of the fields; those not given are not asked.

    >>> from unrest.source import Code
    >>> [str(p) for p in faults_of(Code, {"scheme": "gw", "value": 705})]
    ['value: found 705 (int), expected text that is not empty [field.type]']
    """
    found: list[Problem] = []
    for attribute in attrs.fields(cls):
        constraint = constraint_of(attribute)
        if constraint is None or attribute.name not in values:
            continue
        found += _field_faults(attribute.name, constraint, values[attribute.name])
    return found


def check(self: Any, error: type[UnrestError], rules: tuple[Rule, ...] = ()) -> None:
    """Refuse an object that was just built where a field or a rule is broken, naming every fault.

    >>> from unrest.source import Code
    >>> Code("gw", "")
    Traceback (most recent call last):
    unrest.errors.InvalidValue: value: found '', expected text that is not empty [field.type]
    """
    cls = type(self)
    passes = _PASSES.get(cls)
    if passes is None:
        passes = _PASSES[cls] = _compiled(cls, rules)
    if passes(self):
        return
    broken = faults_of(cls, {each.name: getattr(self, each.name) for each in attrs.fields(cls)})
    bad = {re.split(r"[.\[]", problem.place, maxsplit=1)[0] for problem in broken}
    broken += [p for rule in rules if not bad.intersection(rule.fields) and (p := rule.broken(self)) is not None]
    identity = getattr(self, "id", None)
    if isinstance(identity, str):
        broken = [attrs.evolve(problem, record=problem.record or identity) for problem in broken]
    raise error(*broken)
