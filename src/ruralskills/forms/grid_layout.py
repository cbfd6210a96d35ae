"""The layout of a form: rows of labels above their values, and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ruralskills.forms.form_grid import FormCell

_HEADER: Final = 4
"""So many labels side by side are a list's header, unless several rows have them."""
_SEVERAL: Final = 2

Row = Sequence[FormCell]


def is_list(rows: Sequence[Row], headings: Mapping[int, Row]) -> bool:
    """Return True if a grid is a list of persons and no form."""
    fields = [{cell.field for cell in rows[at] if cell.field} for at in headings]
    is_form = len(fields) >= _SEVERAL and not any(a & b for a, b in pairwise(fields))
    return not is_form and any(_is_header(row) for row in rows)


def headings_in(rows: Sequence[Row]) -> dict[int, Row]:
    """Return the rows of labels above their values, each with its row of values.

    Each label of such a row has a cell of its width below it that is no label.
    """
    found: dict[int, Row] = {}
    for at, (row, below) in enumerate(pairwise(rows)):
        if at - 1 in found:
            continue
        labels = [cell for cell in row if cell.field not in ("", "photo")]
        others = [cell for cell in row if cell not in labels and cell.bottom == cell.row]
        spans = {(cell.column, cell.right): cell for cell in below}
        values = [spans.get((cell.column, cell.right)) for cell in labels]
        if not labels or any(cell.text.strip() for cell in others) or (others and len(labels) == 1):
            continue
        if any(value is None or value.labels for value in values):
            continue
        stray = [cell for cell in below if cell not in values and cell.text.strip()]
        if not stray and any(value and value.text.strip() for value in values):
            found[at] = [value for value in values if value is not None]
    return found


def _is_header(row: Row) -> bool:
    """Return True if labels stand side by side, as over a list."""
    bare = [cell for cell in row if cell.field]
    runs = 0
    for one, other in pairwise(bare):
        runs = runs + 1 if one.right + 1 == other.column else 0
        if runs + 1 >= _HEADER:
            return True
    return False
