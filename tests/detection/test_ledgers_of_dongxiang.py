"""The ledgers of 东乡 are known by their headers, and none is taken for another."""

import pytest

from builders.sheet_text import found, tables

SHEETS = {
    "voucher": """
        东乡县2020年培训券台账|<|<|<|<|<|<
        序号|券号|发放日期|领券人姓名|身份证号|培训机构|交券日期
        1|DX0001|2020-07-01|马一|500199198506150017|县职校|2020-07-20
        """,
    "spot_check": """
        2020年培训班抽查记录|<|<|<|<|<
        序号|抽查日期|班次名称|应到人数|实到人数|存在问题
        1|2020-07-08|第1期电焊班|{50}|{49}|无
        """,
    "follow_up": """
        2020年培训学员回访台账|<|<|<|<|<
        序号|班次名称|姓名|联系电话|回访日期|是否就业
        1|第1期电焊班|马一|13900139000|2020-09-08|是
        """,
    "timetable": """
        第1期电焊培训班课程表|<|<|<|<|<
        日期|时间|授课内容|课程类型|授课教师|授课地点
        7月6日|上午|电工基础|理论|王某|一教室
        """,
    "fund_income": """
        2020年劳动力培训资金收入台账|<|<|<|<
        单位：万元|<|<|<|<
        序号|文号|资金来源|到账日期|金额
        1|东财农〔2020〕1号|扶贫资金|2020-05-01|{120}
        """,
    "fund_spending": """
        2020年劳动力培训资金支出台账|<|<|<|<|<
        单位：元|<|<|<|<|<
        凭证号|日期|支出项目|收款单位|金额|资金来源
        12|2020-08-01|培训补贴|县职校|{60000}|扶贫资金
        """,
    "sanction": """
        2020年培训整改与处理台账|<|<|<|<|<
        序号|培训机构|存在问题|处理措施|整改期限|整改情况
        1|县职校|考勤表不全|限期整改|2020-08-01|已整改
        """,
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_ledger_is_known_by_its_header(name: str) -> None:
    [each] = found(SHEETS[name])
    assert each.match is not None
    assert each.match.ledger.info.id == name
    assert not each.match.missing
    assert not each.match.unknown


@pytest.mark.parametrize("name", SHEETS)
def test_it_is_known_without_its_title(name: str) -> None:
    lines = SHEETS[name].strip().splitlines()
    untitled = "\n".join(lines[1:])
    [each] = found(untitled)
    assert each.match is not None
    assert each.match.ledger.info.id == name


def test_a_timetable_names_its_class_in_the_title() -> None:
    [table] = tables(SHEETS["timetable"])
    assert table.value(0, "class_name") == "第1期电焊培训班"
    assert table.value(0, "half") == "上午"


def test_money_is_read_in_the_unit_of_the_sheet() -> None:
    [income], [spending] = tables(SHEETS["fund_income"]), tables(SHEETS["fund_spending"])
    assert income.value(0, "amount") == 1_200_000
    assert spending.value(0, "amount") == 60_000
