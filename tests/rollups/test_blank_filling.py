"""The superior's own blank: which cells are filled, and what becomes of the others."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from builders.command_line import rs
from builders.inbox import Inbox, sheet
from builders.libreoffice import convert
from builders.sheet_text import Sheet
from builders.workbook_fixture import number
from ruralskills.rollups.blank_filling import FilledBlank, fill
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.rollup import Rollup

A, B, C, D = (number(sequence=2 * n + 201) for n in range(4))


def ledger(unit: str, *rows: str) -> Sheet:
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
    return sheet(f"{unit}2020年致富带头人台账", head, *rows)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Inbox:
    """Two townships reported in the second quarter, 柏梓镇 only in the first."""
    inbox = Inbox(tmp_path_factory.mktemp("inbox"))
    one = f"青龙村 | 贫困村 | 甲一 | {A} | 2020-01-15 | 在库"
    two = f"青龙村 | 贫困村 | 乙一 | {B} | 2020-05-15 | 在库"
    inbox.send("2020Q2", "桂林街道", "带头人", ledger("桂林街道", one, two))
    three = f"石桥村 | 非贫困村 | 丙一 | {C} | 2020-04-15 | 在库"
    inbox.send("2020Q2", "双江镇", "带头人", ledger("双江镇", three))
    four = f"古泉村 | 非贫困村 | 丁一 | {D} | 2020-02-15 | 在库"
    inbox.send("2020Q1", "柏梓镇", "带头人", ledger("柏梓镇", four))
    inbox.send("2020Q2", "区扶贫办", "任务", sheet(
        "潼南区2020年扶志扶智任务分解表", "镇街 | 致富带头人/新增（人）",
        "桂林街道 | 12", "双江镇 | 7", "柏梓镇 | 9", "合计 | 28",
    ))  # fmt: skip
    return inbox


@pytest.fixture(scope="module")
def made(inbox: Inbox) -> Rollup:
    return inbox.rolled_up(quarter=2)


HEADS = ("本季", "累计", "任务", "完成率")


def blank_book() -> openpyxl.Workbook:
    """A blank of the city: merged heads, units under other names, a row of sums."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "附件1"
    page["A1"] = "潼南区2020年第二季度致富带头人培育情况统计表"
    page.merge_cells("A1:H1")
    page["A2"] = "填报单位：潼南区扶贫办"
    for column, text in (("A", "序号"), ("B", "镇街"), ("C", "致富带头人"), ("H", "备注")):
        page[f"{column}3"] = text
    page["C4"], page["G4"] = "新增（人）", "存量（人）"
    for column, text in zip("CDEF", HEADS, strict=True):
        page[f"{column}5"] = text
    for area in ("A3:A5", "B3:B5", "C3:G3", "C4:F4", "G4:G5", "H3:H5"):
        page.merge_cells(area)
    for row, unit in enumerate(
        ("潼南区桂林街道办事处", "双江镇人民政府", "柏梓镇", "他乡"), start=6
    ):
        page[f"A{row}"], page[f"B{row}"] = row - 5, unit
    page["A10"] = "合计"
    page.merge_cells("A10:B10")
    page["C10"] = "=SUM(C6:C9)"
    page["I10"] = "=C10*2"
    page["J10"] = "=1+1"
    page["C6"].font = Font(name="楷体", bold=True)
    page["F7"].number_format = "0.00%"
    page["D7"] = 99
    return book


def saved(book: openpyxl.Workbook, results: dict[str, str] | None = None) -> bytes:
    """Return a workbook, some of its formulas with stored results."""
    stream = io.BytesIO()
    book.save(stream)
    target = io.BytesIO()
    with zipfile.ZipFile(stream) as package, zipfile.ZipFile(target, "w") as changed:
        for name in package.namelist():
            part = package.read(name)
            for cell, value in (results or {}).items():
                stored = rf"\g<1><v>{value}</v>".encode()
                part = re.sub(
                    rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v\s*(?:/>|></v>)'.encode(), stored, part
                )
            changed.writestr(name, part)
    return target.getvalue()


@pytest.fixture(scope="module")
def filled(made: Rollup) -> FilledBlank:
    return fill(made, saved(blank_book(), {"C10": "0", "I10": "0", "J10": "2"}), "市级空表.xlsx")


@pytest.fixture(scope="module")
def page(filled: FilledBlank) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(filled.content))["附件1"]


def reason(filled: FilledBlank, place: str) -> str:
    [found] = [each.reason for each in filled.left if each.place == f"附件1!{place}"]
    return found


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("C6", 1), ("D6", 2), ("E6", 12), ("F6", 16.67), ("G6", 2),
        ("C7", 1), ("E7", 7), ("F7", 0.1429), ("G7", 1),
        ("D10", 3), ("G10", 3),
    ],
)  # fmt: skip
def test_figures_by_unit_and_header(page: Worksheet, cell: str, value: float) -> None:
    assert page[cell].value == value


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("D7", "已有内容"), ("C8", "没有报"), ("D8", "没有报"), ("E8", "没有报"), ("F8", "没有报"), ("G8", "没有报"),
        ("C10", "公式"), ("H列", "没有对上指标"), ("B9", "他乡"),
    ],
)  # fmt: skip
def test_what_stays_empty_is_listed(filled: FilledBlank, place: str, words: str) -> None:
    assert words in reason(filled, place)


def test_what_was_there_stays(page: Worksheet) -> None:
    assert page["D7"].value == 99
    assert page["C10"].value == "=SUM(C6:C9)"
    assert page["C6"].font.name == "楷体"
    assert page["C6"].font.bold
    assert page["C8"].value is None
    assert page["H6"].value is None
    assert "C4:F4" in {str(each) for each in page.merged_cells.ranges}


def test_a_formula_over_filled_cells_keeps_no_old_value(filled: FilledBlank) -> None:
    values = openpyxl.load_workbook(io.BytesIO(filled.content), data_only=True)["附件1"]
    assert values["C10"].value is None
    assert values["I10"].value is None
    assert values["J10"].value == 2


@pytest.mark.parametrize(
    "formula", ["SUM(附件1!C6:C9)", 'INDIRECT("C6")', "SUM($C$6:C7)+0", "'附件1'!$C6*1", "名称+1"]
)
def test_formulas_of_other_kinds(made: Rollup, formula: str) -> None:
    book = blank_book()
    book["附件1"]["K1"] = f"={formula}"
    result = fill(made, saved(book, {"K1": "0"}), "空表.xlsx").content
    assert openpyxl.load_workbook(io.BytesIO(result), data_only=True)["附件1"]["K1"].value is None


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("致富带头人/新增（人）", 2),
        ("致富带头人/存量", 2),
        ("新增带头人", 2),
        ("new_leaders", 2),
        ("致富带头人/新增（人次）", 2),
        ("致富带头人/新增（万元）", None),
        ("致富带头人", None),
        ("联系电话", None),
    ],
)
def test_a_bare_header_takes_the_cumulative_figure(
    made: Rollup, head: str, value: int | None
) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    parts = head.split("/")
    page.append(["镇街", parts[0], "致富带头人", ""])
    page.append(["", parts[-1] if len(parts) > 1 else "", "存量", "备注"])
    page.append(["桂林街道"])
    page.append(["双江镇"])
    for area in ("A1:A2", *(() if len(parts) > 1 else ("B1:B2",))):
        page.merge_cells(area)
    result = fill(made, saved(book), "空表.xlsx")
    filled = openpyxl.load_workbook(io.BytesIO(result.content)).worksheets[0]
    assert filled["B3"].value == value
    assert filled["C3"].value == 2


def test_a_sheet_without_units(made: Rollup) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.append(["姓名", "电话"])
    with pytest.raises(RollupError, match="没有认出要填的表"):
        fill(made, saved(book), "通讯录.xlsx")


def test_libreoffice_computes_the_sums(filled: FilledBlank, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    path.write_bytes(filled.content)
    convert([path], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    computed = openpyxl.load_workbook(tmp_path / "out" / "空表.xlsx", data_only=True)["附件1"]
    assert computed["C10"].value == 2
    assert computed["I10"].value == 4


def test_an_xls_comes_out_as_xlsx(made: Rollup, inbox: Inbox, tmp_path: Path) -> None:
    source = tmp_path / "市级空表.xlsx"
    source.write_bytes(saved(blank_book()))
    convert([source], "xls:MS Excel 97", tmp_path)
    source.unlink()
    blank = tmp_path / "市级空表.xls"
    before = blank.read_bytes()
    result = rs(
        "rollup", inbox.folder / "收件", "--year", "2020", "--quarter", "2", "--into", blank
    )
    assert result.exit_code == 0, result.stderr
    assert "另存为xlsx" in result.stdout
    assert blank.read_bytes() == before
    page = openpyxl.load_workbook(tmp_path / "市级空表.已填.xlsx")["附件1"]
    assert [page[cell].value for cell in ("C6", "D6", "D7", "C10")] == [1, 2, 99, 2]
    assert page["I10"].value is None
    assert "I10　原来是公式" in result.stdout
    assert all(page[cell].border.left.style == "thin" for cell in ("A3", "C6", "H9", "C10"))
    assert not page["A1"].border.left.style
    assert page.page_setup.orientation == "landscape"
    assert page.column_dimensions["B"].width > 20


def table_of(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    for row in (("单位", "致富带头人/新增", "任务", "完成率", "存量"), *rows):
        page.append(list(row))
    return saved(book)


SUMS = {
    ("合计", "桂林街道", "双江镇", "柏梓镇"): (3, 3),  # 柏梓镇 has an empty row
    ("合计", "桂林街道", "双江镇"): (4, 4),
    ("潼南区",): (4, 4),
}


@pytest.mark.parametrize("units", SUMS)
def test_a_sum_is_that_of_the_rows_that_are_filled(made: Rollup, units: tuple[str, ...]) -> None:
    """What is carried of a unit stands in a sum unless its own row is there, and empty."""
    rows = [(unit,) for unit in units]
    if len(units) == 1:
        rows.append(("双江镇",))  # a table needs a unit below the whole
    done = fill(made, table_of(*rows), "空表.xlsx")
    page = openpyxl.load_workbook(io.BytesIO(done.content)).active
    assert isinstance(page, Worksheet)
    assert (page["B2"].value, page["E2"].value) == SUMS[units]
    said = [each for each in done.remarks if "沿用" in each]
    assert bool(said) == (SUMS[units][0] == 3)
    if said:
        assert "柏梓镇1" in said[0]


def test_a_row_of_no_known_unit_is_listed_wherever_it_stands(made: Rollup) -> None:
    rows = [
        ("火星镇",),
        ("全区合计",),
        ("桂林街道",),
        ("小计",),
        ("双江镇",),
        ("全市合计",),
        ("外地镇",),
        ("填表人：",),
    ]
    done = fill(made, table_of(*rows), "空表.xlsx")
    listed = {
        each.place.rpartition("!")[2] for each in done.left if "不是汇总中的单位" in each.reason
    }
    assert listed == {"A2", "A5", "A7", "A8"}
    page = openpyxl.load_workbook(io.BytesIO(done.content)).active
    assert isinstance(page, Worksheet)
    assert page["B3"].value == 4
    assert [page[cell].value for cell in ("B2", "B5", "B7", "B8")] == [None] * 4


def test_the_rate_of_a_sum_follows_from_it(made: Rollup) -> None:
    book = blank_book()
    page = book.active
    assert isinstance(page, Worksheet)
    page["D7"] = None
    done = fill(made, saved(book), "市级空表.xlsx")
    page = openpyxl.load_workbook(io.BytesIO(done.content))["附件1"]
    total = [page[cell].value for cell in ("D10", "E10", "F10")]
    assert total == [3, 260, 1.15]
    assert page["D6"].value + page["D7"].value == 3


def test_on_the_command_line(inbox: Inbox, tmp_path: Path) -> None:
    blank = tmp_path / "市级空表.xlsx"
    blank.write_bytes(before := saved(blank_book()))
    arguments = (
        "rollup", inbox.folder / "收件", "--year", "2020", "--quarter", "2", "--into", blank,
    )  # fmt: skip
    result = rs(*arguments)
    assert result.exit_code == 0, result.stderr
    assert blank.read_bytes() == before
    assert "未填：附件1!D8　柏梓镇：2020年第2季度没有报" in result.stdout
    assert (tmp_path / "市级空表.已填.xlsx").exists()
    refused = rs(*arguments, "--output", blank)
    assert refused.exit_code == 2
    assert blank.read_bytes() == before
