"""Questions as frozen values: `of_kind("protest") & certainly_during("2022-01")`.

A predicate can be printed, compared, pickled and handed to `where` of a Dataset or of Records.
It is bound once to a dataset and to the kinds of record asked, and is a plain function from then on.
Predicates are combined with `&`, `|` and `~`; `and`, `or` and `not` cannot be, and raise.
"""

from .claim import about, certainly_during, known_on, known_since, possibly_during, said_by
from .predicate import Predicate
from .value import Value, of_kind, value

__all__ = [
    "Predicate",
    "Value",
    "about",
    "certainly_during",
    "known_on",
    "known_since",
    "of_kind",
    "possibly_during",
    "said_by",
    "value",
]
