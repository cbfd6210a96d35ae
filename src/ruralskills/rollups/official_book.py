"""The official workbook of a roll-up: sheets of indicators, charts, sources."""

from __future__ import annotations

from collections.abc import Sequence

from ruralskills.rollups.book_formats import BookFormats
from ruralskills.rollups.book_lists import write_inconsistent, write_left_out, write_submissions
from ruralskills.rollups.group_sheet import GroupSheet
from ruralskills.rollups.indicator_groups import IndicatorGroup, depth_first, indicator_groups
from ruralskills.rollups.rate_charts import write_charts
from ruralskills.rollups.rollup import Rollup
from ruralskills.rollups.source_sheet import SourceRows, source_rows, write_sources


def workbook(rollup: Rollup, *, mask: bool = True) -> bytes:
    """Return the workbook.

    With ``mask`` numbers in names of files are hidden in 来源 too.
    """
    formats = BookFormats()
    order, below = depth_first(rollup.units)
    groups = indicator_groups(rollup.indicators, rollup.figures)
    sources = source_rows(rollup, groups, order, below)
    write_groups(formats, rollup, groups, sources)
    write_lists(formats, rollup)
    write_sources(formats, sources, str(rollup.period), mask=mask)
    return formats.finished()


def write_groups(
    formats: BookFormats, rollup: Rollup, groups: Sequence[IndicatorGroup], sources: SourceRows
) -> list[GroupSheet]:
    """Write a sheet for each group of indicators, and the sheet of charts."""
    order, below = depth_first(rollup.units)
    top = order[0] if order else ""
    line = f"填报单位：{top}　　　　时段：{rollup.period}　　　　汇总日期：{rollup.as_of}"
    sheets = []
    for group in groups:
        number = f"（{group.page}）" if group.page else ""
        sheet = formats.sheet(f"{group.name}{number}")
        written = GroupSheet(formats, sheet, group, order, below, sources.link)
        written.write(f"{top}{rollup.period}{group.name}情况汇总表{number}", line)
        sheets.append(written)
    write_charts(formats, sheets, f"{top}{rollup.period}完成情况图")
    return sheets


def write_lists(formats: BookFormats, rollup: Rollup) -> None:
    """Write the sheets of what was left out, what disagrees, and what came in."""
    write_left_out(formats, rollup)
    write_inconsistent(formats, rollup)
    write_submissions(formats, rollup)
