"""What can go wrong, as values with a place.

    UnrestError                     everything that this library refuses
    ├── InvalidValue                a day, a number, a citation that cannot be (also a ValueError)
    ├── InvalidRecord               a record that contradicts itself (also a ValueError)
    ├── InvalidArticle              a text that is not an article of the dataset (also a ValueError)
    ├── InvalidDataset              a file or a set of records with faults (also a ValueError)
    ├── InvalidQuery                a question that cannot be asked of these records (also a TypeError)
    ├── UnreadableFile              a path that cannot be opened or written (also an OSError)
    ├── NotFound                    an id, a name or words that are not there (also a KeyError)
    ├── Ambiguous                   one was asked for and several are there (also a LookupError)
    └── MissingExtra                an optional package is not installed (also an ImportError)

Each of them holds one or more `Problem`s, so that every fault is told in one pass.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from attrs import evolve, field, frozen

from .display import Displayed

__all__ = [
    "Ambiguous",
    "InvalidArticle",
    "InvalidDataset",
    "InvalidQuery",
    "InvalidRecord",
    "InvalidValue",
    "MissingExtra",
    "NotFound",
    "Problem",
    "UnreadableFile",
    "UnrestError",
    "counted",
    "missing_extra",
    "nearest",
    "show",
]


def nearest(found: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like what was found, or None where nothing is near.

    >>> nearest("protset", ["riot", "protest"])
    'protest'
    """
    likely = get_close_matches(found[:200], list(candidates), n=1, cutoff=0.6)
    return likely[0] if likely else None


def counted(number: int, noun: str) -> str:
    """A number of things, for a message.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def show(found: object) -> str:
    """What was found, short enough for a message, with its class where it is no text.

    >>> show("abc"), show(3.5)
    ("'abc'", '3.5 (float)')
    """
    try:
        # A text of any length is cut before it is quoted.
        text = repr(found[:80]) if type(found) is str else repr(found)
    except Exception:  # a whole number of more than 4,300 digits, or an object that is not ours
        return f"what cannot be printed ({type(found).__name__})"
    if len(text) > 80 or (type(found) is str and len(found) > 80):
        text = f"{text[:77]}..."
    return text if type(found) is str or found is None else f"{text} ({type(found).__name__})"


@frozen(kw_only=True)
class Problem(Displayed):
    """One fault: where it is, what was found, what was expected, and the nearest right value.

    The code is stable and names the rule; the texts may be reworded between releases.

    >>> print(Problem(code="quantity.order", place="statistics[3].quantity.low", found="9", expected="at most 5"))
    statistics[3].quantity.low: found 9, expected at most 5 [quantity.order]
    """

    code: str = field()
    """Stable name of the rule that was broken, `<noun>.<fault>`."""
    place: str = field(default="")
    """Path of the value, `statistics[3].quantity.low`; empty where the whole is meant."""
    found: str = field()
    """What stands there, as text."""
    expected: str = field()
    """What could have stood there."""
    hint: str | None = field(default=None)
    """The nearest right value or the way to it."""
    record: str | None = field(default=None)
    """Id of the record that has the fault."""
    file: str | None = field(default=None)
    """Path of the file that has the fault."""
    line: int | None = field(default=None)
    """Line of that file, the first being 1."""
    start: int | None = field(default=None)
    """First character of the text that is meant, in code points."""
    end: int | None = field(default=None)
    """The character after the last one that is meant, in code points."""

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        who = f"{self.place} ({self.record})" if self.place and self.record else self.place or self.record or ""
        span = "" if self.start is None else f"characters {self.start} to {self.end}"
        head = ": ".join(part for part in (where, who, span) if part)
        hint = f"; {self.hint}" if self.hint else ""
        return f"{head + ': ' if head else ''}found {self.found}, expected {self.expected}{hint} [{self.code}]"

    def within(self, prefix: str) -> "Problem":
        """The same fault seen from one level further out.

        >>> Problem(code="c", place="low", found="x", expected="y").within("quantity").place
        'quantity.low'
        """
        inner = self.place if not self.place or self.place.startswith("[") else f".{self.place}"
        return evolve(self, place=(prefix + inner) if prefix else self.place)


class UnrestError(Exception):
    """Everything that this library refuses; `problems` says all that is wrong.

    >>> error = UnrestError(Problem(code="c.d", found="1", expected="2"))
    >>> len(error.problems), str(error)
    (1, 'found 1, expected 2 [c.d]')
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault that was found, in the order in which they stand."""
        return self.args

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        return lines[0] if len(lines) == 1 else "\n".join([f"{len(lines)} problems", *(f"  {line}" for line in lines)])


class InvalidValue(UnrestError, ValueError):
    """A day, a number, a place or a citation that cannot be."""


class InvalidRecord(UnrestError, ValueError):
    """A record that contradicts itself or has a value of the wrong kind."""


class InvalidArticle(UnrestError, ValueError):
    """A text that is not an article of the dataset."""


class InvalidDataset(UnrestError, ValueError):
    """A file or a set of records that has faults."""


class InvalidQuery(UnrestError, TypeError):
    """A question that cannot be asked of these records."""


class UnreadableFile(UnrestError, OSError):
    """A path that cannot be opened, read or written."""


class NotFound(UnrestError, KeyError):
    """An id, a name or words that are not there."""


class Ambiguous(UnrestError, LookupError):
    """One was asked for, and several are there."""


class MissingExtra(UnrestError, ImportError):
    """An optional package is not installed; the message names the extra that brings it."""


def missing_extra(package: str, *extras: str) -> MissingExtra:
    """The error where a package is not installed, naming the extras of which each brings it.

    >>> missing_extra("pyarrow", "arrow").problems[0].hint
    'install the extra `arrow`'
    """
    names = [f"`{extra}`" for extra in extras]
    noun, verb = ("extra", "brings") if len(names) == 1 else ("extras", "bring")
    expected = f"{package}, which the {noun} {' and '.join(names)} {verb}"
    hint = f"install the extra {' or '.join(names)}"
    return MissingExtra(Problem(code="extra.missing", found=f"no package {package}", expected=expected, hint=hint))
