"""What statements do to claims, and what holds the parts of one speech together."""

from collections.abc import Iterator

from ..errors import Problem
from ..records import Claim, Happening, Ref, Statement
from ..vocabulary import Act
from .evidence import Evidence

__all__ = [
    "a_correction_comes_with_a_figure_that_supersedes",
    "one_utterance_has_one_speaker",
    "what_a_statement_targets_was_claimed_elsewhere",
]


def a_correction_comes_with_a_figure_that_supersedes(evidence: Evidence) -> Iterator[Problem]:
    """What a statement corrects is replaced by a figure that was said in it; the correction alone replaces nothing.

    Where only events or deployments are corrected there is no figure to replace.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Statistic
    >>> first = Statistic("statistic:first", measure="deaths", quantity=164, stage="accomplished")
    >>> correction = Statement("statement:s", act="corrects", targets=[first])
    >>> dataset = Dataset([first, correction])
    >>> [problem.place for problem in a_correction_comes_with_a_figure_that_supersedes(Evidence(dataset))]
    ['statements[0].targets']
    """
    replaced: dict[str, set[str]] = {}
    for figure in evidence.dataset.statistics:
        if figure.stated_in is not None:
            replaced.setdefault(figure.stated_in, set()).update(figure.supersedes)
    for statement in evidence.dataset.statements:
        if statement.act is not Act.CORRECTS:
            continue
        targets = [evidence.get(each) for each in statement.targets]
        if targets and all(isinstance(each, Happening) for each in targets):
            continue
        left = _figures(evidence, targets) - replaced.get(statement.id, set())
        if left or not replaced.get(statement.id):
            yield evidence.problem(
                statement,
                "targets",
                "correction.figure",
                found=f"a correction of {', '.join(sorted(left) or statement.targets) or 'what is not named'}",
                expected=f"a statistic that is stated in {statement.id} and supersedes it",
            )


def _figures(evidence: Evidence, claims: "list[Claim | None]") -> set[str]:
    """The figures among claims, and those that were said in the statements among them."""
    ids = {claim.id for claim in claims if claim is not None}
    return {figure.id for figure in evidence.dataset.statistics if figure.id in ids or figure.stated_in in ids}


def what_a_statement_targets_was_claimed_elsewhere(evidence: Evidence) -> Iterator[Problem]:
    """A statement denies, withdraws, confirms or corrects claims made elsewhere, and none that is stated in it.

    A figure that is known only from its denial is stated in the denial, and is no target of it.

    >>> from unrest.records import Event
    >>> from unrest.dataset import Dataset
    >>> denial = Statement("statement:s", act="denies", targets=["event:a"])
    >>> denied = Event("event:a", stage="accomplished", stated_in=denial)
    >>> evidence = Evidence(Dataset([denial, denied]))
    >>> [problem.place for problem in what_a_statement_targets_was_claimed_elsewhere(evidence)]
    ['statements[0].targets']
    """
    for statement in evidence.dataset.statements:
        for ref in statement.targets:
            if statement.id in _carriers(evidence, ref):
                yield evidence.problem(
                    statement,
                    "targets",
                    "target.own",
                    found=f"{ref}, which is stated in it",
                    expected="claims that were made elsewhere",
                )


def _carriers(evidence: Evidence, ref: Ref[Claim]) -> set[str]:
    """The statements in which a claim was handed on."""
    found: set[str] = set()
    claim = evidence.get(ref)
    while claim is not None and claim.stated_in is not None and claim.stated_in not in found:
        found.add(claim.stated_in)
        claim = evidence.get(claim.stated_in)
    return found


def one_utterance_has_one_speaker(evidence: Evidence) -> Iterator[Problem]:
    """Statements that are parts of one speech have one speaker.

    >>> from unrest.dataset import Dataset
    >>> parts = [Statement(f"statement:{a}", act="asserts", utterance="talk", speaker=f"actor:{a}") for a in "xy"]
    >>> [problem.place for problem in one_utterance_has_one_speaker(Evidence(Dataset(parts)))]
    ['statements[1].speaker']
    """
    first: dict[str, Statement] = {}
    for statement in evidence.dataset.statements:
        if statement.utterance is None or statement.speaker is None:
            continue
        one = first.setdefault(statement.utterance, statement)
        if one.speaker != statement.speaker:
            yield evidence.problem(
                statement,
                "speaker",
                "utterance.speaker",
                found=str(statement.speaker),
                expected=f"{one.speaker}, the speaker of {one.id} in the same utterance",
            )
