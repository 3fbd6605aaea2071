"""One value from many reports: what each rule chooses, whom it names, and what the recipes make of real reports."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import shared_folder

from unrest.codec import load, save
from unrest.commands import main
from unrest.dataset import Dataset
from unrest.errors import InvalidQuery
from unrest.quantity import Quantity
from unrest.records import Coding, Event, Source, Statement, Statistic
from unrest.reports import INDETERMINATE, RECIPES, Given, Rule, aggregate, choices, sensitivity
from unrest.reports.rule import (
    first_known,
    highest,
    joined,
    last_known,
    least_precise,
    lowest,
    median,
    mode,
    mode_else_highest,
    mode_else_lowest,
    mode_else_mean_day,
    most_precise,
    total_of_parts,
    union_of_bounds,
)
from unrest.when import Period, When

MAVERICK = shared_folder() / "data" / "maverick" / "maverick_event_reports.csv"
needs_maverick = pytest.mark.skipif(
    not MAVERICK.exists(), reason=f"outside data are not part of the repository, and {MAVERICK} is absent"
)


def given(*values: Any, **beside: list[Any]) -> list[Given]:
    """Reports a, b, c, ... that say these values, with other fields beside them."""
    return [
        Given("abcdefgh"[n], each, {name: cells[n] for name, cells in beside.items()}.get)
        for n, each in enumerate(values)
    ]


def known(*pairs: tuple[Any, str | None]) -> list[Given]:
    return [
        Given("abcdefgh"[n], value, known_since=None if day is None else date.fromisoformat(day))
        for n, (value, day) in enumerate(pairs)
    ]


class TestRules:
    @pytest.mark.parametrize(
        ("rule", "reports", "value", "by"),
        [
            (mode(), given("x", "y", "x"), "x", "ac"),
            (mode(), given("x", "y"), INDETERMINATE, ""),
            (mode(), given(None, None, "x"), None, "ab"),
            (mode(missing=False), given(None, None, "x"), "x", "c"),
            (mode(missing=False), given(None), None, "a"),
            (mode(), given(), None, ""),
            (mode("rank"), given("x", "y", "x", "y", rank=["1", "3", "2", None]), "y", "bd"),
            (mode("rank"), given("x", "y", rank=["1", "1"]), INDETERMINATE, ""),
            (mode("rank", "sure"), given("x", "y", rank=["1", "1"], sure=["2", "10"]), "y", "b"),
            (mode("rank"), given("x", "x", "y", rank=["1", "1", "9"]), "x", "ab"),
            (mode_else_lowest, given("10", "8", None, None, None), "8", "b"),
            (mode_else_highest, given("0", "1"), "1", "b"),
            (mode_else_lowest, given("0", "0", "1"), "0", "ab"),
            (mode_else_mean_day, given("2022-01-05", "2022-01-08"), "2022-01-06", "ab"),
            (mode_else_mean_day, given("2022-01-05", "2022-01-08", "2022-01-08", None), "2022-01-08", "bc"),
            (lowest, given("10", "9", None), "9", "b"),
            (highest, given("10", "9", "10"), "10", "ac"),
            (highest, given("2022-01-31", "2022-02-01"), "2022-02-01", "b"),
            (lowest, given(date(2022, 1, 5), date(2022, 1, 4)), date(2022, 1, 4), "b"),
            (lowest, given(None, None), None, "ab"),
            (median, given(3, 1, 2), 2, "c"),
            (median, given(4, 1, 2, 3), 2, "c"),
            (most_precise("code"), given("x", "y", None, code=["1", "5", "6"]), "y", "b"),
            (least_precise("code"), given("x", "y", "z", code=["1", "5", None]), "x", "a"),
            (most_precise("code"), given("x", "y", code=["5", "5"]), INDETERMINATE, ""),
            (most_precise("code", "sure"), given("x", "y", code=["5", "5"], sure=["1", "2"]), "y", "b"),
            (most_precise("code"), given("x", code=[None]), None, ""),
            (first_known, known(("x", "2022-01-05"), ("y", "2022-01-04"), (None, "2022-01-01")), "y", "b"),
            (last_known, known(("x", "2022-01-05"), ("y", "2022-01-04"), ("z", None)), "x", "a"),
            (last_known, known(("x", "2022-01-05"), ("y", "2022-01-05")), INDETERMINATE, ""),
            (first_known, known(("x", None)), INDETERMINATE, ""),
            (first_known, known((None, None)), None, ""),
            (joined, given("a", "b", None, "a"), "a; b", "abd"),
            (total_of_parts, given("3", 4, None), "7", "ab"),
            (total_of_parts, given(None), None, ""),
        ],
    )
    def test_what_it_chooses_and_who_said_so(self, rule: Rule, reports: list[Given], value: Any, by: str) -> None:
        found = rule.choose(reports)
        assert (found.value, found.reports) == (value, tuple(by))
        assert found.rule == repr(rule)
        assert sorted([*found.reports, *found.outvoted]) == sorted(each.report for each in reports)

    @pytest.mark.parametrize(
        ("texts", "bounds"),
        [
            (["18", "20"], "18..20"),
            (["18", "18"], "18"),
            (["18", ">=20"], ">=18"),
            (["18", "<20"], "<=20"),
            (["18", "~20"], "vague"),
            (["10..20", "15"], "10..20"),
            (["~20", "~20"], "~20"),
            ([">=5", "5"], ">=5"),
            (["<=5", ">5"], "vague"),
        ],
    )
    def test_the_union_of_bounds_has_all_of_them(self, texts: list[str], bounds: str) -> None:
        found = union_of_bounds.choose(given(*map(Quantity.parse, texts))).value
        assert isinstance(found, Quantity)
        assert bounds in (str(found), str(found.qualifier))

    def test_one_number_in_other_words_stays_that_number(self) -> None:
        both = given(Quantity.parse("5"), Quantity(low=5, best=5, high=5, qualifier="exact", wording="five"))
        assert union_of_bounds.choose(both).value == Quantity.parse("5")

    @pytest.mark.parametrize(
        ("rule", "values"),
        [
            (lowest, ["many", "many"]),
            (highest, [True, True]),
            (highest, ["8", "2022-01-05"]),
            (lowest, ["2022-02-30"]),
            (mode_else_mean_day, ["1", "2"]),
            (total_of_parts, ["2022-01-05", "3"]),
            (union_of_bounds, ["5"]),
        ],
    )
    def test_what_has_no_order_no_sum_and_no_bounds_is_refused(self, rule: Rule, values: list[Any]) -> None:
        with pytest.raises(InvalidQuery, match=r"rule\.(order|bounds|number|day)"):
            rule.choose(given(*values))

    def test_a_report_without_a_rank_is_worse_than_any(self) -> None:
        assert mode("rank").choose(given("x", "y", rank=[None, "-5"])).value == "y"
        assert mode("rank").choose(given("x", "y", rank=[None, None])).value is INDETERMINATE
        assert mode("rank").choose(given("x", "x", "y", "y", rank=[None, "2", "1", "1.5"])).value == "x"

    def test_numbers_of_json_are_numbers(self) -> None:
        assert highest.choose(given(9.5, "9")).value == 9.5

    @pytest.mark.parametrize(
        ("rule", "text", "fields"),
        [
            (mode(), "mode()", ()),
            (mode("a", "b"), "mode('a', 'b')", ("a", "b")),
            (mode_else_mean_day, "mode_else_mean_day", ()),
            (most_precise("p", "a"), "most_precise('p', 'a')", ("p", "a")),
            (least_precise("p"), "least_precise('p')", ("p",)),
            (first_known, "first_known", ()),
            (last_known, "last_known", ()),
            (joined, "joined", ()),
            (median, "median", ()),
        ],
    )
    def test_it_is_printed_as_it_is_written(self, rule: Rule, text: str, fields: tuple[str, ...]) -> None:
        assert (repr(rule), rule.fields()) == (text, fields)

    def test_the_tie_break_that_decided_is_named(self) -> None:
        tied = given("x", "y", rank=["1", "1"], sure=["1", "2"])
        assert mode("rank", "sure").choose(tied).decided_by == "sure"
        assert mode("rank").choose(given("x", rank=["1"])).decided_by is None
        assert mode_else_lowest.choose(given("2", "1")).decided_by == "lowest"


def report(name: str, incident: str = "x", **fields: Any) -> Event:
    return Event(f"event:{name}", **{"stage": "accomplished", "incident": incident, **fields})


def cell(name: str, incident: str = "x", **cells: Any) -> Event:
    return report(name, incident, codings=[Coding(extra=cells)])


class TestAggregate:
    def test_a_record_says_who_said_what(self) -> None:
        data = Dataset([cell("a", dead="8"), cell("b", dead="10"), cell("c", "y z", dead="3")])
        made = aggregate(data, {"raw.dead": highest})
        assert made.events.ids == ("event:aggregate/x", "event:aggregate/y-z")
        extra = made["event:aggregate/x"].codings[0].extra.to_dict()
        assert extra["dead"] == "10"
        assert extra["choices"]["raw.dead"] == {
            "value": "10",
            "rule": "highest",
            "reports": ["event:b"],
            "outvoted": ["event:a"],
            "decided_by": None,
        }
        assert made.description == "One record an incident."

    def test_a_field_of_the_model_is_set(self) -> None:
        source = Source("source:x")
        told = [report("a", kind="riot", period="2022-01-05"), report("b", kind="riot", citations=[]), report("c")]
        made = aggregate(Dataset([source, *told]), {"kind": mode(), "period": mode(), "period.start": mode()})
        event = made.events.only()
        assert (event.kind, event.period, event.incident) == ("riot", None, "x")
        assert "source:x" in made

    def test_words_in_which_all_said_it_are_kept_and_others_are_not(self) -> None:
        said = [When("2022-01-05", wording=words) for words in ("on Wednesday", "on Wednesday", "5 January")]
        told = [
            report(name, period=Period("2022-01-05", start=day, end=day)) for name, day in zip("abc", said, strict=True)
        ]
        for reports, wording in ((told[:2], "on Wednesday"), (told, None)):
            period = aggregate(Dataset(reports), {"period": mode()}).events.only().period
            assert period is not None
            assert (str(period), period.start.wording) == ("2022-01-05", wording)

    def test_what_is_indeterminate_stands_as_that_word(self) -> None:
        made = aggregate(Dataset([report("a", kind="riot"), report("b", kind="protest")]), {"kind": mode()})
        event = made.events.only()
        assert (event.kind, event.codings[0].extra["kind"]) == (None, "indeterminate")

    def test_only_what_is_asserted_accomplished_and_stands_counts(self) -> None:
        denial = Statement("statement:d", act="denies")
        back = Statement("statement:b", act="withdraws", targets=["event:withdrawn"])
        data = Dataset(
            [
                *(denial, back, cell("a", dead="8"), cell("withdrawn", dead="9")),
                report("planned", stage="planned", codings=[Coding(extra={"dead": "10"})]),
                report("denied", stated_in=denial, codings=[Coding(extra={"dead": "11"})]),
            ]
        )
        recipe = {"raw.dead": highest, "stage": mode()}
        assert aggregate(data, recipe).events.only().codings[0].extra["dead"] == "8"
        assert aggregate(data, recipe, all_claims=True).events.only().codings[0].extra["dead"] == "11"

    def test_figures_of_one_thing(self) -> None:
        told = {"measure": "deaths", "stage": "accomplished"}
        figures = [Statistic(f"statistic:{n}", quantity=each, **told) for n, each in enumerate((18, 19, 19))]
        other = [Statistic(f"statistic:o{n}", quantity=n, of_whom="police", **told) for n in (1, 2)]
        made = aggregate(Dataset([*figures, *other]), {"quantity": mode()}, of="figures")
        assert [(each.id, str(each.quantity)) for each in made.statistics] == [("statistic:aggregate/deaths", "19")]
        assert made.description == (
            "One record an incident. Without a figure, for no rule decides on one: 1 incident (deaths, police)."
        )

    def test_a_recipe_on_one_report_gives_that_report(self) -> None:
        data = Dataset([cell("a", dead="8", actor1="army", actor1_precision="2")])
        recipe = {"raw.dead": lowest, "raw.actor1": most_precise("raw.actor1_precision")}
        found = choices(data.incidents()["x"], recipe, data)
        assert {path: each.value for path, each in found.items()} == {"raw.dead": "8", "raw.actor1": "army"}
        assert all(each.reports == ("event:a",) for each in found.values())

    def test_several_values_of_one_report_are_one_thing_that_it_says(self) -> None:
        data = Dataset([report("a", participants=["actor:b", "actor:a"]), report("b", participants=["actor:a"])])
        found = choices(data.incidents()["x"], {"participants.who": mode()}, data)
        assert found["participants.who"].value is INDETERMINATE

    def test_what_is_misspelt_is_refused(self) -> None:
        data = Dataset([cell("a", dead="8")])
        with pytest.raises(InvalidQuery, match="did you mean 'conservative'"):
            aggregate(data, "conservativ")
        with pytest.raises(InvalidQuery, match="one of conservative, informative, representative"):
            aggregate(data, "zzz")
        with pytest.raises(InvalidQuery, match="did you mean 'kind'"):
            aggregate(data, {"knid": mode()})
        with pytest.raises(InvalidQuery, match="did you mean 'dead'"):
            aggregate(data, {"raw.daed": mode()})
        with pytest.raises(InvalidQuery, match="did you mean 'dead'"):
            aggregate(data, {"raw.dead": mode("raw.deed")})

    def test_what_only_other_claims_have_is_refused(self) -> None:
        said = Statement("statement:s", act="asserts")
        assert len(aggregate(Dataset([said]), {"kind": mode()}).events) == 0
        figure = Statistic("statistic:f", measure="deaths", quantity=3, stage="accomplished")
        data = Dataset([cell("a", dead="8"), said, figure])
        with pytest.raises(InvalidQuery, match="found 'act', expected a field of Event"):
            aggregate(data, {"act": mode()})
        with pytest.raises(InvalidQuery, match="found 'act', expected a field of Event"):
            choices(data.incidents()["x"], {"act": mode()}, data)
        with pytest.raises(InvalidQuery, match="found 'kind', expected a field of Statistic"):
            choices(data.incidents(of="figures")[0], {"kind": mode()}, data)

    def test_of_nothing_nothing_is_made(self) -> None:
        made = aggregate(Dataset(), {"kind": mode()})
        assert (len(made), made.description) == (0, "One record an incident.")

    def test_two_incidents_that_are_written_alike_are_two(self) -> None:
        made = aggregate(Dataset([cell("a", "y z", dead="8"), cell("b", "y-z", dead="9")]), {"raw.dead": mode()})
        assert {each.id: each.incident for each in made.events} == {
            "event:aggregate/y-z": "y z",
            "event:aggregate/y-z/2": "y-z",
        }

    def test_what_is_about_an_event_can_be_kept(self, tmp_path: Path) -> None:
        told = {"measure": "deaths", "stage": "accomplished", "about": "event:e"}
        data = Dataset([report("e"), Statistic("statistic:a", quantity=3, **told)])
        made = aggregate(data, {"quantity": mode()}, of="figures")
        save(made, tmp_path / "made.json")
        assert load(tmp_path / "made.json").statistics.only().about == "event:e"
        assert made.outside == ("event:e", "statistic:a")

    def test_no_stage_is_taken_for_another(self) -> None:
        planned, done = report("a", stage="planned"), report("b")
        assert aggregate(Dataset([planned]), {"kind": mode()}, all_claims=True).events.only().stage == "planned"
        with pytest.raises(InvalidQuery, match="that are accomplished, planned, expected reports of one stage"):
            aggregate(Dataset([planned, done]), {"kind": mode()}, all_claims=True)
        most = aggregate(Dataset([planned, done, report("c")]), {"stage": mode()}, all_claims=True)
        assert most.events.only().stage == "accomplished"

    @pytest.mark.parametrize("recipe", [{"kind": mode(), "raw.kind": mode()}, {"raw.choices": mode()}])
    def test_two_fields_of_one_name_are_refused(self, recipe: dict[str, Rule]) -> None:
        with pytest.raises(InvalidQuery, match="two fields under the name"):
            aggregate(Dataset([cell("a", kind="8", choices="x")]), recipe)

    def test_recipes_side_by_side(self) -> None:
        data = Dataset([cell("a", dead="8"), cell("b", dead="10")])
        recipes = {"low": {"raw.dead": lowest}, "high": {"raw.dead": highest, "stage": mode()}}
        found = [*sensitivity(data, recipes)]
        assert [(each.incident, each.path, dict(each.values), each.differs) for each in found] == [
            ("x", "raw.dead", {"low": "8", "high": "10"}, True),
            ("x", "stage", {"high": "accomplished"}, False),
        ]
        # The recipes with a name are for tables with these columns.
        assert [*sensitivity(data)] == []
        real = Dataset([cell("a", deaths_best="8"), cell("b", deaths_best="10")])
        assert [dict(each.values) for each in sensitivity(real)] == [
            {"conservative": "8", "informative": "10", "representative": "8"}
        ]


class TestCommand:
    @pytest.fixture
    def path(self, tmp_path: Path) -> str:
        save(Dataset([cell("a", deaths_best="8"), cell("b", deaths_best="10")]), tmp_path / "data.json")
        return str(tmp_path / "data.json")

    def test_a_dataset(self, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = tmp_path / "made.jsonl"
        assert main(["aggregate", path, "--recipe", "conservative", "-o", str(out)]) == 0
        assert capsys.readouterr().out.split() == f"wrote {out}: 1 incident of 2 events".split()
        assert load(out).events.only().codings[0].extra["deaths_best"] == "8"

    def test_a_table(self, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = tmp_path / "made.csv"
        assert main(["aggregate", path, "--recipe", "informative", "-o", str(out), "--json", "--all-claims"]) == 0
        assert json.loads(capsys.readouterr().out) == {"written": str(out), "recipe": "informative", "incidents": 1}
        (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
        assert row == {"event_id": "x", "deaths_best": "10"}
        assert "choices" not in row

    def test_wrong_use(self, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["aggregate", path, "--recipe", "conservativ", "-o", str(tmp_path / "x.json")]) == 2
        assert "did you mean 'conservative'?" in capsys.readouterr().err
        assert main(["aggregate", path, "--recipe", "conservative", "-o", str(tmp_path / "x.txt")]) == 2
        before = Path(path).read_bytes()
        assert main(["aggregate", path, "--recipe", "conservative", "-o", path]) == 2
        assert "the path of what the result is made of" in capsys.readouterr().err
        assert Path(path).read_bytes() == before


# The recipes once more, as the field writes them down, over plain rows.

TIES = ("source_classification", "certain")


def there(rows: list[dict[str, str]], column: str) -> list[str]:
    return [row[column] for row in rows if row[column] not in ("", "NA")]


def naive_mode(rows: list[dict[str, str]], column: str) -> str | None:
    cells = [None if row[column] in ("", "NA") else row[column] for row in rows]
    counts = Counter(cells)
    tied = {cell for cell, count in counts.items() if count == max(counts.values())}
    for tie in TIES:
        best: dict[str | None, float] = {}
        for row, cell in zip(rows, cells, strict=True):
            if cell in tied:
                rank = float(row[tie]) if row[tie] not in ("", "NA") else float("-inf")
                best[cell] = max(best.get(cell, float("-inf")), rank)
        tied = {cell for cell in tied if best[cell] == max(best.values())}
    return "indeterminate" if len(tied) > 1 else next(iter(tied))


def naive_precise(rows: list[dict[str, str]], column: str, by: str, most: bool) -> str | None:
    kept = [row for row in rows if row[column] not in ("", "NA") and row[by] not in ("", "NA")]
    if not kept:
        return None
    codes = [float(row[by]) for row in kept]
    end = max(codes) if most else min(codes)
    return naive_mode([row for row in kept if float(row[by]) == end], column)


def naive_end(rows: list[dict[str, str]], column: str, most: bool) -> str | None:
    cells = there(rows, column)
    key: Any = (lambda cell: cell) if column.startswith("date") else float
    return None if not cells else max(cells, key=key) if most else min(cells, key=key)


def naive_number_mode(rows: list[dict[str, str]], column: str, most: bool) -> str | None:
    cells = there(rows, column)
    if not cells:
        return None
    counts = Counter(cells)
    tied = [cell for cell in counts if counts[cell] == max(counts.values())]
    return max(tied, key=float) if most else min(tied, key=float)


def naive_day_mode(rows: list[dict[str, str]], column: str) -> str | None:
    cells = there(rows, column)
    if not cells:
        return None
    counts = Counter(cells)
    tied = [date.fromisoformat(cell).toordinal() for cell in counts if counts[cell] == max(counts.values())]
    return date.fromordinal(sum(tied) // len(tied)).isoformat()


COUNTS = [f"{what}_{which}" for what in ("deaths", "injuries") for which in ("best", "low", "high")]
PLACE = ["city", "location", "latitude", "longitude"]
ACTORS = [f"actor{n}" for n in range(1, 7)]


def naive(recipe: str, rows: list[dict[str, str]]) -> dict[str, str | None]:
    found = {f"certain{n}": naive_end(rows, f"certain{n}", most=True) for n in range(1, 7)}
    found["source"] = "; ".join(dict.fromkeys(there(rows, "source"))) or None
    found |= {column: naive_mode(rows, column) for column in ("country", "election", "event_context", "target")}
    if recipe == "representative":
        found |= {column: naive_mode(rows, column) for column in ("city", "location", *ACTORS)}
        found |= {column: naive_day_mode(rows, column) for column in ("date_start", "date_end")}
        numbers = ["latitude", "longitude", "geo_precision", *COUNTS]
        found |= {column: naive_number_mode(rows, column, most=False) for column in numbers}
        return found | {column: naive_number_mode(rows, column, most=True) for column in ("displacement", "damage")}
    most = recipe == "informative"
    found |= {column: naive_precise(rows, column, "geo_precision", most) for column in PLACE}
    found |= {column: naive_precise(rows, column, f"{column}_precision", most) for column in ACTORS}
    found |= {column: naive_end(rows, column, most=most) for column in ("date_start", *COUNTS)}
    return found | {"date_end": naive_end(rows, "date_end", most=not most)}


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["a\x1bb", "cafe\u0301", "a\u200eb", "a, b\tc", "100 %"])
def test_an_incident_may_have_a_name_that_no_id_can_have(name: str) -> None:
    data = Dataset([Event("event:a", stage="accomplished", kind="riot", incident=name)])
    [made] = aggregate(data, {"kind": mode()}).events
    assert (made.incident, str(made.kind)) == (name, "riot")


@needs_maverick
@pytest.mark.parametrize("recipe", sorted(RECIPES))
def test_the_recipes_on_real_reports(recipe: str) -> None:
    with MAVERICK.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(row["event_id"], []).append(row)
    made = aggregate(Dataset([cell(row["id"], row["event_id"], **row) for row in rows]), recipe)
    assert len(made.events) == len(groups) == 2200
    undecided = 0
    for event in made.events:
        extra = event.codings[0].extra.to_dict()
        told = extra.pop("choices")
        # Reports stand in the order of their ids in a dataset, and in that of the file here.
        group = sorted(groups[str(event.incident)], key=lambda row: f"event:{row['id']}")
        assert extra == naive(recipe, group)
        undecided += "indeterminate" in extra.values()
        for choice in told.values():
            assert sorted([*choice["reports"], *choice["outvoted"]]) == [f"event:{row['id']}" for row in group]
    assert undecided > 0
