"""Dataset and Records: all that was reported, keyed, immutable, in one order, and ready to be asked."""

from .collection import Dataset
from .history import Change, Disclosure, History, Step, Timeline
from .sequence import Records

__all__ = ["Change", "Dataset", "Disclosure", "History", "Records", "Step", "Timeline"]
