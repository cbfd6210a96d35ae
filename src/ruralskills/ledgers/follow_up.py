"""回访台账: visits and calls to trainees after their class, one a row."""

from typing import Any, ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, one_row_by
from ruralskills.model.table import Ledger
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class FollowUp(Ledger):
    """One visit or call to a trainee, or one about a whole class."""

    info: ClassVar = LedgerInfo(
        "follow_up",
        "回访台账",
        also=("回访记录", "培训回访", "回访登记", "学员回访", "跟踪回访", "电话回访", "回访情况"),
        kind="event",
    )
    relations: ClassVar = Relations(people=one_row_by("class_name", "followed"))

    seq: Text = shared.SEQ
    department: Text = column("责任部门", "回访单位", "回访部门", "组织部门")
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    class_name: Text = column(
        *shared.CLASS_NAME_HEADERS,
        "回访班次",
        required=True,
        unless=("name", "agency"),
        weak=shared.CLASS_NUMBERS,
    )
    agency: Text = shared.AGENCY
    name: Name = column(*shared.NAME_HEADERS, "学员姓名", "回访对象", "被回访人", "回访学员")
    id_number: IdentityNumber = column(*shared.ID_NUMBER_HEADERS, "学员身份证号")
    phone: Phone = column(
        "联系电话", "手机号码", "手机号", "手机", "电话", "电话号码", weak=("联系方式",)
    )  # fmt: skip
    followed: Date = column("回访日期", "回访时间", required=True)
    way: Text = column("回访方式", "回访形式", "形式", "联系方式(回访)", "跟踪方式", "走访方式")
    visitor: Text = column(
        "回访人", "回访人员", "回访人姓名", "回访工作人员", "跟踪人", "访问人", "走访人"
    )
    satisfied: Text = column("满意度", "是否满意", "满意情况", "培训满意度")
    employed: YesNo = column("是否就业", "就业与否", "是否实现就业")
    employer: Text = shared.EMPLOYER_AFTER_TRAINING
    opinion: Text = column(
        "意见建议",
        "意见和建议",
        "学员意见",
        "反映问题",
        "建议",
        "对培训的意见",
        "对培训的建议",
        "意见反馈",
        "诉求",
        "需求及建议",
    )
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the class of a sheet about one class."""
        return shared.class_by_title(title)
