"""学员花名册: the people trained, one person and class a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import (
    PaidOnce,
    PersonRows,
    Product,
    Relations,
    usually_in_order,
    usually_part_of,
)
from ruralskills.model.table import Ledger
from ruralskills.values.account import PersonalAccount
from ruralskills.values.amount import Amount
from ruralskills.values.certificate import CertificateNumber
from ruralskills.values.count import Count
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.rate import Rate
from ruralskills.values.text import Text


class Trainee(Ledger):
    """One 学员 in one class: person, origin, class, certificate and subsidy."""

    info: ClassVar = LedgerInfo(
        "trainee",
        "学员花名册",
        also=("学员名册", "培训花名册", "培训人员花名册", "参训人员花名册", "学员台账", "培训学员",
              "参训学员", "参训人员", "培训人员名单", "学员名单", "培训补贴花名册", "报到册",
              "培训对象花名册", "培训名册"),
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("starts", "held", "exam", "issued"),
        within_two_years=("paid",),
        orders=(
            usually_in_order("starts", "exam"),
            usually_in_order("exam", "issued"),
            usually_in_order("held", "exam"),
            usually_in_order("ends", "paid"),
            usually_in_order("held", "paid"),
            usually_in_order("applied", "paid"),  # one may also apply for the class, before it
        ),
        parts=(
            usually_part_of("attendance", "attendance_due"),
            usually_part_of("sessions", "sessions_due"),
            usually_part_of("attended_hours", "hours_due"),
        ),
        paid_once=PaidOnce(
            "subsidy",
            ("trade", "level"),
            standard="subsidy_standard",
            between_units=True,
            for_class=True,
        ),
        people=PersonRows(("class_name", "trade", "agency", "held", "starts", "ends"), rule="P103"),
        products=(
            Product("subsidy", ("subsidy_standard",)),
            Product("subsidy", ("subsidy_standard", "days")),
            Product("subsidy", ("subsidy_standard", "hours")),
            Product("subsidy", ("subsidy_standard", "paid_days")),
            Product("subsidy", ("subsidy_standard", "attendance")),
        ),
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    department: Text = shared.DEPARTMENT
    class_name: Text = column(*shared.CLASS_NAME_HEADERS, label=True, weak=shared.CLASS_NUMBERS)
    category: Text = shared.CATEGORY
    name: Name = column(
        *shared.NAME_HEADERS, "学员姓名", "劳动力姓名", "受训人", "学员/姓名", "参训人员姓名",
        required=True,
    )  # fmt: skip
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(
        *shared.ID_NUMBER_HEADERS, "劳动力身份证号", "劳动力身份证号码", "学员身份证号",
        "学员/身份证号", required=True,
    )  # fmt: skip
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    ethnicity: Text = shared.ETHNICITY
    political: Text = shared.POLITICAL
    education: Text = shared.EDUCATION
    address: Text = shared.ADDRESS
    phone: Phone = shared.PHONE
    household_kind: Text = shared.PERSONS_HOUSEHOLD_KIND
    trade: Text = shared.TRADE
    stage: Text = shared.STAGE
    business_kind: Text = column(*shared.BUSINESS_KIND_HEADERS, blank_says_no=True)
    agency: Text = column(
        *shared.AGENCY_HEADERS, "学校名称", own_meaning="a school that holds the class"
    )
    held: Dates = shared.HELD
    starts: Date = shared.STARTS
    ends: Date = shared.ENDS
    days: Quantity = shared.DAYS
    hours: Quantity = column(
        "课时", *shared.HOURS_HEADERS, "实训学时", "完成学时", "参训学时", "学习学时", unit="课时"
    )
    subsidy_standard: Amount = column(
        "补贴标准", "培训补贴标准", "职业培训补贴标准", unit="元",
        own_meaning="the subsidy for one trainee",
    )  # fmt: skip
    subsidy: Amount = column(
        *shared.SUBSIDY_HEADERS,
        "补助金额",
        "应发金额",
        "实领金额",
        "补贴/实领",
        "补助/实领",
        "实领补贴",
        "发放金额",
        "补贴资金",
        "享受补贴金额",
        "实发补贴",
        "核定补贴",
        "享受培训和生活补贴",
        unit="元",
        weak=shared.SUBSIDY_WEAK,
    )
    paid_days: Quantity = column(
        "补贴天数", "补助天数", "误工天数", "发放天数", "享受天数", "享受补贴天数", unit="天"
    )
    living_allowance: Amount = column(
        "生活补贴",
        "生活费补贴",
        "生活补助",
        "生活费",
        "伙食补助",
        "误工补贴",
        "误工补助",
        unit="元",
    )
    travel_allowance: Amount = shared.TRAVEL_ALLOWANCE
    applied: Date = column(
        "补贴申请日期", "补贴申请时间", "补贴申报日期", "补贴申领日期", "申领日期", "申领时间",
        *shared.APPLIED_HEADERS, own_meaning="the trainee asks for the subsidy",
    )  # fmt: skip
    paid: Date = shared.PAID
    account: PersonalAccount = shared.ACCOUNT
    bank: Text = shared.BANK
    certificate_kind: Text = column(
        "证书类别",
        "证书种类",
        "证书类型",
        "取得证书类别",
        "取得证书名称",
        "获得证书种类",
        codes="certificate_kind",
        blank_says_no=True,
    )
    certificate: CertificateNumber = shared.CERTIFICATE
    issued: Date = shared.CERTIFICATE_ISSUED
    certificate_trade: Text = column(
        "证书工种",
        "证书工种名称",
        "鉴定工种",
        "职业(工种)名称",
        "取证工种",
        "取证职业",
        "证书职业",
        "证书职业工种",
        "取证信息/职业工种",
    )
    level: Text = column(
        *shared.LEVEL_HEADERS,
        "证书等级",
        "取证等级",
        "取证级别",
        "鉴定等级",
        "申报级别",
        "申报等级",
        "考核等级",
        weak=shared.LEVEL_WEAK,
        blank_says_no=True,
    )
    account_holder: Name = column(*shared.ACCOUNT_HOLDER_HEADERS)
    exam: Date = shared.EXAM
    attendance_due: Quantity = column("应出勤天数", "规定出勤天数", "应出勤", "应到天数", unit="天")
    attendance: Quantity = column(
        "实际出勤天数", "出勤天数", "实出勤天数", "实际出勤", "实出勤", "实到天数", unit="天"
    )
    sessions_due: Quantity = column(
        "应到次数", "应出勤次数", "应签到次数", "应到半天数", "应出勤半天数", "应到",
        "应到(次)", "应到(半天)", "应出勤(次)", "应出勤(半天)",
        own_meaning="the half-days of one person",
    )  # fmt: skip
    sessions: Quantity = column(
        "实到次数", "实际出勤次数", "实出勤次数", "出勤次数", "签到次数", "实到半天数",
        "实际出勤半天数", "实出勤半天数", "实到", "实到(次)", "实到(半天)", "实际出勤(次)",
        "实际出勤(半天)", "实出勤(半天)", own_meaning="the half-days of one person",
    )  # fmt: skip
    hours_due: Quantity = column(
        "应出勤课时", "应完成课时", "规定课时", "应到课时", "应到学时", "应出勤学时", unit="课时"
    )
    attended_hours: Quantity = column(
        "实际出勤课时", "出勤课时", "实际完成课时", "实到课时", "实到学时", "实际出勤学时",
        unit="课时",
    )  # fmt: skip
    attendance_rate: Rate = column("出勤率", unit="%")
    file_number: Text = column(
        "学员档案编号",
        "档案编号",
        "学员档案",
        "是否建档",
        "建档情况",
        "档案号",
        "学员档案号",
        "学员编号",
        "学号",
    )
    loan: Amount = column(
        "创业担保贷款金额", "创业担保贷款", *shared.LOAN_HEADERS, unit="万元", weak=shared.LOAN_WEAK
    )
    employer: Text = shared.EMPLOYER_AFTER_TRAINING
    person_kind: Text = column(
        "对象类别", "培训对象类别", "补贴对象类别", "人员身份类别", "参训人员类别",
        "劳动力类别", "劳动力类型", "人员类型", "学员类别", "学员类型", "参训对象类别", "补贴人员类别", "培训人员类别",
        codes="person_kind", blank_says_no=True,
    )  # fmt: skip
    form: Text = shared.TRAINING_FORM
    fee: Amount = column(
        "个人缴费", "个人缴纳费用", "学员缴费", "缴纳学费", "自付金额", "个人自付", "学员自付",
        "收取学费", "个人承担费用", unit="元",
    )  # fmt: skip
    appraisal_subsidy: Amount = shared.APPRAISAL_SUBSIDY
    settlement: Text = shared.SETTLEMENT
    remark: Text = shared.REMARK
