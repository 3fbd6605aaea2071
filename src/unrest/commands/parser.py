"""The words of the command line, read strictly: one line for each wrong use, with the nearest right word."""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn, TypeVar

from attrs import field, frozen

from ..errors import UnrestError, nearest
from ..passage import on_one_line
from .answer import WRONG_USE, Answer

__all__ = ["Command", "Parser", "made_by", "read", "sentence", "word_of"]

T = TypeVar("T")


@frozen
class Command:
    """One command: its name, what it prints, its arguments, and what answers it.

    >>> Command("datasets", "what is bundled", lambda parser: None, lambda options: Answer()).name
    'datasets'
    """

    name: str = field()
    """Its word on the command line."""
    summary: str = field()
    """What it prints, in one phrase."""
    add: Callable[[argparse.ArgumentParser], None] = field()
    """Adds its arguments to a parser."""
    run: Callable[[argparse.Namespace], Answer] = field()
    """Answers it."""
    example: str = field(default="", kw_only=True)
    """One use of it, as it is typed."""
    ending: str = field(default=".json", kw_only=True)
    """In what form it writes to standard output."""


def sentence(found: str) -> str:
    """A message on one line, as a terminal can show it.

    >>> sentence("first" + chr(10) + "second")
    'first second'
    """
    return on_one_line(found)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line.

    >>> Parser(prog="unrest").prog
    'unrest'
    """

    def error(self, message: str) -> NoReturn:
        """Write one line and leave.

        >>> Parser(prog="unrest").error("no")
        Traceback (most recent call last):
        SystemExit: 2
        """
        self.exit(WRONG_USE, f"{self.prog}: {sentence(message)}; see '{self.prog} --help'\n")


def _likely(found: str, known: Iterable[str]) -> str:
    likely = nearest(found, known)
    return f"; did you mean {likely!r}?" if likely else ""


def word_of(words: Sequence[str]) -> Callable[[str], str]:
    """The reader of an option that takes one of some words.

    >>> word_of(["event", "actor"])("event")
    'event'
    """

    def read(found: str) -> str:
        if found not in words:
            expected = f"one of {', '.join(words)}{_likely(found, words)}"
            raise argparse.ArgumentTypeError(f"found {found!r}, expected {expected}")
        return found

    return read


def made_by(make: Callable[[str], T]) -> Callable[[str], T]:
    """The reader of an option whose text is made into a value; what is refused is one line.

    >>> made_by(int)("3")
    3
    """

    def read(found: str) -> T:
        try:
            return make(found)
        except UnrestError as error:
            raise argparse.ArgumentTypeError(str(error.problems[0])) from None

    return read


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return re.findall(r"--[a-z-]+", parser.format_help())


def read(commands: Sequence[Command], argv: Sequence[str], version: str) -> tuple[Command, argparse.Namespace]:
    """The command that is meant and its options.

    Raises:
        SystemExit: after `--help` and `--version`, and for a wrong use, after one line that says what is wrong.

    >>> said = Command("datasets", "what is bundled", lambda parser: None, lambda options: Answer())
    >>> read([said], ["datasets"], "1")[0] is said
    True
    """
    known = {command.name: command for command in commands}
    parser, of_command = _parsers(commands, version)
    name = next((each for each in argv if not each.startswith("-")), None)
    if name is not None and name not in known:
        parser.error(f"unknown command {name!r}, expected one of {', '.join(known)}{_likely(name, known)}")
    options, left = parser.parse_known_args(argv)
    if name is None:
        _refuse_rest(parser, left)
        parser.error(f"a command is missing, one of {', '.join(known)}")
    _refuse_rest(of_command[name], left)
    return known[name], options


def _parsers(commands: Sequence[Command], version: str) -> tuple[Parser, dict[str, Parser]]:
    parser = Parser(
        prog="unrest",
        allow_abbrev=False,
        description="What was reported about unrest: who said what, when, where, how many, and where it is written.",
        epilog="A file named - is standard input or output."
        " Exit code: 0 nothing is wrong, 1 problems were found, 2 wrong use.",
    )
    parser.add_argument("--version", action="version", version=f"unrest {version}")
    added = parser.add_subparsers(title="commands", metavar="COMMAND")
    found = {}
    for command in commands:
        one = added.add_parser(
            command.name,
            help=command.summary,
            description=f"Prints {command.summary}.",
            epilog=f"Example: {command.example}",
            allow_abbrev=False,
        )
        command.add(one)
        one.add_argument("--json", action="store_true", help="the same as one JSON value")
        found[command.name] = one
    return parser, found


def _refuse_rest(parser: argparse.ArgumentParser, left: Sequence[str]) -> None:
    for each in left:
        if each.startswith("-"):
            name, known = each.partition("=")[0], _options(parser)
            if name in known:
                parser.error(f"option {name!r} stands before the command, expected it after")
            parser.error(f"unknown option {name!r}{_likely(name, known)}")
        parser.error(f"found {each!r} beyond what this command takes")
