"""End a test that hangs, instead of holding its seconds against a limit."""

from __future__ import annotations

import faulthandler
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SECONDS: Final = 60
"""Of processor time, of which a test has as much on a busy machine as elsewhere.

What is watched needs a second, and what it must not become would need many minutes.
"""


class Hung(AssertionError):
    """Work that has not ended in the time of the watchdog."""


@contextmanager
def watchdog(seconds: float = SECONDS) -> Iterator[None]:
    """End the work inside when it has taken too much processor time.

    Where the platform has no such timer, the whole process of the tests is ended by the clock.
    """
    if not hasattr(signal, "setitimer"):
        faulthandler.dump_traceback_later(seconds * 5, exit=True)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
        return
    before = signal.signal(signal.SIGPROF, _bite)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _bite(_signal: int, _frame: FrameType | None) -> None:
    raise Hung("this takes far longer than anything of its size may take")
