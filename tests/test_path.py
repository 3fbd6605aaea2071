"""Dotted names of fields."""

import pytest

from unrest.path import follow, has_path, is_filled, paths
from unrest.records import (
    KINDS,
    Citation,
    Coding,
    Deployment,
    Event,
    Participant,
    Place,
    Role,
    Source,
    Statement,
    Statistic,
)


class TestPaths:
    def test_a_class_has_its_fields(self) -> None:
        assert {"id", "note", "citations", "name", "latitude", "within"} <= set(paths(Place))

    @pytest.mark.parametrize(
        ("cls", "path"),
        [
            (Event, "period.start"),
            (Event, "period.start.earliest"),
            (Event, "participants.roles"),
            (Event, "links.words"),
            (Event, "where.precision"),
            (Event, "codings.not_stated"),
            (Statistic, "quantity.low"),
            (Statistic, "as_of.wording"),
            (Statement, "said.basis"),
            (Source, "published.latest"),
            (Place, "codes.value"),
            (Source, "citations.digest"),
        ],
    )
    def test_and_the_fields_of_the_values_in_them(self, cls: type, path: str) -> None:
        assert path in paths(cls)

    @pytest.mark.parametrize("cls", KINDS.values())
    def test_what_is_a_path_can_be_asked(self, cls: type) -> None:
        assert all(has_path(cls, path) for path in paths(cls))
        assert not has_path(cls, "citations.zzz")

    @pytest.mark.parametrize("cls", KINDS.values())
    def test_they_are_sorted_and_have_nothing_twice(self, cls: type) -> None:
        assert list(paths(cls)) == sorted(set(paths(cls)))

    @pytest.mark.parametrize("cls", KINDS.values())
    def test_nothing_private_is_among_them(self, cls: type) -> None:
        assert not [path for path in paths(cls) if "._" in path or path.startswith("_")]

    @pytest.mark.parametrize("path", ["where.place.name", "speaker.name", "stated_in.speaker", "participants.who.name"])
    def test_a_path_does_not_enter_another_record(self, path: str) -> None:
        assert not [cls for cls in KINDS.values() if path in paths(cls)]


class TestFollow:
    def test_a_plain_field_gives_its_value(self) -> None:
        assert follow(Place("place:a", name="A"), "name") == ("A",)

    def test_what_is_absent_gives_none(self) -> None:
        assert follow(Place("place:a", name="A"), "kind") == ()
        assert follow(Event("event:a", stage="planned"), "period.start.earliest") == ()

    def test_it_goes_through_every_tuple_on_the_way(self) -> None:
        event = Event(
            "event:a",
            stage="planned",
            participants=[
                Participant("actor:a", roles=["target", "victim"]),
                Participant("actor:b", roles=["bystander"]),
                Participant("actor:c"),
            ],
        )
        assert follow(event, "participants.roles") == ("target", "victim", "bystander")

    def test_an_end_that_is_not_known_or_ongoing_has_no_fields(self) -> None:
        for period in ("2022-01-02/", "2022-01-02/.."):
            event = Event("event:a", stage="planned", period=period)
            assert follow(event, "period.end.earliest") == ()
            assert len(follow(event, "period.start.earliest")) == 1

    def test_a_figure_of_none_is_there(self) -> None:
        figure = Statistic("statistic:a", measure="deaths", quantity=0, stage="accomplished")
        assert follow(figure, "quantity.low") == (0,)


class TestFilled:
    @pytest.mark.parametrize(
        ("path", "filled"),
        [
            ("period", True),
            ("period.start", True),
            ("period.start.earliest", True),
            ("period.start.wording", False),
            ("period.end", False),
            ("where", False),
            ("participants", False),
            ("note", False),
        ],
    )
    def test_a_field_is_filled_or_not(self, path: str, filled: bool) -> None:
        assert is_filled(Event("event:a", stage="planned", period="2022-01-02/"), path) is filled

    def test_an_ongoing_end_is_something_that_is_said(self) -> None:
        assert is_filled(Deployment("deployment:a", stage="planned", period="2022-01-02/.."), "period.end")

    def test_false_and_zero_are_something(self) -> None:
        figure = Statistic("statistic:a", measure="deaths", quantity=0, as_of="2022", stage="accomplished")
        assert is_filled(figure, "quantity.low")
        assert is_filled(figure, "as_of.approximate")

    def test_that_a_reader_met_nothing_more_is_nothing(self) -> None:
        assert not is_filled(Source("source:a", codings=[Coding(coder="c")]), "codings.extra")
        assert is_filled(Source("source:a", codings=[Coding(extra={"n": 1})]), "codings.extra")

    def test_one_element_is_enough(self) -> None:
        source = Source("source:a", citations=[Citation("source:b"), Citation("source:c", quote="words")])
        assert is_filled(source, "citations.quote")
        assert not is_filled(source, "citations.start")

    def test_a_role_without_a_title_has_none(self) -> None:
        assert not is_filled(Role(of="actor:a"), "title")
