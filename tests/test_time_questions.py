"""The time questions, proved against all pairs of days of a small calendar."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest

from unrest.when import (
    Period,
    When,
    certainly,
    fault_of_period,
    possibly,
    window,
)

RELATIONS = ("before", "after", "during", "overlaps")


def day_text(number: int) -> str:
    return (date(2022, 1, 1) + timedelta(days=number)).isoformat()


# Three days, and on both sides as many as four ends that are in some order can need.
DAYS = range(3)
CALENDAR = range(-4, 7)
# A stretch without an end ends after every day of the calendar.
FIRST, LAST = -50, 50
Pair = tuple[int, int]

HOLDS = {
    "before": lambda a, b: a[1] < b[0],
    "after": lambda a, b: a[0] > b[1],
    "during": lambda a, b: b[0] <= a[0] and a[1] <= b[1],
    "overlaps": lambda a, b: a[0] <= b[1] and b[0] <= a[1],
}


def day_texts() -> dict[str, list[int]]:
    """Every span of the small calendar as a date, with the days that it may be."""
    found = {day_text(low): [low] for low in DAYS}
    for low, high in product((None, *DAYS), (None, *DAYS)):
        if (low, high) != (None, None) and (low is None or high is None or low <= high):
            text = f"[{'' if low is None else day_text(low)}..{'' if high is None else day_text(high)}]"
            first = CALENDAR[0] if low is None else low
            last = CALENDAR[-1] if high is None else high
            found[text] = list(range(first, last + 1))
    return found | {"2022-01-01?": list(CALENDAR)}


def periods() -> Iterator[tuple[str, set[Pair]]]:
    """Every period of the small calendar, with the pairs of days that it may be."""
    days = day_texts()
    starts = days | {"": list(CALENDAR)}
    ends = starts | {"..": list(CALENDAR)}
    for text, found in days.items():
        yield text, {(start, end) for start, end in product(found, found) if start <= end}
    for start, end in product(starts, ends):
        if start or end:
            yield f"{start}/{end}", {pair for pair in product(starts[start], ends[end]) if pair[0] <= pair[1]}


def stretches() -> dict[str, set[Pair]]:
    """Every stretch of the small calendar that is written as text, with the one pair of days that it is."""
    found = {f"{day_text(low)}/{day_text(high)}": {(low, high)} for low, high in product(DAYS, DAYS) if low <= high}
    found |= {f"[{day_text(low)}..]": {(low, LAST)} for low in DAYS}
    found |= {f"[..{day_text(high)}]": {(FIRST, high)} for high in DAYS}
    # Days that are not known stay vague.
    found["2022-01-02/.."] = found["2022-01-02/"] = {(1, day) for day in CALENDAR if day >= 1}
    found["/2022-01-02"] = {(day, 1) for day in CALENDAR if day <= 1}
    return found


class Table:
    """For each relation and pair of days the pairs of which it holds, as bits: all pairs are asked at once."""

    def __init__(self) -> None:
        pairs = [pair for pair in product(CALENDAR, CALENDAR) if pair[0] <= pair[1]]
        pairs += [(low, LAST) for low in DAYS] + [(FIRST, high) for high in DAYS]
        self.place = {pair: at for at, pair in enumerate(pairs)}
        self.holds = {
            relation: {a: self.bits(b for b in pairs if test(a, b)) for a in pairs} for relation, test in HOLDS.items()
        }

    def bits(self, pairs: "Iterator[Pair] | set[Pair]") -> int:
        return sum(1 << self.place[pair] for pair in pairs)

    def certain(self, relation: str, mine: set[Pair], theirs: int) -> bool:
        return all(theirs & ~self.holds[relation][pair] == 0 for pair in mine)

    def possible(self, relation: str, mine: set[Pair], theirs: int) -> bool:
        return any(theirs & self.holds[relation][pair] for pair in mine)


@pytest.fixture(scope="module")
def table() -> Table:
    return Table()


WHENS = {text: {(one, one) for one in days} for text, days in day_texts().items()}
PERIODS = dict(periods())
POSSIBLE = {text: pairs for text, pairs in PERIODS.items() if pairs}


class TestAgainstAllPairsOfDays:
    """Each relation is asked of every pair of days that the two times may be, and the answers are compared."""

    def compare(self, table: Table, mine: dict[When | Period, set[Pair]], theirs: dict[object, set[Pair]]) -> int:
        told = [(window(other), pairs, table.bits(pairs)) for other, pairs in theirs.items()]
        wrong, yes = [], 0
        for (one, pairs), (asked, _, bits), relation in product(mine.items(), told, RELATIONS):
            sure = certainly(relation, one._certain, asked[0])
            maybe = possibly(relation, one._possible, asked[1])
            if (sure, maybe) != (table.certain(relation, pairs, bits), table.possible(relation, pairs, bits)):
                wrong.append((one, relation, asked, sure, maybe))
            yes += sure + maybe
            assert maybe or not sure
        assert wrong == []
        return yes

    def test_two_days(self, table: Table) -> None:
        whens = {When(text): pairs for text, pairs in WHENS.items()}
        assert self.compare(table, whens, whens) > 500

    def test_a_day_and_a_period(self, table: Table) -> None:
        whens = {When(text): pairs for text, pairs in WHENS.items()}
        spans = {Period(text): pairs for text, pairs in POSSIBLE.items()}
        assert self.compare(table, whens, spans) > 5000
        assert self.compare(table, spans, whens) > 5000

    def test_two_periods(self, table: Table) -> None:
        spans = {Period(text): pairs for text, pairs in POSSIBLE.items()}
        assert self.compare(table, spans, spans) > 50_000

    def test_a_stretch_of_the_calendar(self, table: Table) -> None:
        mine: dict[When | Period, set[Pair]] = {When(text): pairs for text, pairs in WHENS.items()}
        mine |= {Period(text): pairs for text, pairs in POSSIBLE.items()}
        plain = {date(2022, 1, 1) + timedelta(days=number): {(number, number)} for number in DAYS}
        assert self.compare(table, mine, stretches() | plain) > 10_000

    @pytest.mark.parametrize("text", PERIODS)
    def test_a_period_is_refused_exactly_where_no_pair_of_days_fits_it(self, text: str) -> None:
        assert bool(fault_of_period(text)) is not bool(PERIODS[text])

    def test_there_are_periods_that_no_days_fit(self) -> None:
        assert len(PERIODS) - len(POSSIBLE) > 10
