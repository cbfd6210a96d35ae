"""村名单: the villages and communities of a county, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Village(Ledger):
    """One village or community: township, kind and former names."""

    info: ClassVar = LedgerInfo(
        "village",
        "村名单",
        also=("村（社区）名单", "村居名单", "行政村名单", "村社区名单", "村名册", "行政区划"),
        name="",
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = column(*shared.TOWNSHIP_HEADERS, label=True, required=True)
    village: Text = column(*shared.VILLAGE_HEADERS, required=True)
    kind: Text = column(
        *shared.VILLAGE_KIND_HEADERS, codes="village_kind", required=True,
        own_meaning="a row is the village itself",
    )  # fmt: skip
    rural: YesNo = column(
        *shared.RURAL_HEADERS,
        own_meaning="yes or no, not a number of people",
        weak=("农村人口",),
    )
    former: Text = column("曾用名", "原名", "别名")
    merged: Date = column("撤并日期", "撤并时间", "合并日期")
    remark: Text = shared.REMARK
