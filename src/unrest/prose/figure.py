"""Figures in words: how many of what, as hedged as it was said."""

from decimal import Decimal

from ..quantity import Quantity
from ..records import Statistic
from ..vocabulary import Measure, Qualifier
from .phrase import plain, quoted

__all__ = ["amount", "figure", "number"]

# What is counted, one and many, where the word of the list is not the noun in plain letters.
_NOUNS = {
    Measure.DEATHS: ("death", "deaths"),
    Measure.INJURIES: ("injury", "injuries"),
    Measure.TREATED: ("person treated", "people treated"),
    Measure.HOSPITALISED: ("person taken to hospital", "people taken to hospital"),
    Measure.MISSING: ("person missing", "people missing"),
    Measure.DISPLACED: ("person displaced", "people displaced"),
    Measure.DETENTIONS: ("detention", "detentions"),
    Measure.IN_CUSTODY: ("person in custody", "people in custody"),
    Measure.SUSPECTS: ("suspect", "suspects"),
    Measure.CONVICTED: ("person convicted", "people convicted"),
    Measure.RELEASED: ("person released", "people released"),
    Measure.TORTURED: ("person tortured", "people tortured"),
    Measure.PARTICIPANTS: ("participant", "participants"),
    Measure.PERSONNEL: ("member of a force", "members of a force"),
    Measure.CRIMINAL_CASES: ("criminal case", "criminal cases"),
    Measure.ADMINISTRATIVE_CASES: ("administrative case", "administrative cases"),
    Measure.WEAPONS_STOLEN: ("weapon stolen", "weapons stolen"),
    Measure.WEAPONS_SEIZED: ("weapon seized", "weapons seized"),
    Measure.WEAPONS_MISSING: ("weapon missing", "weapons missing"),
    Measure.EQUIPMENT: ("piece of equipment", "pieces of equipment"),
    Measure.BUILDINGS_DAMAGED: ("building damaged", "buildings damaged"),
    Measure.VEHICLES_DAMAGED: ("vehicle damaged", "vehicles damaged"),
    Measure.BUSINESSES_DAMAGED: ("business damaged", "businesses damaged"),
    Measure.SITES: ("site", "sites"),
    Measure.PLACES: ("place", "places"),
    Measure.EVENTS: ("event", "events"),
}
_DONE_TO = (Measure.DEATHS, Measure.INJURIES, Measure.DETENTIONS)
_BEFORE = {
    Qualifier.AT_LEAST: "at least ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.AT_MOST: "at most ",
    Qualifier.LESS_THAN: "less than ",
    Qualifier.ALMOST: "almost ",
    Qualifier.ABOUT: "about ",
}


def number(found: int | Decimal) -> str:
    """A number as it is printed.

    >>> number(2044), number(Decimal("1.5"))
    ('2,044', '1.5')
    """
    return f"{found:,}"


def amount(quantity: Quantity) -> str | None:
    """How many, in words; None where no number was said.

    >>> amount(Quantity.parse(">=225")), amount(Quantity.parse("160..164..225")), amount(Quantity.parse("?"))
    ('at least 225', '160 to 225 (best: 164)', None)
    """
    numbers = [each for each in (quantity.low, quantity.best, quantity.high) if each is not None]
    if not numbers:
        return None
    if quantity.qualifier is Qualifier.BETWEEN:
        best = f" (best: {number(numbers[1])})" if len(numbers) > 2 else ""
        return f"{number(numbers[0])} to {number(numbers[-1])}{best}"
    return _BEFORE.get(quantity.qualifier, "") + number(numbers[0])


def _said(quantity: Quantity) -> str:
    if quantity.qualifier is Qualifier.UNKNOWN:
        return "the number is said not to be known"
    return f"{quoted(quantity.wording)}, no number said" if quantity.wording else "no number said"


def _noun(statistic: Statistic) -> str:
    quantity, measure = statistic.quantity, statistic.measure
    if measure is Measure.OTHER:
        return "things of another kind"
    return _NOUNS.get(measure, (plain(measure),) * 2)[not quantity.low == quantity.high == 1]


def figure(statistic: Statistic, whom: str | None = None) -> str:
    """A figure in words; `whom` names the people whom it counts.

    >>> print(figure(Statistic("statistic:d", measure="deaths", quantity=19, stage="accomplished"), "security forces"))
    19 deaths of security forces
    >>> print(figure(Statistic("statistic:s", measure="sites", quantity='"a number of"', stage="accomplished")))
    sites: "a number of", no number said
    """
    said, unit, measure = amount(statistic.quantity), statistic.unit, statistic.measure
    noun = _noun(statistic)
    if whom is not None:
        noun += f" of {whom}" if measure in _DONE_TO else f" ({whom})"
    if said is None:
        return f"{noun}{f' in {unit}' if unit else ''}: {_said(statistic.quantity)}"
    if measure in (Measure.DURATION, Measure.SHARE):
        return f"{noun}: {said} {unit}"
    return f"{said} {unit} of {noun}" if unit else f"{said} {noun}"
