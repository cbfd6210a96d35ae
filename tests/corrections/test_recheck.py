"""What came back from a township: changed cells, moved rows, findings gone and new, answers."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.corrections import recheck_report
from ruralskills.corrections.recheck import Recheck
from ruralskills.reports.screen_lines import write_lines
from ruralskills.workspace.settings import Settings

A, B, C = (number(sequence=n) for n in (1, 3, 5))
HEAD = "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 带动户数 |"


def ledger(path: Path, *rows: str) -> Path:
    return write(path, Sheet("桂林街道2020年致富带头人台账", "\n".join((HEAD, *rows)), "带头人"))


def compared(one: Path, other: Path) -> Recheck:
    return rs.recheck(one, other, notices=["common"], as_of=TODAY, settings=Settings())


def sent(folder: Path) -> Path:
    """The marked copy of a ledger in which one sex is wrong and one leader leads too few."""
    path = ledger(
        folder / "台账.xlsx",
        f"| 桂林街道 | 青龙村 | 张三 | 女 | {A} | 3 |",
        f"| 桂林街道 | 青龙村 | 李四 | 男 | {B} | 2 |",
        f"| 桂林街道 | 红花村 | 王五 | 男 | {C} | 5 |",
    )
    [written] = rs.correct(path, notices=["common"], as_of=TODAY, settings=Settings()).written
    assert written.output is not None
    return written.output


def test_nothing_changed_is_nothing_said(tmp_path: Path) -> None:
    path = sent(tmp_path)
    done = compared(path, path)
    assert (done.changed, done.added, done.removed, done.resolved, done.new) == ((), (), (), (), ())
    assert len(done.remaining) == 2


def test_the_screen_has_the_verdict_first_and_in_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = sent(tmp_path)
    stream = io.StringIO()
    write_lines(recheck_report.screen_lines(compared(path, path)), stream)
    text = stream.getvalue()
    assert text.startswith("\x1b[1;31m结论：还有1条必须改正")
    assert "\x1b[1;31m〔填错〕" in text
    assert "\x1b[1m仍存在2条：" in text
    plain = io.StringIO()
    write_lines(recheck_report.screen_lines(compared(path, path)), plain, colour=False)
    assert plain.getvalue().splitlines() == list(recheck_report.lines(compared(path, path)))


def test_changes_are_told_apart_by_whether_anybody_asked(tmp_path: Path) -> None:
    path = sent(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["带头人"]
    sheet["D3"], sheet["F5"] = "男", 7
    back = tmp_path / "改.xlsx"
    book.save(back)
    done = compared(path, back)
    assert [(c.after.address, c.old, c.new, c.is_requested) for c in done.changed] == [
        ("D3", "女", "男", True), ("F5", "5", "7", False),
    ]  # fmt: skip
    assert [f.code for f in done.resolved] == ["P101"]
    assert [f.code for f in done.remaining] == ["L201"]
    lines = list(recheck_report.lines(done))
    for title, code in (("已解决1条：", "P101"), ("仍存在1条：", "L201")):
        assert lines[lines.index(title) + 1].endswith(f" [{code}]")


def test_rows_are_matched_by_whom_they_are_about(tmp_path: Path) -> None:
    one = ledger(
        tmp_path / "a.xlsx",
        f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 3 |",
        f"| 桂林街道 | 青龙村 | 李四 | 男 | {B} | 4 |",
    )
    other = ledger(
        tmp_path / "b.xlsx",
        f"| 桂林街道 | 青龙村 | 王五 | 男 | {C} | 5 |",
        f"| 桂林街道 | 青龙村 | 李四 | 男 | {B} | 4 |",
        f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 6 |",
    )
    done = compared(one, other)
    assert [(c.before.address, c.after.address, c.new) for c in done.changed] == [("F3", "F5", "6")]
    assert [r.subject.name for r in done.added] == ["王五"]
    assert not done.removed


def test_a_corrected_number_is_a_change_and_not_two_people(tmp_path: Path) -> None:
    one = ledger(tmp_path / "a.xlsx", f"| 桂林街道 | 青龙村 | 张三 | 男 | {A[:-1]}* | 3 |")
    other = ledger(tmp_path / "b.xlsx", f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 3 |")
    done = compared(one, other)
    assert [(c.field, c.is_requested) for c in done.changed] == [("id_number", True)]
    assert not done.added
    assert not done.removed


def test_rows_that_are_gone_are_no_solution(tmp_path: Path) -> None:
    path = sent(tmp_path)
    book = openpyxl.load_workbook(path)
    book["带头人"].delete_rows(3, 2)
    back = tmp_path / "删.xlsx"
    book.save(back)
    first = next(iter(recheck_report.lines(compared(path, back))))
    assert first == "结论：请先核对，核对后再采用：少了2行。"


def test_another_townships_workbook_is_not_taken(tmp_path: Path) -> None:
    path = sent(tmp_path)
    other = number(sequence=9)
    back = ledger(tmp_path / "别.xlsx", f"| 别的镇 | 白沙村 | 赵六 | 男 | {other} | 5 |")
    first = next(iter(recheck_report.lines(compared(path, back))))
    assert first.endswith("请核对是不是拿错了文件。")


def test_answers_are_held_against_the_check(tmp_path: Path) -> None:
    path = sent(tmp_path)
    book = openpyxl.load_workbook(path)
    book["带头人"]["D3"] = "男"
    answers = book["问题清单"]
    for row in range(5, answers.max_row + 1):
        if not answers.cell(row, 12).value:
            continue  # below the list stands what was not checked
        about = str(answers.cell(row, 2).value).rpartition("·")[2]
        said = {"张三": "已改", "李四": "情况属实，本季度新认定"}
        answers.cell(row, 9).value = said[about]
    back = tmp_path / "改.xlsx"
    book.save(back)
    done = compared(path, back)
    assert [(a.finding and a.finding.code, a.is_resolved) for a in done.answers] == [
        ("P101", True), ("L201", False),
    ]  # fmt: skip
    proposal = recheck_report.proposed_waiver(done.answers[1])
    assert proposal is not None
    assert (proposal["code"], proposal["name"], proposal["reason"]) == (
        "L201",
        "李四",
        "本季度新认定",
    )
    text = "\n".join(recheck_report.lines(done))
    assert "核对无误" in text
    assert "可由县里确认后列入豁免" in text


def test_an_answer_without_its_reason_and_one_that_is_not_true(tmp_path: Path) -> None:
    path = sent(tmp_path)
    book = openpyxl.load_workbook(path)
    answers = book["问题清单"]
    answers["I5"], answers["I6"] = "已改", "情况属实"
    back = tmp_path / "改.xlsx"
    book.save(back)
    text = "\n".join(recheck_report.lines(compared(path, back)))
    assert "问题仍在" in text
    assert "没有写明原因" in text


def test_no_number_is_shown_whole(tmp_path: Path) -> None:
    one = ledger(tmp_path / "a.xlsx", f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 3 |")
    other = ledger(tmp_path / "b.xlsx", f"| 桂林街道 | 青龙村 | 张三 | 男 | {B} | 3 |")
    done = compared(one, other)
    shown = done.masked()
    for text in ("\n".join(recheck_report.lines(shown)), recheck_report.text(shown)):
        assert A not in text
        assert B not in text
    assert A in recheck_report.text(done)
