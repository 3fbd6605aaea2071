"""Places, and how finely a claim knows them."""

import attrs
import pytest

from unrest.errors import InvalidRecord, InvalidValue
from unrest.place import fault_of_where, to_place, to_places, to_where
from unrest.records import Code, Place, Ref, Where
from unrest.vocabulary import PlaceKind, Precision


class TestPlace:
    def test_it_has_both_spellings_and_its_codes(self) -> None:
        place = Place(
            "place:almaty",
            name="Almaty",
            aliases=["Алма-Ата", "Alma-Ata", "Alma-Ata"],
            kind="settlement",
            within="place:kazakhstan",
            codes=[Code("geonames", "1526384")],
            latitude=43.25,
            longitude=77,
        )
        assert place.aliases == ("Alma-Ata", "Алма-Ата")
        assert place.kind is PlaceKind.SETTLEMENT
        assert place.within == Ref("place:kazakhstan")
        assert (place.longitude, type(place.longitude)) == (77.0, float)
        assert str(place) == "Almaty"

    def test_a_name_is_required(self) -> None:
        with pytest.raises(TypeError, match="name"):
            Place("place:a")  # type: ignore[call-arg]
        with pytest.raises(InvalidRecord, match=r"name \(place:a\): found nothing"):
            Place("place:a", name=None)  # type: ignore[arg-type]
        with pytest.raises(InvalidRecord, match=r"name \(place:a\): found ''"):
            Place("place:a", name="")

    @pytest.mark.parametrize("aliases", ["Alma-Ata", {"a": 1}, 3, ["Alma-Ata", ""], [None]])
    def test_aliases_are_several_texts(self, aliases: object) -> None:
        with pytest.raises(InvalidRecord, match="aliases"):
            Place("place:a", name="A", aliases=aliases)  # type: ignore[arg-type]

    def test_a_misspelt_kind_is_answered_with_the_nearest(self) -> None:
        with pytest.raises(InvalidRecord, match="did you mean 'settlement'"):
            Place("place:a", name="A", kind="setlement")

    def test_a_word_of_another_list_is_no_kind_of_place(self) -> None:
        with pytest.raises(InvalidRecord, match=r"word\.unknown"):
            Place("place:a", name="A", kind=Precision.SETTLEMENT)

    def test_it_lies_in_a_place(self) -> None:
        with pytest.raises(InvalidRecord, match="within"):
            Place("place:a", name="A", within="actor:a")
        with pytest.raises(InvalidRecord, match=r"reference\.itself"):
            Place("place:a", name="A", within="place:a")

    def test_a_vague_place_is_an_area(self) -> None:
        assert Place("place:abroad", name="abroad", kind="area").kind is PlaceKind.AREA


class TestCoordinates:
    @pytest.mark.parametrize(("latitude", "longitude"), [(90, 180), (-90, -180), (0, 0), (-0.0, 0.5)])
    def test_they_reach_around_the_world(self, latitude: float, longitude: float) -> None:
        place = Place("place:a", name="A", latitude=latitude, longitude=longitude)
        assert (place.latitude, place.longitude) == (latitude, longitude)

    def test_zero_has_one_form(self) -> None:
        assert repr(Place("place:a", name="A", latitude=-0.0, longitude=0)).endswith("latitude=0.0, longitude=0.0)")

    @pytest.mark.parametrize("latitude", [143, 143.0, -90.001, float("nan"), float("inf"), "43", True, 10**400])
    def test_t22_a_latitude_of_143_is_refused_with_the_range(self, latitude: object) -> None:
        with pytest.raises(InvalidRecord, match=r"latitude \(place:a\): found .*, expected a number from -90 to 90"):
            Place("place:a", name="A", latitude=latitude, longitude=0)  # type: ignore[arg-type]

    def test_t22_also_where_somebody_has_turned_the_validators_of_attrs_off(self) -> None:
        attrs.validators.set_disabled(True)
        try:
            with pytest.raises(InvalidRecord, match="latitude"):
                Place("place:a", name="A", latitude=143, longitude=0)
            with pytest.raises(InvalidRecord, match="latitude"):
                attrs.evolve(Place("place:a", name="A", latitude=43, longitude=0), latitude=143)
        finally:
            attrs.validators.set_disabled(False)

    @pytest.mark.parametrize(("given", "absent"), [("latitude", "longitude"), ("longitude", "latitude")])
    def test_there_are_both_or_neither(self, given: str, absent: str) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Place("place:a", name="A", **{given: 4.0})  # type: ignore[arg-type]
        assert [(p.code, p.place) for p in caught.value.problems] == [("place.coordinates", absent)]

    def test_one_that_is_wrong_is_told_once(self) -> None:
        with pytest.raises(InvalidRecord) as caught:
            Place("place:a", name="A", latitude=143)
        assert [p.code for p in caught.value.problems] == ["field.type"]


class TestWhere:
    def test_precision_belongs_to_the_claim(self) -> None:
        assert Where("place:almaty", precision="site") != Where("place:almaty", precision="settlement")

    @pytest.mark.parametrize("text", ["place:almaty", "place:almaty settlement", "place:алматы sea_or_air"])
    def test_what_is_read_is_what_is_written(self, text: str) -> None:
        assert str(Where.parse(text)) == text
        assert Where.parse(str(Where.parse(text))) == Where.parse(text)

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "",
                "almaty",
                "actor:a",
                "place:",
                "place:almaty ",
                " place:almaty",
                "place:almaty  site",
                "place:a site x",
            ),
            *("place:almaty Site", None, 3, b"place:almaty"),
        ],
    )
    def test_anything_else_is_refused(self, text: object) -> None:
        with pytest.raises(InvalidValue, match=r"where\.format"):
            Where.parse(text)  # type: ignore[arg-type]

    def test_a_misspelt_precision_is_answered_with_the_nearest(self) -> None:
        with pytest.raises(InvalidValue, match="did you mean 'place:almaty settlement'"):
            Where.parse("place:almaty settlment")
        with pytest.raises(InvalidValue) as caught:
            Where.parse("place:almaty xyz")
        assert caught.value.problems[0].hint is None

    def test_it_prints_its_text_and_its_wording(self) -> None:
        assert (
            repr(Where("place:a", precision="near", wording="outside A"))
            == "Where('place:a near', wording='outside A')"
        )

    def test_every_fault_is_told_at_once(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Where("actor:a", precision="sit", wording="")
        assert [p.place for p in caught.value.problems] == ["place", "precision", "wording"]

    def test_a_place_is_required(self) -> None:
        with pytest.raises(InvalidValue, match=r"place: found nothing"):
            Where(None)  # type: ignore[arg-type]

    def test_it_is_frozen_and_hashable(self) -> None:
        assert len({Where("place:a"), Where(Place("place:a", name="A"))}) == 1
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Where("place:a").wording = "x"  # type: ignore[misc]


class TestToWhere:
    def test_a_place_its_id_or_a_text_is_one(self) -> None:
        whole = Where("place:a")
        assert to_where(whole) is whole
        assert to_where(Place("place:a", name="A")) == to_where("place:a") == to_where(Ref("place:a")) == whole
        assert to_where("place:a site") == Where("place:a", precision="site")
        assert to_where(None) is None

    def test_what_cannot_be_one_is_left_for_the_check_to_refuse(self) -> None:
        assert to_where("almaty") == "almaty"
        assert to_where(3) == 3  # type: ignore[arg-type]
        assert [p.code for p in fault_of_where("almaty")] == ["where.format"]
        assert fault_of_where("place:a") == ()


class TestReferences:
    def test_a_place_and_its_id_are_the_same_reference(self) -> None:
        place = Place("place:a", name="A")
        assert to_place(place) == to_place("place:a") == Ref("place:a")
        assert to_place(None) is None
        assert to_places([place, "place:a"]) == (Ref("place:a"),)
