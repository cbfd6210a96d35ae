"""Time and memory of one big check beside the raw read of the same file, in one run.

    python benchmarks            100,000 rows by 25 columns, and the start-up of the command
    python benchmarks --rows N   another size

Every figure is a ratio to python-calamine's ``to_python`` on the same file, measured in turn so
that a machine which slows down slows both.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from builders.bulk import make_bulk

RAW = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""
TIMED = """
import resource, runpy, sys, time
source = sys.argv.pop(1)
started = time.perf_counter()
try:
    exec(source)
except SystemExit:
    pass
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print("#", seconds, peak, file=sys.stderr)
"""
CHECK = "import sys; sys.argv = ['rs', 'validate', '--quiet', *sys.argv[1:]]; import ruralskills.__main__ as m; m.main()"


def measured(source: str, *arguments: str) -> tuple[float, float]:
    """Run source in a new interpreter: seconds of the work, and peak memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", TIMED, source, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    marks = [line for line in done.stderr.splitlines() if line.startswith("# ")]
    if not marks:
        raise SystemExit(done.stderr)
    _, seconds, peak = marks[-1].split()
    return float(seconds), int(peak) / 1024


def wall(*command: str) -> float:
    """Whole-process seconds of a command."""
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        big, small = Path(folder) / "big.xlsx", Path(folder) / "small.xlsx"
        make_bulk(big, rows=options.rows)
        make_bulk(small, rows=50)
        pairs = [(measured(RAW, str(big)), measured(CHECK, str(big))) for _ in range(options.runs)]
        for (raw, raw_mb), (ours, ours_mb) in pairs:
            print(
                f"raw {raw:.2f} s {raw_mb:.0f} MB   rs validate {ours:.2f} s {ours_mb:.0f} MB   "
                f"time x{ours / raw:.2f}  memory x{ours_mb / raw_mb:.2f}"
            )
        time_ratio = statistics.median(ours[0] / raw[0] for raw, ours in pairs)
        memory_ratio = statistics.median(ours[1] / raw[1] for raw, ours in pairs)
        print(f"median: time x{time_ratio:.2f}, memory x{memory_ratio:.2f}")
        rs = [sys.executable, "-m", "ruralskills"]
        print(f"rs --version: {min(wall(*rs, '--version') for _ in range(5)):.3f} s")
        print(f"50 rows: {min(wall(*rs, 'validate', str(small)) for _ in range(5)):.3f} s")


if __name__ == "__main__":
    main()
