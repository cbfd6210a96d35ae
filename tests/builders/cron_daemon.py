"""A cron daemon and crontabs apart from those of the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

_APART = """
set -e
mount -t tmpfs -o mode=1730 tmpfs /var/spool/cron/crontabs
mount -t tmpfs tmpfs /run
mkdir -p /etc/cron.d
mount -t tmpfs tmpfs /etc/cron.d
test ! -e /etc/crontab || mount --bind /dev/null /etc/crontab
"""
"""A view of the disk in which there are no jobs but ours."""


BARE = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C"}


def run(script: str) -> str:
    """Run a shell script that may change crontabs, and return what it prints."""
    done = subprocess.run(
        _words(script), env=BARE, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def running(script: str) -> Iterator[None]:
    """Run a shell script and then the daemon, until the block ends."""
    daemon = subprocess.Popen(
        _words(f"{script}\nexec cron -f"),
        env=BARE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield
    finally:
        daemon.terminate()
        daemon.wait(timeout=10)


def _words(script: str) -> list[str]:
    """Return the command for a script in which ``crontab`` and ``cron`` hurt nobody.

    Skips the test where they are not, but not where the project is tested.
    """
    missing = _missing()
    if missing:
        assert not os.environ.get("CI"), missing
        pytest.skip(f"{missing}: cron itself is NOT tested here")
    apart = ["unshare", "--mount", "sh", "-c"]
    with suppress(FileNotFoundError):
        if subprocess.run([*apart, _APART], capture_output=True, check=False).returncode == 0:
            return [*apart, _APART + script]
    if subprocess.run(["crontab", "-l"], capture_output=True, check=False).returncode == 0:
        pytest.skip("root has a crontab that cannot be set apart: cron itself is NOT tested here")
    return ["sh", "-e", "-c", f"trap 'crontab -r' EXIT\n{script}"]


def _missing() -> str:
    if sys.platform != "linux":
        return "this is no Linux"
    if os.geteuid() != 0:
        return "only root can start a daemon"
    for program in ("cron", "crontab"):
        if shutil.which(program, path=BARE["PATH"]) is None:
            return f"{program} is not installed"
    return ""
