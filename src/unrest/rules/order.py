"""The order of days: what is told is no later than the telling; only certain contradictions are faults."""

from collections.abc import Iterator

from ..errors import Problem
from ..query.time import TIME_FIELDS
from ..records import Claim, Deployment, Event, Statement
from ..vocabulary import Act, LinkKind, Stage
from ..when import Period, When
from .evidence import Evidence

__all__ = [
    "a_part_lies_within_the_time_of_its_whole",
    "a_relay_is_no_earlier_than_what_it_relays",
    "a_statement_is_no_later_than_its_article",
    "what_comes_after_another_is_not_before_it",
    "what_is_accomplished_is_no_later_than_its_telling",
]

# Fields of a statement whose words are those of the act of speaking itself.
_SPEAKING = {"said", "act", "cue", "content", "form"}


def _days_of_publication(evidence: Evidence, claim: Claim, paths: set[str]) -> Iterator[tuple[When, str]]:
    """The days on which the sources that tell these fields, or the whole claim, were published."""
    for citation in claim.citations:
        source = evidence.get(citation.source)
        told = {path.partition(".")[0] for path in citation.supports}
        if source is not None and source.published is not None and (not told or told & paths):
            yield source.published, f"{source.published}, when {source.id} was published"


def a_statement_is_no_later_than_its_article(evidence: Evidence) -> Iterator[Problem]:
    """Nothing was said after the publication of a source that reports it.

    >>> from unrest.dataset import Dataset
    >>> from unrest.source import Citation, Source
    >>> source = Source("source:x", published="2031-03-09")
    >>> late = Statement("statement:s", act="asserts", said="2031-03-10", citations=Citation(source))
    >>> [problem.place for problem in a_statement_is_no_later_than_its_article(Evidence(Dataset([source, late])))]
    ['statements[0].said']
    """
    for statement in evidence.dataset.statements:
        said = statement.said
        for published, told in _days_of_publication(evidence, statement, _SPEAKING):
            if said is not None and said.certainly_after(published):
                yield evidence.problem(
                    statement, "said", "statement.late", found=str(said), expected=f"a day on or before {told}"
                )


def _asserts_what_was(statement: Statement | None) -> bool:
    return statement is not None and statement.act.asserting and statement.act is not Act.ANNOUNCES


def a_relay_is_no_earlier_than_what_it_relays(evidence: Evidence) -> Iterator[Problem]:
    """Nobody hands on what had not been said yet.

    >>> from unrest.dataset import Dataset
    >>> outer = Statement("statement:outer", act="relays", said="2031-03-07")
    >>> inner = Statement("statement:inner", act="asserts", said="2031-03-08", stated_in=outer)
    >>> [problem.place for problem in a_relay_is_no_earlier_than_what_it_relays(Evidence(Dataset([outer, inner])))]
    ['statements[0].said']
    """
    for inner in evidence.dataset.statements:
        outer = evidence.get(inner.stated_in)
        if outer is None or outer.said is None or inner.said is None or not _asserts_what_was(outer):
            continue
        if inner.said.certainly_after(outer.said):
            expected = f"a day on or before {outer.said}, when it was handed on in {outer.id}"
            yield evidence.problem(inner, "said", "relay.early", found=str(inner.said), expected=expected)


def _time_of(claim: Claim) -> tuple[str, When | Period] | None:
    """The field that dates a claim, and what it holds."""
    dated = ((name, getattr(claim, name)) for name in TIME_FIELDS[type(claim)])
    return next(((name, time) for name, time in dated if time is not None), None)


def what_is_accomplished_is_no_later_than_its_telling(evidence: Evidence) -> Iterator[Problem]:
    """Nothing that is told as accomplished began after the day on which it was told or published.

    >>> from unrest.dataset import Dataset
    >>> briefing = Statement("statement:s", act="asserts", said="2031-03-07")
    >>> late = Event("event:a", stage="accomplished", period="2031-03-08/", stated_in=briefing)
    >>> evidence = Evidence(Dataset([briefing, late]))
    >>> [problem.place for problem in what_is_accomplished_is_no_later_than_its_telling(evidence)]
    ['events[0].period']
    """
    for claim in evidence.dataset.claims:
        dated = _time_of(claim)
        if isinstance(claim, Statement) or dated is None or claim.stage is not Stage.ACCOMPLISHED:
            continue
        field, time = dated
        days = list(_days_of_publication(evidence, claim, {field}))
        told = evidence.get(claim.stated_in)
        if told is not None and told.said is not None and _asserts_what_was(told):
            days.append((told.said, f"{told.said}, when it was said in {told.id}"))
        for day, when in days:
            if time.certainly_after(day):
                yield evidence.problem(
                    claim, field, "claim.late", found=str(time), expected=f"a day on or before {when}"
                )


def a_part_lies_within_the_time_of_its_whole(evidence: Evidence) -> Iterator[Problem]:
    """An event that is part of another is not certainly before or after all of it.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Link
    >>> whole = Event("event:whole", stage="accomplished", period="2031-03-03/2031-03-09")
    >>> part = Event("event:part", stage="accomplished", period="2031-03-10", links=[Link("part_of", whole)])
    >>> [problem.place for problem in a_part_lies_within_the_time_of_its_whole(Evidence(Dataset([whole, part])))]
    ['events[0].period']
    """
    for event, whole in _linked(evidence, {LinkKind.PART_OF}):
        if event.period is None or whole.period is None:
            continue
        if event.period.certainly_before(whole.period) or event.period.certainly_after(whole.period):
            yield evidence.problem(
                event,
                "period",
                "part.time",
                found=str(event.period),
                expected=f"a time within {whole.period}, that of {whole.id}, which it is a part of",
            )


_AFTER = {LinkKind.CAUSED_BY, LinkKind.RESPONSE_TO, LinkKind.GREW_FROM, LinkKind.AFTER}


def what_comes_after_another_is_not_before_it(evidence: Evidence) -> Iterator[Problem]:
    """An event that came after another, or out of it, did not certainly end before that began.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Link
    >>> cause = Event("event:cause", stage="accomplished", period="2031-03-03/")
    >>> effect = Event("event:effect", stage="accomplished", period="2031-03-01", links=[Link("caused_by", cause)])
    >>> [problem.place for problem in what_comes_after_another_is_not_before_it(Evidence(Dataset([cause, effect])))]
    ['events[1].period']
    """
    for event, first in _linked(evidence, _AFTER):
        if event.period is not None and first.period is not None and event.period.certainly_before(first.period):
            yield evidence.problem(
                event,
                "period",
                "link.order",
                found=str(event.period),
                expected=f"a time that is not before {first.period}, that of {first.id}, which it came after",
            )


def _linked(evidence: Evidence, kinds: set[LinkKind]) -> Iterator[tuple[Event, Event | Deployment]]:
    """Events with what they are linked to, where one and the same teller tells of both."""
    for event in evidence.dataset.events:
        for link in event.links:
            there = evidence.get(link.to) if link.kind in kinds else None
            if there is not None and there.stated_in == event.stated_in:
                yield event, there
