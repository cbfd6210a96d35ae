"""How a command writes what it has to say: to the screen, to a pipe, or to a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ruralskills.cli.stop import Stop
from ruralskills.outputs import output_file


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Turn what keeps a file from being written into one line."""
    try:
        yield
    except OSError as error:
        raise Stop(f"{output}：写不进去（{output_file.reason(error)}）") from error


def name_kept(kept: Path | None) -> None:
    """Say under which name a file stays that a person had worked in."""
    if kept is not None:
        print(f"原有的文件有人填过或改过，没有丢掉，另存为“{kept.name}”", file=sys.stderr)


def print_bytes(text: str) -> None:
    """Print UTF-8, line ends as they are: what reads it must not guess the console's encoding."""
    if sys.stdout.isatty():
        sys.stdout.write(text.removeprefix("\ufeff"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
