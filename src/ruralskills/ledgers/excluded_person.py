"""排除人员名单: people whom a subsidy is not for, as other departments list them, one a row."""

from typing import Any, ClassVar, Final

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text

_KINDS: Final = regex(
    "财政供养|在校学生|在校生|死亡|服刑|城乡居民基本?养老|城镇职工基本?养老|职工基本?养老|企业职工养老|养老"
)
"""Kinds of people of whom a whole list may be; the word that says more comes first."""


class ExcludedPerson(Ledger):
    """Somebody on a list of 财政供养人员, 在校学生, the dead, the imprisoned or the pensioned."""

    info: ClassVar = LedgerInfo(
        "excluded_person",
        "排除人员名单",
        also=("不予补贴人员", "不享受补贴人员", "财政供养人员", "在校学生名单", "在校生名单",
              "死亡人员", "服刑人员", "养老待遇", "养老金领取", "排除名单"),
    )  # fmt: skip

    seq: Text = column("序号", "编号")
    county: Text = column("区县", "县", "县(市、区)", "县区", label=True)
    township: Text = column("镇街", "乡镇", "乡(镇)", "镇(街道)", "乡镇(街道)", label=True)
    village: Text = column("村(社区)", "村", "行政村", "村名", label=True)
    name: Name = column("姓名", "人员姓名", "学生姓名", "死者姓名", required=True)
    sex: Text = column("性别", codes="sex")
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "证件号码", "身份证", required=True
    )
    category: Text = column(
        "人员类别", "排除类别", "排除原因", "名单类别", "类别", "人员类型", "险种", "险种类型"
    )
    workplace: Text = column("工作单位", "所在单位", "单位名称", "单位", "学校", "就读学校")
    since: Date = column("起始时间", "起始日期", "死亡日期", "死亡时间", "入学时间", "待遇开始时间")
    data_date: Date = column("名单日期", "数据日期", "导出日期", "截至日期", "数据时间")
    remark: Text = column("备注", "说明")

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """A list of one kind of people says so in its title."""
        kinds = {found[0] for found in _KINDS.finditer(title)}
        return {"category": kinds.pop()} if len(kinds) == 1 else {}
