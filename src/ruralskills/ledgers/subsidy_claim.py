"""培训补贴申请表: what training bodies claim for each class, one a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
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
    """A claim of subsidy for a class: by whom, for how many, at what standard, and when."""

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

    seq: Text = column("序号", "编号", "No.")
    agency: Text = column(
        "申请单位", "培训机构", "申报单位", "培训单位", "承训机构", "申领单位", label=True
    )
    credit_code: CreditCode = column("统一社会信用代码", "信用代码")
    township: Text = column("镇街", "乡镇", "镇(街道)", "乡镇(街道)", label=True)
    class_name: Text = column(
        "班次名称", "培训班名称", "班级名称", "班次", "培训班", "期次", "培训班次", required=True
    )
    category: Text = column("培训类别", "班次类别", "培训项目类别")
    trade: Text = column("培训工种", "工种", "培训专业", "专业", "培训项目", "职业(工种)")
    level: Text = column("培训等级", "等级", "技能等级", "培训层次")
    held: Dates = column("培训时间", "培训起止时间", "起止时间", "起止日期")
    starts: Date = column("开班日期", "开班时间", "培训时间/起", "起始日期")
    ends: Date = column("结业日期", "结业时间", "培训时间/止", "终止日期")
    trained: Count = column("培训人数", "参训人数", "人数/培训", "培训人数/合计", unit="人")
    passed: Count = column("合格人数", "考核合格人数", "鉴定合格人数", "人数/合格", unit="人")
    certified: Count = column("取证人数", "获证人数", "人数/取证", unit="人")
    eligible: Count = column(
        "补贴人数", "申请补贴人数", "享受补贴人数", "申领人数", "应补人数", unit="人"
    )
    standard: Amount = column(
        "补贴标准", "培训补贴标准", "标准", "补贴标准(元/人)", unit="元", required=True
    )
    amount: Amount = column(
        "申请金额", "补贴金额", "申请补贴金额", "申领金额", "补贴资金", "金额", "应补金额",
        unit="元", required=True,
    )  # fmt: skip
    approved: Amount = column("核定金额", "审核金额", "审定金额", "拨付金额", unit="元")
    class_applied: Date = column("开班申请日期", "开班申请时间", "开班备案日期", "开班报备日期")
    exam_filed: Date = column("考核名册报送日期", "考核申请日期", "鉴定申请日期", "报考日期")
    exam: Date = column("考核日期", "鉴定日期", "考核时间", "鉴定时间", "考试日期")
    issued: Date = column("发证日期", "发证时间", "取证日期", "取证时间")
    claimed: Date = column("申请日期", "申领日期", "申报日期", "申请时间", "提交日期")
    published: Date = column("公示开始日期", "公示起始日期", "公示日期", "公示时间/起")
    published_until: Date = column("公示结束日期", "公示截止日期", "公示终止日期", "公示时间/止")
    notice_period: Dates = column("公示时间", "公示期", "公示起止日期")
    paid: Date = column("拨付日期", "支付日期", "拨付时间")
    phoned: Count = column("电话核查人数", "电话抽查人数", "回访核实人数", unit="人")
    years_kept: Quantity = column("档案保存年限", "保存年限", unit="年")
    bank: Text = column("开户行", "开户银行")
    account: Account = column("银行账号", "账号", "开户账号")
    remark: Text = column("备注", "说明")
