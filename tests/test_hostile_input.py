"""Broken and hostile input: always an error of ours with the file and the place, within stated time and memory.

Each file is loaded, and checked by the command line, in a process that may use 1 GB and 20 seconds of a processor.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

import unrest
from unrest.codec import from_dict, from_json, load, save, to_dict, try_load
from unrest.codec.plain import plain_fields
from unrest.dataset import Dataset
from unrest.errors import InvalidRecord, InvalidValue, Problem
from unrest.records import KINDS, Citation, Code, Coding, Link, Participant, Place, Role, Where

HEAD = '{"format": "unrest/1"'
DEEP = 100_000
MEMORY, SECONDS = 1 << 30, 20

# Each file in a process of its own, so that a limit is a limit; forked, so that the package is imported once.
# Prints the codes of the problems of each.
PROBE = f"""
import contextlib, io, json, os, resource, sys
import unrest
from unrest.commands import main
def look_at(path):
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
    found = unrest.try_load(path)
    try:
        unrest.load(path)
        assert not found.problems
    except unrest.UnrestError as error:
        assert error.problems == found.problems
    assert all(problem.file == path for problem in found.problems)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["check", path])
    assert code == (1 if found.problems else 0), (code, found.problems)
    assert "Traceback" not in out.getvalue() + err.getvalue()
    print(json.dumps([problem.code for problem in found.problems][:5]), flush=True)
for path in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            look_at(path)
            code = 0
        finally:
            if code:
                sys.excepthook(*sys.exc_info())
            os._exit(code)
    ended = os.waitpid(child, 0)[1]
    if ended:
        sys.exit(f"{{path}}: the process ended with {{os.waitstatus_to_exitcode(ended)}}")
"""

posix_only = pytest.mark.skipif(os.name != "posix", reason="limits of a process are of Unix")


def record(**fields: str) -> str:
    """A dataset of one event, whose fields are given as JSON."""
    told = {"id": '"event:a"', "stage": '"planned"', **fields}
    return f'{HEAD}, "records": [{{{", ".join(f"{json.dumps(name)}: {each}" for name, each in told.items())}}}]}}'


def nested(brackets: str, inner: str = "1") -> str:
    begin, end = {"[": ("[", "]"), "{": ('{"a":', "}")}[brackets]
    return begin * DEEP + inner + end * DEEP


TEXTS: dict[str, tuple[str, str | None]] = {
    # Deep nesting, wherever it stands.
    "deep lists": (nested("["), "json.depth"),
    "deep objects": (nested("{"), "json.depth"),
    "lists that never end": ("[" * DEEP, "json.depth"),
    "objects that never end": ('{"a":' * DEEP, "json.depth"),
    "deep records": (f'{HEAD}, "records": {nested("[")}}}', "json.depth"),
    "a deep field": (record(period=nested("{")), "json.depth"),
    "a deep extra": (record(codings=f'[{{"extra": {{"a": {nested("[")}}}}}]'), "json.depth"),
    "an extra of 200 levels": (record(codings=f'[{{"extra": {{"a": {"[" * 200}{"]" * 200}}}}}]'), "extra.deep"),
    # Numbers that are none.
    "NaN": (record(note="NaN"), "json.number"),
    "Infinity": (record(codings='[{"extra": {"a": [-Infinity]}}]'), "json.number"),
    "a number too large": (record(codings='[{"extra": {"a": 1e999}}]'), "json.number"),
    "a number with too many digits": (record(codings='[{"extra": {"a": 0.12345678901234567890}}]'), "json.number"),
    "a whole number of 5,000 digits": (record(codings=f'[{{"extra": {{"a": {"9" * 5_000}}}}}]'), "json.number"),
    "a length of 4,000 digits": (f'{HEAD}, "records": [{{"id": "source:a", "length": {"9" * 4_000}}}]}}', None),
    "a number with a leading zero": (record(codings='[{"extra": {"a": 01}}]'), "json.syntax"),
    # Keys that are given twice.
    "two formats": ('{"format": "unrest/1", "format": "unrest/1", "records": []}', "json.twice"),
    "two lists of records": (f'{HEAD}, "records": [], "records": []}}', "json.twice"),
    "a field twice": (record(note='"a", "note": "a"'), "json.twice"),
    "a key twice in an extra": (record(codings='[{"extra": {"a": {"b": 1, "b": 1}}}]'), "json.twice"),
    # Characters.
    "half of a surrogate pair in an id": (record(id='"event:a\\ud800"'), "record.id"),
    "half of a surrogate pair in a text": (record(note='"\\udfff"'), "field.type"),
    "half of a surrogate pair in a key": (record(codings='[{"extra": {"\\ud800": 1}}]'), "extra.keys"),
    "half of a surrogate pair in an unknown field": (record(**{"no\ud800te": "1"}), "field.unknown"),
    "a control character in an id": (record(id='"event:a\\u0007"'), "record.id"),
    "a bare control character": (record(note='"a\x07b"'), "json.syntax"),
    "a right-to-left mark in an id": (record(id='"event:a\\u202e"'), "record.id"),
    "a space in an id": (record(id='"event:a b"'), "record.id"),
    "NUL": (record(note='"a\\u0000"') + "\x00", "json.syntax"),
    # Other things.
    "a list": ("[]", "format.object"),
    "a list of records": ('[{"id": "event:a", "stage": "planned"}]', "format.object"),
    "a text": ('"unrest/1"', "format.object"),
    "a number": ("5", "format.object"),
    "null": ("null", "format.object"),
    "nothing": ("", "json.empty"),
    "spaces": (" \n\t", "json.empty"),
    "no format": ('{"records": []}', "format.absent"),
    "an older format": ('{"format": "unrest/0", "records": []}', "format.version"),
    "a newer format": ('{"format": "unrest/2", "records": []}', "format.version"),
    "a format that is none": ('{"format": ["unrest/1"], "records": []}', "format.version"),
    "a format of 10 MB": (f'{{"format": "{"x" * 10_000_000}", "records": []}}', "format.version"),
    "records that are an object": (f'{HEAD}, "records": {{}}}}', "field.type"),
    "records that are null": (f'{HEAD}, "records": null}}', "field.type"),
    "a record that is a list": (f'{HEAD}, "records": [[]]}}', "field.type"),
    "single quotes": ("{'format': 'unrest/1', 'records': []}", "json.syntax"),
    "a comment": (f'{HEAD}, /* none */ "records": []}}', "json.syntax"),
    "a comma too many": (f'{HEAD}, "records": [],}}', "json.syntax"),
    "two datasets": (f'{HEAD}, "records": []}}{HEAD}, "records": []}}', "json.syntax"),
    "HTML": ("<!doctype html><html><body>404</body></html>", "json.syntax"),
    "20,000 records without an id": (f'{HEAD}, "records": [{", ".join(["{}"] * 20_000)}]}}', "record.id"),
    "20,000 unknown fields": (record(**{f"x{n}": "1" for n in range(20_000)}), "field.unknown"),
    "one id 20,000 times": (
        f'{HEAD}, "records": [{", ".join(json.dumps({"id": "place:a", "name": str(n)}) for n in range(20_000))}]}}',
        "dataset.clash",
    ),
    "5,000 references to nothing": (
        f'{HEAD}, "records": ['
        + ", ".join(json.dumps({"id": f"event:{n}", "stage": "planned", "where": f"place:{n}"}) for n in range(5_000))
        + "]}",
        "reference.unknown",
    ),
    "a text of 30 MB": (record(note=json.dumps("x" * 30_000_000)), None),
    "a word of 5 MB": (record(kind=json.dumps("x" * 5_000_000)), "word.unknown"),
    "a date of 5 MB": (record(period=json.dumps("2" * 5_000_000)), "when.length"),
    "an id of 5 MB": (record(id=json.dumps("event:" + "x" * 5_000_000)), None),
    "a quantity of 5 MB": (
        f'{HEAD}, "records": [{{"id": "statistic:a", "measure": "deaths", "stage": "planned", "quantity": "{"9" * 5_000_000}"}}]}}',
        "quantity.format",
    ),
}
BYTES: dict[str, tuple[bytes, str]] = {
    "UTF-16": (f'{HEAD}, "records": []}}'.encode("utf-16"), "json.encoding"),
    "UTF-32": (f'{HEAD}, "records": []}}'.encode("utf-32"), "json.encoding"),
    "Latin-1": (record(note='"caf\xe9"').encode("latin-1"), "json.encoding"),
    "a byte-order mark": (b"\xef\xbb\xbf" + f'{HEAD}, "records": []}}'.encode(), "json.mark"),
    "zeros": (bytes(100_000), "json.syntax"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "json.encoding"),
    "overlong UTF-8": (b'{"format": "unrest/1\xc0\x80"}', "json.encoding"),
    "surrogates in UTF-8": (b'{"format": "unrest/1\xed\xa0\x80"}', "json.encoding"),
}
FILES: dict[str, tuple[bytes, str | None]] = {
    **{name: (text.encode("utf-8", "surrogatepass"), code) for name, (text, code) in TEXTS.items()},
    **BYTES,
}
# In UTF-8 the half of a pair would be a fault of the encoding and not of the key: there it is written as an escape.
FILES["half of a surrogate pair in an unknown field"] = (
    TEXTS["half of a surrogate pair in an unknown field"][0].replace("\ud800", "\\ud800").encode(),
    "field.unknown",
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The codes of the problems of each file."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    for number, (data, _) in enumerate(FILES.values()):
        path = folder / f"{number}.json"
        path.write_bytes(data)
        paths.append(str(path))
    run = subprocess.run([sys.executable, "-c", PROBE, *paths], capture_output=True, encoding="utf-8", timeout=600)
    assert run.returncode == 0, run.stderr[-2_000:]
    return dict(zip(FILES, map(json.loads, run.stdout.splitlines()), strict=True))


@posix_only
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_by_name(name: str, told: dict[str, list[str]]) -> None:
    code = FILES[name][1]
    assert told[name][:1] == ([] if code is None else [code])


def test_a_text_of_200_mb_is_read_or_refused_within_its_limits(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_text(record(note=json.dumps("x" * 200_000_000)))
    code = "import resource, sys, unrest; limit = 3 * 2**30\nresource.setrlimit(resource.RLIMIT_AS, (limit, limit))\n"
    code += "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\nfound = unrest.load(sys.argv[1])\n"
    code += "print(len(found.events.only().note))"
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8", timeout=300)
    assert (run.stdout, run.stderr[-1_000:]) == ("200000000\n", "")


# Wrong types in every field of every class.

WRONG: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, "", "x", "actor:nobody", [], ["x"], [None], [[]], {}, {"x": 1}, [{}], [{"x": 1}]),
    *(10**400, "\ud800", [1, "x"], {"text": 5}),
)
CLASSES = (*KINDS.values(), Citation, Code, Coding, Link, Participant, Role, Where)


@cache
def least(cls: type) -> dict[str, Any]:
    """The plain form of a value of a class with no more than it needs."""
    from hypothesis import HealthCheck, Phase, find, settings
    from hypothesis import strategies as st

    plan = settings(database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True)
    plain = to_dict(find(st.from_type(cls), lambda _: True, settings=plan))
    return plain if isinstance(plain, dict) else {"place": plain}


FIELDS = [
    pytest.param(cls, each.name, id=f"{cls.__name__}.{each.name}") for cls in CLASSES for each in plain_fields(cls)
]


def refused(cls: Any, plain: dict[str, Any]) -> tuple[Problem, ...]:
    """All that is wrong with the plain form of something; nothing where it is read."""
    try:
        from_dict(cls, plain)
    except (InvalidRecord, InvalidValue) as error:
        return error.problems
    return ()


@pytest.mark.parametrize(("cls", "name"), FIELDS)
def test_a_wrong_type_in_any_field_is_refused_or_means_what_it_says(cls: Any, name: str) -> None:
    for wrong in WRONG:
        plain = {**least(cls), name: wrong}
        if problems := refused(cls, plain):
            assert all(problem.found and problem.expected for problem in problems)
            # One of them is told of this field, or it is a rule in which it has a part.
            assert any(problem.place.startswith(name) for problem in problems) or len(problems) == 1
            continue
        found = from_dict(cls, plain)
        again = to_dict(found)
        assert from_dict(cls, again) == found
        # What was accepted is what was given, but for what is empty.
        if isinstance(again, dict) and wrong not in (None, [], {}):
            assert again[name] == wrong


def test_a_text_cut_anywhere_is_refused() -> None:
    text = Dataset([Place("place:a", name="Orlec"), Place("place:b", name="Zdań", within="place:a")]).to_json()
    for end in range(len(text) - 2):
        with pytest.raises(unrest.InvalidDataset) as caught:
            from_json(text[:end])
        assert all(problem.line for problem in caught.value.problems)


# Writing.

SAVE = """
import sys, unrest
path, size = sys.argv[1], int(sys.argv[2])
dataset = unrest.Dataset([unrest.Place(f"place:{n}", name="n" * 200) for n in range(size)])
print("ready", flush=True)
while True:
    dataset.save(path)
"""


@posix_only
@pytest.mark.parametrize("name", ["x.json", "x.jsonl.gz"])
def test_a_save_that_is_killed_leaves_the_old_or_the_new_file(name: str, tmp_path: Path) -> None:
    path, draw = tmp_path / name, random.Random(5)
    sizes = {0}
    save(Dataset(), path)
    for number in range(8):
        size = 2_000 + number
        process = subprocess.Popen([sys.executable, "-c", SAVE, str(path), str(size)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        with process, process.stdout as told:
            told.readline()
            time.sleep(draw.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
        sizes.add(size)
        # Whichever moment it was: a whole dataset, of this process or of one before.
        assert len(load(path)) in sizes
    # What a killed process leaves behind has a name that no dataset has.
    assert {each.name for each in tmp_path.iterdir() if not each.name.startswith(".unrest-")} == {name}


FULL = """
import resource, signal, sys, unrest
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    unrest.Dataset([unrest.Place(f"place:{n}", name="x" * 100) for n in range(1_000)]).save(sys.argv[1])
except unrest.UnreadableFile as error:
    print(error)
"""


@posix_only
@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    save(Dataset(name="old"), path)
    run = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, encoding="utf-8", timeout=120)
    assert run.stderr == ""
    assert run.stdout.startswith(f"{path}: found file too large, expected a path that can be written")
    assert load(path) == Dataset(name="old")
    assert os.listdir(tmp_path) == [name]


WRITER = """
import sys, unrest
path, name = sys.argv[1:]
dataset = unrest.Dataset([unrest.Place(f"place:{n}", name=name) for n in range(300)], name=name)
for _ in range(60):
    dataset.save(path)
"""


def test_two_writers_leave_a_whole_file_at_every_moment(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    save(Dataset(), path)
    names = ("one", "other")
    processes = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in names]
    seen = 0
    while any(process.poll() is None for process in processes):
        found = try_load(path)
        assert found.problems == ()
        assert len(found.dataset) in (0, 300)
        assert len({attrs.astuple(each)[4] for each in found.dataset}) <= 1
        seen += 1
    assert [process.wait() for process in processes] == [0, 0]
    assert seen > 3
    assert load(path).name in names
    assert os.listdir(tmp_path) == ["x.jsonl"]
