"""The traps into which other readers of the field's files fall."""

import pytest
from invented import changed, told
from test_gdelt_events import gdelt

from unrest import ActorKind

GED, ACLED, MAVERICK = "GEDEvent_v31_1.csv", "acled_2031.csv", "maverick_event_reports.csv"


class TestTraps:
    def test_t9_a_month_is_no_first_of_the_month(self) -> None:
        reading = changed("acled", ACLED, {"event_date": "2031-03-01", "time_precision": "3"})
        assert str(reading.dataset.events.only().period) == "2031-03~"

    def test_t10_a_vague_row_is_possibly_and_not_certainly_in_its_first_half(self) -> None:
        cells = {"date_prec": "4", "date_start": "2031-03-01", "date_end": "2031-03-31"}
        period = changed("ucdp_ged", GED, cells).dataset["event:ucdp_ged-1001"].period  # type: ignore[union-attr]
        assert period is not None
        assert (period.certainly_before("2031-03-16"), period.possibly_before("2031-03-16")) == (False, True)

    def test_t11_a_class_that_is_none_is_told_and_nothing_is_made_of_it(self) -> None:
        reading = gdelt(QuadClass="nine")
        assert told(reading) == [("code.unknown", "QuadClass", "nine")]
        assert reading.dataset == gdelt(QuadClass="nine").dataset

    @pytest.mark.parametrize(
        ("format", "name", "cells"),
        [
            ("ucdp_ged", GED, {"date_start": "", "date_end": "", "date_prec": ""}),
            ("maverick", MAVERICK, {"date_start": "", "date_end": ""}),
            ("acled", ACLED, {"event_date": ""}),
        ],
    )
    def test_t12_an_event_without_a_day_has_none(self, format: str, name: str, cells: dict[str, str]) -> None:
        dataset = changed(format, name, cells).dataset
        assert {event.period for event in dataset.events} == {None}
        assert {each.period for each in dataset.statistics} == {None}
        assert dataset.statements.where(lambda statement: statement.said is not None).ids == ()

    def test_t21_words_of_a_type_are_a_kind_and_no_text_in_a_number(self) -> None:
        dataset = changed("acled", ACLED, {"inter1": "Rioters"}).dataset
        assert dataset["actor:acled-ORL101-1"].kind is ActorKind.CROWD  # type: ignore[union-attr]

    @pytest.mark.parametrize(("format", "name"), [("ucdp_ged", GED), ("maverick", MAVERICK), ("acled", ACLED)])
    def test_t22_a_latitude_of_143_is_told_with_the_range(self, format: str, name: str) -> None:
        reading = changed(format, name, {"latitude": "143"})
        assert told(reading) == [("place.degrees", "latitude", "143")]
        assert "degrees from -90 to 90" in str(reading.problems[0])
        assert {place.latitude for place in reading.dataset.places} == {None}

    @pytest.mark.parametrize(("format", "name"), [("ucdp_ged", GED), ("maverick", MAVERICK), ("acled", ACLED)])
    def test_the_place_at_0_0_is_no_place(self, format: str, name: str) -> None:
        reading = changed(format, name, {"latitude": "0.0", "longitude": "0"})
        assert told(reading) == [("place.zero", "latitude", "0.0"), ("place.zero", "longitude", "0")]
        assert {place.latitude for place in reading.dataset.places} == {None}
