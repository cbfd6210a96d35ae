"""The workbook on all townships' returned ledgers: a line each, then every point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ruralskills.corrections import recheck_report
from ruralskills.corrections.recheck_folder import ReturnedFile
from ruralskills.corrections.verdict import verdict_of
from ruralskills.reports.list_sheets import (
    merge_row,
    saved,
    set_up_pages,
    styles,
    write_header,
    write_row,
    write_title,
)
from ruralskills.text.wrapping import Line

HEADERS: Final = ("镇（街道）", "文件", "已改", "未改", "新出现", "未填", "可否采用", "说明")
_WIDTHS: Final = (14, 26, 8, 8, 8, 8, 10, 60)
_CENTRED: Final = frozenset({1, 3, 4, 5, 6, 7})


def is_adoptable(file: ReturnedFile) -> bool:
    """Return True if a workbook came back and can be taken over as it is."""
    done = file.recheck
    return done is not None and not file.reason and verdict_of(done).is_adoptable


def table_row(
    file: ReturnedFile,
) -> tuple[str, str, int | str, int | str, int | str, int | str, str, str]:
    """Return the line of a workbook, ``/`` where nothing can be counted."""
    done = file.recheck
    if done is None:
        return (file.unit, file.name, "/", "/", "/", "/", "否", file.reason)
    says = "；".join(filter(None, (file.reason, verdict_of(done).says)))
    return (
        file.unit, file.name, len(done.resolved), len(done.remaining), len(done.new),
        done.unanswered, "可以" if is_adoptable(file) else "否", says,
    )  # fmt: skip


def verdict_line(files: Sequence[ReturnedFile]) -> str:
    """Return the verdict on all of them in one line."""
    rows = [table_row(file) for file in files]
    usable = [row[0] for row in rows if row[6] == "可以"]
    others = list(dict.fromkeys(row[0] for row in rows if row[6] != "可以"))
    names = f"：{'、'.join(others)}" if others else ""
    return (
        f"结论：{len(rows)}份中{len(usable)}份可以采用，{len(rows) - len(usable)}份还不能{names}。"
    )


def console_lines(files: Sequence[ReturnedFile]) -> Iterator[str]:
    """Yield the lines for a clerk: the verdict, then a line a workbook."""
    yield verdict_line(files)
    for unit, name, gone, left, new, blank, usable, says in map(table_row, files):
        counts = f"已改{gone}　未改{left}　新出现{new}　未填{blank}"
        yield f"{usable}｜{unit}｜{name}　{counts}　{says}"


def screen_lines(files: Sequence[ReturnedFile]) -> Iterator[Line]:
    """Yield the lines with the colour of their verdict."""
    usable = [table_row(file)[6] == "可以" for file in files]
    for line, is_usable in zip(console_lines(files), [all(usable), *usable], strict=True):
        head, bar, rest = line.partition("｜")
        colour = "green" if is_usable else "red"
        yield ((head, f"bold {colour}"), (f"{bar}{rest}", ""))


def workbook(files: Sequence[ReturnedFile]) -> bytes:
    """Return the workbook. Raises OSError when the disk for temporary files is full."""
    book = Workbook()
    for style in styles():
        book.add_named_style(style)
    overview = book.active
    assert isinstance(overview, Worksheet)  # a new workbook has one sheet
    overview.title = "核对汇总"
    write_title(overview, "报回台账核对汇总", _WIDTHS)
    merge_row(overview, 2, len(HEADERS))
    overview.cell(2, 1, verdict_line(files))
    write_header(overview, 3, HEADERS, _WIDTHS)
    for row, file in enumerate(files, start=4):
        write_row(overview, row, table_row(file), _WIDTHS, _CENTRED)
    overview.freeze_panes = "A4"
    set_up_pages(overview, "1:3")
    details = book.create_sheet("明细")
    widths = (14, 120)
    write_title(details, "报回台账核对明细", widths)
    write_header(details, 2, ("镇（街道）", "内容"), widths)
    row = 3
    for file in files:
        for line in recheck_report.lines(file.recheck) if file.recheck else (file.reason,):
            write_row(details, row, (file.unit, line.strip()), widths, {1})
            row += 1
    details.freeze_panes = "A3"
    set_up_pages(details, "1:2")
    return saved(book)
