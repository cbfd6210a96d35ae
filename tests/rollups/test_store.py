"""What was read once: kept in the workspace, trusted only if it is ours, without any number."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from builders.inbox import Inbox, sheet
from builders.workbook_fixture import number
from ruralskills.rollups import document, file_tasks, reading, record_store
from ruralskills.rollups.entries import RollupError
from ruralskills.validation.map_step import MIN_BYTES

NAME = "欧阳某某"


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    inbox = Inbox(tmp_path)
    for index, unit in enumerate(inbox.townships):
        inbox.send("2020Q1", unit, "带头人", sheet(
            f"{unit}2020年第一季度致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间",
            f"青龙村 | {NAME} | {number(sequence=2 * index + 1)} | 2020-02-01",
            f"青龙村 | {NAME} | {number(sequence=2 * index + 101)} | 2020-03-01",
        ))  # fmt: skip
    return inbox


def text(inbox: Inbox, **how: int) -> str:
    return document.text(inbox.rolled_up(quarter=1, **how))


def entries(inbox: Inbox) -> list[Path]:
    return sorted((inbox.folder / ".rs" / "records").glob("*.parquet"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []
    original = reading.read_content

    def named(file, content, options):  # type: ignore[no-untyped-def]  # as the original
        names.append(file.path.parent.name)
        return original(file, content, options)

    monkeypatch.setattr(file_tasks, "read_content", named)
    return names


def test_nothing_changed_is_nothing_read(inbox: Inbox, read: list[str]) -> None:
    first = text(inbox)
    assert len(read) == 3
    assert text(inbox) == first
    assert len(read) == 3


def test_only_what_changed_is_read(inbox: Inbox, read: list[str]) -> None:
    text(inbox)
    read.clear()
    inbox.send("2020Q1", "双江镇", "带头人", sheet(
        "双江镇2020年第一季度致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间",
        f"青龙村 | {NAME} | {number(sequence=9)} | 2020-02-01",
    ))  # fmt: skip
    text(inbox)
    assert read == ["双江镇"]


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "another", "no parquet"])
def test_a_damaged_entry_is_made_anew(inbox: Inbox, read: list[str], damage: str) -> None:
    first = text(inbox)
    read.clear()
    one, other, _ = entries(inbox)
    content = bytearray(one.read_bytes())
    if damage == "flipped":
        content[len(content) // 3] ^= 1
    elif damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "another":
        content = bytearray(other.read_bytes())
    else:
        content = bytearray(b"" if damage == "empty" else b"nothing that anybody knows")
    one.write_bytes(bytes(content))
    assert text(inbox) == first
    assert len(read) == 1


def test_the_entries_of_another_workspace_are_not_trusted(inbox: Inbox, read: list[str]) -> None:
    text(inbox)
    (inbox.folder / ".rs" / "key").write_bytes(os.urandom(32))
    read.clear()
    text(inbox)
    assert len(read) == 3


def test_settings_that_change_the_reading_make_it_anew(inbox: Inbox, read: list[str]) -> None:
    text(inbox)
    read.clear()
    rs_toml = inbox.folder / "rs.toml"
    layout = '\n[[layouts]]\nfile = "带头人*"\nledger = "leader"\n'
    rs_toml.write_text(rs_toml.read_text("utf-8") + layout, "utf-8")
    text(inbox)
    assert len(read) == 3


def test_no_name_and_no_number_is_kept(inbox: Inbox) -> None:
    text(inbox)
    numbers = [number(sequence=each) for each in (1, 3, 5, 101, 103, 105)]
    for path in (inbox.folder / ".rs").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(each.encode() in content for each in (NAME, *numbers))


PHONE, PERSON = "13812345678", number(sequence=77)


def with_numbers_everywhere(folder: Path) -> Inbox:
    """Submissions with numbers in titles, sheets, files, villages and townships."""
    inbox = Inbox(folder)
    unit = next(iter(inbox.townships))
    told = sheet(
        f"{unit}2020年第一季度致富带头人台账（联系人电话{PHONE}）",
        "镇街 | 村 | 姓名 | 身份证号 | 认定时间",
        f"{unit}{PHONE} | 青龙村{PHONE} | {NAME} | {number(sequence=1)} | 2020-02-01",
        f"{unit} | 青龙村{PERSON} | {NAME} | {number(sequence=3)} | 2020-03-01",
    )
    told.name = f"表{PERSON}"
    inbox.send("2020Q1", unit, f"带头人{PHONE}", told)
    return inbox


@pytest.fixture
def stored(tmp_path: Path) -> Inbox:
    """A workspace whose store was made of texts with personal numbers, and a freeze."""
    inbox = with_numbers_everywhere(tmp_path)
    inbox.rolled_up(quarter=1, freeze="一季度")
    return inbox


def test_no_personal_number_of_any_text_is_kept(stored: Inbox) -> None:
    kept = [path for path in (stored.folder / ".rs").rglob("*") if path.is_file()]
    assert {path.parent.name for path in kept} >= {"records", "freezes"}
    for path in kept:
        content = path.read_bytes()
        assert not any(each.encode() in content for each in (PHONE, PERSON)), path.name


def test_figures_and_cells_are_those_of_a_run_that_keeps_nothing(stored: Inbox) -> None:
    again = text(stored)
    shutil.rmtree(stored.folder / ".rs")
    assert text(stored) == again


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_nobody_else_can_read_what_is_kept(stored: Inbox) -> None:
    for path in (stored.folder / ".rs").rglob("*"):
        if path.is_file() and path.parent.name in ("records", "kept", "freezes"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_nobody_else_can_read_the_key(inbox: Inbox) -> None:
    text(inbox)
    assert stat.S_IMODE((inbox.folder / ".rs" / "key").stat().st_mode) == 0o600


def test_a_second_run_at_the_same_time_is_told_to_wait(inbox: Inbox) -> None:
    with record_store.opened(inbox.folder), pytest.raises(RollupError, match="另一次运行"):
        text(inbox)
    text(inbox)


def test_cleaning_takes_records_and_key(inbox: Inbox) -> None:
    first = text(inbox)
    assert record_store.clean(inbox.folder) == 3
    assert not entries(inbox)
    assert not (inbox.folder / ".rs" / "key").exists()
    assert text(inbox) == first


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_workspace_that_cannot_be_written_is_rolled_up_all_the_same(inbox: Inbox) -> None:
    inbox.folder.chmod(0o500)
    try:
        made = inbox.rolled_up(quarter=1)
    finally:
        inbox.folder.chmod(0o700)
    assert "这次没有用以前的记录" in made.remarks[-1]


def test_without_a_workspace_nothing_is_kept(inbox: Inbox) -> None:
    (inbox.folder / "rs.toml").unlink()
    made = inbox.rolled_up(quarter=1, notices=["tongnan-2020"])
    assert made.figures
    assert not (inbox.folder / ".rs").exists()


def test_any_number_of_workers_gives_the_same_bytes(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = text(inbox)
    for least in (MIN_BYTES, 0):
        monkeypatch.setattr("ruralskills.rollups.map_sources.MIN_BYTES", least)
        record_store.clean(inbox.folder)
        assert text(inbox, jobs=2) == first


def test_this_process_reads_few_bytes_and_the_smallest_of_many(
    inbox: Inbox, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [path.stat().st_size for path in (inbox.folder / "收件").rglob("*.xlsx")]
    for least, here in ((sum(sizes) + 1, 3), (min(sizes) + 1, 1), (0, 0)):
        monkeypatch.setattr("ruralskills.rollups.map_sources.MIN_BYTES", least)
        read.clear()
        text(inbox, jobs=2)
        assert len(read) == here  # what a worker reads is not seen here
        record_store.clean(inbox.folder)
