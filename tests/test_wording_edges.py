"""Reading prose at its edges: what one letter, one word or one number more would change."""

import pytest

from unrest.quantity import Quantity
from unrest.vocabulary import Qualifier
from unrest.when import When
from unrest.wording import dates_in, numbers_in, says_quantity, says_when
from unrest.wording.day import is_day
from unrest.wording.hedge import hedge_of
from unrest.wording.number import read_numbers


def days(words: str) -> list[tuple[int | None, int | None, int | None]]:
    return [(day.year, day.month, day.day) for day in dates_in(words)]


def says(words: str, quantity: str) -> bool | None:
    return says_quantity(words, Quantity.parse(quantity), language="en")


class TestDays:
    @pytest.mark.parametrize(
        ("year", "there"),
        [
            (1600, True),
            (1900, False),
            (2000, True),
            (2004, True),
            (2022, False),
            (2100, False),
            (2400, True),
            (None, True),
        ],
    )
    def test_the_29th_of_february_is_in_leap_years(self, year: int | None, there: bool) -> None:
        assert is_day(year, 2, 29) is there
        assert bool(days(f"29 February {year}" if year else "29 February")) is there

    @pytest.mark.parametrize(
        ("words", "day"),
        [("the thirty-first of December 2022", 31), ("twenty-second of May 2022", 22), ("the third of May 2022", 3)],
    )
    def test_a_day_as_a_word(self, words: str, day: int) -> None:
        assert [each[2] for each in days(words)] == [day]

    @pytest.mark.parametrize(
        ("words", "first"),
        [
            ("from 25 December to 28 December 2022", (2022, 12, 25)),
            ("from 25 December to 3 January 2022", (None, 12, 25)),
            ("5 March to 3 March 2022", (None, 3, 5)),
            ("3 March to March 2022", (2022, 3, 3)),
            ("from December to January 2022", (None, 12, None)),
            ("2 January, 3 January and 4 January 2022", (2022, 1, 2)),
            ("2 January. On 3 January and 4 January 2022", (None, 1, 2)),
        ],
    )
    def test_a_year_is_shared_only_by_what_comes_before_its_day_in_that_year(
        self, words: str, first: tuple[int | None, int | None, int | None]
    ) -> None:
        assert days(words)[0] == first

    def test_what_a_list_joins_to_a_date_of_another_year_has_none(self) -> None:
        assert days("1 June, 25 December and 3 January 2022")[0] == (None, 6, 1)

    def test_a_number_after_in_and_a_month_is_a_day_or_a_figure(self) -> None:
        for words in ("In January 25 cases were met", "It was in a year of need: in January 25 cases were met"):
            assert [number.value for number in numbers_in(words)] == [25]
            assert (None, 1, None) in days(words)
        for words in ("On January 25 cases were met", "In a week of need, on January 25 cases were met"):
            assert [number.value for number in numbers_in(words)] == []

    def test_the_same_words_are_read_alike_however_long_they_are(self) -> None:
        for length in (1, 10, 1_000, 100_000):
            assert days("x " * length + "on 5 January 2022") == [(2022, 1, 5)]

    def test_the_language_is_given_by_name(self) -> None:
        with pytest.raises(TypeError):
            says_when("5 January 2022", When("2022-01-05"), "en")  # type: ignore[misc]
        with pytest.raises(TypeError):
            says_quantity("5", Quantity.parse("5"), "en")  # type: ignore[misc]


class TestNumbers:
    @pytest.mark.parametrize(
        ("words", "numbers"),
        [
            ("1 million 2000 men", [1_000_000, 2000]),
            ("2 million 300 men", [2_000_300]),
            ("3 crore rupees", [30_000_000]),
            ("2 lakh people", [200_000]),
            ("1 mln, 2 mn, 4 bn", [1_000_000, 2_000_000, 4_000_000_000]),
        ],
    )
    def test_scales(self, words: str, numbers: list[int]) -> None:
        assert [number.value for number in numbers_in(words)] == numbers

    @pytest.mark.parametrize(
        ("words", "quantity", "answer"),
        [
            ("at least 3 days", ">=3", True),
            ("some 3 days", "~3", True),
            ("over 3 days", ">3", None),
            ("under 3 days", "<3", None),
            ("above 3 days", ">3", None),
            ("below 3 days", "<3", None),
            ("over 3 people", ">3", True),
            ("under 3 people", "<3", True),
            ("> 19 hurt", ">19", True),
            (">19 hurt", ">19", True),
            ("~ 19 hurt", "~19", True),
            ("≥ 19 hurt", ">=19", True),
            ("no one was killed", ">0", False),
            ("no one was killed", "<=0", False),
            ("no deaths", "0", True),
            ("no deaths", ">0", False),
            ("no deaths", "~0", False),
            ("fell by 5", "-5", None),
            ("fell by 7", "-5", False),
            ("at least 160 and at most 225", "160..225", True),
            ("160 dead, later at least 170, at most 225", "160..225", None),
            ("at least 160 dead, later 225, at most 230", "160..225", None),
        ],
    )
    def test_hedges(self, words: str, quantity: str, answer: bool | None) -> None:
        assert says(words, quantity) is answer

    def test_what_is_said_to_be_unknown_is_neither_said_nor_denied_by_its_wording(self) -> None:
        unknown = Quantity(qualifier=Qualifier.UNKNOWN, wording="an unknown number")
        assert says_quantity("an unknown number of dead", unknown, language="en") is None


class TestNothing:
    """What says that nothing was counted says exactly 0, and no bound of it."""

    @pytest.mark.parametrize(("coded", "said"), [("0", True), (">0", False), ("<=0", False), (">=0", False)])
    def test_no_deaths(self, coded: str, said: bool) -> None:
        assert says("there were no deaths", coded) is said

    def test_a_wording_is_asked_of_a_vague_quantity_alone(self) -> None:
        unknown = Quantity(qualifier=Qualifier.UNKNOWN, wording="scores")
        assert says_quantity("scores of people", unknown, language="en") is None


class TestSeveralHedges:
    """Three hedges before a number are read, and no fourth: what stands further away belongs to something else."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("at least about roughly 19", {Qualifier.AT_LEAST, Qualifier.ABOUT}),
            ("at least about roughly about 19", {Qualifier.ABOUT}),
        ],
    )
    def test_the_third_is_read_and_the_fourth_is_not(self, words: str, said: set[Qualifier]) -> None:
        (number,) = read_numbers(words, True)
        assert hedge_of(words, number).said == said
