"""A text cut at every edge of a cited place, so that places may overlap and lie in one another."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrs import field, frozen

__all__ = ["Segment", "blocks", "cut", "within"]

Span = tuple[int, int]

# A paragraph ends with its blank lines.
_BLANK = re.compile(r"(?:\r\n|\r|\n)(?:[^\S\r\n]*(?:\r\n|\r|\n))+")


@frozen
class Segment:
    """A stretch of text in which no cited place begins or ends, and the places that cover it.

    >>> Segment(0, 3, (1,)).covered_by
    (1,)
    """

    start: int = field()
    """Its first character, in code points of the text."""
    end: int = field()
    """The character after its last one."""
    covered_by: tuple[int, ...] = field(default=())
    """Which of the places cover it, the shortest first."""


def cut(length: int, places: Sequence[Span], at: Iterable[int] = ()) -> tuple[Segment, ...]:
    """A text of some length in segments: it is cut where a place begins or ends, and at some further characters.

    Joined they are the whole text, and those that one place covers are that place.

    >>> [(each.start, each.end, each.covered_by) for each in cut(9, [(1, 6), (3, 9)])]
    [(0, 1, ()), (1, 3, (0,)), (3, 6, (0, 1)), (6, 9, (1,))]
    """
    begin: dict[int, list[int]] = {}
    for number, (start, _) in enumerate(places):
        begin.setdefault(start, []).append(number)
    inner = {edge for place in places for edge in place} | {each for each in at if 0 < each < length}
    edges = sorted(inner | {0, length})
    here: list[int] = []
    found = []
    for start, end in itertools.pairwise(edges):
        here = [number for number in here if places[number][1] > start] + begin.get(start, [])
        here.sort(key=lambda number: (places[number][1] - places[number][0], number))
        found.append(Segment(start, end, tuple(here)))
    return tuple(found)


def blocks(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, each with the blank lines behind it.

    >>> blocks("one" + chr(10) * 2 + "two")
    ((0, 5), (5, 8))
    """
    edges = sorted({0, len(text), *(found.end() for found in _BLANK.finditer(text))})
    return tuple(itertools.pairwise(edges))


def within(segments: Sequence[Segment], block: Span) -> Sequence[Segment]:
    """The segments of one block of a text that was cut at the ends of its blocks.

    >>> within(cut(5, [(1, 3)], at=[3]), (3, 5))
    (Segment(start=3, end=5, covered_by=()),)
    """
    low = bisect_left(segments, block[0], key=lambda segment: segment.start)
    high = bisect_left(segments, block[1], key=lambda segment: segment.start)
    return segments[low:high]
