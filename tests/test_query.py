"""Questions as frozen values, and what they answer."""

import datetime as datetime_module
import pickle
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from unrest.dataset import Dataset
from unrest.errors import InvalidDataset, InvalidQuery, InvalidValue, NotFound
from unrest.quantity import Quantity
from unrest.query import (
    Predicate,
    about,
    certainly_during,
    known_on,
    known_since,
    of_kind,
    possibly_during,
    said_by,
    value,
)
from unrest.query.predicate import by_kind, never
from unrest.query.value import as_day, plain_values
from unrest.records import (
    Actor,
    Citation,
    Deployment,
    Event,
    Link,
    Participant,
    Place,
    Record,
    Ref,
    Source,
    Statement,
    Statistic,
    Where,
)
from unrest.vocabulary import ActorKind, EventKind, Measure, PlaceKind
from unrest.when import ONGOING, UNKNOWN, Period, When


def event(name: str = "a", **fields: Any) -> Event:
    return Event(f"event:{name}", **{"stage": "accomplished", **fields})


def statement(name: str = "s", **fields: Any) -> Statement:
    return Statement(f"statement:{name}", **{"act": "asserts", **fields})


def figure(name: str = "f", **fields: Any) -> Statistic:
    return Statistic(f"statistic:{name}", **{"measure": "deaths", "quantity": 19, "stage": "accomplished", **fields})


def refusal(ask: Callable[[], object]) -> str:
    with pytest.raises(InvalidQuery) as caught:
        ask()
    return str(caught.value)


EVERY = [
    of_kind("protest"),
    said_by("actor:a"),
    about("event:a"),
    known_on("2022-01-26"),
    certainly_during("2022-01"),
    possibly_during(date(2022, 1, 5)),
    certainly_during(When("2022-01")),
    possibly_during(Period("2022-01/")),
    value("quantity.low") >= 100,
    value("quantity.low") == Decimal("1.5"),
    value("measure") == "deaths",
    value("measure") == Measure.DEATHS,
    value("speaker") == Ref("actor:a"),
    value("said.earliest") < date(2022, 1, 5),
    value("quantity") == Quantity.parse("~160"),
    value("period.end") == ONGOING,
    value("speaker").present,
    of_kind("riot") & value("stage").present & (value("note") != "n"),
    of_kind("riot") | of_kind("protest") & ~of_kind("clash"),
    ~(of_kind("riot") | of_kind("protest")),
    ~~of_kind("riot"),
]
every = pytest.mark.parametrize("question", EVERY, ids=repr)
# What the text of a question may name.
NAMES = {
    each.__name__: each for each in (about, certainly_during, known_on, of_kind, possibly_during, said_by, value)
} | {
    "Bound": type(ONGOING),
    "Decimal": Decimal,
    "Measure": Measure,
    "Period": Period,
    "Quantity": Quantity.parse,  # it prints its text, and is read from it
    "When": When,
    "datetime": datetime_module,
}


class TestEveryQuestion:
    @every
    def test_it_prints_as_what_would_build_it(self, question: Predicate) -> None:
        assert eval(repr(question), dict(NAMES)) == question

    @every
    def test_it_is_a_value_that_can_be_compared_and_kept(self, question: Predicate) -> None:
        again = pickle.loads(pickle.dumps(question))
        assert again == question
        assert hash(again) == hash(question)
        assert len({question, again}) == 1
        assert [other for other in EVERY if other == question] == [question]

    @every
    def test_it_cannot_be_changed(self, question: Predicate) -> None:
        for each in attrs.fields(type(question)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(question, each.name, None)

    @every
    def test_and_or_and_not_raise(self, question: Predicate) -> None:
        for wrong in (
            lambda: question and question,
            lambda: question or question,
            lambda: not question,
            lambda: [1 for _ in [1] if question],
        ):
            assert "combine with & | ~, not with and, or, not" in refusal(wrong)

    @every
    def test_it_is_asked_of_records_only(self, question: Predicate) -> None:
        for wrong in (None, "event:a", Where("place:a")):
            assert "expected a record" in refusal(lambda wrong=wrong: question(wrong))  # type: ignore[misc]

    @every
    @pytest.mark.parametrize("other", [lambda record: True, True, None, "riot", value("kind")])
    def test_it_is_combined_with_questions_only(self, question: Predicate, other: Any) -> None:
        assert "give a plain function to where() beside it" in refusal(lambda: question & other)
        assert "expected a predicate" in refusal(lambda: question | other)


class TestCombining:
    def test_both_either_and_neither(self) -> None:
        riot, planned = of_kind("riot"), value("stage") == "planned"
        records = [event(kind=kind, stage=stage) for kind in ("riot", "clash") for stage in ("planned", "attempted")]
        answers = [
            [question(record) for record in records]
            for question in (riot & planned, riot | planned, ~riot, ~(riot & planned))
        ]
        assert answers == [
            [True, False, False, False],
            [True, True, True, False],
            [False, False, True, True],
            [False, True, True, True],
        ]

    def test_what_is_absent_is_in_the_complement(self) -> None:
        assert (~of_kind("riot"))(event())
        assert (~(value("speaker") == "actor:a"))(statement())
        assert not (value("speaker") != "actor:a")(statement())

    def test_the_same_ones_in_a_row_are_one_question(self) -> None:
        a, b, c = (of_kind(kind) for kind in ("riot", "clash", "protest"))
        assert (a & b) & c == a & (b & c)
        assert (a | b) | c == a | (b | c)
        assert a & b != b & a

    def test_brackets_stand_where_they_are_needed(self) -> None:
        a, b, c = (of_kind(kind) for kind in ("riot", "clash", "protest"))
        assert repr((a | b) & ~c) == "(of_kind('riot') | of_kind('clash')) & ~of_kind('protest')"
        assert repr(~(value("note") == "n")) == "~(value('note') == 'n')"

    def test_a_chain_of_comparisons_raises(self) -> None:
        assert "asked for its truth" in refusal(lambda: 1 < value("quantity.low") < 5)

    def test_a_field_has_no_truth_of_its_own(self) -> None:
        assert "ask value('speaker').present" in refusal(lambda: not value("speaker"))

    def test_a_misspelt_part_is_refused_although_the_other_part_decides(self) -> None:
        question = of_kind("clash") & (value("sumary") == "x")
        assert "did you mean 'summary'" in refusal(lambda: question(event(kind="riot")))

    def test_tests_of_several_kinds_are_each_asked_of_theirs(self) -> None:
        test = by_kind({Event: never, Statement: lambda _: True})
        assert (test(event()), test(statement())) == (False, True)


class TestValue:
    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            (value("quantity.low") >= 19, True),
            (value("quantity.low") > 19, False),
            (value("quantity.low") <= 19.0, True),
            (value("quantity.low") < Decimal("19.5"), True),
            (value("quantity.low") == 19, True),
            (value("quantity.low") != 18, True),
            (value("measure") == "deaths", True),
            (value("measure") == Measure.INJURIES, False),
            (value("measure") != "injuries", True),
            (value("counted") == "guards", True),
            (value("counted") > "g", True),
            (value("id") == "statistic:f", True),
            (value("about") == "event:a", True),
            (value("about") == Event("event:a", stage="planned"), True),
            (value("about") == "actor:a", False),
            (value("as_of") == "2022-01-05", True),
            (value("as_of") == date(2022, 1, 5), True),
            (value("as_of") == When("2022-01-05"), False),
            (value("as_of") == When("2022-01-05", wording="on 5 January"), True),
            (value("as_of") != "2022-01", True),
            (value("as_of.earliest") == "2022-01-05", True),
            (value("as_of.earliest") <= date(2022, 1, 5), True),
            (value("as_of.latest") > "2022-01-05", False),
            (value("as_of.approximate") == False, True),  # noqa: E712
            (value("quantity") == 19, True),
            (value("quantity") == "19", True),
            (value("quantity") == Quantity.parse("19"), True),
            (value("quantity") == ">=19", False),
            (value("period") == "2022-01/", True),
            (value("period.start") == "2022-01", True),
            (value("period.end") == "..", False),
            (value("period.end") != "2022-02", False),
            (value("where") == "place:a site", True),
            (value("where.place") == Ref("place:a"), True),
            (value("items") == "rifles", True),
            (value("items") == "knives", False),
            (value("of_whom") == "police", True),
            (value("of_whom") == "actor:b", False),
        ],
        ids=repr,
    )
    def test_a_field_is_compared(self, question: Predicate, answer: bool) -> None:
        record = figure(
            counted="guards",
            about="event:a",
            as_of=When("2022-01-05", wording="on 5 January"),
            period="2022-01/",
            where="place:a site",
            items=["rifles", "pistols"],
            of_whom="police",
        )
        assert question(record) is answer

    def test_a_comparison_with_what_is_absent_is_false(self) -> None:
        for question in (
            value("quantity.high") < 10**9,
            value("note") == "n",
            value("note") != "n",
            value("note") < "z",
        ):
            assert not question(figure(quantity=">=19"))

    def test_a_number_of_none_is_compared_as_what_it_is(self) -> None:
        assert (value("quantity.low") == 0)(figure(quantity=0))
        assert (value("quantity.low") < 1)(figure(quantity=0))

    def test_through_a_tuple_one_is_enough(self) -> None:
        record = event(participants=[Participant("actor:a", roles=["victim"]), Participant("actor:b")])
        assert (value("participants.who") == "actor:b")(record)
        assert (value("participants.roles") == "victim")(record)
        assert not (value("participants.roles") == "target")(record)
        assert (value("participants.who") != "actor:b")(record)

    def test_an_ongoing_end_is_a_value_and_an_unknown_one_is_none(self) -> None:
        ongoing, unknown = event(period="2022-01-02/.."), event(period="2022-01-02/")
        for question in (value("period.end") == ONGOING, value("period.end") == ".."):
            assert (question(ongoing), question(unknown)) == (True, False)
        assert (value("period.end") == UNKNOWN)(unknown)
        assert not (value("period.end") != "2022-01-05")(unknown)
        assert (value("period.end") != "2022-01-05")(ongoing)

    def test_t24_a_typing_error_in_a_field_is_refused_with_the_nearest(self) -> None:
        empty = Dataset().statistics
        for ask in (
            lambda: empty.where(value("quantity.lo") >= 100),
            lambda: empty.where(value("quantity.lo").present),
            lambda: empty.sorted_by("quantity.lo"),
            lambda: empty.group_by("quantity.lo"),
            lambda: empty.count_by("quantity.lo"),
        ):
            assert "did you mean 'quantity.low'?" in refusal(ask)

    def test_a_field_like_none_has_no_hint(self) -> None:
        assert refusal(lambda: (value("zzzz") == 1)(figure())).endswith("expected a field of Statistic [path.unknown]")

    def test_a_field_that_only_some_kinds_have_is_false_for_the_others(self) -> None:
        dataset = Dataset([event(), figure()])
        assert dataset.claims.where(value("quantity.low") > 1).ids == ("statistic:f",)
        assert dataset.claims.where(value("quantity.low").present).ids == ("statistic:f",)
        assert dataset.claims.where(~value("quantity.low").present).ids == ("event:a",)

    @pytest.mark.parametrize("path", [None, 3, b"note", Ref("place:a")])
    def test_a_field_is_named_by_text(self, path: Any) -> None:
        assert "expected the dotted name of a field" in refusal(lambda: value(path))

    def test_absence_is_not_compared_but_asked(self) -> None:
        assert "ask ~value('speaker').present" in refusal(lambda: value("speaker") == None)  # noqa: E711

    @pytest.mark.parametrize(
        "given", [float("nan"), [1], {"a": 1}, {1}, value("note"), value("note") == "n", Decimal("sNaN")]
    )
    def test_what_cannot_stand_in_a_frozen_question_is_refused(self, given: Any) -> None:
        assert "expected a number, text, a day or one of our values" in refusal(lambda: value("note") == given)

    @pytest.mark.parametrize(
        ("question", "expected"),
        [
            (value("quantity") > 5, "ask for 'quantity.low' or 'quantity.high'"),
            (value("as_of") > "2022", "ask for 'as_of.earliest' or 'as_of.latest'"),
            (value("period") > "2022", "ask for 'period.start.earliest' or 'period.end.latest'"),
            (value("measure") > "deaths", "an order asked of a word of a list"),
            (value("about") > "event:a", "an order asked of a reference"),
            (value("where") > "place:a", "an order asked of a Where"),
            (value("as_of.approximate") > False, "an order asked of true or false"),
            (value("quantity.low") > "5", "expected a number to compare with"),
            (value("quantity.low") > True, "expected a number to compare with"),
            (value("quantity.low") == "5", "expected a number to compare with"),
            (value("as_of.earliest") > "2022-01", "expected a day to compare with"),
            (value("as_of.earliest") > 2022, "expected a day to compare with"),
            (value("counted") == 5, "expected text to compare with"),
            (value("counted") < 5, "expected text to compare with"),
            (value("as_of.uncertain") == 1, "expected true or false to compare with"),
            (value("measure") == "deths", "did you mean 'deaths'?"),
            (value("measure") == EventKind.OTHER, "one of deaths"),
            (value("measure") == 3, "one of deaths"),
            (value("about") == "place:a", "the id of an event or deployment or actor"),
            (value("about") == "riots", "did you mean 'event:riots'?"),
            (value("as_of") == "2022-02-30", "2022-02-30"),
            (value("as_of") == 3, "3 (int)"),
            (value("quantity") == "19 or so", "19 or so"),
            (value("quantity") == 1.5, "1.5 (float)"),
            (value("where") == "almaty", "place:NAME"),
            (value("citations") == "source a", "source:NAME"),
            (value("codes") == "gw 705", "to compare with"),
            (value("period.end") == "", "found ''"),
        ],
        ids=repr,
    )
    def test_a_comparison_that_can_never_hold_is_refused(self, question: Predicate, expected: str) -> None:
        assert expected in refusal(lambda: question(figure()))

    def test_a_text_is_compared_with_the_text_form_and_a_value_in_full(self) -> None:
        record = figure(quantity=Quantity.parse(">=19"), citations=Citation("source:a"))
        assert (value("citations") == "source:a")(record)
        assert (value("citations") == Citation("source:a"))(record)
        assert (value("quantity") == ">=19")(record)
        assert (value("codes") == record.codes)(record) if record.codes else True

    def test_two_questions_that_python_takes_for_equal_differ(self) -> None:
        assert (value("a") == 1) != (value("a") == True)  # noqa: E712
        assert (value("a") == 1) != (value("a") == 1.0)
        assert (value("kind") == ActorKind.OTHER) != (value("kind") == PlaceKind.OTHER)
        assert certainly_during("2022-01-05") != certainly_during(date(2022, 1, 5))

    def test_a_record_and_its_id_are_one_question(self) -> None:
        questions = [value("speaker") == given for given in ("actor:a", Ref("actor:a"), Actor("actor:a", name="A"))]
        assert questions[0] == questions[1] == questions[2]
        assert (value("where") == Place("place:a", name="A"))(event(where="place:a"))

    def test_a_value_of_a_field_is_a_value_too(self) -> None:
        assert repr(value("note")) == "value('note')"
        assert len({hash(value("note")), hash(value("note"))}) == 1
        assert pickle.loads(pickle.dumps(value("note"))).path == "note"
        with pytest.raises(AttributeError, match="cannot be changed"):
            value("note").path = "id"


class TestPresent:
    @pytest.mark.parametrize(
        ("path", "there"),
        [
            ("period", True),
            ("period.start", True),
            ("period.end", False),
            ("participants", False),
            ("note", False),
            ("where.wording", False),
            ("stage", True),
        ],
    )
    def test_something_is_there_or_not(self, path: str, there: bool) -> None:
        assert value(path).present(event(period="2022-01-02/", where="place:a")) is there

    def test_an_ongoing_end_is_there(self) -> None:
        assert value("period.end").present(event(period="2022-01-02/.."))


class TestPlainValues:
    def test_they_are_what_stands_at_the_path(self) -> None:
        record = event(participants=["actor:b", "actor:a"])
        assert plain_values("participants.who", (Event,))(record) == ("actor:a", "actor:b")

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("period", "ask for 'period.start.earliest'"),
            ("period.start", "period.start"),
            ("where", "expected a number, text, a word, a reference or a day"),
            ("participants", "found a Participant"),
        ],
    )
    def test_a_value_of_ours_is_refused_with_its_plain_part(self, path: str, expected: str) -> None:
        assert expected in refusal(lambda: plain_values(path, (Event,)))

    def test_several_have_no_one_order(self) -> None:
        assert "give a function instead" in refusal(lambda: plain_values("participants.who", (Event,), single=True))

    def test_a_path_is_text(self) -> None:
        assert "or a function" in refusal(lambda: plain_values(3, (Event,)))  # type: ignore[arg-type]


class TestAsDay:
    @pytest.mark.parametrize("given", ["2022-01", "2022", "20220105", "2022-W01-3", "2022-02-30", "", None, 3])
    def test_only_a_full_day_is_one(self, given: object) -> None:
        assert as_day(given) is None

    def test_a_moment_is_no_day(self) -> None:
        assert as_day(datetime(2022, 1, 5)) is None
        assert as_day(date(2022, 1, 5)) == as_day("2022-01-05") == date(2022, 1, 5)


class TestOfKind:
    def test_it_asks_the_kind_of_an_event_an_actor_or_a_place(self) -> None:
        dataset = Dataset(
            [event(kind="riot"), Actor("actor:a", name="A", kind="person"), Place("place:a", name="A", kind="area")]
        )
        assert [dataset.records.where(of_kind(kind)).ids for kind in ("riot", "person", "area")] == [
            *(("event:a",), ("actor:a",), ("place:a",)),
        ]

    def test_a_misspelt_kind_is_refused_with_the_nearest_even_without_records(self) -> None:
        assert "did you mean 'protest'?" in refusal(lambda: Dataset().events.where(of_kind("protset")))

    def test_a_kind_of_another_record_is_refused(self) -> None:
        assert "one of protest, strike" in refusal(lambda: Dataset().events.where(of_kind("person")))
        assert "expected Event, Actor or Place" in refusal(lambda: Dataset().statements.where(of_kind("riot")))

    def test_the_same_letters_in_two_lists_are_two_words(self) -> None:
        dataset = Dataset([Actor("actor:a", name="A", kind="other"), Place("place:a", name="A", kind="other")])
        assert dataset.records.where(of_kind("other")).ids == ("place:a", "actor:a")
        assert dataset.records.where(of_kind(ActorKind.OTHER)).ids == ("actor:a",)
        assert dataset.records.where(of_kind(PlaceKind.OTHER)).ids == ("place:a",)

    @pytest.mark.parametrize("wrong", [None, 3, ["riot"], EventKind])
    def test_a_kind_is_a_word(self, wrong: Any) -> None:
        assert "expected a word of the vocabulary" in refusal(lambda: of_kind(wrong))


class TestSaidBy:
    ministry = Actor("actor:ministry", name="Ministry")
    police = Actor("actor:police", name="Police")
    inner = statement("inner", speaker=police, stated_in="statement:outer")
    outer = statement("outer", act="relays", speaker=ministry)
    dataset = Dataset(
        [
            *(ministry, police, inner, outer, event("own"), event("told", stated_in=inner)),
            figure("relayed", stated_in=outer),
            figure("nobody", stated_in="statement:rumour"),
            statement("rumour"),
        ]
    )

    def test_the_innermost_speaker_says_it(self) -> None:
        assert self.dataset.claims.where(said_by(self.police)).ids == ("event:told", "statement:inner")
        assert self.dataset.claims.where(said_by("actor:ministry")).ids == ("statement:outer", "statistic:relayed")

    def test_a_statement_answers_alone(self) -> None:
        assert said_by("actor:police")(self.inner)
        assert not said_by("actor:police")(statement())

    def test_another_claim_needs_its_dataset(self) -> None:
        assert "ask with where() of a dataset" in refusal(lambda: said_by("actor:police")(event(stated_in=self.inner)))

    def test_an_actor_that_is_not_there_is_refused_with_the_nearest(self) -> None:
        with pytest.raises(NotFound, match="did you mean 'actor:police'"):
            self.dataset.claims.where(said_by("actor:polise"))

    @pytest.mark.parametrize("wrong", ["place:a", "police", None, 3])
    def test_a_speaker_is_an_actor(self, wrong: Any) -> None:
        assert "the id of an actor" in refusal(lambda: said_by(wrong))

    def test_it_is_asked_of_claims(self) -> None:
        assert "expected claims" in refusal(lambda: self.dataset.actors.where(said_by(self.police)))


class TestAbout:
    dataset = Dataset(
        [
            event("whole"),
            event("part", links=[Link("part_of", "event:whole")]),
            event("inner", links=[Link("part_of", "event:part"), Link("after", words="noon")]),
            event("after", links=[Link("after", "event:whole")]),
            figure("of-whole", about="event:whole"),
            figure("of-inner", about="event:inner"),
            figure("of-none"),
            statement("of-part", about=["event:part", "place:a"]),
            Deployment("deployment:d", stage="planned"),
            event("of-deployment", links=[Link("part_of", "deployment:d")]),
            Place("place:a", name="A"),
        ]
    )

    @pytest.mark.parametrize(
        ("subject", "found"),
        [
            ("event:whole", "event:inner event:part statement:of-part statistic:of-inner statistic:of-whole"),
            ("event:part", "event:inner statement:of-part statistic:of-inner"),
            ("event:after", ""),
            ("deployment:d", "event:of-deployment"),
            ("place:a", "statement:of-part"),
        ],
    )
    def test_it_follows_parts_through_any_number_of_steps(self, subject: str, found: str) -> None:
        assert " ".join(self.dataset.claims.where(about(subject)).ids) == found

    def test_parts_that_go_in_a_circle_end(self) -> None:
        circle = Dataset(
            [event("a", links=[Link("part_of", "event:b")]), event("b", links=[Link("part_of", "event:a")])]
        )
        assert circle.events.where(about("event:a")).ids == ("event:b",)

    def test_an_actor_or_a_place_needs_no_dataset(self) -> None:
        assert about("actor:a")(figure(about="actor:a"))
        assert not about("place:a")(event(where="place:a"))
        assert not about("statistic:f")(statement())

    def test_an_event_needs_its_dataset_for_its_parts(self) -> None:
        assert "ask with where() of a dataset" in refusal(lambda: about("event:a")(figure(about="event:a")))

    def test_a_subject_that_is_not_there_is_refused_and_one_left_out_is_not(self) -> None:
        with pytest.raises(NotFound, match="did you mean 'event:whole'"):
            self.dataset.claims.where(about("event:wholes"))
        narrowed = self.dataset.where(value("quantity").present)
        assert narrowed.claims.where(about("event:whole")).ids == ("statistic:of-whole",)

    def test_a_deployment_is_about_nothing(self) -> None:
        assert "expected Event, Statement, Statistic" in refusal(
            lambda: self.dataset.deployments.where(about("place:a"))
        )

    @pytest.mark.parametrize("wrong", ["statement:a", "source:a", "a", None])
    def test_a_subject_is_what_something_can_be_about(self, wrong: Any) -> None:
        assert "the id of an event or deployment" in refusal(lambda: about(wrong))


class TestKnown:
    article = Source("source:article", published="2022-01-29")
    vague = Source("source:vague", published="2022-02")
    undated = Source("source:undated")

    def since(self, claim: Any, *others: Record) -> date | None:
        return known_since(claim, Dataset([claim, self.article, self.vague, self.undated, *others]))

    def test_a_claim_of_the_source_is_public_when_the_source_is(self) -> None:
        assert self.since(event(citations=Citation(self.article))) == date(2022, 1, 29)

    def test_a_vague_day_is_over_when_its_last_day_is(self) -> None:
        assert self.since(event(citations=Citation(self.vague))) == date(2022, 2, 28)
        assert self.since(statement(said="2022-01")) == date(2022, 1, 31)

    @pytest.mark.parametrize("said", ["2022-01~", "2022-01-05?", "[2022-01-05..]"])
    def test_a_qualified_or_open_day_is_never_certain(self, said: str) -> None:
        assert self.since(statement(said=said)) is None

    def test_a_statement_of_its_own_is_public_when_it_was_said(self) -> None:
        assert self.since(statement(said="2022-01-05", citations=Citation(self.article))) == date(2022, 1, 5)

    def test_the_first_of_several_days_counts(self) -> None:
        claim = event(citations=[Citation(self.article), Citation(self.vague), Citation(self.undated)])
        assert self.since(claim) == date(2022, 1, 29)

    def test_a_claim_without_any_day_is_never_certainly_known(self) -> None:
        assert self.since(event()) is None
        assert self.since(event(citations=Citation(self.undated))) is None

    def test_the_outermost_statement_makes_it_public(self) -> None:
        inner = statement("inner", said="2022-01-02", stated_in="statement:outer")
        outer = statement("outer", act="relays", said="2022-01-10", citations=Citation(self.article))
        told = event(stated_in=inner, citations=Citation(self.vague))
        assert self.since(told, inner, outer) == date(2022, 1, 10)
        assert self.since(inner, outer) == date(2022, 1, 10)
        assert self.since(event(stated_in=outer), attrs.evolve(outer, said=None)) == date(2022, 1, 29)

    def test_the_sources_of_a_statement_between_do_not_count(self) -> None:
        early = Source("source:early", published="2022-01-01")
        inner = statement("inner", stated_in="statement:outer", citations=Citation(early))
        assert self.since(event(stated_in=inner), early, inner, statement("outer", said="2022-01-10")) == date(
            2022, 1, 10
        )

    def test_the_day_itself_is_included_and_the_day_before_is_not(self) -> None:
        dataset = Dataset([statement(said="2022-01-05")])
        for day, known in (("2022-01-04", 0), ("2022-01-05", 1), (date(2022, 1, 5), 1), (When("2022-01-06"), 1)):
            assert len(dataset.claims.where(known_on(day))) == known

    @pytest.mark.parametrize(
        "day",
        ["2022-01", "2022-01-05~", When("2022-01"), When("2022-01-05?"), datetime(2022, 1, 5), 20220105, None, "now"],
    )
    def test_it_is_asked_of_one_full_day(self, day: Any) -> None:
        assert "expected one full day, 2022-01-26" in refusal(lambda: known_on(day))

    def test_a_statement_or_source_that_is_missing_is_not_passed_over(self) -> None:
        with pytest.raises(NotFound, match="statement:gone"):
            Dataset([event(stated_in="statement:gone")]).claims.where(known_on("2022-01-05"))
        with pytest.raises(NotFound, match="source:gone"):
            Dataset([event(citations=Citation("source:gone"))]).claims.where(known_on("2022-01-05"))

    def test_statements_in_a_circle_are_refused(self) -> None:
        circle = Dataset([statement("a", stated_in="statement:b"), statement("b", stated_in="statement:a")])
        with pytest.raises(InvalidDataset, match=r"chain\.circle"):
            circle.claims.where(known_on("2022-01-05"))

    def test_it_needs_a_dataset_and_claims(self) -> None:
        assert "ask with where() of a dataset" in refusal(lambda: known_on("2022-01-05")(statement()))
        assert "expected claims" in refusal(lambda: Dataset().places.where(known_on("2022-01-05")))


class TestDuring:
    def test_the_times_of_the_four_claims_are_asked(self) -> None:
        claims: list[Record] = [
            event(period="2022-01-05"),
            statement(said="2022-01-05"),
            Deployment("deployment:d", stage="accomplished", period="2022-01-05/2022-01-06"),
            figure("period", period="2022-01-05", as_of="2023"),
            figure("as-of", as_of="2022-01-05"),
        ]
        assert all(certainly_during("2022-01")(claim) for claim in claims)
        assert not any(possibly_during("2022-02")(claim) for claim in claims)

    def test_t10_a_vague_date_is_certain_possible_or_not(self) -> None:
        vague = event(period="2022-01")
        spans = ("2022", "[2022-01-15..2022-02-28]", "2022-02")
        assert [certainly_during(Period(span) if "[" in span else span)(vague) for span in spans] == [
            True,
            False,
            False,
        ]
        assert [possibly_during(Period(span) if "[" in span else span)(vague) for span in spans] == [True, True, False]

    @pytest.mark.parametrize("claim", [event(), statement(), figure(), Deployment("deployment:d", stage="planned")])
    def test_a_claim_without_a_date_may_lie_anywhere_and_certainly_lies_nowhere(self, claim: Record) -> None:
        assert not certainly_during("2022")(claim)
        assert possibly_during("2022")(claim)

    @pytest.mark.parametrize("day", ["2022-01-05", date(2022, 1, 5), When("2022-01-05"), Period("2022-01-05")])
    def test_a_span_is_a_text_a_day_or_a_value(self, day: Any) -> None:
        assert certainly_during(day)(event(period="2022-01-05"))

    @pytest.mark.parametrize("span", ["2022-02-30", "", "January", None, 2022, datetime(2022, 1, 5)])
    def test_what_is_no_span_is_refused_at_once(self, span: Any) -> None:
        for ask in (certainly_during, possibly_during):
            with pytest.raises(InvalidValue):
                ask(span)

    def test_it_is_asked_of_claims(self) -> None:
        for ask in (certainly_during, possibly_during):
            assert "found Actor, expected claims" in refusal(lambda ask=ask: Dataset().actors.where(ask("2022")))
