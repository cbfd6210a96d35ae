"""Statistical forms of 甲乙丙: a 总数 that is no total of all rows, and totals that are."""

from __future__ import annotations

import pytest

from builders.sheet_text import figures, found, table, wrong_sums

BY_SEX_AND_AGE = """
    2020年农村劳动力培训情况统计表|<|<|<
    指标名称|计量单位|代码|数量
    甲|乙|丙|1
    总数|人|01|{100}
    男|人|02|{60}
    女|人|03|{40}
    30岁以下|人|04|{20}
    31—45岁|人|05|{50}
    46岁以上|人|06|{30}
"""
SECTIONS = """
    2020年农村劳动力培训情况统计表|<|<|<|<
    指标名称|代码|本季|累计|其中：贫困户
    甲|乙|1|2|3
    总数|01|{100}|{200}|{50}
    一、按性别分||||
    男|02|{60}|{120}|{30}
    女|03|{40}|{80}|{20}
    二、按年龄分||||
    30岁以下|04|{20}|{40}|{10}
    31—45岁|05|{50}|{100}|{25}
    46岁以上|06|{30}|{60}|{15}
"""
SOME_OF_ALL = """
    脱贫人口情况统计表|<|<
    指标|户数|人数
    甲|1|2
    总数|{500}|{1500}
    党员|{20}|{21}
    残疾人|{45}|{50}
    低保|{100}|{260}
"""
COUNTS_AMONG_INDICATORS = """
    2020年乡村振兴基本情况|<|<
    指标|单位|数量
    农户总数|户|{500}
    贫困户数|户|{100}
    贫困人口总数|人|{300}
    培训人数|人|{40}
    产业项目总数|个|{7}
"""
PARTS_BELOW = """
    就业情况统计表|<|<
    指标名称|行次|人数
    甲|乙|1
    总计|1|{300}
    其中：女|2|{120}
    第一产业|3|{100}
    第二产业|4|{80}
    第三产业|5|{120}
    县内就业|6|{200}
    县外就业|7|{100}
"""
COUNTS_BY_TWO_COLUMNS = """
    学员情况|<|<|<
    项目|2019年|2020年|2021年
    甲|1|2|3
    总数|{10}|{20}|{30}
    新增|{4}|{6}|{9}
    退出|{1}|{2}|{3}
"""
PLAIN_ITEMS = """
    2020年资金情况|<|<|<
    项目|栏次|预算|支出
    甲|乙|1|2
    合计|1|{300}|{200}
    一、培训费|2|{200}|{150}
    其中：教材费|3|{50}|{40}
    理论培训|4|{120}|{90}
    实操培训|5|{80}|{60}
    二、管理费|6|{100}|{50}
"""


@pytest.mark.parametrize(
    "text",
    [
        BY_SEX_AND_AGE,
        BY_SEX_AND_AGE.replace("总数", "合计"),
        BY_SEX_AND_AGE.replace("{60}", "{61}"),
        BY_SEX_AND_AGE.replace("总数", "培训总数"),
        SECTIONS,
        SECTIONS.replace("总数", "合计"),
        SOME_OF_ALL,
        COUNTS_AMONG_INDICATORS,
        PARTS_BELOW,
        COUNTS_BY_TWO_COLUMNS,
        PLAIN_ITEMS,
    ],
)
def test_what_does_not_sum_the_rows_is_no_fault(text: str) -> None:
    assert wrong_sums(table(text)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SECTIONS.replace("{200}", "{201}", 1), "D4"),
        (SECTIONS.replace("{50}", "{51}", 1), "E4"),
        (PLAIN_ITEMS.replace("{300}|{200}", "{300}|{210}"), ""),
    ],
)
def test_a_slip_in_one_column_of_a_section(text: str, wrong: str) -> None:
    assert wrong_sums(table(text)) == ([wrong] if wrong else [])


@pytest.mark.parametrize("word", ["总数", "合计", "总计", "全县合计", "全县总数"])
@pytest.mark.parametrize("leads", [True, False])
def test_a_total_of_townships_is_checked_in_the_same_form(word: str, leads: bool) -> None:
    total = f"{word}|01|{{100}}|{{51}}\n"
    townships = "甲镇|02|{60}|{30}\n乙镇|03|{40}|{20}\n"
    rows = total + townships if leads else townships + total
    one = table(f"2020年培训情况统计表|<|<|<\n单位名称|代码|培训人数|就业人数\n甲|乙|1|2\n{rows}")
    assert wrong_sums(one) == ["D4" if leads else "D6"]


def test_places_are_known_by_their_names_under_any_header() -> None:
    text = "培训情况|<|<\n项目|代码|人数\n甲|乙|1\n总数|01|{101}\n甲镇|02|{60}\n乙街道|03|{40}\n"
    assert wrong_sums(table(text)) == ["C4"]


@pytest.mark.parametrize("word", ["总数", "合计"])
def test_a_total_that_its_other_columns_prove_is_checked(word: str) -> None:
    one = table(f"""
        2020年培训情况统计表|<|<|<
        培训工种|2019年|2020年|2021年
        甲|1|2|3
        {word}|{{100}}|{{50}}|{{1000}}
        种植|{{60}}|{{20}}|{{500}}
        养殖|{{30}}|{{20}}|{{400}}
        电商|{{10}}|{{10}}|{{101}}
    """)
    assert wrong_sums(one) == ["D4"]


def test_a_first_sum_of_items_is_checked() -> None:
    text = "2020年经费表|<\n项目|金额（元）\n合计|{310}\n培训费|{200}\n交通费|{100}\n"
    assert wrong_sums(table(text)) == ["B3"]


@pytest.mark.parametrize("word", ["合计", "总计", "总数"])
def test_a_last_sum_of_indicators_is_checked(word: str) -> None:
    text = f"2020年经费表|<|<\n项目|代码|金额（元）\n甲|乙|1\n培训费|1|{{200}}\n交通费|2|{{100}}\n{word}|3|{{310}}\n"
    assert wrong_sums(table(text)) == ["C6"]


def test_codes_and_line_numbers_are_no_figures() -> None:
    got = figures(table(BY_SEX_AND_AGE))
    assert got["数量", "总数"] == 100
    assert len(got) == 6


def test_a_column_of_units_of_measure_is_no_office() -> None:
    text = COUNTS_AMONG_INDICATORS.replace("培训人数|人|{40}", "补助资金|万元|5万元")
    got = figures(table(text))
    assert got["数量", "补助资金"] == 5


def test_a_column_of_offices_stays_one() -> None:
    one = table("培训任务表|<\n单位|任务数\n人社局|{10}\n妇联|{20}\n合计|{31}\n")
    assert wrong_sums(one) == ["B5"]
    assert figures(one)["人社局", "任务数"] == 10


@pytest.mark.parametrize("period", ["统计时段", "报告期", "所属期间", "月份", "期别"])
@pytest.mark.parametrize("indicator", ["指标", "统计指标", "考核指标名称", "监测指标"])
@pytest.mark.parametrize("written", ["2022年上半年", "2022年第2季度", "6月"])
def test_a_column_of_periods_is_no_figure_and_no_unit(
    period: str, indicator: str, written: str
) -> None:
    rows = "".join(
        f"甲镇|{name}|人|{written}|{{{n}}}\n"
        for n, name in enumerate(["培训人数", "在岗人数", "务工人数"], 5)
    )
    text = f"就业指标填报表|<|<|<|<\n填报单位|{indicator}|计量单位|{period}|填报数\n{rows}"
    found = {each.header: each.field for each in table(text).layout.columns}
    assert found == {
        "填报单位": "unit", indicator: "indicator", "计量单位": None, period: None, "填报数": "value",
    }  # fmt: skip


NAMED = (
    "单位|{}|金融支持人数|金融支持金额（万元）\n龙津镇|{{4}}|{{3}}|{{60}}\n嵩溪镇|{{1}}|{{1}}|{{5}}"
)


def test_two_heads_that_are_names_of_indicators_make_a_statistical_table() -> None:
    title = "清流县2023年一季度情况|<|<|<\n"
    assert len(found(title + NAMED.format("产业发展带头人"))) == 1
    assert found(title + NAMED.format("农户数")) == []
