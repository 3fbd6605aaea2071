"""Files of datasets: those that are bundled, and the user's own."""

import os
import secrets
import stat
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import evolve

from ..dataset import Dataset
from ..errors import InvalidDataset, NotFound, Problem, UnreadableFile, UnrestError, nearest, show
from ..file import bytes_of, failure
from .document import Attempt
from .form import attempt, to_json

__all__ = ["bundled", "load", "save", "try_load", "write"]

_ENDING = ".json"
_OTHER_FORMS = (".jsonl", ".gz", ".zip", ".csv", ".parquet")


# Reading.


def _folder() -> Traversable:
    return resources.files(__name__.partition(".")[0]) / "data"


def bundled() -> tuple[str, ...]:
    """Names of the datasets that come with the library, sorted; `load` takes each of them.

    >>> isinstance(bundled(), tuple)
    True
    """
    folder = _folder()
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def load(name_or_path: "str | os.PathLike[str]") -> Dataset:
    """The dataset with a bundled name, or in a file.

    A text that is no bundled name is a path where it has a separator or an ending, or where such a file is there.

    Raises:
        NotFound: for a name that is neither bundled nor a file.
        UnreadableFile: for a path that cannot be read or whose ending says that it is another form.
        InvalidDataset: with every fault of the file, each with its line.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "empty.json"
    ...     save(Dataset(name="empty"), path)
    ...     load(path)
    Dataset('empty', no records)
    """
    found = _read(name_or_path)
    if found.problems:
        raise InvalidDataset(*found.problems)
    return found.dataset


def try_load(name_or_path: "str | os.PathLike[str]") -> Attempt:
    """What could be read of a bundled dataset or of a file, together with all that is wrong; it never raises.

    >>> [problem.code for problem in try_load("not-there").problems]
    ['dataset.unknown']
    """
    try:
        return _read(name_or_path)
    except UnrestError as error:
        return Attempt(problems=error.problems)


def _read(given: object) -> Attempt:
    if isinstance(given, str) and given in bundled():
        name, data = given, (_folder() / f"{given}{_ENDING}").read_bytes()
    else:
        path = _path_of(given)
        name, data = str(path), bytes_of(path)
    text, broken = _decoded(data)
    found = Attempt(problems=broken) if broken else attempt(text)
    return evolve(found, problems=tuple(evolve(problem, file=name) for problem in found.problems))


def _path_of(given: object) -> Path:
    """The path that is meant, which need not be there; a text that is neither a path nor a name is refused."""
    written = os.fspath(given) if isinstance(given, str | os.PathLike) else None
    if not isinstance(written, str):
        expected = "the name of a bundled dataset, or a path"
        raise UnreadableFile(Problem(code="file.path", found=show(given), expected=expected))
    path = Path(written)
    if isinstance(given, str) and not _looks_like_a_path(written):
        likely = nearest(written, bundled())
        names = ", ".join(bundled()) or "none"
        hint = f"did you mean {likely!r}?" if likely else f"bundled are: {names}; a file is named with its ending"
        expected = "the name of a bundled dataset, or the path of a file"
        raise NotFound(Problem(code="dataset.unknown", found=show(written), expected=expected, hint=hint))
    if path.suffix.lower() != _ENDING and not path.is_dir():
        raise UnreadableFile(_other_form(path))
    return path


def _looks_like_a_path(written: str) -> bool:
    separators = {os.sep, os.altsep or os.sep}
    endings = (_ENDING, *_OTHER_FORMS)
    return not separators.isdisjoint(written) or written.lower().endswith(endings) or os.path.exists(written)


def _other_form(path: Path) -> Problem:
    known = path.suffix.lower() in _OTHER_FORMS
    hint = f"this version reads and writes {_ENDING} only" if known else f"give it the ending {_ENDING}"
    found = show(path.suffix) if path.suffix else "a name without an ending"
    return Problem(
        code="file.ending", found=found, expected=f"a file that ends in {_ENDING}", hint=hint, file=str(path)
    )


def _decoded(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        at = error.start
        hint = "it begins as UTF-16 does" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else None
        found, line = f"byte 0x{data[at]:02x} at byte {at} of the file", data.count(b"\n", 0, at) + 1
        return "", (Problem(code="json.encoding", found=found, expected="text in UTF-8", hint=hint, line=line),)


# Writing.


def save(dataset: Dataset, path: "str | os.PathLike[str]") -> None:
    """Write a dataset to a file, wholly or not at all.

    It is written to a new file beside it, which takes its place when every byte of it is on the disk: whatever happens
    before that, the old file is whole, and nothing else is left.
    A file that was there keeps its permissions; where the path is a symbolic link, what it leads to is replaced.

    Raises:
        UnreadableFile: for a path that cannot be written, or whose ending is another than `.json`.
        InvalidDataset: for what is no dataset.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "empty.json"
    ...     save(Dataset(name="empty"), path)
    ...     sorted(each.name for each in path.parent.iterdir())
    ['empty.json']
    """
    if not isinstance(dataset, Dataset):
        raise InvalidDataset(Problem(code="field.type", found=show(dataset), expected="a Dataset"))
    target = _target(path)
    try:
        _replace(target, to_json(dataset).encode("utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(failure(target, error, "a path that can be written")) from None


def _target(path: object) -> Path:
    written = os.fspath(path) if isinstance(path, str | os.PathLike) else None
    if not isinstance(written, str):
        raise UnreadableFile(Problem(code="file.path", found=show(path), expected="a path"))
    if Path(written).suffix.lower() != _ENDING:
        raise UnreadableFile(_other_form(Path(written)))
    try:
        return Path(os.path.realpath(written))
    except ValueError as error:
        raise UnreadableFile(failure(Path(written), error, "a path that can be written")) from None


def _replace(target: Path, data: bytes) -> None:
    mode = _mode_of(target)
    beside = target.parent / f".unrest-{secrets.token_hex(8)}.tmp"
    # Made anew, and with the permissions that any new file of this user has.
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(data)
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


def write(path: "str | os.PathLike[str]", data: bytes) -> None:
    """Write bytes to a file, wholly or not at all, in the way in which `save` writes a dataset.

    Raises:
        UnreadableFile: for a path that cannot be written.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "page.html"
    ...     write(path, b"<p>")
    ...     path.read_bytes()
    b'<p>'
    """
    try:
        _replace(Path(os.path.realpath(path)), data)
    except (OSError, ValueError) as error:
        raise UnreadableFile(failure(path, error, "a path that can be written")) from None
