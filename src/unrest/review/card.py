"""One record as a page shows it: what it says, who says it, which words it rests on, and what the check found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from ..article import Article, Verdict
from ..dataset import Dataset
from ..errors import Problem
from ..path import follow
from ..prose import Names, Teller
from ..prose.coded import name_of
from ..prose.phrase import joined
from ..prose.verb import participle
from ..records import Claim, Record, Statement
from ..source import kind_of
from .mark import Mark
from .markup import element, isolated, linked, record_id, record_link, seen

__all__ = ["OWN_VOICE", "VERDICTS", "Cards"]

VERDICTS: Mapping[Verdict | None, tuple[str, str]] = {
    Verdict.EXACT: ("✓", "exact"),
    Verdict.WHOLE: ("○", "whole source"),
    Verdict.FOLDED: ("≈", "folded: the words are there up to typography"),
    Verdict.ELIDED: ("…", "elided: the parts stand there, with words between them that are left out"),
    Verdict.AMBIGUOUS: ("?", "ambiguous: the words stand there more than once"),
    Verdict.NOT_FOUND: ("✗", "not found"),
    Verdict.WRONG_DIGEST: ("✗", "wrong digest: other words stand there"),
    Verdict.OUT_OF_BOUNDS: ("✗", "out of bounds: the text ends before"),
    Verdict.CUT: ("✗", "cut: begins or ends inside a word or number"),
    Verdict.UNPLACED: ("?", "unplaced: found there, but the citation does not say where"),
    None: ("–", "not looked up: its text is not on this page"),
}
"""What came of looking for a citation: a sign, and words for it."""

OWN_VOICE = "the source itself"
_WORDINGS = (
    *("named_as", "cue", "said.wording", "period.start.wording", "period.end.wording", "as_of.wording"),
    *("published.wording", "where.wording", "quantity.wording", "participants.named_as"),
)
_LONGEST = 300


@frozen
class Cards:
    """The records of a dataset as a page shows them.

    >>> from unrest.records import Event
    >>> Cards(Dataset()).speaker(Event("event:a", stage="planned"))
    ('voice', 'the source itself')
    """

    dataset: Dataset = field()
    """The records."""
    texts: Mapping[str, Article] = field(factory=dict)
    """The text of each source that has one, by the id of the source."""
    marks: Mapping[str, Sequence[tuple[int, Mark]]] = field(factory=dict)
    """The citations of each record, by its id, each with its number on the page."""
    problems: Mapping[str, Sequence[Problem]] = field(factory=dict)
    """What is wrong with each record, by its id."""
    not_checked: Mapping[str, Sequence[Problem]] = field(factory=dict)
    """What could not be checked of each record, by its id."""
    _teller: Teller = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_teller", Teller(Names(self.dataset), is_whole=False))

    # Who says it.

    def _told(self, record: Record) -> Record | str | None:
        """The statement in which a record is said, or its id where it is not there; a statement is its own."""
        if isinstance(record, Statement):
            return record
        ref = getattr(record, "stated_in", None)
        return None if ref is None else self._teller.names.record(ref) or str(ref)

    def speaker(self, record: Record) -> tuple[str, str] | None:
        """A key and a name for whoever says a record; None where it is nothing that anybody says.

        >>> Cards(Dataset()).speaker(Statement("statement:s", act="denies", named_as="officials"))
        ('as:officials', '"officials"')
        """
        told = self._told(record)
        if isinstance(told, Statement):
            key = str(told.speaker) if told.speaker else f"as:{told.named_as}" if told.named_as else "nobody"
            return key, self._teller.names.speaker(told)
        if told is not None:
            return "gone", "a statement that is not here"
        return ("voice", OWN_VOICE) if isinstance(record, Claim) else None

    def _chain(self, record: Record) -> Iterator[str]:
        """Who says it to whom, from the innermost speaker out to the source, each as HTML."""
        here, met = self._told(record), set[str]()
        if here is None:
            yield seen(OWN_VOICE)
        while here is not None:
            if not isinstance(here, Statement):
                yield seen(f"a statement that is not here [{here if isinstance(here, str) else here.id}]")
                return
            if here.id in met:
                yield "and so in a circle"
                return
            met.add(here.id)
            who = self._linked(self._teller.speaker(here))
            yield who if here is record else f"{who} in {record_link(here.id, seen(here.id))}{_stance(here)}"
            here = None if here.stated_in is None else self._teller.names.record(here.stated_in) or str(here.stated_in)

    def _linked(self, text: str) -> str:
        return linked(text, self.dataset.__contains__)

    # The card.

    def card(self, number: int, record: Record) -> str:
        """A record as HTML; `number` is what it is called by on paper.

        >>> from unrest.records import Event
        >>> Cards(Dataset()).card(1, Event("event:a", kind="strike", stage="planned")).startswith("<article ")
        True
        """
        entry, kind = self._teller.entry(record), kind_of(record.id)
        speaker = self.speaker(record)
        wrong, unchecked = self.problems.get(record.id, ()), self.not_checked.get(record.id, ())
        label = f"title-{number}"
        head = element("span", seen(kind), class_="kind") + element("span", str(number), class_="number")
        about = "".join(element("li", self._linked(line), dir="auto") for line in entry.about)
        inside = [
            element("p", head + element("code", isolated(record.id)), class_="head"),
            element("h3", self._linked(entry.title), id=label, dir="auto"),
            element("ul", about, class_="about") if about else "",
            self._faults("Problem", "problem", wrong),
            self._places(record),
            element("dl", "".join(self._facts(record, entry.quiet)), class_="facts"),
            self._faults("Not checked", "unchecked", unchecked),
        ]
        return element(
            "article",
            "".join(inside),
            class_="card",
            id=record_id(record.id),
            tabindex=-1,
            aria_labelledby=label,
            data_kind=kind,
            data_speaker=speaker[0] if speaker else None,
            data_problem=_codes(wrong),
            data_unchecked=_codes(unchecked),
        )

    def _faults(self, label: str, name: str, problems: Iterable[Problem]) -> str:
        told = "".join(element("li", f"{element('strong', f'{label}: ')}{isolated(_fault(each))}") for each in problems)
        return element("ul", told, class_=f"faults {name}") if told else ""

    def _facts(self, record: Record, quiet: Sequence[str]) -> Iterator[str]:
        if self.speaker(record) is not None:
            name = "Speaker" if isinstance(record, Statement) else "Said by"
            yield _fact(name, "; as told by ".join(self._chain(record)))
        wordings = [f"{seen(path)}: <q>{isolated(words)}</q>" for path, words in _wordings(record)]
        if wordings:
            yield _fact("Wording", "; ".join(wordings))
        for label, name in (("Not stated", "not_stated"), ("Inferred", "inferred")):
            paths = sorted({path for coding in record.codings for path in getattr(coding, name)})
            if paths:
                told = (f"{seen(name_of(path))} ({element('code', seen(path))})" for path in paths)
                yield _fact(label, "; ".join(told))
        if quiet:
            yield _fact("Further", self._linked("; ".join(quiet)))
        coders = sorted({coding.coder for coding in record.codings if coding.coder})
        if coders:
            yield _fact("Coded by", isolated(joined(coders)))

    # The places.

    def _places(self, record: Record) -> str:
        told = "".join(element("li", self._place(number, mark)) for number, mark in self.marks.get(record.id, ()))
        if not told:
            return element("p", "Cites nothing.", class_="none")
        return element("ul", told, class_="places", aria_label="Cited places")

    def _place(self, number: int, mark: Mark) -> str:
        sign, words = VERDICTS[mark.verdict]
        verdict = element(
            "span",
            f"{element('span', sign, aria_hidden='true')} {seen(words)}",
            class_=f"verdict {mark.verdict or 'not_looked_up'}",
        )
        where = seen(_where(mark))
        if mark.span is None:
            place = element("span", where, class_="nowhere")
        else:
            place = element("button", where, type="button", class_="place", data_c=number)
        source = f" of {isolated(self._teller.names.of(mark.citation.source))}" if len(self.dataset.sources) > 1 else ""
        supports = f" · supports {seen(joined(mark.citation.supports))}" if mark.citation.supports else ""
        return f"{place}{source} {verdict}{supports}{self._words(mark)}"

    def _words(self, mark: Mark) -> str:
        """The words at the place, and the quote that the citation has where that is another."""
        article, quote = self.texts.get(mark.citation.source), mark.citation.quote
        there = article.text[slice(*mark.span)] if article is not None and mark.span is not None else None
        told = [element("q", isolated(_short(there)), class_="words")] if there is not None else []
        if quote is not None and quote != there:
            told.append(f'<span class="quote">cited as <q>{isolated(_short(quote))}</q></span>')
        return "".join(f" {each}" for each in told)


def _fact(name: str, inside: str) -> str:
    return f'<div><dt>{name}</dt><dd dir="auto">{inside}</dd></div>'


def _fault(problem: Problem) -> str:
    hint = f"; {problem.hint}" if problem.hint else ""
    where = f"{problem.place}: " if problem.place else ""
    return f"{where}found {problem.found}, expected {problem.expected}{hint} [{problem.code}]"


def _codes(problems: Iterable[Problem]) -> str | None:
    return " ".join(sorted({each.code for each in problems})) or None


def _stance(told: Statement) -> str:
    return "" if told.act.asserting else f" ({seen(participle(told.act))}, not asserted)"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2]} […] {words[-_LONGEST // 2 :]}"


def _where(mark: Mark) -> str:
    """Where a citation says that its words stand, or where they were found."""
    citation = mark.citation
    if citation.start is not None:
        return f"characters {citation.start}–{citation.end}"
    if citation.is_whole:
        return "the whole source"
    return "a quote without a place" if mark.span is None else f"a quote found at {mark.span[0]}–{mark.span[1]}"


def _wordings(record: Record) -> Iterator[tuple[str, str]]:
    for path in _WORDINGS:
        for words in follow(record, path):
            yield path, str(words)
