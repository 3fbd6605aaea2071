"""What is measured: each goal with what it stands beside and how large the ratio may be."""

import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import attrs
from dateutil.parser import isoparse

import unrest
from unrest import Actor, Citation, Dataset, Event, Place, Source, Statement, Statistic, When
from unrest.codec import from_dict, from_json, to_dict, to_json
from unrest.constraint import check, count, text
from unrest.constraint import value as of_class
from unrest.errors import InvalidRecord
from unrest.initializer import initialized
from unrest.query import certainly_during, possibly_during, value
from unrest.rules.reference import references
from unrest.vocabulary import Group, Stage
from unrest.when import _parsed_when

from . import hand, peer
from .clock import Work, fastest


@attrs.frozen
class Line:
    """One measured ratio."""

    goal: str
    """Number of the goal in the list of goals of the project, or a dash."""
    what: str
    beside: str
    ratio: float | None
    """None where what it stands beside is not installed."""
    most: float | None
    """The largest ratio that the goal allows; None where the line is told for its own sake."""
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.ratio is None:
            return "not installed"
        return "" if self.most is None else "met" if self.ratio <= self.most else "missed"


Measure = Callable[[float], Iterator[Line]]


def _ratio(work: Work, beside: Work, rounds: int = 15) -> float:
    found = fastest({"work": work, "beside": beside}, rounds)
    return found["work"] / found["beside"]


@initialized()
@attrs.frozen
class Flat:
    """Eight fields, made and checked as records are."""

    id: str = attrs.field(metadata=text(required=True))
    name: str = attrs.field(metadata=text(required=True))
    place: str = attrs.field(metadata=text(required=True))
    source: str = attrs.field(metadata=text(required=True))
    note: str = attrs.field(metadata=text(required=True))
    low: int = attrs.field(metadata=count())
    high: int = attrs.field(metadata=count())
    day: date = attrs.field(metadata=of_class(date))

    def __attrs_post_init__(self) -> None:
        check(self, InvalidRecord)


_FLAT = ("event:1", "a name", "place:orlec", "source:a", "a note", 160, 225, date(2031, 3, 4))


def events(number: int) -> list[Event]:
    """Events as a source of some size gives them: each with its own days, places and quotes, many of them once only."""
    rng = random.Random(1)
    first = date(2031, 1, 1)
    found = []
    for at in range(number):
        start = first + timedelta(days=rng.randrange(700))
        end = start + timedelta(days=rng.randrange(9))
        found.append(
            Event(
                f"event:orlec-{at}",
                kind=rng.choice(("strike", "protest", "riot")),
                stage="accomplished",
                period=f"{start}/{end}{'~' if at % 3 else ''}",
                where=f"place:orlec-{rng.randrange(500)} near",
                participants=[f"actor:guards-{rng.randrange(100)}", f"actor:dockers-{rng.randrange(100)}"],
                stated_in=f"statement:{at // 3}",
                note=f"the {at}th of them",
                citations=[
                    Citation(f"source:{at // 20}", start=at, end=at + 12, quote=f"dock {at:07}"),
                    Citation(f"source:{at // 20}", start=at + 40, end=at + 60, digest=f"{at:064x}"),
                ],
            )
        )
    return found


def _unchecked(cls: type) -> Any:
    """A class with the same fields and nothing else."""
    fields = {each.name: attrs.field() for each in attrs.fields(cls)}
    return attrs.make_class(f"Unchecked{cls.__name__}", fields, frozen=True, slots=True)


def construction(scale: float) -> Iterator[Line]:
    number, plain_class = int(100_000 * scale), _unchecked(Flat)
    made = fastest(
        {
            "checked": lambda: [Flat(*_FLAT) for _ in range(number)],
            "unchecked": lambda: [plain_class(*_FLAT) for _ in range(number)],
        },
        15,
    )
    yield Line("1", "a class of 8 fields, checked", "the same without checks", made["checked"] / made["unchecked"], 1.4)
    if peer.HAS_PYDANTIC:
        model, plain = peer.flat_model(Flat), dict(zip(attrs.fields_dict(Flat), _FLAT, strict=True))
        with_pydantic = _ratio(
            lambda: [Flat(*_FLAT) for _ in range(number)], lambda: [model.model_validate(plain) for _ in range(number)]
        )
    else:
        with_pydantic = None
    yield Line("1", "the same", "pydantic `model_validate`", with_pydantic, 0.7)
    bare, some = _unchecked(Event), events(int(5_000 * scale))
    ready = [[getattr(each, field.name) for field in attrs.fields(Event)] for each in some]
    names = [field.name for field in attrs.fields(Event)][1:]
    calls = [(values[0], dict(zip(names, values[1:], strict=True))) for values in ready]
    real = _ratio(
        lambda: [Event(identity, **fields) for identity, fields in calls],
        lambda: [bare(identity, **fields) for identity, fields in calls],
    )
    yield Line("1", "an `Event` of ready values, with its rules", "a class of its fields without checks", real, 2.0)


def _bytes_each(make: Work, number: int) -> float:
    gc.collect()
    tracemalloc.start()
    kept = [make() for _ in range(number)]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (size - sys.getsizeof(kept)) / number


def memory(scale: float) -> Iterator[Line]:
    number = int(20_000 * scale)
    ours = _bytes_each(lambda: Flat(*_FLAT), number)
    yield Line("2", f"bytes of a checked object of 8 fields ({ours:.0f})", "112 bytes", ours / 112, 1.0)
    found = None
    if peer.HAS_PYDANTIC:
        model, plain = peer.flat_model(Flat), dict(zip(attrs.fields_dict(Flat), _FLAT, strict=True))
        found = ours / _bytes_each(lambda: model.model_validate(plain), number)
    yield Line("2", "the same", "pydantic", found, 0.12)


def plain_forms(scale: float) -> Iterator[Line]:
    some = events(int(4_000 * scale))
    plain = [to_dict(each) for each in some]
    assert plain == [hand.write(each) for each in some]
    written = _ratio(lambda: [to_dict(each) for each in some], lambda: [hand.write(each) for each in some])
    yield Line("3", "event to dict", "written by hand", written, 1.3, "aim: 1.0")
    read = {
        "ours": lambda: [from_dict(Event, each) for each in plain],
        "hand": lambda: [hand.read(each) for each in plain],
    }
    if peer.HAS_PYDANTIC:
        model, forms = peer.report_model(), [peer.report_form(each) for each in plain]
        read["pydantic"] = lambda: [model.model_validate(each) for each in forms]
    found = fastest(read, 15)
    yield Line("4", "dict to event, closed and checked", "by hand without checks", found["ours"] / found["hand"], 2.5)
    beside = found["ours"] / found["pydantic"] if "pydantic" in found else None
    yield Line("4", "the same", "pydantic `model_validate`, closed", beside, 1.7)
    note = "all faults are always told: good data is read by goal 4's pass, and only what fails is read again"
    yield Line(
        "5",
        "the same, all faults of every record told",
        "by hand without checks",
        found["ours"] / found["hand"],
        3.3,
        note,
    )
    wrong = [{**each, "stage": "accomplishd", "period": "2031-13-01/2031-03-05"} for each in plain[: len(plain) // 10]]

    def refusals() -> int:
        told = 0
        for each in wrong:
            try:
                from_dict(Event, each)
            except InvalidRecord as error:
                told += len(error.problems)
        return told

    assert refusals() == 2 * len(wrong)
    right = plain[: len(wrong)]
    slow = _ratio(refusals, lambda: [from_dict(Event, each) for each in right], 7)
    yield Line("5", "a record with two faults, refused", "a right one, read", slow, None)


def json_texts(scale: float) -> Iterator[Line]:
    bundled = unrest.load("kazakhstan-2022")
    datasets = {"kazakhstan-2022": bundled, "events": dataset(int(4_000 * scale))}
    for name, found in datasets.items():
        whole = to_json(found)
        rounds = 60 if len(whole) < 200_000 else 9
        shown = f"`{name}`, {len(whole) / 1000:,.0f} kB"
        ready = json.loads(whole)
        read = _ratio(lambda whole=whole: from_json(whole), lambda whole=whole: json.loads(whole), rounds)
        yield Line("6", f"JSON text to checked records ({shown})", "`json.loads`", read, 5.0, "aim: 3")
        written = _ratio(
            lambda found=found: to_json(found), lambda ready=ready: json.dumps(ready, ensure_ascii=False), rounds
        )
        yield Line("7", f"records to JSON text ({shown})", "`json.dumps` of ready dicts", written, 1.5)
    some = events(int(4_000 * scale))
    ready = [to_dict(each) for each in some]
    whole = json.dumps(ready)
    by_hand = _ratio(lambda: [hand.read(each) for each in json.loads(whole)], lambda: json.loads(whole), 9)
    yield Line("–", "JSON text to events, by hand, no check", "`json.loads`", by_hand, None)
    by_hand = _ratio(lambda: json.dumps([hand.write(each) for each in some]), lambda: json.dumps(ready), 9)
    yield Line("–", "events to JSON text, by hand", "`json.dumps` of ready dicts", by_hand, None)


def dataset(number: int) -> Dataset:
    """Events with what they refer to."""
    found = events(number)
    every: list[unrest.Record] = [*found]
    for ref in sorted({str(ref) for each in found for _, ref in references(each)}):
        kind = ref.partition(":")[0]
        made = {"source": Source, "statement": Statement, "place": Place, "actor": Actor}[kind]
        told = {"act": "asserts"} if kind == "statement" else {} if kind == "source" else {"name": ref}
        every.append(made(ref, **told))
    return Dataset(every)


def dates(scale: float) -> Iterator[Line]:
    number = int(20_000 * scale)
    first = date(1, 1, 1)
    once = [(first + timedelta(days=37 * at)).isoformat() for at in range(number)]
    rng = random.Random(1)
    often = [(date(2031, 1, 1) + timedelta(days=rng.randrange(700))).isoformat() for _ in range(number)]
    alone = _ratio(lambda: [When(each) for each in once], lambda: [isoparse(each) for each in once])
    yield Line("8", "a date, no cache", "dateutil `isoparse`", alone, 0.6)
    yield Line("8", "a date of which each stands once, cache and all", "dateutil `isoparse`", _cold(once), None)
    yield Line("8", "the first pass of a file with repeats", "dateutil `isoparse`", _cold(often), 0.25)
    warm = _ratio(lambda: [When.parse(each) for each in often], lambda: [date.fromisoformat(each) for each in often])
    yield Line("8", "dates met before", "`date.fromisoformat`", warm, 4.0)
    slower = None
    if peer.HAS_UNDATE:
        from undate import Undate

        few = [f"{2000 + at % 30}-{1 + at % 12:02}" for at in range(max(20, int(200 * scale)))]
        slower = _cold(few, beside=lambda each: Undate.parse(each, "EDTF"))
    yield Line("8", "a month, each once", "undate", slower, 0.002)


def _cold(texts: list[str], beside: Callable[[str], Any] = isoparse) -> float:
    """The time of a first pass: what is kept of dates is forgotten before each round."""
    ours = theirs = float("inf")
    for _ in range(9):
        _parsed_when.cache_clear()
        gc.collect()
        started = time.process_time()
        kept: list[Any] = [When.parse(each) for each in texts]
        ours = min(ours, time.process_time() - started)
        started = time.process_time()
        kept = [beside(each) for each in texts]
        theirs = min(theirs, time.process_time() - started)
        del kept
    return ours / theirs


def figures(number: int) -> list[Statistic]:
    rng = random.Random(1)
    return [
        Statistic(
            f"statistic:{at}",
            measure="deaths",
            quantity=rng.randrange(300) if at % 3 else ">=19",
            stage=rng.choice(("accomplished", "planned")),
            of_whom="police" if at % 2 else None,
            period=rng.choice((None, "2031-01-05", "2031-01", "2031-01-02/")),
            as_of=rng.choice((None, "2031-01-07")),
        )
        for at in range(number)
    ]


def questions(scale: float) -> Iterator[Line]:
    found = Dataset(figures(int(30_000 * scale))).statistics
    items, day = list(found), date(2031, 1, 6)
    asked: list[tuple[str, Any, Callable[[], list[Statistic]]]] = [
        (
            '`value("quantity.low") >= 100`',
            value("quantity.low") >= 100,
            lambda: [each for each in items if each.quantity.low is not None and each.quantity.low >= 100],
        ),
        (
            '`value("stage") == "planned"`',
            value("stage") == "planned",
            lambda: [each for each in items if each.stage is Stage.PLANNED],
        ),
        (
            "both",
            (value("quantity.low") >= 100) & (value("stage") == "planned"),
            lambda: [
                each
                for each in items
                if each.quantity.low is not None and each.quantity.low >= 100 and each.stage is Stage.PLANNED
            ],
        ),
        (
            '`value("of_whom") == "police"`',
            value("of_whom") == "police",
            lambda: [each for each in items if each.of_whom == Group.POLICE],
        ),
        (
            '`value("as_of.earliest") >= day`',
            value("as_of.earliest") >= day,
            lambda: [
                each
                for each in items
                if each.as_of is not None and each.as_of.earliest is not None and each.as_of.earliest >= day
            ],
        ),
        (
            '`certainly_during("2031-01")`',
            certainly_during("2031-01"),
            lambda: [
                each
                for each in items
                if (when := each.period or each.as_of) is not None and when.certainly_during("2031-01")
            ],
        ),
        (
            '`possibly_during("2031-01")`',
            possibly_during("2031-01"),
            lambda: [
                each for each in items if (when := each.period or each.as_of) is None or when.possibly_during("2031-01")
            ],
        ),
    ]
    for name, predicate, by_hand in asked:
        assert list(found.where(predicate)) == by_hand(), name
        ratio = _ratio(lambda predicate=predicate: found.where(predicate), by_hand)
        yield Line("12", f"`where`: {name}", "a comprehension by hand", ratio, 1.3)


def imports(scale: float) -> Iterator[Line]:
    rounds = max(3, int(15 * scale))
    with tempfile.TemporaryDirectory() as folder:
        # Whatever is measured has its bytecode, as everything installed has.
        env = {name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = folder

        def starts(code: str) -> float | None:
            found = []
            for _ in range(rounds + 1):
                started = time.perf_counter()
                done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env)
                found.append(time.perf_counter() - started)
                if done.returncode:
                    return None
            return min(found[1:])

        bare = starts("") or 0.0
        core = (starts("import attrs, cattrs, dateutil.parser") or 0.0) - bare
        three = "importing attrs, cattrs and dateutil"
        others = {name: starts(f"import {name}") for name in ("followthemoney", "stix2")}
        for name, code, most in (
            ("`import unrest`", "import unrest", 1.2),
            ("the same, with its records", "import unrest; unrest.Event", 1.2),
            ("the same, with all that loads and checks files", "import unrest; unrest.load; unrest.check", None),
        ):
            ours = (starts(code) or 0.0) - bare
            yield Line("14", name, three, ours / core, most)
            for (other, theirs), wanted in zip(others.items(), (0.15, 0.5), strict=True):
                ratio = None if theirs is None else ours / (theirs - bare)
                yield Line("14", name, f"importing {other}", ratio, None if most is None else wanted)


GOALS: dict[str, Measure] = {
    "construction": construction,
    "memory": memory,
    "plain_forms": plain_forms,
    "json_texts": json_texts,
    "dates": dates,
    "questions": questions,
    "imports": imports,
}
