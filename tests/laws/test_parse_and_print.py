"""Parsing and printing are inverses, for every value that has a text form."""

import attrs
from hypothesis import given

from unrest.place import Where
from unrest.quantity import Quantity
from unrest.source import Citation
from unrest.strategies import citations, periods, quantities, whens, wheres
from unrest.when import Period, When


def plain(when: When) -> When:
    return attrs.evolve(when, wording=None, basis=None)


class TestTheTextOfAWhen:
    """A `When` keeps its text: what is written is what was read."""

    @given(whens())
    def test_it_is_printed_as_it_was_read(self, when: When) -> None:
        assert str(when) == when.text
        assert str(When.parse(when.text)) == when.text


class TestAWhenAgain:
    """A `When` without wording and basis is equal to the one that is read from its text."""

    @given(whens())
    def test_it_is_read_as_it_was_printed(self, when: When) -> None:
        assert When.parse(str(when)) == plain(when)
        assert (When.parse(str(when)) == when) == (when.wording is None and when.basis is None)


class TestTheTextOfAPeriod:
    """A `Period` keeps its text: what is written is what was read."""

    @given(periods())
    def test_it_is_printed_as_it_was_read(self, period: Period) -> None:
        assert str(period) == period.text
        assert str(Period.parse(period.text)) == period.text


class TestAPeriodAgain:
    """A `Period` without wording and basis at its ends is equal to the one that is read from its text."""

    @given(periods())
    def test_it_is_read_as_it_was_printed(self, period: Period) -> None:
        bare = [plain(end) if isinstance(end, When) else end for end in (period.start, period.end)]
        again = Period.parse(str(period))
        assert [again.start, again.end] == bare
        assert (again == period) == (bare == [period.start, period.end])


class TestTheTextOfAQuantity:
    """A `Quantity` keeps its text: what is written is what was read."""

    @given(quantities())
    def test_it_is_printed_as_it_is_read(self, quantity: Quantity) -> None:
        text = str(quantity)
        assert str(Quantity.parse(text)) == text


class TestAQuantityAgain:
    """A `Quantity` without wording and rule is equal to the one that is read from its text."""

    @given(quantities())
    def test_it_is_read_as_it_was_printed(self, quantity: Quantity) -> None:
        bare = attrs.evolve(quantity, wording=None, rule=None)
        assert Quantity.parse(str(bare)) == bare


class TestAWhereAgain:
    """A `Where` without wording is equal to the one that is read from its text."""

    @given(wheres())
    def test_it_is_read_as_it_was_printed(self, where: Where) -> None:
        assert Where.parse(str(where)) == attrs.evolve(where, wording=None)
        assert str(Where.parse(str(where))) == str(where)


class TestACitationAgain:
    """A citation without a quote at its place, without words around it and without `supports` is equal to the one that is read from its text."""

    @given(citations())
    def test_it_is_read_as_it_was_printed(self, citation: Citation) -> None:
        quote = None if citation.is_placed else citation.quote
        bare = attrs.evolve(citation, quote=quote, prefix=None, suffix=None, supports=())
        assert Citation.parse(str(citation)) == bare
        assert str(Citation.parse(str(citation))) == str(citation)
