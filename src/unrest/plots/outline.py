"""The coasts and borders that a map is drawn on, of Natural Earth at 1:110,000,000, which is in the public domain."""

from functools import lru_cache
from importlib.resources import files

__all__ = ["Line", "outline"]

Line = tuple[tuple[float, float], ...]
"""Points of a line, each a longitude and a latitude in degrees."""


@lru_cache(maxsize=1)
def outline() -> tuple[Line, ...]:
    """The lines of coasts and borders, to a tenth of a degree, as they are rather than as anybody claims them.

    >>> len(outline()) > 500
    True
    """
    text = files(__name__.partition(".")[0]).joinpath("data", "outline.txt").read_text(encoding="ascii")
    return tuple(_line(each) for each in text.splitlines() if not each.startswith("#"))


def _line(text: str) -> Line:
    east = north = 0
    found = []
    for step in text.split():
        over, up = step.split(",")
        east, north = east + int(over), north + int(up)
        found.append((east / 10, north / 10))
    return tuple(found)
