"""A hint behind a header says how to fill the column in, and names the same column."""

from __future__ import annotations

import pytest

from builders.sheet_text import table

NUMBER = "500199198506150017"
HINTS = {
    "id_number": (
        "身份证号（18位，文本格式）", "身份证号码（共18位）", "身份证号【必填】", "*身份证号", "身份证号(与户口本一致)",
        "公民身份号码（请填18位）",
    ),
    "sex": ("性别（男/女）", "性别(下拉选择)", "性别〔男、女〕", "性别[必填]"),
    "phone": ("联系电话（手机号）", "手机号码（11位数字）", "联系电话（手机/固话）", "联系电话："),
    "recognised": (
        "认定时间（yyyy-mm-dd）", "认定时间（格式：2020-01-01）", "认定日期（年月日）", "认定时间(按文件日期)",
    ),
    "status": ("状态（在库/退出）", "状态（在库／退出）", "状态【在库/退出】"),
    "poor_households_led": (
        "带动贫困户数（不少于3户）", "带动贫困户数（单位：户）", "带动贫困户数（≥3）", "带动贫困户数/户",
        "带动贫困户数，户",
    ),
    "raised": ("户均增收/元", "户均增收（单位：元）", "户均增收(精确到元)"),
    "education": ("文化程度（小学/初中/高中/大专）", "学历（下拉）", "文化程度(如：初中)"),
}  # fmt: skip
CELLS = {
    "id_number": NUMBER, "sex": "男", "phone": "13800138000", "recognised": "2020-03-05",
    "status": "在库", "poor_households_led": "{3}", "raised": "{3000}", "education": "初中",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "header"), [(field, header) for field, headers in HINTS.items() for header in headers]
)
def test_a_hint_behind_a_header(field: str, header: str) -> None:
    number = "" if field == "id_number" else "|身份证号"
    cell = "" if field == "id_number" else f"|{NUMBER}"
    width = 3 if number else 2
    one = table(f"""
        致富带头人台账{"|<" * (width - 1)}
        姓名{number}|{header}
        张三{cell}|{CELLS[field]}
    """)
    assert one.columns[field].index == width - 1
    assert one.value(0, field) is not None
    assert one.state(0, field) == "value"


@pytest.mark.parametrize("header", ["乡(镇)", "镇（街道/办事处）", "(拟)创业项目"])
def test_brackets_that_belong_to_a_name_stay(header: str) -> None:
    from ruralskills.detection.vocabulary import header_word

    assert "(" in header_word(header)[0]


@pytest.mark.parametrize("header", ["就业单位：", "培训单位：", "工作单位："])
def test_a_colon_behind_one_header_does_not_hide_the_table(header: str) -> None:
    one = table(f"""
        学员花名册|<|<|<
        姓名|身份证号|联系电话|{header}
        张三|{NUMBER}|13800138000|红花制衣厂
    """)
    assert list(one.columns)[:3] == ["name", "id_number", "phone"]
