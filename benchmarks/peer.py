"""The same report as other libraries keep it, where they are installed (extra `bench`)."""

from datetime import date
from importlib.util import find_spec
from typing import Any

import attrs

HAS_PYDANTIC = find_spec("pydantic") is not None
HAS_UNDATE = find_spec("undate") is not None


def flat_model(cls: type) -> Any:
    """The flat class of eight fields in pydantic: frozen and closed."""
    from pydantic import ConfigDict, create_model

    fields: dict[str, Any] = {each.name: (each.type, ...) for each in attrs.fields(cls)}
    return create_model("Flat", __config__=ConfigDict(frozen=True, extra="forbid"), **fields)


def report_model() -> Any:
    """The report in pydantic: closed, and with each day as a date, whose precision is lost."""
    from pydantic import BaseModel, ConfigDict

    class Closed(BaseModel):
        model_config = ConfigDict(frozen=True, extra="forbid")

    class Citation(Closed):
        source: str
        start: int | None = None
        end: int | None = None
        quote: str | None = None
        digest: str | None = None

    class Day(Closed):
        day: date
        is_approximate: bool

    class Period(Closed):
        start: Day
        end: Day

    class Where(Closed):
        place: str
        precision: str

    class Report(Closed):
        id: str
        kind: str
        stage: str
        period: Period
        where: Where
        participants: list[str]
        stated_in: str
        note: str
        citations: list[Citation]

    return Report


def report_form(plain: dict[str, Any]) -> dict[str, Any]:
    """The report in the form that this model reads."""
    start, end = plain["period"].split("/")
    place, _, precision = plain["where"].partition(" ")
    days = {
        name: {"day": text[:10], "is_approximate": text.endswith("~")}
        for name, text in (("start", start), ("end", end))
    }
    return {
        **plain,
        "period": days,
        "where": {"place": place, "precision": precision},
        "participants": [each["who"] for each in plain["participants"]],
    }
