"""What a command loads: each heavy library costs every start, so it comes only where it works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("pandas", "numpy", "openpyxl", "pydantic", "jinja2", "duckdb", "msoffcrypto")
PROGRAM = """
import sys
from ruralskills.__main__ import main
try:
    main()
except SystemExit:
    pass
print(*(name for name in {heavy} if name in sys.modules), file=sys.stderr)
"""


def loaded(*arguments: str, folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(heavy=HEAVY), *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stderr.splitlines()[-1].split()


def test_the_version_loads_nothing(tmp_path: Path) -> None:
    assert loaded("--version", folder=tmp_path) == []


def test_a_check_loads_no_library_that_it_does_not_use(tmp_path: Path) -> None:
    (tmp_path / "名单.csv").write_text("姓名,身份证号\n张三,500199198506150017\n", "utf-8")
    assert loaded("validate", "--quiet", "名单.csv", folder=tmp_path) == []
