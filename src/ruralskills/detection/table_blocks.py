"""Find the tables of a sheet: title, unit line, header rows, data, totals, footers, notes.

Nothing is told beforehand: headers are found first, then what stands over them, then what kind of
row each row under them is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ruralskills.detection import header, rows, title, total_rows
from ruralskills.detection import vocabulary as words
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn, SumRow
from ruralskills.detection.header import Block
from ruralskills.detection.sheet_view import Sheet
from ruralskills.detection.title import TitleBlock
from ruralskills.readers.grid import Grid

__all__ = ["DetectedTable", "HeaderColumn", "SumRow", "find_regions", "only_explains"]


def find_regions(
    grid: Grid, vocabulary: frozenset[str], header_rows: Sequence[int] = ()
) -> list[DetectedTable]:
    """Return the tables of a sheet, from top to bottom and from left to right.

    ``header_rows`` (from 1) are told by hand where an office knows better.
    """
    sheet = Sheet(grid)
    if header_rows and max(header_rows) <= grid.height:
        blocks = [Block(min(header_rows) - 1, max(header_rows) - 1, sheet.left, sheet.right)]
    else:
        blocks = header.blocks(sheet, vocabulary)
    headings = [
        title.over(sheet.part(block.left, block.right), block, _floor(blocks, position))
        for position, block in enumerate(blocks)
    ]
    for position, block in enumerate(blocks):
        # the right half of a list has the heading of the left one
        if not headings[position].title and position and blocks[position - 1].top == block.top:
            headings[position] = headings[position - 1]
    regions: list[DetectedTable] = []
    for position, block in enumerate(blocks):
        part = sheet.part(block.left, block.right)
        _read(part, regions, block, headings[position], _end(blocks, headings, position, grid))
    for region in regions:
        finish(sheet, region)
    return regions


def finish(sheet: Sheet, region: DetectedTable) -> None:
    """Fill merged cells down and give the sums their rows, once all rows are known."""
    _fill_down(sheet, region)
    total_rows.assign_members(region)


def _floor(blocks: Sequence[Block], position: int) -> int:
    """The first row that is under all headers further up."""
    return max((b.bottom + 1 for b in blocks if b.bottom < blocks[position].top), default=0)


def _end(blocks: Sequence[Block], headings: Sequence[TitleBlock], position: int, grid: Grid) -> int:
    """The row where the next table below begins."""
    below = (
        found.first_row
        for block, found in zip(blocks, headings, strict=True)
        if block.top > blocks[position].bottom
    )
    return min(below, default=grid.height)


def _read(
    part: Sheet, regions: list[DetectedTable], block: Block, over: TitleBlock, end: int
) -> None:
    """Read the table under a header, or on with the one that the header only repeats."""
    columns = header.columns_of(part, block)
    if not columns:
        return
    same = next((r for r in reversed(regions) if header.same(r.columns, columns)), None)
    if (
        same is not None
        and (not over.title or over.title == same.title)
        and _same_unit(same, over.unit_line)
    ):
        same.breaks.append(block.top)
        rows.classify(part, same, block.bottom + 1, end)
        return
    region = DetectedTable(
        over.title, over.unit_line, tuple(range(block.top, block.bottom + 1)), columns
    )
    rows.classify(part, region, block.bottom + 1, end)
    regions.append(region)


def _same_unit(region: DetectedTable, unit_line: str) -> bool:
    other = words.reporting_unit(unit_line)
    return not other or other == words.reporting_unit(region.unit_line)


def _fill_down(sheet: Sheet, region: DetectedTable) -> None:
    """Give the cells under a vertical merge the value of its top, only where the sheet merges."""
    grid = sheet.grid
    if not region.rows:
        return
    inside = set(region.rows)
    first, last = region.first_row, region.rows[-1]
    used = {c.index for c in region.columns}
    for top, left, bottom, _right in grid.merges:
        if bottom <= top or top < first or top > last or left not in used:
            continue
        codes = grid.columns[left].codes
        for row in range(top + 1, min(bottom, grid.height - 1) + 1):
            if row in inside:
                codes[row] = codes[top]
                region.filled.setdefault(left, set()).add(row)


def only_explains(grid: Grid) -> bool:
    """Whether a sheet is all sentences (说明, 填表须知) and no table."""
    counts = (
        sum(1 for value in grid.row(row) if value != "") for row in range(min(grid.height, 60))
    )
    return not any(count >= 3 for count in counts)
