"""Where the reports of one incident differ, in the field's published measures, and which pairs of them conflict."""

import statistics
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..dataset.sequence import likely
from ..display import Displayed
from ..errors import show
from ..path import follow, has_path, paths
from ..place import Where
from ..quantity import Quantity, certainly_over
from ..query.predicate import refuse
from ..records import Claim
from ..rows import Rows, cells_behind
from ..when import UNKNOWN, Period, When
from .incident import Incident
from .incident import incidents as group_incidents
from .rule import as_number

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "Conflict",
    "Disagreement",
    "bare",
    "columns_of",
    "conflicts",
    "disagreement",
    "disagreement_by",
    "rows_behind",
    "values_of",
]

Values = tuple[Hashable, ...]
"""What a report has at a field; empty where it has nothing."""

_RAW = "raw."
# What the tables of the field write where a cell has nothing.
_NOTHING = frozenset({None, "", "NA"})


def values_of(name: str, reports: Iterable[Claim], rows: Sequence[Rows] = ()) -> Callable[[Claim], Values]:
    """A function that reads a field of reports: a path of the model, or `raw.<column>`, a cell as it was in the file.

    A cell is read from the `extra` of the codings of a report, or from its row in a file, which `rows` holds; null, the
    empty text and `NA` are nothing.
    A day, a place or a quantity is read without its wording: two that say the same in other words do not differ.

    Raises:
        InvalidQuery: for a path or a column that none of the reports has.

    >>> from unrest.records import Coding, Event
    >>> cell = Event("event:a", stage="planned", codings=[Coding(extra={"deaths_best": "8"})])
    >>> values_of("raw.deaths_best", [cell])(cell)
    ('8',)
    """
    known = [*reports]
    if name.startswith(_RAW):
        return _cells(name.removeprefix(_RAW), known, rows)
    kinds = {type(report) for report in known}
    if not any(has_path(kind, name) for kind in kinds):
        told = ", ".join(sorted(kind.__name__ for kind in kinds)) or "no report"
        hint = likely(name, sorted({path for kind in kinds for path in paths(kind)}))
        raise refuse("path.unknown", show(name), f"a field of {told}, or raw.<column>", hint)

    def values(report: Claim) -> Values:
        return tuple(sorted((bare(each) for each in follow(report, name) if each is not UNKNOWN), key=str))

    return values


def bare(found: Any) -> Any:
    """A day, a place or a quantity without the words in which it was said; anything else as it is.

    >>> bare(When("2022-01-05", wording="on Wednesday"))
    When('2022-01-05')
    """
    return type(found).parse(str(found)) if isinstance(found, When | Period | Quantity | Where) else found


def _cells(column: str, known: Iterable[Claim], rows: Sequence[Rows]) -> Callable[[Claim], Values]:
    columns = columns_of(known, rows)
    if columns and column not in columns:
        expected = "a column that one of the reports has"
        raise refuse("raw.unknown", show(column), expected, likely(column, sorted(columns)))

    def values(report: Claim) -> Values:
        beside = [coding.extra[column] for coding in report.codings if column in coding.extra]
        return tuple(each for each in (*beside, *cells_behind(rows, report, column)) if each not in _NOTHING)

    return values


def columns_of(reports: Iterable[Claim], rows: Sequence[Rows] = ()) -> frozenset[str]:
    """The columns of the rows that reports were read from.

    >>> from unrest.records import Coding, Event
    >>> columns_of([Event("event:a", stage="planned", codings=[Coding(extra={"deaths_best": "8"})])])
    frozenset({'deaths_best'})
    """
    codings = {coding for report in reports for coding in report.codings}
    beside = {column for coding in codings for column in coding.extra}
    told = {(coding.dataset, coding.release) for coding in codings if coding.row is not None}
    return frozenset(beside).union(*(each.columns for each in rows if (each.dataset, each.release) in told))


def rows_behind(incidents: Iterable[Incident]) -> tuple[Rows, ...]:
    """The rows of files that the dataset of some incidents keeps.

    >>> from unrest.dataset import Dataset
    >>> rows_behind(Dataset().incidents())
    ()
    """
    dataset = next((incident.reports._dataset for incident in incidents), None)
    return () if dataset is None else dataset.rows


@frozen(kw_only=True)
class Disagreement(Displayed):
    """How much the reports of some incidents differ in one field, in the measures of the R package `eventreport`.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Event
    >>> told = {"stage": "accomplished", "incident": "march"}
    >>> data = Dataset([Event("event:a", kind="riot", **told), Event("event:b", kind="protest", **told)])
    >>> disagreement(data.incidents(), "kind").share
    1.0
    """

    path: str = field()
    """The field: a path of the model or `raw.<column>`."""
    incidents: int = field()
    """How many incidents were looked at."""
    share: float | None = field()
    """*Share of disagreement*: incidents with two or more distinct values, over all incidents; None where there is
    no incident."""
    score: float | None = field()
    """*Divergence score*: the number of distinct values less one, averaged over all incidents; None where there is
    no incident."""
    normalised: float | None = field()
    """The divergence score divided by the number of distinct values in all incidents; None where there is none."""
    mean_range: float | None = field()
    """*Mean range*: highest less lowest, averaged over the incidents that have a number; None where none has."""
    mean_deviation: float | None = field()
    """*Mean standard deviation*: the sample deviation, averaged over the incidents with two or more numbers."""
    confidence: float | None = field()
    """*Modal confidence*: the share of an incident's values that are its most frequent one, averaged over the incidents
    that have a value; None where none has."""
    missing_is_a_value: bool = field()
    """Whether a report that has nothing there counts as one that says something of its own."""


def disagreement(incidents: Iterable[Incident], path: str, *, missing_is_a_value: bool = True) -> Disagreement:
    """How much the reports of incidents differ in one field.

    A missing value is a value of its own, as in `eventreport`, unless asked otherwise; a number never is made of it.
    Of an incident without any value nothing differs, and its modal confidence is left out of the average.

    Raises:
        InvalidQuery: for a field that no report has.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Event
    >>> told = {"stage": "accomplished", "incident": "march"}
    >>> data = Dataset([Event("event:a", kind="riot", **told), Event("event:b", **told)])
    >>> found = [disagreement(data.incidents(), "kind", missing_is_a_value=each).share for each in (True, False)]
    >>> found
    [1.0, 0.0]
    """
    groups = [*incidents]
    read = values_of(path, [report for group in groups for report in group.reports], rows_behind(groups))
    told = [[read(report) for report in group.reports] for group in groups]
    counted = [each if missing_is_a_value else [one for one in each if one] for each in told]
    distinct = [len(set(each)) for each in counted]
    every = {value for each in counted for value in each}
    numbers = [[number for values in each for one in values if (number := as_number(one)) is not None] for each in told]
    score = _mean([max(0, count - 1) for count in distinct])
    return Disagreement(
        path=path,
        incidents=len(groups),
        share=_mean([count > 1 for count in distinct]),
        score=score,
        normalised=score / len(every) if score is not None and every else None,
        mean_range=_mean([float(max(each) - min(each)) for each in numbers if each]),
        mean_deviation=_mean([statistics.stdev(map(float, each)) for each in numbers if len(each) > 1]),
        confidence=_mean([max(Counter(each).values()) / len(each) for each in counted if each]),
        missing_is_a_value=missing_is_a_value,
    )


def _speaker(dataset: "Dataset", report: Claim) -> Hashable:
    told = dataset.speaker(report)
    return None if told is None else told.id


def _source(_: "Dataset", report: Claim) -> Hashable:
    found = sorted({citation.source for citation in report.citations})
    return ", ".join(found) or None


def _language(dataset: "Dataset", report: Claim) -> Hashable:
    found = {dataset[citation.source].language for citation in report.citations} - {None}
    return ", ".join(sorted(map(str, found))) or None


def _month(dataset: "Dataset", report: Claim) -> Hashable:
    since = dataset.known_since(report)
    return None if since is None else f"{since:%Y-%m}"


_BY: Mapping[str, Callable[["Dataset", Claim], Hashable]] = {
    "speaker": _speaker,
    "source": _source,
    "language": _language,
    "month": _month,
}


def disagreement_by(
    dataset: "Dataset", path: str, by: str, *, of: str = "events", missing_is_a_value: bool = True
) -> dict[Hashable, Disagreement]:
    """How much the reports of one incident differ that have one `speaker`, `source`, `language` or `month` in common.

    The month is that in which a report was first certainly public. What is not known of a report is a group of its own,
    under None. Each measure is over the incidents of which a group has a report, and of one report nothing differs.

    Raises:
        InvalidQuery: for a field that no report has, and for anything else to part them by.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statistic
    >>> told = {"measure": "deaths", "stage": "accomplished"}
    >>> figures = [Statistic(f"statistic:{n}", quantity=n, **told) for n in (18, 19)]
    >>> disagreement_by(Dataset(figures), "quantity", "speaker", of="figures")[None].share
    1.0
    """
    if by not in _BY:
        raise refuse("reports.by", show(by), f"one of {', '.join(_BY)}", likely(by, _BY))
    read = partial(_BY[by], dataset)
    parts: dict[Hashable, list[Incident]] = {}
    for incident in group_incidents(dataset, of=of):
        for key, reports in incident.reports.group_by(read).items():
            parts.setdefault(key, []).append(Incident(incident.name, reports))
    return {
        key: disagreement(parts[key], path, missing_is_a_value=missing_is_a_value)
        for key in sorted(parts, key=lambda key: (key is None, str(key)))
    }


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


@frozen
class Conflict(Displayed):
    """Two reports of one incident that cannot both be right in a field.

    >>> print(Conflict("march", "quantity", "statistic:a", "18", "statistic:b", "19"))
    march: statistic:a has 18, statistic:b has 19 (quantity)
    """

    incident: str = field()
    """The name of the incident."""
    path: str = field()
    """The field."""
    one: str = field()
    """The id of a report."""
    has: str = field()
    """What it has there, as text."""
    other: str = field()
    """The id of another."""
    other_has: str = field()
    """What that one has there."""

    def __str__(self) -> str:
        return f"{self.incident}: {self.one} has {self.has}, {self.other} has {self.other_has} ({self.path})"


def conflicts(incidents: Iterable[Incident], path: str) -> Iterator[Conflict]:
    """The pairs of reports of one incident that cannot both be right, one by one.

    Two quantities conflict where no number is possible for both, two days or periods where they can share no day; what
    is about, vague or unknown conflicts with nothing. Other values conflict where they differ.
    A report that has nothing there conflicts with none.

    Raises:
        InvalidQuery: for a field that no report has.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statistic
    >>> told = {"measure": "deaths", "stage": "accomplished"}
    >>> figures = [Statistic(f"statistic:{n}", quantity=text, **told) for n, text in enumerate((18, 19, ">=19", "~20"))]
    >>> for each in conflicts(Dataset(figures).incidents(of="figures"), "quantity"):
    ...     print(each)
    deaths: statistic:0 has 18, statistic:1 has 19 (quantity)
    deaths: statistic:0 has 18, statistic:2 has >=19 (quantity)
    """
    groups = [*incidents]
    read = values_of(path, [report for group in groups for report in group.reports], rows_behind(groups))
    for group in groups:
        told = [(report.id, values) for report in group.reports if (values := read(report))]
        for (one, has), (other, other_has) in combinations(told, 2):
            if not _compatible(has, other_has):
                yield Conflict(group.name, path, one, _text(has), other, _text(other_has))


def _text(values: Values) -> str:
    return ", ".join(map(str, values))


def _compatible(one: Values, other: Values) -> bool:
    """Whether both can be right."""
    if len(one) == len(other) == 1:
        [a], [b] = one, other
        if isinstance(a, Quantity) and isinstance(b, Quantity):
            return not certainly_over(a, b) and not certainly_over(b, a)
        if isinstance(a, When | Period) and isinstance(b, When | Period):
            return a.possibly_overlaps(b)
    return one == other
