"""The coded dataset of reported figures: made again from its rows, true to them, and at one with the article's."""

import json
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
from conftest import shared_folder
from conversion import NAME, converted

import unrest
from unrest.query import value

ROWS = shared_folder() / "data" / f"{NAME}.json"
needs_rows = pytest.mark.skipif(
    not ROWS.exists(),
    reason=f"the rows are not part of the repository, and {ROWS} is absent (UNREST_SHARED names another)",
)


@pytest.fixture(scope="module")
def dataset() -> unrest.Dataset:
    return unrest.load(NAME)


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in json.loads(ROWS.read_text(encoding="utf-8"))["reports"]}


class TestForm:
    def test_it_is_written_as_the_codec_writes_it(self, dataset: unrest.Dataset) -> None:
        text = (files("unrest") / "data" / f"{NAME}.json").read_text(encoding="utf-8")
        assert text == dataset.to_json()

    def test_it_has_no_problem(self, dataset: unrest.Dataset) -> None:
        assert dataset.check().problems == ()

    def test_its_weaknesses_are_told_with_it(self, dataset: unrest.Dataset) -> None:
        assert dataset.description is not None
        assert "not independent witnesses" in dataset.description
        assert dataset.licence == "CC-BY-4.0"

    def test_a_quote_is_a_fragment_of_at_most_eight_words_without_a_place(self, dataset: unrest.Dataset) -> None:
        citations = [each for record in dataset for each in record.citations]
        quotes = [each.quote for each in citations if each.quote is not None]
        assert len(quotes) > 600
        assert all(len(quote.split()) <= 8 for quote in quotes)
        assert not any(each.is_placed for each in citations)

    def test_every_claim_names_its_row(self, dataset: unrest.Dataset) -> None:
        assert all(claim.codings[0].row for claim in dataset.claims)


@needs_rows
class TestConversion:
    def test_made_again_it_is_the_same(self, dataset: unrest.Dataset) -> None:
        assert converted(ROWS).to_json() == dataset.to_json()

    def test_every_row_is_one_claim(self, dataset: unrest.Dataset, rows: dict[str, Any]) -> None:
        own = Counter(claim.codings[0].row for claim in (*dataset.events, *dataset.statistics))
        answers = Counter(each.codings[0].row for each in dataset.statements if not each.act.asserting)
        assert own + answers == Counter(dict.fromkeys(rows, 1))
        assert (len(dataset.statistics), len(dataset.events), answers.total()) == (558, 52, 30)

    def test_a_withdrawal_is_no_second_figure(self, dataset: unrest.Dataset, rows: dict[str, Any]) -> None:
        acts = Counter(str(each.act) for each in dataset.statements)
        stances = Counter(row["stance"] for row in rows.values())
        assert {act: acts[act] for act in ("withdraws", "denies")} == {"withdraws": 21, "denies": 9}
        assert (stances["withdraws"], stances["denies"]) == (21, 9)
        for each in dataset.statements:
            if not each.act.asserting:
                told = [target.partition(":")[2] for target in each.targets]
                assert told == sorted(rows[str(each.codings[0].row)]["retracts"])

    def test_the_numbers_are_those_of_the_rows(self, dataset: unrest.Dataset, rows: dict[str, Any]) -> None:
        for figure in dataset.statistics:
            row = rows[str(figure.codings[0].row)]
            numbers = {figure.quantity.low, figure.quantity.best, figure.quantity.high} - {None}
            assert numbers == {row[name] for name in ("value", "low", "high")} - {None}
            assert (figure.stage == "planned") is (row["qualifier"] == "planned")

    def test_a_day_that_a_row_does_not_have_is_not_made_up(self, dataset: unrest.Dataset, rows: dict[str, Any]) -> None:
        for figure in dataset.statistics:
            row = rows[str(figure.codings[0].row)]
            day = figure.as_of or figure.period
            assert (None if day is None else str(day)) == row["as_of"]
            told = dataset.get(figure.stated_in)
            assert (told is None) is (row["speaker"] == "unattributed")
            if told is not None:
                assert (None if told.said is None else str(told.said)) == row["said"]
            (source,) = {each.source for each in figure.citations}
            published = dataset[source].published
            assert (None if published is None else str(published)) == (row["published"] or row["url_date"])
            assert dataset[source].url == row["url"]

    def test_every_spelling_is_an_alias_or_a_name(self, dataset: unrest.Dataset) -> None:
        names = json.loads(ROWS.read_text(encoding="utf-8"))["names"]
        known = {each for record in (*dataset.actors, *dataset.places) for each in (record.name, *record.aliases)}
        left = {each["form"] for each in names if each["form"] not in known}
        assert left == {each["form"] for each in names if each["kind"] == "event" and each["form"] not in known}


class TestMerged:
    def test_with_the_article_it_is_one_dataset(self, dataset: unrest.Dataset) -> None:
        article = unrest.load("kazakhstan-2022")
        merged = article | dataset
        assert merged == dataset | article
        assert len(merged.claims) == len(article.claims) + len(dataset.claims)
        assert merged.check().problems == ()
        both = {actor.id for actor in article.actors} & {actor.id for actor in dataset.actors}
        assert both >= {
            *("actor:tokayev", "actor:adilov", "actor:kilymzhanov", "actor:interior-ministry", "actor:csto-forces"),
            *("actor:prosecutor-general", "actor:khabar24", "actor:csto", "actor:russia"),
        }

    def test_a_person_of_both_has_one_name_and_all_spellings(self, dataset: unrest.Dataset) -> None:
        merged = unrest.load("kazakhstan-2022") | dataset
        assert merged.actors.named("Yeldos Kilimzhanov") == merged.actors.named("Yeldos Kilymzhanov")
        names = [name.casefold() for actor in merged.actors for name in (actor.name, *actor.aliases)]
        assert [name for name, count in Counter(names).items() if count > 1] == []


class TestTheToll:
    """The figure of 164 dead, which was withdrawn, and those that came after it."""

    TOTAL = ~value("of_whom").present & ~value("counted").present & (value("where.place") == "place:kazakhstan")

    @pytest.mark.parametrize(
        ("day", "least"),
        [("2022-01-15", {"225"}), ("2022-03-14", {"225", "230"}), ("2022-07-29", {"225", "230", "232", "241"})],
    )
    def test_what_officials_had_said_by_a_day_stands(self, dataset: unrest.Dataset, day: str, least: set[str]) -> None:
        standing = dataset.standing(on=day).statistics.where(value("measure") == "deaths", self.TOTAL)
        assert {str(each.quantity) for each in standing} >= least

    def test_on_the_day_on_which_it_was_given_it_was_taken_back(self, dataset: unrest.Dataset) -> None:
        given = dataset.known_on("2022-01-09").statistics.where(value("quantity") == "164", self.TOTAL)
        left = dataset.standing(on="2022-01-09").statistics.where(value("quantity") == "164", self.TOTAL)
        health = "actor:health-ministry"
        assert health in {actor.id for each in given if (actor := dataset.speaker(each)) is not None}
        assert health not in {actor.id for each in left if (actor := dataset.speaker(each)) is not None}

    def test_its_history(self, dataset: unrest.Dataset) -> None:
        history = dataset.history("deaths", where=self.TOTAL)
        figures = [step for step in history if isinstance(step.claim, unrest.Statistic)]
        exact = list(dict.fromkeys(str(step.claim.quantity) for step in figures if step.claim.quantity.low is not None))
        assert [each for each in exact if each in ("164", "225", "230", "232", "241", "238")] == [
            *("164", "225", "230", "232", "241", "238")
        ]
        down = [str(step.claim.quantity) for step in figures if step.change == "down"]
        assert "238" in down
        first = figures[1]
        assert (str(first.claim.quantity), len(first.removed_by) > 15) == ("164", True)
        assert len(history.undated) > 10
