"""Strategies for articles together with what they say: each sentence is written from facts, and coded as written."""

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import field, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..article import Article
from ..dataset import Dataset
from ..records import Actor, Deployment, Event, Record, Ref, Source, Statement, Statistic
from ..source import Citation, sha256_of
from ..vocabulary import Basis, EventKind, Measure, Stage
from ..when import Period, When
from .bound import built_once, checked_count
from .text import refs

__all__ = ["articles_with_claims"]

Span = tuple[int, int]

# Invented people and bodies. What comes first is what a failing example shrinks to.
_SPEAKERS = ("Vera Lindqvist", "Сауле Нурова", "Zoë Ångström", "the O’Hara Committee", "李安", "Zoe\u0308 D'Arc")
_FORCES = ("the Harbour Guard", "the 3rd Rescue Battalion", "peacekeepers of Orlec")
_DEEDS = {
    "Dock workers stopped work": EventKind.STRIKE,
    "A crowd did not let lorries pass": EventKind.BLOCKADE,
    "«Хватит!» was shouted in the square": EventKind.PROTEST,
    "Nobody was hurt when shops burned": EventKind.PROPERTY_DESTRUCTION,
}
_COUNTED = {
    "guards were injured": Measure.INJURIES,
    "people had been detained": Measure.DETENTIONS,
    "rifles have not been found": Measure.WEAPONS_MISSING,
    "non-violent marchers died": Measure.DEATHS,
}
# How a number is hedged in words, and its text form; the words around it stand beside it in the sentence.
_HEDGES: dict[str, str] = {
    "{}": "{}",
    "at least {}": ">={}",
    "more than {}": ">{}",
    "up to {}": "<={}",
    "fewer than {}": "<{}",
    "almost {}": "<~{}",
    "about {}": "~{}",
}
_SPELLED = {"two": 2, "nineteen": 19, "forty-one": 41, "two hundred": 200, "three thousand": 3000}
_VAGUE = ("dozens of", "several", "hundreds of")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@frozen
class _Draft:
    """A text that grows, and the records that it tells of."""

    draw: DrawFn = field()
    published: date = field()
    source: "Ref[Source]" = field()
    written: list[str] = field(factory=list)
    records: list[Record] = field(factory=list)
    people: dict[str, Actor] = field(factory=dict)
    taken: "set[Ref[Any]]" = field(factory=set)

    def write(self, *words: str) -> Span:
        """Add words to the text; where they stand in it."""
        start = sum(map(len, self.written))
        self.written.extend(words)
        return start, start + sum(map(len, words))

    def cite(self, span: Span, *supports: str) -> Citation:
        start, end = span
        there = "".join(self.written)[start:end]
        quote = self.draw(st.sampled_from((None, there)))
        return Citation(self.source, start=start, end=end, digest=sha256_of(there), quote=quote, supports=supports)

    def new(self, kind: str) -> str:
        """An id that no other record has."""
        identity = self.draw(refs(kind))
        while identity in self.taken:
            identity = Ref(f"{identity}'")
        self.taken.add(identity)
        return str(identity)

    def day(self) -> tuple[str, When]:
        """The words for a day that is not after the publication, and the day."""
        day = self.draw(st.dates(date(self.published.year, 1, 1), self.published))
        month = _MONTHS[day.month - 1]
        short = {"basis": Basis.YEAR_FROM_SOURCE}, {"basis": Basis.STATED}
        forms = (
            (f"{month} {day.day}", short[0]),
            (f"{day.day} {month}", short[0]),
            (f"{month} {day.day}, {day.year}", short[1]),
            (day.isoformat(), short[1]),
        )
        words, told = self.draw(st.sampled_from(forms))
        return words, When(day.isoformat(), wording=words, **told)

    def figure(self) -> tuple[str, dict[str, Any]]:
        """The words for a number, and the fields of a Statistic that has it."""
        shape = self.draw(st.sampled_from(("digits", "spelled", "between", "vague")))
        if shape == "vague":
            words = self.draw(st.sampled_from(_VAGUE))
            return words, {"quantity": f'"{words}"'}
        if shape == "between":
            low, high = sorted(self.draw(st.tuples(st.integers(0, 999), st.integers(0, 999))))
            return f"between {low} and {high}", {"quantity": f"{low}..{high}"}
        if shape == "spelled":
            number, value = self.draw(st.sampled_from(sorted(_SPELLED.items(), key=lambda pair: pair[1])))
        else:
            value = self.draw(st.integers(0, 30_000))
            number = self.draw(st.sampled_from((str(value), f"{value:,}")))
        hedge, text = self.draw(st.sampled_from(list(_HEDGES.items())))
        return hedge.format(number), {"quantity": text.format(value)}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted(draft: _Draft, stated_in: Statement | None = None) -> None:
    """How many: "At least 19 guards were injured"."""
    words, told = draft.figure()
    noun, measure = draft.draw(st.sampled_from(list(_COUNTED.items())))
    span = draft.write(words if stated_in else _capital(words))
    end = draft.write(" ", noun)[1]
    cited = [draft.cite(span, "quantity"), draft.cite((span[0], end))]
    draft.records.append(
        Statistic(
            draft.new("statistic"),
            measure=measure,
            stage=Stage.ACCOMPLISHED,
            stated_in=stated_in,
            citations=cited,
            **told,
        )
    )


def _speaker(draft: _Draft) -> tuple[Span, Actor, str]:
    name = draft.draw(st.sampled_from(_SPEAKERS))
    span = draft.write(_capital(name))
    if name not in draft.people:
        citation = draft.cite(span, "name")
        draft.people[name] = Actor(draft.new("actor"), name=_capital(name), citations=citation)
        draft.records.append(draft.people[name])
    return span, draft.people[name], _capital(name)


def _said(draft: _Draft) -> None:
    """Who said how many: "Vera Lindqvist said on March 7 that at least 19 guards were injured"."""
    named, actor, name = _speaker(draft)
    words, said = draft.day()
    draft.write(" ")
    span = draft.write("said on ", words)
    draft.write(" that ")
    statement = Statement(
        draft.new("statement"),
        act="asserts",
        speaker=actor,
        named_as=name,
        cue="said",
        said=said,
        citations=[draft.cite(span, "cue", "said"), draft.cite(named, "named_as", "speaker")],
    )
    draft.records.append(statement)
    _counted(draft, statement)


def _denied(draft: _Draft) -> None:
    """What somebody denies: "Vera Lindqvist did not confirm that at least 19 guards were injured"."""
    named, actor, name = _speaker(draft)
    draft.write(" ")
    span = draft.write("did not confirm")
    draft.write(" that ")
    citations = [draft.cite(span, "cue", "act"), draft.cite(named, "named_as")]
    statement = Statement(
        draft.new("statement"), act="rejects", speaker=actor, named_as=name, cue="did not confirm", citations=citations
    )
    draft.records.append(statement)
    _counted(draft, statement)


def _happened(draft: _Draft) -> None:
    """What happened: "Dock workers stopped work on March 3"."""
    deed, kind = draft.draw(st.sampled_from(list(_DEEDS.items())))
    words, day = draft.day()
    what = draft.write(deed)
    draft.write(" ")
    span = draft.write("on ", words)
    draft.records.append(
        Event(
            draft.new("event"),
            kind=kind,
            stage=Stage.ACCOMPLISHED,
            period=Period(f"{day}/", start=day),
            citations=[draft.cite(what, "kind"), draft.cite(span, "period.start")],
        )
    )


def _sent(draft: _Draft) -> None:
    """Who was sent, from when to when: "The Harbour Guard arrived on March 3 and left on March 9"."""
    force = draft.draw(st.sampled_from(_FORCES))
    (first, start), (last, end) = sorted((draft.day(), draft.day()), key=lambda pair: str(pair[1]))
    named = draft.write(_capital(force))
    draft.write(" ")
    span = draft.write("arrived on ", first, " and left on ", last)
    actor = Actor(draft.new("actor"), name=_capital(force), citations=draft.cite(named, "name"))
    draft.records.extend(
        [
            actor,
            Deployment(
                draft.new("deployment"),
                stage=Stage.ACCOMPLISHED,
                force=actor,
                period=Period(f"{start}/{end}", start=start, end=end),
                citations=[draft.cite(span, "period"), draft.cite(named, "force")],
            ),
        ]
    )


_SENTENCES: tuple[Callable[[_Draft], None], ...] = (_counted, _said, _happened, _sent, _denied)


@st.composite
def _articles_with_claims(draw: DrawFn, low: int, high: int) -> tuple[Article, Dataset]:
    published = draw(st.dates(date(2022, 1, 1), date(2031, 12, 31)))
    draft = _Draft(draw, published, draw(refs("source")))
    draft.write(draw(st.sampled_from(("", "\ufeff"))), f" date {published.isoformat()} ")
    gaps = st.sampled_from((" ", "\n\n", "\r\n\r\n"))
    for write in draw(st.lists(st.sampled_from(_SENTENCES), min_size=low, max_size=high)):
        write(draft)
        draft.write(".", draw(gaps))
    text = "".join(draft.written)
    source = Source(str(draft.source), published=published, language="en", sha256=sha256_of(text), length=len(text))
    article = draw(st.builds(Article, st.just(source), st.just(text)))
    return article, draw(st.builds(Dataset, st.just([source, *draft.records])))


@built_once
def articles_with_claims(*, min: int = 1, max: int = 4) -> "SearchStrategy[tuple[Article, Dataset]]":
    """Articles of `min` to `max` sentences, each with the dataset of what it says: who said how many, when.

    Every citation verifies in the text, every figure and day stands in the words that are cited for it, and a check of
    the dataset with the article has no problem.

    Raises:
        InvalidValue: for bounds that are no numbers of sentences, or that cross.

    >>> from hypothesis import given
    >>> @given(articles_with_claims())
    ... def test(given):
    ...     article, dataset = given
    ...     assert dataset.check(article).ok
    >>> test()
    """
    checked_count(min, max, least=1)
    return _articles_with_claims(min, max)
