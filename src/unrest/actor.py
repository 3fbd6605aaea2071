"""Who acts, speaks or is acted upon: Actor, and the roles that it holds."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from .constraint import Rule, as_word, check, in_order, reference, text, texts, value, word
from .construction import Constructed
from .errors import InvalidValue, Problem, show
from .initializer import initialized
from .place import Place, to_place
from .source import Code, Entry, Ref, identities, identity, not_itself, record_class, short, to_codes, to_texts
from .vocabulary import ActorKind
from .when import Period, When, fault_of_period, fault_of_when, to_period, to_when

# An actor may be one speaker's word and so refer to a statement, which refers to actors: records.py resolves the name.
if TYPE_CHECKING:
    from .records import Statement

__all__ = ["Actor", "Role", "to_actor", "to_actors", "to_roles", "to_statement"]


def _to_kind(found: "str | None") -> "ActorKind | None":
    result: ActorKind | None = as_word(ActorKind, found)
    return result


def to_actor(found: "str | Actor | None") -> "Ref[Actor] | None":
    """The reference to an actor.

    >>> to_actor(Actor("actor:ministry", name="Ministry of Health"))
    Ref('actor:ministry')
    """
    result: Ref[Actor] | None = identity(found)
    return result


def to_actors(found: "Iterable[str | Actor]") -> "tuple[Ref[Actor], ...]":
    """References to actors, sorted and without repeats.

    >>> to_actors(["actor:b", "actor:a", "actor:b"])
    (Ref('actor:a'), Ref('actor:b'))
    """
    result: tuple[Ref[Actor], ...] = identities(found)
    return result


def to_statement(found: "str | Statement | None") -> "Ref[Statement] | None":
    """The reference to a statement.

    >>> to_statement("statement:briefing")
    Ref('statement:briefing')
    """
    result: Ref[Statement] | None = identity(found)
    return result


@initialized(lambda _: _ROLE_RULES)
@frozen(kw_only=True, repr=False)
class Role(Constructed):
    """A post or function that a person or body holds: a title, of which body, and when.

    >>> Role(title="spokesperson", of="actor:ministry", as_of="2022-01-29")
    Role(title=spokesperson, of=actor:ministry, as_of=2022-01-29)
    """

    title: str | None = field(default=None, metadata=text())
    """The post, in English; the source's own word may stand in the record's note."""
    of: "Ref[Actor] | None" = field(default=None, converter=to_actor, metadata=reference(Ref, "actor"))
    """The body or state in which it is held."""
    period: Period | None = field(default=None, converter=to_period, metadata=value(Period, fault_of_period))
    """From when to when it was held."""
    as_of: When | None = field(default=None, converter=to_when, metadata=value(When, fault_of_when))
    """A day on which it was held, where the source says no more."""

    def __attrs_post_init__(self) -> None:
        check(self, InvalidValue, _ROLE_RULES)

    def __repr__(self) -> str:
        return short(self)


def _role_empty(self: Role) -> Problem | None:
    if self.title is None and self.of is None:
        return Problem(code="role.empty", place="title", found="nothing", expected="a title, or of which body")
    return None


_ROLE_RULES: tuple[Rule, ...] = (Rule(("title", "of"), _role_empty, "self.title is not None or self.of is not None"),)


def to_roles(found: "Iterable[Role]") -> tuple[Role, ...]:
    """Roles, sorted and without repeats.

    >>> len(to_roles([Role(title="a"), Role(title="a")]))
    1
    """
    result: tuple[Role, ...] = in_order(found)
    return result


def _own_role(self: "Actor") -> Problem | None:
    if any(role.of == self.id for role in self.roles):
        return Problem(code="reference.itself", place="roles", found=show(self.id), expected="another actor")
    return None


@record_class
@frozen(kw_only=True, repr=False)
class Actor(Entry):
    """A person, body, force, state, alliance or crowd that acts, speaks or is acted upon.

    >>> Actor("actor:ministry", name="Ministry of Health", kind="government_body", place="place:kz")
    Actor('actor:ministry', name=Ministry of Health, kind=government_body, place=place:kz)
    """

    name: str = field(metadata=text(required=True))
    """Its name in English."""
    aliases: tuple[str, ...] = field(default=(), converter=to_texts, metadata=texts())
    """Other names and spellings, among them those of the sources."""
    kind: ActorKind | None = field(default=None, converter=_to_kind, metadata=word(ActorKind))
    """What sort of actor it is."""
    roles: tuple[Role, ...] = field(default=(), converter=to_roles, metadata=value(Role, many=True))
    """The posts that it holds or held."""
    member_of: "tuple[Ref[Actor], ...]" = field(
        default=(), converter=to_actors, metadata=reference(Ref, "actor", many=True)
    )
    """The bodies and alliances that it belongs to."""
    place: "Ref[Place] | None" = field(default=None, converter=to_place, metadata=reference(Ref, "place"))
    """The territory of a state, or where the actor belongs."""
    codes: tuple[Code, ...] = field(default=(), converter=to_codes, metadata=value(Code, many=True))
    """Codes of it in other lists."""
    stated_in: "Ref[Statement] | None" = field(
        default=None, converter=to_statement, metadata=reference(Ref, "statement")
    )
    """The statement whose speaker's word its very label is ("bandits")."""

    rules: ClassVar[tuple[Rule, ...]] = (not_itself("member_of"), Rule(("roles",), _own_role, "not self.roles"))

    def __str__(self) -> str:
        return self.name
