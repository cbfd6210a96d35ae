"""The red lines of the notices in force: their limits, and who is below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.bulletin.number_cells import AnnexCell, amount_cell
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature
from ruralskills.model.masking import mask_name
from ruralskills.model.outcome import Outcome
from ruralskills.notices import COMMON, InForce
from ruralskills.notices.model import LimitValue
from ruralskills.rollups.entries import Amount

_GAP: Final = "{}"
_HIDDEN: Final = "*" * 14
"""The sign for all but the end of an identity number."""


class RedLine(Struct, frozen=True):
    """A red line: what falls below it, and the rules that look for that."""

    says: str
    """Its words, with a gap for the limit."""
    measure: str
    codes: tuple[str, ...]
    limit: str = ""
    """The limit that a notice in force must set. Empty if it has a clause without one."""
    limit_measure: str = ""
    """The unit of that limit."""


RED_LINES: Final = (
    RedLine("带动不足{}户的带头人", "人", ("L201", "L203"), "min_households_led", "户"),
    RedLine("带头人不足{}人的贫困村", "个", ("L208",), "min_leaders_poor_village", "人"),
    RedLine("没有带头人的非贫困村和社区", "个", ("L209",), "min_leaders_other_village", "人"),
    RedLine("贫困人口占比低于{}%的扶贫车间", "个", ("W101",), "poor_share", "%"),
    RedLine("结业了没有抽查的培训班", "期", ("K110",), "checks_a_class"),
)


class RedLineRow(Struct, frozen=True, order=True):
    """A row below a red line, by its place and what is shown of an identity number."""

    unit: str
    file: str
    sheet: str
    cell: str
    number: str = ""


class RedLineCount(Struct, frozen=True):
    """The number of those below a red line, None where nothing was looked at."""

    line: RedLine
    limit: Amount | None
    count: int | None
    clause: str
    rows: tuple[RedLineRow, ...] = ()

    def words(self, period: str) -> AnnexCell:
        """Return its words with the limit in them."""
        limit = amount_cell(self.limit, self.line.limit, self.line.limit_measure, period, "target")
        return AnnexCell(self.line.says.replace(_GAP, limit.text), limit.numbers * self._has_gap)

    def amount(self, period: str) -> AnnexCell:
        """Return the count, an empty cell for none."""
        code = self.line.codes[0]
        return amount_cell(self.count, code, self.line.measure, period, "current")

    @property
    def _has_gap(self) -> bool:
        return _GAP in self.line.says


def red_line_counts(outcome: Outcome | None, in_force: InForce) -> Iterator[RedLineCount]:
    """Yield the red lines of the notices in force, with what a check found below."""
    own = InForce(tuple(each for each in in_force.notices if each.id != COMMON))
    for line in RED_LINES:
        limit = own.limit(line.limit) if line.limit else None
        clause = limit.clause if limit else own.clause_for(line.codes[0])
        if clause is None or (line.limit and limit is None):
            continue
        has_run = outcome is not None and set(line.codes) & set(outcome.rules_ran)
        found = _below(outcome.findings, line.codes) if outcome and has_run else None
        value = _amount(limit.value) if limit else None
        count = None if found is None else _count(found)
        yield RedLineCount(line, value, count, str(clause.citation), _rows(found or ()))


def _below(findings: Sequence[Finding], codes: Sequence[str]) -> list[Finding]:
    """Return the findings of a red line.

    What is only a hint, as a leader of this quarter, is not below the line yet.
    """
    return [each for each in findings if each.code in codes and each.nature is not Nature.HINT]


def _rows(own: Sequence[Finding]) -> tuple[RedLineRow, ...]:
    """Return the rows of findings in order, each once, personal numbers hidden."""
    rows = {
        RedLineRow(
            mask_name(each.subject.unit), mask_name(cell.file), mask_name(cell.sheet),
            cell.address, f"{_HIDDEN}{tail}" if tail else "",
        )
        for each in own
        for cell, tail in _cells(each)
    }  # fmt: skip
    return tuple(sorted(rows))


def _cells(finding: Finding) -> Iterator[tuple[Cell, str]]:
    """Yield the cells of a finding, each with the end of an identity number.

    A finding without a name stands for many rows, each with a cell.
    """
    if finding.cell is not None:
        yield finding.cell, finding.subject.id_tail
    if not (finding.subject.village or finding.subject.name):
        yield from ((each, "") for each in finding.related)


def _count(own: Sequence[Finding]) -> int:
    """Return the number of people, villages or classes, each counted once.

    A finding that stands for many rows of a table has no subject but the unit.
    """
    named = {
        (each.subject, each.subject.id_tail or each.cell)
        for each in own
        if each.subject.village or each.subject.name
    }
    folded = (each for each in own if not (each.subject.village or each.subject.name))
    return len(named) + sum(1 + len(each.related) for each in folded)


def _amount(value: LimitValue) -> Amount | None:
    """Return a limit as a number, a ratio of two numbers as percent."""
    if isinstance(value, tuple):
        share = value[0] * 100 / value[1]
        return int(share) if share == int(share) else float(share)
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
