"""`rs correct` and `rs recheck` as an office meets them: exit codes, and a Chinese line for each file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

from builders.command_line import rs
from builders.features import FEATURES


def correct(*arguments: str | Path) -> Result:
    return rs("correct", *arguments, "--notice", "common", "--as-of", "2020-07-10")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A name and a figure that are safe to mend, and a sex that is wrong."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(FEATURES["custom_xml"].content())
    return path


def test_what_was_written_is_told(ledger: Path) -> None:
    result = correct(ledger)
    assert result.exit_code == 0
    assert result.stdout == f"{ledger.parent / '台账.校正.xlsx'}：改2个单元格，标注1个\n"


@pytest.mark.skipif(os.name != "posix", reason="pipes of Unix")
def test_a_pipe_of_a_copys_name_costs_that_copy_alone(ledger: Path) -> None:
    ledger.with_name("乙.xlsx").write_bytes(FEATURES["image"].content())
    os.mkfifo(ledger.with_name("台账.校正.xlsx"))
    result = correct(ledger, ledger.with_name("乙.xlsx"))
    assert result.exit_code == 2
    [line] = [line for line in result.stderr.splitlines() if line.startswith("rs：")]
    assert "这是管道，没有程序在另一头读，没有写" in line
    assert ledger.with_name("乙.校正.xlsx").is_file()


def test_a_second_run_says_that_nothing_is_to_do(ledger: Path) -> None:
    correct(ledger)
    result = correct(ledger.with_name("台账.校正.xlsx"))
    assert result.exit_code == 0
    assert "没有要改的，也没有要标注的，没有写出副本" in result.stdout
    assert len(list(ledger.parent.iterdir())) == 2


def test_the_difference_is_shown_and_nothing_is_written(ledger: Path) -> None:
    result = correct(ledger, "--diff")
    assert result.exit_code == 0
    assert "李　四 → 李四" in result.stdout
    assert "没有写文件" in result.stdout
    assert [p.name for p in ledger.parent.iterdir()] == ["台账.xlsx"]


def test_a_plan_is_written_and_applied(ledger: Path) -> None:
    plan = ledger.with_name("计划.json")
    assert correct(ledger, "--plan", plan).exit_code == 0
    data = json.loads(plan.read_text("utf-8"))
    [file] = data["files"]
    file["steps"] = [step for step in file["steps"] if step["cell"] == "H5"]
    plan.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    result = correct("--apply", plan)
    assert result.exit_code == 0
    sheet = openpyxl.load_workbook(ledger.with_name("台账.校正.xlsx"))["带头人"]
    assert (sheet["C4"].value, sheet["H5"].value) == ("李　四", 4)


def test_a_plan_for_a_file_that_has_changed_since_is_refused(ledger: Path) -> None:
    plan = ledger.with_name("计划.json")
    correct(ledger, "--plan", plan)
    ledger.write_bytes(FEATURES["image"].content())
    result = correct("--apply", plan)
    assert result.exit_code == 2
    assert "生成计划以后文件改动过" in result.stderr


def test_marks_only_and_clean(ledger: Path) -> None:
    assert "改0个单元格，标注1个" in correct(ledger, "--marks-only").stdout
    copy = ledger.with_name("台账.校正.xlsx")
    cleaned = correct(copy, "--clean")
    assert cleaned.exit_code == 0
    assert "已去掉标注和附表" in cleaned.stdout
    book = openpyxl.load_workbook(ledger.with_name("台账.校正2.xlsx"))
    assert book.sheetnames == ["带头人"]
    assert book["带头人"]["D6"].comment is None


def test_a_signed_workbook_is_written_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(FEATURES["signature"].content())
    result = correct(path)
    assert result.exit_code == 0
    assert "签名不再有效" in result.stderr


def test_a_workbook_with_macros_keeps_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsm"
    path.write_bytes(FEATURES["macro"].content())
    assert "台账.校正.xlsm" in correct(path).stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "请写明要校正的文件"),
        (("没有.xlsx",), "找不到"),
        (("--apply", "没有.json"), "找不到这个计划"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: tuple[str, ...], word: str) -> None:
    result = correct(*arguments)
    assert result.exit_code == 2
    [line] = result.stderr.splitlines()
    assert word in line


def test_a_copy_that_cannot_be_written_is_one_line(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", held)
    result = correct(ledger)
    assert result.exit_code == 2
    [line] = result.stderr.splitlines()
    assert "请关闭正在打开它的程序" in line
    assert [p.name for p in ledger.parent.iterdir()] == ["台账.xlsx"]


def test_one_of_two_that_cannot_be_read(ledger: Path) -> None:
    ledger.with_name("坏.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 90)
    result = correct(ledger.parent)
    assert result.exit_code == 3
    assert "改2个单元格" in result.stdout
    assert "坏.xlsx：" in result.stderr


def recheck(*arguments: str | Path) -> Result:
    return rs("recheck", *arguments, "--notice", "common", "--as-of", "2020-07-10")


def test_what_came_back_is_compared(ledger: Path) -> None:
    correct(ledger)
    sent, back = ledger.with_name("台账.校正.xlsx"), ledger.with_name("改.xlsx")
    book = openpyxl.load_workbook(sent)
    book["带头人"]["D6"] = "男"
    book.save(back)
    assert recheck(sent, back).exit_code == 0
    left = recheck(sent, sent)
    assert left.exit_code == 1
    data = json.loads(recheck(sent, back, "--format", "json").stdout)
    assert "schema_version" in data


@pytest.mark.parametrize(("names", "word"), [((), "请写明"), (("a.xlsx", "b.xlsx"), "找不到")])
def test_what_cannot_be_compared_is_one_line(names: tuple[str, ...], word: str) -> None:
    result = recheck(*names)
    assert result.exit_code == 2
    [line] = result.stderr.splitlines()
    assert word in line


def test_a_workbook_without_a_ledger_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["备忘", "买菜"])
    book.save(tmp_path / "备忘.xlsx")
    result = correct(tmp_path / "备忘.xlsx")
    assert result.exit_code == 2
    assert "没有写出副本" in result.stdout
    assert "没有认出任何台账或人员名单" in result.stderr
