"""村名单: the villages and communities of a county, which of them were poor, where people live."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Village(Ledger):
    """A village or community: its township, its kind, its former names."""

    info: ClassVar = LedgerInfo(
        "village",
        "村名单",
        also=("村（社区）名单", "村居名单", "行政村名单", "村社区名单", "村名册", "行政区划"),
        name="",
    )

    seq: Text = column("序号", "编号", "No.")
    county: Text = column("区县", "县", "县(市、区)", "所在县", label=True)
    township: Text = column(
        "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "所在乡镇", "乡", "镇",
        label=True, required=True,
    )  # fmt: skip
    village: Text = column(
        "村(社区)", "村", "行政村", "村名", "村居", "村(居)", "村(社区)名称", required=True
    )
    kind: Text = column("村类型", "村别", "村属性", "村性质", codes="village_kind", required=True)
    rural: YesNo = column("是否有农村人口", "有农村人口", "农村人口")
    former: Text = column("曾用名", "原名", "别名")
    merged: Date = column("撤并日期", "撤并时间", "合并日期")
    remark: Text = column("备注", "说明")
