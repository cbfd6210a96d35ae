"""Workbooks as Excel keeps them: merges, ghost formatting, many sheets, charts, hidden rows."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from builders.office_sheet import OfficeSheet
from builders.sheet_text import column, wrong_sums
from builders.watchdog import watchdog
from ruralskills.detection.tables import to_table
from ruralskills.detection.workbook import open_workbook
from ruralskills.model.table import Table
from ruralskills.notices import notices_in_force, shipped_notices

ID1, ID2, ID3 = "500199198506150017", "500199199003020039", "500199199208110046"
Row = list[str | int | None]
HEAD: Row = ["序号", "镇街", "姓名", "身份证号", "带动贫困户数"]
ROWS: list[Row] = [
    [1, "古溪镇", "张三", ID1, 3],
    [2, "古溪镇", "李四", ID2, 4],
    [3, "双江镇", "王五", ID3, 5],
]


def made(path: Path, *fill: Callable[[Worksheet], None]) -> list[Table]:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, each in enumerate(fill, 1):
        sheet = book.create_sheet(f"表{number}")
        each(sheet)
    target = path / "台账.xlsx"
    book.save(target)
    as_excel_writes(target)
    return tables_of(target)


def as_excel_writes(target: Path) -> None:
    """Close cells without a value in their own tag, as Excel does and openpyxl does not."""
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, re.sub(rb' t="n"></c>', b"/>", part))


def tables_of(target: Path) -> list[Table]:
    bound = notices_in_force([], shipped_notices())
    return [to_table(table, bound) for table in open_workbook(target, target.name).tables]


def plain(sheet: Worksheet) -> None:
    sheet.append(["致富带头人台账"])
    sheet.merge_cells("A1:E1")
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    sheet.append(["合计", None, None, None, 12])


def test_plain(tmp_path: Path) -> None:
    [one] = made(tmp_path, plain)
    assert (column(one, "name"), wrong_sums(one)) == (["张三", "李四", "王五"], [])


def test_ghost_formatting_to_the_last_row_and_column(tmp_path: Path) -> None:
    def ghost(sheet: Worksheet) -> None:
        plain(sheet)
        border = Border(left=Side(style="thin"))
        for row in (200, 5000, 1_048_576):
            sheet.cell(row, 1).border = border
            sheet.cell(row, 5).fill = PatternFill("solid", fgColor="FFFF00")
        sheet.cell(3, 16_384).border = border
        sheet.row_dimensions[900_000].height = 30

    with watchdog():
        [one] = made(tmp_path, ghost)
    assert len(one) == 3


def test_blank_text_far_below_is_no_data(tmp_path: Path) -> None:
    def spaces(sheet: Worksheet) -> None:
        plain(sheet)
        for row in range(20, 400):
            sheet.cell(row, 3, " ")
            sheet.cell(row, 5, "")

    [one] = made(tmp_path, spaces)
    assert (len(one), one.layout.last_row) == (3, 6)


def test_a_merge_down_to_the_last_row(tmp_path: Path) -> None:
    def merged(sheet: Worksheet) -> None:
        plain(sheet)
        sheet.merged_cells.add("G1:J1048576")  # merge_cells() would make every cell of it
        sheet.merged_cells.add("A8:E300000")

    [one] = made(tmp_path, merged)
    assert len(one) == 3


def test_township_merged_with_its_subtotal(tmp_path: Path) -> None:
    def grouped(sheet: Worksheet) -> None:
        sheet.append(["镇街", "序号", "姓名", "身份证号", "带动贫困户数"])
        sheet.append(["古溪镇", 1, "张三", ID1, 3])
        sheet.append([None, 2, "李四", ID2, 4])
        sheet.append([None, "小计", None, None, 7])
        sheet.append(["双江镇", 3, "王五", ID3, 5])
        sheet.append([None, "小计", None, None, 6])
        sheet.append(["合计", None, None, None, 12])
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("A5:A6")
        sheet.merge_cells("A7:D7")

    [one] = made(tmp_path, grouped)
    assert column(one, "township") == ["古溪镇", "古溪镇", "双江镇"]
    assert wrong_sums(one) == ["E6"]


def test_one_sheet_for_each_village_with_a_first_sheet_of_instructions(tmp_path: Path) -> None:
    def explain(sheet: Worksheet) -> None:
        for line in ("填表说明", "1.每村一张表。", "2.姓名与身份证一致。"):
            sheet.append([line])

    one, two, three = made(tmp_path, explain, plain, plain, plain)
    assert {t.sheet for t in (one, two, three)} == {"表2", "表3", "表4"}


def test_a_chart_over_a_sheet_and_a_chart_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    plain(sheet)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=2, max_row=5))
    sheet.add_chart(chart, "H2")
    book.create_chartsheet("图").add_chart(BarChart())
    empty = book.create_sheet("只有图")
    empty.add_chart(BarChart(), "A1")
    book.save(tmp_path / "台账.xlsx")
    opened = open_workbook(tmp_path / "台账.xlsx", "台账.xlsx")
    assert len(opened.tables) == 1
    assert {s.sheet: s.status for s in opened.sheets}["只有图"] == "skipped"


def test_hidden_and_struck_rows_are_said(tmp_path: Path) -> None:
    def hidden(sheet: Worksheet) -> None:
        plain(sheet)
        sheet.row_dimensions[4].hidden = True
        for cell in sheet[5]:
            cell.font = Font(strike=True)

    [one] = made(tmp_path, hidden)
    assert len(one) == 3
    assert one.layout.remarks[0] == "有1行被隐藏，照常检查"


def test_figures_as_text_and_numbers_numbered_beforehand(tmp_path: Path) -> None:
    def numbered(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        for number in range(1, 201):
            sheet.append([number, "古溪镇", None, None, None])
        for row, values in enumerate(ROWS, 2):
            for at, value in enumerate(values, 1):
                sheet.cell(row, at, value)

    [one] = made(tmp_path, numbered)
    assert (len(one), one.row_numbers) == (3, [2, 3, 4])


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_headers_as_the_maker_of_test_workbooks_merges_them(tmp_path: Path, depth: int) -> None:
    groups = ("一、总体情况", "二、分项情况", "三、明细")[: depth - 1]
    paths = [
        ("序号",),
        (*groups, "基本信息" if depth > 1 else "", "姓名")[-depth:],
        (*groups, "基本信息" if depth > 1 else "", "身份证号")[-depth:],
        ("带动贫困户数",),
    ]

    def drawn(sheet: Worksheet) -> None:
        office = OfficeSheet(sheet, paths)
        office.title("致富带头人台账")
        office.header()
        office.data([1, "张三", ID1, 3])
        office.data([2, "李四", ID2, 4])
        office.sums("合计", {4: 7}, label_columns=3)

    [one] = made(tmp_path, drawn)
    assert (column(one, "name"), wrong_sums(one)) == (["张三", "李四"], [])
    assert len(one.layout.header_rows) == depth


def test_thousands_of_rows_with_a_merge_for_each_village(tmp_path: Path) -> None:
    def long(sheet: Worksheet) -> None:
        sheet.append(["村", "序号", "姓名", "身份证号", "带动贫困户数"])
        for at in range(2000):
            sheet.append([f"第{at // 2}村" if at % 2 == 0 else None, at, "张三", ID1, 3])
        for at in range(0, 2000, 2):
            sheet.merge_cells(start_row=at + 2, end_row=at + 3, start_column=1, end_column=1)

    [one] = made(tmp_path, long)
    assert len(one) == 2000
    assert one.value(1999, "village") == "第999村"
