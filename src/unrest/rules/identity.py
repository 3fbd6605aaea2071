"""Ids that look the same: two records that a reader would take for one."""

import unicodedata
from collections.abc import Iterator

from ..errors import Problem
from .evidence import Evidence

__all__ = ["ids_can_be_told_apart", "look_of"]

_SELECTORS = {*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))}

# What Unicode says of a letter that is another one in another form. Raised, lowered, circled and squared ones are drawn
# otherwise, so `x²` is not `x2`.
_SAME_LOOK = {
    *("<wide>", "<narrow>", "<font>", "<compat>", "<noBreak>", "<isolated>", "<initial>", "<medial>", "<final>")
}


def look_of(identity: str) -> str:
    """What an eye sees of an id: without joiners and variants of form, each letter in its plain form.

    Full-width letters, ligatures and the other forms that Unicode has of a letter and that are drawn like it are taken
    for it (the compatibility decompositions of UAX 44, but for those that are raised, lowered, circled or squared).
    Letters of two scripts that are drawn alike stay apart: which of them is meant is no question of form.

    >>> look_of("place:Ｏrlec"), look_of("place:o" + chr(0x200D) + "rlec"), look_of("place:x²")
    ('place:Orlec', 'place:orlec', 'place:x²')
    """
    if identity.isascii():
        return identity
    plain = "".join(map(_plain, unicodedata.normalize("NFD", identity)))
    seen = "".join(each for each in plain if each not in _SELECTORS and unicodedata.category(each) != "Cf")
    # What was taken out may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", seen)


def _plain(letter: str) -> str:
    form, *letters = unicodedata.decomposition(letter).split() or [""]
    return "".join(_plain(chr(int(each, 16))) for each in letters) if form in _SAME_LOOK else letter


def ids_can_be_told_apart(evidence: Evidence) -> Iterator[Problem]:
    """No two ids of a dataset differ only in what cannot be seen.

    >>> from unrest.dataset import Dataset
    >>> from unrest.records import Place
    >>> pair = [Place("place:orlec", name="Orlec"), Place("place:ｏrlec", name="Orlec")]
    >>> [problem.found for problem in ids_can_be_told_apart(Evidence(Dataset(pair)))]
    ["'place:\\\\uff4frlec'"]
    """
    # Ids in ASCII alone differ where they differ; most datasets have no others.
    if all(record.id.isascii() for record in evidence.dataset):
        return
    first: dict[str, str] = {}
    for record in evidence.dataset:
        other = first.setdefault(look_of(record.id), record.id)
        if other != record.id:
            expected = f"an id that looks different from {other!a}"
            yield evidence.problem(record, "id", "dataset.alike", found=ascii(record.id), expected=expected)
