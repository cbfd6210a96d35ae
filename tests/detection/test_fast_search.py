"""The quick searches find what a look at every cell finds."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruralskills.detection import header, rows
from ruralskills.detection.detected_table import DetectedTable
from ruralskills.detection.header_rows import count_header_words
from ruralskills.detection.ledger_headers import header_vocabulary
from ruralskills.detection.row_suspects import Suspects, suspects
from ruralskills.detection.sheet_view import SheetView
from ruralskills.detection.table_blocks import detect_tables
from ruralskills.readers.grid import build_grid

WORDS = header_vocabulary()
LEDGER = ("序号", "乡镇", "村", "姓名", "身份证号", "带动贫困户数", "备注", "状态")
DAYS = ("姓名", date(2020, 7, 6), date(2020, 7, 7), "7月8日", 9.0, 10.0, 11.0, 12.0, 13.0)
NUMBERS = ("姓名", *map(float, range(6, 20)))
LABELS = (
    "合计", "小  计", "合　计：", "青龙村小计", "  其中：女", "其中：贫困户", "过次页", "张小计",
    "填表人：王某", "单位负责人", "联系电话：0838", "公章（村委会）", "备注：以上属实", "注1.含退出", "说明",
    "第1页共3页", "— 2 —", "填报单位：某镇", "数据截至2020年6月", "单位：人", "统计时间", "1.据实填写",
    "二组", "甲", "（3）", "①=②+③", "/", "-", "",
    "本季度无新增", "零报告", "示例", "必填", "18位", "男/女",
)  # fmt: skip
DATA = (
    "青龙村", "贫困村", "户主", "存量", "张三", "魏计", "单雄", "备注人", "某某合作社（总部）", "无", "是",
    "500199198506150017", "50019919850615001x", "13800138000", "2020", "20200305", "2020年", "2020年3月",
)  # fmt: skip
MARKS = ("{}", "{}*", "* {}", "{}（必填）", "{}：", " {} ", "1.{}", "{}\n（人）", "{}①")


def _header(dice: Random) -> list[Any]:
    chosen = dice.choice((LEDGER, LEDGER, LEDGER, DAYS, NUMBERS))
    if chosen is not LEDGER:
        return list(chosen[: dice.randint(4, 9)])
    words = [dice.choice((word, word, dice.choice(sorted(WORDS)))) for word in chosen]
    return [
        dice.choice((word, word, dice.choice(MARKS).format(word)))
        for word in words[: dice.randint(3, 8)]
    ]


def _cell(dice: Random) -> Any:
    kind = dice.random()
    if kind < 0.4:
        return dice.choice(DATA)
    if kind < 0.7:
        return float(dice.choice((1, 3, 6, 31, 2020, 13800138000, 0.5)))
    return dice.choice(("", "", date(2020, 3, 5), dice.choice(LABELS)))


def _row(dice: Random, width: int) -> list[Any]:
    kind = dice.random()
    if kind < 0.6:
        return [_cell(dice) or "满" for _ in range(width)]
    if kind < 0.7:
        return [_cell(dice) for _ in range(width)]
    label: list[Any] = [dice.choice(LABELS)]
    rest = dice.choice((lambda: "", lambda: float(dice.randint(1, 40)), lambda: _cell(dice)))
    row = label + [rest() for _ in range(width - 1)]
    at = dice.choice((0, 0, 0, dice.randrange(width)))
    row[0], row[at] = row[at], row[0]
    return row


def sheet(dice: Random) -> list[list[Any]]:
    """Some tables under one another, each with a header, data and what offices add to it."""
    lines: list[list[Any]] = []
    for _ in range(dice.randint(1, 3)):
        lines += [[title] for title in dice.sample(["2020年台账", "填报单位：某镇", ""], 2)]
        head = _header(dice)
        lines.append(head)
        lines += [_row(dice, len(head)) for _ in range(dice.choice((3, 8, 40)))]
    width = max(map(len, lines))
    return [line + [""] * (width - len(line)) for line in lines]


def detected(lines: list[list[Any]]) -> list[dict[str, Any]]:
    """What is known of each table, without the grid."""
    found = detect_tables(build_grid("表", lines), WORDS)
    names = [name for name in DetectedTable.__struct_fields__ if name != "grid"]
    return [{name: getattr(table, name) for name in names} for table in found]


def _every_cell(view: SheetView, words: frozenset[str]) -> Counter[int]:
    return Counter({row: count_header_words(view, row, words) for row in range(view.height)})


def _every_row(view: SheetView, indexes: Any, first: int, end: int) -> Suspects:
    incomplete = suspects(view, indexes, first, end).incomplete
    return Suspects(set(range(first, end)), incomplete)


@pytest.mark.parametrize(
    ("module", "name", "plain"),
    [(header, "header_word_counts", _every_cell), (rows, "suspects", _every_row)],
    ids=["header rows", "rows that are no data"],
)
@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**64))
def test_a_quick_search_finds_what_a_look_at_every_cell_finds(
    module: Any, name: str, plain: Callable[..., Any], seed: int
) -> None:
    lines = sheet(Random(seed))
    quick = detected(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, plain)
        assert detected(lines) == quick
