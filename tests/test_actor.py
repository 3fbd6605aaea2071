"""Actors and the roles that they hold."""

import pytest

from unrest.actor import to_actor, to_actors, to_roles, to_statement
from unrest.errors import InvalidRecord, InvalidValue
from unrest.records import Actor, Place, Ref, Role, Statement
from unrest.vocabulary import ActorKind


class TestRole:
    def test_it_is_a_title_of_a_body_at_a_time(self) -> None:
        role = Role(title="spokesperson", of=Actor("actor:port", name="Port"), period="2019/", as_of="2031-03-07")
        assert repr(role) == "Role(title=spokesperson, of=actor:port, period=2019/, as_of=2031-03-07)"

    def test_a_body_alone_is_enough(self) -> None:
        assert Role(of="actor:port").title is None

    @pytest.mark.parametrize("fields", [{"of": "actor:port"}, {"title": "spokesperson"}])
    def test_half_of_it_is_no_fault_beside_another(self, fields: dict[str, str]) -> None:
        with pytest.raises(InvalidValue) as refused:
            Role(**fields, as_of=5)  # type: ignore[arg-type]
        assert [problem.place for problem in refused.value.problems] == ["as_of"]

    @pytest.mark.parametrize("fields", [{}, {"period": "2019/"}, {"as_of": "2022"}])
    def test_a_role_without_title_and_body_is_none(self, fields: dict[str, str]) -> None:
        with pytest.raises(InvalidValue, match=r"role\.empty"):
            Role(**fields)  # type: ignore[arg-type]

    def test_every_fault_is_told_at_once(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Role(title="", of="place:a", period="2022-02-30", as_of="yesterday")
        assert [p.place.partition(".")[0] for p in caught.value.problems] == ["title", "of", "period", "as_of"]

    def test_roles_are_sorted_and_stand_once(self) -> None:
        late, early = Role(title="minister", as_of="2022"), Role(title="minister", as_of="2019")
        assert to_roles([late, early, late]) == (early, late)

    def test_a_role_with_an_unknown_end_can_be_sorted_with_one_that_goes_on(self) -> None:
        roles = [Role(title="minister", period=text) for text in ("2019/..", "2019/", "/2019", "2018/2019")]
        assert {*to_roles(roles)} == {*roles}
        assert to_roles(roles) == to_roles(roles[::-1])


class TestActor:
    def test_it_has_names_roles_and_bodies(self) -> None:
        ministry = Actor("actor:ministry", name="Ministry of Health", kind="government_body", place="place:orlec")
        person = Actor(
            "actor:l",
            name="Vera Lindqvist",
            aliases=["Lindqvist"],
            kind="person",
            roles=[Role(title="minister", of=ministry)],
            member_of=[ministry, "actor:cabinet"],
        )
        assert person.kind is ActorKind.PERSON
        assert person.member_of == (Ref("actor:cabinet"), Ref("actor:ministry"))
        assert person.roles[0].of == Ref("actor:ministry")
        assert str(person) == "Vera Lindqvist"

    def test_a_name_is_required(self) -> None:
        with pytest.raises(TypeError, match="name"):
            Actor("actor:a")  # type: ignore[call-arg]

    def test_one_whose_label_is_a_speakers_word_carries_the_statement(self) -> None:
        said = Statement("statement:s", act="accuses")
        assert Actor("actor:bandits", name="bandits", kind="crowd", stated_in=said).stated_in == Ref("statement:s")

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("place", "actor:b"),
            ("place", 3),
            ("member_of", ["place:b"]),
            ("member_of", "actor:b"),
            ("member_of", [None]),
            ("stated_in", "event:b"),
            ("kind", "persn"),
            ("roles", ["minister"]),
            ("roles", "minister"),
            ("codes", ["gw 705"]),
        ],
    )
    def test_a_value_of_the_wrong_sort_is_refused(self, field: str, wrong: object) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Actor("actor:a", name="A", **{field: wrong})  # type: ignore[arg-type]
        assert {p.place.partition("[")[0] for p in caught.value.problems} == {field}

    def test_a_place_given_as_a_reference_to_an_actor_is_refused(self) -> None:
        with pytest.raises(InvalidRecord, match="place"):
            Actor("actor:a", name="A", place=Ref("actor:b"))

    def test_a_place_may_be_given_itself_and_an_actor_in_its_stead_may_not(self) -> None:
        assert Actor("actor:a", name="A", place=Place("place:b", name="B")).place == Ref("place:b")
        with pytest.raises(InvalidRecord, match="the id of a place"):
            Actor("actor:a", name="A", place=Actor("actor:b", name="B"))  # type: ignore[arg-type]

    def test_it_is_no_member_of_itself_and_holds_no_role_in_itself(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Actor("actor:a", name="A", member_of=["actor:a"], roles=[Role(of="actor:a")])
        assert [(p.code, p.place) for p in caught.value.problems] == [
            ("reference.itself", "member_of"),
            ("reference.itself", "roles"),
        ]


class TestReferences:
    def test_an_actor_and_its_id_are_the_same_reference(self) -> None:
        actor = Actor("actor:a", name="A")
        assert to_actor(actor) == to_actor("actor:a") == Ref("actor:a")
        assert to_actors([actor, "actor:a"]) == (Ref("actor:a"),)
        assert to_actor(None) is to_statement(None) is None
        assert to_statement(Statement("statement:s", act="asserts")) == Ref("statement:s")
