"""培训补贴申请表: the claims of training bodies, one class a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import (
    Relations,
    in_order,
    part_of,
    usually_in_order,
    usually_part_of,
)
from ruralskills.model.table import Ledger
from ruralskills.values.account import Account
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.date_range import Dates
from ruralskills.values.partial_date import Date
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text


class SubsidyClaim(Ledger):
    """One claim for one class: body, people, standard, amount and dates."""

    info: ClassVar = LedgerInfo(
        "subsidy_claim",
        "培训补贴申请表",
        also=("职业培训补贴申请", "补贴申请汇总", "培训补贴汇总", "补贴申请表", "补贴申领表",
              "补贴申报表", "培训补贴申领", "培训补贴审核", "补贴资金申请", "培训补贴公示"),
        unit="agency",
        village="",
        name="class_name",
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        own_product=frozenset({"amount", "standard"}),
        within_two_years=("paid",),
        own_repeats=("class_name", "starts", "ends", "amount"),
        orders=(
            in_order("published", "published_until"),
            usually_in_order(
                "class_applied", "starts", "exam", "issued", "claimed", "published", "paid"
            ),
            usually_in_order("class_applied", "held"),
            usually_in_order("exam_filed", "exam"),
            usually_in_order("ends", "claimed", "published_until", "paid"),
            usually_in_order("held", "claimed", "notice_period", "paid"),
        ),
        parts=(
            part_of("passed", "trained"),
            part_of("certified", "trained"),
            part_of("eligible", "trained"),
            part_of("phoned", "trained"),
            usually_part_of("certified", "passed"),
            usually_part_of("approved", "amount"),
            usually_part_of("paid_amount", "approved"),
            usually_part_of("paid_amount", "amount"),
        ),
    )

    seq: Text = shared.SEQ
    agency: Text = column("申请单位", *shared.AGENCY_HEADERS, "申报单位", "申领单位", label=True)
    credit_code: CreditCode = shared.CREDIT_CODE
    township: Text = shared.TOWNSHIP
    class_name: Text = column(
        *shared.CLASS_NAME_HEADERS, required=True, unless=("agency", "held", "starts"), weak=shared.CLASS_NUMBERS
    )  # fmt: skip
    category: Text = column(
        "培训类别",
        *shared.CATEGORY_HEADERS,
        "培训项目类别",
        "项目类别",
        "补贴类别",
        "补贴项目",
        "培训项目类型",
    )
    trade: Text = shared.TRADE
    level: Text = shared.LEVEL
    held: Dates = shared.HELD
    starts: Date = shared.STARTS
    ends: Date = shared.ENDS
    trained: Count = shared.TRAINED
    passed: Count = column(*shared.PASSED_HEADERS, unit="人")
    certified: Count = column(
        "取证人数", "获证人数", "人数/取证", unit="人",
        own_meaning="a claim counts certificates apart from passes",
    )  # fmt: skip
    eligible: Count = column(
        "补贴人数",
        "申请补贴人数",
        "享受补贴人数",
        "申领人数",
        "应补人数",
        "核定补贴人数",
        "核准人数",
        "核准补贴人数",
        "发放人数",
        "实发人数",
        "领取人数",
        unit="人",
    )
    standard: Amount = column(
        *shared.STANDARD_HEADERS,
        "每人标准",
        "人均标准",
        "人均补贴标准",
        "人均补贴",
        unit="元",
        required=True,
        unless=("amount", "approved", "paid_amount"),
        weak=shared.STANDARD_WEAK,
    )
    amount: Amount = column(
        "申请金额", "补贴金额", "申请补贴金额", "申领金额", "补贴资金", "应补金额",
        unit="元", required=True, unless=("approved", "paid_amount"), own_meaning="claimed for a whole class", weak=("金额",),
    )  # fmt: skip
    approved: Amount = column(
        "核定金额", "审核金额", "审定金额",
        "核定补贴", "核定补贴资金", "核拨金额", "核准金额", "审核补贴金额", unit="元",
        own_meaning="what the department grants of the claim",
    )  # fmt: skip
    paid_amount: Amount = column(
        "拨付金额", "实拨金额", "实际拨付金额", "已拨付金额", "拨付资金", unit="元",
        own_meaning="what is paid of the claim",
    )  # fmt: skip
    class_applied: Date = column("开班申请日期", "开班申请时间", "开班备案日期", "开班报备日期")
    exam_filed: Date = column("考核名册报送日期", "考核申请日期", "鉴定申请日期", "报考日期")
    exam: Date = shared.EXAM
    issued: Date = shared.CERTIFICATE_ISSUED
    claimed: Date = column(
        "申请日期", "申领日期", "申报日期", "申请时间", "提交日期",
        own_meaning="the day of the claim",
    )  # fmt: skip
    published: Date = column(
        "公示开始日期", "公示起始日期", "公示日期", "公示时间/起", planned=True
    )
    published_until: Date = column(
        "公示结束日期", "公示截止日期", "公示终止日期", "公示时间/止", planned=True
    )
    notice_period: Dates = column("公示时间", "公示期", "公示起止日期")
    paid: Date = column("拨付日期", *shared.PAID_HEADERS)
    phoned: Count = column("电话核查人数", "电话抽查人数", "回访核实人数", unit="人")
    years_kept: Quantity = column("档案保存年限", "保存年限", unit="年")
    bank: Text = shared.BANK
    account: Account = column("银行账号", *shared.ACCOUNT_HEADERS)
    remark: Text = shared.REMARK
