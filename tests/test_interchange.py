"""Records in the forms of others, each checked by the package of its own people where that is installed."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from unrest import (
    Actor,
    Citation,
    Dataset,
    Deployment,
    Event,
    InvalidDataset,
    NotFound,
    Participant,
    Place,
    Problem,
    Source,
    Statement,
    Statistic,
    UnreadableFile,
    Where,
    load,
)
from unrest.commands import main
from unrest.interchange import (
    FORMS,
    convert,
    read_entities,
    read_form,
    read_statements,
    to_annotations,
    to_entities,
    to_geojson,
    to_statements,
    write_form,
)
from unrest.interchange.followthemoney import COLUMNS


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load("kazakhstan-2022")


def places() -> Dataset:
    return Dataset(
        [
            Place("place:oslo", name="Oslo", latitude=59.91, longitude=10.75),
            Place("place:null-island", name="Null Island", latitude=0.0, longitude=0.0),
            Place("place:half", name="Half"),
            Place("place:country", name="Country", kind="country", latitude=48.0, longitude=67.0),
            Place("place:in", name="In", within="place:country"),
            Actor("actor:a", name="A", kind="person"),
            Statement("statement:s", act="asserts", speaker="actor:a", said="2022-01-05", content="that it was so"),
            Event("event:oslo", kind="riot", stage="accomplished", where=Where("place:oslo", precision="settlement"),
                  period="2022-01-02/..", stated_in="statement:s"),
            Event("event:zero", stage="accomplished", where="place:null-island", period="/2022-01~"),
            Event("event:half", stage="accomplished", where="place:half"),
            Event("event:in", stage="accomplished", where="place:in"),
            Event("event:nowhere", stage="accomplished"),
            Deployment("deployment:d", stage="accomplished", sites=["place:oslo", "place:in", "place:country"]),
            Deployment("deployment:e", stage="accomplished", sites=["place:in"]),
            Statistic("statistic:f", measure="deaths", stage="accomplished", quantity="160..164..225", as_of="2022?"),
        ],
        name="places",
        title="Places",
    )  # fmt: skip


class TestGeoJson:
    @pytest.fixture
    def features(self) -> dict[str, Any]:
        return {each["id"]: each for each in to_geojson(places())["features"]}

    def test_a_point_is_that_of_the_own_place_or_none(self, features: dict[str, Any]) -> None:
        assert {name: each["geometry"] for name, each in features.items() if name.startswith("event")} == {
            "event:oslo": {"type": "Point", "coordinates": [10.75, 59.91]},
            "event:zero": {"type": "Point", "coordinates": [0.0, 0.0]},
            "event:half": None,
            "event:in": None,
            "event:nowhere": None,
        }

    def test_sites_of_a_deployment(self, features: dict[str, Any]) -> None:
        points = {"type": "MultiPoint", "coordinates": [[67.0, 48.0], [10.75, 59.91]]}
        assert features["deployment:d"]["geometry"] == points
        assert features["deployment:e"]["geometry"] is None

    def test_bounds_of_days_and_how_finely_the_place_is_known(self, features: dict[str, Any]) -> None:
        told = features["event:oslo"]["properties"]
        names = ("time", "start_earliest", "start_latest", "end_earliest", "end_latest", "ongoing", "precision")
        assert [told[name] for name in names] == [
            *("2022-01-02/..", "2022-01-02", "2022-01-02", None, None, True, "settlement"),
        ]
        assert (told["speaker"], told["known_since"], told["place_name"]) == ("A", "2022-01-05", "Oslo")
        zero = features["event:zero"]["properties"]
        assert [zero[name] for name in ("start_earliest", "end_earliest", "end_latest", "approximate")] == [
            *(None, "2022-01-01", "2022-01-31", True),
        ]

    def test_figures_and_statements(self, features: dict[str, Any]) -> None:
        figure = features["statistic:f"]["properties"]
        assert [figure[name] for name in ("quantity", "low", "best", "high", "qualifier", "uncertain")] == [
            *("160..164..225", "160", "164", "225", "between", True),
        ]
        assert features["statement:s"]["properties"]["summary"] == "that it was so"
        assert features["deployment:d"]["properties"]["record"] == "deployment"

    def test_it_is_valid(self, dataset: Dataset) -> None:
        geojson = pytest.importorskip("geojson", reason="the extra `interchange` is not installed")
        for each in (dataset, places(), Dataset()):
            found = geojson.loads(json.dumps(to_geojson(each)))
            assert found.is_valid, found.errors()
        assert to_geojson(places())["name"] == "places"


class TestAnnotations:
    def test_a_place_in_a_text_and_its_words(self) -> None:
        source = Source("source:x", url="https://example.org/a", title="A")
        far = Source("source:y z".replace(" ", "-"), title="B")
        told = [
            Citation(source, start=0, end=4, quote="Oslo", prefix="a", suffix="b", supports=["name"]),
            Citation(far),
            Citation(far, start=5, end=9, digest="0" * 64),
        ]
        place = Place("place:oslo", name="Oslo", citations=told)
        found = to_annotations(Dataset([source, far, place], title="Places"))
        assert (found["label"], found["total"]) == ("Places", 3)
        targets = [each["target"] for each in found["items"]]
        assert {"type": "SpecificResource", "source": "urn:unrest:source:y-z"} in targets
        assert next(each for each in targets if each["source"] == "https://example.org/a")["selector"] == [
            {"type": "TextPositionSelector", "start": 0, "end": 4},
            {"type": "TextQuoteSelector", "exact": "Oslo", "prefix": "a", "suffix": "b"},
        ]
        assert {each.get("sha256") for each in targets} >= {None, "0" * 64}
        assert [each.get("supports") for each in found["items"]].count(["name"]) == 1

    def test_who_says_it_is_named(self) -> None:
        spoken = places()["statement:s"]
        assert isinstance(spoken, Statement)
        source = Source("source:x")
        dataset = Dataset(
            [
                source,
                Actor("actor:a", name="A"),
                Statement("statement:s", act="asserts", speaker="actor:a", citations=[Citation(source)]),
            ]
        )
        assert to_annotations(dataset)["items"][0]["wasAttributedTo"] == "urn:unrest:actor:a"

    def test_every_word_has_a_meaning_without_a_network(self, dataset: Dataset) -> None:
        jsonld = pytest.importorskip("pyld.jsonld", reason="the extra `interchange` is not installed")

        def no_network(url: str, _: object) -> Any:
            raise AssertionError(url)

        found = to_annotations(dataset)
        (whole,) = jsonld.expand(json.loads(json.dumps(found)), {"documentLoader": no_network})
        items = whole["https://www.w3.org/ns/activitystreams#items"][0]["@list"]
        assert len(items) == found["total"] == sum(len(record.citations) for record in dataset)
        oa = "http://www.w3.org/ns/oa#"
        for each, told in zip(items, found["items"], strict=True):
            (target,) = each[f"{oa}hasTarget"]
            selectors = target.get(f"{oa}hasSelector", [])
            assert len(selectors) == len(told["target"].get("selector", []))
            assert each[f"{oa}motivatedBy"] == [{"@id": f"{oa}describing"}]
            # A word without a meaning would have been dropped.
            assert len(each) == len(told)


def lines(dataset: Dataset) -> list[str]:
    return list(to_statements(dataset))


class TestFollowTheMoneyOut:
    def test_two_speakers_who_give_one_figure_stay_two(self) -> None:
        """In FollowTheMoney 4 two statements of one dataset with the same value are one: here they never are."""
        sources = [Source("source:tv", published="2022-01-10"), Source("source:ministry", published="2022-01-29")]
        told = {"measure": "deaths", "quantity": 19, "stage": "accomplished", "about": "event:unrest"}
        figures = [
            Statistic("statistic:one", citations=[Citation("source:tv")], **told),
            Statistic("statistic:other", citations=[Citation("source:ministry")], **told),
        ]
        dataset = Dataset([*sources, Event("event:unrest", stage="accomplished"), *figures])
        found = read_statements(lines(dataset))
        assert found.is_whole
        assert len(found.dataset.statistics) == 2
        assert [each.id for each in found.dataset.known_on("2022-01-15").statistics] == ["statistic:one"]
        rows = [each.split(",") for each in lines(dataset)[1:]]
        seen = {(row[1], row[7], row[11]) for row in rows if row[1].startswith("statistic")}
        assert seen == {
            ("statistic-one", "source:tv", "2022-01-10"),
            ("statistic-other", "source:ministry", "2022-01-29"),
        }

    def test_their_own_package_reads_it_and_takes_every_value(self, dataset: Dataset) -> None:
        serialize = pytest.importorskip(
            "followthemoney.statement.serialize", reason="the extra `interchange` is not installed"
        )
        from followthemoney import model
        from followthemoney.proxy import EntityProxy

        for each in (dataset, places()):
            data = "".join(to_statements(each)).encode()
            statements = list(serialize.read_csv_statements(io.BytesIO(data)))
            assert len(statements) > len(each)
            for statement in statements:
                assert statement.id == statement.generate_key()
                prop = model.get(statement.schema).get(statement.prop)
                assert prop.type.name == statement.prop_type
            told = data.decode().splitlines()[0].split(",")
            assert told == list(COLUMNS) == serialize.CSV_COLUMNS
            for entity in to_entities(each):
                proxy = EntityProxy.from_dict(entity, cleaned=False)
                for name, values in entity["properties"].items():
                    assert sorted(set(proxy.get(name))) == sorted(set(values)), name

    def test_a_hedged_day_is_no_date_there(self) -> None:
        events = [
            Event("event:a", stage="planned", period="2022-01~"),
            Event("event:b", stage="planned", period="2022-01/2022-02?"),
            Event("event:c", stage="planned", period="[2022-01-02..2022-01-05]"),
            Event("event:d", stage="planned", period="2022-01"),
        ]
        found = {each["id"]: each["properties"] for each in to_entities(Dataset(events))}
        assert "date" not in found["event-a"]
        assert "date" not in found["event-c"]
        assert found["event-b"]["startDate"] == ["2022-01"]
        assert "endDate" not in found["event-b"]
        assert found["event-d"]["date"] == ["2022-01"]
        again = read_entities(json.dumps(each) for each in to_entities(Dataset(events)))
        assert again.dataset == Dataset(events)

    def test_what_kind_of_entity_an_actor_is(self) -> None:
        kinds = {"person": "Person", "state": "Organization", "crowd": "LegalEntity", None: "LegalEntity"}
        actors = [Actor(f"actor:{kind}", name="A", kind=kind) for kind in kinds]
        assert {each["id"].partition("-")[2]: each["schema"] for each in to_entities(Dataset(actors))} == {
            str(kind): schema for kind, schema in kinds.items()
        }

    def test_an_address_that_is_none_is_left_out(self) -> None:
        sources = [Source("source:a", url="https://example.org/a"), Source("source:b", url="at the library")]
        found = [each["properties"].get("sourceUrl") for each in to_entities(Dataset(sources))]
        assert found == [["https://example.org/a"], None]

    def test_a_whole_deployment(self) -> None:
        actors = [Actor(f"actor:{name}", name=name) for name in "abc"]
        told = {"force": "actor:a", "contributors": ["actor:b"], "sent_by": "actor:c", "purpose": "to guard"}
        dataset = Dataset([*actors, Deployment("deployment:d", stage="accomplished", note="n", **told)])
        (entity,) = [each for each in to_entities(dataset) if each["schema"] == "Event"]
        assert entity["properties"]["organizer"] == ["actor-c"]
        assert entity["properties"]["involved"] == ["actor-a", "actor-b"]
        assert read_entities([json.dumps(each) for each in to_entities(dataset)]).dataset == dataset


class TestFollowTheMoneyBack:
    def test_of_our_own_making(self, dataset: Dataset) -> None:
        found = read_statements(lines(dataset))
        assert found.is_whole
        assert found.dataset.records.ids == dataset.records.ids
        for claim in dataset.claims:
            again = found.dataset[claim.id]
            for name in ("stage", "stated_in", "incident", "act", "speaker", "measure", "about", "supersedes"):
                assert getattr(again, name, None) == getattr(claim, name, None)
        for figure in dataset.statistics:
            assert str(found.dataset[figure.id].quantity) == str(figure.quantity)  # type: ignore[union-attr]

    def test_names_with_letters_of_all_kinds(self) -> None:
        odd = ["place:é😀", "place:a.b", "place:x-", "place:-", "place:O'Neil", "place:שלום"]
        dataset = Dataset(Place(each, name=each) for each in odd)
        assert read_statements(lines(dataset)).dataset == dataset
        assert read_entities(json.dumps(each) for each in to_entities(dataset)).dataset == dataset

    def foreign(self, *rows: tuple[str, str, str, str, str]) -> list[str]:
        header = "entity_id,prop,schema,value,dataset,first_seen"
        return [header, *(",".join((*row, "2022-02-01T00:00:00")) for row in rows)]

    def test_two_datasets_that_tell_of_one_event_are_two_reports(self) -> None:
        found = read_statements(
            self.foreign(
                ("Q1", "name", "Event", "A march", "one"),
                ("Q1", "startDate", "Event", "2022-01-02", "one"),
                ("Q1", "involved", "Event", "P1", "one"),
                ("Q1", "addressEntity", "Event", "A1", "one"),
                ("Q1", "name", "Event", "A riot", "two"),
                ("Q1", "date", "Event", "2022-01-03T10:00:00", "two"),
                ("P1", "name", "LegalEntity", "Saule", "one"),
                ("P1", "name", "Person", "Saule Nurova", "two"),
                ("P1", "id", "Person", "a digest", "two"),
                ("A1", "full", "Address", "Main square", "one"),
                ("A1", "latitude", "Address", "43.2", "one"),
                ("A1", "longitude", "Address", "76.9", "one"),
            )
        )
        assert found.is_whole, found.problems
        events = found.dataset.events
        assert {event.incident for event in events} == {"Q1"}
        assert [(event.summary, str(event.period)) for event in events] == [
            *(("A march", "2022-01-02/"), ("A riot", "2022-01-03")),
        ]
        assert events[0].participants == (Participant("actor:ftm-P1"),)
        assert str(events[0].where) == "place:ftm-A1"
        assert {citation.source for event in events for citation in event.citations} == {
            *("source:ftm-one", "source:ftm-two"),
        }
        assert str(events[0].codings[0].retrieved) == "2022-02-01"
        assert events[1].codings[0].extra["date"] == ("2022-01-03T10:00:00",)
        actor = found.dataset.actors.only()
        assert (actor.name, actor.aliases, len(actor.citations)) == ("Saule", ("Saule Nurova",), 2)
        assert found.dataset.places.only().latitude == 43.2

    def test_several_values_are_never_cut_to_one(self) -> None:
        found = read_statements(
            self.foreign(
                ("E1", "startDate", "Event", "2022-01-02", "one"),
                ("E1", "startDate", "Event", "2022-01-05", "one"),
                ("E1", "endDate", "Event", "soon", "one"),
                ("E1", "involved", "Event", "nobody", "one"),
                ("X1", "name", "Vessel", "Ship", "one"),
                ("P1", "alias", "PublicBody", "Ministry", "one"),
                ("D1", "title", "Document", "Report", "one"),
                ("D1", "title", "Document", "Report", "two"),
                ("D2", "fileName", "Document", "a.pdf", "one"),
                ("A1", "latitude", "Address", "43.2", "one"),
                ("A2", "latitude", "Address", "north", "one"),
                ("A2", "longitude", "Address", "east", "one"),
            )
        )
        event = found.dataset.events.only()
        assert event.period is None
        assert event.codings[0].inferred == ("stage",)
        assert event.codings[0].extra["startDate"] == ("2022-01-02", "2022-01-05")
        assert [(problem.code, problem.place) for problem in found.problems if problem.code == "ftm.value"] == [
            *(("ftm.value", "startDate"), ("ftm.value", "endDate"), ("ftm.value", "involved"), ("ftm.value", "schema")),
            ("ftm.value", "latitude"),
        ]
        assert found.dataset.actors.only().name == "P1"
        assert [source.title for source in found.dataset.sources] == ["Report", None, "one", "two"]
        assert [problem.place for problem in found.problems if problem.code != "ftm.value"] != []

    def test_files_of_another_form(self) -> None:
        assert [each.code for each in read_statements(["a,b\n"]).problems] == ["ftm.columns"]
        assert [each.code for each in read_statements([]).problems] == ["ftm.columns"]
        cut = [lines(places())[0], "a,b\n"]
        assert [(each.code, each.line) for each in read_statements(cut).problems] == [("ftm.cells", 2)]
        told = read_entities(
            ["", "{", "[]", '{"id": "a"}', '{"id": "a", "schema": "Person", "properties": {"name": 5}}']
        )
        assert [(each.code, each.line) for each in told.problems] == [("ftm.entity", n) for n in (2, 3, 4, 5)]
        assert read_entities(
            ['{"id": "event-.zz", "schema": "Event", "properties": {"keywords": ["record=event"]}}']
        ).dataset.events.ids == ("event:ftm-event-.2ezz",)
        assert read_entities(['{"id": "event-.ff", "schema": "Event", "properties": {}}']).dataset.events.ids == (
            "event:ftm-event-.2eff",
        )

    def test_two_datasets_that_differ_about_one_thing(self) -> None:
        found = read_statements(
            self.foreign(
                ("P1", "name", "Person", "Saule", "one"),
                ("P1", "name", "Organization", "Saule", "two"),
                ("A1", "full", "Address", "Square", "one"),
                ("A1", "latitude", "Address", "43.2", "one"),
                ("A1", "longitude", "Address", "76.9", "one"),
                ("A1", "full", "Address", "The square", "two"),
                ("A1", "latitude", "Address", "43.3", "two"),
                ("A1", "longitude", "Address", "76.9", "two"),
                ("E1", "addressEntity", "Event", "A1", "one"),
                ("E1", "addressEntity", "Event", "A2", "one"),
                ("E2", "addressEntity", "Event", "P1", "one"),
            )
        )
        assert [(each.code, each.place) for each in found.problems] == [
            *(("ftm.clash", "kind"), ("ftm.clash", "latitude")),
            *(("ftm.value", "addressEntity"), ("ftm.value", "addressEntity")),
        ]
        place = found.dataset.places.only()
        assert (place.latitude, place.aliases) == (43.2, ("The square",))
        assert [event.where for event in found.dataset.events] == [None, None]

    def test_values_that_are_no_lists_of_texts(self) -> None:
        for properties in ({"name": "Saule"}, {"name": [5]}, {"name": [{"first": "Saule"}]}):
            entity = json.dumps({"id": "a", "schema": "Person", "properties": properties})
            found = read_entities([entity])
            assert [each.code for each in found.problems] == ["ftm.entity"]
            assert not found.dataset.actors
        both = {"id": "a", "schema": "Person", "datasets": ["one", "two"], "properties": {"name": ["Saule"]}}
        assert read_entities([json.dumps(both)]).dataset.sources.only().title == "one, two"

    def test_what_we_wrote_with_more_in_it(self) -> None:
        event = Event("event:a", stage="planned", summary="s")
        (entity,) = to_entities(Dataset([event]))
        entity["properties"]["keywords"].append("stage=accomplished")
        entity["properties"]["summary"].append("another")
        found = read_entities([json.dumps(entity)])
        told = [(each.code, each.place) for each in found.problems]
        assert told[:2] == [("ftm.value", "stage"), ("ftm.value", "summary")]
        assert [(each.place, each.record) for each in found.problems[2:]] == [("stage", "event:a")]

    def test_a_csv_that_is_none(self) -> None:
        limit = csv.field_size_limit(100)
        try:
            found = read_statements(self.foreign(("P1", "name", "Person", "x" * 200, "one")))
        finally:
            csv.field_size_limit(limit)
        assert [(each.code, each.line) for each in found.problems] == [("ftm.csv", 2)]

    def test_entities_without_a_dataset(self) -> None:
        found = read_entities(['{"id": "e", "schema": "Event", "properties": {"summary": ["s"], "keywords": ["k"]}}'])
        event = found.dataset.events.only()
        assert (event.summary, event.citations[0].source) == ("s", "source:ftm-unknown")


class TestForms:
    @pytest.mark.parametrize("ending", [each for each, form in FORMS.items() if form.is_whole and each != ".parquet"])
    @pytest.mark.parametrize("packed", ["", ".gz"])
    def test_there_and_back(self, dataset: Dataset, tmp_path: Path, ending: str, packed: str) -> None:
        path = tmp_path / f"k{ending}{packed}"
        found = convert("kazakhstan-2022", path)
        assert not isinstance(found, int)
        assert found.dataset == dataset
        assert read_form(path).dataset == dataset

    @pytest.mark.parametrize("ending", [each for each, form in FORMS.items() if not form.is_whole])
    def test_out_and_where_there_is_a_way_back(self, dataset: Dataset, tmp_path: Path, ending: str) -> None:
        path = tmp_path / f"k{ending}.gz"
        write_form(dataset, path)
        assert gzip.decompress(path.read_bytes()).decode("utf-8")
        if FORMS[ending].is_read:
            assert read_form(path).dataset.records.ids == dataset.records.ids
        else:
            with pytest.raises(UnreadableFile, match="a form with a way back"):
                read_form(path)

    def test_between_lines_and_tables_record_by_record(self, dataset: Dataset, tmp_path: Path) -> None:
        pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")
        convert("kazakhstan-2022", tmp_path / "k.jsonl")
        assert convert(tmp_path / "k.jsonl", tmp_path / "k.parquet") == len(dataset)
        assert convert(tmp_path / "k.parquet", tmp_path / "k2.jsonl.gz") == len(dataset)
        assert load(tmp_path / "k2.jsonl.gz") == load(tmp_path / "k.parquet") == dataset
        assert convert(tmp_path / "k.jsonl", tmp_path / "m.parquet", partition="month") == len(dataset)
        assert (tmp_path / "m.parquet" / "events.parquet").is_dir()
        found = convert("kazakhstan-2022", tmp_path / "s.parquet", partition="source")
        assert not isinstance(found, int)
        assert read_form(tmp_path / "s.parquet").dataset == dataset
        assert not isinstance(convert(tmp_path / "s.parquet", tmp_path / "s.json"), int)

    def test_what_cannot_be_converted(self, tmp_path: Path) -> None:
        for name, hint in (
            ("k.parqet", "did you mean '.parquet'"),
            ("k", "a name without an ending"),
            ("k.xyzzy", "expected a name"),
        ):
            with pytest.raises(UnreadableFile, match=hint):
                convert("kazakhstan-2022", tmp_path / name)
        with pytest.raises(UnreadableFile, match="a folder of Parquet files to write"):
            convert("kazakhstan-2022", tmp_path / "k.json", partition="month")
        with pytest.raises(UnreadableFile, match="another file to write"):
            convert(tmp_path / "k.json", tmp_path / "k.json")
        with pytest.raises(UnreadableFile, match=r"k\.parquet\.gz"):
            convert("kazakhstan-2022", tmp_path / "k.parquet.gz")
        with pytest.raises(InvalidDataset, match="expected a Dataset"):
            write_form([], tmp_path / "k.json")  # type: ignore[arg-type]
        (tmp_path / "k.ftm.csv").write_bytes(b"entity_id,prop,schema,value,dataset\n\xff\n")
        with pytest.raises(UnreadableFile, match="bytes that are not UTF-8"):
            read_form(tmp_path / "k.ftm.csv")

    def test_what_keeps_everything_is_not_written_in_part(self, tmp_path: Path) -> None:
        path = tmp_path / "k.json"
        path.write_text('{"format": "unrest/1", "records": [{"id": "place:a"}]}', encoding="utf-8")
        with pytest.raises(InvalidDataset, match="name"):
            convert(path, tmp_path / "k.geojson")
        assert not (tmp_path / "k.geojson").exists()

    def test_what_is_named_and_not_there(self, tmp_path: Path) -> None:
        loose = Dataset([Event("event:a", stage="planned", where="place:gone")])
        for ending in (".geojson", ".ftm.csv"):
            with pytest.raises(NotFound, match="place:gone"):
                write_form(loose, tmp_path / f"k{ending}")
            assert not [*tmp_path.iterdir()]

    def test_problems_of_a_form_that_is_not_ours_are_told(self, tmp_path: Path) -> None:
        path = tmp_path / "k.ftm.json"
        path.write_text('{"id": "x", "schema": "Vessel", "properties": {}}\n', encoding="utf-8")
        found = convert(path, tmp_path / "k.json")
        assert not isinstance(found, int)
        assert isinstance(found.problems[0], Problem)
        assert found.problems[0].file == str(path)


class TestCommand:
    def test_it_says_what_was_written(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "k.geojson"
        assert main(["convert", "kazakhstan-2022", str(path)]) == 0
        assert capsys.readouterr().out == f"wrote {path}: 70 records; not all of it has a place in GeoJSON\n"
        assert main(["convert", "kazakhstan-2022", str(tmp_path / "k.json"), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told == {**told, "form": "JSON", "is_whole": True, "records": 70, "problems": []}

    def test_what_could_not_be_read_is_told_and_ends_with_1(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "k.ftm.json"
        path.write_text('{"id": "x", "schema": "Vessel", "properties": {}}\n', encoding="utf-8")
        assert main(["convert", str(path), str(tmp_path / "k.json")]) == 1
        out = capsys.readouterr().out.splitlines()
        assert "'Vessel'" in out[0]
        assert out[-1].endswith("k.json: 0 records")

    def test_a_folder_and_wrong_use(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")
        folder = str(tmp_path / "k.parquet")
        assert main(["convert", "kazakhstan-2022", folder, "--partition", "month"]) == 0
        assert main(["convert", folder, str(tmp_path / "k.jsonl")]) == 0
        assert main(["show", folder, "--kind", "deployment"]) == 0
        assert main(["check", folder]) == 0
        assert main(["convert", "kazakhstan-2022", str(tmp_path / "k.json"), "--partition", "month"]) == 2
        assert main(["convert", "kazakhstan-2022", str(tmp_path / "k.pqt")]) == 2
        assert "expected a name that ends in" in capsys.readouterr().err
