"""Layouts: which columns a file of a format has, recognised by its header, or by their number where it has none."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from attrs import field, frozen

from ..errors import counted

__all__ = ["Found", "Layout", "normal", "recognised"]


def normal(name: str) -> str:
    """A column's name without what does not matter: case, a byte-order mark, spaces, and how its words are joined.

    >>> normal("\\ufeff Date Start ")
    'date_start'
    """
    return "_".join(name.replace("\ufeff", "").strip().strip('"').replace(".", " ").split()).casefold()


def _normal_names(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(normal(each) for each in names)


def _to_names(found: "Iterable[str]") -> tuple[str, ...]:
    return tuple(found)


@frozen(kw_only=True)
class Layout:
    """The columns of one sort of file of a format.

    >>> Layout(name="short", columns=("id", "n"), fits=lambda cells: cells[0].isdigit()).width
    2
    """

    name: str = field()
    """What the layout is called: the releases that have it."""
    spelt: tuple[str, ...] = field(alias="columns", converter=_to_names)
    """Names of its columns as the dataset spells them, in their usual order."""
    optional: frozenset[str] = field(default=frozenset())
    """Columns that a file may lack."""
    aliases: Mapping[str, str] = field(factory=dict)
    """Other names under which a column is met, each with its own."""
    fits: Callable[[Sequence[str]], bool] | None = field(default=None)
    """Whether the cells of a first row can be of this layout, where the file has no header; None where it has one."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of its columns without what does not matter.

        >>> Layout(name="short", columns=("GlobalEventID", "Date Start")).columns
        ('globaleventid', 'date_start')
        """
        return _normal_names(self.spelt)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.spelt)

    def named(self, first: Sequence[str]) -> tuple[str, ...]:
        """The cells of a first row as names of columns.

        >>> Layout(name="short", columns=("id", "n"), aliases={"number": "n"}).named(["ID", "Number"])
        ('id', 'n')
        """
        return tuple(self.aliases.get(each, each) for each in _normal_names(first))


@frozen(kw_only=True)
class Found:
    """A layout that a file has, with where its columns stand.

    >>> layout = Layout(name="short", columns=("id", "n"))
    >>> recognised([layout], ["N", "ID", "more"]).at
    {'n': 0, 'id': 1, 'more': 2}
    """

    layout: Layout = field()
    """The layout."""
    columns: tuple[str, ...] = field()
    """The columns as the file spells them, in its order."""
    at: dict[str, int] = field()
    """Where each column stands, by its normal name."""
    has_header: bool = field()
    """Whether the first row is a header."""

    def __str__(self) -> str:
        how = "by the names in its header" if self.has_header else "by their number, for it has no header"
        return f"{counted(len(self.columns), 'column')} of {self.layout.name}, recognised {how}"


def recognised(layouts: Collection[Layout], first: Sequence[str]) -> Found | None:
    """The layout that fits the first row of a file best: by names where it is a header, else by number and content.

    >>> recognised([Layout(name="short", columns=("id", "n"))], ["id", "m"]) is None
    True
    """
    headers = [(each, each.named(first)) for each in layouts]
    named = [(each, header) for each, header in headers if {*each.columns} - each.optional <= {*header}]
    if named:
        layout, header = max(named, key=lambda each: (len({*each[0].columns} & {*each[1]}), -each[0].width))
        return Found(layout=layout, columns=_told_apart(first), at=_places(header), has_header=True)
    for layout in layouts:
        if layout.fits is not None and len(first) == layout.width and layout.fits(first):
            at = {name: place for place, name in enumerate(layout.columns)}
            return Found(layout=layout, columns=layout.spelt, at=at, has_header=False)
    return None


def _places(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        found.setdefault(name, place)
    return found


def _told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Names of columns as they are spelt; a second column of one name gets a number, so that no cell is lost."""
    found: list[str] = []
    for name in (each.removeprefix("\ufeff") for each in names):
        here, number = name, 1
        while here in found:
            number += 1
            here = f"{name}#{number}"
        found.append(here)
    return tuple(found)
