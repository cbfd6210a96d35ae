"""学徒台账: the apprentices of enterprises and the subsidy for each, one a row."""

from decimal import Decimal
from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Product, Relations, one_row_by, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.account import Account
from ruralskills.values.amount import Amount
from ruralskills.values.certificate import CertificateNumber
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text


class Apprentice(Ledger):
    """One apprentice: enterprise, trade, term and subsidy."""

    info: ClassVar = LedgerInfo(
        "apprentice",
        "学徒台账",
        also=("学徒名册", "学徒花名册", "新型学徒制", "学徒制培训", "学徒名单", "学徒培训"),
        village="employer",
        kind="event",
        titled=True,
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("starts", "held"),
        people=one_row_by("trade", "level", "starts", "held", "paid"),
        orders=(
            usually_in_order("starts", "paid"),
            usually_in_order("held", "paid"),
        ),
        products=(
            Product("subsidy", ("standard",)),
            Product("subsidy", ("standard", "months")),
            Product("subsidy", ("standard", "months"), times=Decimal(1) / 12),
        ),
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    employer: Text = column(
        *shared.EMPLOYER_HEADERS,
        "培训企业",
        "所在企业",
        "申报企业",
        "学徒所在企业",
        "学徒单位",
        weak=shared.EMPLOYER_WEAK,
    )
    credit_code: CreditCode = shared.CREDIT_CODE
    name: Name = column(*shared.NAME_HEADERS, "学徒姓名", "学员姓名", required=True)
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(*shared.ID_NUMBER_HEADERS, "学徒身份证号", required=True)
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    education: Text = shared.EDUCATION
    phone: Phone = shared.PHONE
    trade: Text = column(
        *shared.TRADE_HEADERS, "培养工种", "职业工种", "培训职业", weak=shared.TRADE_WEAK
    )
    level: Text = column(
        "培养等级",
        *shared.LEVEL_HEADERS,
        "职业等级",
        "拟取证级别",
        "目标等级",
        "拟取证等级",
        "目标级别",
        weak=shared.LEVEL_WEAK,
    )
    agency: Text = column(
        *shared.AGENCY_HEADERS, "合作院校", "培训院校", "院校名称",
        own_meaning="a school may train the apprentices",
    )  # fmt: skip
    held: Dates = column(*shared.HELD_HEADERS, weak=(*shared.HELD_WEAK, "培养期限", "培训期限"))
    starts: Date = column("开始日期", *shared.STARTS_HEADERS, planned=True)
    ends: Date = column("结束日期", *shared.ENDS_HEADERS, planned=True)
    months: Quantity = column(
        "培训月数",
        "培养月数",
        "月数",
        "享受月数",
        "补贴月数",
        "本年培训月数",
        "培养期限(月)",
        "培训期限(月)",
        "培养月数",
        "学徒月数",
        weak=("学徒期",),
        unit="月",
    )
    subsidy: Amount = column(
        *shared.SUBSIDY_HEADERS, "补贴金额合计", "本年补贴金额", "学徒培训补贴",
        "申领补贴", "申请补贴", "申领补贴金额", "申请补贴金额", unit="元",
        weak=(*shared.SUBSIDY_WEAK, "补贴"),
    )  # fmt: skip
    standard: Amount = column(
        "补贴标准", "年补贴标准", "每人每年补贴标准", "补贴标准(元/人·年)", "补贴标准(元/人/年)",
        "人均补贴", "人均标准", "每人标准", "每人补贴标准",
        unit="元",
    )  # fmt: skip
    payee: Text = column(*shared.PAYEE_HEADERS, "拨付对象", "账户名称", "补贴对象")
    account: Account = column("银行账号", *shared.ACCOUNT_HEADERS)
    paid: Date = column("拨付日期", *shared.PAID_HEADERS)
    certificate: CertificateNumber = shared.CERTIFICATE
    remark: Text = shared.REMARK
