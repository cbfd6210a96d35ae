"""Charts of rates by unit, and of progress against the schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ruralskills.rollups.book_formats import BookFormats, Worksheet
from ruralskills.rollups.group_sheet import GroupSheet
from ruralskills.rollups.indicator_groups import IndicatorColumns

CHARTS: Final = "图表"
_DATA: Final = 24
"""The first column of the charts' data, to the right of the printed page."""
_ROWS_OF_CHART: Final = 18
_WIDTH: Final = 640
"""Pixels of one chart, of which two stand side by side."""
_ROW: Final = 20
"""Pixels of a row."""
_APART: Final = 20
"""Pixels between two charts."""
_MOST_BARS: Final = 7
"""Indicators whose bars and names find room in a chart of the usual height."""
_COLUMNS: Final = 20
"""Columns of 64 pixels that two charts take."""
_DOWN_A_PAGE: Final = 2
"""Charts one below the other on a page."""
_SCALE: Final = 62
"""Percent at which a page takes two charts across and two down."""
_WHOLE: Final = "各项任务完成率与序时进度（%）"
_RATE, _SCHEDULED = "完成率", "序时进度"

Line = tuple[str, str, float, str, float | None]
"""Label, the references to rate and scheduled rate, each with its value."""


def write_charts(formats: BookFormats, sheets: Sequence[GroupSheet], title: str) -> None:
    """Write the sheet of charts, if there are rates."""
    blocks = list(_blocks(sheets))
    if not blocks:
        return
    sheet = formats.sheet(CHARTS)
    formats.write_title(sheet, title, "数据取自各表，表中的数改动后图随之变动。", _COLUMNS)
    data_row, places = 2, list(_places(blocks))
    for (name, lines), place in zip(blocks, places, strict=True):
        data_row = _write_chart(formats, sheet, place, data_row, name, lines)
    formats.set_up_pages(sheet, 1)
    down = places[-1][0] + 1
    sheet.print_area(0, 0, 1 + down * _ROWS_OF_CHART, _COLUMNS - 1)
    sheet.set_print_scale(_SCALE)  # where pages are fitted, breaks do not count
    breaks = range(_DOWN_A_PAGE, down, _DOWN_A_PAGE)
    sheet.set_h_pagebreaks([2 + each * _ROWS_OF_CHART for each in breaks])


def _blocks(sheets: Iterable[GroupSheet]) -> Iterator[tuple[str, list[Line]]]:
    """Yield for each chart its title and lines, first the whole against the schedule."""
    whole: list[Line] = []
    by_indicator: list[tuple[str, list[Line]]] = []
    for group in sheets:
        for each in group.group.columns:
            if "rate" not in each.roles:
                continue
            if group.total and (line := _line(group, each, group.total, each.indicator.title)):
                whole.append(line)
            units = group.below.get(group.total, ()) if group.total else group.order
            own = [line for unit in units if (line := _line(group, each, unit, unit))]
            if own:
                by_indicator.append((f"{each.title}各单位完成率（%）", own))
    if whole:
        yield _WHOLE, whole
    yield from by_indicator


def _line(group: GroupSheet, each: IndicatorColumns, unit: str, label: str) -> Line | None:
    rate = each.value(unit, "rate")
    if rate is None:
        return None
    scheduled = each.value(unit, "scheduled") if "scheduled" in each.roles else None
    reference = group.reference(each, "scheduled", unit) if scheduled is not None else ""
    return label, group.reference(each, "rate", unit), rate, reference, scheduled


def _write_chart(
    formats: BookFormats,
    sheet: Worksheet,
    place: tuple[int, int],
    row: int,
    name: str,
    lines: Sequence[Line],
) -> int:
    """Write a chart with its data, and return the row for the data of the next."""
    for column, text in enumerate((name, _RATE, _SCHEDULED), start=_DATA):
        sheet.write_string(row, column, text)
    for at, (label, rate_at, rate, scheduled_at, scheduled) in enumerate(lines, start=row + 1):
        sheet.write_string(at, _DATA, label)
        sheet.write_formula(at, _DATA + 1, rate_at, None, rate)
        if scheduled_at:
            sheet.write_formula(at, _DATA + 2, scheduled_at, None, scheduled)
    first, last = row + 1, row + len(lines)
    is_whole = name == _WHOLE
    chart: Any = formats.book.add_chart({"type": "bar" if is_whole else "column"})
    series = {"categories": [sheet.name, first, _DATA, last, _DATA]}
    chart.add_series(
        series
        | {
            "name": _RATE,
            "values": [sheet.name, first, _DATA + 1, last, _DATA + 1],
            "data_labels": {"value": True},
            "fill": {"color": "#4472C4"},
        }
    )
    if any(line[3] for line in lines):
        values = [sheet.name, first, _DATA + 2, last, _DATA + 2]
        _add_schedule(formats, chart, series | {"name": _SCHEDULED, "values": values}, is_whole)
    chart.set_title({"name": name, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"reverse": True} if is_whole else {"min": 0, "num_format": "0"})
    chart.set_x_axis({"min": 0, "num_format": "0"} if is_whole else {})
    high = _slots(name, lines) * _ROWS_OF_CHART * _ROW - _APART
    chart.set_size({"width": 2 * _WIDTH if is_whole else _WIDTH, "height": high})
    down, across = place
    sheet.insert_chart(2 + down * _ROWS_OF_CHART, across * _COLUMNS // 2, chart)
    return last + 2


def _add_schedule(formats: BookFormats, chart: Any, series: dict[str, Any], is_whole: bool) -> None:
    """Add the schedule: bars between different indicators, a line over units."""
    if is_whole:
        chart.add_series(series | {"fill": {"color": "#C00000"}})
        return
    line: Any = formats.book.add_chart({"type": "line"})
    line.add_series(series | {"line": {"color": "#C00000", "width": 2}})
    chart.combine(line)


def _slots(name: str, lines: Sequence[Line]) -> int:
    """Return the room of a chart: that of all indicators has a bar for each."""
    return 2 if name == _WHOLE and len(lines) > _MOST_BARS else 1


def _places(blocks: Iterable[tuple[str, Sequence[Line]]]) -> Iterator[tuple[int, int]]:
    """Yield for each chart its place: that of all on top, others in pairs."""
    down = across = 0
    for name, lines in blocks:
        yield down, across
        if name == _WHOLE:
            down += _slots(name, lines)
        else:
            down, across = down + across, 1 - across
