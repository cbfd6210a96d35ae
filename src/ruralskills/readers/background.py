"""Run in another thread what lets the interpreter go on, as the reader of spreadsheets does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from ruralskills.text.lazy_regex import compile_one

T = TypeVar("T")
_NAME: Final = "meanwhile"


def meanwhile(call: Callable[[], T]) -> Callable[[], T]:
    """Begin a call in another thread; what is returned waits for it, and returns or raises as it.

    Who waits compiles patterns, as the check that follows will want them.

    >>> wait = meanwhile(lambda: sum(range(10)))
    >>> wait()
    45
    """
    returned: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            returned.append(call())
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run, name=_NAME)
    thread.start()

    def wait() -> T:
        while thread.is_alive() and compile_one():
            time.sleep(0)  # that the thread may end as soon as it can
        thread.join()
        if raised:
            raise raised[0]
        return returned[0]

    return wait


def goes_on() -> bool:
    """Whether a call still goes on for which nobody waits any more."""
    return any(thread.name == _NAME for thread in threading.enumerate())
