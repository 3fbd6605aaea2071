"""Recipes: which rule makes which field of an incident, under the names of the field's own software."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .rule import (
    Rule,
    highest,
    joined,
    least_precise,
    lowest,
    mode,
    mode_else_highest,
    mode_else_lowest,
    mode_else_mean_day,
    most_precise,
)

__all__ = ["RECIPES", "Recipe"]

Recipe = Mapping[str, Rule]
"""The rule of each field."""

# Who is trusted more, then how certain the coder was.
_TIES = ("raw.source_classification", "raw.certain")
_MODES = ("country", "election", "event_context", "target")
_PLACES = ("city", "location", "latitude", "longitude")
_ACTORS = tuple(f"actor{n}" for n in range(1, 7))
_COUNTS = tuple(f"{what}_{which}" for what in ("deaths", "injuries") for which in ("best", "low", "high"))


def _shared() -> dict[str, Rule]:
    """What all three have: the highest of the coder's certainties, and all sources."""
    found: dict[str, Rule] = {f"raw.certain{n}": highest for n in range(1, 7)}
    return found | {"raw.source": joined} | {f"raw.{column}": mode(*_TIES) for column in _MODES}


def _conservative() -> dict[str, Rule]:
    return (
        _shared()
        | {f"raw.{column}": least_precise("raw.geo_precision", *_TIES) for column in _PLACES}
        | {f"raw.{actor}": least_precise(f"raw.{actor}_precision", *_TIES) for actor in _ACTORS}
        | {f"raw.{column}": lowest for column in ("date_start", *_COUNTS)}
        | {"raw.date_end": highest}
    )


def _informative() -> dict[str, Rule]:
    return (
        _shared()
        | {f"raw.{column}": most_precise("raw.geo_precision", *_TIES) for column in _PLACES}
        | {f"raw.{actor}": most_precise(f"raw.{actor}_precision", *_TIES) for actor in _ACTORS}
        | {f"raw.{column}": highest for column in ("date_start", *_COUNTS)}
        | {"raw.date_end": lowest}
    )


def _representative() -> dict[str, Rule]:
    return (
        _shared()
        | {f"raw.{column}": mode(*_TIES) for column in ("city", "location", *_ACTORS)}
        | {f"raw.{column}": mode_else_mean_day for column in ("date_start", "date_end")}
        | {f"raw.{column}": mode_else_lowest for column in ("latitude", "longitude", "geo_precision", *_COUNTS)}
        | {f"raw.{column}": mode_else_highest for column in ("displacement", "damage")}
    )


RECIPES: Final[Mapping[str, Recipe]] = MappingProxyType(
    {
        "conservative": MappingProxyType(_conservative()),
        "informative": MappingProxyType(_informative()),
        "representative": MappingProxyType(_representative()),
    }
)
"""The three recipes of the R package `eventreport`, for the columns of MAVERICK.

`conservative` takes what is least precise and least, `informative` what is most precise and most, `representative` what
most reports say.
"""
