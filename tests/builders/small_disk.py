"""A disk with room for few files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def mounted_at(disk: Path) -> Iterator[Path]:
    """Mount a disk of 2 MB, and skip the test where none can be mounted."""
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2M", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted: a disk that is really full is NOT tested here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(path: Path) -> None:
    """Write a file that takes all room that is left."""
    with suppress(OSError), path.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"0" * 4096)
