"""The errors, and the one fault that each of their problems is."""

import pickle

import pytest
from attrs import evolve, exceptions

from unrest import errors
from unrest.errors import NotFound, Problem, UnrestError, nearest, show

FAULT = Problem(code="quantity.order", place="quantity.low", found="9", expected="at most 5")
KINDS = {
    "InvalidValue": ValueError,
    "InvalidRecord": ValueError,
    "InvalidArticle": ValueError,
    "InvalidDataset": ValueError,
    "InvalidQuery": TypeError,
    "UnreadableFile": OSError,
    "NotFound": KeyError,
    "Ambiguous": LookupError,
    "MissingExtra": ImportError,
}


class TestTree:
    def test_every_error_of_the_module_is_in_the_drawing_and_in_this_list(self) -> None:
        ours = {name for name in errors.__all__ if name[0].isupper() and name != "Problem"}
        assert ours == {*KINDS, "UnrestError"}
        assert all(name in (errors.__doc__ or "") for name in ours)

    @pytest.mark.parametrize(("name", "builtin"), KINDS.items())
    def test_an_error_is_caught_as_ours_and_as_the_one_of_python(self, name: str, builtin: type[Exception]) -> None:
        cls = getattr(errors, name)
        assert issubclass(cls, UnrestError)
        with pytest.raises(builtin, match="found 9, expected at most 5"):
            raise cls(FAULT)

    @pytest.mark.parametrize("name", KINDS)
    def test_an_error_prints_its_problem_and_nothing_of_python(self, name: str) -> None:
        # A KeyError prints the repr of its key, and an OSError looks for a number.
        assert str(getattr(errors, name)(FAULT)) == str(FAULT)

    @pytest.mark.parametrize("name", ["UnrestError", *KINDS])
    def test_an_error_survives_pickling(self, name: str) -> None:
        error = getattr(errors, name)(FAULT, FAULT.within("a"))
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), again.problems) == (type(error), error.problems)


class TestSeveralProblems:
    def test_they_keep_their_order(self) -> None:
        second = evolve(FAULT, place="quantity.high")
        assert NotFound(second, FAULT).problems == (second, FAULT)

    def test_they_are_counted_and_stand_one_a_line(self) -> None:
        assert str(UnrestError(FAULT, FAULT)).splitlines() == ["2 problems", f"  {FAULT}", f"  {FAULT}"]

    def test_one_stands_alone(self) -> None:
        assert "\n" not in str(UnrestError(FAULT))


class TestProblem:
    def test_it_says_place_found_expected_and_code(self) -> None:
        assert str(FAULT) == "quantity.low: found 9, expected at most 5 [quantity.order]"

    def test_it_says_the_nearest_right_value(self) -> None:
        assert str(evolve(FAULT, hint="did you mean 5?")).endswith(
            "expected at most 5; did you mean 5? [quantity.order]"
        )

    def test_it_says_file_and_line_first(self) -> None:
        assert str(evolve(FAULT, file="a.json", line=3)).startswith("a.json:3: quantity.low: found")

    def test_it_says_a_file_without_a_line(self) -> None:
        assert str(evolve(FAULT, file="a.json")).startswith("a.json: quantity.low: found")

    def test_it_says_the_record_after_the_place(self) -> None:
        assert str(evolve(FAULT, record="statistic:a")).startswith("quantity.low (statistic:a): found")

    def test_it_says_the_record_where_there_is_no_place(self) -> None:
        assert str(evolve(FAULT, place="", record="statistic:a")).startswith("statistic:a: found")

    def test_it_says_the_characters_that_are_meant(self) -> None:
        assert str(evolve(FAULT, start=0, end=4)).startswith("quantity.low: characters 0 to 4: found")

    def test_it_says_no_more_than_it_knows(self) -> None:
        assert str(Problem(code="a.b", found="1", expected="2")) == "found 1, expected 2 [a.b]"

    def test_it_is_frozen_and_hashable(self) -> None:
        assert len({FAULT, evolve(FAULT)}) == 1
        with pytest.raises(exceptions.FrozenInstanceError):
            FAULT.code = "other"  # type: ignore[misc]

    @pytest.mark.parametrize(
        ("place", "prefix", "seen"),
        [
            ("low", "quantity", "quantity.low"),
            ("[2]", "citations", "citations[2]"),
            ("", "quantity", "quantity"),
            ("low", "", "low"),
        ],
    )
    def test_it_can_be_seen_from_further_out(self, place: str, prefix: str, seen: str) -> None:
        assert evolve(FAULT, place=place).within(prefix).place == seen


class TestNearest:
    def test_it_gives_what_is_most_like_it(self) -> None:
        assert nearest("acomplished", ["attempted", "accomplished"]) == "accomplished"

    def test_it_gives_nothing_where_nothing_is_like_it(self) -> None:
        assert nearest("xyz", ["attempted", "accomplished"]) is None

    def test_it_does_not_take_long_over_long_text(self) -> None:
        assert nearest("accomplished" + "x" * 1_000_000, ["accomplished"]) is None


class Unprintable:
    def __repr__(self) -> str:
        raise RuntimeError


class TestShow:
    def test_text_is_quoted_and_cut(self) -> None:
        assert show("a'b") == '"a\'b"'
        assert show("a" * 100) == "'" + "a" * 76 + "..."
        assert len(show("é" * 1_000_000)) == 80

    def test_other_things_are_shown_with_their_class(self) -> None:
        assert show(True) == "True (bool)"
        assert show(None) == "None"
        assert show([0] * 1000).endswith("... (list)")

    def test_what_cannot_be_printed_is_named(self) -> None:
        assert show(Unprintable()) == "what cannot be printed (Unprintable)"
        assert show(10**5000) == "what cannot be printed (int)"
