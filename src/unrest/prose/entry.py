"""One thing that is told, with what is said about it and what stands below it, laid out in columns of a terminal."""

import shutil
from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from ..passage import on_one_line, width_of

__all__ = ["Entry", "heading", "screen_width", "wrapped"]

_STEP = 4


def screen_width() -> int:
    """Columns to write in: those of the terminal, 100 where there is none, from 40 to 120.

    >>> 40 <= screen_width() <= 120
    True
    """
    return max(40, min(120, shutil.get_terminal_size((100, 24)).columns))


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word that is wider than a line, in pieces that are not."""
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Text in lines of at most this many columns, each behind its indent, parted between words.

    A word that is wider than a line is parted where the line ends.

    >>> list(wrapped("one two three", 9, "- ", "  "))
    ['- one two', '  three']
    """
    room = max(8, width - max(width_of(first), width_of(rest)))
    line, used = "", 0
    for word in on_one_line(text).split(" "):
        for piece in _pieces(word, room) if width_of(word) > room else (word,):
            wide = width_of(piece)
            if line and used + 1 + wide > room:
                yield first + line
                first, line, used = rest, "", 0
            line, used = (f"{line} {piece}", used + 1 + wide) if line else (piece, wide)
    yield (first + line).rstrip()


def heading(text: str, width: int) -> Iterator[str]:
    """A heading with a line below it.

    >>> list(heading("Places", 40))
    ['', 'Places', '------']
    """
    lines = list(wrapped(text, width))
    yield from ("", *lines, "-" * max(map(width_of, lines)))


# A converter is a named function: the type checkers read its signature.
def _to_texts(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(found)


def _to_entries(found: "Iterable[Entry]") -> "tuple[Entry, ...]":
    return tuple(found)


@frozen
class Entry:
    """One thing that is told: a title, lines about it, the quiet facts, and what stands below it.

    >>> print("\\n".join(Entry("19 deaths", quiet=["characters 3-12"], id="statistic:d").lines(60)))
    19 deaths
        characters 3-12  [statistic:d]
    """

    title: str = field()
    """What it is, in one sentence."""
    about: tuple[str, ...] = field(default=(), converter=_to_texts, kw_only=True)
    """What is said about it, each on lines of its own."""
    quiet: tuple[str, ...] = field(default=(), converter=_to_texts, kw_only=True)
    """What only a reader who goes on needs, in one run of text."""
    id: str | None = field(default=None, kw_only=True)
    """Id of the record, in brackets at the end."""
    inside: "tuple[Entry, ...]" = field(default=(), converter=_to_entries, kw_only=True)
    """What stands below it."""
    bullet: str = field(default="", kw_only=True)
    """What stands before the title."""

    def below(self, bullet: str = "- ") -> "Entry":
        """The same entry as one of a list.

        >>> Entry("19 deaths").below().bullet
        '- '
        """
        return evolve(self, bullet=bullet)

    def lines(self, width: int, indent: int = 0) -> Iterator[str]:
        """The entry in lines of at most this many columns.

        >>> list(Entry("a", inside=[Entry("b").below()]).lines(40))
        ['a', '    - b']
        """
        inner = " " * (indent + _STEP)
        hanging = " " * (indent + max(2, len(self.bullet)))
        yield from wrapped(self.title, width, " " * indent + self.bullet, hanging)
        for text in self.about:
            yield from wrapped(text, width, inner, f"{inner}  ")
        quiet = "; ".join(self.quiet)
        mark = f"[{self.id}]" if self.id else ""
        if quiet or mark:
            yield from wrapped(f"{quiet} {mark}".strip(), width, inner, inner)
        for entry in self.inside:
            yield from entry.lines(width, indent + _STEP)
