"""Check files in several processes: the parent takes files itself while workers start."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Final

from ruralskills.model.layout import FileStatus
from ruralskills.validation.file_check import CheckOptions, FileCheck, checked_for_the_book
from ruralskills.validation.inputs import InputFile

_AHEAD: Final = 2
"""Files given to a worker before it asks, so that it never waits."""
_LARGE: Final = 3_000_000
"""A file of more bytes than that is left to a worker: the parent must stay free to hand out."""


class _Worker:
    """What a worker process is told once, as it starts."""

    options: CheckOptions

    @classmethod
    def start(cls, options: CheckOptions) -> None:
        """Take the options, leave Ctrl-C to the parent, and like it look for no garbage."""
        cls.options = options
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.disable()


def _work(source: InputFile) -> FileCheck:
    return checked_for_the_book(source, _Worker.options)


def _pool(jobs: int, options: CheckOptions) -> ProcessPoolExecutor:
    """Workers, as copies of this process where that is safe: they need not load what it has loaded."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if alone else "spawn")
    return ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_Worker.start, initargs=(options,)
    )


class Workers:
    """One check over files, by the parent and its workers."""

    def __init__(
        self,
        sources: Sequence[InputFile],
        sizes: Sequence[int],
        options: CheckOptions,
        tick: Callable[[], None],
    ) -> None:
        self._sources = sources
        self._options = options
        self._tick = tick
        self._sizes = sizes
        # the largest first, so that none of them is left for the end
        self._left = deque(sorted(range(len(sources)), key=lambda n: -sizes[n]))
        self._done: dict[int, FileCheck] = {}
        self._given: dict[Future[FileCheck], int] = {}
        self._pool: ProcessPoolExecutor

    def together(self, jobs: int) -> list[FileCheck]:
        """Check all files with ``jobs`` processes, the parent being one of them."""
        self._pool = _pool(jobs - 1, self._options)
        try:
            while self._left or self._given:
                self._hand_out(jobs - 1)
                if self._left and self._sizes[self._left[-1]] <= _LARGE:
                    number = self._left.pop()
                    self._keep(number, checked_for_the_book(self._sources[number], self._options))
                    self._collect(block=False)
                else:
                    self._collect(block=True)
        except BaseException:
            _stop(self._pool)
            raise
        self._pool.shutdown(wait=False, cancel_futures=True)
        return [self._done[number] for number in range(len(self._sources))]

    def _hand_out(self, workers: int) -> None:
        while self._left and len(self._given) < workers * _AHEAD:
            number = self._left[0]
            try:
                with _interrupts_held():
                    future = self._pool.submit(_work, self._sources[number])
            except BrokenProcessPool:  # a worker died and took the pool with it
                self._pool = _pool(workers, self._options)
                continue
            self._left.popleft()
            self._given[future] = number

    def _collect(self, *, block: bool) -> None:
        """Take what the workers have finished; a file whose worker died is tried alone."""
        finished, _ = wait(self._given, timeout=None if block else 0, return_when=FIRST_COMPLETED)
        for future in finished:
            number = self._given.pop(future)
            try:
                checked = future.result()
            except BrokenProcessPool:
                checked = _alone(self._sources[number], self._options)
            self._keep(number, checked)

    def _keep(self, number: int, checked: FileCheck) -> None:
        self._done[number] = checked
        self._tick()


def _alone(source: InputFile, options: CheckOptions) -> FileCheck:
    """Check one file in a process of its own; if that dies too, the file is what killed it."""
    with _pool(1, options) as pool:
        try:
            return pool.submit(_work, source).result()
        except BrokenProcessPool:
            reason = "读取时程序被系统终止，多半是文件过大或已损坏。请拆成几个文件，或另存为“.xlsx”再检查"
            status = FileStatus(source.name, "unreadable", reason, location=str(source.path))
            return FileCheck(status)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start workers that leave Ctrl-C to the parent, which ends them; else each prints where it was.

    A blocked signal stays blocked in what is started meanwhile, and reaches us when we let it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows: the workers' first act must do
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: who presses Ctrl-C does not want to wait for a large file.

    One may end halfway through an answer.  That the rest will not come is seen when nobody is left
    who could write it, so our own end of the pipe is closed.
    """
    writer = getattr(getattr(pool, "_result_queue", None), "_writer", None)
    if writer is not None:
        writer.close()
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()
    pool.shutdown(wait=True, cancel_futures=True)


__all__ = ["Workers"]
