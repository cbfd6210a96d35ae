"""Run in another thread what lets the interpreter go on, as the reader of spreadsheets does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def meanwhile(call: Callable[[], T]) -> Callable[[], T]:
    """Begin a call in another thread; what is returned waits for it, and returns or raises as it.

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

    thread = threading.Thread(target=run)
    thread.start()

    def wait() -> T:
        thread.join()
        if raised:
            raise raised[0]
        return returned[0]

    return wait
