"""A dataset on an engine: the questions of memory, asked of tables on a disk or of a cluster."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

from ..codec import load
from ..dataset import Dataset
from ..dataset.standing import fallen
from ..errors import InvalidQuery, NotFound, Problem, counted, show
from ..query import Predicate, asserted, known_on, value
from ..query import about as query_about
from ..query import at as query_at
from ..query.predicate import refuse
from ..records import KINDS, Record
from ..source import identity, kind_of
from ..tables.column import SCHEMAS, TABLES, pa
from ..tables.folder import files_of, head_in, is_folder
from ..tables.record import head_of, records_in, rows_in
from ..tables.table import to_arrow
from . import graph
from .question import condition
from .relation import RELATIONS, all_of, any_of, ibis, relation, sql_of, table_of_kind, text
from .selection import Condition, Selection
from .session import Session, session_of
from .value import reach

if TYPE_CHECKING:
    from datetime import date

    from ..dataset.history import History
    from ..records import Actor, Place, Subject
    from ..vocabulary import Group, Measure
    from ..when import When

__all__ = ["Engine", "connect"]

# So many ids stand in a query as they are; more are given to the engine as a table.
_MOST = 200


class Engine:
    """A dataset on an engine, which is asked as a `Dataset` is, by the same predicates and with the same answers.

    It is made by `connect`, and closed by `close` or at the end of a `with` block.

    >>> with connect("kazakhstan-2022") as engine:
    ...     len(engine.claims), engine.known_on("2022-01-26").dataset().name
    (39, 'kazakhstan-2022')
    """

    def __init__(self, session: Session, head: Dataset | None) -> None:
        self.session = session
        """Where the questions run."""
        self.relations: dict[str, str] = {}
        """The SQL of the tables that follow from all records together, as far as a question needed them."""
        self._head = head
        self._there: dict[str, bool] = {}
        self._happenings: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._sets: dict[frozenset[str], str] = {}

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all names that were taken in the session; a session of the user's stays open.

        >>> connect(Dataset()).close()
        """
        self.session.close()

    def __repr__(self) -> str:
        return f"Engine({type(self.session).__name__})"

    # SQL.

    def sql_of(self, expression: Any) -> str:
        """An expression of Ibis as the SQL of this engine.

        >>> from unrest.engine.relation import table_of_kind
        >>> with connect(Dataset()) as engine:
        ...     engine.sql_of(table_of_kind("outside")).split()
        ['SELECT', '*', 'FROM', '"outside"']
        """
        return sql_of(expression, self.session.dialect)

    def run(self, sql: str) -> pa.Table:
        """What a query gives, as an Arrow table.

        >>> with connect(Dataset()) as engine:
        ...     engine.run("SELECT 1 AS one").to_pylist()
        [{'one': 1}]
        """
        return self.session.run(sql)

    def ask(self, expression: Any) -> pa.Table:
        """What an expression of Ibis gives, as an Arrow table.

        >>> from unrest.engine.relation import table_of_kind
        >>> with connect(Dataset()) as engine:
        ...     engine.ask(table_of_kind("outside")).num_rows
        0
        """
        return self.run(self.sql_of(expression))

    def sql(self, query: str) -> pa.Table:
        """What a query of one's own gives, as an Arrow table; `.to_pandas()` makes a data frame of it.

        The tables are `sources`, `places`, `actors`, `events`, `statements`, `deployments`, `statistics`, `rows` and
        `outside`, with the columns of the page on tables; `claims` has what the four kinds of claim share, with the
        speaker; `known`, `carriers`, `outermost` and `within` follow from all records.

        >>> with connect("kazakhstan-2022") as engine:
        ...     engine.sql("SELECT kind, count(*) AS number FROM claims GROUP BY kind ORDER BY kind").to_pydict()
        {'kind': ['deployment', 'event', 'statement', 'statistic'], 'number': [1, 17, 17, 4]}
        """
        for name in (*RELATIONS, "claims"):
            if name in query:
                self.prepare(name)
        return self.run(query)

    # What a question asks before it can be written.

    def question(self, predicate: Predicate) -> Condition:
        """A predicate as a condition on the table of a kind.

        >>> from unrest.query import asserted
        >>> with connect(Dataset()) as engine:
        ...     callable(engine.question(asserted))
        True
        """
        return lambda table, kind: condition(predicate, table, kind, self)

    def has(self, name: str) -> bool:
        """Whether a record with this id is there.

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
        return found.isin(kept.id).fill_null(False)

    def happenings(self, subject: str) -> tuple[frozenset[str], frozenset[str]]:
        """A subject with its parts and all other reports of the same incidents, and the names of these incidents.

        >>> with connect(Dataset()) as engine:
        ...     engine.happenings("actor:a")
        (frozenset({'actor:a'}), frozenset())
        """
        if subject not in self._happenings:
            found, incidents = {str(subject)}, set[str]()
            new = {str(subject)} if kind_of(subject) in ("event", "deployment") else set()
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
        tables = [table_of_kind(kind) for kind in ("event", "deployment")]
        return self._names((t.filter(self.among(t.id, ids) & t.incident.notnull()) for t in tables), "incident")

    def _reports_of(self, incidents: frozenset[str]) -> set[str]:
        if not incidents:
            return set()
        tables = [table_of_kind(kind) for kind in ("event", "deployment")]
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

    # What is there.

    @property
    def sources(self) -> Selection:
        """What reports.

        >>> with connect(Dataset()) as engine:
        ...     engine.sources
        Selection(of Source, 0 asked)
        """
        return Selection(self, ("source",))

    @property
    def places(self) -> Selection:
        """Where something was reported.

        >>> with connect(Dataset()) as engine:
        ...     engine.places
        Selection(of Place, 0 asked)
        """
        return Selection(self, ("place",))

    @property
    def actors(self) -> Selection:
        """Who acts, speaks or is acted upon.

        >>> with connect(Dataset()) as engine:
        ...     engine.actors
        Selection(of Actor, 0 asked)
        """
        return Selection(self, ("actor",))

    @property
    def events(self) -> Selection:
        """Reports of what happened.

        >>> with connect(Dataset()) as engine:
        ...     engine.events
        Selection(of Event, 0 asked)
        """
        return Selection(self, ("event",))

    @property
    def statements(self) -> Selection:
        """What was said.

        >>> with connect(Dataset()) as engine:
        ...     engine.statements
        Selection(of Statement, 0 asked)
        """
        return Selection(self, ("statement",))

    @property
    def deployments(self) -> Selection:
        """Forces that were sent somewhere.

        >>> with connect(Dataset()) as engine:
        ...     engine.deployments
        Selection(of Deployment, 0 asked)
        """
        return Selection(self, ("deployment",))

    @property
    def statistics(self) -> Selection:
        """Figures.

        >>> with connect(Dataset()) as engine:
        ...     engine.statistics
        Selection(of Statistic, 0 asked)
        """
        return Selection(self, ("statistic",))

    @property
    def claims(self) -> Selection:
        """Events, statements, deployments and statistics.

        >>> with connect(Dataset()) as engine:
        ...     engine.claims
        Selection(of Event | Statement | Deployment | Statistic, 0 asked)
        """
        return Selection(self, graph.CLAIM_KINDS)

    @property
    def head(self) -> Dataset:
        """The dataset without its records: what it is called, what it leaves out, and the rows that it keeps.

        >>> with connect(Dataset(name="empty")) as engine:
        ...     engine.head
        Dataset('empty', no records)
        """
        if self._head is None:
            # A folder that only the engine can see.
            self._head = head_of({}, self.ask(table_of_kind("row")), self.ask(table_of_kind("outside")))
        return self._head

    def dataset_of(self, claims: Iterable[Record], left_out: Iterable[str]) -> Dataset:
        """Claims with all sources, places and actors of the engine, and the ids of the claims that were left out.

        >>> with connect(Dataset(name="empty")) as engine:
        ...     engine.dataset_of([], ["event:a"])
        Dataset('empty', no records, 1 claim left out)
        """
        others = [each for one in (self.sources, self.places, self.actors) for each in one.records()]
        head = self.head
        return evolve(head, records=(*others, *claims), outside=(*head.outside, *left_out))

    # Questions.

    def where(self, *tests: Predicate) -> Selection:
        """The claims that pass every question; `.dataset()` makes of them what `where` of a Dataset gives.

        Raises:
            InvalidQuery: for what memory refuses too, and for a plain function, which no engine can run.
            NotFound: for a question that names a record which is not there.

        >>> from unrest.query import certainly_during
        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.where(certainly_during("2022-01")))
        29
        """
        return self.claims.where(*tests)

    def known_on(self, day: "date | When | str") -> Selection:
        """What was certainly public on a day, the day itself included.

        Raises:
            InvalidQuery: for anything but one full day.

        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.known_on("2022-01-12"))
        1
        """
        return self.where(known_on(day))

    def standing(self, on: "date | When | str | None" = None) -> Selection:
        """What was known on a day and stood: less what had been superseded or withdrawn by then.

        What supersedes or withdraws another claim is brought into this process, with the statements that carry it; all
        else stays where it is.

        Raises:
            InvalidQuery: for anything but one full day, and where claims were left out by a question.

        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.claims), len(engine.standing())
        (39, 38)
        """
        outside = len(Selection(self, ("outside",)))
        if outside:
            hint = "ask the whole dataset for what stands, and where() of what comes of it"
            found = f"a dataset without {counted(outside, 'claim')} that a question left out"
            raise refuse("query.whole", found, "all claims, for any of them may withdraw another", hint)
        known = self.claims if on is None else self.known_on(on)
        gone = self._gone(known)
        if not gone:
            return known
        self.prepare("carriers")
        statements = frozenset(each for each in gone if kind_of(each) == "statement")

        def stands(table: Any, kind: str) -> Any:
            told = ~self.among(table.id, gone)
            if not statements:
                return told
            carried = relation("carriers")
            carried = carried.filter(self.among(carried.carrier, statements)).statement
            inside = self.among(table.stated_in, statements) | table.stated_in.isin(carried).fill_null(False)
            return told & ~inside

        return Selection(self, known.kinds, (*known.conditions, stands))

    def _gone(self, known: Selection) -> frozenset[str]:
        """The claims that were superseded or withdrawn, among those that lead to them."""
        removers: dict[str, list[str]] = {}
        standing = known.where(asserted)
        for kind, path in (("statement", "targets"), ("statistic", "supersedes")):
            part = Selection(self, (kind,), standing.conditions)
            removing = value("act") == "withdraws" if kind == "statement" else value("stage") == "accomplished"
            rows = reach(part.where(removing)._asked(kind), path)
            told = self.ask(rows.laid_out.select(id=rows.laid_out.id, target=rows.found).order_by("id", "target"))
            for remover, target in zip(*(told.column(each).to_pylist() for each in ("id", "target")), strict=True):
                removers.setdefault(target, []).append(remover)
        if not removers:
            return frozenset()
        around = self._stated_in({*removers, *(each for several in removers.values() for each in several)})
        return frozenset(each for each, by in fallen(removers, around.get).items() if by)

    def _stated_in(self, claims: set[str]) -> dict[str, str]:
        """In which statement each of these claims was said, and each of those statements, to the outermost."""
        found: dict[str, str] = {}
        new, met = frozenset(claims), set[str]()
        while new:
            met |= new
            for kind in graph.CLAIM_KINDS:
                table = table_of_kind(kind)
                told = self.ask(
                    table.filter(self.among(table.id, new) & table.stated_in.notnull()).select("id", "stated_in")
                )
                found |= dict(zip(told.column("id").to_pylist(), told.column("stated_in").to_pylist(), strict=True))
            new = frozenset(each for each in found.values() if each not in met)
        return found

    def count_by(self, by: str) -> dict[Any, int]:
        """How many claims stand under each plain value of a field.

        >>> with connect("kazakhstan-2022") as engine:
        ...     {str(word): number for word, number in engine.count_by("form").items()}["direct"]
        1
        """
        return self.claims.count_by(by)


def _claims() -> Any:
    """What the four kinds of claim share, with the kind and the speaker of each."""
    parts = []
    shared = [name for name in SCHEMAS["deployment"].names if all(name in SCHEMAS[k].names for k in graph.CLAIM_KINDS)]
    statements = table_of_kind("statement")
    own = statements.select(told=statements.id, said_by=statements.speaker)
    for kind in graph.CLAIM_KINDS:
        table = table_of_kind(kind)
        told = table.select(kind=ibis.literal(kind), **{name: table[name] for name in shared})
        if kind == "statement":
            told = table.select(kind=ibis.literal(kind), **{name: table[name] for name in shared}, speaker=table.speaker)
        else:
            joined = told.left_join(own, told.stated_in == own.told)
            told = joined.select("kind", *shared, speaker=joined.said_by)
        parts.append(told)
    return ibis.union(*parts)


def connect(given: "Dataset | str | os.PathLike[str]", *, session: Any = None) -> Engine:
    """A dataset on an engine: DuckDB in this process, a connection of DuckDB, or a Spark session that the user has.

    `given` is a folder of Parquet files, anything that `load` takes, or a Dataset.
    On Spark it may also be the address of a folder that only the cluster can see, `s3://...`.

    Raises:
        UnreadableFile: for a folder that cannot be read.
        InvalidDataset: for tables of another version.
        InvalidQuery: for what is no session, and where a table of the session has a name that is needed.
        MissingExtra: where the packages of the extra `duckdb` or `spark` are not installed.

    >>> with connect("kazakhstan-2022") as engine:
    ...     len(engine.statistics)
    4
    """
    session = session_of(session)
    try:
        return Engine(session, _opened(given, session))
    except BaseException:
        session.close()
        raise


def _opened(given: "Dataset | str | os.PathLike[str]", session: Session) -> Dataset | None:
    """Give the tables of a dataset their names in a session, and say what the dataset is called."""
    if isinstance(given, Dataset) or not _is_elsewhere(given):
        if isinstance(given, Dataset) or not is_folder(given):
            dataset = given if isinstance(given, Dataset) else load(given)
            for name, table in to_arrow(dataset).items():
                session.put(name, table)
            return evolve(dataset, records=(), articles=())
        for kind in TABLES:
            session.open(kind, os.fspath(given), files_of(given, kind))
        return head_in(given)
    for kind in TABLES:
        session.open(kind, os.fspath(given), [])
    return None


def _is_elsewhere(given: object) -> bool:
    """Whether a path is an address that this machine cannot read itself."""
    return isinstance(given, str) and "://" in given

