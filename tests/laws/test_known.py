"""What is known on a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unrest.dataset import Dataset
from unrest.query import possibly_known_on, published_until
from unrest.strategies import datasets

DAYS = st.dates(date(2021, 12, 1), date(2023, 1, 1)) | st.dates()


def known(dataset: Dataset, day: date) -> set[str]:
    return {claim.id for claim in dataset.known_on(day).claims}


class TestMonotone:
    """What is known on a day is known on every later day."""

    @given(datasets(), DAYS, DAYS)
    def test_nothing_is_forgotten(self, dataset: Dataset, one: date, other: date) -> None:
        assert known(dataset, min(one, other)) <= known(dataset, max(one, other))


class TestPublished:
    """What a source published by a day is known on that day, and what is known on a day is possibly known on it."""

    @given(datasets(), DAYS)
    def test_on_any_day(self, dataset: Dataset, day: date) -> None:
        published = {claim.id for claim in dataset.where(published_until(day)).claims}
        possibly = {claim.id for claim in dataset.where(possibly_known_on(day)).claims}
        assert published <= known(dataset, day) <= possibly


class TestSince:
    """What is known on a day is what `known_since` dates on or before that day."""

    @given(datasets(), DAYS)
    def test_on_any_day(self, dataset: Dataset, day: date) -> None:
        since = {claim.id: dataset.known_since(claim) for claim in dataset.claims}
        assert known(dataset, day) == {name for name, first in since.items() if first is not None and first <= day}

    @given(datasets())
    def test_on_the_first_day_and_not_on_the_day_before(self, dataset: Dataset) -> None:
        for claim in dataset.claims:
            first = dataset.known_since(claim)
            if first is None:
                assert claim.id not in known(dataset, date.max)
                continue
            assert claim.id in known(dataset, first)
            assert first == date.min or claim.id not in known(dataset, first - timedelta(days=1))
