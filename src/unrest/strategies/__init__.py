"""Strategies of hypothesis for everything in the model: test your own code on values that nobody would think of.

Values are drawn valid, and as varied as reports are: vague days, unknown ends, hedged numbers, names in every script.
Texts are drawn first and citations cut from them, so that every quote is true.
Importing this module registers a strategy for each public class: `hypothesis.strategies.from_type(Event)` works.

>>> from hypothesis import given
>>> from unrest.strategies import deployments
>>> @given(deployments())
... def test(deployment):
...     assert deployment.period is None or deployment.period.possibly_overlaps(deployment.period)
>>> test()
"""

from ..errors import MissingExtra, Problem

try:
    import hypothesis  # noqa: F401
except ImportError as _error:
    raise MissingExtra(
        Problem(
            code="extra.missing",
            found="no package hypothesis",
            expected="hypothesis, which the extra `testing` brings",
            hint="install the extra `testing`",
        )
    ) from _error

from .account import articles_with_claims
from .citation import articles, citations
from .collection import datasets, reports_of_incidents
from .question import predicates
from .record import (
    actors,
    claims,
    codings,
    deployments,
    events,
    links,
    participants,
    places,
    records,
    roles,
    sources,
    statements,
    statistics,
    wheres,
)
from .registry import register
from .round_trip import assert_round_trips
from .row import rows_of_files
from .table import tables
from .text import codes, extras, names, refs, texts
from .value import periods, quantities, whens

__all__ = [
    "actors",
    "articles",
    "articles_with_claims",
    "assert_round_trips",
    "citations",
    "claims",
    "codes",
    "codings",
    "datasets",
    "deployments",
    "events",
    "extras",
    "links",
    "names",
    "participants",
    "periods",
    "places",
    "predicates",
    "quantities",
    "records",
    "refs",
    "register",
    "reports_of_incidents",
    "roles",
    "rows_of_files",
    "sources",
    "statements",
    "statistics",
    "tables",
    "texts",
    "whens",
    "wheres",
]

register()
