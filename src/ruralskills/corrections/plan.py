"""Plans: the steps, marks and problems of each workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.file_outcomes import FileOutcomes
from ruralskills.errors import OfficeError
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Fix, Nature
from ruralskills.model.masking import mask_text, mask_value
from ruralskills.model.outcome import Normalisation, Outcome, ReplyTerms
from ruralskills.reports import unchecked
from ruralskills.reports.problem_list import ProblemList, file_lists
from ruralskills.validation.mend_hints import MEND_CODES

Value = str | int | Decimal | date
_MOST_UNCHECKED: Final = 40
"""Lines about what was not recognised or not checked in one workbook."""


class PlanError(OfficeError):
    """A plan that cannot be read or does not fit its workbook."""


class Step(Struct, frozen=True):
    """A cell that gets a new value."""

    cell: Cell
    header: str
    old: str
    """The value as the report prints it."""
    new: Value
    code: str
    """The rule whose proposal is written, empty for a normalisation."""
    reason: str
    safety: Literal["safe", "review"] = "safe"
    field: str = ""
    """Empty in a plan that was read from a file."""

    def masked(self, kind: str) -> Step:
        """Return the step with personal numbers hidden by the kind of its field."""
        return replace(
            self,
            cell=self.cell.masked(),
            old=mask_value(self.old, kind),
            new=mask_value(str(self.new), kind),
            reason=mask_text(self.reason),
        )


class Mark(Struct, frozen=True):
    """A cell to be filled with the colour of a nature, and the note on it."""

    cell: Cell
    nature: Nature
    """The gravest of the cell's findings."""
    note: str
    """All findings of the cell, or an empty text where another cell has the note."""


class FilePlan(Struct, frozen=True):
    """The changes to one workbook."""

    name: str
    location: str
    sha256: str
    steps: tuple[Step, ...] = ()
    marks: tuple[Mark, ...] = ()
    problems: ProblemList | None = None
    """Its list of problems, None without any."""
    unchecked: tuple[str, ...] = ()
    """The lines below that list: what was not recognised or not checked."""
    reply_terms: ReplyTerms = ReplyTerms()
    is_from_file: bool = False
    """True for a plan that was read from a file, where somebody may have edited it."""


Accepts = Callable[[Finding], bool]
"""Returns True for a finding whose proposed value is written."""


def plans(
    outcome: Outcome, accept: Sequence[str] | Accepts = (), *, marks_only: bool = False
) -> list[FilePlan]:
    """Return a plan for each workbook that was read.

    ``accept`` are prefixes of codes whose proposed values are written too.  With ``marks_only``
    no value is written.
    """
    accepts = accept if callable(accept) else partial(_is_accepted, accept=tuple(accept))
    if marks_only:
        accepts = partial(_is_accepted, accept=())
    normalisations: dict[str, list[Normalisation]] = defaultdict(list)
    findings: dict[str, list[Finding]] = defaultdict(list)
    lists = file_lists(outcome)
    outcomes = FileOutcomes(outcome)
    if not marks_only:
        for normalisation in outcome.normalisations:
            normalisations[normalisation.cell.file].append(normalisation)
    for finding in outcome.findings:
        findings[finding.file].append(finding)
    return [
        _plan(FilePlan(file.path, file.location, file.sha256), findings[file.path],
              normalisations[file.path], accepts, outcomes.layout_of(file.path),
              lists.get(file.path), outcome.reply_terms)
        for file in outcome.files
        if file.status == "read"
    ]  # fmt: skip


def _plan(
    plan: FilePlan,
    findings: Sequence[Finding],
    normalisations: Iterable[Normalisation],
    accepts: Accepts,
    layout: Outcome,
    problems: ProblemList | None,
    terms: ReplyTerms,
) -> FilePlan:
    accepted: list[Finding] = []
    open_findings: list[Finding] = []
    normalisations = list(normalisations)
    mended = {each.cell for each in normalisations}
    for finding in findings:
        if finding.code in MEND_CODES and finding.cell in mended:
            continue  # its cells are all among those that this plan rewrites
        (accepted if accepts(finding) else open_findings).append(finding)
    if problems is not None:
        gone = {finding.number for finding in findings} - {f.number for f in open_findings}
        left = tuple(line for line in problems.lines if line.finding.number not in gone)
        problems = replace(problems, lines=left) if left else None
    return replace(
        plan,
        reply_terms=terms,
        steps=_steps(normalisations, accepted),
        marks=tuple(_marks(f for f in open_findings if f.code not in MEND_CODES)),
        problems=problems,
        unchecked=tuple(unchecked.brief(layout, _MOST_UNCHECKED))
        if problems or unchecked.calls_for_a_look(layout)
        else (),
    )


def _is_accepted(finding: Finding, accept: tuple[str, ...]) -> bool:
    """Return True if the finding proposes a value that somebody has accepted."""
    return (
        finding.fix is not None
        and finding.cell is not None
        and finding.value is not None
        and finding.code.startswith(accept)
    )


def _steps(
    normalisations: Iterable[Normalisation], accepted: Iterable[Finding]
) -> tuple[Step, ...]:
    """Return the steps by cell, an accepted proposal before a normalisation."""
    steps = {
        one.cell: Step(one.cell, one.header, one.old, one.new, "", one.reason, field=one.field)
        for one in normalisations
    }
    for finding in accepted:
        if finding.cell is not None and finding.fix is not None:
            steps[finding.cell] = Step(
                finding.cell, finding.header or "", finding.value or "", _typed(finding.fix),
                finding.code, finding.fix.reason, finding.fix.safety, finding.field or "",
            )  # fmt: skip
    return tuple(steps[cell] for cell in sorted(steps))


def _typed(fix: Fix) -> Value:
    """Return a proposed value as the kind of cell that it is written as."""
    if fix.kind == "day":
        return date.fromisoformat(fix.value)
    return Decimal(fix.value) if fix.kind == "number" else fix.value


def _marks(findings: Iterable[Finding]) -> Iterator[Mark]:
    """Yield the marks of cells that findings name, or that share a column's fault."""
    by_cell: dict[Cell, list[Finding]] = defaultdict(list)
    natures: dict[Cell, Nature] = {}
    for finding in findings:
        if finding.cell is None:
            continue
        by_cell[finding.cell].append(finding)
        if finding.value is None:  # one line for many cells
            for cell in finding.related:
                if cell.file == finding.file and cell.column == finding.cell.column:
                    natures.setdefault(cell, finding.nature)
    for cell, members in sorted(by_cell.items()):
        members.sort(key=lambda finding: finding.nature.rank)
        yield Mark(cell, members[0].nature, "\n".join(map(_note, members)))
    for cell, nature in sorted(natures.items()):
        if cell not in by_cell:
            yield Mark(cell, nature, "")


def _note(finding: Finding) -> str:
    """Return a finding as lines of a note: problem, remedy, proposal, clause, code."""
    lines = [f"〔{finding.nature.label}〕{finding.message}", f"→ {finding.remedy}"]
    if finding.fix is not None:
        lines.append(f"可能是：{finding.fix.value}（{finding.fix.reason}）")
    if finding.clause is not None:
        lines.append(f"依据：{finding.clause.citation}")
    lines[-1] += f" [{finding.code}]"
    # lines of ours are told from those of a person by their first characters
    return "\n".join(" ".join(line.split("\n")) for line in lines)
