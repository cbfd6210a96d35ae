"""务工需求台账: which poor people look for work, and for what, one a row."""

from typing import ClassVar

from ruralskills.ledgers.person import Person
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.values.amount import Amount
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class JobNeed(Person):
    """Somebody who wants to work: where, as what, for how much, and what he can do."""

    info: ClassVar = LedgerInfo(
        "job_need",
        "务工需求台账",
        also=("务工需求花名册", "务工需求名册", "务工需求登记", "务工需求信息", "务工需求摸底",
              "就业需求台账", "务工意愿台账", "求职需求台账", "务工意愿摸底", "务工需求名单",
              "就业意愿台账"),
    )  # fmt: skip

    job: Text = column(
        "意向岗位", "务工意向", "意向工种", "就业意向", "求职意向", "务工意愿", "意向岗位(工种)"
    )
    place: Text = column("意向地点", "意向务工地点", "期望务工地点", "意向就业地点", "意向地区")
    monthly_pay: Amount = column("期望月工资", "期望工资", "期望月薪", "期望薪资", unit="元")
    skill: Text = column("技能特长", "劳动技能", "技能", "特长", "现有技能")
    training_wish: Text = column("培训需求", "培训意愿", "意向培训工种", "培训意向")
    relocated: YesNo = column("是否易地搬迁", "易地搬迁", "是否易地扶贫搬迁")
    cause_of_poverty: Text = column("致贫原因", "主要致贫原因", "致贫原因1")
    registered: Date = column("登记时间", "登记日期", "摸底时间")
    remark: Text = column("备注", "说明")
