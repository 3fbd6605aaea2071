"""Days known only to lie between two days, periods, and the questions about them, proved against all pairs of days."""

import copy
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.errors import InvalidQuery, InvalidValue, UnrestError
from unrest.vocabulary import Basis
from unrest.when import (
    ONGOING,
    UNKNOWN,
    Bound,
    Period,
    When,
    certainly,
    fault_of_period,
    fault_of_when,
    possibly,
    relation_text,
    to_period,
    to_when,
    window,
)

TEXTS = (
    *("2022-01-25", "2022-01", "2022", "201X", "20XX", "2022-XX", "2022-01-XX", "2022-XX-XX", "2022-21", "2022-01-25~"),
    *("2022-01~", "2022?", "2022%", "201X~", "[2022-01-02..2022-01-12]", "[..2022-01-12]", "[2022-01..]"),
)
RELATIONS = ("before", "after", "during", "overlaps")


TIMES = (
    *(When(text) for text in TEXTS),
    *(
        Period(text)
        for text in ("2022-01-02/2022-02", "2022-01-02/..", "2022/", "/2022-01-12", "2022-01", "2021~/2022")
    ),
)
OTHERS = (*TIMES, "2022-01", "2022-01-05", "2021-12-20/2022-01-10", "[2022-01-02..]", "2022~", date(2022, 1, 5))


class Word(StrEnum):
    YEAR = "2022"


class Text(str):
    __slots__ = ()


def codes(error: pytest.ExceptionInfo[InvalidValue]) -> list[tuple[str, str]]:
    return [(problem.place, problem.code) for problem in error.value.problems]


class TestWhen:
    @pytest.mark.parametrize("text", TEXTS)
    def test_the_text_read_is_the_text_written(self, text: str) -> None:
        assert str(When.parse(text)) == When(text).text == text
        assert When.parse(text) == When(text)

    @pytest.mark.parametrize("text", ["2022-01~", "2022?", "2022%"])
    def test_t3_a_qualifier_is_kept(self, text: str) -> None:
        when = When.parse(text)
        assert str(when) == text
        assert (when.approximate, when.uncertain) == (text[-1] in "~%", text[-1] in "?%")

    def test_t9_a_month_is_not_its_first_day(self) -> None:
        month = When("2022-01")
        assert str(month) == "2022-01"
        assert month != When("2022-01-01")
        assert month.exact_day is None
        assert (month.earliest, month.latest) == (date(2022, 1, 1), date(2022, 1, 31))

    @pytest.mark.parametrize("text", ["2022-01-02/2022-01-12", "2022-01-02/"])
    def test_t1_an_interval_is_no_when_and_is_never_cut_to_its_first_day(self, text: str) -> None:
        with pytest.raises(InvalidValue, match=r"an interval is a Period \[when\.interval\]"):
            When(text)

    @pytest.mark.parametrize("text", ["2022-01-05", "2000-02-29", "0001-01-01"])
    def test_one_full_day_without_a_qualifier_is_exact(self, text: str) -> None:
        assert When(text).exact_day == date.fromisoformat(text)

    @pytest.mark.parametrize("text", ["2022-01-05~", "2022-01-05?", "2022-XX-XX", "[2022-01-05..2022-01-05]", "2022"])
    def test_nothing_else_is_exact(self, text: str) -> None:
        assert When(text).exact_day is None

    def test_text_wording_and_basis_decide_equality(self) -> None:
        plain = When("2022-01-25")
        worded = When("2022-01-25", wording="January 25")
        both = When("2022-01-25", wording="January 25", basis="year_from_source")
        assert len({plain, worded, both, When("2022-01-25"), When("2022-01"), When("[2022-01-01..2022-01-31]")}) == 5
        assert both == When("2022-01-25", wording="January 25", basis=Basis.YEAR_FROM_SOURCE)
        assert both.basis is Basis.YEAR_FROM_SOURCE
        assert plain != "2022-01-25"

    def test_t23_it_can_stand_in_a_set_and_as_a_key(self) -> None:
        assert {When(text) for text in TEXTS} == {When.parse(text) for text in TEXTS}
        assert {When("2022"): 1}[When("2022")] == 1
        assert len({Period("2022/"), Period("2022/.."), Period.parse("2022/")}) == 2

    @pytest.mark.parametrize("text", TEXTS)
    def test_t20_its_text_goes_through_json(self, text: str) -> None:
        assert When.parse(json.loads(json.dumps(str(When(text))))) == When(text)

    @pytest.mark.parametrize("text", TEXTS)
    def test_it_is_copied_and_pickled_whole(self, text: str) -> None:
        when = When(text, wording="then", basis="weekday")
        for other in (copy.copy(when), copy.deepcopy(when), pickle.loads(pickle.dumps(when)), attrs.evolve(when)):
            assert other == when
            assert [getattr(other, each.name) for each in attrs.fields(When)] == [
                getattr(when, each.name) for each in attrs.fields(When)
            ]

    def test_what_follows_from_the_text_follows_from_a_new_text(self) -> None:
        when = attrs.evolve(When("2022", wording="last year"), text="2021~")
        assert (when.text, when.wording, when.earliest) == ("2021~", "last year", date(2021, 1, 1))
        assert when.approximate
        with pytest.raises(InvalidValue):
            attrs.evolve(when, text="2021-13")

    def test_it_cannot_be_changed(self) -> None:
        when = When("2022")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            when.text = "2023"  # type: ignore[misc]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            when.earliest = None  # type: ignore[misc]
        assert not hasattr(when, "__dict__")

    def test_its_repr_says_what_is_set(self) -> None:
        assert repr(When("2022-01")) == "When('2022-01')"
        both = When("2022-01-25", wording="January 25", basis="year_from_source")
        assert repr(both) == "When('2022-01-25', wording='January 25', basis='year_from_source')"
        assert eval(repr(both)) == both

    def test_its_fields_say_their_classes(self) -> None:
        attrs.resolve_types(When)
        types = {each.name: each.type for each in attrs.fields(When)}
        assert types["earliest"] == date | None
        assert types["basis"] == Basis | None
        assert [each.name for each in attrs.fields(When) if each.init] == ["text", "wording", "basis"]
        assert [each.name for each in attrs.fields(When) if each.eq] == ["text", "wording", "basis"]

    def test_every_fault_is_told_with_its_place(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            When("2022-1-5", wording="", basis="week")  # type: ignore[arg-type]
        assert codes(caught) == [("text", "when.form"), ("wording", "field.type"), ("basis", "word.unknown")]
        assert caught.value.problems[2].hint == "did you mean 'weekday'?"

    @pytest.mark.parametrize("wording", ["", 5, Text("x"), "\ud800", ["x"], "x\udfff"])
    def test_a_wording_is_text_that_can_be_written(self, wording: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            When("2022", wording=wording)  # type: ignore[arg-type]
        assert codes(caught) == [("wording", "field.type")]
        assert When("2022", wording="2022 год, 👍").wording == "2022 год, 👍"

    @pytest.mark.parametrize("basis", ["Weekday", "", Text("weekday"), Word.YEAR, 5])
    def test_a_basis_is_a_word_of_the_list(self, basis: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            When("2022", basis=basis)  # type: ignore[arg-type]
        assert codes(caught) == [("basis", "word.unknown")]

    @pytest.mark.parametrize("text", [2022, None, True, date(2022, 1, 5), Text("2022"), Word.YEAR, b"2022", ["2022"]])
    def test_only_plain_text_is_a_text(self, text: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            When(text)  # type: ignore[arg-type]
        assert codes(caught) == [("text", "when.type")]
        with pytest.raises(InvalidValue) as caught:
            When.parse(text)  # type: ignore[arg-type]
        assert codes(caught) == [("", "when.type")]

    def test_parsing_tells_the_fault_of_the_whole(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            When.parse("2022-02-30")
        assert codes(caught) == [("", "when.no_such_day")]

    def test_one_text_is_read_once(self) -> None:
        assert When.parse("2022-01-07") is When.parse("2022-01-07")
        assert Period.parse("2022-01-07/") is Period.parse("2022-01-07/")

    def test_a_global_switch_of_attrs_opens_nothing(self) -> None:
        attrs.validators.set_disabled(True)
        try:
            for build in (lambda: When("2022-02-30"), lambda: When("2022", wording=""), lambda: Period("2023/2022")):
                with pytest.raises(InvalidValue):
                    build()
        finally:
            attrs.validators.set_disabled(False)

    def test_it_has_no_order(self) -> None:
        with pytest.raises(TypeError):
            When("2022") < When("2023")  # type: ignore[operator]  # noqa: B015
        with pytest.raises(TypeError):
            Period("2022") < Period("2023")  # type: ignore[operator]  # noqa: B015


SHAPES = {
    "2022-01-02/2022-01-12": ("2022-01-02", "2022-01-12"),
    "2022-01-02/..": ("2022-01-02", ONGOING),
    "2022-01-02/": ("2022-01-02", UNKNOWN),
    "/2022-01-12": (UNKNOWN, "2022-01-12"),
    "/..": (UNKNOWN, ONGOING),
    "2022-01": ("2022-01", "2022-01"),
    "2022~": ("2022~", "2022~"),
    "[2022-01-02..2022-01-05]": ("[2022-01-02..2022-01-05]", "[2022-01-02..2022-01-05]"),
    "[2022-01-02..2022-01-05]/[..2022-01-12]": ("[2022-01-02..2022-01-05]", "[..2022-01-12]"),
    "2021-21/2022?": ("2021-21", "2022?"),
    "2022-01-XX/202X": ("2022-01-XX", "202X"),
}


class TestPeriod:
    @pytest.mark.parametrize("text", SHAPES)
    def test_the_text_is_kept_and_has_two_ends(self, text: str) -> None:
        period = Period.parse(text)
        assert str(period) == period.text == text
        assert period == Period(text)
        ends = tuple(When(each) if isinstance(each, str) else each for each in SHAPES[text])
        assert (period.start, period.end) == ends

    def test_t1_both_ends_of_an_interval_are_kept(self) -> None:
        period = Period("2022-01-02/2022-01-12")
        assert str(period) == "2022-01-02/2022-01-12"
        assert (period.start, period.end) == (When("2022-01-02"), When("2022-01-12"))

    def test_t4_unknown_and_ongoing_are_different(self) -> None:
        unknown, ongoing = Period("2004-06-01/"), Period("2004-06-01/..")
        assert (unknown.end, ongoing.end) == (UNKNOWN, ONGOING)
        assert unknown != ongoing
        assert (str(unknown), str(ongoing), str(Period("/2006"))) == ("2004-06-01/", "2004-06-01/..", "/2006")
        assert Period("/2006").start is UNKNOWN
        assert pickle.loads(pickle.dumps(ongoing)).end is ONGOING

    def test_text_and_both_ends_decide_equality(self) -> None:
        text = "2022-01-02/2022-01-12"
        worded = Period(text, start=When("2022-01-02", wording="2 January"))
        assert worded != Period(text)
        assert worded == Period(text, start=When("2022-01-02", wording="2 January"), end=When("2022-01-12"))
        assert Period("2022-01") != Period("2022-01/2022-01")
        assert len({worded, Period(text), Period.parse(text)}) == 2

    @pytest.mark.parametrize("end", ["2022-01-12", date(2022, 1, 12), When("2022-01-12"), None])
    def test_an_end_may_be_given_as_what_it_is_read_from(self, end: object) -> None:
        assert Period("/2022-01-12", start="", end=end) == Period("/2022-01-12")  # type: ignore[arg-type]

    def test_a_bound_may_be_given_beside_the_text(self) -> None:
        assert Period("2022/..", end=ONGOING) == Period("2022/..", end="..") == Period("2022/..")

    @pytest.mark.parametrize(
        ("text", "ends", "problems"),
        [
            ("2022/", {"end": "2023"}, [("end", "period.part")]),
            ("2022/", {"end": ONGOING}, [("end", "period.part")]),
            ("2022/..", {"end": UNKNOWN}, [("end", "period.part")]),
            ("2022/2023", {"start": "2023", "end": "2022"}, [("start", "period.part"), ("end", "period.part")]),
            ("2022-01", {"end": "2022-01-31"}, [("end", "period.part")]),
            ("2022/", {"start": "2022-1-5"}, [("start", "when.form")]),
            ("2022/", {"start": True}, [("start", "when.type")]),
            ("2x/", {"end": 5.0}, [("start", "when.form"), ("end", "when.type")]),
            ("2x/", {"end": "2023"}, [("start", "when.form")]),
        ],
    )
    def test_an_end_that_the_text_does_not_have_is_refused(
        self, text: str, ends: dict[str, object], problems: list[tuple[str, str]]
    ) -> None:
        with pytest.raises(InvalidValue) as caught:
            Period(text, **ends)  # type: ignore[arg-type]
        assert codes(caught) == problems

    @pytest.mark.parametrize(
        ("text", "problems", "hint"),
        [
            (
                "../2022-01-12",
                [("start", "period.open_start")],
                "did you mean '/2022-01-12', a start that is not known?",
            ),
            ("../..", [("start", "period.open_start")], "did you mean '/..', a start that is not known?"),
            ("../2022-1-5", [("start", "period.open_start"), ("end", "when.form")], None),
            ("2022-01-12/2022-01-02", [("text", "period.order")], "did you mean '2022-01-02/2022-01-12'?"),
            ("2022/2021-12", [("text", "period.order")], "did you mean '2021-12/2022'?"),
            ("/", [("text", "period.form")], None),
            ("", [("text", "period.form")], None),
            ("2022/01/05", [("text", "period.form")], "did you mean '2022-01-05'?"),
            ("2022//2023", [("text", "period.form")], None),
            ("2022-01-02..2022-01-12", [("text", "period.form")], "did you mean '2022-01-02/2022-01-12'?"),
            ("2022-01-02--2022-01-12", [("text", "period.form")], "did you mean '2022-01-02/2022-01-12'?"),
            ("2022-01-02 – 2022-01-12", [("text", "period.form")], "did you mean '2022-01-02/2022-01-12'?"),
            ("2022 to 2023-05", [("text", "period.form")], "did you mean '2022/2023-05'?"),
            ("2023 - 2022", [("text", "period.form")], None),
            ("2022-1-5", [("text", "period.form")], "did you mean '2022-01-05'?"),
            ("2022-02-30", [("text", "when.no_such_day")], "did you mean '2022-02-28'?"),
            (
                "2022-1-5/2022-02-30",
                [("start", "when.form"), ("end", "when.no_such_day")],
                "did you mean '2022-01-05'?",
            ),
            ("2022-01-02 / 2022", [("start", "when.form"), ("end", "when.form")], "did you mean '2022-01-02'?"),
            ("2022/open", [("end", "when.form")], "did you mean '..'?"),
            ("unknown/2022", [("start", "when.form")], "write nothing there"),
            ("2022/12", [("end", "when.form")], None),
            ("2022-01-05T10:00:00Z/2022", [("start", "when.time_of_day")], "did you mean '2022-01-05'?"),
            ("-0044/0014", [("start", "when.year")], None),
            (
                "2004-06-~01/2004-06-~20",
                [("start", "when.part_qualifier"), ("end", "when.part_qualifier")],
                "did you mean '2004-06-01~'?",
            ),
            ("{2022}", [("text", "when.set")], None),
        ],
    )
    def test_what_is_no_period_is_refused_where_it_is_wrong(
        self, text: str, problems: list[tuple[str, str]], hint: str | None
    ) -> None:
        with pytest.raises(InvalidValue) as caught:
            Period(text)
        assert codes(caught) == problems
        assert caught.value.problems[0].hint == hint
        with pytest.raises(InvalidValue) as caught:
            Period.parse(text)
        assert codes(caught) == [("" if place == "text" else place, code) for place, code in problems]

    @pytest.mark.parametrize("text", [2022, None, date(2022, 1, 5), Text("2022/"), When("2022")])
    def test_only_plain_text_is_a_text(self, text: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            Period(text)  # type: ignore[arg-type]
        assert codes(caught) == [("text", "period.type")]
        with pytest.raises(InvalidValue) as caught:
            Period.parse(text)  # type: ignore[arg-type]
        assert codes(caught) == [("", "period.type")]

    @pytest.mark.parametrize(
        "text", ["2022-02-10/2022-01-15~", "2022-01/2022-01-01", "2022-01-31/2022-01", "2023?/2022", "2022/2021-21"]
    )
    def test_ends_that_may_be_in_order_are_no_fault(self, text: str) -> None:
        assert str(Period(text)) == text

    @pytest.mark.parametrize("text", ["2022-02-16/2022-01-15~", "2022-02-01/2022-01", "2023-01~/2021", "[2022..]/2021"])
    def test_ends_that_cannot_be_in_order_are_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue, match=r"period\.order"):
            Period(text)

    def test_it_is_copied_pickled_and_evolved_whole(self) -> None:
        period = Period("2022-01-02/..", start=When("2022-01-02", wording="January 2"))
        for other in (
            copy.copy(period),
            copy.deepcopy(period),
            pickle.loads(pickle.dumps(period)),
            attrs.evolve(period),
        ):
            assert other == period
            assert other.possibly_during("2022") is True
        later = attrs.evolve(period, text="2023/", start=None, end=None)
        assert later == Period("2023/")

    def test_its_repr_says_what_is_set(self) -> None:
        assert repr(Period("/2022-01-12")) == "Period('/2022-01-12')"
        worded = Period("2022/..", start=When("2022", wording="this year"))
        assert repr(worded) == "Period('2022/..', start=When('2022', wording='this year'))"
        assert eval(repr(worded)) == worded

    def test_its_fields_say_their_classes(self) -> None:
        attrs.resolve_types(Period)
        types = {each.name: each.type for each in attrs.fields(Period)}
        assert types["start"] == types["end"] == When | Bound
        assert [each.name for each in attrs.fields(Period) if each.eq] == ["text", "start", "end"]


class TestConversion:
    def test_a_when_is_made_of_text_and_of_a_date(self) -> None:
        when = When("2022", wording="x")
        assert to_when(when) is when
        assert to_when(None) is None
        assert to_when("2022-01") == When("2022-01")
        assert to_when(date(2022, 1, 5)) == When("2022-01-05")
        assert to_when(date(476, 9, 4)) == When("0476-09-04")

    def test_a_period_is_made_of_text_of_a_date_and_of_a_when(self) -> None:
        period = Period("2022/")
        assert to_period(period) is period
        assert to_period(None) is None
        assert to_period("2022/..") == Period("2022/..")
        assert to_period(date(2022, 1, 5)) == Period("2022-01-05")
        worded = When("2022-01-05", wording="January 5")
        assert to_period(worded) == Period("2022-01-05", start=worded, end=worded)

    @pytest.mark.parametrize(
        "found", ["2022-1-5", 2022, True, 2022.0, datetime(2022, 1, 5), Text("2022"), [], b"2022", Decimal(2022)]
    )
    def test_what_cannot_be_one_is_handed_on_for_the_check_to_name(self, found: object) -> None:
        assert to_when(found) is found  # type: ignore[arg-type]
        assert to_period(found) is found  # type: ignore[arg-type, comparison-overlap]
        assert fault_of_when(found)
        assert fault_of_period(found)


class Day(date):
    pass


class TestFaults:
    @pytest.mark.parametrize("found", [When("2022"), "2022", date(2022, 1, 5)])
    def test_a_when_its_text_and_a_date_have_none(self, found: object) -> None:
        assert fault_of_when(found) == fault_of_period(found) == ()

    def test_a_period_has_none_as_a_period_and_is_named_as_a_when(self) -> None:
        assert fault_of_period(Period("2022/")) == ()
        (problem,) = fault_of_when(Period("2022/"))
        assert (problem.code, problem.found) == ("when.interval", "Period('2022/') (Period), from one day to another")

    @pytest.mark.parametrize(
        ("found", "code", "shown", "hint"),
        [
            (datetime(2022, 1, 5, 10, tzinfo=UTC), "when.time_of_day", "(datetime), a time of day", "'2022-01-05'"),
            (True, "when.type", "True (bool)", None),
            (2022.0, "when.type", "2022.0 (float)", None),
            (2022, "when.type", "2022 (int)", "'2022'"),
            (5, "when.type", "5 (int)", "'0005'"),
            (20220105, "when.type", "20220105 (int)", None),
            (Text("2022"), "when.type", "'2022' (Text)", "'2022'"),
            (Text("x"), "when.type", "'x' (Text)", None),
            (Day(2022, 1, 5), "when.type", "Day(2022, 1, 5) (Day)", "'2022-01-05'"),
            (None, "when.type", "None", None),
        ],
    )
    def test_what_is_no_when_is_named_with_the_text_that_is_near(
        self, found: object, code: str, shown: str, hint: str | None
    ) -> None:
        (problem,) = fault_of_when(found)
        assert problem.code == code
        assert problem.found.endswith(shown)
        assert problem.hint == (None if hint is None else f"did you mean {hint}?")
        (other,) = fault_of_period(found)
        assert other.code == code.replace("when.type", "period.type")
        assert (other.found, other.hint) == (problem.found, problem.hint)


class TestQuestions:
    @pytest.mark.parametrize("relation", RELATIONS)
    def test_the_methods_ask_what_the_functions_ask(self, relation: str) -> None:
        for one, other in product(TIMES, OTHERS):
            asked = window(other)
            assert getattr(one, f"certainly_{relation}")(other) is certainly(relation, one._certain, asked[0])
            assert getattr(one, f"possibly_{relation}")(other) is possibly(relation, one._possible, asked[1])

    def test_t10_a_vague_date_is_certainly_possibly_or_not_on_or_after_a_day(self) -> None:
        def answers(text: str) -> tuple[bool, bool]:
            when, on_or_after = When(text), "[2022-01-15..]"
            return when.certainly_during(on_or_after), when.possibly_during(on_or_after)

        assert answers("2022-01") == (False, True)
        assert answers("2022-02") == (True, True)
        assert answers("2021-12") == (False, False)
        assert answers("2022-01-15") == (True, True)
        assert answers("2022-02~") == (False, True)

    def test_a_text_is_a_stretch_and_a_when_is_one_day(self) -> None:
        assert When("2022-01-05").certainly_during("2022-01")
        assert not When("2022-01-05").certainly_during(When("2022-01"))
        assert When("2022-01-05").certainly_overlaps("2022-01")
        assert Period("2022-01-02/2022-01-12").possibly_during("2022-01")
        assert not Period("2022-01-02/2022-01-12").possibly_during(When("2022-01"))
        assert When("2022-01-05").certainly_during(date(2022, 1, 5))

    def test_the_start_and_the_end_of_a_stretch_are_its_outer_days(self) -> None:
        assert Period("2022-01-01/2022-02-28").certainly_during("2022-01/2022-02")
        assert not Period("2022-01-01/2022-02-28").certainly_during(Period("2022-01/2022-02"))

    def test_a_qualified_stretch_gives_no_certain_answer(self) -> None:
        assert not When("2022-01-05").certainly_during("2022~")
        assert When("2022-01-05").possibly_during("2022~")
        assert not When("2050").possibly_during("2022~")
        assert When("2050").possibly_during("2022?")

    @pytest.mark.parametrize("text", ["2022-01-05~", "2022-01-05?", "2022-01-05%", "20XX~"])
    def test_a_qualified_date_gives_no_certain_answer(self, text: str) -> None:
        for other, relation in product(OTHERS, RELATIONS):
            assert not getattr(When(text), f"certainly_{relation}")(other)

    def test_about_a_day_is_possibly_a_month_away_and_no_more(self) -> None:
        when = When("2022-01-15~")
        assert when.possibly_before("2021-12-16")
        assert not when.possibly_before("2021-12-15")
        assert when.possibly_after("2022-02-14")
        assert not when.possibly_after("2022-02-15")

    @pytest.mark.parametrize("text", ["2022-01-15?", "2022-01-15%"])
    def test_an_uncertain_day_is_possible_everywhere(self, text: str) -> None:
        assert When(text).possibly_before("0001-01-01")
        assert When(text).possibly_after("9999-12-31")
        assert When(text).possibly_during("1600")

    def test_a_season_has_no_hemisphere(self) -> None:
        winter = When("2022-24")
        assert winter.possibly_during("2021-12-01")
        assert winter.possibly_during("2023-02-28")
        assert not winter.possibly_during("2023-03-01")
        assert not winter.possibly_during("2021-11-30")
        assert winter.certainly_during("2021-12/2023-02")
        assert not winter.certainly_during("2022")

    def test_an_ongoing_end_is_not_known_and_never_infinite(self) -> None:
        ongoing, unknown = Period("2022-01-02/.."), Period("2022-01-02/")
        for relation, other in product(RELATIONS, OTHERS):
            for sure in ("certainly", "possibly"):
                name = f"{sure}_{relation}"
                assert getattr(ongoing, name)(other) is getattr(unknown, name)(other)
        assert not ongoing.certainly_overlaps("2022-02")
        assert ongoing.possibly_during("2022-01")
        assert ongoing.certainly_after("2022-01-01")
        assert ongoing.certainly_during("[2022-01-02..]")

    def test_start_and_end_limit_one_another(self) -> None:
        # Nothing is known of the start but that it comes before the end.
        assert Period("/2022-01-12").certainly_before("2022-01-13")
        assert not Period("/2022-01-12").possibly_after("2022-01-12")
        assert Period("2022-02?/2022-01-12").certainly_before("2022-01-13")
        assert Period("2022-01-10/2022-01~").certainly_after("2022-01-09")

    def test_a_missing_bound_is_no_bound_even_at_the_end_of_the_calendar(self) -> None:
        assert When("[..2022]").possibly_before("0001-01-01")
        assert When("[2022..]").possibly_after("9999-12-31")
        assert When("000X").possibly_before("0001-01-01")

    @given(st.sampled_from(TIMES), st.sampled_from(TIMES), st.sampled_from(RELATIONS))
    def test_before_is_after_seen_from_the_other_side(self, one: When, other: When, relation: str) -> None:
        assert one.certainly_before(other) is other.certainly_after(one)
        assert one.possibly_before(other) is other.possibly_after(one)
        assert one.certainly_overlaps(other) is other.certainly_overlaps(one)
        assert not (one.certainly_before(other) and one.possibly_after(other))

    @pytest.mark.parametrize("ask", [certainly, possibly])
    def test_another_relation_is_refused_with_the_nearest(self, ask: object) -> None:
        span = window("2022")[0]
        with pytest.raises(InvalidQuery, match="did you mean 'before'"):
            ask("befor", span, span)  # type: ignore[operator]
        for relation in (None, [], "x"):
            with pytest.raises(InvalidQuery, match="expected one of before, after, during, overlaps"):
                ask(relation, span, span)  # type: ignore[operator]


class TestWindow:
    @pytest.mark.parametrize("certain", [True, False])
    def test_so_is_the_text_of_one(self, certain: bool) -> None:
        with pytest.raises(InvalidQuery, match="did you mean 'during'"):
            relation_text("durin", certain=certain)

    @pytest.mark.parametrize(
        "span", [None, True, 2022, 5.0, datetime(2022, 1, 5), Text("2022"), [], "2022-1-5", "../2022"]
    )
    def test_what_is_no_time_is_refused(self, span: object) -> None:
        with pytest.raises(InvalidValue):
            window(span)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            When("2022").possibly_during(span)  # type: ignore[arg-type]

    def test_the_numbers_of_a_when_and_of_a_period(self) -> None:
        number = date(2022, 1, 1).toordinal()
        assert window(When("2022-01-01"))[0] == (number, number, number, number, True)
        assert window(When("2022-01"))[0] == (number, number + 30, number, number + 30, True)
        assert window(Period("2022-01-01/2022-01-02"))[0] == (number, number, number + 1, number + 1, False)
        assert window("2022-01")[0] == (number, number, number + 30, number + 30, False)

    def test_the_latest_day_is_the_fourth_number(self) -> None:
        assert When("2022-01")._certain[3] == date(2022, 1, 31).toordinal()
        assert When("[2022..]")._certain[3] >= 9_999_999
        assert When("2022?")._certain[3] >= 9_999_999


class TestBound:
    def test_a_bound_is_what_the_text_has_there(self) -> None:
        assert (UNKNOWN.value, ONGOING.value) == ("", "..")
        assert list(Bound) == [UNKNOWN, ONGOING]

    def test_an_error_of_ours_is_a_value_error(self) -> None:
        with pytest.raises(UnrestError):
            When("x")
        with pytest.raises(ValueError, match=r"when\.form"):
            When("x")


class TestAboutADay:
    """What is about a day is near it, and may for certain be anywhere: nothing is certain beside it."""

    YEAR = Period.parse("2022-01-01~/2022-12-31~")

    @pytest.mark.parametrize(
        ("relation", "span", "other"),
        [
            ("before", "2021-06-01", YEAR),
            ("after", "2023-06-01", YEAR),
            ("during", "2022-06-01", YEAR),
            ("overlaps", "2022-06-01", YEAR),
            ("before", "2021-06-01", When("2022-01~")),
            ("after", "2023-06-01", When("2022-01~")),
        ],
    )
    def test_it_is_possible_and_not_certain(self, relation: str, span: str, other: When | Period) -> None:
        for one in (When(span), Period.parse(span)):
            assert getattr(one, f"possibly_{relation}")(other) is True
            assert getattr(one, f"certainly_{relation}")(other) is False
