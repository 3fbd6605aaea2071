"""Which strategy hypothesis takes for which class."""

import typing
from collections.abc import Callable
from types import UnionType
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ..article import Article, Verification
from ..dataset import Change, Dataset, Disclosure, History, Records, Step, Timeline
from ..errors import Problem
from ..extra import Extra
from ..place import Where
from ..quantity import Quantity
from ..query import Explanation, Predicate, certainly_during, of_kind, value
from ..records import (
    KINDS,
    Actor,
    Deployment,
    Event,
    Link,
    Participant,
    Place,
    Role,
    Source,
    Statement,
    Statistic,
)
from ..reports import (
    RECIPES,
    Chosen,
    Conflict,
    Disagreement,
    Given,
    Incident,
    Incidents,
    Proposal,
    Rule,
    Sensitivity,
    disagreement,
)
from ..reports.rule import mode
from ..rows import Row, Rows
from ..rules import Check
from ..source import Citation, Code, Coding, Ref
from ..vocabulary import Measure
from ..when import Period, When
from .citation import articles, citations
from .collection import datasets
from .question import predicates
from .record import (
    actors,
    claims,
    codings,
    deployments,
    events,
    links,
    participants,
    places,
    roles,
    sources,
    statements,
    statistics,
    wheres,
)
from .row import rows_of_files
from .text import codes, extras, names, refs, texts
from .value import periods, quantities, whens

__all__ = ["register"]


def _kinds_in(annotation: object) -> tuple[str, ...]:
    """The kinds of record that stand between the brackets of `Ref[...]` or `Records[...]`; none where nothing does."""
    found: list[str] = []
    for each in typing.get_args(annotation):
        if isinstance(each, UnionType) or typing.get_origin(each) is typing.Union:
            found += _kinds_in(each)
        elif each in KINDS.values():
            found.append(each.__name__.lower())
    return tuple(found)


def _ref_of(annotation: Any) -> "SearchStrategy[Ref[Any]]":
    return refs(*_kinds_in(annotation))


def _records_of(annotation: Any) -> "SearchStrategy[Records[Any]]":
    kinds = _kinds_in(annotation)
    if len(kinds) == 1:
        return datasets().map(lambda dataset: getattr(dataset, f"{kinds[0]}s"))
    claims = kinds and not {"source", "place", "actor"} & {*kinds}
    return datasets().map(lambda dataset: dataset.claims if claims else dataset.records)


def _problems() -> SearchStrategy[Problem]:
    return st.builds(
        Problem,
        code=st.sampled_from(("when.form", "reference.unknown")),
        place=st.sampled_from(("", "statistics[3].quantity.low")),
        found=texts(),
        expected=texts(),
        hint=st.none() | texts(),
        record=st.none() | refs().map(str),
        file=st.none() | names(),
        line=st.none() | st.integers(1, 999),
    )


def _verifications() -> SearchStrategy[Verification]:
    return articles().flatmap(lambda article: citations(article).map(article.verify))


def _timelines() -> SearchStrategy[Timeline]:
    return datasets().map(lambda dataset: dataset.timeline())


def _disclosures() -> SearchStrategy[Disclosure]:
    return st.builds(Disclosure, st.dates(), claims(), st.none() | whens() | periods())


def _histories() -> SearchStrategy[History]:
    return st.builds(lambda dataset, measure: dataset.history(measure), datasets(), st.sampled_from(Measure))


def _steps() -> SearchStrategy[Step]:
    figures = st.builds(
        Step,
        st.dates(),
        statistics(),
        st.none() | actors(),
        st.none() | st.sampled_from(Change),
        st.none() | statistics(),
    )
    return figures | st.builds(Step, st.dates(), statements(), st.none() | actors())


def _explanations() -> SearchStrategy[Explanation]:
    questions = st.one_of(
        st.sampled_from((of_kind("riot"), of_kind("riot") | ~of_kind("protest"), value("stage") == "planned")),
        periods().map(certainly_during),
    )
    return st.builds(lambda question, event: question.explain(event), questions, events())


def _incidents() -> SearchStrategy[Incidents]:
    return st.builds(lambda dataset, of: dataset.incidents(of=of), datasets(), st.sampled_from(("events", "figures")))


def _one_incident() -> SearchStrategy[Incident]:
    return st.builds(Incident, texts(), datasets(min=1).map(lambda dataset: dataset.claims))


def _disagreements() -> SearchStrategy[Disagreement]:
    # Of a dataset without figures no report has a quantity, which is refused.
    told = st.lists(statistics(), min_size=1, max_size=5, unique_by=lambda figure: figure.id).map(Dataset)
    return told.map(lambda dataset: disagreement(dataset.incidents(of="figures"), "quantity"))


def _conflicts() -> SearchStrategy[Conflict]:
    return st.builds(Conflict, texts(), st.just("quantity"), refs().map(str), texts(), refs().map(str), texts())


def _proposals() -> SearchStrategy[Proposal]:
    return st.builds(Proposal, refs("event").map(str), refs("event").map(str), st.lists(texts(), min_size=1).map(tuple))


def _single_rows() -> SearchStrategy[Row]:
    return st.builds(Row, texts(), st.lists(st.text(st.characters(codec="utf-8"), max_size=6), max_size=3).map(tuple))


def _rules() -> SearchStrategy[Rule]:
    return st.sampled_from((*RECIPES["conservative"].values(), *RECIPES["representative"].values()))


def _given() -> SearchStrategy[Given]:
    return st.builds(Given, refs("event").map(str), st.none() | texts(), known_since=st.none() | st.dates())


def _chosen() -> SearchStrategy[Chosen]:
    return st.lists(_given(), max_size=4, unique_by=lambda each: each.report).map(mode().choose)


def _sensitivities() -> SearchStrategy[Sensitivity]:
    values = st.dictionaries(st.sampled_from(sorted(RECIPES)), st.none() | texts(), min_size=1)
    return st.builds(Sensitivity, texts(), st.just("quantity"), values)


def register() -> None:
    """Tell hypothesis which strategy to take for each public class; done once when the module is imported.

    >>> register()
    >>> from hypothesis.strategies import from_type
    >>> from_type(Event) is from_type(Event)
    True
    """
    # As functions, which are called when a strategy is first asked for: hypothesis may be about to be loaded.
    known: dict[type, Callable[[], SearchStrategy[Any]]] = {
        Actor: actors,
        Article: articles,
        Check: lambda: datasets().map(lambda dataset: dataset.check()),
        Chosen: _chosen,
        Citation: citations,
        Code: codes,
        Coding: codings,
        Conflict: _conflicts,
        Dataset: datasets,
        Deployment: deployments,
        Disagreement: _disagreements,
        Disclosure: _disclosures,
        Event: events,
        Explanation: _explanations,
        Extra: extras,
        Given: _given,
        History: _histories,
        Incident: _one_incident,
        Incidents: _incidents,
        Link: links,
        Participant: participants,
        Period: periods,
        Place: places,
        Predicate: predicates,
        Problem: _problems,
        Proposal: _proposals,
        Quantity: quantities,
        Role: roles,
        Row: _single_rows,
        Rows: rows_of_files,
        Rule: _rules,
        Sensitivity: _sensitivities,
        Source: sources,
        Statement: statements,
        Statistic: statistics,
        Step: _steps,
        Timeline: _timelines,
        Verification: _verifications,
        When: whens,
        Where: wheres,
    }
    for cls, strategy in known.items():
        st.register_type_strategy(cls, _asked_later(strategy))
    st.register_type_strategy(Ref, _ref_of)
    st.register_type_strategy(Records, _records_of)


def _asked_later(strategy: Callable[[], SearchStrategy[Any]]) -> "Callable[[Any], SearchStrategy[Any]]":
    return lambda _: strategy()
