"""A list of regions: refused whole when a line is bad, and silent on every sound way to write a place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ruralskills as rs
from builders.command_line import rs as run
from builders.sheet_text import Sheet, write
from builders.watchdog import watchdog
from builders.workbook_fixture import number
from ruralskills.model.findings import Finding
from ruralskills.validation.validate import ReferenceDataError
from ruralskills.workspace.settings import Settings

LIST = """级别,名称,所属,曾用名,启用日期,停用日期
县,云潼区,,,,
乡镇,桂花街道,云潼区,桂花镇,2019-05-01,
乡镇,双河镇,云潼区,,,
乡镇,石滩乡,云潼区,,,2016-12-31
乡镇,石柱土家族乡,云潼区,,,
村,红花村,桂花街道,双桥村,,
村,白云村,桂花街道,,,
村,先锋一村,桂花街道,,,
村,城南社区,桂花街道,,,
村,和平村,双河镇,,,
村,白云村,双河镇,,,
村,上河村,双河镇,,,
村,青龙村,双河镇,,,
"""


@pytest.fixture
def regions(tmp_path: Path) -> Path:
    path = tmp_path / "名单" / "区划名单.csv"
    path.parent.mkdir()
    path.write_text(LIST, encoding="utf-8")
    return path


def ledger(folder: Path, *places: tuple[str, str], title: str = "2020年致富带头人台账") -> Path:
    rows = [
        f"| {town} | {village} | 王{chr(ord('文') + index)} | {number(sequence=2 * index + 1)} |"
        for index, (town, village) in enumerate(places)
    ]
    head = "| 镇街 | 村 | 姓名 | 身份证号 |"
    return write(folder / "台账.xlsx", Sheet(title, "\n".join([head, *rows])))


def found(path: Path, **told: Any) -> list[Finding]:
    usual: dict[str, Any] = {"notices": ["common"], "settings": Settings()}
    outcome = rs.validate(path, as_of=date(2020, 7, 1), **(usual | told))
    assert not outcome.rules_broken
    return [finding for finding in outcome.findings if finding.code[0] == "Z"]


@pytest.mark.parametrize(
    ("town", "village"),
    [
        ("桂花街道", "红花村"), ("桂花街道办事处", "红花村村委会"), ("云潼区桂花街道", "红花村民委员会"),
        ("重庆市云潼区桂花街道", "红花村（贫困村）"), ("桂花", "红花"), ("桂花街道", "桂花街道红花村3组"),
        ("桂花街道", "双桥村"), ("桂花街道", "先锋1村"), ("桂花街道", "城南社区居委会"),
        ("桂花街道", "城南村"), ("桂花街道", "红花社区"), ("桂花街道", "大湾"), ("桂花街道", "大湾自然村"),
        ("桂花街道", "全村"), ("桂花街道", "红花村、白云村"), ("桂花街道", "集中安置点"),
        ("桂花街道", "××村"), ("双河镇", "和平村"), ("双河镇人民政府", "白云村"),
        ("区农业农村局", "红花村"), ("各乡镇", ""), ("外乡镇", "某某村"), ("邻水县城北镇", "石桥村"),
        ("桂花街道", "旧桥村（现红花村）"), ("桂花街道", "原双桥村"), ("金岭镇（现桂花街道）", "某某村"),
        ("石柱乡", ""), ("石柱土家族乡", ""), ("云潼区石柱乡", ""),
        ("桂花街道、双河镇", ""), ("县直", ""), ("云潼工业园区", "某某村"), ("", "无名村"), ("双河□镇", ""),
    ],
)  # fmt: skip
def test_a_sound_place_gives_nothing(
    tmp_path: Path, regions: Path, town: str, village: str
) -> None:
    path = ledger(tmp_path, ("双河镇", "青龙村"), (town, village))
    assert [f.message for f in found(path, regions=regions)] == []


@pytest.mark.parametrize(
    ("town", "village", "code", "message"),
    [
        ("桂华街道", "", "Z101", "“桂华街道”不在区划名单中，是不是“桂花街道”"),
        ("双河乡", "", "Z101", "“双河乡”不在区划名单中，是不是“双河镇”"),
        ("古井镇", "", "Z101", "“古井镇”不在区划名单中"),
        ("云潼区古井镇", "", "Z101", "“云潼区古井镇”不在区划名单中"),
        ("桂花街道", "红化村", "Z102", "“红化村”不在区划名单桂花街道的村（社区）中，是不是“红花村”"),
        ("双河镇", "下河村", "Z102", "“下河村”不在区划名单双河镇的村（社区）中"),
        ("双河镇", "青山村", "Z102", "“青山村”不在区划名单双河镇的村（社区）中"),
        ("桂花街道", "青龙村", "Z103", "“青龙村”在区划名单中属双河镇，这里填在桂花街道"),
        ("桂花镇", "红花村", "Z104", "“桂花镇”2019-05-01起已停用，区划名单中现为“桂花街道”"),
        ("石滩乡", "", "Z104", "“石滩乡”2016-12-31起已停用"),
    ],
)  # fmt: skip
def test_one_cause_is_one_finding(
    tmp_path: Path, regions: Path, town: str, village: str, code: str, message: str
) -> None:
    path = ledger(tmp_path, ("双河镇", "青龙村"), (town, village))
    [finding] = found(path, regions=regions)
    assert (finding.code, finding.message) == (code, message)
    assert finding.severity == ("info" if code == "Z104" else "warning")
    assert finding.clause is not None
    if "是不是" in message:
        assert finding.fix is not None
        assert finding.fix.safety == "review"


def test_an_old_name_in_an_old_ledger_is_the_name_of_its_day(tmp_path: Path, regions: Path) -> None:
    old = ledger(tmp_path, ("桂花镇", "红花村"), title="2018年致富带头人台账")
    assert found(old, regions=regions) == []
    undated = ledger(tmp_path, ("桂花镇", "红花村"), title="致富带头人台账")
    assert found(undated, regions=regions) == []


def test_a_misspelt_township_in_all_rows_is_one_finding(tmp_path: Path, regions: Path) -> None:
    path = ledger(tmp_path, *[("桂华街道", "红花村")] * 8)
    [finding] = found(path, regions=regions)
    assert finding.message.endswith("（共8行）")
    assert len(finding.related) == 7
    assert (finding.subject.unit, finding.subject.name) == ("桂花街道", "")


def test_a_list_that_is_short_is_one_question(tmp_path: Path, regions: Path) -> None:
    strange = [("双河镇", f"{name}坝村") for name in "赵钱孙周吴郑冯陈褚卫"]
    [finding] = found(ledger(tmp_path, *strange, ("双河镇", "青龙村")), regions=regions)
    assert finding.message == (
        "有10个村（社区）（共10行，全表11行）不在区划名单中，如“赵坝村”“钱坝村”“孙坝村”"
    )
    assert "名单是否齐全" in finding.remedy
    assert len(found(ledger(tmp_path, *strange[:9]), regions=regions)) == 9


def test_on_a_complete_list_it_is_an_error(tmp_path: Path, regions: Path) -> None:
    path = ledger(tmp_path, ("古井镇", "古井村"), ("双河镇", "青山村"), ("桂花街道", "青龙村"))
    settings = Settings(regions_complete=True)
    findings = found(path, regions=regions, settings=settings)
    assert [(f.code, f.severity, f.nature) for f in findings] == [
        ("Z101", "error", "data"), ("Z102", "error", "data"), ("Z103", "warning", "doubt"),
    ]  # fmt: skip


def test_a_township_whose_villages_are_not_listed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(
        "级别,名称,所属\n乡镇,双河镇,云潼区\n乡镇,古井镇,云潼区\n村,青龙村,双河镇\n", "utf-8"
    )
    assert found(ledger(tmp_path, ("古井镇", "无名村")), regions=path) == []


def test_towns_of_one_name_in_two_counties(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(
        "级别,名称,所属\n县,甲县,\n县,乙县,\n乡镇,城关镇,甲县\n乡镇,城关镇,乙县\n"
        "村,红花村,甲县城关镇\n村,白云村,乙县城关镇\n",
        "utf-8",
    )
    assert found(ledger(tmp_path, ("城关镇", "红花村"), ("城关镇", "白云村")), regions=path) == []
    sheet = Sheet(
        "2020年致富带头人台账",
        f"| 区县 | 镇街 | 村 | 姓名 | 身份证号 |\n| 甲县 | 城关镇 | 白云村 | 王甲 | {number()} |",
    )
    [finding] = found(write(tmp_path / "甲.xlsx", sheet), regions=path)
    assert finding.code == "Z102"


def test_a_list_without_counties_says_nothing_of_several(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("级别,名称,所属\n乡镇,双河镇,\n村,青龙村,双河镇\n", "utf-8")
    rows = f"| 甲县 | 双河镇 | 王甲 | {number()} |\n| 乙县 | 古井镇 | 王乙 | {number(sequence=2)} |"
    sheet = Sheet("2020年致富带头人台账", f"| 区县 | 镇街 | 姓名 | 身份证号 |\n{rows}")
    assert found(write(tmp_path / "甲.xlsx", sheet), regions=path) == []


BAD = [
    ("村,,双河镇,,,", "第15行：没有写名称，请补上或删去这一行"),
    ("组,一组,双河镇,,,", "第15行：“一组”级别“组”不认识，请填省、市、县、乡镇或村"),
    ("村,新村,双江镇,,,", "第15行：所属“双江镇”不在名单中。请改正，或在名单中补上这一行"),
    ("村,新村,双和镇,,,", "第15行：所属“双和镇”不在名单中，是不是“双河镇”。请改正，或在名单中补上这一行"),
    ("村,新村,,,,", "第15行：“新村”没有写所属乡镇，请补上"),
    ("村,青龙村委会,双河镇,,,", "第15行：双河镇的“青龙村委会”与第14行重复，请删去一行，或写明停用、启用日期"),
    ("村,新村,双河镇,,2020-05-01,2019-05-01", "第15行：“新村”停用日期2019-05-01早于启用日期2020-05-01，请核对两个日期"),
    ("村,新村,双河镇,,2020-02-30,", "第15行：启用日期"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), BAD)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_bad_line_is_named_and_nothing_is_checked(
    tmp_path: Path, line: str, said: str, encoding: str
) -> None:
    path = tmp_path / "区划.csv"
    path.write_text(f"{LIST}{line}\n", encoding=encoding)
    checked = ledger(tmp_path, ("双河镇", "青龙村"))
    with pytest.raises(ReferenceDataError) as raised:
        found(checked, regions=path)
    assert said in str(raised.value)
    assert "区划.csv" in str(raised.value)
    result = run("validate", checked, "--regions", path)
    assert result.exit_code == 2
    assert said in result.output


def test_every_bad_line_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "区划.csv"
    path.write_text(LIST + "".join(f"{line}\n" for line, _ in BAD[:3]), encoding="utf-8")
    with pytest.raises(ReferenceDataError) as raised:
        found(ledger(tmp_path, ("双河镇", "青龙村")), regions=path)
    assert all(f"第{row}行" in str(raised.value) for row in (15, 16, 17))


@pytest.mark.parametrize("content", ["甲,乙,丙\n1,2,3\n", "级别,名称,所属\n", ""])
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "区划.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="区划"):
        found(ledger(tmp_path, ("双河镇", "青龙村")), regions=path)


def test_from_the_workspace_and_not_checked_itself(tmp_path: Path, regions: Path) -> None:
    (tmp_path / "rs.toml").write_text('regions = "名单/区划名单.csv"\n', encoding="utf-8")
    ledger(tmp_path, ("桂华街道", "红花村"))
    outcome = rs.validate(tmp_path, notices=["common"])
    assert [f.path for f in outcome.files] == ["台账.xlsx"]
    assert [f.code for f in outcome.findings] == ["Z101"]
    assert any("区划名单" in remark for remark in outcome.remarks)


VILLAGES = "| 镇街 | 村 | 村类型 |\n| 桂花街道 | 红花村 | 贫困村 |\n| 双河镇 | 青龙村 | {} |"


@pytest.mark.parametrize(("kind", "codes"), [("非贫困村", ["Z101"]), ("贫困村", [])])
def test_a_list_of_villages_serves_unless_it_names_poor_ones_only(
    tmp_path: Path, kind: str, codes: list[str]
) -> None:
    write(tmp_path / "村名单.xlsx", Sheet("村名单", VILLAGES.format(kind)))
    path = ledger(tmp_path, ("桂华街道", "红花村"))
    assert [
        f.code for f in found(path, settings=Settings(villages="村名单.xlsx", folder=tmp_path))
    ] == codes
    assert [f.code for f in found(path, regions=tmp_path / "村名单.xlsx")] == ["Z101"]


WITH_KINDS = """级别,名称,所属,是否贫困村,农村人口,启用日期,停用日期
乡镇,桂花街道,云潼区,,,,
村,红花村,桂花街道,是,1200,,
村,白云村,桂花街道,是,900,,
村,青龙村,桂花街道,否,800,,
村,城中社区,桂花街道,否,0,,
村,旧村,桂花街道,是,500,,2019-06-01
村,新村,桂花街道,是,500,2022-01-01,
村,待定村,桂花街道,,500,,
"""


def test_villages_without_a_leader_are_known_from_the_list(tmp_path: Path) -> None:
    path = tmp_path / "区划名单.csv"
    path.write_text(WITH_KINDS, encoding="utf-8")
    title = "桂花街道2020年致富带头人台账"
    checked = ledger(tmp_path, *[("桂花街道", "红花村")] * 4, title=title)
    outcome = rs.validate(
        checked, regions=path, notices=["tongnan-2020"], settings=Settings(), as_of=date(2020, 7, 1)
    )
    villages = [(f.code, f.subject.village, f.file) for f in outcome.findings if f.code[0] == "L"]
    assert villages == [
        ("L208", "白云村", "区划名单.csv"), ("L209", "青龙村", "区划名单.csv"),
    ]  # fmt: skip


def test_what_is_found_in_the_list_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "区划名单.csv"
    path.write_text(WITH_KINDS, encoding="utf-8")
    checked = ledger(tmp_path, ("桂花街道", "红花村"), title="桂花街道2020年致富带头人台账")
    result = run("validate", checked, "--regions", path, "--notice", "tongnan-2020")
    assert "白云村" in result.output


def test_without_a_list_no_rule_runs(tmp_path: Path) -> None:
    outcome = rs.validate(
        ledger(tmp_path, ("桂华街道", "")), notices=["common"], settings=Settings()
    )
    skipped = {status.code: status.reason for status in outcome.rules_skipped}
    assert skipped["Z101"] == "没有给出区划名单（--regions）"


def test_many_rows_are_looked_at_by_place(tmp_path: Path, regions: Path) -> None:
    from ruralskills.model.ledger_set import LedgerSet
    from ruralskills.notices import shipped_notices
    from ruralskills.rules.lookups.places import village_not_listed
    from ruralskills.validation.file_check import CheckOptions, read_tables
    from ruralskills.validation.input_file import InputFile
    from ruralskills.validation.reference_data import read_reference_data

    orders = CheckOptions(shipped_notices(), date(2020, 7, 1), ())
    beside = read_reference_data({"regions": [regions]}, orders, {}, tmp_path)
    path = ledger(tmp_path, ("桂花街道", "红花村"), ("桂花街道", "红化村"), ("双河镇", "青龙村"))
    _, [table] = read_tables(InputFile(path, "台账.xlsx"), orders)
    for column in table.columns.values():
        column.codes = list(column.codes) * 33_334
    table.row_numbers = range(3, 3 + 100_002)
    with watchdog():
        [(_, says)] = village_not_listed.check(LedgerSet([table], beside.tables))
    assert len(says.related) == 33_333
