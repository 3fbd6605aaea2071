"""Eight questions to many claims, each beside the loop that answers it by hand."""

import random
from collections import Counter
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from unrest import Actor, Citation, Dataset, Event, Place, Source, Statement, Statistic
from unrest.query import at, certainly_during, known_on, possibly_during, said_by
from unrest.records import Claim

from .clock import Work, fastest

FIRST, NEVER = date(2031, 1, 1), date.max.toordinal()


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
            quantity=rng.randrange(60),
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


def _first_day(data: Dataset, claim: Claim) -> int:
    """The day from which a claim is public."""
    told = claim if isinstance(claim, Statement) else data[claim.stated_in] if claim.stated_in else None
    days = [told.said.latest] if told is not None and told.said is not None else []
    citations = claim.citations if told is None else (*claim.citations, *told.citations)
    days += [each.latest for citation in citations if (each := data[citation.source].published) is not None]
    return min([each.toordinal() for each in days if each is not None], default=NEVER)


def _known(data: Dataset, claim: Claim, day: int) -> bool:
    """Whether a claim is public on a day; it ends with the first reason."""
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


def _history(data: Dataset, measure: str) -> list[tuple[Any, ...]]:
    """Each figure with its day, its speaker, the one before it, and whether that was less or more."""
    gone: dict[str, list[int]] = {}
    for told in data.statements:
        if told.act == "withdraws":
            day = _first_day(data, told)
            for target in told.targets:
                gone.setdefault(target, []).append(day)
    figures = [(_first_day(data, each), each) for each in data.statistics if each.measure == measure]
    figures.sort(key=lambda pair: pair[0])
    earlier: dict[Any, list[Any]] = {}
    steps: list[tuple[Any, ...]] = []
    for day, several in groupby(figures, key=lambda pair: pair[0]):
        today = []
        for _, figure in several:
            place = figure.where.place if figure.where is not None else None
            thing = (figure.of_whom, figure.counted, figure.about, figure.unit, figure.stage, figure.incident, place)
            known = reversed(earlier.get(thing, []))
            before = next((one for one in known if all(day <= each for each in gone.get(one.id, ()))), None)
            change = _change(before, figure)
            speaker = data.get(data[figure.stated_in].speaker) if figure.stated_in is not None else None
            steps.append((date.fromordinal(day), figure, speaker, change, before, gone.get(figure.id)))
            today.append((thing, figure))
        for thing, figure in today:
            earlier.setdefault(thing, []).append(figure)
    return steps


def _change(before: Any, now: Any) -> str:
    """How an exact figure stands to the one before it."""
    if before is None:
        return "first"
    one, other = before.quantity.best, now.quantity.best
    return "same" if one == other else "up" if other > one else "down"


def _month(claim: Event) -> Any:
    start = claim.period.start if claim.period is not None else None
    earliest = getattr(start, "earliest", None)
    return (None if earliest is None else f"{earliest:%Y-%m}"), claim.kind


def questions(data: Dataset) -> dict[str, tuple[Work, Work]]:
    """Each question, asked and answered by hand; the two give the same."""
    claims, day = list(data.claims), FIRST + timedelta(days=1800)
    week, year = f"{day}/{day + timedelta(days=6)}", "2033"
    inside = {"place:country"} | {place.id for place in data.places if place.within == "place:country"}

    def standing() -> list[Claim]:
        known = [claim for claim in claims if _known(data, claim, day.toordinal())]
        gone = {each for one in known if isinstance(one, Statement) and one.act == "withdraws" for each in one.targets}
        return [claim for claim in known if claim.id not in gone]

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

    return {
        "known on a day": (
            lambda: data.claims.where(known_on(day)),
            lambda: [claim for claim in claims if _known(data, claim, day.toordinal())],
        ),
        "standing on a day": (lambda: data.standing(on=day).claims, standing),
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
        "history of a measure": (lambda: data.history("deaths"), lambda: _history(data, "deaths")),
    }


def many_claims(most: int) -> str:
    """A table of what each question takes beside its answer by hand, for some numbers of claims up to the most."""
    numbers = sorted({max(60, most // 100), max(60, most // 10), max(60, most)})
    found = [_measured(number) for number in numbers]
    rows = ["## Questions to many claims", ""]
    rows += ["Each question is asked of claims in statements on pages of ten years, with withdrawals among them."]
    rows += ["Beside it stands a loop by hand that gives the same answer; the goal is at most 1.3 of it."]
    rows += ["A question of a few days is asked for the second time here, when there is a calendar: the goal is 0.2."]
    rows += ["Growth is the time for each claim of the most, divided by that of the number before it."]
    rows += ["The last column is the growth of the loop by hand.", ""]
    rows += [f"| Question | {' | '.join(f'{each:,}' for each in numbers)} | Growth | By hand |"]
    rows += [f"| --- | {' | '.join('--:' for _ in numbers)} | --: | --: |"]
    for name in found[0]:
        ratios = [f"{asked / hand:.2g}" for asked, hand in (each[name] for each in found)]
        before = -min(2, len(found))
        grown = [found[-1][name][i] / found[before][name][i] * numbers[before] / numbers[-1] for i in (0, 1)]
        rows.append(f"| {name} | {' | '.join(ratios)} | {grown[0]:.1f} | {grown[1]:.1f} |")
    return "\n".join(rows) + "\n"


def _measured(number: int) -> dict[str, tuple[float, float]]:
    """Seconds of each question, asked and by hand."""
    found = {}
    for name, (ask, by_hand) in questions(dataset(number)).items():
        ask()  # once before: the second question of a time makes a calendar
        seconds = fastest({"asked": ask, "by hand": by_hand}, 3 if number > 100_000 else 7)
        found[name] = seconds["asked"], seconds["by hand"]
    return found
