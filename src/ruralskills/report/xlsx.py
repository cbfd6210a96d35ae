"""问题清单: the workbook that goes back to a township, to be worked through and returned."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ruralskills.diagnostic import Finding, Nature, Outcome

_COLUMNS: Final = (
    ("编号", 6), ("村（社区）", 12), ("姓名", 10), ("身份证号（后四位）", 10), ("表名", 14), ("位置", 8),
    ("性质", 8), ("存在问题", 34), ("现填", 16), ("建议", 30), ("依据", 26), ("整改期限", 10),
    ("整改情况（镇填）", 16), ("核销（县填）", 10),
)  # fmt: skip
_FILLS: Final = {
    Nature.DATA: "FFF2CC",
    Nature.SHORTFALL: "FCE4D6",
    Nature.DOUBT: "DDEBF7",
    Nature.HINT: "EDEDED",
}
_ASK: Final = {
    Nature.DATA: "填错（请更正）",
    Nature.SHORTFALL: "未达标（请推进）",
    Nature.DOUBT: "待核（请核对）",
    Nature.HINT: "提示",
}
_THIN: Final = Side(style="thin", color="808080")
_BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BODY: Final = Font(name="宋体", size=10)
_HEAD: Final = Font(name="黑体", size=10)
_TITLE: Final = Font(name="黑体", size=16)
_LINK: Final = Font(name="宋体", size=10, color="0563C1", underline="single")
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))


def write(outcome: Outcome, path: Path) -> None:
    """Write the list: 汇总, 填报要点, and a sheet a township.  Raises OSError."""
    book = Workbook()
    overview = book.active
    assert isinstance(overview, Worksheet)  # a new workbook has one sheet
    overview.title = "汇总"
    by_unit = _by_unit(outcome)
    _overview(overview, outcome, by_unit)
    _advice(book.create_sheet("填报要点"), outcome)
    taken = {"汇总", "填报要点"}
    for unit, findings in by_unit.items():
        sheet = book.create_sheet(_sheet_name(unit, taken))
        _unit_sheet(sheet, unit, findings, outcome, path)
    book.save(path)


def _by_unit(outcome: Outcome) -> dict[str, list[Finding]]:
    """The findings of each township; those without one under their file's name."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        found[finding.subject.unit or PurePath(finding.file).stem].append(finding)
    return dict(found)


def _sheet_name(unit: str, taken: set[str]) -> str:
    """A name that a sheet may bear, different from those taken."""
    base = unit.translate(_NOT_IN_NAMES).strip()[:24] or "未写单位"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}({number})"
    taken.add(name)
    return name


def _put(sheet: Worksheet, row: int, column: int, value: str | int, font: Font = _BODY) -> None:
    """Write one boxed cell; text that begins like a formula stays text."""
    text = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    cell = sheet.cell(row, column, text)
    if isinstance(text, str):
        cell.data_type = "s"
    cell.font = font
    cell.border = _BOX
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def _title(sheet: Worksheet, text: str, width: int) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"] = text
    sheet["A1"].font = _TITLE
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 30


def _line(sheet: Worksheet, row: int, text: str, width: int) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    cell = sheet.cell(row, 1, text)
    cell.font = _BODY
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 18


def _print_setup(sheet: Worksheet, title_rows: str) -> None:
    """A4 across, one page wide, the head on every page, pages numbered."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = title_rows
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第&P页 共&N页"))
    sheet.page_margins.left = sheet.page_margins.right = 0.4


def _counted(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.nature for finding in findings)
    return "、".join(f"{nature.label}{counts[nature]}条" for nature in Nature)


def _unit_sheet(
    sheet: Worksheet, unit: str, findings: Sequence[Finding], outcome: Outcome, path: Path
) -> None:
    width = len(_COLUMNS)
    _title(sheet, f"{unit}台账问题清单", width)
    _line(
        sheet, 2,
        f"填报单位：{unit}　　检查日期：{outcome.as_of}　　整改期限：　　　　　　联系人及电话：", width,
    )  # fmt: skip
    files = {finding.file for finding in findings}
    rows = sum(table.rows for table in outcome.tables if table.file in files)
    people = {(f.subject.village, f.subject.name) for f in findings if f.subject.name}
    _line(sheet, 3, f"共检查{rows}行，{_counted(findings)}，涉及{len(people)}人（户、班）", width)
    for index, (header, size) in enumerate(_COLUMNS, start=1):
        _put(sheet, 4, index, header, _HEAD)
        sheet.cell(4, index).alignment = Alignment(
            horizontal="center", vertical="center", wrap_text=True
        )
        sheet.column_dimensions[get_column_letter(index)].width = size
    locations = {status.path: status.location for status in outcome.files}
    for row, finding in enumerate(findings, start=5):
        _finding_row(sheet, row, finding, locations.get(finding.file, ""), path)
    end = 5 + len(findings)
    _line(
        sheet,
        end + 1,
        "填表人：　　　　　　　审核人：　　　　　　　单位负责人：　　　　　　　（盖章）　　　　　　年　月　日",
        width,
    )
    sheet.freeze_panes = "A5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(width)}{end - 1}"
    _print_setup(sheet, "1:4")


def _finding_row(sheet: Worksheet, row: int, finding: Finding, location: str, path: Path) -> None:
    who = finding.subject
    clause = finding.clause.citation if finding.clause else ""
    values: tuple[str | int, ...] = (
        finding.number, who.village, who.name, _tail(finding), finding.sheet or "",
        finding.cell.address if finding.cell else "全表", _ASK[finding.nature], _problem(finding),
        finding.value or "", finding.remedy, clause, "", "", "",
    )  # fmt: skip
    for index, value in enumerate(values, start=1):
        _put(sheet, row, index, value)
    fill = PatternFill("solid", fgColor=_FILLS[finding.nature])
    sheet.cell(row, 7).fill = fill
    if finding.cell and location:
        place = sheet.cell(row, 6)
        place.hyperlink = _link(location, path, finding.sheet or "", finding.cell.address)
        place.font = _LINK


def _problem(finding: Finding) -> str:
    text = f"{finding.title}：{finding.message}"
    if finding.related:
        places = [cell.address for cell in finding.related if cell.sheet == finding.sheet]
        if len(places) > 3:
            text += f"（连同{'、'.join(places[:30])}{'等' if len(places) > 30 else ''}）"
    return text


def _tail(finding: Finding) -> str:
    """The last four of the identity number, where the finding is about one."""
    value = finding.value or ""
    return (
        value[-4:]
        if finding.field and finding.field.endswith("id_number") and len(value) > 7
        else ""
    )


def _link(location: str, path: Path, sheet: str, address: str) -> str:
    """Where a click leads: the cell in the township's own workbook, beside the list."""
    try:
        target = os.path.relpath(location, path.resolve().parent)
    except ValueError:  # another drive
        target = location
    return f"{quote(PurePath(target).as_posix())}#'{sheet}'!{address}"


def _overview(sheet: Worksheet, outcome: Outcome, by_unit: dict[str, list[Finding]]) -> None:
    _title(sheet, "台账问题汇总", 7)
    files = sum(status.status == "read" for status in outcome.files)
    notices = "；".join(notice.title for notice in outcome.notices)
    _line(
        sheet,
        2,
        f"检查日期：{outcome.as_of}　共检查{files}个文件、{outcome.rows}行　适用：{notices}",
        7,
    )
    headers = ("单位", *(_ASK[nature] for nature in Nature), "合计", "涉及人（户、班）")
    for index, header in enumerate(headers, start=1):
        _put(sheet, 3, index, header, _HEAD)
    row = 4
    for unit, findings in by_unit.items():
        counts = Counter(finding.nature for finding in findings)
        people = {(f.subject.village, f.subject.name) for f in findings if f.subject.name}
        _put(sheet, row, 1, unit)
        for index, nature in enumerate(Nature, start=2):
            _put(sheet, row, index, counts[nature])
        _put(sheet, row, 6, len(findings))
        _put(sheet, row, 7, len(people))
        row += 1
    row = _by_title(sheet, row + 1, outcome)
    unread = [status for status in outcome.files if status.status != "read"]
    for status in unread:
        _line(sheet, row, f"未检查：{status.path}　{status.reason}", 7)
        row += 1
    for index, size in enumerate((30, 14, 16, 14, 10, 10, 16), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = size
    _print_setup(sheet, "1:3")


def _by_title(sheet: Worksheet, row: int, outcome: Outcome) -> int:
    """Kind of problem by count."""
    for index, header in enumerate(("问题类型", "性质", "条数"), start=1):
        _put(sheet, row, index, header, _HEAD)
    kinds = Counter((f.nature, f.title) for f in outcome.findings)
    ordered = sorted(kinds.items(), key=lambda item: (item[0][0].rank, -item[1], item[0][1]))
    for (nature, title), count in ordered:
        row += 1
        _put(sheet, row, 1, title)
        _put(sheet, row, 2, nature.label)
        _put(sheet, row, 3, count)
    return row + 2


def _advice(sheet: Worksheet, outcome: Outcome) -> None:
    """The three commonest mistakes and how to avoid them."""
    _title(sheet, "填报要点", 3)
    _line(sheet, 2, "本次最常见的几类问题，填报前请先看一遍。", 3)
    for index, header in enumerate(("常见问题", "条数", "怎样避免"), start=1):
        _put(sheet, 3, index, header, _HEAD)
    kinds = Counter((f.title, f.remedy) for f in outcome.findings if f.nature is not Nature.HINT)
    for row, ((title, remedy), count) in enumerate(kinds.most_common(3), start=4):
        _put(sheet, row, 1, title)
        _put(sheet, row, 2, count)
        _put(sheet, row, 3, remedy)
    for index, size in enumerate((30, 8, 70), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = size
    _print_setup(sheet, "1:3")
