"""Who: what sort of actor it is, and which people a figure counts."""

from enum import StrEnum

__all__ = ["ActorKind", "Group"]


class ActorKind(StrEnum):
    """What sort of actor it is.

    >>> ActorKind("person")
    <ActorKind.PERSON: 'person'>
    """

    PERSON = "person"
    """A named or nameable single human being."""
    STATE = "state"
    """A country acting as one."""
    GOVERNMENT_BODY = "government_body"
    """A ministry, court, prosecutor, parliament or other civilian organ of a state."""
    SECURITY_FORCE = "security_force"
    """Police, military or intelligence of the state in whose territory the events are."""
    FOREIGN_FORCE = "foreign_force"
    """Armed personnel of another state or of an alliance."""
    ARMED_GROUP = "armed_group"
    """An organised armed group that is not a state's force."""
    PARTY = "party"
    """A political party or opposition movement."""
    ALLIANCE = "alliance"
    """An organisation whose members are states."""
    ORGANISATION = "organisation"
    """A company, union, charity or other body."""
    MEDIA = "media"
    """A newspaper, channel, agency or journalist acting as one."""
    CROWD = "crowd"
    """People gathered for the occasion: protesters, rioters."""
    POPULATION = "population"
    """A group of people by what they are: civilians, an ethnic group, refugees."""
    UNKNOWN = "unknown"
    """The source says that it is not known who."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class Group(StrEnum):
    """Whom a figure counts.

    >>> Group("security_forces")
    <Group.SECURITY_FORCES: 'security_forces'>
    """

    SECURITY_FORCES = "security_forces"
    """Police, military and intelligence together."""
    POLICE = "police"
    """Members of the police."""
    MILITARY = "military"
    """Members of the armed forces."""
    INTELLIGENCE = "intelligence"
    """Members of intelligence services."""
    CIVILIANS = "civilians"
    """People who belong to no force."""
    PROTESTERS = "protesters"
    """People protesting."""
    ATTACKERS = "attackers"
    """People whom the speaker calls attackers, rioters or terrorists."""
    BYSTANDERS = "bystanders"
    """People who were there without taking part."""
    MINORS = "minors"
    """People under age."""
    WOMEN = "women"
    """Women and girls."""
    FOREIGNERS = "foreigners"
    """People of other states."""
    OFFICIALS = "officials"
    """Holders of public office."""
    JOURNALISTS = "journalists"
    """People reporting."""
    UNKNOWN = "unknown"
    """The source says that it is not known."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""
