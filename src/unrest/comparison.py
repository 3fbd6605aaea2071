"""Two releases of a dataset side by side: which records came, which went, and which changed, field by field.

The field's datasets overwrite their rows: an event keeps its id, and its deaths, its day or its place become others.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import field, frozen

from .dataset import Dataset
from .display import Displayed
from .errors import InvalidDataset, Problem, show
from .records import Record
from .source import Coding, kind_of

__all__ = ["Comparison", "Difference", "compare", "lines_of"]


@frozen
class Difference(Displayed):
    """One field of a record, or one cell of a row, that is not what it was.

    >>> print(Difference("statistic:ucdp_ged-7-deaths", "quantity", "12", "14"))
    statistic:ucdp_ged-7-deaths: quantity was 12, is 14
    """

    record: str = field()
    """Id of the record; of a row of a file, its dataset and key."""
    path: str = field()
    """The field, or `raw.<column>`."""
    old: str | None = field()
    """What it was, as text; None where it was empty."""
    new: str | None = field()
    """What it is; None where it is empty."""

    def __str__(self) -> str:
        was, now = ("empty" if each is None else each for each in (self.old, self.new))
        return f"{self.record}: {self.path} was {was}, is {now}"


@frozen(kw_only=True)
class Comparison(Displayed):
    """What differs between two releases.

    >>> from unrest.records import Place
    >>> found = compare(Dataset([Place("place:a", name="Orlec")]), Dataset([Place("place:a", name="Port of Orlec")]))
    >>> print(found)
    0 added, 0 removed, 1 changed
      place:a: name was Orlec, is Port of Orlec
    """

    added: tuple[str, ...] = field(default=())
    """Ids of records that are only in the new one."""
    removed: tuple[str, ...] = field(default=())
    """Ids of records that were only in the old one."""
    changed: tuple[Difference, ...] = field(default=())
    """Fields of records in both that are not what they were, in the order of the ids."""
    cells: tuple[Difference, ...] = field(default=())
    """Cells of kept rows in both that are not what they were, whether or not a record shows it."""

    def __str__(self) -> str:
        records = len({each.record for each in self.changed})
        head = f"{len(self.added)} added, {len(self.removed)} removed, {records} changed"
        return "\n".join([head, *(f"  {each}" for each in self.changed)])

    def counts(self) -> dict[str, dict[str, int]]:
        """How many records of each kind were added, removed and changed.

        >>> Comparison(added=("event:a",)).counts()
        {'added': {'event': 1}, 'removed': {}, 'changed': {}}
        """
        told = {"added": self.added, "removed": self.removed, "changed": sorted({each.record for each in self.changed})}
        found: dict[str, dict[str, int]] = {name: {} for name in told}
        for name, ids in told.items():
            for each in ids:
                kind = kind_of(each)
                found[name][kind] = found[name].get(kind, 0) + 1
        return found


# What a release says of itself is no change of what it reports.
_OF_THE_RELEASE = {"release": None, "retrieved": None, "recorded": None}


def _bare(found: Any) -> Any:
    if isinstance(found, tuple) and found and isinstance(found[0], Coding):
        return tuple(attrs.evolve(each, **_OF_THE_RELEASE) for each in found)
    return found


def _text(found: Any) -> str | None:
    if found is None or found == ():
        return None
    return "; ".join(map(str, found)) if isinstance(found, tuple) else str(found)


def _differences(old: Record, new: Record) -> Iterator[Difference]:
    for each in attrs.fields(type(new)):
        one, other = _bare(getattr(old, each.name)), _bare(getattr(new, each.name))
        if one != other:
            yield Difference(new.id, each.name, _text(one), _text(other))


def _rows(dataset: Dataset) -> Mapping[str, dict[str, str]]:
    """Kept rows by dataset and key: the release is what is compared, and no part of it."""
    return {
        f"{rows.dataset} {row.key}": dict(zip(rows.columns, row.cells, strict=True))
        for rows in dataset.rows
        for row in rows.rows
    }


def _cell_differences(old: Mapping[str, dict[str, str]], new: Mapping[str, dict[str, str]]) -> Iterator[Difference]:
    for key in sorted(old.keys() & new.keys()):
        for column in dict.fromkeys((*old[key], *new[key])):
            was, now = old[key].get(column), new[key].get(column)
            # A column that one release does not have says nothing of the row.
            if was is not None and now is not None and was != now:
                yield Difference(key, f"raw.{column}", was, now)


def compare(old: Dataset, new: Dataset) -> Comparison:
    """What differs between two releases of a dataset: records by their ids, and the cells that they were read from.

    When and from which release a record was read is no difference.

    Raises:
        InvalidDataset: for what is no dataset.

    >>> from unrest.records import Event
    >>> was, now = (Dataset([Event("event:a", kind=kind, stage="accomplished")]) for kind in ("protest", "riot"))
    >>> compare(was, now).changed
    (Difference(record='event:a', path='kind', old='protest', new='riot'),)
    """
    for name, each in (("old", old), ("new", new)):
        if not isinstance(each, Dataset):
            raise InvalidDataset(Problem(code="field.type", place=name, found=show(each), expected="a Dataset"))
    before, after = ({record.id: record for record in each} for each in (old, new))
    shared = [identity for identity in after if identity in before]
    return Comparison(
        added=tuple(identity for identity in after if identity not in before),
        removed=tuple(identity for identity in before if identity not in after),
        changed=tuple(each for identity in shared for each in _differences(before[identity], after[identity])),
        cells=tuple(_cell_differences(_rows(old), _rows(new))),
    )


def lines_of(found: Comparison, most: int) -> Iterator[str]:
    """A comparison for a person, at most so many lines of each sort.

    >>> [*lines_of(Comparison(removed=("event:a", "event:b")), 1)]
    ['0 added, 2 removed, 0 changed', 'removed event:a', '... and 1 more']
    """
    yield str(found).partition("\n")[0]
    for sort, told in (
        ("added ", found.added),
        ("removed ", found.removed),
        ("changed ", found.changed),
        ("cell ", found.cells),
    ):
        yield from (f"{sort}{each}" for each in told[:most])
        if len(told) > most:
            yield f"... and {len(told) - most:,} more"
