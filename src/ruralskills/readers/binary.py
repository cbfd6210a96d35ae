"""xls, et, xlsb and ods: read through a process of their own."""

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
from ruralskills.readers import grid
from ruralskills.readers.grid import Grid
from ruralskills.readers.scan_result import LARGEST_AREA, refuse_area

_MEGABYTES: Final = 900
_SECONDS: Final = 60
"""Far more than an honest file of this kind takes; a damaged one may turn for ever."""


def read_binary(content: bytes) -> tuple[list[Grid], list[str]]:
    """Return the sheets, and the names of those that hold no cells.

    Raises CannotRead when the file is damaged, protected, or too large for the memory allowed.
    """
    script = str(Path(__file__).with_name("subprocess_main.py"))
    try:
        done = subprocess.run(
            [sys.executable, script, str(_MEGABYTES), str(LARGEST_AREA)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotRead(f"超过{_SECONDS}秒还没有读完，文件可能已损坏。{SAVE_AS}") from None
    return _sheets(done.stdout)


def _messages(said: bytes) -> Iterator[tuple[Any, ...]]:
    """What the reading process said, as far as it came."""
    stream = BytesIO(said)
    while stream.tell() < len(said):
        try:
            yield pickle.load(stream)
        except (EOFError, pickle.UnpicklingError, AttributeError, ImportError):
            return


def _sheets(said: bytes) -> tuple[list[Grid], list[str]]:
    grids: list[Grid] = []
    others: list[str] = []
    messages = _messages(said)
    for word, *told in messages:
        if word == "end":
            return grids, others
        if word == "failed":
            _refuse(told[0])
        elif word == "far":
            refuse_area(*told)
        elif word == "other":
            others.append(told[0])
        else:
            name, start, merges = told
            rows = chain.from_iterable(_chunks(messages))
            grids.append(grid.build(name, rows, merges, first_column=start[1] if start else 0))
    raise CannotRead(
        f"内容太大或已损坏，读到一半中断；可能在很远的行列上有零星内容。请删去表格以外的内容，{SAVE_AS}"
    )


def _chunks(messages: Iterator[tuple[Any, ...]]) -> Iterator[list[list[Any]]]:
    """The rows of the sheet that was announced, as they were sent."""
    for word, *told in messages:
        if word == "over":
            return
        yield told[0]


def _refuse(error: str) -> None:
    if error == "PasswordError":
        raise CannotRead(NEEDS_PASSWORD)
    raise CannotRead(f"文件已损坏，读不出工作表。{SAVE_AS}")
