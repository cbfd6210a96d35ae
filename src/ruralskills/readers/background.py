"""Calls in the background, for a reader that releases the interpreter."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def in_background(call: Callable[[], T]) -> Callable[[], T]:
    """Start a call in the background and return a function that waits for its result.

    The function returns or raises what the call does, however often it is called.  The thread is a
    daemon: a program that no longer wants the result can exit without waiting for it.  A
    ``concurrent.futures`` pool would be joined at exit, and loads ``logging``.

    >>> wait = in_background(lambda: sum(range(10)))
    >>> wait()
    45
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def wait() -> T:
        thread.join()
        if errors:
            raise errors[0]
        return results[0]

    return wait
