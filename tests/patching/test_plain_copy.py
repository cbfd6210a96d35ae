"""The merges of a plain copy, however many the source has and wherever they lie."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import MultiCellRange

from builders.corpus.formats import ods
from ruralskills.patching.plain_copy import plain_copy

_SPANNED = (
    '<table:table-cell office:value-type="string" table:number-columns-spanned="{}" '
    'table:number-rows-spanned="{}"><text:p>合</text:p></table:table-cell>'
)


def _merges(*rows: Sequence[tuple[int, int]]) -> set[str]:
    """Return the merges in the copy of a sheet of cells so many columns wide and rows high."""
    lines = (
        f"<table:table-row>{''.join(_SPANNED.format(*c) for c in row)}</table:table-row>"
        for row in rows
    )
    copy = plain_copy(ods("".join(lines)), "台账.ods")
    [sheet] = openpyxl.load_workbook(BytesIO(copy)).worksheets
    first = min((area.min_row for area in sheet.merged_cells.ranges), default=1)
    return {
        f"{area.min_col}-{area.max_col}×{area.min_row - first}-{area.max_row - first}"
        for area in sheet.merged_cells.ranges
    }


def test_no_merge_is_sought_among_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def sought(*_: object) -> bool:
        raise AssertionError("all merges are gone through for each")

    monkeypatch.setattr(MultiCellRange, "__contains__", sought)
    assert _merges([(2, 1)], [(3, 2)]) == {"1-2×0-0", "1-3×1-2"}


def test_a_merge_over_another_is_left_out() -> None:
    assert _merges([(3, 2)], [(2, 1)]) == {"1-3×0-1"}


def test_a_merge_of_a_whole_sheet_is_left_out() -> None:
    assert _merges([(16_000, 1_000_000)], [(2, 1)]) == {"1-2×0-0"}
