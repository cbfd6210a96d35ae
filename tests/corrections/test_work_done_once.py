"""What is read and gone through once, and sentences about very many rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

import ruralskills as rs
from builders import outcomes
from builders.outcomes import SHEET, finding
from builders.sheet_text import Sheet, tables, write
from builders.workbook_fixture import TODAY, number
from ruralskills.corrections import recheck
from ruralskills.corrections.answers import DONE, Answer
from ruralskills.forms.blank_ledger import BlankOptions, write_blank
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Finding
from ruralskills.model.layout import FileStatus, SheetStatus
from ruralskills.model.outcome import Outcome
from ruralskills.readers.grid import LONGEST_TEXT, Grid
from ruralskills.readers.xlsx import Xlsx
from ruralskills.validation import file_check
from ruralskills.validation.file_check import FileCheck
from ruralskills.workspace.settings import Settings

HEAD = "| 镇街 | 村 | 姓名 | 身份证号 | 带动户数 |"


def leaders(path: Path, *, sheets: int = 1, rows: int = 2, household: int = 3) -> Path:
    line = f"| 桂林街道 | 青龙村 | 张 三 | {number(sequence=1)} | {household} |"
    table = "\n".join([HEAD, *[line] * rows])
    title = "桂林街道2020年致富带头人台账"
    return write(path, *(Sheet(title, table, f"带头人{at}") for at in range(sheets)))


@pytest.mark.parametrize("is_same", [True, False])
def test_a_comparison_reads_each_sheet_once(
    is_same: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = leaders(tmp_path / "台账.xlsx", sheets=3)
    other = one if is_same else leaders(tmp_path / "改.xlsx", sheets=3, household=4)
    reads: Counter[tuple[int, str]] = Counter()
    read = Xlsx.read

    def counted(self: Xlsx, name: str) -> Grid:
        reads[id(self), name] += 1
        return read(self, name)

    monkeypatch.setattr(Xlsx, "read", counted)
    done = rs.recheck(one, other, notices=["common"], as_of=TODAY, settings=Settings())
    assert sum(reads.values()) == (3 if is_same else 6)
    assert set(reads.values()) == {1}
    assert len(done.changed) == (0 if is_same else 6)


def test_a_word_in_merged_cells_that_changed_is_told_once(tmp_path: Path) -> None:
    """Whoever looks for tables fills the cells of merges: the next reader must not see that."""
    path = leaders(tmp_path / "台账.xlsx", rows=3)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["F2"], sheet["F3"] = "工作组", "甲组"
    sheet.merge_cells("F3:F5")
    book.save(path)
    sheet["F3"] = "乙组"
    book.save(other := tmp_path / "改.xlsx")
    done = rs.recheck(path, other, notices=["common"], as_of=TODAY, settings=Settings())
    assert [each.says for each in done.sheets] == ["F3“工作组”由“甲组”改为“乙组”"]


@pytest.mark.parametrize("rows", [2, 21, 22, 3_000])
def test_a_person_who_stands_in_very_many_rows_is_told_in_a_sentence(
    rows: int, tmp_path: Path
) -> None:
    path = leaders(tmp_path / "台账.xlsx", rows=rows)
    done = rs.correct(path, notices=["common"], as_of=TODAY, settings=Settings())
    [finding] = [each for each in done.outcome.findings if each.code == "P102"]
    assert len(finding.related) == rows - 1
    assert finding.message.startswith(f"同一身份证号共登记{rows}次，其余在：D3（张三）")
    assert finding.message.endswith(f"等{rows - 1}处") is (rows > 21)
    assert finding.message.count("（张三）") == min(rows - 1, 20)
    [written] = done.written
    assert written.output is not None
    for sheet in openpyxl.load_workbook(written.output):
        texts = (str(value) for row in sheet.iter_rows(values_only=True) for value in row)
        assert max(map(len, texts)) <= LONGEST_TEXT


@pytest.mark.parametrize("count", [1, 40])
def test_the_new_findings_are_sought_once_for_all_answers(count: int) -> None:
    class Counted(tuple[Finding, ...]):
        looks = 0

        def __iter__(self) -> Iterator[Finding]:
            Counted.looks += 1
            return super().__iter__()

    rows = range(3, 3 + count)
    old = [replace(finding(row), fingerprint=f"旧{row}") for row in rows]
    new = [replace(finding(row, code="L202"), fingerprint=f"新{row}") for row in rows]
    answers = [Answer(each.fingerprint, DONE, "", 1, "1") for each in old]
    places = {(SHEET, row): (SHEET, row) for row in rows}
    before, after = Outcome(findings=tuple(old)), Outcome(findings=Counted(new))
    checked = [*recheck._checked_answers(answers, before, after, (), places)]
    assert [each.instead for each in checked] == [(each,) for each in new]
    assert Counted.looks == 2


def test_an_old_ledger_is_read_once_for_its_blank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = leaders(tmp_path / "旧.xlsx", sheets=3)
    reads: Counter[str] = Counter()
    read = Xlsx.read

    def counted(self: Xlsx, name: str) -> Grid:
        reads[name] += 1
        return read(self, name)

    monkeypatch.setattr(Xlsx, "read", counted)
    options = BlankOptions(source=path, output=tmp_path / "空白.xlsx")
    write_blank(Leader, Settings(), options)
    assert reads == {"带头人0": 1, "带头人1": 1, "带头人2": 1}


def test_the_status_of_a_sheet_is_made_once_for_all_its_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = FileCheck(FileStatus("甲.xlsx", "read"))
    check.sheets = [
        SheetStatus("甲.xlsx", "表", "read", "有人"),
        SheetStatus("甲.xlsx", "空", "read"),
    ]
    layout = replace(outcomes.table("甲.xlsx", "表"), remarks=("有1行被隐藏", "有2行划了删除线"))
    [table] = tables("姓名|村|身份证号|带动贫困户数\n张三|青龙村|1|{3}", "表")
    check.tables = [replace(table, layout=layout)] * 5
    made = []

    def counted(status: SheetStatus, **changes: str) -> SheetStatus:
        made.append(status)
        return replace(status, **changes)

    monkeypatch.setattr(file_check, "replace", counted)
    file_check._add_layout_remarks(check)
    said = "；".join(layout.remarks)
    assert [each.reason for each in check.sheets] == ["；".join(["有人", *[said] * 5]), ""]
    assert check.remarks == [f"甲.xlsx!表：{said}"] * 5
    assert len(made) == 1
