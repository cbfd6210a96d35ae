"""Headers in every shape in which offices draw them."""

import pytest

from builders.sheet_text import column, found, table, tables

ID1, ID2 = "500199198506150017", "500199199003020039"


def names(text: str) -> list[object]:
    return column(table(text), "name")


def test_no_title() -> None:
    assert names(f"""
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
    """) == ["张三"]


def test_title_and_unit_row() -> None:
    one = table(f"""
        桂林街道2020年第二季度致富带头人台账|<|<|<
        填报单位（盖章）：桂林街道      填报时间：2020年6月30日   单位：户|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert one.layout.title == "桂林街道2020年第二季度致富带头人台账"
    assert one.layout.unit == "桂林街道"
    assert (one.year, one.period and one.period.quarter) == (2020, 2)
    assert one.layout.header_rows == (3,)


def test_title_in_a_cell_not_merged_and_in_the_middle() -> None:
    one = table(f"""
        ||致富带头人台账|
        ||2020年|
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert one.layout.title == "致富带头人台账2020年"


def test_annex_number_is_no_title() -> None:
    one = table(f"""
        附件3|||
        致富带头人台账|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert one.layout.title == "致富带头人台账"


def test_unit_row_of_three_blocks() -> None:
    one = table(f"""
        致富带头人台账|<|<|<
        填报单位：古溪镇||填报时间：2020年6月|单位：户
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert one.layout.unit == "古溪镇"


def test_unit_row_below_the_header() -> None:
    one = table(f"""
        致富带头人台账|<|<|<
        序号|姓名|身份证号|带动贫困户数
        填报单位：古溪镇|||单位：户
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert (one.layout.unit, len(one)) == ("古溪镇", 1)


def test_header_beginning_at_column_b() -> None:
    one = table(f"""
        |致富带头人台账|<|<|<
        |序号|姓名|身份证号|带动贫困户数
        |{{1}}|张三|{ID1}|{{3}}
        |{{2}}|李四|{ID2}|{{4}}
        |合计|||{{7}}
    """)
    assert column(one, "name") == ["张三", "李四"]
    assert one.columns["name"].index == 2
    assert len(one.stated_totals) == 1


def test_header_in_the_middle_of_the_sheet() -> None:
    one = table(f"""
        各村：|||
        现将有关事项说明如下：|||
        1.本表由村填写，镇审核。|||
        2.身份证号填18位。|||
        3.带动户数只填贫困户。|||
        |||
        |||
        古溪镇致富带头人台账|||
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert one.layout.header_rows == (9,)
    assert one.layout.title == "古溪镇致富带头人台账"


def test_two_header_rows_with_merges_give_paths() -> None:
    one = table(f"""
        序号|基本信息|<|带动贫困户|<|带动农户|<
        ^|姓名|身份证号|户数|人数|户数|人数
        {{1}}|张三|{ID1}|{{3}}|{{10}}|{{5}}|{{20}}
    """)
    assert one.value(0, "poor_households_led") == 3
    assert one.value(0, "households_led") == 5
    headers = [c.header for c in one.layout.columns]
    assert headers[1:4] == ["基本信息/姓名", "基本信息/身份证号", "带动贫困户/户数"]


def test_the_path_is_the_key_not_the_leaf() -> None:
    one = table(f"""
        序号|姓名|身份证号|特色旅游业|<|带动贫困户|<
        ^|^|^|户数|人数|户数|人数
        {{1}}|张三|{ID1}|{{9}}|{{9}}|{{3}}|{{10}}
    """)
    assert one.value(0, "poor_households_led") == 3
    assert [c.header for c in one.layout.columns if c.field is None] == [
        "特色旅游业/户数", "特色旅游业/人数",
    ]  # fmt: skip


def test_group_heads_not_merged() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户||备注
        |||户数|人数|
        {{1}}|张三|{ID1}|{{3}}|{{10}}|
    """)
    assert (one.value(0, "poor_households_led"), one.value(0, "people_led")) == (3, 10)


def test_three_header_rows() -> None:
    one = table("""
        序号|班次名称|培训情况|<|<|<
        ^|^|课时|<|人数|<
        ^|^|理论|实操|参训|结业
        {1}|第1期|{12}|{28}|{50}|{49}
    """)
    assert (one.value(0, "theory_hours"), one.value(0, "practice_hours")) == (12, 28)
    assert (one.value(0, "trained"), one.value(0, "completed")) == (50, 49)


def test_four_header_rows() -> None:
    one = table(f"""
        序号|人员情况|<|<|<|<
        ^|基本信息|<|带动情况|<|<
        ^|姓名|身份证号|带动农户|<|其中贫困户
        ^|^|^|户数|人数|^
        {{1}}|张三|{ID1}|{{5}}|{{20}}|{{3}}
    """)
    assert one.layout.header_rows == (1, 2, 3, 4)
    assert one.value(0, "name") == "张三"
    assert (one.value(0, "households_led"), one.value(0, "poor_households_led")) == (5, 3)


def test_column_number_row_is_no_data() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数
        甲|乙|丙|1
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert column(one, "name") == ["张三"]


def test_column_number_row_of_figures() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数
        {{1}}|{{2}}|{{3}}|{{4}}
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert column(one, "name") == ["张三"]


def test_blank_row_between_header_and_data() -> None:
    assert names(f"""
        序号|姓名|身份证号|带动贫困户数
        |||
        {{1}}|张三|{ID1}|{{3}}
    """) == ["张三"]


@pytest.mark.parametrize(
    ("name", "number", "led"),
    [
        ("姓  名", "身份\\n证号", "带动贫困户数（户）"),
        ("姓名*", "*身份证号", "带动\\n贫困\\n户数"),
        ("姓　　名（必填）", "身份证号码（18位）", "带动贫困户数(户)(必填)"),
        ("1.姓名", "2.公民身份号码", "3.带动贫困户数"),
        ("姓名：", "身份证号：", "带动贫困户数："),
        ("★姓名", "▲身份证号（请填18位）", "带动贫困户数①"),
        ("带头人\\n姓名", "带头人\\n身份证号", "其中：贫困户"),
    ],
)
def test_words_as_offices_write_them(name: str, number: str, led: str) -> None:
    one = table(f"""
        序  号|{name}|{number}|带动户数|{led}
        {{1}}|张三|{ID1}|{{5}}|{{3}}
    """)
    assert {"name", "id_number", "households_led", "poor_households_led"} <= set(one.columns)


def test_header_split_over_two_rows_without_merge() -> None:
    one = table(f"""
        序|姓|身份证|带动贫
        号|名|号码|困户数
        {{1}}|张三|{ID1}|{{3}}
    """)
    assert column(one, "poor_households_led") == [3]


def test_seq_missing() -> None:
    assert names(f"""
        姓名|身份证号|带动贫困户数
        张三|{ID1}|{{3}}
    """) == ["张三"]


def test_two_empty_columns_inside_the_table() -> None:
    one = table(f"""
        序号|姓名|||身份证号|带动贫困户数|备注
        {{1}}|张三|||{ID1}|{{3}}|
        {{2}}|李四|||{ID2}|{{4}}|
    """)
    assert column(one, "poor_households_led") == [3, 4]
    assert [c.column for c in one.layout.columns] == ["A", "B", "E", "F", "G"]


def test_a_column_without_header_is_kept_and_listed() -> None:
    one = table(f"""
        序号|姓名|身份证号||带动贫困户数
        {{1}}|张三|{ID1}|新增|{{3}}
        {{2}}|李四|{ID2}|存量|{{3}}
    """)
    [unknown] = [c for c in one.layout.columns if c.field is None]
    assert (unknown.column, unknown.header) == ("D", "（无表头）")


def test_unknown_columns_are_listed_with_a_guess() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数|驻村干部|文化程序
        {{1}}|张三|{ID1}|{{3}}|王某|初中
    """)
    unknown = {c.header: c.suggestion for c in one.layout.columns if c.field is None}
    assert unknown == {"驻村干部": "", "文化程序": "文化程度"}


def test_a_misspelt_header_is_known_by_its_content() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数|驻村干部|文化程序
        {{1}}|张三|{ID1}|{{3}}|王某|初中
        {{2}}|李四|{ID2}|{{3}}|王某|小学
    """)
    assert [c.field for c in one.layout.columns if c.chosen_by == "content"] == ["education"]


def test_an_unknown_column_has_a_guess_that_its_content_does_not_contradict() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数|文化程序|联系电活
        {{1}}|张三|{ID1}|{{3}}|长期在外|甲
        {{2}}|李四|{ID2}|{{3}}|在家务农|乙
    """)
    unknown = {c.header: c.suggestion for c in one.layout.columns if c.field is None}
    assert unknown == {"文化程序": "文化程度", "联系电活": ""}


def test_a_column_says_by_what_evidence_it_got_its_field() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数|驻村干部
        {{1}}|张三|{ID1}|{{3}}|王某
    """)
    assert [c.chosen_by for c in one.layout.columns] == ["exact"] * 4 + [""]


def test_two_columns_on_one_field() -> None:
    one = table(f"""
        序号|姓名|18位身份证号|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{ID1}|{{3}}
    """)
    assert one.doubled == (("id_number", (2, 3)),)


def test_missing_required_column_names_the_one_it_may_be() -> None:
    one = table("""
        致富带头人台账|<|<|<
        序号|姓名|身分证号|带动贫困户数
        {1}|张三||{3}
    """)
    assert one.missing == (("id_number", "身分证号"),)


def test_trailing_total_column_is_unknown_not_a_sum_row() -> None:
    one = table(f"""
        序号|姓名|身份证号|带动贫困户数|合计
        {{1}}|张三|{ID1}|{{3}}|{{3}}
    """)
    assert len(one) == 1


def test_example_in_the_header_with_a_date() -> None:
    one = table(f"""
        序号|姓名|身份证号|认定时间（例：2020.06.01）|带动贫困户数
        {{1}}|张三|{ID1}|2020.5.1|{{3}}
    """)
    assert {"recognised", "name"} <= set(one.columns)


def test_class_details_over_a_roster_are_no_header() -> None:
    one = table(f"""
        2020年电工培训班学员花名册|<|<|<|<|<
        培训工种|电工|培训机构|某某学校|培训地点|某某村
        序号|姓名|性别|身份证号|联系电话|备注
        {{1}}|张三|男|{ID1}|13800138000|
    """)
    assert one.ledger.info.id == "trainee"
    assert one.layout.header_rows == (3,)
    assert one.columns["name"].header == "姓名"


def test_header_repeated_after_a_page_break() -> None:
    one = table(f"""
        致富带头人台账|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
        第1页 共2页|||
        序号|姓名|身份证号|带动贫困户数
        {{2}}|李四|{ID2}|{{4}}
        第2页 共2页|||
        合计|||{{7}}
    """)
    assert column(one, "name") == ["张三", "李四"]
    [total] = one.stated_totals
    assert (total.stated, list(total.parts)) == (7, [3, 4])


def test_header_on_each_of_many_pages() -> None:
    pages = "\n".join(
        f"序号|姓名|身份证号|带动贫困户数\n{{{n}}}|张三|{ID1}|{{3}}" for n in range(1, 1301)
    )
    one = table(f"致富带头人台账|<|<|<\n{pages}")
    assert len(one) == 1300
    assert set(column(one, "name")) == {"张三"}


def test_whole_heading_and_footer_repeated_on_each_page() -> None:
    one = table(f"""
        致富带头人台账|<|<|<
        填报单位：古溪镇|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
        填表人：王某||审核人：李某|
        致富带头人台账|<|<|<
        填报单位：古溪镇|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{2}}|李四|{ID2}|{{4}}
        填表人：王某||审核人：李某|
    """)
    assert column(one, "name") == ["张三", "李四"]


def test_tables_below_one_another() -> None:
    first, second = tables(f"""
        致富带头人台账|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
        合计|||{{3}}
        |||
        学员花名册|<|<|<
        序号|姓名|身份证号|培训工种
        {{1}}|李四|{ID2}|电工
    """)
    assert (first.ledger.info.id, second.ledger.info.id) == ("leader", "trainee")
    assert second.layout.title == "学员花名册"
    assert (len(first), len(second)) == (1, 1)
    assert first.layout.footer_rows == ()


def test_one_table_for_each_village_on_one_sheet() -> None:
    first, second = tables(f"""
        青龙村带头人台账|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
        合计|||{{3}}
        双河村带头人台账|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|李四|{ID2}|{{4}}
        合计|||{{4}}
    """)
    assert [t.layout.title for t in (first, second)] == ["青龙村带头人台账", "双河村带头人台账"]
    assert [t.stated_totals[0].stated for t in (first, second)] == [3, 4]


def test_same_ledger_in_two_units_under_one_another() -> None:
    assert (
        len(
            found(f"""
        带头人台账|<|<|<
        填报单位：甲镇|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}
        带头人台账|<|<|<
        填报单位：乙镇|<|<|<
        序号|姓名|身份证号|带动贫困户数
        {{1}}|李四|{ID2}|{{4}}
    """)
        )
        == 2
    )


def test_header_row_told_by_hand() -> None:
    from ruralskills.detection.hints import Hint

    [only] = found(
        f"""
        编号甲|人名|证号|数
        1|张三|{ID1}|3
        """,
        hint=Hint(ledger="leader", header_rows=(1,), columns={"B": "name", "C": "id_number"}),
    )
    assert only.match is not None
    assert set(only.match.fields) == {"name", "id_number"}
