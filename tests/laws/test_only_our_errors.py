"""Whatever is given, what comes back is a value or an error of this library."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.article import Article
from unrest.codec import from_dict, from_json, to_dict, to_json
from unrest.dataset import Dataset
from unrest.errors import UnrestError
from unrest.extra import Extra
from unrest.place import Where
from unrest.quantity import Quantity, to_quantity
from unrest.query import about, certainly_during, known_on, of_kind, possibly_during, said_by, value
from unrest.records import KINDS, Link, Participant, Role
from unrest.source import Citation, Code, Coding, Source
from unrest.strategies import datasets, periods, quantities, whens, wheres
from unrest.when import Period, When
from unrest.wording import dates_in, numbers_in, says_quantity, says_when

CLASSES = [*KINDS.values(), Citation, Code, Coding, Link, Participant, Period, Quantity, Role, When, Where]
each_class = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
each_parser = pytest.mark.parametrize("cls", [Citation, Period, Quantity, When, Where], ids=lambda cls: cls.__name__)

ANY_TEXT = st.text(st.characters(), max_size=30) | st.text("0123456789-/.[]X~?%<>=\"', ", max_size=24)
PRINTED = st.one_of(whens(), periods(), quantities(), wheres(), st.from_type(Citation)).map(str)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT
ANY_JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3), max_leaves=8
)


@st.composite
def altered(draw: st.DrawFn, text: str) -> str:
    """A text with a few characters lost, put in or exchanged."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 1, 1, 5))))
        text = (
            text[:start] + draw(ANY_TEXT.filter(lambda found: len(found) < 4) | st.sampled_from(CRUCIAL)) + text[end:]
        )
    return text


# What means something in JSON, in a date, in a number or in an id.
CRUCIAL = (
    "",
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "0",
    "9",
    "-",
    "/",
    ".",
    "null",
    "NaN",
    "1e999",
    "\ud800",
    "~",
    " ",
)


def tried(ask: Callable[[], Any]) -> Any:
    """What comes of asking; None where it is refused as it should be, and every other error is let out."""
    try:
        return ask()
    except UnrestError as error:
        told = [str(error), *(part for each in error.problems for part in (each.code, each.found, each.expected))]
    # An error without a problem, or with one that says nothing, is none of ours either.
    assert len(told) > 1
    assert all(told)
    return None


class TestTexts:
    """Whatever text, dict or JSON is read, it is a value of the model or refused with an error of this library."""

    @each_parser
    @given(text=ANY_TEXT | PRINTED.flatmap(altered))
    def test_a_text_is_read_as_it_stands_or_refused(self, cls: Any, text: str) -> None:
        found = tried(lambda: cls.parse(text))
        assert found is None or str(found) == text

    @each_class
    @given(data=st.data())
    def test_json_of_any_form(self, cls: Any, data: st.DataObject) -> None:
        plain = data.draw(ANY_JSON)
        found = tried(lambda: from_dict(cls, plain))
        assert found is None or type(found) is cls

    @each_class
    @given(data=st.data())
    def test_a_dict_with_one_part_exchanged(self, cls: Any, data: st.DataObject) -> None:
        plain = data.draw(st.from_type(cls).map(to_dict).flatmap(exchanged))
        found = tried(lambda: from_dict(cls, plain))
        if found is not None:
            assert from_dict(cls, to_dict(found)) == found

    @given(datasets(max=4).map(to_json).flatmap(altered))
    def test_a_file_with_a_few_characters_changed(self, text: str) -> None:
        found = tried(lambda: from_json(text))
        if found is not None:
            assert from_json(to_json(found)) == found

    @given(ANY_JSON)
    def test_a_file_that_holds_something_else(self, plain: Any) -> None:
        assert tried(lambda: from_json(json.dumps(plain))) is None


@st.composite
def exchanged(draw: st.DrawFn, plain: Any) -> Any:
    """The same JSON with something else at one place in it."""
    if isinstance(plain, dict) and plain and draw(st.integers(0, 3)):
        key = draw(st.sampled_from(sorted(plain)))
        return {**plain, key: draw(exchanged(plain[key]))}
    if isinstance(plain, list) and plain and draw(st.booleans()):
        at = draw(st.integers(0, len(plain) - 1))
        return [*plain[:at], draw(exchanged(plain[at])), *plain[at + 1 :]]
    if isinstance(plain, dict) and draw(st.booleans()):
        return {**plain, draw(ANY_TEXT): draw(ANY_JSON)}
    return draw(altered(plain)) if isinstance(plain, str) and draw(st.booleans()) else draw(ANY_JSON)


class TestQuestions:
    """Whatever is asked of a dataset or of a text is answered or refused with an error of this library."""

    @given(datasets(max=3), ANY_JSON | st.dates() | whens() | periods(), ANY_JSON)
    def test_of_a_dataset(self, dataset: Dataset, found: Any, other: Any) -> None:
        for ask in (about, certainly_during, known_on, of_kind, possibly_during, said_by):
            tried(lambda ask=ask: dataset.where(ask(found)))
        tried(lambda: dataset.where(value(found) == other))
        tried(lambda: dataset.where(value("quantity.low") >= found))
        tried(lambda: dataset.claims.sorted_by(found))
        tried(lambda: dataset.claims.group_by(found))
        tried(lambda: dataset.actors.named(found))
        tried(lambda: dataset.get(found))
        tried(lambda: dataset.known_on(found))

    @given(ANY_TEXT.filter(bool), ANY_TEXT, st.none() | st.integers(), ANY_JSON)
    def test_of_a_text(self, text: str, words: str, occurrence: int | None, found: Any) -> None:
        article = tried(lambda: Article(Source("source:x"), text))
        if article is None:
            return
        tried(lambda: article.cite(words, occurrence=occurrence))
        tried(lambda: article.cite_all(text[: len(words)], prefix=words or None))
        tried(lambda: article.cite(found))
        citation = tried(lambda: Citation("source:x", quote=words, prefix=words, start=0, end=len(words)))
        if citation is not None:
            article.verify(citation)
            tried(lambda: article.show(citation))

    @given(ANY_TEXT, whens(), quantities(), st.sampled_from((None, "en", "ru", "")))
    def test_of_words(self, words: str, when: When, quantity: Quantity, language: str | None) -> None:
        for found in (*numbers_in(words), *dates_in(words)):
            assert 0 <= found.start < found.end <= len(words)
        assert says_when(words, when, language=language) in (True, False, None)
        assert says_quantity(words, quantity, language=language) in (True, False, None)

    @given(ANY_JSON | st.dates() | st.decimals())
    def test_of_a_number(self, found: Any) -> None:
        quantity = Quantity.parse(">=3")
        for question in ("at_least", "at_most", "more_than", "less_than", "equals"):
            tried(lambda question=question: getattr(quantity, f"certainly_{question}")(found))
        tried(lambda: Extra(found))
        converted = to_quantity(found)
        assert type(converted) is Quantity or converted is found

    @given(whens() | periods(), ANY_JSON | st.datetimes())
    def test_of_a_time(self, time: When | Period, found: Any) -> None:
        for relation in ("before", "after", "during", "overlaps"):
            tried(lambda relation=relation: getattr(time, f"possibly_{relation}")(found))
        assert time.possibly_before(date.max) in (True, False)
