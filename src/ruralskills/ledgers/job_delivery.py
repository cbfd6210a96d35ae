"""送工送岗台账: who was brought to which post, and how he is doing there, one a row."""

from typing import ClassVar

from ruralskills.ledgers.person import Person
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.values.amount import Amount
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class JobDelivery(Person):
    """Somebody whom the township brought to work: to whom, when, whether he stayed, who asked."""

    info: ClassVar = LedgerInfo(
        "job_delivery",
        "送工送岗台账",
        also=("送工送岗花名册", "送工送岗名册", "送工送岗人员", "送工送岗情况", "送岗台账", "送岗花名册",
              "送岗人员", "推荐就业台账", "推荐就业花名册", "送工送岗登记", "送工送岗名单"),
    )  # fmt: skip

    employer: Text = column(
        "送岗企业",
        "用工企业",
        "企业名称",
        "用工单位",
        "接收企业",
        "推荐企业",
        "送岗单位",
        "务工单位",
    )
    job: Text = column("送岗岗位", "岗位名称", "岗位", "推荐岗位", "工种")
    delivered: Date = column(
        "送岗时间", "送岗日期", "送工时间", "推荐时间", "送工送岗时间", "送达时间"
    )
    starts: Date = column("上岗时间", "到岗时间", "入职时间")
    monthly_pay: Amount = column("月工资", "月收入", "工资待遇", unit="元")
    status: Text = column("在岗状态", "是否在岗", "在岗情况", "目前状态", codes="job_status")
    left: Date = column("脱岗时间", "离岗时间", "离职时间")
    leaving_cause: Text = column("脱岗原因", "离岗原因", "未在岗原因", "离职原因")
    followed_up: Date = column("回访时间", "回访日期", "跟踪回访时间")
    follow_up: Text = column("回访情况", "跟踪回访情况", "回访结果")
    remark: Text = column("备注", "说明")
