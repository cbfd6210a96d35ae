"""Rows that a template brings are nobody, and what says that there is nothing is nobody either."""

from __future__ import annotations

import pytest

from builders.sheet_text import Sheet, column, figures, table, tables
from builders.workbook_fixture import Office
from ruralskills.detection.zero_reports import declares_none

ID1, ID2 = "500199198506150017", "500199199003020039"
HEAD = "序号|姓名|性别|身份证号|联系电话|带动贫困户数|备注"
REAL = f"{{1}}|张三|男|{ID1}|13800138000|{{3}}|\n{{2}}|李四|女|{ID2}|13900139000|{{4}}|"


def names(rows: str, head: str = HEAD) -> list[str]:
    one = table(f"2020年致富带头人台账\n{head}\n{rows}")
    return column(one, "name")


@pytest.mark.parametrize(
    "label",
    ["例", "示例", "例：", "（例）", "样例", "范例", "举例", "例如", "填写示例", "填报示例", "示例1", "例2",
     "1（例）", "【示例】", "示例行", "示例\u200b", "Example"],
)  # fmt: skip
@pytest.mark.parametrize("number", ["500101199001011234", ID2, "500101********1234", ""])
def test_an_example_is_nobody(label: str, number: str) -> None:
    example = f"{label}|王小明|男|{number}|13800000000|{{3}}|按此格式填写"
    assert names(f"{example}\n{REAL}") == ["张三", "李四"]
    assert names(f"{example}\n{example}\n{REAL}") == ["张三", "李四"]


@pytest.mark.parametrize(
    "remark",
    [
        "示例",
        "示例，填报时请删除",
        "此行为示例",
        "本行为示例，不用上报",
        "样例数据",
        "（示例）",
        "填写示例，仅供参考",
    ],
)
def test_an_example_by_its_remark(remark: str) -> None:
    assert names(f"{{1}}|王小明|男|{ID2}|13800000000|{{3}}|{remark}\n{REAL}") == ["张三", "李四"]


def test_an_example_by_the_name() -> None:
    assert names(f"|王小明（示例）|男|{ID2}||{{3}}|\n{REAL}") == ["张三", "李四"]


@pytest.mark.parametrize(
    "row",
    [
        "{1}|例某|男|ID2|13800000000|{3}|",
        "{1}|王五|男|ID2|13800000000|{3}|示范户",
        "{1}|王五|男|ID2|13800000000|{3}|按示例填写",
        "{1}|范例明|男|ID2|13800000000|{3}|",
        "{1}|王五|男|ID2|13800000000|{3}|必填项已核",
        "{1}|Mary|女|ID2|13800000000|{3}|",
    ],
)
def test_people_who_only_look_like_examples(row: str) -> None:
    assert len(names(f"{row.replace('ID2', ID2)}\n{REAL}")) == 3


@pytest.mark.parametrize(
    "hints",
    [
        "填写说明|必填|男/女|18位|11位手机号|数字|",
        "|必填|男/女|18位|选填|整数|",
        "必填|必填|下拉选择|18位，文本格式|11位|填整数|选填",
        "{1}|填写真实姓名|男/女|18位身份证号码|手机号|阿拉伯数字|",
        "说明：|与身份证一致|从下拉框中选择|文本格式，18位|选填|数字|可不填",
        "要求|必填|男或女|必填，18位|必填|必填|",
        "|如：张三|男/女|18位|11位||",
        "|必填｜|男｜女|18位|||",
    ],
)
def test_hints_are_nobody(hints: str) -> None:
    assert names(f"{hints.replace('｜女', '/女').replace('｜', '')}\n{REAL}") == ["张三", "李四"]


@pytest.mark.parametrize(
    "codes",
    ["xh|xm|xb|sfzh|lxdh|ddhs|bz", "seq|name|sex|idCard|phone|households|remark",
     "{.xh}|{.xm}|{.xb}|{.sfzh}|{.dh}|{.hs}|", "|AAC003|AAC004|AAC002|AAE005||",
     "|#{xm}|#{xb}|#{sfzh}|||", "|${name}|${sex}|${id_no}|||"],
)  # fmt: skip
def test_names_of_fields_are_nobody(codes: str) -> None:
    assert names(f"{codes}\n{REAL}") == ["张三", "李四"]


def test_all_three_together_and_nobody_else() -> None:
    one = table(f"""
        2020年致富带头人台账
        {HEAD}
        xh|xm|xb|sfzh|lxdh|ddhs|bz
        填写说明|必填|男/女|18位|11位|数字|选填
        例|王小明|男|{ID2}|13800000000|{{3}}|
    """)
    assert len(one) == 0
    assert one.layout.header_rows == (2,)


CLASSES = "2020年致富带头人培训班台账\n序号|班次名称|开班日期|结业日期|培训天数"


@pytest.mark.parametrize(
    "row",
    ["例|第1期养殖班|2020-03-01|2020-03-07|{7}", "填写说明|必填|格式：yyyy-mm-dd|yyyy-mm-dd|整数",
     "xh|bcmc|kbrq|jyrq|pxts", "{1}|零报告|/|/|/", "|本季度未开展培训|||"],
)  # fmt: skip
def test_such_rows_are_no_classes(row: str) -> None:
    assert len(table(f"{CLASSES}\n{row}\n{{1}}|第2期|2020-04-01|2020-04-07|{{7}}")) == 1


def test_names_of_fields_or_hints_over_the_header() -> None:
    for above in ("xh|xm|xb|sfzh|lxdh|ddhs|bz", "|必填|男/女|18位|||"):
        assert column(table(f"2020年致富带头人台账\n{above}\n{HEAD}\n{REAL}"), "name") == [
            "张三",
            "李四",
        ]


def test_below_the_first_person_such_words_are_data() -> None:
    assert len(names(f"{REAL}\n例|王小明|男|{ID2}|13800000000|{{3}}|")) == 3


NOTHING = ("本季度无新增", "零报告", "本月无新增人员", "桂林街道本季度无新增致富带头人", "无新增", "暂无变动",
           "本年度没有退出人员", "我镇2020年第二季度零报告", "截至6月底，本村无符合条件人员", "本期无",
           "无此类人员。", "2020年二季度未发生")  # fmt: skip


@pytest.mark.parametrize("words", [*NOTHING, "/", "无", "暂无", "——"])
@pytest.mark.parametrize(
    "row",
    [
        "{}||||||",
        "|{}|||||",
        "{{1}}|{}|/|/|/|/|/",
        "{}|{}|{}|{}|{}|{}|{}",
        "|{}||||{{0}}|",
        "{{1}}|{}|||||",
    ],
)
def test_a_report_of_nothing_has_no_rows(words: str, row: str) -> None:
    one = table(f"2020年致富带头人台账\n{HEAD}\n{row.format(*[words] * 7)}")
    assert len(one) == 0


@pytest.mark.parametrize("words", NOTHING)
def test_what_is_read_as_nothing_is_said(words: str) -> None:
    one = table(f"2020年致富带头人台账\n{HEAD}\n{{1}}|{words}|/|/|/|/|/")
    assert one.layout.remarks == (f"填“{words}”，按没有发生理解（零报告）",)


@pytest.mark.parametrize("words", NOTHING)
def test_nothing_new_below_those_of_before(words: str) -> None:
    assert names(f"{REAL}\n|{words}|||||") == ["张三", "李四"]
    assert names(f"{REAL}\n{{3}}|{words}|/|/|/|/|/") == ["张三", "李四"]


@pytest.mark.parametrize(
    "text",
    [
        "张无忌",
        "无",
        "无业人员",
        "无锡市",
        "未婚",
        "零售",
        "没有意见",
        "本村种植户",
        "0",
        "零星就业",
        "无劳动力",
    ],
)
def test_words_that_declare_nothing_of_the_kind(text: str) -> None:
    assert not declares_none(text)


def test_a_person_called_so_stays() -> None:
    rows = f"{{1}}|张无忌||||{{3}}|\n{{2}}|李四|女|{ID2}||{{4}}|"
    assert names(rows) == ["张无忌", "李四"]
    assert names(f"{{1}}|王五|男|{ID1}||{{3}}|本季度无新增") == ["王五"]


def test_a_township_beside_the_words() -> None:
    one = table(f"""
        2020年致富带头人台账
        序号|镇街|村|姓名|身份证号|带动贫困户数
        {{1}}|古溪镇|/|本季度无新增|/|/
        {{2}}|桂林街道|青龙村|张三|{ID1}|{{3}}
        {{3}}|双江镇|/|零报告|/|/
    """)
    assert column(one, "name") == ["张三"]
    assert one.layout.places_without_data == ("古溪镇", "双江镇")


def test_a_statistical_table_keeps_its_townships() -> None:
    [one] = tables("""
        2020年培训任务表
        镇街|任务数|完成数
        甲镇|/|/
        乙镇|{20}|{10}
        丙镇|零报告|零报告
        丁镇|{20}|{10}
        戊镇|{20}|{10}
        己镇|{20}|{10}
    """)
    assert figures(one)["乙镇", "任务数"] == 20
    assert figures(one)["己镇", "完成数"] == 10
    assert one.layout.rows == 6


def test_a_zero_report_has_no_findings(office: Office) -> None:
    head = "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 联系电话 | 认定时间 | 带动户数 |"
    for row in ("| 本季度无新增 | | | | | | | |", "| | | 零报告 | | | | | |", "| / | / | / | / | / | / | / | / |",
                "| 桂林街道 | / | 本季度无新增 | | | | | |"):  # fmt: skip
        sheet = Sheet("桂林街道2020年致富带头人台账", f"{head}\n{row}")
        assert office.codes(sheet) == []
