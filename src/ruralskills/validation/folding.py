"""Folding: many findings of one rule in a table collapsed into one question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature, Severity, Subject
from ruralskills.model.rule import Rule

MIN_SHARE: Final = 0.3
"""A rule that hits no larger share of a table's rows is not folded."""
MIN_COUNT: Final = 10
"""Fewer findings are listed one by one, however small the table."""


def _row_of(finding: Finding) -> str:
    return f"第{finding.cell.row if finding.cell else 0}行"


class FoldedThings(Struct, frozen=True):
    """The words for the things in which findings stand: rows of a table, or forms."""

    unit: str = "行"
    whole: str = "全表"
    """The words before the number of all of them."""
    example: Callable[[Finding], str] = _row_of
    check: str = "请先确认本表是否适用这一要求；适用的，逐行核对所列单元格"


ROWS: Final = FoldedThings()


def fold_findings(
    findings: Iterable[Finding],
    rows: int,
    rules: Mapping[str, Rule],
    things: FoldedThings = ROWS,
) -> list[Finding]:
    """Return the findings of a table of some rows, those of frequent rules folded.

    A requirement becomes a question whether the table falls under it.  A defect of data keeps its
    severity: a column of damaged numbers must not pass as a question.
    """
    groups: dict[tuple[str, str | None, Nature, Severity], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.code, finding.field, finding.nature, finding.severity].append(finding)
    result: list[Finding] = []
    for (code, *_), group in groups.items():
        can_fold = rules[code].foldable and all(finding.cell for finding in group)
        if not can_fold or len(group) < MIN_COUNT or len(group) <= MIN_SHARE * rows:
            result += group
        else:
            result.append(_folded_finding(group, rows, things))
    return result


def _folded_finding(group: list[Finding], rows: int, things: FoldedThings) -> Finding:
    group = sorted(group, key=lambda f: f.reading_order)
    first = group[0]
    cells: tuple[Cell, ...] = tuple(f.cell for f in group if f.cell is not None)
    severity, nature = first.severity, first.nature
    unit = things.unit
    share = f"{len(group)}{unit}（{things.whole}{rows}{unit}，占{100 * len(group) // rows}%）"
    example = things.example(first)
    if first.nature is Nature.DATA:
        message = f"“{first.header}”列有{share}都是同一问题：{first.title}。例如{example}：{first.message}"
        remedy = f"多半是整列的填法不对，请先核对这一列的填法。{first.remedy}"
    else:
        message = f"有{share}不符合同一要求：{first.title}。例如{example}：{first.message}"
        remedy = things.check
        severity = max(severity, Severity.WARNING, key=lambda s: s.rank)
        nature = nature if severity is Severity.INFO else Nature.DOUBT
    return replace(
        first,
        severity=severity,
        nature=nature,
        message=message,
        remedy=remedy,
        value=None,
        fix=None,
        subject=Subject(first.subject.unit, is_unit_of_file=first.subject.is_unit_of_file),
        related=cells[1:],
    )
