"""Laws that hold for any sheet: junk breaks nothing, one bad cell is one finding, order is nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.proof import amount
from builders.workbook_fixture import number
from ruralskills import notices
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.model.cell import Cell
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.notices import notices_in_force
from ruralskills.readers.grid import build_grid
from ruralskills.rules import all_rules
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book, run_on_table
from ruralskills.values import identity
from ruralskills.values.field_type import CellError, Unreadable

PACKS = notices.shipped_notices()
EVERY = notices_in_force([pack for name, pack in PACKS.items() if name != notices.COMMON], PACKS)
SETTING = CheckContext(all_rules(), EVERY, date(2020, 7, 10))
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

Lines = list[list[Any]]


def tables_of(sheet: int, lines: Lines, setting: CheckContext) -> list[Table]:
    name = f"表{sheet}"
    found = find_tables(build_grid(name, lines, []), "台账.xlsx")
    return [to_table(one, setting.in_force) for one in found]


def findings(*sheets: Lines, setting: CheckContext = SETTING) -> list[Finding]:
    """Everything said of sheets in one book; no rule may break."""
    tables = [t for n, lines in enumerate(sheets) for t in tables_of(n, lines, setting)]
    return said_of(tables, tables, setting)


def said_of(tables: list[Table], book: list[Table], setting: CheckContext) -> list[Finding]:
    found: list[Finding] = []
    for table in tables:
        ran = run_on_table(table, setting)
        assert not ran.broken, ran.broken
        found += ran.findings
    ran = run_on_book(LedgerSet(book), setting)
    assert not ran.broken, ran.broken
    return found + ran.findings


# Junk.

HEADERS = sorted(
    {spec.header for ledger in ROW_LEDGERS for spec in field_specs(ledger).values()}
    | {
        "合计",
        "小计",
        "指标",
        "单位",
        "市",
        "指导计划（人）",
        "年度任务",
        "累计完成",
        "完成率（%）",
    }
)
WORDS = st.sampled_from(
    ["张三", "在库", "退出", "贫困村", "第1期", "2020-07-01", "2020年7月", "3户", "96%", "合计", "小计", "/", "无",
     "？？见附件", "带头人", number(), number()[:-1] + "*", "13812345678", "2020.7.6-2020.7.12", "其中："]
)  # fmt: skip
JUNK = st.one_of(
    st.just(""),
    WORDS,
    st.text(max_size=12),
    st.floats(),
    st.integers(-(10**18), 10**18).map(float),
    st.integers(-5, 200).map(float),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from([CellError("#REF!"), CellError("")]),
)


@st.composite
def junk_sheets(draw: st.DrawFn) -> Lines:
    width = draw(st.integers(2, 8))
    title = draw(st.sampled_from([*(x.info.title for x in ROW_LEDGERS), "2020年任务分解表", ""]))
    header = draw(st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(JUNK, min_size=width, max_size=width), min_size=1, max_size=8))
    return [[title, *[""] * (width - 1)], header, *rows]


@slow
@given(st.lists(junk_sheets(), min_size=1, max_size=3))
def test_junk_breaks_nothing(sheets: list[Lines]) -> None:
    findings(*sheets)


@slow
@given(st.lists(st.lists(JUNK, min_size=3, max_size=6), min_size=1, max_size=10))
def test_grids_of_nothing_but_junk(rows: Lines) -> None:
    width = max(map(len, rows))
    findings([row + [""] * (width - len(row)) for row in rows])


# A sound township in three sheets, its cells spoiled one by one.

LEADERS: Lines = [
    ["桂林街道2020年致富带头人台账", *[""] * 15],
    ["序号", "村", "村类型", "姓名", "性别", "身份证号", "年龄", "文化程度", "联系电话", "认定时间",
     "是否录入国扶系统", "带动户数", "其中贫困户", "带动人数", "状态", "退出原因"],
]  # fmt: skip
LINKS: Lines = [
    ["桂林街道2020年带动户明细", *[""] * 6],
    ["序号", "带头人姓名", "带头人身份证号", "户主姓名", "户主身份证号", "户类型", "家庭人口"],
]
CLASSES: Lines = [
    ["桂林街道2020年致富带头人培训班台账", *[""] * 11],
    ["序号", "班次名称", "开班日期", "结业日期", "培训天数", "集中教学天数", "观摩天数", "总课时", "理论课时",
     "实操课时", "培训人数", "结业人数"],
]  # fmt: skip
ROSTER: Lines = [
    ["桂林街道2020年学员花名册", *[""] * 7],
    ["序号", "姓名", "性别", "身份证号", "班次名称", "开班日期", "结业日期", "联系电话"],
]
VILLAGES: Lines = [
    ["潼南区村名单", *[""] * 4],
    ["序号", "镇街", "村", "村类型", "是否有农村人口"],
    [1.0, "桂林街道", "红花村", "贫困村", "是"],
    [2.0, "桂林街道", "青龙村", "非贫困村", "是"],
]
for n in range(5):
    poor = n < 4
    LEADERS.append(
        [n + 1.0, "红花村" if poor else "青龙村", "贫困村" if poor else "非贫困村", f"带头人{'甲乙丙丁戊'[n]}",
         "男", number(sequence=2 * n + 1), 35.0, "高中", f"1381234567{n}", date(2020, 2, 1 + n),
         "是" if poor else "否", 4.0, 3.0, 9.0, "在库", ""]
    )  # fmt: skip
    for k in range(3):
        LINKS.append(
            [3 * n + k + 1.0, f"带头人{'甲乙丙丁戊'[n]}", number(sequence=2 * n + 1), f"户主{'甲乙丙丁戊'[n]}{'一二三'[k]}",
             number("1970-01-01", 10 * n + k + 1), "贫困户", 4.0]
        )  # fmt: skip
    if n > 1:
        continue
    CLASSES.append(
        [n + 1.0, f"第{n + 1}期", date(2020, 3 + 3 * n, 1), date(2020, 3 + 3 * n, 7), 7.0, 5.0, 2.0, 60.0, 18.0, 42.0,
         *((50.0, 48.0) if n else (2.0, 2.0))]  # the roster below is the first one's
    )  # fmt: skip
    ROSTER.append(
        [n + 1.0, f"学员{'甲乙丙丁戊'[n]}", "女", number("1990-05-05", 2 * n + 2), "第1期", date(2020, 3, 1),
         date(2020, 3, 7), f"1391234567{n}"]
    )  # fmt: skip
LEADERS.append(
    [6.0, "红花村", "贫困村", "带头人己", "男", number(sequence=11), 35.0, "高中", "13812345676", date(2018, 5, 1),
     "是", 0.0, 0.0, 0.0, "退出", "病故"]
)  # fmt: skip
TONGNAN = CheckContext(
    all_rules(), notices_in_force([PACKS["tongnan-2020"]], PACKS), date(2020, 7, 10)
)
SOUND = (LEADERS, LINKS, CLASSES, ROSTER, VILLAGES)
CELLS = [
    (sheet, row, column)
    for sheet, lines in enumerate(SOUND)
    for row in range(2, len(lines))
    for column in range(1, len(lines[1]))
]


@cache
def sound_tables() -> list[Table]:
    return [table for n, lines in enumerate(SOUND) for table in tables_of(n, lines, TONGNAN)]


def with_one(sheet: int, row: int, column: int, value: Any) -> list[Finding]:
    """What is said when one cell of the sound township is something else."""
    lines = [list(line) for line in SOUND[sheet]]
    lines[row][column] = value
    changed = tables_of(sheet, lines, TONGNAN)
    rest = [table for table in sound_tables() if table.sheet != f"表{sheet}"]
    return said_of(changed, sorted([*changed, *rest], key=lambda t: t.sheet), TONGNAN)


def test_the_township_is_sound() -> None:
    assert findings(*SOUND, setting=TONGNAN) == []


@pytest.mark.parametrize("error", [CellError("#REF!"), CellError("")], ids=["error", "uncomputed"])
def test_cell_that_cannot_be_read_is_the_only_finding(error: CellError) -> None:
    for sheet, row, column in CELLS:
        found = with_one(sheet, row, column, error)
        place = Cell("台账.xlsx", f"表{sheet}", row + 1, column)
        assert [f.cell for f in found] == [place], [(f.code, str(f.cell), f.message) for f in found]
        assert found[0].code in {"C101", "C102"}


def test_text_where_a_value_belongs_is_the_only_finding() -> None:
    from ruralskills.values import text
    from ruralskills.values.person_name import read as name

    for sheet, row, column in CELLS:
        table = sound_tables()[sheet]
        held = next((c for c in table.columns.values() if c.index == column), None)
        if held is None or (held.spec.reads.read in (text.read, name) and not held.spec.codes):
            continue
        for said in with_one(sheet, row, column, "？？见附件"):
            assert (said.sheet, said.cell) == (
                f"表{sheet}",
                Cell("台账.xlsx", f"表{sheet}", row + 1, column),
            ), (said.code, said.message)


def multiset(found: list[Finding]) -> Counter[tuple[Any, ...]]:
    return Counter((f.code, f.field, f.subject, f.severity) for f in found)


@settings(slow, max_examples=amount(40, 800))
@given(st.integers(0, 10**6))
def test_order_of_rows_changes_no_finding(seed: int) -> None:
    rng = Random(seed)
    sheets = [[list(line) for line in lines] for lines in SOUND]
    for sheet, row, column in rng.sample(CELLS, 6):
        sheets[sheet][row][column] = rng.choice(
            ["", "？？见附件", 1.0, -3.0, "2019-01-01", number()]
        )
    before = multiset(findings(*sheets, setting=TONGNAN))
    for lines in sheets:
        body = lines[2:]
        rng.shuffle(body)
        lines[2:] = body
    after = multiset(findings(*sheets, setting=TONGNAN))
    # of the rows of a person or a village any may be the one that is named
    repeats = {"P102", "P103", "P106", "P107", "P109", "L204", "L205", "L208"}

    def told(found: Counter[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
        return Counter(
            {
                key if key[0] not in repeats else (key[0], key[1]): count
                for key, count in found.items()
                if key[0] not in repeats
            }
        ) + Counter(key[:2] for key in found.elements() if key[0] in repeats)

    assert told(before) == told(after)


UNSEEN = "\u200b\u200e\u2066\u3164\ufe0f\ufeff\ufffc\u00ad\u034f"


@settings(slow, max_examples=amount(20, 400))
@given(st.integers(0, 10**6))
def test_what_nobody_sees_changes_no_finding(seed: int) -> None:
    """Titles, headers and cells alike: what is copied from a chat carries such characters."""
    rng = Random(seed)
    sheets = [[list(line) for line in lines] for lines in SOUND]
    for sheet, row, column in rng.sample(CELLS, 6):
        sheets[sheet][row][column] = rng.choice(
            ["", "？？见附件", "/", "2019-01-01", "3-5户", "非党员", number(), "13812345678"]
        )
    before = multiset(findings(*sheets, setting=TONGNAN))
    for lines in sheets:
        for line in lines:
            for at, value in enumerate(line):
                if isinstance(value, str):
                    place = rng.randrange(len(value) + 1)
                    line[at] = value[:place] + rng.choice(UNSEEN) + value[place:]
    assert multiset(findings(*sheets, setting=TONGNAN)) == before


@slow
@given(st.integers(0, 17), st.sampled_from("0123456789X"), st.dates(date(1940, 1, 1), date(2004, 12, 31)),
       st.integers(1, 998))  # fmt: skip
def test_any_one_wrong_digit_of_a_number_is_caught(
    position: int, digit: str, born: date, sequence: int
) -> None:
    sound = number(born.isoformat(), sequence)
    wrong = sound[:position] + digit + sound[position + 1 :]
    lines: Lines = [
        ["2020年学员花名册", ""],
        ["姓名", "身份证号"],
        ["张三", sound],
        ["李四", number("1985-06-16")],
    ]
    assert findings(lines) == []
    lines[2][1] = wrong
    found = findings(lines)
    if wrong == sound:
        assert found == []
    else:
        [one] = found
        assert one.field == "id_number"
        with pytest.raises(Unreadable):
            identity.read(wrong)


def test_column_in_which_nothing_can_be_read() -> None:
    head = ["班次名称", "理论课时", "实操课时", "培训地点"]
    lines: Lines = [
        ["2020年培训班台账", "", "", ""],
        head,
        ["一", "若干", "若干", "甲"],
        ["二", "", "", "乙"],
    ]
    assert {f.code for f in findings(lines)} == {"C502"}
