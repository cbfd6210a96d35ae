"""资金收入台账: money received for training, one sum a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class FundIncome(Ledger):
    """One sum received: source, document and purpose."""

    info: ClassVar = LedgerInfo(
        "fund_income",
        "资金收入台账",
        also=("收入台账", "资金来源台账", "资金下达台账", "培训资金收入", "资金收入明细",
              "资金收入登记", "资金到位台账", "培训收入登记", "资金到位情况"),
        unit="department",
        village="",
        name="fund",
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        orders=(usually_in_order("issued", "received"),),
        refunds=("amount", "public_spent"),
        about_year=("received",),
    )

    seq: Text = shared.SEQ
    document: Text = column("文号", "资金文号", "下达文号", "指标文号", "资金文件")
    fund: Text = column(
        "资金名称",
        "资金项目",
        "指标名称",
        "资金名称及批次",
        "款项名称",
        "资金摘要",
        "指标项目名称",
        "摘要",
        own_meaning="the name of a sum, not of an indicator",
    )
    level: Text = column("来源级次", "资金级次", "级次", "资金层级")
    source: Text = column(
        *shared.SOURCE_HEADERS,
        "来源",
        "来源类别",
        "款项来源",
        "拨款单位",
        "来款单位",
        "资金拨付单位",
        "资金来源类别",
        codes="fund_source",
        required=True,
        unless=("document", "fund"),
    )
    purpose: Text = shared.PURPOSE
    department: Text = column(
        "使用部门", "责任部门", "项目单位", "资金使用单位", "学校",
        "主管使用单位", "用款单位", "承接单位", "使用单位", "主管部门",
        own_meaning="the unit that uses the money", weak=("单位名称",),
    )  # fmt: skip
    issued: Date = column("下达日期", "下达时间", "文件日期")
    received: Date = column(
        "到账日期", "到账时间", "收入日期", "入账日期", required=True, unless=("issued",), weak=("日期",),
        own_meaning="a sum that comes in, not one paid out",
    )  # fmt: skip
    amount: Amount = column(
        "收入金额", "到账金额", "下达金额", "到位金额", "培训收入", "培训所得收入",
        "资金额", "收入数", "收款金额", unit="元", required=True, weak=("金额",),
    )  # fmt: skip
    public_spent: Amount = column(
        "公用经费列支", "用于公用经费", "其中用于公用经费", "列支公用经费", "学校公用经费",
        unit="元",
    )  # fmt: skip
    remark: Text = shared.REMARK
