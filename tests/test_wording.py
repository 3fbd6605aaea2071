"""Numbers and dates as prose writes them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.quantity import Quantity
from unrest.when import When
from unrest.wording import Day, Number, dates_in, numbers_in, says_quantity, says_when


def values(words: str, language: str | None = "en") -> list[Any]:
    return [number.value for number in numbers_in(words, language=language)]


def days(words: str) -> list[tuple[int | None, int | None, int | None]]:
    return [(day.year, day.month, day.day) for day in dates_in(words)]


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
UNITS += ["sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """A whole number in English words: the other way round, for the law below."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{UNITS[number // 100]} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    scale, name = next((s, n) for s, n in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")) if number >= s)
    rest = number % scale
    joint = " and " if 0 < rest < 100 else " "
    return f"{spelled(number // scale)} {name}" + (f"{joint}{spelled(rest)}" if rest else "")


class TestNumbers:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("19 guards", [19]),
            ("nineteen guards", [19]),
            ("Twenty-five guards", [25]),
            ("twenty five guards", [25]),
            ("two hundred and thirty", [230]),
            ("two hundred thirty", [230]),
            ("a hundred and five", [105]),
            ("a hundred", [100]),
            ("a thousand people", [1000]),
            ("two thousand and five", [2005]),
            ("five thousand two hundred and one", [5201]),
            ("three hundred thousand", [300_000]),
            ("one million two hundred thousand", [1_200_000]),
            ("1.6 million", [1_600_000]),
            ("1.5 thousand people", [1500]),
            ("2 billion", [2 * 10**9]),
            ("one, two and three", [1, 2, 3]),
            ("killed two hundred, five of them", [200, 5]),
            ("two hundred hundred", [200]),
            ("thousand", []),
            ("a thousand million", [1000]),
            ("twenty thirty", [20, 30]),
            ("five thousand thousand", [5000]),
            ("five thousand zero", [5000, 0]),
            ("six hundred and", [600]),
            ("three thousand and", [3000]),
            ("three thousand and thousand", [3000]),
            ("two hundred three hundred", [200, 300]),
            ("19,000 and 1,234,567", [19_000, 1_234_567]),
            ("19 000 people", [19_000]),
            ("19\u00a0000 and 19\u202f000 and 19\u2009000 and 19'000", [19_000] * 4),
            ("1.5 and 0.25", [Decimal("1.5"), Decimal("0.25")]),
            ("1.0 hours", [1]),
            ("1,234.5", [Decimal("1234.5")]),
            ("1.234,5", [Decimal("1234.5")]),
            ("1.234.567", [1_234_567]),
            ("160-225 dead", [160, 225]),
            ("160–225 dead", [160, 225]),
            ("12%", [12]),
            ("a change of -5", [-5]),
            ("−5 and −1,5", [-5, None]),
            ("１９ and ١٩", [19, 19]),
            ("٣٫٥ of it", [Decimal("3.5")]),
            ("killed,19 guards.", [19]),
            ("$40", [40]),
            ("19-year-old", [19]),
            ("forty-year-old", []),
        ],
    )
    def test_it_is_read(self, words: str, found: list[Any]) -> None:
        assert values(words) == found

    @pytest.mark.parametrize(
        "words",
        ["Khabar24", "T-72", "24th", "the second", "5km", "attend", "someone", "often", "x19", "none", "42nd Street"],
    )
    def test_it_is_no_number(self, words: str) -> None:
        assert values(words) == []

    @pytest.mark.parametrize(
        "words", ["1,5", "12,34", "1.2.3", "1,23,456", "1,2.3", "1/3", "10:30", "1.234,5,6", "1,234.5,6"]
    )
    def test_what_has_two_readings_has_no_value(self, words: str) -> None:
        assert values(words) == [None]

    def test_one_comma_or_point_before_three_digits_is_read_by_the_language(self) -> None:
        assert values("1,234 and 1.234") == [1234, Decimal("1.234")]
        for language in (None, "ru", "de-CH"):
            assert values("1,234 and 1.234", language) == [None, None]
        assert values("1,234", "en-GB") == [1234]

    def test_what_a_date_reads_is_no_number(self) -> None:
        assert values("On January 25 and 25 January 2022 and 2022-01-25") == []

    def test_a_year_alone_may_be_a_figure(self) -> None:
        assert values("2044 cases") == [2044]
        assert values("On January 25 2044 cases") == [2044]
        assert values("On January 25, 2044 cases") == []
        assert values("On January 25 225 people") == [225]

    def test_its_place_is_told(self) -> None:
        assert numbers_in("of twenty-five guards") == (Number(3, 14, 25),)
        words = "about 1.6 million people"
        [number] = numbers_in(words)
        assert words[number.start : number.end] == "1.6 million"

    @given(st.integers(0, 10**12 - 1))
    def test_a_number_in_words_is_read_back(self, number: int) -> None:
        assert values(f"{spelled(number)} guards") == [number]

    @given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}", "about {}.", "({})", "{}–"]))
    def test_a_number_in_digits_is_read_back(self, number: int, form: str) -> None:
        assert values(form.format(number)) == [number]


class TestDates:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("On January 25", [(None, 1, 25)]),
            ("Jan. 25, 2022", [(2022, 1, 25)]),
            ("the 25th of January", [(None, 1, 25)]),
            ("25 January, 2022", [(2022, 1, 25)]),
            ("January the 2nd", [(None, 1, 2)]),
            ("2022-01-25", [(2022, 1, 25)]),
            ("2022-01", [(2022, 1, None)]),
            ("25.01.2022", [(2022, 1, 25)]),
            ("25/01/2022", [(2022, 1, 25)]),
            ("01/25/2022", [(2022, 1, 25)]),
            ("05/05/2022", [(2022, 5, 5)]),
            ("January 2022", [(2022, 1, None)]),
            ("in May", [(None, 5, None)]),
            ("May 5", [(None, 5, 5)]),
            ("the January unrest", [(None, 1, None)]),
            ("in 1986", [(1986, None, None)]),
            ("February 29", [(None, 2, 29)]),
            ("29 February 2024", [(2024, 2, 29)]),
            ("٢٥.٠١.٢٠٢٢", [(2022, 1, 25)]),
        ],
    )
    def test_it_is_read(self, words: str, found: list[Any]) -> None:
        assert days(words) == found

    @pytest.mark.parametrize(
        "words",
        [
            *(
                "They may go",
                "May they go",
                "a march of 2000m",
                "august persons",
                "March",
                "Marching",
                "Janet",
                "Decker",
            ),
            *("30 February", "February 30, 2022", "29 February 2023", "29 February 1900", "31.04.2022", "99/99/2022"),
            *("2022-13", "2022-13-01", "Augustus"),
        ],
    )
    def test_it_is_no_date(self, words: str) -> None:
        assert days(words) == []

    def test_a_date_in_digits_with_two_readings_says_only_its_year(self) -> None:
        assert days("01/02/2022") == [(2022, None, None)]

    def test_a_weekday_is_read(self) -> None:
        assert [day.weekday for day in dates_in("On Monday and Sundays")] == [0, 6]

    def test_a_year_behind_a_day_without_a_comma_may_be_a_figure(self) -> None:
        assert set(days("On January 25 2044 cases")) == {(2044, 1, 25), (None, 1, 25)}

    def test_its_place_is_told(self) -> None:
        assert dates_in("on 25 January") == (Day(3, 13, None, 1, 25),)

    def test_t6_a_range_of_days_keeps_its_year_and_both_ends(self) -> None:
        for words in (
            "2-12 January 2022",
            "between 2 and 12 January 2022",
            "January 2 to 12, 2022",
            "January 2–12, 2022",
        ):
            assert days(words) == [(2022, 1, 2), (2022, 1, 12)]

    def test_t7_early_in_a_month_is_no_day_and_after_the_riots_no_date(self) -> None:
        assert days("early January 2022") == [(2022, 1, None)]
        assert days("after the riots") == []

    @given(
        st.dates(date(1000, 1, 1), date(2999, 12, 31)),
        st.sampled_from(["%B {}, %Y", "{} %B %Y", "%Y-%m-%d", "%b. {}, %Y"]),
    )
    def test_a_day_is_read_back(self, day: date, form: str) -> None:
        written = day.strftime(form).replace("{}", str(day.day)).replace("May.", "May")
        assert days(written) == [(day.year, day.month, day.day)]


def says(words: str, text: str, language: str | None = "en", **more: Any) -> bool | None:
    from attrs import evolve

    return says_quantity(words, evolve(Quantity.parse(text), **more), language=language)


class TestSaysQuantity:
    @pytest.mark.parametrize(
        ("words", "text"),
        [
            ("19 guards were killed", "19"),
            ("nineteen guards", "19"),
            ("18 of the 19 guards", "19"),
            ("at least 225 people", ">=225"),
            ("no fewer than 225", ">=225"),
            ("225 or more", ">=225"),
            ("225 people or more", ">=225"),
            ("225+ people", ">=225"),
            ("more than 3,000 people", ">3000"),
            ("no more than 50", "<=50"),
            ("up to fifty", "<=50"),
            ("50 or fewer", "<=50"),
            ("fewer than 50", "<50"),
            ("nearly a thousand", "<~1000"),
            ("about 160", "~160"),
            ("160 or so", "~160"),
            ("from 160 to 225", "160..225"),
            ("Dozens of people", '"dozens"'),
            ("no deaths", "0"),
            ("zero deaths", "0"),
            ("1.5 per cent", "1.5"),
        ],
    )
    def test_words_that_say_it(self, words: str, text: str) -> None:
        assert says(words, text) is True

    @pytest.mark.parametrize(
        ("words", "text"),
        [
            ("19 guards", "18"),
            ("guards were killed", "19"),
            ("about 19", "19"),
            ("at least 225", "225"),
            ("at least 225", ">225"),
            ("no more than 50", ">50"),
            ("some 160", ">=160"),
            ("160 people", "160..225"),
            ("hundreds of people", '"dozens"'),
            ("deaths", "0"),
            ("In 2022 all fell", "19"),
        ],
    )
    def test_words_that_do_not(self, words: str, text: str) -> None:
        assert says(words, text) is False

    @pytest.mark.parametrize(
        ("words", "text", "language"),
        [
            ("225 people", ">=225", "en"),
            ("anything", "?", "en"),
            ("anything", '""', "en"),
            ("девятнадцать", "19", "ru"),
            ("девятнадцать", "19", None),
            ("1,234 Menschen", "1234", "de"),
        ],
    )
    def test_words_in_which_it_cannot_be_read(self, words: str, text: str, language: str | None) -> None:
        assert says(words, text, language) is None

    def test_digits_are_read_in_every_language(self) -> None:
        assert says("погибли 19 человек", "19", "ru") is True
        assert says("погибли 18 человек", "19", "ru") is False
        assert says("не менее 19", ">=19", "ru") is True

    def test_what_a_rule_made_of_words_is_not_checked(self) -> None:
        assert says("dozens", ">=24", rule="a dozen is twelve", wording="dozens") is None

    def test_t13_another_figure_is_never_said(self) -> None:
        assert says("19 security officials", "18") is False

    @given(st.integers(10, 10**6), st.integers(0, 6), st.integers(1, 9))
    def test_a_changed_digit_is_never_said(self, number: int, at: int, by: int) -> None:
        digits = str(number)
        at %= len(digits)
        other = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
        assert says(f"{number} guards", str(int(other))) is False
        assert says(f"{number} guards", digits) is True


def tells(words: str, text: str, basis: str | None = "year_from_source", language: str | None = "en") -> bool | None:
    return says_when(words, When(text, basis=basis), language=language)


class TestSaysWhen:
    @pytest.mark.parametrize(
        ("words", "text", "basis"),
        [
            ("On January 25", "2022-01-25", "year_from_source"),
            ("On 25 January 2022", "2022-01-25", "stated"),
            ("On 25 January 2022", "2022-01-25", None),
            ("in January", "2022-01", "year_from_source"),
            ("early January 2022", "2022-01~", "stated"),
            ("in 2022", "2022", "stated"),
            ("On January 25", "2022-01", "year_from_source"),
            ("between 2 and 12 January 2022", "[2022-01-02..2022-01-12]", "stated"),
            ("by January 12", "[..2022-01-12]", "year_from_source"),
            ("on Tuesday", "2022-01-25", "weekday"),
            ("January 24 or 25", "2022-01-25", "year_from_source"),
        ],
    )
    def test_words_that_say_it(self, words: str, text: str, basis: str | None) -> None:
        assert tells(words, text, basis) is True

    @pytest.mark.parametrize(
        ("words", "text", "basis"),
        [
            ("On January 25", "2022-01-24", "year_from_source"),
            ("On January 25", "2022-02-25", "year_from_source"),
            ("On January 25, 2021", "2022-01-25", "year_from_source"),
            ("On January 25", "2022-01-25", "stated"),
            ("in January", "2022-01-25", "year_from_source"),
            ("in January", "2022", "year_from_source"),
            ("after the riots", "2022-01-25", "stated"),
            ("on Monday", "2022-01-25", "weekday"),
        ],
    )
    def test_words_that_do_not(self, words: str, text: str, basis: str | None) -> None:
        assert tells(words, text, basis) is False

    @pytest.mark.parametrize(
        ("words", "text", "basis", "language"),
        [
            ("On January 25", "2022-01-25", None, "en"),
            ("a week later", "2022-01-25", "relative", "en"),
            ("on 24 January", "2022-01-25", "coder", "en"),
            ("a week later", "2022-01-25", "weekday", "en"),
            ("on Tuesday", "2022-01", "weekday", "en"),
            ("01/02/2022", "2022-02-01", "stated", "en"),
            ("25 января", "2022-01-25", "year_from_source", "ru"),
            ("in winter", "2021-24", "stated", "en"),
            ("before January 12", "[..2022-01-11]", "year_from_source", "en"),
            ("in the eighties", "198X", "stated", "en"),
            ("by then", "[..1985]", "stated", "en"),
        ],
    )
    def test_words_in_which_it_cannot_be_read(self, words: str, text: str, basis: str | None, language: str) -> None:
        assert tells(words, text, basis, language) is None

    def test_a_day_in_digits_is_read_in_every_language(self) -> None:
        assert tells("25.01.2022 г.", "2022-01-25", "stated", "ru") is True
        assert tells("24.01.2022 г.", "2022-01-25", "stated", "ru") is False

    @given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.integers(-400, 400))
    def test_another_day_is_never_said(self, day: date, by: int) -> None:
        from datetime import timedelta

        other = day + timedelta(days=by)
        said = tells(f"on {day.day} {day:%B} {day.year}", other.isoformat(), "stated")
        assert said is (other == day)


@pytest.mark.parametrize(
    "words",
    [
        *("9" * 200_000, "1," * 100_000, "1 000 " * 30_000, "twenty-" * 30_000, "a hundred " * 20_000),
        *("January " * 30_000, "two thousand and " * 12_000, "12/" * 60_000, "1-" * 100_000, " " * 200_000),
    ],
    ids=lambda words: words[:12],
)
def test_long_words_are_read_to_their_end(words: str) -> None:
    # What is not linear in the words would not come back from some of these.
    found = (*numbers_in(words), *dates_in(words))
    assert all(0 <= each.start < each.end <= len(words) for each in found)
    assert bool(found) == bool(words.strip())
