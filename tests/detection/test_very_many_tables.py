"""Sheets with very many tables, side by side or one below the other."""

from __future__ import annotations

from itertools import pairwise

import pytest

from builders.watchdog import watchdog
from ruralskills.detection import recognition, tables
from ruralskills.detection.field_matching import LedgerMatch
from ruralskills.detection.ledger_score import LedgerScore, score_of
from ruralskills.detection.tables import find_tables, tables_on, to_tables
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.notices import notices_in_force, shipped_notices
from ruralskills.readers.grid import Merge, build_grid
from ruralskills.values.field_type import Absent

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


def test_only_so_many_different_headers_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_HEADERS", 2)
    heads = [[*HEAD[:-1], last] for last in ("性别", "学历", "地址", "性别", "学历")]
    rows = [
        line
        for at, head in enumerate(heads)
        for line in ([f"第{at}组致富带头人台账", "", "", ""], head, *PEOPLE, [""] * 4)
    ]
    found = tables_on(build_grid("表", rows), "台账.xlsx")
    assert [each.detected.header_rows[0] for each in found.recognised] == [1, 6, 16, 21]
    assert [each.header_rows[0] for each in found.unknown] == [11]


def test_one_header_over_all_columns_is_one_table() -> None:
    rows = [["姓名"] * 9_000, ["张三"] * 9_000]
    with watchdog():
        find_tables(build_grid("表", rows), "台账.xlsx")


def _scored(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the list to which each match is added that is scored."""
    recognition._exact_scores.cache_clear()
    scored: list[object] = []

    def counted(match: LedgerMatch) -> LedgerScore:
        scored.append(match)
        return score_of(match)

    monkeypatch.setattr("ruralskills.detection.recognition.score_of", counted)
    return scored


def test_a_header_is_scored_once_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    scored = _scored(monkeypatch)
    rows = [line * 30 for line in (HEAD, *PEOPLE)]
    grid = build_grid("表", [["致富带头人台账", *[""] * 119], *rows])
    tables = find_tables(grid, "台账.xlsx")
    assert len(tables) == 30
    assert {each.match.ledger.info.id for each in tables if each.match} == {"leader"}
    assert len(scored) == len(ROW_LEDGERS)


@pytest.mark.parametrize("count", [1, 2, 3, 300])
def test_merges_belong_to_the_tables_whose_rows_they_cover(count: int) -> None:
    rows: list[list[str]] = []
    merges: list[Merge] = []
    for at in range(count):
        merges += [(len(rows), 0, len(rows), 3), (len(rows) + 2, 1, len(rows) + 3, 1)]
        rows += [[f"第{at + 1}组致富带头人台账", "", "", ""], HEAD, PEOPLE[0]]
        rows += [["李四", "", *PEOPLE[1][2:]], [""] * 4]
    grid = build_grid("表", rows, merges)
    tables = [each.detected for each in find_tables(grid, "台账.xlsx")]
    assert [table.filled for table in tables] == [{1: {at * 5 + 3}} for at in range(count)]
    assert {grid.at(at * 5 + 3, 1) for at in range(count)} == {"青龙村"}


@pytest.mark.parametrize(
    ("title", "head", "is_known"),
    [
        ("致富带头人台账", HEAD[:2], True),
        ("致富带头人台账", HEAD[:1], False),
        ("人员", HEAD[:2], False),
        ("人员", [*HEAD, "带动人数"], True),
    ],
)
def test_a_table_of_fewer_columns_than_any_ledger_is_not_scored(
    title: str, head: list[str], is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored = _scored(monkeypatch)
    rows = [head, *([*line, "3"][: len(head)] for line in PEOPLE)]
    grid = build_grid("表", [[title, *[""] * (len(head) - 1)], *rows])
    found = [each.match.ledger.info.id for each in find_tables(grid, "台账.xlsx") if each.match]
    assert found == (["leader"] if is_known else [])
    assert bool(scored) is is_known


@pytest.mark.parametrize("count", [1, 2, 250])
def test_each_table_reads_its_own_cells(count: int) -> None:
    rows: list[list[str]] = []
    for at in range(count):
        line = [f"张{chr(0x4E00 + at)}", f"青{at}村", f"{500199198506150017 + at}", "3"]
        again = [line[0], "", line[2], "4"]
        rows += [[f"第{at + 1}组致富带头人台账", "", "", ""], [*HEAD[:3], "自编一列"], line, again]
        rows += [["", "", "", ""]] * 2 + [["说明", f"第{at}段", "", ""]] * 4
    grid = build_grid("表", rows)
    tables = to_tables(find_tables(grid, "台账.xlsx"), notices_in_force([], shipped_notices()))
    assert len(tables) == count
    for at, table in enumerate(tables):
        name, village = table.columns["name"], table.columns["village"]
        assert [table.text(row, "name") for row in range(len(table))] == [
            f"张{chr(0x4E00 + at)}"
        ] * 2
        assert [name[row] for row in range(len(table))] == [f"张{chr(0x4E00 + at)}"] * 2
        assert (village[0], village[1]) == (f"青{at}村", Absent.BLANK)
        [own] = table.unmapped
        assert [own.text(0), own.text(1)] == ["3", "4"]
        assert count < 250 or len(name.values) < 10
