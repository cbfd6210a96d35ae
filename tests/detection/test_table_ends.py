"""A header of no known word below a ledger begins another table."""

from __future__ import annotations

import pytest

from builders.sheet_text import drawn, found, tables
from ruralskills.detection.tables import tables_on

ID1, ID2, ID3 = "500199198506150017", "500199199003020039", "500199199208110046"
LEADERS = f"""
    致富带头人台账|<|<|<|<
    序号|姓名|身份证号|带动户数|联系电话
    {{1}}|张小明|{ID1}|{{5}}|13800138000
    {{2}}|李建国|{ID2}|{{6}}|13900139000
    {{3}}|王秀英|{ID3}|{{4}}|13700137000
"""


@pytest.mark.parametrize(
    "below",
    [
        """
        ||||
        车牌|驾驶|里程表|油耗表|
        渝甲|赵强|{500}|{40}|
        渝乙|孙丽|{300}|{25}|
        """,
        """
        食堂消耗情况||||
        菜名|厨师长|斤两|花销|
        白菜|周师傅|{30}|{60}|
        猪肉|周师傅|{12}|{360}|
        """,
        """
        ||||
        ||||
        品名||库存|经手者|柜子
        扫帚||{5}|赵强|甲柜
        拖把||{8}|赵强|乙柜
        """,
    ],
)
def test_an_unknown_header_ends_the_ledger(below: str) -> None:
    [one] = tables(LEADERS + below)
    assert one.layout.rows == 3
    assert one.layout.last_row == 5


def test_the_table_below_is_named_as_not_read() -> None:
    all_of_it = tables_on(
        drawn(
            LEADERS
            + """
            ||||
            车牌|驾驶|里程表|油耗表|
            渝甲|赵强|{500}|{40}|
            渝乙|孙丽|{300}|{25}|
            """
        ),
        "台账.xlsx",
    )
    assert len(all_of_it.recognised) == 1
    assert [other.header_rows for other in all_of_it.unknown] == [(7,)]


@pytest.mark.parametrize(
    "below",
    [
        f"||||\n{{4}}|赵强|{ID1}|{{2}}|13600136000",  # a blank row in the list
        "双江镇||||\n|赵强|不详|无|",  # a section, and little known of a person
        "||||\n|赵强|未提供|未统计|未留",  # no numbers at all, but a person without a gap of heads
    ],
)
def test_rows_after_a_gap_stay_rows(below: str) -> None:
    assert len(found(LEADERS + below)) == 1
