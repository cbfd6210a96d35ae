"""Units in headers, in the line over the table, and in the cells."""

from decimal import Decimal

from builders.sheet_text import column, figures, table, wrong_sums

ID1, ID2 = "500199198506150017", "500199199003020039"


def test_unit_in_the_header_is_reckoned_into_the_ledgers_own() -> None:
    one = table(f"""
        姓名|身份证号|年经营收入（元）|户均增收（万元）|贷款金额（千元）
        张三|{ID1}|{{50000}}|{{0.3}}|{{50}}
    """)
    assert one.value(0, "income") == 5
    assert one.value(0, "raised") == 3000
    assert one.value(0, "loan") == 5


def test_unit_line_gives_money_its_unit() -> None:
    one = table(f"""
        致富带头人台账|<|<|<|<
        填报单位：古溪镇||||单位：户、元
        姓名|身份证号|年经营收入|户均增收（元）|带动贫困户数
        张三|{ID1}|{{50000}}|{{3000}}|{{3}}
    """)
    assert one.value(0, "income") == 5
    assert one.value(0, "raised") == 3000
    assert one.value(0, "poor_households_led") == 3


def test_unit_line_with_two_units_of_money_decides_nothing() -> None:
    one = table(f"""
        致富带头人台账|<|<
        单位：元、万元|<|<
        姓名|身份证号|年经营收入
        张三|{ID1}|{{5}}
    """)
    assert one.value(0, "income") == 5


def test_unit_line_of_people_says_nothing_of_money() -> None:
    one = table(f"""
        致富带头人台账|<|<
        单位：人|<|<
        姓名|身份证号|年经营收入
        张三|{ID1}|{{5}}
    """)
    assert one.value(0, "income") == 5


def test_unit_in_the_cell_goes_before_all() -> None:
    one = table(f"""
        姓名|身份证号|年经营收入（元）
        张三|{ID1}|5万元
        李四|{ID2}|50000
    """)
    assert column(one, "income") == [Decimal(5), Decimal(5)]


def test_a_sum_is_told_in_the_unit_of_the_sheet() -> None:
    one = table(f"""
        姓名|身份证号|年经营收入（元）
        张三|{ID1}|{{50000}}
        李四|{ID2}|{{30000}}
        合计||{{90000}}
    """)
    [total] = one.stated_totals
    assert (total.unit, total.stated, list(total.parts)) == ("元", 90000, [50000, 30000])
    assert wrong_sums(one) == ["C4"]


def test_one_unit_for_all_figures_of_a_task_table() -> None:
    one = table("""
        2020年资金投入表|<|<
        |<|单位：万元
        镇街|培训补贴|车间补助
        甲镇|5万元|{3}
        乙镇|20000元|{4}
    """)
    assert figures(one)["甲镇", "培训补贴"] == 5
    assert figures(one)["乙镇", "培训补贴"] == 2
