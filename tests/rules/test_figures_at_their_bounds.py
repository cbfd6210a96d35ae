"""Figures at bounds: nought, the second task, parts of half a notice, sums of presumed columns."""

from __future__ import annotations

import pytest

from builders.rule_messages import found_in, told
from builders.workbook_fixture import number
from ruralskills.model.findings import Severity

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
QUARTERS = "镇街|扶贫车间/本季|扶贫车间/累计"
SECOND = "2020年第二季度就业扶贫情况统计表"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{1}|{0}", ["累计填0，小于本季的1"]), ("{0}|{0}", []), ("{2}|{1}", ["累计填1，小于本季的2"]), ("{2}|{-1}", []), ("{2}|{2}", []),
        ("{2}|", []), ("|{0}", []),
    ],
)  # fmt: skip
def test_what_is_done_so_far_is_no_less_than_in_the_quarter(row: str, says: list[str]) -> None:
    rows = (f"桂花街道|{row}", "双河镇|{9}|{4}", "柏梓镇|{4}|{4}")
    assert told("Q607", "", SECOND, QUARTERS, *rows) == [*says, "累计填4，小于本季的9"]


@pytest.mark.parametrize(
    ("value", "name", "says"),
    [
        ("{0}", "培训人数", []), ("{-1}", "培训人数", ["填-1，人数、户数不能是负数"]), ("{-1}", "净增人数", []), ("{-1}", "培训金额", []),
        ("{-1}", "带动户数（户）", ["填-1，人数、户数不能是负数"]), ("{-1}", "同比（人）", []),
    ],
)  # fmt: skip
def test_counts_below_nought(value: str, name: str, says: list[str]) -> None:
    rows = (f"甲镇|{value}", "乙镇|{3}", "丙镇|{4}")
    assert told("N422", "", "2021年培训任务分解表", f"乡镇|{name}", *rows) == says


@pytest.mark.parametrize(
    ("rate", "says"),
    [
        ("0%", []), ("100%", []), ("101%", ["填101%，比率不能大于100%"]), ("-1%", ["填-1%，比率不能是负数"]), ("-0.5%", ["填-0.5%，比率不能是负数"]),
        ("-5%至5%", []), ("", []),
    ],
)  # fmt: skip
def test_rates(rate: str, says: list[str]) -> None:
    rows = (f"第1期|50|48|{rate}", "第2期|50|48|96%")
    assert told("N416", "", "培训班台账", "班次名称|培训人数|结业人数|结业率", *rows) == says


def negative(*values: str, head: str = "带动农户补贴（元）") -> list[str]:
    rows = (f"张{n}|{A}|{value}" for n, value in enumerate(values))
    return told("N415", "", "致富带头人台账", f"姓名|身份证号|{head}", *rows)


def test_a_negative_figure_of_a_column_without_a_field_is_asked_about_beside_five_others() -> None:
    five = ("{5}", "{6}", "{7}", "{8}", "{9}")
    assert negative("{-1}", *five) == ["填-1元，不能是负数"]
    assert negative("{-1}", *five[1:]) == []
    assert negative("{-1}", "{-2}", *five) == []
    assert negative("{-1}", "{-2}", *five, *five) == ["填-1元，不能是负数", "填-2元，不能是负数"]
    assert negative("{0}", *five) == []
    assert negative("{-1}", *five, head="补贴增减额（元）") == []
    assert negative("{-1}", *five, head="结余补贴（元）") == []


TASKS = "2021年各市乡村振兴致富带头人培训任务指导计划表"


def tasks(code: str, *rows: str, title: str = TASKS, head: str = "市|指导计划（人）") -> list[str]:
    return told(code, "shanxi-2021", title, head, *rows)


SHORT = "填6000人，通知下达7000人，少1000人"


@pytest.mark.parametrize(
    "before",
    [("",), ("太原市|{3000}",), ("吕梁市|",), ("|{1}", "全省合计|"), ("外市|{1}", "太原市|{1}")],
)
def test_rows_before_the_sum_do_not_hide_it(before: tuple[str, ...]) -> None:
    rows = [row for row in before if row]
    assert any(
        "少" in words and "6000" in words
        for words in tasks("Q601", *rows, "太原市|{3000}", "大同市|{3000}", "全省合计|{6000}")
    )


def test_of_two_columns_the_second_may_be_the_task() -> None:
    head = "市|上年完成（人）|指导计划（人）"
    rows = ("太原市|{9}|{100}", "大同市|{9}|{700}", "全省合计|{18}|{6000}")
    assert len(tasks("Q601", *rows, head=head)) == 1
    assert len(tasks("Q602", *rows, head=head)) == 1


@pytest.mark.parametrize(
    ("units", "hits"),
    [
        (("太原市", "大同市"), 1), (("太原市", "甲公司"), 1), (("太原市", "甲公司", "乙公司"), 0), (("太原市", "大同市", "甲公司", "乙公司", "丙公司"), 0),
        (("甲公司", "乙公司"), 0),
    ],
)  # fmt: skip
def test_a_sum_is_the_notice_s_from_half_of_its_places_on(
    units: tuple[str, ...], hits: int
) -> None:
    rows = [f"{unit}|{{300}}" for unit in units]
    assert len(tasks("Q601", *rows, f"合计|{{{300 * len(units)}}}")) == hits


@pytest.mark.parametrize(("total", "hits"), [("全省合计", 1), ("全市合计", 0), ("全县合计", 0)])
def test_a_sum_of_the_whole_province_is_the_notice_s(total: str, hits: int) -> None:
    rows = ("甲公司|{300}", "乙公司|{300}", "丙公司|{300}")
    assert len(tasks("Q601", *rows, f"{total}|{{900}}")) == hits


COUNTY = "东乡县2020年劳动力培训任务分解表"


@pytest.mark.parametrize(
    ("title", "units", "hits"),
    [
        (COUNTY, ("锁南镇",), 1), (COUNTY, ("锁南镇", "达板镇"), 1), (COUNTY, ("甲村", "乙村"), 0), (COUNTY, ("甲村", "达板镇"), 1),
        ("2020年劳动力培训任务分解表", ("锁南镇", "达板镇"), 1), ("2020年劳动力培训任务分解表", ("锁南镇",), 0),
        ("2020年劳动力培训任务分解表", ("锁南镇", "第一组"), 0), ("全县2020年劳动力培训任务分解表", ("锁南镇",), 1),
        ("东乡县锁南镇2020年劳动力培训任务分解表", ("锁南镇", "达板镇"), 0), ("2020年劳动力培训任务分解表", ("教育局", "县妇联"), 1),
        ("东乡县人社局2020年劳动力培训任务分解表", ("锁南镇", "达板镇"), 0),
    ],
)  # fmt: skip
def test_whose_sum_a_table_gives(title: str, units: tuple[str, ...], hits: int) -> None:
    rows = [f"{unit}|{{100}}" for unit in units]
    says = told(
        "Q601",
        "dongxiang-2020",
        title,
        "乡镇|培训任务（人）",
        *rows,
        f"合计|{{{100 * len(units)}}}",
    )
    assert len(says) == hits


DONE = "样例县2020年培训完成情况统计表"


def done(*rows: str, title: str = DONE, head: str = "累计完成样例培训人数（人）") -> list[str]:
    return told("Q606", "样例", title, f"乡镇|{head}", *rows, as_of="2021-02-10")


@pytest.mark.parametrize("before", [(), ("甲镇|",), ("甲镇|{50}", "乙镇|")])
def test_a_sum_done_stands_after_any_rows(before: tuple[str, ...]) -> None:
    assert len(done(*before, "丙镇|{49}", "合计|{99}")) == 1
    assert done(*before, "丙镇|{50}", "合计|{100}") == []
    assert done(*before, "丙镇|{50}", "合计|") == []


def test_only_a_sum_of_what_is_done_in_all_in_the_year_is_short() -> None:
    rows = ("甲镇|{49}", "乙镇|{50}", "合计|{99}")
    assert len(done(*rows)) == 1
    assert done(*rows, head="本季完成样例培训人数（人）") == []
    assert done(*rows, title="样例县2019年培训完成情况统计表") == []
    assert len(done(*rows, title="样例县2021年培训完成情况统计表")) == 1
    assert done(*rows, title="样例县2022年培训完成情况统计表") == []
    assert done("甲镇|{49}", "乙镇|{50}") == []
    assert len(done("甲镇|{49}", "乙镇|{50}", "丙镇|{0}", "全县合计|{99}")) == 1


def test_a_sum_that_is_presumed_is_only_asked_about() -> None:
    head = "姓名|身份证号|带动户数|补贴标准（元/户）"
    rows = (f"张三|{A}|{{1}}|{{100}}", f"李四|{B}|{{2}}|{{100}}", f"王五|{C}|{{3}}|{{200}}")
    firm = found_in("A101", "", ("致富带头人台账", head, *rows, "合计||{7}|"))
    assert [each.severity for each in firm] == [Severity.ERROR]
    assert firm[0].message == "“合计”行“带动户数”填7户，所列3行相加为6户，多1户"


def test_the_unit_of_a_sum_is_said_where_it_is_short() -> None:
    head = "姓名|身份证号|年收入（万元）|培训补贴（元/人）"
    rows = (f"张三|{A}|{{1}}|{{100}}", f"李四|{B}|{{2}}|{{100}}", "合计||{4}|")
    assert told("A101", "", "致富带头人台账", head, *rows) == [
        "“合计”行“年收入（万元）”填4万元，所列2行相加为3万元，多1万元"
    ]
