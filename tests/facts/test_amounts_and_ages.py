"""Ages, amounts off the middle, proportions, and the terms of cadres."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders.sheet_text import table
from ruralskills.facts.ages import age_outside, completed_years
from ruralskills.facts.amounts import outliers
from ruralskills.facts.cadre_terms import TermOfOffice, has_left, term_of_office
from ruralskills.facts.proportions import proportion_missed
from ruralskills.ledgers import ReserveCadre
from ruralskills.notices.requirement import Proportion
from ruralskills.values.partial_date import PartialDate


def days(first: str, last: str = "") -> PartialDate:
    return PartialDate(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("2000-02-29", "2018-02-27", 17), ("2000-02-29", "2020-02-28", 19), ("2000-02-29", "2020-02-29", 20),
        ("1999-03-01", "2000-02-29", 0), ("1985-06-15", "2020-06-14", 34), ("1985-06-15", "2020-06-15", 35),
        ("1985-06-29", "2020-06-28", 34), ("1985-02-28", "2021-02-28", 36),
    ],
)  # fmt: skip
def test_years_are_completed_on_the_birthday(born: str, day: str, years: int) -> None:
    assert completed_years(date.fromisoformat(born), date.fromisoformat(day)) == years


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2003-06-15", "2003-06-15", ""),
        ("2003-06-14", "2003-06-14", "17周岁，应在18周岁至60周岁之间，小1岁"),
        ("2003-06-14", "2003-06-15", ""),
        ("2000-01-01", "2000-12-31", "15周岁，应在18周岁至60周岁之间，小3岁"),
        ("2046-06-14", "2046-06-14", ""),
        ("2046-06-15", "2046-06-15", "61周岁，应在18周岁至60周岁之间，大1岁"),
        ("2046-01-01", "2046-12-31", ""),
        ("2050-01-01", "2050-12-31", "64周岁，应在18周岁至60周岁之间，大4岁"),
    ],
)
def test_an_age_is_outside_only_where_it_is_certain(first: str, last: str, says: str) -> None:
    assert age_outside(date(1985, 6, 15), days(first, last), 18, 60) == says


def amounts(*texts: str) -> tuple[Decimal | int, list[Decimal | int]]:
    rows = "\n".join(f"事{number}|{text}" for number, text in enumerate(texts))
    one = table(f"2020年资金支出台账|<\n项目名称|支出金额（元）\n{rows}")
    name = next(n for n, c in one.columns.items() if "金额" in c.header)
    middle, off = outliers(one.columns[name])
    return middle, [*sorted(off.values())]


def test_amounts_some_ten_thousand_times_off_the_middle() -> None:
    assert amounts("100", "200", "300", "400", "1500000") == (300, [1500000])
    assert amounts("100", "200", "300", "400", "1499999") == (300, [])
    assert amounts("5000", "5000", "6000", "7000", "1") == (5000, [1])
    assert amounts("5000", "5000", "6000", "7000", "1.01") == (5000, [])
    assert amounts("100", "200", "300", "400", "500", "600") == (400, [])


def test_few_amounts_have_no_middle() -> None:
    assert amounts("100", "200", "300", "4000000") == (0, [])
    assert amounts("100", "200", "300", "0", "", "4000000") == (0, [])
    assert amounts("100", "100", "100", "100", "4000000") == (100, [4000000])


def missed(
    counts: dict[str, int], unknown: int = 0, tolerance: float = 0, shares: tuple[int, ...] = (1, 1)
) -> str:
    return proportion_missed(Proportion("kind", ("甲", "乙"), shares, tolerance), counts, unknown)


def test_a_proportion_names_the_word_that_is_furthest_off() -> None:
    assert missed({"甲": 6, "乙": 4}) == "甲6、乙4，要求1∶1，按此甲应为5，多1"
    assert missed({"甲": 4, "乙": 6}) == "甲4、乙6，要求1∶1，按此甲应为5，少1"
    assert missed({"乙": 9}, shares=(2, 1)) == "甲0、乙9，要求2∶1，按此甲应为6，少6"
    assert missed({"甲": 2, "乙": 2}, shares=(7, 3)) == ""
    assert missed({"甲": 5, "乙": 4}) == ""
    assert missed({}) == missed({"丙": 3}) == ""


def test_a_tolerance_is_of_the_due_number() -> None:
    assert missed({"甲": 24, "乙": 16}, tolerance=20) == ""
    assert (
        missed({"甲": 25, "乙": 15}, tolerance=20)
        == "甲25、乙15，要求1∶1，上下可差20%，按此甲应为20，多5"
    )


def test_unknown_rows_go_where_they_help() -> None:
    assert missed({"甲": 8, "乙": 4}, 4) == ""
    assert missed({"甲": 8, "乙": 4}, 3) == ""
    assert missed({"甲": 8, "乙": 4}, 1) == "甲8、乙4，要求1∶1，按此甲应为6.5，多1.5"
    assert missed({"甲": 8, "乙": 4}, 100) == ""
    assert missed({"甲": 9, "乙": 1}, 3, shares=(2, 1)) == ""


JUNE = 2020 * 12 + 5


@pytest.mark.parametrize(
    ("appointed", "left", "covers", "excludes"),
    [
        (days("2020-06-01"), None, True, False),
        (days("2020-06-02"), None, False, False),
        (days("2020-06-30"), None, False, False),
        (days("2020-07-01"), None, False, True),
        (days("2020-05-01", "2020-06-30"), None, False, False),
        (days("2020-01-01"), days("2020-06-30"), True, False),
        (days("2020-01-01"), days("2020-06-29"), False, False),
        (days("2020-01-01"), days("2020-06-01"), False, False),
        (days("2020-01-01"), days("2020-05-31"), False, True),
        (days("2020-01-01"), days("2020-05-01", "2020-06-30"), False, False),
    ],
)
def test_a_month_in_office(
    appointed: PartialDate, left: PartialDate | None, covers: bool, excludes: bool
) -> None:
    term = TermOfOffice(appointed, left)
    assert (term.covers(JUNE), term.excludes(JUNE)) == (covers, excludes)


def test_whole_months_that_are_over() -> None:
    term = TermOfOffice(days("2020-04-15"), None)
    assert list(term.whole_months(date(2020, 7, 1))) == [JUNE - 1, JUNE]
    assert list(term.whole_months(date(2020, 6, 30))) == [JUNE - 1]
    assert list(TermOfOffice(days("2020-04-01"), days("2020-05-31")).whole_months(date(2020, 7, 1))) == [
        JUNE - 2, JUNE - 1,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "left", "term"),
    [
        ("2020-01-01||在任", False, True),
        ("2020-01-01||", False, True),
        ("2020-01-01||离任", True, False),
        ("2020-01-01|2020-05-01|", True, True),
        ("2020-01-01|2020-05-01|在任", True, True),
        ("2020-01-01|五月底|", None, False),
        ("2020-01-01||{#N/A}", None, False),
        ("||在任", False, False),
    ],
)
def test_who_has_left(row: str, left: bool | None, term: bool) -> None:
    text = f"2020年后备干部台账|<|<|<|<\n姓名|身份证号|聘任时间|离任时间|状态\n张三|500199198506150017|{row}"
    [one] = table(text).rows(ReserveCadre)
    assert has_left(one) is left
    assert (term_of_office(one) is not None) is term
