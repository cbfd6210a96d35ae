"""整改与处理台账: what was found wrong in a training, and what was done about it."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class Sanction(Ledger):
    """A problem at an agency or department: the measure, its day, and how it was closed."""

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

    seq: Text = column("序号", "编号", "No.")
    department: Text = column("责任部门", "审批部门", "审批单位", "主管部门")
    agency: Text = column(
        "被处理单位",
        "整改单位",
        "被检查机构",
        "培训机构",
        "整改责任单位",
        "机构名称",
        required=True,
    )
    class_name: Text = column("班次名称", "培训班名称", "涉及班次", "班次", "培训班")
    found: Date = column("发现日期", "发现时间", "检查日期", "巡查日期")
    problem: Text = column("问题描述", "存在问题", "发现问题", "问题", "主要问题", required=True)
    measure: Text = column("处理措施", "处理方式", "处理意见", "处理类型", "处理结果")
    notice_number: Text = column("整改通知书编号", "通知书编号", "整改通知书文号", "通知书文号")
    issued: Date = column("下发日期", "通知日期", "处理日期", "下达日期", "处理决定日期")
    due: Date = column("整改期限", "整改时限", "完成时限", "限期", "要求完成日期")
    closed: Date = column("整改完成日期", "完成日期", "销号日期", "整改完成时间", "办结日期")
    status: Text = column("整改情况", "整改状态", "是否整改到位", "销号情况", "整改结果")
    refund: Amount = column("追回金额", "追回补贴金额", "应追回金额", "追回资金", unit="元")
    refunded: Date = column("追回日期", "退回日期", "追回时间", "缴回日期")
    refund_of: Text = column("原支付凭证号", "原凭证号", "对应支付凭证")
    remark: Text = column("备注", "说明")
