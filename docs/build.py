"""What the build adds to the pages: pictures from the code beside them, the help of the program, the changelog."""

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path
from runpy import run_path
from typing import Any
from unittest import mock

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from unrest.commands import COMMANDS, main
from unrest.plots import canvas

ROOT = Path(__file__).parent.parent
# A script, not a session, that stands in a fence of its own.
_BLOCK = re.compile(r"^```python\n(?!>>>)(.*?)^```$", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]+)\]\(([\w-]+)\.svg\)")
_HELP = "<!-- help -->"
_HOUSE = "<!-- house -->"
_CHANGES = "<!-- changes -->"
_EXAMPLE = re.compile(r"<!-- example (\w+) -->")


def drawn(markdown: str, theme: str) -> dict[str, bytes]:
    """The pictures that the scripts of a page save, drawn in a theme, by their names."""
    # The code of a page draws dark on light; with the other colours under that name it draws the other picture.
    colours = {"light": canvas.THEMES[theme], "dark": canvas.THEMES["dark"]}
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        mock.patch.object(canvas, "THEMES", colours),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        names: dict[str, Any] = {"__name__": "__page__"}
        for block in _BLOCK.findall(markdown):
            exec(compile(block, "<page>", "exec"), names)
        return {path.stem: path.read_bytes() for path in Path(folder).glob("*.svg")}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Draw the pictures of every page that shows some, each for both themes."""
    for page in files.documentation_pages():
        markdown = Path(page.abs_src_path or os.devnull).read_text(encoding="utf-8")
        wanted = {name for _, name in _PICTURE.findall(markdown)}
        folder = os.path.dirname(page.src_uri)
        for theme, mark in (("light", ""), ("dark", "-dark")) if wanted else ():
            made = drawn(markdown, theme)
            if missing := wanted - made.keys():
                raise SystemExit(f"{page.src_uri} shows {', '.join(sorted(missing))}, which no code on it draws")
            for name in wanted:
                path = f"{folder}/{name}{mark}.svg".lstrip("/")
                files.append(File.generated(config, path, content=made[name]))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A picture in both themes, the help of the program, and the changelog."""
    both = r"![\1](\2.svg#only-light){ loading=lazy } ![\1](\2-dark.svg#only-dark){ loading=lazy }"
    markdown = _PICTURE.sub(both, markdown)
    markdown = _EXAMPLE.sub(lambda match: example(match[1]), markdown)
    if _HOUSE in markdown:
        markdown = markdown.replace(_HOUSE, run_path(str(ROOT / "docs" / "house.py"))["house"]())
    if _HELP in markdown:
        markdown = markdown.replace(_HELP, "\n\n".join(help_of(command.name) for command in COMMANDS))
    if _CHANGES in markdown:
        changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        markdown = markdown.replace(_CHANGES, changes.partition("\n")[2])
    return markdown


def example(name: str) -> str:
    """A script of the folder `examples`, and what it prints."""
    script, printed = ((ROOT / "examples" / f"{name}{end}").read_text(encoding="utf-8") for end in (".py", ".out"))
    return f"```python\n{script.rstrip()}\n```\n\nIt prints:\n\n```text\n{printed.rstrip()}\n```"


def help_of(name: str) -> str:
    """What a command says of itself, under its name."""
    shown = io.StringIO()
    with mock.patch.dict(os.environ, {"COLUMNS": "88", "LINES": "40"}), contextlib.redirect_stdout(shown):
        main([name, "--help"])
    return f"### `unrest {name}`\n\n```text\n{shown.getvalue().rstrip()}\n```"


def on_post_build(config: MkDocsConfig) -> None:
    """`llms.txt`, a list of the pages for programs that read, and `llms-full.txt`, all of them as they are written."""
    lines = ["# unrest", "", f"> {config.site_description}", ""]
    full = [f"# unrest\n\n> {config.site_description}\n"]
    for title, path in pages_of(config.nav or []):
        if path is None:
            lines += ["", f"## {title}", ""]
            continue
        text = (ROOT / "docs" / path).read_text(encoding="utf-8")
        lines.append(f"- [{title}]({path.removesuffix('.md')}.html): {first_sentence(text)}")
        full.append(f"<!-- {path} -->\n\n{text}")
    Path(config.site_dir, "llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Path(config.site_dir, "llms-full.txt").write_text("\n".join(full), encoding="utf-8")


def pages_of(nav: list[Any]) -> list[tuple[str, str | None]]:
    """Titles and paths in the order of the navigation; a heading has no path."""
    found: list[tuple[str, str | None]] = []
    for each in nav:
        for title, under in each.items():
            found += [(title, None), *pages_of(under)] if isinstance(under, list) else [(title, under)]
    return found


def first_sentence(text: str) -> str:
    """The first line of prose on a page."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    prose = (line for line in body.splitlines() if line and line[0] not in "#<|`!:>- ")
    return next(prose, "")
