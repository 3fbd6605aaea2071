"""`unrest formats`: what can be read, and what is lost."""

from argparse import ArgumentParser, Namespace
from typing import Any

from ..prose.entry import Entry, screen_width
from ..readers import Card, formats
from .answer import Answer
from .parser import Command

__all__ = ["COMMAND"]


def _add(parser: ArgumentParser) -> None:
    """It takes nothing but what every command takes."""


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _entry(card: Card) -> Entry:
    told = (("versions", card.versions), ("licence", card.licence), ("lost", card.lost), ("tried", card.tried))
    about = [f"{name}: {_on_one_line(text)}" for name, text in told if text]
    return Entry(f"{card.name}: {card.title}", about=[*about, "read and written" if card.is_written else "read"])


def _value(card: Card) -> dict[str, Any]:
    return {
        "name": card.name,
        "title": card.title,
        "versions": _on_one_line(card.versions),
        "licence": _on_one_line(card.licence),
        "cite": card.cite,
        "columns": dict(card.columns),
        "missing": _on_one_line(card.missing),
        "lost": _on_one_line(card.lost),
        "tried": _on_one_line(card.tried),
        "written": card.is_written,
    }


def _run(options: Namespace) -> Answer:
    cards = formats()
    if options.json:
        return Answer(value=[_value(card) for card in cards])
    width = screen_width()
    return Answer(lines=[line for card in cards for line in _entry(card).lines(width)])


COMMAND = Command(
    "formats", "the formats of other datasets that can be read, and what is lost", _add, _run, example="unrest formats"
)
"""The command."""
