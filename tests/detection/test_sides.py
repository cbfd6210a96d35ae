"""Tables side by side on one sheet."""

from builders.sheet_text import column, figures, found, table, tables, wrong_sums

ID1, ID2, ID3, ID4 = (
    "500199198506150017", "500199199003020039", "500199199208110046", "500199198811230063",
)  # fmt: skip


def test_two_ledgers_with_a_gap_and_their_own_titles() -> None:
    left, right = tables(f"""
        致富带头人台账|<|<|<||村名单|<|<
        序号|姓名|身份证号|带动贫困户数||镇街|村|村类型
        {{1}}|张三|{ID1}|{{3}}||甲镇|青龙村|贫困村
        {{2}}|李四|{ID2}|{{4}}||甲镇|双河村|非贫困村
        合计|||{{7}}||||
    """)
    assert (left.ledger.info.id, right.ledger.info.id) == ("leader", "village")
    assert (left.layout.title, right.layout.title) == ("致富带头人台账", "村名单")
    assert column(right, "village") == ["青龙村", "双河村"]
    assert wrong_sums(left) == []


def test_one_list_in_two_halves_without_a_gap() -> None:
    left, right = tables(f"""
        学员花名册|<|<|<|<|<
        序号|姓名|身份证号|序号|姓名|身份证号
        {{1}}|张三|{ID1}|{{3}}|王五|{ID3}
        {{2}}|李四|{ID2}|{{4}}|赵六|{ID4}
    """)
    assert [t.ledger.info.id for t in (left, right)] == ["trainee", "trainee"]
    assert (column(left, "name"), column(right, "name")) == (["张三", "李四"], ["王五", "赵六"])
    assert right.layout.title == "学员花名册"
    assert left.doubled == right.doubled == ()


def test_two_halves_of_unequal_length() -> None:
    left, right = tables(f"""
        学员花名册|<|<|||<|<
        序号|姓名|身份证号||序号|姓名|身份证号
        {{1}}|张三|{ID1}||{{3}}|王五|{ID3}
        {{2}}|李四|{ID2}||||
        填表人：王某||||审核人：李某||
    """)
    assert (len(left), len(right)) == (2, 1)


def test_one_village_beside_another() -> None:
    left, right = tables(f"""
        青龙村带头人台账|<|<|<||双河村带头人台账|<|<|<
        序号|姓名|身份证号|带动贫困户数||序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}||{{1}}|王五|{ID3}|{{3}}
        合计|||{{3}}||合计|||{{4}}
    """)
    assert [t.layout.title for t in (left, right)] == ["青龙村带头人台账", "双河村带头人台账"]
    assert (wrong_sums(left), wrong_sums(right)) == ([], ["I4"])


def test_two_groups_with_a_gap_are_two_tables() -> None:
    left, right = tables("""
        2020年培训资金收支登记|<|<|<|<|<|<|<|<
        收入|<|<|<||支出|<|<|<
        序号|文号|来源级次|到账金额||凭证号|支付日期|收款单位|支付金额
        {1}|某财〔2020〕1号|省级|{300}||记-1|2020-07-01|某某学校|{100}
        {2}|某财〔2020〕2号|市级|{400}||记-2|2020-07-02|某某学校|{200}
    """)
    assert (left.ledger.info.id, right.ledger.info.id) == ("fund_income", "fund_spending")


def test_two_groups_of_one_table_with_a_gap() -> None:
    one = table(f"""
        基本情况|<|<|<||带动情况|<
        序号|姓名|身份证号|联系电话||带动贫困户数|带动方式
        {{1}}|张三|{ID1}|13800138000||{{3}}|就业带动
    """)
    assert (one.ledger.info.id, len(one)) == ("leader", 1)


def test_three_task_tables_side_by_side() -> None:
    first, second, third = tables("""
        培训任务表|<||就业任务表|<||车间任务表|<
        镇街|任务数||镇街|任务数||镇街|任务数
        甲镇|{10}||甲镇|{1}||甲镇|{5}
        乙镇|{20}||乙镇|{2}||乙镇|{6}
        合计|{30}||合计|{3}||合计|{11}
    """)
    assert [t.layout.title for t in (first, second, third)] == [
        "培训任务表",
        "就业任务表",
        "车间任务表",
    ]
    assert figures(second)["乙镇", "任务数"] == 2
    assert not wrong_sums(first) + wrong_sums(second) + wrong_sums(third)


def test_an_empty_column_is_no_border_when_nothing_begins_again() -> None:
    one = table(f"""
        序号|姓名|身份证号||联系电话|带动贫困户数|备注
        {{1}}|张三|{ID1}||13800138000|{{3}}|
    """)
    assert len(one.columns) == 6


def test_the_same_head_twice_within_a_table_is_no_border() -> None:
    one = table(f"""
        序号|姓名|身份证号|联系电话|带动贫困户数|备注|联系电话
        {{1}}|张三|{ID1}|13800138000|{{3}}||13800138001
    """)
    assert one.doubled == (("phone", (3, 6)),)


def test_sub_heads_that_repeat_under_their_groups_are_no_border() -> None:
    assert (
        len(
            found("""
        镇街|上半年|<|下半年|<
        ^|任务数|完成数|任务数|完成数
        甲镇|{1}|{1}|{2}|{2}
        乙镇|{1}|{1}|{2}|{2}
    """)
        )
        == 1
    )


def test_a_legend_beside_the_table_is_no_table() -> None:
    one = table(f"""
        致富带头人台账|<|<|<||
        序号|姓名|身份证号|带动贫困户数||注：红色为退出
        {{1}}|张三|{ID1}|{{3}}||黄色为待核
        {{2}}|李四|{ID2}|{{4}}||
    """)
    assert column(one, "name") == ["张三", "李四"]
