"""Map over files, in worker processes when there are enough of them to be worth it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from ruralskills.check.gather import Source
from ruralskills.check.one_file import Checked, Orders, check_file, for_the_book
from ruralskills.diagnostic import FileStatus

_WORTH_IT: Final = 400_000
"""Bytes of workbooks under which starting a second process takes longer than it saves."""


def cores() -> int:
    """How many processes can really run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_files(
    sources: Sequence[Source],
    orders: Orders,
    jobs: int,
    tick: Callable[[], None] = lambda: None,
) -> list[Checked]:
    """Check files and return what each gave, in their order, whatever the number of workers.

    ``tick`` is called as each file is done.
    """
    jobs = min(jobs, len(sources))
    if jobs < 2 or sum(_size(source) for source in sources) < _WORTH_IT:
        return [_ticked(check_file(source, orders), tick) for source in sources]
    return list(_in_workers(sources, orders, jobs, tick))


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


def _ticked(checked: Checked, tick: Callable[[], None]) -> Checked:
    tick()
    return checked


def _in_workers(
    sources: Sequence[Source], orders: Orders, jobs: int, tick: Callable[[], None]
) -> Iterator[Checked]:
    """Check in processes; a file whose worker dies is tried once more, alone, and then given up."""
    pool = _pool(jobs)
    try:
        waiting: list[Future[Checked]] = [pool.submit(_work, s, orders) for s in sources]
        for source, future in zip(sources, waiting, strict=True):
            try:
                yield _ticked(future.result(), tick)
            except BrokenProcessPool:
                yield _ticked(_alone(source, orders), tick)
    except BaseException:
        _stop(pool)
        raise
    else:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _work(source: Source, orders: Orders) -> Checked:
    return for_the_book(check_file(source, orders))


def _alone(source: Source, orders: Orders) -> Checked:
    """Check one file in a process of its own; if that dies too, the file is what killed it."""
    with _pool(1) as pool:
        try:
            return pool.submit(_work, source, orders).result()
        except BrokenProcessPool:
            reason = "读取时程序被系统终止，多半是文件过大或已损坏。请拆成几个文件，或另存为“.xlsx”再检查"
            return Checked(FileStatus(source.name, "unreadable", reason, location=str(source.path)))


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: who presses Ctrl-C does not want to wait for a large file."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


__all__ = ["check_files", "cores"]
