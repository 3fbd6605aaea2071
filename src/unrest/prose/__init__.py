"""Records in words: what they are called, days, figures and acts as a sentence has them, and what is told of each."""

from .coded import Coded, Legend
from .entry import Entry
from .names import Names
from .teller import Teller

__all__ = ["Coded", "Entry", "Legend", "Names", "Teller"]
