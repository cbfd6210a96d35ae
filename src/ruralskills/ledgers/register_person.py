"""人口信息名册: persons as the national system exports them, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, in_order, one_row_by
from ruralskills.model.table import Ledger
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text


class RegisterPerson(Ledger):
    """One person of a registered household, in the export's 47 columns or fewer."""

    info: ClassVar = LedgerInfo(
        "register_person",
        "人口信息名册",
        also=("已脱贫人口名单", "脱贫人口名单", "脱贫人口名册", "脱贫人口信息", "人口信息",
              "家庭成员信息", "建档立卡人口", "贫困人口名册", "贫困人口信息", "监测对象人口"),
    )  # fmt: skip
    relations: ClassVar = Relations(
        people=one_row_by("year", "data_date"),
        orders=(
            in_order("monitored", "cleared"),
            in_order("first_registered", "data_date"),
        ),
    )

    seq: Text = shared.SEQ
    data_date: Date = shared.DATA_DATE
    province: Text = shared.PROVINCE
    city: Text = shared.CITY
    county: Text = column("县", *shared.COUNTY_HEADERS, label=True)
    township: Text = column("乡", *shared.TOWNSHIP_HEADERS, label=True)
    village: Text = column("村", *shared.VILLAGE_HEADERS, label=True)
    group: Text = shared.VILLAGE_GROUP
    household_number: Text = shared.HOUSEHOLD_NUMBER
    person_number: Text = column("人口编号", "人编号")
    name: Name = column(*shared.NAME_HEADERS, "成员姓名", required=True)
    sex: Text = shared.SEX
    born: BirthDate = shared.BORN
    paper: Text = column("证件类型")
    id_number: IdentityNumber = column(
        "证件号码", *shared.ID_NUMBER_HEADERS, "成员证件号码", required=True
    )
    people: Text = column(
        "人数",
        *shared.HOUSEHOLD_SIZE_HEADERS,
        "本户人口",
        "家庭成员数",
        "户人口数",
        own_meaning="the members of a household",
    )
    ethnicity: Text = column("民族")
    household_phone: Text = column("户联系电话", "户主电话", "户主联系电话", "家庭联系电话")
    phone: Text = column("成员联系电话", "人联系电话", *shared.PHONE_HEADERS)
    year: Text = column("年度")
    relation: Text = shared.RELATION
    education: Text = column(*shared.EDUCATION_HEADERS)
    schooling: Text = column("在校生状况")
    labour: Text = column("劳动技能", "劳动能力", own_meaning="a word of the export's list")
    months_at_work: Text = column(
        "务工时间(月)", "务工月数",
        "外出务工月数", "务工月份数", "外出务工时间(月)", own_meaning="as the national system exports it",
        weak=("务工时间",),
    )  # fmt: skip
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
    abroad: Text = column("是否国外务工", "境外就业", "国外就业")
    sector: Text = column("产业分类")
    illness_relief: Text = column("是否接受大病医疗救助")
    other_health: Text = column("是否接受其他健康扶贫", "是否接受其他健康帮扶")
    post_kind: Text = column(
        "公益性岗位类型", "公益性岗位", own_meaning="as the national system exports it"
    )
    post_months: Text = column("公益性岗位(月数)", "公益性岗位月数")
    work_channel: Text = column(
        "就业渠道", "务工渠道", own_meaning="as the national system exports it"
    )
    disability: Text = column("残疾类别")
    work_place: Text = column("务工所在地", own_meaning="as the national system exports it")
    head_name: Text = column("户主姓名", *shared.HEAD_NAME_HEADERS)
    head_id: Text = column(*shared.HEAD_ID_HEADERS)
    medical_employees: Text = column("是否参加城镇职工基本医疗保险")
    destitute: Text = column("是否特困供养人员")
    disability_year: Text = column("残疾证办证年度")
    mark: Text = shared.POVERTY_STANDARD
    poverty_cause: Text = column("致贫原因1", *shared.POVERTY_CAUSE_HEADERS)
    unsafe_house: Text = column("危房户", *shared.UNSAFE_HOUSE_HEADERS)
    safe_water: Text = shared.SAFE_WATER
    income: Text = column("人均纯收入")
    first_registered: Date = shared.FIRST_REGISTERED
    registered: Date = column("人员识别时间")
    household_kind: Text = shared.HOUSEHOLD_KIND
    monitored_kind: Text = shared.MONITORED_KIND
    risk_cleared: Text = shared.RISK_CLEARED
    monitored: Date = shared.MONITORED
    cleared: Date = shared.CLEARED
    remark: Text = shared.REMARK
