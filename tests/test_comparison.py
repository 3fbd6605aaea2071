"""Two releases of a dataset side by side."""

import json
from pathlib import Path

import pytest
from hypothesis import given

import unrest
from unrest import Coding, Dataset, Event, InvalidDataset, Place, Row, Rows, compare
from unrest.commands import main
from unrest.comparison import Comparison, Difference, lines_of
from unrest.strategies import datasets


def told(release: str, key: str, **more: object) -> Event:
    coding = Coding(dataset="ucdp_ged", release=release, row=key, retrieved=f"2022-01-0{release}")
    return Event(f"event:{key}", stage="accomplished", codings=[coding], **more)  # type: ignore[arg-type]


def rows(release: str, **cells: str) -> list[Rows]:
    kept = [Row(key, [key, best]) for key, best in cells.items()]
    return [Rows(dataset="ucdp_ged", release=release, columns=["id", "best"], rows=kept)]


PAGE = unrest.Source("source:x")
OLD = Dataset([PAGE, told("1", "a", kind="riot"), told("1", "b"), told("1", "c")], rows=rows("1", a="1", b="2"))
NEW = Dataset(
    [PAGE, told("2", "a", kind="protest", citations=[unrest.Citation(PAGE)]), told("2", "b"), told("2", "d")],
    rows=rows("2", a="1", b="3", d="4"),
)


class TestCompare:
    def test_what_came_what_went_and_what_changed(self) -> None:
        found = compare(OLD, NEW)
        assert (found.added, found.removed) == (("event:d",), ("event:c",))
        assert [*map(str, found.changed)] == [
            "event:a: citations was empty, is source:x",
            "event:a: kind was riot, is protest",
        ]
        assert [*map(str, found.cells)] == ["ucdp_ged b: raw.best was 2, is 3"]
        assert found.counts() == {"added": {"event": 1}, "removed": {"event": 1}, "changed": {"event": 1}}

    def test_when_and_from_which_release_it_was_read_is_no_difference(self) -> None:
        assert compare(Dataset([told("1", "b")]), Dataset([told("2", "b")])) == Comparison()

    def test_what_a_coder_says_is(self) -> None:
        old, new = (Dataset([Place("place:a", name="A", codings=[Coding(coder=name)])]) for name in "xy")
        assert [each.path for each in compare(old, new).changed] == ["codings"]

    def test_a_column_that_one_release_does_not_have_says_nothing(self) -> None:
        more = Rows(dataset="ucdp_ged", release="2", columns=["id", "relid"], rows=[Row("a", ["a", "x"])])
        assert compare(OLD, Dataset(rows=[more])).cells == ()

    @given(datasets())
    def test_nothing_differs_from_itself(self, dataset: Dataset) -> None:
        assert compare(dataset, dataset) == Comparison()

    @given(datasets(), datasets())
    def test_the_other_way_round_is_the_other_way_round(self, one: Dataset, other: Dataset) -> None:
        there, back = compare(one, other), compare(other, one)
        assert (there.added, there.removed) == (back.removed, back.added)
        assert [(each.record, each.path, each.new, each.old) for each in there.changed] == [
            (each.record, each.path, each.old, each.new) for each in back.changed
        ]

    @pytest.mark.parametrize(("old", "new", "place"), [(5, NEW, "old"), (OLD, 5, "new")])
    def test_what_is_no_dataset_is_refused(self, old: Dataset, new: Dataset, place: str) -> None:
        with pytest.raises(InvalidDataset, match=f"{place}: found 5"):
            compare(old, new)


class TestLines:
    def test_many_are_cut_and_counted(self) -> None:
        found = Comparison(added=("event:a",), changed=tuple(Difference("event:b", path, None, "x") for path in "pqr"))
        assert [*lines_of(found, 2)] == [
            "1 added, 0 removed, 1 changed",
            "added event:a",
            "changed event:b: p was empty, is x",
            "changed event:b: q was empty, is x",
            "... and 1 more",
        ]


class TestCommand:
    @pytest.fixture
    def files(self, tmp_path: Path) -> list[str]:
        paths = [tmp_path / name for name in ("old.json", "new.json")]
        for path, dataset in zip(paths, (OLD, NEW), strict=True):
            dataset.save(path)
        return [*map(str, paths)]

    def test_it_prints_what_differs(self, files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compare", *files, "--all"]) == 1
        assert capsys.readouterr().out.splitlines()[-1] == "cell ucdp_ged b: raw.best was 2, is 3"

    def test_it_gives_json(self, files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compare", *files, "--json"]) == 1
        found = json.loads(capsys.readouterr().out)
        assert (found["added"], found["removed"]) == (["event:d"], ["event:c"])
        assert found["changed"][1] == {"record": "event:a", "path": "kind", "old": "riot", "new": "protest"}

    def test_nothing_that_differs_is_fine(self, files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compare", files[0], files[0]]) == 0
        assert capsys.readouterr().out == "0 added, 0 removed, 0 changed\n"
