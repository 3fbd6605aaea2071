"""The command line, `unrest` and `python -m unrest`: one file for each command.

Errors are lines on the error stream, never a traceback.
The exit code is 0 where nothing is wrong, 1 where problems were found, 2 for a wrong use;
130 and 141 are what a shell gives for a program that was interrupted or whose reader went away.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TextIO

from ..errors import InvalidDataset, UnrestError
from . import (
    aggregate,
    check,
    compare,
    convert,
    datasets,
    disagreement,
    formats,
    history,
    plot,
    read,
    schema,
    show,
    view,
)
from .answer import PROBLEMS, WRONG_USE, Answer
from .parser import Command, sentence
from .parser import read as read_words
from .standard import Standard
from .terminal import Grid, coloured, is_terminal

__all__ = ["COMMANDS", "main"]

COMMANDS: tuple[Command, ...] = (
    *(datasets.COMMAND, formats.COMMAND, show.COMMAND, check.COMMAND, history.COMMAND),
    *(read.COMMAND, compare.COMMAND, convert.COMMAND, disagreement.COMMAND, aggregate.COMMAND),
    *(schema.COMMAND, view.COMMAND, plot.COMMAND),
)
"""Every command, in the order in which `--help` names them."""

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})
_INTERRUPTED = 130
_NO_READER = 141


def _write(lines: Iterable[str], stream: TextIO | None, grid: Grid | None = None, *, plain: bool = False) -> None:
    """Lines in the encoding of a stream; a character that it has no byte for is written plainly, or as its number."""
    if stream is None:  # a program without a terminal, or one whose stream was closed
        return
    encoding = stream.encoding or "utf-8"
    told = (_writable(line, encoding) for line in lines)
    if not plain and is_terminal(stream):
        coloured(told, stream, grid)
    else:
        stream.writelines(f"{line}\n" for line in told)
    stream.flush()


def _writable(line: str, encoding: str) -> str:
    told = line if _can_write(line, encoding) else line.translate(_PLAIN)
    return told.encode(encoding, "backslashreplace").decode(encoding)


def _can_write(line: str, encoding: str) -> bool:
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _json(value: object, stream: TextIO) -> str:
    # Escapes of a stream that is not UTF-8 would be no JSON.
    plain = (stream.encoding or "utf-8").lower().replace("-", "") != "utf8"
    return json.dumps(value, ensure_ascii=plain, indent=2)


def _version() -> str:
    # The front door stands below this module, and is loaded by the time that a command is given.
    return str(vars(sys.modules[__name__.partition(".")[0]]).get("__version__", "of unknown version"))


def _answer(argv: Sequence[str]) -> int:
    command, options = read_words(COMMANDS, argv, _version())
    with Standard(options, command.ending) as standard:
        try:
            answer: Answer = command.run(options)
        except UnrestError as error:
            return _refused(error, standard)
        standard.write()
        # What is said of a file must not stand in it.
        stream = sys.stderr if standard.is_written else sys.stdout
        lines = [_json(standard.told(answer.value), stream)] if options.json else standard.told(answer.lines)
        _write(lines, stream, None if options.json else answer.grid, plain=options.json)
        _write(standard.told(answer.refused), sys.stderr)
        return answer.code


def _refused(error: UnrestError, standard: Standard) -> int:
    _write([sentence(standard.told(f"unrest: {problem}")) for problem in error.problems], sys.stderr)
    return PROBLEMS if isinstance(error, InvalidDataset) else WRONG_USE


def _drop_output() -> None:
    """Let the interpreter flush into nothing when it ends: what is left cannot be written."""
    with suppress(OSError):  # a stream that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fault(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}, line {trace.tb_lineno})" if trace else ""
    return f"unrest: a fault of this program, please report it: {type(error).__name__}: {error}{where}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; nothing but the exit code tells a program what happened.

    Args:
        argv: the words after the name of the program; those of the process where it is None.

    >>> main(["datasets", "--json"]) in (0, 1)  # doctest: +ELLIPSIS
    [...
    True
    """
    try:
        return _answer(sys.argv[1:] if argv is None else argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _NO_READER
    except UnrestError as error:
        code, told = WRONG_USE, [f"unrest: {problem}" for problem in error.problems]
    except OSError as error:
        _drop_output()
        code, told = WRONG_USE, [f"unrest: the output cannot be written: {error.strerror}"]
    except (RecursionError, MemoryError):
        code, told = WRONG_USE, ["unrest: what was given is too deep or too large to be read"]
    except Exception as error:  # no traceback is for a user of the command line
        code, told = WRONG_USE, [_fault(error)]
    _write(map(sentence, told), sys.stderr)
    return code
