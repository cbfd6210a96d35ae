"""结对帮扶表: counties and the regions that help them, one pair a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.text import Text


class Pairing(Ledger):
    """One county and the region or school that helps it, with what is to be reached."""

    info: ClassVar = LedgerInfo(
        "pairing",
        "结对帮扶表",
        also=("结对帮扶关系表", "结对关系表", "东西部协作结对", "对口支援结对", "技工院校结对",
              "结对帮扶任务", "职业技能结对帮扶"),
        unit="county",
        village="",
        name="partner",
        titled=True,
    )  # fmt: skip

    seq: Text = shared.SEQ
    county: Text = column(
        "受援县", "被帮扶县", "受帮扶县", "受援地区", "重点帮扶县", "县(市、区)",
        "结对县(区)", "结对县区", "西部县区", "协作县", "受帮扶地区", "脱贫县", "结对县", required=True,
        label=True,
    )  # fmt: skip
    partner: Text = column(
        "帮扶方", "结对方", "支援方", "帮扶地区", "支援省市", "协作地区", "结对县(市、区)",
        "帮扶省市", "结对帮扶方",
        "东部结对方", "东部县区", "东部地区", "东部协作地区", "东部结对县区",
    )  # fmt: skip
    school: Text = column(
        "结对院校", "帮扶院校", "结对技工院校", "对口院校", "协作院校", "帮扶学校", "结对学校"
    )
    targets: Text = column(
        "目标任务", "帮扶任务", "具体目标任务", "工作目标", "目标", "主要任务", "帮扶内容",
        own_meaning="what a region takes on for a county",
    )  # fmt: skip
    year: Count = column("年度", "起始年度", "年份")
    remark: Text = shared.REMARK
