"""The listing of ``--show-layout``: what was recognised on each sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruralskills.model.layout import ColumnLayout, TableLayout
from ruralskills.model.outcome import Outcome
from ruralskills.reports.unchecked import official_header

_SOURCES: Final[dict[str | None, str]] = {
    "column": "（按表中各行）",
    "title": "（按标题）",
    "sheet": "（按工作表名）",
    "file": "（按文件名）",
    "folder": "（按文件夹名）",
    "workbook": "（按同一文件的其他表）",
    "settings": "（按设置）",
}
"""The source of a unit that no line of the sheet names."""


def lines(outcome: Outcome) -> Iterator[str]:
    """Yield the title, header, data, totals and columns of each table, line by line."""
    for table in outcome.tables:
        yield f"{table.file}!{table.sheet}　{table.ledger_title}"
        yield from (f"  {line}" for line in _table(table))
    for sheet in outcome.sheets:
        if sheet.status == "skipped":
            yield f"{sheet.file}!{sheet.sheet}　未检查：{sheet.reason}"


def _rows(numbers: tuple[int, ...]) -> str:
    return "、".join(map(str, numbers))


def _table(table: TableLayout) -> Iterator[str]:
    if table.title:
        yield f"标题：{table.title}"
    if table.unit:
        yield f"填报单位：{table.unit}{_SOURCES.get(table.unit_source, '')}"
    yield f"表头第{_rows(table.header_rows)}行，数据第{table.first_row}至{table.last_row}行，共{table.rows}行"
    if table.total_rows:
        yield f"合计、小计行：第{_rows(table.total_rows)}行"
    if table.footer_rows:
        yield f"落款行：第{_rows(table.footer_rows)}行"
    for column in table.columns:
        if column.field:
            yield f"{column.column}列“{column.header}” → {column.field}{_evidence(table, column)}"
        else:
            guess = f"，是不是“{column.suggestion}”？" if column.suggestion else ""
            yield f"{column.column}列“{column.header}” 未识别，保留不检查{guess}"
    yield from table.remarks


def _evidence(table: TableLayout, column: ColumnLayout) -> str:
    """Return by what a column got its field, where it is not its exact header."""
    if column.chosen_by == "told":
        return "（rs.toml指定）"
    if column.is_guessed:
        return f"（按“{official_header(table.ledger, column.field or '')}”理解，请核对）"
    return ""
