"""UCDP GED: what a row becomes, what is odd in it, and the counts of the real files."""

import csv
from pathlib import Path

import pytest
from conftest import shared_folder
from invented import FIXTURES, changed, rows_of, table, told

from unrest import Code, Dataset, Event, Where, read
from unrest.query import known_on
from unrest.readers.ucdp_ged import release_of

GED = "GEDEvent_v31_1.csv"
DATA = read("ucdp_ged", FIXTURES / GED).dataset


def ged(*changes: dict[str, str], **options: object):  # type: ignore[no-untyped-def]
    return changed("ucdp_ged", GED, *(changes or ({},)), options=options)


class TestMeaning:
    def test_a_point_names_nobody_and_no_headline(self) -> None:
        article = '"Orlec Wire,2031-03-05,.";".,2031-03-05,Toll"'
        reading = ged({"source_original": ".", "source_article": article, "number_of_sources": "2"})
        assert (reading.problems, len(reading.dataset.statements)) == ((), 0)
        articles = {(source.publisher, source.title) for source in reading.dataset.sources if source.published}
        assert articles == {("Orlec Wire", None), (None, "Toll")}

    def test_one_row_is_an_event_with_its_incident_and_release(self) -> None:
        event = DATA["event:ucdp_ged-1001"]
        assert isinstance(event, Event)
        assert (event.incident, event.kind, str(event.period)) == ("1001", "clash", "2031-03-04")
        assert event.codes == (Code("ucdp", "1"),)
        (coding,) = event.codings
        assert (coding.dataset, coding.release, coding.row) == ("ucdp_ged", "31.1", "1001")

    def test_more_than_one_day_is_bounds_and_no_duration(self) -> None:
        assert str(DATA["event:ucdp_ged-1002"].period) == "[2031-03-03..2031-03-05]"  # type: ignore[union-attr]
        assert str(DATA["event:ucdp_ged-1004"].period) == "[2031-01-01..2031-12-31]"  # type: ignore[union-attr]

    def test_a_midnight_after_a_day_is_no_time(self) -> None:
        assert str(DATA["event:ucdp_ged-1005"].period) == "2031-03-04"  # type: ignore[union-attr]

    def test_a_place_lies_in_its_units_and_keeps_the_words(self) -> None:
        where = DATA["event:ucdp_ged-1001"].where  # type: ignore[union-attr]
        assert isinstance(where, Where)
        assert (where.precision, where.wording) == ("settlement", "at the grain terminal of Orlec")
        chain = [DATA[where.place]]
        while chain[-1].within is not None:  # type: ignore[union-attr]
            chain.append(DATA[chain[-1].within])  # type: ignore[union-attr]
        assert [str(each) for each in chain] == ["Orlec town", "Orlec district", "Coast province", "Orlec"]
        assert Code("gw", "705") in chain[-1].codes  # type: ignore[union-attr]

    def test_where_nothing_but_the_country_is_given_it_is_the_place(self) -> None:
        where = DATA["event:ucdp_ged-1005"].where  # type: ignore[union-attr]
        assert (where.place, where.precision) == ("place:ucdp_ged-gw-705", "sea_or_air")  # type: ignore[union-attr]

    def test_sides_are_joined_by_their_id_alone(self) -> None:
        sides = {part.who: [*map(str, part.roles)] for part in DATA["event:ucdp_ged-1001"].participants}  # type: ignore[union-attr]
        assert sides == {"actor:ucdp_ged-91": ["side_a"], "actor:ucdp_ged-93": ["side_b"]}
        state = DATA["actor:ucdp_ged-91"]
        assert (state.kind, state.codes) == ("state", (Code("gw", "705"), Code("ucdp", "91")))  # type: ignore[union-attr]

    def test_one_sided_violence_has_a_perpetrator_and_a_victim(self) -> None:
        event = DATA["event:ucdp_ged-1004"]
        assert event.kind == "attack"  # type: ignore[union-attr]
        roles = {str(part.who): str(part.roles[0]) for part in event.participants}  # type: ignore[union-attr]
        assert roles == {"actor:ucdp_ged-93": "perpetrator", "actor:ucdp_ged-1": "victim"}

    def test_who_told_the_reporter_is_the_speaker(self) -> None:
        speaker = DATA.speaker("statistic:ucdp_ged-1001-deaths")
        assert speaker is not None
        assert (speaker.id, speaker.name) == ("actor:ucdp_ged-1001-source", "police")

    def test_of_several_who_told_it_nobody_is_picked(self) -> None:
        said = DATA["statement:ucdp_ged-1002"]
        assert (said.speaker, said.named_as) == (None, "SOHR; VDC")  # type: ignore[union-attr]

    def test_without_a_teller_the_dataset_speaks_for_itself(self) -> None:
        assert DATA["event:ucdp_ged-1003"].stated_in is None  # type: ignore[union-attr]

    def test_an_event_is_part_of_its_dyad_and_that_of_its_conflict(self) -> None:
        (link,) = DATA["event:ucdp_ged-1001"].links  # type: ignore[union-attr]
        assert (link.kind, link.to) == ("part_of", "event:ucdp_ged-dyad-81")
        dyad = DATA[str(link.to)]
        assert (dyad.kind, dyad.links[0].to) == ("episode", "event:ucdp_ged-conflict-71")  # type: ignore[union-attr]

    def test_the_counts_of_a_side_are_parts_of_the_whole(self) -> None:
        part, whole = (DATA[f"statistic:ucdp_ged-1002-deaths{end}"] for end in ("_b", ""))
        assert (str(part.quantity), part.of_whom, part.subset_of) == ("3", "actor:ucdp_ged-93", whole.id)  # type: ignore[union-attr]
        assert (str(whole.quantity), whole.about) == ("2..4..9", "event:ucdp_ged-1002")  # type: ignore[union-attr]
        groups = {
            str(each.of_whom)
            for each in DATA.statistics
            if each.subset_of and not str(each.of_whom).startswith("actor")
        }
        assert groups == {"civilians", "unknown"}

    def test_an_event_is_known_from_its_first_article_and_its_figures_from_the_last(self) -> None:
        on = {day: {*DATA.claims.where(known_on(day)).ids} for day in ("2031-03-05", "2031-03-09")}
        assert "event:ucdp_ged-1002" in on["2031-03-05"]
        assert "statistic:ucdp_ged-1002-deaths" not in on["2031-03-05"]
        assert "statistic:ucdp_ged-1002-deaths" in on["2031-03-09"]

    def test_of_older_rows_the_day_of_the_article_is_not_taken_from_its_prose(self) -> None:
        (cited,) = DATA["event:ucdp_ged-1003"].citations
        source = DATA[cited.source]
        assert source.title == 'Orlec Wire 4/3/2031: "PORT BURNS\nFOR A SECOND DAY"'
        assert source.published is None

    def test_the_last_columns_are_read_by_name(self) -> None:
        reading = read("ucdp_ged", FIXTURES / "conflict_data_orl_ged191.csv")
        assert str(reading.dataset["statistic:ucdp_ged-71002-deaths"].quantity) == "1..2..5"  # type: ignore[union-attr]
        assert (reading.rows.skipped, reading.rows.read) == (1, 2)
        assert any(Code("iso3166", "ORL") in place.codes for place in reading.dataset.places)

    def test_a_row_without_anything_optional_is_an_event(self) -> None:
        row = dict.fromkeys(rows_of(GED)[0], "") | {"id": "7", "best": "1", "low": "1", "high": "1"}
        reading = ged(row)
        event = reading.dataset["event:ucdp_ged-7"]
        assert (event.where, event.period, event.participants, event.links) == (None, None, (), ())  # type: ignore[union-attr]
        assert [each.source for each in event.citations] == ["source:ucdp_ged"]
        assert told(reading) == [("code.unknown", "type_of_violence", "")]

    def test_a_side_without_an_id_is_one_of_its_row(self) -> None:
        reading = ged({"side_b_new_id": "", "country_id": "", "gwnoa": "705; 710"})
        assert reading.dataset["actor:ucdp_ged-1001-side_b"].name == "Harbour Front"  # type: ignore[union-attr]
        assert reading.dataset["actor:ucdp_ged-91"].kind is None  # type: ignore[union-attr]
        assert reading.dataset["statistic:ucdp_ged-1001-deaths_b"].of_whom is None  # type: ignore[union-attr]

    def test_another_name_of_a_side_is_an_alias(self) -> None:
        reading = ged({}, {"id": "1002", "side_b": "Front of the Harbour"})
        assert reading.dataset["actor:ucdp_ged-93"].aliases == ("Front of the Harbour",)  # type: ignore[union-attr]
        assert reading.problems == ()

    def test_a_place_with_degrees_alone_has_them_for_a_name(self) -> None:
        reading = ged({"where_coordinates": "", "where_description": ""})
        assert "a place at 43.25, 76.95" in [place.name for place in reading.dataset.places]


class TestOddities:
    @pytest.mark.parametrize(
        ("cells", "problems"),
        [
            ({"low": "3", "best": "2"}, [("estimate.order", "low", "3"), ("estimate.order", "high", "2")]),
            ({"best": "many"}, [("number.form", "best", "many")]),
            ({"deaths_a": "-2"}, [("number.negative", "deaths_a", "-2")]),
            ({"deaths_a": "1"}, [("estimate.sum", "best", "2")]),
            ({"date_start": "2031-02-30"}, [("date.form", "date_start", "2031-02-30")]),
            (
                {"date_start": "2031-03-05"},
                [("date.order", "date_start", "2031-03-05"), ("date.order", "date_end", "2031-03-04")],
            ),
            ({"date_start": "2031-03-03"}, [("date.precision", "date_prec", "1")]),
            ({"date_prec": "9"}, [("code.unknown", "date_prec", "9")]),
            ({"where_prec": "8"}, [("code.unknown", "where_prec", "8")]),
            ({"type_of_violence": "4"}, [("code.unknown", "type_of_violence", "4")]),
            ({"latitude": "91"}, [("place.degrees", "latitude", "91")]),
            ({"number_of_sources": "x"}, [("number.form", "number_of_sources", "x")]),
            ({"number_of_sources": "-2"}, [("number.form", "number_of_sources", "-2")]),
            ({"gwnoa": "7O5"}, [("code.unknown", "gwnoa", "7O5")]),
            ({"low": "", "best": "", "high": ""}, []),
        ],
    )
    def test_a_cell_that_cannot_be_built_is_told_and_the_row_kept(
        self, cells: dict[str, str], problems: object
    ) -> None:
        reading = ged(cells)
        assert told(reading) == problems
        assert reading.rows.kept == 1
        assert reading.raw("event:ucdp_ged-1001") == rows_of(GED)[0] | cells

    def test_a_list_of_articles_that_is_not_as_long_as_it_says(self) -> None:
        reading = ged({"number_of_sources": "3"})
        assert [each.code for each in reading.problems] == ["source.list"]
        (cited,) = reading.dataset["event:ucdp_ged-1001"].citations
        assert reading.dataset[cited.source].published is None

    def test_a_day_that_is_none_in_a_list_of_articles(self) -> None:
        article = '"Orlec Wire,2031-02-30,Dead"'
        reading = ged({"source_article": article})
        assert told(reading) == [("date.form", "source_article", article)]

    def test_only_the_best_estimate_of_what_does_not_hang_together_is_held(self) -> None:
        reading = ged({"low": "0", "high": "0"})
        assert str(reading.dataset["statistic:ucdp_ged-1001-deaths"].quantity) == "~2"  # type: ignore[union-attr]

    def test_another_name_of_a_dyad_is_told(self) -> None:
        reading = ged({}, {"id": "1002", "dyad_name": "Others"})
        assert told(reading) == [("shared.differs", "dyad_name", "Others")]

    def test_what_is_odd_in_a_place_is_told_in_every_row(self) -> None:
        assert len(ged({"latitude": "x"}, {"id": "1002", "latitude": "x"}).problems) == 2

    def test_an_id_that_comes_twice_is_told_and_both_rows_are_kept(self) -> None:
        reading = ged({}, {"best": "3", "deaths_a": "3", "low": "3", "high": "3"})
        assert told(reading) == [("row.twice", None, "1001")]
        quantities = [str(reading.dataset[f"statistic:ucdp_ged-{key}-deaths"].quantity) for key in ("1001", "1001#2")]  # type: ignore[union-attr]
        assert quantities == ["2", "3"]
        assert {each.incident for each in reading.dataset.events if each.kind != "episode"} == {"1001"}

    def test_a_row_without_an_id_is_told_by_its_line(self) -> None:
        reading = ged({"id": " "})
        assert [(each.code, each.row) for each in reading.problems] == [("row.key", "line-2")]


class TestLayouts:
    def test_without_a_header_the_number_of_columns_tells(self, tmp_path: Path) -> None:
        path = tmp_path / "GEDEvent_v24_0_1.csv"
        path.write_text(table(rows_of(GED)).partition("\n")[2], encoding="utf-8")
        reading = read("auto", path)
        assert "by their number" in reading.layouts[0]
        assert reading.dataset.records.ids == DATA.records.ids[:0] + reading.dataset.records.ids
        assert {each.codings[0].release for each in reading.dataset.events} == {"24.0.1"}
        assert reading.rows.read == 5

    @pytest.mark.parametrize(
        ("name", "release"),
        [
            ("ged231.csv", "23.1"),
            ("ged191-csv.zip", "19.1"),
            ("GEDEvent_v25_1.csv", "25.1"),
            ("GEDEvent_v24_0_12.csv", "24.0.12"),
            ("GEDEvent_v24_01_24_06.csv", "24.01.24.06"),
            ("gedevents-2024-06-30.csv", None),
            ("conflict_data.csv", None),
        ],
    )
    def test_the_name_of_a_file_may_say_its_release(self, name: str, release: str | None) -> None:
        assert release_of(name) == release


# An article of 1753-01-01, the first day that its database can write, has no day.
REAL = {
    "ucdp_ged231_sample1000": {"estimate.order": 13},
    "ucdp_ged191_bangladesh_myanmar": {"estimate.order": 6, "date.year": 1},
}


@pytest.mark.sweep
class TestRealRows:
    @pytest.mark.parametrize("name", REAL)
    def test_the_counts_are_those_that_were_measured(self, name: str) -> None:
        path = shared_folder() / "data" / "ucdp" / f"{name}.csv"
        if not path.is_file():
            pytest.skip(f"{path} is not here: outside data is no part of the repository")
        reading = read("ucdp_ged", path)
        assert reading.rows.reasons == REAL[name]
        with open(path, newline="", encoding="utf-8") as file:
            rows = [*csv.DictReader(file)]
        columns = {"low": "low", "best": "best", "high": "high"}
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        for column in (*columns, *parts):
            ending = f"-{column}" if column in parts else "-deaths"
            held = (
                getattr(each.quantity, columns.get(column, "best")) or 0
                for each in reading.dataset.statistics
                if each.id.endswith(ending)
            )
            raw = (int(str(each.raw)) for each in reading.problems if each.column == column)
            assert sum(held) + sum(raw) == sum(int(row[column]) for row in rows)


def test_merging_two_releases_of_one_event_is_refused_and_compared() -> None:
    import unrest

    old, new = (
        ged({"best": number, "deaths_a": number, "high": "9"}, release=release).dataset
        for number, release in (("2", "1"), ("3", "2"))
    )
    with pytest.raises(unrest.InvalidDataset, match="two records under one id"):
        old | new
    found = unrest.compare(old, new)
    assert "statistic:ucdp_ged-1001-deaths: quantity was 2..2..9, is 2..3..9" in [*map(str, found.changed)]
    assert {each.path for each in found.cells} == {"raw.best", "raw.deaths_a"}
    assert isinstance(old, Dataset)
