"""All goals in one run, as a table; with `--page` as a page of the docs.

    pip install -e '.[bench]'
    python -m benchmarks --page docs/explanation/speed.md

Only ratios are told: the same code is twice as slow on another machine, and so is what stands beside it.
"""

import argparse
import platform
import sys
from importlib import metadata
from pathlib import Path

from .claims import many_claims
from .files import files_read
from .goal import GOALS, Line
from .lines import flat_memory


def versions() -> str:
    names = ("attrs", "cattrs", "python-dateutil", "pydantic", "undate", "stix2", "followthemoney")
    found = []
    for name in names:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return f"{platform.python_implementation()} {platform.python_version()} on {platform.system()}; {', '.join(found)}."


def row(line: Line) -> str:
    ratio = "–" if line.ratio is None else f"{line.ratio:.2f}" if line.ratio >= 0.1 else f"{line.ratio:.4f}".rstrip("0")
    most = "–" if line.most is None else f"{line.most:g}"
    note = f" ({line.note})" if line.note else ""
    return f"| {line.goal} | {line.what}{note} | {line.beside} | {ratio} | {most} | {line.verdict} |"


def table(lines: list[Line]) -> str:
    head = "| Goal | Work | Beside | Ratio | Goal: at most | |\n| --- | --- | --- | --: | --: | --- |"
    return "\n".join([head, *map(row, lines)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=GOALS, action="append", help="only these; may be given again")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the work; below 1 the ratios say little")
    parser.add_argument(
        "--records", type=int, default=1_000_000, help="records of the run in JSON Lines; 0 leaves it out"
    )
    parser.add_argument("--claims", type=int, default=1_000_000, help="claims that questions are asked of; 0: none")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of files that are streamed; 0: none")
    parser.add_argument("--page", type=Path, help="a page to be written, beside what is printed")
    told = parser.parse_args()
    lines = []
    for name in told.only or GOALS:
        for line in GOALS[name](told.scale):
            lines.append(line)
            print(row(line), flush=True)
    more = flat_memory(told.records) if told.records else ""
    many = many_claims(told.claims) if told.claims else ""
    files = files_read(told.rows) if told.rows else ""
    print(f"{many}\n{files}\n{more}")
    if told.page is not None:
        page = Path(__file__).with_name("page.md").read_text(encoding="utf-8")
        told.page.write_text(
            page.format(versions=versions(), table=table(lines), claims=many, files=files, lines=more), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
