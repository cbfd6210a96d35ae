"""Content of a file, and its digest."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

from ruralskills.errors import IS_DEVICE, NO_RIGHT, NO_RIGHT_TO_FOLDER, OWN_LINK, CannotRead

_LARGEST_FILE: Final = 300 * 1024 * 1024
"""Bytes, most of them photographs. The reader holds them twice."""


def content_of(path: Path) -> bytes:
    """Return the bytes of a file.  Raises CannotRead when they cannot be had."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            is_closed = not os.access(path, os.R_OK | os.X_OK)
            raise CannotRead(NO_RIGHT_TO_FOLDER if is_closed else "这是文件夹，不是文件")
        if not stat.S_ISREG(status.st_mode):
            raise CannotRead(IS_DEVICE)
        if status.st_size > _LARGEST_FILE:
            raise CannotRead(
                f"文件有{status.st_size >> 20}MB，过大，为免拖垮电脑没有读取。"
                "请拆成几个文件，或把有数据的部分复制到新文件再检查"
            )
        return path.read_bytes()
    except PermissionError:
        raise CannotRead(NO_RIGHT) from None
    except FileNotFoundError:
        raise CannotRead("找不到这个文件。请核对路径和文件名") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise CannotRead(OWN_LINK) from None
        raise CannotRead(f"文件读不出来（{error.strerror}）。请复制到本机硬盘后再试") from None


def digest(content: bytes) -> str:
    """Return the SHA-256 by which a report identifies the file that was read."""
    import hashlib

    return hashlib.sha256(content).hexdigest()
