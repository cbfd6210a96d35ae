"""The map step: each file is checked by itself, here or in worker processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace

from ruralskills.model.layout import FileStatus
from ruralskills.readers.open import OpenBefore
from ruralskills.validation.file_check import CheckOptions, FileCheck, map_file
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.notice_choice import agree_on_notices

MIN_BYTES: Final = 800_000
"""So few bytes are checked sooner than a second process starts."""
_LARGE: Final = 3_000_000
"""Larger files are left to workers: they may kill the process that reads them."""

Progress = Callable[[int, int], None]


def available_cores() -> int:
    """Return the number of processes that can run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_all(
    files: Sequence[InputFile],
    options: CheckOptions,
    jobs: int,
    progress: Progress | None,
    prefetched: OpenBefore | None,
) -> tuple[CheckOptions, list[FileCheck]]:
    """Check each file under the notices that all of them agree on.

    Where the notices are to be recognised, a file that was checked under other notices than all
    files together is checked a second time.  Returns the options with the notices chosen, and a
    check for each file.  Raises ChoiceError if the files name different places.
    """
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, len(files))

    checks = check_files(files, options, jobs, tick, prefetched)
    if options.chosen is not None:
        return options, checks
    by_file = {check.status.path: check.choices for check in checks}
    options = replace(options, chosen=agree_on_notices(by_file, options.notices.headings))
    agreed = {choice.notice for choice in options.chosen or ()}
    outdated = [
        index
        for index, check in enumerate(checks)
        if check.tables and {choice.notice for choice in check.choices} != agreed
    ]
    repeated = check_files([files[index] for index in outdated], options, jobs)
    for index, check in zip(outdated, repeated, strict=True):
        checks[index] = check
    return options, checks


def check_files(
    files: Sequence[InputFile],
    options: CheckOptions,
    jobs: int,
    tick: Callable[[], None] = lambda: None,
    prefetched: OpenBefore | None = None,
) -> list[FileCheck]:
    """Check files in at most ``jobs`` processes and return the checks in their order.

    ``tick`` is called as each file is done.
    """
    sizes = [_size(file) for file in files]
    jobs = min(jobs, len(files))
    if jobs < 2 or sum(sizes) < MIN_BYTES:
        checks = []
        for file in files:
            checks.append(map_file(file, options, prefetched))
            tick()
        return checks
    from ruralskills.validation.worker_pool import WorkerPool  # loads multiprocessing

    pool = WorkerPool(partial(map_file, options=options), files, sizes, _LARGE)
    return pool.run(jobs - 1, _killed, tick)


def _killed(file: InputFile) -> FileCheck:
    reason = "读取时程序被系统终止，多半是文件过大或已损坏。请拆成几个文件，或另存为“.xlsx”再检查"
    return FileCheck(FileStatus(file.name, "unreadable", reason, location=str(file.path)))


def _size(file: InputFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0
