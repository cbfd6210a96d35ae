"""In a known ledger, families of words and what is left tell the columns that words leave open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from builders.mapped_headers import COMPANIES, COUNTS, DAYS, OFFICES, SCHOOLS, fields_of
from ruralskills.detection.header_parts import header_parts, path_parts
from ruralskills.values.field_type import Raw


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        # another word of the family
        ("workshop", "创办公司", COMPANIES, "builder"),
        ("workshop", "建成企业", COMPANIES, "builder"),
        ("fund_income", "款项转入日", DAYS, "received"),
        ("trainee", "考评认定级别", ["初级", "中级", "初级"], "level"),
        # the ledger's own theme says nothing in it
        ("training_class", "学习场地", ["某某村活动室", "某某小学教室", "某某村委会"], "place"),
        ("transfer", "打工月薪", [3500, 4200, 3800], "monthly_pay"),
        ("post", "聘任截止日期", DAYS, "ends"),
        # of two things the first
        ("trainee", "参训工种及班级", ["电工一班", "焊工二班", "电工三班"], "trade"),
        # words under a group that gives the noun
        ("leader", "时间|村级举荐", DAYS, "village_recommended"),
        ("leader", "时间|镇级审查", DAYS, "township_reviewed"),
        # a unit under a group
        ("training_class", "学习期限|共（天）", COUNTS, "days"),
        ("leader", "辐射带动|人", COUNTS, "people_led"),
    ],
)
def test_a_header_of_near_words(ledger: str, header: str, cells: Sequence[Raw], field: str) -> None:
    assert fields_of(ledger, {header: cells}) == {header: field}


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        ("leader", "村的性质分类", ["贫困村", "非贫困村", "非贫困村"], "village_kind"),
        ("leader", "创业人员属性", ["返乡农民工", "种养大户", "退役军人"], "identity_kind"),
        ("leader", "存续状态", ["在库", "退出", "在库"], "status"),
        ("trainee", "对应级次", ["初级", "中级", "高级"], "level"),
    ],
)
def test_words_of_a_field_in_its_cells(
    ledger: str, header: str, cells: Sequence[Raw], field: str
) -> None:
    assert fields_of(ledger, {header: cells}).get(header) == field


def test_an_office_is_no_school() -> None:
    assert fields_of("training_class", {"归口单位": OFFICES, "办训学校": SCHOOLS}) == {
        "归口单位": "department",
        "办训学校": "agency",
    }


def test_a_column_goes_where_the_other_leaves_more() -> None:
    days = [date(2022, 4, 5), date(2022, 6, 1), date(2022, 8, 2)]
    found = fields_of("post", {"录用起始日": DAYS, "录用期满日": days})
    assert found == {"录用起始日": "starts", "录用期满日": "ends"}


@pytest.mark.parametrize(
    ("ledger", "header", "cells"),
    [
        ("trainee", "结业后上岗日期", DAYS),  # an event of its own
        ("training_class", "开班申报日期", DAYS),
        ("trainee", "是否参军", ["是", "否", "否"]),
        ("trainee", "授课场地", ["某某村活动室", "某某小学", "某某村委会"]),
        ("training_class", "实操与理论课时之比", ["7:3", "6:4", "7:3"]),
        ("training_class", "任务书", ["已签", "已签", "未签"]),
        ("transfer", "误工补助（元）", [600, 300, 600]),
        ("workshop", "务工人员中|男工", COUNTS),
        ("follow_up", "出生日期", DAYS),
        ("excluded_person", "拨付单位", OFFICES),
        ("industry_leader", "培训单位", SCHOOLS),
        ("leader", "举报电话", ["0354-8123456"] * 3),
    ],
)
def test_a_column_that_is_no_field_is_left_alone(
    ledger: str, header: str, cells: Sequence[Raw]
) -> None:
    assert fields_of(ledger, {header: cells}) == {}


@pytest.mark.parametrize("header", ["行次", "号", "备案序号", "编号"])
def test_a_first_column_that_counts_the_rows(header: str) -> None:
    columns: dict[str, Sequence[Raw]] = {header: [1, 2, 3], "姓名": ["张小明", "李建国", "王秀英"]}
    assert fields_of("trainee", columns)[header] == "seq"


def test_words_that_say_two_things() -> None:
    assert header_parts("带贫户数") == header_parts("带动贫困户数")
    assert fields_of("leader", {"带贫户数": COUNTS}) == {"带贫户数": "poor_households_led"}


def test_a_unit_is_the_noun_of_a_leaf_without_one() -> None:
    assert path_parts(("培训期限", "共"), "天数").noun == "天数"
    assert path_parts(("带动情况", "人")).noun == "人数"


def test_a_number_of_the_class_gives_way_to_its_name() -> None:
    found = fields_of(
        "training_class",
        {
            "期次": ["第1期", "第2期", "第3期"],
            "班级名称": ["某某镇电工班", "某某镇焊工班", "某某乡厨师班"],
        },
    )
    assert found["班级名称"] == "class_name"
    assert "期次" not in found


def test_a_number_of_the_class_alone_names_it() -> None:
    assert fields_of("training_class", {"期次": ["第1期", "第2期", "第3期"]}) == {
        "期次": "class_name"
    }
