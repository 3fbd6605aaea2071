"""Dotted names of fields, `quantity.low`: what citations, codings and questions point at."""

import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from .errors import Problem, nearest, show

__all__ = ["classes_in", "follow", "has_path", "has_right_paths", "is_filled", "known_paths", "paths", "record_paths"]


def classes_in(annotation: object) -> list[type]:
    """The classes of ours whose values a field may hold.

    >>> from unrest.source import Code
    >>> classes_in(tuple[Code, ...]), classes_in(str | None)
    ([<class 'unrest.source.Code'>], [])
    """
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [annotation] if attrs.has(annotation) else []
    # Inside a reference stands another record, which a path does not enter.
    if isinstance(origin := typing.get_origin(annotation), type) and issubclass(origin, str):
        return []
    return [cls for part in typing.get_args(annotation) for cls in classes_in(part)]


def paths(cls: type) -> tuple[str, ...]:
    """Every path of a class, fields and the fields of the values in them, sorted.

    >>> from unrest.source import Source
    >>> [path for path in paths(Source) if path.startswith("published")][:2]
    ['published', 'published.approximate']
    """
    return _paths(cls)


def has_path(cls: type, path: str) -> bool:
    """Whether a path names a field of a class.

    >>> from unrest.source import Source
    >>> has_path(Source, "published.earliest"), has_path(Source, "publishd")
    (True, False)
    """
    return path in known_paths(cls)


def known_paths(cls: type) -> frozenset[str]:
    """Every path of a class, to look one up.

    >>> from unrest.source import Code
    >>> sorted(known_paths(Code))
    ['scheme', 'value']
    """
    return _known(cls)


@cache
def _known(cls: type) -> frozenset[str]:
    return frozenset(_paths(cls))


@cache
def _paths(cls: type) -> tuple[str, ...]:
    attrs.resolve_types(cls)
    found = set()
    for attribute in attrs.fields(cls):
        if attribute.name.startswith("_"):
            continue
        found.add(attribute.name)
        for inner in classes_in(attribute.type):
            found.update(f"{attribute.name}.{path}" for path in _paths(inner))
    return tuple(sorted(found))


def follow(found: Any, path: str) -> tuple[Any, ...]:
    """All values at a path, through every tuple on the way; what is absent gives none.

    >>> from unrest.source import Citation, Source
    >>> follow(Source("source:x", citations=[Citation("source:y", start=0, end=2, quote="ab")]), "citations.start")
    (0,)
    """
    here = (found,)
    for name in path.split("."):
        # An unknown or ongoing end of a period has no fields: it gives none.
        there = [getattr(each, name, None) for each in here]
        here = tuple(
            part for each in there for part in (each if isinstance(each, tuple) else (each,)) if part is not None
        )
    return here


def is_filled(found: Any, path: str) -> bool:
    """Whether something is coded at a path; an end of a period that is not known counts as empty.

    >>> from unrest.source import Source
    >>> is_filled(Source("source:x", title="t"), "title"), is_filled(Source("source:x"), "title")
    (True, False)
    """
    if getattr(found, path.partition(".")[0], None) in (None, ()):
        return False
    return any(_is_something(getattr(each, "value", each)) for each in follow(found, path))


def _is_something(found: object) -> bool:
    return found != "" and not (isinstance(found, Mapping) and not found)


def has_right_paths(record: Any) -> bool:
    """Whether every path of citations and codings names a field, and every field said not to be stated is empty.

    >>> from unrest.source import Coding, Source
    >>> has_right_paths(Source("source:x", codings=[Coding(inferred=["title"])]))
    True
    """
    knows = known_paths(type(record)).issuperset
    for citation in record.citations:
        if not knows(citation.supports):
            return False
    for coding in record.codings:
        if not knows(coding.inferred) or not knows(coding.not_stated):
            return False
        for path in coding.not_stated:
            if is_filled(record, path):
                return False
    return True


def _path_problem(cls: type, path: str, place: str) -> Problem | None:
    if has_path(cls, path):
        return None
    likely = nearest(path, paths(cls))
    hint = f"did you mean {likely!r}?" if likely else None
    return Problem(code="path.unknown", place=place, found=show(path), expected=f"a field of {cls.__name__}", hint=hint)


def record_paths(record: Any) -> list[Problem]:
    """Paths in citations and codings that name no field, and fields said not to be stated that hold a value.

    >>> from unrest.source import Coding, Source
    >>> record_paths(Source("source:x", title="t", codings=[Coding(inferred=["title"])]))
    []
    """
    cls, found = type(record), []
    for i, citation in enumerate(record.citations):
        found += [_path_problem(cls, path, f"citations[{i}].supports") for path in citation.supports]
    for i, coding in enumerate(record.codings):
        found += [_path_problem(cls, path, f"codings[{i}].inferred") for path in coding.inferred]
        for path in coding.not_stated:
            unknown = _path_problem(cls, path, f"codings[{i}].not_stated")
            if unknown is None and is_filled(record, path):
                expected = "an empty field, or the path left out"
                unknown = Problem(
                    code="path.stated", place=f"codings[{i}].not_stated", found=show(path), expected=expected
                )
            found.append(unknown)
    return [problem for problem in found if problem is not None]
