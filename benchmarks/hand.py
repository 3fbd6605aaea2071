"""What a careful person writes by hand for one kind of record: the measure of what our general code costs.

Nothing here checks anything. The classes have the fields of an event report, a citation and a period, no more.
"""

from datetime import date
from typing import Any

import attrs

from unrest import Event


@attrs.frozen
class Citation:
    source: str
    start: int | None
    end: int | None
    quote: str | None
    digest: str | None


@attrs.frozen
class Day:
    text: str
    day: date
    is_approximate: bool


@attrs.frozen
class Report:
    id: str
    kind: str | None
    stage: str
    period: tuple[Day, Day] | None
    place: str | None
    precision: str | None
    participants: tuple[str, ...]
    stated_in: str | None
    note: str | None
    citations: tuple[Citation, ...]


def read_day(text: str) -> Day:
    return Day(text, date.fromisoformat(text[:10]), text.endswith("~"))


def read_citation(plain: dict[str, Any]) -> Citation:
    get = plain.get
    return Citation(plain["source"], get("start"), get("end"), get("quote"), get("digest"))


def read(plain: dict[str, Any]) -> Report:
    """A report from the plain form that unrest writes."""
    get = plain.get
    period, where = get("period"), get("where")
    start, end = period.split("/") if period else (None, None)
    place, _, precision = (where or "").partition(" ")
    return Report(
        plain["id"],
        get("kind"),
        plain["stage"],
        (read_day(start), read_day(end)) if start and end else None,
        place or None,
        precision or None,
        tuple([each["who"] for each in get("participants", ())]),
        get("stated_in"),
        get("note"),
        tuple([read_citation(each) for each in get("citations", ())]),
    )


def write(event: Event) -> dict[str, Any]:
    """The plain form of an event that has these fields, equal to what unrest writes."""
    plain: dict[str, Any] = {"id": event.id}
    if event.citations:
        plain["citations"] = [write_citation(each) for each in event.citations]
    if event.note is not None:
        plain["note"] = event.note
    if event.stated_in is not None:
        plain["stated_in"] = str(event.stated_in)
    if event.where is not None:
        plain["where"] = str(event.where)
    if event.kind is not None:
        plain["kind"] = event.kind.value
    plain["stage"] = event.stage.value
    if event.period is not None:
        plain["period"] = str(event.period)
    if event.participants:
        plain["participants"] = [{"who": str(each.who)} for each in event.participants]
    return plain


def write_citation(citation: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"source": str(citation.source)}
    if citation.start is not None:
        plain["start"] = citation.start
    if citation.end is not None:
        plain["end"] = citation.end
    if citation.quote is not None:
        plain["quote"] = citation.quote
    if citation.digest is not None:
        plain["digest"] = citation.digest
    return plain
