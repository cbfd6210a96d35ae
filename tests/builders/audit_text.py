"""Write workbooks as the text of an audit case.

python -m builders.audit_text FAULTY-FOLDER [HONEST-FOLDER]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from builders.audit_cases import FAULTY, HONEST


def case_lines(faulty: Path, honest: Path | None = None) -> Iterator[str]:
    """Yield the sheets of a folder, with the rows in which its honest twin differs."""
    ours = _sheets(faulty)
    theirs = _sheets(honest) if honest else ours
    for place in dict.fromkeys((*ours, *theirs)):
        yield f"[{place}]"
        yield from _compared(ours.get(place, []), theirs.get(place, []))


def _compared(ours: list[str], theirs: list[str]) -> Iterator[str]:
    for _, top, bottom, first, last in SequenceMatcher(
        None, ours, theirs, autojunk=False
    ).get_opcodes():
        if ours[top:bottom] == theirs[first:last]:
            yield from ours[top:bottom]
        else:
            yield from (FAULTY + line for line in ours[top:bottom])
            yield from (HONEST + line for line in theirs[first:last])


def _sheets(folder: Path) -> dict[str, list[str]]:
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*.xlsx"))
    return {
        f"{path.name}!{sheet.title}": list(_rows(sheet))
        for path in paths
        for sheet in openpyxl.load_workbook(path).worksheets
    }


def _rows(sheet: Worksheet) -> Iterator[str]:
    joined = {}
    for block in sheet.merged_cells.ranges:
        for row, column in block.cells:
            sides = ("<" if column > block.min_col else "", "^" if row > block.min_row else "")
            joined[row, column] = "".join(sides)
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [joined.get((number, column)) or _text(cell) for column, cell in enumerate(row, 1)]
        while cells and not cells[-1]:
            cells.pop()
        yield "|" + "|".join(cells)


def _text(cell: Cell | MergedCell) -> str:
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{{{value:%Y-%m-%d}}}"
    if isinstance(value, int | float):
        if "%" in cell.number_format:
            return f"{{{(Decimal(repr(value)) * 100).normalize():f}%}}"
        return _number(repr(value))
    text = str(value).replace("\n", "\\n")
    return f"'{text}" if _number(text) == text or text[:1] in ("'", "{") else text


def _number(digits: str) -> str:
    return digits if re.fullmatch(r"-?\d{1,9}(\.\d+)?", digits) else f"{{{digits}}}"


if __name__ == "__main__":
    print("\n".join(case_lines(*map(Path, sys.argv[1:]))))
