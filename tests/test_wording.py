"""Numbers and dates as prose writes them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from unrest.quantity import Quantity
from unrest.when import When
from unrest.wording import RULES, Day, Number, dates_in, numbers_in, says_quantity, says_when
from unrest.wording.script import CACHED, is_english, plain_digits


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
            ("thousand", []),
            ("twenty thirty", [20, 30]),
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
            ("twenty\r\nfive thousand", [25_000]),
            ("twenty‑five", [25]),
            ("two hundred and five thousand", [205_000]),
            ("a hundred thousand", [100_000]),
            ("twenty-five hundred", [2500]),
            ("5-thousand-strong", [5000]),
            ("five-thousand-strong", [5000]),
            ("twenty-odd", [20]),
            ("nineteen-twenty guards", [19, 20]),
            ("1.6 mln, 1.6mln and 2bn", [1_600_000, 1_600_000, 2 * 10**9]),
            ("1.234 million", [1_234_000]),
            ("3 lakh", [300_000]),
            ("5 thousand 300 cases", [5300]),
            ("1 million 200 thousand", [1_200_000]),
            ("5 thousand 3000", [5000, 3000]),
            ("two thousand, five of them", [2000, 5]),
            ("5-6 thousand", [5000, 6000]),
            ("1.5 or 2 million", [1_500_000, 2_000_000]),
            ("one or two hundred", [100, 200]),
            ("5 guards, 6 thousand rioters", [5, 6000]),
            ("from 900 to 1 million", [900, 1_000_000]),
            ("1 234,5 and 1 234.5", [Decimal("1234.5")] * 2),
            ("１，０００ and ３．５", [1000, Decimal("3.5")]),
            ("١٬٢٣٤٫٥", [Decimal("1234.5")]),
            ("minus 5 and minus two", [-5, -2]),
            ("minus 1.50", [Decimal("-1.5")]),
            ("one of them", [1]),
            ("'nineteen guards'", [19]),
            ("In 2022 thousands of people", [2022]),
            ("0.12345678901234567890123456789012345678 million", [Decimal("123456.78901234567890123456789012345678")]),
            ("-12345678901234567890123456789.5", [Decimal("-12345678901234567890123456789.5")]),
        ],
    )
    def test_it_is_read(self, words: str, found: list[Any]) -> None:
        assert values(words) == found

    @pytest.mark.parametrize(
        "words",
        [
            *("at 10:30", "at 10 p.m.", "at 10.30 pm", "5 o'clock", "10:30:15"),
            *(
                "no one died",
                "one another",
                "no-one",
                "one's own",
                "twenty-fifth",
                "T-five",
                "5m2",
                "dozens",
                "two-thirds",
            ),
            *(
                "Khabar24",
                "T-72",
                "24th",
                "the second",
                "5km",
                "attend",
                "someone",
                "often",
                "x19",
                "none",
                "42nd Street",
            ),
        ],
    )
    def test_it_is_no_number(self, words: str) -> None:
        assert values(words) == []

    @pytest.mark.parametrize(
        "words",
        [
            *("1,5", "12,34", "1.2.3", "1,23,456", "1,2.3", "1/3", "99:30", "1.234,5,6", "1,234.5,6", "1.234", "1.000"),
            *("1 234,567", "007", "–5", "1٬23", "5m", "$1.6m", "5k", "2½", "225¹", "9" * 61),
            *("half a million", "a quarter of a million", "two and a half million", "2 and a half", "2 1/2 million"),
            *("a million and a half", "one third", "two thirds", "two hundred and fifth", "one hundred fifth"),
            *("five thousands", "5 millions", "two hundred hundred", "a thousand million", "five thousand thousand"),
            *("hundred and fifty", "several thousand five hundred", "two thousand, three hundred"),
            *("two dozen", "a dozen", "half a dozen", "2 dozen", "minus 1,5"),
        ],
    )
    def test_what_has_two_readings_has_no_value(self, words: str) -> None:
        assert values(words) == [None]

    def test_one_comma_or_point_before_three_digits_is_read_by_the_language(self) -> None:
        assert values("1,234 and 1.234") == [1234, None]
        for language in (None, "ru", "de-CH"):
            assert values("1,234 and 1.234", language) == [None, None]
        assert values("1,234", "en-GB") == [1234]

    def test_a_range_of_which_one_end_may_be_in_thousands_has_no_value_there(self) -> None:
        assert values("from 5 to 6 thousand") == values("between five and six thousand") == [None, 6000]

    def test_number_words_are_not_read_in_another_language(self) -> None:
        assert values("ten minste 19", "nl") == [19]
        assert values("ten at least 19", None) == [10, 19]

    def test_a_rule_makes_a_number_only_where_it_is_asked(self) -> None:
        words = "a dozen, half a dozen, a half dozen, two dozen and 1,5 dozen"
        assert [each.value for each in numbers_in(words, rules=RULES)] == [12, 6, 6, 24, None]
        assert [each.value for each in numbers_in(words)] == [None] * 5
        assert [each.value for each in numbers_in("dozens of people", rules=RULES)] == []

    def test_what_a_date_reads_is_no_number(self) -> None:
        assert values("On January 25 and 25 January 2022 and 2022-01-25") == []

    def test_a_year_alone_may_be_a_figure(self) -> None:
        assert values("2044 cases") == [2044]
        assert values("On January 25 2044 cases") == [2044]
        assert values("On January 25, 2044 cases") == [2044]
        assert values("25 January 2044 cases") == [2044]
        assert values("On January 25, 2022, and on 25 January 2022") == []
        assert values("On January 25 225 people") == [225]

    def test_a_number_behind_a_month_or_a_day_may_be_a_figure(self) -> None:
        assert values("In January 25 people died") == [25]
        assert values("On January 25 and 19 guards were hurt") == [19]
        assert values("in June. 25 people died") == [25]
        assert values("In January 2 million people") == [2_000_000]
        assert values("In January 25 per cent") == [25]
        assert values("In January 25th people") == []
        assert values("January 24 or 25") == []

    def test_its_place_is_told(self) -> None:
        assert numbers_in("of twenty-five guards") == (Number(3, 14, 25),)
        words = "about 1.6 million people"
        [number] = numbers_in(words)
        assert words[number.start : number.end] == "1.6 million"
        assert numbers_in("over half a million men") == (Number(10, 19, None),)

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
            ("JANUARY 25", [(None, 1, 25)]),
            ("january 25", [(None, 1, 25)]),
            ("January\r\n25", [(None, 1, 25)]),
            ("January  25,\n  2022", [(2022, 1, 25)]),
            ("the twenty-fifth of January", [(None, 1, 25)]),
            ("first of May 2022", [(2022, 5, 1)]),
            ("January the thirtieth", [(None, 1, 30)]),
            ("25-Jan-2022", [(2022, 1, 25)]),
            ("25-01-2022", [(2022, 1, 25)]),
            ("2022/01/25", [(2022, 1, 25)]),
            ("2022-01-25T10:30", [(2022, 1, 25)]),
            ("January of 2022", [(2022, 1, None)]),
            ("the May protests", [(None, 5, None)]),
            ("mid-August", [(None, 8, None)]),
            ("in February and March", [(None, 2, None), (None, 3, None)]),
            ("March and April", [(None, 3, None), (None, 4, None)]),
            ("in Jan.", [(None, 1, None)]),
            ("from 25 January to 3 February 2022", [(2022, 1, 25), (2022, 2, 3)]),
            ("between January and the 3 March 2022", [(2022, 1, None), (2022, 3, 3)]),
            ("January, February and March 2022", [(2022, 1, None), (2022, 2, None), (2022, 3, None)]),
            ("from 25 December to 3 January 2022", [(None, 12, 25), (2022, 1, 3)]),
            ("29 February to 3 March 2022", [(None, 2, 29), (2022, 3, 3)]),
            ("In December, March 2022", [(None, 12, None), (2022, 3, None)]),
            ("5, 6 and 7 January 2022", [(2022, 1, 5), (2022, 1, 6), (2022, 1, 7)]),
            ("January 25 and 25 January 2022", [(2022, 1, 25), (2022, 1, 25)]),
            ("on the 25th", [(None, None, 25)]),
            ("on the 25th and later", [(None, None, 25)]),
            ("25/01/22", [(None, None, None)]),
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
            *("2022-13", "2022-13-01", "Augustus", "Jan Novak", "the March", "on the 25th Street", "the 25th", "1980s"),
            *("in the 1986-87 season", "they sat"),
        ],
    )
    def test_it_is_no_date(self, words: str) -> None:
        assert days(words) == []

    def test_a_date_in_digits_with_two_readings_says_only_its_year(self) -> None:
        assert days("01/02/2022") == [(2022, None, None)]

    def test_a_weekday_is_read(self) -> None:
        assert [day.weekday for day in dates_in("On Monday and Sundays")] == [0, 6]

    @pytest.mark.parametrize("words", ["Tuesday, January 25", "Tue. 25 January", "TUESDAY, THE 25TH OF JANUARY"])
    def test_a_weekday_beside_a_date_belongs_to_it(self, words: str) -> None:
        [day] = dates_in(words.replace("THE", "the").replace("OF", "of"))
        assert (day.month, day.day, day.weekday) == (1, 25, 1)

    def test_who_sat_is_no_saturday(self) -> None:
        assert [day.weekday for day in dates_in("They sat January 25")] == [None]

    def test_a_year_behind_a_day_without_a_comma_may_be_a_figure(self) -> None:
        for words in ("On January 25 2044 cases", "On January 25, 2044 cases"):
            assert set(days(words)) == {(2044, 1, 25), (None, 1, 25)}
        assert days("On January 25, 2044 and") == days("January 25 2044") == [(2044, 1, 25)]
        assert days("In January 2044 cases") == [(2044, 1, None), (None, 1, None)]

    def test_a_day_behind_a_month_may_be_a_figure(self) -> None:
        assert days("In January 25 people died") == [(None, 1, None), (None, 1, 25)]

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
    return says_quantity(words, evolve(Quantity.parse(text), **more), language=language)


# Signs of the text form, and words that say them.
SAID = {
    "": "{} guards were hurt",
    ">=": "at least {} guards were hurt",
    ">": "More than {} guards were hurt",
    "<=": "up to {} guards were hurt",
    "<": "fewer than {} guards were hurt",
    "<~": "Almost {} guards were hurt",
    "~": "about {} guards were hurt",
}


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
            ("exactly 19", "19"),
            ("rose from 160 to 225", "225"),
            ("19 guards, and at least 19 rioters", "19"),
            ("225, at the very least.", ">=225"),
            ("225-plus people", ">=225"),
            ("upwards of 225", ">225"),
            ("upwards of 225", ">=225"),
            ("as many as 50", "<=50"),
            ("fifty people at most", "<=50"),
            ("just under 50", "<50"),
            ("just under 50", "<~50"),
            ("close to 50", "<~50"),
            ("close to 50", "~50"),
            ("c. 160", "~160"),
            ("160-odd people", "~160"),
            ("160 people, more or less", "~160"),
            ("at least some 160", ">=160"),
            ("at least some 160", "~160"),
            ("at least about some 160", ">=160"),
            ("160 guards and 225 cars, in all 160 to 225", "160..225"),
            ("at\r\nleast 225", ">=225"),
            ("≥ 225", ">=225"),
            ("~160", "~160"),
            ("between 160 and 225", "160..225"),
            ("160-225 dead", "160..225"),
            ("160 dead to 225 dead", "160..225"),
            ("160 … to 225", "160..225"),
            ("at least 160 and at most 225", "160..225"),
            ("from 160 to 225, most likely 164", "160..164..225"),
            ("no civilian casualties", "0"),
            ("A Number  Of sites", '"a number of"'),
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
            ("no fewer than 5", "0"),
            ("at least 19", "19"),
            ("at\r\nleast 19", "19"),
            ("about $40", "40"),
            ("about US$ 40", "40"),
            ("“about 19”", "19"),
            ("~160", "160"),
            ("≥225", "225"),
            ("exactly 19", ">=19"),
            ("between 160 and 225", "160"),
            ("19-20 guards", "20"),
            ("19 or 20 guards", "19"),
            ("160 people, more or less", "<=160"),
            ("no one was killed", "1"),
            ("attendance", '"ten"'),
            ("often", '"ten"'),
            ("at 10:30 p.m. 18 guards", "19"),
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
            ("1.234 people", "1234", "en"),
            ("half a million", "1000000", "en"),
            ("two dozen", "2", "en"),
            ("a dozen guards", "12", "en"),
            ("reports about 19 deaths", "19", "en"),
            ("over 19 days", "19", "en"),
            ("160 guards and 225 cars", "160..225", "en"),
            ("fell by 5", "-5", "en"),
            ("fell by 1.5 per cent", "-1.5", "en"),
            ("nobody knows how many died", "0", "en"),
            ("no information on deaths", "0", "en"),
            ("no deaths have been confirmed", "0", "en"),
            ("no deaths", "0", "ru"),
        ],
    )
    def test_words_in_which_it_cannot_be_read(self, words: str, text: str, language: str | None) -> None:
        assert says(words, text, language) is None

    def test_digits_are_read_in_every_language(self) -> None:
        assert says("погибли 19 человек", "19", "ru") is True
        assert says("погибли 18 человек", "19", "ru") is False
        assert says("не менее 19", ">=19", "ru") is True
        assert says("от 160 до 225", "160..225", "ru") is True

    def test_a_sign_is_read_in_every_language(self) -> None:
        assert says("~160 человек", "160", "ru") is False
        assert says("~160 человек", "~160", "ru") is True

    def test_an_english_hedge_counts_where_no_language_is_told(self) -> None:
        assert says("at least 19 guards", "19", None) is False
        assert says("at least 19 guards", ">=19", None) is says("19 guards", ">=19", None) is True

    def test_the_figures_of_a_rule_that_is_known_are_checked(self) -> None:
        assert says("two dozen guards", "24", rule="dozen") is True
        assert says("two dozen guards", "25", rule="dozen") is False
        assert says("dozens of guards", "24", rule="dozen") is False

    def test_what_a_rule_made_of_words_is_not_checked(self) -> None:
        assert says("dozens", ">=24", rule="a dozen is twelve", wording="dozens") is None

    @given(st.sampled_from(sorted(SAID)), st.sampled_from(sorted(SAID)), st.integers(2, 10**6))
    def test_only_the_hedge_that_is_said_is_accepted(self, said: str, coded: str, number: int) -> None:
        words = SAID[said].format(f"{number:,}")
        assert (says(words, f"{coded}{number}") is True) == (said == coded)

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
            ("Tuesday, January 25", "2022-01-25", "year_from_source"),
            ("Tuesday, January 25", "2022-01-25", "weekday"),
            ("from 25 January to 3 February 2022", "[2022-01-25..2022-02-03]", "stated"),
            ("from 25 January to 3 February 2022", "2022-01-25", "stated"),
            ("around January 25", "2022-01-25~", "year_from_source"),
            ("before January 25, not on January 25", "2022-01-25", "year_from_source"),
            ("On January 25, 2022 protesters", "2022-01-25", "year_from_source"),
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
            ("Monday, January 25", "2022-01-25", "year_from_source"),
            ("Tuesday, January 18", "2022-01-25", "weekday"),
            ("On January 25 2021", "2022-01-25", "year_from_source"),
            ("around January 25", "2022-01-25", "year_from_source"),
            ("by then", "[..1985]", "stated"),
            ("on the 24th", "2022-01-25", None),
            ("on Tuesday", "2022-01-25", "stated"),
            ("on Monday", "2022-01-25", None),
            ("in 2021", "2022-01-25", "stated"),
            ("in 2022", "2022-01-25", "stated"),
            ("in 2021", "2022", "stated"),
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
            ("by then", "[..1985]", None, "en"),
            ("On January 24", "2022-01-25", "year_from_source", None),
            ("25/01/22", "2022-01-25", "stated", "en"),
            ("on the 25th", "2022-01-25", None, "en"),
            ("on Tuesday", "2022-01-25", None, "en"),
            ("before January 25", "2022-01-25", "year_from_source", "en"),
            ("about January 25", "2022-01-25", "year_from_source", "en"),
            ("On January 25, 2021 protesters", "2022-01-25", "year_from_source", "en"),
            ("Monday, 25 January 2022", "2022-01-25", "stated", "en"),
            ("January 25, in the year 2022", "2022-01-25", "stated", "en"),
        ],
    )
    def test_words_in_which_it_cannot_be_read(self, words: str, text: str, basis: str | None, language: str) -> None:
        assert tells(words, text, basis, language) is None

    def test_a_day_in_digits_is_read_in_every_language(self) -> None:
        assert tells("25.01.2022 г.", "2022-01-25", "stated", "ru") is True
        assert tells("24.01.2022 г.", "2022-01-25", "stated", "ru") is False

    @given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.integers(-400, 400))
    def test_another_day_is_never_said(self, day: date, by: int) -> None:
        other = day + timedelta(days=by)
        said = tells(f"on {day.day} {day:%B} {day.year}", other.isoformat(), "stated")
        assert said is (other == day)


class TestScript:
    def test_digits_of_every_script_are_0_to_9_at_their_place(self) -> None:
        words = "১২３٤５，6‑७"
        assert plain_digits(words) == "12345,6-7"
        assert len(plain_digits(words)) == len(words)

    @given(st.text())
    def test_no_text_changes_its_length(self, words: str) -> None:
        assert len(plain_digits(words)) == len(words)

    @pytest.mark.parametrize(
        ("tag", "english"), [("en", True), ("EN_gb", True), ("eng", False), ("ru", False), (None, None)]
    )
    def test_english_is_told_by_its_tag(self, tag: str | None, english: bool | None) -> None:
        assert is_english(tag) is english


# Words of which the patterns are made, in any order.
PIECES = (
    *(
        "9",
        "1",
        "25",
        "2022",
        "1,",
        "-",
        "–",
        " ",
        " ",
        "\n",
        ".",
        "/",
        ":",
        "%",
        "a ",
        "one",
        "twenty",
        "hundred",
        "thousand",
    ),
    *(
        " and ",
        "half",
        "dozen",
        "thirds",
        "million",
        "January",
        "May",
        "Mon",
        "the ",
        "first",
        "of ",
        "th",
        "at least ",
    ),
    *("about ", "between ", " to ", " or ", "minus ", "p.m.", "٣", "x", "“", "$", "no ", "before "),
)


class TestAnyWords:
    @given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["en", "ru", None]))
    def test_any_words_can_be_read(self, words: str, language: str | None) -> None:
        numbers, found = numbers_in(words, language=language), dates_in(words)
        for each in (*numbers, *found):
            assert 0 <= each.start < each.end <= len(words)
        assert [number.start for number in numbers] == sorted(number.start for number in numbers)
        for text in ("19", ">=1", "1..25", "0", '"half"'):
            assert says(words, text, language) in (True, False, None)
        for text in ("2022-01-25", "2022-05", "[2022-01-01..2022-01-25]"):
            assert tells(words, text, None, language) in (True, False, None)

    @given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
    def test_what_is_said_stands_in_the_words(self, words: str) -> None:
        for number in numbers_in(words, language="en"):
            if type(number.value) is int and number.value >= 0 and words[number.start : number.end].isdecimal():
                assert number.value == int(words[number.start : number.end])

    def test_long_words_are_read_as_short_ones_are(self) -> None:
        words = "On January 25 nineteen guards " * 40
        assert len(words) > CACHED
        assert values(words) == [19] * 40
        assert days(words) == [(None, 1, 25)] * 40


@pytest.mark.parametrize(
    "words",
    [
        *("9" * 200_000, "1," * 100_000, "1 000 " * 30_000, "twenty-" * 28_000 + "x", "a hundred " * 20_000),
        *("January " * 25_000, "two thousand and " * 12_000, "12/" * 60_000, "1-" * 50_000, " " * 200_000),
        *("five, " * 33_000, "-" * 200_000, "," * 200_000, "in January 25 people " * 9_000, "1" + "a" * 200_000),
    ],
    ids=lambda words: words[:12],
)
def test_long_words_are_read_to_their_end(words: str) -> None:
    # What is not linear in the words would not come back from some of these.
    found = (*numbers_in(words), *dates_in(words))
    assert all(0 <= each.start < each.end <= len(words) for each in found)
    assert bool(found) == (words.strip(" -,") not in ("", "1" + "a" * 200_000))
