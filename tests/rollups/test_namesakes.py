"""Townships of one name in two counties: told apart where something says so, else not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

import ruralskills as rs
from builders.inbox import sheet
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.rollups.rollup import Rollup

HEAD = "村 | 姓名 | 身份证号 | 认定时间"
LIST = """
| 级别 | 名称 | 所属
| 县 | 甲县 | 云州市
| 县 | 乙县 | 云州市
| 镇街 | 青龙镇 | 甲县
| 镇街 | 青龙镇 | 乙县
| 镇街 | 白马镇 | 乙县
"""


def row(person: int, *before: str) -> str:
    return " | ".join([*before, f"青龙村 | 某某 | {number(sequence=2 * person + 1)} | 2020-02-01"])


def leaders(title: str, people: int, unit: str = "") -> Sheet:
    """A ledger of one or of two people, nobody of whom is in another ledger."""
    rows = (row(10 * people + each) for each in range(people))
    return sheet(f"{title}2020年致富带头人台账", HEAD, *rows, unit=unit)


def rolled_up(folder: Path, files: dict[str, Sheet], *, is_listed: bool) -> Rollup:
    settings = 'notices = ["tongnan-2020"]\nunit = "云州市扶贫办"\n'
    if is_listed:
        write(folder / "区划.xlsx", Sheet("区划名单", LIST))
        settings += 'regions = "区划.xlsx"\n'
    (folder / "rs.toml").write_text(settings, encoding="utf-8")
    for name, own in files.items():
        path = folder / "收件" / "2020Q1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, own)
    return rs.rollup([folder / "收件"], year=2020, quarter=1)


def found(made: Rollup) -> dict[str, int | float | None]:
    return {
        each.unit: each.current
        for each in made.figures
        if each.indicator == "leaders" and each.level == "township" and each.current is not None
    }


TOLD = {
    "title": {"a.xlsx": leaders("甲县青龙镇", 1), "b.xlsx": leaders("乙县青龙镇", 2)},
    "title with the city": {"a.xlsx": leaders("云州市甲县青龙镇", 1), "b.xlsx": leaders("乙县青龙镇", 2)},
    "line": {
        "a.xlsx": leaders("", 1, "甲县青龙镇人民政府"), "b.xlsx": leaders("", 2, "云州市乙县青龙镇党委"),
    },
    "folders of both": {"甲县/青龙镇/a.xlsx": leaders("", 1), "乙县/青龙镇/a.xlsx": leaders("", 2)},
    "folder of the county": {"甲县/a.xlsx": leaders("青龙镇", 1), "乙县/a.xlsx": leaders("青龙镇", 2)},
    "title here, folder there": {"a.xlsx": leaders("甲县青龙镇", 1), "乙县/a.xlsx": leaders("青龙镇", 2)},
    "two columns": {"a.xlsx": sheet(
        "云州市2020年致富带头人台账", f"县区 | 镇街 | {HEAD}", row(1, "甲县", "青龙镇"),
        row(2, "乙县", "青龙镇"), row(3, "云州市乙县", "青龙镇"),
    )},
    "one column": {"a.xlsx": sheet(
        "云州市2020年致富带头人台账", f"镇街 | {HEAD}", row(1, "甲县青龙镇"), row(2, "乙县青龙镇"),
        row(3, "云州市乙县青龙镇"),
    )},
    "title, and a column of counties": {
        "a.xlsx": sheet("青龙镇2020年致富带头人台账", f"县区 | 镇街 | {HEAD}", row(1, "甲县", "青龙镇")),
        "b.xlsx": sheet("青龙镇2020年致富带头人台账", f"县区 | {HEAD}", row(2, "乙县"), row(3, "乙县")),
    },
    "title of both": {"a.xlsx": sheet(
        "青龙镇2020年致富带头人台账", f"县区 | 镇街 | {HEAD}", row(1, "甲县", "青龙镇"),
        row(2, "乙县", "青龙镇"), row(3, "乙县", "青龙镇"),
    )},
    "folder, and a column of counties": {
        "青龙镇/a.xlsx": sheet("", f"县区 | 镇街 | {HEAD}", row(1, "甲县", "青龙镇")),
        "青龙镇/b.xlsx": sheet("", f"县区 | 镇街 | {HEAD}", row(2, "乙县", "青龙镇"), row(3, "乙县", "青龙镇")),
    },
    "column and folder": {
        "甲县/a.xlsx": sheet("2020年致富带头人台账", f"镇街 | {HEAD}", row(1, "青龙镇")),
        "乙县/a.xlsx": sheet("2020年致富带头人台账", f"镇街 | {HEAD}", row(2, "青龙镇"), row(3, "青龙镇")),
    },
    "tables of the counties": {
        "a.xlsx": sheet("甲县2020年致富带头人台账", f"镇街 | {HEAD}", row(1, "青龙镇"), row(4, "白马镇")),
        "b.xlsx": sheet("乙县2020年致富带头人台账", f"镇街 | {HEAD}", row(2, "青龙镇"), row(3, "青龙镇"),
                        row(5, "白马镇")),
    },
}  # fmt: skip


@pytest.mark.parametrize("is_listed", [True, False])
@pytest.mark.parametrize("how", TOLD)
def test_the_county_tells_them_apart(tmp_path: Path, how: str, *, is_listed: bool) -> None:
    made = rolled_up(tmp_path, TOLD[how], is_listed=is_listed)
    counts = found(made)
    assert (counts["甲县青龙镇"], counts["乙县青龙镇"]) == (1, 2)
    assert "undecided" not in {each.status for each in made.submissions}


@pytest.mark.parametrize("is_listed", [True, False])
def test_one_that_nothing_tells_is_not_guessed(tmp_path: Path, *, is_listed: bool) -> None:
    files = {
        "a.xlsx": leaders("甲县青龙镇", 1), "b.xlsx": leaders("乙县青龙镇", 2), "c.xlsx": leaders("青龙镇", 3),
    }  # fmt: skip
    made = rolled_up(tmp_path, files, is_listed=is_listed)
    assert (found(made)["甲县青龙镇"], found(made)["乙县青龙镇"]) == (1, 2)
    [unclear] = [each for each in made.submissions if each.status == "undecided"]
    assert unclear.file == "收件/2020Q1/c.xlsx"
    assert "都有“青龙镇”，看不出是哪个县的" in unclear.reason


def test_a_column_of_counties_with_a_gap_does_not_tell_that_of_a_title(tmp_path: Path) -> None:
    table = sheet(
        "青龙镇2020年致富带头人台账", f"县区 | {HEAD}", row(1, "甲县"), row(2, "不详"),
    )  # fmt: skip
    made = rolled_up(tmp_path, {"a.xlsx": table}, is_listed=True)
    assert [each.status for each in made.submissions if each.file] == ["undecided"]


def test_a_column_that_nothing_tells_is_not_guessed(tmp_path: Path) -> None:
    table = sheet("2020年致富带头人台账", f"镇街 | {HEAD}", row(1, "青龙镇"), row(2, "青龙镇"))
    made = rolled_up(tmp_path, {"a.xlsx": table}, is_listed=True)
    assert [each.status for each in made.submissions if each.file] == ["undecided"]


@pytest.mark.parametrize("is_listed", [True, False])
def test_rows_that_nothing_tells_are_left_out(tmp_path: Path, *, is_listed: bool) -> None:
    table = sheet(
        "云州市2020年致富带头人台账", f"镇街 | {HEAD}", row(1, "甲县青龙镇"), row(2, "乙县青龙镇"),
        row(3, "青龙镇"),
    )  # fmt: skip
    made = rolled_up(tmp_path, {"a.xlsx": table}, is_listed=is_listed)
    assert found(made)["甲县青龙镇"] == 1
    [said] = [each for each in made.left_out if "看不出是哪个县的" in each.reason]
    assert said.place == "收件/2020Q1/a.xlsx!Sheet1!A5"


def test_a_table_of_several_townships_is_not_that_of_the_one_that_is_sure(tmp_path: Path) -> None:
    table = sheet("2020年致富带头人台账", f"镇街 | {HEAD}", row(1, "青龙镇"), row(2, "白马镇"))
    made = rolled_up(tmp_path, {"a.xlsx": table}, is_listed=True)
    assert found(made).get("白马镇") == 1


SAME = {
    "no county": {"a.xlsx": leaders("青龙镇", 1), "b.xlsx": sheet(
        "2020年学员花名册", "姓名 | 身份证号 | 培训班名称", f"某某 | {number(sequence=9)} | 一班", unit="青龙镇",
    )},
    "one county": {"a.xlsx": leaders("甲县青龙镇", 1), "b.xlsx": sheet(
        "青龙镇2020年学员花名册", "姓名 | 身份证号 | 培训班名称", f"某某 | {number(sequence=9)} | 一班",
    )},
    "city and county": {"a.xlsx": leaders("云州市青龙镇", 1), "b.xlsx": sheet(
        "甲县青龙镇2020年学员花名册", "姓名 | 身份证号 | 培训班名称", f"某某 | {number(sequence=9)} | 一班",
    )},
    "words that are no county": {"a.xlsx": leaders("关于报送青龙镇", 1), "安置区/b.xlsx": sheet(
        "甲县青龙镇2020年学员花名册", "姓名 | 身份证号 | 培训班名称", f"某某 | {number(sequence=9)} | 一班",
    )},
}  # fmt: skip


@pytest.mark.parametrize("how", SAME)
def test_one_township_is_one_without_a_list(tmp_path: Path, how: str) -> None:
    assert found(rolled_up(tmp_path, SAME[how], is_listed=False)) == {"青龙镇": 1}
