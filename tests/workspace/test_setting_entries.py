"""Every setting is described once: in the sample of `rs init`, on its page, in what is said of mistakes."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import ruralskills as rs
from builders.command_line import rs as command
from builders.sheet_text import write
from builders.workbook_fixture import leaders
from ruralskills.rules import RuleError
from ruralskills.workspace.setting_entries import SettingEntry, setting_entries
from ruralskills.workspace.settings import Settings, WorkspaceError, parse_settings
from ruralskills.workspace.settings_sample import sample

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def every_entry() -> list[SettingEntry]:
    outer = list(setting_entries(Settings))
    return [*outer, *(inner for entry in outer for inner in entry.entries)]


def switched_on() -> str:
    """The sample with every entry in force."""
    return re.sub(r'^# (?=\[|"[^"]+" = |\w+ = )', "", sample(), flags=re.MULTILINE)


def test_every_setting_is_described() -> None:
    described = {entry.path[0] for entry in every_entry()}
    assert {each.name for each in fields(Settings)} - described == {"folder", "lines"}
    for entry in every_entry():
        assert entry.describes.says
        assert entry.describes.label
        assert entry.entries or entry.describes.example


def test_the_sample_sets_nothing(tmp_path: Path) -> None:
    assert parse_settings(sample(), tmp_path / "rs.toml").folder == tmp_path
    assert not re.search(r"^[^#\n]", sample(), flags=re.MULTILINE)


def test_the_sample_is_right_once_it_is_switched_on(tmp_path: Path) -> None:
    settings = parse_settings(switched_on(), tmp_path / "rs.toml")
    for each in fields(Settings):
        if each.name not in ("folder", "inbox", "lines"):
            assert getattr(settings, each.name) != getattr(Settings(), each.name), each.name
    assert settings.layouts[0].columns == {"A": "name"}
    assert settings.bulletin.sentences


@pytest.mark.parametrize("entry", every_entry(), ids=lambda entry: entry.key)
def test_every_setting_is_in_the_sample_and_on_its_page(entry: SettingEntry) -> None:
    assert entry.line in sample()
    page = PAGE.read_text("utf-8")
    assert f"`{entry.path[-1]}`" in page or entry.heading in page
    assert entry.describes.says in page


def test_init_writes_the_sample_and_never_over_settings(tmp_path: Path) -> None:
    assert command("init", tmp_path).exit_code == 0
    target = tmp_path / "rs.toml"
    assert target.read_text("utf-8") == sample()
    target.write_text('unit = "双桥镇"\n', "utf-8")
    result = command("init", tmp_path)
    assert result.exit_code == 2
    assert "已经有了，没有改动" in result.stderr
    assert target.read_text("utf-8") == 'unit = "双桥镇"\n'


def test_init_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert command("init").exit_code == 0
    assert (tmp_path / "rs.toml").is_file()
    assert command("init", "没有这个文件夹").exit_code == 2


WRONG = {
    'unit = "甲"\nnotice = ["a"]': "第2行：没有“notice”这一项。是不是“notices”？",
    "\nunit = 3": '第2行：“unit”写得不对。要写成 unit = "云潼区扶贫办"',
    'folder = "/"': "第1行：没有“folder”这一项。可以写notices、unit",
    '[[layouts]]\nfile = "a"\n[[layouts]]\nheader_row = [1]': "第4行：[[layouts]]里没有“header_row”这一项。"
    "是不是“header_rows”？",
    '[bulletin]\ncontct = "甲"': "第2行：[bulletin]里没有“contct”这一项。是不是“contact”？",
    '[[waivers]]\ncode = "L201"\nuntil = "年底"': "第3行：“waivers.until”写得不对。要写成 until = 2021-06-30",
    'off = ["L201"]': "第1行：“off”写得不对。要写成 [off]，下一行",
    'fail_on = "eror"': '第1行：“fail_on”写得不对。要写成 fail_on = "error"',
    'unit = "甲"\nunit = "乙"': "第2行：这一项在前面已经写过",
    "notices = [": "第1行：写法不符合TOML格式",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_entry_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(WorkspaceError, match=re.escape(f"rs.toml{WRONG[text]}")):
        parse_settings(text, tmp_path / "rs.toml")


def test_all_wrong_entries_are_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as raised:
        parse_settings('notice = ["a"]\nunit = 3\n', tmp_path / "rs.toml")
    assert [line.count("rs.toml第") for line in str(raised.value).splitlines()] == [1, 1]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write(tmp_path / "台账.xlsx", leaders("| 2 |", head="| 带动贫困户数 |"))


LAYOUTS = {
    'ledger = "leadr"': "第3行：没有“leadr”这个台账。是不是“leader”？",
    'ledger = "致富带头人台账"': "第3行：没有“致富带头人台账”这个台账。请写它的编号“leader”",
    'ledger = "leader"\ncolumns = { A = "nam" }': "第4行：“leader”没有“nam”这个字段。是不是“name”？",
    'columns = { a = "name" }': "第3行：“a”不是列的字母。要写成大写字母，如 A、AB",
    '[layouts.columns]\nA = "name"\nXFE = "sex"': "第5行：“XFE”不是列的字母",
    '[layouts.columns]\n"1" = "name"': "第4行：“1”不是列的字母",
}


@pytest.mark.parametrize("text", LAYOUTS)
def test_a_layout_that_cannot_be(ledger: Path, text: str) -> None:
    settings = ledger.with_name("rs.toml")
    settings.write_text(f'[[layouts]]\nfile = "*"\n{text}\n', "utf-8")
    with pytest.raises(WorkspaceError, match=re.escape(f"rs.toml{LAYOUTS[text]}")):
        rs.validate(ledger)
    assert command("validate", ledger).exit_code == 2


def test_a_layout_for_no_file(ledger: Path) -> None:
    settings = ledger.with_name("rs.toml")
    (ledger.parent / "别处").mkdir()
    (ledger.parent / "别处" / "丙.xlsx").write_bytes(b"")
    files = "".join(
        f'[[layouts]]\nfile = "{name}"\nskip = false\n' for name in ("台*", "丙.xlsx", "丁*")
    )
    settings.write_text(files, "utf-8")
    told = [remark for remark in rs.validate(ledger).remarks if "相符" in remark]
    assert told == [f"{settings}第8行：没有与“丁*”相符的文件，请核对文件名"]


@pytest.mark.parametrize(
    "name", ["台账.校正.xlsx", "台账（改）.xlsx", "台账(1).xlsx", "台账 最终版.xlsx"]
)
def test_a_layout_holds_for_versions_of_its_file(ledger: Path, name: str) -> None:
    ledger.with_name("rs.toml").write_text(
        '[[layouts]]\nfile = "台账.xlsx"\nskip = true\n', "utf-8"
    )
    outcome = rs.validate(ledger.rename(ledger.with_name(name)))
    assert not outcome.tables
    assert not [remark for remark in outcome.remarks if "相符" in remark]


def codes(path: Path, **given: object) -> set[str]:
    return {finding.code for finding in rs.validate(path, **given).findings}  # type: ignore[arg-type]  # options of each test


def test_codes_that_the_settings_choose(ledger: Path) -> None:
    write(ledger, leaders("| 2x | 123 |", head="| 带动贫困户数 | 联系电话 |"))
    every = codes(ledger)
    settings = ledger.with_name("rs.toml")
    one = min(every)
    settings.write_text(f'select = ["{one}"]\n', "utf-8")
    assert codes(ledger) == {one}
    assert codes(ledger, select=["C"]) == every
    settings.write_text(f'ignore = ["{one}"]\n', "utf-8")
    assert codes(ledger) == every - {one}
    settings.write_text(f'[per_file_ignores]\n"台账.xls?" = ["{one}"]\n', "utf-8")
    assert codes(ledger) == every - {one}
    settings.write_text(f'[per_file_ignores]\n"别的*" = ["{one}"]\n', "utf-8")
    assert codes(ledger) == every


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('unit = "甲"\nselect = ["X9"]', 2),
        ('ignore = ["l9"]', 1),
        ('[per_file_ignores]\n"*" = ["X9"]', 2),
    ],
)
def test_codes_of_no_rule(ledger: Path, text: str, line: int) -> None:
    settings = ledger.with_name("rs.toml")
    settings.write_text(text, "utf-8")
    with pytest.raises(WorkspaceError, match=f"第{line}行：没有编号以“"):
        rs.validate(ledger)


def test_rules_that_are_off(ledger: Path) -> None:
    ledger.with_name("rs.toml").write_text('[off]\nL2O1 = "不用"\n', "utf-8")
    with pytest.raises(RuleError, match=r"第2行：.*“L2O1”不是规则的编号。是不是“L201”？"):
        rs.validate(ledger)


def test_the_exit_code_of_the_settings(ledger: Path) -> None:
    write(ledger, leaders("| 2x |", head="| 带动贫困户数 |"))
    assert command("validate", ledger).exit_code == 1
    ledger.with_name("rs.toml").write_text('fail_on = "never"\n', "utf-8")
    assert command("validate", ledger).exit_code == 0
    assert command("validate", ledger, "--fail-on", "error").exit_code == 1
