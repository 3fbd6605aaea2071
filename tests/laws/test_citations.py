"""Citations: whatever is cited stands there, and nothing that differs in a letter, a digit or a word does."""

import re
import unicodedata

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unrest.article import Article, Verdict
from unrest.dataset import Dataset
from unrest.errors import Ambiguous, InvalidValue, NotFound
from unrest.place import Place
from unrest.rules import check
from unrest.source import Citation, Source, sha256_of
from unrest.strategies import articles, citations, names

# What counts as there: verified, or there but for typography, or there and only without its place.
THERE = (Verdict.EXACT, Verdict.FOLDED, Verdict.ELIDED, Verdict.UNPLACED, Verdict.AMBIGUOUS)


@st.composite
def cited(draw: st.DrawFn) -> tuple[Article, Citation]:
    article = draw(articles())
    return article, draw(citations(article))


def with_text(article: Article, text: str) -> Article:
    """The same source, as if its text had always been this one."""
    return Article(attrs.evolve(article.source, sha256=None, length=None), text)


class TestTrueCitations:
    """A citation verifies in the text that it was cut from."""

    @given(cited())
    def test_it_is_exact(self, given: tuple[Article, Citation]) -> None:
        article, citation = given
        verification = article.verify(citation)
        assert verification.verdict is Verdict.EXACT
        assert (verification.start, verification.end) == (citation.start, citation.end)
        words = article.words(citation)
        assert words == article.text[citation.start : citation.end]
        assert sha256_of(words) == citation.digest
        assert "^" in article.show(citation)

    @given(cited())
    def test_its_words_are_found_again(self, given: tuple[Article, Citation]) -> None:
        article, citation = given
        found = article.cite_all(article.words(citation), quote=True)
        assert (citation.start, citation.end) in {(each.start, each.end) for each in found}
        assert all(map(article.verify, found))


MARKS = (
    ("'", "‘", "’", "‚", "´"),
    ('"', "“", "”", "„", "«", "»"),
    ("-", "‐", "–", "—", "−"),
    (" ", "\u00a0", "  ", "\n"),
)


@st.composite
def in_other_type(draw: st.DrawFn, words: str) -> str:
    """The same words as another typesetter would set them."""
    alike = {mark: marks for marks in MARKS for mark in marks}
    set_anew = [draw(st.sampled_from(alike[each])) if each in alike else each for each in words]
    text = "".join(set_anew).replace("…", draw(st.sampled_from(("…", "..."))))
    text = unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), text)
    return text if draw(st.booleans()) else text[0].swapcase() + text[1:]


def letters(words: str) -> list[str]:
    """All that typography leaves."""
    return re.findall(r"\w", unicodedata.normalize("NFC", words).casefold())


class TestMovedByOne:
    """A citation that is moved by a character, wholly or at one end, does not verify, unless the same words stand there too."""

    @given(cited(), st.sampled_from(((1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1))))
    def test_it_does_not_verify(self, given: tuple[Article, Citation], move: tuple[int, int]) -> None:
        article, citation = given
        assert citation.start is not None
        assert citation.end is not None
        start, end = citation.start + move[0], citation.end + move[1]
        assume(0 <= start < end and article.text[start:end] != article.text[citation.start : citation.end])
        moved = Citation(article.source, start=start, end=end, digest=citation.digest)
        found = article.verify(moved)
        assert not found
        assert found.problem is not None
        told = check(Dataset([article.source, Place("place:a", name="A", citations=moved)]), [article])
        assert found.problem.code in {each.code for each in told.problems}


class TestTypography:
    """The words of a citation that `cite` gives are the words that were asked for, but for typography."""

    @given(st.data(), cited())
    def test_other_marks_and_spaces_are_found(self, data: st.DataObject, given: tuple[Article, Citation]) -> None:
        article, citation = given
        words = article.words(citation)
        found = article.cite_all(data.draw(in_other_type(words)))
        assert (citation.start, citation.end) in {(each.start, each.end) for each in found}
        assert all(letters(article.words(each)) == letters(words) for each in found)

    @given(articles(), names() | st.text(min_size=1))
    def test_whatever_is_found_has_the_letters_that_were_asked_for(self, article: Article, words: str) -> None:
        try:
            found = article.cite_all(words)
        except (NotFound, InvalidValue):
            return
        assert all(letters(article.words(each)) == letters(words) for each in found)


def words_in(part: str) -> int:
    """How many words a part has; a date or a number is one, and a mark alone is none."""
    return sum(1 for each in part.split() if re.search(r"\w", each))


class TestEllipses:
    """A quote with ellipses is found where all its parts stand in their order in one paragraph, with at most 500 characters between two of them; what it leaves out is told, and it never counts as verified."""

    @given(st.data(), cited(), st.sampled_from(("…", "...", "[…]", "(...)")))
    def test_what_is_left_out_is_told(self, data: st.DataObject, given: tuple[Article, Citation], mark: str) -> None:
        article, _ = given
        words = [match.span() for match in re.finditer(r"\S+", article.text)]
        assume(len(words) >= 5)
        first = data.draw(st.integers(0, len(words) - 5))
        second = data.draw(st.integers(first + 3, len(words) - 2))
        one, other = (words[first][0], words[first + 1][1]), (words[second][0], words[second + 1][1])
        quote = f"{article.text[slice(*one)]} {mark} {article.text[slice(*other)]}"
        found = article.verify(Citation(article.source, quote=quote))
        assert not found
        left_out = article.text[one[1] : other[0]]
        if found.verdict is Verdict.ELIDED:
            assert found.problem is not None
            there = article.text[found.start : found.end]
            assert letters(there)[: len(letters(article.text[slice(*one)]))] == letters(article.text[slice(*one)])
            assert "without" in found.problem.found
        elif len(left_out) <= 500 and not re.search(r"\n\s*\n", left_out) and found.verdict is Verdict.NOT_FOUND:
            # Then a part is of one word, or begins or ends inside one, or has an ellipsis of the text itself.
            parts = [article.text[slice(*span)] for span in (one, other)]
            alone = [article.verify(Citation(article.source, quote=part)).verdict for part in parts]
            is_parted = any(words_in(part) < 2 or re.search(r"…|\.{3}", part) for part in parts)
            assert is_parted or not all(v in THERE for v in alone)


class TestWholeWords:
    """A citation neither begins nor ends inside a word or a number."""

    @given(st.data(), articles())
    def test_a_stretch_that_cuts_one_does_not_verify(self, data: st.DataObject, article: Article) -> None:
        inside = [match.start() + 1 for match in re.finditer(r"[A-Za-z](?=[A-Za-z])|[0-9](?=[0-9])", article.text)]
        cut, other = data.draw(st.sampled_from(inside)), data.draw(st.integers(0, len(article.text)))
        assume(cut != other)
        start, end = sorted((cut, other))
        words = article.text[start:end]
        verification = article.verify(Citation(article.source, start=start, end=end, digest=sha256_of(words)))
        assert verification.verdict is Verdict.CUT
        assert not verification

    @given(articles(), st.text("0123456789", min_size=1, max_size=4))
    def test_a_part_of_a_number_is_not_found(self, article: Article, digits: str) -> None:
        alone = [match.span() for match in re.finditer(rf"(?<![\w.,:/-]){digits}(?![\w.,:/-]|\s\d)", article.text)]
        try:
            found = article.cite_all(digits)
        except NotFound:
            assert not alone
            return
        assert all(not article.text[each.end :][:1].isdigit() for each in found)
        assert all(not article.text[: each.start][-1:].isdigit() for each in found)


def survives(article: Article, citation: Citation) -> bool:
    """Whether a text is taken to have the words of a citation, at their place, by their quote or when cited anew."""
    words = article.text[citation.start : citation.end] if citation.quote is None else citation.quote
    unplaced = Citation(article.source, quote=words)
    return any(article.verify(each).verdict in THERE for each in (citation, unplaced))


class TestChangedDigits:
    """No citation survives a changed digit."""

    @given(st.data(), cited(), st.sampled_from("0123456789٣५"))
    def test_in_the_text(self, data: st.DataObject, given: tuple[Article, Citation], digit: str) -> None:
        article, citation = given
        at = data.draw(st.sampled_from(places_of(r"\d", article, citation)))
        assume(article.text[at] != digit)
        changed = with_text(article, article.text[:at] + digit + article.text[at + 1 :])
        assert changed.verify(citation).verdict is Verdict.WRONG_DIGEST

    @given(st.data(), cited(), st.sampled_from("0123456789٣५"))
    def test_in_the_citation(self, data: st.DataObject, given: tuple[Article, Citation], digit: str) -> None:
        article, citation = given
        at = data.draw(st.sampled_from(places_of(r"\d", article, citation)))
        assume(article.text[at] != digit)
        words = article.text[citation.start : at] + digit + article.text[at + 1 : citation.end]
        self.is_refused(article, citation, words)

    @given(st.data(), cited(), st.sampled_from(("", "Mira Novak", "not", "18")))
    def test_nor_a_word_that_is_lost_or_exchanged(
        self, data: st.DataObject, given: tuple[Article, Citation], other: str
    ) -> None:
        article, citation = given
        spans = [match.span() for match in re.finditer(r"[^\W\d_]+(?:['’]t)?", article.text)]
        inside = [(i, j) for i, j in spans if citation.start <= i and j <= citation.end and article.text[i:j] != other]
        assume(inside)
        i, j = data.draw(st.sampled_from(inside))
        words = (article.text[citation.start : i] + other + article.text[j : citation.end]).strip()
        # An ellipsis beside the lost word then says that something is left out, which is true, and has its own verdict.
        beside = article.text[:i].rstrip()[-3:], article.text[j:].lstrip()[:3]
        says_so = other == "" and any(sign in each for each in beside for sign in ("…", "..."))
        self.is_refused(article, citation, words, but=(Verdict.ELIDED,) if says_so else ())

    def is_refused(self, article: Article, citation: Citation, words: str, but: tuple[Verdict, ...] = ()) -> None:
        # The changed words may stand elsewhere in the text by chance.
        assume(words and "".join(letters(words)) not in "".join(letters(article.text)))
        with pytest.raises((NotFound, Ambiguous)):
            article.cite(words)
        refused = {*THERE} - {*but}
        assert article.verify(Citation(article.source, quote=words)).verdict not in refused
        end = citation.start + len(words)
        moved = Citation(article.source, start=citation.start, end=end, quote=words)
        assert article.verify(moved).verdict not in refused

    def test_a_lost_word_that_an_ellipsis_stands_for_is_elided(self) -> None:
        source = Source("source:a")
        article = Article(source, "The march ended… Dock workers stopped work.")
        assert article.verify(Citation(source, quote="The march … Dock workers")).verdict is Verdict.ELIDED
        assert article.verify(Citation(source, quote="The march Dock workers")).verdict is Verdict.NOT_FOUND


def places_of(pattern: str, article: Article, citation: Citation) -> list[int]:
    """Where something stands in the words of a citation, or else in the first citation that could be made of it."""
    found = [match.start() for match in re.finditer(pattern, article.text)]
    inside = [at for at in found if citation.start <= at < citation.end]
    assume(inside)
    return inside


ENDS = st.none() | st.integers(-1, 30)


class TestBothEnds:
    """A citation has both a start and an end or neither, and its end comes after its start."""

    @given(ENDS, ENDS, st.none() | st.just(sha256_of("words")))
    def test_all_others_are_refused(self, start: int | None, end: int | None, digest: str | None) -> None:
        placed = start is not None and end is not None and digest is not None and 0 <= start < end
        if placed or (start, end, digest) == (None, None, None):
            citation = Citation("source:x", start=start, end=end, digest=digest)
            assert (citation.start, citation.end) == (start, end)
        else:
            with pytest.raises(InvalidValue):
                Citation("source:x", start=start, end=end, digest=digest)


class TestQuotes:
    """A citation of a place has the SHA-256 of the words at it, and where it also has the quote, that quote has the length and the digest of the place."""

    @given(cited(), st.text(min_size=1, max_size=20), st.booleans())
    def test_another_quote_is_refused(self, given: tuple[Article, Citation], quote: str, right: bool) -> None:
        article, citation = given
        words = article.words(citation)
        quote = words if right else quote
        bare = attrs.evolve(citation, quote=None, prefix=None, suffix=None)
        if quote == words:
            assert attrs.evolve(bare, quote=quote).digest == sha256_of(quote)
        else:
            with pytest.raises(InvalidValue):
                attrs.evolve(bare, quote=quote)
