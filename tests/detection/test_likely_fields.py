"""A column is known by the likeness of its words and by what stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruralskills.detection.column_profile import ColumnProfile
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import match_fields
from ruralskills.detection.header_parts import header_parts
from ruralskills.detection.likely_fields import with_likely_fields
from ruralskills.detection.phrase_fields import MOST_COLUMNS
from ruralskills.ledgers import by_id
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Raw

IDS = ["500199198506150017", "500199199003020039", "500199199208110046"]
PHONES = ["13800138000", "13900139000", "13700137000"]
NAMES = ["张小明", "李建国", "王秀英"]
OFFICES = ["桂林街道办事处", "县农业农村局", "县职业技术学校"]
DAYS = [date(2020, 3, 5), date(2020, 7, 1), date(2020, 8, 2)]


def chosen(ledger: str, header: str, cells: Sequence[Raw], *known: str) -> tuple[str, str]:
    """Return the field of a column beside others, and by what it was chosen."""
    path = tuple(normalised(part) for part in header.split("|"))
    columns = [HeaderColumn(0, path, "", path)]
    columns += [HeaderColumn(n, (head,), "", (head,)) for n, head in enumerate(known, 1)]
    profiles = {0: ColumnProfile(cells)}
    match = match_fields(columns, by_id(ledger))
    match = with_likely_fields(match, (), lambda index: profiles.get(index, ColumnProfile([])))
    found = [one for one in match.fields.values() if one.column.index == 0]
    return (found[0].spec.field, found[0].chosen_by) if found else ("", "")


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        # qualifier and noun
        ("trainee", "公民身份证号码", IDS, "id_number"),
        ("trainee", "二代身份证号", IDS, "id_number"),
        ("trainee", "身份证编号", IDS, "id_number"),
        ("trainee", "学员公民身份证号码", IDS, "id_number"),
        ("transfer", "本人身份证件号码", IDS, "id_number"),
        ("leader", "带头人手机号", PHONES, "phone"),
        ("register_household", "户主公民身份证号码", IDS, "head_id"),
        ("household_link", "户主身份证编号", IDS, "head_id"),
        # one part swapped
        ("leader", "带农户数", [3, 4, 5], "households_led"),
        ("leader", "带领脱贫户数", [3, 4, 5], "poor_households_led"),
        ("leader", "信贷额度", [5, 10, 3], "loan"),
        ("trainee", "补助款", [600, 600, 800], "subsidy"),
        ("trainee", "参训工种", ["电工", "焊工", "电工"], "trade"),
        ("fund_income", "入账时间", DAYS, "received"),
        # a path joined in any way
        ("trainee", "培训起止时间|开始", DAYS, "starts"),
        ("trainee", "培训起止时间|结束", DAYS, "ends"),
        ("trainee", "培训起止日期|起", DAYS, "starts"),
        ("post", "聘用期限|起", DAYS, "starts"),
        ("post", "合同起止时间|止", DAYS, "ends"),
        ("workshop", "吸纳就业人数|总数", [30, 25, 12], "workers"),
        ("job_need", "求职意向|工种", ["电工", "焊工", "电工"], "job"),
        # a bracket opened or dropped
        ("trainee", "培训专业（工种）", ["电工", "焊工", "电工"], "trade"),
        ("fund_spending", "摘要（支出项目）", ["培训补贴", "材料费", "培训补贴"], "item"),
        ("leader", "创办项目（养殖、种植等）", ["养鸡", "种茶", "养猪"], "project"),
        ("leader", "所在镇（街）", ["桂林街道", "双江镇", "古溪镇"], "township"),
        ("leader", "所属乡（镇、街道）", ["桂林街道", "双江镇", "古溪镇"], "township"),
    ],
)
def test_a_header_of_the_same_parts(
    ledger: str, header: str, cells: Sequence[Raw], field: str
) -> None:
    assert chosen(ledger, header, cells)[0] == field


def test_likeness_is_said() -> None:
    assert chosen("trainee", "公民身份证号码", IDS) == ("id_number", "likeness")
    assert chosen("trainee", "身份证号", IDS) == ("id_number", "exact")


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        ("trainee", "证件", IDS, "id_number"),
        ("trainee", "号码", PHONES, "phone"),
        ("trainee", "参训人", NAMES, "name"),
        ("leader", "能人姓名", NAMES, "name"),
        ("leader", "男女", ["男", "女", "男"], "sex"),
        ("leader", "文化程序", ["初中", "高中", "小学"], "education"),
        ("leader", "族", ["汉族", "土家族", "汉族"], "ethnicity"),
        ("leader", "营业执照统一社会信用代码", ["91500152MA5U0KLA4X"] * 3, "credit_code"),
    ],
)
def test_content_tells_where_words_do_not(
    ledger: str, header: str, cells: Sequence[Raw], field: str
) -> None:
    assert chosen(ledger, header, cells)[0] == field


@pytest.mark.parametrize(
    ("ledger", "header", "cells"),
    [
        ("register_person", "务工时间", DAYS),  # no months
        ("register_person", "外出务工时间", ["2020年3月", "2020年5月", "2020年6月"]),
        ("trainee", "主办单位", OFFICES),  # no township
        ("training_class", "培训起止时间|结业", DAYS),  # no count of people
        ("leader", "带农户数", ["种茶", "养猪", "种茶"]),
        ("leader", "信贷额度", PHONES),
        ("leader", "家庭主要成员", IDS),
        ("trainee", "学员籍贯", ["男", "女", "男"]),
    ],
)
def test_content_speaks_against_a_likeness(ledger: str, header: str, cells: Sequence[Raw]) -> None:
    field, _ = chosen(ledger, header, cells)
    wrong = {"months", "township", "graduated", "households_led", "loan", "origin", "name"}
    assert field not in wrong


@pytest.mark.parametrize(
    ("ledger", "header", "cells"),
    [
        ("trainee", "户主身份证号码", IDS),
        ("trainee", "配偶身份证号", IDS),
        ("leader", "监督电话", PHONES),
        ("trainee", "班主任姓名", NAMES),
        ("leader", "未带动户数", [3, 4, 5]),
        ("trainee", "培训地址", ["某某学校", "某某村委会", "某某学校"]),
    ],
)
def test_another_persons_column_or_its_opposite_is_left_alone(
    ledger: str, header: str, cells: Sequence[Raw]
) -> None:
    assert chosen(ledger, header, cells) == ("", "")


@pytest.mark.parametrize("header", ["单位", "名称", "时间", "数量", "项目"])
def test_a_vague_header_alone_is_no_field(header: str) -> None:
    assert chosen("leader", header, ["甲", "乙", "丙"])[0] == ""


def test_an_exact_header_keeps_its_field_whatever_stands_under_it() -> None:
    assert chosen("leader", "身份证号", [5.00152199001e17, 5.00152199001e17]) == (
        "id_number",
        "exact",
    )
    assert chosen("leader", "带动户数", ["三十余户", "若干"]) == ("households_led", "exact")


def test_two_columns_of_one_kind_are_not_told_by_content() -> None:
    columns = [HeaderColumn(n, (head,), "", (head,)) for n, head in enumerate(("号甲", "号乙"))]
    match = match_fields(columns, by_id("trainee"))
    match = with_likely_fields(match, (), lambda _: ColumnProfile(list(IDS)))
    assert match.fields == {}


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        ("workshop", "示范车间名称", ["青龙镇某某制衣车间", "双江镇某某电子车间"], "name"),
        ("training_body", "定点机构全称", ["某某县职业学校", "某某县技工学校"], "name"),
        ("training_class", "班主任及电话|手机", PHONES, "phone"),
        ("industry_leader", "选拔程序|乡镇推荐", DAYS, "township_recommended"),
        ("education_aid", "学校全称", ["某某县第一中学", "某某镇小学", "某某学院"], "school"),
        ("job_need", "是否易迁户", ["是", "否", "是"], "relocated"),
    ],
)
def test_content_says_what_kind_of_thing_a_header_leaves_out(
    ledger: str, header: str, cells: Sequence[Raw], field: str
) -> None:
    assert chosen(ledger, header, cells)[0] == field


@given(
    st.text(
        st.sampled_from("月年户农村镇乡县拟未非不带动培训证号(（/)）%起止时间"),
        min_size=1,
        max_size=12,
    )
)
def test_any_header_has_parts(word: str) -> None:
    parts = header_parts(word)
    assert parts.noun == "" or parts.noun in parts.meanings
    assert "" not in parts.meanings


@pytest.mark.parametrize(("before", "is_found"), [(MOST_COLUMNS - 1, True), (MOST_COLUMNS, False)])
def test_of_very_many_columns_the_first_are_compared(before: int, is_found: bool) -> None:
    heads = ["姓名", *(f"带动贫困户{n}" for n in range(before)), "最高学历"]
    columns = [HeaderColumn(n, (head,), "", (head,)) for n, head in enumerate(heads)]
    match = with_likely_fields(match_fields(columns, by_id("leader")), (), None)
    assert ("education" in match.fields) == is_found
