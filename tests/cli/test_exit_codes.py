"""`rs` as an office meets it: exit codes, one Chinese line a trouble, never a traceback."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

import ruralskills.validation.validate
from builders.command_line import rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import leaders, number
from ruralskills.cli import application
from ruralskills.outputs.mark import OutputKind, marked
from ruralskills.rules import all_rules

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return write(tmp_path / "好.xlsx", leaders("| 3 |", head="| 带动贫困户数 |"))


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    sheet = Sheet(
        "2020年致富带头人台账",
        f"| 姓名 | 身份证号 |\n| 张三 | {number()[:-1]}* |\n| 李四 | {number()} |",
    )
    return write(tmp_path / "错.xlsx", sheet)


UNREADABLE: dict[str, bytes] = {
    "空": b"",
    "照片": b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
    "文字": "这不是表格".encode("gb18030") * 3,
    "合同": b"%PDF-1.7\n" + b"x" * 200,
    "加密": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + b"\x00" * 600
    + "EncryptedPackage".encode("utf-16-le"),
    "断": b"PK\x03\x04" + b"\x00" * 300,
}
WAY_OUT = re.compile("请|另存|重新|密码|核对")


@pytest.mark.parametrize("kind", UNREADABLE)
def test_file_that_cannot_be_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(UNREADABLE[kind])
    result = rs("validate", path)
    assert result.exit_code == 2
    lines = [line for line in result.stderr.splitlines() if line]
    assert len(lines) == 1
    assert f"{kind}.xlsx" in lines[0]
    assert WAY_OUT.search(lines[0])


def test_truncated_workbook(tmp_path: Path, clean: Path) -> None:
    path = tmp_path / "半截.xlsx"
    path.write_bytes(clean.read_bytes()[:2000])
    result = rs("validate", path)
    assert result.exit_code == 2
    assert "半截.xlsx" in result.stderr
    assert WAY_OUT.search(result.stderr)


def test_word_document_renamed(tmp_path: Path) -> None:
    path = tmp_path / "通知.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    result = rs("validate", path)
    assert result.exit_code == 2
    assert "Word" in result.stderr


@pytest.mark.parametrize("kind", UNREADABLE)
def test_the_other_files_are_checked_all_the_same(tmp_path: Path, kind: str, wrong: Path) -> None:
    bad = tmp_path / f"{kind}.xlsx"
    bad.write_bytes(UNREADABLE[kind])
    result = rs("validate", bad, wrong)
    assert result.exit_code == 3
    assert f"{kind}.xlsx" in result.stderr
    assert "身份证号" in result.stdout


def test_file_that_is_not_there(tmp_path: Path) -> None:
    result = rs("validate", tmp_path / "没有.xlsx")
    assert result.exit_code == 2
    assert "没有.xlsx" in result.stderr


def test_folder_named_like_a_workbook(tmp_path: Path, clean: Path) -> None:
    folder = tmp_path / "夹" / "台账.xlsx"
    folder.mkdir(parents=True)
    clean.rename(folder / "好.xlsx")
    assert rs("validate", folder).exit_code == 0


def test_empty_folder(tmp_path: Path) -> None:
    result = rs("validate", tmp_path)
    assert result.exit_code == 2
    assert HAN.search(result.stderr)


def test_nothing_to_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = rs("validate")
    assert result.exit_code == 2
    assert "没有可检查的表格文件" in result.stderr


def test_clean_and_wrong(clean: Path, wrong: Path) -> None:
    assert rs("validate", clean).exit_code == 0
    assert rs("validate", wrong).exit_code == 1
    assert rs("validate", clean, wrong).exit_code == 1


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on(tmp_path: Path, fail_on: str, code: int) -> None:
    path = write(tmp_path / "台账.xlsx", leaders("| 2 |", head="| 带动贫困户数 |"))
    result = rs("validate", path, "--as-of", "2020-07-01", "--fail-on", fail_on)
    assert result.exit_code == code


def test_as_of_decides_about_targets(tmp_path: Path) -> None:
    path = write(tmp_path / "台账.xlsx", leaders("| 2 |", head="| 带动贫困户数 |"))
    tongnan = ("--notice", "tongnan-2020", "--as-of")
    assert rs("validate", path, *tongnan, "2020-12-31").exit_code == 0
    assert rs("validate", path, *tongnan, "2021-01-01").exit_code == 1
    assert rs("validate", path, "--as-of", "2021-13-01").exit_code == 2


def codes(*arguments: str | Path) -> list[str]:
    result = rs("validate", *arguments, "--format", "json")
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


def test_select_and_ignore(tmp_path: Path) -> None:
    sheet = leaders("| 2 | 1381234567 |", "| 4 | x |", head="| 带动贫困户数 | 联系电话 |")
    path = write(tmp_path / "台账.xlsx", sheet)
    assert sorted(codes(path)) == ["C301", "C301", "L201"]
    assert codes(path, "--select", "L") == ["L201"]
    assert codes(path, "--select", "L201", "--select", "P") == ["L201"]
    assert codes(path, "--ignore", "C") == ["L201"]
    assert codes(path, "--select", "C", "--ignore", "C301") == []
    assert codes(path, "--ignore", "L", "--select", "L201") == ["L201"]
    ignored = rs("validate", path, "--ignore", "C", "--as-of", "2020-07-01")
    assert ignored.exit_code == 0


def test_codes_are_taken_as_they_are_typed(tmp_path: Path) -> None:
    sheet = leaders("| 2 | 1381234567 |", "| 4 | x |", head="| 带动贫困户数 | 联系电话 |")
    path = write(tmp_path / "台账.xlsx", sheet)
    assert codes(path, "--select", "l201") == ["L201"]
    assert sorted(codes(path, "--select", "L,c301")) == ["C301", "C301", "L201"]
    assert codes(path, "--ignore", "c、p") == ["L201"]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_no_rule_has(tmp_path: Path, clean: Path, option: str) -> None:
    result = rs("validate", clean, option, "ZZZ")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "rs：没有编号以“ZZZ”开头的规则，全部编号可用 rs rules 查看"
    ]
    assert rs("correct", clean, "--accept", "ZZ").exit_code == 2


def test_a_copy_that_came_back_is_not_passed_over_in_silence(tmp_path: Path, clean: Path) -> None:
    folder = tmp_path / "退回"
    folder.mkdir()
    (folder / "甲.校正.xlsx").write_bytes(marked(clean.read_bytes(), OutputKind.WORKBOOK))
    result = rs("validate", folder)
    assert result.exit_code == 2
    assert "“甲.校正.xlsx”是本工具写的校正副本" in result.stderr
    (folder / "乙.xlsx").write_bytes(clean.read_bytes())
    assert "“甲.校正.xlsx”是本工具写的校正副本" in rs("validate", folder).stdout
    files = json.loads(rs("validate", folder, "--format", "json").stdout)["files"]
    assert [each["status"] for each in files if each["path"] == "甲.校正.xlsx"] == ["skipped"]
    (folder / "甲.xlsx").write_bytes(clean.read_bytes() + b"\0")
    assert "校正副本" not in rs("validate", folder).stdout


def test_two_places_without_a_choice(tmp_path: Path) -> None:
    one = write(
        tmp_path / "甲.xlsx",
        leaders("| 3 |", head="| 带动贫困户数 |", title="潼南区2020年致富带头人台账"),
    )
    other = write(
        tmp_path / "乙.xlsx",
        leaders("| 3 |", head="| 带动贫困户数 |", title="忻州市2021年致富带头人台账"),
    )
    result = rs("validate", one, other)
    assert result.exit_code == 2
    assert "甲.xlsx" in result.stderr
    assert "乙.xlsx" in result.stderr
    assert rs("validate", one, other, "--notice", "common").exit_code == 0


def test_unknown_notice_and_unknown_option(clean: Path) -> None:
    result = rs("validate", clean, "--notice", "tongnan")
    assert result.exit_code == 2
    assert "tongnan-2020" in result.stderr
    assert rs("validate", clean, "--nonsense").exit_code == 2
    assert rs("nonsense").exit_code == 2


def test_place_recognised_and_year_out_of_force(tmp_path: Path) -> None:
    path = write(
        tmp_path / "甲.xlsx",
        leaders("| 3 |", head="| 带动贫困户数 |", title="潼南区2021年致富带头人台账"),
    )
    result = rs("validate", path)
    assert result.exit_code == 0
    assert "tongnan-2020" in result.stdout + result.stderr


def raising(error: Exception) -> Any:
    def check(**_: Any) -> None:
        raise error

    return check


def test_rule_that_breaks(monkeypatch: pytest.MonkeyPatch, wrong: Path) -> None:
    rules: Any = all_rules()
    secret = number()
    broken = msgspec.structs.replace(rules["P108"], check=raising(KeyError(secret)))
    monkeypatch.setitem(rules, "P108", broken)
    result = rs("validate", wrong)
    assert result.exit_code == 4
    assert "P108" in result.stdout
    assert secret not in result.output
    assert "身份证号" in result.stdout  # what the other rules found is told all the same


def test_program_that_breaks(monkeypatch: pytest.MonkeyPatch, wrong: Path) -> None:
    def check(*_: Any, **__: Any) -> None:
        raise RuntimeError(f"about {number()}")

    monkeypatch.setattr(ruralskills.validation.validate, "check_workspaces", check)
    result = rs("validate", wrong)
    assert result.exit_code == 4
    assert result.stderr.startswith("rs：程序出错")
    assert number() not in result.output
    told = rs("validate", wrong, "--debug")
    assert told.exit_code == 4
    assert "Traceback" in told.stderr
    assert number() not in told.output


def test_interrupted(monkeypatch: pytest.MonkeyPatch, wrong: Path) -> None:
    def check(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ruralskills.validation.validate, "check_workspaces", check)
    result = rs("validate", wrong)
    assert result.exit_code == 130
    assert "已中断" in result.stderr


def test_masked_unless_asked(wrong: Path) -> None:
    text = number()[:-1]
    for form in ("console", "json"):
        assert text not in rs("validate", wrong, "--format", form).stdout
    assert text in rs("validate", wrong, "--format", "json", "--unmask").stdout


def test_json_is_on_stdout_alone(wrong: Path) -> None:
    report = json.loads(rs("validate", wrong, "--format", "json").stdout)
    assert report["schema_version"] == 1
    assert report["summary"]["errors"] >= 1


def test_quiet_says_nothing_beside_the_report(tmp_path: Path, wrong: Path) -> None:
    target = tmp_path / "报告.json"
    result = rs("validate", wrong, "--format", "json", "--output", target, "--quiet")
    assert (result.stdout, result.stderr) == ("", "")
    assert target.exists()


def test_report_that_cannot_be_written(tmp_path: Path, wrong: Path) -> None:
    target = tmp_path / "没有这个文件夹" / "报告.json"
    result = rs("validate", wrong, "--format", "json", "--output", target)
    assert result.exit_code == 2
    assert "写不进去" in result.stderr


def test_help_shows_only_what_works() -> None:
    text = rs("--help").stdout
    named = set(re.findall(r"^[│|\s]{1,4}([a-z][a-z-]+)\s{2,}\S", text, re.M))
    commands = {command.name for command in application().registered_commands}
    assert named <= commands
    assert "validate" in text
    for name in commands:
        assert rs(str(name), "--help").exit_code == 0
