"""Figures beside one another: a part and its whole, a share, and a figure with those that it replaces."""

from collections.abc import Iterator
from decimal import Decimal

from ..errors import Problem
from ..quantity import Quantity
from ..vocabulary import Measure, Reading
from .evidence import Evidence

__all__ = [
    "a_figure_replaces_figures_of_its_own_measure",
    "a_part_is_no_larger_than_its_whole",
    "a_share_lies_within_0_and_100",
]


def _certainly_larger(part: Quantity, whole: Quantity) -> bool:
    """Whether the part is larger than the whole, whatever the two numbers are."""
    if whole.high is not None and part.certainly_more_than(whole.high):
        return True
    return part.low is not None and whole.certainly_less_than(part.low)


def a_part_is_no_larger_than_its_whole(evidence: Evidence) -> Iterator[Problem]:
    """A figure that is a part of another is not certainly larger than it; asked of one measure in one unit only.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statistic
    >>> told = {"measure": "deaths", "stage": "accomplished"}
    >>> whole = Statistic("statistic:all", **told, quantity=15)
    >>> part = Statistic("statistic:guards", **told, quantity=">=19", subset_of=whole)
    >>> [problem.place for problem in a_part_is_no_larger_than_its_whole(Evidence(Dataset([whole, part])))]
    ['statistics[1].quantity.low']
    """
    for part in evidence.dataset.statistics:
        whole = evidence.get(part.subset_of)
        if whole is None or (whole.measure, whole.unit) != (part.measure, part.unit):
            continue
        if _certainly_larger(part.quantity, whole.quantity):
            yield evidence.problem(
                part,
                "quantity.low",
                "part.larger",
                found=str(part.quantity),
                expected=f"no more than {whole.quantity}, the whole that it is a part of ({whole.id})",
            )


def a_share_lies_within_0_and_100(evidence: Evidence) -> Iterator[Problem]:
    """A share is from 0 to 100 per cent, and a change of one from -100 to 100.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statistic
    >>> share = Statistic("statistic:a", measure="share", unit="%", quantity="90..120", stage="accomplished")
    >>> [problem.place for problem in a_share_lies_within_0_and_100(Evidence(Dataset([share])))]
    ['statistics[0].quantity.high']
    """
    for share in evidence.dataset.statistics:
        if share.measure is not Measure.SHARE:
            continue
        least = -100 if share.reading is Reading.CHANGE else 0
        numbers: dict[str, int | Decimal | None] = {
            name: getattr(share.quantity, name) for name in ("low", "best", "high")
        }
        outside = [name for name, each in numbers.items() if each is not None and not least <= each <= 100]
        if outside:
            yield evidence.problem(
                share,
                f"quantity.{outside[0]}",
                "share.range",
                found=str(numbers[outside[0]]),
                expected=f"from {least} to 100, a share in per cent",
            )


def a_figure_replaces_figures_of_its_own_measure(evidence: Evidence) -> Iterator[Problem]:
    """A figure supersedes only figures of the same measure: injuries do not replace deaths.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statistic
    >>> hurt = Statistic("statistic:hurt", measure="injuries", quantity=3, stage="accomplished")
    >>> dead = Statistic("statistic:dead", measure="deaths", quantity=3, stage="accomplished", supersedes=[hurt])
    >>> [problem.place for problem in a_figure_replaces_figures_of_its_own_measure(Evidence(Dataset([hurt, dead])))]
    ['statistics[0].supersedes']
    """
    for figure in evidence.dataset.statistics:
        for ref in figure.supersedes:
            replaced = evidence.get(ref)
            if replaced is not None and replaced.measure is not figure.measure:
                yield evidence.problem(
                    figure,
                    "supersedes",
                    "supersedes.measure",
                    found=f"{replaced.id}, a figure of {replaced.measure}",
                    expected=f"a figure of {figure.measure}, as this one is",
                )
