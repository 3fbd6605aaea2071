"""The digits of every script as 0 to 9, and which language words are in."""

from typing import Final

__all__ = ["CACHED", "is_english", "plain_digits"]

CACHED: Final = 1000
"""How long words may be to be kept when they were read: cited words are short, and a whole text is read once."""

# What stands beside digits in full width, and the hyphens that do not break a line.
_PLAIN: Final = str.maketrans("，．：／％＋－\u2010\u2011", ",.:/%+---")


def plain_digits(words: str) -> str:
    """The same words, character by character, with the digits of every script as 0 to 9.

    >>> plain_digits("１，０００ guards")
    '1,000 guards'
    """
    if words.isascii():
        return words
    return "".join(str(int(each)) if each.isdecimal() else each for each in words.translate(_PLAIN))


def is_english(language: str | None) -> bool | None:
    """Whether a language tag says English; None where there is none.

    >>> is_english("en-GB"), is_english("ru"), is_english(None)
    (True, False, None)
    """
    return None if language is None else language.lower().replace("_", "-").split("-")[0] == "en"
