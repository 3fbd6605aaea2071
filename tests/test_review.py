"""The review page: every character of a text is on it once, and nothing in a text or a record is more than text."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from unrest.article import Article, Verdict
from unrest.dataset import Dataset
from unrest.errors import InvalidDataset, Problem
from unrest.records import (
    KINDS,
    Actor,
    Citation,
    Coding,
    Deployment,
    Event,
    Participant,
    Place,
    Record,
    Source,
    Statement,
    Statistic,
    Where,
)
from unrest.review import page
from unrest.review.card import VERDICTS, Cards
from unrest.review.mark import Mark, first_of, marks
from unrest.review.markup import attribute, element, isolated, linked, record_link, seen
from unrest.review.segment import blocks, cut, within
from unrest.source import sha256_of
from unrest.strategies import articles, citations, datasets
from unrest.when import When

TEXT = """Dock workers of the invented town of Orlec stopped work on March 3.

Vera Lindqvist, spokesperson for the port, said on March 7 that at least 40 people had been detained. \
“The port is open,” she added.

The union denied on March 8 that its members had entered the terminal."""

VOID = {"meta", "input"}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "script", "body", "nav", "header", "main", "section", "article"),
    *("h1", "h2", "h3", "p", "a", "ul", "ol", "li", "dl", "div", "dt", "dd", "span", "strong", "code", "q", "bdi"),
    *("details", "summary", "form", "fieldset", "legend", "label", "input", "select", "option", "button"),
}


class Reader(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and the text in the text of each source."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.cards: dict[str, str] = {}
        self.text: list[str] = []
        self._words_at = self._card_at = 0
        self._card = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs)
        self.elements.append((tag, found))
        if tag in VOID:
            return
        self.open.append(tag)
        if tag == "div" and found.get("class") == "words":
            self.words.append("")
            self._words_at = len(self.open)
        if tag == "article" and found.get("class") == "card":
            self._card, self._card_at = str(found["id"]), len(self.open)
            self.cards[self._card] = ""
        if tag == "bdi" and self._words_at and found.get("class") == "unseen":
            self.words[-1] += chr(int(str(found["title"])[2:], 16))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self._words_at:
            self._words_at = 0
        if len(self.open) < self._card_at:
            self._card_at = 0

    def handle_data(self, data: str) -> None:
        # The picture of a character that is marked stands for it, and is no character of the text.
        if self._words_at and self.open[-1] != "bdi":
            self.words[-1] += data
        if self._card_at:
            self.cards[self._card] += data
        if self.open and self.open[-1] not in ("style", "script"):
            self.text.append(data)

    def all(self, tag: str, name: str | None = None) -> Iterator[dict[str, str | None]]:
        for found, attributes in self.elements:
            if found == tag and (name is None or name in str(attributes.get("class", "")).split()):
                yield attributes


def shown_as(text: str) -> str:
    """A text as its page has it: a line ends in one way, and a mark of direction that is kept is marked besides."""
    return re.sub("([\u061c\u200e\u200f])", r"\1\1", text.replace("\r\n", "\n"))


@pytest.fixture(scope="module")
def article() -> Article:
    source = Source(
        "source:orlec", published="2031-03-09", publisher="An invented paper", title="Orlec", sha256=sha256_of(TEXT)
    )
    return Article(source, TEXT)


def coded(**paths: list[str]) -> list[Coding]:
    return [Coding(coder="the test", **paths)]


@pytest.fixture(scope="module")
def dataset(article: Article) -> Dataset:
    cite = article.cite
    detained = cite("at least 40 people had been detained", supports=["quantity"])
    return Dataset(
        [
            article.source,
            Place("place:orlec", name="Orlec"),
            Actor("actor:port", name="the port", citations=cite("port", occurrence=1)),
            Actor("actor:union", name="the union", citations=cite("union")),
            Statement(
                "statement:port",
                act="asserts",
                speaker="actor:port",
                named_as="Vera Lindqvist",
                cue="said",
                said=When("2031-03-07", wording="March 7", basis="year_from_source"),
                citations=cite("Vera Lindqvist, spokesperson for the port, said on March 7"),
                codings=coded(not_stated=["addressees"], inferred=["speaker"]),
            ),
            Statistic(
                "statistic:detained",
                measure="detentions",
                quantity=">=40",
                stage="accomplished",
                stated_in="statement:port",
                citations=detained,
                note="Held <where> is not said.",
                codings=coded(not_stated=["where"]),
            ),
            Statement("statement:union", act="denies", speaker="actor:union", citations=cite("denied on March 8")),
            Event(
                "event:entry",
                stage="accomplished",
                stated_in="statement:union",
                where="place:orlec",
                citations=cite("its members had entered the terminal"),
            ),
            Event("event:strike", kind="strike", stage="accomplished", citations=cite("stopped work on March 3")),
        ],
        title="An invented strike",
    )


class TestMarkup:
    @given(st.text(st.characters()))
    def test_no_text_is_markup(self, text: str) -> None:
        told = re.sub(r'<bdi class="unseen" title="U\+[0-9A-F]{4,6}">[^<]+</bdi>', "", seen(text))
        assert "<" not in told
        assert ">" not in told
        assert not re.search(r"&(?!(?:amp|lt|gt);)", told)

    @given(st.text(st.characters()))
    def test_no_text_ends_an_attribute_and_any_can_be_written(self, text: str) -> None:
        told = attribute(text)
        assert not set(told) & set("<>\"'")
        told.encode("utf-8")
        seen(text).encode("utf-8")

    @pytest.mark.parametrize(
        "code", [0x0, 0x7, 0xB, 0x1B, 0x7F, 0x85, 0xAD, 0x200B, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xD800, 0xE0041]
    )
    def test_what_cannot_be_seen_is_shown_and_has_no_effect(self, code: int) -> None:
        assert chr(code) not in seen(f"a{chr(code)}b")
        assert f'title="U+{code:04X}"' in seen(f"a{chr(code)}b")
        assert f"a[U+{code:04X}]b" == attribute(f"a{chr(code)}b")

    @pytest.mark.parametrize("code", [0x61C, 0x200E, 0x200F])
    def test_a_mark_of_direction_is_kept_and_shown(self, code: int) -> None:
        assert seen(chr(code)).startswith(f"{chr(code)}<bdi")

    @pytest.mark.parametrize("text", ["a\nb\tc", "می\u200cخواهم", "क्\u200dष", "🕊 李安", "Zoe\u0308"])
    def test_what_writing_needs_is_left_as_it_is(self, text: str) -> None:
        assert seen(text) == text

    def test_a_line_ends_in_one_way_and_a_lone_return_is_shown(self) -> None:
        assert seen("a\r\nb") == "a\nb"
        assert "␍" in seen("a\rb")

    def test_an_attribute_without_a_value_is_written_so_and_none_is_left_out(self) -> None:
        assert element("p", data_a=True, data_b=None, class_='"') == '<p data-a class="&quot;"></p>'

    def test_only_a_reference_that_leads_somewhere_is_a_link(self) -> None:
        told = linked("x [event:a], [event:b] [event:a]y", {"event:a"}.__contains__)
        assert told == f"<bdi>x [{record_link('event:a', 'event:a')}], [event:b] [event:a]y</bdi>"

    def test_a_link_says_nothing_to_the_browser_but_where(self) -> None:
        assert 'href="#record-event%3A%3A~%3Atext%3Dx%22"' in record_link('event::~:text=x"', "")

    def test_words_are_isolated(self) -> None:
        assert isolated("شغب") == "<bdi>شغب</bdi>"


SPANS = st.integers(0, 40).flatmap(
    lambda length: st.tuples(
        st.just(length),
        st.lists(
            st.tuples(st.integers(0, length), st.integers(0, length)).filter(lambda span: span[0] < span[1]), max_size=8
        ),
        st.lists(st.integers(-3, 45), max_size=4),
    )
)


class TestSegments:
    @given(SPANS)
    def test_joined_they_are_the_text(self, given: tuple[int, list[tuple[int, int]], list[int]]) -> None:
        length, spans, at = given
        found = cut(length, spans, at)
        assert [place for each in found for place in range(each.start, each.end)] == list(range(length))
        assert all(one.end == other.start for one, other in pairwise(found))

    @given(SPANS)
    def test_the_segments_that_a_place_covers_are_that_place(
        self, given: tuple[int, list[tuple[int, int]], list[int]]
    ) -> None:
        length, spans, at = given
        found = cut(length, spans, at)
        for number, (start, end) in enumerate(spans):
            covered = [each for each in found if number in each.covered_by]
            assert [place for each in covered for place in range(each.start, each.end)] == list(range(start, end))

    @given(SPANS)
    def test_the_shortest_place_comes_first(self, given: tuple[int, list[tuple[int, int]], list[int]]) -> None:
        length, spans, at = given
        for each in cut(length, spans, at):
            lengths = [spans[number][1] - spans[number][0] for number in each.covered_by]
            assert lengths == sorted(lengths)

    @given(SPANS)
    def test_it_is_cut_where_it_should_be(self, given: tuple[int, list[tuple[int, int]], list[int]]) -> None:
        length, spans, at = given
        edges = {each.end for each in cut(length, spans, at)}
        assert {each for each in at if 0 < each < length} <= edges

    @given(articles())
    def test_the_blocks_of_a_text_are_the_text(self, article: Article) -> None:
        assert "".join(article.text[start:end] for start, end in blocks(article.text)) == article.text

    def test_blank_lines_stand_at_the_end_of_a_block(self) -> None:
        assert blocks("a\r\n \r\nb\nc") == ((0, 6), (6, 9))

    def test_the_segments_of_a_block_are_those_that_lie_in_it(self) -> None:
        found = cut(9, [(2, 7)], [5])
        assert [each for block in ((0, 5), (5, 9)) for each in within(found, block)] == list(found)

    @given(st.data())
    def test_every_citation_of_a_text_has_its_words(self, data: st.DataObject) -> None:
        article = data.draw(articles())
        cited = [each for each in data.draw(st.lists(citations(article), max_size=5)) if each.is_placed]
        source = evolve(article.source, citations=cited)
        of = marks(Dataset([source]), {source.id: Article(source, article.text)})
        spans = [each.span for each in of if each.span is not None]
        found = cut(len(article.text), spans)
        for number, mark in enumerate(of):
            words = "".join(article.text[each.start : each.end] for each in found if number in each.covered_by)
            assert sha256_of(words) == mark.citation.digest


class TestMarks:
    @pytest.fixture
    def found(self, article: Article) -> dict[str, Mark]:
        there = article.cite("at least 40 people", quote=True)
        cited = {
            "exact": there,
            "folded": Citation("source:orlec", quote='"The port is open,"'),
            "elided": Citation("source:orlec", quote="at least … had been detained"),
            "ambiguous": Citation("source:orlec", quote="March"),
            "not_found": Citation("source:orlec", quote="at least fifty people"),
            "wrong_digest": evolve(there, start=there.start + 3, end=there.end + 3, quote="at least 40 people"),
            "out_of_bounds": evolve(there, start=len(TEXT) - 5, end=len(TEXT) + 13),
            "cut": Citation("source:orlec", start=0, end=2, digest=sha256_of("Do")),
            "unplaced": Citation("source:orlec", quote="at least 40 people"),
            "whole": Citation("source:orlec"),
            "None": Citation("source:elsewhere", quote="x"),
        }
        records = [Event(f"event:{name}", stage="planned", citations=[each]) for name, each in cited.items()]
        of = marks(Dataset([article.source, *records]), {"source:orlec": article})
        return {each.record.partition(":")[2]: each for each in of}

    @pytest.mark.parametrize("name", [str(verdict) for verdict in VERDICTS])
    def test_the_verdict_is_that_of_the_verifier(self, name: str, found: dict[str, Mark]) -> None:
        assert str(found[name].verdict) == name

    def test_every_verdict_has_a_sign_and_words(self) -> None:
        assert set(VERDICTS) == {*Verdict, None}
        assert all(sign and words for sign, words in VERDICTS.values())

    def test_what_names_a_place_is_marked_there_whatever_stands_there(self, found: dict[str, Mark]) -> None:
        for name in ("exact", "wrong_digest", "cut"):
            citation = found[name].citation
            assert found[name].span == (citation.start, citation.end)

    def test_what_names_none_is_marked_where_it_was_found(self, found: dict[str, Mark]) -> None:
        assert found["unplaced"].span == found["exact"].span == found["out_of_bounds"].span
        assert TEXT[slice(*(found["folded"].span or ()))] == "“The port is open,”"

    @pytest.mark.parametrize("name", ["ambiguous", "not_found", "whole", "None"])
    def test_what_stands_nowhere_is_marked_nowhere(self, name: str, found: dict[str, Mark]) -> None:
        assert found[name].span is None

    def test_what_is_known_is_not_verified_again(self, article: Article, dataset: Dataset) -> None:
        known = dataset.check(article).verifications
        found = marks(dataset, {"source:orlec": article}, known)
        assert [id(each.verification) for each in found] == [id(each) for each in known]

    def test_records_come_by_text_and_place_then_those_that_only_cite(self, found: dict[str, Mark]) -> None:
        order = {"source:orlec": 0}
        ranked = [
            first_of(Event(f"event:{name}", stage="planned", citations=[mark.citation]), {mark.record: [mark]}, order)
            for name, mark in (
                ("cut", found["cut"]),
                ("exact", found["exact"]),
                ("whole", found["whole"]),
                ("None", found["None"]),
            )
        ]
        ranked.append(first_of(Place("place:a", name="A"), {}, order))
        assert ranked == sorted(ranked)
        assert [rank[0] for rank in ranked] == [0, 0, 0, 1, 2]


def card_of(record: Record, *others: Record) -> str:
    """The text of a card."""
    found = page(Dataset([record, *others]))
    return Reader(found).cards[f"record-{record.id}"]


class TestCards:
    def test_a_claim_says_who_says_it_down_to_the_source(self) -> None:
        inner = Statement("statement:in", act="denies", speaker="actor:a", stated_in="statement:out")
        outer = Statement("statement:out", act="relays", named_as="a ministry")
        event = Event("event:a", kind="riot", stage="accomplished", stated_in=inner)
        told = card_of(event, inner, outer, Actor("actor:a", name="Tove"))
        assert (
            'Said byTove in statement:in (denied, not asserted); as told by Somebody who is only called "a ministry" in'
            " statement:out" in told
        )

    def test_a_claim_of_the_source_says_so(self) -> None:
        assert "Said bythe source itself" in card_of(Event("event:a", stage="planned"))

    def test_a_chain_that_leads_nowhere_or_in_a_circle_is_told_and_not_followed(self) -> None:
        one = Statement("statement:one", act="asserts", stated_in="statement:two")
        two = Statement("statement:two", act="asserts", stated_in="statement:one")
        assert "and so in a circle" in card_of(one, two)
        assert (
            "It was reported, by whom is not said; as told by a statement that is not here [statement:two]"
            in card_of(one)
        )
        assert "a statement that is not here [statement:x]" in card_of(
            Event("event:a", stage="planned", stated_in="statement:x")
        )

    @pytest.mark.parametrize(
        ("record", "speaker"),
        [
            (Place("place:a", name="A"), None),
            (Actor("actor:a", name="A"), None),
            (Actor("actor:a", name="A", stated_in="statement:s"), ("actor:t", "Tove")),
            (Statement("statement:o", act="denies"), ("nobody", "somebody not named")),
            (Event("event:a", stage="planned", stated_in="statement:s"), ("actor:t", "Tove")),
            (Event("event:a", stage="planned", stated_in="statement:gone"), ("gone", "a statement that is not here")),
            (Deployment("deployment:a", stage="planned"), ("voice", "the source itself")),
        ],
    )
    def test_the_speaker_is_the_innermost(self, record: Record, speaker: tuple[str, str] | None) -> None:
        said = Statement("statement:s", act="asserts", speaker="actor:t", stated_in="statement:o")
        dataset = Dataset([record, said, Actor("actor:t", name="Tove")])
        assert Cards(dataset).speaker(record) == speaker

    def test_the_words_of_the_source_are_told_with_their_field(self) -> None:
        event = Event(
            "event:a",
            stage="accomplished",
            where=Where("place:a", wording="at the quay"),
            participants=[Participant("actor:a", named_as="the dockers")],
        )
        told = card_of(event, Place("place:a", name="Orlec"), Actor("actor:a", name="workers"))
        assert "where.wording: at the quay; participants.named_as: the dockers" in told

    def test_what_is_not_stated_and_what_is_inferred_is_told_with_its_path(self, dataset: Dataset) -> None:
        told = card_of(*[dataset[each] for each in ("statement:port", "source:orlec", "actor:port")])
        assert "Not statedto whom (addressees)" in told
        assert "Inferredwho says it (speaker)" in told
        assert "Coded bythe test" in told

    def test_a_note_is_told(self, dataset: Dataset) -> None:
        assert "note: Held <where> is not said." in card_of(dataset["statistic:detained"])

    def test_what_cites_nothing_says_so(self) -> None:
        assert "Cites nothing." in card_of(Place("place:a", name="A"))

    def test_a_place_is_told_as_the_citation_has_it(self) -> None:
        article = Article(Source("source:x"), "Two guards fled.")
        cited = [article.cite("fled"), Citation("source:x"), Citation("source:x", quote="guards")]
        event = Event("event:a", stage="planned", citations=[*cited, Citation("source:x", quote="fifty guards")])
        told = Reader(page(Dataset([article.source, event]), [article])).cards["record-event:a"]
        assert "characters 11–15 ✓ exact" in told
        assert "the whole source ○ whole source" in told
        assert "a quote found at 4–10 ? unplaced" in told
        assert "a quote without a place ✗ not found cited as fifty guards" in told

    def test_long_words_are_shown_without_their_middle(self) -> None:
        long = Citation("source:x", quote="word " * 100 + "end")
        told = card_of(Place("place:a", name="A", citations=[long]))
        assert "cited as word word" in told
        assert "[…]" in told
        assert "word end" in told


@pytest.fixture(scope="module")
def told(dataset: Dataset, article: Article) -> Reader:
    return Reader(page(dataset, [article]))


class TestPage:
    def test_the_whole_text_is_on_it(self, told: Reader) -> None:
        assert told.words == [TEXT]

    def test_every_record_is_on_it_once(self, told: Reader, dataset: Dataset) -> None:
        assert sorted(told.cards) == sorted(f"record-{record.id}" for record in dataset)

    def test_a_place_in_the_text_leads_to_a_record_that_cites_it(self, told: Reader) -> None:
        links = [str(each["href"]) for each in told.all("a", "s")]
        assert {unquote(link[1:]) for link in links} <= told.cards.keys()
        assert "#record-statistic%3Adetained" in links

    def test_numbers_on_paper_lead_from_the_text_to_the_records(self, told: Reader) -> None:
        written = {
            number for each in told.all("a", "s") if each.get("data-n") for number in str(each["data-n"]).split(",")
        }
        cards = {
            str(each["aria-labelledby"]).removeprefix("title-"): each["id"] for each in told.all("article", "card")
        }
        assert {cards[number] for number in written} == {
            *("record-actor:port", "record-actor:union", "record-statement:port", "record-statement:union"),
            *("record-statistic:detained", "record-event:entry", "record-event:strike"),
        }

    def test_the_places_of_a_record_lead_to_the_text(self, told: Reader) -> None:
        buttons = {each["data-c"] for each in told.all("button", "place")}
        covered = {number for each in told.all("a", "s") for number in str(each["data-c"]).split()}
        assert buttons == covered
        assert buttons == {str(number) for number in range(7)}

    def test_what_cites_nothing_stands_apart_and_is_counted(self, told: Reader) -> None:
        text = "".join(told.text)
        assert "Records citing Orlec (7)" in text
        assert "Records that cite nothing (2)" in text
        assert "9 records with 7 citations: 7 exact; 2 records citing nothing; no problems" in text

    def test_the_same_is_written_for_the_same(self, dataset: Dataset, article: Article) -> None:
        again = Dataset(reversed(list(dataset)), title=dataset.title)
        assert page(again, [article]) == page(dataset, [article])

    def test_a_text_that_came_with_the_dataset_is_on_it(self, dataset: Dataset, article: Article) -> None:
        assert page(dataset.with_article(article)) == page(dataset, [article])

    def test_what_is_known_of_a_check_is_taken(self, dataset: Dataset, article: Article) -> None:
        found = dataset.check(article)
        assert page(dataset, [article], found=found) == page(dataset, [article])
        wrong = evolve(found, problems=[Problem(code="c.d", found="1", expected="2", record="event:strike")])
        assert (
            "Problem: found 1, expected 2 [c.d]"
            in Reader(page(dataset, [article], found=wrong)).cards["record-event:strike"]
        )

    def test_an_id_stands_once(self, told: Reader) -> None:
        ids = [attributes["id"] for _, attributes in told.elements if "id" in attributes]
        assert len(ids) == len(set(ids))

    def test_problems_are_told_at_their_records_and_can_be_chosen(self, dataset: Dataset, article: Article) -> None:
        wrong = Dataset(evolve(each, quantity=">=50") if each.id == "statistic:detained" else each for each in dataset)
        told = Reader(page(wrong, [article]))
        (card,) = [each for each in told.all("article", "card") if each.get("data-problem")]
        assert card["id"] == "record-statistic:detained"
        assert f"code:{card['data-problem']}" in {each["value"] for each in told.all("option")}
        assert "Problem: statistics[0].quantity" in told.cards["record-statistic:detained"]

    def test_what_is_wrong_with_no_record_is_told_above_all(self, dataset: Dataset) -> None:
        problem = Problem(code="file.missing", found="no such file", expected="a file", file="gone.txt")
        told = "".join(Reader(page(dataset, [problem])).text)
        assert "Problem: gone.txt: found no such file, expected a file [file.missing]" in told
        assert "No text of this dataset was given." in told
        assert "7 not looked up" in told
        assert "Records that cite only texts that are not here (7)" in told

    def test_a_dataset_without_anything_says_so(self) -> None:
        told = "".join(Reader(page(Dataset())).text)
        assert "a dataset without a title" in told
        assert "There are no records." in told
        assert "0 records with 0 citations; no problems." in told

    def test_several_texts_stand_in_the_order_in_which_they_are_given(self) -> None:
        texts = [Article(Source(f"source:{name}", language=name), f"Guards of {name} fled.") for name in ("b", "a")]
        records = [Event(f"event:{i}", stage="planned", citations=each.cite("fled")) for i, each in enumerate(texts)]
        told = Reader(page(Dataset([*(each.source for each in texts), *records]), texts))
        assert told.words == [each.text for each in texts]
        assert [each.get("lang") for each in told.all("div", "words")] == [None, None]
        assert list(told.cards)[:2] == ["record-event:0", "record-event:1"]
        assert "characters 12–16 of source:b" in told.cards["record-event:0"]

    def test_a_text_has_its_language(self) -> None:
        article = Article(Source("source:a", language="ar"), "أغلق الميناء")
        assert [each["lang"] for each in Reader(page(Dataset([article.source]), [article])).all("div", "words")] == [
            "ar"
        ]

    def test_what_does_not_stand_as_it_is_cited_is_underlined_otherwise(self, article: Article) -> None:
        there = article.cite("union")
        cited = [
            Citation("source:orlec", quote="40 people"),
            evolve(there, start=there.start + 6, end=there.end + 6),
        ]
        record = Event("event:a", stage="planned", citations=cited)
        told = Reader(page(Dataset([article.source, record]), [article]))
        assert [str(each["class"]) for each in told.all("a", "s")] == ["s d1 unsure", "s d1 wrong"]

    def test_what_is_no_dataset_is_refused(self) -> None:
        with pytest.raises(InvalidDataset, match="expected a Dataset"):
            page([])  # type: ignore[arg-type]


HOSTILE = (
    "</script><script>document.title='run'</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "]]><!-- --><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</title></style><style>*{display:none}</style>",
    "\u202eevil\u2066 \u2028 \u0000 \x1b[2J",
    "&lt;script&gt; &#60;script&#62;",
)


def hostile(dataset: Dataset, words: str) -> Dataset:
    """A dataset in which every text of the coder says the same."""
    return evolve(
        dataset,
        records=[evolve(record, note=words) for record in dataset],
        title=words,
        articles=(),
    )


def assert_harmless(text: str) -> Reader:
    """That a page has only what it is made of, whatever was written into it."""
    told = Reader(text)
    assert told.open == []
    assert {tag for tag, _ in told.elements} <= ELEMENTS
    assert [tag for tag, _ in told.elements if tag in ("script", "style")] == ["style", "script"]
    for tag, attributes in told.elements:
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("src", "style", "action", "srcdoc", "formaction")
            assert name != "href" or (tag == "a" and str(value).startswith("#"))
    return told


class TestHostile:
    @pytest.mark.parametrize("words", HOSTILE)
    def test_no_text_of_a_record_is_more_than_text(self, words: str, dataset: Dataset, article: Article) -> None:
        told = assert_harmless(page(hostile(dataset, words), [article]))
        if words.isprintable():
            assert f"note: {words}" in told.cards["record-event:strike"]

    @pytest.mark.parametrize("words", HOSTILE)
    def test_no_text_of_an_article_is_more_than_text(self, words: str) -> None:
        text = f"Guards fled. {words} The port closed."
        article = Article(Source("source:x", title=words, publisher=words), text)
        event = Event("event:a", stage="planned", summary=words, citations=[article.cite("Guards fled")])
        # A place that begins and ends inside the words, as no coder would cut them.
        odd = Citation("source:x", start=14, end=len(text) - 20, digest=sha256_of(text[14 : len(text) - 20]))
        told = assert_harmless(
            page(Dataset([article.source, event, Event("event:b", stage="planned", citations=[odd])]), [article])
        )
        assert told.words == [shown_as(text)]

    @given(datasets(min=1), st.data())
    def test_any_dataset_is_shown_whole(self, dataset: Dataset, data: st.DataObject) -> None:
        words = data.draw(st.sampled_from(HOSTILE))
        dataset = evolve(dataset, title=words)
        told = assert_harmless(page(dataset))
        assert told.words == [shown_as(article.text) for article in dataset.articles]
        assert len(told.cards) == len(dataset)
        assert page(dataset) == page(dataset)

    @given(articles(), st.data())
    def test_any_text_is_shown_whole_with_its_citations(self, article: Article, data: st.DataObject) -> None:
        cited = data.draw(st.lists(citations(article), max_size=4))
        record = Event("event:a", stage="planned", citations=cited)
        told = assert_harmless(page(Dataset([article.source, record]), [article]))
        assert told.words == [shown_as(article.text)]

    def test_only_what_it_is_made_of_may_run(self, dataset: Dataset) -> None:
        text = page(dataset)
        (policy,) = [
            str(each["content"])
            for each in Reader(text).all("meta")
            if each.get("http-equiv") == "Content-Security-Policy"
        ]
        for name in ("style", "script"):
            (inside,) = re.findall(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
            digest = b64encode(sha256(inside.encode("utf-8")).digest()).decode("ascii")
            assert f"{name}-src 'sha256-{digest}'" in policy
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy

    def test_it_asks_for_nothing(self, dataset: Dataset, article: Article) -> None:
        assert not re.search(r"https?:|//[a-z]|@import|url\(", page(dataset, [article]))

    def test_every_kind_can_be_hidden(self, dataset: Dataset) -> None:
        boxes = {each["value"] for each in Reader(page(dataset)).all("input") if each.get("name") == "kind"}
        assert boxes == {kind for kind in KINDS if any(record.id.startswith(f"{kind}:") for record in dataset)}
