"""Time ``rs rollup`` over many workbooks beside the raw read of the same files and beside pandas.

    python make.py bench-rollup          400 workbooks of 500 rows by 25 columns
    python benchmarks/rollups --books N  another number
    python benchmarks/rollups --line     400, 1,200 and 4,000 workbooks, one below the other
    python benchmarks/rollups --records  3,000,000 records with distinct persons at five levels

Every figure comes from whole processes, one after the other in one run: the raw read of all files by
python-calamine, which is summed, pandas reading and grouping them, rs cold, rs when nothing has
changed, and rs when one file has.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def wall(*command: str) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return time.perf_counter() - started


def rolled_up(workspace: Path) -> float:
    return wall(
        sys.executable, "-m", "ruralskills", "rollup", str(workspace / "收件"),
        "--year", "2020", "--quarter", "2", "--quiet", "--format", "json",
    )  # fmt: skip


def over(books: int, rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        workspace = Path(name)
        folder = workspace / "收件" / "2020Q2"
        folder.mkdir(parents=True)
        (workspace / "rs.toml").write_text(SETTINGS, encoding="utf-8")
        paths = make_many(folder, books, rows)
        raw = wall(sys.executable, "-c", RAW, str(folder))
        peer = wall(sys.executable, "-c", PANDAS, str(folder))
        cold = rolled_up(workspace)
        unchanged = min(rolled_up(workspace) for _ in range(3))
        shutil.copy(paths[1], paths[0])
        changed = rolled_up(workspace)
    print(
        f"{books} workbooks: raw {raw:.2f} s, pandas {peer:.2f} s (x{peer / raw:.2f}), "
        f"rs cold {cold:.2f} s (x{cold / raw:.2f}), unchanged {unchanged:.2f} s, "
        f"one changed {changed:.2f} s",
        flush=True,
    )


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
        size = count // tables
        codes = np.array([gathered.texts["unit"].code(unit) for unit in units], dtype=np.int32)
        days = rng.integers(18262, 18627, size).astype(np.int32)
        gathered.add(
            size,
            {
                "tab": 0, "row": np.arange(size, dtype=np.int32), "first": days, "last": days,
                "unit": codes[rng.integers(0, townships, size)],
                "village": gathered.texts["village"].code("村"),
                "key": rng.integers(1, count // 2, size).astype(np.uint64),
                "entry": rng.integers(1, 2**62, size).astype(np.uint64),
                "indicator": gathered.texts["indicator"].code("trained"),
            },
        )  # fmt: skip
        aggregates.add(gathered, table)
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
    parser.add_argument("--books", type=int, default=400)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--line", action="store_true")
    parser.add_argument("--records", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("PYTHONPATH", "src")
    if options.records:
        records(3_000_000)
        return
    for books in (400, 1200, 4000) if options.line else (options.books,):
        over(books, options.rows)


if __name__ == "__main__":
    main()
