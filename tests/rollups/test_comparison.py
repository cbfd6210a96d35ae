"""What units state, against their rows, against one another and against the period before."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet
from builders.workbook_fixture import number
from ruralskills.rollups.rollup import Rollup

UNITS = ("桂林街道", "双江镇", "柏梓镇")
HEAD = "镇街 | 致富带头人/新增/本季 | 致富带头人/新增/累计"
WORDS = "一二"


def rolled_up(
    folder: Path, first: tuple[str, ...], second: tuple[str, ...], note: str = ""
) -> Rollup:
    """Each township recognised one leader in the first quarter and two in the second."""
    folder.mkdir(exist_ok=True)
    inbox = Inbox(folder)
    for at, unit in enumerate(UNITS):
        for quarter, days in ((1, ("02-01",)), (2, ("02-01", "04-01", "05-01"))):
            rows = (
                f"某村 | 某某 | {number(sequence=20 * at + 2 * each + 1)} | 2020-{day}"
                for each, day in enumerate(days)
            )
            inbox.send(f"2020Q{quarter}", unit, "带头人", sheet(
                f"{unit}2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间", *rows,
            ))  # fmt: skip
    for quarter, lines in enumerate((first, second)):
        if lines:
            table = sheet(f"潼南区2020年第{WORDS[quarter]}季度致富带头人情况统计表", HEAD, *lines)
            if note and quarter:
                table.rows.append([note, "<", "<"])
            inbox.send(f"2020Q{quarter + 1}", "区扶贫办", "统计表", table)
    return inbox.rolled_up(quarter=2)


RIGHT = ("桂林街道 | 1 | 1", "双江镇 | 1 | 1", "柏梓镇 | 1 | 1", "合计 | 3 | 3")
SOUND = ("桂林街道 | 2 | 3", "双江镇 | 2 | 3", "柏梓镇 | 2 | 3", "合计 | 6 | 9")


def said(made: Rollup) -> list[tuple[str, int | float | None, int | float | None, str]]:
    cells = [(each.unit, each.reported, each.recounted, each.place) for each in made.inconsistent]
    return [(unit, one, other, place.rpartition("!")[2]) for unit, one, other, place in cells]


def test_what_agrees_is_not_named(tmp_path: Path) -> None:
    assert said(rolled_up(tmp_path, RIGHT, SOUND)) == []


def test_quarter_and_year_are_two_cells(tmp_path: Path) -> None:
    second = ("桂林街道 | 2 | 3", "双江镇 | 1 | 2", "柏梓镇 | 2 | 3", "合计 | 5 | 8")
    found = said(rolled_up(tmp_path, RIGHT, second))
    assert found == [("双江镇", 1, 2, "B4"), ("双江镇", 2, 3, "C4")]


def test_a_sum_that_differs_by_something_else(tmp_path: Path) -> None:
    second = ("桂林街道 | 2 | 3", "双江镇 | 2 | 2", "柏梓镇 | 2 | 3", "合计 | 6 | 9")
    found = said(rolled_up(tmp_path, (), second))
    assert found == [("双江镇", 2, 3, "C4")]  # its sum is right, so nothing is left to be said
    second = ("桂林街道 | 2 | 3", "双江镇 | 2 | 2", "柏梓镇 | 2 | 3", "合计 | 6 | 12")
    found = said(rolled_up(tmp_path / "b", (), second))
    assert found == [("双江镇", 2, 3, "C4"), ("潼南区", 12, 9, "C6")]


FIRST = {
    "more before": ("桂林街道 | 5 | 5", 5),
    "less after": ("桂林街道 | 9 | 9", 9),
}


@pytest.mark.parametrize("how", FIRST)
def test_a_year_that_does_not_go_on_from_the_quarter_before(tmp_path: Path, how: str) -> None:
    """Persons of both quarters count once: 3 may follow 2 and 2, and never 5 and 2."""
    line, least = FIRST[how]
    first = (line, *RIGHT[1:3], f"合计 | {least + 2} | {least + 2}")
    made = rolled_up(tmp_path, first, SOUND)
    assert said(made) == [("桂林街道", 3, least, "C3")]
    assert made.inconsistent[0].says == (
        f"桂林街道“致富带头人/新增”累计报3人，上期累计{least}、本期2，少{least - 3}人"
    )


def test_a_correction_beside_the_table_clears_it(tmp_path: Path) -> None:
    first = ("桂林街道 | 5 | 5", *RIGHT[1:])
    assert said(rolled_up(tmp_path, first, SOUND, "更正说明：第一季度桂林街道多报4人")) == []


def test_each_table_is_compared_by_itself(tmp_path: Path) -> None:
    """The county's cell for a township, and the township's own."""
    rolled_up(
        tmp_path, (), ("桂林街道 | 2 | 3", "双江镇 | 2 | 5", "柏梓镇 | 2 | 3", "合计 | 6 | 11")
    )
    inbox = Inbox(tmp_path)
    inbox.send("2020Q2", "双江镇", "统计表", sheet(
        "双江镇2020年第二季度致富带头人情况统计表", "村 | 致富带头人/新增/累计", "合计 | 4",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=2)
    files = sorted(each.place.split("/")[2] for each in made.inconsistent)
    assert files == ["区扶贫办", "双江镇"]
    assert {each.reported for each in made.inconsistent} == {4, 5}


def test_a_cell_that_fits_neither_its_rows_nor_the_period_before_is_one_line(
    tmp_path: Path,
) -> None:
    second = ("桂林街道 | 2 | 7", "双江镇 | 2 | 3", "柏梓镇 | 2 | 3", "合计 | 6 | 13")
    [line] = rolled_up(tmp_path, RIGHT, second).inconsistent
    assert (line.unit, line.reported, line.recounted) == ("桂林街道", 7, 3)
    assert "台账数出3人，多4人；" in line.says
    assert "上期累计1、本期2，多4人" in line.says


def test_a_flow_without_its_days_is_named_and_not_compared(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    inbox.send("2020Q2", "区扶贫办", "统计表", sheet(
        "潼南区2020年第二季度扶贫车间情况统计表",
        "镇街 | 扶贫车间/存量 | 扶贫车间/新建 | 扶贫车间/用工总数 | 扶贫车间/其中贫困人口 | 扶贫车间/占比(%)",
        "桂林街道 | 3 | 1 | 20 | 8 | 40", "双江镇 | 1 | 1 | 20 | 8 | 40",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=2)
    assert [each.ledger for each in made.submissions if each.file] == ["figure"]
    [line] = [each for each in made.left_out if "没有写明是本季还是累计" in each.reason]
    assert (line.place.rpartition("!")[2], "新建" in line.reason) == ("C3", True)


def table_of_leaders(folder: Path, title: str, head: str, row: str) -> Rollup:
    inbox = Inbox(folder)
    rows = (f"某村 | 某某 | {number(sequence=2 * each + 1)} | 2020-05-01" for each in range(2))
    inbox.send("2020Q2", "双江镇", "带头人", sheet(
        "双江镇2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间", *rows,
    ))  # fmt: skip
    table = sheet(
        f"潼南区2020年第二季度{title}统计表", f"镇街 | {head}", f"双江镇 | {row}", f"合计 | {row}"
    )
    inbox.send("2020Q2", "区扶贫办", "统计表", table)
    return inbox.rolled_up(quarter=2)


def test_bare_heads_are_read_under_the_subject_of_the_title(tmp_path: Path) -> None:
    made = table_of_leaders(tmp_path, "致富带头人培训培育情况", "新增/本季 | 新增/累计", "2 | 5")
    assert figure_of(made, "双江镇", "new_leaders").reported == 5
    assert said(made) == [("双江镇", 5, 2, "C4")]


@pytest.mark.parametrize("title", ["致富带头人和扶贫车间情况", "就业扶贫情况"])
def test_a_title_of_several_subjects_or_none_tells_nothing(tmp_path: Path, title: str) -> None:
    made = table_of_leaders(tmp_path, title, "新增/本季 | 新增/累计", "2 | 5")
    assert figure_of(made, "双江镇", "new_leaders").reported is None
    assert made.inconsistent == ()


def test_a_head_of_another_subject_is_not_that_of_the_title(tmp_path: Path) -> None:
    made = table_of_leaders(tmp_path, "扶贫车间情况", "存量 | 用工总数", "7 | 9")
    assert figure_of(made, "双江镇", "leaders").reported is None
    assert figure_of(made, "双江镇", "workshops").reported == 7


def test_rates_are_reported_and_never_added_up(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    inbox.send("2020Q2", "区扶贫办", "统计表", sheet(
        "潼南区2020年第二季度扶贫车间情况统计表", "镇街 | 扶贫车间/存量 | 扶贫车间/占比(%)",
        "桂林街道 | 3 | 40", "双江镇 | 1 | 20",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=2)
    units = ("桂林街道", "双江镇", "潼南区")
    shares = [figure_of(made, unit, "workshop_poor_share").reported for unit in units]
    assert shares == [40, 20, None]


def test_the_other_heads_of_a_table_are_one_line(tmp_path: Path) -> None:
    made = table_of_leaders(
        tmp_path, "致富带头人情况", "存量 | 全年任务 | 党员数 | 女性数 | 上期存量 | 平均年龄 | 大专数", "2 | 3 | 4 | 5 | 6 | 7 | 8",
    )  # fmt: skip
    [line] = [each for each in made.left_out if "没有对上指标" in each.reason]
    assert line.place == "收件/2020Q2/区扶贫办/统计表.xlsx!Sheet1"
    assert line.reason.startswith("“全年任务”“党员数”“女性数”“上期存量”“平均年龄”等6项没有对上指标")


def test_a_task_of_people_is_no_report_of_those_planned_for_classes(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, ("锁南镇",), "dongxiang-2020", "东乡县")
    inbox.send("2020", "县扶贫办", "统计表", sheet(
        "东乡县2020年劳动力培训情况统计表", "项目 | 累计", "计划培训人数 | 90", "完成培训人数 | 60", unit="锁南镇",
    ))  # fmt: skip
    made = inbox.rolled_up()
    [line] = [each.reason for each in made.left_out if "没有对上指标" in each.reason]
    assert "计划培训人数" in line
