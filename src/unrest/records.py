"""What was reported, as records: Place, Actor and the four claims Event, Statement, Deployment, Statistic.

A claim is what somebody reports; `stated_in` leads to the statement in which it was said, and so to its speaker.
Records refer to one another by id: `Ref[Place]` is the text `place:almaty`.
"""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, get_args

import attrs
from attrs import field, frozen

from .actor import Actor, Role, to_actor, to_actors, to_statement
from .constraint import (
    Constraint,
    Rule,
    as_word,
    as_words,
    check,
    each_of,
    in_order,
    is_id,
    reference,
    reference_faults,
    refers_to,
    text,
    texts,
    value,
    word,
    words_of,
)
from .construction import Constructed
from .errors import InvalidValue, Problem, show
from .extra import Extra
from .initializer import initialized
from .place import Place, Where, fault_of_where, to_places, to_where
from .quantity import Quantity, fault_of_quantity, to_quantity
from .source import (
    Citation,
    Code,
    Coding,
    Entry,
    Ref,
    Source,
    identities,
    identity,
    not_itself,
    record_class,
    short,
    to_codes,
)
from .vocabulary import Act, EventKind, Form, Group, LinkKind, Measure, ParticipantRole, Reading, Stage, Tactic, Task
from .when import Period, When, fault_of_period, fault_of_when, to_period, to_when

__all__ = [
    "CLAIM_KINDS",
    "HAPPENINGS",
    "KINDS",
    "SUBJECTS",
    "Actor",
    "Citation",
    "Claim",
    "Code",
    "Coding",
    "Deployment",
    "Event",
    "Extra",
    "Happening",
    "Link",
    "Participant",
    "Place",
    "Record",
    "Ref",
    "Role",
    "Source",
    "Statement",
    "Statistic",
    "Where",
]


# A converter is a named function of its own for each field: the type checkers read its signature.
def _to_event_kind(found: "str | None") -> "EventKind | None":
    result: EventKind | None = as_word(EventKind, found)
    return result


def _to_form(found: "str | None") -> "Form | None":
    result: Form | None = as_word(Form, found)
    return result


def _to_act(found: str) -> Act:
    result: Act = as_word(Act, found)
    return result


def _to_stage(found: str) -> Stage:
    result: Stage = as_word(Stage, found)
    return result


def _to_measure(found: str) -> Measure:
    result: Measure = as_word(Measure, found)
    return result


def _to_reading(found: "str | None") -> "Reading | None":
    result: Reading | None = as_word(Reading, found)
    return result


def _to_link_kind(found: str) -> LinkKind:
    result: LinkKind = as_word(LinkKind, found)
    return result


def _to_parts(found: "Iterable[str]") -> tuple[ParticipantRole, ...]:
    result: tuple[ParticipantRole, ...] = as_words(ParticipantRole, found)
    return result


def _to_tactics(found: "Iterable[str]") -> tuple[Tactic, ...]:
    result: tuple[Tactic, ...] = as_words(Tactic, found)
    return result


def _to_tasks(found: "Iterable[str]") -> tuple[Task, ...]:
    result: tuple[Task, ...] = as_words(Task, found)
    return result


def _to_statistic(found: "str | Statistic | None") -> "Ref[Statistic] | None":
    result: Ref[Statistic] | None = identity(found)
    return result


def _to_statistics(found: "Iterable[str | Statistic]") -> "tuple[Ref[Statistic], ...]":
    result: tuple[Ref[Statistic], ...] = identities(found)
    return result


def _to_who(found: "str | Actor | Place") -> "Ref[Actor | Place]":
    result: Ref[Actor | Place] = identity(found)
    return result


def _to_happening(found: "str | Event | Deployment | None") -> "Ref[Event | Deployment] | None":
    result: Ref[Event | Deployment] | None = identity(found)
    return result


def _to_subject(found: "str | Event | Deployment | Actor | None") -> "Ref[Event | Deployment | Actor] | None":
    result: Ref[Event | Deployment | Actor] | None = identity(found)
    return result


def _to_subjects(found: "Iterable[str | Event | Deployment | Actor | Place | Statistic]") -> "tuple[Ref[Subject], ...]":
    result: tuple[Ref[Subject], ...] = identities(found)
    return result


def _to_claims(found: "Iterable[str | Claim]") -> "tuple[Ref[Claim], ...]":
    result: tuple[Ref[Claim], ...] = identities(found)
    return result


def _to_whom(found: "str | Actor | None") -> "Group | Ref[Actor] | None":
    result: Group | Ref[Actor] | None = (
        identity(found) if not isinstance(found, str) or ":" in found else as_word(Group, found)
    )
    return result


def _to_items(found: "Iterable[str]") -> tuple[str, ...]:
    return tuple(found) if isinstance(found, list) else found  # type: ignore[return-value]


@initialized()
@frozen(repr=False)
class Participant(Constructed):
    """Who or what took part in an event: an actor or a place, in which roles, by which means, named by which words.

    >>> Participant("actor:rioters", roles=["perpetrator"], tactics=["arson"])
    Participant('actor:rioters', roles=(perpetrator), tactics=(arson))
    """

    who: "Ref[Actor | Place]" = field(converter=_to_who, metadata=reference(Ref, "actor", "place", required=True))
    """The actor, or the place where that is what was attacked or held."""
    roles: tuple[ParticipantRole, ...] = field(
        default=(), kw_only=True, converter=_to_parts, metadata=words_of(ParticipantRole)
    )
    """What part it had."""
    tactics: tuple[Tactic, ...] = field(default=(), kw_only=True, converter=_to_tactics, metadata=words_of(Tactic))
    """By what means it acted."""
    named_as: str | None = field(default=None, kw_only=True, metadata=text())
    """The words of the source that name it."""

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue)

    def __repr__(self) -> str:
        return short(self, first="who")


def to_participants(found: "Iterable[Participant | Actor | Place | str]") -> tuple[Participant, ...]:
    """Participants, sorted and without repeats; an actor or a place alone is one without a role.

    >>> to_participants(["actor:a"])
    (Participant('actor:a'),)
    """

    def one(each: Any) -> Any:
        if type(each) is Participant:
            return each
        return Participant(each) if isinstance(each, Actor | Place) or is_id(each, "actor", "place") else each

    result: tuple[Participant, ...] = each_of(found, one)
    return result


@initialized(lambda _: _LINK_RULES)
@frozen(repr=False)
class Link(Constructed):
    """How an event stands to an event, a deployment, or to what the source only names in words.

    >>> Link("caused_by", words="a rise of fuel prices")
    Link(caused_by 'a rise of fuel prices')
    """

    kind: LinkKind = field(converter=_to_link_kind, metadata=word(LinkKind, required=True))
    """How it stands to it."""
    to: "Ref[Event | Deployment] | None" = field(
        default=None, converter=_to_happening, metadata=reference(Ref, "event", "deployment")
    )
    """The event or deployment; empty where only words are given."""
    words: str | None = field(default=None, kw_only=True, metadata=text())
    """The words for it, where there is no record of it."""

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue, _LINK_RULES)

    def __repr__(self) -> str:
        return f"Link({self.kind} {self.to or repr(self.words)})"

    def __str__(self) -> str:
        return f"{self.kind} {self.to or self.words}"


def _link_ends(self: Link) -> Problem | None:
    if (self.to is None) == (self.words is None):
        found = "neither" if self.to is None else "both"
        return Problem(code="link.ends", place="to", found=found, expected="either a reference or words")
    return None


_LINK_RULES: tuple[Rule, ...] = (Rule(("to", "words"), _link_ends, "(self.to is None) is not (self.words is None)"),)


def to_links(found: "Iterable[Link]") -> tuple[Link, ...]:
    """Links, sorted and without repeats.

    >>> to_links([Link("after", words="b"), Link("after", words="a")])
    (Link(after 'a'), Link(after 'b'))
    """
    result: tuple[Link, ...] = in_order(found)
    return result


@frozen(kw_only=True, repr=False)
class Told(Entry):
    """What the four claims share: who told it, of which incident it is, where it was, and foreign codes."""

    stated_in: "Ref[Statement] | None" = field(
        default=None, converter=to_statement, metadata=reference(Ref, "statement")
    )
    """The statement in which it was said; None means that the source tells it in its own voice."""
    incident: str | None = field(default=None, metadata=text())
    """What reports of one and the same happening share."""
    where: Where | None = field(default=None, converter=to_where, metadata=value(Where, fault_of_where))
    """The place, and how finely the claim knows it."""
    codes: tuple[Code, ...] = field(default=(), converter=to_codes, metadata=value(Code, many=True))
    """What other datasets code it as."""


def _own_link(self: "Event") -> Problem | None:
    if any(link.to == self.id for link in self.links):
        return Problem(code="reference.itself", place="links", found=show(self.id), expected="another record")
    return None


@record_class
@frozen(kw_only=True, repr=False)
class Event(Told):
    """One source's account of something that happened: what, when, where, who took part, what it grew from.

    Strictly it is an *event report*: the happening itself is the incident, which several reports may share.

    >>> print(Event("event:protests", kind="protest", stage="accomplished", period="2022-01-02/"))
    protest, 2022-01-02/
    """

    kind: EventKind | None = field(default=None, converter=_to_event_kind, metadata=word(EventKind))
    """What happened."""
    stage: Stage = field(converter=_to_stage, metadata=word(Stage, required=True))
    """How far it had come, as told."""
    period: Period | None = field(default=None, converter=to_period, metadata=value(Period, fault_of_period))
    """From when to when it happened."""
    participants: tuple[Participant, ...] = field(
        default=(), converter=to_participants, metadata=value(Participant, many=True)
    )
    """Who took part and what it was aimed at."""
    summary: str | None = field(default=None, metadata=text())
    """What happened, in the coder's words."""
    links: tuple[Link, ...] = field(default=(), converter=to_links, metadata=value(Link, many=True))
    """What it is part of, was caused by, answered or grew from."""

    rules: ClassVar[tuple[Rule, ...]] = (Rule(("links",), _own_link, "not self.links"),)

    def __str__(self) -> str:
        what = self.summary or (self.kind or "event").replace("_", " ")
        stage = None if self.stage == "accomplished" else str(self.stage)
        return _line(what, stage, self.period, self.where and self.where.place)


@record_class
@frozen(kw_only=True, repr=False)
class Statement(Told):
    """One act of one speaker: what was said, by whom, when, how, and what it does to other claims.

    What is done by words alone (a request, a threat) is a Statement and not an Event.
    A retraction is a Statement with `targets`, never a second figure.

    >>> print(Statement("statement:s", act="denies", speaker="actor:ministry", content="that it gave the figure"))
    actor:ministry denies: that it gave the figure
    """

    act: Act = field(converter=_to_act, metadata=word(Act, required=True))
    """What the speaker does by saying it."""
    speaker: "Ref[Actor] | None" = field(default=None, converter=to_actor, metadata=reference(Ref, "actor"))
    """Who said it; None where the source names nobody."""
    named_as: str | None = field(default=None, metadata=text())
    """The words of the source that name the speaker."""
    cue: str | None = field(default=None, metadata=text())
    """The reporting words: "claimed", "according to"."""
    said: When | None = field(default=None, converter=to_when, metadata=value(When, fault_of_when))
    """Day on which it was said."""
    content: str | None = field(default=None, metadata=text())
    """What was said, in the coder's words."""
    form: Form | None = field(default=None, converter=_to_form, metadata=word(Form))
    """How the source gives the words."""
    utterance: str | None = field(default=None, metadata=text())
    """What the parts of one speech share."""
    addressees: "tuple[Ref[Actor], ...]" = field(
        default=(), converter=to_actors, metadata=reference(Ref, "actor", many=True)
    )
    """To whom it was said."""
    medium: str | None = field(default=None, metadata=text())
    """Where it was said: an interview, a briefing, a post."""
    about: "tuple[Ref[Subject], ...]" = field(
        default=(),
        converter=_to_subjects,
        metadata=reference(Ref, "event", "deployment", "actor", "place", "statistic", many=True),
    )
    """What it is about."""
    targets: "tuple[Ref[Claim], ...]" = field(
        default=(),
        converter=_to_claims,
        metadata=reference(Ref, "event", "statement", "deployment", "statistic", many=True),
    )
    """The claims, made elsewhere, that it denies, withdraws, confirms or corrects."""

    rules: ClassVar[tuple[Rule, ...]] = (not_itself("stated_in", "targets"),)

    def __str__(self) -> str:
        who = self.speaker or self.named_as or "somebody not named"
        doing = str(self.act).replace("_", " ")
        return f"{who} {doing}: {self.content}" if self.content else f"{who} {doing}"


@record_class
@frozen(kw_only=True, repr=False)
class Deployment(Told):
    """A force sent somewhere for a purpose, from a start to an end.

    It is wrong only where no day on which it may have started comes on or before one on which it may have ended.
    Numbers of troops are Statistics about it.

    >>> Deployment("deployment:d", force="actor:force", stage="accomplished", period="/2022-01-12").period
    Period('/2022-01-12')
    """

    stage: Stage = field(converter=_to_stage, metadata=word(Stage, required=True))
    """How far it had come, as told."""
    force: "Ref[Actor] | None" = field(default=None, converter=to_actor, metadata=reference(Ref, "actor"))
    """The force that was sent."""
    contributors: "tuple[Ref[Actor], ...]" = field(
        default=(), converter=to_actors, metadata=reference(Ref, "actor", many=True)
    )
    """Who certainly sent troops; members of an alliance that may not have done so are not listed."""
    sent_by: "Ref[Actor] | None" = field(default=None, converter=to_actor, metadata=reference(Ref, "actor"))
    """Who decided to send it."""
    requested_by: "Ref[Actor] | None" = field(default=None, converter=to_actor, metadata=reference(Ref, "actor"))
    """Who asked for it."""
    purpose: str | None = field(default=None, metadata=text())
    """What it was sent for, in the coder's words."""
    tasks: tuple[Task, ...] = field(default=(), converter=_to_tasks, metadata=words_of(Task))
    """What it did."""
    sites: "tuple[Ref[Place], ...]" = field(
        default=(), converter=to_places, metadata=reference(Ref, "place", many=True)
    )
    """Where it did so."""
    period: Period | None = field(default=None, converter=to_period, metadata=value(Period, fault_of_period))
    """From the start to the end of the operation, as the source dates it."""

    def __str__(self) -> str:
        stage = None if self.stage == "accomplished" else str(self.stage)
        return _line(
            f"deployment of {self.force or 'a force not named'}", stage, self.period, self.where and self.where.place
        )


_CURRENCY = re.compile(r"[A-Z]{3}")


def _unit(self: "Statistic") -> Problem | None:
    unit, measure = self.unit, self.measure
    if measure == Measure.DAMAGE:
        right, expected = (
            unit is not None and _CURRENCY.fullmatch(unit) is not None,
            "an ISO 4217 currency, three capital letters",
        )
    elif measure in (Measure.DURATION, Measure.SHARE):
        expected = "days" if measure == Measure.DURATION else "%"
        right = unit == expected
    else:
        right, expected = unit is None or measure == Measure.OTHER, f"no unit: {measure} are counted by number"
    return None if right else Problem(code="statistic.unit", place="unit", found=show(unit), expected=expected)


def _of_whom_faults(found: object) -> tuple[Problem, ...]:
    if isinstance(found, str) and ":" not in found:
        told = word(Group)["constraint"].faults
        return () if told is None else told(found)
    return reference_faults(("actor",))(found)


_OF_WHOM = Constraint(
    expected="a group of the vocabulary or the id of an actor",
    test="type(v) is Group or type(v) is Ref and is_id_of_actor(v)",
    names={"Group": Group, "Ref": Ref, "is_id_of_actor": refers_to("actor")},
    faults=_of_whom_faults,
    kinds=("actor",),
    words=Group,
    schema={"anyOf": [word(Group)["constraint"].schema, reference(Ref, "actor")["constraint"].schema]},
)


@record_class
@frozen(kw_only=True, repr=False)
class Statistic(Told):
    """A figure as it was reported: of what, of whom, how many, as of when, told by whom.

    Two speakers who give the same figure are two Statistics.

    >>> print(Statistic("statistic:d", measure="deaths", quantity=">=19", of_whom="police", stage="accomplished"))
    >=19 deaths, police
    """

    measure: Measure = field(converter=_to_measure, metadata=word(Measure, required=True))
    """What is counted."""
    quantity: Quantity = field(converter=to_quantity, metadata=value(Quantity, fault_of_quantity, required=True))
    """How many, as it was said."""
    stage: Stage = field(converter=_to_stage, metadata=word(Stage, required=True))
    """How far it had come, as told."""
    unit: str | None = field(default=None, metadata=text())
    """Only where the measure needs one: a currency of ISO 4217 for damage, `days` for duration, `%` for share."""
    of_whom: "Group | Ref[Actor] | None" = field(default=None, converter=_to_whom, metadata={"constraint": _OF_WHOM})
    """Whom it counts: a group or an actor."""
    counted: str | None = field(default=None, metadata=text())
    """What exactly is counted, in words."""
    items: tuple[str, ...] = field(default=(), converter=_to_items, metadata=texts())
    """The kinds listed, in the order of the source, repeats kept."""
    subset_of: "Ref[Statistic] | None" = field(
        default=None, converter=_to_statistic, metadata=reference(Ref, "statistic")
    )
    """The whole of which this is a part."""
    about: "Ref[Event | Deployment | Actor] | None" = field(
        default=None, converter=_to_subject, metadata=reference(Ref, "event", "deployment", "actor")
    )
    """The event, deployment or actor that it is about."""
    period: Period | None = field(default=None, converter=to_period, metadata=value(Period, fault_of_period))
    """The time over which it was counted."""
    as_of: When | None = field(default=None, converter=to_when, metadata=value(When, fault_of_when))
    """The day for which a level holds."""
    reading: Reading | None = field(default=None, converter=_to_reading, metadata=word(Reading))
    """Whether it is a level (so many by now) or a change (so many more)."""
    supersedes: "tuple[Ref[Statistic], ...]" = field(
        default=(), converter=_to_statistics, metadata=reference(Ref, "statistic", many=True)
    )
    """Earlier figures that this one replaces."""

    rules: ClassVar[tuple[Rule, ...]] = (Rule(("unit", "measure"), _unit), not_itself("subset_of", "supersedes"))

    def __str__(self) -> str:
        unit = "" if self.unit is None else f" {self.unit}"
        what = f"{self.quantity}{unit} {self.measure.replace('_', ' ')}"
        whom = None if self.of_whom is None else str(self.of_whom).replace("_", " ")
        stage = None if self.stage == "accomplished" else str(self.stage)
        return _line(what, whom, self.counted, stage)


def _line(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part is not None)


Claim = Event | Statement | Deployment | Statistic
"""What somebody reports."""
Happening = Event | Deployment
"""What is said to have happened: what has parts, and what several reports of one incident are about."""
Subject = Event | Deployment | Actor | Place | Statistic
"""What a statement may be about."""
Record = Source | Place | Actor | Event | Statement | Deployment | Statistic
"""Every kind of record."""

KINDS: dict[str, type[Record]] = {
    "source": Source,
    "place": Place,
    "actor": Actor,
    "event": Event,
    "statement": Statement,
    "deployment": Deployment,
    "statistic": Statistic,
}
"""The class of each kind of record, by the prefix of its ids, in the order in which a dataset lists them."""

CLAIM_KINDS: tuple[str, ...] = tuple(kind for kind, cls in KINDS.items() if issubclass(cls, Told))
"""Those of them that are claims, in the same order."""
_NAMES = {cls: kind for kind, cls in KINDS.items()}
HAPPENINGS: tuple[str, ...] = tuple(_NAMES[cls] for cls in get_args(Happening))
"""Those of these that are happenings."""
SUBJECTS: tuple[str, ...] = tuple(_NAMES[cls] for cls in get_args(Subject))
"""Those that a statement may be about."""

for _cls in (Where, Role, Participant, Link, *KINDS.values()):
    attrs.resolve_types(_cls, globals())
