"""Records and the values in them are values: they cannot be changed, and what is equal is interchangeable."""

import copy
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.constraint import constraint_of
from unrest.errors import InvalidRecord, InvalidValue
from unrest.extra import Extra
from unrest.place import Place
from unrest.records import Link, Record, Statistic
from unrest.strategies import (
    articles,
    citations,
    codes,
    codings,
    datasets,
    extras,
    links,
    participants,
    periods,
    places,
    predicates,
    quantities,
    records,
    roles,
    statistics,
    texts,
    whens,
    wheres,
)
from unrest.vocabulary import LinkKind, Measure

VALUES: st.SearchStrategy[Any] = st.one_of(
    *(articles(), citations(), codes(), codings(), datasets(max=3), extras(), links(), participants()),
    *(periods(), predicates(), quantities(), roles(), whens(), wheres()),
)


class TestFrozen:
    """A record is a value: it cannot be changed, it can stand in a set, and two records are equal where all their fields are."""

    @given(records() | VALUES, st.data())
    def test_no_field_can_be_set_or_deleted(self, value: Any, data: st.DataObject) -> None:
        names = [each.name for each in attrs.fields(type(value))] if attrs.has(type(value)) else ["_items"]
        name = data.draw(st.sampled_from(names))
        before = getattr(value, name)
        with pytest.raises(AttributeError):
            setattr(value, name, before)
        with pytest.raises(AttributeError):
            delattr(value, name)
        with pytest.raises(AttributeError):
            value.something_new = 1
        assert getattr(value, name) is before

    @given(records() | VALUES)
    def test_a_copy_is_equal_and_has_the_same_hash(self, value: Any) -> None:
        again = (copy.copy(value), copy.deepcopy(value), *self.pickled(value))
        assert all(each == value and type(each) is type(value) for each in again)
        assert {value, *again} == {value}
        assert all(repr(each) == repr(value) for each in again)

    def pickled(self, value: Any) -> list[Any]:
        return [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]

    @given(records(), records())
    def test_equal_are_those_whose_fields_are(self, one: Record, other: Record) -> None:
        other = data_of(other, one) if type(one) is type(other) else other
        same = type(one) is type(other) and all(
            getattr(one, each.name) == getattr(other, each.name) for each in attrs.fields(type(one))
        )
        assert (one == other) == same
        assert not same or hash(one) == hash(other)

    @given(records(), texts())
    def test_one_field_makes_two_records_differ(self, record: Record, note: str) -> None:
        other = attrs.evolve(record, note=note)
        assert (other == record) == (record.note == note)


def data_of(other: Any, one: Any) -> Any:
    return attrs.evolve(other, id=one.id) if not refers_to(other, one.id) else other


def refers_to(record: Any, identity: str) -> bool:
    return identity in repr([getattr(record, each.name) for each in attrs.fields(type(record))])


def unordered(record: Any) -> list[str]:
    """Fields that are tuples without an order of their own."""
    return [
        each.name
        for each in attrs.fields(type(record))
        if isinstance(getattr(record, each.name), tuple) and each.name not in ("items", "_records", "articles")
    ]


class TestTuples:
    """A tuple without an order of its own is sorted and has nothing twice, however it was given."""

    @given(records() | codings() | participants(), st.randoms(use_true_random=False), st.sampled_from((list, tuple)))
    def test_order_and_repeats_do_not_count(self, record: Any, random: Any, collection: Any) -> None:
        given = {}
        for name in unordered(record):
            several = [*getattr(record, name)] * 2
            random.shuffle(several)
            given[name] = collection(several)
        assert attrs.evolve(record, **given) == record
        assert attrs.evolve(record, **{name: set(found) for name, found in given.items()}) == record


class TestItems:
    """`items` keeps the order and the repeats of the source."""

    @given(statistics(), st.lists(texts(), max_size=4), st.sampled_from((list, tuple)))
    def test_they_are_kept_as_given(self, statistic: Statistic, items: list[str], collection: Any) -> None:
        # A coding may say that the source does not give them: then it is refused to hold them.
        bare = attrs.evolve(statistic, codings=())
        assert attrs.evolve(bare, items=collection(items)).items == tuple(items)


class TestExtra:
    """In `extra` the values 1, 1.0 and true differ, and the order of keys does not count."""

    @given(extras(), st.permutations((1, 1.0, True, "1", None)))
    def test_numbers_of_other_types_are_other_values(self, extra: Extra, found: list[Any]) -> None:
        different = [Extra({**extra, "n": each}) for each in found] + [Extra({**extra, "n": [each]}) for each in found]
        assert len(set(different)) == len(different)

    @given(extras(), st.randoms(use_true_random=False))
    def test_keys_have_no_order(self, extra: Extra, random: Any) -> None:
        keys = list(extra)
        random.shuffle(keys)
        other = Extra({key: extra[key] for key in keys})
        assert other == extra
        assert hash(other) == hash(extra)


class TestCoordinates:
    """A `Place` has its latitude from -90 to 90 and its longitude from -180 to 180 degrees, and both or neither."""

    @given(places(), st.none() | st.floats() | st.integers(), st.none() | st.floats() | st.integers())
    def test_all_others_are_refused(self, place: Place, latitude: Any, longitude: Any) -> None:
        def right(found: Any, most: int) -> bool:
            return found is None or -most <= found <= most

        if right(latitude, 90) and right(longitude, 180) and (latitude is None) == (longitude is None):
            placed = attrs.evolve(place, latitude=latitude, longitude=longitude, codings=())
            assert (placed.latitude, placed.longitude) == (latitude, longitude)
        else:
            with pytest.raises(InvalidRecord) as refused:
                attrs.evolve(place, latitude=latitude, longitude=longitude, codings=())
            assert {problem.place for problem in refused.value.problems} <= {"latitude", "longitude"}


class TestLinks:
    """A link leads to an event or a deployment, or holds words, and exactly one of the two."""

    @given(links(), links())
    def test_both_and_neither_are_refused(self, one: Link, other: Link) -> None:
        to, words = one.to or other.to, one.words or other.words
        if to and words:
            with pytest.raises(InvalidValue):
                Link(one.kind, to, words=words)
        with pytest.raises(InvalidValue):
            Link(one.kind)

    @given(st.sampled_from(LinkKind), st.from_type(Record))
    def test_it_leads_to_nothing_else(self, kind: LinkKind, record: Record) -> None:
        if record.id.startswith(("event:", "deployment:")):
            assert Link(kind, record).to == record.id
        else:
            with pytest.raises(InvalidValue):
                Link(kind, record)


class TestUnits:
    """A unit stands only with damage (a currency of ISO 4217, three capital letters), duration (`days`) and share (`%`), where it is required, and may stand with the measure `other`."""

    @given(statistics(), st.sampled_from(Measure), st.sampled_from((None, "KZT", "EUR", "days", "%", "eur", "hours")))
    def test_all_others_are_refused(self, statistic: Statistic, measure: Measure, unit: str | None) -> None:
        right = {"damage": ("KZT", "EUR"), "duration": ("days",), "share": ("%",), "other": (unit,)}
        if unit in right.get(measure, (None,)):
            assert attrs.evolve(statistic, measure=measure, unit=unit, codings=()).unit == unit
        else:
            with pytest.raises(InvalidRecord) as refused:
                attrs.evolve(statistic, measure=measure, unit=unit, codings=())
            assert [problem.place for problem in refused.value.problems] == ["unit"]


class TestReferences:
    """Records refer to one another by id only, and a reference to the wrong kind of record is refused when the record is built."""

    @given(records(), records(), st.data())
    def test_a_record_of_another_kind_is_refused(self, record: Any, other: Any, data: st.DataObject) -> None:
        kinds = {
            each.name: (constraint.kinds, constraint.many)
            for each in attrs.fields(type(record))
            if (constraint := constraint_of(each)) and constraint.kinds
        }
        if not kinds:
            return
        name = data.draw(st.sampled_from(sorted(kinds)))
        allowed, many = kinds[name]
        kind = other.id.partition(":")[0]
        given = data.draw(st.sampled_from((other, other.id)))
        if kind not in allowed:
            with pytest.raises(InvalidRecord) as refused:
                attrs.evolve(record, **{name: [given] if many else given}, codings=())
            assert all(problem.place.startswith(name) for problem in refused.value.problems)
        elif other.id != record.id:
            built = attrs.evolve(record, **{name: [given] if many else given}, codings=())
            assert str(getattr(built, name)[0] if many else getattr(built, name)) == other.id
