"""Uses that both type checkers must accept, with the types that they must see."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

import attrs

import unrest
from unrest import (
    Actor,
    Article,
    Citation,
    Claim,
    Coding,
    Dataset,
    Deployment,
    Event,
    Link,
    Participant,
    Period,
    Place,
    Problem,
    Quantity,
    Record,
    Records,
    Ref,
    Role,
    Source,
    Statement,
    Statistic,
    When,
    Where,
)
from unrest.engine import connect
from unrest.interchange import read_statements, to_geojson, to_statements
from unrest.query import (
    Explanation,
    Predicate,
    about,
    asserted,
    at,
    certainly_at_least,
    certainly_during,
    citing,
    involving,
    known_on,
    month,
    of_kind,
    possibly_before,
    possibly_during,
    relayed_by,
    said_by,
    unattributed,
    value,
    wording_contains,
)
from unrest.tables import write_folder
from unrest.vocabulary import Act, EventKind, Group, Stage


def a_reference_is_a_record_its_id_or_a_reference(place: Place, ref: Ref[Place]) -> None:
    Actor("actor:a", name="A", place=place)
    Actor("actor:a", name="A", place="place:orlec")
    Actor("actor:a", name="A", place=ref)
    Actor("actor:a", name="A", place=None, member_of=["actor:b", Actor("actor:c", name="C")])
    Event("event:a", stage="planned", where=place)
    Event("event:a", stage="planned", where="place:orlec site")
    Event("event:a", stage="planned", where=Where(place, precision="site"), participants=[place, "actor:a"])
    Participant(place, roles=["target"], tactics=["arson"])
    Link("part_of", Event("event:b", stage="planned"))
    Link("caused_by", words="a cut of wages")
    Citation(Source("source:a"), start=0, end=2, quote="19", supports=["quantity"])


def a_value_is_itself_or_its_text(when: When, period: Period, quantity: Quantity, day: date) -> None:
    Event("event:a", stage="accomplished", kind=EventKind.RIOT, period="2031-03-03/")
    Event("event:a", stage=Stage.ACCOMPLISHED, kind="riot", period=period)
    Event("event:a", stage="accomplished", period=day)
    Statement("statement:a", act="asserts", said="2031-03-07")
    Statement("statement:a", act=Act.DENIES, said=when)
    Statement("statement:a", act="denies", said=day)
    for number in (19, Decimal("1.5")):
        Statistic("statistic:a", measure="deaths", quantity=number, stage="accomplished")
    Statistic("statistic:a", measure="deaths", quantity=">=225", stage="accomplished", of_whom="civilians")
    Statistic("statistic:a", measure="deaths", quantity=quantity, stage="accomplished", of_whom=Group.POLICE)
    Statistic("statistic:a", measure="deaths", quantity=1, stage="accomplished", of_whom=Actor("actor:a", name="A"))
    Role(title="minister", of="actor:a", period="2019/", as_of="2022")
    Coding(coder="me", inferred=["period.start"], extra={"n": 1})


def records_go_one_by_one(dataset: Dataset, events: list[Event]) -> None:
    stream = unrest.read_records("orlec.jsonl.gz")
    assert_type(next(stream), Record)
    assert_type(stream.head, Dataset)
    assert_type(unrest.write_records(stream, "copy.jsonl", stream.head), int)
    unrest.write_records((each for each in events if each.kind), "events.jsonl")
    unrest.write_records(dataset, "all.jsonl", Dataset(name="all"))


def a_field_has_its_type(event: Event, statement: Statement, figure: Statistic, sent: Deployment, actor: Actor) -> None:
    assert_type(event.period, Period | None)
    assert_type(event.kind, EventKind | None)
    assert_type(event.participants[0].who, Ref[Actor | Place])
    assert_type(event.links[0].to, Ref[Event | Deployment] | None)
    assert_type(statement.speaker, Ref[Actor] | None)
    assert_type(statement.act, Act)
    assert_type(statement.targets, tuple[Ref[Claim], ...])
    assert_type(figure.quantity, Quantity)
    assert_type(figure.of_whom, Group | Ref[Actor] | None)
    assert_type(sent.contributors, tuple[Ref[Actor], ...])
    assert_type(actor.stated_in, Ref[Statement] | None)


def behind_a_reference_stands_its_record(dataset: Dataset, ref: Ref[Event], event: Event, figure: Statistic) -> None:
    assert_type(dataset[ref], Event)
    assert_type(dataset["event:a"], Record)
    assert_type(dataset[event.participants[0].who], Actor | Place)
    if event.where is not None:
        assert_type(dataset[event.where.place], Place)
        print(dataset[event.where.place].latitude)
    if figure.about is not None:
        assert_type(dataset[figure.about], Event | Deployment | Actor)


def what_may_be_absent_may_be_none(dataset: Dataset, ref: Ref[Event] | None, claim: Claim) -> None:
    assert_type(dataset.get(ref), Event | None)
    assert_type(dataset.get(claim.stated_in), Statement | None)
    assert_type(dataset.get("event:a"), Record)
    assert_type(dataset.speaker(claim), Actor | None)
    speaker = dataset.speaker(claim)
    if speaker is not None:
        print(speaker.name)


def records_know_their_kind(dataset: Dataset, question: Predicate) -> None:
    assert_type(dataset.events, Records[Event])
    assert_type(dataset.events[0], Event)
    assert_type(dataset.events[1:], Records[Event])
    assert_type(dataset.events.where(question), Records[Event])
    assert_type(dataset.statements.where(said_by("actor:a")).first(), Statement)
    assert_type(dataset.actors.named("Lindqvist"), Actor)
    assert_type(dataset.deployments.only().period, Period | None)
    assert_type(dataset.statistics.sorted_by("quantity.low"), Records[Statistic])
    assert_type(dataset.statistics.group_by("measure"), dict[Any, Records[Statistic]])
    assert_type(dataset.events.ids, tuple[Ref[Event], ...])
    for claim in dataset.claims:
        assert_type(claim, Event | Statement | Deployment | Statistic)


def records_of_one_kind_are_records_of_more(dataset: Dataset) -> Records[Claim]:
    several: Sequence[Record] = dataset.places
    print(len(several))
    return dataset.events


def questions_are_combined(dataset: Dataset, tokayev: Actor, event: Event) -> None:
    question = of_kind("protest") & ~certainly_during("2022-01") | possibly_during(date(2022, 1, 5))
    assert_type(question, Predicate)
    assert_type(value("quantity.low") >= 100, Predicate)
    assert_type(value("speaker").present, Predicate)
    assert_type(question(event), bool)
    dataset.where(known_on("2022-01-26") & about(event), said_by(tokayev))
    dataset.where(asserted & ~unattributed, relayed_by(tokayev) | involving("place:a"), possibly_before("2022-02"))
    dataset.statistics.where(certainly_at_least(100) & citing("source:a", 0, 90), at("place:a"), wording_contains("a"))
    assert_type(at("place:a").explain(event, dataset), Explanation)
    dataset.events.where(lambda event: event.period is not None and event.stage == "accomplished")
    dataset.where(lambda claim: claim.stated_in is None)
    dataset.events.sorted_by(lambda event: event.summary or "", reverse=True)
    dataset.known_on(date(2022, 1, 26)).statistics.count_by("measure")


def what_is_handed_on_has_its_type(dataset: Dataset, article: Article, event: Event) -> None:
    assert_type(unrest.load("kazakhstan-2022"), Dataset)
    assert_type(dataset | dataset.with_article(article), Dataset)
    assert_type(unrest.from_dict(Event, unrest.to_dict(event)), Event)
    assert_type(dataset.to_json(), str)
    assert_type(dataset.check(article).problems, tuple[Problem, ...])
    assert_type(article.cite("at least 40", supports=["quantity"]), Citation)
    assert_type(attrs.evolve(event, note="n"), Event)
    try:
        dataset.save("orlec.json")
    except unrest.UnrestError as error:
        assert_type(error.problems, tuple[Problem, ...])


def what_is_read_has_its_type(dataset: Dataset) -> None:
    reading = unrest.read("ucdp_ged", ["a.csv", Path("b.csv")], release="23.1", retrieved=date(2022, 1, 26))
    assert_type(reading.dataset, Dataset)
    assert_type(reading.rows.reasons, Mapping[str, int])
    assert_type(reading.raw("event:a"), dict[str, str])
    assert_type(dataset.raw("event:a"), dict[str, str])
    for row in unrest.stream("auto", io.BytesIO(b"id")):
        assert_type(row.records, tuple[Record, ...])
    assert_type(unrest.compare(dataset, reading.dataset).added, tuple[str, ...])
    unrest.write("unrest_csv", dataset, "a.csv")


def what_an_engine_gives_has_its_type(dataset: Dataset) -> None:
    with connect(dataset) as engine:
        assert_type(engine.events.where(of_kind("riot")).ids, tuple[Ref[Event], ...])
        assert_type(engine.events.records(), Records[Event])
        assert_type(engine.known_on("2022-01-26").where(asserted).dataset(), Dataset)
        assert_type(len(engine.standing(on=date(2022, 1, 26))), int)
        assert_type(engine.events.count_by("kind", month), dict[Any, int])
        assert_type(engine.claims.explain(), str)
        assert_type(engine.history("deaths", at="place:almaty").steps[0].since, date)
    assert_type(Dataset.from_arrow(dataset.to_arrow()), Dataset)
    assert_type(write_folder(dataset, Path("a.parquet"), partition="month"), int)
    assert_type(read_statements(to_statements(dataset)).dataset, Dataset)
    assert_type(to_geojson(dataset), dict[str, Any])
