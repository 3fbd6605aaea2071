"""GeoJSON, FollowTheMoney and Web Annotation: nothing is made up, and no two claims become one."""

import json
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from unrest.dataset import Dataset
from unrest.interchange import read_entities, read_statements, to_annotations, to_entities, to_geojson, to_statements
from unrest.query import month, year
from unrest.records import Deployment, Record, Statement, Statistic
from unrest.strategies import datasets


def without_loose(dataset: Dataset) -> Dataset:
    """The same with nothing left out: what was left out may be named, and a form that needs it would refuse."""
    return evolve(dataset, outside=())


class TestPoints:
    """A claim has a point on a map only where its own place has both coordinates."""

    @given(datasets())
    def test_of_any_dataset(self, dataset: Dataset) -> None:
        found = json.loads(json.dumps(to_geojson(dataset)))
        assert [each["id"] for each in found["features"]] == list(dataset.claims.ids)
        for claim, feature in zip(dataset.claims, found["features"], strict=True):
            geometry = feature["geometry"]
            places = [] if claim.where is None else [dataset[claim.where.place]]
            if claim.where is None and isinstance(claim, Deployment):
                places = [dataset[site] for site in claim.sites]
            points = [[each.longitude, each.latitude] for each in places if each.latitude is not None]
            told = [] if geometry is None else geometry["coordinates"]
            assert (told if geometry and geometry["type"] == "MultiPoint" else [told] if told else []) == points


class TestEntities:
    """Each record is an entity of its own: no two claims are merged because they say the same."""

    @given(datasets())
    def test_of_any_dataset(self, dataset: Dataset) -> None:
        entities = list(to_entities(dataset))
        assert len({each["id"] for each in entities}) == len(dataset)


class TestThereAndBack:
    """What is written as entities and read again has the same ids, kinds, figures and speakers."""

    @settings(max_examples=40)
    @given(datasets(), st.sampled_from(["csv", "json"]))
    def test_of_any_dataset(self, dataset: Dataset, form: str) -> None:
        if form == "csv":
            found = read_statements(line for text in to_statements(dataset) for line in text.splitlines(keepends=True))
        else:
            found = read_entities(json.dumps(each) for each in to_entities(dataset))
        again = found.dataset
        kept = [record for record in dataset if record.id in again]
        refused = {problem.record for problem in found.problems}
        assert {record.id for record in dataset} - {record.id for record in kept} <= refused
        for record in kept:
            assert same(record, again[record.id])


def same(record: Record, again: Record) -> bool:
    """Whether what must come back did."""
    told: list[Any] = [type(record), getattr(record, "kind", None), getattr(record, "stage", None)]
    found: list[Any] = [type(again), getattr(again, "kind", None), getattr(again, "stage", None)]
    if isinstance(record, Statistic) and isinstance(again, Statistic):
        told += [record.measure, str(record.quantity), record.of_whom]
        found += [again.measure, str(again.quantity), again.of_whom]
    if isinstance(record, Statement) and isinstance(again, Statement):
        told += [record.act, record.speaker]
        found += [again.act, again.speaker]
    return told == found


class TestAnnotations:
    """Every citation is one annotation, with the place and the words that it has, and no others."""

    @given(datasets())
    def test_of_any_dataset(self, dataset: Dataset) -> None:
        items = json.loads(json.dumps(to_annotations(dataset)))["items"]
        cited = [citation for record in dataset for citation in record.citations]
        assert len(items) == len(cited)
        for item, citation in zip(items, cited, strict=True):
            told = {each["type"]: each for each in item["target"].get("selector", [])}
            place = told.get("TextPositionSelector", {})
            assert (place.get("start"), place.get("end")) == (citation.start, citation.end)
            assert told.get("TextQuoteSelector", {}).get("exact") == citation.quote
            assert item["target"].get("sha256") == citation.digest


class TestCounting:
    """Records stand under one key for each combination of the values that they are counted by, and under nothing where they have none."""

    @given(datasets())
    def test_of_any_dataset(self, dataset: Dataset) -> None:
        events = dataset.events
        counted = events.count_by("kind", month)
        assert sum(counted.values()) == len(events)
        for (kind, when), number in counted.items():
            assert number == sum(event.kind == kind and month(event) == when for event in events)
        several = events.count_by("participants.roles", year)
        assert {role for role, _ in several} == set(events.count_by("participants.roles"))
