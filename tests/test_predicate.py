"""The questions one by one: what each of them finds, what it refuses, and why it says that a record matches."""

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from unrest import query
from unrest.article import Article
from unrest.dataset import Dataset
from unrest.errors import InvalidQuery, InvalidValue, NotFound
from unrest.query import (
    Predicate,
    about,
    asserted,
    at,
    certainly_after,
    certainly_at_least,
    certainly_before,
    certainly_during,
    certainly_equals,
    certainly_overlaps,
    citing,
    involving,
    known_on,
    of_kind,
    possibly_after,
    possibly_at_most,
    possibly_before,
    possibly_known_on,
    possibly_overlaps,
    published_until,
    relayed_by,
    said_by,
    unattributed,
    value,
    wording_contains,
)
from unrest.records import (
    Actor,
    Citation,
    Coding,
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
from unrest.source import sha256_of
from unrest.when import When


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


def found(dataset: Dataset, question: Predicate) -> str:
    return " ".join(dataset.claims.where(question).ids)


class TestTime:
    LASTING = event(period="2022-01-02/2022-01-11")

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            (certainly_before("2022-01-12"), True),
            (certainly_before("2022-01-11"), False),
            (certainly_after("2022-01-01"), True),
            (certainly_after("2022-01-02"), False),
            (certainly_overlaps("2022-01-11/2022-02-01"), True),
            (certainly_overlaps("2022-01-12/2022-02-01"), False),
            (possibly_overlaps("2022-01-12"), False),
            (possibly_before("2022-01-11"), False),
            (possibly_after("2022-01-02"), False),
        ],
    )
    def test_what_lasted_ten_days(self, question: Predicate, answer: bool) -> None:
        assert question(self.LASTING) is answer
        assert [*Dataset([self.LASTING]).events.where(question)] == [self.LASTING] * answer

    def test_no_record_in_hand_is_not_no_record_at_all(self) -> None:
        dataset = Dataset([self.LASTING])
        for _ in range(3):
            assert len(dataset.events.where(of_kind("riot")).where(certainly_during("2022"))) == 0
            assert len(dataset.claims.where(of_kind("riot")).where(certainly_during("2022"))) == 0
        for _ in range(3):
            assert len(dataset.events.where(certainly_during("2022"))) == 1
            assert len(dataset.claims.where(certainly_during("2022"))) == 1

    def test_a_day_that_is_not_coded_may_be_any(self) -> None:
        for relation in ("before", "after", "during", "overlaps"):
            assert not getattr(query, f"certainly_{relation}")("2022")(statement())
            assert getattr(query, f"possibly_{relation}")("2022")(statement())

    def test_the_time_of_a_figure_is_its_period_or_else_its_day(self) -> None:
        assert query.time.time_of(figure(period="2022-01", as_of="2022-02-01")) == figure(period="2022-01").period
        assert query.time.time_of(figure(as_of="2022-02-01")) == When("2022-02-01")
        assert query.time.time_of(figure()) is None


class TestKnown:
    early, late = Source("source:early", published="2022-01-05"), Source("source:late", published="2022-02")
    undated = Source("source:undated")

    def dataset(self, *records: Record) -> Dataset:
        return Dataset([self.early, self.late, self.undated, *records])

    @pytest.mark.parametrize(
        ("fields", "day", "possibly"),
        [
            ({"citations": Citation("source:late")}, "2022-02-01", True),
            ({"citations": Citation("source:late")}, "2022-01-31", False),
            ({"citations": [Citation("source:late"), Citation("source:early")]}, "2022-01-05", True),
            ({"citations": [Citation("source:late"), Citation("source:early")]}, "2022-01-04", False),
            # A source without a day may be of any, and so may what nothing dates.
            ({"citations": [Citation("source:early"), Citation("source:undated")]}, "2021-01-01", True),
            ({}, "0001-01-01", True),
        ],
    )
    def test_an_event_may_have_been_known(self, fields: dict[str, Any], day: str, possibly: bool) -> None:
        dataset = self.dataset(event(**fields))
        assert bool(dataset.events.where(possibly_known_on(day))) is possibly
        assert dataset.claims.where(possibly_known_on(date.fromisoformat(day)) & ~possibly_known_on(day)).ids == ()

    def test_the_outermost_statement_counts(self) -> None:
        outer = statement("outer", said="2022-01-20", citations=Citation("source:late"))
        inner = statement("inner", said="2022-01-02", stated_in=outer)
        dataset = self.dataset(outer, inner, figure(stated_in=inner), figure("g", stated_in=inner))
        for day, names in (("2022-01-19", ""), ("2022-01-20", found(dataset, known_on("2022-01-20")))):
            assert found(dataset, possibly_known_on(day)) == names
        assert found(dataset, known_on("2022-01-20")).split() == [
            *("statement:inner", "statement:outer", "statistic:f", "statistic:g")
        ]

    def test_what_was_published(self) -> None:
        outer = statement("outer", said="2021", citations=Citation("source:early"))
        dataset = self.dataset(
            outer,
            statement("inner", stated_in=outer, citations=Citation("source:undated")),
            event(citations=Citation("source:late")),
            figure(),
            Place("place:a", name="A", citations=Citation("source:early")),
            Actor("actor:a", name="A", citations=Citation("source:late")),
        )
        assert found(dataset, published_until("2022-01-04")) == ""
        assert found(dataset, published_until("2022-01-05")) == "statement:inner statement:outer"
        assert found(dataset, published_until("2022-02-28")) == "event:a statement:inner statement:outer"
        ids = dataset.records.where(published_until("2022-01-05")).ids
        assert ids == ("source:early", "place:a", "statement:inner", "statement:outer")
        assert published_until("2022-01-05")(self.early)
        assert not published_until("2022-01-05")(self.undated)

    @pytest.mark.parametrize("ask", [possibly_known_on, published_until])
    def test_they_are_asked_of_one_full_day_and_of_a_dataset(self, ask: Callable[[Any], Predicate]) -> None:
        assert "expected one full day" in refusal(lambda: ask("2022-01"))
        assert "ask with where() of a dataset" in refusal(lambda: ask("2022-01-05")(event()))
        assert pickle.loads(pickle.dumps(ask("2022-01-05"))) == ask(When("2022-01-05"))
        assert repr(ask("2022-01-05")) == f"{ask.__name__}('2022-01-05')"

    def test_possibly_known_is_asked_of_claims(self) -> None:
        assert "expected claims" in refusal(lambda: Dataset().places.where(possibly_known_on("2022-01-05")))


class TestSpeech:
    minister, police, army = (Actor(f"actor:{name}", name=name) for name in ("minister", "police", "army"))
    outer = statement("outer", act="relays", speaker="actor:minister")
    inner = statement("inner", speaker="actor:police", stated_in="statement:outer")
    denial = statement("denial", act="denies", speaker="actor:army")
    nobody = statement("nobody")
    dataset = Dataset(
        [
            *(minister, police, army, outer, inner, denial, nobody),
            figure("own"),
            figure("told", stated_in="statement:inner"),
            figure("denied", stated_in="statement:denial"),
            figure("heard", stated_in="statement:nobody"),
            event("of-outer", stated_in="statement:outer"),
        ]
    )

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            (said_by("actor:police"), "statement:inner statistic:told"),
            (relayed_by("actor:minister"), "statement:inner statistic:told"),
            (relayed_by("actor:police"), ""),
            (unattributed, "statement:nobody statistic:heard statistic:own"),
            (~asserted, "statistic:denied"),
        ],
    )
    def test_who_said_it(self, question: Predicate, answer: str) -> None:
        assert found(self.dataset, question) == answer

    @pytest.mark.parametrize("question", [relayed_by("actor:police"), unattributed, asserted])
    def test_a_dataset_is_needed_and_claims_are(self, question: Predicate) -> None:
        assert "ask with where() of a dataset" in refusal(lambda: question(statement()))
        assert "expected claims" in refusal(lambda: self.dataset.actors.where(question))

    def test_who_is_not_there_is_refused(self) -> None:
        with pytest.raises(NotFound, match="did you mean 'actor:police'"):
            self.dataset.claims.where(relayed_by("actor:polise"))

    def test_they_are_values(self) -> None:
        for question in (relayed_by(self.police), unattributed, asserted):
            again = pickle.loads(pickle.dumps(question))
            assert again == question
            assert repr(again) == repr(question)
        assert [repr(unattributed), repr(asserted)] == ["unattributed", "asserted"]


class TestIncident:
    """Reports of one incident are about one happening."""

    dataset = Dataset(
        [
            event("one", incident="riot"),
            event("two", incident="riot"),
            event("part", links=[Link("part_of", "event:two")]),
            Deployment("deployment:d", stage="planned", incident="riot"),
            figure("of-two", about="event:two"),
            figure("of-part", about="event:part"),
            figure("of-incident", incident="riot"),
            statement("of-incident", incident="riot"),
            figure("other", incident="march"),
            event("other", incident="march"),
        ]
    )

    def test_what_is_about_one_report_is_about_the_other(self) -> None:
        everything = (
            "event:part event:two statement:of-incident deployment:d statistic:of-incident statistic:of-part "
            "statistic:of-two"
        )
        assert found(self.dataset, about("event:one")) == everything
        assert found(self.dataset, about("deployment:d")).replace("event:one event:part event:two", "event:part") == (
            everything.replace("event:part event:two", "event:part").replace(" deployment:d", "")
        )
        assert found(self.dataset, about("event:part")) == "statistic:of-part"

    def test_of_deployments_it_is_asked_where_a_happening_is_meant(self) -> None:
        assert self.dataset.deployments.where(about("event:one")).ids == ("deployment:d",)


class TestPlace:
    dataset = Dataset(
        [
            Place("place:country", name="Country"),
            Place("place:region", name="Region", within="place:country"),
            Place("place:town", name="Town", within="place:region"),
            Place("place:else", name="Else"),
            event(where="place:town"),
            event("none"),
            event("else", where=Where("place:else", precision="near")),
            statement(where="place:region"),
            figure(where="place:country"),
            Deployment("deployment:d", stage="planned", sites=["place:else", "place:town"]),
            Deployment("deployment:e", stage="planned", where="place:region"),
        ]
    )

    @pytest.mark.parametrize(
        ("place", "answer"),
        [
            ("place:country", "event:a statement:s deployment:d deployment:e statistic:f"),
            ("place:region", "event:a statement:s deployment:d deployment:e"),
            ("place:town", "event:a deployment:d"),
            ("place:else", "event:else deployment:d"),
        ],
    )
    def test_it_and_what_lies_within(self, place: str, answer: str) -> None:
        assert found(self.dataset, at(place)) == answer

    def test_places_are_asked_too(self) -> None:
        assert self.dataset.places.where(at("place:region")).ids == ("place:region", "place:town")

    def test_places_that_go_in_a_circle_end(self) -> None:
        circle = Dataset([Place("place:a", name="a", within="place:b"), Place("place:b", name="b", within="place:a")])
        assert circle.places.where(at("place:a")).ids == ("place:a", "place:b")
        told = at("place:b").explain(circle.places[0], circle)
        assert str(told) == "yes: at('place:b'): place:a within place:b"

    def test_it_is_refused_without_a_dataset_a_place_or_records_that_have_one(self) -> None:
        assert "ask with where() of a dataset" in refusal(lambda: at("place:a")(event()))
        assert "expected Event, Statement, Deployment, Statistic, Place" in refusal(
            lambda: self.dataset.actors.where(at("place:town"))
        )
        assert "the id of a place" in refusal(lambda: at("actor:a"))
        with pytest.raises(NotFound, match="did you mean 'place:town'"):
            self.dataset.claims.where(at("place:twon"))


class TestInvolved:
    dataset = Dataset(
        [
            Actor("actor:a", name="A"),
            Place("place:a", name="A"),
            event("actor", participants=["actor:a"]),
            event("place", participants=[Participant("place:a", roles=["target"])]),
            statement("speaks", speaker="actor:a"),
            statement("addressed", addressees=["actor:a"]),
            statement("told-of", about=["actor:a"]),
            statement("else"),
            *(Deployment(f"deployment:{name}", stage="planned", **{name: "actor:a"}) for name in ("force", "sent_by")),
            Deployment("deployment:asked", stage="planned", requested_by="actor:a"),
            Deployment("deployment:gave", stage="planned", contributors=["actor:a"]),
            figure("whom", of_whom="actor:a"),
            figure("about", about="actor:a"),
            figure("group", of_whom="civilians"),
        ]
    )

    def test_who_has_a_part(self) -> None:
        assert found(self.dataset, involving("actor:a")).split() == [
            *("event:actor", "statement:addressed", "statement:speaks", "statement:told-of", "deployment:asked"),
            *("deployment:force", "deployment:gave", "deployment:sent_by", "statistic:about", "statistic:whom"),
        ]
        assert found(self.dataset, involving("place:a")) == "event:place"

    def test_it_is_refused_for_others(self) -> None:
        assert "the id of an actor or place" in refusal(lambda: involving("event:a"))
        assert "expected claims" in refusal(lambda: involving("actor:a")(Actor("actor:a", name="A")))
        with pytest.raises(NotFound, match="did you mean 'actor:a'"):
            self.dataset.claims.where(involving("actor:b"))


class TestCiting:
    placed = event(citations=Citation("source:x", start=10, end=19, digest="0" * 64))
    unplaced = event("unplaced", citations=Citation("source:x", quote="nineteen guards"))
    dataset = Dataset([Source("source:x"), placed, unplaced, event("none"), Place("place:a", name="A")])

    @pytest.mark.parametrize(
        ("span", "answer"),
        [
            ((), "event:a event:unplaced"),
            ((0, 10), ""),
            ((0, 11), "event:a"),
            ((18, 30), "event:a"),
            ((19, 30), ""),
            ((12, 13), "event:a"),
        ],
    )
    def test_a_source_or_a_stretch_of_it(self, span: tuple[int, ...], answer: str) -> None:
        assert found(self.dataset, citing("source:x", *span)) == answer

    def test_every_kind_is_asked(self) -> None:
        assert self.dataset.records.where(citing("source:x")).ids == ("event:a", "event:unplaced")

    @pytest.mark.parametrize("span", [(1, None), (None, 2), (2, 2), (3, 2), (-1, 4), (1.0, 2), (True, 2)])
    def test_a_stretch_has_two_ends_in_order(self, span: tuple[Any, Any]) -> None:
        assert "expected a start of at least 0 and an end after it" in refusal(lambda: citing("source:x", *span))

    def test_a_source_that_is_not_there_is_refused(self) -> None:
        assert "the id of a source" in refusal(lambda: citing("x"))
        with pytest.raises(NotFound, match="did you mean 'source:x'"):
            self.dataset.claims.where(citing("source:y"))

    def test_it_is_printed_as_it_is_written(self) -> None:
        assert [repr(citing("source:x")), repr(citing("source:x", 0, 5))] == [
            *("citing('source:x')", "citing('source:x', 0, 5)")
        ]


class TestNumbers:
    @pytest.mark.parametrize("relation", ["at_least", "more_than", "at_most", "less_than", "equals"])
    @pytest.mark.parametrize("quantity", ["19", ">19", ">=19", "<19", "<=19", "~19", "18..20", "?", '"dozens"'])
    def test_they_ask_what_the_quantity_answers(self, relation: str, quantity: str) -> None:
        one = figure(quantity=quantity)
        for sure in ("certainly", "possibly"):
            for number in (18, 19, 20):
                expected = getattr(one.quantity, f"{sure}_{relation}")(number)
                assert getattr(query, f"{sure}_{relation}")(number)(one) is expected

    def test_of_other_claims_none_is_in_the_answer(self) -> None:
        dataset = Dataset([event(), figure(), figure("less", quantity=3)])
        assert found(dataset, certainly_at_least(10)) == "statistic:f"
        assert found(dataset, ~certainly_at_least(10)) == "event:a statistic:less"

    def test_records_without_any_figure_are_refused(self) -> None:
        assert "found Event, expected Statistic" in refusal(lambda: certainly_equals(3)(event()))

    @pytest.mark.parametrize("number", ["19", 1.5, None, True])
    def test_a_number_is_one(self, number: Any) -> None:
        with pytest.raises((InvalidValue, InvalidQuery)):
            certainly_at_least(number)

    def test_it_is_printed_as_it_is_written(self) -> None:
        assert repr(possibly_at_most(50) | certainly_equals(3)) == "possibly_at_most(50) | certainly_equals(3)"


class TestWording:
    words = "Nineteen guards were hurt, the minister claimed."
    dataset = Dataset(
        [
            Source("source:x"),
            statement("cue", cue="claimed that", named_as="the minister"),
            figure("quantity", quantity='"dozens"'),
            event("where", where=Where("place:a", wording="in the South")),
            event("when", period="2022-01-05", links=[Link("caused_by", words="rising  PRICES")]),
            event("quote", citations=Citation("source:x", quote="Nineteen guards")),
            event("named", participants=[Participant("actor:a", named_as="the bandits")]),
            event("summary", summary="claimed dozens prices bandits"),
        ]
    )

    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("Claimed", "statement:cue"),
            ("minister", "statement:cue"),
            ("dozens", "statistic:quantity"),
            ("the south", "event:where"),
            ("rising prices", "event:when"),
            ("guards", "event:quote"),
            ("bandits", "event:named"),
            ("nobody", ""),
        ],
    )
    def test_every_word_of_the_source_that_is_kept(self, words: str, answer: str) -> None:
        assert found(self.dataset, wording_contains(words)) == answer

    @pytest.mark.parametrize("words", ["", " ", None, 3])
    def test_it_is_asked_of_words(self, words: Any) -> None:
        assert "expected words to look for" in refusal(lambda: wording_contains(words))

    def test_cited_words_are_read_where_the_text_is_there(self) -> None:
        source = Source("source:x", sha256=sha256_of(self.words))
        placed = Citation(source, start=9, end=15, digest=sha256_of(self.words[9:15]))
        claims = [event(citations=placed), event("whole", citations=Citation(source))]
        bare = Dataset([source, *claims])
        assert found(bare, wording_contains("guards")) == ""
        with_text = bare.with_article(Article(source, self.words))
        assert found(with_text, wording_contains("guards")) == "event:a"
        assert found(with_text, wording_contains("minister")) == ""


class TestExplain:
    minister = Actor("actor:minister", name="Minister")
    source = Source("source:x", published="2022-01-29")
    said = statement(speaker="actor:minister", said="2022-01", citations=Citation("source:x"), about=["event:whole"])
    outer = statement("outer", act="relays", stated_in=None)
    whole = event("whole", incident="march")
    part = event(
        kind="riot",
        stated_in=said,
        period="2022-01-05",
        where="place:a",
        links=[Link("part_of", "event:whole"), Link("after", words="noon")],
        participants=["actor:minister"],
    )
    bare = event("bare", codings=[Coding(not_stated=["period", "where"])])
    place = Place("place:a", name="A", within="place:b")
    force = Deployment("deployment:d", stage="planned", sites=["place:a"])
    count = figure(as_of="2022-01-06", quantity=">=19", about="event:whole")
    dataset = Dataset([minister, source, said, outer, whole, part, bare, place, force, count])

    @pytest.mark.parametrize(
        ("question", "record", "told"),
        [
            (of_kind("riot"), part, "yes: of_kind('riot'): kind is riot"),
            (of_kind("riot"), bare, "no: of_kind('riot'): kind is not coded"),
            (certainly_during("2022"), part, "yes: certainly_during('2022'): period is 2022-01-05"),
            (possibly_before("2021"), bare, "yes: possibly_before('2021'): period is not stated"),
            (certainly_during("2022"), count, "yes: certainly_during('2022'): as_of is 2022-01-06"),
            (
                known_on("2022-01-26"),
                part,
                "no: known_on('2022-01-26'): said is 2022-01 (statement:s); published is 2022-01-29 (source:x)",
            ),
            (
                possibly_known_on("2022-01-26"),
                bare,
                "yes: possibly_known_on('2022-01-26'): nothing says when it was said or published",
            ),
            (published_until("2022-01-29"), source, "yes: published_until('2022-01-29'): published is 2022-01-29"),
            (
                published_until("2022-01-29"),
                part,
                "yes: published_until('2022-01-29'): published is 2022-01-29 (source:x)",
            ),
            (published_until("2022-01-29"), minister, "no: published_until('2022-01-29'): it cites no source"),
            (said_by("actor:minister"), part, "yes: said_by('actor:minister'): said by actor:minister (statement:s)"),
            (unattributed, bare, "yes: unattributed: the source tells it in its own voice"),
            (
                relayed_by("actor:minister"),
                outer,
                "no: relayed_by('actor:minister'): said by nobody named (statement:outer)",
            ),
            (asserted, part, "yes: asserted: statement:s asserts"),
            (asserted, bare, "yes: asserted: the source tells it in its own voice"),
            (about("event:whole"), part, "yes: about('event:whole'): part of event:whole; incident is not coded"),
            (about("event:whole"), count, "yes: about('event:whole'): about is event:whole; incident is not coded"),
            (at("place:a"), part, "yes: at('place:a'): where.place is place:a within place:b"),
            (at("place:a"), bare, "no: at('place:a'): where.place is not stated"),
            (at("place:a"), force, "yes: at('place:a'): where.place is not coded; sites is place:a"),
            (involving("actor:minister"), part, "yes: involving('actor:minister'): involved are actor:minister"),
            (involving("actor:minister"), bare, "no: involving('actor:minister'): nobody is coded as involved"),
            (citing("source:x"), said, "yes: citing('source:x'): it cites source:x"),
            (citing("source:x"), bare, "no: citing('source:x'): it cites nothing"),
            (certainly_at_least(19), count, "yes: certainly_at_least(19): quantity is >=19"),
            (wording_contains("a"), bare, "no: wording_contains('a'): it keeps no words of its source"),
            (value("quantity.low") > 3, count, "yes: value('quantity.low') > 3: quantity.low is 19"),
            (value("speaker").present, said, "yes: value('speaker').present: speaker is actor:minister"),
        ],
    )
    def test_each_says_what_it_found(self, question: Predicate, record: Record, told: str) -> None:
        assert str(question.explain(record, self.dataset)) == told

    def test_what_is_combined_is_told_part_by_part(self) -> None:
        question = (of_kind("riot") | of_kind("protest")) & ~certainly_during("2022")
        told = question.explain(self.part)
        assert (told.matches, [part.matches for part in told.parts], told.found) == (False, [True, False], None)
        assert str(told).splitlines() == [
            "no: (of_kind('riot') | of_kind('protest')) & ~certainly_during('2022')",
            "  yes: of_kind('riot') | of_kind('protest')",
            "    yes: of_kind('riot'): kind is riot",
            "    no: of_kind('protest'): kind is riot",
            "  no: ~certainly_during('2022')",
            "    yes: certainly_during('2022'): period is 2022-01-05",
        ]
        assert question.found_in(self.part, None) == "kind is riot; kind is riot; period is 2022-01-05"

    def test_a_statement_alone_needs_no_dataset(self) -> None:
        assert (
            str(said_by("actor:a").explain(statement())) == "no: said_by('actor:a'): said by nobody named (statement:s)"
        )
        assert str(wording_contains("Claims").explain(statement(cue="claims"))) == (
            "yes: wording_contains('Claims'): its words are 'claims'"
        )
        placed = event(citations=Citation("source:x", start=3, end=9, digest="0" * 64))
        assert str(citing("source:x").explain(placed)) == "yes: citing('source:x'): it cites source:x 3-9"

    def test_a_kind_without_the_field_says_so(self) -> None:
        assert (value("quantity.low") > 3).found_in(self.part, None) == "Event has no quantity.low"

    def test_it_is_asked_of_a_record(self) -> None:
        assert "expected a record" in refusal(lambda: of_kind("riot").explain("event:a"))  # type: ignore[arg-type]
        assert "expected claims" in refusal(lambda: known_on("2022-01-05").explain(self.place, self.dataset))


def test_a_reference_is_as_good_as_its_record() -> None:
    assert at(Place("place:a", name="A")) == at(Ref("place:a")) == at("place:a")
