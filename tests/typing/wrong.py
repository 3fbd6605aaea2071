"""Uses that are mistakes: every line marked as wrong must be an error for both type checkers, and no other line."""

from unrest import (
    Actor,
    Citation,
    Dataset,
    Event,
    Link,
    Participant,
    Place,
    Ref,
    Source,
    Statement,
    Statistic,
    compare,
    read,
    read_records,
    write,
    write_records,
)
from unrest.engine import connect
from unrest.interchange import to_geojson
from unrest.query import asserted, at, certainly_at_least, citing, known_on, of_kind, said_by, value
from unrest.tables import write_folder


def a_record_of_the_wrong_kind(actor: Actor, place: Place, event: Event, statement: Statement) -> None:
    Actor("actor:a", name="A", place=actor)  # wrong
    Event("event:a", stage="planned", where=actor)  # wrong
    Event("event:a", stage="planned", stated_in=event)  # wrong
    Event("event:a", stage="planned", participants=[event])  # wrong
    Statement("statement:a", act="asserts", speaker=place)  # wrong
    Statement("statement:a", act="denies", targets=[actor])  # wrong
    Statistic("statistic:a", measure="deaths", quantity=1, stage="planned", about=statement)  # wrong
    Statistic("statistic:a", measure="deaths", quantity=1, stage="planned", of_whom=place)  # wrong
    Participant(event)  # wrong
    Link("after", actor)  # wrong
    Citation(place)  # wrong


def a_field_that_is_missing() -> None:
    Event("event:a", kind="riot")  # wrong
    Statement("statement:a", speaker="actor:a")  # wrong
    Statistic("statistic:a", measure="deaths", stage="accomplished")  # wrong
    Place("place:a")  # wrong
    Source()  # wrong


def a_field_that_is_misspelt(event: Event) -> None:
    Event("event:a", stage="planned", sumary="x")  # wrong
    Statement("statement:a", act="asserts", speeker="actor:a")  # wrong
    print(event.perod)  # wrong


def a_field_without_its_name() -> None:
    Event("event:a", "planned")  # wrong
    Citation("source:a", 4, 6)  # wrong


def a_value_of_the_wrong_sort() -> None:
    Statistic("statistic:a", measure="deaths", quantity=1.5, stage="accomplished")  # wrong
    Event("event:a", stage=None)  # wrong
    Event("event:a", stage="planned", period=2022)  # wrong
    Event("event:a", stage="planned", participants=[3])  # wrong
    Event("event:a", stage="planned", citations="source:a")  # wrong
    Event("event:a", stage="planned", note=5)  # wrong
    Place("place:a", name="A", latitude="43")  # wrong
    Citation("source:a", start="4", end=6, quote="19")  # wrong
    Source("source:a", length="300")  # wrong
    Dataset(["event:a"])  # wrong


def a_record_that_is_changed(event: Event, dataset: Dataset) -> None:
    event.note = "n"  # wrong
    dataset.name = "n"  # wrong
    dataset.events[0] = event  # wrong


def what_may_be_none_used_unguarded(dataset: Dataset, statement: Statement, figure: Statistic) -> None:
    dataset[statement.speaker]  # wrong
    print(dataset.speaker(statement).name)  # wrong
    print(dataset.get(statement.speaker).name)  # wrong
    print(statement.said.earliest)  # wrong
    if figure.about is not None:
        print(dataset[figure.about].period)  # wrong


def a_reference_to_the_wrong_kind(dataset: Dataset, event: Ref[Event]) -> None:
    wanted: Ref[Actor] = event  # wrong
    print(wanted, dataset[event].name)  # wrong


def a_function_that_names_a_missing_field(dataset: Dataset) -> None:
    dataset.events.where(lambda event: event.speeker is None)  # wrong
    dataset.events.sorted_by(lambda event: event.quantity)  # wrong
    dataset.where(lambda claim: claim.speaker == "actor:a")  # wrong


def a_file_of_the_wrong_sort(dataset: Dataset) -> None:
    write_records(["event:a"], "a.jsonl")  # wrong
    write_records(dataset, "a.jsonl", "a title")  # wrong
    for record in read_records("a.jsonl"):
        print(record.period)  # wrong


def a_question_of_the_wrong_sort(dataset: Dataset, place: Place) -> None:
    said_by(place)  # wrong
    known_on(26)  # wrong
    at(Actor("actor:a", name="A"))  # wrong
    certainly_at_least("100")  # wrong
    citing("source:a", "0", 9)  # wrong
    asserted.explain("event:a")  # wrong
    of_kind("riot") & (lambda event: True)  # wrong
    dataset.events.where(value("quantity.low"))  # wrong
    dataset.with_article("the text")  # wrong
    dataset.actors.named(place)  # wrong


def a_reading_of_the_wrong_sort(dataset: Dataset, event: Event) -> None:
    read(5, "a.csv")  # wrong
    read("ucdp_ged", 5)  # wrong
    read("ucdp_ged", b"id")  # wrong
    read("ucdp_ged", "a.csv", damagd=True)  # wrong
    read("ucdp_ged", "a.csv", retrieved=2022)  # wrong
    read("ucdp_ged", "a.csv").raw(5)  # wrong
    write("unrest_csv", event, "a.csv")  # wrong
    compare(dataset, "a.json")  # wrong


def an_engine_of_the_wrong_sort(dataset: Dataset, event: Event) -> None:
    connect(5)  # wrong
    engine = connect(dataset)
    engine.where(lambda claim: True)  # wrong
    engine.events.where("kind")  # wrong
    engine.events.count_by(5)  # wrong
    engine.known_on(26)  # wrong
    engine.events.where(of_kind("riot")).records().first(1)  # wrong
    Dataset.from_arrow([event])  # wrong
    write_folder(event, "a.parquet")  # wrong
    to_geojson(event)  # wrong
