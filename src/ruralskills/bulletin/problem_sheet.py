"""The sheet 问题位置: the findings behind the numbers of 附件3, by their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from ruralskills.bulletin.number_marks import plain_name
from ruralskills.bulletin.problem_counts import ProblemPlace
from ruralskills.model.findings import Nature
from ruralskills.rollups.book_formats import BookFormats

_NAME: Final = "问题位置"
_HEADS: Final = (
    ("性质", 8), ("问题", 40), ("依据", 40), ("单位", 18), ("文件", 60), ("工作表", 18), ("单元格", 10),
)  # fmt: skip
_FIRST_ROW: Final = 3
_MOST_ROWS: Final = 1_000_000
"""Rows of a sheet. Excel takes 1,048,576."""
_NOTE: Final = (
    "每一行是一条问题，逐条内容见问题清单；涉及几个单位的，其余单位的行在最后，各单位各计一条。"
)


class ProblemSheet(Struct, frozen=True):
    """The findings on their sheet, and the formulas of what counts them."""

    places: Sequence[ProblemPlace]

    @property
    def is_whole(self) -> bool:
        """True if all of them have room on the sheet, so that it can be counted."""
        return 0 < len(self.places) <= _MOST_ROWS

    def of_kind(self, rows: tuple[int, int]) -> str:
        """Return the formula of the number of findings of a kind."""
        return f"=COUNTA('{_NAME}'!{self._range('A', *rows)})" if self.is_whole else ""

    def link(self, rows: tuple[int, int]) -> str:
        """Return the link to the findings of a kind."""
        start, end = rows
        place = f"A{start + _FIRST_ROW + 1}:G{end + _FIRST_ROW}"
        return f"internal:'{_NAME}'!{place}" if self.is_whole else ""

    def of_unit(self, unit: str, nature: Nature | None) -> str:
        """Return the formula of the findings of a unit, of one nature or of all."""
        if not self.is_whole:
            return ""
        parts = [f"'{_NAME}'!{self._range('D', 0, len(self.places))}", unit]
        if nature is not None:
            column = f"'{_NAME}'!{self._range('A', 0, len(self.places))}"
            parts += [column, f'"{nature.label}"']
        return f"=COUNTIFS({','.join(parts)})"

    @staticmethod
    def _range(column: str, start: int, end: int) -> str:
        return f"${column}${start + _FIRST_ROW + 1}:${column}${end + _FIRST_ROW}"

    def write(self, formats: BookFormats, period: str) -> None:
        """Write the sheet, if there are findings and room for them."""
        if not self.is_whole:
            return
        sheet = formats.long_sheet(_NAME)
        formats.write_title(sheet, f"{period}问题的位置", _NOTE, len(_HEADS))
        for column, (head, size) in enumerate(_HEADS):
            sheet.set_column(column, column, size)
            sheet.write_string(_FIRST_ROW - 1, column, head, formats.head)
        rows = (
            (
                each.nature.label, each.title, each.clause, plain_name(each.unit), each.file,
                each.sheet, each.cell,
            )
            for each in self.places
        )  # fmt: skip
        sheet.write_texts(_FIRST_ROW, rows, formats.fitted)
        sheet.autofilter(_FIRST_ROW - 1, 0, _FIRST_ROW + len(self.places) - 1, len(_HEADS) - 1)
        formats.set_up_pages(sheet, _FIRST_ROW - 1)
