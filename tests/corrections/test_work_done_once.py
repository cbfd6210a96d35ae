"""What a comparison reads once, and sentences about very many rows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.readers.grid import LONGEST_TEXT, Grid
from ruralskills.readers.xlsx import Xlsx
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
