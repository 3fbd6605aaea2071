"""What a record is called when another one speaks of it: a name, and the id only where a name is not enough."""

from collections import Counter
from collections.abc import Iterable
from typing import assert_never

from attrs import field, frozen

from ..dataset import Dataset
from ..records import Actor, Citation, Claim, Deployment, Event, Place, Record, Source, Statement, Statistic
from ..vocabulary import Group
from .figure import figure
from .phrase import joined, plain
from .verb import verb

__all__ = ["Names"]

_LONGEST = 70


def _short(text: str) -> str:
    """A text cut between words, so that it fits beside others."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip(",;:") + " ..."


def _twice(dataset: Dataset) -> frozenset[tuple[type, str]]:
    records: list[Actor | Place] = [*dataset.actors, *dataset.places]
    named = Counter((type(record), record.name) for record in records)
    return frozenset(each for each, count in named.items() if count > 1)


@frozen
class Names:
    """The names of the records of one dataset.

    `met` collects the actors and places that were named, so that a list of them can hold no others.

    >>> dataset = Dataset([Actor("actor:a", name="Ministry of Health")])
    >>> Names(dataset).of("actor:a"), Names(dataset).of("actor:gone")
    ('Ministry of Health', '[actor:gone], which is not in this dataset')
    """

    dataset: Dataset = field()
    """The whole dataset, also where only a part of it is shown."""
    met: set[str] = field(factory=set, init=False)
    """Ids of the actors and places that were named."""
    _shared: frozenset[tuple[type, str]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_shared", _twice(self.dataset))

    def record(self, ref: str) -> Record | None:
        """The record behind a reference; None where it was left out of the dataset.

        >>> Names(Dataset()).record("actor:gone") is None
        True
        """
        # Not get(), which raises for an id that is not there.
        return self.dataset[ref] if ref in self.dataset else None  # noqa: SIM401

    def of(self, ref: str) -> str:
        """The name of a record: of a claim in short, with its id.

        >>> Names(Dataset([Event("event:a", summary="A strike began", stage="accomplished")])).of("event:a")
        'A strike began [event:a]'
        """
        found = self.record(ref)
        if found is None:
            return f"[{ref}], which is not in this dataset"
        if isinstance(found, Actor | Place):
            self.met.add(found.id)
            return f"{found.name} [{ref}]" if (type(found), found.name) in self._shared else found.name
        if isinstance(found, Source):
            return found.title or found.publisher or found.id
        return f"{_short(self.claim(found))} [{ref}]"

    def each(self, refs: Iterable[str]) -> str:
        """Several names, as a sentence lists them.

        >>> Names(Dataset([Actor("actor:a", name="A"), Actor("actor:b", name="B")])).each(["actor:a", "actor:b"])
        'A and B'
        """
        return joined(self.of(ref) for ref in refs)

    def claim(self, claim: Claim) -> str:
        """What a claim says, in one line.

        >>> Names(Dataset()).claim(Statement("statement:s", act="denies", content="that it gave a figure"))
        'somebody not named denies that it gave a figure'
        """
        if isinstance(claim, Event):
            return claim.summary or plain(claim.kind or "event")
        if isinstance(claim, Statistic):
            return figure(claim, self.whom(claim))
        if isinstance(claim, Deployment):
            return f"deployment of {self.of(claim.force)}" if claim.force else "deployment of a force not named"
        if isinstance(claim, Statement):
            return f"{self.speaker(claim)} {verb(claim.act, claim.content)}"
        assert_never(claim)

    def speaker(self, statement: Statement) -> str:
        """Who says it, in one name.

        >>> Names(Dataset()).speaker(Statement("statement:s", act="denies", named_as="officials"))
        '"officials"'
        """
        if statement.speaker is not None:
            return self.of(statement.speaker)
        return f'"{statement.named_as}"' if statement.named_as else "somebody not named"

    def whom(self, statistic: Statistic) -> str | None:
        """The people whom a figure counts.

        >>> figures = Statistic("statistic:d", measure="deaths", quantity=1, of_whom="women", stage="accomplished")
        >>> Names(Dataset()).whom(figures)
        'women'
        """
        whom = statistic.of_whom
        if whom is None:
            return None
        return _GROUPS.get(whom, plain(whom)) if isinstance(whom, Group) else self.of(whom)

    def told_by(self, claim: Claim) -> str:
        """Who tells a claim, for a list in which claims of several speakers stand.

        >>> Names(Dataset()).told_by(Event("event:a", stage="planned"))
        "in the source's own voice"
        """
        if claim.stated_in is None:
            return "in the source's own voice"
        told = self.record(claim.stated_in)
        if not isinstance(told, Statement):
            return f"in a statement that is not here [{claim.stated_in}]"
        return f"told by {self.speaker(told)} [{told.id}]"

    def citation(self, citations: Iterable[Citation]) -> str:
        """Where it is written: characters of the text, with the source where the dataset has several.

        >>> Names(Dataset()).citation([Citation("source:x", start=3, end=9, quote="strike")])
        'characters 3-9'
        """
        by_source: dict[str, list[Citation]] = {}
        for each in citations:
            by_source.setdefault(each.source, []).append(each)
        if not by_source:
            return "no place cited"
        several = len(self.dataset.sources) > 1
        told = (f"{_cited(found)}{f' of {self.of(ref)}' if several else ''}" for ref, found in by_source.items())
        return ", ".join(told)


_GROUPS = {
    Group.UNKNOWN: "people said not to be known",
    Group.OTHER: "people for whom the list has no word",
}


def _cited(citations: Iterable[Citation]) -> str:
    """Where in one source it is written; places with no more than a space between them are one."""
    runs: list[tuple[int, int]] = []
    others: list[str] = []
    for each in citations:
        if each.start is None or each.end is None:
            others.append("the whole source" if each.is_whole else f'"{each.quote}", whose place is not known')
        elif runs and each.start <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(runs[-1][1], each.end)
        else:
            runs.append((each.start, each.end))
    placed = [f"characters {joined(f'{start}-{end}' for start, end in runs)}"] if runs else []
    return ", ".join([*placed, *dict.fromkeys(others)])
