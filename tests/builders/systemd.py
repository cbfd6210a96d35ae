"""The units of a run, as systemd itself reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ruralskills.scheduling import systemd_units
from ruralskills.scheduling.scheduled_run import ScheduledRun


def refusals(run: ScheduledRun, folder: Path) -> list[str]:
    """Return the lines in which systemd finds fault with the units of a run."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed: the units are NOT tested here")
    paths = []
    for suffix, unit in (
        ("service", systemd_units.service(run)),
        ("timer", systemd_units.timer(run)),
    ):
        paths.append(folder / f"{run.name}.{suffix}")
        paths[-1].write_text(unit, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", *paths], capture_output=True, text=True, check=False
    )
    return [line for line in done.stderr.splitlines() if run.name in line]
