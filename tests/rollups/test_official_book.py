"""The official workbook: layout, live formulas, links to sources, what was left out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from builders.command_line import rs
from builders.inbox import Inbox, figure_of, sheet
from builders.libreoffice import convert
from builders.sheet_text import Sheet
from builders.workbook_fixture import number
from ruralskills.outputs.mark import ownership
from ruralskills.outputs.owner import Ownership
from ruralskills.rollups.entries import LeftOut
from ruralskills.rollups.official_book import workbook
from ruralskills.rollups.rollup import Rollup

A, B, C, D, E = (number(sequence=2 * n + 101) for n in range(5))


def leaders(unit: str, *rows: str) -> Sheet:
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
    return sheet(f"{unit}2020年第二季度致富带头人台账", head, *rows)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Inbox:
    """Two townships that sent leaders, one of them twice the same person, and one that did not."""
    inbox = Inbox(tmp_path_factory.mktemp("inbox"))
    inbox.send("2020Q2", "桂林街道", "带头人", leaders(
        "桂林街道",
        f"青龙村 | 贫困村 | 甲一 | {A} | 2020-01-15 | 在库",
        f"红花村 | 非贫困村 | 乙一 | {B} | 2020-04-20 | 在库",
        f"红花村 | 非贫困村 | 丙一 | {C[:-1]} | 2020-04-20 | 在库",
    ))  # fmt: skip
    inbox.send("2020Q2", "双江镇", f"带头人{A}", leaders(
        "双江镇",
        f"石桥村 | 贫困村 | 甲一 | {A} | 2020-02-15 | 在库",
        f"石桥村 | 贫困村 | 丁一 | {D} | 2020-05-20 | 在库",
        f"石桥村 | 贫困村 | 戊一 | {E} | 2020-05-21 | 在库",
    ))  # fmt: skip
    inbox.send("2020Q2", "区扶贫办", "任务", sheet(
        "潼南区2020年扶志扶智任务分解表", "镇街 | 致富带头人/新增（人）",
        "桂林街道 | 12", "双江镇 | 7", "柏梓镇 | 9", "合计 | 28",
    ))  # fmt: skip
    inbox.send("2020Q2", "区扶贫办", "统计表", sheet(
        "潼南区2020年第二季度致富带头人培训培育情况统计表",
        "镇街 | 致富带头人/新增/本季 | 致富带头人/新增/累计",
        "桂林街道 | 2 | 3", "双江镇 | 2 | 3", "柏梓镇 | 0 | 0", "合计 | 4 | 6",
    ))  # fmt: skip
    return inbox


@pytest.fixture(scope="module")
def made(inbox: Inbox) -> Rollup:
    return inbox.rolled_up(quarter=2)


@pytest.fixture(scope="module")
def content(made: Rollup) -> bytes:
    return workbook(made.masked())


def opened(content: bytes, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def sheet_of(book: Workbook, title: str) -> tuple[Worksheet, int]:
    """The sheet and the first column of an indicator."""
    for each in book.worksheets:
        for cell in each[3]:
            if cell.value == title:
                return each, cell.column
    raise AssertionError(title)


def column_of(sheet: Worksheet, first: int, label: str) -> int:
    for column in range(first, sheet.max_column + 1):
        if label in (sheet.cell(4, column).value, sheet.cell(5, column).value):
            return column
    raise AssertionError(label)


def row_of(sheet: Worksheet, unit: str) -> int:
    [row] = [cell.row for cell in sheet["A"] if str(cell.value).strip("　") == unit]
    assert isinstance(row, int)
    return row


NEW = "致富带头人/新增（人）"


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("任务", {"桂林街道": 12, "双江镇": 7, "柏梓镇": 9}),
        ("报送数", {"桂林街道": 3, "双江镇": 3, "柏梓镇": 0, "合计": 6}),
        ("核定数", {"桂林街道": 2, "双江镇": 3, "柏梓镇": None, "合计": 5, "不重复": 4}),
        ("待核数", {"桂林街道": 1, "双江镇": 0, "柏梓镇": None, "合计": 1}),
        ("当期", {"桂林街道": 1, "双江镇": 2, "合计": 3}),
        ("完成率%", {"桂林街道": 16.67, "双江镇": 42.86, "柏梓镇": None}),
        ("序时进度%", {"桂林街道": 50, "双江镇": 50}),
        ("与序时相差", {"桂林街道": -33.33, "双江镇": -7.14}),
        ("排名", {"桂林街道": 2, "双江镇": 1, "柏梓镇": None}),
    ],
)
def test_figures_stand_in_their_columns(
    content: bytes, label: str, values: dict[str, float | None]
) -> None:
    book = opened(content, values=True)
    sheet, first = sheet_of(book, NEW)
    column = column_of(sheet, first, label)
    for unit, value in values.items():
        shown = sheet.cell(row_of(sheet, unit), column).value
        assert (shown or None) == (value or None), (unit, shown)


def test_counted_figures_stand_side_by_side(content: bytes) -> None:
    sheet, first = sheet_of(opened(content), NEW)
    columns = [column_of(sheet, first, label) for label in ("报送数", "核定数", "待核数")]
    assert columns == list(range(columns[0], columns[0] + 3))


def test_sums_and_rates_are_formulas(content: bytes) -> None:
    sheet, first = sheet_of(opened(content), NEW)
    total = row_of(sheet, "合计")
    for label in ("当期", "核定数", "待核数", "报送数"):
        assert str(sheet.cell(total, column_of(sheet, first, label)).value).startswith("=SUM(")
    for unit in ("桂林街道", "合计"):
        rate = sheet.cell(row_of(sheet, unit), column_of(sheet, first, "完成率%")).value
        assert "ROUND(" in str(rate)
    assert row_of(sheet, "不重复") == total + 1


def test_without_a_task_a_stroke(content: bytes) -> None:
    sheet, first = sheet_of(opened(content, values=True), "致富带头人/存量（人）")
    row = row_of(sheet, "桂林街道")
    assert sheet.cell(row, column_of(sheet, first, "任务")).value == "/"
    assert sheet.cell(row, column_of(sheet, first, "完成率%")).value == "/"


def test_each_figure_leads_to_its_rows(made: Rollup, content: bytes) -> None:
    book = opened(content)
    sheet, first = sheet_of(book, NEW)
    column = column_of(sheet, first, "核定数")
    sources = book["来源"]
    for unit in ("桂林街道", "双江镇", "潼南区"):
        label = "合计" if unit == "潼南区" else unit
        link = sheet.cell(row_of(sheet, label), column).hyperlink
        assert link is not None
        found = re.fullmatch(r"'来源'!A(\d+):F(\d+)", str(link.location))
        assert found is not None
        rows = [[cell.value for cell in row] for row in sources[f"A{found[1]}:F{found[2]}"]]
        figure = figure_of(made, unit, "new_leaders")
        assert len(rows) == figure.places
        assert {row[0] for row in rows} == {NEW}
        cells = {(cell.sheet, cell.cell) for cell in made.cells(figure)}
        assert {(row[3], row[4]) for row in rows} == cells


def test_numbers_in_names_of_files_are_hidden(content: bytes, made: Rollup) -> None:
    assert A not in everything(content)
    assert A in everything(workbook(made, mask=False))


def everything(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


def test_what_is_left_out_is_listed(made: Rollup, content: bytes) -> None:
    rows = [[cell.value for cell in row] for row in opened(content)["未计入"]]
    listed = {(row[0], row[1]) for row in rows}
    for left in made.masked().left_out:
        assert (left.place, left.reason) in listed
    assert any("柏梓镇" in str(row[0]) and "未报" in str(row[1]) for row in rows)


def test_pages(content: bytes) -> None:
    for each in opened(content).worksheets:
        assert each.page_setup.orientation == "landscape"
        assert int(each.page_setup.paperSize or 0) == 9
        assert each.page_setup.fitToWidth == 1 or each.page_setup.fitToWidth is None
        assert each.print_title_rows
    sheet, _ = sheet_of(opened(content), NEW)
    assert sheet.print_title_rows == "$1:$5"
    assert any("填表人" in str(cell.value) and "盖章" in str(cell.value) for cell in sheet["A"])


def test_charts(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [
            package.read(name).decode() for name in package.namelist() if "charts/chart" in name
        ]
    assert any("各项任务完成率与序时进度" in chart for chart in charts)
    assert any("新增（人）各单位完成率" in chart and "序时进度" in chart for chart in charts)


def without_results(content: bytes, target: Path) -> Path:
    """Write a workbook whose formulas have no results, so that they must be computed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(target, "w") as bare:
        for name in package.namelist():
            part = package.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            bare.writestr(name, part)
    return target


def compare(before: Workbook, after: Workbook) -> int:
    """Hold two workbooks against each other, and return the number of cells."""
    count = 0
    for each in before.worksheets:
        for row in each.iter_rows():
            for cell in row:
                other = after[each.title][cell.coordinate].value
                if cell.value in (None, ""):
                    assert other in (None, "")
                elif isinstance(cell.value, (int, float)):
                    assert other == pytest.approx(cell.value, abs=1e-9), (each.title, cell)
                    count += 1
    return count


def test_libreoffice_computes_the_same(content: bytes, tmp_path: Path) -> None:
    bare = without_results(content, tmp_path / "汇总.xlsx")
    convert([bare], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    computed = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx", data_only=True)
    assert compare(opened(content, values=True), computed) > 100


def test_on_the_command_line(inbox: Inbox, tmp_path: Path) -> None:
    target = tmp_path / "汇总.xlsx"
    arguments = ("rollup", inbox.folder / "收件", "--year", "2020", "--quarter", "2", "-o", target)
    result = rs(*arguments)
    assert result.exit_code == 0, result.stderr
    assert ownership(target.read_bytes()) is Ownership.OURS
    assert rs(*arguments).exit_code == 0
    foreign = tmp_path / "别人的.xlsx"
    book = openpyxl.Workbook()
    book.save(foreign)
    before = foreign.read_bytes()
    refused = rs(*arguments[:-1], foreign)
    assert refused.exit_code == 2
    assert foreign.read_bytes() == before


def test_rows_of_lists_are_as_high_as_their_texts(made: Rollup) -> None:
    """Programs that do not fit heights themselves would cut them."""

    long = replace(made, left_out=(LeftOut("桂林街道", "很长的原因" * 30), LeftOut("双江镇", "短")))
    page = openpyxl.load_workbook(io.BytesIO(workbook(long)))["未计入"]
    rows = range(1, page.max_row + 1)
    heights = {str(page.cell(row, 2).value): page.row_dimensions[row].height for row in rows}
    assert (heights["很长的原因" * 30] or 0) > 3 * (heights["短"] or 99)


def test_no_chart_lies_over_two_pages(made: Rollup) -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook(made)))["图表"]
    assert isinstance(page, Worksheet)
    breaks = {0, *(each.id for each in page.row_breaks.brk)}
    assert not page.sheet_properties.pageSetUpPr or not page.sheet_properties.pageSetUpPr.fitToPage
    for chart in page._charts:  # type: ignore[attr-defined]  # openpyxl has no other way
        first, last = chart.anchor._from.row, chart.anchor.to.row
        assert not [each for each in breaks if first < each <= last]
