"""`unrest datasets`: what is bundled."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from ..codec import bundled, load
from ..dataset import Dataset
from ..prose.entry import Entry, screen_width
from ..prose.phrase import counted
from ..records import KINDS
from ..source import kind_of
from .answer import Answer
from .parser import Command
from .terminal import Grid

__all__ = ["COMMAND", "held"]


def _counts(dataset: Dataset) -> dict[str, int]:
    found = dataset.records.count_by(lambda record: kind_of(record.id))
    return {kind: found.get(kind, 0) for kind in KINDS}


def held(dataset: Dataset) -> str:
    """How many records of each kind a dataset has.

    >>> from unrest.records import Place
    >>> held(Dataset([Place("place:orlec", name="Orlec")])), held(Dataset())
    ('1 place', 'no records')
    """
    return ", ".join(counted(count, kind) for kind, count in _counts(dataset).items() if count) or "no records"


def _entry(name: str, dataset: Dataset) -> Entry:
    licence = f"licence: {dataset.licence}" if dataset.licence else "licence not stated"
    return Entry(f"{name}: {dataset.title or 'no title'}", about=[licence, held(dataset)])


def _value(name: str, dataset: Dataset) -> dict[str, Any]:
    return {"name": name, "title": dataset.title, "licence": dataset.licence, "records": _counts(dataset)}


def _lines(found: dict[str, Dataset], width: int) -> Iterator[str]:
    for name, dataset in found.items():
        yield from _entry(name, dataset).lines(width)
    if not found:
        yield "nothing is bundled"


def _add(parser: ArgumentParser) -> None:
    """It takes nothing but what every command takes."""


def _run(options: Namespace) -> Answer:
    found = {name: load(name) for name in bundled()}
    if options.json:
        return Answer(value=[_value(name, dataset) for name, dataset in found.items()])
    return Answer(lines=_lines(found, screen_width()), grid=_grid(found) if found else None)


def _grid(found: dict[str, Dataset]) -> Grid:
    rows = [(name, each.title or "", each.licence or "not stated", held(each)) for name, each in found.items()]
    return Grid(("name", "title", "licence", "records"), tuple(rows))


COMMAND = Command(
    "datasets",
    "the bundled datasets, with what each is and how many records it has",
    _add,
    _run,
    example="unrest datasets",
)
"""The command."""
