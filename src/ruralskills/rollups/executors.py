"""Executors for the reading of files: this process, or worker processes."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Tick = Callable[[], None]


class FileMap(Protocol):
    """A way to apply a function to many arguments."""

    def __call__(
        self,
        function: Callable[[T], R],
        arguments: Sequence[T],
        on_death: Callable[[T], R],
        tick: Tick,
    ) -> list[R]:
        """Return the results in the order of the arguments.

        ``on_death`` makes the result of an argument that kills its workers.
        """


def here(
    function: Callable[[T], R], arguments: Sequence[T], on_death: Callable[[T], R], tick: Tick
) -> list[R]:
    """Apply a function in this process."""
    results = []
    for argument in arguments:
        results.append(function(argument))
        tick()
    return results


class LocalProcesses:
    """Worker processes on this machine, replaced when one of them dies.

    What ran when a worker died is tried once more alone, and twice where several were running:
    nobody knows which of them it was.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def __call__(
        self,
        function: Callable[[T], R],
        arguments: Sequence[T],
        on_death: Callable[[T], R],
        tick: Tick,
    ) -> list[R]:
        """Apply a function in worker processes."""
        results: dict[int, R] = {}
        left, suspects = list(range(len(arguments))), dict[int, int]()
        while left:
            with _pool(self._workers) as pool:
                broken = _run(pool, function, arguments, left, results, tick, self._workers + 1)
            suspects |= dict.fromkeys(broken, 1 if len(broken) == 1 else 2)
            before = len(left)
            left = [index for index in left if index not in results and index not in suspects]
            if len(left) == before:  # no worker can be kept alive: each gets its own
                suspects, left = suspects | dict.fromkeys(left, 1), []
        for index, tries in suspects.items():
            results[index] = _alone(function, arguments[index], on_death, tries)
            tick()
        return [results[index] for index in range(len(arguments))]


def _run(
    pool: Executor,
    function: Callable[[T], R],
    arguments: Sequence[T],
    indexes: Sequence[int],
    results: dict[int, R],
    tick: Tick,
    at_once: int,
) -> list[int]:
    """Add results till all are there or a worker has died, and return what ran then."""
    left = deque(indexes)
    running: dict[Future[R], int] = {}
    while left or running:
        while left and len(running) < at_once:
            try:
                running[pool.submit(function, arguments[left[0]])] = left[0]
            except BrokenExecutor:
                return sorted(running.values())
            left.popleft()
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            if isinstance(future.exception(), BrokenExecutor):
                return sorted(running.values())
            results[running.pop(future)] = future.result()
            tick()
    return []


def _alone(function: Callable[[T], R], argument: T, on_death: Callable[[T], R], tries: int) -> R:
    for _ in range(tries):
        with _pool(1) as pool:
            try:
                return pool.submit(function, argument).result()
            except BrokenExecutor:
                continue
    return on_death(argument)


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Open worker processes, which are ended at once where the work is given up."""
    from concurrent.futures import ProcessPoolExecutor

    # a copy of this process need not load modules again, but must not copy a thread's locks
    is_safe_to_fork = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if is_safe_to_fork else "spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
