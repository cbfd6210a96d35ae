"""培训对象申报名册: applications to be trained as a leader, one form a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, one_row_by, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.paragraphs import Paragraphs
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Application(Ledger):
    """One application: the form's fields, dates and opinions, and its outcome."""

    info: ClassVar = LedgerInfo(
        "application",
        "培训对象申报名册",
        also=("培训对象申报表", "培训对象申报", "申报名册", "申报花名册", "申报台账", "申报汇总表",
              "申报表汇总", "申报人员名册", "申报人员名单", "申报人员花名册", "遴选名册", "遴选花名册",
              "遴选台账", "遴选汇总表", "遴选名单", "遴选对象", "带头人申报", "带头人遴选",
              "带头人培训报名", "带头人培训申请", "带头人报名", "带头人申请", "培训对象报名"),
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("applied", "filled"),
        people=one_row_by("applied"),
        orders=(
            usually_in_order("applied", "village_recommended", "township_reviewed", "county_filed"),
        ),
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    county_kind: Text = column(
        "县类型", "县类别", "三类县类型", "三类县类别", "三类县", "所在县类型", codes="county_kind"
    )
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(
        *shared.NAME_HEADERS, "申报人姓名", "申请人姓名", "申报人", "申请人", required=True
    )
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(*shared.ID_NUMBER_HEADERS, "申报人身份证号", required=True)
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    ethnicity: Text = shared.ETHNICITY
    political: Text = shared.POLITICAL
    education: Text = shared.EDUCATION
    native_place: Text = column("籍贯")
    address: Text = column("家庭地址", *shared.ADDRESS_HEADERS)
    phone: Phone = column("手机号码", *shared.PHONE_HEADERS)
    qq: Text = column("QQ号", "QQ", "QQ号码")
    wechat: Text = column("微信号", "微信")
    photo: YesNo = column("照片", "免冠照片", "一寸近期免冠照片", "一寸照片", "近期免冠照片")
    identity_kind: Text = shared.IDENTITY_KIND
    identity_text: Text = column("其他身份说明", "身份类别说明", "其他身份", "身份说明")
    selection_kind: Text = column(
        "遴选类别", "遴选范围", "遴选对象类别", "对象类别", "人群类别",
        "选拔类别", "推选类别", codes="selection_kind",
        several=True, own_meaning="the group from which applicants are chosen",
    )  # fmt: skip
    recommended_by: Text = column(
        "推荐主体",
        "推荐单位",
        "推荐方",
        "村级推荐主体",
        "推荐方式",
        codes="recommended_by",
        several=True,
    )
    experience: YesNo = column(
        "有无创业经历", "是否有创业经历", "曾否创业", "创业经历情况", weak=("创业经历",)
    )
    stage: Text = shared.STAGE
    project: Text = column(
        "(拟)创业项目",
        *shared.PROJECT_HEADERS,
        "项目意向",
        "意向项目",
        "打算创办项目",
        "计划发展项目",
        "现从事项目",
    )
    project_place: Text = column("(拟)创业地点", "创业地点", "拟创业地点")
    scale: Text = column(
        "(拟)创业产业规模", "创业产业规模", "拟创业产业规模", *shared.SCALE_HEADERS
    )
    prospects: Paragraphs = column(
        "(拟)创业项目简况及前景分析", "项目简况及前景分析", "创业项目简况"
    )
    in_project_store: YesNo = column("是否入库", "是否进入项目库", "项目是否入库", "进入项目库")
    wants_loan: YesNo = column("是否有贷款意向", "有无贷款意向", weak=("贷款意向",))
    loan_amount: Amount = column("贷款意向金额", "意向贷款金额", "意向金额", unit="万元")
    pledge: Text = column(
        "承诺带动脱贫户规模", "承诺带动脱贫户", "承诺带动脱贫户数", "承诺带动规模", "承诺带动户数",
        "承诺带动贫困户规模",
    )  # fmt: skip
    leading_way: Paragraphs = column("(拟)带动方式", *shared.LEADING_WAY_HEADERS, "拟带动方式")
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
    applied: Date = shared.APPLIED
    village_recommended: Date = shared.VILLAGE_RECOMMENDED
    township_reviewed: Date = shared.TOWNSHIP_REVIEWED
    county_filed: Date = shared.COUNTY_FILED
    filled: Date = column("填报日期", "填报时间", "填表日期", "填表时间")
    political_review: Text = column("政审情况", "政审", "政审结果", "政审意见", "品行情况")
    credit: Text = column("征信情况", "征信", "信用记录", "个人信用记录", "信用情况", "征信结果")
    conduct: Text = column(
        "有无违法违纪", "违法违纪情况", "有无违法违规违纪", "有无违法违规违纪和重大安全事故",
        "违法违规违纪情况", "有无违法违规违纪事件", "违法违纪", "有无重大安全事故",
    )  # fmt: skip
    status: Text = column(
        "办理状态", "申报状态", "审核状态", "遴选状态", "遴选结果", "办理结果",
        codes="application_status", weak=("状态",),
    )  # fmt: skip
    form: Text = column("来源", "来源文件", own_meaning="the form that a row was read from")
    remark: Text = shared.REMARK
