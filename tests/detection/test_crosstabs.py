"""Task and statistical tables, read as unit, indicator, period and value."""

import pytest

from builders.sheet_text import column, figures, found, table, tables, wrong_sums

SHANXI = """
    附件1|<
    2021年各市乡村振兴致富带头人培训任务指导计划表|<
    市|指导计划（人）
    太原市|{100}
    大同市|{800}
    朔州市|{300}
    忻州市|{800}
    吕梁市|{1000}
    晋中市|{600}
    阳泉市|{100}
    长治市|{800}
    晋城市|{300}
    临汾市|{800}
    运城市|{600}
    全省合计|{6200}
"""

TONGNAN = """
    潼南区2020年培训工作任务分解表|<|<|<|<|<|<|<|<|<|<|<|<|<
    |<|<|<|<|<|<|<|<|<|<|<|<|单位：个、人、户
    序号|镇街|扶贫车间（个）|技能培训（人）|新增转移就业（人）|送工送岗（人）|致富带头人|<|<|<|<|公益性岗位（人）|实用技能及精气神培训（人）|备注
    ^|^|^|^|^|^|存量（人）|<|<|新增（人）|带动（户）|^|^|^
    ^|^|^|^|^|^|贫困村|非贫困村和社区|小计|^|^|^|^|^
    合计|<|{20}|{150}|{300}|{150}|{200}|{260}|{460}|{260}|{1380}|{403}|{3000}|
    {1}|桂林街道|{12}|{100}|{200}|{100}|{120}|{160}|{280}|{160}|{800}|{203}|{2000}|
    {2}|双江镇|{8}|{50}|{100}|{50}|{80}|{100}|{180}|{100}|{580}|{200}|{1000}|
"""


def test_shanxi_eleven_cities() -> None:
    one = table(SHANXI)
    got = figures(one)
    assert len(got) == 12
    assert got["吕梁市", "指导计划"] == 1000
    assert got["全省合计", "指导计划"] == 6200
    assert one.layout.title == "2021年各市乡村振兴致富带头人培训任务指导计划表"
    assert (one.year, wrong_sums(one)) == (2021, [])


def test_shanxi_with_a_wrong_sum() -> None:
    assert wrong_sums(table(SHANXI.replace("6200", "6300"))) == ["B15"]


def test_shanxi_total_first_and_two_blocks_beside() -> None:
    one = table("""
        各市指导计划表||
        序号|市|指导计划（人）
        |全省合计|{300}
        {1}|太原市|{100}
        {2}|大同市|{200}
    """)
    assert wrong_sums(one) == []
    assert ("太原市", "指导计划") in figures(one)


def test_tongnan_wide_with_three_header_rows() -> None:
    one = table(TONGNAN)
    got = figures(one)
    assert [value for (unit, _), value in got.items() if unit == "合计"] == [
        20, 150, 300, 150, 200, 260, 460, 260, 1380, 403, 3000,
    ]  # fmt: skip
    assert got["桂林街道", "致富带头人/存量/贫困村"] == 120
    assert got["双江镇", "致富带头人/带动"] == 580
    assert wrong_sums(one) == []
    assert [b.kind for b in one.stated_totals].count("across") == 3
    assert one.layout.header_rows == (3, 4, 5)


def test_tongnan_with_a_wrong_subtotal_across() -> None:
    assert wrong_sums(table(TONGNAN.replace("{280}", "{281}"))) == ["I6", "I7"]


def test_tongnan_in_two_header_rows_not_merged() -> None:
    one = table("""
        2020年任务分解表||||||
        镇街|技能培训（人）|致富带头人存量（人）|||带动（户）|备注
        ||贫困村|非贫困村|小计||
        甲镇|{10}|{4}|{6}|{10}|{30}|
        乙镇|{20}|{8}|{6}|{14}|{40}|
        合计|{30}|{12}|{12}|{24}|{70}|
    """)
    assert figures(one)["乙镇", "致富带头人存量/贫困村"] == 8
    assert wrong_sums(one) == []


def test_dongxiang_by_department() -> None:
    one = table("""
        东乡县2020年职业技能培训任务分解表|<|<|<|<
        序号|责任单位|年度任务(人)|资金来源|备注
        {1}|人社局|{10000}|就业补助资金|
        {2}|教育局|{5000}|财政专项|
        {3}|妇联|{3039}|东西协作|
        |合计|{18039}||
    """)
    got = figures(one)
    assert (got["人社局", "年度任务"], got["合计", "年度任务"]) == (10000, 18039)
    assert wrong_sums(one) == []


def test_dongxiang_three_years() -> None:
    one = table("""
        东乡县2020—2022年培训任务表|<|<|<|<
        责任部门|2020年|2021年|2022年|合计
        人社局|{10000}|{10000}|{10000}|{30000}
        教育局|{8039}|{8038}|{8038}|{24115}
        合计|{18039}|{18038}|{18038}|{54115}
    """)
    assert figures(one)["合计", "合计"] == 54115
    assert {one.value(i, "period") for i in range(3)} == {"2020年", "2021年", "2022年"}
    assert wrong_sums(one) == []


def test_years_written_as_numbers() -> None:
    one = table("""
        责任部门|{2020}|{2021}|{2022}|合计
        人社局|{10}|{10}|{10}|{30}
        教育局|{20}|{20}|{20}|{61}
    """)
    assert figures(one)["教育局", "2021"] == 20
    assert wrong_sums(one) == ["E3"]


def test_liling_last_column_without_header() -> None:
    one = table("""
        2023年培育任务表|<|<|<|<|<|<
        单位：人|<|<|<|<|<|<
        培育机构|带头人|专业生产及技能服务型人才|<|<|万名帮万户|
        ^|^|种养加技术能手|农机作业操作手|新农商带头人|^|
        甲校|{100}|{20}|{10}|{5}|{10}|{145}
        乙校|{180}|{30}|{20}|{15}|{60}|{305}
        合计|{280}|{50}|{30}|{20}|{70}|{450}
    """)
    assert wrong_sums(one) == []
    assert [b.kind for b in one.stated_totals].count("across") == 3
    assert ("甲校", "") in figures(one)
    assert [c.header for c in one.layout.columns][-1] == "（无表头）"


def test_departments_by_trade() -> None:
    one = table("""
        部门|工种|年度任务（人）
        人社局|电工|{100}
        ^|焊工|{50}
        妇联|家政|{80}
        合计||{230}
    """)
    got = figures(one)
    assert got["人社局", "焊工/年度任务"] == 50
    assert wrong_sums(one) == []


def test_rows_are_indicators_with_their_unit() -> None:
    one = table("""
        2020年第二季度就业扶贫统计表|<|<|<|<
        序号|指标名称|计量单位|年度任务|累计完成
        {1}|技能培训|人|{150}|81人
        {2}|补助资金|万元|{20}|5万元
    """)
    got = {
        (i, p): v
        for i, p, v in zip(*(column(one, n) for n in ("indicator", "period", "value")), strict=True)
    }
    assert got["技能培训", "累计完成"] == 81
    assert got["补助资金", "累计完成"] == 5


def test_this_quarter_and_cumulative_per_indicator() -> None:
    one = table("""
        2020年第二季度进展情况表|<|<|<|<|<|<
        镇街|技能培训（人）|<|<|送工送岗（人）|<|<
        ^|年度任务|本季完成|累计完成|年度任务|本季完成|累计完成
        甲镇|{100}|{20}|{50}|{10}|{2}|{5}
        乙镇|{50}|{10}|{25}|{10}|{2}|{5}
        合计|{150}|{30}|{75}|{20}|{4}|{10}
    """)
    assert figures(one)["甲镇", "技能培训/累计完成"] == 50
    assert wrong_sums(one) == []


def test_a_cumulative_row_is_no_sum_of_the_rows() -> None:
    one = table("""
        指标|甲镇|乙镇|合计
        本季|{1}|{2}|{3}
        累计|{10}|{20}|{30}
    """)
    assert wrong_sums(one) == []
    assert len(one) == 6


def test_formulas_of_the_column_numbers() -> None:
    text = """
        2020年培训补贴统计表|<|<|<
        镇街|合计|理论培训费|实操培训费
        甲|1=2+3|2|3
        甲镇|{10}|{4}|{6}
        乙镇|{21}|{8}|{12}
    """
    one = table(text)
    assert "B5" in wrong_sums(one)
    assert len(one) == 6


def test_formula_in_the_header_cell() -> None:
    one = table("""
        镇街|培训总人数①=②+③|男②|女③
        甲镇|{10}|{4}|{6}
        乙镇|{15}|{8}|{6}
        丙镇|{15}|{8}|{7}
    """)
    assert wrong_sums(one) == ["B3"]


def test_parts_of_rows_are_not_counted_twice() -> None:
    one = table("""
        类别|培训人数
        技能培训|{100}
        其中：贫困户|{40}
        创业培训|{50}
        合计|{150}
    """)
    assert wrong_sums(one) == []
    assert len(one) == 4


def test_rates_and_averages_are_not_summed() -> None:
    one = table("""
        镇街|年度任务|累计完成|完成率|户均增收（元）
        甲镇|{100}|{50}|{50}|{3000}
        乙镇|{100}|{25}|{25}|{5000}
        合计|{200}|{75}|{37.5}|{4000}
    """)
    assert wrong_sums(one) == []


def test_a_rate_written_as_a_fraction() -> None:
    one = table("""
        镇街|年度任务|累计完成|完成率
        甲镇|{30}|{27}|27/30
        乙镇|{50}|{25}|50%
        丙镇|{40}|{30}|3/4户
    """)
    assert figures(one)["甲镇", "完成率"] == 90
    assert figures(one)["乙镇", "完成率"] == 50
    assert figures(one)["丙镇", "完成率"] is None


def test_two_task_tables_below_one_another() -> None:
    first, second = tables("""
        2020年培训任务表|<
        镇街|任务数
        甲镇|{10}
        乙镇|{20}
        合计|{30}
        2020年就业任务表|<
        镇街|任务数
        甲镇|{1}
        乙镇|{2}
        合计|{3}
    """)
    assert [t.layout.title for t in (first, second)] == ["2020年培训任务表", "2020年就业任务表"]
    assert wrong_sums(first) == wrong_sums(second) == []


def test_a_table_of_unknown_words_over_figures() -> None:
    one = table("""
        某项培训工作情况表||
        片区|走访数|办结数
        东片|{10}|{4}
        西片|{15}|{8}
        总计|{25}|{12}
    """)
    assert figures(one)["东片", "走访数"] == 10
    assert wrong_sums(one) == []


def test_a_task_table_without_any_figure_is_none() -> None:
    assert (
        found("""
        2020年任务一览
        序号|工作任务|牵头单位|责任单位|完成时限
        1|技能培训|人社局|各镇街|12月底
        2|扶贫车间|扶贫办|各镇街|12月底
    """)
        == []
    )


def test_blank_task_form_is_none() -> None:
    assert (
        found("""
        镇街|年度任务|累计完成|完成率
        甲镇|||
        乙镇|||
        合计|||
    """)
        == []
    )


def test_a_figure_that_cannot_be_read_shows_its_cell() -> None:
    one = table(SHANXI.replace("{800}\n    朔州市|{300}", "{800}\n    朔州市|约三百"))
    assert [text for text in column(one, "value") if isinstance(text, str)] == []
    assert "约三百" in [one.text(row, "value") for row in range(len(one))]
    assert not any("Unknown" in one.text(row, "value") for row in range(len(one)))


@pytest.mark.parametrize(
    "sheet",
    [
        """
        2021年固定资产清单|<|<
        资产名称|数量|原值
        办公桌|{10}|{4000}
        电脑|{15}|{80000}
        合计|{30}|{84000}
        """,
        """
        物价监测表|<|<
        品名|上周|本周
        大米|{5.2}|{5.3}
        猪肉|{28}|{27.5}
        """,
        """
        宿舍水电费|<|<
        房号|用水|用电
        101|{10}|{40}
        102|{15}|{80}
        """,
        """
        青龙县就业培训中心固定资产登记表|<|<
        资产名称|数量|原值
        办公桌|{10}|{4000}
        电脑|{15}|{80000}
        """,
        """
        潼南区扶贫办2021年办公用品采购表|<|<
        品名|数量|金额
        打印纸|{10}|{250}
        墨盒|{4}|{800}
        """,
        """
        县劳动就业服务局公务用车费用统计表|<|<
        车牌|里程|油费
        甲车|{1200}|{900}
        乙车|{800}|{610}
        """,
        """
        县职业技能培训学校水电费明细|<|<
        月份|用水|用电
        1月|{12}|{410}
        2月|{15}|{380}
        """,
    ],
)
def test_figures_of_something_else_are_no_statistics(sheet: str) -> None:
    assert found(sheet) == []


WORKSHOPS = """
    潼南区2020年第二季度就业扶贫车间情况统计表|<|<|<|<
    镇街|{0}|用工总数|其中贫困人口|占比(%)
    桂林街道|{1}|{{20}}|{{8}}|{{40}}
    双江镇|{2}|{{30}}|{{9}}|{{30}}
"""


def test_statistics_of_townships_under_the_headers_of_a_ledger() -> None:
    one = table(WORKSHOPS.format("存量", "{3}", "{1}"))
    assert one.ledger.info.id == "figure"
    assert figures(one)["双江镇", "用工总数"] == 30


@pytest.mark.parametrize("names", [("甲车间", "乙车间"), ("甲车间", "甲车间")])
def test_a_ledger_is_one_whatever_its_title_calls_it(names: tuple[str, str]) -> None:
    assert table(WORKSHOPS.format("车间名称", *names)).ledger.info.id == "workshop"


def test_a_township_in_two_rows_makes_no_statistics() -> None:
    text = WORKSHOPS.format("存量", "{3}", "{1}").replace("双江镇", "桂林街道")
    assert table(text).ledger.info.id == "workshop"
