"""Workbooks of Excel 5 and 95: code pages, days, formulas, bare records, damage."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from builders import libreoffice
from builders.corpus import excel_95
from builders.corpus.case import ledger
from ruralskills.errors import CannotRead
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import Workbook, open_content
from ruralskills.values.field_type import CellError


def opened(content: bytes) -> Workbook:
    return open_content(content, "台账.xls")


def only(content: bytes) -> Grid:
    book = opened(content)
    [name] = book.names
    return book.read(name)


def rows_of(grid: Grid) -> list[list[object]]:
    return [list(grid.row(row)) for row in range(grid.height)]


PEOPLE: Sequence[Sequence[excel_95.Value]] = (
    ("姓名", "出生日期", "金额", "在库"),
    ("张三", date(1985, 6, 15), 1234.5, True),
    ("欧阳娜娜", date(1999, 12, 31), -3.0, False),
)
READ = [
    ["姓名", "出生日期", "金额", "在库"],
    ["张三", date(1985, 6, 15), 1234.5, "TRUE"],
    ["欧阳娜娜", date(1999, 12, 31), -3.0, "FALSE"],
]


@pytest.mark.parametrize("code_page", [936, 54936, None, 1252, 1200, 437])
def test_texts_by_their_code_page_or_by_what_they_are(code_page: int | None) -> None:
    book = opened(excel_95.workbook(PEOPLE, "gbk", code_page))
    assert book.names == ["台账"]
    assert rows_of(book.read("台账")) == READ


def test_texts_in_utf_8_as_scripts_write_them() -> None:
    assert rows_of(only(excel_95.workbook(PEOPLE, "utf-8", None))) == READ


def test_traditional_characters() -> None:
    grid = only(
        excel_95.container(
            excel_95.stream([("a", excel_95.cells([["電話"]], "big5"))], "big5", 950)
        )
    )
    assert rows_of(grid) == [["電話"]]


def test_bare_records_of_one_sheet() -> None:
    grid = only(
        excel_95.bare([[value for value in row if not isinstance(value, date)] for row in PEOPLE])
    )
    assert rows_of(grid)[1][:3] == ["张三", 1234.5, "TRUE"]


def test_bare_records_of_a_workbook() -> None:
    assert rows_of(only(excel_95.stream([("台账", excel_95.cells(PEOPLE, "gbk"))]))) == READ


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        (b"yyyy-m-d", True), (b"m/d/yy h:mm", True), (b'#,##0"days"', False), (b"[Red]0.00", False),
        (b"G/\xcd\xa8\xd3\xc3\xb8\xf1\xca\xbd", False), (b"General", False), (b"0\\d", False),
    ],
)  # fmt: skip
def test_days_are_known_by_their_format(text: bytes, is_day: bool) -> None:
    drawn = excel_95.cells([[date(1985, 6, 15)]], "gbk")
    grid = only(excel_95.container(excel_95.stream([("台账", drawn)], day_format=text)))
    assert grid.at(0, 0) == (date(1985, 6, 15) if is_day else 31213.0)


def test_formulas_errors_and_packed_numbers() -> None:
    packed = b"".join(struct.pack("<HI", 15, value) for value in (7 << 2 | 2, 1250 << 2 | 3))
    drawn = (
        excel_95.text_formula(0, 0, "青龙镇".encode("gbk"))
        + excel_95.error_cell(0, 1)
        + excel_95.record(0xBD, struct.pack("<HH", 1, 0), packed, struct.pack("<H", 1))
        + excel_95.record(0xD6, struct.pack("<4H", 1, 2, 15, 4), "李四".encode("gbk"), b"\1\0\1")
    )
    grid = only(excel_95.container(excel_95.stream([("台账", drawn)])))
    assert rows_of(grid) == [["青龙镇", CellError("#N/A"), ""], [7.0, 12.5, "李四"]]


def test_charts_and_hidden_sheets() -> None:
    drawn = excel_95.cells(PEOPLE, "gbk")
    sheets = [("台账", drawn), ("图", b""), ("选项", drawn)]
    book = opened(excel_95.container(excel_95.stream(sheets, options=(0, 0x200, 1))))
    assert (book.names, book.non_worksheets) == (["台账", "选项"], ["图"])
    assert book.hidden == {"选项"}


def test_an_empty_sheet_and_hidden_rows() -> None:
    row = excel_95.record(
        0x208, struct.pack("<6H", 1, 0, 4, 255, 0, 0), struct.pack("<HH", 0x20, 15)
    )
    grid = only(
        excel_95.container(excel_95.stream([("台账", row + excel_95.cells(PEOPLE, "gbk"))]))
    )
    assert grid.hidden_rows == {1}
    assert only(excel_95.container(excel_95.stream([("空", b"")]))).height == 0


def test_merges_are_not_known() -> None:
    assert not only(excel_95.workbook(PEOPLE)).merges_known


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (excel_95.container(excel_95.stream([("a", b"")]).replace(b"\x42\0\2\0\xa8\3", b"\x2f\0\2\0\0\0")), "打开密码"),
        (excel_95.container(excel_95.begin(excel_95.BOOK) + excel_95.record(0x0A)), "已损坏"),
        (excel_95.container(excel_95.stream([("a", excel_95.record(0x204, b"\0\0\0"))])), "已损坏"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", "4.0"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "4.0"),
    ],
)  # fmt: skip
def test_one_clear_line_for_what_cannot_be_read(content: bytes, says: str) -> None:
    with pytest.raises(CannotRead, match=says):
        opened(content)


def test_sheets_that_share_their_records_are_damage() -> None:
    """Ten thousand sheets of the same records would take minutes."""
    drawn = excel_95.stream([("甲", excel_95.cells(PEOPLE, "gbk")), ("乙", b"")])
    first = drawn.index(excel_95.begin(excel_95.SHEET))
    second = drawn.index(excel_95.begin(excel_95.SHEET), first + 1)
    shared = drawn.replace(struct.pack("<I", second), struct.pack("<I", first))
    with pytest.raises(CannotRead, match="已损坏"):
        opened(excel_95.container(shared))


@pytest.mark.parametrize("rows", [1, 2])
def test_records_that_end_too_early_are_said(rows: int) -> None:
    drawn = excel_95.bare(PEOPLE)
    cut = drawn.index("欧阳".encode("gbk")) - 12 if rows == 2 else len(drawn) - 4
    grid = only(drawn[:cut])
    assert grid.height == (2 if rows == 2 else 3)
    assert "没有传完" in grid.remarks[0]


def test_the_drawn_workbooks_are_those_of_excel(tmp_path: Path) -> None:
    """Another program reads in them what is meant."""
    path = tmp_path / "台账.xls"
    path.write_bytes(excel_95.workbook(ledger()))
    libreoffice.convert([path], "xlsx", tmp_path)
    book = open_content(path.with_suffix(".xlsx").read_bytes(), "台账.xlsx")
    assert rows_of(book.read("台账")) == rows_of(only(path.read_bytes()))
