"""Ids: one form for each, and none that looks like another."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unrest.codec import from_json
from unrest.dataset import Dataset
from unrest.errors import InvalidRecord, UnrestError
from unrest.records import Place, Source
from unrest.rules import check
from unrest.rules.identity import look_of
from unrest.strategies import refs

# Letters that Unicode writes as one character and as two, and what an eye does not see between two letters.
ACCENTED = "éñüåôčżşэ́йёΐάガ각"
UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u206f\u3164\ufeff\uffa0\ufff9"
JOINING = "\u200c\u200d\ufe0e\ufe0f\U000e0101"


class TestOneForm:
    """An id is the kind of the record, a colon, and a name without spaces, control characters or letters that cannot be seen, in the composed form of Unicode (NFC)."""

    @given(refs("place"))
    def test_what_is_drawn_is_composed(self, ref: str) -> None:
        assert unicodedata.is_normalized("NFC", ref)
        assert Place(ref, name="a").id == ref

    @given(refs("place"), st.sampled_from(unicodedata.normalize("NFC", ACCENTED)))
    def test_another_form_is_refused_with_the_composed_one(self, ref: str, letter: str) -> None:
        composed = unicodedata.normalize("NFC", ref + letter)
        other = unicodedata.normalize("NFD", composed)
        assume(other != composed)
        with pytest.raises(InvalidRecord) as refused:
            Place(other, name="a")
        (problem,) = refused.value.problems
        assert problem.code == "record.id"
        assert ascii(composed) in (problem.hint or "")

    @given(refs("place"), st.sampled_from(UNSEEN + " \t\n\x00\x85\u00a0"), st.data())
    def test_nothing_unseen_stands_in_it(self, ref: str, letter: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(len("place:"), len(ref)))
        with pytest.raises(InvalidRecord) as refused:
            Place(ref[:at] + letter + ref[at:], name="a")
        (problem,) = refused.value.problems
        assert problem.code == "record.id"
        # What is no space and is left out by its id may have hidden what the id was meant to be.
        meant = unicodedata.normalize("NFC", ref[:at] + ref[at:])
        assert letter in " \t\n\x00\x85\u00a0" or ascii(meant) in (problem.hint or "")


class TestTheLook:
    """No two ids of a dataset differ only in what cannot be seen: joiners, variants of form, full-width letters."""

    @given(refs("place"), st.sampled_from(JOINING), st.data())
    def test_two_that_look_the_same_are_told(self, ref: str, letter: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(len("place:"), len(ref)))
        other = unicodedata.normalize("NFC", ref[:at] + letter + ref[at:])
        assume(other != ref)
        assert look_of(other) == look_of(ref)
        found = check(Dataset([Place(ref, name="a"), Place(other, name="a")]))
        assert [problem.code for problem in found.problems] == ["dataset.alike"]

    @given(st.text("abcz019-", min_size=1, max_size=5), st.data())
    def test_full_width_letters_are_told(self, name: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(name) - 1))
        other = name[:at] + chr(ord(name[at]) + 0xFEE0) + name[at + 1 :]
        found = check(Dataset([Source(f"source:{name}"), Source(f"source:{other}")]))
        assert [(problem.code, problem.record) for problem in found.problems] == [("dataset.alike", f"source:{other}")]

    @given(st.lists(refs("place"), max_size=5, unique_by=look_of))
    def test_no_others_are(self, places: list[str]) -> None:
        assert check(Dataset([Place(each, name="a") for each in places])).problems == ()

    @given(refs("place"))
    def test_the_look_of_a_look_is_itself(self, ref: str) -> None:
        assert look_of(look_of(ref)) == look_of(ref)

    def test_a_reference_that_misses_by_it_is_told_so(self) -> None:
        text = '{"format": "unrest/1", "records": [{"id": "place:orlec", "name": "Orlec"}, {"id": "place:b", "name": "B", "within": "place:\uff4frlec"}]}'
        with pytest.raises(UnrestError) as refused:
            from_json(text)
        (problem,) = refused.value.problems
        assert problem.hint == "did you mean 'place:orlec', which looks the same?"
