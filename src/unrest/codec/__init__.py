"""Dict and JSON: the form in which records leave this library and come back, with nothing lost and nothing guessed.

A place in a problem is a path in what was read.
For a file or a dict it is a path in that: `records[3].quantity.low` is in its fourth record, of whatever kind that is.
For a dataset it is a path in the dataset: `statistics[3].quantity.low` is in its fourth statistic.
"""

from .document import FORMAT, Attempt
from .file import load, save, try_load
from .form import from_dict, from_json, to_dict, to_json
from .name import bundled
from .stream import RecordStream, read_records, write_records

__all__ = [
    "FORMAT",
    "Attempt",
    "RecordStream",
    "bundled",
    "from_dict",
    "from_json",
    "load",
    "read_records",
    "save",
    "to_dict",
    "to_json",
    "try_load",
    "write_records",
]
