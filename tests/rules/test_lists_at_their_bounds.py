"""Lists and periods at bounds: the day somebody is excluded, nought in both periods, ten people."""

from __future__ import annotations

import pytest

from builders.rule_messages import findings_about, found_in, told_of
from builders.rule_samples import Sample
from builders.workbook_fixture import number
from ruralskills import rules
from ruralskills.model.findings import Severity
from ruralskills.model.ledger_set import Role

PEOPLE = tuple(number(sequence=2 * n + 1) for n in range(12))
A, B, C, D, E, F = PEOPLE[:6]
OLD_A = A[:6] + A[8:17]


def beside(
    code: str,
    role: Role,
    tables: tuple[tuple[str, ...], ...],
    given: tuple[tuple[str, ...], ...],
    notice: str = "",
) -> list[str]:
    """What a rule says of tables beside others of a role."""
    both = (*tables, *given)
    roles: list[Role] = ["" for _ in tables]
    roles += [role for _ in given]
    sample = Sample(
        notice=notice,
        tables=[(title, [[*line.split("|"), ""] for line in lines]) for title, *lines in both],
        roles=roles,
    )
    return [each.message for each in findings_about(rules.all_rules()[code], sample)]


ROSTER = "姓名|身份证号|结业日期|补贴金额"


@pytest.mark.parametrize(
    ("row", "entry", "hits"),
    [
        ("2020-07-12|1000", "财政供养人员|2020-07-12", 1), ("2020-07-12|1000", "财政供养人员|2020-07-13", 0), ("2020-07-12|0", "财政供养人员|", 0), ("2020-07-12|1000", "财政供养人员|", 1), ("|1000", "财政供养人员|2020-07-13", 1),
        ("2020-07-12|1000", "城乡居民养老|", 0), ("2020-07-12|1000", "|", 1), ("2020-07-12|{0.5}", "财政供养人员|", 1), ("2020-07-12|", "财政供养人员|", 0), ("2020年7月|1000", "死亡|2020-07-15", 1),
    ],
)  # fmt: skip
def test_who_is_excluded_when_trained(row: str, entry: str, hits: int) -> None:
    roster = (
        "学员花名册",
        ROSTER,
        f"张三|{A}|{row}",
        f"李四|{B}|2020-07-12|1000",
        "王五||2020-07-12|1000",
    )
    listed = (
        "排除人员名单",
        "姓名|身份证号|人员类别|起始时间",
        f"张三|{A}|{entry}",
        f"孙七|{C}|财政供养人员|",
        "王五||财政供养人员|",
    )
    found = beside("I101", "excluded", (roster,), (listed,))
    assert len(found) == hits
    assert not any("名单上的姓名" in words for words in found)


def test_who_is_excluded_under_another_name_or_twice() -> None:
    roster = ("学员花名册", ROSTER, f"张三|{A}|2020-07-12|1000", f"李四|{B}|2020-07-12|1000")
    head = "姓名|身份证号|人员类别|起始时间"
    [other] = beside(
        "I101",
        "excluded",
        (roster,),
        (("排除人员名单", head, f"张山|{A}|财政供养人员|", f"孙七|{C}|死亡|"),),
    )
    assert other.endswith("，名单上的姓名是“张山”")
    [both] = beside(
        "I101",
        "excluded",
        (roster,),
        (
            (
                "排除人员名单",
                head,
                f"张三|{A}|财政供养人员|",
                f"张三|{A}|财政供养人员|",
                f"张三|{A}|死亡|",
            ),
        ),
    )
    assert both.count("财政供养人员") == both.count("死亡") == 1


LEADERS = "2020年致富带头人台账"


@pytest.mark.parametrize(
    ("now", "before", "hits"),
    [
        ("在库|{0}", "在库|{0}", 1), ("在库|{1}", "在库|{0}", 0), ("在库|{0}", "在库|{1}", 0), ("在库|{0}", "退出|{0}", 0), ("退出|{0}", "在库|{0}", 0), ("在库|", "在库|{0}", 0), ("在库|{0}", "在库|", 0),
        ("{#N/A}|{0}", "在库|{0}", 0),
    ],
)  # fmt: skip
def test_who_leads_nobody_in_two_periods(now: str, before: str, hits: int) -> None:
    head = "姓名|身份证号|状态|带动户数"
    this = (LEADERS, head, f"张三|{A}|{now}", f"李四|{B}|在库|{{0}}", "王五||在库|{0}")
    last = (
        "2019年致富带头人台账",
        head,
        f"张三|{A}|{before}",
        f"孙七|{C}|在库|{{0}}",
        "王五||在库|{0}",
    )
    assert len(told_of("L216", "tongnan-2020", this, last, before=1)) == hits


STOCK = "镇街|姓名|身份证号|状态"


def levels(
    district: tuple[str, ...],
    township: tuple[str, ...],
    title: str = "桂花街道2020年致富带头人台账",
) -> list[str]:
    of_district = ("云潼区2020年致富带头人台账", STOCK, *district, f"双河镇|李四|{F}|在库")
    return [
        words.partition("（")[0]
        for words in told_of("L217", "tongnan-2020", of_district, (title, STOCK, *township))
    ]


def test_leaders_of_both_levels() -> None:
    same = tuple(f"桂花街道|甲{n}|{one}|在库" for n, one in enumerate((A, B, C)))
    assert levels(same, same) == []
    assert levels(same[:2], same) == ["在库，区级台账"]
    assert levels(same, same[:2]) == ["在库，镇街台账"]
    assert levels(same[:2], (*same[:2], same[2].replace("在库", "退出"))) == []
    assert levels(same[:2], (*same[:2], same[2].replace("在库", "{#N/A}"))) == []
    assert levels(same[:2], (*same[:2], "桂花街道|丁||在库")) == []
    assert levels(same[:2], (*same[:2], "桂花街道|丁||退出", same[2])) == ["在库，区级台账"]
    assert levels(same[:2], same, "桂花街道2019年致富带头人台账") == []
    assert levels(same[:2], same, "桂花街道2020年第一季度致富带头人台账") == []
    assert levels(same[:1], (f"桂花街道|丁|{D}|在库", f"桂花街道|戊|{E}|在库")) == []


def certified(
    people: int, holders: int, year: int, kind: str = "专项职业能力证书"
) -> tuple[str, ...]:
    rows = (
        f"人{n}|{one}|{kind if n < holders else '培训合格证书'}"
        for n, one in enumerate(PEOPLE[:people])
    )
    return (f"{year}年致富带头人学员花名册", "姓名|身份证号|证书类别", *rows)


@pytest.mark.parametrize(
    ("people", "now", "before", "hits"),
    [
        (10, 5, 5, 0),
        (10, 4, 5, 1),
        (9, 4, 5, 0),
        (10, 6, 5, 0),
        (12, 6, 5, 0),
        (12, 5, 5, 1),
        (11, 0, 1, 1),
    ],
)
def test_share_of_certified_leaders(people: int, now: int, before: int, hits: int) -> None:
    last = certified(10, before, 2020)
    assert len(told_of("M108", "shanxi-2021", certified(people, now, 2021), last, before=1)) == hits


def test_a_share_that_is_not_certain_is_not_compared() -> None:
    this, last = certified(10, 4, 2021), certified(10, 5, 2020)
    assert len(told_of("M108", "shanxi-2021", this, last, before=1)) == 1
    assert told_of("M108", "shanxi-2021", (*this, "某人||专项职业能力证书"), last, before=1) == []
    assert (
        told_of("M108", "shanxi-2021", (*this, f"某人|{PEOPLE[11]}|{{#N/A}}"), last, before=1) == []
    )
    assert len(told_of("M108", "shanxi-2021", (*this, this[-1]), last, before=1)) == 1
    assert (
        told_of(
            "M108",
            "shanxi-2021",
            certified(10, 4, 2021, "培训合格证书"),
            certified(10, 4, 2020, "培训合格证书"),
            before=1,
        )
        == []
    )


LINKS = "带头人姓名|带头人身份证号|户主姓名|户主身份证号"


@pytest.mark.parametrize(
    ("households", "row", "found"),
    [
        (2, "在库|", [Severity.ERROR]), (3, "在库|", []), (4, "在库|", []), (2, "退出|", []), (1, "在库|2020-11-05", [Severity.INFO]), (1, "在库|2020-05-05", [Severity.ERROR]), (1, "在库|{#N/A}", [Severity.INFO]), (0, "在库|", []),
    ],
)  # fmt: skip
def test_households_of_the_links(households: int, row: str, found: list[Severity]) -> None:
    leaders = (
        "2020年致富带头人台账",
        "姓名|身份证号|状态|认定时间",
        f"张三|{A}|{row}",
        f"李四|{B}|在库|2019-01-01",
    )
    rows = [f"张三|{A}|王{n}|{one}" for n, one in enumerate(PEOPLE[2 : 2 + households])]
    rows += [f"李四|{B}|赵{n}|{one}" for n, one in enumerate(PEOPLE[6:10])]
    findings = found_in("L203", "tongnan-2020", leaders, ("2020年带动户明细", LINKS, *rows))
    assert [each.nature.value for each in findings] == [
        "shortfall" if each is Severity.ERROR else "hint" for each in found
    ]
    assert [len(each.related) for each in findings] == [households] * len(found)


@pytest.mark.parametrize(
    ("rows", "two_leaders", "twice"),
    [
        ((f"张三|{A}|王甲|{E}", f"李四|{B}|王甲|{E}"), 1, 0), ((f"张三|{A}|王甲|{E}", f"张三|{A}|王甲|{E}"), 0, 1), ((f"张三|{A}|王甲|", f"李四|{B}|王甲|"), 0, 0), ((f"张三|{A}|王甲|{E}", f"李四|{B}|王乙|{F}"), 0, 0),
        ((f"张三|{A}|王甲|{E}", f"退了|{C}|王甲|{E}"), 0, 0), ((f"张三|{A}|王甲|{E}", f"李四|{B}|王甲|{E}", f"张三|{A}|王甲|{E}"), 1, 1), ((f"|{A}|王甲|{E}", f"李四|{B}|王甲|{E}"), 1, 0),
    ],
)  # fmt: skip
def test_one_household_more_than_once(rows: tuple[str, ...], two_leaders: int, twice: int) -> None:
    leaders = (LEADERS, "姓名|身份证号|状态", f"张三|{A}|在库", f"李四|{B}|在库", f"退了|{C}|退出")
    links = ("2020年带动户明细", LINKS, f"张三|{A}|孙一|{D}", *rows)
    assert len(told_of("L204", "", leaders, links)) == two_leaders
    assert len(told_of("L205", "", leaders, links)) == twice
    apart = [("2020年带动户明细", LINKS, f"张三|{A}|孙一|{D}", row) for row in rows]
    assert told_of("L205", "", leaders, *apart) == []


def test_households_of_two_periods_are_not_compared() -> None:
    first = ("2019年带动户明细", LINKS, f"张三|{A}|王甲|{E}", f"张三|{A}|孙一|{D}")
    second = ("2020年带动户明细", LINKS, f"李四|{B}|王甲|{E}", f"李四|{B}|孙二|{C}")
    assert told_of("L204", "", first, second) == []
    assert len(told_of("L204", "", (second[0], *first[1:]), second)) == 1


def test_rows_of_members_are_no_repetition() -> None:
    rows = (f"张三|{A}|王甲|{E}|户主", f"张三|{A}|王甲|{E}|配偶")
    assert told_of("L205", "", ("2020年带动户明细", f"{LINKS}|与户主关系", *rows)) == []


POSTS = "姓名|身份证号|岗位名称|合同开始|合同到期"


def test_a_post_under_the_old_number_is_another_one_too() -> None:
    rows = (f"张三|{A}|保洁员|2020-01-01|2020-12-31", f"张三|{OLD_A}|护林员|2020-06-01|2020-12-31")
    assert len(told_of("W201", "tongnan-2020", ("青龙镇2020年公益性岗位台账", POSTS, *rows))) == 1


REGISTER = (
    "人口信息名册",
    "户编号|姓名|证件号码|与户主关系|户类型|监测对象类别",
    f"101|甲|{A}|户主|一般脱贫户|",
    f"102|乙|{B}|户主||边缘易致贫户",
    f"103|丙|{C}|户主|一般户|",
)


@pytest.mark.parametrize(
    ("person", "kind", "says"),
    [
        (f"甲|{A}", "脱贫户", ""), (f"乙|{B}", "脱贫户", "填“脱贫户”，名册"), (f"乙|{B}", "边缘易致贫户", ""), (f"丁|{D}", "脱贫户", "填“脱贫户”，本人号码在名册"), (f"丁|{D}", "一般户", ""), (f"甲|{A}", "一般户", "填“一般户”，本人号码在名册"),
        (f"丁|{D}", "", ""), ("丁|", "脱贫户", ""), (f"丁|{D}", "边缘易致贫户", "填“边缘易致贫户”，本人号码在名册"),
    ],
)  # fmt: skip
def test_kinds_of_households_and_the_register(person: str, kind: str, says: str) -> None:
    head = "姓名|身份证号|户类型|班次名称"
    roster = ("学员花名册", head, f"{person}|{kind}|第1期", f"甲|{A}|脱贫户|第1期")
    found = beside("Y102", "register", (roster,), (REGISTER,))
    assert [words.partition("（")[0] for words in found] == [says] * bool(says)
    bare = ("学员花名册", "姓名|身份证号|班次名称", f"{person}|第1期", f"甲|{A}|第1期")
    assert beside("Y102", "register", (bare,), (REGISTER,)) == []
    nameless = ("学员花名册", "姓名|户类型|班次名称", f"丁|{kind}|第1期", "甲|脱贫户|第1期")
    assert beside("Y102", "register", (nameless,), (REGISTER,)) == []


@pytest.mark.parametrize(
    ("name", "one", "hits"),
    [("甲", A, 0), ("甲某", A, 1), ("甲·", A, 0), ("丁", D, 0), ("", A, 0), ("甲某", "", 0)],
)
def test_names_in_the_register(name: str, one: str, hits: int) -> None:
    roster = ("学员花名册", "姓名|身份证号|班次名称", f"{name}|{one}|第1期", f"乙|{B}|第1期")
    assert len(beside("Y103", "register", (roster,), (REGISTER,))) == hits


IN_VILLAGES = (
    "人口信息名册",
    "乡(镇)|行政村|户编号|姓名|证件号码|与户主关系",
    f"双河镇|红花村|101|甲|{A}|户主",
    f"双河镇|红花村|102|乙|{B}|户主",
    f"双河镇|红花村|103|同名|{C}|户主",
    f"双河镇|红花村|104|同名|{D}|户主",
)


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        (f"双河镇|红花村|乙|{E}", 1), (f"双河镇|红花村|乙|{B}", 0), (f"双河镇|青龙村|乙|{E}", 0), (f"桂花镇|红花村|乙|{E}", 0), (f"双河镇|红花村|同名|{E}", 0), (f"双河镇|红花村|戊|{E}", 0), (f"双河镇||乙|{E}", 0), ("双河镇|红花村|乙|", 0),
        (f"双河镇|红花村|乙|{A}", 0),
    ],
)  # fmt: skip
def test_one_name_in_a_village_with_another_number(row: str, hits: int) -> None:
    roster = (
        "学员花名册",
        "镇街|村|姓名|身份证号|班次名称",
        f"{row}|第1期",
        f"双河镇|红花村|甲|{A}|第1期",
    )
    assert len(beside("Y104", "register", (roster,), (IN_VILLAGES,))) == hits
