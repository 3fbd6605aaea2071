"""Dotted names of fields, `quantity.low`: what citations, codings and questions point at."""

import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

__all__ = ["follow", "has_path", "is_filled", "known_paths", "paths"]


def _classes_in(annotation: object) -> list[type]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [annotation] if attrs.has(annotation) else []
    # Inside a reference stands another record, which a path does not enter.
    if isinstance(origin := typing.get_origin(annotation), type) and issubclass(origin, str):
        return []
    return [cls for part in typing.get_args(annotation) for cls in _classes_in(part)]


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
        for inner in _classes_in(attribute.type):
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
