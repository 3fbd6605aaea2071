"""A search for words in a text: where they stand, and what to say where that is not exactly one place."""

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen

from ..errors import Problem, show
from ..passage import differences, find, find_elided, is_cut, likest, names, on_one_line, surroundings, whole_words

if TYPE_CHECKING:
    from .text import Article

__all__ = ["Search", "cut_words", "problem_at"]

Span = tuple[int, int]

# Of the places that could be meant a message names so many, and counts the others.
_NAMED = 5


def problem_at(
    article: "Article", span: Span | None, code: str, *, place: str, found: str, expected: str, hint: str | None = None
) -> Problem:
    """A fault at a stretch of a text, with the file and the line where they are known.

    >>> from unrest.article import Article
    >>> from unrest.source import Source
    >>> article = Article(Source("source:x"), "Two were hurt.")
    >>> print(problem_at(article, (0, 3), "citation.x", place="quote", found="'Two'", expected="'Four'"))
    1: quote: characters 0 to 3: found 'Two', expected 'Four' [citation.x]
    """
    start, end = span or (None, None)
    line = None if start is None or start >= len(article.text) else article.line_of(start)
    return Problem(
        code=code,
        place=place,
        found=found,
        expected=expected,
        hint=hint,
        file=article.file,
        line=line,
        start=start,
        end=end,
    )


def cut_words(article: "Article", span: Span, *, place: str) -> Problem:
    """Why a stretch is no citation: it begins or ends inside a word or a number.

    >>> from unrest.article import Article
    >>> from unrest.source import Source
    >>> print(cut_words(Article(Source("source:x"), "On May 25"), (0, 8), place="words").hint)
    did you mean 'On May 25', characters 0 to 9?
    """
    whole = whole_words(article.text, *span)
    return problem_at(
        article,
        span,
        "citation.cut",
        place=place,
        found=f"{show(article.text[slice(*span)])}, a part of a word or a number",
        expected="whole words and numbers",
        hint=f"did you mean {show(article.text[slice(*whole)])}, {names([whole])}?",
    )


@frozen(kw_only=True)
class Search:
    """A search for words in a text, which folds typography only and takes whole words only.

    >>> from unrest.article import Article
    >>> from unrest.source import Source
    >>> Search(article=Article(Source("source:x"), "19 of 2019"), words="19", place="words").places
    ((0, 2),)
    """

    article: "Article" = field()
    """Where is looked."""
    words: str = field()
    """What is looked for."""
    prefix: str | None = field(default=None)
    """Words that must stand directly before."""
    suffix: str | None = field(default=None)
    """Words that must stand directly after."""
    place: str = field()
    """What a message calls the words: an argument or a field."""
    places: tuple[Span, ...] = field(init=False)
    """Where the words stand, in order."""

    def __attrs_post_init__(self) -> None:
        text = self.article.text
        found = find(text, self.words, prefix=self.prefix, suffix=self.suffix)
        object.__setattr__(self, "places", tuple(span for span in found if not is_cut(text, *span)))

    def named(self) -> str:
        """The places, the first few of them with their surroundings."""
        text, more = self.article.text, len(self.places) - _NAMED
        told = [f"{names([each])} ({''.join(surroundings(text, *each, 20))})" for each in self.places[:_NAMED]]
        return ", ".join(told + [f"and {more} more"] * (more > 0))

    def part_of_a_word(self) -> Span | None:
        """The first place at which the words stand as a part of a longer word or number."""
        return next(find(self.article.text, self.words, prefix=self.prefix, suffix=self.suffix), None)

    def whereabouts(self) -> str | None:
        """Where the words stand, or what is most like them; only ever a proposal."""
        if self.places:
            return f"they stand at {self.named()}"
        if elided := self.elided():
            return f"with what an ellipsis leaves out they stand at {names([(elided[0][0][0], elided[0][-1][1])])}"
        near = likest(self.article.text, self.words)
        if near is None:
            return None
        there = self.article.text[slice(*near)]
        apart = differences(self.words, there) or "they differ in case or in marks"
        return f"the nearest, at {names([near])}: {show(there)}; {apart}"

    def elided(self) -> tuple[tuple[Span, ...], ...]:
        """The places of a quote with ellipses, each as the places of its parts."""
        return tuple(find_elided(self.article.text, self.words))

    def left_out(self, spans: tuple[Span, ...]) -> Problem:
        """Why a quote whose parts are there is not the words of the text: it leaves some of them out."""
        text, whole = self.article.text, (spans[0][0], spans[-1][1])
        between = [show(on_one_line(text[one[1] : other[0]]).strip()) for one, other in pairwise(spans)]
        told = f"without {' and '.join(between)}" if between else "with an ellipsis at its end"
        return problem_at(
            self.article,
            whole,
            "citation.elided",
            place=self.place,
            found=f"{show(self.words)}, {told}",
            expected="words that stand together",
            hint=f"the whole stands at {names([whole])}",
        )

    def ambiguous(self) -> Problem:
        """Why it is not known which place is meant."""
        found, expected = f"{show(self.words)} {len(self.places)} times", "one place, by prefix, suffix or occurrence"
        hint = f"they stand at {self.named()}"
        return problem_at(
            self.article, None, "citation.ambiguous", place=self.place, found=found, expected=expected, hint=hint
        )

    def absent(self) -> Problem:
        """Why nothing was found: the words are a part of a word, stand between other words, or are not there."""
        if (part := self.part_of_a_word()) is not None:
            return cut_words(self.article, part, place=self.place)
        around = [f"after {show(self.prefix)}"] * bool(self.prefix) + [f"before {show(self.suffix)}"] * bool(
            self.suffix
        )
        alone = Search(article=self.article, words=self.words, place=self.place) if around else self
        expected = " ".join(["words of the text", " and ".join(around)]).strip()
        return problem_at(
            self.article,
            None,
            "citation.absent",
            place=self.place,
            found=show(self.words),
            expected=expected,
            hint=alone.whereabouts(),
        )
