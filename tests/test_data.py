"""The coded datasets: complete, true to their text, and within the rights that we have."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

import unrest
from unrest.query import known_on, of_kind, said_by

NAME = "kazakhstan-2022"


@pytest.fixture(scope="module")
def dataset() -> unrest.Dataset:
    return unrest.load(NAME)


@pytest.fixture(scope="module")
def article(seed_article_path: Path) -> unrest.Article:
    return unrest.read_article(seed_article_path, language="en")


class TestFile:
    def test_it_is_written_as_the_codec_writes_it(self, dataset: unrest.Dataset) -> None:
        text = (files("unrest") / "data" / f"{NAME}.json").read_text(encoding="utf-8")
        assert text == dataset.to_json()

    def test_it_has_no_problem(self, dataset: unrest.Dataset) -> None:
        assert dataset.check().problems == ()

    def test_the_coded_data_have_their_licence(self, dataset: unrest.Dataset) -> None:
        assert dataset.licence == "CC-BY-4.0"


class TestRights:
    def test_a_quote_is_a_fragment_of_at_most_eight_words(self, dataset: unrest.Dataset) -> None:
        quotes = [each.quote for record in dataset for each in record.citations if each.quote is not None]
        assert quotes
        assert [quote for quote in quotes if len(quote.split()) > 8 or quote.rstrip().endswith((".", "!", "?"))] == []

    def test_no_words_stand_around_a_quote(self, dataset: unrest.Dataset) -> None:
        assert {each.prefix or each.suffix for record in dataset for each in record.citations} == {None}


class TestCoding:
    def test_every_record_has_its_place_and_its_coder(self, dataset: unrest.Dataset) -> None:
        for record in dataset:
            assert record.citations, record.id
            assert all(citation.is_placed for citation in record.citations), record.id
            assert [coding.coder for coding in record.codings] == ["the unrest authors"], record.id

    def test_every_citation_says_what_it_supports(self, dataset: unrest.Dataset) -> None:
        bare = {record.id for record in dataset for each in record.citations if not each.supports}
        assert bare == {"actor:tokayev"}  # one more name for him, which is in no field

    def test_every_coded_field_is_supported_or_concluded(self, dataset: unrest.Dataset) -> None:
        # Fields that say how a thing is coded and not what is written.
        own = {
            "id",
            "citations",
            "codings",
            "note",
            "stated_in",
            "utterance",
            "summary",
            "incident",
            "sha256",
            "length",
        }
        for record in dataset:
            backed = {path.split(".")[0] for each in record.citations for path in each.supports}
            backed |= {path.split(".")[0] for each in record.codings for path in each.inferred}
            filled = {name for name, found in unrest.to_dict(record).items() if found}
            assert filled - own - backed == set(), record.id

    def test_a_year_that_is_not_written_is_listed_as_inferred(self, dataset: unrest.Dataset) -> None:
        for statement in dataset.statements:
            if statement.said is not None:
                assert statement.said.basis == "year_from_source"
                assert "said" in statement.codings[0].inferred

    def test_t12_no_day_is_filled_with_the_day_of_publication(self, dataset: unrest.Dataset) -> None:
        said = {statement.id: str(statement.said) for statement in dataset.statements if statement.said}
        assert said == {"statement:kilymzhanov": "2022-01-25", "statement:tokayev-no-need": "2022-01-29"}
        periods = {event.id: str(event.period) for event in dataset.events if event.period}
        assert periods == {"event:january-unrest": "2022-01", "event:protests": "2022-01-02/"}

    def test_the_deployment_has_an_end_and_no_start(self, dataset: unrest.Dataset) -> None:
        deployment = dataset.deployments.only()
        assert str(deployment.period) == "/2022-01-12"
        assert deployment.contributors == ()
        assert {"period.start", "contributors"} <= {*deployment.codings[0].not_stated}

    def test_the_figures_are_those_of_the_article(self, dataset: unrest.Dataset) -> None:
        figures = {str(each.measure): str(each.quantity) for each in dataset.statistics}
        assert figures == {"criminal_cases": "2044", "weapons_seized": "515", "deaths": "19", "sites": '"a number of"'}
        assert Counter(dataset[unrest.Ref("statistic:weapons-seized")].items)["machine guns"] == 2

    def test_the_parts_of_one_quotation_share_an_utterance(self, dataset: unrest.Dataset) -> None:
        shared = dataset.statements.where(lambda each: each.utterance is not None).count_by("utterance")
        assert sorted(shared.values()) == [2, 2, 4]

    def test_what_a_speaker_says_is_not_in_the_voice_of_the_article(self, dataset: unrest.Dataset) -> None:
        tokayev = dataset.actors.named("Tokayev")
        assert len(dataset.statements.where(said_by(tokayev))) == 9
        assert dataset[unrest.Ref("event:government-offices-seizure")].stated_in == "statement:tokayev-on-attackers"
        told = dataset.events.where(lambda event: event.stated_in is None)
        assert {str(event.kind) for event in told} >= {"protest", "riot", "seizure", "property_destruction"}
        assert len(dataset.events.where(of_kind("property_destruction"))) == 2

    def test_the_deaths_are_told_by_somebody_who_is_not_named(self, dataset: unrest.Dataset) -> None:
        assert dataset.speaker("statistic:security-deaths") is None
        assert dataset["statistic:security-deaths"].stated_in == "statement:reported-deaths"  # type: ignore[union-attr]

    def test_only_what_was_said_on_25_january_was_known_then(self, dataset: unrest.Dataset) -> None:
        known = dataset.claims.where(known_on("2022-01-26")).ids
        assert set(known) == {
            "event:criminal-investigations",
            "statement:kilymzhanov",
            "statistic:criminal-cases",
        }
        assert len(dataset.known_on("2022-01-29").claims) == len(dataset.claims)


class TestText:
    def test_every_place_verifies_and_every_figure_is_read(
        self, dataset: unrest.Dataset, article: unrest.Article
    ) -> None:
        found = dataset.with_article(article).check()
        assert found.problems == ()
        assert found.not_checked == ()

    def test_nearly_every_word_of_the_text_is_cited(self, dataset: unrest.Dataset, article: unrest.Article) -> None:
        cited = bytearray(len(article.text))
        for record in dataset:
            for each in record.citations:
                cited[each.start : each.end] = b"\x01" * (each.end - each.start)  # type: ignore[operator,misc]
        words = [match.span() for match in re.finditer(r"\w+", article.text)]
        left = [article.text[start:end] for start, end in words if not any(cited[start:end])]
        # What is left are small words between the cited ones: that, was, into, for.
        assert len(left) < 0.06 * len(words)

    def test_one_changed_digit_in_the_text_is_seen(self, dataset: unrest.Dataset, article: unrest.Article) -> None:
        changed = unrest.Article(unrest.Source(article.source.id), article.text.replace("2044", "2045"))
        with pytest.raises(unrest.NotFound):
            dataset.with_article(changed)
