"""Questions as frozen values: `of_kind("protest") & certainly_during("2022-01")`.

A predicate can be printed, compared, pickled and handed to `where` of a Dataset or of Records.
It is bound once to a dataset and to the kinds of record asked, and is a plain function from then on.
Predicates are combined with `&`, `|` and `~`; `and`, `or` and `not` cannot be, and raise.
`explain` says of one record why it matches or does not.
"""

from .known import known_on, known_since, possibly_known_on, published_until
from .number import (
    certainly_at_least,
    certainly_at_most,
    certainly_equals,
    certainly_less_than,
    certainly_more_than,
    possibly_at_least,
    possibly_at_most,
    possibly_equals,
    possibly_less_than,
    possibly_more_than,
)
from .predicate import Explanation, Predicate
from .speech import asserted, relayed_by, said_by, unattributed
from .subject import about, at, citing, involving
from .time import (
    certainly_after,
    certainly_before,
    certainly_during,
    certainly_overlaps,
    month,
    possibly_after,
    possibly_before,
    possibly_during,
    possibly_overlaps,
    year,
)
from .value import Value, of_kind, value
from .wording import wording_contains

__all__ = [
    "Explanation",
    "Predicate",
    "Value",
    "about",
    "asserted",
    "at",
    "certainly_after",
    "certainly_at_least",
    "certainly_at_most",
    "certainly_before",
    "certainly_during",
    "certainly_equals",
    "certainly_less_than",
    "certainly_more_than",
    "certainly_overlaps",
    "citing",
    "involving",
    "known_on",
    "known_since",
    "month",
    "of_kind",
    "possibly_after",
    "possibly_at_least",
    "possibly_at_most",
    "possibly_before",
    "possibly_during",
    "possibly_equals",
    "possibly_known_on",
    "possibly_less_than",
    "possibly_more_than",
    "possibly_overlaps",
    "published_until",
    "relayed_by",
    "said_by",
    "unattributed",
    "value",
    "wording_contains",
    "year",
]
