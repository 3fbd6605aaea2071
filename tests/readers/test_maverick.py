"""MAVERICK: several reports of one event, spans of possible days, zeros that say nothing."""

import pytest
from conftest import shared_folder
from invented import FIXTURES, changed, rows_of, told

from unrest import Code, Statement, read
from unrest.reports import disagreement

NAME = "maverick_event_reports.csv"
READING = read("maverick", FIXTURES / NAME)
DATA = READING.dataset


def maverick(*changes: dict[str, str]):  # type: ignore[no-untyped-def]
    return changed("maverick", NAME, *changes)


class TestMeaning:
    def test_reports_of_one_event_share_its_incident(self) -> None:
        incidents = DATA.incidents()
        assert [(each.name, len(each.reports)) for each in incidents] == [("ORL-0001", 2), ("ORL-0002", 2)]
        assert disagreement(incidents, "raw.deaths_best").share == 1.0

    def test_the_author_is_the_speaker_of_event_and_figures(self) -> None:
        for name in ("event:maverick-aa-2", "statistic:maverick-aa-2-deaths"):
            speaker = DATA.speaker(name)
            assert speaker is not None
            assert speaker.name == "Coast Daily"
        said = DATA["statement:maverick-aa-2"]
        assert isinstance(said, Statement)
        assert said.said is None
        assert str(DATA.known_since(said)) == "2031-03-06"

    def test_a_source_has_its_publisher_day_and_title(self) -> None:
        (cited,) = DATA["event:maverick-aa-1"].citations
        source = DATA[cited.source]
        assert (source.publisher, str(source.published), source.title) == (
            "Orlec Wire",
            "2031-03-05",
            "Eight dead at the port",
        )

    def test_two_days_are_bounds_and_no_duration(self) -> None:
        assert str(DATA["event:maverick-aa-2"].period) == "[2031-03-03..2031-03-06]"  # type: ignore[union-attr]

    def test_precision_runs_from_the_country_to_the_site(self) -> None:
        levels = {each.codings[0].row: str(each.where.precision) for each in DATA.events if each.where}
        assert levels == {"aa-1": "site", "aa-2": "settlement", "aa-3": "country", "aa-4": "site"}
        assert DATA["event:maverick-aa-3"].where.wording == "Orlec"  # type: ignore[union-attr]

    def test_roles_and_tactics_are_those_of_the_flags(self) -> None:
        parts = {str(part.who): part for part in DATA["event:maverick-aa-1"].participants}  # type: ignore[union-attr]
        police = parts["actor:maverick-ORL-200"]
        assert ([*map(str, police.roles)], [*map(str, police.tactics)]) == (
            ["perpetrator"],
            ["crowd_control", "shooting"],
        )
        assert [*map(str, parts["actor:maverick-ORL-600"].roles)] == ["victim"]

    def test_an_actor_that_comes_twice_in_a_row_is_one_with_all_its_roles(self) -> None:
        (part,) = DATA["event:maverick-aa-4"].participants  # type: ignore[union-attr]
        assert [*map(str, part.roles)] == ["perpetrator", "victim"]

    def test_an_actor_without_an_id_is_one_of_its_row(self) -> None:
        assert DATA["actor:maverick-aa-3-actor1"].name == "Police (Orlec)"  # type: ignore[union-attr]

    def test_injuries_of_zero_make_no_figure_and_deaths_of_zero_do(self) -> None:
        assert "statistic:maverick-aa-3-injuries" not in DATA
        assert str(DATA["statistic:maverick-aa-3-deaths"].quantity) == "0"  # type: ignore[union-attr]
        assert str(DATA["statistic:maverick-aa-2-injuries"].quantity) == "3..4..4"  # type: ignore[union-attr]

    def test_the_context_is_a_code_and_a_kind_where_our_list_has_the_word(self) -> None:
        assert (DATA["event:maverick-aa-1"].kind, DATA["event:maverick-aa-3"].kind) == ("clash", None)  # type: ignore[union-attr]
        assert DATA["event:maverick-aa-3"].codes == (Code("maverick", "Unknown"),)  # type: ignore[union-attr]

    def test_a_row_without_anything_optional(self) -> None:
        row = dict.fromkeys(rows_of(NAME)[0], "") | {"id": "x", "actor1_id": "ORL-1"}
        reading = maverick(row)
        event = reading.dataset["event:maverick-x"]
        assert (event.where, event.period, event.citations, event.stated_in, event.incident) == (
            None,
            None,
            (),
            None,
            None,
        )  # type: ignore[union-attr]
        assert reading.dataset["actor:maverick-ORL-1"].name == "ORL-1"  # type: ignore[union-attr]
        assert reading.problems == ()

    def test_a_place_with_degrees_alone_has_a_name_that_says_so(self) -> None:
        reading = maverick({"city": "", "location": "", "country": ""})
        assert [place.name for place in reading.dataset.places] == ["a place at 43.25, 76.95"]


class TestOddities:
    @pytest.mark.parametrize(
        ("cells", "problems"),
        [
            ({"source": "Orlec Wire, undated"}, [("source.date", "source", "Orlec Wire, undated")]),
            ({"source": "Orlec Wire (0031-02-03) x"}, [("source.date", "source", "Orlec Wire (0031-02-03) x")]),
            ({"source": "Orlec Wire (2031-02-30) x"}, [("source.date", "source", "Orlec Wire (2031-02-30) x")]),
            ({"geo_precision": "7"}, [("code.unknown", "geo_precision", "7")]),
            ({"actor1_violence": "Shooting; Magic"}, [("code.unknown", "actor1_violence", "Shooting; Magic")]),
            ({"actor1_victim": "yes"}, [("flag.form", "actor1_victim", "yes")]),
            ({"longitude": "181"}, [("place.degrees", "longitude", "181")]),
            ({"deaths_high": "7"}, [("estimate.order", "deaths_low", "8"), ("estimate.order", "deaths_high", "7")]),
        ],
    )
    def test_a_cell_that_cannot_be_built_is_told_and_the_row_kept(
        self, cells: dict[str, str], problems: object
    ) -> None:
        reading = maverick(cells)
        assert told(reading) == problems
        assert reading.raw("event:maverick-aa-1") == rows_of(NAME)[0] | cells

    def test_a_source_without_a_day_keeps_its_words_and_its_author(self) -> None:
        source = maverick({"source": "Orlec Wire, undated"}).dataset.sources.only()
        assert (source.title, source.publisher, source.published) == ("Orlec Wire, undated", "Orlec Wire", None)

    def test_a_reversed_span_leaves_the_period_empty(self) -> None:
        assert DATA["event:maverick-aa-3"].period is None  # type: ignore[union-attr]

    def test_a_second_type_of_an_actor_is_told(self) -> None:
        assert ("shared.differs", "actor2_type", "Citizens") in told(READING)


@pytest.mark.sweep
class TestRealRows:
    def test_the_counts_are_those_that_were_measured(self) -> None:
        path = shared_folder() / "data" / "maverick" / NAME
        if not path.is_file():
            pytest.skip(f"{path} is not here: outside data is no part of the repository")
        reading = read("maverick", path)
        assert (reading.rows.read, reading.rows.kept, reading.rows.refused) == (3287, 3287, 0)
        assert reading.rows.reasons["date.order"] == 10
        assert reading.rows.reasons["place.zero"] == 1
        incident = reading.dataset.incidents()["CIV-7017"]
        assert {reading.raw(each)["deaths_best"] for each in incident.reports} == {
            "200",
            "506",
            "800",
            "817",
            "1000",
            "1001",
        }
        several = reading.dataset.incidents().several
        assert len(several) == 407
        assert round(disagreement(several, "raw.deaths_best").share or 0, 3) == 0.455
