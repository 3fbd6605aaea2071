"""Datasets in files: those that are bundled, and the user's own."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from attrs import evolve

from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, UnreadableFile, UnrestError, show
from ..file import name_of, opened, write
from .document import Attempt, paused_collector
from .form import attempt, to_json
from .json_lines import read_json_lines, to_json_lines
from .json_text import decoded
from .name import CONTENTS, data_of, is_lines, is_packed, is_tables, path_of, to_path
from .pack import packed, unpacked

__all__ = ["load", "save", "try_load", "unpacked_file", "write_text"]

# Reading.


def load(name_or_path: "str | os.PathLike[str]") -> Dataset:
    """The dataset with a bundled name, in a file, or in a folder of Parquet files (extra `arrow`).

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
    data = data_of(given) if isinstance(given, str) else None
    if data is not None:
        name, found = str(given), _from_bytes(data)
    else:
        path = path_of(given)
        name = str(path)
        if is_tables(path):
            return _from_tables(path)
        with unpacked_file(path) as file:
            found = _from_lines(file) if is_lines(path) else _from_bytes(file.read())
    return evolve(found, problems=tuple(evolve(problem, file=name) for problem in found.problems))


def _from_tables(path: Path) -> Attempt:
    if not (path / CONTENTS).is_file():
        found = f"no {CONTENTS} in it" if path.is_dir() else "no such file or directory"
        expected = f"a folder of Parquet files with {CONTENTS} in it, as unrest writes it"
        raise UnreadableFile(Problem(code="file.missing", found=found, expected=expected, file=name_of(path)))
    # Tables stand below the codec, and need an extra: they are loaded with the first folder.
    from ..tables.folder import attempt_folder

    return attempt_folder(path)


def _from_bytes(data: bytes) -> Attempt:
    text, broken = decoded(data)
    return Attempt(problems=broken) if broken else attempt(text)


def _from_lines(file: Iterable[bytes]) -> Attempt:
    with paused_collector():
        return read_json_lines(file)


@contextmanager
def unpacked_file(path: Path) -> Iterator[BinaryIO]:
    """A file open for reading, unpacked where its ending is `.gz`.

    Raises:
        UnreadableFile: for a path that cannot be read, and for packed data that is broken.

    >>> with unpacked_file(Path("not-there.json")) as file:
    ...     file.read()
    Traceback (most recent call last):
    unrest.errors.UnreadableFile: not-there.json: found no such file or directory, expected a file ... [file.missing]
    """
    with opened(path) as file:
        yield unpacked(file, os.fstat(file.fileno()).st_size, name_of(path)) if is_packed(path) else file


# Writing.


def save(dataset: Dataset, path: "str | os.PathLike[str]") -> None:
    """Write a dataset to a file, wholly or not at all, in the form that its ending names.

    `.json` is one piece of JSON, a record on each line; `.jsonl` is JSON Lines; with `.gz` after it, it is packed.
    `.parquet` is a folder of Parquet files (extra `arrow`).
    It is written to a new file beside it, which takes its place when every byte of it is on the disk: whatever happens
    before that, the old file is whole, and nothing else is left.
    A file that was there keeps its permissions; where the path is a symbolic link, what it leads to is replaced.

    Raises:
        UnreadableFile: for a path that cannot be written, or that has another ending.
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
    target = to_path(path)
    if is_tables(target):
        from ..tables.folder import save_folder

        save_folder(dataset, target)
        return
    write_text(target, to_json_lines(dataset, dataset) if is_lines(target) else [to_json(dataset)])


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write the pieces of a text to a file, wholly or not at all, packed where its ending is `.gz`.

    Raises:
        UnreadableFile: for a path that cannot be written.

    >>> write_text(Path("no-such-folder/a.json"), ["{}"])
    Traceback (most recent call last):
    unrest.errors.UnreadableFile: ...a.json: found no such file or directory, expected a path ... [file.missing]
    """
    chunks: Iterable[bytes] = (piece.encode("utf-8") for piece in pieces)
    write(path, packed(chunks) if is_packed(path) else chunks)
