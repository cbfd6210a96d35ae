"""Several workbooks in one run: what befalls one of them costs that one alone."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

import ruralskills.corrections.correct as corrections
from builders.command_line import rs
from builders.sheet_text import write
from builders.workbook_fixture import leaders, number
from ruralskills.corrections.corrected_copy import write_copy
from ruralskills.corrections.plan import FilePlan

BASIS = ("--notice", "common", "--as-of", "2020-12-31")


def ledger(path: Path, sequence: int) -> Path:
    row = f"| {number(sequence=sequence)} | 张　三 | x |"
    return write(path, leaders(row, head="| 身份证号 | 姓名 | 带动贫困户数 |"))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that has an error of its own with every workbook of 乙."""

    def broken(plan: FilePlan, *rest: Any, **more: Any) -> Any:
        if "乙" in plan.name:
            raise ZeroDivisionError
        return write_copy(plan, *rest, **more)

    monkeypatch.setattr(corrections, "write_copy", broken)


@pytest.mark.usefixtures("failing")
def test_an_error_of_the_program_costs_one_workbook(tmp_path: Path) -> None:
    for sequence, name in enumerate("甲乙丙"):
        ledger(tmp_path / f"{name}.xlsx", 2 * sequence + 1)
    done = rs("correct", tmp_path, *BASIS)
    assert done.exit_code == 4
    assert (tmp_path / "甲.校正.xlsx").is_file()
    assert (tmp_path / "丙.校正.xlsx").is_file()
    assert not (tmp_path / "乙.校正.xlsx").exists()
    [line] = [line for line in done.stderr.splitlines() if "程序出错" in line]
    assert "乙.xlsx" in line
    assert "ZeroDivisionError" in line
    assert "不要发送台账" in line


@pytest.mark.usefixtures("failing")
def test_where_the_error_comes_from_is_shown_if_asked_for(tmp_path: Path) -> None:
    ledger(tmp_path / "乙.xlsx", 1)
    done = rs("correct", tmp_path, *BASIS, "--debug")
    assert done.exit_code == 4
    assert "Traceback" in done.stderr


@pytest.mark.parametrize("archive", ["包.zip", "一.zip", "zz.zip", "0.zip"])
def test_of_twins_in_a_folder_and_an_archive_that_in_the_folder_is_corrected(
    tmp_path: Path, archive: str
) -> None:
    source = ledger(tmp_path / "台账.xlsx", 1)
    with zipfile.ZipFile(tmp_path / archive, "w") as package:
        package.write(source, "里面/台账.xlsx")
    done = rs("correct", tmp_path, *BASIS)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "台账.校正.xlsx").is_file()
    [line] = [line for line in done.output.splitlines() if archive in line]
    assert "与“台账.xlsx”内容完全相同" in line


def test_a_workbook_in_an_archive_alone_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as package:
        package.write(ledger(tmp_path / "台账.xlsx", 1), "台账.xlsx")
    ledger(tmp_path / "台账.xlsx", 3)
    done = rs("correct", tmp_path, *BASIS)
    assert done.exit_code == 2
    assert "在压缩包里" in done.output
    assert (tmp_path / "台账.校正.xlsx").is_file()
