"""What stands on a day: claims less what was superseded or withdrawn by then."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..query.speech import chains
from ..records import Claim, Statement, Statistic
from ..source import kind_of
from ..vocabulary import Act, Stage

if TYPE_CHECKING:
    from .collection import Dataset

__all__ = ["fallen", "removals", "removing"]

Leads = Callable[[str], Iterable[str]]
Within = Callable[[str], str | None]


def removing(claims: Iterable[Claim]) -> list[tuple[Claim, tuple[str, ...]]]:
    """The claims that would remove others, if they stand: each with what it supersedes, or withdraws.

    >>> said = [Statement(f"statement:{act}", act=act, targets=["statistic:a"]) for act in ("withdraws", "denies")]
    >>> [(claim.id, targets) for claim, targets in removing(said)]
    [('statement:withdraws', (Ref('statistic:a'),))]
    """
    return [(claim, targets) for claim in claims if (targets := _removed_by(claim))]


def _removed_by(claim: Claim) -> tuple[str, ...]:
    if type(claim) is Statistic:
        # A figure that is only planned or threatened replaces none that was counted.
        return claim.supersedes if claim.stage is Stage.ACCOMPLISHED else ()
    return claim.targets if type(claim) is Statement and claim.act is Act.WITHDRAWS else ()


def removals(known: Iterable[Claim], dataset: "Dataset") -> dict[str, tuple[str, ...]]:
    """The ids of the claims that do not stand among those that are known, each with the ids of what removed it.

    A claim falls where a known, standing, asserted and accomplished Statistic supersedes it, and where a known,
    standing, asserted Statement withdraws it or any Statement of its chain.
    Where the remover falls, the claim stands again. Claims that remove one another in a circle remove nothing.

    Raises:
        NotFound: where a statement of a chain is not in the dataset.
        InvalidDataset: where a chain goes in a circle.

    >>> from unrest.dataset import Dataset
    >>> told = {"measure": "deaths", "stage": "accomplished"}
    >>> dataset = Dataset([
    ...     Statistic("statistic:old", quantity=18, **told),
    ...     Statistic("statistic:new", quantity=16, supersedes=["statistic:old"], **told),
    ... ])
    >>> removals(dataset.claims, dataset) == {"statistic:old": ("statistic:new",)}
    True
    """
    claims = tuple(known)
    chain = chains(dataset)
    removers: dict[str, list[str]] = {}
    for claim, targets in removing(claims):
        if all(each.act.asserting for each in chain(claim)):
            for target in targets:
                removers.setdefault(target, []).append(claim.id)
    if not removers:
        return {}

    def within(claim: str) -> str | None:
        # What was left out of the dataset is followed no further.
        return getattr(dataset._by_id.get(claim), "stated_in", None)

    found = fallen(removers, within)
    gone = {each for each, told in found.items() if told}
    if any(kind_of(each) == "statement" for each in gone):
        for claim in claims:
            if claim.stated_in is not None and claim.id not in found:
                found[claim.id] = _inherited(claim.id, within, found)
    return {claim.id: told for claim in claims if (told := found.get(claim.id))}


def fallen(removers: Mapping[str, Iterable[str]], within: Within) -> dict[str, tuple[str, ...]]:
    """What removed each of the claims that lead to one another by removing or by carrying; nothing where it stands.

    `removers` are the claims that would remove each claim, if they stand, and `within` gives the statement in which a
    claim was said.

    >>> fallen({"statistic:old": ["statistic:new"]}, lambda claim: None)["statistic:old"]
    ('statistic:new',)
    """

    def leads(claim: str) -> Iterator[str]:
        """What decides whether a claim stands: its removers, and the statement in which it was said."""
        yield from removers.get(claim, ())
        if (carrier := within(claim)) is not None:
            yield carrier

    found: dict[str, tuple[str, ...]] = {}
    asked = [*removers, *(each for several in removers.values() for each in several)]
    for circle in _components(asked, leads):
        for each in circle:
            # Inside a circle nothing is removed.
            found[each] = tuple(one for one in removers.get(each, ()) if one not in circle and not found[one])
        for each in circle:
            found[each] = found[each] or _inherited(each, within, found)
    return found


def _inherited(claim: str, within: Within, found: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What removed the nearest statement of its chain that was removed."""
    here = within(claim)
    while here is not None:
        if told := found.get(here, ()):
            return told
        here = within(here)
    return ()


def _components(starts: Iterable[str], leads: Leads) -> Iterator[frozenset[str]]:
    """All that can be reached, in groups that lead to one another; a group comes after those that it leads to (Tarjan).

    >>> [sorted(each) for each in _components("a", {"a": "b", "b": "cb", "c": "b"}.__getitem__)]
    [['b', 'c'], ['a']]
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    place: dict[str, int] = {}
    open_: list[str] = []
    closed: set[str] = set()
    for start in starts:
        if start in number:
            continue
        number[start] = low[start] = len(number)
        place[start] = 0
        open_.append(start)
        ways = [(start, iter(tuple(leads(start))))]
        while ways:
            here, left = ways[-1]
            there = next(left, None)
            if there is None:
                ways.pop()
                if ways:
                    low[ways[-1][0]] = min(low[ways[-1][0]], low[here])
                if low[here] == number[here]:
                    group = frozenset(open_[place[here] :])
                    del open_[place[here] :]
                    closed |= group
                    yield group
            elif there not in number:
                number[there] = low[there] = len(number)
                place[there] = len(open_)
                open_.append(there)
                ways.append((there, iter(tuple(leads(there)))))
            elif there not in closed:
                low[here] = min(low[here], number[there])
