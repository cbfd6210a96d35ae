"""What is seen of a sheet on looking it through: what the reader hides, and how far values lie."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NoReturn

from ruralskills.errors import CannotRead
from ruralskills.readers.grid import Grid, GridColumn
from ruralskills.values.field_type import CellError

LARGEST_AREA: Final = 15_000_000
"""Cells of the rectangle that holds values; the reader takes 32 bytes for each, full or not."""


class Scan:
    """The cells of a sheet that the reader does not show as they are; places count from 0."""

    def __init__(
        self, errors: Iterable[tuple[int, int, str]] = (), hidden_rows: Iterable[int] = ()
    ) -> None:
        self.errors = list(errors)
        self.uncomputed: list[tuple[int, int]] = []
        self.truths: list[tuple[int, int, bool]] = []
        self.hidden_rows = set(hidden_rows)
        self.struck_rows: set[int] = set()
        self.last_row = 0
        self.last_column = 0
        """No value stands in a row or column beyond these."""

    @property
    def area(self) -> int:
        """The cells of the rectangle that may hold values."""
        return (self.last_row + 1) * (self.last_column + 1)

    def overlay(self, read: Grid) -> None:
        """Put into a grid what the reader does not show."""
        hidden: list[tuple[int, int, Any]] = [
            *((row, column, CellError(text)) for row, column, text in self.errors),
            *((row, column, CellError("")) for row, column in self.uncomputed),
            *self.truths,
        ]
        for row, column, value in hidden:
            if row < read.height:
                while column >= read.width:
                    read.columns.append(GridColumn([""], [0] * read.height))
                read.columns[column].put(row, value)
        read.hidden_rows = frozenset(row for row in self.hidden_rows if row < read.height)
        read.struck_rows = frozenset(row for row in self.struck_rows if row < read.height)


def refuse_area(name: str, rows: int, columns: int) -> NoReturn:
    """Say that a sheet's values lie too far apart to be read."""
    raise CannotRead(
        f"工作表“{name}”的内容散布到第{rows}行、第{columns}列，"
        "范围过大读不了，多半是很远的地方有零星内容。"
        "请按Ctrl+End找到并删去，或把有数据的部分复制到新表再检查"
    )
