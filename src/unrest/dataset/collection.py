"""A dataset: records with their ids as keys, what the collection is called, and what it leaves out."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

import attrs
from attrs import field, frozen

from .. import constraint
from ..article import Article
from ..constraint import check, reference, text
from ..construction import Constructed
from ..errors import InvalidDataset, NotFound, Problem, counted, show
from ..query import known_on, known_since
from ..query.claim import CLAIMS
from ..query.predicate import kind_names, refuse
from ..records import (
    CLAIM_KINDS,
    KINDS,
    Actor,
    Claim,
    Place,
    Record,
    Ref,
    Source,
    Statement,
    Statistic,
    Subject,
)
from ..rows import Rows, only_row, to_rows
from ..source import identities, identity
from ..when import When
from .given import in_canonical_order, placed_article, to_articles
from .kind import OfKinds
from .merge import united
from .sequence import kept, likely
from .standing import removals

# The methods that hand on import their modules, which stand below this one, when they are called.
if TYPE_CHECKING:
    from datetime import date

    from ..reports import Incidents
    from ..rules import Check
    from ..vocabulary import Group, Measure
    from .history import History, Timeline

__all__ = ["Dataset"]

K = TypeVar("K", bound=Record)

_ROWS = constraint.value(Rows, many=True)
_DESCRIPTION = ("name", "title", "description", "licence", "version")


@frozen(repr=False)
class Dataset(Constructed, OfKinds):
    """Records with their ids as keys, in one order, with what the collection is called and what it leaves out.

    Two equal records under one id are one.
    Two datasets are equal where their records, their descriptions and what they leave out are; texts do not count.
    A reference to nothing is allowed here and reported by `check`.

    Raises:
        InvalidDataset: for what is no record, and for two unequal records under one id.

    >>> denial = Statement("statement:s", act="denies", speaker="actor:a")
    >>> dataset = Dataset([denial, Actor("actor:a", name="Ministry")])
    >>> dataset
    Dataset(1 actor, 1 statement)
    >>> dataset["actor:a"]
    Actor('actor:a', name=Ministry)
    """

    _records: tuple[Record, ...] = field(default=(), alias="records", converter=in_canonical_order)
    name: str | None = field(default=None, kw_only=True, metadata=text())
    """What it is loaded by."""
    title: str | None = field(default=None, kw_only=True, metadata=text())
    """What it is called."""
    description: str | None = field(default=None, kw_only=True, metadata=text())
    """What it holds and how it came about."""
    licence: str | None = field(default=None, kw_only=True, metadata=text())
    """Licence of the coded records."""
    version: str | None = field(default=None, kw_only=True, metadata=text())
    """Its release."""
    outside: "tuple[Ref[Claim], ...]" = field(
        default=(),
        kw_only=True,
        converter=identities,
        metadata=reference(Ref, *CLAIM_KINDS, many=True),
    )
    """Ids of claims that belong to it and were left out by a question."""
    rows: tuple[Rows, ...] = field(default=(), kw_only=True, converter=to_rows, metadata=_ROWS)
    """The rows of outside files that its records were read from, cell for cell."""
    articles: tuple[Article, ...] = field(default=(), kw_only=True, converter=to_articles, eq=False)
    """The texts that came with it, each of a source in it."""
    _by_id: dict[str, Record] = field(init=False, eq=False)
    _by_kind: dict[str, tuple[Any, ...]] = field(init=False, eq=False)
    # What was made when it was first asked for: all claims in one tuple, and calendars of claims.
    _made: dict[Any, Any] = field(init=False, eq=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        by_id = {record.id: record for record in self._records}
        by_class: dict[type, list[Record]] = {cls: [] for cls in KINDS.values()}
        for record in self._records:
            by_class[type(record)].append(record)
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_by_kind", {kind: tuple(by_class[cls]) for kind, cls in KINDS.items()})
        check(self, InvalidDataset)
        if inside := [each for each in self.outside if each in by_id]:
            expected = "ids of claims that are not in it"
            raise InvalidDataset(Problem(code="dataset.outside", place="outside", found=inside[0], expected=expected))
        placed = {each.source.id: each for each in (placed_article(each, self.sources) for each in self.articles)}
        object.__setattr__(self, "articles", tuple(placed.values()))

    # What is in it.

    @overload
    def __getitem__(self, ref: Ref[K]) -> K: ...
    @overload
    def __getitem__(self, ref: str) -> Record: ...
    def __getitem__(self, ref: str) -> Any:
        found = self._by_id.get(ref) if isinstance(ref, str) else None
        if found is None:
            raise self._absent(ref)
        return found

    def _absent(self, ref: object) -> NotFound:
        hint = likely(ref, self._by_id) if isinstance(ref, str) else None
        if ref in self.outside:
            hint = "it was left out by a question: ask the whole dataset"
        expected = "the id of a record of this dataset"
        found = show(str(ref) if isinstance(ref, str) else ref)
        return NotFound(Problem(code="reference.unknown", found=found, expected=expected, hint=hint))

    @overload
    def get(self, ref: None) -> None: ...
    @overload
    def get(self, ref: Ref[K]) -> K: ...
    @overload
    def get(self, ref: str) -> Record: ...
    @overload
    def get(self, ref: "Ref[K] | None") -> K | None: ...
    @overload
    def get(self, ref: str | None) -> Record | None: ...
    def get(self, ref: str | None) -> Any:
        """The record behind a reference; None for None only.

        Raises:
            NotFound: for an id that is not there.

        >>> Dataset().get(None) is None
        True
        """
        return None if ref is None else self[ref]

    def __contains__(self, found: object) -> bool:
        """Whether a record, or a record with this id, is in it."""
        if isinstance(found, str):
            return found in self._by_id
        return type(found) in KINDS.values() and self._by_id.get(cast(Record, found).id) == found

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __repr__(self) -> str:
        return f"Dataset({', '.join([repr(self.name), *self._counts()][not self.name :])})"

    def __str__(self) -> str:
        return "\n  ".join([": ".join(filter(None, (self.name, self.title))) or "Dataset", *self._counts()])

    def _repr_html_(self) -> str:
        from ..sketch import sketched

        return sketched(self)

    def _counts(self) -> list[str]:
        held = [counted(len(found), kind) for kind, found in self._by_kind.items() if found] or ["no records"]
        return held + [f"{counted(len(self.outside), 'claim')} left out"] * bool(self.outside)

    # Two of them.

    def __or__(self, other: "Dataset") -> "Dataset":
        """The records of both.

        A source, place or actor under one id unites its tuples, and an absent value yields to a present one.
        Of name, title, description, licence and version the merge has what both have.

        Raises:
            InvalidDataset: for two unequal claims under one id, and for two values of a field that holds one.

        >>> Dataset([Place("place:a", name="A")]) | Dataset([Place("place:a", name="A", kind="area")])
        Dataset(1 place)
        """
        if not isinstance(other, Dataset):
            return NotImplemented
        records = united(self, other)
        inside = {record.id for record in records}
        shared = {name: getattr(self, name) for name in _DESCRIPTION if getattr(self, name) == getattr(other, name)}
        return Dataset(
            records,
            outside=[each for each in (*self.outside, *other.outside) if each not in inside],
            rows=(*self.rows, *other.rows),
            articles=(*self.articles, *other.articles),
            **shared,
        )

    # Texts.

    def with_article(self, article: Article) -> "Dataset":
        """The same dataset with the text of one of its sources, which is found by the SHA-256 of the text.

        Raises:
            NotFound: where no source has the digest of this text; the message names both.

        >>> from unrest.source import sha256_of
        >>> words = " date 2022-01-29 \\n\\nTwo were hurt."
        >>> source = Source("source:x", sha256=sha256_of(words))
        >>> len(Dataset([source]).with_article(Article(source, words)).articles)
        1
        """
        if not isinstance(article, Article):
            raise refuse("dataset.article", show(article), "an Article, as read_article gives it")
        return attrs.evolve(self, articles=(*self.articles, article))

    def article_of(self, source: "Source | str") -> Article | None:
        """The text of a source, where it came with the dataset.

        Raises:
            NotFound: for a source that is not in the dataset.

        >>> Dataset([Source("source:x")]).article_of("source:x") is None
        True
        """
        wanted = self[cast("Ref[Source]", identity(source))].id
        return next((article for article in self.articles if article.source.id == wanted), None)

    # Who said it, and since when it is known.

    def chain(self, claim: "Claim | str") -> tuple[Statement, ...]:
        """The statements that carry a claim, from the one that it was said in to the outermost.

        Raises:
            NotFound: where one of them is not in the dataset.
            InvalidDataset: where they go in a circle.

        >>> inner, outer = Ref[Statement]("statement:in"), Statement("statement:out", act="relays")
        >>> dataset = Dataset([outer, Statement(inner, act="asserts", stated_in=outer)])
        >>> [statement.id for statement in dataset.chain(inner)]
        ['statement:out']
        """
        start = self._claim(claim)
        found: dict[str, Statement] = {}
        here = start.stated_in
        while here is not None:
            if here == start.id or here in found:
                told = " in ".join([start.id, *found, here])
                expected = "statements that end in one of the source's own"
                raise InvalidDataset(
                    Problem(code="chain.circle", place="stated_in", found=told, expected=expected, record=start.id)
                )
            found[here] = statement = self[here]
            here = statement.stated_in
        return tuple(found.values())

    def _claim(self, claim: "Claim | str") -> Claim:
        found = self[claim] if isinstance(claim, str) else claim
        if not isinstance(found, Claim):
            raise refuse("query.kind", type(found).__name__, f"a claim: {kind_names(CLAIMS)}")
        return found

    def speaker(self, claim: "Claim | str") -> Actor | None:
        """Who says it: of a statement its own speaker, of another claim that of the statement in which it was said.

        None where the source tells it in its own voice, or names nobody.

        Raises:
            NotFound: where the statement or the speaker is not in the dataset.

        >>> from unrest.records import Event
        >>> said = Statement("statement:s", act="asserts", speaker="actor:a")
        >>> dataset = Dataset([said, Actor("actor:a", name="Ministry")])
        >>> dataset.speaker(Event("event:e", stage="accomplished", stated_in=said))
        Actor('actor:a', name=Ministry)
        """
        found = self._claim(claim)
        told = found if isinstance(found, Statement) else self.get(found.stated_in)
        return None if told is None else self.get(told.speaker)

    def known_since(self, claim: "Claim | str") -> "date | None":
        """The first day on which a claim was certainly public; None where no such day follows from what is coded.

        Raises:
            NotFound: where a statement or source that decides it is not in the dataset.

        >>> Dataset([Statement("statement:s", act="asserts", said="2022-01")]).known_since("statement:s")
        datetime.date(2022, 1, 31)
        """
        return known_since(self._claim(claim), self)

    def raw(self, record: "Record | str") -> dict[str, str]:
        """The cells of the row that a record was read from, as they stand in the file, by the names of the columns.

        Raises:
            NotFound: for a record that was read from no row, or from one that is not kept.
            Ambiguous: for a record that was read from several.

        >>> from unrest.records import Coding, Event
        >>> from unrest.rows import Row, Rows
        >>> rows = Rows(dataset="ucdp_ged", columns=["id", "best"], rows=[Row("7", ["7", "12"])])
        >>> event = Event("event:7", stage="accomplished", codings=[Coding(dataset="ucdp_ged", row="7")])
        >>> Dataset([event], rows=rows).raw(event)
        {'id': '7', 'best': '12'}
        """
        return only_row(self.rows, self[record] if isinstance(record, str) else record)

    # Questions.

    def where(self, *tests: Callable[[Claim], bool]) -> "Dataset":
        """A dataset of the claims that pass every test, with all actors, places and sources.

        The ids of claims that were left out stand in `outside`.

        >>> from unrest.records import Event
        >>> from unrest.query import value
        >>> dataset = Dataset([Event("event:a", stage="planned"), Event("event:b", stage="accomplished")])
        >>> dataset.where(value("stage") == "planned")
        Dataset(1 event, 1 claim left out)
        """
        return self._narrowed(kept(tests, self.claims, self, CLAIMS))

    def _narrowed(self, claims: tuple[Claim, ...]) -> "Dataset":
        """The dataset of some of its claims, in their order; what was checked once is not checked again."""
        by_kind = dict(self._by_kind)
        for kind in CLAIM_KINDS:
            cls = KINDS[kind]
            by_kind[kind] = tuple(claim for claim in claims if type(claim) is cls)
        records = tuple(record for kind in KINDS for record in by_kind[kind])
        by_id = {record.id: record for record in records}
        # References are dear to make, and the next question leaves out the same claims.
        if "ids" not in self._made:
            self._made["ids"] = self.claims.ids
        left_out = [each for each in self._made["ids"] if each not in by_id]
        narrowed = copy(self)
        made = {"_records": records, "_by_id": by_id, "_by_kind": by_kind, "_made": {}}
        for name, found in (made | {"outside": tuple(sorted((*self.outside, *left_out)))}).items():
            object.__setattr__(narrowed, name, found)
        return narrowed

    def known_on(self, day: "date | When | str") -> "Dataset":
        """What was certainly public on a day, the day itself included.

        A claim is public from the day on which its outermost statement was said, or a source of either was published.

        Raises:
            InvalidQuery: for anything but one full day.

        >>> dataset = Dataset([Statement("statement:s", act="asserts", said="2022-01-05")])
        >>> len(dataset.known_on("2022-01-05").claims), len(dataset.known_on("2022-01-04").claims)
        (1, 0)
        """
        return self.where(known_on(day))

    def standing(self, on: "date | When | str | None" = None) -> "Dataset":
        """What was known on a day and stood: less what had been superseded or withdrawn by then.

        A claim falls where a known, standing, asserted, accomplished Statistic supersedes it, or where a known,
        standing, asserted Statement withdraws it or any Statement of its chain.
        A denial or a correction removes nothing; it stands beside the claim.
        Without a day all claims count as known.

        Raises:
            InvalidQuery: for anything but one full day, and where claims were left out by a question: what withdraws
                one that stayed may be among them.

        >>> figure = Statistic("statistic:dead", measure="deaths", quantity=164, stage="accomplished")
        >>> taken_back = Statement("statement:s", act="withdraws", targets=[figure])
        >>> Dataset([figure, taken_back]).standing().claims.ids
        (Ref('statement:s'),)
        """
        if self.outside:
            hint = "ask the whole dataset for what stands, and where() of what comes of it"
            found = f"a dataset without {counted(len(self.outside), 'claim')} that a question left out"
            raise refuse("query.whole", found, "all claims, for any of them may withdraw another", hint)
        known = self.claims if on is None else self.claims.where(known_on(on))
        fallen = removals(known, self)
        return self._narrowed(tuple(claim for claim in known if claim.id not in fallen))

    def timeline(self) -> "Timeline":
        """The claims in the order in which they became public, each with when it happened; those of no day apart.

        >>> Dataset([Statement("statement:s", act="asserts", said="2022-01-05")]).timeline()
        Timeline(1 placed, 0 of no known day)
        """
        from .history import timeline

        return timeline(self)

    def history(
        self,
        measure: "Measure | str",
        *,
        about: "Subject | str | None" = None,
        of_whom: "Group | Actor | str | None" = None,
        at: "Place | str | None" = None,
        where: Callable[[Statistic], bool] | None = None,
    ) -> "History":
        """How a figure developed: who gave it on which day, up or down, what was superseded, withdrawn or denied.

        `where` is one more question to the figures: `~value("of_whom").present` for those that count no one group.

        Each figure is compared with the last one of the same thing that stood on an earlier day: with the same measure,
        unit, `of_whom`, `counted`, `about`, place and `incident`.

        Raises:
            InvalidQuery: for a measure or group that is none.
            NotFound: for a subject or a place that is not in the dataset.

        >>> Dataset().history("deaths")
        History(0 steps, 0 of no known day)
        """
        from .history import figure_questions, history

        asked = figure_questions(measure, about=about, of_whom=of_whom, at=at)
        return history(self, self.statistics.where(*asked, *([] if where is None else [where])))

    def incidents(self, *, of: str = "events") -> "Incidents":
        """The incidents that are coded: events by their `incident`, or with `of="figures"` figures of the same thing.

        >>> from unrest.records import Event
        >>> Dataset([Event("event:a", stage="planned", incident="march")]).incidents()
        Incidents(1, 0 reports of none)
        """
        from ..reports import incidents

        return incidents(self, of=of)

    # Handing on.

    def check(self, *articles: Article) -> "Check":
        """Every problem that needs several records or the texts to be seen, all of them in one pass.

        >>> from unrest.records import Event
        >>> len(Dataset([Event("event:a", stage="planned", stated_in="statement:gone")]).check().problems)
        1
        """
        from ..rules import check

        return check(self, (*self.articles, *articles))

    def to_json(self) -> str:
        """The dataset as JSON, one record a line, the same for the same records.

        >>> Dataset.from_json(Dataset(name="empty").to_json()) == Dataset(name="empty")
        True
        """
        from ..codec import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> "Dataset":
        """The dataset that a JSON text holds.

        Raises:
            InvalidDataset: with every fault of the text.

        >>> Dataset.from_json(Dataset().to_json())
        Dataset(no records)
        """
        from ..codec import from_json

        return from_json(text)

    def to_arrow(self) -> "dict[str, Any]":
        """The dataset as Arrow tables, one of each kind of record, without loss (extra `arrow`).

        >>> list(Dataset().to_arrow())[:3]
        ['sources', 'places', 'actors']
        """
        from ..tables import to_arrow

        return to_arrow(self)

    def to_pandas(self) -> "dict[str, Any]":
        """The same tables as data frames of pandas (extra `pandas`).

        >>> len(Dataset([Place("place:oslo", name="Oslo")]).to_pandas()["places"])
        1
        """
        from ..tables.frame import pandas_of

        return {name: pandas_of(table) for name, table in self.to_arrow().items()}

    def to_polars(self) -> "dict[str, Any]":
        """The same tables as data frames of Polars (extra `polars`).

        >>> len(Dataset([Place("place:oslo", name="Oslo")]).to_polars()["places"])
        1
        """
        from ..tables.frame import polars_of

        return {name: polars_of(table) for name, table in self.to_arrow().items()}

    @classmethod
    def from_arrow(cls, tables: "Mapping[str, Any]") -> "Dataset":
        """The dataset that tables hold, each under its name: of pyarrow, pandas, Polars, or any with the PyCapsules.

        Raises:
            InvalidDataset: with every fault of the tables.

        >>> Dataset.from_arrow(Dataset(name="empty").to_arrow())
        Dataset('empty', no records)
        """
        from ..tables import from_arrow

        return from_arrow(tables)

    def save(self, path: "str | PathLike[str]") -> None:
        """Write the dataset to a file, wholly or not at all.

        >>> import tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Dataset(name="empty").save(pathlib.Path(folder) / "empty.json")
        """
        from ..codec import save

        save(self, path)
