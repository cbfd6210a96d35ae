"""A county's workspace: its list of regions, and what its townships sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ruralskills as rs
from builders.sheet_text import Sheet, write
from ruralskills.rollups.entries import RollupFigure, Submission
from ruralskills.rollups.rollup import Rollup

TOWNSHIPS = ("桂林街道", "双江镇", "柏梓镇")


@dataclass
class Inbox:
    """A workspace with an inbox."""

    folder: Path
    townships: Iterable[str] = TOWNSHIPS
    notice: str = "tongnan-2020"
    county: str = "潼南区"
    more: str = ""
    """Further lines of the settings."""
    files: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        lines = [f'notices = ["{self.notice}"]', f'unit = "{self.county}扶贫办"']
        if self.townships:
            lines.append('regions = "区划.xlsx"')
            rows = [f"| 镇街 | {name} | {self.county}" for name in self.townships]
            head = ["| 级别 | 名称 | 所属", f"| 县 | {self.county} | 重庆市"]
            write(self.folder / "区划.xlsx", Sheet("区划名单", "\n".join([*head, *rows])))
        text = "\n".join([*lines, self.more])
        (self.folder / "rs.toml").write_text(text, encoding="utf-8")

    def send(self, period: str, unit: str, name: str, *sheets: Sheet) -> Path:
        """Put a workbook into the folder of a period and a unit."""
        folder = self.folder / "收件" / period / unit
        folder.mkdir(parents=True, exist_ok=True)
        path = write(folder / f"{name}.xlsx", *sheets)
        self.files.append(path)
        return path

    def rolled_up(self, year: int = 2020, **how: Any) -> Rollup:
        """Roll the inbox up."""
        return rs.rollup([self.folder / "收件"], year=year, **how)


def figure_of(made: Rollup, unit: str, indicator: str, span: str = "year") -> RollupFigure:
    """Return the one figure of a unit and an indicator."""
    [figure] = [
        each
        for each in made.figures
        if (each.unit, each.indicator, each.span) == (unit, indicator, span)
    ]
    return figure


def submission_of(made: Rollup, unit: str, ledger: str | None) -> list[Submission]:
    """Return the lines of a unit and a ledger."""
    return [each for each in made.submissions if (each.unit, each.ledger) == (unit, ledger)]


def sheet(title: str, head: str, *rows: str, unit: str = "") -> Sheet:
    """Return a sheet of a header and rows, cells parted by bars."""
    return Sheet(title, "\n".join(f"| {line}" for line in (head, *rows)), unit=unit)
