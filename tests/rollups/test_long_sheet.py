"""A law: rows of texts written together are what they are cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ruralskills.rollups.book_formats import BookFormats

texts = st.text(
    st.sampled_from("张三李四<>&\"' \t=+@_x0041_0") | st.characters(codec="utf-8"), max_size=12
)
rows = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[texts] * width), min_size=0, max_size=40)
)


def written(together: bool, head: str, found: Sequence[tuple[str, ...]]) -> list[list[object]]:
    formats = BookFormats()
    sheet = formats.long_sheet("来源") if together else formats.sheet("来源")
    sheet.write_string(0, 0, head, formats.head)
    if together:
        sheet.write_texts(2, found, formats.text)
    else:
        for row, values in enumerate(found, start=2):
            for column, text in enumerate(values):
                sheet.write_string(row, column, text, formats.text)
    formats.sheet("另一张").write_string(0, 0, head, formats.text)
    book = load_workbook(BytesIO(formats.finished()))
    return [
        [(cell.coordinate, cell.value, cell.data_type, cell.font.name, cell.border.left.style)
         for line in sheet.iter_rows() for cell in line]
        for sheet in book
    ]  # fmt: skip


@given(texts, rows)
def test_together_is_cell_by_cell(head: str, found: list[tuple[str, ...]]) -> None:
    assert written(True, head, found) == written(False, head, found)


def test_a_long_list_ends_where_its_last_row_is() -> None:
    found = [(f"第{number}行", "文件.xlsx", "是") for number in range(5000)]
    assert written(True, "来源", found) == written(False, "来源", found)
