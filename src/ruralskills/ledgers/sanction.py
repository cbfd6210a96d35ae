"""整改与处理台账: problems found in trainings and their settlement, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, in_order, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class Sanction(Ledger):
    """One problem at an agency or department: measure, dates and settlement."""

    info: ClassVar = LedgerInfo(
        "sanction",
        "整改与处理台账",
        also=("整改台账", "处理台账", "整改处理台账", "问题整改台账", "整改通知书台账",
              "整改通知书登记", "处理登记", "培训机构处理", "责任追究台账"),
        unit="department",
        village="",
        name="agency",
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        orders=(
            in_order("found", "closed"),
            in_order("found", "issued"),
            in_order("found", "due"),
            usually_in_order("issued", "closed"),
            usually_in_order("found", "refunded"),
        ),
        refunds=("refund",),
    )

    seq: Text = shared.SEQ
    department: Text = column(
        "责任部门",
        "审批部门",
        "审批单位",
        "主管部门",
        "查处部门",
        "监管部门",
        "处理单位",
        "查处单位",
        "处罚单位",
        "监管单位",
    )
    agency: Text = column(
        "被处理单位", *shared.AGENCY_HEADERS, "整改单位", "被检查机构", "整改责任单位", "机构名称",
        "违规机构", "被查处机构", "被处罚机构", "涉事机构", "问题单位", "被处理机构",
        required=True,
    )  # fmt: skip
    class_name: Text = column(*shared.CLASS_NAME_HEADERS, "涉及班次", weak=shared.CLASS_NUMBERS)
    found: Date = column(
        "发现日期",
        "发现时间",
        "检查日期",
        "巡查日期",
        "查出时间",
        "查实日期",
        "检查发现时间",
        own_meaning="the day a problem was found",
    )
    problem: Text = column(
        "问题描述",
        *shared.PROBLEM_HEADERS,
        "违规情况",
        "违规事实",
        "违规问题",
        "违规行为",
        "查出问题",
        required=True,
    )
    measure: Text = column("处理措施", "处理方式", "处理意见", "处理类型", "处理结果")
    notice_number: Text = column("整改通知书编号", "通知书编号", "整改通知书文号", "通知书文号")
    issued: Date = column(
        "下发日期",
        "通知日期",
        "处理日期",
        "下达日期",
        "处理决定日期",
        "整改通知下发时间",
        "下达整改时间",
        "处罚决定时间",
        "通知下达时间",
    )
    due: Date = column(
        "整改期限", "要求完成日期",
        "整改截止时间", "限期整改日期", "要求整改时间", "整改到期日", "要求完成整改时间",
        own_meaning="the term for solving one problem", weak=("整改时限", "完成时限", "限期"), planned=True,
    )  # fmt: skip
    closed: Date = column(
        "整改完成日期",
        "完成日期",
        "销号日期",
        "整改完成时间",
        "办结日期",
        "实际完成时间",
        "整改到位时间",
        "实际整改完成时间",
        "销号时间",
    )
    status: Text = column(
        "整改情况", "整改状态", "是否整改到位", "销号情况", "整改结果",
        own_meaning="how far the problem is solved",
    )  # fmt: skip
    refund: Amount = column("追回金额", "追回补贴金额", "应追回金额", "追回资金", unit="元")
    refunded: Date = column("追回日期", "退回日期", "追回时间", "缴回日期")
    refund_of: Text = column("原支付凭证号", *shared.REFUND_OF_HEADERS)
    remark: Text = shared.REMARK
