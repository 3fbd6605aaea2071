"""The review page in a real browser, by pointer and by key: `pip install -e '.[test,browser]'`, and a Chromium.

Where the driver or the browser is not here, these tests skip and say so; UNREST_CHROMIUM names another browser.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from unrest.article import Article
from unrest.dataset import Dataset
from unrest.records import Actor, Citation, Event, Place, Source, Statement, Statistic
from unrest.review import page
from unrest.source import sha256_of

sync_api = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the extra `browser` is not installed")

CHROMIUM = os.environ.get("UNREST_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on the path (UNREST_CHROMIUM may name another browser)"
)

TEXT = """Dock workers of the invented town of Orlec stopped work on March 3 over their wages.

Vera Lindqvist, spokesperson for the port, said on March 7 that at least 40 people had been detained.

The union denied on March 8 that its members had entered the terminal. “We were at home,” it said.

أغلق الميناء أبوابه في الثالث من مارس."""


def orlec() -> tuple[Dataset, list[Article]]:
    article = Article(Source("source:orlec", title="Orlec", sha256=sha256_of(TEXT)), TEXT)
    cite = article.cite
    records = [
        article.source,
        Place("place:orlec", name="Orlec"),
        Actor("actor:port", name="the port", citations=cite("port", occurrence=1)),
        Actor("actor:union", name="the union", citations=cite("union")),
        Event("event:strike", kind="strike", stage="accomplished", citations=cite("stopped work on March 3")),
        Statement(
            "statement:port",
            act="asserts",
            speaker="actor:port",
            citations=cite("Vera Lindqvist, spokesperson for the port, said on March 7"),
        ),
        Statistic(
            "statistic:detained",
            measure="detentions",
            quantity=">=50",
            stage="accomplished",
            stated_in="statement:port",
            citations=cite("at least 40 people had been detained", supports=["quantity"]),
        ),
        Statement(
            "statement:union", act="denies", speaker="actor:union", citations=cite("The union denied on March 8")
        ),
        Event(
            "event:entry",
            stage="accomplished",
            stated_in="statement:union",
            citations=[
                cite("its members had entered the terminal"),
                Citation("source:orlec", quote='"We were at home,"'),
                Citation("source:orlec", quote="at the harbour"),
            ],
        ),
        Event("event:closed", kind="other", stage="accomplished", citations=cite("أغلق الميناء أبوابه")),
    ]
    return Dataset(records, title="An invented strike"), [article]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as driver:
        # The sandbox of Chromium does not start for root, as whom a container runs.
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


class Visit:
    """A page that is open, with all that it said and all that it asked for."""

    def __init__(self, view: Any, file: Path) -> None:
        self.view, self.file = view, file
        self.said: list[str] = []
        self.asked: list[str] = []
        view.on("console", lambda message: self.said.append(message.text))
        view.on("pageerror", lambda error: self.said.append(str(error)))
        view.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        view.on("request", lambda request: self.asked.append(request.url))
        view.goto(file.as_uri())

    def segment(self, words: str) -> Any:
        return self.view.locator(".s", has_text=words).first

    def card(self, ref: str) -> Any:
        return self.view.locator(f'[id="record-{ref}"]')

    def classes(self, found: Any) -> set[str]:
        return set(found.get_attribute("class").split())

    def chosen(self) -> list[str]:
        found: list[str] = self.view.locator(".card.chosen").evaluate_all("all => all.map(each => each.id)")
        return [each.removeprefix("record-") for each in found]

    def lit(self) -> list[str]:
        found: list[str] = self.view.locator(".card.lit").evaluate_all("all => all.map(each => each.id)")
        return [each.removeprefix("record-") for each in found]

    def shown(self) -> list[str]:
        found: list[str] = self.view.locator(".card:visible").evaluate_all("all => all.map(each => each.id)")
        return [each.removeprefix("record-") for each in found]

    def focus(self) -> str:
        return str(self.view.evaluate("document.activeElement.textContent"))

    def has_in_view(self, found: Any) -> bool:
        return bool(
            found.evaluate(
                """el => {
                    const box = el.getClientRects()[0];
                    return box.bottom > 0 && box.top < innerHeight
                      && el.contains(document.elementFromPoint(box.left + box.width / 2, Math.max(1, box.top + 2)));
                }"""
            )
        )


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page; when the test ends it has said nothing and asked for nothing but itself."""
    opened = []

    def visit(dataset: Dataset, articles: list[Article], width: int = 1300, height: int = 800, **more: Any) -> Visit:
        file = tmp_path / f"page-{len(opened)}.html"
        file.write_text(page(dataset, articles), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        opened.append((context, Visit(context.new_page(), file)))
        return opened[-1][1]

    yield visit
    for context, each in opened:
        context.close()
        assert each.said == []
        assert {url.partition("#")[0] for url in each.asked} == {each.file.as_uri()}


class TestPointer:
    def test_pointing_at_words_lights_their_records(self, visit: Open) -> None:
        here = visit(*orlec())
        here.segment("stopped work").hover()
        assert here.lit() == ["event:strike"]
        here.segment("port").hover()
        assert sorted(here.lit()) == ["actor:port", "statement:port"]
        here.view.mouse.move(5, 5)
        assert here.lit() == []

    def test_pointing_at_a_record_lights_its_words(self, visit: Open) -> None:
        here = visit(*orlec())
        here.card("statement:port").locator("h3").hover()
        lit = here.view.locator(".s.lit").all_text_contents()
        assert "".join(lit) == "Vera Lindqvist, spokesperson for the port, said on March 7"

    def test_choosing_words_brings_their_record_into_view(self, visit: Open) -> None:
        here = visit(*orlec())
        card = here.card("event:entry")
        assert not here.has_in_view(card)
        here.segment("its members").click()
        assert here.chosen() == ["event:entry"]
        assert here.has_in_view(card)
        assert here.view.locator("#say").text_content().startswith("Citation 7 of 9: exact. event:")

    def test_choosing_them_again_goes_on_to_the_next_that_cites_them(self, visit: Open) -> None:
        here = visit(*orlec())
        told = []
        for _ in range(3):
            here.segment("port").click()
            told += here.chosen()
        assert told == ["actor:port", "statement:port", "actor:port"]

    def test_a_place_of_a_record_leads_to_its_words(self, visit: Open) -> None:
        here = visit(*orlec())
        here.card("event:entry").locator(".place").nth(0).click()
        assert here.focus() == "its members had entered the terminal"
        assert here.view.locator(".s.chosen").all_text_contents() == ["its members had entered the terminal"]

    def test_a_record_leads_to_its_words_and_a_link_to_another_record(self, visit: Open) -> None:
        here = visit(*orlec())
        here.card("event:strike").locator("h3").click()
        assert here.view.locator(".s.chosen").all_text_contents() == ["stopped work on March 3"]
        here.card("event:entry").locator("a.ref", has_text="statement:union").click()
        assert here.chosen() == ["statement:union"]

    def test_on_a_narrow_page_words_lead_to_the_record_and_back(self, visit: Open) -> None:
        here = visit(*orlec(), width=400)
        here.segment("its members").click()
        assert here.has_in_view(here.card("event:entry"))
        here.card("event:entry").locator(".place").nth(0).click()
        assert here.has_in_view(here.segment("its members"))
        assert here.view.evaluate("document.documentElement.scrollWidth <= innerWidth")


class TestKeys:
    def test_n_and_p_go_through_the_citations_in_the_order_of_the_text(self, visit: Open) -> None:
        here = visit(*orlec())
        told = []
        for key in ("n", "n", "n", "p", "p", "p"):
            here.view.keyboard.press(key)
            told += here.chosen()
        assert told == [
            "event:strike",
            "statement:port",
            "actor:port",
            "statement:port",
            "event:strike",
            "event:closed",
        ]

    def test_arrow_keys_go_from_citation_to_citation_in_the_text(self, visit: Open) -> None:
        here = visit(*orlec())
        here.segment("stopped work").focus()
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "End", "Home"):
            here.view.keyboard.press(key)
        assert here.focus() == "stopped work on March 3"
        assert here.chosen() == ["event:strike"]

    def test_the_text_is_one_stop_of_the_tab_key(self, visit: Open) -> None:
        here = visit(*orlec())
        assert here.view.locator(".s[tabindex='0']").count() == 1
        here.view.keyboard.press("n")
        here.view.keyboard.press("n")
        assert here.view.locator(".s[tabindex='0']").text_content().startswith("Vera")

    def test_enter_leads_to_the_record_and_escape_back(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.keyboard.press("n")
        here.view.keyboard.press("Enter")
        assert here.view.evaluate("document.activeElement.id") == "record-event:strike"
        here.view.keyboard.press("Escape")
        assert here.focus() == "stopped work on March 3"
        assert here.chosen() == []

    def test_the_first_stops_lead_past_the_filters(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.keyboard.press("Tab")
        assert here.focus() == "Skip to the text"
        here.view.keyboard.press("Enter")
        assert here.view.evaluate("document.activeElement.id") == "text"

    def test_what_has_the_focus_can_be_seen(self, visit: Open) -> None:
        here = visit(*orlec())
        for _ in range(30):
            here.view.keyboard.press("Tab")
            style = "(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1)"
            assert here.view.evaluate(f"{style}(getComputedStyle(document.activeElement))")

    def test_letters_are_no_keys_where_one_writes_or_does_not_want_them(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.keyboard.press("/")
        here.view.keyboard.type("np")
        assert here.view.locator("input[type=search]").input_value() == "np"
        here.view.locator("button[type=reset]").click()
        here.view.locator("#keys").uncheck()
        here.segment("stopped work").focus()
        before = here.chosen()
        here.view.keyboard.press("n")
        assert here.chosen() == before

    def test_buttons_go_through_the_citations_too(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.locator("#next").click()
        here.view.locator("#next").click()
        here.view.locator("#previous").click()
        assert here.chosen() == ["event:strike"]
        assert here.focus() == "Previous citation"


class TestFilters:
    def count(self, here: Visit) -> str:
        return str(here.view.locator("#count").text_content())

    def test_by_kind(self, visit: Open) -> None:
        here = visit(*orlec())
        assert self.count(here) == "10 records of 10 shown, with 9 marked places of 9."
        for kind in ("source", "place", "actor", "event", "statement"):
            here.view.locator(f"input[value={kind}]").uncheck()
        assert here.shown() == ["statistic:detained"]
        assert self.count(here) == "1 record of 10 shown, with 1 marked place of 9."
        assert "off" in here.classes(here.segment("stopped work"))
        assert here.segment("stopped work").get_attribute("href") is None
        here.segment("stopped work").click()
        assert here.chosen() == []
        here.view.keyboard.press("n")
        here.view.keyboard.press("n")
        assert here.chosen() == ["statistic:detained"]

    def test_by_speaker(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.locator("select[name=speaker]").select_option("actor:union")
        assert sorted(here.shown()) == ["event:entry", "statement:union"]
        here.view.locator("select[name=speaker]").select_option("voice")
        assert sorted(here.shown()) == ["event:closed", "event:strike"]

    @pytest.mark.parametrize(
        ("problem", "shown"),
        [
            ("any", {"statistic:detained", "event:entry"}),
            ("code:citation.folded", {"event:entry"}),
            ("code:figure.unsaid", {"statistic:detained"}),
            ("unchecked", {"event:entry"}),
        ],
    )
    def test_by_problem(self, problem: str, shown: set[str], visit: Open) -> None:
        here = visit(*orlec())
        here.view.locator("select[name=problem]").select_option(problem)
        assert {*here.shown()} == shown

    def test_without_a_problem_are_all_the_others(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.locator("select[name=problem]").select_option("none")
        assert len(here.shown()) == 8

    def test_by_words_in_any_case(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.locator("input[type=search]").fill("DETAINED")
        assert here.shown() == ["statistic:detained"]
        here.view.locator("input[type=search]").fill("no such words")
        assert here.shown() == []
        assert self.count(here) == "0 records of 10 shown, with 0 marked places of 9."
        here.view.locator("#next").click()
        assert here.chosen() == []
        here.view.locator("button[type=reset]").click()
        here.view.locator("#count", has_text="10 records of 10 shown").wait_for()

    def test_what_is_chosen_and_hidden_is_let_go(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.keyboard.press("n")
        here.view.locator("input[value=event]").uncheck()
        assert here.chosen() == []
        assert here.view.locator("#say").text_content() == ""

    def test_an_address_with_a_record_opens_it(self, visit: Open) -> None:
        here = visit(*orlec())
        here.view.locator("input[value=event]").uncheck()
        here.view.evaluate("location.hash = 'record-event%3Aentry'")
        here.view.wait_for_selector(".card.chosen")
        assert here.chosen() == ["event:entry"]


def rules_broken(here: Visit) -> list[tuple[str, list[Any]]]:
    # The driver hands the checker's script to the browser itself, past the policy that lets only the page's own run.
    response = axe.Axe().run(here.view).response
    assert response["passes"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in response["violations"]]


class TestAccess:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [1300, 400])
    def test_no_rule_of_the_checker_is_broken(self, scheme: str, width: int, visit: Open) -> None:
        here = visit(*orlec(), width=width, color_scheme=scheme)
        assert rules_broken(here) == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_nor_where_something_is_chosen_lit_or_hidden(self, scheme: str, visit: Open) -> None:
        here = visit(*orlec(), color_scheme=scheme)
        here.view.locator("summary").click()
        here.view.locator("input[value=statement]").uncheck()
        here.view.keyboard.press("n")
        here.card("event:entry").locator("h3").hover()
        assert here.lit() == ["event:entry"]
        assert rules_broken(here) == []

    def test_dark_and_light_are_what_the_reader_asks_for(self, visit: Open) -> None:
        colours = {
            scheme: visit(*orlec(), color_scheme=scheme).view.evaluate(
                "getComputedStyle(document.body).backgroundColor"
            )
            for scheme in ("light", "dark")
        }
        assert colours == {"light": "rgb(251, 250, 247)", "dark": "rgb(22, 24, 28)"}

    def test_each_paragraph_runs_in_its_own_direction(self, visit: Open) -> None:
        here = visit(*orlec())
        told = here.view.locator(".source .words p").evaluate_all("all => all.map(p => getComputedStyle(p).direction)")
        assert told == ["ltr", "ltr", "ltr", "rtl"]

    def test_what_is_not_as_it_is_cited_is_told_by_more_than_a_colour(self, visit: Open) -> None:
        here = visit(*orlec())
        style = here.segment("We were at home").evaluate("el => getComputedStyle(el).borderBottomStyle")
        assert style == "dashed"
        assert "≈ folded" in here.card("event:entry").text_content()

    def test_on_paper_all_is_black_on_white_with_numbers_and_without_controls(self, visit: Open) -> None:
        here = visit(*orlec(), color_scheme="dark")
        here.view.emulate_media(media="print")
        assert here.view.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert not here.view.locator("#next").is_visible()
        number = here.segment("stopped work").evaluate("el => getComputedStyle(el, '::after').content")
        assert number == f'"{here.card("event:strike").locator(".number").text_content()}"'

    def test_without_scripts_the_words_still_lead_to_the_records(self, visit: Open) -> None:
        here = visit(*orlec(), java_script_enabled=False)
        here.segment("its members").click()
        assert here.view.url.endswith("#record-event%3Aentry")


HOSTILE = (
    "Guards fled. <script>window.hit=1</script><img src=x onerror='window.hit=2'> </script><script>window.hit=3</script> "
    '"onmouseover="window.hit=4" <svg/onload=window.hit=5> ]]> <!-- <iframe srcdoc=\'<script>top.hit=6</script>\'> '
    "<a href='javascript:window.hit=7'>x</a> <form id=records><input name=elements> <base href=//example.invalid> "
    "<link rel=stylesheet href=//example.invalid/a.css> <meta http-equiv=refresh content=0> \u202eeslaf\u202c \u2066 \x00 "
    "\u2028 The port closed."
)


class TestHostile:
    @pytest.fixture
    def here(self, visit: Open) -> Visit:
        article = Article(Source("source:x", title=HOSTILE, sha256=sha256_of(HOSTILE)), HOSTILE)
        records = [
            article.source,
            Actor("actor:<script>window.hit=8</script>", name=HOSTILE, note=HOSTILE, aliases=[HOSTILE]),
            Statement(
                "statement:s'\"onfocus=window.hit=9",
                act="asserts",
                speaker="actor:<script>window.hit=8</script>",
                content=HOSTILE,
                named_as=HOSTILE,
                citations=[article.cite("Guards fled"), Citation("source:x", quote=HOSTILE)],
            ),
            *(Place(f"place:{name}", name=name) for name in ("__proto__", "constructor", "text", "location")),
        ]
        return visit(Dataset(records, title=HOSTILE), [article])

    def test_no_script_of_a_text_runs(self, here: Visit) -> None:
        view = here.view
        for key in ("n", "n", "Enter", "Escape", "p"):
            view.keyboard.press(key)
        here.segment("Guards").hover()
        for index in range(view.locator(".card").count()):
            view.locator(".card").nth(index).locator("h3").hover()
        view.locator("input[type=search]").fill("<script>")
        assert view.evaluate("window.hit") is None
        assert view.locator("script").count() == 1
        assert view.locator("img, svg, iframe, base, link, form form, main input").count() == 0
        assert view.evaluate("document.querySelectorAll('style').length") == 1

    def test_the_page_still_works(self, here: Visit) -> None:
        here.view.keyboard.press("n")
        assert len(here.chosen()) == 1
        assert here.view.locator("#count").text_content() == "7 records of 7 shown, with 2 marked places of 2."

    def test_no_text_turns_round_what_stands_beside_it(self, here: Visit) -> None:
        assert "\u202e" not in here.view.content()
        assert "\u2066" not in here.view.content()
        assert "eslaf" in here.view.locator(".source .words").inner_text()

    def test_a_script_that_came_in_would_not_run(self, here: Visit) -> None:
        put = """() => {
            const script = document.createElement("script");
            try { script.textContent = "window.hit = 10"; } catch { return "refused"; }
            document.body.append(script);
            return "put";
        }"""
        assert here.view.evaluate(put) == "refused"
        assert here.view.evaluate("window.hit") is None
        here.said.clear()  # the refusal is told on the console


def large(many: int) -> tuple[Dataset, list[Article]]:
    """A text with so many citations, that overlap and lie in one another."""
    sentence = "In the invented town of Orlec {} guards were hurt near the grain terminal on that day."
    text = "\n\n".join(sentence.format(number) for number in range(many // 4))
    article = Article(Source("source:long", sha256=sha256_of(text)), text)
    records: list[Any] = [article.source]
    lines = text.split("\n\n")
    starts = list(accumulate((len(line) + 2 for line in lines), initial=0))
    for number, line in enumerate(lines):

        def cite(words: str, line: str = line, number: int = number) -> Citation:
            start = starts[number] + line.index(words)
            return Citation("source:long", start=start, end=start + len(words), digest=sha256_of(words))

        hurt = f"{number} guards were hurt"
        records += [
            Event(f"event:{number}", stage="accomplished", citations=[cite(line[:-1]), cite(f"{hurt} near the grain")]),
            Statistic(
                f"statistic:{number}",
                measure="injuries",
                quantity=number,
                stage="accomplished",
                citations=[cite(hurt), cite("grain terminal on that day")],
            ),
        ]
    return Dataset(records), [article]


class TestManyCitations:
    def test_nothing_that_a_pointer_or_a_key_does_searches_the_page(self, visit: Open) -> None:
        here = visit(*large(2_000))
        assert (
            here.view.locator("#count").text_content()
            == "1,001 records of 1,001 shown, with 2,000 marked places of 2,000."
        )
        here.view.evaluate(
            """() => {
                window.searches = 0;
                for (const of of [Document.prototype, Element.prototype]) {
                    for (const name of ["querySelector", "querySelectorAll", "getElementsByClassName"]) {
                        const old = of[name];
                        of[name] = function (...all) { window.searches += 1; return old.apply(this, all); };
                    }
                }
            }"""
        )
        for _ in range(20):
            here.view.keyboard.press("n")
        here.view.mouse.move(300, 500)
        here.view.mouse.move(900, 500)
        assert here.view.evaluate("searches") == 0
        assert here.chosen() != []
