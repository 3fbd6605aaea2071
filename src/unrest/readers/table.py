"""Tables in files: a path, a folder or an open file, packed or not, as rows of cells with the lines they stand on."""

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from attrs import field, frozen

from ..errors import Problem, UnreadableFile, show
from ..file import name_of, opened

__all__ = ["ENDINGS", "Line", "Part", "delimited", "json_records", "parts_of", "text_of"]

ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".json", ".jsonl")
"""The endings of files that are looked for in a folder and in a packed file."""

_PACKED = (".gz", ".xz", ".bz2", ".zip")
_DAMAGED = (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error, zipfile.BadZipFile, OSError, ValueError)
_CHUNK = 1 << 16
# A cell of more letters than this is no cell: a quotation mark was left open.
_LONGEST_CELL = 1 << 24


@frozen
class Part:
    """One file of what was given: a name for messages, and what opens it.

    >>> [part.name for part in parts_of(io.BytesIO(b"id"))]
    ['<file>']
    """

    name: str = field()
    """The path, and inside a packed file the name there."""
    stream: BinaryIO = field(eq=False)
    """Its bytes, unpacked."""


@frozen
class Line:
    """One row of a table: where it begins, and its cells, or what is wrong with it.

    >>> [line.cells for line in delimited(io.StringIO("a,b" + chr(10)), ",")]
    [['a', 'b']]
    """

    number: int = field()
    """The line of the file on which it begins."""
    cells: Sequence[str] = field()
    """What stands in its cells."""
    columns: tuple[str, ...] | None = field(default=None)
    """The names of its cells, where each row has its own."""
    fault: str | None = field(default=None)
    """Why it is no row; then it has no cells."""


def parts_of(given: Any) -> Iterator[Part]:
    """The files of what was given, one by one, each open while it is looked at.

    A path may lead to a file, packed or not, or to a folder, whose files are taken in the order of their names; several
    paths are taken in their order; an open file is read from where it stands.

    Raises:
        UnreadableFile: for a path that cannot be read, packed data that is broken, and a folder with nothing to read.

    >>> [part.stream.read() for part in parts_of(io.BytesIO(b"id"))]
    [b'id']
    """
    if isinstance(given, str | os.PathLike):
        path = Path(given)
        yield from _in_folder(path) if path.is_dir() else _in_file(path)
    elif hasattr(given, "read"):
        yield Part(_name_of_stream(given), _binary(given))
    elif isinstance(given, Iterable) and not isinstance(given, bytes):
        for each in given:
            yield from parts_of(each)
    else:
        expected = "a path, several paths, or an open file"
        raise UnreadableFile(Problem(code="file.path", found=show(given), expected=expected))


def _name_of_stream(stream: Any) -> str:
    name = getattr(stream, "name", None)
    return name_of(name) if isinstance(name, str | os.PathLike) else "<file>"


def _binary(stream: Any) -> BinaryIO:
    if isinstance(stream, io.TextIOBase):
        inner: BinaryIO | None = getattr(stream, "buffer", None)
        return inner if inner is not None else io.BytesIO(stream.read().encode("utf-8", "surrogatepass"))
    found: BinaryIO = stream
    return found


def _in_folder(path: Path) -> Iterator[Part]:
    found = [each for each in sorted(path.iterdir()) if each.is_file() and _is_table(each.name)]
    if not found:
        told = f"a folder with no file that ends in {', '.join(ENDINGS)}, packed or not"
        raise UnreadableFile(Problem(code="file.folder", found=told, expected="files to read", file=name_of(path)))
    for each in found:
        yield from _in_file(each)


def _is_table(name: str) -> bool:
    lower = name.lower()
    for packed in _PACKED:
        lower = lower.removesuffix(packed)
    return lower.endswith(ENDINGS) or name.lower().endswith(".zip")


def _in_file(path: Path) -> Iterator[Part]:
    suffix = path.suffix.lower()
    with opened(path) as file:
        if suffix == ".zip":
            yield from _in_archive(path, file)
        else:
            yield Part(name_of(path), _unpacked(file, suffix, name_of(path)))


def _unpacked(file: BinaryIO, suffix: str, name: str) -> BinaryIO:
    openers: dict[str, Any] = {".gz": gzip.GzipFile, ".xz": lzma.LZMAFile, ".bz2": bz2.BZ2File}
    if suffix not in openers:
        return file
    unpack = openers[suffix](fileobj=file) if suffix == ".gz" else openers[suffix](file)
    return io.BufferedReader(_Checked(unpack, name), _CHUNK)


def _in_archive(path: Path, file: BinaryIO) -> Iterator[Part]:
    try:
        archive = zipfile.ZipFile(file)
        members = [each for each in archive.infolist() if not each.is_dir() and _is_table(each.filename)]
    except _DAMAGED as error:
        raise UnreadableFile(_broken(name_of(path), error)) from None
    if not members:
        told = f"no file in it that ends in {', '.join(ENDINGS)}"
        raise UnreadableFile(Problem(code="file.packed", found=told, expected="files to read", file=name_of(path)))
    for each in members:
        name = f"{name_of(path)}/{each.filename}"
        try:
            member = archive.open(each)
        except (*_DAMAGED, RuntimeError, NotImplementedError) as error:  # encrypted, or packed in another way
            raise UnreadableFile(_broken(name, error)) from None
        with member:
            yield Part(name, io.BufferedReader(_Checked(member, name), _CHUNK))


def _broken(name: str, error: Exception) -> Problem:
    told = f"packed data that is broken ({error})"
    return Problem(code="file.packed", found=told, expected="a whole packed file", file=name)


class _Checked(io.RawIOBase):
    """What a packed file unpacks to; every fault of it is one of ours."""

    def __init__(self, inner: Any, name: str) -> None:
        self._inner, self._name = inner, name

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        try:
            found: bytes = self._inner.read(len(into))
        except _DAMAGED as error:
            raise UnreadableFile(_broken(self._name, error)) from None
        into[: len(found)] = found
        return len(found)


@contextmanager
def text_of(part: Part, encoding: str) -> Iterator[TextIO]:
    """The text of a file; a byte-order mark at its start is no part of it.

    Raises:
        UnreadableFile: while it is read, for bytes that are not of this encoding, and for an encoding that is none.

    >>> with text_of(Part("a.csv", io.BytesIO(b"id")), "utf-8") as text:
    ...     text.read()
    'id'
    """
    with ExitStack() as stack:
        try:
            right = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
            text = io.TextIOWrapper(part.stream, encoding=right, newline="")
        except LookupError:
            told = Problem(code="file.encoding", found=show(encoding), expected="an encoding, such as utf-8 or latin-1")
            raise UnreadableFile(told) from None
        stack.callback(_left_open, text)
        try:
            yield text
        except UnicodeDecodeError as error:
            found = f"bytes that are no {encoding}: {error.object[error.start : error.start + 8]!r}"
            hint = 'name the encoding of the file: encoding="latin-1" or encoding="cp1252"'
            told = Problem(code="file.encoding", found=found, expected=f"text in {encoding}", hint=hint, file=part.name)
            raise UnreadableFile(told) from None


def _left_open(text: io.TextIOWrapper) -> None:
    """Let go of a stream without closing it: whoever opened it does that."""
    text.detach()


def delimited(text: Iterable[str], delimiter: str, *, quoting: bool = True) -> Iterator[Line]:
    """The rows of a table whose cells are parted by one letter; lines with nothing on them are passed over.

    With quoting, a cell in quotation marks may hold the letter and ends of lines; a mark that stands wrong or is left
    open makes the row a fault, for nobody knows where its cells end.

    >>> [line.fault or line.cells for line in delimited(['a,"b', 'c"', 'd,"e'], ",")]
    [['a', 'bc'], 'unexpected end of data']
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    if quoting:
        table = csv.reader(text, delimiter=delimiter, strict=True)
    else:
        table = csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    while True:
        begin = table.line_num + 1
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield Line(begin, (), fault=str(error))
            continue
        if cells is None:
            return
        if cells:
            yield Line(begin, cells)


def json_records(text: TextIO) -> Iterator[Line]:
    """The objects of a list in JSON, or of a file with one on each line, as rows: each with its own columns.

    A cell is the JSON of its value; what is no object is a fault.

    >>> [(line.columns, line.cells) for line in json_records(io.StringIO('[{"id": "a", "n": [1]}]'))]
    [(('id', 'n'), ['"a"', '[1]'])]
    """
    begin, buffer, at, line, is_whole = _BETWEEN.match, "", 0, 1, False
    while True:
        gap = begin(buffer, at)
        assert gap is not None
        line += buffer.count("\n", at, gap.end())
        at = gap.end()
        found, end = _decoded(buffer, at, is_whole)
        if found is not None:
            yield _json_line(line, found)
            line += buffer.count("\n", at, end)
            at = end
        elif not is_whole:
            more = text.read(max(_CHUNK, len(buffer) - at))
            buffer, at, is_whole = buffer[at:] + more, 0, not more
        else:
            if at < len(buffer):
                yield Line(line, (), fault=f"no JSON: {show(buffer[at : at + 40])}")
            return


_BETWEEN = re.compile(r"[ \t\r\n,\[\]\ufeff]*")


def _decoded(buffer: str, at: int, is_whole: bool) -> tuple[Any, int]:
    """The value that begins at a place, and where it ends; None where there is none, or where it may go on."""
    if at == len(buffer):
        return None, at
    try:
        found, end = _DECODER.raw_decode(buffer, at)
    except (ValueError, RecursionError):
        return None, at
    # A number at the end of what was read so far may go on.
    return (None, at) if end == len(buffer) and not is_whole else (found if found is not None else _NULL, end)


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of an object in JSON, in their order, a key that is given twice as well."""


class _Number(str):
    """A number, as it is written: 1.10 would come back as 1.1."""


_NULL = _Number("null")
_DECODER = json.JSONDecoder(object_pairs_hook=_Pairs, parse_float=_Number, parse_int=_Number, parse_constant=_Number)


def _json_line(number: int, found: Any) -> Line:
    if not isinstance(found, _Pairs):
        return Line(number, (), fault=f"{_written(found)[:40]}, which is no object")
    columns = tuple(key for key, _ in found)
    if len({*columns}) < len(columns):
        return Line(number, (), fault="a key that is given twice")
    return Line(number, [_written(each) for _, each in found], columns)


def _written(found: Any) -> str:
    """The JSON of a value, as far as spaces go in one form, and to the letter beyond that."""
    if isinstance(found, _Pairs):
        return "{" + ", ".join(f"{_written(key)}: {_written(each)}" for key, each in found) + "}"
    if isinstance(found, list):
        return "[" + ", ".join(map(_written, found)) + "]"
    return str(found) if isinstance(found, _Number) else json.dumps(found, ensure_ascii=False)
