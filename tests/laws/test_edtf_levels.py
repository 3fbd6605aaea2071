"""Every form of date of levels 0 and 1 is read, and its days are those of the calendar."""

import calendar
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from unrest.strategies import whens
from unrest.when import When

YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.integers(1, 12).map("{:02}".format)
SEASONS = st.sampled_from(("21", "22", "23", "24"))
MARKS = st.sampled_from(("", "~", "?", "%"))


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("-".join)


# Written after the standard and not after the code, so that the two can differ.
LEVEL_0 = st.dates().map(date.isoformat) | joined(YEARS, MONTHS) | YEARS
UNSPECIFIED = st.one_of(
    YEARS.map(lambda year: f"{year[:3]}X"),
    YEARS.map(lambda year: f"{year[:2]}XX"),
    joined(YEARS, st.just("XX")),
    joined(YEARS, MONTHS, st.just("XX")),
    joined(YEARS, st.just("XX"), st.just("XX")),
)
LEVEL_1 = st.tuples(LEVEL_0 | UNSPECIFIED | joined(YEARS, SEASONS), MARKS).map("".join)


class TestLevels:
    """`When` reads every form of date of EDTF (ISO 8601-2) levels 0 and 1, for days of the years 0001 to 9999."""

    @given(LEVEL_0 | LEVEL_1)
    def test_each_of_them_is_read(self, text: str) -> None:
        when = When.parse(text)
        assert when.text == text
        assert (when.approximate, when.uncertain) == (text[-1] in "~%", text[-1] in "?%")

    @given(st.dates())
    def test_a_full_day_is_that_day(self, day: date) -> None:
        when = When(day.isoformat())
        assert when.earliest == when.latest == when.exact_day == day

    @given(st.dates())
    def test_a_month_and_a_year_are_all_their_days(self, day: date) -> None:
        month, year = When(day.isoformat()[:7]), When(day.isoformat()[:4])
        last = calendar.monthrange(day.year, day.month)[1]
        assert (month.earliest, month.latest) == (day.replace(day=1), day.replace(day=last))
        assert (year.earliest, year.latest) == (date(day.year, 1, 1), date(day.year, 12, 31))


class TestOrder:
    """`earliest` is never after `latest`."""

    @given(whens())
    def test_of_any_date(self, when: When) -> None:
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest
