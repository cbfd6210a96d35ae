"""The progress bar of a check, on terminals only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_SECONDS_SHOWN: Final = 0.1


@contextmanager
def progress_bar(
    quiet: bool, doing: str = "正在检查", what: str = "个文件"
) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a callback of (files done, files in all), or None without a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn(doing), BarColumn(), MofNCompleteColumn(), TextColumn(what),
        console=Console(stderr=True), transient=True,
        auto_refresh=False,  # a thread of its own would forbid to copy this process for a worker
    ) as bar:  # fmt: skip
        task, shown = bar.add_task("", total=None), 0.0

        def tick(done: int, of: int) -> None:
            nonlocal shown
            is_due = done == of or time.monotonic() - shown >= _SECONDS_SHOWN
            bar.update(task, completed=done, total=of, refresh=is_due)
            shown = time.monotonic() if is_due else shown

        yield tick
