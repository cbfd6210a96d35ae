"""学员花名册: the people trained, one a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.account import Account
from ruralskills.values.amount import Amount
from ruralskills.values.certificate import CertificateNumber
from ruralskills.values.count import Count
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.rate import Rate
from ruralskills.values.text import Text


class Trainee(Ledger):
    """A 学员 in one class: who, from where, which class, and with what certificate."""

    info: ClassVar = LedgerInfo(
        "trainee",
        "学员花名册",
        also=("学员名册", "培训花名册", "培训人员花名册", "参训人员花名册", "学员台账", "培训学员",
              "参训学员", "参训人员", "培训人员名单", "学员名单", "培训补贴花名册", "报到册",
              "培训对象花名册", "培训名册"),
        kind="event",
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    county: Text = column("区县", "县", "县(市、区)", "所在县", "县区", label=True)
    township: Text = column(
        "镇街",
        "乡镇",
        "乡(镇)",
        "镇(街)",
        "镇(街道)",
        "乡镇(街道)",
        "所在乡镇",
        "乡",
        "镇",
        label=True,
    )
    village: Text = column(
        "村(社区)", "村", "行政村", "所在村", "村名", "村居", "村(居)", label=True
    )
    department: Text = column("责任部门", "培训部门", "组织部门", "主办部门", label=True)
    class_name: Text = column(
        "班次名称", "培训班名称", "班级名称", "班次", "培训班", "班级", "班名", "培训班次", "期次",
        "班期", "培训期次", label=True,
    )  # fmt: skip
    category: Text = column("班次类别", "培训班类别", "培训类别", "班次类型", "培训班类型")
    name: Name = column(
        "姓名", "学员姓名", "劳动力姓名", "受训人", "学员/姓名", "参训人员姓名", required=True
    )
    sex: Text = column("性别", codes="sex")
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "18位身份证号", "身份证", "证件号码",
        "劳动力身份证号码", "学员身份证号", "学员/身份证号", required=True,
    )  # fmt: skip
    age: Count = column("年龄", "周岁")
    born: Date = column("出生日期", "出生年月")
    ethnicity: Text = column("民族", codes="ethnicity")
    political: Text = column("政治面貌", codes="political")
    education: Text = column("文化程度", "学历", codes="education")
    address: Text = column("家庭住址", "家庭地址", "住址", "户籍地址", "地址")
    phone: Phone = column("联系电话", "手机号码", "联系方式", "手机号", "手机", "电话", "电话号码")
    household_kind: Text = column(
        "户类型",
        "户属性",
        "贫困户属性",
        "脱贫户属性",
        "人员类别",
        "贫困户类型",
        codes="household_kind",
    )
    trade: Text = column("培训工种", "工种", "培训专业", "专业", "培训项目", "培训内容")
    stage: Text = column("创业状态", "创业阶段", codes="stage")
    business_kind: Text = column("培训类型", "创业培训类型")
    agency: Text = column(
        "培训机构", "培训基地", "培训单位", "培训单位名称", "承训机构", "学校名称"
    )
    held: Dates = column("培训时间", "培训起止时间", "起止时间", "起止日期", "培训日期")
    starts: Date = column(
        "开班日期", "开班时间", "培训起始日期", "培训开始日期", "开始日期", "开始时间", "起始日期",
        "培训时间/起", "培训时间/开始", "起止时间/起", "起止时间/开始",
    )  # fmt: skip
    ends: Date = column(
        "结业日期", "结业时间", "培训终止日期", "培训结束日期", "结束日期", "结束时间", "终止日期",
        "培训时间/止", "培训时间/结束", "起止时间/止", "起止时间/结束",
    )  # fmt: skip
    days: Quantity = column("培训天数", "实际培训天数", "天数", unit="天")
    hours: Quantity = column("课时", "培训课时", "总课时", unit="课时")
    subsidy_standard: Amount = column("补贴标准", "培训补贴标准", "职业培训补贴标准", unit="元")
    subsidy: Amount = column("补贴金额", "培训补贴", "补助金额", "应发金额", unit="元")
    account: Account = column("银行卡号", "社保卡号", "银行账号", "账号", "一卡通账号", "卡号")
    bank: Text = column("开户行", "开户银行", "开户银行名称")
    certificate_kind: Text = column("证书类别", "证书种类", "证书类型", codes="certificate_kind")
    certificate: CertificateNumber = column("证书编号", "结业证书编号", "证书号", "证书号码")
    issued: Date = column("发证日期", "发证时间", "证书获取时间", "取证时间")
    certificate_trade: Text = column("证书工种", "证书工种名称", "鉴定工种", "职业(工种)名称")
    level: Text = column("培训等级", "技能等级", "证书等级", "工种等级", "等级", "培训层次")
    account_holder: Name = column("持卡人", "卡主", "卡主姓名", "户名", "账户名")
    attendance_rate: Rate = column("出勤率", unit="%")
    file_number: Text = column(
        "学员档案编号", "档案编号", "学员档案", "是否建档", "建档情况", "档案号", "学员档案号"
    )
    loan: Amount = column(
        "创业担保贷款金额", "创业担保贷款", "贷款金额", "获得贷款金额", unit="万元"
    )
    employer: Text = column("就业单位", "培训后就业单位", "就业去向")
    person_kind: Text = column(
        "对象类别", "培训对象类别", "补贴对象类别", "人员身份类别", "参训人员类别", codes="person_kind"
    )  # fmt: skip
    form: Text = column("培训形式", "培训组织形式", codes="training_form")
    fee: Amount = column(
        "个人缴费", "个人缴纳费用", "学员缴费", "缴纳学费", "自付金额", "个人自付", "学员自付", "收取学费",
        "个人承担费用", unit="元",
    )  # fmt: skip
    appraisal_subsidy: Amount = column("鉴定补贴", "职业技能鉴定补贴", "考核鉴定补贴", unit="元")
    settlement: Text = column("安置区", "安置点", "所在安置区", "易地搬迁安置区")
    remark: Text = column("备注", "说明")
