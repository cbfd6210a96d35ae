"""People, days and townships beside the tables of rules: after a row left out, at a bound, in order."""

from __future__ import annotations

import pytest

from builders.rule_messages import told, told_of
from builders.workbook_fixture import number

IDS = [number(sequence=n) for n in range(1, 40, 2)]
A, B, C, D, E, F, *_ = IDS


def people(count: int, phone: str, first: int = 0) -> list[str]:
    return [f"人{n}|{IDS[n]}|{phone}" for n in range(first, first + count)]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (people(5, "13800138000"), 0), (people(6, "13800138000"), 1), (people(6, "13800138000/13900139000"), 2),
        ([*people(6, "13800138000"), *people(3, "13900139000", 6)], 1), ([*people(6, "13800138000"), *people(6, "13900139000", 6)], 2),
        ([people(1, "13800138000")[0]] * 6, 0), ([*people(6, "无"), *people(1, "13800138000", 6)], 0),
    ],
)  # fmt: skip
def test_telephones_of_many(rows: list[str], says: int) -> None:
    assert len(told("P106", "", "致富带头人台账", "姓名|身份证号|联系电话", *rows)) == says


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (("2020-07-06|上午",), ["2020-07-06上午也在“电焊第1期”上课（B3）"]),
        (("2020-07-06|上午", "2020-07-07|上午"), ["2020-07-06上午等2个半天也在“电焊第1期”上课（B3）"]), (("2020-07-08|上午",), []),
    ],
)  # fmt: skip
def test_half_days_in_two_classes(days: tuple[str, ...], says: list[str]) -> None:
    roster = (
        "学员花名册",
        "姓名|身份证号|班次名称",
        f"张三|{A}|电焊第1期",
        "赵六||家政第1期",
        f"孙七|{C}|",
        f"张三|{A}|家政第1期",
    )
    one = (
        "课程表",
        "班次名称|授课日期|时段|授课内容",
        "电焊第1期|2020-07-06|上午|焊接安全",
        "电焊第1期|2020-07-07|上午|平焊",
    )
    other = (
        "课程表",
        "班次名称|授课日期|时段|授课内容",
        *(f"家政第1期|{day}|礼仪" for day in days),
    )
    assert told_of("P110", "", roster, one, other) == says


STEPS = "姓名|身份证号|认定时间|回执日期"


def in_order(count: int) -> list[str]:
    return [f"人{n}|{IDS[n]}|2020-03-05|2020-03-{n + 6:02}" for n in range(count)]


@pytest.mark.parametrize(
    ("kept", "wrong", "says"), [(8, 1, 1), (7, 1, 0), (8, 2, 0), (8, 0, 0), (15, 1, 1), (15, 2, 0)]
)
def test_days_unlike_the_rest(kept: int, wrong: int, says: int) -> None:
    late = [f"人|{IDS[-1 - n]}|2020-03-05|2020-02-0{n + 1}" for n in range(wrong)]
    found = told("D515", "", "致富带头人台账", STEPS, *in_order(kept), *late)
    assert found == ["填2020-02-01，早于“认定时间”的2020-03-05；本表其他行都在它之后"] * says


@pytest.mark.parametrize(
    ("dates", "says"),
    [
        ("2020-03-05|2020-03-05|2020-10-01", []), ("2020-03-05|2020-03-04|2020-10-01", ["填2020-03-04，早于“认定时间”的2020-03-05"]),
        ("2020-03-05|2020-04-01|2020-03-04", ["填2020-03-04，早于“认定时间”的2020-03-05"]),
        ("2020-03-05||2020-03-04", ["填2020-03-04，早于“认定时间”的2020-03-05"]), ("|2020-03-04|2020-03-05", []), ("||2020-03-05", []),
    ],
)  # fmt: skip
def test_steps_of_a_leader(dates: str, says: list[str]) -> None:
    head = "姓名|身份证号|认定时间|录入时间|退出时间"
    rows = (f"张三|{A}|{dates}", f"李四|{B}|2020-03-05|2020-04-01|2020-10-01")
    assert told("D515", "", "致富带头人台账", head, *rows) == says


STOCK = "镇街|姓名|身份证号|状态"


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ((f"双河镇|张三|{A}|在库", f"双河镇|李四|{B}|退出"), ["上期在库的王五（样例.xlsx第5行）本期没有，也没有列为退出"]),
        ((f"双河镇|张三|{A}|在库", f"双河镇|李四|{B}|退出", f"双河镇|王五|{C}|在库"), []),
        ((f"双河镇|张三|{A}|在库", f"双河镇|李四|{B}|退出", "双河镇|王五||在库"), []),
        ((f"双河镇|张三|{A}|在库", f"双河镇|李四|{B}|退出", f"桂花镇|王五|{C}|在库"), []),
        ((f"桂花镇|周八|{F}|在库",), []),
    ],
)  # fmt: skip
def test_leaders_of_the_period_before(now: tuple[str, ...], says: list[str]) -> None:
    before = (
        "致富带头人台账",
        STOCK,
        f"双河镇|张三|{A}|在库",
        f"双河镇|李四|{B}|在库",
        f"双河镇|王五|{C}|在库",
        f"双河镇|赵六|{D}|退出",
    )
    assert told_of("H101", "shanxi-2021", ("致富带头人台账", STOCK, *now), before, before=1) == says


def test_townships_whose_whole_stock_is_gone_do_not_end_the_search() -> None:
    before = (
        "致富带头人台账",
        STOCK,
        *(f"双河镇|甲{n}|{IDS[n]}|在库" for n in range(6)),
        *(f"桂花镇|乙{n}|{IDS[n]}|在库" for n in range(6, 9)),
    )
    now = (
        "致富带头人台账",
        STOCK,
        f"双河镇|丙|{IDS[10]}|在库",
        f"桂花镇|乙6|{IDS[6]}|在库",
        f"桂花镇|乙7|{IDS[7]}|在库",
    )
    says = told_of("H101", "shanxi-2021", now, before, before=1)
    assert [words.partition("（")[0].partition("，")[0] for words in says] == [
        "上期6人本期一人也没有",
        "上期在库的乙8",
    ]


FILED = "镇街|姓名|身份证号|(拟)创业项目|办理状态|县级备案日期"
OWN = (
    "培训对象申报名册",
    "镇街|姓名|身份证号|(拟)创业项目|办理状态",
    f"柳河镇|张三|{A}|养鸡|已审核",
    f"柳河镇|李四|{B}|养猪|未通过",
)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f"柳河镇|张三|{A}|养鸡|已备案|", ""), (f"柳河镇|李四|{B}|养猪|已备案|", "柳河镇的名册填“未通过”，本表填已备案"),
        (f"柳河镇|王五|{C}|养猪|已培训|", "本表填已备案，柳河镇的名册中没有此人"), (f"柳河镇|王五|{C}|养猪|已审核|", ""),
        (f"柳河镇|王五|{C}|养猪||2021-04-01", "本表填已备案，柳河镇的名册中没有此人"), (f"柳河镇|王五|{C}|养猪||", ""), ("柳河镇|王五||养猪|已备案|", ""),
        (f"松林镇|王五|{C}|养猪|已备案|", ""),
    ],
)  # fmt: skip
def test_filed_by_the_county(row: str, says: str) -> None:
    county = (
        "培训对象申报名册",
        FILED,
        row,
        f"松林镇|赵六|{D}|养蜂|已备案|",
        f"柳河镇|张三|{A}|养鸡|已备案|",
    )
    assert told_of("M106", "shanxi-2021", county, OWN) == [says] * bool(says)


SPENT = "凭证号|支付日期|支出项目|收款单位|班次名称|支出金额"


def test_each_payment_entered_twice_is_named() -> None:
    rows = (
        "记011|2020-07-01|培训补贴|县职校|第1期|{0}", "|2020-07-01|培训补贴|县职校|第1期|{60000}", "记012|2020-07-02|培训补贴|农广校|第3期|{30000}",
        "记013|2020-07-02|培训补贴||第3期|{30000}", "记012|2020-07-02|培训补贴|农广校|第3期|{30000}", "记014|2020-07-02|培训补贴|县职校|第4期|{100}",
        "记014|2020-07-02|培训补贴|县职校|第4期|{-100}", "记015|2020-07-03|公示费|县报社||{300}", "记015|2020-07-03|公示费|县报社||{300}",
    )  # fmt: skip
    assert len(told("F106", "", "资金支出台账", SPENT, *rows)) == 2
