"""The page itself: one HTML file that asks for nothing else, with what a hostile text might want shut out."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from urllib.parse import quote

from attrs import evolve, field, frozen

from ..article import Article, Verdict
from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, show
from ..prose import Names
from ..prose.phrase import counted, day, joined
from ..records import KINDS, Record, Source
from ..rules import Check, check, texts_of
from ..source import kind_of
from .card import VERDICTS, Cards
from .mark import Mark, first_of, marks
from .markup import attribute, element, isolated, record_id, seen
from .segment import Segment, blocks, cut, within

__all__ = ["page"]

_SIGNS = (
    "Underlined words are cited; the darker, the more citations cover them. "
    "Choose them to see a record that cites them, and again for the next one; its places lead back to the words.",
    "A dashed line: the words are there, but not as they are cited. A wavy line: what is cited does not stand there.",
    "Places as “characters 17–132” count characters (code points) of the whole text from 0, the last one excluded.",
    "Not stated: looked for, and the text does not give it. Inferred, or *: concluded by the coder, not written there.",
    "Keys: n and p go to the next and the previous citation, Escape lets go, / goes to the search. "
    "In the text, arrow keys go from citation to citation, and Enter to the record.",
    "Characters that cannot be seen, or that turn the order of letters round, are shown as their code points.",
)
_PLAIN = {
    Verdict.EXACT: "the cited words stand there, to the letter",
    Verdict.WHOLE: "there are no words to look up",
    Verdict.NOT_FOUND: "the words, or those that should surround them, are not there",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def page(dataset: Dataset, articles: Iterable[Article | Problem] = (), *, found: Check | None = None) -> str:
    """A dataset beside its texts as one HTML page, on which each cited place and the records that cite it are marked.

    The page is the same for the same records and texts, works from disk, and asks no other machine for anything.
    Places count code points of the text. Nothing in a text or a record can become markup or a script.
    Texts that came with the dataset are on it too; a Problem among the articles is told.

    Args:
        dataset: the records.
        articles: the texts of its sources, in the order in which the page has them.
        found: what came of checking the dataset with these texts, where that is known; else it is checked here.

    Raises:
        InvalidDataset: for what is no dataset.

    >>> from unrest.records import Event
    >>> article = Article(Source("source:x"), "Two guards were hurt.")
    >>> strike = Event("event:a", stage="accomplished", citations=article.cite("guards were hurt"))
    >>> text = page(Dataset([article.source, strike]), [article])
    >>> text.startswith("<!DOCTYPE html>"), ">guards were hurt</a>" in text
    (True, True)
    """
    if not isinstance(dataset, Dataset):
        raise InvalidDataset(Problem(code="field.type", found=show(dataset), expected="a Dataset"))
    given = (*dataset.articles, *articles)
    texts, _ = texts_of(dataset, given)
    return "".join(_Page(dataset, texts, check(dataset, given) if found is None else found).parts())


@cache
def _file(name: str) -> str:
    return (resources.files(__name__.rpartition(".")[0]) / name).read_text(encoding="utf-8")


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _by_record(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    told: dict[str, list[Problem]] = {}
    for problem in problems:
        told.setdefault(problem.record or "", []).append(problem)
    return told


def _reading(mark: Mark, order: Mapping[str, int]) -> tuple[int, int, int]:
    start, end = mark.span or (0, 0)
    return order[mark.citation.source], start, -end


def _worst(over: Sequence[Mark]) -> str:
    """How the words of a segment are underlined: whether all that covers it stands there as it is cited."""
    verdicts = {mark.verdict for mark in over} - {Verdict.EXACT}
    if not verdicts:
        return ""
    return " unsure" if verdicts <= {Verdict.FOLDED, Verdict.ELIDED, Verdict.UNPLACED} else " wrong"


def _language(source: Source) -> str | None:
    """The language of a text where it is written as a browser reads it."""
    return source.language if source.language and _LANGUAGE.fullmatch(source.language) else None


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    told = "".join(element("option", attribute(words), value=key) for key, words in options)
    return f'<label>{label} <select name="{name}">{told}</select></label>\n'


@frozen
class _Page:
    dataset: Dataset = field()
    texts: Mapping[str, Article] = field()
    found: Check = field()
    marks: tuple[Mark, ...] = field(init=False)
    of_record: dict[str, list[Mark]] = field(init=False)
    order: dict[str, int] = field(init=False)
    records: list[Record] = field(init=False)
    numbers: dict[str, int] = field(init=False)
    cards: Cards = field(init=False)
    names: Names = field(init=False)

    def __attrs_post_init__(self) -> None:
        found = marks(self.dataset, self.texts, self.found.verifications)
        of_record: dict[str, list[Mark]] = {}
        for mark in found:
            of_record.setdefault(mark.record, []).append(mark)
        order = {source: i for i, source in enumerate(self.texts)}
        # Citations are numbered as the texts have them, so that going through them is reading.
        in_text = sorted((mark for mark in found if mark.span), key=lambda mark: _reading(mark, order))
        number_of = {(mark.record, mark.at): i for i, mark in enumerate(in_text)}
        # Of one record those that can be marked come first, as the text has them.
        numbered = {
            ref: sorted(
                ((number_of.get((mark.record, mark.at), -1), mark) for mark in each),
                key=lambda one: (one[0] < 0, one[0]),
            )
            for ref, each in of_record.items()
        }
        wrong, unchecked = _by_record(self.found.problems), _by_record(self.found.not_checked)
        records = sorted(self.dataset, key=lambda record: first_of(record, of_record, order))
        made: dict[str, object] = {
            "marks": tuple(in_text),
            "of_record": of_record,
            "order": order,
            "records": records,
            "numbers": {record.id: number for number, record in enumerate(records, 1)},
            "names": Names(self.dataset),
            "cards": Cards(self.dataset, self.texts, numbered, wrong, unchecked),
        }
        for name, each in made.items():
            object.__setattr__(self, name, each)

    # The frame.

    def parts(self) -> Iterator[str]:
        style, script = _file("page.css"), _file("page.js")
        policy = (
            f"default-src 'none'; style-src {_hashed(style)}; script-src {_hashed(script)}; base-uri 'none'; "
            "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
        name = self.dataset.title or self.dataset.name or "a dataset without a title"
        yield "<!DOCTYPE html>\n"
        yield '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        yield f"<title>{attribute(name)} – review</title>\n<style>{style}</style>\n</head>\n<body>\n"
        yield '<nav aria-label="Skip"><a class="skip" href="#text">Skip to the text</a>'
        yield '<a class="skip" href="#records">Skip to the records</a></nav>\n'
        yield from self._head(name)
        yield '<main>\n<section id="text" class="pane" tabindex="0" aria-label="Texts">\n'
        yield from self._texts()
        yield '</section>\n<section id="records" class="pane" tabindex="0" aria-label="Records">\n'
        yield from self._records()
        yield f"</section>\n</main>\n<script>{script}</script>\n</body>\n</html>\n"

    def _head(self, name: str) -> Iterator[str]:
        yield f'<header>\n<h1 dir="auto">{isolated(name)}</h1>\n'
        yield element("p", seen(self._summary()), class_="summary") + "\n"
        yield from self._general()
        yield from self._legend()
        yield from self._filters()
        yield "</header>\n"

    def _summary(self) -> str:
        every = [mark for each in self.of_record.values() for mark in each]
        verdicts = Counter(mark.verdict for mark in every)
        told = [f"{verdicts[each]:,} {VERDICTS[each][1].partition(':')[0]}" for each in VERDICTS if verdicts[each]]
        uncited = sum(not record.citations for record in self.dataset)
        parts = [
            f"{counted(len(self.dataset), 'record')} with {counted(len(every), 'citation')}"
            + (f": {joined(told)}" if told else ""),
            f"{counted(uncited, 'record')} citing nothing" if uncited else "",
            counted(len(self.found.problems), "problem") if self.found.problems else "no problems",
            f"{counted(len(self.found.not_checked), 'place')} not checked" if self.found.not_checked else "",
        ]
        return "; ".join(filter(None, parts)) + "."

    def _general(self) -> Iterator[str]:
        """What is wrong, or was not checked, that is of no record here."""
        told = []
        for label, name, problems in (
            ("Problem", "problem", self.found.problems),
            ("Not checked", "unchecked", self.found.not_checked),
        ):
            loose = [each for each in problems if each.record is None or each.record not in self.dataset]
            told += [element("li", f"<strong>{label}: </strong>{isolated(str(each))}", class_=name) for each in loose]
        if told:
            yield element("ul", "".join(told), class_="faults general", aria_label="Of no single record") + "\n"

    def _legend(self) -> Iterator[str]:
        yield '<details class="legend"><summary>How to read this page</summary><div>\n<ul>'
        for sign in _SIGNS:
            yield element("li", seen(sign))
        yield "</ul>\n<dl>"
        for verdict, (sign, words) in VERDICTS.items():
            if verdict is not None:
                shown = element("span", sign, aria_hidden="true")
                name, _, means = words.partition(": ")
                yield f"<div><dt>{shown} {seen(name)}</dt><dd>{seen(means or _PLAIN[verdict])}</dd></div>"
        yield "</dl></div></details>\n"

    # What is shown of it.

    def _filters(self) -> Iterator[str]:
        yield '<form class="filters" role="search" aria-label="Filter the records">\n'
        kinds = Counter(kind_of(record.id) for record in self.dataset)
        yield "<fieldset><legend>Kinds</legend>"
        for kind in KINDS:
            if kinds[kind]:
                box = f'<input type="checkbox" name="kind" value="{kind}" checked>'
                yield f"<label>{box} {kind} ({kinds[kind]:,})</label>"
        yield "</fieldset>\n"
        yield _select("speaker", "Speaker", [("", "anybody"), *self._speakers()])
        yield _select("problem", "Problems", self._problems())
        yield '<label>Search <input type="search" name="words" autocomplete="off" spellcheck="false"></label>\n'
        yield '<span class="steps"><button type="button" id="previous">Previous citation</button>'
        yield '<button type="button" id="next">Next citation</button>'
        yield '<button type="reset">Show all</button>'
        yield '<label><input type="checkbox" id="keys" checked> keys n, p, /</label></span>\n'
        yield '<p class="status"><span id="count" role="status"></span> <span id="say" role="status"></span></p>\n'
        yield "</form>\n"

    def _speakers(self) -> list[tuple[str, str]]:
        told = [speaker for record in self.dataset if (speaker := self.cards.speaker(record)) is not None]
        count = Counter(key for key, _ in told)
        names = sorted(dict(told).items(), key=lambda each: (each[0] != "voice", each[1].casefold(), each[0]))
        return [(key, f"{name} ({count[key]:,})") for key, name in names]

    def _problems(self) -> list[tuple[str, str]]:
        wrong, unchecked = (
            {ref: {problem.code for problem in each} for ref, each in told.items() if ref in self.dataset}
            for told in (self.cards.problems, self.cards.not_checked)
        )
        codes = Counter(code for found in (*wrong.values(), *unchecked.values()) for code in found)
        return [
            ("", "with and without"),
            ("any", f"with a problem ({len(wrong):,})"),
            ("none", f"without a problem ({len(self.dataset) - len(wrong):,})"),
            ("unchecked", f"with something not checked ({len(unchecked):,})"),
            *((f"code:{code}", f"{code} ({count:,})") for code, count in sorted(codes.items())),
        ]

    # The texts.

    def _texts(self) -> Iterator[str]:
        if not self.texts:
            yield '<h2>Texts</h2>\n<p class="none">No text of this dataset was given.</p>\n'
        for source, article in self.texts.items():
            yield from self._text(source, article)

    def _text(self, ref: str, article: Article) -> Iterator[str]:
        source: Source = article.source
        facts = [
            f"published {day(source.published)}" if source.published else "",
            source.publisher or "",
            counted(len(article.text), "character"),
        ]
        yield f'<article class="source">\n<h2 dir="auto">{isolated(self.names.of(ref))}</h2>\n'
        yield f'<p class="facts">{isolated("; ".join(filter(None, facts)))}</p>\n'
        yield element("div", "".join(self._segments(ref, article)), class_="words", lang=_language(source)) + "\n"
        yield "</article>\n"

    def _segments(self, ref: str, article: Article) -> Iterator[str]:
        here = [i for i, mark in enumerate(self.marks) if mark.citation.source == ref]
        spans = [self.marks[i].span or (0, 0) for i in here]
        pieces = blocks(article.text)
        segments = cut(len(article.text), spans, [end for _, end in pieces])
        for block in pieces:
            inside = (
                self._segment(article.text, evolve(each, covered_by=tuple(here[i] for i in each.covered_by)))
                for each in within(segments, block)
            )
            yield element("p", "".join(inside), dir="auto")

    def _segment(self, text: str, segment: Segment) -> str:
        words = seen(text[segment.start : segment.end])
        if not segment.covered_by:
            return words
        over = [self.marks[i] for i in segment.covered_by]
        ending = [str(self.numbers[mark.record]) for mark in over if mark.span and mark.span[1] == segment.end]
        return element(
            "a",
            words,
            class_=f"s d{min(len(over), 3)}{_worst(over)}",
            href=f"#{quote(record_id(over[0].record), safe='')}",
            data_c=" ".join(map(str, segment.covered_by)),
            data_n=",".join(dict.fromkeys(ending)) or None,
        )

    # The records.

    def _records(self) -> Iterator[str]:
        groups: dict[str, list[str]] = {}
        for record in self.records:
            told = self.cards.card(self.numbers[record.id], record)
            groups.setdefault(self._group(record), []).append(element("li", told))
        for title, cards in groups.items():
            head = f"{isolated(title)} {element('span', f'({len(cards):,})', class_='many')}"
            yield f'<section class="group"><h2 dir="auto">{head}</h2>\n'
            yield element("ol", "\n".join(cards), class_="cards") + "</section>\n"
        if not groups:
            yield '<h2>Records</h2>\n<p class="none">There are no records.</p>\n'

    def _group(self, record: Record) -> str:
        rank, text, *_ = first_of(record, self.of_record, self.order)
        if rank:
            return "Records that cite nothing" if rank > 1 else "Records that cite only texts that are not here"
        return f"Records citing {self.names.of(list(self.texts)[text])}"
