"""The progress bar of a check, on terminals only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


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
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
