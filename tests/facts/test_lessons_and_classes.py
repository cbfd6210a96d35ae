"""Classes, lessons, trainings and payers, as ledgers name them."""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import table
from ruralskills.facts.class_dates import (
    ClassDates,
    calendar_days,
    exact_days,
    first_day,
    has_end_in_another_year,
    is_finished,
    last_day,
)
from ruralskills.facts.class_names import (
    Classes,
    can_be_same_class,
    class_in_title,
    class_key,
    is_another_class,
    is_same_agency,
)
from ruralskills.facts.leader_status import is_newly_added, lists_whole_stock, open_year_note
from ruralskills.facts.lessons import sittings
from ruralskills.facts.payers import Payer, are_different_payers, payer_of
from ruralskills.facts.semesters import semester_key
from ruralskills.facts.subsidised_training import subsidised_trainings
from ruralskills.ledgers import TrainingClass
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.period import Period
from ruralskills.model.table import Table
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

A, B = "500199198506150017", "500199199003020039"


def day(text: str, last: str = "") -> PartialDate:
    return PartialDate(date.fromisoformat(text), date.fromisoformat(last or text))


MARCH, APRIL = day("2020-03-05"), day("2020-04-02")
OPEN = day("2020-03-01", "2020-03-31")


@pytest.mark.parametrize(
    ("dates", "exact", "count"),
    [
        (ClassDates(MARCH, APRIL), (date(2020, 3, 5), date(2020, 4, 2)), 29),
        (ClassDates(held=DateRange(MARCH, APRIL)), (date(2020, 3, 5), date(2020, 4, 2)), 29),
        (ClassDates(MARCH, held=DateRange(APRIL, APRIL)), (date(2020, 3, 5), date(2020, 4, 2)), 29),
        (ClassDates(MARCH, MARCH), (date(2020, 3, 5), date(2020, 3, 5)), 1),
        (ClassDates(APRIL, MARCH), None, None),
        (ClassDates(OPEN, APRIL), None, None),
        (ClassDates(MARCH, OPEN), None, None),
        (ClassDates(MARCH), None, None),
        (ClassDates(ends=APRIL), None, None),
        (ClassDates(), None, None),
    ],
)
def test_days_of_a_class(
    dates: ClassDates, exact: tuple[date, date] | None, count: int | None
) -> None:
    assert (exact_days(dates), calendar_days(dates)) == (exact, count)


def test_the_ends_of_a_class_may_stand_in_one_cell() -> None:
    both = ClassDates(held=DateRange(MARCH, APRIL))
    assert (first_day(both), last_day(both)) == (MARCH, APRIL)
    assert (first_day(ClassDates()), last_day(ClassDates())) == (None, None)
    assert [is_finished(both, date(2020, 4, day)) for day in (1, 2, 3)] == [False, False, True]
    assert not is_finished(ClassDates(MARCH), date(2021, 1, 1))


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        ("第1期|2020-03-05|2020-04-02", False),
        ("第1期|2020-03-05|2021-01-02", True),
        ("第1期|2020-03-05|", False),
        ("第1期|2019-03-05|2019-04-02", True),
    ],
)
def test_a_class_that_ends_in_another_year(rows: str, other: bool) -> None:
    text = f"2020年培训班台账|<|<\n班次名称|开班日期|结业日期\n{rows}\n第2期|2020-05-05|2020-05-06"
    assert has_end_in_another_year(table(text)) is other


@pytest.mark.parametrize(
    ("first", "second", "same", "another"),
    [
        ("第1期", "第2期", False, True),
        ("第1期电焊班", "第1期养殖班", True, True),
        ("第1期电焊班", "第1期", True, False),
        ("电焊班", "养殖班", True, True),
        ("第1、2期电焊班", "第3期电焊班", True, True),
        ("第12期电焊班", "第2期电焊班", False, True),
    ],
)
def test_names_that_may_be_one_class(first: str, second: str, same: bool, another: bool) -> None:
    assert (can_be_same_class(first, second), can_be_same_class(second, first)) == (same, same)
    assert (is_another_class(first, second), is_another_class(second, first)) == (another, another)


def test_keys_of_classes() -> None:
    assert class_key("2020年度双河镇第十二期电焊培训班") == "第12期电焊"
    assert class_key("电焊班第2期学员班") == "第2期电焊"
    assert class_key("县职校（电焊）培训班") == "县职校电焊"
    assert class_in_title("双河镇第1至3期电焊班花名册") == ""
    assert class_in_title("双河镇第2期花名册") == ""


def test_agencies_at_length_and_in_short() -> None:
    assert is_same_agency(None, "")
    assert not is_same_agency(None, "县职校")
    assert is_same_agency("（青龙）县职校", "青龙县职校")


CLASSES = """
2020年培训班台账|<|<
班次名称|培训机构|开班日期
第1期电焊班|县职校|2020-07-06
第2期养殖班|县职校|2020-08-06
第2期养殖班|农广校|2020-09-06
"""


def test_a_class_is_found_by_its_name_and_agency() -> None:
    one = table(CLASSES)
    classes = Classes(one.rows(TrainingClass))
    first, second, third = classes.rows
    assert classes.find("电焊培训班第一期") is first
    assert classes.find("第1期电焊班", "农广校") is first
    assert classes.find("第2期养殖班") is None
    assert classes.find("第2期养殖班", "县职校") is second
    assert classes.find("第2期养殖班", "农广校") is third
    assert classes.find("第2期养殖班", "技校") is None
    assert classes.find("第1期电焊班", year=2020) is first
    assert classes.find("第1期电焊班", year=2021) is None
    assert classes.find("第3期") is classes.find("") is classes.find(None) is None


def timetable(*rows: str, name: str = "课程表") -> Table:
    head = "培训班课程表|<|<|<|<\n班次名称|培训机构|日期|时段|课程"
    return table("\n".join([head, *(f"{row}|电焊" for row in rows)]), name)


def test_two_classes_share_half_days() -> None:
    one = timetable(
        "第1期|县职校|2020-07-06|全天", "第1期|县职校|2020-07-07|晚上", "第2期|县职校|2020-07-06|下午",
        "第2期|县职校|2020-07-07|上午", "第3期|县职校|2020-07-07|晚上", "第3期|县职校|2020年7月|上午",
    )  # fmt: skip
    known = sittings(LedgerSet([one]))
    assert known.shared("第1期", "第2期") == [(date(2020, 7, 6), "下午")]
    assert known.shared("第1期", "第3期") == [(date(2020, 7, 7), "晚上")]
    assert known.shared("第2期", "第3期") == []
    assert known.shared("第1期", "第1期") is known.shared("第1期", "第4期") is None


def test_a_name_in_two_timetables_may_be_two_classes() -> None:
    one = timetable("第1期|县职校|2020-07-06|上午", "第2期|县职校|2020-07-06|上午")
    other = timetable("第1期|县职校|2020-07-06|上午", name="课程表2")
    assert sittings(LedgerSet([one])).shared("第1期", "第2期") == [(date(2020, 7, 6), "上午")]
    assert sittings(LedgerSet([one, other])).shared("第1期", "第2期") is None
    agencies = timetable(
        "第1期|县职校|2020-07-06|上午",
        "第1期|农广校|2020-07-07|上午",
        "第2期|县职校|2020-07-06|上午",
    )
    assert sittings(LedgerSet([agencies])).shared("第1期", "第2期") is None


def trained(*rows: str, title: str = "2020年学员花名册", head: str = "补贴金额") -> list[list[str]]:
    text = "\n".join([f"{title}|<|<|<|<", f"姓名|身份证号|班次名称|结业日期|{head}", *rows])
    found = subsidised_trainings(LedgerSet([table(text)]))
    return [[each.class_name for each in person] for person in found]


def test_trainings_of_a_person_in_the_order_of_their_ends() -> None:
    rows = (
        f"张三|{A}|第2期|2020-08-01|800",
        f"张三|{A}|第1期|2020-05-01|800",
        f"李四|{B}|第1期|2020-05-01|800",
    )
    assert trained(*rows) == [["第1期", "第2期"]]
    assert trained(*rows[:1], f"张三|{A}|第1期|2020-05-01|0") == []
    assert trained(*rows[:1], f"张三|{A}|第1期|2020-05-01|") == []
    assert trained(*rows[:1], f"张三|{A}|第1期|2020年5月|800") == []
    assert trained(*rows[:1], f"张三|{A}|第1期||800") == []


def test_the_same_class_in_two_files_is_one_training() -> None:
    first = f"张三|{A}|第1期|2020-05-01|800"
    assert trained(first, f"张三|{A}|第1期|2020-05-02|800") == []
    assert trained(first, f"张三|{A}|第2期|2020-05-01|800") == []
    assert trained(first, f"张三|{A}||2020-05-02|800") == [["第1期", ""]]
    assert trained(f"张三|{A}||2020-05-01|800", f"张三|{A}||2020-05-02|800") == [["", ""]]


def test_without_amounts_the_title_says_that_a_subsidy_is_paid() -> None:
    rows = (f"张三|{A}|第2期|2020-08-01|无", f"张三|{A}|第1期|2020-05-01|无")
    assert trained(*rows, head="备注") == []
    assert trained(*rows, title="2020年补贴发放学员花名册", head="备注") == [["第1期", "第2期"]]


def titled(title: str, name: str = "Sheet1") -> Table:
    return table(f"{title}|<\n姓名|身份证号\n张三|{A}\n李四|{B}", name)


def test_the_payer_is_a_township_or_a_department() -> None:
    assert payer_of(titled("桂林街道2020年学员花名册")) == Payer("township", "桂林街道")
    assert payer_of(titled("县人力资源和社会保障局2020年学员花名册")) == Payer("department", "人社")
    assert payer_of(titled("2020年学员花名册", "县残联")) == Payer("department", "残联")
    assert payer_of(titled("2020年学员花名册")).kind == ""


def test_different_payers_are_of_one_kind() -> None:
    one, two = titled("桂林街道2020年学员花名册"), titled("双河镇2020年学员花名册")
    county, other = titled("县人社局2020年学员花名册"), titled("县农业农村局2020年学员花名册")
    nobody = titled("2020年学员花名册")
    assert are_different_payers({one, two})
    assert are_different_payers({county, other})
    assert not are_different_payers({one, county})
    assert not are_different_payers({one, nobody})
    assert not are_different_payers({one})
    assert not are_different_payers({nobody, titled("2020年学员花名册", "花名册")})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2020-2021学年第1学期", "2020秋"), ("2020—2021学年度下学期", "2021春"), ("2020-2022学年上学期", "2020-2022学年上学期"),
        ("2020/2021秋", "2020秋"), ("2098-2099学年春季", "2099春"), ("2020年春", "2020春"), ("2020", "2020"),
    ],
)  # fmt: skip
def test_semesters_as_they_are_compared(text: str, key: str) -> None:
    assert semester_key(text) == key


@pytest.mark.parametrize(
    ("recognised", "as_of", "period", "new"),
    [
        (day("2020-05-01"), "2020-06-30", None, True),
        (day("2020-03-31"), "2020-06-30", None, False),
        (day("2020-04-01"), "2020-04-01", None, True),
        (day("2019-05-01"), "2020-06-30", None, False),
        (None, "2020-06-30", None, False),
        (day("2020-02-01"), "2020-06-30", Period(2020, quarter=1), True),
        (day("2020-02-01"), "2020-06-30", Period(0, quarter=1), True),
        (day("2020-02-01"), "2020-06-30", Period(2020, month=3), True),
        (day("2020-02-01"), "2020-06-30", Period(2020), False),
        (day("2020-05-01"), "2020-06-30", Period(2020, quarter=1), True),
        (day("2020-08-01"), "2020-06-30", Period(2020, quarter=1), False),
        (day("2020-05-01"), "2020-06-30", Period(2019, quarter=2), False),
        (day("2020-01-01", "2020-12-31"), "2020-06-30", None, True),
        (day("2020-01-01", "2020-03-31"), "2020-06-30", None, False),
        (day("2020-07-01", "2020-12-31"), "2020-06-30", None, False),
    ],
)
def test_who_is_new_in_a_quarter(
    recognised: PartialDate | None, as_of: str, period: Period | None, new: bool
) -> None:
    assert is_newly_added(recognised, date.fromisoformat(as_of), period) is new


def test_a_year_is_open_to_its_last_day() -> None:
    assert open_year_note(date(2020, 12, 31), 2020)
    assert not open_year_note(date(2021, 1, 1), 2020)
    assert not open_year_note(date(2020, 1, 1), None)


def test_lists_of_some_leaders() -> None:
    assert lists_whole_stock(titled("2020年致富带头人台账"))
    assert not lists_whole_stock(titled("2020年新增致富带头人台账"))
    assert not lists_whole_stock(titled("2020年致富带头人台账", "退出名单"))
