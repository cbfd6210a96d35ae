"""The end of a run whose output nobody takes: a closed pipe or a full disk."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import Final

from ruralskills.cli.screen import say
from ruralskills.outputs import output_file

_OF_A_STREAM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE)
CODE: Final = 2


def is_lost(error: OSError) -> bool:
    """Return True if an error comes from stdout: files name themselves in theirs."""
    return error.filename is None and error.errno in _OF_A_STREAM


def give_up(error: OSError) -> None:
    """Say that the output is lost, and let what is left of it go nowhere.

    Whoever has closed a pipe (``rs … | head``) need not be told.
    """
    if not isinstance(error, BrokenPipeError):
        say(f"rs：屏幕输出：写不进去（{output_file.reason(error)}）", error=True)
    with suppress(OSError, ValueError):  # a stream without a descriptor holds nothing back
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
