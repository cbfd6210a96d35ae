"""A report takes the place of no ledger: what an office keeps is not written over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders.workbook_fixture import leaders, write
from ruralskills.cli import application

FORMATS = ("console", "json", "csv", "html", "xlsx")


def rs(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(), [str(argument) for argument in arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write(tmp_path / "台账.xlsx", leaders("| 2 |", head="| 带动贫困户数 |"))


def refused(path: Path, *arguments: str | Path) -> str:
    before = path.read_bytes()
    result = rs(*arguments)
    assert result.exit_code == 2
    assert path.read_bytes() == before
    [line] = result.stderr.splitlines()
    return line


@pytest.mark.parametrize("form", FORMATS)
def test_the_ledger_itself(ledger: Path, form: str) -> None:
    line = refused(ledger, "validate", ledger, "--format", form, "-o", ledger)
    assert "交来检查的文件" in line


def test_the_ledger_by_another_name(ledger: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.xlsx"
    link.symlink_to(ledger)
    assert "交来检查的文件" in refused(ledger, "validate", link, "-o", ledger, "--format", "csv")


def test_a_ledger_of_the_folder(ledger: Path, tmp_path: Path) -> None:
    assert "交来检查的文件" in refused(
        ledger, "validate", tmp_path, "--format", "json", "-o", ledger
    )


def test_a_text_that_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,身份证号\n张三,500199198506150017\n", "utf-8")
    assert "交来检查的文件" in refused(path, "validate", path, "--format", "csv", "-o", path)


def test_what_is_looked_up(ledger: Path, tmp_path: Path) -> None:
    former = tmp_path / "上期.xlsx"
    shutil.copy(ledger, former)
    line = refused(former, "validate", ledger, "--previous", former, "-o", former)
    assert "交来检查的文件" in line


def test_somebody_elses_workbook(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "别的").mkdir()
    other = write(tmp_path / "别的" / "y.xlsx", leaders("| 9 |", head="| 带动贫困户数 |"))
    line = refused(other, "validate", ledger, "--format", "xlsx", "-o", other)
    assert "没有覆盖" in line


def test_a_plan(ledger: Path) -> None:
    assert "交来检查的文件" in refused(ledger, "correct", ledger, "--plan", ledger)


@pytest.mark.parametrize("form", FORMATS)
def test_our_own_report_is_written_anew(ledger: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"问题清单.{form}"
    for _ in range(2):
        assert rs("validate", ledger, "--format", form, "-o", target).exit_code == 1
    assert target.stat().st_size
