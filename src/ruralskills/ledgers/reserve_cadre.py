"""村级后备干部名册: young people employed as future village cadres, one a row."""

from typing import Any, ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, in_order, one_row_by, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class ReserveCadre(Ledger):
    """One 村级后备干部: selection, post and term, mentors and insurance."""

    info: ClassVar = LedgerInfo(
        "reserve_cadre",
        "村级后备干部名册",
        also=("村级后备干部", "后备干部名册", "后备干部花名册", "后备干部台账", "后备干部名单",
              "后备干部信息", "村后备干部"),
        titled=True,
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("applied", "selected", "appointed"),
        people=one_row_by(),
        orders=(
            usually_in_order(
                "announced",
                "applied",
                "township_reviewed",
                "tested",
                "interviewed",
                "jointly_reviewed",
                "decided",
                "appointed",
            ),
            in_order("appointed", "left"),
            in_order("decided", "left"),
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
    previous_round: YesNo = column(
        *shared.PREVIOUS_ROUND_HEADERS, "是否上轮后备干部", "上轮后备干部"
    )
    announced: Date = shared.ANNOUNCED
    applied: Date = column("个人申请日期", *shared.APPLIED_HEADERS)
    township_reviewed: Date = column(
        "乡镇党委初审日期", "乡(镇)党委初审日期", "党委初审日期", "初审日期", "初审时间"
    )
    tested: Date = column("笔试日期", "笔试时间", "考试时间", "笔试考试时间")
    test_score: Text = column("笔试成绩", "笔试分数", "笔试", "笔试得分")
    interviewed: Date = column("面试日期", "面试时间")
    interview_score: Text = column("面试成绩", "面试分数", "面试", "面试得分")
    jointly_reviewed: Date = shared.JOINTLY_REVIEWED
    decided: Date = shared.DECIDED
    selected: Date = shared.SELECTED
    position: Text = column(
        "岗位", "聘任岗位", "聘任职务", "岗位名称", "现任岗位", codes="cadre_position",
        own_meaning="the cadre's office in the village",
    )  # fmt: skip
    appointed: Date = column(
        "聘任日期", "聘任时间", "聘用日期", "聘用时间", "聘任起始日期",
        own_meaning="appointed to the office",
    )  # fmt: skip
    appointed_by: Text = column("聘任单位", "聘用单位", "聘任党组织", "聘任村党组织")
    left: Date = column(
        "离任日期", "离任时间", "解聘日期", "解聘时间", "离岗日期", "离岗时间", "退出时间",
        "退出日期", own_meaning="left the office, not a list",
    )  # fmt: skip
    other_post: Text = column(
        "其他职务",
        "兼职情况",
        "兼任职务",
        "其他岗位",
        "是否兼任其他岗位",
        "其他任职",
        "兼任情况",
        "兼任岗位",
    )
    township_leader: Text = column("联系乡镇领导", *shared.TOWNSHIP_LEADER_HEADERS)
    village_cadre: Text = column(
        "结对村干部",
        "结对帮带村干部",
        "村干部结对",
        "挂钩联系/村干部",
        "帮带村干部",
        "结对村干",
        "结对干部",
        "结对帮带干部",
    )
    group: Text = column("片区小组", "片区", "所在片区", "所属片区", "片区组")
    contest: Text = column("清雁竞飞擂台比武", "“清雁竞飞”擂台比武", "清雁竞飞", "擂台比武")
    practice: Text = column("跟班锻炼", "跟班锻炼情况", "跟班实习", "跟班学习")
    performance: Text = column("业绩考核奖", "业绩考核", "考核奖")
    pension: Text = column("养老保险补助", "养老保险", "养老补助")
    insurance: Text = column("人身意外伤害保险", "意外险", "人身意外险", "意外伤害保险")
    policy: Text = column(
        "保单号",
        "保险单号",
        "保单号码",
        "保单编号",
        "意外险保单号",
        "意外险保单",
        "保险单",
        "保险保单号",
    )
    insured: Dates = column("保险期限", "保险起止日期", "保险有效期", weak=("保险期间", "保期"))
    status: Text = column("状态", "在岗状态", "在职状态", "管理状态", codes="cadre_status")
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of household of a sheet that is of poor people alone."""
        return shared.poor_by_title(title)
