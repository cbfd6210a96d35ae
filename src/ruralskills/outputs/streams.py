"""Outputs that are no files: the run's own streams, pipes and terminals."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Final

from ruralskills.errors import OfficeError
from ruralskills.text.lazy_regex import regex

_OWN: Final = regex(r"/dev/std(?:(out)|err)|/(?:dev|proc/self)/fd/(\d{1,9})")


class OutputRefused(OfficeError):
    """A file that must not be written over, or a thing that cannot be written to."""


def is_stream(target: Path) -> bool:
    """Return True for an output that no file can take the place of."""
    return _own_descriptor(target) is not None or (target.exists() and not target.is_file())


def write_to_stream(content: bytes, target: Path) -> None:
    """Write to one of the run's own streams, a pipe that is read, or a terminal.

    Nothing here waits for a reader, and no disk is written to past its files.

    Raises OutputRefused and OSError.
    """
    sys.stdout.flush()
    handle = _opened(target)
    with os.fdopen(handle, "wb") as stream:
        os.set_blocking(handle, True)
        stream.write(content)


def _own_descriptor(target: Path) -> int | None:
    """Return the number of a stream of this run that a path stands for.

    >>> _own_descriptor(Path("/dev/stdout")), _own_descriptor(Path("/dev/fd/63"))
    (1, 63)
    """
    own = _OWN.fullmatch(os.fspath(target)) if os.name == "posix" else None
    if own is None:
        return None
    return int(own[2]) if own[2] else 1 if own[1] else 2


def _opened(target: Path) -> int:
    own = _own_descriptor(target)
    if own is not None:
        return os.dup(own)
    mode = target.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "Is a directory", str(target))
    if not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
        raise OutputRefused(f"{target}：这不是文件，是磁盘或套接字，没有写。请换一个文件名")
    try:
        return os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OutputRefused(
                f"{target}：这是管道，没有程序在另一头读，没有写。请换一个文件名"
            ) from None
        raise
