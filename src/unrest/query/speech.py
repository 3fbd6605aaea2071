"""Who said it: the innermost speaker, those who passed it on, nobody named, and whether anybody stands by it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from ..records import Actor, Claim, Ref, Statement
from .claim import claims_only, named, needed
from .comprehension import Constants, either_kind
from .predicate import Kinds, Predicate, Test, by_kind

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = [
    "Asserted",
    "RelayedBy",
    "SaidBy",
    "Unattributed",
    "asserted",
    "chains",
    "relayed_by",
    "said_by",
    "unattributed",
]


def chains(dataset: "Dataset") -> Callable[[Claim], tuple[Statement, ...]]:
    """A function that gives the statements that carry a claim, innermost first; each chain is followed once.

    Raises:
        NotFound: when it meets a statement that is not in the dataset.
        InvalidDataset: when it meets statements that go in a circle.

    >>> from unrest.dataset import Dataset
    >>> outer = Statement("statement:a", act="asserts")
    >>> chains(Dataset([outer]))(outer)
    ()
    """
    found: dict[str, tuple[Statement, ...]] = {}

    def chain(claim: Claim) -> tuple[Statement, ...]:
        if claim.stated_in is None:
            return ()
        if claim.stated_in not in found:
            found[claim.stated_in] = dataset.chain(claim)
        return found[claim.stated_in]

    return chain


def _with_itself(claim: Claim, dataset: "Dataset") -> tuple[Statement, ...]:
    chain = dataset.chain(claim)
    return (claim, *chain) if isinstance(claim, Statement) else chain


def _speakers_told(claim: Claim, dataset: "Dataset") -> str:
    told = [f"{each.speaker or 'nobody named'} ({each.id})" for each in _with_itself(claim, dataset)]
    return f"said by {', relayed by '.join(told)}" if told else "the source tells it in its own voice"


@frozen(repr=False)
class SaidBy(Predicate):
    """Whether the innermost speaker is this actor.

    >>> SaidBy(Ref("actor:a"))
    said_by('actor:a')
    """

    actor: "Ref[Actor]" = field()
    """The speaker."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to claims; only a statement alone needs no dataset."""
        claims_only(self, kinds)
        who = self.actor

        def own(statement: Statement) -> bool:
            return statement.speaker == who

        if dataset is None and kinds == (Statement,):
            return own
        whole = needed(self, dataset)
        whole[who]  # an actor that is not there is refused, never answered with nothing

        def told(claim: Claim) -> bool:
            return claim.stated_in is not None and whole[claim.stated_in].speaker == who

        return by_kind({kind: own if kind is Statement else told for kind in kinds})

    def expression(self, dataset: "Dataset | None", kinds: Kinds, constants: Constants) -> str:
        """The speaker looked up in the dataset."""
        self.bind(dataset, kinds)  # refuses what cannot be asked
        who, whole = constants.name(self.actor), constants.name(dataset)
        told = f"r.stated_in is not None and {whole}[r.stated_in].speaker == {who}"
        own = f"r.speaker == {who}"
        return either_kind({kind: own if kind is Statement else told for kind in kinds}, constants)

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """Who said it."""
        if dataset is None:
            return f"said by {record.speaker or 'nobody named'} ({record.id})"
        return _speakers_told(record, dataset)

    def __repr__(self) -> str:
        return f"said_by({str(self.actor)!r})"


def said_by(actor: "Actor | str") -> Predicate:
    """Claims whose innermost speaker is this actor: of a statement its own, of another claim that of its statement.

    Raises:
        InvalidQuery: for what is no actor, and when it is asked of records that are no claims.
        NotFound: when the dataset that is asked has no such actor.

    >>> said_by("actor:ministry")(Statement("statement:s", act="denies", speaker="actor:ministry"))
    True
    """
    return SaidBy(named(actor, "actor"))


@frozen(repr=False)
class RelayedBy(Predicate):
    """Whether this actor passed on what another one said.

    >>> RelayedBy(Ref("actor:a"))
    relayed_by('actor:a')
    """

    actor: "Ref[Actor]" = field()
    """Who passed it on."""

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to the claims of a dataset."""
        claims_only(self, kinds)
        whole, who = needed(self, dataset), self.actor
        whole[who]  # an actor that is not there is refused, never answered with nothing
        chain = chains(whole)

        def own(statement: Statement) -> bool:
            return any(each.speaker == who for each in chain(statement))

        def told(claim: Claim) -> bool:
            return any(each.speaker == who for each in chain(claim)[1:])

        return by_kind({kind: own if kind is Statement else told for kind in kinds})

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """Who said it, and who passed it on."""
        return _speakers_told(record, needed(self, dataset))

    def __repr__(self) -> str:
        return f"relayed_by({str(self.actor)!r})"


def relayed_by(actor: "Actor | str") -> Predicate:
    """Claims that this actor passed on: it speaks in any statement of the chain but the innermost.

    Raises:
        InvalidQuery: for what is no actor, and when it is asked of records that are no claims.
        NotFound: when the dataset that is asked has no such actor.

    >>> from unrest.dataset import Dataset
    >>> minister = Statement("statement:outer", act="relays", speaker="actor:minister")
    >>> police = Statement("statement:inner", act="asserts", speaker="actor:police", stated_in=minister)
    >>> actors = [Actor("actor:minister", name="Minister"), Actor("actor:police", name="Police")]
    >>> Dataset([minister, police, *actors]).statements.where(relayed_by("actor:minister")).ids
    (Ref('statement:inner'),)
    """
    return RelayedBy(named(actor, "actor"))


@frozen(repr=False)
class Unattributed(Predicate):
    """Whether nobody is named who said it.

    >>> Unattributed()
    unattributed
    """

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to the claims of a dataset."""
        claims_only(self, kinds)
        chain = chains(needed(self, dataset))

        def own(statement: Statement) -> bool:
            return statement.speaker is None and told(statement)

        def told(claim: Claim) -> bool:
            return all(each.speaker is None for each in chain(claim))

        return by_kind({kind: own if kind is Statement else told for kind in kinds})

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """Who said it."""
        return _speakers_told(record, needed(self, dataset))

    def __repr__(self) -> str:
        return "unattributed"


@frozen(repr=False)
class Asserted(Predicate):
    """Whether all who said it or passed it on stand by it.

    >>> Asserted()
    asserted
    """

    def bind(self, dataset: "Dataset | None", kinds: Kinds) -> Test:
        """Bind to the claims of a dataset."""
        claims_only(self, kinds)
        chain = chains(needed(self, dataset))
        return lambda claim: all(each.act.asserting for each in chain(claim))

    def found_in(self, record: Any, dataset: "Dataset | None") -> str:
        """What was done with each statement of the chain."""
        chain = needed(self, dataset).chain(record)
        return ", ".join(f"{each.id} {each.act}" for each in chain) or "the source tells it in its own voice"

    def __repr__(self) -> str:
        return "asserted"


unattributed: Final[Predicate] = Unattributed()
"""Claims of which no statement in the chain names a speaker, those that a source tells in its own voice among them.

>>> from unrest.dataset import Dataset
>>> len(Dataset([Statement("statement:s", act="asserts")]).statements.where(unattributed))
1
"""

asserted: Final[Predicate] = Asserted()
"""Claims of which every statement in the chain asserts: not what is only denied, demanded, threatened or proposed.

What a source tells in its own voice is asserted. The act of a Statement itself is not asked: a denial is asserted by
the source that reports it.

>>> from unrest.dataset import Dataset
>>> demand = Statement("statement:d", act="demands")
>>> len(Dataset([demand]).claims.where(asserted))
1
"""
