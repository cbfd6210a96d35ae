"""Write a file whole or not at all, and over nothing that is not ours.

The content goes to a temporary file in the folder of the target, which then takes the target's
name in one step: a run that is killed, or a disk that is full, leaves the target as it was.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from ruralskills.errors import OfficeError
from ruralskills.outputs.mark import ownership
from ruralskills.outputs.owner import Ownership

_TEMPORARY: Final = ".rs-{}.tmp"
_STALE: Final = 24 * 3600.0
"""Age in seconds of a temporary file that a killed run has left."""
_WHY: Final = {
    errno.ENOENT: "所在的文件夹不存在，请先新建文件夹",
    errno.ENOTDIR: "所在的文件夹不存在，请先新建文件夹",
    errno.EISDIR: "这是文件夹，请写明文件名",
    errno.ENOSPC: "磁盘已满，请先腾出空间",
    errno.EDQUOT: "磁盘已满，请先腾出空间",
    errno.EFBIG: "文件太大，这个磁盘放不下，请换一个地方",
    errno.EROFS: "磁盘是只读的，请换一个地方",
    errno.ENAMETOOLONG: "文件名太长，请换一个短的",
}


class OutputRefused(OfficeError):
    """A file that must not be written over."""


def write(
    content: bytes,
    target: Path,
    *,
    inputs: Iterable[str | os.PathLike[str]] = (),
    mode: int | None = None,
    like: Path | None = None,
    ending: str = "",
    judge: Callable[[bytes], Ownership] = ownership,
    keeps_foreign: bool = False,
) -> Path | None:
    """Write a file, and return the new name of an edited one that it replaces.

    A link is what somebody has put there, not the file that it leads to, and is never followed.

    ``inputs`` are never written over.  ``mode`` are the permissions; without them the new file gets
    those of the file ``like``, of the one that it replaces, or the usual ones.  ``ending`` is what
    stands behind ``.旧1`` in the name of a kept file, by default the target's suffix.  ``judge``
    tells of the bytes of a file whose it is.  With ``keeps_foreign`` a file that is not ours gets a
    second name too, and is not refused.

    Raises OutputRefused for an input or a file that is not ours, and OSError where it cannot be
    written; the target is then as it was.
    """
    if target.exists() and not target.is_file():
        _write_through(content, target)
        return None
    for given in inputs:
        if _is_same(target, Path(given)):
            raise OutputRefused(f"{target}：这是交来检查的文件，报告不能写到它上面。请换一个文件名")
    temporary = _written_beside(content, target, mode)
    try:
        if mode is None:
            _take_permissions(temporary, target, like)
        kept = _kept(target, content, ending or target.suffix, judge, keeps_foreign)
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return kept


def reason(error: OSError) -> str:
    """Say why a file cannot be written, and what to do."""
    if isinstance(error, PermissionError):
        return "没有写入权限，或文件正被占用，请先关闭它"
    return _WHY.get(error.errno or 0, str(error.strerror))


def _write_through(content: bytes, target: Path) -> None:
    """Write to a device or a pipe, which no file can replace."""
    with target.open("wb") as stream:
        stream.write(content)


def _is_same(target: Path, given: Path) -> bool:
    try:
        return target.samefile(given)
    except OSError:
        return False


def _written_beside(content: bytes, target: Path, mode: int | None) -> Path:
    _sweep(target.parent)
    temporary = target.with_name(_TEMPORARY.format(os.urandom(8).hex()))
    usual = 0o666  # less what the process's umask takes away
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, usual if mode is None else mode)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sweep(folder: Path) -> None:
    """Remove the temporary files of runs that were killed."""
    with suppress(OSError):
        for left in folder.glob(_TEMPORARY.format("*")):
            if left.stat().st_mtime < time.time() - _STALE:
                left.unlink()


def _take_permissions(temporary: Path, target: Path, like: Path | None) -> None:
    model = like or target
    if model.exists() and not (like is None and target.is_symlink()):
        shutil.copymode(model, temporary)


def _kept(
    target: Path,
    new: bytes,
    ending: str,
    judge: Callable[[bytes], Ownership],
    keeps_foreign: bool,
) -> Path | None:
    """Keep an edited file under a second name, and return the name."""
    while os.path.lexists(target):
        content = b"" if target.is_symlink() else target.read_bytes()
        owner = _owner(target, content, new, judge)
        if owner is Ownership.OURS:
            return None
        if owner is Ownership.FOREIGN and not keeps_foreign:
            what = "这是一个链接" if target.is_symlink() else "已有这个文件，而且不是本工具写的"
            raise OutputRefused(f"{target}：{what}，没有覆盖。请换一个文件名")
        second = _second_name(target, ending)
        if second is None:
            continue
        if second.is_symlink() or second.read_bytes() == content:
            return second
        second.unlink()  # another run has replaced the target since: it is judged anew
    return None


def _owner(
    target: Path, content: bytes, new: bytes, judge: Callable[[bytes], Ownership]
) -> Ownership:
    """Return the owner of what bears the target's name.  We make no links."""
    if target.is_symlink():
        return Ownership.FOREIGN
    return Ownership.OURS if content == new else judge(content)


def _second_name(target: Path, ending: str) -> Path | None:
    """Give a file the first free name as a second one, or return None if it is gone.

    The name is taken and filled in one step, so that two runs at once take two names.
    """
    stem, number = target.name.removesuffix(ending), 0
    while True:
        number += 1
        second = target.with_name(f"{stem}.旧{number}{ending}")
        try:
            if target.is_symlink():
                os.symlink(os.readlink(target), second)
            else:
                os.link(target, second)
        except FileExistsError:
            continue
        except FileNotFoundError:
            return None
        except OSError:  # a disk without second names
            if not _is_copied(target, second):
                continue
        return second


def _is_copied(target: Path, second: Path) -> bool:
    """Copy a file to a new name, and return False if the name is taken."""
    try:
        with second.open("xb") as stream:
            stream.write(target.read_bytes())
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError:
        return False
    except BaseException:
        second.unlink(missing_ok=True)
        raise
    with suppress(OSError):
        shutil.copystat(target, second)
    return True
