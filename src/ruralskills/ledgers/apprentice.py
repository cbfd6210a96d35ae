"""学徒台账: the apprentices of enterprises and the subsidy paid for each, one a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.account import Account
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text


class Apprentice(Ledger):
    """An apprentice: of which enterprise, in which trade, for how long, with which subsidy."""

    info: ClassVar = LedgerInfo(
        "apprentice",
        "学徒台账",
        also=("学徒名册", "学徒花名册", "新型学徒制", "学徒制培训", "学徒名单", "学徒培训"),
        village="employer",
        kind="event",
        titled=True,
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    county: Text = column("区县", "县", "县(市、区)", "所在县", "县区", label=True)
    township: Text = column("镇街", "乡镇", "乡(镇)", "镇(街道)", "所在乡镇", label=True)
    employer: Text = column(
        "企业名称", "用人单位", "培训企业", "所在企业", "单位名称", "用工企业", "申报企业"
    )
    credit_code: CreditCode = column("统一社会信用代码", "信用代码", "企业信用代码")
    name: Name = column("姓名", "学徒姓名", "学员姓名", required=True)
    sex: Text = column("性别", codes="sex")
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码", "学徒身份证号", required=True
    )  # fmt: skip
    age: Count = column("年龄", "周岁")
    education: Text = column("文化程度", "学历", codes="education")
    phone: Phone = column("联系电话", "手机号码", "联系方式", "手机号", "手机", "电话")
    trade: Text = column("培训工种", "工种", "培养工种", "职业(工种)", "职业工种", "培训职业")
    level: Text = column("培养等级", "培训等级", "技能等级", "职业等级", "等级")
    agency: Text = column("培训机构", "合作院校", "培训院校", "院校名称", "承训机构", "培训单位")
    held: Dates = column("培训时间", "培训起止时间", "培养期限", "培训期限", "起止时间", "起止日期")
    starts: Date = column(
        "开始日期", "培训开始日期", "开班日期", "起始日期", "开始时间", "起始时间"
    )
    ends: Date = column("结束日期", "培训结束日期", "结业日期", "终止日期", "结束时间", "终止时间")
    months: Quantity = column(
        "培训月数", "培养月数", "月数", "享受月数", "补贴月数", "本年培训月数", unit="月"
    )
    subsidy: Amount = column(
        "补贴金额", "培训补贴", "职业培训补贴", "补贴金额合计", "补贴", "本年补贴金额", "学徒培训补贴",
        unit="元",
    )  # fmt: skip
    standard: Amount = column(
        "补贴标准", "年补贴标准", "每人每年补贴标准", "补贴标准(元/人·年)", "补贴标准(元/人/年)",
        unit="元",
    )  # fmt: skip
    payee: Text = column("收款单位", "拨付对象", "收款方", "账户名称", "补贴对象")
    account: Account = column("银行账号", "账号", "对公账号", "对公账户")
    paid: Date = column("拨付日期", "发放日期", "拨付时间", "发放时间", "到账日期")
    certificate: Text = column("证书编号", "证书号", "证书号码")
    remark: Text = column("备注", "说明")
