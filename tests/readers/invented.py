"""Invented rows with some cells changed, as a file of their format."""

import csv
import io
from pathlib import Path
from typing import Any

from unrest.readers import Reading, read

FIXTURES = Path(__file__).parent / "fixtures"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of an invented file that has a header."""
    with open(FIXTURES / name, newline="", encoding="utf-8-sig") as file:
        return [*csv.DictReader(file)]


def table(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    written = io.StringIO()
    made = csv.DictWriter(written, [*rows[0]], delimiter=delimiter, lineterminator="\n")
    made.writeheader()
    made.writerows(rows)
    return written.getvalue()


def changed(format: str, name: str, *changes: dict[str, str], options: Any = None) -> Reading:
    """The first row of an invented file once for each change, read."""
    first = rows_of(name)[0]
    return read(format, io.StringIO(table([first | change for change in changes])), **(options or {}))


def told(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    """What was odd: rule, column and raw cell."""
    return [(each.code, each.column, each.raw) for each in reading.problems]
