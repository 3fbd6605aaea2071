"""Rules across records and texts: each is broken once and just kept once."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from unrest import strategies
from unrest.article import Article, Verdict
from unrest.codec import from_dict, to_dict, to_json
from unrest.dataset import Dataset
from unrest.errors import InvalidDataset, Problem
from unrest.quantity import Quantity
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
    Role,
    Source,
    Statement,
    Statistic,
    Where,
)
from unrest.rules import RULES, Check, check
from unrest.rules.circle import circles
from unrest.rules.reference import Ends, references
from unrest.rules.words import NOT_CHECKED
from unrest.source import sha256_of
from unrest.when import Period, When

TEXT = """ date 2031-03-09 Dock workers of Orlec stopped work on March 3 and went back on March 5.

Vera Lindqvist, spokesperson for the port, claimed on March 7 that at least 19 people of “the mob” had been hurt.
Twelve of 225 arrests, from 160 to 225 by another count, were made on 2031-03-04. "Dozens fled," she said.
"""
SOURCE = Source("source:orlec", published="2031-03-09", language="en", sha256=sha256_of(TEXT), length=len(TEXT))
ARTICLE = Article(SOURCE, TEXT)


def cite(words: str, *supports: str, article: Article = ARTICLE) -> Citation:
    return article.cite(words, supports=supports)


def figure(name: str, quantity: Any = 1, **fields: Any) -> Statistic:
    told = {"measure": "deaths", "stage": "accomplished", **fields}
    return Statistic(f"statistic:{name}", quantity=quantity, **told)


def event(name: str, **fields: Any) -> Event:
    return Event(f"event:{name}", **{"stage": "accomplished", **fields})


def said(name: str, **fields: Any) -> Statement:
    return Statement(f"statement:{name}", **{"act": "asserts", **fields})


def problems(*records: Record, article: bool = False) -> list[tuple[str, str]]:
    """Codes and places of all that is wrong with these records."""
    found = check(Dataset(records), [ARTICLE] if article else [])
    return [(problem.code, problem.place) for problem in found.problems]


class TestReferences:
    @pytest.mark.parametrize(
        ("record", "path"),
        [
            (event("a", where="place:gone"), "events[0].where.place"),
            (event("a", stated_in="statement:gone"), "events[0].stated_in"),
            (event("a", participants=["actor:gone"]), "events[0].participants[0].who"),
            (event("a", links=[Link("after", words="x"), Link("after", "deployment:gone")]), "events[0].links[1].to"),
            (event("a", citations=Citation("source:gone")), "events[0].citations[0].source"),
            (said("a", speaker="actor:gone"), "statements[0].speaker"),
            (said("a", about=["place:gone"]), "statements[0].about[0]"),
            (said("a", targets=["event:gone"]), "statements[0].targets[0]"),
            (figure("a", of_whom="actor:gone"), "statistics[0].of_whom"),
            (figure("a", subset_of="statistic:gone"), "statistics[0].subset_of"),
            (figure("a", supersedes=["statistic:gone"]), "statistics[0].supersedes[0]"),
            (Actor("actor:a", name="A", roles=[Role(of="actor:gone")]), "actors[0].roles[0].of"),
            (Actor("actor:a", name="A", member_of=["actor:gone"]), "actors[0].member_of[0]"),
            (Place("place:a", name="A", within="place:gone"), "places[0].within"),
            (Deployment("deployment:a", stage="planned", sites=["place:gone"]), "deployments[0].sites[0]"),
        ],
    )
    def test_one_that_leads_to_nothing_is_a_problem(self, record: Record, path: str) -> None:
        assert problems(record) == [("reference.unknown", path)]

    def test_one_that_leads_to_a_record_is_none(self) -> None:
        assert problems(Place("place:a", name="A"), event("a", where="place:a"), figure("b", of_whom="police")) == []

    def test_one_that_leads_to_a_claim_left_out_is_none(self) -> None:
        dataset = Dataset([said("s"), event("a", stated_in="statement:s")])
        part = dataset.where(lambda claim: claim.id == "event:a")
        assert len(part.statements) == 0
        assert check(part).problems == ()

    def test_it_has_the_record_what_was_found_and_the_nearest_id(self) -> None:
        [problem] = check(Dataset([Place("place:almaty", name="A"), event("a", where="place:almati")])).problems
        assert (problem.record, problem.found) == ("event:a", "'place:almati'")
        assert (problem.expected, problem.hint) == ("the id of a place that is there", "did you mean 'place:almaty'?")

    def test_what_is_of_another_kind_is_not_near(self) -> None:
        [problem] = check(Dataset([Actor("actor:a", name="A"), figure("b", about="event:a")])).problems
        assert (problem.expected, problem.hint) == ("the id of an event that is there", None)

    @given(strategies.records())
    def test_paths_and_ids_are_the_same_references(self, record: Record) -> None:
        plain, refs = to_dict(record), {ref for _, ref in references(record)}
        assert not Ends(refs).has_loose(record)
        assert all(Ends(refs - {lost}).has_loose(record) for lost in refs)
        for path, ref in references(record):
            assert _at(plain, path) == ref or str(_at(plain, path)).partition(" ")[0] == ref

    def test_a_citation_beyond_the_length_of_its_source_is_a_problem_without_its_text(self) -> None:
        source = Source("source:x", length=9)
        place = Citation(source, start=4, end=10, digest="0" * 64)
        assert problems(source, event("a", citations=place)) == [("citation.bounds", "events[0].citations[0].end")]
        assert problems(source, event("a", citations=evolve(place, end=9))) == []
        assert problems(Source("source:x"), event("a", citations=place)) == []


def _at(plain: Any, path: str) -> Any:
    """What stands at a path of plain data; a where may be one text."""
    for name in path.replace("]", "").replace("[", ".").split("."):
        plain = plain if isinstance(plain, str) else plain[int(name) if name.isdigit() else name]
    return plain


def two(make: Callable[[str, str], Record], one: str = "x", other: str = "y") -> list[Record]:
    return [make(one, other), make(other, one)]


class TestCircles:
    @pytest.mark.parametrize(
        ("make", "code", "path"),
        [
            (lambda a, b: said(a, act="relays", stated_in=f"statement:{b}"), "chain.circle", "statements[0].stated_in"),
            (lambda a, b: Place(f"place:{a}", name=a, within=f"place:{b}"), "place.circle", "places[0].within"),
            (
                lambda a, b: Actor(f"actor:{a}", name=a, member_of=[f"actor:{b}"]),
                "member.circle",
                "actors[0].member_of",
            ),
            (lambda a, b: figure(a, subset_of=f"statistic:{b}"), "part.circle", "statistics[0].subset_of"),
            (lambda a, b: figure(a, supersedes=[f"statistic:{b}"]), "removal.circle", "statistics[0].supersedes"),
            *(
                (lambda a, b, kind=kind: event(a, links=[Link(kind, f"event:{b}")]), "link.circle", "events[0].links")
                for kind in ("part_of", "caused_by", "response_to", "grew_from", "after")
            ),
        ],
    )
    def test_two_that_lead_to_one_another_are_a_problem(self, make: Any, code: str, path: str) -> None:
        pair = two(make)
        assert problems(*pair) == [(code, path)]
        assert problems(pair[0], make("y", "z"), *_ended(pair[0], make)) == []

    def test_the_whole_circle_is_named(self) -> None:
        places = [Place(f"place:{a}", name=a, within=f"place:{b}") for a, b in ("ab", "bc", "cd", "db")]
        [problem] = check(Dataset(places)).problems
        assert (problem.found, problem.record) == ("place:b -> place:c -> place:d -> place:b", "place:b")

    def test_two_ways_to_one_end_are_no_circle(self) -> None:
        assert list(circles({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["e"]})) == []
        assert list(circles({"a": ["b"], "b": ["a", "c"], "c": ["b"]})) == [("a", "b"), ("b", "c")]

    def test_a_chain_of_ten_thousand_is_followed(self) -> None:
        chain = {str(number): [str(number + 1)] for number in range(10_000)}
        assert list(circles(chain)) == []
        assert len(next(circles(chain | {"9999": ["0"]}))) == 10_000

    def test_links_of_other_kinds_make_no_circle(self) -> None:
        assert problems(*two(lambda a, b: event(a, links=[Link("other", f"event:{b}")]))) == []
        assert (
            problems(event("x", links=[Link("part_of", "event:y")]), event("y", links=[Link("after", "event:x")])) == []
        )

    def test_two_tellers_may_differ_in_what_came_first(self) -> None:
        tellers = [said("x"), said("y")]
        told = two(lambda a, b: event(a, stated_in=f"statement:{a}", links=[Link("after", f"event:{b}")]))
        assert problems(*tellers, *told) == []
        parts = two(lambda a, b: event(a, stated_in=f"statement:{a}", links=[Link("part_of", f"event:{b}")]))
        assert problems(*tellers, *parts) == [("link.circle", "events[0].links")]

    def test_a_statement_that_withdraws_what_withdraws_it_is_a_problem(self) -> None:
        pair = two(lambda a, b: said(a, act="withdraws", targets=[f"statement:{b}"]))
        assert problems(*pair) == [("removal.circle", "statements[0].targets")]
        assert problems(*two(lambda a, b: said(a, act="denies", targets=[f"statement:{b}"]))) == []

    def test_so_is_one_that_withdraws_the_statement_in_which_it_was_said(self) -> None:
        outer = said("outer")
        inner = said("inner", act="withdraws", targets=[outer], stated_in=outer)
        assert problems(inner, outer) == [("removal.circle", "statements[0].targets")]
        alone = [said("x", stated_in="statement:gone"), said("y", stated_in="statement:gone")]
        assert str(Dataset(alone).check()).startswith("2 problems; ")

    def test_so_is_a_figure_that_replaces_what_withdraws_it(self) -> None:
        first = figure("first", stated_in="statement:one")
        second = figure("second", supersedes=[first], stated_in="statement:two")
        one = said("one", act="withdraws", targets=["statement:two"])
        assert ("removal.circle", "statements[0].targets") in problems(
            first, second, one, said("two", act="withdraws", targets=[one])
        )
        assert problems(first, second, said("one"), said("two", act="withdraws", targets=["statement:one"])) == []

    def test_a_role_in_a_part_of_its_holder_is_a_problem(self) -> None:
        ministry = Actor("actor:ministry", name="Ministry", roles=[Role(title="x"), Role(title="y", of="actor:desk")])
        office = Actor("actor:office", name="Office", member_of=["actor:ministry"])
        desk = Actor("actor:desk", name="Desk", member_of=["actor:office"])
        assert problems(ministry, office, desk) == [("role.own_part", "actors[0].roles[1].of")] or problems(
            ministry, office, desk
        ) == [("role.own_part", "actors[1].roles[1].of")]
        assert problems(ministry, office, evolve(desk, member_of=[])) == []


def _ended(first: Record, make: Any) -> list[Record]:
    """The end of a chain: a record of the same kind that leads nowhere."""
    kind = type(first)
    if kind is Place:
        return [Place("place:z", name="z")]
    if kind is Actor:
        return [Actor("actor:z", name="z")]
    return [said("z", act="relays") if kind is Statement else event("z") if kind is Event else figure("z")]


class TestFigures:
    @pytest.mark.parametrize(
        ("part", "whole", "wrong"),
        [
            (19, 15, True),
            (15, 15, False),
            (">=19", 15, True),
            (">=15", 15, False),
            (">15", 15, True),
            (">15", "<=15", True),
            (15, "<15", True),
            ("10..19", 15, False),
            (19, ">=15", False),
            (19, "~15", False),
            ("~19", 15, False),
            ("<=19", 15, False),
            ('"dozens"', 3, False),
            ("?", 3, False),
        ],
    )
    def test_a_part_that_is_certainly_larger_than_its_whole_is_a_problem(
        self, part: Any, whole: Any, wrong: bool
    ) -> None:
        found = problems(figure("part", part, subset_of="statistic:whole"), figure("whole", whole))
        assert found == [("part.larger", "statistics[0].quantity.low")] * wrong

    def test_figures_of_other_measures_and_units_are_not_compared(self) -> None:
        part = figure("part", 19, subset_of="statistic:whole")
        assert problems(part, figure("whole", 15, measure="injuries")) == []
        paid = figure("part", 19, measure="damage", unit="USD", subset_of="statistic:whole")
        assert problems(paid, figure("whole", 15, measure="damage", unit="KZT")) == []
        assert problems(paid, figure("whole", 15, measure="damage", unit="USD")) == [
            ("part.larger", "statistics[0].quantity.low")
        ]

    @pytest.mark.parametrize(
        ("quantity", "reading", "path"),
        [
            (100, None, None),
            (0, None, None),
            ("100.1", None, "low"),
            (-1, None, "low"),
            ("90..101", None, "high"),
            (">=101", None, "low"),
            ("<=101", None, "high"),
            ("~101", None, "best"),
            ('"most"', None, None),
            (-100, "change", None),
            (-101, "change", "low"),
        ],
    )
    def test_a_share_outside_0_and_100_is_a_problem(self, quantity: Any, reading: Any, path: str | None) -> None:
        share = figure("a", quantity, measure="share", unit="%", reading=reading)
        assert problems(share) == [("share.range", f"statistics[0].quantity.{path}")] * (path is not None)

    def test_other_measures_have_no_such_bounds(self) -> None:
        assert problems(figure("a", 101)) == []

    def test_a_figure_that_replaces_one_of_another_measure_is_a_problem(self) -> None:
        replacing = figure("new", supersedes=["statistic:old"])
        assert problems(replacing, figure("old", measure="injuries")) == [
            ("supersedes.measure", "statistics[0].supersedes")
        ]
        assert problems(replacing, figure("old")) == []


class TestSpeech:
    def test_a_correction_without_a_figure_that_supersedes_is_a_problem(self) -> None:
        old, correction = figure("old"), said("s", act="corrects", targets=["statistic:old"])
        wrong = [("correction.figure", "statements[0].targets")]
        assert problems(old, correction) == wrong
        assert problems(old, correction, figure("new", supersedes=[old])) == wrong
        assert problems(old, correction, figure("new", stated_in=correction)) == wrong
        assert problems(old, correction, figure("new", supersedes=[old], stated_in=correction)) == []

    def test_so_is_one_of_a_statement_whose_figure_is_not_replaced(self) -> None:
        first = said("first")
        old, correction = figure("old", stated_in=first), said("s", act="corrects", targets=[first])
        assert problems(first, old, correction) == [("correction.figure", "statements[1].targets")]
        assert problems(first, old, correction, figure("new", supersedes=[old], stated_in=correction)) == []

    def test_so_is_one_of_nothing_that_is_named(self) -> None:
        [problem] = check(Dataset([said("s", act="corrects")])).problems
        assert (problem.code, problem.found) == ("correction.figure", "a correction of what is not named")

    def test_a_correction_of_an_event_needs_no_figure(self) -> None:
        assert problems(event("a"), said("s", act="corrects", targets=["event:a"])) == []
        sent = Deployment("deployment:a", stage="accomplished")
        assert problems(sent, said("s", act="corrects", targets=["deployment:a"])) == []

    def test_a_statement_that_targets_what_is_stated_in_it_is_a_problem(self) -> None:
        denial = said("s", act="denies", targets=["event:a"])
        wrong = [("target.own", "statements[0].targets")]
        assert problems(denial, event("a", stated_in="statement:s")) == wrong
        relay = said("t", act="relays", stated_in="statement:s")
        assert problems(denial, relay, event("a", stated_in=relay)) == wrong
        assert problems(denial, said("t"), event("a", stated_in="statement:t")) == []
        assert problems(denial, event("a")) == []

    def test_two_speakers_of_one_utterance_are_a_problem(self) -> None:
        actors = [Actor(f"actor:{name}", name=name) for name in "ab"]
        parts = [said(name, utterance="talk", speaker=f"actor:{name}") for name in "ab"]
        assert problems(*actors, *parts) == [("utterance.speaker", "statements[1].speaker")]
        assert problems(*actors, parts[0], evolve(parts[1], speaker="actor:a")) == []
        assert problems(*actors, parts[0], evolve(parts[1], speaker=None)) == []
        assert problems(*actors, parts[0], evolve(parts[1], utterance="another")) == []


class TestOrderOfDays:
    def test_a_statement_said_after_the_article_that_reports_it_is_a_problem(self) -> None:
        whole = Citation(SOURCE)
        late = said("s", said="2031-03-10", citations=whole)
        wrong = [("statement.late", "statements[0].said")]
        assert problems(SOURCE, late) == wrong
        assert problems(SOURCE, evolve(late, said="2031-03-09")) == []
        assert problems(SOURCE, evolve(late, said="2031-03")) == []
        assert problems(SOURCE, evolve(late, said="2031-04~")) == []
        assert problems(SOURCE, evolve(late, said=None)) == []
        assert problems(evolve(SOURCE, published=None), late) == []

    def test_only_a_source_that_tells_the_act_itself_can_contradict_it(self) -> None:
        late = said("s", said="2031-03-10")
        assert problems(SOURCE, evolve(late, citations=Citation(SOURCE, supports=["cue"]))) != []
        assert problems(SOURCE, evolve(late, citations=Citation(SOURCE, supports=["speaker"]))) == []

    def test_a_relay_before_what_it_relays_is_a_problem(self) -> None:
        outer = said("outer", act="relays", said="2031-03-07")
        inner = said("inner", said="2031-03-08", stated_in=outer)
        assert problems(outer, inner) == [("relay.early", "statements[0].said")]
        assert problems(evolve(outer, said="2031-03-08"), inner) == []
        assert problems(evolve(outer, said=None), inner) == []
        assert problems(outer, evolve(inner, said=None)) == []
        assert problems(evolve(outer, act="announces"), inner) == []
        assert problems(evolve(outer, act="requests"), inner) == []

    @pytest.mark.parametrize(
        ("late", "path"),
        [
            (event("a", period="2031-03-10/"), "events[0].period"),
            (Deployment("deployment:a", stage="accomplished", period="2031-03-10"), "deployments[0].period"),
            (figure("a", period="2031-04"), "statistics[0].period"),
            (figure("a", as_of="2031-03-10"), "statistics[0].as_of"),
        ],
    )
    def test_what_is_accomplished_only_after_it_was_published_is_a_problem(self, late: Any, path: str) -> None:
        late = evolve(late, citations=Citation(SOURCE))
        assert problems(SOURCE, late) == [("claim.late", path)]
        assert problems(SOURCE, evolve(late, stage="planned")) == []
        assert problems(evolve(SOURCE, published="2031-05"), late) == []

    def test_so_is_what_is_accomplished_only_after_it_was_said(self) -> None:
        late = event("a", period="2031-03-08/", stated_in="statement:s")
        assert problems(said("s", said="2031-03-07"), late) == [("claim.late", "events[0].period")]
        assert problems(said("s", said="2031-03-08"), late) == []
        assert problems(said("s"), late) == []
        assert problems(said("s", said="2031-03-07", act="announces"), late) == []
        assert problems(said("s", said="2031-03-07"), evolve(late, period="2031-03-06/2031-03-09")) == []
        assert problems(said("s", said="2031-03-07"), evolve(late, period=None)) == []

    def test_a_part_outside_the_time_of_its_whole_is_a_problem(self) -> None:
        whole = event("whole", period="2031-03-03/2031-03-09")
        part = event("part", period="2031-03-10", links=[Link("part_of", whole)])
        wrong = [("part.time", "events[0].period")]
        assert problems(whole, part) == wrong
        assert problems(whole, evolve(part, period="2031-03-02")) == wrong
        assert problems(whole, evolve(part, period="2031-03-09")) == []
        assert problems(whole, evolve(part, period="2031-03")) == []
        assert problems(evolve(whole, period=None), part) == problems(whole, evolve(part, period=None)) == []
        assert problems(whole, evolve(part, stated_in="statement:s"), said("s")) == []

    def test_an_effect_before_its_cause_is_a_problem(self) -> None:
        cause = event("cause", period="2031-03-03/")
        effect = event("effect", period="2031-03-01/2031-03-02", links=[Link("caused_by", cause)])
        assert problems(cause, effect) == [("link.order", "events[1].period")]
        assert problems(cause, evolve(effect, period="2031-03-01/")) == []
        assert problems(cause, evolve(effect, links=[Link("other", cause)])) == []
        assert problems(evolve(cause, period=None), effect) == problems(cause, evolve(effect, period=None)) == []
        assert problems(said("s"), cause, evolve(effect, stated_in="statement:s")) == []

    def test_a_deployment_is_looked_at_as_an_event_is(self) -> None:
        sent = Deployment("deployment:d", stage="accomplished", period="2031-03-03/")
        effect = event("effect", period="2031-03-01", links=[Link("response_to", sent)])
        assert problems(sent, effect) == [("link.order", "events[0].period")]


class TestPlaces:
    """Whether cited words stand where they are cited from."""

    def test_words_at_their_place_are_no_problem(self) -> None:
        found = check(Dataset([SOURCE, event("a", citations=cite("stopped work"))]), [ARTICLE])
        assert (found.problems, found.not_checked) == ((), ())
        assert [each.verdict for each in found.verifications] == [Verdict.EXACT]

    @pytest.mark.parametrize(
        ("citation", "code", "path"),
        [
            (evolve(cite("stopped work"), digest="0" * 64), "citation.digest", "digest"),
            (Citation(SOURCE, start=0, end=9_999, digest="0" * 64), "citation.bounds", "end"),
            (Citation(SOURCE, quote="began to work"), "citation.absent", "quote"),
            (Citation(SOURCE, quote="March"), "citation.ambiguous", "quote"),
            (Citation(SOURCE, start=17, end=20, quote="Doc"), "citation.cut", "start"),
        ],
    )
    def test_words_that_are_not_there_are_a_problem(self, citation: Citation, code: str, path: str) -> None:
        found = check(Dataset([SOURCE, event("a", citations=[citation, cite("went back")])]), [ARTICLE])
        [problem] = found.problems
        at = found.verifications.index(next(each for each in found.verifications if each.problem))
        assert (problem.place, problem.record) == (f"events[0].citations[{at}].{path}", "event:a")
        assert problem.code.startswith("citation.")
        if code != "citation.absent":
            assert problem.code == code

    def test_words_in_other_typography_are_told_as_not_checked(self) -> None:
        start = TEXT.index("“the mob”")
        folded = Citation(SOURCE, start=start, end=start + 9, quote='"the mob"')
        found = check(Dataset([SOURCE, event("a", citations=folded)]), [ARTICLE])
        assert found.problems == ()
        assert [(each.code, each.place) for each in found.not_checked] == [
            ("citation.folded", "events[0].citations[0].quote")
        ]

    def test_a_quote_without_a_place_is_told_as_not_checked(self) -> None:
        unplaced = Citation(SOURCE, quote="stopped work")
        found = check(Dataset([SOURCE, event("a", citations=[unplaced, cite("went back")])]), [ARTICLE])
        assert found.problems == ()
        assert [each.code for each in found.not_checked] == ["citation.unplaced"]
        assert (found.citations, found.places, found.records) == (2, 1, 1)

    def test_without_a_text_nothing_counts_as_checked(self) -> None:
        citations = [cite("stopped work"), Citation(SOURCE), Citation(SOURCE, quote="went back")]
        found = check(Dataset([SOURCE, event("a", citations=citations)]))
        assert found.ok
        assert [each.code for each in found.not_checked] == ["citation.no_text"] * 2
        assert {(each.start, each.end) for each in found.not_checked} == {
            (citations[0].start, citations[0].end),
            (None, None),
        }
        assert (found.citations, found.places, found.records, found.verifications) == (3, 0, 0, ())

    def test_a_whole_source_has_no_place_to_check(self) -> None:
        found = check(Dataset([SOURCE, event("a", citations=[Citation(SOURCE), cite("went back")])]), [ARTICLE])
        assert (found.problems, found.not_checked) == ((), ())
        assert (found.citations, found.places, found.records) == (2, 1, 1)

    def test_it_counts_places_and_the_records_that_they_belong_to(self) -> None:
        records = [
            event("a", citations=[cite("stopped work"), cite("went back")]),
            event("b", citations=[cite("Dock workers")]),
            event("c"),
        ]
        found = check(Dataset([SOURCE, *records]), [ARTICLE])
        assert (found.citations, found.places, found.records) == (3, 3, 2)


def figure_of(quantity: Any, *citations: Citation, **fields: Any) -> Statistic:
    return figure("a", quantity, measure="injuries", citations=citations, **fields)


def told(record: Record, *, article: Article | None = ARTICLE, source: Source = SOURCE) -> list[tuple[str, str]]:
    """Codes and places of what the words of a record do not say, and of what could not be read in them."""
    found = check(Dataset([source, record]), [article] if article else [])
    return [(each.code, each.place) for each in (*found.problems, *found.not_checked)]


class TestFiguresInWords:
    @pytest.mark.parametrize(
        ("quantity", "words", "supports", "code"),
        [
            (">=19", "at least 19 people", "quantity", None),
            (">=18", "at least 19 people", "quantity", "figure.unsaid"),
            (">=19", "had been hurt", "quantity", "figure.unsaid"),
            ("<=19", "at least 19 people", "quantity", "figure.unsaid"),
            (12, "Twelve of 225 arrests", "quantity", None),
            ("160..225", "from 160 to 225", "quantity", None),
            ("160..226", "from 160 to 225", "quantity", "figure.unsaid"),
            ("160..225", "from 160 to 225", "quantity.low", None),
            ("161..225", "from 160 to 225", "quantity.low", "figure.unsaid"),
            ("160..225", "225 arrests", "quantity.high", None),
            (12, "Twelve", "quantity.best", None),
            (">=19", "had been hurt", "quantity.high", None),
            (">=19", "had been hurt", "quantity.qualifier", None),
            ('"dozens"', "Dozens fled", "quantity", None),
            (18, "had been hurt", "stage", None),
        ],
    )
    def test_a_figure_that_the_words_do_not_say_is_a_problem(
        self, quantity: Any, words: str, supports: str, code: str | None
    ) -> None:
        assert told(figure_of(quantity, cite(words, supports))) == [(code, f"statistics[0].{supports}")] * (
            code is not None
        )

    def test_words_that_support_the_whole_record_are_not_read(self) -> None:
        assert told(figure_of(18, cite("at least 19 people"))) == []

    def test_it_is_told_with_the_words_their_place_and_the_figure(self) -> None:
        words = cite("at least 19 people", "quantity")
        [problem] = check(Dataset([SOURCE, figure_of(18, words)]), [ARTICLE]).problems
        assert (problem.found, problem.expected) == ("'at least 19 people'", "words that say 18")
        assert (problem.start, problem.end, problem.record) == (words.start, words.end, "statistic:a")

    def test_a_quote_is_read_where_the_text_is_not_at_hand(self) -> None:
        words = Citation(SOURCE, quote="at least 19 people", supports=["quantity"])
        assert told(figure_of(18, words), article=None) == [
            ("figure.unsaid", "statistics[0].quantity"),
            ("citation.no_text", "statistics[0].citations[0]"),
        ]
        assert told(figure_of(">=19", words), article=None) == [("citation.no_text", "statistics[0].citations[0]")]

    def test_words_that_are_not_at_their_place_are_not_read(self) -> None:
        lost = evolve(cite("at least 19 people", "quantity"), digest="0" * 64)
        assert told(figure_of(18, lost)) == [("citation.digest", "statistics[0].citations[0].digest")]

    def test_several_citations_may_say_it_together(self) -> None:
        assert told(figure_of(">=19", cite("at least", "quantity"), cite("19 people", "quantity"))) == []
        assert told(figure_of(">=19", cite("had been hurt", "quantity"), cite("at least 19 people", "quantity"))) == []
        assert told(figure_of("160..225", cite("160", "quantity"), cite("to 225", "quantity"))) == []

    def test_numbers_of_two_citations_are_not_read_as_one(self) -> None:
        apart = (cite("19 people", "quantity"), cite("225 arrests", "quantity"))
        assert [code for code, _ in told(figure_of(19_225, *apart))] == ["figure.unsaid"] * 2

    def test_one_that_says_another_figure_is_a_problem_beside_one_that_says_it(self) -> None:
        other = cite("225 arrests", "quantity")
        found = check(Dataset([SOURCE, figure_of(">=19", cite("at least 19 people", "quantity"), other)]), [ARTICLE])
        assert [(each.code, each.start) for each in found.problems] == [("figure.unsaid", other.start)]

    def test_what_cannot_be_read_is_told_as_not_checked(self) -> None:
        text = "Девятнадцать человек и 20 машин."
        source = Source("source:ru", language="ru")
        article = Article(source, text)
        for words, quantity, expected in (
            ("Девятнадцать человек", 19, ["figure.unread"]),
            ("20 машин", 20, []),
            ("20 машин", 21, ["figure.unsaid"]),
        ):
            record = figure_of(quantity, cite(words, "quantity", article=article))
            assert [code for code, _ in told(record, article=article, source=source)] == expected

    def test_a_source_that_is_not_there_has_no_language(self) -> None:
        words = Citation("source:gone", quote="at least 19 people", supports=["quantity"])
        found = check(Dataset([figure_of(18, words)]))
        assert [each.code for each in found.problems] == ["reference.unknown", "figure.unsaid"]


MARCH_7 = When("2031-03-07", wording="March 7", basis="year_from_source")


class TestDaysInWords:
    @pytest.mark.parametrize(
        ("record", "words", "supports", "wrong"),
        [
            (said("a", said=MARCH_7), "claimed on March 7", "said", False),
            (said("a", said=evolve(MARCH_7, text="2031-03-08")), "claimed on March 7", "said", True),
            (said("a", said=MARCH_7), "claimed", "said", True),
            (said("a", said=MARCH_7), "claimed", "act", False),
            (said("a", said=MARCH_7), "claimed on March 7", "said.earliest", False),
            (said("a", said=evolve(MARCH_7, text="2031-03-08")), "claimed on March 7", "said.latest", True),
            (event("a", period="2031-03-04"), "made on 2031-03-04", "period", False),
            (event("a", period="2031-03-05"), "made on 2031-03-04", "period", True),
            (event("a", period="2031-03-04/"), "made on 2031-03-04", "period.start", False),
            (event("a", period="2031-03-05/"), "made on 2031-03-04", "period.start", True),
            (event("a", period="/2031-03-05"), "made on 2031-03-04", "period.end", True),
            (event("a", period="/2031-03-05"), "made on 2031-03-04", "period.start", False),
            (event("a", period="2031-03-05/.."), "made on 2031-03-04", "period.end", False),
            (event("a", period="2031-03-05"), "made on 2031-03-04", "period.text", True),
            (figure("a", as_of="2031-03-04"), "made on 2031-03-04", "as_of", False),
            (figure("a", as_of="2031-03-05"), "made on 2031-03-04", "as_of", True),
            (
                Actor("actor:a", name="A", roles=[Role(title="t", as_of="2031-03-04")]),
                "made on 2031-03-04",
                "roles.as_of",
                False,
            ),
            (
                Actor("actor:a", name="A", roles=[Role(title="t", as_of="2031-03-05")]),
                "made on 2031-03-04",
                "roles.as_of",
                True,
            ),
            (
                Actor("actor:a", name="A", roles=[Role(title="t", as_of="2031-03-05")]),
                "made on 2031-03-04",
                "roles",
                False,
            ),
        ],
    )
    def test_a_day_that_the_words_do_not_say_is_a_problem(
        self, record: Record, words: str, supports: str, wrong: bool
    ) -> None:
        codes = [code for code, _ in told(evolve(record, citations=cite(words, supports))) if code != "wording.unsaid"]
        assert codes == ["day.unsaid"] * wrong

    def test_the_day_of_publication_is_read_in_the_header(self) -> None:
        source = evolve(SOURCE, citations=cite("date 2031-03-09", "published"))
        assert problems(source, article=True) == []
        assert problems(evolve(source, published="2031-03-10"), article=True) == [
            ("day.unsaid", "sources[0].published")
        ]

    def test_start_and_end_may_stand_in_two_places(self) -> None:
        ends = {
            "start": When("2031-03-03", basis="year_from_source"),
            "end": When("2031-03-05", basis="year_from_source"),
        }
        period = Period("2031-03-03/2031-03-05", start=ends["start"], end=ends["end"])
        both = [cite("on March 3", "period"), cite("on March 5", "period")]
        assert told(event("a", period=period, citations=both)) == []
        assert told(event("a", period=period, citations=both[0])) == [("day.unsaid", "events[0].period")]
        other = [*both, cite("on March 7", "period")]
        assert told(event("a", period=period, citations=other)) == [("day.unsaid", "events[0].period")]

    def test_any_of_several_roles_may_be_meant(self) -> None:
        roles = [Role(title="a", as_of="2031-03-04"), Role(title="b", as_of="2031-03-05")]
        actor = Actor("actor:a", name="A", roles=roles, citations=cite("made on 2031-03-04", "roles.as_of"))
        assert told(actor) == []

    def test_what_cannot_be_read_is_told_as_not_checked(self) -> None:
        source = Source("source:ru", language="ru", published="2031-03-09")
        article = Article(source, "Это было сказано седьмого марта.")
        record = said("a", said="2031-03-07", citations=cite("седьмого марта", "said", article=article))
        assert told(record, article=article, source=source) == [("day.unread", "statements[0].said")]


class TestWordsOfTheSource:
    @pytest.mark.parametrize(
        ("record", "words", "supports", "wrong"),
        [
            (said("a", cue="claimed"), "claimed on March 7", "cue", False),
            (said("a", cue="Claimed"), "claimed on March 7", "cue", False),
            (said("a", cue="noted"), "claimed on March 7", "cue", True),
            (said("a", cue="claimed … that"), "claimed on March 7 that", "cue", False),
            (said("a", cue="claimed ... why"), "claimed on March 7 that", "cue", True),
            (said("a", named_as="Vera Lindqvist"), "Vera Lindqvist", "named_as", False),
            (said("a", named_as="Vera Lindquist"), "Vera Lindqvist", "named_as", True),
            (
                event("a", participants=[Participant("place:x", named_as="the mob")]),
                "“the mob”",
                "participants.named_as",
                False,
            ),
            (
                event("a", participants=[Participant("place:x", named_as="a mob")]),
                "“the mob”",
                "participants.named_as",
                True,
            ),
            (said("a", said=MARCH_7), "claimed on March 7", "said.wording", False),
            (said("a", said=evolve(MARCH_7, wording="Friday")), "claimed on March 7", "said.wording", True),
            (said("a", said=evolve(MARCH_7, wording="Friday")), "claimed on March 7", "said", True),
            (event("a", where=Where("place:x", wording="Orlec")), "Dock workers of Orlec", "where", False),
            (event("a", where=Where("place:x", wording="Orlek")), "Dock workers of Orlec", "where", True),
            (event("a", period=Period("2031-03-07", start=MARCH_7)), "on March 7", "period", False),
            (
                figure("a", Quantity(low=19, qualifier="at_least", wording="at least 19")),
                "at least 19 people",
                "quantity",
                False,
            ),
            (
                figure("a", Quantity(low=19, qualifier="at_least", wording="over 18")),
                "at least 19 people",
                "quantity",
                True,
            ),
        ],
    )
    def test_words_that_the_cited_words_do_not_have_are_a_problem(
        self, record: Record, words: str, supports: str, wrong: bool
    ) -> None:
        place = Place("place:x", name="x")
        found = check(Dataset([SOURCE, place, evolve(record, citations=cite(words, supports))]), [ARTICLE])
        assert [each.code for each in found.problems] == ["wording.unsaid"] * wrong
        assert all(each.place.endswith(f"[0].{supports}") for each in found.problems)

    def test_several_citations_may_have_them_together(self) -> None:
        cue = said("a", cue="claimed … that", citations=[cite("claimed", "cue"), cite("that at least", "cue")])
        assert told(cue) == []


class TestTexts:
    """Which text is that of which source."""

    def used(self, *articles: "Article | Problem", source: Source = SOURCE) -> Check:
        return check(Dataset([source, event("a", citations=cite("stopped work"))]), articles)

    def test_a_text_is_known_by_its_digest_whatever_its_id(self) -> None:
        other = Article(Source("source:another", published="2030-01-01"), TEXT)
        assert self.used(other).problems == ()
        assert self.used(other).places == 1

    def test_a_text_is_known_by_its_id_where_the_source_has_no_digest(self) -> None:
        assert self.used(ARTICLE, source=Source("source:orlec")).places == 1

    def test_two_sources_with_one_text_are_both_checked(self) -> None:
        twin = evolve(SOURCE, id="source:twin")
        records = [
            event("a", citations=cite("stopped work")),
            event("b", citations=evolve(cite("went back"), source=twin)),
        ]
        assert check(Dataset([SOURCE, twin, *records]), [ARTICLE]).places == 2

    def test_a_text_given_twice_is_checked_once(self) -> None:
        assert self.used(ARTICLE, ARTICLE).places == 1

    def test_another_text_of_the_same_source_is_a_problem(self) -> None:
        changed = Article(Source("source:orlec"), TEXT.replace("19 people", "18 people"))
        found = self.used(changed)
        assert [each.code for each in found.problems] == ["article.digest"]
        assert found.places == 0

    def test_a_text_of_no_source_is_a_problem(self) -> None:
        found = self.used(ARTICLE, Article(Source("source:other"), "Something else.", file="other.txt"))
        assert [(each.code, each.file) for each in found.problems] == [("article.unknown", "other.txt")]

    def test_a_text_in_which_no_place_can_be_looked_up_is_a_problem(self) -> None:
        found = check(Dataset([SOURCE, event("a", citations=Citation(SOURCE))]), [ARTICLE])
        assert [each.code for each in found.problems] == ["article.unused"]
        assert not found

    def test_what_is_no_article_is_a_problem(self) -> None:
        found = check(Dataset([SOURCE]), ["a text"])  # type: ignore[list-item]
        assert [(each.code, each.place) for each in found.problems] == [("field.type", "articles")]

    def test_articles_that_came_with_the_dataset_are_used(self) -> None:
        dataset = Dataset([SOURCE, event("a", citations=cite("stopped work"))]).with_article(ARTICLE)
        assert dataset.check().places == 1


class TestCheck:
    def test_every_rule_is_a_statement_and_is_asked_once(self) -> None:
        names = [rule.__name__ for rule in RULES]
        assert len(set(names)) == len(names)
        assert all(name.islower() and "_" in name for name in names)
        assert all((rule.__doc__ or "").partition("\n")[0].endswith(".") for rule in RULES)

    def test_all_problems_are_told_in_one_pass_in_the_order_of_the_records(self) -> None:
        records = [
            figure("a", 120, measure="share", unit="%", about="event:gone"),
            event("a", where="place:gone", stated_in="statement:gone"),
            Place("place:a", name="A", within="place:gone"),
        ]
        assert problems(*records) == [
            ("reference.unknown", "places[0].within"),
            ("reference.unknown", "events[0].stated_in"),
            ("reference.unknown", "events[0].where.place"),
            ("reference.unknown", "statistics[0].about"),
            ("share.range", "statistics[0].quantity.low"),
        ]

    def test_a_place_can_be_followed_in_the_dataset(self) -> None:
        records = [figure(name, 120 if name == "c" else 5, measure="share", unit="%") for name in "abc"]
        dataset = Dataset(records)
        [problem] = check(dataset).problems
        assert problem.place == "statistics[2].quantity.low"
        assert eval(f"dataset.{problem.place}", {"dataset": dataset}) == 120

    def test_only_a_dataset_is_checked(self) -> None:
        with pytest.raises(InvalidDataset):
            check([event("a")])  # type: ignore[arg-type]

    def test_it_is_true_where_nothing_is_wrong(self) -> None:
        assert check(Dataset()).ok
        assert bool(check(Dataset())) is True
        assert bool(check(Dataset([event("a", where="place:gone")]))) is False

    def test_it_prints_its_problems_and_how_much_was_checked(self) -> None:
        records = [SOURCE, event("a", citations=[cite("stopped work")]), event("b", where="place:gone")]
        lines = str(check(Dataset(records), [ARTICLE])).splitlines()
        assert lines[0] == "1 problem; 1 of 1 citation looked up in a text, of 1 record"
        assert lines[1].startswith("  events[1].where.place (event:b): found 'place:gone'")
        unread = str(check(Dataset(records)))
        assert unread.startswith("1 problem; 0 of 1 citation looked up in a text; not checked: 1 citation.no_text")

    def test_it_is_serialisable(self) -> None:
        found = check(Dataset([SOURCE, event("a", citations=[cite("stopped work")], where="place:gone")]), [ARTICLE])
        assert from_dict(Check, to_dict(found)) == found
        assert json.loads(to_json(found))["problems"][0]["code"] == "reference.unknown"

    def test_what_was_not_checked_is_never_among_the_problems(self) -> None:
        unplaced = Citation(SOURCE, quote="stopped work")
        found = check(Dataset([SOURCE, event("a", citations=[unplaced, cite("went back")])]), [ARTICLE])
        assert {each.code for each in found.not_checked} <= NOT_CHECKED
        assert not {each.code for each in found.problems} & NOT_CHECKED

    @given(strategies.datasets())
    def test_it_ends_for_any_dataset(self, dataset: Dataset) -> None:
        found = check(dataset)
        assert found.citations == sum(len(record.citations) for record in dataset)
        assert all(problem.code and problem.expected for problem in (*found.problems, *found.not_checked))

    @given(strategies.articles_with_claims())
    def test_what_was_cut_from_a_text_is_at_its_place(self, drawn: Any) -> None:
        article, claims = drawn if isinstance(drawn, tuple) else (drawn.article, drawn.claims)
        found = check(Dataset([article.source, *claims]), [article])
        assert not [each for each in found.problems if each.code in ("citation.digest", "citation.bounds")]


def of(codes: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in codes]


class TestTraps:
    """Failures of other libraries that must not be ours."""

    def test_t12_no_day_is_taken_from_the_day_of_publication(self) -> None:
        undated = event("a", citations=cite("stopped work"), codings=[Coding(not_stated=["period"])])
        dataset = Dataset([SOURCE, undated])
        assert check(dataset, [ARTICLE]).ok
        assert dataset.events.only().period is None

    def test_t13_a_figure_that_the_text_does_not_say_is_refused(self) -> None:
        assert of(
            check(Dataset([SOURCE, figure_of(18, cite("at least 19 people", "quantity"))]), [ARTICLE]).problems
        ) == ["figure.unsaid"]
        changed = Citation(SOURCE, quote="at least 18 people", supports=["quantity"])
        found = check(Dataset([SOURCE, figure_of(">=18", changed), event("a", citations=cite("went back"))]), [ARTICLE])
        assert len(found.problems) == 1
        assert "the text has '19' for '18'" in str(found.problems[0].hint)

    def test_t14_a_bad_file_among_good_ones_is_never_a_pass(self) -> None:
        bad = Problem(code="article.header", found="an empty file", expected="a header", file="bad.txt")
        dataset = Dataset([SOURCE, event("a", citations=cite("stopped work"))])
        found = check(dataset, [ARTICLE, bad])
        assert not found.ok
        assert (found.problems, found.places) == ((bad,), 1)

    def test_t14_nothing_checked_is_never_a_pass(self) -> None:
        found = check(Dataset([SOURCE, event("a")]), [ARTICLE])
        assert not found.ok
        assert of(found.problems) == ["article.unused"]

    def test_t16_a_place_beyond_the_end_of_its_text_is_told_with_both_lengths(self) -> None:
        source = Source("source:x", length=3)
        beyond = Citation(source, start=0, end=99, digest="0" * 64)
        for articles in ([], [Article(source, "Yes")]):
            [problem] = check(Dataset([source, event("a", citations=beyond)]), articles).problems
            assert (problem.code, problem.place) == ("citation.bounds", "events[0].citations[0].end")
            assert (problem.found, problem.expected) == ("99", "at most 3, the length of the text")

    def test_t18_a_decimal_is_compared_exactly(self) -> None:
        paid = {"measure": "damage", "unit": "USD"}
        part = figure("part", Quantity.parse("1.11"), subset_of="statistic:whole", **paid)
        assert of(check(Dataset([part, figure("whole", Quantity.parse("1.1"), **paid)])).problems) == ["part.larger"]
        assert check(Dataset([part, figure("whole", Quantity.parse("1.11"), **paid)])).ok

    def test_t20_a_check_and_its_problems_have_a_json_form(self) -> None:
        found = check(Dataset([event("a", where="place:gone")]))
        assert json.loads(to_json(found.problems[0]))["record"] == "event:a"


def test_a_reference_that_is_a_word_is_no_reference() -> None:
    assert list(references(figure("a", of_whom="police"))) == []
    assert not Ends(()).has_loose(figure("a", of_whom="police"))
    assert list(references(figure("a", of_whom="actor:b"))) == [("of_whom", Ref("actor:b"))]
    assert Ends(()).has_loose(figure("a", of_whom="actor:b"))
