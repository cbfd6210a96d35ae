"""Which rows a 合计 or 小计 row sums."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ruralskills.detection.detected_table import DetectedTable, SumRow


def assign_members(region: DetectedTable) -> None:
    """Give each sum row its rows; none to one of which the sheet does not tell what it sums.

    A 小计 sums its block: the rows above it back to the sum before when subtotals follow their
    rows, the rows below it when they lead.  The 合计 that stands before or after everything sums
    all rows; another, such as 桂林街道合计, sums its own block as a 小计 does.
    """
    if not region.sums or not region.rows:
        return
    subtotals = [s for s in region.sums if s.kind == "小计"]
    totals = [s for s in region.sums if s.kind == "合计"]
    _blocks(region, subtotals, [s.row for s in region.sums])
    if len(totals) == 1:
        _single(region, totals[0])
    elif totals:
        _nested(region, totals)


def _single(region: DetectedTable, total: SumRow) -> None:
    above = _between(region.rows, -1, total.row)
    below = _between(region.rows, total.row, region.last_row + 1)
    # rows that were added under the 合计 are not in it
    total.members = above or below


def _nested(region: DetectedTable, totals: Sequence[SumRow]) -> None:
    marks = [s.row for s in totals]
    if len({s.label for s in totals}) == 1 and region.breaks:
        _blocks(region, totals, marks)  # a 合计 for each page
        return
    leads = totals[0].row < region.rows[0] and (
        totals[-1].row < region.rows[-1] or len(totals[0].label) <= len(totals[-1].label)
    )
    whole = totals[0] if leads else totals[-1]
    inner = [s for s in totals if s is not whole]
    _blocks(region, inner, marks)
    others = {s.label for s in inner}
    if whole.label not in others or any(s.kind == "小计" for s in region.sums):
        whole.members = list(region.rows)


def _blocks(region: DetectedTable, sums: Sequence[SumRow], marks: Sequence[int]) -> None:
    """Give each sum the rows of its own block, which ends at the next mark."""
    if not sums:
        return
    marks = sorted(marks)
    leads = sums[0].row < region.rows[0]
    for summed in sums:
        at = bisect_left(marks, summed.row)
        if leads:
            stop = marks[at + 1] if at + 1 < len(marks) else region.last_row + 1
            summed.members = _between(region.rows, summed.row, stop)
        else:
            summed.members = _between(region.rows, marks[at - 1] if at else -1, summed.row)


def _between(rows: Sequence[int], after: int, before: int) -> list[int]:
    return list(rows[bisect_right(rows, after) : bisect_left(rows, before)])
