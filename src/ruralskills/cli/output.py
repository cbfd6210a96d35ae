"""Files that commands write: the lines on what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ruralskills.cli.exit import CommandError
from ruralskills.cli.screen import say
from ruralskills.outputs import output_file, streams


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Turn an OSError into a CommandError that names the file and the reason."""
    try:
        yield
    except OSError as error:
        raise CommandError(f"{output}：写不进去（{output_file.reason(error)}）") from error


def refuse_stream(output: Path | None) -> None:
    """Raise CommandError for what is no file, where other lines would stand too."""
    if output is not None and streams.is_stream(output) and not output.is_dir():
        raise CommandError(f"{output}：这个命令要写成文件，不能写到屏幕、管道或设备。请写明文件名")


def name_kept(kept: Path | None) -> None:
    """Print the new name of a replaced file in which a person had worked."""
    if kept is not None:
        say(f"原有的文件有人填过或改过，没有丢掉，另存为“{kept.name}”", error=True)
