"""A run that is killed, or a disk that is full, leaves the report as it was, in each format."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders.kills.kill import KILLED, Killer
from builders.proof import WHOLE, amount
from builders.sheet_text import write
from builders.workbook_fixture import leaders

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system kills in another way")

FORMATS = ("console", "json", "csv", "html", "xlsx")
SAMPLE = ("correct", "rollup json", "validate xlsx")
WITH_LITTLE_ROOM = """
import resource, sys
from ruralskills.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
main()
"""


def arguments(folder: Path, form: str) -> list[str]:
    write(folder / "台账.xlsx", leaders("| 2 |", head="| 带动贫困户数 |"))
    return [
        "validate", "台账.xlsx", "--notice", "tongnan-2020", "--jobs", "1", "--format", form,
        "--output", f"报告.{form}",
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are killed in processes that forked")
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    """``make.py kills`` counts what was hit; here the first fault ends the test."""
    killer = Killer(tmp_path, seed=3)
    try:
        for number in range(amount(len(SAMPLE), 100)):
            names = KILLED if WHOLE else SAMPLE
            in_writing = not WHOLE or bool(number // len(names) % 2)
            killer.kill(names[number % len(names)], in_writing=in_writing)
    finally:
        killer.close()


@pytest.mark.parametrize("form", FORMATS)
def test_a_disk_that_is_full(tmp_path: Path, form: str) -> None:
    target = tmp_path / f"报告.{form}"
    command = arguments(tmp_path, form)
    full = [sys.executable, "-c", WITH_LITTLE_ROOM, *command]
    for before in (None, target):
        if before is not None:
            subprocess.run([sys.executable, "-m", "ruralskills", *command], cwd=tmp_path)
        content = before.read_bytes() if before else b""
        done = subprocess.run(full, capture_output=True, cwd=tmp_path, timeout=60)
        assert done.returncode == 2
        assert "写不进去（文件太大，这个磁盘放不下，请换一个地方）" in done.stderr.decode()
        assert (target.read_bytes() if target.exists() else b"") == content
    assert {path.name for path in tmp_path.iterdir()} == {"台账.xlsx", target.name}
