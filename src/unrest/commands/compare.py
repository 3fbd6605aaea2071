"""`unrest compare`: two releases of a dataset side by side."""

from argparse import ArgumentParser, Namespace

import attrs

from ..codec import load
from ..comparison import compare, lines_of
from .answer import FINE, PROBLEMS, Answer
from .parser import Command

__all__ = ["COMMAND"]

_MOST = 50


def _add(parser: ArgumentParser) -> None:
    for name in ("old", "new"):
        parser.add_argument(name, metavar=name.upper(), help="the name of a bundled dataset, or the path of a file")
    parser.add_argument("--all", action="store_true", help=f"every line, not only the first {_MOST} of each sort")


def _run(options: Namespace) -> Answer:
    found = compare(load(options.old), load(options.new))
    code = PROBLEMS if found.added or found.removed or found.changed or found.cells else FINE
    if options.json:
        told = {name: [attrs.asdict(each) for each in getattr(found, name)] for name in ("changed", "cells")}
        value = {"counts": found.counts(), "added": [*found.added], "removed": [*found.removed], **told}
        return Answer(value=value, code=code)
    every = len(found.added) + len(found.removed) + len(found.changed) + len(found.cells)
    return Answer(lines=lines_of(found, every if options.all else _MOST), code=code)


COMMAND = Command(
    "compare",
    "what was added, removed and changed between two releases",
    _add,
    _run,
    example="unrest compare ged-24.jsonl ged-25.jsonl",
)
"""The command."""
