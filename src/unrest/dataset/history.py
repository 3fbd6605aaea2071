"""What became known when: claims in the order in which they became public, and a figure as it developed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast, overload

from attrs import field, frozen

from ..display import Displayed, Listed
from ..errors import counted
from ..quantity import Quantity, certainly_over
from ..query import Predicate, value
from ..query import about as query_about
from ..query import at as query_at
from ..query.known import known_dates
from ..query.speech import chains
from ..query.time import time_of
from ..records import Actor, Claim, Statement, Statistic
from ..vocabulary import Act, Qualifier, Stage
from ..when import Period, When
from .sequence import Records, listed
from .standing import removals, removing

if TYPE_CHECKING:
    from .collection import Dataset

__all__ = [
    "Change",
    "Disclosure",
    "History",
    "Step",
    "Timeline",
    "figure_questions",
    "history",
    "thing_of",
    "timeline",
    "told_undated",
]

_Chain = Callable[[Claim], tuple[Statement, ...]]


@frozen
class Disclosure(Displayed):
    """One claim on a timeline: since when it is public, and when what it tells happened.

    It is printed with both, in this order.

    >>> from unrest.dataset import Dataset
    >>> said = Statement("statement:s", act="asserts", said="2022-01-05")
    >>> print(Dataset([said]).timeline()[0])
    2022-01-05  2022-01-05  statement:s  somebody not named asserts
    """

    since: date = field()
    """The first day on which it was certainly public."""
    claim: Claim = field()
    """The claim."""
    happened: When | Period | None = field()
    """When what it tells happened; None where that is not coded."""

    def __str__(self) -> str:
        return f"{self.since}  {self.happened or 'no day'}  {self.claim.id}  {self.claim}"


@frozen(repr=False)
class Timeline(Sequence[Disclosure]):
    """Claims in the order in which they became public, and those of which nothing says when.

    >>> from unrest.dataset import Dataset
    >>> print(Dataset([Statement("statement:s", act="asserts")]).timeline())
    1 claim of no known day: statement:s
    """

    placed: tuple[Disclosure, ...] = field()
    """The claims with a day, the first known first; of one day in the order of the dataset."""
    undated: Records[Claim] = field()
    """The claims of which nothing says since when they were public."""

    @overload
    def __getitem__(self, index: int) -> Disclosure: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Disclosure, ...]: ...
    def __getitem__(self, index: int | slice) -> Disclosure | tuple[Disclosure, ...]:
        return self.placed[index]

    def __len__(self) -> int:
        return len(self.placed)

    def __iter__(self) -> Iterator[Disclosure]:
        return iter(self.placed)

    def __repr__(self) -> str:
        return f"Timeline({len(self.placed)} placed, {len(self.undated)} of no known day)"

    def _repr_html_(self) -> str:
        from ..sketch import sketched

        return sketched(self)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.placed), *told_undated(self.undated, "claim")])


def told_undated(undated: "Records[Any]", noun: str) -> list[str]:
    """The line on claims of which nothing says since when they are public; none where there are none.

    >>> from unrest.dataset import Dataset
    >>> told_undated(Dataset([Statement("statement:s", act="asserts")]).timeline().undated, "claim")
    ['1 claim of no known day: statement:s']
    """
    return [f"{counted(len(undated), noun)} of no known day: {', '.join(undated.ids)}"] if undated else []


def timeline(dataset: "Dataset") -> Timeline:
    """The claims of a dataset in the order in which they became public.

    >>> from unrest.dataset import Dataset
    >>> days = {"a": "2022-01-06", "b": "2022-01-05"}
    >>> said = [Statement(f"statement:{name}", act="asserts", said=day) for name, day in days.items()]
    >>> [each.claim.id for each in timeline(Dataset(said))]
    ['statement:b', 'statement:a']
    """
    since = known_dates(dataset)
    told = [(since(claim), claim) for claim in dataset.claims]
    placed = [Disclosure(day, claim, time_of(claim)) for day, claim in told if day is not None]
    undated = {claim.id for day, claim in told if day is None}
    return Timeline(
        tuple(sorted(placed, key=lambda each: each.since)), dataset.claims.where(lambda claim: claim.id in undated)
    )


class Change(StrEnum):
    """How a figure stands to the one before it.

    >>> Change("up")
    <Change.UP: 'up'>
    """

    FIRST = "first"
    """No figure of the same thing stood before it."""
    UP = "up"
    """Certainly more."""
    DOWN = "down"
    """Certainly less."""
    SAME = "same"
    """The same bounds and the same hedge."""
    UNCLEAR = "unclear"
    """The two overlap, or one of them has no bound."""


def _change(before: Quantity | None, now: Quantity) -> Change:
    if before is None:
        return Change.FIRST
    if certainly_over(now, before):
        return Change.UP
    if certainly_over(before, now):
        return Change.DOWN
    return Change.SAME if _bounds(before) == _bounds(now) else Change.UNCLEAR


def _bounds(quantity: Quantity) -> tuple[object, ...]:
    """What makes two figures the same: of a vague one the words are all that there is."""
    words = quantity.wording if quantity.qualifier is Qualifier.VAGUE else None
    return quantity.qualifier, quantity.low, quantity.best, quantity.high, words


@frozen
class Step(Displayed):
    """One step in the history of a figure: a figure that became known, or a statement about one of them.

    >>> from unrest.dataset import Dataset
    >>> figure = Statistic("statistic:a", measure="deaths", quantity=19, stage="accomplished")
    >>> Step(date(2022, 1, 5), figure, None, Change.FIRST).change
    <Change.FIRST: 'first'>
    """

    since: date = field()
    """The first day on which it was certainly public."""
    claim: Statistic | Statement = field()
    """The figure, or the statement that withdraws, denies, corrects or confirms one."""
    speaker: Actor | None = field()
    """Who said it; None where nobody is named."""
    change: Change | None = field(default=None)
    """How the figure stands to the last one of the same thing that stood on an earlier day; None for a statement, and
    for a figure that is not asserted or not accomplished."""
    before: Statistic | None = field(default=None)
    """The figure that it is compared with."""
    removed_by: tuple[Claim, ...] = field(default=())
    """What superseded or withdrew it, as far as the dataset knows today."""
    denied_by: tuple[Statement, ...] = field(default=())
    """The statements that deny or reject it, which remove nothing."""

    def __str__(self) -> str:
        who = self.speaker.name if self.speaker is not None else "nobody named"
        if isinstance(self.claim, Statement):
            return f"{self.since}  {who} {self.claim.act} {listed(self.claim.targets, most=3)} [{self.claim.id}]"
        told = [str(self.claim.quantity), *([str(self.change)] if self.change else [str(self.claim.stage)])]
        return "; ".join([f"{self.since}  {', '.join(told)}: {who} [{self.claim.id}]", *self.after])

    @property
    def after(self) -> tuple[str, ...]:
        """What came of a figure, in words: by what it was superseded, withdrawn or denied.

        >>> figure = Statistic("statistic:a", measure="deaths", quantity=19, stage="accomplished")
        >>> denial = Statement("statement:s", act="denies", targets=[figure])
        >>> Step(date(2022, 1, 5), figure, None, Change.FIRST, denied_by=(denial,)).after
        ('denied by statement:s',)
        """
        return tuple(
            f"{how} by {listed([each.id for each in found], most=3)}"
            for how, found in (
                ("superseded", [each for each in self.removed_by if isinstance(each, Statistic)]),
                ("withdrawn", [each for each in self.removed_by if not isinstance(each, Statistic)]),
                ("denied", self.denied_by),
            )
            if found
        )


@frozen(repr=False)
class History(Listed, Sequence[Step]):
    """A figure as it developed: what became known on which day, who said it, and what was taken back.

    >>> from unrest.dataset import Dataset
    >>> figure = Statistic("statistic:a", measure="deaths", quantity=19, stage="accomplished")
    >>> print(Dataset([figure]).history("deaths"))
    1 figure of no known day: statistic:a
    """

    steps: tuple[Step, ...] = field()
    """The steps with a day, the first known first."""
    undated: Records[Statistic] = field()
    """The figures of which nothing says since when they were public."""

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, index: int | slice) -> Step | tuple[Step, ...]:
        return self.steps[index]

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __repr__(self) -> str:
        return f"History({len(self.steps)} steps, {len(self.undated)} of no known day)"

    def __str__(self) -> str:
        return "\n".join([*map(str, self.steps), *told_undated(self.undated, "figure")])


def thing_of(figure: Statistic) -> tuple[str | None, ...]:
    """What two figures have in common that count the same thing, the one later or by another than the other.

    That is measure, stage, unit, of whom, what is counted, about what, where, and incident, in this order.

    >>> figure = Statistic("statistic:a", measure="deaths", quantity=19, stage="accomplished", of_whom="police")
    >>> [str(each) for each in thing_of(figure) if each is not None]
    ['deaths', 'accomplished', 'police']
    """
    place = None if figure.where is None else figure.where.place
    of_what = (figure.of_whom, figure.counted, figure.about, place, figure.incident)
    return figure.measure, figure.stage, figure.unit, *of_what


def figure_questions(measure: str, *, about: Any = None, of_whom: Any = None, at: Any = None) -> tuple[Predicate, ...]:
    """The questions that pick the figures of a history.

    >>> figure_questions("deaths", of_whom="police")
    (value('measure') == 'deaths', value('of_whom') == 'police')
    """
    asked: list[Predicate] = [value("measure") == measure]
    if about is not None:
        asked.append(query_about(about))
    if of_whom is not None:
        asked.append(value("of_whom") == of_whom)
    if at is not None:
        asked.append(query_at(at))
    return tuple(asked)


def history(dataset: "Dataset", figures: "Records[Statistic]") -> History:
    """How figures of a dataset developed, with the statements that take them back, deny, correct or confirm them.

    >>> from unrest.dataset import Dataset
    >>> len(history(Dataset(), Dataset().statistics))
    0
    """
    since, chain = known_dates(dataset), chains(dataset)
    answering = [each for each in dataset.statements if each.targets]
    targets = {target for each in answering for target in each.targets}
    # A statement may be about a figure, or about the statement in which it was given.
    carried: dict[str, list[Statistic]] = {}
    for figure in figures:
        for each in (figure.id, *(statement.id for statement in chain(figure))):
            if each in targets:
                carried.setdefault(each, []).append(figure)
    answers = [each for each in answering if not carried.keys().isdisjoint(each.targets)]
    fallen = removals(dataset.claims, dataset)
    denials: dict[str, list[Statement]] = {}
    for answer in answers:
        if answer.act in (Act.DENIES, Act.REJECTS):
            for figure in {each.id: each for target in answer.targets for each in carried.get(target, ())}.values():
                denials.setdefault(figure.id, []).append(answer)
    steps_of: tuple[Statistic | Statement, ...] = (*figures, *answers)
    days = {claim.id: since(claim) for claim in steps_of}
    told = [(day, claim) for claim in steps_of if (day := days[claim.id]) is not None]
    told.sort(key=lambda each: each[0])
    figures_told = [(day, claim) for day, claim in told if isinstance(claim, Statistic)]
    compared = _compared(figures_told, _Fallen(dataset, since, chain))
    steps = []
    for day, claim in told:
        change, before = compared.get(claim.id, (None, None))
        removers = tuple(cast(Claim, dataset[each]) for each in fallen.get(claim.id, ()))
        denied = tuple(denials.get(claim.id, ()))
        steps.append(Step(day, claim, dataset.speaker(claim), change, before, removers, denied))
    undated = figures.where(lambda figure: days[figure.id] is None)
    return History(tuple(steps), undated)


def _compared(
    told: list[tuple[date, Statistic]], fallen: "_Fallen"
) -> dict[str, tuple[Change | None, Statistic | None]]:
    """How each figure stands to the last one of the same thing that stood on the eve of the day it became known."""
    found: dict[str, tuple[Change | None, Statistic | None]] = {}
    earlier: dict[tuple[str | None, ...], list[Statistic]] = {}
    for day, today in groupby(told, key=lambda each: each[0]):
        here = [(thing_of(figure), figure) for _, figure in today if _counts(figure, fallen.chain)]
        for thing, figure in here:
            known = reversed(earlier.get(thing, ()))
            before = next((one for one in known if not fallen.before(day, one)), None)
            found[figure.id] = _change(None if before is None else before.quantity, figure.quantity), before
        for thing, figure in here:
            earlier.setdefault(thing, []).append(figure)
    return found


def _counts(figure: Statistic, chain: _Chain) -> bool:
    """Whether a figure is compared: who gave it stands by it, and it is of what has happened."""
    return figure.stage is Stage.ACCOMPLISHED and all(each.act.asserting for each in chain(figure))


class _Fallen:
    """Whether figures had fallen by a day: each is asked with the few claims that decide it, and not with all."""

    def __init__(self, dataset: "Dataset", since: Callable[[Claim], date | None], chain: _Chain) -> None:
        self.dataset, self.chain = dataset, chain
        self.removers: dict[str, list[tuple[date, Claim]]] = {}
        for claim, targets in removing(dataset.claims):
            if (day := since(claim)) is not None:
                for target in targets:
                    self.removers.setdefault(target, []).append((day, claim))
        self.deciding: dict[str, list[tuple[date, Claim]]] = {}
        self.found: dict[tuple[str, int], bool] = {}

    def before(self, day: date, figure: Statistic) -> bool:
        """Whether it had been superseded or withdrawn before a day."""
        if figure.id not in self.deciding:
            self.deciding[figure.id] = self._deciding(figure)
        known = [claim for at, claim in self.deciding[figure.id] if at < day]
        if not known:
            return False
        key = figure.id, len(known)
        if key not in self.found:
            self.found[key] = figure.id in removals([figure, *known], self.dataset)
        return self.found[key]

    def _deciding(self, figure: Statistic) -> list[tuple[date, Claim]]:
        """All removers of it and of its statements, and theirs, through any number of steps."""
        found: dict[str, tuple[date, Claim]] = {}
        left = self._removing(figure)
        while left:
            day, remover = left.pop()
            if remover.id not in found:
                found[remover.id] = day, remover
                left += self._removing(remover)
        return list(found.values())

    def _removing(self, claim: Claim) -> list[tuple[date, Claim]]:
        found = list(self.removers.get(claim.id, ()))
        for carrier in self.chain(claim):
            found += self.removers.get(carrier.id, ())
        return found
