"""A value of a wrong type is refused in every field of every class."""

import datetime
import enum
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unrest.article import Article, Verification
from unrest.constraint import constraint_of
from unrest.dataset import Dataset
from unrest.errors import UnrestError
from unrest.extra import Extra
from unrest.place import Where
from unrest.quantity import Quantity
from unrest.records import KINDS, Link, Participant, Role
from unrest.source import Citation, Code, Coding, Ref
from unrest.vocabulary import Basis, Reading, Stage
from unrest.when import UNKNOWN, Period, When

CLASSES = [
    *KINDS.values(),
    *(Article, Citation, Code, Coding, Dataset, Link, Participant, Period, Quantity, Role, Verification, When, Where),
]


class Other(enum.StrEnum):
    """A word list of somebody else's, with words of ours."""

    PLANNED = "planned"
    EXACT = "exact"


class Letters(str):
    """Text of somebody else's class."""

    __slots__ = ()


@attrs.frozen
class Thing:
    """A frozen value of somebody else's class."""

    id: str = "event:a"


def never() -> tuple[Any, ...]:
    """What fits in no field at all; made anew each time, for an iterator that was used up is empty."""
    return (
        *(object(), b"2022", 1j, float("nan"), float("inf"), True, Ellipsis, range(2), len, int),
        *(datetime.datetime(2022, 1, 5), datetime.timedelta(1), datetime.time(), Other.PLANNED, Other.EXACT),
        *(Letters("planned"), Thing(), attrs.fields(Thing), frozenset({1}), bytearray(b"x"), {1: 2}, iter("ab")),
        *("\ud800", [None], [object()], [b"x"], ("a", 1), [True], iter({"a"}), Decimal("NaN"), memoryview(b"x")),
        *([[]], [["a"]], [{}], [Thing()], (Other.PLANNED,)),
    )


# What fits in some fields, with the sorts of field in which it does.
SOMETIMES: tuple[tuple[Any, set[str]], ...] = (
    ("abc", {"text"}),
    ("2022-01-05", {"text", "when", "period", "when text", "period text"}),
    ("2022-01-05/", {"text", "period", "period text"}),
    ("5", {"text", "quantity"}),
    ("place:a", {"text", "where", "place", "id:place"}),
    (Ref("place:a"), {"where", "place", "id:place"}),
    (Ref("event:a"), {"event", "id:event"}),
    (datetime.date(2022, 1, 5), {"when", "period"}),
    (When("2022"), {"when", "period"}),
    (Period("2022/"), {"period"}),
    (5, {"count", "quantity", "number", "figure"}),
    (-1, {"quantity", "number", "figure"}),
    (0.5, {"number"}),
    (10**40, {"count"}),
    (UNKNOWN, {"end"}),
    ("", {"end"}),
    (5.0, {"number"}),
    (Decimal("5.5"), {"quantity", "figure"}),
    (Quantity.parse("5"), {"quantity"}),
    (Where("place:a"), {"where"}),
    (Citation("source:a"), {"citation", "many citation"}),
    (Code("gw", "705"), {"code"}),
    (Coding(coder="a"), {"coding"}),
    (Role(title="a"), {"role"}),
    (Link("after", words="a"), {"link"}),
    (Participant("actor:a"), {"participant"}),
    (Stage.PLANNED, {"stage"}),
    (Reading.LEVEL, {"reading"}),
    (Basis.STATED, {"basis"}),
    (Extra({"a": 1}), {"extra"}),
    ({}, {"extra"}),
    (None, {"optional"}),
    ([], {"many"}),
    (["abc"], {"many text"}),
    (["place:a"], {"many text", "many place", "many participant"}),
    ([Code("gw", "705")], {"many code"}),
)
# Fields that are not described by a constraint beside them, or that take more than it says.
SORTS: dict[tuple[type, str], set[str]] = {
    (When, "text"): {"when text"},
    (When, "wording"): {"text", "optional"},
    (When, "basis"): {"basis", "optional"},
    (Period, "text"): {"period text"},
    (Period, "start"): {"optional", "end"},
    (Period, "end"): {"optional", "end"},
    (Article, "source"): {"source"},
    (Article, "text"): {"text"},
    (Article, "file"): {"text", "optional"},
    (Dataset, "_records"): {"many"},
    (Dataset, "articles"): {"many"},
}


def sorts(cls: Any, attribute: Any) -> set[str]:
    """What sort of field it is, by the words of SOMETIMES."""
    if (cls, attribute.name) in SORTS:
        return SORTS[cls, attribute.name]
    if attribute.name == "id":
        return {f"id:{cls.__name__.lower()}"}
    constraint = constraint_of(attribute)
    if constraint is None:  # Quantity checks itself
        return {"qualifier"} if attribute.name == "qualifier" else {"optional", QUANTITY.get(attribute.name, "figure")}
    found = {"many"} if constraint.many else set() if constraint.required else {"optional"}
    for sort in (*map(str, constraint.kinds), *one_of(constraint)):
        found.add(f"many {sort}" if constraint.many else sort)
    return found


QUANTITY = {"wording": "text", "rule": "text"}


def one_of(constraint: Any) -> list[str]:
    """What one value of a field is, by what its constraint says."""
    schema = {"integer": "count", "number": "number", "string": "text"}
    if constraint.words is not None or constraint.kinds:
        return [] if constraint.words is None else [constraint.words.__name__.lower()]
    classes = [each.__name__.lower() for each in constraint.names.values() if isinstance(each, type)]
    if classes or "pattern" in constraint.schema:
        return classes
    return [schema[constraint.schema["type"]]]


def wrong_for(cls: Any, attribute: Any) -> list[Any]:
    fits = sorts(cls, attribute)
    return [*never(), *(found for found, known in SOMETIMES if not known & fits)]


def refusals(value: Any) -> list[str]:
    """All fields of a value put to all that does not fit in them; what was accepted, or refused by another's error."""
    cls, wrong = type(value), []
    for attribute in attrs.fields(cls):
        if not attribute.init:
            continue
        for found in wrong_for(cls, attribute):
            told = f"{cls.__name__}.{attribute.name} = {type(found).__name__} {found!r}"
            try:
                attrs.evolve(value, **{attribute.alias: found})
            except UnrestError:
                continue
            except Exception as error:
                wrong.append(f"{told}: {type(error).__name__} {error}")
            else:
                wrong.append(f"{told}: accepted")
    return wrong


class TestEveryField:
    """A value of a wrong type is refused in every field of every class."""

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    @settings(max_examples=max(1, settings.default.max_examples // 10))
    @given(data=st.data())
    def test_of_a_value_that_was_right(self, cls: Any, data: st.DataObject) -> None:
        assert refusals(data.draw(st.from_type(cls))) == []
