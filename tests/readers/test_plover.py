"""PLOVER: objects in JSON, modality that is never lost, and the way back."""

import io
import json
from typing import Any

import pytest
from conftest import shared_folder
from invented import FIXTURES, told

import unrest
from unrest import Code, Dataset, Deployment, Event, InvalidDataset, Participant, Place, Statement, read
from unrest.readers import stream
from unrest.readers.plover import READER

FILE = FIXTURES / "plover_invented.json"
READING = read("auto", FILE)
DATA = READING.dataset
ONE = json.loads(FILE.read_text(encoding="utf-8"))[1]


def plover(**changes: Any):  # type: ignore[no-untyped-def]
    found = {key: each for key, each in (ONE | changes).items() if each != "absent"}
    return read("plover", io.StringIO(json.dumps([found])))


def written(dataset: Dataset) -> list[dict[str, Any]]:
    assert READER.write is not None
    found: list[dict[str, Any]] = json.loads("".join(READER.write(dataset)))
    return found


class TestMeaning:
    def test_one_object_is_an_event_with_who_did_it_to_whom(self) -> None:
        event = DATA["event:plover-ORL-PROTEST-1"]
        assert isinstance(event, Event)
        assert (event.incident, event.kind, event.stage, str(event.period)) == (
            *("ORL-PROTEST-1", "protest", "accomplished"),
            "2031-03-04",
        )
        assert [code.value for code in event.codes] == ["PROTEST", "demo-org"]
        roles = {DATA[part.who].name: (str(part.roles[0]), DATA[part.who].kind) for part in event.participants}  # type: ignore[union-attr]
        assert roles == {"dock workers": ("initiator", "organisation"), "port authority": ("target", "government_body")}

    def test_a_type_of_words_is_a_statement_and_two_who_said_it_are_not_one(self) -> None:
        said = DATA["statement:plover-ORL-DEMAND-1"]
        assert isinstance(said, Statement)
        assert (said.act, said.speaker, said.named_as) == ("demands", None, "dock workers, nurses")
        assert said.note == "said together by dock workers, nurses"

    def test_what_is_hypothetical_is_not_accomplished(self) -> None:
        event = DATA["event:plover-ORL-ASSAULT-1"]
        assert (event.stage, event.note, event.kind) == ("hypothetical", "PLOVER modality: hypothetical", None)  # type: ignore[union-attr]
        assert {str(each.stage) for each in DATA.statistics if each.about == event.id} == {"hypothetical"}

    @pytest.mark.parametrize(
        ("modes", "stage"),
        [
            ("future", "planned"),
            (["negation"], "other"),
            (["historical", "demo"], "accomplished"),
            (["future", "hypothetical"], "other"),
        ],
    )
    def test_modality_is_a_stage(self, modes: object, stage: str) -> None:
        event = plover(mode=modes).dataset.events.only()
        assert event.stage == stage
        assert event.note is not None

    def test_a_statement_that_is_not_made_asserts_nothing(self) -> None:
        said = plover(event="THREATEN", mode="negation", size=None).dataset.statements.only()
        assert (said.act, said.note) == ("other", "PLOVER modality: negation")
        joint = plover(event="DEMAND", mode="future", source=ONE["source"] * 2).dataset.statements.only()
        assert joint.note == "PLOVER modality: future; said together by dock workers, dock workers"

    @pytest.mark.parametrize(
        ("start", "end", "period"),
        [
            ("2031-03-04", None, "2031-03-04"),
            ("2031-03-04", "2031-03-06", "2031-03-04/2031-03-06"),
            ("2031-03-04", "2031-03-04", "2031-03-04"),
            (None, "2031-03-06", "/2031-03-06"),
            (None, None, "None"),
        ],
    )
    def test_a_second_day_is_an_end(self, start: str | None, end: str | None, period: str) -> None:
        assert str(plover(date=start, enddate=end).dataset.events.only().period) == period

    def test_the_day_of_all_gold_standard_records_is_none(self) -> None:
        assert plover(id="PLOVER-GSR01-X", date="2000-01-01").dataset.events.only().period is None
        assert str(plover(id="ORL-1", date="2000-01-01").dataset.events.only().period) == "2000-01-01"

    @pytest.mark.parametrize(
        ("size", "figures"),
        [
            ("Thousands", {"participants": '"Thousands"'}),
            ("100", {"participants": "100"}),
            (7, {"participants": "7"}),
            ({"dead": "2", "injured": 3, "arrested": None}, {"deaths": "2", "injuries": "3"}),
            (None, {}),
        ],
    )
    def test_sizes_are_what_they_are_said_to_be(self, size: object, figures: dict[str, str]) -> None:
        assert {str(each.measure): str(each.quantity) for each in plover(size=size).dataset.statistics} == figures

    def test_figures_beside_words_are_kept(self) -> None:
        reading = plover(event="DEMAND", size="Thousands")
        assert reading.dataset.statistics.only().about is None

    def test_a_place_has_its_number_and_its_words(self) -> None:
        where = DATA["event:plover-ORL-PROTEST-2"].where  # type: ignore[union-attr]
        place = DATA[where.place]  # type: ignore[union-attr]
        assert (place.name, place.latitude, where.wording) == ("Port of Orlec", 43.25, "the port")  # type: ignore[union-attr]
        assert place.codes == (Code("geonames", "1526384"),)  # type: ignore[union-attr]

    def test_the_text_is_known_by_its_digest(self) -> None:
        source = DATA["source:plover-ORL-PROTEST-1"]
        assert (source.length, source.publisher, source.language) == (len(ONE["text"]), "invented", "en")  # type: ignore[union-attr]
        article = unrest.Article(source, ONE["text"])  # type: ignore[arg-type]
        assert DATA.with_article(article).articles

    def test_null_an_empty_text_and_an_absent_key_differ(self) -> None:
        for target in (None, "", []):
            reading = plover(target=target)
            assert reading.raw(reading.dataset.events.only())["target"] == json.dumps(target)
        reading = plover(target="absent")
        assert "target" not in reading.raw(reading.dataset.events.only())

    def test_numbers_stay_as_they_are_written(self) -> None:
        text = FILE.read_text(encoding="utf-8").replace('"score": 1.1', '"score": 1.10')
        assert read("plover", io.StringIO(text)).raw("statement:plover-ORL-DEMAND-1")["score"] == "1.10"

    def test_one_object_on_each_line(self) -> None:
        lines = "\n".join(json.dumps(each) for each in json.loads(FILE.read_text(encoding="utf-8")))
        assert read("auto", io.StringIO(lines)).dataset == DATA


class TestOddities:
    def test_an_object_that_documents_the_file_is_refused_and_told(self) -> None:
        assert [(each.code, each.done) for each in READING.problems] == [("plover.document", "row refused")]

    @pytest.mark.parametrize(
        ("changes", "problems"),
        [
            ({"event": "RIOTS"}, [("code.unknown", "event", '"RIOTS"')]),
            ({"event": ["PROTEST", "COERCE"]}, []),
            ({"event": 7}, [("json.text", "event", "7")]),
            ({"date": "4 March"}, [("date.form", "date", '"4 March"')]),
            ({"date": 4}, [("json.text", "date", "4")]),
            (
                {"enddate": "2031-03-01"},
                [("date.order", "date", '"2031-03-04"'), ("date.order", "enddate", '"2031-03-01"')],
            ),
            ({"source": "dock workers"}, [("json.object", "source", '"dock workers"')]),
            ({"source": [{"sector": "GOV"}]}, [("json.object", "source", '[{"sector": "GOV"}]')]),
            ({"eventLoc": "Orlec"}, [("json.object", "eventLoc", '"Orlec"')]),
            ({"eventLoc": {"lat": 1}}, [("json.object", "eventLoc", '{"lat": 1}')]),
            (
                {"eventLoc": [{"name": "a"}, {"name": "b"}]},
                [("place.several", "eventLoc", '[{"name": "a"}, {"name": "b"}]')],
            ),
            ({"eventLoc": {"name": "a", "lat": 99}}, [("place.degrees", "eventLoc", '{"name": "a", "lat": 99}')]),
            (
                {"eventLoc": {"name": "a", "lat": 0, "lon": 0}},
                [("place.zero", "eventLoc", '{"name": "a", "lat": 0, "lon": 0}')],
            ),
            ({"size": True}, [("json.text", "size", "true")]),
        ],
    )
    def test_what_cannot_be_built_is_told_and_the_row_kept(self, changes: dict[str, Any], problems: object) -> None:
        reading = plover(**changes)
        assert told(reading) == problems
        assert reading.rows.kept == 1

    def test_a_place_on_the_equator_stays_there(self) -> None:
        reading = plover(eventLoc={"name": "Nanyuki", "lat": 0, "lon": 37.0})
        assert [(each.latitude, each.longitude) for each in reading.dataset.places] == [(0.0, 37.0)]
        assert reading.problems == ()

    def test_an_id_that_is_no_text_is_its_text(self) -> None:
        reading = plover(id=17)
        assert [each.row for each in reading.problems] == ["17"]
        assert plover(id=None).problems[0].code == "row.key"

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ('[{"id": "a", "event": "AID", "text": "x"}, 5]', "5, which is no object"),
            ('[{"id": "a", "event": "AID", "text": "x"}, {"id": 1, "id": 2}]', "a key that is given twice"),
            ('[{"id": "a", "event": "AID", "text": "x"}, {"id":', "no JSON: '{\"id\":'"),
            ('[{"id": "a", "event": "AID", "text": "x"}, null]', "null, which is no object"),
        ],
    )
    def test_what_is_no_object_is_refused_and_told(self, text: str, found: str) -> None:
        reading = read("plover", io.StringIO(text))
        assert (reading.rows.kept, reading.rows.refused) == (1, 1)
        assert [(each.code, each.found) for each in reading.problems] == [("row.form", found)]

    def test_other_json_is_refused_with_what_it_looks_like(self) -> None:
        with pytest.raises(InvalidDataset, match="2 columns beginning 'a', 'b', expected objects of plover"):
            read("auto", io.StringIO('{"a": 1, "b": 2}'))

    def test_a_table_is_no_json(self) -> None:
        with pytest.raises(InvalidDataset, match="expected a file of plover; it is read from JSON"):
            read("plover", io.StringIO("id,event\n"))
        with pytest.raises(InvalidDataset, match="expected a file of ucdp_ged; of GED"):
            read("ucdp_ged", FILE)

    def test_a_large_file_is_read_piece_by_piece(self) -> None:
        many = [ONE | {"id": f"ORL-{n}", "comment": "x" * 1000} for n in range(1500)]
        assert sum(1 for _ in stream("plover", io.StringIO(json.dumps(many)))) == 1500


class TestWriting:
    def test_what_was_read_is_written_as_it_stood(self) -> None:
        assert written(DATA) == json.loads(FILE.read_text(encoding="utf-8"))[1:] or sorted(
            written(DATA), key=lambda each: each["id"]
        ) == sorted(json.loads(FILE.read_text(encoding="utf-8"))[1:], key=lambda each: each["id"])

    def test_our_own_records_are_written_as_far_as_there_is_a_type(self) -> None:
        port = Place("place:port", name="Port", latitude=43.0, longitude=76.0, codes=[Code("geonames", "7")])
        crowd, police = unrest.Actor("actor:crowd", name="crowd"), unrest.Actor("actor:police", name="police")
        told: dict[str, Any] = {"stage": "hypothetical", "where": port, "period": "2031-03-04"}
        records = [
            *(port, crowd, police),
            Event("event:a", kind="riot", participants=[Participant(crowd, roles=["perpetrator"]), police], **told),
            Event("event:b", kind="episode", stage="accomplished"),
            Event("event:c", kind="repression", stage="accomplished", summary="batons"),
            Statement("statement:d", act="demands", speaker=crowd, addressees=[police], said="2031-03", content="pay"),
            Statement("statement:e", act="asserts"),
            Statement("statement:f", act="rejects"),
            Deployment("deployment:g", stage="planned"),
        ]
        first, second, third, fourth = written(Dataset(records))
        assert first == {
            "id": "event:a",
            "date": "2031-03-04",
            "actor": [{"entity_text": "crowd", "identifier_id": "actor:crowd"}],
            "recipient": [{"entity_text": "police", "identifier_id": "actor:police"}],
            "event": ["PROTEST"],
            "mode": ["riot", "hypothetical"],
            "event_loc": [{"resolved_place": "Port", "geonameid": "7", "lat": 43.0, "lon": 76.0}],
        }
        assert second == {"id": "event:c", "event": ["COERCE"], "event_text": "batons"}
        assert (third["event"], third["date"], third["recipient"][0]["entity_text"]) == (
            ["REQUEST"],
            "2031-03",
            "police",
        )
        assert fourth == {"id": "statement:f", "event": ["REJECT"]}

    def test_what_is_written_can_be_read(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        unrest.write("plover", unrest.load("kazakhstan-2022"), tmp_path / "a.json")
        assert read("auto", tmp_path / "a.json").rows.refused == 0


@pytest.mark.sweep
class TestRealRows:
    def test_rows_to_records_to_rows_is_lossless(self) -> None:
        path = shared_folder() / "data" / "plover" / "plover_gold_standard_cameo.json"
        if not path.is_file():
            pytest.skip(f"{path} is not here: outside data is no part of the repository")
        known = [json.dumps(each) for each in json.loads(path.read_text(encoding="utf-8"))[1:]]
        assert sorted(json.dumps(each) for each in written(read("plover", path).dataset)) == sorted(known)
