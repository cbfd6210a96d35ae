"""农村产业发展带头人名册: the selected leaders of rural trades, one a row."""

from typing import Any, ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, in_order, one_row_by, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class IndustryLeader(Ledger):
    """One 农村产业发展带头人: trade, selection, contacts, training and support."""

    info: ClassVar = LedgerInfo(
        "industry_leader",
        "农村产业发展带头人名册",
        also=("农村产业发展带头人", "产业发展带头人名册", "产业发展带头人", "农村产业带头人",
              "产业带头人名册", "产业带头人花名册", "产业带头人台账", "产业带头人名单", "产业带头人"),
        titled=True,
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("applied", "selected"),
        people=one_row_by(),
        orders=(
            usually_in_order(
                "announced",
                "applied",
                "township_recommended",
                "department_selected",
                "jointly_reviewed",
                "decided",
            ),
            in_order("applied", "removed"),
            in_order("decided", "removed"),
            in_order("selected", "removed"),
        ),
    )

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
    ethnicity: Text = shared.ETHNICITY
    political: Text = shared.POLITICAL
    education: Text = shared.EDUCATION
    identity_kind: Text = column(
        "主体类型", "主体类别", "带头人类型", "带头人类别", "身份类别",
        "身份", "经营者身份", "负责人身份", codes="identity_kind",
        several=True, own_meaning="what kind of business the leader is",
    )  # fmt: skip
    entity_name: Text = shared.ENTITY_NAME
    industry: Text = column("产业", *shared.INDUSTRY_HEADERS)
    scale: Text = column("规模", *shared.SCALE_HEADERS)
    site: Text = column(
        "地点", "产业地点", "基地地点", "经营地点", "生产地点",
        own_meaning="where the business lies",
    )  # fmt: skip
    previous_round: YesNo = column(
        *shared.PREVIOUS_ROUND_HEADERS, "是否上轮带头人", "上轮产业带头人"
    )
    announced: Date = shared.ANNOUNCED
    applied: Date = column("个人申请日期", *shared.APPLIED_HEADERS)
    township_recommended: Date = column(
        "乡镇推荐日期", "乡镇推荐时间", "乡(镇)推荐日期",
        own_meaning="recommends before the departments select",
    )  # fmt: skip
    department_selected: Date = column(
        "行业主管部门甄选日期", "主管部门甄选日期", "部门甄选日期", "甄选日期", "甄选时间"
    )
    jointly_reviewed: Date = shared.JOINTLY_REVIEWED
    decided: Date = shared.DECIDED
    selected: Date = column(
        *shared.SELECTED_HEADERS, "纳入时间", own_meaning="selected as an industry leader"
    )
    township_leader: Text = shared.TOWNSHIP_LEADER
    talent: Text = column("结对实用人才", "实用人才", "挂钩联系/实用人才", "结对人才")
    worker: Text = column(
        "服务工作人员",
        "工作人员",
        "服务人员",
        "挂钩联系/工作人员",
        "服务干部",
        "挂钩干部",
        "帮扶干部",
    )
    envoy: Text = column("科技特派员", "指导科技特派员", "挂钩联系/科技特派员")
    alliance: Text = column(
        "产业联盟", "联盟", "所属联盟", "所在联盟", "加入联盟", codes="alliance"
    )
    political_training: Text = column(
        "政治理论培训", "培训情况/政治理论", "政治理论", "培训/政治理论", "政治培训", "理论培训"
    )
    business_training: Text = column(
        "创新创业培训", "培训情况/创新创业", "创新创业", "培训/创新创业"
    )
    visit: Text = column(
        "实地参观考察", "实地考察", "参观考察", "培训情况/参观考察", "培训/参观考察"
    )
    financed: YesNo = column("是否金融支持", "是否获得贷款", "是否贷款", weak=("金融支持",))
    loan: Amount = column(*shared.LOAN_HEADERS, "金融支持金额", unit="万元", weak=shared.LOAN_WEAK)
    status: Text = shared.LEADER_STATUS
    removed: Date = shared.REMOVED
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of household of a sheet that is of poor people alone."""
        return shared.poor_by_title(title)
