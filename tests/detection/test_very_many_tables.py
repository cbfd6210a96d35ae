"""Sheets with very many tables, side by side or one below the other."""

from __future__ import annotations

from itertools import pairwise

import pytest

from builders.watchdog import watchdog
from ruralskills.detection.tables import find_tables
from ruralskills.readers.grid import build_grid

HEAD = ["姓名", "村", "身份证号", "带动贫困户数"]
PEOPLE = [
    ["张三", "青龙村", "500199198506150017", "3"],
    ["李四", "红花村", "500199199003020039", "4"],
]


@pytest.mark.parametrize("count", [1, 2, 3, 400])
@pytest.mark.parametrize("gap", [0, 1])
def test_tables_side_by_side_are_parted_where_the_header_begins_again(count: int, gap: int) -> None:
    blank = [""] * gap
    rows = [(line + blank) * count for line in (HEAD, *PEOPLE)]
    grid = build_grid("表", [["致富带头人台账", *[""] * (len(rows[0]) - 1)], *rows])
    with watchdog():
        tables = [each.detected for each in find_tables(grid, "台账.xlsx")]
    starts = [table.columns[0].index for table in tables]
    assert len(tables) == count
    assert {other - one for one, other in pairwise(starts)} <= {4 + gap}
    assert {len(table.rows) for table in tables} == {2}


@pytest.mark.parametrize("count", [1, 2, 3, 400])
def test_tables_below_one_another_end_where_the_next_title_begins(count: int) -> None:
    rows = [
        line
        for at in range(count)
        for line in ([f"第{at + 1}组致富带头人台账", "", "", ""], HEAD, *PEOPLE, [""] * 4)
    ]
    with watchdog():
        tables = [each.detected for each in find_tables(build_grid("表", rows), "台账.xlsx")]
    assert [list(table.rows) for table in tables] == [
        [at * 5 + 2, at * 5 + 3] for at in range(count)
    ]


def test_one_header_over_all_columns_is_one_table() -> None:
    rows = [["姓名"] * 9_000, ["张三"] * 9_000]
    with watchdog():
        find_tables(build_grid("表", rows), "台账.xlsx")
