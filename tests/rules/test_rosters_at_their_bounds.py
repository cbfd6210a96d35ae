"""Rosters, attendance, posts and workshops at bounds: half a roster, ten people, one day in common."""

from __future__ import annotations

import pytest

from builders.rule_messages import told, told_of
from builders.workbook_fixture import number

PEOPLE = tuple(number(sequence=2 * n + 1) for n in range(12))
A, B, C, D, E, F = PEOPLE[:6]
DONGXIANG = "dongxiang-2020"


def roster(
    *rows: str, title: str = "学员花名册", head: str = "班次名称|姓名|身份证号"
) -> tuple[str, ...]:
    return (title, head, *rows)


def members(count: int, name: str = "家政班") -> list[str]:
    return [f"{name}|人{n}|{one}" for n, one in enumerate(PEOPLE[:count])]


@pytest.mark.parametrize(
    ("told_of_class", "listed", "says"),
    [
        (3, 3, ""), (4, 3, "填4人，花名册该班3人，多1人"), (2, 3, "填2人，花名册该班3人，少1人"), (6, 3, "填6人，花名册该班3人，多3人"),
        (7, 3, "填7人，花名册该班3人，多4人；花名册只有双河镇的，其余的一并核对"), ("", 3, ""),
    ],
)  # fmt: skip
def test_heads_of_a_class(told_of_class: int | str, listed: int, says: str) -> None:
    classes = (
        "云潼区培训班台账",
        "班次名称|开班日期|结业日期|培训人数",
        f"家政班|2020-08-03|2020-08-09|{told_of_class}",
        "电焊班|2020-08-03|2020-08-09|9",
    )
    people = roster(*members(listed), members(1)[0], title="双河镇学员花名册")
    found = told_of("T313", "", classes, people)
    assert found == [says] * bool(says)
    assert told_of("T313", "", classes, (*people, f"|某人|{PEOPLE[9]}")) == []


@pytest.mark.parametrize(
    ("row", "days", "says"),
    [
        ("2020-08-03|2020-08-09|7", "2020-08-03|2020-08-09|7", ""), ("2020-08-03|2020-08-09|7", "2020-08-03|2020-08-10|7", "2020-08-03至2020-08-09，花名册该班是2020-08-03至2020-08-10"),
        ("2020-08-03|2020-08-09|7", "||6", "填7天，花名册该班6天"), ("2020-08-03|2020-08-09|7", "||", ""), ("||7", "2020-08-03|2020-08-09|6", "填7天，花名册该班6天"), ("2020-08-03|2020-08-09|", "||6", ""),
        ("2020-08-03|2020-08-09|7", "2020-08-04|2020-08-09|6", "2020-08-03至2020-08-09，花名册该班是2020-08-04至2020-08-09"),
    ],
)  # fmt: skip
def test_days_of_a_class_and_its_roster(row: str, days: str, says: str) -> None:
    classes = (
        "培训班台账",
        "班次名称|开班日期|结业日期|培训天数",
        f"家政班|{row}",
        "电焊班|2020-08-03|2020-08-09|9",
    )
    head = "班次名称|姓名|身份证号|开班日期|结业日期|培训天数"
    people = roster(*(f"{one}|{days}" for one in members(2)), head=head)
    assert told_of("T313", "", classes, people) == [says] * bool(says)


def test_days_on_which_a_roster_does_not_agree_are_not_compared() -> None:
    classes = (
        "培训班台账",
        "班次名称|开班日期|结业日期|培训天数",
        "家政班|2020-08-03|2020-08-09|7",
    )
    head = "班次名称|姓名|身份证号|开班日期|结业日期|培训天数"
    first, second = members(2)
    people = roster(
        f"{first}|2020-08-03|2020-08-10|6", f"{second}|2020-08-03|2020-08-11|5", head=head
    )
    assert told_of("T313", "", classes, people) == []


PAID = "班次名称|姓名|身份证号|补贴金额"


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        (f"第1期|丁|{D}|{{1000}}", 1), (f"第1期|甲|{A}|{{1000}}", 0), (f"第2期|丁|{D}|{{1000}}", 0), (f"第1期|丁|{D}|{{0}}", 0), (f"第1期|丁|{D}|", 0), (f"第1期|丁|{D}|{{0.5}}", 1), ("第1期|丁||{1000}", 0),
        (f"第1期|丙|{D}|{{1000}}", 0), (f"第1期|乙|{D}|{{1000}}", 1),
    ],
)  # fmt: skip
def test_who_is_paid_is_on_the_roster(row: str, hits: int) -> None:
    listed = roster(f"第1期|甲|{A}", f"第1期|乙|{B}", "第1期|丙|")
    paid = roster(
        f"第1期|甲|{A}|{{1000}}",
        row,
        f"第1期|戊|{E}|{{1000}}",
        title="培训补贴发放花名册",
        head=PAID,
    )
    assert len(told_of("X102", "", listed, paid)) == hits + 1


@pytest.mark.parametrize(("known", "hits"), [(5, 0), (4, 1), (3, 0), (2, 0)])
def test_a_list_without_classes_is_compared_if_most_of_it_is_on_a_roster(
    known: int, hits: int
) -> None:
    listed = roster(*(f"第{n % 2}期|人{n}|{one}" for n, one in enumerate(PEOPLE[:5])))
    rows = [f"新人{n}|{one}|{{1000}}" for n, one in enumerate(PEOPLE[5 - known : 10 - known])]
    paid = roster(*rows, title="补贴发放表", head="姓名|身份证号|补贴金额")
    assert len(told_of("X102", "", listed, paid)) == hits


@pytest.mark.parametrize(
    ("paid", "trained", "hits"),
    [("7", "2020-07-06|2020-07-12|", 0), ("8", "2020-07-06|2020-07-12|", 1), ("6", "2020-07-06|2020-07-12|5", 1), ("5", "2020-07-06|2020-07-12|5", 0), ("9", "||", 0), ("", "2020-07-06|2020-07-12|", 0)],
)  # fmt: skip
def test_days_that_are_paid(paid: str, trained: str, hits: int) -> None:
    head = "班次名称|姓名|身份证号|开班日期|结业日期|培训天数"
    listed = roster(f"第1期|甲|{A}|{trained}", f"第1期|乙|{B}|2020-07-06|2020-07-12|7", head=head)
    rows = (
        f"第1期|甲|{A}|{paid}|{{350}}",
        f"第1期|乙|{B}|7|{{350}}",
        f"第2期|甲|{A}|99|{{350}}",
        f"|甲|{A}|99|{{350}}",
    )
    pay = roster(*rows, title="培训补贴发放花名册", head="班次名称|姓名|身份证号|补贴天数|补贴金额")
    assert len(told_of("X103", "", listed, pay)) == hits
    twice = (*listed, listed[2])
    assert told_of("X103", "", twice, pay) == []


def attendance(
    *marks: str,
    title: str = "2020年第1期电焊班考勤表",
    head: str = "7月6日上午|7月6日下午|7月7日上午|7月7日下午",
) -> tuple[str, ...]:
    return (title, f"序号|姓名|{head}", *(f"{n + 1}|马{n}号|{row}" for n, row in enumerate(marks)))


@pytest.mark.parametrize(
    ("people", "sessions", "absent", "hits"),
    [(10, 4, 0, 1), (9, 4, 0, 0), (10, 3, 0, 0), (11, 4, 1, 0), (12, 4, 0, 1)],
)
def test_ten_people_who_never_miss_a_session(
    people: int, sessions: int, absent: int, hits: int
) -> None:
    head = "|".join(["7月6日上午", "7月6日下午", "7月7日上午", "7月7日下午"][:sessions])
    rows = ["|".join("√" * sessions)] * (people - absent) + [
        "|".join("√" * (sessions - 1) + "×")
    ] * absent
    assert len(told_of("K103", DONGXIANG, attendance(*rows, head=head))) == hits


@pytest.mark.parametrize(
    ("marks", "hits"),
    [
        (("√|√|√", "×|×|√", "△|△|√", "×|×|√"), 1), (("√|√|√", "×|×|√", "△|△|√", "√|√|√"), 0), (("√|√|√", "×|×|√", "△|×|√", "×|×|√"), 0), (("√|√|√", "×|√|×", "△|√|△", "×|√|×"), 1),
        (("√|√|√", "×|×|×", "△|△|△", "×|×|×"), 1), (("|√|√", "×|×|√", "△|△|√", "×|×|√"), 0),
    ],
)  # fmt: skip
def test_the_same_people_away_on_two_days(marks: tuple[str, ...], hits: int) -> None:
    sheet = attendance(*marks, head="7月6日|7月7日|7月8日")
    assert len(told_of("K104", DONGXIANG, sheet)) == hits


def test_two_halves_of_one_day_may_be_alike() -> None:
    marks = ("√|√", "×|×", "△|△", "×|×")
    assert told_of("K104", DONGXIANG, attendance(*marks, head="7月6日上午|7月6日下午")) == []


@pytest.mark.parametrize(
    ("marks", "says"),
    [(("√|√", "×|√"), "2020-10-01是法定节假日放假的日子，记有1人出勤"), (("×|√", "×|√"), ""), (("√|√", "√|√"), "2020-10-01是法定节假日放假的日子，记有2人出勤")],
)  # fmt: skip
def test_present_on_a_holiday(marks: tuple[str, ...], says: str) -> None:
    found = told_of("K105", DONGXIANG, attendance(*marks, head="10月1日|10月9日"))
    assert found == [says] * bool(says)


@pytest.mark.parametrize(
    ("listed", "present", "hits"),
    [(5, 5, 0), (5, 4, 1), (5, 3, 1), (5, 2, 0), (10, 8, 1), (10, 7, 0), (4, 6, 1), (4, 7, 0)],
)
def test_a_roster_and_its_attendance(listed: int, present: int, hits: int) -> None:
    people = roster(
        *(f"第1期电焊班|马{n}号|{one}" for n, one in enumerate(PEOPLE[:listed])),
        f"第2期养殖班|马九|{F}",
    )
    found = told_of("K101", DONGXIANG, people, attendance(*["√|√|√|√"] * present))
    assert len(found) == hits
    gap = abs(listed - present)
    assert all(f"共{gap}人" in words for words in found)


@pytest.mark.parametrize(
    ("ends", "hits"),
    [
        ("2020-07-06", 1),
        ("2020-07-05", 0),
        ("2020-12-30", 1),
        ("2020-12-31", 0),
        ("2021-01-10", 0),
        ("", 0),
    ],
)
def test_classes_that_are_over_have_attendance(ends: str, hits: int) -> None:
    classes = (
        "培训班台账",
        "班次名称|培训机构|结业日期",
        "第1期电焊班|县职校|2020-07-10",
        f"第2期家政班|县职校|{ends}",
        "第4期养殖班|农广校|2020-08-10",
        "第5期花木班|县职校|2020-09-10",
    )
    assert len(told_of("K102", DONGXIANG, classes, attendance(*["√|√|√|√"] * 2))) == hits + 1


POST = "姓名|身份证号|岗位名称|合同开始|合同到期"


def posts(
    *rows: str, title: str = "青龙镇2020年公益性岗位台账", head: str = POST
) -> tuple[str, ...]:
    return (title, head, *rows)


@pytest.mark.parametrize(
    ("second", "hits"),
    [
        (f"张三|{A}|护林员|2020-06-01|2020-12-31", 1), (f"张三|{A}|护林员|2020-07-01|2020-12-31", 0), (f"张三|{A}|护林员|2020-06-30|2020-12-31", 1), (f"张三|{A}|护林员|2019-01-01|2019-12-31", 0),
        (f"张三|{A}|护林员|2019-01-01|2020-01-01", 1), (f"张三|{A}|保洁员|2020-06-01|2020-12-31", 0), (f"李三|{A}|护林员|2020-06-01|2020-12-31", 0), (f"张三|{A}|护林员||", 1),
    ],
)  # fmt: skip
def test_two_posts_of_one_person(second: str, hits: int) -> None:
    rows = (
        f"张三|{A}|保洁员|2020-01-01|2020-06-30",
        second,
        f"王五|{B}|保洁员|2020-01-01|2020-12-31",
    )
    assert len(told_of("W201", "tongnan-2020", posts(*rows))) == hits


@pytest.mark.parametrize(
    ("title", "second", "hits"),
    [
        ("红花镇2020年公益性岗位台账", "保洁员|2020-06-30|2020-12-31", 1), ("红花镇2020年公益性岗位台账", "保洁员|2020-07-01|2020-12-31", 0), ("红花镇2020年公益性岗位台账", "保洁员||", 1),
        ("红花镇2021年公益性岗位台账", "保洁员||", 0), ("青龙镇2020年公益性岗位名单", "护林员|2020-06-30|2020-12-31", 1), ("青龙镇2020年公益性岗位名单", "保洁员|2020-06-30|2020-12-31", 0),
        ("青龙镇2020年公益性岗位名单", "护林员||", 0), ("青龙镇2020年公益性岗位名单", "保洁员（村）|2020-06-30|2020-12-31", 0),
    ],
)  # fmt: skip
def test_two_posts_in_two_ledgers(title: str, second: str, hits: int) -> None:
    first = posts(
        f"张三|{A}|保洁员|2020-01-01|2020-06-30",
        f"王五|{B}|保洁员|2020-01-01|2020-12-31",
        f"赵六|{C}|保洁员|2020-01-01|2020-12-31",
    )
    other = posts(
        f"张三|{A}|{second}",
        f"钱七|{D}|保洁员|2020-01-01|2020-12-31",
        f"孙八|{E}|保洁员|2020-01-01|2020-12-31",
        title=title,
    )
    assert len(told_of("W201", "tongnan-2020", first, other)) == hits


@pytest.mark.parametrize(
    ("span", "hits"),
    [
        ("2020.3.1-2020.3.5", 0),
        ("2020.3.1-2020.3.4", 1),
        ("已公示", 0),
        ("", 0),
    ],
)
def test_days_of_an_announcement(span: str, hits: int) -> None:
    rows = (f"张三|{A}|保洁员|{span}", f"李四|{B}|护林员|2020.3.1-2020.3.17")
    assert (
        len(told("W203", "样例", "公益性岗位台账", "姓名|身份证号|岗位名称|公示时间", *rows))
        == hits
    )


WORKSHOP = "镇街|车间名称|认定时间|用工总数|其中贫困人口|运行状态"


@pytest.mark.parametrize(
    ("row", "too_few", "none"),
    [
        ("2020.3|{10}|{3}|", 0, 0), ("2020.3|{10}|{2}|", 1, 0), ("2020.3|{11}|{3}|", 1, 0), ("2020.3|{0}|{0}|", 0, 1), ("2020.3|{10}|{2}|停产", 0, 0), ("2020.3|{0}|{0}|停产", 0, 0), ("2020.3|{10}|{11}|", 0, 0),
        ("2020.3|{10}|{-1}|", 0, 0), ("2020.3|{10}|{0}|", 1, 0), ("|{10}|{2}|", 0, 0), ("|{0}|{0}|", 0, 0), ("2020.3|{10.5}|{2}|", 0, 0), ("2020.3|{1}|{0}|", 1, 0), ("2020.3|{-1}|{0}|", 0, 0),
    ],
)  # fmt: skip
def test_workers_of_a_workshop(row: str, too_few: int, none: int) -> None:
    rows = (f"柏梓镇|红花车间|{row}", "柏梓镇|青龙车间|2020.3|{42}|{13}|正常")
    assert len(told("W101", "tongnan-2020", "扶贫车间台账", WORKSHOP, *rows)) == too_few
    assert len(told("W103", "tongnan-2020", "扶贫车间台账", WORKSHOP, *rows)) == none


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("脱贫户|{0}", 0),
        ("脱贫户|{1}", 1),
        ("脱贫户|{0.5}", 1),
        ("一般户|{1}", 0),
        ("脱贫户|{-1}", 0),
        ("非脱贫户|{1}", 0),
        ("|{1}", 0),
    ],
)
def test_fees_of_the_assisted(row: str, hits: int) -> None:
    rows = (f"张三|{A}|{row}", f"李四|{B}|脱贫户|{{0}}")
    assert (
        len(told("M310", "national-2021", "学员花名册", "姓名|身份证号|户类型|个人缴费", *rows))
        == hits
    )


NARROW = "姓名|身份证号|班次名称|培训工种|结业日期|补贴金额"


@pytest.mark.parametrize(
    ("second", "hits"),
    [
        ("专项职业能力第4期|拉面制作|2022-12-31|800", 1), ("专项职业能力第4期|拉面制作|2023-01-01|800", 0), ("专项职业能力第4期|刺绣|2022-12-31|800", 0), ("专项职业能力第4期|拉面制作|2022-12-31|0", 0),
        ("专项职业能力第4期|拉面制作|2022-12-31|", 0), ("电焊第4期|拉面制作|2022-12-31|800", 0), ("专项职业能力第4期||2022-12-31|800", 0), ("专项职业能力第4期|拉面制作||800", 0),
        ("专项职业能力第1期|拉面制作|2022-12-31|800", 0),
    ],
)  # fmt: skip
def test_one_narrow_skill_is_subsidised_once_a_year(second: str, hits: int) -> None:
    rows = (
        f"张三|{A}|专项职业能力第1期|拉面制作|2022-03-10|800",
        f"张三|{A}|{second}",
        f"李四|{B}|专项职业能力第1期|拉面制作|2022-03-10|800",
        f"李四|{B}|专项职业能力第9期|拉面制作|2022-04-10|800",
    )
    assert len(told("M312", "national-2021", "学员花名册", NARROW, *rows)) == hits + 1


@pytest.mark.parametrize(
    ("kind", "form", "hits"),
    [
        ("返乡农民工", "创业培训", 0), ("返乡农民工", "定向培训", 1), ("转岗农民工", "定向培训", 0), ("转岗农民工", "创业培训", 1), ("失业农民工", "就业培训", 0), ("失业农民工", "创业培训", 1), ("企业职工", "创业培训", 0),
    ],
)  # fmt: skip
def test_forms_that_fit_people(kind: str, form: str, hits: int) -> None:
    rows = (f"张三|{A}|{kind}|{form}", f"李四|{B}|返乡农民工|就业培训")
    assert (
        len(told("M315", "national-2021", "学员花名册", "姓名|身份证号|对象类别|培训形式", *rows))
        == hits
    )


AID = "姓名|身份证号|学段|资助项目|补助标准"


def test_a_standard_other_than_before_is_told_of_once() -> None:
    before = (
        "教育资助台账",
        AID,
        f"张三|{A}|中职|雨露计划|1500",
        f"张三|{A}|中职|雨露计划|3000",
        f"李四|{B}|高职|雨露计划|1500",
    )
    now = (
        "教育资助台账",
        AID,
        f"张三|{A}|中职|雨露计划|3000",
        f"李四|{B}|高职|雨露计划|1200",
        f"王五|{C}|高职|雨露计划|1200",
        f"赵六|{D}|本科|雨露计划|9",
        f"钱七|{E}||雨露计划|9",
        f"孙八|{F}|高职|助学金|9",
    )
    assert told_of("M313", "national-2021", now, before, before=1) == [
        "填1200元，上期为1500元，相差300元"
    ]
