"""M3: targets of every county and of the whole programme."""

import re
from collections.abc import Iterator
from typing import Final

from ruralskills.ledgers import Figure
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce, Target
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

_COUNTY: Final = regex(r"[\u4e00-\u9fff]{2,}(县|旗|区|市)$")
_WHOLE: Final = regex(r"[合总共小]计$|^全|地区$")
_PART: Final = regex("本[年月季]|当[年月季]|新增|计划|任务|目标")
_UNIT: Final = regex(r"\([^()]*\)|（[^（）]*）")


def _of_everywhere(notices: InForce, units: str) -> list[Target]:
    """Return the targets that national notices set for all counties or the country."""
    targets = (target for n in notices.notices if n.everywhere for target in n.targets)
    return [target for target in targets if target.unit == units]


def _is_about(target: Target, name: str) -> bool:
    bare = re.sub(
        "(任务数|任务|计划数|计划|目标数|目标)$", "", _UNIT.sub("", normalised(name))
    ).strip("/")
    return bare in target.indicator.split("|")


@rule(
    "M314", "有的县还没有", Figure, at="value", carries_out="clauses", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请核对是否漏报；确实没有的，列入下步工作；不具备条件的不用改",
)  # fmt: skip
def county_without_any(table: Table, notices: InForce) -> Iterator[Answer]:
    """力争每县至少有几个的（专项职业能力项目、劳务品牌等），统计表中填得少的县列出来；空着的不算。

    只看累计数，不看本年、本季新增和计划。

    通知：national-2021
    标题：2022年职业技能提升工程情况统计表

    | 县     | 专项职业能力项目 | 应报             |
    | ------ | ---------------- | ---------------- |
    | 云山县 | {2}              |                  |
    | 松林县 | {0}              | 专项职业能力项目 |
    | 合计   | {2}              |                  |
    """
    targets = _of_everywhere(notices, "各县")
    for row in table.rows(Figure) if targets else ():
        unit, name = row.unit or "", row.indicator or ""
        if row.value is None or row.value < 0 or _PART.search(name + table.layout.title):
            continue
        if not _COUNTY.fullmatch(normalised(unit)) or _WHOLE.search(unit):
            continue
        for target in targets:
            if row.value < target.value and _is_about(target, name):
                measure, least = target.measure, f"{target.value}{target.measure}"
                short = format_number(target.value - row.value)
                told = f"{unit}填{format_number(row.value)}{measure}"
                message = f"{told}，每县至少{least}，差{short}{measure}"
                yield row.at("value"), Says(message, clause=target.clause)


_ALL: Final = frozenset({"全国", "全国合计", "合计", "总计"})
_PROGRAMME: Final = regex("国家乡村振兴重点帮扶地区|全国")
_ALL_YEARS: Final = regex("十四五|2021.{0,2}2025")
_PLAN: Final = regex("任务|计划|目标")


@rule(
    "M316", "工程总任务小于方案所列", Figure, at="value", carries_out="clauses", severity=Severity.INFO,
    nature=Nature.HINT, remedy="请与实施方案核对；只列一年、一部分地区的不用改", foldable=False,
)  # fmt: skip
def programme_below_its_targets(table: Table, notices: InForce) -> Iterator[Answer]:
    """工程在“十四五”期间的总目标；只看全国五年的任务表，各省各县各年的分解表不比，多于的不提。

    通知：national-2021
    标题：国家乡村振兴重点帮扶地区职业技能提升工程“十四五”任务表

    | 地区 | 职业技能培训（人次） | 技能大师工作室（个） | 应报                 |
    | ---- | -------------------- | -------------------- | -------------------- |
    | 全国 | {2800000}            | {105}                | 职业技能培训（人次） |
    | 某省 | {280000}             | {10}                 |                      |
    | 某县 | {2800}               | {1}                  |                      |
    """
    title = normalised(table.layout.title)
    if not (_PROGRAMME.search(title) and _ALL_YEARS.search(title) and _PLAN.search(title)):
        return
    targets = _of_everywhere(notices, "全国")
    for row in table.rows(Figure):
        name, value = row.indicator or "", row.value
        if normalised(row.unit or "") not in _ALL or value is None:
            continue
        for target in targets:
            if _is_about(target, name) and value < target.value:
                gap = target.value - value
                message = f"填{value:f}{target.measure}，方案为{target.value}{target.measure}，少{gap:f}{target.measure}"
                yield row.at("value"), Says(message, clause=target.clause)
