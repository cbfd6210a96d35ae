"""Rows of data, and the rows that are none: sums, footers, notes, blanks."""

import pytest

from builders.sheet_text import column, drawn, table, wrong_sums
from builders.watchdog import watchdog
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.readers.grid import build_grid
from ruralskills.values.field_type import Raw

ID1, ID2, ID3 = "500199198506150017", "500199199003020039", "500199199208110046"


def led(rows: str, head: str = "序号|姓名|身份证号|带动贫困户数|备注") -> Table:
    return table(
        f"致富带头人台账\n{head}\n{rows}".replace("ID1", ID1)
        .replace("ID2", ID2)
        .replace("ID3", ID3)
    )


def test_total_as_a_remark_is_a_person() -> None:
    one = table(f"""
        姓名|身份证号|带动贫困户数|备注
        张三|{ID1}|{{3}}|合计
        李四|{ID2}|{{4}}|小计
    """)
    assert column(one, "name") == ["张三", "李四"]
    assert not one.stated_totals


def test_total_as_a_remark_without_a_number() -> None:
    one = table("""
        致富带头人台账|||
        姓名|身份证号|带动贫困户数|备注
        张三||{3}|合计
    """)
    assert column(one, "name") == ["张三"]


def test_a_person_whose_name_ends_like_a_sum() -> None:
    one = led("{1}|魏小计|ID1|{3}|\n{2}|李四|ID2|{4}|")
    assert column(one, "name") == ["魏小计", "李四"]


def test_such_a_person_without_number_keeps_the_row() -> None:
    one = led("{1}|魏小计||{3}|\n{2}|李四|ID2|{4}|")
    assert column(one, "name") == ["魏小计", "李四"]


def test_a_village_named_like_a_sum() -> None:
    one = led(
        "{1}|小计村|张三|ID1|{3}\n{2}|小计村|李四|ID2|{4}", "序号|村|姓名|身份证号|带动贫困户数"
    )
    assert len(one) == 2


def test_a_name_that_is_a_header_word() -> None:
    one = led("{1}|项目|ID1|{3}|\n{2}|单位|ID2|{4}|\n{3}|甲|ID3|{4}|")
    assert column(one, "name") == ["项目", "单位", "甲"]


def test_header_words_as_values() -> None:
    one = table(f"""
        序号|镇街|村|村类型|姓名|身份证号|与户主关系|状态|带动方式|带动贫困户数
        {{1}}|古溪镇|青龙村|贫困村|张三|{ID1}|户主|存量|技能培训|{{3}}
        {{2}}|古溪镇|青龙村|贫困村|李四|{ID2}|户主|新增|扶贫车间|{{3}}
    """)
    assert len(one) == 2


def test_header_words_as_values_and_no_figure() -> None:
    one = table("""
        镇街|村|村类型|备注
        古溪镇|青龙村|贫困村|存量
        古溪镇|双河村|非贫困村|新增
    """)
    assert one.ledger.info.id == "village"
    assert len(one) == 2


def test_rows_numbered_beforehand() -> None:
    one = led("{1}|张三|ID1|{3}|\n{2}||||\n{3}||||\n{4}||||")
    assert column(one, "name") == ["张三"]


def test_rows_numbered_beforehand_with_the_township_filled_in() -> None:
    one = led(
        "{1}|古溪镇|青龙村|张三|ID1|{3}\n{2}|古溪镇|青龙村|||\n{3}|古溪镇||||",
        "序号|镇街|村|姓名|身份证号|带动贫困户数",
    )
    assert column(one, "name") == ["张三"]


def test_footer_in_one_cell_and_in_several() -> None:
    for footer in (
        "填表人：王某   审核人：李某   单位负责人：周某||||",
        "填表人：王某||审核人：李某||",
        "填表人|王某|审核人|李某|",
        "乡镇长签字：||劳务站长：||填表：",
        "主要领导：|分管领导：|经手：||",
        "制表：王某||||联系电话：023-44550000",
        "联系电话：13800138000||||",
        "（盖章）||||",
        "单位（盖章）：||||",
        "分管领导：||经办人：||2020年6月30日",
    ):
        one = led(f"{{1}}|张三|ID1|{{3}}|\n{{2}}|李四|ID2|{{3}}|\n合计|||{{6}}|\n{footer}")
        assert len(one) == 2, footer


def test_footer_on_the_row_of_the_total() -> None:
    one = led("{1}|张三|ID1|{3}|\n合计|填表人：王某||{3}|审核人：李某")
    assert len(one) == 1
    assert one.stated_totals[0].stated == 3


def test_notes_under_the_table() -> None:
    one = led(
        "{1}|张三|ID1|{3}|\n备注：1.本表一式三份。||||\n2.带动户数只填贫困户。||||\n"
        "（三）身份证号填18位。||||"
    )
    assert len(one) == 1


def test_note_in_two_cells() -> None:
    one = led("{1}|张三|ID1|{3}|\n{2}|李四|ID2|{3}|\n说明|本表一式三份|||")
    assert len(one) == 2


def test_long_numbered_remarks_are_data() -> None:
    long = "1.已签协议；2.联系电话：13800138000；3.单位：合作社；4.填表人：本人。" * 20
    one = led(f"{{1}}|张三|ID1|{{3}}|{long}\n{{2}}|李四||{{3}}|{long}\n{{3}}|王五|ID3|{{3}}|")
    assert column(one, "name") == ["张三", "李四", "王五"]


def test_remarks_with_colons_in_a_ledger_that_begins_with_them() -> None:
    one = led(
        "负责人：本人|张三||{3}|{1}\n联系人：其妻|李四||{3}|{2}",
        "备注|姓名|身份证号|带动贫困户数|序号",
    )
    assert len(one) in (0, 2)  # a row that opens with 负责人： may be read as the line of names


def test_section_heads_are_no_data() -> None:
    one = led("一、古溪镇||||\n{1}|张三|ID1|{3}|\n二、双江镇||||\n{2}|李四|ID2|{3}|")
    assert column(one, "name") == ["张三", "李四"]


def test_blank_rows_among_data_and_before_the_total() -> None:
    one = led("{1}|张三|ID1|{3}|\n||||\n{2}|李四|ID2|{4}|\n||||\n||||\n合计|||{7}|")
    assert len(one) == 2
    assert wrong_sums(one) == []


def test_a_name_alone_in_its_row_is_a_record() -> None:
    one = led("{1}|张三|ID1|{3}|\n|李四|||")
    assert column(one, "name") == ["张三", "李四"]


def test_parts_of_the_total_are_no_people() -> None:
    one = led(
        "{1}|张三|ID1|{3}|\n{2}|李四|ID2|{4}|\n合计|||{7}|\n其中：脱贫户|||{2}|\n其中：监测户|||{1}|"
    )
    assert len(one) == 2
    assert wrong_sums(one) == []


@pytest.mark.parametrize(
    "label", ["合计", "合  计", "总计", "共计：", "全镇合计", "合计（户）", "总 计"]
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_total_in_whichever_of_the_first_columns(label: str, at: int) -> None:
    cells = ["", "", "", "{6}", ""]
    cells[at] = label
    one = led(f"{{1}}|张三|ID1|{{3}}|\n{{2}}|李四|ID2|{{4}}|\n{'|'.join(cells)}")
    assert len(one) == 2
    assert wrong_sums(one) == ["D5"]


def test_total_first() -> None:
    one = led("合计|||{7}|\n{1}|张三|ID1|{3}|\n{2}|李四|ID2|{4}|")
    assert (len(one), wrong_sums(one)) == (2, [])


def test_total_first_and_subtotals_following_their_rows() -> None:
    one = led(
        "合计||||{12}\n{1}|甲镇|张三|ID1|{3}\n{2}|甲镇|李四|ID2|{4}\n|甲镇小计|||{7}\n"
        "{3}|乙镇|王五|ID3|{5}\n|乙镇小计|||{5}",
        "序号|镇街|姓名|身份证号|带动贫困户数",
    )
    assert (len(one), wrong_sums(one)) == (3, [])
    assert [b.kind for b in one.stated_totals] == ["total", "subtotal", "subtotal"]


def test_subtotals_that_lead_and_a_township_merged_over_them() -> None:
    one = table(f"""
        镇街|序号|姓名|身份证号|带动贫困户数
        合计||||{{12}}
        甲镇|小计|||{{7}}
        ^|{{1}}|张三|{ID1}|{{3}}
        ^|{{2}}|李四|{ID2}|{{4}}
        乙镇|小计|||{{6}}
        ^|{{3}}|王五|{ID3}|{{5}}
    """)
    assert column(one, "township") == ["甲镇", "甲镇", "乙镇"]
    assert wrong_sums(one) == ["E6"]


def test_township_merged_over_its_rows_and_the_subtotal_after_them() -> None:
    one = table(f"""
        镇街|序号|姓名|身份证号|带动贫困户数
        甲镇|{{1}}|张三|{ID1}|{{3}}
        ^|{{2}}|李四|{ID2}|{{4}}
        ^|小计|||{{7}}
        乙镇|{{3}}|王五|{ID3}|{{5}}
        ^|小计|||{{5}}
        合计||||{{12}}
    """)
    assert column(one, "township") == ["甲镇", "甲镇", "乙镇"]
    assert (len(one), wrong_sums(one)) == (3, [])


def test_totals_of_townships_within_a_grand_total() -> None:
    one = led(
        "{1}|张三|ID1|{3}|\n{2}|李四|ID2|{4}|\n甲镇合计|||{7}|\n{3}|王五|ID3|{5}|\n乙镇合计|||{5}|\n总计|||{12}|"
    )
    assert wrong_sums(one) == []
    assert [len(b.parts) for b in one.stated_totals] == [2, 1, 3]


def test_three_levels_of_sums() -> None:
    one = led(
        "{1}|张三|ID1|{3}|\n青龙村小计|||{3}|\n{2}|李四|ID2|{4}|\n双河村小计|||{4}|\n甲镇合计|||{7}|\n"
        "{3}|王五|ID3|{5}|\n红花村小计|||{5}|\n乙镇合计|||{5}|\n总计|||{12}|"
    )
    assert wrong_sums(one) == []


def test_a_total_for_each_page() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
        本页合计|||{{3}}
        序号|姓名|身份证号|带动贫困户数
        {{2}}|李四|{ID2}|{{4}}
        本页合计|||{{4}}
    """)
    assert wrong_sums(one) == []


def test_rows_added_under_the_total_are_not_in_it() -> None:
    one = led("{1}|张三|ID1|{3}|\n{2}|李四|ID2|{4}|\n合计|||{7}|\n{3}|王五|ID3|{5}|")
    assert (len(one), wrong_sums(one)) == (3, [])


def test_carried_to_the_next_page() -> None:
    one = led("{1}|张三|ID1|{3}|\n过次页|||{3}|\n承前页|||{3}|\n{2}|李四|ID2|{4}|\n合计|||{7}|")
    assert (len(one), wrong_sums(one)) == (2, [])


def test_merged_cells_are_filled_down_blanks_are_not() -> None:
    one = table(f"""
        序号|镇街|村|姓名|身份证号|带动贫困户数
        {{1}}|甲镇|青龙村|张三|{ID1}|{{3}}
        {{2}}|^||李四|{ID2}|{{4}}
    """)
    assert column(one, "township") == ["甲镇", "甲镇"]
    assert column(one, "village") == ["青龙村", None]


def test_a_record_over_two_rows_counts_once() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数|培训时间
        {{1}}|张三|{ID1}|{{3}}|2020年3月
        ^|^|^|^|2020年6月
        {{2}}|李四|{ID2}|{{4}}|2020年6月
        合计|||{{7}}|
    """)
    assert (column(one, "name"), wrong_sums(one)) == (["张三", "李四"], [])


def test_hidden_and_struck_rows_are_counted() -> None:
    grid = drawn(f"""
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
        {{2}}|李四|{ID2}|{{4}}
        {{3}}|王五|{ID3}|{{4}}
        合计|||{{11}}
    """)
    grid.hidden_rows = frozenset({0, 1, 2, 4})
    grid.struck_rows = frozenset({3})
    [each] = find_tables(grid, "台账.xlsx")
    one = to_table(each, InForce(()))
    assert one.layout.remarks == (
        "有2行被隐藏，照常检查",
        "有1行划了删除线，照常检查；已经作废的请从表中删去",
    )
    assert len(one) == 3


def test_header_words_in_every_row_of_a_long_ledger_cost_little() -> None:
    head = ["序号", "村类型", "姓名", "身份证号", "与户主关系", "状态", "带动贫困户数"]
    rows: list[list[Raw]] = [[n, "贫困村", f"张{n}", ID1, "户主", "存量", 3] for n in range(20_000)]
    with watchdog():
        [each] = find_tables(build_grid("表", [head, *rows]), "台账.xlsx")
    assert len(each.detected.rows) == 20_000


def test_an_indented_part_is_no_row_of_its_own() -> None:
    lines: list[list[Raw]] = [
        ["2020年培训情况统计表", "", ""],
        ["乡镇", "培训人数（人）", "取证人数（人）"],
        ["桂林街道", 30, 20],
        ["\u3000其中：女", 10, 8],
        ["双江镇", 20, 10],
        ["合计", 50, 30],
    ]
    [each] = find_tables(build_grid("表", lines, [(0, 0, 0, 2)]), "统计表.xlsx")
    assert (each.detected.rows, each.detected.part_rows) == ([2, 4], [3])
    assert wrong_sums(to_table(each, InForce(()))) == []


def test_parts_of_a_total_go_on_below_the_first() -> None:
    one = table("""
        班次名称|开班日期|结业日期|培训人数|其中贫困人口
        第1期|2021-03-08|2021-03-12|{20}|{10}
        第2期|2021-04-08|2021-04-12|{30}|{15}
        合计|||{50}|{25}
        其中：桂花街道|||{20}|{10}
        其他乡镇|||{30}|{15}
    """)
    assert len(one) == 2
    assert wrong_sums(one) == []


@pytest.mark.parametrize("words", ["累计收入", "总收入", "全部资金", "本年到账"])
def test_a_row_of_figures_with_words_for_its_number_is_a_sum(words: str) -> None:
    one = table(f"""
        资金收入台账|||
        序号|资金来源|到账日期|到账金额
        {{1}}|就业补助资金|2020年5月6日|{{30}}
        {{2}}|财政专项扶贫资金|2020年7月8日|{{20}}
        {words}|||{{50}}
    """)
    assert column(one, "source") == ["就业补助资金", "财政专项扶贫资金"]


def test_a_row_without_number_that_says_more_is_data() -> None:
    one = table("""
        资金收入台账|||
        序号|资金来源|到账日期|到账金额
        {1}|就业补助资金|2020年5月6日|{30}
        {2}|财政专项扶贫资金|2020年7月8日|{20}
        追加|县级财政||{50}
    """)
    assert len(one) == 3


def test_strokes_among_the_numbers_of_columns() -> None:
    one = led("甲|乙|丙|—|丁\n{1}|张三|ID1|{3}|\n{2}|李四|ID2|{4}|")
    assert column(one, "name") == ["张三", "李四"]
    two = led("甲|乙|{1}|/|{2}\n{1}|张三|ID1|{3}|\n{2}|李四|ID2|{4}|")
    assert column(two, "name") == ["张三", "李四"]
