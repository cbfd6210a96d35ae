"""双河镇: a sheet of instructions first, everything typed as text, totals on top, other words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.pagebreak import Break

from builders.office_sheet import OfficeSheet
from builders.tongnan.filling import (
    Filling,
    Row,
    class_row,
    column_of,
    header_by_hand,
    household_row,
    leader_row,
    paths_of,
    sums_of,
)
from builders.tongnan.model import (
    COMMUNITY,
    DISTRICT,
    FILLED,
    OTHER,
    POOR,
    SHUANGHE,
    Class,
    County,
    Household,
    Leader,
)

SHUANGHE_FILE: Final = "双河镇2020年报送表（最终版）.xlsx"


_SHUANGHE_LEADERS: Final = (
    ("序号", "seq"), ("行政村", "village"), ("村别", "village_kind"),
    ("带头人基本情况/身份信息/姓名", "name"), ("带头人基本情况/身份信息/公民身份号码", "identity"),
    ("带头人基本情况/身份信息/性别", "sex"), ("带头人基本情况/联系方式", "phone"),
    ("从事产业", "project"), ("年经营收入", "income"), ("选定时间", "recognised"),
    ("国扶系统/是否录入", "in_system"), ("国扶系统/录入时间", "entered"),
    ("带贫情况/带动贫困户/户数", "poor"), ("带贫情况/带动贫困户/人数", "size"),
    ("管理状态", "status"), ("退库原因", "cause"), ("退库时间", "removed"), ("备注说明", "remark"),
)  # fmt: skip
_SHUANGHE_HOUSEHOLDS: Final = (
    ("编号", "seq"), ("户主姓名", "head"), ("户主身份证号码", "head_id"), ("贫困户属性", "kind"),
    ("人口数", "size"), ("所在村", "village"), ("户主电话", "phone"), ("带头人姓名", "leader"),
    ("带头人身份证号码", "leader_id"), ("带贫方式", "way"), ("结对时间", "linked"),
    ("年增收（元）", "raised"), ("备注", "remark"),
)  # fmt: skip
_SHUANGHE_CLASSES: Final = (
    ("序号", "seq"), ("班次", "class"), ("培训类别", "category"), ("办班地点", "place"),
    ("办班时间", "held"), ("实际天数", "days"), ("课时安排/理论课时", "theory"),
    ("课时安排/实操课时", "practice"), ("参训人数", "trained"), ("其中建档立卡", "poor"),
    ("带班教师", "teacher"), ("备注", "remark"),
)  # fmt: skip
_INSTRUCTIONS: Final = (
    "填表说明",
    "一、请各村（社区）于每季度末25日前把本表电子版报镇扶贫办。",
    "二、“村别”按贫困村、一般村、社区填写。",
    "三、带动贫困户只填建档立卡贫困户，一户只计一次。",
    "四、没有内容的格子填“无”或“/”，不要空着。",
    "五、身份证号要逐位核对，X用大写。",
)
_PAGE: Final = 24
"""Households on the first printed page; the header stands again on the next."""


def write_shuanghe(county: County) -> Filling:
    filling = Filling(SHUANGHE_FILE)
    sheet = filling.sheet("填表说明")
    sheet.column_dimensions["A"].width = 80
    for row, line in enumerate(_INSTRUCTIONS, 1):
        cell = sheet.cell(row, 1, line)
        cell.font = Font(name="仿宋", size=16 if row == 1 else 12)
        cell.alignment = Alignment(wrap_text=True, horizontal="center" if row == 1 else "left")
    _shuanghe_leaders(filling, county.leaders[SHUANGHE])
    _shuanghe_households(filling, county.leaders[SHUANGHE])
    _shuanghe_classes(filling, county.classes[SHUANGHE])
    return filling


def _typed(day: date | None, turn: int) -> str:
    """A date as one types it, each time otherwise."""
    if day is None:
        return ("/", "无")[turn % 2]
    y, m, d = day.year, day.month, day.day
    return (
        f"{y}.{m}.{d}", f"{y}年{m}月", f"{y}{m:02}{d:02}", f"{y}-{m}-{d}", f"{y}/{m}/{d}",
        f"{y}年{m}月{d}日",
    )[turn % 6]  # fmt: skip


def _shuanghe_leaders(filling: Filling, leaders: Sequence[Leader]) -> None:
    name, columns = "带头人名册", _SHUANGHE_LEADERS
    widths = (6, 10, 9, 10, 21, 6, 14, 13, 10, 14, 8, 14, 9, 9, 8, 16, 12, 14)
    table = OfficeSheet(filling.sheet(name), paths_of(columns), widths=widths, text="EGIJLMQ")
    table.title(f"{DISTRICT}{SHUANGHE}2020年度致富带头人名册")
    table.unit_row(SHUANGHE, FILLED, "户、人")
    table.header()
    table.data(["甲", "乙", "丙", "丁", "戊", "己", "庚", *range(1, 12)], height=16)
    rows = [_shuanghe_leader(one, number) for number, one in enumerate(leaders, 1)]
    figures = [len(one.households) for one in leaders], [one.size for one in leaders]
    for position, one in enumerate(leaders):
        figures[0][position] = int(str(one.written.get("poor", figures[0][position])).strip("户"))
        figures[1][position] = one.written.get("size", figures[1][position])
    sums = {
        column_of(columns, key): sum(f) for key, f in zip(("poor", "size"), figures, strict=True)
    }
    table.sums("合  计", sums, label_columns=3)
    for one, row in zip(leaders, rows, strict=True):
        table.data(filling.values(name, table.row, columns, one, row))
    table.footer(FILLED, phone="023-00000000")
    table.notes(
        "“村别”栏按贫困村、一般村、社区填写。", "年经营收入按万元填写。", "带动户数与明细表一致。"
    )


def _shuanghe_leader(one: Leader, number: int) -> Row:
    kinds = {POOR: POOR, OTHER: "一般村", COMMUNITY: COMMUNITY}
    given = leader_row(one)
    return {
        **given,
        "seq": number,
        "village_kind": kinds[one.village.kind],
        "income": f"{one.income}万元" if number % 3 else str(one.income),
        "recognised": _typed(one.recognised, number),
        "entered": _typed(one.entered, number),
        "in_system": ("是", "√")[number % 2] if one.entered else ("否", "×")[number % 2],
        "poor": f"{len(one.households)}户" if number % 4 else len(one.households),
        "status": "退出" if one.removed else "正常",
        "cause": one.cause or "无",
        "removed": _typed(one.removed, number),
        "remark": one.remark or "/",
    }


def _shuanghe_households(filling: Filling, leaders: Sequence[Leader]) -> None:
    name, columns = "带动户花名册", _SHUANGHE_HOUSEHOLDS
    widths = (6, 10, 21, 12, 8, 11, 14, 10, 21, 12, 13, 11, 10)
    sheet = filling.sheet(name)
    table = OfficeSheet(sheet, paths_of(columns), widths=widths, text="CGIK")
    sheet.cell(1, 1, "附件2").font = Font(name="黑体", size=14)
    table.row = 2
    table.title(f"{SHUANGHE}2020年致富带头人带动贫困户花名册")
    for column, text in (
        (1, f"填报单位：{SHUANGHE}"),
        (6, "填报时间：2020.12.15"),
        (11, "单位：人、元"),
    ):
        sheet.cell(table.row, column, text).font = Font(name="宋体", size=10)
    table.row += 1
    header_by_hand(table, 22)
    rows: list[tuple[Household, Row]] = []
    for one in leaders:
        for household in [] if one.unlisted else one.households:
            given = household_row(one, household)
            typed = _typed(household.linked, len(rows))
            rows.append((household, {**given, "seq": len(rows) + 1, "linked": typed}))
    sums = sums_of(columns, (row for _, row in rows), "size", "raised")
    table.sums("合计", sums, label_columns=4)
    for position, (household, row) in enumerate(rows):
        if position and position % _PAGE == 0:
            sheet.row_breaks.append(Break(id=table.row - 1))
            header_by_hand(table, 22)
        table.data(filling.values(name, table.row, columns, household, row))
    table.footer(FILLED)


def _shuanghe_classes(filling: Filling, classes: Sequence[Class]) -> None:
    name, columns = "培训班情况", _SHUANGHE_CLASSES
    widths = (6, 31, 18, 22, 26, 9, 9, 9, 9, 11, 10, 12)
    sheet = filling.sheet(name)
    table = OfficeSheet(sheet, paths_of(columns), widths=widths)
    table.title(f"{SHUANGHE}2020年培训班情况表")
    sheet.cell(table.row, len(columns), "单位：人").alignment = Alignment(horizontal="right")
    table.row += 1
    table.header(22)
    rows = [{**class_row(one), "seq": number} for number, one in enumerate(classes, 1)]
    table.sums("合计", sums_of(columns, rows, "trained", "poor"), label_columns=5)
    for one, row in zip(classes, rows, strict=True):
        row["days"] = f"{one.days}天"
        table.data(filling.values(name, table.row, columns, one, row), height=24)
    table.notes("实际天数含现场观摩。", "参训人数以签到表为准。")
