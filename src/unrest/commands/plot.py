"""`unrest plot`: a picture of a dataset."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from ..codec import load
from ..dataset import Dataset
from ..errors import InvalidQuery, Problem
from ..file import refuse_input
from ..reports import disagreement
from ..vocabulary import Measure
from .answer import Answer
from .disagreement import FIELDS
from .history import of_figures
from .parser import Command, word_of
from .show import of_day

__all__ = ["COMMAND"]

_KINDS = ("timeline", "figures", "map", "disagreement")
_ONLY = {"measure": "figures", "about": "figures", "at": "figures", "of_whom": "figures"}
_ONLY |= {"of": "disagreement", "field": "disagreement"}


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="the name of a bundled dataset, or the path of a file")
    parser.add_argument(
        "--kind",
        metavar="KIND",
        required=True,
        type=word_of(_KINDS),
        help="timeline (when), figures (how many, by whom), map (where), disagreement (where reports differ)",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, type=Path, help="the file to write: .png, .svg or .pdf"
    )
    themes = ("light", "dark")
    parser.add_argument("--theme", metavar="THEME", default="light", type=word_of(themes), help="light or dark")
    parser.add_argument("--title", metavar="TEXT", help="what stands above the picture")
    of_day(parser)
    of_figures(parser, of="of figures: ", required=False)
    parser.add_argument(
        "--of", metavar="WHAT", type=word_of(tuple(FIELDS)), help="of disagreement: events (the default) or figures"
    )
    parser.add_argument(
        "--field",
        metavar="F",
        action="append",
        default=[],
        help="of disagreement: a field; may be repeated",
    )


def _run(options: Namespace) -> Answer:
    _refuse_others(options)
    refuse_input(options.output, [options.dataset], "picture")
    dataset = load(options.dataset)
    shown = dataset if options.known_on is None else dataset.known_on(options.known_on)
    picture = _picture(shown, options)
    picture.save(options.output)
    value = {"output": str(options.output), "description": picture.description}
    return Answer(lines=[f"wrote {options.output}: {picture.description}"], value=value)


def _refuse_others(options: Namespace) -> None:
    """An option of another kind of picture would change nothing, in silence."""
    problems = [
        Problem(
            code="option.unused",
            found=f"--{name.replace('_', '-')} for a picture of kind {options.kind}",
            expected=f"--kind {kind}",
        )
        for name, kind in _ONLY.items()
        if getattr(options, name) and options.kind != kind
    ]
    if options.kind == "figures" and options.measure is None:
        words = ", ".join(str(each) for each in Measure)
        problems.append(Problem(code="option.missing", found="no --measure", expected=f"one of {words}"))
    if problems:
        raise InvalidQuery(*problems)


def _picture(shown: Dataset, options: Namespace) -> Any:
    # Only here: the other commands need no matplotlib.
    from ..plots import draw_disagreement, draw_figures, draw_map, draw_timeline

    look = {"theme": options.theme, "title": options.title}
    if options.kind == "timeline":
        return draw_timeline(shown, **look)
    if options.kind == "map":
        return draw_map(shown, **look)
    if options.kind == "figures":
        asked = {"about": options.about, "at": options.at, "of_whom": options.of_whom}
        return draw_figures(shown, options.measure, **asked, **look)
    of = options.of or "events"
    several = shown.incidents(of=of).several
    fields = options.field or (FIELDS[of] if several else ())
    return draw_disagreement([disagreement(several, each) for each in fields], **look)


COMMAND = Command(
    "plot",
    "where the picture was written, and what it shows",
    _add,
    _run,
    example="unrest plot kazakhstan-2022 --kind timeline -o timeline.svg",
    ending=".svg",
)
"""The command."""
