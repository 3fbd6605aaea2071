"""Data cards: what a reader's docstring says of a format, in parts that can be asked for."""

import inspect
import re
from collections.abc import Iterator, Mapping

from attrs import field, frozen

__all__ = ["Card", "as_markdown", "card_of"]

_PARTS = ("Versions", "Licence", "Cite", "Columns", "Missing", "Lost", "Tried")
_HEAD = re.compile(rf"^({'|'.join(_PARTS)}):(.*)$")
_SERIES = re.compile(r"\{(\d+)-(\d+)\}")


@frozen(kw_only=True)
class Card:
    """What a format is, what becomes of its columns, and what is lost.

    >>> card_of("invented", "Invented rows.\\n\\nLicence: CC0\\nColumns:\\n    id, n{1-2}: raw only\\n").columns
    {'id': 'raw only', 'n1': 'raw only', 'n2': 'raw only'}
    """

    name: str = field()
    """The name of the format, as `read` takes it."""
    title: str = field()
    """What it is, in one sentence."""
    about: str = field(default="")
    """What one row is, and how it is read."""
    versions: str = field(default="")
    """Which releases and layouts are read."""
    licence: str = field(default="")
    """The licence of the data."""
    cite: str = field(default="")
    """What to cite, in BibTeX."""
    columns: Mapping[str, str] = field(factory=dict)
    """What each column becomes."""
    missing: str = field(default="")
    """Which values of the file mean that there is none."""
    lost: str = field(default="")
    """What the records do not have; the raw cells still do."""
    is_written: bool = field(default=False)
    """Whether `write` writes it too."""
    tried: str = field(default="")
    """On which real files it was tried, and what was built from documentation alone."""


def _names(found: str) -> Iterator[str]:
    for name in (each.strip() for each in found.split(",")):
        series = _SERIES.search(name)
        if series is None:
            yield name
            continue
        for number in range(int(series[1]), int(series[2]) + 1):
            yield from _names(f"{name[: series.start()]}{number}{name[series.end() :]}")


def _columns(text: str) -> dict[str, str]:
    found = {}
    for line in text.splitlines():
        names, _, becomes = line.partition(":")
        found.update(dict.fromkeys(_names(names), becomes.strip()))
    return found


def card_of(name: str, docstring: str | None, *, is_written: bool = False) -> Card:
    """The card that a reader's docstring holds; an interpreter that strips docstrings leaves it empty.

    >>> card_of("invented", "Invented rows.\\n\\nOne row is one march.\\n\\nLost: who marched").lost
    'who marched'
    """
    parts: dict[str, list[str]] = {"": []}
    here = ""
    for line in inspect.cleandoc(docstring or "").splitlines():
        if head := _HEAD.match(line):
            here = head[1]
            parts[here] = [head[2].strip()]
        else:
            parts[here].append(line.strip() if here != "Cite" else line)
    text = {name: "\n".join(lines).strip() for name, lines in parts.items()}
    title, _, about = text[""].partition("\n")
    return Card(
        name=name,
        is_written=is_written,
        title=title,
        about=about.strip(),
        versions=text.get("Versions", ""),
        licence=text.get("Licence", ""),
        cite=inspect.cleandoc(text.get("Cite", "")),
        columns=_columns(text.get("Columns", "")),
        missing=text.get("Missing", ""),
        lost=text.get("Lost", ""),
        tried=text.get("Tried", ""),
    )


def as_markdown(card: Card) -> str:
    """A data card as a part of a page.

    >>> card = card_of("invented", "Rows of Orlec.\\n\\nLost: who marched\\nColumns:\\n    id: the row\\n")
    >>> print(as_markdown(card), end="")
    ## `invented`
    <BLANKLINE>
    Rows of Orlec.
    <BLANKLINE>
    *Lost:* who marched.
    <BLANKLINE>
    | column | what becomes of it |
    | --- | --- |
    | `id` | the row |
    """
    parts = [f"## `{card.name}`", card.title, *_sentences(card.about)]
    told = (("Versions", card.versions), ("Licence", card.licence), ("Missing", card.missing), ("Lost", card.lost))
    parts += [f"*{name}:* {' '.join(text.split())}." for name, text in (*told, ("Tried", card.tried)) if text]
    if card.is_written:
        parts.append("It can be written too, with `unrest.write`.")
    if card.cite:
        parts.append(f"```bibtex\n{card.cite}\n```")
    if card.columns:
        rows = [f"| {names} | {becomes} |" for becomes, names in _by_meaning(card.columns).items()]
        parts.append("\n".join(["| column | what becomes of it |", "| --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def _sentences(text: str) -> list[str]:
    """One sentence on each line."""
    joined = " ".join(text.split())
    return [re.sub(r"(?<=[.]) (?=[A-Z`])", "\n", joined)] if joined else []


def _by_meaning(columns: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, becomes in columns.items():
        found.setdefault(becomes, []).append(f"`{name}`")
    return {becomes: ", ".join(names) for becomes, names in found.items()}
