"""Every Python block of README.md and docs/ runs, or says in its fence why not; every page is in the navigation."""

import doctest
import re
import runpy
import shlex
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sybil import Document, Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

import unrest
from unrest import vocabulary
from unrest.commands import COMMANDS as COMMANDS_OF_OURS
from unrest.commands import main
from unrest.commands.parser import read as read_words
from unrest.records import CLAIM_KINDS, KINDS
from unrest.rules import RULES
from unrest.rules.words import NOT_CHECKED
from unrest.source import SCHEMES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
IDS = [str(page.relative_to(ROOT)) for page in PAGES]
each_page = pytest.mark.parametrize("page", PAGES, ids=IDS)

SYBIL = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)],
    pattern="*.md",
    path=str(ROOT),
)
# A fence that opens a block, with everything that stands behind its ticks.
FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})(.*)$")
RUN = "python"
NOT_RUN = re.compile(r'python title="not run: [^"]*\w[^"]*"')
# What a page needs beside a plain install: where it is missing, its blocks are not run.
NEEDS = {
    "docs/how-to/tables.md": ("pyarrow", "pandas", "polars"),
    "docs/how-to/engines.md": ("pyarrow", "duckdb", "ibis"),
    "docs/how-to/pictures.md": ("matplotlib",),
    "docs/reference/plots.md": ("matplotlib",),
}
COMMANDS = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/unrest show kazakhstan-2022",
    ".venv/bin/pip install '.[plot]' && .venv/bin/unrest plot kazakhstan-2022 --kind timeline -o timeline.png",
    "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest",
)


def fences(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Line, head and lines of every fenced block."""
    open_at, ticks, head, inside = 0, "", "", []
    for number, line in enumerate(text.splitlines(), 1):
        match = FENCE.match(line)
        if not ticks and match:
            open_at, ticks, head, inside = number, match[1], match[2].strip(), []
        elif ticks and match and match[1].startswith(ticks) and not match[2].strip():
            yield open_at, head, inside
            ticks = ""
        elif ticks:
            inside.append(line)
    assert not ticks, f"the fence that opens on line {open_at} is not closed"


def shell_lines(page: Path) -> list[str]:
    """The uses of our program that stand in blocks of a page."""
    blocks = [lines for _, head, lines in fences(page.read_text(encoding="utf-8")) if head in ("", "sh", "bash")]
    found = [line.rpartition("&& .venv/bin/")[2] for lines in blocks for line in lines]
    return [line for line in found if line.startswith("unrest ")]


class TestPages:
    @each_page
    def test_its_python_blocks_run_in_one_session(
        self, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for package in NEEDS.get(str(page.relative_to(ROOT)), ()):
            pytest.importorskip(package, reason="an extra that the page is about is not installed")
        monkeypatch.chdir(tmp_path)
        document: Document = SYBIL.parse(page)
        examples = list(document.examples())
        blocks = [head for _, head, _ in fences(page.read_text(encoding="utf-8")) if head == RUN]
        assert bool(examples) == bool(blocks)
        for example in examples:
            example.evaluate()

    @pytest.mark.parametrize("page", [page for page in PAGES if shell_lines(page)], ids=lambda page: page.stem)
    def test_its_commands_are_understood_and_run_where_their_files_are(
        self, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for package in NEEDS.get(str(page.relative_to(ROOT)), ()):
            pytest.importorskip(package, reason="an extra that the page is about is not installed")
        monkeypatch.chdir(tmp_path)
        for example in SYBIL.parse(page).examples():  # they write the files that the commands read
            example.evaluate()
        for line in shell_lines(page):
            argv = shlex.split(line)[1:]
            command, options = read_words(COMMANDS_OF_OURS, argv, unrest.__version__)
            given = [getattr(options, name, None) for name in ("dataset", "old", "new")]
            given += [*getattr(options, "files", ()), *getattr(options, "article", ())]
            if all(each in (None, *unrest.bundled()) or Path(each).exists() for each in given):
                if command.name == "plot":
                    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
                assert main(argv) in (0, 1), line
        capsys.readouterr()

    @each_page
    def test_a_python_block_runs_or_says_why_not(self, page: Path) -> None:
        heads = [(line, head) for line, head, _ in fences(page.read_text(encoding="utf-8"))]
        wrong = [
            (line, head)
            for line, head in heads
            if re.search(r"\bpy|python|pycon", head, re.IGNORECASE) and head != RUN and not NOT_RUN.fullmatch(head)
        ]
        assert wrong == []

    @each_page
    def test_a_prompt_stands_only_in_a_python_block(self, page: Path) -> None:
        text = page.read_text(encoding="utf-8")
        inside = sum(
            line.lstrip().startswith(">>>") for _, head, lines in fences(text) if head == RUN for line in lines
        )
        assert inside == sum(line.lstrip().startswith(">>>") for line in text.splitlines())

    @each_page
    def test_a_block_that_starts_with_a_prompt_has_no_other_code(self, page: Path) -> None:
        # A block is either a session or a script: what a mixed one means, its runner would have to guess.
        for line, head, lines in fences(page.read_text(encoding="utf-8")):
            prompts = [each.startswith(">>>") for each in lines if each.strip()]
            if head == RUN and any(prompts):
                assert prompts[0], f"the block on line {line} begins with something else than its prompt"

    @each_page
    def test_it_asks_nothing_of_another_machine(self, page: Path) -> None:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"!\[[^\]]*\]\(\s*http|<(?:img|script|iframe|link)\b[^>]*http", text)

    @each_page
    def test_it_does_not_say_to_install_what_somebody_else_owns(self, page: Path) -> None:
        # On the package index the plain name belongs to another project.
        assert not re.search(r"\binstall\s+(?:-\S+\s+)*['\"]?unrest(?!-reports)\b", page.read_text(encoding="utf-8"))


def nav_paths() -> list[str]:
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[1].splitlines()
    inside = [line for line in lines[: next((i for i, x in enumerate(lines) if x and x[0] != " "), None)] if line]
    return [match[1] for line in inside if (match := re.search(r"(\S+\.md)$", line))]


class TestNavigation:
    def test_every_page_is_in_it_once(self) -> None:
        assert sorted(nav_paths()) == sorted(str(page.relative_to(DOCS)) for page in PAGES[1:])

    def test_no_page_asks_for_remote_fonts(self) -> None:
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        assert re.search(r"^  font: false\b", config, re.MULTILINE)
        assert "http" not in config


class TestReadme:
    def test_it_has_the_two_command_lines(self) -> None:
        blocks = ["\n".join(lines) for _, _, lines in fences(PAGES[0].read_text(encoding="utf-8"))]
        assert [block for block in blocks if "venv" in block] == list(COMMANDS)

    def test_its_example_is_ten_lines(self) -> None:
        blocks = [lines for _, head, lines in fences(PAGES[0].read_text(encoding="utf-8")) if head == RUN]
        assert len([line for line in blocks[0] if line.strip()]) <= 10

    def test_what_it_shows_is_what_the_command_prints(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "100")
        assert main(["show", "kazakhstan-2022"]) == 0
        printed = iter(capsys.readouterr().out.splitlines())
        [shown] = [lines for _, head, lines in fences(PAGES[0].read_text(encoding="utf-8")) if head == "text"]
        # In this order; three dots stand for what is left out.
        assert [line for line in shown if line != "..." and line not in printed] == []

    def test_nothing_is_left_to_be_pasted(self) -> None:
        assert not re.search(r"\bLEAD\b|\bTODO\b|\bFIXME\b", PAGES[0].read_text(encoding="utf-8"))


class TestGlossary:
    def text(self) -> str:
        return (DOCS / "glossary.md").read_text(encoding="utf-8")

    def test_its_first_sentence_settles_what_an_event_is(self) -> None:
        first = next(line for line in self.text().splitlines() if line and not line.startswith("#"))
        assert "`Event`" in first
        assert "event report" in first
        assert "incident" in first

    def test_its_terms_stand_in_order(self) -> None:
        terms = [line for line, after in pairwise(self.text().splitlines()) if after.startswith(":   ")]
        assert len(terms) > 20
        plain = [re.sub(r"[`*]", "", term).casefold() for term in terms]
        assert plain == sorted(plain)


LISTS = {name: getattr(vocabulary, name) for name in vocabulary.__all__}
MADE = runpy.run_path(str(DOCS / "made.py"))
HOW = "`python docs/made.py` writes it anew"
# What has the form of a code in the files of rules, and is a field.
FIELDS_IN_RULES = {"c.d", "quantity.low"}


class TestReference:
    @pytest.mark.parametrize("name", sorted(MADE["PAGES"]))
    def test_what_the_code_says_stands_on_the_page_as_it_says_it(self, name: str) -> None:
        page = (DOCS / "reference" / name).read_text(encoding="utf-8")
        assert page == MADE["PAGES"][name](page), f"docs/reference/{name} is not what the code says: {HOW}"

    @pytest.mark.parametrize("name", sorted(LISTS))
    def test_every_word_of_a_list_has_a_sentence_and_the_list_a_section(self, name: str) -> None:
        page = (DOCS / "reference" / "vocabularies.md").read_text(encoding="utf-8")
        assert f"\n## `{name}`\n" in page, f"a section of vocabularies.md; {HOW}, once its heading is there"
        told = dict(MADE["words"](name))
        assert [*told] == [str(word) for word in LISTS[name]]
        assert all(re.fullmatch(r"[A-Z][^|]*\.", sentence) for sentence in told.values())
        assert all(f"| `{word}` | {sentence} |\n" in page for word, sentence in told.items())

    @pytest.mark.parametrize(
        ("page", "form", "kinds"),
        [
            ("reference/command-line.md", "`{}`", KINDS),
            ("reference/datasets.md", "{}s,", KINDS),
            ("reference/engine.md", "`{}s`", KINDS),
            ("reference/followthemoney.md", "`{}`", {cls.__name__: cls for cls in KINDS.values()}),
            ("reference/tables.md", "### `{}s`", KINDS),
            ("glossary.md", "{}", CLAIM_KINDS),
        ],
    )
    def test_a_page_that_lists_the_kinds_of_record_lists_all(self, page: str, form: str, kinds: Iterable[str]) -> None:
        text = (DOCS / page).read_text(encoding="utf-8")
        assert [kind for kind in kinds if form.format(kind) not in text] == [], f"docs/{page}"

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_every_scheme_of_codes_is_named(self, scheme: str) -> None:
        head = (DOCS / "reference" / "vocabularies.md").read_text(encoding="utf-8").split("\n## ")[0]
        assert re.search(rf"\b{scheme}\b", head)

    @pytest.mark.parametrize("name", [name for name in getattr(unrest, "__all__", ()) if not name.startswith("_")])
    def test_every_public_name_has_an_entry(self, name: str) -> None:
        entries = {
            match
            for page in (DOCS / "reference").glob("*.md")
            for match in re.findall(r"^::: unrest\.[\w.]*?(\w+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        }
        assert name in entries | LISTS.keys()

    def test_the_page_of_rules_has_every_rule_as_the_code_says_it(self) -> None:
        page = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| `(?:[^|]+) \| (.+) \| `(\w+)` \|$", page, re.MULTILINE)
        assert rows == [((rule.__doc__ or "").splitlines()[0], rule.__name__) for rule in RULES]

    def test_the_page_of_rules_has_every_code(self) -> None:
        page = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
        written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/unrest/rules").glob("*.py"))
        codes = set(re.findall(r'"([a-z]+\.[a-z_]+)"', written)) - FIELDS_IN_RULES
        assert len(codes) > 20
        assert {code for code in codes | {*NOT_CHECKED} if f"`{code}`" not in page} == set()
