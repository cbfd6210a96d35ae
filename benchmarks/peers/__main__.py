"""Time rs beside five data validation libraries: one workbook, the same faults, whole processes.

    python make.py bench-peers           three rounds over 20,000 rows by 12 columns
    python benchmarks/peers --rounds N   with PYTHONPATH=tests, in an environment that has rs

The libraries go into two virtual environments of their own, with pandas and without, in the folder
that RS_PEERS_VENV names, where they are made if need be and kept, or else in a temporary one. Each has a script beside this file that tells it
where the header, the records and the total stand, gives it rules for the 15 kinds of planted fault
and prints every row that fails. rs is told nothing, finds the table itself and runs all its rules.

Every round runs the raw read, rs and each library once, in turn, so that a machine which slows down
slows all. A ratio is the median of the rounds' ratios. ``found`` counts planted wrong cells whose
row is among the failing ones, ``false`` other rows (a duplicate's first occurrence is not one).
That a row is found does not mean that the cause is named: polars turns a number cell into text, so
that an identity number kept as a number fails there by its check character or its sex, with luck;
and every peer sees a cell with an error value as a blank one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builders.bulk import make_bulk
from builders.planted_faults import Fault

HERE = Path(__file__).resolve().parent
RAW = """
import sys, time, python_calamine
started = time.perf_counter()
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
print(time.perf_counter() - started)
"""
RS = (sys.executable, "-m", "ruralskills", "validate", "--quiet")
PEERS = (
    ("polars", "requirements.txt", ("dataframely", "pandera", "pointblank", "frictionless")),
    ("pandas", "requirements-pandas.txt", ("great_expectations",)),
)


@dataclass
class Tool:
    """A command, its rounds, and what it finds."""

    command: Sequence[str | Path]
    environment: dict[str, str]
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def run(self, *arguments: str | Path) -> str:
        """Run the whole process and note its time; return what it prints."""
        before, started = os.times(), time.perf_counter()
        done = subprocess.run(
            [*self.command, *arguments],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.seconds.append(time.perf_counter() - started)
        after = os.times()
        self.cpu.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
        if done.returncode not in (0, 1) or "Traceback" in done.stderr:
            raise SystemExit(f"{self.command} failed:\n{done.stderr}")
        return done.stdout

    def forget(self) -> None:
        """Leave out the rounds so far."""
        self.seconds.clear()
        self.cpu.clear()


def python_with(folder: Path, requirements: str) -> Path:
    """Return the interpreter of an environment that has the requirements; make it if need be."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    subprocess.run([*pip, "-r", HERE / requirements], check=True)
    return python


def tools(folder: Path) -> dict[str, Tool]:
    ours = {**os.environ, "PYTHONUTF8": "1"}
    ours.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles everything at every start
    theirs = {name: value for name, value in ours.items() if name != "PYTHONPATH"}
    every = {"raw read": Tool((sys.executable, "-c", RAW), ours), "rs": Tool(RS, ours)}
    for part, requirements, names in PEERS:
        python = python_with(folder / part, requirements)
        every |= {name: Tool((python, HERE / f"peer_{name}.py"), theirs) for name in names}
    return every


def found_rows(name: str, tool: Tool, workbook: Path) -> list[int]:
    """Return the row of every finding; this run is not counted, and leaves all compiled."""
    if name == "rs":
        report = json.loads(tool.run("--format", "json", workbook))
        rows = [finding["row"] or 0 for finding in report["findings"]]
    else:
        lines = [line.split("\t")[0] for line in tool.run(workbook).splitlines()]
        rows = [int(line) if line.isdecimal() else 0 for line in lines]
    tool.forget()
    return rows


def verdict(rows: Sequence[int], planted: Sequence[Fault]) -> tuple[str, str, str]:
    """Return the planted faults found, the rows accused for nothing, and the findings."""
    wrong = {one.row for one in planted}
    beside = {row for one in planted for row in one.related}
    accused = set(rows)
    return (
        f"{len(accused & wrong)}/{len(wrong)}",
        str(len(accused - wrong - beside)),
        str(len(rows)),
    )


def ratio(tool: Tool, to: Sequence[float]) -> str:
    pairs = zip(tool.seconds, to, strict=True)
    return f"{statistics.median(mine / other for mine, other in pairs):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--wrong", type=int, default=800)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        every = tools(Path(os.environ.get("RS_PEERS_VENV") or folder))
        workbook = Path(folder) / "ledger.xlsx"
        planted = make_bulk(workbook, options.rows, options.wrong)
        found = {}
        for name, tool in every.items():
            rows = [] if name == "raw read" else found_rows(name, tool, workbook)
            found[name] = verdict(rows, planted)
        every["raw read"].run(workbook)
        every["raw read"].forget()
        inside: list[float] = []
        for _ in range(options.rounds):
            for name, tool in every.items():
                printed = tool.run(workbook)
                if name == "raw read":
                    inside.append(float(printed))
    show(every, found, inside)


def show(
    every: dict[str, Tool], found: dict[str, tuple[str, str, str]], inside: Sequence[float]
) -> None:
    heads = ("tool", "median s", "min s", "CPU s", "x raw", "x raw inside", "x rs")
    print(("{:20}" + "{:>14}" * 9).format(*heads, "found", "false", "findings"))
    raw, ours = every["raw read"].seconds, every["rs"].seconds
    for name, tool in every.items():
        figures = (
            f"{statistics.median(tool.seconds):.2f}",
            f"{min(tool.seconds):.2f}",
            f"{statistics.median(tool.cpu):.2f}",
            *(ratio(tool, other) for other in (raw, inside, ours)),
        )
        told = ("", "", "") if name == "raw read" else found[name]
        print(("{:20}" + "{:>14}" * 9).format(name, *figures, *told))
    print(f"raw read inside its process: {statistics.median(inside):.2f} s, no import, no start-up")


if __name__ == "__main__":
    main()
