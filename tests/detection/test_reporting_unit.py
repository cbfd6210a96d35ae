"""One township, in whatever words its reporting unit is written."""

from __future__ import annotations

import pytest

from builders.sheet_text import table
from ruralskills.regions import township_name


def unit_of(line: str) -> str:
    one = table(f"""
        致富带头人台账|<|<
        {line}|<|<
        姓名|身份证号|状态
        张三|500199198506150017|在库
    """)
    return township_name(one.layout.unit)


@pytest.mark.parametrize(
    "line",
    [
        "单位：青龙镇", "乡镇：青龙镇", "镇街：青龙镇（盖章）", "填报单位：临江县青龙镇", "填报单位：青龙镇乡村振兴办",
        "填报单位：青龙镇乡村振兴办公室", "填报单位：青龙镇扶贫办", "填报单位（盖章）：青龙镇人民政府(盖章)",
        "填报单位：青龙镇党委、政府", "填报单位：青龙镇党委", "填报单位：重庆市临江县青龙镇人民政府", "制表单位：青龙镇",
    ],
)  # fmt: skip
def test_one_township_in_many_words(line: str) -> None:
    assert unit_of(line) == "青龙镇"


@pytest.mark.parametrize(
    "line", ["填报单位：（盖章）", "填报单位（盖章）：", "单位：户", "单位：人、万元"]
)
def test_no_unit_is_none(line: str) -> None:
    assert unit_of(line) == ""


@pytest.mark.parametrize(
    "name", ["潼南区扶贫办", "临江县乡村振兴局", "青龙镇中心小学", "新市镇", "双龙乡"]
)
def test_other_names_stay(name: str) -> None:
    assert township_name(name) == name
