"""Whether somebody has worked in a copy that a new one would take the place of."""

from __future__ import annotations

from pathlib import Path

from ruralskills.correction.answers import answers_in
from ruralskills.workbook.own import is_own
from ruralskills.workbook.read.content import content_of
from ruralskills.workbook.read.door import Sheets, open_sheets
from ruralskills.workbook.read.grid import Grid
from ruralskills.workbook.read.problem import CannotRead


def worked_in(copy: Path, new: bytes, password: str) -> bool:
    """Whether a copy holds answers, or cells that the new one would not hold.

    One that cannot be read counts as worked in.
    """
    try:
        if answers_in(copy, password):
            return True
        there = open_sheets(content_of(copy), copy.name, password)
        return _said(there) != _said(open_sheets(new, copy.name))
    except CannotRead:
        return True


def _said(book: Sheets) -> dict[str, Grid]:
    """The sheets but for those that we append."""
    grids = {name: book.read(name) for name in book.names}
    return {name: grid for name, grid in grids.items() if not is_own(grid.at(0, 0))}
