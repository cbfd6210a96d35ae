"""A report takes the place of no ledger: what an office keeps is not written over."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from builders.command_line import rs
from builders.sheet_text import write
from builders.workbook_fixture import leaders

FORMATS = ("console", "json", "csv", "html", "xlsx", "markdown", "sarif", "github")


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
    ledger = ledger.rename(ledger.with_suffix(f".{form}"))
    line = refused(ledger, "validate", ledger, "--format", form, "-o", ledger)
    assert "交来检查的文件" in line


def test_the_ledger_by_another_name(ledger: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.xlsx"
    link.symlink_to(ledger)
    assert "交来检查的文件" in refused(ledger, "validate", link, "-o", ledger, "--format", "xlsx")


def test_a_ledger_of_the_folder(ledger: Path, tmp_path: Path) -> None:
    assert "交来检查的文件" in refused(
        ledger, "validate", tmp_path, "--format", "xlsx", "-o", ledger
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


NOT_OURS = {
    "台账.csv": "姓名,身份证号\n李四,500199198506150017\n",
    "rs.toml": 'notices = ["common"]\n',
    "计划.json": '{"schema_version": 1, "tool": {"name": "别的", "version": "1"}, "files": []}\n',
    "说明.txt": "村里的说明\n",
    "网页.html": '<!DOCTYPE html>\n<meta charset="utf-8">\n<p>通报</p>\n',
    "没有后缀": "x",
}


SUFFIXES = (".txt", ".json", ".csv", ".html", ".xlsx", ".md", ".json", ".txt")
CONTRADICTED = {
    form: {".csv", ".json", ".txt", ".html"} - {suffix}
    for form, suffix in zip(FORMATS, SUFFIXES, strict=True)
}
"""By format, the suffixes that stand for another one."""


@pytest.mark.parametrize("name", NOT_OURS)
@pytest.mark.parametrize("form", [*FORMATS, "plan", "statistics"])
def test_nothing_that_is_not_ours_whatever_its_suffix(
    ledger: Path, tmp_path: Path, name: str, form: str
) -> None:
    (tmp_path / "别的").mkdir()
    other = tmp_path / "别的" / name
    other.write_text(NOT_OURS[name], "utf-8")
    arguments: list[str | Path] = ["validate", ledger, "--format", form, "-o", other]
    if form == "plan":
        arguments = ["correct", ledger, "--plan", other]
    elif form == "statistics":
        arguments = ["validate", ledger, "--statistics", "-o", other]
    line = refused(other, *arguments)
    told = "不是本工具写的，没有覆盖"
    if form != "plan" and other.suffix in CONTRADICTED.get(form, CONTRADICTED["console"]):
        told = "不一致"
    assert told in line
    assert [path.name for path in other.parent.iterdir()] == [name]


def test_a_plan_that_somebody_has_edited_is_kept(ledger: Path, tmp_path: Path) -> None:
    plan = tmp_path / "计划.json"
    rs("correct", ledger, "--plan", plan)
    plan.write_text(plan.read_text("utf-8").replace("台账", "另一本"), "utf-8")
    edited = plan.read_bytes()
    result = rs("correct", ledger, "--plan", plan)
    assert "另存为“计划.旧1.json”" in result.stderr
    assert (tmp_path / "计划.旧1.json").read_bytes() == edited
    if os.name == "posix":
        assert stat.S_IMODE(plan.stat().st_mode) == 0o600


def test_the_mark_stands_in_files_and_not_on_the_screen(ledger: Path, tmp_path: Path) -> None:
    for form in ("json", "csv", "html"):
        target = tmp_path / f"结果.{form}"
        rs("validate", ledger, "--format", form, "-o", target)
        assert b"sha256" in target.read_bytes()[:600]
    printed = json.loads(rs("validate", ledger, "--format", "json").stdout)
    written = json.loads((tmp_path / "结果.json").read_bytes())
    assert set(printed["tool"]) == {"name", "version"}
    assert set(written["tool"]) == {"name", "version", "content_sha256"}
    assert "sha256" not in rs("validate", ledger, "--format", "csv").stdout
    assert "generator" not in rs("validate", ledger, "--format", "html").stdout


def test_a_report_with_its_mark_is_a_baseline(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "基线.json"
    rs("validate", ledger, "--format", "json", "-o", target)
    assert rs("validate", ledger, "--baseline", target).exit_code == 0
