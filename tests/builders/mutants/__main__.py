"""List small faults in values, facts and rules that no test notices.

python -m builders.mutants [--sample 200] [--seed 1] [--whole] [--again FILE] [WORD ...]

A WORD is part of a module's path: facts/, values/identity, rules/money. Faults that change nothing
are listed in equivalent.toml with the reason, and are not counted.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from pathlib import Path
from typing import Final

import pytest

from builders.mutants.equivalents import reasons
from builders.mutants.reached_tests import OPTIONS, reached
from builders.mutants.source_changes import MODULES
from builders.mutants.trial import Mutant, Trials, Verdict, mutants_of

WANTED: Final = 0.9
"""The share of a sample that tests must notice."""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make.py mutants", description=__doc__)
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="every fault, not a sample")
    parser.add_argument("--again", type=Path, help="only the survivors listed in an earlier output")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--afresh", action="store_true", help="record all tests again")
    return parser.parse_args()


def chosen(options: argparse.Namespace) -> list[Mutant]:
    """Return the faults to try, in the order of files and lines."""
    modules = [
        name for name in MODULES if not options.words or any(word in name for word in options.words)
    ]
    listed = reasons()
    all_of_them = [
        each
        for name in modules
        for each in mutants_of(name)
        if each.key not in listed.get(name, ())
    ]
    if options.again:
        survivors = options.again.read_text("utf-8")
        return [each for each in all_of_them if f"{each.key}  (" in survivors]
    if options.whole or options.sample >= len(all_of_them):
        return all_of_them
    picked = random.Random(options.seed).sample(range(len(all_of_them)), options.sample)
    return [all_of_them[number] for number in sorted(picked)]


def main() -> int:
    """Try a sample, list the survivors, and return 1 if there are too many."""
    options = arguments()
    os.environ["CI"] = "1"  # laws are tried on the same examples each time
    mutants = chosen(options)
    known = reached(afresh=options.afresh)
    killed: list[bool] = []

    def tell(verdict: Verdict) -> None:
        killed.append(verdict.killed)
        if len(killed) % 20 == 0:
            print(f"{sum(killed)} of {len(killed)} killed so far", file=sys.stderr, flush=True)
        if not verdict.killed:
            tests = f"{verdict.tests} tests" if verdict.tests else "no test reaches it"
            place = f"src/{verdict.mutant.module}:{verdict.mutant.change.line}"
            print(f"{place}: {verdict.mutant.key}  ({tests})", file=sys.stderr, flush=True)

    tests = {
        test.partition("::")[0]
        for each in mutants
        for test in known.of(each.module, each.change.place)
    }
    trials = Trials(mutants, known, options.processes, tell)
    if pytest.main([*OPTIONS, *sorted(tests)], plugins=[trials]) not in (0, 5):
        return 2
    share = sum(killed) / len(killed) if killed else 1.0
    print(f"\n{sum(killed)} of {len(killed)} killed ({share:.1%}), seed {options.seed}")
    return int(share < WANTED)


if __name__ == "__main__":
    sys.exit(main())
