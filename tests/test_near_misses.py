"""Every word of every list, a little wrong: refused wherever a word may stand, with the right one proposed."""

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

import attrs
import pytest

import unrest
from unrest import vocabulary
from unrest.codec import from_dict, from_json
from unrest.constraint import constraint_of
from unrest.errors import UnrestError
from unrest.place import Where
from unrest.quantity import Quantity
from unrest.records import KINDS, Link, Participant, Role
from unrest.source import Coding
from unrest.vocabulary import Basis, Qualifier
from unrest.when import When

# The least of each record, and in which record a value stands.
LEAST: dict[str, dict[str, Any]] = {
    "Source": {"id": "source:a"},
    "Place": {"id": "place:a", "name": "A"},
    "Actor": {"id": "actor:a", "name": "A"},
    "Event": {"id": "event:a", "stage": "accomplished"},
    "Statement": {"id": "statement:a", "act": "asserts"},
    "Deployment": {"id": "deployment:a", "stage": "accomplished", "of": "actor:a"},
    "Statistic": {"id": "statistic:a", "stage": "accomplished", "measure": "deaths", "quantity": "19"},
}
WITHIN: dict[type, Callable[[dict[str, Any]], tuple[dict[str, Any], str]]] = {
    Where: lambda value: ({**LEAST["Event"], "where": {"place": "place:a", **value}}, "where."),
    When: lambda value: ({**LEAST["Source"], "published": {"date": "2022-01-05", **value}}, "published."),
    Quantity: lambda value: ({**LEAST["Statistic"], "quantity": {"low": 3, **value}}, "quantity."),
    Role: lambda value: ({**LEAST["Actor"], "roles": [{"title": "a", **value}]}, "roles[0]."),
    Coding: lambda value: ({**LEAST["Event"], "codings": [{"coder": "a", **value}]}, "codings[0]."),
    Link: lambda value: ({**LEAST["Event"], "links": [{"to": "event:b", **value}]}, "links[0]."),
    Participant: lambda value: ({**LEAST["Event"], "participants": [{"who": "actor:a", **value}]}, "participants[0]."),
}
FIELDS: list[tuple[type, str, type[StrEnum], bool]] = [
    *(
        (cls, attribute.name, constraint.words, constraint.many)
        for cls in (*KINDS.values(), *WITHIN)
        for attribute in attrs.fields(cls)
        if (constraint := constraint_of(attribute)) is not None and constraint.words is not None
    ),
    # These two classes read their words themselves.
    (Quantity, "qualifier", Qualifier, False),
    (When, "basis", Basis, False),
]
ALIKE = str.maketrans("aceopxyi", "асеорхуі")


def misses(word: str, words: type[StrEnum]) -> Iterator[tuple[str, bool]]:
    """What is nearly a word, and whether the right one can be told from it."""
    right = {str(each) for each in words}
    near = [
        *(word[:-1], word + "s", word + word[-1], word[1:], word[1] + word[0] + word[2:]),
        *(word.upper(), word.capitalize(), word.replace("_", "-"), word.replace("_", " "), word.replace("_", "")),
        *(f" {word}", f"{word} ", f"{word}\n", f"{word}.", word.translate(ALIKE), f"{word}\u200b"),
        *("".join(chr(ord(each) + 0xFEE0) for each in word), f"{words.__name__}.{word.upper()}"),
    ]
    for each in dict.fromkeys(near):
        if each not in right:
            yield each, each in near[:5] and len(word) > 4


def record_of(cls: type, name: str, found: Any) -> tuple[dict[str, Any], str]:
    """A record with this value in this field, and the path of it."""
    if cls in WITHIN:
        record, path = WITHIN[cls]({name: found})
        return record, path + name
    return {**LEAST[cls.__name__], name: found}, name


def refusal(record: dict[str, Any]) -> list[unrest.errors.Problem]:
    with pytest.raises(UnrestError) as refused:
        from_dict(KINDS[record["id"].partition(":")[0]], record)
    with pytest.raises(UnrestError) as once_more:
        from_json(json.dumps({"format": "unrest/1", "records": [record]}))
    # A file alone is asked where its references lead.
    told = [each.code for each in once_more.value.problems if each.code != "reference.unknown"]
    assert told == [each.code for each in refused.value.problems]
    return [*refused.value.problems]


def test_every_list_stands_in_a_field() -> None:
    lists = {each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, StrEnum)}
    assert lists - {StrEnum} == {words for _, _, words, _ in FIELDS}


@pytest.mark.parametrize(
    ("cls", "name", "words", "many"), FIELDS, ids=[f"{cls.__name__}.{name}" for cls, name, *_ in FIELDS]
)
def test_a_near_miss_is_refused_and_the_right_word_proposed(
    cls: type, name: str, words: type[StrEnum], many: bool
) -> None:
    for word in words:
        for miss, is_plain in misses(word, words):
            record, path = record_of(cls, name, [miss] if many else miss)
            found = [each for each in refusal(record) if each.code == "word.unknown"]
            assert [each.place for each in found] == [f"{path}[0]" if many else path], (miss, found)
            # No quantity may have "other", so it is not proposed.
            if is_plain and word is not Qualifier.OTHER:
                assert found[0].hint is not None, miss
                assert found[0].hint.removeprefix("did you mean '").removesuffix("'?") in {str(each) for each in words}
