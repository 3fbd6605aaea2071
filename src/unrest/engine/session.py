"""Where questions run: DuckDB in this process, or a Spark session that the user has."""

import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ..errors import InvalidQuery, Problem, missing_extra, show
from ..tables.column import TABLES, pa

__all__ = ["DuckSession", "Session", "SparkSession", "session_of"]


def _refuse(code: str, found: str, expected: str, hint: str | None = None, place: str = "") -> InvalidQuery:
    return InvalidQuery(Problem(code=code, place=place, found=found, expected=expected, hint=hint))


class Session(ABC):
    """A connection to an engine: it runs SQL, and keeps tables and views under names.

    >>> with DuckSession() as session:
    ...     session.run("SELECT 1 AS one").to_pylist()
    [{'one': 1}]
    """

    dialect: ClassVar[str]
    """Which SQL it is spoken to in."""

    def __init__(self) -> None:
        self._made: list[str] = []

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def run(self, sql: str) -> pa.Table:
        """What a query gives.

        >>> with DuckSession() as session:
        ...     session.run("SELECT 2 AS two").num_rows
        1
        """

    @abstractmethod
    def _is_taken(self, name: str) -> bool: ...

    @abstractmethod
    def _view(self, name: str, sql: str) -> None: ...

    @abstractmethod
    def _keep(self, name: str, sql: str) -> None: ...

    @abstractmethod
    def _put(self, name: str, table: pa.Table) -> None: ...

    @abstractmethod
    def _open(self, name: str, path: str, files: "list[str]") -> None: ...

    @abstractmethod
    def _drop(self, name: str) -> None: ...

    def _claim(self, name: str) -> None:
        """Take a name, which may be nobody else's: a view of the user's is never replaced."""
        if name in self._made:
            self._drop(name)
            return
        if self._is_taken(name):
            hint = "give the session another schema, or drop what has the name"
            raise _refuse("engine.name", f"a table {name!r} in the session", "a name that is free", hint)
        self._made.append(name)

    def view(self, name: str, sql: str) -> None:
        """Give a query a name; it runs each time that it is asked.

        >>> with DuckSession() as session:
        ...     session.view("one", "SELECT 1 AS one")
        ...     session.run("FROM one").num_rows
        1
        """
        self._claim(name)
        self._view(name, sql)

    def keep(self, name: str, sql: str) -> None:
        """Run a query and keep what it gives under a name, where the engine can.

        >>> with DuckSession() as session:
        ...     session.keep("one", "SELECT 1 AS one")
        ...     session.run("FROM one").num_rows
        1
        """
        self._claim(name)
        self._keep(name, sql)

    def put(self, name: str, table: pa.Table) -> None:
        """Give the engine a table of this process under a name.

        >>> with DuckSession() as session:
        ...     session.put("one", pa.table({"one": [1]}))
        ...     session.run("FROM one").num_rows
        1
        """
        self._claim(name)
        self._put(name, table)

    def open(self, kind: str, path: str, files: "list[str]") -> None:
        """Give the files of a kind of record in a folder the name of their table.

        >>> import tempfile
        >>> from unrest.tables import write_folder
        >>> from unrest.tables.folder import files_of
        >>> with tempfile.TemporaryDirectory() as folder, DuckSession() as session:
        ...     number = write_folder([], folder)
        ...     session.open("event", folder, files_of(folder, "event"))
        ...     session.run("FROM events").num_rows
        0
        """
        name = TABLES[kind]
        self._claim(name)
        self._open(name, os.path.join(path, f"{name}.parquet"), files)

    def close(self) -> None:
        """Let go of all names that were taken; a session of the user's stays open.

        >>> DuckSession().close()
        """
        for name in reversed(self._made):
            self._drop(name)
        self._made.clear()


class DuckSession(Session):
    """DuckDB in this process: a connection of its own, or one that the user has.

    >>> with DuckSession() as session:
    ...     session.dialect
    'duckdb'
    """

    dialect: ClassVar[str] = "duckdb"

    def __init__(self, connection: Any = None) -> None:
        super().__init__()
        self._is_own = connection is None
        self.connection: Any = _duckdb().connect() if connection is None else connection
        """The connection of DuckDB."""

    def run(self, sql: str) -> pa.Table:
        """What a query gives."""
        return self.connection.sql(sql).to_arrow_table()

    def _is_taken(self, name: str) -> bool:
        found = self.connection.execute("SELECT 1 FROM information_schema.tables WHERE table_name = ?", [name])
        return found.fetchone() is not None

    def _view(self, name: str, sql: str) -> None:
        self.connection.execute(f'CREATE TEMP VIEW "{name}" AS {sql}')

    def _keep(self, name: str, sql: str) -> None:
        self.connection.execute(f'CREATE TEMP TABLE "{name}" AS {sql}')

    def _put(self, name: str, table: pa.Table) -> None:
        # Under a name that nobody else has: a table of the user's would be hidden.
        given = f"unrest_{secrets.token_hex(8)}"
        self.connection.register(given, table)
        try:
            self._keep(name, f'SELECT * FROM "{given}"')
        finally:
            self.connection.unregister(given)

    def _open(self, name: str, path: str, files: "list[str]") -> None:
        # At an address that only DuckDB reads, a table is one file.
        quoted = ", ".join(f"'{file}'" for file in (each.replace("'", "''") for each in files or [path]))
        self._view(name, f"SELECT * FROM read_parquet([{quoted}], hive_partitioning = false)")

    def _drop(self, name: str) -> None:
        found = self.connection.execute("SELECT table_type FROM information_schema.tables WHERE table_name = ?", [name])
        told = found.fetchone()
        if told is not None:
            self.connection.execute(f'DROP {"VIEW" if told[0] == "VIEW" else "TABLE"} "{name}"')

    def close(self) -> None:
        """Let go of all names; a connection of its own is closed."""
        super().close()
        if self._is_own:
            self.connection.close()


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise missing_extra("duckdb", "duckdb") from error
    return duckdb


class SparkSession(Session):
    """A Spark session that the user has: of PySpark, or of any Spark Connect server.

    >>> SparkSession.dialect
    'pyspark'
    """

    dialect: ClassVar[str] = "pyspark"

    def __init__(self, session: Any) -> None:
        super().__init__()
        self.session: Any = session
        """The Spark session."""
        self._cached: dict[str, Any] = {}

    def run(self, sql: str) -> pa.Table:
        """What a query gives."""
        return self.session.sql(sql).toArrow()

    def _is_taken(self, name: str) -> bool:
        return bool(self.session.catalog.tableExists(name))

    def _view(self, name: str, sql: str) -> None:
        self.session.sql(sql).createOrReplaceTempView(name)

    def _keep(self, name: str, sql: str) -> None:
        self._cached[name] = found = self.session.sql(sql).cache()
        found.createOrReplaceTempView(name)

    def _put(self, name: str, table: pa.Table) -> None:
        self.session.createDataFrame(table).createOrReplaceTempView(name)

    def _open(self, name: str, path: str, files: "list[str]") -> None:  # noqa: ARG002 (DuckDB is given them)
        self.session.read.parquet(path).createOrReplaceTempView(name)

    def _drop(self, name: str) -> None:
        self.session.catalog.dropTempView(name)
        if name in self._cached:  # the memory of the cluster is not ours to keep
            self._cached.pop(name).unpersist()


_SESSIONS: Mapping[str, Callable[[Any], Session]] = {
    "DuckDBPyConnection": DuckSession,
    "SparkSession": SparkSession,
}


def session_of(given: object) -> Session:
    """The session that runs on a connection of DuckDB or on a Spark session; a DuckDB of our own where none is given.

    Raises:
        MissingExtra: where DuckDB is not installed.
        InvalidQuery: for anything else.

    >>> with session_of(None) as session:
    ...     session.dialect
    'duckdb'
    """
    if given is None:
        return DuckSession()
    for cls in type(given).__mro__:
        if cls.__name__ in _SESSIONS:
            return _SESSIONS[cls.__name__](given)
    raise _refuse("engine.session", show(given), "a connection of DuckDB, or a Spark session", place="session")
