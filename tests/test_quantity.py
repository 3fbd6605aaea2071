"""Numbers as they were reported."""

import pickle
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.errors import InvalidValue
from unrest.quantity import Quantity, fault_of_quantity, to_quantity, total
from unrest.vocabulary import Qualifier

# The table of the design: text, low, best, high, qualifier.
SHAPES = [
    ("19", 19, 19, 19, "exact"),
    (">=225", 225, None, None, "at_least"),
    (">3000", 3000, None, None, "more_than"),
    ("<=50", None, None, 50, "at_most"),
    ("<50", None, None, 50, "less_than"),
    ("<~1000", None, None, 1000, "almost"),
    ("~160", None, 160, None, "about"),
    ("160..225", 160, None, 225, "between"),
    ("160..164..225", 160, 164, 225, "between"),
    ('"dozens"', None, None, None, "vague"),
    ('""', None, None, None, "vague"),
    ("?", None, None, None, "unknown"),
    ("0", 0, 0, 0, "exact"),
    ("-3", -3, -3, -3, "exact"),
    ("1.5", Decimal("1.5"), Decimal("1.5"), Decimal("1.5"), "exact"),
    ("-0.25..0.5", Decimal("-0.25"), None, Decimal("0.5"), "between"),
]
TEXTS = [shape[0] for shape in SHAPES]


def repr_of_size(found: Any) -> str:
    return f"{found:.3E}" if isinstance(found, Decimal) else f"{found.bit_length()} bits"


def quantities() -> st.SearchStrategy[Quantity]:
    number = st.integers(-3, 3)
    signed = st.tuples(st.sampled_from([">=", ">", "<=", "<", "<~", "~", ""]), number).map(lambda p: f"{p[0]}{p[1]}")
    ranges = st.lists(number, min_size=2, max_size=3).map(lambda p: "..".join(map(str, sorted(p))))
    return st.one_of(signed, ranges, st.sampled_from(["?", '"some"'])).map(Quantity.parse)


def problems(text: Any) -> Any:
    with pytest.raises(InvalidValue) as caught:
        Quantity.parse(text)
    return caught.value.problems


def built(**fields: Any) -> Any:
    with pytest.raises(InvalidValue) as caught:
        Quantity(**fields)
    return caught.value.problems


class TestTextForm:
    @pytest.mark.parametrize(("text", "low", "best", "high", "qualifier"), SHAPES, ids=TEXTS)
    def test_each_shape_is_read_as_the_design_says(
        self, text: str, low: Any, best: Any, high: Any, qualifier: str
    ) -> None:
        found = Quantity.parse(text)
        assert (found.low, found.best, found.high, str(found.qualifier)) == (low, best, high, qualifier)

    @pytest.mark.parametrize("text", TEXTS)
    def test_what_is_read_is_written(self, text: str) -> None:
        assert str(Quantity.parse(text)) == text

    def test_a_quoted_text_keeps_its_words(self) -> None:
        assert Quantity.parse('"dozens"').wording == "dozens"
        assert Quantity.parse('""').wording is None

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("019", "'19'"),
            ("+3", "'3'"),
            ("-0", "'0'"),
            ("3.0", "'3'"),
            ("3.", "'3'"),
            ("1.50", "'1.5'"),
            ("1,000", "'1000'"),
            ("1 000", "'1000'"),
            ("1e3", "'1000'"),
            (">=1,000", "'>=1000'"),
            ("16O..225", "'160..225'"),
            ("１９", "'19'"),
            ("١٩", "'19'"),
            ("−5", "'-5'"),
            (" 19", "'19'"),
            (">= 225", "'>=225'"),
            ("≥225", "'>=225'"),
            ("=>225", "'>=225'"),
            ("225+", "'>=225'"),
            ("≤50", "'<=50'"),
            ("≈160", "'~160'"),
            ("160-225", "'160..225'"),
            ("160 – 225", "'160..225'"),
            ("160...225", "'160..225'"),
            ("160 .. 225", "'160..225'"),
            ("１６０..２２５", "'160..225'"),
            ("160…1,64…225", "'160..164..225'"),
        ],
    )
    def test_a_number_in_another_form_is_refused_with_its_normal_form(self, text: str, hint: str) -> None:
        [problem] = problems(text)
        assert problem.code == "quantity.format"
        assert problem.hint == f"did you mean {hint}?"

    @pytest.mark.parametrize(
        "text", ["", " ", "=5", ">", "~", "1..2..3..4", "..5", "5..", "1....2", '"', "??", "NaN", "x5"]
    )
    def test_what_is_no_number_is_refused(self, text: str) -> None:
        assert problems(text)[0].code == "quantity.format"

    def test_a_word_is_no_vague_number_without_its_quotes(self) -> None:
        for text in ("dozens", "“dozens”", " dozens"):
            assert problems(text)[0].hint == "words go in quotes: '\"dozens\"'"
        assert problems("tens of people")[0].hint == "words go in quotes: '\"tens of people\"'"
        assert problems("unknown")[0].hint == "said to be unknown is '?'"

    @pytest.mark.parametrize("text", ["NaN", "None", "null", "a" * 81, "1.234,5", "225-160", ">160-225", "x" * 201])
    def test_where_nothing_right_is_near_no_hint_is_given(self, text: str) -> None:
        assert [each.hint for each in problems(text)] == [None]

    @given(st.text('0159.<>=~-+,O e?"…–≥１', max_size=9))
    def test_a_text_is_written_back_or_refused_with_a_hint_that_is_right(self, text: str) -> None:
        try:
            assert str(Quantity.parse(text)) == text
        except InvalidValue as error:
            for problem in error.problems:
                if (problem.hint or "").startswith("did you mean "):
                    assert fault_of_quantity((problem.hint or "")[14:-2]) == ()

    @given(quantities())
    def test_what_is_written_is_read_back(self, quantity: Quantity) -> None:
        assert Quantity.parse(str(quantity)) == quantity

    @given(st.integers(-(10**38) + 1, 10**38 - 1), st.integers(0, 38))
    def test_any_number_has_one_form(self, digits: int, places: int) -> None:
        number = Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -places))
        quantity = to_quantity(number)
        if quantity is not number:
            assert Quantity.parse(str(quantity)) == quantity == to_quantity(quantity.low)
            assert quantity.certainly_equals(number)

    def test_half_a_range_points_to_the_bound(self) -> None:
        assert problems("..5")[0].hint == "one bound is '>=160' or '<=225'"

    def test_a_range_that_runs_down_is_refused_with_the_one_that_runs_up(self) -> None:
        [problem] = problems("225..160")
        assert (problem.code, problem.hint) == ("quantity.order", "did you mean '160..225'?")

    def test_only_text_is_parsed(self) -> None:
        assert problems(19)[0].found == "19 (int)"

    def test_a_long_text_is_refused_with_a_short_message(self) -> None:
        assert len(str(problems("9" * 100_000)[0])) < 400
        assert [each.code for each in problems("9" * 39)] == ["quantity.digits"]
        assert str(Quantity.parse(f'"{"many " * 200}"')) == f'"{"many " * 200}"'
        assert problems("1e99")[0].hint is None


class TestShapes:
    @pytest.mark.parametrize(
        ("fields", "place"),
        [
            ({"qualifier": "at_least"}, "low"),
            ({"qualifier": "at_least", "high": 3, "low": 3}, "high"),
            ({"qualifier": "at_most", "low": 3, "high": 3}, "low"),
            ({"qualifier": "about", "low": 3, "best": 3}, "low"),
            ({"qualifier": "about"}, "best"),
            ({"qualifier": "between", "low": 3}, "high"),
            ({"qualifier": "vague", "best": 3}, "best"),
            ({"qualifier": "unknown", "high": 3}, "high"),
            ({"qualifier": "exact", "low": 3}, "high"),
        ],
    )
    def test_no_other_shape_can_be_built(self, fields: dict[str, Any], place: str) -> None:
        found = built(**fields)
        assert ("quantity.shape", place) in [(each.code, each.place) for each in found]

    @pytest.mark.parametrize("numbers", [(3, 4, 3), (3, None, 3), (3, 3, 4)])
    def test_an_exact_number_is_one_number(self, numbers: tuple[Any, Any, Any]) -> None:
        low, best, high = numbers
        [problem] = built(low=low, best=best, high=high, qualifier="exact")
        assert (problem.code, problem.place) == ("quantity.exact", "best")

    @pytest.mark.parametrize("best", [2, 8])
    def test_the_best_lies_between_the_bounds(self, best: int) -> None:
        [problem] = built(low=3, best=best, high=7, qualifier="between")
        assert (problem.place, problem.expected) == ("best", "a number from 3 to 7")

    @pytest.mark.parametrize("found", [True, 3.0, "3", Fraction(1, 2), float("nan")])
    def test_a_number_is_an_int_or_a_decimal(self, found: Any) -> None:
        [problem] = built(low=found, qualifier="at_least")
        assert (problem.code, problem.place) == ("quantity.type", "low")
        assert ("Decimal" in (problem.hint or "")) == (type(found) is float)

    @pytest.mark.parametrize("found", [Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN")])
    def test_a_number_is_finite(self, found: Decimal) -> None:
        assert built(low=found, qualifier="at_least")[0].expected == "a finite number"

    @pytest.mark.parametrize(
        "found",
        [
            10**38,
            -(10**38),
            10**5000,
            Decimal("1E+39"),
            Decimal("1E-39"),
            Decimal("1E+999999"),
            Decimal("0." + "1" * 39),
        ],
        ids=repr_of_size,
    )
    def test_a_number_has_at_most_38_digits(self, found: Any) -> None:
        [problem] = built(low=found, qualifier="at_least")
        assert (problem.code, problem.expected) == ("quantity.digits", "at most 38 digits")

    def test_38_digits_are_kept_to_the_last(self) -> None:
        for text in ("9" * 38, "-" + "9" * 38, "0." + "1" * 37, "1" * 19 + "." + "1" * 19):
            assert str(Quantity.parse(text)) == text

    @pytest.mark.parametrize(
        ("found", "normal"),
        [("3.0", 3), ("3E+2", 300), ("-0", 0), ("0E+7", 0), ("1.50", Decimal("1.5")), ("-2.00", -2)],
    )
    def test_equal_numbers_have_one_form(self, found: str, normal: Any) -> None:
        quantity = Quantity(low=Decimal(found), qualifier="at_least")
        assert quantity == Quantity(low=normal, qualifier="at_least")
        assert type(quantity.low) is type(normal)

    def test_a_qualifier_that_is_not_in_the_list_is_refused_with_the_nearest(self) -> None:
        [problem] = built(low=3, qualifier="at_leest")
        assert problem.hint == "did you mean 'at_least'?"
        assert built(low=3, qualifier=None)[0].hint is None
        assert built(qualifier="other")[0].code == "word.unknown"

    @pytest.mark.parametrize("wording", ["", 3, "\ud800"])
    def test_wording_and_rule_are_text(self, wording: Any) -> None:
        assert built(low=3, qualifier="at_least", wording=wording)[0].place == "wording"
        assert built(low=3, qualifier="at_least", rule=wording)[0].place == "rule"

    def test_every_fault_is_told(self) -> None:
        assert [each.place for each in built(low=1.0, high=True, wording="", qualifier="x")] == [
            "low",
            "high",
            "wording",
            "qualifier",
        ]

    def test_the_checks_know_no_switch(self) -> None:
        attrs.validators.set_disabled(True)
        try:
            assert built(low=3.0, qualifier="at_least")
        finally:
            attrs.validators.set_disabled(False)


class TestValue:
    @pytest.mark.parametrize("text", TEXTS)
    def test_it_is_frozen_hashable_and_can_be_copied(self, text: str) -> None:
        quantity = Quantity.parse(text)
        assert pickle.loads(pickle.dumps(quantity)) == deepcopy(quantity) == attrs.evolve(quantity) == quantity
        assert {quantity, Quantity.parse(text)} == {quantity}
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            quantity.low = 3  # type: ignore[misc]

    def test_wording_and_rule_count_for_equality(self) -> None:
        plain = Quantity.parse(">=225")
        assert plain != attrs.evolve(plain, wording="at least 225")
        assert plain != attrs.evolve(plain, rule="r")

    def test_it_has_no_order(self) -> None:
        with pytest.raises(TypeError):
            Quantity.parse("1") < Quantity.parse("2")  # type: ignore[operator]  # noqa: B015

    def test_its_repr_is_short(self) -> None:
        said = Quantity(low=24, qualifier="at_least", wording="dozens", rule="a dozen is twelve")
        assert repr(said) == "Quantity('>=24', wording='dozens', rule='a dozen is twelve')"
        assert repr(Quantity.parse('"dozens"')) == "Quantity('\"dozens\"')"


class TestToQuantity:
    def test_a_number_is_exact(self) -> None:
        assert to_quantity(19) == to_quantity(Decimal("19.0")) == to_quantity("19") == Quantity.parse("19")

    def test_a_quantity_is_itself(self) -> None:
        quantity = Quantity.parse("19")
        assert to_quantity(quantity) is quantity
        assert fault_of_quantity(quantity) == ()

    @pytest.mark.parametrize("found", [True, 19.0, None, "019", [19], 10**40])
    def test_what_cannot_be_one_is_left_for_the_check_to_refuse(self, found: Any) -> None:
        assert to_quantity(found) is found
        assert fault_of_quantity(found)

    def test_t18_a_decimal_is_an_exact_number(self) -> None:
        assert str(to_quantity(Decimal("1.10"))) == "1.1"
        assert to_quantity(Decimal("0.1")).low == Decimal("0.1")


def allowed(quantity: Quantity, number: int) -> bool:
    """Whether a number is one that the words allow: the oracle."""
    low, high, qualifier = quantity.low, quantity.high, quantity.qualifier
    if low is not None and (number < low or (number == low and qualifier == "more_than")):
        return False
    return not (high is not None and (number > high or (number == high and qualifier in ("less_than", "almost"))))


RELATIONS = {
    "at_least": lambda each, asked: each >= asked,
    "more_than": lambda each, asked: each > asked,
    "at_most": lambda each, asked: each <= asked,
    "less_than": lambda each, asked: each < asked,
    "equals": lambda each, asked: each == asked,
}


class TestQuestions:
    @pytest.mark.parametrize("relation", RELATIONS)
    @given(quantity=quantities(), asked=st.integers(-4, 4))
    def test_they_hold_for_all_and_for_some_of_the_numbers(self, relation: str, quantity: Quantity, asked: int) -> None:
        # Halves stand for all that lies between two whole numbers, the ends for what lies beyond.
        there = [each for each in range(-20, 21) if allowed(quantity, each / 2)]  # type: ignore[arg-type]
        holds = [RELATIONS[relation](each / 2, asked) for each in there]
        certain = quantity.low is not None or quantity.high is not None
        assert getattr(quantity, f"certainly_{relation}")(asked) == (certain and all(holds))
        assert getattr(quantity, f"possibly_{relation}")(asked) == any(holds)

    @pytest.mark.parametrize("text", ["~160", '"dozens"', "?"])
    @pytest.mark.parametrize("relation", RELATIONS)
    def test_about_vague_and_unknown_are_never_certain_and_always_possible(self, text: str, relation: str) -> None:
        quantity = Quantity.parse(text)
        assert not getattr(quantity, f"certainly_{relation}")(160)
        assert getattr(quantity, f"possibly_{relation}")(160)

    @pytest.mark.parametrize("asked", [3.0, True, None, "3", Decimal("NaN"), 10**40])
    def test_only_a_number_is_asked_for(self, asked: Any) -> None:
        with pytest.raises(InvalidValue):
            Quantity.parse("3").certainly_at_least(asked)

    def test_a_decimal_is_asked_for_too(self) -> None:
        assert Quantity.parse("3").certainly_more_than(Decimal("2.5"))


class TestSums:
    @pytest.mark.parametrize(
        ("one", "other", "sum_"),
        [
            ("19", "225", "244"),
            ("19", ">=225", ">=244"),
            (">19", ">=225", ">244"),
            ("<=50", "<~1000", "<1050"),
            ("<=50", "5", "<=55"),
            ("160..164..225", "1", "161..165..226"),
            ("160..225", "1", "161..226"),
            (">=3", "<=5", '""'),
            ("~160", "3", '""'),
            ("?", "3", '""'),
            ("0.1", "0.2", "0.3"),
            ("1..2", "-2..-1", "-1..1"),
            ("0..0", "0..0", "0..0"),
            ("3..3", "4", "7..7"),
        ],
    )
    def test_a_sum_has_the_bounds_that_both_have(self, one: str, other: str, sum_: str) -> None:
        assert str(Quantity.parse(one) + Quantity.parse(other)) == sum_
        assert str(Quantity.parse(other) + Quantity.parse(one)) == sum_

    def test_a_number_can_be_added(self) -> None:
        assert str(Quantity.parse(">=3") + 4) == str(4 + Quantity.parse(">=3")) == ">=7"
        with pytest.raises(TypeError):
            Quantity.parse("3") + 4.0  # type: ignore[operator]

    def test_a_sum_is_never_rounded(self) -> None:
        big, small = Quantity.parse("9" * 29), Quantity.parse("0.000000001")
        assert str(big + small) == "9" * 29 + ".000000001"
        with pytest.raises(InvalidValue):
            Quantity.parse("9" * 38) + 1

    def test_a_total_is_the_sum_of_all(self) -> None:
        assert str(total(map(Quantity.parse, ["1", "2", ">3"]))) == ">6"

    def test_nothing_reported_is_not_0(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            total([])
        assert caught.value.problems[0].hint == "nothing reported is not 0"

    @given(st.lists(quantities(), min_size=1, max_size=4), st.randoms())
    def test_the_order_does_not_matter(self, given: list[Quantity], random: Any) -> None:
        mixed = list(given)
        random.shuffle(mixed)
        if len(given) == 1:
            assert total(given) == given[0]
        assert str(total(mixed)) == str(total(given))

    @given(quantities(), quantities(), st.integers(-8, 8))
    def test_a_sum_allows_every_sum(self, one: Quantity, other: Quantity, at: int) -> None:
        pairs = [(a, b) for a in range(-5, 6) for b in range(-5, 6) if allowed(one, a) and allowed(other, b)]
        assert all(allowed(one + other, a + b) for a, b in pairs)


def test_every_qualifier_has_a_shape() -> None:
    assert {shape[4] for shape in SHAPES} == {str(each) for each in Qualifier} - {"other"}
