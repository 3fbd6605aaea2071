"""Strategies for names, ids, prose, codes and what JSON can hold: short invented words first, all of Unicode after."""

from functools import partial
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ..constraint import is_id
from ..extra import Extra
from ..records import KINDS
from ..source import SCHEMES, Code, Ref
from .bound import built_once, checked_count, refuse

__all__ = ["KIND_NAMES", "codes", "extras", "names", "prose", "refs", "texts"]

KIND_NAMES = tuple(KINDS)
"""The kinds of record, by the prefix of their ids."""

# Names of nobody and of nowhere. What comes first is what a failing example shrinks to.
_NAMES = (
    *("Orlec", "Vera Lindqvist", "Port of Orlec", "Сауле Нурова", "غرفة الميناء", "O’Hara", 'Milan "Mišo" Horák'),
    *(
        "李安",
        "Zoë Ångström",
        "Zoe\u0308 A\u030angstro\u0308m",
        "D'Arc",
        "نور-سلطان",
        "🕊 Dove Circle",
        "1 May Committee",
    ),
)
_IN_IDS = st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp"))
_IN_TEXT = st.characters(codec="utf-8")


@built_once
def names() -> SearchStrategy[str]:
    """Names of people, bodies and places: invented ones, and any text that is not empty.

    >>> from hypothesis import given
    >>> @given(names())
    ... def test(name):
    ...     assert name != ""
    >>> test()
    """
    return st.sampled_from(_NAMES) | st.text(_IN_TEXT, min_size=1, max_size=10)


@built_once
def texts() -> SearchStrategy[str]:
    """What a coder or a source writes about something: a few words, or any text that is not empty.

    >>> from hypothesis import given
    >>> @given(texts())
    ... def test(found):
    ...     assert found != ""
    >>> test()
    """
    return st.sampled_from(_SAID) | st.text(_IN_TEXT, min_size=1, max_size=20)


_SAID = (
    *("guards", "the grain terminal", "a rise of fuel prices", 'he said: "not one"', "it was reported", "обстрел"),
    *(
        "по словам очевидцев",
        "said\r\non a second line",
        "\ttab and \\ and </script>",
        "قال المتحدث",
        "one, 'two', «three» …",
    ),
)


@built_once
def refs(*kinds: str) -> "SearchStrategy[Ref[Any]]":
    """References to records of these kinds, of any kind where none is named; no record need stand behind them.

    Raises:
        InvalidValue: for what is no kind of record.

    >>> from hypothesis import given
    >>> @given(refs("event", "place"))
    ... def test(ref):
    ...     assert ref.kind in ("event", "place")
    >>> test()
    """
    for kind in kinds:
        if kind not in KIND_NAMES:
            raise refuse("kinds", kind, f"one of {', '.join(KIND_NAMES)}")
    # Of the few letters that an id may not have, is_id alone knows all.
    composed = st.text(_IN_IDS, min_size=1, max_size=8).map(partial(normalize, "NFC"))
    local = st.sampled_from("abc") | composed.filter(lambda name: is_id(f"place:{name}", "place"))
    return st.tuples(st.sampled_from(kinds or KIND_NAMES), local).map(lambda pair: Ref(":".join(pair)))


@built_once
def codes() -> SearchStrategy[Code]:
    """Codes of outside lists; leading zeros and letters are kept.

    >>> from hypothesis import given
    >>> @given(codes())
    ... def test(code):
    ...     assert type(code.value) is str
    >>> test()
    """
    digits = st.text("0123456789", min_size=1, max_size=4)
    return st.tuples(st.sampled_from(SCHEMES) | names(), digits | texts()).map(lambda pair: Code(*pair))


@built_once
def extras(*, max: int = 3) -> SearchStrategy[Extra]:
    """What a reader met and the model has no place for: nested lists and mappings, with at most `max` keys each.

    Raises:
        InvalidValue: for a `max` that is no whole number.

    >>> from hypothesis import given
    >>> @given(extras(max=1))
    ... def test(extra):
    ...     assert len(extra) <= 1
    >>> test()
    """
    checked_count(0, max)
    keys = st.sampled_from(("size", "tags", "note")) | st.text(_IN_TEXT, min_size=1, max_size=6)
    numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    plain = st.none() | st.booleans() | numbers | st.text(_IN_TEXT, max_size=6)
    nested = st.recursive(
        plain, lambda inner: st.lists(inner, max_size=max) | st.dictionaries(keys, inner, max_size=max), max_leaves=5
    )
    return st.dictionaries(keys, nested, max_size=max).map(Extra)


_OPENINGS = (
    *(
        "Dock workers of Orlec stopped work.",
        "It was not a riot.",
        "Nobody was hurt, she said.",
        "«Ни один», — сказал он.",
    ),
    *(
        "The terminal isn't open.",
        "Prices rose by 1.19 to 10:30.",
        "لم يصب أحد.",
        "三人受伤。",
        "The non-violent march ended…",
    ),
    *(
        "Aida's house burned;",
        "19,000 people came on 25 January 2031.",
        'She said: "At least 18 of 40."',
        "A\u0301gnes left.",
    ),
)


@built_once
def prose(*, min: int = 1, max: int = 4) -> SearchStrategy[str]:
    """Running text of some sentences, with figures, negations, names and several scripts, parted by spaces and lines.

    Raises:
        InvalidValue: for bounds that are no numbers of sentences, or that cross.

    >>> from hypothesis import given
    >>> @given(prose())
    ... def test(text):
    ...     assert text.strip() != ""
    >>> test()
    """
    checked_count(min, max, least=1)
    sentence = st.sampled_from(_OPENINGS) | st.tuples(names(), texts()).map(lambda pair: " ".join(pair) + ".")
    gap = st.sampled_from((" ", "\n\n", "  ", "\r\n\r\n", "\u00a0", "\n"))
    parts = st.lists(st.tuples(sentence, gap), min_size=min, max_size=max)
    return parts.map(lambda found: "".join(part for pair in found for part in pair)[: -len(found[-1][1])])
