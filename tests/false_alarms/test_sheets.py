"""Sheets that are sound, though they do not look it: each must stay silent, or give its one hint.

The order is that in which offices complain of a checker: proportions in whole hours, days, ages,
words of the year, households, villages.
"""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, leaders, number
from ruralskills.model.findings import Nature, Severity

TONGNAN = ("tongnan-2020",)
SHANXI = ("shanxi-2021",)
DONGXIANG = ("dongxiang-2020",)
A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))


def classes(table: str, title: str = "2020年培训班台账") -> Sheet:
    return Sheet(title, table)


# Proportions in whole hours and days.


@pytest.mark.parametrize(
    ("practice", "theory"),
    [
        (42, 18), (16, 8), (24, 8), (40, 16), (17, 7), (28, 12), (6, 2), (4, 2), (2, 1), (4, 4), (7, 3),
        (3, 1), (22, 10), (44, 20), (10.5, 4.5), (36, 16), (56, 24),
    ],
)  # fmt: skip
def test_hours_that_are_7_to_3_as_near_as_they_can_be(
    office: Office, practice: float, theory: float
) -> None:
    sheet = classes(f"| 班次名称 | 理论课时 | 实操课时 |\n| 第1期 | {theory} | {practice} |")
    assert office.codes(sheet, notice=DONGXIANG) == []


@pytest.mark.parametrize(
    ("practice", "theory", "code", "severity"),
    [
        (20, 12, "T304", "error"), (12, 12, "T304", "error"), (18, 42, "T305", "error"),
        (7, 17, "T305", "error"), (50, 10, "T304", "info"), (5, 3, "T304", "error"),
    ],
)  # fmt: skip
def test_hours_that_are_not(
    office: Office, practice: int, theory: int, code: str, severity: str
) -> None:
    sheet = classes(f"| 班次名称 | 理论课时 | 实操课时 |\n| 第1期 | {theory} | {practice} |")
    finding = office.only(sheet, notice=DONGXIANG)
    assert (finding.code, finding.severity) == (code, severity)
    assert finding.nature is (Nature.HINT if severity == "info" else Nature.DOUBT)


def test_hours_of_a_class_that_still_runs_are_a_warning(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 开班日期 | 结业日期 | 理论课时 | 实操课时 |\n"
        "| 第1期 | 2020-07-06 | 2020-07-12 | 12 | 12 |"
    )
    running = office.only(sheet, notice=DONGXIANG, as_of=date(2020, 7, 10))
    over = office.only(sheet, notice=DONGXIANG, as_of=date(2020, 7, 13))
    assert (running.severity, over.severity) == (Severity.WARNING, Severity.ERROR)


def test_classes_without_practice_or_without_theory_hours(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 理论课时 | 实操课时 |\n| 政策宣讲 | 8 | 0 |\n| 政策宣讲二 | 8 | / |\n| 精神气 | 6 | |"
    )
    assert office.codes(sheet, notice=DONGXIANG) == []


@pytest.mark.parametrize(
    ("lecture", "visit", "found"),
    [
        (5, 2, []), (6, 2, []), (5, 3, []), (6, 3, []), (7, 2, []), (7, 3, []), (8, 2, []),
        (5.5, 2.5, []), (10, 4, []), (4, 3, ["T302"]), (6, 1, ["T302"]), (3, 4, ["T302"]),
    ],
)  # fmt: skip
def test_days_that_are_5_to_2(
    office: Office, lecture: float, visit: float, found: list[str]
) -> None:
    sheet = classes(
        f"| 班次名称 | 班次类别 | 集中教学天数 | 观摩天数 |\n| 第1期 | 致富带头人培训班 | {lecture} | {visit} |"
    )
    assert office.codes(sheet, notice=TONGNAN) == found


def test_days_of_arrival_and_leaving_are_a_hint(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 班次类别 | 培训天数 | 集中教学天数 | 观摩天数 |\n| 第1期 | 致富带头人培训班 | 9 | 5 | 2 |"
    )
    finding = office.only(sheet, notice=TONGNAN)
    assert (finding.code, finding.nature) == ("T303", Nature.HINT)


def test_days_with_rest_between_them(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 班次类别 | 开班日期 | 结业日期 | 培训天数 |\n"
        "| 第1期 | 致富带头人培训班 | 2020-06-01 | 2020-06-19 | 10 |\n"
        "| 第2期 | 致富带头人培训班 | 2020-06-01 | 2020-06-07 | 7 |\n"
        "| 第3期 | 致富带头人培训班 | 2020-06-01 | 2020-06-07 | |"
    )
    assert office.codes(sheet, notice=TONGNAN) == []


def test_short_classes_of_another_kind_or_of_none(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 班次类别 | 培训天数 | 集中教学天数 | 观摩天数 |\n"
        "| 第1期 | 农村实用技能培训班 | 2 | 2 | 0 |\n| 第2期 | | 3 | 3 | 0 |"
    )
    assert office.codes(sheet, notice=TONGNAN) == []
    without = classes("| 班次名称 | 培训地点 | 培训天数 |\n| 第1期 | 便民服务中心 | 2 |")
    outcome = office.outcome(without, notice=TONGNAN)
    assert not outcome.findings
    assert {"T302"} <= {status.code for status in outcome.rules_skipped}


# Ages.


def age_sheet(born: str, age: str, when: str, column: str = "申报日期") -> Sheet:
    person = number(born)
    return Sheet(
        "2021年致富带头人台账",
        f"| 姓名 | 身份证号 | 年龄 | {column} |\n| 张三 | {person} | {age} | {when} |",
    )


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ("1955-06-30", ["P105"]),  # 65 on the day: in the range, a hint
        ("1956-07-01", []),
        ("1955-06-29", ["P105"]),
        ("2003-06-30", []),
        ("2003-07-01", ["P105"]),
    ],
)  # fmt: skip
def test_age_on_the_day_of_the_act(office: Office, born: str, found: list[str]) -> None:
    sheet = age_sheet(born, "", "2021-06-30")
    assert office.codes(sheet, notice=SHANXI, as_of=date(2026, 1, 1)) == found


def test_65_is_within_and_66_is_not(office: Office) -> None:
    how = {"notice": SHANXI, "as_of": date(2021, 7, 1)}
    hint = office.only(age_sheet("1955-07-01", "", "2021-06-30"), **how)
    assert (hint.severity, hint.nature) == (Severity.INFO, Nature.HINT)
    over = office.only(age_sheet("1955-06-30", "", "2021-06-30"), **how)
    assert (over.severity, over.nature) == (Severity.ERROR, Nature.SHORTFALL)
    assert "66周岁" in over.message


def test_age_without_a_date_is_not_judged_by_today(office: Office) -> None:
    sheet = age_sheet("1950-01-01", "70", "")
    assert office.codes(sheet, notice=SHANXI, as_of=date(2021, 6, 30)) == []


@pytest.mark.parametrize(
    ("age", "nature"),
    [("35", None), ("36", None), ("37", Nature.HINT), ("34", Nature.HINT), ("50", Nature.DATA)],
)
def test_nominal_age_and_age_of_another_month(
    office: Office, age: str, nature: Nature | None
) -> None:
    sheet = age_sheet("1985-09-01", age, "2021-03-01")
    found = office.outcome(sheet, as_of=date(2021, 12, 31)).findings
    assert [f.nature for f in found] == ([nature] if nature else [])


def test_age_in_a_stock_ledger_is_that_of_the_day_it_was_filled(office: Office) -> None:
    sheet = age_sheet("1985-09-01", "35", "2018-03-01", "认定时间")
    assert office.codes(sheet, as_of=date(2021, 6, 30)) == []


def test_born_on_29_february(office: Office) -> None:
    sheet = age_sheet("2004-02-29", "", "2022-02-28")
    assert office.codes(sheet, notice=SHANXI, as_of=date(2022, 12, 31)) == []


# Households led.


def test_too_few_households_while_the_year_runs(office: Office) -> None:
    sheet = leaders("| 2020-01-05 | 2 |", head="| 认定时间 | 带动贫困户数 |")
    during = office.only(sheet, notice=TONGNAN)
    assert (during.severity, during.nature) == (Severity.WARNING, Nature.SHORTFALL)
    assert "年度未结束" in during.message
    after = office.only(sheet, notice=TONGNAN, as_of=date(2021, 1, 5))
    assert (after.severity, after.nature) == (Severity.ERROR, Nature.SHORTFALL)


@pytest.mark.parametrize("title", ["2020年致富带头人台账", "2020年第二季度致富带头人台账"])
@pytest.mark.parametrize("as_of", [date(2020, 6, 30), date(2020, 7, 10)])
def test_leader_new_this_quarter_is_a_hint(office: Office, title: str, as_of: date) -> None:
    when = "2020-06-20" if "季" in title or as_of.month == 6 else "2020-07-02"
    sheet = leaders(f"| {when} | 1 |", head="| 认定时间 | 带动贫困户数 |", title=title)
    finding = office.only(sheet, notice=TONGNAN, as_of=as_of)
    assert (finding.code, finding.nature) == ("L201", Nature.HINT)


def test_words_of_2021(office: Office) -> None:
    sheet = leaders(
        "| 脱贫村 | 3 | 是 |", "| 脱贫村 | 2 | 是 |",
        head="| 村类型 | 其中脱贫户 | 是否录入系统 |", title="忻府区2021年乡村振兴致富带头人台账",
    )  # fmt: skip
    finding = office.only(sheet, notice=SHANXI, as_of=date(2021, 7, 1))
    assert finding.message.startswith("带动脱贫户2户")
    assert "贫困户" not in finding.message.replace("脱贫户", "")


@pytest.mark.parametrize(
    "word", ["脱贫户", "监测户", "脱贫不稳定户", "边缘易致贫户", "贫困户", "已脱贫享受政策户"]
)
def test_kinds_of_households_of_either_year(office: Office, word: str) -> None:
    ledger = leaders("| 3 |", head="| 带动贫困户数 |")
    link = link_sheet(*[f"| 带头人甲 | {A} | 户{n} | {number('1970-01-01', n)} | {word}" for n in range(1, 4)], head="| 户类型")  # fmt: skip
    assert office.codes([ledger, link], notice=TONGNAN) == []


def test_ledger_without_a_column_of_poor_households(office: Office) -> None:
    assert office.codes(leaders("| 4 |", head="| 带动户数 |"), notice=TONGNAN) == []


def test_removed_leaders_need_no_households(office: Office) -> None:
    sheet = leaders(
        "| 0 | 退出 | 病故 | 2020.5 |", "| | 退出 | 入狱 | 2020年4月 |",
        head="| 带动贫困户数 | 状态 | 退出原因 | 退出时间 |",
    )  # fmt: skip
    assert office.codes(sheet, notice=TONGNAN) == []


def test_cause_of_removal_in_the_remark(office: Office) -> None:
    sheet = leaders(
        "| 退出 | | 2020年5月病故 |", head="| 状态 | 退出原因 | 备注 |"
    )  # fmt: skip
    assert office.codes(sheet, notice=TONGNAN) == []


def test_ledger_that_does_not_record_causes(office: Office) -> None:
    outcome = office.outcome(
        leaders("| 退出 | 3 |", head="| 状态 | 带动贫困户数 |"), notice=TONGNAN
    )
    assert not outcome.findings
    assert {"L210", "L211"} <= {status.code for status in outcome.rules_skipped}


def test_the_father_died(office: Office) -> None:
    sheet = leaders("| 在库 | 父亲去年病故 |", head="| 状态 | 备注 |")
    finding = office.only(sheet, notice=TONGNAN)
    assert (finding.code, finding.nature) == ("L212", Nature.DOUBT)
    assert "“病故”" in finding.message


def link_sheet(*rows: str, head: str = "", title: str = "桂林街道2020年带动户明细") -> Sheet:
    lines = [f"| 带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号 {head} |"]
    return Sheet(title, "\n".join([*lines, *(f"{row} |" for row in rows)]), name="带动户明细")


def links(leader: str, count: int, first: int = 1, name: str = "带头人甲") -> list[str]:
    return [
        f"| {name} | {leader} | 户{n} | {number('1970-01-01', n)}"
        for n in range(first, first + count)
    ]


def test_households_that_are_not_poor_are_no_contradiction(office: Office) -> None:
    ledger = leaders("| 5 | 3 |", head="| 带动户数 | 其中贫困户 |")
    assert office.codes([ledger, link_sheet(*links(A, 5))], notice=TONGNAN) == []
    kinds = link_sheet(
        *(f"{row} | {'贫困户' if i < 3 else '一般户'}" for i, row in enumerate(links(A, 5))),
        head="| 户类型",
    )
    assert office.codes([ledger, kinds], notice=TONGNAN) == []


def test_poor_households_only_in_the_link_sheet(office: Office) -> None:
    ledger = leaders("| 5 | 3 |", head="| 带动户数 | 其中贫困户 |")
    link = link_sheet(*links(A, 3), title="桂林街道2020年带动贫困户明细")
    assert office.codes([ledger, link], notice=TONGNAN) == []


def test_stated_number_is_compared_with_different_households(office: Office) -> None:
    ledger = leaders("| 3 |", head="| 带动贫困户数 |")
    finding = office.only([ledger, link_sheet(*links(A, 2))], notice=TONGNAN)
    assert finding.code == "L202"
    assert finding.message == "填3户，带动户明细登记2户，多1户"


def test_one_bad_number_in_the_link_sheet_gives_one_finding(office: Office) -> None:
    ledger = leaders("| 3 |", head="| 带动贫困户数 |")
    rows = links(A, 3)
    rows[1] = rows[1].replace(A, A[:-1] + "*")
    assert office.codes([ledger, link_sheet(*rows)], notice=TONGNAN) in (["C203"], ["C202"])


def test_link_sheet_that_names_the_leader_once(office: Office) -> None:
    rows = links(A, 3)
    rows[1:] = [row.replace("带头人甲", "").replace(A, "") for row in rows[1:]]
    ledger = leaders("| 3 |", head="| 带动贫困户数 |")
    found = set(office.codes([ledger, link_sheet(*rows)], notice=TONGNAN))
    assert found <= {"R101"}


def test_namesakes_among_heads_and_leaders(office: Office) -> None:
    ledger = Sheet(
        "桂林街道2020年致富带头人台账",
        f"| 姓名 | 身份证号 | 带动贫困户数 |\n| 王伟 | {A} | 3 |\n| 王伟 | {B} | 3 |",
    )
    rows = [
        f"| 王伟 | {who} | 张伟 | | 红花村" for who in (A, B) for _ in range(3)
    ]  # fmt: skip
    link = link_sheet(*rows, head="| 村")
    assert office.codes([ledger, link], notice=TONGNAN) == []


def test_link_sheet_without_numbers_of_leaders(office: Office) -> None:
    ledger = leaders("| 3 |", "| 4 |", head="| 带动贫困户数 |")
    rows = links("", 3) + links("", 4, 4, "带头人乙")
    assert office.codes([ledger, link_sheet(*rows)], notice=TONGNAN) == []


def test_leader_left_and_another_took_over(office: Office) -> None:
    ledger = leaders(
        "| 0 | 退出 |", "| 3 | 在库 |", head="| 带动贫困户数 | 状态 |"
    )  # fmt: skip
    rows = links(A, 3) + links(B, 3, 1, "带头人乙")
    assert office.codes([ledger, link_sheet(*rows)], notice=TONGNAN) == []


# Villages.

VILLAGES = """
| 镇街     | 村     | 村类型   | 是否有农村人口 | 曾用名 | 撤并日期 |
| 桂林街道 | 红花村 | 贫困村   | 是             | 双桥村 |          |
| 桂林街道 | 清河村 | 贫困村   | 是             |        | 2019-12  |
| 桂林街道 | 云台村 | 贫困村   | 否             |        |          |
| 桂林街道 | 城中社区 | 社区   | 否             |        |          |
"""


def village_list() -> Sheet:
    return Sheet("潼南区村名单", VILLAGES, name="村名单")


@pytest.mark.parametrize(
    "names",
    [
        ("红花村",) * 4, ("红花", "红花村", "红花村村委会", "红花村村民委员会"), ("双桥村",) * 4,
        ("红花村（原双桥村）",) * 4, ("桂林街道红花村",) * 4, ("红花村", "红花村", "红花村", ""),
        ("红花村1组", "红花村2组", "红花村三社", "红花村"), ("红花村", "红花村", "红花村", "虹花村"),
    ],
)  # fmt: skip
def test_a_village_by_any_of_its_names(office: Office, names: tuple[str, ...]) -> None:
    rows = [f"| {name} | 3 |" for name in names]
    ledger = leaders(*rows, head="| 村 | 带动贫困户数 |", unit="桂林街道办事处")
    assert office.codes([ledger, village_list()], notice=TONGNAN) == []


def test_villages_of_townships_that_sent_nothing(office: Office) -> None:
    ledger = leaders(
        "| 3 |", head="| 带动贫困户数 |", title="双江镇2020年致富带头人台账", unit="双江镇人民政府"
    )
    assert office.codes([ledger, village_list()], notice=TONGNAN) == []


def test_short_village_names_those_present(office: Office) -> None:
    ledger = leaders("| 红花村 | 3 |", head="| 村 | 带动贫困户数 |", unit="桂林街道")
    during = office.only([ledger, village_list()], notice=TONGNAN)
    assert (during.code, during.severity) == ("L208", Severity.WARNING)
    assert during.message.startswith("在库带头人1人（带头人甲），应不少于4人，缺3人")
    after = office.only([ledger, village_list()], notice=TONGNAN, as_of=date(2021, 1, 1))
    assert after.severity is Severity.ERROR


def test_list_of_new_leaders_is_not_the_stock(office: Office) -> None:
    ledger = leaders(
        "| 红花村 | 贫困村 | 3 |", head="| 村 | 村类型 | 带动贫困户数 |",
        title="桂林街道2020年新增致富带头人台账",
    )  # fmt: skip
    assert office.codes(ledger, notice=TONGNAN) == []
