"""Tables from formats that do not store merges: text, and xls of Excel 5 and 95.

A blank under a township or a leader may be the rest of a merged cell or a true blank. Either
reading would be a guess, so the cell is unknown.
"""

from __future__ import annotations

from msgspec.structs import replace

from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.values.field_type import Absent

_MAYBE_MERGED = Unknown("", "")


def with_unknown_blanks(table: Table) -> Table:
    """Make the blanks below a label unknown, and add a remark to the table's layout."""
    doubtful = {
        name: positions
        for name, column in table.columns.items()
        if column.spec.label and column.index >= 0 and (positions := _blanks_below_a_value(column))
    }
    for name, positions in doubtful.items():
        table.columns[name] = _with_unknown(table.columns[name], positions)
    if doubtful:
        headers = "”“".join(table.columns[name].header for name in doubtful)
        remark = (
            f"这种格式不保存合并单元格，“{headers}”列中空着的格既不当作漏填，也不按上一行理解，"
            "与之有关的核对没有做；要全部核对，请发来xlsx格式的原表"
        )
        table.layout = replace(table.layout, remarks=(*table.layout.remarks, remark))
    return table


def _blanks_below_a_value(column: Column) -> set[int]:
    """Return the positions of blanks below the first value."""
    blank = {code for code, value in enumerate(column.values) if value is Absent.BLANK}
    codes = list(column.codes)
    first = next((p for p, code in enumerate(codes) if code not in blank), len(codes))
    return {p for p in range(first, len(codes)) if codes[p] in blank}


def _with_unknown(column: Column, positions: set[int]) -> Column:
    unknown = len(column.values)
    codes = [unknown if p in positions else code for p, code in enumerate(column.codes)]
    return replace(
        column, values=[*column.values, _MAYBE_MERGED], raws=[*column.raws, ""], codes=codes
    )
