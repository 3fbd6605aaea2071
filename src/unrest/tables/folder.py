"""A dataset as a folder of Parquet files: written in flat memory, whole or not at all, and read by any engine."""

import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attrs import evolve

from ..codec.document import Attempt
from ..codec.name import CONTENTS
from ..codec.stream import RecordStream
from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, UnreadableFile, UnrestError, counted, nearest, show
from ..file import failure, name_of
from ..records import CLAIM_KINDS, KINDS, Claim, Record
from .column import TABLES, VERSION, compute, pa, parquet
from .record import attempt_arrow, head_of, records_in
from .shared import Shared
from .table import first_day, outside_table, row_table, schema_of, table_of

__all__ = [
    "Partition",
    "attempt_folder",
    "files_of",
    "head_in",
    "is_folder",
    "read_folder",
    "save_folder",
    "stream_folder",
    "write_folder",
]

# So many records are in memory at most; a row group holds one kind of them.
_ROWS = 1 << 16
# And so many are read at a time.
_BATCH = 1 << 13
_EXPECTED = f"a folder of Parquet files with {CONTENTS} in it, as unrest writes it"


class Partition(StrEnum):
    """By what the claims of a folder are divided into files.

    >>> Partition("month")
    <Partition.MONTH: 'month'>
    """

    SOURCE = "source"
    """The first source that a claim cites."""
    MONTH = "month"
    """The month of the first day on which it may have been."""


def is_folder(path: "str | os.PathLike[str]") -> bool:
    """Whether a folder is a dataset of ours.

    >>> is_folder("not-there")
    False
    """
    return os.path.isfile(os.path.join(path, CONTENTS))


# Writing.


def write_folder(
    records: "Iterable[Record]",
    path: "str | os.PathLike[str]",
    head: Dataset | None = None,
    *,
    partition: "Partition | str | None" = None,
) -> int:
    """Write records to a folder of Parquet files, a file a kind, and say how many they were.

    They may come from anywhere, `unrest.stream` for one; at most some ten thousand of them are in memory at a time.
    A source, place or actor that comes again is united with what was said of it before, as `Dataset | Dataset` does it.
    Inside a row group they are sorted by month, place and day, so that a question about few of them reads few of them.
    `partition` divides the claims into files of one source, or of one month.
    The folder is written beside the place where it will stand, and takes it when all of it is on the disk.

    Raises:
        UnreadableFile: for a path that cannot be written, and for one where something else stands.
        InvalidDataset: for what is no record, and for a partition that is none.

    >>> import tempfile
    >>> from unrest.records import Place
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "places"
    ...     number = write_folder((Place(f"place:{n}", name=f"Site {n}") for n in range(3)), path)
    ...     number, read_folder(path)
    (3, Dataset(3 places))
    """
    by = _to_partition(partition)
    given = Dataset() if head is None else head
    target = Path(os.path.realpath(name_of(path)))
    if (found := _other(target)) is not None:
        hint = "it is not replaced: give another path"
        raise UnreadableFile(
            Problem(code="folder.other", found=found, expected="a dataset, or nothing", hint=hint, file=str(path))
        )
    beside = target.parent / f".unrest-{secrets.token_hex(8)}.tmp"
    try:
        os.mkdir(beside)
        try:
            writer = _Writer(beside, given, by)
            try:
                number = writer.write(records)
            finally:
                writer.close()
            _put(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except UnrestError:  # told by what gives the records
        raise
    except (OSError, ValueError) as error:
        raise UnreadableFile(failure(path, error, "a path that can be written")) from None
    return number


def save_folder(
    dataset: Dataset, path: "str | os.PathLike[str]", *, partition: "Partition | str | None" = None
) -> None:
    """Write a dataset to a folder of Parquet files, with its claims in the order of time, and all that it is called.

    Raises:
        UnreadableFile: for a path that cannot be written, and for one where something else stands.
        InvalidDataset: for a partition that is none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_folder(Dataset(name="empty"), Path(folder) / "empty")
    ...     read_folder(Path(folder) / "empty")
    Dataset('empty', no records)
    """
    others: list[Record] = [*dataset.sources, *dataset.places, *dataset.actors]
    claims = sorted(dataset.claims, key=lambda claim: first_day(claim) or date.min)
    write_folder((*others, *claims), path, evolve(dataset, records=(), articles=()), partition=partition)


def _to_partition(found: object) -> Partition | None:
    if found is None or isinstance(found, Partition):
        return found
    if isinstance(found, str) and found in Partition._value2member_map_:
        return Partition(found)
    likely = nearest(found, map(str, Partition)) if isinstance(found, str) else None
    hint = f"did you mean {likely!r}?" if likely else None
    expected = "one of source, month"
    raise InvalidDataset(Problem(code="folder.partition", found=show(found), expected=expected, hint=hint))


def _other(target: Path) -> str | None:
    """What stands at a path that is not of our making, and would be lost; None where nothing does."""
    if not os.path.lexists(target):
        return None
    if not target.is_dir():
        return "a file"
    inside = [each for each in target.rglob("*") if not each.is_dir()]
    if inside and not is_folder(target):
        return f"a folder without {CONTENTS}"
    odd = [each for each in inside if each.suffix != ".parquet" and each != target / CONTENTS]
    return f"a dataset with {show(odd[0].name)} in it" if odd else None


def _put(beside: Path, target: Path) -> None:
    """Put a finished folder in its place; what stood there goes when the new one stands."""
    for file in beside.rglob("*"):
        if file.is_file():
            with open(file, "rb") as opened:
                os.fsync(opened.fileno())
    old = target.parent / f".unrest-{secrets.token_hex(8)}.old"
    was_there = os.path.lexists(target)
    if was_there:
        os.rename(target, old)
    try:
        os.rename(beside, target)
    except BaseException:
        if was_there:
            os.rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


class _Writer:
    """The files of a folder while records come, in whichever order."""

    def __init__(self, folder: Path, head: Dataset, by: Partition | None) -> None:
        self.folder, self.head, self.by = folder, head, by
        self.waiting: dict[tuple[str, str], list[Record]] = {}
        self.number = self.held = 0
        self.files: dict[str, dict[str, int]] = {kind: {} for kind in TABLES}
        self.open: dict[str, Any] = {}
        self.shared = Shared(folder / "shared")

    def write(self, records: Iterable[Record]) -> int:
        for at, record in enumerate(records):
            if type(record) not in _KIND_OF:
                place = f"records[{at}]"
                raise InvalidDataset(
                    Problem(code="dataset.record", place=place, found=show(record), expected="a record")
                )
            if isinstance(record, Claim):
                self._wait(record)
            else:
                self.shared.add(record)
        for record in self.shared:
            self._wait(record)
        for key in sorted(self.waiting):
            self._empty(key)
        for kind in KINDS:
            if not self.files[kind]:
                self._put(kind, "", table_of(kind, [], self.head))
        self._put("row", "", row_table(self.head.rows, self.head))
        self._put("outside", "", outside_table(self.head.outside, self.head))
        self._tell()
        return self.number

    def close(self) -> None:
        """Close every file, and let go of those that were only between."""
        for file in self.open.values():
            file.close()
        self.shared.close()
        shutil.rmtree(self.folder / "shared", ignore_errors=True)

    def _wait(self, record: Record) -> None:
        self.number += 1
        kind = _KIND_OF[type(record)]
        key = kind, _part(record, self.by) if kind in CLAIM_KINDS else ""
        waiting = self.waiting.setdefault(key, [])
        waiting.append(record)
        self.held += 1
        # Without parts each kind fills a row group of its own; with parts the fullest makes room for all.
        if len(waiting) >= _ROWS:
            self._empty(key)
        elif self.held >= 4 * _ROWS:
            self._empty(max(self.waiting, key=lambda each: len(self.waiting[each])))

    def _empty(self, key: tuple[str, str]) -> None:
        kind, part = key
        records = self.waiting.pop(key)
        self.held -= len(records)
        table = table_of(kind, records, self.head)
        if kind in CLAIM_KINDS:
            table = _in_order(table)
        self._put(kind, part, table)

    def _put(self, kind: str, part: str, table: pa.Table) -> None:
        """Write a row group: at the end of the one file of a kind, or into a file of its own beside the others."""
        if self.by is None or kind not in CLAIM_KINDS:
            name = f"{TABLES[kind]}.parquet"
            if name not in self.open:
                self.open[name] = _open(self.folder / name, table.schema)
            self.open[name].write_table(table)
        else:
            within = f"{TABLES[kind]}.parquet" + (f"/by_{self.by}={part}" if part else "")
            name = f"{within}/part-{len(self.files[kind]):05}.parquet"
            (self.folder / within).mkdir(parents=True, exist_ok=True)
            with _open(self.folder / name, table.schema) as file:
                file.write_table(table)
        self.files[kind][name] = self.files[kind].get(name, 0) + table.num_rows

    def _tell(self) -> None:
        """Write what is in the folder: of each kind the files, with how many rows each has."""
        told = json.loads(schema_of("source", self.head).metadata[b"unrest"])
        told.pop("kind")
        told["files"] = {TABLES[kind]: files for kind, files in self.files.items()}
        (self.folder / CONTENTS).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _in_order(table: pa.Table) -> pa.Table:
    """Claims by month, then by place, then by day: pages of a few places, in row groups of a few months."""
    day, place = table.column("possible_start_earliest"), compute.struct_field(table.column("where"), "place")
    month = compute.add(compute.multiply(compute.year(day), 12), compute.month(day))
    keys = pa.table({"month": month, "place": place, "day": day})
    order = compute.sort_indices(keys, [(name, "ascending") for name in keys.column_names])
    return table.take(order)


_KIND_OF: Mapping[type, str] = {cls: kind for kind, cls in KINDS.items()}


def _open(path: Path, schema: pa.Schema) -> Any:
    return parquet.ParquetWriter(path, schema, compression="zstd", write_page_index=True)


def _part(record: Any, by: Partition | None) -> str:
    """The part of a folder that a claim goes to, as the name of a folder."""
    if by is None:
        return ""
    if by is Partition.SOURCE:
        return quote(record.citations[0].source, safe="") if record.citations else "none"
    day = first_day(record)
    return "unknown" if day is None else day.isoformat()[:7]


# Reading.


def _contents(path: "str | os.PathLike[str]") -> dict[str, Any]:
    """What a folder says that is in it."""
    name = name_of(path)
    try:
        text = (Path(name) / CONTENTS).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UnreadableFile(failure(Path(name) / CONTENTS, error, _EXPECTED)) from None
    told = _parsed(text)
    if told is None:
        expected = f"the contents of {_EXPECTED}: of each of {', '.join(TABLES.values())} the files and their rows"
        raise InvalidDataset(
            _in(Problem(code="folder.contents", found=show(text), expected=expected), Path(name) / CONTENTS)
        )
    if told.get("tables") != VERSION:
        expected, hint = f"version {VERSION!r}", "it was written by another release"
        found = f"tables of version {told.get('tables')!r}"
        wrong = Problem(code="table.version", place="tables", found=found, expected=expected, hint=hint)
        raise InvalidDataset(_in(wrong, Path(name) / CONTENTS))
    return told


def _parsed(text: str) -> dict[str, Any] | None:
    """The contents of a folder; None for another text, and where a table is not in it."""
    try:
        told = json.loads(text)
    except ValueError:
        return None
    files = told.get("files") if isinstance(told, dict) else None
    # What another release lists is its own: that it is another one is told first.
    if not isinstance(files, dict) or (told.get("tables") == VERSION and files.keys() != set(TABLES.values())):
        return None
    return told if all(isinstance(each, dict) and each for each in files.values()) else None


def _in(problem: Problem, file: object) -> Problem:
    return evolve(problem, file=str(file))


def files_of(path: "str | os.PathLike[str]", kind: str) -> list[str]:
    """The files of a kind of a folder, each looked at: whether it is there, whole, and has the rows that it should.

    Raises:
        UnreadableFile: for a folder or a file that cannot be read.
        InvalidDataset: for a file that has more or fewer rows than the folder says.

    >>> files_of("not-there", "event")
    Traceback (most recent call last):
    unrest.errors.UnreadableFile: not-there/dataset.json: found no such file or directory, expected a folder of ...
    """
    return _files(path, _contents(path), kind)


def _files(path: "str | os.PathLike[str]", told: Mapping[str, Any], kind: str) -> list[str]:
    found = []
    for name, rows in told["files"][TABLES[kind]].items():
        file = os.path.join(path, name)
        try:
            there = parquet.read_metadata(file).num_rows
        except (OSError, pa.ArrowException) as error:
            broken = error if isinstance(error, OSError) else ValueError(str(error))
            raise UnreadableFile(failure(file, broken, "a Parquet file")) from None
        if there != rows:
            expected = f"{rows}, as {CONTENTS} says"
            wrong = Problem(code="folder.rows", found=counted(there, "row"), expected=expected)
            raise InvalidDataset(_in(wrong, file))
        found.append(file)
    return found


def _tables(path: "str | os.PathLike[str]", told: Mapping[str, Any], kind: str) -> list[pa.Table]:
    return [parquet.ParquetFile(file).read() for file in _files(path, told, kind)]


def attempt_folder(path: "str | os.PathLike[str]") -> Attempt:
    """What could be read of a folder of Parquet files, together with all that is wrong with its records.

    Raises:
        UnreadableFile: for a folder or a file that cannot be read.
        InvalidDataset: for tables of another version, and for a file with more or fewer rows than the folder says.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     number = write_folder([], Path(folder) / "empty", Dataset(name="empty"))
    ...     attempt_folder(Path(folder) / "empty")
    Attempt(dataset=Dataset('empty', no records), problems=())
    """
    told = _contents(path)
    parts = {kind: _tables(path, told, kind) for kind in TABLES}
    found = attempt_arrow({TABLES[kind]: pa.concat_tables(each) for kind, each in parts.items()})
    return evolve(found, problems=tuple(_in(problem, name_of(path)) for problem in found.problems))


def read_folder(path: "str | os.PathLike[str]") -> Dataset:
    """The dataset in a folder of Parquet files.

    Raises:
        UnreadableFile: for a folder or a file that cannot be read.
        InvalidDataset: for tables of another version, and for every record with a fault.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     number = write_folder([], Path(folder) / "empty", Dataset(name="empty"))
    ...     read_folder(Path(folder) / "empty")
    Dataset('empty', no records)
    """
    found = attempt_folder(path)
    if found.problems:
        raise InvalidDataset(*found.problems)
    return found.dataset


def stream_folder(path: "str | os.PathLike[str]") -> RecordStream:
    """The records of a folder of Parquet files, one by one, in the order of the files and in flat memory.

    Raises:
        UnreadableFile: for a folder or a file that cannot be read.
        InvalidDataset: for tables of another version, and for the first record with a fault.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     number = write_folder([], Path(folder) / "empty", Dataset(name="empty"))
    ...     list(stream_folder(Path(folder) / "empty"))
    []
    """
    told = _contents(path)
    files = {kind: _files(path, told, kind) for kind in KINDS}
    return RecordStream(head_in(path), _records(files))


def head_in(path: "str | os.PathLike[str]") -> Dataset:
    """The dataset in a folder without its records: what it is called, what it leaves out, and the rows that it keeps.

    Raises:
        UnreadableFile: for a folder or a file that cannot be read.
        InvalidDataset: for tables of another version.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     number = write_folder([], Path(folder) / "empty", Dataset(name="empty"))
    ...     head_in(Path(folder) / "empty")
    Dataset('empty', no records)
    """
    told = _contents(path)
    rows, outside = (pa.concat_tables(_tables(path, told, kind)) for kind in ("row", "outside"))
    return head_of(told.get("dataset", {}), rows, outside)


def _records(files: Mapping[str, list[str]]) -> Iterator[Record]:
    for kind, names in files.items():
        for name in names:
            start = 0
            for batch in parquet.ParquetFile(name).iter_batches(batch_size=_BATCH):
                try:
                    yield from records_in(pa.Table.from_batches([batch]), kind, start)
                except InvalidDataset as error:
                    raise InvalidDataset(*(_in(problem, name) for problem in error.problems)) from None
                start += batch.num_rows
