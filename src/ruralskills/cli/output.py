"""Where a command may write its report: over nothing that somebody else has written."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ruralskills.cli.stop import Stop
from ruralskills.text.lazy_regex import regex

_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, those of today and those of before 2007."""
_CREATOR: Final = regex(rb"creator[^>]*>ruralskills<")
_WHY: Final = {
    errno.ENOENT: "所在的文件夹不存在，请先新建文件夹",
    errno.ENOTDIR: "所在的文件夹不存在，请先新建文件夹",
    errno.EISDIR: "这是文件夹，请写明文件名",
    errno.ENOSPC: "磁盘已满，请先腾出空间",
    errno.EROFS: "磁盘是只读的，请换一个地方",
}


def refuse_to_replace(output: Path, inputs: Iterable[str | os.PathLike[str]]) -> None:
    """Raise Stop when a report would take the place of a ledger."""
    if not output.is_file():
        return
    if any(_is_same(output, Path(given)) for given in inputs):
        raise Stop(f"{output}：这是交来检查的文件，报告不能写到它上面。请换一个文件名")
    with output.open("rb") as stream:
        head = stream.read(4)
    if head in _WORKBOOKS and not _is_report(output):
        raise Stop(
            f"{output}：已有这个工作簿，而且不是本工具写的问题清单，没有覆盖。请换一个文件名"
        )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_report(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            return _CREATOR.search(package.read("docProps/core.xml")) is not None
    except (OSError, zipfile.BadZipFile, KeyError):
        return False


def why_not(error: OSError) -> str:
    """Why something cannot be written, and what to do."""
    if isinstance(error, PermissionError):
        return "没有写入权限，或文件正被占用，请先关闭它"
    return _WHY.get(error.errno or 0, str(error.strerror))
