"""Shortfalls of rows and proportions of tables, at the ends of what a notice asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builders.sheet_text import table
from builders.workbook_fixture import number
from ruralskills.facts.proportions import proportion_missed
from ruralskills.facts.shortfall import Cells, is_about, shortfalls
from ruralskills.ledgers import Trainee
from ruralskills.model.fields import field_specs
from ruralskills.model.rule import Says
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import Notice
from ruralskills.notices.requirement import Condition, Proportion, Requirement
from ruralskills.rules.declared.requirements import rule_of
from ruralskills.values.field_type import Absent
from ruralskills.values.partial_date import PartialDate, whole_year

SPECS = field_specs(Trainee)
DAY = PartialDate(date(2020, 5, 1), date(2020, 5, 1))
UNREADABLE = Unknown("C501", "", "")
BORN = number("1985-06-15")


def requirement(**parts: Any) -> Requirement:
    return Requirement("NP101", "某项", "our", "C-1", "trainee", hit={}, miss={}, **parts)


def lacking(condition: Condition, value: Any, name: str = "days", **others: Any) -> list[str]:
    cells = Cells({name: value, **others}, SPECS)
    return [each.words for each in shortfalls(requirement(must={name: condition}), cells)]


@pytest.mark.parametrize(
    ("condition", "value", "words"),
    [
        (Condition(min=5), 5, []), (Condition(min=5), 4, ["培训天数4天，要求不少于5天，差1天"]), (Condition(min=5), Decimal("4.996"), ["培训天数4.996天，要求不少于5天，差0天"]),
        (Condition(max=5), 5, []), (Condition(max=5), 6, ["培训天数6天，要求不超过5天，多1天"]), (Condition(above=5), 5, ["培训天数5天，要求多于5天，正好相等"]),
        (Condition(above=5), 6, []), (Condition(above=5), 4, ["培训天数4天，要求多于5天，差1天"]), (Condition(below=5), 5, ["培训天数5天，要求少于5天，正好相等"]), (Condition(below=5), 4, []),
        (Condition(between=(5, 7)), 4, ["培训天数4天，要求在5天至7天之间，差1天"]), (Condition(between=(5, 7)), 8, ["培训天数8天，要求在5天至7天之间，多1天"]), (Condition(between=(5, 7)), 5, []),
        (Condition(between=(5, 7)), 7, []), (Condition(min=1, max=2), 3, ["培训天数3天，要求不超过2天，多1天"]), (Condition(words=5), 5, []),
        (Condition(words=5), 4, ["培训天数4天，要求为5天，少1天"]), (Condition(words=(5, 9)), 8, ["培训天数8天，要求为5天或9天，少1天"]), (Condition(words=(5, 9)), 6, ["培训天数6天，要求为5天或9天，多1天"]),
        (Condition(words=(5, 9)), 9, []), (Condition(min=5), Absent.BLANK, []), (Condition(min=5), Absent.NONE, []), (Condition(min=5), UNREADABLE, []), (Condition(min=5), None, []),
        (Condition(filled=True), Absent.BLANK, ["培训天数没有填"]), (Condition(filled=True), 3, []), (Condition(filled=True), None, []), (Condition(filled=True), Absent.NONE, []),
        (Condition(min=0), 0, []), (Condition(min=0), -1, ["培训天数-1天，要求不少于0天，差1天"]), (Condition(max=0), 1, ["培训天数1天，要求不超过0天，多1天"]),
    ],
)  # fmt: skip
def test_numbers(condition: Condition, value: Any, words: list[str]) -> None:
    assert lacking(condition, value) == words


@pytest.mark.parametrize(
    ("condition", "value", "words"),
    [
        (Condition(min=date(2020, 5, 1)), DAY, []), (Condition(min=date(2020, 5, 2)), DAY, ["开班日期2020-05-01，要求不早于2020-05-02，早1天"]), (Condition(after=date(2020, 4, 30)), DAY, []),
        (Condition(after=date(2020, 5, 1)), DAY, ["开班日期2020-05-01，要求晚于2020-05-01，正好是这一天"]), (Condition(max=date(2020, 5, 1)), DAY, []),
        (Condition(max=date(2020, 4, 30)), DAY, ["开班日期2020-05-01，要求不晚于2020-04-30，晚1天"]), (Condition(before=date(2020, 5, 1)), DAY, ["开班日期2020-05-01，要求早于2020-05-01，正好是这一天"]),
        (Condition(before=date(2020, 5, 2)), DAY, []), (Condition(min=date(2020, 12, 31)), whole_year(2020), []), (Condition(min=date(2021, 1, 1)), whole_year(2020), ["开班日期2020年，要求不早于2021-01-01，早1天"]),
        (Condition(max=date(2020, 1, 1)), whole_year(2020), []), (Condition(max=date(2019, 12, 31)), whole_year(2020), ["开班日期2020年，要求不晚于2019-12-31，晚1天"]),
        (Condition(min=date(2020, 1, 1), max=date(2020, 3, 31)), DAY, ["开班日期2020-05-01，要求不晚于2020-03-31，晚31天"]),
    ],
)  # fmt: skip
def test_days(condition: Condition, value: PartialDate, words: list[str]) -> None:
    assert lacking(condition, value, "starts") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("电焊", []), ("家政", ["培训工种填“家政”，要求填“电焊”或“养殖”"]), ("养殖", []), (Absent.BLANK, []), (UNREADABLE, []), (Absent.NONE, ["培训工种填“无”，要求填“电焊”或“养殖”"]), (None, []),
        (True, ["培训工种填“是”，要求填“电焊”或“养殖”"]), (False, ["培训工种填“否”，要求填“电焊”或“养殖”"]),
    ],
)  # fmt: skip
def test_words(value: Any, words: list[str]) -> None:
    found = lacking(Condition(words=("电焊", "养殖")), value, "trade")
    assert found == words


@pytest.mark.parametrize(
    ("born", "day", "says"),
    [
        ("1985-06-15", DAY, ""), ("2002-05-01", DAY, ""), ("2002-05-02", DAY, "17周岁，应在18周岁至60周岁之间，小1岁"), ("1959-05-02", DAY, ""), ("1959-05-01", DAY, "61周岁，应在18周岁至60周岁之间，大1岁"),
        ("2002-12-31", whole_year(2020), ""), ("2003-01-01", whole_year(2020), "17周岁，应在18周岁至60周岁之间，小1岁"), ("1985-06-15", Absent.BLANK, ""),
    ],
)  # fmt: skip
def test_ages(born: str, day: Any, says: str) -> None:
    condition = Condition(age=(18, 60), on="starts")
    found = lacking(condition, number(born), "id_number", starts=day)
    assert [words.rpartition("时")[2] for words in found] == ([says] if says else [])
    assert lacking(condition, UNREADABLE, "id_number", starts=DAY) == []


@pytest.mark.parametrize(
    ("part", "whole", "says"),
    [
        (3, 10, []), (2, 10, ["课时2，占培训天数10的20%，要求不少于30%，差10个百分点"]), (2, 0, []), (2, -1, []), (2, Absent.BLANK, []), (0, 10, ["课时0，占培训天数10的0%，要求不少于30%，差30个百分点"]),
        (1, 3, []), (2, 7, ["课时2，占培训天数7的28.57%，要求不少于30%，差1.43个百分点"]),
    ],
)  # fmt: skip
def test_shares(part: Any, whole: Any, says: list[str]) -> None:
    condition = Condition(min=30, share_of="days")
    assert lacking(condition, part, "hours", days=whole) == says


def test_all_of_several_and_one_of_several() -> None:
    both = {"days": Condition(min=5), "hours": Condition(min=40)}
    either = ({"days": Condition(min=5)}, {"hours": Condition(min=40)})
    three = (*either, {"subsidy": Condition(min=100)})

    def told(asked: Requirement, **values: Any) -> list[tuple[str, str]]:
        found = shortfalls(asked, Cells({"subsidy": Absent.BLANK, **values}, SPECS))
        return [(each.field, each.words.rpartition("；")[2]) for each in found]

    assert [name for name, _ in told(requirement(must=both), days=4, hours=30)] == ["days", "hours"]
    assert [name for name, _ in told(requirement(must=both), days=4, hours=Absent.BLANK)] == [
        "days"
    ]
    assert [name for name, _ in told(requirement(must=both), days=Absent.BLANK, hours=30)] == [
        "hours"
    ]
    assert told(requirement(must=both), days=5, hours=40) == []
    assert told(requirement(any=either), days=4, hours=30) == [
        ("days", "达到其中一项即可，现两项都没有达到")
    ]
    assert told(requirement(any=either), days=4, hours=40) == []
    assert told(requirement(any=either), days=4, hours=Absent.BLANK) == []
    assert told(requirement(any=three), days=4, hours=30) == []
    assert told(requirement(any=three), days=4, hours=30, subsidy=9) == [
        ("days", "达到其中一项即可，现3项都没有达到")
    ]


def test_conditions_by_the_word_of_another_field() -> None:
    asked = requirement(by="trade", each={"电焊": {"days": Condition(min=5)}})
    for word, says in (("电焊", 1), ("养殖", 0), (Absent.BLANK, 0), (None, 0), (UNREADABLE, 0)):
        found = shortfalls(asked, Cells({"trade": word, "days": 4}, SPECS))
        assert len(found) == says
        assert all(each.words.startswith("电焊") for each in found)


@pytest.mark.parametrize(
    ("value", "of_word", "of_blank"),
    [
        ("电焊", True, False), ("养殖", False, False), (Absent.BLANK, False, True), (None, False, True), (Absent.NONE, False, False), (UNREADABLE, False, False),
    ],
)  # fmt: skip
def test_the_rows_that_a_requirement_is_about(value: Any, of_word: bool, of_blank: bool) -> None:
    cells = Cells({"trade": value, "days": 4}, SPECS)
    assert is_about({"trade": ("电焊",)}, cells) is of_word
    assert is_about({"trade": ("",)}, cells) is of_blank
    assert is_about({"trade": ("电焊", "")}, cells) is (of_word or of_blank)
    assert is_about({}, cells)
    asked = requirement(when={"trade": ("电焊",)}, must={"days": Condition(min=5)})
    assert bool(shortfalls(asked, cells)) is of_word
    assert is_about({"trade": ("",)}, Cells({"days": 4}, SPECS))


EQUAL = Proportion("trade", ("甲", "乙"), (1, 1))


@pytest.mark.parametrize(
    ("counts", "unknown", "tolerance", "says"),
    [
        ((5, 5), 0, 0, ""), ((6, 4), 0, 0, "按此甲应为5，多1"), ((5, 4), 0, 0, ""), ((4, 6), 0, 0, "按此甲应为5，少1"), ((0, 0), 0, 0, ""), ((0, 2), 0, 0, "按此甲应为1，少1"),
        ((12, 8), 0, 20, ""), ((13, 7), 0, 20, "按此甲应为10，多3"), ((6, 4), 2, 0, ""), ((6, 4), 1, 0, ""), ((7, 4), 1, 0, "按此甲应为6，多1"), ((6, 4), 9, 0, ""),
    ],
)  # fmt: skip
def test_proportions(counts: tuple[int, int], unknown: int, tolerance: int, says: str) -> None:
    asked = Proportion("trade", ("甲", "乙"), (1, 1), tolerance)
    words = proportion_missed(asked, dict(zip(("甲", "乙"), counts, strict=True)), unknown)
    assert words.rpartition("，按此")[2] == says.removeprefix("按此")


def test_of_three_words_the_furthest_is_named() -> None:
    asked = Proportion("trade", ("甲", "乙", "丙"), (1, 2, 3))
    assert proportion_missed(asked, {"甲": 10, "乙": 20, "丙": 30}) == ""
    assert proportion_missed(asked, {"甲": 12, "乙": 14, "丙": 34}).endswith("按此乙应为20，少6")
    assert proportion_missed(asked, {"甲": 10, "乙": 10, "丙": 30}, 10) == ""


def answers(
    asked: Requirement, *rows: str, head: str = "姓名|身份证号|培训工种|培训天数"
) -> list[str]:
    rule = rule_of(asked, Notice("our", "某办法", "某号"))
    sheet: Table = table("\n".join(["学员花名册" + "|<" * head.count("|"), head, *rows]))
    said = [says for _, says in rule.check(sheet)]
    assert all(isinstance(each, Says) for each in said)
    return [each.message for each in said if isinstance(each, Says)]


def test_a_proportion_of_the_rows_in_question() -> None:
    rows = (
        f"张三|{number(sequence=1)}|甲|一期",
        f"李四|{number(sequence=3)}|甲|一期",
        f"王五|{number(sequence=5)}|乙|二期",
    )

    def told(asked: Requirement, *lines: str) -> list[str]:
        return answers(asked, *lines, head="姓名|身份证号|培训工种|班次名称")

    all_rows = requirement(ratio=EQUAL)
    assert told(all_rows, *rows, rows[0]) == ["甲3、乙1，要求1∶1，按此甲应为2，多1"]
    assert told(all_rows, *rows, rows[2]) == []
    assert told(all_rows, *rows, rows[0], rows[0].replace("甲", "")) == []
    of_five = requirement(ratio=EQUAL, when={"class_name": ("一期",)})
    assert told(of_five, *rows) == ["甲2、乙0，要求1∶1，按此甲应为1，多1"]
    of_four = requirement(ratio=EQUAL, when={"class_name": ("二期",)})
    assert told(of_four, *rows) == []
    of_a_column_that_is_not_there = requirement(ratio=EQUAL, when={"subsidy": (5,)})
    assert told(of_a_column_that_is_not_there, *rows, rows[0]) == []
    of_blanks = requirement(ratio=EQUAL, when={"subsidy": ("",)})
    assert told(of_blanks, *rows, rows[0]) == ["甲3、乙1，要求1∶1，按此甲应为2，多1"]


def test_each_row_is_judged_by_its_own_cells() -> None:
    asked = requirement(must={"days": Condition(min=5), "hours": Condition(min=40)})
    rows = (
        f"张三|{number(sequence=1)}|甲|5",
        f"李四|{number(sequence=3)}|甲|4",
        f"王五|{number(sequence=5)}|乙|",
        f"赵六|{number(sequence=7)}|甲|4",
    )
    assert answers(asked, *rows) == ["培训天数4天，要求不少于5天，差1天"] * 2


def test_the_page_of_a_requirement_shows_its_hits_and_misses() -> None:
    asked = Requirement(
        "NP101", "天数不足", "our", "C-1", "trainee", hit=({"days": 4}, {"trade": "甲|乙", "days": 3}), miss={"days": 5}, must={"days": Condition(min=5)},
    )  # fmt: skip
    page = rule_of(asked, Notice("our", "某办法", "某号")).doc
    assert page.splitlines() == [
        "天数不足。", "", "学员花名册", "", "| 培训天数 | 培训工种 | 应报 |", "|---|---|---|", "| 4 |  | 培训天数 |", "| 3 | 甲／乙 | 培训天数 |", "| 5 |  |  |",
    ]  # fmt: skip
    ratio = Requirement(
        "NP102",
        "比例不符。",
        "our",
        "C-1",
        "trainee",
        hit={"甲": 3, "乙": 1},
        miss={"甲": 1},
        ratio=EQUAL,
    )
    assert rule_of(ratio, Notice("our", "某办法", "某号")).doc.splitlines() == [
        "比例不符。", "", "下表是各填多少行的学员花名册。", "", "| 甲 | 乙 | 应报 |", "|---|---|---|", "| 3 | 1 | 行数 |", "| 1 | 0 |  |",
    ]  # fmt: skip
