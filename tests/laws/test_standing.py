"""What stands on a day, and how a figure developed."""

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from unrest.dataset import Dataset
from unrest.errors import InvalidQuery, NotFound
from unrest.records import Claim, Statement, Statistic
from unrest.strategies import datasets
from unrest.vocabulary import Act, Stage

DAYS = st.dates(date(2021, 12, 1), date(2022, 3, 31))
FIRST = date(2022, 1, 1)


def ids(dataset: Dataset) -> set[str]:
    return {claim.id for claim in dataset.claims}


class TestPartOfKnown:
    """What stands on a day is part of what is known on it, and a dataset in which nothing removes stands as it is."""

    @given(datasets(), DAYS)
    def test_on_any_day(self, dataset: Dataset, day: date) -> None:
        dataset = attrs.evolve(dataset, outside=())
        known, standing = dataset.known_on(day), dataset.standing(on=day)
        assert ids(standing) <= ids(known)
        removers = [claim for claim in known.claims if naive_targets(claim)]
        assert removers or standing == known


class TestHistoryGrows:
    """The history of a figure up to a day is the beginning of its history up to any later day."""

    @given(datasets(), st.sampled_from(["deaths", "injuries", "detentions"]), DAYS)
    def test_of_any_measure(self, dataset: Dataset, measure: str, day: date) -> None:
        whole = dataset.history(measure)
        try:
            early = dataset.known_on(day).history(measure)
        except NotFound:
            # A known figure may stand in a statement that is not known: its chain cannot be followed, which is told.
            return
        known = [(step.since, step.claim.id, step.change) for step in early]
        assert known == [(step.since, step.claim.id, step.change) for step in whole if step.since <= day]


def naive_targets(claim: Claim) -> tuple[str, ...]:
    if isinstance(claim, Statistic):
        return claim.supersedes if claim.stage is Stage.ACCOMPLISHED else ()
    return claim.targets if isinstance(claim, Statement) and claim.act is Act.WITHDRAWS else ()


def naive_standing(dataset: Dataset, known: list[Claim]) -> set[str]:
    """By the definition, slowly: a claim falls by a remover that stands; a removal in a circle is none."""
    by_id = {claim.id: claim for claim in known}
    removers = {
        (claim.id, target)
        for claim in known
        if all(each.act.asserting for each in dataset.chain(claim))
        for target in naive_targets(claim)
    }
    carried = {(claim.stated_in, claim.id) for claim in dataset.claims if claim.stated_in is not None}
    leads = removers | carried

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        while new := {b for a, b in leads if a in found | {start}} - found:
            found |= new
        return found

    real = {(one, other) for one, other in removers if one not in reached(other)}

    def stands(claim: str) -> bool:
        if any(stands(one) for one, other in real if other == claim):
            return False
        within = getattr(dataset[claim], "stated_in", None)
        return within is None or stands(within)

    return {claim for claim in by_id if stands(claim)}


@st.composite
def removal_datasets(draw: st.DrawFn) -> Dataset:
    """Few claims that remove one another in every way, circles included."""
    figures = [f"statistic:{each}" for each in "abc"]
    statements = [f"statement:{each}" for each in "pqr"]
    records: list[Any] = []
    for each in figures:
        records.append(
            Statistic(
                each,
                measure="deaths",
                quantity=1,
                stage=draw(st.sampled_from(["accomplished", "accomplished", "planned"])),
                supersedes=draw(st.sets(st.sampled_from([one for one in figures if one != each]), max_size=2)),
                stated_in=draw(st.none() | st.sampled_from(statements)),
            )
        )
    for n, each in enumerate(statements):
        others = [one for one in figures + statements if one != each]
        records.append(
            Statement(
                each,
                act=draw(st.sampled_from(["withdraws", "withdraws", "denies", "asserts"])),
                targets=draw(st.sets(st.sampled_from(others), max_size=2)),
                # Outwards only, so that no chain goes in a circle.
                stated_in=draw(st.none() | st.sampled_from(statements[:n])) if n else None,
            )
        )
    return Dataset(records)


class TestByDefinition:
    """A claim falls by a known, standing, asserted remover, and stands again where that remover falls; removals in a circle remove nothing."""

    @settings(max_examples=300)
    @given(removal_datasets())
    def test_of_any_removals(self, dataset: Dataset) -> None:
        assert ids(dataset.standing()) == naive_standing(dataset, [*dataset.claims])


class Ledger(RuleBasedStateMachine):
    """Claims become known, replace, withdraw and deny one another; what stands on a day is what the naive model says."""

    figures = Bundle("figures")
    statements = Bundle("statements")

    def __init__(self) -> None:
        super().__init__()
        self.dataset = Dataset()
        self.number = 0

    def _name(self, kind: str) -> str:
        self.number += 1
        return f"{kind}:{self.number}"

    def _add(self, *records: Any) -> None:
        self.dataset = Dataset([*self.dataset, *records])

    @rule(target=figures, day=st.integers(0, 20), quantity=st.integers(0, 300), old=st.none() | figures)
    def report(self, day: int, quantity: int, old: str | None) -> str:
        said = Statement(self._name("statement"), act="asserts", said=FIRST + timedelta(days=day))
        figure = Statistic(
            self._name("statistic"),
            measure="deaths",
            quantity=quantity,
            stage="accomplished",
            stated_in=said,
            supersedes=[] if old is None else [old],
        )
        self._add(said, figure)
        return figure.id

    @rule(target=statements, day=st.integers(0, 20), of=figures, act=st.sampled_from(["withdraws", "denies"]))
    def answer(self, day: int, of: str, act: str) -> str:
        answer = Statement(self._name("statement"), act=act, said=FIRST + timedelta(days=day), targets=[of])
        self._add(answer)
        return answer.id

    @rule(day=st.integers(0, 20), of=statements)
    def take_back_an_answer(self, day: int, of: str) -> None:
        self._add(Statement(self._name("statement"), act="withdraws", said=FIRST + timedelta(days=day), targets=[of]))

    @rule(of=consumes(figures))
    def merge_with_a_part(self, of: str) -> None:
        part = self.dataset.where(lambda claim: claim.id == of)
        assert self.dataset | part == self.dataset

    @rule(day=st.integers(0, 20))
    def ask(self, day: int) -> None:
        on = FIRST + timedelta(days=day)
        known = [claim for claim in self.dataset.claims if (since := self.dataset.known_since(claim)) and since <= on]
        assert ids(self.dataset.standing(on=on)) == naive_standing(self.dataset, known)

    @invariant()
    def a_history_names_every_figure(self) -> None:
        history = self.dataset.history("deaths")
        named = [step.claim.id for step in history if isinstance(step.claim, Statistic)]
        assert sorted(named) == sorted(figure.id for figure in self.dataset.statistics)
        assert [step.since for step in history] == sorted(step.since for step in history)


TestLedger = Ledger.TestCase
TestLedger.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_a_dataset_that_was_asked_has_no_answer_to_what_stands() -> None:
    with pytest.raises(InvalidQuery, match=r"query\.whole"):
        Dataset([Statement("statement:s", act="asserts")]).where(lambda _: False).standing()
