"""企业用工需求台账: which enterprises look for how many people, for which post, one a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.partial_date import Date
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text


class EmployerNeed(Ledger):
    """A post that an enterprise wants filled: how many people, what they must know, what it pays."""

    info: ClassVar = LedgerInfo(
        "employer_need",
        "企业用工需求台账",
        also=("企业用工需求信息库", "用工需求信息库", "用工需求台账", "企业用工需求", "岗位需求信息",
              "用工信息库", "企业岗位需求", "用工需求登记", "企业用工信息"),
        village="",
        name="employer",
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    township: Text = column(
        "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "所在乡镇", label=True
    )
    employer: Text = column(
        "企业名称", "用工企业", "用工单位", "单位名称", "企业(单位)名称", "用人单位", "招聘单位",
        required=True,
    )  # fmt: skip
    credit_code: CreditCode = column("统一社会信用代码", "信用代码", "社会信用代码")
    address: Text = column("企业地址", "地址", "工作地点", "单位地址")
    contact: Text = column("联系人", "企业联系人", "招聘联系人")
    phone: Phone = column("联系电话", "联系方式", "电话", "手机号码")
    job: Text = column(
        "岗位名称", "需求岗位", "岗位", "招聘岗位", "用工岗位", "工种", "需求工种", required=True
    )
    openings: Count = column(
        "需求人数", "用工需求人数", "招聘人数", "拟招人数", "用工人数", "岗位数", unit="人"
    )
    requirement: Text = column("岗位要求", "任职要求", "招聘要求", "用工要求")
    pay: Text = column("月工资", "工资待遇", "薪资待遇", "月薪", "待遇")
    registered: Date = column("登记时间", "登记日期", "采集时间", "发布时间")
    until: Date = column("有效期", "有效期至", "截止日期", "截止时间")
    remark: Text = column("备注", "说明")
