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
OTHER_BUSINESS = {
    "travel": """
        灵石县农业农村局2021年上半年差旅费报销汇总表|<|<|<|<|<|<|<
        序号|报销人|出差事由|起|止|天数|交通费|伙食补助
        1|张小明|送材料|2021-04-03|2021-04-05|{3}|{0}|{240}
        2|李建国|对账|2021-03-17|2021-03-19|{3}|{112}|{240}
    """,
    "overtime": """
        翠峰镇机关工作人员2021年10月加班情况及误餐补助统计表|<|<|<|<|<
        序号|姓名|加班事由|加班次数|补助标准（元）|金额（元）
        1|张小明|防汛抢险|{1}|{60}|{60}
        2|李建国|人口普查|{3}|{60}|{180}
    """,
    "shops": """
        唐汪镇2021年6月“九小场所”安全检查登记表|<|<|<|<|<|<
        序号|店铺名称|地址|检查时间|存在隐患|处理意见|检查人员
        1|鑫源五金店|市场街39号|2021-06-12|燃气软管老化|限3日内改正|派出所
        2|福来烟酒店|兴镇路49号|2021-06-20|电线私拉乱接|当场改正|应急办
    """,
    "machines": """
        灵石县2021年农机购置补贴公示表|<|<|<|<|<|<
        序号|乡镇|村|购机者姓名|机具品目|补贴金额（元）|购机时间
        1|两渡镇|志家庄村|张小明|微耕机|{700}|2021-08-18
        2|夏门镇|太西村|李建国|旋耕机|{2600}|2021-05-30
    """,
    "houses": """
        崇龛镇2020年农村危房改造验收及补助资金公示表|<|<|<|<|<|<|<
        序号|镇|村|户主姓名|改造方式|开工时间|竣工时间|补助金额（元）
        1|崇龛镇|汪坝村|张小明|拆除重建|2020-03-24|2020-08-25|{35000}
        2|崇龛镇|青龙村|李建国|拆除重建|2020-04-19|2020-07-18|{21000}
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


@pytest.mark.parametrize("name", OTHER_BUSINESS)
def test_a_sheet_about_what_no_ledger_is_about_is_none(name: str) -> None:
    assert found(OTHER_BUSINESS[name]) == []


@pytest.mark.parametrize(
    "title",
    ["2021年农机驾驶员培训班学员花名册", "危房改造户技能培训花名册", "养老护理员培训班学员名单"],
)
def test_a_training_named_after_another_business_is_one(title: str) -> None:
    one = table(f"""
        {title}|<|<|<|<
        序号|姓名|身份证号|培训时间|培训工种
        1|张小明|{ID1}|2021-05-10至2021-05-16|农机驾驶
        2|李建国|{ID2}|2021-05-10至2021-05-16|农机驾驶
    """)
    assert one.ledger.info.id == "trainee"


def test_years_are_no_figures() -> None:
    one = table("""
        东西部协作结对培训安排表|<|<|<
        序号|牵手院校|协作任务|实施年份
        1|烟台工贸技师学院|共建专业|2021
        2|青岛市技师学院|师资交流|2022
    """)
    assert one.ledger.info.id == "pairing"


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
