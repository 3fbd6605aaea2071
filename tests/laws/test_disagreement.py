"""Reports of one happening, and where they differ."""

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

from unrest.dataset import Dataset
from unrest.quantity import Quantity
from unrest.records import Deployment, Event, Statistic
from unrest.reports import INDETERMINATE, Given, Rule, aggregate, conflicts, disagreement
from unrest.reports.rule import (
    first_known,
    highest,
    joined,
    last_known,
    least_precise,
    lowest,
    median,
    mode,
    mode_else_lowest,
    mode_else_mean_day,
    most_precise,
    union_of_bounds,
)
from unrest.strategies import datasets, quantities, reports_of_incidents


class TestEveryReportOnce:
    """Every event, deployment and figure is a report of one incident, or of none."""

    @given(datasets() | reports_of_incidents())
    def test_of_any_dataset(self, dataset: Dataset) -> None:
        for of, records in (
            ("events", [*dataset.events, *dataset.deployments]),
            ("figures", [*dataset.statistics]),
        ):
            found = dataset.incidents(of=of)
            reports = [report.id for incident in found for report in incident.reports]
            assert sorted([*reports, *found.ungrouped.ids]) == sorted(record.id for record in records)


def told(figures: list[Quantity]) -> Dataset:
    return Dataset(
        [
            Statistic(f"statistic:{n}", measure="deaths", quantity=each, stage="accomplished")
            for n, each in enumerate(figures)
        ]
    )


class TestConflict:
    """Two figures conflict exactly where no number is possible for both, and a figure conflicts with no equal one."""

    @given(quantities(), quantities(), st.integers(-10, 400))
    def test_of_any_two(self, one: Quantity, other: Quantity, number: int) -> None:
        found = [*conflicts(told([one, other]).incidents(of="figures"), "quantity")]
        if one.possibly_equals(number) and other.possibly_equals(number):
            assert found == []
        assert [*conflicts(told([one, one]).incidents(of="figures"), "quantity")] == []

    @given(quantities(), quantities())
    def test_it_does_not_matter_which_is_first(self, one: Quantity, other: Quantity) -> None:
        both = [[*conflicts(told(pair).incidents(of="figures"), "quantity")] for pair in ([one, other], [other, one])]
        assert bool(both[0]) is bool(both[1])


class TestNoDisagreement:
    """Reports that are all alike do not disagree: the share and the score are 0 and the modal confidence is 1."""

    @given(quantities(), st.integers(1, 6))
    def test_of_one_figure_told_several_times(self, figure: Quantity, times: int) -> None:
        found = disagreement(told([figure] * times).incidents(of="figures"), "quantity")
        assert (found.share, found.score, found.confidence) == (0.0, 0.0, 1.0)


CELLS = st.none() | st.integers(0, 9).map(str) | st.dates().map(str)
OF_REPORTS = (mode("rank"), mode("rank", missing=False), lowest, highest, median, first_known, last_known)


@st.composite
def given_cells(draw: st.DrawFn) -> list[Given]:
    """What several reports say, all in numbers or all in days."""
    cells = draw(st.sampled_from([st.integers(0, 9).map(str), st.dates().map(str)]))
    values = draw(st.lists(st.none() | cells, min_size=1, max_size=6))
    days = st.none() | st.dates()
    return [
        Given(f"event:{n}", each, {"rank": draw(st.none() | st.integers(0, 3))}.get, draw(days))
        for n, each in enumerate(values)
    ]


class TestReported:
    """What a rule chooses is what the reports say that it names, or nothing, or indeterminate; every other report is outvoted."""

    @given(given_cells(), st.sampled_from([*OF_REPORTS, most_precise("rank"), least_precise("rank", "rank")]))
    def test_by_every_rule_that_promises_it(self, reports: list[Given], rule: Rule) -> None:
        found = rule.choose(reports)
        said = {each.report: each.value for each in reports}
        if found.value is INDETERMINATE:
            assert found.reports == ()
        else:
            assert found.value in {*said.values(), None}
            assert {said[report] for report in found.reports} <= {found.value}
        assert sorted([*found.reports, *found.outvoted]) == sorted(said)


class TestOneReport:
    """A rule gives back what one report says where it is the only one."""

    @given(CELLS, st.sampled_from([*OF_REPORTS, mode_else_lowest, mode_else_mean_day, joined]), st.dates())
    def test_by_every_rule(self, value: str | None, rule: Rule, day: date) -> None:
        found = rule.choose([Given("event:a", value, known_since=day)])
        assert (found.value, found.outvoted) in ((value, ()), (None, ("event:a",)))


class TestUnionOfBounds:
    """What was possible for one report stays possible when its bounds are united with those of others."""

    @given(st.lists(quantities(), min_size=1, max_size=5), quantities(), st.integers(-10, 400))
    def test_adding_a_report_never_narrows_the_range(self, figures: list[Quantity], one: Quantity, number: int) -> None:
        before, after = (
            union_of_bounds.choose([Given(f"event:{n}", each) for n, each in enumerate(several)]).value
            for several in (figures, [*figures, one])
        )
        assert isinstance(before, Quantity)
        assert isinstance(after, Quantity)
        if before.possibly_equals(number) or one.possibly_equals(number):
            assert after.possibly_equals(number)


class TestAggregate:
    """Every value of an aggregate is one that a report of the incident gives, and names the reports that give it."""

    @given(reports_of_incidents(), st.sampled_from([mode(), mode(missing=False)]))
    def test_of_any_reports(self, dataset: Dataset, rule: Rule) -> None:
        # Of several stages none is taken for another, which would be refused.
        same = [attrs.evolve(each, stage="accomplished") if hasattr(each, "stage") else each for each in dataset]
        dataset = attrs.evolve(dataset, records=same)
        made = aggregate(dataset, {"period": rule, "where": rule}, all_claims=True)
        for event in made.events:
            told = event.codings[0].extra.to_dict()["choices"]
            for path in ("period", "where"):
                named = {str(getattr(dataset[report], path)) for report in told[path]["reports"]}
                given = getattr(event, path)
                assert named <= {str(told[path]["value"])}
                assert given is None or named == {str(given)}

    @given(reports_of_incidents())
    def test_one_report_is_given_back(self, dataset: Dataset) -> None:
        one_each = [
            attrs.evolve(record, incident=record.id) if isinstance(record, Event | Deployment) else record
            for record in dataset
            if not isinstance(record, Event | Deployment)
            or not any("incident" in coding.not_stated for coding in record.codings)
        ]
        dataset = Dataset(one_each)
        made = aggregate(dataset, {"stage": mode(), "period": mode(), "where": mode()}, all_claims=True)
        assert {event.incident for event in made.events} == {
            record.id for record in one_each if isinstance(record, Event | Deployment)
        }
        for event in made.events:
            report = dataset[str(event.incident)]
            assert isinstance(report, Event | Deployment)
            assert (event.stage, event.period, event.where) == (report.stage, report.period, report.where)
