"""Cells whose runs are struck out or raised are read as they show."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.readers.content import content_of
from ruralskills.readers.xlsx import Xlsx
from ruralskills.validation import validate

PLAIN, RAISED, STRUCK = "", '<rPr><vertAlign val="superscript"/></rPr>', "<rPr><strike/></rPr>"
CASES = [
    ([(PLAIN, "4"), (RAISED, "1")], "4¹"),
    ([(PLAIN, "2020.3.1"), (RAISED, "12")], "2020.3.1¹²"),
    ([(STRUCK, "8"), (PLAIN, "3")], "3"),
    ([(PLAIN, "3"), (STRUCK, "户"), (PLAIN, "人")], "3人"),
    ([(PLAIN, "50m"), (RAISED, "2")], "50m²"),
    ([(PLAIN, "张三"), (RAISED, "注")], "张三注"),
    ([(PLAIN, "1"), (PLAIN, "2")], "12"),
    ([(STRUCK, "8")], "8"),
    ([('<rPr><strike val="0"/></rPr>', "8"), (PLAIN, "3")], "83"),
    ([('<rPr><vertAlign val="subscript"/></rPr>', "8"), (PLAIN, "3")], "83"),
]
Runs = list[tuple[str, str]]


def with_shared_text(runs: Runs) -> bytes:
    """Return a workbook whose cell A1 has a shared text of some runs."""
    book, target, made = Workbook(), io.BytesIO(), io.BytesIO()
    assert book.active is not None
    book.active["A1"] = "@"
    book.save(target)
    text = "".join(f"<r>{look}<t>{words}</t></r>" for look, words in runs)
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"<t>@</t>", text.encode())
            new.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize(("runs", "shown"), CASES)
def test_a_shared_text_is_read_as_it_shows(runs: Runs, shown: str) -> None:
    book = Xlsx(with_shared_text(runs))
    assert list(book.read(book.names[0]).row(0)) == [shown]


def test_an_inline_text_is_read_as_it_shows(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    book.active["A1"] = CellRichText("4", TextBlock(raised, "1"))
    book.active["B1"] = CellRichText(TextBlock(struck, "8"), "3")
    book.save(tmp_path / "富文本.xlsx")
    read = Xlsx(content_of(tmp_path / "富文本.xlsx"))
    assert list(read.read(read.names[0]).row(0)) == ["4¹", "3"]


def test_a_raised_mark_is_no_digit_of_a_figure_or_a_day(tmp_path: Path) -> None:
    head = "| 姓名 | 身份证号 | 认定时间 | 带动贫困户数 |"
    rows = [f"| 张三 | {number(sequence=n)} | 2020-03-0{n} | {n} |" for n in (3, 5, 7)]
    path = write(
        tmp_path / "台账.xlsx", Sheet("桂林街道2020年致富带头人台账", "\n".join([head, *rows]))
    )
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    inline = '<c r="{}" t="inlineStr"><is><r><t>{}</t></r><r>{}<t>1</t></r></is></c>'
    [part] = [name for name in parts if name.endswith("sheet1.xml")]
    from lxml import etree

    sheet = etree.fromstring(parts[part])
    for cell in sheet.iter("{*}c"):
        for column, text in (("C", "2020.3.1"), ("D", "4")):
            if cell.get("r") == f"{column}3":
                new = etree.fromstring(
                    inline.format(f"{column}3", text, RAISED).replace(
                        "<c ", f'<c xmlns="{etree.QName(sheet).namespace}" '
                    )
                )
                cell.getparent().replace(cell, new)  # type: ignore[union-attr]  # it has a row
    parts[part] = etree.tostring(sheet)
    with zipfile.ZipFile(path, "w") as new_file:
        for name, content in parts.items():
            new_file.writestr(name, content)
    [table] = validate.read(path, notices=["common"])
    assert table.columns["poor_households_led"][0] == 4
    assert table.columns["recognised"][0].earliest == date(2020, 3, 1)
