"""资金支出台账: payments from the money for training, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class FundSpending(Ledger):
    """One payment: item, payee, class, and the source of the money."""

    info: ClassVar = LedgerInfo(
        "fund_spending",
        "资金支出台账",
        also=("支出台账", "资金支出合账", "支出合账", "资金使用台账", "资金支出明细",
              "培训资金支出", "资金拨付台账", "资金支出登记", "资金拨付明细", "补贴拨付明细",
              "资金支付明细", "支付流水", "拨付明细"),
        unit="department",
        village="",
        name="payee",
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        within_year=("paid",),
        own_repeats=("voucher", "amount"),
        refunds=("amount",),
        own_product=frozenset({"amount", "standard", "people"}),
    )

    seq: Text = shared.SEQ
    voucher: Text = column("凭证号", "凭证编号", "记账凭证号", "支付凭证号")
    paid: Date = column(
        "支付日期", *shared.PAID_HEADERS, "支出日期",
        own_meaning="every line of spending has one date", weak=("日期",),
    )  # fmt: skip
    item: Text = column(
        "支出项目",
        "支出类别",
        "支出内容",
        "支出事项",
        "费用项目",
        "用途摘要",
        "拨付项目",
        "支付项目",
        "支出科目",
        "开支项目",
        "开支内容",
        required=True,
        unless=("purpose", "class_name"),
    )
    department: Text = column(
        "责任部门",
        "支出部门",
        "支出单位",
        "付款单位",
        "经办部门",
        "行业主管部门",
        "经办单位",
        "用款部门",
    )
    payee: Text = column(
        *shared.PAYEE_HEADERS,
        "付给单位",
        "收款账户名",
        "付款对象",
        "支付对象",
        "领款单位",
        "领款人",
        "拨付单位",
        "拨入单位",
        required=True,
    )
    class_name: Text = column(*shared.CLASS_NAME_HEADERS, "对应班次", weak=shared.CLASS_NUMBERS)
    people: Count = column(
        "补贴人数", "培训人数",
        "享受人数", "发放人数", "补助人数", "核准补贴人数", "核定人数", unit="人", own_meaning="the people a payment is for",
        weak=("人数",),
    )  # fmt: skip
    standard: Amount = column(
        *shared.STANDARD_HEADERS,
        "人均标准",
        "每人标准",
        "人均补贴",
        "每人补贴",
        "单价",
        "人均补助",
        "定额标准",
        unit="元",
        weak=shared.STANDARD_WEAK,
    )
    amount: Amount = column(
        "支出金额", "支付金额", "拨付金额", "付款金额", unit="元", required=True, weak=("金额",),
    )  # fmt: skip
    source: Text = column(
        *shared.SOURCE_HEADERS,
        "对应资金来源",
        "列支渠道",
        "指标来源",
        "资金列支科目",
        "从何项资金列支",
        "列支科目",
        "资金科目",
        codes="fund_source",
    )
    purpose: Text = shared.PURPOSE
    refund_of: Text = column(*shared.REFUND_OF_HEADERS)
    approver: Text = column("审批人", "批准人", "审批领导", "签批人", "审批人签字", "签批领导")
    remark: Text = column(*shared.REMARK_HEADERS, weak=("摘要",))
