"""What reports, and where in it something is written: Source, Citation, Coding, and the reference to a record.

Records refer to one another by id, so that there are no cycles and every record can stand alone in a file.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

import attrs
from attrs import field, frozen

from .constraint import (
    Rule,
    check,
    count,
    digest,
    id_hint,
    id_of,
    in_order,
    is_id,
    is_text,
    reference,
    text,
    texts,
    value,
)
from .construction import Constructed
from .errors import InvalidRecord, InvalidValue, Problem, show
from .extra import Extra, fault_of_extra, to_extra
from .initializer import initialized
from .path import has_right_paths, record_paths
from .when import When, fault_of_when, to_when

__all__ = [
    "SCHEMES",
    "Citation",
    "Code",
    "Coding",
    "Entry",
    "Extra",
    "Ref",
    "Source",
    "identities",
    "identity",
    "kind_of",
    "not_itself",
    "record_class",
    "sha256_of",
    "short",
    "to_codes",
    "to_source",
    "to_texts",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Ref(str, Generic[T_co]):
    """The id of a record of kind T: `place:almaty`.

    It is a `str`, and the type checker knows which kind of record stands behind it.
    The part before the colon names the kind, and a record refuses a reference of the wrong kind when it is built.

    >>> Ref("place:almaty").kind
    'place'
    """

    __slots__ = ()

    @property
    def kind(self) -> str:
        """The kind of record that is meant, the part before the colon.

        >>> Ref("actor:ministry").kind
        'actor'
        """
        return kind_of(self)

    def __repr__(self) -> str:
        return f"Ref({str(self)!r})"


def kind_of(identity: str) -> str:
    """The kind of record that an id names.

    >>> kind_of("event:protests")
    'event'
    """
    return identity.partition(":")[0]


def identity(found: Any) -> Any:
    """The reference to a record, from the record or its id; anything else unchanged, for the check to refuse.

    >>> identity("actor:a"), identity(None), identity(3)
    (Ref('actor:a'), None, 3)
    """
    if type(found) is Ref or found is None:
        return found
    if isinstance(found, str):
        return Ref(str(found))
    return Ref(found.id) if isinstance(found, Entry) else found


def identities(found: Any) -> Any:
    """References to records, sorted and without repeats; anything but a collection unchanged.

    >>> identities(["actor:b", "actor:a"])
    (Ref('actor:a'), Ref('actor:b'))
    """
    if type(found) is tuple and not found:
        return found
    if isinstance(found, (list, tuple, set, frozenset)):
        return in_order([identity(each) for each in found])
    return found


def to_texts(found: "Iterable[str]") -> tuple[str, ...]:
    """Texts without an order of their own, sorted and without repeats.

    >>> to_texts(["Alma-Ata", "Almaty", "Alma-Ata"])
    ('Alma-Ata', 'Almaty')
    """
    result: tuple[str, ...] = in_order(found)
    return result


SCHEMES: tuple[str, ...] = (
    *("iso3166", "isonumeric", "gw", "cow", "fips", "geonames", "gdelt_feature", "wikidata"),
    *("acled", "ucdp", "cameo", "plover", "maverick"),
)
"""The schemes of codes that this library knows; a reader may add its own."""


@initialized()
@frozen(repr=False)
class Code(Constructed):
    """A code that another list or dataset gives for the same thing.

    The schemes that this library knows stand in `SCHEMES`; a reader may add its own.
    Codes are text: in several schemes leading zeros carry meaning.

    >>> Code("gw", "705")
    Code('gw', '705')
    """

    scheme: str = field(metadata=text(required=True))
    """The list that the code belongs to."""
    value: str = field(metadata=text(required=True))
    """The code as that list writes it."""

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue)

    def __repr__(self) -> str:
        return f"Code({self.scheme!r}, {self.value!r})"

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


def to_codes(found: "Iterable[Code]") -> tuple[Code, ...]:
    """Codes, sorted and without repeats.

    >>> to_codes([Code("gw", "705"), Code("cow", "705")])
    (Code('cow', '705'), Code('gw', '705'))
    """
    result: tuple[Code, ...] = in_order(found)
    return result


_NO_EXTRA = Extra()


# The API pages would show the docstring of a class that is its own factory in the place of the field's.
def _no_extra() -> Extra:
    return _NO_EXTRA


@initialized()
@frozen(kw_only=True, repr=False)
class Coding(Constructed):
    """How a record came to be coded: from which row of which dataset, by whom, and what was looked for in vain.

    >>> Coding(coder="a", not_stated=("period.start",)).not_stated
    ('period.start',)
    """

    dataset: str | None = field(default=None, metadata=text())
    """Name of the dataset that the record was read from."""
    release: str | None = field(default=None, metadata=text())
    """Release of that dataset, as it names it."""
    row: str | None = field(default=None, metadata=text())
    """The row there, by its own id or number."""
    retrieved: When | None = field(default=None, converter=to_when, metadata=value(When, fault_of_when))
    """Day on which the dataset was fetched."""
    recorded: When | None = field(default=None, converter=to_when, metadata=value(When, fault_of_when))
    """Day on which the coder wrote the record."""
    coder: str | None = field(default=None, metadata=text())
    """Who coded it: a person, a project or a program with its version."""
    not_stated: tuple[str, ...] = field(default=(), converter=to_texts, metadata=texts())
    """Paths of fields that the coder looked for and the source does not give, `period.start`."""
    inferred: tuple[str, ...] = field(default=(), converter=to_texts, metadata=texts())
    """Paths of fields that the coder concluded rather than read."""
    extra: Extra = field(factory=_no_extra, converter=to_extra, metadata=value(Extra, fault_of_extra, required=True))
    """What a reader met and the model has no place for, verbatim."""

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue)

    def __repr__(self) -> str:
        return short(self)


def to_codings(found: "Iterable[Coding]") -> tuple[Coding, ...]:
    """Codings, sorted and without repeats.

    >>> len(to_codings([Coding(coder="a"), Coding(coder="a")]))
    1
    """
    result: tuple[Coding, ...] = in_order(found)
    return result


def to_source(found: "str | Source") -> "Ref[Source]":
    """The reference to a source.

    >>> to_source("source:article")
    Ref('source:article')
    """
    result: Ref[Source] = identity(found)
    return result


_PLACED = re.compile(r"(source:\S+)#char=(0|[1-9][0-9]*),(0|[1-9][0-9]*);sha256=([0-9a-f]{64})")
_QUOTED = re.compile(r'(source:\S+)#quote=(".*")', re.DOTALL)
_MARKS = re.compile(r"#(?:char|quote)=")


def _citation_source(self: "Citation") -> Problem | None:
    if "#" not in self.source or not _MARKS.search(self.source):
        return None
    expected = "an id without #char= and #quote=, which begin a place in the text form"
    return Problem(code="citation.source", place="source", found=show(str(self.source)), expected=expected)


# All of a place or nothing of it, and nothing around a quote that is not given.
_SHAPE = (
    "((self.start is None) is (self.end is None) is (self.digest is None))"
    " and (self.quote is not None or not self.prefix and not self.suffix)"
)


def _citation_shape(self: "Citation") -> Problem | None:
    placed = (self.start is not None) + (self.end is not None)
    if placed == 1:
        there, absent = ("start", "end") if self.end is None else ("end", "start")
        expected = "both ends of the place, or neither"
        return Problem(code="citation.half", place=absent, found=f"{there} without {absent}", expected=expected)
    if placed and self.digest is None:
        expected = "the SHA-256 of the words at the place, or the quote itself"
        return Problem(code="citation.digest", place="digest", found="nothing", expected=expected)
    if not placed and self.digest is not None:
        return Problem(
            code="citation.digest", place="digest", found="a digest without a place", expected="start and end"
        )
    if self.quote is None and (self.prefix or self.suffix):
        return Problem(
            code="citation.quote", place="quote", found="words around a quote that is not given", expected="the quote"
        )
    return None


def _citation_span(self: "Citation") -> Problem | None:
    if self.start is None or self.end is None or self.start < self.end:
        return None
    fault = "reversed" if self.start > self.end else "empty"
    found, expected = f"characters {self.start} to {self.end}", "an end after the start; the end is not included"
    return Problem(code=f"citation.{fault}", place="end", found=found, expected=expected)


def _citation_quote(self: "Citation") -> Problem | None:
    if self.quote is None or self.start is None or self.end is None or self.start >= self.end:
        return None
    long = self.end - self.start
    if len(self.quote) != long:
        found = f"a quote of {len(self.quote)} characters for a place of {long}"
        return Problem(code="citation.length", place="quote", found=found, expected="the exact words of the place")
    if self.digest is not None and self.digest != sha256_of(self.quote):
        expected = f"{sha256_of(self.quote)}, the SHA-256 of the quote"
        return Problem(code="citation.digest", place="digest", found=self.digest, expected=expected)
    return None


def sha256_of(words: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits.

    >>> sha256_of("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


@initialized(lambda cls: cls.rules)
@frozen(repr=False)
class Citation(Constructed):
    """The exact place in a source at which something is written.

    Places are counted in code points of the source's whole decoded text, the end not included, as Python slices are.
    The digest alone is enough to check a place, so that a dataset can be published although its texts may not.
    A citation of a whole source has no place; a quote without a place is *unplaced* and never counts as verified.
    The text form of a place follows RFC 5147: `source:x#char=10,20;sha256=...`.

    Raises:
        InvalidValue: for a reversed or empty span, half a place, or a quote that does not fit its place or digest.

    >>> Citation("source:x", start=4, end=6, quote="19", supports=["quantity"])
    Citation('source:x', 4..6 '19', supports quantity)
    """

    source: "Ref[Source]" = field(converter=to_source, metadata=reference(Ref, "source", required=True))
    """The source in which it is written."""
    start: int | None = field(default=None, kw_only=True, metadata=count())
    """First character, in code points of the whole text."""
    end: int | None = field(default=None, kw_only=True, metadata=count())
    """The character after the last one."""
    digest: str | None = field(default=None, kw_only=True, metadata=digest())
    """SHA-256 of the words at the place, in UTF-8; made from the quote where that is given."""
    quote: str | None = field(default=None, kw_only=True, metadata=text())
    """The words themselves, to the letter."""
    prefix: str | None = field(default=None, kw_only=True, metadata=text())
    """Words directly before the quote."""
    suffix: str | None = field(default=None, kw_only=True, metadata=text())
    """Words directly after the quote."""
    supports: tuple[str, ...] = field(default=(), kw_only=True, converter=to_texts, metadata=texts())
    """Fields of the record that these words support; empty means the whole record."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(("source",), _citation_source, "'#' not in self.source"),
        Rule(("start", "end", "digest", "quote", "prefix", "suffix"), _citation_shape, _SHAPE),
        Rule(("start", "end"), _citation_span, "self.start is None or self.end is None or self.start < self.end"),
        Rule(("start", "end", "digest", "quote"), _citation_quote, "self.quote is None or self.start is None"),
    )

    def __attrs_post_init__(self) -> None:
        if self.digest is None and self.start is not None and is_text(self.quote):
            object.__setattr__(self, "digest", sha256_of(str(self.quote)))
        check(self, InvalidValue, self.rules)

    @property
    def is_placed(self) -> bool:
        """Whether it names characters of the text.

        >>> Citation("source:x").is_placed
        False
        """
        return self.start is not None

    @property
    def is_whole(self) -> bool:
        """Whether it means the whole source.

        >>> Citation("source:x").is_whole
        True
        """
        return self.start is None and self.quote is None

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """Read the text form.

        >>> Citation.parse('source:x#quote="at least 19"')
        Citation('source:x', unplaced 'at least 19')
        """
        if isinstance(text, str):
            if match := _PLACED.fullmatch(text):
                return cls(match[1], start=int(match[2]), end=int(match[3]), digest=match[4])
            if match := _QUOTED.fullmatch(text):
                return cls._quoted(match[1], match[2], text)
            if is_id(text, "source") and not _MARKS.search(text):
                return cls(text)
        raise cls._unreadable(text)

    @classmethod
    def _quoted(cls, source: str, literal: str, text: str) -> "Citation":
        try:
            quote = json.loads(literal)
        except ValueError:
            raise cls._unreadable(text) from None
        # One value has one text: another spelling of the same literal is refused.
        if json.dumps(quote, ensure_ascii=False) != literal:
            raise cls._unreadable(text)
        return cls(source, quote=quote)

    @staticmethod
    def _unreadable(text: object) -> InvalidValue:
        expected = 'source:NAME, source:NAME#char=START,END;sha256=DIGEST or source:NAME#quote="WORDS"'
        return InvalidValue(Problem(code="citation.format", found=show(text), expected=expected))

    def __str__(self) -> str:
        if self.start is not None:
            return f"{self.source}#char={self.start},{self.end};sha256={self.digest}"
        return f"{self.source}#quote={json.dumps(self.quote, ensure_ascii=False)}" if self.quote else str(self.source)

    def __repr__(self) -> str:
        words = "" if self.quote is None else f" {self.quote!r}"
        place = f"{self.start}..{self.end}{words}" if self.is_placed else f"unplaced{words}" if words else "whole"
        supports = f", supports {' '.join(self.supports)}" if self.supports else ""
        return f"Citation({str(self.source)!r}, {place}{supports})"


def to_citations(found: "Iterable[Citation] | Citation") -> tuple[Citation, ...]:
    """Citations, sorted by their place and without repeats; one alone is taken as a tuple of one.

    >>> to_citations(Citation("source:x"))
    (Citation('source:x', whole),)
    """
    result: tuple[Citation, ...] = in_order((found,) if isinstance(found, Citation) else found)
    return result


def short(self: Any, first: str = "id") -> str:
    """The fields that are set, values as text, citations counted: the `repr` of a record.

    The first is given without its name.

    >>> short(Code("gw", "705"))
    'Code(scheme=gw, value=705)'
    """
    parts = [repr(str(getattr(self, first)))] if hasattr(self, first) else []
    for attribute in attrs.fields(type(self)):
        found = getattr(self, attribute.name)
        if (
            attribute.name == first
            or found is None
            or not attribute.repr
            or (isinstance(found, (tuple, Extra)) and not found)
        ):
            continue
        if attribute.name == "citations":
            parts.append(f"{len(found)} cited")
        elif isinstance(found, tuple):
            parts.append(f"{attribute.name}=({', '.join(str(each) for each in found)})")
        else:
            parts.append(f"{attribute.name}={found}")
    return f"{type(self).__name__}({', '.join(parts)})"


def _to_id(found: str) -> str:
    return str(found) if type(found) is Ref else found


@frozen(kw_only=True, repr=False)
class Entry(Constructed):
    """What every record has: an id, the places it is written at, a note, and how it was coded.

    >>> Source("source:a", note="n").note
    'n'
    """

    id: str = field(kw_only=False, converter=_to_id)
    """`kind:name`; after the colon any text without spaces or unseen letters, composed (NFC)."""
    citations: tuple[Citation, ...] = field(default=(), converter=to_citations, metadata=value(Citation, many=True))
    """The places at which it is written."""
    note: str | None = field(default=None, metadata=text())
    """What a reader of the record should know, in the coder's words."""
    codings: tuple[Coding, ...] = field(default=(), converter=to_codings, metadata=value(Coding, many=True))
    """How the record was coded, one for each coder or dataset row."""

    rules: ClassVar[tuple[Rule, ...]] = ()

    def __attrs_post_init__(self) -> None:
        cls: type = type(self)
        check(self, InvalidRecord, _rules_of(cls))
        if not has_right_paths(self):
            raise InvalidRecord(*(attrs.evolve(problem, record=self.id) for problem in record_paths(self)))

    def __repr__(self) -> str:
        return short(self)


def _entry_id(self: Entry) -> Problem | None:
    cls: type = type(self)
    if type(self.id) is str and _own_id(cls)(self.id):
        return None
    kind = cls.__name__.lower()
    expected = f"'{kind}:' and a name without spaces or unseen letters, in composed form (NFC)"
    return Problem(code="record.id", place="id", found=show(self.id), expected=expected, hint=id_hint(self.id, kind))


@cache
def _rules_of(cls: type) -> tuple[Rule, ...]:
    own = Rule(("id",), _entry_id, "type(self.id) is str and own_id(self.id)", {"own_id": _own_id(cls)})
    rules: tuple[Rule, ...] = (own, *getattr(cls, "rules", ()))
    return rules


@cache
def _own_id(cls: type) -> "Callable[[str], bool]":
    return id_of(cls.__name__.lower())


def record_class(cls: type[T]) -> type[T]:
    """Make the objects of a class of records in straight code.

    >>> record_class.__name__
    'record_class'
    """
    also = "not self.citations and not self.codings or has_right_paths(self)"
    return initialized(_rules_of, also, has_right_paths=has_right_paths)(cls)


@record_class
@frozen(kw_only=True, repr=False)
class Source(Entry):
    """What reports: an article, a broadcast, a post, a release of a dataset.

    Its `published` day is the day of the report, never of what is reported.

    >>> Source("source:kz-1", publisher="an agency", published="2022-01-29")
    Source('source:kz-1', publisher=an agency, published=2022-01-29)
    """

    title: str | None = field(default=None, metadata=text())
    """Headline or title."""
    publisher: str | None = field(default=None, metadata=text())
    """Who publishes it: an agency, a newspaper, a project."""
    author: str | None = field(default=None, metadata=text())
    """Who wrote it, as it says."""
    published: When | None = field(default=None, converter=to_when, metadata=value(When, fault_of_when))
    """Day on which it was published."""
    retrieved: When | None = field(default=None, converter=to_when, metadata=value(When, fault_of_when))
    """Day on which it was fetched."""
    url: str | None = field(default=None, metadata=text())
    """Web address."""
    language: str | None = field(default=None, metadata=text())
    """Language of the text, a tag of BCP 47 (`en`, `ru`, `kk`)."""
    licence: str | None = field(default=None, metadata=text())
    """Licence of the text or the data."""
    via: str | None = field(default=None, metadata=text())
    """The agency or outlet that it credits."""
    sha256: str | None = field(default=None, metadata=digest())
    """SHA-256 of its whole text in UTF-8, by which a text is known to be this source's."""
    length: int | None = field(default=None, metadata=count())
    """Length of its whole text in code points."""

    def __str__(self) -> str:
        name = self.title or self.publisher or self.id
        return name if self.published is None else f"{name}, {self.published}"


def not_itself(*names: str) -> Rule:
    """The rule that a record may not refer to itself in these fields.

    >>> not_itself("within").fields
    ('within',)
    """

    def broken(self: Any) -> Problem | None:
        for name in names:
            found = getattr(self, name)
            if found == self.id or (isinstance(found, tuple) and self.id in found):
                return Problem(code="reference.itself", place=name, found=show(self.id), expected="another record")
        return None

    return Rule(names, broken, " and ".join(f"not self.{name}" for name in names))


attrs.resolve_types(Citation, {"Ref": Ref, "Source": Source})
