"""A table while it is read: the cells of the row that is at hand by the names of their columns, and what was made of
cells before.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from ..codes import precision
from ..errors import NotFound
from ..vocabulary import Precision
from .cell import coordinate
from .journal import Journal, bounded

__all__ = ["Sheet", "key_column"]

T = TypeVar("T")


def key_column(name: str) -> Callable[[Mapping[str, int]], Callable[[Sequence[str]], str]]:
    """What gives the key of a row where one column is it.

    >>> key_column("id")({"id": 0})(["CIV-1 ", "8"])
    'CIV-1'
    """

    def key_of(at: Mapping[str, int]) -> Callable[[Sequence[str]], str]:
        place = at.get(name)
        return lambda cells: "" if place is None else cells[place].strip()

    return key_of


class Sheet:
    """A table while it is read.

    >>> journal = Journal("maverick", release=None, retrieved=None, file="a.csv")
    >>> sheet = Sheet({"id": 0, "city": 1}, journal, missing={"NA"})
    >>> sheet.take(["CIV-1", "NA"])
    >>> sheet.cell("id"), sheet.cell("city"), sheet.cell("country")
    ('CIV-1', '', '')
    """

    at: Mapping[str, int]
    journal: Journal
    missing: frozenset[str] | set[str]
    cells: Sequence[str]

    def __init__(
        self, at: Mapping[str, int], journal: Journal, missing: frozenset[str] | set[str] = frozenset()
    ) -> None:
        self.at, self.journal, self.missing = at, journal, missing
        self.cells = ()
        self._made: dict[Any, Any] = {}

    def take(self, cells: Sequence[str]) -> None:
        """Take up the next row."""
        # A column that the file does not have stands at the end, and is empty.
        self.cells = [*cells, ""]

    def cell(self, column: str) -> str:
        """A cell without the spaces around it; empty where the file has no such column, or a mark for nothing."""
        found = self.cells[self.at.get(column, -1)].strip()
        return "" if found in self.missing else found

    def made_of(self, make: Callable[..., T], *columns: str) -> Callable[[], T]:
        """What gives that which is made of some cells of the row at hand, kept for other rows that have them.

        What is odd in them is told in each row.
        """
        made: dict[Any, T] = {}
        pick = itemgetter(*(self.at.get(column, -1) for column in columns))
        is_one, journal, missing = len(columns) == 1, self.journal, self.missing

        def get() -> T:
            raw = pick(self.cells)
            try:
                return made[raw]
            except KeyError:
                pass
            odd = len(journal.problems)
            texts = [each.strip() for each in ((raw,) if is_one else raw)]
            found = make(*("" if each in missing else each for each in texts))
            if odd == len(journal.problems):
                bounded(made)
                made[raw] = found
            return found

        return get

    def once(self, make: Callable[..., T], *raw: Any) -> T:
        """What is made of some values, kept for other rows that have them; what is odd is told in each row."""
        key = (make, *raw)
        if key in self._made:
            return self._made[key]  # type: ignore[no-any-return]
        odd = len(self.journal.problems)
        found = make(*raw)
        if odd == len(self.journal.problems):
            bounded(self._made)
            self._made[key] = found
        return found

    def coordinates(
        self, north: str, east: str, columns: tuple[str, str] = ("latitude", "longitude")
    ) -> tuple[float | None, float | None]:
        """Degrees north and east, both or neither; 0, 0 is open sea, and what is written where there are none."""
        found = coordinate(north, 90), coordinate(east, 180)
        for column, raw, degrees, most in zip(columns, (north, east), found, (90, 180), strict=True):
            if degrees is None and (north or east):
                self.journal.tell("place.degrees", column, raw, f"degrees from -{most} to {most}")
        if found == (0, 0):
            for column, raw in zip(columns, (north, east), strict=True):
                self.journal.tell("place.zero", column, raw, "degrees of a place: 0, 0 is open sea")
            return None, None
        return (None, None) if None in found else found

    def level(self, scheme: str, column: str, raw: str) -> Precision | None:
        """How finely a place is known, by a code of a dataset."""
        return self.looked_up(precision, column, scheme, raw) if raw else None

    def looked_up(self, look: Callable[[str, str], T], column: str, scheme: str, code: str) -> T | None:
        """What a code of a dataset means, by what looks it up; None, and told, where it is none of its codes."""
        try:
            return look(scheme, code)
        except NotFound as error:
            problem = error.problems[0]
            self.journal.tell("code.unknown", column, code, problem.expected, hint=problem.hint)
            return None
