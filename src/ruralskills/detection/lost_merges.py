"""Tables from formats that cannot say which cells are merged: csv and tab text.

A blank under a township or a leader may be the rest of a merged cell or may be a blank.  Filling it
down would be a guess and calling it empty another, so it is unknown and convicts nobody.
"""

from __future__ import annotations

from msgspec.structs import replace

from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.values.field_type import Absent

_UNSAID = Unknown("", "")


def without_merges(table: Table) -> Table:
    """Make the blanks under a label unknown, and say so in the table's layout."""
    doubtful = {
        name: positions
        for name, column in table.columns.items()
        if column.spec.label and column.index >= 0 and (positions := _under_a_value(column))
    }
    for name, positions in doubtful.items():
        table.columns[name] = _unsaid(table.columns[name], positions)
    if doubtful:
        headers = "”“".join(table.columns[name].header for name in doubtful)
        remark = (
            f"这种格式不保存合并单元格，“{headers}”列中空着的格既不当作漏填，也不按上一行理解，"
            "与之有关的核对没有做；要全部核对，请发来xlsx或xls格式的原表"
        )
        table.layout = replace(table.layout, remarks=(*table.layout.remarks, remark))
    return table


def _under_a_value(column: Column) -> set[int]:
    """The positions of blanks that come after something written."""
    blank = {code for code, value in enumerate(column.values) if value is Absent.BLANK}
    codes = list(column.codes)
    first = next((p for p, code in enumerate(codes) if code not in blank), len(codes))
    return {p for p in range(first, len(codes)) if codes[p] in blank}


def _unsaid(column: Column, positions: set[int]) -> Column:
    unknown = len(column.values)
    codes = [unknown if p in positions else code for p, code in enumerate(column.codes)]
    return replace(column, values=[*column.values, _UNSAID], raws=[*column.raws, ""], codes=codes)
