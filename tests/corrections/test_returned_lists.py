"""A list of problems that comes back by itself: its answers are read beside what was sent."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

import ruralskills as rs
from builders.command_line import rs as command
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.corrections import recheck_report
from ruralskills.corrections.recheck import Recheck

A, B, C = (number(sequence=n) for n in (1, 3, 5))
D, E, F = (number(sequence=n) for n in (7, 9, 11))
HEAD = "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 带动户数 |"
CHOSEN = ("--notice", "common", "--as-of", "2020-07-10")


def ledger(path: Path, unit: str, *rows: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return write(path, Sheet(f"{unit}2020年致富带头人台账", "\n".join((HEAD, *rows)), "带头人"))


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Two townships' ledgers with three wrong sexes, and the list that a check wrote of them."""
    folder = tmp_path / "收件"
    ledger(
        folder / "桂林街道.xlsx",
        "桂林街道",
        f"| 桂林街道 | 青龙村 | 张三 | 女 | {A} | 3 |",
        f"| 桂林街道 | 青龙村 | 李四 | 女 | {B} | 3 |",
        f"| 桂林街道 | 红花村 | 王五 | 男 | {C} | 5 |",
    )
    ledger(folder / "双江镇.xlsx", "双江镇", f"| 双江镇 | 白云村 | 赵六 | 女 | {D} | 4 |")
    done = command("validate", folder, *CHOSEN, "-q", "-o", tmp_path / "问题清单.xlsx")
    assert done.exit_code == 1, done.output
    return folder


def answered(folder: Path, unit: str = "桂林街道", **answers: str) -> Path:
    """The list as a township sends it: its own sheet alone, some lines answered by name."""
    book = openpyxl.load_workbook(folder / "问题清单.xlsx")
    for name in book.sheetnames:
        if name != unit:
            del book[name]
    for row in book[unit].iter_rows(min_row=5):
        name = str(row[1].value).rpartition("·")[2]
        if name in answers:
            row[8].value = answers[name]
    path = folder / f"{unit}问题清单（已填）.xlsx"
    book.save(path)
    return path


def told(done: Recheck) -> list[str]:
    lines = list(recheck_report.lines(done))
    return [line.strip() for line in lines if "号填" in line]


def test_a_list_beside_the_ledger_that_was_sent(sent: Path) -> None:
    back = answered(sent.parent, 张三="已改", 李四="情况属实，户口本如此")
    done = rs.recheck(sent / "桂林街道.xlsx", back, notices=["common"])
    assert done.is_list_only
    assert (len(done.answers), done.listed, done.unanswered) == (2, 2, 0)
    assert told(done) == [
        "1号填“已改”：问题仍在（性别与身份证号不符），请再核对",
        "2号填“情况属实”：理由“户口本如此”，可由县里确认后列入豁免",
    ]
    first = next(iter(recheck_report.lines(done)))
    assert first == (
        "结论：只报回了问题清单，没有报回台账：清单上2条，填“已改”1条、填“情况属实”1条。"
    )


def test_a_list_beside_the_ledger_that_came_back(sent: Path) -> None:
    """The list stands among the ledgers that are looked at together."""
    mended = ledger(
        sent.parent / "改.xlsx",
        "桂林街道",
        f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 3 |",
        f"| 桂林街道 | 青龙村 | 李四 | 女 | {B} | 3 |",
        f"| 桂林街道 | 红花村 | 王五 | 男 | {C} | 5 |",
    )
    back = answered(sent.parent, 张三="已改", 李四="已改")
    done = rs.recheck(sent / "桂林街道.xlsx", mended, others=[back], notices=["common"])
    assert not done.is_list_only
    assert told(done) == [
        "1号填“已改”：核对无误",
        "2号填“已改”：问题仍在（性别与身份证号不符），请再核对",
    ]


def test_a_list_of_nothing_answered(sent: Path) -> None:
    done = rs.recheck(sent / "桂林街道.xlsx", answered(sent.parent), notices=["common"])
    assert (done.answers, done.listed, done.unanswered) == ((), 2, 2)
    assert "清单上2条，都没有填，没有填的2条" in next(iter(recheck_report.lines(done)))


def test_the_folder_that_was_sent_and_a_list(sent: Path) -> None:
    back = answered(sent.parent, 张三="已改")
    done = command("recheck", sent, back, *CHOSEN)
    assert done.exit_code == 1, done.output
    assert "桂林街道.xlsx" in done.stdout
    assert "只报回了问题清单，没有报回台账：清单上2条，填“已改”1条，没有填的1条" in done.stdout
    assert "双江镇.xlsx" in done.stdout
    assert "没有报回" in done.stdout


def test_a_whole_list_among_the_ledgers_of_a_folder(sent: Path) -> None:
    """The list of all units, answered in two of its sheets, lies beside what came back."""
    returned = sent.parent / "报回"
    shutil.copytree(sent, returned)
    book = openpyxl.load_workbook(sent.parent / "问题清单.xlsx")
    book["桂林街道"]["I5"] = "情况属实（户口本如此）"
    book["双江镇"]["I5"] = "正在核实"
    book.save(returned / "问题清单.xlsx")
    done = command("recheck", sent, returned, *CHOSEN, "--format", "json")
    workbooks = {each["file"]: each for each in json.loads(done.stdout)["workbooks"]}
    assert set(workbooks) == {"桂林街道.xlsx", "双江镇.xlsx"}
    [one] = workbooks["桂林街道.xlsx"]["recheck"]["answers"]
    [other] = workbooks["双江镇.xlsx"]["recheck"]["answers"]
    assert (one["said"], one["reason"], one["waiver"]["code"]) == ("情况属实", "户口本如此", "P101")
    assert other["said"] == "正在核实"


def test_a_list_that_lies_with_what_was_sent_is_no_ledger(sent: Path) -> None:
    shutil.copy(sent.parent / "问题清单.xlsx", sent / "问题清单.xlsx")
    done = command("recheck", sent, sent, *CHOSEN)
    assert "没有报回" not in done.stdout
    assert "2份中" in done.stdout


def test_lines_of_another_ledger_are_told(sent: Path) -> None:
    back = answered(sent.parent, 张三="已改")
    (sent / "桂林街道.xlsx").unlink()
    done = command("recheck", sent, back, *CHOSEN)
    assert "清单上有2条与退回的台账对不上" in done.stdout


def test_a_ledger_beside_a_folder_is_refused_in_a_line(sent: Path) -> None:
    done = command("recheck", sent, sent / "桂林街道.xlsx", *CHOSEN)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "不是问题清单" in done.stderr


def test_no_number_of_a_list_is_shown_whole(sent: Path) -> None:
    back = answered(sent.parent, 张三=f"情况属实，号码{E}，电话13812345678")
    done = command("recheck", sent / "桂林街道.xlsx", back, *CHOSEN)
    assert "情况属实" in done.stdout
    assert E not in done.stdout
    assert "13812345678" not in done.stdout
