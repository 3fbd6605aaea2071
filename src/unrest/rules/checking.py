"""A dataset put to every rule, with the texts that are at hand."""

from collections.abc import Callable, Iterable, Iterator

from ..article import Article
from ..dataset import Dataset
from ..errors import InvalidDataset, Problem, UnrestError, show
from ..records import Source
from ..source import sha256_of
from .circle import (
    links_go_in_no_circle,
    members_are_in_no_circle,
    no_body_holds_a_role_in_its_own_part,
    parts_of_figures_go_in_no_circle,
    places_lie_within_no_circle,
    removals_go_in_no_circle,
    statements_end_in_one_of_the_sources_own,
)
from .evidence import Evidence
from .figure import (
    a_figure_replaces_figures_of_its_own_measure,
    a_part_is_no_larger_than_its_whole,
    a_share_lies_within_0_and_100,
)
from .identity import ids_can_be_told_apart
from .order import (
    a_part_lies_within_the_time_of_its_whole,
    a_relay_is_no_earlier_than_what_it_relays,
    a_statement_is_no_later_than_its_article,
    what_comes_after_another_is_not_before_it,
    what_is_accomplished_is_no_later_than_its_telling,
)
from .reference import citations_stay_within_their_text, references_lead_to_records
from .result import Check
from .speech import (
    a_correction_comes_with_a_figure_that_supersedes,
    one_utterance_has_one_speaker,
    what_a_statement_targets_was_claimed_elsewhere,
)
from .words import (
    NOT_CHECKED,
    cited_words_contain_the_day,
    cited_words_contain_the_figure,
    cited_words_contain_the_wording,
    cited_words_stand_at_their_place,
)

__all__ = ["RULES", "check", "texts_of"]

RULES: tuple[Callable[[Evidence], Iterable[Problem]], ...] = (
    ids_can_be_told_apart,
    references_lead_to_records,
    citations_stay_within_their_text,
    statements_end_in_one_of_the_sources_own,
    places_lie_within_no_circle,
    members_are_in_no_circle,
    no_body_holds_a_role_in_its_own_part,
    parts_of_figures_go_in_no_circle,
    links_go_in_no_circle,
    removals_go_in_no_circle,
    a_part_is_no_larger_than_its_whole,
    a_share_lies_within_0_and_100,
    a_figure_replaces_figures_of_its_own_measure,
    a_correction_comes_with_a_figure_that_supersedes,
    what_a_statement_targets_was_claimed_elsewhere,
    one_utterance_has_one_speaker,
    a_statement_is_no_later_than_its_article,
    a_relay_is_no_earlier_than_what_it_relays,
    what_is_accomplished_is_no_later_than_its_telling,
    a_part_lies_within_the_time_of_its_whole,
    what_comes_after_another_is_not_before_it,
    cited_words_stand_at_their_place,
    cited_words_contain_the_figure,
    cited_words_contain_the_day,
    cited_words_contain_the_wording,
)
"""Every rule, in the order in which a check asks them."""


def check(dataset: Dataset, articles: "Iterable[Article | Problem]" = ()) -> Check:
    """Every problem of a dataset that takes several records or the texts to be seen, all of them in one pass.

    A text is that of the source with its SHA-256, or of the source with its id where that has none.
    A Problem among the articles, as `read_articles` gives one for a bad file, is one here too; a text that is of no
    source of the dataset, or in which no place could be looked up, is a problem: nothing checked is no pass.
    The places of the problems are paths in the dataset: `statistics[3].quantity.low` is in its fourth statistic.

    Raises:
        InvalidDataset: for what is no dataset.

    >>> from unrest.records import Event
    >>> checked = check(Dataset([Event("event:a", stage="planned", stated_in="statement:gone")]))
    >>> [problem.place for problem in checked.problems]
    ['events[0].stated_in']
    """
    if not isinstance(dataset, Dataset):
        raise InvalidDataset(Problem(code="field.type", found=show(dataset), expected="a Dataset"))
    texts, problems = texts_of(dataset, articles)
    evidence = Evidence(dataset, texts)
    told = [problem for rule in RULES for problem in rule(evidence)]
    problems += [*_unused(evidence), *(each for each in told if each.code not in NOT_CHECKED)]
    looked_up = [cited for cited in evidence.cited if cited.is_looked_up]
    return Check(
        problems=_in_order(evidence, problems),
        not_checked=_in_order(evidence, [each for each in told if each.code in NOT_CHECKED]),
        verifications=tuple(cited.verification for cited in evidence.cited if cited.verification is not None),
        citations=sum(1 for _ in evidence.cited),
        places=len(looked_up),
        records=len({cited.record.id for cited in looked_up}),
    )


def _in_order(evidence: Evidence, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: evidence.rank(problem.record)))


def texts_of(dataset: Dataset, articles: "Iterable[Article | Problem]") -> tuple[dict[str, Article], list[Problem]]:
    """The text of each source that has one, by the id of the source, and what is wrong with what was given as texts.

    >>> texts_of(Dataset([Source("source:x")]), [Article(Source("source:x"), "Two were hurt.")])
    ({'source:x': Article('source:x', 14 characters)}, [])
    """
    texts: dict[str, Article] = {}
    problems: list[Problem] = []
    for each in articles:
        if isinstance(each, Problem):
            problems.append(each)
        elif not isinstance(each, Article):
            expected = "an Article, as read_article gives it"
            problems.append(Problem(code="field.type", place="articles", found=show(each), expected=expected))
        else:
            try:
                texts |= {source.id: _text_of(source, each) for source in _sources_of(dataset, each)}
            except UnrestError as error:
                problems += error.problems
    return texts, problems


def _text_of(source: Source, article: Article) -> Article:
    return article if article.source == source else Article(source, article.text, file=article.file)


def _sources_of(dataset: Dataset, article: Article) -> Iterator[Source]:
    """The sources that a text is the text of: those with its digest, or else the one with its id."""
    digest = sha256_of(article.text)
    same = [source for source in dataset.sources if source.sha256 == digest]
    if not same and article.source.id not in dataset:
        expected = "the text of a source of this dataset, by its SHA-256 or its id"
        found = f"{article.source.id} with SHA-256 {digest}"
        raise InvalidDataset(Problem(code="article.unknown", found=found, expected=expected, file=article.file))
    return iter(same or [source for source in dataset.sources if source.id == article.source.id])


def _unused(evidence: Evidence) -> Iterator[Problem]:
    """Texts in which nothing could be looked up: that nothing was wrong in them says nothing."""
    used = {cited.citation.source for cited in evidence.cited if cited.is_looked_up}
    for source, article in evidence.articles.items():
        if source not in used:
            found, expected = f"no citation of a place in {source}", "a text in which a place can be looked up"
            yield Problem(code="article.unused", found=found, expected=expected, file=article.file)
