"""`unrest convert`: a dataset in another form, by the ending of its name."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..codec import to_dict
from ..interchange import FORMS, convert
from ..interchange.form import form_of
from ..prose.phrase import counted
from .answer import FINE, PROBLEMS, Answer
from .parser import Command, word_of

__all__ = ["COMMAND"]


def _add(parser: ArgumentParser) -> None:
    read = ", ".join(form.ending for form in FORMS.values() if form.is_read)
    parser.add_argument("dataset", metavar="DATASET", help=f"the name of a bundled dataset, or a path: {read}")
    parser.add_argument("output", metavar="OUT", type=Path, help=f"what to write: {', '.join(FORMS)}; .gz packs it")
    parser.add_argument("--partition", metavar="BY", type=word_of(["source", "month"]), help="divide a .parquet folder")


def _run(options: Namespace) -> Answer:
    asked = {"partition": options.partition} if options.partition else {}
    found = convert(options.dataset, options.output, **asked)
    records = found if isinstance(found, int) else len(found.dataset)
    problems = () if isinstance(found, int) else found.problems
    code, form = PROBLEMS if problems else FINE, form_of(options.output)
    if options.json:
        told = {"output": str(options.output), "form": form.title, "is_whole": form.is_whole, "records": records}
        return Answer(value={**told, "problems": [to_dict(each) for each in problems]}, code=code)
    lines = [str(problem) for problem in problems]
    lost = "" if form.is_whole else f"; not all of it has a place in {form.title}"
    return Answer(lines=[*lines, f"wrote {options.output}: {counted(records, 'record')}{lost}"], code=code)


COMMAND = Command(
    "convert",
    "what was written of a dataset in another form",
    _add,
    _run,
    example="unrest convert kazakhstan-2022 kazakhstan.jsonl",
)
"""The command."""
