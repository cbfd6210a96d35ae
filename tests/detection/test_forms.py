"""Forms, and tables that lie on their side."""

from builders.sheet_text import column, found, table, tables

ID1, ID2 = "500199198506150017", "500199199003020039"

FORM = """
    乡村振兴致富带头人培训对象申报表|<|<|<|<|<|<
    填表日期：2021年6月1日|<|<|<|<|<|<
    姓  名|张三|性别|男|年龄|{36}|照片
    政治面貌|群众|文化程度|初中|民族|汉族|^
    身份证号|ID1|<|联系电话|13800138000|<|<
    家庭地址|某县某镇某村|<|<|<|<|<
    身份类别|种养大户|<|<|<|<|<
    (拟)创业项目|养牛|<|(拟)创业地点|某村|<|<
    村委会推荐意见|负责人：    年  月  日|<|<|<|<|<
"""


def test_a_form_of_one_person() -> None:
    one = table(FORM.replace("ID1", ID1))
    assert len(one) == 1
    assert one.value(0, "name") == "张三"
    assert one.value(0, "id_number") == ID1
    assert one.value(0, "phone") == ("13800138000",)
    assert one.cell(0, "id_number").address == "B5"
    assert one.cell(0, "phone").address == "E5"
    assert one.header_cell("phone").address == "D5"
    assert one.layout.title == "乡村振兴致富带头人培训对象申报表"
    assert one.layout.remarks == ("本表字段在左、内容在右，按每份（每列）一条记录读取",)
    assert next(iter(one.records()))["education"] == "初中"


def test_a_blank_form_is_no_table() -> None:
    blank = FORM
    for value in (
        "张三",
        "男",
        "{36}",
        "群众",
        "初中",
        "汉族",
        "ID1",
        "13800138000",
        "种养大户",
        "养牛",
    ):
        blank = blank.replace(f"|{value}|", "||")
    assert found(blank) == []


def test_two_forms_under_one_another() -> None:
    one = table(f"""
        带头人信息表|<|<|<
        姓名|张三|性别|男
        身份证号|{ID1}|民族|汉族
        联系电话|13800138000|文化程度|初中
        |||
        带头人信息表|<|<|<
        姓名|李四|性别|男
        身份证号|{ID2}|民族|汉族
        联系电话|13900139000|文化程度|高中
    """)
    assert column(one, "name") == ["张三", "李四"]
    assert one.cell(1, "education").address == "D9"


def test_fields_down_the_first_column_and_records_across() -> None:
    one = table("""
        2020年培训班台账|<|<
        班次名称|第1期|第2期
        培训工种|电工|焊工
        开班日期|2020-07-01|2020-08-01
        结业日期|2020-07-07|2020-08-07
        培训人数|{50}|{48}
        理论课时|{12}|{12}
        实操课时|{28}|{28}
        填表人：王某||
    """)
    assert one.ledger.info.id == "training_class"
    assert column(one, "class_name") == ["第1期", "第2期"]
    assert column(one, "trained") == [50, 48]
    assert one.cell(1, "trained").address == "C6"
    assert one.year == 2020


def test_groups_in_a_second_label_column() -> None:
    one = table("""
        班次名称|<|第1期|第2期
        培训工种|<|电工|焊工
        课时|理论|{12}|{12}
        ^|实操|{28}|{28}
        人数|参训|{50}|{48}
        ^|结业|{50}|{47}
        培训机构|<|甲校|乙校
    """)
    assert column(one, "practice_hours") == [28, 28]
    assert column(one, "completed") == [50, 47]
    assert one.cell(0, "practice_hours").address == "C4"


def test_a_total_across_is_no_record() -> None:
    one = table("""
        班次名称|第1期|第2期|合计
        培训工种|电工|焊工|
        开班日期|2020-07-01|2020-08-01|
        结业日期|2020-07-07|2020-08-07|
        培训人数|{50}|{48}|{98}
    """)
    assert column(one, "class_name") == ["第1期", "第2期"]


def test_an_explanation_of_the_columns_is_no_table() -> None:
    assert (
        found(f"""
        字段|填写要求|示例
        姓名|与身份证一致|张三
        性别|男或女|男
        身份证号|18位，文本格式|{ID1}
        联系电话|11位手机号码|13800138000
        文化程度|下拉选择|初中
        带动贫困户数|填整数|3
    """)
        == []
    )


def test_indicators_down_and_periods_across_stay_figures() -> None:
    one = table("""
        2020年培训情况统计表|<|<
        指标|上半年|下半年
        培训人数|{50}|{48}
        结业人数|{50}|{47}
        就业人数|{20}|{21}
        合格人数|{40}|{41}
        鉴定人数|{41}|{41}
    """)
    assert one.ledger.info.id == "figure"


def test_a_roster_with_header_words_in_its_cells_is_no_form() -> None:
    one = table(f"""
        姓名|身份证号|与户主关系|培训内容|备注
        张三|{ID1}|户主|项目|状态
        李四|{ID2}|户主|产业|规模
        王五||户主|协议|证书
    """)
    assert len(one) == 3


def test_a_form_with_a_table_below_it_is_not_read_as_a_header() -> None:
    [one] = tables(f"""
        家庭情况登记表|<|<|<
        户主|王某|家庭人口|{{4}}
        带头人姓名|张三|带头人身份证号|{ID1}
        户主身份证号|{ID2}|联系电话|13800138000
        带动方式|务工联结|户类型|脱贫户
    """)
    assert one.ledger.info.id == "household_link"
    assert one.value(0, "leader_name") == "张三"


def test_a_form_of_the_class_over_the_roster_gives_both() -> None:
    held, roster = tables(f"""
        2020年培训班报到册|<|<|<|<|<
        班次名称|第1期电工班|培训工种|电工|培训机构|某某学校
        开班日期|2020-07-01|结业日期|2020-07-07|培训地点|某某村
        序号|姓名|性别|身份证号|联系电话|备注
        {{1}}|张三|男|{ID1}|13800138000|
        {{2}}|李四|女|{ID2}|13900139000|
        填表人：王某|||||
    """)
    assert (held.ledger.info.id, roster.ledger.info.id) == ("training_class", "trainee")
    assert held.value(0, "class_name") == "第1期电工班"
    assert column(roster, "name") == ["张三", "李四"]


def test_details_that_name_no_class_leave_the_roster_whole() -> None:
    one = table(f"""
        报到册|<|<|<|<|<
        培训工种|电工|培训机构|某某学校|培训地点|某某村
        开班日期|2020-07-01|结业日期|2020-07-07|班主任|王某
        序号|姓名|性别|身份证号|联系电话|备注
        {{1}}|张三|男|{ID1}|13800138000|
    """)
    assert one.ledger.info.id == "trainee"
    assert one.layout.header_rows == (4,)


def test_the_family_in_a_persons_form_is_no_ledger() -> None:
    one = table(f"""
        致富带头人信息表|<|<|<|<
        姓名|张三|性别|男|照片
        身份证号|{ID1}|民族|汉族|
        联系电话|13800138000|文化程度|初中|
        家庭成员|<|<|<|<
        姓名|性别|年龄|身份证号|联系电话
        李四|女|{{30}}|{ID2}|13900139000
    """)
    assert column(one, "name") == ["张三"]
