"""Whose each table is, which of several counts, and what is said of those that do not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet, submission_of
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.rollup import Rollup

HEAD = "村 | 姓名 | 身份证号 | 认定时间"


def person(index: int, village: str = "青龙村") -> str:
    name = f"张{'甲乙丙丁戊己庚辛壬癸'[index]}"
    return f"{village} | {name} | {number(sequence=2 * index + 1)} | 2020-02-01"


def leaders(
    unit: str, *people: int, title: str = "致富带头人台账", village: str = "青龙村"
) -> Sheet:
    return sheet(f"{unit}2020年{title}", HEAD, *(person(each, village) for each in people))


def trainees(title: str, group: str, *people: int) -> Sheet:
    rows = (
        f"张{'甲乙丙丁戊己庚辛壬癸'[i]} | {number(sequence=2 * i + 1)} | {group} | 技能培训 | 2020-02-01"
        for i in people
    )
    return sheet(title, "姓名 | 身份证号 | 培训班名称 | 班次类别 | 结业时间", *rows)


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


def statuses(made: Rollup, unit: str, ledger: str) -> list[str]:
    return [each.status for each in submission_of(made, unit, ledger)]


def left_out(made: Rollup) -> set[str]:
    return {each.reason for each in made.left_out}


def test_two_files_of_one_title_are_versions_and_none_counts(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", leaders("双江镇", 0, 1))
    inbox.send("2020Q1", "双江镇", "带头人（最终）", leaders("双江镇", 0, 1, 2))
    made = inbox.rolled_up(quarter=1)
    assert statuses(made, "双江镇", "leader") == ["undecided", "undecided"]
    assert "收件登记表" in submission_of(made, "双江镇", "leader")[0].reason
    assert figure_of(made, "双江镇", "leaders").current is None


def test_of_many_versions_the_first_few_are_named(inbox: Inbox) -> None:
    for index in range(7):
        inbox.send("2020Q1", "双江镇", f"带头人{index}", leaders("双江镇", 0, index + 1))
    reasons = {
        each.reason for each in submission_of(inbox.rolled_up(quarter=1), "双江镇", "leader")
    }
    [reason] = reasons
    assert "带头人4.xlsx”等7个文件是同一份的不同版本" in reason
    assert "带头人5" not in reason


def test_undecided_versions_leave_the_submission_before_in_force(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", leaders("双江镇", 0))
    inbox.send("2020Q2", "双江镇", "甲", leaders("双江镇", 0, 1))
    inbox.send("2020Q2", "双江镇", "乙", leaders("双江镇", 0, 1, 2))
    made = inbox.rolled_up(quarter=2)
    assert figure_of(made, "双江镇", "leaders").current == 1
    assert "致富带头人台账未报，沿用2020年第1季度" in left_out(made)


def test_files_that_share_most_of_their_people_are_versions_whatever_their_title(
    inbox: Inbox,
) -> None:
    inbox.send("2020Q1", "双江镇", "甲", leaders("双江镇", 0, 1, 2))
    inbox.send("2020Q1", "双江镇", "乙", leaders("双江镇", 0, 1, 3, title="带头人花名册"))
    assert statuses(inbox.rolled_up(quarter=1), "双江镇", "leader") == ["undecided"] * 2


def test_files_of_other_people_are_parts(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "甲", leaders("双江镇", 0, 1))
    inbox.send("2020Q1", "双江镇", "乙", leaders("双江镇", 2, 3, title="第二批带头人花名册"))
    made = inbox.rolled_up(quarter=1)
    assert statuses(made, "双江镇", "leader") == ["adopted"] * 2
    assert figure_of(made, "双江镇", "leaders").current == 4


def test_classes_apart_are_parts_even_under_one_title(inbox: Inbox) -> None:
    title = "双江镇2020年学员花名册"
    inbox.send("2020Q1", "双江镇", "一班", trainees(title, "电工班", 0, 1))
    inbox.send("2020Q1", "双江镇", "二班", trainees(title, "焊工班", 0, 1, 2))
    figure = figure_of(inbox.rolled_up(quarter=1), "双江镇", "skills_trained")
    assert (figure.cumulative, figure.entries) == (3, 5)


def test_villages_apart_are_parts(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "甲", leaders("双江镇", 0, 1))
    inbox.send("2020Q1", "双江镇", "乙", leaders("双江镇", 2, 3, village="石桥村"))
    assert statuses(inbox.rolled_up(quarter=1), "双江镇", "leader") == ["adopted"] * 2


def test_a_copy_counts_once(inbox: Inbox) -> None:
    first = inbox.send("2020Q1", "双江镇", "甲", leaders("双江镇", 0, 1))
    (first.parent / "甲（副本）.xlsx").write_bytes(first.read_bytes())
    made = inbox.rolled_up(quarter=1)
    assert sorted(statuses(made, "双江镇", "leader")) == ["adopted", "superseded"]
    assert figure_of(made, "双江镇", "leaders").entries == 2


def test_the_same_file_again_in_the_next_period_counts_for_that_too(inbox: Inbox) -> None:
    first = inbox.send("2020Q1", "双江镇", "甲", leaders("双江镇", 0, 1))
    again = inbox.send("2020Q2", "双江镇", "甲", leaders("双江镇", 0, 1))
    again.write_bytes(first.read_bytes())
    made = inbox.rolled_up(quarter=2)
    assert statuses(made, "双江镇", "leader") == ["adopted"] * 2
    figure = figure_of(made, "双江镇", "new_leaders")
    assert (figure.current, figure.cumulative, figure.entries) == (0, 2, 2)


def test_a_month_inside_the_quarter_counts_for_the_quarter(inbox: Inbox) -> None:
    inbox.send("2020-05", "双江镇", "甲", leaders("双江镇", 0, 1))
    made = inbox.rolled_up(quarter=2)
    assert figure_of(made, "双江镇", "leaders").current == 2
    assert made.summary.received == 1
    assert figure_of(inbox.rolled_up(month=5), "双江镇", "leaders").scheduled_rate is None


def test_a_county_gives_each_row_to_the_township_in_its_column(inbox: Inbox) -> None:
    rows = [
        f"{u} | {person(i)}" for i, u in enumerate(("双江镇", "双江镇", "柏梓镇", "", "天上镇"))
    ]
    inbox.send("2020Q1", "区扶贫办", "带头人", sheet(
        "潼南区2020年致富带头人台账", f"镇街 | {HEAD}", *rows, unit="潼南区扶贫办",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=1)
    found = {u: figure_of(made, u, "leaders").current for u in ("双江镇", "柏梓镇", "潼南区")}
    assert found == {"双江镇": 2, "柏梓镇": 1, "潼南区": 3}
    assert {"1行没有写单位，没有计入", "1行写的“天上镇”不在区划名单中，没有计入"} <= left_out(made)


def _table_of_the_county(inbox: Inbox) -> None:
    inbox.send("2020Q1", "区扶贫办", "带头人", sheet(
        "潼南区2020年致富带头人台账", f"镇街 | {HEAD}", f"双江镇 | {person(0)}", unit="潼南区扶贫办",
    ))  # fmt: skip


def test_a_table_of_the_county_says_nothing_of_a_township_that_sent_nothing(inbox: Inbox) -> None:
    _table_of_the_county(inbox)
    made = inbox.rolled_up(quarter=1)
    assert figure_of(made, "双江镇", "leaders").current == 1
    unknown = figure_of(made, "柏梓镇", "leaders")
    assert (unknown.current, unknown.cumulative, unknown.rank) == (None, None, None)
    assert figure_of(made, "潼南区", "leaders").lacking > 0


def test_a_township_that_sent_others_has_none_where_the_county_keeps_the_ledger(
    inbox: Inbox,
) -> None:
    _table_of_the_county(inbox)
    inbox.send("2020Q1", "柏梓镇", "学员", trainees("柏梓镇2020年学员花名册", "电焊一班", 1))
    assert figure_of(inbox.rolled_up(quarter=1), "柏梓镇", "leaders").current == 0


def test_a_township_keeps_rows_that_name_another(inbox: Inbox) -> None:
    rows = [f"{u} | {person(i)}" for i, u in enumerate(("双江镇", "双江镇", "柏梓镇"))]
    inbox.send("2020Q1", "双江镇", "带头人", sheet(
        "双江镇2020年致富带头人台账", f"镇街 | {HEAD}", *rows, unit="双江镇人民政府",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=1)
    assert figure_of(made, "双江镇", "leaders").current == 3
    assert any("写的是“柏梓镇”，表是双江镇报的" in each for each in left_out(made))


def test_a_table_that_nobody_owns_is_asked_about(inbox: Inbox) -> None:
    inbox.send("2020Q1", "资料", "带头人", leaders("", 0, 1))
    made = inbox.rolled_up(quarter=1)
    [line] = [each for each in made.submissions if each.file]
    assert (line.unit, line.status) == (None, "undecided")
    assert "看不出是哪个单位报的" in line.reason


def test_an_unknown_township_is_named(inbox: Inbox) -> None:
    inbox.send("2020Q1", "天上镇", "带头人", leaders("天上镇", 0, 1))
    [line] = [each for each in inbox.rolled_up(quarter=1).submissions if each.file]
    assert line.reason.startswith("区划名单里没有“天上镇”")


def test_a_file_that_cannot_be_read_is_named(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", leaders("双江镇", 0))
    path = inbox.send("2020Q1", "柏梓镇", "带头人", leaders("柏梓镇", 0))
    path.write_bytes(path.read_bytes()[:300])
    made = inbox.rolled_up(quarter=1)
    assert [each.status for each in made.submissions if each.file and "柏梓镇" in each.file] == [
        "unreadable"
    ]
    assert figure_of(made, "双江镇", "leaders").current == 1


def test_a_report_of_nothing_is_zero(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "车间", sheet(
        "双江镇2020年扶贫车间台账", "车间名称 | 创办时间 | 用工总数", "零报告 |  | ",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=1)
    figure = figure_of(made, "双江镇", "new_workshops")
    assert (figure.current, figure.cumulative) == (0, 0)
    assert figure_of(made, "柏梓镇", "new_workshops").cumulative is None


@pytest.mark.parametrize(
    ("words", "stock"),
    [("本季度无新增", 2), ("本期无变动", 2), ("无变化", 2), ("零报告", 0), ("无", 0)],
)
def test_a_stock_stays_where_nothing_was_added(words: str, stock: int, inbox: Inbox) -> None:
    title, head = "双江镇2020年扶贫车间台账", "车间名称 | 创办时间 | 用工总数"
    rows = "甲车间 | 2020-01-08 | 12", "乙车间 | 2020-02-09 | 9"
    inbox.send("2020Q1", "双江镇", "车间", sheet(title, head, *rows))
    inbox.send("2020Q2", "双江镇", "车间", sheet(title, head, f"{words} |  | "))
    made = inbox.rolled_up(quarter=2)
    figure = figure_of(made, "双江镇", "workshops")
    assert (figure.current, figure.cumulative, figure.previous) == (stock, stock, 2)
    added = figure_of(made, "双江镇", "new_workshops")
    assert (added.current, added.cumulative) == (0, 2)
    told = [each.place for each in made.left_out if "存量沿用2020年第1季度" in each.reason]
    assert told == ["双江镇"] * bool(stock)


def test_a_register_that_nobody_understands(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", leaders("双江镇", 0))
    folder = inbox.folder / "收件" / "2020Q1"
    write(folder / "收件登记表.xlsx", sheet("登记", "单位 | 日期", "双江镇 | 2020-04-01"))
    with pytest.raises(RollupError, match=r"收件登记表\.xlsx：没有“文件名”"):
        inbox.rolled_up(quarter=1)


@pytest.mark.parametrize(("column", "value"), [("是否采用", "再说"), ("收到时间", "4月")])
def test_a_line_of_the_register_that_nobody_understands(
    inbox: Inbox, column: str, value: str
) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", leaders("双江镇", 0))
    folder = inbox.folder / "收件" / "2020Q1"
    row = f"双江镇/带头人.xlsx | {value}"
    write(folder / "收件登记表.xlsx", sheet("登记", f"文件名 | {column}", row))
    with pytest.raises(RollupError, match=r"收件登记表\.xlsx第3行“双江镇/带头人\.xlsx”"):
        inbox.rolled_up(quarter=1)


def test_a_register_in_csv(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人", leaders("双江镇", 0))
    inbox.send("2020Q1", "双江镇", "带头人2", leaders("双江镇", 0, 1))
    text = "单位,文件名,收到时间,是否采用\n双江镇,双江镇\\带头人2.xlsx,2020/4/2 9:30,是\n"
    (inbox.folder / "收件" / "2020Q1" / "收件登记表.csv").write_text(text, "gb18030")
    made = inbox.rolled_up(quarter=1)
    assert statuses(made, "双江镇", "leader") == ["superseded", "adopted"]
    assert figure_of(made, "双江镇", "leaders").current == 2


def register(inbox: Inbox, *rows: str) -> None:
    path = inbox.folder / "收件" / "2020Q1" / "收件登记表.csv"
    path.write_text("\n".join(["文件名,收到时间,是否采用", *rows]), "gb18030")


def test_versions_that_are_both_adopted_are_undecided(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "甲", leaders("双江镇", 0, 1))
    inbox.send("2020Q1", "双江镇", "乙", leaders("双江镇", 0, 1, 2))
    inbox.send("2020Q1", "双江镇", "丙", leaders("双江镇", 0, 2))
    register(inbox, "双江镇/甲.xlsx,,是", "双江镇/乙.xlsx,,是")
    lines = submission_of(inbox.rolled_up(quarter=1), "双江镇", "leader")
    assert sorted(each.status for each in lines) == ["superseded", "undecided", "undecided"]
    both = next(each for each in lines if each.status == "undecided")
    assert "乙.xlsx”“收件/2020Q1/双江镇/甲.xlsx”" in both.reason
    assert "收件登记表都填了采用" in both.reason


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2020-04-05 18:00:01", "2020-04-05 18:00:01收到，期限是2020-04-05 18:00:00"),
        ("2020-04-05 18:01:01", "2020-04-05 18:01收到，期限是2020-04-05 18:00"),
        ("2020-04-06", "2020-04-06收到，期限是2020-04-05 18:00"),
        ("2020-04-05 18:00:00", ""),
    ],
)
def test_what_is_late_by_seconds_says_so(at: str, says: str, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, more='[deadlines]\n"2020Q1" = 2020-04-05T18:00:00\n')
    inbox.send("2020Q1", "双江镇", "甲", leaders("双江镇", 0, 1))
    register(inbox, f"双江镇/甲.xlsx,{at},")
    [line] = submission_of(inbox.rolled_up(quarter=1), "双江镇", "leader")
    assert line.reason == says


def test_whose_arrival_no_register_tells(inbox: Inbox) -> None:
    for place, unit in enumerate(("桂林街道", "双江镇", "柏梓镇")):
        inbox.send("2020Q1", unit, "带头人", leaders(unit, place))
    rows = (
        "双江镇/带头人.xlsx | 2020-04-01",
        "桂林街道/带头人.xlsx | ",
        "塘坝镇/带头人.xlsx | 2020-04-01",
    )
    folder = inbox.folder / "收件" / "2020Q1"
    write(folder / "收件登记表.xlsx", sheet("登记", "文件名 | 收到时间", *rows))
    made = inbox.rolled_up(quarter=1)
    assert (made.received, made.undated) == (3, ("桂林街道", "柏梓镇"))


def test_nothing_of_the_period_asked_for(inbox: Inbox) -> None:
    inbox.send("2020Q3", "双江镇", "带头人", leaders("双江镇", 0))
    with pytest.raises(RollupError, match="没有找到2020年第1季度的报送文件，只有2020年第3季度的"):
        inbox.rolled_up(quarter=1)


def test_no_inbox(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    import ruralskills as rs

    monkeypatch.chdir(inbox.folder)
    with pytest.raises(RollupError, match="工作区里没有“收件”文件夹"):
        rs.rollup(year=2020)


def test_without_a_list_of_regions_nobody_is_missing(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, townships=())
    inbox.send("2020Q1", "双江镇", "带头人", leaders("双江镇", 0, 1))
    made = inbox.rolled_up(quarter=1)
    assert figure_of(made, "潼南区", "leaders").current == 2
    assert made.summary.expected == 0
    assert "没有区划名单" in made.remarks[0]


def test_parts_linked_by_one_file_are_versions_together(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "甲", leaders("双江镇", 0, 1, 2))
    inbox.send("2020Q1", "双江镇", "乙", leaders("双江镇", 2, 1, 3, title="带头人花名册"))
    inbox.send("2020Q1", "双江镇", "丙", leaders("双江镇", 3, 4, 2, title="第三批带头人名单"))
    inbox.send("2020Q1", "双江镇", "丁", leaders("双江镇", 6, 7, title="第四批带头人名单"))
    made = inbox.rolled_up(quarter=1)
    found = {each.file: each.status for each in submission_of(made, "双江镇", "leader")}
    assert {str(name)[-6:-5]: status for name, status in found.items()} == {
        "甲": "undecided", "乙": "undecided", "丙": "undecided", "丁": "adopted",
    }  # fmt: skip


def test_the_people_of_all_files_of_a_unit_are_compared_in_one_query(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int]] = []
    overlaps = Aggregates.overlaps

    def counted(self: Aggregates, tables: Sequence[int]) -> dict[int, dict[int, int]]:
        asked.append(list(tables))
        return overlaps(self, tables)

    monkeypatch.setattr(Aggregates, "overlaps", counted)
    for at in range(8):
        inbox.send("2020Q1", "双江镇", f"表{at}", leaders("双江镇", at, title=f"{at}组带头人名单"))
    inbox.send("2020Q1", "宝龙镇", "带头人", leaders("宝龙镇", 9))
    made = inbox.rolled_up(quarter=1)
    assert statuses(made, "双江镇", "leader") == ["adopted"] * 8
    assert [len(tables) for tables in asked] == [8]


def test_title_line_and_rows_of_three_townships_are_asked_about(inbox: Inbox) -> None:
    rows = [f"柏梓镇 | {person(each)}" for each in range(2)]
    inbox.send("2020Q1", "资料", "台账", sheet(
        "双江镇2020年致富带头人台账", f"镇街 | {HEAD}", *rows, unit="桂林街道",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=1)
    [line] = [each for each in made.submissions if each.file]
    assert (line.unit, line.status) == (None, "undecided")
    assert line.reason.startswith(
        "标题是“双江镇2020年致富带头人台账”，填报单位写“桂林街道”，各行写“柏梓镇”，看不出是哪个单位报的"
    )


def test_a_sheet_that_is_not_known_is_named(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    inbox.send("2020Q2", "桂林街道", "台账", sheet(
        "桂林街道2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间",
        f"某村 | 某某 | {number(sequence=1)} | 2020-05-01",
    ))  # fmt: skip
    odd = sheet("办公用品登记", "物品 | 型号 | 备用", "订书机 | A | 2", "剪刀 | B | 3")
    for period in ("2020Q1", "2020Q2"):
        inbox.send(period, "双江镇", "用品", odd)
    inbox.send("2020Q2", "双江镇", "说明", Sheet("填表说明", "| 请如实填写，不要空着。"))
    (tmp_path / "收件" / "2020Q2" / "收件登记表.csv").write_text(
        "单位,文件名,收到时间,是否采用\n桂林街道,桂林街道/台账.xlsx,2020-07-01,是\n",
        encoding="utf-8",
    )
    made = inbox.rolled_up(quarter=2)
    [line] = [each for each in made.left_out if "没有认出" in each.reason]
    assert line.place == "收件/2020Q2/双江镇/用品.xlsx!Sheet1"
    assert line.reason == "没有认出台账的表头，请核对，或用 --show-layout 查看"
