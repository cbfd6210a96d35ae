"""What is to be changed in each workbook, before anything is written; as a file, for people to edit."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.errors import OfficeError
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature
from ruralskills.model.masking import mask_text, mask_value
from ruralskills.model.outcome import Normalisation, Outcome
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked
from ruralskills.text.addresses import parse_address
from ruralskills.version import __version__

SCHEMA_VERSION: Final = 1
Value = str | int | Decimal | date


class PlanError(OfficeError):
    """A plan that cannot be read or does not fit; the message says what to do."""


class Step(Struct, frozen=True):
    """A cell, what stands in it and what is to stand in it."""

    cell: Cell
    header: str
    old: str
    new: Value
    code: str
    """The rule whose finding it mends; empty where only the form is put right."""
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
    """A cell to be marked: by the gravest of what is found there, with all of it in its note."""

    cell: Cell
    nature: Nature
    note: str


class FilePlan(Struct, frozen=True):
    """What is to be done to one workbook."""

    name: str
    location: str
    sha256: str
    steps: tuple[Step, ...] = ()
    marks: tuple[Mark, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the list of problems in it will say."""


def plans(
    outcome: Outcome, accept: Sequence[str] = (), *, marks_only: bool = False
) -> list[FilePlan]:
    """Return a plan for each workbook that was read.

    ``accept`` are prefixes of codes whose proposed values are written too; with ``marks_only``
    nothing but marks is.
    """
    tidy: dict[str, list[Normalisation]] = defaultdict(list)
    found: dict[str, list[Finding]] = defaultdict(list)
    for each in outcome.normalisations:
        tidy[each.cell.file].append(each)
    for finding in outcome.findings:
        found[finding.file].append(finding)
    made: list[FilePlan] = []
    for file in outcome.files:
        if file.status != "read":
            continue
        accepted: list[Finding] = []
        left: list[Finding] = []
        for finding in found[file.path]:
            wanted = not marks_only and _accepted(finding, accept)
            (accepted if wanted else left).append(finding)
        steps = _steps([] if marks_only else tidy[file.path], accepted)
        made.append(
            FilePlan(file.path, file.location, file.sha256, steps, tuple(_marks(left)), tuple(left))
        )
    return made


def _accepted(finding: Finding, accept: Sequence[str]) -> bool:
    return (
        finding.fix is not None
        and finding.cell is not None
        and finding.value is not None
        and any(finding.code.startswith(prefix) for prefix in accept)
    )


def _steps(tidy: Iterable[Normalisation], accepted: Iterable[Finding]) -> tuple[Step, ...]:
    """What is safe and what somebody accepted; the latter wins where both speak of a cell."""
    steps = {
        each.cell: Step(
            each.cell, each.header, each.old, each.new, "", each.reason, field=each.field
        )
        for each in tidy
    }
    for finding in accepted:
        if finding.cell is not None and finding.fix is not None:
            steps[finding.cell] = Step(
                finding.cell, finding.header or "", finding.value or "", finding.fix.value,
                finding.code, finding.fix.reason, finding.fix.safety, finding.field or "",
            )  # fmt: skip
    return tuple(steps[cell] for cell in sorted(steps))


def _marks(findings: Iterable[Finding]) -> Iterable[Mark]:
    """A mark for each cell that a finding names, and for each cell of one that names a whole column."""
    said: dict[Cell, list[Finding]] = defaultdict(list)
    also: dict[Cell, Nature] = {}
    for finding in findings:
        if finding.cell is None:
            continue
        said[finding.cell].append(finding)
        if finding.value is None:  # one line for many cells
            for cell in finding.related:
                if cell.file == finding.file and cell.column == finding.cell.column:
                    also.setdefault(cell, finding.nature)
    for cell, members in sorted(said.items()):
        members.sort(key=lambda f: f.nature.rank)
        yield Mark(cell, members[0].nature, "\n".join(_note(f) for f in members))
    for cell, nature in sorted(also.items()):
        if cell not in said:
            yield Mark(cell, nature, "")


def _note(finding: Finding) -> str:
    """What the note says: what is wrong, what to do, what asks for it."""
    lines = [f"〔{finding.nature.label}〕{finding.message}", f"→ {finding.remedy}"]
    if finding.fix is not None:
        lines.append(f"可能是：{finding.fix.value}（{finding.fix.reason}）")
    if finding.clause is not None:
        lines.append(f"依据：{finding.clause.citation}")
    lines[-1] += f" [{finding.code}]"
    return "\n".join(
        " ".join(line.split("\n")) for line in lines
    )  # a line is told by how it begins


def text_of(made: Sequence[FilePlan]) -> str:
    """The plan as JSON, to be looked through, edited and applied."""
    report = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ruralskills", "version": __version__},
        "files": [
            {
                "path": plan.name,
                "location": plan.location,
                "sha256": plan.sha256,
                "steps": [_step_as_json(step) for step in plan.steps],
            }
            for plan in made
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _step_as_json(step: Step) -> dict[str, Any]:
    kinds = {str: "text", int: "number", Decimal: "number", date: "date"}
    return {
        "sheet": step.cell.sheet,
        "cell": step.cell.address,
        "header": step.header,
        "old": step.old,
        "new": str(step.new),
        "kind": kinds[type(step.new)],
        "code": step.code,
        "reason": step.reason,
        "safety": step.safety,
    }


def write(
    made: Sequence[FilePlan], path: Path, inputs: Iterable[str | os.PathLike[str]] = ()
) -> Path | None:
    """Write the plan where only its owner can read it, since it holds what stands in cells.

    Returns what a plan that a person had edited is called now; raises as ``output_file.write``.
    """
    content = marked(text_of(made).encode("utf-8"), OutputKind.JSON)
    return output_file.write(content, path, inputs=inputs, mode=0o600)


def read(path: Path) -> list[FilePlan]:
    """Read a plan back.  Raises PlanError with the entry that is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        return [_file_plan(row) for row in data["files"]]
    except FileNotFoundError:
        raise PlanError(f"{path}：找不到这个计划。请核对路径，或用 --plan 生成") from None
    except OSError as error:
        raise PlanError(f"{path}：读不出来（{error.strerror}）") from error
    except (ValueError, KeyError, TypeError) as error:
        raise PlanError(
            f"{path}：不是改动计划，或改坏了（{error}）。请用 --plan 重新生成"
        ) from error


def _file_plan(row: dict[str, Any]) -> FilePlan:
    name = str(row["path"])
    steps = tuple(_step(name, entry) for entry in row["steps"])
    return FilePlan(name, str(row["location"]), str(row["sha256"]), steps)


def _step(name: str, row: dict[str, Any]) -> Step:
    cell = cell_at(name, str(row["sheet"]), str(row["cell"]))
    text = str(row["new"])
    new: Value = text
    if row["kind"] == "number":
        new = Decimal(text)
    elif row["kind"] == "date":
        new = date.fromisoformat(text)
    return Step(
        cell, str(row.get("header", "")), str(row["old"]), new, str(row.get("code", "")),
        str(row.get("reason", "")), row.get("safety", "safe"),
    )  # fmt: skip


def cell_at(file: str, sheet: str, address: str) -> Cell:
    """Return the cell of an address such as B12.  Raises ValueError when it is none."""
    place = parse_address(address)
    if place is None:
        raise ValueError(address)
    return Cell(file, sheet, *place)


__all__ = ["FilePlan", "Mark", "PlanError", "Step", "cell_at", "plans", "read", "write"]
