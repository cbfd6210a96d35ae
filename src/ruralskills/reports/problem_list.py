"""The content of a 问题清单: a list of problems for each unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.findings import Finding, Nature
from ruralskills.model.layout import TableLayout
from ruralskills.model.masking import mask_text
from ruralskills.model.outcome import Outcome
from ruralskills.model.period import Period, find_period
from ruralskills.reports.grouping import column_cells
from ruralskills.reports.list_lines import ProblemLine, other_townships, problem_line
from ruralskills.reports.units import unit_of, unit_of_table
from ruralskills.validation.mend_hints import MEND_CODES

REQUESTS: Final = {
    Nature.DATA: "填错（请更正）",
    Nature.SHORTFALL: "未达标（请推进）",
    Nature.DOUBT: "待核（请核对）",
    Nature.HINT: "提示",
}
"""The label of each nature, with the request to the township."""
COLOURS: Final = {
    Nature.DATA: "FFC7CF",
    Nature.SHORTFALL: "FCE4D7",
    Nature.DOUBT: "DDEBF8",
    Nature.HINT: "EDEDEE",
}
"""Fills of a nature, in lists and in cells.

Each is a shade off the usual one, by which marks are known.
"""
CHANGED: Final = "E2EFDB"
"""The fill of a cell whose value was changed."""


class ProblemList(Struct, frozen=True):
    """The list of one unit or one file, without lines if nothing was found."""

    unit: str = ""
    """The unit, or all units of a file."""
    period: str = ""
    extent: str = ""
    lines: tuple[ProblemLine, ...] = ()
    people: int = 0

    @property
    def title(self) -> str:
        """The title of the list."""
        return f"{self.unit}{self.period}台账问题清单"

    @property
    def has_several_units(self) -> bool:
        """True if lines of several units stand in it."""
        return len({line.unit for line in self.lines}) > 1

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


def unit_lists(outcome: Outcome) -> list[ProblemList]:
    """Return a list for each unit in the order of the files, empty lists included.

    A finding between two townships stands in the lists of both.
    """
    lines = _lines_by_unit(outcome)
    names = dict.fromkeys(lines)
    files_with_findings = {finding.file for finding in outcome.findings}
    for table in outcome.tables:
        if table.file not in files_with_findings:
            names[unit_of_table(table)] = None
    whose = _Whose(outcome)
    return [_unit_list(unit, lines.get(unit, ()), whose) for unit in names]


def file_lists(outcome: Outcome) -> dict[str, ProblemList]:
    """Return the lines of each file, numbered as in the lists of their units.

    A list is passed on and printed without the ledger, so personal numbers are hidden in it.
    """
    lines = [line for each in _lines_by_unit(outcome, is_masked=True).values() for line in each]
    by_file: dict[str, list[ProblemLine]] = defaultdict(list)
    for line in sorted(lines, key=_reading_order(outcome)):
        by_file[line.file].append(line)
    whose = _Whose(outcome)
    return {file: _file_list(file, of_file, whose) for file, of_file in by_file.items()}


class _Whose(Struct, dict=True):
    """The tables and files of each unit, gathered once for the lists of all units."""

    outcome: Outcome

    def tables(self, unit: str, files: Iterable[str]) -> list[TableLayout]:
        """Return the tables of a unit and those in some files, as they were read."""
        places = {at for file in files for at in self._by_file.get(file, ())}
        return [self.outcome.tables[at] for at in sorted(places.union(self._by_unit.get(unit, ())))]

    def tables_in(self, file: str) -> list[TableLayout]:
        """Return the tables of a file."""
        return [self.outcome.tables[at] for at in self._by_file.get(file, ())]

    def is_shared(self, file: str, unit: str) -> bool:
        """Return True if findings in a file are about another unit too."""
        return bool(self._units_by_file.get(file, set()) - {unit})

    @cached_property
    def _by_file(self) -> dict[str, list[int]]:
        return _places(table.file for table in self.outcome.tables)

    @cached_property
    def _by_unit(self) -> dict[str, list[int]]:
        return _places(map(unit_of_table, self.outcome.tables))

    @cached_property
    def _units_by_file(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for finding in self.outcome.findings:
            found[finding.file].add(unit_of(finding))
        return found


def _places(keys: Iterable[str]) -> dict[str, list[int]]:
    """Return by key the places at which it stands."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        found[key].append(at)
    return found


def _lines_by_unit(
    outcome: Outcome, *, is_masked: bool = False
) -> dict[str, tuple[ProblemLine, ...]]:
    """Return the lines of each unit in reading order, numbered from 1.

    Where ``is_masked``, they tell it with personal numbers hidden.
    """
    found: dict[str, list[ProblemLine]] = defaultdict(list)
    for finding in outcome.findings:
        for party in (None, *other_townships(finding)):
            line = problem_line(finding, party)
            if is_masked:
                shown = finding.masked(outcome.private.get(finding.field or "", ""))
                told = problem_line(shown, party.masked() if party else None)
                line = replace(line, problem=mask_text(told.problem))
            found[line.unit].append(line)
    order = _reading_order(outcome)
    return {
        unit: tuple(
            replace(line, number=number)
            for number, line in enumerate(sorted(lines, key=order), start=1)
        )
        for unit, lines in found.items()
    }


def _reading_order(outcome: Outcome) -> Callable[[ProblemLine], tuple[int, ...]]:
    """Return the sort key by file and sheet as they were read, then by row and column.

    What a corrected copy mends comes last, or its other lines would have other numbers.
    """
    ranks: dict[tuple[str, str | None], int] = {}
    for status in outcome.sheets:
        ranks.setdefault((status.file, status.sheet), len(ranks))
    for finding in outcome.findings:
        ranks.setdefault((finding.file, finding.sheet), len(ranks))

    def key(line: ProblemLine) -> tuple[int, ...]:
        cell = line.cell
        sheet = cell.sheet if cell else line.finding.sheet
        at = (cell.row, cell.column) if cell else (0, 0)
        is_mend = line.finding.code in MEND_CODES
        return (is_mend, ranks.get((line.file, sheet), len(ranks)), *at, line.finding.number)

    return key


def _unit_list(unit: str, lines: Sequence[ProblemLine], whose: _Whose) -> ProblemList:
    tables = whose.tables(unit, {line.file for line in lines})
    extent = _extent(unit, tables, whose)
    people = _people(lines, tables, whose.outcome)
    return ProblemList(unit, _period(tables), extent, tuple(lines), people)


def _file_list(file: str, lines: Sequence[ProblemLine], whose: _Whose) -> ProblemList:
    tables = whose.tables_in(file)
    units = dict.fromkeys(line.unit for line in lines)
    rows = sum(table.rows for table in tables)
    people = _people(lines, tables, whose.outcome)
    extent = f"本工作簿共检查{rows}行"
    return ProblemList("、".join(units), _period(tables), extent, tuple(lines), people)


def _people(lines: Iterable[ProblemLine], tables: Iterable[TableLayout], outcome: Outcome) -> int:
    """Return the number of persons of whom a ledger has the identity number."""
    sheets = _sheets_of_people(tables, outcome)
    found = {
        line.subject
        for line in lines
        if line.subject.name
        and (line.file, line.cell.sheet if line.cell else line.finding.sheet) in sheets
    }
    return len(found)


def _sheets_of_people(
    tables: Iterable[TableLayout], outcome: Outcome
) -> set[tuple[str, str | None]]:
    """Return file and sheet of the tables with a column of identity numbers."""
    return {
        (table.file, table.sheet)
        for table in tables
        if any(outcome.private.get(column.field or "") == "identity" for column in table.columns)
    }


def _extent(unit: str, tables: Sequence[TableLayout], whose: _Whose) -> str:
    """Return the number of rows checked, those of shared files apart."""
    others = sum(table.rows for table in tables if whose.is_shared(table.file, unit))
    own = sum(table.rows for table in tables) - others
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
