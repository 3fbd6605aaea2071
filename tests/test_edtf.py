"""Date texts: our own list of verdicts, what each text spans, and how what is refused is named."""

import re
from calendar import monthrange
from datetime import date
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unrest.edtf import ANY_DAY, NEVER, fault_of_text, read_text
from unrest.errors import InvalidValue
from unrest.when import Period, When


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


# The verdicts. What a When reads, with its first and last day (None: not known).
LEVEL_0 = {
    "1985-04-12": ("1985-04-12", "1985-04-12"),
    "1985-04": ("1985-04-01", "1985-04-30"),
    "1985": ("1985-01-01", "1985-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
    "9999": ("9999-01-01", "9999-12-31"),
    "0001-01-01": ("0001-01-01", "0001-01-01"),
    "9999-12-31": ("9999-12-31", "9999-12-31"),
    "2000-02-29": ("2000-02-29", "2000-02-29"),
    "2000-02": ("2000-02-01", "2000-02-29"),
    "1900-02": ("1900-02-01", "1900-02-28"),
}
LEVEL_1 = {
    "1984?": ("1984-01-01", "1984-12-31"),
    "2004-06~": ("2004-06-01", "2004-06-30"),
    "2004-06-11%": ("2004-06-11", "2004-06-11"),
    "1984~": ("1984-01-01", "1984-12-31"),
    "1984%": ("1984-01-01", "1984-12-31"),
    "2004-06?": ("2004-06-01", "2004-06-30"),
    "2004-06%": ("2004-06-01", "2004-06-30"),
    "2004-06-11?": ("2004-06-11", "2004-06-11"),
    "2004-06-11~": ("2004-06-11", "2004-06-11"),
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "001X": ("0010-01-01", "0019-12-31"),
    "000X": (None, "0009-12-31"),
    "00XX": (None, "0099-12-31"),
    "999X": ("9990-01-01", "9999-12-31"),
    "99XX": ("9900-01-01", "9999-12-31"),
    "201X?": ("2010-01-01", "2019-12-31"),
    "20XX~": ("2000-01-01", "2099-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "1985-04-XX": ("1985-04-01", "1985-04-30"),
    "1985-XX-XX": ("1985-01-01", "1985-12-31"),
    "1985-04-XX~": ("1985-04-01", "1985-04-30"),
    "1985-XX-XX?": ("1985-01-01", "1985-12-31"),
    "2001-21": ("2000-12-01", "2002-02-28"),
    "2001-22": ("2000-12-01", "2002-02-28"),
    "2003-23": ("2002-12-01", "2004-02-29"),
    "2001-24": ("2000-12-01", "2002-02-28"),
    "2001-21~": ("2000-12-01", "2002-02-28"),
    "0001-21": (None, "0002-02-28"),
    "9999-24": ("9998-12-01", None),
}
# The one form of level 2 that a When reads.
SPANS = {
    "[2022-01-02..2022-01-12]": ("2022-01-02", "2022-01-12"),
    "[2022-01-02..2022-01-02]": ("2022-01-02", "2022-01-02"),
    "[2022-01..2022-02]": ("2022-01-01", "2022-02-28"),
    "[1670..1672]": ("1670-01-01", "1672-12-31"),
    "[..1760-12-03]": (None, "1760-12-03"),
    "[..1984]": (None, "1984-12-31"),
    "[1760-12..]": ("1760-12-01", None),
    "[1760-12-03..]": ("1760-12-03", None),
    "[0001..9999]": ("0001-01-01", "9999-12-31"),
}
READ = LEVEL_0 | LEVEL_1 | SPANS

# Valid EDTF that is no such day, by the level that has it, with the name under which it is refused.
OUTSIDE = {
    0: {
        "1985-04-12T23:20:30": "when.time_of_day",
        "1985-04-12T23:20:30Z": "when.time_of_day",
        "1985-04-12T23:20:30-04": "when.time_of_day",
        "1985-04-12T23:20:30+04:30": "when.time_of_day",
        "1985-04-12T24:00:00": "when.time_of_day",
        "0000": "when.year",
        "0000-01-01": "when.year",
        "0000-02-29": "when.year",
        "1964/2008": "when.interval",
        "2004-06/2006-08": "when.interval",
        "2004-02-01/2005-02-08": "when.interval",
        "2004-02-01/2005-02": "when.interval",
        "2004-02-01/2005": "when.interval",
        "2005/2006-02": "when.interval",
        "0000/0000": "when.interval",
    },
    1: {
        "Y170000002": "when.year",
        "Y-170000002": "when.year",
        "-1985": "when.year",
        "-0001": "when.year",
        "-0999": "when.year",
        "-1985-04-12": "when.year",
        "-0004-02-29": "when.year",
        "-1985-04": "when.year",
        "-2001-21": "when.year",
        "-1985~": "when.year",
        "-1985-04-12T23:20:30Z": "when.time_of_day",
        "1984~/2004-06": "when.interval",
        "1984/2004-06~": "when.interval",
        "1984?/2004%": "when.interval",
        "1985-04-12/..": "when.interval",
        "1985-04/..": "when.interval",
        "1985/": "when.interval",
        "../1985-04-12": "when.interval",
        "/1985": "when.interval",
        "2001-21/2003": "when.interval",
    },
    2: {
        "Y-17E7": "when.exponential_year",
        "Y17E8": "when.exponential_year",
        "Y5E3": "when.exponential_year",
        "1950S2": "when.significant_digits",
        "-1950S2": "when.significant_digits",
        "Y171010000S3": "when.significant_digits",
        "Y3388E2S3": "when.significant_digits",
        "Y-20E2S3": "when.significant_digits",
        "2001-25": "when.division_of_year",
        "2001-34": "when.division_of_year",
        "2001-41": "when.division_of_year",
        "2001-33~": "when.division_of_year",
        "[1667,1668,1670..1672]": "when.list",
        "[1760-01,1760-02,1760-12..]": "when.list",
        "[1667,1760-12]": "when.list",
        "[1667]": "when.list",
        "[..1667,1670]": "when.list",
        "{1667,1668,1670..1672}": "when.set",
        "{1960,1961-12}": "when.set",
        "{..1984}": "when.set",
        "{1984}": "when.set",
        "[2022?..2023]": "when.span_bound",
        "[201X..202X]": "when.span_bound",
        "[2022-21..2022-23]": "when.span_bound",
        "[2022-01..2022-21]": "when.span_bound",
        "[-0100..0100]": "when.span_bound",
        "[..0000]": "when.span_bound",
        "[2022-01-02..2022-01-XX]": "when.span_bound",
        "2004-06~-11": "when.part_qualifier",
        "2004?-06-11": "when.part_qualifier",
        "2004?-06": "when.part_qualifier",
        "?2004": "when.part_qualifier",
        "?2004-06-~11": "when.part_qualifier",
        "2004-%06-11": "when.part_qualifier",
        "2004-06-~11": "when.part_qualifier",
        "?2004~-06": None,  # a part is qualified once
        "156X-12-25": "when.unspecified_digits",
        "15XX-12-25": "when.unspecified_digits",
        "15XX-12-XX": "when.unspecified_digits",
        "XXXX-12-XX": "when.unspecified_digits",
        "XXXX": "when.unspecified_digits",
        "1XXX": "when.unspecified_digits",
        "1XXX-XX": "when.unspecified_digits",
        "1XXX-12": "when.unspecified_digits",
        "19X5": "when.unspecified_digits",
        "1984-1X": "when.unspecified_digits",
        "1984-X2": "when.unspecified_digits",
        "1985-XX-05": "when.unspecified_digits",
        "1985-04-0X": "when.unspecified_digits",
        "1985-04-X1": "when.unspecified_digits",
        "19XX-02-29": "when.unspecified_digits",
        "201X-21": "when.unspecified_digits",
        "-1XXX": "when.year",
        "2004-06-~01/2004-06-~20": "when.interval",
        "2004-06-XX/2004-07-03": "when.interval",
    },
}
NAMED = {text: code for level in OUTSIDE.values() for text, code in level.items() if code is not None}

# No EDTF of any level.
INVALID = [
    *("", " ", "-", "--", "X", "?", "/", "..", "T", "Y", "S", "[]", "{}", "[..]", "{..}", "[,]", "[2022,]", "[,2022]"),
    *(
        "1",
        "19",
        "198",
        "19850",
        "12022",
        "12022-01",
        "+2022",
        "-0000",
        "-0000-01",
        "-000",
        "-12022",
        "Y1985",
        "Y012345",
    ),
    *("2022-1", "2022-01-5", "2022-1-5", "2022-1-05", "2022-001", "2022-01-005", "2022-01-", "2022-", "2022--01"),
    *("20220129", "202201", "2022029", "2022-029", "2022-W04", "2022-W04-1", "2022W041", "2022-Q1"),
    *("2022-00", "2022-13", "2022-20", "2022-42", "2022-99", "2022-01-00", "2022-01-32", "2022-04-31", "2022-00-00"),
    *("2022-02-29", "2022-02-30", "1900-02-29", "2000-02-30", "2022-21-01", "2022-25-01", "0000-02-30", "-0001-02-29"),
    *("2022-01-05 ", " 2022-01-05", "2022 -01-05", "2022-01 -05", "2022-01-05\n", "2022-01\t", "\ufeff2022-01-05"),
    *("２０２２-01-05", "2022-０１-05", "٢٠٢٢-٠١-٠٥", "२०२२", "2022–01–05", "2022−01−05", "2022‑01"),
    *("2022/1", "2022/01/05", "2022.01.05", "05.01.2022", "01/05/2022", "2022_01_05", "2022,01"),
    *("2022??", "2022~?", "2022?~", "2022-01-05%%", "~?2022", "2022-??", "2022!", "c2022", "ca. 2022", "2022-01-?"),
    *("?2022?", "2004-~06~-11", "2004-06-~11~", "2022-01-05-", "2022-01-05-06", "[2022-01-05", "2022-01-05]"),
    *("201x", "2004-xx", "199u", "2004-uu", "2004-06-uu", "unknown", "open", "1985-04-ХХ", "1985-4-XX"),
    *("2022-3X", "2022-2X", "1984-X3-31X", "2022-02-3X", "2022-X2-32", "2022-XX-32", "XXXXX", "XXX", "XX"),
    *("2022-01-05T10:00", "2022-01-05T10", "2022-01-05T25:00:00", "2022-01-05T10:60:00", "2022-01-05T10:00:61"),
    *("2022-01-05T10:00:00.5", "2022-01-05T10:00:00+24", "2022-01-05T10:00:00+05:60", "2022-02-30T10:00:00"),
    *("2022-01-05 10:00:00", "2022-01T10:00:00", "T10:00:00", "2022-01-05T24:00:01", "2022-01-05Z"),
    *("[2022-01-12..2022-01-02]", "[2022-02..2022-01]", "[2023..2022]", "[2022..2022-06]", "[2022-01..2022-01-15]"),
    *("[2022-02-30..2022-03-01]", "[2022..2022..2022]", "[2022...2023]", "[2022-13..]", "(2022..2023)", "[2022, 2023]"),
    *("[2022..2023}", "{2022..2023]", "[[2022..2023]]", "[2022..,2025]", "[2020,..2022]", "[2022-01-05T10:00:00Z]"),
    *("[2022/2023]", "{2024..2022}", "{2022-1}", "[Y12345..1]", "2022..2023", "..2022", "2022.."),
    *("1950S", "1950S0", "1950S-2", "Y17E", "Y17E-7", "Y0E5", "E5", "2022S2S2", "2022-01S2"),
    *("January 2022", "5 January 2022", "2-12 January 2022", "early January 2022", "after the riots", "yesterday"),
    *("2022-01-02/2022-01-12/2022-01-15", "2022/2023/", "//", "2022-1/2023", "2022-01-02/12", "2022-01-02/P10D"),
    *("2022/2023-13", "a/b", "nan", "None", "0", "\x00", "2022\x00", "\ud800022-01-05", "2022-01-0\ud800", "👍"),
    *[text for level in OUTSIDE.values() for text, code in level.items() if code is None],
]


class TestVerdicts:
    @pytest.mark.parametrize("text", READ)
    def test_t25_a_date_of_level_0_or_1_or_a_span_is_read_as_it_stands(self, text: str) -> None:
        when = When(text)
        assert (when.earliest, when.latest) == tuple(map(day, READ[text]))
        assert str(when) == text

    @pytest.mark.parametrize("text", NAMED)
    def test_t25_valid_edtf_that_is_no_such_day_is_refused_by_name(self, text: str) -> None:
        assert read_text(text) is None
        problem = fault_of_text(text)
        assert problem.code == NAMED[text]
        assert problem.found.startswith(f"{text!r}, a")

    @pytest.mark.parametrize("text", INVALID)
    def test_t25_what_is_no_edtf_is_refused_and_not_by_the_name_of_what_is(self, text: str) -> None:
        assert read_text(text) is None
        assert fault_of_text(text).code not in NAMED.values()

    def test_t25_no_text_has_two_verdicts(self) -> None:
        listed = [*LEVEL_0, *LEVEL_1, *SPANS, *NAMED, *INVALID]
        assert sorted(listed) == sorted({*listed})

    def test_every_name_is_among_the_verdicts(self) -> None:
        from unrest.edtf import _NAMES

        assert {*_NAMES} == {*NAMED.values()}

    @pytest.mark.parametrize("text", ["-0999", "-0001", "0000"])
    def test_t5_a_year_before_the_first_is_refused_by_name_and_not_rewritten(self, text: str) -> None:
        with pytest.raises(InvalidValue, match=rf"'{text}', a year outside 0001 to 9999"):
            When(text)

    def test_t8_a_year_with_an_exponent_is_named_as_it_is_written(self) -> None:
        assert fault_of_text("Y3388E2S3").found == "'Y3388E2S3', a year with significant digits"

    @pytest.mark.parametrize("text", ["2-12 January 2022", "between 2 and 12 January 2022"])
    def test_t6_dates_in_words_are_refused_and_not_guessed(self, text: str) -> None:
        assert fault_of_text(text).code == "when.form"
        assert fault_of_text(text).hint is None
        with pytest.raises(InvalidValue, match=r"period\.form"):
            Period(text)

    @pytest.mark.parametrize("text", ["early January 2022", "after the riots"])
    def test_t7_vague_words_are_refused_and_not_guessed(self, text: str) -> None:
        assert fault_of_text(text).hint is None
        assert fault_of_text(text).found == repr(text)


class TestDays:
    @pytest.mark.parametrize("year", [1, 4, 100, 1900, 2000, 2023, 2024, 9999])
    def test_of_all_pairs_of_two_digits_exactly_the_days_of_the_calendar_are_read(self, year: int) -> None:
        for month in range(100):
            last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
            read = {number for number in range(100) if read_text(f"{year:04}-{month:02}-{number:02}") is not None}
            assert read == {*range(1, last + 1)}

    def test_a_day_spans_itself(self) -> None:
        first, last, approximate, uncertain, certain, possible = read_text("2022-01-05") or ()
        assert (first, last, approximate, uncertain) == (date(2022, 1, 5), date(2022, 1, 5), False, False)
        number = date(2022, 1, 5).toordinal()
        assert certain == possible == (number, number, number, number, True)

    @pytest.mark.parametrize("text", ["2022-01", "2022-XX", "2022-01-XX", "2022", "202X", "[2022-01..]", "[..2022-01]"])
    def test_the_numbers_of_a_span_are_its_first_and_last_day(self, text: str) -> None:
        first, last, _, _, certain, possible = read_text(text) or ()
        low = first.toordinal() if first else -NEVER
        high = last.toordinal() if last else NEVER
        assert certain == possible == (low, high, low, high, True)


WIDER = {
    "2022-03-31~": ("2022-02-28", "2022-04-30"),
    "2024-03-30~": ("2024-02-29", "2024-04-30"),
    "2022-01-05~": ("2021-12-05", "2022-02-05"),
    "2022-01~": ("2021-01-01", "2023-01-31"),
    "2023-02~": ("2022-02-01", "2024-02-29"),
    "2024-02~": ("2023-02-01", "2025-02-28"),
    "2022-01-XX~": ("2021-01-01", "2023-01-31"),
    "2022-21~": ("2020-12-01", "2024-02-29"),
    "2022~": ("2012-01-01", "2032-12-31"),
    "2022-XX~": ("2012-01-01", "2032-12-31"),
    "2022-XX-XX~": ("2012-01-01", "2032-12-31"),
    "202X~": ("2010-01-01", "2039-12-31"),
    "20XX~": ("1900-01-01", "2199-12-31"),
    "0001-01-05~": (None, "0001-02-05"),
    "9999-12-05~": ("9999-11-05", None),
    "0005~": (None, "0015-12-31"),
    "9990~": ("9980-01-01", None),
    "000X~": (None, "0019-12-31"),
    "01XX~": (None, "0299-12-31"),
    "9999-21~": ("9997-12-01", None),
    "9998-21~": ("9996-12-01", None),
    "0001-21~": (None, "0003-02-28"),
}


class TestQualifiers:
    @pytest.mark.parametrize(
        ("mark", "approximate", "uncertain"), [("~", True, False), ("?", False, True), ("%", True, True)]
    )
    @pytest.mark.parametrize(
        "text", ["2022", "2022-01", "2022-01-05", "202X", "20XX", "2022-XX", "2022-01-XX", "2022-21"]
    )
    def test_a_qualifier_says_what_it_says_of_every_form(
        self, text: str, mark: str, approximate: bool, uncertain: bool
    ) -> None:
        plain, read = read_text(text), read_text(text + mark)
        assert plain is not None
        assert read is not None
        assert read[:2] == plain[:2]
        assert read[2:5] == (approximate, uncertain, ANY_DAY)
        assert (read[5] == ANY_DAY) is uncertain

    @pytest.mark.parametrize("text", WIDER)
    def test_about_widens_by_the_next_coarser_unit_and_not_beyond_the_calendar(self, text: str) -> None:
        first, last = map(day, WIDER[text])
        low = first.toordinal() if first else -NEVER
        high = last.toordinal() if last else NEVER
        read = read_text(text)
        assert read is not None
        assert read[5] == (low, high, low, high, True)


NEAR = {
    "2022-1-5": "2022-01-05",
    "2022-1": "2022-01",
    "2022-1-5~": "2022-01-05~",
    "20220129": "2022-01-29",
    "202201": "2022-01",
    "２０２２-01-05": "2022-01-05",
    "２０２２年": None,
    " 2022-01-05": "2022-01-05",
    "2022 - 01 - 05": "2022-01-05",
    "2022-01-05\n": "2022-01-05",
    "\ufeff2022-01-05": "2022-01-05",
    "2022–01–05": "2022-01-05",
    "2022.01.05": "2022-01-05",
    "2022/1/5": "2022-01-05",
    "05.01.2022": None,
    "2022-02-30": "2022-02-28",
    "2024-02-30": "2024-02-29",
    "2022-04-31?": "2022-04-30?",
    "2022-2-30": "2022-02-28",
    "2022-01-00": "2022-01",
    "2022-00-00": "2022",
    "2022-13": "2022",
    "2022-25-01": "2022-01-25",
    "2022-13-32": "2022",
    "2022-01-05T10:00:00Z": "2022-01-05",
    "2022-01-05 10:00": "2022-01-05",
    "2022-01-05T10:00": "2022-01-05",
    "201": "201X",
    "199u": "199X",
    "2004-xx": "2004-XX",
    "1985-04-ХХ": "1985-04-XX",
    "2022-01-02..2022-01-12": "[2022-01-02..2022-01-12]",
    "[2022-01-12..2022-01-02]": "[2022-01-02..2022-01-12]",
    "[2022-01..2022-02-15]": "[2022-01-01..2022-02-15]",
    "[2022..2022-06]": "[2022-01-01..2022-06-30]",
    "[2022~..2023]": "[2022-01-01..2023-12-31]",
    "[201X..2022-21]": None,
    "[2022, 2023]": None,
    "[2022]": "2022",
    "[1667,1668,1670]": "[1667..1670]",
    "[1667,1670-05]": None,
    "2004-06~-11": "2004-06-11~",
    "?2004-06-~11": "2004-06-11%",
    "?2004-06": "2004-06?",
    "156X-12-25": "156X",
    "2004-XX-05": "2004-XX",
    "2004-06-1X": "2004-06",
    "1XXX-XX": None,
    "2001-33": "2001",
    "0000-13": None,
    "Y12022": None,
}


class TestHints:
    @pytest.mark.parametrize("text", NEAR)
    def test_the_nearest_right_form_is_named(self, text: str) -> None:
        near = NEAR[text]
        assert fault_of_text(text).hint == (None if near is None else f"did you mean {near!r}?")

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("2022-02-30", "when.no_such_day"),
            ("2022-01-00", "when.no_such_day"),
            ("2022-13", "when.no_such_month"),
            ("2022-00-10", "when.no_such_month"),
            ("[2022-01-12..2022-01-02]", "when.span_order"),
            ("[2022..2022-06]", "when.span_precision"),
        ],
    )
    def test_what_has_the_right_shape_is_told_what_is_wrong(self, text: str, code: str) -> None:
        assert fault_of_text(text).code == code

    def test_the_days_of_the_month_are_told(self) -> None:
        assert fault_of_text("2024-02-30").expected == "a day from 01 to 29"

    @given(st.text("0123456789X-~?%[].,/{}TZ:YES ux０–", max_size=26) | st.text(max_size=12))
    @example("2022-99-99")
    @example("0000-02-30")
    def test_every_text_is_read_or_refused_with_a_hint_that_can_be_read(self, text: str) -> None:
        if read_text(text) is not None:
            assert str(When(text)) == text
            return
        problem = fault_of_text(text)
        if (named := re.fullmatch(r"did you mean '(.*)'\?", problem.hint or "")) is not None:
            assert read_text(named[1]) is not None
        assert len(str(problem)) < 500


class TestHostileTexts:
    LONG = 100_000
    TEXTS = (
        *(
            "[" * LONG,
            "{" * LONG,
            "[" * (LONG // 2) + "2022" + "]" * (LONG // 2),
            "9" * LONG,
            "X" * LONG,
            "2022-" * 20_000,
        ),
        *(
            "/" * LONG,
            "~" * LONG,
            "[" + "2022," * 20_000 + "2023]",
            "[" + ".." * 50_000 + "]",
            " " * LONG,
            "\ud800" * LONG,
        ),
        *("2022-01-05" + " " * LONG, "２" * LONG, "1985-04-12T" + "0" * LONG, "Y" + "1" * LONG + "E5", "-" * LONG),
    )

    @pytest.mark.parametrize("text", TEXTS, ids=[text[:6].encode("unicode_escape").decode() for text in TEXTS])
    def test_a_long_text_is_refused_quickly_and_briefly(self, text: str) -> None:
        start = perf_counter()
        for cls in (When, Period):
            with pytest.raises(InvalidValue) as caught:
                cls(text)
            assert len(str(caught.value)) < 1500
        # A hundred times what it takes, so that only what grows with the square of the length fails.
        assert perf_counter() - start < 5

    def test_what_is_too_long_is_not_called_invalid_edtf(self) -> None:
        problem = fault_of_text("[" + "2022," * 2_000 + "2023]")
        assert problem.code == "when.length"
        assert "(10006 characters)" in problem.found

    def test_a_long_list_is_still_named(self) -> None:
        assert fault_of_text("[" + "2022," * 100 + "2023]").code == "when.list"
