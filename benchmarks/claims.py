"""Eight questions to many claims, each beside the comprehension that answers it by hand.

    python -m benchmarks.claims --claims 1000000

It prints a table for the number of claims and for a tenth of it, so that growth can be seen.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from unrest import Actor, Citation, Dataset, Event, Place, Source, Statement, Statistic
from unrest.query import at, certainly_during, known_on, possibly_during, said_by
from unrest.records import Claim

Ask = Callable[[], Any]
FIRST = date(2031, 1, 1)


def dataset(number: int) -> Dataset:
    """Claims as a press archive has them: events and figures in statements, on pages, over ten years."""
    rng = random.Random(1)
    places = [Place("place:country", name="Country"), Place("place:other", name="Other")]
    places += [
        Place(f"place:{n}", name=f"Town {n}", within="place:country" if n % 4 else "place:other") for n in range(200)
    ]
    actors = [Actor(f"actor:{n}", name=f"Speaker {n}") for n in range(100)]
    pages = max(1, number // 20)
    days = [FIRST + timedelta(days=rng.randrange(3650)) for _ in range(pages)]
    sources = [Source(f"source:{n}", published=days[n].isoformat()) for n in range(pages)]
    records: list[Any] = [*places, *actors, *sources]
    while len(records) - pages - 302 < number:
        at_page = rng.randrange(pages)
        day, cited = days[at_page], [Citation(f"source:{at_page}")]
        name = len(records)
        said = Statement(
            f"statement:{name}",
            act="asserts",
            said=(day - timedelta(days=rng.randrange(5))).isoformat(),
            speaker=f"actor:{rng.randrange(100)}",
            citations=cited,
        )
        event = Event(
            f"event:{name}",
            kind=rng.choice(("protest", "riot", "strike", None)),
            stage="accomplished",
            period=None if name % 20 == 0 else f"{day}/{day + timedelta(days=rng.randrange(4))}",
            where=f"place:{rng.randrange(200)}",
            stated_in=said,
            citations=cited,
        )
        figure = Statistic(
            f"statistic:{name}",
            measure=rng.choice(("deaths", "injuries", "detentions")),
            quantity=rng.randrange(300),
            stage="accomplished",
            as_of=day.isoformat(),
            where=f"place:{rng.randrange(200)}",
            stated_in=said,
            citations=cited,
        )
        records += [said, event, figure]
        if name % 50 == 2:
            records.append(
                Statement(
                    f"statement:w{name}", act="withdraws", targets=[figure], said=day.isoformat(), citations=cited
                )
            )
    return Dataset(records)


def _known(data: Dataset, claim: Claim, day: int) -> bool:
    told = claim if isinstance(claim, Statement) else data[claim.stated_in] if claim.stated_in else None
    if (
        told is not None
        and told.said is not None
        and (last := told.said.latest) is not None
        and last.toordinal() <= day
    ):
        return True
    citations = claim.citations if told is None else (*claim.citations, *told.citations)
    published = (data[citation.source].published for citation in citations)
    return any(each is not None and each.latest is not None and each.latest.toordinal() <= day for each in published)


def _month(claim: Event) -> Any:
    start = claim.period.start if claim.period is not None else None
    earliest = getattr(start, "earliest", None)
    return (None if earliest is None else f"{earliest:%Y-%m}"), claim.kind


def questions(data: Dataset) -> dict[str, tuple[Ask, Ask]]:
    """Each question, asked and answered by hand; the two give the same."""
    claims, day = list(data.claims), FIRST + timedelta(days=1800)
    week, year = f"{day}/{day + timedelta(days=6)}", "2033"
    inside = {"place:country"} | {place.id for place in data.places if place.within == "place:country"}

    def standing() -> list[str]:
        known = [claim for claim in claims if _known(data, claim, day.toordinal())]
        gone = {each for one in known if isinstance(one, Statement) and one.act == "withdraws" for each in one.targets}
        return [claim.id for claim in known if claim.id not in gone]

    def time_of(claim: Any) -> Any:
        if isinstance(claim, Statement):
            return claim.said
        return claim.period if isinstance(claim, Event) else claim.period or claim.as_of

    def at_country() -> list[Claim]:
        return [claim for claim in claims if claim.where is not None and claim.where.place in inside]

    def said() -> list[Claim]:
        return [
            claim
            for claim in claims
            if (told := claim if isinstance(claim, Statement) else data.get(claim.stated_in)) is not None
            and told.speaker == "actor:7"
        ]

    def history() -> list[tuple[Any, str]]:
        figures = [each for each in data.statistics if each.measure == "deaths"]
        return sorted((data.known_since(each), each.id) for each in figures)

    return {
        "known on a day": (
            lambda: data.claims.where(known_on(day)),
            lambda: [claim for claim in claims if _known(data, claim, day.toordinal())],
        ),
        "standing on a day": (lambda: data.standing(on=day).claims.ids, standing),
        "said by one speaker": (lambda: data.claims.where(said_by("actor:7")), said),
        "possibly during a week": (
            lambda: data.claims.where(possibly_during(week)),
            lambda: [each for each in claims if (when := time_of(each)) is None or when.possibly_during(week)],
        ),
        "certainly during a week": (
            lambda: data.claims.where(certainly_during(week)),
            lambda: [each for each in claims if (when := time_of(each)) is not None and when.certainly_during(week)],
        ),
        "certainly during a year": (
            lambda: data.claims.where(certainly_during(year)),
            lambda: [each for each in claims if (when := time_of(each)) is not None and when.certainly_during(year)],
        ),
        "at a country": (lambda: data.claims.where(at("place:country")), at_country),
        "events by month and kind": (lambda: data.events.count_by(_month), lambda: Counter(map(_month, data.events))),
        "history of a measure": (lambda: data.history("deaths"), history),
    }


def _seconds(ask: Ask, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        best = min(best, time.perf_counter() - started)
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    told = parser.parse_args()
    for number in (max(1, told.claims // 10), told.claims):
        data = dataset(number)
        print(f"| {len(data.claims):,} claims | asked, s | by hand, s | ratio |\n| --- | --: | --: | --: |")
        for name, (ask, by_hand) in questions(data).items():
            ask()  # once before: the second question of a time makes a calendar
            asked, hand = _seconds(ask, told.rounds), _seconds(by_hand, told.rounds)
            print(f"| {name} | {asked:.3f} | {hand:.3f} | {asked / hand:.2f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
