"""An approved period: kept once, and what moves afterwards is said, with file and rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.command_line import rs
from builders.inbox import Inbox, figure_of, sheet
from builders.sheet_text import Sheet
from builders.workbook_fixture import number
from ruralskills.rollups.entries import Moved, RollupError
from ruralskills.rollups.explanation import lines

HEAD = "村 | 姓名 | 身份证号 | 认定时间 | 状态"


def ledger(unit: str, *rows: str) -> Sheet:
    return sheet(f"{unit}2020年致富带头人台账", HEAD, *rows)


def row(person: int, day: str = "2020-02-01") -> str:
    return f"青龙村 | 张{'甲乙丙丁戊'[person]} | {number(sequence=2 * person + 1)} | {day} | 在库"


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    inbox = Inbox(tmp_path)
    inbox.send("2020Q1", "双江镇", "带头人", ledger("双江镇", row(0), row(1)))
    inbox.send("2020Q1", "柏梓镇", "带头人", ledger("柏梓镇", row(2)))
    inbox.rolled_up(quarter=1, freeze="一季度")
    return inbox


def test_nothing_moves_by_itself(inbox: Inbox) -> None:
    assert inbox.rolled_up(quarter=1).moved == ()


def kept(inbox: Inbox) -> dict[str, tuple[bytes, int]]:
    folder = inbox.folder / ".rs" / "freezes"
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()}


def test_a_freeze_is_never_written_over(inbox: Inbox) -> None:
    before = kept(inbox)
    inbox.send("2020Q1", "双江镇", "带头人", ledger("双江镇", row(0)))
    with pytest.raises(RollupError, match="已有名为“一季度”的冻结，内容与现在的不同，没有覆盖"):
        inbox.rolled_up(quarter=1, freeze="一季度")
    assert kept(inbox) == before


def test_another_period_does_not_take_the_name(inbox: Inbox) -> None:
    with pytest.raises(RollupError, match="已有名为“一季度”的冻结"):
        inbox.rolled_up(quarter=2, freeze="一季度")


def test_the_same_frozen_again_changes_nothing(inbox: Inbox) -> None:
    before = kept(inbox)
    assert inbox.rolled_up(quarter=1, freeze="一季度").was_frozen
    assert kept(inbox) == before


def test_the_same_frozen_on_another_day_changes_nothing(inbox: Inbox) -> None:
    before = kept(inbox)
    assert inbox.rolled_up(quarter=1, freeze="一季度", as_of=date(2031, 5, 4)).was_frozen
    assert kept(inbox) == before


def test_a_damaged_freeze_is_not_taken_for_the_same(inbox: Inbox) -> None:
    [path] = (inbox.folder / ".rs" / "freezes").glob("*.json")
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(RollupError, match="已有名为“一季度”的冻结"):
        inbox.rolled_up(quarter=1, freeze="一季度")


def test_the_command_says_which_of_them_it_was(inbox: Inbox) -> None:
    asked = ("rollup", inbox.folder / "收件", "--year", "2020", "--quarter", "1")
    again = rs(*asked, "--freeze", "一季度")
    assert (again.exit_code, "“一季度”已经冻结过" in again.stderr) == (0, True)
    new = rs(*asked, "--freeze", "另一个")
    assert (new.exit_code, "已冻结为“另一个”" in new.stderr) == (0, True)


@pytest.mark.parametrize("name", ["a/b", "..", "", " x", 'a"b'])
def test_a_name_that_no_file_can_have(inbox: Inbox, name: str) -> None:
    if name:
        with pytest.raises(RollupError, match="不能作文件名"):
            inbox.rolled_up(quarter=1, freeze=name)


def test_a_freeze_that_is_not_there(inbox: Inbox) -> None:
    with pytest.raises(RollupError, match=r"没有名为“二季度”的冻结.*现有：一季度"):
        inbox.rolled_up(quarter=1, since="二季度")


def test_what_moved_is_said_with_its_file(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", ledger("双江镇", row(0, "2020-03-01"), row(3), row(4)))
    made = inbox.rolled_up(quarter=1)
    moved = {(m.unit, m.indicator): (m.was, m.now, m.files) for m in made.moved}
    file = ("收件/2020Q1/双江镇/带头人.xlsx",)
    assert moved["双江镇", "leaders"] == (2, 3, file)
    assert moved["潼南区", "leaders"] == (3, 4, file)
    assert ("柏梓镇", "leaders") not in moved


def test_the_rows_that_came_went_and_changed(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", ledger("双江镇", row(0, "2020-03-01"), row(3), row(4)))
    made = inbox.rolled_up(quarter=1, since="一季度")
    changes = made.explain("双江镇", "新增带头人").changes
    assert changes is not None
    assert [(each.change, each.cell) for each in changes] == [
        ("changed", "C3"), ("came", "C4"), ("went", "C4"), ("came", "C5"),
    ]  # fmt: skip
    assert [each.change for each in made.explain("柏梓镇", "新增带头人").changes or ()] == []


def test_the_explanation_says_it_in_words(inbox: Inbox) -> None:
    made = inbox.rolled_up(quarter=1, since="一季度")
    said = list(lines(made.explain("双江镇", "新增带头人"), made.period))
    assert said[-1] == "冻结以来，这个数的行没有变动"


def test_a_later_period_tells_what_moved_in_the_one_before(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", ledger("双江镇", row(0)))
    inbox.send("2020Q2", "双江镇", "带头人", ledger("双江镇", row(0), row(1)))
    made = inbox.rolled_up(quarter=2)
    moved = {(m.unit, m.indicator): (m.was, m.now) for m in made.moved}
    assert moved["双江镇", "new_leaders"] == (2, 1)
    assert figure_of(made, "双江镇", "new_leaders").cumulative == 2


def test_a_day_of_another_period_moves_the_current_figure_alone(inbox: Inbox) -> None:
    inbox.send("2020Q2", "双江镇", "带头人", ledger("双江镇", row(3, "2020-05-01")))
    inbox.rolled_up(quarter=2, freeze="二季度")
    inbox.send("2020Q2", "双江镇", "带头人", ledger("双江镇", row(3, "2020-03-01")))
    made = inbox.rolled_up(quarter=2, since="二季度")
    own = {m.indicator: m for m in made.moved if m.unit == "双江镇"}
    file = ("收件/2020Q2/双江镇/带头人.xlsx",)
    assert own["new_leaders"] == Moved("new_leaders", "双江镇", 1, 0, file, "current")
    assert "柏梓镇" not in {m.unit for m in made.moved}


def test_a_row_that_is_pending_now_moves_its_number_alone(inbox: Inbox) -> None:
    pending = "青龙村 | 某某 |  | 2020-02-01 | 在库"
    inbox.send("2020Q1", "双江镇", "带头人", ledger("双江镇", row(0), row(1), pending))
    made = inbox.rolled_up(quarter=1)
    own = {m.indicator: (m.was, m.now, m.field) for m in made.moved if m.unit == "双江镇"}
    assert own["leaders"] == own["new_leaders"] == (0, 1, "pending")


def test_a_statistical_table_and_a_task_move_no_counted_figure(inbox: Inbox) -> None:
    file = "收件/2020Q1/区扶贫办/{}.xlsx"
    inbox.send("2020Q1", "区扶贫办", "统计表", sheet(
        "潼南区2020年第一季度致富带头人统计表", "镇街 | 致富带头人/新增/累计", "双江镇 | 2", "柏梓镇 | 1",
    ))  # fmt: skip
    inbox.send("2020Q1", "区扶贫办", "任务", sheet(
        "潼南区2020年任务分解表", "镇街 | 致富带头人/新增（人）", "双江镇 | 8", "柏梓镇 | 10",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=1)
    own = {m.field: m for m in made.moved if (m.unit, m.indicator) == ("双江镇", "new_leaders")}
    assert {field: (m.was, m.now) for field, m in own.items()} == {
        "reported": (None, 2), "target": (None, 8),
    }  # fmt: skip
    assert file.format("统计表") in own["reported"].files
    assert own["reported"].what == "（报送数）"


def test_a_freeze_needs_a_workspace(inbox: Inbox) -> None:
    (inbox.folder / "rs.toml").unlink()
    with pytest.raises(RollupError, match="工作区"):
        inbox.rolled_up(quarter=1, notices=["tongnan-2020"], freeze="一季度")
