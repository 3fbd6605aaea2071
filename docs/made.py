"""The parts of pages that the code says: word lists, codes of other datasets, data cards, numbers of the model page.

`python docs/made.py` writes them anew; a test says where it was not done.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count, pairwise
from pathlib import Path

from unrest import vocabulary
from unrest.codes.actor import ACTOR_KINDS
from unrest.codes.event import EVENT_MEANINGS
from unrest.codes.place import PRECISIONS
from unrest.readers import formats
from unrest.readers.card import as_markdown

REFERENCE = Path(__file__).parent / "reference"
CODES: dict[str, Mapping[str, Mapping[str, object]]] = {
    "ActorKind": ACTOR_KINDS,
    "Precision": PRECISIONS,
    "EventKind": {
        scheme: {code: meaning.kind for code, meaning in known.items()} for scheme, known in EVENT_MEANINGS.items()
    },
}
_SECTION = re.compile(r"^## `(\w+)`\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_TABLE = r"^\| {}.*?(?=^[^|]|\Z)"


def words(name: str) -> Iterator[tuple[str, str]]:
    """The words of a list, each with the sentence that stands below it in the source."""
    [body] = [
        node.body
        for node in ast.parse(inspect.getsource(getattr(vocabulary, name))).body
        if isinstance(node, ast.ClassDef)
    ]
    for word, told in pairwise(body):
        match word, told:
            case ast.Assign(value=ast.Constant(value=str(found))), ast.Expr(value=ast.Constant(value=str(sentence))):
                yield found, " ".join(sentence.split())


def table(*rows: tuple[str, ...]) -> str:
    """A table, of which the first row is the head."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


def codes(name: str) -> str:
    """Which codes of other datasets mean a word of a list, one row a word that has any."""
    schemes = CODES[name]
    found = {
        word: [", ".join(code for code, means in known.items() if means == word) for known in schemes.values()]
        for word, _ in words(name)
    }
    rows = [(f"`{word}`", *(each or "–" for each in cells)) for word, cells in found.items() if any(cells)]
    return table(("word", *(f"`{scheme}`" for scheme in schemes)), *rows)


def vocabularies(page: str) -> str:
    """The page of word lists with the words, and the codes, of the source."""

    def section(match: re.Match[str]) -> str:
        name, text = match[1], match[0]
        rows = [(f"`{word}`", sentence) for word, sentence in words(name)]
        text = replaced(text, r"word \| meaning", table(("word", "meaning"), *rows))
        return replaced(text, r"word \| `", codes(name)) if name in CODES else text

    return _SECTION.sub(section, page)


def replaced(text: str, head: str, new: str) -> str:
    """A text with one table, told by how its head begins, in a new form."""
    return re.sub(_TABLE.format(head), lambda _: new, text, count=1, flags=re.DOTALL | re.MULTILINE)


def cards(page: str) -> str:
    """The page of formats with the data cards of the readers."""
    return f"{page.partition('## ')[0]}{chr(10).join(map(as_markdown, formats()))}"


def numbered(page: str) -> str:
    """The model page with its sentences numbered from 1 without a gap."""
    number = count(1)
    return re.sub(r"^\*\*\d+\.\*\*", lambda _: f"**{next(number)}.**", page, flags=re.MULTILINE)


PAGES: dict[str, Callable[[str], str]] = {
    "vocabularies.md": vocabularies,
    "formats.md": cards,
    "model.md": numbered,
}


if __name__ == "__main__":
    for name, make in PAGES.items():
        path = REFERENCE / name
        path.write_text(make(path.read_text(encoding="utf-8")), encoding="utf-8")
