"""Money at bounds: nothing paid, a fraction, ten times the usual, rows that others decide."""

from __future__ import annotations

import pytest

from builders.rule_messages import told, told_of
from builders.workbook_fixture import number

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
PERSONS = list(zip("甲乙丙丁戊己", (A, B, C, D, E, F), strict=True))
SPENT = "支出项目|收款单位|支出金额|原凭证号|备注"


def spent(code: str, *rows: str, head: str = SPENT) -> list[str]:
    return told(code, "dongxiang-2020", "2020年资金支出台账", head, *rows)


@pytest.mark.parametrize(
    ("rows", "hits"),
    [
        (("培训补贴|县职校|{0}||", "培训补贴|县职校|{-5}||"), 1), (("培训补贴|县职校|{5}||", "培训补贴|县职校|{-5}||"), 0),
        (("培训补贴|县职校|{4.5}||", "培训补贴|县职校|{-5}||"), 1), (("培训补贴|县职校|{-5}||",), 0),
        (("培训补贴|县职校|||", "培训补贴|县职校|{-5}||"), 1), (("培训补贴|县职校|{5}||", "培训补贴|县职校|{#N/A}||", "培训补贴|县职校|{-9}||"), 0),
        (("培训补贴||{5}||", "培训补贴|县职校|{-9}||"), 0), (("培训补贴|县职校|{5}||", "培训补贴|县职校|{-9}|12|"), 0),
        (("培训补贴|县职校|{5}||", "培训补贴|县职校|{-9}|{#N/A}|"), 0), (("培训补贴|县职校|{5}||", "培训补贴|县职校|{-9}||上年多付"), 0),
        (("培训补贴|县职校|{5}||", "培训补贴||{-9}||"), 0), (("培训补贴|县职校|{9}||", "培训补贴|县职校|{-5}||", "培训补贴|县职校|{-5}||"), 1),
        (("培训补贴|县职校|{9}||", "培训补贴|县职校|{-9}|12|", "培训补贴|县职校|{-9}||"), 1),
    ],
)  # fmt: skip
def test_more_taken_back_than_paid(rows: tuple[str, ...], hits: int) -> None:
    assert len(spent("F107", *rows)) == hits


@pytest.mark.parametrize(
    ("amount", "hits"), [("{0}", 0), ("{0.5}", 0), ("{-0.5}", 1), ("{-1}", 1), ("", 0)]
)
def test_what_is_taken_back_names_its_payment(amount: str, hits: int) -> None:
    paid = "培训补贴|县职校|{60000}||"
    assert len(spent("F105", paid, f"培训补贴|县职校|{amount}||")) == hits
    assert spent("F105", paid, f"培训补贴|县职校|{amount}|12|") == []
    assert spent("F105", paid, f"培训补贴|县职校|{amount}|{{#N/A}}|") == []
    assert spent("F105", paid, f"培训补贴|县职校|{amount}||冲7月") == []
    bare = "支出项目|收款单位|支出金额|经办人"
    assert (
        spent("F105", "培训补贴|县职校|{60000}|张三", f"培训补贴|县职校|{amount}|张三", head=bare)
        == []
    )


@pytest.mark.parametrize(
    ("amount", "public", "hits"),
    [("{0}", "{5}", 0), ("{1}", "{0.5}", 0), ("{1}", "{0.6}", 1), ("{100}", "{50}", 0), ("{100}", "{50.01}", 1), ("{-1}", "{5}", 0), ("{0.5}", "{0.5}", 1)],
)  # fmt: skip
def test_running_costs(amount: str, public: str, hits: int) -> None:
    head = "资金来源|到账日期|培训收入|公用经费列支"
    rows = (f"就业资金|2020-05-01|{amount}|{public}", "就业资金|2020-05-01|{9}|{1}")
    assert len(told("F104", "dongxiang-2020", "2020年资金到账台账", head, *rows)) == hits


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("1|{1200}|{1200}", 0), ("1|{1200}|{1201}", 1), ("1|{1200}|{1200.99}", 0), ("0|{1200}|{5}", 0), ("1|{0}|{5}", 0),
        ("2|{1200}|{-2400}", 0), ("2|{1200}|{-2401}", 1), ("2|{1200}|{4800}", 0), ("1|{1}|{2.5}", 1), ("-1|{1200}|{5}", 0),
    ],
)  # fmt: skip
def test_a_standard_times_people(row: str, hits: int) -> None:
    rows = (f"培训补贴|县职校|{row}", "培训补贴|县职校|50|{1200}|{60000}")
    assert len(spent("F103", *rows, head="支出项目|收款单位|人数|标准|支出金额")) == hits


def claimed(*rows: str, head: str = "补贴人数|补贴标准|申请金额") -> list[str]:
    names = ("电焊第1期", "家政第1期", "烹饪第1期")
    lines = [f"{name}|{row}" for name, row in zip(names, rows, strict=False)]
    return told("N405", "", "培训补贴申请表", f"班次名称|{head}", *lines)


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("30|{1000}|{3}", 0), ("30|{1166}|{3}", 0), ("30|{1167}|{3}", 1), ("30|{834}|{3}", 0), ("30|{833}|{3}", 1), ("30|{1050}|{3.1}", 0),
        ("30|{1051}|{3.1}", 1), ("30|{1000}|{4}", 1), ("30|{1000}|见附表", 0),
    ],
)  # fmt: skip
def test_amounts_in_ten_thousands_are_rounded(row: str, hits: int) -> None:
    head = "补贴人数|补贴标准（元）|申请金额（万元）"
    assert len(claimed(row, "10|{1000}|{1}", "20|{1000}|{2}", head=head)) == hits


DAYS = ("{40}|{3}|{120}", "{40}|{5}|{200}", "{40}|{7}|{280}", "{50}|{2}|{100}", "{50}|{4}|{200}")


def unlike(*rows: str) -> list[str]:
    head = "奖补标准（元/株）|株数|奖补金额（元）|备注"
    lines = [f"人{n}|{number(sequence=2 * n + 1)}|{row}|" for n, row in enumerate(rows)]
    return told("N417", "", "2020年致富带头人台账", f"姓名|身份证号|{head}", *lines)


def test_an_amount_unlike_the_others_of_columns_that_are_not_known() -> None:
    assert unlike(*DAYS) == []
    odd = ["填160元，奖补标准（元/株）40×株数3＝120元，多40元；本表其他行大多相符"]
    assert unlike(*DAYS, "{40}|{3}|{160}") == odd
    assert unlike("{40}||{160}", "|{3}|{160}", "{40}|{3}|", *DAYS, "{40}|{3}|{160}") == odd
    assert unlike(*DAYS, "{40}|{3}|{120.99}") == []
    assert len(unlike(*DAYS, "{40}|{3}|{121}")) == 1
    assert unlike(*DAYS[:4], "{40}|{3}|{160}") == odd
    assert unlike(*DAYS[:3], "{40}|{3}|{160}") == []
    assert unlike(*DAYS, "{40}|{3}|{160}", "{40}|{4}|{170}") == []
    assert unlike(*DAYS, *DAYS, "{40}|{3}|{160}", "{40}|{4}|{170}", "{40}|{4}|{0}") == [
        *odd, "填170元，奖补标准（元/株）40×株数4＝160元，多10元；本表其他行大多相符",
    ]  # fmt: skip


YEAR = "2020年资金支出台账", "2020年资金收入台账"


@pytest.mark.parametrize(
    ("day", "spent", "received"),
    [
        ("2019-09-30", 1, 1), ("2019-10-01", 1, 0), ("2019-12-31", 1, 0), ("2020-01-01", 0, 0), ("2020-12-31", 0, 0), ("2021-01-01", 1, 0),
        ("2021-03-31", 1, 0), ("2021-04-01", 1, 1), ("2019年", 1, 0), ("2020年1月", 0, 0), ("", 0, 0),
    ],
)  # fmt: skip
def test_days_beside_the_year_of_a_ledger(day: str, spent: int, received: int) -> None:
    paid = "支付日期|支出项目|收款单位|支出金额|备注"
    rows = (f"{day}|培训补贴|县职校|{{60000}}|", "2020-05-01|培训补贴|县职校|{30000}|")
    assert len(told("D519", "", YEAR[0], paid, *rows)) == spent
    assert told("D519", "", YEAR[0], paid, rows[0] + "上年结转", rows[1]) == []
    assert told("D519", "", YEAR[0].removeprefix("2020年"), paid, *rows) == []
    rows = (f"扶贫专项资金|{day}|{{60000}}", "扶贫专项资金|2020-05-01|{20000}")
    assert len(told("D519", "", YEAR[1], "资金来源|到账日期|收入金额", *rows)) == received


def test_where_all_days_are_of_another_year_the_title_is_wrong() -> None:
    head = "支付日期|支出项目|收款单位|支出金额"
    rows = ("2018-05-01|培训补贴|县职校|{60000}", "2018-06-01|培训补贴|县职校|{30000}")
    assert told("D519", "", YEAR[0], head, *rows) == []


def test_one_span_of_a_ledger_does_not_hide_another() -> None:
    head = "姓名|身份证号|申请日期|发放日期|资助金额"
    rows = (
        f"张三|{A}|2018-03-01|2018-05-01|{{1500}}",
        f"李四|{B}|2018-03-01|2020-05-01|{{1500}}",
        f"王五|{C}|2018-03-01|2021-12-31|{{1500}}",
    )
    assert told("D519", "", "2020年雨露计划资助台账", head, *rows) == [
        "填2018-05-01，台账年度是2020年"
    ]


@pytest.mark.parametrize(
    ("amount", "hits"),
    [("{60000}", 1), ("{6000}", 0), ("{6001}", 0), ("{5}", 1), ("{6}", 1), ("{60}", 0), ("{49999}", 0), ("{50000}", 1), ("{120000}", 1), ("{120001}", 0)],
)  # fmt: skip
def test_a_hundred_times_the_usual(amount: str, hits: int) -> None:
    others = ("{500}", "{600}", "{600}", "{800}", "{1200}")
    for figures in ((amount, *others), (*others, amount)):
        rows = [
            f"{name}|{one}|保洁员|{figure}"
            for (name, one), figure in zip(PERSONS, figures, strict=True)
        ]
        found = told("N420", "", "公益性岗位台账", "姓名|身份证号|岗位名称|月补贴标准", *rows)
        assert len(found) == hits


@pytest.mark.parametrize(
    ("items", "hits"),
    [("甲甲甲甲甲甲", 1), ("乙甲甲甲甲甲", 0), ("乙甲甲丙丙丁", 1), ("乙甲甲丙丙丙", 0), ("甲甲乙乙丙丙", 1), ("甲乙丙丁戊己", 1)],
)  # fmt: skip
def test_an_item_of_its_own_may_cost_what_it_costs(items: str, hits: int) -> None:
    figures = ("{60000}", "{500}", "{600}", "{600}", "{800}", "{1200}")
    rows = [f"{item}项|县职校|{figure}||" for item, figure in zip(items, figures, strict=True)]
    assert len(spent("N420", *rows)) == hits


def test_few_amounts_have_no_usual_one() -> None:
    rows = [
        f"{name}|{one}|保洁员|{figure}"
        for (name, one), figure in zip(
            PERSONS, ("{60000}", "{500}", "{600}", "{600}", "{800}"), strict=False
        )
    ]
    assert told("N420", "", "公益性岗位台账", "姓名|身份证号|岗位名称|月补贴标准", *rows) == []


def heads(*rows: str) -> list[str]:
    roster = (
        "学员花名册",
        "班次名称|姓名|身份证号",
        f"电焊第1期|张三|{A}",
        f"电焊第1期|李四|{B}",
        f"电焊第1期|李四|{B}",
        f"家政第1期|王五|{C}",
    )
    return told_of(
        "N406", "", ("培训补贴申请表", "班次名称|补贴人数|补贴标准|申请金额", *rows), roster
    )


def test_heads_of_each_class_are_compared() -> None:
    assert heads("电焊第1期|2|1000|2000", "家政第1期|1|1000|1000") == []
    assert heads(
        "烹饪第1期|9|1000|9000", "|9|1000|9000", "电焊第1期||1000|9000", "家政第1期|2|1000|2000"
    ) == ["填2人，该班花名册有1人，多1人"]
    assert heads("电焊第1期|3|1000|3000", "家政第1期|2|1000|2000") == [
        "填3人，该班花名册有2人，多1人",
        "填2人，该班花名册有1人，多1人",
    ]
    assert heads("电焊第1期|3|1000|3000", "电焊第1期|3|1000|3000") == []
