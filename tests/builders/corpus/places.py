"""Folders, pipes and links in place of a file, and files with odd names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from builders.corpus.case import REFUSED, Case, of
from builders.corpus.xlsx import book, packed


def _ledger(path: Path) -> None:
    path.write_bytes(packed(book()))


def folder(path: Path) -> None:
    """A folder called like a workbook, with a ledger in it."""
    path.mkdir()
    _ledger(path / "台账.xlsx")


def pipe(path: Path) -> None:
    """A pipe into which nobody writes."""
    os.mkfifo(path)


def broken(path: Path) -> None:
    """A link to nothing."""
    path.symlink_to("nowhere.xlsx")


def ring(path: Path) -> None:
    """A link to itself."""
    path.symlink_to(path.name)


def endless(path: Path) -> None:
    """A link to a device that never ends."""
    path.symlink_to("/dev/zero")


def closed(path: Path) -> None:
    """A file that may not be read."""
    _ledger(path)
    path.chmod(0)


def absent(path: Path) -> None:
    """Nothing at all."""


CASES: Final = (
    Case("文件夹.xlsx", folder),
    Case("空文件夹.xlsx", Path.mkdir, REFUSED, says="没有可检查"),
    Case("管道.xlsx", pipe, REFUSED, says="不是普通文件"),
    Case("断链.xlsx", broken, REFUSED, says="找不到"),
    Case("连到自己.xlsx", ring, REFUSED, says="找不到"),
    Case("设备.xlsx", endless, REFUSED, says="不是普通文件"),
    Case("不许读.xlsx", closed, REFUSED, says="没有读取权限"),
    Case("不存在.xlsx", absent, REFUSED, says="找不到"),
    of("换行\n名.xlsx", lambda: packed(book()), label="newline in the name"),
    of("表情😀名.xlsx", lambda: packed(book()), label="emoji in the name"),
    of("引号\"'`$(x).xlsx", lambda: packed(book()), label="quotes in the name"),
    of(
        "坏\x1b[31m\x07换\n行.xlsx", lambda: b"", REFUSED, says="0字节", label="escapes in the name"
    ),
    Case("-横线.xlsx", _ledger, label="dash first", arguments=("--",)),
)
BYTES: Final = Case(
    "不是UTF8\udcff.xlsx", _ledger, label="name that is not UTF-8"
)  # fmt: skip
