"""Claims in the order of their days, so that a question about a few days looks at few claims."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ..edtf import NEVER
from ..query.claim import CLAIMS
from ..query.predicate import And, Kinds, Predicate
from ..query.time import Timed, time_of

if TYPE_CHECKING:
    from .collection import Dataset

__all__ = ["Calendar", "candidates", "candidates_in", "is_timed"]

# Where more than one in this many claims would be looked at one by one, all of them are looked at in their order.
_MOST = 4


class Calendar:
    """The places of claims in a sequence, by the days that they may have been on.

    >>> from unrest.records import Event
    >>> days = [f"2022-01-{day:02}" for day in range(1, 32)]
    >>> calendar = Calendar([Event(f"event:{day}", stage="accomplished", period=day) for day in days])
    >>> first, last = Timed("during", "2022-01-05", certain=True).outer_days()
    >>> [days[place] for place in calendar.between(first, last, undated=True)]
    ['2022-01-05']
    """

    __slots__ = ("ends", "open", "places", "size", "starts", "undated")
    ends: list[int]
    open: list[int]
    places: list[int]
    size: int
    starts: list[int]
    undated: list[int]

    def __init__(self, claims: Sequence[Any]) -> None:
        dated: list[tuple[int, int, int]] = []
        self.open, self.undated = [], []
        for place, claim in enumerate(claims):
            time = time_of(claim)
            if time is None:
                self.undated.append(place)
            elif time._possible[0] <= -NEVER or time._possible[3] >= NEVER:
                self.open.append(place)
            else:
                dated.append((time._possible[0], time._possible[3], place))
        dated.sort()
        self.size = len(claims)
        self.starts = [start for start, _, _ in dated]
        # The latest end of all that began so far: what lies before the first that reaches a day is over by then.
        self.ends = list(accumulate((end for _, end, _ in dated), max))
        self.places = [place for _, _, place in dated]

    def between(self, first: int, last: int, *, undated: bool) -> list[int] | None:
        """The places of all claims that may have a day in common with these, in order; None where they are many.

        >>> Calendar([]).between(1, 2, undated=True)
        []
        """
        low, high = bisect_left(self.ends, first), bisect_right(self.starts, last)
        count = max(0, high - low) + len(self.open) + (len(self.undated) if undated else 0)
        if count * _MOST > self.size:
            return None
        return sorted([*self.places[low:high], *self.open, *(self.undated if undated else ())])


def _timed(tests: Iterable[Any]) -> list[Timed]:
    """The questions of time that every claim of the answer must pass."""
    found: list[Timed] = []
    for test in tests:
        if isinstance(test, Timed) and test.relation in ("during", "overlaps"):
            found.append(test)
        elif isinstance(test, And):
            found += _timed(test.parts)
    return found


def is_timed(tests: Iterable[Any]) -> bool:
    """Whether a calendar can help: some question asks what was during a span, or overlaps it.

    >>> from unrest.query import certainly_during, known_on
    >>> is_timed([certainly_during("2022")]), is_timed([known_on("2022-01-05")])
    (True, False)
    """
    return bool(_timed(tests))


def candidates(tests: Iterable[Predicate], claims: Sequence[Any], calendar: Calendar) -> Sequence[Any]:
    """The claims among which the answer lies: few, where a question of time leaves few, else all.

    >>> from unrest.query import certainly_during
    >>> candidates([certainly_during("2022")], [], Calendar([]))
    []
    """
    best: list[int] | None = None
    for test in _timed(tests):
        first, last = test.outer_days()
        found = calendar.between(first, last, undated=not test.certain)
        if found is not None and (best is None or len(found) < len(best)):
            best = found
    return claims if best is None else [claims[place] for place in best]


def candidates_in(dataset: "Dataset", tests: tuple[Any, ...], records: Iterable[Any], kinds: Kinds) -> Iterable[Any]:
    """The records among which an answer lies; a calendar is made when a time is asked for the second time.

    >>> from unrest.dataset import Dataset
    >>> candidates_in(Dataset(), (), [], CLAIMS)
    []
    """
    made = dataset._made
    # Only what is all of a kind, or all claims, is asked again and again.
    whole: tuple[Any, ...] | None = made.get("claims") if kinds == CLAIMS else None
    if len(kinds) == 1 and kinds[0] in CLAIMS:
        whole = dataset._by_kind[kinds[0].__name__.lower()]
    if whole is None or id(records) != id(whole) or not is_timed(tests):
        return records
    times, calendar = made.get(kinds, (0, None))
    if times == 1:
        calendar = Calendar(whole)
    made[kinds] = times + 1, calendar
    return records if calendar is None else candidates(tests, whole, calendar)
