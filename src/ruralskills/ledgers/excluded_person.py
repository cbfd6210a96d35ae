"""排除人员名单: people not eligible for a subsidy, one a row."""

from typing import Any, ClassVar, Final

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, one_row_by
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text

_KINDS: Final = regex(
    "财政供养|在校学生|在校生|死亡|服刑|城乡居民基本?养老|城镇职工基本?养老|职工基本?养老|企业职工养老|养老"
)
"""Kinds of people that a whole list may consist of, the longer words first."""


class ExcludedPerson(Ledger):
    """One person listed as 财政供养, student, dead, imprisoned or pensioned."""

    info: ClassVar = LedgerInfo(
        "excluded_person",
        "排除人员名单",
        also=("不予补贴人员", "不享受补贴人员", "财政供养人员", "在校学生名单", "在校生名单",
              "死亡人员", "服刑人员", "养老待遇", "养老金领取", "排除名单",
              "不予享受人员", "不享受人员", "不得享受人员", "不予补助人员",
              "不得补贴人员", "不得列为补贴对象", "不得纳入补贴范围", "不予纳入补贴范围",
              "不得申领补贴人员", "不符合补贴条件人员", "不纳入培训人员", "禁止享受补贴人员"),
    )  # fmt: skip
    relations: ClassVar = Relations(people=one_row_by("category", "since"))

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(*shared.NAME_HEADERS, "学生姓名", "死者姓名", required=True)
    sex: Text = shared.SEX
    id_number: IdentityNumber = shared.ID_NUMBER
    born: BirthDate = shared.BORN
    category: Text = column(
        "人员类别", "排除类别", "排除原因", "名单类别", "人员类型", "险种", "险种类型",
        "剔除类别", "剔除原因", "比对结果",
        own_meaning="the list on which the person stands", weak=("类别",),
    )  # fmt: skip
    workplace: Text = column(
        "工作单位", "所在单位", "学校", "就读学校",
        "任职单位", "就业单位",
        own_meaning="where the listed person works or studies", weak=("单位", "单位名称"),
    )  # fmt: skip
    since: Date = column(
        "起始时间", "起始日期", "死亡日期", "死亡时间", "入学时间", "待遇开始时间",
        "生效时间", "起算年月", "起算日期", "起算时间",
        "入职时间", "任职时间", "登记日期", "注册日期", "进入时间", "参加工作时间",
        own_meaning="since when the person is excluded",
    )  # fmt: skip
    data_date: Date = column("名单日期", *shared.DATA_DATE_HEADERS, "截至日期")
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of people that a title names, if it names one kind alone."""
        kinds = {found[0] for found in _KINDS.finditer(title)}
        return {"category": kinds.pop()} if len(kinds) == 1 else {}
