"""Q6: task tables against the notice that sets the task."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.diagnostic import Nature, Severity
from ruralskills.ledgers import Figure
from ruralskills.notice import InForce, Target
from ruralskills.rule import Says, rule
from ruralskills.table import Table
from ruralskills.values import folded

_WHOLE: Final = re.compile(r".*(合计|总计|共计|总数)$|^全[省市县区]$")
_TASK_TITLE: Final = re.compile(r"任务|计划|分解|目标")
_DONE: Final = re.compile(r"完成|累计|本季|本月|进度|进展|实际|结业|已")


def _is_task(table: Table, indicator: str) -> bool:
    """Whether a figure sets a task, and does not report what was done."""
    if _DONE.search(indicator):
        return False
    title = folded(table.layout.title + table.sheet)
    return bool(re.search(r"任务|计划|目标", indicator)) or (
        bool(_TASK_TITLE.search(title)) and not _DONE.search(title)
    )


def _bare(indicator: str) -> str:
    return re.sub(
        r"(年度|全年|\d{4}年)?(任务数|任务|计划数|计划|目标数|目标)", "", indicator
    ).strip("/")


def _about(target: Target, indicator: str) -> bool:
    """Whether a column or row is about the indicator of a target."""
    names = target.indicator.split("|")
    return indicator in names or _bare(indicator) in names


def _targets(table: Table, notices: InForce) -> Iterator[tuple[int, Target, Decimal]]:
    """Each figure that sets a task, with the notice's figure for the same unit and indicator."""
    for position in range(len(table)):
        unit = str(table.value(position, "unit") or "")
        indicator = str(table.value(position, "indicator") or "")
        value = table.value(position, "value")
        if not isinstance(value, Decimal | int) or not _is_task(table, indicator):
            continue
        period = str(table.value(position, "period") or "")
        for target in notices.targets:
            if not _about(target, indicator) or not _same_year(target, period, table.year):
                continue
            whole = target.unit == "合计"
            if unit == target.unit or (whole and _WHOLE.match(unit)):
                yield position, target, Decimal(value)
                break


def _same_year(target: Target, period: str, year: int | None) -> bool:
    if target.year is None:
        return True
    written = re.match(r"(\d{4})", period)
    return (int(written[1]) if written else year) in (target.year, None)


@rule(
    "Q601", "任务数小于通知下达数", Figure, at="value",
    remedy="请核对有无漏分的单位或填错的数；分解到各单位的任务合计不能少于下达数", foldable=False,
)  # fmt: skip
def task_below_the_notice(table: Table, notices: InForce) -> Iterator[tuple[tuple[int, str], Says]]:
    """任务分解表的合计不能少于通知下达的任务；多于的只作提示。

    通知：shanxi-2021
    标题：2021年各市乡村振兴致富带头人培训任务指导计划表

    | 市       | 指导计划（人） | 应报           |
    | -------- | -------------- | -------------- |
    | 太原市   | {3000}         |                |
    | 大同市   | {3000}         |                |
    | 全省合计 | {6000}         | 指导计划（人） |
    """
    for position, target, value in _targets(table, notices):
        if target.unit == "合计" and value != target.value:
            unit = target.measure
            gap = abs(target.value - value)
            if value < target.value:
                says = Says(
                    f"填{value}{unit}，通知下达{target.value}{unit}，少{gap}{unit}",
                    clause=target.clause,
                )
            else:
                says = Says(
                    f"填{value}{unit}，比通知下达的{target.value}{unit}多{gap}{unit}",
                    severity=Severity.INFO,
                    nature=Nature.HINT,
                    remedy="自行加码的不用改",
                    clause=target.clause,
                )
            yield (position, "value"), says


@rule(
    "Q602", "与通知附件所列计划不同", Figure, at="value", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请与通知附件核对；经批准调整过的不用改", foldable=False,
)  # fmt: skip
def plan_differs_from_the_annex(
    table: Table, notices: InForce
) -> Iterator[tuple[tuple[int, str], Says]]:
    """通知附件列明各市计划的，逐市核对；附件是指导计划，不同的只作提示。

    通知：shanxi-2021
    标题：2021年各市乡村振兴致富带头人培训任务指导计划表

    | 市     | 指导计划（人） | 应报           |
    | ------ | -------------- | -------------- |
    | 太原市 | {100}          |                |
    | 大同市 | {700}          | 指导计划（人） |
    """
    for position, target, value in _targets(table, notices):
        if target.unit != "合计" and value != target.value:
            message = f"填{value}{target.measure}，通知附件为{target.value}{target.measure}"
            yield (
                (position, "value"),
                Says(message, severity=Severity.INFO, nature=Nature.HINT, clause=target.clause),
            )
