"""All that a dataset tells, in the order of its texts: who said what, what a source tells itself, who and where."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, field, frozen

from ..dataset import Dataset
from ..prose.entry import Entry, heading, wrapped
from ..prose.names import Names
from ..prose.phrase import counted, day, joined, quoted
from ..prose.teller import Teller
from ..prose.verb import participle
from ..records import Actor, Citation, Claim, Place, Record, Source, Statement
from ..source import kind_of
from ..when import When
from .datasets import held

__all__ = ["Page"]

_LATER = (1 << 62, 1 << 62)
_LEGEND = {
    "characters 17-170": "where it is written: characters of the whole text, counted from 0, the last one not included",
    "[actor:name]": "the id of a record, to go on with",
    "not stated": "looked for, and the text does not give it",
    "not coded": "not looked for",
    "*": "concluded by the coder, not written there",
}
_COLUMN = 19


@frozen
class Page:
    """A dataset as it is shown: the whole one, what of it is shown, and which kind of record.

    >>> print(*Page(Dataset(name="empty"), Dataset(name="empty")).lines(60), sep="\\n")
    empty: a dataset without a title
    no records
    """

    dataset: Dataset = field()
    """The whole dataset, for the names."""
    shown: Dataset = field()
    """What is shown of it."""
    kind: str | None = field(default=None)
    """The one kind of record that is shown; None means all."""
    day: date | None = field(default=None)
    """The day on which what is shown was known."""
    _teller: Teller = field(init=False)
    _order: dict[str, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_teller", Teller(Names(self.dataset)))
        sources = sorted(self.dataset.sources, key=_published)
        object.__setattr__(self, "_order", {source.id: i for i, source in enumerate(sources)})

    def lines(self, width: int) -> Iterator[str]:
        """The page in lines of at most this many columns.

        >>> len(list(Page(Dataset(), Dataset()).lines(60)))
        2
        """
        yield from self._head(width)
        told = list(self._only(self.kind, width) if self.kind else self._all(width))
        if told:
            yield from self._legend(width)
        elif self.kind:
            told = ["", f"no records of kind {self.kind}"]
        yield from told

    # The head.

    def _head(self, width: int) -> Iterator[str]:
        dataset = self.dataset
        name = [dataset.name] if dataset.name else []
        yield from wrapped(": ".join([*name, dataset.title or "a dataset without a title"]), width)
        if dataset.description:
            yield from wrapped(dataset.description, width)
        coders = sorted({each.coder for record in dataset for each in record.codings if each.coder})
        facts = [
            held(dataset),
            f"licence: {dataset.licence}" if dataset.licence else "",
            f"version: {dataset.version}" if dataset.version else "",
            f"coded by {joined(coders)}" if coders else "",
            f"{counted(len(dataset.outside), 'claim')} left out of this file" if dataset.outside else "",
        ]
        yield from wrapped("; ".join(filter(None, facts)), width)
        if self.day is not None:
            yield from ("", *wrapped(self._known(self.day), width))

    def _known(self, on: date) -> str:
        """What is left out because of the day, counted aloud."""
        left = [claim for claim in self.dataset.claims if claim.id not in self.shown]
        since = sorted(found for claim in left if (found := self.dataset.known_since(claim)) is not None)
        undated = len(left) - len(since)
        later = joined(f"{count:,} on {_day(each)}" for each, count in Counter(since).items()) if since else ""
        none = "claim has no day at all and is" if undated == 1 else "claims have no day at all and are"
        return (
            f"Known on {_day(on)}, that day included: {len(self.shown.claims):,} of"
            f" {counted(len(self.dataset.claims), 'claim')}."
            f" {counted(len(since), 'claim')} became known later{f': {later}' if later else ''}."
            f" {undated:,} {none} left out."
            " A claim is known from the day on which it was said, or on which a source of it was published."
        )

    def _legend(self, width: int) -> Iterator[str]:
        yield ""
        for sign, meaning in _LEGEND.items():
            if sign != "*" or sign in self._teller.legend.used:
                yield from wrapped(meaning, width, sign.ljust(_COLUMN), " " * _COLUMN)

    # What is told.

    def _all(self, width: int) -> Iterator[str]:
        yield from self._section("Source" if len(self.shown.sources) == 1 else "Sources", self._sources(), width)
        yield from self._said(width, inside=True)
        yield from self._section("Said in statements that are not shown", self._orphans(), width)
        yield from self._own_voice(width)
        yield from self._background(width)

    def _only(self, kind: str, width: int) -> Iterator[str]:
        if kind == "statement":
            yield from self._said(width, inside=False)
        elif kind == "source":
            yield from self._section("Sources", self._sources(), width)
        elif kind in ("actor", "place"):
            yield from self._section(f"{kind.capitalize()}s", map(self._teller.entry, self._named(kind)), width)
        else:
            claims = [claim for claim in self._claims() if kind_of(claim.id) == kind]
            yield from self._section(f"{kind.capitalize()}s", map(self._with_teller, claims), width)

    def _section(self, title: str, entries: Iterable[Entry], width: int) -> Iterator[str]:
        """A heading and entries, or nothing where there are none."""
        lines = [("", *entry.lines(width)) for entry in entries]
        if lines:
            yield from heading(title, width)
            yield from (line for each in lines for line in each)

    def _sources(self) -> Iterator[Entry]:
        return map(self._teller.entry, sorted(self.shown.sources, key=lambda source: self._order[source.id]))

    def _claims(self) -> list[Claim]:
        """The claims that are shown, in the order in which the texts have them."""
        return sorted(self.shown.claims, key=self._place)

    def _place(self, claim: Claim) -> tuple[tuple[int, int], str]:
        places = [(self._order.get(each.source, _LATER[0]), _start(each)) for each in claim.citations]
        return min(places, default=_LATER), claim.id

    # Who said what.

    def _said(self, width: int, *, inside: bool) -> Iterator[str]:
        speakers: dict[tuple[str, str], list[Statement]] = {}
        for claim in self._claims():
            if isinstance(claim, Statement):
                speakers.setdefault(_speaker(claim), []).append(claim)
        if speakers:
            yield from heading("Who said what", width)
        carried = self._carried() if inside else {}
        for told in speakers.values():
            mark = f" [{told[0].speaker}]" if told[0].speaker else ""
            yield from ("", *wrapped(f"{self._teller.speaker(told[0])}{mark}", width))
            for entry in self._statements(told, carried):
                yield from ("", *entry.lines(width, 2))

    def _statements(self, told: list[Statement], carried: dict[str, list[Record]]) -> Iterator[Entry]:
        """The statements of one speaker, each over what it carries; of one utterance what is alike is told once."""
        spoken: dict[str, Entry] = {}
        for statement in told:
            below = carried.get(statement.id, [])
            entry = self._teller.entry(statement, [record.id for record in below])
            if statement.utterance is not None:
                first = spoken.setdefault(statement.utterance, entry)
                entry = entry if first is entry else _continued(first, entry)
            follows = " what follows" if below and statement.content is None else ""
            inside = [self._below(statement, record) for record in below]
            yield evolve(entry, title=entry.title + follows, inside=inside)

    def _carried(self) -> dict[str, list[Record]]:
        """What each statement carries: claims in the order of the texts, then labels that are its speaker's word."""
        found: dict[str, list[Record]] = {}
        for record in (*self._claims(), *self.shown.actors):
            if record.stated_in is not None:
                found.setdefault(record.stated_in, []).append(record)
        return found

    def _below(self, statement: Statement, record: Record) -> Entry:
        if isinstance(record, Actor):
            return Entry(f"the speaker's own label: {quoted(self._teller.names.of(record.id))}").below()
        if isinstance(record, Statement):
            return Entry(f"hands on: {self._teller.names.of(record.id)}").below()
        entry = self._teller.entry(record)
        if not statement.act.asserting:
            entry = evolve(entry, title=f"{participle(statement.act)}, not asserted: {entry.title}")
        return entry.below()

    def _orphans(self) -> Iterator[Entry]:
        for claim in self._claims():
            if claim.stated_in is not None and claim.stated_in not in self.shown and not isinstance(claim, Statement):
                entry = self._teller.entry(claim)
                yield evolve(entry, quiet=[f"said in [{claim.stated_in}]", *entry.quiet])

    def _with_teller(self, claim: Claim) -> Entry:
        entry = self._teller.entry(claim)
        shown = claim.stated_in is None or claim.stated_in in self.shown
        told = self._teller.names.told_by(claim) if shown else f"said in [{claim.stated_in}]"
        return evolve(entry, about=[told, *entry.about])

    # What the sources tell themselves, who, and where.

    def _own_voice(self, width: int) -> Iterator[str]:
        several = len(self.shown.sources) > 1
        voices: dict[int, list[Claim]] = {}
        for claim in self._claims():
            if claim.stated_in is None and not isinstance(claim, Statement):
                voices.setdefault(self._place(claim)[0][0] if several else 0, []).append(claim)
        names = {place: self._teller.names.of(ref) for ref, place in self._order.items()} if several else {}
        for place, claims in voices.items():
            of = f": {names.get(place, 'no source is cited')}" if several else ""
            yield from self._section(f"In the source's own voice{of}", map(self._teller.entry, claims), width)

    def _background(self, width: int) -> Iterator[str]:
        """Actors and places: all of them, or where a part is shown those that it names."""
        part = self.shown != self.dataset
        if part:
            self._follow()
        for kind in ("actor", "place"):
            named = [record for record in self._named(kind) if not part or record.id in self._teller.names.met]
            yield from self._section(f"{kind.capitalize()}s", map(self._teller.entry, named), width)

    def _follow(self) -> None:
        """Bodies and larger places that are named only by what is named belong to the list too."""
        told: set[str] = set()
        while new := self._teller.names.met - told:
            told |= new
            for ref in new:
                self._teller.entry(self.dataset[ref])

    def _named(self, kind: str) -> list[Actor | Place]:
        records: list[Actor | Place] = [*(self.shown.actors if kind == "actor" else self.shown.places)]
        return sorted(records, key=lambda record: (record.name.casefold(), record.id))


def _continued(first: Entry, entry: Entry) -> Entry:
    """A further part of one utterance; where all is alike but the place, that is said once."""
    together, alike = f"of one utterance with [{first.id}]", first.quiet[:-1]
    if not alike or not set(alike) <= set(entry.quiet):
        return evolve(entry, quiet=[together, *entry.quiet])
    rest = [each for each in entry.quiet if each not in alike]
    return evolve(entry, quiet=[f"{together} and told in the same way", *rest])


def _published(source: Source) -> tuple[date, str]:
    """A source without a day of publication stands last."""
    published = source.published.earliest if source.published is not None else None
    return published or date.max, source.id


def _start(citation: Citation) -> int:
    return _LATER[1] if citation.start is None else citation.start


def _speaker(statement: Statement) -> tuple[str, str]:
    return statement.speaker or "", "" if statement.speaker else statement.named_as or ""


def _day(found: date) -> str:
    return day(When(found.isoformat()))
