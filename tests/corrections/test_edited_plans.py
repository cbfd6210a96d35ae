"""Plans that somebody has edited: each step is checked before anything is written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from builders.command_line import rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number

TITLE = "桂林街道2020年致富带头人台账"
Edit = Callable[[dict[str, Any]], None]


def run(*arguments: object) -> Result:
    return rs("correct", *map(str, arguments), "--notice", "common")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    rows = "\n".join(
        (
            "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 带动贫困户数 | 认定时间 |",
            f"| 桂林街道 | 青龙村 | 张　三 | 男 | {number(sequence=1)} | 4 | 2020-05-01 |",
            f"| 桂林街道 | 青龙村 | 李四 | 男 | {number(sequence=3)} | 4 | 2020-05-01 |",
        )
    )
    return write(tmp_path / "台账.xlsx", Sheet(TITLE, rows, "带头人"))


def applied(ledger: Path, edit: Edit) -> Result:
    path = ledger.with_name("计划.json")
    run(ledger, "--plan", path)
    plan = json.loads(path.read_text(encoding="utf-8"))
    edit(plan["files"][0])
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    return run("--apply", path)


def change(**parts: object) -> Edit:
    def edit(file: dict[str, Any]) -> None:
        file["steps"][0] |= parts

    return edit


def further(cell: str, old: str, new: object, kind: str = "text") -> Edit:
    def edit(file: dict[str, Any]) -> None:
        file["steps"].append(
            file["steps"][0] | {"cell": cell, "old": old, "new": new, "kind": kind}
        )

    return edit


def test_a_plan_as_it_was_written_is_applied(ledger: Path) -> None:
    assert applied(ledger, lambda file: None).exit_code == 0
    assert ledger.with_name("台账.校正.xlsx").exists()


REFUSED = {
    "another old value": (change(old="王五"), "原值与文件不符，其中C3"),
    "no digest": (lambda file: file.update(sha256=""), "生成计划以后文件改动过"),
    "another digest": (lambda file: file.update(sha256="0" * 64), "生成计划以后文件改动过"),
    "a column too far": (change(cell="XFE1"), "带头人!XFE1不在表格范围内"),
    "a row too far": (change(cell="A1048577"), "带头人!A1048577不在表格范围内"),
    "a sheet that is not there": (change(sheet="没有"), "没有名为“没有”的工作表"),
    "a cell twice": (further("C3", "张　三", "张山"), "带头人!C3写了2次"),
    "a number for a name": (change(kind="number", new="5"), "带头人!C3的新值“5”"),
    "a text for a count": (further("F4", "4", "很多"), "带头人!F4的新值“很多”不能填在“带动贫困户数”列"),
    "an identity number that is none": (further("E4", number(sequence=3), "12"), "带头人!E4的新值“12”"),
    "an endless number": (further("F4", "4", "1e999", "number"), "带头人!F4的新值不是表格存得下的数字"),
    "a day for a count": (further("F4", "4", "2020-05-01", "date"), "带头人!F4的新值“2020-05-01”"),
    "a day long ago": (further("G4", "2020-05-01", "1850-01-01", "date"), "“1850-01-01”不是台账中可能的日期"),
    "a count below nought": (further("F4", "4", "-4", "number"), "带头人!F4填“-4”，不能是负数"),
    "part of a household": (further("F4", "4", "4.5", "number"), "带头人!F4填“4.5”，不能有小数"),
    "a count below nought as text": (further("F4", "4", "-4"), "带头人!F4填“-4”，不能是负数"),
    "a day to come": (further("G4", "2020-05-01", "2050-01-01", "date"), "带头人!G4填2050-01-01，在检查日期"),
    "a word that is not on the list": (further("D4", "男", "妖"), "带头人!D4“性别”填“妖”，不在规定的选项内"),
    "a title": (further("A1", TITLE, "双河镇2021年致富带头人台账"), "带头人!A1不在台账的数据行"),
    "a header": (further("F2", "带动贫困户数", "贷款金额（元）"), "带头人!F2不在台账的数据行"),
    "no header": (further("C2", "姓名", ""), "带头人!C2不在台账的数据行"),
    "a cell below": (further("C9", "", "王五"), "带头人!C9不在台账的数据行"),
    "a cell beside": (further("J4", "", "王五"), "带头人!J4不在台账的数据行"),
    "no identity number": (further("E4", number(sequence=3), ""), "带头人!E4的新值是空的"),
    "no name": (change(new=""), "带头人!C3的新值是空的"),
    "a control character": (change(new="张\x07\x1b[31m三"), "带头人!C3的新值里有看不见的控制字符"),
    "a mark of direction": (change(new="张\u202e三"), "带头人!C3的新值里有看不见的控制字符"),
    "more than a cell holds": (change(new="长" * 40_000), "带头人!C3的新值超过32767个字"),
    "a kind that is none": (change(kind="magic"), "不是改动计划"),
    "nothing": (change(new=None), "不是改动计划"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_step_that_does_not_fit_is_named_and_nothing_written(ledger: Path, what: str) -> None:
    edit, says = REFUSED[what]
    before = sorted(ledger.parent.iterdir())
    result = applied(ledger, edit)
    assert (result.exit_code, says in result.stderr) == (2, True), result.stderr
    plan = ledger.with_name("计划.json")
    assert sorted(ledger.parent.iterdir()) == sorted((*before, plan))


SOUND = {
    "another name": change(new="张山"),
    "no households": further("F4", "4", "0", "number"),
    "a text as a number": further("F4", "4", "4", "number"),
    "another day": further("G4", "2020-05-01", "2020-06-01", "date"),
    "no day": further("G4", "2020-05-01", ""),
    "a word of the list": further("D4", "男", "女"),
}


@pytest.mark.parametrize("what", SOUND)
def test_a_step_that_fits_is_applied(ledger: Path, what: str) -> None:
    result = applied(ledger, SOUND[what])
    assert result.exit_code == 0, result.stderr
    assert ledger.with_name("台账.校正.xlsx").exists()


def test_what_a_cell_has_already_is_no_new_mistake(tmp_path: Path) -> None:
    """The plan of a check is applied as it was written, whatever else is wrong in its cells."""
    rows = "\n".join(
        (
            "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 带动贫困户数 |",
            f"| 桂林街道 | 青龙村 | 张三 | 男 | {number(sequence=1)} | －４ |",
            f"| 桂林街道 | 青龙村 | 李　四 | 男 | {number(sequence=3)} | 4 |",
        )
    )
    path = write(tmp_path / "台账.xlsx", Sheet(TITLE, rows, "带头人"))
    assert applied(path, lambda file: None).exit_code == 0
    assert applied(path, lambda file: file["steps"][0].update(reason="核对过")).exit_code == 0


def test_a_step_that_changes_nothing_is_not_counted(ledger: Path) -> None:
    result = applied(ledger, lambda file: file["steps"][0].update(new=file["steps"][0]["old"]))
    assert "改1个单元格" not in result.output
    result = applied(ledger, further("D4", "男", "男"))
    assert "改1个单元格" in result.output


@pytest.mark.parametrize("folder", [b"tb", b"\xd5\xf2"])
def test_a_plan_for_a_name_that_is_no_text_is_applied(
    ledger: Path, tmp_path: Path, folder: bytes
) -> None:
    home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + folder))
    try:
        home.mkdir()
        source = home / os.fsdecode(b"\xcc\xa8\xd5\xcb.xlsx")
        source.write_bytes(ledger.read_bytes())
    except OSError:
        pytest.skip("this file system has no such names")
    plan, copies = tmp_path / "计划.json", tmp_path / "副本"
    assert run(home, "--plan", plan).exit_code == 0
    json.loads(plan.read_text(encoding="utf-8"))
    result = run("--apply", plan, "-o", copies)
    assert result.exit_code == 0, result.output
    assert len(list(copies.rglob("*.xlsx"))) == 1


def test_a_plan_of_the_future_and_one_with_a_file_twice(ledger: Path) -> None:
    path = ledger.with_name("计划.json")
    run(ledger, "--plan", path)
    plan = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(plan | {"schema_version": 99}), encoding="utf-8")
    assert "第99版的计划" in run("--apply", path).stderr
    path.write_text(json.dumps(plan | {"files": plan["files"] * 2}), encoding="utf-8")
    assert "在计划里出现了两次" in run("--apply", path).stderr


def test_a_plan_is_not_applied_to_another_workbook(ledger: Path) -> None:
    path = ledger.with_name("计划.json")
    run(ledger, "--plan", path)
    other = ledger.parent / "另一镇" / "台账.xlsx"
    other.parent.mkdir()
    other.write_bytes(ledger.read_bytes())
    result = run(other, "--apply", path)
    assert (result.exit_code, "不能用在别的文件上" in result.stderr) == (2, True)
    assert not list(ledger.parent.rglob("*.校正.xlsx"))


def test_a_plan_for_a_folder_keeps_the_marks_of_its_sub_folders(ledger: Path) -> None:
    folder = ledger.parent / "收件"
    for town, count in (("甲镇", 1), ("乙镇", 3)):
        path = folder / town / "台账.xlsx"
        path.parent.mkdir(parents=True)
        rows = f"| 镇街 | 姓名 | 性别 | 身份证号 |\n| {town} | 张　三 | 女 | {number(sequence=count)} |"
        write(path, Sheet(f"{town}2020年致富带头人台账", rows, "带头人"))
    plan = ledger.parent / "夹.json"
    run(folder, "--plan", plan)
    result = run("--apply", plan)
    assert result.exit_code == 0
    assert result.stdout.count("标注1个") == 2


def test_what_was_accepted_leaves_the_list(ledger: Path) -> None:
    rows = (
        f"| 镇街 | 姓名 | 性别 | 身份证号 |\n| 桂林街道 | 张三 | 男 | {number(sequence=1)[:-1]}Ｏ |"
    )
    path = write(ledger.with_name("另.xlsx"), Sheet(TITLE, rows, "带头人"))
    plan = ledger.with_name("另.json")
    run(path, "--plan", plan, "--accept", "C2")
    steps = json.loads(plan.read_text(encoding="utf-8"))["files"][0]["steps"]
    run("--apply", plan)
    import openpyxl

    book = openpyxl.load_workbook(path.with_name("另.校正.xlsx"))
    listed = (
        {row[10] for row in book["问题清单"].iter_rows(min_row=5, values_only=True)}
        if "问题清单" in book.sheetnames
        else set()
    )
    assert {step["code"] for step in steps if step["code"]}.isdisjoint(listed)


@pytest.mark.parametrize("option", ["--diff", "--plan"])
def test_an_unreadable_file_is_named_and_no_success(tmp_path: Path, option: str) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04nothing")
    result = run(bad, option, *([tmp_path / "p.json"] if option == "--plan" else []))
    assert (result.exit_code, "坏.xlsx：" in result.stderr) == (2, True)


def test_copies_are_not_taken_for_sources(ledger: Path) -> None:
    for _ in range(3):
        assert run(*sorted(ledger.parent.glob("*.xlsx"))).exit_code == 0
    assert [path.name for path in sorted(ledger.parent.glob("*.xlsx"))] == [
        "台账.xlsx",
        "台账.校正.xlsx",
    ]
    assert run(ledger.with_name("台账.校正.xlsx")).exit_code == 0
    assert not list(ledger.parent.glob("*.校正.校正*"))


def test_a_ledger_named_like_a_list_of_problems_is_checked(ledger: Path) -> None:
    folder = ledger.parent / "收件"
    folder.mkdir()
    ledger.rename(folder / "青龙镇问题清单台账.xlsx")
    result = rs("validate", str(folder), "--notice", "common")
    assert "共检查1个文件、1张表、2行" in result.stdout
    listed = folder / "问题清单.xlsx"
    rs("validate", str(folder), "--format", "xlsx", "-o", str(listed))
    result = rs("validate", str(folder), "--notice", "common")
    assert "1张表、2行" in result.stdout


def test_a_plan_without_files_changes_nothing(ledger: Path) -> None:
    path = ledger.with_name("计划.json")
    run(ledger, "--plan", path)
    plan = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(plan | {"files": []}, ensure_ascii=False), encoding="utf-8")
    for given in ((), (ledger,)):
        result = run("--apply", path, *given)
        assert result.exit_code == 2
        assert "计划里没有一份文件" in result.stderr
    assert not ledger.with_name("台账.校正.xlsx").exists()
