"""The district's own tables: the list of villages and the task table."""

from __future__ import annotations

from datetime import date
from typing import Final

from builders.office_sheet import OfficeSheet
from builders.tongnan.filling import Filling, paths_of
from builders.tongnan.model import DISTRICT, FILLED, TOWNSHIPS, County

VILLAGE_FILE: Final = "村名单.xlsx"
TASK_FILE: Final = "附件1-2020年扶志扶智任务分解表.xlsx"


_VILLAGE_COLUMNS: Final = (
    ("序号", "seq"), ("镇街", "township"), ("村（社区）", "village"), ("村类型", "kind"),
    ("是否有农村人口", "rural"), ("备注", "remark"),
)  # fmt: skip
_TASK_COLUMNS: Final = (
    ("序号", "seq"), ("镇街", "township"), ("扶贫车间\n（个）", "0"), ("技能培训\n（人）", "1"),
    ("新增转移就业\n（人）", "2"), ("送工送岗\n（人）", "3"), ("致富带头人/存量（人）/贫困村", "4"),
    ("致富带头人/存量（人）/非贫困村和社区", "5"), ("致富带头人/存量（人）/小计", "6"),
    ("致富带头人/新增（人）", "7"), ("致富带头人/带动贫困户\n（户）", "8"),
    ("公益性岗位\n新安置（人）", "9"), ("实用技能及\n精气神培训（人）", "10"), ("备注", "remark"),
)  # fmt: skip


def write_villages(county: County) -> Filling:
    filling = Filling(VILLAGE_FILE)
    name = "村（社区）名单"
    table = OfficeSheet(
        filling.sheet(name), paths_of(_VILLAGE_COLUMNS), widths=(7, 16, 18, 14, 18, 16)
    )
    table.title(f"{DISTRICT}村（社区）名单")
    table.unit_row(f"{DISTRICT}扶贫开发办公室", FILLED, "个")
    table.header(24)
    for township in TOWNSHIPS:
        first = table.row
        for one in county.villages:
            if one.township == township:
                given = {
                    "seq": table.row - 3, "township": township, "village": one.name,
                    "kind": one.kind, "rural": "是" if one.rural else "否",
                    "remark": None if one.rural else "城镇社区",
                }  # fmt: skip
                table.data(filling.values(name, table.row, _VILLAGE_COLUMNS, one, given))
        table.merge_down(2, first, table.row - 1)
    return filling


def write_tasks(county: County) -> Filling:
    filling = Filling(TASK_FILE)
    name = "任务分解表"
    widths = (6, 13, 11, 11, 12, 11, 9, 12, 9, 9, 13, 13, 14, 8)
    table = OfficeSheet(filling.sheet(name), paths_of(_TASK_COLUMNS), widths=widths)
    table.title(f"{DISTRICT}2020年扶志扶智任务分解表")
    table.unit_row(f"{DISTRICT}扶贫开发领导小组办公室", date(2020, 4, 2), "个、人、户")
    table.header(28)
    sums = dict(enumerate(county.task_sums, 3))
    rows = {"": table.sums("合计", sums, label_columns=2)}
    for number, (township, figures) in enumerate(county.tasks.items(), 1):
        rows[township] = table.data([number, township, *figures, None], height=22)
    for code, township, task in county.task_faults:
        filling.note(name, rows[township], _TASK_COLUMNS, [(code, str(task))])
    table.notes("存量为2020年底在库人数，新增为2020年当年新培育人数。", "任务完成情况按季报送。")
    return filling
