"""Workspaces and periods in one run: each is checked by itself, under its own settings."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest

import ruralskills as rs
from builders.command_line import rs as command
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import leaders, number
from ruralskills.model.outcome import Outcome
from ruralskills.model.period import Period
from ruralskills.validation.batches import workspaces
from ruralskills.validation.merged_outcome import merged
from ruralskills.workspace.settings import WorkspaceError

TODAY = date(2020, 7, 10)
GOOD, BAD = "| 5 |", "| 5x |"


def ledger(path: Path, row: str = GOOD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return write(path, leaders(row, head="| 带动贫困户数 |"))


def named(name: str) -> Sheet:
    """A ledger of one leader of this name, whose number is that of every ledger here."""
    table = f"| 姓名 | 身份证号 |\n| {name} | {number(sequence=1)} |"
    return Sheet("桂林街道2020年致富带头人台账", table)


def settings(folder: Path, text: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rs.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def counties(tmp_path: Path) -> Path:
    """Two counties, each with a workspace of its own and the same names of files."""
    settings(tmp_path / "甲县", 'notices = ["tongnan-2020"]')
    settings(tmp_path / "乙县", 'notices = ["dongxiang-2020"]\nfail_on = "never"')
    ledger(tmp_path / "甲县" / "台账.xlsx")
    ledger(tmp_path / "乙县" / "台账.xlsx", BAD)
    return tmp_path


def test_the_nearest_settings_count(counties: Path) -> None:
    outcome = rs.validate(counties, as_of=TODAY)
    assert {n.id for n in outcome.notices} >= {"tongnan-2020", "dongxiang-2020", "common"}
    assert {f.path for f in outcome.files} == {"甲县/台账.xlsx", "乙县/台账.xlsx"}
    assert [f.number for f in outcome.findings] == list(range(1, len(outcome.findings) + 1))
    apart = [rs.validate(counties / name, as_of=TODAY) for name in ("乙县", "甲县")]
    assert sorted(f.fingerprint for f in outcome.findings) == sorted(
        f.fingerprint for each in apart for f in each.findings
    )


def test_rules_over_files_stay_within_a_workspace(counties: Path) -> None:
    one = rs.validate(
        [counties / "甲县" / "台账.xlsx", counties / "乙县" / "台账.xlsx"], as_of=TODAY
    )
    assert not [f for f in one.findings if f.code.startswith("D")]
    (counties / "甲县" / "rs.toml").unlink()
    (counties / "乙县" / "rs.toml").unlink()
    both = rs.validate(counties, as_of=TODAY, notices=["common"])
    assert [f for f in both.findings if f.related or f.code.startswith("D")]


def test_files_of_one_name_in_two_workspaces_are_told_apart(counties: Path) -> None:
    paths = [counties / "甲县" / "台账.xlsx", counties / "乙县" / "台账.xlsx"]
    assert [f.path for f in rs.validate(paths, as_of=TODAY).files] == [p.as_posix() for p in paths]


def test_the_exit_code_is_the_highest_of_the_workspaces(counties: Path) -> None:
    run = ("validate", "--as-of", "2020-07-10", "-q")
    assert command(*run, counties / "乙县").exit_code == 0
    first = command(*run, counties / "甲县").exit_code
    assert command(*run, counties).exit_code == first
    settings(counties / "乙县", 'notices = ["dongxiang-2020"]')
    assert command(*run, counties).exit_code == 1
    assert command(*run, counties, "--fail-on", "never").exit_code == 0
    (counties / "甲县" / "坏.xlsx").write_bytes(b"PK\x03\x04")
    assert command(*run, counties).exit_code == 3
    (counties / "丙县").mkdir()
    settings(counties / "丙县")
    write(counties / "丙县" / "通知.xlsx", Sheet("关于开会的通知", "| 请准时参加 |"))
    assert command(*run, counties).exit_code == 2


def test_files_outside_of_workspaces_need_no_table(counties: Path) -> None:
    write(counties / "通知.xlsx", Sheet("关于开会的通知", "| 请准时参加 |"))
    assert command("validate", counties, "--fail-on", "never", "-q").exit_code == 0


def test_wrong_settings_of_one_end_the_run(counties: Path) -> None:
    settings(counties / "甲县", "notice = 3")
    with pytest.raises(WorkspaceError, match="是不是“notices”"):
        rs.validate(counties)


def test_corrections_keep_to_the_settings_of_each(counties: Path) -> None:
    settings(counties / "甲县", 'notices = ["tongnan-2020"]\nmarks_only = true')
    for name in ("甲县", "乙县"):
        write(counties / name / "台账.xlsx", named("李　四"))
    done = {copy.name: copy.steps for copy in rs.correct(counties, as_of=TODAY).written}
    assert done == {"乙县/台账.xlsx": 1, "甲县/台账.xlsx": 0}


def test_settings_of_every_workspace_are_shown(counties: Path) -> None:
    shown = command("validate", "--show-settings", counties).stdout
    assert "适用通知（notices）：tongnan-2020" in shown
    assert "适用通知（notices）：dongxiang-2020" in shown


@pytest.fixture
def quarters(tmp_path: Path) -> Path:
    """A workspace with an inbox of three quarters, in which the same leader stands."""
    settings(tmp_path, 'notices = ["common"]')
    for quarter in ("2020Q1", "2020Q2", "2020Q4"):
        ledger(tmp_path / "收件" / quarter / "双河镇.xlsx")
    return tmp_path


def test_periods_are_checked_one_by_one(quarters: Path) -> None:
    [found] = workspaces([quarters / "收件"])
    assert [batch.period for batch in found.batches] == [Period(2020, each) for each in (1, 2, 4)]
    outcome = rs.validate(quarters / "收件", as_of=TODAY)
    assert [f.path for f in outcome.files if f.status == "read"] == [
        f"2020Q{each}/双河镇.xlsx" for each in (1, 2, 4)
    ]
    assert not [f for f in outcome.findings if f.related]
    assert [remark for remark in outcome.remarks if remark.startswith("上期")] == []


def test_a_period_is_compared_with_the_one_before(quarters: Path) -> None:
    path = quarters / "收件" / "2020Q2" / "双河镇.xlsx"
    write(path, named("李四"))
    outcome = rs.validate(quarters / "收件", as_of=TODAY)
    assert "上期：与2020年第1季度的1张表比对" in outcome.remarks
    found = [f for f in outcome.findings if f.code == "H102"]
    assert [f.file for f in found] == ["2020Q2/双河镇.xlsx"]


def test_one_period_is_no_batch_of_its_own(quarters: Path) -> None:
    ledger(quarters / "村名单.xlsx")
    for path in (quarters / "收件" / "2020Q2", quarters / "收件" / "2020Q2" / "双河镇.xlsx"):
        [found] = workspaces([path])
        assert [batch.period for batch in found.batches] == [None]


def test_a_waiver_used_in_one_period_is_used(quarters: Path) -> None:
    ledger(quarters / "收件" / "2020Q2" / "双河镇.xlsx", BAD)
    waivers = "".join(
        f'[[waivers]]\ncode = "{code}"\nname = "{name}"\nreason = "已核"\n'
        for code, name in (("C501", ""), ("C501", "无此人"))
    ).replace('name = ""\n', 'unit = "桂林街道"\n')
    settings(quarters, f'notices = ["common"]\n{waivers}')
    outcome = rs.validate(quarters / "收件", as_of=TODAY)
    assert [f.code for f in outcome.waived] == ["C501"]
    assert [f.message for f in outcome.findings if f.code == "O101"] == [
        "第2条豁免（C501，无此人）本次没有与它相符的问题"
    ]


def test_without_a_path_the_latest_period(quarters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (quarters / "收件" / "2021Q1").mkdir()
    (quarters / "收件" / "2020").mkdir()
    ledger(quarters / "收件" / "2020" / "任务.xlsx")
    monkeypatch.chdir(quarters)
    result = command("validate", "--show-layout")
    assert f"检查收件中最近的一期：{Path('收件') / '2020Q4'}" in result.stderr
    assert "双河镇.xlsx" in result.stdout
    assert "任务" not in result.stdout
    assert command("validate", "-q").stderr == ""


def test_without_a_path_the_current_folder(
    quarters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(quarters / "收件" / "2020Q1")
    assert "共检查1个文件" in command("validate").stdout
    empty = tmp_path / "空"
    empty.mkdir()
    monkeypatch.chdir(empty)
    result = command("validate")
    assert result.exit_code == 2
    assert "没有可检查的表格文件" in result.stderr


def test_every_part_of_an_outcome_is_put_together(counties: Path) -> None:
    told = inspect.getsource(merged)
    assert [name for name in Outcome.__struct_fields__ if f"{name}=" not in told] == []
    parts = [rs.validate(counties / name, as_of=TODAY) for name in ("甲县", "乙县")]
    whole = merged(parts)
    assert whole.rows == sum(part.rows for part in parts)
    assert set(whole.rules_ran) == {code for part in parts for code in part.rules_ran}
    skipped = {status.code for status in whole.rules_skipped}
    assert skipped.isdisjoint(whole.rules_ran)
    assert merged(parts[:1]) is parts[0]
