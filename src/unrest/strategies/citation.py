"""Strategies for texts and for places in them: the text is drawn first, so that whatever is cited is written there."""

import re
from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..article import Article
from ..passage import whole_words
from ..source import Citation, Ref, Source, sha256_of
from .bound import built_once, refuse
from .text import prose, refs

__all__ = ["articles", "citations", "spans"]

# Where a stretch may begin and end before it is widened to whole words and numbers.
_PART = re.compile(r"\w+|[^\w\s]")
_AROUND = 12


def spans(text: str) -> SearchStrategy[tuple[int, int]]:
    """Stretches of a text that begin and end where words and numbers do.

    >>> from hypothesis import given
    >>> @given(spans("At least 19,000 people"))
    ... def test(span):
    ...     words = "At least 19,000 people"[slice(*span)]
    ...     assert ("19" in words) == ("19,000" in words)
    >>> test()
    """
    parts = [match.span() for match in _PART.finditer(text)]
    if not parts:
        raise refuse("text", text, "a text with a letter, a digit or a mark in it")
    ends = st.tuples(*[st.integers(0, len(parts) - 1)] * 2)
    return ends.map(lambda pair: whole_words(text, parts[min(pair)][0], parts[max(pair)][1]))


@st.composite
def _placed(draw: DrawFn, source: Ref[Source], text: str) -> Citation:
    """The place of some words: by its digest, by its quote, or by its quote between the words around it."""
    start, end = draw(spans(text))
    there, shape = text[start:end], draw(st.sampled_from(("digest", "quote", "around")))
    if shape == "digest":
        return Citation(source, start=start, end=end, digest=sha256_of(there))
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if shape == "quote" or not (before.strip() and after.strip()):
        return Citation(source, start=start, end=end, quote=there)
    return Citation(source, start=start, end=end, quote=there, prefix=before, suffix=after)


@st.composite
def _anywhere(draw: DrawFn) -> Citation:
    """A place, a quote without a place, or the whole of a source that nobody else knows."""
    source, text = draw(refs("source")), draw(prose())
    placed = draw(_placed(source, text))
    shape = draw(st.sampled_from(("placed", "unplaced", "whole")))
    if shape == "placed":
        return placed
    start, end = placed.start or 0, placed.end or 0
    return Citation(source, quote=text[start:end]) if shape == "unplaced" else Citation(source)


@built_once
def citations(article: Article | None = None) -> SearchStrategy[Citation]:
    """Citations of true words: a text is drawn first, and cited is what stands in it.

    Of an article, every one is a place in its text and verifies; without one, the text is not kept, and there are
    quotes without a place and citations of whole sources as well.

    Raises:
        InvalidValue: for what is no article, and for one whose text has nothing in it that could be cited.

    >>> from hypothesis import given
    >>> article = Article(Source("source:x"), "Two guards were hurt.")
    >>> @given(citations(article))
    ... def test(citation):
    ...     assert article.verify(citation)
    >>> test()
    """
    if article is None:
        return _anywhere()
    if not isinstance(article, Article):
        raise refuse("article", article, "an Article")
    spans(article.text)  # refuses a text with nothing to cite now, and not when the first citation is drawn
    return _placed(Ref(article.source.id), article.text)


@st.composite
def _articles(draw: DrawFn, low: int, high: int) -> Article:
    day = draw(st.dates(date(2022, 1, 1), date(2031, 12, 31)))
    mark = draw(st.sampled_from(("", "\ufeff")))
    text = f"{mark} date {day.isoformat()} {draw(prose(min=low, max=high))}"
    language = draw(st.none() | st.sampled_from(("en", "ru")))
    source = Source(
        str(draw(refs("source"))), published=day, language=language, sha256=sha256_of(text), length=len(text)
    )
    # Built by hypothesis, so that a failing example shows the text and not only its length.
    return draw(st.builds(Article, st.just(source), st.just(text)))


@built_once
def articles(*, min: int = 1, max: int = 4) -> SearchStrategy[Article]:
    """Texts as a file of the article dataset has them, with their sources; each of `min` to `max` sentences.

    Raises:
        InvalidValue: for bounds that are no numbers of sentences, or that cross.

    >>> from hypothesis import given
    >>> @given(articles())
    ... def test(article):
    ...     assert str(article.published) in article.text
    >>> test()
    """
    prose(min=min, max=max)  # refuses the bounds now and not when the first one is drawn
    return _articles(min, max)
