"""A run that is killed, or a disk that is full, leaves the report as it was, in each format."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders.proof import amount
from builders.sheet_text import write
from builders.workbook_fixture import leaders
from ruralskills.outputs.mark import ownership
from ruralskills.outputs.owner import Ownership

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system kills in another way")

FORMATS = ("console", "json", "csv", "html", "xlsx")
AGAIN_AND_AGAIN = """
import sys
from typer.testing import CliRunner
from ruralskills.cli import application
arguments, run, app = sys.argv[1:], CliRunner(), application()
assert run.invoke(app, arguments).exit_code == 1
print("ready", flush=True)
while True:
    run.invoke(app, arguments)
"""
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


@pytest.mark.parametrize("form", FORMATS)
def test_a_kill_at_any_moment(tmp_path: Path, form: str) -> None:
    seed = random.Random(form)
    target = tmp_path / f"报告.{form}"
    for _ in range(amount(2, 20)):
        child = subprocess.Popen(
            [sys.executable, "-c", AGAIN_AND_AGAIN, *arguments(tmp_path, form)],
            stdout=subprocess.PIPE, env=os.environ, cwd=tmp_path,
        )  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(seed.uniform(0, 0.1))
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=30)
        child.stdout.close()
        assert ownership(target.read_bytes()) is Ownership.OURS
        assert target.stat().st_size
    left = {path.name for path in tmp_path.iterdir() if path.suffix != ".tmp"}
    assert left == {"台账.xlsx", target.name}


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
