"""Terms of duties, and those that no record can be about."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import convert

from ruralskills.facts.duty_terms import Record, owed_terms, unserved_terms
from ruralskills.facts.period_texts import months_in_name, months_of_period, months_text, terms_text
from ruralskills.model.months import Months
from ruralskills.notices import Duty, Years

JANUARY = 2020 * 12


def months(first: int, last: int, year: int = 2020) -> Months:
    return Months(year * 12 + first - 1, year * 12 + last - 1)


def duty(every: str, since: str = "") -> Duty:
    return convert({"what": "通报", "every": every, "clause": "C", "since": since}, Duty)


@pytest.mark.parametrize(
    ("every", "since", "years", "as_of", "terms"),
    [
        ("quarter", "", Years(2020, 2020), "2020-07-01", [months(1, 3), months(4, 6)]),
        ("quarter", "", Years(2020, 2020), "2020-06-30", [months(1, 3)]),
        ("quarter", "2020-02", Years(2020, 2020), "2020-07-10", [months(4, 6)]),
        ("quarter", "2020-04", Years(2020, 2020), "2020-07-10", [months(4, 6)]),
        ("quarter", "2020", Years(2020, 2020), "2020-04-10", [months(1, 3)]),
        ("month", "2020-11", Years(2020, 2020), "2021-03-01", [months(11, 11), months(12, 12)]),
        ("month", "", None, "2020-03-10", [months(1, 1), months(2, 2)]),
        ("month", "2019-11", None, "2020-02-10", [months(11, 11, 2019), months(12, 12, 2019), months(1, 1)]),
        ("year", "", Years(2019, 2020), "2021-01-01", [months(1, 12, 2019), months(1, 12)]),
        ("year", "2019-05", Years(2019, 2020), "2021-01-01", [months(1, 12)]),
        ("year", "2019-05", None, "2021-01-01", [months(1, 12)]),
        ("two years", "", Years(2019, 2022), "2022-12-31", [months(1, 24, 2019)]),
        ("two years", "", Years(2019, 2021), "2030-01-01", [months(1, 24, 2019)]),
        ("once", "", Years(2019, 2020), "2021-01-01", [months(1, 24, 2019)]),
        ("once", "2020-03", Years(2020, 2020), "2021-01-01", [months(3, 12)]),
        ("once", "", Years(2019, 2020), "2020-12-31", []),
        ("once", "", None, "2021-01-01", []),
    ],
)  # fmt: skip
def test_terms_that_are_over(
    every: str, since: str, years: Years | None, as_of: str, terms: list[Months]
) -> None:
    assert owed_terms(duty(every, since), years, date.fromisoformat(as_of)) == terms


QUARTERS = [months(first, first + 2) for first in (1, 4, 7, 10)]


def about(first: int, last: int) -> Record:
    return Record(months(first, last))


def on(month: int, day: int, year: int = 2020) -> Record:
    made = date(year, month, day)
    return Record(Months.of_days(made, made), made)


@pytest.mark.parametrize(
    ("records", "unserved"),
    [
        ([about(1, 3), about(4, 6), about(7, 9), about(10, 12)], []),
        ([about(1, 3), about(7, 9), about(10, 12)], [1]),
        ([about(1, 12)], []),
        ([about(3, 4)], [2, 3]),
        ([], [0, 1, 2, 3]),
        # one made in the first month of a quarter may be about the quarter before
        ([on(4, 1), on(7, 2), on(10, 3), on(1, 5, 2021)], []),
        ([on(4, 1), on(4, 2), on(7, 20), on(10, 20)], []),
        ([on(4, 1), on(5, 2), on(7, 20), on(10, 20)], []),
        ([on(5, 3), on(5, 9), on(7, 20), on(10, 20)], [0]),
        ([on(4, 1), on(7, 20), on(10, 20), on(11, 1)], []),
        ([on(4, 1), on(7, 20), on(10, 20)], [0]),
        ([on(2, 1), on(4, 20), on(7, 20), on(1, 31, 2021)], []),
        ([on(2, 1), on(4, 20), on(7, 20), on(2, 1, 2021)], [3]),
        # a record that names its quarter cannot be about another
        ([about(4, 6), about(4, 6), about(7, 9), about(10, 12)], [0]),
    ],
)  # fmt: skip
def test_quarters_that_no_record_can_be_about(records: list[Record], unserved: list[int]) -> None:
    found = unserved_terms(QUARTERS, records, "quarter")
    assert found == [QUARTERS[index] for index in unserved]


@pytest.mark.parametrize(("day", "unserved"), [(11, []), (12, [1])])
def test_after_a_month_ten_days_are_left(day: int, unserved: list[int]) -> None:
    terms = [months(1, 1), months(2, 2), months(3, 3)]
    found = unserved_terms(terms, [on(1, 20), on(3, day), on(3, 20)], "month")
    assert found == [terms[index] for index in unserved]


def test_without_terms_nothing_is_unserved() -> None:
    assert unserved_terms([], [on(1, 20)], "month") == []


@pytest.mark.parametrize(
    ("text", "header", "found"),
    [
        ("第一季度", "", months(1, 3)),
        ("2019年4季度", "", months(10, 12, 2019)),
        ("一、三季度", "", months(1, 9)),
        ("Q3", "", months(7, 9)),
        ("下半年", "", months(7, 12)),
        ("上半年", "", months(1, 6)),
        ("11-12月", "", months(11, 12)),
        ("9至7月", "", months(7, 9)),
        ("十二月", "", months(12, 12)),
        ("2019.5", "", months(5, 5, 2019)),
        ("5", "月份", months(5, 5)),
        ("3", "季度", months(7, 9)),
        ("3", "期次", None),
        ("2019年度", "", months(1, 12, 2019)),
        ("全年", "", months(1, 12)),
        ("2020年3月5日-4月2日", "", months(3, 4)),
        ("/", "", None),
        ("长期", "", None),
    ],
)
def test_months_of_a_period(text: str, header: str, found: Months | None) -> None:
    assert months_of_period(text, 2020, header) == found


def test_months_in_the_name_of_a_matter() -> None:
    assert months_in_name("2019年三季度督查", 2020) == months(7, 9, 2019)
    assert months_in_name("12月例会", 2020) == months(12, 12)
    assert months_in_name("2020年5月6日会议", 2020) is None


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ([months(1, 3)], "2020年第1季度"),
        ([months(1, 3), months(10, 12), months(1, 3, 2021)], "2020年第1、4季度、2021年第1季度"),
        ([months(2, 4)], "2020年2至4月"),
        ([months(1, 6)], "2020年1至6月"),
        ([months(1, 12)], "2020年"),
        ([months(1, 24)], "2020年至2021年"),
        ([months(3, 3), months(4, 4), months(12, 12)], "2020年3至4、12月"),
    ],
)
def test_terms_in_words(terms: list[Months], words: str) -> None:
    assert terms_text(terms) == words


def test_months_in_words() -> None:
    assert months_text([JANUARY, JANUARY + 1, JANUARY + 11]) == "2020年1至2、12月"
