"""Writing a dataset in another format."""

import os
from pathlib import PurePath

from ..codec.pack import packed
from ..dataset import Dataset
from ..errors import InvalidDataset, InvalidQuery, Problem, show
from ..file import name_of
from ..file import write as write_bytes
from .registry import reader, readers

__all__ = ["write"]


def write(format: str, dataset: Dataset, path: "str | os.PathLike[str]") -> None:
    """Write a dataset in a format, wholly or not at all; packed where the path ends in `.gz`.

    `unrest_csv` keeps everything. `plover` has the rows that were read from it as they stood, and of other records the
    events and statements for which PLOVER has a type.

    Raises:
        NotFound: for a format that nobody reads.
        InvalidQuery: for one that is read and not written.
        InvalidDataset: for what is no dataset.
        UnreadableFile: for a path that cannot be written.

    >>> import pathlib, tempfile
    >>> from unrest.records import Place
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "places.csv"
    ...     write("unrest_csv", Dataset([Place("place:orlec", name="Orlec")]), path)
    ...     print(path.read_text(encoding="utf-8-sig"), end="")
    record,id,name
    place,place:orlec,Orlec
    """
    chosen = reader(format)
    if chosen.write is None:
        written = [name for name, each in readers().items() if each.write is not None]
        raise InvalidQuery(Problem(code="format.write", found=show(format), expected=f"one of {', '.join(written)}"))
    if not isinstance(dataset, Dataset):
        raise InvalidDataset(Problem(code="field.type", found=show(dataset), expected="a Dataset"))
    chunks = (piece.encode("utf-8") for piece in chosen.write(dataset))
    is_packed = PurePath(name_of(path)).suffix.lower() == ".gz"
    write_bytes(path, packed(chunks) if is_packed else chunks)
