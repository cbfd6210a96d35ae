"""Lists of people that are no ledger, and sheets that are not even that."""

from __future__ import annotations

import pytest

from builders.sheet_text import column, found, table
from ruralskills.detection.tables import to_table
from ruralskills.notices import InForce

ID1, ID2, ID3 = "500199198506150017", "500199199003020039", "500199199208110046"
NO_LEDGERS = {
    "phone book": """
        机关干部通讯录|<|<|<|<
        序号|姓名|职务|办公电话|手机
        1|张小明|主任|44550001|13800138000
        2|李建国|副主任|44550002|13900139000
    """,
    "canteen": """
        食堂菜谱|<|<|<
        日期|早餐|午餐|晚餐
        周一|馒头|红烧肉|面条
        周二|包子|豆腐|稀饭
    """,
    "duty roster": """
        十月值班表|<|<|<
        日期|带班领导|值班人员|联系电话
        10月1日|张小明|李建国|13800138000
        10月2日|王秀英|赵强|13900139000
    """,
    "assets": """
        固定资产登记表|<|<|<|<
        资产编号|资产名称|数量|金额|使用部门
        A01|办公桌|{2}|{800}|党政办
        A02|电脑|{3}|{12000}|财政所
    """,
    "sign-in": """
        工作推进会签到表|<|<|<|<
        序号|单位|姓名|职务|签名
        1|桂林街道|张小明|主任|
        2|双江镇|李建国|镇长|
    """,
    "visitors": """
        来访登记|<|<|<|<
        日期|来访人|单位|事由|接待人
        2021-03-05|张小明|双江镇|咨询|李建国
        2021-03-06|王秀英|古溪镇|办事|李建国
    """,
    "vehicles": """
        公务用车登记簿|<|<|<|<
        日期|车牌号|驾驶员|事由|里程
        2021-03-05|渝A12345|张小明|下乡|{50}
        2021-03-06|渝A12346|李建国|开会|{30}
    """,
}
PEOPLE = {
    "party members": f"""
        党员名册|<|<|<|<|<|<
        序号|姓名|性别|公民身份证号码|学历|入党时间|手机号
        1|张小明|男|{ID1}|初中|2005.7.1|13800138000
        2|李建国|男|{ID2}|高中|2010.7.1|13900139000
    """,
    "old age": f"""
        高龄津贴发放花名册|<|<|<|<|<
        序号|老人姓名|身份证号码|年龄|月数|金额（元）
        1|张小明|{ID1}|{{85}}|{{3}}|{{300}}
        2|李建国|{ID2}|{{82}}|{{3}}|{{300}}
        合计||||{{6}}|{{600}}
    """,
    "old age by the month": f"""
        高龄津贴发放花名册|<|<|<|<|<|<|<|<
        序号|乡镇|村|老人姓名|身份证号码|每月津贴（元）|月数|上半年发放（元）|开户行
        1|桂林街道|白果村|张小明|{ID1}|{{100}}|{{6}}|{{600}}|农商行
        2|双江镇|石桥村|李建国|{ID2}|{{100}}|{{6}}|{{600}}|农商行
    """,
    "drivers": f"""
        驾驶员名册|<|<|<|<
        驾驶员|证件号码|准驾车型|初次领证|电话
        张小明|{ID1}|C1|2010-05-06|13800138000
        李建国|{ID2}|B2|2012-05-06|13900139000
    """,
    "seeds": f"""
        种子发放表|<|<|<|<
        户主|证号|品种|数量（斤）|签字
        张小明|{ID1}|玉米|{{5}}|
        李建国|{ID2}|水稻|{{6}}|
    """,
}


@pytest.mark.parametrize("name", NO_LEDGERS)
def test_a_sheet_without_identity_numbers_is_passed_over(name: str) -> None:
    assert found(NO_LEDGERS[name]) == []


@pytest.mark.parametrize("name", PEOPLE)
def test_people_with_identity_numbers_are_a_list_of_people(name: str) -> None:
    one = table(PEOPLE[name])
    assert one.ledger.info.id == "people_list"
    assert column(one, "id_number") == [ID1, ID2]
    assert one.missing == ()


def test_the_columns_of_no_field_are_read_by_what_they_hold() -> None:
    [recognised] = found(f"""
        2020年致富带头人台账|<|<|<|<|<|<
        姓名|身份证号|带动户数|子女证件|家庭存折|亩产（斤）|说法
        张小明|{ID1}|{{3}}|{ID2}|6228480000000000000|{{500}}|{{#REF!}}
        李建国|{ID2}|{{4}}|{ID3}|6228480000000000000|{{600}}|好
        合计||{{7}}|||{{1200}}|
    """)
    one = to_table(recognised, InForce(()))
    kinds = {column.header: column.spec.reads.name for column in one.unmapped}
    assert kinds == {
        "子女证件": "identity", "家庭存折": "account", "亩产（斤）": "amount", "说法": "text",
    }  # fmt: skip
    totals = {total.header: (total.stated, sum(total.parts)) for total in one.stated_totals}
    assert totals["亩产（斤）"] == (1200, 1100)


@pytest.mark.parametrize(
    "heads", ["户主姓名|户主身份证号", "户主|户主身份证号码", "户主姓名|户主证件号码"]
)
def test_a_list_of_households_is_one_of_their_heads(heads: str) -> None:
    one = table(f"""
        某某镇厕所改造补助对象花名册|<|<|<|<|<
        序号|{heads}|改厕数量|补助资金|开工时间|竣工时间
        {{1}}|张小明|{ID1}|{{1}}|{{500}}|2020.3.5|2020.4.1
        {{2}}|李建国|{ID2}|{{1}}|{{500}}|2020.3.6|2020.4.2
        {{3}}|王秀英|{ID3}|{{2}}|{{900}}|2020.3.7|2020.4.3
    """)
    assert one.ledger.info.id == "people_list"
    assert len(column(one, "id_number")) == 3


def test_the_heads_numbers_are_not_those_of_others() -> None:
    for one in found(f"""
        某某镇春耕用种补助册|<|<|<|<
        序号|姓名|户主身份证号|斤数|补助资金
        {{1}}|张小明|{ID2}|{{10}}|{{50}}
        {{2}}|李建国|{ID3}|{{20}}|{{90}}
    """):
        assert one.match is None or "id_number" not in one.match.fields
