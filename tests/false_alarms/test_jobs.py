"""Ledgers of work, posts, cadres and figures that are sound, though they do not look it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.model.findings import Nature

TONGNAN = ("tongnan-2020",)
A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))


def codes(office: Office, *files: Sheet | Sequence[Sheet], wanted: str = "WQGEXLT") -> list[str]:
    """The codes of these families that are found under the notice, hints included."""
    return [code for code in office.codes(*files, notice=TONGNAN) if code[0] in wanted]


# Workshops.


def workshop(row: str, head: str = "认定时间 | 用工总数 | 其中贫困人口") -> Sheet:
    return Sheet(
        "桂林街道2020年扶贫车间台账",
        f"| 镇街 | 车间名称 | {head} |\n| 桂林街道 | 红花车间 | {row} |",
    )


@pytest.mark.parametrize(
    "row",
    [
        "2020.3 | 10 | 3",
        "2020.3 | 42 | 13",
        "2020.3 | 1 | 1",
        "2020.3 | 3 | 1",
        "2020年3月 | 7 | 7",
    ],
)
def test_a_share_that_is_just_reached(office: Office, row: str) -> None:
    assert codes(office, workshop(row)) == []


@pytest.mark.parametrize(
    "row", [" | 10 | 1", "2020.3 | 十来个 | 1", "2020.3 | 10 | ", "2020.3 | | 2", "2020.3 | / | /"]
)
def test_a_share_that_cannot_be_told(office: Office, row: str) -> None:
    assert codes(office, workshop(row)) == []


def test_a_share_where_nobody_says_which_are_recognised(office: Office) -> None:
    sheet = workshop("10 | 1", "用工总数 | 其中贫困人口")
    finding = office.only(sheet, notice=TONGNAN)
    assert (finding.code, finding.nature) == ("W101", Nature.DOUBT)


@pytest.mark.parametrize("state", ["停产", "停工", "歇业", "已停产"])
def test_a_workshop_at_a_standstill(office: Office, state: str) -> None:
    head = "认定时间 | 用工总数 | 其中贫困人口 | 运行状态"
    assert codes(office, workshop(f"2020.3 | 0 | 0 | {state}", head)) == []
    assert codes(office, workshop(f"2020.3 | 10 | 1 | {state}", head)) == []


def test_a_share_below(office: Office) -> None:
    finding = office.only(workshop("2020.3 | 42 | 12"), notice=TONGNAN)
    assert (finding.code, finding.severity) == ("W101", "error")
    assert "应不少于13人，差1人" in finding.message


# Posts.


def posts(*rows: str, head: str = "岗位名称 | 合同开始 | 合同到期") -> Sheet:
    lines = [f"| 镇街 | 姓名 | 身份证号 | {head} |", *(f"| 桂林街道 | {row} |" for row in rows)]
    return Sheet("桂林街道2020年公益性岗位台账", "\n".join(lines))


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ((f"张三 | {A} | 保洁员 | 2020-01-01 | 2020-05-31", f"张三 | {A} | 护林员 | 2020-06-01 | 2020-12-31"), None),
        ((f"张三 | {A} | 保洁员 | 1月", f"张三 | {A} | 护林员 | 2月"), "岗位名称 | 月份"),
        ((f"张三 | {A} | 保洁员 | 离岗", f"张三 | {A} | 护林员 | 在岗"), "岗位名称 | 状态"),
        ((f"张三 | {A} | 保洁员 | 2020.1-2020.5", f"张三 | {A} | 护林员 | 2020.6-2020.12"), "岗位名称 | 合同期"),
        ((f"张三 | {A} | 保洁员 | 500", f"张三 | {A} | 保洁员 | 500"), "岗位名称 | 补贴标准（元/月）"),
    ],
)  # fmt: skip
def test_posts_one_after_another(office: Office, rows: Sequence[str], head: str | None) -> None:
    sheet = posts(*rows, head=head) if head else posts(*rows)
    assert "W201" not in codes(office, sheet)


# Work.


def deliveries(*rows: str, title: str = "桂林街道2020年送工送岗台账") -> Sheet:
    lines = [
        "| 镇街 | 姓名 | 身份证号 | 户类型 | 用工企业 | 送岗时间 |",
        *(f"| {row} |" for row in rows),
    ]
    return Sheet(title, "\n".join(lines))


def firms(*names: str) -> Sheet:
    lines = ["| 企业名称 | 岗位名称 | 需求人数 |", *(f"| {name} | 普工 | 5 |" for name in names)]
    return Sheet("潼南区2020年企业用工需求信息库", "\n".join(lines))


@pytest.mark.parametrize(
    "written",
    ["红花制衣", "红花制衣有限公司", "潼南区红花制衣有限公司", "红花制衣厂", "红花制衣（总店）"],
)
def test_firms_written_in_another_way(office: Office, written: str) -> None:
    sent = deliveries(f"桂林街道 | 张三 | {A} | 贫困户 | {written} | 2020.4.2")
    assert codes(office, sent, firms("重庆市红花制衣有限公司")) == []


def test_jobs_without_the_lists_of_need(office: Office) -> None:
    assert codes(office, deliveries(f"桂林街道 | 张三 | {A} | 贫困户 | 某厂 | 2020.4.2")) == []


def test_somebody_brought_to_work_twice(office: Office) -> None:
    sent = deliveries(
        f"桂林街道 | 张三 | {A} | 贫困户 | 甲厂 | 2020.4.2",
        f"桂林街道 | 张三 | {A} | 贫困户 | 乙厂 | 2020.9.2",
    )
    assert office.codes(sent, notice=TONGNAN) == []


# Ledgers of several townships.


def of_township(name: str) -> Sheet:
    person = {"桂林街道": A, "双江镇": B, "古溪镇": C, "柏梓镇": D}[name]
    return posts_of(name, f"张三 | {person} | 保洁员")


def posts_of(name: str, *rows: str) -> Sheet:
    lines = ["| 姓名 | 身份证号 | 岗位名称 |", *(f"| {row} |" for row in rows)]
    return Sheet(f"{name}2020年公益性岗位台账", "\n".join(lines), unit=name)


def leaders_of(name: str, unit: str = "") -> Sheet:
    return Sheet(f"{name}2020年致富带头人台账", f"| 姓名 | 身份证号 |\n| 王五 | {D} |", unit=unit)


def test_one_township_is_no_county(office: Office) -> None:
    assert codes(office, leaders_of("古溪镇", "古溪镇")) == []
    assert codes(office, of_township("桂林街道"), leaders_of("古溪镇", "古溪镇")) == []


def test_a_ledger_that_only_others_sent(office: Office) -> None:
    others = of_township("桂林街道"), of_township("双江镇")
    assert codes(office, *others, leaders_of("古溪镇", "古溪镇")) == ["W304"]


def test_a_ledger_that_declares_nothing(office: Office) -> None:
    others = of_township("桂林街道"), of_township("双江镇")
    nothing = posts_of("古溪镇", "零报告 | | ")
    assert "W304" not in codes(office, *others, leaders_of("古溪镇", "古溪镇"), nothing)


def test_a_township_that_declares_nothing_in_the_ledger_of_the_district(office: Office) -> None:
    lines = ["| 镇街 | 姓名 | 身份证号 | 岗位名称 |"]
    lines += [f"| 桂林街道 | 张三 | {A} | 保洁员 |", f"| 双江镇 | 李四 | {B} | 保洁员 |"]
    lines += ["| 古溪镇 | 本季度无新增 | / | / |"]
    district = Sheet("潼南区2020年公益性岗位台账", "\n".join(lines))
    assert codes(office, district, leaders_of("古溪镇", "古溪镇")) == []


def test_a_ledger_of_nobody_knows_whom_may_be_theirs(office: Office) -> None:
    others = of_township("桂林街道"), of_township("双江镇")
    somebody = Sheet(
        "2020年公益性岗位台账", f"| 姓名 | 身份证号 | 岗位名称 |\n| 赵六 | {C} | 保洁员 |"
    )
    assert "W304" not in codes(office, *others, leaders_of("古溪镇", "古溪镇"), somebody)


def test_a_ledger_of_the_district_is_everybodys(office: Office) -> None:
    district = Sheet(
        "潼南区2020年公益性岗位台账",
        "| 镇街 | 姓名 | 身份证号 | 岗位名称 |\n"
        + "\n".join(
            f"| {town} | 张三 | {one} | 保洁员 |"
            for town, one in (("桂林街道", A), ("双江镇", B), ("古溪镇", C))
        ),
    )
    assert codes(office, district, leaders_of("古溪镇", "古溪镇")) == []


# Cadres, courses and bases.


def cadres(*rows: str, title: str = "2020年扶贫干部培训名册") -> Sheet:
    head = "| 姓名 | 身份证号 | 工作单位 | 培训班名称 | 培训主题 | 开班日期 | 结业日期 |"
    return Sheet(title, "\n".join([head, *(f"| {row} |" for row in rows)]))


def test_cadres_who_only_look_trained_twice(office: Office) -> None:
    one = f"张三 | {A} | 桂林街道 | 第1期 | 扶贫政策 | 2020-05-06 | 2020-05-08"
    touching = f"张三 | {A} | 桂林街道 | 第2期 | 财务 | 2020-05-08 | 2020-05-09"
    namesake = "张三 | | 双江镇 | 第3期 | 扶贫政策 | 2020-05-06 | 2020-05-08"
    assert codes(office, cadres(one, touching, namesake)) == []
    assert codes(office, cadres(one), cadres(one, title="桂林街道2020年干部轮训名册")) == []


def test_a_list_of_all_training_bodies_has_no_limit(office: Office) -> None:
    rows = "\n".join(f"| {n} | 第{n}培训学校 | 区级 |" for n in range(1, 6))
    assert (
        codes(office, Sheet("潼南区2020年培训机构名录", f"| 序号 | 机构名称 | 级别 |\n{rows}"))
        == []
    )


def test_courses_held_where_no_list_of_places_is(office: Office) -> None:
    course = Sheet(
        "2020年培训班台账",
        "| 班次名称 | 班次类别 | 培训地点 |\n| 第1期 | 致富带头人培训班 | 某宾馆 |",
    )
    assert codes(office, course) == []


# Statistical tables.


def figures(head: str, *rows: str, title: str = "2020年第二季度就业扶贫情况统计表") -> Sheet:
    return Sheet(title, "\n".join([f"| 镇街 | {head} |", *(f"| {row} |" for row in rows)]))


TWO = deliveries(
    f"桂林街道 | 张三 | {A} | 贫困户 | 甲厂 | 2020.4.2",
    f"桂林街道 | 李四 | {B} | 贫困户 | 甲厂 | 2020.2.2",
    title="2020年送工送岗台账",
)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("送工送岗累计完成（人） | 招聘会", "桂林街道 | 2 | 1"),  # a header of its own
        ("送工送岗（人） | 招聘会", "桂林街道 | 9 | 1"),  # of the quarter or of the year: not said
        ("送工送岗（人次） | 招聘会", "桂林街道 | 9 | 1"),
        ("送工送岗（人） | 招聘会", "双江镇 | 9 | 1"),  # its ledger is not here
        ("年度任务（人） | 完成率（%）", "桂林街道 | 9 | 22"),
    ],
)
def test_figures_that_cannot_be_recounted(office: Office, head: str, row: str) -> None:
    assert (
        codes(office, figures(head, row, row.replace("桂林街道", "古溪镇")), TWO, wanted="Q") == []
    )


def test_tasks_are_not_recounted(office: Office) -> None:
    task = figures(
        "送工送岗（人） | 技能培训（人）", "桂林街道 | 9 | 3", title="2020年扶志扶智任务分解表"
    )
    assert codes(office, task, TWO, wanted="Q") == []


def test_a_row_that_is_not_certain_leaves_the_figure_alone(office: Office) -> None:
    year = figures(
        "送工送岗（人） | 招聘会（场）", "桂林街道 | 9 | 3", title="2020年就业扶贫情况统计表"
    )
    assert codes(office, year, TWO, wanted="Q") == ["Q603"]
    for third in (
        f"桂林街道 | 王五 | {C} | 贫困户 | 甲厂 | ",
        f"桂林街道 | 王五 | {C} | ？ | 甲厂 | 2020.5",
    ):
        unsure = Sheet(TWO.title, "")
        unsure.rows = [*TWO.rows, *deliveries(third).rows[1:]]
        assert codes(office, year, unsure, wanted="Q") == []
