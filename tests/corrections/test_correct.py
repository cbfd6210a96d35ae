"""A corrected copy: mended where it is certain, marked where it is not, and nothing else touched."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.corrections import plan_file
from ruralskills.corrections.correct import Corrected, apply_plans, with_current_marks
from ruralskills.corrections.plan import PlanError, plans
from ruralskills.model.outcome import Outcome
from ruralskills.readers.encryption import encrypt
from ruralskills.reports.problem_list import CHANGED
from ruralskills.validation.mend_hints import MEND_CODES
from ruralskills.workspace.settings import Settings

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
HEAD = "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 联系电话 | 认定时间 | 带动户数 |"
TITLE = "桂林街道2020年致富带头人台账"


def ledger(folder: Path, *rows: str, name: str = "台账.xlsx") -> Path:
    return write(folder / name, Sheet(TITLE, "\n".join((HEAD, *rows)), "带头人"))


def untidy(folder: Path) -> Path:
    """Four leaders of whom two are written untidily and one has a wrong sex."""
    path = ledger(
        folder,
        f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 13812345678 | x | 3 |",
        f"| 桂林街道 | 青龙村 | 李　四 | 男性 | {B.lower()} | １３９１２３４５６７８ | x | ４户 |",
        f"| 桂林街道 | 青龙村 | 王五 | 女 | {C} | 13712345678 | x | 5 |",
        f"| 桂林街道 | 青龙村 | 赵六 | 男 |  {D[:6]} {D[6:]} | 13612345678 | 2019.3.5 | 6 |",
    )
    book = openpyxl.load_workbook(path)
    for row in range(3, 6):
        book["带头人"].cell(row, 7).value = datetime(2019, 5, row)
        book["带头人"].cell(row, 7).number_format = "yyyy/m/d"
    book.save(path)
    return path


def computed(path: Path, formula: bytes, value: bytes) -> None:
    """Put the value of a formula into a workbook that a script has written, as Excel would."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    cell = re.compile(
        rb"(<c )([^>]*>)"
        + re.escape(formula)
        + rb"<v\s*/>|(<c )([^>]*>)"
        + re.escape(formula)
        + rb"<v></v>"
    )
    members[name], count = cell.subn(
        lambda m: b'<c t="str" ' + (m[2] or m[4]) + formula + b"<v>" + value + b"</v>",
        members[name],
    )
    assert count == 1
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)


def corrected(path: Path, **how: object) -> Corrected:
    return rs.correct(path, notices=["common"], as_of=TODAY, settings=Settings(), **how)  # type: ignore[arg-type]  # options of each test


def checked(path: Path) -> Outcome:
    return rs.validate(path, notices=["common"], as_of=TODAY, normalise=True, settings=Settings())


def test_what_is_certain_is_written_and_the_rest_is_marked(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    before = path.read_bytes()
    [written] = corrected(path).written
    assert path.read_bytes() == before
    assert written.output == tmp_path / "台账.校正.xlsx"
    book = openpyxl.load_workbook(written.output)
    sheet = book["带头人"]
    assert [sheet.cell(4, n).value for n in (3, 4, 5, 6, 8)] == ["李四", "男", B, "13912345678", 4]
    assert sheet["E6"].value == D
    assert sheet["G6"].value == datetime(2019, 3, 5)
    assert sheet["D5"].value == "女", "sex against number is nobody's guess"
    assert sheet["D5"].fill.fgColor.rgb == "FFFFC7CF"
    assert "性别" in sheet["D5"].comment.text
    assert "GB 11643" in sheet["D5"].comment.text
    assert sheet["D5"].comment.text.endswith(" [P101]")
    assert sheet["D4"].fill.fgColor.rgb == "FFE2EFDB", "a changed cell has a colour of its own"
    assert book.sheetnames == ["带头人", "修改记录", "问题清单"]


def test_what_nobody_sees_is_taken_away_and_the_record_says_so(tmp_path: Path) -> None:
    path = ledger(
        tmp_path,
        f"| 桂林街道 | 青龙村\u200b | 张\ufeff三 | 男 | {A[:9]}\u2066{A[9:]} | 13812345678\u202c | 2019年3月\ufffc | 3 |",
        f"| 桂林街道 | 青龙村 | 李\u3164　四 | 男\u00ad | \u200e{B.lower()} | 139\u00a012345678 | 2019年4月 | 4 |",
        f"| 桂林街道 | 青龙村 | 王五 | 男 | {C[:17]}\u034f9 | 13712345678 | 2019年4月 | 4 |",
    )
    outcome = checked(path)
    assert [f.code for f in outcome.findings if f.code not in MEND_CODES] == ["C205"]
    mends = {n.cell.address: (n.new, n.reason) for n in outcome.normalisations}
    assert mends == {
        "B3": ("青龙村", "去掉看不见的字符"),
        "C3": ("张三", "去掉看不见的字符"),
        "E3": (A, "去掉看不见的字符"),
        "F3": ("13812345678", "去掉看不见的字符"),
        "G3": ("2019年3月", "去掉看不见的字符"),
        "C4": ("李四", "去掉看不见的字符，去掉多余的空格"),
        "D4": ("男", "去掉看不见的字符"),
        "E4": (B, "去掉看不见的字符"),
        "F4": ("13912345678", "改为半角、去掉多余的空格"),
        "E5": (f"{C[:17]}9", "去掉看不见的字符"),
    }
    [written] = corrected(path).written
    assert written.output is not None
    after = checked(written.output)
    assert not after.normalisations
    assert [f.code for f in after.findings] == ["C205"]


def test_the_record_names_every_change(tmp_path: Path) -> None:
    [written] = corrected(untidy(tmp_path)).written
    assert written.output is not None
    sheet = openpyxl.load_workbook(written.output)["修改记录"]
    rows = [[c.value for c in row[3:7]] for row in sheet.iter_rows(min_row=4)]
    assert ["C4", "姓名", "李　四", "李四"] in rows
    assert ["D4", "性别", "男性", "男"] in rows
    assert ["H4", "带动户数", "４户", "4"] in rows
    assert len(rows) == written.steps == 6
    assert sheet["D4"].hyperlink.location.startswith("'带头人'!")


def test_the_problem_list_is_linked_and_waits_for_an_answer(tmp_path: Path) -> None:
    [written] = corrected(untidy(tmp_path)).written
    assert written.output is not None
    sheet = openpyxl.load_workbook(written.output)["问题清单"]
    heads = [str(c.value).partition("\n")[0] for c in sheet[4]]
    row = dict(zip(heads, [c.value for c in sheet[5]], strict=True))
    assert (row["村·姓名"], row["表与位置"]) == ("青龙村·王五", "带头人!D5")
    assert (row["整改情况"], row["代码"]) == (None, "P101")
    assert sheet["A5"].hyperlink.location == "'带头人'!D5"
    assert sheet.auto_filter.ref == "A4:L5"
    [choices] = sheet.data_validations.dataValidation
    assert (str(choices.sqref), choices.showErrorMessage) == ("I5", False)
    assert sheet.column_dimensions["L"].hidden


def test_no_number_stands_whole_in_the_list(tmp_path: Path) -> None:
    """Not even one that is too short to be known without its column."""
    row = f"| 桂林街道 | 青龙村 | 王五 | 男 | {C} | 1393806354 | x | 5 |"
    [written] = corrected(ledger(tmp_path, row)).written
    assert written.output is not None
    sheet = openpyxl.load_workbook(written.output)["问题清单"]
    texts = [str(cell.value) for line in sheet for cell in line]
    assert any("139***6354" in text for text in texts), texts
    assert not any("1393806354" in text for text in texts)


def test_corrected_then_checked_says_nothing_new(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    before = checked(path)
    assert before.normalisations
    [written] = corrected(path).written
    assert written.output is not None
    after = checked(written.output)
    assert not after.normalisations
    assert [(f.code, f.cell and f.cell.address, f.message) for f in after.findings] == [
        (f.code, f.cell and f.cell.address, f.message)
        for f in before.findings
        if f.code not in MEND_CODES
    ]
    assert {s.sheet: s.status for s in after.sheets} == {
        "带头人": "read", "修改记录": "skipped", "问题清单": "skipped",
    }  # fmt: skip


def test_a_copy_that_somebody_worked_in_is_kept(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    [first] = corrected(path).written
    assert first.output is not None
    book = openpyxl.load_workbook(first.output)
    book["带头人"]["H3"] = 9
    book.save(first.output)
    worked = first.output.read_bytes()
    [second] = corrected(path).written
    assert second.output == first.output
    [remark] = [remark for remark in second.remarks if "没有丢掉" in remark]
    assert "台账.旧1.校正.xlsx" in remark
    assert (tmp_path / "台账.旧1.校正.xlsx").read_bytes() == worked
    assert [one.path for one in rs.validate(tmp_path).files] == ["台账.xlsx"]


def test_a_copy_with_an_answer_is_kept(tmp_path: Path) -> None:
    [first] = corrected(path := untidy(tmp_path)).written
    assert first.output is not None
    book = openpyxl.load_workbook(first.output)
    book["问题清单"]["I5"] = "已改"
    book.save(first.output)
    corrected(path)
    assert (tmp_path / "台账.旧1.校正.xlsx").exists()


def test_what_bears_the_copys_name_and_is_no_copy_is_kept(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    (tmp_path / "台账.校正.xlsx").write_text("别人的东西", "utf-8")
    [done] = corrected(path).written
    assert "原有同名文件不是本工具写的，没有丢掉，另存为“台账.旧1.校正.xlsx”" in done.remarks
    assert (tmp_path / "台账.旧1.校正.xlsx").read_text("utf-8") == "别人的东西"


def test_a_link_of_the_copys_name_is_kept_and_not_followed(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    (tmp_path / "我的.dat").write_text("别人的东西", "utf-8")
    (tmp_path / "台账.校正.xlsx").symlink_to("我的.dat")
    [done] = corrected(path).written
    assert (tmp_path / "我的.dat").read_text("utf-8") == "别人的东西"
    assert (tmp_path / "台账.旧1.校正.xlsx").readlink() == Path("我的.dat")
    assert done.output == tmp_path / "台账.校正.xlsx"
    assert not done.output.is_symlink()
    assert any("不是本工具写的" in remark for remark in done.remarks)


def test_a_name_that_is_too_long_for_a_copy_costs_one_chinese_line(tmp_path: Path) -> None:
    untidy(tmp_path).rename(tmp_path / f"{'a' * 245}.xlsx")
    [failed] = corrected(tmp_path).failed
    assert failed.reason.endswith("写不进去（加上“.校正”后文件名太长）。请把原文件的名称改短")
    assert "\n" not in failed.reason


def test_a_copy_that_another_program_has_saved_is_kept(tmp_path: Path) -> None:
    [first] = corrected(path := untidy(tmp_path)).written
    assert first.output is not None
    openpyxl.load_workbook(first.output).save(first.output)
    saved = first.output.read_bytes()
    corrected(path)
    assert (tmp_path / "台账.旧1.校正.xlsx").read_bytes() == saved


def test_a_copy_is_kept_wherever_its_sheets_lie(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    rewritten(path, lambda name, part: (moved(name), part.replace(b"worksheets/", b"pages/")))
    [first] = corrected(path).written
    assert first.output is not None
    rewritten(first.output, lambda name, part: (name, part.replace(b"<v>3</v>", b"<v>9</v>")))
    worked = first.output.read_bytes()
    corrected(path)
    assert (tmp_path / "台账.旧1.校正.xlsx").read_bytes() == worked


def moved(name: str) -> str:
    return name.replace("xl/worksheets/", "xl/pages/")


def rewritten(path: Path, part: Callable[[str, bytes], tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path) as archive:
        members = dict(part(name, archive.read(name)) for name in archive.namelist())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def test_a_copy_of_another_source_is_replaced_when_nobody_touched_it(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    corrected(path)
    book = openpyxl.load_workbook(path)
    book["带头人"]["H3"] = 8
    book.save(path)
    corrected(path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["台账.xlsx", "台账.校正.xlsx"]


def test_two_runs_at_once_keep_what_somebody_worked_in(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    copy = tmp_path / "台账.校正.xlsx"
    command = [sys.executable, "-m", "ruralskills", "correct", str(path), "--notice", "common"]
    for person in range(3):
        copy.write_bytes(f"第{person}个人填的".encode())
        for run in [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]:
            assert run.wait(timeout=60) == 0
    kept = {one.read_bytes() for one in tmp_path.glob("台账.旧*.校正.xlsx")}
    assert kept == {f"第{person}个人填的".encode() for person in range(3)}


def test_a_copy_that_nobody_touched_is_renewed(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    corrected(path)
    rs.correct(path, notices=["common"], as_of=date(2021, 2, 3), settings=Settings())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["台账.xlsx", "台账.校正.xlsx"]


def test_corrected_twice_changes_nothing(tmp_path: Path) -> None:
    [first] = corrected(untidy(tmp_path)).written
    assert first.output is not None
    content = first.output.read_bytes()
    [again] = rs.correct(
        first.output, notices=["common"], as_of=date(2020, 8, 1), settings=Settings()
    ).written
    assert again.output is None
    assert first.output.read_bytes() == content


def test_a_later_run_keeps_the_record_and_what_was_answered(tmp_path: Path) -> None:
    [first] = corrected(untidy(tmp_path)).written
    assert first.output is not None
    book = openpyxl.load_workbook(first.output)
    book["带头人"]["C3"] = "张　三"
    book["问题清单"]["I5"], book["问题清单"]["J5"] = "情况属实：户口本如此", "同意"
    book.save(first.output)
    [again] = rs.correct(
        first.output, notices=["common"], as_of=date(2020, 8, 1), settings=Settings()
    ).written
    assert again.output is not None
    book = openpyxl.load_workbook(again.output)
    days = [row[1].value for row in book["修改记录"].iter_rows(min_row=4)]
    assert days == ["2020-07-10"] * first.steps + ["2020-08-01"]
    assert [book["问题清单"][c].value for c in ("I5", "J5")] == ["情况属实：户口本如此", "同意"]
    assert book.sheetnames == ["带头人", "修改记录", "问题清单"]


def test_copies_of_one_name_do_not_meet(tmp_path: Path) -> None:
    for place, sex in (("东", "男性"), ("西", "女性")):
        row = f"| 桂林街道 | 青龙村 | 张三 | {sex} | {A} | 13812345678 | 2019-05-01 | 3 |"
        (tmp_path / place).mkdir()
        ledger(tmp_path / place, row)
    ledger(tmp_path / "东", row.replace("13812345678", "１3812345678"), name="b.xlsx").rename(
        tmp_path / "东" / "台账.xls"
    )
    done = corrected(tmp_path, output=tmp_path / "退回")
    outputs = {str(w.output.relative_to(tmp_path / "退回")) for w in done.written if w.output}
    assert outputs == {"东/台账.校正.xlsx", "东/台账.xlsx.校正.xlsx", "西/台账.校正.xlsx"}


def test_a_workbook_in_an_archive_is_refused_in_a_line(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "全镇.zip", "w") as archive:
        archive.write(untidy(tmp_path), "台账.xlsx")
    (tmp_path / "台账.xlsx").unlink()
    [failed] = corrected(tmp_path).failed
    assert failed.reason == "全镇.zip/台账.xlsx：在压缩包里，不能原样改写。请解压后再校正"


def test_a_copy_that_another_program_holds_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = untidy(tmp_path)

    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", held)
    [failed] = corrected(path).failed
    assert "请关闭正在打开它的程序" in failed.reason
    assert [p.name for p in tmp_path.iterdir()] == ["台账.xlsx"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to root"
)
def test_a_folder_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    tmp_path.chmod(0o500)
    [failed] = corrected(path).failed
    tmp_path.chmod(0o700)
    assert "写不进去" in failed.reason


def test_a_workbook_with_a_password_is_locked_again(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    path.write_bytes(encrypt(path.read_bytes(), "台账2020"))
    [written] = corrected(path, password="台账2020").written
    assert written.output is not None
    assert written.output.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
    [again] = corrected(written.output, password="台账2020").written
    assert again.output is None


def test_a_sound_workbook_is_left_as_it_is(tmp_path: Path) -> None:
    path = ledger(
        tmp_path, f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 13812345678 | 2019-05-01 | 3 |"
    )
    done = corrected(path)
    assert [w.output for w in done.written] == [None]
    assert [p.name for p in tmp_path.iterdir()] == ["台账.xlsx"]


def test_marks_only_changes_no_value(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    [written] = corrected(path, marks_only=True).written
    assert written.output is not None
    one, two = (openpyxl.load_workbook(p)["带头人"] for p in (path, written.output))
    assert [[c.value for c in r] for r in one] == [[c.value for c in r] for r in two]
    assert written.steps == 0
    assert written.marks == 1


def test_the_workspace_of_a_county_marks_only(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    (tmp_path / "rs.toml").write_text('notices = ["common"]\nmarks_only = true\n', "utf-8")
    [written] = rs.correct(path, as_of=TODAY).written
    assert written.steps == 0


def test_clean_takes_off_marks_and_sheets_and_nothing_else(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    [written] = corrected(path, marks_only=True).written
    assert written.output is not None
    outcome = checked(written.output)
    folder = tmp_path / "干净"
    [bare] = apply_plans(outcome, plans(outcome), folder, clean=True).written
    assert bare.output is not None
    one, two = (openpyxl.load_workbook(p) for p in (path, bare.output))
    assert two.sheetnames == ["带头人"]
    for before, after in zip(one["带头人"], two["带头人"], strict=True):
        for cell, other in zip(before, after, strict=True):
            assert (cell.value, cell.fill.fill_type, cell.number_format) == (
                other.value, other.fill.fill_type, other.number_format,
            )  # fmt: skip
            assert other.comment is None


def test_clean_takes_off_the_fill_of_changed_cells_and_leaves_their_values(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    [written] = corrected(path).written
    assert written.output is not None
    outcome = checked(written.output)
    [bare] = apply_plans(outcome, plans(outcome), tmp_path / "干净", clean=True).written
    assert bare.output is not None
    one, copy, two = (
        openpyxl.load_workbook(each)["带头人"] for each in (path, written.output, bare.output)
    )
    changed = [
        cell.coordinate for row in copy for cell in row if cell.value != one[cell.coordinate].value
    ]
    assert len(changed) == written.steps == 6
    for address in changed:
        assert copy[address].fill.fgColor.rgb.endswith(CHANGED)
        assert two[address].value == copy[address].value
    for row in two:
        for cell in row:
            assert cell.fill.fill_type == one[cell.coordinate].fill.fill_type
            assert cell.comment is None


def test_an_accepted_code_writes_what_is_proposed(tmp_path: Path) -> None:
    path = ledger(
        tmp_path,
        f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 13812345678 | 2019-05-01 | 3 |",
        "| 桂林街道 | 青龙村 | 李四 | 男 | 500199850615003 | 13812345679 | 2019-05-01 | 3 |",
    )
    assert corrected(path).written[0].steps == 0
    [written] = corrected(path, accept=["C206"]).written
    assert written.output is not None
    sheet = openpyxl.load_workbook(written.output)["带头人"]
    assert len(sheet["E4"].value) == 18
    assert sheet["E4"].fill.fgColor.rgb == "FFE2EFDB"


def test_a_plan_is_written_for_its_owner_alone_edited_and_applied(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    outcome = checked(path)
    file = tmp_path / "plan.json"
    plan_file.write(plans(outcome), file)
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    data = json.loads(file.read_text("utf-8"))
    steps = data["files"][0]["steps"]
    data["files"][0]["steps"] = [s for s in steps if s["cell"] == "C4"]
    data["files"][0]["steps"][0]["new"] = "李四四"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    done = apply_plans(outcome, with_current_marks(plan_file.read(file), outcome), None)
    [written] = done.written
    assert written.output is not None
    sheet = openpyxl.load_workbook(written.output)["带头人"]
    assert sheet["C4"].value == "李四四"
    assert sheet["D4"].value == "男性"


def test_a_plan_for_a_workbook_that_has_changed_is_refused_and_names_the_cells(
    tmp_path: Path,
) -> None:
    path = untidy(tmp_path)
    made = plans(checked(path))
    book = openpyxl.load_workbook(path)
    book["带头人"]["C4"] = "李四"
    book.save(path)
    done = apply_plans(checked(path), made, None)
    [failed] = done.failed
    assert "C4" in failed.reason
    assert "D4" not in failed.reason
    assert not list(tmp_path.glob("*校正*"))


def test_a_plan_keeps_texts_numbers_and_dates_apart(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    file = tmp_path / "plan.json"
    made = plans(checked(path))
    plan_file.write(made, file)
    steps = json.loads(file.read_text("utf-8"))["files"][0]["steps"]
    assert {(step["cell"], step["kind"], step["new"]) for step in steps} >= {
        ("C4", "text", "李四"), ("H4", "number", "4"), ("G6", "date", "2019-03-05"),
    }  # fmt: skip
    [read] = plan_file.read(file)
    assert [(s.cell, s.new, s.code, s.safety) for s in read.steps] == [
        (s.cell, s.new, s.code, s.safety) for s in made[0].steps
    ]
    assert not read.marks


@pytest.mark.parametrize("text", ["{", "[]", '{"files": [{}]}', '{"files": [{"path": 1}]}'])
def test_a_broken_plan_is_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text, "utf-8")
    with pytest.raises(PlanError, match=r"plan\.json：不是改动计划"):
        plan_file.read(file)


def test_formula_and_merged_cells_are_not_touched_but_told(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["带头人"]
    sheet["D5"] = "=J1"
    sheet.merge_cells("A3:A6")
    book.save(path)
    computed(path, b"<f>J1</f>", "女".encode())
    [written] = corrected(path).written
    assert written.output is not None
    result = openpyxl.load_workbook(written.output)
    assert result["带头人"]["D5"].value == "=J1"
    assert result["带头人"]["D5"].comment is None
    told = [[c.value for c in row] for row in result["修改记录"].iter_rows(min_row=4)]
    assert any(row[3] == "D5" and "公式" in str(row[8]) for row in told)


def test_a_name_that_is_taken_by_a_folder_is_one_line(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    (tmp_path / "台账.校正.xlsx").mkdir()
    done = corrected(path)
    [failed] = done.failed
    assert "写不进去" in failed.reason
    assert sorted(p.name for p in tmp_path.iterdir()) == ["台账.xlsx", "台账.校正.xlsx"]


def test_nothing_half_written_is_left_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = untidy(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    [failed] = corrected(path).failed
    assert "磁盘已满" in failed.reason
    assert [p.name for p in tmp_path.iterdir()] == ["台账.xlsx"]


def test_output_goes_to_a_folder_of_its_own(tmp_path: Path) -> None:
    path = untidy(tmp_path)
    [written] = corrected(path, output=tmp_path / "退回" / "桂林").written
    assert written.output == tmp_path / "退回" / "桂林" / "台账.校正.xlsx"


def test_other_formats_become_a_new_xlsx_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    rows = [
        "桂林街道2020年致富带头人台账,,,,", "镇街,村,姓名,性别,身份证号",
        f"桂林街道,青龙村,李　四,女,{A}", f"桂林街道,青龙村,王五,男,{B}",
    ]  # fmt: skip
    path.write_bytes("\r\n".join(rows).encode("gb18030"))
    [written] = corrected(path).written
    assert written.output == tmp_path / "台账.校正.xlsx"
    assert any("格式没有带过来" in remark for remark in written.remarks)
    sheet = openpyxl.load_workbook(written.output).worksheets[0]
    assert sheet["C3"].value == "李四"
    assert sheet["E3"].value == A
    assert sheet["D3"].comment is not None


def test_as_of_dates_the_record(tmp_path: Path) -> None:
    [written] = corrected(untidy(tmp_path)).written
    assert written.output is not None
    sheet = openpyxl.load_workbook(written.output)["修改记录"]
    assert sheet["B4"].value == date(2020, 7, 10).isoformat()
