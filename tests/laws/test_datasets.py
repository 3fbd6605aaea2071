"""Datasets: one order, nothing lost when they are asked or grouped."""

from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from unrest.dataset import Dataset
from unrest.errors import InvalidDataset
from unrest.records import KINDS, Record
from unrest.strategies import datasets, predicates


class TestOrder:
    """A dataset has its records in one order, by kind and then by id, however they were given."""

    @given(datasets(), st.randoms(use_true_random=False))
    def test_the_order_in_which_they_are_given_does_not_matter(self, dataset: Dataset, random: Any) -> None:
        shuffled = [*dataset, *list(dataset)[:2]]
        random.shuffle(shuffled)
        again = attrs.evolve(dataset, records=shuffled)
        assert again == dataset
        assert hash(again) == hash(dataset)
        assert list(again) == list(dataset)
        kinds = list(KINDS)
        order = [(kinds.index(record.id.partition(":")[0]), record.id) for record in dataset]
        assert order == sorted(order)


class TestOutside:
    """A question to a dataset keeps all sources, places and actors, and lists the ids of claims that it left out in `outside`."""

    @given(st.data(), datasets())
    def test_nothing_is_lost(self, data: st.DataObject, dataset: Dataset) -> None:
        kept = dataset.where(data.draw(predicates(dataset)))
        for kind in ("sources", "places", "actors"):
            assert list(getattr(kept, kind)) == list(getattr(dataset, kind))
        inside, outside = {claim.id for claim in kept.claims}, {*kept.outside}
        assert inside | outside == {claim.id for claim in dataset.claims} | {*dataset.outside}
        assert not inside & outside
        assert kept.articles == dataset.articles


class TestGroups:
    """The groups of `group_by` hold every record, each under every value that it has, and under None where it has none."""

    @given(
        datasets(),
        st.sampled_from(("stage", "kind", "participants.who", "quantity.low", "said.earliest", "codings.coder")),
    )
    def test_of_any_field(self, dataset: Dataset, path: str) -> None:
        groups = dataset.claims.group_by(path)
        assert {claim.id for group in groups.values() for claim in group} == {claim.id for claim in dataset.claims}
        for found, group in groups.items():
            for claim in group:
                assert (
                    found in values_at(claim, path.split("."))
                    if found is not None
                    else not values_at(claim, path.split("."))
                )
        assert dataset.claims.count_by(path) == {found: len(group) for found, group in groups.items()}


class TestMerging:
    """The order in which datasets are merged with `|` does not change their records."""

    @given(st.data(), datasets(), datasets())
    def test_of_parts_of_one_and_of_another(self, data: st.DataObject, dataset: Dataset, other: Dataset) -> None:
        halves = [[], []]
        for record in dataset:
            for half in data.draw(st.sampled_from(([halves[0]], [halves[1]], halves))):
                half.append(record)
        one, rest = map(Dataset, halves)
        assert list(one | rest) == list(rest | one) == list(dataset)
        assert list(dataset | one) == list(dataset)
        assert dataset | dataset == dataset
        together, reverse = merged(dataset, other), merged(other, dataset)
        assert together == reverse
        if together is not None:
            assert {record.id for record in together} == {record.id for record in (*dataset, *other)}
            assert all(record in together for record in dataset.claims)


def merged(one: Dataset, other: Dataset) -> list[Record] | None:
    try:
        return list(one | other)
    except InvalidDataset:
        return None


def values_at(found: Any, names: list[str]) -> list[Any]:
    """All values at a path, followed step by step."""
    if isinstance(found, tuple):
        return [value for each in found for value in values_at(each, names)]
    if found is None:
        return []
    return values_at(getattr(found, names[0], None), names[1:]) if names else [found]


class TestMerge:
    """The order in which datasets are merged with `|` does not change their records."""

    @given(st.data(), datasets())
    def test_of_parts_that_know_more_and_less_of_the_same(self, data: st.DataObject, dataset: Dataset) -> None:
        parts: list[list[Any]] = [[], [], []]
        for record in dataset:
            context = record.id.partition(":")[0] in ("source", "place", "actor")
            less = attrs.evolve(record, note=None, citations=()) if context else record
            whole = data.draw(st.integers(0, 2))
            for number, part in enumerate(parts):
                if number == whole or data.draw(st.booleans()):
                    part.append(record if number == whole else less)
        one, two, three = (Dataset(part) for part in parts)
        merged = one | two | three
        assert list(merged) == list(dataset)
        assert one | (two | three) == three | one | two == merged
        assert merged | merged == merged
        assert merged | Dataset() == Dataset() | merged == merged
