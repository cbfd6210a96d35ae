"""Small workbooks as offices send them, written and checked as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ruralskills as rs
from builders.people import identity_number
from builders.sheet_text import Sheet, write
from ruralskills.model.findings import Finding
from ruralskills.model.outcome import Outcome
from ruralskills.validation.mend_hints import MEND_CODES
from ruralskills.workspace.settings import Settings

TODAY = date(2020, 7, 10)


def number(born: str = "1985-06-15", sequence: int = 1, region: str = "500199") -> str:
    """Return a sound identity number. An odd sequence is a man's."""
    return identity_number(region, date.fromisoformat(born), sequence)


@dataclass
class Office:
    """A desk: a folder in which workbooks are written and checked."""

    folder: Path
    count: int = 0

    def outcome(
        self,
        *files: Sheet | Sequence[Sheet],
        notice: Sequence[str] = ("common",),
        as_of: date = TODAY,
        names: Sequence[str] = (),
    ) -> Outcome:
        """Write each argument to a file of its own, and check them together."""
        paths = []
        for index, sheets in enumerate(files):
            self.count += 1
            name = names[index] if names else f"台账{chr(64 + self.count)}.xlsx"
            several = [sheets] if isinstance(sheets, Sheet) else list(sheets)
            for position, sheet in enumerate(several):
                if position and sheet.name == "Sheet1":
                    sheet.name = f"Sheet{position + 1}"
            paths.append(write(self.folder / name, *several))
        outcome = rs.validate(paths, notices=notice, as_of=as_of, settings=Settings())
        assert outcome.tables, [sheet.reason for sheet in outcome.sheets]
        assert not outcome.rules_broken
        return outcome

    def codes(self, *files: Sheet | Sequence[Sheet], **how: Any) -> list[str]:
        """The codes that are found, in reading order, without hints about form."""
        return [finding.code for finding in self._of_content(*files, **how)]

    def only(self, *files: Sheet | Sequence[Sheet], **how: Any) -> Finding:
        """The one finding, hints about form apart."""
        [finding] = self._of_content(*files, **how)
        return finding

    def _of_content(self, *files: Sheet | Sequence[Sheet], **how: Any) -> list[Finding]:
        findings = self.outcome(*files, **how).findings
        return [finding for finding in findings if finding.code not in MEND_CODES]


def leaders(*rows: str, head: str = "", title: str = "", name: str = "", unit: str = "") -> Sheet:
    """Return a leader ledger of rows given without name and number."""
    lines = [f"| 姓名 | 身份证号 {head}"]
    for index, row in enumerate(rows):
        sequence = 2 * index + 1
        lines.append(f"| 带头人{'甲乙丙丁戊己庚辛壬癸'[index]} | {number(sequence=sequence)} {row}")
    return Sheet(title or "桂林街道2020年致富带头人台账", "\n".join(lines), name or "Sheet1", unit)
