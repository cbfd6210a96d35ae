"""资金支出台账: what the money for training was spent on."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class FundSpending(Ledger):
    """A payment: on what, to whom, for which class, out of which source."""

    info: ClassVar = LedgerInfo(
        "fund_spending",
        "资金支出台账",
        also=("支出台账", "资金支出合账", "支出合账", "资金使用台账", "资金支出明细",
              "培训资金支出", "资金拨付台账", "资金支出登记"),
        unit="department",
        village="",
        name="payee",
        kind="event",
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    voucher: Text = column("凭证号", "凭证编号", "记账凭证号", "支付凭证号")
    paid: Date = column("支付日期", "支出日期", "拨付日期", "付款日期", "支付时间", "日期")
    item: Text = column("支出项目", "支出类别", "支出内容", "支出事项", "费用项目", required=True)
    department: Text = column("责任部门", "支出部门", "支出单位", "付款单位")
    payee: Text = column("收款单位", "收款方", "收款人", "收款单位(人)", required=True)
    class_name: Text = column(
        "班次名称", "培训班名称", "班级名称", "班次", "培训班", "对应班次", "期次"
    )
    people: Count = column("补贴人数", "人数", "培训人数", unit="人")
    standard: Amount = column("补贴标准", "标准", "培训补贴标准", unit="元")
    amount: Amount = column(
        "支出金额", "金额", "支付金额", "拨付金额", "付款金额", unit="元", required=True
    )
    source: Text = column(
        "资金来源", "来源渠道", "资金渠道", "对应资金来源", "列支渠道", codes="fund_source"
    )
    purpose: Text = column("资金用途", "用途", "规定用途")
    refund_of: Text = column("原凭证号", "冲销凭证号", "冲减凭证号", "对应原凭证", "原支付凭证号")
    approver: Text = column("审批人", "批准人")
    remark: Text = column("备注", "摘要", "说明")
