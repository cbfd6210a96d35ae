"""Styles that new cells take over from their columns."""

from __future__ import annotations

import re
from collections import Counter

from ruralskills.patching.sheet_xml import SheetXml, cells_of, numbered_rows
from ruralskills.patching.xml import attributes


class ColumnStyles(dict[int, int]):
    """Style of each column: its own, else the commonest of its cells, else 0.

    A column is looked at when a new cell asks for it, which is rare.
    """

    def __init__(self, sheet: SheetXml) -> None:
        self._sheet = sheet
        self._of_cells: dict[int, Counter[int]] = {}

    def __missing__(self, column: int) -> int:
        """Return the style of a column that nobody has asked for yet."""
        own = self._own(column)
        if own is None:
            counts = self._commonest().get(column)
            own = counts.most_common(1)[0][0] if counts else 0
        self[column] = own
        return own

    def _own(self, column: int) -> int | None:
        """Return the style that the sheet declares for a column."""
        head = self._sheet.part[: self._sheet.start]
        for tag in re.findall(rb"<" + self._sheet.name(b"col") + rb"\s[^>]*>", head):
            values = attributes(tag)
            first, last = int(values.get(b"min", b"0")), int(values.get(b"max", b"0"))
            if first <= column + 1 <= last and b"style" in values:
                return int(values[b"style"])
        return None

    def _commonest(self) -> dict[int, Counter[int]]:
        """Return by column how often its cells have each style."""
        if not self._of_cells:
            for _, row in numbered_rows(self._sheet):
                for column, cell in cells_of(row):
                    style = attributes(cell[: cell.index(b">") + 1]).get(b"s", b"0")
                    self._of_cells.setdefault(column, Counter())[int(style)] += 1
        return self._of_cells
