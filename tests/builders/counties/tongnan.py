"""A district under the Tongnan notice: its lists, three townships, offices."""

from __future__ import annotations

from datetime import date
from typing import Final

from builders.counties.tongnan_faults import spoil
from builders.counties.tongnan_offices import OFFICE, offices
from builders.counties.tongnan_records import (
    DISTRICT,
    FILLED,
    GUIHUA,
    GUJING,
    SHUANGHE,
    TOWNSHIPS,
    District,
    sound_district,
)
from builders.counties.tongnan_townships import AUTHOR, guihua, gujing, shuanghe
from builders.county import SUM, CountySheet, Example, Page, Slip
from builders.leader_records import columns_of, record_sheet

VILLAGE_FILE: Final = "村名单.xlsx"
_TASKS: Final = (
    (GUIHUA, 6, 50, 100, 52, 64, 92, 156, 90, 468, 138, 1000),
    (SHUANGHE, 8, 56, 110, 54, 76, 88, 164, 92, 492, 140, 1100),
    (GUJING, 6, 44, 90, 44, 60, 80, 140, 78, 420, 125, 900),
)
_TASK_HEADS: Final = (
    "序号", "镇街", "扶贫车间\n（个）", "技能培训\n（人）", "新增转移就业\n（人）", "送工送岗\n（人）",
    "致富带头人/存量（人）/贫困村", "致富带头人/存量（人）/非贫困村和社区", "致富带头人/存量（人）/小计",
    "致富带头人/新增（人）", "致富带头人/带动贫困户\n（户）", "公益性岗位\n新安置（人）",
    "实用技能及\n精气神培训（人）", "备注",
)  # fmt: skip
_STOCK, _NEW, _POSTS = _TASK_HEADS[8], _TASK_HEADS[9], _TASK_HEADS[11]

TASKS: Final = CountySheet(
    "附件1-2020年扶志扶智任务分解表.xlsx", "任务分解表", f"{DISTRICT}2020年扶志扶智任务分解表",
    _TASK_HEADS, [[number, *task, None] for number, task in enumerate(_TASKS, 1)],
    unit=f"{DISTRICT}扶贫开发领导小组办公室", measures="个、人、户", filled=date(2020, 4, 2), author=AUTHOR,
    widths=(6, 13, 11, 11, 12, 11, 9, 12, 9, 9, 13, 13, 14, 8), height=22, header_height=28,
    sums=_TASK_HEADS[2:-1], sums_first=True, footer=False,
    notes=("存量为2020年底在库人数，新增为2020年当年新培育人数。", "任务完成情况按季报送。"),
    slips=(
        Slip("A103", 1, _STOCK, {_STOCK: 164}),
        Slip("A103", 2, _STOCK, {_STOCK: 156}),
        Slip("Q601", SUM, _NEW, {_NEW: 254}),
        Slip("", 3, _NEW, {_NEW: 72}),
        Slip("A101", SUM, _POSTS),
        Slip("", 2, _POSTS, {_POSTS: 130}),
    ),
)  # fmt: skip


def villages(district: District) -> CountySheet:
    """The list of villages."""
    records = [
        (one, {
            "township": township, "village": one.name, "kind": one.kind,
            "rural": "是" if one.rural else "否", "remark": None if one.rural else "城镇社区",
        })
        for township in TOWNSHIPS for one in district.villages if one.township == township
    ]  # fmt: skip
    columns = columns_of(
        "序号=seq 镇街=township 村（社区）=village 村类型=kind 是否有农村人口=rural 备注=remark"
    )
    return record_sheet(
        VILLAGE_FILE, "村（社区）名单", f"{DISTRICT}村（社区）名单", columns, records,
        unit=OFFICE, measures="个", filled=FILLED, author=AUTHOR, widths=(7, 16, 18, 14, 18, 16),
        header_height=24, down=("township",), footer=False,
    )  # fmt: skip


def sheets(*, planted: bool) -> list[CountySheet | Page]:
    """Return the sheets of the planted folder or of its clean twin."""
    district = sound_district()
    if planted:
        spoil(district)
    return [
        villages(district), TASKS, *guihua(district, planted=planted), *shuanghe(district),
        *gujing(district), *offices(district),
    ]  # fmt: skip


EXAMPLE: Final = Example(
    "tongnan-2020",
    OFFICE,
    sheets(planted=True),
    as_of=date(2021, 1, 10),
    settings=f'villages = "{VILLAGE_FILE}"\n',
    comment=f"本文件夹的设置：适用哪个通知，村名单在哪里。{DISTRICT}和表中的人都是虚构的。",
    clean_sheets=sheets(planted=False),
)
