"""Datasets and their records: keyed, immutable, in one order."""

import pickle
from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import attrs
import pytest

import unrest.dataset
from unrest.article import Article
from unrest.dataset import Dataset, Records
from unrest.dataset.merge import united
from unrest.errors import Ambiguous, InvalidDataset, InvalidQuery, NotFound, UnrestError
from unrest.query import of_kind, value
from unrest.records import (
    KINDS,
    Actor,
    Citation,
    Code,
    Coding,
    Deployment,
    Event,
    Participant,
    Place,
    Record,
    Ref,
    Role,
    Source,
    Statement,
    Statistic,
)
from unrest.source import sha256_of
from unrest.vocabulary import EventKind, Stage

TEXT = " date 2031-03-09 \n\nTwo guards were hurt in Orlec, said Vera Lindqvist.\n"
SOURCE = Source(
    "source:orlec", title="A day in Orlec", published="2031-03-09", sha256=sha256_of(TEXT), length=len(TEXT)
)
ORLEC = Place("place:orlec", name="Orlec", aliases=["Orlets"])
PORT = Actor("actor:port", name="Port of Orlec", aliases=["the port", "Orlec"])
LINDQVIST = Actor("actor:lindqvist", name="Vera Lindqvist", aliases=["Lindqvist"], kind="person")
RIOT = Event("event:riot", kind="riot", stage="accomplished", period="2031-03-05", where=ORLEC)
PLAN = Event("event:plan", stage="planned")
SAID = Statement("statement:said", act="asserts", speaker=LINDQVIST, said="2031-03-07")
SENT = Deployment("deployment:sent", stage="accomplished", period="/2031-03-12")
HURT = Statistic(
    "statistic:hurt", measure="injuries", quantity=2, stage="accomplished", stated_in=SAID, citations=Citation(SOURCE)
)
ALL: tuple[Record, ...] = (SOURCE, ORLEC, LINDQVIST, PORT, PLAN, RIOT, SAID, SENT, HURT)
DATASET = Dataset(ALL, name="orlec")


def told(caught: "pytest.ExceptionInfo[UnrestError]") -> list[str]:
    return [problem.code for problem in caught.value.problems]


class TestOrder:
    def test_records_stand_by_kind_and_then_by_id_however_they_were_given(self) -> None:
        assert tuple(Dataset(reversed(ALL))) == tuple(Dataset({*ALL})) == ALL
        assert Dataset(reversed(ALL)) == Dataset(ALL)
        assert len({Dataset(some) for some in permutations(ALL[:4])}) == 1

    def test_equal_records_under_one_id_are_one(self) -> None:
        assert len(Dataset([RIOT, attrs.evolve(RIOT)])) == 1

    def test_unequal_ones_are_refused_with_what_they_differ_in(self) -> None:
        with pytest.raises(InvalidDataset, match="which differ in kind, period") as caught:
            Dataset([RIOT, attrs.evolve(RIOT, kind="clash", period=None), 3, PLAN, attrs.evolve(PLAN, note="n")])  # type: ignore[list-item]
        assert told(caught) == ["dataset.clash", "dataset.record", "dataset.clash"]
        assert caught.value.problems[1].place == "records[2]"

    @pytest.mark.parametrize("given", ["event:a", RIOT, {"a": RIOT}, 3, None])
    def test_records_are_given_one_by_one(self, given: Any) -> None:
        with pytest.raises(InvalidDataset, match="expected records, one by one"):
            Dataset(given)

    def test_a_dataset_may_be_made_from_another(self) -> None:
        assert Dataset(DATASET, name="orlec") == DATASET


class TestDescription:
    def test_it_has_names_and_texts_of_its_own(self) -> None:
        dataset = Dataset(name="orlec-2031", title="A day", description="d", licence="CC-BY-4.0", version="1")
        assert (dataset.name, dataset.title, dataset.version) == ("orlec-2031", "A day", "1")
        assert dataset != Dataset(name="orlec-2031")

    @pytest.mark.parametrize("field", ["name", "title", "description", "licence", "version"])
    @pytest.mark.parametrize("wrong", ["", 5, ["a"]])
    def test_they_are_text(self, field: str, wrong: object) -> None:
        with pytest.raises(InvalidDataset, match=field):
            Dataset(**{field: wrong})  # type: ignore[arg-type]

    def test_it_prints_what_is_in_it(self) -> None:
        assert repr(Dataset()) == "Dataset(no records)"
        assert repr(DATASET) == (
            "Dataset('orlec', 1 source, 1 place, 2 actors, 2 events, 1 statement, 1 deployment, 1 statistic)"
        )
        assert str(Dataset([RIOT, PLAN], name="a", title="A")) == "a: A\n  2 events"
        assert str(Dataset()) == "Dataset\n  no records"
        assert repr(DATASET.where(value("kind") == "riot")).endswith("4 claims left out)")
        assert str(DATASET.where(lambda claim: claim != HURT)).endswith("1 claim left out")

    def test_it_is_a_value(self) -> None:
        assert pickle.loads(pickle.dumps(DATASET)) == DATASET
        assert len({DATASET, Dataset(ALL, name="orlec")}) == 1
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            DATASET.name = "other"  # type: ignore[misc]

    def test_the_module_offers_what_a_dataset_answers_with(self) -> None:
        assert unrest.dataset.__all__ == [
            *("Change", "Dataset", "Disclosure", "History", "Records", "Step", "Timeline")
        ]


class TestWhatIsInIt:
    @pytest.mark.parametrize(
        ("name", "ids"),
        [
            ("sources", ["source:orlec"]),
            ("places", ["place:orlec"]),
            ("actors", ["actor:lindqvist", "actor:port"]),
            ("events", ["event:plan", "event:riot"]),
            ("statements", ["statement:said"]),
            ("deployments", ["deployment:sent"]),
            ("statistics", ["statistic:hurt"]),
            ("claims", ["event:plan", "event:riot", "statement:said", "deployment:sent", "statistic:hurt"]),
            ("records", [record.id for record in ALL]),
        ],
    )
    def test_each_kind_has_its_records(self, name: str, ids: list[str]) -> None:
        assert list(getattr(DATASET, name).ids) == ids

    def test_it_is_a_collection_of_records(self) -> None:
        assert len(DATASET) == 9
        assert "event:riot" in DATASET
        assert "event:other" not in DATASET
        assert RIOT in DATASET
        assert attrs.evolve(RIOT, note="n") not in DATASET
        assert 3 not in DATASET
        assert Code("a", "b") not in DATASET

    def test_a_reference_leads_to_its_record(self) -> None:
        assert DATASET["event:riot"] == RIOT
        assert DATASET[Ref("place:orlec")] == ORLEC
        assert HURT.stated_in is not None
        assert DATASET[HURT.stated_in] == SAID

    def test_none_leads_to_none_and_nothing_else_does(self) -> None:
        assert DATASET.get(None) is None
        assert DATASET.get("event:riot") == RIOT
        with pytest.raises(NotFound):
            DATASET.get("event:gone")

    @pytest.mark.parametrize(
        ("reference", "hint"), [("event:riots", "did you mean 'event:riot'?"), ("zzz", None), (3, None), (None, None)]
    )
    def test_an_id_that_is_not_there_is_refused_with_the_nearest(self, reference: Any, hint: str | None) -> None:
        with pytest.raises(NotFound) as caught:
            DATASET[reference]
        assert told(caught) == ["reference.unknown"]
        assert caught.value.problems[0].hint == hint

    def test_a_reference_to_nothing_may_stand_in_it(self) -> None:
        assert len(Dataset([Event("event:a", stage="planned", stated_in="statement:gone")])) == 1


class TestRecords:
    def test_they_are_a_sequence(self) -> None:
        events = DATASET.events
        assert isinstance(events, Sequence)
        assert (len(events), events[0], events[-1], list(events)) == (2, PLAN, RIOT, [PLAN, RIOT])
        assert events[1:].ids == ("event:riot",)
        assert isinstance(events[1:], Records)
        assert RIOT in events
        assert events.index(RIOT) == 1
        with pytest.raises(IndexError):
            events[2]

    def test_they_print_their_kind_and_their_ids(self) -> None:
        assert repr(DATASET.events) == "Records(2 of Event: event:plan, event:riot)"
        assert repr(DATASET.records).endswith("event:plan, ...)")
        assert str(DATASET.places) == "place:orlec  Orlec"

    def test_they_know_their_kind_where_there_are_none(self) -> None:
        assert repr(Dataset().claims) == "Records(0 of Event | Statement | Deployment | Statistic)"
        with pytest.raises(InvalidQuery, match="did you mean 'period'"):
            Dataset().events.where(value("perod").present)

    def test_they_are_values(self) -> None:
        assert DATASET.events == Dataset([RIOT, PLAN]).events
        assert DATASET.events != DATASET.events[1:]
        assert Dataset().events != Dataset().places
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            DATASET.events._items = ()  # type: ignore[misc]

    def test_where_keeps_those_that_pass_every_test(self) -> None:
        accomplished = value("stage") == "accomplished"
        assert DATASET.events.where(accomplished).ids == ("event:riot",)
        assert DATASET.events.where(accomplished, lambda event: event.kind is None).ids == ()
        assert DATASET.events.where().ids == ("event:plan", "event:riot")

    @pytest.mark.parametrize(
        ("test", "told"), [("kind", "a predicate or a function"), (value("kind"), "compare it:"), (None, "a predicate")]
    )
    def test_where_takes_questions_and_functions_only(self, test: Any, told: str) -> None:
        with pytest.raises(InvalidQuery, match=told):
            DATASET.events.where(test)

    def test_what_was_asked_can_be_asked_again(self) -> None:
        once = DATASET.claims.where(lambda claim: claim != PLAN)
        assert once.where(lambda claim: claim != SENT).ids == ("event:riot", "statement:said", "statistic:hurt")

    def test_first_is_the_first_or_none_is_there(self) -> None:
        assert DATASET.events.first() == PLAN
        with pytest.raises(NotFound, match="expected at least one"):
            Dataset().events.first()

    def test_only_is_the_one_that_there_is(self) -> None:
        assert DATASET.places.only() == ORLEC
        with pytest.raises(NotFound):
            Dataset().places.only()
        with pytest.raises(Ambiguous, match="found 2 records: event:plan, event:riot, expected exactly one"):
            DATASET.events.only()

    def test_they_become_plain_dicts(self) -> None:
        assert DATASET.places.to_dicts() == [{"id": "place:orlec", "name": "Orlec", "aliases": ["Orlets"]}]


class TestNamed:
    @pytest.mark.parametrize("name", ["Vera Lindqvist", "Lindqvist", "lindqvist", "VERA LINDQVIST"])
    def test_one_is_found_by_any_of_its_names(self, name: str) -> None:
        assert DATASET.actors.named(name) == LINDQVIST

    def test_two_hits_are_refused(self) -> None:
        other = Actor("actor:other", name="Lindqvist")
        with pytest.raises(Ambiguous, match="a name of actor:lindqvist, actor:other") as caught:
            Dataset([LINDQVIST, other]).actors.named("Lindqvist")
        assert told(caught) == ["name.several"]

    def test_a_place_and_an_actor_with_one_name_are_two_hits(self) -> None:
        with pytest.raises(Ambiguous, match="place:orlec, actor:port"):
            DATASET.records.named("Orlec")
        assert DATASET.places.named("Orlec") == ORLEC

    def test_one_with_the_name_twice_is_one_hit(self) -> None:
        both = Place("place:a", name="A", aliases=["A", "a"])
        assert Dataset([both]).places.named("A") == both
        assert Dataset([both, Place("place:b", name="B")]).places.named("a") == both

    def test_to_the_letter_goes_before_case(self) -> None:
        us, pronoun = Actor("actor:us", name="US"), Actor("actor:we", name="us")
        assert Dataset([us, pronoun]).actors.named("us") == pronoun
        with pytest.raises(Ambiguous):
            Dataset([us, pronoun]).actors.named("Us")

    def test_a_name_that_nobody_has_is_answered_with_the_nearest(self) -> None:
        with pytest.raises(NotFound, match="did you mean 'Lindqvist'"):
            DATASET.actors.named("Lindquist")
        with pytest.raises(NotFound, match="found 'zzz', expected a name or an alias"):
            Dataset().actors.named("zzz")

    def test_it_is_asked_of_actors_and_places(self) -> None:
        with pytest.raises(InvalidQuery, match="found Event, expected Actor or Place"):
            DATASET.events.named("riot")
        with pytest.raises(InvalidQuery, match="expected a name"):
            DATASET.actors.named(LINDQVIST)  # type: ignore[arg-type]


class TestSortingAndGrouping:
    figures = Dataset(
        [
            Statistic("statistic:a", measure="deaths", quantity=10, stage="accomplished", about="event:riot"),
            Statistic("statistic:b", measure="injuries", quantity="<50", stage="accomplished"),
            Statistic("statistic:c", measure="deaths", quantity=9, stage="planned", about="event:riot"),
            Statistic("statistic:d", measure="deaths", quantity=9, stage="accomplished", items=["b", "a", "b"]),
        ]
    ).statistics

    @staticmethod
    def letters(records: Records[Any]) -> str:
        return "".join(record.id[-1] for record in records)

    def test_numbers_are_sorted_as_numbers_and_equal_ones_keep_their_order(self) -> None:
        assert self.letters(self.figures.sorted_by("quantity.low")) == "cdab"

    def test_what_is_absent_is_last_both_ways(self) -> None:
        assert self.letters(self.figures.sorted_by("quantity.low", reverse=True)) == "acdb"

    def test_a_function_sorts_too(self) -> None:
        assert self.letters(self.figures.sorted_by(lambda figure: figure.id, reverse=True)) == "dcba"
        assert self.letters(self.figures.sorted_by(lambda figure: None)) == "abcd"

    def test_days_are_sorted(self) -> None:
        assert DATASET.events.sorted_by("period.start.earliest").ids == ("event:riot", "event:plan")

    @pytest.mark.parametrize("path", ["quantity", "period", "items", "about.name", "zzz"])
    def test_a_field_without_one_plain_value_does_not_sort(self, path: str) -> None:
        with pytest.raises(InvalidQuery):
            self.figures.sorted_by(path)

    def test_groups_come_in_the_order_of_their_first_record(self) -> None:
        groups = self.figures.group_by("measure")
        assert {str(measure): self.letters(group) for measure, group in groups.items()} == {
            "deaths": "acd",
            "injuries": "b",
        }
        assert all(isinstance(group, Records) for group in groups.values())

    def test_a_record_without_a_value_stands_under_none_and_one_with_several_under_each(self) -> None:
        assert self.figures.count_by("about") == {"event:riot": 2, None: 2}
        assert self.figures.count_by("items") == {None: 3, "b": 1, "a": 1}

    def test_a_function_groups_too(self) -> None:
        assert self.figures.count_by(lambda figure: figure.stage is Stage.PLANNED) == {False: 3, True: 1}

    def test_groups_know_their_kind(self) -> None:
        assert DATASET.events.group_by("kind")[EventKind.RIOT].where(of_kind("riot")).ids == ("event:riot",)


class TestQuestions:
    def test_a_question_to_a_dataset_keeps_who_where_and_what_reports(self) -> None:
        narrowed = DATASET.where(value("kind") == "riot")
        assert [record.id for record in narrowed] == [
            "source:orlec",
            "place:orlec",
            "actor:lindqvist",
            "actor:port",
            "event:riot",
        ]
        assert narrowed.outside == ("deployment:sent", "event:plan", "statement:said", "statistic:hurt")
        assert narrowed.name == "orlec"

    def test_what_was_left_out_stays_known_as_such(self) -> None:
        twice = DATASET.where(lambda claim: claim != PLAN).where(lambda claim: claim != RIOT)
        assert twice.outside == ("event:plan", "event:riot")
        assert "event:riot" not in twice
        with pytest.raises(NotFound, match="it was left out by a question: ask the whole dataset"):
            twice["event:riot"]

    def test_ids_outside_are_of_claims_and_not_inside(self) -> None:
        with pytest.raises(InvalidDataset, match=r"dataset\.outside"):
            Dataset([RIOT], outside=["event:riot"])
        with pytest.raises(InvalidDataset, match="the id of an event or statement"):
            Dataset(outside=["place:orlec"])

    def test_known_on_a_day(self) -> None:
        assert DATASET.known_on("2031-03-07").claims.ids == ("statement:said", "statistic:hurt")
        assert len(DATASET.known_on(date(2031, 3, 6)).claims) == 0
        with pytest.raises(InvalidQuery):
            DATASET.known_on("2031-03")


class TestWhoSaidIt:
    relay = Statement("statement:relay", act="relays", speaker=PORT, said="2031-03-08")
    inner = Statement("statement:inner", act="asserts", speaker=LINDQVIST, stated_in=relay)
    told = Event("event:told", stage="accomplished", stated_in=inner)
    rumour = Statement("statement:rumour", act="asserts")
    heard = Event("event:heard", stage="accomplished", stated_in=rumour)
    dataset = Dataset([PORT, LINDQVIST, relay, inner, told, rumour, heard, RIOT])

    def test_the_speaker_of_a_statement_is_its_own(self) -> None:
        assert self.dataset.speaker(self.relay) == PORT
        assert self.dataset.speaker("statement:inner") == LINDQVIST

    def test_the_speaker_of_another_claim_is_that_of_its_statement(self) -> None:
        assert self.dataset.speaker(self.told) == LINDQVIST

    def test_nobody_said_what_the_source_tells_or_nobody_is_named_for(self) -> None:
        assert self.dataset.speaker(RIOT) is None
        assert self.dataset.speaker(self.heard) is None
        assert self.dataset.speaker(self.rumour) is None

    def test_the_chain_goes_from_the_inner_statement_to_the_outer(self) -> None:
        assert self.dataset.chain(self.told) == (self.inner, self.relay)
        assert self.dataset.chain("statement:inner") == (self.relay,)
        assert self.dataset.chain(RIOT) == ()

    @pytest.mark.parametrize("wrong", [PORT, "actor:port", Citation("source:a"), 3])
    def test_only_a_claim_was_said(self, wrong: Any) -> None:
        for ask in (self.dataset.speaker, self.dataset.chain, self.dataset.known_since):
            with pytest.raises(InvalidQuery, match="expected a claim"):
                ask(wrong)

    def test_a_speaker_or_statement_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(NotFound, match="actor:lindqvist"):
            Dataset([self.inner]).speaker(self.inner)
        with pytest.raises(NotFound, match="statement:relay"):
            Dataset([self.inner]).chain(self.inner)
        with pytest.raises(NotFound, match="statement:gone"):
            Dataset().speaker("statement:gone")

    def test_a_circle_is_refused_with_its_way(self) -> None:
        a = Statement("statement:a", act="relays", stated_in="statement:b")
        b = Statement("statement:b", act="relays", stated_in="statement:a")
        dataset = Dataset([a, b, Event("event:e", stage="planned", stated_in=a)])
        with pytest.raises(InvalidDataset, match="statement:a in statement:b in statement:a"):
            dataset.chain(a)
        with pytest.raises(InvalidDataset, match="event:e in statement:a in statement:b in statement:a"):
            dataset.chain("event:e")

    def test_since_when_it_is_known(self) -> None:
        assert self.dataset.known_since(self.told) == date(2031, 3, 8)
        assert self.dataset.known_since("event:heard") is None


class TestArticles:
    def test_a_text_comes_to_the_source_that_has_its_digest(self) -> None:
        with_text = DATASET.with_article(Article(Source("source:file"), TEXT))
        [article] = with_text.articles
        assert article.source == SOURCE
        assert with_text.article_of(SOURCE) == with_text.article_of("source:orlec") == article
        assert with_text == DATASET

    def test_its_own_text_stays_as_it_is(self) -> None:
        article = Article(SOURCE, TEXT)
        assert DATASET.with_article(article).articles[0] is article
        assert Dataset(ALL, articles=article).articles == (article,)

    def test_the_same_text_twice_is_there_once(self) -> None:
        article = Article(SOURCE, TEXT)
        assert DATASET.with_article(article).with_article(article).articles == (article,)

    def test_of_two_sources_with_one_text_it_is_of_the_one_that_it_names(self) -> None:
        copy = attrs.evolve(SOURCE, id="source:zzz")
        dataset = Dataset([SOURCE, copy]).with_article(Article(copy, TEXT))
        assert dataset.article_of(copy) is not None
        assert dataset.article_of(SOURCE) is None

    def test_another_text_is_refused_with_both_digests(self) -> None:
        other = Article(Source("source:orlec"), TEXT.replace("Two", "Ten"))
        with pytest.raises(NotFound, match=rf"{sha256_of(other.text)}.*{SOURCE.sha256} of source:orlec"):
            DATASET.with_article(other)
        with pytest.raises(NotFound, match="it has none"):
            Dataset().with_article(other)
        with pytest.raises(NotFound, match="no digest of source:orlec"):
            Dataset([Source("source:orlec")]).with_article(other)

    def test_what_is_no_article_is_refused(self) -> None:
        with pytest.raises(InvalidQuery, match="expected an Article, as read_article gives it"):
            DATASET.with_article(TEXT)  # type: ignore[arg-type]
        with pytest.raises(InvalidDataset, match="expected an Article"):
            Dataset(ALL, articles=[TEXT])  # type: ignore[list-item]

    def test_a_source_without_its_text_has_none(self) -> None:
        assert DATASET.article_of(SOURCE) is None
        with pytest.raises(NotFound):
            DATASET.article_of("source:gone")

    def test_a_question_keeps_the_texts(self) -> None:
        assert len(DATASET.with_article(Article(SOURCE, TEXT)).where(lambda claim: False).articles) == 1


class TestMerge:
    def test_the_records_of_both_are_in_it_in_one_order(self) -> None:
        parts = [Dataset(ALL[n::3]) for n in range(3)]
        merges = {one | two | three for one, two, three in permutations(parts)} | {parts[0] | (parts[1] | parts[2])}
        assert merges == {Dataset(ALL)}

    def test_a_dataset_and_itself_or_nothing_is_itself(self) -> None:
        assert DATASET | DATASET == DATASET
        assert Dataset(ALL) | Dataset() == Dataset() | Dataset(ALL) == Dataset(ALL)

    def test_a_place_an_actor_or_a_source_unites_its_tuples(self) -> None:
        one = Actor(
            "actor:a",
            name="A",
            aliases=["x"],
            codes=[Code("gw", "1")],
            roles=[Role(title="r")],
            citations=Citation("source:1"),
            codings=[Coding(coder="c")],
            kind="person",
        )
        other = Actor(
            "actor:a",
            name="A",
            aliases=["y", "x"],
            codes=[Code("cow", "1")],
            citations=Citation("source:2"),
            place="place:p",
        )
        merged = (Dataset([one]) | Dataset([other]))["actor:a"]
        assert merged == (Dataset([other]) | Dataset([one]))["actor:a"]
        assert merged == Actor(
            "actor:a",
            name="A",
            aliases=["x", "y"],
            codes=[Code("cow", "1"), Code("gw", "1")],
            roles=[Role(title="r")],
            citations=[Citation("source:1"), Citation("source:2")],
            codings=[Coding(coder="c")],
            kind="person",
            place="place:p",
        )

    def test_an_absent_value_yields_to_a_present_one(self) -> None:
        bare, full = Source("source:a"), Source("source:a", title="t", published="2031")
        assert Dataset([bare]) | Dataset([full]) == Dataset([full]) | Dataset([bare]) == Dataset([full])

    def test_two_values_of_a_field_that_holds_one_are_refused_all_at_once(self) -> None:
        one, other = (Place("place:a", name=name, kind=kind) for name, kind in (("A", "area"), ("B", "site")))
        with pytest.raises(InvalidDataset) as caught:
            Dataset([one, ORLEC]) | Dataset([other, attrs.evolve(ORLEC, name="Orlets")])
        assert [(p.code, p.place, p.record) for p in caught.value.problems] == [
            ("merge.clash", "name", "place:a"),
            ("merge.clash", "kind", "place:a"),
            ("merge.clash", "name", "place:orlec"),
        ]
        assert str(caught.value.problems[0]) == "name (place:a): found 'A' and 'B', expected one value [merge.clash]"

    def test_two_unequal_claims_under_one_id_are_refused_however_little_they_differ(self) -> None:
        with pytest.raises(InvalidDataset, match="which differ in note") as caught:
            Dataset([RIOT]) | Dataset([attrs.evolve(RIOT, note="n")])
        assert told(caught) == ["dataset.clash"]

    def test_a_union_that_contradicts_itself_is_refused(self) -> None:
        looked = Place("place:a", name="A", codings=[Coding(coder="c", not_stated=["kind"])])
        with pytest.raises(InvalidDataset, match=r"path\.stated"):
            Dataset([looked]) | Dataset([Place("place:a", name="A", kind="area")])

    def test_what_one_left_out_and_the_other_has_is_inside(self) -> None:
        one, other = DATASET.where(value("kind") == "riot"), DATASET.where(value("measure").present)
        merged = one | other
        assert merged.outside == ("deployment:sent", "event:plan", "statement:said")
        assert "event:riot" in merged
        assert "statistic:hurt" in merged

    def test_of_names_and_licences_it_has_what_both_have(self) -> None:
        one = Dataset(name="a", title="t", licence="CC-BY-4.0")
        merged = one | Dataset(name="b", title="t")
        assert (merged.name, merged.title, merged.licence) == (None, "t", None)
        assert one | one == one

    def test_it_has_the_texts_of_both(self) -> None:
        article = Article(SOURCE, TEXT)
        bare = Dataset([Source("source:orlec", via="an agency")])
        [kept] = (bare | Dataset([SOURCE], articles=[article])).articles
        assert kept.source.via == "an agency"
        assert len((DATASET.with_article(article) | DATASET.with_article(article)).articles) == 1

    def test_only_datasets_are_merged(self) -> None:
        with pytest.raises(TypeError, match="unsupported operand"):
            DATASET | [RIOT]  # type: ignore[operator]

    def test_records_alone_are_united_too(self) -> None:
        assert united([RIOT], [PLAN, RIOT]) == (RIOT, PLAN)


class TestHandingOn:
    def test_it_is_checked(self) -> None:
        gone = Dataset([Event("event:a", stage="planned", stated_in="statement:gone")])
        assert [problem.record for problem in gone.check().problems] == ["event:a"]

    def test_it_is_checked_against_the_texts_that_came_with_it(self) -> None:
        article = Article(SOURCE, TEXT)
        cited = attrs.evolve(HURT, citations=article.cite("Two guards were hurt", supports=["quantity"]))
        dataset = Dataset([SOURCE, cited, SAID, LINDQVIST]).with_article(article)
        assert dataset.check().problems == ()
        wrong = Dataset([SOURCE, attrs.evolve(cited, quantity=3), SAID, LINDQVIST])
        assert [problem.place for problem in wrong.check(article).problems] == ["statistics[0].quantity"]

    def test_it_survives_json_and_a_file(self, tmp_path: Path) -> None:
        assert Dataset.from_json(DATASET.to_json()) == DATASET
        DATASET.save(tmp_path / "orlec.json")
        assert Dataset.from_json((tmp_path / "orlec.json").read_text(encoding="utf-8")) == DATASET


class TestKinds:
    def test_every_kind_of_record_has_its_place_in_a_dataset(self) -> None:
        assert {type(record) for record in ALL} == set(KINDS.values())
        assert [kind for kind in KINDS if not hasattr(DATASET, f"{kind}s")] == []

    def test_a_participant_leads_to_an_actor_or_a_place(self) -> None:
        event = Event("event:a", stage="planned", participants=[Participant(ORLEC), Participant(PORT)])
        dataset = Dataset([event, ORLEC, PORT])
        assert {dataset[each.who] for each in event.participants} == {ORLEC, PORT}
