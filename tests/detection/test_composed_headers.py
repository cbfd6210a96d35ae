"""Units, years, and the order of the parts tell what a composed header is about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders.mapped_headers import COUNTS, DAYS, fields_of
from ruralskills.detection.header_parts import header_parts, path_parts, unit_meaning
from ruralskills.detection.vocabulary import header_word
from ruralskills.values.field_type import Raw

NAMES = ["张小明", "李建国", "王秀英"]
PHONES = ["13800138000", "13900139000", "13700137000"]
SUMS = [500, 600, 667]


@pytest.mark.parametrize(
    ("unit", "meaning"),
    [
        ("元/月", "月均"),
        ("元/人·月", "月均"),
        ("元/人/月", "月均"),
        ("元/人.天", "日均"),
        ("元/户·年", "户均"),
        ("万元/年", "年均"),
        ("元/课时", ""),
    ],
)
def test_the_last_part_of_a_unit_tells_sums_apart(unit: str, meaning: str) -> None:
    assert unit_meaning(unit) == meaning
    assert header_word(f"补贴标准（{unit}）") == ("补贴标准", unit)


def test_a_unit_of_money_behind_a_word_needs_no_mark() -> None:
    assert header_word("补助标准元/人") == ("补助标准", "元/人")
    assert header_word("单价 元/学时") == ("单价", "元/学时")
    assert header_word("多少元") == ("多少元", "")


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        # a unit that is another field's
        ("post", "岗位补贴（元/月）", SUMS, "monthly_pay"),
        ("post", "补贴标准（元/人·月）", SUMS, "monthly_pay"),
        ("post", "工资（元/年）", SUMS, "yearly_pay"),
        ("post", "工资（元）", SUMS, "pay"),
        ("trainee", "补贴标准（元/人·天）", SUMS, "subsidy_standard"),
        # the year of a column
        ("leader", "2021年经营收入（万元）", SUMS, "income"),
        ("household_link", "2021年增收额（元）", SUMS, "raised"),
        ("transfer", "2020年新增（是/否）", ["是", "否", "是"], "newly"),
        # what stands behind a noun is what the header is about
        ("application", "各级审核时间|村推荐", DAYS, "village_recommended"),
        ("application", "各级审核时间|县备案", DAYS, "county_filed"),
        ("household_link", "带动农户户主", NAMES, "head_name"),
        # a group gives what its places are about
        ("cadre_pay", "补助金额|县财政", SUMS, "county_pay"),
        ("cadre_pay", "补助金额|乡镇财政", SUMS, "township_pay"),
    ],
)
def test_a_composed_header(ledger: str, header: str, cells: Sequence[Raw], field: str) -> None:
    assert fields_of(ledger, {header: cells}) == {header: field}


def test_a_leader_is_no_household_of_a_register() -> None:
    columns = {"致富带头人姓名": NAMES, "带头人电话": PHONES}
    assert fields_of("register_household", columns) == {}
    assert fields_of("leader", columns) == {"致富带头人姓名": "name", "带头人电话": "phone"}


@pytest.mark.parametrize(
    ("header", "noun"),
    [
        ("岗位补贴", ""),
        ("县备案", ""),
        ("学校校长", ""),
        ("所在县", "县"),
        ("什么时候认定的", "时间"),
        ("鉴定人数", "人数"),
    ],
)
def test_a_noun_before_its_head_is_none(header: str, noun: str) -> None:
    assert header_parts(header).noun == noun


def test_a_year_says_nothing_else() -> None:
    assert header_parts("2021年经营收入") == header_parts("经营收入")
    assert header_parts("2020年度培训天数") == header_parts("培训天数")


def test_a_group_of_sums_over_places() -> None:
    assert path_parts(("补助金额", "县财政")).noun == "金额"
    assert path_parts(("审核意见", "村")).noun == "意见"
    assert path_parts(("务工地点", "县")).noun == "县"


def test_a_count_in_each_year_of_the_sheet_is_of_both() -> None:
    columns = {"2020年培训人数": COUNTS, "2021年培训人数": COUNTS}
    assert fields_of("training_class", columns) == {}


CARDS = ["6215211296273706587", "6217997656024294710", "6228480402564890018"]
CLASSES = ["养老护理员培训（第1期）", "中式烹调师培训（第2期）", "保育员培训（第3期）"]
ADDRESSES = ["某某县某某镇大树村1组", "某某县锁南镇伊村7组", "某某县达板镇凤山村6组"]


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        # brackets in any place
        ("trainee", "参训后去向（单位）", ["某某电子有限公司", "某某制衣有限公司"], "employer"),
        ("household_link", "被带动户（户主）", NAMES, "head_name"),
        ("education_aid", "户主（家长）姓名", NAMES, "head_name"),
        ("workshop", "建设地点（村）", ["红花村", "大山村", "青杠村"], "village"),
        # sums in fields of text
        ("register_household", "收入（元）|生产经营", SUMS, "business_income"),
        ("register_household", "收入（元）|转移", SUMS, "transfer_income"),
        ("register_household", "收入情况（元）|工资性", SUMS, "wages"),
        ("register_person", "人均收入（元）", SUMS, "income"),
        # units that say what is counted
        ("training_class", "培训时间（天）", COUNTS, "days"),
        ("subsidy_claim", "电话抽查（人）", COUNTS, "phoned"),
        ("subsidy_claim", "人均补贴（元）", SUMS, "standard"),
        # the last event, and steps of one level
        ("workshop", "批准认定时间", DAYS, "recognised"),
        ("trainee", "证书|发放日期", DAYS, "issued"),
        ("application", "县级确认日", DAYS, "county_filed"),
        ("industry_leader", "人才领导小组研定", DAYS, "decided"),
        # content: offices, classes, addresses, accounts
        ("training_class", "主办单位", ["县妇联", "县人社局", "县职校"], "department"),
        ("training_class", "责任单位", ["青龙镇", "双江镇", "古溪镇"], "township"),
        ("subsidy_claim", "培训项目", CLASSES, "class_name"),
        ("trainee", "培训项目名称", CLASSES, "class_name"),
        ("training_body", "详细地址", ADDRESSES, "address"),
        ("education_aid", "惠农“一卡通”账号", CARDS, "account"),
        # polarity
        ("register_household", "安全饮水达标", ["是", "是", "否"], "safe_water"),
        ("register_household", "饮水是否安全", ["是", "是", "否"], "safe_water"),
        ("register_household", "吃水困难", ["是", "是", "否"], "water_trouble"),
    ],
)
def test_a_header_with_its_cells(
    ledger: str, header: str, cells: Sequence[Raw], field: str
) -> None:
    assert fields_of(ledger, {header: cells}) == {header: field}


@pytest.mark.parametrize(
    ("ledger", "header", "cells"),
    [
        ("need", "户号", ["1栋101", "1栋202", "2栋303"]),
        (
            "education_aid",
            "学籍号",
            ["20210101500152001", "20210101500152002", "20210101500152003"],
        ),
        ("register_household", "住房安全有保障", ["是", "是", "否"]),
        ("trainee", "结业后上岗日期", DAYS),
        ("industry_leader", "主体（合作社/家庭农场/企业）", ["合作社", "家庭农场", "合作社"]),
    ],
)
def test_content_and_polarity_speak_against(ledger: str, header: str, cells: Sequence[Raw]) -> None:
    assert fields_of(ledger, {header: cells}) == {}


def test_a_number_of_classes_beside_their_names_is_no_other_field() -> None:
    columns = {"培训班名称": CLASSES, "期数": ["第1期", "第2期", "第3期"]}
    assert fields_of("training_class", columns) == {"培训班名称": "class_name"}
