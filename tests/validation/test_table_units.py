"""One township in all ledgers of a check, whatever names it, and never another one."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.model.outcome import Outcome
from ruralskills.reports import problem_list
from ruralskills.workspace.settings import Settings, Waiver

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
LIST = """级别,名称,所属,曾用名
县,临江县,,
乡镇,青龙镇,临江县,青龙乡
乡镇,双河镇,临江县,
乡镇,桂花街道,临江县,桂花镇
"""
WRONG_SEX = f"| 张三 | 女 | {A} |"
"""A row with one finding."""


def people(
    title: str = "2021年致富带头人台账", *rows: str, name: str = "Sheet1", unit: str = ""
) -> Sheet:
    lines = rows or (WRONG_SEX,)
    return Sheet(title, "\n".join(["| 姓名 | 性别 | 身份证号 |", *lines]), name, unit)


def check(*paths: Path, **told: Any) -> Outcome:
    usual: dict[str, Any] = {
        "notices": ["common"], "as_of": date(2021, 7, 1), "settings": Settings(),
    }  # fmt: skip
    outcome = rs.validate(paths, **(usual | told))
    assert not outcome.rules_broken
    return outcome


def units(outcome: Outcome) -> set[str]:
    """Return the units of the lists that go back, the same for findings and tables."""
    lists = {each.unit for each in problem_list.unit_lists(outcome)}
    assert {finding.subject.unit for finding in outcome.findings} - {""} <= lists
    return lists


@pytest.fixture
def regions(tmp_path: Path) -> Path:
    path = tmp_path / "区划名单.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_all_that_can_name_a_township_names_one(tmp_path: Path) -> None:
    row, own = (
        "| 乡镇 | 姓名 | 性别 | 身份证号 |\n| 临江县青龙镇 | 王五 | 女 | {} |",
        iter(range(11, 99, 2)),
    )

    def wrong() -> str:
        return f"| 李四 | 女 | {number(sequence=next(own))} |"

    year = "2021年致富带头人台账"
    ledgers = {
        "行.xlsx": Sheet(year, row.format(B)),
        "单位.xlsx": people(year, wrong(), unit="青龙镇党委、政府"),
        "盖章.xlsx": people(year, wrong(), unit="青龙镇人民政府(盖章)"),
        "标题.xlsx": people(f"临江县青龙镇{year}", wrong()),
        "表名.xlsx": people(year, wrong(), name="青龙镇"),
        "2021年青龙镇带头人台账(最终).xlsx": people(year, wrong()),
        "青龙镇/台账.xlsx": people(year, wrong()),
    }
    for name, sheet in ledgers.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, sheet)
    outcome = check(tmp_path)
    assert units(outcome) == {"青龙镇"}
    assert [len(outcome.tables), len({t.unit_source for t in outcome.tables})] == [7, 6]


@pytest.mark.parametrize("unit", ["青龙镇", "临江县青龙镇乡村振兴办", "临江县乡村振兴局"])
def test_the_office_of_the_settings_is_the_last_resort(tmp_path: Path, unit: str) -> None:
    path = write(tmp_path / "台账.xlsx", people())
    outcome = check(path, settings=Settings(unit=unit))
    assert units(outcome) == {"青龙镇" if "青龙镇" in unit else unit}
    own = write(tmp_path / "双河镇.xlsx", people())
    assert units(check(own, settings=Settings(unit=unit))) == {"双河镇"}


def test_without_any_name_a_list_has_that_of_the_file(tmp_path: Path) -> None:
    assert units(check(write(tmp_path / "台账.xlsx", people()))) == {"台账"}


def test_a_file_named_directly_lies_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "收件" / "青龙镇" / "1").mkdir(parents=True)
    path = write(tmp_path / "收件" / "青龙镇" / "1" / "台账.xlsx", people())
    assert units(check(path)) == units(check(path.parent)) == units(check(tmp_path)) == {"青龙镇"}


def test_folders_over_the_workspace_say_nothing(tmp_path: Path) -> None:
    home = tmp_path / "青龙镇" / "全县"
    home.mkdir(parents=True)
    path = write(home / "台账.xlsx", people())
    assert units(check(path, settings=Settings(folder=home))) == {"台账"}
    assert units(check(path, settings=Settings(folder=home.parent))) == {"青龙镇"}


def test_an_archive_of_a_township(tmp_path: Path) -> None:
    inner = write(tmp_path / "台账.xlsx", people())
    with zipfile.ZipFile(tmp_path / "青龙镇.zip", "w") as archive:
        archive.write(inner, "台账.xlsx")
    assert units(check(tmp_path / "青龙镇.zip")) == {"青龙镇"}


def test_a_county_wide_file_has_no_township(tmp_path: Path) -> None:
    (tmp_path / "青龙镇").mkdir()
    rows = "\n".join(
        f"| {town} | 张{n} | 女 | {number(sequence=2 * n + 1)} |"
        for n, town in enumerate(("青龙镇", "双河镇", "桂花街道"))
    )
    sheet = Sheet("临江县2021年致富带头人台账", f"| 乡镇 | 姓名 | 性别 | 身份证号 |\n{rows}")
    outcome = check(write(tmp_path / "青龙镇" / "全县.xlsx", sheet))
    assert [table.unit for table in outcome.tables] == [""]
    assert {f.subject.unit for f in outcome.findings if f.subject.name} == {
        "青龙镇", "双河镇", "桂花街道",
    }  # fmt: skip


def test_sheets_of_a_workbook_have_their_own_units(tmp_path: Path) -> None:
    sheets = [people(name=name) for name in ("青龙镇", "双河镇", "汇总")]
    outcome = check(write(tmp_path / "临江县.xlsx", *sheets))
    assert [table.unit_name for table in outcome.tables] == ["青龙镇", "双河镇", ""]


def test_a_sheet_without_a_unit_is_of_the_one_township_of_its_workbook(tmp_path: Path) -> None:
    first = people("临江县青龙镇2021年致富带头人台账", name="带头人")
    second = people("2021年学员花名册", name="学员")
    office = people("2021年学员花名册", name="县级", unit="临江县乡村振兴局")
    shared = check(write(tmp_path / "报表.xlsx", first, second))
    assert [(t.unit_name, t.unit_source) for t in shared.tables] == [
        ("青龙镇", "title"), ("青龙镇", "workbook"),
    ]  # fmt: skip
    mixed = check(write(tmp_path / "混合.xlsx", first, second, office))
    assert [table.unit_name for table in mixed.tables] == ["青龙镇", "", "临江县乡村振兴局"]


# The list of regions.


@pytest.mark.parametrize(
    "name", ["桂花镇.xlsx", "桂花.xlsx", "2021年桂花街道台账.xlsx", "临江县桂花镇/台账.xlsx"]
)
def test_a_former_name_is_the_same_unit_in_the_list(
    tmp_path: Path, regions: Path, name: str
) -> None:
    (tmp_path / "收件" / name).parent.mkdir(parents=True)
    path = write(tmp_path / "收件" / name, people())
    assert units(check(path, regions=regions)) == {"桂花街道"}


@pytest.mark.parametrize(
    "unit", ["桂花镇", "桂花", "临江县桂花镇人民政府", "桂花街道办事处（盖章）"]
)
def test_a_former_name_on_the_unit_line(tmp_path: Path, regions: Path, unit: str) -> None:
    path = write(tmp_path / "台账.xlsx", people(unit=unit))
    assert units(check(path, regions=regions)) == {"桂花街道"}


@pytest.mark.parametrize(
    "unit", ["清龙镇", "青龙街道", "新青龙镇", "邻水县青龙镇", "青龙镇中心小学"]
)
def test_an_unknown_unit_is_nobody_else(tmp_path: Path, regions: Path, unit: str) -> None:
    """Not even where the settings or the folder name the one that it looks like."""
    (tmp_path / "青龙镇").mkdir()
    path = write(tmp_path / "青龙镇" / "台账.xlsx", people(unit=unit))
    told = check(path, regions=regions, settings=Settings(unit="青龙镇"))
    assert units(told) == {unit}


@pytest.mark.parametrize("name", ["清龙镇.xlsx", "清龙镇/台账.xlsx"])
def test_an_unknown_file_is_nobody_elses(tmp_path: Path, regions: Path, name: str) -> None:
    (tmp_path / "收件" / name).parent.mkdir(parents=True)
    path = write(tmp_path / "收件" / name, people())
    assert units(check(path, regions=regions, settings=Settings(unit="青龙镇"))) == {"清龙镇"}


def test_the_village_list_of_the_workspace_decides_too(tmp_path: Path) -> None:
    villages = Sheet(
        "村名单",
        "| 镇街 | 村 | 村类型 |\n| 青龙镇 | 红花村 | 贫困村 |\n| 双河镇 | 白云村 | 非贫困村 |",
    )
    write(tmp_path / "村名单.xlsx", villages)
    path = write(tmp_path / "青龙.xlsx", people())
    settings = Settings(villages="村名单.xlsx", folder=tmp_path)
    assert "青龙镇" in units(check(path, settings=settings))


# Rules that compare by township.

LINKS = "| 带头人姓名 | 户主姓名 | 户主身份证号 |\n| 张三 | 赵六 | {} |"


def led(unit: str, households: int = 1, **named: str) -> Sheet:
    table = f"| 姓名 | 身份证号 | 带动贫困户数 |\n| 张三 | {A} | {households} |"
    return Sheet(named.get("title", "2021年致富带头人台账"), table, "带头人", unit)


def links(unit: str = "", title: str = "2021年带动户明细") -> Sheet:
    return Sheet(title, LINKS.format(B), "带动户", unit)


def wrong_counts(outcome: Outcome) -> list[str]:
    return [f.message for f in outcome.findings if "带动户明细" in f.message]


@pytest.mark.parametrize(
    ("leaders", "households"),
    [
        (led("临江县青龙镇", 5), links("青龙镇人民政府")),
        (led("青龙镇乡村振兴办", 5), links(title="青龙镇2021年带动户明细")),
        (led("", 5, title="青龙镇2021年致富带头人台账"), links("青龙镇党委、政府")),
        (led("青龙镇", 5), links()),
    ],
)
def test_two_ledgers_of_one_township_are_compared(
    tmp_path: Path, leaders: Sheet, households: Sheet
) -> None:
    outcome = check(write(tmp_path / "报表.xlsx", leaders, households))
    assert [re.findall(r"\d+", message) for message in wrong_counts(outcome)] == [["5", "1", "4"]]


@pytest.mark.parametrize("other", ["双河镇", "清龙镇", "青龙街道", "青龙乡"])
def test_two_ledgers_of_two_townships_are_not(tmp_path: Path, other: str) -> None:
    both = (led("青龙镇", 5), links(other))
    assert wrong_counts(check(write(tmp_path / "报表.xlsx", *both))) == []


def test_with_the_list_a_former_name_is_compared(tmp_path: Path, regions: Path) -> None:
    path = write(tmp_path / "报表.xlsx", led("青龙镇", 5), links("青龙乡"))
    assert wrong_counts(check(path)) == []
    assert len(wrong_counts(check(path, regions=regions))) == 1


# What refers to a finding later.


@pytest.mark.parametrize("unit", ["青龙镇", "临江县青龙镇人民政府", "青龙乡"])
def test_a_waiver_names_the_unit_in_other_words(tmp_path: Path, regions: Path, unit: str) -> None:
    path = write(tmp_path / "青龙镇.xlsx", people())
    waiver = Waiver(code="P101", unit=unit, reason="已核实", by="王某")
    outcome = check(path, regions=regions, settings=Settings(waivers=(waiver,)))
    assert [finding.code for finding in outcome.waived] == ["P101"]


def test_a_copy_elsewhere_has_the_same_findings(tmp_path: Path) -> None:
    """The fingerprint does not hang on the file's name or folder, nor on the settings."""
    prints = set()
    for name in ("台账.xlsx", "青龙镇.xlsx", "双河镇/台账.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        path = write(tmp_path / name, people())
        for unit in ("", "桂花街道"):
            [finding] = check(path, settings=Settings(unit=unit)).findings
            prints.add(finding.fingerprint)
    assert len(prints) == 1


def test_the_same_row_in_other_words_has_the_same_fingerprint(tmp_path: Path) -> None:
    prints = {
        check(write(tmp_path / "台账.xlsx", people(unit=unit))).findings[0].fingerprint
        for unit in ("青龙镇", "临江县青龙镇", "青龙镇人民政府（盖章）")
    }
    assert len(prints) == 1
    other = check(write(tmp_path / "台账.xlsx", people(unit="双河镇")))
    assert other.findings[0].fingerprint not in prints
