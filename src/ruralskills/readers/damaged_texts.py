"""Rows with characters that could not be decoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ruralskills.readers.grid import Grid
from ruralskills.readers.text_encoding import REPLACEMENT

_MOST_ROWS_NAMED: Final = 10


def damaged_rows(grid: Grid) -> set[int]:
    """Return the rows in which a character was lost."""
    return {
        row
        for column in grid.columns
        if (codes := _damaged(column.values))
        for row, code in enumerate(column.codes)
        if code in codes
    }


def _damaged(values: Iterable[object]) -> set[int]:
    """Return the codes of the texts in which a character was lost."""
    return {n for n, value in enumerate(values) if type(value) is str and REPLACEMENT in value}


def remarks_on_damage(grid: Grid) -> Iterator[str]:
    """Yield a sentence that names the rows in which a character was lost."""
    if rows := damaged_rows(grid):
        yield (
            f"{row_names(rows)}有不成字的字节，显示为“{REPLACEMENT}”，文件在传送中可能有损坏。"
            "请对照原件核实"
        )


def row_names(rows: Iterable[int]) -> str:
    """Return the numbers of some rows as an office writes them, the first few of many.

    >>> row_names({6, 2}), row_names(range(12))
    ('第3、7行', '第1、2、3、4、5、6、7、8、9、10等12行')
    """
    numbers = sorted(row + 1 for row in rows)
    named = "、".join(map(str, numbers[:_MOST_ROWS_NAMED]))
    more = f"等{len(numbers)}" if len(numbers) > _MOST_ROWS_NAMED else ""
    return f"第{named}{more}行"
