"""Words in a text: what is forgiven when they are looked for, where a word or a number ends, and what is proposed."""

import time
import tracemalloc
import unicodedata

import pytest

from unrest import passage
from unrest.passage import (
    differences,
    find,
    find_elided,
    is_between,
    is_cut,
    likest,
    names,
    on_one_line,
    pattern_of,
    runs_right_to_left,
    surroundings,
    whole_words,
    width_of,
)


def found(text: str, words: str, *, prefix: str | None = None, suffix: str | None = None) -> list[str]:
    return [text[start:end] for start, end in find(text, words, prefix=prefix, suffix=suffix)]


class TestWhatIsForgiven:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("the “toll” rose", 'the "toll" rose'),
            ("the «toll» rose", "the “toll” rose"),
            ("Aida’s house", "Aida's house"),
            ("10–20 guards", "10-20 guards"),
            ("−5 degrees", "-5 degrees"),
            ("wait… here", "wait... here"),
            ("wait... here", "wait… here"),
            ("two\r\nguards", "two guards"),
            ("two\u00a0 guards", "two guards"),
            ("two guards", "two\n\tguards"),
            ("Two guards", "two guards"),
            ("two guards", "Two guards"),
            ("“Two guards", '"two guards'),
            ("Éva left", "éva left"),
            ("E\u0301va left", "éva left"),
            ("Éva left", "e\u0301va left"),
            ("Ко\u0438\u0306", "ко\u0439"),
        ],
    )
    def test_typography(self, text: str, words: str) -> None:
        assert found(text, words) == [text]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("19 guards fell", "18 guards fell"),
            ("19 guards fell", "19 guard fell"),
            ("it was not a riot", "it was a riot"),
            ("Aida Nurova left", "Aida Nurowa left"),
            ("Two Guards", "two guards"),
            ("1.19", "1,19"),
            ("19,000", "19000"),
            ("١٩ guards", "19 guards"),
            ("10² guards", "102 guards"),
            ("twoguards", "two guards"),
            ("two guards", "twoguards"),
            ("two, guards", "two guards"),
            ("resume", "résumé"),
            ("Kilymzhanov", "Kilimzhanov"),
            ("ILO", "ıLO"),
        ],
    )
    def test_but_no_letter_digit_or_word(self, text: str, words: str) -> None:
        assert found(text, words) == []

    def test_a_pattern_takes_no_sign_of_its_own_from_the_words(self) -> None:
        assert found("a.c abc (x)* [y]", "a.c") == ["a.c"]
        assert found("a.c abc (x)* [y]", "(x)* [y]") == ["(x)* [y]"]
        assert pattern_of("19?").fullmatch("1") is None

    def test_a_letter_without_another_case_of_the_same_length_stays_as_it_is(self) -> None:
        assert found("ßen SSen", "ßen") == ["ßen"]
        assert found("İda", "İda") == ["İda"]


class TestPlaces:
    def test_they_are_in_order_and_may_overlap(self) -> None:
        assert list(find("a a a", "a a")) == [(0, 3), (2, 5)]

    def test_those_inside_a_longer_word_are_told_too(self) -> None:
        assert list(find("19 of 2019", "19")) == [(0, 2), (8, 10)]

    def test_nothing_stands_nowhere(self) -> None:
        assert list(find("two guards", "")) == []

    def test_words_before_and_after_choose(self) -> None:
        text = "Two fell. Then two   left; at last\ntwo fled."
        assert list(find(text, "two", prefix="then ")) == [(15, 18)]
        assert list(find(text, "two", suffix="fled")) == [(35, 38)]
        assert list(find(text, "two", prefix="last", suffix="fled.")) == [(35, 38)]
        assert list(find(text, "two", prefix="then", suffix="fled")) == []

    def test_offsets_are_code_points(self) -> None:
        text = "🕊️ Сауле и Э\u0301мма: 人 19"
        assert list(find(text, "19")) == [(len(text) - 2, len(text))]
        assert found(text, "Э\u0301мма") == ["Э\u0301мма"]


class TestBetween:
    def test_words_stand_directly_before_and_after(self) -> None:
        text = "At least 19 guards"
        assert is_between(text, 9, 11, prefix="at least", suffix="guards")
        assert is_between(text, 9, 11, prefix=None, suffix=None)
        assert not is_between(text, 9, 11, prefix="at most", suffix=None)
        assert not is_between(text, 9, 11, prefix=None, suffix="people")
        assert not is_between(text, 9, 11, prefix="At", suffix=None)

    def test_spaces_and_typography_are_forgiven(self) -> None:
        text = "he said:   …\n“19” fell"
        assert is_between(text, 14, 16, prefix='... "', suffix='"  fell ')
        assert is_between("\n 19", 2, 4, prefix=" ", suffix=" ")

    def test_nothing_stands_before_the_beginning(self) -> None:
        assert not is_between("19 guards", 0, 2, prefix="at least", suffix=None)


class TestCuts:
    @pytest.mark.parametrize(
        ("text", "cut"),
        [
            ("On May 25 at", "On May 2"),
            ("19,000 people", "19"),
            ("1.19 metres", "19"),
            ("at 10:30 sharp", "10"),
            ("on 25/01", "25"),
            ("2022-01-25 it", "2022"),
            ("19 000 people", "19"),
            ("19\u202f000 people", "000"),
            ("1 000 000", "000 000"),
            ("19'000", "000"),
            ("-19 degrees", "19"),
            ("(−19)", "19"),
            (".5 metres", "5"),
            ("1½ days", "1"),
            ("10² km", "10"),
            ("the 19th", "19"),
            ("a 19-year-old", "19"),
            ("non-violent", "violent"),
            ("don't", "don"),
            ("isn’t", "isn"),
            ("cannot", "not"),
            ("O'Neil", "Neil"),
            ("кто-то был", "кто"),
            ("Aidas", "Aida"),
            ("E\u0301va", "E"),
            ("E\u0301va", "\u0301va"),
            ("x\u00adyz", "x"),
            ("👨\u200d👩", "👨"),
            ("👨\u200d👩", "👩"),
            ("❤\ufe0f!", "❤"),
            ("١٩٥", "١٩"),
            ("十九人", "十"),
            ("12十", "12"),
            ("\u1112\u1161", "\u1112"),
            ("two hundred people", "two"),
            ("two hundred people", "hundred"),
            ("a hundred people", "hundred"),
            ("2.5 million", "2.5"),
            ("two hundred and five", "two hundred"),
            ("twenty five people", "five people"),
        ],
    )
    def test_a_part_of_a_word_or_number_is_cut(self, text: str, cut: str) -> None:
        start = text.index(cut)
        assert is_cut(text, start, start + len(cut))
        low, high = whole_words(text, start, start + len(cut))
        assert low <= start
        assert start + len(cut) <= high
        assert (high - low) > len(cut)
        assert not is_cut(text, low, high)

    @pytest.mark.parametrize(
        ("text", "whole"),
        [
            ("On May 25 at", "On May 25"),
            ("19, 000", "19"),
            ("10-20 guards", "10"),
            ("10–20 guards", "20"),
            ("$19", "19"),
            ("19% of", "19"),
            ("19.", "19"),
            ("ended.Next", "ended"),
            ("killed.19", "19"),
            ("Aida's house", "Aida"),
            ("Aida’s", "Aida"),
            ("#tag", "tag"),
            ("人民", "人"),
            ("人民 19", "民 19"),
            ("On January 25 225 people", "225"),
            ("On 3 Jan. 225 people", "225"),
            ("On January 25 225 people", "On January 25"),
            ("in 2022 225 people", "225"),
            ("'two' fled", "two"),
            ("- 19", "19"),
            ("two hundred people", "two hundred"),
            ("of 225 one hundred fled", "225"),
            ("killed two hundred, five of them", "five"),
            ("hundreds of thousands", "hundreds"),
            ("forty of fifty", "forty"),
            ("thirty men", "thirty"),
            ("19 people; a thousand", "19"),
            ("well - known", "well"),
            ("two  \u0301 x", "two"),
        ],
    )
    def test_a_whole_one_is_not(self, text: str, whole: str) -> None:
        start = text.index(whole)
        assert not is_cut(text, start, start + len(whole))
        assert whole_words(text, start, start + len(whole)) == (start, start + len(whole))

    def test_the_ends_of_the_text_cut_nothing(self) -> None:
        assert not is_cut("19", 0, 2)
        assert not is_cut("'19'", 0, 4)
        assert not is_cut("-", 0, 1)


class TestProposals:
    TEXT = "He said that 19 guards fell at the terminal. It was not a riot, said Aida Nurova."

    @pytest.mark.parametrize(
        ("words", "likely"),
        [
            ("18 guards fell", "19 guards fell"),
            ("It was a riot", "was not a riot"),
            ("said Aida Nurowa", "said Aida Nurova"),
            ("HE SAID THAT 20", "He said that 19"),
            ("termynal", "terminal"),
            ("Nurowa", "Nurova"),
        ],
    )
    def test_the_likest_stretch_is_found(self, words: str, likely: str) -> None:
        span = likest(self.TEXT, words)
        assert span is not None
        assert self.TEXT[slice(*span)] == likely

    @pytest.mark.parametrize("words", ["", "!?", "zebra", "four entirely other words"])
    def test_nothing_is_proposed_where_nothing_is_like_it(self, words: str) -> None:
        assert likest(self.TEXT, words) is None

    def test_a_text_without_words_proposes_nothing(self) -> None:
        assert likest("... !", "guards") is None

    def test_words_longer_than_the_text_are_compared_with_all_of_it(self) -> None:
        assert likest("two guards", "two guards fell") == (0, 10)

    def test_among_equally_good_stretches_the_likest_letters_win(self) -> None:
        text = "two guards ran, two guard fell, two guarded it"
        span = likest(text, "two guardes")
        assert span is not None
        assert text[slice(*span)] == "two guards"

    @pytest.mark.parametrize(
        ("words", "there", "told"),
        [
            ("18 guards fell", "19 guards fell", "the text has '19' for '18'"),
            ("was a riot", "was not a riot", "the text has also 'not'"),
            ("was not a riot", "was a riot", "the text has no 'not'"),
            ("Two Guards", "two guards", ""),
            (
                "a b c d e f g h",
                "A x c y e z g w",
                "the text has 'x' for 'b', the text has 'y' for 'd', the text has 'z' for 'f'",
            ),
        ],
    )
    def test_the_differences_are_named_and_at_most_three(self, words: str, there: str, told: str) -> None:
        assert differences(words, there) == told

    def test_a_long_text_takes_a_time_in_its_length(self) -> None:
        def seconds(text: str) -> float:
            started = time.perf_counter()
            likest(text, "18 guards fell")
            return time.perf_counter() - started

        short, long = self.TEXT * 100, self.TEXT * 1_000
        seconds(short)
        # Ten times the text; were it quadratic, it would be a hundred times the time.
        assert min(seconds(long) for _ in range(3)) < 40 * max(seconds(short) for _ in range(3))


class TestOneLine:
    def test_breaks_are_spaces_and_a_blank_line_is_a_pilcrow(self) -> None:
        assert on_one_line("one\r\ntwo\t three\r\n\r\nfour\n \nfive") == "one two three ¶ four ¶ five"

    def test_what_cannot_be_seen_is_left_out_but_for_the_joiner_that_persian_needs(self) -> None:
        assert on_one_line("\ufeffa\u202eb\x07c") == "abc"
        assert on_one_line("می\u200cخواهم") == "می\u200cخواهم"

    @pytest.mark.parametrize(
        ("line", "columns"),
        [("ab", 2), ("人民", 4), ("e\u0301", 1), ("🕊", 1), ("👍", 2), ("\u200c", 0), ("ａ", 2), ("", 0)],
    )
    def test_its_width_is_counted_in_columns(self, line: str, columns: int) -> None:
        assert width_of(line) == columns

    def test_the_width_is_the_same_however_an_accent_is_encoded(self) -> None:
        assert width_of("Éva") == width_of(unicodedata.normalize("NFD", "Éva")) == 3

    @pytest.mark.parametrize(
        ("line", "turned"), [("19 guards", False), ("Сауле", False), ("א", True), ("19 غ", True), ("人", False)]
    )
    def test_a_line_with_letters_that_run_from_right_to_left_is_known(self, line: str, turned: bool) -> None:
        assert runs_right_to_left(line) is turned


class TestSurroundings:
    TEXT = "one two three four five"

    def test_words_that_the_limit_cuts_are_left_out(self) -> None:
        assert surroundings(self.TEXT, 8, 13, 6) == ("…two ", "three", " four…")

    def test_at_the_ends_of_the_text_nothing_is_left_out(self) -> None:
        assert surroundings(self.TEXT, 8, 13, 100) == ("one two ", "three", " four five")
        assert surroundings(self.TEXT, 0, 3, 4) == ("", "one", " two…")

    def test_a_word_that_is_longer_than_the_limit_is_shown_in_part(self) -> None:
        assert surroundings("abcdefgh three ijklmnop", 9, 14, 4) == ("…fgh ", "three", " ijk…")

    def test_it_is_on_one_line(self) -> None:
        assert surroundings("one\n\ntwo\nthree", 5, 8, 10) == ("one ¶ ", "two", " three")


class TestNames:
    def test_places_are_named_by_their_characters(self) -> None:
        assert names([(3, 5), (9, 11)]) == "characters 3 to 5, characters 9 to 11"
        assert names([]) == ""


class TestLongTexts:
    """A long text is looked through in pieces, of which only those with most of the words are looked at word by word."""

    SENTENCE = "Nine dockers of the Vostok crew walked out"

    def text(self, pieces: int, at: int) -> str:
        filler = "The guards of the port said that the fire was out. " * (passage._PIECE // 51)
        return filler * at + self.SENTENCE + ". " + filler * (pieces - at)

    @pytest.mark.parametrize("at", [0, 9, 19, 20])
    def test_the_nearest_is_found_wherever_it_is(self, at: int) -> None:
        text = self.text(20, at)
        found = likest(text, "Ten dockers of the Vostok crew")
        assert found is not None
        assert text[slice(*found)] == "Nine dockers of the Vostok crew"

    @pytest.mark.sweep
    def test_a_stretch_over_the_end_of_a_piece_is_found(self) -> None:
        for move in range(0, 45, 15):
            text = "x " * ((passage._PIECE - move) // 2) + self.SENTENCE + " y" * (passage._PIECE * 20)
            found = likest(text, "Ten dockers of the Vostok crew")
            assert found is not None
            assert text[slice(*found)] == "Nine dockers of the Vostok crew"

    def test_where_nothing_is_near_nothing_is_proposed(self) -> None:
        assert likest(self.text(20, 3), "seventy miners sang in Zdan") is None

    @pytest.mark.sweep
    def test_memory_does_not_grow_with_the_text(self) -> None:
        def peak(pieces: int) -> int:
            text = self.text(pieces, 1)
            tracemalloc.start()
            try:
                likest(text, "Ten dockers of the Vostok crew")
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

        assert peak(40) < peak(20) * 1.2


class TestDoubles:
    """Characters that Unicode has twice are one: what NFC makes of them is the same."""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("0:0::0\u1fee guards", "0:0::0\u0385"),
            ("0:0::0\u0385 guards", "0:0::0\u1fee"),
            ("3 \u212bngstr\u00f6m", "\u00c5ngstr\u00f6m"),
            ("the \u212aGB and \u212aazakhstan", "KGB"),
            ("the \u212aGB and \u212aazakhstan", "Kazakhstan"),
            ("a \uf9d1 b", "\u516d"),
            ("why\u037e", "why;"),
            ("5 \u2126 and 6 \u03a9", "5 \u03a9 and 6 \u2126"),
        ],
    )
    def test_either_is_found_for_the_other(self, text: str, words: str) -> None:
        (span,) = find(text, words)
        assert unicodedata.normalize("NFC", text[slice(*span)]) == unicodedata.normalize("NFC", words)

    def test_every_one_in_unicode_is_known(self) -> None:
        for each in map(chr, [*range(0xD800), *range(0xE000, 0x110000)]):
            plain = unicodedata.normalize("NFC", each)
            if plain != each and len(plain) == 1:
                assert pattern_of(plain).fullmatch(each), ascii(each)

    def test_the_rest_of_a_syllable_belongs_to_it(self) -> None:
        # The first and the last of those letters of the Korean script that follow another one.
        for letter in "\u1160\u11ff":
            assert is_cut(f"!{letter}", 0, 1)


class TestASecondChance:
    def test_a_part_that_stands_twice_is_joined_from_where_the_rest_follows(self) -> None:
        text = f"alpha beta gamma delta {'x' * 400} gamma delta {'x' * 300} epsilon zeta"
        (spans,) = find_elided(text, "alpha beta … gamma delta … epsilon zeta")
        assert [text[slice(*span)] for span in spans] == ["alpha beta", "gamma delta", "epsilon zeta"]
        assert spans[1][0] > 400
