"""Headers as clerks say them, told by their words, by their cells, or by both."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders.mapped_headers import COUNTS, SCHOOLS, fields_of
from ruralskills.detection.header_parts import header_parts
from ruralskills.values.field_type import Raw

NAMES = ["张小明", "李建国", "王秀英"]
PHONES = ["13800138000", "13900139000", "13700137000"]
TRADES = ["电工", "焊工", "中式烹饪"]
CLASSES = ["青龙镇电工培训班", "双江镇焊工培训班", "古溪镇厨师培训班"]


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("什么时候认定的", "时间"),
        ("哪天开的班", "时间"),
        ("怎么带的", "方式"),
        ("家里几口人", "家庭人口"),
        ("补了多少钱", "金额"),
        ("干了几个月", "月数"),
        ("为什么退出", "原因"),
        ("属于哪类", "类别"),
    ],
)
def test_a_question_says_what_kind_of_thing_it_asks_for(header: str, asked: str) -> None:
    assert header_parts(header).noun == asked


@pytest.mark.parametrize(
    "header", ["签没签协议", "是不是贫困村", "还在不在岗", "想不想贷款", "发放了没有"]
)
def test_a_question_for_yes_or_no(header: str) -> None:
    assert "是否" in header_parts(header).meanings


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        ("leader", "干了几年", COUNTS, "years_in_business"),
        ("leader", "带了多少户（户）", COUNTS, "households_led"),
        ("leader", "签没签带动协议", ["是", "否", "是"], "agreement"),
        ("trainee", "家住哪里", ["某某镇某某村3组", "某某镇某某村1组", "某某乡某某村"], "address"),
        ("trainee", "学的什么", TRADES, "trade"),
        ("trainee", "属于哪类户", ["脱贫户", "监测户", "一般农户"], "household_kind"),
        (
            "transfer",
            "户编号（国扶系统）",
            ["50015201", "50015202", "50015203"],
            "household_number",
        ),
        ("register_person", "家里几口人", COUNTS, "people"),
        ("teacher", "教师电话", PHONES, "phone"),
        ("leader", "常用手机号码", PHONES, "phone"),
    ],
)
def test_a_header_as_a_clerk_says_it(
    ledger: str, header: str, cells: Sequence[Raw], field: str
) -> None:
    assert fields_of(ledger, {header: cells}) == {header: field}


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        ("leader", "组织形式", ["家庭农场", "农民专业合作社", "有限公司"], "entity_kind"),
        ("household_link", "联结办法", ["订单收购", "务工带动", "入股分红"], "way"),
        ("fund_income", "属于中央还是地方", ["中央", "省级", "县级"], "level"),
        ("follow_up", "学员怎么说", ["非常满意", "满意", "基本满意"], "satisfied"),
    ],
)
def test_cells_that_hold_the_words_of_one_field(
    ledger: str, header: str, cells: Sequence[Raw], field: str
) -> None:
    assert fields_of(ledger, {header: cells}) == {header: field}


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "other"),
    [
        ("leader", "技能", TRADES, "certificate"),  # words are no number
        ("trainee", "证书号（工种）", TRADES, "certificate"),
        ("fund_spending", "凭证种类号", ["转账", "现金", "转账"], "voucher"),
        ("training_body", "许可证", ["已办", "已办", "在办"], "licence"),
        ("subsidy_claim", "培训班别", CLASSES, "category"),  # names are no kinds
        ("trainee", "培训等级名称", SCHOOLS, "level"),
        ("household_link", "带头人手机", PHONES, "phone"),  # the row is of a household
        ("leader", "经营主体|已经营年数", COUNTS, "entity_kind"),
    ],
)
def test_cells_that_speak_against_a_field(
    ledger: str, header: str, cells: Sequence[Raw], other: str
) -> None:
    assert other not in fields_of(ledger, {header: cells}).values()


def test_two_columns_with_the_words_of_one_field_are_left_alone() -> None:
    ways = ["订单收购", "务工带动", "入股分红"]
    assert fields_of("household_link", {"甲方案": ways, "乙方案": ways}) == {}


def test_a_number_of_something_unknown_is_no_number_of_a_field() -> None:
    assert fields_of("trainee", {"房间号": ["301", "305", "302"]}) == {}


def test_names_that_end_like_places_are_no_persons() -> None:
    found = fields_of("cadre_training", {"培训地址": ["区委党校", "县委党校", "区委党校"]})
    assert found == {"培训地址": "place"}


def test_names_stay_names() -> None:
    assert fields_of("trainee", {"参训人": NAMES}) == {"参训人": "name"}
