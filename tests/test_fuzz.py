"""The fuzzer finds nothing in a short run, and finds what is planted."""

import random
from typing import Any

import fuzz
import pytest
from attrs import evolve

from unrest.article import Verdict
from unrest.codec import from_json
from unrest.dataset import Dataset
from unrest.when import When


@pytest.mark.parametrize("channel", fuzz.CHANNELS)
def test_a_short_run_finds_nothing(channel: str) -> None:
    assert [found for number in range(60) if (found := fuzz.one_round(channel, 1, number))] == []


WRONG = (Verdict.NOT_FOUND, Verdict.WRONG_DIGEST)


def rounds(channel: str) -> str:
    return "".join(fuzz.one_round(channel, 1, number) or "" for number in range(60))


def test_a_lost_record_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    fuzz.corpus()
    monkeypatch.setattr(fuzz, "damaged", lambda rng, text: text)
    monkeypatch.setattr(fuzz, "from_json", lambda text: Dataset([*from_json(text)][1:]))
    assert "Finding: lost" in rounds("json")


def test_a_note_that_is_cut_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def shortened(found: Any) -> Any:
        plain = fuzz_to_dict(found)
        return {**plain, "note": plain["note"][:1]} if len(plain.get("note", "")) > 1 else plain

    fuzz_to_dict = fuzz.to_dict
    fuzz.records()
    monkeypatch.setattr(fuzz, "to_dict", shortened)
    assert "Finding" in rounds("leaf")


def test_an_error_of_somebody_else_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise KeyError(text)

    monkeypatch.setattr(fuzz.When, "parse", broken)
    assert "KeyError" in rounds("values")


def test_a_quote_that_is_nowhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    verify = fuzz.Article.verify

    def lenient(self: Any, citation: Any) -> Any:
        found = verify(self, citation)
        return evolve(found, verdict=verdict, start=0, end=1) if found.verdict in WRONG else found

    for verdict in ("folded", "unplaced"):
        monkeypatch.setattr(fuzz.Article, "verify", lenient)
        assert f"is {verdict} for" in rounds("quotes")


def test_a_round_is_the_same_whenever_it_is_run() -> None:
    texts = {fuzz.damaged(random.Random("leaf 1 7"), str(When("2022-01-05")) * 5) for _ in range(3)}
    assert len(texts) == 1
    assert fuzz.main(["--channel", "values", "--round", "3"]) == 0
    assert fuzz.main(["--minutes", "0.0001", "--channel", "values"]) == 0
