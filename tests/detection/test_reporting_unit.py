"""One township, in whatever words its reporting unit is written, and wherever it stands."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders.sheet_text import found, table, tables
from ruralskills.detection.table_unit import UnitSources
from ruralskills.detection.tables import to_table
from ruralskills.model.table import Table
from ruralskills.notices import notices_in_force
from ruralskills.regions import township_name

ROW = "张三|500199198506150017|在库"


def under(line: str, title: str = "致富带头人台账", foot: str = "", name: str = "Sheet1") -> Table:
    last = f"\n        {foot}|<|<" if foot else ""
    return table(f"""
        {title}|<|<
        {line}|<|<
        姓名|身份证号|状态
        {ROW}{last}
    """, name)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "单位：青龙镇", "乡镇：青龙镇", "镇街：青龙镇（盖章）", "填报单位：临江县青龙镇", "填报单位：青龙镇乡村振兴办",
        "填报单位：青龙镇乡村振兴办公室", "填报单位：青龙镇扶贫办", "填报单位（盖章）：青龙镇人民政府(盖章)",
        "填报单位：青龙镇党委、政府", "填报单位：青龙镇党委", "填报单位：重庆市临江县青龙镇人民政府", "制表单位：青龙镇",
        "青龙镇人民政府(盖章)", "填报单位：____青龙镇____", "填报单位：（盖章）青龙镇", "乡（镇）：青龙镇",
        "乡镇（街道）：青龙镇", "填报部门：青龙镇乡村振兴办", "呈报单位：青龙镇", "申报单位：青龙镇人民政府",
        "填报单位：青龙镇2021年6月30日", "填报单位：青龙镇人民政府，单位：人", "单位：青龙镇   单位：户",
        "单位(公章):青龙镇人民政府    日期:2021.6", "单位：青龙镇（盖章）   时间：2021年6月", "所属乡镇：青龙镇",
        "填报单位：青龙镇 填报人：张三 联系电话：13800000000", "填报单位：青龙镇 单位负责人：李四", "单位名称：青龙镇",
        "镇（盖章）：青龙镇 填报时间：2021年", "乡镇：青龙镇 村：青龙村", "填报单位 青龙镇",
    ],
)  # fmt: skip
def test_one_township_in_many_words(line: str) -> None:
    one = under(line)
    assert (one.layout.unit_name, len(one)) == ("青龙镇", 1)
    assert one.subject(0).unit == one.own_subject.unit == "青龙镇"


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：（盖章）", "填报单位（盖章）：", "单位：户", "单位：人、万元", "填报单位：合计", "填报单位：______", "单位：（盖章）",
        "填报单位：        填报时间：2021年6月", "（盖章）", "填报单位：各乡镇",
    ],
)  # fmt: skip
def test_no_unit_is_none(line: str) -> None:
    one = under(line)
    assert (one.layout.unit_name, one.own_subject.unit, len(one)) == ("", "", 1)


@pytest.mark.parametrize(
    "name", ["潼南区扶贫办", "临江县乡村振兴局", "青龙镇中心小学", "新市镇", "双龙乡"]
)
def test_other_names_stay(name: str) -> None:
    assert township_name(name) == name
    assert under(f"填报单位：{name}").layout.unit_name == name


def test_the_layout_keeps_the_words_and_says_where_they_stand() -> None:
    layout = under("填报单位：临江县青龙镇党委、政府").layout
    assert (layout.unit, layout.unit_name, layout.unit_source) == (
        "临江县青龙镇党委、政府", "青龙镇", "line",
    )  # fmt: skip


@pytest.mark.parametrize(
    "foot",
    [
        "填报单位（盖章）：青龙镇人民政府    填表人：王某", "填表人：王某   审核人：李某   填报单位：青龙镇", "青龙镇人民政府（盖章）",
        "青龙镇人民政府 2021年6月30日", "单位（盖章）：青龙镇   单位负责人：李某",
    ],
)  # fmt: skip
def test_a_unit_under_the_table(foot: str) -> None:
    one = under("2021年", foot=foot)
    assert (one.layout.unit_name, one.layout.unit_source, len(one)) == ("青龙镇", "line", 1)


def test_a_unit_under_a_long_table() -> None:
    rows = "\n".join(f"{{{n}}}|张{n}|50019919850615001{n % 10}|在库" for n in range(60))
    one = table(
        f"致富带头人台账|<|<|<\n序号|姓名|身份证号|状态\n{rows}\n青龙镇人民政府（盖章）|<|<|<"
    )
    assert (one.layout.unit_name, len(one)) == ("青龙镇", 60)


@pytest.mark.parametrize("line", ["双河镇", "临江县乡村振兴局", "青龙镇中心小学"])
def test_the_township_of_the_title_is_believed_before_the_line(line: str) -> None:
    one = under(f"填报单位：{line}", title="青龙镇2021年致富带头人台账", name="桂花街道")
    assert (one.layout.unit_name, one.layout.unit_source) == ("青龙镇", "title")


@pytest.mark.parametrize(
    "title",
    ["临江县2021年致富带头人台账", "2021年致富带头人台账", "青龙镇、双河镇2021年致富带头人台账"],
)
def test_the_line_is_believed_where_the_title_names_no_one_township(title: str) -> None:
    one = under("填报单位：双河镇", title=title, name="桂花街道")
    assert (one.layout.unit_name, one.layout.unit_source) == ("双河镇", "line")


@pytest.mark.parametrize(
    ("title", "name", "source"),
    [
        ("青龙镇2021年致富带头人台账", "双河镇", "title"), ("临江县2021年致富带头人台账", "青龙镇", "sheet"),
        ("致富带头人台账（青龙镇）", "Sheet1", "title"), ("2021年致富带头人台账", "2.青龙镇带头人", "sheet"),
    ],
)  # fmt: skip
def test_a_title_and_a_sheet_name_the_unit(title: str, name: str, source: str) -> None:
    one = under("填报时间：2021年6月", title=title, name=name)
    assert (one.layout.unit, one.layout.unit_name, one.layout.unit_source) == (
        "青龙镇", "青龙镇", source,
    )  # fmt: skip


def in_file(file: str, text: str, sources: UnitSources | None = None) -> Table:
    [one] = found(text)
    return to_table(replace(one, file=file), notices_in_force([], {}), sources)


LIST = f"""
    2021年致富带头人台账|<|<
    姓名|身份证号|状态
    {ROW}
"""


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("青龙镇.xlsx", "file"), ("2021年青龙镇带头人台账(最终).xlsx", "file"), ("双河镇/青龙镇.xlsx", "file"),
        ("收件/青龙镇/台账.xlsx", "folder"), ("青龙镇/2020Q2/台账.xls", "folder"), ("收件/03青龙镇（已审）/1/台账.csv", "folder"),
        ("台账-青龙镇.et", "file"), ("青龙镇.zip/台账.xlsx", "folder"),
    ],
)  # fmt: skip
def test_a_file_and_its_folder_name_the_unit(file: str, source: str) -> None:
    one = in_file(file, LIST)
    assert (one.layout.unit_name, one.layout.unit_source) == ("青龙镇", source)


def test_folders_that_the_name_does_not_have() -> None:
    one = in_file("台账.xlsx", LIST, UnitSources(folders=("2021年", "青龙镇", "双河镇")))
    assert (one.layout.unit_name, one.layout.unit_source) == ("青龙镇", "folder")


@pytest.mark.parametrize("office", ["青龙镇", "临江县青龙镇人民政府", "临江县乡村振兴局"])
def test_the_settings_come_last(office: str) -> None:
    one = in_file("台账.xlsx", LIST, UnitSources(office=office))
    assert (one.layout.unit, one.layout.unit_source) == (office, "settings")
    other = in_file("双河镇.xlsx", LIST, UnitSources(office=office))
    assert (other.layout.unit_name, other.layout.unit_source) == ("双河镇", "file")


def townships(*names: str, title: str = "临江县2021年致富带头人台账", line: str = "") -> str:
    rows = "\n".join(f"{name}|张{n}|50019919850615001{n}" for n, name in enumerate(names))
    unit = f"{line}|<|<\n" if line else ""
    return f"{title}|<|<\n{unit}乡镇|姓名|身份证号\n{rows}"


def test_rows_have_their_own_units() -> None:
    one = in_file("台账.xlsx", townships("青龙镇", "临江县双河镇", "桂花街道办事处"))
    assert [one.subject(row).unit for row in range(3)] == ["青龙镇", "双河镇", "桂花街道"]
    assert one.layout.unit == ""


def test_a_table_of_many_townships_has_no_unit_by_its_file() -> None:
    one = in_file("青龙镇/青龙镇.xlsx", townships("青龙镇", "双河镇", "桂花街道", "双河镇"))
    assert (one.layout.unit, one.layout.unit_source) == ("", "several")


def test_one_misspelt_row_does_not_make_a_table_of_many_townships() -> None:
    one = in_file("青龙镇.xlsx", townships("青龙镇", "青龙镇", "清龙镇"))
    assert (one.layout.unit_name, one.subject(2).unit) == ("青龙镇", "清龙镇")


def test_all_rows_of_one_township() -> None:
    one = in_file("台账.xlsx", townships("青龙镇", "青龙镇人民政府", "临江县青龙镇"))
    assert (one.layout.unit_name, one.layout.unit_source) == ("青龙镇", "column")
    part = in_file("台账.xlsx", townships("青龙镇", "", ""))
    assert part.layout.unit_name == ""


def test_a_row_without_a_township_is_of_the_table() -> None:
    one = in_file("台账.xlsx", townships("双河镇", "", "合计镇", line="填报单位：临江县青龙镇"))
    assert [one.subject(row).unit for row in range(2)] == ["双河镇", "青龙镇"]


@pytest.mark.parametrize("title", ["青龙镇、双河镇2021年带头人台账", "青龙镇等3个乡镇带头人台账"])
def test_a_title_with_several_townships_is_nobodys(title: str) -> None:
    one = in_file("青龙镇.xlsx", f"{title}|<|<\n姓名|身份证号|状态\n{ROW}")
    assert (one.layout.unit, one.layout.unit_source) == ("", "several")


def test_two_tables_of_one_unit_in_two_words() -> None:
    """A header that is repeated under the same unit goes on with the same table."""
    text = f"""
        致富带头人台账|<|<
        填报单位：临江县青龙镇|<|<
        姓名|身份证号|状态
        {ROW}
        填报单位：青龙镇人民政府|<|<
        姓名|身份证号|状态
        李四|500199199003020039|在库
    """
    assert [len(one) for one in tables(text)] == [2]
    assert [len(one) for one in tables(text.replace("青龙镇人民政府", "双河镇"))] == [1, 1]


@pytest.mark.parametrize(
    ("rows", "source"),
    [
        (("桂花街道", "桂花街道"), "disputed"), (("桂花街道", "双河镇"), "line"),
        (("青龙镇", "桂花街道"), "title"), (("双河镇", "双河镇"), "line"),
    ],
)  # fmt: skip
def test_title_line_and_rows_of_three_townships_settle_nothing(
    rows: tuple[str, ...], source: str
) -> None:
    title = "青龙镇2021年致富带头人台账"
    one = in_file("台账.xlsx", townships(*rows, title=title, line="填报单位：双河镇"))
    assert one.layout.unit_source == source
    of_the_county = townships(*rows, title=title, line="填报单位：临江县乡村振兴局")
    assert in_file("台账.xlsx", of_the_county).layout.unit_source != "disputed"
