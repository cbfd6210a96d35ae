"""问题清单: what a township gets, prints, works through and sends back."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import ruralskills as rs
from builders.outcomes import FILE, SHEET, finding, mixed, outcome, table
from builders.township import make_township
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature, Subject
from ruralskills.model.layout import ColumnLayout
from ruralskills.model.outcome import Outcome
from ruralskills.reports import problem_list, xlsx

HEADERS = [
    "编号", "村·姓名", "后四位", "表与位置", "性质", "存在问题", "建议", "依据", "整改情况（镇填）", "核销（县填）",
    "代码", "核对码",
]  # fmt: skip


def written(made: Outcome, folder: Path) -> Workbook:
    path = folder / "问题清单.xlsx"
    path.write_bytes(xlsx.workbook(made, path))
    return load_workbook(path)


def column(sheet: Worksheet, header: str) -> list[object]:
    """The cells under a header, down to the end of the list."""
    index = HEADERS.index(header) + 1
    cells: list[object] = []
    for row in range(5, sheet.max_row + 1):
        if not isinstance(sheet.cell(row, 1).value, int):
            break
        cells.append(sheet.cell(row, index).value)
    return cells


def with_identity_numbers(made: Outcome) -> Outcome:
    columns = (ColumnLayout("F", "身份证号", "id_number"),)
    return replace(
        made,
        tables=tuple(replace(one, columns=columns) for one in made.tables),
        private={"id_number": "identity"},
    )


def test_the_head_of_a_list(tmp_path: Path) -> None:
    made = with_identity_numbers(outcome(finding(6), finding(7, nature=Nature.DOUBT), finding(8)))
    sheet = written(made, tmp_path)["云岭镇"]
    assert sheet["A1"].value == "云岭镇2020年第二季度台账问题清单"
    words = str(sheet["A2"].value)
    assert re.fullmatch(
        r"填报单位：云岭镇\s+检查日期：2020-07-01\s+整改期限：[\s年月日]+联系人及电话：", words
    )
    assert sheet["A3"].value == "共检查40行，填错2条、未达标0条、待核1条，涉及1人"
    headers = [str(sheet.cell(4, i).value).replace("\n", "") for i in range(1, 13)]
    assert headers == HEADERS
    last = [str(row[0]) for row in sheet.iter_rows(min_row=8, max_col=1, values_only=True)]
    assert last[1].startswith("填写说明")
    assert re.search(r"填表人：\s+审核人：\s+单位负责人：\s+（盖章）", last[-1])


def test_summary_first_advice_second_then_the_townships(tmp_path: Path) -> None:
    assert written(mixed(), tmp_path).sheetnames == [
        "汇总",
        "填报要点",
        "云岭镇",
        "柏梓镇",
        "识别情况",
    ]


@pytest.mark.parametrize(
    ("titles", "period"),
    [
        (["云岭镇2020年第二季度台账", "云岭镇2020年2季度花名册"], "2020年第二季度"),
        (["云岭镇2020年第一季度台账", "云岭镇2020年第二季度台账"], "2020年"),
        (["云岭镇2020年台账", "云岭镇2021年台账"], ""),
        (["云岭镇2020年5月台账", "培训班台账"], "2020年5月"),
        (["带头人台账"], ""),
    ],
)
def test_the_period_is_the_one_that_the_tables_speak_of(titles: list[str], period: str) -> None:
    made = replace(outcome(finding()), tables=tuple(table(title=title) for title in titles))
    assert problem_list.unit_lists(made)[0].title == f"云岭镇{period}台账问题清单"


def test_the_list_goes_down_the_sheet_once(tmp_path: Path) -> None:
    made = outcome(
        finding(30, code="A101"), finding(4, 5, code="Z999", nature=Nature.HINT), finding(4, 2)
    )
    sheet = written(made, tmp_path)["云岭镇"]
    assert column(sheet, "表与位置") == ["带头人!C4", "带头人!F4", "带头人!B30"]
    assert column(sheet, "编号") == [1, 2, 3]


def test_a_finding_in_the_list(tmp_path: Path) -> None:
    sheet = written(outcome(finding(6, 12)), tmp_path)["云岭镇"]
    assert [sheet.cell(5, index).value for index in range(1, 12)] == [
        1, "青松村·张三", "123X", f"{SHEET}!M6", "填错", "填2户，差1户", "请核对",
        "三（三）“每人至少带动3户”", None, None, "L201",
    ]  # fmt: skip


def test_a_person_is_known_by_four_digits_whatever_the_finding_is_about(tmp_path: Path) -> None:
    source = tmp_path / "云岭镇.xlsx"
    make_township(source, planted=True)
    made = rs.validate(source, notices=["tongnan-2020"]).masked()
    ledger = load_workbook(source)["致富带头人台账"]
    sheet = written(made, tmp_path)["云岭镇"]
    rows = zip(column(sheet, "表与位置"), column(sheet, "后四位"), strict=True)
    sheet_name = "致富带头人台账!"
    tails = {
        str(place).removeprefix(sheet_name): str(tail or "")
        for place, tail in rows
        if str(place).startswith(sheet_name)
    }
    about_others = {place: tail for place, tail in tails.items() if place[0] in "EHKMPR" and tail}
    assert len(about_others) >= 4
    for place, tail in about_others.items():
        assert str(ledger[f"F{place[1:]}"].value)[-4:] == tail


def test_a_click_leads_to_the_cell(tmp_path: Path) -> None:
    name = "收件/云岭 镇#1%.xlsx"
    made = outcome(finding(6, 12, file=name, sheet="张's表"))
    made = replace(made, files=(replace(made.files[-1], location=str(tmp_path / name)),))
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).touch()
    link = written(made, tmp_path)["云岭镇"]["A5"].hyperlink
    assert link is not None
    assert link.target == "收件/云岭%20镇%231%25.xlsx"
    assert link.location == "'张''s表'!M6"


def test_a_list_elsewhere_links_upwards(tmp_path: Path) -> None:
    made = outcome(finding())
    made = replace(made, files=(replace(made.files[0], location=str(tmp_path / FILE)),))
    (tmp_path / "报告").mkdir()
    (tmp_path / FILE).touch()
    link = written(made, tmp_path / "报告")["云岭镇"]["A5"].hyperlink
    assert link is not None
    assert link.target == f"../{FILE}"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are a matter of Linux")
def test_a_ledger_whose_name_is_no_utf_8_is_linked(tmp_path: Path) -> None:
    made = outcome(finding())
    path = tmp_path / "\udcff\udce5.xlsx"
    path.touch()
    made = replace(made, files=(replace(made.files[0], location=str(path)),))
    link = written(made, tmp_path)["云岭镇"]["A5"].hyperlink
    assert link is not None
    assert link.target == "%FF%E5.xlsx"


def test_a_ledger_that_is_gone_gets_no_link(tmp_path: Path) -> None:
    made = outcome(finding())
    made = replace(made, files=(replace(made.files[0], location=str(tmp_path / FILE)),))
    assert written(made, tmp_path)["云岭镇"]["A5"].hyperlink is None


def test_related_cells_are_named_in_the_line(tmp_path: Path) -> None:
    related = (*(Cell(FILE, SHEET, row, 1) for row in (7, 8, 9, 20)), Cell(FILE, "明细", 3, 0))
    sheet = written(outcome(finding(6, related=related)), tmp_path)["云岭镇"]
    assert column(sheet, "存在问题") == ["填2户，差1户（有关单元格：B7:B9、B20、明细!A3）"]


def test_cells_that_the_message_names_are_not_named_twice(tmp_path: Path) -> None:
    related = (Cell(FILE, SHEET, 18, 5), Cell(FILE, SHEET, 1, 5))
    one = finding(23, 5, message="其余在：F18（田峰）", related=related)
    sheet = written(outcome(one), tmp_path)["云岭镇"]
    assert column(sheet, "存在问题") == ["其余在：F18（田峰）（现填：2）（有关单元格：F1）"]


def test_a_fault_of_hundreds_of_cells_is_one_line_with_all_cells_apart(tmp_path: Path) -> None:
    related = tuple(Cell(FILE, SHEET, row, 1) for row in range(8, 1008, 2))
    book = written(outcome(finding(6, related=related)), tmp_path)
    assert column(book["云岭镇"], "存在问题") == ["填2户，差1户（共501个单元格，列在“单元格明细”）"]
    apart = book["单元格明细"]
    named = "、".join(str(row[4]) for row in apart.iter_rows(min_row=3, values_only=True))
    assert named.split("、") == [f"B{row}" for row in range(8, 1008, 2)]


def test_every_row_is_as_high_as_its_text(tmp_path: Path) -> None:
    long = finding(6, message="带动贫困户" * 60, value="长" * 5000)
    sheet = written(outcome(finding(5), long, finding(9, message="短")), tmp_path)["云岭镇"]
    heights = [sheet.row_dimensions[row].height for row in (5, 6, 7)]
    assert heights[1] is not None
    assert heights[1] >= 11 * 14
    assert heights[1] < 409
    assert all(height is not None and height > 12 for height in heights)
    assert str(column(sheet, "存在问题")[1]).endswith(f"（现填：{'长' * 100}…）")


def test_it_prints_across_with_its_head_on_every_page(tmp_path: Path) -> None:
    book = written(mixed(), tmp_path)
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth == 1
        setup, footer = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
        assert setup is not None
        assert setup.fitToPage
        assert footer is not None
        assert footer.center.text == "第&P页 共&N页"
    assert book["云岭镇"].print_title_rows == "$4:$4"
    assert book["云岭镇"].freeze_panes == "A5"
    many = written(outcome(*(finding(n, code=f"L{n:03}") for n in range(5, 105))), tmp_path)
    assert many["云岭镇"].page_setup.fitToHeight == 0


def test_the_summary_counts_units_and_kinds(tmp_path: Path) -> None:
    sheet = written(with_identity_numbers(mixed()), tmp_path)["汇总"]
    rows = [list(row) for row in sheet.iter_rows(min_row=4, max_col=7, values_only=True)]
    assert rows[0] == [
        "单位",
        "填错（请更正）",
        "未达标（请推进）",
        "待核（请核对）",
        "提示",
        "合计",
        "涉及人数",
    ]
    assert rows[1] == ["云岭镇", 5, 1, 1, 1, 8, 6]
    assert rows[2] == ["柏梓镇", 1, 0, 1, 0, 2, 2]
    assert rows[3] == ["合计", 6, 1, 2, 1, 10, 8]
    assert ["标题L202", "填错", 5, None, None, None, None] in rows
    assert rows[-1][0] == "未检查：坏.xlsx　文件已损坏"
    link = sheet["A5"].hyperlink
    assert link is not None
    assert link.location == "'云岭镇'!A1"


def test_a_ledger_without_a_unit_goes_to_the_township_of_its_folder(tmp_path: Path) -> None:
    made = outcome(
        finding(file="收件/古井镇/培训班台账.xlsx", unit=""),
        finding(file="收件/古井镇/台账.xlsx", unit="古井镇"),
    )
    assert written(made, tmp_path).sheetnames == ["汇总", "填报要点", "古井镇"]


def test_a_clean_township_stands_in_the_summary_without_a_sheet(tmp_path: Path) -> None:
    made = outcome(finding())
    made = replace(made, tables=(*made.tables, table("柏梓镇.xlsx", unit="柏梓镇")))
    book = written(made, tmp_path)
    assert book.sheetnames == ["汇总", "填报要点", "云岭镇"]
    assert [cell.value for cell in book["汇总"][6]] == ["柏梓镇", 0, 0, 0, 0, 0, 0]


def test_the_three_commonest_mistakes(tmp_path: Path) -> None:
    folded = tuple(Cell(FILE, SHEET, row, 4) for row in range(7, 40))
    made = outcome(
        *(finding(row, code="L202") for row in (10, 11, 12)),
        finding(6, 4, code="C205", related=folded),
        *(finding(row, code="R901", nature=Nature.HINT) for row in range(10, 30)),
        finding(9, code="P102"),
        finding(9, code="P103", nature=Nature.DOUBT),
    )
    sheet = written(made, tmp_path)["填报要点"]
    rows = list(sheet.iter_rows(min_row=4, max_col=4, values_only=True))
    assert [(row[0], row[1]) for row in rows] == [
        ("标题C205", 34),
        ("标题L202", 3),
        ("标题P102", 1),
    ]
    assert rows[0][2] == "“带头人”E6：填2户，差1户"


def test_rows_of_a_shared_file_are_not_said_to_be_one_units() -> None:
    made = outcome(
        finding(6), finding(7, unit="柏梓镇"), finding(8, file="柏梓镇.xlsx", unit="柏梓镇")
    )
    assert {one.unit: one.extent for one in problem_list.unit_lists(made)} == {
        "云岭镇": "所在台账共40行（含其他单位）",
        "柏梓镇": "共检查40行（另有与其他单位合用的台账40行）",
    }


def nasty(text: str) -> Finding:
    one = finding(message=text, value=text, name=text, unit=text, sheet=text)
    return replace(one, subject=Subject(text, text, text))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@SUM(A1)", "-1", "a\x00\x08b", "[x]:*?/\\'", "＝1"]
)
def test_what_a_workbook_says_stays_text(tmp_path: Path, text: str) -> None:
    book = written(outcome(nasty(text)), tmp_path)
    sheet = book.worksheets[2]
    for row in sheet.iter_rows():
        assert all(cell.data_type != "f" for cell in row)
    clean = re.sub("[\x00-\x08]", "", text)
    assert column(sheet, "村·姓名") == [f"{clean}·{clean}"]


def test_units_whose_names_are_no_names_for_sheets(tmp_path: Path) -> None:
    made = outcome(
        finding(unit="汇总"), finding(unit="甲/乙"), finding(unit="甲乙"), finding(unit="很长的单位名称" * 9), finding(unit="a"), finding(unit="A"), finding(unit="?")
    )  # fmt: skip
    names = written(made, tmp_path).sheetnames
    assert len({name.lower() for name in names}) == 9
    assert all(len(name) <= 31 for name in names)


def test_an_outcome_without_findings_has_its_list(tmp_path: Path) -> None:
    book = written(outcome(), tmp_path)
    assert book.sheetnames == ["汇总", "填报要点"]
    assert "未发现问题" in str(book["汇总"]["A2"].value)
