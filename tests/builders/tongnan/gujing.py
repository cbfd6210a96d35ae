"""古井镇: files in a folder of its own, plain sheets, drop-downs, styles down to row 1000."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.datavalidation import DataValidation

from builders.header_rows import letter
from builders.office_sheet import OfficeSheet
from builders.people import People
from builders.tongnan.filling import (
    Columns,
    Filling,
    Row,
    class_row,
    column_of,
    header_by_hand,
    held_of,
    household_row,
    leader_row,
    paths_of,
    person_row,
    totals_of,
)
from builders.tongnan.model import (
    COMMUNITY,
    FILLED,
    GUJING,
    OTHER,
    POOR,
    Class,
    County,
    Leader,
    Record,
    Trainee,
)
from builders.tongnan.sound import SEED

GUJING_FILES: Final = tuple(
    f"古井镇/{name}.xlsx" for name in ("致富带头人台账", "培训班台账", "学员花名册")
)


_GUJING_LEADERS: Final = (
    ("序号", "seq"), ("镇街", "township"), ("村（社区）", "village"), ("村类型", "village_kind"),
    ("姓名", "name"), ("性别", "sex"), ("年龄", "age"), ("身份证号", "identity"),
    ("联系电话", "phone"), ("创业项目", "project"), ("认定日期", "recognised"),
    ("录入国扶系统", "in_system"), ("带动贫困户（户）", "poor"), ("带动人数（人）", "size"),
    ("驻村干部", "cadre"), ("状态", "status"), ("退出原因", "cause"), ("退出时间", "removed"),
    ("备注", "remark"),
)  # fmt: skip
_GUJING_HOUSEHOLDS: Final = (
    ("序号", "seq"), ("带头人姓名", "leader"), ("带头人身份证号", "leader_id"), ("户主姓名", "head"),
    ("户主身份证号", "head_id"), ("户类型", "kind"), ("家庭人口", "size"), ("所在村", "village"),
    ("带动方式", "way"), ("带动时间", "linked"), ("备注", "remark"),
)  # fmt: skip
_GUJING_CLASSES: Final = (
    ("序号", "seq"), ("培训班名称", "class"), ("培训班类别", "category"), ("培训类型", "kind"),
    ("培训地点", "place"), ("开班时间", "starts"), ("结业时间", "ends"), ("培训天数（天）", "days"),
    ("理论课时", "theory"), ("实操课时", "practice"), ("培训人数（人）", "trained"),
    ("结业人数（人）", "completed"), ("班主任", "teacher"), ("备注", "remark"),
)  # fmt: skip
_GUJING_TRAINEES: Final = (
    ("序号", "seq"), ("班次", "class"), ("姓名", "name"), ("性别", "sex"), ("身份证号码", "identity"),
    ("家庭住址", "address"), ("联系电话", "phone"), ("文化程度", "education"), ("人员类别", "kind"),
    ("培训时间", "held"), ("备注", "remark"),
)  # fmt: skip
_GHOSTS: Final = 1000
_OPTIONS: Final = (
    ("村类型", "village_kind", (POOR, OTHER, COMMUNITY)),
    ("状态", "status", ("在库", "退出")),
    ("是否", "in_system", ("是", "否")),
)
"""Drop-downs: the head of their list, their column, and what can be chosen."""


def write_gujing(county: County) -> list[Filling]:
    leaders, classes, roster = (Filling(file) for file in GUJING_FILES)
    _gujing_leaders(leaders, county.leaders[GUJING])
    _gujing_households(leaders, county.leaders[GUJING])
    _gujing_options(leaders)
    _gujing_classes(classes, county.classes[GUJING])
    _gujing_roster(roster, county.rosters)
    return [leaders, classes, roster]


_THIN: Final = Side(style="thin", color="808080")
_BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


class PlainSheet:
    """A sheet without merges: a line of title, a line of heads, then rows."""

    def __init__(
        self, filling: Filling, name: str, columns: Columns, widths: Sequence[float]
    ) -> None:
        """Begin the sheet."""
        self.filling, self.name, self.columns = filling, name, columns
        self.sheet = filling.sheet(name)
        self.row = 1
        for index, width in enumerate(widths, 1):
            self.sheet.column_dimensions[letter(index)].width = width
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def title(self, text: str) -> None:
        """Write the title into the first cell."""
        self.sheet.cell(self.row, 1, text).font = Font(name="等线", size=14, bold=True)
        self.row += 1

    def header(self) -> None:
        """Write the heads."""
        for column, (head, _) in enumerate(self.columns, 1):
            cell = self.sheet.cell(self.row, column, head)
            cell.font, cell.border = Font(name="等线", size=11, bold=True), _BOX
        self.row += 1

    def data(self, one: Record, given: Row) -> None:
        """Write a row."""
        self.cells(self.filling.values(self.name, self.row, self.columns, one, given))

    def cells(self, values: Sequence[Any]) -> None:
        """Write cells as they come."""
        for column, value in enumerate(values, 1):
            cell = self.sheet.cell(self.row, column, value)
            cell.font, cell.border = Font(name="等线", size=11), _BOX
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(value, str) and not value.startswith("="):
                cell.number_format = "@"
        self.row += 1


def _gujing_leaders(filling: Filling, leaders: Sequence[Leader]) -> None:
    columns = _GUJING_LEADERS
    widths = (6, 9, 12, 10, 10, 6, 6, 21, 14, 14, 12, 14, 18, 16, 10, 8, 14, 12, 12)
    table = PlainSheet(filling, "Sheet1", columns, widths)
    table.title(f"{GUJING}2020年致富带头人台账")
    table.header()
    cadres = People(SEED + 1, distinct_names=True)
    by_village = {one.village.name: cadres.name("男") for one in leaders}
    for number, one in enumerate(leaders, 1):
        cadre = by_village[one.village.name]
        table.data(one, {**leader_row(one), "seq": number, "cadre": cadre})
    last = table.row - 1
    table.cells(["合计", *[None] * 11, *totals_of(leaders), *[None] * 5])
    sheet = table.sheet
    for row in range(table.row, _GHOSTS + 1):
        for column in range(1, len(columns) + 1):
            sheet.cell(row, column).border = _BOX
    for place, (_, key, options) in enumerate(_OPTIONS, 1):
        source, target = letter(place), letter(column_of(columns, key))
        listed = f"下拉选项!${source}$2:${source}${len(options) + 1}"
        choice = DataValidation("list", formula1=listed)
        choice.add(f"{target}3:{target}{last}")
        sheet.add_data_validation(choice)
    sheet.print_area = f"A1:{letter(len(columns))}{table.row - 1}"


def _gujing_households(filling: Filling, leaders: Sequence[Leader]) -> None:
    widths = (6, 11, 21, 11, 21, 12, 10, 12, 12, 12, 12)
    table = PlainSheet(filling, "带动户", _GUJING_HOUSEHOLDS, widths)
    table.title(f"{GUJING}2020年致富带头人带动户台账")
    table.header()
    number = 0
    for one in leaders:
        for household in one.households:
            number += 1
            table.data(household, {**household_row(one, household), "seq": number})


def _gujing_options(filling: Filling) -> None:
    sheet = filling.sheet("下拉选项")
    for column, (head, _, options) in enumerate(_OPTIONS, 1):
        for row, value in enumerate((head, *options), 1):
            sheet.cell(row, column, value)
    sheet.sheet_state = "hidden"


def _gujing_classes(filling: Filling, classes: Sequence[Class]) -> None:
    widths = (6, 31, 18, 14, 22, 12, 12, 14, 10, 10, 15, 15, 10, 12)
    table = PlainSheet(filling, "培训班", _GUJING_CLASSES, widths)
    table.title(f"{GUJING}2020年培训班台账")
    table.header()
    for number, one in enumerate(classes, 1):
        table.data(one, {**class_row(one), "seq": number})


def _gujing_roster(filling: Filling, rosters: Sequence[tuple[Class, list[Trainee]]]) -> None:
    columns, name = _GUJING_TRAINEES, "花名册"
    widths = (6, 9, 10, 6, 21, 14, 14, 11, 13, 28, 12)
    table = OfficeSheet(filling.sheet(name), paths_of(columns), widths=widths, text="EG")
    for one, trainees in rosters:
        table.title(f"{GUJING}2020年{one.name}学员花名册")
        table.unit_row(GUJING, FILLED, "人")
        header_by_hand(table, 22)
        first = table.row
        for number, trainee in enumerate(trainees, 1):
            given = {
                **person_row(trainee.person), "seq": number, "class": one.name.partition("致富")[0],
                "address": trainee.address, "kind": trainee.kind, "held": held_of(one),
            }  # fmt: skip
            table.data(filling.values(name, table.row, columns, trainee, given))
        table.merge_down(column_of(columns, "held"), first, table.row - 1)
        table.footer(FILLED)
        table.row += 2
