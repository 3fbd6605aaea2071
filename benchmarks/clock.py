"""How long one piece of work takes beside another, where the machine has other things to do as well."""

import gc
import time
from collections.abc import Callable, Mapping
from typing import Any

Work = Callable[[], Any]


def fastest(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """Processor seconds of the fastest round of each.

    Each round does every work once, so that noise meets all of them; it only ever adds, so the fastest round is the
    nearest to the truth. The collector is off while a work runs, and what it leaves is collected before the next.
    """
    found = dict.fromkeys(works, float("inf"))
    was_on = gc.isenabled()
    try:
        for _ in range(rounds):
            for name, work in works.items():
                gc.collect()
                gc.disable()
                started = time.process_time()
                kept = work()
                found[name] = min(found[name], time.process_time() - started)
                del kept
                if was_on:
                    gc.enable()
    finally:
        if was_on:
            gc.enable()
    return found
