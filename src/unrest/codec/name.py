"""Names of datasets and of files: which one is meant, and in which form it is."""

import os
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from ..errors import NotFound, Problem, UnreadableFile, nearest, show
from ..file import name_of

__all__ = ["CONTENTS", "bundled", "data_of", "is_lines", "is_packed", "is_tables", "path_of", "to_path"]

_ENDINGS = (".json", ".jsonl", ".json.gz", ".jsonl.gz")
_FOLDER = ".parquet"
CONTENTS = "dataset.json"
"""The file of a folder of tables that says what is in it."""
_OTHERS = (".gz", ".zip", ".xz", ".csv")
_EXPECTED = f"a file that ends in {', '.join(_ENDINGS)}, or a folder that ends in {_FOLDER}"


def _folder() -> Traversable:
    return resources.files(__name__.partition(".")[0]) / "data"


def bundled() -> tuple[str, ...]:
    """Names of the datasets that come with the library, sorted; `load` takes each of them.

    >>> isinstance(bundled(), tuple)
    True
    """
    folder = _folder()
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def data_of(name: str) -> bytes | None:
    """The bytes of a bundled dataset; None where none has this name.

    >>> data_of("not-there") is None
    True
    """
    return (_folder() / f"{name}.json").read_bytes() if name in bundled() else None


def path_of(given: object) -> Path:
    """The path that is meant, which need not be there; a text that is neither a path nor a bundled name is refused.

    Raises:
        NotFound: for a text that is neither.
        UnreadableFile: for what is no path, and for a path whose ending says that it is another form.

    >>> path_of("a.jsonl").name
    'a.jsonl'
    """
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
    if not _ending(path) and not is_tables(path):
        raise UnreadableFile(_other_form(path))
    return path


def _looks_like_a_path(written: str) -> bool:
    separators = {os.sep, os.altsep or os.sep}
    lower = written.lower()
    if not separators.isdisjoint(written) or lower.endswith((*_ENDINGS, *_OTHERS, _FOLDER)) or os.path.exists(written):
        return True
    # Also where the ending is misspelt.
    return nearest(Path(lower).suffix, (*_ENDINGS, _FOLDER)) is not None


def _ending(path: Path) -> str | None:
    """The ending of a name that has one of ours, and something before it."""
    name = path.name.lower()
    return next((each for each in _ENDINGS if name.endswith(each) and name != each), None)


def is_lines(path: Path) -> bool:
    """Whether a file with this name is JSON Lines.

    >>> is_lines(Path("a.jsonl.gz")), is_lines(Path("a.json"))
    (True, False)
    """
    return ".jsonl" in str(_ending(path))


def is_packed(path: Path) -> bool:
    """Whether a file with this name is packed.

    >>> is_packed(Path("a.jsonl.gz")), is_packed(Path("a.json"))
    (True, False)
    """
    return path.suffix.lower() == ".gz"


def is_tables(path: Path) -> bool:
    """Whether a path is that of a folder of tables: by its ending, or because it has none and a folder is there.

    >>> is_tables(Path("a.parquet")), is_tables(Path("a.json"))
    (True, False)
    """
    return path.suffix.lower() == _FOLDER or (_ending(path) is None and path.is_dir())


def _other_form(path: Path) -> Problem:
    suffix = path.suffix.lower()
    likely = nearest(suffix, (*_ENDINGS, _FOLDER))
    hint = f"give it the ending {_ENDINGS[0]}"
    if suffix in _OTHERS:
        hint = "this version reads and writes no other form"
    elif likely:
        hint = f"did you mean {path.with_suffix(likely).name!r}?"
    found = show(path.suffix) if path.suffix else "a name without an ending"
    return Problem(code="file.ending", found=found, expected=_EXPECTED, hint=hint, file=name_of(path))


def to_path(given: object) -> Path:
    """The path of a file, or of a folder of tables, that is to be written.

    Raises:
        UnreadableFile: for what is no path, and for another ending.

    >>> to_path("a.jsonl").name
    'a.jsonl'
    """
    written = os.fspath(given) if isinstance(given, str | os.PathLike) else None
    if not isinstance(written, str):
        raise UnreadableFile(Problem(code="file.path", found=show(given), expected="a path"))
    if not _ending(Path(written)) and Path(written).suffix.lower() != _FOLDER:
        raise UnreadableFile(_other_form(Path(written)))
    return Path(written)
