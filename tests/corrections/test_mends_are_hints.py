"""A check names the very cells that a corrected copy rewrites."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

import ruralskills as rs
from builders.counties import EXAMPLES
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.cli.validate import exit_code
from ruralskills.corrections.correct import Corrected
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.outcome import Outcome
from ruralskills.reports.console import lines
from ruralskills.validation.mend_hints import MEND_CODES
from ruralskills.workspace.settings import Settings

ROOT = Path(__file__).resolve().parents[2] / "examples"
Cells = set[tuple[str, str, str]]
COMMON = Settings()


def hinted(outcome: Outcome) -> Cells:
    """The cells of all hints about form, and of the fixes that change no meaning."""
    cells = [
        cell
        for finding in outcome.findings
        if finding.code in MEND_CODES or (finding.fix and finding.fix.safety == "safe")
        for cell in (finding.cell, *finding.related)
    ]
    assert len(cells) == len(set(cells)), "a cell has one hint about its form"
    return {(cell.file, cell.sheet, cell.address) for cell in cells if cell}


def rewritten(done: Corrected) -> Cells:
    """The cells whose values differ between each workbook and its copy."""
    sources = {file.path: Path(file.location) for file in done.outcome.files}
    found: Cells = set()
    for written in done.written:
        if written.output is None:
            continue
        one, other = map(openpyxl.load_workbook, (sources[written.name], written.output))
        for sheet in one.worksheets:
            for row in sheet.iter_rows():
                found |= {
                    (written.name, sheet.title, cell.coordinate)
                    for cell in row
                    if cell.value != other[sheet.title][cell.coordinate].value
                }
    return found


def both(paths: list[Path], folder: Path, settings: Settings | None) -> tuple[Outcome, Corrected]:
    notices = ["common"] if settings is COMMON else []
    outcome = rs.validate(paths, notices=notices, as_of=TODAY, settings=settings)
    done = rs.correct(paths, notices=notices, as_of=TODAY, settings=settings, output=folder)
    assert not done.failed
    return outcome, done


SLIPS: list[Callable[[str], str]] = [
    lambda text: f"{text[:1]}\u200b{text[1:]}",
    lambda text: f" {text}",
    lambda text: f"{text}　",
    lambda text: f"{text[:1]}　{text[1:]}",
    lambda text: f"{text[:2]}\u00a0{text[2:]}",
    lambda text: text.translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)}),
    lambda text: text.lower(),
    lambda text: f"{text}户" if text.isdigit() else text,
    lambda text: f"约{text}",
    lambda text: f"{text}\n（{text}）",
    lambda text: text.replace("-", "."),
    lambda text: {"男": "男性", "女": "女性", "是": "√", "电工": "电工 焊工"}.get(text, text),
]


def untidied(value: Any, rng: Random) -> Any:
    """A value as an office may write it."""
    if value is None or isinstance(value, bool) or rng.random() < 0.6:
        return value
    text = value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)
    if text.startswith("="):
        return value
    for _ in range(rng.choice((1, 1, 2))):
        text = rng.choice(SLIPS)(text)
    return text


def untidy(path: Path, rng: Random, first: int) -> None:
    """Write cells of a workbook untidily, from a row on down."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=first):
            for cell in row:
                if not isinstance(cell, openpyxl.cell.MergedCell):
                    cell.value = untidied(cell.value, rng)
    book.save(path)


LEDGERS = {
    "桂林街道2020年致富带头人台账": (
        "镇街|村|姓名|性别|身份证号|联系电话|认定时间|带动户数",
        "桂林街道|青龙村|张{n}|男|{id}|1381234567{n}|{{2019-05-0{n}}}|{n}",
    ),
    "桂林街道2020年学员花名册": (
        "序号|姓名|性别|身份证号|培训工种|开班日期|结业日期|培训补贴标准（元）|是否合格",
        "{n}|王{n}|男|{id}|电工|{{2020-05-0{n}}}|{{2020-05-1{n}}}|300|是",
    ),
    "桂林街道2020年资金支出台账": (
        "序号|支出项目|支出金额（元）|支出日期|备注",
        "{n}|培训费|1{n}00.5|{{2020-05-0{n}}}|无",
    ),
}


def ledger(path: Path, title: str) -> Path:
    head, row = LEDGERS[title]
    names = "零一二三四五六七八九"
    rows = (
        row.format(n=n, id=number(sequence=2 * n + 1)).replace(f"张{n}", f"张{names[n]}")
        for n in range(1, 9)
    )
    return write(path, Sheet(title, "\n".join((head, *rows)), "台账"))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("title", LEDGERS)
def test_generated_ledgers(tmp_path: Path, title: str, seed: int) -> None:
    path = ledger(tmp_path / "台账.xlsx", title)
    untidy(path, Random(f"{title}{seed}"), 3)
    outcome, done = both([path], tmp_path / "copies", COMMON)
    assert rewritten(done) == hinted(outcome) != set()
    assert not done.outcome.rules_broken


@pytest.mark.parametrize("name", [f"{n}{end}" for n in EXAMPLES for end in ("", "-clean")])
def test_example_counties_have_nothing_to_mend(name: str, tmp_path: Path) -> None:
    outcome, done = both([ROOT / name], tmp_path / "copies", None)
    assert rewritten(done) == hinted(outcome) == set()


@pytest.mark.parametrize("name", EXAMPLES)
def test_untidy_counties(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(ROOT / f"{name}-clean", folder)
    books = sorted(folder.rglob("*.xlsx"))[:3]
    for book in books:
        untidy(book, Random(f"{name}{book.name}"), 5)
    outcome, done = both([folder], tmp_path / "copies", None)
    assert rewritten(done) == hinted(outcome) != set()


def test_what_a_formula_makes_is_not_named(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", "桂林街道2020年致富带头人台账")
    book = openpyxl.load_workbook(path)
    book["台账"]["C4"] = '="李 四"'
    book["台账"]["C5"] = "王 五"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    formula = re.search(rb'<c r="C4"[^>]*>(<f>.*?</f>)<v ?/?>(?:</v>)?</c>', sheet)
    assert formula
    computed = b'<c r="C4" t="str">' + formula[1] + "<v>李 四</v></c>".encode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(formula[0], computed)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    outcome, done = both([path], tmp_path / "copies", COMMON)
    assert rewritten(done) == hinted(outcome) == {("台账.xlsx", "台账", "C5")}


def test_a_column_and_kind_is_one_hint_that_names_each_cell(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", "桂林街道2020年致富带头人台账")
    book = openpyxl.load_workbook(path)
    for row in (3, 5, 8):
        book["台账"].cell(row, 3).value = "张　三"
        book["台账"].cell(row, 4).value = "男性"
    book["台账"]["C6"] = "李\u200b四"
    book["台账"]["H7"] = "５户"
    book["台账"]["G9"] = "2019.5.7"
    book.save(path)
    outcome = rs.validate(path, notices=["common"], as_of=TODAY, settings=COMMON)
    hints = [f for f in outcome.findings if f.code in MEND_CODES]
    assert {(f.code, f.place[-2:], *(c.address for c in f.related)) for f in hints} == {
        ("C802", "C3", "C5", "C8"), ("C801", "C6"), ("C805", "D3", "D5", "D8"),
        ("C803", "H7"), ("C804", "G9"),
    }  # fmt: skip
    assert {(f.severity, f.nature) for f in hints} == {(Severity.INFO, Nature.HINT)}
    assert exit_code(outcome) == 0
    shown = ["".join(text for text, _ in line) for line in lines(outcome)]
    named = [line for line in shown if "〔提示〕" in line]
    assert len(named) == 5
    assert sum("rs correct" in line for line in shown) == 1


def test_marks_alone_leave_the_hints_on_the_list(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", "桂林街道2020年致富带头人台账")
    book = openpyxl.load_workbook(path)
    book["台账"]["C5"] = "王 五"
    book.save(path)
    for marks_only, expected in ((True, ["C802"]), (False, [])):
        done = rs.correct(
            path, notices=["common"], as_of=date(2020, 12, 31), settings=COMMON,
            marks_only=marks_only, output=tmp_path / f"{marks_only}",
        )  # fmt: skip
        [written] = done.written
        assert written.output is not None
        sheets = openpyxl.load_workbook(written.output)
        listed = [sheet for sheet in sheets.worksheets if sheet.title == "问题清单"]
        last = [row[10].value for sheet in listed for row in sheet.iter_rows()]
        codes = [code for code in last if code in MEND_CODES]
        assert codes == expected
