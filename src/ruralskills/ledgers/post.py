"""公益性岗位台账: the holders of public-service posts, one a row."""

from decimal import Decimal
from typing import Any, ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Product, Relations, one_row_by, part_of
from ruralskills.model.table import Ledger
from ruralskills.values.account import PersonalAccount
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text


class Post(Ledger):
    """One holder of a 公益性岗位: post, term, pay and public notice.

    Offices state the same pay by the month and by the year.  The header says which of them it is,
    and a header that says neither is taken for neither.
    """

    info: ClassVar = LedgerInfo(
        "post",
        "公益性岗位台账",
        also=("公益岗位台账", "公益性岗位花名册", "公益岗位花名册", "公益性岗位人员", "公益岗位人员",
              "公益岗台账", "公益性岗位名册", "公益性岗位安置", "公益专岗", "公益性岗位登记",
              "公益岗花名册", "公益性岗位名单"),
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("starts", "held"),
        people=one_row_by("month", "post", "kind", "department", "area", "starts", "held", "paid"),
        spans=("announced",),
        parts=(part_of("attendance", "attendance_due"),),
        within_two_years=("paid",),
        products=(
            Product("amount", ("monthly_pay", "months")),
            Product("amount", ("pay", "months")),
            Product("yearly_pay", ("monthly_pay",), times=Decimal(12)),
            Product("pay", ("monthly_pay",)),
        ),
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(*shared.NAME_HEADERS, "在岗人员", "上岗人员", "劳动力姓名", required=True)
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(
        *shared.ID_NUMBER_HEADERS, "在岗人员身份证号", "劳动力身份证号", "劳动力身份证号码",
        required=True,
    )  # fmt: skip
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    phone: Phone = shared.PHONE
    head_name: Name = shared.HEAD_NAME
    head_id: IdentityNumber = shared.HEAD_ID
    relation: Text = shared.RELATION
    household_number: Text = shared.HOUSEHOLD_NUMBER
    household_kind: Text = shared.PERSONS_HOUSEHOLD_KIND
    post: Text = column(
        "岗位名称", "岗位", "公益性岗位名称", "公益岗位名称",
        own_meaning="the public-service post itself",
    )  # fmt: skip
    kind: Text = column(
        "岗位类型",
        "岗位类别",
        "公益性岗位类型",
        "公益岗位类型",
        "工种类别",
        "岗位种类",
        "岗位性质",
        codes="post_kind",
    )
    area: Text = column(
        "责任片区", "责任区域", "工作区域", "服务区域", "工作地点",
        "管护责任区", "保洁区域", "管护区域", "岗位区域", "服务片区", "责任路段",
        own_meaning="where the holder of the post is on duty",
    )  # fmt: skip
    department: Text = column(
        "主管部门",
        "行业主管部门",
        "开发部门",
        "开发单位",
        "行业部门",
        "用人部门",
        "管理部门",
        "岗位开发部门",
        "管理单位",
    )
    fund_source: Text = column(
        "资金来源", "补贴资金来源", "经费来源", own_meaning="the notices name this field"
    )
    starts: Date = column(
        "上岗时间", "上岗日期", "合同开始", "合同开始时间", "安置时间", "聘用时间", "合同开始日期",
        "合同期/起", "合同期限/起", "上岗年月", planned=True,
    )  # fmt: skip
    ends: Date = column(
        "合同到期", "合同到期时间", "合同结束", "到期时间", "合同终止时间", "离岗时间",
        "合同到期日期", "合同期/止", "合同期限/止",
        "聘用到期时间", "聘任到期时间", "聘用截止日期", "聘用终止时间", planned=True,
    )  # fmt: skip
    held: Dates = column(
        "合同期", "合同起止时间", weak=("合同期限", "聘用期限", "管护期限", "管护责任期限")
    )
    month: Text = column(*shared.MONTH_HEADERS, "补贴月份", "补助月份", "发放所属月份")
    attendance_due: Quantity = column("规定出勤天数", "应出勤天数", "应出勤", unit="天")
    attendance: Text = column(
        "在岗考勤", "考勤情况", "考勤", "实际出勤天数", "出勤天数", "出勤情况"
    )
    monthly_pay: Amount = column("月补贴标准", "月工资", "月补贴", "月岗位补贴", unit="元")
    yearly_pay: Amount = column(
        "年补贴标准", "年工资", "年补贴", unit="元", own_meaning="what the post pays in a year"
    )
    pay: Amount = column(
        "补贴标准", "工资", "工资标准", "岗位补贴", "补贴金额", "报酬", "管护费", "劳务费", unit="元",
        own_meaning="what the post pays",
    )  # fmt: skip
    months: Quantity = column("发放月数", "补贴月数", "补助月数", "在岗月数", unit="月")
    amount: Amount = column(
        "发放金额",
        "实发金额",
        "发放补贴金额",
        "应发补贴",
        unit="元",
        own_meaning="paid for some months",
    )
    paid: Date = shared.PAID
    announced: Text = column(
        "公示时间", "公示情况", "公示起止时间", "公示起止", "是否公示",
        own_meaning="the public notice of who gets the post",
    )  # fmt: skip
    bank: Text = shared.BANK
    account: PersonalAccount = column("社保卡号", *shared.ACCOUNT_HEADERS)
    status: Text = column("状态", "在岗状态", "是否在岗", codes="post_status")
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of household of a sheet that is of poor people alone."""
        return shared.poor_by_title(title)
