"""课程表: the lessons of a class, one a row."""

from typing import Any, ClassVar, Final

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex
from ruralskills.values.half_day import HalfDay
from ruralskills.values.partial_date import Date
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text

_OF_CLASS: Final = regex(r"(.*?[期班])(?:教学|培训)?(?:课程表|课程安排表?|课表|教学计划表?)")


class Timetable(Ledger):
    """One lesson: class, time, content, theory or practice, teacher and place."""

    info: ClassVar = LedgerInfo(
        "timetable",
        "课程表",
        also=("课程安排表", "课程安排", "教学计划表", "课表", "授课计划", "教学安排表", "教学日程"),
        unit="agency",
        village="",
        name="class_name",
        kind="event",
    )

    seq: Text = column(*shared.SEQ_HEADERS, "节次")
    class_name: Text = column(*shared.CLASS_NAME_HEADERS, label=True, weak=shared.CLASS_NUMBERS)
    agency: Text = column(*shared.AGENCY_HEADERS, label=True)
    day: Date = column(
        "授课日期",
        "上课日期",
        "课程日期",
        required=True,
        weak=("日期",),
        planned=True,
    )
    weekday: Text = column("星期", "周次")
    half: HalfDay = column(
        "时段", "上下午", "上/下午", "上午(下午)", "授课时段", "午别",
        own_meaning="the hours of a lesson within its day",
        weak=("时间", "授课时间", "上课时间", "起止时间"),
    )  # fmt: skip
    hours: Quantity = column("课时", "课时数", "学时", "授课课时", unit="课时")
    content: Text = column(
        "授课内容", "课程内容", "课程名称", "课程", "教学内容", "培训内容", "课题", required=True,
        own_meaning="what one lesson is about",
    )  # fmt: skip
    kind: Text = column(
        "课程类型", "授课方式", "课程性质", "教学形式", "理论或实操", "授课形式", "课程类别",
        "理论实操",
        "教学类型", "授课类型",
    )  # fmt: skip
    teacher: Text = shared.TEACHER
    place: Text = column("授课地点", *shared.PLACE_HEADERS)
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the class that the title names."""
        found = _OF_CLASS.match(title)
        return {"class_name": found[1]} if found else {}
