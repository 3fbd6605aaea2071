"""Files as a path leads to them: their bytes, or why there are none."""

import os
import stat
from pathlib import PurePath

from .errors import Problem, UnreadableFile, nearest, show

__all__ = ["bytes_of", "failure", "name_of"]


def name_of(path: object, expected: str = "a path, as text or as a Path") -> str:
    """A path as a message can write it; a name that is not UTF-8 has its odd bytes escaped.

    Raises:
        UnreadableFile: for what is no path.

    >>> name_of(PurePath("orlec.txt"))
    'orlec.txt'
    """
    name = os.fspath(path) if isinstance(path, (str, os.PathLike)) else None
    if not isinstance(name, str):
        raise UnreadableFile(Problem(code="file.path", found=show(path), expected=expected))
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def bytes_of(path: "str | os.PathLike[str]", expected: str = "a file that can be read") -> bytes:
    """All bytes of a plain file.

    Raises:
        UnreadableFile: for a path that leads to no file, or to one that cannot be opened or never ends.

    >>> bytes_of("not-there.txt")
    Traceback (most recent call last):
    unrest.errors.UnreadableFile: not-there.txt: found no such file or directory, expected a file ... [file.missing]
    """
    try:
        mode = os.stat(path).st_mode
        # What is no plain file may never end; a directory is opened, so that the system says what it is.
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            with open(path, "rb") as opened:
                return opened.read()
    except (OSError, ValueError) as error:
        raise UnreadableFile(failure(path, error, expected)) from None
    found = "a device, a pipe or a socket"
    raise UnreadableFile(Problem(code="file.special", found=found, expected=expected, file=name_of(path)))


def failure(path: "str | os.PathLike[str]", error: OSError | ValueError, expected: str) -> Problem:
    """What the system says of a path, with the nearest name in its folder where it leads nowhere.

    >>> failure("a.txt", IsADirectoryError(21, "Is a directory"), "a file").code
    'file.directory'
    """
    # A path with a NUL character is a ValueError, which has no strerror.
    found = getattr(error, "strerror", None) or str(error)
    code, hint = "file.unreadable", None
    if isinstance(error, FileNotFoundError):
        code, hint = "file.missing", _neighbour(PurePath(path))
    elif isinstance(error, IsADirectoryError | NotADirectoryError):
        code = "file.directory"
    return Problem(code=code, found=found[:1].lower() + found[1:], expected=expected, hint=hint, file=name_of(path))


def _neighbour(path: PurePath) -> str | None:
    try:
        likely = nearest(path.name, os.listdir(path.parent))
    except (OSError, ValueError):
        return "there is no such folder either"
    return None if likely is None else f"did you mean {show(likely)}?"
