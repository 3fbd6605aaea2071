"""Text as HTML: nothing in it is markup, and what cannot be seen or would turn a line round is a visible mark."""

import html
import re
from collections.abc import Callable
from urllib.parse import quote

__all__ = ["attribute", "element", "isolated", "linked", "record_id", "record_link", "seen"]

# What is written as it is although it has no picture of its own: line ends and tabs; joiners, without which Persian and
# Devanagari are misspelt. All else that cannot be seen, or moves what stands round it, is marked.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
# A mark of direction between two letters changes no word; it keeps its effect and is shown as well.
_KEPT = "\u061c\u200e\u200f"
_PICTURE = 0x2400


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _mark(letter: str) -> str:
    picture = chr(_PICTURE + ord(letter)) if letter < " " else _name(letter)
    kept = letter if letter in _KEPT else ""
    return f'{kept}<bdi class="unseen" title="{_name(letter)}">{picture}</bdi>'


def seen(text: str) -> str:
    """Text between tags.

    A carriage return before a line feed is the end of a line like any other; alone it is marked.

    >>> seen("<b> & " + chr(7))
    '&lt;b&gt; &amp; <bdi class="unseen" title="U+0007">␇</bdi>'
    """
    escaped = html.escape(text, quote=False).replace("\r\n", "\n")
    return _UNSEEN.sub(lambda found: _mark(found[0]), escaped)


def isolated(text: str) -> str:
    """Text between tags whose direction reaches nothing that stands round it.

    >>> isolated("a & b")
    '<bdi>a &amp; b</bdi>'
    """
    return f"<bdi>{seen(text)}</bdi>"


def attribute(text: str) -> str:
    """Text inside the double quotes of an attribute.

    >>> attribute('"onclick=' + chr(0x202E))
    '&quot;onclick=[U+202E]'
    """
    return _UNSEEN.sub(lambda found: f"[{_name(found[0])}]", html.escape(text, quote=True))


def element(name: str, inside: str = "", **attributes: object) -> str:
    """An element around what is HTML already; an attribute that is None is left out, one that is True has no value.

    >>> element("li", "x", class_="a", hidden=True, title=None)
    '<li class="a" hidden>x</li>'
    """
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if each is True else f'="{attribute(str(each))}"')
        for key, each in attributes.items()
        if each is not None
    )
    return f"<{name}{told}>{inside}</{name}>"


def record_id(ref: str) -> str:
    """The id of the element in which a record stands; no name of the browser's own begins so.

    >>> record_id("event:a")
    'record-event:a'
    """
    return f"record-{ref}"


# An id has no space, so that what a sentence has in brackets ends at a bracket with a space, a mark or nothing behind.
_REFERENCE = re.compile(r"\[([a-z]+:\S+?)\](?=[\s,.;:*)\]]|$)")


def record_link(ref: str, words: str) -> str:
    """A link to where a record stands, around what is HTML already.

    >>> record_link("event:a", "a strike")
    '<a class="ref" href="#record-event%3Aa">a strike</a>'
    """
    return element("a", words, class_="ref", href=f"#{quote(record_id(ref), safe='')}")


def linked(text: str, is_there: Callable[[str], bool]) -> str:
    """A sentence in which ids in brackets lead to their records, as far as these are there.

    >>> linked("about [event:a] & [event:b]", lambda ref: ref == "event:a")
    '<bdi>about [<a class="ref" href="#record-event%3Aa">event:a</a>] &amp; [event:b]</bdi>'
    """
    told, at = [], 0
    for found in _REFERENCE.finditer(text):
        if is_there(found[1]):
            told += [seen(text[at : found.start()]), f"[{record_link(found[1], seen(found[1]))}]"]
            at = found.end()
    return f"<bdi>{''.join(told)}{seen(text[at:])}</bdi>"
