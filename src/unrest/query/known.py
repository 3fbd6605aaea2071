"""Since when a claim is public: certainly, possibly, and by what was published."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from ..edtf import NEVER
from ..errors import show
from ..records import KINDS, Claim, Record, Ref, Source, Statement
from ..when import When
from .claim import claims_only, needed
from .comprehension import Constants, either_kind, only
from .predicate import Kinds, Predicate, Test, by_kind, refuse, told_at
from .speech import chains
from .value import as_day

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "KnownOn",
    "PossiblyKnownOn",
    "PublishedUntil",
    "full_day",
    "known_dates",
    "known_on",
    "known_since",
    "possibly_known_on",
    "published_until",
]


def _certainly_from(day: When | None) -> int:
    return NEVER if day is None else day._certain[3]


def _possibly_from(day: When | None) -> int:
    return -NEVER if day is None else day._possible[0]


class _Days(dict[str, int]):
    """The days of records by their ids, each found when it is first asked for."""

    __slots__ = ("find",)

    def __init__(self, find: Callable[[str], int]) -> None:
        self.find = find

    def __missing__(self, key: str) -> int:
        self[key] = day = self.find(key)
        return day


def _published(dataset: "Dataset", read: Callable[[When | None], int]) -> _Days:
    """The days on which sources were published."""
    return _Days(lambda source: read(cast(Source, dataset[source]).published))


def _told(dataset: "Dataset", read: Callable[[When | None], int], published: _Days) -> _Days:
    """From which days what was said in a statement is public: that of its outermost statement."""

    def day(told: str) -> int:
        statement = dataset[cast("Ref[Statement]", told)]
        outermost = statement if statement.stated_in is None else dataset.chain(statement)[-1]
        return min([read(outermost.said), *(published[each.source] for each in outermost.citations)])

    return _Days(day)


def known_since(claim: Claim, dataset: "Dataset") -> date | None:
    """The first day on which a claim was certainly public; None where no such day follows from what is coded.

    It is public from the day on which its outermost statement was certainly said, or on which a source that it or that
    statement cites was certainly published, whichever comes first.

    Raises:
        NotFound: where a statement or source that decides it is not in the dataset.
        InvalidDataset: where its statements go in a circle.

    >>> from unrest.dataset import Dataset
    >>> said = Statement("statement:s", act="asserts", said="2022-01-05")
    >>> known_since(said, Dataset([said]))
    datetime.date(2022, 1, 5)
    """
    return known_dates(dataset)(claim)


def known_dates(dataset: "Dataset") -> Callable[[Claim], date | None]:
    """A function that gives what `known_since` gives, for many claims of one dataset.

    >>> from unrest.dataset import Dataset
    >>> said = Statement("statement:s", act="asserts", said="2022-01-05")
    >>> known_dates(Dataset([said]))(said)
    datetime.date(2022, 1, 5)
    """
    published = _published(dataset, _certainly_from)
    told = _told(dataset, _certainly_from, published)

    def since(claim: Claim) -> date | None:
        days = [published[each.source] for each in claim.citations]
        if claim.stated_in is not None:
            days.append(told[claim.stated_in])
        elif isinstance(claim, Statement):
            days.append(_certainly_from(claim.said))
        day = min(days, default=NEVER)
        return None if day >= NEVER else date.fromordinal(day)

    return since


def full_day(day: "date | When | str") -> date:
    """The one full day that a question names.

    Raises:
        InvalidQuery: for anything else: a month, a day and its time, a span.

    >>> full_day("2022-01-26")
    datetime.date(2022, 1, 26)
    """
    full = day.exact_day if isinstance(day, When) else as_day(day)
    if full is None:
        raise refuse("query.day", show(day), "one full day, 2022-01-26")
    return full


def _public_text(dataset: "Dataset", kinds: Kinds, day: int, constants: Constants, *, certain: bool) -> str:
    """Python that says whether a claim `r` is public on a day: it ends with the first reason that it finds."""
    read = _certainly_from if certain else _possibly_from
    published = _published(dataset, read)
    told, by, last = (constants.name(each) for each in (_told(dataset, read, published), published, day))
    by_source = (
        f"(c := r.citations) and ({by}[c[0].source] <= {last}"
        f" or (len(c) > 1 and any({by}[each.source] <= {last} for each in c)))"
    )
    # Where nothing says when: certainly public on no day, possibly on any.
    if certain:
        said, alone = f"(s := r.said) is not None and s._certain[3] <= {last}", "False"
    else:
        said, alone = f"(s := r.said) is None or s._possible[0] <= {last}", "not r.citations"
    texts = {
        kind: f"(({said if kind is Statement else alone}) if r.stated_in is None else {told}[r.stated_in] <= {last})"
        f" or ({by_source})"
        for kind in kinds
    }
    return either_kind(texts, constants)


def _days_told(claim: Claim, dataset: "Dataset") -> str:
    """What a claim can be known by, in words."""
    chain = dataset.chain(claim)
    told = claim if isinstance(claim, Statement) and not chain else chain[-1] if chain else None
    days = [] if told is None else [f"{told_at(told, 'said')} ({told.id})"]
    citations = claim.citations if told is None else (*claim.citations, *told.citations)
    for source in sorted({citation.source for citation in citations}):
        days.append(f"{told_at(dataset[source], 'published')} ({source})")
    return "; ".join(days) or "nothing says when it was said or published"


@frozen(repr=False)
class KnownOn(Predicate):
    """Whether a claim was certainly public on a day.

    >>> KnownOn(date(2022, 1, 26))
    known_on('2022-01-26')
    """

    day: date = field()
    """The day, itself included."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to the claims of a dataset."""
        constants = Constants()
        return only(self.expression(dataset, kinds, constants), constants)

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The days of its statement and of its sources compared with this one."""
        claims_only(self, kinds)
        return _public_text(needed(self, dataset), kinds, self.day.toordinal(), constants, certain=True)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """The days on which it was said or published."""
        return _days_told(record, needed(self, dataset))

    def __repr__(self) -> str:
        return f"known_on({self.day.isoformat()!r})"


def known_on(day: "date | When | str") -> Predicate:
    """Claims that were certainly public on this day, the day itself included.

    Public means that the outermost statement was said, or a source that it or the claim cites was published.
    A claim without any such day is not certainly known on any.

    Raises:
        InvalidQuery: for anything but one full day, and when it is asked of records that are no claims.

    >>> known_on("2022-01-26")
    known_on('2022-01-26')
    """
    return KnownOn(full_day(day))


@frozen(repr=False)
class PossiblyKnownOn(Predicate):
    """Whether a claim may have been public on a day.

    >>> PossiblyKnownOn(date(2022, 1, 26))
    possibly_known_on('2022-01-26')
    """

    day: date = field()
    """The day, itself included."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to the claims of a dataset."""
        constants = Constants()
        return only(self.expression(dataset, kinds, constants), constants)

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The days of its statement and of its sources compared with this one."""
        claims_only(self, kinds)
        return _public_text(needed(self, dataset), kinds, self.day.toordinal(), constants, certain=False)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """The days on which it was said or published."""
        return _days_told(record, needed(self, dataset))

    def __repr__(self) -> str:
        return f"possibly_known_on({self.day.isoformat()!r})"


def possibly_known_on(day: "date | When | str") -> Predicate:
    """Claims that may have been public on this day, the day itself included.

    A statement whose day is not coded, or a source whose publication is not, may be of any day: what rests on one may
    have been known always.

    Raises:
        InvalidQuery: for anything but one full day, and when it is asked of records that are no claims.

    >>> from unrest.dataset import Dataset
    >>> dataset = Dataset([Statement("statement:s", act="asserts", said="2022-01")])
    >>> len(dataset.where(possibly_known_on("2022-01-05")).claims), len(dataset.known_on("2022-01-05").claims)
    (1, 0)
    """
    return PossiblyKnownOn(full_day(day))


@frozen(repr=False)
class PublishedUntil(Predicate):
    """Whether a source was certainly published by a day, or a record stands in one that was.

    >>> PublishedUntil(date(2022, 1, 26))
    published_until('2022-01-26')
    """

    day: date = field()
    """The day, itself included."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to records of a dataset; a source alone needs none."""
        day = self.day.toordinal()

        def own(source: Source) -> bool:
            return _certainly_from(source.published) <= day

        if kinds == (Source,):
            return own
        whole = needed(self, dataset)
        published, outer = _published(whole, _certainly_from), chains(whole)

        def cited(record: Record) -> bool:
            return any(published[each.source] <= day for each in record.citations)

        def claimed(claim: Claim) -> bool:
            chain = outer(claim)
            return cited(claim) or (bool(chain) and cited(chain[-1]))

        tests: dict[type[Record], Test] = dict.fromkeys(kinds, claimed)
        tests |= {KINDS["source"]: own, KINDS["place"]: cited, KINDS["actor"]: cited}
        return by_kind({kind: tests[kind] for kind in kinds})

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """The days on which its sources were published."""
        if isinstance(record, Source):
            return told_at(record, "published")
        whole = needed(self, dataset)
        outermost = whole.chain(record)[-1:] if isinstance(record, Claim) else []
        citations = [citation for each in (record, *outermost) for citation in each.citations]
        sources = sorted({citation.source for citation in citations})
        told = [f"{told_at(whole[source], 'published')} ({source})" for source in sources]
        return "; ".join(told) or "it cites no source"

    def __repr__(self) -> str:
        return f"published_until({self.day.isoformat()!r})"


def published_until(day: "date | When | str") -> Predicate:
    """Sources that were certainly published by this day, and records that such a source gives.

    A claim is given by what it or its outermost statement cites, an actor or a place by what it cites.
    A source whose publication is not coded is not certainly published by any day.

    Raises:
        InvalidQuery: for anything but one full day.

    >>> published_until("2022-01-29")(Source("source:x", published="2022-01"))
    False
    """
    return PublishedUntil(full_day(day))
