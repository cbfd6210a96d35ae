"""桂花街道: one workbook, headers of two rows, merged villages, subtotals by formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from builders.header_rows import letter
from builders.office_sheet import OfficeSheet
from builders.tongnan.filling import (
    Columns,
    Filling,
    Row,
    class_row,
    column_of,
    household_row,
    leader_row,
    paths_of,
    sums_of,
    totals_of,
)
from builders.tongnan.model import DISTRICT, FILLED, GUIHUA, Class, County, Leader

GUIHUA_FILE: Final = "桂花街道2020年致富带头人台账.xlsx"


_GUIHUA_LEADERS: Final = (
    ("序号", "seq"), ("村(社区)", "village"), ("村类型", "village_kind"), ("基本信息/姓名", "name"),
    ("基本信息/性别", "sex"), ("基本信息/身份证号", "identity"), ("基本信息/文化程度", "education"),
    ("基本信息/联系电话", "phone"), ("创办项目", "project"), ("认定时间", "recognised"),
    ("是否录入国扶系统", "in_system"), ("录入时间", "entered"), ("带动贫困户/户数（户）", "poor"),
    ("带动贫困户/人数（人）", "size"), ("动态管理情况/状态", "status"),
    ("动态管理情况/退出原因", "cause"), ("动态管理情况/退出时间", "removed"), ("备注", "remark"),
)  # fmt: skip
_GUIHUA_HOUSEHOLDS: Final = (
    ("序号", "seq"), ("致富带头人/姓名", "leader"), ("致富带头人/身份证号", "leader_id"),
    ("被带动贫困户/户主姓名", "head"), ("被带动贫困户/户主身份证号", "head_id"),
    ("被带动贫困户/户属性", "kind"), ("被带动贫困户/家庭人口（人）", "size"),
    ("被带动贫困户/联系电话", "phone"), ("户所在村", "village"), ("带动方式", "way"),
    ("带动时间", "linked"), ("带动增收（元）", "raised"), ("备注", "remark"),
)  # fmt: skip
_GUIHUA_CLASSES: Final = (
    ("序号", "seq"), ("培训班名称", "class"), ("培训类型", "kind"), ("培训地点", "place"),
    ("培训时间/开班日期", "starts"), ("培训时间/结业日期", "ends"), ("培训天数（天）/合计", "days"),
    ("培训天数（天）/集中教学", "lecture"), ("培训天数（天）/现场观摩", "visit"),
    ("课时（课时）/合计", "hours"), ("课时（课时）/理论", "theory"), ("课时（课时）/实操", "practice"),
    ("人数（人）/参训", "trained"), ("人数（人）/其中贫困人口", "poor"),
    ("人数（人）/结业", "completed"), ("班主任", "teacher"), ("备注", "remark"),
)  # fmt: skip


def write_guihua(county: County) -> Filling:
    filling = Filling(GUIHUA_FILE)
    leaders = county.leaders[GUIHUA]
    _guihua_leaders(filling, leaders, county.wrong_subtotal)
    _guihua_households(filling, leaders)
    _guihua_classes(filling, county.classes[GUIHUA])
    return filling


def _begin(
    filling: Filling, name: str, title: str, columns: Columns, widths: Sequence[float], units: str
) -> OfficeSheet:
    text = [
        letter(i) for i, (_, k) in enumerate(columns, 1) if k.endswith(("id", "identity", "phone"))
    ]
    table = OfficeSheet(filling.sheet(name), paths_of(columns), widths=widths, text=text)
    table.title(title)
    table.unit_row(GUIHUA, FILLED, units)
    table.header()
    return table


def _guihua_leaders(filling: Filling, leaders: Sequence[Leader], wrong_subtotal: str) -> None:
    name, columns = "带头人台账", _GUIHUA_LEADERS
    widths = (6, 11, 10, 10, 6, 21, 11, 14, 14, 12, 10, 12, 9, 9, 8, 16, 12, 12)
    title = f"{DISTRICT}{GUIHUA}2020年致富带头人台账"
    table = _begin(filling, name, title, columns, widths, "户、人")
    figures = (column_of(columns, "poor"), column_of(columns, "size"))
    blocks: list[tuple[int, int]] = []
    for village in dict.fromkeys(one.village.name for one in leaders):
        own = [one for one in leaders if one.village.name == village]
        first = table.row
        for one in own:
            given = {**leader_row(one), "seq": leaders.index(one) + 1}
            given["entered"] = given["entered"] or "/"
            table.data(filling.values(name, table.row, columns, one, given))
        last = table.row - 1
        table.merge_down(2, first, last)
        table.merge_down(3, first, last)
        blocks.append((first, last))
        sums: dict[int, Any] = {
            column: filling.formula(name, table.row, column, _sum([(first, last)], column), total)
            for column, total in zip(figures, totals_of(own), strict=True)
        }
        if village == wrong_subtotal:
            filling.results[name].pop(f"{letter(figures[1])}{table.row}")
            filling.note(name, table.row, columns, [("A102", "size")])
            sums[figures[1]] = totals_of(own)[1] + 9
        table.sums("小计", sums, label_columns=12)
    totals: dict[int, Any] = {
        column: filling.formula(name, table.row, column, _sum(blocks, column), total)
        for column, total in zip(figures, totals_of(leaders), strict=True)
    }
    table.sums("合计", totals, label_columns=12)
    table.footer(FILLED)
    table.notes(
        "本台账按季更新，退出的带头人应填写退出原因和退出时间。",
        "带动贫困户户数、人数应与带动户明细一致。",
    )


def _sum(blocks: Iterable[tuple[int, int]], column: int) -> str:
    ranges = (f"{letter(column)}{first}:{letter(column)}{last}" for first, last in blocks)
    return f"SUM({','.join(ranges)})"


def _guihua_households(filling: Filling, leaders: Sequence[Leader]) -> None:
    name, columns = "带动户明细", _GUIHUA_HOUSEHOLDS
    widths = (6, 10, 21, 11, 21, 12, 14, 14, 12, 12, 12, 14, 12)
    title = f"{DISTRICT}{GUIHUA}2020年致富带头人带动户明细"
    table = _begin(filling, name, title, columns, widths, "人、元")
    rows: list[Row] = []
    for one in leaders:
        first = table.row
        for household in one.households:
            rows.append({**household_row(one, household), "seq": len(rows) + 1})
            table.data(filling.values(name, table.row, columns, household, rows[-1]))
        if one.households:
            table.merge_down(2, first, table.row - 1)
            table.merge_down(3, first, table.row - 1)
    table.sums("合计", sums_of(columns, rows, "size", "raised"), label_columns=6)
    table.footer(FILLED)
    table.notes("一户一行，同一户不得重复登记。", "带动增收为该户2020年从带动中得到的收入。")


def _guihua_classes(filling: Filling, classes: Sequence[Class]) -> None:
    name, columns = "培训班台账", _GUIHUA_CLASSES
    widths = (6, 31, 14, 22, 12, 12, 7, 9, 9, 7, 7, 7, 7, 9, 7, 10, 12)
    title = f"{DISTRICT}{GUIHUA}2020年致富带头人培训班台账"
    table = _begin(filling, name, title, columns, widths, "天、课时、人")
    rows = [{**class_row(one), "seq": number} for number, one in enumerate(classes, 1)]
    for one, row in zip(classes, rows, strict=True):
        table.data(filling.values(name, table.row, columns, one, row), height=24)
    table.sums("合计", sums_of(columns, rows, "trained", "poor", "completed"), label_columns=12)
    table.footer(FILLED)
