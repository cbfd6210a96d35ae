"""任务分解表 and 统计表, read as one long list of figures."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.text import Text


class Figure(Ledger):
    """One figure of a task or statistical table."""

    info: ClassVar = LedgerInfo(
        "figure",
        "任务与统计表",
        also=("任务分解表", "指导计划表", "任务计划表", "统计表", "进展情况表", "任务清单", "任务表",
              "计划表", "分解表", "季报表", "月报表", "汇总表", "进度表", "情况表"),
        unit="unit",
        village="indicator",
        name="",
        note="通知附件未公开的，表样据附件名称整理，以本单位印发表样为准",
    )  # fmt: skip

    unit: Text = column("单位")
    indicator: Text = column("指标")
    period: Text = column("时期")
    measure: Text = column("计量单位")
    value: Amount = column("数值")
