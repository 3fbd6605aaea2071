"""Files of other datasets: reading beside the making of the same records, and memory while streaming."""

import csv
import gc
import io
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import attrs

from unrest import Dataset, read, stream
from unrest.readers import reader

from .lines import MOST

FORMATS = ("ucdp_ged", "maverick", "gdelt_events")
FIRST = date(2031, 1, 1)
_STREAMED = (
    MOST
    + """
from benchmarks.files import Rows
number = sum(len(row.records) for row in unrest.stream("gdelt_events", Rows(int(sys.argv[1]))))
print(number, most())
"""
)


def cells_of(format: str, number: int) -> list[str]:
    """One invented row: towns, sides and days repeat as in the field, ids and articles do not."""
    rng = random.Random(number)
    day = FIRST + timedelta(days=rng.randrange(3650))
    later, town, side = day + timedelta(days=rng.choice((0, 0, 0, 6))), rng.randrange(800), rng.randrange(60)
    best = rng.choice((0, 1, 1, 2, 5, 14))
    ucdp: dict[str, Any] = {
        "id": number,
        "type_of_violence": rng.choice("123"),
        "conflict_new_id": side,
        "conflict_name": f"C{side}",
        "dyad_new_id": side,
        "dyad_name": f"D{side}",
        "side_a_new_id": side,
        "side_a": f"Side {side}",
        "side_b_new_id": side + 100,
        "side_b": f"Other {side}",
        "number_of_sources": 1,
        "source_article": f'"Wire {town % 9},{later},Report {number}"',
        "source_original": rng.choice(("", "police", "officials")),
        "where_prec": 1,
        "where_coordinates": f"Town {town}",
        "adm_1": f"Region {town % 30}",
        "latitude": town / 10,
        "longitude": town / 9,
        "country": "Land",
        "country_id": 999,
        "date_prec": 1 if day == later else 2,
        "date_start": day,
        "date_end": later,
        "deaths_a": best,
        "deaths_b": 0,
        "deaths_civilians": 0,
        "deaths_unknown": 0,
        "low": best,
        "best": best,
        "high": best + 2,
    }
    maverick = {
        "id": f"r{number}",
        "event_id": f"E{number // 2}",
        "country": "Land",
        "date_start": day,
        "date_end": later,
        "city": f"Town {town}",
        "latitude": town / 10,
        "longitude": town / 9,
        "geo_precision": 3,
        "actor1": f"Side {side}",
        "actor1_id": f"A{side}",
        "actor1_type": "Citizens",
        "actor1_perpetrator": 1,
        "actor2": f"Other {side}",
        "actor2_id": f"B{side}",
        "actor2_victim": 1,
        "event_context": "Clash",
        **{f"deaths_{end}": best for end in ("low", "best", "high")},
        **{f"injuries_{end}": best + 1 for end in ("low", "best", "high")},
        "source": f"Wire {town % 9} ({later}) Report {number}",
        "source_author": f"Wire {town % 9}",
    }
    code = rng.choice(("145", "141", "010", "190", "173", "0234"))
    gdelt = {
        "globaleventid": number,
        "sqldate": f"{day:%Y%m%d}",
        "dateadded": f"{day:%Y%m%d}120000",
        "eventcode": code,
        "eventrootcode": code[:2],
        "actor1code": f"L{side}COP",
        "actor1name": f"SIDE {side}",
        "actor1type1code": "COP",
        "actor2code": "LND",
        "actor2name": "LAND",
        "actor2countrycode": "LND",
        "actiongeo_type": 4,
        "actiongeo_fullname": f"Town {town}, Land",
        "actiongeo_countrycode": "KZ",
        "actiongeo_lat": town / 10,
        "actiongeo_long": town / 9,
        "actiongeo_featureid": -town,
        "sourceurl": f"https://news.example/{number // 3}",
    }
    told = {"ucdp_ged": ucdp, "maverick": maverick, "gdelt_events": gdelt}[format]
    return [str(told.get(column, "")) for column in reader(format).layouts[0].columns]


def lines_of(format: str, number: int) -> Iterator[str]:
    """A file of so many rows."""
    if format == "gdelt_events":
        yield from ("\t".join(cells_of(format, 900_000_000 + n)) + "\n" for n in range(number))
        return
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(reader(format).layouts[0].spelt)
    for n in range(number):
        table.writerow(cells_of(format, n))
    yield written.getvalue()


class Rows(io.RawIOBase):
    """A file of GDELT that is made while it is read, and stands nowhere."""

    def __init__(self, number: int) -> None:
        self._lines, self._left = lines_of("gdelt_events", number), b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while len(self._left) < len(into):
            line = next(self._lines, "")
            if not line:
                break
            self._left += line.encode()
        found, self._left = self._left[: len(into)], self._left[len(into) :]
        into[: len(found)] = found
        return len(found)


def _ready(text: str, format: str) -> list[tuple[type, str, dict[str, Any]]]:
    """What the records of a file are made of, when nothing is left to be read or looked up."""
    records = [record for row in stream(format, io.StringIO(text)) for record in row.records]
    return [
        (type(each), each.id, {field.name: getattr(each, field.name) for field in attrs.fields(type(each))[1:]})
        for each in records
    ]


def _fastest(work: Any) -> float:
    found = []
    for _ in range(5):
        gc.collect()
        gc.disable()
        begin = perf_counter()
        work()
        found.append(perf_counter() - begin)
        gc.enable()
    return min(found)


def files_read(number: int) -> str:
    """A table of reading, and one of memory while streaming."""
    rows = min(number, 5_000)
    lines = [
        f"Files of {rows:,} invented rows in the shape of each format were read.",
        "Row by row it is beside the making of the same records from ready values; whole, beside that and a dataset.",
        "The last column is beside `csv.reader`, which makes nothing but lists of text.\n",
        "| Format | Records a row | Row by row: ready values | Whole: ready values | Whole: `csv.reader` |",
        "| --- | --: | --: | --: | --: |",
    ]
    for format in FORMATS:
        text = "".join(lines_of(format, rows))
        ready = _ready(text, format)
        records = {each[1]: each[0](each[1], **each[2]) for each in ready}
        delimiter = "\t" if format == "gdelt_events" else ","

        def made(ready: Any = ready) -> None:
            [cls(identity, **given) for cls, identity, given in ready]

        streamed, whole, built, kept, parted = (
            _fastest(work)
            for work in (
                lambda format=format, text=text: [*stream(format, io.StringIO(text))],
                lambda format=format, text=text: read(format, io.StringIO(text)),
                made,
                lambda records=records: Dataset(records.values()),
                lambda text=text, delimiter=delimiter: [*csv.reader(io.StringIO(text), delimiter=delimiter)],
            )
        )
        ratios = (streamed / built, whole / (built + kept), whole / parted)
        told = " | ".join(f"{ratio:.1f}" for ratio in ratios)
        lines.append(f"| `{format}` | {len(ready) / rows:.1f} | {told} |")
    return "\n".join([*lines, "", *_memory(number), ""])


def _memory(number: int) -> Iterator[str]:
    sizes = [each for each in (number // 100, number // 10, number) if each]
    yield "Streaming holds one row at a time; the largest part of the process in memory, by the number of rows:\n"
    yield "| Rows of GDELT | Records | MB |"
    yield "| --: | --: | --: |"
    for rows in sizes:
        run = [sys.executable, "-c", _STREAMED, str(rows)]
        records, kilobytes = subprocess.run(run, capture_output=True, check=True, text=True).stdout.split()
        yield f"| {rows:,} | {int(records):,} | {int(kilobytes) / 1024:.0f} |"
