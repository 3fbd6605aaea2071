"""The quick making of a value does what the `__init__` of attrs does, for right values and for wrong ones."""

import inspect
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.errors import InvalidValue, UnrestError
from unrest.place import Where
from unrest.records import KINDS, Event, Link, Participant, Role
from unrest.source import Citation, Code, Coding, Ref
from unrest.vocabulary import Stage, Tactic

CLASSES = (*KINDS.values(), Citation, Code, Coding, Link, Participant, Role, Where)


# What may be given without its name; all else may not, so that a field that is added later changes the meaning of no call.
BY_POSITION = {"Code": ["scheme", "value"], "Link": ["kind", "to"], "Citation": ["source"], "Participant": ["who"]} | {
    "Where": ["place"],
    "Coding": [],
    "Role": [],
}


class Letters(str):
    __slots__ = ()


ODD: tuple[Any, ...] = (
    *(None, "", "a", "\ud800", 0, -1, 1.5, True, b"x", (), [], [None], ("b", "a"), ["b", "a", "b"], {"a"}, ("a", 1)),
    *("place:a", "actor:a", Ref("place:a"), Ref("actor:b"), (Ref("actor:b"), "actor:a"), ("actor:a", Ref("actor:b"))),
    *(("actor:a", "actor:b"), (Ref("actor:a"), Ref("actor:b")), [Ref("actor:b"), Ref("actor:a")]),
    *(Stage.PLANNED, "planned", Tactic, "2022-01-05", "2022-01-05/", "19", "0" * 64, Letters("a"), Letters("planned")),
    *(
        Citation("source:a"),
        (Citation("source:b"), Citation("source:a")),
        [Citation("source:a")] * 2,
        Link("after", words="a"),
    ),
    *((Code("a", "1"), Code("a", "0")), (Code("a", "0"), Code("a", "1")), Participant("actor:a"), Role(title="a")),
    *((Coding(coder="a"), "a"), [Participant("actor:b"), "actor:a"], {"where": 1}, object()),
)


def by_attrs(cls: Any, fields: dict[str, Any]) -> Any:
    made = object.__new__(cls)
    cls.__init__.__wrapped__(made, **fields)
    return made


def outcome(make: Any) -> Any:
    """What is made, with each field and its class, or the problems; another exception is an outcome of its own."""
    try:
        made = make()
    except UnrestError as error:
        return type(error), error.problems
    except (TypeError, AttributeError) as error:
        return type(error)
    return [(each.name, type(found := getattr(made, each.name)), found) for each in attrs.fields(type(made))]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
class TestTheTwoWays:
    @given(data=st.data())
    def test_what_is_drawn_is_made_alike(self, cls: Any, data: st.DataObject) -> None:
        found = data.draw(st.from_type(cls))
        fields = {each.name: getattr(found, each.name) for each in attrs.fields(cls)}
        assert cls(**fields) == by_attrs(cls, fields) == found

    @given(data=st.data())
    def test_what_is_odd_is_made_or_refused_alike(self, cls: Any, data: st.DataObject) -> None:
        found = data.draw(st.from_type(cls))
        fields = {each.name: getattr(found, each.name) for each in attrs.fields(cls)}
        for name in data.draw(st.lists(st.sampled_from([*fields]), min_size=1, max_size=2, unique=True)):
            fields[name] = data.draw(st.sampled_from(ODD))
        assert outcome(lambda: cls(**fields)) == outcome(lambda: by_attrs(cls, fields))

    def test_every_field_alone_is_made_or_refused_alike(self, cls: Any) -> None:
        needed = {each.name: "event:a" for each in attrs.fields(cls) if each.default is attrs.NOTHING}
        for name in attrs.fields_dict(cls):
            for odd in ODD:
                fields = {**needed, name: odd}
                assert outcome(lambda f=fields: cls(**f)) == outcome(lambda f=fields: by_attrs(cls, f)), fields

    def test_what_is_given_by_position(self, cls: Any) -> None:
        found = inspect.signature(cls).parameters.values()
        by_position = [each.name for each in found if each.kind is each.POSITIONAL_OR_KEYWORD]
        assert by_position == BY_POSITION.get(cls.__name__, ["id"])
        assert all(each.kind is each.KEYWORD_ONLY for each in found if each.name not in by_position)

    def test_its_signature_is_that_of_attrs(self, cls: Any) -> None:
        names = [each.name for each in attrs.fields(cls)]
        assert sorted(inspect.signature(cls).parameters) == sorted(names)
        assert inspect.signature(cls) == inspect.signature(cls.__init__.__wrapped__, follow_wrapped=False).replace(
            parameters=[*inspect.signature(cls.__init__.__wrapped__).parameters.values()][1:],
            return_annotation=inspect.signature(cls).return_annotation,
        )


def test_what_is_not_given_or_not_known_is_refused_as_everywhere() -> None:
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'stage'"):
        Event("event:a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'stag'"):
        Event("event:a", stag="planned")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional argument"):
        Event("event:a", "planned")  # type: ignore[misc]


class TestAClassMadeFromOne:
    """A class that is made from one of ours without attrs has its `__init__`, and may have a check of its own."""

    def test_its_own_check_is_asked(self) -> None:
        class Finely(Where):
            __slots__ = ()

            def __attrs_post_init__(self) -> None:
                super().__attrs_post_init__()
                if self.precision is None:
                    raise InvalidValue("how finely?")

        Where("place:orlec")  # so that the quick one is made
        assert Finely("place:orlec", precision="site").precision == "site"
        with pytest.raises(InvalidValue, match="how finely"):
            Finely("place:orlec")
