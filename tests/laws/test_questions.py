"""Questions: what they answer together, and what they refuse."""

import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unrest.codec import load
from unrest.dataset import Dataset
from unrest.errors import InvalidQuery, Problem
from unrest.path import follow, paths
from unrest.query import Predicate, certainly_during, of_kind, possibly_during, value
from unrest.query.known import KnownOn, PossiblyKnownOn
from unrest.query.number import Counted
from unrest.query.predicate import And, Not, Or
from unrest.query.time import Timed
from unrest.query.value import Comparison
from unrest.records import KINDS, Claim, Deployment, Event, Statement, Statistic
from unrest.strategies import claims, datasets, periods, predicates, whens
from unrest.vocabulary import EventKind
from unrest.when import UNKNOWN

SPANS = whens() | periods() | whens().map(str) | periods().map(str) | st.dates()

CLAIMS = (Event, Statement, Deployment, Statistic)


def answer(dataset: Dataset, question: Any) -> list[str]:
    return [claim.id for claim in dataset.where(question).claims]


@st.composite
def asked(draw: st.DrawFn, questions: int) -> tuple[Any, ...]:
    """A dataset and questions that can be put to it."""
    dataset = draw(datasets())
    return (dataset, *(draw(predicates(dataset)) for _ in range(questions)))


class TestComplement:
    """`~` is the plain complement: every record is in the answer to a question or in the answer to its complement, and never in both."""

    @given(asked(1))
    def test_of_any_question(self, given: tuple[Dataset, Predicate]) -> None:
        dataset, question = given
        yes, no = answer(dataset, question), answer(dataset, ~question)
        assert sorted(yes + no) == sorted(claim.id for claim in dataset.claims)
        assert answer(dataset, ~~question) == yes


def leaves(question: Predicate) -> set[str]:
    """The kinds of question that one is made of."""
    if isinstance(question, And | Or):
        return {type(question).__name__}.union(*(leaves(part) for part in question.parts))
    if isinstance(question, Not):
        return {"Not", *leaves(question.part)}
    return {type(question).__name__}


ALL_LEAVES = {
    *("And", "Or", "Not", "SaidBy", "RelayedBy", "Unattributed", "Asserted", "About", "At", "Involving", "Citing"),
    *("KnownOn", "PossiblyKnownOn", "PublishedUntil", "Timed", "OfKind", "Present", "Comparison", "Counted"),
    "WordingContains",
}


def answers_alike(dataset: Dataset, question: Predicate) -> None:
    """Ask each kind of claim, and all of them, once as a whole and once one by one."""
    groups: list[Any] = [dataset.claims, dataset.events, dataset.statements, dataset.deployments, dataset.statistics]
    for records in groups:
        told = refusal(lambda: question.bind(dataset, records._kinds))  # noqa: B023 (called at once)
        assert told == refusal(lambda: records.where(question))  # noqa: B023
        if told is None:
            test = question.bind(dataset, records._kinds)
            assert list(records.where(question)) == [record for record in records if test(record)]


def refusal(ask: Callable[[], object]) -> tuple[Problem, ...] | None:
    """Why a question cannot be asked; None where it can."""
    try:
        ask()
    except InvalidQuery as error:
        return error.problems
    return None


class TestTogetherAndAlone:
    """What is asked of many records at once is answered as it is of each of them alone."""

    @given(asked(1))
    def test_of_any_dataset(self, given: tuple[Dataset, Predicate]) -> None:
        answers_alike(*given)

    def test_by_every_kind_of_question(self) -> None:
        dataset, drawn = load("kazakhstan-2022"), set()

        @settings(max_examples=400)
        @given(st.data())
        def ask(data: st.DataObject) -> None:
            question = data.draw(predicates(dataset, max=3))
            drawn.update(leaves(question))
            answers_alike(dataset, question)

        ask()
        # A kind of question that is never drawn would not be tested, and say nothing.
        assert drawn == ALL_LEAVES

    @pytest.mark.parametrize("order", ["==", "!=", "<", "<=", ">", ">="])
    def test_by_every_field_compared_in_every_order(self, order: str) -> None:
        dataset = load("kazakhstan-2022")
        asked = 0
        for path in sorted({path for cls in CLAIMS for path in paths(cls)}):
            found = {each for claim in dataset.claims for each in follow(claim, path) if each is not UNKNOWN}
            for each in sorted(found, key=str)[:2]:
                given = str(each) if isinstance(each, str) else each
                answers_alike(dataset, Comparison(path, order, given))
                asked += 1
        assert asked > 50


class TestAskedAgain:
    """A question of time has the same answer whenever it is asked, by all claims or by the few that may have been then."""

    @pytest.mark.parametrize("name", ["kazakhstan-2022", "kazakhstan-2022-reports"])
    def test_of_any_span(self, name: str) -> None:
        dataset = load(name)

        @given(st.builds(Timed, st.sampled_from(["during", "overlaps", "before"]), SPANS, certain=st.booleans()))
        def ask(question: Timed) -> None:
            for records in (dataset.claims, dataset.events, dataset.statistics):
                test = question.bind(dataset, records._kinds)
                alone = [record.id for record in records if test(record)]
                for asked in (question, of_anything & question, question & of_anything):
                    assert list(records.where(asked).ids) == alone

        of_anything = value("id") != "event:nothing"
        ask()


class TestTogether:
    """The answer to `p & q` is what both answer, and the answer to `p | q` is what either answers."""

    @given(asked(2))
    def test_of_any_two_questions(self, given: tuple[Dataset, Predicate, Predicate]) -> None:
        dataset, p, q = given
        one, other = answer(dataset, p), answer(dataset, q)
        assert answer(dataset, p & q) == [each for each in one if each in other]
        assert sorted(answer(dataset, p | q)) == sorted({*one, *other})
        assert answer(dataset, ~(p & q)) == answer(dataset, ~p | ~q)
        assert [claim.id for claim in dataset.where(p, q).claims] == answer(dataset, p & q)


@st.composite
def misspelt(draw: st.DrawFn, word: str) -> str:
    """A word with one letter lost, doubled or exchanged with the next one."""
    at = draw(st.integers(0, len(word) - 2))
    rest = word[at + 2 :]
    return word[:at] + draw(
        st.sampled_from((word[at + 1] + rest, word[at] * 2 + word[at + 1] + rest, word[at + 1] + word[at] + rest))
    )


class TestMisspelt:
    """A misspelt field, word or kind is refused with the nearest one, even where there is no record to ask."""

    @given(st.data(), st.sampled_from(list(KINDS.items())), st.sampled_from(("present", "==", "sort", "group")))
    def test_a_field(self, data: st.DataObject, kind: tuple[str, Any], use: str) -> None:
        name, cls = kind
        # Of "di" nothing is near enough to be meant.
        path = data.draw(st.sampled_from([each for each in paths(cls) if len(each) > 3]).flatmap(misspelt))
        records = getattr(Dataset(), f"{name}s")
        if path in paths(cls):
            return
        ask = {
            "sort": lambda: records.sorted_by(path),
            "group": lambda: records.group_by(path),
            "present": lambda: records.where(value(path).present),
            "==": lambda: records.where(value(path) == "a"),
        }[use]
        with pytest.raises(InvalidQuery) as refused:
            ask()
        (problem,) = refused.value.problems
        assert problem.code == "path.unknown"
        assert any(repr(each) in str(problem.hint) for each in paths(cls))

    @given(st.data(), st.sampled_from(EventKind))
    def test_a_word(self, data: st.DataObject, kind: EventKind) -> None:
        word = data.draw(misspelt(str(kind)))
        if word in list(EventKind):
            return
        for question in (of_kind(word), value("kind") == word, ~(value("kind") != word)):
            with pytest.raises(InvalidQuery) as refused:
                Dataset().events.where(question)
            (problem,) = refused.value.problems
            assert problem.code == "word.unknown"
            assert any(repr(str(each)) in str(problem.hint) for each in EventKind)


def undated(claim: Claim) -> Claim:
    bare = attrs.evolve(claim, codings=())
    if isinstance(bare, Statement):
        return attrs.evolve(bare, said=None)
    return (
        attrs.evolve(bare, period=None, as_of=None) if isinstance(bare, Statistic) else attrs.evolve(bare, period=None)
    )


class TestWithoutADate:
    """A claim without a date is possibly in every span and certainly in none."""

    @given(claims().map(undated), SPANS)
    def test_of_any_claim(self, claim: Claim, span: Any) -> None:
        assert possibly_during(span)(claim)
        assert not certainly_during(span)(claim)


class TestDuring:
    """Every record that is certainly in a span is possibly in it."""

    @given(datasets(), SPANS)
    def test_in_any_dataset(self, dataset: Dataset, span: Any) -> None:
        certain, possible = answer(dataset, certainly_during(span)), answer(dataset, possibly_during(span))
        assert set(certain) <= set(possible)


def weakened(question: Predicate, *, less: bool = True) -> Predicate:
    """The same question with "possibly" for every "certainly"; under `~` the other way round."""
    if isinstance(question, And | Or):
        return type(question)(tuple(weakened(part, less=less) for part in question.parts))
    if isinstance(question, Not):
        return Not(weakened(question.part, less=not less))
    if isinstance(question, Timed | Counted):
        return attrs.evolve(question, certain=not less)
    if isinstance(question, KnownOn | PossiblyKnownOn):
        return PossiblyKnownOn(question.day) if less else KnownOn(question.day)
    return question


class TestCertainly:
    """What a question finds for certain it finds as possible too, however questions are combined."""

    @given(asked(1))
    def test_of_any_question(self, given: tuple[Dataset, Predicate]) -> None:
        dataset, question = given
        most, least = weakened(question), weakened(question, less=False)
        found = set(answer(dataset, question))
        assert set(answer(dataset, least)) <= found <= set(answer(dataset, most))


class TestExplained:
    """The explanation of a record gives the answer that the question gives."""

    @given(asked(1))
    def test_of_any_question(self, given: tuple[Dataset, Predicate]) -> None:
        dataset, question = given
        found = set(answer(dataset, question))
        for claim in dataset.claims:
            try:
                told = question.explain(claim, dataset)
            except InvalidQuery:
                # A question that makes sense for figures alone is asked of all claims together, and of no event alone.
                continue
            assert told.matches == (claim.id in found)
            assert str(told).startswith(f"{'yes' if told.matches else 'no'}: {question!r}")


class TestEveryLeaf:
    """A question is a value: it can be printed, compared, pickled and asked again."""

    @given(asked(1), st.integers(2, pickle.HIGHEST_PROTOCOL))
    def test_it_is_the_same_after_a_journey(self, given: tuple[Dataset, Predicate], protocol: int) -> None:
        dataset, question = given
        again = pickle.loads(pickle.dumps(question, protocol))
        assert again == question
        assert hash(again) == hash(question)
        assert repr(again) == repr(question)
        assert answer(dataset, again) == answer(dataset, question)
