"""Lists of the official workbook: what came in, what was left out, what disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ruralskills.rollups.book_formats import BookFormats, height_of
from ruralskills.rollups.entries import COUNTED
from ruralskills.rollups.figure_table import STATUS_WORDS
from ruralskills.rollups.rollup import Rollup

LEFT_OUT: Final = "未计入"
_HEAD: Final = 2

Heads = Sequence[tuple[str, int]]
"""Headers with the widths of their columns."""


def write_left_out(formats: BookFormats, rollup: Rollup) -> None:
    """Write the sheet of all that no figure counts."""
    heads = (("位置", 70), ("原因", 80))
    note = "以下内容没有计入汇总数；标明待核的，核实后重新汇总即计入。"
    write_list(
        formats, LEFT_OUT, f"{rollup.period}{LEFT_OUT}的内容", note, heads, list(_left(rollup))
    )


def _left(rollup: Rollup) -> Iterator[tuple[str, ...]]:
    for each in rollup.submissions:
        if each.status not in COUNTED:
            place = "!".join(part for part in (each.file or each.unit, each.sheet) if part)
            word = STATUS_WORDS[each.status]
            yield place, f"{word}：{each.reason}" if each.reason else word
    for left in rollup.left_out:
        yield left.place, left.reason


def write_inconsistent(formats: BookFormats, rollup: Rollup) -> None:
    """Write the sheet of stated figures that are not the recounted ones, if any."""
    heads = (("单位", 18), ("说明", 90), ("位置", 60))
    rows = [(each.unit, each.says, each.place) for each in rollup.inconsistent]
    if rows:
        note = "统计表上报的数与按台账数出的数不同，请报送单位核对。"
        write_list(formats, "不一致", f"{rollup.period}报送数与台账不一致的", note, heads, rows)


def write_submissions(formats: BookFormats, rollup: Rollup) -> None:
    """Write the sheet of the tables that came in or are missing."""
    heads = (("单位", 18), ("状态", 14), ("文件", 60), ("工作表", 18), ("说明", 50))
    rows = [
        (
            each.unit or "", STATUS_WORDS[each.status], each.file or "", each.sheet or "", each.reason,
        )
        for each in rollup.submissions
    ]  # fmt: skip
    expected = f"应报{rollup.expected}个单位，" if rollup.expected else ""
    note = f"{expected}已报{rollup.received}个。"
    write_list(formats, "报送情况", f"{rollup.period}报送情况", note, heads, rows)


def write_list(
    formats: BookFormats,
    name: str,
    title: str,
    note: str,
    heads: Heads,
    rows: Sequence[tuple[str, ...]],
) -> None:
    """Write a sheet of texts under headers."""
    sheet = formats.sheet(name)
    formats.write_title(sheet, title, note, len(heads))
    for column, (head, size) in enumerate(heads):
        sheet.set_column(column, column, size)
        sheet.write_string(_HEAD, column, head, formats.head)
    sizes = [size for _, size in heads]
    for row, values in enumerate(rows, start=_HEAD + 1):
        sheet.set_row(row, height_of(values, sizes))
        for column, text in enumerate(values):
            sheet.write_string(row, column, text, formats.text)
    formats.set_up_pages(sheet, _HEAD)
