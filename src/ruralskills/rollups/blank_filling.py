"""The superior's own blank, filled with the figures of a roll-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct, field

from ruralskills.errors import CannotWrite
from ruralskills.patching.edits import Edit
from ruralskills.patching.patch import Patch
from ruralskills.patching.plain_copy import plain_copy
from ruralskills.patching.verify import NotProved
from ruralskills.readers import biff
from ruralskills.readers.file_type import FileType, file_type_of
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content
from ruralskills.rollups.blank_table import BlankTable, blank_table, names_of
from ruralskills.rollups.blank_values import BlankValues
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.rollup import Rollup
from ruralskills.text.addresses import Address, cell_address, column_letters

_FORMULA: Final = "是公式，由表自己计算"


class NotFilled(Struct, frozen=True, order=True):
    """A cell, row or column of a blank that was not filled, and why."""

    place: str
    reason: str


class FilledBlank(Struct):
    """A blank that was filled."""

    content: bytes = b""
    suffix: str = ".xlsx"
    cells: int = 0
    """The number of cells that were filled."""
    left: list[NotFilled] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def fill(rollup: Rollup, content: bytes, name: str) -> FilledBlank:
    """Return a blank with the figures of a roll-up in its empty cells.

    Raises CannotRead, CannotWrite, and RollupError where no sheet of it can be filled.
    """
    filled = FilledBlank()
    formulas: Mapping[str, set[tuple[int, int]]] = {}
    if file_type_of(content) is not FileType.XLSX:
        formulas = biff.formula_cells(biff.workbook_stream(content))
        content = plain_copy(content, name, blank=formulas, is_printed=True)
        filled.remarks.append(
            f"“{name}”的格式不能原样填写，已另存为xlsx：内容和合并单元格带过来了，边框、列宽是重新设的，字体和公式没有"
        )
    patch = Patch(content)
    filled.suffix = patch.suffix
    edits = dict(_edits(rollup, patch, content, name, filled))
    if not edits:
        raise RollupError(
            f"“{name}”里没有认出要填的表：要有一列单位名称，上面的表头写明指标，例如致富带头人/新增/累计"
        )
    patch.edit(edits)
    patch.forget_results()
    _list_what_was_left(patch, filled, formulas, edits)
    filled.cells = sum(map(len, edits.values())) - len(patch.left_alone)
    try:
        filled.content = patch.to_bytes()
    except NotProved as error:
        raise CannotWrite(f"{name}：{error}") from error
    return filled


def _edits(
    rollup: Rollup, patch: Patch, content: bytes, name: str, filled: FilledBlank
) -> Iterator[tuple[str, dict[Address, Edit]]]:
    """Yield the cells to be set, by sheet, and note those that cannot be."""
    book = open_content(content, name)
    titles = {each.id: each for each in rollup.indicators}
    named = names_of(
        (name, each)
        for id_, each in titles.items()
        for name in (id_, each.title, *rollup.names.get(id_, ()))
    )
    top = rollup.units[0].name if rollup.units else ""
    for sheet in book.names:
        if sheet not in patch.sheets:
            continue
        grid = book.read(sheet)
        table = blank_table(grid, rollup.find_unit, top, named)
        if table is None or not table.columns:
            continue
        _note_unknown(sheet, table, filled)
        own = _sheet_edits(rollup, patch, grid, table, filled)
        if own:
            yield sheet, own


def _sheet_edits(
    rollup: Rollup, patch: Patch, grid: Grid, table: BlankTable, filled: FilledBlank
) -> dict[Address, Edit]:
    formulas, percents = patch.formula_cells(grid.name), patch.percent_cells(grid.name)
    values = BlankValues(rollup, frozenset(table.units.values()))
    own: dict[Address, Edit] = {}
    for row, unit in table.units.items():
        for column, wanted in table.columns.items():
            address = row + 1, column
            value = values.of(unit, wanted)
            if address in formulas:
                filled.left.append(_not_filled(grid.name, address, _FORMULA))
            elif grid.at(row, column) not in ("", None):
                filled.left.append(_not_filled(grid.name, address, "已有内容，没有改"))
            elif isinstance(value, str):
                filled.left.append(_not_filled(grid.name, address, f"{unit}：{value}"))
            else:
                is_percent = wanted.wanted == "rate" and address in percents
                own[address] = Edit(value / 100 if is_percent else value, "number")
                if carried := values.carried(unit, wanted):
                    place = f"{grid.name}!{cell_address(*address)}"
                    filled.remarks.append(f"{place}　合计不含没有报、沿用以前数的：{carried}")
    return own


def _not_filled(sheet: str, address: Address, reason: str) -> NotFilled:
    return NotFilled(f"{sheet}!{cell_address(*address)}", reason)


def _note_unknown(sheet: str, table: BlankTable, filled: FilledBlank) -> None:
    for column, reason in table.unknown_columns.items():
        filled.left.append(NotFilled(f"{sheet}!{column_letters(column)}列", reason))
    for row, text in table.unknown_rows.items():
        place = f"{sheet}!{cell_address(row + 1, table.unit_column)}"
        filled.left.append(NotFilled(place, f"“{text}”不是汇总中的单位，这一行没有填"))


def _list_what_was_left(
    patch: Patch,
    filled: FilledBlank,
    formulas: Mapping[str, set[tuple[int, int]]],
    edits: Mapping[str, Mapping[Address, Edit]],
) -> None:
    words = {
        "formula": _FORMULA,
        "merged": "在合并的单元格里",
        "threaded": "有批注会话",
        "repeated": "在文件里写了两遍",
        "rich": "格内文字有几种字体、颜色或注有拼音",
    }
    filled.left += (
        _not_filled(each.sheet, each.place, words[each.why]) for each in patch.left_alone
    )
    for sheet, cells in formulas.items():
        for row, column in sorted(cells):
            if (row + 1, column) not in edits.get(sheet, {}):
                reason = "原来是公式，没有带过来，请重新填公式"
                filled.left.append(_not_filled(sheet, (row + 1, column), reason))
