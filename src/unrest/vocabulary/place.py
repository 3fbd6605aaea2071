"""Where: what sort of place it is, and how finely a claim knows it."""

from enum import StrEnum

__all__ = ["PlaceKind", "Precision"]


class PlaceKind(StrEnum):
    """What sort of place it is.

    >>> PlaceKind("country")
    <PlaceKind.COUNTRY: 'country'>
    """

    COUNTRY = "country"
    """A state's territory."""
    REGION = "region"
    """A first-level part of a country."""
    DISTRICT = "district"
    """A part of a region."""
    SETTLEMENT = "settlement"
    """A city, town or village."""
    NEIGHBOURHOOD = "neighbourhood"
    """A part of a settlement."""
    SITE = "site"
    """A building, base, square or other single place."""
    ROUTE = "route"
    """A road, border line or path."""
    WATER = "water"
    """A sea, lake or river."""
    AREA = "area"
    """A set of places or a vague place: some cities, abroad."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class Precision(StrEnum):
    """How finely a claim knows its place.

    >>> Precision("site")
    <Precision.SITE: 'site'>
    """

    SITE = "site"
    """To the building or square."""
    NEIGHBOURHOOD = "neighbourhood"
    """To the part of a settlement."""
    SETTLEMENT = "settlement"
    """To the city, town or village."""
    NEAR = "near"
    """Near a settlement."""
    DISTRICT = "district"
    """To the second-level unit."""
    REGION = "region"
    """To the first-level unit."""
    AREA = "area"
    """To a larger part of a country or a line between points."""
    COUNTRY = "country"
    """To the country only."""
    SEA_OR_AIR = "sea_or_air"
    """At sea or in the air."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""
