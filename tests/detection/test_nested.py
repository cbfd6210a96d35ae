"""Two ledgers in one table: leaders merged over the rows of their households."""

from builders.sheet_text import column, table, tables, wrong_sums

ID1, ID2 = "500199198506150017", "500199199003020039"
H1, H2, H3 = "500199199208110046", "500199198811230064", "500199197001010014"

LEADERS = f"""
    古溪镇致富带头人带动户台账|<|<|<|<|<|<|<|<|<
    序号|村|带头人情况|<|<|<|带动户情况|<|<|备注
    ^|^|姓名|身份证号|联系电话|带动贫困户数|户主姓名|户主身份证号|户类型|^
    {{1}}|青龙村|张三|{ID1}|13800138000|{{2}}|王五|{H1}|脱贫户|
    ^|^|^|^|^|^|赵六|{H2}|监测户|
    {{2}}|双河村|李四|{ID2}|13900139000|{{1}}|钱七|{H3}|脱贫户|
    合计||||||||
"""


def test_one_region_gives_leaders_and_households() -> None:
    leaders, households = tables(LEADERS)
    assert (leaders.ledger.info.id, households.ledger.info.id) == ("leader", "household_link")
    assert column(leaders, "name") == ["张三", "李四"]
    assert column(leaders, "poor_households_led") == [2, 1]
    assert column(households, "leader_name") == ["张三", "张三", "李四"]
    assert column(households, "leader_id") == [ID1, ID1, ID2]
    assert column(households, "head_name") == ["王五", "赵六", "钱七"]
    assert column(households, "head_id") == [H1, H2, H3]
    assert (leaders.missing, households.missing) == ((), ())
    assert (leaders.doubled, households.doubled) == ((), ())


def test_the_leaders_phone_is_not_the_households() -> None:
    leaders, households = tables(LEADERS)
    assert column(leaders, "phone") == [("13800138000",), ("13900139000",)]
    assert "phone" not in households.columns


def test_every_cell_is_told_once() -> None:
    _, households = tables(LEADERS)
    assert households.columns["leader_name"].filled == frozenset({1})


def test_nothing_of_one_table_is_unknown_in_the_other() -> None:
    for one in tables(LEADERS):
        assert [c.header for c in one.layout.columns if c.field is None] in ([], ["备注"])


def test_a_leader_total_counts_each_leader_once() -> None:
    leaders, _ = tables(f"""
        序号|姓名|身份证号|带动贫困户数|户主姓名|户主身份证号
        {{1}}|张三|{ID1}|{{2}}|王五|{H1}
        ^|^|^|^|赵六|{H2}
        {{2}}|李四|{ID2}|{{1}}|钱七|{H3}
        合计|||{{3}}||
    """)
    assert wrong_sums(leaders) == []
    assert sum(leaders.stated_totals[0].times or ()) == 2


def test_classes_merged_over_their_trainees() -> None:
    classes, trainees = tables(f"""
        2020年培训班及学员台账|<|<|<|<|<|<
        序号|培训班名称|开班日期|结业日期|培训人数|学员姓名|身份证号
        {{1}}|第1期|2020-07-01|2020-07-07|{{2}}|王五|{H1}
        ^|^|^|^|^|赵六|{H2}
        {{2}}|第2期|2020-08-01|2020-08-07|{{1}}|钱七|{H3}
    """)
    assert (classes.ledger.info.id, trainees.ledger.info.id) == ("training_class", "trainee")
    assert column(classes, "trained") == [2, 1]
    assert column(trainees, "class_name") == ["第1期", "第1期", "第2期"]
    assert trainees.value(1, "starts") == classes.value(0, "starts")


def test_a_township_merged_over_leaders_is_no_nest() -> None:
    one = table(f"""
        镇街|村|姓名|身份证号|带动贫困户数
        古溪镇|青龙村|张三|{ID1}|{{3}}
        ^|^|李四|{ID2}|{{4}}
    """)
    assert one.ledger.info.id == "leader"


def test_household_ledger_with_the_leader_named_in_its_header() -> None:
    one = table(f"""
        带动户明细|<|<|<
        带头人姓名|带头人身份证号|户主姓名|户主身份证号
        张三|{ID1}|王五|{H1}
        ^|^|赵六|{H2}
    """)
    assert one.ledger.info.id == "household_link"
    assert column(one, "leader_name") == ["张三", "张三"]
