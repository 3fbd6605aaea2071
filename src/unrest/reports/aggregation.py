"""One value from many reports, by stated rules: which reports gave it, which rule chose it, and which were outvoted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import evolve, field, frozen

from ..constraint import is_id
from ..dataset.sequence import likely
from ..display import Displayed
from ..errors import counted, show
from ..query import asserted, value
from ..query.known import known_dates
from ..query.predicate import refuse
from ..records import HAPPENINGS, Claim, Coding, Event, Record, Statement, Statistic
from ..rows import Rows
from .disagreement import bare, columns_of, values_of
from .incident import Incident, Incidents, incidents
from .recipe import RECIPES, Recipe
from .rule import INDETERMINATE, Chosen, Given

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = ["Sensitivity", "aggregate", "choices", "sensitivity"]

# The name under which the choices stand in the `extra` of a coding.
_CHOICES = "choices"
# What figures of one thing have in common.
_THING = ("measure", "stage", "unit", "of_whom", "counted", "about", "where", "incident")
# What a rule may choose for a record; a reference or a list is told in the choices alone.
_EVENT = ("kind", "stage", "period", "where", "summary")
_FIGURE = ("quantity", "period", "as_of", "reading")

Readers = Mapping[str, Callable[[Claim], Any]]


def _recipe(given: "str | Recipe") -> Recipe:
    if not isinstance(given, str):
        return given
    if given not in RECIPES:
        expected = f"one of {', '.join(RECIPES)}, or rules by their fields"
        raise refuse("recipe.unknown", show(given), expected, likely(given, RECIPES))
    return RECIPES[given]


def _reports(found: Incidents) -> list[Claim]:
    return [report for incident in found for report in incident.reports]


def _readers(recipe: "str | Recipe", reports: Sequence[Claim], rows: Sequence[Rows]) -> Readers:
    """What reads each field that the rules of a recipe ask for.

    A recipe with a name is for many tables: what no report has of it is left out. Of one's own it is misspelt.
    """
    if not reports:
        return {}
    asked = dict.fromkeys(each for path, rule in _recipe(recipe).items() for each in (path, *rule.fields()))
    if isinstance(recipe, str):
        columns = {f"raw.{column}" for column in columns_of(reports, rows)}
        asked = {path: None for path in asked if path in columns}
    return {path: _single(values_of(path, reports, rows)) for path in asked}


def _single(read: Callable[[Claim], tuple[Any, ...]]) -> Callable[[Claim], Any]:
    def said(report: Claim) -> Any:
        values = read(report)
        # The several values of one report are one thing that it says.
        return ", ".join(map(str, values)) if len(values) > 1 else values[0] if values else None

    return said


def choices(incident: Incident, recipe: "str | Recipe", dataset: "Dataset") -> dict[str, Chosen]:
    """What a recipe makes of the reports of one incident, field by field.

    Of a recipe with a name the fields are left out that no report of the dataset has.

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
    figures = any(isinstance(report, Statistic) for report in incident.reports)
    kinds = ("statistic",) if figures else HAPPENINGS
    reports: Sequence[Claim] = [claim for kind in kinds for claim in getattr(dataset, f"{kind}s")]
    return _choose(incident, _recipe(recipe), _readers(recipe, reports, dataset.rows), known_dates(dataset))


def _choose(
    incident: Incident, recipe: Recipe, readers: Readers, since: Callable[[Claim], date | None]
) -> dict[str, Chosen]:
    def given(report: Claim, path: str) -> Given:
        return Given(report.id, readers[path](report), partial(_beside, readers, report), since(report))

    return {
        path: rule.choose([given(report, path) for report in incident.reports])
        for path, rule in recipe.items()
        if path in readers
    }


def _beside(readers: Readers, report: Claim, path: str) -> Any:
    return readers[path](report) if path in readers else None


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
    A kind, stage, period, place, summary or quantity that a rule chose is set in the record too.
    What is indeterminate stands as that word. The claims of the dataset stand in `outside`.

    Raises:
        InvalidQuery: for a recipe that is not known, for a field that no report has, for reports of several stages
            without a rule that chooses one, and where claims were left out by a question: what withdraws a report may
            be among them.

    >>> from unrest.dataset import Dataset
    >>> from unrest.reports.rule import mode
    >>> told = [Event(f"event:{n}", kind="riot", stage="accomplished", incident="march") for n in "ab"]
    >>> made = aggregate(Dataset(told), {"kind": mode()}).events.only()
    >>> made.id, str(made.kind)
    ('event:aggregate/march', 'riot')
    """
    counting = _counting(dataset, all_claims=all_claims)
    made, told = aggregated(counting, recipe, of=of, taken=[claim.id for claim in dataset.claims])
    records = [*dataset.sources, *dataset.places, *dataset.actors, *made]
    outside = [*dataset.outside, *(claim.id for claim in dataset.claims)]
    return type(dataset)(records, name=dataset.name, description=told, outside=outside)


def aggregated(
    counting: "Dataset", recipe: "str | Recipe", *, of: str, taken: Iterable[str]
) -> tuple[list[Record], str]:
    """One record an incident of the claims that count, with ids that are not taken; and what was made, in words.

    >>> from unrest.dataset import Dataset
    >>> from unrest.reports.rule import mode
    >>> told = [Event(f"event:{n}", kind="riot", stage="accomplished", incident="march") for n in "ab"]
    >>> aggregated(Dataset(told), {"kind": mode()}, of="events", taken=[])[1]
    'One record an incident.'
    """
    found = incidents(counting, of=of)
    readers, since = _readers(recipe, _reports(found), counting.rows), known_dates(counting)
    _refuse_one_name(readers)
    records: list[Record] = []
    undecided, names = [], set(taken)
    for incident in found:
        name = _new(_plain("-".join(incident.name.replace(",", " ").split())), names)
        record = _record(name, incident, _choose(incident, _recipe(recipe), readers, since))
        if record is None:
            undecided.append(incident.name)
        else:
            records.append(record)
    told = f"One record an incident, by the recipe {recipe}." if isinstance(recipe, str) else "One record an incident."
    if undecided:
        told += f" Without a figure, for no rule decides on one: {counted(len(undecided), 'incident')}"
        told += f" ({'; '.join(undecided)})."
    return records, told


def _refuse_one_name(readers: Readers) -> None:
    """Two fields that would stand under one name in the result."""
    names = [_CHOICES, *(path.removeprefix("raw.") for path in readers)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise refuse("recipe.twice", f"two fields under the name {twice[0]!r}", "names that differ, without `raw.`")


def _plain(name: str) -> str:
    """A name that an id can have: letters that none can are written as in an address."""
    return name if is_id(f"event:{name}", "event") else quote(name, safe="")


def _new(name: str, taken: set[str]) -> str:
    """A name of an id that nothing else has: two incidents may be written alike."""
    found, number = f"aggregate/{name}", 1
    while not taken.isdisjoint({f"event:{found}", f"statistic:{found}"}):
        number += 1
        found = f"aggregate/{name}/{number}"
    taken |= {f"event:{found}", f"statistic:{found}"}
    return found


def _record(name: str, incident: Incident, chosen: Mapping[str, Chosen]) -> Event | Statistic | None:
    reports = incident.reports
    extra: dict[str, Any] = {path.removeprefix("raw."): _cell(each.value) for path, each in chosen.items()}
    extra[_CHOICES] = {path: _told(each) for path, each in chosen.items()}
    shared: dict[str, Any] = {
        # What they support are fields of the reports, and not of this record.
        "citations": [evolve(citation, supports=()) for report in reports for citation in report.citations],
        "codings": [Coding(dataset="aggregate", extra=extra)],
    }
    decided: dict[str, Any] = {
        path: _in_full(incident, path, each)
        for path, each in chosen.items()
        if each.value not in (None, INDETERMINATE) and path in (*_EVENT, *_FIGURE)
    }
    first = reports[0]
    if isinstance(first, Statistic):
        if "quantity" not in decided:
            return None
        same = {each: getattr(first, each) for each in _THING}
        set_too = {each: decided[each] for each in _FIGURE if each in decided}
        return Statistic(f"statistic:{name}", **same, **shared, **set_too)
    fields = {each: decided[each] for each in _EVENT if each in decided}
    if "stage" not in fields:
        fields["stage"] = _stage_of(incident)
    return Event(f"event:{name}", incident=first.incident, **shared, **fields)


def _in_full(incident: Incident, path: str, chosen: Chosen) -> Any:
    """A value with the words in which it was said, where all reports that gave it have the same."""
    said = {getattr(report, path) for report in incident.reports if report.id in chosen.reports}
    whole = said.pop() if len(said) == 1 else None
    return whole if bare(whole) == chosen.value else chosen.value


def _stage_of(incident: Incident) -> Any:
    """The stage that all reports have; none is taken for another."""
    stages = sorted({str(report.stage) for report in incident.reports if not isinstance(report, Statement)})
    if len(stages) > 1:
        found = f"reports of {show(incident.name)} that are {', '.join(stages)}"
        raise refuse("aggregate.stage", found, "reports of one stage, or a rule for `stage` that decides")
    return stages[0]


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
class Sensitivity(Displayed):
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
    asked: Mapping[str, str | Recipe] = {name: name for name in RECIPES} if recipes is None else recipes
    those, since = incidents(counting, of=of), known_dates(counting)
    readers = {name: _readers(each, _reports(those), dataset.rows) for name, each in asked.items()}
    for incident in those:
        found = {name: _choose(incident, _recipe(each), readers[name], since) for name, each in asked.items()}
        for path in dict.fromkeys(path for chosen in found.values() for path in chosen):
            values = {name: _cell(chosen[path].value) for name, chosen in found.items() if path in chosen}
            yield Sensitivity(incident.name, path, values)
