"""应培应助名单: people who want training or are entitled to aid, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, one_row_by
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text


class Need(Ledger):
    """One person with a need: its kind, and the household."""

    info: ClassVar = LedgerInfo(
        "need",
        "应培应助名单",
        also=("应培尽培名单", "应培训人员名单", "应参训人员名单", "应培人员名单", "应助名单",
              "应资助名单", "应助尽助名单", "培训需求名单", "培训需求台账", "培训需求清单",
              "培训需求摸底", "培训意愿名单", "培训意愿台账", "培训意愿摸底", "就读意愿名单",
              "有培训需求人员", "有就读意愿", "有需求人员名单", "返乡入乡创业人员名单", "两后生名单"),
        titled=True,
    )  # fmt: skip
    relations: ClassVar = Relations(people=one_row_by("kind", "wish"))

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(*shared.NAME_HEADERS, "劳动力姓名", "学生姓名", "学员姓名", required=True)
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(
        *shared.ID_NUMBER_HEADERS, "劳动力身份证号", "劳动力身份证号码", "学生身份证号",
        required=True,
    )  # fmt: skip
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    phone: Phone = shared.PHONE
    kind: Text = column(
        "需求类别", "名单类别", "人员类别", "对象类别", "需求类型", "名单类型", "人员类型",
        "对象类型", "意愿类别", codes="need_kind", own_meaning="the kind of need",
    )  # fmt: skip
    wish: Text = column(
        *shared.WISH_HEADERS,
        "就读意愿",
        "就读意愿院校",
        "需求工种",
        "拟参加培训工种",
        "想学工种",
        "培训愿望",
        "想参加的培训",
        "参训意愿",
        "拟学工种",
    )
    stage: Text = column("学段", "就读学段", "教育阶段", codes="school_stage")
    household_number: Text = shared.HOUSEHOLD_NUMBER
    household_kind: Text = shared.HOUSEHOLD_KIND
    settlement: Text = shared.SETTLEMENT
    since: Date = column(
        "登记日期", "摸底日期", "登记时间", "摸底时间", own_meaning="since when the need is known"
    )
    remark: Text = shared.REMARK
