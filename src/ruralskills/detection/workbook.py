"""A workbook with the recognised tables of its sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.detection.hints import AddedHeaders, Hint, hint_for
from ruralskills.detection.recognised_table import RecognisedTable
from ruralskills.detection.table_blocks import has_sentences_only
from ruralskills.detection.tables import prepare_vocabulary, tables_on
from ruralskills.model.appended_sheets import is_aid, is_appended
from ruralskills.model.layout import SheetStatus, SkipCause
from ruralskills.model.own_reports import is_own_report
from ruralskills.readers.content import digest
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import OpenBefore, Workbook, open_content, open_file

_ROWS_TO_TITLE: Final = 4
"""The rows in which a report of ours has its title or headers."""


class OpenedWorkbook(Struct):
    """A workbook that was opened, with the status of its sheets and its tables."""

    sha256: str
    sheets: list[SheetStatus] = field(default_factory=list)
    tables: list[RecognisedTable] = field(default_factory=list)


def open_workbook(
    path: Path,
    name: str,
    hints: Sequence[Hint] = (),
    password: str = "",
    headers: AddedHeaders = (),
    prefetched: OpenBefore | None = None,
    content: bytes | None = None,
) -> OpenedWorkbook:
    """Open a file, unless its content is there already, and find its tables.

    Reports call the file ``name``. Raises CannotRead with a message for the office.
    """
    if content is None:
        content, book = open_file(path, name, password, prefetched)
    else:
        book = open_content(content, name, password)
    prepare_vocabulary(headers)  # while the first sheet is read in the background
    opened = OpenedWorkbook(digest(content))
    for sheet in book.names:
        hint = hint_for(hints, name, sheet) or Hint()
        tables, reason, cause = _read_sheet(
            book, sheet, name, replace(hint, headers=headers or hint.headers)
        )
        opened.tables += tables
        status = SheetStatus(name, sheet, "read" if tables else "skipped", reason, cause)
        opened.sheets.append(status)
    for sheet in book.non_worksheets:
        reason = "是图表或宏表，没有单元格数据"
        opened.sheets.append(SheetStatus(name, sheet, "skipped", reason, "no_cells"))
    return opened


def _read_sheet(
    book: Workbook, sheet: str, file: str, hint: Hint
) -> tuple[list[RecognisedTable], str, SkipCause]:
    """Return the tables of a sheet, remarks, and the cause if one is skipped."""
    if hint.skip:
        return [], "设置中指定不检查", "told"
    grid = book.read(sheet)
    if is_appended(grid.at(0, 0)):
        return [], "是本工具附上的表，不检查", "appended"
    if is_aid(grid.at(0, 0)):
        return [], "是空白台账的选项或说明，不检查", "appended"
    if is_own_report([*grid.row(row)] for row in range(min(grid.height, _ROWS_TO_TITLE))):
        return [], "是本工具写的报告，不检查", "appended"
    tables = tables_on(grid, file, hint)
    if tables.recognised:
        starts = "、".join(str(one.header_rows[0] + 1) for one in tables.unknown)
        unknown = [f"第{starts}行起的表没有认出，没有检查"] if starts else []
        reason = "；".join((*unknown, *grid.remarks))
        return tables.recognised, reason, "no_table" if unknown else ""
    reason, cause = _why_no_table(grid, hidden=sheet in book.hidden)
    return [], "；".join((reason, *grid.remarks)), cause


def _why_no_table(grid: Grid, *, hidden: bool) -> tuple[str, SkipCause]:
    """Return the reason why a sheet without a table is skipped, and its cause."""
    if grid.height == 0 or not grid.columns:
        return "空表", "empty"
    if hidden:
        return "隐藏的工作表，没有台账（多半是下拉选项）", "hidden"
    if has_sentences_only(grid):
        return "只有说明文字，没有数据表", "sentences"
    return "没有认出台账的表头，请核对，或用 --show-layout 查看", "no_table"
