"""Arrow tables as data frames of pandas and of Polars, where these are installed."""

from typing import Any

from ..errors import missing_extra
from .column import pa

__all__ = ["pandas_of", "polars_of"]


def pandas_of(table: pa.Table) -> Any:
    """A table as a data frame of pandas; days stay days, also those of the year 1 and of the year 9999.

    Raises:
        MissingExtra: where pandas is not installed.

    >>> list(pandas_of(pa.table({"id": ["event:a"]})).columns)
    ['id']
    """
    try:
        import pandas  # noqa: F401
    except ImportError as error:
        raise missing_extra("pandas", "pandas") from error
    return table.to_pandas(date_as_object=True)


def polars_of(table: pa.Table) -> Any:
    """A table as a data frame of Polars.

    Raises:
        MissingExtra: where Polars is not installed.

    >>> polars_of(pa.table({"id": ["event:a"]})).columns
    ['id']
    """
    try:
        import polars
    except ImportError as error:
        raise missing_extra("polars", "polars") from error
    return polars.DataFrame(table)
