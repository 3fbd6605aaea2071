"""The Python that makes a value: it does make it, and says no more than that needs."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.vendor.pretty import pretty as repr_of

import unrest
from unrest import strategies
from unrest.codec import load
from unrest.construction import construction
from unrest.dataset import Dataset
from unrest.quantity import Quantity
from unrest.records import Citation, Coding, Event, Place, Ref, Statistic, Where
from unrest.when import Period, When

NAMES = {**{name: getattr(unrest, name) for name in unrest.__all__}, "Decimal": Decimal}


def made(text: str) -> Any:
    return eval(text, dict(NAMES))


class TestConstruction:
    @pytest.mark.parametrize(
        ("found", "text"),
        [
            (When("2022-01"), "When.parse('2022-01')"),
            (When("2022-01", wording="in January"), "When('2022-01', wording='in January')"),
            (Period("2022-01/"), "Period.parse('2022-01/')"),
            (
                Period("2022-01/", start=When("2022-01", basis="weekday")),
                "Period('2022-01/', start=When('2022-01', basis='weekday'))",
            ),
            (Quantity.parse(">=19"), "Quantity.parse('>=19')"),
            (Quantity.parse("1.5"), "Quantity.parse('1.5')"),
            (
                Quantity(low=Decimal("1.5"), qualifier="more_than", wording="x"),
                "Quantity(low=Decimal('1.5'), qualifier='more_than', wording='x')",
            ),
            (Quantity(qualifier="vague", wording=None), "Quantity.parse('\"\"')"),
            (Where("place:a", wording="there"), "Where('place:a', wording='there')"),
            (
                Citation("source:a", start=4, end=6, quote="19", supports=["note"]),
                "Citation('source:a', start=4, end=6, quote='19', supports=['note'])",
            ),
            (Coding(coder="a", extra={"n": [1, {"x": None}]}), "Coding(coder='a', extra={'n': [1, {'x': None}]})"),
            (
                Statistic("statistic:a", measure="deaths", quantity=19, stage="accomplished", of_whom="actor:b"),
                "Statistic('statistic:a', measure='deaths', quantity='19', stage='accomplished', of_whom='actor:b')",
            ),
            (
                Dataset([Place("place:a", name="A", latitude=1, longitude=2.5)], name="x"),
                "Dataset([Place('place:a', name='A', latitude=1.0, longitude=2.5)], name='x')",
            ),
            (Ref("place:a"), "'place:a'"),
        ],
    )
    def test_it_is_what_one_would_write(self, found: Any, text: str) -> None:
        assert construction(found) == text
        assert made(text) == found

    def test_it_makes_every_record_of_the_bundled_dataset(self) -> None:
        for record in load("kazakhstan-2022"):
            assert made(construction(record)) == record


class TestPrinted:
    def test_a_class_is_shown_by_its_name(self) -> None:
        assert repr_of(Event) == "unrest.records.Event"

    def test_hypothesis_shows_it(self) -> None:
        class Paper(list[str]):
            def text(self, text: str, /) -> None:
                self.append(text)

        paper = Paper()
        Event("event:a", stage="planned")._repr_pretty_(paper, False)
        assert paper == ["Event('event:a', stage='planned')"]

    def test_a_failing_example_is_short(self) -> None:
        @settings(database=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(strategies.events())
        def test(event: Event) -> None:
            assert event.period is not None

        with pytest.raises(AssertionError) as caught:
            test()
        notes = "\n".join(caught.value.__notes__)
        assert "event=Event('event:a', stage='accomplished')" in notes

    @given(st.sampled_from((strategies.datasets, strategies.predicates)).flatmap(lambda one: one()))
    def test_it_never_fails(self, found: object) -> None:
        assert construction(found)
