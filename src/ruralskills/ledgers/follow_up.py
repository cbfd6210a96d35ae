"""回访台账: visits and calls to trainees after their class."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class FollowUp(Ledger):
    """What became of a trainee, as he says himself; a row may also speak of a whole class."""

    info: ClassVar = LedgerInfo(
        "follow_up",
        "回访台账",
        also=("回访记录", "培训回访", "回访登记", "学员回访", "跟踪回访", "电话回访", "回访情况"),
        kind="event",
    )

    seq: Text = column("序号", "编号", "No.")
    department: Text = column("责任部门", "回访单位", "回访部门", "组织部门")
    township: Text = column(
        "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "所在乡镇", label=True
    )
    village: Text = column("村(社区)", "村", "行政村", "所在村", "村名", label=True)
    class_name: Text = column(
        "班次名称", "培训班名称", "班级名称", "回访班次", "班次", "培训班", "班级", "班名", "培训班次",
        "期次", required=True,
    )  # fmt: skip
    agency: Text = column("培训机构", "培训单位", "承训机构", "培训基地")
    name: Name = column("姓名", "学员姓名", "回访对象", "被回访人", "回访学员")
    id_number: IdentityNumber = column("身份证号", "身份证号码", "公民身份号码", "学员身份证号")
    phone: Phone = column("联系电话", "手机号码", "联系方式", "电话")
    followed: Date = column("回访日期", "回访时间", required=True)
    way: Text = column("回访方式", "回访形式")
    visitor: Text = column("回访人", "回访人员")
    satisfied: Text = column("满意度", "是否满意", "满意情况", "培训满意度")
    employed: YesNo = column("是否就业", "就业与否", "是否实现就业")
    employer: Text = column("就业单位", "就业去向", "务工单位", "现就业单位")
    opinion: Text = column("意见建议", "意见和建议", "学员意见", "反映问题", "建议")
    remark: Text = column("备注", "说明")
