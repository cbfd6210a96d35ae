"""What is told of a table that was found: where it lies and what was taken for what."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ruralskills.detection import vocabulary
from ruralskills.detection.detected_table import DetectedTable
from ruralskills.model.layout import ColumnLayout, TableLayout
from ruralskills.model.table import Ledger
from ruralskills.readers.grid import Grid
from ruralskills.text.addresses import column_letters


def layout_of(
    file: str,
    grid: Grid,
    region: DetectedTable,
    ledger: type[Ledger],
    fields: Mapping[int, str],
    rows: Collection[int],
    suggestions: Mapping[int, str],
) -> TableLayout:
    """Return the layout of a table; ``fields`` and ``suggestions`` are by column."""
    head = region.header_rows[-1]
    return TableLayout(
        file=file,
        sheet=grid.name,
        ledger=ledger.info.id,
        ledger_title=ledger.info.title,
        title=region.title,
        unit=vocabulary.reporting_unit(region.unit_line),
        header_rows=_header_rows(region),
        first_row=_first_and_last(region)[0] + 1,
        last_row=_first_and_last(region)[1] + 1,
        rows=len(rows),
        total_rows=() if region.origin else tuple(s.row + 1 for s in region.sums),
        footer_rows=() if region.origin else tuple(row + 1 for row in region.footer_rows),
        columns=tuple(
            ColumnLayout(
                column_letters(region.place(head, c.index)[1]),
                c.header,
                fields.get(c.index),
                suggestions.get(c.index, ""),
            )
            for c in region.columns
            if c.words
        ),
        remarks=tuple(_remarks(grid, region, rows)),
    )


def _header_rows(region: DetectedTable) -> tuple[int, ...]:
    if region.origin is None:
        return tuple(row + 1 for row in region.header_rows)
    return (_first_and_last(region)[0] + 1,)


def _first_and_last(region: DetectedTable) -> tuple[int, int]:
    if region.origin is None:
        return region.first_row, region.last_row
    rows = [row for row, _ in region.origin.values()]
    return min(rows), max(rows)


def _remarks(grid: Grid, region: DetectedTable, rows: Collection[int]) -> list[str]:
    """What a reader would not see on the sheet, or not expect."""
    said: list[str] = []
    if region.origin is not None:
        return ["本表字段在左、内容在右，按每份（每列）一条记录读取"]
    if hidden := len(grid.hidden_rows.intersection(rows)):
        said.append(f"有{hidden}行被隐藏，照常检查")
    if struck := len(grid.struck_rows.intersection(rows)):
        said.append(f"有{struck}行划了删除线，照常检查；已经作废的请从表中删去")
    return said
