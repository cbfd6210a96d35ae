"""Reader of xls, et, xlsb and ods, through a process of its own."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, Final

from ruralskills.errors import NEEDS_PASSWORD, SAVE_AS, CannotRead
from ruralskills.readers.grid import Grid, build_grid
from ruralskills.readers.scan_result import LARGEST_AREA, refuse_area

_MEGABYTES: Final = 900
_SECONDS: Final = 60
"""Far more than a sound file takes, as a damaged one may never end."""

Message = tuple[Any, ...]
"""Name and arguments, as ``subprocess_main`` sends them."""


def read_binary(content: bytes) -> tuple[list[Grid], list[str]]:
    """Return the sheets, and the names of those that hold no cells.

    Raises CannotRead when the file is damaged, protected, or too large for the memory allowed.
    """
    script = str(Path(__file__).with_name("subprocess_main.py"))
    try:
        process = subprocess.run(
            [sys.executable, script, str(_MEGABYTES), str(LARGEST_AREA)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotRead(f"超过{_SECONDS}秒还没有读完，文件可能已损坏。{SAVE_AS}") from None
    return _sheets(_messages(process.stdout))


def _messages(output: bytes) -> Iterator[Message]:
    """Yield the messages of the process, up to where it died."""
    stream = BytesIO(output)
    while stream.tell() < len(output):
        try:
            yield pickle.load(stream)
        except (EOFError, pickle.UnpicklingError, AttributeError, ImportError):
            return


def _sheets(messages: Iterator[Message]) -> tuple[list[Grid], list[str]]:
    grids: list[Grid] = []
    non_worksheets: list[str] = []
    for message in messages:
        match message:
            case ("end",):
                return grids, non_worksheets
            case ("failed", "PasswordError"):
                raise CannotRead(NEEDS_PASSWORD)
            case ("failed", _):
                raise CannotRead(f"文件已损坏，读不出工作表。{SAVE_AS}")
            case ("too large", name, rows, columns):
                refuse_area(name, rows, columns)
            case ("no worksheet", name):
                non_worksheets.append(name)
            case ("worksheet", name, start, merges):
                cells = chain.from_iterable(_chunks_of_rows(messages))
                grids.append(build_grid(name, cells, merges, start[1] if start else 0))
    raise CannotRead(
        f"内容太大或已损坏，读到一半中断；可能在很远的行列上有零星内容。请删去表格以外的内容，{SAVE_AS}"
    )


def _chunks_of_rows(messages: Iterator[Message]) -> Iterator[list[list[Any]]]:
    """Yield the rows of the worksheet that was announced, as they were sent."""
    for message in messages:
        if message == ("worksheet end",):
            return
        yield message[1]
