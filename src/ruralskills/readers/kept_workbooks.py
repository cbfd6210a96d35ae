"""Workbooks that several steps of a run read, each sheet of them once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ruralskills.readers.content import content_of
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import Workbook, open_content
from ruralskills.text.real_path import real_path


class KeptWorkbooks:
    """A few workbooks that stay open, for those who check and compare them.

    Their sheets stay in memory, so that it is made for the two of a comparison and not for a folder.
    """

    def __init__(self, paths: Iterable[Path], password: str = "") -> None:
        self._paths = {real_path(path) for path in paths}
        self.password = password
        self._opened: dict[Path, tuple[bytes, Workbook]] = {}

    def take(self, path: Path) -> tuple[bytes, Workbook] | None:
        """Return the content of a file and its workbook, None if it is not one of the few.

        Raises CannotRead.
        """
        real = real_path(path)
        if real not in self._paths:
            return None
        if real not in self._opened:
            content = content_of(path)
            book = open_content(content, path.name, self.password)
            self._opened[real] = content, _KeptWorkbook(book)
        return self._opened[real]

    def book(self, path: Path) -> Workbook:
        """Return the workbook of a file, also one that is not kept.  Raises CannotRead."""
        if kept := self.take(path):
            return kept[1]
        return open_content(content_of(path), path.name, self.password)


class _KeptWorkbook:
    """A workbook that reads each sheet when it is first wanted, and never again.

    Whoever looks for tables fills the cells of merges, so that everybody has cells of his own.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._grids: dict[str, Grid] = {}
        self.names = book.names
        self.non_worksheets = book.non_worksheets
        self.hidden = book.hidden

    def read(self, name: str) -> Grid:
        if name not in self._grids:
            self._grids[name] = self._book.read(name)
        return self._grids[name].copy()
