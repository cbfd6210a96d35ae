"""转移就业台账: people at work away from home, one a row."""

from typing import Any, ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, one_row_by
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Transfer(Ledger):
    """One person at work away from home: employer, place, term and pay."""

    info: ClassVar = LedgerInfo(
        "transfer",
        "转移就业台账",
        also=("转移就业花名册", "转移就业名册", "转移就业人员", "务工台账", "外出务工台账", "就业台账",
              "务工人员台账", "务工人员花名册", "劳动力就业台账", "稳定就业人员", "务工花名册",
              "转移就业登记", "劳务输出台账", "转移就业名单"),
    )  # fmt: skip
    relations: ClassVar = Relations(acts=("starts",), people=one_row_by("starts"))

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(*shared.NAME_HEADERS, "劳动力姓名", required=True)
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(
        *shared.ID_NUMBER_HEADERS, "劳动力身份证号", "劳动力身份证号码", required=True
    )
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    phone: Phone = shared.PHONE
    head_name: Name = shared.HEAD_NAME
    head_id: IdentityNumber = shared.HEAD_ID
    relation: Text = shared.RELATION
    household_number: Text = shared.HOUSEHOLD_NUMBER
    household_kind: Text = shared.PERSONS_HOUSEHOLD_KIND
    employer: Text = column(
        "务工单位", "务工企业名称", "就业单位", "务工企业", *shared.EMPLOYER_HEADERS,
        "接收企业", "用人企业", "输入企业", "就业企业名称", "所在企业",
        weak=shared.EMPLOYER_WEAK,
    )  # fmt: skip
    place: Text = column(
        "务工地点", "务工所在地", "就业地点", "转移就业地点", "务工所在县", "务工地", "就业地",
        "务工地区",
        "务工省市", "务工去向", "就业去向地", "务工区域", "输出地", "务工地址", "就业省市",
    )  # fmt: skip
    job: Text = column(
        "从事工种", "务工岗位", "就业工种", "从事行业", *shared.JOB_HEADERS,
        own_meaning="work that is done, not a trade that is taught",
    )  # fmt: skip
    way: Text = column(
        "转移就业方式",
        "就业渠道",
        "输出方式",
        "就业方式",
        "组织方式",
        "组织化程度",
        "外出方式",
        "组织形式",
        "转移方式",
        "转移途径",
    )
    starts: Date = column(
        "就业时间", "务工开始时间", "转移就业时间", "上岗时间",
        "开始时间", "务工时间/开始", "务工时间/起", "就业开始时间", "务工起始时间",
        weak=("外出务工时间", "外出时间"),
    )  # fmt: skip
    ends: Date = column(
        "返乡时间",
        "务工结束时间",
        "结束时间",
        "离岗时间",
        "务工时间/结束",
        "务工时间/止",
        planned=True,
    )
    months: Quantity = column("务工月数", "累计务工月数", "务工时长", unit="月", weak=("务工时间",))
    monthly_pay: Amount = column(*shared.MONTHLY_PAY_HEADERS, unit="元")
    travel_allowance: Amount = shared.TRAVEL_ALLOWANCE
    newly: YesNo = column(
        "是否新增",
        "是否当年新增",
        "是否新增转移就业",
        "本年新转移",
        "新增务工",
        "是否本年新增",
        weak=("本年新增",),
    )
    relocated: YesNo = shared.RELOCATED
    status: Text = column(
        "就业状态",
        "务工状态",
        "在岗状态",
        "在岗情况",
        "务工情况",
        "是否在岗",
        "目前状态",
        weak=("状态",),
    )
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of household of a sheet that is of poor people alone."""
        return shared.poor_by_title(title)
