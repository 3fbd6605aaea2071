"""Strategies for files of other datasets: rows in the shape of a format, with whatever may stand in their cells."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..errors import InvalidValue, Problem, nearest, show
from ..readers import reader
from ..readers.layout import Layout
from ..readers.registry import OURS
from .bound import built_once, checked_count
from .collection import datasets
from .text import texts

__all__ = ["tables"]

# What stands in cells of one sort, right and wrong; the sort is told by a part of the column's name.
_POOLS: Mapping[str, Sequence[str]] = {
    "date": (
        "2031-03-04",
        "2031-03-01",
        "2031-02-30",
        "1991-11-24 00:00:00.000",
        "04 March 2031",
        "2031",
        "0031-03-04",
        "1753-01-01",
        "1900-01-01",
        "9999-12-31",
    ),
    "lat": ("43.25", "-91", "0", "43,25", "1e1"),
    "lon": ("76.95", "181", "0", "x"),
    "prec": ("1", "2", "3", "4", "5", "6", "7", "9", "x"),
    "actor": ("Police (Orlec)", "Dock workers", "Unknown"),
    "id": ("1", "2", "7001", "ORL-1"),
    "type": ("1", "2", "3", "9", "Security forces", "Mob violence", "COP"),
    "code": ("145", "010", "10", "0234", "999", "KZ", "ZZ"),
    "article": ('"Orlec Wire,2031-03-05,Dead; more";"Coast Daily,x,Toll"', '"Orlec Wire,2031-03-05,Dead"', "Wire 1999"),
    "source": ("Orlec Wire (2031-03-05) Eight dead", "Orlec Wire; Coast Daily", "police", "SOHR; VDC"),
    "country": ("Orlec", "705", "398"),
    "tags": ("crowd size=dozens", "crowd size=no report", "crowd size=100; local"),
    "": ("0", "1", "2", "14", "12.0", "-1", "many", "1,200"),
}
_NEVER_IN_LINES = str.maketrans({"\t": " ", "\r": " ", "\n": " "})


def _pool(column: str) -> Sequence[str]:
    return next(pool for part, pool in _POOLS.items() if part in column)


@built_once
def _cells(column: str) -> SearchStrategy[str]:
    return st.just("") | st.sampled_from(_pool(column)) | st.sampled_from(_POOLS[""]) | texts()


@st.composite
def _row(draw: DrawFn, columns: Sequence[str], usual: Mapping[str, str]) -> list[str]:
    """A row as it is met every day, with some cells that are not."""
    odd = draw(st.sets(st.sampled_from(columns), max_size=8))
    return [draw(_cells(each)) if each in odd else usual.get(each, _pool(each)[0]) for each in columns]


# A first row without a header has to look like one of its format.
_FITTING: Mapping[str, Sequence[str]] = {
    "globaleventid": ("900000001", "900000002"),
    "sqldate": ("20310304", "20310226", "20310203", "20300305", "20210307", "20310399", "00310304"),
    "dateadded": ("20310305", "20310305120000"),
    "eventtimedate": ("20310305120000",),
    "mentiontimedate": ("20310305120000",),
}
_USUAL = {"eventcode": "145", "eventbasecode": "145", "eventrootcode": "14", "number_of_sources": "2"}


@st.composite
def _with_header(draw: DrawFn, layout: Layout, low: int, high: int) -> str:
    left_out = draw(st.sets(st.sampled_from(sorted(layout.optional)), max_size=3))
    columns = [each for each in layout.columns if each not in left_out]
    columns = draw(st.sampled_from((columns, columns[::-1])))
    # A writer quotes what ends its own lines, and leaves a lone end of line of another sort as it is.
    is_quoted = draw(st.booleans())
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    if is_quoted:
        table = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL)
    spelt = draw(st.sampled_from((str.lower, str.upper, " {}".format)))
    table.writerow([spelt(each) for each in columns])
    for _ in range(draw(st.integers(low, high))):
        cells = draw(_row(columns, _USUAL))
        table.writerow(cells[: len(cells) - draw(st.sampled_from((0, 0, 0, 1)))])
    return written.getvalue()


@st.composite
def _without_header(draw: DrawFn, layout: Layout, low: int, high: int) -> str:
    lines = []
    for _ in range(draw(st.integers(low, high))):
        fitting = {column: draw(st.sampled_from(pool)) for column, pool in _FITTING.items()}
        cells = draw(_row(layout.columns, _USUAL))
        cells = [fitting.get(column, cell) for column, cell in zip(layout.columns, cells, strict=True)]
        lines.append("\t".join(cell.translate(_NEVER_IN_LINES) for cell in cells))
    return "\n".join(lines) + "\n"


_ENTITIES = st.fixed_dictionaries(
    {}, optional={"actorText": texts(), "code": st.sampled_from(("KAZ", "KAZLAB")), "sector": st.just("GOV")}
)
_WILD = st.none() | st.just("") | st.integers(0, 9) | texts() | st.lists(texts(), max_size=2)


@st.composite
def _objects(draw: DrawFn, low: int, high: int) -> str:
    types = st.sampled_from(("PROTEST", "DEMAND", "ASSAULT", "RIOTS", "DOCUMENT", "THREATEN"))
    modes = st.sampled_from(("riot", "future", "negation", "hypothetical", "demo-org"))
    dates = st.sampled_from((*_POOLS["date"], "2000-01-01"))
    parts = {
        "date": dates | _WILD,
        "enddate": dates,
        "source": st.lists(_ENTITIES | texts(), max_size=2) | _WILD,
        "target": st.lists(_ENTITIES, max_size=2) | _WILD,
        "mode": modes | st.lists(modes, max_size=3) | _WILD,
        "size": st.sampled_from(("Thousands", "100"))
        | st.fixed_dictionaries({"dead": _WILD, "injured": _WILD})
        | _WILD,
        "dead": st.sampled_from(("2", 3, 1.5)),
        "eventLoc": st.fixed_dictionaries({"name": texts() | st.none()}) | _WILD,
        "event_loc": st.lists(st.fixed_dictionaries({"resolved_place": texts(), "lat": st.just(99.5)}), max_size=2),
        "language": _WILD,
    }
    keys = st.sampled_from(("ORL-1", "ORL-2", "PLOVER-GSR01-1")) | texts()
    needed: dict[str, SearchStrategy[Any]] = {"id": keys, "event": types | st.lists(types, max_size=2), "text": texts()}
    objects = st.fixed_dictionaries(needed, optional=parts)
    found = draw(st.lists(objects, min_size=low, max_size=high))
    if draw(st.booleans()):
        return "\n".join(json.dumps(each) for each in found)
    return json.dumps(found, ensure_ascii=False, indent=draw(st.sampled_from((None, 1))))


def _text_of(name: str, low: int, high: int) -> SearchStrategy[str]:
    known = reader(name)
    if name == "unrest_csv":
        assert known.write is not None
        write = known.write
        return datasets(min=low, max=high).map(lambda dataset: "".join(write(dataset)))
    if not known.layouts:
        return _objects(low, high)
    with_header = [_with_header(each, low, high) for each in known.layouts if "globaleventid" not in each.columns]
    without = [_without_header(each, low, high) for each in known.layouts if "globaleventid" in each.columns]
    return st.one_of(*with_header, *without)


@built_once
def tables(format: str | None = None, *, min: int = 1, max: int = 3) -> SearchStrategy[tuple[str, str]]:
    """Files of other datasets, each as the name of its format and its text, of `min` to `max` rows.

    Cells hold what stands in them in the field, what should not, and any text; columns come in any order where there is
    a header, and some are left out; rows may have a cell too few, and ids may come twice.

    Raises:
        InvalidValue: for a format that is none of ours, and for bounds that are no numbers of rows, or that cross.

    >>> from hypothesis import given
    >>> import io, unrest
    >>> @given(tables("maverick"))
    ... def test(found):
    ...     format, text = found
    ...     assert sum(row.is_refused for row in unrest.stream(format, io.StringIO(text))) <= 3
    >>> test()
    """
    checked_count(min, max, least=1)
    if format is None:
        return st.sampled_from(OURS).flatmap(lambda name: tables(name, min=min, max=max))
    if format not in OURS:
        likely = nearest(format, OURS) if isinstance(format, str) else None
        hint = f"did you mean {likely!r}?" if likely else None
        expected = f"one of {', '.join(OURS)}"
        raise InvalidValue(
            Problem(code="strategy.argument", place="format", found=show(format), expected=expected, hint=hint)
        )
    return _text_of(format, min, max).map(lambda text: (format, text))
