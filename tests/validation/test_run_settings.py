"""Commands that are one workspace's by nature: the settings that count, and several refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.command_line import rs
from builders.inbox import Inbox, sheet
from ruralskills.validation.run_settings import run_settings
from ruralskills.workspace.settings import FILE_NAME, WorkspaceError


def inbox(folder: Path, county: str, township: str = "青龙镇") -> Path:
    """A county's workspace with a ledger for the second quarter."""
    folder.mkdir(parents=True)
    made = Inbox(folder, (township,), county=county)
    rows = ("青龙村 | 张三 | 500199198506150017 | 2020-02-01",)
    made.send(
        "2020Q2",
        township,
        "带头人",
        sheet("2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间", *rows),
    )
    return folder


def settings(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def counties(tmp_path: Path) -> Path:
    inbox(tmp_path / "甲县", "甲县")
    inbox(tmp_path / "乙县", "乙县", "白虎镇")
    return tmp_path


def test_the_workspace_around_all_paths_counts(counties: Path) -> None:
    found, remarks = run_settings([counties / "甲县" / "收件"])
    assert (found.unit, remarks) == ("甲县扶贫办", ())


def test_the_only_workspace_of_the_files_counts(counties: Path) -> None:
    """A file that came late lies elsewhere, or the folder above is given."""
    (counties / "补报").mkdir()
    for paths in (
        [counties / "甲县", counties / "补报"],
        [counties / "乙县" / "收件", counties / "补报"],
    ):
        found, remarks = run_settings(paths)
        assert found.folder == paths[0] if paths[0].name == "甲县" else counties / "乙县"
        assert remarks == ()


@pytest.mark.parametrize("paths", [(".",), ("甲县", "乙县"), ("甲县/收件/2020Q2", "乙县/收件")])
def test_several_workspaces_are_refused(counties: Path, paths: tuple[str, ...]) -> None:
    with pytest.raises(WorkspaceError) as error:
        run_settings([counties / path for path in paths])
    assert "分属2个工作区" in str(error.value)
    assert "甲县/rs.toml" in str(error.value)
    assert "rs init" in str(error.value)


def test_a_workspace_inside_another_is_named(counties: Path) -> None:
    settings(counties, 'unit = "四方市农业农村局"')
    found, remarks = run_settings([counties / "甲县", counties / "乙县"])
    assert found.unit == "四方市农业农村局"
    assert list(remarks) == [
        "里面的 乙县/rs.toml 这次不起作用，按工作区自己的 rs.toml",
        "里面的 甲县/rs.toml 这次不起作用，按工作区自己的 rs.toml",
    ]


def test_settings_inside_that_are_wrong_do_no_harm(counties: Path) -> None:
    settings(counties, 'unit = "四方市农业农村局"')
    settings(counties / "甲县", "unit = ")
    assert run_settings([counties])[0].unit == "四方市农业农村局"


def test_without_paths_the_inbox_is_looked_through(
    counties: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(counties / "甲县")
    settings(counties / "甲县" / "收件" / "2020Q2" / "青龙镇", 'unit = "青龙镇"')
    found, remarks = run_settings([])
    assert found.unit == "甲县扶贫办"
    assert len(remarks) == 1
    assert "2020Q2/青龙镇/rs.toml" in remarks[0]


ROLL_UP = ("rollup", "--year", "2020", "--quarter", "2", "--as-of", "2020-07-10", "-q")


@pytest.mark.parametrize(
    "words", [ROLL_UP, ("summarize", "--quarter", "2020Q2", "-q"), ("collect-forms",)]
)
def test_each_command_refuses_two_counties(counties: Path, words: tuple[str, ...]) -> None:
    done = rs(*words, counties / "甲县", counties / "乙县")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "分属2个工作区" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(counties.rglob("通报"))


def test_recheck_of_a_folder_of_two_counties(counties: Path) -> None:
    done = rs("recheck", counties, counties)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "分属2个工作区" in done.stderr


def test_a_roll_up_of_a_city_says_what_does_not_count(counties: Path) -> None:
    settings(counties, 'unit = "四方市农业农村局"\nnotices = ["tongnan-2020"]')
    done = rs(*ROLL_UP, counties / "甲县", counties / "乙县")
    assert done.exit_code == 0, done.stderr
    assert "里面的 甲县/rs.toml 这次不起作用" in done.stdout
