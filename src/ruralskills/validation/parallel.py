"""Map over files: in this process, or where it pays in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Final

from ruralskills.readers.prefetch import Prefetched
from ruralskills.validation.file_check import CheckOptions, FileCheck, checked_for_the_book
from ruralskills.validation.inputs import InputFile

_WORTH_IT: Final = 800_000
"""Bytes of workbooks under which starting a second process takes longer than it saves."""

Tick = Callable[[], None]


def cores() -> int:
    """How many processes can really run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_files(
    sources: Sequence[InputFile],
    options: CheckOptions,
    jobs: int,
    tick: Tick = lambda: None,
    prefetched: Prefetched | None = None,
) -> list[FileCheck]:
    """Check files and return what each gave, in their order, whatever the number of workers.

    ``tick`` is called as each file is done.
    """
    sizes = [_size(source) for source in sources]
    jobs = min(jobs, len(sources))
    if jobs < 2 or sum(sizes) < _WORTH_IT:
        return [_one(source, options, tick, prefetched) for source in sources]
    from ruralskills.validation.worker_pool import Workers

    return Workers(sources, sizes, options, tick).together(jobs)


def _size(source: InputFile) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


def _one(
    source: InputFile, options: CheckOptions, tick: Tick, prefetched: Prefetched | None
) -> FileCheck:
    checked = checked_for_the_book(source, options, prefetched)
    tick()
    return checked


__all__ = ["check_files", "cores"]
