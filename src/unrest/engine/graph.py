"""What follows from all records together: who carries whom, what lies within what, and since when a claim is known."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..errors import InvalidDataset, NotFound, Problem, show
from ..records import CLAIM_KINDS
from ..tables.column import TABLES, pa
from .relation import FIRST, day, ibis, relation, table_of_kind
from .session import Session
from .value import reach

__all__ = ["carriers", "known", "loose_citations", "loose_statements", "outermost", "within"]

# Statements that carry claims.


def first_carriers() -> Any:
    """Each statement that was itself said in another one, with that one.

    >>> first_carriers().columns
    ('statement', 'carrier')
    """
    statements = table_of_kind("statement")
    told = statements.filter(statements.stated_in.notnull())
    return told.select(statement=told.id, carrier=told.stated_in)


def next_carriers(level: Any) -> Any:
    """One step further out.

    >>> next_carriers(first_carriers()).columns
    ('statement', 'carrier')
    """
    step = first_carriers().rename(inner="statement", outer="carrier")
    joined = level.join(step, level.carrier == step.inner)
    return joined.select(statement=joined.statement, carrier=joined.outer)


def outermost() -> Any:
    """Each statement with the outermost one that carries it, which may be itself.

    >>> outermost().columns
    ('statement', 'carrier')
    """
    statements, all_carriers = table_of_kind("statement"), relation("carriers")
    own = statements.filter(statements.stated_in.isnull())
    last = all_carriers.filter(all_carriers.carrier.isin(own.id))
    return ibis.union(own.select(statement=own.id, carrier=own.id), last)


def loose_statements() -> Iterator[Any]:
    """For each kind of claim: in which statements its claims say that they were said which are not there.

    >>> len([*loose_statements()])
    4
    """
    statements = table_of_kind("statement")
    for kind in CLAIM_KINDS:
        claims = table_of_kind(kind)
        told = claims.filter(claims.stated_in.notnull() & ~claims.stated_in.isin(statements.id))
        yield told.select(id=told.id, to=told.stated_in)


def loose_citations() -> Iterator[Any]:
    """For each kind of claim: which sources its claims cite that are not there.

    >>> len([*loose_citations()])
    4
    """
    sources = table_of_kind("source")
    for kind in CLAIM_KINDS:
        cited = reach(table_of_kind(kind), "citations.source").laid_out
        told = cited.mutate(to=cited.found["source"])
        told = told.filter(~told.to.isin(sources.id))
        yield told.select(id=told.id, to=told.to)


# Since when a claim is known.


def _published() -> Any:
    """Since when what a source gives is public, certainly and possibly; where its publication is not coded, always."""
    sources = table_of_kind("source")
    return sources.select(
        source=sources.id,
        certain_since=sources.certain_end_latest,
        possible_since=sources.possible_start_earliest.fill_null(day(FIRST)),
    )


def _by_sources(kind: str) -> Any:
    """The days on which the sources that a claim cites were published."""
    cited = reach(table_of_kind(kind), "citations.source").laid_out
    cited = cited.select(id=cited.id, cited=cited.found["source"])
    published = _published()
    joined = cited.join(published, cited.cited == published.source)
    return joined.select(id=joined.id, certain_since=joined.certain_since, possible_since=joined.possible_since)


def _by_own_words() -> Any:
    """The days on which statements that are told by nobody else were said."""
    statements = table_of_kind("statement")
    own = statements.filter(statements.stated_in.isnull())
    return own.select(
        id=own.id,
        certain_since=own.certain_end_latest,
        possible_since=own.possible_start_earliest.fill_null(day(FIRST)),
    )


def _by_statements(kind: str) -> Any:
    """What the outermost statement of a claim that was said gives: its own day and those of its sources."""
    claims, outer = table_of_kind(kind), relation("outermost")
    told = ibis.union(_by_own_words(), _by_sources("statement")).rename(outer_id="id")
    said = claims.filter(claims.stated_in.notnull()).select("id", "stated_in")
    joined = said.join(outer, said.stated_in == outer.statement)
    joined = joined.select(id=joined.id, carrier=joined.carrier)
    last = joined.join(told, joined.carrier == told.outer_id)
    return last.select(id=last.id, certain_since=last.certain_since, possible_since=last.possible_since)


def _always(kind: str) -> Any:
    """The claims that a source tells in its own voice and that cite none: possibly known always."""
    claims = table_of_kind(kind)
    alone = claims.filter(claims.stated_in.isnull() & (claims.citations.length().fill_null(0) == 0))
    return alone.select(id=alone.id, certain_since=ibis.null("date"), possible_since=day(FIRST))


def known() -> Any:
    """Each claim with the first day on which it was certainly public, and the first on which it may have been.

    >>> known().columns
    ('id', 'certain_since', 'possible_since')
    """
    parts = [_by_own_words()]
    for kind in CLAIM_KINDS:
        parts += [_by_sources(kind), _by_statements(kind), *([] if kind == "statement" else [_always(kind)])]
    days = ibis.union(*parts)
    return days.group_by("id").aggregate(
        certain_since=days.certain_since.min(), possible_since=days.possible_since.min()
    )


# What lies within what.


def within(around: Mapping[str, str | None]) -> pa.Table:
    """All places with all places around them, themselves among them.

    >>> within({"place:orlec": "place:cres", "place:cres": None}).to_pylist()[1]
    {'place': 'place:orlec', 'around': 'place:cres'}
    """
    pairs = [(place, each) for place in around for each in _climbed(place, around)]
    places, outer = zip(*pairs, strict=True) if pairs else ((), ())
    return pa.table({"place": pa.array(places, pa.string()), "around": pa.array(outer, pa.string())})


def _climbed(place: str, around: Mapping[str, str | None]) -> Iterable[str]:
    found: dict[str, None] = {}
    here: str | None = place
    while here is not None and here not in found:
        found[here] = None
        here = around.get(here)
    return found


# Making them.

Sql = Callable[[Any], str]


def carriers(session: Session, sql: Sql) -> None:
    """Make the relation of statements to all that carry them, step by step from the inside out.

    Raises:
        InvalidDataset: where statements carry one another in a circle.

    >>> carriers.__name__
    'carriers'
    """
    level = first_carriers()
    parts: list[Any] = []
    while True:
        name = f"carriers_{len(parts) + 1}"
        session.keep(name, sql(level))
        kept = ibis.table({"statement": "string", "carrier": "string"}, name=name)
        if not session.run(sql(kept.limit(1))).num_rows:
            break
        itself = session.run(sql(kept.filter(kept.statement == kept.carrier).order_by("statement").limit(1)))
        if itself.num_rows:
            start = itself.column("statement")[0].as_py()
            expected = "statements that end in one of the source's own"
            told = f"{start}, which is said in itself through {len(parts) + 1} steps"
            raise InvalidDataset(
                Problem(code="chain.circle", place="stated_in", found=told, expected=expected, record=start)
            )
        parts.append(kept)
        level = next_carriers(kept)
    session.view("carriers", sql(ibis.union(*parts) if len(parts) > 1 else (parts[0] if parts else kept)))


def refuse_loose(session: Session, sql: Sql, expressions: Iterable[Any], place: str, noun: str) -> None:
    """Refuse references to nothing, on which an answer would rest.

    Raises:
        NotFound: for the first of them.

    >>> refuse_loose.__name__
    'refuse_loose'
    """
    for expression in expressions:
        found = session.run(sql(expression.order_by("id").limit(1))).to_pylist()
        if found:
            expected = f"the id of a {noun} in {TABLES[noun]}"
            told = Problem(
                code="reference.unknown",
                place=place,
                found=show(found[0]["to"]),
                expected=expected,
                record=found[0]["id"],
            )
            raise NotFound(told)
