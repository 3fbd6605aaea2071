"""Predicates as conditions on tables, one function for each leaf of the query language; answers are those of memory."""

# Every leaf is given what one of them needs.
# ruff: noqa: ARG001

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import singledispatch
from typing import Any

from ..edtf import NEVER, Span
from ..query import Predicate
from ..query.claim import CLAIMS, asked_of, claims_only
from ..query.known import KnownOn, PossiblyKnownOn, PublishedUntil
from ..query.number import Counted
from ..query.predicate import And, Kinds, Not, Or, refuse
from ..query.speech import Asserted, RelayedBy, SaidBy, Unattributed
from ..query.subject import INVOLVED, About, At, Citing, Involving
from ..query.time import Timed
from ..query.value import Comparison, OfKind, Present
from ..query.wording import WordingContains, folded
from ..records import HAPPENINGS, KINDS, Deployment, Place
from ..source import kind_of
from ..tables.column import BOUNDS
from ..tables.number import key_of
from ..vocabulary import Act, Qualifier
from ..when import relation_text, window
from .ground import Ground
from .relation import all_of, any_of, day, ibis, no, relation, table_of_kind, text, yes
from .value import compared, present, reach

__all__ = ["condition", "validate"]


def validate(predicate: Predicate, kinds: Kinds) -> None:
    """Refuse what memory refuses too: a misspelt field, a word of no list, a kind of which a question makes no sense.

    Raises:
        InvalidQuery: for such a question, and for one that no engine can run: a function or a class of one's own.

    >>> from unrest.query import of_kind
    >>> from unrest.records import Event
    >>> validate(of_kind("riot"), (Event,))
    """
    if isinstance(predicate, And | Or):
        for part in predicate.parts:
            validate(part, kinds)
    elif isinstance(predicate, Not):
        validate(predicate.part, kinds)
    elif isinstance(predicate, Comparison | Present | OfKind | Counted | Timed | Citing | WordingContains | Involving):
        predicate.bind(None, kinds)
    elif isinstance(predicate, At):
        asked_of(predicate, kinds, (*CLAIMS, Place))
    elif isinstance(predicate, About):
        claims_only(predicate, kinds)
        if kinds == (Deployment,) and kind_of(predicate.subject) not in HAPPENINGS:
            raise refuse("query.kind", "Deployment", "Event, Statement, Statistic", place=repr(predicate))
    elif isinstance(predicate, SaidBy | RelayedBy | Unattributed | Asserted | KnownOn | PossiblyKnownOn):
        claims_only(predicate, kinds)
    elif not isinstance(predicate, PublishedUntil):
        raise _not_ours(predicate)


def _not_ours(predicate: object) -> Exception:
    hint = "ask the engine for less with its own questions, and the records that it gives with the function"
    return refuse("engine.predicate", repr(predicate), "a predicate of unrest.query, which an engine can run", hint)


@singledispatch
def condition(predicate: Any, table: Any, kind: str, ground: Ground) -> Any:
    """A predicate as a condition on the table of a kind; it is true or false for every row, and never unknown.

    Raises:
        NotFound: for a question that names a record which is not there.

    >>> from unrest.engine.relation import sql_of
    >>> from unrest.query import certainly_during
    >>> table = table_of_kind("event")
    >>> asked = condition(certainly_during("2022-01-05"), table, "event", None)
    >>> sql_of(table.filter(asked).select("id"), "duckdb").count("MAKE_DATE(2022, 1, 5)")
    2
    """
    raise _not_ours(predicate)


@condition.register
def _(predicate: And, table: Any, kind: str, ground: Ground) -> Any:
    return all_of(condition(part, table, kind, ground) for part in predicate.parts)


@condition.register
def _(predicate: Or, table: Any, kind: str, ground: Ground) -> Any:
    return any_of(condition(part, table, kind, ground) for part in predicate.parts)


@condition.register
def _(predicate: Not, table: Any, kind: str, ground: Ground) -> Any:
    return ~condition(predicate.part, table, kind, ground)


@condition.register
def _(predicate: Comparison, table: Any, kind: str, ground: Ground) -> Any:
    return compared(predicate, table, kind)


@condition.register
def _(predicate: Present, table: Any, kind: str, ground: Ground) -> Any:
    return present(predicate, table, kind)


@condition.register
def _(predicate: OfKind, table: Any, kind: str, ground: Ground) -> Any:
    return compared(Comparison("kind", "==", predicate.word), table, kind)


# Time.

_ORDERS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPEN = {"start_earliest": -NEVER, "start_latest": NEVER, "end_earliest": -NEVER, "end_latest": NEVER}


# `a` is the time of the claim, `b` the span: `a[3] < b[0]`.
_COMPARED = re.compile(r"([ab])\[(\d)\] (<=|<) ([ab])\[(\d)\]")
_TURNED = {"<": ">", "<=": ">="}


def _ordered(table: Any, answer: str, compared: tuple[str, ...], span: Span) -> Any:
    """A bound of the time of a row compared with one of the span: what is not there lies before all days, or after."""
    one, at, order, other, to = compared
    if one == other:  # of the two bounds of the row itself
        return yes()
    if one == "b":
        at, to, order = to, at, _TURNED[order]
    bound, number, compare = BOUNDS[int(at)], span[int(to)], _ORDERS[order]
    without = bool(compare(_OPEN[bound], number))
    if abs(number) < NEVER:
        return compare(table[f"{answer}_{bound}"], day(date.fromordinal(number))).fill_null(without)
    # With what lies before or after all days, every day compares as what has no bound does.
    return yes() if without else no()


def _bounds_compared(table: Any, answer: str, one: int, other: int) -> Any:
    """Whether the one bound of a row is on or before the other, as far as the two are there."""
    first, last = (table[f"{answer}_{BOUNDS[at]}"] for at in (one, other))
    return (first <= last).fill_null(True)


@condition.register
def _(predicate: Timed, table: Any, kind: str, ground: Ground) -> Any:
    answer = "certain" if predicate.certain else "possible"
    span = window(predicate.span)[0 if predicate.certain else 1]
    conditions = relation_text(predicate.relation, certain=predicate.certain)
    told = all_of(_ordered(table, answer, each, span) for each in _COMPARED.findall(conditions))
    if not predicate.certain and predicate.relation == "during" and span[4]:
        # In one unknown day lies only what can be one day itself.
        told = told & _bounds_compared(table, answer, 2, 1)
    return table.dated & told if predicate.certain else ~table.dated | told


# Numbers.

_BEYOND = {True: (Qualifier.MORE_THAN,), False: (Qualifier.LESS_THAN, Qualifier.ALMOST)}


def _beyond(table: Any, number: Any, *, over: bool, included: bool) -> Any:
    """Whether every number that the words of a figure allow is over this one, or under it."""
    bound = table.quantity["low_key" if over else "high_key"]
    asked = text(key_of(number))
    strictly = bound > asked if over else bound < asked
    equal = bound == asked
    if not included:
        equal = equal & table.quantity["qualifier"].isin([str(each) for each in _BEYOND[over]])
    return (strictly | equal).fill_null(False)


@condition.register
def _(predicate: Counted, table: Any, kind: str, ground: Ground) -> Any:
    if kind != "statistic":
        return no()
    number = predicate.number

    def over(*, included: bool) -> Any:
        return _beyond(table, number, over=True, included=included)

    def under(*, included: bool) -> Any:
        return _beyond(table, number, over=False, included=included)

    if predicate.relation == "equals":
        if predicate.certain:
            return over(included=True) & under(included=True)
        return ~over(included=False) & ~under(included=False)
    asked = {
        ("at_least", True): lambda: over(included=True),
        ("at_least", False): lambda: ~under(included=False),
        ("more_than", True): lambda: over(included=False),
        ("more_than", False): lambda: ~under(included=True),
        ("at_most", True): lambda: under(included=True),
        ("at_most", False): lambda: ~over(included=False),
        ("less_than", True): lambda: under(included=False),
        ("less_than", False): lambda: ~over(included=True),
    }
    return asked[predicate.relation, predicate.certain]()


# Who said it.


@condition.register
def _(predicate: SaidBy, table: Any, kind: str, ground: Ground) -> Any:
    ground.need(predicate.actor)
    ground.prepare("carriers")
    if kind == "statement":
        return (table.speaker == text(predicate.actor)).fill_null(False)
    statements = table_of_kind("statement")
    own = statements.filter(statements.speaker == text(predicate.actor))
    return _in(table.stated_in, own.id)


def _in(found: Any, others: Any) -> Any:
    """Whether a text, which may be absent, is among others, which are all there; no id is the empty text."""
    return found.fill_null("").isin(others)


def _carried_by(table: Any, kind: str, carriers: Any, *, innermost: bool) -> Any:
    """Whether one of these statements carries the claim; the one that it was said in counts where `innermost` is."""
    beyond = relation("carriers")
    beyond = beyond.filter(beyond.carrier.isin(carriers.id)).statement
    if kind == "statement" and not innermost:
        return table.id.isin(beyond)
    told = _in(table.stated_in, beyond)
    return told | _in(table.stated_in, carriers.id) if innermost else told


@condition.register
def _(predicate: RelayedBy, table: Any, kind: str, ground: Ground) -> Any:
    ground.need(predicate.actor)
    ground.prepare("carriers")
    statements = table_of_kind("statement")
    own = statements.filter(statements.speaker == text(predicate.actor))
    return _carried_by(table, kind, own, innermost=False)


@condition.register
def _(predicate: Unattributed, table: Any, kind: str, ground: Ground) -> Any:
    ground.prepare("carriers")
    statements = table_of_kind("statement")
    named = statements.filter(statements.speaker.notnull())
    told = ~_carried_by(table, kind, named, innermost=True)
    return table.speaker.isnull() & told if kind == "statement" else told


@condition.register
def _(predicate: Asserted, table: Any, kind: str, ground: Ground) -> Any:
    ground.prepare("carriers")
    statements = table_of_kind("statement")
    asserting = [str(act) for act in Act if act.asserting]
    return ~_carried_by(table, kind, statements.filter(~statements.act.isin(asserting)), innermost=True)


# Since when it is known.


@condition.register
def _(predicate: KnownOn, table: Any, kind: str, ground: Ground) -> Any:
    ground.prepare("known")
    known = relation("known")
    return table.id.isin(known.filter(known.certain_since <= day(predicate.day)).id)


@condition.register
def _(predicate: PossiblyKnownOn, table: Any, kind: str, ground: Ground) -> Any:
    ground.prepare("known")
    known = relation("known")
    return table.id.isin(known.filter(known.possible_since <= day(predicate.day)).id)


@condition.register
def _(predicate: PublishedUntil, table: Any, kind: str, ground: Ground) -> Any:
    if kind == "source":
        return (table.certain_end_latest <= day(predicate.day)).fill_null(False)
    ground.prepare("outermost")
    sources = table_of_kind("source")
    published = sources.filter(sources.certain_end_latest <= day(predicate.day)).id
    cited = _citing(table, published)
    if kind in ("place", "actor"):
        return cited
    outermost, statements = relation("outermost"), table_of_kind("statement")
    outer = outermost.filter(outermost.carrier.isin(statements.filter(_citing(statements, published)).id))
    return cited | _in(table.stated_in, outer.statement)


def _citing(table: Any, sources: Any) -> Any:
    cited = reach(table, "citations.source")
    return cited.rows(cited.found.isin(sources))


# What it is about, where it was, who is in it, and where it stands.


@condition.register
def _(predicate: About, table: Any, kind: str, ground: Ground) -> Any:
    subject = predicate.subject
    ground.need(subject, left_out=True)
    within, incidents = ground.happenings(subject)
    if kind in HAPPENINGS:
        return ground.among(table.id, within - {subject})
    about = reach(table, "about")
    told = about.rows(ground.among(about.found, within))
    return told | ground.among(table.incident, incidents)


@condition.register
def _(predicate: At, table: Any, kind: str, ground: Ground) -> Any:
    ground.need(predicate.place)
    ground.prepare("within")
    inside = relation("within")
    inside = inside.filter(inside.around == text(predicate.place)).place
    if kind == "place":
        return table.id.isin(inside)
    there = _in(table["where"]["place"], inside)
    if kind != "deployment":
        return there
    sites = reach(table, "sites")
    return there | sites.rows(sites.found.isin(inside))


@condition.register
def _(predicate: Involving, table: Any, kind: str, ground: Ground) -> Any:
    ground.need(predicate.who)
    there = [reach(table, path) for path in INVOLVED[KINDS[kind]]]
    return any_of(each.rows(each.found == text(predicate.who)) for each in there)


@condition.register
def _(predicate: Citing, table: Any, kind: str, ground: Ground) -> Any:
    ground.need(predicate.source)
    cited = reach(table, "citations")
    found = cited.found
    told = found["source"] == text(predicate.source)
    if predicate.start is not None and predicate.end is not None:
        # A place beyond 64 bits is in no table, and so is what begins after it.
        start, end = (min(each, (1 << 63) - 1) for each in (predicate.start, predicate.end))
        told = told & (found["start"] < ibis.literal(end, "int64")) & (found["end"] > ibis.literal(start, "int64"))
    return cited.rows(told.fill_null(False))


@condition.register
def _(predicate: WordingContains, table: Any, kind: str, ground: Ground) -> Any:
    return table.words.contains(text(folded(predicate.words))).fill_null(False)
