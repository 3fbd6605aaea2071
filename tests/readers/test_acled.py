"""ACLED: day and precision, actors without direction, crowds in words."""

import io

import pytest
from invented import FIXTURES, changed, rows_of, table, told

from unrest import Code, read
from unrest.readers.acled import to_day

NAME = "acled_2031.csv"
READING = read("auto", FIXTURES / NAME)
DATA = READING.dataset


def acled(*changes: dict[str, str], **options: object):  # type: ignore[no-untyped-def]
    return changed("acled", NAME, *changes, options=options)


class TestMeaning:
    def test_one_row_is_an_event(self) -> None:
        event = DATA["event:acled-ORL101"]
        assert (event.incident, event.kind, str(event.period)) == ("ORL101", "riot", "2031-03-04")  # type: ignore[union-attr]
        assert event.summary == "On 4 March 2031, a crowd threw stones in Orlec. [size=around 100]"  # type: ignore[union-attr]
        assert [code.value for code in event.codes] == ["Mob violence", "Political violence", "Riots"]  # type: ignore[union-attr]
        assert str(event.codings[0].recorded) == "2031-03-05"

    def test_actors_are_of_their_row_and_have_no_direction(self) -> None:
        parts = {
            DATA[part.who].name: (str(part.roles[0]), DATA[part.who].kind)
            for part in DATA["event:acled-ORL101"].participants
        }  # type: ignore[union-attr]
        assert parts == {
            "Rioters (Orlec)": ("side_a", "crowd"),
            "Dock Workers": ("side_a", None),
            "Students (Orlec)": ("side_a", None),
            "Police Forces of Orlec (2020-)": ("side_b", "security_force"),
        }

    def test_the_type_of_an_actor_may_be_a_number(self) -> None:
        assert str(DATA["actor:acled-ORL103-1"].kind) == "crowd"  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("row", "period"), [("ORL102", "[2031-02-25..2031-03-11]"), ("ORL103", "2031-03~"), ("ORL104", "None")]
    )
    def test_a_day_is_as_exact_as_its_precision(self, row: str, period: str) -> None:
        assert str(DATA[f"event:acled-{row}"].period) == period  # type: ignore[union-attr]

    def test_no_deaths_are_none_and_an_empty_cell_is_no_figure(self) -> None:
        assert str(DATA["statistic:acled-ORL102-deaths"].quantity) == "0"  # type: ignore[union-attr]
        assert "statistic:acled-ORL103-deaths" not in DATA

    def test_the_size_of_a_crowd_is_its_words(self) -> None:
        assert str(DATA["statistic:acled-ORL101-crowd"].quantity) == '"around 100"'  # type: ignore[union-attr]
        assert "statistic:acled-ORL102-crowd" not in DATA

    @pytest.mark.parametrize(("rule", "number"), [("ccc", "~20000"), ("mmad", "~15000"), (None, '"tens of thousands"')])
    def test_words_are_numbers_on_request_by_a_named_rule(self, rule: str | None, number: str) -> None:
        reading = acled({"tags": "crowd size=tens of thousands", "notes": ""}, words=rule)
        quantity = reading.dataset["statistic:acled-ORL101-crowd"].quantity  # type: ignore[union-attr]
        assert (str(quantity), quantity.wording, quantity.rule) == (number, "tens of thousands", rule)

    def test_a_sea_is_no_country(self) -> None:
        where = DATA["event:acled-ORL104"].where  # type: ignore[union-attr]
        names = {place.name: (place.kind, place.codes) for place in DATA.places}
        assert names["Red Sea"] == (None, ())
        assert names["Kazakhstan"] == ("country", (Code("iso3166", "KAZ"), Code("isonumeric", "398")))
        assert where.precision == "near"  # type: ignore[union-attr]

    def test_a_place_lies_in_its_units(self) -> None:
        place = DATA[DATA["event:acled-ORL101"].where.place]  # type: ignore[union-attr]
        chain = []
        while place is not None:
            chain.append(place.name)  # type: ignore[union-attr]
            place = DATA.get(place.within)  # type: ignore[union-attr,assignment]
        assert chain == ["Orlec", "Port", "Orlec District", "Coast", "Kazakhstan"]

    def test_each_outlet_is_a_source_of_the_row(self) -> None:
        cited = [DATA[each.source] for each in DATA["event:acled-ORL101"].citations]
        assert [(each.publisher, each.published) for each in cited] == [("Orlec Wire", None), ("Coast Daily", None)]

    def test_columns_of_other_years_are_kept(self) -> None:
        rows = [row | {"population_best": "1200", "data_id": "7"} for row in rows_of(NAME)]
        reading = read("acled", io.StringIO(table(rows)))
        assert reading.raw("event:acled-ORL101")["population_best"] == "1200"

    @pytest.mark.parametrize(
        ("cells", "name"),
        [({"location": ""}, "a place at 43.25, 76.95"), ({"location": "", "latitude": "", "longitude": ""}, "Port")],
    )
    def test_a_place_without_a_name(self, cells: dict[str, str], name: str) -> None:
        reading = acled(cells)
        where = reading.dataset.events.only().where
        assert where is not None
        assert reading.dataset[where.place].name == name

    def test_a_row_without_anything_optional(self) -> None:
        reading = acled(dict.fromkeys(rows_of(NAME)[0], "") | {"event_id_cnty": "ORL1"})
        event = reading.dataset.events.only()
        assert (event.where, event.period, event.kind, event.participants) == (None, None, None, ())
        assert reading.problems == ()


class TestOddities:
    @pytest.mark.parametrize(
        ("cells", "problems"),
        [
            ({"event_date": "4 Mar"}, [("date.form", "event_date", "4 Mar")]),
            ({"event_date": "0031-03-04", "year": "31"}, [("date.year", "event_date", "0031-03-04")]),
            ({"year": "2030"}, [("date.year", "year", "2030")]),
            ({"time_precision": "4"}, [("code.unknown", "time_precision", "4")]),
            ({"sub_event_type": "Mob violense"}, [("code.unknown", "sub_event_type", "Mob violense")]),
            ({"inter1": "9"}, [("code.unknown", "inter1", "9")]),
            ({"iso": "999"}, [("code.unknown", "iso", "999")]),
            ({"geo_precision": "4"}, [("code.unknown", "geo_precision", "4")]),
            ({"latitude": "north"}, [("place.degrees", "latitude", "north")]),
            ({"fatalities": "some"}, [("number.form", "fatalities", "some")]),
            ({"timestamp": "yesterday"}, [("date.form", "timestamp", "yesterday")]),
            ({"tags": "crowd size=dozens"}, [("crowd.several", "notes", rows_of(NAME)[0]["notes"])]),
        ],
    )
    def test_a_cell_that_cannot_be_built_is_told_and_the_row_kept(
        self, cells: dict[str, str], problems: object
    ) -> None:
        reading = acled(cells)
        assert told(reading) == problems
        assert cells.items() <= reading.raw("event:acled-ORL101").items()

    def test_the_year_25_is_refused_with_the_year_that_was_meant(self) -> None:
        assert acled({"event_date": "0025-03-04", "year": ""}).problems[0].hint == "did you mean 2025?"
        assert acled({"event_date": "1825-03-04", "year": ""}).problems[0].hint is None

    def test_a_misspelt_type_names_the_nearest(self) -> None:
        assert acled({"sub_event_type": "Mob violense"}).problems[0].hint == "did you mean 'mob violence'?"


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2022-06-30", "2022-06-30"),
        ("16 May 2025", "2025-05-16"),
        ("16-May-2025", "2025-05-16"),
        ("16/05/2025", "2025-05-16"),
        ("16 Ma 2025", "None"),
        ("16 Jux 2025", "None"),
        ("31 June 2025", "None"),
        ("16 mar 2025", "2025-03-16"),
    ],
)
def test_days_are_written_in_several_ways(raw: str, day: str) -> None:
    assert str(to_day(raw)) == day
