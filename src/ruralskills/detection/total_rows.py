"""The rows that a 合计 or 小计 row sums."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ruralskills.detection.detected_table import DetectedTable, TotalRow
from ruralskills.detection.total_evidence import certain_members


def assign_members(detected: DetectedTable) -> None:
    """Set the members of each total row, none if the sheet does not show what it sums.

    A 小计 sums its block: the rows above it back to the previous total if subtotals follow their
    rows, the rows below it if they lead. The first or last 合计 sums all rows, and another, such
    as 桂林街道合计, sums its own block like a 小计.
    """
    if not detected.total_rows or not detected.rows:
        return
    subtotals = [total for total in detected.total_rows if total.kind == "小计"]
    totals = [total for total in detected.total_rows if total.kind == "合计"]
    _assign_blocks(detected, subtotals, [total.row for total in detected.total_rows])
    if len(totals) == 1:
        _assign_single(detected, totals[0])
    elif totals:
        _assign_nested(detected, totals)
    for total in totals:
        total.members = certain_members(detected, total)


def _assign_single(detected: DetectedTable, total: TotalRow) -> None:
    above = _between(detected.rows, -1, total.row)
    below = _between(detected.rows, total.row, detected.last_row + 1)
    # rows that were added below the 合计 are not in it
    total.members = above or below


def _assign_nested(detected: DetectedTable, totals: Sequence[TotalRow]) -> None:
    limits = [total.row for total in totals]
    if len({total.label for total in totals}) == 1 and detected.repeated_headers:
        _assign_blocks(detected, totals, limits)  # a 合计 for each page
        return
    leads = totals[0].row < detected.rows[0] and (
        totals[-1].row < detected.rows[-1] or len(totals[0].label) <= len(totals[-1].label)
    )
    grand_total = totals[0] if leads else totals[-1]
    inner = [total for total in totals if total is not grand_total]
    _assign_blocks(detected, inner, limits)
    has_subtotals = any(total.kind == "小计" for total in detected.total_rows)
    if has_subtotals or grand_total.label not in {total.label for total in inner}:
        grand_total.members = list(detected.rows)


def _assign_blocks(
    detected: DetectedTable, totals: Sequence[TotalRow], limits: Sequence[int]
) -> None:
    """Give each total the rows of its own block, which ends at the next limit."""
    if not totals:
        return
    limits = sorted(limits)
    leads = totals[0].row < detected.rows[0]
    for total in totals:
        at = bisect_left(limits, total.row)
        if leads:
            end = limits[at + 1] if at + 1 < len(limits) else detected.last_row + 1
            total.members = _between(detected.rows, total.row, end)
        else:
            total.members = _between(detected.rows, limits[at - 1] if at else -1, total.row)


def _between(rows: Sequence[int], after: int, before: int) -> list[int]:
    return list(rows[bisect_right(rows, after) : bisect_left(rows, before)])
