"""培训机构和基地名录: bodies that may hold classes, one body and year a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.partial_date import Date
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class TrainingBody(Ledger):
    """One training body or base in one year: level, capacity, licence and assessment."""

    info: ClassVar = LedgerInfo(
        "training_body",
        "培训机构和基地名录",
        also=("培训机构名录", "培训基地名录", "培训机构名单", "培训基地名单", "实训基地名录",
              "实训基地名单", "培训机构台账", "培训基地台账", "定点培训机构", "定点机构", "培训机构目录",
              "培训基地目录", "示范培训基地", "培训基地考核", "培训机构考核", "基地名录"),
        name="name",
        village="",
        titled=True,
    )  # fmt: skip

    seq: Text = shared.SEQ
    county: Text = column(*shared.COUNTY_HEADERS, "所在地", label=True)
    township: Text = shared.TOWNSHIP
    name: Text = column(
        "机构名称", "培训机构名称", "基地名称", "培训基地名称", "机构(基地)名称",
        "培训机构(基地)名称", "实训基地名称", "学校名称", "培训机构", "培训基地",
        required=True, own_meaning="a row is the body itself", weak=("单位名称",),
    )  # fmt: skip
    credit_code: CreditCode = shared.CREDIT_CODE
    level: Text = column(
        "级别", "基地级别", "机构级别", "认定级别", codes="body_level", weak=("等级",)
    )
    year: Count = column("年度", "认定年度", "考核年度", "年份")
    address: Text = column("地址", "机构地址", "基地地址", "办学地址", "培训地址")
    capacity: Count = column(
        "核定规模", "核定培训规模", "年培训能力", "核定人数",
        "可容纳人数", "办学规模", "年培训规模", unit="人",
        weak=("培训能力", "培训规模"),
    )  # fmt: skip
    trades: Text = column(
        "培训工种", "培训专业", "办学项目", "培训项目范围", "专业",
        own_meaning="everything the body may teach",
    )  # fmt: skip
    licence: Text = column("办学许可证号", "许可证号", "办学许可证", "资质证书编号", "资质")
    licence_until: Date = column(
        "许可证有效期", "许可证有效期至", "办学许可证有效期", "有效期至", "资质有效期",
        "许可证到期时间", "许可证截止日期",
        own_meaning="the end of the licence", planned=True,
    )  # fmt: skip
    result: Text = column(
        "考核结果", "考评结果", "年度考核结果", "年度工作考评结果", "考核等次", "评估结果",
        "年检结果", "年审结果",
        codes="body_result",
    )  # fmt: skip
    project_set: Text = column(
        "培训项目确定", "确定培训项目", "培训项目", own_meaning="whether the projects are settled"
    )
    plan: Text = column("培训计划", "制定培训计划", "培训计划制定")
    archive: Text = column("培训档案", "建立培训档案", "培训档案建立")
    entered: Text = column("培训信息录入", "录入培训信息", "信息录入")
    settled: Text = column("培训报账", "完善培训报账", "报账情况")
    competition: YesNo = column("是否竞赛集训基地", "竞赛集训基地")
    head: Text = column("负责人", "法定代表人", "法人代表", "校长", "基地负责人")
    phone: Phone = shared.PHONE
    status: Text = column("状态", "资格状态", "是否在册")
    remark: Text = shared.REMARK
