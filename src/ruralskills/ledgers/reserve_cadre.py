"""村级后备干部名册: the young people whom villages employ as their cadres of tomorrow, one a row."""

from typing import ClassVar

from ruralskills.ledgers.person import Person
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.values.date_range import Dates
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class ReserveCadre(Person):
    """A 村级后备干部: how selected, in what post from when to when, who helps, how insured."""

    info: ClassVar = LedgerInfo(
        "reserve_cadre",
        "村级后备干部名册",
        also=("村级后备干部", "后备干部名册", "后备干部花名册", "后备干部台账", "后备干部名单",
              "后备干部信息", "村后备干部"),
        titled=True,
    )  # fmt: skip

    ethnicity: Text = column("民族", codes="ethnicity")
    political: Text = column("政治面貌", codes="political")
    education: Text = column("文化程度", "学历", codes="education")
    previous_round: YesNo = column(
        "上轮入选", "是否上轮后备干部", "是否上轮入选", "上轮后备干部", "是否上轮"
    )
    announced: Date = column("发布公告日期", "公告日期", "发布公告时间", "公告时间")
    applied: Date = column("个人申请日期", "申请日期", "个人申请时间", "申请时间")
    township_reviewed: Date = column(
        "乡镇党委初审日期", "乡(镇)党委初审日期", "党委初审日期", "初审日期", "初审时间"
    )
    tested: Date = column("笔试日期", "笔试时间")
    test_score: Text = column("笔试成绩", "笔试分数", "笔试", "笔试得分")
    interviewed: Date = column("面试日期", "面试时间")
    interview_score: Text = column("面试成绩", "面试分数", "面试", "面试得分")
    jointly_reviewed: Date = column("有关部门协审日期", "部门协审日期", "协审日期", "协审时间")
    decided: Date = column("研究决定日期", "研究决定时间", "决定日期", "领导小组研究决定日期")
    selected: Date = column("入选年度", "入选时间", "入选日期", "选拔年度")
    position: Text = column(
        "岗位", "聘任岗位", "聘任职务", "岗位名称", "现任岗位", codes="cadre_position"
    )
    appointed: Date = column("聘任日期", "聘任时间", "聘用日期", "聘用时间", "聘任起始日期")
    appointed_by: Text = column("聘任单位", "聘用单位", "聘任党组织", "聘任村党组织")
    left: Date = column(
        "离任日期",
        "离任时间",
        "解聘日期",
        "解聘时间",
        "离岗日期",
        "离岗时间",
        "退出时间",
        "退出日期",
    )
    other_post: Text = column("其他职务", "兼职情况", "兼任职务", "其他岗位", "是否兼任其他岗位")
    township_leader: Text = column(
        "联系乡镇领导", "乡镇联系领导", "联系领导", "挂钩乡镇领导", "乡镇领导", "挂钩联系/乡镇领导"
    )
    village_cadre: Text = column(
        "结对村干部", "结对帮带村干部", "村干部结对", "挂钩联系/村干部", "帮带村干部"
    )
    group: Text = column("片区小组", "片区", "所在片区", "所属片区", "片区组")
    contest: Text = column("清雁竞飞擂台比武", "“清雁竞飞”擂台比武", "清雁竞飞", "擂台比武")
    practice: Text = column("跟班锻炼", "跟班锻炼情况", "跟班实习", "跟班学习")
    performance: Text = column("业绩考核奖", "业绩考核", "考核奖")
    pension: Text = column("养老保险补助", "养老保险", "养老补助")
    insurance: Text = column("人身意外伤害保险", "意外险", "人身意外险", "意外伤害保险")
    policy: Text = column("保单号", "保险单号", "保单号码", "保单编号")
    insured: Dates = column("保险期限", "保险期间", "保期", "保险起止日期", "保险有效期")
    status: Text = column("状态", "在岗状态", "在职状态", "管理状态", codes="cadre_status")
    remark: Text = column("备注", "说明")
