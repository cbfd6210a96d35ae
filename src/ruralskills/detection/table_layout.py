"""The layout of a recognised table as reports show it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from ruralskills.detection import vocabulary
from ruralskills.detection.detected_table import DetectedTable
from ruralskills.detection.recognised_table import RecognisedTable
from ruralskills.detection.zero_reports import declares_no_change
from ruralskills.model.layout import ChosenBy, ColumnLayout, TableLayout
from ruralskills.model.table import Ledger
from ruralskills.text.addresses import column_letters
from ruralskills.values.field_type import Absent, absent

_FEW: Final = 100
"""A column with more distinct values than this is never empty."""


def layout_of(
    recognised: RecognisedTable,
    ledger: type[Ledger],
    fields: Mapping[int, str],
    rows: Collection[int],
    suggestions: Mapping[int, str] = MappingProxyType({}),
    chosen_by: Mapping[int, ChosenBy] = MappingProxyType({}),
) -> TableLayout:
    """Return the layout of a table.

    Fields, suggested headers and evidence are by column. A column with a field and no evidence
    has its exact header.
    """
    detected = recognised.detected
    header_row = detected.header_rows[-1]
    first_row, last_row = _first_and_last_row(detected)
    is_form = detected.origin is not None
    return TableLayout(
        file=recognised.file,
        sheet=recognised.sheet,
        ledger=ledger.info.id,
        ledger_title=ledger.info.title,
        title=detected.title,
        unit=_reporting_unit(detected),
        header_rows=(first_row,) if is_form else tuple(row + 1 for row in detected.header_rows),
        first_row=first_row,
        last_row=last_row,
        rows=len(rows),
        total_rows=() if is_form else tuple(total.row + 1 for total in detected.total_rows),
        footer_rows=() if is_form else tuple(row + 1 for row in detected.footer_rows),
        columns=tuple(
            ColumnLayout(
                column_letters(detected.sheet_position(header_row, column.index)[1]),
                column.header,
                fields.get(column.index),
                suggestions.get(column.index, ""),
                chosen_by.get(column.index, "exact") if column.index in fields else "",
                column.index not in fields and _is_empty(detected, column.index),
            )
            for column in detected.columns
            if column.texts
        ),
        remarks=_remarks(detected, rows),
        is_unchanged=not rows and declares_no_change(detected.zero_report),
        has_record_rows=recognised.match is not None and not is_form,
        places_without_data=tuple(detected.places_without_data),
    )


def _reporting_unit(detected: DetectedTable) -> str:
    """Return the unit in the line over the header, else in those under the table."""
    lines = (detected.unit_line, "  ".join(detected.footer), *detected.footer)
    return next((unit for line in lines if (unit := vocabulary.reporting_unit(line))), "")


def _is_empty(detected: DetectedTable, index: int) -> bool:
    """Return True if a column holds nothing below its header."""
    column = detected.grid.columns[index]
    if len(column.values) > _FEW:
        return False
    above = set(column.codes[: detected.rows[0]]) if detected.rows else set(column.codes)
    return all(
        code in above or absent(raw) is Absent.BLANK for code, raw in enumerate(column.values)
    )


def _first_and_last_row(detected: DetectedTable) -> tuple[int, int]:
    """Return the first and the last row on the sheet, from 1."""
    if detected.origin is None:
        return detected.first_row + 1, detected.last_row + 1
    rows = [row for row, _ in detected.origin.values()]
    return min(rows) + 1, max(rows) + 1


def _remarks(detected: DetectedTable, rows: Collection[int]) -> tuple[str, ...]:
    """Return what a reader would not see on the sheet, or not expect."""
    if detected.origin is not None:
        return ("本表字段在左、内容在右，按每份（每列）一条记录读取",)
    remarks: list[str] = []
    if hidden := len(detected.grid.hidden_rows.intersection(rows)):
        remarks.append(f"有{hidden}行被隐藏，照常检查")
    if struck := len(detected.grid.struck_rows.intersection(rows)):
        remarks.append(f"有{struck}行划了删除线，照常检查；已经作废的请从表中删去")
    if detected.zero_report and not rows:
        remarks.append(f"填“{detected.zero_report}”，按没有发生理解（零报告）")
    return tuple(remarks)
