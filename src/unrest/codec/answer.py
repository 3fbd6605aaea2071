"""What a dataset answers with, in the plain form: each claim by its id, each day as text."""

from typing import Any

from ..dataset import Disclosure, History, Step, Timeline
from ..records import Statement
from .plain import WRITERS

__all__ = ["history_form", "step_form", "timeline_form"]


def _disclosure_form(found: Disclosure) -> dict[str, Any]:
    happened = None if found.happened is None else str(found.happened)
    return {"since": found.since.isoformat(), "happened": happened, "claim": found.claim.id}


def timeline_form(found: Timeline) -> dict[str, Any]:
    """A timeline: the claims with a day, and the ids of those without one.

    >>> from unrest.dataset import Dataset
    >>> timeline_form(Dataset([Statement("statement:s", act="asserts")]).timeline())
    {'placed': [], 'known_on_no_day': ['statement:s']}
    """
    placed = [_disclosure_form(each) for each in found]
    return {"placed": placed, "known_on_no_day": [str(each) for each in found.undated.ids]}


def step_form(found: Step) -> dict[str, Any]:
    """One step of a history: a figure, or a statement about figures.

    >>> from datetime import date
    >>> step_form(Step(date(2022, 1, 5), Statement("statement:s", act="withdraws", targets=["statistic:a"]), None))
    {'since': '2022-01-05', 'claim': 'statement:s', 'speaker': None, 'act': 'withdraws', 'targets': ['statistic:a']}
    """
    said: dict[str, Any] = {
        "since": found.since.isoformat(),
        "claim": found.claim.id,
        "speaker": None if found.speaker is None else found.speaker.id,
    }
    if isinstance(found.claim, Statement):
        return said | {"act": str(found.claim.act), "targets": [str(each) for each in found.claim.targets]}
    return said | {
        "quantity": str(found.claim.quantity),
        "stage": str(found.claim.stage),
        "change": None if found.change is None else str(found.change),
        "before": None if found.before is None else found.before.id,
        "removed_by": [claim.id for claim in found.removed_by],
        "denied_by": [statement.id for statement in found.denied_by],
    }


def history_form(found: History) -> dict[str, Any]:
    """A history: its steps, and the ids of the figures without a day.

    >>> from unrest.dataset import Dataset
    >>> history_form(Dataset().history("deaths"))
    {'steps': [], 'known_on_no_day': []}
    """
    return {"steps": [step_form(each) for each in found], "known_on_no_day": [str(each) for each in found.undated.ids]}


WRITERS[Disclosure] = _disclosure_form
WRITERS[Timeline] = timeline_form
WRITERS[Step] = step_form
WRITERS[History] = history_form
