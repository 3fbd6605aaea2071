"""Values as a notebook shows them: small tables of HTML in which everything that comes from data is escaped."""

from collections.abc import Iterable, Iterator
from enum import Enum
from html import escape
from itertools import islice
from typing import Any

import attrs

__all__ = ["Displayed", "Listed", "panel", "table"]

MOST = 20
"""How many lines of a long value are shown; how many more there are is said."""
LONGEST = 400
"""How many characters of a long text are shown."""
# Colours and fonts are the notebook's, so that a dark one stays dark.
_CELL = 'style="text-align:left;vertical-align:top;white-space:pre-wrap"'


def table(head: Iterable[str], rows: Iterable[Iterable[object]], more: str = "") -> str:
    """A table of HTML; every text is escaped, and `more` stands under it.

    >>> table(["name"], [["Tokayev <i>"]])
    '<table><thead><tr><th style="text-align:left">name</th></tr></thead><tbody><tr><td style="text-align:left;\
vertical-align:top;white-space:pre-wrap">Tokayev &lt;i&gt;</td></tr></tbody></table>'
    """
    heads = "".join(f'<th style="text-align:left">{escape(each)}</th>' for each in head)
    lines = "".join(f"<tr>{''.join(f'<td {_CELL}>{escape(str(each))}</td>' for each in row)}</tr>" for row in rows)
    under = f"<p>{escape(more)}</p>" if more else ""
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>{under}"


def panel(name: str, *parts: str) -> str:
    """A heading, escaped, over parts that are HTML already.

    >>> panel("Period", "<p>one</p>")
    '<div><strong>Period</strong><p>one</p></div>'
    """
    return f"<div><strong>{escape(name)}</strong>{''.join(parts)}</div>"


def _told(found: object) -> str:
    """A value as its text, several in one cell on lines of their own."""
    if isinstance(found, Enum):
        return str(found.value)
    if isinstance(found, tuple):
        cut = [_told(each) for each in found[:MOST]]
        return "\n".join([*cut, f"and {len(found) - MOST:,} more"] if len(found) > MOST else cut)
    text = str(found)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ... and {len(text) - LONGEST:,} more characters"


def _fields(found: Any) -> Iterator[tuple[str, str]]:
    """The public fields that are set."""
    for each in attrs.fields(type(found)):
        held = getattr(found, each.name)
        if not each.name.startswith("_") and held is not None and held != () and held != "":
            yield each.name, _told(held)


class Displayed:
    """A value that a notebook shows as a table of the fields that are set.

    >>> from unrest import Actor
    >>> "Tokayev &lt;i&gt;" in Actor("actor:a", name="Tokayev <i>")._repr_html_()
    True
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return panel(type(self).__name__, table(("field", "value"), _fields(self)))


class Listed:
    """A sequence that a notebook shows as a table of its first lines, with how many more there are.

    >>> from unrest import Dataset
    >>> Dataset().events._repr_html_()
    '<div><strong>Records (0)</strong><p>nothing is in it</p></div>'
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        held: Any = self
        head = f"{type(self).__name__} ({len(held):,})"
        if not len(held):
            return panel(head, "<p>nothing is in it</p>")
        more = f"and {len(held) - MOST:,} more" if len(held) > MOST else ""
        rows = ((getattr(each, "id", at), _told(each)) for at, each in enumerate(islice(held, MOST)))
        return panel(head, table(("", "value"), rows, more))
