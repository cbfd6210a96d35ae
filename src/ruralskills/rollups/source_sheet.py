"""The sheet 来源: the cells behind each figure, with file and sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from ruralskills.model.masking import mask_name
from ruralskills.rollups.book_formats import BookFormats
from ruralskills.rollups.entries import CountedCell, Span
from ruralskills.rollups.indicator_groups import IndicatorColumns, IndicatorGroup
from ruralskills.rollups.long_sheet import LongSheet
from ruralskills.rollups.rollup import Rollup

SOURCES: Final = "来源"
_HEADS: Final = (
    ("指标", 28), ("单位", 18), ("文件", 60), ("工作表", 18), ("单元格", 10), ("计入本期", 10),
)  # fmt: skip
_FIRST_ROW: Final = 3
_MOST_ROWS: Final = 1_000_000
"""Rows of one sheet. Excel takes 1,048,576."""

Key = tuple[str, Span, str]
"""Indicator, span and unit."""


class SourceRows(Struct):
    """The rows of the sheets 来源, and where those of each figure stand."""

    rows: list[tuple[IndicatorColumns, str, CountedCell]] = field(default_factory=list)
    ranges: dict[Key, tuple[int, int]] = field(default_factory=dict)
    """By figure, its first row and the one behind its last."""

    def link(self, key: Key) -> str:
        """Return the link to the rows of a figure, empty where it has none."""
        start, end = self.ranges.get(key, (0, 0))
        if start == end:
            return ""
        sheet, row = divmod(start, _MOST_ROWS)
        last = min(_MOST_ROWS, row + end - start)
        return f"internal:'{_name(sheet)}'!A{row + _FIRST_ROW + 1}:F{last + _FIRST_ROW}"


def source_rows(
    rollup: Rollup,
    groups: Sequence[IndicatorGroup],
    order: Sequence[str],
    below: Mapping[str, Sequence[str]],
) -> SourceRows:
    """Return the rows behind all figures.

    The rows of a sum are those of its parts, which stand one behind the other.
    """
    found = SourceRows()
    wanted = [
        (columns, figure)
        for group in groups
        for columns in group.columns
        for unit in order
        if (figure := columns.figures.get(unit)) is not None
        and figure.cumulative is not None
        and not columns.is_sum(unit, below.get(unit, ()), "confirmed")
    ]
    cells = rollup.cells_of([figure for _, figure in wanted])
    for (columns, figure), own in zip(wanted, cells, strict=True):
        start = len(found.rows)
        found.rows += ((columns, figure.unit, cell) for cell in own)
        found.ranges[figure.indicator, figure.span, figure.unit] = start, len(found.rows)
    for group in groups:
        for columns in group.columns:
            for unit in reversed(order):
                _span_parts(found, columns, unit, below.get(unit, ()))
    return found


def _span_parts(
    found: SourceRows, columns: IndicatorColumns, unit: str, below: Sequence[str]
) -> None:
    key = columns.indicator.id, columns.span, unit
    parts = [
        found.ranges[part]
        for name in below
        if (part := (columns.indicator.id, columns.span, name)) in found.ranges
    ]
    parts = [(start, end) for start, end in parts if start < end]
    if key not in found.ranges and parts:
        found.ranges[key] = min(parts)[0], max(end for _, end in parts)


def write_sources(formats: BookFormats, found: SourceRows, period: str, *, mask: bool) -> None:
    """Write the rows on as many sheets as they need."""
    for number in range(max(1, -(-len(found.rows) // _MOST_ROWS))):
        sheet = formats.long_sheet(_name(number))
        own = found.rows[number * _MOST_ROWS : (number + 1) * _MOST_ROWS]
        _write_sheet(formats, sheet, own, period, mask=mask)


def _name(number: int) -> str:
    return f"{SOURCES}{number + 1}" if number else SOURCES


def _write_sheet(
    formats: BookFormats,
    sheet: LongSheet,
    rows: Sequence[tuple[IndicatorColumns, str, CountedCell]],
    period: str,
    *,
    mask: bool,
) -> None:
    note = "每一行是计入一个数的一个单元格；各表中的数点一下就到这里。合计的来源是它各单位的行。"
    formats.write_title(sheet, f"{period}各数的来源", note, len(_HEADS))
    for column, (head, size) in enumerate(_HEADS):
        sheet.set_column(column, column, size)
        sheet.write_string(_FIRST_ROW - 1, column, head, formats.head)
    sheet.write_texts(_FIRST_ROW, _texts(rows, mask), formats.fitted)
    if rows:
        sheet.autofilter(_FIRST_ROW - 1, 0, _FIRST_ROW + len(rows) - 1, len(_HEADS) - 1)
    formats.set_up_pages(sheet, _FIRST_ROW - 1)


def _texts(
    rows: Iterable[tuple[IndicatorColumns, str, CountedCell]], mask: bool
) -> Iterator[tuple[str, ...]]:
    names: dict[str, str] = {}
    for columns, unit, cell in rows:
        for name in (cell.file, cell.sheet):
            if name not in names:
                names[name] = mask_name(name) if mask else name
        yield (
            columns.title, unit, names[cell.file], names[cell.sheet], cell.cell,
            "是" if cell.in_period else "",
        )  # fmt: skip
