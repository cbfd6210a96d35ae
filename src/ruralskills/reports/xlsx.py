"""问题清单: the workbook that goes back to a township, to be worked through, signed and returned."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path, PurePath
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports.problem_list import (
    REQUESTS,
    ProblemLine,
    UnitList,
    common_problems,
    problem_kinds,
    unit_lists,
)
from ruralskills.reports.summary import extent, verdict
from ruralskills.text.width import lines

_COLUMNS: Final = (
    ("编号", 5), ("村（社区）", 10), ("姓名", 9), ("身份证号\n（后四位）", 10), ("表名", 10), ("位置", 7),
    ("性质", 10), ("存在问题", 30), ("现填", 12), ("建议", 24), ("依据", 21), ("整改期限", 9),
    ("整改情况\n（镇填）", 14), ("核销\n（县填）", 9), ("代码", 6),
)  # fmt: skip
_PLACE, _NATURE, _CODE = 6, 7, 15
_CENTRED: Final = frozenset({1, 2, 3, 4, 5, _PLACE, _NATURE, _CODE})
_FILLS: Final = {
    Nature.DATA: "FFF2CC",
    Nature.SHORTFALL: "FCE4D6",
    Nature.DOUBT: "DDEBF7",
    Nature.HINT: "EDEDED",
}
_TEXT: Final = "清单文字"
_CENTRE: Final = "清单居中"
_HEAD: Final = "清单表头"
_LINK: Final = "清单链接"
_TITLE: Final = "清单标题"
_WIDE: Final = "清单整行"
_LINE_HEIGHT: Final = 14.5
_ONE_PAGE: Final = 680.0
"""Points of height that a page can take without becoming hard to read."""
_HIGHEST: Final = 409.0
"""No row of a sheet can be higher."""
_MOST_LINKS: Final = 60_000
"""Excel refuses a sheet with more than 65,530."""
_LONGEST: Final = 32_000
"""No cell can hold more than 32,767 characters."""
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))
_NOT_IN_LINKS: Final = str.maketrans({c: f"%{ord(c):02X}" for c in '%#?"<>[]^`{}| '})
_HOW_TO: Final = (
    "填写说明：点“位置”可打开原台账的该单元格。改好的，在“整改情况”填“已改”；核对后情况属实、不需要改的，"
    "填“情况属实”并写明原因。"
)
_SIGNATURES: Final = (
    "填表人：　　　　　　　　审核人：　　　　　　　　单位负责人：　　　　　　　　（盖章）　　　　　　"
    "年　　月　　日"
)


def workbook(outcome: Outcome, path: Path) -> bytes:
    """Return the list: 汇总, 填报要点, and a sheet a township.

    ``path`` is where it will lie, from where its links lead to the ledgers.  Raises OSError when
    the disk for temporary files is full.
    """
    book = Workbook()
    book.properties.creator = "ruralskills"
    overview = book.active
    assert isinstance(overview, Worksheet)  # a new workbook has one sheet
    for style in _styles():
        book.add_named_style(style)
    overview.title = "汇总"
    _advice(book.create_sheet("填报要点"), outcome)
    targets = _targets(outcome, path)
    taken = {"汇总", "填报要点", "已豁免", "单元格明细"}
    lists = unit_lists(outcome)
    names: dict[str, str] = {}
    for one in lists:
        if one.lines:
            names[one.unit] = _sheet_name(one.unit, taken)
            _unit_sheet(book.create_sheet(names[one.unit]), one, outcome, targets)
    _overview(overview, outcome, lists, names)
    if outcome.waived_by_office:
        _waived_sheet(book.create_sheet("已豁免"), outcome)
    apart = [(one.unit, line) for one in lists for line in one.lines if line.overflow]
    if apart:
        _cells_sheet(book.create_sheet("单元格明细"), apart)
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    content = BytesIO()
    try:
        book.save(content)
    except Exception as error:
        # sheets go through temporary files, and lxml tells of a full disk by a word such as IO_ENOSPC
        number = getattr(errno, str(error).removeprefix("IO_"), None)
        if number is None:
            raise
        raise OSError(number, os.strerror(number)) from error
    return content.getvalue()


def _targets(outcome: Outcome, path: Path) -> dict[str, str]:
    """Where each ledger lies as seen from the list, so that both can be moved together.

    A ledger out of an archive lies nowhere by now, and one with a control character in its name
    cannot be linked to.
    """
    return {
        status.path: _target(status.location, path)
        for status in outcome.files
        if os.path.exists(status.location) and not ILLEGAL_CHARACTERS_RE.search(status.location)
    }


def _target(location: str, path: Path) -> str:
    try:
        relative = os.path.relpath(os.path.realpath(location), path.resolve().parent)
    except ValueError:  # another drive
        return Path(location).resolve().as_uri()
    return PurePath(relative).as_posix().translate(_NOT_IN_LINKS)


def _link(cell: Cell, targets: Mapping[str, str]) -> Hyperlink | None:
    if cell.file not in targets or ILLEGAL_CHARACTERS_RE.search(cell.sheet):
        return None
    sheet = cell.sheet.replace("'", "''")
    return Hyperlink(ref="", target=targets[cell.file], location=f"'{sheet}'!{cell.address}")


def _styles() -> Iterator[NamedStyle]:
    """The styles of the list: named ones are looked up once and not hashed for every cell."""
    thin = Side(style="thin", color="808080")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    body, head = Font(name="宋体", size=10), Font(name="黑体", size=10)
    link = Font(name="宋体", size=10, color="0563C1", underline="single")
    left = Alignment(wrap_text=True, vertical="center")
    centre = Alignment(wrap_text=True, vertical="center", horizontal="center")
    grey = PatternFill("solid", fgColor="E7E6E6")
    yield NamedStyle(_TEXT, font=body, border=box, alignment=left)
    yield NamedStyle(_CENTRE, font=body, border=box, alignment=centre)
    yield NamedStyle(_HEAD, font=head, border=box, alignment=centre, fill=grey)
    yield NamedStyle(_LINK, font=link, border=box, alignment=centre)
    yield NamedStyle(_TITLE, font=Font(name="黑体", size=16), alignment=centre)
    yield NamedStyle(_WIDE, font=body, alignment=left)
    for nature, colour in _FILLS.items():
        fill = PatternFill("solid", fgColor=colour)
        yield NamedStyle(_of(nature), font=body, border=box, alignment=centre, fill=fill)


def _of(nature: Nature) -> str:
    return f"清单{nature.label}"


def _sheet_name(unit: str, taken: set[str]) -> str:
    """A name that a sheet may bear, different from those taken."""
    base = ILLEGAL_CHARACTERS_RE.sub("", unit.translate(_NOT_IN_NAMES)).strip()[:24] or "未写单位"
    name, number = base, 1
    while name.lower() in {one.lower() for one in taken}:
        number += 1
        name = f"{base}({number})"
    taken.add(name)
    return name


def _put(sheet: Worksheet, row: int, column: int, value: str | int, style: str = _TEXT) -> None:
    """Write one boxed cell; text that begins like a formula stays text."""
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST] if isinstance(value, str) else value
    cell = sheet.cell(row, column, text)
    if isinstance(text, str):
        cell.data_type = "s"
    cell.style = style


def _height(texts: Sequence[str | int], widths: Sequence[int]) -> float:
    """The height at which the longest of the texts shows all its lines."""
    needed = max(lines(str(text), size - 1) for text, size in zip(texts, widths, strict=False))
    return min(_HIGHEST, needed * _LINE_HEIGHT + 4)


def _head(sheet: Worksheet, row: int, headers: Sequence[str], widths: Sequence[int]) -> None:
    for index, header in enumerate(headers, start=1):
        _put(sheet, row, index, header, _HEAD)
    sheet.row_dimensions[row].height = _height(headers, widths) + 4


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for index, size in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = size


def _title(sheet: Worksheet, text: str, width: int) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    _put(sheet, 1, 1, text, _TITLE)
    sheet.row_dimensions[1].height = 32


def _line(sheet: Worksheet, row: int, text: str, widths: Sequence[int]) -> None:
    """Write one line over the whole width."""
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
    _put(sheet, row, 1, text, _WIDE)
    sheet.row_dimensions[row].height = _height([text], [sum(widths)]) + 3


def _print_setup(sheet: Worksheet, title_rows: str) -> None:
    """A4 across, one page wide, the head on every page, pages numbered; no page for a few rows."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    heights = (sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1))
    sheet.page_setup.fitToHeight = 1 if sum(heights) < _ONE_PAGE else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = title_rows
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第&P页 共&N页"))
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3


def _unit_sheet(
    sheet: Worksheet, one: UnitList, outcome: Outcome, targets: Mapping[str, str]
) -> None:
    widths = [size for _, size in _COLUMNS]
    _widths(sheet, widths)
    _title(sheet, one.title, len(widths))
    blanks = "整改期限：　　　年　　月　　日　　　　联系人及电话："
    _line(
        sheet, 2, f"填报单位：{one.unit}　　　　检查日期：{outcome.as_of}　　　　{blanks}", widths
    )
    _line(sheet, 3, one.sums, widths)
    _head(sheet, 4, [header for header, _ in _COLUMNS], widths)
    for row, line in enumerate(one.lines, start=5):
        _finding_row(sheet, row, line, targets)
    end = 4 + len(one.lines)
    _line(sheet, end + 1, _HOW_TO, widths)
    _line(sheet, end + 3, _SIGNATURES, widths)
    sheet.freeze_panes = "A5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(widths))}{end}"
    _print_setup(sheet, "1:4")


def _finding_row(sheet: Worksheet, row: int, line: ProblemLine, targets: Mapping[str, str]) -> None:
    values: tuple[str | int, ...] = (line.finding.number, *line.texts)
    for index, value in enumerate(values, start=1):
        _put(sheet, row, index, value, _CENTRE if index in _CENTRED else _TEXT)
    sheet.row_dimensions[row].height = _height(values, [size for _, size in _COLUMNS])
    sheet.cell(row, _NATURE).style = _of(line.finding.nature)
    cell = line.finding.cell
    link = _link(cell, targets) if cell and row < _MOST_LINKS else None
    if link:
        place = sheet.cell(row, _PLACE)
        place.hyperlink = link
        place.style = _LINK


def _overview(
    sheet: Worksheet, outcome: Outcome, lists: Sequence[UnitList], names: dict[str, str]
) -> None:
    widths = (30, 15, 17, 15, 11, 11, 11)
    _widths(sheet, widths)
    _title(sheet, "台账问题汇总", len(widths))
    _line(sheet, 2, f"检查日期：{outcome.as_of}　　{extent(outcome)}，{verdict(outcome)}", widths)
    notices = "；".join(notice.title for notice in outcome.notices)
    _line(sheet, 3, f"适用：{notices}", widths)
    _head(sheet, 4, ("单位", *(REQUESTS[nature] for nature in Nature), "合计", "涉及人数"), widths)
    row = 5
    for one in lists:
        _overview_row(sheet, row, one.unit, one.counts, one.people)
        if one.unit in names:
            name = sheet.cell(row, 1)
            name.hyperlink = Hyperlink(ref="", location=f"'{names[one.unit]}'!A1")
            name.style = _LINK
        row += 1
    if len(lists) > 1:
        counts = sum((one.counts for one in lists), Counter[Nature]())
        _overview_row(sheet, row, "合计", counts, sum(one.people for one in lists))
        row += 1
    row = _kinds(sheet, row + 1, outcome, widths)
    for status in outcome.files:
        if status.status != "read":
            _line(sheet, row, f"未检查：{status.path}　{status.reason}", widths)
            row += 1
    _print_setup(sheet, "1:3")


def _overview_row(
    sheet: Worksheet, row: int, unit: str, counts: Counter[Nature], people: int
) -> None:
    _put(sheet, row, 1, unit, _CENTRE)
    numbers = (*(counts[nature] for nature in Nature), counts.total(), people)
    for index, number in enumerate(numbers, start=2):
        _put(sheet, row, index, number, _CENTRE)
    sheet.row_dimensions[row].height = _height([unit], [30])


def _kinds(sheet: Worksheet, row: int, outcome: Outcome, widths: Sequence[int]) -> int:
    """Kind of problem by count; returns the next free row but one."""
    found = problem_kinds(outcome)
    if not found:
        return row
    _head(sheet, row, ("问题类型", "性质", "条数"), widths)
    for title, nature, count in found:
        row += 1
        _put(sheet, row, 1, title)
        _put(sheet, row, 2, nature.label, _CENTRE)
        _put(sheet, row, 3, count, _CENTRE)
        sheet.row_dimensions[row].height = _height([title], [30])
    return row + 2


def _advice(sheet: Worksheet, outcome: Outcome) -> None:
    """The three commonest mistakes and how to avoid them."""
    widths = (24, 8, 40, 40, 28)
    _widths(sheet, widths)
    _title(sheet, "填报要点", len(widths))
    found = common_problems(outcome)
    said = "本次最常见的几类问题，填报前请先看一遍。" if found else "本次检查未发现常见问题。"
    _line(sheet, 2, said, widths)
    _head(sheet, 3, ("常见问题", "处数", "例如", "怎样填对", "依据"), widths)
    for row, one in enumerate(found, start=4):
        values: tuple[str | int, ...] = (one.title, one.times, one.example, one.remedy, one.basis)
        for index, value in enumerate(values, start=1):
            _put(sheet, row, index, value, _CENTRE if index == 2 else _TEXT)
        sheet.row_dimensions[row].height = _height(values, widths)
    _print_setup(sheet, "1:3")


def _waived_sheet(sheet: Worksheet, outcome: Outcome) -> None:
    """What somebody has said may stand, with his reason: for the county, not for the townships."""
    widths = (8, 24, 30, 40, 30, 12, 12, 8)
    _widths(sheet, widths)
    _title(sheet, "已豁免的问题", len(widths))
    _head(
        sheet,
        2,
        ("编号", "单位·村·姓名", "位置", "问题", "豁免理由", "批准人", "有效期至", "代码"),
        widths,
    )
    for row, finding in enumerate(outcome.waived_by_office, start=3):
        why = finding.waiver
        assert why is not None  # by what they were chosen
        values: tuple[str | int, ...] = (
            finding.number,
            str(finding.subject),
            finding.place,
            f"{finding.title}：{finding.message}",
            why.reason,
            why.by,
            why.until.isoformat() if why.until else "",
            finding.code,
        )
        for index, value in enumerate(values, start=1):
            _put(sheet, row, index, value, _CENTRE if index in (1, 6, 7, 8) else _TEXT)
        sheet.row_dimensions[row].height = _height(values, widths)
    _print_setup(sheet, "1:2")


def _cells_sheet(sheet: Worksheet, found: Sequence[tuple[str, ProblemLine]]) -> None:
    """The cells of findings that have too many to name in their line."""
    widths = (8, 16, 20, 30, 60)
    _widths(sheet, widths)
    _title(sheet, "单元格明细", len(widths))
    _head(sheet, 2, ("编号", "单位", "表名", "存在问题", "单元格"), widths)
    row = 3
    for unit, line in found:
        finding = line.finding
        for start in range(0, len(line.overflow), 60):
            cells = "、".join(line.overflow[start : start + 60])
            values: tuple[str | int, ...] = (
                finding.number, unit, finding.sheet or "", finding.title, cells
            )  # fmt: skip
            for index, value in enumerate(values, start=1):
                _put(sheet, row, index, value)
            sheet.row_dimensions[row].height = _height(values, widths)
            row += 1
    _print_setup(sheet, "1:2")
