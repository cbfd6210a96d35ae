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
