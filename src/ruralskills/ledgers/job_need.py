"""务工需求台账: poor people looking for work, one a row."""

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
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class JobNeed(Ledger):
    """One person looking for work: place, kind of work, pay and skills."""

    info: ClassVar = LedgerInfo(
        "job_need",
        "务工需求台账",
        also=("务工需求花名册", "务工需求名册", "务工需求登记", "务工需求信息", "务工需求摸底",
              "就业需求台账", "务工意愿台账", "求职需求台账", "务工意愿摸底", "务工需求名单",
              "就业意愿台账"),
    )  # fmt: skip
    relations: ClassVar = Relations(people=one_row_by("registered"))

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
    household_number: Text = shared.HOUSEHOLD_NUMBER
    household_kind: Text = shared.PERSONS_HOUSEHOLD_KIND
    job: Text = column(
        "意向岗位", "务工意向", "意向工种", "就业意向", "求职意向", "务工意愿", "意向岗位(工种)"
    )
    place: Text = column("意向地点", "意向务工地点", "期望务工地点", "意向就业地点", "意向地区")
    monthly_pay: Amount = column("期望月工资", "期望工资", "期望月薪", "期望薪资", unit="元")
    skill: Text = column("技能特长", "劳动技能", "技能", "特长", "现有技能")
    wish: Text = column(
        "培训需求",
        *shared.WISH_HEADERS,
        "有无培训愿望及工种",
        "拟参加培训工种",
        "培训愿望",
        "想参加的培训",
        "参训意愿",
    )
    relocated: YesNo = shared.RELOCATED
    cause_of_poverty: Text = column(
        *shared.POVERTY_CAUSE_HEADERS, own_meaning="the notices name this field"
    )
    registered: Date = shared.REGISTERED
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of household of a sheet that is of poor people alone."""
        return shared.poor_by_title(title)
