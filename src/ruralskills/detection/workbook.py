"""The door to spreadsheets: open them safely, find their tables, read them into typed columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.detection import columns as typed
from ruralskills.detection import own_sheets, table_blocks, tables
from ruralskills.detection.hints import AddedHeaders, Hint, hint_for
from ruralskills.detection.lost_merges import without_merges
from ruralskills.detection.tables import RecognisedTable
from ruralskills.model.layout import SheetStatus
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.readers.content import digest
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_file
from ruralskills.readers.prefetch import Prefetched
from ruralskills.text.normalise import normalised

__all__ = ["OpenedWorkbook", "WorkbookTable", "open_workbook", "to_table"]


class WorkbookTable(Struct):
    """A table found and recognised, its cells not yet read."""

    file: str
    sheet: str
    found: RecognisedTable

    @property
    def heading(self) -> str:
        """Title and unit line."""
        return f"{self.found.region.title} {self.found.region.unit_line}"

    @property
    def year(self) -> int | None:
        """The year that the table's heading speaks of."""
        period = typed.table_period(self.found.region.title, self.sheet, self.file)
        return period.year if period else None

    @property
    def places(self) -> str:
        """The words in which a notice's places are looked for."""
        region, match = self.found.region, self.found.match
        columns = [
            found.column.index
            for name in ("county", "township")
            if match and (found := match.fields.get(name))
        ]
        if match is None:
            columns = [c.index for c in region.columns[:3] if c.path]
        words = [region.title, region.unit_line, *region.footer]
        for index in columns:
            values = self.found.grid.columns[index].values
            words += [value for value in values[:500] if isinstance(value, str)]
        return normalised(" ".join(words))


class OpenedWorkbook(Struct):
    """A workbook that was opened, and what was found in it."""

    sha256: str
    sheets: list[SheetStatus] = field(default_factory=list)
    drafts: list[WorkbookTable] = field(default_factory=list)


def open_workbook(
    path: Path,
    name: str,
    hints: Sequence[Hint] = (),
    password: str = "",
    headers: AddedHeaders = (),
    prefetched: Prefetched | None = None,
) -> OpenedWorkbook:
    """Open a file, unless it is ``prefetched``, and find its tables; reports call it ``name``.

    Raises CannotRead, in words for the office, when it is no readable workbook.
    """
    content, book = open_file(path, name, password, prefetched)
    tables.prepare(headers)  # while the first sheet is read in the background
    opened = OpenedWorkbook(digest(content))
    for sheet in book.names:
        hint = hint_for(hints, name, sheet)
        if headers:
            hint = replace(hint or Hint(), headers=headers)
        if hint is not None and hint.skip:
            opened.sheets.append(SheetStatus(name, sheet, "skipped", "设置中指定不检查"))
            continue
        grid = book.read(sheet)
        if own_sheets.is_own(grid.at(0, 0)):
            opened.sheets.append(SheetStatus(name, sheet, "skipped", "是本工具附上的表，不检查"))
            continue
        found = tables.find_tables(grid, hint)
        opened.drafts += [WorkbookTable(name, sheet, table) for table in found]
        reason = "" if found else _why_no_table(grid, hidden=sheet in book.hidden)
        opened.sheets.append(SheetStatus(name, sheet, "read" if found else "skipped", reason))
    for sheet in book.others:
        opened.sheets.append(SheetStatus(name, sheet, "skipped", "是图表或宏表，没有单元格数据"))
    return opened


def _why_no_table(grid: Grid, *, hidden: bool) -> str:
    if grid.height == 0 or not grid.columns:
        return "空表"
    if hidden:
        return "隐藏的工作表，没有台账（多半是下拉选项）"
    if table_blocks.only_explains(grid):
        return "只有说明文字，没有数据表"
    return "没有认出台账的表头，未检查。请核对表头，或用 --show-layout 查看识别情况"


def to_table(draft: WorkbookTable, in_force: InForce) -> Table:
    """Read a draft's cells into a typed table, by the code lists in force."""
    table = tables.to_table(draft.file, draft.sheet, draft.found, in_force)
    return table if draft.found.grid.merges_known else without_merges(table)
