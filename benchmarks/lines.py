"""JSON Lines of any length: how much memory is needed to write them and to read them."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

# The most memory that a process had: on Linux that of its own time, for `ru_maxrss` begins with that of its parent.
MOST = """
import json, re, resource, sys, time
import unrest
def most():
    try:
        return int(re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
"""
WRITE = """
def records(number):
    for at in range(number):
        yield unrest.Statistic(f"statistic:{at}", measure="deaths", stage="accomplished", quantity=at % 300,
                               as_of=f"20{at % 90 + 10}-{at % 12 + 1:02}", note=f"row {at}")
path, number = sys.argv[1], int(sys.argv[2])
started = time.process_time()
unrest.write_records(records(number), path)
print(json.dumps([time.process_time() - started, most()]))
"""
READ = """
started = time.process_time()
assert sum(1 for _ in unrest.read_records(sys.argv[1])) == int(sys.argv[2])
print(json.dumps([time.process_time() - started, most()]))
"""


def _run(code: str, path: Path, number: int) -> tuple[float, float]:
    """Processor seconds, and the most memory of the process in MB."""
    done = subprocess.run(
        [sys.executable, "-c", MOST + code, path, str(number)], capture_output=True, text=True, check=True
    )
    seconds, kilobytes = json.loads(done.stdout)
    return seconds, kilobytes / 1024


def flat_memory(most: int) -> str:
    """A table of seconds and memory for some numbers of records up to the most."""
    rows = ["## Files that are longer than the memory", ""]
    rows += ["Each line is a process of its own that writes or reads figures in JSON Lines, one by one.", ""]
    rows += ["| Records | File | Written in | Memory | Read in | Memory |", "| --: | --: | --: | --: | --: | --: |"]
    with tempfile.TemporaryDirectory() as folder:
        for number in sorted({max(1, most // 100), max(1, most // 10), most}):
            path = Path(folder, f"{number}.jsonl")
            (wrote, one), (read, other) = _run(WRITE, path, number), _run(READ, path, number)
            size = path.stat().st_size / 1e6
            cells = (
                f"{number:,}",
                f"{size:,.1f} MB",
                f"{wrote:.1f} s",
                f"{one:.0f} MB",
                f"{read:.1f} s",
                f"{other:.0f} MB",
            )
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"
