"""The ends of what may be: the last value that is taken, and the first that is not."""

import inspect
from typing import Any

import pytest

from unrest.article import Article, Verification
from unrest.article.search import problem_at
from unrest.errors import InvalidRecord, InvalidValue
from unrest.place import Place
from unrest.source import Citation, Source

HERE = Citation("source:x", start=4, end=6, quote="19")


@pytest.mark.parametrize(("name", "most"), [("latitude", 90.0), ("longitude", 180.0)])
@pytest.mark.parametrize("sign", [1, -1])
def test_coordinates(name: str, most: float, sign: int) -> None:
    fields: dict[str, Any] = {"latitude": 0, "longitude": 0, name: sign * most}
    assert getattr(Place("place:a", name="A", **fields), name) == sign * most
    for more in (0.0001, 0.5, 1, 90):
        with pytest.raises(InvalidRecord) as refused:
            Place("place:a", name="A", **{**fields, name: sign * (most + more)})
        assert [each.place for each in refused.value.problems] == [name]


@pytest.mark.parametrize("fields", [{"verdict": None, "citation": HERE}, {"verdict": "exact", "citation": None}])
def test_a_verification_has_a_verdict_and_a_citation(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        Verification(**fields)
    found = inspect.signature(Verification).parameters.values()
    assert [each.name for each in found if each.kind is not each.KEYWORD_ONLY] == ["verdict", "citation"]


def test_the_end_of_a_text_is_on_no_line() -> None:
    article = Article(Source("source:x"), "Two\nwere hurt.")
    lines = [
        problem_at(article, (at, at + 1), "c", place="p", found="x", expected="y").line for at in (0, 3, 4, 13, 14, 15)
    ]
    assert lines == [1, 1, 2, 2, None, None]
