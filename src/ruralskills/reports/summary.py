"""The sentence that sums up a check."""

from __future__ import annotations

from ruralskills.model.findings import Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports import unchecked


def verdict(outcome: Outcome) -> str:
    """Return the number of findings of each nature, or that there are none.

    What was not read is named beside it, for nothing was found there either.
    """
    waived = len(outcome.waived_by_office)
    found = f"{_findings(outcome)}，另有{waived}条已豁免" if waived else _findings(outcome)
    unread = unchecked.counts(outcome)
    return f"{found}；{unread}" if unread else found


def _findings(outcome: Outcome) -> str:
    if outcome.findings:
        counts = outcome.by_nature()
        return "、".join(
            f"{nature.label}{counts[nature.value]}条" for nature in Nature if counts[nature.value]
        )
    if not outcome.tables:
        return "没有找到可检查的表"
    if outcome.rules_broken:
        return "已完成的检查未发现问题，但有规则运行出错，结果不完整"
    extent = "已查的部分" if unchecked.counts(outcome) else ""
    is_known = len(outcome.waived) > len(outcome.waived_by_office)
    return f"{extent}{'未发现新的问题' if is_known else '未发现问题'}"


def extent(outcome: Outcome) -> str:
    """Return the number of files, tables and rows checked."""
    files = sum(status.status == "read" for status in outcome.files)
    return f"共检查{files}个文件、{len(outcome.tables)}张表、{outcome.rows}行"


def summary(outcome: Outcome) -> str:
    """Return the last line of a report: extent of the check, findings, time taken."""
    return f"{extent(outcome)}，{verdict(outcome)}，用时{outcome.seconds:.1f}秒。"
