"""A timeline as rows of bars and marks, and as a small picture."""

from datetime import date
from xml.etree import ElementTree

import pytest

from unrest import Citation, Dataset, Deployment, Event, Period, Source, Statement, When
from unrest.sketch import MOST, Bar, rows_of, sketch, sketched

JAN = {day: date(2022, 1, day) for day in (1, 2, 5, 10, 12, 31)}


class TestBars:
    @pytest.mark.parametrize(
        ("time", "first", "last", "solid"),
        [
            (When("2022-01-05"), 5, 5, (5, 5)),
            (When("2022-01"), 1, 31, None),
            (When("2022-01-05~"), 5, 5, None),
            (When("[2022-01-02..2022-01-05]"), 2, 5, None),
            (When("[..2022-01-12]"), None, 12, None),
            (Period("2022-01-02/2022-01-12"), 2, 12, (2, 12)),
            (Period("2022-01/2022-01-12"), 1, 12, (12, 12)),
            (Period("2022-01-02/2022-01"), 2, 31, (2, 2)),
            (Period("2022-01-02/"), 2, None, (2, 2)),
            (Period("2022-01-02/.."), 2, None, (2, 2)),
            (Period("/2022-01-12"), None, 12, (12, 12)),
            (Period("2022-01-02~/2022-01-12"), 2, 12, None),
            (Period("2022-01/"), 1, None, None),
            (Period("2022-01"), 1, 31, None),
            (Period("[..2022-01-05]/2022-01-12"), None, 12, (5, 12)),
            (Period("2022-01-02/[2022-01-05..]"), 2, None, (2, 5)),
        ],
        ids=str,
    )
    def test_it_is_full_only_where_every_reading_has_it(
        self, time: When | Period, first: int | None, last: int | None, solid: tuple[int, int] | None
    ) -> None:
        bar = Bar.of(time)
        assert (bar.first, bar.last) == (first and JAN[first], last and JAN[last])
        assert bar.solid == (solid and (JAN[solid[0]], JAN[solid[1]]))

    def test_it_prints_what_is_known(self) -> None:
        assert str(Bar.of(Period("/2022-01-12"))) == "Bar(solid=2022-01-12..2022-01-12, last=2022-01-12)"


class TestRows:
    def test_what_is_dated_comes_first_and_then_what_is_only_known(self) -> None:
        source = Source("source:x", published="2022-01-31")
        late = Event("event:late", stage="accomplished", period="2022-01-10", citations=[Citation("source:x")])
        early = Deployment("deployment:early", stage="accomplished", period="2022-01-02/")
        undated = Event("event:undated", stage="accomplished", citations=[Citation("source:x")])
        nothing = Event("event:nothing", stage="accomplished")
        rows = rows_of(Dataset([source, late, early, undated, nothing]))
        assert [row.claim.id for row in rows] == ["deployment:early", "event:late", "event:undated", "event:nothing"]
        assert [row.since for row in rows] == [None, JAN[31], JAN[31], None]
        assert rows[-1].days == ()

    def test_the_day_of_a_statement_is_no_bar(self) -> None:
        (row,) = rows_of(Dataset([Statement("statement:s", act="asserts", said="2022-01-05")]))
        assert row.bar is None
        assert row.since == JAN[5]

    def test_a_time_of_which_no_day_is_known_is_no_bar(self) -> None:
        (row,) = rows_of(Dataset([Event("event:a", stage="planned", period="/..")]))
        assert row.bar is None


class TestDoubt:
    """What was planned, or is known only from its denial, did not happen for being on a timeline."""

    def test_another_stage_is_said(self) -> None:
        (row,) = rows_of(Dataset([Event("event:a", stage="planned", summary="a strike", period="2022-01-02")]))
        assert (row.name, row.doubt) == ("planned: a strike", "planned")

    def test_so_is_what_nobody_asserts(self) -> None:
        denial = Statement("statement:s", act="denies", said="2022-01-05")
        denied = Event("event:a", stage="accomplished", stated_in=denial, summary="a strike", period="2022-01-02")
        dataset = Dataset([denial, denied])
        for shown in (dataset, dataset.timeline()):
            assert [row.doubt for row in rows_of(shown)] == ["not asserted", None]

    def test_its_bar_is_not_full(self) -> None:
        told, planned = (Event("event:a", stage=stage, period="2022-01-02/") for stage in ("accomplished", "planned"))
        assert 'opacity=".75"' in sketch(rows_of(Dataset([told])))
        assert 'opacity=".75"' not in sketch(rows_of(Dataset([planned])))


class TestSmallPicture:
    def test_an_end_that_is_not_known_has_a_sign(self) -> None:
        periods = ("2022-01-02/", "/2022-01-02", "2022-01-02")
        events = [Event("event:a", stage="accomplished", period=period) for period in periods]
        assert [sketch(rows_of(Dataset([each]))).count(">?<") for each in events] == [1, 1, 0]

    def test_a_broken_dataset_is_shown_and_says_why_it_has_none(self) -> None:
        lost = Event("event:a", stage="planned", stated_in="statement:gone")
        assert "no timeline: " in sketched(Dataset([lost]))
        assert "statement:gone" in sketched(Dataset([lost]))

    def test_it_is_xml_with_a_name(self) -> None:
        rows = rows_of(Dataset([Event("event:a", stage="planned", period="2022-01-02/", summary="a <b> & c")]))
        root = ElementTree.fromstring(sketch(rows))
        assert "a <b> & c" in "".join(root.itertext())
        assert "timeline of 1 claim" in "".join(root.itertext())

    def test_a_long_name_is_cut_and_stands_in_full_behind_it(self) -> None:
        rows = rows_of(Dataset([Event("event:a", stage="planned", period="/2022-01-02", summary="x" * 60)]))
        root = ElementTree.fromstring(sketch(rows))
        assert {f"planned: {'x' * 60}", f"planned: {'x' * 32}..."} <= set(root.itertext())

    def test_what_is_not_drawn_is_counted(self) -> None:
        events = [Event(f"event:{at}", stage="planned", period="2022-01-02") for at in range(MOST + 2)]
        shown = sketched(Dataset([*events, Event("event:undated", stage="planned")]))
        assert "2 more claims are not drawn; 1 claim of no known day" in shown

    def test_claims_without_days_are_no_picture(self) -> None:
        shown = sketched(Dataset([Event("event:undated", stage="planned")]))
        assert "<svg" not in shown
        assert "1 claim of no known day" in shown
