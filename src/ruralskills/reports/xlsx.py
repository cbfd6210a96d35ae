"""问题清单: the workbook that goes back to townships, to be worked through and signed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Nature
from ruralskills.model.outcome import Outcome
from ruralskills.model.own_reports import ADVICE, SUMMARY_TITLE
from ruralskills.reports import unchecked
from ruralskills.reports.list_lines import ProblemLine
from ruralskills.reports.list_page import NUMBER, list_page
from ruralskills.reports.list_sheets import (
    LINK,
    look_style,
    saved,
    set_up_pages,
    styles,
    write_header,
    write_line,
    write_list,
    write_row,
    write_title,
)
from ruralskills.reports.problem_list import (
    REQUESTS,
    ProblemList,
    common_problems,
    problem_kinds,
    unit_lists,
)
from ruralskills.reports.summary import extent, verdict
from ruralskills.reports.unchecked import Section
from ruralskills.text.real_path import real_path
from ruralskills.text.xml_text import has_control, xml_text

_MOST_LINKS: Final = 60_000
"""Excel refuses a sheet with more than 65,530."""
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))
_SURROGATES: Final = range(0xD800, 0xE000)
"""Bytes of a name that is no UTF-8, as Python holds them."""
_NOT_IN_LINKS: Final = str.maketrans({c: f"%{ord(c):02X}" for c in '%#?"<>[]^`{}| '})
_Links = Mapping[tuple[int, int], tuple[str, str]]
"""Path of a ledger and location in it, by number of finding and position of list."""


def workbook(outcome: Outcome, path: Path, original: Outcome | None = None) -> bytes:
    """Return the list: 汇总, 填报要点, and a sheet a township.

    ``path`` is where it will lie, from where its links lead to the ledgers.  Of a masked outcome
    ``original`` is the one before masking: links need the true names of files and sheets.  Raises
    OSError when the disk for temporary files is full.
    """
    book = Workbook()
    book.properties.creator = "ruralskills"
    overview = book.active
    assert isinstance(overview, Worksheet)  # a new workbook has one sheet
    for style in styles():
        book.add_named_style(style)
    overview.title = "汇总"
    _common_problems(book.create_sheet("填报要点"), outcome)
    links = _links(original or outcome, path)
    taken = {"汇总", "填报要点", "已豁免", "单元格明细", unchecked.TITLE.lower()}
    lists = unit_lists(outcome)
    names: dict[str, str] = {}
    for at, problems in enumerate(lists):
        if problems.lines:
            name = names[problems.unit] = _sheet_name(problems.unit, taken)
            _unit_sheet(book.create_sheet(name), problems, outcome, links, at)
    _overview(overview, outcome, lists, names)
    if outcome.waived_by_office:
        _waived_sheet(book.create_sheet("已豁免"), outcome)
    if sections := unchecked.sections(outcome):
        _unchecked_sheet(book.create_sheet(unchecked.TITLE), sections, unchecked.advice(outcome))
    overflowing = [(each.unit, line) for each in lists for line in each.lines if line.overflow]
    if overflowing:
        _cells_sheet(book.create_sheet("单元格明细"), overflowing)
    return saved(book)


def _links(outcome: Outcome, path: Path) -> _Links:
    """Return the link of each line: its ledger's path from the list, and its cell.

    Relative paths let both be moved together.  A ledger out of an archive has no path by now, and
    none can be linked to whose name has a control character.
    """
    targets = {
        status.path: _target(status.location, path)
        for status in outcome.files
        if os.path.exists(status.location) and not has_control(status.location)
    }
    return {
        (line.finding.number, at): (targets[cell.file], _location(cell))
        for at, each in enumerate(unit_lists(outcome))
        for line in each.lines
        if (cell := line.cell) is not None and cell.file in targets and not has_control(cell.sheet)
    }


def _target(location: str, path: Path) -> str:
    try:
        relative = os.path.relpath(os.path.realpath(location), real_path(path).parent)
    except ValueError:  # another drive
        return real_path(location).as_uri()
    link = PurePath(relative).as_posix().translate(_NOT_IN_LINKS)
    return "".join(c if ord(c) not in _SURROGATES else quote(os.fsencode(c)) for c in link)


def _location(cell: Cell) -> str:
    sheet = cell.sheet.replace("'", "''")
    return f"'{sheet}'!{cell.address}"


def _sheet_name(unit: str, taken: set[str]) -> str:
    """Return a valid name for the sheet of a unit that is not taken, and take it.

    ``taken`` are names in small letters.
    """
    base = xml_text(unit.translate(_NOT_IN_NAMES)).strip()[:24] or "未写单位"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        name = f"{base}({number})"
    taken.add(name.lower())
    return name


def _unit_sheet(
    sheet: Worksheet, problems: ProblemList, outcome: Outcome, links: _Links, at: int
) -> None:
    """Write the list of one unit."""
    page = list_page(problems, str(outcome.as_of), outcome.reply_terms, has_links=bool(links))
    write_list(sheet, page)
    for number, row in enumerate(page.rows[:_MOST_LINKS], start=1):
        target = row.line and links.get((row.line.finding.number, at))
        if target:
            place = sheet.cell(number, NUMBER + 1)
            place.hyperlink = Hyperlink(ref="", target=target[0], location=target[1])
            place.style = look_style("link")


def _overview(
    sheet: Worksheet, outcome: Outcome, lists: Sequence[ProblemList], names: Mapping[str, str]
) -> None:
    """Write the numbers by unit and by kind.  ``names`` are the units' sheets."""
    widths = (30, 15, 17, 15, 11, 11, 11)
    write_title(sheet, SUMMARY_TITLE, widths)
    checked = f"{extent(outcome)}，{verdict(outcome)}"
    write_line(sheet, 2, f"检查日期：{outcome.as_of}　　{checked}", widths)
    notices = "；".join(notice.title for notice in outcome.notices)
    write_line(sheet, 3, f"适用：{notices}", widths)
    headers = ("单位", *(REQUESTS[nature] for nature in Nature), "合计", "涉及人数")
    write_header(sheet, 4, headers, widths)
    row = 5
    for unit_list in lists:
        _overview_row(sheet, row, unit_list.unit, unit_list.counts, unit_list.people)
        if unit_list.unit in names:
            name = sheet.cell(row, 1)
            name.hyperlink = Hyperlink(ref="", location=f"'{names[unit_list.unit]}'!A1")
            name.style = LINK
        row += 1
    if len(lists) > 1:
        counts = Counter(finding.nature for finding in outcome.findings)
        _overview_row(sheet, row, "合计", counts, sum(unit_list.people for unit_list in lists))
        row += 1
    row = _problem_kinds(sheet, row + 1, outcome, widths)
    for line in unchecked.brief(outcome, elsewhere=f"，见“{unchecked.TITLE}”表"):
        write_line(sheet, row, line, widths)
        row += 1
    for status in outcome.files:
        if status.status != "read":
            write_line(sheet, row, f"未检查：{status.path}　{status.reason}", widths)
            row += 1
    set_up_pages(sheet, "1:3")


def _overview_row(
    sheet: Worksheet, row: int, unit: str, counts: Counter[Nature], people: int
) -> None:
    numbers = [counts[nature] for nature in Nature]
    values: list[str | int] = [unit, *numbers, counts.total(), people]
    write_row(sheet, row, values, [30], range(1, len(values) + 1))


def _problem_kinds(sheet: Worksheet, row: int, outcome: Outcome, widths: Sequence[int]) -> int:
    """Write the kinds of problems by number.  Return the next row but one."""
    problems = problem_kinds(outcome)
    if not problems:
        return row
    write_header(sheet, row, ("问题类型", "性质", "条数"), widths)
    for title, nature, count in problems:
        row += 1
        write_row(sheet, row, (title, nature.label, count), [30], (2, 3))
    return row + 2


def _common_problems(sheet: Worksheet, outcome: Outcome) -> None:
    """Write the most frequent kinds of problems, and how to avoid them."""
    widths = (24, 8, 40, 40, 28)
    write_title(sheet, "填报要点", widths)
    problems = common_problems(outcome)
    note = "本次最常见的几类问题，填报前请先看一遍。" if problems else "本次检查未发现常见问题。"
    write_line(sheet, 2, note, widths)
    write_header(sheet, 3, ADVICE, widths)
    for row, problem in enumerate(problems, start=4):
        values = (problem.title, problem.times, problem.example, problem.remedy, problem.basis)
        write_row(sheet, row, values, widths, (2,))
    set_up_pages(sheet, "1:3")


def _waived_sheet(sheet: Worksheet, outcome: Outcome) -> None:
    """Write the waived findings with their reasons, for the county only."""
    widths = (8, 24, 30, 40, 30, 12, 12, 8)
    write_title(sheet, "已豁免的问题", widths)
    headers = ("编号", "单位·村·姓名", "位置", "问题", "豁免理由", "批准人", "有效期至", "代码")
    write_header(sheet, 2, headers, widths)
    for row, finding in enumerate(outcome.waived_by_office, start=3):
        waiver = finding.waiver
        assert waiver is not None  # by what they were chosen
        values = (
            finding.number,
            str(finding.subject),
            finding.place,
            f"{finding.title}：{finding.message}",
            waiver.reason,
            waiver.by,
            waiver.until.isoformat() if waiver.until else "",
            finding.code,
        )
        write_row(sheet, row, values, widths, (1, 6, 7, 8))
    set_up_pages(sheet, "1:2")


def _unchecked_sheet(sheet: Worksheet, sections: Sequence[Section], advice: str) -> None:
    """Write what was not recognised, not checked or taken by a guess."""
    widths = (34, 116)
    write_title(sheet, unchecked.TITLE, widths)
    write_line(sheet, 2, advice, widths)
    write_header(sheet, 3, ("类别", "内容"), widths)
    rows = ((section.title, line) for section in sections for line in section.lines)
    for row, values in enumerate(rows, start=4):
        write_row(sheet, row, values, widths)
    set_up_pages(sheet, "1:3")


def _cells_sheet(sheet: Worksheet, overflowing: Sequence[tuple[str, ProblemLine]]) -> None:
    """Write the cells of findings that have too many for their line, 60 a row."""
    widths = (8, 16, 20, 30, 60)
    write_title(sheet, "单元格明细", widths)
    write_header(sheet, 2, ("编号", "单位", "表名", "存在问题", "单元格"), widths)
    row = 3
    for unit, line in overflowing:
        finding = line.finding
        for start in range(0, len(line.overflow), 60):
            cells = "、".join(line.overflow[start : start + 60])
            values = (line.number, unit, finding.sheet or "", finding.title, cells)
            write_row(sheet, row, values, widths)
            row += 1
    set_up_pages(sheet, "1:2")
