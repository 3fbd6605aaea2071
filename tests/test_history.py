"""What became known when, what stood, and how a figure developed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from unrest.codec import save
from unrest.commands import main
from unrest.dataset import Change, Dataset
from unrest.dataset.standing import removals
from unrest.errors import InvalidQuery, NotFound
from unrest.query import certainly_during
from unrest.records import Actor, Citation, Event, Place, Source, Statement, Statistic
from unrest.when import Period, When


def figure(name: str, quantity: Any, **fields: Any) -> Statistic:
    told = {"measure": "deaths", "stage": "accomplished", **fields}
    return Statistic(f"statistic:{name}", quantity=quantity, **told)


def said(name: str, day: str | None, **fields: Any) -> Statement:
    return Statement(f"statement:{name}", **{"act": "asserts", "said": day, **fields})


TOLL = Dataset(
    [
        Actor("actor:health", name="Health ministry"),
        Actor("actor:office", name="Prosecutor's office"),
        said("first", "2022-01-09", speaker="actor:health"),
        figure("164", 164, stated_in="statement:first"),
        said("back", "2022-01-10", act="withdraws", targets=["statement:first"]),
        said("never", "2022-01-11", act="denies", targets=["statistic:164"], speaker="actor:health"),
        said("second", "2022-01-15", speaker="actor:office"),
        figure("225", 225, stated_in="statement:second"),
        figure("security", 19, stated_in="statement:second", of_whom="security_forces"),
        said("third", "2022-01-20", speaker="actor:office"),
        figure("227", 227, stated_in="statement:third", supersedes=["statistic:225"]),
        figure("plan", 3, stage="planned", stated_in="statement:third"),
        said("fourth", "2022-03", speaker="actor:office"),
        figure("about", "~230", stated_in="statement:fourth"),
        said("fifth", "2022-04-01"),
        figure("least", ">=200", stated_in="statement:fifth"),
        said("undated", None),
        figure("undated", 241, stated_in="statement:undated"),
    ]
)


def standing(day: str | None) -> list[str]:
    return [
        str(each.quantity)
        for each in TOLL.standing(on=day).statistics
        if each.of_whom is None and each.id != "statistic:plan"
    ]


class TestStanding:
    @pytest.mark.parametrize(
        ("day", "toll"),
        [
            ("2022-01-08", []),
            ("2022-01-09", ["164"]),
            ("2022-01-10", []),
            ("2022-01-15", ["225"]),
            ("2022-01-20", ["227"]),
            ("2022-03-31", ["227", "~230"]),
            (None, ["227", "~230", ">=200", "241"]),
        ],
    )
    def test_the_toll_on_a_day(self, day: str | None, toll: list[str]) -> None:
        assert standing(day) == toll

    def test_a_denial_stands_beside_the_claim(self) -> None:
        dataset = Dataset([figure("a", 1), said("d", "2022-01-05", act="denies", targets=["statistic:a"])])
        assert dataset.standing() == dataset

    def test_a_planned_figure_replaces_none(self) -> None:
        dataset = Dataset([figure("a", 1), figure("b", 2, stage="planned", supersedes=["statistic:a"])])
        assert dataset.standing() == dataset

    def test_a_retraction_that_is_only_demanded_removes_nothing(self) -> None:
        demand = said("demand", "2022-01-05", act="demands")
        back = said("back", "2022-01-05", act="withdraws", targets=["statistic:a"], stated_in=demand)
        dataset = Dataset([figure("a", 1), demand, back])
        assert dataset.standing() == dataset

    def test_what_is_said_in_a_withdrawn_statement_falls_through_all_that_carry_it(self) -> None:
        outer, inner = said("outer", None), said("inner", None, stated_in="statement:outer")
        back = said("back", None, act="withdraws", targets=["statement:outer"])
        dataset = Dataset([outer, inner, back, figure("a", 1, stated_in="statement:inner")])
        assert removals(dataset.claims, dataset) == dict.fromkeys(
            ["statement:outer", "statement:inner", "statistic:a"], ("statement:back",)
        )

    def test_what_is_said_in_a_statement_does_not_withdraw_it(self) -> None:
        outer = said("outer", None)
        inner = said("inner", None, act="withdraws", targets=["statement:outer"], stated_in=outer)
        dataset = Dataset([outer, inner])
        assert dataset.standing() == dataset

    def test_what_is_not_there_can_be_withdrawn(self) -> None:
        dataset = Dataset([said("back", None, act="withdraws", targets=["statistic:gone"])])
        assert dataset.standing() == dataset

    def test_when_the_remover_falls_the_claim_stands_again(self) -> None:
        back = said("back", "2022-01-10", act="withdraws", targets=["statistic:a"])
        anew = said("anew", "2022-01-12", act="withdraws", targets=["statement:back"])
        dataset = Dataset([figure("a", 1, stated_in="statement:s"), said("s", "2022-01-05"), back, anew])
        for day, stands in (("2022-01-09", True), ("2022-01-11", False), ("2022-01-12", True)):
            assert ("statistic:a" in dataset.standing(on=day)) is stands

    def test_a_long_line_of_figures_ends_in_the_last(self) -> None:
        line = [figure(str(n), n, supersedes=[f"statistic:{n - 1}"] if n else []) for n in range(3_000)]
        # Each removes the one before it, which can then not remove the one before that.
        assert len(Dataset(line).standing().statistics) == 1_500

    def test_it_is_not_asked_of_what_is_left(self) -> None:
        with pytest.raises(InvalidQuery, match="without 1 claim that a question left out"):
            TOLL.where(lambda claim: claim.id != "statement:back").standing()

    def test_what_was_known_one_day_about_another(self) -> None:
        told = [
            Event("event:early", stage="accomplished", period="2022-01-05", stated_in="statement:first"),
            Event("event:late", stage="accomplished", period="2022-01-05", stated_in="statement:third"),
        ]
        dataset = TOLL | Dataset(told)
        assert dataset.known_on("2022-01-12").events.where(certainly_during("2022-01-05")).ids == ("event:early",)


class TestTimeline:
    def test_claims_in_the_order_in_which_they_became_known(self) -> None:
        source = Source("source:x", published="2022-01-07")
        riot = Event("event:a", stage="accomplished", period="2022-01-05", citations=Citation(source))
        late, never = figure("late", 3, as_of="2022-01-06", stated_in="statement:s"), figure("never", 3)
        found = Dataset([source, riot, late, never, said("s", "2022-01-08")]).timeline()
        assert [(each.since, each.claim.id, each.happened) for each in found] == [
            (date(2022, 1, 7), "event:a", Period("2022-01-05")),
            (date(2022, 1, 8), "statement:s", When("2022-01-08")),
            (date(2022, 1, 8), "statistic:late", When("2022-01-06")),
        ]
        assert found.undated.ids == ("statistic:never",)
        assert (len(found), found[0].claim, len(found[1:])) == (3, riot, 2)
        assert repr(found) == "Timeline(3 placed, 1 of no known day)"
        assert str(found).splitlines()[-1] == "1 claim of no known day: statistic:never"


class TestHistory:
    def test_the_toll_as_it_developed(self) -> None:
        assert str(TOLL.history("deaths")).splitlines() == [
            "2022-01-09  164, first: Health ministry [statistic:164]; withdrawn by statement:back; denied by statement:never",
            "2022-01-10  nobody named withdraws statement:first [statement:back]",
            "2022-01-11  Health ministry denies statistic:164 [statement:never]",
            "2022-01-15  225, first: Prosecutor's office [statistic:225]; superseded by statistic:227",
            "2022-01-15  19, first: Prosecutor's office [statistic:security]",
            "2022-01-20  227, up: Prosecutor's office [statistic:227]",
            "2022-01-20  3, planned: Prosecutor's office [statistic:plan]",
            "2022-03-31  ~230, unclear: Prosecutor's office [statistic:about]",
            "2022-04-01  >=200, unclear: nobody named [statistic:least]",
            "1 figure of no known day: statistic:undated",
        ]

    def test_it_is_a_sequence_of_steps(self) -> None:
        found = TOLL.history("deaths", of_whom="security_forces")
        assert (len(found), found[0].change, found[:1]) == (1, Change.FIRST, (found[0],))
        assert repr(TOLL.history("deaths")) == "History(9 steps, 1 of no known day)"

    @pytest.mark.parametrize(
        ("before", "now", "change"),
        [
            (18, 16, "down"),
            (16, 18, "up"),
            (18, 18, "same"),
            (18, ">18", "up"),
            (18, ">=18", "unclear"),
            (">=18", 17, "down"),
            ("<18", 18, "up"),
            ("<=18", 18, "unclear"),
            ("10..20", "21..30", "up"),
            ("10..20", "20..30", "unclear"),
            ('"dozens"', 18, "unclear"),
            ("?", "?", "same"),
        ],
    )
    def test_a_change_is_certain_or_unclear(self, before: Any, now: Any, change: str) -> None:
        told = [said("a", "2022-01-05"), said("b", "2022-01-06")]
        figures = [figure("a", before, stated_in="statement:a"), figure("b", now, stated_in="statement:b")]
        found = Dataset([*told, *figures]).history("deaths")
        assert found[1].change == change
        assert found[1].before == figures[0]

    def test_figures_of_two_incidents_are_not_compared(self) -> None:
        told = [said("s", "2022-01-05"), said("t", "2022-01-06")]
        figures = [
            figure("a", 5, incident="march", stated_in="statement:s"),
            figure("b", 3, incident="riot", stated_in="statement:t"),
        ]
        assert [step.change for step in Dataset([*told, *figures]).history("deaths")] == ["first", "first"]

    def test_a_figure_that_is_taken_back_with_its_statement_falls_once(self) -> None:
        data = Dataset(
            [
                said("a", "2022-01-05"),
                figure("a", 9, stated_in="statement:a"),
                said("b", "2022-01-06", act="withdraws", targets=["statement:a", "statistic:a"]),
                said("c", "2022-01-07"),
                figure("c", 12, stated_in="statement:c"),
            ]
        )
        steps = {step.claim.id: step for step in data.history("deaths")}
        assert [each.id for each in steps["statistic:a"].removed_by] == ["statement:b"]
        assert (steps["statistic:c"].change, steps["statistic:c"].before) == (Change.FIRST, None)

    def test_only_the_same_thing_is_compared(self) -> None:
        places = [Place("place:a", name="A"), Place("place:b", name="B", within="place:a")]
        told = [said("s", "2022-01-05"), said("t", "2022-01-06")]
        at_a = figure("at-a", 5, where="place:a", stated_in="statement:s")
        at_b = figure("at-b", 3, where="place:b", stated_in="statement:t")
        dataset = Dataset([*places, *told, at_a, at_b, Event("event:e", stage="accomplished")])
        assert [step.change for step in dataset.history("deaths")] == ["first", "first"]
        assert [step.claim.id for step in dataset.history("deaths", at="place:b")] == ["statistic:at-b"]
        assert len(dataset.history("deaths", about="event:e")) == 0

    def test_a_figure_that_is_not_asserted_is_shown_and_not_compared(self) -> None:
        told = [said("s", "2022-01-05", act="denies"), said("t", "2022-01-06")]
        dataset = Dataset([*told, figure("a", 5, stated_in="statement:s"), figure("b", 3, stated_in="statement:t")])
        assert [step.change for step in dataset.history("deaths")] == [None, "first"]

    def test_what_is_misspelt_is_refused(self) -> None:
        with pytest.raises(InvalidQuery, match="did you mean 'deaths'"):
            TOLL.history("death")
        with pytest.raises(NotFound, match="event:gone"):
            TOLL.history("deaths", about="event:gone")
        with pytest.raises(InvalidQuery, match="security_forces"):
            TOLL.history("deaths", of_whom="security_force")


class TestCommand:
    @pytest.fixture
    def path(self, tmp_path: Path) -> str:
        save(TOLL, tmp_path / "toll.json")
        return str(tmp_path / "toll.json")

    def test_lines(self, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["history", path, "--measure", "deaths"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[:3] == [
            "2022-01-09 164, first: Health ministry [statistic:164]",
            "    withdrawn by statement:back",
            "    denied by statement:never",
        ]
        assert lines[-1] == "1 figure of no known day: statistic:undated"

    def test_json(self, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["history", path, "--measure", "deaths", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["known_on_no_day"] == ["statistic:undated"]
        assert told["steps"][0] == {
            "since": "2022-01-09",
            "claim": "statistic:164",
            "speaker": "actor:health",
            "quantity": "164",
            "stage": "accomplished",
            "change": "first",
            "before": None,
            "removed_by": ["statement:back"],
            "denied_by": ["statement:never"],
        }
        assert told["steps"][1] == {
            "since": "2022-01-10",
            "claim": "statement:back",
            "speaker": None,
            "act": "withdraws",
            "targets": ["statement:first"],
        }
        assert [step["before"] for step in told["steps"] if step["claim"] == "statistic:227"] == ["statistic:225"]
        assert [step["change"] for step in told["steps"] if step["claim"] == "statistic:plan"] == [None]

    def test_no_figure(self, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["history", path, "--measure", "injuries"]) == 0
        assert capsys.readouterr().out == "no figure of injuries\n"

    @pytest.mark.parametrize(
        ("options", "code", "told"),
        [
            (["--measure", "death"], 2, "did you mean 'deaths'?"),
            ([], 2, "--measure"),
            (["--measure", "deaths", "--about", "event:x"], 2, "found 'event:x', expected the id of a record"),
            (["--measure", "deaths", "--of-whom", "polise"], 2, "did you mean 'police'?"),
        ],
    )
    def test_wrong_use(
        self, options: list[str], code: int, told: str, path: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        try:
            ended: object = main(["history", path, *options])
        except SystemExit as left:
            ended = left.code
        out, err = capsys.readouterr()
        assert (ended, out) == (code, "")
        assert told in err
        assert len(err.splitlines()) == 1
