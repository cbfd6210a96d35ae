"""A law: what is worked out column by column is what a row decides by itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builders.sheet_text import tables
from builders.workbook_fixture import number
from ruralskills.facts.row_decisions import Decision, row_decision
from ruralskills.model.table import Table
from ruralskills.notices import Indicator, notices_in_force, shipped_notices
from ruralskills.rollups.person_keys import Hasher
from ruralskills.rollups.records import COUNTS, MICRO, NO_DAY, PENDING, SourceRecords
from ruralskills.rollups.row_values import RowValues
from ruralskills.rollups.table_records import TableRecords, variants

NUMBERS = ["", "无", "500199", *(number(sequence=each) for each in (1, 3, 5))]
NAMES = ["张三", "李四", "王五", ""]
DAYS = ["2020-03-05", "2020-05", "2020年", "不详", "", "2019-12-31", "2020.3.5-2020.3.12"]
AMOUNTS = ["3", "0", "无", "", "约5", "2.5"]
COLUMNS: dict[str, dict[str, list[str]]] = {
    "tongnan-2020": {
        "姓名": NAMES, "身份证号": NUMBERS, "村类型": ["贫困村", "非贫困村", "社区", "", "别的"],
        "认定时间": DAYS, "状态": ["在库", "退出", "", "?"], "身份类别": ["种养大户", "经纪人、种养大户", ""],
        "带动户数": AMOUNTS, "其中贫困户": AMOUNTS, "带动方式": ["务工", ""], "产业": ["种植", ""],
    },
    "tongnan-2020 link": {
        "带头人姓名": NAMES, "带头人身份证号": NUMBERS, "户主姓名": NAMES, "户主身份证号": NUMBERS,
        "户类型": ["贫困户", "一般户", "低保贫困户", ""], "带动增收": AMOUNTS,
    },
    "dongxiang-2020": {
        "姓名": NAMES, "身份证号": NUMBERS, "培训工种": ["电焊工", ""], "培训班名称": ["一班", "二班", ""],
        "人员类别": ["两后生", "农民", ""], "培训时间": DAYS, "结业时间": DAYS, "贷款金额": AMOUNTS,
        "培训类别": ["学制教育", "技能培训", ""],
    },
    "tongnan-2020 class": {
        "培训班名称": ["一班", "二班", ""], "培训类别": ["实用技能培训", "精气神培训", "致富带头人培训", ""],
        "开班时间": DAYS, "结业时间": DAYS, "培训人数": AMOUNTS, "培训天数": AMOUNTS,
    },
    "qingliu-2022": {
        "姓名": NAMES, "身份证号": NUMBERS, "所在村": ["青龙村", ""], "岗位": ["党群工作者", "村委文书", ""],
        "学历": ["大专", "高中", ""], "聘任时间": DAYS, "状态": ["在职", "离职", ""],
    },
    "tongnan-2020 aid": {
        "学生姓名": NAMES, "身份证号": NUMBERS, "学段": ["小学", "大学", "学前", ""], "学校": ["一小", ""],
        "资助项目": ["免学杂费", "补助生活费", ""], "发放金额": AMOUNTS, "发放时间": DAYS,
    },
}  # fmt: skip
TITLES = {
    "tongnan-2020": "致富带头人台账", "tongnan-2020 link": "带动户明细",
    "dongxiang-2020": "学员花名册", "tongnan-2020 class": "培训班台账",
    "qingliu-2022": "村级后备干部名册", "tongnan-2020 aid": "教育资助台账",
}  # fmt: skip


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a kind of ledger, and a sheet of it in text."""
    kind = draw(st.sampled_from(sorted(COLUMNS)))
    columns = COLUMNS[kind]
    left_out = draw(st.sets(st.sampled_from(list(columns)[2:]), max_size=3))
    heads = [head for head in columns if head not in left_out]
    rows = draw(
        st.lists(st.tuples(*(st.sampled_from(columns[h]) for h in heads)), min_size=2, max_size=12)
    )
    lines = [" | ".join(heads), *(" | ".join(row) for row in rows)]
    return kind, "\n".join([f"2020年{TITLES[kind]}" + " | <" * (len(heads) - 1), *lines])


def read(kind: str, text: str) -> tuple[Table | None, list[Indicator]]:
    """Return the table of a sheet, and the indicators of its notice."""
    notice = kind.partition(" ")[0]
    found = tables(text, TITLES[kind], (notice,))
    library = shipped_notices()
    indicators = notices_in_force([library[notice]], library).indicators
    return (found[0] if found else None), list(indicators)


def recorded(table: Table, indicators: list[Indicator]) -> dict[str, dict[int, dict[str, Any]]]:
    """By indicator and row number, what its record holds."""
    records = SourceRecords()
    TableRecords(0, RowValues(table, Hasher(b"k" * 32)), {}, records).add(indicators)
    numbers, words = records.numbers(), list(records.texts.codes)
    found: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for at in range(len(numbers["row"])):
        line = {name: values[at].item() for name, values in numbers.items()}
        found[words[line["indicator"]]][line["row"]] = line
    return found


EPOCH = date(1970, 1, 1)


def days_of(line: dict[str, Any]) -> tuple[date, date] | None:
    if line["first"] == NO_DAY:
        return None
    return EPOCH + timedelta(days=line["first"]), EPOCH + timedelta(days=line["last"])


@given(ledgers())
def test_a_record_says_what_its_row_decides(drawn: tuple[str, str]) -> None:
    table, indicators = read(*drawn)
    if table is None or table.ledger.info.id == "figure":
        return
    found = recorded(table, indicators)
    keys: dict[str, dict[Any, int]] = defaultdict(dict)
    for indicator in indicators:
        for name, each in variants(indicator):
            if each.ledger != table.ledger.info.id:
                continue
            for row in table.rows(table.ledger):
                decision = row_decision(each, row)
                line = found[name].get(row.sheet_row)
                state = None if line is None else line["state"]
                assert state == expected_state(decision, each), (name, row.sheet_row, decision)
                if line is None or not decision.counts:
                    continue
                if decision.key:
                    known = keys[name].setdefault(decision.key, line["key"])
                    assert known == line["key"]
                if each.sum:
                    assert Decimal(line["amount"]) / MICRO == decision.amount
                if decision.day:
                    assert days_of(line) == (decision.day.earliest, decision.day.latest)
            assert len(set(keys[name].values())) == len(keys[name])


def expected_state(decision: Decision, indicator: Indicator) -> int | None:
    if decision.counts is False:
        return None
    is_undated = indicator.kind == "flow" and indicator.period and decision.day is None
    return COUNTS if decision.counts and not is_undated else PENDING
