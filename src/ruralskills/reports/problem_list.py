"""The content of a 问题清单: a list of problems for each unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.model.findings import Finding, Nature
from ruralskills.model.layout import TableLayout
from ruralskills.model.outcome import Outcome
from ruralskills.model.period import Period, find_period
from ruralskills.reports.grouping import column_cells, unnamed_cells
from ruralskills.reports.units import unit_of, unit_of_table

REQUESTS: Final = {
    Nature.DATA: "填错（请更正）",
    Nature.SHORTFALL: "未达标（请推进）",
    Nature.DOUBT: "待核（请核对）",
    Nature.HINT: "提示",
}
"""The label of each nature, with the request to the township."""
_LONGEST_VALUE: Final = 100
_LONGEST_CELLS: Final = 200
"""The most characters of addresses that a line takes."""


class ProblemLine(Struct, frozen=True):
    """A finding as the list prints it."""

    finding: Finding
    problem: str
    overflow: tuple[str, ...]
    """The addresses of the cells, where they are too many for the line."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells after the number.  Three are left empty, to be filled in by hand."""
        finding, who = self.finding, self.finding.subject
        value = finding.value or ""
        return (
            who.village,
            who.name,
            who.id_tail,
            finding.sheet or "",
            finding.cell.address if finding.cell else "全表",
            REQUESTS[finding.nature].replace("（", "\n（"),
            self.problem,
            f"{value[:_LONGEST_VALUE]}…" if len(value) > _LONGEST_VALUE else value,
            finding.remedy,
            finding.clause.citation if finding.clause else "",
            *("", "", ""),
            finding.code,
        )


class UnitList(Struct, frozen=True):
    """The list of one unit, without lines if nothing was found."""

    unit: str
    period: str
    extent: str
    lines: tuple[ProblemLine, ...]
    people: int

    @property
    def title(self) -> str:
        """The title of the list."""
        return f"{self.unit}{self.period}台账问题清单"

    @property
    def counts(self) -> Counter[Nature]:
        """The number of findings of each nature."""
        return Counter(line.finding.nature for line in self.lines)

    @property
    def sums(self) -> str:
        """The line of numbers under the title.  Hints are counted if there are any."""
        counts = self.counts
        numbers = "、".join(
            f"{nature.label}{counts[nature]}条"
            for nature in Nature
            if nature is not Nature.HINT or counts[nature]
        )
        return f"{self.extent}，{numbers}，涉及{self.people}人"


class CommonProblem(Struct, frozen=True):
    """A frequent kind of problem, with an example and the remedy."""

    title: str
    times: int
    example: str
    remedy: str
    basis: str


def unit_lists(outcome: Outcome) -> list[UnitList]:
    """Return a list for each unit in the order of the files, empty lists included."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        findings[unit_of(finding)].append(finding)
    names = dict.fromkeys(findings)
    files_with_findings = {finding.file for finding in outcome.findings}
    for table in outcome.tables:
        if table.file not in files_with_findings:
            names[unit_of_table(table)] = None
    return [_unit_list(unit, findings[unit], outcome) for unit in names]


def _unit_list(unit: str, findings: Sequence[Finding], outcome: Outcome) -> UnitList:
    files = {finding.file for finding in findings}
    tables = [t for t in outcome.tables if t.file in files or unit_of_table(t) == unit]
    sheets = _sheets_of_people(tables, outcome)
    people = {f.subject for f in findings if f.subject.name and (f.file, f.sheet) in sheets}
    return UnitList(
        unit,
        _period(tables),
        _extent(unit, tables, outcome),
        tuple(_line(finding) for finding in findings),
        len(people),
    )


def _sheets_of_people(
    tables: Iterable[TableLayout], outcome: Outcome
) -> set[tuple[str, str | None]]:
    """Return file and sheet of the tables with a column of identity numbers."""
    return {
        (table.file, table.sheet)
        for table in tables
        if any(outcome.private.get(column.field or "") == "identity" for column in table.columns)
    }


def _extent(unit: str, tables: Sequence[TableLayout], outcome: Outcome) -> str:
    """Return the number of rows checked, those of shared files apart."""
    shared = {finding.file for finding in outcome.findings if unit_of(finding) != unit}
    own = sum(table.rows for table in tables if table.file not in shared)
    others = sum(table.rows for table in tables if table.file in shared)
    if not own:
        return f"所在台账共{others}行（含其他单位）"
    return f"共检查{own}行" + (f"（另有与其他单位合用的台账{others}行）" if others else "")


def _period(tables: Iterable[TableLayout]) -> str:
    """Return the period that all titles with a period have in common, else their year."""
    periods = {period for table in tables if (period := find_period(table.title))}
    years = {Period(period.year) for period in periods}
    common = periods if len(periods) == 1 else years
    return _period_in_words(common.pop()) if len(common) == 1 else ""


def _period_in_words(period: Period) -> str:
    return (
        f"{period.year}年第{'一二三四'[period.quarter - 1]}季度" if period.quarter else str(period)
    )


def _line(finding: Finding) -> ProblemLine:
    problem = f"{finding.title}：{finding.message}"
    cells = unnamed_cells(finding)
    listed = "、".join(cells)
    if not cells:
        return ProblemLine(finding, problem, ())
    if len(listed) <= _LONGEST_CELLS:
        return ProblemLine(finding, f"{problem}（有关单元格：{listed}）", ())
    count = len(finding.related) + 1
    return ProblemLine(finding, f"{problem}（共{count}个单元格，列在“单元格明细”）", tuple(cells))


def problem_kinds(outcome: Outcome) -> list[tuple[str, Nature, int]]:
    """Return title, nature and number of each kind of problem, ordered by nature."""
    counts = Counter((finding.nature, finding.title) for finding in outcome.findings)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0].rank, -item[1], item[0][1]))
    return [(title, nature, count) for (nature, title), count in ordered]


def common_problems(outcome: Outcome, most: int = 3) -> list[CommonProblem]:
    """Return the most frequent kinds of problem, hints left out, counted by cells."""
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        if finding.nature is not Nature.HINT:
            by_code[finding.code].append(finding)
    times = {
        code: sum(max(1, len(column_cells(f))) for f in findings)
        for code, findings in by_code.items()
    }
    chosen = sorted(by_code, key=lambda code: (-times[code], by_code[code][0].nature.rank, code))
    return [_common_problem(by_code[code][0], times[code]) for code in chosen[:most]]


def _common_problem(finding: Finding, times: int) -> CommonProblem:
    where = f"“{finding.sheet}”{finding.cell.address}：" if finding.cell else ""
    return CommonProblem(
        finding.title,
        times,
        f"{where}{finding.message}",
        finding.remedy,
        finding.clause.citation if finding.clause else "",
    )
