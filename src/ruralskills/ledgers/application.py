"""培训对象申报名册: who applied to be trained as a leader, one form a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Application(Ledger):
    """An application: the fields of the form, its dates and opinions, and what became of it."""

    info: ClassVar = LedgerInfo(
        "application",
        "培训对象申报名册",
        also=("培训对象申报表", "培训对象申报", "申报名册", "申报花名册", "申报台账", "申报汇总表",
              "申报表汇总", "申报人员名册", "申报人员名单", "申报人员花名册", "遴选名册", "遴选花名册",
              "遴选台账", "遴选汇总表", "遴选名单", "遴选对象", "带头人申报", "带头人遴选"),
        kind="event",
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    county: Text = column("区县", "县", "县(市、区)", "所在县", "县区", label=True)
    county_kind: Text = column(
        "县类型", "县类别", "三类县类型", "三类县类别", "三类县", "所在县类型", codes="county_kind"
    )
    township: Text = column(
        "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "所在乡镇", "乡", "镇", label=True
    )  # fmt: skip
    village: Text = column(
        "村(社区)", "村", "行政村", "所在村", "村名", "村居", "村(居)", label=True
    )
    name: Name = column("姓名", "申报人姓名", "申请人姓名", "申报人", "申请人", required=True)
    sex: Text = column("性别", codes="sex")
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "18位身份证号", "身份证", "证件号码",
        "申报人身份证号", required=True,
    )  # fmt: skip
    age: Count = column("年龄", "周岁")
    ethnicity: Text = column("民族", codes="ethnicity")
    political: Text = column("政治面貌", codes="political")
    education: Text = column("文化程度", "学历", codes="education")
    native_place: Text = column("籍贯")
    address: Text = column("家庭地址", "家庭住址", "住址", "户籍地址", "地址")
    phone: Phone = column("手机号码", "联系电话", "联系方式", "手机号", "手机", "电话", "电话号码")
    qq: Text = column("QQ号", "QQ", "QQ号码")
    wechat: Text = column("微信号", "微信")
    photo: YesNo = column("照片", "免冠照片", "一寸近期免冠照片", "一寸照片", "近期免冠照片")
    identity_kind: Text = column(
        "身份类别", "人员身份", "身份类型", codes="identity_kind", several=True
    )
    identity_text: Text = column("其他身份说明", "身份类别说明", "其他身份", "身份说明")
    selection_kind: Text = column(
        "遴选类别", "遴选范围", "遴选对象类别", "对象类别", "人群类别", codes="selection_kind", several=True
    )  # fmt: skip
    recommended_by: Text = column(
        "推荐主体", "推荐单位", "推荐方", "村级推荐主体", codes="recommended_by", several=True
    )
    experience: YesNo = column("有无创业经历", "是否有创业经历", "创业经历")
    stage: Text = column("创业状态", "创业阶段", codes="stage")
    project: Text = column("(拟)创业项目", "创业项目", "拟创业项目", "创办项目", "项目名称")
    project_place: Text = column("(拟)创业地点", "创业地点", "拟创业地点")
    scale: Text = column(
        "(拟)创业产业规模", "创业产业规模", "拟创业产业规模", "产业规模", "创业规模"
    )
    prospects: Text = column("(拟)创业项目简况及前景分析", "项目简况及前景分析", "创业项目简况")
    in_project_store: YesNo = column("是否入库", "是否进入项目库", "项目是否入库", "进入项目库")
    wants_loan: YesNo = column("是否有贷款意向", "有无贷款意向", "贷款意向")
    loan_amount: Amount = column("贷款意向金额", "意向贷款金额", "意向金额", unit="万元")
    pledge: Text = column(
        "承诺带动脱贫户规模", "承诺带动脱贫户", "承诺带动脱贫户数", "承诺带动规模", "承诺带动户数",
        "承诺带动贫困户规模",
    )  # fmt: skip
    leading_way: Text = column("(拟)带动方式", "带动方式", "拟带动方式", "带动模式")
    signature: YesNo = column(
        "申请人承诺签字", "承诺签字", "本人签字", "申请人签字", "申报人签字", "是否签字"
    )
    village_opinion: Text = column(
        "村委会推荐意见", "村级推荐意见", "村推荐意见", "村级意见", "村委会意见"
    )
    township_opinion: Text = column(
        "乡(镇)推荐意见", "乡镇推荐意见", "乡镇审核意见", "乡级审核意见", "乡(镇)审核意见",
        "镇街审核意见", "乡镇意见",
    )  # fmt: skip
    county_opinion: Text = column(
        "县级扶贫部门审定意见", "县级审定意见", "县级备案意见", "县级意见", "县级部门审定意见",
        "县级乡村振兴部门审定意见",
    )  # fmt: skip
    applied: Date = column("申报日期", "申报时间", "申请日期", "申请时间", "本人申报日期")
    village_recommended: Date = column("村推荐日期", "村级推荐日期", "村推荐时间", "村级推荐时间")
    township_reviewed: Date = column(
        "乡镇审核日期", "乡级审核日期", "镇审核日期", "乡镇审核时间", "镇街审核日期", "乡镇推荐日期"
    )
    county_filed: Date = column(
        "县级备案日期", "县备案日期", "县级备案时间", "区级备案日期", "县级审定日期", "备案日期"
    )
    filled: Date = column("填报日期", "填报时间", "填表日期", "填表时间")
    political_review: Text = column("政审情况", "政审", "政审结果", "政审意见", "品行情况")
    credit: Text = column("征信情况", "征信", "信用记录", "个人信用记录", "信用情况", "征信结果")
    conduct: Text = column(
        "有无违法违纪", "违法违纪情况", "有无违法违规违纪", "有无违法违规违纪和重大安全事故",
        "违法违规违纪情况", "有无违法违规违纪事件", "违法违纪", "有无重大安全事故",
    )  # fmt: skip
    status: Text = column(
        "办理状态", "状态", "申报状态", "审核状态", "遴选状态", "遴选结果", "办理结果",
        codes="application_status",
    )  # fmt: skip
    remark: Text = column("备注", "说明")
