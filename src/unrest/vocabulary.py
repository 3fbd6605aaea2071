"""The word lists of the model: short, field-standard enumerations.

An absent value means that nothing was coded; `other` means that the list has no word for it.
A foreign code stays on the record beside our word, as a (scheme, value) pair.
"""

from enum import StrEnum

__all__ = [
    "Act",
    "ActorKind",
    "Basis",
    "EventKind",
    "Form",
    "Group",
    "LinkKind",
    "Measure",
    "ParticipantRole",
    "PlaceKind",
    "Precision",
    "Qualifier",
    "Reading",
    "Stage",
    "Tactic",
    "Task",
]


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


class PlaceKind(StrEnum):
    """What sort of place it is.

    >>> PlaceKind("country")
    <PlaceKind.COUNTRY: 'country'>
    """

    COUNTRY = "country"
    """A state's territory."""
    REGION = "region"
    """A first-level part of a country."""
    DISTRICT = "district"
    """A part of a region."""
    SETTLEMENT = "settlement"
    """A city, town or village."""
    NEIGHBOURHOOD = "neighbourhood"
    """A part of a settlement."""
    SITE = "site"
    """A building, base, square or other single place."""
    ROUTE = "route"
    """A road, border line or path."""
    WATER = "water"
    """A sea, lake or river."""
    AREA = "area"
    """A set of places or a vague place: some cities, abroad."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


class Precision(StrEnum):
    """How finely a claim knows its place.

    >>> Precision("site")
    <Precision.SITE: 'site'>
    """

    SITE = "site"
    """To the building or square."""
    NEIGHBOURHOOD = "neighbourhood"
    """To the part of a settlement."""
    SETTLEMENT = "settlement"
    """To the city, town or village."""
    NEAR = "near"
    """Near a settlement."""
    DISTRICT = "district"
    """To the second-level unit."""
    REGION = "region"
    """To the first-level unit."""
    AREA = "area"
    """To a larger part of a country or a line between points."""
    COUNTRY = "country"
    """To the country only."""
    SEA_OR_AIR = "sea_or_air"
    """At sea or in the air."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""


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


class Act(StrEnum):
    """What a speaker does with a statement.

    >>> Act("asserts")
    <Act.ASSERTS: 'asserts'>
    """

    ASSERTS = "asserts"
    """Says that it is so."""
    ESTIMATES = "estimates"
    """Says that it is so by an estimate."""
    EVALUATES = "evaluates"
    """Judges it."""
    ACCUSES = "accuses"
    """Says that somebody did wrong."""
    CONFIRMS = "confirms"
    """Says that another's claim is so."""
    CORRECTS = "corrects"
    """Says what is so instead of an earlier claim."""
    ANNOUNCES = "announces"
    """Says what the speaker will do."""
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    """Says that the speaker did it."""
    RELAYS = "relays"
    """Hands on what another said."""
    DENIES = "denies"
    """Says that it is not so."""
    WITHDRAWS = "withdraws"
    """Takes back a claim that the speaker answers for."""
    REJECTS = "rejects"
    """Refuses a demand, a proposal or a need."""
    REQUESTS = "requests"
    """Asks somebody to act."""
    DEMANDS = "demands"
    """Insists that somebody act."""
    ORDERS = "orders"
    """Tells somebody bound to obey to act."""
    THREATENS = "threatens"
    """Says that harm will follow."""
    PROPOSES = "proposes"
    """Puts forward a course."""
    DECLINES_TO_COMMENT = "declines_to_comment"
    """Says that nothing will be said."""
    OTHER = "other"
    """Another act of words; it asserts nothing."""

    @property
    def asserting(self) -> bool:
        """Whether the speaker commits to what is said being so.

        >>> Act.DENIES.asserting, Act.ESTIMATES.asserting
        (False, True)
        """
        return self in _ASSERTING


_ASSERTING = frozenset(
    {
        Act.ASSERTS,
        Act.ESTIMATES,
        Act.EVALUATES,
        Act.ACCUSES,
        Act.CONFIRMS,
        Act.CORRECTS,
        Act.ANNOUNCES,
        Act.CLAIMS_RESPONSIBILITY,
        Act.RELAYS,
    }
)


class Form(StrEnum):
    """How the source gives the words.

    >>> Form("direct")
    <Form.DIRECT: 'direct'>
    """

    DIRECT = "direct"
    """In quotation marks, a whole sentence."""
    PARTIAL = "partial"
    """Words quoted inside indirect speech."""
    INDIRECT = "indirect"
    """In the source's own words."""
    DOCUMENT = "document"
    """A post, decree or other written text."""
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


class Task(StrEnum):
    """What a deployed force does.

    >>> Task("guard_sites")
    <Task.GUARD_SITES: 'guard_sites'>
    """

    GUARD_SITES = "guard_sites"
    """Protects buildings or installations."""
    PATROL = "patrol"
    """Moves through an area to watch it."""
    CROWD_CONTROL = "crowd_control"
    """Handles gatherings."""
    CHECKPOINTS = "checkpoints"
    """Controls passage."""
    COMBAT = "combat"
    """Fights."""
    DISARM = "disarm"
    """Collects weapons."""
    EVACUATE = "evacuate"
    """Brings people out."""
    ESCORT_AID = "escort_aid"
    """Protects aid."""
    MONITOR = "monitor"
    """Observes and reports."""
    TRAIN = "train"
    """Teaches other forces."""
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


class Basis(StrEnum):
    """How the day of a date was resolved.

    >>> Basis("stated")
    <Basis.STATED: 'stated'>
    """

    STATED = "stated"
    """The source writes the whole date."""
    YEAR_FROM_SOURCE = "year_from_source"
    """Day and month are written; the year is that of the source's own date."""
    WEEKDAY = "weekday"
    """A weekday was resolved against the source's date."""
    RELATIVE = "relative"
    """Words such as yesterday were resolved against the source's date."""
    ADDRESS = "address"
    """It stands in a web address."""
    DATASET_LAG = "dataset_lag"
    """A dataset's code for about so long ago."""
    CODER = "coder"
    """The coder concluded it from the context."""
    OTHER = "other"
    """Something for which the list has no word; codes and notes say what."""
