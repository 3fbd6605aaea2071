"""Fuzzing by hand: damaged files, texts and quotes, until the time is up.

    pip install -e '.[test]'
    python -m tests.fuzz --minutes 20 --seed 1

Whatever is given, it is read as it stands or refused with an error of this library. Four things are findings:
another exception, a value of which something was lost or changed, two ways of reading that do not agree, and a quote
that is accepted though its letters stand at no such place. What was found is printed with the round that finds it again:
`--channel leaf --round 1234`.
"""

import argparse
import contextlib
import io
import json
import random
import re
import sys
import tempfile
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

import unrest
from unrest import strategies
from unrest.article import Article, Verdict
from unrest.codec import from_dict, from_json, to_dict, to_json, try_load
from unrest.commands import main as command_line
from unrest.errors import UnrestError
from unrest.quantity import Quantity
from unrest.source import Citation, Source
from unrest.when import Period, When
from unrest.wording import dates_in, numbers_in, says_quantity, says_when

SIGNS = (
    *('"', "{", "}", "[", "]", ",", ":", "\\", "\\u", "\\ud800", "null", "true", "NaN", "1e999", "-0", "0", "9", "00"),
    *(
        "-",
        "/",
        ".",
        "..",
        "X",
        "~",
        "?",
        "%",
        "<",
        ">=",
        " ",
        "\n",
        "\x00",
        "\u202e",
        "\u0301",
        "\ufeff",
        "é",
        "Ⅷ",
        "²",
    ),
)
WORDS = (
    *("two", "at least", "more than", "dozens of", "19", "2,044", "1.5", "million", "half", "no", "not", "about", "%"),
    *("January", "Jan. 5", "2022-01-05", "5 January 2022", "the 5th", "Thursday", "on", "between", "and", "to", "-"),
    *(
        "people",
        "were killed",
        "said",
        "“",
        "”",
        "…",
        "Сауле",
        "не",
        "人",
        "e\u0301",
        "\u00a0",
        "\n\n",
        "Nurova",
        "$",
        "km",
    ),
)


class Finding(Exception):
    """What a round shows that should not be."""


def tried(ask: Callable[[], Any]) -> Any:
    """What comes of asking, or None where it is refused as it should be."""
    try:
        return ask()
    except UnrestError as error:
        if not error.problems or not all(each.code and each.found and each.expected for each in error.problems):
            raise Finding(f"a refusal that says nothing: {error!r}") from error
        return None


@cache
def corpus() -> list[str]:
    """Datasets in their JSON form: drawn ones, the same each time, and the one of the package."""
    drawn: list[str] = [to_json(unrest.load("kazakhstan-2022"))]

    @settings(max_examples=150, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategies.datasets(max=5))
    def draw(dataset: unrest.Dataset) -> None:
        drawn.append(to_json(dataset))

    draw()
    return sorted(set(drawn), key=len)


@cache
def records() -> list[tuple[type, Any]]:
    return [(type(each), to_dict(each)) for text in corpus() for each in from_json(text)]


def damaged(rng: random.Random, text: str) -> str:
    """A text with a few characters lost, doubled, exchanged or put in."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at = rng.randint(0, len(text))
        end = min(len(text), at + rng.choice((0, 1, 1, 2, 8, 60)))
        kind = rng.randrange(5)
        if kind == 0:
            text = text[:at] + text[end:]
        elif kind == 1:
            text = text[:end] + text[at:]
        elif kind == 2:
            text = text[:at] + rng.choice(SIGNS) + text[end:]
        elif kind == 3:
            digits = [match.start() for match in re.finditer(r"\d", text)]
            if digits:
                at = rng.choice(digits)
                text = text[:at] + rng.choice("0123456789") + text[at + 1 :]
        else:
            other = rng.randint(0, len(text))
            text = text[:at] + text[other : other + rng.randint(1, 12)] + text[at:]
    return text


def leaves(plain: Any) -> Counter[Any]:
    """All that a document says, without its order: what is null or empty says nothing."""
    if isinstance(plain, dict | list):
        inner = plain.values() if isinstance(plain, dict) else plain
        return sum(map(leaves, inner), Counter())
    # A coordinate may be written as a whole number, so 43 and 43.0 are one; a number and true are not.
    is_number = isinstance(plain, int | float) and not isinstance(plain, bool)
    return Counter() if plain is None else Counter([plain if is_number else repr(plain)])


def compare(given: Any, read: Any) -> None:
    """Nothing that a document says is lost when it is read; a repeat in a list without order is one.

    A place with its precision, or a start with its end, may be written as one text, in which both stand.
    """
    kept = leaves(read).keys()
    texts = [each for each in kept if isinstance(each, str)]
    lost = {
        each
        for each in leaves(given).keys() - kept
        if not isinstance(each, str) or not any(each[1:-1] in text for text in texts)
    }
    if lost:
        raise Finding(f"lost: {sorted(map(str, lost))[:5]}")


def in_full(rng: random.Random, text: str) -> None:
    given = damaged(rng, text)
    found = tried(lambda: from_json(given))
    if found is not None:
        again = to_json(found)
        if from_json(again) != found:
            raise Finding("what was read is not what is written")
        compare(json.loads(given), json.loads(again))


def channel_json(rng: random.Random) -> None:
    """A file in JSON with some characters damaged."""
    in_full(rng, rng.choice(corpus()[:-1]) if rng.random() < 0.97 else corpus()[-1])


def places(plain: Any) -> list[tuple[Any, Any]]:
    """Every place in a document, as what holds it and the key."""
    found: list[tuple[Any, Any]] = []
    items = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, each in items:
        found += [(plain, key), *places(each)]
    return found


def channel_leaf(rng: random.Random) -> None:
    """A record with a value damaged, exchanged for one from elsewhere, lost, or under another name."""
    cls, plain = rng.choice(records())
    plain = json.loads(json.dumps(plain))
    for _ in range(rng.choice((1, 1, 2))):
        where = places(plain)
        holder, key = rng.choice(where)
        kind = rng.randrange(5)
        if kind == 0:
            holder[key] = None
        elif kind == 1 and isinstance(holder[key], str):
            holder[key] = damaged(rng, holder[key])
        elif kind == 2:
            donor, name = rng.choice(places(rng.choice(records())[1]))
            holder[key] = json.loads(json.dumps(donor[name]))
        elif kind == 3:
            holder[key] = rng.choice(
                (0, -1, 1.5, 10**40, True, "", "x", [], {}, [[]], [None], {"a": 1}, "2022-13", "5..3")
            )
        elif isinstance(holder, dict):
            holder[damaged(rng, str(key))] = holder.pop(key)
    found = tried(lambda: from_dict(cls, plain))
    text = json.dumps({"format": "unrest/1", "records": [plain]})
    if found is None:
        # A file may be refused for references too, so only what is refused alone has to be refused in a file.
        if (
            isinstance(plain, dict)
            and tried(lambda: from_json(text)) is not None
            and plain.get("id", "").startswith(f"{cls.__name__.lower()}:")
        ):
            raise Finding("accepted in a file, refused alone")
        return
    again = to_dict(found)
    if from_dict(cls, again) != found:
        raise Finding("what was read is not what is written")
    compare(plain, again)


def channel_file(rng: random.Random) -> None:
    """Bytes of a file, in each of the four forms, read in both ways and put to the command line."""
    name = rng.choice(("x.json", "x.jsonl", "x.json.gz", "x.jsonl.gz"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        from_json(rng.choice(corpus()[:-1])).save(path)
        raw = bytearray(path.read_bytes())
        for _ in range(rng.choice((0, 1, 1, 3))):
            at, kind = rng.randrange(len(raw)), rng.randrange(4)
            if kind == 0:
                raw[at] = rng.randrange(256)
            elif kind == 1:
                del raw[at : at + rng.choice((1, 5, 1000))]
            elif kind == 2:
                raw[at:at] = rng.randbytes(rng.choice((1, 3)))
            else:
                raw[at:] = raw[at:] * 2
            raw = raw or bytearray(b" ")
        path.write_bytes(raw)
        attempt = try_load(path)
        loaded = tried(lambda: unrest.load(path))
        if (loaded is None) != bool(attempt.problems) or (loaded is not None and loaded != attempt.dataset):
            raise Finding("load and try_load do not agree")
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = command_line([rng.choice(("check", "show")), str(path)])
        if code not in (0, 1, 2) or "Traceback" in out.getvalue() + err.getvalue() or (loaded is None and code == 0):
            raise Finding(f"the command line: {code}")


def channel_values(rng: random.Random) -> None:
    """Texts of dates, periods, numbers, places and citations."""
    cls: Any = rng.choice((When, Period, Quantity, Citation, unrest.Where))
    seeds = (
        "2022-01-05",
        "2022-01/2022-02-03~",
        "[2022-01-03..2022-01-07]",
        "202X",
        "2022-21",
        "160..225",
        ">=19",
        "~1.5 million",
    )
    text = damaged(
        rng, rng.choice((*seeds, "source:a#char=1,5", "place:a near", "/..", "2022-XX-05", "Y17", "1.50 t", "..5"))
    )
    found = tried(lambda: cls.parse(text))
    if found is not None and (str(found) != text or cls.parse(text) != found):
        raise Finding(f"{text!r} is read as {found!s}")
    if isinstance(found, When) and found.earliest and found.latest and found.earliest > found.latest:
        raise Finding(f"{text!r} ends before it begins")
    if isinstance(found, Quantity) and None not in (found.low, found.high) and found.low > found.high:
        raise Finding(f"{text!r} is lower than it is high")


def sentence(rng: random.Random, most: int = 14) -> str:
    return rng.choice((" ", " ", " ", "-", "")).join(rng.choice(WORDS) for _ in range(rng.randint(1, most)))


def channel_prose(rng: random.Random) -> None:
    """Numbers and dates in sentences."""
    text = damaged(rng, sentence(rng)) or "x"
    spans = [*numbers_in(text), *dates_in(text)]
    if any(not 0 <= each.start < each.end <= len(text) for each in spans):
        raise Finding(f"a span that is not in {text!r}")
    when, quantity = When("2022-01-05"), Quantity.parse(rng.choice(("19", ">=19", "2..5", "~2044", "?")))
    for language in (None, "en", "ru"):
        answers = (says_when(text, when, language=language), says_quantity(text, quantity, language=language))
        if any(answer not in (True, False, None) for answer in answers):
            raise Finding(f"no answer: {answers}")


def letters(text: str) -> str:
    """All that typography leaves of a text, up to the case of its first letter."""
    found = re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text))
    return found[:1].casefold() + found[1:]


def channel_quotes(rng: random.Random) -> None:
    """Quotes of a text, as they stand and altered: accepted only where their letters stand in it."""
    text = " ".join(sentence(rng) for _ in range(6))
    article = tried(lambda: Article(Source("source:x"), text))
    if article is None:
        return
    start = rng.randrange(len(article.text))
    quote = article.text[start : start + rng.randint(1, 60)]
    if rng.random() < 0.7:
        quote = damaged(rng, quote)
    given = {"quote": quote} if rng.random() < 0.5 else {"quote": quote, "start": start, "end": start + len(quote)}
    citation = tried(lambda: Citation("source:x", **given))
    if citation is None:
        return
    found = article.verify(citation)
    # Of a quote without a place, or with other typography, the verdict says that its words are there.
    if found.verdict in (Verdict.EXACT, Verdict.FOLDED, Verdict.UNPLACED):
        there = article.text[found.start : found.end]
        if letters(there) != letters(quote):
            raise Finding(f"{quote!r} is {found.verdict} for {there!r}")


CHANNELS: dict[str, Callable[[random.Random], None]] = {
    name.removeprefix("channel_"): found for name, found in dict(globals()).items() if name.startswith("channel_")
}


def one_round(channel: str, seed: int, number: int) -> str | None:
    """What a round finds, or None."""
    try:
        CHANNELS[channel](random.Random(f"{channel} {seed} {number}"))
    except Exception:
        return traceback.format_exc(limit=-3)
    return None


def fuzz(channels: list[str], seed: int, seconds: float) -> tuple[Counter[str], list[str]]:
    """Rounds of all channels in turn, until the time is up or twenty findings are made."""
    rounds: Counter[str] = Counter()
    findings: list[str] = []
    corpus()
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(findings) < 20:
        for channel in channels:
            found = one_round(channel, seed, rounds[channel])
            if found:
                findings.append(f"--channel {channel} --seed {seed} --round {rounds[channel]}\n{found}")
                print(findings[-1], flush=True)
            rounds[channel] += 1
    return rounds, findings


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--channel", choices=CHANNELS, action="append", help="only this one; may be given again")
    parser.add_argument("--round", type=int, help="one round once more")
    told = parser.parse_args(arguments)
    channels = told.channel or [*CHANNELS]
    if told.round is not None:
        found = [one_round(channel, told.seed, told.round) for channel in channels]
        print(*(each or "nothing" for each in found), sep="\n")
        return int(any(found))
    rounds, findings = fuzz(channels, told.seed, told.minutes * 60)
    print(", ".join(f"{name} {number:,}" for name, number in rounds.items()), f"rounds; {len(findings)} findings")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
