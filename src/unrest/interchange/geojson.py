"""Claims on a map: GeoJSON (RFC 7946), a feature a claim.

A claim has the point of its own place, if it is known, and else none: `null`, never 0,0 or the middle of a country.
Dates are given as bounds, and how finely the place is known stands beside it; a programme that draws the points should
say so too. Lost are wordings, citations, links and codings; there is no way back.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, assert_never

from ..dataset import Dataset
from ..query.known import known_dates
from ..query.time import time_of
from ..records import Claim, Deployment, Event, Place, Statement, Statistic
from ..when import ONGOING, Period, When

__all__ = ["to_geojson"]


def to_geojson(dataset: Dataset) -> dict[str, Any]:
    """The claims of a dataset as a FeatureCollection, in its order.

    Longitude comes first, in degrees of WGS 84. A deployment without a place of its own has the points of its sites.
    `start_earliest`, `start_latest`, `end_earliest` and `end_latest` are the bounds of its time, or null.

    Raises:
        NotFound: where a place, a statement or a source that a claim names is not in the dataset.

    >>> from unrest.records import Where
    >>> place = Place("place:oslo", name="Oslo", latitude=59.91, longitude=10.75)
    >>> event = Event("event:a", kind="protest", stage="accomplished", where=Where(place, precision="settlement"))
    >>> feature = to_geojson(Dataset([place, event]))["features"][0]
    >>> feature["geometry"], feature["properties"]["precision"]
    ({'type': 'Point', 'coordinates': [10.75, 59.91]}, 'settlement')
    """
    since = known_dates(dataset)
    told = {"name": dataset.name, "title": dataset.title, "licence": dataset.licence}
    return {
        "type": "FeatureCollection",
        **{name: each for name, each in told.items() if each is not None},
        "features": [_feature(claim, dataset, since) for claim in dataset.claims],
    }


def _feature(claim: Claim, dataset: Dataset, since: Callable[[Claim], date | None]) -> dict[str, Any]:
    where = claim.where
    place = None if where is None else dataset[where.place]
    speaker, known = dataset.speaker(claim), since(claim)
    properties = {
        "record": type(claim).__name__.lower(),
        "label": str(claim),
        **_what(claim),
        "stage": _text(getattr(claim, "stage", None)),
        "place": None if place is None else place.id,
        "place_name": None if place is None else place.name,
        "precision": None if where is None else _text(where.precision),
        "time": _text(time_of(claim)),
        **_bounds(time_of(claim)),
        "known_since": _text(known),
        "speaker": None if speaker is None else speaker.name,
        "incident": claim.incident,
        "sources": sorted({citation.source for citation in claim.citations}),
    }
    return {"type": "Feature", "id": claim.id, "geometry": _geometry(claim, place, dataset), "properties": properties}


def _text(found: object) -> str | None:
    return None if found is None else str(found)


def _what(claim: Claim) -> dict[str, Any]:
    if isinstance(claim, Event):
        return {"kind": _text(claim.kind), "summary": claim.summary}
    if isinstance(claim, Statement):
        return {"act": str(claim.act), "summary": claim.content}
    if isinstance(claim, Statistic):
        quantity = claim.quantity
        bounds = {name: _text(getattr(quantity, name)) for name in ("low", "best", "high")}
        told = {"measure": str(claim.measure), "of_whom": _text(claim.of_whom), "unit": claim.unit}
        return {**told, "quantity": str(quantity), **bounds, "qualifier": str(quantity.qualifier)}
    if isinstance(claim, Deployment):
        return {"force": claim.force, "summary": claim.purpose}
    assert_never(claim)


def _bounds(time: When | Period | None) -> dict[str, Any]:
    """Between which days it began and ended; of a single day, between which it was."""
    start, end = (time.start, time.end) if isinstance(time, Period) else (time, time)
    told = {
        "start_earliest": start.earliest if isinstance(start, When) else None,
        "start_latest": start.latest if isinstance(start, When) else None,
        "end_earliest": end.earliest if isinstance(end, When) else None,
        "end_latest": end.latest if isinstance(end, When) else None,
    }
    parts = [each for each in (start, end) if isinstance(each, When)]
    return {
        **{name: _text(each) for name, each in told.items()},
        "approximate": any(each.approximate for each in parts),
        "uncertain": any(each.uncertain for each in parts),
        "ongoing": end is ONGOING,
    }


def _geometry(claim: Claim, place: Place | None, dataset: Dataset) -> dict[str, Any] | None:
    if place is not None:
        found = _points([place])
        return {"type": "Point", "coordinates": found[0]} if found else None
    if isinstance(claim, Deployment) and claim.sites:
        found = _points(dataset[site] for site in claim.sites)
        return {"type": "MultiPoint", "coordinates": found} if found else None
    return None


def _points(places: Iterable[Place]) -> list[list[float]]:
    return [
        [place.longitude, place.latitude]
        for place in places
        if place.longitude is not None and place.latitude is not None
    ]
