"""Write a file whole or not at all, and over nothing that is not ours.

The content goes to a temporary file in the folder of the target, which then takes the target's
name in one step: a run that is killed, or a disk that is full, leaves the target as it was.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from ruralskills.outputs.mark import ownership
from ruralskills.outputs.owner import Ownership
from ruralskills.outputs.processes import is_running, this_machine
from ruralskills.outputs.streams import OutputRefused, is_stream, write_to_stream
from ruralskills.text.lazy_regex import regex

_TEMPORARY: Final = regex(r"\.rs-(?:(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,9})-)?\w+\.tmp")
_STALE: Final = 24 * 3600.0
"""Seconds after which a temporary file of another machine counts as left over."""
_WHY: Final = {
    errno.ENOENT: "所在的文件夹不存在，请先新建文件夹",
    errno.ENOTDIR: "所在的文件夹不存在，请先新建文件夹",
    errno.EISDIR: "这是文件夹，请写明文件名",
    errno.ENOSPC: "磁盘已满，请先腾出空间",
    errno.EDQUOT: "磁盘已满，请先腾出空间",
    errno.EFBIG: "文件太大，这个磁盘放不下，请换一个地方",
    errno.EROFS: "磁盘是只读的，请换一个地方",
    errno.ENAMETOOLONG: "文件名太长，请换一个短的",
    errno.EEXIST: "已有同名的文件，请先改名",
    errno.EBADF: "这个输出没有打开",
    errno.EPIPE: "另一头不再读了",
    errno.ELOOP: "这是指向自己的链接，请换一个文件名",
}


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
    if is_stream(target):
        write_to_stream(content, target)
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


def refuse_foreign(targets: Iterable[Path]) -> None:
    """Raise OutputRefused for a file not ours, before the first of several is written."""
    for target in targets:
        if os.path.lexists(target) and not is_stream(target):
            content = b"" if target.is_symlink() else target.read_bytes()
            if _owner(target, content, b"", ownership) is Ownership.FOREIGN:
                raise _refusal(target)


def reason(error: OSError) -> str:
    """Say why a file cannot be written, and what to do."""
    if isinstance(error, PermissionError):
        return "没有写入权限，或文件正被占用，请先关闭它"
    return _WHY.get(error.errno or 0, str(error.strerror))


def _is_same(target: Path, given: Path) -> bool:
    try:
        return target.samefile(given)
    except OSError:
        return False


def _written_beside(content: bytes, target: Path, mode: int | None) -> Path:
    _sweep(target.parent)
    name = f".rs-{this_machine()}-{os.getpid()}-{os.urandom(8).hex()}.tmp"
    temporary = target.with_name(name)
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


@cache
def _sweep(folder: Path) -> None:
    """Remove the temporary files of killed runs, once for all files of this one."""
    with suppress(OSError):
        for left in folder.glob(".rs-*.tmp"):
            named = _TEMPORARY.fullmatch(left.name)
            if named and (_has_ended(named) or left.stat().st_mtime < time.time() - _STALE):
                left.unlink()


def _has_ended(named: re.Match[str]) -> bool:
    """Return True if the run of a temporary file is known to have ended."""
    is_ours = os.name == "posix" and named["machine"] == this_machine()
    return is_ours and not is_running(int(named["process"]))


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
            raise _refusal(target)
        second = _second_name(target, ending, content)
        if second is None:
            continue
        if second.is_symlink() or second.read_bytes() == content:
            return second
        second.unlink()  # another run has replaced the target since: it is judged anew
    return None


def _refusal(target: Path) -> OutputRefused:
    what = "这是一个链接" if target.is_symlink() else "已有这个文件，而且不是本工具写的"
    return OutputRefused(f"{target}：{what}，没有覆盖。请换一个文件名")


def _owner(
    target: Path, content: bytes, new: bytes, judge: Callable[[bytes], Ownership]
) -> Ownership:
    """Return the owner of what bears the target's name.  We make no links."""
    if target.is_symlink():
        return Ownership.FOREIGN
    return Ownership.OURS if content == new else judge(content)


def _second_name(target: Path, ending: str, content: bytes) -> Path | None:
    """Give a file the first free name as a second one, or return None if it is gone.

    The name is taken and filled in one step, so that two runs at once take two names.  What a run
    kept before it was killed is not kept twice.
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
            if _is_kept_already(target, second, content):
                return second
            continue
        except FileNotFoundError:
            return None
        except OSError:  # a disk without second names
            if not _is_copied(target, second):
                continue
        return second


def _is_kept_already(target: Path, second: Path, content: bytes) -> bool:
    """Return True if a second name has the content that the target has still."""
    if target.is_symlink() or second.is_symlink():
        return False
    with suppress(OSError):
        return second.read_bytes() == content == target.read_bytes()
    return False


def _is_copied(target: Path, second: Path) -> bool:
    """Copy a file to a new name, and return False if the name is taken.

    The name is taken by an empty file, of which the whole copy then takes the place.
    """
    try:
        second.open("xb").close()
    except FileExistsError:
        return False
    temporary = None
    try:
        temporary = _written_beside(target.read_bytes(), second, None)
        with suppress(OSError):
            shutil.copystat(target, temporary)
        os.replace(temporary, second)
    except BaseException:
        for path in filter(None, (temporary, second)):
            path.unlink(missing_ok=True)
        raise
    return True
