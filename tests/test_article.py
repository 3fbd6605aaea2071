"""The text of a source: reading it from a file, finding words in it, verifying citations."""

import copy
import hashlib
import os
import pickle
import time
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.article import Article, Verdict, Verification, read_article, read_articles
from unrest.errors import (
    Ambiguous,
    InvalidArticle,
    InvalidValue,
    NotFound,
    Problem,
    UnreadableFile,
    UnrestError,
)
from unrest.source import Citation, Source, sha256_of
from unrest.when import When

TEXT = (
    " date 2031-03-09 Dock workers of Orlec stopped work on March 3.\n"
    "\n"
    "“At least 40 people were detained,” Vera Lindqvist said on March 7. It was reported that two guards were hurt.\n"
    "\n"
    "The clerk listed machine guns, rifles and machine guns; 19 security officers were killed. "
    "She does not consider it necessary to call for help.\n"
)
SOURCE = Source("source:orlec", published="2031-03-09")


@pytest.fixture
def article() -> Article:
    return Article(SOURCE, TEXT)


def of(text: str) -> Article:
    return Article(Source("source:x"), text)


def codes(caught: "pytest.ExceptionInfo[UnrestError]") -> list[str]:
    return [problem.code for problem in caught.value.problems]


def problem_of(caught: "pytest.ExceptionInfo[UnrestError]") -> Problem:
    (problem,) = caught.value.problems
    return problem


def fault(verification: Verification) -> Problem:
    assert verification.problem is not None
    return verification.problem


class TestArticle:
    def test_it_is_a_source_with_its_text(self, article: Article) -> None:
        assert (article.source, article.text) == (SOURCE, TEXT)
        assert article.published == When("2031-03-09")
        assert of("Two.").published is None

    def test_its_repr_is_short_and_has_none_of_the_text(self, article: Article) -> None:
        assert repr(article) == f"Article('source:orlec', published 2031-03-09, {len(TEXT)} characters)"
        assert repr(of("Two.")) == "Article('source:x', 4 characters)"

    def test_it_is_a_value(self, article: Article) -> None:
        again = Article(SOURCE, TEXT, file="orlec.txt")
        assert again == article
        assert hash(again) == hash(article)
        assert article != Article(SOURCE, TEXT + "\n")
        assert article != Article(Source("source:y"), TEXT)
        assert pickle.loads(pickle.dumps(article)) == copy.copy(article) == article
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            article.text = "other"  # type: ignore[misc]

    def test_the_text_must_have_the_digest_and_length_of_the_source(self) -> None:
        right = Source("source:x", sha256=sha256_of("Two."), length=4)
        assert Article(right, "Two.").text == "Two."
        with pytest.raises(InvalidArticle) as caught:
            Article(right, "Three.", file="three.txt")
        assert codes(caught) == ["article.digest", "article.length"]
        digest, length = caught.value.problems
        assert sha256_of("Two.") in digest.expected
        assert sha256_of("Three.") in digest.found
        assert (length.found, length.expected) == ("6 characters", "4, the length of source:x")
        assert digest.file == length.file == "three.txt"
        assert digest.hint is None

    @pytest.mark.parametrize(
        ("right", "text", "way"),
        [
            ("a\r\nb\r\n", "a\nb\n", "without a byte-order mark and with \\r\\n"),
            ("a\nb\n", "a\r\nb\r\n", "without a byte-order mark and with \\n"),
            ("\ufeffa\nb", "a\nb", "with a byte-order mark and with \\n"),
            ("\ufeffa\r\nb", "a\nb", "with a byte-order mark and with \\r\\n"),
            ("a\nb", "\ufeffa\nb", "without a byte-order mark and with \\n"),
        ],
    )
    def test_a_text_that_lost_its_newlines_or_mark_is_told_so(self, right: str, text: str, way: str) -> None:
        with pytest.raises(InvalidArticle) as caught:
            Article(Source("source:x", sha256=sha256_of(right)), text)
        assert problem_of(caught).hint == f"it is the same {way} at the ends of lines"

    def test_every_fault_is_told(self) -> None:
        with pytest.raises(InvalidArticle) as caught:
            Article("source:x", b"Two.")  # type: ignore[arg-type]
        assert [problem.place for problem in caught.value.problems] == ["source", "text"]
        with pytest.raises(InvalidArticle, match="source: found None"):
            Article(None, "Two.")  # type: ignore[arg-type]

    @pytest.mark.parametrize("file", ["", 3, Path("orlec.txt")])
    def test_its_file_is_a_path_as_text(self, file: object) -> None:
        with pytest.raises(InvalidArticle) as caught:
            Article(SOURCE, TEXT, file=file)  # type: ignore[arg-type]
        assert problem_of(caught).place == "file"

    def test_a_text_that_no_file_can_hold_is_refused(self) -> None:
        with pytest.raises(InvalidArticle) as caught:
            of("Two \udc80 fled.")
        problem = problem_of(caught)
        assert (problem.code, problem.found) == ("article.text", "half of a surrogate pair")
        assert (problem.start, problem.end) == (4, 5)
        with pytest.raises(InvalidArticle, match="found an empty text"):
            of("")

    def test_a_line_ends_as_files_end_them(self) -> None:
        text = of("a\nb\r\nc\rd")
        assert [text.line_of(at) for at in range(len(text.text))] == [1, 1, 2, 2, 2, 3, 3, 4]


class TestCite:
    def test_it_is_the_place_of_the_words(self, article: Article) -> None:
        place = article.cite("two guards")
        assert TEXT[place.start : place.end] == "two guards" == article.words(place)
        assert (place.source, place.digest) == ("source:orlec", sha256_of("two guards"))
        assert (place.quote, place.supports) == (None, ())

    def test_what_it_supports_and_the_words_are_kept_where_asked(self, article: Article) -> None:
        place = article.cite('"at least 40 people', supports=["quantity", "counted"], quote=True)
        assert place.quote == "“At least 40 people"
        assert place.supports == ("counted", "quantity")

    def test_one_text_is_not_taken_apart_into_letters(self, article: Article) -> None:
        with pytest.raises(InvalidValue, match="supports: found 'quantity'"):
            article.cite("two guards", supports="quantity")

    def test_t13_another_figure_is_refused_and_named(self, article: Article) -> None:
        with pytest.raises(NotFound) as caught:
            article.cite("18 security officers were killed")
        problem = problem_of(caught)
        assert problem.code == "citation.absent"
        assert problem.hint is not None
        assert problem.hint.endswith("'19 security officers were killed'; the text has '19' for '18'")

    def test_t13_a_negation_is_not_found_where_other_words_stand_between(self, article: Article) -> None:
        with pytest.raises(NotFound) as caught:
            article.cite("not necessary")
        assert problem_of(caught).code == "citation.absent"

    def test_t15_words_that_stand_twice_are_refused_unless_told_which(self, article: Article) -> None:
        first, second = TEXT.index("machine guns"), TEXT.rindex("machine guns")
        with pytest.raises(Ambiguous) as caught:
            article.cite("machine guns")
        problem = problem_of(caught)
        assert problem.code == "citation.ambiguous"
        assert problem.found == "'machine guns' 2 times"
        assert problem.hint is not None
        assert f"characters {first} to {first + 12} (" in problem.hint
        assert f"characters {second} to {second + 12} (" in problem.hint
        assert article.cite("machine guns", occurrence=1).start == first
        assert article.cite("machine guns", occurrence=2).start == second
        assert article.cite("machine guns", prefix="rifles and").start == second
        assert article.cite("machine guns", prefix="rifles and ", suffix="; 19").start == second
        assert article.cite("machine guns", suffix=", rifles").start == first

    def test_an_occurrence_is_counted_among_those_that_are_left(self) -> None:
        text = of("two a, two b, two a, two b")
        assert text.cite("two", suffix="b", occurrence=2).start == 21
        assert text.cite("a", occurrence=1).start == 4

    def test_an_occurrence_that_is_not_there_is_refused(self, article: Article) -> None:
        with pytest.raises(NotFound) as caught:
            article.cite("machine guns", occurrence=3)
        problem = problem_of(caught)
        assert (problem.code, problem.found) == ("citation.occurrence", "occurrence 3 of 'machine guns'")
        assert problem.expected == "at most 2"
        assert str(TEXT.index("machine guns")) in str(problem.hint)

    def test_words_that_differ_only_in_the_case_of_their_first_letter_are_the_same_words(self) -> None:
        with pytest.raises(Ambiguous):
            of("Two fell, two fled.").cite("Two")

    @pytest.mark.parametrize(
        ("words", "whole"),
        [("detain", "detained"), ("ecurity officers", "security officers"), ("2031", "2031-03-09")],
    )
    def test_a_part_of_a_word_or_number_is_refused_with_the_whole(
        self, article: Article, words: str, whole: str
    ) -> None:
        with pytest.raises(NotFound) as caught:
            article.cite(words)
        problem = problem_of(caught)
        assert problem.code == "citation.cut"
        assert f"did you mean '{whole}', characters" in str(problem.hint)
        assert (problem.start, problem.end) == (TEXT.index(words), TEXT.index(words) + len(words))

    def test_a_whole_word_is_found_among_parts_of_words(self) -> None:
        assert of("In 2019 the 19 of 190 fled.").cite("19").start == 12

    def test_words_between_other_words_are_told_where_they_stand(self, article: Article) -> None:
        with pytest.raises(NotFound) as caught:
            article.cite("two guards", prefix="the", suffix="fled")
        problem = problem_of(caught)
        assert problem.expected == "words of the text after 'the' and before 'fled'"
        assert f"they stand at characters {TEXT.index('two guards')}" in str(problem.hint)
        with pytest.raises(NotFound, match=r"expected words of the text before 'fled'; they stand"):
            article.cite("two guards", suffix="fled")

    def test_absent_words_with_nothing_like_them_have_no_hint(self, article: Article) -> None:
        with pytest.raises(NotFound) as caught:
            article.cite("zebra")
        assert problem_of(caught).hint is None

    def test_words_that_differ_in_marks_or_case_are_told_so(self, article: Article) -> None:
        with pytest.raises(NotFound, match="'Vera Lindqvist'; they differ in case or in marks"):
            article.cite("vera lindqvist")

    def test_the_file_is_named(self) -> None:
        with pytest.raises(NotFound, match=r"^orlec\.txt: words: found"):
            Article(SOURCE, TEXT, file="orlec.txt").cite("zebra")

    @pytest.mark.parametrize("words", ["", " ", "\n", None, 19, b"two", "\udc80"])
    def test_words_that_are_no_text_are_refused(self, article: Article, words: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            article.cite(words)  # type: ignore[arg-type]
        assert codes(caught) == ["citation.words"]
        with pytest.raises(InvalidValue):
            article.cite_all(words)  # type: ignore[arg-type]

    def test_words_with_a_space_at_their_ends_are_refused(self, article: Article) -> None:
        with pytest.raises(InvalidValue, match="did you mean 'two guards'"):
            article.cite("two guards ")

    @pytest.mark.parametrize("occurrence", [0, -1, True, 1.0, "1"])
    def test_an_occurrence_is_a_whole_number_from_1(self, article: Article, occurrence: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            article.cite("two guards", occurrence=occurrence)  # type: ignore[arg-type]
        assert codes(caught) == ["citation.occurrence"]

    def test_every_wrong_argument_is_told(self, article: Article) -> None:
        with pytest.raises(InvalidValue) as caught:
            article.cite("", prefix="", suffix=3, occurrence=0, quote="yes")  # type: ignore[arg-type]
        assert [problem.place for problem in caught.value.problems] == [
            "words",
            "prefix",
            "suffix",
            "occurrence",
            "quote",
        ]

    def test_many_places_make_a_short_message(self) -> None:
        with pytest.raises(Ambiguous) as caught:
            of("two guards fled. " * 20_000).cite("two")
        assert "'two' 20000 times" in str(caught.value)
        assert "and 19995 more" in str(caught.value)
        assert len(str(caught.value)) < 700


class TestCiteAll:
    def test_it_is_every_place_in_order(self, article: Article) -> None:
        places = article.cite_all("machine guns", supports=["items"], quote=True)
        assert [article.words(place) for place in places] == ["machine guns", "machine guns"]
        assert places[0].end < places[1].start  # type: ignore[operator]
        assert {place.supports for place in places} == {("items",)}
        assert {place.quote for place in places} == {"machine guns"}

    def test_words_around_choose(self, article: Article) -> None:
        assert len(article.cite_all("machine guns", prefix="and", suffix="; 19")) == 1

    def test_it_is_never_empty(self, article: Article) -> None:
        with pytest.raises(NotFound):
            article.cite_all("zebra")
        with pytest.raises(NotFound):
            article.cite_all("detain")


class TestWords:
    def test_they_are_the_exact_words(self, article: Article) -> None:
        place = article.cite('"at least 40 people were detained,"')
        assert article.words(place) == "“At least 40 people were detained,”"

    def test_t16_a_place_beyond_the_text_is_refused_with_both_lengths(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            of("abc").words(Citation("source:x", start=0, end=99, digest="0" * 64))
        problem = problem_of(caught)
        assert (problem.code, problem.found) == ("citation.bounds", "99")
        assert problem.expected == "at most 3, the length of the text"
        assert (problem.start, problem.end, problem.line) == (0, 99, 1)

    def test_t17_a_reversed_or_empty_place_cannot_be_built(self) -> None:
        with pytest.raises(InvalidValue, match="characters 9 to 5"):
            Citation("source:x", start=9, end=5, digest="0" * 64)
        with pytest.raises(InvalidValue, match=r"citation\.empty"):
            Citation("source:x", start=5, end=5, digest="0" * 64)

    def test_other_words_than_the_cited_ones_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"digest: .*found 'Two', expected words whose SHA-256 is 0000"):
            of("Two fled.").words(Citation("source:x", start=0, end=3, digest="0" * 64))

    def test_a_citation_of_another_source_is_refused(self, article: Article) -> None:
        place = of(TEXT).cite("two guards")
        for ask in (article.words, article.show, article.verify):
            with pytest.raises(InvalidValue, match="found 'source:x', expected 'source:orlec', whose text this is"):
                ask(place)
            with pytest.raises(InvalidValue, match="expected a Citation"):
                ask("two guards")  # type: ignore[arg-type]

    @pytest.mark.parametrize("quote", [None, "two guards"])
    def test_a_citation_without_a_place_has_none(self, article: Article, quote: str | None) -> None:
        with pytest.raises(InvalidValue) as caught:
            article.words(Citation(SOURCE, quote=quote))
        assert codes(caught) == ["citation.unplaced"]


class TestShow:
    def test_the_words_have_carets_under_them(self, article: Article) -> None:
        start = TEXT.index("Vera")
        assert article.show(article.cite("Vera Lindqvist"), context=30).splitlines() == [
            f"source:orlec, line 3, column 37, characters {start} to {start + 14}",
            "…40 people were detained,” Vera Lindqvist said on March 7. It was…",
            "                           ^^^^^^^^^^^^^^",
        ]

    def test_a_blank_line_is_a_pilcrow(self) -> None:
        text = of("One fled.\r\n\r\nTwo fell\nthere.")
        assert text.show(text.cite("fled. Two fell there")).splitlines() == [
            "source:x, line 1, column 5, characters 4 to 27",
            "One fled. ¶ Two fell there.",
            "    ^^^^^^^^^^^^^^^^^^^^^^",
        ]

    def test_wide_and_combining_characters_keep_the_carets_in_place(self) -> None:
        text = of("人民 E\u0301va 三人受伤 today")
        lines = text.show(text.cite("三人")).splitlines()
        assert lines[1:] == ["人民 E\u0301va 三人受伤 today", "         ^^^^"]

    def test_where_letters_run_from_right_to_left_the_words_stand_alone(self) -> None:
        text = of("קודם נפצעו שני שומרים today")
        assert text.show(text.cite("שני שומרים")).splitlines()[1:] == [
            "קודם נפצעו",
            "שני שומרים",
            "^^^^^^^^^^",
            "today",
        ]
        alone = of("שני")
        assert alone.show(alone.cite("שני")).splitlines()[1:] == ["שני", "^^^"]

    def test_long_words_are_shown_without_their_middle(self) -> None:
        text = of("Then " + "guards ran and " * 100 + "fell.")
        _, line, carets = text.show(text.cite(("guards ran and " * 100).strip())).splitlines()
        assert line.startswith("Then guards ran and")
        assert line.endswith("guards ran and fell.")
        assert " … " in line
        assert carets.strip() == "^" * 71
        assert len(line) < 100

    def test_what_cannot_be_seen_has_one_caret(self) -> None:
        text = of("a \u200b b")
        place = Citation("source:x", start=2, end=3, digest=sha256_of("\u200b"))
        assert text.show(place).splitlines()[-1].strip() == "^"

    def test_a_quote_without_a_place_is_looked_up(self, article: Article) -> None:
        assert article.show(Citation(SOURCE, quote=" two guards")) == article.show(article.cite("two guards"))
        with pytest.raises(NotFound):
            article.show(Citation(SOURCE, quote="three guards"))
        with pytest.raises(Ambiguous):
            article.show(Citation(SOURCE, quote="machine guns"))
        shown = article.show(Citation(SOURCE, quote="machine guns", prefix="and "))
        assert f"characters {TEXT.rindex('machine guns')} to" in shown

    def test_a_place_is_shown_whatever_was_cited(self, article: Article) -> None:
        assert "^^^" in article.show(Citation(SOURCE, start=1, end=5, digest="0" * 64))

    @pytest.mark.parametrize("context", [-1, True, 1.5, None])
    def test_how_much_is_shown_is_a_whole_number(self, article: Article, context: object) -> None:
        with pytest.raises(InvalidValue, match=r"^context: found"):
            article.show(article.cite("two guards"), context=context)  # type: ignore[arg-type]

    def test_nothing_around_may_be_shown(self, article: Article) -> None:
        assert article.show(article.cite("two guards"), context=0).splitlines()[1:] == ["…two guards…", " ^^^^^^^^^^"]

    def test_the_whole_source_is_named(self, article: Article) -> None:
        assert article.show(Citation(SOURCE)) == f"source:orlec, the whole text, {len(TEXT)} characters"

    def test_a_place_beyond_the_text_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="at most 3"):
            of("abc").show(Citation("source:x", start=0, end=99, digest="0" * 64))


class TestVerification:
    def test_it_says_what_it_is(self) -> None:
        exact = Verification("exact", Citation("source:x"))  # type: ignore[arg-type]
        assert exact.verdict is Verdict.EXACT
        assert (str(exact), repr(exact)) == ("exact: source:x", "Verification(exact, Citation('source:x', whole))")
        told = of("Two.").verify(Citation("source:x", quote="Three."))
        assert str(told) == "not_found: quote: found 'Three.', expected words of the text [citation.absent]"

    def test_only_exact_is_verified_and_true(self) -> None:
        citation, problem = Citation("source:x"), Problem(code="c.d", found="x", expected="y")
        for verdict in Verdict:
            told = None if verdict in (Verdict.EXACT, Verdict.WHOLE) else problem
            verification = Verification(verdict, citation, problem=told)
            assert verification.is_verified is bool(verification) is (verdict is Verdict.EXACT)

    def test_a_fault_has_a_problem_and_nothing_else_has(self) -> None:
        citation, problem = Citation("source:x"), Problem(code="c.d", found="x", expected="y")
        with pytest.raises(InvalidValue, match="found a problem, expected none, for the verdict is exact"):
            Verification(Verdict.EXACT, citation, problem=problem)
        with pytest.raises(InvalidValue, match="found nothing, expected what is wrong, for the verdict is cut"):
            Verification(Verdict.CUT, citation)

    def test_a_broken_one_cannot_be_built(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Verification("exactly", "source:x", start=-1, end=True, problem="x")  # type: ignore[arg-type]
        assert [problem.place for problem in caught.value.problems] == [
            "verdict",
            "citation",
            "problem",
            "start",
            "end",
        ]
        assert caught.value.problems[0].hint == "did you mean 'exact'?"


class TestVerify:
    def test_a_place_with_its_words_is_exact(self, article: Article) -> None:
        for place in (*article.cite_all("machine guns"), article.cite("two guards", quote=True)):
            verification = article.verify(place)
            assert verification.verdict is Verdict.EXACT
            assert verification.problem is None
            assert (verification.start, verification.end) == (place.start, place.end)

    def test_a_whole_source_has_nothing_to_verify(self, article: Article) -> None:
        verification = article.verify(Citation(SOURCE))
        assert (verification.verdict, verification.problem) == (Verdict.WHOLE, None)
        assert not verification

    def test_other_words_at_the_place_are_a_wrong_digest(self, article: Article) -> None:
        at = TEXT.index("two guards")
        verification = article.verify(Citation(SOURCE, start=at, end=at + 10, digest=sha256_of("six guards")))
        assert verification.verdict is Verdict.WRONG_DIGEST
        assert (verification.start, verification.end) == (None, None)
        problem = fault(verification)
        assert (problem.code, problem.place, problem.line) == ("citation.digest", "digest", 3)
        assert (problem.start, problem.end) == (at, at + 10)
        assert problem.found == "'two guards'"
        assert problem.expected == f"words whose SHA-256 is {sha256_of('six guards')}"
        assert problem.hint is None

    def test_moved_words_are_told_where_they_stand(self, article: Article) -> None:
        at = TEXT.index("two guards")
        verification = article.verify(Citation(SOURCE, start=at + 1, end=at + 11, quote="two guards"))
        assert verification.verdict is Verdict.WRONG_DIGEST
        assert (verification.start, verification.end) == (at, at + 10)
        assert f"they stand at characters {at} to {at + 10}" in str(fault(verification).hint)

    def test_words_that_moved_to_one_of_several_places_are_not_placed(self, article: Article) -> None:
        verification = article.verify(Citation(SOURCE, start=1, end=13, quote="machine guns"))
        assert verification.verdict is Verdict.WRONG_DIGEST
        assert (verification.start, verification.end) == (None, None)
        assert str(TEXT.rindex("machine guns")) in str(fault(verification).hint)

    def test_t13_a_placed_quote_with_another_figure_is_not_verified(self, article: Article) -> None:
        at = TEXT.index("19 security")
        verification = article.verify(Citation(SOURCE, start=at, end=at + 11, quote="18 security"))
        assert verification.verdict is Verdict.WRONG_DIGEST
        assert "the text has '19' for '18'" in str(fault(verification).hint)

    @pytest.mark.parametrize("quote", ["not consider it unnecessary", "consider it necessary not", "not necessary"])
    def test_t13_a_negation_is_never_forgiven(self, article: Article, quote: str) -> None:
        assert article.verify(Citation(SOURCE, quote=quote)).verdict is Verdict.NOT_FOUND

    def test_a_name_is_never_forgiven(self, article: Article) -> None:
        verification = article.verify(Citation(SOURCE, quote="Vera Lindquist"))
        assert verification.verdict is Verdict.NOT_FOUND
        assert "the text has 'Lindqvist' for 'Lindquist'" in str(fault(verification).hint)

    def test_words_at_the_place_in_other_type_are_folded_and_not_verified(self, article: Article) -> None:
        at = TEXT.index("“At least")
        verification = article.verify(Citation(SOURCE, start=at, end=at + 9, quote='"at least'))
        assert verification.verdict is Verdict.FOLDED
        assert not verification
        assert (verification.start, verification.end) == (at, at + 9)
        problem = fault(verification)
        assert (problem.code, problem.line) == ("citation.folded", 3)
        assert problem.expected == "the words to the letter, '“At least'"

    def test_t16_a_place_beyond_the_text_is_out_of_bounds(self) -> None:
        verification = of("abc").verify(Citation("source:x", start=0, end=99, digest="0" * 64))
        assert verification.verdict is Verdict.OUT_OF_BOUNDS
        assert str(fault(verification)) == (
            "1: end: characters 0 to 99: found 99, expected at most 3, the length of the text [citation.bounds]"
        )
        far = fault(of("abc").verify(Citation("source:x", start=50, end=99, digest="0" * 64)))
        assert (far.line, far.start) == (None, 50)

    def test_a_place_beyond_the_text_is_told_where_its_quote_stands(self) -> None:
        verification = of("Two fled.").verify(Citation("source:x", start=50, end=58, quote="two fled"))
        assert verification.verdict is Verdict.OUT_OF_BOUNDS
        assert (verification.start, verification.end) == (0, 8)

    def test_a_place_that_cuts_a_number_is_not_verified(self) -> None:
        text = of("On May 25 two fled.")
        verification = text.verify(Citation("source:x", start=0, end=8, quote="On May 2"))
        assert verification.verdict is Verdict.CUT
        assert (verification.start, verification.end) == (0, 8)
        problem = fault(verification)
        assert problem.found == "'On May 2', a part of a word or a number"
        assert problem.hint == "did you mean 'On May 25', characters 0 to 9?"

    def test_the_words_around_a_place_must_stand_there_too(self, article: Article) -> None:
        first, second = article.cite_all("machine guns", quote=True)
        right = attrs.evolve(second, prefix="rifles and ", suffix="; 19")
        assert article.verify(right).verdict is Verdict.EXACT
        for wrong, place, expected in (
            (attrs.evolve(first, prefix="rifles and "), "prefix", "'rifles and ' before"),
            (attrs.evolve(second, suffix=", rifles"), "suffix", "', rifles' after"),
            (attrs.evolve(first, prefix="and", suffix=";"), "prefix", "'and' before and ';' after"),
        ):
            verification = article.verify(wrong)
            assert verification.verdict is Verdict.NOT_FOUND
            problem = fault(verification)
            assert (problem.code, problem.place, problem.expected) == ("citation.surroundings", place, expected)
            assert (problem.start, problem.end) == (wrong.start, wrong.end)

    def test_a_quote_without_a_place_is_looked_up_and_not_verified(self, article: Article) -> None:
        at = TEXT.index("two guards")
        verification = article.verify(Citation(SOURCE, quote="two guards"))
        assert verification.verdict is Verdict.UNPLACED
        assert not verification
        assert (verification.start, verification.end) == (at, at + 10)
        problem = fault(verification)
        assert (problem.code, problem.start, problem.line) == ("citation.unplaced", at, 3)
        assert problem.hint == f"it stands at characters {at} to {at + 10}"

    @pytest.mark.parametrize(
        ("quote", "verdict", "code"),
        [
            ('"at least 40', Verdict.FOLDED, "citation.folded"),
            (" two guards", Verdict.FOLDED, "citation.folded"),
            ("machine guns", Verdict.AMBIGUOUS, "citation.ambiguous"),
            ("detain", Verdict.CUT, "citation.cut"),
            ("three guards", Verdict.NOT_FOUND, "citation.absent"),
            (" ", Verdict.NOT_FOUND, "citation.absent"),
        ],
    )
    def test_and_what_is_wrong_with_it_is_told(self, article: Article, quote: str, verdict: Verdict, code: str) -> None:
        verification = article.verify(Citation(SOURCE, quote=quote))
        assert (verification.verdict, fault(verification).code) == (verdict, code)
        assert fault(verification).place == "quote"
        assert not verification

    @pytest.mark.parametrize(
        ("quote", "start", "end", "left_out"),
        [
            ("One … two three", 0, 13, None),
            ("one two … five six", 0, 27, "without 'three four'"),
            ("One two [...] five six", 0, 27, "without 'three four'"),
            ("one two (…) seven. Eight", 0, 40, "without 'three four five six'"),
            ("… two three …", 4, 13, "with an ellipsis at its end"),
            ("one two ... three four.... five six", 0, 27, "without '' and ''"),
            ("two three … six seven", 4, 33, "without 'four five'"),
        ],
    )
    def test_a_quote_with_ellipses_is_found_and_what_it_leaves_out_is_told(
        self, quote: str, start: int, end: int, left_out: str | None
    ) -> None:
        text = Article(Source("source:x"), "One two three four five six seven. Eight nine.\n\nOne more ten eleven.")
        verification = text.verify(Citation("source:x", quote=quote))
        if left_out is None:  # a part of one word could stand anywhere
            assert verification.verdict is Verdict.NOT_FOUND
            return
        assert (verification.verdict, verification.start, verification.end) == (Verdict.ELIDED, start, end)
        assert not verification
        problem = fault(verification)
        assert (problem.code, problem.found) == ("citation.elided", f"{quote!r}, {left_out}")
        assert problem.hint == f"the whole stands at characters {start} to {end}"
        with pytest.raises(NotFound) as caught:
            text.cite(quote)
        (told,) = caught.value.problems
        assert told.hint == f"with what an ellipsis leaves out they stand at characters {start} to {end}"

    @pytest.mark.parametrize(
        "quote",
        [
            "five six … one two",  # the other way round
            "nine. One … ten eleven",  # over a blank line
            "eight nine … ten eleven",
            "one two … six five",  # a part that is not there
            "one two … ive six",  # a part of a word
            "…",
            "... …",
        ],
    )
    def test_parts_that_do_not_stand_in_order_in_one_paragraph_are_not_found(self, quote: str) -> None:
        text = Article(Source("source:x"), "One two three four five six seven. Eight nine.\n\nMore ten eleven.")
        assert text.verify(Citation("source:x", quote=quote)).verdict is Verdict.NOT_FOUND

    def test_an_ellipsis_leaves_out_at_most_500_characters(self) -> None:
        for left_out, verdict in ((499, Verdict.ELIDED), (500, Verdict.NOT_FOUND)):
            text = Article(Source("source:x"), f"Two guards{' ' + 'x' * (left_out - 1)} ran away.")
            assert text.verify(Citation("source:x", quote="two guards … ran away")).verdict is verdict

    def test_a_text_that_repeats_itself_is_looked_through_once(self) -> None:
        # Tried one after the other, the ways in which nine parts can stand here are more than 10 to the power of 15.
        text = Article(Source("source:x"), "one two " * 200 + "three.")
        quote = " … ".join(["one two"] * 9 + ["four five"])
        assert text.verify(Citation("source:x", quote=quote)).verdict is Verdict.NOT_FOUND
        there = text.verify(Citation("source:x", quote=" … ".join(["one two"] * 9)))
        assert there.verdict is Verdict.AMBIGUOUS

    def test_an_ellipsis_of_the_text_itself_is_no_other_words(self) -> None:
        text = Article(Source("source:x"), "He said: “We … will not leave.”")
        assert text.verify(Citation("source:x", quote="We ... will not")).verdict is Verdict.FOLDED
        assert text.verify(Citation("source:x", quote="We … will not")).verdict is Verdict.UNPLACED

    def test_a_negation_that_is_left_out_is_told(self) -> None:
        text = Article(Source("source:x"), "The guards did not on any account open fire.")
        told = fault(text.verify(Citation("source:x", quote="The guards … open fire")))
        assert "without 'did not on any account'" in told.found

    def test_parts_that_stand_together_in_several_ways_are_ambiguous(self) -> None:
        text = Article(Source("source:x"), "Two guards fell. Two guards ran to the port.")
        verification = text.verify(Citation("source:x", quote="two guards … to the port"))
        assert verification.verdict is Verdict.AMBIGUOUS
        problem = fault(verification)
        assert problem.found == "'two guards … to the port', whose parts stand together in 2 ways"
        assert problem.hint == "the first are characters 0 to 43, characters 17 to 43"
        # With few words between, one of the two says which.
        placed = text.verify(Citation("source:x", quote="two guards … to the port", prefix="fell."))
        assert placed.verdict is Verdict.ELIDED
        assert placed.start == 17
        lost = text.verify(Citation("source:x", quote="two guards … the port", prefix="slept."))
        assert lost.verdict is Verdict.NOT_FOUND

    def test_the_words_around_a_quote_say_which_is_meant(self, article: Article) -> None:
        verification = article.verify(Citation(SOURCE, quote="machine guns", prefix="rifles and"))
        assert verification.verdict is Verdict.UNPLACED
        assert verification.start == TEXT.rindex("machine guns")
        lost = article.verify(Citation(SOURCE, quote="machine guns", prefix="pistols and"))
        assert lost.verdict is Verdict.NOT_FOUND

    def test_a_fault_names_the_file_and_the_line(self) -> None:
        text = Article(Source("source:x"), "One.\r\n\r\nTwo fled.", file="x.txt")
        told = str(fault(text.verify(Citation("source:x", start=8, end=11, digest="0" * 64))))
        assert told.startswith("x.txt:3: digest: characters 8 to 11: found 'Two', expected words whose SHA-256")


PROSE = st.lists(
    st.sampled_from(
        ("Сауле", "не", "🕊️", "👨\u200d👩", "Э\u0301мма", "人", "said", "19", "2,044", "1.5", "not", "\n\n", "٣")
    ),
    min_size=1,
    max_size=12,
).map(lambda parts: " ".join(["At", *parts, "noon"]))


class TestLaws:
    @given(PROSE, st.data())
    def test_offsets_are_code_points_of_the_whole_text(self, prose: str, data: st.DataObject) -> None:
        text = of(prose)
        words = data.draw(st.sampled_from(prose.split()))
        for place in text.cite_all(words):
            assert prose[place.start : place.end] == text.words(place) == words
            assert place.digest == hashlib.sha256(words.encode("utf-8")).hexdigest()
            assert text.verify(place).verdict is Verdict.EXACT

    @given(PROSE, st.data())
    def test_no_citation_survives_a_changed_digit(self, prose: str, data: st.DataObject) -> None:
        text = of(f"{prose} At least 40.")
        at = data.draw(st.sampled_from([at for at, each in enumerate(text.text) if each.isdigit()]))
        digit = data.draw(st.sampled_from([each for each in "0123456789" if each != text.text[at]]))
        changed = of(text.text[:at] + digit + text.text[at + 1 :])
        whole = Citation("source:x", start=0, end=len(text.text), digest=sha256_of(text.text))
        assert text.verify(whole)
        assert changed.verify(whole).verdict is Verdict.WRONG_DIGEST
        quoted = Citation("source:x", start=0, end=len(text.text), quote=changed.text)
        assert text.verify(quoted).verdict is Verdict.WRONG_DIGEST
        assert text.verify(Citation("source:x", quote=changed.text)).verdict is Verdict.NOT_FOUND
        with pytest.raises(NotFound):
            text.cite(changed.text)


HEAD = " date 2031-03-09 "


def written(folder: Path, text: "str | bytes", name: str = "orlec.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def refused(path: "str | os.PathLike[str]") -> tuple[Problem, ...]:
    with pytest.raises((InvalidArticle, UnreadableFile)) as caught:
        read_article(path)
    # Another library's error is not what the user is shown beside ours.
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return caught.value.problems


class TestReadArticle:
    def test_its_source_has_what_the_file_says(self, tmp_path: Path) -> None:
        path = written(tmp_path, TEXT)
        article = read_article(path, language="en")
        assert article.text == TEXT
        assert article.file == str(path)
        assert article.source == Source(
            "source:orlec", published="2031-03-09", language="en", sha256=sha256_of(TEXT), length=len(TEXT)
        )
        assert read_article(str(path), id="source:orlec-1").source.id == "source:orlec-1"

    @pytest.mark.parametrize(
        "text",
        [
            f"{HEAD}One line.",
            f"{HEAD}Сауле: 👍 Э\u0301мма.\n",
            f"{HEAD}One.\r\n\r\nTwo.\r\n",
            f"{HEAD}One.\rTwo.\n\rThree.",
            f"\ufeff{HEAD}One.\n",
            f"{HEAD}\n\nOne.",
            f"{HEAD} One.",
            " date 2032-02-29 A leap day.",
        ],
    )
    def test_the_text_is_kept_as_it_is(self, tmp_path: Path, text: str) -> None:
        data = text.encode("utf-8")
        article = read_article(written(tmp_path, data))
        assert article.text == text
        assert article.source.length == len(text)
        assert article.source.sha256 == hashlib.sha256(data).hexdigest()
        # The source that was made is the source of this text.
        assert Article(article.source, text) == article

    def test_places_are_code_points_and_a_byte_order_mark_is_one(self, tmp_path: Path) -> None:
        plain = read_article(written(tmp_path, f"{HEAD}Сауле 👍 left."))
        marked = read_article(written(tmp_path, f"\ufeff{HEAD}Сауле 👍 left."))
        assert plain.cite("left").start == len(HEAD) + 8
        assert marked.cite("left").start == len(HEAD) + 9

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("date 2031-03-09 One.", " date 2031-03-09 "),
            ("  date 2031-03-09 One.", " date 2031-03-09 "),
            ("\n date 2031-03-09 One.", " date 2031-03-09 "),
            ("\u00a0date 2031-03-09 One.", " date 2031-03-09 "),
            (" date 2031-03-09\nOne.", " date 2031-03-09 "),
            (" date 2031-03-09", " date 2031-03-09 "),
            (" date  2031-03-09 One.", " date 2031-03-09 "),
            (" Date: 2031/3/9 One.", " date 2031-03-09 "),
            (" date 2031-3-9 One.", " date 2031-03-09 "),
            (" date 2031-2-30 One.", " date 2031-02-28 "),
            ("\ufeffdate 2031-03-09 One.", " date 2031-03-09 "),
        ],
    )
    def test_a_header_that_is_nearly_one_is_refused_with_the_right_one(
        self, tmp_path: Path, text: str, hint: str
    ) -> None:
        path = written(tmp_path, text)
        (problem,) = refused(path)
        assert (problem.code, problem.file, problem.line) == ("article.header", str(path), 1)
        assert problem.hint == f"did you mean '{hint}'?"
        start = int(text.startswith("\ufeff"))
        assert (problem.start, problem.end) == (start, min(len(text), start + 17))

    @pytest.mark.parametrize(
        "text",
        ["One.", " dated 2031-03-09 One.", " date 9 March 2031 One.", " date 20310309 One.", " date ２０３１-03-09 x"],
    )
    def test_a_missing_header_is_refused(self, tmp_path: Path, text: str) -> None:
        (problem,) = refused(written(tmp_path, text))
        assert (problem.code, problem.hint) == ("article.header", None)
        assert problem.found == repr(text[:17])

    @pytest.mark.parametrize(
        ("day", "nearest"),
        [
            ("2022-02-30", "2022-02-28"),
            ("2024-02-30", "2024-02-29"),
            ("2022-04-31", "2022-04-30"),
            ("2022-13-01", "2022-12-01"),
            ("2022-00-10", "2022-01-10"),
            ("2022-01-00", "2022-01-01"),
            ("0000-01-01", "0001-01-01"),
        ],
    )
    def test_a_day_that_is_not_in_the_calendar_is_refused_with_the_nearest(
        self, tmp_path: Path, day: str, nearest: str
    ) -> None:
        (problem,) = refused(written(tmp_path, f"\ufeff date {day} One."))
        assert (problem.code, problem.found) == ("article.date", repr(day))
        assert (problem.line, problem.start, problem.end) == (1, 7, 17)
        assert problem.hint == f"did you mean ' date {nearest} '?"

    @pytest.mark.parametrize("body", ["", "\n", " \r\n\u00a0\t"])
    def test_an_empty_body_is_refused(self, tmp_path: Path, body: str) -> None:
        (problem,) = refused(written(tmp_path, HEAD + body))
        assert (problem.code, problem.line) == ("article.body", 1)

    def test_an_empty_file_is_refused(self, tmp_path: Path) -> None:
        (problem,) = refused(written(tmp_path, ""))
        assert (problem.code, problem.found) == ("article.header", "an empty file")

    @pytest.mark.parametrize(
        ("data", "code", "byte", "line"),
        [
            (HEAD.encode() + "One.\nZürich".encode("latin-1"), "article.encoding", 23, 2),
            (HEAD.encode() + "Сауле".encode("cp1251"), "article.encoding", 17, 1),
            (HEAD.encode() + b"One \xed\xa0\x80", "article.encoding", 21, 1),
            (HEAD.encode() + "é".encode()[:1], "article.encoding", 17, 1),
            ((HEAD + "One.").encode("utf-16"), "article.encoding", 0, 1),
            ((HEAD + "One.").encode("utf-16-be"), "article.binary", 0, 1),
            (b"\xfe\xff" + (HEAD + "One.").encode("utf-16-be"), "article.encoding", 0, 1),
            (HEAD.encode() + b"One.\n\n\0", "article.binary", 23, 3),
            (b"\x89PNG\r\n\x1a\n\0\0", "article.binary", 8, 3),
        ],
    )
    def test_what_is_not_utf_8_is_refused_with_the_byte(
        self, tmp_path: Path, data: bytes, code: str, byte: int, line: int
    ) -> None:
        path = written(tmp_path, data)
        (problem,) = refused(path)
        assert (problem.code, problem.file, problem.line) == (code, str(path), line)
        assert problem.found == f"byte 0x{data[byte]:02x} at byte {byte} of the file"

    def test_a_name_that_makes_no_id_is_refused_with_the_way_out(self, tmp_path: Path) -> None:
        path = written(tmp_path, f"{HEAD}One.", "my article.txt")
        (problem,) = refused(path)
        assert (problem.code, problem.found, problem.file) == ("record.id", "'source:my article'", str(path))
        assert "give the id, such as id='source:article-1'" in str(problem.hint)
        assert read_article(path, id="source:mine").source.id == "source:mine"

    def test_an_id_that_is_none_is_refused_as_it_stands(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidArticle) as caught:
            read_article(written(tmp_path, f"{HEAD}One."), id="orlec", language="")
        assert codes(caught) == ["field.type", "record.id"]
        assert caught.value.problems[1].hint == "did you mean 'source:orlec'?"

    def test_every_fault_is_told(self, tmp_path: Path) -> None:
        problems = refused(written(tmp_path, " date 2022-02-30 \n", "my article.txt"))
        assert [problem.code for problem in problems] == ["article.date", "article.body", "record.id"]
        problems = refused(written(tmp_path, b"\xff", "my article.txt"))
        assert [problem.code for problem in problems] == ["article.encoding", "record.id"]

    def test_a_missing_file_is_refused_with_the_nearest_name(self, tmp_path: Path) -> None:
        written(tmp_path, f"{HEAD}One.")
        (problem,) = refused(tmp_path / "orlek.txt")
        assert (problem.code, problem.file) == ("file.missing", str(tmp_path / "orlek.txt"))
        assert problem.hint == "did you mean 'orlec.txt'?"
        assert refused(tmp_path / "zebra")[0].hint is None
        assert refused(tmp_path / "nowhere" / "orlec.txt")[0].hint == "there is no such folder either"

    def test_a_directory_is_refused(self, tmp_path: Path) -> None:
        (problem,) = refused(tmp_path)
        assert (problem.code, problem.file) == ("file.directory", str(tmp_path))
        assert refused(written(tmp_path, f"{HEAD}One.") / "x")[0].code == "file.directory"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_is_refused_and_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "orlec.txt")
        assert refused(tmp_path / "orlec.txt")[0].code == "file.special"

    def test_a_file_that_may_not_be_read_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def denied(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        path = written(tmp_path, f"{HEAD}One.")
        monkeypatch.setattr("builtins.open", denied)
        (problem,) = refused(path)
        assert (problem.code, problem.found) == ("file.unreadable", "permission denied")

    def test_a_path_that_no_system_has_is_refused(self) -> None:
        assert refused("a\0b")[0].code == "file.unreadable"
        assert refused("a\udc80b")[0].file == "a\\udc80b"

    @pytest.mark.parametrize("path", [None, 3, b"orlec.txt", ["orlec.txt"]])
    def test_what_is_no_path_is_refused(self, path: object) -> None:
        (problem,) = refused(path)  # type: ignore[arg-type]
        assert problem.code == "file.path"


class TestReadArticles:
    def test_they_come_in_the_order_of_their_names(self, tmp_path: Path) -> None:
        for name in ("c.txt", "a.txt", "b.TXT"):
            written(tmp_path, f"{HEAD}One.", name)
        written(tmp_path, "no article", "notes.md")
        found = list(read_articles(tmp_path, language="en"))
        assert [each.source.id for each in found if isinstance(each, Article)] == ["source:a", "source:b", "source:c"]
        assert all(isinstance(each, Article) and each.source.language == "en" for each in found)

    def test_a_bad_file_is_a_problem_with_its_name_and_ends_nothing(self, tmp_path: Path) -> None:
        written(tmp_path, f"{HEAD}One.", "a.txt")
        written(tmp_path, " date 2022-02-30 ", "b.txt")
        (tmp_path / "c.txt").mkdir()
        written(tmp_path, b"\0", "d.txt")
        written(tmp_path, f"{HEAD}One.", "e.txt")
        told = [
            each.source.id if isinstance(each, Article) else (each.code, each.file)
            for each in read_articles(str(tmp_path))
        ]
        assert told == [
            "source:a",
            ("article.date", str(tmp_path / "b.txt")),
            ("article.body", str(tmp_path / "b.txt")),
            ("file.directory", str(tmp_path / "c.txt")),
            ("article.binary", str(tmp_path / "d.txt")),
            "source:e",
        ]

    def test_a_file_is_read_when_its_turn_comes(self, tmp_path: Path) -> None:
        written(tmp_path, f"{HEAD}One.", "a.txt")
        path = written(tmp_path, f"{HEAD}One.", "b.txt")
        articles = read_articles(tmp_path)
        next(articles)
        path.unlink()
        last = next(articles)
        assert isinstance(last, Problem)
        assert (last.code, last.file) == ("file.missing", str(path))

    @pytest.mark.skipif(os.name != "posix", reason="file names are text on this system")
    def test_a_file_whose_name_is_no_text_is_not_left_out(self, tmp_path: Path) -> None:
        try:
            with open(os.fsencode(tmp_path) + b"/\xff.txt", "wb") as file:
                file.write(f"{HEAD}One.".encode())
        except OSError:
            pytest.skip("this file system has only names that are text")
        (problem,) = read_articles(tmp_path)
        assert isinstance(problem, Problem)
        assert problem.code == "record.id"
        assert str(problem).encode("utf-8").startswith(str(tmp_path).encode())

    def test_what_is_no_folder_of_articles_is_refused_at_once(self, tmp_path: Path) -> None:
        path = written(tmp_path, f"{HEAD}One.")
        (tmp_path / "empty").mkdir()
        for folder, code in (
            (tmp_path / "nowhere", "file.missing"),
            (path, "file.directory"),
            (tmp_path / "empty", "folder.empty"),
            ("a\0", "file.unreadable"),
            (3, "file.path"),
        ):
            with pytest.raises(UnreadableFile) as caught:
                read_articles(folder)  # type: ignore[arg-type]
            assert codes(caught) == [code]


class TestTheArticleOfTheDataset:
    def test_it_is_read_and_every_word_of_it_can_be_cited(self, seed_article_path: Path) -> None:
        article = read_article(seed_article_path)
        data = seed_article_path.read_bytes()
        assert article.text.encode("utf-8") == data
        assert article.source.length == len(article.text) < len(data)
        for word in sorted({*article.text.split()}):
            assert all(map(article.verify, article.cite_all(word.strip("“”.,"))))


class TestTime:
    def test_finding_and_verifying_take_a_time_in_the_length_of_the_text(self) -> None:
        def seconds(times: int) -> float:
            text = of("two guards fled on May 25. " * times)
            place = text.cite("two", occurrence=times)
            started = time.perf_counter()
            text.cite_all("guards")
            for _ in range(times):
                text.verify(place)
            return time.perf_counter() - started

        seconds(100)
        # Ten times as much; were it quadratic, it would be a hundred times the time.
        assert min(seconds(2_000) for _ in range(3)) < 40 * max(seconds(200) for _ in range(3))


class TestSeveralPlaces:
    ARTICLE = Article(
        Source("source:x"), "Two guards were hurt and fled the port. Two guards were seen and fled the port."
    )

    def test_an_ellipsis_that_may_join_several_is_told_with_all_of_them(self) -> None:
        found = self.ARTICLE.verify(Citation("source:x", quote="Two guards … fled the port"))
        assert (found.verdict, found.start, found.end) == (Verdict.AMBIGUOUS, None, None)
        assert found.problem is not None
        assert "characters 0 to 38, characters 0 to 78, characters 40 to 78" in str(found.problem)

    def test_where_none_stands_between_the_words_around_it_the_first_is_told(self) -> None:
        found = self.ARTICLE.verify(
            Citation("source:x", quote="guards were … and fled", prefix="Three ", suffix=" home")
        )
        assert found.verdict is Verdict.NOT_FOUND
        assert found.problem is not None
        assert "characters 4 to 29" in str(found.problem)

    def test_a_verification_without_a_verdict_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="verdict"):
            Verification(None, Citation("source:x"))  # type: ignore[arg-type]

    def test_a_citation_holds_no_words_unless_they_are_asked_for(self) -> None:
        assert [each.quote for each in self.ARTICLE.cite_all("fled")] == [None, None]
        assert [each.quote for each in self.ARTICLE.cite_all("fled", quote=True)] == ["fled", "fled"]
