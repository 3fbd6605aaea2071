"""What is written down while a file is read: oddities of its rows, and records that several rows share."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from attrs import evolve

from ..dataset.merge import united
from ..errors import InvalidDataset, InvalidRecord, show
from ..records import Actor, Place, Record, Source
from ..source import Coding
from ..when import When
from .problem import Done, ReadProblem

__all__ = ["Journal", "bounded"]

_PLAIN = re.compile(r"[A-Za-z0-9._#-]+")
# So much is remembered; what is forgotten is made and given once more, and is one with the first in a dataset.
_MOST = 1 << 12
# Whose names may differ from row to row is remembered longer: a name that is met later is an alias of the first.
_MOST_NAMED = 1 << 16


def bounded(found: dict[Any, Any], most: int = _MOST) -> None:
    """Empty a memory that has become too large: what was in it is made again when it is met again.

    >>> memory = {"a": 1, "b": 2}
    >>> bounded(memory, most=1)
    >>> memory
    {}
    """
    if len(found) > most:
        found.clear()


class Journal:
    """What is written down while one file is read.

    >>> journal = Journal("maverick", release=None, retrieved=None, file="a.csv")
    >>> journal.begin_row("CIV-1", 2)
    >>> journal.tell("number.form", "deaths_best", "many", "a whole number", done="kept raw")
    >>> print(journal.problems[0])
    a.csv, line 2: row CIV-1, deaths_best: found 'many', expected a whole number; kept raw [number.form]
    """

    dataset: str
    release: str | None
    retrieved: "When | None"
    file: str
    options: Mapping[str, Any]
    head: dict[str, Any]
    problems: list[ReadProblem]
    shared: list[Record]
    coding: Coding
    row: str
    line: int
    at: Mapping[str, int]
    columns: Sequence[str]

    def __init__(
        self,
        dataset: str,
        *,
        release: str | None,
        retrieved: "When | None",
        file: str,
        at: Mapping[str, int] | None = None,
        columns: Sequence[str] = (),
        options: Mapping[str, Any] | None = None,
        met: dict[bool, dict[str, Record]] | None = None,
        head: dict[str, Any] | None = None,
    ) -> None:
        self.dataset, self.release, self.file = dataset, release, file
        self.retrieved = retrieved
        self.options = options or {}
        """What the caller asked for beside the format, by its name."""
        self.head = {} if head is None else head
        """What the file says of the dataset as a whole."""
        self.problems = []
        """The oddities of the row that is read."""
        self.shared = []
        """The records that the row brings for the first time and that other rows may share."""
        self.coding = Coding(dataset=dataset, release=release, retrieved=retrieved)
        """How records that several rows share were coded."""
        self.row, self.line = "", 0
        self._cells: Sequence[str] = ()
        self.at, self.columns = at or {}, columns
        """Where the columns stand, by their normal names, and how the file spells them."""
        # Files that are read together share what they met.
        self._met: dict[bool, dict[str, Record]] = {True: {}, False: {}} if met is None else met

    def begin_row(self, row: str, line: int, cells: Sequence[str] = ()) -> None:
        """Begin a new row: nothing odd was met in it yet, and it brought nothing.

        >>> journal = Journal("maverick", release=None, retrieved=None, file="a.csv")
        >>> journal.begin_row("CIV-1", 2)
        >>> journal.row, journal.problems
        ('CIV-1', [])
        """
        self.row, self.line, self.problems, self.shared = row, line, [], []
        self._cells = cells

    def coding_of_row(self) -> Coding:
        """How the records of the row were coded.

        >>> journal = Journal("maverick", release="1", retrieved=None, file="a.csv")
        >>> journal.begin_row("CIV-1", 2)
        >>> journal.coding_of_row()
        Coding(dataset=maverick, release=1, row=CIV-1)
        """
        return Coding(dataset=self.dataset, release=self.release, row=self.row, retrieved=self.retrieved)

    def tell(
        self,
        code: str,
        column: str | None,
        raw: str | None,
        expected: str,
        *,
        done: Done | str = Done.KEPT_RAW,
        found: str | None = None,
        hint: str | None = None,
    ) -> None:
        """Write down that something is odd: by which rule, in which cell, and what was done about it.

        >>> journal = Journal("maverick", release=None, retrieved=None, file="a.csv")
        >>> journal.tell("row.cells", None, None, "4 cells", found="3 cells", done="row refused")
        >>> journal.problems[0].done
        <Done.ROW_REFUSED: 'row refused'>
        """
        at = self.at.get(column) if column is not None else None
        if at is not None and at < len(self._cells):
            # As it stands there, with the spaces around it.
            raw = self._cells[at]
        self.problems.append(
            ReadProblem(
                code=code,
                place=column or "",
                found=found if found is not None else show(raw),
                expected=expected,
                hint=hint,
                file=self.file,
                line=self.line,
                row=self.row or None,
                column=column if at is None else self.columns[at],
                raw=raw,
                done=Done(done),
            )
        )

    def name(self, *parts: str) -> str:
        """The end of an id that stands for a row or a thing in it: what ids may not hold is written as in an address.

        >>> journal = Journal("maverick", release=None, retrieved=None, file="a.csv")
        >>> journal.name("CIV-1"), journal.name("CIV 1", "actor1")
        ('maverick-CIV-1', 'maverick-CIV%201-actor1')
        """
        safe = [each if _PLAIN.fullmatch(each) else quote(each, safe="#") for each in parts]
        return "-".join((self.dataset, *safe))

    def digest(self, *parts: str) -> str:
        """The end of an id that stands for what a thing is: the same for the same parts.

        >>> journal = Journal("maverick", release=None, retrieved=None, file="a.csv")
        >>> journal.digest("Reuters", "2010-12-14")
        'maverick-66c0dbe110b4'
        """
        data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return f"{self.dataset}-{hashlib.blake2b(data, digest_size=6).hexdigest()}"

    def share(self, record: Record, column: str | None = None, raw: str | None = None) -> None:
        """Bring a record that other rows may bring too: it is given when it is new or says more than before.

        A source, place or actor under one id unites with what was brought before: another name is an alias.
        Of what cannot be united the first stays, and it is told in the column.

        >>> journal = Journal("ucdp_ged", release=None, retrieved=None, file="a.csv")
        >>> journal.share(Actor("actor:ucdp_ged-118", name="Government of Syria"))
        >>> journal.share(Actor("actor:ucdp_ged-118", name="Syria"))
        >>> [each.aliases for each in journal.shared]
        [('Syria',)]
        """
        is_named = not isinstance(record, Source | Place)
        met = self._met[is_named]
        first = met.get(record.id)
        if first is None:
            bounded(met, _MOST_NAMED if is_named else _MOST)
            met[record.id] = record
            self.shared.append(record)
        elif first is not record and first != record:
            self._unite(first, record, column, raw)

    def _unite(self, first: Record, record: Record, column: str | None, raw: str | None) -> None:
        if isinstance(record, Place | Actor) and isinstance(first, Place | Actor) and record.name != first.name:
            record = evolve(record, name=first.name, aliases=(*record.aliases, record.name))
        try:
            if not isinstance(record, Source | Place | Actor):
                raise InvalidDataset
            (whole,) = united([first], [record])
        except (InvalidDataset, InvalidRecord):
            expected = "what another row says of the same thing"
            self.tell("shared.differs", column, raw, expected, found=f"{show(raw or str(record))} of {record.id}")
            return
        if whole != first:
            self._met[not isinstance(record, Source | Place)][record.id] = whole
            here = [at for at, each in enumerate(self.shared) if each.id == record.id]
            if here:  # brought twice by one row
                self.shared[here[0]] = whole
            else:
                self.shared.append(record)
