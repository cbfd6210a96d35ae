"""Logs that look as if something were missing, and nothing is; and those where something is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.rule_samples import SAMPLE_NOTICE
from builders.sheet_text import Sheet
from builders.workbook_fixture import Office
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.facts.duty_terms import Record, unserved_terms
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.months import Months
from ruralskills.model.table import Table
from ruralskills.notices import Duty, Notice, Years, notices_in_force
from ruralskills.rules import all_rules
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book

END = date(2021, 6, 30)
ONE_YEAR = Years(2020)


def notice(*duties: Duty, years: Years | None = ONE_YEAR) -> Notice:
    clauses = {"YL-05": SAMPLE_NOTICE.clauses["YL-05"]}
    return Notice(
        "样例", "样例通知", "样例〔2020〕1号", years=years, clauses=clauses, duties=duties
    )  # fmt: skip


BULLETIN = Duty("季度通报", "quarter", "YL-05", ("通报",))
PATROL = Duty("季度巡查", "quarter", "YL-05", ("巡查",))
DISPATCH = Duty("月调度", "month", "YL-05", ("调度",))
MEETING = Duty("工作会议", "year", "YL-05", ("会议",), units=("农业农村局", "林业局", "各乡镇"))


def log(title: str, *rows: str, head: str = "事项 | 日期 | 时期", unit: str = "") -> Sheet:
    lines = [f"| {head} |", *(f"| {row} |" for row in rows)]
    return Sheet(title, "\n".join(lines), unit=unit)


def read(sheet: Sheet, number: int = 1) -> Table:
    name = sheet.name if sheet.name != "Sheet1" else f"表{number}"
    [found] = find_tables(replace(sheet, name=name).grid(), f"台账{number}.xlsx")
    table = to_table(found, notices_in_force([], {}))
    assert table.ledger.info.id == "duty_log"
    return table


def said(
    *sheets: Sheet, duties: tuple[Duty, ...] = (BULLETIN,), as_of: date = END,
    years: Years | None = ONE_YEAR,
) -> list[str]:  # fmt: skip
    tables = [read(sheet, number) for number, sheet in enumerate(sheets, 1)]
    setting = CheckContext(all_rules(), notices_in_force([notice(*duties, years=years)], {}), as_of)
    ran = run_on_book(LedgerSet(tables), setting)
    assert not ran.broken, ran.broken
    return [f.message for f in ran.findings if f.code == "U101"]


LOG = "样例县2020年通报记录"


def test_every_missing_quarter_is_named_once() -> None:
    assert said(log(LOG, "季度通报 | 2020-03-20 |", "季度通报 | 2020-12-20 |")) == [
        "“季度通报”应有4期，登记2期，缺2期：2020年第2至3季度"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("季度通报 | 2020-04-08 |", "季度通报 | 2020-07-09 |", "季度通报 | 2020-10-12 |", "季度通报 | 2021-01-11 |"),
        ("第一季度通报 | 2020-03-30 |", "通报 | 2020.6.30 |", "关于第三季度工作情况的通报 | 2020年9月28日 |", "工作通报 | 2020-12 |"),
        ("通报 | | 第一季度", "通报 | | 二季度", "通报 | | 2020年3季度", "通报 | | 4"),
        ("第一季度通报 | 2020-05-20 |", "第二季度通报 | 2020-08-20 |", "三季度通报 | 2020-11-20 |", "四季度通报 | 2021-02-20 |"),
        ("通报 | 2020-05-20 | 一季度", "通报 | 2020-08-20 | 二季度", "通报 | 2020-11-20 | 三季度", "通报 | 2021-02-20 | 四季度"),
        ("通报 | | 1-3月", "通报 | | 4-6月", "通报 | | 7—9月", "通报 | | 10-12月"),
        ("通报 | 2020-07-02 | 上半年", "通报 | 2021-01-04 | 下半年"),
        ("通报 | | 一、二季度", "通报 | | 三、四季度"),
        ("通报 | 2020-12-31 | 全年",),
        ("通报 | 2020-12-20 | 2020年第一季度（补）", "通报 | 2020-12-20 | 二季度", "通报 | 2020-12-21 | 三季度", "通报 | 2020-12-22 | 四季度"),
        ("补发前几季度通报 | 2020-12-22 |",),
        ("通报 | 2020-03-20 |", "通报 | 六月底 |"),
        ("通报 | 2020-03-20 |", "通报 | |"),
    ],
    ids=["in-the-month-after", "by-date", "by-period", "late-by-name", "late-by-period", "by-months", "half-years", "two-quarters-at-once",
         "whole-year", "written-up-later", "made-up-for", "date-not-readable", "date-blank"],
)  # fmt: skip
def test_every_quarter_may_be_there(rows: tuple[str, ...]) -> None:
    assert said(log(LOG, *rows, head="事项 | 日期 | 季度")) == []


def test_year_in_the_period_and_the_day_beside_it() -> None:
    rows = [f"通报 | 2020-{month}-25 | 2020年度" for month in ("03", "06", "12")]
    assert said(log(LOG, *rows)) == ["“季度通报”应有4期，登记3期，缺1期：2020年第3季度"]


def test_quarter_that_has_not_closed() -> None:
    sheet = log(LOG, "通报 | 2020-03-20 |")
    assert said(sheet, as_of=date(2020, 6, 30)) == []
    assert said(sheet, as_of=date(2020, 7, 1)) != []


def test_what_was_owed_only_later() -> None:
    sheet = log(LOG, "通报 | 2020-09-20 |", "通报 | 2020-12-20 |")
    later = Duty("季度通报", "quarter", "YL-05", ("通报",), since="2020-06")
    assert said(sheet, duties=(later,)) == []


def test_meeting_log_is_not_accused_of_lacking_patrols() -> None:
    meetings = log("样例县2020年会议记录", "工作会议 | 2020-05-06 |", "推进会议 | 2020-08-06 |")
    assert said(meetings, duties=(PATROL, BULLETIN, DISPATCH)) == []


def test_general_log_of_several_duties_is_the_log_of_the_rest() -> None:
    rows = [f"季度通报 | 2020-{m}-25 |" for m in ("03", "06", "09", "12")]
    rows += [f"月调度 | 2020-{m:02}-28 |" for m in range(1, 13)]
    general = log("样例县2020年工作记录台账", *rows)
    assert said(general, duties=(BULLETIN, DISPATCH, PATROL)) == [
        "“季度巡查”应有4期，登记0期，缺4期：2020年第1至4季度"
    ]
    assert said(log("样例县2020年工作记录台账", *rows[:4]), duties=(BULLETIN, PATROL)) == []


def test_one_bulletin_under_two_names_is_one_duty() -> None:
    late = Duty("滞后部门通报", "year", "YL-05", ("通报",))
    rows = [f"通报 | 2020-{m}-25 |" for m in ("03", "06", "09", "12")]
    general = log("样例县2020年工作记录台账", *rows)
    assert said(general, duties=(BULLETIN, late, PATROL, DISPATCH)) == []


def test_empty_months() -> None:
    rows = [f"月调度会 | 2020-{m:02}-28 |" for m in range(1, 13) if m not in (2, 5, 6)]
    assert said(log("样例县2020年调度记录", *rows), duties=(DISPATCH,)) == [
        "“月调度”应有12期，登记9期，缺3期：2020年2、5至6月"
    ]


def test_dispatch_early_in_the_next_month() -> None:
    rows = [f"月调度 | 2020-{m:02}-05 |" for m in range(2, 13)] + ["月调度 | 2021-01-06 |"]
    assert said(log("样例县调度记录", *rows), duties=(DISPATCH,)) == []


def test_log_of_one_quarter_says_nothing_of_the_others() -> None:
    sheet = log("样例县2020年第二季度工作通报记录", "通报 | 2020-06-28 |")
    assert said(sheet) == []
    first = log("样例县2020年第一季度工作通报记录", "其他 | 2020-03-28 |")
    assert said(sheet, first) == []  # all rows of a log of bulletins are bulletins


def test_log_of_one_year_says_nothing_of_the_others() -> None:
    yearly = Duty("工作会议", "year", "YL-05", ("会议",))
    sheet = log("样例县2021年会议记录", "会议 | 2021-05-01 |")
    how: dict[str, Any] = {"duties": (yearly,), "years": Years(2020, 2022)}
    assert said(sheet, as_of=date(2023, 1, 1), **how) == []
    untitled = log("样例县会议记录", "会议 | 2020-05-01 |", "会议 | 2022-05-01 |")
    found = said(untitled, as_of=date(2023, 1, 1), **how)
    assert found == ["“工作会议”应有3期，登记2期，缺1期：2021年"]


def test_once_every_two_years() -> None:
    contest = Duty("技能大赛", "two years", "YL-05", ("大赛",))
    rows = ("技能大赛 | 2021-09-01 |", "会议 | 2022-09-01 |", "大赛总结会 | 2023-03-01 |")
    how: dict[str, Any] = {"duties": (contest,), "as_of": date(2026, 1, 1)}
    assert said(log("工作记录台账", *rows), years=Years(2021, 2024), **how) == []
    assert said(log("工作记录台账", rows[0]), years=None, **how) == []


def test_something_owed_once() -> None:
    plan = Duty("工作方案", "once", "YL-05", ("方案",))
    rows = ("季度通报 | 2020-05-01 |", "月调度 | 2020-06-01 |")
    sheet = log("样例县2020年工作记录台账", *rows)
    duties = (plan, BULLETIN, DISPATCH)
    assert "“工作方案”没有记录：2020年" in said(sheet, duties=duties)
    assert "“工作方案”没有记录：2020年" not in said(sheet, duties=duties, as_of=date(2020, 8, 1))


# Several units.

HEAD = "单位 | 事项 | 日期"


def test_each_unit_for_itself() -> None:
    rows = (
        "县农业农村局 | 双百计划工作会议 | 2022-03-01", "林业局 | 会议 | 2022-04-01",
        "林业局 | 会议 | 2023-04-01", "嵩溪镇人民政府 | 会议 | 2022-05-01",
        "嵩溪镇、里田乡 | 会议 | 2023-05-01",
    )  # fmt: skip
    sheet = log("样例县会议台账", *rows, head=HEAD)
    found = said(sheet, duties=(MEETING,), years=Years(2022, 2026), as_of=date(2024, 1, 2))
    assert found == [
        "农业农村局的“工作会议”应有2期，登记1期，缺1期：2023年",
        "里田乡的“工作会议”应有2期，登记1期，缺1期：2022年",
    ]


@pytest.mark.parametrize("who", ["各乡镇、各部门", "全县", "", "农业、林业等部门及各乡镇"])
def test_meeting_of_all_is_everybodys(who: str) -> None:
    rows = (
        "农业农村局 | 会议 | 2022-03-01", "林业局 | 会议 | 2022-03-01", "嵩溪镇 | 会议 | 2022-03-01",
        f"{who} | 会议 | 2023-03-01",
    )  # fmt: skip
    sheet = log("样例县会议台账", *rows, head=HEAD)
    assert said(sheet, duties=(MEETING,), years=Years(2022, 2026), as_of=date(2024, 1, 2)) == []


def test_township_log_speaks_for_that_township_alone() -> None:
    own = log("2023年会议记录", "会议 | 2023-03-01 |", unit="嵩溪镇人民政府")
    how: dict[str, Any] = {
        "duties": (MEETING, BULLETIN),
        "years": Years(2023, 2023),
        "as_of": date(2024, 1, 2),
    }
    assert said(own, **how) == []
    bulletins = log("2023年工作通报记录", "通报 | 2023-03-01 |", unit="嵩溪镇人民政府")
    assert said(bulletins, **how) == []  # the county owes the bulletin
    none = log("2023年会议记录", "其他 | 2023-03-01 |", unit="林业局")
    assert said(none, own, **how) == []


def test_a_township_in_other_words_is_the_same_one() -> None:
    rows = (
        "林业局 | 会议 | 2023-02-01", "农业农村局 | 会议 | 2023-02-01", "清流县嵩溪镇党委、政府 | 会议 | 2023-03-01",
        "嵩溪镇乡村振兴办 | 会议 | 2023-05-01",
    )  # fmt: skip
    sheet = log("样例县会议台账", *rows, head=HEAD)
    how: dict[str, Any] = {"years": Years(2023, 2023), "as_of": date(2024, 1, 2)}
    assert said(sheet, duties=(MEETING,), **how) == []


def test_a_longer_name_is_another_township() -> None:
    rows = (
        "林业局 | 会议 | 2022-02-01", "农业农村局 | 会议 | 2022-02-01", "新嵩溪镇 | 会议 | 2022-03-01",
        "嵩溪镇 | 会议 | 2022-05-01", "林业局、农业农村局、新嵩溪镇 | 会议 | 2023-05-01",
    )  # fmt: skip
    sheet = log("样例县会议台账", *rows, head=HEAD)
    how: dict[str, Any] = {"years": Years(2022, 2023), "as_of": date(2024, 1, 2)}
    found = said(sheet, duties=(MEETING,), **how)
    assert found == ["嵩溪镇的“工作会议”应有2期，登记1期，缺1期：2023年"]


def test_own_log_without_the_meeting() -> None:
    rows = ("季度通报 | 2022-03-01 |", "会议 | 2022-03-01 |", "季度通报 | 2023-03-01 |")
    own = log("工作记录台账", *rows, unit="林业局")
    how: dict[str, Any] = {
        "duties": (MEETING,),
        "years": Years(2022, 2026),
        "as_of": date(2024, 1, 2),
    }
    assert said(own, **how) == ["林业局的“工作会议”应有2期，登记1期，缺1期：2023年"]


def test_log_that_lists_two_of_many_is_not_the_log_of_all() -> None:
    units = tuple(f"{name}局" for name in ("农业农村", "林业", "民政", "人社", "金融", "工信"))
    duty = Duty("工作会议", "year", "YL-05", ("会议",), units=units)
    rows = ["农业农村局 | 会议 | 2020-03-01", "林业局 | 会议 | 2020-03-01"]
    assert said(log("2020年会议记录", *rows, head=HEAD), duties=(duty,)) == []
    rows.append("民政局 | 会议 | 2020-03-01")
    assert len(said(log("2020年会议记录", *rows, head=HEAD), duties=(duty,))) == 3


def test_log_without_a_column_of_matters(tmp_path: Path) -> None:
    sheet = log(
        "样例县2020年会议记录", "2020-03-01 | 一楼 | 推进双百计划 | 30",
        head="召开时间 | 地点 | 主题 | 参会人数",
    )  # fmt: skip
    assert [f.code for f in Office(tmp_path).outcome(sheet).findings] == []


def test_points_at_the_header_of_the_log() -> None:
    table = read(log(LOG, "季度通报 | 2020-03-20 |"))
    setting = CheckContext(all_rules(), notices_in_force([notice(BULLETIN)], {}), END)
    [finding] = run_on_book(LedgerSet([table]), setting).findings
    assert finding.cell == table.header_cell("matter")
    assert (finding.severity.value, finding.nature.value) == ("warning", "shortfall")


# Laws.

QUARTERS = [Months(24240 + month, 24242 + month) for month in range(0, 24, 3)]
days = st.dates(date(2019, 12, 1), date(2022, 3, 1))
records = st.lists(
    st.one_of(
        days.map(lambda day: Record(Months.of_days(day, day), day)),
        st.sampled_from(QUARTERS).map(Record),
    ),
    max_size=12,
)


@given(records, st.randoms())
def test_order_of_entries_is_nothing(told: list[Record], chance: Random) -> None:
    mixed = told.copy()
    chance.shuffle(mixed)
    assert unserved_terms(QUARTERS, told, "quarter") == unserved_terms(QUARTERS, mixed, "quarter")


@given(records, records)
def test_one_more_entry_never_makes_a_term_wanting(told: list[Record], more: list[Record]) -> None:
    before = len(unserved_terms(QUARTERS, told, "quarter"))
    assert len(unserved_terms(QUARTERS, told + more, "quarter")) <= before


@given(records)
def test_a_term_with_an_entry_of_its_own_is_not_wanting(told: list[Record]) -> None:
    missing = unserved_terms(QUARTERS, told, "quarter")
    assert not any(record.about.touches(term) for record in told for term in missing)
