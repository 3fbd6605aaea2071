"""The command line: what it prints, how wide, what it refuses and with which exit code; on an invented dataset."""

import io
import json
import os
import re
import runpy
import subprocess
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given

from unrest import commands
from unrest.article import Article, read_article
from unrest.codec import load, save
from unrest.commands import COMMANDS, main
from unrest.commands.answer import Answer
from unrest.commands.page import Page
from unrest.commands.parser import Command, made_by
from unrest.dataset import Dataset
from unrest.errors import InvalidDataset, Problem
from unrest.passage import on_one_line, width_of
from unrest.prose.coded import Coded, Legend
from unrest.prose.entry import Entry, heading, screen_width, wrapped
from unrest.prose.names import Names
from unrest.prose.phrase import joined
from unrest.prose.teller import Teller
from unrest.records import (
    KINDS,
    Actor,
    Citation,
    Coding,
    Deployment,
    Event,
    Link,
    Participant,
    Place,
    Record,
    Role,
    Source,
    Statement,
    Statistic,
    Where,
)
from unrest.review import page as page_of
from unrest.strategies import datasets
from unrest.when import Period, When

TEXT = """ date 2031-03-09 Dock workers of the invented town of Orlec stopped work on March 3 over a cut of their wages. \
Near the grain terminal the strike turned into a riot, and rioters set fire to the customs house.

Vera Lindqvist, spokesperson for the Port of Orlec, said on March 7 that at least 40 people had been detained at the \
grain terminal. “We asked for nothing more than calm. The port is open again,” she told Radio Orlec. \
It was reported that two guards were injured.

The Orlec Dockers' Union denied on March 8 that its members had entered the terminal. It called the guards a private \
army. The mayor, Ilmar Tove, asked the Harbour League for help, according to the port.

A joint patrol of the Harbour League was sent to Orlec and guarded a number of warehouses. Its mission ended on March 6. \
Police seized crowbars, knives, crowbars and 12 flares. How many people are missing is not known.
"""


def coded(**paths: list[str]) -> list[Coding]:
    return [Coding(coder="the test", **paths)]


def march(number: int) -> When:
    return When(f"2031-03-0{number}", wording=f"March {number}", basis="year_from_source")


def who_and_where(article: Article) -> list[Record]:
    cite = article.cite
    return [
        article.source,
        Place("place:orlec", name="Orlec", kind="settlement", citations=cite("town of Orlec")),
        Place(
            "place:grain-terminal",
            name="grain terminal",
            kind="site",
            within="place:orlec",
            citations=cite("grain terminal", occurrence=1),
            codings=coded(inferred=["within"]),
        ),
        Place(
            "place:customs-house",
            name="customs house",
            kind="site",
            citations=cite("customs house"),
            codings=coded(not_stated=["within"]),
        ),
        Place("place:warehouses", name="warehouses", kind="area", citations=cite("a number of warehouses")),
        Actor("actor:port", name="Port of Orlec", kind="organisation", citations=cite("Port of Orlec")),
        Actor(
            "actor:lindqvist",
            name="Vera Lindqvist",
            kind="person",
            roles=[Role(title="spokesperson", of="actor:port", as_of="2031-03-07")],
            citations=cite("Vera Lindqvist, spokesperson for the Port of Orlec"),
        ),
        Actor("actor:union", name="Orlec Dockers' Union", citations=cite("Orlec Dockers' Union")),
        Actor(
            "actor:dockers",
            name="dock workers of Orlec",
            aliases=["Dock workers"],
            kind="crowd",
            member_of=["actor:union"],
            citations=cite("Dock workers of the invented town of Orlec"),
            codings=coded(inferred=["member_of"]),
        ),
        Actor("actor:rioters", name="rioters", kind="crowd", citations=cite("rioters")),
        Actor(
            "actor:private-army",
            name="private army",
            kind="armed_group",
            stated_in="statement:private-army",
            citations=cite("a private army"),
        ),
        Actor(
            "actor:tove",
            name="Ilmar Tove",
            kind="person",
            roles=[Role(title="mayor")],
            citations=cite("The mayor, Ilmar Tove"),
            codings=coded(not_stated=["roles.of"]),
        ),
        Actor("actor:league", name="Harbour League", kind="alliance", citations=cite("Harbour League", occurrence=1)),
    ]


def in_the_articles_own_voice(article: Article) -> list[Record]:
    cite = article.cite
    return [
        Event(
            "event:strike",
            kind="strike",
            stage="accomplished",
            summary="Dock workers stopped work",
            period=Period("2031-03-03/", start=march(3)),
            where="place:orlec settlement",
            participants=[Participant("actor:dockers", roles=["participant"], named_as="Dock workers")],
            links=[Link("caused_by", words="a cut of their wages")],
            citations=cite("stopped work on March 3", supports=["period.start"]),
            codings=coded(inferred=["period.start"], not_stated=["period.end"]),
        ),
        Event(
            "event:riot",
            kind="riot",
            stage="accomplished",
            where=Where("place:grain-terminal", precision="near", wording="Near the grain terminal"),
            links=[Link("grew_from", "event:strike")],
            citations=cite("the strike turned into a riot"),
            codings=coded(not_stated=["period.start", "period.end"]),
        ),
        Event(
            "event:arson",
            kind="property_destruction",
            stage="accomplished",
            summary="Rioters set fire to the customs house",
            participants=[
                Participant("actor:rioters", roles=["perpetrator"], tactics=["arson"]),
                Participant("place:customs-house", roles=["target"], named_as="the customs house"),
            ],
            links=[Link("part_of", "event:riot")],
            citations=cite("rioters set fire to the customs house"),
            codings=coded(inferred=["links"], not_stated=["period"]),
        ),
        Deployment(
            "deployment:patrol",
            force="actor:league",
            requested_by="actor:tove",
            stage="accomplished",
            tasks=["guard_sites"],
            sites=["place:warehouses"],
            where="place:orlec settlement",
            period=Period("/2031-03-06", end=march(6)),
            purpose="help for the town",
            citations=cite("A joint patrol of the Harbour League was sent to Orlec"),
            codings=coded(
                not_stated=["period.start", "contributors"], inferred=["period.end", "requested_by", "purpose"]
            ),
        ),
        Statistic(
            "statistic:sites",
            measure="sites",
            quantity='"a number of"',
            stage="accomplished",
            about="deployment:patrol",
            citations=cite("guarded a number of warehouses", supports=["quantity"]),
        ),
        Statistic(
            "statistic:seized",
            measure="weapons_seized",
            quantity=12,
            counted="flares",
            items=["crowbars", "knives", "crowbars", "flares"],
            reading="change",
            stage="accomplished",
            citations=cite("seized crowbars, knives, crowbars and 12 flares"),
            note="The first kind stands twice in the list.",
        ),
        Statistic(
            "statistic:missing",
            measure="missing",
            quantity="?",
            reading="level",
            as_of="2031-03-09",
            stage="accomplished",
            citations=cite("How many people are missing is not known"),
            codings=coded(inferred=["as_of"]),
        ),
    ]


def said(article: Article) -> list[Record]:
    cite = article.cite
    radio = {"speaker": "actor:lindqvist", "named_as": "she", "cue": "told", "form": "direct"}
    return [
        Statement(
            "statement:port",
            act="asserts",
            speaker="actor:lindqvist",
            cue="said",
            form="indirect",
            said=march(7),
            content="that at least 40 people had been detained",
            about=["statistic:detained", "event:riot"],
            citations=cite("said on March 7", supports=["cue", "said"]),
        ),
        Statistic(
            "statistic:detained",
            measure="detentions",
            quantity=">=40",
            stage="accomplished",
            where="place:grain-terminal",
            stated_in="statement:port",
            citations=cite("at least 40 people", supports=["quantity"]),
            codings=coded(not_stated=["reading", "as_of"]),
        ),
        Statement(
            "statement:calm",
            act="evaluates",
            **radio,
            utterance="radio",
            medium="Radio Orlec",
            content="that the port asked for nothing but calm",
            citations=cite("We asked for nothing more than calm"),
            codings=coded(not_stated=["said"], inferred=["speaker"]),
        ),
        Statement(
            "statement:open",
            act="asserts",
            **radio,
            utterance="radio",
            medium="Radio Orlec",
            content="that the port is open again",
            citations=cite("The port is open again"),
            codings=coded(not_stated=["said"], inferred=["speaker"]),
        ),
        Statement(
            "statement:rumour",
            act="asserts",
            cue="It was reported",
            citations=cite("It was reported", supports=["cue"]),
        ),
        Statistic(
            "statistic:injured",
            measure="injuries",
            quantity=2,
            counted="guards",
            of_whom="security_forces",
            stage="accomplished",
            about="event:riot",
            stated_in="statement:rumour",
            citations=cite("two guards were injured"),
            codings=coded(inferred=["about"]),
        ),
        Statement(
            "statement:union",
            act="denies",
            speaker="actor:union",
            cue="denied",
            said=march(8),
            citations=cite("denied on March 8", supports=["cue", "said"]),
        ),
        Event(
            "event:entry",
            kind="seizure",
            stage="accomplished",
            participants=[Participant("place:grain-terminal", roles=["target"])],
            stated_in="statement:union",
            citations=cite("had entered the terminal"),
        ),
        Statement(
            "statement:private-army",
            act="accuses",
            speaker="actor:union",
            named_as="It",
            content="the guards of being a private army",
            citations=cite("It called the guards a private army"),
            codings=coded(not_stated=["said"], inferred=["speaker"]),
        ),
        Statement(
            "statement:relay",
            act="relays",
            speaker="actor:port",
            cue="according to",
            citations=cite("according to the port"),
            codings=coded(not_stated=["said"]),
        ),
        Statement(
            "statement:request",
            act="requests",
            speaker="actor:tove",
            addressees=["actor:league"],
            content="help",
            stated_in="statement:relay",
            citations=cite("asked the Harbour League for help"),
            codings=coded(not_stated=["said"]),
        ),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text, the dataset, and the dataset with one figure that the text does not say."""
    folder = tmp_path_factory.mktemp("orlec")
    (folder / "the text.txt").write_text(TEXT, encoding="utf-8")
    article = read_article(folder / "the text.txt", id="source:orlec-1", language="en")
    records = [*who_and_where(article), *in_the_articles_own_voice(article), *said(article)]
    dataset = Dataset(records, name="orlec-2031", title="An invented strike", licence="CC-BY-4.0")
    save(dataset, folder / "orlec.json")
    wrong = [evolve(each, quantity=">=50") if each.id == "statistic:detained" else each for each in dataset]
    save(Dataset(wrong), folder / "wrong.json")
    return folder


@pytest.fixture
def dataset(folder: Path) -> Dataset:
    return load(folder / "orlec.json")


@pytest.fixture
def run(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command in the folder; its exit code, its output, its error stream."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


Run = Callable[..., tuple[int, str, str]]


def lines_of(entry: Entry, width: int = 100) -> list[str]:
    return list(entry.lines(width))


def told(record: Record, *others: Record) -> list[str]:
    """A record as it is told among others."""
    return lines_of(Teller(Names(Dataset([record, *others]))).entry(record))


def page(*records: Record, width: int = 100, **head: str) -> str:
    dataset = Dataset(records, **head)
    return "\n".join(Page(dataset, dataset).lines(width))


class TestLayout:
    @pytest.mark.parametrize("width", [40, 41, 80, 120])
    def test_no_line_is_wider_than_the_screen(self, dataset: Dataset, width: int) -> None:
        wide = [line for line in Page(dataset, dataset).lines(width) if width_of(line) > width]
        assert wide == []

    @given(datasets())
    def test_any_dataset_is_told_within_the_screen_and_with_every_claim(self, dataset: Dataset) -> None:
        lines = list(Page(dataset, dataset).lines(60))
        assert [line for line in lines if width_of(line) > 60] == []
        all_of_it = "".join(line.strip() for line in lines)
        assert [claim.id for claim in dataset.claims if on_one_line(claim.id) not in all_of_it] == []

    def test_lines_are_parted_between_words(self) -> None:
        assert list(wrapped("one two three", 14, "* ", "  ")) == ["* one two", "  three"]

    def test_wide_characters_count_as_the_two_columns_that_they_take(self) -> None:
        assert list(wrapped("港湾 労働者 スト", 10)) == ["港湾", "労働者", "スト"]

    def test_a_word_wider_than_the_line_is_parted(self) -> None:
        assert list(wrapped("a " + "x" * 25, 10)) == ["a", "x" * 10, "x" * 10, "x" * 5]

    def test_a_mark_stays_with_its_letter_where_a_word_is_parted(self) -> None:
        parts = list(wrapped("e\u0301" * 11, 10))
        assert parts == ["e\u0301" * 10, "e\u0301"]

    def test_right_to_left_words_take_one_column_a_letter(self) -> None:
        assert list(wrapped("إضراب عمال الميناء", 12)) == ["إضراب عمال", "الميناء"]

    def test_what_could_move_the_cursor_is_not_written(self) -> None:
        lines = told(Place("place:x", name="Or\x1b[2Jlec\u202e"))
        assert lines[0] == "Or[2Jlec"

    def test_a_heading_has_a_line_as_long_as_itself(self) -> None:
        assert list(heading("港湾", 40)) == ["", "港湾", "----"]

    @pytest.mark.parametrize(("columns", "width"), [("10", 40), ("77", 77), ("400", 120)])
    def test_the_width_is_that_of_the_terminal_within_limits(
        self, columns: str, width: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        assert screen_width() == width

    def test_an_entry_that_has_no_id_and_no_quiet_facts_is_its_title(self) -> None:
        assert lines_of(Entry("a")) == ["a"]

    def test_several_things_are_listed_as_in_a_sentence(self) -> None:
        assert [joined("ab"), joined("abc", "or")] == ["a and b", "a, b or c"]


class TestNames:
    def test_two_actors_of_one_name_are_told_apart_by_their_ids(self) -> None:
        names = Names(Dataset([Actor("actor:a", name="Guard"), Actor("actor:b", name="Guard")]))
        assert names.each(["actor:a", "actor:b"]) == "Guard [actor:a] and Guard [actor:b]"

    def test_a_state_and_its_country_need_no_ids(self) -> None:
        names = Names(Dataset([Actor("actor:a", name="Orlecia"), Place("place:a", name="Orlecia")]))
        assert names.each(["actor:a", "place:a"]) == "Orlecia and Orlecia"

    def test_a_long_name_of_a_claim_is_cut_between_words(self) -> None:
        event = Event("event:a", stage="accomplished", summary="work was stopped, " * 9)
        assert Names(Dataset([event])).of("event:a") == (
            "work was stopped, work was stopped, work was stopped, work was ... [event:a]"
        )

    @pytest.mark.parametrize(
        ("record", "name"),
        [
            (Source("source:x", title="Strike"), "Strike"),
            (Source("source:x", publisher="Radio"), "Radio"),
            (Source("source:x"), "source:x"),
            (Event("event:x", stage="planned"), "event [event:x]"),
            (Deployment("deployment:x", stage="planned"), "deployment of a force not named [deployment:x]"),
            (
                Statement("statement:x", act="denies", named_as="officials"),
                '"officials" denies [statement:x]',
            ),
        ],
    )
    def test_every_kind_has_a_short_name(self, record: Record, name: str) -> None:
        assert Names(Dataset([record])).of(record.id) == name

    def test_a_claim_told_in_a_statement_that_is_not_there_says_so(self) -> None:
        event = Event("event:a", stage="planned", stated_in="statement:gone")
        assert Names(Dataset([event])).told_by(event) == "in a statement that is not here [statement:gone]"

    def test_places_with_only_a_space_between_them_are_one(self) -> None:
        places = [Citation("source:x", start=at, end=at + 3, quote="abc") for at in (3, 7, 9, 20)]
        assert Names(Dataset()).citation(places) == "characters 3-12 and 20-23"

    def test_what_has_no_characters_is_told_as_what_it_is(self) -> None:
        found = [Citation("source:x"), Citation("source:x", quote="two guards")]
        assert set(Names(Dataset()).citation(found).split(", ")) == {
            "the whole source",
            '"two guards"',
            "whose place is not known",
        }

    def test_a_place_in_one_of_several_sources_names_the_source(self) -> None:
        sources = [Source("source:x", title="Radio"), Source("source:y", title="Paper")]
        found = [Citation("source:y", start=3, end=6, quote="abc"), Citation("source:x", start=0, end=3, quote="abc")]
        assert Names(Dataset(sources)).citation(found) == "characters 3-6 of Paper, characters 0-3 of Radio"


class TestRecords:
    def test_an_event_says_when_where_who_and_why(self, dataset: Dataset) -> None:
        lines = lines_of(Teller(Names(dataset)).entry(dataset["event:strike"]))
        assert lines == [
            "strike: Dock workers stopped work",
            "    when: from 3 March 2031*, end not stated; where: Orlec (settlement level)",
            '    participant: dock workers of Orlec, named as "Dock workers"',
            "    caused by: a cut of their wages",
            "    characters 60-83 [event:strike]",
        ]

    def test_an_event_with_nothing_but_its_kind_is_one_title(self) -> None:
        assert told(Event("event:a", kind="other", stage="other")) == [
            "event of another kind, of another stage",
            "    no place cited [event:a]",
        ]

    @pytest.mark.parametrize(
        ("summary", "inferred", "title"),
        [
            ("Riots in two towns", [], "Riots in two towns, planned"),
            ("Riots in two towns", ["kind"], "riot*, planned: Riots in two towns"),
            ("Stones were thrown", ["summary"], "riot, planned: Stones were thrown*"),
        ],
    )
    def test_a_summary_that_begins_with_the_kind_is_not_told_it(
        self, summary: str, inferred: list[str], title: str
    ) -> None:
        event = Event("event:a", kind="riot", stage="planned", summary=summary, codings=coded(inferred=inferred))
        assert told(event)[0] == title

    def test_what_was_looked_for_in_vain_is_said(self) -> None:
        event = Event(
            "event:a",
            stage="accomplished",
            codings=coded(not_stated=["kind", "period", "where.place", "participants", "codes"]),
        )
        assert told(event) == [
            "event",
            "    when: not stated; where: not stated",
            "    not stated: codes, of what kind it is, who took part; no place cited [event:a]",
        ]

    def test_one_end_that_was_looked_for_in_vain_is_no_whole_period(self) -> None:
        event = Event("event:a", stage="accomplished", codings=coded(not_stated=["period.end"]))
        assert told(event) == ["event", "    not stated: the end; no place cited [event:a]"]

    def test_a_conclusion_without_a_place_in_the_title_is_said(self) -> None:
        event = Event("event:a", stage="planned", incident="x", codings=coded(inferred=["incident", "codes"]))
        assert told(event)[-1] == "    incident: x*; concluded*: codes; no place cited [event:a]"

    def test_participants_of_one_role_stand_together(self) -> None:
        event = Event(
            "event:a",
            stage="accomplished",
            participants=[
                Participant("actor:a", roles=["side_a", "victim"]),
                Participant("actor:b"),
                Participant("actor:c", tactics=["shooting", "arson"], named_as="men"),
            ],
            links=[Link("other", "event:gone")],
            codings=coded(inferred=["participants.who", "participants.roles", "participants.tactics"]),
        )
        actors = [Actor(f"actor:{name}", name=name.upper()) for name in "abc"]
        assert told(event, *actors)[1:-1] == [
            "    side a and victim*: A*",
            '    took part: B*; C*, named as "men", by arson and shooting*',
            "    linked to: [event:gone], which is not in this dataset",
        ]

    def test_a_place_that_the_source_calls_otherwise_is_quoted(self) -> None:
        event = Event(
            "event:a",
            stage="accomplished",
            where=Where("place:o", precision="sea_or_air", wording="the roads"),
            codings=coded(inferred=["where.precision", "where.place"]),
        )
        assert told(event, Place("place:o", name="Orlec"))[1] == (
            '    where: Orlec* (at sea or in the air*), "the roads"'
        )

    def test_a_deployment_says_who_sent_whom_and_for_what(self, dataset: Dataset) -> None:
        lines = lines_of(Teller(Names(dataset)).entry(dataset["deployment:patrol"]))
        assert lines == [
            "deployment of Harbour League",
            "    when: start not stated, to 6 March 2031*; where: Orlec (settlement level)",
            "    troops from: not stated; requested by: Ilmar Tove*",
            "    purpose: help for the town*",
            "    tasks: guard sites; sites: warehouses",
            "    characters 680-734 [deployment:patrol]",
        ]

    def test_a_deployment_of_nobody_named_is_told(self) -> None:
        assert told(Deployment("deployment:x", stage="proposed"))[0] == "deployment of a force not named, proposed"

    def test_all_that_is_coded_of_a_statement_is_told(self) -> None:
        statement = Statement(
            "statement:s",
            act="corrects",
            speaker="actor:a",
            cue="now says",
            said=When("2031-03-07", wording="on Friday", basis="weekday"),
            where="place:o",
            targets=["statistic:d", "statistic:gone"],
            codings=coded(inferred=["act", "cue", "where", "targets", "form", "speaker"]),
        )
        counts = Statistic("statistic:d", measure="deaths", quantity=2, stage="accomplished")
        assert told(statement, Actor("actor:a", name="A"), Place("place:o", name="Orlec"), counts) == [
            "7 March 2031*: corrects*",
            "    corrects*: 2 deaths [statistic:d], in the source's own voice",
            "    corrects*: [statistic:gone], which is not in this dataset",
            '    who says it was concluded*; "now says"*; where: Orlec*; the day from "on Friday"; concluded*:',
            "    form; no place cited [statement:s]",
        ]

    def test_the_form_alone_is_told_without_a_cue(self) -> None:
        statement = Statement("statement:s", act="other", form="document", named_as="officials")
        assert told(statement) == [
            "day not coded: does something for which the list has no verb",
            "    in a document; no place cited [statement:s]",
        ]

    def test_a_source_says_what_it_is_and_when_it_was_published(self) -> None:
        source = Source(
            "source:x",
            title="Strike",
            publisher="The Orlec Paper",
            author="A. Writer",
            via="an agency",
            published="2031-03",
            retrieved="2031-04-01",
            url="https://example.org/strike",
            language="en",
            licence="all rights reserved",
            length=1,
            note="The second edition.",
            citations=Citation("source:x"),
        )
        assert told(source) == [
            "Strike",
            "    published: in March 2031; publisher: The Orlec Paper; author: A. Writer; crediting an agency",
            "    length: 1 character; language: en; licence: all rights reserved; retrieved: 1 April 2031;",
            "      https://example.org/strike",
            "    note: The second edition.",
            "    the whole source [source:x]",
        ]

    def test_a_source_without_anything_says_what_was_looked_for(self) -> None:
        source = Source("source:x", codings=coded(not_stated=["title", "publisher", "published"]))
        assert told(source) == [
            "a source without a title",
            "    published: not stated; title not stated; publisher not stated",
            "    [source:x]",
        ]

    def test_an_actor_has_its_roles_with_their_days(self) -> None:
        actor = Actor(
            "actor:a",
            name="A. Mayor",
            kind="other",
            aliases=["The Mayor"],
            place="place:o",
            roles=[
                Role(title="mayor", period="2030/"),
                Role(of="actor:b", as_of="2031-03-07"),
            ],
            codings=coded(inferred=["name", "kind", "aliases", "roles"]),
        )
        assert told(actor, Actor("actor:b", name="the port"), Place("place:o", name="Orlec")) == [
            "A. Mayor*, of another kind*",
            "    with the port (as of 7 March 2031)*",
            "    mayor (starting in 2030, end not known)*",
            "    in: Orlec",
            "    also: The Mayor*",
            "    no place cited [actor:a]",
        ]

    def test_a_label_says_whose_word_it_is(self, dataset: Dataset) -> None:
        lines = lines_of(Teller(Names(dataset)).entry(dataset["actor:private-army"]))
        assert lines[1] == "    so called by Orlec Dockers' Union [statement:private-army]"

    def test_a_label_of_a_statement_that_is_not_there_is_somebodys(self) -> None:
        assert told(Actor("actor:a", name="bandits", stated_in="statement:gone"))[1] == (
            "    so called by somebody [statement:gone]"
        )

    def test_a_place_has_its_coordinates(self) -> None:
        place = Place("place:o", name="Orlec", latitude=1.5, longitude=2, codings=coded(inferred=["latitude"]))
        assert told(place)[1] == "    at 1.5 2.0*"

    def test_the_row_of_a_dataset_and_what_it_had_besides_are_named(self) -> None:
        coding = Coding(dataset="ports", release="2", row="17", extra={"a": 1, "b": 2})
        other = Coding(dataset="docks", extra={"a": 1})
        nameless = Coding(coder="x", extra={"a": 1})
        event = Event("event:a", stage="accomplished", codings=[coding, other, nameless])
        assert told(event)[1:] == [
            "    1 field of the coder kept in extra; from docks; 1 field of docks kept in extra; from ports 2,",
            "    row 17; 2 fields of ports kept in extra; no place cited [event:a]",
        ]

    def test_a_field_in_neither_list_is_not_marked(self) -> None:
        place = Place("place:o", name="Orlec", codings=coded(inferred=["kind"], not_stated=["within"]))
        found = Coded(place, Legend())
        assert (found.mark("name"), found.mark("kind"), found.lacks("within"), found.left()) == ("", "*", True, [])


def section(text: str, title: str) -> list[str]:
    """The lines below a heading, down to the next one."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line == title) + 2
    ends = [at - 2 for at, line in enumerate(lines) if line and set(line) == {"-"} and at > start]
    return lines[start : ends[0] if ends else None]


class TestShow:
    def test_the_head_says_what_the_dataset_is(self, run: Run) -> None:
        code, out, err = run("show", "orlec.json")
        assert (code, err) == (0, "")
        assert out.splitlines()[:3] == [
            "orlec-2031: An invented strike",
            "1 source, 4 places, 8 actors, 4 events, 8 statements, 1 deployment, 5 statistics; licence:",
            "CC-BY-4.0; coded by the test",
        ]

    def test_it_says_when_the_source_was_published_and_how_long_it_is(self, run: Run) -> None:
        assert section(run("show", "orlec.json")[1], "Source") == [
            "",
            "a source without a title",
            "    published: 9 March 2031",
            "    length: 899 characters; language: en",
            "    [source:orlec-1]",
        ]

    def test_it_says_who_said_what_in_the_order_of_the_text(self, run: Run) -> None:
        assert section(run("show", "orlec.json")[1], "Who said what") == [
            "",
            "Vera Lindqvist, spokesperson of Port of Orlec [actor:lindqvist]",
            "",
            "  7 March 2031*: asserts that at least 40 people had been detained",
            "      about: riot [event:riot]",
            '      indirect speech ("said"); characters 262-277 [statement:port]',
            "      - at least 40 detentions",
            "          where: grain terminal",
            "          not stated: as of which day, level or change; characters 283-301 [statistic:detained]",
            "",
            "  day not stated: judges that the port asked for nothing but calm",
            '      named as "she"*; direct speech ("told"); medium: Radio Orlec; characters 344-379',
            "      [statement:calm]",
            "",
            "  day not stated: asserts that the port is open again",
            "      of one utterance with [statement:calm] and told in the same way; characters 381-403",
            "      [statement:open]",
            "",
            "It was reported, by whom is not said",
            "",
            "  day not coded: asserts what follows",
            '      "It was reported"; characters 428-443 [statement:rumour]',
            "      - 2 injuries of security forces",
            "          counted: guards",
            "          about: riot [event:riot]*",
            "          characters 449-472 [statistic:injured]",
            "",
            "Orlec Dockers' Union [actor:union]",
            "",
            "  8 March 2031*: denies what follows",
            '      "denied"; characters 500-517 [statement:union]',
            "      - denied, not asserted: seizure",
            "          target: grain terminal",
            "          characters 535-559 [event:entry]",
            "",
            "  day not stated: accuses: the guards of being a private army",
            '      named as "It"*; characters 561-596 [statement:private-army]',
            '      - the speaker\'s own label: "private army"',
            "",
            "Ilmar Tove, mayor [actor:tove]",
            "",
            "  day not stated: requests: help",
            "      to: Harbour League",
            "      as told by Port of Orlec [statement:relay]; characters 621-654 [statement:request]",
            "",
            "Port of Orlec [actor:port]",
            "",
            "  day not stated: relays what follows",
            '      "according to"; characters 656-677 [statement:relay]',
            "      - hands on: Ilmar Tove requests: help [statement:request]",
        ]

    def test_what_the_page_about_the_command_line_shows_is_what_it_prints(self, run: Run) -> None:
        page = (Path(__file__).parent.parent / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
        [_, shown, _] = page.split("```\n")
        assert shown in run("show", "orlec.json")[1]

    def test_it_says_what_the_source_tells_itself_in_the_order_of_the_text(self, run: Run) -> None:
        told = section(run("show", "orlec.json")[1], "In the source's own voice")
        assert [line for line in told if line and line[0] != " "] == [
            "strike: Dock workers stopped work",
            "riot",
            "property destruction: Rioters set fire to the customs house",
            "deployment of Harbour League",
            'sites: "a number of", no number said',
            "12 weapons seized",
            "people missing: the number is said not to be known",
        ]

    def test_t12_the_day_of_publication_stands_for_no_other_day(self, run: Run) -> None:
        out = run("show", "orlec.json")[1]
        assert [line.strip() for line in out.splitlines() if "9 March 2031" in line] == [
            "published: 9 March 2031",
            "a level: so many by then; as of: 9 March 2031*",
        ]

    def test_actors_and_places_stand_in_the_order_of_their_names(self, run: Run) -> None:
        out = run("show", "orlec.json")[1]
        named = [
            line.partition(",")[0]
            for title in ("Actors", "Places")
            for line in section(out, title)
            if line and line[0] != " "
        ]
        assert named == [
            *("dock workers of Orlec", "Harbour League", "Ilmar Tove", "Orlec Dockers' Union"),
            *("Port of Orlec", "private army", "rioters", "Vera Lindqvist"),
            *("customs house", "grain terminal", "Orlec", "warehouses"),
        ]

    def test_the_legend_explains_the_mark_only_where_it_stands(self) -> None:
        plain, marked = Place("place:a", name="A"), Place("place:a", name="A", codings=coded(inferred=["name"]))
        assert [line[:1] == "*" for line in page(plain).splitlines() if "concluded" in line] == []
        assert [line[:1] == "*" for line in page(marked).splitlines() if "concluded" in line] == [True]

    def test_a_dataset_without_anything_says_so(self) -> None:
        assert page() == "a dataset without a title\nno records"

    def test_the_head_has_all_that_is_said_of_the_dataset(self) -> None:
        event = Event("event:a", stage="planned", codings=[Coding(coder="B"), Coding(coder="A")])
        dataset = Dataset([event], name="n", title="T", description="D.", version="2", outside=["event:b"])
        assert list(Page(dataset, dataset).lines(100))[:3] == [
            "n: T",
            "D.",
            "1 event; version: 2; coded by A and B; 1 claim left out of this file",
        ]

    def test_one_record_is_told_without_empty_headings(self) -> None:
        lines = page(Event("event:a", kind="strike", stage="accomplished")).splitlines()
        assert [line for line in lines if set(line) == {"-"}] == ["-" * len("In the source's own voice")]

    def test_several_sources_are_told_apart(self) -> None:
        sources = [
            Source("source:late", title="Paper", published="2031-03-09"),
            Source("source:early", title="Radio", published="2031-03-08"),
            Source("source:undated"),
        ]

        def strike(name: str, *cited: str) -> Event:
            cites = [Citation(source, start=0, end=3, quote="abc") for source in cited]
            return Event(f"event:{name}", kind="strike", stage="accomplished", citations=cites)

        events = [strike("a", "source:late"), strike("b", "source:early"), strike("c")]
        events.append(strike("d", "source:undated", "source:late"))
        lines = page(*sources, *events).splitlines()
        assert [line for line in lines if line.startswith(("In the", "Sources"))] == [
            "Sources",
            "In the source's own voice: Radio",
            "In the source's own voice: Paper",
            "In the source's own voice: no source is cited",
        ]

    def test_speakers_who_are_only_called_something_stand_apart(self) -> None:
        statements = [
            Statement("statement:a", act="asserts", named_as="officials"),
            Statement("statement:b", act="asserts", named_as="witnesses"),
            Statement("statement:c", act="asserts", speaker="actor:gone"),
        ]
        lines = page(*statements).splitlines()
        assert [line for line in lines if line.startswith(("Somebody", "["))] == [
            "[actor:name]       the id of a record, to go on with",
            'Somebody who is only called "officials"',
            'Somebody who is only called "witnesses"',
            "[actor:gone], which is not in this dataset [actor:gone]",
        ]

    def test_an_utterance_whose_parts_are_told_otherwise_repeats_nothing_and_drops_nothing(self) -> None:
        parts = [
            Statement("statement:a", act="asserts", utterance="u", medium="a briefing"),
            Statement("statement:b", act="asserts", utterance="u", form="direct"),
            Statement("statement:c", act="asserts", utterance="v"),
            Statement("statement:d", act="asserts", utterance="v"),
        ]
        told = section(page(*parts), "Who said what")
        assert [line.strip() for line in told if line.startswith("      ")] == [
            "medium: a briefing; no place cited [statement:a]",
            "of one utterance with [statement:a]; direct speech; no place cited [statement:b]",
            "no place cited [statement:c]",
            "of one utterance with [statement:c]; no place cited [statement:d]",
        ]

    def test_a_claim_of_a_statement_that_is_not_there_is_not_lost(self) -> None:
        event = Event("event:a", kind="strike", stage="accomplished", stated_in="statement:gone")
        relayed = Statement("statement:b", act="asserts", stated_in="statement:gone")
        text = page(event, relayed, outside=["statement:gone"])
        assert section(text, "Said in statements that are not shown") == [
            "",
            "strike",
            "    said in [statement:gone]; no place cited [event:a]",
        ]
        assert "as in a statement that is not here [statement:gone]; no place cited [statement:b]" in text

    def test_a_circle_of_statements_is_told_and_not_followed(self, tmp_path: Path, run: Run) -> None:
        circle = [
            Statement("statement:a", act="relays", stated_in="statement:b"),
            Statement("statement:b", act="relays", stated_in="statement:a"),
        ]
        save(Dataset(circle), tmp_path / "circle.json")
        assert run("show", str(tmp_path / "circle.json"))[0] == 0
        records = json.loads(run("show", str(tmp_path / "circle.json"), "--json")[1])["records"]
        assert [each["known_since"] for each in records] == [None, None]


class TestKnownOn:
    def test_what_became_known_later_is_counted_aloud(self, run: Run) -> None:
        _, out, _ = run("show", "orlec.json", "--known-on", "2031-03-07")
        assert (
            "Known on 7 March 2031, that day included: 2 of 18 claims. 16 claims became known later: 2 on 8 March 2031"
            " and 14 on 9 March 2031. 0 claims have no day at all and are left out."
        ) in " ".join(out.split())

    def test_only_what_was_public_is_told_and_only_whom_and_what_it_names(self, run: Run) -> None:
        _, out, _ = run("show", "orlec.json", "--known-on", "2031-03-07")
        assert "statement:port" in out
        assert "statement:calm" not in out
        named = [line.partition(",")[0] for line in section(out, "Actors") if line and line[0] != " "]
        assert named == ["Port of Orlec", "Vera Lindqvist"]
        places = [line.partition(",")[0] for line in section(out, "Places") if line and line[0] != " "]
        assert places == ["grain terminal", "Orlec"]

    def test_all_that_was_known_is_all(self, run: Run) -> None:
        _, out, _ = run("show", "orlec.json", "--known-on", "2031-03-09")
        assert "Known on 9 March 2031, that day included: 18 of 18 claims. 0 claims became known later." in " ".join(
            out.split()
        )

    def test_what_has_no_day_at_all_is_counted_and_left_out(self, tmp_path: Path, run: Run) -> None:
        undated = Statement("statement:a", act="asserts", speaker="actor:a", content="that it rains")
        save(Dataset([undated, Actor("actor:a", name="A")]), tmp_path / "undated.json")
        code, out, _ = run("show", str(tmp_path / "undated.json"), "--known-on", "2031-03-09")
        assert code == 0
        assert "0 of 1 claim. 0 claims became known later. 1 claim has no day at all" in " ".join(out.split())
        assert "rains" not in out

    def test_a_statement_that_came_later_is_not_given_away_by_its_claim(self, tmp_path: Path, run: Run) -> None:
        early, late = (Source(f"source:{day}", published=f"2031-03-0{day}") for day in (3, 9))
        records = [
            early,
            late,
            Actor("actor:a", name="A. Speaker"),
            Statement("statement:s", act="denies", speaker="actor:a", citations=Citation(late.id)),
            Event(
                "event:e", kind="strike", stage="accomplished", stated_in="statement:s", citations=Citation(early.id)
            ),
        ]
        save(Dataset(records), tmp_path / "late.json")
        for kind in ([], ["--kind", "event"]):
            _, out, _ = run("show", str(tmp_path / "late.json"), "--known-on", "2031-03-03", *kind)
            assert "said in [statement:s]" in out
            assert "Speaker" not in out

    @pytest.mark.parametrize("day", ["2031-3-7", "2031-03", "2031-02-30", "yesterday", ""])
    def test_anything_but_one_full_day_is_refused_on_one_line(self, day: str, run: Run) -> None:
        code, out, err = run("show", "orlec.json", "--known-on", day)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "--known-on" in err
        assert "one full day" in err


class TestKind:
    @pytest.mark.parametrize("kind", KINDS)
    def test_only_records_of_the_kind_are_told(self, kind: str, run: Run, dataset: Dataset) -> None:
        code, out, _ = run("show", "orlec.json", "--kind", kind)
        records = section(out, "Who said what" if kind == "statement" else f"{kind.capitalize()}s")
        told = "\n".join(records)
        assert code == 0
        assert [each.id for each in dataset if (f"[{each.id}]" in told) < (each.id.startswith(f"{kind}:"))] == []
        assert sum(line == "-" * len(line) and line != "" for line in out.splitlines()) == 1

    def test_each_claim_says_who_tells_it(self, run: Run) -> None:
        told = section(run("show", "orlec.json", "--kind", "statistic")[1], "Statistics")
        assert [line.strip() for line in told if line.strip().startswith(("told by", "in the source"))] == [
            "told by Vera Lindqvist [statement:port]",
            "told by somebody not named [statement:rumour]",
            *["in the source's own voice"] * 3,
        ]

    def test_a_kind_that_is_none_is_refused_with_the_nearest(self, run: Run) -> None:
        code, out, err = run("show", "orlec.json", "--kind", "evnt")
        assert (code, out) == (2, "")
        assert err == (
            "unrest show: argument --kind: found 'evnt', expected one of source, place, actor, event, statement,"
            " deployment, statistic; did you mean 'event'?; see 'unrest show --help'\n"
        )

    def test_a_kind_of_which_there_is_none_is_told_as_none(self, tmp_path: Path, run: Run) -> None:
        save(Dataset([Place("place:a", name="A")]), tmp_path / "place.json")
        assert run("show", str(tmp_path / "place.json"), "--kind", "event")[1] == (
            "a dataset without a title\n1 place\n\nno records of kind event\n"
        )


class TestShowAsJson:
    def test_every_record_is_there_with_its_speaker_and_the_day_from_which_it_is_known(
        self, run: Run, dataset: Dataset
    ) -> None:
        code, out, _ = run("show", "orlec.json", "--json")
        found = json.loads(out)
        records = {each["id"]: each for each in found["records"]}
        assert code == 0
        assert list(records) == [each.id for each in dataset]
        detained = records["statistic:detained"]
        assert (detained["speaker"], detained["known_since"]) == ("actor:lindqvist", "2031-03-07")
        assert (records["statistic:injured"]["speaker"], records["event:riot"]["speaker"]) == (None, None)
        assert records["statement:request"]["speaker"] == "actor:tove"
        assert "known_since" not in records["actor:tove"]

    def test_one_kind_is_what_is_there(self, run: Run) -> None:
        found = json.loads(run("show", "orlec.json", "--json", "--kind", "deployment")[1])
        assert [each["id"] for each in found["records"]] == ["deployment:patrol"]

    def test_what_was_not_known_is_named(self, run: Run) -> None:
        found = json.loads(run("show", "orlec.json", "--json", "--known-on", "2031-03-08")[1])
        assert found["known_on"] == "2031-03-08"
        assert found["known_later"]["event:strike"] == "2031-03-09"
        assert "statement:union" not in found["known_later"]
        assert found["known_on_no_day"] == []

    def test_a_statement_that_was_left_out_has_no_speaker_and_no_day(self, tmp_path: Path, run: Run) -> None:
        event = Event("event:a", stage="planned", stated_in="statement:gone")
        save(Dataset([event], outside=["statement:gone"]), tmp_path / "part.json")
        [found] = json.loads(run("show", str(tmp_path / "part.json"), "--json")[1])["records"]
        assert (found["speaker"], found["known_since"]) == (None, None)


class TestDatasets:
    def test_what_is_bundled_is_listed(self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("unrest.commands.datasets.bundled", lambda: ("orlec.json", "wrong.json"))
        code, out, _ = run("datasets")
        assert (code, out) == (
            0,
            "orlec.json: An invented strike\n"
            "    licence: CC-BY-4.0\n"
            "    1 source, 4 places, 8 actors, 4 events, 8 statements, 1 deployment, 5 statistics\n"
            "wrong.json: no title\n"
            "    licence not stated\n"
            "    1 source, 4 places, 8 actors, 4 events, 8 statements, 1 deployment, 5 statistics\n",
        )

    def test_it_is_a_list_as_json(self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("unrest.commands.datasets.bundled", lambda: ("orlec.json",))
        [found] = json.loads(run("datasets", "--json")[1])
        assert (found["name"], found["title"], found["licence"]) == ("orlec.json", "An invented strike", "CC-BY-4.0")
        assert found["records"]["statement"] == 8

    def test_nothing_is_said_to_be_nothing(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("unrest.commands.datasets.bundled", lambda: ())
        assert run("datasets") == (0, "nothing is bundled\n", "")

    def test_every_bundled_dataset_is_shown(self, run: Run) -> None:
        for each in json.loads(run("datasets", "--json")[1]):
            code, out, err = run("show", each["name"])
            assert (code, err) == (0, "")
            assert out.startswith(f"{each['name']}: ")


class TestCheck:
    def test_without_a_text_there_was_nothing_to_check_against(self, run: Run) -> None:
        assert run("check", "orlec.json") == (
            0,
            "not checked: 30 places: no text of source:orlec-1 [citation.no_text]\n"
            "no problems; there was nothing to check 30 citations against: give the text with --article FILE\n",
            "",
        )

    def test_with_the_text_it_says_how_much_it_checked(self, run: Run) -> None:
        code, out, err = run("check", "orlec.json", "--article", "the text.txt")
        assert (code, err) == (0, "")
        assert out.splitlines()[-1] == "checked 30 places of 30 records against 1 text: no problems"

    def test_every_problem_is_a_line(self, run: Run) -> None:
        code, out, _ = run("check", "wrong.json", "--article", "the text.txt")
        lines = out.splitlines()
        assert code == 1
        assert lines[0].startswith("statistics[0].quantity (statistic:detained): ")
        assert lines[0].endswith("]")
        assert lines[1] == ""
        assert lines[-1] == "checked 30 places of 30 records against 1 text: 1 problem"

    def test_what_could_not_be_checked_is_told(self, tmp_path: Path, run: Run) -> None:
        source = Source("source:x", citations=Citation("source:x", quote="two guards"))
        save(Dataset([source]), tmp_path / "unplaced.json")
        code, out, _ = run("check", str(tmp_path / "unplaced.json"))
        assert code == 0
        assert out.startswith("not checked: ")
        assert "there was nothing to check 1 citation against" in out

    def test_a_dataset_that_cites_nothing_says_so(self, tmp_path: Path, run: Run) -> None:
        save(Dataset([Place("place:a", name="A")]), tmp_path / "none.json")
        assert run("check", str(tmp_path / "none.json")) == (0, "no problems; there are no citations\n", "")

    def test_a_text_of_which_no_place_was_checked_is_a_problem(self, folder: Path, tmp_path: Path, run: Run) -> None:
        save(Dataset([load(folder / "orlec.json")["source:orlec-1"]]), tmp_path / "source.json")
        code, out, _ = run("check", str(tmp_path / "source.json"), "--article", "the text.txt")
        assert code == 1
        assert "[article.unused]" in out
        assert out.splitlines()[-1] == "checked 0 places of 0 records against 1 text: 1 problem"

    def test_a_text_of_no_source_is_a_problem_and_the_others_are_checked(
        self, folder: Path, tmp_path: Path, run: Run
    ) -> None:
        (tmp_path / "other text.txt").write_text(" date 2031-03-09 Rain.", encoding="utf-8")
        both = ["--article", str(tmp_path / "other text.txt"), "--article", "the text.txt"]
        code, out, _ = run("check", "orlec.json", *both)
        assert code == 1
        assert out.splitlines()[-1].startswith("checked 30 places of 30 records against 2 texts: ")

    def test_a_text_of_none_of_several_sources_is_a_problem(self, tmp_path: Path, run: Run) -> None:
        (tmp_path / "other text.txt").write_text(" date 2031-03-09 Rain.", encoding="utf-8")
        save(Dataset([Source("source:a"), Source("source:b")]), tmp_path / "two.json")
        code, out, _ = run("check", str(tmp_path / "two.json"), "--article", str(tmp_path / "other text.txt"))
        assert code == 1
        assert "[article.unknown]" in out

    def test_t14_a_file_that_is_no_article_is_a_problem_and_the_others_are_checked(self, run: Run) -> None:
        code, out, _ = run("check", "orlec.json", "--article", "orlec.json", "--article", "the text.txt")
        assert code == 1
        assert out.startswith("orlec.json:1: ")
        assert out.splitlines()[-1] == "checked 30 places of 30 records against 1 text: 1 problem"

    def test_t14_a_file_that_cannot_be_read_is_wrong_use_and_the_others_are_checked(self, run: Run) -> None:
        code, out, _ = run("check", "orlec.json", "--article", "the txt.txt", "--article", "the text.txt")
        assert code == 2
        assert "did you mean 'the text.txt'?" in out
        assert out.splitlines()[-1] == "checked 30 places of 30 records against 1 text: 1 problem"

    @pytest.mark.parametrize(
        ("text", "code"), [("[" * 100_000, 1), ("", 1), ('{"format": "unrest/1", "records": []}', 0)]
    )
    def test_a_file_without_a_record_is_not_checked(self, text: str, code: int, tmp_path: Path, run: Run) -> None:
        (tmp_path / "none.json").write_text(text, encoding="utf-8")
        found, out, _ = run("check", str(tmp_path / "none.json"))
        assert found == code
        assert out.count("\n") == code + 1
        assert out.endswith("there was no record to check\n")

    def test_it_is_one_json_value(self, run: Run) -> None:
        code, out, _ = run("check", "wrong.json", "--article", "the text.txt", "--json")
        found = json.loads(out)
        assert code == 1
        assert [problem["code"] for problem in found["problems"]] == ["figure.unsaid"]
        assert found["problems"][0]["record"] == "statistic:detained"
        assert found["checked"] == {"places": 30, "records": 30, "texts": 1}
        assert found["verdicts"] == {"exact": 30}
        assert found["citations"] == 30

    def test_a_broken_file_is_told_whole_with_what_its_right_records_have(
        self, folder: Path, tmp_path: Path, run: Run
    ) -> None:
        whole = (folder / "wrong.json").read_text(encoding="utf-8")
        broken = whole.replace('"kind": "strike"', '"kind": "strik"').replace('"force": "actor:league"', '"force": 3')
        (tmp_path / "broken.json").write_text(broken, encoding="utf-8")
        code, out, _ = run("check", str(tmp_path / "broken.json"), "--article", "the text.txt")
        assert code == 1
        assert "did you mean 'strike'?" in out
        assert "[figure.unsaid]" in out
        assert "reference.unknown" not in out
        assert out.splitlines()[-1] == "checked 28 places of 28 records against 1 text: 3 problems"


class TestView:
    def test_it_writes_one_page_and_says_where(self, folder: Path, tmp_path: Path, run: Run) -> None:
        out = tmp_path / "page.html"
        code, told, wrong = run("view", "orlec.json", "--article", "the text.txt", "-o", str(out))
        assert (code, wrong) == (0, "")
        assert re.fullmatch(
            rf"{re.escape(str(out))}: (\d+) citations, \1 places of \d+ records checked against 1 text: no problems\n",
            told,
        )
        dataset = load(folder / "orlec.json")
        article = read_article(folder / "the text.txt", id="source:orlec-1")
        assert out.read_text(encoding="utf-8") == page_of(dataset, [article])
        assert [each.name for each in tmp_path.iterdir()] == ["page.html"]

    def test_problems_are_on_the_page_and_on_the_terminal(self, tmp_path: Path, run: Run) -> None:
        code, told, _ = run("view", "wrong.json", "--article", "the text.txt", "-o", str(tmp_path / "page.htm"))
        assert code == 1
        assert "[figure.unsaid]" in told
        assert told.splitlines()[-1].endswith("against 1 text: 1 problem")
        assert "[figure.unsaid]" in (tmp_path / "page.htm").read_text(encoding="utf-8")

    def test_without_a_text_the_records_are_shown_and_what_was_not_checked_is_said(
        self, tmp_path: Path, run: Run
    ) -> None:
        code, told, _ = run("view", "orlec.json", "-o", str(tmp_path / "page.html"))
        assert code == 0
        assert re.search(r"checked against 0 texts: no problems; \d+ places not checked\n", told)

    def test_what_can_be_read_of_a_broken_dataset_is_shown(self, folder: Path, tmp_path: Path, run: Run) -> None:
        text = (folder / "orlec.json").read_text(encoding="utf-8")
        broken = tmp_path / "broken.json"
        broken.write_text(text.replace('"crowd"', '"crowdd"'), encoding="utf-8")
        code, told, _ = run("view", str(broken), "--article", "the text.txt", "-o", str(tmp_path / "page.html"))
        assert code == 1
        assert "crowdd" in told
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert "crowdd" in page
        assert 'id="record-actor:union"' in page

    def test_a_text_that_is_not_there_is_wrong_use_and_the_rest_is_shown(self, tmp_path: Path, run: Run) -> None:
        code, told, _ = run("view", "orlec.json", "--article", "gone.txt", "-o", str(tmp_path / "page.html"))
        assert code == 2
        assert "gone.txt: found no such file or directory" in told
        assert (tmp_path / "page.html").is_file()

    def test_it_is_one_json_value(self, tmp_path: Path, run: Run) -> None:
        out = tmp_path / "page.html"
        code, told, _ = run("view", "orlec.json", "--article", "the text.txt", "-o", str(out), "--json")
        value = json.loads(told)
        assert (code, value["page"], value["bytes"]) == (0, str(out), out.stat().st_size)
        assert value["problems"] == []
        assert value["verdicts"] == {"exact": value["citations"]}

    @pytest.mark.parametrize(
        ("dataset", "output", "words"),
        [
            ("orlec.json", "page.json", "found '.json', expected a file that ends in .html"),
            ("orlec.json", "page", "found 'page', expected a file that ends in .html"),
            ("orlec.json", "gone/page.html", "found no such file or directory, expected a path that can be written"),
            ("text.html", "text.html", "found the path of what the page is made of"),
            ("orlec.json", "./text.html", "found the path of what the page is made of"),
            ("orlec.json", "link.html", "found the path of what the page is made of"),
            ("orlec.json", "hard.html", "found the path of what the page is made of"),
            ("orlec.json", "p\0.html", "found a NUL character in the path"),
        ],
    )
    def test_it_is_written_onto_nothing_that_it_is_made_of(
        self,
        dataset: str,
        output: str,
        words: str,
        folder: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        for name in ("orlec.json", "the text.txt"):
            (tmp_path / name).write_bytes((folder / name).read_bytes())
        (tmp_path / "text.html").write_bytes((folder / "the text.txt").read_bytes())
        (tmp_path / "link.html").symlink_to(tmp_path / "text.html")
        os.link(tmp_path / "text.html", tmp_path / "hard.html")
        before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
        monkeypatch.chdir(tmp_path)
        code = main(["view", dataset, "--article", "text.html", "-o", output])
        told = capsys.readouterr()
        assert (code, told.out) == (2, "")
        assert words in told.err
        assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before

    def test_a_page_without_a_place_to_write_it_is_refused(self, run: Run) -> None:
        code, _, wrong = run("view", "orlec.json")
        assert code == 2
        assert "required: -o/--output" in wrong


class TestWrongUse:
    @pytest.mark.parametrize(
        ("argv", "words"),
        [
            (
                [],
                "a command is missing, one of datasets, formats, show, check, history, read, compare, convert, disagreement, aggregate, schema",
            ),
            (
                ["shwo"],
                "unknown command 'shwo', expected one of datasets, formats, show, check, history, read, compare, convert, disagreement, aggregate, schema, view, plot; did you mean 'show'?",
            ),
            (
                ["zzz"],
                "unknown command 'zzz', expected one of datasets, formats, show, check, history, read, compare, convert, disagreement, aggregate, schema, view, plot; see",
            ),
            (["--nothing"], "unknown option '--nothing'"),
            (["show"], "unrest show: the following arguments are required: DATASET"),
            (
                ["show", "orlec.json", "--knwon-on=2031-03-09"],
                "unknown option '--knwon-on'; did you mean '--known-on'?",
            ),
            (["show", "orlec.json", "--js"], "unknown option '--js'"),
            (["--json", "datasets"], "option '--json' stands before the command, expected it after"),
            (["show", "orlec.json", "more"], "found 'more' beyond what this command takes"),
            (["show", "orlec.json", "--kind"], "argument --kind: expected one argument"),
            (["check", "nothing-2022"], "[dataset.unknown]"),
            (["show", "kazakhstan-2202"], "[dataset.unknown]"),
            (["show", "orlec.jso.json"], "did you mean 'orlec.json'?"),
            (["show", "the text.txt"], "[file.ending]"),
            (["show", "."], "[file.missing]"),
        ],
    )
    def test_it_is_told_on_one_line_and_ends_with_2(self, argv: list[str], words: str, run: Run) -> None:
        code, out, err = run(*argv)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("unrest")
        assert words in err

    def test_a_broken_dataset_is_told_whole_and_ends_with_1(self, folder: Path, tmp_path: Path, run: Run) -> None:
        whole = (folder / "orlec.json").read_text(encoding="utf-8")
        broken = whole.replace('"kind": "strike"', '"kind": "strik"').replace('"act": "denies"', '"act": "denys"')
        (tmp_path / "broken.json").write_text(broken, encoding="utf-8")
        code, out, err = run("show", str(tmp_path / "broken.json"))
        assert (code, out) == (1, "")
        assert [line.startswith(f"unrest: {tmp_path}") for line in err.splitlines()] == [True, True]

    def test_an_option_whose_value_is_refused_says_why(self) -> None:
        def refuse(_: str) -> None:
            raise InvalidDataset(Problem(code="c.d", found="1", expected="2"))

        with pytest.raises(ArgumentTypeError, match=r"found 1, expected 2 \[c\.d\]"):
            made_by(refuse)("x")

    def test_help_names_every_command_and_ends_with_0(self, run: Run) -> None:
        code, out, err = run("--help")
        assert (code, err) == (0, "")
        assert [command.name for command in COMMANDS if command.name not in out] == []

    @pytest.mark.parametrize("command", [command.name for command in COMMANDS])
    def test_every_command_has_help_and_gives_json(self, command: str, run: Run) -> None:
        code, out, _ = run(command, "--help")
        assert code == 0
        assert "--json" in out

    def test_it_says_its_version(self, run: Run) -> None:
        code, out, _ = run("--version")
        assert (code, out) == (0, f"unrest {sys.modules['unrest'].__version__}\n")


def one_that(run: Callable[[Namespace], Answer]) -> tuple[Command, ...]:
    return (Command("fails", "what fails", lambda parser: None, run),)


class TestTrouble:
    @pytest.mark.parametrize(
        ("error", "code", "words"),
        [
            (KeyboardInterrupt(), 130, ""),
            (RecursionError(), 2, "unrest: what was given is too deep or too large to be read\n"),
            (MemoryError(), 2, "unrest: what was given is too deep or too large to be read\n"),
            (KeyError("x"), 2, "unrest: a fault of this program, please report it: KeyError: 'x' (test_commands.py, "),
        ],
    )
    def test_no_traceback_is_for_the_user(
        self,
        error: BaseException,
        code: int,
        words: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def fail(_: Namespace) -> Answer:
            raise error

        monkeypatch.setattr(commands, "COMMANDS", one_that(fail))
        assert main(["fails"]) == code
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(words)
        assert told.err.count("\n") == bool(words)

    @pytest.mark.parametrize(
        ("error", "code", "words"),
        [
            (BrokenPipeError(), 141, ""),
            (OSError(28, "No space left"), 2, "unrest: the output cannot be written: No space left\n"),
        ],
    )
    @pytest.mark.parametrize("is_file", [True, False])
    def test_output_that_cannot_be_written_ends_quietly(
        self,
        error: OSError,
        code: int,
        words: str,
        is_file: bool,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        class Gone(io.StringIO):
            def write(self, _: str) -> int:
                raise error

            def fileno(self) -> int:
                return there.fileno() if is_file else super().fileno()

        monkeypatch.setattr(commands, "COMMANDS", one_that(lambda _: Answer(lines=["a"])))
        with open(tmp_path / "out", "wb") as there, monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", Gone())
            assert main(["fails"]) == code
        assert capsys.readouterr().err == words

    def test_a_closed_stream_is_no_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(commands, "COMMANDS", one_that(lambda _: Answer(lines=["a"])))
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["fails"]) == 0

    @pytest.mark.parametrize(
        ("encoding", "text"),
        [("ascii", '"caf\\xe9" - \\u4eba\n'), ("latin-1", '"café" - \\u4eba\n'), ("utf-8", "“café” – 人\n")],
    )
    def test_a_terminal_that_is_not_utf_8_gets_what_it_can_show(
        self, encoding: str, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
        monkeypatch.setattr(commands, "COMMANDS", one_that(lambda _: Answer(lines=["“café” – 人"], value="“人")))
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["fails"]) == 0
        assert stream.buffer.getvalue().decode(encoding) == text
        assert main(["fails", "--json"]) == 0
        assert json.loads(stream.buffer.getvalue().decode(encoding).splitlines()[1]) == "“人"

    def test_a_stream_without_an_encoding_takes_everything(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.StringIO()
        monkeypatch.setattr(commands, "COMMANDS", one_that(lambda _: Answer(lines=["“人"])))
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["fails"]) == 0
        assert stream.getvalue() == "“人\n"


class TestProcess:
    def run(self, *argv: str, **more: object) -> "subprocess.CompletedProcess[bytes]":
        environment = {**os.environ, "COLUMNS": "100", **more.pop("env", {})}  # type: ignore[dict-item]
        command = [sys.executable, "-W", "error", "-m", "unrest", *argv]
        return subprocess.run(command, env=environment, timeout=120, check=False, **{"capture_output": True, **more})  # type: ignore[call-overload, no-any-return]

    def test_the_module_is_the_command(self, folder: Path) -> None:
        ran = self.run("check", "orlec.json", "--article", "the text.txt", cwd=folder)
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert ran.stdout.decode("utf-8").endswith("against 1 text: no problems" + os.linesep)

    def test_it_runs_in_process_too(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr(sys, "argv", ["unrest", "--version"])
        with pytest.raises(SystemExit) as stop:
            runpy.run_module("unrest", run_name="__main__")
        assert stop.value.code == 0
        assert capsys.readouterr().out.startswith("unrest ")

    def test_a_locale_without_utf_8_is_no_fault(self, folder: Path) -> None:
        plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
        ran = self.run("show", "orlec.json", cwd=folder, env=plain)
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert ran.stdout.isascii()

    @pytest.mark.skipif(os.name != "posix", reason="bytes that are no text are names on POSIX only")
    def test_a_name_that_is_no_text_is_told_on_one_line(self, folder: Path) -> None:
        ran = self.run("show", os.fsdecode(b"\xff.json"), cwd=folder)
        assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)

    @pytest.mark.skipif(os.name != "posix", reason="a pipe ends otherwise elsewhere")
    def test_a_reader_that_goes_away_is_no_fault(self, folder: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        with open(writer, "wb") as gone:
            ran = self.run("show", "orlec.json", cwd=folder, capture_output=False, stdout=gone, stderr=subprocess.PIPE)
        assert (ran.returncode, ran.stderr) == (141, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
    def test_a_full_disk_is_told_on_one_line(self, folder: Path) -> None:
        with open("/dev/full", "wb") as full:
            ran = self.run("show", "orlec.json", cwd=folder, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)
        assert b"cannot be written" in ran.stderr
