"""Codes of the field: countries with the days for which they hold, and what other datasets code acts, actors and
places as.

The foreign code always stays on the record as a pair of scheme and value; what stands here says what it means in our
words.
"""

from .actor import actor_kind
from .country_list import Country, countries, country, country_code
from .event import Meaning, meaning
from .geonames import Match, resolve
from .place import precision

__all__ = [
    "Country",
    "Match",
    "Meaning",
    "actor_kind",
    "countries",
    "country",
    "country_code",
    "meaning",
    "precision",
    "resolve",
]
