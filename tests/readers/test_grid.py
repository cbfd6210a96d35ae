"""A grid of distinct values holds the cells that it was made of."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ruralskills.readers.grid import build_grid
from ruralskills.readers.scan_result import Scan
from ruralskills.values.field_type import CellError, Raw

CELLS = st.sampled_from(
    ("", "张三", "1", "#N/A", "#REF!", "TRUE", 0.0, 1.0, 2.5, True, False, date(2020, 3, 5))
)
ROWS = st.integers(0, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width))
)


def expected(cell: Raw) -> object:
    if isinstance(cell, str) and cell.startswith("#"):
        return CellError(cell)
    return float(cell) if isinstance(cell, bool) else cell


@given(ROWS, st.integers(0, 3))
@settings(deadline=None)
def test_the_cells_are_those_of_the_rows(rows: list[list[Raw]], first_column: int) -> None:
    grid = build_grid("表", rows, first_column=first_column)
    for number, row in enumerate(rows):
        cells = ["" for _ in range(first_column)] + [expected(cell) for cell in row]
        assert list(grid.row(number)) == cells
        assert [grid.at(number, column) for column in range(len(cells) + 2)] == [*cells, "", ""]
        assert not any(type(cell) is bool for cell in grid.row(number))
    for column in grid.columns[first_column:]:
        assert column.values[0] == ""
        assert len(set(map(str, column.values))) == len(column.values)


def test_errors_of_one_kind_are_one_value_and_formulas_over_many_end_with_the_grid() -> None:
    grid = build_grid("表", [["张三", ""]] * 6)
    scan = Scan(
        errors=[(row, 1, "#REF!") for row in range(3)],
        uncomputed=[(3, 1), (4, 1)],
        arrays=[b"A1:B6", b"A1:B6", b"A2:XFD1048576"],
        truths=[(row, 2, row > 1) for row in range(6)],
    )
    scan.overlay(grid)
    errors = [CellError("#REF!")] * 3 + [CellError("")] * 2
    assert [grid.at(row, 1) for row in range(6)] == [*errors, ""]
    assert [grid.at(row, 2) for row in range(6)] == [False] * 2 + [True] * 4
    assert [len(column.values) for column in grid.columns] == [2, 3, 3]
    assert grid.text_formulas == {(row, column) for row in range(6) for column in (0, 1)}
