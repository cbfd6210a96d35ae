"""Fields that several ledgers share, and their headers.

A ledger writes ``township: Text = shared.TOWNSHIP``, or where it differs
``township: Text = column(*shared.TOWNSHIP_HEADERS, "承办乡镇", label=True)``.  A header that says
which ledger it is (学徒姓名, 带头人身份证号) stays with that ledger, for it is known by it.  The
headers named ``_WEAK`` fit other things as well: a column takes them as its ``weak`` ones.
"""

from __future__ import annotations

from typing import Any, Final

from ruralskills.model.fields import column
from ruralskills.text.lazy_regex import regex

# The formatter would give each header a line of its own.
# fmt: off

# Place

SEQ_HEADERS: Final = ("序号", "编号", "No.", "NO.", "NO", "顺序号", "顺号", "序")
SEQ: Final = column(*SEQ_HEADERS)
PROVINCE: Final = column("省", "省份", label=True)
CITY: Final = column("市", "地市", label=True)
COUNTY_HEADERS: Final = ("区县", "县", "县(市、区)", "县(市、区、旗)", "所在县", "县区")
COUNTY: Final = column(*COUNTY_HEADERS, label=True)
TOWNSHIP_HEADERS: Final = (
    "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "乡镇(区)", "所在乡镇",
    "所属乡镇", "乡", "镇", "镇街名称",
)
TOWNSHIP: Final = column(*TOWNSHIP_HEADERS, label=True)
VILLAGE_HEADERS: Final = (
    "村(社区)", "村", "行政村", "所在村", "所属村", "村名", "村居", "村(居)", "村(居)委会",
    "村社区", "村组", "村(社区)名称",
)
VILLAGE: Final = column(*VILLAGE_HEADERS, label=True)
VILLAGE_GROUP: Final = column("自然村", "村民组", "组", label=True)
VILLAGE_KIND_HEADERS: Final = ("村类型", "村别", "村属性", "村性质", "是否贫困村", "是否脱贫村")
VILLAGE_KIND: Final = column(*VILLAGE_KIND_HEADERS, codes="village_kind")
RURAL_HEADERS: Final = ("是否有农村人口", "有农村人口")
REMARK_HEADERS: Final = ("备注", "说明", "备注说明", "备考", "附注")
REMARK: Final = column(*REMARK_HEADERS)

# Person

NAME_HEADERS: Final = ("姓名", "人员姓名")
NAME: Final = column(*NAME_HEADERS, required=True)
ID_NUMBER_HEADERS: Final = (
    "身份证号", "身份证号码", "公民身份号码", "18位身份证号", "身份证", "证件号码",
)
ID_NUMBER: Final = column(*ID_NUMBER_HEADERS, required=True)
SEX: Final = column("性别", codes="sex")
AGE: Final = column("年龄", "周岁")
BORN: Final = column("出生日期", "出生年月", "出生年月日", "出生时间", "生日")
ETHNICITY: Final = column("民族", codes="ethnicity")
POLITICAL: Final = column("政治面貌", codes="political")
EDUCATION_HEADERS: Final = ("文化程度", "学历")
EDUCATION: Final = column(*EDUCATION_HEADERS, codes="education")
IDENTITY_KIND: Final = column(
    "身份类别", codes="identity_kind", several=True, weak=("人员身份", "身份类型"),
)
PHONE_HEADERS: Final = ("联系电话", "手机号码", "联系方式", "手机号", "手机", "电话", "电话号码")
PHONE: Final = column(*PHONE_HEADERS)
ADDRESS_HEADERS: Final = ("家庭住址", "家庭地址", "住址", "户籍地址", "地址")
ADDRESS: Final = column(*ADDRESS_HEADERS)
BANK_HEADERS: Final = ("开户行", "开户银行", "开户银行名称")
BANK: Final = column(*BANK_HEADERS)
ACCOUNT_HEADERS: Final = (
    "银行卡号", "社保卡号", "银行账号", "账号", "一卡通账号", "卡号", "开户账号", "对公账号",
    "对公账户",
)
ACCOUNT: Final = column(*ACCOUNT_HEADERS)
ACCOUNT_HOLDER_HEADERS: Final = ("持卡人", "卡主", "卡主姓名", "户名", "账户名")

# Household

HEAD_NAME_HEADERS: Final = ("户主", "户主姓名")
HEAD_NAME: Final = column(*HEAD_NAME_HEADERS)
HEAD_ID_HEADERS: Final = ("户主证件号码", "户主身份证号", "户主身份证号码")
HEAD_ID: Final = column(*HEAD_ID_HEADERS)
RELATION: Final = column("与户主关系")
HOUSEHOLD_NUMBER_HEADERS: Final = ("户编号", "户编码")
HOUSEHOLD_NUMBER_WEAK: Final = ("户号",)
HOUSEHOLD_NUMBER: Final = column(*HOUSEHOLD_NUMBER_HEADERS, weak=HOUSEHOLD_NUMBER_WEAK)
HOUSEHOLD_KIND_HEADERS: Final = (
    "户类型", "户属性", "贫困户属性", "脱贫户属性", "脱贫属性", "贫困户类型", "低收入类型",
        "农户类型", "农户类别", "农户属性", "家庭类型", "家庭类别", "脱贫户/监测户", "户别", "户性质", "脱贫(监测)类型", "帮扶对象类型",
)
HOUSEHOLD_KIND: Final = column(*HOUSEHOLD_KIND_HEADERS, codes="household_kind")
PERSONS_HOUSEHOLD_KIND: Final = column(
    *HOUSEHOLD_KIND_HEADERS, codes="household_kind", weak=("人员类别",),
)
HOUSEHOLD_SIZE_HEADERS: Final = ("家庭人口", "家庭人口数", "家庭人数", "人口数")
SETTLEMENT: Final = column("安置区", "安置点", "所在安置区", "安置区名称", "易地搬迁安置区")
RELOCATED: Final = column("是否易地搬迁", "是否易地扶贫搬迁", weak=("易地搬迁",))

# Household and person in the exports of the national system

DATA_DATE_HEADERS: Final = ("数据日期", "导出日期", "数据时间", "导出时间")
DATA_DATE: Final = column(*DATA_DATE_HEADERS)
POVERTY_CAUSE_HEADERS: Final = ("致贫原因", "主要致贫原因", "致贫原因1")
UNSAFE_HOUSE_HEADERS: Final = ("是否危房户", "是否危房", "危房户")
SAFE_WATER: Final = column("是否解决安全饮用水")
POVERTY_STANDARD: Final = column("识别标准")
FIRST_REGISTERED: Final = column(
    "首次识别时间", "识别时间", "纳入时间", own_meaning="registered as poor, not as a leader",
)
MONITORED_KIND: Final = column(
    "易返贫致贫户(监测对象)类型", "监测对象类型", "监测对象类别", "监测类型",
)
RISK_CLEARED: Final = column("风险是否消除", "风险是否已消除")
MONITORED: Final = column("风险识别时间", "监测识别时间")
CLEARED: Final = column("风险消除时间")

# Enterprise and leader's business

CREDIT_CODE: Final = column("统一社会信用代码", "信用代码", "社会信用代码", "企业信用代码")
EMPLOYER_HEADERS: Final = ("企业名称", "用工企业", "用工单位", "用人单位")
EMPLOYER_WEAK: Final = ("单位名称",)
EMPLOYER_AFTER_TRAINING: Final = column(
    "就业单位", "培训后就业单位", "现就业单位", "就业去向", "务工单位",
)
JOB_HEADERS: Final = ("岗位名称", "岗位", "工作岗位", "工种")
MONTHLY_PAY_HEADERS: Final = ("月收入", "月工资", "月均工资", "月工资收入")
REGISTERED: Final = column("登记时间", "登记日期", "摸底时间", "采集时间", "发布时间")
ENTITY_NAME: Final = column(
    "主体名称", "经营主体名称", "企业名称", "合作社名称", "创办主体名称", "经营主体",
    own_meaning="the leader's own business",
)
INDUSTRY_HEADERS: Final = ("产业类型", "从事产业", "产业", "主导产业", "产业名称")
INDUSTRY: Final = column(*INDUSTRY_HEADERS)
SCALE_HEADERS: Final = ("产业规模", "规模", "经营规模", "创业规模", "生产规模")
SCALE: Final = column(*SCALE_HEADERS)
PROJECT_HEADERS: Final = (
    "创办项目", "创业项目", "(拟)创业项目", "拟创业项目", "项目名称", "从事项目",
)
STAGE: Final = column("创业状态", "创业阶段", codes="stage")
LEADING_WAY_HEADERS: Final = ("带动方式", "带动模式", "带贫方式", "利益联结方式")
LEADER_STATUS: Final = column(
    "状态", "在库状态", "在册状态", "管理状态", "是否在库",
    codes="leader_status", blank_says_no=True, weak=("动态管理",),
)
LOAN_HEADERS: Final = ("贷款金额", "贷款额度", "获得贷款金额")
LOAN_WEAK: Final = ("创业贷款",)
REMOVED: Final = column("退出时间", "退出日期", "删除时间", "移出时间", "退库时间", "调出时间")

# Application and selection

APPLIED_HEADERS: Final = (
    "申报日期", "申报时间", "申请日期", "申请时间", "本人申报日期", "个人申请日期", "个人申请时间",
)
APPLIED: Final = column(*APPLIED_HEADERS)
VILLAGE_RECOMMENDED: Final = column("村推荐日期", "村级推荐日期", "村推荐时间", "村级推荐时间")
TOWNSHIP_REVIEWED: Final = column(
    "乡镇审核日期", "乡级审核日期", "镇审核日期", "乡镇审核时间", "镇街审核日期", "乡镇推荐日期",
)
COUNTY_FILED: Final = column(
    "县级备案日期", "县备案日期", "县级备案时间", "区级备案日期", "县级审定日期", "备案日期",
)
ANNOUNCED: Final = column("发布公告日期", "公告日期", "发布公告时间", "公告时间")
JOINTLY_REVIEWED: Final = column("有关部门协审日期", "部门协审日期", "协审日期", "协审时间")
DECIDED: Final = column("研究决定日期", "研究决定时间", "决定日期", "领导小组研究决定日期")
SELECTED_HEADERS: Final = ("入选年度", "入选时间", "入选日期", "选拔年度")
SELECTED: Final = column(*SELECTED_HEADERS)
PREVIOUS_ROUND_HEADERS: Final = ("上轮入选", "是否上轮入选", "是否上轮")
TOWNSHIP_LEADER_HEADERS: Final = (
    "挂钩乡镇领导", "挂钩乡(镇)领导", "挂钩领导", "乡镇领导", "乡镇挂钩领导", "联系乡镇领导",
    "乡镇联系领导", "联系领导", "挂钩联系/乡镇领导",
)
TOWNSHIP_LEADER: Final = column(*TOWNSHIP_LEADER_HEADERS)

# Training

CLASS_NAME_HEADERS: Final = (
    "班次名称", "培训班名称", "班级名称", "班次", "培训班", "班级", "班名", "培训班次", "班期",
)
CLASS_NUMBERS: Final = ("期次", "培训期次")
"""Headers that name a class where nothing else does, and are no name beside one."""
CLASS_NAME: Final = column(*CLASS_NAME_HEADERS, weak=CLASS_NUMBERS)
CATEGORY_HEADERS: Final = ("班次类别", "培训班类别", "培训类别", "班次类型", "培训班类型")
CATEGORY: Final = column(*CATEGORY_HEADERS)
BUSINESS_KIND_HEADERS: Final = ("培训类型", "创业培训类型")
TRAINING_FORM: Final = column("培训形式", "培训组织形式", codes="training_form")
TRADE_HEADERS: Final = (
    "培训工种", "工种", "培训专业", "专业", "职业(工种)",
)
TRADE_WEAK: Final = ("培训项目", "培训内容")
TRADE: Final = column(*TRADE_HEADERS, weak=TRADE_WEAK)
LEVEL_HEADERS: Final = ("培训等级", "技能等级", "培训层次", "工种等级")
LEVEL_WEAK: Final = ("等级",)
LEVEL: Final = column(*LEVEL_HEADERS, weak=LEVEL_WEAK)
DEPARTMENT_HEADERS: Final = ("责任部门", "牵头部门", "培训部门", "主办部门", "组织部门")
DEPARTMENT: Final = column(*DEPARTMENT_HEADERS, label=True)
AGENCY_HEADERS: Final = ("培训机构", "培训基地", "培训单位", "承训机构", "培训学校", "培训单位名称")
AGENCY: Final = column(*AGENCY_HEADERS)
PLACE_HEADERS: Final = ("培训地点", "办班地点", "授课地点", "上课地点", "教学地点", "地点")
PLACE: Final = column(*PLACE_HEADERS)
TEACHER_HEADERS: Final = (
    "授课教师", "授课老师", "教师", "任课教师", "培训教师", "主讲人", "老师", "讲师",
)
TEACHER_WEAK: Final = ("师资",)
TEACHER: Final = column(*TEACHER_HEADERS, weak=TEACHER_WEAK)
HELD_HEADERS: Final = ("培训时间", "培训起止时间", "起止日期", "培训日期", "办班时间")
HELD_WEAK: Final = ("起止时间",)
HELD: Final = column(*HELD_HEADERS, weak=HELD_WEAK)
STARTS_HEADERS: Final = (
    "开班日期", "开班时间", "开始日期", "开始时间", "培训开始日期", "培训开始时间", "培训起始日期",
    "起始日期", "起始时间", "培训时间/起", "培训时间/开始", "培训时间/开班", "培训时间/开班日期",
    "培训时间/开始日期", "起止时间/起", "起止时间/开始", "起止日期/开班", "起止日期/开始",
)
STARTS: Final = column(*STARTS_HEADERS, planned=True)
ENDS_HEADERS: Final = (
    "结业日期", "结业时间", "结束日期", "结束时间", "结班日期", "结课时间", "培训结束日期",
    "培训结束时间", "培训终止日期", "终止日期", "终止时间", "培训时间/止", "培训时间/结束",
    "培训时间/结业", "培训时间/结业日期", "培训时间/结束日期", "起止时间/止", "起止时间/结束",
    "起止日期/结业", "起止日期/结束",
)
ENDS: Final = column(*ENDS_HEADERS, planned=True)
DAYS: Final = column(
    "培训天数", "实际天数", "实际培训天数", "天数", "总天数", "培训天数/合计", "培训天数/小计",
    "培训天数/总天数", "天数/合计", unit="天",
)
HOURS_HEADERS: Final = (
    "总课时", "课时", "课时数", "课时合计", "培训课时", "课时/合计", "课时/总课时", "课时/小计",
    "课时安排/合计", "课时数/合计", "培训课时/合计",
)
TRAINED_HEADERS: Final = (
    "培训人数", "参训人数", "参加人数", "学员人数", "培训人数/合计", "人数/培训", "人数/参训",
    "人数/培训人数", "人数/参训人数",
)
TRAINED: Final = column(*TRAINED_HEADERS, unit="人")
EXAMINED_HEADERS: Final = ("考核人数", "鉴定人数", "参加鉴定人数", "参加考核人数", "人数/鉴定")
PASSED_HEADERS: Final = ("合格人数", "鉴定合格人数", "考核合格人数", "人数/合格", "人数/合格人数")
EXAM_HEADERS: Final = ("考核日期", "鉴定日期", "考核时间", "鉴定时间", "考试日期")
EXAM: Final = column(*EXAM_HEADERS, planned=True)
CERTIFICATE: Final = column("证书编号", "结业证书编号", "证书号", "证书号码")
CERTIFICATE_ISSUED: Final = column("发证日期", "发证时间", "取证日期", "取证时间", "证书获取时间")
PROBLEM_HEADERS: Final = (
    "发现问题", "存在问题", "问题描述", "存在的问题", "发现的问题", "问题", "主要问题",
)
WISH_HEADERS: Final = ("培训意愿", "培训需求", "意愿工种", "意向培训工种", "培训意向")

# Money

STANDARD_HEADERS: Final = ("补贴标准", "培训补贴标准", "补贴标准(元/人)")
STANDARD_WEAK: Final = ("标准",)
SUBSIDY_HEADERS: Final = ("补贴金额",)
SUBSIDY_WEAK: Final = ("培训补贴", "职业培训补贴")
APPRAISAL_SUBSIDY: Final = column(
    "鉴定补贴", "考核补贴", "鉴定补贴金额", "职业技能鉴定补贴", "考核鉴定补贴", unit="元",
)
PAID_HEADERS: Final = (
    "发放日期", "发放时间", "拨付日期", "拨付时间", "支付日期", "支付时间", "付款日期", "到账日期",
    "打卡日期",
)
PAID: Final = column(*PAID_HEADERS)
SOURCE_HEADERS: Final = ("资金来源", "来源渠道", "资金渠道", "资金来源渠道")
TRAVEL_ALLOWANCE: Final = column(
    "交通补助", "交通补贴", "交通费补助", "交通费补贴", "一次性交通补助", "一次性交通补贴", "路费补贴",
    unit="元",
)
PURPOSE: Final = column("资金用途", "用途", "规定用途", "使用方向")
PAYEE_HEADERS: Final = ("收款单位", "收款方", "收款人", "收款单位(人)")
REFUND_OF_HEADERS: Final = (
    "原凭证号", "原支付凭证号", "冲销凭证号", "冲减凭证号", "对应原凭证", "对应支付凭证",
)
MONTH_HEADERS: Final = ("月份", "所属月份", "发放月份")
UNTIL_HEADERS: Final = ("有效期", "有效期至", "截止日期", "截止时间", "到期日期")

# fmt: on

_POOR: Final = regex("(贫困|建档立卡)(人|户|群众|劳动力|学生|大学生|家庭)")
"""Titles of sheets whose people are all of poor households."""


_OF_ONE_CLASS: Final = regex(
    r"([^、，]*(?<![-—~至到、和及\d一二三四五六七八九十])第?(?:\d+|[一二三四五六七八九十]+)期[^、，]{0,20}?)"
    r"(?:学员)?(?:电话|跟踪|随机|现场|日常)?(?:抽查|检查|督查|巡查|回访)"
)
"""Titles of records about one class."""


def class_by_title(title: str) -> dict[str, Any]:
    """Return the class that a title of records names by its number, if it names one.

    >>> class_by_title("第1期电焊班抽查记录"), class_by_title("2020年培训班抽查记录")
    ({'class_name': '第1期电焊班'}, {})
    >>> class_by_title("第1-3期电焊班抽查记录")
    {}
    """
    found = _OF_ONE_CLASS.match(title)
    return {"class_name": found[1]} if found else {}


def poor_by_title(title: str) -> dict[str, Any]:
    """Return the kind of household that a title states for all rows, if it states one."""
    return {"household_kind": "贫困户"} if _POOR.search(title) else {}
