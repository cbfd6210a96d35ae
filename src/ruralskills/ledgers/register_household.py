"""户信息名册: households as the national system exports them, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, in_order, one_row_by
from ruralskills.model.table import Ledger
from ruralskills.values.account import PersonalAccount
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text


class RegisterHousehold(Ledger):
    """One registered household, in the export's own columns or in a list made of it."""

    info: ClassVar = LedgerInfo(
        "register_household",
        "户信息名册",
        also=("家庭基本信息", "户基本信息", "脱贫户信息", "贫困户信息", "监测户信息", "脱贫户名册",
              "脱贫户名单", "贫困户名册", "监测户名册", "监测户名单", "建档立卡户名册",
              "建档立卡户名单", "建档立卡贫困户名册"),
        name="head_name",
        id_field="head_id",
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
    head_name: Name = column(
        "户主姓名", *shared.HEAD_NAME_HEADERS, "姓名", required=True,
        own_meaning="a row is a household",
    )  # fmt: skip
    head_id: IdentityNumber = column(
        *shared.HEAD_ID_HEADERS, "证件号码", "身份证号", "身份证号码", required=True,
        own_meaning="a row is a household",
    )  # fmt: skip
    paper: Text = column("证件类型", "户主证件类型")
    people: Text = column(
        "家庭人口数", *shared.HOUSEHOLD_SIZE_HEADERS,
        own_meaning="the members of a household", weak=("人数",),
    )  # fmt: skip
    household_phone: Text = column("户联系电话", "联系电话", own_meaning="a row is a household")
    year: Text = column("年度")
    household_kind: Text = shared.HOUSEHOLD_KIND
    monitored_kind: Text = shared.MONITORED_KIND
    risk_cleared: Text = shared.RISK_CLEARED
    monitored: Date = shared.MONITORED
    cleared: Date = shared.CLEARED
    first_registered: Date = shared.FIRST_REGISTERED
    out_of_poverty: Text = column("脱贫年度", "脱贫时间")
    mark: Text = shared.POVERTY_STANDARD
    poverty_cause: Text = column("主要致贫原因", *shared.POVERTY_CAUSE_HEADERS)
    other_cause: Text = column("其他致贫原因")
    bank: Text = column("开户银行名称", *shared.BANK_HEADERS)
    account: PersonalAccount = shared.ACCOUNT
    two_daughters: Text = column("是否双女户")
    only_child: Text = column("是否独生子女户")
    soldiers_family: Text = column("是否军烈属")
    wages: Text = column("工资性收入", "工资收入", "务工收入")
    business_income: Text = column(
        "生产经营性收入",
        "生产经营收入",
        "经营性收入",
    )
    property_income: Text = column("财产性收入")
    transfer_income: Text = column("转移性收入", "转移收入")
    business_spending: Text = column("生产经营性支出")
    net_income: Text = column("纯收入", "家庭纯收入", "年纯收入", "家庭年纯收入")
    income: Text = column("人均纯收入", "家庭人均收入", "家庭收入/人均", "人均收入")
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
    safe_water: Text = shared.SAFE_WATER
    water_trouble: Text = column("饮水是否困难")
    toilet: Text = column("是否有卫生厕所")
    fuel: Text = column("主要燃料类型")
    road: Text = column("入户路类型")
    road_distance: Text = column("与村主干路距离")
    house_area: Text = column("住房面积")
    unsafe_house: Text = column(*shared.UNSAFE_HOUSE_HEADERS)
    resettled: Text = column("是否搬迁户", "是否易地扶贫搬迁户")
    cooperative: Text = column("是否加入农民专业合作组织", "是否加入农民专业合作社")
    enterprise_led: Text = column("是否有龙头企业带动")
    leader_led: Text = column("是否有创业致富带头人带动")
    remark: Text = shared.REMARK
