"""Sheets that hold no ledger: nothing is invented on them."""

import pytest

from builders.sheet_text import found

INSTRUCTIONS = """
    填表说明
    1.本表由各镇街填写，每季度末月25日前报送。
    2.身份证号填18位，姓名与身份证一致。
    3.带动户数：填带动的贫困户数，不得少于3户。
"""
NOTICE = """
    关于报送2020年第二季度台账的通知|<|<
    各镇街：|<|<
    请于6月30日前报送下列台账：致富带头人台账、学员花名册、培训班台账。|<|<
    一、报送内容|<|<
    （一）姓名、身份证号、联系电话、带动贫困户数应填写完整。|<|<
    联系人：王某|联系电话：023-44550000|
    ||潼南区扶贫办
    ||2020年6月1日
"""
SIGNATURES = """
    会议签到表|<|<
    序号|单位|签名
    1||
    2||
    3||
"""
SIGN_OFF = """
    填表人：王某||审核人：李某|
    单位负责人：周某||联系电话：13800138000|
    （盖章）||2020年6月30日|
"""
CONTACTS = """
    各镇街联络员名单|<|<|<
    序号|单位|联络员|联系电话
    1|古溪镇|王某|13800138000
    2|双江镇|李某|13900139000
"""
DICTIONARY = """
    性别|民族|政治面貌|文化程度|户类型|状态
    男|汉族|中共党员|小学|脱贫户|在库
    女|土家族|群众|初中|监测户|退出
    |苗族|共青团员|高中||
"""
GLOSSARY = """
    指标名称|计量单位|口径解释|数据来源
    带动贫困户数|户|本年度内实际带动的贫困户|带动户台账
    培训人数|人|参加培训并结业的人数|学员花名册
"""
CHECKLIST = """
    报送清单|<|<
    序号|材料名称|是否报送
    1|致富带头人台账|是
    2|学员花名册|否
"""
COVER = """
    潼南区古溪镇
    致富带头人台账
    （2020年第二季度）
    填报单位（盖章）：古溪镇人民政府
"""
EMPTY_TEMPLATE_ROWS = """
    备注
    （此页无正文）
"""


@pytest.mark.parametrize(
    "sheet",
    [INSTRUCTIONS, NOTICE, SIGN_OFF, SIGNATURES, CONTACTS, GLOSSARY, CHECKLIST, COVER, EMPTY_TEMPLATE_ROWS],
    ids=["说明", "通知", "落款", "签到", "联络员", "指标解释", "清单", "封面", "无正文"],
)  # fmt: skip
def test_no_table_is_invented(sheet: str) -> None:
    assert found(sheet) == []


def test_lists_to_choose_from_are_no_ledger() -> None:
    assert [each.match.ledger.info.id for each in found(DICTIONARY) if each.match] == []


def test_a_blank_ledger_has_no_rows_but_is_a_table() -> None:
    [each] = found("""
        致富带头人台账|<|<|<
        序号|姓名|身份证号|带动贫困户数
        1|||
        2|||
        合计|||
    """)
    assert each.match is not None
    assert each.match.ledger.info.id == "leader"
