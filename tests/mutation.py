"""Mutation testing by hand: is a wrong operator, number or comparison in the code noticed by a test?

    pip install -e '.[test,mutation]'
    python -m tests.mutation src/unrest/when.py src/unrest/quantity.py --sample 60

Mutants are made by cosmic-ray in a copy of the tree, one at a time, and the tests that speak of the module are run
until one fails. A sample is drawn by a seed, so a run can be repeated. Type annotations are left alone: most of such
mutants fall at the import, and the score would be better than the tests.
"""

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("src", "tests", "docs", "examples", "benchmarks", "pyproject.toml", "README.md", "mkdocs.yml")

# The tests that speak of a module, the quickest first. What no line names is tested by its namesake and by REST.
TESTS = {
    "when": "test_when test_wording laws/test_certain_and_possible laws/test_values laws/test_parse_and_print",
    "edtf": "test_edtf test_when laws/test_edtf_levels laws/test_parse_and_print",
    "quantity": "test_quantity test_wording laws/test_quantities laws/test_values",
    "wording": "test_wording test_rules test_quantity",
    "article": "test_article test_passage laws/test_citations test_altered_quotes",
    "passage": "test_passage test_article laws/test_citations test_altered_quotes",
    "records": "test_records test_rules test_codec laws/test_values laws/test_wrong_types laws/test_start_and_end",
    "source": "test_source test_records test_rules laws/test_citations laws/test_values",
    "place": "test_place test_records test_query laws/test_values",
    "actor": "test_actor test_records laws/test_values",
    "rules": "test_rules test_records test_dataset laws/test_datasets",
    "query": "test_query test_time_questions laws/test_questions laws/test_known",
    "dataset": "test_dataset test_query laws/test_datasets laws/test_known",
    "codec": "test_codec test_json_lines laws/test_round_trips laws/test_only_our_errors laws/test_wrong_types",
    "schema": "test_schema laws/test_schemas",
    "file": "test_file test_codec test_json_lines test_hostile_input",
    "path": "test_path test_source test_records test_rules",
    "extra": "test_extra test_codec",
    "errors": "test_errors test_records test_codec",
    "initializer": "test_initializer test_records laws/test_wrong_types",
    "constraint": "test_constraint test_records laws/test_wrong_types",
    "prose": "test_prose test_docs",
    "review": "test_review",
    "commands": "test_commands",
    "strategies": "test_strategies laws/test_values laws/test_round_trips",
}
REST = "test_data"


def tests_of(path: Path) -> list[str]:
    noun = path.relative_to("src/unrest").parts[0].removesuffix(".py")
    named = TESTS.get(noun, f"test_{noun}" if (ROOT / "tests" / f"test_{noun}.py").exists() else "")
    return [f"tests/{each}.py" for each in f"{named} {REST}".split()]


def annotations(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where type annotations begin and end."""
    found: list[Any] = []
    for node in ast.walk(ast.parse(source)):
        found += [getattr(node, "annotation", None), getattr(node, "returns", None)]
    return [((one.lineno, one.col_offset), (one.end_lineno, one.end_col_offset)) for one in found if one is not None]


def mutants(path: Path) -> Iterator[Any]:
    """Every mutation of a file that cosmic-ray knows, but for those of annotations and those that change nothing."""
    from cosmic_ray.commands.init import _all_work_items

    spans = annotations(path.read_text(encoding="utf-8"))
    for item in _all_work_items([path], {}):
        mutation = item.mutations[0]
        if "NoOp" in mutation.operator_name or any(a <= tuple(mutation.start_pos) < b for a, b in spans):
            continue
        yield mutation


def command_for(path: Path) -> str:
    return f"{sys.executable} -m pytest -x -q -p no:cacheprovider {' '.join(tests_of(path))}"


def run(paths: list[Path], sample: int, seed: int, out: Path) -> int:
    from cosmic_ray.mutating import mutate_and_test

    killed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in paths:
        command = command_for(path)
        started = time.perf_counter()
        if subprocess.run(command.split(), capture_output=True).returncode:
            raise SystemExit(f"the tests of {path} fail before anything is changed: {command}")
        limit = 20 + 5 * (time.perf_counter() - started)
        every = list(mutants(path))
        drawn = random.Random(seed).sample(every, min(sample, len(every)))
        print(f"{path}: {len(drawn)} of {len(every)} mutants", flush=True)
        for mutation in drawn:
            try:
                result = mutate_and_test([mutation], command, limit)
            except AttributeError:  # cosmic-ray cannot replace one exception of several
                print(f"{path}: no mutant at {mutation.start_pos}", flush=True)
                continue
            if result.worker_outcome.value != "normal":
                raise SystemExit(f"{path}: {result.output}")
            total[str(path)] += 1
            killed[str(path)] += result.is_killed
            if not result.is_killed:
                with out.open("a", encoding="utf-8") as log:
                    print(json.dumps({"path": str(path), "at": mutation.start_pos, "diff": result.diff}), file=log)
                print(result.diff, flush=True)
        print(f"{path}: {killed[str(path)]} of {total[str(path)]} killed", flush=True)
    print(f"in all: {killed.total()} of {total.total()} killed, {killed.total() / max(1, total.total()):.1%}")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, help="files of src/unrest")
    parser.add_argument("--sample", type=int, default=60, help="mutants of each file (default: 60)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("survivors.jsonl"), help="where survivors are added")
    told = parser.parse_args()
    out = told.out.resolve()
    with tempfile.TemporaryDirectory(prefix="unrest-mutation.") as folder:
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
            elif (ROOT / name).exists():
                shutil.copy(ROOT / name, folder)
        os.chdir(folder)
        os.environ["PYTHONPATH"] = str(Path(folder, "src"))
        os.environ["UNREST_PROFILE"] = "ci"
        return run(
            [path if not path.is_absolute() else path.relative_to(ROOT) for path in told.paths],
            told.sample,
            told.seed,
            out,
        )


if __name__ == "__main__":
    raise SystemExit(main())
