"""Records of classes: matched by name, and missing only where that is certain."""

from __future__ import annotations

from datetime import date

from builders.sheet_text import table
from ruralskills.facts.class_names import Classes
from ruralskills.facts.class_records import Records, department_of, recorded_until, records
from ruralskills.ledgers import SpotCheck, TrainingClass
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table

CLASSES = """
2020年培训班台账|<|<
班次名称|责任部门|开班日期
第1期电焊班|县职校|2020-07-06
第2期养殖班|县职校|2020-08-06
第3期养殖班|农广校|2020-09-06
"""


def checks(*rows: str) -> Table:
    return table("\n".join(["2020年培训班抽查记录|<|<", "抽查日期|班次名称|存在问题", *rows]))


def recorded(sheet: Table) -> tuple[Records[SpotCheck], list[TrainingClass]]:
    book = LedgerSet([table(CLASSES), sheet])
    classes = Classes(book.rows(TrainingClass))
    return records(classes, book, SpotCheck, department_of), classes.rows


def test_rows_are_found_under_any_form_of_the_name() -> None:
    sheet = checks(
        "2020-07-08|电焊第一期|无", "2020-07-09|第1期电焊培训班|无", "2020-08-08|第2期养殖班|无"
    )
    found, (first, second, third) = recorded(sheet)
    assert [str(row.checked) for row in found.rows(first)] == ["2020-07-08", "2020-07-09"]
    assert [str(row.checked) for row in found.rows(second)] == ["2020-08-08"]
    assert found.rows(third) == []


def test_a_class_is_unrecorded_only_beside_others_of_its_owner() -> None:
    found, rows = recorded(checks("2020-07-08|第1期电焊班|无"))
    assert [found.is_unrecorded(row) for row in rows] == [False, True, False]


def test_a_name_that_may_be_the_class_leaves_it_open() -> None:
    found, rows = recorded(checks("2020-07-08|第1期电焊班|无", "2020-08-08|第2期种植班|无"))
    assert not any(found.is_unrecorded(row) for row in rows)
    nameless, rows = recorded(checks("2020-07-08|第1期电焊班|无", "2020-08-08||无"))
    assert not any(nameless.is_unrecorded(row) for row in rows)


def test_a_year_that_is_over_is_recorded_to_its_end() -> None:
    book = LedgerSet([checks("2020-07-08|第1期电焊班|无", "2020-08-08|第2期养殖班|无")])
    for as_of, until in (
        (date(2020, 12, 1), date(2020, 8, 8)),
        (date(2021, 1, 1), date(2020, 12, 31)),
    ):
        assert recorded_until(book, SpotCheck, lambda row: row.checked, as_of) == until
    assert recorded_until(LedgerSet([]), SpotCheck, lambda row: row.checked, as_of) == date.min
