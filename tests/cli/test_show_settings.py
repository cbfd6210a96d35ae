"""What `rs validate --show-settings` says: each setting, its value, and where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.command_line import rs
from ruralskills.workspace.setting_entries import setting_entries
from ruralskills.workspace.settings import Settings


def shown(*arguments: str | Path) -> dict[str, str]:
    result = rs("validate", "--show-settings", *arguments)
    assert result.exit_code == 0, result.output
    named = (line.split("：", 1) for line in result.output.splitlines())
    return {name.partition("（")[0]: value for name, value in named}


def test_every_setting_is_shown_by_its_key(tmp_path: Path) -> None:
    shown = rs("validate", "--show-settings", tmp_path).output
    for entry in setting_entries(Settings):
        keys = [each.key for each in entry.entries] if entry.kind == "table" else []
        for key in keys or [entry.key]:
            assert f"（{key}）：" in shown


def test_without_a_settings_file(tmp_path: Path) -> None:
    lines = shown(tmp_path)
    assert lines["设置文件"] == "没有找到rs.toml，按选项和默认"
    assert lines["适用通知"] == "按台账中的地名和年度识别〔默认〕"
    assert lines["区划名单"] == "没有给出，乡镇和村不核对〔默认〕"
    assert lines["检查日期"] == "今天〔默认〕"


def test_the_settings_file_and_the_options_over_it(tmp_path: Path) -> None:
    (tmp_path / "区划.csv").write_text("", "utf-8")
    (tmp_path / "rs.toml").write_text(
        """
        notices = ["tongnan-2020"]
        unit = "云潼区扶贫办"
        villages = "村名单.xlsx"
        regions = "区划.csv"
        regions_complete = true
        register = ["名册.xlsx"]
        [[waivers]]
        code = "P101"
        name = "张三"
        reason = "正在更正"
        """,
        encoding="utf-8",
    )
    lines = shown(tmp_path)
    assert lines["设置文件"] == str(tmp_path / "rs.toml")
    assert lines["适用通知"] == "tongnan-2020〔rs.toml〕"
    assert lines["本单位"] == "云潼区扶贫办〔rs.toml〕"
    assert lines["村名单"] == "村名单.xlsx（找不到这个文件）〔rs.toml〕"
    assert lines["区划名单"] == "区划.csv〔rs.toml〕"
    assert lines["区划名单是否完整"] == "是〔rs.toml〕"
    assert lines["脱贫、监测户名册"] == "名册.xlsx（找不到这个文件）〔rs.toml〕"
    assert lines["豁免"] == "1条〔rs.toml〕"
    told = shown(tmp_path, "--notice", "shanxi-2021", "--as-of", "2021-05-01", "--select", "P")
    assert told["适用通知"] == "shanxi-2021〔--notice〕"
    assert told["检查日期"] == "2021-05-01〔--as-of〕"
    assert told["只报的规则"] == "P〔--select〕"


def test_villages_stand_in_for_regions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rs.toml").write_text('villages = "村名单.xlsx"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert shown()["区划名单"] == "没有给出，用村名单核对〔默认〕"
