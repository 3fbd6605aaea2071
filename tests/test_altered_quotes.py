"""Three hundred quotes, each altered in every way in which extraction goes wrong: none is accepted, and typography is.

The text is invented; where the article of the bundled dataset is at hand, its sentences are altered too.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import attrs
import pytest

from unrest.article import Article, Verdict, read_article
from unrest.errors import Ambiguous, NotFound
from unrest.source import Citation, Source

QUOTES = 300
# What a place or an unplaced quote may be said to be where the words are there.
ACCEPTED = (Verdict.EXACT, Verdict.FOLDED, Verdict.ELIDED, Verdict.UNPLACED, Verdict.AMBIGUOUS)

NAMES = ("Vera Lindqvist", "Anders Holm", "the Harbour Union", "the City Council", "Sgt. O’Hara", "Orlec TV")
PLACES = ("Orlec", "the grain terminal", "Zdan", "the north mole", "Berg Street", "the customs house")
DEEDS = (
    "were wounded and {n} were not yet found",
    "had been detained, {m} of them under the age of 18",
    "did not return to work on March {d}",
    "lost at least {n} million crowns in {m} days",
    "were released after {n} hours, although nobody was charged",
    "said that no fewer than {n} windows had been broken at “{p}”",
    "walked out over a cut of {d}.5 % in wages",
    "never reached {p}, where {n} guards were waiting",
)


@cache
def invented() -> str:
    """Some hundred sentences, no two alike, with figures, names, negations and the marks of a typesetter."""
    draw = random.Random(20310309)
    text = " date 2031-03-09 "
    for number in range(140):
        deed = draw.choice(DEEDS).format(
            n=draw.randint(11, 989), m=draw.randint(2, 40), d=draw.randint(1, 9), p=draw.choice(PLACES)
        )
        who, where = draw.choice(NAMES), draw.choice(PLACES)
        sentence = f"{who[0].upper()}{who[1:]} told reporters near {where} that {1_000 + 7 * number} dockers {deed}."
        text += sentence + draw.choice((" ", " ", "\n\n"))
    return text


def article(kind: str, request: pytest.FixtureRequest) -> Article:
    if kind == "invented":
        return Article(Source("source:orlec"), invented())
    path: Path = request.getfixturevalue("seed_article_path")
    return read_article(path)


@pytest.fixture(params=["invented", "the article of the bundled dataset"])
def text(request: pytest.FixtureRequest) -> Article:
    return article(request.param, request)


@cache
def quotes(text: Article) -> list[str]:
    """Stretches of six to sixteen words, from everywhere in the text, each of which is there once."""
    draw, words = random.Random(7), [match.span() for match in re.finditer(r"\S+", text.text)]
    found: dict[str, None] = {}
    while len(found) < QUOTES:
        first = draw.randrange(3, len(words) - 17)
        stretch = text.text[words[first][0] : words[first + draw.randint(5, 15)][1]]
        if "\n\n" in stretch:
            continue
        try:
            text.cite(stretch)
        except (NotFound, Ambiguous):  # it begins or ends inside a number in words, or is there twice
            continue
        found[stretch] = None
    return list(found)


# Alterations: each gives other words, or None where a quote has nothing of the kind.
Alteration = Callable[[str, random.Random], str | None]


def other_digits(quote: str, draw: random.Random) -> str | None:
    at = [match.start() for match in re.finditer(r"\d", quote)]
    if not at:
        return None
    here = draw.choice(at)
    return quote[:here] + draw.choice([each for each in "123456789" if each != quote[here]]) + quote[here + 1 :]


def digits_exchanged(quote: str, draw: random.Random) -> str | None:
    pairs = [match for match in re.finditer(r"(?=(\d)(\d))", quote) if match[1] != match[2]]
    if not pairs:
        return None
    at = draw.choice(pairs).start()
    return quote[:at] + quote[at + 1] + quote[at] + quote[at + 2 :]


def negation_dropped(quote: str, draw: random.Random) -> str | None:
    changed = re.sub(r"\b(?:not|no|never|nobody|without|although)\s", "", quote, count=1)
    return changed if changed != quote else None


def negation_added(quote: str, draw: random.Random) -> str | None:
    changed = re.sub(r"\b(were|was|had|is|are|has|did|to)\b", r"\1 not", quote, count=1)
    return changed if changed != quote else None


def name_exchanged(quote: str, draw: random.Random) -> str | None:
    at = list(re.finditer(r"(?<=\s)[A-Z][a-zé]+", quote))
    if not at:
        return None
    match = draw.choice(at)
    return quote[: match.start()] + draw.choice(("Petrov", "Almgren", "Nord")) + quote[match.end() :]


def a_third_rewritten(quote: str, draw: random.Random) -> str | None:
    words = quote.split(" ")
    for at in draw.sample(range(len(words)), max(1, len(words) // 3)):
        words[at] = draw.choice(("people", "officials", "several", "yesterday", "reportedly"))
    return " ".join(words)


def comparison_turned(quote: str, draw: random.Random) -> str | None:
    turned = {"at least": "at most", "no fewer than": "no more than", "more than": "less than", "over": "under"}
    for said, other in turned.items():
        if re.search(rf"\b{said}\b", quote):
            return re.sub(rf"\b{said}\b", other, quote, count=1)
    return None


def unit_exchanged(quote: str, draw: random.Random) -> str | None:
    other = {"million": "billion", "hours": "days", "days": "hours", "%": "‰", "thousand": "million"}
    for said, instead in other.items():
        if said in quote:
            return quote.replace(said, instead, 1)
    return None


def words_exchanged(quote: str, draw: random.Random) -> str | None:
    words = quote.split(" ")
    at = draw.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    changed = " ".join(words)
    return changed if changed != quote else None


def word_dropped(quote: str, draw: random.Random) -> str | None:
    words = quote.split(" ")
    del words[draw.randrange(1, len(words) - 1)]
    return " ".join(words)


def letter_mistyped(quote: str, draw: random.Random) -> str | None:
    at = draw.choice([match.start() for match in re.finditer(r"[a-z]", quote[1:])]) + 1
    return quote[:at] + draw.choice([each for each in "abcdexyz" if each != quote[at]]) + quote[at + 1 :]


def half_and_a_turned_half(quote: str, draw: random.Random) -> str | None:
    """Two parts of the text with an ellipsis between, in the wrong order."""
    words = quote.split(" ")
    return f"{' '.join(words[-3:])} … {' '.join(words[:3])}"


def ellipsis_over_other_words(quote: str, draw: random.Random) -> str | None:
    words = quote.split(" ")
    return f"{' '.join(words[:3])} … in three other words"


ALTERATIONS: tuple[Alteration, ...] = (
    *(other_digits, digits_exchanged, negation_dropped, negation_added, name_exchanged, a_third_rewritten),
    *(comparison_turned, unit_exchanged, words_exchanged, word_dropped, letter_mistyped),
    *(half_and_a_turned_half, ellipsis_over_other_words),
)


def happens_to_stand(text: str, quote: str) -> bool:
    """Whether an altered quote is true all the same, because the text has its words in this order elsewhere."""
    parts = [re.escape(part).replace(r"\ ", r"\s+") for part in quote.split(" … ")]
    return re.search(r"(?:(?!\n\n)[\s\S]){0,500}?".join(parts), text) is not None


def is_accepted(text: Article, quote: str) -> bool:
    """Whether words are taken to stand in a text: when they are cited, or as a quote without a place."""
    if text.verify(Citation(text.source, quote=quote)).verdict in ACCEPTED:
        return True
    try:
        text.cite_all(quote.strip())
    except NotFound:
        return False
    return True


@pytest.mark.sweep
@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda alter: alter.__name__)
def test_no_altered_quote_is_accepted(alter: Alteration, text: Article) -> None:
    draw, wrong, altered = random.Random(11), [], 0
    for quote in quotes(text):
        changed = alter(quote, draw)
        # What happens to stand in the text too is no altered quote.
        if changed is None or changed == quote or happens_to_stand(text.text, changed):
            continue
        altered += 1
        wrong += [(quote, changed)] if is_accepted(text, changed) else []
    assert wrong == []
    # The invented text has enough of each kind for the test to say something.
    assert altered >= 20 or text.source.id != "source:orlec"


@pytest.mark.sweep
@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda alter: alter.__name__)
def test_at_its_place_an_altered_quote_is_not_accepted_either(alter: Alteration, text: Article) -> None:
    draw = random.Random(13)
    for quote in quotes(text)[:100]:
        changed, place = alter(quote, draw), text.cite(quote)
        if changed is None or place.start is None or changed == quote:
            continue
        moved = Citation(text.source, start=place.start, end=place.start + len(changed), quote=changed)
        assert text.verify(moved).verdict not in (Verdict.EXACT, Verdict.FOLDED), changed


@pytest.mark.sweep
@pytest.mark.parametrize("by", [(1, 1), (-1, -1), (0, 1), (1, 0), (0, -1), (-1, 0)])
def test_a_citation_moved_by_one_is_not_accepted(by: tuple[int, int], text: Article) -> None:
    for quote in quotes(text):
        place = text.cite(quote)
        assert place.start is not None
        assert place.end is not None
        # The digest is that of the words that were meant.
        moved = attrs.evolve(place, start=place.start + by[0], end=place.end + by[1])
        verification = text.verify(moved)
        assert verification.verdict is Verdict.WRONG_DIGEST
        assert not verification


# What is the same to a reader: each gives the words in another dress, and the verdict for it.
def curly(quote: str, draw: random.Random) -> str:
    return quote.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "'": "’", '"': "“", "-": "–", "–": "-"}))


def wide_spaces(quote: str, draw: random.Random) -> str:
    return quote.replace(" ", draw.choice(("\u00a0", "  ", "\n", "\u2009", "\r\n")))


def other_case(quote: str, draw: random.Random) -> str:
    at = next(match.start() for match in re.finditer(r"\w", quote))
    return quote[:at] + quote[at].swapcase() + quote[at + 1 :]


def decomposed(quote: str, draw: random.Random) -> str:
    return unicodedata.normalize("NFD", quote)


DRESSES = (curly, wide_spaces, other_case, decomposed)


@pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress.__name__)
def test_typography_and_case_are_accepted(dress: Callable[[str, random.Random], str], text: Article) -> None:
    draw = random.Random(17)
    for quote in quotes(text):
        changed = dress(quote, draw)
        found = text.verify(Citation(text.source, quote=changed))
        # Where nothing had to be set anew, the quote is there to the letter and only its place is missing.
        assert found.verdict in ((Verdict.UNPLACED,) if changed == quote else (Verdict.FOLDED, Verdict.UNPLACED))
        assert not found
        place = text.cite(changed)
        assert text.text[place.start : place.end] == text.text[found.start : found.end]
        assert text.verify(place)


@pytest.mark.parametrize("ellipsis", ["…", "...", "[…]", "[...]", "(…)", "(...)"])
def test_an_ellipsis_is_accepted_and_told(ellipsis: str, text: Article) -> None:
    asked = 0
    for quote in quotes(text):
        words = quote.split(" ")
        if len(words) < 8:
            continue
        first, left_out, last = " ".join(words[:3]), " ".join(words[3:-3]), " ".join(words[-3:])
        if not is_accepted(text, first) or not is_accepted(text, last):
            continue  # it begins or ends inside a number: "million crowns"
        found = text.verify(Citation(text.source, quote=f"{first} {ellipsis} {last}"))
        assert not found
        if found.verdict is Verdict.AMBIGUOUS:
            # The same few words stand near to one another twice.
            assert len(re.findall(re.escape(first), text.text)) + len(re.findall(re.escape(last), text.text)) > 2
            continue
        assert found.verdict is Verdict.ELIDED
        asked += 1
        assert text.text[found.start : found.end] == quote
        assert found.problem is not None
        assert repr(left_out)[1:20] in found.problem.found
    assert asked > 20
