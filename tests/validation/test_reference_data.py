"""What is handed in beside the files: looked up and named, never checked, and refused whole when bad."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from typer.testing import Result

import ruralskills as rs
from builders.command_line import rs as run
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import leaders, number
from ruralskills.validation import map_step
from ruralskills.validation.validate import ReferenceDataError
from ruralskills.workspace.settings import Settings

A, B, C = (number(sequence=n) for n in (1, 3, 5))
BAD = A[:-1] + ("0" if A[-1] != "0" else "1")


def register(*rows: str, title: str = "已脱贫人口名单（数据日期：2020年6月30日）") -> Sheet:
    head = "| 序号 | 县 | 乡(镇) | 行政村 | 户编号 | 姓名 | 证件号码 | 与户主关系 | 户类型 |"
    lines = [f"| {n} | 某县 | 某镇 | 某村 | H{n} | {row} |" for n, row in enumerate(rows, 1)]
    return Sheet(title, "\n".join([head, *lines]))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write(tmp_path / "台账.xlsx", leaders("| 3 |", head="| 带动贫困户数 |"))


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write(tmp_path / "名册.xlsx", register(f"王甲 | {B} | 户主 | 一般脱贫户"))


def check(path: Path, **beside: Any) -> rs.Outcome:
    return rs.validate(path, notices=["common"], settings=Settings(), **beside)


def command(*arguments: str | Path) -> Result:
    return run("validate", *arguments)


def test_is_named_with_its_day_and_not_checked(ledger: Path, sound: Path) -> None:
    outcome = check(ledger, register=sound)
    assert [f.path for f in outcome.files] == ["台账.xlsx"]
    assert {t.file for t in outcome.tables} == {"台账.xlsx"}
    assert outcome.remarks == (
        "名册：“名册.xlsx”（人口信息名册，1行），导出日期2020-06-30，只作查对",
    )
    assert not outcome.findings


def test_the_day_is_read_from_a_column(tmp_path: Path, ledger: Path) -> None:
    sheet = Sheet(
        "脱贫户名册",
        f"| 数据日期 | 户编号 | 户主姓名 | 户主证件号码 |\n| 2020-05-31 | 1 | 王甲 | {B} |",
    )
    outcome = check(ledger, register=write(tmp_path / "户.xlsx", sheet))
    assert "户信息名册，1行），导出日期2020-05-31" in outcome.remarks[0]


def test_a_bare_list_is_what_it_was_handed_in_as(tmp_path: Path, ledger: Path) -> None:
    bare = Sheet("名单", f"| 序号 | 姓名 | 身份证号 |\n| 1 | 王甲 | {B} |")
    path = write(tmp_path / "名单.xlsx", bare)
    assert "人口信息名册" in check(ledger, register=path).remarks[0]
    assert "排除人员名单" in check(ledger, exclude=path).remarks[0]
    assert "未写日期" in check(ledger, exclude=path).remarks[0]


@pytest.mark.parametrize("how", ["folder", "zip", "csv"])
def test_folders_archives_and_text_serve_too(
    tmp_path: Path, ledger: Path, sound: Path, how: str
) -> None:
    place = tmp_path / "旁"
    place.mkdir()
    if how == "csv":
        given = place / "名册.csv"
        given.write_text(f"姓名,证件号码,户编号\n王甲,{B},1\n", encoding="utf-8-sig")
    elif how == "zip":
        given = place / "名册.zip"
        with zipfile.ZipFile(given, "w") as archive:
            archive.write(sound, "名册.xlsx")
    else:
        given = place
        sound.rename(place / sound.name)
    outcome = check(ledger, register=given)
    assert len(outcome.files) == 1
    assert "1行" in outcome.remarks[0]


BAD_LINES = {
    "号码": (f"王甲 | {B} | 户主 | ", f"王乙 | {BAD} | 户主 | ", "第4行：身份证号末位校验码不符"),
    "没有姓名": (f" | {B} | 户主 | ", f"王乙 | {C} | 户主 | ", "第3行：没有姓名"),
    "两行": (f"王甲 | {BAD} | 户主 | ", f"王乙 | {BAD} | 户主 | ", "第4行也有问题"),
}


@pytest.mark.parametrize("kind", BAD_LINES)
@pytest.mark.parametrize("option", ["register", "exclude"])
def test_a_bad_line_is_told_by_number_and_the_check_goes_on(
    tmp_path: Path, ledger: Path, kind: str, option: str
) -> None:
    *rows, said = BAD_LINES[kind]
    given: dict[str, Any] = {option: write(tmp_path / "坏.xlsx", register(*rows))}
    outcome = check(ledger, **given)
    [line] = [remark for remark in outcome.remarks if said in remark]
    assert "坏.xlsx" in line
    assert "按不明处理" in line
    assert BAD not in line
    assert len(outcome.files) == 1


def test_a_bad_number_of_last_period_is_unknown(tmp_path: Path, ledger: Path) -> None:
    sheet = Sheet("致富带头人台账", f"| 姓名 | 身份证号 |\n| 王甲 | {BAD} |\n| 王乙 | {C} |")
    outcome = check(ledger, previous=write(tmp_path / "上期.xlsx", sheet))
    assert [remark for remark in outcome.remarks if "第3行：身份证号末位校验码不符" in remark]


def test_nobody_is_missing_from_a_register_with_a_row_that_may_be_anybody(tmp_path: Path) -> None:
    people = Sheet(
        "学员花名册",
        f"| 姓名 | 身份证号 | 班次名称 | 户类型 |\n| 张三 | {B} | 第1期 | 脱贫户 |",
    )
    checked = write(tmp_path / "学员.xlsx", people)
    other = f"王甲 | {C} | 户主 | "
    for at, codes in (("1", ["Y102"]), ("2", [])):
        rows = (other,) if at == "1" else (other, f" | {BAD} | 户主 | ")
        given = write(tmp_path / f"名册{at}.xlsx", register(*rows))
        assert [one.code for one in check(checked, register=given).findings] == codes


def test_what_is_no_register_is_refused(tmp_path: Path, ledger: Path) -> None:
    figures = Sheet("项目进度", "| 项目 | 进度 | 说明 |\n| 道路 | 快 | 无 |\n| 桥 | 慢 | 无 |")
    path = write(tmp_path / "别的.xlsx", figures)
    for option in ("--register", "--exclude", "--previous"):
        result = command(ledger, option, path)
        assert result.exit_code == 2, option
        assert "别的.xlsx" in result.stderr
        assert "请核对" in result.stderr


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7\n" + b"x" * 200])
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, ledger: Path, content: bytes | None
) -> None:
    path = tmp_path / "不是.xlsx"
    if content is not None:
        path.write_bytes(content)
    result = command(ledger, "--register", path)
    assert result.exit_code == 2
    assert "名册“不是.xlsx”" in result.stderr


def test_an_empty_folder_is_refused(tmp_path: Path, ledger: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(ReferenceDataError, match="请核对"):
        check(ledger, previous=tmp_path / "空")


def test_the_workspace_names_them_once(tmp_path: Path, ledger: Path, sound: Path) -> None:
    (tmp_path / "rs.toml").write_text('register = ["名册.xlsx"]', encoding="utf-8")
    outcome = rs.validate(tmp_path, notices=["common"])
    assert [f.path for f in outcome.files] == ["台账.xlsx"]
    assert "名册：" in outcome.remarks[0]


def test_what_is_named_by_hand_stands_for_the_workspace(
    tmp_path: Path, ledger: Path, sound: Path
) -> None:
    (tmp_path / "rs.toml").write_text('register = ["没有.xlsx"]', encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"没有\.xlsx"):
        rs.validate(ledger)
    assert rs.validate(ledger, register=sound).remarks


def test_this_period_handed_in_as_the_last_is_said(tmp_path: Path, ledger: Path) -> None:
    outcome = check(ledger, previous=ledger)
    assert [f.path for f in outcome.files] == ["台账.xlsx"]
    assert "内容完全相同，没有比对" in outcome.remarks[0]
    skipped = {status.code: status.reason for status in outcome.rules_skipped}
    assert not [reason for reason in skipped.values() if "内部错误" in reason]


def test_workers_do_not_matter(
    tmp_path: Path, ledger: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(tmp_path / "另一.xlsx", leaders("| 2 |", head="| 带动贫困户数 |"))
    monkeypatch.setattr(map_step, "MIN_BYTES", 0)
    alone, together = (
        rs.validate(
            [ledger, other], notices=["common"], settings=Settings(), register=sound,
            previous=sound, jobs=jobs,
        )
        for jobs in (1, 2)
    )  # fmt: skip
    assert replace(alone, seconds=0) == replace(together, seconds=0)
