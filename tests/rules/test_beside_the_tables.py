"""Rows beside the tables of rules: at a bound, after a row left out, in other words."""

from __future__ import annotations

import pytest

from builders.rule_messages import told, told_of
from builders.workbook_fixture import number
from ruralskills import rules

RULES = rules.all_rules()
A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("||2022.12.20-2023.10.31", 2), ("离任||2022.12.20-2023.10.31", 0), ("|2023-11-30|2022.12.20-2023.10.31", 1),
        ("离任|2023-11-30|2022.12.20-2023.10.31", 1), ("|2023-10-31|2022.12.20-2023.10.31", 0), ("||2022.1.1-2023.12.31", 0),
        ("||2023.1.1-2023.11.30", 1), ("||2023.2.1-2023.12.31", 1),
    ],
)  # fmt: skip
def test_months_without_insurance(row: str, missing: int) -> None:
    head = "姓名|身份证号|聘任日期|状态|离任日期|保险期限"
    says = told(
        "J206", "qingliu-2022", "2023年村级后备干部名册", head, f"张三|{A}|2022-12-15|{row}", as_of="2024-01-10",
    )  # fmt: skip
    assert [words.rpartition("缺")[2] for words in says] == [f"{missing}个月"] * bool(missing)


@pytest.mark.parametrize(
    ("workers", "says"),
    [("0", ["现有用工0人，验收时42人，少42人"]), ("-1", []), ("20", ["现有用工20人，验收时42人，少22人"]), ("21", [])],
)  # fmt: skip
def test_workers_since_the_acceptance(workers: str, says: list[str]) -> None:
    head = "镇街|车间名称|验收时用工人数|用工总数"
    rows = (f"柏梓镇|红花车间|42|{workers}", "柏梓镇|新胜车间|42|50")
    assert told("W102", "样例", "扶贫车间台账", head, *rows) == says


@pytest.mark.parametrize(
    ("day", "says"),
    [("2020-12-31", "填2020-12-31，台账年度是2021年"), ("2021-01-01", ""), ("2020", "填2020年，台账年度是2021年"), ("2021年1月", "")],
)  # fmt: skip
def test_first_day_of_the_year_of_a_ledger(day: str, says: str) -> None:
    head = "姓名|身份证号|更新日期"
    rows = (f"张三|{A}|{day}", f"李四|{B}|2021-11-20")
    assert told("M206", "shanxi-2021", "2021年致富带头人台账", head, *rows) == [says] * bool(says)


def test_counties_lack_what_is_asked_less_what_they_have() -> None:
    head = "县|专项职业能力项目|劳务品牌"
    says = told(
        "M314", "national-2021", "2022年职业技能提升工程情况统计表", head, "云山县|{2}|{1}", "松林县|{0}|{0}", "竹山县|{-1}|", "合计|{2}|{1}",
    )  # fmt: skip
    assert says
    assert all(
        words.startswith("松林县填0") and "每县至少1" in words and "差1" in words for words in says
    )


@pytest.mark.parametrize(("count", "named"), [(1, "一"), (3, "一、二、三"), (4, "一、二、三等")])
def test_indicators_without_definition_are_named_up_to_three(count: int, named: str) -> None:
    names = ["招聘会甲", "走访乙", "慰问丙", "座谈丁"][:count]
    figures = ("2020年第二季度就业扶贫情况统计表", "|".join(["镇街", "送工送岗（人）", *(f"{n}（场）" for n in names)]),
               "|".join(["桂花街道", "{3}", *["{1}"] * count]), "|".join(["双河镇", "{1}", *["{2}"] * count]))  # fmt: skip
    words = ("指标解释表", "指标名称|计量单位|口径解释", "送工送岗|人|当年送到岗位上的人数")
    [says] = told_of("Q605", "tongnan-2020", figures, words)
    assert all((f"{name}" in says) is (at < 3) for at, name in enumerate(names))
    assert ("等" in says) is (count > 3)
    assert len(named.split("、")) == min(count, 3)


def test_months_in_numerals_are_months() -> None:
    head = "姓名|身份证号|务工单位|务工月数"
    rows = (f"张三|{A}|甲厂|七个月", f"李四|{B}|甲厂|7", f"王五|{C}|甲厂|十月余")
    assert told("N419", "", "转移就业台账", head, *rows) == ["用汉字填的数，按7个月检查"]


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ("{0}|{1}", ["填1户，大于“带动户数”的0户，多1户"]), ("{-1}|{1}", []), ("{1}|{1}", []), ("|{1}", []),
        ("{4}|{6.5}", ["填6.5户，大于“带动户数”的4户，多2.5户"]), ("见附表|{6}", []),
    ],
)  # fmt: skip
def test_a_part_and_its_whole(counts: str, says: list[str]) -> None:
    head = "姓名|身份证号|带动户数|其中贫困户"
    rows = (f"张三|{A}|{counts}", f"李四|{B}|{{5}}|{{3}}")
    assert told("N401", "", "致富带头人台账", head, *rows) == says


SECOND, FIRST = (f"2020年第{n}季度就业扶贫情况统计表" for n in "二一")
QUARTERS = "镇街|扶贫车间/本季|扶贫车间/累计"


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        ("{2}|{5}", "{3}|{3}", []), ("{2}|{6}", "{3}|{3}", ["累计填6，上季累计3加本季2为5，多1"]),
        ("{2}|{4}", "{3}|{3}", ["累计填4，上季累计3加本季2为5，少1"]), ("|{4}", "{3}|{3}", []), ("{2}|", "{3}|{3}", []),
        ("{2}|{6}", "{3}|", []),
    ],
)  # fmt: skip
def test_quarter_after_quarter(now: str, before: str, says: list[str]) -> None:
    for rows in ((f"桂花街道|{now}", "双河镇|{2}|{9}"), ("双河镇|{2}|{9}", f"桂花街道|{now}")):
        one = (SECOND, QUARTERS, *rows)
        other = (FIRST, QUARTERS, f"桂花街道|{before}", "双河镇|{4}|{4}")
        found = told_of("Q604", "tongnan-2020", one, other, before=1)
        assert sorted(found) == sorted([*says, "累计填9，上季累计4加本季2为6，多3"])


@pytest.mark.parametrize(
    ("row", "says"),
    [("{3}|{3}", []), ("{3}|{4}", ["累计填4，上季累计0加本季3为3，多1"]), ("{3}|{2}", ["累计填2，上季累计0加本季3为3，少1"])],
)  # fmt: skip
def test_first_quarter(row: str, says: list[str]) -> None:
    one = (FIRST, QUARTERS, f"桂花街道|{row}", "双河镇|{4}|{4}")
    assert told_of("Q604", "tongnan-2020", one) == says


@pytest.mark.parametrize(
    ("months", "starts", "ends", "says"),
    [
        (7, "2020-03-05", "2020-09-10", ""), (8, "2020-03-05", "2020-09-10", "填8个月，2020-03-05至2020-09-10只有7个月，多1个月"),
        (14, "2019-12-05", "2021-01-10", ""), (15, "2019-12-05", "2021-01-10", "填15个月，2019-12-05至2021-01-10只有14个月，多1个月"),
        (20, "2020-03-05", "2020-03-05", ""), (20, "2020-03-05", "2020-02-05", ""), (2, "2020-03-05", "2020-03-06", "填2个月，2020-03-05至2020-03-06只有1个月，多1个月"),
    ],
)  # fmt: skip
def test_months_of_the_calendar(months: int, starts: str, ends: str, says: str) -> None:
    head = "姓名|身份证号|务工单位|就业时间|返乡时间|务工月数"
    code = next(
        code for code, rule in RULES.items() if rule.name == "more-months-than-the-calendar"
    )
    rows = (f"张三|{A}|甲厂|{starts}|{ends}|{months}", f"李四|{B}|甲厂|2020-03-05||12")
    assert told(code, "", "转移就业台账", head, *rows) == [says] * bool(says)


def test_a_second_base_is_asked_about_too() -> None:
    bases = ("2021年培训基地名录", "基地名称|级别|年度", "云山职业学校|省级|2021")
    classes = (
        "2021年致富带头人培训班台账", "班次名称|培训机构|培训地点", "第1期|云山职业学校|云山县", "第2期|松林农广校|云山县", "第3期|松林农广校|云山县",
        "第4期|竹山技校|云山县",
    )  # fmt: skip
    assert [words.partition("，")[0] for words in told_of("M202", "shanxi-2021", bases, classes)] == [
        "填“松林农广校”", "填“竹山技校”",
    ]  # fmt: skip


def test_each_leader_entered_twice_is_named() -> None:
    head = "镇街|姓名|身份证号"
    rows = (
        "甲镇|张三|" + A,
        "甲镇|李四|" + B,
        "甲镇|张三|" + A,
        "甲镇|李四|" + B,
        "甲镇|张三|" + A,
        "甲镇|王五|" + C,
    )
    says = told("P102", "", "致富带头人台账", head, *rows)
    assert [words.partition("，")[0] for words in says] == [
        "同一身份证号共登记3次",
        "同一身份证号共登记2次",
    ]


@pytest.mark.parametrize(
    ("rows", "hits"),
    [
        ((f"张三|{A}|第1期|2020-07-01|2020-07-07", f"张三|{A}|第2期|2020-09-01|2020-09-07"), 1),
        ((f"张三|{A}||2020-07-01|2020-07-07", f"张三|{A}|第2期|2020-09-01|2020-09-07"), 0),
        ((f"张三|{A}|第1期|2020-07-01|2020-07-07", f"张三|{A}||2020-09-01|2020-09-07"), 0),
        ((f"张三|{A}|第1期|2020-07-01|2020-07-07", f"张三|{A}|第2期|2022-09-01|2022-09-07"), 1),
        ((f"张三|{A}|第1期|2020-07-01|2020-07-07", f"张三|{A}|第2期|2023-07-01|2023-07-07"), 0),
        ((f"张三|{A}|第1期|2020-07-01|2020-07-07", f"张三|{A}|第2期|2020-07-07|2020-07-09"), 0),
        ((f"张三|{A}|第1期|2020-07-01|2020-07-07", f"张三|{A}|第2期||", f"张三|{A}|第3期|2020-07-08|2020-07-09"), 1),
    ],
)  # fmt: skip
def test_trained_again_within_three_years(rows: tuple[str, ...], hits: int) -> None:
    head = "姓名|身份证号|班次名称|开班日期|结业日期"
    assert (
        len(
            told(
                "T328",
                "dongxiang-2020",
                "学员花名册",
                head,
                *rows,
                f"李四|{B}|第1期|2020-07-01|2020-07-07",
            )
        )
        == hits
    )


def test_payments_beside_a_roster() -> None:
    roster = (
        "学员花名册",
        "班次名称|姓名|身份证号",
        f"第1期|张三|{A}",
        f"第1期|李四|{B}",
        f"第1期|孙七|{F}",
    )
    paid = (
        "培训补贴发放花名册", "班次名称|姓名|身份证号|补贴金额", f"第2期|赵六|{D}|1000", "第1期|钱八||1000", f"第1期|吴九|{C}|0", f"第1期|张三|{A}|1000",
        f"第1期|王五|{C}|1000", f"第1期||{E}|1000",
    )  # fmt: skip
    code = next(code for code, rule in RULES.items() if rule.name == "paid-but-not-on-the-roster")
    assert [words.partition("，")[0] for words in told_of(code, "", roster, paid)] == [
        "王五有补贴",
        "未填姓名有补贴",
    ]
