"""Article: a source together with its text, in which words are found and citations verified.

Places count the code points of the whole text from 0, the end not included, as Python slices do.
"""

import re
from bisect import bisect_right
from collections.abc import Collection
from functools import cached_property

from attrs import evolve, field, frozen

from ..constraint import is_text
from ..display import Displayed
from ..errors import Ambiguous, InvalidArticle, InvalidValue, NotFound, Problem
from ..errors import show as shown
from ..passage import is_between, is_cut, names, pattern_of, runs_right_to_left, surroundings, width_of
from ..source import Citation, Source, sha256_of
from ..when import When
from .search import Search, cut_words, problem_at
from .verification import Verdict, Verification

__all__ = ["Article"]

Span = tuple[int, int]

_LINE_END = re.compile(r"\r\n?|\n")
# Longer words are shown without their middle, so that they and the carets fit into a line of a terminal.
_SHOWN = 72


@frozen(repr=False)
class Article(Displayed):
    """A source together with its text, in which words are found and citations verified.

    Where the source has a SHA-256 or a length, the text must have the same.

    Raises:
        InvalidArticle: for a text that is not this source's, is empty, or cannot be written as UTF-8.

    >>> Article(Source("source:x", published="2031-03-09"), "Two guards were hurt.")
    Article('source:x', published 2031-03-09, 21 characters)
    """

    source: Source = field()
    """What the text is the text of."""
    text: str = field()
    """The whole text as it is, newlines and byte-order mark included."""
    file: str | None = field(default=None, kw_only=True, eq=False)
    """Path of the file that it was read from, for messages; two articles are equal without it."""

    def __attrs_post_init__(self) -> None:
        broken = [*_source_faults(self.source), *_text_faults(self.source, self.text), *_file_faults(self.file)]
        if broken:
            file = self.file if is_text(self.file) else None
            raise InvalidArticle(*(evolve(problem, file=file) for problem in broken))

    def __repr__(self) -> str:
        published = f"published {self.published}, " if self.published else ""
        return f"Article({self.source.id!r}, {published}{len(self.text)} characters)"

    @property
    def published(self) -> When | None:
        """The day on which the source was published; None where it is not known.

        >>> Article(Source("source:x", published="2031-03-09"), "Two guards were hurt.").published
        When('2031-03-09')
        """
        return self.source.published

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def line_of(self, at: int) -> int:
        """The line in which a character stands, the first being 1.

        >>> Article(Source("source:x"), "Two guards" + chr(10) + "were hurt.").line_of(11)
        2
        """
        return bisect_right(self._lines, at)

    # Finding words.

    def cite(
        self,
        words: str,
        *,
        occurrence: int | None = None,
        prefix: str | None = None,
        suffix: str | None = None,
        supports: Collection[str] = (),
        quote: bool = False,
    ) -> Citation:
        """The place of words in the text.

        Finding forgives typography only: the form of quotation marks, dashes, dots and spaces, the case of the first
        letter, and how an accent is encoded. Letters, digits and words are never changed.
        Where the words stand more than once, `prefix` and `suffix`, words directly before and after them, or
        `occurrence`, counted from 1 among the places that are left, say which place is meant.
        `supports` lists the fields of a record that the words support; `quote=True` keeps the words in the citation.

        Raises:
            NotFound: for words that are absent, naming the nearest, or that are there only as a part of a word.
            Ambiguous: for words that stand more than once, naming the places.
            InvalidValue: for an argument that cannot be, such as empty words or occurrence 0.

        >>> article = Article(Source("source:x"), "Two guards were hurt, two fled.")
        >>> article.cite("two", occurrence=2, supports=["quantity"])
        Citation('source:x', 22..25, supports quantity)
        >>> article.cite("Three guards")
        Traceback (most recent call last):
        unrest.errors.NotFound: words: found 'Three guards', expected words of the text; the nearest, \
at characters 0 to 10: 'Two guards'; the text has 'Two' for 'Three' [citation.absent]
        """
        search = self._search(words, prefix, suffix, occurrence, quote)
        if len(search.places) > 1 and occurrence is None:
            raise Ambiguous(search.ambiguous())
        nth = occurrence or 1
        if nth > len(search.places):
            raise NotFound(self._no_such(nth, search))
        return self._cited(search.places[nth - 1], supports, quote)

    def cite_all(
        self,
        words: str,
        *,
        prefix: str | None = None,
        suffix: str | None = None,
        supports: Collection[str] = (),
        quote: bool = False,
    ) -> tuple[Citation, ...]:
        """Every place of words in the text, in order; there is at least one.

        Raises:
            NotFound: for words that are absent, naming the nearest, or that are there only as a part of a word.
            InvalidValue: for an argument that cannot be, such as empty words.

        >>> article = Article(Source("source:x"), "Two guards were hurt, two fled.")
        >>> article.cite_all("two")
        (Citation('source:x', 0..3), Citation('source:x', 22..25))
        """
        places = self._search(words, prefix, suffix, None, quote).places
        return tuple(self._cited(span, supports, quote) for span in places)

    def _search(
        self, words: str, prefix: str | None, suffix: str | None, occurrence: int | None, quote: bool
    ) -> Search:
        if broken := _argument_faults(words, prefix, suffix, occurrence, quote):
            raise InvalidValue(*broken)
        search = Search(article=self, words=words, prefix=prefix, suffix=suffix, place="words")
        if not search.places:
            raise NotFound(search.absent())
        return search

    def _cited(self, span: Span, supports: Collection[str], quote: bool) -> Citation:
        start, end = span
        there = self.text[start:end]
        kept = there if quote else None
        return Citation(self.source, start=start, end=end, digest=sha256_of(there), quote=kept, supports=supports)

    def _no_such(self, nth: int, search: Search) -> Problem:
        found, expected = f"occurrence {nth} of {shown(search.words)}", f"at most {len(search.places)}"
        hint = f"they stand at {search.named()}"
        return problem_at(
            self, None, "citation.occurrence", place="occurrence", found=found, expected=expected, hint=hint
        )

    # The words at a place.

    def words(self, citation: Citation) -> str:
        """The exact words at a place.

        Raises:
            InvalidValue: for a citation of another source or without a place, for a place that ends after the end of
                the text, and for one at which other words stand than the cited ones.

        >>> article = Article(Source("source:x"), "Two guards were hurt.")
        >>> article.words(article.cite("guards"))
        'guards'
        """
        start, end = self._span(citation)
        there = self.text[start:end]
        if sha256_of(there) != citation.digest:
            raise InvalidValue(_other_words(self, citation, (start, end), None))
        return there

    def show(self, citation: Citation, *, context: int = 40) -> str:
        """Where a place is, and under it the words there with their surroundings and with carets.

        Lines and columns count from 1, characters from 0; `context` is how many characters are shown on either side.
        A line break is shown as a space, a blank line as a pilcrow, and long words without their middle.
        Where letters run from right to left the words stand on a line of their own, as a terminal may turn lines round.
        A quote without a place is looked up. Whether the words are the cited ones is not asked; `verify` tells.

        Raises:
            InvalidValue: for a citation of another source, for a place that ends after the end of the text, and for a
                `context` that is no whole number from 0.
            NotFound: for a quote without a place that is not in the text.
            Ambiguous: for a quote without a place that stands there more than once.

        >>> article = Article(Source("source:x"), "Two guards were hurt, two fled.")
        >>> print(article.show(article.cite("hurt")))
        source:x, line 1, column 17, characters 16 to 20
        Two guards were hurt, two fled.
                        ^^^^
        """
        self._own(citation)
        if type(context) is not int or context < 0:
            expected = "a whole number from 0"
            raise InvalidValue(Problem(code="field.type", place="context", found=shown(context), expected=expected))
        if citation.is_whole:
            return f"{self.source.id}, the whole text, {len(self.text)} characters"
        if citation.quote is not None and not citation.is_placed:
            citation = self.cite(citation.quote.strip(), prefix=citation.prefix, suffix=citation.suffix)
        start, end = self._span(citation)
        line = self.line_of(start)
        column = start - self._lines[line - 1] + 1
        head = f"{self.source.id}, line {line}, column {column}, {names([(start, end)])}"
        return "\n".join([head, *_marked(*surroundings(self.text, start, end, context))])

    def _own(self, citation: Citation) -> None:
        if not isinstance(citation, Citation):
            raise InvalidValue(Problem(code="field.type", found=shown(citation), expected="a Citation"))
        if citation.source != self.source.id:
            found, expected = shown(str(citation.source)), f"{shown(self.source.id)}, whose text this is"
            raise InvalidValue(Problem(code="citation.source", place="source", found=found, expected=expected))

    def _span(self, citation: Citation) -> Span:
        self._own(citation)
        if citation.start is None or citation.end is None:
            expected = "the place of the words in the text"
            raise InvalidValue(Problem(code="citation.unplaced", place="start", found="nothing", expected=expected))
        if citation.end > len(self.text):
            raise InvalidValue(_beyond(self, citation, (citation.start, citation.end), None))
        return citation.start, citation.end

    # Verifying.

    def verify(self, citation: Citation) -> Verification:
        """What comes of looking for a citation in the text; a fault is a value here, so that nothing ends a list.

        A place is `exact` only where the words there have the cited digest, are whole words, and stand between the
        citation's `prefix` and `suffix`, if it has them.
        A quote without a place is looked up, and what is found is told but never counts as verified.

        Raises:
            InvalidValue: for a citation of another source.

        >>> article = Article(Source("source:x"), "Two guards were hurt, two fled.")
        >>> article.verify(article.cite("hurt"))
        Verification(exact, Citation('source:x', 16..20))
        >>> article.verify(Citation("source:x", quote="three fled")).problem.hint
        "the nearest, at characters 22 to 30: 'two fled'; the text has 'two' for 'three'"
        """
        self._own(citation)
        start, end = citation.start, citation.end
        if start is None or end is None:
            return Verification(Verdict.WHOLE, citation) if citation.quote is None else self._look_up(citation)
        if end > len(self.text):
            return self._astray(citation, Verdict.OUT_OF_BOUNDS, (start, end))
        if sha256_of(self.text[start:end]) != citation.digest:
            return self._unlike(citation, (start, end))
        if is_cut(self.text, start, end):
            return _fault(Verdict.CUT, citation, cut_words(self, (start, end), place="start"), (start, end))
        if not is_between(self.text, start, end, prefix=citation.prefix, suffix=citation.suffix):
            return _fault(Verdict.NOT_FOUND, citation, _other_surroundings(self, citation, (start, end)))
        return Verification(Verdict.EXACT, citation, start=start, end=end)

    def _quoted(self, citation: Citation) -> Search:
        words = (citation.quote or "").strip()
        return Search(article=self, words=words, prefix=citation.prefix, suffix=citation.suffix, place="quote")

    def _look_up(self, citation: Citation) -> Verification:
        """What comes of a quote without a place."""
        search = self._quoted(citation)
        if len(search.places) > 1:
            return _fault(Verdict.AMBIGUOUS, citation, search.ambiguous())
        if not search.places and (elided := search.elided()):
            return self._elided(citation, search, elided)
        if not search.places:
            part = search.part_of_a_word()
            return _fault(Verdict.CUT if part else Verdict.NOT_FOUND, citation, search.absent(), part)
        (span,) = search.places
        if self.text[slice(*span)] != citation.quote:
            return _fault(Verdict.FOLDED, citation, _other_letters(self, citation, span), span)
        problem = problem_at(
            self,
            span,
            "citation.unplaced",
            place="start",
            found="a quote without a place",
            expected="the place as well",
            hint=f"it stands at {names([span])}",
        )
        return _fault(Verdict.UNPLACED, citation, problem, span)

    def _elided(self, citation: Citation, search: Search, found: tuple[tuple[Span, ...], ...]) -> Verification:
        """What comes of a quote without a place whose parts stand apart."""
        around = {"prefix": citation.prefix, "suffix": citation.suffix}
        between = [spans for spans in found if is_between(self.text, spans[0][0], spans[-1][1], **around)]
        wholes = [(spans[0][0], spans[-1][1]) for spans in between or found]
        if not between:
            return _fault(Verdict.NOT_FOUND, citation, _other_surroundings(self, citation, wholes[0]))
        if len(between) > 1:
            told, expected = f"{shown(citation.quote)}, whose parts stand together in {len(between)} ways", "one way"
            hint = f"the first are {names(wholes[:3])}"
            problem = problem_at(
                self, None, "citation.ambiguous", place="quote", found=told, expected=expected, hint=hint
            )
            return _fault(Verdict.AMBIGUOUS, citation, problem)
        return _fault(Verdict.ELIDED, citation, search.left_out(between[0]), wholes[0])

    def _unlike(self, citation: Citation, span: Span) -> Verification:
        """What comes of a place at which the words have another digest."""
        if citation.quote is not None and pattern_of(citation.quote).fullmatch(self.text, *span):
            return _fault(Verdict.FOLDED, citation, _other_letters(self, citation, span), span)
        return self._astray(citation, Verdict.WRONG_DIGEST, span)

    def _astray(self, citation: Citation, verdict: Verdict, span: Span) -> Verification:
        """What comes of a place that is not that of the words; where they stand is proposed if the quote is known."""
        search = self._quoted(citation)
        told = _beyond if verdict is Verdict.OUT_OF_BOUNDS else _other_words
        problem = told(self, citation, span, search.whereabouts())
        return _fault(verdict, citation, problem, search.places[0] if len(search.places) == 1 else None)


def _fault(verdict: Verdict, citation: Citation, problem: Problem, span: Span | None = None) -> Verification:
    start, end = span or (None, None)
    return Verification(verdict, citation, problem=problem, start=start, end=end)


def _other_words(article: Article, citation: Citation, span: Span, hint: str | None) -> Problem:
    digest = f"words whose SHA-256 is {citation.digest}"
    expected = digest if citation.quote is None else shown(citation.quote)
    found = shown(article.text[slice(*span)])
    return problem_at(article, span, "citation.digest", place="digest", found=found, expected=expected, hint=hint)


def _beyond(article: Article, _: Citation, span: Span, hint: str | None) -> Problem:
    expected = f"at most {len(article.text)}, the length of the text"
    return problem_at(article, span, "citation.bounds", place="end", found=str(span[1]), expected=expected, hint=hint)


def _other_letters(article: Article, citation: Citation, span: Span) -> Problem:
    there = shown(article.text[slice(*span)])
    return problem_at(
        article,
        span,
        "citation.folded",
        place="quote",
        found=shown(citation.quote),
        expected=f"the words to the letter, {there}",
        hint=f"they stand at {names([span])}",
    )


def _other_surroundings(article: Article, citation: Citation, span: Span) -> Problem:
    before, _, after = surroundings(article.text, *span, 40)
    around = ((citation.prefix, "before"), (citation.suffix, "after"))
    return problem_at(
        article,
        span,
        "citation.surroundings",
        place="prefix" if citation.prefix else "suffix",
        found=f"{shown(before)} before and {shown(after)} after",
        expected=" and ".join(f"{shown(words)} {side}" for words, side in around if words),
    )


def _marked(before: str, there: str, after: str) -> list[str]:
    """Words with carets under them, on one line with their surroundings or, where a terminal may turn it, apart."""
    if len(there) > _SHOWN:
        half = _SHOWN // 2 - 2
        there = f"{there[:half]} … {there[-half:]}"
    carets = "^" * max(1, width_of(there))
    if runs_right_to_left(before + there + after):
        return [line for line in (before.strip(), there, carets, after.strip()) if line]
    return [before + there + after, " " * width_of(before) + carets]


def _argument_faults(words: object, prefix: object, suffix: object, occurrence: object, quote: object) -> list[Problem]:
    """All that is wrong with what was asked for."""
    broken = _word_faults("words", words)
    for place, around in (("prefix", prefix), ("suffix", suffix)):
        if around is not None:
            # A space at the end of the words around is natural, and is not looked at.
            broken += _word_faults(place, around.strip() if isinstance(around, str) else around)
    if occurrence is not None and (type(occurrence) is not int or occurrence < 1):
        found, expected = shown(occurrence), "a whole number from 1"
        broken.append(Problem(code="citation.occurrence", place="occurrence", found=found, expected=expected))
    if type(quote) is not bool:
        broken.append(Problem(code="field.type", place="quote", found=shown(quote), expected="True or False"))
    return broken


def _word_faults(place: str, words: object) -> list[Problem]:
    if not isinstance(words, str) or not is_text(words) or not (bare := words.strip()):
        return [Problem(code="citation.words", place=place, found=shown(words), expected="text that is not empty")]
    if words == bare:
        return []
    expected, hint = "words without a space at their ends", f"did you mean {shown(bare)}?"
    return [Problem(code="citation.words", place=place, found=shown(words), expected=expected, hint=hint)]


def _source_faults(source: object) -> list[Problem]:
    if type(source) is Source:
        return []
    return [Problem(code="field.type", place="source", found=shown(source), expected="a Source")]


def _file_faults(file: object) -> list[Problem]:
    if file is None or is_text(file):
        return []
    return [Problem(code="field.type", place="file", found=shown(file), expected="the path as text")]


def _text_faults(source: object, text: object) -> list[Problem]:
    if type(text) is not str:
        return [Problem(code="field.type", place="text", found=shown(text), expected="the text as a str")]
    if not is_text(text):
        return [_unwritable(text)]
    return [*_digest_faults(source, text), *_length_faults(source, text)] if type(source) is Source else []


def _unwritable(text: str) -> Problem:
    """Why a text is in no file: it is empty, or has half of a surrogate pair."""
    half = re.search("[\ud800-\udfff]", text)
    found = "half of a surrogate pair" if half else "an empty text"
    start, end = half.span() if half else (None, None)
    expected = "text that can be written as UTF-8"
    return Problem(code="article.text", place="text", found=found, expected=expected, start=start, end=end)


def _digest_faults(source: Source, text: str) -> list[Problem]:
    if source.sha256 is None or (found := sha256_of(text)) == source.sha256:
        return []
    expected, hint = f"{source.sha256}, that of {source.id}", _as_it_was(text, source.sha256)
    return [Problem(code="article.digest", place="text", found=f"SHA-256 {found}", expected=expected, hint=hint)]


def _length_faults(source: Source, text: str) -> list[Problem]:
    if source.length is None or source.length == len(text):
        return []
    found, expected = f"{len(text)} characters", f"{source.length}, the length of {source.id}"
    return [Problem(code="article.length", place="text", found=found, expected=expected)]


def _as_it_was(text: str, sha256: str) -> str | None:
    """How a text lost its digest, where it is one of the ways in which files change unnoticed."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for lines, ends in ((plain, "\\n"), (plain.replace("\n", "\r\n"), "\\r\\n")):
        for mark, kept in (("", "without"), ("\ufeff", "with")):
            if sha256_of(mark + lines) == sha256:
                return f"it is the same {kept} a byte-order mark and with {ends} at the ends of lines"
    return None
