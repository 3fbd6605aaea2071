"""What comes of reading: a row with its records, the account of all rows, and the whole of it."""

import json
import os
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import attrs
from attrs import field, frozen

from ..codec.plain import WRITERS
from ..dataset import Dataset
from ..display import Displayed
from ..errors import counted
from ..file import name_of, write
from ..records import Record
from .problem import Done, ReadProblem, grouped, to_csv

__all__ = ["Account", "ReadRow", "Reading"]


@frozen(kw_only=True)
class ReadRow:
    """One row of a file, with the records that it became and what was odd in it.

    >>> ReadRow(key="CIV-1", file="a.csv", line=2).is_refused
    False
    """

    key: str = field()
    """Its own id, or what stands for it; `Coding.row` of its records."""
    file: str = field()
    """The file that it is in."""
    line: int = field()
    """The line on which it begins."""
    columns: tuple[str, ...] = field(default=(), repr=False)
    """Names of its columns, as the file spells them."""
    cells: tuple[str, ...] = field(default=(), repr=False)
    """What stands in its cells, verbatim."""
    records: tuple[Record, ...] = field(default=())
    """Its records; those that rows share come with the first row that has them."""
    problems: tuple[ReadProblem, ...] = field(default=())
    """What was odd in it."""

    @property
    def is_refused(self) -> bool:
        """Whether no record was made of it.

        >>> refused = ReadProblem(code="row.cells", found="3 cells", expected="4 cells", done="row refused")
        >>> ReadRow(key="CIV-1", file="a.csv", line=2, problems=(refused,)).is_refused
        True
        """
        return any(problem.done is Done.ROW_REFUSED for problem in self.problems)


@frozen(kw_only=True)
class Account(Displayed):
    """What became of every row of what was read.

    >>> print(Account(read=3, kept=2, with_problems=1, refused=1))
    3 rows read: 2 kept, 1 refused; 1 with problems
    """

    read: int = field(default=0)
    """Rows that stand in the file, without its header and what was skipped."""
    kept: int = field(default=0)
    """Rows of which records were made."""
    with_problems: int = field(default=0)
    """Rows in which something was odd, kept or refused."""
    refused: int = field(default=0)
    """Rows of which no record was made."""
    skipped: int = field(default=0)
    """Rows that are no data: tags below a header, documentation."""
    records: Mapping[str, int] = field(factory=dict)
    """How many records of each kind were made."""
    reasons: Mapping[str, int] = field(factory=dict)
    """In how many rows each rule was broken, by its code."""

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        kept = f"{self.kept} kept, {self.refused} refused{skipped}"
        return f"{counted(self.read, 'row')} read: {kept}; {self.with_problems} with problems"


@frozen(kw_only=True)
class Reading(Displayed):
    """What came of reading a file: records, what was odd, and what became of every row.

    >>> Reading(format="maverick", layouts=("108 columns",), dataset=Dataset())
    Reading(maverick: 0 rows read: 0 kept, 0 refused; 0 with problems)
    """

    format: str = field()
    """The name of the format."""
    layouts: tuple[str, ...] = field()
    """What each file was recognised as, and by what."""
    dataset: Dataset = field()
    """The records, with the rows that they were read from."""
    problems: tuple[ReadProblem, ...] = field(default=())
    """What was odd, in the order of the rows."""
    rows: Account = field(factory=Account)
    """What became of every row."""

    def raw(self, record: "Record | str") -> dict[str, str]:
        """The cells of the row that a record was read from, as they stand in the file.

        Raises:
            NotFound: for a record that several rows share, and for one that is not of this reading.

        >>> Reading(format="maverick", layouts=(), dataset=Dataset()).raw("event:a")
        Traceback (most recent call last):
        unrest.errors.NotFound: found 'event:a', expected the id of a record of this dataset [reference.unknown]
        """
        return self.dataset.raw(record)

    def save_problems(self, path: "str | os.PathLike[str]") -> None:
        """Write what was odd to a file, wholly or not at all: as a table where it ends in `.csv`, else as JSON.

        Raises:
            UnreadableFile: for a path that cannot be written.

        >>> import pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder) / "odd.json"
        ...     Reading(format="maverick", layouts=(), dataset=Dataset()).save_problems(path)
        ...     print(path.read_text(encoding="utf-8"), end="")
        []
        """
        if PurePath(name_of(path)).suffix.lower() == ".csv":
            text = to_csv(self.problems)
        else:
            told = [_problem_form(each) for each in self.problems]
            text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        write(path, [text.encode("utf-8")])

    def summary(self) -> str:
        """The account and the problems in groups, for a person.

        >>> print(Reading(format="maverick", layouts=("108 columns",), dataset=Dataset()).summary())
        maverick: 108 columns
        0 rows read: 0 kept, 0 refused; 0 with problems
        """
        head = [f"{self.format}: {each}" for each in self.layouts]
        return "\n".join([*head, str(self.rows), *(f"  {line}" for line in grouped(self.problems))])

    def __repr__(self) -> str:
        return f"Reading({self.format}: {self.rows})"


def _form(found: Reading) -> dict[str, Any]:
    """The account as one object, for another program."""
    return {
        "format": found.format,
        "layouts": list(found.layouts),
        "rows": found.rows.read,
        "kept": found.rows.kept,
        "with_problems": found.rows.with_problems,
        "refused": found.rows.refused,
        "skipped": found.rows.skipped,
        "records": dict(found.rows.records),
        "problems": dict(found.rows.reasons),
    }


def _problem_form(found: ReadProblem) -> dict[str, Any]:
    told = {each.name: getattr(found, each.name) for each in attrs.fields(ReadProblem)}
    return {name: str(each) if name == "done" else each for name, each in told.items() if each not in (None, "")}


WRITERS[Reading] = _form
WRITERS[ReadProblem] = _problem_form
