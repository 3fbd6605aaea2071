"""Readers: one for each format, each a file of its own, known by name and found by what a file looks like."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol

from attrs import field, frozen

from ..dataset import Dataset
from ..errors import Ambiguous, InvalidDataset, NotFound, Problem, counted, nearest, show
from ..records import Record
from .card import Card, card_of
from .journal import Journal
from .layout import Found, Layout, normal, recognised

__all__ = ["GROUP", "OURS", "Conversion", "Reader", "auto", "reader", "readers"]

GROUP = "unrest.readers"
"""The entry point by which another package adds a reader: a name, and the `Reader` that has it."""


class Conversion(Protocol):
    """What makes the records of one row from its cells; what is odd it tells the journal.

    >>> from unrest.readers.journal import Journal
    >>> journal = Journal("maverick", release=None, retrieved=None, file="a.csv")
    >>> journal.begin_row("CIV-1", 2)
    >>> made: Conversion = reader("maverick").rows({"report_id": 0}, journal)
    >>> [record.id for record in made.records(["CIV-1"])]
    ['event:maverick-CIV-1']
    """

    def records(self, cells: Sequence[str]) -> list[Record]:
        """The records of one row.

        >>> Conversion.records.__annotations__["return"]
        list[unrest.source.Source | unrest.place.Place | ...
        """
        ...


OURS = ("ucdp_ged", "maverick", "gdelt_events", "gdelt_mentions", "acled", "plover", "unrest_csv")
"""The formats that this library reads itself."""


def _no_release(_: str) -> str | None:
    return None


def _no_damage(*_: object) -> str | None:
    return None


@frozen(kw_only=True)
class Reader:
    """What reads one format: which layouts it has, which cell is the key of a row, and what a row becomes.

    >>> reader("maverick").card.licence
    'CC BY 4.0'
    """

    name: str = field()
    """The name of the format."""
    docstring: str | None = field(repr=False)
    """The docstring of its module, which is its data card."""
    layouts: tuple[Layout, ...] = field()
    """The layouts that it knows; none where it reads JSON."""
    key: Callable[[Mapping[str, int]], Callable[[Sequence[str]], str]] = field(repr=False)
    """Given where the columns stand, what gives the key of a row."""
    rows: Callable[[Mapping[str, int], Journal], Conversion] = field(repr=False)
    """Given where the columns stand, what makes the records of its rows: most often a class of `Sheet`."""
    delimiters: str = field(default=",\t;")
    """The letters that may part its cells, the usual one first."""
    unquoted: str = field(default="")
    """Of these letters, those beside which a quotation mark is a letter like any other."""
    release_of: Callable[[str], str | None] = field(default=_no_release, repr=False)
    """The release that the name of a file says; None where it says none."""
    damage: Callable[[str, Sequence[Sequence[str]], Mapping[str, int]], str | None] = field(
        default=_no_damage, repr=False
    )
    """What the first rows show of a file that a spreadsheet has damaged, by what parts their cells; None: nothing."""
    keeps_rows: bool = field(default=True)
    """Whether the rows are kept with the dataset; not where they are nothing but its records."""
    is_json: Callable[[Mapping[str, str]], bool] | None = field(default=None, repr=False)
    """Whether an object in JSON is a row of the format, by its keys and the JSON of its values; None for tables."""

    write: "Callable[[Dataset], Iterator[str]] | None" = field(default=None, repr=False)
    """What writes a dataset in the format, piece by piece; None where nothing does."""

    @property
    def card(self) -> Card:
        """The data card.

        >>> reader("ucdp_ged").card.title
        'UCDP Georeferenced Event Dataset: fatal events of organised violence, final and candidate releases.'
        """
        return card_of(self.name, self.docstring, is_written=self.write is not None)

    def recognise(self, first: Sequence[str]) -> Found | None:
        """The layout that a first row has; None where it is no row of the format.

        >>> reader("maverick").recognise(["id", "n"]) is None
        True
        """
        return recognised(self.layouts, first)

    def nearest_miss(self, first: Sequence[str]) -> str:
        """What a first row lacks of the layout that it is nearest to, for a message.

        >>> reader("maverick").nearest_miss(["id", "n"])[:40]
        'of MAVERICK event reports it has 1 of 10'
        """
        header = {normal(each) for each in first}
        if not self.layouts:
            return "it is read from JSON"
        layout = max(self.layouts, key=lambda each: len({*each.columns} & header))
        missing = [each for each in layout.columns if each not in header and each not in layout.optional]
        has = len({*layout.columns} & header)
        names = ", ".join(missing[:5]) + (", ..." if len(missing) > 5 else "")
        widths = ", ".join(sorted({str(each.width) for each in self.layouts if each.fits is not None}, key=int))
        beside = f"; without a header it has {widths} columns" if widths else ""
        return f"of {layout.name} it has {has} of {counted(layout.width, 'column')}, without {names}{beside}"


@cache
def _known() -> tuple[Mapping[str, Reader], Mapping[str, str]]:
    """All readers by name, and why those of other packages that cannot be had cannot be had."""
    found = {name: _ours(name) for name in OURS}
    failed: dict[str, str] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        try:
            added = point.load()
        except Exception as error:  # whatever another package does wrong, ours are read all the same
            failed[point.name] = f"{point.value} cannot be loaded: {type(error).__name__}: {error}"
            continue
        if not isinstance(added, Reader) or added.name in found:
            failed[point.name] = f"{point.value} is no Reader of a name of its own"
        else:
            found[added.name] = added
    return found, failed


def _ours(name: str) -> Reader:
    found: Reader = import_module(f".{name}", __package__).READER
    return found


def readers() -> Mapping[str, Reader]:
    """All readers by name: ours, then those that other packages add.

    A reader of another package that cannot be loaded, or that has the name of one of ours, is left out; who asks for it
    by name is told why.

    >>> "ucdp_ged" in readers()
    True
    """
    return _known()[0]


def formats() -> tuple[Card, ...]:
    """The formats that can be read, each with its data card: what becomes of every column, and what is lost.

    >>> [card.name for card in formats()][:3]
    ['ucdp_ged', 'maverick', 'gdelt_events']
    """
    return tuple(each.card for each in readers().values())


def reader(name: str) -> Reader:
    """The reader of a format.

    Raises:
        NotFound: for a format that nobody reads, naming the nearest.

    >>> reader("mavrick")
    Traceback (most recent call last):
    unrest.errors.NotFound: found 'mavrick', expected ... did you mean 'maverick'? [format.unknown]
    """
    known = readers()
    if not isinstance(name, str) or name not in known:
        likely = nearest(name, known) if isinstance(name, str) else None
        hint = f"did you mean {likely!r}?" if likely else None
        hint = _known()[1].get(name, hint) if isinstance(name, str) else hint
        expected = f"one of {', '.join(known)}, or auto"
        raise NotFound(Problem(code="format.unknown", found=show(name), expected=expected, hint=hint))
    return known[name]


def auto(matches: Iterable[tuple[Reader, Found]], first: Sequence[str], file: str) -> tuple[Reader, Found]:
    """The one reader that recognises a file, of those that do.

    Raises:
        InvalidDataset: where none does, with what the first row looks like.
        Ambiguous: where several do equally well, naming them.

    >>> auto([], ["id", "n"], "a.csv")
    Traceback (most recent call last):
    unrest.errors.InvalidDataset: a.csv: found 2 columns beginning 'id', 'n', expected a file ... [format.layout]
    """
    candidates = sorted(matches, key=lambda match: -_fit(match[1]))
    if not candidates:
        raise InvalidDataset(unrecognised(first, f"a file of one of {', '.join(readers())}", file))
    best = [match for match in candidates if _fit(match[1]) == _fit(candidates[0][1])]
    if len(best) > 1:
        names = ", ".join(each.name for each, _ in best)
        told = f"a file that may be {names}"
        raise Ambiguous(Problem(code="format.several", found=told, expected="the name of one of them", file=file))
    return best[0]


def _fit(found: Found) -> int:
    """How well a layout fits: names in a header say more than a number of columns."""
    return found.layout.width + (1000 if found.has_header else 0)


def unrecognised(first: Collection[str], expected: str, file: str, hint: str | None = None) -> Problem:
    """What a first row that is of no known layout looks like.

    >>> print(unrecognised(["id"], "a file of maverick", "a.csv"))
    a.csv: found 1 column beginning 'id', expected a file of maverick [format.layout]
    """
    begin = ", ".join(show(each[:30]) for each in [*first][:5])
    found = f"{counted(len(first), 'column')} beginning {begin}" if first else "nothing"
    return Problem(code="format.layout", found=found, expected=expected, hint=hint, file=file)
