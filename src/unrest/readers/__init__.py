"""Readers of the field's datasets: a file that was downloaded becomes records, with an account of every row.

Each format has a file of its own here, whose docstring is its data card: what is read, what becomes of each column, and
what is lost.
"""

from .account import Account, Reading, ReadRow
from .card import Card
from .problem import Done, ReadProblem
from .reading import read, stream
from .registry import Reader, formats, reader, readers
from .writing import write

__all__ = [
    "Account",
    "Card",
    "Done",
    "ReadProblem",
    "ReadRow",
    "Reader",
    "Reading",
    "formats",
    "read",
    "reader",
    "readers",
    "stream",
    "write",
]
