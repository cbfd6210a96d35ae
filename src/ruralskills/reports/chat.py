"""The findings as Markdown for a chat: numbers by unit, then the first findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports.summary import summary
from ruralskills.reports.unit_counts import total, unit_counts
from ruralskills.text.terminal import terminal_line

MOST: Final = 20
"""So many findings are told: a chat is no place for a list."""


def text(outcome: Outcome) -> str:
    """Return the report."""
    return "\n".join(_lines(outcome)) + "\n"


def _lines(outcome: Outcome) -> Iterator[str]:
    yield f"**台账核查**：{_plain(summary(outcome))}"
    units = unit_counts(outcome)
    if units:
        yield from ("", f"| 单位 | {' | '.join(nature.label for nature in Nature)} | 文件 |")
        yield f"| --- |{' ---: |' * (len(Nature) + 1)}"
        for each in (*units, *([total(outcome)] if len(units) > 1 else ())):
            numbers = " | ".join(map(str, (*each.numbers, each.files)))
            yield f"| {_plain(each.unit or '（单位不明）')} | {numbers} |"
    unread = [status for status in outcome.files if status.status == "unreadable"]
    if unread:
        yield ""
        yield from (f"- 未能读取 {_plain(f'{each.path}：{each.reason}')}" for each in unread)
    if outcome.findings:
        yield ""
        yield from (f"1. {_finding(finding)}" for finding in islice(outcome.findings, MOST))
    if (more := len(outcome.findings) - MOST) > 0:
        yield from ("", f"还有{more}条，见 rs validate … -o 问题清单.xlsx")


def _finding(finding: Finding) -> str:
    remedy = f"。{_plain(finding.remedy)}" if finding.remedy else ""
    place, message = _plain(finding.place), _plain(finding.message)
    return f"**{finding.nature.label}** {place} {message}{remedy} [{finding.code}]"


def _plain(text: str) -> str:
    r"""Return text in which Markdown finds no marks.

    >>> print(_plain("a|b*c_d<e>[f]`"), _plain("甲\n乙"))
    a\|b\*c\_d\<e\>\[f\]\` 甲 乙
    """
    return re.sub(r"[\\`*_\[\]<>|~#]", r"\\\g<0>", terminal_line(" ".join(text.split())))
