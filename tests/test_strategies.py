"""The strategies: what they draw, within which bounds, how varied it is, and that hypothesis knows them."""

import importlib
import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import unrest
from unrest import strategies
from unrest.article import Article, Verdict
from unrest.dataset import Dataset, Records
from unrest.errors import InvalidValue, MissingExtra
from unrest.extra import Extra
from unrest.query import Predicate
from unrest.query.known import KnownOn, PossiblyKnownOn, PublishedUntil
from unrest.query.number import Counted
from unrest.query.predicate import And, Not, Or
from unrest.query.speech import Asserted, RelayedBy, SaidBy, Unattributed
from unrest.query.subject import About, At, Citing, Involving
from unrest.query.time import Timed
from unrest.query.value import Comparison, OfKind, Present
from unrest.query.wording import WordingContains
from unrest.records import KINDS, Actor, Claim, Event, Place, Record, Ref, Source, Statement, Statistic
from unrest.source import Citation
from unrest.strategies import (
    articles,
    articles_with_claims,
    assert_round_trips,
    citations,
    datasets,
    events,
    extras,
    periods,
    predicates,
    quantities,
    refs,
    whens,
)
from unrest.strategies.round_trip import _WAYS
from unrest.strategies.value import numbers
from unrest.vocabulary import Qualifier
from unrest.when import ONGOING, UNKNOWN, When
from unrest_hypothesis import register

ALL = [name for name in strategies.__all__ if name not in ("register", "assert_round_trips")]
SEARCH = settings(
    max_examples=4_000,
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


def is_drawn(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]) -> bool:
    """Whether something of the kind is drawn within some thousand tries."""
    try:
        find(strategy, wanted, settings=settings(SEARCH, phases=[Phase.generate]))
    except NoSuchExample:
        return False
    return True


def smallest(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool] = lambda _: True) -> Any:
    """What a failing example shrinks to."""
    return find(strategy, wanted, settings=SEARCH)


def drawn(strategy: st.SearchStrategy[Any], count: int = 200) -> list[Any]:
    found: list[Any] = []

    @settings(max_examples=count, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


class TestEveryStrategy:
    @pytest.mark.parametrize("name", ALL)
    def test_it_is_a_plural_noun_and_needs_no_argument(self, name: str) -> None:
        assert name.partition("_")[0].endswith("s")
        assert smallest(getattr(strategies, name)()) is not None

    @pytest.mark.parametrize("name", ALL)
    def test_it_is_built_once(self, name: str) -> None:
        assert getattr(strategies, name)() is getattr(strategies, name)()

    @pytest.mark.parametrize("name", ALL)
    def test_its_bounds_are_named(self, name: str) -> None:
        parameters = inspect.signature(getattr(strategies, name)).parameters.values()
        named = {each.name for each in parameters if each.kind is each.KEYWORD_ONLY}
        assert named <= {"min", "max", "vague"}
        assert {each.name for each in parameters} - named <= {"kinds", "article", "dataset", "format"}

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_of_record_has_one(self, kind: str) -> None:
        strategy = getattr(strategies, f"{kind}s")()
        assert type(smallest(strategy)) is KINDS[kind]


# An argument of each strategy from which nothing can be drawn, and the argument that the message names.
WRONG: tuple[tuple[Callable[[], Any], str], ...] = (
    (lambda: whens(min=date(2022, 1, 2), max=date(2022, 1, 1)), "min"),
    (lambda: whens(min=datetime(2022, 1, 2)), "min"),
    (lambda: whens(max="2022-01-01"), "max"),
    (lambda: whens(min=[]), "min"),
    (lambda: periods(min=date(2022, 1, 2), max=date(2022, 1, 1)), "min"),
    (lambda: quantities(min=2, max=1), "min"),
    (lambda: quantities(min=0.5), "min"),
    (lambda: quantities(max=True), "max"),
    (lambda: quantities(max=10**38), "max"),
    (lambda: quantities(max=Decimal("NaN")), "max"),
    (lambda: numbers(max="3"), "max"),
    (lambda: extras(max=-1), "max"),
    (lambda: extras(max=1.0), "max"),
    (lambda: articles(min=0), "min"),
    (lambda: articles(min=3, max=2), "min"),
    (lambda: articles_with_claims(min=0), "min"),
    (lambda: datasets(min=3, max=2), "min"),
    (lambda: datasets(max=None), "max"),
    (lambda: refs("event", "evnt"), "kinds"),
    (lambda: citations("a text"), "article"),
    (lambda: citations(Article(Source("source:x"), " ")), "text"),
    (lambda: predicates([]), "dataset"),
    (lambda: predicates(max=0), "max"),
)


class TestArguments:
    @pytest.mark.parametrize(("build", "name"), WRONG)
    def test_what_cannot_be_drawn_from_is_refused_at_once(self, build: Callable[[], Any], name: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            build()
        (problem,) = refused.value.problems
        assert (problem.code, problem.place) == ("strategy.argument", name)

    @given(st.data(), st.dates(), st.dates(), st.booleans())
    def test_days_lie_within_their_bounds(self, data: st.DataObject, one: date, other: date, vague: bool) -> None:
        low, high = sorted((one, other))
        when = data.draw(whens(min=low, max=high, vague=vague))
        assert (when.earliest or date.min) >= low
        assert (when.latest or date.max) <= high
        assert vague or when.exact_day is not None
        period = data.draw(periods(min=low, max=high, vague=vague))
        for end in (period.start, period.end):
            assert not isinstance(end, When) or (low <= (end.earliest or date.min) and (end.latest or date.max) <= high)

    @given(st.data(), numbers(), numbers())
    def test_numbers_lie_within_their_bounds(self, data: st.DataObject, one: Any, other: Any) -> None:
        low, high = sorted((one, other))
        quantity = data.draw(quantities(min=low, max=high))
        assert all(each is None or low <= each <= high for each in (quantity.low, quantity.best, quantity.high))

    @given(st.data(), st.integers(0, 3), st.integers(0, 3))
    def test_datasets_have_so_many_records_beside_their_texts(self, data: st.DataObject, one: int, other: int) -> None:
        low, high = sorted((one, other))
        dataset = data.draw(datasets(min=low, max=high))
        assert low <= len(dataset)
        assert len(dataset) - len(dataset.sources) <= high

    @given(extras(max=0))
    def test_no_key_at_all_can_be_asked_for(self, extra: Extra) -> None:
        assert extra == Extra()

    @given(refs("event", "place"))
    def test_references_are_of_the_kinds_that_are_named(self, ref: Any) -> None:
        assert ref.kind in ("event", "place")


class TestTrue:
    """What is cited stands there."""

    @given(st.data(), articles())
    def test_a_citation_of_an_article_verifies(self, data: st.DataObject, article: Article) -> None:
        assert article.verify(data.draw(citations(article))).verdict is Verdict.EXACT

    @given(articles_with_claims())
    def test_an_article_with_claims_says_all_that_it_is_cited_for(self, given: tuple[Article, Dataset]) -> None:
        article, dataset = given
        check = dataset.check(article)
        assert (check.problems, check.not_checked) == ((), ())
        assert check.places == len(check.verifications) >= 1
        assert all(record.citations for record in dataset if type(record) is not Source)
        assert dataset.with_article(article).article_of(article.source) is not None

    @given(datasets())
    def test_the_texts_that_come_with_a_dataset_have_what_is_cited(self, dataset: Dataset) -> None:
        assert all(verification.verdict is Verdict.EXACT for verification in dataset.check().verifications)


# What may be wrong with drawn datasets: their days, figures and words contradict one another as those of reports do.
CONTRADICTIONS = {
    *("article.unused", "claim.late", "correction.figure", "day.unsaid", "figure.unsaid", "link.order", "part.larger"),
    *("part.time", "relay.early", "statement.late", "supersedes.measure", "utterance.speaker", "wording.unsaid"),
}


class TestCoherent:
    @given(datasets())
    def test_every_reference_leads_to_a_record_and_never_in_a_circle(self, dataset: Dataset) -> None:
        assert {problem.code for problem in dataset.check().problems} <= CONTRADICTIONS
        for claim in dataset.claims:
            dataset.chain(claim)
            dataset.speaker(claim)


def leaves(question: Predicate) -> Iterator[Predicate]:
    yield question
    part = getattr(question, "part", None)
    for each in (*getattr(question, "parts", ()), *(() if part is None else (part,))):
        yield from leaves(each)


DATASET = Dataset(
    [
        Source("source:x"),
        Place("place:a", name="Orlec"),
        Actor("actor:a", name="Ministry"),
        Statement("statement:s", act="asserts", speaker="actor:a", said="2022-01-05"),
        Statistic("statistic:d", measure="deaths", quantity=">=19", stage="accomplished", stated_in="statement:s"),
        Event("event:e", stage="accomplished", kind="riot", period="2022-01-02/", stated_in="statement:s"),
    ]
)


@cache
def some_datasets() -> list[Dataset]:
    return drawn(datasets() | datasets(min=6, max=12), 400)


@pytest.mark.sweep
class TestVaried:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_field_is_filled_and_left_empty(self, kind: str) -> None:
        found = drawn(getattr(strategies, f"{kind}s")())
        for attribute in attrs.fields(KINDS[kind]):
            values = [getattr(record, attribute.name) for record in found]
            assert any(values), attribute.name
            assert attribute.default is attrs.NOTHING or not all(values), attribute.name

    @pytest.mark.parametrize("name", ["citations", "codings", "links", "participants", "roles", "wheres"])
    def test_so_is_every_field_of_the_values_in_them(self, name: str) -> None:
        found = drawn(getattr(strategies, name)())
        for attribute in attrs.fields(type(found[0])):
            if (type(found[0]), attribute.name) != (Citation, "supports"):
                assert any(getattr(value, attribute.name) for value in found), attribute.name

    @pytest.mark.parametrize("mark", ["", "~", "?", "%", "X", "-21", "[..", "..]", "[2"])
    def test_days_have_every_form(self, mark: str) -> None:
        assert is_drawn(whens(), lambda when: mark in when.text and (mark != "" or len(when.text) == 10))

    @pytest.mark.parametrize("year", ["000X", "00XX"])
    def test_the_first_years_are_among_them(self, year: str) -> None:
        assert is_drawn(whens(max=date(99, 12, 31)), lambda when: when.text.startswith(year))

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda period: period.end is ONGOING and period.start is not UNKNOWN,
            lambda period: period.end is ONGOING and period.start is UNKNOWN,
            lambda period: period.end is UNKNOWN,
            lambda period: period.start is UNKNOWN and isinstance(period.end, When),
            lambda period: "/" not in period.text,
            lambda period: isinstance(period.end, When) and period.end.wording is not None and "/" in period.text,
            lambda period: isinstance(period.end, When) and period.end.text != getattr(period.start, "text", ""),
        ],
    )
    def test_periods_have_every_end(self, wanted: Callable[[Any], bool]) -> None:
        assert is_drawn(periods(), wanted)

    @pytest.mark.parametrize("qualifier", [each for each in Qualifier if each is not Qualifier.OTHER])
    def test_quantities_have_every_hedge(self, qualifier: Qualifier) -> None:
        assert is_drawn(quantities(), lambda quantity: quantity.qualifier is qualifier)

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda number: type(number) is Decimal and len(number.normalize().as_tuple().digits) == 28,
            lambda number: type(number) is Decimal and len(number.as_tuple().digits) > 36,
            lambda number: type(number) is int and len(str(number)) > 36,
            lambda number: number < 0,
        ],
    )
    def test_numbers_are_long_and_small(self, wanted: Callable[[Any], bool]) -> None:
        assert is_drawn(numbers(), wanted)

    @pytest.mark.parametrize("wanted", ["'", '"', "\u05d0", "\U0001f000", "%"])
    def test_ids_have_marks_and_letters_of_every_script(self, wanted: str) -> None:
        assert is_drawn(refs(), lambda ref: any(each == wanted or (wanted > "\xff" and each >= wanted) for each in ref))

    @pytest.mark.parametrize("shape", ["placed", "quoted", "between words", "unplaced", "whole"])
    def test_citations_have_every_shape(self, shape: str) -> None:
        assert is_drawn(citations(), lambda citation: shape_of(citation) == shape)

    def test_extras_are_nested(self) -> None:
        def is_nested(extra: Extra) -> bool:
            return any(
                isinstance(each, Extra) and each for part in extra.values() if isinstance(part, tuple) for each in part
            )

        assert is_drawn(extras(), is_nested)

    def test_a_record_has_several_codings(self) -> None:
        assert is_drawn(events(), lambda event: len(event.codings) == 2)

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda dataset: dataset.outside,
            lambda dataset: dataset.articles,
            lambda dataset: {type(record) for record in dataset} == set(KINDS.values()),
            lambda dataset: any(len(dataset.chain(claim)) > 1 for claim in dataset.claims),
            lambda dataset: any(dataset.speaker(claim) for claim in dataset.claims if not hasattr(claim, "speaker")),
            lambda dataset: any(statistic.subset_of for statistic in dataset.statistics),
            lambda dataset: any(link.to for event in dataset.events for link in event.links),
            lambda dataset: any(
                claim.id in statement.targets for claim in dataset.claims for statement in dataset.statements
            ),
            lambda dataset: any(actor.stated_in for actor in dataset.actors),
        ],
    )
    def test_datasets_are_of_many_kinds(self, wanted: Callable[[Any], bool]) -> None:
        # Some are rare, and a draw of hundreds may have none.
        assert any(wanted(dataset) for dataset in some_datasets()) or is_drawn(datasets(min=6, max=12), wanted)

    @pytest.mark.parametrize("strategy", [predicates(DATASET), predicates()], ids=("of a dataset", "of any"))
    def test_every_leaf_of_the_query_language_is_drawn(self, strategy: st.SearchStrategy[Predicate]) -> None:
        found = {each for question in drawn(strategy, 600) for each in leaves(question)}
        assert {type(each) for each in found} == {
            *(About, And, Asserted, At, Citing, Comparison, Counted, Involving, KnownOn, Not, OfKind, Or),
            *(PossiblyKnownOn, Present, PublishedUntil, RelayedBy, SaidBy, Timed, Unattributed, WordingContains),
        }
        times = {(each.relation, each.certain) for each in found if isinstance(each, Timed)}
        assert len(times) == 8
        assert {each.certain for each in found if isinstance(each, Counted)} == {True, False}
        assert {each.start is None for each in found if isinstance(each, Citing)} == {True, False}

    @pytest.mark.parametrize("order", ["==", "!=", "<", "<=", ">", ">="])
    def test_every_comparison_is_drawn(self, order: str) -> None:
        def has_it(question: Predicate) -> bool:
            return any(isinstance(each, Comparison) and each.order == order for each in leaves(question))

        assert is_drawn(predicates(DATASET), has_it)


def shape_of(citation: Citation) -> str:
    if not citation.is_placed:
        return "whole" if citation.is_whole else "unplaced"
    return "placed" if citation.quote is None else "quoted" if citation.prefix is None else "between words"


class TestShrinking:
    @pytest.mark.parametrize(
        ("name", "least"),
        [
            ("whens", "When('2022-01-01')"),
            ("periods", "Period('2022-01-01')"),
            ("quantities", "Quantity('0')"),
            ("wheres", "Where('place:a')"),
            ("places", "Place('place:a', name=Orlec)"),
            ("events", "Event('event:a', stage=accomplished)"),
            ("statements", "Statement('statement:a', act=asserts)"),
            ("statistics", "Statistic('statistic:a', measure=deaths, quantity=0, stage=accomplished)"),
            ("datasets", "Dataset(no records)"),
            ("predicates", "of_kind('protest')"),
            ("codes", "Code('iso3166', '0')"),
        ],
    )
    def test_the_smallest_can_be_read(self, name: str, least: str) -> None:
        assert repr(smallest(getattr(strategies, name)())) == least

    def test_a_failing_dataset_is_small(self) -> None:
        found = smallest(datasets(), lambda dataset: len(dataset.events) > 0)
        assert [repr(record) for record in found] == ["Event('event:a', stage=accomplished)"]

    def test_a_failing_article_is_small(self) -> None:
        article, dataset = smallest(articles_with_claims(), lambda pair: len(pair[1].statistics) > 0)
        assert article.text == " date 2022-01-01 0 guards were injured. "
        assert len(dataset) == 2


MODULES = (
    "errors",
    "when",
    "quantity",
    "source",
    "rows",
    "article",
    "place",
    "actor",
    "records",
    "dataset",
    "query",
    "rules",
    "reports",
    "codec",
)
PUBLIC = {
    found
    for module in map(importlib.import_module, [f"unrest.{name}" for name in MODULES])
    for found in (getattr(module, name) for name in module.__all__)
    if inspect.isclass(found)
}


class TestRoundTrips:
    @pytest.mark.parametrize(
        "name", [name for name in ALL if name not in ("articles_with_claims", "predicates", "articles", "tables")]
    )
    def test_whatever_is_drawn_comes_back(self, name: str) -> None:
        @settings(max_examples=20, database=None, suppress_health_check=list(HealthCheck))
        @given(getattr(strategies, name)())
        def test(found: Any) -> None:
            # Names, texts and references are texts, and no values by themselves.
            if isinstance(found, str):
                with pytest.raises(InvalidValue):
                    assert_round_trips(found)
            else:
                assert_round_trips(found)

        test()

    @pytest.mark.parametrize("way", list(_WAYS))
    def test_what_comes_back_different_is_told(self, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(_WAYS, way, lambda _: When("2022-02"))
        with pytest.raises(AssertionError) as caught:
            assert_round_trips(When("2022-01"))
        said = f"not the same after {way}:\n  before: When('2022-01')\n  after:  When('2022-02')"
        assert str(caught.value).startswith(said)

    def test_another_class_is_not_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(_WAYS, "JSON", str)
        with pytest.raises(AssertionError, match="after JSON"):
            assert_round_trips(When("2022"))

    @pytest.mark.parametrize("found", [5, "text", None, [When("2022")]])
    def test_what_is_not_of_the_library_is_refused(self, found: object) -> None:
        with pytest.raises(InvalidValue):
            assert_round_trips(found)


class TestFromType:
    @pytest.mark.parametrize("cls", sorted(PUBLIC, key=lambda cls: cls.__name__))
    def test_of_every_public_class(self, cls: type) -> None:
        assert isinstance(smallest(st.from_type(cls)), cls)

    def test_of_unions(self) -> None:
        assert isinstance(smallest(st.from_type(Claim)), Claim)  # type: ignore[arg-type]
        assert isinstance(smallest(st.from_type(Record)), Record)  # type: ignore[arg-type]
        assert {type(each) for each in drawn(st.from_type(Record))} == set(KINDS.values())  # type: ignore[arg-type]

    def test_of_references(self) -> None:
        assert {ref.kind for ref in drawn(st.from_type(Ref[Event | Place]))} == {"event", "place"}
        assert {ref.kind for ref in drawn(st.from_type(Ref[Statistic]))} == {"statistic"}
        assert {ref.kind for ref in drawn(st.from_type(Ref))} == set(KINDS)

    def test_of_records_of_a_kind(self) -> None:
        assert all(type(each) is Event for found in drawn(st.from_type(Records[Event]), 50) for each in found)
        assert all(isinstance(each, Claim) for found in drawn(st.from_type(Records[Claim]), 50) for each in found)
        assert isinstance(smallest(st.from_type(Records[Any])), Records)

    def test_of_arguments(self) -> None:
        @settings(max_examples=5, database=None)
        @given(...)
        def test(event: Event, place: Ref[Place], when: When) -> None:
            assert (type(event), place.kind, type(when)) == (Event, "place", When)

        test()


PROBE = """
import sys
sys.modules["hypothesis"] = None
import unrest
try:
    import unrest.strategies
except unrest.MissingExtra as error:
    print(error)
    assert isinstance(error, ImportError)
"""


# Whatever is loaded first, the classes are known; and hypothesis alone brings nothing of ours but the entry point.
ORDERS = {
    "hypothesis, then unrest": "import hypothesis.strategies as st, unrest",
    "unrest, then hypothesis": "import unrest, hypothesis.strategies as st",
    "the strategies first": "import unrest.strategies, unrest, hypothesis.strategies as st",
    "hypothesis inside a module that unrest is loaded by": "import hypothesis, unrest; from hypothesis import strategies as st",
}
KNOWN = """
assert "unrest.strategies" in sys.modules
event = st.from_type(unrest.Event)
from hypothesis import find, settings
print(find(event, lambda _: True, settings=settings(database=None)).id)
"""


class TestEntryPoint:
    def run(self, code: str) -> str:
        run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, encoding="utf-8")
        assert (run.returncode, run.stderr) == (0, "")
        return run.stdout

    @pytest.mark.parametrize("order", ORDERS)
    def test_whatever_is_loaded_first_the_classes_are_known(self, order: str) -> None:
        assert self.run(f"import sys\n{ORDERS[order]}\n{KNOWN}") == "event:a\n"

    def test_hypothesis_alone_loads_nothing_of_the_package(self) -> None:
        code = (
            "import sys, hypothesis, hypothesis.strategies; print(sorted(n for n in sys.modules if n[:6] == 'unrest'))"
        )
        assert self.run(code) == "['unrest_hypothesis']\n"

    def test_it_registers_where_the_package_is_loaded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "unrest.strategies")
        register()
        assert "unrest.strategies" in sys.modules
        monkeypatch.delitem(sys.modules, "unrest.strategies")
        monkeypatch.delitem(sys.modules, "unrest")
        register()
        assert "unrest.strategies" not in sys.modules


class TestWithoutHypothesis:
    def test_the_strategies_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        with pytest.raises(MissingExtra, match="testing"):
            importlib.reload(strategies)

    def test_the_front_door_opens_without_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "hypothesis")
        monkeypatch.delitem(sys.modules, "unrest.strategies")
        importlib.reload(unrest)
        assert "unrest.strategies" not in sys.modules

    def test_the_error_names_the_extra(self) -> None:
        run = subprocess.run([sys.executable, "-W", "error", "-c", PROBE], capture_output=True, encoding="utf-8")
        assert (run.returncode, run.stderr) == (0, "")
        assert "testing" in run.stdout
