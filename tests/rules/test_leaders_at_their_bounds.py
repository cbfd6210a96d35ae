"""Leaders at bounds: nobody led, the last day of a year, one leader too few, three gone at once."""

from __future__ import annotations

import pytest

from builders.rule_messages import found_in, told, told_of
from builders.workbook_fixture import number
from ruralskills.model.findings import Severity

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
TITLE = "2020年致富带头人台账"


@pytest.mark.parametrize(
    ("led", "says"),
    [
        ("{0}", "带动贫困户0户，距要求的3户差3户"), ("{1}", "带动贫困户1户，距要求的3户差2户"), ("{2}", "带动贫困户2户，距要求的3户差1户"), ("{3}", ""),
        ("{-1}", ""), ("{2.5}", ""), ("", ""),
    ],
)  # fmt: skip
def test_households_led(led: str, says: str) -> None:
    rows = (f"张三|{A}|{led}", f"李四|{B}|{{5}}")
    found = told("L201", "common", TITLE, "姓名|身份证号|带动贫困户数", *rows, as_of="2021-01-15")
    assert [words.partition("；")[0] for words in found] == [says] * bool(says)


@pytest.mark.parametrize(
    ("led", "poor", "says"),
    [
        ("{1}", "", "带动1户"), ("{0}", "", ""), ("", "{1}", "带动1户"), ("{0}", "{1}", "带动1户"), ("{2}", "{1}", "带动2户"), ("", "", ""), ("{-1}", "", ""),
    ],
)  # fmt: skip
def test_who_leads_one_household_leads_it_somehow(led: str, poor: str, says: str) -> None:
    head = "姓名|身份证号|带动户数|带动贫困户数|带动方式|带农协议"
    rows = (f"张三|{A}|{led}|{poor}||无", f"李四|{B}|{{5}}|{{5}}|务工|有")
    for code, what in (("M204", "没有填带动方式"), ("M205", "没有带动协议")):
        found = told(code, "shanxi-2021", TITLE, head, *rows)
        assert found == ([f"{says}，{what}"] if says else [])


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [
        ("2021-12-30", Severity.INFO),
        ("2021-12-31", Severity.INFO),
        ("2022-01-01", Severity.WARNING),
    ],
)
def test_a_year_in_which_a_row_may_still_be_brought_up_to_date(
    as_of: str, severity: Severity
) -> None:
    rows = ("姓名|身份证号|更新日期", f"张三|{A}|2020-12-31", f"李四|{B}|2021-01-01")
    [one] = found_in("M206", "shanxi-2021", ("2021年致富带头人台账", *rows), as_of=as_of)
    assert one.severity == severity


ENTERED = "姓名|身份证号|村类型|是否录入国扶系统|认定时间|状态"


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("否|2020-05-01|", Severity.WARNING), ("否|2020-11-01|", Severity.INFO), ("否|2019-11-01|", Severity.WARNING), ("是|2020-11-01|", None),
        ("否|2020-11-01|退出", None), ("否||", Severity.WARNING), ("否|2020年|", Severity.INFO),
    ],
)  # fmt: skip
def test_new_leaders_of_poor_villages_are_still_to_be_entered(
    row: str, severity: Severity | None
) -> None:
    rows = (f"张三|{A}|贫困村|{row}", f"李四|{B}|贫困村|是|2019-01-01|在库")
    found = found_in("L214", "tongnan-2020", (TITLE, ENTERED, *rows))
    assert [one.severity for one in found] == ([severity] if severity else [])


LED = "姓名|身份证号|带动贫困户数"
LINKS = "带头人姓名|带头人身份证号|户主姓名|户主身份证号|户类型"


@pytest.mark.parametrize(
    ("poor", "kinds", "says"),
    [
        ("{1}", "贫困户|一般户", []), ("{2}", "贫困户|一般户", []), ("{3}", "贫困户|一般户", ["填3户，带动户明细登记贫困（脱贫）户1户，多2户"]),
        ("{1}", "一般户|一般户", ["填1户，带动户明细登记贫困（脱贫）户0户，多1户"]), ("{0}", "一般户|一般户", []), ("{0}", "贫困户|一般户", ["填0户，带动户明细登记贫困（脱贫）户1户，少1户"]),
        ("{2}", "|", []), ("{1}", "|", []), ("{3}", "|", ["填3户，带动户明细登记贫困（脱贫）户2户，多1户"]),
    ],
)  # fmt: skip
def test_poor_households_of_the_leader_and_of_the_links(
    poor: str, kinds: str, says: list[str]
) -> None:
    leaders = (TITLE, LED, f"张三|{A}|{poor}", f"李四|{B}|{{1}}")
    first, second = kinds.split("|")
    links = (
        "2020年带动户明细",
        LINKS,
        f"张三|{A}|王甲|{C}|{first}",
        f"张三|{A}|王乙|{D}|{second}",
        f"李四|{B}|王丙|{E}|贫困户",
    )
    assert told_of("L202", "", leaders, links) == says


@pytest.mark.parametrize(
    ("poor", "title", "hits"),
    [("{1}", "带动户明细", 0), ("{1}", "带动贫困户明细", 1), ("{2}", "带动户明细", 0), ("{3}", "带动户明细", 1), ("{0}", "带动户明细", 0), ("{0}", "带动贫困户明细", 1)],
)  # fmt: skip
def test_links_that_do_not_say_who_is_poor(poor: str, title: str, hits: int) -> None:
    leaders = (TITLE, LED, f"张三|{A}|{poor}", f"李四|{B}|{{1}}")
    head = "带头人姓名|带头人身份证号|户主姓名|户主身份证号"
    links = (
        f"2020年{title}",
        head,
        f"张三|{A}|王甲|{C}",
        f"张三|{A}|王乙|{D}",
        f"李四|{B}|王丙|{E}",
    )
    assert len(told_of("L202", "", leaders, links)) == hits


def test_other_identities_are_the_only_ones_that_want_words() -> None:
    head = "姓名|身份证号|(拟)创业项目|身份类别|备注"
    rows = (
        f"张三|{A}|养鸡|其他||", f"李四|{B}|养鸡|其他：||", f"赵六|{D}|养鸡|种养大户||", f"孙七|{E}|养鸡|其他|小微企业主",
        f"周八|{F}|养鸡|||",
    )  # fmt: skip
    assert len(told("M101", "shanxi-2021", "培训对象申报名册", head, *rows)) == 2


IN_SYSTEM = "镇街|村|姓名|身份证号|是否录入国扶系统"
VILLAGES = (
    "村名单",
    "镇街|村|村类型",
    "双河镇|红花村|贫困村",
    "双河镇|青龙村|非贫困村",
    "双河镇|两可村|贫困村",
    "双河镇|两可村|非贫困村",
)


def test_entries_are_held_to_the_list_of_villages() -> None:
    rows = (
        f"双河镇||甲|{A}|否", f"双河镇|红花村|乙|{B}|", f"双河镇|白云村|丙|{C}|否", f"双河镇|两可村|丁|{D}|否", f"双河镇|红花村|戊|{E}|否", f"双河镇|青龙村|己|{F}|是",
    )  # fmt: skip
    assert told_of("L220", "tongnan-2020", (TITLE, IN_SYSTEM, *rows), VILLAGES) == [
        "村名单上红花村是贫困村，填未录入系统", "村名单上青龙村是非贫困村，填已录入系统",
    ]  # fmt: skip
    said = [f"{IN_SYSTEM}|村类型", *(f"{row}|贫困村" for row in rows)]
    assert told_of("L220", "tongnan-2020", (TITLE, *said), VILLAGES) == []


STOCK = "镇街|姓名|身份证号|状态"
PEOPLE = tuple(zip("甲乙丙丁戊", (A, B, C, D, E), strict=True))


def gone(before: int, now: int, *others: str, title: str = TITLE) -> list[str]:
    """What is said of the last people of the last period, of whom only the first still are there."""
    last, rows = (
        tuple(f"双河镇|{name}|{one}|在库" for name, one in PEOPLE[:n]) for n in (before, now)
    )
    this = (title, STOCK, *(rows or (f"双河镇|新人|{F}|在库",)), *others)
    return told_of("H101", "shanxi-2021", this, ("2019年致富带头人台账", STOCK, *last), before=1)


def test_a_township_that_lost_everybody_sent_another_file() -> None:
    assert [words.partition("，")[0] for words in gone(3, 0)] == ["上期3人本期一人也没有"]
    assert [words.partition("，")[0] for words in gone(4, 0)] == ["上期4人本期一人也没有"]
    assert len(gone(2, 0)) == 2
    assert len(gone(4, 1)) == 3
    assert gone(4, 4) == []


def test_who_may_be_present_is_not_missed() -> None:
    assert len(gone(4, 2)) == 2
    assert len(gone(4, 2, "双河镇|丙||在库")) == 1
    assert len(gone(4, 2, f"桂花街道|丙|{C}|在库")) == 1
    same = [words.partition("；")[2] for words in gone(4, 2, f"双河镇|丙|{F}|在库")]
    assert sorted(same) == ["", "本期有同名的，号码不同"]
    assert gone(4, 2, title="2020年新增致富带头人台账") == []
    assert len(gone(4, 2, title="2018年致富带头人台账")) == 0
