"""Nothing ends before it started, and only what cannot be is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrest.errors import InvalidRecord, InvalidValue
from unrest.records import Deployment
from unrest.strategies import deployments, whens
from unrest.when import ONGOING, UNKNOWN, Period, When


def is_refused(text: str) -> bool:
    try:
        Period.parse(text)
    except InvalidValue:
        return True
    return False


def can_follow(start: When, end: When) -> bool:
    """Whether a day of the end can be the day of the start, or come after it."""
    return start.possibly_before(end) or start.possibly_overlaps(end)


PLAIN = whens().filter(lambda when: not when.approximate and not when.uncertain)


class TestPeriods:
    """A `Period` is refused exactly where no day on which it may have started comes on or before a day on which it may have ended."""

    @given(whens(), whens())
    def test_of_any_two_dates(self, start: When, end: When) -> None:
        assert is_refused(f"{start}/{end}") == (not can_follow(start, end))

    @given(PLAIN, PLAIN)
    def test_of_two_plain_dates_their_outer_days_decide(self, start: When, end: When) -> None:
        first, last = start.earliest or date.min, end.latest or date.max
        assert is_refused(f"{start}/{end}") == (first > last)

    @given(whens())
    def test_one_end_alone_is_never_refused(self, when: When) -> None:
        assert not any(map(is_refused, (f"{when}/", f"/{when}", f"{when}/..", f"{when}", f"{when}/{when}")))


class TestUnknownAndOngoing:
    """An unknown end (`2022-01-02/`) and an ongoing end (`2022-01-02/..`) are different values."""

    @given(whens())
    def test_they_are_not_equal(self, start: When) -> None:
        unknown, ongoing = Period(f"{start}/"), Period(f"{start}/..")
        assert (unknown.end, ongoing.end) == (UNKNOWN, ONGOING)
        assert unknown != ongoing
        assert len({unknown, ongoing, Period.parse(str(unknown)), Period.parse(str(ongoing))}) == 2


class TestDeployments:
    """A deployment never ends before it started, however vague both are."""

    @given(deployments())
    def test_of_every_one_some_start_is_on_or_before_some_end(self, deployment: Deployment) -> None:
        if deployment.period is not None:
            start, end = deployment.period.start, deployment.period.end
            assert not isinstance(start, When) or not isinstance(end, When) or can_follow(start, end)
            assert not deployment.period.certainly_after(deployment.period)

    @given(st.dates(max_value=date(9999, 12, 30)), st.integers(1, 400), st.sampled_from(("{}", "[{}..]", "[..{}]")))
    def test_a_start_after_the_end_is_refused(self, end: date, days: int, form: str) -> None:
        start = date.fromordinal(min(end.toordinal() + days, date.max.toordinal()))
        late = form.replace("[..{}]", "{}").format(start)
        early = form.replace("[{}..]", "{}").format(end)
        with pytest.raises(InvalidRecord):
            Deployment("deployment:d", stage="accomplished", period=f"{late}/{early}")


class TestVagueDeployments:
    """A `Deployment` is refused only where no day of its start can come on or before a day of its end; that they may overlap is no fault."""

    @given(whens(), whens())
    def test_it_is_refused_only_where_it_cannot_be(self, start: When, end: When) -> None:
        text = f"{start}/{end}"
        if can_follow(start, end):
            built = Deployment("deployment:d", stage="accomplished", period=text)
            assert str(built.period) == text
        else:
            with pytest.raises(InvalidRecord):
                Deployment("deployment:d", stage="accomplished", period=text)
