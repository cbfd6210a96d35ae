"""The words by which a sentence names a column: its lowest header cell, whole."""

from __future__ import annotations

import pytest

from builders import sheet_text
from builders.workbook_fixture import number

SHEET = """
青龙镇2020年致富带头人台账|<|<|<
姓名|身份证号|{head}
张三|{one}|{value}
李四|{other}|{value}
"""


@pytest.mark.parametrize(
    ("head", "field", "value", "heading"),
    [
        ("村类型（贫困村/其他）", "village_kind", "贫困村", "村类型（贫困村/其他）"),
        ("男/女", "sex", "男", "男/女"),
        ("状态（在库/退出）", "status", "在库", "状态（在库/退出）"),
        ("手机/电话", "phone", "13812345678", "手机/电话"),
    ],
)
def test_a_stroke_within_a_cell_parts_nothing(
    head: str, field: str, value: str, heading: str
) -> None:
    table = sheet_text.table(
        SHEET.format(head=head, value=value, one=number(), other=number(sequence=2)).strip()
    )
    assert table.columns[field].heading == heading


def test_the_lowest_of_several_cells_names_the_column() -> None:
    table = sheet_text.table(
        "青龙镇2020年致富带头人台账|<|<|<\n"
        "姓名|身份证号|带动贫困户|<\n"
        "^|^|户数（户）|人数（人）\n"
        f"张三|{number()}|5|1"
    )
    assert table.columns["people_led"].heading == "人数（人）"


@pytest.mark.parametrize("word", ["其他", "其它村", "其他村（社区）"])
def test_a_village_of_the_other_kind_is_no_poor_village(word: str) -> None:
    table = sheet_text.table(
        SHEET.format(head="村类型", value=word, one=number(), other=number(sequence=2)).strip()
    )
    assert sheet_text.column(table, "village_kind") == ["非贫困村", "非贫困村"]
