"""Values as a notebook shows them: escaped, with what is set and nothing else."""

import attrs
import pytest

import unrest
from unrest import Actor, Dataset, Event, Period, Problem, Statement, When
from unrest.display import LONGEST, MOST, Displayed, table


def rows(html: str) -> int:
    return html.count("<tr>") - 1


VALUES = [
    name for name in unrest.__all__ if isinstance(getattr(unrest, name), type) and attrs.has(getattr(unrest, name))
]


class TestEveryPublicValue:
    @pytest.mark.parametrize("name", VALUES)
    def test_it_can_be_shown(self, name: str) -> None:
        assert callable(getattr(getattr(unrest, name), "_repr_html_", None)), name


class TestOneValue:
    def test_only_what_is_set_is_shown(self) -> None:
        assert rows(Event("event:a", stage="planned")._repr_html_()) == 2

    def test_what_comes_from_data_is_escaped(self) -> None:
        shown = Actor("actor:a", name="<script>alert('x')</script>", note='"&"')._repr_html_()
        assert "<script>" not in shown
        assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in shown
        assert "&quot;&amp;&quot;" in shown

    def test_the_name_of_a_column_is_escaped_too(self) -> None:
        assert "<b>" not in table(["<b>"], [], "<b>")

    def test_a_day_shows_what_follows_from_its_text(self) -> None:
        assert "2022-01-31" in When("2022-01")._repr_html_()

    def test_unknown_and_ongoing_are_told_apart(self) -> None:
        unknown, ongoing = Period("2022-01-02/")._repr_html_(), Period("2022-01-02/..")._repr_html_()
        assert unknown != ongoing

    def test_several_values_stand_on_lines_of_one_cell(self) -> None:
        assert "one\ntwo" in Actor("actor:a", name="x", aliases=["two", "one"])._repr_html_()

    def test_of_many_values_the_rest_is_counted(self) -> None:
        names = [f"name {at:03}" for at in range(MOST + 3)]
        shown = Actor("actor:a", name="x", aliases=names)._repr_html_()
        assert "and 3 more" in shown
        assert f"name {MOST:03}" not in shown

    def test_of_a_long_text_the_rest_is_counted(self) -> None:
        shown = Actor("actor:a", name="x", note="y" * (LONGEST + 7))._repr_html_()
        assert "y ... and 7 more characters" in shown

    def test_a_problem_is_shown_with_its_hint(self) -> None:
        assert "try this" in Problem(code="a.b", found="x", expected="y", hint="try this")._repr_html_()

    def test_a_class_of_ones_own_can_be_shown(self) -> None:
        @attrs.frozen
        class Pair(Displayed):
            one: int = attrs.field()
            _two: int = attrs.field()

        assert rows(Pair(1, 2)._repr_html_()) == 1


class TestSequences:
    def test_records_are_lines_with_their_ids(self) -> None:
        events = Dataset([Event("event:a", stage="planned", summary="<a strike>")]).events
        assert "event:a" in events._repr_html_()
        assert "&lt;a strike&gt;" in events._repr_html_()

    def test_of_many_the_rest_is_counted(self) -> None:
        events = Dataset([Event(f"event:{at}", stage="planned") for at in range(MOST + 5)]).events
        assert rows(events._repr_html_()) == MOST
        assert "and 5 more" in events._repr_html_()

    def test_nothing_is_said_to_be_nothing(self) -> None:
        assert "nothing is in it" in Dataset().events._repr_html_()

    def test_a_history_is_shown_line_by_line(self) -> None:
        dataset = unrest.load("kazakhstan-2022")
        assert "19, first: nobody named" in dataset.history("deaths")._repr_html_()


class TestDatasetsAndTimelines:
    def test_a_dataset_has_a_small_picture(self) -> None:
        shown = unrest.load("kazakhstan-2022")._repr_html_()
        assert shown.count("<svg") == 1
        assert "22 more claims are not drawn" in shown

    def test_a_timeline_has_it_too(self) -> None:
        said = Statement("statement:s", act="asserts", said="2022-01-05", content="that <b> is a tag")
        shown = Dataset([said]).timeline()._repr_html_()
        assert "<svg" in shown
        assert "<b>" not in shown
