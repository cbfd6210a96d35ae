"""A corrected copy of an xls looks like the table that it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

import ruralskills as rs
from builders import libreoffice
from builders.workbook_fixture import TODAY, number
from ruralskills.corrections.corrected_copy import WrittenCopy
from ruralskills.readers.biff_looks import book_look
from ruralskills.workspace.settings import Settings

HEADERS = ("镇街", "村", "姓名", "性别", "身份证号", "带动户数", "认定时间", "占比")
THIN = Side(style="thin", color="FF0000")
WIDTHS = {"A": 12, "B": 9, "C": 10, "D": 6, "E": 24, "F": 9, "G": 14, "H": 8}


def ledger(folder: Path) -> Path:
    """An xls as offices make it: a merged title, borders, a coloured header, wrapped text."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "带头人"
    sheet["A1"] = "桂林街道2020年致富带头人台账"
    sheet.merge_cells("A1:H1")
    sheet["A1"].font = Font(name="黑体", size=18, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 36
    for column, header in enumerate(HEADERS, 1):
        cell = sheet.cell(2, column, header)
        cell.fill = PatternFill("solid", fgColor="FFFF00")
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
        cell.border = Border(THIN, THIN, THIN, THIN)
    rows = (("青龙村", "张三", "女", 1, 3), ("青龙村", "李　四", "男", 3, 4))
    for row, (village, name, sex, sequence, led) in enumerate(rows, 3):
        values: tuple[str | int | float | date, ...] = (
            "桂林街道",
            village,
            name,
            sex,
            number(sequence=sequence),
            led,
            TODAY,
            0.285,
        )
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value
            sheet.cell(row, column).border = Border(THIN, THIN, THIN, Side(style="double"))
        sheet.cell(row, 7).number_format = "yyyy年m月d日"
        sheet.cell(row, 8).number_format = "0.00%"
        sheet.cell(row, 5).number_format = "@"
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet["F5"] = "=SUM(F3:F4)"
    sheet["B3"].comment = Comment("按户口本", "县里")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    path = folder / "台账.xlsx"
    book.save(path)
    libreoffice.convert([path], "xls", folder)
    path.unlink()
    return folder / "台账.xls"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> WrittenCopy:
    path = ledger(tmp_path_factory.mktemp("xls"))
    done = rs.correct(path, notices=["common"], as_of=TODAY, settings=Settings())
    [written] = done.written
    assert written.output is not None
    return written


def test_it_looks_like_the_table_that_it_was(copy: WrittenCopy) -> None:
    assert copy.output is not None
    sheet = openpyxl.load_workbook(copy.output)["带头人"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:H1"]
    title = sheet["A1"]
    assert (title.font.sz, title.font.b) == (18, True)
    assert (title.alignment.horizontal, sheet.row_dimensions[1].height) == ("center", 36)
    assert sheet["A2"].fill.fgColor.rgb[-6:] == "FFFF00"
    assert sheet["A2"].alignment.wrap_text
    assert sheet["B3"].border.left.style == "thin"
    assert sheet["B3"].border.left.color.rgb[-6:] == "FF0000"
    assert sheet["B3"].border.bottom.style == "double"
    assert sheet["G3"].number_format.replace('"', "").replace("\\", "") == "yyyy年m月d日"
    assert sheet["H3"].number_format == "0.00%"
    assert sheet["E3"].number_format == "@"
    for letter, width in WIDTHS.items():
        assert abs(sheet.column_dimensions[letter].width - width) < 1.2, letter
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_values_marks_and_changes_are_there_too(copy: WrittenCopy) -> None:
    assert copy.output is not None
    sheet = openpyxl.load_workbook(copy.output)["带头人"]
    assert sheet["C4"].value == "李四"
    assert sheet["C4"].fill.fgColor.rgb == "FFE2EFDB"
    assert sheet["D3"].fill.fgColor.rgb == "FFFFC7CF"
    assert sheet["D3"].border.bottom.style == "double"
    assert sheet["F5"].value == 7


def test_what_is_lost_is_said(copy: WrittenCopy) -> None:
    [remark] = [each for each in copy.remarks if "xls" in each]
    assert "没有带过来的：" in remark
    assert "公式（只留结果）" in remark
    assert "批注" in remark
    assert "条件格式" not in remark


def test_a_damaged_file_has_no_looks_and_ends_nothing(copy: WrittenCopy) -> None:
    assert copy.output is not None
    content = copy.output.with_name("台账.xls").read_bytes()
    for part in range(1, 40):
        cut = len(content) * part // 40
        book_look(content[:cut])
        book_look(content[:cut] + bytes(64) + content[cut + 64 :])
    assert book_look(b"PK\3\4") is None
    assert book_look("镇街,姓名".encode()) is None
