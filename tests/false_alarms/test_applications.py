"""Sound sheets under the Shanxi and the national notice: each stays silent, or gives its one hint."""

from __future__ import annotations

from datetime import date

import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import Office, number
from ruralskills.model.findings import Nature
from ruralskills.workspace.settings import Settings

SHANXI = ("shanxi-2021",)
NATIONAL = ("national-2021",)
LATER = date(2022, 3, 1)
A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))


def applications(head: str, *rows: str, title: str = "2021年致富带头人培训对象申报名册") -> Sheet:
    """A roster of applicants, each row after name and number."""
    lines = [f"| 姓名 | 身份证号 | {head} |"]
    lines += [
        f"| 申报人{'甲乙丙丁'[n]} | {number(sequence=2 * n + 1)} | {row} |"
        for n, row in enumerate(rows)
    ]
    return Sheet(title, "\n".join(lines))


def codes(office: Office, *sheets: Sheet, notice: tuple[str, ...] = SHANXI) -> list[str]:
    return office.codes(*sheets, notice=notice, as_of=LATER)


# Applications.


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("身份类别 | 籍贯", "其他：小微企业主 | 山西"),
        ("身份类别 | 籍贯", "其他（电商经营者） | 山西"),
        ("身份类别 | 籍贯", "种养大户、脱贫户 | 山西"),
        ("身份类别 | 备注", "其他 | 小微企业主"),
        ("身份类别 | 其他身份说明", "其他 | 农业企业负责人"),
        ("承诺带动脱贫户规模 | 籍贯", "3-5户 | 山西"),
        ("承诺带动脱贫户规模 | 籍贯", "五户 | 山西"),
        ("承诺带动脱贫户规模 | 籍贯", "2户以上 | 山西"),
        ("承诺带动脱贫户规模 | 籍贯", "10 | 山西"),
        ("承诺带动脱贫户规模 | 籍贯", "/ | 山西"),
        ("是否有贷款意向 | 贷款意向金额", "是 | 10"),
        ("是否有贷款意向 | 贷款意向金额", "是 | 10万元"),
        ("是否有贷款意向 | 贷款意向金额（元）", "是 | 100000"),
        ("是否有贷款意向 | 贷款意向金额", "否 | /"),
        ("是否有贷款意向 | 贷款意向金额", "否 | 0"),
        ("是否有贷款意向 | 贷款意向金额", "| "),
        ("是否有贷款意向 | 籍贯", "是 | 山西"),
        ("有无创业经历 | (拟)创业项目", "无 | 养羊"),
        ("有无创业经历 | 籍贯", "有 | 山西"),
        ("QQ号 | 微信号", "| "),
        ("有无违法违纪 | 政审情况", "无 | 2021年3月2日"),
        ("有无违法违纪 | 征信情况", "否 | 良好"),
        ("推荐主体 | 籍贯", "村“两委” | 山西"),
        ("推荐主体 | 籍贯", "村两委、第一书记 | 山西"),
        ("推荐主体 | 籍贯", "驻村帮扶工作队 | 山西"),
        ("县类别 | 籍贯", "乡村振兴重点帮扶县 | 山西"),
        ("照片 | 申请人承诺签字", "√ | √"),
    ],
)  # fmt: skip
def test_what_an_applicant_may_write(office: Office, head: str, row: str) -> None:
    assert codes(office, applications(head, row)) == []


def test_a_wish_for_a_loan_with_an_open_amount(office: Office) -> None:
    found = office.outcome(
        applications("是否有贷款意向 | 贷款意向金额", "是 | 待定"), notice=SHANXI, as_of=LATER
    ).findings
    assert "M103" not in {finding.code for finding in found}


@pytest.mark.parametrize(
    ("born", "head", "day", "expected"),
    [
        ("2003-03-01", "申报日期", "2021-03-01", []),
        ("2003-03-02", "申报日期", "2021-03-01", ["P105"]),
        ("1955-03-02", "村推荐日期", "2021-03-01", ["P105"]),
        ("1955-03-01", "村推荐日期", "2021-03-01", ["P105"]),
        ("1940-03-01", "乡镇审核日期", "2021-03-01", []),
        ("2005-03-01", "填报日期", "2021-03-01", ["P105"]),
        ("2003-03-15", "申报日期", "2021年3月", []),
        ("2003-03-15", "申报日期", "2021年", []),
    ],
)  # fmt: skip
def test_age_on_the_day_of_the_application(
    office: Office, born: str, head: str, day: str, expected: list[str]
) -> None:
    sheet = Sheet(
        "2021年致富带头人培训对象申报名册",
        f"| 姓名 | 身份证号 | 籍贯 | {head} |\n| 申报人甲 | {number(born)} | 山西 | {day} |",
    )
    assert codes(office, sheet) == expected


def test_65_years_are_within_and_66_are_not(office: Office) -> None:
    head = "| 姓名 | 身份证号 | 籍贯 | 申报日期 |\n| 申报人甲 |"
    title = "2021年致富带头人培训对象申报名册"
    within = Sheet(title, f"{head} {number('1955-03-02')} | 山西 | 2021-03-01 |")
    beyond = Sheet(title, f"{head} {number('1955-03-01')} | 山西 | 2021-03-01 |")
    assert office.only(within, notice=SHANXI, as_of=LATER).nature is Nature.HINT
    assert office.only(beyond, notice=SHANXI, as_of=LATER).nature is Nature.SHORTFALL


def test_who_was_turned_down_for_his_age(office: Office) -> None:
    sheet = Sheet(
        "2021年致富带头人培训对象申报名册",
        "| 姓名 | 身份证号 | 籍贯 | 申报日期 | 办理状态 |\n"
        f"| 申报人甲 | {number('1948-03-02')} | 山西 | 2021-03-01 | 未通过 |",
    )
    assert codes(office, sheet) == []


@pytest.mark.parametrize(
    "row",
    [
        "2021-03-01 | 2021-03-01 | 2021-03-01 | 2021-03-01",
        "2021-03-01 | 2021-03-05 | |",
        "2021-03-01 | | |",
        "2021年3月 | 2021年3月 | 2021年3月 | 2021年4月",
    ],
)
def test_steps_on_the_way_or_on_one_day(office: Office, row: str) -> None:
    head = "申报日期 | 村推荐日期 | 乡镇审核日期 | 县级备案日期"
    assert codes(office, applications(head, row)) == []


def _rosters(township_rows: str) -> tuple[Sheet, Sheet]:
    head = "| 镇街 | 姓名 | 身份证号 | (拟)创业项目 | 办理状态 |\n"
    county = (
        f"| 柳河镇 | 申报人甲 | {A} | 养羊 | 已备案 |\n| 柳河镇 | 申报人乙 | {B} | 养猪 | 已备案 |\n"
        f"| 松林镇 | 申报人丙 | {C} | 养蜂 | 已备案 |"
    )
    return (
        Sheet("云岭县2021年培训对象申报名册", head + county),
        Sheet("柳河镇2021年培训对象申报名册", head + township_rows),
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f"| 柳河镇 | 申报人甲 | {A} | 养羊 | 已审核 |\n| 柳河镇 | 申报人乙 | {B} | 养猪 | |", []),
        (f"| 柳河镇 | 申报人甲 | {A} | 养羊 | 已审核 |\n| 柳河镇 | 申报人丁 | {D} | 养猪 | 已审核 |", ["M106"]),
        (f"| 柳河镇 | 申报人甲 | {A} | 养羊 | 已审核 |\n| 柳河镇 | 申报人乙 | / | 养猪 | 已审核 |", []),
    ],
)  # fmt: skip
def test_a_county_list_beside_that_of_one_township(
    office: Office, rows: str, expected: list[str]
) -> None:
    assert codes(office, *_rosters(rows)) == expected


# Leaders, bases, classes.


@pytest.mark.parametrize(
    ("head", "row", "title"),
    [
        ("联系电话 | 带动户数", "13812345678 | 5", "柳河镇2021年致富带头人台账"),
        ("带动户数 | 带动方式 | 状态", "0 | | 退出", "2021年致富带头人台账"),
        ("带动户数 | 带动方式", "| ", "2021年致富带头人台账"),
        ("带动户数 | 带动方式 | 状态", "5 | | 退出", "2021年致富带头人台账"),
        ("带动户数 | 带动方式 | 带农协议", "5 | 务工联结 | 已签订", "2021年致富带头人台账"),
        ("联系电话 | 更新日期", "13812345678 | 2022-01-06", "2021年致富带头人台账"),
        ("联系电话 | 更新日期", "13812345678 | 2021年", "2021年致富带头人台账"),
        ("联系电话 | 更新日期", "13812345678 | 2020-06-01", "致富带头人台账"),
        ("培训时间 | 主体名称 | 创办项目 | 享受政策 | 带动户数", "2021年 | 合作社 | 养羊 | 贷款 | 5",
         "2021年致富带头人信息档案库"),
    ],
)  # fmt: skip
def test_leaders(office: Office, head: str, row: str, title: str) -> None:
    sheet = Sheet(title, f"| 姓名 | 身份证号 | {head} |\n| 带头人甲 | {A} | {row} |")
    assert codes(office, sheet) == []


def _bases(rows: str, title: str = "2021年培训基地名录") -> Sheet:
    return Sheet(title, f"| 基地名称 | 级别 | 年度 | 考核结果 | 备注 |\n{rows}")


def _classes(agency: str, title: str = "2021年致富带头人培训班台账") -> Sheet:
    return Sheet(title, f"| 班次名称 | 培训机构 | 培训地点 |\n| 第1期 | {agency} | 县城 |")


@pytest.mark.parametrize(
    ("agency", "title"),
    [
        ("云岭职业中学", "2021年致富带头人培训班台账"),
        ("云岭县职业中学", "2021年致富带头人培训班台账"),
        ("云岭职业中学（城关校区）", "2021年致富带头人培训班台账"),
        ("城关电商公司", "2021年实用技能培训班台账"),
        ("城关电商公司", "2020年致富带头人培训班台账"),
    ],
)
def test_bases_that_are_listed_or_need_not_be(office: Office, agency: str, title: str) -> None:
    bases = _bases("| 云岭职业中学 | 省级 | 2021 | 合格 | |")
    assert codes(office, bases, _classes(agency, title)) == []


def test_a_list_of_some_bases_is_no_list_of_all(office: Office) -> None:
    bases = _bases("| 云岭职业中学 | 省级 | 2021 | 合格 | |", "2021年省级示范培训基地名录")
    assert codes(office, bases, _classes("松林农业学校")) == []


@pytest.mark.parametrize(
    "rows",
    [
        "| 云岭职业中学 | 省级示范培训基地 | 2020 | 不合格 | |\n| 云岭职业中学 | 省级示范培训基地 | 2021 | | 已取消资格 |",
        "| 云岭职业中学 | 省级示范培训基地 | 2020 | 不合格 | |\n| 云岭职业中学 | 市级 | 2021 | 合格 | |",
        "| 云岭职业中学 | 省级示范培训基地 | 2021 | 不合格 | |",
        "| 云岭职业中学 | 市级 | 2020 | 不合格 | |\n| 松林农业学校 | 省级示范培训基地 | 2021 | 合格 | |",
    ],
)  # fmt: skip
def test_bases_that_were_judged_and_left(office: Office, rows: str) -> None:
    assert codes(office, _bases(rows, "培训基地名录")) == []


@pytest.mark.parametrize(
    "row",
    [
        "带头人培训补贴 | 云岭职业中学 | 60000 | 中央财政衔接推进乡村振兴补助资金 |",
        "带头人培训补贴 | 云岭职业中学 | 60000 | 衔接资金、就业补助资金 |",
        "带头人培训补贴 | 云岭职业中学 | 60000 | 就业补助资金 | 经县政府常务会议同意",
        "保洁员培训补贴 | 云岭职业中学 | 60000 | 就业补助资金 |",
        "培训补贴 | 云岭职业中学 | 60000 | 就业补助资金 |",
    ],
)
def test_money_of_other_sources(office: Office, row: str) -> None:
    sheet = Sheet(
        "2021年培训资金支出台账",
        f"| 支出项目 | 收款单位 | 支出金额 | 资金来源 | 备注 |\n| {row} |",
    )
    assert codes(office, sheet) == []


def _roster(*rows: str, title: str = "2021年致富带头人培训学员花名册") -> Sheet:
    head = "| 班次类别 | 班次名称 | 姓名 | 身份证号 | 开班日期 | 结业日期 |"
    return Sheet(title, "\n".join((head, *(f"| {row} |" for row in rows))))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (f"致富带头人培训班 | 再提升培训第1期 | 学员甲 | {A} | 2021-09-06 | 2021-09-12", []),
        (f"致富带头人提升班 | 第2期 | 学员甲 | {A} | 2021-09-06 | 2021-09-12", []),
        (f"农村实用技能培训班 | 第2期 | 学员甲 | {A} | 2021-09-06 | 2021-09-12", []),
        (f"致富带头人培训班 | 第2期 | 学员甲 | {A} | | ", []),
        (f"致富带头人培训班 | 第2期 | 学员乙 | {B} | 2021-09-06 | 2021-09-12", []),
        (f"致富带头人培训班 | 第2期 | 学员甲 | {A} | 2021-05-12 | 2021-05-18", ["P109"]),
        (f"致富带头人培训班 | 第1期 | 学员甲 | {A} | 2021-05-10 | 2021-05-16", ["P103"]),
    ],
)
def test_people_in_two_classes(office: Office, second: str, expected: list[str]) -> None:
    first = f"致富带头人培训班 | 第1期 | 学员甲 | {A} | 2021-05-10 | 2021-05-16"
    assert codes(office, _roster(first, second)) == expected


def test_trainees_without_a_form_where_nobody_keeps_a_roster_of_forms(office: Office) -> None:
    row = f"致富带头人培训班 | 第1期 | 申报人甲 | {A} | 2021-05-10 | 2021-05-16"
    assert codes(office, _roster(row)) == []


def test_trainees_of_other_classes_need_no_form(office: Office) -> None:
    row = f"农村实用技能培训班 | 第1期 | 学员乙 | {B} | 2021-05-10 | 2021-05-16"
    sheet = _roster(row, title="2021年农村实用技能培训学员花名册")
    assert codes(office, sheet, applications("籍贯", "山西")) == []


def test_needs_of_another_kind_or_met(office: Office) -> None:
    need = Sheet(
        "2021年有培训需求人员名单",
        "| 姓名 | 身份证号 | 联系电话 | 需求类别 |\n"
        f"| 申报人甲 | {A} | 13812345678 | 返乡创业 |\n| 需求人丁 | {D} | 13912345678 | 电工培训 |",
    )
    assert codes(office, need, applications("籍贯", "山西")) == []


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("忻州市2021年致富带头人培训任务指导计划表", "| 忻府区 | 170 |\n| 定襄县 | 630 |\n| 合计 | 800 |"),
        ("忻州市2021年致富带头人培训任务指导计划表", "| 忻府区 | 170 |\n| 定襄县 | 700 |\n| 合计 | 870 |"),
        ("忻州市忻府区2021年致富带头人培训任务指导计划表", "| 柳河镇 | 90 |\n| 松林镇 | 80 |\n| 全区合计 | 170 |"),
        ("忻州市2021年实用技能培训任务计划表", "| 忻府区 | 170 |\n| 定襄县 | 30 |"),
    ],
)  # fmt: skip
def test_plans_of_cities_and_counties(office: Office, title: str, rows: str) -> None:
    sheet = Sheet(title, f"| 县（市、区） | 指导计划（人） |\n{rows}")
    assert "M303" not in codes(office, sheet)


# The national programme.


@pytest.mark.parametrize(
    ("kind", "fee"),
    [
        ("脱贫户", "0"),
        ("脱贫户", ""),
        ("脱贫户", "/"),
        ("脱贫户", "无"),
        ("一般户", "200"),
        ("", "200"),
    ],
)
def test_fees(office: Office, kind: str, fee: str) -> None:
    sheet = Sheet(
        "2022年培训学员花名册",
        f"| 姓名 | 身份证号 | 户类型 | 个人缴费 |\n| 学员甲 | {A} | {kind} | {fee} |",
    )
    assert codes(office, sheet, notice=NATIONAL) == []


@pytest.mark.parametrize("header", ["培训费", "押金", "食宿费", "补贴标准"])
def test_money_that_is_no_fee(office: Office, header: str) -> None:
    sheet = Sheet(
        "2022年培训学员花名册",
        f"| 姓名 | 身份证号 | 户类型 | {header} |\n| 学员甲 | {A} | 脱贫户 | 300 |",
    )
    assert codes(office, sheet, notice=NATIONAL) == []


@pytest.mark.parametrize(
    ("months", "subsidy", "remark", "expected"),
    [
        ("12", "5000", "", []), ("12", "6000", "", []), ("24", "10000", "", []), ("6", "2500", "", []),
        ("", "2500", "", []), ("12", "2500", "预拨50%", []), ("12", "2500", "第一批", []),
        ("12", "", "", []), ("12", "0", "未拨付", []), ("12", "2000", "4月离职", []),
        ("12", "4999", "", ["M311"]), ("6", "2400", "", ["M311"]),
    ],
)  # fmt: skip
def test_apprentices(
    office: Office, months: str, subsidy: str, remark: str, expected: list[str]
) -> None:
    sheet = Sheet(
        "2022年企业新型学徒制学徒花名册",
        "| 企业名称 | 姓名 | 身份证号 | 培训月数 | 补贴金额（元） | 备注 |\n"
        f"| 云岭纺织公司 | 学徒甲 | {A} | {months} | {subsidy} | {remark} |",
    )
    assert codes(office, sheet, notice=NATIONAL) == expected


@pytest.mark.parametrize(
    "row",
    [
        f"专项职业能力第2期 | {A} | 刺绣 | 2022-09-10 | 800",
        f"专项职业能力第2期 | {A} | 拉面制作 | 2023-03-10 | 800",
        f"专项职业能力第2期 | {A} | 拉面制作 | 2022-09-10 | 0",
        f"专项职业能力第2期 | {B} | 拉面制作 | 2022-09-10 | 800",
    ],
)
def test_narrow_skills_once_each(office: Office, row: str) -> None:
    sheet = Sheet(
        "专项职业能力培训补贴花名册",
        "| 班次名称 | 身份证号 | 培训工种 | 结业日期 | 补贴金额 | 姓名 |\n"
        f"| 专项职业能力第1期 | {A} | 拉面制作 | 2022-03-10 | 800 | 学员甲 |\n| {row} | 学员甲 |",
    )
    assert "M312" not in codes(office, sheet, notice=NATIONAL)


@pytest.mark.parametrize(
    ("title", "head", "row"),
    [
        ("2022年职业技能提升工程情况统计表", "专项职业能力项目（个）", "松林县 | 1"),
        ("2022年职业技能提升工程情况统计表", "专项职业能力项目（个）", "松林县 | "),
        ("2022年职业技能提升工程情况统计表", "本季新增专项职业能力项目（个）", "松林县 | 0"),
        ("2022年职业技能提升工程任务计划表", "专项职业能力项目（个）", "松林县 | 0"),
        ("2022年职业技能提升工程情况统计表", "专项职业能力项目（个）", "柳河镇 | 0"),
        ("2022年职业技能提升工程情况统计表", "职业技能培训（人次）", "松林县 | 0"),
        ("2022年全县职业技能培训任务分解表", "职业技能培训（人次）", "合计 | 300"),
        ("云岭县“十四五”职业技能培训任务表", "职业技能培训（人次）", "合计 | 300"),
        ("国家乡村振兴重点帮扶地区职业技能提升工程2022年任务表", "职业技能培训（人次）", "合计 | 600000"),
    ],
)  # fmt: skip
def test_figures_of_counties(office: Office, title: str, head: str, row: str) -> None:
    unit, value = row.split(" | ")
    sheet = Sheet(
        title,
        f"| 单位 | {head} | 技能大师工作室（个） |\n| {unit} | {value} | 1 |\n| 云山县 | 2 | 1 |",
    )
    assert not {"M314", "M316", "Q601", "Q602"} & set(codes(office, sheet, notice=NATIONAL))


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("返乡农民工", "创业培训"), ("返乡农民工", "就业技能培训"), ("转岗农民工", "岗位技能提升培训"),
        ("失业农民工", "就业技能培训"), ("企业职工", "企业新型学徒制"), ("", "创业培训"), ("高校毕业生", ""),
    ],
)  # fmt: skip
def test_kinds_of_training(office: Office, kind: str, form: str) -> None:
    sheet = Sheet(
        "2022年培训学员花名册",
        f"| 姓名 | 身份证号 | 对象类别 | 培训形式 |\n| 学员甲 | {A} | {kind} | {form} |",
    )
    assert codes(office, sheet, notice=NATIONAL) == []


def test_both_notices_may_bind_at_once(office: Office) -> None:
    row = f"致富带头人培训班 | 第1期 | 申报人甲 | {A} | 2021-05-10 | 2021-05-16"
    both = (*SHANXI, *NATIONAL)
    assert codes(office, _roster(row), applications("籍贯", "山西"), notice=both) == []


# Beside the last period's.


def _certified(title: str, certified: int, others: int, header: str = "证书类别") -> Sheet:
    kinds = ["专项职业能力证书"] * certified + [""] * others
    rows = [
        f"| 学员{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[n]} | {number(sequence=2 * n + 1)} | {kind} |"
        for n, kind in enumerate(kinds)
    ]
    return Sheet(title, "\n".join((f"| 姓名 | 身份证号 | {header} |", *rows)))


def beside(office: Office, now: Sheet, before: Sheet, notice: tuple[str, ...]) -> list[str]:
    """What is found in a sheet that is checked with the last period's beside it."""
    ledger = write(office.folder / "本期.xlsx", now)
    previous = write(office.folder / "上期.xlsx", before)
    outcome = rs.validate(
        ledger, notices=notice, previous=previous, as_of=LATER, settings=Settings()
    )
    assert not outcome.rules_broken
    return [finding.code for finding in outcome.findings]


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ((8, 4), (8, 4), []), ((9, 3), (8, 4), []), ((4, 4), (8, 4), []), ((8, 4), (3, 1), []),
        ((6, 6), (8, 4), ["M108"]),
    ],
)  # fmt: skip
def test_shares_of_certified_leaders(
    office: Office, now: tuple[int, int], before: tuple[int, int], expected: list[str]
) -> None:
    sheets = (
        _certified("2021年致富带头人学员花名册", *now),
        _certified("2020年致富带头人学员花名册", *before),
    )
    assert beside(office, *sheets, SHANXI) == expected


def test_shares_of_other_classes_and_without_the_column(office: Office) -> None:
    before = _certified("2020年致富带头人学员花名册", 8, 4)
    for now in (
        _certified("2021年农村实用技能学员花名册", 2, 10),
        _certified("2021年致富带头人学员花名册", 2, 10, "就业单位"),
    ):
        assert beside(office, now, before, SHANXI) == []


def _aided(year: int, *rows: str) -> Sheet:
    head = "| 学生姓名 | 身份证号 | 学段 | 资助项目 | 补助标准 |"
    return Sheet(f"{year}年雨露计划台账", "\n".join((head, *(f"| {row} |" for row in rows))))


@pytest.mark.parametrize(
    "row",
    [
        f"学生甲 | {A} | 中职 | 雨露计划 | 1500",
        f"学生甲 | {A} | 中职 | 雨露计划 | 3000",
        f"学生甲 | {A} | 高职 | 雨露计划 | 2000",
        f"学生甲 | {A} | 中职 | 县级助学金 | 800",
        f"学生甲 | {A} | 中职 | 雨露计划 | ",
    ],
)
def test_standards_of_pupils_by_semester_and_by_year(office: Office, row: str) -> None:
    before = _aided(
        2021, f"学生甲 | {A} | 中职 | 雨露计划 | 1500", f"学生乙 | {B} | 中职 | 雨露计划 | 3000"
    )
    assert "M313" not in beside(office, _aided(2022, row), before, NATIONAL)
