"""The workspace: found from the files, read strictly, and able to say how a sheet is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

import ruralskills as rs
from builders.watchdog import watchdog
from builders.workbook_fixture import number
from ruralskills.workspace import settings
from ruralskills.workspace.settings import WorkspaceError


def book(path: Path, rows: list[list[object]]) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "明细"
    for row in rows:
        sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


def odd_ledger(path: Path) -> Path:
    """A ledger whose headers nobody could know."""
    return book(
        path,
        [
            ["双桥镇2020年情况"],
            ["某某甲", "某某乙", "某某丙"],
            ["张三", number(), "男"],
            ["李四", number(sequence=2), "男"],
        ],
    )


def test_the_nearest_folder_upwards_with_settings_is_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "rs.toml").write_text('notices = ["tongnan-2020"]', encoding="utf-8")
    ledger = odd_ledger(tmp_path / "二季度" / "双桥镇" / "台账.xlsx")
    assert settings.find_settings([ledger]).notices == ("tongnan-2020",)
    assert settings.find_settings([ledger]).folder == tmp_path
    outcome = rs.validate(ledger)
    assert [n.id for n in outcome.notices] == ["tongnan-2020", "common"]
    assert "工作区" in outcome.notices[0].chosen_by


def test_no_workspace_is_no_settings(tmp_path: Path) -> None:
    assert settings.find_settings([tmp_path]) == settings.Settings()


def test_a_layout_told_by_hand_is_read_so(tmp_path: Path) -> None:
    ledger = odd_ledger(tmp_path / "台账.xlsx")
    assert [table.ledger for table in rs.validate(ledger).tables] == ["people_list"]
    (tmp_path / "rs.toml").write_text(
        """
        [[layouts]]
        file = "台账*.xlsx"
        ledger = "leader"
        header_rows = [2]
        columns = { A = "name", B = "id_number", C = "sex" }
        """,
        encoding="utf-8",
    )
    outcome = rs.validate(ledger)
    [table] = outcome.tables
    assert (table.ledger, table.header_rows, table.rows) == ("leader", (2,), 2)
    assert [(f.code, f.cell.address) for f in outcome.findings if f.cell] == [("P101", "C4")]


def test_a_sheet_may_be_left_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["致富带头人台账"],
        ["姓名", "身份证号", "性别"],
        ["张三", "1", "男"],
    ]
    ledger = book(tmp_path / "台账.xlsx", rows)
    assert rs.validate(ledger).findings
    (tmp_path / "rs.toml").write_text(
        '[[layouts]]\nsheet = "明细"\nskip = true\n', encoding="utf-8"
    )
    outcome = rs.validate(ledger)
    assert not outcome.findings
    assert [(s.status, "设置" in s.reason) for s in outcome.sheets] == [("skipped", True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("notice = ['a']", "notice"),
        ("notices = 3", "notices"),
        ("[[layouts]]\nheader_rows = ['三']", "header_rows"),
        ("notices = [", "TOML"),
        ('inbox = "a\\u0000b"', "“inbox”里有看不见的控制字符"),
        ('[bulletin]\non_finish = ["a", "b\\u001b"]', "“bulletin.on_finish”里有看不见的控制字符"),
        ('[off]\nL101 = "甲\\b"', "“off.L101”里有看不见的控制字符"),
    ],
)
def test_wrong_settings_name_the_file_and_the_entry(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "rs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=said) as raised:
        settings.find_settings([tmp_path])
    assert str(tmp_path / "rs.toml") in str(raised.value)


@pytest.mark.parametrize(
    ("text", "told", "rest"),
    [
        ("".join(f"a{at} = 1\n" for at in range(9_000)), "没有“a0”这一项", "另有8950处写得不对"),
        ('[[waivers]]\ncode = "C101"\nreson = "x"\n' * 4_000, "[[waivers]]里没有", "另有3950处"),
        ("a = 1\n" + "".join(f"b{at} = 1\n" for at in range(49)), "没有“b48”这一项", ""),
    ],
)
def test_very_many_wrong_entries_are_told_at_first_and_then_counted(
    text: str, told: str, rest: str, tmp_path: Path
) -> None:
    (tmp_path / "rs.toml").write_text(text, "utf-8")
    with watchdog(), pytest.raises(WorkspaceError) as raised:
        settings.find_settings([tmp_path])
    said = str(raised.value)
    assert said.count("rs.toml第") == (51 if rest else 50)
    assert told in said
    assert rest in said


def test_settings_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rs.toml").write_bytes('unit = "双桥镇"'.encode("gb18030"))
    with pytest.raises(WorkspaceError, match="UTF-8"):
        settings.find_settings([tmp_path])
