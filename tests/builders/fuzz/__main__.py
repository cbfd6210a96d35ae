"""Try damaged input until the time is over, and tell what broke.

python -m builders.fuzz [--minutes 10] [--seed N] [values | reader | patcher | plans | recheck | forms ...]

Each line begins with target and seed: the same two give the same attempt again, with ``--seed N --minutes
0``. The files of an attempt that broke are left in build/fuzz.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import count
from pathlib import Path
from typing import Final

from builders.fuzz.commands_tried import write_files
from builders.fuzz.targets import ATTEMPTS, TARGETS, dice_of, tried
from builders.watchdog import Hung, watchdog

_KEPT: Final = Path(__file__).resolve().parents[3] / "build" / "fuzz"


def main() -> int:
    """Fuzz the targets in turn, and return 1 if anything broke."""
    parser = argparse.ArgumentParser(prog="make.py fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, help="the first seed; otherwise one of this second")
    options = parser.parse_args()
    first = int(time.time()) if options.seed is None else options.seed
    end = time.monotonic() + options.minutes * 60
    broken = 0
    for seed in count(first):
        for target in options.targets or TARGETS:
            broken += _broke(target, seed)
        if time.monotonic() >= end:
            print(f"\n{seed - first + 1} attempts a target from seed {first}, {broken} broke")
            return int(broken > 0)
    return 1


def _broke(target: str, seed: int) -> bool:
    try:
        with watchdog():
            found = tried(target, seed)
    except Hung as hung:
        found = [f"{target} {seed}: {hung}"]
    for line in found:
        print(line, flush=True)
    if found and target in ATTEMPTS:
        write_files(ATTEMPTS[target](dice_of(target, seed)), _KEPT / f"{target}-{seed}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
