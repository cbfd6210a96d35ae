"""Folders for unpacked archives, whose data must not stay behind."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ruralskills.outputs.processes import is_running

_PREFIX: Final = "rs-"
_DAY: Final = 86_400.0
"""Seconds after which a folder counts as left over on Windows."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Open a folder that is gone when the run ends.

    A run that was killed cannot remove its own: the next one does.  The name holds the process
    number, by which it is known that the run has ended.
    """
    home = Path(tempfile.gettempdir())
    remove_leftovers(home)
    with tempfile.TemporaryDirectory(prefix=_prefix(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def scratch_for_libraries() -> Iterator[None]:
    """Have libraries put their temporary files where a later run clears them away.

    openpyxl writes each sheet to one, which a kill would leave with all that is in it.
    """
    before = tempfile.tempdir
    with scratch_folder() as folder:
        tempfile.tempdir = str(folder)
        try:
            yield
        finally:
            tempfile.tempdir = before


def held_folder(holder: object) -> Path:
    """Return a folder like that of ``scratch_folder``, gone with its holder."""
    remove_leftovers(Path(tempfile.gettempdir()))
    folder = tempfile.mkdtemp(prefix=_prefix())
    weakref.finalize(holder, shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _prefix() -> str:
    """Return how the folders of this run are named."""
    return f"{_PREFIX}{os.getpid()}-"


def remove_leftovers(home: Path) -> None:
    """Remove the folders of runs that have ended. Others' folders stay."""
    with suppress(OSError):
        for folder in home.glob(f"{_PREFIX}[0-9]*-*"):
            if _is_left_over(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left_over(folder: Path) -> bool:
    number = folder.name.removeprefix(_PREFIX).partition("-")[0]
    try:
        state = folder.lstat()
    except OSError:
        return False
    if not number.isdigit() or not folder.is_dir() or folder.is_symlink():
        return False
    if os.name == "nt":
        return time.time() - state.st_mtime > _DAY
    return state.st_uid == os.getuid() and not is_running(int(number))
