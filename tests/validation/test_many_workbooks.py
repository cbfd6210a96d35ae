"""A folder of a province's workbooks: each is read, and nothing is made up."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import ruralskills as rs
from builders.bulk import make_many
from builders.proof import amount
from builders.sheet_text import Sheet, write
from ruralskills.workspace.settings import Settings

BOOKS = amount(40, 4000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    make_many(folder, BOOKS, rows=25)
    return folder


def test_all_are_read_and_nothing_is_found(folder: Path) -> None:
    outcome = rs.validate(folder, notices=["common"], settings=Settings())
    assert [file.status for file in outcome.files] == ["read"] * BOOKS
    assert (len(outcome.tables), outcome.rows) == (BOOKS, BOOKS * 25)
    assert not outcome.findings
    assert not outcome.rules_broken


def test_somebody_entered_in_two_of_them_is_found(folder: Path, tmp_path: Path) -> None:
    first = min(folder.iterdir())
    row = openpyxl.load_workbook(first).worksheets[0][5]
    name, identity = row[4].value, row[6].value
    table = f"| 姓名 | 身份证号 |\n| {name} | {identity} |"
    again = write(tmp_path / "再报.xlsx", Sheet("2020年致富带头人台账", table))
    outcome = rs.validate([folder, again], notices=["common"], settings=Settings())
    [finding] = outcome.findings
    assert {finding.file, *(cell.file for cell in finding.related)} == {first.name, again.name}
