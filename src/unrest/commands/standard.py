"""Standard input and output as files: what is named `-` is read from the one and written to the other."""

import shutil
import sys
import zlib
from argparse import Namespace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from ..errors import InvalidQuery, Problem

__all__ = ["Standard"]

DASH = "-"
_DATASETS = ("dataset", "old", "new")
_TEXTS = {"files": ".csv", "article": ".txt"}
_PACKED = b"\x1f\x8b"
# What a file of another dataset may be packed with, by how it begins.
_PACKINGS = {_PACKED: ".gz", b"\xfd7zXZ": ".xz", b"BZh": ".bz2", b"PK\x03\x04": ".zip"}
_IN, _OUT = "standard input", "standard output"


def _ending(data: bytes) -> str:
    """What a dataset on standard input is: one JSON value, or lines of them; packed or not."""
    packed = data.startswith(_PACKED)
    try:
        head = zlib.decompressobj(31).decompress(data, 1 << 16) if packed else data[: 1 << 16]
    except zlib.error:  # reading it says what is wrong with it
        head = b""
    # A file of ours has a line of its own for the brace that opens it; the first of JSON Lines is a whole object.
    first = head.lstrip().partition(b"\n")[0].rstrip()
    lines = first.startswith(b"{") and first.endswith(b"}") and b'"records"' not in first
    return f"{'.jsonl' if lines else '.json'}{'.gz' if packed else ''}"


def _packing(data: bytes) -> str:
    return next((ending for magic, ending in _PACKINGS.items() if data.startswith(magic)), "")


class Standard:
    """Files that stand for standard input and output while a command runs.

    >>> with Standard(Namespace(dataset="kazakhstan-2022"), ".json") as standard:
    ...     standard.is_written
    False
    """

    def __init__(self, options: Namespace, ending: str) -> None:
        self.folder: Path | None = None
        self.options: Namespace = options
        self.names: dict[str, str] = {}
        self.is_written: bool = False
        given = [name for name in (*_DATASETS, *_TEXTS) for each in _each(options, name) if each == DASH]
        if len(given) > 1:
            self._refuse(f"{DASH} for {len(given)} inputs", "one thing on standard input")
        outputs = [name for name in ("output", "problems") if str(getattr(options, name, None)) == DASH]
        if len(outputs) > 1:
            self._refuse(f"{DASH} for two outputs", "one thing on standard output")
        # Nothing is read, and no folder made, before all is refused that is refused.
        for name in given:
            self._read(name)
        for name in outputs:
            kind = type(getattr(options, name))
            self.is_written = True
            setattr(options, name, kind(self._path(_OUT, ending if name == "output" else ".csv")))

    def _refuse(self, found: str, expected: str) -> None:
        raise InvalidQuery(Problem(code="stream.twice", found=found, expected=expected))

    def _path(self, name: str, ending: str) -> str:
        if self.folder is None:
            self.folder = Path(mkdtemp(prefix="unrest-"))
        path = str(self.folder / f"{name.replace(' ', '-')}{ending}")
        self.names[path] = name
        return path

    def _read(self, name: str) -> None:
        if sys.stdin is None:
            raise InvalidQuery(
                Problem(code="stream.none", found="no standard input", expected="something to read on it")
            )
        data = sys.stdin.buffer.read()
        ending = _ending(data) if name in _DATASETS else _TEXTS[name] + (_packing(data) if name == "files" else "")
        path = self._path(_IN, ending)
        Path(path).write_bytes(data)
        held = getattr(self.options, name)
        put = [path if each == DASH else each for each in held] if isinstance(held, list) else path
        setattr(self.options, name, put)

    def told(self, found: Any) -> Any:
        """The same text, or JSON value, in which the files have the names of the streams.

        >>> Standard(Namespace(), ".json").told(["a line", 1])
        ['a line', 1]
        """
        if isinstance(found, str):
            for path, name in self.names.items():
                found = found.replace(path, name)
        elif isinstance(found, list | tuple):
            found = [self.told(each) for each in found]
        elif isinstance(found, dict):
            found = {key: self.told(value) for key, value in found.items()}
        return found

    def write(self) -> None:
        """Copy what was written to standard output, where it was to go there.

        >>> Standard(Namespace(), ".json").write()
        """
        for path, name in self.names.items():
            if name == _OUT and Path(path).exists():
                sys.stdout.flush()
                with open(path, "rb") as made:
                    shutil.copyfileobj(made, sys.stdout.buffer)
                sys.stdout.buffer.flush()

    def __enter__(self) -> "Standard":
        return self

    def __exit__(self, *_: object) -> None:
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def _each(options: Namespace, name: str) -> list[Any]:
    held = getattr(options, name, None)
    return held if isinstance(held, list) else [held]
