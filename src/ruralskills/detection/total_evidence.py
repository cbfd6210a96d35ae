"""The rows that a total of a statistical form sums, as far as its figures show.

In a list of people or places a 合计 sums the rows under it: that is what the list is. In a form whose
rows are indicators, 总数 is one indicator more, and the rows under it may divide it by sex, then by age
and once more by trade, or name some of it only. There the figures have to show what is summed: the
rows of which the sum is right in more columns than it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ruralskills.detection.columns import NOT_SUMMED
from ruralskills.detection.crosstab_columns import figure_columns, is_of_units, label_columns
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn, TotalRow
from ruralskills.detection.sheet_view import cell_text
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_MOST_ROWS: Final = 200
"""A form of indicators is shorter."""
_COUNT: Final = regex(r".*总数(?:\([^()]*\))?:?")
"""A word for a number of all, where 合计 is a word for a sum."""
_PEOPLE: Final = regex(r"姓名|户主|身份证|证件号")
_STEMS: Final = frozenset("甲乙丙丁")
_FORM_HEADERS: Final = regex(r"(?:指标)?代码|行次|栏次|行号|计量单位")
_PLACES: Final = regex(
    r".*(?:镇|乡|街道|村|社区|县|区|市|省|局|办|委|会|中心|站|所|校|院|公司|合作社|车间|机构)"
)
_ITEM: Final = regex(r"[一二三四五六七八九十]{1,3}、")
_FACTOR: Final = Decimal("1.5")
"""Rows that add up to so many times a total divide it more than once."""


def certain_members(detected: DetectedTable, total: TotalRow) -> list[int]:
    """Return the members of a total of which it certainly is the sum, none if of none."""
    is_count = bool(_COUNT.fullmatch(normalised(total.label)))
    leads = bool(detected.rows) and total.row < detected.rows[0]
    is_indicator = is_count and len(normalised(total.label)) > 2
    if not (leads or is_indicator) or len(detected.rows) > _MOST_ROWS:
        return total.members
    form = _form_of(detected)
    if form is None:
        return total.members
    candidates = [total.members, *form.sections(total), form.items(total)]
    shown = next((rows for rows in candidates if form.is_shown(total, rows)), None)
    if shown is not None:
        return shown
    return [] if is_count or form.is_divided_otherwise(total) else total.members


def _form_of(detected: DetectedTable) -> _Form | None:
    """Return a table as a form, None if its rows are people or places."""
    headers = ["/".join(column.path) for column in detected.columns]
    if any(map(_PEOPLE.search, headers)):
        return None
    _, figures = figure_columns(detected)
    if not figures:
        return None
    unit, indicator = label_columns(detected, figures)
    label = indicator or unit
    is_form = bool(_STEMS.intersection(detected.column_numbers.values())) or any(
        map(_FORM_HEADERS.fullmatch, headers)
    )
    if label is None or (unit is not None and is_of_units(unit)):
        return None
    if indicator is None and not is_form:
        return None
    form = _Form(detected, label, [c for c in figures if not NOT_SUMMED.search(c.header)])
    return None if form.has_places() else form


class _Form:
    """A table whose rows are indicators."""

    def __init__(
        self, detected: DetectedTable, label: HeaderColumn, figures: Sequence[HeaderColumn]
    ) -> None:
        self._detected = detected
        self._label = label
        self._figures = figures

    def has_places(self) -> bool:
        """Return True if most rows are places or offices."""
        labels = [self._label_of(row) for row in self._detected.rows]
        return sum(map(bool, map(_PLACES.fullmatch, labels))) * 2 > len(labels)

    def sections(self, total: TotalRow) -> Iterator[list[int]]:
        """Yield the members between one heading and the next."""
        starts = [
            0,
            *(n for n, (row, below) in enumerate(pairwise(total.members), 1) if below > row + 1),
        ]
        if len(starts) > 1:
            for start, end in zip(starts, [*starts[1:], len(total.members)], strict=True):
                yield total.members[start:end]

    def items(self, total: TotalRow) -> list[int]:
        """Return the members that are numbered 一、 and so on, each with parts of its own."""
        return [row for row in total.members if _ITEM.match(self._label_of(row))]

    def is_shown(self, total: TotalRow, rows: Sequence[int]) -> bool:
        """Return True if the sum of some rows is right in more columns than wrong."""
        right = wrong = 0
        for stated, parts in self._sums(total, rows):
            if stated != sum(parts):
                wrong += 1
            elif sum(map(bool, parts)) > 1:
                right += 1
        return right > wrong

    def is_divided_otherwise(self, total: TotalRow) -> bool:
        """Return True if some of the first rows are the whole, or all are far more."""
        for stated, parts in self._sums(total, total.members):
            if sum(parts) >= _FACTOR * stated > 0:
                return True
            ends = (end for end in range(2, len(parts)) if any(parts[end:]))
            if any(sum(parts[:end]) == stated for end in ends):
                return True
        return False

    def _sums(
        self, total: TotalRow, rows: Sequence[int]
    ) -> Iterator[tuple[Decimal, list[Decimal]]]:
        """Yield what a total states in each column, and the figures of some rows."""
        grid = self._detected.grid
        for column in self._figures:
            stated = _number(grid, total.row, column.index)
            parts = [_number(grid, row, column.index) for row in rows]
            known = [part for part in parts if part is not None]
            if stated is not None and len(known) == len(parts) > 0:
                yield stated, known

    def _label_of(self, row: int) -> str:
        return normalised(cell_text(self._detected.grid.at(row, self._label.index)))


def _number(grid: Grid, row: int, column: int) -> Decimal | None:
    """Return the number in a cell, 0 for a blank one and None for any other."""
    value = grid.at(row, column)
    if isinstance(value, int | float):
        return Decimal(str(value))
    text = normalised(cell_text(value)) if isinstance(value, str) else "?"
    if not text:
        return Decimal(0)
    return Decimal(text) if text.isascii() and text.isdigit() else None
