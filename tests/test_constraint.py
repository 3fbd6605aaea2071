"""What a field may hold, and how a class with such fields is checked when it is built."""

from decimal import Decimal
from typing import Any, ClassVar

import attrs
import pytest
from attrs import field, frozen

from unrest.constraint import (
    Constraint,
    Rule,
    as_word,
    as_words,
    check,
    constraint_of,
    count,
    digest,
    each_of,
    faults_of,
    in_order,
    is_id,
    is_text,
    number,
    reference,
    reference_faults,
    text,
    texts,
    to_number,
    value,
    word,
    words_of,
)
from unrest.errors import InvalidRecord, InvalidValue, Problem
from unrest.vocabulary import PlaceKind, Stage, Task


def passes(metadata: dict[str, Constraint], found: object) -> bool:
    """Whether a field with this constraint may hold it."""
    cls = attrs.make_class("Holder", {"held": field(metadata=metadata)})
    return not faults_of(cls, {"held": found})


def told(metadata: dict[str, Constraint], found: object) -> Problem:
    cls = attrs.make_class("Holder", {"held": field(metadata=metadata)})
    [problem] = faults_of(cls, {"held": found})
    return problem


@frozen(kw_only=True)
class Box:
    """A class with one field of several sorts."""

    id: str | None = field(default=None)
    name: str = field(metadata=text(required=True))
    stage: Stage | None = field(default=None, metadata=word(Stage))
    tags: tuple[str, ...] = field(default=(), metadata=texts())
    size: int | None = field(default=None, metadata=count())

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            ("name", "tags"),
            lambda box: (
                Problem(code="box.tag", place="tags", found="its name", expected="other tags")
                if box.name in box.tags
                else None
            ),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check(self, InvalidRecord, self.rules)


class TestText:
    @pytest.mark.parametrize("found", ["a", " ", "жаңа", "\U0001f600"])
    def test_it_is_any_text(self, found: str) -> None:
        assert is_text(found)

    @pytest.mark.parametrize("found", ["", None, 3, b"a", "a\ud800", Stage.PLANNED])
    def test_it_is_not_empty_and_can_be_written(self, found: object) -> None:
        assert not is_text(found)


class TestId:
    @pytest.mark.parametrize(
        "found",
        [
            "place:almaty",
            "place:алматы",
            "place:a:b",
            "place:1",
            "place:a/b#c",
            "place:é",
            "place:می\u200cخواهم",
            "place:❤\ufe0f",
        ],
    )
    def test_it_is_a_kind_and_a_name(self, found: str) -> None:
        assert is_id(found, "place")

    @pytest.mark.parametrize(
        "found",
        [
            *("", "place", "place:", ":almaty", "almaty", "Place:almaty", "actor:almaty", None, 3),
            *("place:a b", "place:a\tb", "place:a\n", "place:a\x00b", "place:a\x85b", "place:a\u00a0b"),
            *("place:a\u200eb", "place:a\u202eb", "place:a\u2066b", "place:a\ud800b"),
            *(f"place:a{each}b" for each in "\u00ad\u034f\u115f\u180e\u200b\u2060\u2064\u206f\u3164\ufeff\uffa0\ufffb"),
            *("place:e\u0301", "place:\u212b", "place:a\u0323\u0302"),
        ],
    )
    def test_it_has_no_spaces_and_nothing_unseen_and_is_composed(self, found: object) -> None:
        assert not is_id(found, "place")

    def test_it_may_be_of_one_of_several_kinds(self) -> None:
        assert is_id("actor:a", "place", "actor")
        assert not is_id("actor:a")


class TestSorts:
    @pytest.mark.parametrize(
        ("metadata", "right", "wrong"),
        [
            (text(), "a", ""),
            (text(), None, 5),
            (digest(), "0" * 64, "0" * 63),
            (digest(), "f" * 64, "F" * 64),
            (count(), 0, -1),
            (count(), 7, True),
            (count(), None, 7.0),
            (number(-90, 90), 90.0, 90.1),
            (number(-90, 90), -90.0, float("nan")),
            (number(-90, 90), None, 43),
            (word(Stage), Stage.PLANNED, "planned"),
            (word(Stage), None, PlaceKind.OTHER),
            (value(Problem), None, "a problem"),
            (reference(str, "place"), None, "place:a b"),
        ],
    )
    def test_a_field_holds_what_it_may_and_nothing_else(
        self, metadata: dict[str, Constraint], right: object, wrong: object
    ) -> None:
        assert passes(metadata, right)
        assert not passes(metadata, wrong)

    def test_a_required_field_is_not_empty(self) -> None:
        problem = told(text(required=True), None)
        assert (problem.code, problem.place, problem.found) == ("field.required", "held", "nothing")

    def test_several_stand_in_a_tuple(self) -> None:
        assert passes(texts(), ("a", "b"))
        assert passes(texts(), ())
        problem = told(texts(), ["a"])
        assert problem.expected == "a tuple, each text that is not empty"

    def test_a_fault_in_a_tuple_says_which(self) -> None:
        assert told(texts(), ("a", "")).place == "held[1]"

    def test_a_word_that_is_not_in_the_list_is_answered_with_the_nearest(self) -> None:
        problem = told(word(Stage), "plannd")
        assert problem.hint == "did you mean 'planned'?"
        assert problem.expected.endswith("hypothetical, other")

    @pytest.mark.parametrize("found", ["xyz", 3])
    def test_a_word_that_is_near_nothing_has_no_hint(self, found: object) -> None:
        assert told(word(Stage), found).hint is None

    def test_several_words_are_each_of_the_list(self) -> None:
        assert passes(words_of(Task), (Task.COMBAT, Task.PATROL))
        assert told(words_of(Task), (Task.COMBAT, "patrl")).place == "held[1]"

    def test_a_class_that_begins_with_a_vowel_has_its_article(self) -> None:
        found = constraint_of(attrs.fields(attrs.make_class("H", {"h": field(metadata=value(InvalidValue))})).h)
        assert found is not None
        assert found.expected == "an InvalidValue"

    def test_every_constraint_says_what_a_schema_would(self) -> None:
        for metadata in (text(), texts(), digest(), count(), number(0, 1), word(Stage), value(Problem)):
            assert metadata["constraint"].schema

    def test_the_faults_of_a_value_are_told_with_the_place_of_the_field(self) -> None:
        inner = Problem(code="inner.fault", place="low", found="x", expected="y")
        assert told(value(Problem, lambda _: (inner,)), "x").place == "held.low"

    def test_where_a_value_cannot_say_what_is_wrong_its_class_is_expected(self) -> None:
        assert told(value(Problem, lambda _: ()), "x").expected == "a Problem"


class TestReferenceFaults:
    def test_the_kinds_are_named(self) -> None:
        [problem] = reference_faults(("event", "deployment"))("actor:a")
        assert problem.expected.startswith("the id of an event or deployment")

    def test_a_name_without_its_kind_is_answered_with_the_kind(self) -> None:
        [problem] = reference_faults(("place",))("almaty")
        assert problem.hint == "did you mean 'place:almaty'?"

    @pytest.mark.parametrize("found", [3, "actor:a", "a b", ""])
    def test_nothing_else_is_guessed(self, found: object) -> None:
        [problem] = reference_faults(("place",))(found)
        assert problem.hint is None


class TestToNumber:
    def test_an_int_is_the_float_that_it_is(self) -> None:
        assert type(to_number(43)) is float

    def test_minus_zero_is_zero(self) -> None:
        assert str(to_number(-0.0)) == "0.0"

    @pytest.mark.parametrize("found", [True, "43", None, Decimal(43), 10**400])
    def test_anything_else_is_left_for_the_check_to_refuse(self, found: Any) -> None:
        assert to_number(found) is found


class TestOrder:
    @pytest.mark.parametrize("given", [("b", "a", "b"), ["b", "a"], {"a", "b"}, frozenset({"a", "b"})])
    def test_a_collection_is_a_sorted_tuple_without_repeats(self, given: Any) -> None:
        assert in_order(given) == ("a", "b")

    @pytest.mark.parametrize("given", ["ba", None, {"a": 1}, 3, iter("ab")])
    def test_what_is_no_collection_is_left_for_the_check_to_refuse(self, given: Any) -> None:
        assert in_order(given) is given

    def test_a_tuple_of_one_is_in_order(self) -> None:
        one = ("a",)
        assert in_order(one) is one

    def test_what_has_no_order_of_ours_keeps_its_own(self) -> None:
        assert in_order([3, "a", 1]) == (3, "a", 1)
        changing = attrs.make_class("Changing", ["held"])(1)
        assert in_order([changing, "a"]) == (changing, "a")

    def test_values_are_ordered_field_by_field_and_nothing_comes_first(self) -> None:
        boxes = [Box(name="b"), Box(name="a", tags=("x", "y")), Box(name="a", size=1), Box(name="a", tags=("x",))]
        assert in_order(boxes) == (
            Box(name="a", size=1),
            Box(name="a", tags=("x",)),
            Box(name="a", tags=("x", "y")),
            Box(name="b"),
        )

    def test_values_of_any_two_fields_can_be_ordered(self) -> None:
        cls = attrs.make_class("Any", ["held"], frozen=True, slots=True)
        held = [None, 2, "a", (1, 2), Box(name="a"), Decimal(5), b"a", 1]
        assert [each.held for each in in_order([cls(each) for each in held])] == [
            *(None, 1, 2, "a", (1, 2), Box(name="a")),
            *(Decimal(5), b"a"),
        ]

    def test_each_element_is_converted_before_it_is_sorted(self) -> None:
        assert each_of(["b", "A"], str.upper) == ("A", "B")
        assert each_of((), str.upper) == each_of([], str.upper) == ()
        assert each_of("ab", str.upper) == "ab"


class TestAsWord:
    def test_a_text_names_its_word(self) -> None:
        assert as_word(Stage, "planned") is Stage.PLANNED
        assert as_word(Stage, Stage.PLANNED) is Stage.PLANNED

    @pytest.mark.parametrize("found", ["Planned", "PLANNED", "planned ", "", None, 3, PlaceKind.OTHER])
    def test_nothing_else_does(self, found: object) -> None:
        assert as_word(Stage, found) is found

    def test_several_words_are_sorted(self) -> None:
        assert as_words(Task, ["patrol", "combat", "patrol"]) == (Task.COMBAT, Task.PATROL)

    def test_one_text_is_not_taken_letter_by_letter(self) -> None:
        assert as_words(Task, "patrol") == "patrol"


class TestCheck:
    def test_what_is_right_is_built(self) -> None:
        assert Box(name="a", stage=Stage.PLANNED, tags=("b",), size=0).tags == ("b",)

    def test_every_fault_is_told_in_one_pass(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Box(name="", stage="plannd", tags=("", "b", 3), size=-1)  # type: ignore[arg-type]
        assert [problem.place for problem in caught.value.problems] == ["name", "stage", "tags[0]", "tags[2]", "size"]

    def test_a_rule_is_not_asked_about_a_field_that_is_at_fault(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Box(name="a", tags=("a", ""))
        assert [problem.code for problem in caught.value.problems] == ["field.type"]

    def test_a_rule_is_asked_beside_faults_of_other_fields(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Box(name="a", tags=("a",), size=-1)
        assert [problem.code for problem in caught.value.problems] == ["field.type", "box.tag"]

    def test_a_rule_alone_is_told(self) -> None:
        with pytest.raises(InvalidRecord, match=r"tags: found its name, expected other tags \[box.tag\]"):
            Box(name="a", tags=("a",))

    def test_a_fault_names_the_record_that_has_it(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Box(id="box:a", name="")
        assert [problem.record for problem in caught.value.problems] == ["box:a"]

    def test_a_field_that_is_not_given_is_not_asked(self) -> None:
        assert faults_of(Box, {"size": 3}) == []
        assert [problem.place for problem in faults_of(Box, {"size": True})] == ["size"]

    def test_a_class_without_constraints_passes(self) -> None:
        @frozen
        class Free:
            held: object

            def __attrs_post_init__(self) -> None:
                check(self, InvalidValue)

        assert Free(3).held == 3

    def test_the_switch_of_attrs_turns_nothing_off(self) -> None:
        attrs.validators.set_disabled(True)
        try:
            with pytest.raises(InvalidRecord):
                Box(name="")
        finally:
            attrs.validators.set_disabled(False)
