"""Records in prose: days, figures and acts as a sentence has them, nothing lost and nothing added."""

import pytest
from hypothesis import given

from unrest.dataset import Dataset
from unrest.prose import Names, Teller
from unrest.prose.figure import figure
from unrest.prose.phrase import day, period, resolved
from unrest.prose.verb import participle, verb
from unrest.quantity import Quantity
from unrest.records import Actor, Code, Coding, Event, Record, Statistic
from unrest.strategies import whens
from unrest.vocabulary import Act, Measure
from unrest.when import Period, When


def coded(**paths: list[str]) -> list[Coding]:
    return [Coding(coder="the test", **paths)]


def march(number: int) -> When:
    return When(f"2031-03-0{number}", wording=f"March {number}", basis="year_from_source")


def told(record: Record, *others: Record) -> list[str]:
    """A record as it is told among others."""
    return list(Teller(Names(Dataset([record, *others]))).entry(record).lines(100))


class TestDays:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("2022-01-25", "25 January 2022"),
            ("2022-01", "in January 2022"),
            ("2022", "in 2022"),
            ("0005", "in 0005"),
            ("2022-22", "in summer 2022"),
            ("202X", "in some year from 2020 to 2029"),
            ("20XX", "in some year from 2000 to 2099"),
            ("2022-XX", "in some month of 2022"),
            ("2022-XX-XX", "on some day of 2022"),
            ("2022-01-XX", "on some day of January 2022"),
            ("2022-01-25~", "about 25 January 2022"),
            ("2022-01~", "about January 2022"),
            ("2022?", "in 2022 (uncertain)"),
            ("2022-01-25%", "about 25 January 2022 (uncertain)"),
            ("[2022-01-02..2022-01-12]", "some day from 2 January 2022 to 12 January 2022"),
            ("[2022-01..2022-03]", "some day from January 2022 to March 2022"),
            ("[..2022-01-12]", "on or before 12 January 2022"),
            ("[2022-01-02..]", "on or after 2 January 2022"),
            ("[..2022-01]", "in or before January 2022"),
        ],
    )
    def test_a_day_is_told_as_vaguely_as_it_is_known(self, text: str, words: str) -> None:
        assert day(When(text)) == words

    @given(whens(), whens())
    def test_two_days_that_differ_are_told_differently(self, one: When, other: When) -> None:
        assert (day(one) == day(other)) == (one.text == other.text)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("2022-01-02/2022-01-12", "from 2 January 2022 to 12 January 2022"),
            ("2022-01-02/", "from 2 January 2022, end not known"),
            ("2022-01-02/..", "from 2 January 2022, still going on"),
            ("/2022-01-12", "start not known, to 12 January 2022"),
            ("2022-01/[2022-02-02..]", "starting in January 2022, ending on or after 2 February 2022"),
            ("2022-01", "in January 2022"),
            ("2022-01-25", "on 25 January 2022"),
        ],
    )
    def test_a_period_is_told_with_both_ends(self, text: str, words: str) -> None:
        assert period(Period(text)) == words

    @pytest.mark.parametrize(
        ("when", "words"),
        [
            (When("2022-01-27", wording="on Thursday", basis="weekday"), 'the day from "on Thursday"'),
            (When("2022-01", wording="early this year"), 'the day from "early this year"'),
            (When("2022-01-27", wording="27 January"), None),
            (When("2022-01", wording="January", basis="year_from_source"), None),
            (When("2022-01-27", basis="weekday"), None),
        ],
    )
    def test_the_words_for_a_day_are_told_where_the_day_does_not_show_them(self, when: When, words: str | None) -> None:
        assert resolved(when) == words

    def test_a_day_that_was_concluded_is_marked(self) -> None:
        event = Event("event:a", stage="accomplished", period=Period("2031-03-03/", start=march(3)))
        assert told(event)[1] == "    when: from 3 March 2031*, end not known"

    def test_one_day_as_a_period_is_marked_once(self) -> None:
        event = Event("event:a", stage="accomplished", period="2031-03", codings=coded(inferred=["period"]))
        assert told(event)[1] == "    when: in March 2031*"


class TestFigures:
    @pytest.mark.parametrize(
        ("quantity", "words"),
        [
            ("19", "19 deaths"),
            ("1", "1 death"),
            (">=225", "at least 225 deaths"),
            (">3000", "more than 3,000 deaths"),
            ("<=50", "at most 50 deaths"),
            ("<50", "less than 50 deaths"),
            ("<~1000", "almost 1,000 deaths"),
            ("~160", "about 160 deaths"),
            ("160..225", "160 to 225 deaths"),
            ("160..164..225", "160 to 225 (best: 164) deaths"),
            ('"dozens"', 'deaths: "dozens", no number said'),
            ("?", "deaths: the number is said not to be known"),
        ],
    )
    def test_a_figure_is_as_hedged_as_it_was_said(self, quantity: str, words: str) -> None:
        assert figure(Statistic("statistic:d", measure="deaths", quantity=quantity, stage="accomplished")) == words

    def test_a_vague_figure_without_words_says_that_no_number_was_said(self) -> None:
        vague = Statistic("statistic:d", measure="sites", quantity=Quantity(qualifier="vague"), stage="accomplished")
        assert figure(vague) == "sites: no number said"

    @pytest.mark.parametrize(
        ("measure", "unit", "words"),
        [
            ("damage", "USD", "2,000 USD of damage"),
            ("duration", "days", "duration: 2,000 days"),
            ("share", "%", "share: 2,000 %"),
            ("other", "litres", "2,000 litres of things of another kind"),
            ("other", None, "2,000 things of another kind"),
            ("aircraft", None, "2,000 aircraft"),
        ],
    )
    def test_a_unit_stands_where_a_reader_looks_for_it(self, measure: str, unit: str | None, words: str) -> None:
        assert (
            figure(Statistic("statistic:d", measure=measure, quantity=2000, unit=unit, stage="accomplished")) == words
        )

    def test_a_figure_without_a_number_keeps_its_unit(self) -> None:
        unknown = Statistic("statistic:d", measure="damage", quantity="?", unit="USD", stage="accomplished")
        assert figure(unknown) == "damage in USD: the number is said not to be known"

    @pytest.mark.parametrize("measure", Measure)
    def test_one_thing_and_many_are_both_told(self, measure: Measure) -> None:
        unit = {"damage": "USD", "duration": "days", "share": "%"}.get(measure)
        one, many = (
            figure(Statistic("statistic:d", measure=measure, quantity=number, unit=unit, stage="accomplished"), "women")
            for number in (1, 2)
        )
        assert "women" in one
        assert one.replace("1", "") != many.replace("2", "") or unit or measure in ("aircraft", "other")

    @pytest.mark.parametrize(
        ("whom", "words"),
        [
            ("security_forces", "2 deaths of security forces"),
            ("unknown", "2 deaths of people said not to be known"),
            ("other", "2 deaths of people for whom the list has no word"),
            ("actor:a", "2 deaths of dock workers"),
        ],
    )
    def test_whom_a_figure_counts_is_named(self, whom: str, words: str) -> None:
        counts = Statistic("statistic:d", measure="deaths", quantity=2, of_whom=whom, stage="accomplished")
        assert told(counts, Actor("actor:a", name="dock workers"))[0] == words

    def test_the_rule_that_read_the_number_is_named(self) -> None:
        dozen = Quantity(low=24, best=24, high=24, qualifier="exact", wording="two dozen", rule="dozens_are_twelve")
        counts = Statistic("statistic:d", measure="deaths", quantity=dozen, stage="accomplished")
        assert told(counts)[1] == '    "two dozen" read by the rule dozens_are_twelve; no place cited [statistic:d]'

    def test_a_number_read_by_a_rule_without_words_still_names_the_rule(self) -> None:
        read = Quantity(low=24, qualifier="at_least", rule="dozens_are_twelve")
        counts = Statistic("statistic:d", measure="deaths", quantity=read, stage="accomplished")
        assert told(counts)[1] == "    read by the rule dozens_are_twelve; no place cited [statistic:d]"

    def test_all_that_is_coded_of_a_figure_is_told(self) -> None:
        counts = Statistic(
            "statistic:d",
            measure="deaths",
            quantity=2,
            stage="planned",
            reading="other",
            as_of="2031-03-09",
            period="2031-03-03/2031-03-09",
            about="event:strike",
            subset_of="statistic:whole",
            supersedes=["statistic:old"],
            incident="the strike",
            codes=[Code("acled", "7")],
            codings=coded(inferred=["quantity", "reading", "stage"]),
        )
        whole = Statistic("statistic:whole", measure="deaths", quantity=9, stage="accomplished")
        old = Statistic("statistic:old", measure="deaths", quantity=1, stage="accomplished")
        strike = Event("event:strike", kind="strike", stage="accomplished")
        assert told(counts, whole, old, strike) == [
            "2 deaths*, planned*",
            "    about: strike [event:strike]; part of: 9 deaths [statistic:whole]; replaces: 1 death",
            "      [statistic:old]",
            "    neither a level nor a change*; as of: 9 March 2031; counted over: from 3 March 2031 to 9 March",
            "      2031",
            "    incident: the strike; codes: acled 7; no place cited [statistic:d]",
        ]


class TestVerbs:
    @pytest.mark.parametrize("act", Act)
    def test_every_act_has_a_verb_and_a_participle(self, act: Act) -> None:
        assert verb(act)
        assert participle(act)

    @pytest.mark.parametrize(
        ("act", "content", "words"),
        [
            ("denies", "that it was there", "denies that it was there"),
            ("evaluates", "that it went well", "judges that it went well"),
            ("accuses", "that it was they", "accuses, saying that it was they"),
            ("withdraws", "that it was they", "withdraws: that it was they"),
            ("demands", "to be heard", "demands to be heard"),
            ("requests", "help", "requests: help"),
        ],
    )
    def test_verb_and_content_make_a_sentence(self, act: str, content: str, words: str) -> None:
        assert verb(Act(act), content) == words
