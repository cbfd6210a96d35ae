"""Corrected copies in a folder: known by what is in them and beside them, not by a name alone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from builders.command_line import rs
from builders.sheet_text import write
from builders.workbook_fixture import leaders
from ruralskills.outputs.mark import ownership
from ruralskills.outputs.owner import Ownership

NAMES = ["甲.校正.xlsx", "甲.校正2.xlsx", "甲.旧1.校正.xlsx", "甲.校正.xlsm", "甲.xls.校正.xlsx"]


def ledger(path: Path, count: int = 2) -> Path:
    return write(path, leaders(f"| {count} |", head="| 带动贫困户数 |"))


def own(path: Path, count: int = 4) -> Path:
    """A ledger of the office's own, whatever its suffix."""
    path.write_bytes(ledger(path.with_name("x.xlsx"), count).read_bytes())
    path.with_name("x.xlsx").unlink()
    return path


def statuses(folder: Path) -> dict[str, str]:
    printed = rs("validate", folder, "--format", "json").stdout
    return {each["path"]: each["status"] for each in json.loads(printed)["files"]}


def copy_of(folder: Path) -> Path:
    """A corrected copy, whose workbook is taken away."""
    ledger(folder / "甲.xlsx")
    rs("correct", folder / "甲.xlsx")
    (folder / "甲.xlsx").unlink()
    return folder / "甲.校正.xlsx"


def saved_without_mark(path: Path, *, keeps_sheets: bool = True) -> None:
    """Save a copy as a program does that drops custom properties."""
    book = openpyxl.load_workbook(path)
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]  # the stubs lack it
    for name in ("修改记录", "问题清单") if not keeps_sheets else ():
        if name in book.sheetnames:
            del book[name]
    book.save(path)
    assert ownership(path.read_bytes()) is Ownership.FOREIGN


@pytest.mark.parametrize("name", NAMES)
def test_a_ledger_of_the_offices_own_is_checked_whatever_its_name(
    tmp_path: Path, name: str
) -> None:
    own(tmp_path / name)
    assert statuses(tmp_path) == {name: "read"}


@pytest.mark.parametrize("name", NAMES)
def test_beside_its_workbook_it_is_passed_over_in_a_line(tmp_path: Path, name: str) -> None:
    """The people would be reported twice if it were a copy that has lost its mark."""
    original = "甲.xls" if ".xls." in name else "甲.xlsx"
    own(tmp_path / name)
    own(tmp_path / original, 2)
    assert statuses(tmp_path) == {original: "read", name: "skipped"}
    lines = rs("validate", tmp_path).stdout
    assert f"“{name}”看名称是“{original}”的校正副本，只检查原表；是另一份台账的，请改名" in lines


def test_our_copy_beside_its_workbook_needs_no_word(tmp_path: Path) -> None:
    ledger(tmp_path / "甲.xlsx")
    rs("correct", tmp_path)
    assert statuses(tmp_path) == {"甲.xlsx": "read"}
    assert "校正副本" not in rs("validate", tmp_path).stdout


@pytest.mark.parametrize("keeps_mark", [True, False])
def test_a_copy_without_its_workbook_is_known_by_mark_or_sheets(
    tmp_path: Path, keeps_mark: bool
) -> None:
    copy = copy_of(tmp_path)
    if not keeps_mark:
        saved_without_mark(copy)
    own(tmp_path / "乙.xlsx")
    assert statuses(tmp_path) == {"乙.xlsx": "read", "甲.校正.xlsx": "skipped"}
    assert "“甲.校正.xlsx”是本工具写的校正副本，在文件夹里不检查" in rs("validate", tmp_path).stdout


def test_what_bears_neither_any_more_is_a_ledger(tmp_path: Path) -> None:
    saved_without_mark(copy_of(tmp_path), keeps_sheets=False)
    assert statuses(tmp_path) == {"甲.校正.xlsx": "read"}


def test_the_same_holds_in_an_archive(tmp_path: Path) -> None:
    inside = tmp_path / "内"
    inside.mkdir()
    copy = copy_of(inside)
    own(inside / "乙.校正.xlsx")
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        for path in (copy, inside / "乙.校正.xlsx"):
            archive.write(path, path.name)
    assert statuses(tmp_path / "包.zip") == {
        "包.zip/乙.校正.xlsx": "read", "包.zip/甲.校正.xlsx": "skipped",
    }  # fmt: skip


def test_the_same_holds_in_a_roll_up(tmp_path: Path) -> None:
    sent = tmp_path / "2020Q2"
    sent.mkdir()
    copy_of(sent)
    own(sent / "乙.校正.xlsx")
    made = json.loads(rs("rollup", "--year", "2020", tmp_path, "--format", "json").stdout)
    files = {Path(each["file"]).name for each in made["submissions"] if each["file"]}
    assert files == {"乙.校正.xlsx"}
    assert "甲.校正.xlsx”是本工具写的校正副本" in rs("rollup", "--year", "2020", tmp_path).output


def test_corrections_run_again_make_no_copies_of_copies(tmp_path: Path) -> None:
    """By folder or by *.xlsx, where two workbooks share a stem, and where a copy was filled in."""
    ledger(tmp_path / "甲.xlsx")
    own(tmp_path / "甲.xlsm", 1)
    ledger(tmp_path / "乙.xlsx", 0)
    rs("correct", *sorted(tmp_path.iterdir()))
    copy = tmp_path / "乙.校正.xlsx"
    book = openpyxl.load_workbook(copy)
    book["问题清单"]["I5"] = "已改"
    book.save(copy)
    rs("correct", *sorted(tmp_path.iterdir()))
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert "乙.旧1.校正.xlsx" in after
    for _ in range(2):
        rs("correct", *sorted(tmp_path.iterdir()))
        rs("correct", tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == after
    assert not [name for name in after if name.count("校正") > 1 or "校正2" in name]
