"""How a day was found."""

from enum import StrEnum

__all__ = ["Basis"]


class Basis(StrEnum):
    """How the day of a date was resolved.

    >>> Basis("stated")
    <Basis.STATED: 'stated'>
    """

    STATED = "stated"
    """The source writes the whole date."""
    YEAR_FROM_SOURCE = "year_from_source"
    """Day and month are written; the year is that of the source's own date."""
    WEEKDAY = "weekday"
    """A weekday was resolved against the source's date."""
    RELATIVE = "relative"
    """Words such as yesterday were resolved against the source's date."""
    ADDRESS = "address"
    """It stands in a web address."""
    DATASET_LAG = "dataset_lag"
    """A dataset's code for about so long ago."""
    CODER = "coder"
    """The coder concluded it from the context."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""
