"""The forms in which a dataset stands in a file, by the ending of its name, and the way from one to another."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from ..codec import Attempt, read_records, save, try_load, write_records
from ..codec.file import unpacked_file, write_text
from ..codec.name import bundled
from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, UnreadableFile, nearest, show
from ..file import name_of, refuse_input
from ..readers import read, write
from .annotation import to_annotations
from .followthemoney import read_entities, read_statements, to_entities, to_statements
from .geojson import to_geojson

__all__ = ["FORMS", "Form", "convert", "form_of", "read_form", "write_form"]


@frozen
class Form:
    """A form in which a dataset stands in a file.

    >>> FORMS[".geojson"].is_read
    False
    """

    ending: str = field()
    """How the name of such a file ends."""
    title: str = field()
    """What it is called."""
    is_read: bool = field()
    """Whether there is a way back."""
    is_whole: bool = field()
    """Whether it keeps everything."""
    may_be_packed: bool = field(default=True)
    """Whether `.gz` may follow."""


def _json(found: object) -> Iterator[str]:
    # Piece by piece, but for the lists inside: the text of a large file is never there twice.
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(found)
    yield "\n"


def _lines(found: Iterable[object]) -> Iterator[str]:
    for each in found:
        yield json.dumps(each, ensure_ascii=False) + "\n"


_WRITERS: Mapping[str, Callable[[Dataset], Iterable[str]]] = {
    ".geojson": lambda dataset: _json(to_geojson(dataset)),
    ".jsonld": lambda dataset: _json(to_annotations(dataset)),
    ".ftm.csv": to_statements,
    ".ftm.json": lambda dataset: _lines(to_entities(dataset)),
}
_READERS: Mapping[str, Callable[[Iterable[str]], Attempt]] = {".ftm.csv": read_statements, ".ftm.json": read_entities}

FORMS: Mapping[str, Form] = {
    form.ending: form
    for form in (
        Form(".ftm.csv", "statements of FollowTheMoney", is_read=True, is_whole=False),
        Form(".ftm.json", "entities of FollowTheMoney", is_read=True, is_whole=False),
        Form(".json", "JSON", is_read=True, is_whole=True),
        Form(".jsonl", "JSON Lines", is_read=True, is_whole=True),
        Form(".parquet", "a folder of Parquet files", is_read=True, is_whole=True, may_be_packed=False),
        Form(".csv", "our own table", is_read=True, is_whole=True),
        Form(".geojson", "GeoJSON", is_read=False, is_whole=False),
        Form(".jsonld", "W3C Web Annotation", is_read=False, is_whole=False),
    )
}
"""The forms by their endings; of two that fit, the first is meant."""


def form_of(path: "str | os.PathLike[str]") -> Form:
    """The form that the ending of a path names.

    Raises:
        UnreadableFile: for another ending; the message names the nearest.

    >>> form_of("data.ftm.csv.gz").title
    'statements of FollowTheMoney'
    """
    name = Path(name_of(path)).name.lower()
    plain = name.removesuffix(".gz")
    for form in FORMS.values():
        if plain.endswith(form.ending) and plain != form.ending and (plain == name or form.may_be_packed):
            return form
    suffix = Path(plain).suffix
    likely = nearest(suffix, FORMS)
    hint = f"did you mean {likely!r}?" if likely else None
    expected = f"a name that ends in {', '.join(FORMS)}"
    found = show(suffix) if suffix else "a name without an ending"
    raise UnreadableFile(Problem(code="file.ending", found=found, expected=expected, hint=hint, file=name_of(path)))


def read_form(path: "str | os.PathLike[str]") -> Attempt:
    """What could be read of a dataset in any form that has a way back, with all that is wrong with it.

    Raises:
        UnreadableFile: for a path that cannot be read, and for a form without a way back.

    >>> read_form("kazakhstan-2022").dataset.name
    'kazakhstan-2022'
    """
    if path in bundled() or os.path.isdir(path):
        return try_load(path)
    form = form_of(path)
    if not form.is_read:
        expected = f"a form with a way back: {', '.join(each.ending for each in FORMS.values() if each.is_read)}"
        raise UnreadableFile(Problem(code="file.form", found=form.title, expected=expected, file=name_of(path)))
    if form.ending in _READERS:
        with unpacked_file(Path(path)) as file:
            found = _READERS[form.ending](_decoded(file, name_of(path)))
        return evolve(found, problems=tuple(evolve(problem, file=name_of(path)) for problem in found.problems))
    if form.ending == ".csv":
        reading = read("unrest_csv", [os.fspath(path)])
        return Attempt(reading.dataset, tuple(reading.problems))
    return try_load(path)


def _decoded(file: Iterable[bytes], name: str) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            told = Problem(
                code="file.encoding", found="bytes that are not UTF-8", expected="text in UTF-8", line=number
            )
            raise UnreadableFile(evolve(told, file=name)) from None


def write_form(dataset: Dataset, path: "str | os.PathLike[str]") -> None:
    """Write a dataset in the form that the ending of a path names, wholly or not at all.

    Raises:
        UnreadableFile: for a path that cannot be written, and for another ending.
        InvalidDataset: for what is no dataset.
        NotFound: where a form needs a record that is named and not there.

    >>> import tempfile
    >>> from unrest.records import Place
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "places.ftm.csv"
    ...     write_form(Dataset([Place("place:oslo", name="Oslo")]), path)
    ...     read_form(path).dataset.places.ids
    (Ref('place:oslo'),)
    """
    form = form_of(path)
    if not isinstance(dataset, Dataset):
        raise InvalidDataset(Problem(code="field.type", found=show(dataset), expected="a Dataset"))
    if form.ending in _WRITERS:
        write_text(Path(path), _WRITERS[form.ending](dataset))
    elif form.ending == ".csv":
        write("unrest_csv", dataset, path)
    else:
        save(dataset, path)


_STREAMED = (".jsonl", ".parquet")


def convert(source: "str | os.PathLike[str]", target: "str | os.PathLike[str]", **options: Any) -> "Attempt | int":
    """From a form to another; between JSON Lines and Parquet record by record, in flat memory.

    It gives what was read, with all that was wrong with it, or how many records went by.
    Of `options` a folder of Parquet files takes `partition`.

    Raises:
        UnreadableFile: for a path that cannot be read or written, and for a form without a way back.
        InvalidDataset: for records that cannot be read, out of a form that keeps everything: nothing is written then.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "kazakhstan.geojson"
    ...     convert("kazakhstan-2022", path).is_whole
    True
    """
    to = form_of(target)
    refuse_input(target, [source], "dataset")
    if options and to.ending != ".parquet":
        told, expected = f"{', '.join(options)} for {to.title}", "a folder of Parquet files to write"
        raise UnreadableFile(Problem(code="form.option", found=told, expected=expected))
    if source not in bundled() and to.ending in _STREAMED and _streams(source):
        stream = read_records(source)
        if not options:
            return write_records(stream, target, stream.head)
        from ..tables.folder import write_folder

        return write_folder(stream, target, stream.head, **options)
    found = read_form(source)
    if found.problems and (source in bundled() or os.path.isdir(source) or form_of(source).is_whole):
        # What should come over whole is not written in part.
        raise InvalidDataset(*found.problems)
    if options:
        from ..tables.folder import save_folder

        save_folder(found.dataset, target, **options)
    else:
        write_form(found.dataset, target)
    return found


def _streams(source: "str | os.PathLike[str]") -> bool:
    return os.path.isdir(source) or form_of(source).ending in _STREAMED
