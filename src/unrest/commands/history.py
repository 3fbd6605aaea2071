"""`unrest history`: how a figure developed, who gave it, what was withdrawn."""

from argparse import ArgumentParser, Namespace

from ..codec import load, to_dict
from ..dataset import Step
from ..dataset.history import told_undated
from ..dataset.sequence import listed
from ..prose.entry import Entry, screen_width
from ..records import Statement
from ..vocabulary import Group, Measure
from .answer import Answer
from .parser import Command, word_of
from .terminal import Grid

__all__ = ["COMMAND", "of_figures"]


def of_figures(parser: ArgumentParser, *, of: str = "", required: bool = True) -> None:
    """Add the options that say which figures are meant.

    Args:
        parser: takes the options.
        of: stands before what each does, where a command shows other things too.
        required: whether a measure must be given.

    >>> from argparse import ArgumentParser
    >>> parser = ArgumentParser()
    >>> of_figures(parser)
    >>> parser.parse_args(["--measure", "deaths"]).measure
    'deaths'
    """
    parser.add_argument(
        "--measure",
        metavar="M",
        required=required,
        type=word_of([str(each) for each in Measure]),
        help=f"{of}what is counted, such as deaths",
    )
    about, groups = "only figures about this record, its parts and its incident", ", ".join(map(str, Group))
    parser.add_argument("--about", metavar="ID", help=of + about)
    parser.add_argument("--at", metavar="ID", help=f"{of}only figures of this place and of places within it")
    parser.add_argument("--of-whom", metavar="GROUP", help=f"{of}only figures of one group ({groups}) or actor")


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="the name of a bundled dataset, or the path of a file")
    of_figures(parser)


def _run(options: Namespace) -> Answer:
    dataset = load(options.dataset)
    found = dataset.history(options.measure, about=options.about, at=options.at, of_whom=options.of_whom)
    if options.json:
        return Answer(value={"measure": options.measure, **to_dict(found)})
    lines = [line for step in found for line in _entry(step).lines(screen_width())]
    foot = tuple(told_undated(found.undated, "figure"))
    grid = Grid(_HEAD, tuple(map(_row, found)), foot) if found else None
    return Answer(lines=[*lines, *foot] or [f"no figure of {options.measure}"], grid=grid)


def _entry(step: Step) -> Entry:
    return Entry(str(step).removesuffix("".join(f"; {each}" for each in step.after)), about=list(step.after))


_HEAD = "known on", "what", "beside the last", "who", "record, and what came of it"


def _row(step: Step) -> tuple[str, ...]:
    """A step as a row: a figure or an act of words, with the id to go on with and what came of it."""
    claim = step.claim
    who = step.speaker.name if step.speaker is not None else "nobody named"
    what = str(claim.act) if isinstance(claim, Statement) else str(claim.quantity)
    change = "" if isinstance(claim, Statement) else str(step.change or claim.stage)
    about = [f"of {listed(claim.targets, most=3)}"] if isinstance(claim, Statement) else step.after
    return str(step.since), what, change, who, "\n".join([f"[{claim.id}]", *about])


COMMAND = Command(
    "history",
    "how a figure developed, who gave it, what was withdrawn",
    _add,
    _run,
    example="unrest history kazakhstan-2022-reports --measure deaths --of-whom security_forces",
)
"""The command."""
