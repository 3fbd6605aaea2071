"""How many: what is counted, how it is hedged, and whether it is a level or a change."""

from enum import StrEnum

__all__ = ["Measure", "Qualifier", "Reading"]


class Measure(StrEnum):
    """What is counted, as the field names it.

    >>> Measure("deaths")
    <Measure.DEATHS: 'deaths'>
    """

    DEATHS = "deaths"
    """People killed or dead."""
    INJURIES = "injuries"
    """People hurt."""
    TREATED = "treated"
    """People given medical help."""
    HOSPITALISED = "hospitalised"
    """People taken into hospital."""
    MISSING = "missing"
    """People whose whereabouts are not known."""
    DISPLACED = "displaced"
    """People driven from home."""
    DETENTIONS = "detentions"
    """People detained, counted over a time."""
    IN_CUSTODY = "in_custody"
    """People held at one time."""
    SUSPECTS = "suspects"
    """People suspected in proceedings."""
    CONVICTED = "convicted"
    """People found guilty."""
    RELEASED = "released"
    """People let go."""
    TORTURED = "tortured"
    """People tortured."""
    PARTICIPANTS = "participants"
    """People taking part."""
    PERSONNEL = "personnel"
    """Members of a force."""
    CRIMINAL_CASES = "criminal_cases"
    """Criminal proceedings opened or investigated."""
    ADMINISTRATIVE_CASES = "administrative_cases"
    """Administrative proceedings."""
    WEAPONS_STOLEN = "weapons_stolen"
    """Weapons taken unlawfully."""
    WEAPONS_SEIZED = "weapons_seized"
    """Weapons found and taken by an authority."""
    WEAPONS_MISSING = "weapons_missing"
    """Weapons not yet found."""
    EQUIPMENT = "equipment"
    """Pieces of equipment."""
    AIRCRAFT = "aircraft"
    """Aircraft or flights by aircraft."""
    BUILDINGS_DAMAGED = "buildings_damaged"
    """Buildings damaged or destroyed."""
    VEHICLES_DAMAGED = "vehicles_damaged"
    """Vehicles damaged or destroyed."""
    BUSINESSES_DAMAGED = "businesses_damaged"
    """Businesses damaged."""
    SITES = "sites"
    """Places guarded, attacked or held."""
    PLACES = "places"
    """Cities, regions or other places concerned."""
    EVENTS = "events"
    """Happenings."""
    DAMAGE = "damage"
    """Damage in money; the unit is an ISO 4217 currency."""
    DURATION = "duration"
    """Length of time; the unit is days."""
    SHARE = "share"
    """A part of a whole; the unit is %."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class Qualifier(StrEnum):
    """How the number was hedged.

    >>> Qualifier("exact")
    <Qualifier.EXACT: 'exact'>
    """

    EXACT = "exact"
    """No hedge; it may still be a round number."""
    AT_LEAST = "at_least"
    """The number or more."""
    MORE_THAN = "more_than"
    """More than the number."""
    AT_MOST = "at_most"
    """The number or fewer."""
    LESS_THAN = "less_than"
    """Fewer than the number."""
    ALMOST = "almost"
    """Nearly the number, and below it."""
    ABOUT = "about"
    """Around the number."""
    BETWEEN = "between"
    """From one number to another."""
    VAGUE = "vague"
    """Words without a number: dozens."""
    UNKNOWN = "unknown"
    """The source says that it is not known."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class Reading(StrEnum):
    """Whether a figure says how many by now or how many more.

    >>> Reading("level")
    <Reading.LEVEL: 'level'>
    """

    LEVEL = "level"
    """So many by now."""
    CHANGE = "change"
    """So many more or fewer."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""
