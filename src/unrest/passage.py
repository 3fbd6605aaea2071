"""Words in a text: where they stand, where a word or a number begins and ends, and what is nearest to absent words.

Finding forgives typography only: the form of quotation marks and dashes, an ellipsis or three dots, the width of spaces
and line breaks, the case of the first letter, and whether an accent is written into its letter or after it.
Letters, digits and words are never changed, so that another figure, another name or a lost "not" is never found.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from itertools import islice

from .wording import numbers_in

__all__ = [
    "differences",
    "find",
    "find_elided",
    "is_between",
    "is_cut",
    "likest",
    "names",
    "on_one_line",
    "parts_of",
    "pattern_of",
    "runs_right_to_left",
    "surroundings",
    "whole_words",
    "width_of",
]

Span = tuple[int, int]

_SINGLE = "'‘’‚‛‹›`´\u1fef\u1ffd"
_DOUBLE = '"“”„‟«»'
_DASHES = "-‐‑‒–—―−"
_ALIKE = {mark: f"[{re.escape(marks)}]" for marks in (_SINGLE, _DOUBLE, _DASHES) for mark in marks}
_DOTS = re.compile(r"\s+|…|\.\.\.")

# Scripts that write words without spaces between them: a citation may begin or end at any of their letters.
_UNSPACED = "\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
_UNSPACED += "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")

_APOSTROPHES = "'’‘"
_HYPHENS = "-‐‑"
# Between two digits these belong to the number, the day or the time: 19,000 1.19 10:30 25/01 29.01.2022.
_IN_NUMBERS = ".,:/·٫٬⁄'’"
_SIGNS = "-−."
_JOINERS = "\u00ad\u200c\u200d\u2060"
# Days in digits, and digits in groups of three with spaces between them.
_SPACED_NUMBER = re.compile(
    r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)|(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d])"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?\s$"
)
# With what the second word of a number begins: two hundred, 2.5 million, a hundred and five, twenty five.
_GOES_ON = re.compile(
    r"\s*(?:and\s|hundred|thousand|[mb]illion|trillion|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thir|fif|twen|for)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s(?!\w)", re.IGNORECASE)

_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:[.,'’‐‑-][^\W_{_UNSPACED}]+)*")
# Not the first letter, whose case does not count, none before a mark that may be written into it, and no K, for which
# the sign of the kelvin may stand.
_PLAIN_RUN = re.compile(r"(?<=[0-9A-Za-z])[0-9A-JL-Za-z]{2,}(?![\u0300-\U0010ffff])")
_PARAGRAPH = re.compile(r"\s*\n[^\S\n]*\r?\n\s*")


def _extends(letter: str) -> bool:
    """Whether it belongs to the character before it: a combining mark, a joiner, the rest of a Korean syllable."""
    if letter < "\u0300":
        return letter == "\u00ad"
    return letter in _JOINERS or unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff"


def _clusters(words: str) -> Iterator[str]:
    start = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or not _extends(words[end]):
            yield words[start:end]
            start = end


@cache
def _doubles() -> dict[str, set[str]]:
    """The characters that Unicode has twice: the sign of the kelvin and K, the sign of the ångström and Å."""
    found: dict[str, set[str]] = {}
    # The blocks that have such characters: all of Unicode would take half a second.
    for low, high in ((0x340, 0x400), (0x1F00, 0x2400), (0xF900, 0xFB00), (0x2F800, 0x2FA20)):
        for each in map(chr, range(low, high)):
            plain = unicodedata.normalize("NFC", each)
            if plain != each and len(plain) == 1:
                found.setdefault(plain, set()).add(each)
    return found


def _in_other_case(letter: str) -> str:
    other = letter.swapcase()
    # A pair that does not lead back is two letters (ı and I), not two cases of one.
    return other if len(other) == len(letter) and other.swapcase() == letter else letter


def _forms(cluster: str, *, first: bool) -> str:
    if cluster in _ALIKE:
        return _ALIKE[cluster]
    composed = unicodedata.normalize("NFC", cluster)
    forms = {cluster, composed, unicodedata.normalize("NFD", cluster)}
    if first:
        other = _in_other_case(composed)
        forms |= {other, unicodedata.normalize("NFD", other)}
    for each in [*forms]:
        forms |= _doubles().get(each, set())
    return re.escape(cluster) if len(forms) == 1 else f"(?:{'|'.join(sorted(map(re.escape, forms)))})"


def _literal(words: str, *, opening: bool) -> tuple[str, bool]:
    parts = []
    for cluster in _clusters(words):
        first = opening and cluster[0].isalnum()
        parts.append(_forms(cluster, first=first))
        opening = opening and not first
    return "".join(parts), opening


@lru_cache(maxsize=1024)
def pattern_of(words: str) -> "re.Pattern[str]":
    """The pattern of words that differ from these in typography only.

    >>> pattern_of('the "toll"').fullmatch("The “toll”") is not None
    True
    >>> pattern_of("19").fullmatch("18") is None
    True
    """
    parts, at, opening = [], 0, True
    for odd in _DOTS.finditer(words):
        part, opening = _literal(words[at : odd.start()], opening=opening)
        parts += [part, r"\s+" if odd[0].isspace() else r"(?:…|\.\.\.)"]
        at = odd.end()
    parts.append(_literal(words[at:], opening=opening)[0])
    return re.compile("".join(parts))


def find(text: str, words: str, *, prefix: str | None = None, suffix: str | None = None) -> Iterator[Span]:
    """Every place of the words, in order, those inside a longer word included; places may overlap.

    `prefix` and `suffix` are words that must stand directly before and after, with or without a space between.

    >>> list(find("19 killed, 2019", "19"))
    [(0, 2), (13, 15)]
    """
    if not words or not _may_stand_in(text, words):
        return
    before = f"{pattern_of(prefix.strip()).pattern}\\s*" if prefix else ""
    after = f"\\s*{pattern_of(suffix.strip()).pattern}" if suffix else ""
    pattern = re.compile(f"{before}({pattern_of(words).pattern}){after}")
    match = pattern.search(text)
    while match is not None:
        yield match.span(1)
        match = pattern.search(text, match.start() + 1)


def parts_of(words: str) -> tuple[str, ...]:
    """The words between the ellipses of a quote that leaves something out; none where it has no ellipsis.

    An ellipsis is `…` or three dots, also in round or square brackets.

    >>> parts_of("Two guards [...] fled to the port")
    ('Two guards', 'fled to the port')
    """
    parts = _ELLIPSIS.split(words)
    return tuple(part.strip() for part in parts if part.strip()) if len(parts) > 1 else ()


def find_elided(text: str, words: str) -> list[tuple[Span, ...]]:
    """The places at which the parts of a quote with ellipses stand, in their order; the first few of them.

    Each part is of two words or more, found as `find` finds it, and begins and ends where words do.
    What is left out between two parts is at most 500 characters and has no blank line in it: an ellipsis joins what
    stands in one paragraph.

    >>> find_elided("Two guards were hurt and fled to the port.", "two guards … fled to the port")
    [((0, 10), (25, 41))]
    """
    parts = parts_of(words)
    if not parts or any(len(_WORD.findall(part)) < 2 for part in parts):
        return []
    return list(islice(_chains(text, parts, (), set()), _MOST_PLACES))


def _chains(
    text: str, parts: tuple[str, ...], before: tuple[Span, ...], dead: set[tuple[int, int]]
) -> Iterator[tuple[Span, ...]]:
    """Every way in which the parts that are left can follow those that were found.

    A place after which they cannot follow is dead and not looked at again: else a text that repeats itself would take
    a time that grows with every part as the number of places does.
    """
    if not parts:
        yield before
        return
    here = (len(parts), before[-1][1] if before else 0)
    if here in dead:
        return
    is_dead = True
    low, high = (before[-1][1], before[-1][1] + _MOST_LEFT_OUT) if before else (0, len(text))
    near = text[low : high + 2 * len(parts[0]) + 100] if before else text
    for start, end in find(near, parts[0]):
        span = (low + start, low + end)
        if span[0] > high or (before and _BLANK_LINE.search(text, low, span[0])):
            break
        if not is_cut(text, *span):
            for chain in _chains(text, parts[1:], (*before, span), dead):
                is_dead = False
                yield chain
    if is_dead:
        dead.add(here)


_ELLIPSIS = re.compile(r"\s*[\[(]\s*(?:…|\.\.\.)\s*[\])]\s*|\s*(?:…|\.{3,4})\s*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\r?\n")
_MOST_LEFT_OUT = 500
_MOST_PLACES = 10


def _may_stand_in(text: str, words: str) -> bool:
    """Whether every run of plain letters and digits in these words stands somewhere in the text.

    A pattern looks at every character of a long text, which takes a hundred times as long as to look for a word.
    """
    return all(run[0] in text for run in _PLAIN_RUN.finditer(words, 1))


def is_between(text: str, start: int, end: int, *, prefix: str | None, suffix: str | None) -> bool:
    """Whether these words stand directly before and after a stretch, with or without a space between.

    >>> is_between("At least 19 guards", 9, 11, prefix="at least", suffix=None)
    True
    """
    if prefix:
        while text[start - 1 : start].isspace():
            start -= 1
        # The words there may be longer than these: a letter with its accent after it, an ellipsis as three dots.
        low = max(0, start - 4 * len(prefix) - 100)
        if re.compile(f"(?:{pattern_of(prefix.strip()).pattern})\\Z").search(text, low, start) is None:
            return False
    return not suffix or re.compile(f"\\s*{pattern_of(suffix.strip()).pattern}").match(text, end) is not None


def _is_spaced(letter: str) -> bool:
    return letter.isalnum() and _IS_UNSPACED.match(letter) is None


def _base(text: str, at: int) -> str:
    while at > 0 and _extends(text[at]):
        at -= 1
    return text[at]


def _is_linked(text: str, at: int) -> bool:
    """Whether the mark at a position holds the characters on both sides of it together: don't, well-known, 19,000."""
    if not 0 < at < len(text) - 1:
        return False
    mark, left, right = text[at], _base(text, at - 1), text[at + 1]
    if left.isnumeric() and right.isnumeric():
        return mark in _IN_NUMBERS
    return (mark in _APOSTROPHES or mark in _HYPHENS) and _is_spaced(left) and _is_spaced(right)


def _is_sign(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    return text[at] in _SIGNS and text[at + 1].isnumeric() and (before.isspace() or before in "([{")


def _in_spaced_number(text: str, at: int) -> bool:
    for match in _SPACED_NUMBER.finditer(text, max(0, at - 40), at + 40):
        if match.start() < at < match.end():
            # "On January 25 225 people": a day and a figure.
            month = " " in match[0] and _MONTH_BEFORE.search(text, max(0, match.start() - 12), match.start())
            return not month
    return False


def _in_spelled_number(text: str, at: int) -> bool:
    if _GOES_ON.match(text, at) is None:
        return False
    low = max(0, at - 60)
    near = text[low : at + 60]
    spans = (near[number.start : number.end] for number in numbers_in(near) if number.start < at - low < number.end)
    # Digits were looked at above, and with a comma it may be two numbers: "two hundred, five of them guards".
    return any("," not in span and any(map(str.isalpha, span)) for span in spans)


def _is_inside(text: str, at: int) -> bool:
    """Whether a position stands inside a word, a number or a character written with several code points."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before == "\u200d" or (_extends(after) and not before.isspace()):
        return True
    base = _base(text, at - 1)
    if base.isalnum() and after.isalnum():
        # 19 is one number in every script: so is 十九.
        return (base.isnumeric() and after.isnumeric()) or (_is_spaced(base) and _is_spaced(after))
    if _is_linked(text, at - 1) or _is_linked(text, at) or _is_sign(text, at - 1):
        return True
    if (before.isdigit() or after.isdigit()) and _in_spaced_number(text, at):
        return True
    return (before.isspace() or after.isspace()) and _in_spelled_number(text, at)


def _ends_inside(text: str, at: int) -> bool:
    return _is_inside(text, at) and _POSSESSIVE.match(text, at) is None


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins or ends inside a word or a number.

    A number reaches over its separators (19,000; 1.19; 10:30; 2022-01-25; 19 000) and its words (2.5 million; two
    hundred and five), but not over the dash of a range.
    A word reaches over apostrophes and hyphens (don't, non-violent, Nur-Sultan), so that no part can lose a "not".
    Only the possessive may be left off: "Aida" may be cited from "Aida's".
    In scripts without spaces between words (Chinese, Japanese, Thai, ...) a stretch may end after any character.

    >>> is_cut("On May 25", 0, 8), is_cut("non-violent", 4, 11), is_cut("Aida's", 0, 4)
    (True, True, False)
    """
    return _is_inside(text, start) or _ends_inside(text, end)


def whole_words(text: str, start: int, end: int) -> Span:
    """The smallest stretch around this one that begins and ends where words and numbers do.

    >>> whole_words("On May 25", 0, 8)
    (0, 9)
    """
    while _is_inside(text, start):
        start -= 1
    while _ends_inside(text, end):
        end += 1
    return start, end


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(match[0].casefold(), *match.span()) for match in _WORD.finditer(text)]


def _best_windows(have: list[str], wanted: list[str], size: int) -> list[int]:
    """Where the stretches of this many words begin that have the most of the wanted words; none below one half."""
    need, window = Counter(wanted), dict.fromkeys(wanted, 0)
    shared, best = 0, (len(wanted) + 1) // 2
    found: list[int] = []
    for at, token in enumerate(have):
        if token in need:
            shared += window[token] < need[token]
            window[token] += 1
        if at >= size and (gone := have[at - size]) in need:
            window[gone] -= 1
            shared -= window[gone] < need[gone]
        if at >= size - 1 and shared >= best:
            found = found if shared == best else []
            best = shared
            found.append(at - size + 1)
    return found[:16]


def likest(text: str, words: str) -> Span | None:
    """The stretch of the text that is most like words that it does not have; only ever a proposal.

    The time is linear in the text, and memory does not grow with it: words are counted, of a long text in the pieces
    that have most of them, and only the few best stretches are compared by their letters.

    >>> likest("He said that 19 guards fell. Rain.", "18 guards fell")
    (13, 27)
    """
    wanted = [token for token, _, _ in _tokens(words[:2_000])]
    found = [span for start, piece in _pieces(text, wanted) for span in _likest_in(piece, wanted, start)]
    if not found and wanted and len(wanted) <= 3:
        return _alike(_tokens(text[:_PIECE]), wanted)
    return max(found, key=lambda span: _likeness(words, text[slice(*span)]), default=None)


def _likeness(words: str, there: str) -> float:
    return SequenceMatcher(None, words[:300], there[:300]).ratio()


def _likest_in(text: str, wanted: list[str], start: int) -> list[Span]:
    """The few stretches of a piece, which begins at this character of its text, that have most of the wanted words."""
    tokens = _tokens(text)
    size = min(len(wanted), len(tokens))
    windows = _best_windows([token for token, _, _ in tokens], wanted, size) if size else []
    return [(start + tokens[at][1], start + tokens[at + size - 1][2]) for at in windows]


# A text is looked through in pieces of so many characters; so many of them, those with most of the words, word by word.
_PIECE = 100_000
_PIECES = 16


def _pieces(text: str, wanted: list[str]) -> list[tuple[int, str]]:
    """The text in overlapping pieces, or the few of a long text that have most of the wanted words."""
    overlap = 2 * sum(len(word) + 2 for word in wanted) + 100
    starts = range(0, len(text), _PIECE)
    if len(starts) > _PIECES:
        sought = {word for word in wanted if len(word) > 1}
        shared = Counter({start: _shared(text[start : start + _PIECE + overlap], sought) for start in starts})
        starts = sorted(start for start, _ in shared.most_common(_PIECES))  # type: ignore[assignment]
    return [(start, text[start : start + _PIECE + overlap]) for start in starts]


def _shared(piece: str, sought: set[str]) -> int:
    there = piece.lower()
    return sum(word in there for word in sought)


def _alike(tokens: list[tuple[str, int, int]], wanted: list[str]) -> Span | None:
    """The stretch whose letters are most like those of a few words, none of which need be there."""
    size = len(wanted)
    places: dict[str, Span] = {}
    for at in range(min(len(tokens) - size + 1, 2_000)):
        run = tokens[at : at + size]
        places.setdefault(" ".join(token for token, _, _ in run), (run[0][1], run[-1][2]))
    close = get_close_matches(" ".join(wanted)[:200], places, n=1, cutoff=0.7)
    return places[close[0]] if close else None


def differences(words: str, there: str) -> str:
    """Where two stretches differ, as a reader would say it; at most three differences are named.

    >>> differences("18 guards fell", "19 guards fell")
    "the text has '19' for '18'"
    """
    ours, theirs = _WORD.findall(words[:2_000]), _WORD.findall(there[:2_000])
    matcher = SequenceMatcher(
        None, [each.casefold() for each in ours], [each.casefold() for each in theirs], autojunk=False
    )
    told = (
        _difference(" ".join(ours[i:j]), " ".join(theirs[k:m]))
        for kind, i, j, k, m in matcher.get_opcodes()
        if kind != "equal"
    )
    return ", ".join(islice(told, 3))


def _difference(ours: str, theirs: str) -> str:
    if not ours:
        return f"the text has also {theirs!r}"
    return f"the text has {theirs!r} for {ours!r}" if theirs else f"the text has no {ours!r}"


def on_one_line(words: str) -> str:
    """A stretch as it can be printed on one line: line breaks as spaces, a blank line as a pilcrow, nothing invisible.

    >>> on_one_line("first" + chr(10) * 2 + "second")
    'first ¶ second'
    """
    flat = re.sub(r"\s+", " ", _PARAGRAPH.sub(" ¶ ", words))
    return "".join(each for each in flat if unicodedata.category(each) not in ("Cc", "Cf") or each == "\u200c")


def width_of(line: str) -> int:
    """How many columns a line takes in a terminal: none for a combining mark, two for a wide character.

    >>> width_of("ab"), width_of("人")
    (2, 2)
    """
    return sum(0 if _extends(each) else 1 + (unicodedata.east_asian_width(each) in "WF") for each in line)


def runs_right_to_left(line: str) -> bool:
    """Whether a terminal may turn a line round, because it has letters of a script that runs from right to left.

    >>> runs_right_to_left("19 guards"), runs_right_to_left(chr(0x5D0))
    (False, True)
    """
    return not line.isascii() and any(unicodedata.bidirectional(each) in ("R", "AL") for each in line)


def surroundings(text: str, start: int, end: int, context: int) -> tuple[str, str, str]:
    """What stands before a stretch, the stretch, and what stands after it, each on one line.

    >>> surroundings("one two three four five", 8, 13, 6)
    ('…two ', 'three', ' four…')
    """
    low, high = max(0, start - context), min(len(text), end + context)
    before, after = on_one_line(text[low:start]), on_one_line(text[end:high])
    if low:
        before = "…" + _without(before.partition(" ")[2], before)
    if high < len(text):
        after = _without(after.rpartition(" ")[0], after) + "…"
    return before, on_one_line(text[start:end]), after


def _without(rest: str, all_of_it: str) -> str:
    """What is left without a word that the limit may have cut, unless nothing would be left."""
    return rest if rest.strip() else all_of_it


def names(spans: Iterable[Span]) -> str:
    """Places as a message names them.

    >>> names([(3, 5), (9, 11)])
    'characters 3 to 5, characters 9 to 11'
    """
    return ", ".join(f"characters {start} to {end}" for start, end in spans)
