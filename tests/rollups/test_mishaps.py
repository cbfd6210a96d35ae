"""What goes wrong in an office: one clear line each, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders.command_line import rs
from builders.inbox import Inbox, figure_of, sheet
from builders.small_disk import fill
from builders.workbook_fixture import number
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.record_store import opened

HEAD = "村 | 姓名 | 身份证号 | 认定时间"
ROW = f"青龙村 | 甲一 | {number(sequence=1)} | 2020-02-01"
ASKED = ("--year", "2020", "--quarter", "1", "--quiet")


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    inbox = Inbox(tmp_path / "县")
    inbox.send("2020Q1", "双江镇", "带头人", sheet("双江镇2020年致富带头人台账", HEAD, ROW))
    return inbox


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "县").mkdir()


def refused(*arguments: str | Path) -> str:
    """Run a roll-up that is refused, and return its one line."""
    result = rs("rollup", *arguments)
    assert result.exit_code == 2, result.output
    assert not result.stdout
    [line] = result.stderr.splitlines()
    return line.removeprefix("rs：")


def kept(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the marks of a run."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("lock", ".gitignore")
    }


def test_a_township_that_is_not_on_the_list(inbox: Inbox) -> None:
    inbox.send("2020Q1", "云台镇", "带头人", sheet("云台镇2020年致富带头人台账", HEAD, ROW))
    made = inbox.rolled_up(quarter=1)
    [unknown] = [each for each in made.submissions if each.status == "undecided"]
    assert (unknown.unit, unknown.file) == (None, "收件/2020Q1/云台镇/带头人.xlsx")
    assert unknown.reason == "区划名单里没有“云台镇”，请核对单位名称，或在区划名单中补上"
    assert figure_of(made, "潼南区", "leaders").current == 1
    result = rs("rollup", inbox.folder / "收件", *ASKED)
    assert result.exit_code == 3
    assert result.stdout.count("云台镇/带头人.xlsx") == 1


def test_a_list_of_regions_that_is_not_there(inbox: Inbox) -> None:
    (inbox.folder / "区划.xlsx").unlink()
    assert refused(inbox.folder / "收件", *ASKED) == (
        "区划名单“区划.xlsx”：找不到这个文件。请核对路径和文件名"
    )


def test_no_list_of_regions_at_all(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, townships=())
    inbox.send("2020Q1", "双江镇", "带头人", sheet("双江镇2020年致富带头人台账", HEAD, ROW))
    made = inbox.rolled_up(quarter=1)
    assert (made.expected, made.received) == (0, 1)
    [remark] = made.remarks
    assert remark.startswith("没有区划名单，不知道还有哪些单位应报")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--year", "2021"), "没有找到2021年的报送文件，只有2020年第1季度的，请核对年度和季度"),
        (("--year", "2019", "--month", "3"), "没有找到2019年3月的报送文件，只有2020年第1季度的，请核对年度和季度"),
        (("--quarter", "1"), "请写明年度，例如：rs rollup --year 2020 --quarter 2"),
        (("--year", "2020", "--quarter", "1", "--month", "2"), "季度和月份只能写一个"),
        (("--year", "20"), "年份、季度（1至4）或月份（1至12）写得不对"),
    ],
)  # fmt: skip
def test_a_period_of_which_nothing_is_there(
    inbox: Inbox, asked: tuple[str, ...], said: str
) -> None:
    assert refused(inbox.folder / "收件", *asked) == said


def test_no_inbox(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox.folder / "收件").rename(inbox.folder / "别的")
    monkeypatch.chdir(inbox.folder)
    assert refused(*ASKED).startswith("工作区里没有“收件”文件夹：请把各单位报来的文件放进")
    assert refused("没有", *ASKED) == "找不到“没有”，请核对路径"


def test_an_inbox_without_a_file(inbox: Inbox) -> None:
    inbox.files[0].unlink()
    assert refused(inbox.folder / "收件", *ASKED) == "没有找到2020年第1季度的报送文件，请核对路径"


def test_no_tasks_of_units(inbox: Inbox) -> None:
    made = inbox.rolled_up(quarter=1)
    assert figure_of(made, "双江镇", "new_leaders").target is None
    said = [each.reason for each in made.left_out if "任务表" in each.reason]
    assert said == [
        "没有任务表（标题写“任务分解”“指导计划”的，或 rs.toml 的 tasks），各单位的完成率和排名空着"
    ]


def test_no_indicators(inbox: Inbox) -> None:
    made = inbox.rolled_up(quarter=1, notices=["common"])
    assert made.figures == ()
    said = [each.reason for each in made.left_out]
    assert said == ["适用的通知没有写要汇总的指标，请在 rs.toml 或用 --notice 写明通知"]


def test_a_city_without_a_list_of_regions(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, (), "shanxi-2021", "山西省")
    head = "姓名 | 身份证号 | 班次类别 | 结业时间"
    row = f"张某 | {number(sequence=1)} | 致富带头人培训班 | 2021-05-20"
    inbox.send("2021Q2", "太原市", "花名册", sheet("太原市2021年带头人培训学员花名册", head, row))
    said = [each.reason for each in inbox.rolled_up(2021, quarter=2).left_out]
    assert said == ["没有认出报送的单位，没有可汇总的数；市、县要有区划名单（regions）才认得出"]


def test_tasks_that_are_not_there(inbox: Inbox) -> None:
    settings = inbox.folder / "rs.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + 'tasks = ["任务.xlsx"]\n', encoding="utf-8"
    )
    assert refused(inbox.folder / "收件", *ASKED) == (
        "rs.toml 里 tasks 写的“任务.xlsx”找不到，请核对文件名"
    )


def test_a_second_run_at_the_same_time(inbox: Inbox) -> None:
    before = inbox.rolled_up(quarter=1)
    with opened(inbox.folder):
        held = kept(inbox.folder)
        assert refused(inbox.folder / "收件", *ASKED) == (
            "这个工作区正在由另一次运行汇总，请等它结束后再运行"
        )
        assert kept(inbox.folder) == held
    assert inbox.rolled_up(quarter=1).figures == before.figures


WITH_LITTLE_ROOM = """
import resource, sys
from ruralskills.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="this system has no limit on the size of files")
def test_records_that_no_file_can_hold(inbox: Inbox) -> None:
    """One line says so, and nothing is stored but the key."""
    held = kept(inbox.folder)
    command = [sys.executable, "-c", WITH_LITTLE_ROOM, "rollup", *ASKED]
    result = subprocess.run(command, cwd=inbox.folder, capture_output=True, encoding="utf-8")
    assert result.returncode == 2, result.stderr
    [line] = result.stderr.splitlines()
    assert line.startswith("rs：读出的记录存不进工作区的“.rs”文件夹（文件太大")
    after = kept(inbox.folder)
    assert {name: after[name] for name in held} == held
    assert after.keys() - held.keys() <= {".rs/key"}


@pytest.fixture
def full(small_disk: Path) -> Inbox:
    """A workspace whose records are there, on a disk with no room for more."""
    inbox = Inbox(small_disk)
    inbox.send("2020Q1", "双江镇", "带头人", sheet("双江镇2020年致富带头人台账", HEAD, ROW))
    inbox.rolled_up(quarter=1)
    fill(small_disk / "别的")
    return inbox


@pytest.mark.parametrize(
    "what",
    [
        ("--freeze", "一季度"), ("-o", "汇总.xlsx"), ("-o", "汇总.json", "--format", "json"),
        ("-o", "汇总.csv", "--format", "csv"),
    ],
)  # fmt: skip
def test_a_disk_that_is_full(
    full: Inbox, what: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(full.folder)
    before = kept(full.folder)
    assert "磁盘已满" in refused(*ASKED, *what)
    assert kept(full.folder) == before


def test_records_that_find_no_room(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox(small_disk)
    inbox.send("2020Q1", "双江镇", "带头人", sheet("双江镇2020年致富带头人台账", HEAD, ROW))
    fill(small_disk / "别的")
    with (small_disk / "别的").open("r+b") as stream:
        stream.truncate((small_disk / "别的").stat().st_size - 8192)  # for the key and a mark
    before = kept(small_disk)
    monkeypatch.chdir(small_disk)
    assert refused(*ASKED) == ("读出的记录存不进工作区的“.rs”文件夹（磁盘已满，请先腾出空间）")
    assert {name for name in kept(small_disk) if name not in before} == {".rs/key"}


def test_a_full_disk_still_shows_the_figures(full: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(full.folder)
    assert rs("rollup", *ASKED).exit_code == 0


def test_a_freeze_of_a_period_that_was_never_frozen(inbox: Inbox) -> None:
    with pytest.raises(RollupError, match="没有名为“二季度”的冻结，或它已损坏。现有：没有"):
        inbox.rolled_up(quarter=1, since="二季度")
