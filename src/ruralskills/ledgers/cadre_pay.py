"""补助发放表: the monthly pay of reserve cadres, one person and month a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.account import PersonalAccount
from ruralskills.values.amount import Amount
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text


class CadrePay(Ledger):
    """One month's pay of one cadre: the county's part, the township's part, the date.

    A sheet with a column for each month is read as one row a month.
    """

    info: ClassVar = LedgerInfo(
        "cadre_pay",
        "村级后备干部补助发放表",
        also=("后备干部补助发放表", "后备干部补助发放", "后备干部补贴发放", "后备干部报酬发放",
              "后备干部补助发放明细", "后备干部工资", "后备干部补助", "后备干部报酬", "双百计划补助"),
        kind="event",
    )  # fmt: skip

    seq: Text = shared.SEQ
    township: Text = column("乡镇", *shared.TOWNSHIP_HEADERS, label=True)
    village: Text = shared.VILLAGE
    month: Text = column(*shared.MONTH_HEADERS, "补助月份", "所属期", "月度", label=True)
    name: Name = column(*shared.NAME_HEADERS, "后备干部姓名", required=True)
    id_number: IdentityNumber = column(*shared.ID_NUMBER_HEADERS)
    county_pay: Amount = column(
        "县级补助", "县级补助金额", "县补助", "县级部分", "补助/县级", "县级财政补助",
        "县级配套", "县财政补助", "县级承担", "区县补助",
        unit="元", required=True, unless=("total",), weak=("县级",),
    )  # fmt: skip
    township_pay: Amount = column(
        "乡镇补助", "乡镇补助金额", "乡(镇)补助", "乡镇部分", "补助/乡镇", "乡镇级补助",
        "乡镇配套", "乡级配套", "乡镇承担", "镇级补助", "乡镇财政补助", unit="元",
        required=True, unless=("total",),
    )  # fmt: skip
    total: Amount = column(
        "合计",
        "补助合计",
        "小计",
        "实发金额",
        "实发合计",
        "应发合计",
        "补助总额",
        "合计金额",
        "补助合计金额",
        unit="元",
    )
    paid: Date = shared.PAID
    account: PersonalAccount = shared.ACCOUNT
    remark: Text = shared.REMARK
