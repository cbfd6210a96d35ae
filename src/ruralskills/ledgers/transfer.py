"""转移就业台账: who has gone to work where, one a row."""

from typing import ClassVar

from ruralskills.ledgers.person import Person
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.values.amount import Amount
from ruralskills.values.partial_date import Date
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Transfer(Person):
    """Somebody at work away from his land: with whom, where, since when, whether new this year."""

    info: ClassVar = LedgerInfo(
        "transfer",
        "转移就业台账",
        also=("转移就业花名册", "转移就业名册", "转移就业人员", "务工台账", "外出务工台账", "就业台账",
              "务工人员台账", "务工人员花名册", "劳动力就业台账", "稳定就业人员", "务工花名册",
              "转移就业登记", "劳务输出台账", "转移就业名单"),
    )  # fmt: skip

    employer: Text = column(
        "务工单位", "务工企业名称", "就业单位", "务工企业", "用工单位", "企业名称", "单位名称"
    )
    place: Text = column(
        "务工地点", "务工所在地", "就业地点", "转移就业地点", "务工所在县", "务工地", "就业地",
        "务工地区",
    )  # fmt: skip
    job: Text = column("从事工种", "务工岗位", "就业工种", "从事行业", "工作岗位", "岗位")
    way: Text = column("转移就业方式", "就业渠道", "输出方式", "就业方式", "组织方式")
    starts: Date = column(
        "就业时间", "务工开始时间", "转移就业时间", "上岗时间", "外出务工时间", "外出时间", "开始时间",
        "务工时间/开始", "务工时间/起", "就业开始时间", "务工起始时间",
    )  # fmt: skip
    ends: Date = column(
        "返乡时间", "务工结束时间", "结束时间", "离岗时间", "务工时间/结束", "务工时间/止"
    )
    months: Quantity = column("务工月数", "累计务工月数", "务工时间", "务工时长", unit="月")
    monthly_pay: Amount = column("月收入", "月工资", "月均工资", "月工资收入", unit="元")
    newly: YesNo = column("是否新增", "是否当年新增", "本年新增", "是否新增转移就业")
    relocated: YesNo = column("是否易地搬迁", "易地搬迁", "是否易地扶贫搬迁")
    status: Text = column("就业状态", "务工状态", "状态", "在岗状态")
    remark: Text = column("备注", "说明")
