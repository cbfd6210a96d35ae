"""指标解释表: definitions of the quarterly report's figures, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.text import Text


class IndicatorDefinition(Ledger):
    """One indicator of the quarterly report: unit, definition and data source."""

    info: ClassVar = LedgerInfo(
        "indicator_definition",
        "指标解释表",
        also=("指标解释", "指标说明", "指标口径"),
        unit="",
        village="",
        name="indicator",
        titled=True,
        note="表样据通知附件名称整理，以本单位印发表样为准",
    )  # fmt: skip

    seq: Text = shared.SEQ
    indicator: Text = column("指标名称", "指标", required=True)
    measure: Text = column(
        "计量单位", own_meaning="an indicator's unit of measurement", weak=("单位",)
    )
    definition: Text = column(
        "口径解释", "指标解释", "指标口径", "解释", "指标含义", "口径", "统计口径", "指标说明",
        required=True,
    )  # fmt: skip
    source: Text = column(
        "数据来源", "资料来源", "取数来源", "数据提供部门", "指标来源", "填报依据"
    )
    period: Text = column(
        "累计/当期", "统计周期", "报告期", "累计或当期", "统计方式", "统计时段", "统计频率"
    )
    remark: Text = shared.REMARK
