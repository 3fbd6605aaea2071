"""What happened: its kind, who had which part in it by what means, how far it came, and its links to others."""

from enum import StrEnum

__all__ = ["EventKind", "LinkKind", "ParticipantRole", "Stage", "Tactic"]


class EventKind(StrEnum):
    """What happened.

    >>> EventKind("protest")
    <EventKind.PROTEST: 'protest'>
    """

    PROTEST = "protest"
    """People gather to demand or object, without violence of theirs."""
    STRIKE = "strike"
    """Work is stopped as a protest."""
    BLOCKADE = "blockade"
    """Movement is hindered as a protest or by force."""
    RIOT = "riot"
    """A crowd uses violence."""
    LOOTING = "looting"
    """Goods are taken by a crowd or under cover of disorder."""
    PROPERTY_DESTRUCTION = "property_destruction"
    """Things are damaged or burned."""
    SEIZURE = "seizure"
    """A building, area or property is taken and held."""
    CLASH = "clash"
    """Two armed or violent sides fight."""
    REMOTE_VIOLENCE = "remote_violence"
    """Bombs, shells, drones or mines are used."""
    ATTACK = "attack"
    """People who do not fight are attacked."""
    ABDUCTION = "abduction"
    """Somebody is taken by force or made to disappear."""
    SEXUAL_VIOLENCE = "sexual_violence"
    """Sexual violence is used."""
    TORTURE = "torture"
    """Somebody held is tortured."""
    REPRESSION = "repression"
    """Protesters or opponents are put down with excessive force."""
    ARREST = "arrest"
    """Somebody is detained by an authority."""
    RESTRICTION = "restriction"
    """A curfew, ban, censorship, deportation or state of emergency."""
    WEAPONS_SEIZURE = "weapons_seizure"
    """Weapons are found and taken by an authority."""
    INVESTIGATION = "investigation"
    """An authority inquires into what happened."""
    TALKS = "talks"
    """Sides meet or consult."""
    CONCESSION = "concession"
    """A demand is met, somebody is released or resigns."""
    AGREEMENT = "agreement"
    """Sides agree or sign."""
    TROOP_MOVEMENT = "troop_movement"
    """Forces are sent, moved or withdrawn."""
    EPISODE = "episode"
    """A longer happening that other events are part of."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class Tactic(StrEnum):
    """By what means an actor took part.

    >>> Tactic("shooting")
    <Tactic.SHOOTING: 'shooting'>
    """

    SHOOTING = "shooting"
    """Firearms are used."""
    STABBING = "stabbing"
    """Blades are used."""
    ARSON = "arson"
    """Fire is set."""
    LOOTING = "looting"
    """Goods are taken."""
    BEATING = "beating"
    """Blows without weapons made to kill."""
    SEXUAL_VIOLENCE = "sexual_violence"
    """Sexual violence is used."""
    TORTURE = "torture"
    """Pain is inflicted on somebody held."""
    ABDUCTION = "abduction"
    """Somebody is taken by force."""
    EXPLOSIVES = "explosives"
    """Bombs or grenades are used."""
    CROWD_CONTROL = "crowd_control"
    """Tear gas, water, batons or rubber bullets are used."""
    BREAK_IN = "break_in"
    """A building is entered by force."""
    BARRICADE = "barricade"
    """A way is blocked with objects."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class ParticipantRole(StrEnum):
    """What part an actor or a place had in an event.

    >>> ParticipantRole("initiator")
    <ParticipantRole.INITIATOR: 'initiator'>
    """

    INITIATOR = "initiator"
    """Who acted, as the coder of a directed dataset has it."""
    PERPETRATOR = "perpetrator"
    """Who did the harm."""
    ORGANISER = "organiser"
    """Who called or led it."""
    PARTICIPANT = "participant"
    """Who took part."""
    TARGET = "target"
    """Whom or what it was aimed at."""
    VICTIM = "victim"
    """Who was harmed."""
    INTERVENER = "intervener"
    """Who stepped in."""
    BYSTANDER = "bystander"
    """Who was there without taking part."""
    RECIPIENT = "recipient"
    """Who received something."""
    SIDE_A = "side_a"
    """One side, with no direction coded."""
    SIDE_B = "side_b"
    """The other side, with no direction coded."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class Stage(StrEnum):
    """How far the thing had come, as told.

    >>> Stage("accomplished")
    <Stage.ACCOMPLISHED: 'accomplished'>
    """

    ACCOMPLISHED = "accomplished"
    """It happened or is so."""
    ATTEMPTED = "attempted"
    """It was tried and did not come about."""
    PLANNED = "planned"
    """It was announced or prepared."""
    THREATENED = "threatened"
    """It was threatened."""
    PROPOSED = "proposed"
    """It was put forward."""
    HYPOTHETICAL = "hypothetical"
    """It was spoken of as a possibility."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class LinkKind(StrEnum):
    """How an event stands to another thing.

    >>> LinkKind("part_of")
    <LinkKind.PART_OF: 'part_of'>
    """

    PART_OF = "part_of"
    """It belongs to the larger happening."""
    CAUSED_BY = "caused_by"
    """The source gives it as the cause."""
    RESPONSE_TO = "response_to"
    """It answers the other thing."""
    GREW_FROM = "grew_from"
    """It developed out of it."""
    AFTER = "after"
    """The source only says that it came later."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""
