"""Q6: task tables against the notice that sets the task."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Final

from ruralskills.facts.townships import sender_of
from ruralskills.ledgers import Figure
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce, Notice, Target
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_WHOLE: Final = regex(r".*(合计|总计|共计|总数)$|^全[省市县区]$")
_SUM: Final = "合计"
_TASK_TITLE: Final = regex(r"任务|计划|分解|目标")
_DONE: Final = regex(r"完成|累计|本季|本月|进度|进展|实际|结业|已")


def _is_task(table: Table, indicator: str) -> bool:
    """Return True if a figure sets a task, and does not report what was done."""
    if _DONE.search(indicator):
        return False
    title = normalised(table.layout.title + table.sheet)
    return bool(re.search(r"任务|计划|目标", indicator)) or (
        bool(_TASK_TITLE.search(title)) and not _DONE.search(title)
    )


_TASK: Final = "(任务数|任务|计划数|计划|目标数|目标)"
_YEAR_OF_TASK: Final = "(年度|全年|[0-9]{4}年)?"


def _is_about(target: Target, indicator: str) -> bool:
    """Return True if a column or row is about the indicator of a target.

    Words of a task, and those of its year before them, may stand with the name.
    """
    names = target.indicator.split("|")
    plain = (re.sub(words, "", indicator).strip("/") for words in (_TASK, _YEAR_OF_TASK + _TASK))
    return indicator in names or any(name in names for name in plain)


def _tasks(table: Table, notices: InForce) -> Iterator[tuple[Figure, Target, Decimal]]:
    """Yield each figure of a task, with the notice's target for the same unit."""
    pairs = [
        (notice, target)
        for notice in notices.notices
        if not notice.everywhere
        for target in notice.targets
    ]
    rows = list(table.rows(Figure)) if pairs else []
    units = {row.unit or "" for row in rows}
    name = table.unit_name
    for row in rows:
        unit, indicator = row.unit or "", row.indicator or ""
        if row.value is None or not _is_task(table, indicator):
            continue
        for notice, target in pairs:
            if not _is_about(target, indicator):
                continue
            if not _is_same_year(target, row.period or "", table.year):
                continue
            is_total = target.unit == _SUM and _WHOLE.match(unit)
            is_part = target.unit != _SUM and "" != name(unit) == name(target.unit)
            if is_part or (is_total and _covers_notice(table, notice, units)):
                yield row, target, Decimal(row.value)
                break


_NAMES_ALL: Final = regex("全[省市县区]|各[市县区乡镇部单]")
_SMALLER: Final = regex("[^各乡村](镇|乡|街道|局|村|社区|中心|学校|职校|公司|基地)(?![镇街乡村])")
_LEADS: Final = regex("人社|人力资源|扶贫|乡村振兴|领导小组|人民政府$|政府办")
"""Words of offices that report for their whole county."""
_WORDS_APART: Final = regex("农村|乡村|贫困村|脱贫村|村级|培训基地|(乡镇|镇街)")
_VILLAGE: Final = regex(r"(村|社区|组)$")
_OF_A_COUNTY: Final = regex(r"(镇|乡|街道|办事处|局|委|中心|学校|职校|妇联)$")
"""Endings of townships and departments: a table of several is their county's."""


def _covers_notice(table: Table, notice: Notice, units: set[str]) -> bool:
    """Return True if the sum of a table is that of the place bound by the notice.

    A county's table under the province's notice, or a township's under the county's, sums its own.
    """
    parts = {unit for unit in units if unit and not _WHOLE.match(unit)}
    of_notice = {table.unit_name(target.unit) for target in notice.targets} - {""}
    if of_notice:
        listed = [unit for unit in parts if table.unit_name(unit) in of_notice]
        return 2 * len(listed) >= len(parts) or any(
            _OF_ALL.fullmatch(unit) and notice.places[0].endswith(unit[1]) for unit in units
        )
    title, unit = normalised(table.layout.title), sender_of(table)
    heading = title if _LEADS.search(unit) else f"{title} {unit}"
    for place in notice.places:
        heading = heading.replace(place, "")
    if _SMALLER.search(_WORDS_APART.sub("", heading)):
        return False
    if parts and all(map(_VILLAGE.search, parts)):
        return False
    if _NAMES_ALL.search(title) or any(place in title for place in notice.places):
        return True
    return len(parts) > 1 and all(map(_OF_A_COUNTY.search, parts))


_OF_ALL: Final = regex("全[省市县区]合计")


def _is_same_year(target: Target, period: str, year: int | None) -> bool:
    if target.year is None:
        return True
    match = re.match(r"(\d{4})", period)
    return (int(match[1]) if match else year) in (target.year, None)


@rule(
    "Q601", "任务数小于通知下达数", Figure, at="value",
    remedy="请核对有无漏分的单位或填错的数；分解到各单位的任务合计不能少于下达数", foldable=False,
)  # fmt: skip
def task_below_the_notice(table: Table, notices: InForce) -> Iterator[Answer]:
    """任务分解表的合计不能少于通知下达的任务；多于的只作提示。下级自己的分解表不比。

    通知：shanxi-2021
    标题：2021年各市乡村振兴致富带头人培训任务指导计划表

    | 市       | 指导计划（人） | 应报           |
    | -------- | -------------- | -------------- |
    | 太原市   | {3000}         |                |
    | 大同市   | {3000}         |                |
    | 全省合计 | {6000}         | 指导计划（人） |
    """
    tasks = [each for each in _tasks(table, notices) if each[1].unit == _SUM]
    gaps = {target: target.value - value for _, target, value in tasks}
    for row, target, value in tasks:
        if value != target.value and gaps[target] != _gap_of_parts(target, gaps):
            unit = target.measure
            gap = abs(gaps[target])
            if value < target.value:
                message = f"填{value}{unit}，通知下达{target.value}{unit}，少{gap}{unit}"
                clause = notices.clause(target.clause)
                # A task is short from the day it is handed down, not from the end of its year.
                is_due = clause is not None and clause.severity == "target"
                severity = Severity.ERROR if is_due else None
                says = Says(message, severity=severity, clause=target.clause)
            else:
                says = Says(
                    f"填{value}{unit}，比通知下达的{target.value}{unit}多{gap}{unit}",
                    severity=Severity.INFO,
                    nature=Nature.HINT,
                    remedy="自行加码的不用改",
                    clause=target.clause,
                )
            yield row.at("value"), says


def _gap_of_parts(target: Target, gaps: Mapping[Target, Decimal]) -> Decimal | None:
    """Return the gaps of the tasks that add up to a target, None without these.

    The years add up to their plan, 贫困村 and 非贫困村 to 小计.  A part that is short makes its whole
    short: that is said once.
    """
    stems = {
        name.removesuffix(end)
        for name in target.indicator.split("|")
        for end in ("小计", "合计")
        if name.endswith(f"/{end}")
    }
    parts = [
        part
        for part in gaps
        if part is not target
        and part.measure == target.measure
        and (
            part.year is not None
            if target.year is None
            else any(name.startswith(tuple(stems)) for name in part.indicator.split("|"))
        )
    ]
    is_whole = sum(part.value for part in parts) == target.value
    return sum((gaps[part] for part in parts), Decimal()) if is_whole else None


_DONE_WORDS: Final = regex(
    r"^(累计完成|累计|实际完成|实际|已完成|完成|已)|/(累计|实际)?完成(数|人数)?$|(完成数|完成人数|累计)$"
)
_OF_A_SPELL: Final = regex(r"本季|本月|当期|当月|率|占比|%|计划|任务|目标")


def _name_of_done(indicator: str) -> str:
    """Return the name of what is done in all, empty for other figures.

    >>> _name_of_done("累计完成培训人数"), _name_of_done("培训人数/完成数"), _name_of_done("本季完成培训人数")
    ('培训人数', '培训人数', '')
    """
    if _OF_A_SPELL.search(indicator) or not _DONE_WORDS.search(indicator):
        return ""
    return _DONE_WORDS.sub("", indicator).strip("/")


@rule(
    "Q606", "完成数没有达到任务", Figure, at="value", carries_out="deadlines", nature=Nature.SHORTFALL,
    remedy="请核对有无漏报；没有完成的，抓紧办理并说明原因", foldable=False,
)  # fmt: skip
def done_below_the_task(table: Table, notices: InForce) -> Iterator[Answer]:
    """通知写明期限的任务，期限以前完成数不足的作提醒，过了期限仍不足的未达标；下级自己的表不比合计。

    通知：样例
    标题：样例县2020年培训完成情况统计表
    截至：2021-02-10

    | 乡镇 | 累计完成样例培训人数（人） | 应报                       |
    | ---- | -------------------------- | -------------------------- |
    | 甲镇 | {60}                       |                            |
    | 乙镇 | {39}                       |                            |
    | 合计 | {99}                       | 累计完成样例培训人数（人） |
    """
    for notice in notices.notices:
        rows = list(table.rows(Figure)) if notice.deadlines else []
        units = {row.unit or "" for row in rows}
        for target, row in product(notice.deadlines, rows):
            if row.value is None or _name_of_done(
                row.indicator or ""
            ) not in target.indicator.split("|"):
                continue
            years = {target.year, target.deadline.year if target.deadline else None, None}
            is_whole = target.unit == _SUM and _WHOLE.match(row.unit or "")
            is_part = target.unit != _SUM and "" != table.unit_name(
                row.unit or ""
            ) == table.unit_name(target.unit)
            if table.year not in years or not (is_part or is_whole):
                continue
            gap = target.value - row.value
            if gap > 0 and (is_part or _covers_notice(table, notice, units)):
                asked = f"{target.deadline}前应完成{target.value}{target.measure}"
                message = f"完成{row.value}{target.measure}，{asked}，差{gap}{target.measure}"
                says = Says(message, clause=target.clause, deadline=target.deadline)
                yield row.at("value"), says


@rule(
    "M303", "各县计划合计少于全市计划", Figure, at="value", carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请核对有无漏列的县；分解到各县的合计一般不少于全市计划", foldable=False,
)  # fmt: skip
def counties_plan_less_than_their_city(table: Table, notices: InForce) -> Iterator[Answer]:
    """市里分解到各县的计划，合计一般不少于通知附件给本市的计划；只有几个县的表不比。

    通知：shanxi-2021
    标题：忻州市2021年致富带头人培训任务指导计划表

    | 县（市、区） | 指导计划（人） | 应报           |
    | ------------ | -------------- | -------------- |
    | 忻府区       | {170}          |                |
    | 定襄县       | {600}          |                |
    | 全市合计     | {770}          | 指导计划（人） |
    """
    heading = normalised(table.layout.title) + sender_of(table)
    cities = {t.unit: t for n in notices.notices for t in n.targets if t.unit != _SUM}
    in_heading = [t for unit, t in cities.items() if unit.endswith("市") and unit in heading]
    if len(in_heading) != 1:
        return
    [city] = in_heading
    for row in table.rows(Figure):
        indicator = row.indicator or ""
        if row.unit not in _WHOLE_CITY or row.value is None:
            continue
        gap = city.value - row.value
        if gap > 0 and _is_task(table, indicator) and _is_about(city, indicator):
            plan = f"附件1给{city.unit}的计划为{city.value}人"
            yield row.at("value"), f"各县合计{row.value}人，{plan}，少{gap}人"


_WHOLE_CITY: Final = frozenset({"全市合计", "全市", "全市总计", "合计", "总计"})


@rule(
    "Q602", "与通知附件所列计划不同", Figure, at="value", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请与通知附件核对；经批准调整过的不用改", foldable=False,
)  # fmt: skip
def plan_differs_from_the_annex(table: Table, notices: InForce) -> Iterator[Answer]:
    """通知附件列明各市计划的，逐市核对；附件是指导计划，不同的只作提示。

    通知：shanxi-2021
    标题：2021年各市乡村振兴致富带头人培训任务指导计划表

    | 市     | 指导计划（人） | 应报           |
    | ------ | -------------- | -------------- |
    | 太原市 | {100}          |                |
    | 大同市 | {700}          | 指导计划（人） |
    | 朔州市 | {300}          |                |
    """
    for row, target, value in _tasks(table, notices):
        if target.unit != _SUM and value != target.value:
            gap = value - target.value
            side = "多" if gap > 0 else "少"
            message = (
                f"填{value}{target.measure}，通知附件为{target.value}{target.measure}，"
                f"{side}{abs(gap)}{target.measure}"
            )
            hint = Says(message, severity=Severity.INFO, nature=Nature.HINT, clause=target.clause)
            yield row.at("value"), hint
