"""Reports of one happening: which there are, which may be, and where they differ."""

import csv
import json
import math
import statistics as numbers_of
from pathlib import Path
from typing import Any

import pytest
from conftest import shared_folder

from unrest.codec import save
from unrest.commands import main
from unrest.dataset import Dataset
from unrest.errors import Ambiguous, InvalidQuery, NotFound
from unrest.quantity import Quantity
from unrest.records import Actor, Citation, Coding, Deployment, Event, Place, Source, Statement, Statistic
from unrest.reports import Disagreement, Incident, conflicts, disagreement, disagreement_by, propose_incidents

MAVERICK = shared_folder() / "data" / "maverick" / "maverick_event_reports.csv"
needs_maverick = pytest.mark.skipif(
    not MAVERICK.exists(), reason=f"outside data are not part of the repository, and {MAVERICK} is absent"
)


def event(name: str, **fields: Any) -> Event:
    return Event(f"event:{name}", **{"stage": "accomplished", **fields})


def figure(name: str, quantity: Any, **fields: Any) -> Statistic:
    return Statistic(
        f"statistic:{name}", **{"measure": "deaths", "quantity": quantity, "stage": "accomplished", **fields}
    )


def cell(name: str, incident: str | None, **cells: Any) -> Event:
    return event(name, incident=incident, codings=[Coding(extra=cells)])


class TestIncidents:
    DATA = Dataset(
        [
            event("a", incident="march"),
            event("b", incident="march"),
            event("c", incident="riot"),
            event("none"),
            Deployment("deployment:d", stage="planned", incident="riot"),
            Statement("statement:s", act="asserts", incident="march"),
            figure("a", 3),
            figure("b", 4),
            figure("security", 4, of_whom="security_forces"),
            figure("march", 5, incident="march"),
        ]
    )

    def test_events_are_grouped_by_what_they_share(self) -> None:
        found = self.DATA.incidents()
        assert [(each.name, *each.reports.ids) for each in found] == [
            ("march", "event:a", "event:b"),
            ("riot", "event:c", "deployment:d"),
        ]
        assert found.ungrouped.ids == ("event:none",)
        assert repr(found) == "Incidents(2, 1 report of none)"

    def test_figures_are_grouped_by_what_they_count(self) -> None:
        found = self.DATA.incidents(of="figures")
        assert [(each.name, len(each.reports)) for each in found] == [
            ("deaths", 2),
            ("deaths, march", 1),
            ("deaths, security_forces", 1),
        ]
        assert [repr(each) for each in found.several] == ["Incident('deaths', 2 reports)"]
        assert repr(found[1]) == "Incident('deaths, march', 1 report)"

    def test_one_is_asked_for_by_its_name(self) -> None:
        found = self.DATA.incidents()
        assert found["march"] is found[0]
        assert [*found[1:]] == [found[1]]
        with pytest.raises(NotFound, match="did you mean 'march'"):
            found["marhc"]
        with pytest.raises(NotFound, match="the name of an incident"):
            found["something else"]
        twice = type(found)((found[0], found[0]), found.ungrouped)
        with pytest.raises(Ambiguous, match="the name of 2 incidents"):
            twice["march"]

    def test_what_has_one_name_and_counts_two_things_is_two(self) -> None:
        data = Dataset([figure("a", 3, of_whom="police"), figure("b", 4, counted="police")])
        found = data.incidents(of="figures")
        assert [(each.name, len(each.reports)) for each in found] == [("deaths, police", 1), ("deaths, police", 1)]
        with pytest.raises(Ambiguous, match="the name of 2 incidents"):
            found["deaths, police"]

    @pytest.mark.parametrize(("of", "told"), [("figure", "did you mean 'figures'"), ("zzz", "'events' or 'figures'")])
    def test_other_groups_are_refused(self, of: str, told: str) -> None:
        with pytest.raises(NotFound, match=told):
            self.DATA.incidents(of=of)


class TestProposals:
    PLACES = (
        Place("place:country", name="Country"),
        Place("place:town", name="Town", within="place:country"),
        Place("place:else", name="Else"),
    )

    def proposed(self, *events: Event, **how: Any) -> list[str]:
        return [str(each) for each in propose_incidents(Dataset([*self.PLACES, *events]), **how)]

    def test_two_that_may_be_one(self) -> None:
        one = event("a", kind="riot", period="2022-01-05", where="place:town")
        other = event("b", kind="riot", period="2022-01", where="place:country")
        assert self.proposed(one, other) == [
            "event:a and event:b: may share a day: 2022-01-05 and 2022-01; place:town lies within place:country; "
            "both are riot"
        ]

    @pytest.mark.parametrize(
        "fields",
        [
            {"period": "2022-01-06"},
            {"period": None},
            {"where": "place:else"},
            {"where": None},
            {"kind": "protest"},
            {"kind": None},
            {"period": "2021"},
        ],
    )
    def test_one_thing_that_does_not_fit_is_enough(self, fields: dict[str, Any]) -> None:
        told = {"kind": "riot", "period": "2022-01-05", "where": "place:town"}
        assert self.proposed(event("a", **told), event("b", **{**told, **fields})) == []

    def test_a_kind_that_is_not_coded_is_allowed_by_name(self) -> None:
        told = {"period": "2022-01-05", "where": "place:town"}
        assert self.proposed(event("a", kind="riot", **told), event("b", **told), needs_kind=False) == [
            "event:a and event:b: may share a day: 2022-01-05 and 2022-01-05; both at place:town; a kind is not coded"
        ]
        assert (
            self.proposed(event("a", kind="riot", **told), event("b", kind="protest", **told), needs_kind=False) == []
        )

    def test_what_is_coded_is_not_proposed(self) -> None:
        told = {"kind": "riot", "period": "2022-01-05", "where": "place:town"}
        assert self.proposed(event("a", incident="x", **told), event("b", incident="x", **told)) == []
        assert self.proposed(event("a", incident="x", **told), event("b", incident="y", **told)) == []
        assert len(self.proposed(event("a", incident="x", **told), event("b", **told))) == 1

    def test_a_vague_day_in_between_does_not_end_the_search(self) -> None:
        told = {"kind": "riot", "where": "place:town"}
        events = [
            event("long", period="2022-01-01/2022-01-31", **told),
            event("hole", period="2022-01-02/2022-01-03", **told),
            event("late", period="2022-01-30", **told),
        ]
        assert [each.split(":")[1].split(" ")[0] for each in self.proposed(*events)] == ["hole", "late"]


class TestDisagreement:
    def found(self, path: str, *reports: Any, **how: Any) -> Disagreement:
        return disagreement(Dataset(reports).incidents(), path, **how)

    def test_the_measures(self) -> None:
        told = self.found(
            "raw.dead",
            cell("a", "x", dead="8"),
            cell("b", "x", dead="10"),
            cell("c", "x", dead="8"),
            cell("d", "y", dead="3"),
            cell("e", "y", dead="3"),
        )
        assert (told.incidents, told.share, told.score, told.normalised) == (2, 0.5, 0.5, 0.5 / 3)
        assert told.mean_range == 1.0
        assert told.mean_deviation == numbers_of.stdev([8, 10, 8]) / 2
        assert told.confidence == (2 / 3 + 1) / 2

    def test_missing_is_a_value_or_none(self) -> None:
        reports = cell("a", "x", dead="8"), cell("b", "x", dead="NA"), cell("c", "x", dead=""), cell("d", "x")
        one, other = self.found("raw.dead", *reports), self.found("raw.dead", *reports, missing_is_a_value=False)
        assert (one.share, one.score, one.confidence, one.mean_range) == (1.0, 1.0, 0.75, 0.0)
        assert (other.share, other.score, other.confidence, other.mean_range) == (0.0, 0.0, 1.0, 0.0)

    def test_words_are_no_numbers(self) -> None:
        told = self.found("raw.x", cell("a", "x", x="8 men"), cell("b", "x", x="1e3"), cell("c", "x", x=True))
        assert (told.share, told.mean_range, told.mean_deviation) == (1.0, None, None)

    def test_numbers_of_every_sort(self) -> None:
        told = self.found("raw.x", cell("a", "x", x=8), cell("b", "x", x=9.5), cell("c", "x", x="-1.5"))
        assert told.mean_range == 11.0

    def test_a_field_of_the_model(self) -> None:
        told = {"incident": "x"}
        found = self.found(
            "period.start", event("a", period="2022-01-05", **told), event("b", period="2022-01", **told)
        )
        assert (found.share, found.score) == (1.0, 1.0)
        unknown = self.found("period.start", event("a", period="/2022-01-05", **told), event("b", **told))
        assert (unknown.share, unknown.normalised) == (0.0, 1 * 0.0)

    def test_of_nothing_there_is_none(self) -> None:
        none = self.found("raw.x", event("a"))
        assert (none.incidents, none.share, none.score, none.normalised, none.confidence) == (0, None, None, None, None)
        empty = self.found("period", event("a", incident="x"), missing_is_a_value=False)
        assert (empty.incidents, empty.share, empty.score, empty.normalised, empty.confidence) == (
            1,
            0.0,
            0.0,
            None,
            None,
        )

    def test_the_same_in_other_words_does_not_differ(self) -> None:
        told = [Quantity.parse("5"), Quantity(low=5, best=5, high=5, qualifier="exact", wording="five")]
        data = Dataset([figure(str(n), each) for n, each in enumerate(told)])
        assert disagreement(data.incidents(of="figures"), "quantity").share == 0.0

    def test_null_is_nothing(self) -> None:
        told = self.found("raw.x", cell("a", "x", x=None), cell("b", "x", x="1"), missing_is_a_value=False)
        assert told.share == 0.0

    def test_a_column_that_no_report_has_is_refused(self) -> None:
        with pytest.raises(InvalidQuery, match="did you mean 'deaths'"):
            self.found("raw.death", cell("a", "x", deaths="8"))

    def test_a_field_that_no_report_has_is_refused(self) -> None:
        with pytest.raises(InvalidQuery, match=r"a field of Event, or raw\.<column>"):
            self.found("dead", event("a", incident="x"))
        with pytest.raises(InvalidQuery, match="a field of no report"):
            self.found("period", event("a"))


class TestDisagreementBy:
    DATA = Dataset(
        [
            Source("source:en", language="en", published="2022-01-05"),
            Source("source:ru", language="ru", published="2022-02-05"),
            Actor("actor:police", name="Police"),
            Statement("statement:s", act="asserts", speaker="actor:police"),
            figure("a", 18, stated_in="statement:s", citations=[Citation("source:en")]),
            figure("b", 19, stated_in="statement:s", citations=[Citation("source:en"), Citation("source:ru")]),
            figure("c", 18, citations=[Citation("source:ru")]),
            figure("d", 18, of_whom="police"),
        ]
    )

    @pytest.mark.parametrize(
        ("by", "shares"),
        [
            ("speaker", {"actor:police": 1.0, None: 0.0}),
            ("source", {"source:en": 0.0, "source:en, source:ru": 0.0, "source:ru": 0.0, None: 0.0}),
            ("language", {"en": 0.0, "en, ru": 0.0, "ru": 0.0, None: 0.0}),
            ("month", {"2022-01": 1.0, "2022-02": 0.0, None: 0.0}),
        ],
    )
    def test_reports_that_have_something_in_common(self, by: str, shares: dict[Any, float]) -> None:
        found = disagreement_by(self.DATA, "quantity", by, of="figures")
        assert [*found] == [*shares]
        assert {key: each.share for key, each in found.items()} == shares

    def test_anything_else_is_refused(self) -> None:
        with pytest.raises(InvalidQuery, match="did you mean 'speaker'"):
            disagreement_by(self.DATA, "quantity", "speker", of="figures")
        with pytest.raises(InvalidQuery, match="one of speaker, source, language, month"):
            disagreement_by(self.DATA, "quantity", "zzz")


class TestConflicts:
    def found(self, quantities: list[Any]) -> list[tuple[str, str]]:
        data = Dataset([figure(str(n), each) for n, each in enumerate(quantities)])
        return [(each.has, each.other_has) for each in conflicts(data.incidents(of="figures"), "quantity")]

    @pytest.mark.parametrize(
        ("one", "other", "conflict"),
        [
            (18, 19, True),
            (19, 19, False),
            (19, ">=19", False),
            (19, ">19", True),
            (19, "<19", True),
            (19, "<=19", False),
            (19, "~3", False),
            (19, '"dozens"', False),
            (19, "?", False),
            ("10..20", "15..30", False),
            ("10..20", "21..30", True),
            (">18", "<=18", True),
        ],
    )
    def test_of_figures(self, one: Any, other: Any, conflict: bool) -> None:
        assert bool(self.found([one, other])) is conflict
        assert bool(self.found([other, one])) is conflict

    def test_of_days_and_words(self) -> None:
        told = {"incident": "x"}
        days = [event("a", period="2022-01-05", **told), event("b", period="2022-01", **told)]
        late = event("c", period="2022-02", kind="riot", **told)
        data = Dataset([*days, late, event("d", kind="protest", **told)])
        assert [str(each) for each in conflicts(data.incidents(), "period")] == [
            "x: event:a has 2022-01-05, event:c has 2022-02 (period)",
            "x: event:b has 2022-01, event:c has 2022-02 (period)",
        ]
        assert [(each.one, each.other) for each in conflicts(data.incidents(), "kind")] == [("event:c", "event:d")]

    def test_of_several_values(self) -> None:
        who = [["actor:a", "actor:b"], ["actor:b", "actor:a"], ["actor:a"]]
        data = Dataset([event(str(n), incident="x", participants=each) for n, each in enumerate(who)])
        assert [(each.has, each.other_has) for each in conflicts(data.incidents(), "participants.who")] == [
            ("actor:a, actor:b", "actor:a"),
            ("actor:a, actor:b", "actor:a"),
        ]


def naive(groups: list[list[str | None]], missing: bool) -> dict[str, float | None]:
    """The measures as the field writes them down, cell by cell."""
    share = score = confidence = asked = 0.0
    ranges, deviations, every = [], [], set()
    for cells in groups:
        kept = [each for each in cells if missing or each is not None]
        distinct = list(dict.fromkeys(kept))
        every.update(distinct)
        share += len(distinct) >= 2
        score += max(len(distinct), 1) - 1
        if kept:
            asked += 1
            confidence += max(kept.count(each) for each in distinct) / len(kept)
        numbers = []
        for each in cells:
            try:
                numbers.append(float(str(each)))
            except ValueError:
                continue
        if numbers:
            ranges.append(max(numbers) - min(numbers))
        if len(numbers) > 1:
            mean = sum(numbers) / len(numbers)
            deviations.append(math.sqrt(sum((each - mean) ** 2 for each in numbers) / (len(numbers) - 1)))
    return {
        "share": share / len(groups),
        "score": score / len(groups),
        "normalised": score / len(groups) / len(every) if every else None,
        "mean_range": sum(ranges) / len(ranges) if ranges else None,
        "mean_deviation": sum(deviations) / len(deviations) if deviations else None,
        "confidence": confidence / asked if asked else None,
    }


class TestCommand:
    @pytest.fixture
    def path(self, tmp_path: Path) -> str:
        data = Dataset(
            [
                cell("a", "march", dead="8", hurt="2"),
                cell("b", "march", dead="10"),
                cell("c", "riot", dead="3"),
                event("none"),
                figure("a", 18),
                figure("b", 19),
            ]
        )
        save(data, tmp_path / "data.json")
        return str(tmp_path / "data.json")

    def test_a_table(self, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["disagreement", path, "--field", "raw.dead", "--field", "kind"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "field     incidents   share   score  normalised  mean range  mean deviation  confidence",
            "raw.dead          1  1.0000  1.0000      0.5000      2.0000          1.4142      0.5000",
            "kind              1  0.0000  0.0000      0.0000           -               -      1.0000",
            "1 incident of 2; 1 report of none; those with one report cannot differ and are left out",
        ]

    def test_of_all_incidents_and_figures(self, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["disagreement", path, "--all", "--field", "raw.dead"]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == "2 incidents of 2; 1 report of none"
        assert main(["disagreement", path, "--of", "figures"]) == 0
        assert capsys.readouterr().out.splitlines()[1].split() == [
            *("quantity", "1", "1.0000", "1.0000", "0.5000", "-", "-", "0.5000")
        ]

    def test_csv_and_json(self, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["disagreement", path, "--field", "raw.dead", "--csv"]) == 0
        (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
        assert main(["disagreement", path, "--field", "raw.dead", "--json"]) == 0
        (told,) = json.loads(capsys.readouterr().out)
        assert {name: str(each) for name, each in told.items()} == row
        assert (told["field"], told["incidents"], told["mean_range"]) == ("raw.dead", 1, 2.0)

    def test_missing_can_be_left_out(self, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        for option, share in (([], 1.0), (["--ignore-missing"], 0.0)):
            assert main(["disagreement", path, "--field", "raw.hurt", "--json", *option]) == 0
            assert json.loads(capsys.readouterr().out)[0]["share"] == share

    def test_without_incidents_there_is_nothing_to_ask(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        save(Dataset([event("none")]), tmp_path / "none.json")
        assert main(["disagreement", str(tmp_path / "none.json")]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == "0 incidents of 0; 1 report of none"

    def test_a_misspelt_field_is_answered_with_the_nearest(self, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["disagreement", path, "--field", "perod"]) == 2
        assert "did you mean 'period'?" in capsys.readouterr().err


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with MAVERICK.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@pytest.fixture(scope="module")
def several(rows: list[dict[str, str]]) -> list[Incident]:
    reports = [cell(row["id"], row["event_id"], **row) for row in rows]
    return [*Dataset(reports).incidents().several]


@pytest.mark.sweep
@needs_maverick
class TestMaverick:
    """Real event reports: the published figures, and every measure of every column beside a naive reading."""

    @pytest.mark.parametrize(
        ("column", "percent"),
        [("deaths_best", 45.5), ("date_start", 43.2), ("actor1", 62.7), ("city", 17.0), ("location", 44.5)],
    )
    def test_the_published_shares(self, several: list[Incident], column: str, percent: float) -> None:
        found = disagreement(several, f"raw.{column}")
        assert (found.incidents, round(100 * found.share, 1)) == (407, percent)

    @pytest.mark.parametrize("missing", [True, False])
    def test_every_measure_of_every_column(
        self, rows: list[dict[str, str]], several: list[Incident], missing: bool
    ) -> None:
        groups: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            groups.setdefault(row["event_id"], []).append(row)
        asked = [groups[incident.name] for incident in several]
        for column in rows[0]:
            cells = [[None if row[column] in ("", "NA") else row[column] for row in group] for group in asked]
            found = disagreement(several, f"raw.{column}", missing_is_a_value=missing)
            for name, expected in naive(cells, missing).items():
                given = getattr(found, name)
                assert (given is None) is (expected is None), (column, name)
                assert given is None or math.isclose(given, expected or 0.0, abs_tol=1e-9), (column, name)
