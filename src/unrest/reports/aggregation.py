"""One value from many reports, by stated rules: which reports gave it, which rule chose it, and which were outvoted."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from ..errors import nearest, show
from ..query import asserted, value
from ..query.known import known_dates
from ..query.predicate import refuse
from ..records import Claim, Coding, Event, Record, Statistic
from ..vocabulary import Stage
from .disagreement import values_of
from .incident import Incident, incidents
from .recipe import RECIPES, Recipe
from .rule import INDETERMINATE, Chosen, Given

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = ["Sensitivity", "aggregate", "choices", "sensitivity"]

# The name under which the choices stand in the `extra` of a coding.
_CHOICES = "choices"
# What figures of one thing have in common.
_THING = ("measure", "stage", "unit", "of_whom", "counted", "about", "where")


def _recipe(given: "str | Recipe") -> Recipe:
    if not isinstance(given, str):
        return given
    if given not in RECIPES:
        likely = nearest(given, RECIPES)
        hint = f"did you mean {likely!r}?" if likely else None
        raise refuse("recipe.unknown", show(given), f"one of {', '.join(RECIPES)}, or rules by their fields", hint)
    return RECIPES[given]


def _single(values: tuple[Any, ...]) -> Any:
    if len(values) > 1:
        # The several values of one report are one thing that it says.
        return ", ".join(map(str, values))
    return values[0] if values else None


def choices(incident: Incident, recipe: "str | Recipe", dataset: "Dataset") -> dict[str, Chosen]:
    """What a recipe makes of the reports of one incident, field by field.

    Raises:
        InvalidQuery: for a recipe that is not known, and for a field that no report has.

    >>> from unrest.dataset import Dataset
    >>> from unrest.reports.rule import highest
    >>> cells = [Coding(extra={"dead": text}) for text in ("8", "10")]
    >>> told = [Event(f"event:{n}", stage="accomplished", incident="x", codings=[cells[n]]) for n in (0, 1)]
    >>> data = Dataset(told)
    >>> choices(data.incidents()["x"], {"raw.dead": highest}, data)["raw.dead"].value
    '10'
    """
    kinds = {type(report) for report in incident.reports}
    since = known_dates(dataset)

    def said(report: Claim, path: str) -> Any:
        return _single(values_of(path, kinds)(report))

    return {
        path: rule.choose(
            [Given(report.id, said(report, path), partial(said, report), since(report)) for report in incident.reports]
        )
        for path, rule in _recipe(recipe).items()
    }


def _counting(dataset: "Dataset", *, all_claims: bool) -> "Dataset":
    """The claims that count: what stands, is asserted, and is accomplished."""
    if all_claims:
        return dataset
    return dataset.standing().where(asserted, (value("stage") == "accomplished") | ~value("stage").present)


def aggregate(dataset: "Dataset", recipe: "str | Recipe", *, of: str = "events", all_claims: bool = False) -> "Dataset":
    """One record an incident, made by stated rules of all its reports.

    Reports count that are asserted, accomplished and stand, unless `all_claims` is asked for.
    Each record has one coding whose `extra` holds the value of every field, under its path or column, and `choices`:
    the rule, the tie-break that decided, the reports that gave the value and those that were outvoted.
    A field of the model is set too, where the rule chose a value for it. What is indeterminate stands as that word.

    Raises:
        InvalidQuery: for a recipe that is not known, for a field that no report has, and where claims were left out by
            a question: what withdraws a report may be among them.

    >>> from unrest.dataset import Dataset
    >>> from unrest.reports.rule import mode
    >>> told = [Event(f"event:{n}", kind="riot", stage="accomplished", incident="march") for n in "ab"]
    >>> aggregate(Dataset(told), {"kind": mode()}).events.only().kind
    <EventKind.RIOT: 'riot'>
    """
    counting = _counting(dataset, all_claims=all_claims)
    made: dict[str, Event | Statistic | None] = {
        incident.name: _record(incident, choices(incident, recipe, counting)) for incident in incidents(counting, of=of)
    }
    records: list[Record] = [*dataset.sources, *dataset.places, *dataset.actors]
    records += [record for record in made.values() if record is not None]
    told = f"One record an incident, by the recipe {recipe}." if isinstance(recipe, str) else "One record an incident."
    if undecided := [name for name, record in made.items() if record is None]:
        told += f" {len(undecided)} have no figure, for it is indeterminate: {', '.join(undecided)}."
    return type(dataset)(records, name=dataset.name, description=told)


def _record(incident: Incident, chosen: Mapping[str, Chosen]) -> Event | Statistic | None:
    reports = incident.reports
    first = reports[0]
    extra: dict[str, Any] = {path.removeprefix("raw."): _cell(each.value) for path, each in chosen.items()}
    extra[_CHOICES] = {path: _told(each) for path, each in chosen.items()}
    shared: dict[str, Any] = {
        "incident": first.incident,
        # What they support are fields of the reports, and not of this record.
        "citations": [evolve(citation, supports=()) for report in reports for citation in report.citations],
        "codings": [Coding(dataset="aggregate", extra=extra)],
    }
    fields = {
        path: each.value
        for path, each in chosen.items()
        if not path.startswith("raw.") and "." not in path and each.value not in (None, INDETERMINATE)
    }
    name = "-".join(incident.name.replace(",", " ").split())
    if isinstance(first, Statistic):
        if "quantity" not in fields:
            return None
        same = {each: getattr(first, each) for each in _THING}
        return Statistic(f"statistic:{name}", **{**same, **shared, **fields})
    return Event(f"event:{name}", **{"stage": Stage.ACCOMPLISHED, **shared, **fields})


def _cell(found: object) -> Any:
    return found if found is None else str(found)


def _told(chosen: Chosen) -> dict[str, Any]:
    return {
        "value": _cell(chosen.value),
        "rule": chosen.rule,
        "reports": list(chosen.reports),
        "outvoted": list(chosen.outvoted),
        "decided_by": chosen.decided_by,
    }


@frozen
class Sensitivity:
    """What several recipes make of one field of one incident.

    >>> Sensitivity("march", "kind", {"a": "riot", "b": "protest"}).differs
    True
    """

    incident: str = field()
    """The name of the incident."""
    path: str = field()
    """The field."""
    values: Mapping[str, Any] = field()
    """The value by the name of each recipe that has a rule for the field, as text; None where nothing is said."""

    @property
    def differs(self) -> bool:
        """Whether it matters which recipe is taken.

        >>> Sensitivity("march", "kind", {"a": "riot", "b": "riot"}).differs
        False
        """
        return len(set(self.values.values())) > 1


def sensitivity(
    dataset: "Dataset", recipes: "Mapping[str, Recipe] | None" = None, *, of: str = "events", all_claims: bool = False
) -> Iterator[Sensitivity]:
    """Recipes side by side, for every incident and field, one by one; the three named ones where none are given.

    >>> from unrest.dataset import Dataset
    >>> from unrest.reports.rule import highest, lowest
    >>> figures = [Statistic(f"statistic:{n}", measure="deaths", quantity=n, stage="accomplished") for n in (18, 19)]
    >>> low, high = {"quantity.low": lowest}, {"quantity.low": highest}
    >>> [dict(each.values) for each in sensitivity(Dataset(figures), {"low": low, "high": high}, of="figures")]
    [{'low': '18', 'high': '19'}]
    """
    counting = _counting(dataset, all_claims=all_claims)
    asked = RECIPES if recipes is None else recipes
    for incident in incidents(counting, of=of):
        found = {name: choices(incident, recipe, counting) for name, recipe in asked.items()}
        for path in dict.fromkeys(path for chosen in found.values() for path in chosen):
            values = {name: _cell(chosen[path].value) for name, chosen in found.items() if path in chosen}
            yield Sensitivity(incident.name, path, values)
