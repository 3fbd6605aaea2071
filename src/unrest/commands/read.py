"""`unrest read`: a file of another dataset into ours, with an account of its rows."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..codec import save, to_dict
from ..file import refuse_input
from ..prose.phrase import counted
from ..readers import read, readers
from ..readers.crowd import RULES
from ..readers.problem import grouped
from .answer import FINE, PROBLEMS, Answer
from .parser import Command, word_of
from .terminal import progress

__all__ = ["COMMAND"]


def _format(found: str) -> str:
    return word_of(("auto", *readers()))(found)


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", type=_format, help="what `unrest formats` lists, or auto")
    parser.add_argument("files", metavar="FILE", nargs="+", help="a file, packed or not, or a folder of them")
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help="the dataset to write")
    parser.add_argument("--problems", metavar="OUT", type=Path, help="what was odd, as .csv or .json")
    parser.add_argument("--release", metavar="R", help="the release; without it, what the name of the file says")
    parser.add_argument("--retrieved", metavar="DAY", help="the day on which the file was fetched")
    parser.add_argument("--encoding", metavar="E", default="utf-8", help="of a file that is not in UTF-8")
    parser.add_argument("--strict", action="store_true", help="the first oddity is an error")
    parser.add_argument("--damaged", action="store_true", help="read a file that a spreadsheet has damaged")
    parser.add_argument(
        "--words", metavar="RULE", type=word_of([*RULES]), help="make numbers of words by a rule: ccc or mmad"
    )


def _run(options: Namespace) -> Answer:
    for target in (options.output, options.problems):
        if target is not None:
            refuse_input(target, options.files, "dataset")
    asked = {"damaged": options.damaged} | ({"words": options.words} if options.words else {})
    with progress(sys.stderr, "rows") as step:
        reading = read(
            options.format,
            options.files,
            release=options.release,
            retrieved=options.retrieved,
            encoding=options.encoding,
            strict=options.strict,
            progress=step or True,
            **asked,
        )
    save(reading.dataset, options.output)
    if options.problems is not None:
        reading.save_problems(options.problems)
    code = PROBLEMS if reading.problems else FINE
    if options.json:
        return Answer(value=to_dict(reading), code=code)
    records = ", ".join(counted(number, kind) for kind, number in reading.rows.records.items())
    lines = [*(f"{reading.format}: {each}" for each in reading.layouts), str(reading.rows)]
    lines += [f"  {each}" for each in grouped(reading.problems)]
    return Answer(lines=[*lines, f"wrote {options.output}: {records}"], code=code)


COMMAND = Command(
    "read",
    "what became of the rows of a file of another dataset",
    _add,
    _run,
    example="unrest read ucdp_ged GEDEvent_v25_1.csv -o ged.jsonl --problems problems.csv",
)
"""The command."""
