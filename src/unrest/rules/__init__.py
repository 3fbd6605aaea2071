"""What must hold across records and texts: small named functions, all of them asked in one pass.

A rule is a statement that can be true; it yields a Problem for each place at which it is not.
What one record can know about itself is no rule here: a record that contradicts itself cannot be built.
"""

from .checking import RULES, check, texts_of
from .result import Check

__all__ = ["RULES", "Check", "check", "texts_of"]
