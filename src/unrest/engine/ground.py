"""What stands under the questions of an engine: the tables of its records, and what follows from all of them."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from ..errors import NotFound, Problem, show
from ..records import CLAIM_KINDS, HAPPENINGS
from ..source import kind_of
from ..tables.column import SCHEMAS, pa
from . import graph
from .relation import any_of, ibis, relation, sql_of, table_of_kind, text
from .session import Session
from .value import reach

__all__ = ["Ground"]

# So many ids stand in a query as they are; more are given to the engine as a table.
_MOST = 200
# So many queries are kept as they were written.
_WRITTEN = 1_000


class Ground:
    """The tables of a dataset in a session, and what a question asks of them before it can be written.

    >>> from unrest.engine.session import session_of
    >>> with session_of(None) as session:
    ...     Ground(session).run("SELECT 1 AS one").num_rows
    1
    """

    def __init__(self, session: Session) -> None:
        self.session: Session = session
        """Where the questions run."""
        self.relations: dict[str, str] = {}
        """The SQL of the tables that follow from all records together, as far as a question needed them."""
        self._written: dict[Hashable, str] = {}
        self._there: dict[str, bool] = {}
        self._happenings: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._sets: dict[frozenset[str], str] = {}

    # SQL.

    def sql_of(self, expression: Any) -> str:
        """An expression of Ibis as the SQL of this engine.

        >>> from unrest.engine.relation import table_of_kind
        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.sql_of(table_of_kind("outside")).split()
        ['SELECT', '*', 'FROM', '"outside"']
        """
        return sql_of(expression, self.session.dialect)

    def run(self, sql: str) -> pa.Table:
        """What a query gives, as an Arrow table.

        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.run("SELECT 1 AS one").to_pylist()
        [{'one': 1}]
        """
        return self.session.run(sql)

    def written(self, key: Hashable, expression: Callable[[], Any]) -> str:
        """The SQL of an expression, which is written once and kept under a key: writing it takes longer than asking.

        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     first = engine.written("all", lambda: table_of_kind("outside"))
        ...     first is engine.written("all", lambda: table_of_kind("outside"))
        True
        """
        if key not in self._written:
            if len(self._written) >= _WRITTEN:
                self._written.clear()
            self._written[key] = self.sql_of(expression())
        return self._written[key]

    def ask(self, expression: Any) -> pa.Table:
        """What an expression of Ibis gives, as an Arrow table.

        >>> from unrest.engine.relation import table_of_kind
        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.ask(table_of_kind("outside")).num_rows
        0
        """
        return self.run(self.sql_of(expression))

    # What a question asks before it can be written.

    def has(self, name: str) -> bool:
        """Whether a record with this id is there.

        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.has("actor:a")
        False
        """
        if name not in self._there:
            table = table_of_kind(kind_of(name))
            self._there[name] = self.ask(table.filter(table.id == text(name)).select("id").limit(1)).num_rows > 0
        return self._there[name]

    def need(self, name: str, *, left_out: bool = False) -> None:
        """Refuse an id that is not there; with `left_out` that of a claim that a question left out is there too.

        Raises:
            NotFound: for an id that is not there.

        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.need("actor:a")
        Traceback (most recent call last):
        unrest.errors.NotFound: found 'actor:a', expected the id of a record of this dataset [reference.unknown]
        """
        if self.has(name):
            return
        outside = table_of_kind("outside")
        is_outside = self.ask(outside.filter(outside.id == text(name)).limit(1)).num_rows > 0
        if not (left_out and is_outside):
            hint = "it was left out by a question: ask the whole dataset" if is_outside else None
            expected = "the id of a record of this dataset"
            raise NotFound(Problem(code="reference.unknown", found=show(str(name)), expected=expected, hint=hint))

    def among(self, found: Any, names: frozenset[str]) -> Any:
        """The condition that a text is one of these; many of them are given to the engine as a table.

        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     outside = table_of_kind("outside")
        ...     engine.ask(outside.filter(engine.among(outside.id, frozenset({"event:a"})))).num_rows
        0
        """
        if not names:
            return any_of(())
        if len(names) <= _MOST:
            return found.isin([text(each) for each in sorted(names)]).fill_null(False)
        if names not in self._sets:
            self._sets[names] = f"ids_{len(self._sets) + 1}"
            self.session.put(self._sets[names], pa.table({"id": pa.array(sorted(names), pa.string())}))
        kept = ibis.table({"id": "string"}, name=self._sets[names])
        return found.fill_null("").isin(kept.id)

    def happenings(self, subject: str) -> tuple[frozenset[str], frozenset[str]]:
        """A subject with its parts and all other reports of the same incidents, and the names of these incidents.

        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.happenings("actor:a")
        (frozenset({'actor:a'}), frozenset())
        """
        if subject not in self._happenings:
            found, incidents = {str(subject)}, set[str]()
            new = {str(subject)} if kind_of(subject) in HAPPENINGS else set()
            while new:
                told = self._incidents_of(frozenset(new)) - incidents
                incidents |= told
                new = (self._parts_of(frozenset(new)) | self._reports_of(frozenset(told))) - found
                found |= new
            self._happenings[subject] = frozenset(found), frozenset(incidents)
        return self._happenings[subject]

    def _names(self, expressions: Iterable[Any], name: str) -> set[str]:
        return {each for one in expressions for each in self.ask(one.select(name).distinct()).column(name).to_pylist()}

    def _incidents_of(self, ids: frozenset[str]) -> set[str]:
        tables = [table_of_kind(kind) for kind in HAPPENINGS]
        return self._names((t.filter(self.among(t.id, ids) & t.incident.notnull()) for t in tables), "incident")

    def _reports_of(self, incidents: frozenset[str]) -> set[str]:
        if not incidents:
            return set()
        tables = [table_of_kind(kind) for kind in HAPPENINGS]
        return self._names((t.filter(self.among(t.incident, incidents)) for t in tables), "id")

    def _parts_of(self, wholes: frozenset[str]) -> set[str]:
        links = reach(table_of_kind("event"), "links")
        of_them = (links.found["kind"] == "part_of") & self.among(links.found["to"], wholes)
        return self._names([links.laid_out.filter(of_them)], "id")

    def prepare(self, *names: str) -> None:
        """Make tables that follow from all records, where they are not made yet.

        Raises:
            NotFound: for a claim said in a statement, or citing a source, that is not there.
            InvalidDataset: where statements carry one another in a circle.

        >>> from unrest.dataset import Dataset
        >>> from unrest.engine import connect
        >>> with connect(Dataset()) as engine:
        ...     engine.prepare("known")
        ...     list(engine.relations)
        ['carriers', 'outermost', 'known']
        """
        for name in names:
            if name not in self.relations:
                self.relations[name] = self._made(name)

    def _made(self, name: str) -> str:
        if name == "carriers":
            graph.refuse_loose(self.session, self.sql_of, graph.loose_statements(), "stated_in", "statement")
            graph.carriers(self.session, self.sql_of)
            return self.sql_of(relation("carriers"))
        if name == "within":
            places = self.ask(table_of_kind("place").select("id", "within"))
            around = dict(zip(*(places.column(each).to_pylist() for each in ("id", "within")), strict=True))
            self.session.put("within", graph.within(around))
            return self.sql_of(relation("within"))
        if name == "claims":
            sql = self.sql_of(_claims())
            self.session.view("claims", sql)
            return sql
        self.prepare("carriers")
        if name == "known":
            self.prepare("outermost")
            graph.refuse_loose(self.session, self.sql_of, graph.loose_citations(), "citations", "source")
        sql = self.sql_of(graph.known() if name == "known" else graph.outermost())
        self.session.keep(name, sql)
        return sql


def _claims() -> Any:
    """What the four kinds of claim share, with the kind and the speaker of each."""
    parts = []
    shared = [name for name in SCHEMAS["deployment"].names if all(name in SCHEMAS[k].names for k in CLAIM_KINDS)]
    statements = table_of_kind("statement")
    own = statements.select(told=statements.id, said_by=statements.speaker)
    for kind in CLAIM_KINDS:
        table = table_of_kind(kind)
        told = table.select(kind=ibis.literal(kind), **{name: table[name] for name in shared})
        if kind == "statement":
            told = table.select(
                kind=ibis.literal(kind), **{name: table[name] for name in shared}, speaker=table.speaker
            )
        else:
            joined = told.left_join(own, told.stated_in == own.told)
            told = joined.select("kind", *shared, speaker=joined.said_by)
        parts.append(told)
    return ibis.union(*parts)
