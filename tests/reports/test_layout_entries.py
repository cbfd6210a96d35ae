"""Entries for rs.toml: read back as they are written, and added to nothing that is settled."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import ruralskills as rs
from builders.command_line import rs as command
from builders.outcomes import FILE, SHEET, outcome, table
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import leaders, number
from ruralskills.detection.hints import hint_for
from ruralskills.model.layout import ColumnLayout, SheetStatus, TableLayout
from ruralskills.model.outcome import Outcome
from ruralskills.reports.layout_entries import add_to_settings, entries
from ruralskills.workspace.settings import WorkspaceError, load_settings

COLUMNS = (
    ColumnLayout("A", "姓名", "name", chosen_by="exact"),
    ColumnLayout("H", "公民身份证号码", "id_number", chosen_by="likeness"),
    ColumnLayout("I", "（无表头）", "phone", chosen_by="content"),
    ColumnLayout("E", "带贫户数", None, "带动贫困户数"),
    ColumnLayout("F", "驻村干部", None),
)


def recognised(**changes: object) -> Outcome:
    one = replace(table(), **{"columns": COLUMNS, "has_record_rows": True} | changes)
    return replace(outcome(), tables=(one,))


def test_what_was_guessed_is_an_entry_and_the_rest_a_comment() -> None:
    [entry] = entries(recognised())
    assert entry.splitlines() == [
        "[[layouts]]",
        'file = "云岭镇.xlsx"',
        'sheet = "带头人"',
        'ledger = "leader"  # 致富带头人台账',
        "# header_rows = [3, 4]  # 表头的行号，认错了才写",
        "[layouts.columns]",
        '# A = "name"  # “姓名”认得，不用写',
        'H = "id_number"  # “公民身份证号码”按“身份证号”理解，请核对',
        'I = "phone"  # “（无表头）”按“联系电话”理解，请核对',
        '# E = "poor_households_led"  # “带贫户数”没有认出，是不是“带动贫困户数”？',
        '# F = ""  # “驻村干部”没有认出',
    ]


def test_settings_read_it_back(tmp_path: Path) -> None:
    path = tmp_path / "rs.toml"
    add_to_settings(entries(recognised()), path)
    [hint] = load_settings(path).hints
    assert (hint.file, hint.sheet, hint.ledger) == (FILE, SHEET, "leader")
    assert hint.columns == {"H": "id_number", "I": "phone"}
    assert not hint.header_rows


def test_a_list_of_people_is_not_settled_as_one() -> None:
    [entry] = entries(recognised(ledger="people_list"))
    assert all(line.startswith("#") for line in entry.splitlines())
    assert "按人员名单检查" in entry


ODD = ("台账[1].xlsx", "台账*?.xlsx", 'a"b\\c.xlsx', "表\t一.xlsx", "帳\x7f.xlsx", "a#b'c.xlsx", "[[x]].xlsx")  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_any_name_is_known_again_and_no_other(name: str, tmp_path: Path) -> None:
    path = tmp_path / "rs.toml"
    columns = (*COLUMNS, ColumnLayout("K", f"{name}\n\x00第二行", None))
    base = name.replace("\\", "/").rpartition("/")[2]
    add_to_settings(entries(recognised(file=f"收件/{name}", sheet=name, columns=columns)), path)
    hints = load_settings(path).hints
    assert hint_for(hints, f"别处/{base}", name) is not None
    assert hint_for(hints, "台账1.xlsx", "台账1.xlsx") is None
    assert hint_for(hints, base, f"{name}2") is None


def test_what_the_settings_speak_of_gets_no_second_entry(tmp_path: Path) -> None:
    made = recognised()
    path = tmp_path / "rs.toml"
    path.write_text('[[layouts]]\nfile = "云岭*"\nskip = true\n', encoding="utf-8")
    assert entries(made, load_settings(path).hints) == []
    sheets = (SheetStatus(FILE, "食堂", "skipped", "没有认出表头", "no_table"),)
    unread = replace(outcome(), tables=(), sheets=sheets)
    [entry] = entries(unread)
    assert all(line.startswith("#") for line in entry.splitlines())
    path.write_text("", encoding="utf-8")
    add_to_settings([entry], path)
    assert load_settings(path).hints == ()
    assert entries(unread, (), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "made",
    [
        recognised(has_record_rows=False),
        recognised(columns=COLUMNS[:1]),
        replace(outcome(), tables=recognised().tables * 2),
        replace(outcome(), sheets=(SheetStatus(FILE, "说明", "skipped", "空表", "empty"),)),
    ],
)
def test_what_needs_no_entry_or_can_have_none(made: Outcome) -> None:
    assert entries(made) == []


@pytest.mark.parametrize("old", ['unit = "甲县"', 'unit = "甲县"\n', '\ufeffunit = "甲县"\r\n', ""])
def test_what_is_there_stays_to_the_byte(old: str, tmp_path: Path) -> None:
    path = tmp_path / "rs.toml"
    path.write_bytes(old.encode())
    add_to_settings(entries(recognised()), path)
    new = path.read_bytes()
    assert new.startswith(old.encode())
    assert (b"\r\n" in new) == ("\r\n" in old)
    assert new.count(b"\n") - new.count(b"\r\n") == (0 if "\r\n" in old else new.count(b"\n"))
    settings = load_settings(path)
    assert settings.unit == ("甲县" if old else "")
    assert len(settings.hints) == 1


def test_what_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rs.toml"
    old = 'layouts = [{ file = "甲.xlsx", skip = true }]\n'
    path.write_text(old, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="没有写"):
        add_to_settings(entries(recognised()), path)
    assert path.read_text(encoding="utf-8") == old


def ledger(folder: Path) -> Path:
    sheet = leaders(
        "| 3 | 初中 | 王某 |", "| 4 | 高中 | 李某 |", head="| 带动贫困户数 | 文化程序 | 驻村干部 |"
    )
    other = Sheet("食堂台账", "| 菜 | 口味 | 厨师 |\n| 肉 | 辣 | 老王 |", name="食堂")
    return write(folder / "青龙镇.xlsx", sheet, other)


def columns_of(path: Path) -> dict[str, tuple[str | None, str]]:
    [one] = rs.validate(path).tables
    return {column.column: (column.field, column.chosen_by) for column in one.columns}


def test_a_clerk_edits_what_was_written_and_it_is_read_so(tmp_path: Path) -> None:
    path = ledger(tmp_path)
    before = columns_of(path)
    assert (before["D"], before["E"]) == (("education", "content"), (None, ""))
    assert "按“文化程度”理解 青龙镇.xlsx!Sheet1 D列“文化程序”" in command("validate", path).stdout
    done = command("validate", path, "--show-layout", "--write")
    assert done.exit_code == 0
    assert "D列“文化程序” → education（按“文化程度”理解，请核对）" in done.stdout
    settings = tmp_path / "rs.toml"
    assert done.stderr.splitlines() == [f"已写入 {settings}：2张表，请核对、修改后再查"]
    settled = before | {"D": ("education", "told")}
    assert columns_of(path) == settled
    assert "理解" not in command("validate", path).stdout
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('# E = ""', 'E = "remark"'), encoding="utf-8")
    assert columns_of(path) == settled | {"E": ("remark", "told")}
    again = command("validate", path, "--show-layout", "--write")
    assert again.stderr.startswith("没有要写的")
    assert "E列“驻村干部” → remark（rs.toml指定）" in again.stdout


def test_entries_that_cannot_be_added_are_printed(tmp_path: Path) -> None:
    path = ledger(tmp_path)
    (tmp_path / "rs.toml").write_text('layouts = [{ file = "甲.xlsx", skip = true }]\n', "utf-8")
    done = command("validate", path, "--show-layout", "--write")
    assert done.exit_code == 2
    assert 'D = "education"' in done.stdout
    assert "没有写" in done.stderr


def test_write_goes_with_show_layout(tmp_path: Path) -> None:
    done = command("validate", ledger(tmp_path), "--write")
    assert done.exit_code == 2
    assert "--show-layout --write" in done.stderr
    assert not (tmp_path / "rs.toml").exists()


FORM = Sheet(
    "致富带头人申报表",
    f"""
    姓名|张三|性别|男
    身份证号|{number()}|联系电话|13800138000
    创办项目|种植|带动贫困户数|{{3}}
    特长爱好|下棋|驻村干部|王某
    """,
    bare=True,
)


def test_tables_that_are_not_read_by_columns_get_no_entry(tmp_path: Path) -> None:
    path = write(tmp_path / "申报表.xlsx", FORM)
    outcome = rs.validate(path)
    assert not any(table.has_record_rows for table in outcome.tables)
    assert entries(outcome) == []


def test_a_layout_is_the_same_after_its_entry(tmp_path: Path) -> None:
    """Whatever the tables of a sheet, what is written changes nothing before it is edited."""

    def seen(path: Path) -> list[TableLayout]:
        return [
            replace(
                table,
                columns=tuple(replace(column, chosen_by="") for column in table.columns),
            )
            for table in rs.validate(path).tables
        ]

    path = ledger(tmp_path)
    before = seen(path)
    command("validate", path, "--show-layout", "--write")
    assert seen(path) == before
