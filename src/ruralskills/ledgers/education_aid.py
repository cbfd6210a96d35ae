"""教育资助台账: aid to pupils and students, one of them a row."""

from typing import Any, ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import PaidOnce, Product, Relations, one_row_by, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.account import PersonalAccount
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class EducationAid(Ledger):
    """One pupil or student of a poor household: stage, school, aid and payment."""

    info: ClassVar = LedgerInfo(
        "education_aid",
        "教育资助台账",
        also=("学生资助台账", "教育资助花名册", "学生资助花名册", "教育扶贫台账", "教育扶贫资助",
              "贫困学生资助", "贫困大学生资助", "资助学生名册", "雨露计划台账", "雨露计划花名册",
              "学生资助名册", "教育资助名册", "受助学生", "教育资助名单"),
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        within_two_years=("paid",),
        paid_once=PaidOnce("amount", ("semester", "programme"), standard="standard"),
        people=one_row_by("semester", "programme", "paid", "stage"),
        orders=(usually_in_order("enrolled", "paid"),),
        products=(Product("amount", ("standard",), loose=True),),
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(
        "学生姓名", *shared.NAME_HEADERS, "受助学生姓名", "学生/姓名", required=True
    )
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(
        *shared.ID_NUMBER_HEADERS, "学生身份证号", "学生身份证号码", required=True
    )
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    phone: Phone = column(*shared.PHONE_HEADERS, weak=("监护人联系电话", "家长联系电话"))
    head_name: Name = shared.HEAD_NAME
    head_id: IdentityNumber = shared.HEAD_ID
    household_number: Text = shared.HOUSEHOLD_NUMBER
    household_kind: Text = shared.PERSONS_HOUSEHOLD_KIND
    stage: Text = column(
        "学段",
        "就读学段",
        "教育阶段",
        "学历层次",
        "学制类别",
        "就读类别",
        "办学层次",
        "学校类别",
        "学校类型",
        "就读层次",
        "培养层次",
        codes="school_stage",
    )
    school: Text = column(
        "就读学校",
        "学校",
        "学校名称",
        "就读院校",
        "院校名称",
        "录取院校",
        "录取学校",
        "考取院校",
        "所在学校",
        "学籍学校",
        "考入学校",
        "在读学校",
        "所在院校",
    )
    major: Text = column("专业", "所学专业", own_meaning="what the student studies")
    grade: Text = column("年级", "就读年级", "班级", own_meaning="the student's year at school")
    enrolled: Date = column("入学年月", "入学时间", planned=True)
    programme: Text = column(
        "资助项目",
        "资助类型",
        "补助类型",
        "资助名称",
        "资助类别",
        "享受项目",
        "享受资助",
        "救助项目",
        "补助项目",
        "资助政策",
    )
    semester: Text = column("学期", "资助学期", "学年")
    standard: Amount = column(
        "补助标准",
        "资助标准",
        "标准额",
        "补助标准额",
        "资助标准额",
        "每学期标准",
        "每生标准",
        unit="元",
    )
    amount: Amount = column(
        "发放金额", "资助金额", "补助金额", "已资助金额", "发放资金", unit="元",
        own_meaning="the aid paid to a student",
    )  # fmt: skip
    paid: Date = column("发放时间", *shared.PAID_HEADERS, "资助时间", "资助日期")
    aided: YesNo = column("是否已资助", "是否资助", "是否发放", "是否兑现")
    account_holder: Name = column("卡主", *shared.ACCOUNT_HOLDER_HEADERS)
    bank: Text = shared.BANK
    account: PersonalAccount = column(
        *shared.ACCOUNT_HEADERS, weak=("监护人卡号", "家长卡号", "监护人账号")
    )
    admitted_first: YesNo = column("优先招生", "优先/招生", "绿色通道", "是否优先招生")
    ordered_class: YesNo = column(
        "优先安排订单班", "优先安排在订单定向培养班或企业冠名班", "优先/订单班冠名班",
        "订单(冠名)班", "是否优先安排订单班",
    )  # fmt: skip
    aided_first: YesNo = column("优先落实助学政策", "优先/助学政策", "是否优先落实助学政策")
    placed_first: YesNo = column("优先安排实习", "优先/实习", "是否优先安排实习")
    recommended_first: YesNo = column("优先推荐就业", "优先/就业", "是否优先推荐就业")
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of household of a sheet of poor people, and the programme."""
        named = {"programme": "雨露计划"} if "雨露计划" in title else {}
        return named | shared.poor_by_title(title)
