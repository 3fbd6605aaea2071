"""Strategies for the rows of outside files, cell for cell."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..rows import Row, Rows
from .bound import built_once, checked_count
from .text import names, texts

__all__ = ["rows_of_files"]

_COLUMNS = ("id", "best", "date_start", "", "source_headline")
_CELLS = st.sampled_from(("", "NA", "0", "2013-01-03", "2.02E+13", 'a "quoted; headline",\r\nin two lines')) | texts()


@st.composite
def _rows(draw: DrawFn, most: int) -> Rows:
    columns = draw(st.lists(st.sampled_from(_COLUMNS) | texts(), max_size=4, unique=True))
    keys = draw(st.lists(st.sampled_from(("300380", "CIV-0001", "300380#2")) | texts(), max_size=most, unique=True))
    rows = [Row(key, draw(st.tuples(*[_CELLS] * len(columns)))) for key in keys]
    dataset = draw(st.sampled_from(("ucdp_ged", "maverick")) | names())
    release = draw(st.none() | st.sampled_from(("23.1", "19.1")) | names())
    return draw(
        st.builds(
            Rows, dataset=st.just(dataset), release=st.just(release), columns=st.just(columns), rows=st.just(rows)
        )
    )


@built_once
def rows_of_files(*, max: int = 3) -> SearchStrategy[Rows]:
    """Rows of a release of an outside dataset, at most `max` of them, with whatever may stand in the cells of a file.

    Raises:
        InvalidValue: for a `max` that is no whole number.

    >>> from hypothesis import given
    >>> @given(rows_of_files(max=2))
    ... def test(rows):
    ...     assert all(len(row.cells) == len(rows.columns) for row in rows.rows)
    >>> test()
    """
    checked_count(0, max)
    return _rows(max)
