"""Records as tables: Arrow in memory, and Parquet in a folder (extra `arrow`)."""

from .column import SCHEMAS, VERSION
from .folder import Partition, read_folder, save_folder, stream_folder, write_folder
from .record import from_arrow
from .table import to_arrow

__all__ = [
    "SCHEMAS",
    "VERSION",
    "Partition",
    "from_arrow",
    "read_folder",
    "save_folder",
    "stream_folder",
    "to_arrow",
    "write_folder",
]
