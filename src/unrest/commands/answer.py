"""What a command has to say: a text or one JSON value, lines for the error stream, and the exit code."""

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from .terminal import Grid

__all__ = ["FINE", "PROBLEMS", "WRONG_USE", "Answer"]

FINE = 0
"""Nothing is wrong."""
PROBLEMS = 1
"""Problems were found."""
WRONG_USE = 2
"""The command was used wrongly, or something that it was given cannot be read."""


def _to_lines(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(found)


@frozen(kw_only=True)
class Answer:
    """What a command has to say, to a person in lines or to a program as a value.

    >>> Answer(lines=["nothing is bundled"]).code
    0
    """

    lines: tuple[str, ...] = field(default=(), converter=_to_lines)
    """The text for a person."""
    value: Any = field(default=None)
    """What is said to a program that asked for JSON."""
    refused: tuple[str, ...] = field(default=())
    """What could not be read, one line each, for the error stream."""
    grid: Grid | None = field(default=None)
    """The same as a table, where a terminal can show one."""
    code: int = field(default=FINE)
    """The exit code."""
