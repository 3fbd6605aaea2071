"""What is written and read again is equal, and equal things are written alike, to the letter."""

import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unrest
from unrest.codec import from_dict, from_json, load, read_records, save, to_dict, to_json, try_load, write_records
from unrest.construction import construction
from unrest.dataset import Dataset
from unrest.extra import Extra
from unrest.records import KINDS, Record, Statistic
from unrest.source import Coding
from unrest.strategies import (
    citations,
    codes,
    codings,
    datasets,
    extras,
    links,
    participants,
    periods,
    quantities,
    records,
    roles,
    statistics,
    whens,
    wheres,
)

VALUES = st.one_of(
    *(citations(), codes(), codings(), extras(), links(), participants()),
    *(periods(), quantities(), roles(), whens(), wheres()),
)


def through_json(plain: Any) -> Any:
    return json.loads(json.dumps(plain))


class TestDatasets:
    """A dataset that is written and read again is equal."""

    @given(datasets())
    def test_one_that_is_read_again_is_equal(self, dataset: Dataset) -> None:
        text = to_json(dataset)
        again = from_json(text)
        assert again == dataset
        assert list(again) == list(dataset)
        assert to_json(again) == text

    @given(datasets(max=4), st.data())
    def test_one_that_differs_is_read_as_one_that_differs(self, dataset: Dataset, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(("name", "title", "description", "licence", "version")))
        other = attrs.evolve(dataset, **{name: "another"})
        assert (from_json(to_json(other)) == dataset) == (getattr(dataset, name) == "another")


class TestFiles:
    """A dataset is the same in every form of file, packed or not."""

    @given(datasets())
    def test_it_is_read_as_equal(self, dataset: Dataset) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("x.json", "x.jsonl", "x.json.gz", "x.jsonl.gz"):
                save(dataset, Path(folder) / name)
                assert load(Path(folder) / name) == dataset


class TestOneByOne:
    """Records that are written one by one are read one by one, equal and in the order in which they came."""

    @given(datasets(), st.randoms(use_true_random=False))
    def test_in_whatever_order(self, dataset: Dataset, random: Any) -> None:
        shuffled, head = list(dataset), attrs.evolve(dataset, records=(), articles=())
        random.shuffle(shuffled)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.jsonl"
            assert write_records(iter(shuffled), path, head) == len(shuffled)
            stream = read_records(path)
            assert stream.head == head
            assert list(stream) == shuffled


class TestCutOff:
    """A file in JSON Lines that lacks lines is refused, whichever they are."""

    @given(datasets(), st.data())
    def test_whichever_they_are(self, dataset: Dataset, data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.jsonl"
            save(dataset, path)
            lines = path.read_bytes().splitlines(keepends=True)
            lost = data.draw(st.sets(st.sampled_from(range(len(lines))), min_size=1))
            path.write_bytes(b"".join(line for at, line in enumerate(lines) if at not in lost))
            assert not try_load(path).is_whole


class TestRecords:
    """A record that is made a dict or JSON and read again is equal."""

    @pytest.mark.parametrize("kind", KINDS)
    @given(data=st.data())
    def test_of_a_dict(self, kind: str, data: st.DataObject) -> None:
        cls = KINDS[kind]
        record = data.draw(st.from_type(cls))
        plain = to_dict(record)
        assert from_dict(cls, plain) == record
        assert from_dict(cls, through_json(plain)) == record
        assert to_dict(from_dict(cls, plain)) == plain

    @given(records())
    def test_of_json(self, record: Record) -> None:
        assert from_dict(type(record), json.loads(to_json(record))) == record

    @given(VALUES)
    def test_so_is_every_value(self, value: Any) -> None:
        assert from_dict(type(value), through_json(to_dict(value))) == value


class TestConstruction:
    """The Python that is shown of a value in a failing test makes an equal value."""

    NAMES: ClassVar[dict[str, Any]] = {name: getattr(unrest, name) for name in unrest.__all__} | {"Decimal": Decimal}

    @given(VALUES.filter(lambda value: not isinstance(value, Extra)) | records())
    def test_of_values_and_records(self, value: Any) -> None:
        again = eval(construction(value), dict(self.NAMES))
        assert again == value
        assert type(again) is type(value)

    @given(datasets(max=4))
    def test_of_datasets(self, dataset: Dataset) -> None:
        assert eval(construction(attrs.evolve(dataset, articles=())), dict(self.NAMES)) == dataset


class TestEqualDatasets:
    """Two equal datasets have the same JSON, to the letter."""

    @given(datasets(), st.randoms(use_true_random=False))
    def test_in_whatever_order_their_records_were_given(self, dataset: Dataset, random: Any) -> None:
        shuffled = list(dataset)
        random.shuffle(shuffled)
        assert to_json(attrs.evolve(dataset, records=shuffled)) == to_json(dataset)


class TestNothingNoneAndUnknown:
    """Not stated, not coded, none (0) and said to be unknown are four different values, and stay so in a file."""

    @given(statistics(), st.permutations(("0", "?")))
    def test_they_stay_what_they_were(self, statistic: Statistic, texts: list[str]) -> None:
        kinds = [attrs.evolve(statistic, quantity=text, as_of=None, codings=(), citations=()) for text in texts]
        not_coded = attrs.evolve(kinds[0], period=None)
        not_stated = attrs.evolve(not_coded, codings=[Coding(not_stated=["period"])])
        different = [*kinds, not_coded, not_stated]
        again = [from_dict(Statistic, through_json(to_dict(each))) for each in different]
        assert again == different
        assert again[0] != again[1]
        assert again[2] != again[3]
