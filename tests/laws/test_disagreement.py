"""Reports of one happening, and where they differ."""

from hypothesis import given
from hypothesis import strategies as st

from unrest.dataset import Dataset
from unrest.quantity import Quantity
from unrest.records import Statistic
from unrest.reports import conflicts, disagreement
from unrest.strategies import datasets, quantities


class TestEveryReportOnce:
    """Every event, deployment and figure is a report of one incident, or of none."""

    @given(datasets())
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
