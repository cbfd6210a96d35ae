"""人口信息名册: the persons of the national system as it exports them, one a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text


class RegisterPerson(Ledger):
    """A person of a registered household, in the export's own 47 columns or in a list made of it."""

    info: ClassVar = LedgerInfo(
        "register_person",
        "人口信息名册",
        also=("已脱贫人口名单", "脱贫人口名单", "脱贫人口名册", "脱贫人口信息", "人口信息",
              "家庭成员信息", "建档立卡人口", "贫困人口名册", "贫困人口信息", "监测对象人口"),
    )  # fmt: skip

    seq: Text = column("序号", "编号")
    data_date: Date = column("数据日期", "导出日期", "数据时间", "导出时间")
    province: Text = column("省", "省份", label=True)
    city: Text = column("市", "地市", label=True)
    county: Text = column("县", "区县", "县(市、区)", "县区", label=True)
    township: Text = column("乡", "乡镇", "乡(镇)", "镇街", "镇(街道)", "乡镇(街道)", label=True)
    village: Text = column("村", "行政村", "村(社区)", "村名", label=True)
    group: Text = column("自然村", "村民组", "组", label=True)
    household_number: Text = column("户编号", "户号")
    person_number: Text = column("人口编号", "人编号")
    name: Name = column("姓名", "成员姓名", required=True)
    sex: Text = column("性别", codes="sex")
    born: Text = column("出生日期", "出生年月")
    paper: Text = column("证件类型")
    id_number: IdentityNumber = column(
        "证件号码", "身份证号", "身份证号码", "公民身份号码", "成员证件号码", required=True
    )
    people: Text = column("人数", "家庭人口", "家庭人口数")
    ethnicity: Text = column("民族")
    household_phone: Text = column("户联系电话")
    phone: Text = column("成员联系电话", "人联系电话", "联系电话")
    year: Text = column("年度")
    relation: Text = column("与户主关系")
    education: Text = column("文化程度")
    schooling: Text = column("在校生状况")
    labour: Text = column("劳动技能", "劳动能力")
    months_at_work: Text = column("务工时间(月)", "务工时间", "务工月数")
    health: Text = column("健康状况")
    political: Text = column("政治面貌")
    employer: Text = column("务工企业名称")
    allowance: Text = column("是否享受低保", "低保")
    pension_employees: Text = column("是否参加城镇职工基本养老保险")
    illness_insurance: Text = column("是否参加大病保险")
    rural_medical: Text = column(
        "是否参加新型农村合作医疗", "是否参加城乡居民基本医疗保险",
        "是否参加新型农村合作医疗(城乡居民基本医疗保险)",
    )  # fmt: skip
    pension_residents: Text = column("是否参加城乡居民基本养老保险")
    left_school: Text = column("失学或辍学原因")
    mandarin: Text = column("是否会讲普通话")
    commercial_insurance: Text = column("是否参加商业补充医疗保险")
    abroad: Text = column("是否国外务工")
    sector: Text = column("产业分类")
    illness_relief: Text = column("是否接受大病医疗救助")
    other_health: Text = column("是否接受其他健康扶贫", "是否接受其他健康帮扶")
    post_kind: Text = column("公益性岗位类型", "公益性岗位")
    post_months: Text = column("公益性岗位(月数)", "公益性岗位月数")
    work_channel: Text = column("就业渠道", "务工渠道")
    disability: Text = column("残疾类别")
    work_place: Text = column("务工所在地")
    head_name: Text = column("户主姓名", "户主")
    head_id: Text = column("户主证件号码", "户主身份证号", "户主身份证号码")
    medical_employees: Text = column("是否参加城镇职工基本医疗保险")
    destitute: Text = column("是否特困供养人员")
    disability_year: Text = column("残疾证办证年度")
    mark: Text = column("识别标准")
    poverty_cause: Text = column("致贫原因1", "致贫原因", "主要致贫原因")
    unsafe_house: Text = column("危房户", "是否危房户")
    safe_water: Text = column("是否解决安全饮用水")
    income: Text = column("人均纯收入")
    first_registered: Date = column("首次识别时间", "识别时间")
    registered: Date = column("人员识别时间")
    household_kind: Text = column(
        "户类型", "户属性", "贫困户属性", "脱贫户属性", "脱贫属性", codes="household_kind"
    )
    monitored_kind: Text = column(
        "易返贫致贫户(监测对象)类型", "监测对象类型", "监测对象类别", "监测类型"
    )
    risk_cleared: Text = column("风险是否消除", "风险是否已消除")
    monitored: Date = column("风险识别时间", "监测识别时间")
    cleared: Date = column("风险消除时间")
    remark: Text = column("备注", "说明")
