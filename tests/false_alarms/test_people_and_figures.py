"""Sound sheets that do not look it: persons met twice, dates, numbers, blanks, sums and plans.

As in ``test_honest_sheets``, each must stay silent, or give its one hint.
"""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import TODAY, Office, leaders, number
from ruralskills.model.findings import Finding, Nature, Severity

TONGNAN = ("tongnan-2020",)
SHANXI = ("shanxi-2021",)
DONGXIANG = ("dongxiang-2020",)
A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))


def classes(table: str, title: str = "2020年培训班台账") -> Sheet:
    return Sheet(title, table)


def link_sheet(*rows: str, head: str = "", title: str = "桂林街道2020年带动户明细") -> Sheet:
    lines = [f"| 带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号 {head} |"]
    return Sheet(title, "\n".join([*lines, *(f"{row} |" for row in rows)]), name="带动户明细")


def links(leader: str, count: int, first: int = 1, name: str = "带头人甲") -> list[str]:
    return [
        f"| {name} | {leader} | 户{n} | {number('1970-01-01', n)}"
        for n in range(first, first + count)
    ]


# The same person again.


def roster(*rows: str, head: str = "", title: str = "2020年学员花名册", name: str = "") -> Sheet:
    return Sheet(title, "\n".join([f"| 姓名 | 身份证号 {head}", *rows]), name=name or "Sheet1")


def test_one_person_in_several_classes(office: Office) -> None:
    sheet = roster(
        f"| 张三 | {A} | 电焊班 | 2020-05-01 | 2020-05-10 |",
        f"| 张三 | {A} | 养殖班 | 2020-06-01 | 2020-06-10 |",
        f"| 张三 | {A} | 种植班 | 2020-06-10 | 2020-06-15 |",
        head="| 班次名称 | 开班日期 | 结业日期 |",
    )
    assert office.codes(sheet) == []


def test_first_classes_of_two_townships_are_two_classes(office: Office) -> None:
    sheets = [
        roster(f"| 张三 | {A} | 第1期 | 2020-06-0{n} | 2020-06-0{n} |",
               head="| 班次名称 | 开班日期 | 结业日期 |")
        for n in (1, 3)
    ]  # fmt: skip
    assert office.codes(*sheets) == []


def test_roster_beside_its_list_of_payments(office: Office) -> None:
    people = [(f"学员{n}", number(sequence=n)) for n in range(1, 7)]
    first = roster(
        *(f"| {name} | {no} | 第1期 | 2020-05-01 | 2020-05-10 |" for name, no in people),
        head="| 班次名称 | 开班日期 | 结业日期 |",
    )
    second = roster(
        *(f"| {name} | {no} | 2020-05-01 | 2020-05-10 | 1000 |" for name, no in people),
        head="| 开班日期 | 结业日期 | 补贴金额 |", title="2020年培训补贴花名册",
    )  # fmt: skip
    assert office.codes([first, second]) == []


def test_leader_who_is_trainee_and_cadre_and_lifted_household(office: Office) -> None:
    ledger = Sheet(
        "2021年致富带头人台账",
        f"| 姓名 | 身份证号 | 身份类别 |\n| 张三 | {A} | 村两委干部、脱贫户 |\n| 李四 | {B} | 种养大户，其他：护林员 |",
    )
    training = roster(f"| 张三 | {A} | 第1期 |", head="| 班次名称 |", title="2021年学员花名册")
    rows = [f"| 李四 | {B} | 张三 | {A}", *links(B, 2, name="李四")]
    link = link_sheet(*rows, title="2021年带动户明细")
    assert office.codes([ledger, training, link], notice=SHANXI, as_of=date(2021, 7, 1)) == []


def test_namesakes(office: Office) -> None:
    sheet = roster(*(f"| 王伟 | {n} | 第1期 |" for n in (A, B, C)), head="| 班次名称 |")
    assert office.codes(sheet) == []


def _quarter(title: str, name: str = "Sheet1") -> Sheet:
    rows = [f"| {n} |" for n in (3, 4, 5)]
    return leaders(*rows, head="| 带动贫困户数 |", title=title, name=name)


@pytest.mark.parametrize(
    ("titles", "sheets"),
    [
        (("2020年第一季度致富带头人台账", "2020年第二季度致富带头人台账"), ("a", "b")),
        (("2020年一季度致富带头人台账", "2020年二季度致富带头人台账"), ("a", "b")),
        (("2020年致富带头人台账", "2020年致富带头人台账"), ("第一季度", "第二季度")),
        (("2020年致富带头人台账", "2020年致富带头人台账"), ("一季度", "二季度")),
        (("2019年致富带头人台账", "2020年致富带头人台账"), ("a", "b")),
        (("致富带头人台账", "致富带头人台账"), ("2020Q1", "2020Q2")),
        (("2020年5月致富带头人台账", "2020年6月致富带头人台账"), ("a", "b")),
    ],
)
def test_editions_of_one_ledger_checked_together(
    office: Office, titles: tuple[str, str], sheets: tuple[str, str]
) -> None:
    one, other = (_quarter(t, s) for t, s in zip(titles, sheets, strict=True))
    assert office.codes([one, other], notice=TONGNAN) == []
    one, other = (_quarter(t, s) for t, s in zip(titles, sheets, strict=True))
    assert office.codes(one, other, notice=TONGNAN) == []


def test_editions_told_apart_by_their_files(office: Office) -> None:
    sheets = _quarter("致富带头人台账"), _quarter("致富带头人台账")
    names = "2019年台账.xlsx", "2020年台账.xlsx"
    assert office.codes(*sheets, names=names, notice=TONGNAN) == []


def test_two_copies_of_a_ledger_are_one_question(office: Office) -> None:
    one, other = _quarter("2020年致富带头人台账"), _quarter("2020年致富带头人台账")
    other.rows[3][2] = 6
    finding = office.only(one, other, names=("台账.xlsx", "台账(1).xlsx"), notice=TONGNAN)
    assert (finding.code, finding.severity, finding.nature) == (
        "P102", Severity.WARNING, Nature.DOUBT,
    )  # fmt: skip
    assert "3人" in finding.message


def test_person_in_two_townships(office: Office) -> None:
    one = leaders("| 3 |", "| 3 |", "| 3 |", head="| 带动贫困户数 |", unit="桂林街道")
    other = Sheet(
        "2020年致富带头人台账",
        f"| 姓名 | 身份证号 | 带动贫困户数 |\n| 带头人丙 | {C} | 3 |\n| 马一 | {number('1970-01-01', 1)} | 3 |\n"
        f"| 马二 | {number('1970-01-01', 3)} | 3 |",
        unit="双江镇",
    )
    finding = office.only(one, other, notice=TONGNAN)
    assert (finding.code, finding.severity) == ("P102", Severity.ERROR)


# Dates.


def test_class_over_the_end_of_the_year(office: Office) -> None:
    table = "| 班次名称 | 开班日期 | 结业日期 |\n| 第1期 | 2019-12-28 | 2020-01-05 |"
    assert office.codes(classes(table, "2020年培训班台账")) == []
    assert office.codes(classes(table, "2019年培训班台账")) == []


def test_last_years_ledger_under_this_years_title_is_one_finding(office: Office) -> None:
    rows = "\n".join(f"| 第{n}期 | 2019-0{n}-01 | 2019-0{n}-08 |" for n in range(1, 6))
    sheet = classes(f"| 班次名称 | 开班日期 | 结业日期 |\n{rows}")
    finding = office.only(sheet)
    assert (finding.code, finding.nature) == ("D504", Nature.DOUBT)
    assert len(finding.related) == 4


def test_year_of_the_file_name_is_a_hint(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 开班日期 | 结业日期 |\n| 第1期 | 2019-06-01 | 2019-06-08 |", "培训班台账"
    )
    finding = office.only(sheet, names=["2020年台账.xlsx"])
    assert (finding.code, finding.severity) == ("D504", Severity.INFO)


def test_months_and_years_where_days_are_not_known(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 开班日期 | 结业日期 |\n| 第1期 | 2020年7月 | 2020年7月 |\n| 第2期 | 2020.5 | 2020 |"
    )
    assert office.codes(sheet, as_of=date(2020, 12, 1)) == []


def test_steps_not_yet_reached_are_blank(office: Office) -> None:
    sheet = Sheet(
        "2021年致富带头人台账",
        "| 姓名 | 身份证号 | 申报日期 | 村推荐日期 | 乡镇审核日期 | 县级备案日期 |\n"
        f"| 张三 | {A} | 2021-03-01 | 2021-03-05 | | |\n| 李四 | {B} | 2021-03-01 | 2021-03-01 | 2021-03-01 | |",
    )
    assert office.codes(sheet, notice=SHANXI, as_of=date(2021, 7, 1)) == []


def test_skipped_step_is_a_hint_until_it_is_filed(office: Office) -> None:
    def one(filed: str) -> Finding:
        sheet = Sheet(
            "2021年致富带头人台账",
            "| 姓名 | 身份证号 | 申报日期 | 村推荐日期 | 乡镇审核日期 | 县级备案日期 |\n"
            f"| 张三 | {A} | 2021-03-01 | | 2021-03-09 | {filed} |",
        )
        return office.only(sheet, notice=SHANXI, as_of=date(2021, 7, 1))

    assert one("").severity is Severity.INFO
    assert one("2021-04-01").severity is Severity.WARNING


def test_declared_none_is_not_missing(office: Office) -> None:
    sheet = leaders("| / | 无 | — |", head="| 联系电话 | 带动贫困户数 | 备注 |")
    assert office.codes(sheet, notice=TONGNAN) == []


# Numbers of persons and telephones.


@pytest.mark.parametrize(
    "text",
    [
        number(region="810000"), number(region="820000"), number(region="830000"), A + "43", A + "43B1",
        "E12345678", "H12345678", number("1990-01-01", 200),
    ],
)  # fmt: skip
def test_papers_other_than_the_usual(office: Office, text: str) -> None:
    sheet = Sheet("2020年致富带头人台账", f"| 姓名 | 身份证号 |\n| 张三 | {text} |\n| 李四 | {B} |")
    assert office.codes(sheet) == []


def test_number_that_truly_ends_in_three_noughts(office: Office) -> None:
    days = (f"1980-{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 29))
    text = next(n for day in days if (n := number(day, 100)).endswith("000"))
    sheet = Sheet("2020年致富带头人台账", f"| 姓名 | 身份证号 |\n| 张三 | {text} |\n| 李四 | {B} |")
    assert office.codes(sheet) == []


def test_old_number_of_fifteen_digits(office: Office) -> None:
    old = A[:6] + A[8:17]
    sheet = Sheet(
        "2021年致富带头人台账",
        f"| 姓名 | 性别 | 年龄 | 身份证号 | 申报日期 |\n| 张三 | 女 | 99 | {old} | 2021-03-01 |\n| 李四 | 男 | | {B} | |",
    )
    finding = office.only(sheet, notice=SHANXI, as_of=date(2021, 7, 1))
    assert (finding.code, finding.nature) == ("C206", Nature.DOUBT)
    assert finding.fix is not None
    assert finding.fix.value == A


def test_sex_against_number_offers_both_ways(office: Office) -> None:
    sheet = Sheet("2020年致富带头人台账", f"| 姓名 | 性别 | 身份证号 |\n| 张三 | 女 | {A} |")
    finding = office.only(sheet)
    assert finding.fix is None
    assert "改性别" in finding.remedy
    assert "改号码" in finding.remedy


@pytest.mark.parametrize(("people", "found"), [(5, []), (6, ["P106"])])
def test_telephone_of_a_family(office: Office, people: int, found: list[str]) -> None:
    rows = [f"| 家人{n} | {number(sequence=n)} | 13812345678 |" for n in range(1, people + 1)]
    sheet = roster(*rows, head="| 联系电话 |")
    assert office.codes(sheet) == found


@pytest.mark.parametrize(
    "phone",
    ["023-44551234", "44551234", "13812345678/13912345678", "13812345678（儿子）", "/", "无"],
)
def test_telephones_of_other_kinds(office: Office, phone: str) -> None:
    assert office.codes(leaders(f"| {phone} |", head="| 联系电话 |")) == []


@pytest.mark.parametrize(
    "name", ["阿卜杜拉·麦麦提", "买买提．艾力", "欧阳明", "张 三", "李㼆", "古丽•阿依木•吐尔逊"]
)
def test_names_of_all_kinds(office: Office, name: str) -> None:
    sheet = Sheet("2020年致富带头人台账", f"| 姓名 | 身份证号 |\n| {name} | {A} |\n| 李四 | {B} |")
    assert office.codes(sheet) == []


def test_character_that_is_not_shown_is_a_hint(office: Office) -> None:
    sheet = Sheet("2020年致富带头人台账", f"| 姓名 | 身份证号 |\n| 李□ | {A} |\n| 李四 | {B} |")
    finding = office.only(sheet)
    assert (finding.code, finding.nature) == ("P108", Nature.HINT)


# Figures.


def test_everyone_leads_three_and_everyone_came(office: Office) -> None:
    ledger = leaders(*["| 3 | 1000 |"] * 8, head="| 带动贫困户数 | 户均增收 |")
    held = classes(
        "| 班次名称 | 培训人数 | 结业人数 | 结业率 |\n"
        + "\n".join(f"| 第{n}期 | 50 | 50 | 100% |" for n in range(1, 6))
    )
    assert office.codes([ledger, held], notice=TONGNAN) == []


def test_money_may_be_negative_and_days_half(office: Office) -> None:
    ledger = leaders("| -500 | 2.5 | 7.5 |", head="| 户均增收 | 从业年限 | 培训天数 |")
    assert office.codes(ledger) == []


def test_counts_may_not(office: Office) -> None:
    assert office.codes(leaders("| -3 |", head="| 带动贫困户数 |")) == ["N402"]
    assert office.codes(leaders("| 12.5 |", head="| 带动人数 |")) == ["N402"]


def test_rates_of_thirds_and_rates_that_were_cut(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 培训人数 | 结业人数 | 结业率 |\n| 第1期 | 30 | 10 | 33.3% |\n| 第2期 | 30 | 20 | 66.6% |\n"
        "| 第3期 | 30 | 20 | 66.67% |\n| 第4期 | 30 | 20 | 67% |"
    )
    assert office.codes(sheet) == []


def test_rates_kept_as_fractions(office: Office) -> None:
    sheet = classes(
        "| 班次名称 | 培训人数 | 结业人数 | 结业率 |\n| 第1期 | 6 | 5 | 0.8333 |\n| 第2期 | 6 | 5 | 0.83 |\n"
        "| 第3期 | 30 | 29 | 0.97 |\n| 第4期 | 30 | 29 | 29/30 |\n| 第5期 | 30 | 27 | 0.9 |\n"
        "| 第6期 | 30 | 30 | 1 |\n| 第7期 | 30 | 29 | 0.966666666666667 |"
    )
    assert office.codes(sheet) == []


def test_rate_by_a_whole_that_the_table_does_not_show(office: Office) -> None:
    sheet = classes("| 班次名称 | 培训人数 | 合格人数 | 合格率 |\n| 第1期 | 50 | 45 | 95.7% |")
    finding = office.only(sheet, notice=DONGXIANG)
    assert (finding.code, finding.severity, finding.nature) == (
        "T307", Severity.WARNING, Nature.DOUBT,
    )  # fmt: skip


def test_farmers_beside_poor_households(office: Office) -> None:
    ledger = leaders("| 2 | 5 |", head="| 带动农户数 | 带动贫困户数 |")
    finding = office.only(ledger)
    assert (finding.code, finding.severity) == ("N401", Severity.WARNING)


def test_total_of_those_in_stock(office: Office) -> None:
    sheet = Sheet(
        "2020年致富带头人台账",
        f"| 序号 | 姓名 | 身份证号 | 带动贫困户数 | 状态 |\n| 1 | 张三 | {A} | 3 | 在库 |\n| 2 | 李四 | {B} | 4 | 退出 |\n"
        f"| 3 | 王五 | {C} | 5 | 在库 |\n| 合计 | | | 8 | |",
    )
    assert office.codes(sheet) == []
    sheet.rows[-1][3] = 12
    assert office.codes(sheet) == []
    sheet.rows[-1][3] = 9
    assert office.codes(sheet) == ["A101"]


def plan(title: str, *rows: str, unit: str = "") -> Sheet:
    return Sheet(title, "\n".join(rows), unit=unit)


def test_plan_of_a_city_is_not_the_plan_of_the_province(office: Office) -> None:
    sheet = plan(
        "2021年忻州市各县致富带头人培训任务计划表", "| 县区 | 培训任务（人） |", "| 忻府区 | 170 |",
        "| 定襄县 | 130 |", "| 原平市 | 500 |", "| 合计 | 800 |",
    )  # fmt: skip
    assert office.codes(sheet, notice=SHANXI, as_of=date(2021, 7, 1)) == []


def test_plan_of_a_township_is_not_the_plan_of_the_county(office: Office) -> None:
    sheet = plan(
        "桂林街道2020年扶志扶智任务分解表", "| 单位 | 技能培训（人） | 扶贫车间（个） |", "| 红花村 | 3 | 1 |",
        "| 青龙村 | 4 | 0 |", "| 合计 | 7 | 1 |",
    )  # fmt: skip
    assert office.codes(sheet, notice=TONGNAN) == []


def test_plan_of_a_department_is_not_the_plan_of_the_county(office: Office) -> None:
    sheet = plan(
        "2020年劳动力培训任务分解表", "| 乡镇 | 培训任务（人） |", "| 达板镇 | 300 |", "| 锁南镇 | 200 |",
        "| 合计 | 500 |", unit="县农业农村局",
    )  # fmt: skip
    assert office.codes(sheet, notice=DONGXIANG) == []


def test_plan_of_the_county_itself(office: Office) -> None:
    def found(total: int, title: str = "东乡县2020年劳动力培训任务分解表") -> list[Finding]:
        sheet = plan(
            title, "| 单位 | 培训任务（人） |", f"| 县人社局 | {total - 9000} |", "| 县职校 | 4000 |",
            "| 达板镇 | 5000 |", f"| 合计 | {total} |", unit="县人力资源和社会保障局",
        )  # fmt: skip
        return list(office.outcome(sheet, notice=DONGXIANG).findings)

    assert found(18039) == []
    [less] = found(18000)
    assert (less.code, less.severity) == ("Q601", Severity.ERROR)
    assert less.message == "填18000人，通知下达18039人，少39人"
    [more] = found(19000)
    assert (more.code, more.severity, more.nature) == ("Q601", Severity.INFO, Nature.HINT)


THREE_YEARS = "东乡县2020—2022年劳动力培训任务分解表"
OF_EACH_YEAR = "| 单位 | 2020年任务 | 2021年任务 | 2022年任务 | 三年合计 |"


def three_years(office: Office, row: str) -> list[Finding]:
    sheet = plan(THREE_YEARS, OF_EACH_YEAR, row, unit="县人力资源和社会保障局")
    return list(office.outcome(sheet, notice=DONGXIANG).findings)


def test_a_year_that_is_short_is_said_once_and_not_of_the_plan_too(office: Office) -> None:
    [finding] = three_years(office, "| 合计 | 18039 | 18038 | 18000 | 54077 |")
    assert finding.message == "填18000人，通知下达18038人，少38人"
    assert finding.clause is not None
    assert finding.clause.phrase == "完成劳动力培训18038人"


def test_a_plan_that_is_short_of_more_than_its_years_is_said(office: Office) -> None:
    found = {
        finding.message: finding
        for finding in three_years(office, "| 合计 | 18039 | 18038 | 18000 | 54000 |")
        if finding.code == "Q601"
    }
    whole = found["填54000人，通知下达54115人，少115人"]
    # The notice says 力争 of the three years together.
    assert (whole.severity, whole.nature) == (Severity.WARNING, Nature.DOUBT)


def test_a_part_that_is_short_is_said_once_and_not_of_its_sum_too(office: Office) -> None:
    sheet = plan(
        "潼南区2020年扶志扶智任务分解表",
        "| 单位 | 致富带头人/存量/贫困村 | 致富带头人/存量/非贫困村和社区 | 致富带头人/存量/小计 |",
        "| 桂林街道 | 95 | 130 | 225 |", "| 柏梓镇 | 95 | 130 | 225 |", "| 合计 | 190 | 260 | 450 |",
        unit="区乡村振兴局",
    )  # fmt: skip
    found = [each.message for each in office.outcome(sheet, notice=TONGNAN).findings]
    assert found == ["填190人，通知下达200人，少10人"]


def test_reassuring_line_of_a_clean_file(office: Office) -> None:
    from ruralskills.reports.console import lines
    from ruralskills.reports.screen_lines import plain

    outcome = office.outcome(leaders("| 3 |", head="| 带动贫困户数 |"), notice=TONGNAN, as_of=TODAY)
    last = [plain(line) for line in lines(outcome)][-1]
    assert "未发现问题" in last
    assert "未运行" not in last
