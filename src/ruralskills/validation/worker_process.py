"""A process that applies a function for this one."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class WorkerDied(Exception):
    """The worker process ended before it answered, as when the system kills it."""


class WorkerProcess(Generic[T, R]):
    """A process that applies a function to one argument after another.

    The function, its arguments and its results must be picklable.  The process has a pipe of its
    own, so that it can be killed at any moment without harm to others.
    """

    def __init__(self, function: Callable[[T], R]) -> None:
        # a copy of this process need not load modules again, but must not copy a thread's locks
        is_safe_to_fork = sys.platform == "linux" and threading.active_count() == 1
        fork_or_spawn = (
            multiprocessing.get_context("fork").Process
            if is_safe_to_fork
            else multiprocessing.get_context("spawn").Process
        )
        self._connection, remote = multiprocessing.Pipe()
        self._process = fork_or_spawn(
            target=_serve, args=(function, remote, self._connection), daemon=True
        )
        with _interrupts_blocked():
            self._process.start()
        remote.close()  # only the worker may hold it, or its death would not be seen

    def run(self, argument: T) -> R:
        """Return the result of the function, or raise the exception that it raised.

        Raises WorkerDied if the process ends without an answer.
        """
        try:
            self._connection.send(argument)
            result, error = self._connection.recv()
        except (EOFError, OSError):
            raise WorkerDied from None
        if error is not None:
            raise error
        answer: R = result
        return answer

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        self._process.kill()

    def join(self) -> None:
        """Wait until the process has ended."""
        self._process.join()


def _serve(function: Callable[[Any], Any], connection: Connection, remote: Connection) -> None:
    """Answer until the parent is gone, leaving Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # as in the parent
    remote.close()  # only the parent may hold it, or its end would not be seen
    with suppress(EOFError, OSError):
        while True:
            connection.send(_answer(function, connection.recv()))


def _answer(function: Callable[[Any], Any], argument: Any) -> tuple[Any, Exception | None]:
    try:
        return function(argument), None
    except Exception as error:
        error.add_note(traceback.format_exc())  # the traceback itself cannot be sent
        return None, error


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C, so that a process started meanwhile is never interrupted itself.

    The parent is to end it; a worker that was interrupted would print a traceback.  A signal that
    is blocked stays blocked in the new process, and reaches this one afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows: the worker ignores it once it runs
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
