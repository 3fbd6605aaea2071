"""A dataset on an engine: the questions of memory, asked of tables on a disk or of a cluster."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve

from ..codec import load
from ..dataset import Dataset
from ..dataset.standing import fallen
from ..errors import counted
from ..query import Predicate, asserted, known_on, value
from ..query.predicate import refuse
from ..records import CLAIM_KINDS, Record
from ..source import kind_of
from ..tables.column import TABLES, pa
from ..tables.folder import files_of, head_in, is_folder
from ..tables.record import head_of
from ..tables.table import to_arrow
from . import gathering
from .ground import Ground
from .relation import RELATIONS, relation, table_of_kind
from .selection import Selection
from .session import Session, session_of
from .value import reach

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from ..dataset.history import History
    from ..query.time import Unit
    from ..records import Actor, Claim, Deployment, Event, Place, Source, Statement, Statistic, Subject
    from ..reports import Disagreement, Incidents, Recipe
    from ..vocabulary import Group, Measure
    from ..when import When

__all__ = ["Engine", "connect"]


class Engine(Ground):
    """A dataset on an engine, which is asked as a `Dataset` is, by the same predicates and with the same answers.

    It is made by `connect`, and closed by `close` or at the end of a `with` block.

    >>> with connect("kazakhstan-2022") as engine:
    ...     len(engine.claims), engine.known_on("2022-01-26").dataset().name
    (36, 'kazakhstan-2022')
    """

    def __init__(self, session: Session, head: Dataset | None) -> None:
        super().__init__(session)
        self._head = head

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

    def sql(self, query: str) -> pa.Table:
        """What a query of one's own gives, as an Arrow table; `.to_pandas()` makes a data frame of it.

        The tables are `sources`, `places`, `actors`, `events`, `statements`, `deployments`, `statistics`, `rows` and
        `outside`, with the columns of the page on tables; `claims` has what the four kinds of claim share, with the
        speaker; `known`, `carriers`, `outermost` and `within` follow from all records.

        >>> with connect("kazakhstan-2022") as engine:
        ...     engine.sql("SELECT kind, count(*) AS number FROM claims GROUP BY kind ORDER BY kind").to_pydict()
        {'kind': ['deployment', 'event', 'statement', 'statistic'], 'number': [1, 17, 14, 4]}
        """
        for name in (*RELATIONS, "claims"):
            if name in query:
                self.prepare(name)
        return self.run(query)

    # What is there.

    @property
    def sources(self) -> "Selection[Source]":
        """What reports.

        >>> with connect(Dataset()) as engine:
        ...     engine.sources
        Selection(of Source, 0 asked)
        """
        return Selection(self, ("source",))

    @property
    def places(self) -> "Selection[Place]":
        """Where something was reported.

        >>> with connect(Dataset()) as engine:
        ...     engine.places
        Selection(of Place, 0 asked)
        """
        return Selection(self, ("place",))

    @property
    def actors(self) -> "Selection[Actor]":
        """Who acts, speaks or is acted upon.

        >>> with connect(Dataset()) as engine:
        ...     engine.actors
        Selection(of Actor, 0 asked)
        """
        return Selection(self, ("actor",))

    @property
    def events(self) -> "Selection[Event]":
        """Reports of what happened.

        >>> with connect(Dataset()) as engine:
        ...     engine.events
        Selection(of Event, 0 asked)
        """
        return Selection(self, ("event",))

    @property
    def statements(self) -> "Selection[Statement]":
        """What was said.

        >>> with connect(Dataset()) as engine:
        ...     engine.statements
        Selection(of Statement, 0 asked)
        """
        return Selection(self, ("statement",))

    @property
    def deployments(self) -> "Selection[Deployment]":
        """Forces that were sent somewhere.

        >>> with connect(Dataset()) as engine:
        ...     engine.deployments
        Selection(of Deployment, 0 asked)
        """
        return Selection(self, ("deployment",))

    @property
    def statistics(self) -> "Selection[Statistic]":
        """Figures.

        >>> with connect(Dataset()) as engine:
        ...     engine.statistics
        Selection(of Statistic, 0 asked)
        """
        return Selection(self, ("statistic",))

    @property
    def claims(self) -> "Selection[Claim]":
        """Events, statements, deployments and statistics.

        >>> with connect(Dataset()) as engine:
        ...     engine.claims
        Selection(of Event | Statement | Deployment | Statistic, 0 asked)
        """
        return Selection(self, CLAIM_KINDS)

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

    def where(self, *tests: Predicate) -> "Selection[Claim]":
        """The claims that pass every question; `.dataset()` makes of them what `where` of a Dataset gives.

        Raises:
            InvalidQuery: for what memory refuses too, and for a plain function, which no engine can run.
            NotFound: for a question that names a record which is not there.

        >>> from unrest.query import certainly_during
        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.where(certainly_during("2022-01")))
        3
        """
        return self.claims.where(*tests)

    def known_on(self, day: "date | When | str") -> "Selection[Claim]":
        """What was certainly public on a day, the day itself included.

        Raises:
            InvalidQuery: for anything but one full day.

        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.known_on("2022-01-26"))
        3
        """
        return self.where(known_on(day))

    def standing(self, on: "date | When | str | None" = None) -> "Selection[Claim]":
        """What was known on a day and stood: less what had been superseded or withdrawn by then.

        What supersedes or withdraws another claim is brought into this process, with the statements that carry it; all
        else stays where it is.

        Raises:
            InvalidQuery: for anything but one full day, and where claims were left out by a question.

        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.claims), len(engine.standing())
        (36, 36)
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

        def stands(table: Any, _: str) -> Any:
            told = ~self.among(table.id, gone)
            if not statements:
                return told
            carried = relation("carriers")
            carried = carried.filter(self.among(carried.carrier, statements)).statement
            inside = self.among(table.stated_in, statements) | table.stated_in.fill_null("").isin(carried)
            return told & ~inside

        return Selection(self, known.kinds, (*known.conditions, stands))

    def _gone(self, known: Selection[Any]) -> frozenset[str]:
        """The claims that were superseded or withdrawn, among those that lead to them."""
        removers: dict[str, list[str]] = {}
        standing = known.where(asserted)
        for kind, path in (("statement", "targets"), ("statistic", "supersedes")):
            part: Selection[Any] = Selection(self, (kind,), standing.conditions)
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
            for kind in CLAIM_KINDS:
                table = table_of_kind(kind)
                told = self.ask(
                    table.filter(self.among(table.id, new) & table.stated_in.notnull()).select("id", "stated_in")
                )
                found |= dict(zip(told.column("id").to_pylist(), told.column("stated_in").to_pylist(), strict=True))
            new = frozenset(each for each in found.values() if each not in met)
        return found

    def count_by(self, by: "str | Unit", *more: "str | Unit") -> dict[Any, int]:
        """How many claims stand under each plain value of a field; of several, under each combination.

        >>> with connect("kazakhstan-2022") as engine:
        ...     {str(word): number for word, number in engine.count_by("form").items()}["direct"]
        4
        """
        return self.claims.count_by(by, *more)

    def history(
        self,
        measure: "Measure | str",
        *,
        about: "Subject | str | None" = None,
        of_whom: "Group | Actor | str | None" = None,
        at: "Place | str | None" = None,
        where: Predicate | None = None,
    ) -> "History":
        """How a figure developed, as `Dataset.history` tells it.

        The figures, and all claims that decide about them, are found on the engine and told in memory.

        Raises:
            InvalidQuery: for a measure or group that is none, and for a plain function.
            NotFound: for a subject or a place that is not in the dataset.

        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.history("deaths")), len(engine.history("weapons_seized"))
        (1, 1)
        """
        from ..dataset.history import figure_questions, history

        asked = figure_questions(measure, about=about, of_whom=of_whom, at=at)
        found = self.statistics.where(*asked, *([] if where is None else [where])).records()
        whole = gathering.deciding(self, found)
        inside = set(found.ids)
        return history(whole, whole.statistics.where(lambda figure: figure.id in inside))

    def incidents(self, *, of: str = "events") -> "Incidents":
        """The incidents that are coded, with their reports in memory, as `Dataset.incidents` gives them.

        Raises:
            NotFound: for anything but `events` and `figures`.

        >>> with connect("kazakhstan-2022") as engine:
        ...     engine.incidents(of="figures")
        Incidents(4, 0 reports of none)
        """
        return gathering.reports(self, of, self.claims).incidents(of=of)

    def disagreement(self, path: str, *, of: str = "events", missing_is_a_value: bool = True) -> "Disagreement":
        """How much the reports of one incident differ in one field, as `unrest.reports.disagreement` tells it.

        The reports that have an incident are found on the engine, and compared in memory.

        Raises:
            InvalidQuery: for a field that no report has.
            NotFound: for anything but `events` and `figures`.

        >>> with connect("kazakhstan-2022") as engine:
        ...     engine.disagreement("quantity", of="figures").share
        0.0
        """
        from ..reports import disagreement

        return disagreement(self.incidents(of=of), path, missing_is_a_value=missing_is_a_value)

    def disagreement_by(
        self, path: str, by: str, *, of: str = "events", missing_is_a_value: bool = True
    ) -> "dict[Hashable, Disagreement]":
        """The same for the reports of one speaker, source, language or month, as `unrest.reports.disagreement_by`.

        Raises:
            InvalidQuery: for a field that no report has, and for anything else to part them by.
            NotFound: for anything but `events` and `figures`.

        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.disagreement_by("quantity", "speaker", of="figures"))
        3
        """
        from ..reports import disagreement_by

        told = gathering.reports(self, of, self.claims)
        return disagreement_by(told, path, by, of=of, missing_is_a_value=missing_is_a_value)

    def aggregate(self, recipe: "str | Recipe", *, of: str = "events", all_claims: bool = False) -> Dataset:
        """One record an incident, made by stated rules of all its reports, as `unrest.reports.aggregate` makes it.

        Raises:
            InvalidQuery: for a recipe that is not known, for a field that no report has, for reports of several stages
                without a rule that chooses one, and where claims were left out by a question.
            NotFound: for anything but `events` and `figures`.

        >>> from unrest.reports.rule import mode
        >>> with connect("kazakhstan-2022") as engine:
        ...     len(engine.aggregate({"quantity": mode()}, of="figures").statistics)
        4
        """
        from ..reports.aggregation import aggregated

        counting = gathering.reports(self, of, gathering.counting(self, all_claims=all_claims))
        ids = self.claims.ids
        records, told = aggregated(counting, recipe, of=of, taken=ids)
        return evolve(self.dataset_of(records, ids), title=None, licence=None, version=None, rows=(), description=told)


def connect(given: "Dataset | str | os.PathLike[str]", *, session: Any = None) -> Engine:
    """A dataset on an engine: DuckDB in this process, a connection of DuckDB, or a Spark session that the user has.

    `given` is a folder of Parquet files, anything that `load` takes, or a Dataset.
    It may also be the address of a folder that only the engine can see, `s3://...`; DuckDB reads one without parts.

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
            for name, table in to_arrow(dataset, with_texts=True).items():
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
