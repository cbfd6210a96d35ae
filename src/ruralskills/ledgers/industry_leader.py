"""农村产业发展带头人名册: the leaders of rural trades whom a county has selected, one a row."""

from typing import ClassVar

from ruralskills.ledgers.person import Person
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.values.amount import Amount
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class IndustryLeader(Person):
    """A 农村产业发展带头人: what trade, how selected, who helps, what training and support."""

    info: ClassVar = LedgerInfo(
        "industry_leader",
        "农村产业发展带头人名册",
        also=("农村产业发展带头人", "产业发展带头人名册", "产业发展带头人", "农村产业带头人",
              "产业带头人名册", "产业带头人花名册", "产业带头人台账", "产业带头人名单", "产业带头人"),
        titled=True,
    )  # fmt: skip

    ethnicity: Text = column("民族", codes="ethnicity")
    political: Text = column("政治面貌", codes="political")
    education: Text = column("文化程度", "学历", codes="education")
    identity_kind: Text = column(
        "主体类型", "主体类别", "带头人类型", "带头人类别", "身份类别", codes="identity_kind",
        several=True,
    )  # fmt: skip
    entity_name: Text = column("主体名称", "经营主体名称", "企业名称", "合作社名称", "经营主体")
    industry: Text = column("产业", "从事产业", "产业类型", "主导产业", "产业名称")
    scale: Text = column("规模", "产业规模", "经营规模", "生产规模")
    site: Text = column("地点", "产业地点", "基地地点", "经营地点", "生产地点")
    previous_round: YesNo = column(
        "上轮入选", "是否上轮带头人", "是否上轮入选", "上轮产业带头人", "是否上轮"
    )
    announced: Date = column("发布公告日期", "公告日期", "发布公告时间", "公告时间")
    applied: Date = column("个人申请日期", "申请日期", "个人申请时间", "申请时间")
    township_recommended: Date = column("乡镇推荐日期", "乡镇推荐时间", "乡(镇)推荐日期")
    department_selected: Date = column(
        "行业主管部门甄选日期", "主管部门甄选日期", "部门甄选日期", "甄选日期", "甄选时间"
    )
    jointly_reviewed: Date = column("有关部门协审日期", "部门协审日期", "协审日期", "协审时间")
    decided: Date = column("研究决定日期", "研究决定时间", "决定日期", "领导小组研究决定日期")
    selected: Date = column("入选年度", "入选时间", "入选日期", "选拔年度", "纳入时间")
    township_leader: Text = column(
        "挂钩乡镇领导",
        "挂钩领导",
        "乡镇领导",
        "乡镇挂钩领导",
        "挂钩联系/乡镇领导",
        "挂钩乡(镇)领导",
    )
    talent: Text = column("结对实用人才", "实用人才", "挂钩联系/实用人才", "结对人才")
    worker: Text = column("服务工作人员", "工作人员", "服务人员", "挂钩联系/工作人员")
    envoy: Text = column("科技特派员", "指导科技特派员", "挂钩联系/科技特派员")
    alliance: Text = column(
        "产业联盟", "联盟", "所属联盟", "所在联盟", "加入联盟", codes="alliance"
    )
    political_training: Text = column(
        "政治理论培训", "培训情况/政治理论", "政治理论", "培训/政治理论"
    )
    business_training: Text = column(
        "创新创业培训", "培训情况/创新创业", "创新创业", "培训/创新创业"
    )
    visit: Text = column(
        "实地参观考察", "实地考察", "参观考察", "培训情况/参观考察", "培训/参观考察"
    )
    financed: YesNo = column("是否金融支持", "金融支持", "是否获得贷款", "是否贷款")
    loan: Amount = column("贷款金额", "贷款额度", "金融支持金额", unit="万元")
    status: Text = column("状态", "在册状态", "管理状态", "动态管理", codes="leader_status")
    removed: Date = column("退出时间", "退出日期", "调出时间", "移出时间")
    remark: Text = column("备注", "说明")
