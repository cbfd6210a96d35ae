"""致富带头人台账: the leaders who take poor households along, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import PersonRows, Relations, in_order, part_of, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Leader(Ledger):
    """One 致富带头人: business, households led, training and status."""

    info: ClassVar = LedgerInfo(
        "leader",
        "致富带头人台账",
        also=("带头人台账", "带头人名册", "带头人花名册", "带头人信息", "带头人档案", "带头人统计",
              "致富带头人名单", "带头人库"),
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("applied", "recognised"),
        people=PersonRows(rule="P102"),
        orders=(
            usually_in_order("applied", "village_recommended", "township_reviewed", "county_filed"),
            usually_in_order("applied", "recognised", "entered"),
            in_order("recognised", "removed"),
            in_order("entered", "removed"),
        ),
        spans=("trained",),
        parts=(part_of("poor_households_led", "households_led"),),
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    village_kind: Text = shared.VILLAGE_KIND
    name: Name = column(
        *shared.NAME_HEADERS, "带头人姓名", "致富带头人姓名", "带头人/姓名", required=True
    )
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(
        *shared.ID_NUMBER_HEADERS, "带头人身份证号", "带头人/身份证号", required=True
    )
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    ethnicity: Text = shared.ETHNICITY
    political: Text = shared.POLITICAL
    education: Text = shared.EDUCATION
    phone: Phone = shared.PHONE
    identity_kind: Text = shared.IDENTITY_KIND
    entity_kind: Text = column(
        "主体类别",
        "主体类型",
        "经营主体类型",
        "经营主体类别",
        "创办主体类型",
        "创办主体类别",
        "实体类型",
        "经营组织类型",
        "主体性质",
    )
    entity_name: Text = shared.ENTITY_NAME
    credit_code: CreditCode = shared.CREDIT_CODE
    industry: Text = shared.INDUSTRY
    project: Text = column(*shared.PROJECT_HEADERS)
    scale: Text = shared.SCALE
    years_in_business: Count = column(
        "从业年限",
        "创业年限",
        "经营年限",
        "从业时间",
        "从业时长",
        "从业年数",
        "创办年限",
        unit="年",
    )
    income: Amount = column(
        "年经营收入", "年经营收入(收益)", "年收入", "经营收入", "年产值", unit="万元"
    )
    stage: Text = shared.STAGE
    applied: Date = shared.APPLIED
    village_recommended: Date = shared.VILLAGE_RECOMMENDED
    township_reviewed: Date = shared.TOWNSHIP_REVIEWED
    county_filed: Date = shared.COUNTY_FILED
    recognised: Date = column(
        "认定时间",
        "认定日期",
        "入库时间",
        "纳入时间",
        "选定时间",
        "认定年月",
        "评定时间",
        "命名时间",
    )
    in_system: YesNo = column(
        "是否录入国扶系统", "是否录入系统", "是否录入", weak=("录入国扶系统", "国扶系统录入"),
    )  # fmt: skip
    entered: Date = column("录入时间", "录入日期", "录入国扶系统时间", "系统录入时间")
    leading_way: Text = column(*shared.LEADING_WAY_HEADERS)
    households_led: Count = column(
        "带动户数", "带动农户数", "带动总户数", "带动/户数", "带动情况/户数",
        "带动情况/带动户数", "带动农户/户数",
        "带动农户", "带动家庭数", "辐射带动户数", unit="户", weak=("带动户",),
    )  # fmt: skip
    poor_households_led: Count = column(
        "带动贫困户数", "其中贫困户", "其中脱贫户", "其中脱贫(贫困)户",
        "带动脱贫户数", "带动贫困户/户数", "带动脱贫户/户数", "带动情况/其中贫困户",
        "带动情况/其中脱贫户", "带动情况/贫困户", "带动情况/带动贫困户", "带动建档立卡户数",
        "带动建档立卡贫困户数", "其中建档立卡贫困户", "带动脱贫户及监测户",
        "带动脱贫户数(含监测户)", "带动监测户数", "联贫户数", "带贫户数", unit="户",
        weak=("带动贫困户", "带动脱贫户"),
    )  # fmt: skip
    people_led: Count = column(
        "带动人数", "带动/人数", "带动情况/人数", "带动贫困户/人数", "带动脱贫户/人数",
        "带动贫困人口", "带动贫困人数", "带动脱贫人口", "带动情况/带动人数", "带动农户/人数",
        unit="人",
    )  # fmt: skip
    raised: Amount = column("户均增收", "带动户均增收", "户均年增收", unit="元")
    agreement: YesNo = column(
        "带农协议", "是否签订协议", "是否签订带动协议", weak=("带动协议", "协议")
    )
    trained: Text = column(
        "培训时间", "参训时间", "培训日期", "参加培训时间",
        own_meaning="when the leader was trained, perhaps more than once",
    )  # fmt: skip
    training_base: Text = column(
        "培训基地", "培训机构", "培训单位",
        own_meaning="where the leader was trained, perhaps years ago",
    )  # fmt: skip
    training_days: Count = column(
        "培训天数", unit="天", own_meaning="how long the leader was trained"
    )
    certificate: Text = column("证书编号", "技能水平/证书", "技能证书", "证书", "技能水平")
    support: Text = column(
        "扶持政策",
        "享受政策",
        "享受扶持政策",
        "扶持政策享受",
        "扶持措施",
        "扶持内容",
        "扶持情况",
        "享受扶持",
        "帮扶措施",
        "政策扶持情况",
    )
    loan: Amount = column(*shared.LOAN_HEADERS, unit="万元", weak=shared.LOAN_WEAK)
    status: Text = shared.LEADER_STATUS
    removal_cause: Text = column("退出原因", "删除原因", "移出原因", "退库原因")
    removed: Date = shared.REMOVED
    updated: Date = column("更新日期", "更新时间", "动态调整时间", "动态调整日期", "信息更新时间")
    remark: Text = shared.REMARK
