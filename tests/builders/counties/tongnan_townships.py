"""The ledgers of the three townships, each laid out in its own way."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from builders.counties.tongnan_records import (
    DISTRICT,
    FILLED,
    GUIHUA,
    GUJING,
    SEED,
    SHUANGHE,
    District,
)
from builders.county import CountySheet, Page, Slip
from builders.header_rows import letter
from builders.leader_records import (
    COMMUNITY,
    HOUSEHOLDS,
    LEADERS,
    OTHER,
    POOR,
    Columns,
    Leader,
    Row,
    class_row,
    columns_of,
    head_of,
    household_rows,
    leader_row,
    person_row,
    record_sheet,
)
from builders.office_sheet import BOX, OfficeSheet
from builders.people import People

AUTHOR: Final = "扶贫办"

_GUIHUA_CLASSES: Final[Columns] = columns_of(
    "序号=seq 培训班名称=class 培训类型=kind 培训地点=place 培训时间/开班日期=starts 培训时间/结业日期=ends "
    "培训天数（天）/合计=days 培训天数（天）/集中教学=lecture 培训天数（天）/现场观摩=visit 课时（课时）/合计=hours "
    "课时（课时）/理论=theory 课时（课时）/实操=practice 人数（人）/参训=trained 人数（人）/其中贫困人口=poor "
    "人数（人）/结业=completed 班主任=teacher 备注=remark"
)
_SHUANGHE_LEADERS: Final[Columns] = columns_of(
    "序号=seq 行政村=village 村别=village_kind 带头人基本情况/身份信息/姓名=name "
    "带头人基本情况/身份信息/公民身份号码=identity 带头人基本情况/身份信息/性别=sex 带头人基本情况/联系方式=phone 从事产业=project "
    "年经营收入=income 选定时间=recognised 国扶系统/是否录入=in_system 国扶系统/录入时间=entered "
    "带贫情况/带动贫困户/户数=poor 带贫情况/带动贫困户/人数=size 管理状态=status 退库原因=cause 退库时间=removed "
    "备注说明=remark"
)
_SHUANGHE_HOUSEHOLDS: Final[Columns] = columns_of(
    "编号=seq 户主姓名=head 户主身份证号码=head_id 贫困户属性=kind 人口数=size 所在村=village 户主电话=phone "
    "带头人姓名=leader 带头人身份证号码=leader_id 带贫方式=way 结对时间=linked 年增收（元）=raised 备注=remark"
)
_SHUANGHE_CLASSES: Final[Columns] = columns_of(
    "序号=seq 班次=class 培训类别=category 办班地点=place 办班时间=held 实际天数=days 课时安排/理论课时=theory "
    "课时安排/实操课时=practice 参训人数=trained 其中建档立卡=poor 带班教师=teacher 备注=remark"
)
_GUJING_LEADERS: Final[Columns] = columns_of(
    "序号=seq 镇街=township 村（社区）=village 村类型=village_kind 姓名=name 性别=sex 年龄=age "
    "身份证号=identity 联系电话=phone 创业项目=project 认定日期=recognised 录入国扶系统=in_system "
    "带动贫困户（户）=poor 带动人数（人）=size 驻村干部=cadre 状态=status 退出原因=cause 退出时间=removed 备注=remark"
)
_GUJING_HOUSEHOLDS: Final[Columns] = columns_of(
    "序号=seq 带头人姓名=leader 带头人身份证号=leader_id 户主姓名=head 户主身份证号=head_id 户类型=kind 家庭人口=size "
    "所在村=village 带动方式=way 带动时间=linked 备注=remark"
)
_GUJING_CLASSES: Final[Columns] = columns_of(
    "序号=seq 培训班名称=class 培训班类别=category 培训类型=kind 培训地点=place 开班时间=starts 结业时间=ends "
    "培训天数（天）=days 理论课时=theory 实操课时=practice 培训人数（人）=trained 结业人数（人）=completed "
    "班主任=teacher 备注=remark"
)
_GUJING_TRAINEES: Final[Columns] = columns_of(
    "序号=seq 班次=class 姓名=name 性别=sex 身份证号码=identity 家庭住址=address 联系电话=phone "
    "文化程度=education 人员类别=kind 培训时间=held 备注=remark"
)
_INSTRUCTIONS: Final = (
    "填表说明",
    "一、请各村（社区）于每季度末25日前把本表电子版报镇扶贫办。",
    "二、“村别”按贫困村、一般村、社区填写。",
    "三、带动贫困户只填建档立卡贫困户，一户只计一次。",
    "四、没有内容的格子填“无”或“/”，不要空着。",
    "五、身份证号要逐位核对，X用大写。",
)
_OPTIONS: Final = (
    ("村类型", "village_kind", (POOR, OTHER, COMMUNITY)),
    ("状态", "status", ("在库", "退出")),
    ("是否", "in_system", ("是", "否")),
)
"""Drop-downs: the head of their list, their column, and what can be chosen."""
_GHOSTS: Final = 1000
"""The row down to which empty cells have borders."""


def guihua(district: District, *, planted: bool) -> list[CountySheet]:
    """桂花街道: one workbook, headers of two rows, merged villages, subtotals by formula."""
    leaders, place = district.leaders[GUIHUA], f"{DISTRICT}{GUIHUA}"
    size = head_of(LEADERS, "size")
    typed_over = sum(one.size for one in district.of("柳湾村")) + 9
    file = f"{GUIHUA}2020年致富带头人台账.xlsx"
    office: Row = {"unit": GUIHUA, "filled": FILLED, "author": AUTHOR}
    return [
        record_sheet(
            file, "带头人台账", f"{place}2020年致富带头人台账", LEADERS,
            [(one, {**leader_row(one), "entered": one.entered or "/"}) for one in leaders],
            measures="户、人", text=("identity", "phone"), down=("village", "village_kind"),
            subtotals=True, sums=("poor", "size"), formulas=True, label_columns=12,
            notes=(
                "本台账按季更新，退出的带头人应填写退出原因和退出时间。",
                "带动贫困户户数、人数应与带动户明细一致。",
            ),
            slips=[Slip("A102", "柳湾村", size, {size: typed_over})] if planted else [],
            widths=(6, 11, 10, 10, 6, 21, 11, 14, 14, 12, 10, 12, 9, 9, 8, 16, 12, 12), **office,
        ),
        record_sheet(
            file, "带动户明细", f"{place}2020年致富带头人带动户明细", HOUSEHOLDS,
            household_rows(leaders),
            measures="人、元", text=("leader_id", "head_id", "phone"), down=("leader", "leader_id"),
            sums=("size", "raised"), label_columns=6,
            notes=("一户一行，同一户不得重复登记。", "带动增收为该户2020年从带动中得到的收入。"),
            widths=(6, 10, 21, 11, 21, 12, 14, 14, 12, 12, 12, 14, 12), **office,
        ),
        record_sheet(
            file, "培训班台账", f"{place}2020年致富带头人培训班台账", _GUIHUA_CLASSES,
            [(one, class_row(one)) for one in district.classes[GUIHUA]],
            measures="天、课时、人", height=24, sums=("trained", "poor", "completed"), label_columns=12,
            widths=(6, 31, 14, 22, 12, 12, 7, 9, 9, 7, 7, 7, 7, 9, 7, 10, 12), **office,
        ),
    ]  # fmt: skip


def shuanghe(district: District) -> list[CountySheet | Page]:
    """双河镇: instructions first, everything typed as text, totals on top, other words."""
    leaders = district.leaders[SHUANGHE]
    file = f"{SHUANGHE}2020年报送表（最终版）.xlsx"
    office: Row = {"filled": FILLED, "author": AUTHOR, "sums_first": True}
    stated = [int(str(one.written.get("poor", len(one.households))).strip("户")) for one in leaders]
    sizes = [one.written.get("size", one.size) for one in leaders]
    listed = [
        (household, {**row, "linked": _typed(household.linked, turn)})
        for turn, (household, row) in enumerate(household_rows(leaders))
    ]
    return [
        Page(file, "填表说明", _instructions, AUTHOR),
        record_sheet(
            file, "带头人名册", f"{DISTRICT}{SHUANGHE}2020年度致富带头人名册", _SHUANGHE_LEADERS,
            [(one, _shuanghe_row(one, number)) for number, one in enumerate(leaders, 1)],
            unit=SHUANGHE, measures="户、人", sums_label="合  计", label_columns=3, phone="023-00000000",
            text=("identity", "phone", "income", "recognised", "entered", "poor", "removed"),
            sums={"poor": sum(stated), "size": sum(sizes)},
            under_header=("甲", "乙", "丙", "丁", "戊", "己", "庚", *range(1, 12)),
            notes=("“村别”栏按贫困村、一般村、社区填写。", "年经营收入按万元填写。", "带动户数与明细表一致。"),
            widths=(6, 10, 9, 10, 21, 6, 14, 13, 10, 14, 8, 14, 9, 9, 8, 16, 12, 14), **office,
        ),
        record_sheet(
            file, "带动户花名册", "", _SHUANGHE_HOUSEHOLDS, listed, intro=_annex_2,
            text=("head_id", "phone", "leader_id", "linked"), sums=("size", "raised"), label_columns=4,
            header_height=22, typed_header=True, page=24,
            widths=(6, 10, 21, 12, 8, 11, 14, 10, 21, 12, 13, 11, 10), **office,
        ),
        record_sheet(
            file, "培训班情况", "", _SHUANGHE_CLASSES,
            [(one, {**class_row(one), "days": f"{one.days}天"}) for one in district.classes[SHUANGHE]],
            intro=_measures_alone, header_height=22, height=24, sums=("trained", "poor"),
            label_columns=5, footer=False, notes=("实际天数含现场观摩。", "参训人数以签到表为准。"),
            widths=(6, 31, 18, 22, 26, 9, 9, 9, 9, 11, 10, 12), **office,
        ),
    ]  # fmt: skip


def _instructions(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 80
    for row, line in enumerate(_INSTRUCTIONS, 1):
        cell = sheet.cell(row, 1, line)
        cell.font = Font(name="仿宋", size=16 if row == 1 else 12)
        cell.alignment = Alignment(wrap_text=True, horizontal="center" if row == 1 else "left")


def _annex_2(table: OfficeSheet) -> None:
    """Write the annex, the title, and the reporting line in three cells."""
    table.sheet.cell(1, 1, "附件2").font = Font(name="黑体", size=14)
    table.row = 2
    table.title(f"{SHUANGHE}2020年致富带头人带动贫困户花名册")
    line = {1: f"填报单位：{SHUANGHE}", 6: "填报时间：2020.12.15", 11: "单位：人、元"}
    for column, text in line.items():
        table.sheet.cell(table.row, column, text).font = Font(name="宋体", size=10)
    table.row += 1


def _measures_alone(table: OfficeSheet) -> None:
    """Write the title and, at the right, nothing but how people are counted."""
    table.title(f"{SHUANGHE}2020年培训班情况表")
    cell = table.sheet.cell(table.row, table.width, "单位：人")
    cell.alignment = Alignment(horizontal="right")
    table.row += 1


def _typed(day: date | None, turn: int) -> str:
    """Return a date as one types it, each time otherwise."""
    if day is None:
        return ("/", "无")[turn % 2]
    y, m, d = day.year, day.month, day.day
    return (
        f"{y}.{m}.{d}", f"{y}年{m}月", f"{y}{m:02}{d:02}", f"{y}-{m}-{d}", f"{y}/{m}/{d}",
        f"{y}年{m}月{d}日",
    )[turn % 6]  # fmt: skip


def _shuanghe_row(one: Leader, number: int) -> Row:
    kind = one.village.kind
    return {
        **leader_row(one),
        "village_kind": "一般村" if kind == OTHER else kind,
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


def gujing(district: District) -> list[CountySheet | Page]:
    """古井镇: files in a folder, plain sheets, drop-downs, borders down to row 1000, two rosters."""
    leaders, classes = district.leaders[GUJING], district.classes[GUJING]
    names = People(SEED + 1, distinct_names=True)
    cadres = {one.village.name: names.name("男") for one in leaders}
    file = f"{GUJING}/致富带头人台账.xlsx"
    plain: Row = {"plain": True, "footer": False, "author": AUTHOR}
    return [
        record_sheet(
            file, "Sheet1", f"{GUJING}2020年致富带头人台账", _GUJING_LEADERS,
            [(one, {**leader_row(one), "cadre": cadres[one.village.name]}) for one in leaders],
            sums={"poor": sum(len(one.households) for one in leaders), "size": sum(one.size for one in leaders)},
            finish=_drop_downs,
            widths=(6, 9, 12, 10, 10, 6, 6, 21, 14, 14, 12, 14, 18, 16, 10, 8, 14, 12, 12), **plain,
        ),
        record_sheet(
            file, "带动户", f"{GUJING}2020年致富带头人带动户台账", _GUJING_HOUSEHOLDS,
            household_rows(leaders), widths=(6, 11, 21, 11, 21, 12, 10, 12, 12, 12, 12), **plain,
        ),
        Page(file, "下拉选项", _options, AUTHOR),
        record_sheet(
            f"{GUJING}/培训班台账.xlsx", "培训班", f"{GUJING}2020年培训班台账", _GUJING_CLASSES,
            [(one, class_row(one)) for one in classes],
            widths=(6, 31, 18, 14, 22, 12, 12, 14, 10, 10, 15, 15, 10, 12), **plain,
        ),
        *(
            record_sheet(
                f"{GUJING}/学员花名册.xlsx", "花名册", f"{GUJING}2020年{one.name}学员花名册",
                _GUJING_TRAINEES,
                [
                    (trainee, {
                        **person_row(trainee.person), "class": one.name.partition("致富")[0],
                        "address": trainee.address, "kind": trainee.kind, "held": one.held,
                    })
                    for trainee in trainees
                ],
                unit=GUJING, filled=FILLED, author=AUTHOR, text=("identity", "phone"), down=("held",),
                header_height=22, typed_header=True, widths=(6, 9, 10, 6, 21, 14, 14, 11, 13, 28, 12),
            )
            for one, trainees in district.rosters
        ),
    ]  # fmt: skip


def _drop_downs(table: OfficeSheet) -> None:
    """Add borders far down, drop-downs, and an area to print."""
    sheet: Any = table.sheet
    for row in range(table.row, _GHOSTS + 1):
        for column in range(1, table.width + 1):
            sheet.cell(row, column).border = BOX
    for place, (_, key, options) in enumerate(_OPTIONS, 1):
        source = letter(place)
        target = letter([each for _, each in _GUJING_LEADERS].index(key) + 1)
        listed = f"下拉选项!${source}$2:${source}${len(options) + 1}"
        choice = DataValidation("list", formula1=listed)
        choice.add(f"{target}3:{target}{table.row - 2}")
        sheet.add_data_validation(choice)
    sheet.print_area = f"A1:{letter(table.width)}{table.row - 1}"


def _options(sheet: Any) -> None:
    for column, (head, _, options) in enumerate(_OPTIONS, 1):
        for row, value in enumerate((head, *options), 1):
            sheet.cell(row, column, value)
    sheet.sheet_state = "hidden"
