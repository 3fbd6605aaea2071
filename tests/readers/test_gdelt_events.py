"""GDELT events: phrases in disguise, codes that are strings, acts of words, and files that a spreadsheet has damaged."""

import io
from pathlib import Path

import pytest
from invented import FIXTURES, told

from unrest import Code, Event, InvalidDataset, Statement, read
from unrest.readers.gdelt_events import damage, release_of

FILE = FIXTURES / "20310305120000.export.CSV"
READING = read("gdelt_events", FILE)
DATA = READING.dataset
COLUMNS = READING.dataset.rows[0].columns


def gdelt(**cells: str):  # type: ignore[no-untyped-def]
    first = FILE.read_text(encoding="utf-8").splitlines()[0].split("\t")
    row = [cells.get(column, cell) for column, cell in zip(COLUMNS, first, strict=True)]
    return read("gdelt_events", io.StringIO("\t".join(row) + "\n"))


def event(reading) -> Event:  # type: ignore[no-untyped-def]
    found: Event = reading.dataset.events.only()
    return found


class TestMeaning:
    def test_one_row_is_an_event_with_who_did_it_to_whom(self) -> None:
        found = DATA["event:gdelt_events-900000001"]
        assert isinstance(found, Event)
        assert (found.incident, found.kind, str(found.period)) == ("900000001", "riot", "2031-03-04")
        assert found.codes == (Code("cameo", "145"),)
        roles = {str(part.who): (str(part.roles[0]), part.named_as) for part in found.participants}
        assert roles == {
            "actor:gdelt_events-900000001-1": ("initiator", "POLICE"),
            "actor:gdelt_events-900000001-2": ("target", "ORLEC"),
        }
        assert [str(DATA[who].kind) for who in roles] == ["security_force", "state"]  # type: ignore[union-attr]
        assert str(found.codings[0].recorded) == "2031-03-05"
        assert found.codings[0].release == "20310305120000"

    def test_a_code_of_words_is_a_statement_and_no_event(self) -> None:
        said = DATA["statement:gdelt_events-900000002"]
        assert isinstance(said, Statement)
        assert (said.act, said.speaker, said.addressees) == (
            "requests",
            "actor:gdelt_events-900000002-1",
            ("actor:gdelt_events-900000002-2",),
        )
        assert said.named_as == '"QUOTED" UNION'

    def test_of_whom_is_spoken_and_to_whom_differ(self) -> None:
        accusing = DATA["statement:gdelt_events-900000006"]
        assert (accusing.act, accusing.about, accusing.addressees) == (  # type: ignore[union-attr]
            "accuses",
            ("actor:gdelt_events-900000006-2",),
            (),
        )
        assert DATA["actor:gdelt_events-900000006-2"].name == "ORLMED"  # type: ignore[union-attr]

    def test_nobody_is_put_in_the_place_of_a_speaker_that_is_not_told(self) -> None:
        said = DATA["statement:gdelt_events-900000005"]
        assert (said.speaker, said.named_as, said.where) == (None, None, None)  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("day", "period"),
        [
            ("20310305", "2031-03-05"),
            ("20310304", "2031-03-04"),
            ("20310226", "[2031-02-19..2031-03-05]"),
            ("20310203", "2031-02~"),
            ("20300305", "2030~"),
            ("20210307", "202X~"),
        ],
    )
    def test_a_distance_is_a_phrase(self, day: str, period: str) -> None:
        found = event(gdelt(SQLDATE=day)).period
        assert found is not None
        assert str(found) == period
        assert (found.start.basis if len(period) < 10 or "[" in period else "dataset_lag") == "dataset_lag"  # type: ignore[union-attr]

    def test_an_article_was_published_when_its_row_was_added_at_the_latest(self) -> None:
        source = DATA.sources.only()
        assert (source.url, str(source.published)) == ("https://news.example/orlec/port", "[..2031-03-05]")

    def test_a_country_is_the_place_itself_and_no_point_in_its_middle(self) -> None:
        where = DATA["event:gdelt_events-900000004"].where  # type: ignore[union-attr]
        assert (where.place, where.precision) == ("place:gdelt_events-fips-KZ", "country")  # type: ignore[union-attr]
        country = DATA["place:gdelt_events-fips-KZ"]
        assert (country.latitude, {*country.codes}) == (None, {Code("fips", "KZ"), Code("iso3166", "KAZ")})  # type: ignore[union-attr]

    def test_one_feature_id_of_two_places_is_two_places(self) -> None:
        one = gdelt(ActionGeo_FeatureID="KS", ActionGeo_FullName="Kansas, United States", ActionGeo_CountryCode="US")
        other = gdelt(ActionGeo_FeatureID="KS", ActionGeo_FullName="South Korea", ActionGeo_CountryCode="KS")
        assert event(one).where != event(other).where

    @pytest.mark.parametrize(
        ("cells", "name"),
        [
            ({"ActionGeo_FullName": ""}, "a place at 43.25, 76.95"),
            ({"ActionGeo_FullName": "", "ActionGeo_Lat": "", "ActionGeo_Long": ""}, "Kazakhstan"),
        ],
    )
    def test_a_place_without_a_name(self, cells: dict[str, str], name: str) -> None:
        reading = gdelt(**cells)
        where = event(reading).where
        assert where is not None
        assert reading.dataset[where.place].name == name

    def test_nothing_at_all_is_no_place(self) -> None:
        names = ("Type", "FullName", "CountryCode", "Lat", "Long")
        assert event(gdelt(**{f"ActionGeo_{name}": "" for name in names})).where is None
        assert event(gdelt(**{f"ActionGeo_{name}": "" for name in names} | {"ActionGeo_Type": "4"})).where is None

    def test_a_row_without_a_code_or_a_day(self) -> None:
        found = event(gdelt(EventCode="", DATEADDED="20310305", IsRootEvent=""))
        assert (found.kind, found.codes) == (None, ())

    def test_columns_may_have_a_header_and_the_names_of_the_codebook(self) -> None:
        header = ["Day" if each == "SQLDATE" else each for each in COLUMNS]
        first = FILE.read_text(encoding="utf-8").splitlines()[0]
        reading = read("auto", io.StringIO("\t".join(header) + "\n" + first + "\n"))
        assert (reading.rows.read, str(event(reading).period)) == (1, "2031-03-04")


class TestOlderFiles:
    READING = read("gdelt_events", FIXTURES / "gdelt1_mixed.tsv")

    def test_a_file_may_change_its_layout(self) -> None:
        assert ["58" in self.READING.layouts[0], "57" in self.READING.layouts[1]] == [True, True]
        assert [len(rows.columns) for rows in self.READING.dataset.rows] == [57, 58] or {
            len(rows.columns) for rows in self.READING.dataset.rows
        } == {57, 58}

    def test_without_an_address_the_source_is_one_of_the_row(self) -> None:
        source = self.READING.dataset["source:gdelt_events-900000013"]
        assert (source.url, str(source.published)) == (None, "[..2013-02-03]")  # type: ignore[union-attr]

    def test_of_files_that_were_added_in_one_go_the_day_stays(self) -> None:
        assert str(self.READING.dataset["event:gdelt_events-900000013"].period) == "1982-01-02"  # type: ignore[union-attr]

    def test_no_place_is_not_where_the_equator_begins(self) -> None:
        assert self.READING.dataset["event:gdelt_events-900000014"].where is None  # type: ignore[union-attr]


class TestOddities:
    @pytest.mark.parametrize(
        ("cells", "problems"),
        [
            ({"SQLDATE": "20310299"}, [("date.form", "SQLDATE", "20310299")]),
            ({"SQLDATE": "20310301"}, [("gdelt.lag", "SQLDATE", "20310301")]),
            ({"SQLDATE": "20310401"}, [("gdelt.lag", "SQLDATE", "20310401")]),
            ({"EventCode": "149"}, [("code.unknown", "EventCode", "149")]),
            ({"EventCode": "175"}, [("gdelt.zeros", "EventCode", "175")]),
            ({"ActionGeo_CountryCode": "OS"}, [("code.unknown", "ActionGeo_CountryCode", "OS")]),
            ({"ActionGeo_Type": "7"}, [("code.unknown", "ActionGeo_Type", "7")]),
            ({"ActionGeo_Lat": "x"}, [("place.degrees", "ActionGeo_Lat", "x")]),
        ],
    )
    def test_a_cell_that_cannot_be_built_is_told_and_the_row_kept(
        self, cells: dict[str, str], problems: object
    ) -> None:
        reading = gdelt(**cells)
        assert told(reading) == problems
        assert cells.items() <= reading.raw("event:gdelt_events-900000001").items()


class TestDamage:
    PATH = FIXTURES / "gdelt1_spreadsheet.csv"

    def test_it_is_recognised_and_refused_with_the_reason(self) -> None:
        with pytest.raises(InvalidDataset, match=r"DATEADDED '2,03E\+13', which a spreadsheet has rounded") as caught:
            read("auto", self.PATH)
        assert caught.value.problems[0].code == "format.damaged"

    def test_it_is_read_on_request_and_every_damaged_value_told(self) -> None:
        reading = read("gdelt_events", self.PATH, damaged=True)
        assert told(reading) == [
            ("date.form", "DATEADDED", "2,03E+13"),
            ("gdelt.lag", "SQLDATE", "20310304"),
            ("date.form", "DATEADDED", "2.03E+13"),
            ("gdelt.lag", "SQLDATE", "20310304"),
            ("gdelt.zeros", "EventCode", "10"),
        ]
        assert [(each.kind, each.period) for each in reading.dataset.events] == [("riot", None), (None, None)]

    @pytest.mark.parametrize(
        ("delimiter", "row", "found"),
        [
            ("\t", ["1", "20310305", "14"], None),
            ("\t", ["1", "20310305", "1"], "EventRootCode '1', which has lost its leading zero"),
            (";", ["1", "20310305", "14"], "semicolons between the cells, as a spreadsheet writes them"),
            (";", ["1"], "semicolons between the cells, as a spreadsheet writes them"),
        ],
    )
    def test_what_shows_it(self, delimiter: str, row: list[str], found: str | None) -> None:
        at = {"globaleventid": 0, "dateadded": 1, "eventrootcode": 2}
        assert damage(delimiter, [row], at) == found


def test_the_name_of_a_file_may_say_its_release() -> None:
    assert [release_of(name) for name in ("20130401.export.CSV.zip", "events.tsv")] == ["20130401", None]


def test_a_folder_of_files_is_read_in_order(tmp_path: Path) -> None:
    for at in (1, 2):
        line = FILE.read_text(encoding="utf-8").splitlines()[0].replace("900000001", f"90000000{at}")
        (tmp_path / f"2031030512000{at}.export.CSV").write_text(line + "\n", encoding="utf-8")
    reading = read("gdelt_events", tmp_path)
    assert [each.codings[0].release for each in reading.dataset.events] == ["20310305120001", "20310305120002"]
    assert (len(reading.layouts), reading.rows.read) == (2, 2)
