"""Sources, places and actors as they come: many rows share them, and each is to be written once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zlib import crc32

from ..codec.document import read_row, to_text
from ..codec.plain import WRITERS
from ..dataset.merge import united
from ..records import Record

__all__ = ["Shared"]

# So many are kept in memory; more go to so many files, of which one at a time is looked at.
_MOST = 1 << 16
_FILES = 64


class Shared:
    """Records that may come again, each time perhaps with more to say; in flat memory, whatever their number.

    >>> import tempfile
    >>> from unrest.records import Place
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     shared = Shared(Path(folder))
    ...     for names in ([], ["Alma-Ata"]):
    ...         shared.add(Place("place:almaty", name="Almaty", aliases=names))
    ...     [place.aliases for place in shared]
    [('Alma-Ata',)]
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, Record] = {}
        self._files: list[IO[str]] = []

    def add(self, record: Record) -> None:
        """Take a record, and unite it with what is known of it.

        Raises:
            InvalidDataset: for two values of a field that holds one.

        >>> import tempfile
        >>> from unrest.records import Place
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     shared = Shared(Path(folder))
        ...     shared.add(Place("place:a", name="A"))
        ...     shared.add(Place("place:a", name="B"))
        Traceback (most recent call last):
        unrest.errors.InvalidDataset: name (place:a): found 'A' and 'B', expected one value [merge.clash]
        """
        first = self._kept.setdefault(record.id, record)
        if first is not record and first != record:
            self._kept[record.id] = united([first], [record])[0]
        if len(self._kept) > _MOST:
            self._spill()

    def _spill(self) -> None:
        """Put what is kept into files, by its id: what is of one id is in one file."""
        if not self._files:
            self._folder.mkdir(exist_ok=True)
            names = [self._folder / f"{at}.jsonl" for at in range(_FILES)]
            self._files = [open(name, "w+", encoding="utf-8") for name in names]  # noqa: SIM115 (closed when read)
        for record in self._kept.values():
            file = self._files[crc32(record.id.encode("utf-8")) % _FILES]
            file.write(to_text(WRITERS[type(record)](record)) + "\n")
        self._kept = {}

    def __iter__(self) -> Iterator[Record]:
        """Each record once, united."""
        if not self._files:
            yield from self._kept.values()
            return
        self._spill()
        for file in self._files:
            found: dict[str, Record] = {}
            file.seek(0)
            for line in file:
                record, _ = read_row(json.loads(line))
                assert record is not None  # it was a record when it was written
                first = found.setdefault(record.id, record)
                if first is not record and first != record:
                    found[record.id] = united([first], [record])[0]
            yield from found.values()

    def close(self) -> None:
        """Let go of the files.

        >>> Shared(Path("not-there")).close()
        """
        for file in self._files:
            file.close()
