"""Columns that nobody knows, held against the other columns and rows of their table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.model.findings import Finding, Nature

NAMES: Final = (
    "张小明",
    "李建国",
    "王秀英",
    "赵强",
    "钱东",
    "孙丽",
    "周燕",
    "吴刚",
    "郑娜",
    "冯军",
    "陈明",
    "褚云",
)
IDS: Final = tuple(number(sequence=2 * n + 41) for n in range(len(NAMES)))


def people(
    header: str,
    rows: Sequence[str],
    *more: str,
    title: str = "人员名单",
    names: Sequence[str] = NAMES,
) -> Sheet:
    """Return a list of people with further columns, and rows behind them."""
    lines = [
        f"| {name} | {identity} | {row} |"
        for name, identity, row in zip(names, IDS, rows, strict=False)
    ]
    return Sheet(title, "\n".join((f"| 姓名 | 身份证号 | {header} |", *lines, *more)))


def told(office: Office, sheet: Sheet, code: str) -> list[Finding]:
    return [f for f in office.outcome(sheet).findings if f.code == code]


def place(finding: Finding) -> str:
    return finding.cell.address if finding.cell else ""


PRODUCTS: Final = (
    ("人均补贴（元） | 人次 | 应领金额（元）", "{{1200}} | {{{0}}} | {{{1}}}", 1200, "E6"),
    ("单价（元） | 数量（斤） | 应发金额（元）", "{{3}} | {{{0}}} | {{{1}}}", 3, "E6"),
    ("奖补标准（元/人） | 带动几人 | 奖补（元）", "{{500}} | {{{0}}} | {{{1}}}", 500, "E6"),
    ("每月标准（元） | 干了几月 | 应补（元）", "{{800}} | {{{0}}} | {{{1}}}", 800, "E6"),
)


@pytest.mark.parametrize(("header", "row", "standard", "at"), PRODUCTS)
def test_an_amount_unlike_the_product_that_the_rest_shows(
    office: Office, header: str, row: str, standard: int, at: str
) -> None:
    numbers = (3, 4, 7, 5, 6, 2, 9, 8)
    rows = [row.format(n, n * standard) for n in numbers]
    assert told(office, people(header, rows), "N417") == []
    rows[3] = row.format(5, 5 * standard + 350)
    [finding] = told(office, people(header, rows), "N417")
    assert (place(finding), finding.nature) == (at, Nature.DOUBT)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("单价（元） | 几斤 | 审定数（元）", [f"{{3}} | {{{n}}} | {{{m}}}" for n, m in ((2, 6), (3, 9), (4, 12), (5, 15), (6, 18), (7, 15))]),
        ("月标准（元） | 补助（元）", [f"{{500}} | {{{n}}}" for n in (900, 500, 1200, 500, 700, 650)]),
        ("补助标准（元） | 补助（元） | 备注", ["{1000} | {1000} |"] * 6 + ["{1000} | {500} | 中途退出，减半"]),
    ],
)  # fmt: skip
def test_amounts_that_are_no_product_or_are_explained(
    office: Office, header: str, rows: Sequence[str]
) -> None:
    assert told(office, people(header, rows), "N417") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("提出那天", "研定那天"), ("村里报送日期", "乡里转交日期"), ("入社日期", "分红日期")],
)
def test_a_day_before_the_one_that_all_others_follow(
    office: Office, first: str, second: str
) -> None:
    rows = [f"2022-10-{n + 10} | 2022-11-{n + 10}" for n in range(12)]
    header = f"{first} | {second}"
    assert told(office, people(header, rows), "D515") == []
    rows[4] = "2022-10-14 | 2022-09-26"
    [finding] = told(office, people(header, rows), "D515")
    assert (place(finding), finding.nature) == ("D7", Nature.DOUBT)
    mixed = [f"2022-1{n % 3}-10 | 2022-1{(n + 1) % 3}-12" for n in range(12)]
    assert told(office, people(header, mixed), "D515") == []


@pytest.mark.parametrize(
    ("header", "code"),
    [("总户数（户）", "N402"), ("常住几口（人）", "N402"), ("搬家补贴", "N415"), ("误工（元）", "N415")],
)  # fmt: skip
def test_one_figure_below_nought(office: Office, header: str, code: str) -> None:
    rows = [f"{{{n}}}" for n in (300, 500, 400, 600, 300, 450, 500)]
    assert told(office, people(header, rows), code) == []
    rows[2] = "{-400}"
    [finding] = told(office, people(header, rows), code)
    assert (place(finding), finding.nature) == ("C5", Nature.DOUBT)


@pytest.mark.parametrize("header", ["比上年增减（户）", "净增（人）", "盈亏差额（元）"])
def test_figures_that_may_be_below_nought(office: Office, header: str) -> None:
    rows = [f"{{{n}}}" for n in (3, 5, -4, 6, 3, 4, 5)]
    assert told(office, people(header, rows), "N402") == []
    assert told(office, people(header, rows), "N415") == []


@pytest.mark.parametrize("header", ["补贴标准（元）", "月补助标准", "职业培训补贴标准(元)"])
def test_a_total_of_standards_that_is_their_sum_but_for_a_slip(office: Office, header: str) -> None:
    rows = ["{800}"] * 8
    assert told(office, people(header, rows, "| 合计 | | {6400} |"), "A101") == []
    assert told(office, people(header, rows, "| 合计 | | {800} |"), "A101") == []
    [finding] = told(office, people(header, rows, "| 合计 | | {6406} |"), "A101")
    assert (place(finding), finding.nature) == ("C11", Nature.DOUBT)


@pytest.mark.parametrize("row", [3, 7, 11])
def test_a_person_without_a_name_beside_the_number(office: Office, row: int) -> None:
    names = ["" if n == row else name for n, name in enumerate(NAMES)]
    [finding] = told(office, people("组别", ["1组"] * len(NAMES), names=names), "R101")
    assert (place(finding), finding.nature) == (f"A{row + 3}", Nature.DATA)


@pytest.mark.parametrize("header", ["入股那户", "结对那个人", "监护人"])
def test_a_blank_among_names_that_nobody_knows(office: Office, header: str) -> None:
    rows = list(reversed(NAMES))
    assert told(office, people(header, rows), "R101") == []
    rows[5] = ""
    [finding] = told(office, people(header, rows), "R101")
    assert (place(finding), finding.nature) == ("C8", Nature.DOUBT)
    rows[6:9] = ["", "", ""]
    assert told(office, people(header, rows), "R101") == []


ERRORS: Final = (
    Sheet(
        "第1期电焊培训班学员考勤表",
        "| 姓名 | 身份证号 | 7月6日 | 7月7日 | 出勤天数 |\n"
        f"| 张小明 | {IDS[0]} | √ | √ | {{2}} |\n| 李建国 | {IDS[1]} | √ | △ | #N/A |",
    ),
    Sheet(
        "2020年培训任务分解表",
        "| 乡镇 | 培训人数 | 联系人 |\n| 甲镇 | {30} | 张小明 |\n| 乙镇 | {20} | #REF! |",
    ),
    Sheet(
        "2020年培训任务分解表",
        "| 任务 | 任务数（人） | 完成数（人） |\n| #REF! | {30} | {20} |\n| 技能培训 | {20} | {10} |",
    ),
)


@pytest.mark.parametrize("sheet", ERRORS)
def test_errors_in_columns_that_a_layout_leaves_alone(office: Office, sheet: Sheet) -> None:
    assert len(told(office, sheet, "C101")) == 1
