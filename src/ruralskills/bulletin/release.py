"""The release of a bulletin: a folder of files, swapped in whole under a lock.

The new files are written to a folder beside the present one.  Then the present one is copied as
the previous version, and the two change names in one step, or in two where the system has no such
call.  A run that is killed at any moment leaves the present files or the new ones.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

from ruralskills.bulletin.statement import BulletinError

WAIT: Final = 60.0
"""Seconds that a second run waits for the first."""
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of renameat2."""
_HERE: Final = -100
"""AT_FDCWD."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder.  Raises BulletinError after waiting in vain."""
    wait = WAIT
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".rs-summarize.lock").open("a+b") as stream:
        end = time.monotonic() + wait
        while not _is_locked(stream):
            if time.monotonic() >= end:
                raise BulletinError(f"另一次通报正在写“{folder}”，等了{wait:.0f}秒，请稍后再试")
            time.sleep(0.2)
        yield  # the lock goes with the file, and with the process however it ends


def _is_locked(stream: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def publish(files: Mapping[str, bytes], folder: Path) -> Path | None:
    """Put files into a folder all at once, and return the previous version if any.

    Nothing is written where they are there already.  Other files in the folder stay.  Call it
    under the lock.  Raises OSError, and the folder is then as it was.
    """
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(errno.EEXIST, "已有同名的文件，请先改名", str(folder))
    recover(folder)
    if is_current(files, folder):
        return None
    fresh = _fresh(folder)
    try:
        _write(files, folder, fresh)
        previous = _keep(folder) if _holds_files(folder) else None
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _swap(fresh, folder)
    shutil.rmtree(fresh, ignore_errors=True)
    return previous


def is_current(files: Mapping[str, bytes], folder: Path) -> bool:
    """Return True if the files are in the folder already, byte by byte."""
    return all(_has(folder / name, content) for name, content in files.items())


def recover(folder: Path) -> None:
    """Clear away what a killed run has left, and end a swap that it had begun.

    Call it under the lock.
    """
    gone = folder.with_name(f".{folder.name}.rs-old")
    if gone.is_dir() and not folder.exists():
        os.replace(gone, folder)
    for left in (_fresh(folder), gone, *folder.parent.glob(f".{folder.name}.旧*.rs-new")):
        shutil.rmtree(left, ignore_errors=True)


def _fresh(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.rs-new")


def _has(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _write(files: Mapping[str, bytes], folder: Path, fresh: Path) -> None:
    if folder.is_dir():
        _copy(folder, fresh)
    else:
        fresh.mkdir(parents=True)
    for name, content in files.items():
        (fresh / name).unlink(missing_ok=True)
        with (fresh / name).open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())


def _keep(folder: Path) -> Path:
    """Copy the present version under the next free name, and return the copy."""
    number = 1
    while (kept := folder.with_name(f"{folder.name}.旧{number}")).exists():
        if not _differ(folder, kept):
            return kept  # a run was killed between this step and the next
        number += 1
    unfinished = folder.with_name(f".{folder.name}.旧{number}.rs-new")
    _copy(folder, unfinished)
    os.replace(unfinished, kept)
    return kept


def _copy(folder: Path, target: Path) -> None:
    """Copy a folder with everything in it.

    ``shutil.copytree`` does not say why it fails.
    """
    target.mkdir(parents=True)
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            _copy(each, target / each.name)
        else:
            shutil.copy2(each, target / each.name, follow_symlinks=False)


def _differ(one: Path, other: Path) -> bool:
    names = sorted(each.name for each in one.iterdir())
    if names != sorted(each.name for each in other.iterdir()):
        return True
    _, mismatch, errors = filecmp.cmpfiles(one, other, names, shallow=False)
    return bool(mismatch or errors)


def _swap(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        os.replace(fresh, folder)
        return
    if _is_exchanged(fresh, folder):
        return
    gone = folder.with_name(f".{folder.name}.rs-old")
    os.replace(folder, gone)
    os.replace(fresh, folder)
    with suppress(OSError):
        shutil.rmtree(gone)


def _is_exchanged(one: Path, other: Path) -> bool:
    """Let two folders change names in one step, and return False where that cannot be."""
    if sys.platform != "linux":
        return False
    try:
        call: Any = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0
