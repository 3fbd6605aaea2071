"""What is shown of a value is the value: escaped, and neither more certain nor less vague than it."""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from unrest.records import Statement
from unrest.sketch import Bar, rows_of, sketch
from unrest.strategies import datasets, periods, quantities, records, whens
from unrest.when import Bound, Period, When

TAGS = {
    "div",
    "strong",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "p",
    "svg",
    "title",
    "g",
    "text",
    "rect",
    "circle",
}
ATTRIBUTES = {
    *("style", "xmlns", "viewbox", "width", "height", "role", "font-family", "font-size", "fill", "stroke"),
    *("x", "y", "text-anchor", "cx", "cy", "r", "opacity"),
}


class Reader(HTMLParser):
    """Keeps the tags, and refuses what is not one of ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        # An empty element of SVG is closed where it opens.
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def read(html: str) -> None:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []


class TestEscaped:
    """What a notebook shows of a value has no tag of which the words came from the value."""

    @given(st.one_of(records(), whens(), periods(), quantities()))
    def test_of_a_value(self, value: Any) -> None:
        read(value._repr_html_())

    @given(datasets())
    def test_of_a_dataset_and_what_it_holds(self, dataset: Any) -> None:
        for shown in (dataset, dataset.claims, dataset.timeline(), dataset.history("deaths"), dataset.check()):
            read(shown._repr_html_())

    @given(st.text())
    def test_of_any_words(self, words: str) -> None:
        from unrest.display import panel, table

        read(panel(words, table([words], [[words]], words)))


class TestFull:
    """A bar of a timeline is full only on days on which what it shows certainly lasted."""

    @given(st.one_of(whens(), periods()))
    def test_of_any_time(self, time: When | Period) -> None:
        solid = Bar.of(time).solid
        if solid is not None:
            for day in {solid[0], solid[1], solid[0] + (solid[1] - solid[0]) // 2}:
                assert time.certainly_overlaps(day)


class TestWhole:
    """A bar of a timeline leaves out no day on which it may have lasted, where nothing is qualified."""

    @given(st.one_of(whens(), periods()))
    def test_of_any_time(self, time: When | Period) -> None:
        ends = (time,) if isinstance(time, When) else (time.start, time.end)
        if any(not isinstance(end, Bound) and (end.approximate or end.uncertain) for end in ends):
            return
        bar = Bar.of(time)
        one = timedelta(days=1)
        if bar.first is not None and bar.first.toordinal() > 1:
            assert not time.possibly_overlaps(bar.first - one)
        if bar.last is not None and bar.last.toordinal() < bar.last.max.toordinal():
            assert not time.possibly_overlaps(bar.last + one)


class TestInDoubt:
    """What is not told as having happened, or what nobody stands by, says so in the name of its row, and its bar is not
    full."""

    @given(datasets())
    def test_of_any_dataset(self, dataset: Any) -> None:
        for row in rows_of(dataset):
            told = isinstance(row.claim, Statement) or (
                row.claim.stage == "accomplished" and all(each.act.asserting for each in dataset.chain(row.claim))
            )
            assert (row.doubt is None) == told
            assert told or row.name.startswith(f"{row.doubt}: ")
            assert told or 'opacity=".75"' not in sketch([row])
