"""What a 问题清单 says, before it is put on paper: unit by unit, in the order of the ledgers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.model.findings import Finding, Nature
from ruralskills.model.layout import TableLayout
from ruralskills.model.outcome import Outcome
from ruralskills.model.period import Period, find_period
from ruralskills.reports.grouping import also, places
from ruralskills.reports.units import unit_in, unit_of

ASK: Final = {
    Nature.DATA: "填错（请更正）",
    Nature.SHORTFALL: "未达标（请推进）",
    Nature.DOUBT: "待核（请核对）",
    Nature.HINT: "提示",
}
_LONGEST_VALUE: Final = 100
_LONGEST_CELLS: Final = 200
"""More characters of cell names than this go to a sheet of their own."""


class ProblemLine(Struct, frozen=True):
    """A finding as the list prints it."""

    finding: Finding
    problem: str
    apart: tuple[str, ...]
    """The cells that are too many to be named in the line."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells after the number; the three before the code are left empty for pens."""
        finding, who = self.finding, self.finding.subject
        value = finding.value or ""
        return (
            who.village,
            who.name,
            who.id_tail,
            finding.sheet or "",
            finding.cell.address if finding.cell else "全表",
            ASK[finding.nature].replace("（", "\n（"),
            self.problem,
            f"{value[:_LONGEST_VALUE]}…" if len(value) > _LONGEST_VALUE else value,
            finding.remedy,
            finding.clause.citation if finding.clause else "",
            *("", "", ""),
            finding.code,
        )


class UnitList(Struct, frozen=True):
    """The list of one unit, without a line when nothing was found."""

    unit: str
    period: str
    checked: str
    lines: tuple[ProblemLine, ...]
    people: int

    @property
    def title(self) -> str:
        """What stands over it."""
        return f"{self.unit}{self.period}台账问题清单"

    @property
    def counts(self) -> Counter[Nature]:
        """How many findings of each nature."""
        return Counter(line.finding.nature for line in self.lines)

    @property
    def sums(self) -> str:
        """How much was checked and found; hints are counted where there are any."""
        counts = self.counts
        found = "、".join(
            f"{nature.label}{counts[nature]}条"
            for nature in Nature
            if nature is not Nature.HINT or counts[nature]
        )
        return f"{self.checked}，{found}，涉及{self.people}人"


class Advice(Struct, frozen=True):
    """A common mistake, an example of it, and what to do."""

    title: str
    times: int
    example: str
    remedy: str
    basis: str


def units(outcome: Outcome) -> list[UnitList]:
    """Return a list for each unit, those with nothing to mend included, in the order of the files."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        found[unit_of(finding)].append(finding)
    names = dict.fromkeys(found)
    mentioned = {finding.file for finding in outcome.findings}
    for table in outcome.tables:
        if table.file not in mentioned:
            names[unit_in(table.unit, table.file)] = None
    return [_unit(unit, found[unit], outcome) for unit in names]


def _unit(unit: str, findings: Sequence[Finding], outcome: Outcome) -> UnitList:
    files = {finding.file for finding in findings}
    tables = [t for t in outcome.tables if t.file in files or unit_in(t.unit, t.file) == unit]
    of_persons = _of_persons(tables, outcome)
    people = {f.subject for f in findings if f.subject.name and (f.file, f.sheet) in of_persons}
    return UnitList(
        unit,
        _period(tables),
        _checked(unit, tables, outcome),
        tuple(_line(finding) for finding in findings),
        len(people),
    )


def _of_persons(tables: Iterable[TableLayout], outcome: Outcome) -> set[tuple[str, str | None]]:
    """The sheets whose rows are persons: those with an identity number."""
    return {
        (table.file, table.sheet)
        for table in tables
        if any(outcome.private.get(column.field or "") == "identity" for column in table.columns)
    }


def _checked(unit: str, tables: Sequence[TableLayout], outcome: Outcome) -> str:
    """How many rows; where a file serves several units, its rows are not this unit's alone."""
    shared = {finding.file for finding in outcome.findings if unit_of(finding) != unit}
    own = sum(table.rows for table in tables if table.file not in shared)
    others = sum(table.rows for table in tables if table.file in shared)
    if not own:
        return f"所在台账共{others}行（含其他单位）"
    return f"共检查{own}行" + (f"（另有与其他单位合用的台账{others}行）" if others else "")


def _period(tables: Iterable[TableLayout]) -> str:
    """The period that all titles speak of that speak of one; else their year."""
    periods = {period for table in tables if (period := find_period(table.title))}
    years = {Period(period.year) for period in periods}
    one = periods if len(periods) == 1 else years
    return _in_words(one.pop()) if len(one) == 1 else ""


def _in_words(period: Period) -> str:
    return (
        f"{period.year}年第{'一二三四'[period.quarter - 1]}季度" if period.quarter else str(period)
    )


def _line(finding: Finding) -> ProblemLine:
    problem = f"{finding.title}：{finding.message}"
    cells = also(finding)
    named = "、".join(cells)
    if not cells:
        return ProblemLine(finding, problem, ())
    if len(named) <= _LONGEST_CELLS:
        return ProblemLine(finding, f"{problem}（有关单元格：{named}）", ())
    count = len(finding.related) + 1
    return ProblemLine(finding, f"{problem}（共{count}个单元格，列在“单元格明细”）", tuple(cells))


def kinds(outcome: Outcome) -> list[tuple[str, Nature, int]]:
    """Return title, nature and count of each kind of problem, in the order of the natures."""
    counts = Counter((finding.nature, finding.title) for finding in outcome.findings)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0].rank, -item[1], item[0][1]))
    return [(title, nature, count) for (nature, title), count in ordered]


def advice(outcome: Outcome, most: int = 3) -> list[Advice]:
    """Return the commonest mistakes, counted by cells: a column filled in wrongly counts in full."""
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        if finding.nature is not Nature.HINT:
            by_code[finding.code].append(finding)
    times = {code: sum(max(1, len(places(f))) for f in made) for code, made in by_code.items()}
    chosen = sorted(by_code, key=lambda code: (-times[code], by_code[code][0].nature.rank, code))
    return [_advice(by_code[code][0], times[code]) for code in chosen[:most]]


def _advice(finding: Finding, times: int) -> Advice:
    where = f"“{finding.sheet}”{finding.cell.address}：" if finding.cell else ""
    return Advice(
        finding.title,
        times,
        f"{where}{finding.message}",
        finding.remedy,
        finding.clause.citation if finding.clause else "",
    )
