"""致富带头人台账: the leaders who take poor households along, one a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Leader(Ledger):
    """A 致富带头人: who, what business, which households, in stock or removed."""

    info: ClassVar = LedgerInfo(
        "leader",
        "致富带头人台账",
        also=("带头人台账", "带头人名册", "带头人花名册", "带头人信息", "带头人档案", "带头人统计",
              "致富带头人名单", "带头人库"),
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    county: Text = column(
        "区县", "县", "县(市、区)", "县(市、区、旗)", "所在县", "县区", label=True
    )
    township: Text = column(
        "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "乡镇(区)", "所在乡镇", "乡",
        "所属乡镇", "镇", label=True,
    )  # fmt: skip
    village: Text = column(
        "村(社区)", "村", "行政村", "所在村", "村名", "村居", "村(居)委会", "村(居)", "村社区",
        "所属村", label=True,
    )  # fmt: skip
    village_kind: Text = column(
        "村类型", "村别", "村属性", "是否贫困村", "村性质", codes="village_kind"
    )
    name: Name = column("姓名", "带头人姓名", "致富带头人姓名", "带头人/姓名", required=True)
    sex: Text = column("性别", codes="sex")
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "18位身份证号", "身份证", "证件号码",
        "带头人身份证号", "带头人/身份证号", required=True,
    )  # fmt: skip
    age: Count = column("年龄", "周岁")
    ethnicity: Text = column("民族", codes="ethnicity")
    political: Text = column("政治面貌", codes="political")
    education: Text = column("文化程度", "学历", codes="education")
    phone: Phone = column("联系电话", "手机号码", "联系方式", "手机号", "手机", "电话", "电话号码")
    identity_kind: Text = column(
        "身份类别", "人员身份", "身份类型", codes="identity_kind", several=True
    )
    entity_kind: Text = column("主体类别", "主体类型", "经营主体类型", "经营主体类别")
    entity_name: Text = column("主体名称", "经营主体名称", "企业名称", "合作社名称", "创办主体名称")
    credit_code: CreditCode = column("统一社会信用代码", "信用代码", "社会信用代码")
    industry: Text = column("产业类型", "从事产业", "产业", "主导产业")
    project: Text = column("创办项目", "创业项目", "(拟)创业项目", "项目名称", "从事项目")
    scale: Text = column("产业规模", "规模", "经营规模", "创业规模")
    years_in_business: Count = column("从业年限", unit="年")
    income: Amount = column(
        "年经营收入", "年经营收入(收益)", "年收入", "经营收入", "年产值", unit="万元"
    )
    stage: Text = column("创业状态", "创业阶段", codes="stage")
    applied: Date = column("申报日期", "申报时间", "申请日期", "申请时间", "本人申报日期")
    village_recommended: Date = column("村推荐日期", "村级推荐日期", "村推荐时间", "村级推荐时间")
    township_reviewed: Date = column(
        "乡镇审核日期", "乡级审核日期", "镇审核日期", "乡镇审核时间", "镇街审核日期", "乡镇推荐日期"
    )
    county_filed: Date = column(
        "县级备案日期", "县备案日期", "县级备案时间", "区级备案日期", "县级审定日期", "备案日期"
    )
    recognised: Date = column(
        "认定时间", "认定日期", "入库时间", "纳入时间", "选定时间", "认定年月"
    )
    in_system: YesNo = column(
        "是否录入国扶系统", "录入国扶系统", "是否录入系统", "国扶系统录入", "是否录入"
    )
    entered: Date = column("录入时间", "录入日期", "录入国扶系统时间", "系统录入时间")
    leading_way: Text = column("带动方式", "带动模式", "带贫方式", "利益联结方式")
    households_led: Count = column(
        "带动户数", "带动农户数", "带动总户数", "带动户", "带动/户数", "带动情况/户数",
        "带动情况/带动户数", "带动农户/户数", unit="户",
    )  # fmt: skip
    poor_households_led: Count = column(
        "带动贫困户数", "其中贫困户", "其中脱贫户", "其中脱贫(贫困)户", "带动贫困户", "带动脱贫户",
        "带动脱贫户数", "带动贫困户/户数", "带动脱贫户/户数", "带动情况/其中贫困户",
        "带动情况/其中脱贫户", "带动情况/贫困户", "带动情况/带动贫困户", "带动建档立卡户数",
        "带动建档立卡贫困户数", "其中建档立卡贫困户", "带动脱贫户及监测户", unit="户",
    )  # fmt: skip
    people_led: Count = column(
        "带动人数", "带动/人数", "带动情况/人数", "带动贫困户/人数", "带动脱贫户/人数", "带动贫困人口",
        "带动贫困人数", "带动脱贫人口", "带动情况/带动人数", "带动农户/人数", unit="人",
    )  # fmt: skip
    raised: Amount = column("户均增收", "带动户均增收", "户均年增收", unit="元")
    agreement: YesNo = column("带农协议", "带动协议", "是否签订协议", "是否签订带动协议", "协议")
    trained: Text = column("培训时间", "参训时间", "培训日期", "参加培训时间")
    training_base: Text = column("培训基地", "培训机构", "培训单位")
    training_days: Count = column("培训天数", unit="天")
    certificate: Text = column("证书编号", "技能水平/证书", "技能证书", "证书", "技能水平")
    support: Text = column("扶持政策", "享受政策", "享受扶持政策", "扶持政策享受")
    loan: Amount = column("贷款金额", "贷款额度", "创业贷款", unit="万元")
    status: Text = column(
        "状态", "在库状态", "管理状态", "动态管理", "是否在库", codes="leader_status"
    )
    removal_cause: Text = column("退出原因", "删除原因", "移出原因", "退库原因")
    removed: Date = column("退出时间", "退出日期", "删除时间", "移出时间", "退库时间")
    updated: Date = column("更新日期", "更新时间", "动态调整时间", "动态调整日期", "信息更新时间")
    remark: Text = column("备注", "备注说明", "说明")
