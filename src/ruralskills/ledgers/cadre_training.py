"""干部培训名册: cadres in training classes, one cadre and class a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, one_row_by
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class CadreTraining(Ledger):
    """One cadre in one class: unit, office, class, theme and score."""

    info: ClassVar = LedgerInfo(
        "cadre_training",
        "干部培训名册",
        also=("干部培训花名册", "扶贫干部培训", "干部轮训名册", "干部轮训花名册", "干部轮训台账",
              "干部培训台账", "干部教育培训名册", "村干部培训", "基层干部培训", "干部参训名册",
              "干部培训名单", "干部参训人员", "干部轮训"),
        unit="organisation",
        village="",
        kind="event",
        titled=True,
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("starts", "held"), people=one_row_by("class_name", "theme", "starts", "held")
    )

    seq: Text = shared.SEQ
    township: Text = shared.TOWNSHIP
    organisation: Text = column(
        "工作单位", "所在单位", "派出单位", "单位及职务", "单位职务",
        label=True, own_meaning="the unit that sent the cadre", weak=("单位", "单位名称", "部门"),
    )  # fmt: skip
    name: Name = column(
        *shared.NAME_HEADERS, "干部姓名", "学员姓名", "参训人员", "参训干部", required=True
    )
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(*shared.ID_NUMBER_HEADERS)
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    position: Text = column("职务", "现任职务", "职务职级", "现任职务(职级)")
    cadre_kind: Text = column(
        "干部类别", "人员类别", "人员类型", "干部类型", "培训对象类别",
        own_meaning="the kind of cadre",
    )  # fmt: skip
    phone: Phone = shared.PHONE
    class_name: Text = column(
        "培训班名称", *shared.CLASS_NAME_HEADERS, label=True, weak=shared.CLASS_NUMBERS
    )
    theme: Text = column(
        "培训主题", "培训专题", "培训内容", "培训课程", "专题",
        own_meaning="what the cadres' class is about, not a trade",
    )  # fmt: skip
    organiser: Text = column(
        "主办单位", "举办单位", "组织单位", "办班单位", "培训单位",
        own_meaning="who holds a cadres' class, which needs no training body",
    )  # fmt: skip
    place: Text = shared.PLACE
    held: Dates = shared.HELD
    starts: Date = shared.STARTS
    ends: Date = shared.ENDS
    days: Quantity = shared.DAYS
    pilot: YesNo = column("是否试点班", "是否结业测试试点", weak=("试点班",))
    score: Text = column(
        "结业测试成绩",
        "测试成绩",
        "考试成绩",
        "结业成绩",
        "成绩",
        "结业测试",
        "考试得分",
        "结业考试得分",
        "测评成绩",
        "考核得分",
    )
    remark: Text = shared.REMARK
