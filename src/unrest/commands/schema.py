"""`unrest schema`: the JSON Schema of the JSON form."""

import json
from argparse import ArgumentParser, Namespace

from ..records import KINDS
from ..schema import PROFILES, json_schema
from .answer import Answer
from .parser import Command, word_of

__all__ = ["COMMAND"]


def _add(parser: ArgumentParser) -> None:
    kinds = tuple(KINDS)
    parser.add_argument(
        "--profile",
        metavar="PROFILE",
        type=word_of(PROFILES),
        default="plain",
        help="plain (the default) for any validator, strict for services of language models",
    )
    parser.add_argument(
        "--kind", metavar="KIND", type=word_of(kinds), help=f"of one kind of record, not of a file: {', '.join(kinds)}"
    )


def _run(options: Namespace) -> Answer:
    schema = json_schema(options.kind or "dataset", profile=options.profile)
    # A schema is for a program in any case: in ASCII it stays JSON whatever the terminal can show.
    return Answer(lines=json.dumps(schema, indent=2).splitlines(), value=schema)


COMMAND = Command(
    "schema", "the JSON Schema of a file or of one kind of record", _add, _run, example="unrest schema --profile strict"
)
"""The command."""
