"""考勤表 and 签到表, read as one long list of marks."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.half_day import HalfDay
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text


class Attendance(Ledger):
    """One person's mark for one half-day of a class."""

    info: ClassVar = LedgerInfo(
        "attendance",
        "考勤表",
        also=("签到表", "考勤", "点名册", "签到册", "学员考勤", "报到签到"),
        unit="agency",
        village="class_name",
        kind="event",
    )

    class_name: Text = column("班次")
    agency: Text = column("培训机构")
    name: Name = column("姓名")
    id_number: IdentityNumber = column("身份证号")
    day: Date = column("日期", planned=True)
    half: HalfDay = column("时段")
    mark: Text = column("考勤", own_meaning="a mark of one half-day")
