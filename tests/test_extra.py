"""What a reader met and the model has no place for, verbatim."""

import copy
import math
import pickle
from collections.abc import Mapping

import pytest

from unrest.errors import InvalidValue
from unrest.extra import Extra, fault_of_extra, to_extra

DEEP = {"a": [1, {"b": (True, None, 1.5, "")}], "c": {}}


class TestMapping:
    def test_it_is_read_as_a_mapping(self) -> None:
        extra = Extra({"size": "dozens", "n": 3})
        assert isinstance(extra, Mapping)
        assert (extra["size"], len(extra), list(extra), "n" in extra) == ("dozens", 2, ["size", "n"], True)
        with pytest.raises(KeyError):
            extra["absent"]

    def test_it_is_empty_without_arguments(self) -> None:
        assert Extra() == Extra({})
        assert not Extra()

    def test_what_is_in_it_is_frozen_too(self) -> None:
        extra = Extra(DEEP)
        assert extra["a"] == (1, Extra({"b": (True, None, 1.5, "")}))
        with pytest.raises(TypeError):
            extra["a"][1]["b"] = 3

    def test_changing_what_was_given_changes_nothing(self) -> None:
        given = {"a": [1]}
        extra = Extra(given)
        given["a"].append(2)
        assert extra == Extra({"a": [1]})

    def test_one_in_another_is_kept(self) -> None:
        inner = Extra({"a": 1})
        assert Extra({"in": inner})["in"] == inner

    def test_it_gives_plain_dicts_and_lists_back(self) -> None:
        assert Extra(DEEP).to_dict() == {"a": [1, {"b": [True, None, 1.5, ""]}], "c": {}}

    def test_it_prints_as_it_is_written(self) -> None:
        assert repr(Extra({"a": (1,)})) == "Extra({'a': [1]})"
        assert str(Extra({"b": 1, "a": None})) == '{"a": null, "b": 1}'

    @pytest.mark.parametrize("again", [lambda x: pickle.loads(pickle.dumps(x)), copy.deepcopy, copy.copy])
    def test_it_can_be_copied_and_pickled(self, again: object) -> None:
        assert again(Extra(DEEP)) == Extra(DEEP)  # type: ignore[operator]

    def test_nothing_can_be_written_into_it(self) -> None:
        with pytest.raises(TypeError):
            Extra({"a": 1})["a"] = 2  # type: ignore[index]
        extra = Extra({"a": 1})
        with pytest.raises(AttributeError):
            extra._items = {}
        with pytest.raises(AttributeError):
            del extra._items


class TestEquality:
    @pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (1, 1.0), (1, "1"), (None, ""), ((), Extra())])
    def test_values_that_python_takes_for_equal_differ(self, one: object, other: object) -> None:
        assert Extra({"a": one}) != Extra({"a": other})
        assert Extra({"a": [one]}) != Extra({"a": [other]})

    def test_the_order_of_keys_does_not_count(self) -> None:
        one, other = Extra({"a": 1, "b": {"c": 1, "d": 2}}), Extra({"b": {"d": 2, "c": 1}, "a": 1})
        assert one == other
        assert len({one, other}) == 1

    def test_the_order_of_a_list_counts(self) -> None:
        assert Extra({"a": [1, 2]}) != Extra({"a": [2, 1]})

    def test_it_is_not_equal_to_a_dict(self) -> None:
        assert Extra({"a": 1}) != {"a": 1}


class TestRefusals:
    @pytest.mark.parametrize("found", [math.nan, math.inf, -math.inf, {1, 2}, b"a", object(), "\ud800", 1 + 2j])
    def test_what_json_cannot_hold_is_refused_with_its_place(self, found: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            Extra({"a": [1, found]})
        assert [(problem.code, problem.place) for problem in caught.value.problems] == [("extra.json", "a[1]")]

    @pytest.mark.parametrize("found", [{1: "a"}, {"": "a"}, {None: 1}, {"\ud800": 1}, [("a", 1)], "a", None])
    def test_keys_are_text(self, found: object) -> None:
        with pytest.raises(InvalidValue, match=r"extra\.keys"):
            Extra(found)  # type: ignore[arg-type]

    def test_keys_are_text_inside_too(self) -> None:
        with pytest.raises(InvalidValue, match=r"^a\.b: .*extra\.keys"):
            Extra({"a": {"b": {1: "a"}}})
        with pytest.raises(InvalidValue, match=r"^a\[0\]: .*extra\.keys"):
            Extra({"a": [{"": 1}]})

    def test_a_number_that_could_not_be_written_is_refused(self) -> None:
        assert Extra({"a": 10**3999})["a"] == 10**3999
        with pytest.raises(InvalidValue, match=r"^a: found what cannot be printed \(int\)"):
            Extra({"a": -(10**5000)})

    def test_values_inside_one_another_end_at_a_hundred_levels(self) -> None:
        deep: object = 1
        for _ in range(100):
            deep = [deep]
        assert Extra({"a": deep}).to_dict() == {"a": deep}
        with pytest.raises(InvalidValue, match=r"found more than 100 levels"):
            Extra({"a": Extra({"a": deep})})
        round_and_round: list[object] = []
        round_and_round.append(round_and_round)
        with pytest.raises(InvalidValue, match=r"found more than 100 levels"):
            Extra({"a": round_and_round})


class TestToExtra:
    def test_a_mapping_becomes_one(self) -> None:
        assert to_extra({"a": 1}) == Extra({"a": 1})

    def test_one_is_kept(self) -> None:
        extra = Extra({"a": 1})
        assert to_extra(extra) is extra

    def test_what_cannot_be_one_is_left_for_the_check_to_refuse(self) -> None:
        found = {"a": math.nan}
        assert to_extra(found) is found
        assert [problem.place for problem in fault_of_extra(found)] == ["a"]

    def test_a_mapping_has_no_fault(self) -> None:
        assert fault_of_extra({"a": 1}) == ()
