"""Attendance sheets: people down, half-days across, marks explained at the bottom."""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import found, table
from builders.watchdog import watchdog
from ruralskills.detection.attendance_marks import legend, meaning
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.ledgers import Attendance
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import notices_in_force
from ruralskills.readers.grid import build_grid
from ruralskills.values.field_type import Raw

USUAL = """
    东乡县2020年第1期电焊培训班考勤表|<|<|<|<|<|<|<
    培训机构：县职校   培训地点：锁南镇   起止时间：2020年7月6日至7月7日|<|<|<|<|<|<|<
    序号|姓名|身份证号|7月6日|<|7月7日|<|备注
    ^|^|^|上午|下午|上午|下午|^
    {1}|马一|500199198506150017|√|√|△|×|
    {2}|马·二哈|500199199003020039|√|○|√||病
    注：出勤√ 请假△ 缺勤× 迟到○|<|<|<|<|<|<|<
    班主任：王某|||||||
"""


def read(of: Table) -> list[tuple[str, str, str, str]]:
    """Each half-day: name, day, half, and what the mark means."""
    return [
        tuple(str(of.value(p, n) or "") for n in ("name", "day", "half", "mark"))  # type: ignore[misc]
        for p in range(len(of))
    ]


def test_people_down_and_half_days_across() -> None:
    one = table(USUAL)
    assert one.ledger is Attendance
    assert read(one) == [
        ("马一", "2020-07-06", "上午", "出勤"),
        ("马一", "2020-07-06", "下午", "出勤"),
        ("马一", "2020-07-07", "上午", "请假"),
        ("马一", "2020-07-07", "下午", "缺勤"),
        ("马·二哈", "2020-07-06", "上午", "出勤"),
        ("马·二哈", "2020-07-06", "下午", "迟到"),
        ("马·二哈", "2020-07-07", "上午", "出勤"),
        ("马·二哈", "2020-07-07", "下午", ""),
    ]
    assert one.value(0, "class_name") == "东乡县2020年第1期电焊培训班"
    assert one.value(0, "agency") == "县职校"
    assert one.value(4, "id_number") == "500199199003020039"
    assert (one.year, one.layout.rows) == (2020, 2)


def test_a_cell_is_found_again_on_the_sheet() -> None:
    one = table(USUAL)
    assert [one.cell(p, "mark").address for p in range(4)] == ["D5", "E5", "F5", "G5"]
    assert one.cell(5, "name").address == "B6"
    assert one.text(5, "mark") == "○"


@pytest.mark.parametrize(
    "header",
    [
        "序号|姓名|7月6日上午|7月6日下午|7月7日上午",
        "序号|姓名|7.6上午|7.6下午|7.7上午",
        "序号|姓名|2020-07-06上午|2020-07-06下午|2020-07-07上午",
        "序号|学员姓名|6日上午|6日下午|7日上午",
    ],
)
def test_days_as_schools_write_them(header: str) -> None:
    one = table(f"2020年7月第1期养殖班签到表|<|<|<|<\n{header}\n1|马一|√|√|√")
    assert read(one) == [
        ("马一", "2020-07-06", "上午", "出勤"),
        ("马一", "2020-07-06", "下午", "出勤"),
        ("马一", "2020-07-07", "上午", "出勤"),
    ]


def test_days_as_dates_in_the_cells() -> None:
    rows: list[list[Raw]] = [
        ["第1期电焊班考勤表", "", "", "", ""],
        ["序号", "姓名", date(2020, 7, 6), date(2020, 7, 7), date(2020, 7, 8)],
        [1, "马一", "√", "√", "×"],
    ]
    [each] = find_tables(build_grid("Sheet1", rows, [(0, 0, 0, 4)]), "考勤.xlsx")
    one = to_table(each, notices_in_force([], {}))
    assert read(one)[2] == ("马一", "2020-07-08", "", "缺勤")


@pytest.mark.parametrize(
    "days", [[date(2020, 7, day) for day in range(6, 11)], [6.0, 7.0, 8.0, 9.0, 10.0]]
)
def test_a_whole_class_under_dates_or_numbers(days: list[Raw]) -> None:
    people: list[list[Raw]] = [[n, f"马{n}", "√", "√", "×", "√", "√"] for n in range(1, 51)]
    lines: list[list[Raw]] = [
        ["2020年第1期电焊班2020年7月考勤表", *[""] * 6],
        ["序号", "姓名", *days],
        *people,
    ]
    [each] = find_tables(build_grid("Sheet1", lines, [(0, 0, 0, 6)]), "考勤.xlsx")
    one = to_table(each, notices_in_force([], {}))
    assert one.ledger is Attendance
    assert (one.layout.rows, len(one)) == (50, 250)


def test_numbers_of_the_days_of_a_month() -> None:
    one = table("""
        第2期电焊班2020年7月考勤表|<|<|<|<|<|<
        序号|姓名|{6}|{7}|{8}|{9}|{10}
        1|马一|√|√|√|√|√
    """)
    assert [row[1] for row in read(one)] == [f"2020-07-{day:02}" for day in range(6, 11)]


def test_days_that_are_only_counted_have_no_date() -> None:
    one = table("""
        第2期电焊班考勤表|<|<|<
        序号|姓名|第一天|第二天
        1|马一|√|√
    """)
    assert read(one) == [("马一", "", "", "出勤"), ("马一", "", "", "出勤")]


def test_a_class_over_new_year() -> None:
    one = table("""
        2020年第9期电焊班考勤表|<|<|<
        序号|姓名|12月31日|1月1日
        1|马一|√|√
    """)
    assert [row[1] for row in read(one)] == ["2020-12-31", "2021-01-01"]


@pytest.mark.parametrize("mark", ["○", "/", "半", "?"])
def test_a_mark_that_nobody_explains_is_unknown(mark: str) -> None:
    one = table(f"""
        2020年第9期电焊班考勤表|<|<|<
        序号|姓名|7月6日|7月7日
        1|马一|√|{mark}
    """)
    assert one.columns["mark"][1] == Unknown("", "")


def test_signatures() -> None:
    one = table("""
        2020年第9期电焊班签到表|<|<|<
        序号|姓名|7月6日|7月7日
        1|马 一|马一|
        2|马二|马二|马一
    """)
    assert [row[3] for row in read(one)] == ["出勤", "", "出勤", ""]
    assert one.columns["mark"][1] is not one.columns["mark"][3]


@pytest.mark.parametrize(
    ("line", "explained"),
    [
        ("注：出勤√ 请假△ 缺勤× 迟到○", {"√": "出勤", "△": "请假", "×": "缺勤", "○": "迟到"}),
        ("√表示出勤；○表示请假；●表示旷课", {"√": "出勤", "○": "请假", "●": "缺勤"}),
        ("出勤打“○”，缺勤打“×”", {"○": "出勤", "×": "缺勤"}),
        ("图例：√ 到课  ○ 事假  ◎ 病假", {"√": "出勤", "○": "请假", "◎": "请假"}),
        ("✅出勤 ❌缺勤", {"√": "出勤", "×": "缺勤"}),
        ("注：出勤☑️ 请假△", {"√": "出勤", "△": "请假"}),
        ("√出勤", {}),
        ("出勤率=出勤人次÷应到人次×100", {}),
        ("出勤√ 出勤○ 缺勤√", {}),
    ],
)
def test_legends(line: str, explained: dict[str, str]) -> None:
    assert legend([line]) == explained


@pytest.mark.parametrize("tick", ["✔️", "☑️", "✅", "✓", "✔\u200b", "\U0001f5f8"])
def test_ticks_of_every_keyboard(tick: str) -> None:
    assert meaning(tick, {}, "马一") == "出勤"
    assert meaning(tick, {"√": "到课"}, "马一") == "到课"


def test_the_class_is_named_by_the_line_over_the_table_or_the_sheet() -> None:
    line = table("""
        考勤表|<|<|<
        班次：第3期养殖班   培训单位：县农广校|<|<|<
        序号|姓名|7月6日|7月7日
        1|马一|√|√
    """)
    assert line.value(0, "class_name") == "第3期养殖班"
    sheet = table("考勤表|<|<|<\n序号|姓名|7月6日|7月7日\n1|马一|√|√", "第4期电焊班")
    assert sheet.value(0, "class_name") == "第4期电焊班"
    none = table("考勤表|<|<|<\n序号|姓名|7月6日|7月7日\n1|马一|√|√")
    assert none.value(0, "class_name") is None


def test_what_is_no_attendance_sheet() -> None:
    for text in (
        "2020年培训任务分解表|<|<\n单位|2020年6月|2020年7月\n锁南镇|{5}|{6}",
        "学员花名册|<|<\n姓名|身份证号|开班日期\n马一|500199198506150017|2020-07-06",
        "收入登记|<|<|<\n姓名|1月|2月|3月\n马一|{5}|{6}|{7}",
    ):
        assert not any(
            to_table(each, notices_in_force([], {})).ledger is Attendance for each in found(text)
        )


def test_a_long_sheet_is_quick() -> None:
    days = [f"7月{day}日{half}" for day in range(6, 13) for half in ("上午", "下午")]
    people: list[list[Raw]] = [[n, f"马{n}", *["√"] * len(days)] for n in range(1, 2001)]
    rows: list[list[Raw]] = [
        ["2020年第1期电焊班考勤表", *[""] * 15],
        ["序号", "姓名", *days],
        *people,
    ]
    with watchdog():
        [each] = find_tables(build_grid("Sheet1", rows, [(0, 0, 0, 15)]), "考勤.xlsx")
        one = to_table(each, notices_in_force([], {}))
    assert len(one) == 28_000
