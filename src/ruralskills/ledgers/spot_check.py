"""培训班抽查记录: spot checks of running classes, one a row."""

from typing import Any, ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, part_of
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class SpotCheck(Ledger):
    """One visit to a class: date, inspectors and findings."""

    info: ClassVar = LedgerInfo(
        "spot_check",
        "培训班抽查记录",
        also=("抽查记录", "检查抽查记录", "抽查台账", "抽查登记", "检查记录", "督查记录", "抽查情况",
              "现场检查登记", "检查台账"),
        unit="department",
        village="",
        name="class_name",
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        parts=(part_of("present", "expected"),),
    )

    seq: Text = shared.SEQ
    department: Text = column(
        "检查单位", "抽查单位", "检查部门", "抽查部门", "责任部门", label=True
    )
    checked: Date = column(
        "抽查日期",
        "抽查时间",
        "检查日期",
        "检查时间",
        "督查日期",
        "督查时间",
        required=True,
        planned=True,
    )
    inspector: Text = column("抽查人", "检查人", "抽查人员", "检查人员", "检查组成员")
    class_name: Text = column(
        *shared.CLASS_NAME_HEADERS,
        "被抽查班次",
        "抽查班次",
        required=True,
        unless=("agency",),
        weak=shared.CLASS_NUMBERS,
    )
    agency: Text = column(*shared.AGENCY_HEADERS, "被抽查机构", "被检查单位")
    place: Text = column(*shared.PLACE_HEADERS, "抽查地点", "检查地点")
    expected: Count = column(
        "应到人数",
        "在册人数",
        "应到",
        "花名册人数",
        "名册人数",
        "应参训人数",
        unit="人",
    )
    present: Count = column(
        "实到人数",
        "到课人数",
        "实到",
        "在场人数",
        "现场人数",
        "实际到课人数",
        "到场人数",
        "到班人数",
        unit="人",
    )
    attendance: Text = column("考勤情况", "考勤检查情况", "考勤", "考勤落实情况")
    plan: Text = column(
        "教学计划落实情况",
        "教学计划执行情况",
        "教学计划",
        "教学情况",
        "计划执行情况",
        "是否按教学计划授课",
        "按计划授课情况",
        "课程执行情况",
        "是否按课表上课",
    )
    problem: Text = column(*shared.PROBLEM_HEADERS)
    measure: Text = column("处理意见", "整改要求", "整改意见", "处理情况")
    rectified: Text = column(
        "整改情况", "整改结果", "整改落实情况", "问题整改情况", "整改完成情况", "是否整改"
    )
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the class of a sheet about one class."""
        return shared.class_by_title(title)
