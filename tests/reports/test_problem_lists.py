"""问题清单 as a township works with it: its numbers, its paper, both sides of a doubt between two."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

import ruralskills as rs
from builders import libreoffice
from builders.outcomes import CLAUSE, finding, outcome
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.corrections import recheck_report
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature, Party, Subject
from ruralskills.model.layout import TableLayout
from ruralskills.model.outcome import ReplyTerms
from ruralskills.reports import list_page, problem_list, xlsx
from ruralskills.reports.units import unit_of_table
from ruralskills.workspace.settings import Settings, parse_settings

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
HEAD = "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 带动户数 |"
LIST = "问题清单"


def ledger(path: Path, *rows: str, unit: str = "桂林街道") -> Path:
    path.parent.mkdir(exist_ok=True)
    return write(path, Sheet(f"{unit}2020年致富带头人台账", "\n".join((HEAD, *rows)), "带头人"))


def two_townships(folder: Path) -> Path:
    """One leader in the ledgers of two townships, and a mistake in one of them."""
    ledger(
        folder / "桂林.xlsx",
        f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 3 |",
        f"| 桂林街道 | 青龙村 | 李四 | 女 | {B} | 4 |",
    )
    ledger(
        folder / "柏梓.xlsx",
        f"| 柏梓镇 | 白沙村 | 钱七 | 男 | {D} | 3 |",
        f"| 柏梓镇 | 白沙村 | 张三三 | 男 | {A} | 3 |",
        unit="柏梓镇",
    )
    return folder


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The lines of a list, without its head and what stands below."""
    found = sheet.iter_rows(min_row=5, values_only=True)
    return [row for row in found if isinstance(row[0], int)]


def test_both_commands_write_one_list(tmp_path: Path) -> None:
    folder = two_townships(tmp_path / "收件")
    made = rs.validate(folder, notices=["common"], as_of=TODAY, settings=Settings())
    path = tmp_path / "清单.xlsx"
    path.write_bytes(xlsx.workbook(made.masked(), path))
    whole = openpyxl.load_workbook(path)
    done = rs.correct(folder, notices=["common"], as_of=TODAY, settings=Settings())
    for copy in done.written:
        assert copy.output is not None
        book = openpyxl.load_workbook(copy.output)
        unit = "桂林街道" if "桂林" in copy.name else "柏梓镇"
        assert rows(book[LIST]) == rows(whole[unit])
        assert [cell.value for cell in book[LIST][4]] == [cell.value for cell in whole[unit][4]]


def test_a_doubt_between_two_townships_stands_in_both_lists(tmp_path: Path) -> None:
    folder = two_townships(tmp_path / "收件")
    made = rs.validate(folder, notices=["common"], as_of=TODAY, settings=Settings())
    lists = {each.unit: each for each in problem_list.unit_lists(made)}
    both = {
        unit: [line for line in each.lines if line.finding.code in ("P102", "P103")]
        for unit, each in lists.items()
    }
    assert {unit: len(lines) for unit, lines in both.items()} == {"桂林街道": 1, "柏梓镇": 1}
    assert len({line.finding.fingerprint for lines in both.values() for line in lines}) == 1
    for unit, other, stranger in (
        ("桂林街道", "柏梓镇", "张三三"),
        ("柏梓镇", "桂林街道", "桂林.xlsx"),
    ):
        [line] = both[unit]
        assert other in line.problem
        assert stranger not in line.problem
        assert line.unit == unit
        assert line.cell is not None
        assert line.cell.file.startswith(unit[:2])
    for each in lists.values():
        assert [line.number for line in each.lines] == list(range(1, len(each.lines) + 1))
        cells = [(line.cell.row, line.cell.column) for line in each.lines if line.cell]
        assert all(one <= next_ for one, next_ in pairwise(cells))


def between(message: str, unit: str = "柏梓镇", *, own: str = "云岭镇") -> list[str]:
    cell = Cell("柏梓镇.xlsx", "花名册", 41, 3)
    one = finding(message=message, unit=own, value=None, related=(cell,))
    one = replace(one, parties=(Party(cell, Subject(unit, "白沙村", "钱七", "1234")),))
    lists = problem_list.unit_lists(outcome(one))
    return [f"{each.unit}：{line.problem}" for each in lists for line in each.lines]


@pytest.mark.parametrize(
    ("message", "own", "other"),
    [
        ("另一条在柏梓镇.xlsx!花名册!D41（钱七）", "另一条在柏梓镇", "另一条在本行"),
        ("与柏梓镇.xlsx!花名册!D41是同一户", "与柏梓镇是同一户", "与本行是同一户"),
        (
            "其余在：柏梓镇.xlsx!花名册!D41（钱七）、柏梓镇.xlsx!花名册!D41（钱七）",
            "其余在：柏梓镇",
            "其余在：本行",
        ),
        ("重叠3天；柏梓镇.xlsx!花名册!D410是别的", "重叠3天；柏梓镇.xlsx!花名册!D410是别的", ""),
    ],
)
def test_the_other_township_is_named_by_its_unit_alone(message: str, own: str, other: str) -> None:
    told = between(message)
    assert told[0] == f"云岭镇：{own}"
    if other:
        assert told[1] == f"柏梓镇：云岭镇（带头人）的一行涉及本行：{other}"


def test_an_office_above_gets_no_second_line() -> None:
    assert len(between("另一条在柏梓镇.xlsx!花名册!D41", "潼南区扶贫办")) == 1
    assert len(between("另一条在柏梓镇.xlsx!花名册!D41", own="潼南区扶贫办")) == 1
    assert len(between("另一条在柏梓镇.xlsx!花名册!D41", "云岭镇")) == 1


def test_deadline_and_contact_come_from_the_settings(tmp_path: Path) -> None:
    text = '[problem_list]\ndeadline = 2020-07-20\ncontact = "区扶贫办王五，023-44550000"\n'
    settings = parse_settings(text, tmp_path / "rs.toml")
    path = ledger(tmp_path / "台账.xlsx", f"| 桂林街道 | 青龙村 | 张三 | 女 | {A} | 3 |")
    [copy] = rs.correct(path, notices=["common"], as_of=TODAY, settings=settings).written
    assert copy.output is not None
    about = str(openpyxl.load_workbook(copy.output)[LIST]["A2"].value)
    assert re.search("整改期限：2020年7月20日　.*联系人及电话：区扶贫办王五，023-44550000$", about)
    only_bulletin = parse_settings('[bulletin]\ncontact = "李四"\n', tmp_path / "rs.toml")
    made = rs.validate(path, notices=["common"], as_of=TODAY, settings=only_bulletin)
    assert made.reply_terms == ReplyTerms("", "李四")


def test_documents_are_named_below_and_clauses_in_the_line() -> None:
    other = replace(CLAUSE, document="东县府办发〔2020〕57号", section="三（四）", phrase="7∶3")
    general = replace(CLAUSE, document="通用核查", section="", phrase="")
    one, two, three = (
        replace(finding(row), clause=clause)
        for row, clause in ((6, CLAUSE), (7, other), (8, general))
    )
    [several] = problem_list.unit_lists(outcome(one, two, three))
    page = list_page.list_page(several, "2020-07-01", ReplyTerms())
    assert [row.cells[7].text for row in page.body] == [
        "①三（三）“每人至少带动3户”", "②三（四）“7∶3”", "通用核查",
    ]  # fmt: skip
    below = [row.cells[0].text for row in page.below]
    assert "依据文号：①潼扶组发〔2020〕4号；②东县府办发〔2020〕57号。" in below
    [single] = problem_list.unit_lists(outcome(one, three))
    page = list_page.list_page(single, "2020-07-01", ReplyTerms())
    assert page.body[0].cells[7].text == "三（三）“每人至少带动3户”"
    assert "依据文号：所列条款均出自潼扶组发〔2020〕4号。" in [
        row.cells[0].text for row in page.below
    ]


@pytest.mark.parametrize("code", ["W304"])
def test_what_a_township_owes_is_pinned_on_nobody(code: str) -> None:
    example = Path(__file__).resolve().parents[2] / "examples" / "tongnan-2020"
    found = [f for f in rs.validate(example).findings if f.code == code]
    assert found
    assert {(f.subject.village, f.subject.name, f.subject.id_tail) for f in found} == {("", "", "")}


def sixty() -> problem_list.ProblemList:
    """A list of sixty lines such as the five examples have, of one township."""
    found: list[Finding] = []
    for name in ("tongnan-2020", "shanxi-2021", "qingliu-2022", "dongxiang-2020", "national-2021"):
        example = Path(__file__).resolve().parents[2] / "examples" / name
        found += rs.validate(example, as_of=date(2021, 1, 15)).masked().findings
    chosen = [
        replace(one, file="云岭镇.xlsx", parties=(), subject=replace(one.subject, unit="云岭镇"),
                cell=one.cell and replace(one.cell, file="云岭镇.xlsx"), related=())
        for one in found
        if one.nature is not Nature.HINT
    ][:60]  # fmt: skip
    assert len(chosen) == 60
    [made] = problem_list.unit_lists(outcome(*chosen))
    return made


def test_sixty_findings_are_four_pages_in_nine_points(tmp_path: Path) -> None:
    made = sixty()
    path = tmp_path / "清单.xlsx"
    everything = outcome(*(line.finding for line in made.lines))
    path.write_bytes(xlsx.workbook(everything, path))
    book = openpyxl.load_workbook(path)
    for name in book.sheetnames:
        if name != "云岭镇":
            del book[name]
    sheet = book["云岭镇"]
    assert all(sheet.cell(row, 6).font.sz >= 9 for row in range(4, 64))
    across = sum(d.width for key, d in sheet.column_dimensions.items() if not d.hidden) * 7 * 0.75
    assert across <= 841 - 2 * 0.3 * 72, "or the page is made smaller to fit"
    assert sheet.page_setup.fitToHeight == 0
    book.save(path)
    libreoffice.convert([path], "pdf", tmp_path)
    pdf = path.with_suffix(".pdf")
    pages = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True).stdout.decode()
    count = re.search(r"Pages:\s+(\d+)", pages)
    assert count
    assert int(count[1]) <= 4
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout.decode()
    assert "填表人" in text, "and the signatures are on them"


def sent_back(folder: Path, change: str) -> str:
    path = ledger(
        folder / "台账.xlsx",
        f"| 桂林街道 | 青龙村 | 张三 | 女 | {A} | 3 |",
        f"| 桂林街道 | 青龙村 | 李四 | 女 | {B} | 4 |",
        f"| 桂林街道 | 红花村 | 王五 | 女 | {C} | 5 |",
    )
    [copy] = rs.correct(path, notices=["common"], as_of=TODAY, settings=Settings()).written
    assert copy.output is not None
    book = openpyxl.load_workbook(copy.output)
    book["带头人"]["D4"] = "男"
    sheet = book[LIST]
    sheet["I6"] = "已改"
    sheet["I7"] = "情况属实（户口本如此）"
    if change == "sorted":
        lines = [[cell.value for cell in sheet[row]] for row in (7, 6, 5)]
        for row, line in enumerate(lines, start=5):
            for column, value in enumerate(line, start=1):
                sheet.cell(row, column).value = value
    elif change == "deleted":
        sheet.delete_rows(5)
    elif change == "line above":
        sheet.insert_rows(1)
    elif change == "columns moved":
        sheet.move_range("B4:H7", rows=0, cols=20)
    back = folder / "台账（改）.xlsx"
    book.save(back)
    done = rs.recheck(copy.output, back, notices=["common"], as_of=TODAY, settings=Settings())
    return "\n".join(recheck_report.lines(done))


@pytest.mark.parametrize("change", ["", "sorted", "deleted", "line above", "columns moved"])
def test_answers_are_matched_whatever_was_done_to_the_list(tmp_path: Path, change: str) -> None:
    text = sent_back(tmp_path, change)
    assert "2号填“已改”：核对无误" in text
    assert "3号填“情况属实”：理由“户口本如此”，可由县里确认后列入豁免" in text
    assert "核对码与原清单对不上" not in text


def earlier_list(book: openpyxl.Workbook) -> None:
    """Rewrite the list as an earlier version had it: title, note and header, more columns."""
    now = book[LIST]
    kept = [[cell.value for cell in row] for row in now.iter_rows(min_row=5) if row[11].value]
    at = book.index(now)
    book.remove(now)
    sheet = book.create_sheet(LIST, at)
    sheet.append(["【台账核查】问题清单"])
    sheet.append(["2020-07-10检查。请不要改动“核对码”一列。"])
    sheet.append(
        ["编号", "单位", "村（社区）", "姓名", "身份证号（后四位）", "表名", "位置", "性质", "存在问题", "现填", "建议", "依据", "整改情况", "情况说明", "核对码", "代码"]
    )  # fmt: skip
    for line in kept:
        village, _, name = str(line[1]).partition("·")
        where, _, address = str(line[3]).rpartition("!")
        sheet.append(
            [str(line[0]), "桂林街道", village, name, line[2], where, address, line[4], line[5], "",
             line[6], line[7], "情况属实", "户口本如此", line[11], line[10]]
        )  # fmt: skip


def test_a_list_of_an_earlier_form_is_read_back(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", f"| 桂林街道 | 青龙村 | 张三 | 女 | {A} | 3 |")
    [copy] = rs.correct(path, notices=["common"], as_of=TODAY, settings=Settings()).written
    assert copy.output is not None
    book = openpyxl.load_workbook(copy.output)
    earlier_list(book)
    book.save(copy.output)
    done = rs.recheck(
        copy.output, copy.output, notices=["common"], as_of=TODAY, settings=Settings()
    )
    assert done.listed == 1
    [answer] = done.answers
    assert (answer.answer.choice, answer.answer.reason) == ("情况属实", "户口本如此")
    [again] = rs.correct(copy.output, notices=["common"], as_of=TODAY, settings=Settings()).written
    assert again.output is not None
    sheet = openpyxl.load_workbook(again.output)[LIST]
    assert sheet["I5"].value == "情况属实：户口本如此"


@pytest.mark.parametrize("units", [1, 3, 40])
def test_the_tables_of_each_unit_are_found_once(
    units: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(each: TableLayout) -> str:
        asked.append(each.file)
        return unit_of_table(each)

    monkeypatch.setattr("ruralskills.reports.problem_list.unit_of_table", counted)
    names = [f"第{at:02}镇" for at in range(units)]
    both = finding(6, file="合用.xlsx", unit=names[0])
    found = [finding(6, file=f"{name}.xlsx", unit=name) for name in names]
    lists = problem_list.unit_lists(outcome(*found, both))
    assert [each.unit for each in lists][:units] == names
    assert {each.extent for each in lists[1:units]} <= {lists[units - 1].extent}
    assert len(asked) <= 2 * (units + 2)
