"""Files packed with gzip: written in one form, and read within a stated limit."""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ..errors import Problem, UnreadableFile, show

__all__ = ["packed", "unpacked"]

_MAGIC = b"\x1f\x8b"
_FREE = 64 * 1024 * 1024
_TIMES = 200
_CHUNK = 1 << 20


def packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a gzip file, without a name and a time in it: the same data packs to the same bytes.

    >>> gzip.decompress(b"".join(packed([b"a", b"b"])))
    b'ab'
    """
    squeeze = zlib.compressobj(wbits=31)
    for chunk in chunks:
        if ready := squeeze.compress(chunk):
            yield ready
    yield squeeze.flush()


class _Bounded(io.RawIOBase):
    """What a gzip file unpacks to, up to its limit; every fault of it is one of ours."""

    def __init__(self, file: BinaryIO, size: int, name: str) -> None:
        self._begin = file.read(len(_MAGIC))
        file.seek(0)
        self._unpack = gzip.GzipFile(fileobj=file, mode="rb")
        self._size, self._name = size, name
        self._most = max(_FREE, _TIMES * size)
        self._done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        try:
            number = self._unpack.readinto(into)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableFile(self._broken(error)) from None
        self._done += number
        if self._done > self._most:
            raise UnreadableFile(self._too_large())
        return number

    def _broken(self, error: Exception) -> Problem:
        found, hint = f"packed data that is broken ({error})", None
        if not _MAGIC.startswith(self._begin):
            found, hint = f"no gzip data, which begins as {show(self._begin)}", "where it is not packed, take .gz off"
        elif isinstance(error, EOFError) or self._begin != _MAGIC:
            found = "packed data that is cut off"
        return Problem(code="file.packed", found=found, expected="a whole gzip file", hint=hint, file=self._name)

    def _too_large(self) -> Problem:
        return Problem(
            code="file.large",
            found=f"more than {self._most:,} bytes packed into {self._size:,}",
            expected=f"at most {_TIMES} times the size of the file, or {_FREE // 1024 // 1024} MiB",
            hint="where you trust it, unpack it first",
            file=self._name,
        )


def unpacked(file: BinaryIO, size: int, name: str) -> "io.BufferedReader":
    """What a gzip file of this size unpacks to, read piece by piece.

    A file of a few kilobytes can unpack to gigabytes: reading stops at 200 times its size, and never below 64 MiB.

    Raises:
        UnreadableFile: while it is read, for data that is broken, cut off or no gzip, and for more than the limit.

    >>> whole = gzip.compress(b"ab")
    >>> unpacked(io.BytesIO(whole), len(whole), "a.gz").read()
    b'ab'
    """
    return io.BufferedReader(_Bounded(file, size, name), _CHUNK)
