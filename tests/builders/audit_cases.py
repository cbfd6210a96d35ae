"""Cases of audits in text: sheets, the faults planted there, and an honest twin.

``# a001 words`` begins a case. A fault is ``! 填错：words`` with the cells below it, or the rows, indented;
``?`` in place of ``!`` is one that nothing finds so far, or a hint alone. Sheets stand under
``[台账.xlsx!Sheet1]``, or ``[--register 名册.xlsx!Sheet1]`` for what is only looked up, each row behind a bar in
the language of ``sheet_text``. ``-|`` is a row of the faulty folder alone and ``+|`` one of its honest twin
alone, which is what makes a case have a twin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import ruralskills as rs
from builders.sheet_text import Sheet, write
from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.workspace.settings import Settings

DAY: Final = date(2026, 11, 30)
"""The day on which the auditors' folders are checked."""
_ROW: Final = re.compile(r"(?<=!)[A-Z]+(?=\d+$)")
"""The letters of a cell, without which an address is that of a row."""
FAULTY: Final = "-"
HONEST: Final = "+"


@dataclass
class Fault:
    """A planted fault: what the auditor says of it, and the cells that show it."""

    nature: str
    says: str
    known: bool = True
    """False if nothing is known to find it, or a hint alone."""
    cells: set[str] = field(default_factory=set)

    def is_found_by(self, finding: Finding) -> bool:
        """Return True if a finding, and no hint, names one of the cells or rows."""
        if finding.nature is Nature.HINT:
            return False
        named = [str(cell) for cell in (finding.cell, *finding.related) if cell]
        return any(cell in self.cells or _ROW.sub("", cell) in self.cells for cell in named)


@dataclass
class Page:
    """A sheet of a case: each row with the sign of the folder that alone has it."""

    option: str
    file: str
    name: str
    rows: list[tuple[str, list[str]]] = field(default_factory=list)

    def sheet(self, side: str) -> Sheet | None:
        """Return the sheet as the faulty or the honest folder has it, if it does."""
        sheet = Sheet("", "", self.name)
        sheet.rows = [cells for sign, cells in self.rows if sign in ("", side)]
        return sheet if sheet.rows else None


@dataclass
class Case:
    """One folder of an office, or a faulty and an honest one that differ in few rows."""

    name: str
    says: str
    faults: list[Fault] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    @property
    def has_twin(self) -> bool:
        """Return True if the case has an honest twin of its own."""
        return any(sign == HONEST for page in self.pages for sign, _ in page.rows)

    def check(self, folder: Path, side: str) -> Outcome:
        """Write the faulty or the honest files, and check them."""
        references: dict[str, list[Path]] = {}
        files: dict[tuple[str, str], list[Sheet]] = {}
        for page in self.pages:
            if sheet := page.sheet(side):
                files.setdefault((page.option, page.file), []).append(sheet)
        for (option, name), sheets in files.items():
            path = folder / (option or "office") / name
            path.parent.mkdir(exist_ok=True)
            write(path, *sheets)
            if option:
                references.setdefault(option, []).append(path)
        outcome = rs.validate(
            folder / "office",
            settings=Settings(),
            as_of=DAY,
            previous=references.get("previous", ()),
            register=references.get("register", ()),
        )
        assert outcome.tables, [sheet.reason for sheet in outcome.sheets]
        assert not outcome.rules_broken
        return outcome


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a file."""
    case: Case | None = None
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            if case:
                yield case
            name, _, says = line[2:].partition(" ")
            case = Case(name, says)
        elif case and line:
            _add(case, line)
    if case:
        yield case


def _add(case: Case, line: str) -> None:
    if line.startswith(("! ", "? ")):
        nature, _, says = line[2:].partition("：")
        case.faults.append(Fault(nature, says, line[0] == "!"))
    elif line.startswith("  "):
        sheet, _, cells = line.strip().rpartition("!")
        case.faults[-1].cells |= {f"{sheet}!{cell}" for cell in cells.split()}
    elif line.startswith("["):
        file, _, name = line[1:-1].rpartition("!")
        option, _, file = file.rpartition(" ") if file.startswith("--") else ("", "", file)
        case.pages.append(Page(option.removeprefix("--"), file, name))
    else:
        sign, bar, row = line.partition("|")
        assert bar, f"{case.name}: what is {line!r}?"
        assert sign in ("", FAULTY, HONEST), f"{case.name}: what is {line!r}?"
        case.pages[-1].rows.append((sign, row.split("|")))


def told(finding: Finding) -> str:
    """Return all that a finding says, in one line."""
    parts = [
        f"{finding.severity} {finding.nature} {finding.code} {finding.place}：{finding.message}"
    ]
    if finding.related:
        parts.append("另见" + "、".join(map(str, finding.related)))
    if finding.fix:
        parts.append(f"改为{finding.fix.value}（{finding.fix.safety}，{finding.fix.reason}）")
    return " | ".join(parts)
