"""One question on three engines: in memory, on DuckDB and on Spark (Sail), and beside SQL that is written by hand.

    pip install -e '.[bench]'
    python -m benchmarks.engines --page docs/explanation/scale.md

Times are those of the clock, for engines use all cores; on both sides the fastest of several rounds is taken.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path
from time import perf_counter
from typing import Any

from unrest import Actor, Citation, Event, Place, Source, Statement, Statistic, load
from unrest.engine import Engine, connect
from unrest.query import at, certainly_during, known_on, month, possibly_during, said_by
from unrest.tables import write_folder

from .lines import MOST

FIRST = date(2031, 1, 1)
DAY = FIRST + timedelta(days=1800)
WEEK, YEAR = f"{DAY}/{DAY + timedelta(days=6)}", "2035"
_PLACES, _SPEAKERS = 2_000, 500


def records(number: int) -> Iterator[Any]:
    """Claims as a press archive has them, one by one: figures and events in statements, on pages of ten years.

    The skew is that of the field: of 2,000 places and 500 speakers the first tenth has half of all claims, days come in
    waves, three figures in four are below twenty, one event in twenty has no day, one figure in fifty is withdrawn.
    """
    rng = random.Random(1)
    yield Place("place:country", name="Country")
    yield Place("place:other", name="Other")
    for n in range(_PLACES):
        yield Place(f"place:{n}", name=f"Town {n}", within="place:country" if n % 4 else "place:other")
    for n in range(_SPEAKERS):
        yield Actor(f"actor:{n}", name=f"Speaker {n}")
    pages, made = max(1, number // 20), 0
    for n in range(pages):
        wave = rng.choice((0, 900, 1800, 2700)) + rng.expovariate(1 / 250)
        day = FIRST + timedelta(days=min(3649, int(wave)))
        yield Source(f"source:{n}", published=day.isoformat())
        here = number // pages if n < pages - 1 else number - made
        end = made + here
        while made < end:
            for record in _told(rng, made, n, day):
                if made < end:
                    made += 1
                    yield record


def _skewed(rng: random.Random, number: int) -> int:
    return int(number * rng.random() ** 3)


def _told(rng: random.Random, name: int, page: int, day: date) -> Iterator[Any]:
    """A statement with an event and a figure in it, and now and then one that withdraws the figure."""
    cited = [Citation(f"source:{page}")]
    said = Statement(
        f"statement:{name}",
        act="asserts",
        said=(day - timedelta(days=rng.randrange(5))).isoformat(),
        speaker=f"actor:{_skewed(rng, _SPEAKERS)}",
        citations=cited,
    )
    yield said
    yield Event(
        f"event:{name}",
        kind=rng.choice(("protest", "protest", "riot", "strike", None)),
        stage="accomplished",
        period=None if name % 20 == 0 else f"{day}/{day + timedelta(days=rng.randrange(4))}",
        where=f"place:{_skewed(rng, _PLACES)}",
        stated_in=said,
        citations=cited,
    )
    figure = Statistic(
        f"statistic:{name}",
        measure=rng.choice(("deaths", "injuries", "detentions")),
        quantity=int(min(5_000, rng.expovariate(1 / 14))),
        stage="accomplished",
        as_of=day.isoformat(),
        where=f"place:{_skewed(rng, _PLACES)}",
        stated_in=said,
        citations=cited,
    )
    yield figure
    if name % 50 == 2:
        yield Statement(f"statement:w{name}", act="withdraws", targets=[figure], said=day.isoformat(), citations=cited)


# Questions: asked of an engine, of a dataset in memory, and as SQL that is written by hand.

_KINDS = ("events", "statements", "deployments", "statistics")


def _by_hand(condition: str, **others: str) -> str:
    parts = [
        f"SELECT {at} AS place, id FROM {kind} WHERE {others.get(kind, condition)}" for at, kind in enumerate(_KINDS)
    ]
    return f"SELECT id FROM ({' UNION ALL '.join(parts)}) ORDER BY place, id"


_KNOWN = f"id IN (SELECT id FROM known WHERE certain_since <= DATE '{DAY}')"
_GONE = (
    "SELECT unnest(targets) FROM statements WHERE act = 'withdraws' AND len(targets) > 0 "
    f"AND id IN (SELECT id FROM known WHERE certain_since <= DATE '{DAY}')"
)
_LAST = DAY + timedelta(days=6)
HAND: Mapping[str, str] = {
    "known on a day": _by_hand(_KNOWN),
    "standing on a day": _by_hand(f"{_KNOWN} AND id NOT IN ({_GONE})"),
    "said by one speaker": _by_hand(
        "stated_in IN (SELECT id FROM statements WHERE speaker = 'actor:7')", statements="speaker = 'actor:7'"
    ),
    "possibly during a week": _by_hand(
        f"NOT dated OR (coalesce(possible_start_latest >= DATE '{DAY}', true) "
        f"AND coalesce(possible_end_earliest <= DATE '{_LAST}', true))"
    ),
    "certainly during a year": _by_hand(
        "certain_start_earliest >= DATE '2035-01-01' AND certain_end_latest <= DATE '2035-12-31'"
    ),
    "at a country": _by_hand(
        "\"where\".place IN (SELECT place FROM within WHERE around = 'place:country')",
        deployments="\"where\".place IN (SELECT place FROM within WHERE around = 'place:country') OR id IN (SELECT id "
        "FROM (SELECT id, unnest(sites) AS site FROM deployments) JOIN within ON site = place "
        "AND around = 'place:country')",
    ),
    "events by month and kind": (
        "SELECT kind, CASE WHEN strftime(certain_start_earliest, '%Y-%m') = strftime(certain_end_latest, '%Y-%m') "
        "THEN strftime(certain_start_earliest, '%Y-%m') END AS month, count(*) FROM events GROUP BY ALL"
    ),
    "history of a measure": (
        'SELECT s.id, k.certain_since, s.quantity.best, t.speaker, lag(s.quantity.best) OVER (PARTITION BY s."where"'
        ".place ORDER BY k.certain_since, s.id) FROM statistics s JOIN known k ON s.id = k.id "
        "LEFT JOIN statements t ON s.stated_in = t.id WHERE s.measure = 'deaths' ORDER BY k.certain_since"
    ),
}
Ask = Callable[[Any], Any]
ASKED: Mapping[str, Ask] = {
    "known on a day": lambda engine: engine.where(known_on(DAY)).ids,
    "standing on a day": lambda engine: engine.standing(DAY).ids,
    "said by one speaker": lambda engine: engine.where(said_by("actor:7")).ids,
    "possibly during a week": lambda engine: engine.where(possibly_during(WEEK)).ids,
    "certainly during a year": lambda engine: engine.where(certainly_during(YEAR)).ids,
    "at a country": lambda engine: engine.where(at("place:country")).ids,
    "events by month and kind": lambda engine: engine.events.count_by("kind", month),
    "history of a measure": lambda engine: engine.history("deaths"),
}
IN_MEMORY: Mapping[str, Ask] = {
    "known on a day": lambda data: data.claims.where(known_on(DAY)).ids,
    "standing on a day": lambda data: data.standing(DAY).claims.ids,
    "said by one speaker": lambda data: data.claims.where(said_by("actor:7")).ids,
    "possibly during a week": lambda data: data.claims.where(possibly_during(WEEK)).ids,
    "certainly during a year": lambda data: data.claims.where(certainly_during(YEAR)).ids,
    "at a country": lambda data: data.claims.where(at("place:country")).ids,
    "events by month and kind": ASKED["events by month and kind"],
    "history of a measure": ASKED["history of a measure"],
}


def fastest(work: Callable[[], Any], rounds: int = 3) -> tuple[float, Any]:
    """Seconds of the clock in the fastest round, and what it gave; a long one is not repeated."""
    seconds, found = float("inf"), None
    for _ in range(rounds):
        started = perf_counter()
        found = work()
        took = perf_counter() - started
        seconds = min(seconds, took)
        if took > 5:  # long enough to tell
            break
    return seconds, found


def _ids(engine: Engine, sql: str) -> Any:
    table = engine.run(sql)
    return tuple(table.column("id").to_pylist()) if table.column_names == ["id"] else table.to_pylist()


def compared(folder: Path, number: int) -> str:
    """Each question in memory, on DuckDB, and by hand; the answers are the same."""
    lines = [f"## Eight questions to {number:,} claims", ""]
    lines += ["Seconds of the clock; *by hand* is the same question in SQL on the same tables of DuckDB.", ""]
    lines += ["| Question | In memory | On DuckDB | By hand | DuckDB / by hand |", "| --- | --: | --: | --: | --: |"]
    data = load(folder)
    with connect(folder) as engine:
        engine.prepare("known", "within", "carriers")
        for name, ask in ASKED.items():
            told, found = fastest(lambda ask=ask: ask(engine))  # type: ignore[misc]
            memory, same = fastest(lambda name=name: IN_MEMORY[name](data))  # type: ignore[misc]
            assert found == same, name
            hand, ids = fastest(lambda name=name: _ids(engine, HAND[name]))  # type: ignore[misc]
            assert not isinstance(ids, tuple) or ids == found, name
            lines.append(f"| {name} | {memory:.2f} | {told:.2f} | {hand:.2f} | {told / hand:.1f} |")
    return "\n".join(lines)


def _made(folder: Path, number: int) -> Path:
    path = folder / f"{number}.parquet"
    if not path.exists():
        write_folder(records(number), path)
    return path


def grown(folder: Path, numbers: list[int]) -> str:
    """Each question on DuckDB, for more and more claims."""
    lines = ["## Growth on DuckDB", "", "Seconds of the clock; the first line is what is made once for all questions."]
    lines += ["The last column is the time for each claim of the most, divided by that of the number before it.", ""]
    lines += [f"| Question | {' | '.join(f'{each:,}' for each in numbers)} | Growth |"]
    lines += [f"| --- | {' | '.join('--:' for _ in numbers)} | --: |"]
    found: dict[str, list[float]] = {}
    for number in numbers:
        with connect(_made(folder, number)) as engine:
            started = perf_counter()
            engine.prepare("known", "within", "carriers")
            found.setdefault("since when all is known", []).append(perf_counter() - started)
            for name, ask in ASKED.items():
                found.setdefault(name, []).append(fastest(lambda ask=ask: ask(engine), 2)[0])  # type: ignore[misc]
    for name, seconds in found.items():
        growth = seconds[-1] / seconds[-2] * numbers[-2] / numbers[-1]
        lines.append(f"| {name} | {' | '.join(f'{each:.2f}' for each in seconds)} | {growth:.1f} |")
    return "\n".join(lines)


@contextmanager
def spark() -> Iterator[Any]:
    """A session on Sail, a Spark Connect server without a JVM."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    host, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://{host}:{port}").getOrCreate()
    try:
        yield session
    finally:
        session.stop()
        server.stop()


def on_spark(folder: Path, number: int) -> str:
    """Each question on Sail beside DuckDB."""
    lines = [f"## Spark (Sail) beside DuckDB, {number:,} claims", ""]
    lines += ["Seconds of the clock. Sail keeps nothing between two questions, where DuckDB has what is made once.", ""]
    lines += ["| Question | DuckDB | Sail | Sail / DuckDB |", "| --- | --: | --: | --: |"]
    path = _made(folder, number)
    with spark() as session, connect(path) as duck, connect(path, session=session) as sail:
        for engine in (duck, sail):
            engine.prepare("known", "within", "carriers")
        for name, ask in ASKED.items():
            one, found = fastest(lambda ask=ask: ask(duck), 2)  # type: ignore[misc]
            other, same = fastest(lambda ask=ask: ask(sail), 2)  # type: ignore[misc]
            assert found == same, name
            lines.append(f"| {name} | {one:.2f} | {other:.2f} | {other / one:.1f} |")
    return "\n".join(lines)


_RUN = (
    MOST
    + """
from pathlib import Path
from benchmarks.engines import records
from unrest.interchange import convert
what, source, target, number = sys.argv[1:]
started = time.perf_counter()
if what == "write":
    unrest.write_records(records(int(number)), target)
elif what == "convert":
    convert(source, target)
else:
    unrest.load(source)
print(json.dumps([time.perf_counter() - started, most()]))
"""
)


def _run(what: str, source: Path, target: Path, number: int) -> tuple[float, float]:
    """Seconds, and the most memory of a process of its own in MB."""
    command = [sys.executable, "-c", _RUN, what, str(source), str(target), str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, kilobytes = json.loads(done.stdout)
    return seconds, kilobytes / 1024


def _size(path: Path) -> float:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files) / 1e6


def written(folder: Path, numbers: list[int]) -> str:
    """Parquet beside JSON Lines: size, writing, loading, and the memory of converting."""
    lines = ["## Parquet beside JSON Lines", ""]
    lines += ["Each cell is a process of its own: seconds of the clock, and in brackets the most memory in MB.", ""]
    lines += ["| Claims | Form | Size | Write | Load | Convert to the other |", "| --: | --- | --: | --: | --: | --: |"]
    for number in numbers:
        for ending, other in ((".jsonl", ".parquet"), (".parquet", ".jsonl")):
            path, beside = folder / f"w{number}{ending}", folder / f"c{number}{other}"
            cells = [_run("write", path, path, number), _run("load", path, path, number)]
            cells.append(_run("convert", path, beside, number))
            told = [f"{seconds:.1f} ({memory:.0f})" for seconds, memory in cells]
            lines.append(f"| {number:,} | `{ending}` | {_size(path):.1f} MB | {' | '.join(told)} |")
    return "\n".join(lines)


def versions() -> str:
    names = ("duckdb", "ibis-framework", "pyarrow", "pysail", "pyspark-client")
    found = ", ".join(f"{name} {metadata.version(name)}" for name in names)
    return f"Python {'.'.join(map(str, sys.version_info[:3]))}; {found}; two cores."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000, help="claims of the questions and of the files")
    parser.add_argument("--most", type=int, default=3_000_000, help="claims at the end of the growth")
    parser.add_argument("--page", type=Path, help="a page to be written, beside what is printed")
    told = parser.parse_args()
    few, some = max(100, told.claims // 100), max(100, told.claims // 10)
    parts = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for make in (
            lambda: written(folder, [told.claims]),
            lambda: compared(_made(folder, told.claims), told.claims),
            lambda: grown(folder, [few, some, told.claims, told.most]),
            lambda: on_spark(folder, some),
        ):
            parts.append(make())
            print(parts[-1], flush=True)
    if told.page is not None:
        page = Path(__file__).with_name("scale.md").read_text(encoding="utf-8")
        told.page.write_text(page.format(versions=versions(), tables="\n\n".join(parts)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
