"""A report of ours among the ledgers is passed over, whatever its name, and that is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import ruralskills as rs
from builders.command_line import rs as run
from builders.corpus.formats import text
from ruralskills.model.outcome import Outcome
from ruralskills.model.own_reports import FINDINGS

DAY = date(2021, 1, 15)
PASSED_OVER = "是本工具写的报告，不检查"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "台账.csv").write_bytes(text(",", "utf-8"))
    return tmp_path


def checked(folder: Path) -> Outcome:
    return rs.validate(folder, notices=(), as_of=DAY)


def write(folder: Path, name: str, kind: str) -> Path:
    path = folder / name
    run("validate", folder, "--format", kind, "--output", path, "--as-of", str(DAY))
    return path


def printed(folder: Path) -> None:
    """As a shell writes it, without a mark."""
    result = run("validate", folder, "--format", "csv", "--as-of", str(DAY))
    (folder / "屏幕.csv").write_text(result.stdout, encoding="utf-8-sig")


def written(folder: Path) -> None:
    write(folder, "核查结果.csv", "csv")


def edited(folder: Path) -> None:
    path = write(folder, "核查结果.csv", "csv")
    path.write_bytes(path.read_bytes().replace("郑长河".encode(), "郑长河（已改）".encode()))


def saved_in_gbk(folder: Path) -> None:
    path = write(folder, "核查结果.csv", "csv")
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))


def saved_as_a_workbook(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(FINDINGS)
    sheet.append([1, "填错", "错误", "P101", "性别与身份证号不符", "台账.csv", "台账", "C5", 5])
    book.save(folder / "核查结果.xlsx")


def list_under_another_name(folder: Path) -> None:
    write(folder, "发回乡镇.xlsx", "xlsx")


@pytest.mark.parametrize(
    "report", [printed, written, edited, saved_in_gbk, saved_as_a_workbook, list_under_another_name]
)
def test_a_report_is_passed_over_and_said(folder: Path, report: Callable[[Path], None]) -> None:
    before = [finding.message for finding in checked(folder).findings]
    report(folder)
    outcome = checked(folder)
    assert [finding.message for finding in outcome.findings] == before
    [told] = [status for status in outcome.files if status.path != "台账.csv"]
    assert (told.status, told.reason) == ("skipped", PASSED_OVER)
    assert PASSED_OVER in run("validate", folder, "--as-of", str(DAY)).stdout


def test_a_report_with_nothing_found_is_one_too(folder: Path) -> None:
    sound = text(",", "utf-8").replace("郑长河,女".encode(), "郑长河,男".encode())
    (folder / "台账.csv").write_bytes(sound)
    printed(folder)
    assert [status.reason for status in checked(folder).files] == ["", PASSED_OVER]


def test_a_report_that_somebody_made_a_list_of_is_none(folder: Path) -> None:
    """An office may add its reasons to the findings that it waives."""
    printed(folder)
    path = folder / "屏幕.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("位置\n", "位置,豁免理由\n", 1))
    assert PASSED_OVER not in [status.reason for status in checked(folder).files]


def test_a_ledger_with_some_of_these_headers_is_none(folder: Path) -> None:
    (folder / "整改台账.csv").write_text(
        "编号,性质,级别,规则,问题,姓名,身份证号\n1,一般,错误,,没有签字,张三,500199198506150017\n",
        encoding="utf-8",
    )
    assert PASSED_OVER not in [status.reason for status in checked(folder).files]
