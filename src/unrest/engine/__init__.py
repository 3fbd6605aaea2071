"""The questions of `unrest.query` on tables: DuckDB in this process (extra `duckdb`), or Spark (extra `spark`)."""

from .connection import Engine, connect
from .selection import Selection

__all__ = ["Engine", "Selection", "connect"]
