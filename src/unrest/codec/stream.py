"""Records one by one, from a file and to a file: what never has to be in memory as a whole."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve

from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, UnreadableFile, show
from ..file import name_of
from ..records import Record
from .document import beside, in_records, read_head, read_row
from .file import load, unpacked_file, write_text
from .json_lines import Lines, to_json_lines
from .name import bundled, is_lines, is_tables, path_of, to_path

__all__ = ["RecordStream", "read_records", "write_records"]

# So many faults are gathered before reading stops: each takes memory.
_MOST_FAULTS = 1_000


class RecordStream(Iterator[Record]):
    """Records of a file, one by one, with what the file says of them all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "empty.jsonl"
    ...     number = write_records([], path, Dataset(name="nothing-yet"))
    ...     stream = read_records(path)
    ...     stream.head, list(stream)
    (Dataset('nothing-yet', no records), [])
    """

    def __init__(self, head: Dataset, records: Iterator[Record]) -> None:
        self.head = head
        """The dataset without its records: its name, title, description, licence, version, and what it leaves out."""
        self._records = records

    def __next__(self) -> Record:
        return next(self._records)


def read_records(path: "str | os.PathLike[str]") -> RecordStream:
    """The records of a file in JSON Lines, one by one, in the order of the file and in flat memory.

    Each record is checked as `load` checks it.
    What only all records together can show is not seen here: an id that is given twice, a reference to nothing.
    At the first fault it gives no more records; it reads on, to tell every fault of the file in one error.
    A folder of Parquet files is read in flat memory too, a file in one piece of JSON is loaded whole and its records
    given one by one.

    Raises:
        UnreadableFile: for a path that cannot be read or whose ending says that it is another form.
        InvalidDataset: for a head with faults; and at the end, with every fault of the file, each with its line.

    >>> import tempfile, unrest
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "kazakhstan.jsonl.gz"
    ...     unrest.load("kazakhstan-2022").save(path)
    ...     sum(type(record) is unrest.Statistic for record in read_records(path))
    4
    """
    if path not in bundled() and is_tables(path_of(path)):
        # Tables stand below the codec, and need an extra.
        from ..tables.folder import stream_folder

        return stream_folder(path)
    if path in bundled() or not is_lines(path_of(path)):
        whole = load(path)
        return RecordStream(evolve(whole, records=(), articles=()), iter(whole.records))
    parts = _parts(path_of(path))
    # The first part is the head: a file that is no dataset is refused before a record is asked for.
    head = next(parts)
    assert isinstance(head, Dataset)
    return RecordStream(head, parts)  # type: ignore[arg-type]


def _parts(path: Path) -> Iterator[Dataset | Record]:
    """The head of a file, then its records."""
    with unpacked_file(path) as file:
        lines = Lines(file)
        given, wrong = read_head(lines.head) if lines.is_readable else ({}, [])
        _refuse([*lines.faults, *(evolve(problem, line=1) for problem in wrong)], path)
        yield Dataset(**given)
        faults: list[Problem] = []
        for at, (row, is_marked) in enumerate(lines):
            record, problems = read_row(row)
            if is_marked or problems:
                told = beside(lines.marks, in_records(problems, at))
                faults += [evolve(problem, line=at + 2) for problem in told]
                lines.marks.clear()
                _stop_at_many(faults, at + 2, path)
            elif record is not None and not faults:
                yield record
        _refuse([*faults, *lines.faults], path)


def _stop_at_many(faults: list[Problem], line: int, path: Path) -> None:
    if len(faults) >= _MOST_FAULTS:
        hint, expected = f"the lines after line {line} were not read", f"fewer than {_MOST_FAULTS}"
        told = Problem(code="lines.faults", found=f"{len(faults)} faults", expected=expected, hint=hint, line=line)
        _refuse([*faults, told], path)


def _refuse(problems: list[Problem], path: Path) -> None:
    if problems:
        raise InvalidDataset(*(evolve(problem, file=str(path)) for problem in problems))


def write_records(records: Iterable[Record], path: "str | os.PathLike[str]", head: Dataset | None = None) -> int:
    """Write records to a file in JSON Lines or a folder of Parquet files, in flat memory, and say how many they were.

    They may come from anywhere, `read_records` for one, and are written in the order in which they come.
    The file is written wholly or not at all, as `save` does it: where a record cannot be had, the old file stays.
    `head` is a dataset without records, whose name, title, description, licence and version the file gets, and the ids
    of what it leaves out; that of a `RecordStream` is its `head`.

    Raises:
        UnreadableFile: for a path that cannot be written, or with another ending than `.jsonl`, `.jsonl.gz` or
            `.parquet`.
        InvalidDataset: for what is no record, and for a head that has records.

    >>> import tempfile
    >>> from unrest.records import Place
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "places.jsonl"
    ...     count = write_records((Place(f"place:{n}", name=f"Site {n}") for n in range(3)), path)
    ...     count, load(path)
    (3, Dataset(3 places))
    """
    target = to_path(path)
    if not is_lines(target) and not is_tables(target):
        expected = "a file that ends in .jsonl or .jsonl.gz, or a folder that ends in .parquet"
        told = Problem(code="file.ending", found=show(target.suffix), expected=expected, file=name_of(target))
        raise UnreadableFile(told)
    given = Dataset() if head is None else head
    if not isinstance(given, Dataset) or len(given.records):
        found = show(given) if not isinstance(given, Dataset) else f"{len(given.records)} records"
        raise InvalidDataset(Problem(code="dataset.head", found=found, expected="a Dataset without records"))
    if is_tables(target):
        from ..tables.folder import write_folder

        return write_folder(records, target, given)
    counted = _Counted(records)
    write_text(target, to_json_lines(given, counted))
    return counted.number


class _Counted:
    """Records as they come, with how many came."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.number = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.number += 1
            yield record
