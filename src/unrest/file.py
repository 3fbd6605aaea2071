"""Files as a path leads to them: read whole or piece by piece, and written wholly or not at all."""

import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO

from .errors import Problem, UnreadableFile, UnrestError, nearest, show

__all__ = ["bytes_of", "failure", "name_of", "opened", "refuse_input", "write"]


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


@contextmanager
def opened(path: "str | os.PathLike[str]", expected: str = "a file that can be read") -> "Iterator[BinaryIO]":
    """A plain file, open for reading; what the system says while it is open is told too.

    Raises:
        UnreadableFile: for a path that leads to no file, or to one that cannot be read or never ends.

    >>> with opened("not-there.txt") as file:
    ...     file.read()
    Traceback (most recent call last):
    unrest.errors.UnreadableFile: not-there.txt: found no such file or directory, expected a file ... [file.missing]
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(open(path, "rb")) if _may_be_opened(path) else None
        except (OSError, ValueError) as error:
            raise UnreadableFile(failure(path, error, expected)) from None
        if file is None:
            found = "a device, a pipe or a socket"
            raise UnreadableFile(Problem(code="file.special", found=found, expected=expected, file=name_of(path)))
        try:
            yield file
        except UnreadableFile:  # told by what reads it
            raise
        except OSError as error:
            raise UnreadableFile(failure(path, error, expected)) from None


def _may_be_opened(path: "str | os.PathLike[str]") -> bool:
    """Whether it is a plain file, or a directory, which the system will refuse; what is neither may never end."""
    mode = os.stat(path).st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def bytes_of(path: "str | os.PathLike[str]", expected: str = "a file that can be read") -> bytes:
    """All bytes of a plain file.

    Raises:
        UnreadableFile: for a path that leads to no file, or to one that cannot be read or never ends.

    >>> bytes_of("not-there.txt")
    Traceback (most recent call last):
    unrest.errors.UnreadableFile: not-there.txt: found no such file or directory, expected a file ... [file.missing]
    """
    with opened(path, expected) as file:
        return file.read()


def failure(path: "str | os.PathLike[str]", error: OSError | ValueError, expected: str) -> Problem:
    """What the system says of a path, with the nearest name in its folder where it leads nowhere.

    >>> failure("a.txt", IsADirectoryError(21, "Is a directory"), "a file").code
    'file.directory'
    """
    # A path with a NUL character is a ValueError, whose words differ from one Python to the next.
    found = "a NUL character in the path" if "\0" in str(path) else getattr(error, "strerror", None) or str(error)
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


def write(path: "str | os.PathLike[str]", chunks: Iterable[bytes]) -> None:
    """Write bytes to a file, wholly or not at all.

    They are written to a new file beside it, which takes its place when every byte of it is on the disk: whatever
    happens before that, the old file is whole, and nothing else is left.
    A file that was there keeps its permissions; where the path is a symbolic link, what it leads to is replaced.

    Raises:
        UnreadableFile: for a path that cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "page.html"
    ...     write(path, [b"<p>"])
    ...     path.read_bytes()
    b'<p>'
    """
    try:
        _replace(Path(os.path.realpath(path)), chunks)
    except UnrestError:  # told by what gives the bytes
        raise
    except (OSError, ValueError) as error:
        raise UnreadableFile(failure(path, error, "a path that can be written")) from None


def refuse_input(output: "str | os.PathLike[str]", inputs: "Iterable[str | os.PathLike[str]]", noun: str) -> None:
    """Refuse to write something onto what it is made of.

    Raises:
        UnreadableFile: where a path leads to the file of one of the inputs.

    >>> refuse_input("page.html", ["data.json"], "page")
    """
    for each in inputs:
        if _is_same(output, each):
            found, expected = f"the path of what the {noun} is made of", f"another file to write the {noun} to"
            raise UnreadableFile(Problem(code="file.input", found=found, expected=expected, file=name_of(output)))


def _is_same(one: "str | os.PathLike[str]", other: "str | os.PathLike[str]") -> bool:
    try:
        return os.path.realpath(one) == os.path.realpath(other) or os.path.samefile(one, other)
    except (OSError, ValueError):  # one of them is not there, or no path
        return False


def _replace(target: Path, chunks: Iterable[bytes]) -> None:
    mode = _mode_of(target)
    beside = target.parent / f".unrest-{secrets.token_hex(8)}.tmp"
    # Made anew, and with the permissions that any new file of this user has.
    new = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(new, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(beside, mode)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def _mode_of(target: Path) -> int | None:
    """The permissions of a file that is there; None where there is none."""
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise OSError("a directory, device or pipe")
    return stat.S_IMODE(found.st_mode)
