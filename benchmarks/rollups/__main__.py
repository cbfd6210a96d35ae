"""Time ``rs rollup`` over many workbooks beside the raw read of the same files and beside pandas.

    python make.py bench-rollup                    400 workbooks of 500 rows by 25 columns, and
                                                   rs summarize over 40 of them
    python make.py bench-rollup --workbooks 4000   another number, without rs summarize
    python make.py bench-rollup --line             400, 1,200 and 4,000, one below the other
    python make.py bench-rollup --records          3,000,000 records, persons at five levels

Every figure comes from whole processes, one after the other in one run: the raw read of all files by
python-calamine, which is summed, pandas reading and grouping them, rs cold, rs when nothing has
changed, and rs when one file has. Beside the seconds that pass stand those that the processors
work, which other work on the machine hardly changes.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from builders.bulk import make_many

RAW = """
import sys, pathlib, python_calamine
for path in pathlib.Path(sys.argv[1]).glob("*.xlsx"):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
"""
PANDAS = """
import sys, pathlib, pandas as pd
read = [pd.read_excel(path, engine="calamine", header=[2, 3], dtype=object)
        for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx"))]
rows = pd.concat(read)
rows.columns = [str(second if "Unnamed" not in str(second) else first) for first, second in rows.columns]
rows = rows[rows["身份证号"].notna() & (rows["状态"] != "退出")]
new = rows[pd.to_datetime(rows["认定时间"], errors="coerce").dt.year == 2020]
for part in (rows, rows[rows["村类型"] == "贫困村"], rows[rows["村类型"] != "贫困村"], new):
    part.groupby("镇街")["身份证号"].nunique().sum(), part["身份证号"].nunique()
rows.groupby("镇街")[["带动户数（户）", "其中贫困户（户）"]].sum()
"""
SETTINGS = 'notices = ["tongnan-2020"]\nunit = "潼南区扶贫办"\n'


class Spent(NamedTuple):
    """The seconds of a command: those that passed, and those of all its processes."""

    wall: float
    cpu: float

    def line(self, name: str, raw: Spent) -> str:
        """Return a line of the table, with the ratios to the raw read."""
        return (
            f"{name:32}{self.wall:8.2f} s {self.cpu:8.2f} s"
            f"   x{self.wall / raw.wall:.2f}  x{self.cpu / raw.cpu:.2f}"
        )


def spent(*command: str) -> Spent:
    """Run a command to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def rolled_up(workspace: Path) -> Spent:
    return spent(
        sys.executable, "-m", "ruralskills", "rollup", str(workspace / "收件"),
        "--year", "2020", "--quarter", "2", "--quiet", "--format", "json",
    )  # fmt: skip


def summarized(workspace: Path) -> Spent:
    shutil.rmtree(workspace / "通报", ignore_errors=True)
    return spent(
        sys.executable, "-m", "ruralskills", "summarize", str(workspace / "收件"),
        "--quarter", "2020Q2", "--output", str(workspace / "通报"), "--quiet",
    )  # fmt: skip


def made(workspace: Path, books: int, rows: int) -> tuple[Path, list[Path]]:
    """Write a workspace, and return the folder of its submissions and their paths."""
    folder = workspace / "收件" / "2020Q2"
    folder.mkdir(parents=True)
    (workspace / "rs.toml").write_text(SETTINGS, encoding="utf-8")
    return folder, make_many(folder, books, rows)


def show(title: str, lines: dict[str, Spent]) -> None:
    """Print a table whose first line is the raw read."""
    print(f"{title:32}{'passed':>10}{'worked':>11}   ratios to the raw read", flush=True)
    raw = next(iter(lines.values()))
    for name, each in lines.items():
        print(each.line(name, raw), flush=True)
    print(flush=True)


def over(books: int, rows: int, *, beside_pandas: bool) -> None:
    """Time the roll-up of some workbooks."""
    with tempfile.TemporaryDirectory() as name:
        workspace = Path(name)
        folder, paths = made(workspace, books, rows)
        lines = {"raw read": spent(sys.executable, "-c", RAW, str(folder))}
        if beside_pandas:
            lines["pandas"] = spent(sys.executable, "-c", PANDAS, str(folder))
        lines["rs rollup, cold"] = rolled_up(workspace)
        lines["rs rollup, nothing changed"] = min(rolled_up(workspace) for _ in range(3))
        shutil.copy(paths[1], paths[0])
        lines["rs rollup, one changed"] = rolled_up(workspace)
    show(f"{books:,} workbooks of {rows} rows", lines)


def bulletin(books: int, rows: int) -> None:
    """Time the bulletin of some workbooks."""
    with tempfile.TemporaryDirectory() as name:
        workspace = Path(name)
        folder, _ = made(workspace, books, rows)
        lines = {"raw read": spent(sys.executable, "-c", RAW, str(folder))}
        lines["rs summarize, cold"] = summarized(workspace)
        lines["rs summarize, warm"] = min(summarized(workspace) for _ in range(3))
    show(f"{books:,} workbooks of {rows} rows", lines)


def records(count: int) -> None:
    """Count distinct persons at five levels over made-up records."""
    from datetime import date

    import numpy as np

    from ruralskills.rollups.aggregates import Aggregates
    from ruralskills.rollups.periods import Window
    from ruralskills.rollups.records import SourceRecords

    rng = np.random.default_rng(1)
    townships, tables = 2000, 200
    aggregates = Aggregates(date(2026, 1, 1))
    units = [f"镇{number}" for number in range(townships)]
    for table in range(tables):
        gathered = SourceRecords()
        code = gathered.texts.code
        size = count // tables
        codes = np.array([code(unit) for unit in units], dtype=np.int32)
        days = rng.integers(18262, 18627, size).astype(np.int32)
        gathered.add(
            size,
            {
                "tab": 0, "row": np.arange(size, dtype=np.int32), "first": days, "last": days,
                "unit": codes[rng.integers(0, townships, size)],
                "village": code("村"),
                "key": rng.integers(1, count // 2, size).astype(np.uint64),
                "entry": rng.integers(1, 2**62, size).astype(np.uint64),
                "indicator": code("trained"),
            },
        )  # fmt: skip
        aggregates.add(gathered, list(gathered.texts.codes), table)
    first, last = date(2020, 1, 1), date(2020, 12, 31)
    aggregates.put("tables", [(t, "trainee", 0, last, first, last, first) for t in range(tables)])
    aggregates.put("places", [(t, u, u, "") for t in range(tables) for u in units])
    aggregates.put("indicators", [("trained", "trainee", False, True, False, False, None, None)])
    aggregates.put(
        "above",
        [
            (unit, upper)
            for number, unit in enumerate(units)
            for upper in (f"县{number // 20}", f"市{number // 200}", "省", "国")
        ],
    )
    aggregates.gather()
    started = time.perf_counter()
    aggregates.prepare(several_submissions=False)
    window = Window("year", first, last, last)
    tallies, once = aggregates.tallies(window), aggregates.without_repeats(window)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:,} records: {seconds:.2f} s, {peak:.0f} MB, {len(tallies)} and {len(once)} counts"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workbooks", type=int, default=0)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--line", action="store_true")
    parser.add_argument("--records", action="store_true")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir("src", quiet=2)  # as pip does when it installs the program
    os.environ["PYTHONPATH"] = os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")])
    if options.records:
        records(3_000_000)
    elif options.line:
        for books in (400, 1200, 4000):
            over(books, options.rows, beside_pandas=books == 400)
    else:
        over(options.workbooks or 400, options.rows, beside_pandas=True)
        if not options.workbooks:
            bulletin(40, options.rows)


if __name__ == "__main__":
    main()
