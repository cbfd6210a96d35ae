"""The words that shape a sheet; and that no cell, however long, holds the reader up."""

from collections.abc import Callable

import pytest

from builders.watchdog import watchdog
from ruralskills.detection import vocabulary

LONG = 30_000
NASTY = [
    "①" * LONG, "①=" * LONG, "（例" * LONG, "(格式" * LONG, "镇" * LONG, "镇：" * LONG, "单位" * LONG,
    "填报单位（" * LONG, "1.1" * LONG, "：" * LONG, " " * LONG + "x", "合计" * LONG, "①+" * LONG,
    "a" * LONG, "（" * LONG, "第1页" * LONG, "单位：户、" * LONG, "2020年" * LONG, "其中" * LONG, "*" * LONG,
]  # fmt: skip
FUNCTIONS = [
    vocabulary.header_word, vocabulary.total_kind, vocabulary.is_footer, vocabulary.is_bare_footer, vocabulary.is_note,
    vocabulary.is_numbered, vocabulary.is_unit_row, vocabulary.reporting_unit, vocabulary.unit_of_measure, vocabulary.units_of_measure,
    vocabulary.unit_of_money, vocabulary.is_column_number, vocabulary.is_page_line, vocabulary.is_bare_note, vocabulary.is_date,
    vocabulary.is_table_name, vocabulary.is_part_label, vocabulary.is_year_header,
]  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_long_cells_cost_nothing(function: Callable[[str], object]) -> None:
    for text in NASTY:
        with watchdog():
            function(text)


@pytest.mark.parametrize(
    ("text", "word", "unit"),
    [
        ("姓   名", "姓名", ""),
        ("身份证号\n（18位）", "身份证号", ""),
        ("带动户数（户）*", "带动户数", "户"),
        ("户均增收(元/年)", "户均增收", "元/年"),
        ("年经营收入（单位：万元）", "年经营收入", "万元"),
        ("是否签订协议（是/否）", "是否签订协议", ""),
        ("认定时间（格式：2020-06-01）", "认定时间", ""),
        ("（3）联系电话", "联系电话", ""),
        ("完成率％", "完成率%", ""),
        ("其中：贫困户（户）", "其中贫困户", "户"),
        ("镇（街道）", "镇(街道)", ""),
        ("合计①=②+③", "合计", ""),
    ],
)
def test_header_words(text: str, word: str, unit: str) -> None:
    assert vocabulary.header_word(text) == (word, unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("合计", "合计"), ("合　计", "合计"), ("总计：", "合计"), ("青龙村小计", "小计"), ("小 计", "小计"),
        ("本页小计", "小计"), ("全区合计（户）", "合计"), ("累计", "累计"), ("承前页", "累计"),
        ("合计机", ""), ("统计", ""), ("会计", ""), ("设计", ""), ("小计村", ""), ("", ""),
    ],
)  # fmt: skip
def test_sums(text: str, kind: str) -> None:
    assert vocabulary.total_kind(text) == kind


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("填报单位（盖章）：桂林街道      填报时间：2020年6月30日", "桂林街道"),
        ("填报单位:古溪镇人民政府 单位:户", "古溪镇人民政府"),
        ("镇（盖章）：双江镇   填报时间：2020年6月", "双江镇"),
        ("单位：万元", ""),
        ("填报单位：                 填报时间：", ""),
    ],
)
def test_reporting_unit(line: str, unit: str) -> None:
    assert vocabulary.reporting_unit(line) == unit
