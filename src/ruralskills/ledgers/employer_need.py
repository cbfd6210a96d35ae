"""企业用工需求台账: posts that enterprises want to fill, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, in_order
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.partial_date import Date
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text


class EmployerNeed(Ledger):
    """One post to fill: number of people, requirements and pay."""

    info: ClassVar = LedgerInfo(
        "employer_need",
        "企业用工需求台账",
        also=("企业用工需求信息库", "用工需求信息库", "用工需求台账", "企业用工需求", "岗位需求信息",
              "用工信息库", "企业岗位需求", "用工需求登记", "企业用工信息"),
        village="",
        name="employer",
    )  # fmt: skip
    relations: ClassVar = Relations(orders=(in_order("registered", "until"),))

    seq: Text = shared.SEQ
    township: Text = shared.TOWNSHIP
    employer: Text = column(
        *shared.EMPLOYER_HEADERS, "企业(单位)名称", "招聘单位", required=True,
        weak=shared.EMPLOYER_WEAK,
    )  # fmt: skip
    credit_code: CreditCode = shared.CREDIT_CODE
    address: Text = column("企业地址", "地址", "工作地点", "单位地址")
    contact: Text = column(
        "联系人",
        "企业联系人",
        "招聘联系人",
        "人事负责人",
        "招聘负责人",
        "企业负责人",
        "用工联系人",
    )
    phone: Phone = shared.PHONE
    job: Text = column(
        *shared.JOB_HEADERS, "需求岗位", "招聘岗位", "用工岗位", "需求工种", required=True,
        own_meaning="work that is offered, not a trade that is taught",
    )  # fmt: skip
    openings: Count = column(
        "需求人数", "用工需求人数", "招聘人数", "拟招人数", "用工人数", "岗位数",
        "招工数量", "缺工人数", "需求数量", "缺工数量", "拟招用人数", "用工缺口", unit="人",
        own_meaning="posts to fill, not people at work",
    )  # fmt: skip
    requirement: Text = column("岗位要求", "任职要求", "招聘要求", "用工要求")
    pay: Text = column(
        "月工资",
        "工资待遇",
        "薪资待遇",
        "月薪",
        "待遇",
        "月薪范围",
        "薪酬",
        "薪酬待遇",
        "工资范围",
        own_meaning="pay as offered, in words",
    )
    registered: Date = shared.REGISTERED
    until: Date = column(*shared.UNTIL_HEADERS, planned=True)
    remark: Text = shared.REMARK
