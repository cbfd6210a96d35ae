"""区划名单: the townships and villages of a county, past and present, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, in_order
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Region(Ledger):
    """One area of any level: name, parent, former names, first and last day."""

    info: ClassVar = LedgerInfo(
        "region",
        "区划名单",
        also=("行政区划名单", "区划表", "区划代码表", "乡镇村名单"),
        unit="parent",
        village="name",
        name="",
    )
    relations: ClassVar = Relations(orders=(in_order("since", "until"),))

    seq: Text = shared.SEQ
    level: Text = column("级别", "区划级别", "层级", "行政级别", "行政层级", required=True)
    name: Text = column("名称", "区划名称", "行政区划名称", "地名", required=True)
    parent: Text = column(
        "所属", "所属区划", "上级", "上级区划", "隶属", "所属上级", "所属乡镇(县)", "上级名称"
    )
    aliases: Text = column("曾用名", "原名", "别名", "旧名", own_meaning="of an area of any level")
    code: Text = column("区划代码", "行政区划代码", "统计用区划代码", "代码")
    kind: Text = column(
        "是否贫困村", "村类型", "是否脱贫村", codes="village_kind",
        own_meaning="a row is the village itself",
    )  # fmt: skip
    rural: YesNo = column("是否有农村人口", "有农村人口")
    rural_population: Count = column("农村人口", "农村人口数", "乡村人口", unit="人")
    since: Date = column(
        "启用日期", "启用时间", "设立日期", "生效日期", "起始日期",
        own_meaning="since when an area exists", planned=True,
    )  # fmt: skip
    until: Date = column(
        "停用日期", "停用时间", "撤销日期", "撤并日期", "撤并时间", "失效日期", "截止日期",
        own_meaning="until when an area existed", planned=True,
    )  # fmt: skip
    remark: Text = shared.REMARK
