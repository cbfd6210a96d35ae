"""Reading of a workbook that begins while the rest of the program is loaded.

The reader of xlsx releases the interpreter, and reading a sheet of 20,000 rows takes as long as
importing the rules, so a command starts the one before the other.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ruralskills.errors import CannotRead
from ruralskills.readers.content import content_of
from ruralskills.readers.file_type import FileType, file_type_of
from ruralskills.readers.xlsx import WORTH_A_THREAD, Xlsx
from ruralskills.text.real_path import real_path

_SUFFIXES: Final = (".xlsx", ".xlsm")


class Prefetched:
    """A workbook that is read ahead, for a command to hand down to the check."""

    def __init__(self, path: Path, started: tuple[bytes, Xlsx] | CannotRead) -> None:
        self._path = real_path(path)
        self._started: tuple[bytes, Xlsx] | CannotRead | None = started

    def take(self, path: Path) -> tuple[bytes, Xlsx] | None:
        """Hand out the content and the workbook, once, if they are those of ``path``.

        Afterwards they are kept in memory no longer.  Raises CannotRead when the file cannot be read.
        """
        if self._started is None or real_path(path) != self._path:
            return None
        started, self._started = self._started, None
        if isinstance(started, CannotRead):
            raise started
        return started


def prefetch(paths: Sequence[str | os.PathLike[str]]) -> Prefetched | None:
    """Start to read the one workbook that the paths name, where it is worth a thread.

    None for a folder, for a format that a process of its own reads, and for several files: worker
    processes share those out, and must be forked before there is a thread.  A defect of the file is
    raised when the workbook is taken.
    """
    if len(paths) != 1 or not os.fspath(paths[0]).lower().endswith(_SUFFIXES):
        return None
    path = Path(paths[0])
    if not os.path.isfile(path):
        return None
    try:
        content = content_of(path)
        if len(content) < WORTH_A_THREAD or file_type_of(content) is not FileType.XLSX:
            return None
        xlsx = Xlsx(content)
        xlsx.read_ahead()
        return Prefetched(path, (content, xlsx))
    except CannotRead as defect:
        return Prefetched(path, defect)
