"""What the cited words say: whether they stand at their place, and whether they contain what they are cited for."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..errors import Problem, show
from ..passage import find, on_one_line
from ..quantity import Quantity, to_quantity
from ..records import Record
from ..when import Period, When
from ..wording import dates_in, numbers_in, says_quantity, says_when
from .evidence import Cited, Evidence

__all__ = [
    "NOT_CHECKED",
    "cited_words_contain_the_day",
    "cited_words_contain_the_figure",
    "cited_words_contain_the_wording",
    "cited_words_stand_at_their_place",
]

NOT_CHECKED = frozenset(
    {
        "citation.elided",
        "citation.folded",
        "citation.no_text",
        "citation.unplaced",
        "day.unread",
        "figure.unread",
    }
)
"""Codes of what could not be checked: neither a fault nor passed."""


def cited_words_stand_at_their_place(evidence: Evidence) -> Iterator[Problem]:
    """The words at every cited place are the cited words, to the letter.

    What has no text at hand, no place in it, or other typography than the text is told as not checked.

    >>> from unrest.article import Article
    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Place, Source
    >>> from unrest.source import Citation
    >>> source = Source("source:x")
    >>> wrong = Place("place:a", name="Oslo", citations=Citation(source, start=0, end=4, quote="Oslo"))
    >>> evidence = Evidence(Dataset([source, wrong]), {source.id: Article(source, "Bonn is quiet.")})
    >>> [(problem.place, problem.found) for problem in cited_words_stand_at_their_place(evidence)]
    [('places[0].citations[0].digest', "'Bonn'")]
    """
    for cited in evidence.cited:
        here = f"citations[{cited.at}]"
        if cited.verification is not None:
            if cited.verification.problem is not None:
                yield from evidence.placed(cited.record, [cited.verification.problem.within(here)])
        elif not cited.citation.is_whole:
            yield evidence.problem(
                cited.record,
                here,
                "citation.no_text",
                found=f"no text of {cited.citation.source}",
                expected="the text, to look at the place in it",
                start=cited.citation.start,
                end=cited.citation.end,
            )


# What the words are cited for.

# Stands between words from two places, so that they are not read as one stretch.
_GAP = " … "

Says = Callable[[str, str | None], bool | None]
"""Whether words say something in a language; None where that cannot be read."""


def _values_at(record: Record, path: str) -> list[Any]:
    """What stands at a path, through every tuple on the way; a day is not entered, nor a period but for its ends."""
    here: list[Any] = [record]
    for name in path.split("."):
        there: list[Any] = []
        for each in here:
            stays = isinstance(each, When) or (isinstance(each, Period) and name not in ("start", "end"))
            part = each if stays else getattr(each, name, None)
            there += part if isinstance(part, tuple) else (part,)
        here = there
    return here


def _supported(evidence: Evidence) -> Iterator[tuple[Record, str, list[Cited]]]:
    """Each field that citations of a record support by name, with those whose words are known."""
    for record in evidence.dataset:
        by_path: dict[str, list[Cited]] = {}
        for cited in evidence.cited_by(record):
            for path in cited.citation.supports:
                if cited.words is not None:
                    by_path.setdefault(path, []).append(cited)
        yield from ((record, path, found) for path, found in by_path.items())


def _language(evidence: Evidence, cited: Cited) -> str | None:
    source = evidence.get(cited.citation.source)
    return None if source is None else source.language


def _unsaid(
    evidence: Evidence, cited: list[Cited], says: Says, is_other: Callable[[str], bool], between: str = _GAP
) -> Iterator[tuple[Cited, bool | None]]:
    """The citations that do not say what they are cited for (False), and those of which that cannot be told (None).

    One that says nothing of the kind is no fault where the others say it, alone or together, as "at least" and "19".
    """
    told = [(each, each.words or "", says(each.words or "", _language(evidence, each))) for each in cited]
    together = between.join(words for _, words, _ in told)
    is_said = any(said for _, _, said in told) or bool(says(together, _language(evidence, cited[0])))
    for each, words, said in told:
        if not said and (not is_said or (said is False and is_other(words))):
            yield each, said


def _told(
    evidence: Evidence,
    record: Record,
    path: str,
    noun: str,
    wanted: object,
    unsaid: "Iterator[tuple[Cited, bool | None]]",
) -> Iterator[Problem]:
    for cited, said in unsaid:
        citation = cited.citation
        yield evidence.problem(
            record,
            path,
            f"{noun}.unread" if said is None else f"{noun}.unsaid",
            found=show(on_one_line(cited.words or "")),
            expected=f"words that say {wanted}",
            start=citation.start,
            end=citation.end,
        )


def _says_figure(quantity: Quantity, part: str) -> Says | None:
    """The question whether words say a quantity or one of its numbers; None for a part that is no figure."""
    if not part:
        return lambda words, language: says_quantity(words, quantity, language=language)
    number = getattr(quantity, part)
    if part not in ("low", "best", "high") or number is None:
        return None
    alone = to_quantity(number)
    return lambda words, language: (
        any(each.value == number for each in numbers_in(words)) or says_quantity(words, alone, language=language)
    )


def cited_words_contain_the_figure(evidence: Evidence) -> Iterator[Problem]:
    """The words that are cited for a quantity, or for one of its numbers, contain it.

    Digits are read in any language, number words in English; what cannot be read is told as not checked.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statistic
    >>> from unrest.source import Citation
    >>> words = Citation("source:x", start=0, end=9, quote="18 killed", supports=["quantity"])
    >>> wrong = Statistic("statistic:a", measure="deaths", quantity=19, stage="accomplished", citations=words)
    >>> [problem.place for problem in cited_words_contain_the_figure(Evidence(Dataset([wrong])))]
    ['statistics[0].quantity']
    """
    for record, path, cited in _supported(evidence):
        name, _, part = path.partition(".")
        quantity = getattr(record, name, None)
        says = _says_figure(quantity, part) if isinstance(quantity, Quantity) else None
        if says is None or not isinstance(quantity, Quantity):
            continue
        ours = {quantity.low, quantity.best, quantity.high} - {None}

        def is_other(words: str, ours: "set[Any]" = ours) -> bool:
            # A part of several figures ("160" of 160..225) is nothing else; all of them are, where their hedge is.
            numbers = {each.value for each in numbers_in(words)}
            return bool(numbers) and (not numbers & ours or ours <= numbers)

        # Where only one has a number, the words beside it are read with it; two numbers must not become one.
        between = " " if sum(bool(numbers_in(each.words or "")) for each in cited) < 2 else _GAP
        wanted = getattr(quantity, part) if part else quantity
        yield from _told(evidence, record, path, "figure", wanted, _unsaid(evidence, cited, says, is_other, between))


def _says_day(time: When | Period) -> Says:
    """The question whether words say a day, or the days with which a period starts and ends."""
    days = (time,) if isinstance(time, When) else _ends_of(time)

    def says(words: str, language: str | None) -> bool | None:
        told = [says_when(words, day, language=language) for day in days]
        return False if False in told else None if None in told else True

    return says


def _ends_of(period: Period) -> tuple[When, ...]:
    return tuple(dict.fromkeys(end for end in (period.start, period.end) if isinstance(end, When)))


def cited_words_contain_the_day(evidence: Evidence) -> Iterator[Problem]:
    """The words that are cited for a day, or for the start and the end of a period, contain them.

    A year that was taken from the date of the source (`basis`) need not be in the words.
    Days in digits are read in any language, months and weekdays in English; what cannot be read is told as not checked.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statement
    >>> from unrest.source import Citation
    >>> words = Citation("source:x", start=0, end=15, quote="on 7 March 2031", supports=["said"])
    >>> wrong = Statement("statement:a", act="asserts", said="2031-03-08", citations=words)
    >>> [problem.place for problem in cited_words_contain_the_day(Evidence(Dataset([wrong])))]
    ['statements[0].said']
    """
    for record, path, cited in _supported(evidence):
        times = [each for each in _values_at(record, path) if isinstance(each, When | Period)]
        questions = [_says_day(time) for time in times if isinstance(time, When) or _ends_of(time)]
        if not questions or path.rpartition(".")[2] in _NO_DAYS:
            continue

        def says(words: str, language: str | None, questions: list[Says] = questions) -> bool | None:
            told = [question(words, language) for question in questions]
            return True if True in told else None if None in told else False

        def is_other(words: str, times: "list[When | Period]" = times) -> bool:
            days = [day for time in times for day in ((time,) if isinstance(time, When) else _ends_of(time))]
            return bool(dates_in(words)) and not any(says_when(words, day) for day in days)

        wanted = " or ".join(str(time) for time in times)
        yield from _told(evidence, record, path, "day", wanted, _unsaid(evidence, cited, says, is_other))


# Parts of a day that are no day.
_NO_DAYS = {"wording", "basis", "approximate", "uncertain"}
_ELLIPSIS = re.compile(r"…|\.\.\.")


def _wordings_of(found: object) -> tuple[str, ...]:
    """The words of the source that a value keeps."""
    if isinstance(found, Period):
        return tuple(words for end in _ends_of(found) for words in _wordings_of(end))
    wording = getattr(found, "wording", None)
    return (wording,) if isinstance(wording, str) else ()


def _has(words: str, wording: str) -> bool:
    parts = [part.strip() for part in _ELLIPSIS.split(wording)]
    return all(any(True for _ in find(words, part)) for part in parts if part)


def cited_words_contain_the_wording(evidence: Evidence) -> Iterator[Problem]:
    """What is kept as words of the source stands in the words that are cited for it, but for typography.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statement
    >>> from unrest.source import Citation
    >>> words = Citation("source:x", start=0, end=5, quote="noted", supports=["cue"])
    >>> wrong = Statement("statement:a", act="asserts", cue="claimed", citations=words)
    >>> [problem.place for problem in cited_words_contain_the_wording(Evidence(Dataset([wrong])))]
    ['statements[0].cue']
    """
    for record, path, cited in _supported(evidence):
        values = _values_at(record, path)
        if path.rpartition(".")[2] in ("cue", "named_as"):
            wordings = [each for each in values if isinstance(each, str)]
        else:
            wordings = [words for each in values for words in _wordings_of(each)]
        if not wordings:
            continue

        def says(words: str, _: str | None, wordings: list[str] = wordings) -> bool:
            return any(_has(words, wording) for wording in wordings)

        wanted = " or ".join(show(wording) for wording in wordings)
        unsaid = _unsaid(evidence, cited, says, lambda _: False)
        yield from _told(evidence, record, path, "wording", wanted, unsaid)
