"""工作记录台账: meetings, bulletins, patrols and reports of an office, one a row."""

from typing import Any, ClassVar, Final

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex
from ruralskills.values.date_range import Dates
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text

_OF_ONE_KIND: Final = regex(
    "(会议|例会|通报|调度|巡查|督查|督导|抽查|跟班锻炼|跟班学习)(工作|情况)?(记录|台账|登记)"
)
"""Titles of logs of one kind of thing, which their rows need not name."""


class DutyLog(Ledger):
    """One meeting, bulletin, patrol or report: unit, date, and the period it is about."""

    info: ClassVar = LedgerInfo(
        "duty_log",
        "工作记录台账",
        also=("工作记录", "工作台账", "会议记录", "会议台账", "例会记录", "通报记录", "通报台账",
              "调度记录", "调度台账", "巡查记录", "巡查台账", "督查记录", "督导记录", "抽查记录",
              "跟班锻炼记录", "跟班锻炼台账"),
        unit="unit",
        village="",
        name="matter",
        kind="event",
    )  # fmt: skip

    seq: Text = shared.SEQ
    matter: Text = column(
        "事项", "工作事项", "记录事项", "事项名称", "工作内容", "工作名称", "会议名称", "会议内容",
        "活动名称", "活动内容", "通报名称", "通报内容", "通报事项", "调度内容", "调度事项",
        "巡查内容", "巡查事项", "督查内容", "督导内容", "检查内容", "记录内容", required=True,
        own_meaning="what is logged",
    )  # fmt: skip
    unit: Text = column(
        "单位", "召开单位", "主办单位", "组织单位", "开展单位", "承办单位", "报送单位",
        "通报单位", "巡查单位", "督查单位", "责任部门", "乡镇", "乡(镇)", "镇街",
        "镇(街道)", "乡镇(街道)", "乡镇(部门)", "部门(乡镇)", "单位(部门)",
        own_meaning="whoever met or reported, townships included", weak=("单位名称", "部门"),
    )  # fmt: skip
    held: Dates = column(
        "日期", "召开日期", "召开时间", "会议日期", "会议时间", "开展日期", "开展时间",
        "通报日期", "通报时间", "印发日期", "印发时间", "调度日期", "调度时间", "巡查日期",
        "巡查时间", "督查日期", "督查时间", "检查日期", "检查时间", "记录日期", "记录时间",
        "起止时间", "起止日期", own_meaning="the day or days of anything that is logged",
        weak=("时间",),
    )  # fmt: skip
    term: Text = column(
        "时期", "所属时期", "期次", "时期/期次", "期别", "报告期", "所属期", "季度", "所属季度",
        "月份", "所属月份", "年度",
        "所属时段", "报告时段", "所属期间", "时段", own_meaning="the period that an entry is about",
    )  # fmt: skip
    topic: Text = column(
        "主题", "会议主题", "议题", "会议议题", "主要内容", "内容", "内容摘要", "活动主题"
    )
    document: Text = column("文号", "通报文号", "文件号", "发文字号", "文件名称", "文件名称及文号")
    sent: Date = column("报送时间", "报送日期", "上报时间", "上报日期")
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of thing that the title says is logged."""
        found = _OF_ONE_KIND.search(title)
        return {"matter": found[1]} if found else {}
