"""户信息名册: the households of the national system as it exports them, one a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text


class RegisterHousehold(Ledger):
    """A registered household, in the export's own columns or in a list made of it."""

    info: ClassVar = LedgerInfo(
        "register_household",
        "户信息名册",
        also=("家庭基本信息", "户基本信息", "脱贫户信息", "贫困户信息", "监测户信息", "脱贫户名册",
              "脱贫户名单", "贫困户名册", "监测户名册", "监测户名单", "建档立卡户名册",
              "建档立卡户名单", "建档立卡贫困户名册"),
        name="head_name",
        id_field="head_id",
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
    head_name: Name = column("户主姓名", "户主", "姓名", required=True)
    head_id: IdentityNumber = column(
        "户主证件号码", "户主身份证号", "户主身份证号码", "证件号码", "身份证号", "身份证号码",
        required=True,
    )  # fmt: skip
    paper: Text = column("证件类型", "户主证件类型")
    people: Text = column("家庭人口数", "家庭人口", "人数", "人口数")
    household_phone: Text = column("户联系电话", "联系电话")
    year: Text = column("年度")
    household_kind: Text = column(
        "户类型", "户属性", "贫困户属性", "脱贫户属性", "脱贫属性", codes="household_kind"
    )
    monitored_kind: Text = column(
        "易返贫致贫户(监测对象)类型", "监测对象类型", "监测对象类别", "监测类型"
    )
    risk_cleared: Text = column("风险是否消除", "风险是否已消除")
    monitored: Date = column("风险识别时间", "监测识别时间")
    cleared: Date = column("风险消除时间")
    first_registered: Date = column("首次识别时间", "识别时间", "纳入时间")
    out_of_poverty: Text = column("脱贫年度", "脱贫时间")
    mark: Text = column("识别标准")
    poverty_cause: Text = column("主要致贫原因", "致贫原因", "致贫原因1")
    other_cause: Text = column("其他致贫原因")
    bank: Text = column("开户银行名称", "开户银行", "开户行")
    account: Text = column("银行卡号", "银行账号")
    two_daughters: Text = column("是否双女户")
    only_child: Text = column("是否独生子女户")
    soldiers_family: Text = column("是否军烈属")
    wages: Text = column("工资性收入")
    business_income: Text = column("生产经营性收入")
    property_income: Text = column("财产性收入")
    transfer_income: Text = column("转移性收入")
    business_spending: Text = column("生产经营性支出")
    net_income: Text = column("纯收入", "家庭纯收入", "年纯收入")
    income: Text = column("人均纯收入")
    birth_allowance: Text = column("计划生育金")
    allowance: Text = column("低保金", "最低生活保障金")
    destitute: Text = column("特困供养金", "五保金")
    pension: Text = column("养老保险金")
    ecology_allowance: Text = column("生态补偿金")
    other_transfer: Text = column("其他转移性收入")
    cultivated: Text = column("耕地面积")
    irrigated: Text = column("有效灌溉面积")
    forest: Text = column("林地面积")
    returned_forest: Text = column("退耕还林面积")
    orchard: Text = column("林果面积")
    pasture: Text = column("牧草地面积")
    water_area: Text = column("水面面积")
    power: Text = column("是否通生产用电", "是否通生活用电")
    broadcast: Text = column("是否通广播电视")
    safe_water: Text = column("是否解决安全饮用水")
    water_trouble: Text = column("饮水是否困难")
    toilet: Text = column("是否有卫生厕所")
    fuel: Text = column("主要燃料类型")
    road: Text = column("入户路类型")
    road_distance: Text = column("与村主干路距离")
    house_area: Text = column("住房面积")
    unsafe_house: Text = column("是否危房户", "是否危房", "危房户")
    resettled: Text = column("是否搬迁户", "是否易地扶贫搬迁户")
    cooperative: Text = column("是否加入农民专业合作组织", "是否加入农民专业合作社")
    enterprise_led: Text = column("是否有龙头企业带动")
    leader_led: Text = column("是否有创业致富带头人带动")
    remark: Text = column("备注", "说明")
