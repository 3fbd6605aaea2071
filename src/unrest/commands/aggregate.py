"""`unrest aggregate`: one value from many reports, saying which."""

import csv
import io
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from ..codec import load, save
from ..dataset import Dataset
from ..file import refuse_input, write
from ..prose.phrase import counted
from ..reports import RECIPES, aggregate
from .answer import Answer
from .parser import Command, word_of

__all__ = ["COMMAND"]


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="the name of a bundled dataset, or the path of a file")
    parser.add_argument(
        "--recipe", metavar="NAME", required=True, type=word_of(tuple(RECIPES)), help=f"one of {', '.join(RECIPES)}"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True, type=Path, help="the file to write: .json, .jsonl or .csv"
    )
    parser.add_argument(
        "--all-claims", action="store_true", help="count what is not asserted, not accomplished or withdrawn too"
    )


def _run(options: Namespace) -> Answer:
    refuse_input(options.output, [options.dataset], "result")
    dataset = load(options.dataset)
    made = aggregate(dataset, options.recipe, all_claims=options.all_claims)
    if options.output.suffix == ".csv":
        write(options.output, [_table(made).encode("utf-8")])
    else:
        save(made, options.output)
    told = f"wrote {options.output}: {counted(len(made.events), 'incident')} of {counted(len(dataset.events), 'event')}"
    if options.json:
        return Answer(value={"written": str(options.output), "recipe": options.recipe, "incidents": len(made.events)})
    return Answer(lines=[told])


def _table(made: Dataset) -> str:
    """One row an incident, under the names of the columns that were read."""
    rows: list[dict[str, Any]] = [
        {"event_id": event.incident, **event.codings[0].extra.to_dict()} for event in made.events
    ]
    columns = list(dict.fromkeys(column for row in rows for column in row if column != "choices"))
    written = io.StringIO()
    table = csv.DictWriter(written, columns, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return written.getvalue()


COMMAND = Command(
    "aggregate",
    "one value from many reports, saying which",
    _add,
    _run,
    example="unrest aggregate reports.jsonl --recipe conservative -o events.csv",
)
"""The command."""
