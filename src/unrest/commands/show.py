"""`unrest show`: who said what, when, where, how many, and where it is written."""

from argparse import ArgumentParser, Namespace
from typing import Any

from ..codec import load, to_dict
from ..dataset import Dataset
from ..errors import UnrestError
from ..prose.entry import screen_width
from ..query.known import full_day
from ..records import KINDS, Claim, Record, Statement
from ..source import kind_of
from .answer import Answer
from .page import Page
from .parser import Command, made_by, word_of

__all__ = ["COMMAND", "of_day"]


def of_day(parser: ArgumentParser) -> None:
    """Add the option that says of which day the knowledge is meant.

    >>> parser = ArgumentParser()
    >>> of_day(parser)
    >>> parser.parse_args(["--known-on", "2022-01-26"]).known_on
    datetime.date(2022, 1, 26)
    """
    parser.add_argument(
        "--known-on",
        metavar="DAY",
        type=made_by(full_day),
        help="only what was certainly public on that day, such as 2022-01-26",
    )


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="the name of a bundled dataset, or the path of a file")
    of_day(parser)
    kinds = tuple(KINDS)
    parser.add_argument(
        "--kind", metavar="KIND", type=word_of(kinds), help=f"only records of one kind: {', '.join(kinds)}"
    )


def _run(options: Namespace) -> Answer:
    dataset = load(options.dataset)
    shown = dataset if options.known_on is None else dataset.known_on(options.known_on)
    if options.json:
        return Answer(value=_value(dataset, shown, options))
    return Answer(lines=Page(dataset, shown, options.kind, options.known_on).lines(screen_width()))


# For a program.


def _value(dataset: Dataset, shown: Dataset, options: Namespace) -> dict[str, Any]:
    left = {claim.id: _since(claim, dataset) for claim in dataset.claims if claim.id not in shown}
    return {
        "name": dataset.name,
        "title": dataset.title,
        "known_on": None if options.known_on is None else options.known_on.isoformat(),
        "kind": options.kind,
        "records": [_record(record, dataset) for record in shown if options.kind in (None, kind_of(record.id))],
        "known_later": {each: since for each, since in left.items() if since is not None},
        "known_on_no_day": [each for each, since in left.items() if since is None],
    }


def _record(record: Record, dataset: Dataset) -> dict[str, Any]:
    found = to_dict(record)
    if isinstance(record, Claim):
        found |= {"speaker": _speaker(record, dataset), "known_since": _since(record, dataset)}
    return found


def _speaker(claim: Claim, dataset: Dataset) -> str | None:
    told = claim if isinstance(claim, Statement) else None
    if claim.stated_in is not None and told is None and claim.stated_in in dataset:
        told = dataset[claim.stated_in]
    return None if told is None or told.speaker is None else str(told.speaker)


def _since(claim: Claim, dataset: Dataset) -> str | None:
    try:
        found = dataset.known_since(claim)
    except UnrestError:  # a statement that decides it was left out, or its chain is a circle: check says which
        return None
    return None if found is None else found.isoformat()


COMMAND = Command(
    "show",
    "who said what, when, where, how many, and where it is written",
    _add,
    _run,
    example="unrest show kazakhstan-2022 --known-on 2022-01-26",
)
"""The command."""
