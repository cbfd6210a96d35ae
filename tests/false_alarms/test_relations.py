"""Honest rows that look as if a declared relation did not hold."""

from __future__ import annotations

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

A, B, C, D, E, F, G = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11, 13))
PEOPLE = [("张三", A), ("李四", B), ("王五", C), ("赵六", D), ("钱七", E), ("孙八", F), ("周九", G)]
CARDS = [
    "6228480000000000000", "6228480000000000018", "6228480000000000026", "6228480000000000034",
    "6228480000000000042", "6228480000000000059", "6228480000000000067",
]  # fmt: skip


def sheet(title: str, head: str, *rows: str) -> Sheet:
    return Sheet(title, "\n".join([f"| {head} |", *(f"| {row} |" for row in rows)]))


def posts(head: str, *rows: str) -> Sheet:
    return sheet(
        "桂林街道2020年公益性岗位台账", f"镇街 | 姓名 | 身份证号 | 岗位名称 | {head}", *rows
    )


def test_a_post_paid_month_by_month(office: Office) -> None:
    rows = [f"桂林街道 | 张三 | {A} | 保洁员 | {month}月 | 500" for month in (1, 2, 3)]
    assert office.codes(posts("月份 | 月补贴标准", *rows)) == []


def test_a_contract_renewed(office: Office) -> None:
    found = office.codes(
        posts(
            "合同开始 | 合同到期",
            f"桂林街道 | 张三 | {A} | 保洁员 | 2019-07-01 | 2020-06-30",
            f"桂林街道 | 张三 | {A} | 保洁员 | 2020-07-01 | 2021-06-30",
            f"桂林街道 | 李四 | {B} | 护林员 | 2020年7月 | 2020-07-31",
        )
    )
    assert found == []


def test_a_post_given_up_and_taken_again(office: Office) -> None:
    found = office.codes(
        posts(
            "状态",
            f"桂林街道 | 张三 | {A} | 保洁员 | 离岗",
            f"桂林街道 | 张三 | {A} | 保洁员 | 在岗",
        )
    )
    assert found == []


def test_a_post_of_part_of_a_year(office: Office) -> None:
    rows = [f"桂林街道 | {name} | {no} | 保洁员 | 500 | 6000" for name, no in PEOPLE[:3]]
    rows += [f"桂林街道 | {name} | {no} | 保洁员 | 500 | 3000" for name, no in PEOPLE[3:]]
    assert office.codes(posts("月补贴标准 | 年补贴标准", *rows)) == []


def test_at_work_twice_in_a_year(office: Office) -> None:
    found = office.codes(
        sheet(
            "桂林街道2020年转移就业台账",
            "镇街 | 姓名 | 身份证号 | 务工单位 | 就业时间 | 返乡时间 | 务工月数",
            f"桂林街道 | 张三 | {A} | 甲厂 | 2020-02-20 | 2020-04-10 | 2",
            f"桂林街道 | 张三 | {A} | 乙厂 | 2020-05-20 | 2020-06-30 | 2",
            f"桂林街道 | 李四 | {B} | 丙厂 | 2020-02-29 | 2020-05-01 | 3.5",
        )
    )
    assert found == []


def test_work_that_goes_on_and_pay_by_the_piece(office: Office) -> None:
    found = office.codes(
        sheet(
            "桂林街道2020年转移就业台账",
            "镇街 | 姓名 | 身份证号 | 务工单位 | 就业时间 | 返乡时间 | 月收入",
            f"桂林街道 | 张三 | {A} | 甲厂 | 2020-02-20 | 未返乡 | 4000",
            f"桂林街道 | 李四 | {B} | 乙厂 | 2020-05-20 | 仍在务工 | 计件",
            f"桂林街道 | 王五 | {C} | 丙厂 | 2020-03-20 | 2020-12-31 | 面议",
        )
    )
    assert found == []


def test_aid_for_two_terms(office: Office) -> None:
    found = office.codes(
        sheet(
            "2020年教育资助台账",
            "学生姓名 | 身份证号 | 就读学校 | 学期 | 发放金额",
            f"张三 | {A} | 县一中 | 2019年秋季 | 1000",
            f"张三 | {A} | 县一中 | 2020年春季 | 1000",
        )
    )
    assert found == []


def rosters(head: str, *rows: str) -> Sheet:
    return sheet("2020年第1期电焊班学员花名册", f"姓名 | 身份证号 | {head}", *rows)


def test_cards_of_two_banks_and_a_passbook(office: Office) -> None:
    cards = [*CARDS[:5], "6228480000000007", "6228480000000015"]
    rows = [f"{name} | {no} | {card}" for (name, no), card in zip(PEOPLE, cards, strict=True)]
    assert office.codes(rosters("银行账号", *rows)) == []
    cards = [*CARDS[:6], "210700000004"]
    rows = [f"{name} | {no} | {card}" for (name, no), card in zip(PEOPLE, cards, strict=True)]
    assert office.codes(rosters("一折通账号", *rows)) == []


def test_subsidies_by_standard_day_and_deduction(office: Office) -> None:
    rows = [f"{name} | {no} | 1000 | 1000 | " for name, no in PEOPLE[:5]]
    rows += [f"孙八 | {F} | 1000 | 800 | 缺勤2天，扣减", f"周九 | {G} | 1000 | 0 | "]
    assert office.codes(rosters("补贴标准 | 补贴金额 | 备注", *rows)) == []
    rows = [f"{name} | {no} | 50 | {n} | {50 * n}" for n, (name, no) in enumerate(PEOPLE, 1)]
    assert office.codes(rosters("补贴标准 | 培训天数 | 补贴金额", *rows)) == []


def test_dates_of_the_same_day_and_of_months(office: Office) -> None:
    found = office.codes(
        sheet(
            "桂林街道2020年送工送岗台账",
            "姓名 | 身份证号 | 用工企业 | 送岗时间 | 上岗时间 | 脱岗时间 | 回访时间",
            f"张三 | {A} | 甲厂 | 2020-03-05 | 2020-03-05 | | 2020年3月",
            f"李四 | {B} | 甲厂 | 2020年3月 | 2020-03-01 | 2020-03-31 | 2020-03-05",
            f"王五 | {C} | 甲厂 | 2020.3.5 | | 至今 | /",
        )
    )
    assert found == []


def test_weekend_classes_and_a_class_with_a_day_off(office: Office) -> None:
    found = office.codes(
        sheet(
            "2020年培训班台账",
            "培训班名称 | 开班日期 | 结业日期 | 培训天数 | 备注",
            "第1期电焊班 | 2020-05-02 | 2020-05-31 | 10 | 周末上课",
            "第2期电焊班 | 2020-05-06 | 2020-05-19 | 10 | ",
            "第3期电焊班 | 2020-05-06 | 2020-05-09 | 1 | ",
            "第4期电焊班 | 2020年5月 | 2020年6月 | 90 | ",
        )
    )
    assert found == []


def test_two_payments_alike_in_few_cells(office: Office) -> None:
    found = office.codes(
        sheet(
            "2020年资金支出台账",
            "序号 | 支出项目 | 收款单位 | 支出金额",
            "1 | 培训补贴 | 县职校 | 60000",
            "2 | 培训补贴 | 县职校 | 6000",
            "3 | 培训补贴 | 县职校 | -6000",
        )
    )
    assert found == []


def test_one_cadre_in_several_classes(office: Office) -> None:
    found = office.codes(
        sheet(
            "2020年干部培训名册",
            "姓名 | 身份证号 | 职务 | 培训班名称 | 培训主题 | 培训时间 | 培训天数",
            f"张三 | {A} | 主任 | 第1期 | 乡村治理 | 2020.3.2-2020.3.6 | 5",
            f"张三 | {A} | 主任 | 第2期 | 产业发展 | 2020.5.11-2020.5.15 | 5",
        )
    )
    assert found == []


def test_names_of_minorities_and_names_not_shown(office: Office) -> None:
    found = office.codes(
        sheet(
            "2020年学员花名册",
            "姓名 | 身份证号 | 班次名称",
            f"买买提·吐尔逊 | {A} | 第1期电焊班",
            f"买买提吐尔逊 | {A} | 第2期电焊班",
            f"李 四 | {B} | 第1期电焊班",
            f"李四 | {B} | 第2期电焊班",
        )
    )
    assert found == []


def test_a_leader_beside_the_first_household_and_others_merged(office: Office) -> None:
    found = office.codes(
        sheet(
            "桂林街道2020年带动户明细",
            "带头人姓名 | 户主姓名 | 户主身份证号 | 户类型",
            f"张三 | 李一 | {A} | 一般贫困户",
            f"^ | 李二 | {B} | 一般贫困户",
            f"^ | 李四 | {C} | 一般贫困户",
            f"王五 | 赵一 | {D} | 一般贫困户",
            f" | 赵二 | {E} | 一般贫困户",
            f" | 赵四 | {F} | 一般贫困户",
        )
    )
    assert "R101" not in found
