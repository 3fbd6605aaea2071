"""Dataset and Records: all that was reported, keyed, immutable, in one order, and ready to be asked."""

from .collection import Dataset
from .sequence import Records

__all__ = ["Dataset", "Records"]
